//! Sums, products and comparisons, exact or refused.

use std::cmp::Ordering;

use super::Ratio;

/// A number that this library cannot hold exactly: it needs more than 127 bits above or below the line, or a division by
/// nothing. It is refused rather than rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the result cannot be held exactly: it needs more than 127 bits, or divides by nothing")]
#[non_exhaustive]
pub struct Inexact;

/// The greatest common divisor of two numbers; 1 for two noughts.
#[allow(clippy::cast_possible_wrap, reason = "checked to fit just before")]
pub(super) const fn common_divisor(one: i128, another: i128) -> i128 {
    let (mut one, mut another) = (one.unsigned_abs(), another.unsigned_abs());
    while another != 0 {
        let rest = one.checked_rem(another);
        one = another;
        another = match rest {
            Some(rest) => rest,
            None => 0,
        };
    }
    // At most the greater of two magnitudes that an `i128` holds; the least of all is never given here.
    if one == 0 || one > i128::MAX.unsigned_abs() { 1 } else { one as i128 }
}

impl Ratio {
    /// The sum.
    ///
    /// # Errors
    ///
    /// [`Inexact`] where it needs more than 127 bits.
    pub fn plus(self, other: Self) -> Result<Self, Inexact> {
        // Over the least common denominator, so that sums of many shares of one whole stay small.
        let shared = common_divisor(self.denominator, other.denominator);
        let sum = || {
            let scale = other.denominator.checked_div(shared)?;
            let other_scale = self.denominator.checked_div(shared)?;
            let numerator =
                self.numerator.checked_mul(scale)?.checked_add(other.numerator.checked_mul(other_scale)?)?;
            Self::new(numerator, self.denominator.checked_mul(scale)?)
        };
        sum().ok_or(Inexact)
    }

    /// The difference.
    ///
    /// # Errors
    ///
    /// [`Inexact`] where it needs more than 127 bits.
    pub fn minus(self, other: Self) -> Result<Self, Inexact> {
        self.plus(other.opposite())
    }

    /// The product.
    ///
    /// # Errors
    ///
    /// [`Inexact`] where it needs more than 127 bits.
    pub fn times(self, other: Self) -> Result<Self, Inexact> {
        // Across first, so that what cancels never grows.
        let (one, another) =
            (common_divisor(self.numerator, other.denominator), common_divisor(other.numerator, self.denominator));
        let product = || {
            let numerator = self.numerator.checked_div(one)?.checked_mul(other.numerator.checked_div(another)?)?;
            let denominator =
                self.denominator.checked_div(another)?.checked_mul(other.denominator.checked_div(one)?)?;
            Self::new(numerator, denominator)
        };
        product().ok_or(Inexact)
    }

    /// The quotient.
    ///
    /// # Errors
    ///
    /// [`Inexact`] where it needs more than 127 bits, and where `other` is nothing.
    pub fn over(self, other: Self) -> Result<Self, Inexact> {
        self.times(Self::new(other.denominator, other.numerator).ok_or(Inexact)?)
    }

    /// The number with the other sign.
    #[must_use]
    pub const fn opposite(self) -> Self {
        // The numerator is never the least of all, which alone has no opposite.
        Self { numerator: self.numerator.saturating_neg(), denominator: self.denominator }
    }

    /// The sum of all of `terms`.
    ///
    /// # Errors
    ///
    /// [`Inexact`] where it, or a sum on the way to it, needs more than 127 bits.
    pub fn sum(terms: impl IntoIterator<Item = Self>) -> Result<Self, Inexact> {
        terms.into_iter().try_fold(Self::ZERO, Self::plus)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let products = (self.numerator.checked_mul(other.denominator), other.numerator.checked_mul(self.denominator));
        match products {
            (Some(one), Some(another)) => one.cmp(&another),
            _ => by_continued_fractions(*self, *other),
        }
    }
}

/// Compares numbers whose cross products are too long, without ever multiplying: first the whole parts, then what is
/// left of each, turned over, the other way round.
fn by_continued_fractions(one: Ratio, another: Ratio) -> Ordering {
    let (mut one, mut another) = ((one.numerator, one.denominator), (another.numerator, another.denominator));
    let mut forwards = true;
    loop {
        let in_turn = |order: Ordering| if forwards { order } else { order.reverse() };
        let whole = |(above, below): (i128, i128)| above.checked_div_euclid(below).unwrap_or_default();
        let left = |(above, below): (i128, i128)| above.checked_rem_euclid(below).unwrap_or_default();
        match whole(one).cmp(&whole(another)) {
            Ordering::Equal => {}
            unequal => return in_turn(unequal),
        }
        match (left(one), left(another)) {
            (0, 0) => return Ordering::Equal,
            (0, _) => return in_turn(Ordering::Less),
            (_, 0) => return in_turn(Ordering::Greater),
            (rest, other_rest) => (one, another) = ((one.1, rest), (another.1, other_rest)),
        }
        forwards = !forwards;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i128, denominator: i128) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn numbers_stand_in_lowest_terms_with_the_sign_above() {
        assert_eq!(ratio(6, -4), ratio(-3, 2));
        assert_eq!(ratio(0, -7), Ratio::ZERO);
        assert_eq!(Ratio::new(1, 0), None);
        assert_eq!(Ratio::new(i128::MIN, 2), None);
        assert_eq!(Ratio::new(2, i128::MIN), None);
    }

    #[test]
    fn sums_and_products_are_those_of_school() {
        assert_eq!(ratio(1, 6).plus(ratio(1, 10)), Ok(ratio(4, 15)));
        assert_eq!(ratio(1, 6).minus(ratio(1, 10)), Ok(ratio(1, 15)));
        assert_eq!(ratio(2, 3).times(ratio(9, 4)), Ok(ratio(3, 2)));
        assert_eq!(ratio(2, 3).over(ratio(-4, 9)), Ok(ratio(-3, 2)));
        assert_eq!(Ratio::ONE.over(Ratio::ZERO), Err(Inexact));
        assert_eq!(Ratio::sum([ratio(1, 2), ratio(1, 3), ratio(1, 6)]), Ok(Ratio::ONE));
    }

    #[test]
    fn what_cannot_be_held_is_refused() {
        let most = ratio(i128::MAX, 1);
        assert_eq!(most.plus(Ratio::ONE), Err(Inexact));
        assert_eq!(most.times(ratio(2, 1)), Err(Inexact));
        assert_eq!(most.times(ratio(1, i128::MAX)), Ok(Ratio::ONE));
    }

    #[test]
    fn numbers_compare_exactly_however_long_they_are() {
        let most = i128::MAX;
        // Their cross products have 254 bits. 1 - 1/most against 1 - 1/(most - 1): the second is smaller.
        assert_eq!(ratio(most - 1, most).cmp(&ratio(most - 2, most - 1)), Ordering::Greater);
        assert_eq!(ratio(1 - most, most).cmp(&ratio(2 - most, most - 1)), Ordering::Less);
        assert_eq!(ratio(most, most - 1).cmp(&ratio(most, most - 1)), Ordering::Equal);
        assert_eq!(ratio(-most, 3).cmp(&ratio(most, 5)), Ordering::Less);
        assert!(ratio(1, 3) > ratio(333_333, 1_000_000));
    }
}
