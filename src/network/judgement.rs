//! A network judged: in one go, or in parts that merge.

use serde::{Deserialize, Serialize};

use super::{Around, Network, NetworkPolicy, Survey, rules};
use crate::rules::{DifferentDays, Explanation, Judged, RULESET, Report, Rule, Sink};

impl Judged for Network {
    type Policy = NetworkPolicy;

    fn rules() -> &'static [&'static Rule] {
        &rules::RULES
    }

    fn judge(&self, policy: &NetworkPolicy, sink: &mut Sink) {
        let around = Around::new(self, policy, sink.on());
        let survey = rules::judge_hubs(self, &around, sink);
        rules::conclude(&survey.sorted_beside(self, &around), self, &around, sink);
    }

    fn explanations(&self) -> impl Iterator<Item = &Explanation> {
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
    pub fn of(part: &Network, policy: &NetworkPolicy, on: chrono::NaiveDate) -> Self {
        let mut sink = Sink::new(RULESET, on, Network::rules());
        let survey = rules::judge_hubs(part, &Around::new(part, policy, on), &mut sink);
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
        let around = Around::new(network, policy, on);
        rules::conclude(&self.survey.sorted_beside(network, &around), network, &around, &mut sink);
        let across = sink.into_report();
        // Both are of the same day.
        let whole = self.report.clone().merge(across).unwrap_or(self.report);
        whole.explained_by(network.explanations.iter())
    }
}
