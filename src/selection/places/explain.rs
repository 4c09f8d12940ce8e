//! Why a lower total was appointed and a higher one was not.
//!
//! Suppose that the higher could simply take the lower one's stead: no full limit counts the higher one's bid and not the
//! lower one's, and no floor that needs every one it has counts the lower one's and not the higher one's. Then the exchange would
//! keep all limits, lose no floor and have a greater sum, and the set would not have been the best. So for every bid of
//! the higher there is at least one limit to name, in one family and in two.

use super::{
    contest::Bound,
    field::{Bid, Field},
};
use crate::ratio::Ratio;

/// A candidate who is not appointed, one with a lower total who is, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overtaken<C, P> {
    /// Who is not appointed.
    pub higher: C,
    /// Who is, with a lower total.
    pub lower: C,
    /// For each bid of the higher, what held it out. None for one who bid for nothing.
    pub held: Vec<Held<C, P>>,
}

/// What held a bid out while a lower total was let in. One of both lists names something.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Held<C, P> {
    /// The place that was bid for.
    pub place: P,
    /// Full limits that count this bid and not the lower one's.
    pub full: Vec<Bound<C, P>>,
    /// Floors that need the lower one's bid and do not count this one.
    pub floors: Vec<Bound<C, P>>,
}

/// A group at the end: its bound, cap, floor, and how many are chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Count<C, P> {
    bound: Bound<C, P>,
    full: bool,
    /// Whether its floor needs every one it has.
    needs_all: bool,
}

/// What the reasons are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Evidence<C, P> {
    counts: Vec<Count<C, P>>,
    candidates: Vec<(C, Ratio)>,
    places: Vec<P>,
    bids: Vec<Bid>,
    /// The bids that every best set chooses, the lowest total first.
    chosen: Vec<usize>,
}

impl<C: Clone + Ord, P: Clone + Ord> Evidence<C, P> {
    pub(super) fn new(field: Field<'_, C, P>, counts: Vec<usize>, chosen: Vec<bool>, open: Vec<Option<usize>>) -> Self {
        let candidates: Vec<(C, Ratio)> = field.candidates.iter().map(|it| (it.id.clone(), it.total)).collect();
        let certain = chosen.iter().zip(&open).map(|(&chosen, open)| chosen && open.is_none());
        let mut chosen: Vec<usize> = certain.enumerate().filter(|(_, certain)| *certain).map(|(at, _)| at).collect();
        let total = |at: &usize| {
            let candidate = field.bids.get(*at).map(|bid| bid.candidate);
            candidate.and_then(|candidate| candidates.get(candidate)).map(|(_, total)| *total)
        };
        chosen.sort_by_key(total);
        let counts = field
            .groups
            .into_iter()
            .zip(counts)
            .map(|(group, count)| Count {
                full: count >= group.cap,
                needs_all: group.floor > 0 && count <= group.floor,
                bound: group.bound,
            })
            .collect();
        let places = field.places.iter().map(|place| place.id.clone()).collect();
        Self { counts, candidates, places, bids: field.bids, chosen }
    }

    /// The bids of a candidate.
    fn bids_of(&self, candidate: usize) -> &[Bid] {
        let from = self.bids.partition_point(|bid| bid.candidate < candidate);
        let to = self.bids.partition_point(|bid| bid.candidate <= candidate);
        self.bids.get(from..to).unwrap_or_default()
    }

    /// The bounds of groups that count one bid and not another, and of which something holds.
    fn apart(&self, one: &Bid, another: &Bid, holds: impl Fn(&Count<C, P>) -> bool) -> Vec<Bound<C, P>> {
        let only = one.groups.iter().filter(|group| !another.groups.contains(group));
        only.filter_map(|&group| self.counts.get(group)).filter(|it| holds(it)).map(|it| it.bound.clone()).collect()
    }

    fn held(&self, bid: &Bid, lower: &Bid) -> Option<Held<C, P>> {
        Some(Held {
            place: self.places.get(bid.place)?.clone(),
            full: self.apart(bid, lower, |it| it.full),
            floors: self.apart(lower, bid, |it| it.needs_all),
        })
    }

    /// Every pair of one of whom `out` is true and one with a lower total who is chosen, with what made it so. By the higher
    /// one's id, and the lowest total first.
    pub(super) fn overtaken(&self, out: impl Fn(&C) -> bool) -> impl Iterator<Item = Overtaken<C, P>> {
        self.candidates.iter().enumerate().filter(move |(_, (id, _))| out(id)).flat_map(move |(at, (higher, total))| {
            let bids = self.bids_of(at);
            let chosen = self.chosen.iter().filter_map(|&at| {
                let bid = self.bids.get(at)?;
                self.candidates.get(bid.candidate).map(|candidate| (bid, candidate))
            });
            chosen.take_while(move |(_, (_, lower))| lower < total).map(move |(bid, (lower, _))| Overtaken {
                higher: higher.clone(),
                lower: lower.clone(),
                held: bids.iter().filter_map(|mine| self.held(mine, bid)).collect(),
            })
        })
    }
}
