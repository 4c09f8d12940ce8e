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
}

impl Web {
    /// Indexes these links and ties. The time grows as `n log n` with their number.
    #[must_use]
    pub fn new(links: impl IntoIterator<Item = Link>, ties: impl IntoIterator<Item = Tie>) -> Self {
        let mut web = Self::default();
        for link in links {
            web.links.entry(link.person).or_default().insert(link);
        }
        for Tie { one, other, kind, span } in ties {
            // An organisation is not tied to itself.
            if one != other {
                web.ties.entry(one).or_default().insert(To { other, kind, span });
                web.ties.entry(other).or_default().insert(To { other: one, kind, span });
            }
        }
        web
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
