//! Amounts by line and sponsor, as entries of a ledger name them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    document::keyed,
    identifiers::{LineId, SponsorId},
    money::{Money, OutOfRange},
};

/// Whether an amount is nothing, as serde asks it of a field that is left out then.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
pub(super) const fn is_nothing(amount: &Money) -> bool {
    amount.is_zero()
}

/// How much of each sponsor's money.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BySponsor(#[serde(deserialize_with = "keyed::map")] BTreeMap<SponsorId, Money>);

impl BySponsor {
    /// One sponsor's.
    #[must_use]
    pub fn of(sponsor: SponsorId, amount: Money) -> Self {
        Self(BTreeMap::from([(sponsor, amount)]))
    }

    /// And another's. Of a sponsor named twice the last amount stands.
    #[must_use]
    pub fn and(mut self, sponsor: SponsorId, amount: Money) -> Self {
        self.0.insert(sponsor, amount);
        self
    }

    /// What is this sponsor's; nothing where it is not named.
    #[must_use]
    pub fn get(&self, sponsor: SponsorId) -> Money {
        self.0.get(&sponsor).copied().unwrap_or_default()
    }

    /// Each sponsor with its amount.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (SponsorId, Money)> + '_ {
        self.0.iter().map(|(sponsor, amount)| (*sponsor, *amount))
    }

    /// The sponsors.
    pub fn sponsors(&self) -> impl ExactSizeIterator<Item = SponsorId> + '_ {
        self.0.keys().copied()
    }

    /// Whether nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|amount| amount.is_zero())
    }

    /// All together.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] above [`Money::MAX`].
    pub fn total(&self) -> Result<Money, OutOfRange> {
        Money::sum(self.0.values().copied())
    }

    /// Puts an amount in the place of what was there, and leaves out nothing.
    pub(super) fn set(&mut self, sponsor: SponsorId, amount: Money) {
        if amount.is_zero() {
            self.0.remove(&sponsor);
        } else {
            self.0.insert(sponsor, amount);
        }
    }
}

impl FromIterator<(SponsorId, Money)> for BySponsor {
    fn from_iter<I: IntoIterator<Item = (SponsorId, Money)>>(amounts: I) -> Self {
        Self(amounts.into_iter().collect())
    }
}

/// How much on each line, of each sponsor's money.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ByLine(#[serde(deserialize_with = "keyed::map")] BTreeMap<LineId, BySponsor>);

impl ByLine {
    /// One sponsor's money on one line.
    #[must_use]
    pub fn of(line: LineId, sponsor: SponsorId, amount: Money) -> Self {
        Self::default().and(line, sponsor, amount)
    }

    /// And more. Of a line and sponsor named twice the last amount stands.
    #[must_use]
    pub fn and(mut self, line: LineId, sponsor: SponsorId, amount: Money) -> Self {
        self.0.entry(line).or_default().0.insert(sponsor, amount);
        self
    }

    /// Each line and sponsor with its amount.
    pub fn iter(&self) -> impl Iterator<Item = (LineId, SponsorId, Money)> + '_ {
        self.0.iter().flat_map(|(line, by)| by.iter().map(move |(sponsor, amount)| (*line, sponsor, amount)))
    }

    /// The lines.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = LineId> + '_ {
        self.0.keys().copied()
    }

    /// What is on a line.
    #[must_use]
    pub fn line(&self, line: LineId) -> Option<&BySponsor> {
        self.0.get(&line)
    }

    /// Whether nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(BySponsor::is_empty)
    }

    /// All together.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] above [`Money::MAX`].
    pub fn total(&self) -> Result<Money, OutOfRange> {
        Money::sum(self.iter().map(|(_, _, amount)| amount))
    }
}

impl FromIterator<(LineId, SponsorId, Money)> for ByLine {
    fn from_iter<I: IntoIterator<Item = (LineId, SponsorId, Money)>>(amounts: I) -> Self {
        amounts.into_iter().fold(Self::default(), |all, (line, sponsor, amount)| all.and(line, sponsor, amount))
    }
}
