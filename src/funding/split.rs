//! One amount, split in a stated order, exact to the penny.
//!
//! The order in which the parts are given is a fact: of parts that are equally entitled to an odd penny, the earlier takes
//! it. Where nobody stated an order, use [`apportionment`](super::apportionment), which leaves such a tie open.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{
    apportionment::{Apportioned, SainteLague, Unapportionable, divisor, largest_remainder, rounded_down},
    purpose::Side,
};
use crate::{money::Money, ratio::Ratio};

/// An amount in parts that add up to it exactly.
///
/// It shows itself as its parts: `£5.01 structural (the odd penny), £5.00 projects`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Split<K> {
    /// The parts, in the order in which they were asked for.
    pub parts: Vec<Part<K>>,
}

/// One part of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Part<K> {
    /// Whose it is.
    pub key: K,
    /// How much it is.
    pub amount: Money,
    /// Whether it took an odd penny: its exact share, rounded up rather than down.
    pub odd_penny: bool,
}

/// Parts into which no amount can be split.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Unsplittable {
    /// There is nothing in proportion to which it could be split.
    #[error(transparent)]
    Unapportionable(#[from] Unapportionable),
    /// Proportions that add up to something else than one.
    #[error("the proportions add up to {sum}: they must add up to exactly 1")]
    NotOne {
        /// What they add up to.
        sum: Ratio,
    },
    /// A key that is given twice.
    #[error("part {part} has the key of a part before it: each key may have one part")]
    Twice {
        /// Which part it is, counted from 1.
        part: usize,
    },
    /// More than the parts have together.
    #[error("{total} is more than the parts have together, {whole}")]
    AboveWhole {
        /// The amount.
        total: Money,
        /// What the parts have together.
        whole: Money,
    },
}

/// Splits an amount in proportion to weights, by largest remainder; of equal remainders the earlier part takes the odd
/// penny. The weights need not add up to one.
///
/// ```
/// use maths_hubs::{funding::split::split, money::Money};
///
/// let ten = Money::pounds(10).unwrap();
/// let parts = split(ten, &[("a", 1_u16.into()), ("b", 1_u16.into()), ("c", 997_u16.into())])?;
/// assert_eq!(parts.to_string(), "£0.01 a, £0.01 b, £9.98 c (the odd penny)");
/// assert_eq!(parts.total(), ten);
///
/// let thirds = split(ten, &[("north", 1_u8.into()), ("east", 1_u8.into()), ("south", 1_u8.into())])?;
/// assert_eq!(thirds.to_string(), "£3.34 north (the odd penny), £3.33 east, £3.33 south");
/// # Ok::<_, maths_hubs::funding::split::Unsplittable>(())
/// ```
///
/// # Errors
///
/// [`Unsplittable`] for a key given twice, a weight below nought, an amount without a weight above nought, and weights
/// that cannot be added up exactly.
pub fn split<K: Ord + Clone>(amount: Money, parts: &[(K, Ratio)]) -> Result<Split<K>, Unsplittable> {
    each_once(parts)?;
    let weights: BTreeMap<usize, Ratio> = parts.iter().map(|(_, weight)| *weight).enumerate().collect();
    let shares = earlier_first(largest_remainder(amount.pence(), &weights)?);
    let least = rounded_down(amount.pence(), &weights)?;
    let parts = parts.iter().zip(shares.into_values().zip(least)).map(|((key, _), (share, least))| Part {
        key: key.clone(),
        amount: pence(share, amount),
        odd_penny: share > least,
    });
    Ok(Split { parts: parts.collect() })
}

/// Splits an amount by proportions that add up to exactly 1, otherwise as [`split`].
///
/// ```
/// use maths_hubs::{funding::split::proportions, money::Money};
///
/// let total = Money::pounds(50_000).unwrap();
/// let error = proportions(total, &[("dfe", "0.6".parse()?), ("eef", "0.3".parse()?)]).unwrap_err();
/// assert_eq!(error.to_string(), "the proportions add up to 0.9: they must add up to exactly 1");
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
///
/// # Errors
///
/// [`Unsplittable::NotOne`] for another sum, and else as [`split`].
pub fn proportions<K: Ord + Clone>(amount: Money, parts: &[(K, Ratio)]) -> Result<Split<K>, Unsplittable> {
    let sum = Ratio::sum(parts.iter().map(|(_, share)| *share)).map_err(|_| Unapportionable::Inexact)?;
    if sum == Ratio::ONE { split(amount, parts) } else { Err(Unsplittable::NotOne { sum }) }
}

