//! What must be looked at across hubs, as one fold.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Around, Coverage, Hub, LeadStatus, Milestones, Network, NetworkPolicy, Parent, Section, Status, facts::Facts,
    names::Names, rules,
};
use crate::{
    answer::Answer,
    identifiers::{HubId, OrganisationId},
    organisation::LegalBody,
    rules::{DifferentDays, Judged, RULESET, Report, Sink},
};

/// What must be looked at across hubs: flat facts of each hub, gathered in any order and in any parts.
///
/// Gathering is associative and commutative: whatever the partition, [`conclude`](Self::conclude) says the same. Judging
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

    /// Judges across all hubs gathered. Of `network` it looks at everything but the hubs.
    pub fn conclude(mut self, network: &Network, around: &Around<'_>, sink: &mut Sink) {
        self.coverage.cover(network.covers.values(), around.on);
        self.coverage = self.coverage.sorted();
        self.standings.settle();
        self.bodies.settle();
        self.named.settle();
        rules::conclude(&self, network, around, sink);
    }

    /// How `hub` stands, if it is there. Only after sorting.
    pub(super) fn standing(&self, hub: HubId) -> Option<&Standing> {
        let at = self.standings.binary_search_by_key(&hub, |standing| standing.hub).ok()?;
        self.standings.get(at)
    }
}

impl Judged for Network {
    type Policy = NetworkPolicy;

    fn rules() -> &'static [&'static crate::rules::Rule] {
        &rules::RULES
    }

    fn judge(&self, policy: &NetworkPolicy, sink: &mut Sink) {
        let around = Around::new(self, policy, sink.on());
        let survey = rules::judge_hubs(&self.hubs, &around, sink);
        survey.conclude(self, &around, sink);
    }

    fn explanations(&self) -> impl Iterator<Item = &crate::rules::Explanation> {
        self.explanations.iter()
    }
}

/// What one part of a network comes to: sent from a worker, merged, and concluded once.
///
/// ```
/// use maths_hubs::{
///     network::{Network, Partial},
///     programme::Programme,
///     rules::check,
/// };
///
/// let programme = Programme::maths_hubs();
/// let on = "2026-11-24".parse()?;
/// let network = Network::new(programme.id, "England");
/// let mut parts = network.clone().split(3).into_iter().map(|part| Partial::of(&part, &programme.network, on));
/// let first = parts.next().ok_or("no part")?;
/// let whole = parts.try_fold(first, Partial::merge)?;
/// assert_eq!(whole.conclude(&network, &programme.network), check(&network, &programme.network, on));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partial {
    report: Report,
    survey: Survey,
}

impl Partial {
    /// Judges the hubs of `part`, and gathers what has to be looked at across all.
    #[must_use]
    pub fn of(part: &Network, policy: &NetworkPolicy, on: NaiveDate) -> Self {
        Self::of_hubs(&part.hubs, part, policy, on)
    }

    /// Judges some `hubs` of `network`, and gathers what has to be looked at across all: threads share one network so,
    /// where [`split`](Network::split) copies what is beside the hubs for every part.
    ///
    /// ```
    /// # use maths_hubs::{identifiers::HubId, network::{Network, Partial}, programme::Programme, rules::check};
    /// # let (programme, on) = (Programme::maths_hubs(), "2026-11-24".parse()?);
    /// # let (network, policy) = (Network::new(programme.id, "England"), &programme.network);
    /// let middle: HubId = "m".parse()?;
    /// let first = Partial::of_hubs(network.hubs.range(..middle), &network, policy, on);
    /// let last = Partial::of_hubs(network.hubs.range(middle..), &network, policy, on);
    /// assert_eq!(last.merge(first)?.conclude(&network, policy), check(&network, policy, on));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of_hubs<'a>(
        hubs: impl IntoIterator<Item = (&'a HubId, &'a Hub)>,
        network: &Network,
        policy: &NetworkPolicy,
        on: NaiveDate,
    ) -> Self {
        let mut sink = Sink::new(RULESET, on, Network::rules());
        let survey = rules::judge_hubs(hubs, &Around::new(network, policy, on), &mut sink);
        Self { report: sink.into_report(), survey }
    }

    /// Both parts as one. The order does not matter.
    ///
    /// # Errors
    ///
    /// [`DifferentDays`] where they were judged for different days.
    pub fn merge(self, other: Self) -> Result<Self, DifferentDays> {
        Ok(Self { report: self.report.merge(other.report)?, survey: self.survey.merge(other.survey) })
    }

    /// The report on the whole network: what judging it in one go would say. Of `network` only what is beside the hubs
    /// is looked at, so any part will do.
    #[must_use]
    pub fn conclude(self, network: &Network, policy: &NetworkPolicy) -> Report {
        let on = self.report.on();
        let mut sink = Sink::new(RULESET, on, Network::rules());
        self.survey.conclude(network, &Around::new(network, policy, on), &mut sink);
        let mut whole = self.report;
        whole.absorb(sink.into_report());
        whole.explained_by(network.explanations.iter())
    }
}
