//! Claims and onward payments as the books keep them.

use std::collections::BTreeMap;

use super::event::Claimed;
use crate::{
    calendar::Moment,
    identifiers::{LineId, OrganisationId, PersonId, SponsorId},
};

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Standing {
    /// Nobody has looked at it yet.
    Pending,
    /// It was approved in this entry.
    Approved(u64),
    /// It was withdrawn.
    Withdrawn,
}

/// A claim, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::funding) struct Claim {
    pub claimed: Claimed,
    pub entry: u64,
    pub at: Moment,
    pub by: PersonId,
    pub standing: Standing,
    /// What was disallowed of each cost, in pence.
    pub less: BTreeMap<u32, i128>,
    /// What was approved, by line and sponsor, less what was disallowed later. No sponsor's, where a line had none.
    pub approved: BTreeMap<(LineId, Option<SponsorId>), i128>,
    /// What was paid against it.
    pub paid: BTreeMap<(LineId, SponsorId), i128>,
}

/// A piece of evidence, as the claims that stand speak of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::funding) struct Paper {
    /// What it was said to come to, each figure with the number of costs that say so.
    wholes: BTreeMap<i128, u32>,
    /// What was claimed on it and not disallowed.
    pub used: i128,
}

impl Paper {
    /// The least that it was said to come to, where any cost that stands says so.
    pub fn whole(&self) -> Option<i128> {
        self.wholes.keys().next().copied()
    }

    /// Takes in what a cost says of it.
    pub fn says(&mut self, whole: i128) {
        let times = self.wholes.entry(whole).or_default();
        *times = times.saturating_add(1);
    }

    /// Takes back what a cost said of it.
    pub fn says_no_more(&mut self, whole: i128) {
        let times = self.wholes.get(&whole).copied().unwrap_or(0).saturating_sub(1);
        if times == 0 {
            self.wholes.remove(&whole);
        } else {
            self.wholes.insert(whole, times);
        }
    }
}

/// An onward payment that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::funding) struct Passed {
    pub to: OrganisationId,
    pub amount: i128,
}
