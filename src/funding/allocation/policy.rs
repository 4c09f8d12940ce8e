//! What a programme decides about its allocations.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Allocation, AllocationError, Formula, LastYear, Side};
use crate::{
    document::{Source, keyed},
    money::Money,
    ratio::Ratio,
};

/// What a programme decides about its allocations: how money is shared, and the bounds by which a published table is
/// judged. What is not said is not judged.
///
/// ```
/// use std::collections::BTreeMap;
/// use maths_hubs::{
///     funding::allocation::{AllocationPolicy, Claim},
///     identifiers::HubId,
///     money::Money,
/// };
///
/// // Music Hubs: all of the money by pupils and by pupils with free school meals. Another programme is other data.
/// let policy: AllocationPolicy = serde_json::from_str(
///     r#"{"projects": {"by": {"mix": {"pupils": "0.9", "free-meal-pupils": "0.1"}}}, "hold_harmless": "0.95"}"#,
/// )?;
/// let claim = |pupils: u32, free: u32| Claim::new().with("pupils", pupils)?.with("free-meal-pupils", free);
/// let claims = BTreeMap::from([("devon".parse::<HubId>()?, claim(3, 1)?), ("kent".parse()?, claim(1, 1)?)]);
/// let plan = policy.allocation(Money::pounds(100).unwrap()).among(&claims)?;
/// assert_eq!(plan.share("devon".parse()?).map(|share| share.to_string()).as_deref(), Some("£72.50"));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct AllocationPolicy {
    /// The share of what goes to hubs that is structural, 0 to 1; none where fixed amounts or a single formula decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub structural_share: Option<Ratio>,
    /// How structural money is shared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub structural: Option<Formula>,
    /// How project money is shared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub projects: Option<Formula>,
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

    /// An allocation of so much money as the policy has it, to be made [`among`](Allocation::among) claims.
    pub fn allocation(&self, money: Money) -> Allocation {
        self.allocate(money, self.structural.clone(), self.projects.clone())
    }

    /// The same after a year in which hubs had money: each keeps the policy's share of what it had of each part, and the
    /// plan says what changed. A promise that a formula of the policy makes itself stands instead. Where there is one
    /// formula, all that hubs had is of its part.
    ///
    /// # Errors
    ///
    /// [`AllocationError::PartUnknown`] where a share is kept of a part, and nobody says what a hub had of it.
    pub fn allocation_since(&self, money: Money, last_year: &LastYear) -> Result<Allocation, AllocationError> {
        let one = self.structural.is_some() != self.projects.is_some();
        let held = |part, formula: &Option<Formula>| -> Result<_, AllocationError> {
            match (formula.clone(), self.hold_harmless) {
                (Some(formula), Some(share)) if formula.hold_harmless.is_none() => {
                    let had = if one { last_year.amounts() } else { last_year.amounts_of(part)? };
                    Ok(Some(formula.hold_harmless(had, share)))
                }
                (formula, _) => Ok(formula),
            }
        };
        let (structural, projects) = (held(Side::Structural, &self.structural)?, held(Side::Projects, &self.projects)?);
        Ok(self.allocate(money, structural, projects).since(last_year.clone()))
    }

    fn allocate(&self, money: Money, structural: Option<Formula>, projects: Option<Formula>) -> Allocation {
        let allocation = Allocation::of(money);
        let allocation = self.structural_share.into_iter().fold(allocation, Allocation::divided);
        let allocation = structural.into_iter().fold(allocation, Allocation::structural);
        projects.into_iter().fold(allocation, Allocation::projects)
    }

    /// The names of the figures that it gives.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &'static str> {
        [
            ("structural_share", self.structural_share.is_some()),
            ("structural", self.structural.is_some()),
            ("projects", self.projects.is_some()),
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