impl<K> Split<K> {
    /// What was split: the sum of the parts.
    #[must_use]
    pub fn total(&self) -> Money {
        // They were split from an amount, so that they add up to one.
        Money::sum(self.parts.iter().map(|part| part.amount)).unwrap_or(Money::MAX)
    }

    /// What a key has, or `None` where it has no part.
    #[must_use]
    pub fn amount_of(&self, key: &K) -> Option<Money>
    where
        K: PartialEq,
    {
        self.parts.iter().find(|part| part.key == *key).map(|part| part.amount)
    }

    /// Those that took an odd penny, in their order.
    pub fn odd_pennies(&self) -> impl Iterator<Item = &K> {
        self.parts.iter().filter(|part| part.odd_penny).map(|part| &part.key)
    }
}

impl Split<Side> {
    /// A total of which `share` is structural and the rest for projects. Of two half pennies the structural one is made up
    /// to a penny.
    ///
    /// ```
    /// use maths_hubs::{funding::{purpose::Side, split::Split}, money::Money};
    ///
    /// let total: Money = "10.01".parse()?;
    /// let split = Split::structural(total, "0.5".parse()?)?;
    /// assert_eq!(split.to_string(), "£5.01 structural (the odd penny), £5.00 projects");
    /// let split = Split::structural(total, "1/3".parse()?)?; // 333.67 and 667.33 pence
    /// assert_eq!(split.to_string(), "£3.34 structural (the odd penny), £6.67 projects");
    /// assert_eq!(split.amount_of(&Side::Projects), Some("6.67".parse()?));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Unsplittable`] for a share below 0 or above 1.
    pub fn structural(total: Money, share: Ratio) -> Result<Self, Unsplittable> {
        let rest = Ratio::ONE.minus(share).map_err(|_| Unapportionable::Inexact)?;
        proportions(total, &[(Side::Structural, share), (Side::Projects, rest)])
    }
}

impl<K: fmt::Display> fmt::Display for Split<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let odd = if self.odd_pennies().count() == 1 { " (the odd penny)" } else { " (an odd penny)" };
        for (at, part) in self.parts.iter().enumerate() {
            let (comma, odd) = (if at > 0 { ", " } else { "" }, if part.odd_penny { odd } else { "" });
            write!(f, "{comma}{} {}{odd}", part.amount, part.key)?;
        }
        Ok(())
    }
}

/// Splits a running total among parts that have amounts of their own, so that no penny is ever taken back: where the total
/// grows no part has less, no part has more than its own, and at the full total each has exactly its own.
///
/// It is Sainte-Laguë's method on pence with the parts' amounts as weights; of equal claims the earlier part is served.
/// Largest remainder would not do: it has the Alabama paradox, so that a part might have to give back a penny that was paid
/// when the next instalment comes. (At the full total the quotients of the pence that a part has are above 1 and of those
/// beyond below 1, which is why each has its own.)
///
/// ```
/// use maths_hubs::{funding::split::running_shares, money::Money};
///
/// let parts = [("leadership", "6.00".parse()?), ("project", "6.00".parse()?), ("travel", "2.00".parse()?)];
/// let paid = |total: &str| -> Result<Vec<u64>, Box<dyn std::error::Error>> {
///     Ok(running_shares(total.parse()?, &parts)?.into_iter().map(|(_, share)| share.pence()).collect())
/// };
/// // By largest remainder these would be 4, 4, 2 and then 5, 5, 1.
/// assert_eq!(paid("0.10")?, [5, 4, 1]);
/// assert_eq!(paid("0.11")?, [5, 5, 1]);
/// assert_eq!(paid("14.00")?, [600, 600, 200]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Unsplittable`] for a total above the sum of the parts, and for a key given twice.
pub fn running_shares<K: Ord + Clone>(total: Money, of: &[(K, Money)]) -> Result<Vec<(K, Money)>, Unsplittable> {
    each_once(of)?;
    // A sum too large for an amount is above every total.
    let whole = Money::sum(of.iter().map(|(_, own)| *own)).unwrap_or(Money::MAX);
    if total > whole {
        return Err(Unsplittable::AboveWhole { total, whole });
    }
    let weights = of.iter().map(|(_, own)| Ratio::from(own.pence())).enumerate().collect();
    let shares = earlier_first(divisor::<SainteLague, usize>(total.pence(), &weights)?);
    Ok(of.iter().zip(shares.into_values()).map(|((key, own), share)| (key.clone(), pence(share, *own))).collect())
}

