//! Yes, no, or unknown: what a question about real records can come to.

use serde::{Deserialize, Serialize};

/// The answer to a yes-or-no question whose facts may be missing.
///
/// Real records say "from November 2015" or nothing at all, so "was this school the lead on 10 November?" has three
/// answers. `Unknown` is never turned into `No`. The connectives are Kleene's strong three-valued logic: an unknown
/// part leaves the whole unknown only where it could change it.
///
/// ```
/// use maths_hubs::answer::Answer;
///
/// assert_eq!(Answer::Unknown.and(Answer::No), Answer::No);
/// assert_eq!(Answer::Unknown.or(Answer::No), Answer::Unknown);
/// assert_eq!(!Answer::Unknown, Answer::Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The facts say no.
    No,
    /// The facts do not say.
    Unknown,
    /// The facts say yes.
    Yes,
}

impl Answer {
    /// Whether the facts say yes.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }

    /// Whether the facts say no.
    #[must_use]
    pub const fn is_no(self) -> bool {
        matches!(self, Self::No)
    }

    /// Whether the facts leave it open.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Both: no if either is no, yes if both are yes, else unknown.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Either: yes if either is yes, no if both are no, else unknown.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether any of `answers` is yes: the [`or`](Self::or) of them all, no for none.
    #[must_use]
    pub fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        answers.into_iter().max().unwrap_or(Self::No)
    }

    /// Whether all of `answers` are yes: the [`and`](Self::and) of them all, yes for none.
    #[must_use]
    pub fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        answers.into_iter().min().unwrap_or(Self::Yes)
    }
}

impl Answer {
    /// What all of `answers` say alike; unknown where they differ, or where there is none.
    #[must_use]
    pub fn agreed(answers: impl IntoIterator<Item = Self>) -> Self {
        let one = |one, another| if one == another { one } else { Self::Unknown };
        answers.into_iter().reduce(one).unwrap_or(Self::Unknown)
    }
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

impl From<Option<bool>> for Answer {
    fn from(known: Option<bool>) -> Self {
        known.map_or(Self::Unknown, Self::from)
    }
}

impl core::ops::Not for Answer {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}
