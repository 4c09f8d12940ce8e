//! The phases of education, from early years to post-16.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::document::keyed;

/// A phase of education.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[repr(u8)]
pub enum Phase {
    /// Before compulsory school age.
    EarlyYears = 1,
    /// Ages 5 to 11.
    Primary = 2,
    /// Ages 11 to 16.
    Secondary = 4,
    /// After 16.
    #[serde(rename = "post-16")]
    Post16 = 8,
}

crate::document::as_record! { Phase, "a phase of education"; }

impl Phase {
    /// All four, youngest first.
    pub const ALL: [Self; 4] = [Self::EarlyYears, Self::Primary, Self::Secondary, Self::Post16];
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::EarlyYears => "early years",
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Post16 => "post-16",
        })
    }
}

/// A set of phases.
///
/// ```
/// use maths_hubs::organisation::{Phase, Phases};
///
/// let all_through = Phases::of_ages(3, 18);
/// assert_eq!(all_through, Phases::ALL);
/// assert_eq!(Phases::of_ages(11, 16), Phases::from_iter([Phase::Secondary]));
/// assert_eq!(Phases::ALL.without(Phases::of_ages(4, 11)).to_string(), "secondary and post-16");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phases(u8);

impl Phases {
    /// No phase.
    pub const NONE: Self = Self(0);
    /// All four.
    pub const ALL: Self = Self(15);

    /// The phases that a school for pupils from age `low` to age `high` has, as GIAS gives age ranges: a primary school
    /// is 5 to 11, a secondary school with a sixth form 11 to 18.
    #[must_use]
    pub fn of_ages(low: u8, high: u8) -> Self {
        let spans = [(0, 5), (5, 11), (11, 16), (16, 120)];
        Phase::ALL
            .into_iter()
            .zip(spans)
            .filter(|(_, (first, last))| low < *last && high > *first)
            .map(|(it, _)| it)
            .collect()
    }

    /// Whether `phase` is among them.
    #[must_use]
    pub const fn contains(self, phase: Phase) -> bool {
        self.0 & phase as u8 != 0
    }

    /// These and `others`.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These but not `others`.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all four are there.
    #[must_use]
    pub const fn is_all(self) -> bool {
        self.0 == Self::ALL.0
    }

    /// How many there are.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Each of them, youngest first.
    pub fn iter(self) -> impl Iterator<Item = Phase> {
        Phase::ALL.into_iter().filter(move |phase| self.contains(*phase))
    }
}

impl FromIterator<Phase> for Phases {
    fn from_iter<I: IntoIterator<Item = Phase>>(phases: I) -> Self {
        Self(phases.into_iter().fold(0, |set, phase| set | phase as u8))
    }
}

impl From<Phase> for Phases {
    fn from(phase: Phase) -> Self {
        Self(phase as u8)
    }
}

impl fmt::Display for Phases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.count();
        if left == 0 {
            return f.write_str("none");
        }
        for phase in self.iter() {
            left = left.saturating_sub(1);
            let after = match left {
                0 => "",
                1 => " and ",
                _ => ", ",
            };
            write!(f, "{phase}{after}")?;
        }
        Ok(())
    }
}

impl Serialize for Phases {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Phases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(keyed::set::<D, Phase>(deserializer)?.into_iter().collect())
    }
}
