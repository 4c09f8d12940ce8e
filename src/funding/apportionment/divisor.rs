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
    /// The signposts of a divisor method, which grow with `k`.
    pub trait Signposts {
        /// How far every signpost lies above its `k`, at least and at most, in halves; from 0 to 2.
        const ABOVE: (u64, u64);

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
    ($($(#[$doc:meta])* $name:ident, above: $above:expr, squared: $squared:literal, |$k:ident| $signpost:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(clippy::exhaustive_structs, reason = "a name without content")]
        pub struct $name;

        impl Divisor for $name {
            const METHOD: Method = Method::$name;
        }

        impl sealed::Signposts for $name {
            const ABOVE: (u64, u64) = $above;
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
    DHondt, above: (2, 2), squared: false, |k| (k.saturating_add(1), 1);
    /// Signposts ½, 1½, 2½, …: Webster's method, which favours neither large weights nor small ones.
    SainteLague, above: (1, 1), squared: false, |k| (k.saturating_mul(2).saturating_add(1), 2);
    /// Signposts at geometric means, 0, √2, √6, …: the method of the United States House of Representatives since 1941.
    HuntingtonHill, above: (0, 1), squared: true, |k| (k.saturating_mul(k.saturating_add(1)), 1);
    /// Signposts 0, 1, 2, …: a key never has more than its quota rounded up.
    Adams, above: (0, 0), squared: false, |k| (k, 1);
    /// Signposts at harmonic means, 0, 4/3, 12/5, …. Half of each stands here, since it has a bit less.
    Dean, above: (0, 1), squared: false, |k| (k.saturating_mul(k.saturating_add(1)), k.saturating_mul(2).saturating_add(1));
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
/// Let there be *n* weights above nought, *W* together, and *r(x)* = weight ÷ *x* for a divisor *x*. As the signpost *d(k)*
/// lies between *k* + *a* and *k* + *b*, a weight has at least ⌊*r* + 1 − *b*⌋ slots with quotients of at least *x* (all *k*
/// with *k* + *b* ≤ *r*), and at most *r* + 1 − *a* (none with *k* + *a* > *r*).
///
/// - At *x* = *W* ÷ (units − *n*(1 − *a*)) all weights together have at most `units` such slots, so each of them is served;
///   the first ⌊*r* + 1 − *b*⌋ of each weight are among them.
/// - At *x* = *W* ÷ (units + *nb*) they have more than `units` together, so that the last quotient served is at least *x*,
///   and no slot with it, or with a greater one, is beyond *k* = ⌊*r* − *a*⌋.
///
/// Between the two lie at most 2*n*(1 + *b* − *a*) slots. A tie lies wholly between them: a slot that is equal to the last
/// one served and not served itself makes more than `units` slots with that quotient at least, and at the first *x* there
/// are not so many.
fn window<D: Divisor>(units: u64, of: &Weights) -> (Vec<u64>, Vec<Slot<D>>, u64) {
    let mut certain = vec![0; of.each.len()];
    let mut slots = Vec::new();
    let mut left = units;
    // A weight's slot number `units` is beyond what there is to serve.
    let Some(last) = units.checked_sub(1) else { return (certain, slots, left) };
    let positive = u64::try_from(of.each.iter().filter(|weight| **weight > 0).count()).unwrap_or(u64::MAX);
    // All in halves from here: a, b, and the units at either end.
    let (a, b) = D::ABOVE;
    let halves = |number: u64, by: u64| u128::from(number).saturating_mul(by.into());
    let fewer = halves(units, 2).checked_sub(halves(positive, 2_u64.saturating_sub(a)));
    let more = halves(units, 2).saturating_add(halves(positive, b));
    let claimants = of.each.iter().zip(&mut certain).enumerate().filter(|(_, (weight, _))| **weight > 0);
    for (at, (weight, its)) in claimants {
        let whole = |halves: u128| u64::try_from(halves / 2).unwrap_or(u64::MAX);
        let quota = |units| of.quota(units, *weight).0;
        *its = fewer.map_or(0, |fewer| whole(quota(fewer).saturating_add(2).saturating_sub(b.into())));
        left = left.saturating_sub(*its);
        if let Some(furthest) = quota(more).checked_sub(a.into()) {
            let furthest = whole(furthest).min(last);
            slots.extend((*its..=furthest).map(|k| Slot { at, weight: *weight, k, method: PhantomData }));
        }
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
