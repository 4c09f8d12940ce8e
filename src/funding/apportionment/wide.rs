//! Products too long for 128 bits, compared exactly.

use std::cmp::Ordering;

/// Compares two products of four factors, which together must have at most 512 bits.
pub(super) fn compare_products(one: [u128; 4], another: [u128; 4]) -> Ordering {
    let short = |factors: [u128; 4]| factors.into_iter().try_fold(1_u128, u128::checked_mul);
    match (short(one), short(another)) {
        (Some(one), Some(another)) => one.cmp(&another),
        _ => {
            let (one, another) = (product(one), product(another));
            one.iter().rev().cmp(another.iter().rev())
        }
    }
}

/// 512 bits in words of 64, the lowest first.
type Words = [u64; 8];

fn product(factors: [u128; 4]) -> Words {
    factors.into_iter().fold([1, 0, 0, 0, 0, 0, 0, 0], |words, factor| {
        let mut high = times(words, high_half(factor));
        high.rotate_right(1);
        plus(times(words, low_half(factor)), high)
    })
}

#[allow(clippy::cast_possible_truncation, reason = "the low half is asked for")]
const fn low_half(number: u128) -> u64 {
    number as u64
}

const fn high_half(number: u128) -> u64 {
    low_half(number.wrapping_shr(64))
}

fn times(mut words: Words, factor: u64) -> Words {
    let mut carry = 0;
    for word in &mut words {
        // (2^64 - 1)^2 + 2^64 - 1 is below 2^128.
        let product = u128::from(*word).wrapping_mul(factor.into()).wrapping_add(u128::from(carry));
        (*word, carry) = (low_half(product), high_half(product));
    }
    words
}

fn plus(mut words: Words, others: Words) -> Words {
    let mut carry = 0;
    for (word, other) in words.iter_mut().zip(others) {
        let sum = u128::from(*word).wrapping_add(other.into()).wrapping_add(u128::from(carry));
        (*word, carry) = (low_half(sum), high_half(sum));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_products_compare_as_their_factors_say() {
        let long = u128::MAX;
        assert_eq!(compare_products([long, long, long, 7], [7, long, long, long]), Ordering::Equal);
        assert_eq!(compare_products([long, long, long, 7], [long, long, long, 8]), Ordering::Less);
        assert_eq!(compare_products([long, long, 1, 1], [long, long - 1, 1, 1]), Ordering::Greater);
        // (2^64 - 1)(2^64 + 1) = 2^128 - 1.
        let half = u128::from(u64::MAX);
        assert_eq!(compare_products([half, half + 2, long, 1], [long, long, 1, 1]), Ordering::Equal);
        assert_eq!(compare_products([long, 0, long, long], [0, 1, 1, 1]), Ordering::Equal);
    }
}
