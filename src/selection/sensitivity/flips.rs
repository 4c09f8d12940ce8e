//! How far the weight of one criterion could move before a decision becomes another.

use std::collections::{BTreeMap, BTreeSet};

use super::{Unanswerable, line::Line};
use crate::ratio::{Inexact, Ratio};

/// How far one criterion's share could move before the decision on one candidate becomes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Flip {
    /// The candidate's place.
    pub candidate: usize,
    /// The criterion's place.
    pub criterion: usize,
    /// The share as it is.
    pub share: Ratio,
    /// The highest share, not above the present one, just below which the decision is another; `None` where it stays down to
    /// a share of nothing.
    pub below: Option<Ratio>,
    /// The lowest share, not below the present one, just above which the decision is another; `None` where it stays up to the
    /// whole.
    pub above: Option<Ratio>,
}

/// A change of one criterion's share that would change the decision on a candidate, if it went the least bit further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Change {
    /// The criterion's place.
    pub criterion: usize,
    /// The share as it is.
    pub from: Ratio,
    /// The share just beyond which the decision is another.
    pub to: Ratio,
}

/// For each candidate and each criterion, how far the criterion's share could move before the decision becomes another: one
/// [`Flip`] each, candidate by candidate.
///
/// `shares` are the criteria's shares of the whole, which is their sum. `rows` are the candidates' points earned for each
/// point of share: with marks as fractions of the top mark, a candidate's total is the sum of share times fraction. A share
/// that moves from *w<sub>c</sub>* to *w* scales the other shares in proportion, so that the whole *W* stays:
///
/// T<sub>i</sub>(*w*) = *w* · *x<sub>ic</sub>* + (*W* − *w*) ∕ (*W* − *w<sub>c</sub>*) · Σ<sub>j ≠ c</sub> *w<sub>j</sub>* ·
/// *x<sub>ij</sub>*, for *w* from 0 to *W*.
///
/// Where one criterion has the whole, the others have no proportion to grow in, and nothing flips.
///
/// # What a flip is
///
/// *Just beyond* the share given the decision is another; at the share itself there is a tie, or a total is at the bar. Ties
/// that hold at one point only, with the same decision on both sides, are none. A candidate that is tied as things are may
/// flip at the present share: the least change decides it.
///
/// # What is exact, and when
///
/// All shares given are exact and nothing flips before them, under two assumptions about `choose`, of which totals in and
/// places of the chosen out is all that is known:
///
/// 1. What it chooses has the greatest sum of totals among the sets that are allowed, and which are allowed depends only on
///    who is at or above `bar`, nobody below it ever being chosen. The best *k*, caps and floors by region, one bid over
///    several places, and two crossing families of quotas are such choices.
/// 2. Of sets with equal sums it prefers one in a fixed order, or candidates in a fixed order. This matters only where two
///    sets are tied over a stretch of shares.
///
/// Then the greatest sum is a convex function of the share, made of straight pieces wherever nobody crosses the bar; the
/// next break from a known piece is found by intersecting it with the piece of a share further out, and so on inwards until
/// the choice there is no better (Newton's method for parametric optima; Eisner and Severance, 1976). Where the choice turns
/// out not to be the greatest, [`Unanswerable::NotGreatest`] says so; but not every breach is seen.
///
/// It takes two choices for each crossing of the bar and few for each break: for *n* candidates and *m* criteria with *b*
/// breaks each, in the order of *m* (*n* + *b*) choices and *m* (*n* + *b*) *n* additions at most; it stops once every
/// decision has flipped.
///
/// # Errors
///
/// [`Unanswerable`]: rows of another length than `shares`, negative shares, a choice that cannot be, and numbers that need
/// more than 127 bits.
pub fn flips(
    shares: &[Ratio],
    rows: &[Vec<Ratio>],
    bar: Option<Ratio>,
    choose: impl Fn(&[Ratio]) -> BTreeSet<usize>,
) -> Result<Vec<Flip>, Unanswerable> {
    check(shares, rows)?;
    let whole = Ratio::sum(shares.iter().copied())?;
    let mut flips = Vec::new();
    for (criterion, share) in shares.iter().enumerate() {
        let rest = whole.minus(*share)?;
        let (mut below, mut above) = (vec![None; rows.len()], vec![None; rows.len()]);
        if !rest.is_zero() {
            let lines = rows.iter().map(|row| line(shares, row, criterion, whole, rest)).collect::<Result<_, _>>()?;
            let search = Search { lines, bar, choose: &choose };
            below = search.outwards(*share, Ratio::ZERO)?;
            above = search.outwards(*share, whole)?;
        }
        let both = below.into_iter().zip(above).enumerate();
        flips.extend(both.map(|(candidate, (below, above))| Flip {
            candidate,
            criterion,
            share: *share,
            below,
            above,
        }));
    }
    flips.sort_by_key(|flip| (flip.candidate, flip.criterion));
    Ok(flips)
}

