//! What must be looked at across hubs, as one fold.

use serde::{Deserialize, Serialize};

use super::{
    Around, Coverage, Hub, LeadStatus, Milestones, Network, Parent, Section, Status, facts::Facts, names::Names,
};
use crate::{
    answer::Answer,
    identifiers::{HubId, OrganisationId},
    organisation::LegalBody,
};

/// What must be looked at across hubs: flat facts of each hub, gathered in any order and in any parts.
///
/// Gathering is associative and commutative: whatever the partition, what it comes to is the same. Judging
/// a whole network *is* this fold over one part; there is no second path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// Which places are served, unless the programme has no territories.
    pub(super) coverage: Coverage,
    /// How each hub stands.
    pub(super) standings: Facts<Standing>,
    /// Which legal body is behind the lead of each hub at work; `None` where nobody wrote that down.
    pub(super) bodies: Facts<(Option<OrganisationId>, HubId)>,
    /// The hubs that other hubs name, each with the one that names it.
    pub(super) named: Facts<(HubId, HubId)>,
    /// The hubs' names, folded.
    pub(super) names: Names,
}

/// How a hub stands on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Standing {
    pub(super) hub: HubId,
    pub(super) status: Option<Status>,
    pub(super) operating: Answer,
    pub(super) lead: Leading,
    pub(super) satellite_of: Option<Parent>,
    pub(super) milestones: Milestones,
}

/// [`LeadStatus`] without the tenure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Leading {
    Held,
    Bridged(HubId),
    Vacant,
    Unknown,
}

impl Survey {
    /// Gathers what has to be known of one hub beside the others.
    pub fn add(&mut self, id: HubId, hub: &Hub, around: &Around<'_>) {
        let on = around.on;
        if around.policy.territorial {
            self.coverage.add(id, hub, on);
        }
        let operating = hub.is_operating(on);
        let lead = hub.leadership.on(on, hub.is_complete(Section::Leadership));
        self.standings.push(Standing {
            hub: id,
            status: hub.status_on(on),
            operating,
            lead: match lead {
                LeadStatus::Held(..) => Leading::Held,
                LeadStatus::Bridged(by) => Leading::Bridged(by),
                LeadStatus::Vacant => Leading::Vacant,
                LeadStatus::Unknown => Leading::Unknown,
            },
            satellite_of: hub.satellite_of,
            milestones: hub.milestones,
        });
        if !operating.is_no() {
            let body = match lead {
                LeadStatus::Held(_, tenure) => tenure.accountable_on(on).or_else(|| {
                    let mut bodies = tenure.leads.keys().map(|lead| around.register.legal_body(*lead, on));
                    bodies.next().and_then(LegalBody::known)
                }),
                _ => None,
            };
            if body.is_some() || matches!(lead, LeadStatus::Held(..) | LeadStatus::Unknown) {
                self.bodies.push((body.map(|body| around.register.current(body, on)), id));
            }
        }
        if let Some(Parent::Hub(parent)) = hub.satellite_of {
            self.named.push((parent, id));
        }
        self.named.extend(hub.leadership.bridges.iter().map(|bridge| (bridge.by, id)));
        for name in std::iter::once(&hub.name).chain(hub.former_names.keys()) {
            self.names.add(name, id, &around.policy.name_endings);
        }
    }

    /// What both gathered.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.coverage.merge(other.coverage);
        self.standings.merge(other.standings);
        self.bodies.merge(other.bodies);
        self.named.merge(other.named);
        self.names.merge(&other.names);
        self
    }

    /// The same facts in their one order, with the areas under interim cover that `network` has beside its hubs.
    pub(super) fn settled_beside(mut self, network: &Network, around: &Around<'_>) -> Self {
        self.coverage.cover(network.covers.values(), around.on);
        self.coverage = self.coverage.sorted();
        self.standings.settle();
        self.bodies.settle();
        self.named.settle();
        self
    }

    /// How `hub` stands, if it is there. Only after sorting.
    pub(super) fn standing(&self, hub: HubId) -> Option<&Standing> {
        let at = self.standings.binary_search_by_key(&hub, |standing| standing.hub).ok()?;
        self.standings.get(at)
    }
}

impl Standing {
    /// Whether it is excused from what hubs at work do: not at work yet, or no longer, or for a time.
    pub(super) fn is_excused(&self) -> bool {
        matches!(self.status, Some(Status::Forming | Status::Ended | Status::Suspended))
    }
}
