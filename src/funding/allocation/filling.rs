//! Exact water-filling: money in proportion to weights, within a floor and a cap for each.
//!
//! Each claimant has a weight `w`, a floor and a cap. Wanted is one number, the money for each unit of weight, such that
//!
//! ```text
//! the sum over all of  clamp(per_unit × w, floor, cap)  =  the money.
//! ```
//!
//! **There is a solution, and its shares are the only ones.** Each term is continuous in `per_unit` and never falls as it
//! rises, so neither does their sum. At nought the sum is that of the floors. As `per_unit` grows without limit, those with
//! a weight come to their caps and those without stay at their floors. Between the two the sum takes every value, so money
//! that lies between them has a solution, and money outside has none: that is refused, with the difference. Where two
//! numbers solve it, no term differs between them, since none falls and the sums are equal: the shares are the same.
//!
//! **How it is found.** A claimant leaves its floor at `floor ÷ w` and reaches its cap at `cap ÷ w`. Between two such
//! turning points the sum is a straight line. The turning points are sorted and passed in turn, with the sum of the weights
//! that are free and of the amounts that stand still, until the money is met: `n log n` for `n` claimants, in whole numbers.
//!
//! **Whole pence.** Bounds are whole pence. So for whoever is free both neighbours of `per_unit × w` in whole pence keep
//! floor and cap, and the largest remainder among the free breaks neither. Pence that several could have alike stay open.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::division::floor;
use crate::{
    funding::apportionment::largest_remainder,
    money::{Money, OutOfRange},
    ratio::{Inexact, Ratio},
};

/// One who shares: its weight and its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Claimant {
    /// What it counts for.
    pub weight: Ratio,
    /// The least that it gets.
    pub floor: Money,
    /// The most that it gets, where there is a most.
    pub cap: Option<Money>,
}

impl Claimant {
    /// One of this weight, without bounds.
    #[must_use]
    pub fn new(weight: impl Into<Ratio>) -> Self {
        Self { weight: weight.into(), floor: Money::ZERO, cap: None }
    }

    /// The same, with the least that it gets.
    #[must_use]
    pub const fn floor(self, floor: Money) -> Self {
        Self { floor, ..self }
    }

    /// The same, with the most that it gets.
    #[must_use]
    pub const fn cap(self, cap: Money) -> Self {
        Self { cap: Some(cap), ..self }
    }
}

/// Money shared out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Filling<K> {
    /// What each gets.
    pub shares: BTreeMap<K, Filled>,
    /// The pence for each unit of weight; none where everybody is at a bound, and where there was nothing to share.
    pub per_unit: Option<Ratio>,
    /// Pence that several could have alike.
    pub tie: Option<OpenPence<K>>,
}

/// What one gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Filled {
    /// How much.
    pub amount: Money,
    /// The bound without which it would get something else.
    pub bound: Option<Edge>,
    /// Whether the last penny is there by the largest remainder.
    pub odd_penny: bool,
}

/// One of two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "there is a least and a most")]
pub enum Edge {
    /// The least.
    Floor,
    /// The most.
    Cap,
}

/// Pence that are fewer than those who could each have one alike. Nobody has them until they are drawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct OpenPence<K> {
    /// Who could have one.
    pub among: BTreeSet<K>,
    /// How many there are.
    pub pence: u64,
}

