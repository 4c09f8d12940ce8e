//! Practitioners: people who work with hubs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{answer::Answer, calendar::Span, document::keyed, identifiers::OrganisationId, vocabulary::Word};

/// A person who works with hubs, without a name: specialist leader of education, accredited professional development
/// lead, hub lead, member of a board. Personal details stand in [`People`](super::People) alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Practitioner {
    /// What the person is accredited as, and for how long: words of the policy's expertise.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub accreditations: BTreeMap<Word, Span>,
    /// Where the person has worked.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub employers: BTreeMap<OrganisationId, Span>,
}

impl Practitioner {
    /// Somebody employed by `employer` for `span`.
    #[must_use]
    pub fn employed_by(employer: OrganisationId, span: Span) -> Self {
        Self { employers: [(employer, span)].into(), ..Self::default() }
    }

    /// The same person accredited as `word` for `span`.
    #[must_use]
    pub fn accredited(mut self, word: Word, span: Span) -> Self {
        self.accreditations.insert(word, span);
        self
    }

    /// Whether the person is accredited as `word` on `day`; unknown where nothing is recorded of it.
    #[must_use]
    pub fn is_accredited(&self, word: Word, day: NaiveDate) -> Answer {
        self.accreditations.get(&word).map_or(Answer::Unknown, |span| span.covers(day))
    }

    /// The employers on `day`, as far as it is certain.
    pub fn employers_on(&self, day: NaiveDate) -> impl Iterator<Item = OrganisationId> {
        self.employers.iter().filter(move |(_, span)| span.covers(day).is_yes()).map(|(employer, _)| *employer)
    }
}