/// Refuses a key that is given twice.
fn each_once<K: Ord, V>(parts: &[(K, V)]) -> Result<(), Unsplittable> {
    let mut known = BTreeSet::new();
    match parts.iter().position(|(key, _)| !known.insert(key)) {
        Some(at) => Err(Unsplittable::Twice { part: at.saturating_add(1) }),
        None => Ok(()),
    }
}

/// The shares where of those that are tied the earlier are served.
pub(super) fn earlier_first<K: Ord + Clone>(shared: Apportioned<K>) -> BTreeMap<K, u64> {
    let order: Vec<K> = shared.tie.iter().flat_map(|tie| tie.among.iter().cloned()).collect();
    // The order names everyone who is tied.
    shared.settled(&order).unwrap_or(shared.shares)
}

/// So many pence, which are never more than `most`.
fn pence(pence: u64, most: Money) -> Money {
    Money::from_pence(pence).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn every_part_that_was_rounded_up_says_so() {
        let split = split(money("1.00"), &[("a", 1_u8.into()), ("b", 1_u8.into()), ("c", 4_u8.into())]).unwrap();
        // 16.67, 16.67 and 66.67 pence: 98 rounded down, and two pennies for three equal remainders.
        assert_eq!(split.to_string(), "£0.17 a (an odd penny), £0.17 b (an odd penny), £0.66 c");
        assert_eq!(split.odd_pennies().collect::<Vec<_>>(), [&"a", &"b"]);
    }

    #[test]
    fn the_order_of_the_parts_and_not_of_their_keys_decides() {
        let of = |keys: [&'static str; 2]| split(money("0.01"), &keys.map(|key| (key, Ratio::ONE))).unwrap();
        assert_eq!(of(["z", "a"]).to_string(), "£0.01 z (the odd penny), £0.00 a");
        assert_eq!(of(["a", "z"]).to_string(), "£0.01 a (the odd penny), £0.00 z");
    }

    #[test]
    fn what_divides_exactly_has_no_odd_penny() {
        let split = Split::structural(money("870000"), "0.25".parse().unwrap()).unwrap();
        assert_eq!(split.to_string(), "£217,500.00 structural, £652,500.00 projects");
    }

    #[test]
    fn what_cannot_be_split_says_why() {
        let refusal = |parts: &[(&str, Ratio)]| split(money("1"), parts).unwrap_err().to_string();
        assert_eq!(
            refusal(&[("a", Ratio::ONE), ("b", Ratio::ONE), ("a", Ratio::ONE)]),
            "part 3 has the key of a part before it: each key may have one part"
        );
        assert_eq!(
            refusal(&[]),
            "there are 100 units to share out and no weights: at least one key must have one above nought"
        );
        let error = Split::structural(money("1"), "1.2".parse().unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "a weight is -0.2: it must be nought or more");
        let error = running_shares(money("3.01"), &[("a", money("1")), ("b", money("2"))]).unwrap_err();
        assert_eq!(error.to_string(), "£3.01 is more than the parts have together, £3.00");
    }

    #[test]
    fn nothing_of_nothing_is_nothing() {
        assert_eq!(split::<u8>(Money::ZERO, &[]).unwrap().parts, []);
        assert_eq!(running_shares(Money::ZERO, &[("a", Money::ZERO)]), Ok(vec![("a", Money::ZERO)]));
    }
}
