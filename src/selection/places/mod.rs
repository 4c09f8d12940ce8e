//! The best set of applications that places and quotas allow.
//!
//! Candidates bid for one or several places, in the order in which they would rather have them, and are given at most one.
//! Limits count some of the bids: at most a cap of them are chosen, at least a floor where so many meet the bar. The chosen
//! set is the best in this order of aims:
//!
//! 1. the fewest places wanting to floors, summed over all floors;
//! 2. the greatest sum of totals;
//! 3. the most places filled (a total of nought above the bar still fills a place);
//! 4. the greatest sum of each tie-break in turn;
//! 5. the fewest steps down the candidates' own lists: none for who has the place that it would rather have than any other,
//!    one for who has its second, and so on;
//! 6. those steps on the lower totals: the least sum of steps times total;
//! 7. those steps on the worse tie-breaks: the least sum of steps times each tie-break in turn.
//!
//! So the fewest steps come first, whoever takes them; only then does the higher total stand nearer to its wish. Where two
//! of those appointed could exchange their places, and as many steps be taken as before, the one with the higher total, or of
//! equal totals with the better tie-break, has the place that it would rather have; only two who are equal in the total and in
//! every tie-break leave it open. As everywhere here it is sums that decide: three and more may leave it open although
//! their totals differ, where their steps come to the same sums in another way. And as all aims are aims of whole sets,
//! the last ones may settle as well who of several equals is appointed.
//!
//! What is then still open between several best sets is a [`Tie`], which names exactly the candidates whom some of these
//! sets appoint and others do not, and apart from them those whom all appoint, but not all to the same place. Equals who are
//! all appointed, each to one and the same place, or all not, are in no tie; in the reserve it shows as a shared rank. A human
//! draw settles a tie: [`Contest::drawn`]. The quality bar comes before everything: who is below is not there, and a floor
//! that is not met for want of candidates is [reported](Choice::unmet_floors).
//!
//! # How the best set is found, and why it is the best
//!
//! Limits of which any two are nested or apart form a *laminar family*. Where one family holds all limits, the room of
//! places and the one place for each candidate among them, one pass in the order of totals finds the best set (the theorem
//! stands at `greedy.rs`, with floors: Rado and Edmonds on matroids). Where it takes two (regions across categories, one for each
//! trust, bids for several places), the best set is one of the greatest weight common to two matroids, found by shortest
//! augmenting paths (`flow.rs`: Edmonds, Lawler). Limits are shared out between the families by this module. Limits that no
//! two families can hold are refused by name: for three, the problem is NP-hard.
//!
//! In one family a lower total is appointed before a higher one only for a floor or a full limit; in two it may also be that
//! the higher stands in the way of two others, who together have more. [`Choice::overtaken`] says for each such pair which
//! limits held the higher out.
//!
//! ```
//! use maths_hubs::selection::places::{Candidate, Contest, Limit, Place};
//!
//! // One each of N and S, and one each of C and P. Greedy alone would take NC 10 and then SP 1: 11.
//! let places = [Place::several("hub", 4)];
//! let candidates = [("NC", 10_u8), ("NP", 9), ("SC", 9), ("SP", 1)]
//!     .map(|(id, total)| Candidate::new(id, total.into(), ["hub"]));
//! let limits = [
//!     Limit::on_candidates("region", "N", ["NC", "NP"]).at_most(1),
//!     Limit::on_candidates("region", "S", ["SC", "SP"]).at_most(1),
//!     Limit::on_candidates("category", "C", ["NC", "SC"]).at_most(1),
//!     Limit::on_candidates("category", "P", ["NP", "SP"]).at_most(1),
//! ];
//! let choice = Contest::new(&candidates, &places, &limits).choose()?;
//! assert_eq!(choice.chosen().map(|(id, _)| *id).collect::<Vec<_>>(), ["NP", "SC"]);
//! assert_eq!(choice.total, 18_u8.into());
//! # Ok::<_, maths_hubs::selection::places::Unchoosable>(())
//! ```

mod choice;
mod contest;
mod explain;
mod families;
mod field;
mod flow;
mod greedy;
mod tied;
mod weight;

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt::Display};

pub use choice::{CandidateOutcome, Choice, PlaceOutcome, Tie, Unfilled, UnmetFloor};
pub use contest::{Bound, Candidate, Counted, Limit, Place, Unchoosable};
pub use explain::{Held, Overtaken};

use crate::ratio::Ratio;
use field::Field;
use tied::BestSets;

/// What a choice is made from: candidates, places and limits in any order, a quality bar, and draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contest<'a, C, P> {
    /// Who bids for what.
    pub candidates: &'a [Candidate<C, P>],
    /// What there is.
    pub places: &'a [Place<P>],
    /// What limits how many of whom.
    pub limits: &'a [Limit<C, P>],
    /// The total that a candidate needs; `None` for any.
    pub bar: Option<Ratio>,
    /// Candidates in the order of a recorded draw, the first drawn first.
    pub drawn: &'a [C],
}

