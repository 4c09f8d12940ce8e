//! What a hub is officially, step by step, with who decided it and why.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{calendar::PartialDate, identifiers::OrganisationId};

/// One step of a hub's designation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Designation {
    /// What the hub became.
    pub status: Status,
    /// From when.
    pub from: PartialDate,
    /// Who decided it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<OrganisationId>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

crate::document::as_record! { Designation, r#"a designation: {"status": …, "from": …}"#; }

/// What a hub is officially.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Status {
    /// It is being set up.
    Forming,
    /// It is at work.
    Operating,
    /// Its work is stopped for a time.
    Suspended,
    /// It is closed or removed, and keeps its history.
    Ended,
}

crate::document::as_record! { Status, r#"a status: "forming", "operating", "suspended" or "ended""#; }

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Forming => "forming",
            Self::Operating => "operating",
            Self::Suspended => "suspended",
            Self::Ended => "ended",
        })
    }
}

impl Designation {
    /// That the hub became this, from `from` on; nobody said who decided it, or why.
    #[must_use]
    pub const fn new(status: Status, from: PartialDate) -> Self {
        Self { status, from, by: None, why: String::new() }
    }

    /// The same designation as decided by `body`, and why.
    #[must_use]
    pub fn decided_by(self, body: impl Into<OrganisationId>, why: impl Into<String>) -> Self {
        Self { by: Some(body.into()), why: why.into(), ..self }
    }
}