/// The smallest change of one criterion's share that would change the decision on each candidate, in their order; `None`
/// where no change of a single share does. Of equal changes it is the one of the first criterion, and downwards.
///
/// # Errors
///
/// [`Inexact`] where a difference needs more than 127 bits.
pub fn smallest(flips: &[Flip]) -> Result<Vec<Option<Change>>, Inexact> {
    let mut best = BTreeMap::<usize, Option<(Ratio, Change)>>::new();
    for Flip { candidate, criterion, share, below, above } in flips {
        let best = best.entry(*candidate).or_default();
        for to in [below, above].into_iter().flatten() {
            let size = to.minus(*share)?.magnitude();
            let change = Change { criterion: *criterion, from: *share, to: *to };
            let key = |size: Ratio, change: Change| (size, change.criterion, change.to);
            if best.is_none_or(|(least, other)| key(size, change) < key(least, other)) {
                *best = Some((size, change));
            }
        }
    }
    let count = best.last_key_value().map_or(0, |(last, _)| last.saturating_add(1));
    let change = |candidate: usize| best.get(&candidate).copied().flatten().map(|(_, change)| change);
    Ok((0..count).map(change).collect())
}

fn check(shares: &[Ratio], rows: &[Vec<Ratio>]) -> Result<(), Unanswerable> {
    if let Some(criterion) = shares.iter().position(|share| share.is_negative()) {
        return Err(Unanswerable::NegativeShare { criterion });
    }
    let uneven = rows.iter().enumerate().find(|(_, row)| row.len() != shares.len());
    uneven.map_or(Ok(()), |(candidate, row)| {
        Err(Unanswerable::Uneven { candidate, found: row.len(), expected: shares.len() })
    })
}

/// A candidate's total by the share of one criterion.
fn line(shares: &[Ratio], row: &[Ratio], criterion: usize, whole: Ratio, rest: Ratio) -> Result<Line, Inexact> {
    let (mut own, mut others) = (Ratio::ZERO, Ratio::ZERO);
    for (at, (share, earned)) in shares.iter().zip(row).enumerate() {
        if at == criterion {
            own = *earned;
        } else {
            others = others.plus(share.times(*earned)?)?;
        }
    }
    let others = others.over(rest)?;
    Ok(Line { start: others.times(whole)?, slope: own.minus(others)? })
}

struct Search<'a, F> {
    lines: Vec<Line>,
    bar: Option<Ratio>,
    choose: &'a F,
}

/// A stretch of shares over which nobody crosses the bar: where it ends, and who is below the bar all along.
struct Stretch {
    end: Ratio,
    below: BTreeSet<usize>,
}

