//! Weights over one common denominator.

use std::collections::BTreeMap;

use crate::ratio::Ratio;

/// Weights in proportion to which nothing can be shared out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Unapportionable {
    /// There are units and nobody to have them.
    #[error("there are {units} units to share out and no weights: at least one key must have one above nought")]
    NoWeights {
        /// The units.
        units: u64,
    },
    /// There are units and every weight is nought.
    #[error("there are {units} units to share out and every weight is nought: at least one must be above it")]
    AllNought {
        /// The units.
        units: u64,
    },
    /// A weight is below nought.
    #[error("a weight is {weight}: it must be nought or more")]
    Negative {
        /// The weight.
        weight: Ratio,
    },
    /// The weights over one common denominator, or their sum, need more than 127 bits.
    #[error("the weights over one common denominator cannot be added up exactly: the sum needs more than 127 bits")]
    Inexact,
}

/// The weights as whole numbers, in the order of their keys, and their sum.
#[derive(Debug)]
pub(super) struct Weights {
    pub(super) each: Vec<u128>,
    /// Below 2 to the power of 127; above nought where there are units to share out.
    pub(super) whole: u128,
}

impl Weights {
    /// The weights for so many units.
    pub(super) fn of<K>(units: u64, weights: &BTreeMap<K, Ratio>) -> Result<Self, Unapportionable> {
        if let Some(weight) = weights.values().find(|weight| weight.is_negative()) {
            return Err(Unapportionable::Negative { weight: *weight });
        }
        let (each, whole) = common(weights).ok_or(Unapportionable::Inexact)?;
        match (units, weights.is_empty(), whole) {
            (1.., true, _) => Err(Unapportionable::NoWeights { units }),
            (1.., false, 0) => Err(Unapportionable::AllNought { units }),
            _ => Ok(Self { each, whole }),
        }
    }

    /// How much of `units` a weight makes, in whole units, and what is left of it in parts of the whole.
    pub(super) fn quota(&self, units: u128, weight: u128) -> (u128, u128) {
        let short = || {
            let product = units.checked_mul(weight)?;
            Some((product.checked_div(self.whole)?, product.checked_rem(self.whole)?))
        };
        short().unwrap_or_else(|| self.long_quota(units, weight))
    }

    /// The same where the product has more than 128 bits: long division bit by bit. What is left stays below the whole,
    /// and that below 2^127, so that twice as much and a weight is never too long.
    fn long_quota(&self, units: u128, weight: u128) -> (u128, u128) {
        let (mut quotient, mut rest) = (0_u128, 0_u128);
        let take = |quotient: u128, more: u128| match more.checked_sub(self.whole) {
            Some(less) if self.whole > 0 => (quotient.saturating_add(1), less),
            _ => (quotient, more),
        };
        for bit in (0..u128::BITS).rev() {
            (quotient, rest) = take(quotient.saturating_mul(2), rest.saturating_mul(2));
            if units.checked_shr(bit).is_some_and(|shifted| shifted & 1 == 1) {
                (quotient, rest) = take(quotient, rest.saturating_add(weight));
            }
        }
        (quotient, rest)
    }
}

/// The weights times the least common multiple of what stands below their lines, and the sum; `None` where one is too long.
fn common<K>(weights: &BTreeMap<K, Ratio>) -> Option<(Vec<u128>, u128)> {
    let multiple = weights.values().try_fold(1_i128, |multiple, weight| {
        // In lowest terms, so that below the line is what the multiple lacks.
        multiple.checked_mul(Ratio::new(multiple, weight.denominator())?.denominator())
    })?;
    let mut whole = 0_u128;
    let mut each = Vec::with_capacity(weights.len());
    for weight in weights.values() {
        let scaled = weight.numerator().checked_mul(multiple.checked_div(weight.denominator())?)?.unsigned_abs();
        whole = whole.checked_add(scaled).filter(|whole| *whole <= i128::MAX.unsigned_abs())?;
        each.push(scaled);
    }
    Some((each, whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(texts: &[&str]) -> BTreeMap<usize, Ratio> {
        texts.iter().map(|text| text.parse().unwrap()).enumerate().collect()
    }

    #[test]
    fn weights_stand_over_their_least_common_denominator() {
        let found = Weights::of(1, &weights(&["1/6", "0.1", "2", "0"])).unwrap();
        assert_eq!((found.each, found.whole), (vec![5, 3, 60, 0], 68));
    }

    #[test]
    fn a_long_division_gives_what_a_short_one_does() {
        let of = Weights { each: vec![], whole: 997 };
        for (units, weight) in [(0, 5), (1, 0), (10_u128.pow(12), 996), (u128::from(u64::MAX), 1), (996, 997)] {
            assert_eq!(of.long_quota(units, weight), of.quota(units, weight), "{units} x {weight}");
        }
        // The largest of all: u64::MAX x (2^127 - 2) / (2^127 - 1) = u64::MAX - 1, and 2^127 - 1 - u64::MAX left.
        let whole = i128::MAX.unsigned_abs();
        let of = Weights { each: vec![], whole };
        let units = u128::from(u64::MAX);
        assert_eq!(of.quota(units, whole - 1), (units - 1, whole - units));
    }

    #[test]
    fn what_cannot_be_shared_says_why() {
        let refusal = |units, texts: &[&str]| Weights::of(units, &weights(texts)).unwrap_err().to_string();
        assert_eq!(
            refusal(5, &[]),
            "there are 5 units to share out and no weights: at least one key must have one above nought"
        );
        assert_eq!(
            refusal(5, &["0", "0"]),
            "there are 5 units to share out and every weight is nought: at least one must be above it"
        );
        assert_eq!(refusal(0, &["1", "-1/3"]), "a weight is -1/3: it must be nought or more");
        let long = i128::MAX.to_string();
        assert_eq!(
            refusal(1, &[&long, "1"]),
            "the weights over one common denominator cannot be added up exactly: the sum needs more than 127 bits"
        );
        assert!(Weights::of(0, &weights(&[])).is_ok());
        assert!(Weights::of(0, &weights(&["0"])).is_ok());
    }
}
