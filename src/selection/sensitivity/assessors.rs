//! What leaving out each assessor would change.

use std::collections::{BTreeMap, BTreeSet};

use super::Unanswerable;
use crate::ratio::{Inexact, Ratio};

/// One assessor's mark for one criterion of one candidate.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AssessorMark<P> {
    /// Who marked.
    pub assessor: P,
    /// The candidate's place.
    pub candidate: usize,
    /// The criterion's place among the shares.
    pub criterion: usize,
    /// What was earned of each point of share: the fraction of the top mark.
    pub fraction: Ratio,
}

impl<P> AssessorMark<P> {
    /// That `assessor` gave the candidate and criterion at those places that fraction of the top mark.
    #[must_use]
    pub const fn new(assessor: P, candidate: usize, criterion: usize, fraction: Ratio) -> Self {
        Self { assessor, candidate, criterion, fraction }
    }
}

/// What indicative means come to, with every assessor and without each.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WithoutEach<P> {
    /// With every assessor. Where a panel moderated, its decision may be another.
    pub everyone: Leaving,
    /// Without each.
    pub without: BTreeMap<P, Effect>,
}

/// Totals and choice by indicative means of some assessors.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Leaving {
    /// The candidates' totals.
    pub totals: Vec<Ratio>,
    /// The places of those who would be chosen.
    pub chosen: BTreeSet<usize>,
    /// The candidates on whom the decision differs from that with everyone.
    pub changed: BTreeSet<usize>,
}

/// What leaving out one assessor comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// Everything still has a mark, and this is what follows.
    Known(Leaving),
    /// These candidates and criteria have no other mark, so that totals are missing and no choice can be made.
    Unmarked(BTreeSet<(usize, usize)>),
}

/// What indicative means, the mean of the assessors' fractions for each candidate and criterion, come to with every assessor,
/// and without each of them in turn.
///
/// There are so many `candidates`; a total is the sum of share times mean over the criteria, of which those with a share of
/// nothing need no mark. How the choice is made is up to `choose`, as everywhere in this [module](super), without any
/// assumption. Missing is not nought: where an assessor was the only one, the effect of leaving them out is unknown and
/// says which marks are missing.
///
/// It takes time near linear in the marks, and one choice and one addition a candidate for each assessor.
///
/// # Errors
///
/// [`Unanswerable`]: a mark for something that is not there, two marks of one assessor for the same, a criterion that nobody
/// marked, and numbers that need more than 127 bits.
pub fn without_each<P: Ord + Clone>(
    candidates: usize,
    shares: &[Ratio],
    marks: &[AssessorMark<P>],
    choose: impl Fn(&[Ratio]) -> BTreeSet<usize>,
) -> Result<WithoutEach<P>, Unanswerable> {
    let mut by_assessor = BTreeMap::<&P, BTreeMap<(usize, usize), Ratio>>::new();
    let mut cells = BTreeMap::<(usize, usize), Cell>::new();
    for AssessorMark { assessor, candidate, criterion, fraction } in marks {
        let place = (*candidate, *criterion);
        if *candidate >= candidates || *criterion >= shares.len() {
            return Err(Unanswerable::NoSuchPlace { candidate: *candidate, criterion: *criterion });
        }
        if by_assessor.entry(assessor).or_default().insert(place, *fraction).is_some() {
            return Err(Unanswerable::MarkedTwice { candidate: *candidate, criterion: *criterion });
        }
        let cell = cells.entry(place).or_default();
        *cell = Cell { sum: cell.sum.plus(*fraction)?, count: cell.count.saturating_add(1) };
    }
    let mut totals = Vec::new();
    for candidate in 0..candidates {
        let mut total = Ratio::ZERO;
        for (criterion, share) in shares.iter().enumerate().filter(|(_, share)| !share.is_zero()) {
            let mean = cells.get(&(candidate, criterion)).map_or(Ok(None), |cell| cell.mean())?;
            let mean = mean.ok_or(Unanswerable::Unmarked { candidate, criterion })?;
            total = total.plus(share.times(mean)?)?;
        }
        totals.push(total);
    }
    let chosen = choose(&totals);
    let mut without = BTreeMap::new();
    for (assessor, own) in by_assessor {
        let (mut left, mut unmarked) = (totals.clone(), BTreeSet::new());
        for (place, fraction) in own {
            let Some(share) = shares.get(place.1).filter(|share| !share.is_zero()) else { continue };
            let Some(cell) = cells.get(&place) else { continue };
            let less = Cell { sum: cell.sum.minus(fraction)?, count: cell.count.saturating_sub(1) };
            match (cell.mean()?, less.mean()?, left.get_mut(place.0)) {
                (Some(mean), Some(rest), Some(total)) => *total = total.plus(share.times(rest.minus(mean)?)?)?,
                _ => {
                    unmarked.insert(place);
                }
            }
        }
        let effect = if unmarked.is_empty() {
            let chosen_without = choose(&left);
            let changed = chosen.symmetric_difference(&chosen_without).copied().collect();
            Effect::Known(Leaving { totals: left, chosen: chosen_without, changed })
        } else {
            Effect::Unmarked(unmarked)
        };
        without.insert(assessor.clone(), effect);
    }
    Ok(WithoutEach { everyone: Leaving { totals, chosen, changed: BTreeSet::new() }, without })
}

/// The marks of one candidate for one criterion.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    sum: Ratio,
    count: u64,
}

impl Cell {
    fn mean(self) -> Result<Option<Ratio>, Inexact> {
        if self.count == 0 { Ok(None) } else { self.sum.over(self.count.into()).map(Some) }
    }
}
