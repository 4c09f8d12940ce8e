//! One entry.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Text;
use crate::{calendar::Moment, document::Strictly, identifiers::PersonId};

/// One entry of a journal: its number, when, who, what, and why. As JSON it is one object, and a journal is one such
/// object a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Entry", deny_unknown_fields)]
#[non_exhaustive]
pub struct Entry<E> {
    /// Its place in the journal, from 1 without a gap.
    pub number: u64,
    /// When it was made, by the clock. It orders nothing.
    pub at: Moment,
    /// Who made it.
    pub by: PersonId,
    /// What happened.
    pub what: E,
    /// The reason, where one was given.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub why: Text,
}

impl<E> Entry<E> {
    /// An entry without a reason.
    #[must_use]
    pub fn new(number: u64, at: Moment, by: PersonId, what: E) -> Self {
        Self { number, at, by, what, why: Text::default() }
    }

    /// The same entry, for this reason.
    #[must_use]
    pub fn because(mut self, why: impl Into<Text>) -> Self {
        self.why = why.into();
        self
    }
}

// By hand, since an entry is one of any kind of event: as a record it refuses a list, and suggests names.
impl<E: Serialize> Serialize for Entry<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de, E: Deserialize<'de>> Deserialize<'de> for Entry<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let what = r#"an entry: {"number": …, "at": …, "by": …, "what": …}"#;
        Self::deserialize(Strictly { deserializer, what })
    }
}
