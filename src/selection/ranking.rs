//! Applications in the order of their totals, and what is tied.
//!
//! Ranks are those of standard competition ranking: whoever has `k` better before them has rank `k + 1`, so that two who
//! share the sixth rank are followed by the eighth. Totals compare exactly. Tie-breaks apply in their order, and who is
//! equal in all of them is tied, and said to be.

use std::cmp::Reverse;

use crate::ratio::{Inexact, Ratio};

/// One to be ranked: who, with what total, and with what tie-breaks.
///
/// More is better, in the total and in each key. Where less is better give the [opposite](Ratio::opposite).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Contender<Id> {
    /// Who it is.
    pub id: Id,
    /// The total.
    pub total: Ratio,
    /// The tie-breaks, the first of them first. A missing one is below every other.
    pub keys: Vec<Ratio>,
}

impl<Id> Contender<Id> {
    /// One with a total, and without tie-breaks.
    #[must_use]
    pub const fn new(id: Id, total: Ratio) -> Self {
        Self { id, total, keys: Vec::new() }
    }

    /// The same, with these tie-breaks.
    #[must_use]
    pub fn breaking_ties_by(mut self, keys: Vec<Ratio>) -> Self {
        self.keys = keys;
        self
    }

    /// The same with one more tie-break, after those that it has.
    #[must_use]
    pub fn then_by(mut self, key: Ratio) -> Self {
        self.keys.push(key);
        self
    }
}

/// A rank, and who has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Standing<Id> {
    /// The rank: 1 for the best.
    pub rank: usize,
    /// The total of them all.
    pub total: Ratio,
    /// Who has this rank, in the order of ids, which means nothing.
    pub ids: Vec<Id>,
}

impl<Id> Standing<Id> {
    /// Whether more than one has this rank.
    #[must_use]
    pub fn is_tied(&self) -> bool {
        self.ids.len() > 1
    }

    /// The rank of the last place that those here take: 7 for two of joint rank 6.
    #[must_use]
    pub fn last(&self) -> usize {
        self.rank.saturating_add(self.ids.len()).saturating_sub(1)
    }
}

/// The ranks of all of `contenders`, the best first, in `n log n` steps.
///
/// ```
/// use maths_hubs::{ratio::Ratio, selection::ranking::{Contender, rank}};
///
/// let standings = rank(&[
///     Contender::new("Ash", Ratio::from(70)),
///     Contender::new("Elm", Ratio::from(80)),
///     Contender::new("Oak", Ratio::from(80)),
/// ]);
/// let ranks: Vec<_> = standings.iter().map(|it| (it.rank, it.ids.clone())).collect();
/// assert_eq!(ranks, [(1, vec!["Elm", "Oak"]), (3, vec!["Ash"])]);
/// assert!(standings[0].is_tied());
/// ```
#[must_use]
pub fn rank<Id: Ord + Clone>(contenders: &[Contender<Id>]) -> Vec<Standing<Id>> {
    fn merit<Id>(it: &Contender<Id>) -> (Ratio, &[Ratio]) {
        (it.total, &it.keys)
    }
    let mut order: Vec<&Contender<Id>> = contenders.iter().collect();
    order.sort_by(|one, another| (Reverse(merit(one)), &one.id).cmp(&(Reverse(merit(another)), &another.id)));
    let mut before = 0_usize;
    order
        .chunk_by(|one, another| merit(one) == merit(another))
        .filter_map(|equals| {
            let rank = before.saturating_add(1);
            before = before.saturating_add(equals.len());
            let total = equals.first()?.total;
            Some(Standing { rank, total, ids: equals.iter().map(|it| it.id.clone()).collect() })
        })
        .collect()
}

/// Those whose total meets a quality bar, in the order in which they came. Who is on the bar meets it.
pub fn meeting<Id>(contenders: &[Contender<Id>], bar: Ratio) -> impl Iterator<Item = &Contender<Id>> {
    contenders.iter().filter(move |it| it.total >= bar)
}

/// The tie that a cut after so many would go through, if there is one: the only tie that matters for who is above.
#[must_use]
pub fn tie_at<Id>(standings: &[Standing<Id>], places: usize) -> Option<&Standing<Id>> {
    standings.iter().find(|it| it.rank <= places && it.last() > places)
}

/// How far the last above a cut after so many is from the first below, in points of the total; `None` where nobody is on
/// one of the sides.
///
/// # Errors
///
/// [`Inexact`] where the difference needs more than 127 bits.
pub fn gap_at<Id>(standings: &[Standing<Id>], places: usize) -> Result<Option<Ratio>, Inexact> {
    let above = standings.iter().take_while(|it| it.rank <= places).last();
    let below = standings.iter().find(|it| it.last() > places);
    match (above, below) {
        (Some(above), Some(below)) => above.total.minus(below.total).map(Some),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(id: u32, total: u32, keys: &[i32]) -> Contender<u32> {
        Contender::new(id, total.into()).breaking_ties_by(keys.iter().map(|&it| it.into()).collect())
    }

    fn ranks(contenders: &[Contender<u32>]) -> Vec<(usize, Vec<u32>)> {
        rank(contenders).into_iter().map(|it| (it.rank, it.ids)).collect()
    }

    #[test]
    fn a_joint_rank_is_followed_by_the_rank_after_all_who_share_it() {
        let found = ranks(&[of(3, 5, &[]), of(1, 7, &[]), of(2, 5, &[]), of(4, 4, &[])]);
        assert_eq!(found, [(1, vec![1]), (2, vec![2, 3]), (4, vec![4])]);
    }

    #[test]
    fn tie_breaks_apply_in_their_order() {
        let found = ranks(&[of(1, 5, &[1, 9]), of(2, 5, &[2, 0]), of(3, 5, &[1, 9]), of(4, 5, &[1, 10])]);
        assert_eq!(found, [(1, vec![2]), (2, vec![4]), (3, vec![1, 3])]);
    }

    #[test]
    fn a_tie_matters_where_the_cut_goes_through_it() {
        let standings = rank(&[of(1, 7, &[]), of(2, 5, &[]), of(3, 5, &[]), of(4, 4, &[])]);
        assert_eq!(tie_at(&standings, 1), None);
        assert_eq!(tie_at(&standings, 2).map(|it| it.ids.clone()), Some(vec![2, 3]));
        assert_eq!(tie_at(&standings, 3), None);
        assert_eq!(tie_at(&standings, 0), None);
    }

    #[test]
    fn the_gap_at_a_cut_is_between_the_last_above_and_the_first_below() {
        let standings = rank(&[of(1, 7, &[]), of(2, 5, &[]), of(3, 5, &[]), of(4, 4, &[])]);
        let gaps: Vec<_> = (0..=4).map(|places| gap_at(&standings, places).unwrap()).collect();
        assert_eq!(gaps, [None, Some(2.into()), Some(0.into()), Some(1.into()), None]);
    }

    #[test]
    fn the_bar_itself_meets_the_bar() {
        let all = [of(1, 7, &[]), of(2, 5, &[]), of(3, 4, &[])];
        assert_eq!(meeting(&all, 5.into()).map(|it| it.id).collect::<Vec<_>>(), [1, 2]);
    }
}
