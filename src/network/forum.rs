//! The forum at which all hubs meet, once a term.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{calendar::PartialDate, document::keyed, identifiers::HubId};

/// A forum of the network.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Forum {
    /// When it met.
    pub on: PartialDate,
    /// The hubs that came; `None` where nobody wrote that down.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "attendance")]
    pub present: Option<BTreeSet<HubId>>,
    /// The hubs that apologised.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub apologies: BTreeSet<HubId>,
}

crate::document::as_record! { Forum, r#"a forum: {"on": …, "present": […]}"#; }

fn attendance<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<BTreeSet<HubId>>, D::Error> {
    keyed::set(deserializer).map(Some)
}

impl Forum {
    /// A forum that met at `on`, of which nobody wrote down who came.
    #[must_use]
    pub const fn new(on: PartialDate) -> Self {
        Self { on, present: None, apologies: BTreeSet::new() }
    }

    /// The same forum with these hubs present, and no others.
    #[must_use]
    pub fn attended_by(self, hubs: impl IntoIterator<Item = HubId>) -> Self {
        Self { present: Some(hubs.into_iter().collect()), ..self }
    }
}
