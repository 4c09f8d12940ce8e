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
