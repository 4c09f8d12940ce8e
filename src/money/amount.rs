//! Amounts that are never negative.

use std::str::FromStr;

use super::{
    Balance,
    out_of_range::{Limit, Operation, OutOfRange},
    text::{as_pounds, pence_of},
};
use crate::document::Malformed;

pub use encapsulate::Money;

/// The only code that can touch the number, so that no other can make one out of range.
mod encapsulate {
    /// An amount of money in whole pence, from nothing to £92,233,720,368,547,758.07.
    ///
    /// The largest amount is the largest that a signed 64-bit number of pence can hold, so that a
    /// [`Balance`](super::Balance) holds the difference of any two.
    ///
    /// People read `£1,234.56`; documents hold `"1234.56"`. Both are read, as are `1,234` and `1234.5`; a third decimal,
    /// a misplaced comma, a leading zero, a sign, a space or an exponent is refused, and so is a JSON number, since many
    /// readers of JSON make a float of it.
    ///
    /// ```
    /// use maths_hubs::money::Money;
    ///
    /// let price: Money = "£1,234.56".parse()?;
    /// assert_eq!(price.pence(), 123_456);
    /// assert_eq!(price.times(3)?.to_string(), "£3,703.68");
    /// assert_eq!(serde_json::to_string(&price)?, r#""1234.56""#);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub struct Money(u64);

    impl Money {
        /// Nothing.
        pub const ZERO: Self = Self(0);
        /// The largest amount.
        pub const MAX: Self = Self(i64::MAX.unsigned_abs());

        /// This many pence, or `None` above [`MAX`](Self::MAX).
        #[must_use]
        pub const fn from_pence(pence: u64) -> Option<Self> {
            if pence <= Self::MAX.0 { Some(Self(pence)) } else { None }
        }

        /// The pence.
        #[must_use]
        pub const fn pence(self) -> u64 {
            self.0
        }
    }
}

impl Money {
    /// This many pounds, or `None` above [`MAX`](Self::MAX).
    #[must_use]
    pub const fn pounds(pounds: u64) -> Option<Self> {
        match pounds.checked_mul(100) {
            Some(pence) => Self::from_pence(pence),
            None => None,
        }
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.pence() == 0
    }

    /// Both amounts together.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] above [`MAX`](Self::MAX).
    pub fn plus(self, other: Self) -> Result<Self, OutOfRange> {
        let total = self.pence().checked_add(other.pence()).and_then(Self::from_pence);
        total.ok_or_else(|| OutOfRange::new(Operation::Plus(self.signed(), other.signed()), Limit::AboveMoney))
    }

    /// What is left when `other` is taken away.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] where that is below nothing; [`difference`](Self::difference) has no such limit.
    pub fn minus(self, other: Self) -> Result<Self, OutOfRange> {
        let left = self.pence().checked_sub(other.pence()).and_then(Self::from_pence);
        left.ok_or_else(|| OutOfRange::new(Operation::Minus(self.signed(), other.signed()), Limit::BelowNothing))
    }

    /// The amount this many times over.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] above [`MAX`](Self::MAX).
    pub fn times(self, times: u64) -> Result<Self, OutOfRange> {
        let total = self.pence().checked_mul(times).and_then(Self::from_pence);
        total.ok_or_else(|| OutOfRange::new(Operation::Times(self.signed(), times), Limit::AboveMoney))
    }

    /// All of them together, nothing for none. Their order makes no difference, to the error neither.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] above [`MAX`](Self::MAX).
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, OutOfRange> {
        let mut count = 0_usize;
        // As many amounts as memory could hold stay within 128 bits.
        let mut total = 0_i128;
        for amount in amounts {
            count = count.saturating_add(1);
            total = total.saturating_add(amount.pence().into());
        }
        let sum = u64::try_from(total).ok().and_then(Self::from_pence);
        sum.ok_or_else(|| OutOfRange::new(Operation::Sum { count, total }, Limit::AboveMoney))
    }

    /// This amount less `other`, below nothing where `other` is more.
    #[must_use]
    pub const fn difference(self, other: Self) -> Balance {
        Balance::between(self, other)
    }

    /// The pence as a signed number, which holds every amount.
    pub(super) const fn signed(self) -> i64 {
        self.difference(Self::ZERO).pence()
    }
}

impl FromStr for Money {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        pence_of(text).and_then(Self::from_pence).ok_or_else(|| {
            Malformed::new(
                "an amount of money",
                text,
                "pounds with at most two decimals, such as `£1,234.56` or `1234.5`, up to £92,233,720,368,547,758.07",
            )
        })
    }
}

as_pounds! { Money, "an amount in pounds as text, such as \"1234.56\"" }

#[cfg(test)]
mod tests {
    use super::Money;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn an_amount_is_read_in_each_of_its_spellings() {
        for text in ["£1,234.50", "1,234.50", "£1234.50", "1234.50", "1234.5", "1,234.5"] {
            assert_eq!(money(text).pence(), 123_450, "{text}");
        }
        assert_eq!(money("1,234"), Money::pounds(1234).unwrap());
        assert_eq!(money("92233720368547758.07"), Money::MAX);
        assert!("92233720368547758.08".parse::<Money>().is_err());
        assert!("99999999999999999999999999".parse::<Money>().is_err());
    }

    #[test]
    fn arithmetic_that_leaves_the_range_says_what_it_was_asked() {
        let penny = Money::from_pence(1).unwrap();
        let largest = "£92,233,720,368,547,758.07";
        assert_eq!(
            Money::MAX.plus(penny).unwrap_err().to_string(),
            format!("{largest} plus £0.01 is more than {largest}, the largest amount")
        );
        assert_eq!(penny.minus(money("2")).unwrap_err().to_string(), "£0.01 minus £2.00 is below nothing");
        assert!(penny.minus(money("2")).unwrap_err().is_below_nothing());
        assert_eq!(
            Money::MAX.times(2).unwrap_err().to_string(),
            format!("{largest} times 2 is more than {largest}, the largest amount")
        );
        assert_eq!(
            Money::sum([Money::MAX, penny, Money::MAX]).unwrap_err().to_string(),
            format!("the sum of 3 amounts, £184,467,440,737,095,516.15, is more than {largest}, the largest amount")
        );
    }

    #[test]
    fn nothing_is_the_sum_of_nothing() {
        assert_eq!(Money::sum([]), Ok(Money::ZERO));
        assert!(Money::ZERO.is_zero());
        assert_eq!(Money::pounds(u64::MAX), None);
        assert_eq!(Money::from_pence(u64::MAX), None);
    }

    #[test]
    fn amounts_line_up_in_a_column() {
        assert_eq!(format!("{:>10}", money("12.3")), "    £12.30");
    }
}
