//! What a programme holds to be an interest, and how grave.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{Deserialize, Serialize};

use super::Role;
use crate::{
    document::{Source, keyed},
    identifiers::OrganisationId,
    vocabulary::Word,
};

/// How grave an interest is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Strength {
    /// It is declared and recorded, and bars from nothing.
    Soft,
    /// It bars from every application for the place.
    Hard,
}

crate::document::as_record! {
    Strength, r#"how grave an interest is: "soft" or "hard""#;
}

impl fmt::Display for Strength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Soft => "soft",
            Self::Hard => "hard",
        })
    }
}

/// What a programme holds to be an interest, and how grave.
///
/// An interest is as grave as the least grave piece of its chain: the kind of link, the kinds of ties, the role of the
/// organisation, and whether any of it has ended. A word or role that is not listed counts as [`Strength::Soft`], so that
/// it is still seen; [`Web::unlisted`](super::Web::unlisted) names such words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct InterestPolicy {
    /// Kinds of links between a person and an organisation: `employee`, `governor`.
    #[serde(default, deserialize_with = "keyed::map")]
    pub links: BTreeMap<Word, Strength>,
    /// Kinds of ties between organisations: `trust`, `partner`, `co-sponsor`.
    #[serde(default, deserialize_with = "keyed::map")]
    pub ties: BTreeMap<Word, Strength>,
    /// The roles in which an application names organisations.
    #[serde(default, deserialize_with = "keyed::map")]
    pub roles: BTreeMap<Role, Strength>,
    /// How grave at the most what has ended is.
    pub former: Strength,
    /// For how many months after its end a link or tie still counts; with 0 only until its last day.
    pub recent_months: u32,
    /// The kinds of ties that two organisations share through a third: schools of one `trust`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub through: BTreeSet<Word>,
    /// The kinds of ties that make no interest.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub exempt_ties: BTreeSet<Word>,
    /// The organisations that run every round, the principal sponsor and the coordinator: a tie to one or through one
    /// makes no interest, nor does their being named as a partner or sponsor. Their own application would.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub exempt: BTreeSet<OrganisationId>,
    /// Where each of these comes from, by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub sources: BTreeMap<String, Source>,
}

crate::document::as_record! { InterestPolicy, r#"a policy of interests: {"former": …, "recent_months": …}"#; }

impl InterestPolicy {
    /// A policy that lists no kinds, and counts links and ties for so many months after their end, as gravely as before.
    #[must_use]
    pub const fn new(recent_months: u32) -> Self {
        Self {
            links: BTreeMap::new(),
            ties: BTreeMap::new(),
            roles: BTreeMap::new(),
            former: Strength::Hard,
            recent_months,
            through: BTreeSet::new(),
            exempt_ties: BTreeSet::new(),
            exempt: BTreeSet::new(),
            sources: BTreeMap::new(),
        }
    }

    /// Lists a kind of link.
    #[must_use]
    pub fn linked_by(mut self, kind: Word, strength: Strength) -> Self {
        self.links.insert(kind, strength);
        self
    }

    /// Lists a kind of tie.
    #[must_use]
    pub fn tied_by(mut self, kind: Word, strength: Strength) -> Self {
        self.ties.insert(kind, strength);
        self
    }

    /// Says how grave a role is.
    #[must_use]
    pub fn named_as(mut self, role: Role, strength: Strength) -> Self {
        self.roles.insert(role, strength);
        self
    }

    /// Says that two organisations share this kind of tie through a third.
    #[must_use]
    pub fn through(mut self, kind: Word) -> Self {
        self.through.insert(kind);
        self
    }

    /// Exempts an organisation that runs every round.
    #[must_use]
    pub fn exempting(mut self, organisation: OrganisationId) -> Self {
        self.exempt.insert(organisation);
        self
    }

    pub(super) fn of_link(&self, kind: Word) -> Strength {
        self.links.get(&kind).copied().unwrap_or(Strength::Soft)
    }

    pub(super) fn of_tie(&self, kind: Word) -> Strength {
        self.ties.get(&kind).copied().unwrap_or(Strength::Soft)
    }

    pub(super) fn of_role(&self, role: Role) -> Strength {
        self.roles.get(&role).copied().unwrap_or(Strength::Soft)
    }
}