/// Why money cannot be shared so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FillError<K> {
    /// A floor lies above the cap of the same.
    #[error("the floor of {who}, {floor}, lies above its cap, {cap}")]
    FloorAboveCap {
        /// Whose.
        who: K,
        /// The floor.
        floor: Money,
        /// The cap.
        cap: Money,
    },
    /// The floors promise more than there is.
    #[error("the floors come to {floors}, {by} more than the {money} that there is")]
    FloorsExceed {
        /// What they come to.
        floors: Money,
        /// The money.
        money: Money,
        /// By how much they are more.
        by: Money,
    },
    /// The caps leave money over.
    #[error("the caps leave room for {room}, {by} less than the {money} that there is")]
    CapsFallShort {
        /// The most that all can get.
        room: Money,
        /// The money.
        money: Money,
        /// By how much it is more.
        by: Money,
    },
    /// Nobody has a weight, and money is left.
    #[error("nobody counts for anything, and {left} is left to share")]
    NoWeight {
        /// What is left once the floors are paid.
        left: Money,
    },
    /// A weight is below nothing.
    #[error("the weight of {who} is {weight}, below nothing")]
    NegativeWeight {
        /// Whose.
        who: K,
        /// The weight.
        weight: Ratio,
    },
    /// The weights are too long to be compared exactly.
    #[error(transparent)]
    Inexact(#[from] Inexact),
    /// A sum is no amount.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

/// A turning point: at `pence ÷ weight` a unit, the claimant at `at` leaves its floor or reaches its cap.
struct Turn {
    pence: u64,
    weight: i128,
    reaches_cap: bool,
    at: usize,
}

/// Compares two fractions of positive denominators.
fn by_quotient(one: (i128, i128), another: (i128, i128)) -> Ordering {
    match (one.0.checked_mul(another.1), another.0.checked_mul(one.1)) {
        (Some(one), Some(another)) => one.cmp(&another),
        _ => Ratio::new(one.0, one.1).cmp(&Ratio::new(another.0, another.1)),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    AtFloor,
    Free,
    AtCap,
}

/// The weights as whole numbers of one unit, and how many units make 1.
fn whole_weights<K>(claimants: &BTreeMap<K, Claimant>) -> Result<(Vec<i128>, i128), Inexact> {
    let mut units = 1_i128;
    for claimant in claimants.values() {
        let below = claimant.weight.denominator();
        // Above the line of `units ÷ below` stands `units` without what both share: times `below`, the least common multiple.
        let shared = Ratio::new(units, below).and_then(|ratio| ratio.numerator().checked_mul(below));
        units = shared.ok_or(Inexact)?;
    }
    let whole = |claimant: &Claimant| {
        let times = units.checked_div(claimant.weight.denominator())?;
        claimant.weight.numerator().checked_mul(times)
    };
    let weights: Option<Vec<i128>> = claimants.values().map(whole).collect();
    let weights = weights.ok_or(Inexact)?;
    // No sum of some of them is longer than that of all.
    weights.iter().try_fold(0_i128, |sum, weight| sum.checked_add(*weight)).ok_or(Inexact)?;
    Ok((weights, units))
}

/// Checks that the bounds can be kept at all.
fn feasible<K: Clone>(money: Money, claimants: &BTreeMap<K, Claimant>) -> Result<(), FillError<K>> {
    for (who, claimant) in claimants {
        if claimant.weight.is_negative() {
            return Err(FillError::NegativeWeight { who: who.clone(), weight: claimant.weight });
        }
        if let Some(cap) = claimant.cap.filter(|cap| claimant.floor > *cap) {
            return Err(FillError::FloorAboveCap { who: who.clone(), floor: claimant.floor, cap });
        }
    }
    let floors = Money::sum(claimants.values().map(|claimant| claimant.floor))?;
    let by = floors.difference(money);
    if !by.is_negative() && !by.is_zero() {
        return Err(FillError::FloorsExceed { floors, money, by: by.magnitude() });
    }
    if floors != money && claimants.values().all(|claimant| claimant.weight.is_zero()) {
        return Err(FillError::NoWeight { left: by.magnitude() });
    }
    let most = |claimant: &Claimant| if claimant.weight.is_zero() { Some(claimant.floor) } else { claimant.cap };
    let caps: Option<Vec<Money>> = claimants.values().map(most).collect();
    // A room beyond the largest amount is room enough.
    if let Some(Ok(room)) = caps.map(Money::sum) {
        let by = money.difference(room);
        if !by.is_negative() && !by.is_zero() {
            return Err(FillError::CapsFallShort { room, money, by: by.magnitude() });
        }
    }
    Ok(())
}

/// What the sweep over the turning points comes to.
struct Level {
    stands: Vec<Stands>,
    /// The weights of the free, in whole units.
    free: i128,
    /// The pence that are not at their bounds.
    left: i128,
}

fn sweep<'a>(money: Money, claimants: impl Iterator<Item = (&'a Claimant, i128)> + Clone) -> Option<Level> {
    let mut turns = Vec::new();
    let (mut stands, mut left) = (Vec::new(), i128::from(money.pence()));
    for (at, (claimant, weight)) in claimants.enumerate() {
        stands.push(Stands::AtFloor);
        left = left.checked_sub(claimant.floor.pence().into())?;
        if weight > 0 {
            turns.push((Turn { pence: claimant.floor.pence(), weight, reaches_cap: false, at }, claimant.floor));
            let cap = claimant.cap.map(|cap| (Turn { pence: cap.pence(), weight, reaches_cap: true, at }, cap));
            turns.extend(cap);
        }
    }
    let quotient = |turn: &Turn| (i128::from(turn.pence), turn.weight);
    // Where both fall together floors are left first, so that whoever reaches its cap is free before.
    turns.sort_by(|(one, _), (another, _)| {
        by_quotient(quotient(one), quotient(another)).then(one.reaches_cap.cmp(&another.reaches_cap))
    });
    let mut free = 0_i128;
    for (turn, amount) in &turns {
        let amount = i128::from(amount.pence());
        let met = if free == 0 { left <= 0 } else { by_quotient(quotient(turn), (left, free)).is_ge() };
        if met {
            break;
        }
        let stand = stands.get_mut(turn.at)?;
        if turn.reaches_cap {
            *stand = Stands::AtCap;
            free = free.checked_sub(turn.weight)?;
            left = left.checked_sub(amount)?;
        } else {
            *stand = Stands::Free;
            free = free.checked_add(turn.weight)?;
            left = left.checked_add(amount)?;
        }
    }
    Some(Level { stands, free, left })
}

