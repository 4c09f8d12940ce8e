//! What hubs had the year before.

use std::collections::BTreeMap;

use super::{AllocationError, AllocationTable, Plan, Portion, Side};
use crate::{identifiers::HubId, money::Money};

/// What hubs had the year before: from a plan or a published table with all that decided it, or the bare amounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastYear {
    hubs: BTreeMap<HubId, Before>,
}

/// What one hub had the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Before {
    /// In all.
    pub amount: Money,
    /// Of the structural part, where it is known.
    pub structural: Option<Portion>,
    /// Of the project part, where it is known.
    pub projects: Option<Portion>,
}

impl Before {
    /// So much in all; of which part nobody says.
    #[must_use]
    pub const fn of(amount: Money) -> Self {
        Self { amount, structural: None, projects: None }
    }

    const fn parts(amount: Money, structural: Portion, projects: Portion) -> Self {
        Self { amount, structural: Some(structural), projects: Some(projects) }
    }

    /// What it had of a part, where it is known.
    #[must_use]
    pub const fn portion(&self, part: Side) -> Option<Portion> {
        match part {
            Side::Structural => self.structural,
            Side::Projects => self.projects,
        }
    }
}

impl LastYear {
    /// What a hub had; none where it had no allocation.
    #[must_use]
    pub fn of(&self, hub: HubId) -> Option<Before> {
        self.hubs.get(&hub).copied()
    }

    /// What all had, hub by hub.
    pub fn hubs(&self) -> impl ExactSizeIterator<Item = (HubId, Before)> + '_ {
        self.hubs.iter().map(|(hub, before)| (*hub, *before))
    }

    /// What all had together; no more than the largest amount.
    #[must_use]
    pub fn total(&self) -> Money {
        Money::sum(self.hubs.values().map(|before| before.amount)).unwrap_or(Money::MAX)
    }

    /// What each had, for [`hold_harmless`](super::Formula::hold_harmless) of an allocation of one part.
    #[must_use]
    pub fn amounts(&self) -> BTreeMap<HubId, Money> {
        self.hubs.iter().map(|(hub, before)| (*hub, before.amount)).collect()
    }

    /// What each had of a part, for [`hold_harmless`](super::Formula::hold_harmless).
    ///
    /// # Errors
    ///
    /// [`AllocationError::PartUnknown`] where bare amounts do not say it of a hub that had money: unknown is not nothing.
    pub fn amounts_of(&self, part: Side) -> Result<BTreeMap<HubId, Money>, AllocationError> {
        let of = |(hub, before): (&HubId, &Before)| match before.portion(part) {
            Some(portion) => Ok((*hub, portion.amount)),
            None if before.amount.is_zero() => Ok((*hub, Money::ZERO)),
            None => Err(AllocationError::PartUnknown { hub: *hub, part }),
        };
        self.hubs.iter().map(of).collect()
    }
}

impl From<BTreeMap<HubId, Money>> for LastYear {
    fn from(amounts: BTreeMap<HubId, Money>) -> Self {
        Self { hubs: amounts.into_iter().map(|(hub, amount)| (hub, Before::of(amount))).collect() }
    }
}

impl From<&Plan> for LastYear {
    fn from(plan: &Plan) -> Self {
        let before = |(hub, amount): (HubId, Money)| {
            let portions = plan.portions(hub);
            (hub, Before::parts(amount, portions.structural, portions.projects))
        };
        Self { hubs: plan.shares().map(before).collect() }
    }
}

impl From<&AllocationTable> for LastYear {
    fn from(table: &AllocationTable) -> Self {
        let before = |hub: &super::Allotted| Before::parts(hub.amount(), hub.structural, hub.projects);
        Self { hubs: table.hubs.iter().map(|(id, hub)| (*id, before(hub))).collect() }
    }
}
