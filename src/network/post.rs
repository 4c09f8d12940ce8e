//! Posts of a hub.

use serde::{Deserialize, Serialize};

use crate::{calendar::Span, identifiers::PersonId, vocabulary::Word};

/// A post of a hub: Hub Lead, assistant lead, Senior Leadership Link.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Post {
    /// What post, a word of the policy's.
    pub kind: Word,
    /// Who holds it; `None` while it is vacant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<PersonId>,
    /// For how long that person holds it, or it is vacant.
    pub span: Span,
}

crate::document::as_record! { Post, r#"a post: {"kind": …, "holder": …, "span": …}"#; }
