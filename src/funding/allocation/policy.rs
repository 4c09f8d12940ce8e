//! What a programme decides about its allocations.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    document::{Source, keyed},
    money::Money,
    ratio::Ratio,
};

/// What a programme decides about its allocations: the bounds by which a published table is judged. What is not said is
/// not judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct AllocationPolicy {
    /// The greatest part of the pot that central costs may take, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_central: Option<Ratio>,
    /// The least part of what goes to hubs that is structural, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_structural: Option<Ratio>,
    /// The greatest part of what goes to hubs that is structural, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_structural: Option<Ratio>,
    /// The least that a hub gets in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_per_hub: Option<Money>,
    /// The share of last year's money that every hub keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold_harmless: Option<Ratio>,
    /// The greatest change of a hub's money either way, as a share of last year's, that needs no reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_change: Option<Ratio>,
    /// Where each of these comes from, by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub sources: BTreeMap<String, Source>,
}

crate::document::as_record! { AllocationPolicy, "the policy of allocations, an object"; }

impl AllocationPolicy {
    /// A policy that says nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The names of the figures that it gives.
    pub(in crate::funding) fn figures(&self) -> impl Iterator<Item = &'static str> {
        [
            ("most_central", self.most_central.is_some()),
            ("least_structural", self.least_structural.is_some()),
            ("most_structural", self.most_structural.is_some()),
            ("least_per_hub", self.least_per_hub.is_some()),
            ("hold_harmless", self.hold_harmless.is_some()),
            ("most_change", self.most_change.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, given)| given.then_some(name))
    }
}