/// Shares `money` among `claimants` in proportion to their weights, within their bounds, to the penny. How, and why there
/// is one way only, [the module says](self).
///
/// ```
/// use std::collections::BTreeMap;
/// use maths_hubs::{funding::allocation::filling::{Claimant, Edge, fill}, money::Money};
///
/// let pounds = |pounds| Money::pounds(pounds).unwrap();
/// let claimants = BTreeMap::from([
///     ("large", Claimant::new(6).cap(pounds(50))),
///     ("middling", Claimant::new(3)),
///     ("small", Claimant::new(1).floor(pounds(20))),
/// ]);
/// // Of £100 by weight: 60, 30 and 10. The cap and the floor hold; what is left, £30, is the third's alone.
/// let filling = fill(pounds(100), &claimants)?;
/// assert_eq!(["large", "middling", "small"].map(|who| filling.shares[who].amount), [50, 30, 20].map(pounds));
/// assert_eq!(filling.shares["small"].bound, Some(Edge::Floor));
/// assert_eq!(filling.per_unit, Some(1000.into())); // pence
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`FillError`] where a floor lies above its cap, floors come to more than there is, caps to less, or nobody counts for
/// anything; for a weight below nothing; and where weights are too long to be compared exactly.
pub fn fill<K: Ord + Clone>(money: Money, claimants: &BTreeMap<K, Claimant>) -> Result<Filling<K>, FillError<K>> {
    feasible(money, claimants)?;
    let (weights, units) = whole_weights(claimants)?;
    let level = sweep(money, claimants.values().zip(weights.iter().copied())).ok_or(Inexact)?;
    let mut per_unit = None;
    if level.free > 0 {
        let units = Ratio::new(units, 1).ok_or(Inexact)?;
        per_unit = Some(Ratio::new(level.left, level.free).ok_or(Inexact)?.times(units)?);
    }
    let mut free = BTreeMap::new();
    for (((who, claimant), stands), weight) in claimants.iter().zip(&level.stands).zip(&weights) {
        if *stands == Stands::Free && claimant.weight > Ratio::ZERO {
            free.insert(who.clone(), Ratio::new(*weight, 1).ok_or(Inexact)?);
        }
    }
    let left = u64::try_from(level.left).map_err(|_| Inexact)?;
    let mut tie = None;
    let mut whole = BTreeMap::new();
    if !free.is_empty() {
        let apportioned = largest_remainder(left, &free).map_err(|_| Inexact)?;
        whole = apportioned.shares;
        tie = apportioned.tie.map(|tie| OpenPence { among: tie.among, pence: tie.units });
    }
    let mut shares = BTreeMap::new();
    for ((who, claimant), stands) in claimants.iter().zip(level.stands) {
        let exact = per_unit.map(|per_unit| per_unit.times(claimant.weight)).transpose()?;
        let filled = match stands {
            Stands::Free => {
                let amount = whole.get(who).copied().and_then(Money::from_pence).ok_or(Inexact)?;
                let odd_penny = exact.and_then(floor).is_some_and(|below| amount > below);
                Filled { amount, bound: None, odd_penny }
            }
            Stands::AtFloor => {
                let below = |exact: Ratio| exact < Ratio::from(claimant.floor.pence());
                let binds = exact.map_or(!claimant.floor.is_zero(), below);
                Filled { amount: claimant.floor, bound: binds.then_some(Edge::Floor), odd_penny: false }
            }
            Stands::AtCap => {
                let amount = claimant.cap.ok_or(Inexact)?;
                let above = |exact: Ratio| exact > Ratio::from(amount.pence());
                Filled { amount, bound: exact.is_none_or(above).then_some(Edge::Cap), odd_penny: false }
            }
        };
        shares.insert(who.clone(), filled);
    }
    Ok(Filling { shares, per_unit, tie })
}