impl<'a, C, P> Contest<'a, C, P> {
    /// A contest without a bar and before any draw.
    #[must_use]
    pub const fn new(candidates: &'a [Candidate<C, P>], places: &'a [Place<P>], limits: &'a [Limit<C, P>]) -> Self {
        Self { candidates, places, limits, bar: None, drawn: &[] }
    }

    /// The same with a quality bar. Places stay unfilled rather than go to a candidate below it.
    #[must_use]
    pub const fn with_bar(mut self, bar: Ratio) -> Self {
        self.bar = Some(bar);
        self
    }

    /// The same after a draw: whoever was drawn first is served first, as far as the best sets leave it open.
    ///
    /// Going through the draw, each is appointed if any of the best sets that are left appoints it, at the place that it
    /// would rather have among those that these sets give it. A draw that does not name everyone of a tie leaves open what it does not
    /// settle; in the reserve, who is not named comes after who is.
    #[must_use]
    pub const fn drawn(mut self, drawn: &'a [C]) -> Self {
        self.drawn = drawn;
        self
    }

    fn meets(&self, total: Ratio) -> bool {
        self.bar.is_none_or(|bar| total >= bar)
    }
}

impl<C: Ord + Clone + Display, P: Ord + Clone + Display> Contest<'_, C, P> {
    /// The best set that the limits and the bar allow, and what is left open by ties.
    ///
    /// In one family `n log n` steps for `n` bids. In two, a shortest path for each place filled, in a network of as many
    /// nodes as there are limits and as many arcs as there are kinds of bids (bids that the same limits count are of one
    /// kind); and two passes over all bids for the ties.
    ///
    /// # Errors
    ///
    /// [`Unchoosable`] for ids given twice, bids for unknown places, totals below 0, uneven tie-breaks, a floor above its
    /// cap, limits that cross in three ways, and numbers too long to be added up.
    pub fn choose(&self) -> Result<Choice<C, P>, Unchoosable> {
        let field = Field::new(self)?;
        let families = families::split(&field.groups, &field.bids).map_err(|ring| {
            let name = |group| field.groups.get(group).map(|it: &field::Group<C, P>| it.bound.to_string());
            Unchoosable::Crossing(ring.into_iter().filter_map(name).collect())
        })?;
        let aims = field.aims();
        let one_family = families.iter().skip(1).all(|second| second.groups.is_empty());
        let greedy = if one_family {
            let (order, worth) = ordered(&aims, field.bids.len());
            let chosen = greedy::choose(&field.groups, &families[0], &order);
            // One pass needs only the order, however long the numbers are.
            chosen.zip(weight::packed(field.bids.len(), &[worth], terms(&field)))
        } else {
            None
        };
        let (chosen, weights) = match greedy {
            Some(found) => found,
            None => {
                let weights = weights(&field, &aims).ok_or(Unchoosable::Inexact)?;
                (flow::choose(&field.groups, &families, field.one_each.values().copied(), &weights), weights)
            }
        };

        let counted = field.bids.iter().map(|bid| &bid.groups);
        let mut best = BestSets::new(&field.groups, &families, counted, &weights, &chosen);
        let at: BTreeMap<&C, usize> = field.candidates.iter().enumerate().map(|(at, it)| (&it.id, at)).collect();
        for drawn in self.drawn.iter().filter_map(|id| at.get(id)) {
            let from = field.bids.partition_point(|bid| bid.candidate < *drawn);
            let to = field.bids.partition_point(|bid| bid.candidate <= *drawn);
            best.favour(from..to);
        }
        choice::of(self, field, &best)
    }
}

/// The weight of each bid by all aims; `None` where the numbers are too long.
fn weights<C, P>(field: &Field<'_, C, P>, aims: &[Vec<Ratio>]) -> Option<Vec<weight::Weight>>
where
    C: Ord + Clone + Display,
    P: Ord + Clone + Display,
{
    let mut whole: Vec<_> = aims.iter().map(|aim| weight::whole(aim)).collect::<Option<_>>()?;
    let more = field.on_whom_steps_fall(&whole)?;
    whole.extend(more);
    weight::packed(field.bids.len(), &whole, terms(field))
}

/// How many terms the sums of weights have at most: two ways through all nodes are compared.
fn terms<C, P>(field: &Field<'_, C, P>) -> usize {
    flow::nodes(field.groups.len()).saturating_mul(4)
}

/// The bids in the order of their worth, and for each how many kinds of worth are below it, and one.
fn ordered(aims: &[Vec<Ratio>], bids: usize) -> (Vec<usize>, Vec<i128>) {
    let worth = |bid: usize| aims.iter().map(move |aim| aim.get(bid).copied().unwrap_or_default());
    let mut order: Vec<usize> = (0..bids).collect();
    order.sort_by(|&one, &another| worth(another).cmp(worth(one)).then(one.cmp(&another)));
    let mut ranks = vec![0; bids];
    let mut rank = 1_i128;
    let mut before: Option<usize> = None;
    for &bid in order.iter().rev() {
        if before.is_some_and(|before| worth(before).ne(worth(bid))) {
            rank = rank.saturating_add(1);
        }
        before = Some(bid);
        if let Some(its) = ranks.get_mut(bid) {
            *its = rank;
        }
    }
    (order, ranks)
}
