//! The divisor methods: one function, five series of signposts.

use std::{cmp::Ordering, collections::BTreeMap, marker::PhantomData};

use super::{
    Apportioned, Method, Unapportionable,
    selection::{Candidate, serve},
    weights::Weights,
    wide::compare_products,
};
use crate::ratio::Ratio;

mod sealed {
    /// The signposts of a divisor method. For every `k` the signpost lies between `k` and `k + 1`, both included, and it
    /// grows with `k`.
    pub trait Signposts {
        /// Whether `signpost` gives the squares of the signposts.
        const SQUARED: bool;

        /// A constant multiple of the signpost, as a fraction; below 128 bits above the line and 66 below.
        fn signpost(k: u64) -> (u128, u128);
    }
}

/// A divisor method: [`DHondt`], [`SainteLague`], [`HuntingtonHill`], [`Adams`] or [`Dean`].
pub trait Divisor: sealed::Signposts {
    /// Its name among all methods.
    const METHOD: Method;
}

macro_rules! divisors {
    ($($(#[$doc:meta])* $name:ident, squared: $squared:literal, |$k:ident| $signpost:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(clippy::exhaustive_structs, reason = "a name without content")]
        pub struct $name;

        impl Divisor for $name {
            const METHOD: Method = Method::$name;
        }

        impl sealed::Signposts for $name {
            const SQUARED: bool = $squared;

            fn signpost(k: u64) -> (u128, u128) {
                let $k = u128::from(k);
                $signpost
            }
        }
    )+};
}

divisors! {
    /// Signposts 1, 2, 3, …: Jefferson's method, which never gives a key less than its quota rounded down.
    DHondt, squared: false, |k| (k.saturating_add(1), 1);
    /// Signposts ½, 1½, 2½, …: Webster's method, which favours neither large weights nor small ones.
    SainteLague, squared: false, |k| (k.saturating_mul(2).saturating_add(1), 2);
    /// Signposts at geometric means, 0, √2, √6, …: the method of the United States House of Representatives since 1941.
    HuntingtonHill, squared: true, |k| (k.saturating_mul(k.saturating_add(1)), 1);
    /// Signposts 0, 1, 2, …: a key never has more than its quota rounded up.
    Adams, squared: false, |k| (k, 1);
    /// Signposts at harmonic means, 0, 4/3, 12/5, …. Half of each stands here, since it has a bit less.
    Dean, squared: false, |k| (k.saturating_mul(k.saturating_add(1)), k.saturating_mul(2).saturating_add(1));
}

/// Shares out `units` by a divisor method: of all quotients weight ÷ signpost, for the first unit of a key, its second
/// and so on, the greatest are served. Exact, and in time linear in the keys.
///
/// Every divisor method is house monotone: with more to share no key has less. A weight of nought has nothing.
///
/// Under [`HuntingtonHill`], [`Adams`] and [`Dean`] the first signpost is nought and the first quotient beyond all
/// bounds, so that every weight above nought has a unit before any has two. Where there are fewer units than such weights
/// the literature wants those methods not used at all, or compares *p*/0 with *q*/0 as *p* with *q*; here the second
/// holds: the larger weights have one each, and equal ones are tied.
///
/// ```
/// use std::collections::BTreeMap;
/// use maths_hubs::funding::apportionment::{DHondt, divisor};
///
/// // 88 specialists among three hubs that serve 43, 33 and 12 schools; a second time with one place fewer.
/// let schools = BTreeMap::from([("a", 43_u8.into()), ("b", 33_u8.into()), ("c", 12_u8.into())]);
/// assert_eq!(divisor::<DHondt, _>(88, &schools)?.shares.into_values().collect::<Vec<_>>(), [43, 33, 12]);
/// // Lowest of the last quotients: 43/43, 33/33 and 12/12 are equal, so nobody can say who goes without.
/// let tie = divisor::<DHondt, _>(87, &schools)?.tie.ok_or("none is tied")?;
/// assert_eq!((tie.among.len(), tie.units), (3, 2));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Unapportionable`] for a weight below nought, for units without a weight above nought, and for weights that over one
/// common denominator add up to more than 127 bits.
pub fn divisor<D: Divisor, K: Ord + Clone>(
    units: u64,
    weights: &BTreeMap<K, Ratio>,
) -> Result<Apportioned<K>, Unapportionable> {
    let of = Weights::of(units, weights)?;
    let (certain, slots, left) = window::<D>(units, &of);
    Ok(serve(weights.keys().cloned(), certain, slots, left))
}

/// What is certain of each weight, the slots among which the rest is found, and how many units that is.
///
/// Let there be *n* weights above nought, *W* together, and *r(x)* = weight ÷ *x* for a divisor *x*. As signpost *d(k)*
/// lies between *k* and *k* + 1, the slots of a weight with quotients of at least *x* are at least ⌊*r*⌋ (all *k* with
/// *k* + 1 ≤ *r*), and at most ⌊*r*⌋ + 1 (none with *k* > *r*).
///
/// - At *x* = *W* ÷ (units − *n*) all weights have at most (units − *n*) + *n* such slots together, so each of them is
///   served; the first ⌊*r*⌋ of each weight are among them.
/// - At *x* = *W* ÷ (units + *n*) they have more than (units + *n*) − *n*, so that the last quotient served is at least
///   *x*, and no slot of it, or above it, is beyond *k* = ⌊*r*⌋.
///
/// Between the two lie at most 2*n* + 2*n* slots. A tie lies wholly between them: a slot equal to the last one served
/// that is not served makes more than `units` slots at its quotient or above, and at the first *x* there are not so many.
fn window<D: Divisor>(units: u64, of: &Weights) -> (Vec<u64>, Vec<Slot<D>>, u64) {
    let positive = of.each.iter().filter(|weight| **weight > 0).count();
    let positive = u128::try_from(positive).unwrap_or(u128::MAX);
    let (fewer, more) = (u128::from(units).saturating_sub(positive), u128::from(units).saturating_add(positive));
    let mut certain = vec![0; of.each.len()];
    let mut slots = Vec::new();
    let mut left = units;
    // A weight's slot number `units` is beyond what there is to serve.
    let Some(last) = units.checked_sub(1) else { return (certain, slots, left) };
    let claimants = of.each.iter().zip(&mut certain).enumerate().filter(|(_, (weight, _))| **weight > 0);
    for (at, (weight, its)) in claimants {
        let whole = |units| u64::try_from(of.quota(units, *weight).0).unwrap_or(u64::MAX);
        *its = whole(fewer);
        left = left.saturating_sub(*its);
        slots.extend((*its..=whole(more).min(last)).map(|k| Slot { at, weight: *weight, k, method: PhantomData }));
    }
    (certain, slots, left)
}

/// The claim of a weight to one more unit when it has `k`.
struct Slot<D> {
    at: usize,
    weight: u128,
    k: u64,
    method: PhantomData<D>,
}

impl<D: Divisor> Candidate for Slot<D> {
    fn at(&self) -> usize {
        self.at
    }

    fn claim(&self, other: &Self) -> Ordering {
        let (one, another) = (D::signpost(self.k), D::signpost(other.k));
        match (one.0, another.0) {
            (0, 0) => self.weight.cmp(&other.weight),
            (0, _) => Ordering::Greater,
            (_, 0) => Ordering::Less,
            _ => {
                let twice = |weight| if D::SQUARED { weight } else { 1 };
                compare_products(
                    [self.weight, twice(self.weight), one.1, another.0],
                    [other.weight, twice(other.weight), another.1, one.0],
                )
            }
        }
    }
}