impl<F: Fn(&[Ratio]) -> BTreeSet<usize>> Search<'_, F> {
    /// For each candidate the first share from `start` on, towards `end`, just beyond which the decision differs from that at
    /// `start`.
    fn outwards(&self, start: Ratio, end: Ratio) -> Result<Vec<Option<Ratio>>, Unanswerable> {
        let decided = self.chosen(self.totals(start)?)?;
        let mut found = vec![None; self.lines.len()];
        let mut at = start;
        for stretch in self.stretches(start, end)? {
            let mut set = self.pick(at, &stretch)?;
            loop {
                let next = self.next(at, &set, &stretch)?;
                let until = next.as_ref().map_or(stretch.end, |(share, _)| *share);
                if until != at {
                    for (candidate, found) in found.iter_mut().enumerate() {
                        if found.is_none() && set.contains(&candidate) != decided.contains(&candidate) {
                            *found = Some(at);
                        }
                    }
                }
                let Some((share, better)) = next else { break };
                (at, set) = (share, better);
            }
            at = stretch.end;
            if found.iter().all(Option::is_some) {
                break;
            }
        }
        Ok(found)
    }

    /// The stretches between crossings of the bar, from `start` outwards; none where `start` is the end.
    fn stretches(&self, start: Ratio, end: Ratio) -> Result<Vec<Stretch>, Inexact> {
        let (low, high) = (start.min(end), start.max(end));
        let mut ends = BTreeSet::from([end]);
        if let Some(bar) = self.bar {
            for line in &self.lines {
                ends.extend(line.reaches(bar)?.filter(|share| low < *share && *share < high));
            }
        }
        let mut ends: Vec<Ratio> = ends.into_iter().filter(|share| *share != start).collect();
        if end < start {
            ends.reverse();
        }
        let mut before = start;
        let stretch = |end: Ratio| {
            let middle = before.plus(end)?.over(2_u8.into())?;
            before = end;
            let totals = self.totals(middle)?;
            let under = totals.iter().enumerate().filter(|(_, total)| self.bar.is_some_and(|bar| **total < bar));
            Ok(Stretch { end, below: under.map(|(candidate, _)| candidate).collect() })
        };
        ends.into_iter().map(stretch).collect()
    }

    /// The first break after `at` within the stretch, where `set` is best at `at`; with a set that is best just beyond.
    fn next(
        &self,
        at: Ratio,
        set: &BTreeSet<usize>,
        stretch: &Stretch,
    ) -> Result<Option<(Ratio, BTreeSet<usize>)>, Unanswerable> {
        let own = self.sum(set)?;
        let (mut far, mut better) = (stretch.end, None);
        // Each round is nearer, with a line that crosses the own one: no set comes twice.
        loop {
            let other = self.pick(far, stretch)?;
            let sum = self.sum(&other)?;
            let (own_value, value) = (own.at(far)?, sum.at(far)?);
            if value < own_value {
                return Err(Unanswerable::NotGreatest);
            }
            if value == own_value {
                return Ok(better.map(|better| (far, better)));
            }
            let meets = own.meets(sum)?.ok_or(Unanswerable::NotGreatest)?;
            if meets < at.min(far) || at.max(far) < meets {
                return Err(Unanswerable::NotGreatest);
            }
            if meets == at {
                return Ok(Some((at, other)));
            }
            (far, better) = (meets, Some(other));
        }
    }

    fn totals(&self, share: Ratio) -> Result<Vec<Ratio>, Inexact> {
        self.lines.iter().map(|line| line.at(share)).collect()
    }

    fn sum(&self, set: &BTreeSet<usize>) -> Result<Line, Inexact> {
        set.iter()
            .filter_map(|candidate| self.lines.get(*candidate))
            .try_fold(Line::default(), |sum, line| sum.plus(*line))
    }

    fn chosen(&self, totals: Vec<Ratio>) -> Result<BTreeSet<usize>, Unanswerable> {
        let chosen = (self.choose)(&totals);
        let below = |total: &Ratio| self.bar.is_some_and(|bar| *total < bar);
        match chosen.iter().find(|candidate| totals.get(**candidate).is_none_or(below)) {
            Some(candidate) => Err(Unanswerable::Unchoosable { candidate: *candidate }),
            None => Ok(chosen),
        }
    }

    /// The choice at a share of the stretch, its ends included, among those who are at or above the bar all along.
    fn pick(&self, share: Ratio, stretch: &Stretch) -> Result<BTreeSet<usize>, Unanswerable> {
        let mut totals = self.totals(share)?;
        if let Some(bar) = self.bar {
            // At an end somebody may just reach the bar who is below it on the way there.
            let lower = if bar > Ratio::ZERO { bar.over(2_u8.into())? } else { bar.minus(Ratio::ONE)? };
            for candidate in &stretch.below {
                if let Some(total) = totals.get_mut(*candidate) {
                    *total = lower.min(*total);
                }
            }
        }
        self.chosen(totals)
    }
}
