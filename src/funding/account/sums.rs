//! Running sums by line and sponsor.

use std::collections::BTreeMap;

use crate::{
    funding::split::{running_shares, split},
    funding::statement::Posted,
    identifiers::{LineId, SponsorId},
    money::{Balance, Money},
    ratio::Ratio,
};

/// An amount in proportion to what is left of each; of more than is left of all, each takes what is left, and what is above
/// that goes by the same proportion. Nothing where nothing is left of any.
pub(super) fn shared_out<K: Ord + Clone>(amount: Money, left: &[(K, Money)]) -> Vec<(K, Money)> {
    let whole: i128 = left.iter().map(|(_, left)| pence(*left)).sum();
    if pence(amount) <= whole {
        return running_shares(amount, left).unwrap_or_default();
    }
    let weights: Vec<(K, Ratio)> = left.iter().map(|(key, left)| (key.clone(), left.pence().into())).collect();
    let parts = split(amount, &weights).map(|split| split.parts).unwrap_or_default();
    parts.into_iter().map(|part| (part.key, part.amount)).collect()
}

/// Pence, with room for sums of whatever entries say.
pub(in crate::funding) fn pence(amount: Money) -> i128 {
    amount.pence().into()
}

/// What postings add up to, by line, sponsor and what became of the money. 128 bits hold the sum of more postings than
/// could be stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::funding) struct Sums(BTreeMap<(Posted, LineId, Option<SponsorId>), i128>);

impl Sums {
    pub(super) fn add(&mut self, what: Posted, line: LineId, sponsor: Option<SponsorId>, amount: Balance) {
        let sum = self.0.entry((what, line, sponsor)).or_default();
        *sum = sum.saturating_add(amount.pence().into());
    }

    /// On one line, of one sponsor's money.
    pub(in crate::funding) fn of(&self, what: Posted, line: LineId, sponsor: SponsorId) -> i128 {
        self.0.get(&(what, line, Some(sponsor))).copied().unwrap_or(0)
    }

    /// On one line.
    pub(in crate::funding) fn on_line(&self, what: Posted, line: LineId) -> i128 {
        self.0
            .range((what, line, None)..)
            .take_while(|((is, on, _), _)| (*is, *on) == (what, line))
            .map(|(_, sum)| sum)
            .sum()
    }

    /// In all.
    pub(in crate::funding) fn total(&self, what: Posted) -> i128 {
        self.0.iter().filter(|((is, _, _), _)| *is == what).map(|(_, sum)| sum).sum()
    }

    /// The lines and sponsors of which there is any figure.
    pub(in crate::funding) fn keys(&self) -> impl Iterator<Item = (LineId, SponsorId)> + '_ {
        let keys: std::collections::BTreeSet<_> =
            self.0.keys().filter_map(|(_, line, sponsor)| Some((*line, (*sponsor)?))).collect();
        keys.into_iter()
    }

    /// What the body has in hand on a line of a sponsor's money, without an eligible cost against it; below 0 where it is owed money.
    pub(in crate::funding) fn unspent(&self, line: LineId, sponsor: SponsorId) -> i128 {
        let of = |what| self.of(what, line, sponsor);
        let spent = [Posted::Approved, Posted::Recovered, Posted::Carried, Posted::WrittenOff].map(of);
        spent.into_iter().fold(of(Posted::Paid), i128::saturating_sub)
    }

    /// The same of all lines and sponsors.
    pub(in crate::funding) fn unspent_in_all(&self) -> i128 {
        self.keys().map(|(line, sponsor)| self.unspent(line, sponsor)).sum()
    }
}
