//! What a hub gets of one part, as it is published.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Side;
use crate::{
    money::Money,
    ratio::{Ratio, Rounding},
};

/// What a hub gets of one part, and what decided it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Portion {
    /// How much.
    pub amount: Money,
    /// What the hub counted for, of all weight: 0 to 1. None where nobody knows, or where nothing went by weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Ratio>,
    /// The bound without which it would be another amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// How the last penny came to be there, where it did not come by weight alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub odd_penny: Option<OddPenny>,
}

/// A bound that decides what a hub gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Bound {
    /// The least that a hub gets.
    Floor,
    /// The most that a hub gets.
    Cap,
    /// What is kept of last year's money.
    HeldHarmless,
}

/// How an odd penny came to a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OddPenny {
    /// Its remainder was among the largest.
    Remainder,
    /// It was drawn among equal remainders.
    Drawn,
}

crate::document::as_record! {
    Portion, r#"what a hub gets of one part: {"amount": …}"#;
    Bound, r#"a bound: "floor", "cap" or "held-harmless""#;
    OddPenny, r#"how a penny came to a hub: "remainder" or "drawn""#;
}

impl Portion {
    /// So much, and nothing more is known of it.
    #[must_use]
    pub const fn of(amount: Money) -> Self {
        Self { amount, weight: None, bound: None, odd_penny: None }
    }

    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Bound {
    /// What binds, with its verb: "its floor holds".
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Floor => "its floor holds",
            Self::Cap => "its cap holds",
            Self::HeldHarmless => "it is held harmless",
        }
    }
}

impl OddPenny {
    /// Where the penny came from: "a penny by the largest remainder".
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Remainder => "a penny by the largest remainder",
            Self::Drawn => "a penny that was drawn among equals",
        }
    }
}

/// The two portions of a hub, and each part's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Portions {
    pub(super) structural: Portion,
    pub(super) projects: Portion,
}

impl Portions {
    pub(super) const fn of(&self, part: Side) -> &Portion {
        match part {
            Side::Structural => &self.structural,
            Side::Projects => &self.projects,
        }
    }
}

/// A share of a whole as people read it, to two decimals: `3.13%`. For print only.
pub(super) struct Percent(pub(super) Ratio);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.times(Ratio::HUNDRED) {
            Ok(hundredths) if hundredths.is_whole() => write!(f, "{hundredths}%"),
            Ok(hundredths) => write!(f, "{}%", hundredths.to_fixed(2, Rounding::HalfUp)),
            Err(_) => write!(f, "{} of 1", self.0),
        }
    }
}

/// An amount of either sign as a change: "£10.00 more", "£10.00 less" or "the same".
pub(super) struct MoreOrLess(pub(super) crate::money::Balance);

impl fmt::Display for MoreOrLess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            none if none.is_zero() => f.write_str("the same"),
            less if less.is_negative() => write!(f, "{} less", less.magnitude()),
            more => write!(f, "{} more", more.magnitude()),
        }
    }
}

/// A count with its noun.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
