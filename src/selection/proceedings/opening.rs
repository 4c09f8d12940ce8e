//! The first entry of a round: everything that the round depends on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Moment,
    document::{Format, FormatName, day, keyed},
    identifiers::{HubId, PlaceId, ProgrammeId, RoundId, StageId},
    selection::policy::SelectionPolicy,
    vocabulary::Word,
};

/// The opening of a round: the policy that it keeps to, the places, and the windows. Nothing else is looked up later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Opening {
    #[serde(rename = "$format")]
    format: Format<RoundFormat>,
    /// The round.
    pub round: RoundId,
    /// What it is called.
    pub title: String,
    /// The programme that holds it.
    pub programme: ProgrammeId,
    /// The edition of the programme whose policy this is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// The day on which gates are judged, and interests looked at.
    #[serde(with = "day")]
    pub reference: NaiveDate,
    /// The policy, which stands from now on.
    pub policy: SelectionPolicy,
    /// What is competed for.
    #[serde(deserialize_with = "keyed::map")]
    pub places: BTreeMap<PlaceId, Place>,
    /// When each stage takes applications or what it asks for. A stage without a window has nothing to hand in.
    #[serde(deserialize_with = "keyed::map")]
    pub windows: BTreeMap<StageId, Window>,
    /// Until when questions are answered, where that was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers_until: Option<Moment>,
}

crate::document::as_document! { Opening }

/// The format of an [`Opening`], and so of a round's journal: `maths-hubs/round/1`.
#[derive(Debug)]
pub enum RoundFormat {}

impl FormatName for RoundFormat {
    const NAME: &'static str = "maths-hubs/round";
    const VERSION: u32 = 1;
}

impl Opening {
    /// An opening without places and windows yet.
    #[must_use]
    pub fn new(
        round: RoundId,
        title: impl Into<String>,
        programme: ProgrammeId,
        reference: NaiveDate,
        policy: SelectionPolicy,
    ) -> Self {
        Self {
            format: Format::default(),
            round,
            title: title.into(),
            programme,
            edition: String::new(),
            reference,
            policy,
            places: BTreeMap::new(),
            windows: BTreeMap::new(),
            answers_until: None,
        }
    }

    /// The same opening with a place.
    #[must_use]
    pub fn for_place(mut self, id: PlaceId, place: Place) -> Self {
        self.places.insert(id, place);
        self
    }

    /// The same opening with the window of a stage.
    #[must_use]
    pub fn within(mut self, stage: StageId, window: Window) -> Self {
        self.windows.insert(stage, window);
        self
    }
}

/// What is competed for: a new hub, or the lead of one that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Place {
    /// What it is called.
    pub title: String,
    /// The hub whose lead is sought; none for a new hub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<HubId>,
    /// How many are appointed to it.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub holds: u32,
    /// What quotas go by: its region.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub attributes: BTreeMap<Word, String>,
}

const fn one() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_one(number: &u32) -> bool {
    *number == 1
}

impl Place {
    /// A new hub.
    #[must_use]
    pub fn new_hub(title: impl Into<String>) -> Self {
        Self { title: title.into(), hub: None, holds: 1, attributes: BTreeMap::new() }
    }

    /// The lead of a hub that stands.
    #[must_use]
    pub fn lead_of(hub: HubId, title: impl Into<String>) -> Self {
        Self { hub: Some(hub), ..Self::new_hub(title) }
    }

    /// The same place, to which so many are appointed.
    #[must_use]
    pub const fn holding(mut self, places: u32) -> Self {
        self.holds = places;
        self
    }

    /// The same place with an attribute.
    #[must_use]
    pub fn with(mut self, attribute: Word, value: impl Into<String>) -> Self {
        self.attributes.insert(attribute, value.into());
        self
    }
}

/// When a stage takes what it asks for, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Window {
    /// The first moment in time.
    pub opens: Moment,
    /// The closing moment; policy says whether its minute is in time.
    pub closes: Moment,
}

crate::document::as_record! {
    Place, r#"a place: {"title": …}"#;
    Window, r#"a window: {"opens": …, "closes": …}"#;
}

impl Window {
    /// The window between two moments.
    #[must_use]
    pub const fn new(opens: Moment, closes: Moment) -> Self {
        Self { opens, closes }
    }
}
