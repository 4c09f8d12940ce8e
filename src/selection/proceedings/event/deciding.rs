//! From the draw to the start.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Moment,
    document::{day, keyed},
    identifiers::{ApplicationId, PersonId, PlaceId},
    journal::Text,
};

/// A tie was settled by a draw among people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Drawn {
    /// The tied applications, first drawn first.
    pub order: Vec<ApplicationId>,
    /// By what means.
    pub means: String,
    /// Who saw it.
    #[serde(deserialize_with = "keyed::set")]
    pub witnesses: BTreeSet<PersonId>,
}

/// Who is appointed to what, who stands in reserve, and where that departs from what was before: of a panel from its
/// marks, of an authority from the recommendation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Appointments {
    /// Each one appointed, and the place.
    #[serde(default, deserialize_with = "keyed::map")]
    pub appointed: BTreeMap<ApplicationId, PlaceId>,
    /// The reserve, first to be called first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserve: Vec<ApplicationId>,
    /// The reason for each departure, by the application that gains or loses by it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub departures: BTreeMap<ApplicationId, Text>,
}

/// A candidate was told of the decision on its application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Notified {
    /// Which.
    pub application: ApplicationId,
    /// Until when it may not be made public, where there is an embargo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<Moment>,
}

/// The chosen candidate was looked into before the agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Examined {
    /// Which application.
    pub application: ApplicationId,
    /// Whether it passed.
    pub passed: bool,
}

/// Somebody of the reserve was called up to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct CalledUp {
    /// Which application.
    pub application: ApplicationId,
    /// To which place.
    pub place: PlaceId,
}

/// An appointed candidate begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Started {
    /// Which application.
    pub application: ApplicationId,
    /// On which day.
    #[serde(with = "day")]
    pub on: NaiveDate,
}

/// A candidate asked for a review of the decision on its application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ReviewAsked {
    /// Which.
    pub application: ApplicationId,
    /// Why.
    pub grounds: Text,
}

/// A review ended, for the reason of the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ReviewEnded {
    /// Of which application.
    pub application: ApplicationId,
    /// Whether the decision stands.
    pub stands: bool,
}

crate::document::as_record! {
    Drawn, r#"a draw: {"order": […], "means": …, "witnesses": […]}"#;
    Appointments, r#"appointments: {"appointed": …, "reserve": […]}"#;
    Notified, r#"a notice: {"application": …}"#;
    Examined, r#"an examination: {"application": …, "passed": …}"#;
    CalledUp, r#"a call: {"application": …, "place": …}"#;
    Started, r#"a start: {"application": …, "on": …}"#;
    ReviewAsked, r#"a request for review: {"application": …, "grounds": …}"#;
    ReviewEnded, r#"the end of a review: {"application": …, "stands": …}"#;
}
