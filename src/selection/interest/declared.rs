//! Interests that people declare, and waivers of any.

use serde::{Deserialize, Serialize};

use super::Strength;
use crate::{
    identifiers::{ApplicationId, PersonId},
    vocabulary::Word,
};

/// What somebody declares about an application.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Disclosure {
    /// No interest.
    None,
    /// An interest.
    Interest {
        /// How grave it is.
        strength: Strength,
        /// What it is.
        nature: String,
    },
}

crate::document::as_record! { Disclosure, r#"what is declared: "none" or {"interest": {"strength": …, "nature": …}}"#; }

/// What a person declares about one application, at an event or for the whole round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Declaration {
    /// Who declares.
    pub person: PersonId,
    /// About which application.
    pub application: ApplicationId,
    /// What.
    pub says: Disclosure,
    /// At which event: a panel meeting, a presentation day. `None` for none in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Word>,
}

crate::document::as_record! { Declaration, r#"a declaration: {"person": …, "application": …, "says": …}"#; }

impl Declaration {
    /// That the person has no interest.
    #[must_use]
    pub const fn none(person: PersonId, application: ApplicationId) -> Self {
        Self { person, application, says: Disclosure::None, at: None }
    }

    /// An interest of this strength and nature.
    #[must_use]
    pub fn interest(
        person: PersonId,
        application: ApplicationId,
        strength: Strength,
        nature: impl Into<String>,
    ) -> Self {
        Self { person, application, says: Disclosure::Interest { strength, nature: nature.into() }, at: None }
    }

    /// The same, made at this event.
    #[must_use]
    pub fn at(self, event: Word) -> Self {
        Self { at: Some(event), ..self }
    }
}

/// That a person's interests in one application are waived. It is recorded in any case; whether it counts says
/// [`fault`](Self::fault).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Waiver {
    /// Whose interests.
    pub person: PersonId,
    /// In which application.
    pub application: ApplicationId,
    /// Why.
    pub reason: String,
    /// Who approved: another person.
    pub by: PersonId,
}

crate::document::as_record! { Waiver, r#"a waiver: {"person": …, "application": …, "reason": …, "by": …}"#; }

impl Waiver {
    /// A waiver that `by` approved.
    #[must_use]
    pub fn new(person: PersonId, application: ApplicationId, reason: impl Into<String>, by: PersonId) -> Self {
        Self { person, application, reason: reason.into(), by }
    }

    /// Why it does not count; `None` where it does.
    #[must_use]
    pub fn fault(&self) -> Option<WaiverFault> {
        if self.by == self.person {
            Some(WaiverFault::Own)
        } else {
            self.reason.trim().is_empty().then_some(WaiverFault::NoReason)
        }
    }
}

/// Why a waiver does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum WaiverFault {
    /// The person approved it themself.
    #[error("a waiver is approved by the person it is for; it takes another person")]
    Own,
    /// It gives no reason.
    #[error("a waiver gives no reason; it takes one")]
    NoReason,
}
