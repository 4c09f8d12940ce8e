//! Schools that chose their hub.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{answer::Answer, calendar::Spans, document::keyed, identifiers::HubId};

/// That a school takes part with another hub than the one in whose area it lies: an area limits who may lead a hub, not
/// who may take part.
///
/// ```
/// use maths_hubs::{calendar::Span, identifiers::Urn, network::{Choice, Network}};
///
/// let mut network = Network::new("maths-hubs".parse()?, "England");
/// let choice = Choice::of("sussex".parse()?, "from 2024-09-01".parse::<Span>()?);
/// network.choices.insert(Urn::try_from(100_187)?.into(), choice);
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Choice {
    /// The hubs that it chose, each for its days.
    #[serde(deserialize_with = "keyed::map")]
    pub hubs: BTreeMap<HubId, Spans>,
}

crate::document::as_record! { Choice, r#"a choice: {"hubs": …}"#; }

impl Choice {
    /// That a school chose `hub` for `spans`.
    #[must_use]
    pub fn of(hub: HubId, spans: impl Into<Spans>) -> Self {
        Self { hubs: [(hub, spans.into())].into() }
    }

    /// And `hub` for `spans`, beside the spans for which it chose it already; one that they overlap they correct.
    #[must_use]
    pub fn and(mut self, hub: HubId, spans: impl Into<Spans>) -> Self {
        Spans::enter(&mut self.hubs, hub, spans);
        self
    }

    /// The hubs that it takes part with on `day` by choice, or may, each with which of the two.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = (HubId, Answer)> {
        let answers = self.hubs.iter().map(move |(hub, spans)| (*hub, spans.covers(day)));
        answers.filter(|(_, answer)| !answer.is_no())
    }
}
