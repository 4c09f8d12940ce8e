//! Facts in no order.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Facts in no order, each once: gathered as they come, and equal and written as they are when [settled](Self::settle).
#[derive(Clone, Debug)]
pub(super) struct Facts<T>(Vec<T>);

impl<T: Ord> Facts<T> {
    pub(super) fn push(&mut self, fact: T) {
        self.0.push(fact);
    }

    pub(super) fn extend(&mut self, facts: impl IntoIterator<Item = T>) {
        self.0.extend(facts);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Puts them into their one order, each once.
    pub(super) fn settle(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
    }

    /// Makes one of each run of neighbours that `joins` takes together, the later into the earlier. Only after settling.
    pub(super) fn join(&mut self, joins: impl FnMut(&mut T, &mut T) -> bool) {
        self.0.dedup_by(joins);
    }

    /// References to them in their one order, each once.
    fn settled(&self) -> Vec<&T> {
        let mut facts: Vec<&T> = self.0.iter().collect();
        facts.sort_unstable();
        facts.dedup();
        facts
    }
}

impl<T> Default for Facts<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for Facts<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a Facts<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Ord> PartialEq for Facts<T> {
    fn eq(&self, other: &Self) -> bool {
        self.settled() == other.settled()
    }
}

impl<T: Ord> Eq for Facts<T> {}

impl<T: Ord + Serialize> Serialize for Facts<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.settled())
    }
}

impl<'de, T: Ord + Deserialize<'de>> Deserialize<'de> for Facts<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // In whatever order they were written.
        let mut facts = Self(Vec::deserialize(deserializer)?);
        facts.settle();
        Ok(facts)
    }
}

impl<'a, T> IntoIterator for &'a mut Facts<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}
