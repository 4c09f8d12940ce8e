//! How often each rule did what.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use crate::document::keyed;

/// How often each rule held, was broken, did not apply or could not be decided, by code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tally(#[serde(deserialize_with = "keyed::map")] BTreeMap<Cow<'static, str>, Count>);

/// How often one rule did what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Count {
    /// Subjects that keep it.
    pub held: u64,
    /// Subjects that break it.
    pub broken: u64,
    /// Subjects to which it does not apply.
    pub not_applicable: u64,
    /// Subjects of which the facts do not say.
    pub undetermined: u64,
}

impl Count {
    /// Subjects to which it applied: held, broken or undetermined. Counts above the largest `u64` stay there.
    #[must_use]
    pub const fn applied(self) -> u64 {
        self.held.saturating_add(self.broken).saturating_add(self.undetermined)
    }

    pub(super) const fn plus(self, other: Self) -> Self {
        Self {
            held: self.held.saturating_add(other.held),
            broken: self.broken.saturating_add(other.broken),
            not_applicable: self.not_applicable.saturating_add(other.not_applicable),
            undetermined: self.undetermined.saturating_add(other.undetermined),
        }
    }
}

impl Tally {
    /// The count of one rule; nothing for a rule that never judged.
    #[must_use]
    pub fn of(&self, code: &str) -> Count {
        self.0.get(code).copied().unwrap_or_default()
    }

    /// Every rule with its count, by code.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Count)> {
        self.0.iter().map(|(code, count)| (code.as_ref(), *count))
    }

    pub(super) fn add(&mut self, code: Cow<'static, str>, count: Count) {
        let standing = self.0.entry(code).or_default();
        *standing = standing.plus(count);
    }

    pub(super) fn merge(&mut self, other: Self) {
        other.0.into_iter().for_each(|(code, count)| self.add(code, count));
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.0.keys().map(|code| code.len()).max().unwrap_or_default();
        writeln!(f, "{:width$}  {:>7} {:>7} {:>7} {:>7}", "rule", "held", "broken", "unknown", "n/a")?;
        for (code, count) in self.iter() {
            let Count { held, broken, not_applicable, undetermined } = count;
            writeln!(f, "{code:width$}  {held:>7} {broken:>7} {undetermined:>7} {not_applicable:>7}")?;
        }
        Ok(())
    }
}
