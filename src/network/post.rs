//! Posts of a hub.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{PartialDate, Span},
    identifiers::PersonId,
    vocabulary::Word,
};

/// A post of a hub: Hub Lead, assistant lead, Senior Leadership Link.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Post {
    /// What post, a word of the policy's: see
    /// [the words of the home edition](crate::programme#the-words-of-the-home-edition).
    pub kind: Word,
    /// Who holds it; `None` while it is vacant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<PersonId>,
    /// For how long that person holds it, or it is vacant.
    pub span: Span,
}

crate::document::as_record! { Post, r#"a post: {"kind": …, "holder": …, "span": …}"#; }

impl Post {
    /// A post of this kind that `person` has held since `since`.
    #[must_use]
    pub fn held(kind: Word, person: PersonId, since: PartialDate) -> Self {
        Self { kind, holder: Some(person), span: Span::since(since) }
    }

    /// A post of this kind that has been vacant since `since`.
    #[must_use]
    pub fn vacant(kind: Word, since: PartialDate) -> Self {
        Self { kind, holder: None, span: Span::since(since) }
    }

    /// The same post for `span`.
    #[must_use]
    pub fn lasting(self, span: Span) -> Self {
        Self { span, ..self }
    }
}
