//! What must be looked at across hubs, as one fold.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Around, Coverage, Hub, LeadStatus, Milestones, Network, Parent, Section, Status, Tenure, facts::Facts, forum_days,
    names::Names,
};
use crate::{
    answer::Answer,
    calendar::{PartialDate, Span},
    identifiers::{HubId, OrganisationId},
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
    /// Where designations make it another answer than milestones do whether a hub was at work at a date asked about.
    designated: Facts<Designated>,
    /// Which legal body is behind the lead of each hub at work.
    pub(super) bodies: Facts<Accountable>,
    /// The hubs that other hubs name, each with the one that names it.
    pub(super) named: Facts<Named>,
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

/// Whether a hub was at work at a date, where its designations say otherwise than its milestones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Designated {
    hub: HubId,
    on: PartialDate,
    operating: Answer,
}

/// The legal body behind the lead of a hub that is at work or may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accountable {
    /// `None` where nobody wrote that down.
    pub(super) body: Option<OrganisationId>,
    pub(super) hub: HubId,
    /// Whether the hub is certainly at work.
    pub(super) certain: bool,
}

/// A hub that another names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    pub(super) hub: HubId,
    pub(super) by: HubId,
    pub(super) as_its: Naming,
}

/// As what a hub names another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Naming {
    Parent,
    Bridge,
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
    /// Gathers what has to be known of one hub beside the others: on the day, and at the `dates` of the past that
    /// [`dates_asked`] gives.
    pub(super) fn add(&mut self, id: HubId, hub: &Hub, around: &Around<'_>, dates: &[PartialDate]) {
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
        if !operating.is_no() && matches!(lead, LeadStatus::Held(..) | LeadStatus::Unknown) {
            let body = match lead {
                LeadStatus::Held(_, tenure) => accountable(tenure, around),
                _ => None,
            };
            self.bodies.push(Accountable { body, hub: id, certain: operating.is_yes() });
        }
        for on in dates.iter().copied() {
            let operating = hub.is_operating_at(on);
            if operating != hub.milestones.is_operating_at(on) {
                self.designated.push(Designated { hub: id, on, operating });
            }
        }
        if let Some(Parent::Hub(parent)) = hub.satellite_of {
            self.named.push(Named { hub: parent, by: id, as_its: Naming::Parent });
        }
        let bridges = hub.leadership.bridges.iter();
        self.named.extend(bridges.map(|bridge| Named { hub: bridge.by, by: id, as_its: Naming::Bridge }));
        let endings = &around.policy.name_endings;
        self.names.add_current(&hub.name, id, called_since(hub), endings);
        for (name, span) in &hub.former_names {
            self.names.add_former(name, id, *span, endings);
        }
    }

    /// What both gathered.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.coverage.merge(other.coverage);
        self.standings.merge(other.standings);
        self.designated.merge(other.designated);
        self.bodies.merge(other.bodies);
        self.named.merge(other.named);
        self.names.merge(&other.names);
        self
    }

    /// The same facts in their one order, with what `network` has beside its hubs that serves places.
    pub(super) fn settled_beside(mut self, network: &Network, around: &Around<'_>) -> Self {
        self.coverage.add_beside(network, around.on);
        self.coverage = self.coverage.sorted();
        self.designated.settle();
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

    /// Whether a hub was at work at one of the dates asked about. Only after sorting.
    pub(super) fn was_operating(&self, standing: &Standing, on: impl Into<PartialDate>) -> Answer {
        let on = on.into();
        let found = self.designated.binary_search_by_key(&(standing.hub, on), |it| (it.hub, it.on)).ok();
        let designated = found.and_then(|at| self.designated.get(at)).map(|it| it.operating);
        designated.unwrap_or_else(|| standing.milestones.is_operating_at(on))
    }

    /// Whether a hub was at work on a day from `first` to `last`, both of them days asked about: unknown where it was on
    /// one of the two alone.
    pub(super) fn was_operating_between(&self, standing: &Standing, first: NaiveDate, last: NaiveDate) -> Answer {
        let (first, last) = (self.was_operating(standing, first), self.was_operating(standing, last));
        if first == last { first } else { Answer::Unknown }
    }
}

/// The dates of the past at which somebody asks whether hubs were at work, in their order: those of published counts,
/// the days of forums, and the ends of the terms without one.
pub(super) fn dates_asked(network: &Network, around: &Around<'_>) -> Vec<PartialDate> {
    let counts = network.published_counts.values().map(|count| count.on);
    let days = forum_days::days_asked(network, around).map(PartialDate::from);
    let mut dates: Vec<PartialDate> = counts.chain(days).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// The body that is accountable on the day. Of a tenure of which nobody wrote that down it is the legal body behind the
/// lead; where a body is recorded and its days are half known, it may be any.
fn accountable(tenure: &Tenure, around: &Around<'_>) -> Option<OrganisationId> {
    let (register, on) = (around.register, around.on);
    let body = match tenure.accountable_on(on) {
        None if tenure.accountable.is_empty() => {
            // Of joint leads with different bodies, nobody can say which of these signed.
            let mut bodies = tenure.leads.keys().map(|lead| register.legal_body(*lead, on).known());
            bodies.next().flatten().filter(|first| bodies.all(|body| body == Some(*first)))
        }
        recorded => recorded,
    };
    body.map(|body| register.current(body, on))
}

/// For how long a hub has had the name of today: since the last of its former ones, or its first milestone, or always; to
/// its end.
fn called_since(hub: &Hub) -> Span {
    let ends = hub.former_names.values().map(|span| span.until().unwrap_or(PartialDate::UNKNOWN));
    let last = ends.reduce(|one, next| {
        let latest = one.latest().zip(next.latest()).map(|(one, next)| one.max(next));
        PartialDate::between(one.earliest().max(next.earliest()), latest).unwrap_or(PartialDate::UNKNOWN)
    });
    let milestones = hub.milestones.in_order();
    let first = milestones.iter().filter_map(|(_, date)| *date).find(|date| !date.is_unknown());
    let since = match last {
        None => first.or(PartialDate::year(1000)).unwrap_or(PartialDate::UNKNOWN),
        Some(last) => last.day().and_then(|last| last.succ_opt()).map_or(last, PartialDate::from),
    };
    Span::new(since, hub.milestones.ended).unwrap_or(Span::since(since))
}
