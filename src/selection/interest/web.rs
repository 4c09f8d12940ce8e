//! The register of links and ties, indexed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::InterestPolicy;
use crate::{
    calendar::Span,
    identifiers::{OrganisationId, PersonId},
    vocabulary::Word,
};

/// What ties a person to an organisation, as the standing register has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Link {
    /// Whose it is.
    pub person: PersonId,
    /// To which organisation.
    pub organisation: OrganisationId,
    /// What kind it is: `employee`, `governor`, `trustee`, `adviser`.
    pub kind: Word,
    /// When it was.
    pub span: Span,
}

crate::document::as_record! { Link, r#"a link: {"person": …, "organisation": …, "kind": …, "span": …}"#; }

impl Link {
    /// A link of this kind.
    #[must_use]
    pub const fn new(person: PersonId, organisation: OrganisationId, kind: Word, span: Span) -> Self {
        Self { person, organisation, kind, span }
    }
}

/// What ties two organisations to one another: it holds both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Tie {
    /// One of them.
    pub one: OrganisationId,
    /// The other.
    pub other: OrganisationId,
    /// What kind it is: `trust`, `partner`, `co-sponsor`.
    pub kind: Word,
    /// When it was.
    pub span: Span,
}

crate::document::as_record! { Tie, r#"a tie: {"one": …, "other": …, "kind": …, "span": …}"#; }

impl Tie {
    /// A tie of this kind; which comes first does not matter.
    #[must_use]
    pub const fn new(one: OrganisationId, other: OrganisationId, kind: Word, span: Span) -> Self {
        Self { one, other, kind, span }
    }
}

/// A tie as one of its ends sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct To {
    pub(super) other: OrganisationId,
    pub(super) kind: Word,
    pub(super) span: Span,
}

/// The register of links and ties, indexed once so that interests are derived without searching it.
///
/// The order in which they come does not matter, and what stands twice counts once. An organisation with two ids (a trust
/// is a company too) is two here, unless the caller gives one id for both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Web {
    links: BTreeMap<PersonId, BTreeSet<Link>>,
    ties: BTreeMap<OrganisationId, BTreeSet<To>>,
    /// Who is linked to each organisation.
    people: BTreeMap<OrganisationId, BTreeSet<PersonId>>,
}

impl Web {
    /// Indexes these links and ties. The time grows as `n log n` with their number.
    #[must_use]
    pub fn new(links: impl IntoIterator<Item = Link>, ties: impl IntoIterator<Item = Tie>) -> Self {
        let mut web = Self::default();
        web.extend(links, ties);
        web
    }

    /// Takes in more links and ties. The time grows with their number, times the logarithm of what is there.
    pub fn extend(&mut self, links: impl IntoIterator<Item = Link>, ties: impl IntoIterator<Item = Tie>) {
        for link in links {
            self.people.entry(link.organisation).or_default().insert(link.person);
            self.links.entry(link.person).or_default().insert(link);
        }
        for Tie { one, other, kind, span } in ties {
            // An organisation is not tied to itself.
            if one != other {
                self.ties.entry(one).or_default().insert(To { other, kind, span });
                self.ties.entry(other).or_default().insert(To { other: one, kind, span });
            }
        }
    }

    /// The organisations from which or to which a chain of ties may lead, as [`derive_all`](Self::derive_all) follows
    /// them, whatever their dates: these themselves, those tied to them, and those that share a tie through a third.
    pub(in crate::selection) fn near(
        &self,
        organisations: impl IntoIterator<Item = OrganisationId>,
        policy: &InterestPolicy,
    ) -> BTreeSet<OrganisationId> {
        let counts = |tie: &&To| !policy.exempt_ties.contains(&tie.kind) && !policy.exempt.contains(&tie.other);
        let mut near = BTreeSet::new();
        for organisation in organisations {
            near.insert(organisation);
            if policy.exempt.contains(&organisation) {
                continue;
            }
            for tie in self.ties_of(organisation).filter(counts) {
                near.insert(tie.other);
                if policy.through.contains(&tie.kind) {
                    let shared = self.ties_of(tie.other).filter(counts).filter(|other| other.kind == tie.kind);
                    near.extend(shared.map(|other| other.other));
                }
            }
        }
        near
    }

    /// Who is linked to one of these organisations.
    pub(in crate::selection) fn people_at(&self, organisations: &BTreeSet<OrganisationId>) -> BTreeSet<PersonId> {
        organisations.iter().filter_map(|organisation| self.people.get(organisation)).flatten().copied().collect()
    }

    /// Whoever may have an interest in what names these organisations.
    pub(in crate::selection) fn people_near(
        &self,
        organisations: impl IntoIterator<Item = OrganisationId>,
        policy: &InterestPolicy,
    ) -> BTreeSet<PersonId> {
        self.people_at(&self.near(organisations, policy))
    }

    /// The people of the register, sorted.
    pub fn people(&self) -> impl ExactSizeIterator<Item = PersonId> + '_ {
        self.links.keys().copied()
    }

    /// The links of a person, sorted.
    pub fn links_of(&self, person: PersonId) -> impl Iterator<Item = &Link> + '_ {
        self.links.get(&person).into_iter().flatten()
    }

    pub(super) fn ties_of(&self, organisation: OrganisationId) -> impl Iterator<Item = &To> + '_ {
        self.ties.get(&organisation).into_iter().flatten()
    }

    /// The kinds of links and ties that the policy does not list, and that so count as soft; sorted.
    #[must_use]
    pub fn unlisted(&self, policy: &InterestPolicy) -> BTreeSet<Word> {
        let links = self.links.values().flatten().map(|link| link.kind);
        let ties = self.ties.values().flatten().map(|tie| tie.kind);
        let unlisted = links.filter(|kind| !policy.links.contains_key(kind));
        let untied = ties.filter(|kind| !policy.ties.contains_key(kind) && !policy.exempt_ties.contains(kind));
        unlisted.chain(untied).collect()
    }
}
