//! What becomes of candidates, and of places: two different things.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    document::day,
    identifiers::{ApplicationId, PlaceId, StageId},
};

/// What becomes of a candidate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum CandidateOutcome {
    /// It is appointed to this place.
    Appointed(PlaceId),
    /// It stands in the reserve.
    Reserve {
        /// Its place in the reserve, from 1.
        turn: u32,
        /// The last day on which it may be called up.
        #[serde(with = "day")]
        until: NaiveDate,
    },
    /// It was offered a place, and declined.
    OfferDeclined,
    /// It is not appointed.
    NotAppointed,
    /// It misses a minimum, and could not be appointed however many places there were.
    BelowBar,
    /// It does not meet a gate.
    Ineligible,
    /// It did not go on after this stage.
    NotThrough(StageId),
    /// It came late, and was not taken.
    NotTaken,
    /// It was withdrawn.
    Withdrawn,
}

impl CandidateOutcome {
    /// Whether somebody was turned down, and is owed reasons.
    #[must_use]
    pub const fn is_turned_down(&self) -> bool {
        !matches!(self, Self::Appointed(_) | Self::OfferDeclined | Self::Withdrawn)
    }
}

impl std::fmt::Display for CandidateOutcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Appointed(place) => write!(f, "appointed to {place}"),
            Self::Reserve { turn, until } => write!(f, "number {turn} in the reserve until {until}"),
            Self::OfferDeclined => f.write_str("offered a place, and declined it"),
            Self::NotAppointed => f.write_str("not appointed"),
            Self::BelowBar => f.write_str("not appointed, below a minimum"),
            Self::Ineligible => f.write_str("not eligible"),
            Self::NotThrough(stage) => write!(f, "not taken on after the stage `{stage}`"),
            Self::NotTaken => f.write_str("late, and not taken"),
            Self::Withdrawn => f.write_str("withdrawn"),
        }
    }
}

/// What becomes of a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum PlaceOutcome {
    /// It is filled, by as many as it holds.
    Filled(BTreeSet<ApplicationId>),
    /// It is filled in part, or not at all.
    Unfilled {
        /// Who is appointed to it.
        by: BTreeSet<ApplicationId>,
        /// How many more it holds.
        open: u32,
        /// Why nobody else is.
        why: String,
    },
}

crate::document::as_record! {
    CandidateOutcome, "the outcome of a candidate";
    PlaceOutcome, "the outcome of a place";
}

impl std::fmt::Display for PlaceOutcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Filled(by) => write!(f, "filled by {}", by.len()),
            Self::Unfilled { by, open, why } => write!(f, "filled by {}, {open} unfilled: {why}", by.len()),
        }
    }
}
