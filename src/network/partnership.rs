//! Partners of a hub.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{AcademicYear, PartialDate, Span},
    document::keyed,
    identifiers::{OrganisationId, PersonId, ProjectId},
    vocabulary::Word,
};

/// An organisation or a practitioner in partnership with a hub.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Partnership {
    /// The partner.
    pub with: Partner,
    /// What the partner helps with.
    pub role: Role,
    /// For how long.
    pub span: Span,
    /// Why the partner is there: words of the policy's.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub expertise: BTreeSet<Word>,
    /// The projects that an operational partner carries out.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub carries_out: BTreeSet<ProjectId>,
    /// The projects of which a strategic partner evaluates what the hub does. Who evaluates a trial stands in its
    /// [`Trial`](super::Trial).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub evaluates: BTreeSet<ProjectId>,
    /// The years in which the hub pays the partner.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub paid_in: BTreeSet<AcademicYear>,
}

crate::document::as_record! { Partnership, r#"a partnership: {"with": …, "role": …, "span": …}"#; }

/// A partner: an organisation, or a practitioner who works for the hub in person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Partner {
    /// An organisation.
    Organisation(OrganisationId),
    /// A person.
    Practitioner(PersonId),
}

crate::document::as_record! { Partner, r#"a partner: {"organisation": …} or {"practitioner": …}"#; }

/// What a partner helps with. Closed, since views and rules tell the two apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Role {
    /// Planning and evaluating the hub's work.
    Strategic,
    /// Carrying it out.
    Operational,
}

crate::document::as_record! { Role, r#"a role: "strategic" or "operational""#; }

impl Partnership {
    fn new(with: Partner, role: Role, since: PartialDate) -> Self {
        Self {
            with,
            role,
            span: Span::since(since),
            expertise: BTreeSet::new(),
            carries_out: BTreeSet::new(),
            evaluates: BTreeSet::new(),
            paid_in: BTreeSet::new(),
        }
    }

    /// A partnership for planning and evaluating, from `since` on.
    #[must_use]
    pub fn strategic(with: impl Into<Partner>, since: PartialDate) -> Self {
        Self::new(with.into(), Role::Strategic, since)
    }

    /// A partnership for carrying out work, from `since` on.
    #[must_use]
    pub fn operational(with: impl Into<Partner>, since: PartialDate) -> Self {
        Self::new(with.into(), Role::Operational, since)
    }

    /// The same partnership for the sake of this expertise too: a word that the policy lists, see
    /// [the words of the home edition](crate::programme#the-words-of-the-home-edition).
    #[must_use]
    pub fn bringing(mut self, expertise: Word) -> Self {
        self.expertise.insert(expertise);
        self
    }

    /// The same partnership carrying out `project` too.
    #[must_use]
    pub fn carrying_out(mut self, project: ProjectId) -> Self {
        self.carries_out.insert(project);
        self
    }

    /// The same partnership evaluating what the hub does in `project` too.
    #[must_use]
    pub fn evaluating(mut self, project: ProjectId) -> Self {
        self.evaluates.insert(project);
        self
    }

    /// The same partnership for `span`.
    #[must_use]
    pub fn lasting(self, span: Span) -> Self {
        Self { span, ..self }
    }
}

impl Partner {
    /// The organisation, where it is one.
    #[must_use]
    pub const fn organisation(self) -> Option<OrganisationId> {
        if let Self::Organisation(id) = self { Some(id) } else { None }
    }
}

impl<T: Into<OrganisationId>> From<T> for Partner {
    fn from(organisation: T) -> Self {
        Self::Organisation(organisation.into())
    }
}

impl From<PersonId> for Partner {
    fn from(person: PersonId) -> Self {
        Self::Practitioner(person)
    }
}

impl fmt::Display for Partner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organisation(id) => fmt::Display::fmt(id, f),
            Self::Practitioner(id) => fmt::Display::fmt(id, f),
        }
    }
}
