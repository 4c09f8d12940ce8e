//! A network judged: in one go, or in parts that merge. Enquiries judged beside it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Around, Enquiries, Hub, Network, NetworkPolicy, Survey, rules};
use crate::{
    identifiers::HubId,
    rules::{DifferentDays, Explanation, Judged, RULESET, Report, Rule, Sink},
};

impl Judged for Network {
    type Policy = NetworkPolicy;

    fn rules() -> &'static [&'static Rule] {
        &rules::RULES
    }

    fn judge(&self, policy: &NetworkPolicy, sink: &mut Sink) {
        let around = Around::new(self, policy, sink.on());
        let survey = rules::judge_hubs(&self.hubs, self, &around, sink);
        rules::conclude(&survey.settled_beside(self, &around), self, &around, sink);
    }

    fn explanations(&self) -> impl Iterator<Item = &Explanation> {
        self.explanations.iter()
    }
}

impl Judged for Enquiries {
    type Policy = NetworkPolicy;

    fn rules() -> &'static [&'static Rule] {
        &rules::ENQUIRY_RULES
    }

    fn judge(&self, policy: &NetworkPolicy, sink: &mut Sink) {
        rules::enquiries::judge(self, policy, sink);
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
        let survey = rules::judge_hubs(hubs, network, &Around::new(network, policy, on), &mut sink);
        Self { report: sink.into_report(), survey }
    }

    /// Both parts as one. The order does not matter; each part must come in once.
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
        self.conclude_with(network, policy, |_| {})
    }

    /// As [`conclude`](Self::conclude), with what a programme puts in beside.
    pub(crate) fn conclude_with(
        self,
        network: &Network,
        policy: &NetworkPolicy,
        beside: impl FnOnce(&mut Sink),
    ) -> Report {
        let on = self.report.on();
        let mut sink = Sink::new(RULESET, on, Network::rules());
        let around = Around::new(network, policy, on);
        rules::conclude(&self.survey.settled_beside(network, &around), network, &around, &mut sink);
        beside(&mut sink);
        let mut whole = self.report;
        whole.absorb(sink.into_report());
        whole.explained_by(network.explanations.iter(), Network::rules())
    }
}
