//! What is known of organisations and practitioners, by id.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Kind, Organisation, Practitioner, School, Succession};
use crate::{
    answer::Answer,
    document::keyed,
    identifiers::{OrganisationId, PersonId},
};

/// What is known of organisations, what became of them, and practitioners.
///
/// ```
/// use maths_hubs::{
///     identifiers::Urn,
///     organisation::{Governance, Kind, Organisation, Phases, Register, School, Succession},
/// };
///
/// // Woolwich Polytechnic became an academy a month after it was announced as a lead.
/// let maintained = Urn::new(100_187).unwrap().into();
/// let academy = Urn::new(141_163).unwrap().into();
/// let mut register = Register::default();
/// register.succeed(maintained, academy, Succession::converting("2014-07-31".parse().unwrap()));
///
/// assert_eq!(register.current(maintained, "2014-07-31".parse().unwrap()), maintained);
/// assert_eq!(register.current(maintained, "2014-08-01".parse().unwrap()), academy);
/// assert!(register.is_same(academy, maintained));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Register {
    /// Organisations, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub organisations: BTreeMap<OrganisationId, Organisation>,
    /// What became of organisations: predecessor, then successor.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "successions")]
    pub successions: BTreeMap<OrganisationId, BTreeMap<OrganisationId, Succession>>,
    /// Practitioners, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub practitioners: BTreeMap<PersonId, Practitioner>,
}

crate::document::as_record! { Register, r#"a register: {"organisations": …, "successions": …, "practitioners": …}"#; }

/// Both levels of the map refuse a key listed twice.
fn successions<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<OrganisationId, BTreeMap<OrganisationId, Succession>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Once(#[serde(deserialize_with = "keyed::map")] BTreeMap<OrganisationId, Succession>);

    let outer: BTreeMap<OrganisationId, Once> = keyed::map(deserializer)?;
    Ok(outer.into_iter().map(|(from, Once(to))| (from, to)).collect())
}

/// The legal body behind an organisation on a day: who can sign for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegalBody {
    /// This one.
    Is(OrganisationId),
    /// It is an academy whose trust on that day is not recorded, or of unknown kind or governance, or not recorded at
    /// all.
    Unknown,
}

impl LegalBody {
    /// The body, where it is known.
    #[must_use]
    pub const fn known(self) -> Option<OrganisationId> {
        match self {
            Self::Is(body) => Some(body),
            Self::Unknown => None,
        }
    }
}

impl Register {
    /// Records an organisation.
    pub fn record(&mut self, id: impl Into<OrganisationId>, organisation: Organisation) {
        self.organisations.insert(id.into(), organisation);
    }

    /// Records what became of an organisation.
    pub fn succeed(&mut self, from: OrganisationId, to: OrganisationId, succession: Succession) {
        self.successions.entry(from).or_default().insert(to, succession);
    }

    /// The organisation with this id, if it is recorded.
    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> Option<&Organisation> {
        self.organisations.get(&id)
    }

    /// The school with this id, if it is recorded and one.
    #[must_use]
    pub fn school(&self, id: OrganisationId) -> Option<&School> {
        self.organisation(id)?.school()
    }

    /// Its name, or its id where it is not recorded.
    #[must_use]
    pub fn name(&self, id: OrganisationId) -> String {
        self.organisation(id).map_or_else(|| id.to_string(), |organisation| organisation.name.clone())
    }

    /// What `id` goes on as next, if anything, with the link.
    #[must_use]
    pub fn successor(&self, id: OrganisationId) -> Option<(OrganisationId, Succession)> {
        let next = self.successions.get(&id)?.iter().find(|(_, link)| link.continuity.carries_on());
        next.map(|(to, link)| (*to, *link))
    }

    /// `id` and all that it goes on as, in turn. A circle of links is followed once around.
    pub fn line(&self, id: OrganisationId) -> impl Iterator<Item = OrganisationId> {
        // A line visits no link twice, so it is at most as long as there are links.
        let links = self.successions.len();
        std::iter::successors(Some(id), |at| self.successor(*at).map(|(to, _)| to)).take(links.saturating_add(1))
    }

    /// The id under which `id` goes on as of `day`: its successors are followed while they had certainly opened.
    #[must_use]
    pub fn current(&self, id: OrganisationId, day: NaiveDate) -> OrganisationId {
        let mut at = id;
        for _ in 0..self.successions.len() {
            match self.successor(at) {
                Some((to, link)) if link.opened.is_on_or_before(day).is_yes() => at = to,
                _ => break,
            }
        }
        at
    }

    /// Whether one of the two goes on as the other: they are one organisation under two ids.
    #[must_use]
    pub fn is_same(&self, one: OrganisationId, another: OrganisationId) -> bool {
        one == another || self.line(one).any(|at| at == another) || self.line(another).any(|at| at == one)
    }

    /// Who can sign for `id` on `day`: of an academy its trust, of any other body itself. Successors are followed first.
    #[must_use]
    pub fn legal_body(&self, id: OrganisationId, day: NaiveDate) -> LegalBody {
        let current = self.current(id, day);
        match self.organisation(current).map(|organisation| &organisation.kind) {
            Some(Kind::School(school)) if school.governance.may_have_trust() => {
                school.trust_on(day).map_or(LegalBody::Unknown, LegalBody::Is)
            }
            Some(Kind::Unknown) | None => LegalBody::Unknown,
            Some(_) => LegalBody::Is(current),
        }
    }

    /// Whether both are the same body, or schools of one trust, or a trust and its school, on `day`.
    #[must_use]
    pub fn is_one_group(&self, one: OrganisationId, another: OrganisationId, day: NaiveDate) -> Answer {
        if self.is_same(one, another) {
            return Answer::Yes;
        }
        match (self.legal_body(one, day), self.legal_body(another, day)) {
            (LegalBody::Is(one), LegalBody::Is(another)) => (one == another).into(),
            _ => Answer::Unknown,
        }
    }
}
