//! The forum at which all hubs meet, once a term.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{calendar::PartialDate, document::keyed, identifiers::HubId};

/// A forum of the network.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
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
