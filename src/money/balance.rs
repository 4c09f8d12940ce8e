//! Differences of amounts.

use std::str::FromStr;

use super::{
    Money,
    out_of_range::{Limit, Operation, OutOfRange},
    text::{as_pounds, pence_of},
};
use crate::document::Malformed;

pub use encapsulate::Balance;

/// The only code that can touch the number, so that no other can make one out of range.
mod encapsulate {
    use super::Money;

    /// The difference of two amounts in whole pence, which may be below nothing: `-£12.00`, in documents `"-12.00"`.
    ///
    /// It reaches equally far both ways, as far as [`Money`], so it can always be turned round.
    ///
    /// ```
    /// use maths_hubs::money::{Balance, Money};
    ///
    /// let (spent, granted) = (Money::pounds(62).unwrap(), Money::pounds(50).unwrap());
    /// let left: Balance = granted.difference(spent);
    /// assert_eq!(left.to_string(), "-£12.00");
    /// assert_eq!(left.magnitude(), Money::pounds(12).unwrap());
    /// assert_eq!(left.money(), None);
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub struct Balance(i64);

    impl Balance {
        /// Neither more nor less than nothing.
        pub const ZERO: Self = Self(0);
        /// The largest balance.
        pub const MAX: Self = Self(i64::MAX);
        /// The smallest balance.
        pub const MIN: Self = Self(-i64::MAX);

        /// This many pence, or `None` for the one number that could not be turned round, `i64::MIN`.
        #[must_use]
        pub const fn from_pence(pence: i64) -> Option<Self> {
            if pence >= Self::MIN.0 { Some(Self(pence)) } else { None }
        }

        /// The pence, below zero for a balance below nothing.
        #[must_use]
        pub const fn pence(self) -> i64 {
            self.0
        }

        /// `one` less `another`. Neither is above `i64::MAX`, so the casts keep them and their difference lies in range.
        pub(in crate::money) const fn between(one: Money, another: Money) -> Self {
            Self((one.pence() as i64).wrapping_sub(another.pence() as i64))
        }
    }
}

impl Balance {
    /// Whether it is below nothing.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.pence() < 0
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.pence() == 0
    }

    /// How far it lies from nothing, either way.
    #[must_use]
    pub fn magnitude(self) -> Money {
        Money::from_pence(self.pence().unsigned_abs()).unwrap_or(Money::MAX)
    }

    /// The amount, where it is not below nothing.
    #[must_use]
    pub const fn money(self) -> Option<Money> {
        if self.is_negative() { None } else { Money::from_pence(self.pence().unsigned_abs()) }
    }

    /// The same balance the other way round.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self.money() {
            Some(amount) => Money::ZERO.difference(amount),
            None => self.magnitude().into(),
        }
    }

    /// Both balances together.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] outside [`MIN`](Self::MIN) to [`MAX`](Self::MAX).
    pub fn plus(self, other: Self) -> Result<Self, OutOfRange> {
        let total = self.pence().checked_add(other.pence()).and_then(Self::from_pence);
        total.ok_or_else(|| OutOfRange::new(Operation::Plus(self.pence(), other.pence()), Limit::OutsideBalance))
    }

    /// This balance less `other`.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] outside [`MIN`](Self::MIN) to [`MAX`](Self::MAX).
    pub fn minus(self, other: Self) -> Result<Self, OutOfRange> {
        let left = self.pence().checked_sub(other.pence()).and_then(Self::from_pence);
        left.ok_or_else(|| OutOfRange::new(Operation::Minus(self.pence(), other.pence()), Limit::OutsideBalance))
    }

    /// The balance this many times over.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] outside [`MIN`](Self::MIN) to [`MAX`](Self::MAX).
    pub fn times(self, times: u64) -> Result<Self, OutOfRange> {
        let total = i128::from(self.pence()).checked_mul(times.into()).and_then(|total| i64::try_from(total).ok());
        let total = total.and_then(Self::from_pence);
        total.ok_or_else(|| OutOfRange::new(Operation::Times(self.pence(), times), Limit::OutsideBalance))
    }

    /// All of them together, nothing for none. Their order makes no difference, to the error neither.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] where the whole sum lies outside [`MIN`](Self::MIN) to [`MAX`](Self::MAX).
    pub fn sum(balances: impl IntoIterator<Item = Self>) -> Result<Self, OutOfRange> {
        let mut count = 0_usize;
        // As many balances as memory could hold stay within 128 bits.
        let mut total = 0_i128;
        for balance in balances {
            count = count.saturating_add(1);
            total = total.saturating_add(balance.pence().into());
        }
        let sum = i64::try_from(total).ok().and_then(Self::from_pence);
        sum.ok_or_else(|| OutOfRange::new(Operation::Sum { count, total }, Limit::OutsideBalance))
    }
}

impl From<Money> for Balance {
    fn from(amount: Money) -> Self {
        amount.difference(Money::ZERO)
    }
}

impl FromStr for Balance {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (below, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let balance = pence_of(rest).and_then(Money::from_pence).map(Self::from);
        balance.map(|balance| if below { balance.reversed() } else { balance }).ok_or_else(|| {
            Malformed::new(
                "a balance",
                text,
                "pounds with at most two decimals, such as `-£1,234.56` or `-1234.5`, up to \
                 £92,233,720,368,547,758.07 either way",
            )
        })
    }
}

as_pounds! { Balance, "a balance in pounds as text, such as \"-12.00\"" }

#[cfg(test)]
mod tests {
    use super::{Balance, Money};

    #[test]
    fn the_difference_of_any_two_amounts_is_a_balance() {
        for (one, another, pence) in [
            (Money::MAX, Money::ZERO, i64::MAX),
            (Money::ZERO, Money::MAX, -i64::MAX),
            (Money::MAX, Money::MAX, 0),
            (Money::pounds(1).unwrap(), Money::pounds(3).unwrap(), -200),
        ] {
            let balance = one.difference(another);
            assert_eq!(balance.pence(), pence);
            assert_eq!(balance.reversed(), another.difference(one));
            assert_eq!(balance.to_string().parse(), Ok(balance));
        }
        assert_eq!(Balance::from_pence(i64::MIN), None);
    }

    #[test]
    fn the_sign_stands_first_and_once() {
        assert_eq!("-£12.00".parse::<Balance>().unwrap().pence(), -1200);
        assert_eq!("-12".parse::<Balance>().unwrap().to_string(), "-£12.00");
        for text in ["£-12.00", "--12", "+12", "- 12", "12-", "(12.00)", "-", "−12"] {
            assert!(text.parse::<Balance>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_sum_may_pass_beyond_the_range_and_come_back() {
        assert_eq!(Balance::sum([Balance::MAX, Balance::MAX, Balance::MIN]), Ok(Balance::MAX));
        assert!(Balance::MAX.plus(Balance::MAX).is_err());
        assert_eq!(
            Balance::MIN.minus("0.01".parse().unwrap()).unwrap_err().to_string(),
            "-£92,233,720,368,547,758.07 minus £0.01 is outside -£92,233,720,368,547,758.07 to £92,233,720,368,547,758.07"
        );
        assert_eq!("-1.50".parse::<Balance>().unwrap().times(2).unwrap().to_string(), "-£3.00");
        assert!(Balance::MIN.times(u64::MAX).is_err());
    }
}
