//! Bodies that advise and support the network.

use serde::{Deserialize, Serialize};

use crate::{calendar::Span, vocabulary::Word};

/// A body that advises the network: Ofsted, the Teaching School Council, an advisory committee.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Adviser {
    /// What kind of adviser, a word of the policy's.
    pub kind: Word,
    /// For how long.
    pub span: Span,
}

crate::document::as_record! { Adviser, r#"an adviser: {"kind": …, "span": …}"#; }

/// An organisation that supports the network.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Supporter {
    /// For how long.
    pub span: Span,
    /// What it does for the network.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub support: String,
}

crate::document::as_record! { Supporter, r#"a supporter: {"span": …, "support": …}"#; }

impl Adviser {
    /// An adviser of this kind for `span`.
    #[must_use]
    pub const fn new(kind: Word, span: Span) -> Self {
        Self { kind, span }
    }
}

impl Supporter {
    /// A supporter for `span`, and what it does for the network.
    #[must_use]
    pub fn new(span: Span, support: impl Into<String>) -> Self {
        Self { span, support: support.into() }
    }
}
