//! Who takes part, and what ties them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    document::keyed,
    identifiers::{ApplicationId, PersonId},
    journal::{Digest, Text},
    selection::interest::{Link, Strength, Tie},
    vocabulary::Word,
};

/// What somebody does in a round. One person may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Role {
    /// Runs the round: opens and closes, records, tells. Whoever makes the first entry is one.
    Administrator,
    /// Marks applications.
    Assessor,
    /// Leads the panel and writes down what it comes to.
    Chair,
    /// Sits on the panel.
    Member,
    /// Decides, on the panel's recommendation.
    Authority,
    /// Reviews a decision when asked.
    Reviewer,
    /// Looks on.
    Observer,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 7] = [
        Self::Administrator,
        Self::Assessor,
        Self::Chair,
        Self::Member,
        Self::Authority,
        Self::Reviewer,
        Self::Observer,
    ];

    /// The word that stands for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Assessor => "assessor",
            Self::Chair => "chair",
            Self::Member => "member",
            Self::Authority => "authority",
            Self::Reviewer => "reviewer",
            Self::Observer => "observer",
        }
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.word())
    }
}

/// Somebody takes part, in these roles and no others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Enrolled {
    /// Who.
    pub person: PersonId,
    /// As what; none any more where it is empty.
    #[serde(deserialize_with = "keyed::set")]
    pub roles: BTreeSet<Role>,
}

impl Enrolled {
    /// Somebody in these roles.
    #[must_use]
    pub fn new(person: PersonId, roles: impl IntoIterator<Item = Role>) -> Self {
        Self { person, roles: roles.into_iter().collect() }
    }
}

/// The standing register of interests gains these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Registered {
    /// What links people to organisations.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub links: BTreeSet<Link>,
    /// What ties organisations to one another.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub ties: BTreeSet<Tie>,
}

/// Somebody declares an interest in an application, or that there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Declared {
    /// Who.
    pub person: PersonId,
    /// In which application.
    pub application: ApplicationId,
    /// How strong it is; none where it is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<Strength>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub nature: Text,
    /// At which event it was declared: a panel meeting. None for the round as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Word>,
}

impl Declared {
    /// That somebody has no interest in an application.
    #[must_use]
    pub fn none(person: PersonId, application: ApplicationId) -> Self {
        Self { person, application, interest: None, nature: Text::default(), at: None }
    }

    /// An interest of somebody in an application, and what it is.
    #[must_use]
    pub fn interest(person: PersonId, application: ApplicationId, interest: Strength, nature: impl Into<Text>) -> Self {
        Self { person, application, interest: Some(interest), nature: nature.into(), at: None }
    }
}

/// A hard interest is waived, for the reason of the entry, by whoever makes it. It covers what is known by then: a hard interest
/// that is declared or registered later bars again, until it is waived too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Waived {
    /// Whose interest.
    pub person: PersonId,
    /// In which application.
    pub application: ApplicationId,
}

/// Free text of an earlier entry was removed, and its digests stand in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Redacted {
    /// The number of the entry.
    pub entry: u64,
    /// The digest of each text that was removed, in the order of the entry.
    pub digests: Vec<Digest>,
    /// On what ground.
    pub ground: String,
}

crate::document::as_record! {
    Role, "the role of a person, a word";
    Enrolled, r#"an enrolment: {"person": …, "roles": […]}"#;
    Registered, r#"entries of a register: {"links": […], "ties": […]}"#;
    Declared, r#"a declaration: {"person": …, "application": …, "interest": …}"#;
    Waived, r#"a waiver: {"person": …, "application": …}"#;
    Redacted, r#"a redaction: {"entry": …, "digests": […], "ground": …}"#;
}
