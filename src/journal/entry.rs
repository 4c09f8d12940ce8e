//! One entry.

use serde::{Deserialize, Serialize};

use super::Text;
use crate::{calendar::Moment, identifiers::PersonId};

/// One entry of a journal: its number, when, who, what, and why. As JSON it is one object, and a journal is one such
/// object a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
