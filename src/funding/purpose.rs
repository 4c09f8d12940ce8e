//! What money is for.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{identifiers::ProjectId, vocabulary::Word};

/// What money is for: what keeps the hub standing, or one project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[allow(clippy::exhaustive_enums, reason = "a cost is structural or a project's")]
pub enum Purpose {
    /// Structural costs under a heading, a word of the policy's: `leadership`, `administration`, `governance`.
    Structural(Word),
    /// The costs of a project.
    Project {
        /// Which project.
        project: ProjectId,
        /// What kind of project, a word of the policy's: `national-collaborative`, `locally-designed`, `trial`.
        kind: Word,
    },
}

crate::document::as_record! {
    Purpose, r#"a purpose: {"structural": <heading>} or {"project": {"project": …, "kind": …}}"#;
}

impl Purpose {
    /// Whether it keeps the hub standing.
    #[must_use]
    pub const fn is_structural(self) -> bool {
        matches!(self, Self::Structural(_))
    }

    /// On which side of the hub's money it stands.
    #[must_use]
    pub const fn side(self) -> Side {
        if self.is_structural() { Side::Structural } else { Side::Projects }
    }

    /// The project, where it is one.
    #[must_use]
    pub const fn project(self) -> Option<ProjectId> {
        match self {
            Self::Structural(_) => None,
            Self::Project { project, .. } => Some(project),
        }
    }

    /// The word of the policy: the heading, or the kind of project.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Structural(heading) => heading,
            Self::Project { kind, .. } => kind,
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Structural(heading) => write!(f, "structural ({heading})"),
            Self::Project { project, kind } => write!(f, "project {project} ({kind})"),
        }
    }
}

/// One of the two sides of a hub's money: what keeps it standing, and what its projects need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[allow(clippy::exhaustive_enums, reason = "a cost is structural or a project's")]
pub enum Side {
    /// What keeps the hub standing.
    Structural,
    /// What its projects need.
    Projects,
}

crate::document::as_record! { Side, r#"a side of a hub's money: "structural" or "projects""#; }

impl Side {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Structural, Self::Projects];

    /// What kind of money it is, as an adjective: "structural" or "project".
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Structural => "structural",
            Self::Projects => "project",
        }
    }

    /// The word that stands for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Structural => "structural",
            Self::Projects => "projects",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
