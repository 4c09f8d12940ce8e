//! Projects: national collaborative projects, local projects and trials.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{calendar::Span, document::keyed, identifiers::HubId, vocabulary::Word};

/// A project that hubs carry out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Project {
    /// What it is called.
    pub name: String,
    /// What kind of project, a word of the policy's.
    pub kind: Word,
    /// For how long it runs.
    pub span: Span,
    /// Which hubs must take part.
    #[serde(default)]
    pub required_of: RequiredOf,
}

crate::document::as_record! { Project, r#"a project: {"name": …, "kind": …, "span": …}"#; }

/// Which hubs must take part in a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum RequiredOf {
    /// None must.
    #[default]
    Nobody,
    /// These must, as in a trial.
    #[serde(deserialize_with = "keyed::set")]
    Named(BTreeSet<HubId>),
    /// All must.
    Everybody,
}

crate::document::as_record! { RequiredOf, r#"who must take part: "nobody", "everybody" or {"named": […]}"#; }
