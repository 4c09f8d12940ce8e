//! Projects: national collaborative projects, local projects and trials.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{calendar::Span, document::keyed, identifiers::HubId, vocabulary::Word};

/// A project that hubs carry out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
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

impl Project {
    /// A project of this kind that runs for `span`, and in which no hub must take part.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: Word, span: Span) -> Self {
        Self { name: name.into(), kind, span, required_of: RequiredOf::Nobody }
    }

    /// The same project with hubs that must take part.
    #[must_use]
    pub fn required_of(self, hubs: RequiredOf) -> Self {
        Self { required_of: hubs, ..self }
    }
}
