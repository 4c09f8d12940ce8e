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
    // Most lines have one sponsor, who takes all.
    let mut open = left.iter().filter(|(_, left)| !left.is_zero());
    if let (Some((only, _)), None) = (open.next(), open.next()) {
        return vec![(only.clone(), amount)];
    }
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
pub(in crate::funding) struct Sums {
    by: BTreeMap<(Posted, LineId, Option<SponsorId>), i128>,
    /// In all, so that a payment need not look at every line.
    totals: BTreeMap<Posted, i128>,
}

impl Sums {
    pub(super) fn add(&mut self, what: Posted, line: LineId, sponsor: Option<SponsorId>, amount: Balance) {
        for sum in [self.by.entry((what, line, sponsor)).or_default(), self.totals.entry(what).or_default()] {
            *sum = sum.saturating_add(amount.pence().into());
        }
    }

    /// On one line, of one sponsor's money.
    pub(in crate::funding) fn of(&self, what: Posted, line: LineId, sponsor: SponsorId) -> i128 {
        self.by.get(&(what, line, Some(sponsor))).copied().unwrap_or(0)
    }

    /// On one line.
    pub(in crate::funding) fn on_line(&self, what: Posted, line: LineId) -> i128 {
        self.each_on_line(what, line).map(|(_, sum)| sum).sum()
    }

    /// The sponsors of which there is any figure on one line.
    pub(super) fn sponsors(&self, what: Posted, line: LineId) -> impl Iterator<Item = SponsorId> + '_ {
        self.each_on_line(what, line).filter_map(|(sponsor, _)| sponsor)
    }

    fn each_on_line(&self, what: Posted, line: LineId) -> impl Iterator<Item = (Option<SponsorId>, i128)> + '_ {
        let from_here = self.by.range((what, line, None)..);
        let here = from_here.take_while(move |((is, on, _), _)| (*is, *on) == (what, line));
        here.map(|((_, _, sponsor), sum)| (*sponsor, *sum))
    }

    /// In all.
    pub(in crate::funding) fn total(&self, what: Posted) -> i128 {
        self.totals.get(&what).copied().unwrap_or(0)
    }

    /// The lines and sponsors of which there is any figure.
    pub(in crate::funding) fn keys(&self) -> impl Iterator<Item = (LineId, SponsorId)> + '_ {
        let keys: std::collections::BTreeSet<_> =
            self.by.keys().filter_map(|(_, line, sponsor)| Some((*line, (*sponsor)?))).collect();
        keys.into_iter()
    }

    /// What the body had of a sponsor's money on a line: what was paid to it and what it brought forward.
    pub(in crate::funding) fn had(&self, line: LineId, sponsor: SponsorId) -> i128 {
        self.of(Posted::Paid, line, sponsor).saturating_add(self.of(Posted::BroughtForward, line, sponsor))
    }

    /// The same less what came back of it: what counts toward the sponsor's share.
    pub(in crate::funding) fn kept(&self, line: LineId, sponsor: SponsorId) -> i128 {
        self.had(line, sponsor).saturating_sub(self.of(Posted::Recovered, line, sponsor))
    }

    /// The same of all lines and sponsors.
    pub(in crate::funding) fn kept_in_all(&self) -> i128 {
        let had = self.total(Posted::Paid).saturating_add(self.total(Posted::BroughtForward));
        had.saturating_sub(self.total(Posted::Recovered))
    }

    /// What the body has in hand on a line of a sponsor's money, without an eligible cost against it; below 0 where it is owed money.
    pub(in crate::funding) fn unspent(&self, line: LineId, sponsor: SponsorId) -> i128 {
        let of = |what| self.of(what, line, sponsor);
        let spent = [Posted::Approved, Posted::Recovered, Posted::Carried, Posted::WrittenOff].map(of);
        spent.into_iter().fold(self.had(line, sponsor), i128::saturating_sub)
    }

    /// The same of all lines and sponsors, what the body is owed on some set off against what it has in hand on others.
    pub(in crate::funding) fn in_hand(&self) -> i128 {
        self.keys().map(|(line, sponsor)| self.unspent(line, sponsor)).sum()
    }

    /// What is unspent of all lines and sponsors. What the body is owed of one sponsor's money on one line does not settle
    /// what it has in hand of another's, or on another.
    pub(in crate::funding) fn unspent_in_all(&self) -> i128 {
        self.keys().map(|(line, sponsor)| self.unspent(line, sponsor).max(0)).sum()
    }
}
