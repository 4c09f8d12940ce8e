//! Free text that may have to go one day.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeMap};

use super::Digest;

/// Free text in a journal: a reason, a justification, a question. What a state comes to never depends on it, so it can be
/// replaced by its digest and a ground, and replay gives the same.
///
/// In JSON it is the text, or `{"redacted": "<digest>", "ground": "…"}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Text {
    /// The text as it was written.
    Written(String),
    /// The text is gone.
    Redacted {
        /// The digest of the text, by which it can be known again.
        digest: Digest,
        /// On what ground it was removed.
        ground: String,
    },
}

impl Text {
    /// Whether nothing was written. A text that is gone was not empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Written(text) => text.trim().is_empty(),
            Self::Redacted { .. } => false,
        }
    }

    /// The text, where it is still there.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        match self {
            Self::Written(text) => Some(text),
            Self::Redacted { .. } => None,
        }
    }

    /// Whether both are the same words, spaces and capitals aside. A text that is gone is the same as another of its digest.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
        match (self, other) {
            (Self::Written(one), Self::Written(another)) => words(one) == words(another),
            (Self::Redacted { digest: one, .. }, Self::Redacted { digest: another, .. }) => one == another,
            _ => false,
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Written(String::new())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Written(text.to_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Written(text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Written(text) => f.write_str(text),
            Self::Redacted { ground, .. } => write!(f, "[removed: {ground}]"),
        }
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Written(text) => serializer.serialize_str(text),
            Self::Redacted { digest, ground } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("redacted", digest)?;
                map.serialize_entry("ground", ground)?;
                map.end()
            }
        }
    }
}

/// The object form.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Gone {
    redacted: Digest,
    ground: String,
}

crate::document::as_record! { Gone, r#"a text that is gone: {"redacted": …, "ground": …}"#; }

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> de::Visitor<'de> for Either {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(r#"a text, or {"redacted": …, "ground": …}"#)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text::Written(text.to_owned()))
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<Text, E> {
                Ok(Text::Written(text))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, entries: A) -> Result<Text, A::Error> {
                let entries = de::value::MapAccessDeserializer::new(entries);
                let Gone { redacted, ground } = <Gone as Deserialize>::deserialize(entries)?;
                Ok(Text::Redacted { digest: redacted, ground })
            }
        }

        deserializer.deserialize_any(Either)
    }
}
