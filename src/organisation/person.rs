//! Practitioners: people who work with hubs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{answer::Answer, calendar::Spans, document::keyed, identifiers::OrganisationId, vocabulary::Word};

/// A person who works with hubs, without a name: specialist leader of education, accredited professional development
/// lead, hub lead, member of a board. Personal details stand in [`People`](super::People) alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Practitioner {
    /// What the person is accredited as, and for how long: words of the policy's expertise.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub accreditations: BTreeMap<Word, Spans>,
    /// Where the person has worked.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub employers: BTreeMap<OrganisationId, Spans>,
}

crate::document::as_record! { Practitioner, r#"a practitioner: {"accreditations": …, "employers": …}"#; }

impl Practitioner {
    /// Somebody employed by `employer` for `spans`.
    #[must_use]
    pub fn employed_by(employer: OrganisationId, spans: impl Into<Spans>) -> Self {
        Self { employers: [(employer, spans.into())].into(), ..Self::default() }
    }

    /// The same person accredited as `word` for `spans`, beside the spans for which it was already; one that they overlap
    /// they correct.
    #[must_use]
    pub fn accredited(mut self, word: Word, spans: impl Into<Spans>) -> Self {
        Spans::enter(&mut self.accreditations, word, spans);
        self
    }

    /// Whether the person is accredited as `word` on `day`; unknown where nothing is recorded of it.
    #[must_use]
    pub fn is_accredited(&self, word: Word, day: NaiveDate) -> Answer {
        self.accreditations.get(&word).map_or(Answer::Unknown, |spans| spans.covers(day))
    }

    /// The employers on `day`, as far as it is certain.
    pub fn employers_on(&self, day: NaiveDate) -> impl Iterator<Item = OrganisationId> {
        self.employers.iter().filter(move |(_, spans)| spans.covers(day).is_yes()).map(|(employer, _)| *employer)
    }
}
