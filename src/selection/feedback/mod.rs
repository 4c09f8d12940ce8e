//! What a candidate is told of the decision on its application: fit to send, as the route requires.
//!
//! [`Selection::feedback`](super::outcome::Selection::feedback) gives [`Feedback`]: data first, of which the [`Display`](std::fmt::Display) is a letter in
//! plain words.
//!
//! - On every route a candidate is told its outcome, each criterion with its title, weight, mark and the reason of that
//!   mark, its total, the minimums that it missed or the gates that it did not meet, and for how long it may ask for a
//!   review.
//! - The reason of a mark is the panel's own, where the panel agreed on it. Where one assessor's mark alone stands, it is
//!   that assessor's justification, since nobody gave another. What assessors wrote of marks that the panel moderated is
//!   not told, nor are practice marks. Who marked is told nowhere.
//! - Where the route's feedback compares, as the assessment summaries of the Procurement Act 2023 and the notices under
//!   regulation 86 of the Public Contracts Regulations 2015 do, it names each winner of a place that the candidate bid
//!   for, with its marks by criterion and its relative advantages: the criteria on which it earned more, and how much more.
//! - Where it does not, no rival is named and no rival's mark is told. The lowest total appointed to a place is told
//!   only if policy says from how many appointed on, and never where one alone is appointed. That one was tied is told,
//!   since the draw was what decided; that a tie is between equal totals cannot be helped.
//! - A free text that names another candidate is withheld, and the letter says so. One that was removed shows as removed.

mod build;
mod letter;
mod words;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::{
    policy::{Route, Standstill},
    scale::RawMark,
};
use crate::{
    document::day,
    identifiers::ApplicationId,
    ratio::{Ratio, Rounding},
};

/// What a candidate is told. It holds nothing that the candidate may not see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Feedback {
    /// On which application.
    pub application: ApplicationId,
    /// What the candidate is called.
    pub candidate: String,
    /// What the round is called.
    pub round: String,
    /// The route by which it was held.
    pub route: Route,
    /// The titles of the places for which the candidate bid, the best liked first.
    pub places: Vec<String>,
    /// The day of the decision.
    #[serde(with = "day")]
    pub decided: NaiveDate,
    /// What became of the application.
    pub outcome: Told,
    /// The gates that are not met, where it is not eligible.
    pub gates: Vec<GateTold>,
    /// Its marks, criterion by criterion; empty for one that was not assessed.
    pub criteria: Vec<CriterionTold>,
    /// Its total in points, exact, where every criterion has its mark.
    pub total: Option<Ratio>,
    /// The points that a total can come to, bonus aside.
    pub out_of: Ratio,
    /// The minimums that it missed.
    pub minimums: Vec<Minimum>,
    /// The lowest total appointed to each place for which it bid, where that may be told.
    pub cuts: Vec<Cut>,
    /// What else made the outcome so: limits, draws, departures.
    pub grounds: Vec<Ground>,
    /// The winners of the places for which it bid, where the route's feedback compares.
    pub winners: Vec<Winner>,
    /// For how long a review may be asked for, where policy says.
    pub review: Option<Review>,
    /// The standstill before an agreement, where the route has one.
    pub standstill: Option<StandstillTold>,
    /// The decimals of printed points.
    pub decimals: u8,
    /// How printed points are rounded.
    pub rounding: Rounding,
}

/// What became of an application, in the candidate's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Told {
    /// It is appointed to the place of this title.
    Appointed {
        /// The title of the place.
        place: String,
    },
    /// It stands in the reserve.
    Reserve {
        /// Its turn, from 1.
        turn: u32,
        /// The last day on which it may be called up.
        #[serde(with = "day")]
        until: NaiveDate,
    },
    /// It was offered a place, and declined.
    OfferDeclined,
    /// It is not appointed.
    NotAppointed,
    /// It misses a minimum.
    BelowBar,
    /// It does not meet a gate.
    Ineligible,
    /// It did not go on after a stage.
    NotThrough {
        /// The title of the stage.
        stage: String,
        /// Why.
        reason: Reason,
    },
    /// It came late, and was not taken.
    NotTaken {
        /// Why.
        reason: Reason,
    },
    /// It was withdrawn.
    Withdrawn,
}

/// A free text as far as a candidate may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// The text.
    Given(String),
    /// It was removed from the record, on this ground.
    Removed(String),
    /// It names another candidate, and is withheld.
    Withheld,
    /// None is recorded.
    None,
}

