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
    /// What was approved, by line and sponsor, less what was disallowed later.
    pub approved: BTreeMap<(LineId, SponsorId), i128>,
    /// What was paid against it.
    pub paid: BTreeMap<(LineId, SponsorId), i128>,
}

/// An onward payment that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::funding) struct Passed {
    pub to: OrganisationId,
    pub amount: i128,
}
