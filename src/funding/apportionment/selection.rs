//! The best of some candidates, and who is equal at the cut.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::{Apportioned, Tie};

/// Whoever may have one more unit.
pub(super) trait Candidate {
    /// Which weight it is.
    fn at(&self) -> usize;
    /// How it stands to another: who is greater is served first.
    fn claim(&self, other: &Self) -> Ordering;
}

/// Gives one unit each to the best of `candidates`, on top of what is `certain` of each weight. There are more candidates
/// than units; two of one weight are never equal. One selection, in time linear in the candidates.
pub(super) fn serve<K: Ord + Clone, C: Candidate>(
    keys: impl Iterator<Item = K>,
    mut certain: Vec<u64>,
    mut candidates: Vec<C>,
    units: u64,
) -> Apportioned<K> {
    let mut equal = Vec::new();
    let mut left = units;
    let cut = usize::try_from(units).ok().and_then(|units| units.checked_sub(1));
    if let Some(cut) = cut.filter(|cut| *cut < candidates.len()) {
        let (above, last, below) = candidates.select_nth_unstable_by(cut, |one, another| another.claim(one));
        for candidate in above.iter() {
            if candidate.claim(last) == Ordering::Greater {
                left = left.saturating_sub(1);
                if let Some(share) = certain.get_mut(candidate.at()) {
                    *share = share.saturating_add(1);
                }
            } else {
                equal.push(candidate.at());
            }
        }
        equal.push(last.at());
        let at_cut = below.iter().filter(|candidate| candidate.claim(last) == Ordering::Equal);
        equal.extend(at_cut.map(Candidate::at));
    }
    let open = u64::try_from(equal.len()).is_ok_and(|equal| equal > left);
    if !open {
        for at in equal.drain(..) {
            if let Some(share) = certain.get_mut(at) {
                *share = share.saturating_add(1);
            }
        }
    }
    equal.sort_unstable();
    let mut tied = equal.into_iter().peekable();
    let mut among = BTreeSet::new();
    let mut shares = BTreeMap::new();
    for (at, (key, share)) in keys.zip(certain).enumerate() {
        if tied.next_if_eq(&at).is_some() {
            among.insert(key.clone());
        }
        shares.insert(key, share);
    }
    Apportioned { shares, tie: open.then_some(Tie { among, units: left }) }
}