/// A gate that is not met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GateTold {
    /// What the notice says of it.
    pub title: String,
    /// The facts that decided, each as what was asked and what was found.
    pub facts: Vec<FactTold>,
    /// The reason of the ruling, where the facts left it open and somebody ruled.
    pub ruling: Option<Reason>,
}

/// A fact that decided a gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FactTold {
    /// What it is about.
    pub about: String,
    /// What was asked.
    pub asked: String,
    /// What was found.
    pub found: String,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CriterionTold {
    /// Its published title, with those of its groups before it.
    pub title: String,
    /// The points that its top mark earns, as published.
    pub weight: Ratio,
    /// The points that its top mark earns here: more than published where other criteria do not apply.
    pub available: Ratio,
    /// The mark; none where the criterion does not apply.
    pub mark: Option<RawMark>,
    /// The top mark of the scale.
    pub top: Option<RawMark>,
    /// What the scale says of the mark; may be empty.
    pub descriptor: String,
    /// The points earned.
    pub points: Option<Ratio>,
    /// The reason of what stands: the panel's own, or, where one assessor's mark alone stands, its justification. None
    /// where an assessor declined to judge.
    pub reason: Reason,
}

/// A minimum that was missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Minimum {
    /// On one criterion.
    Criterion {
        /// Its title.
        title: String,
        /// The lowest mark that passes.
        needed: RawMark,
        /// The mark.
        found: Option<RawMark>,
    },
    /// On so many of several criteria.
    Several {
        /// Their titles.
        titles: Vec<String>,
        /// How many must reach the mark.
        needed: usize,
        /// The mark.
        mark: RawMark,
        /// How many do.
        reached: usize,
    },
    /// On the total.
    Total {
        /// The pass mark.
        needed: Ratio,
    },
}

/// The lowest total appointed to a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cut {
    /// The title of the place.
    pub place: String,
    /// The total.
    pub lowest: Ratio,
}

/// What else made an outcome so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Ground {
    /// A lower total was appointed, since these published limits held this application out.
    HeldBy {
        /// The limits.
        limits: BTreeSet<String>,
    },
    /// It was tied, and the tie was drawn.
    Drawn {
        /// By which published means.
        means: String,
        /// Its turn, from 1.
        turn: usize,
        /// Of how many.
        of: usize,
    },
    /// The panel recommended otherwise than the marks have it.
    PanelDeparted {
        /// Why.
        reason: Reason,
    },
    /// The authority decided otherwise than was recommended, or than the marks have it.
    AuthorityDeparted {
        /// Why.
        reason: Reason,
    },
    /// It did not pass the examination before the agreement.
    NotPassed {
        /// Why.
        reason: Reason,
    },
}

/// A winner, beside the candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Winner {
    /// What it is called.
    pub name: String,
    /// The title of the place.
    pub place: String,
    /// Its total.
    pub total: Option<Ratio>,
    /// Its mark and points on each criterion, in the order of the candidate's.
    pub marks: Vec<WinnerMark>,
    /// The criteria on which it earned more than the candidate.
    pub advantages: Vec<Advantage>,
}

/// A winner's mark on one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WinnerMark {
    /// The title of the criterion.
    pub title: String,
    /// The mark; none where the criterion does not apply.
    pub mark: Option<RawMark>,
    /// What the scale says of it; may be empty.
    pub descriptor: String,
    /// The points earned.
    pub points: Option<Ratio>,
}

/// A criterion on which a winner earned more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Advantage {
    /// The title of the criterion.
    pub title: String,
    /// How many points more.
    pub by: Ratio,
}

/// The right to ask for a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Review {
    /// Within how many days of the notice.
    pub days: u32,
    /// The last day; none before the notice.
    #[serde(serialize_with = "day_or_none")]
    pub until: Option<NaiveDate>,
}

/// The standstill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StandstillTold {
    /// How long it is.
    pub length: Standstill,
    /// Its last day; none before every candidate was told.
    #[serde(serialize_with = "day_or_none")]
    pub ends: Option<NaiveDate>,
}

#[allow(clippy::ref_option, reason = "serde asks by reference")]
fn day_or_none<S: Serializer>(found: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
    match found {
        Some(found) => day::serialize(found, serializer),
        None => serializer.serialize_none(),
    }
}

/// Why there is nothing to tell a candidate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoFeedback {
    /// There is no such application.
    #[error("there is no application {0} in the round")]
    Unknown(ApplicationId),
    /// The authority has not decided, and what the marks come to is nobody's decision.
    #[error("the authority has not decided, and there is nothing to tell a candidate before it has")]
    NotDecided,
}
