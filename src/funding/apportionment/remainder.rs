//! Largest remainder.

use std::{cmp::Ordering, collections::BTreeMap};

use super::{
    Apportioned, Unapportionable,
    selection::{Candidate, serve},
    weights::Weights,
};
use crate::ratio::Ratio;

/// Shares out `units` by largest remainder (Hamilton, Hare–Niemeyer): every key has its quota rounded down, and what is
/// left goes, a unit each, to those whose quotas were cut most. In time linear in the keys.
///
/// It keeps the quota rule and is not house monotone: with more to share a key may have less. For totals that run on, see
/// the [`divisor`](super::divisor) methods. A weight of nought has nothing.
///
/// ```
/// use std::collections::BTreeMap;
/// use maths_hubs::funding::apportionment::largest_remainder;
///
/// // £10.00 in the proportion 1 : 1 : 997. Quotas of 1000 pence: 1.001, 1.001 and 997.998.
/// let weights = BTreeMap::from([("a", 1_u16.into()), ("b", 1_u16.into()), ("c", 997_u16.into())]);
/// let shared = largest_remainder(1000, &weights)?;
/// assert_eq!(shared.shares, BTreeMap::from([("a", 1), ("b", 1), ("c", 998)]));
/// assert!(shared.is_settled());
/// # Ok::<_, maths_hubs::funding::apportionment::Unapportionable>(())
/// ```
///
/// # Errors
///
/// [`Unapportionable`] for a weight below nought, for units without a weight above nought, and for weights that over one
/// common denominator add up to more than 127 bits.
pub fn largest_remainder<K: Ord + Clone>(
    units: u64,
    weights: &BTreeMap<K, Ratio>,
) -> Result<Apportioned<K>, Unapportionable> {
    let of = Weights::of(units, weights)?;
    let mut certain = Vec::with_capacity(of.each.len());
    let mut remainders = Vec::with_capacity(of.each.len());
    let mut left = units;
    for (at, weight) in of.each.iter().enumerate() {
        let (quota, rest) = of.quota(units.into(), *weight);
        // No quota is above the units.
        let quota = u64::try_from(quota).unwrap_or(units);
        left = left.saturating_sub(quota);
        certain.push(quota);
        remainders.push(Remainder { at, rest });
    }
    Ok(serve(weights.keys().cloned(), certain, remainders, left))
}

/// The quotas rounded down, in the order of the keys.
///
/// # Errors
///
/// As [`largest_remainder`].
pub(in crate::funding) fn rounded_down<K>(
    units: u64,
    weights: &BTreeMap<K, Ratio>,
) -> Result<Vec<u64>, Unapportionable> {
    let of = Weights::of(units, weights)?;
    let whole = |weight: &u128| u64::try_from(of.quota(units.into(), *weight).0).unwrap_or(units);
    Ok(of.each.iter().map(whole).collect())
}

/// What was cut from a quota, in parts of all weights.
struct Remainder {
    at: usize,
    rest: u128,
}

impl Candidate for Remainder {
    fn at(&self) -> usize {
        self.at
    }

    fn claim(&self, other: &Self) -> Ordering {
        self.rest.cmp(&other.rest)
    }
}
