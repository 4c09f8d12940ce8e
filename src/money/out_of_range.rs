//! The one error of arithmetic on money.

use std::fmt;

use super::{Balance, Money, text::Pence};

/// A result that is no amount, or no balance: the operation and what it was asked to work on.
///
/// ```
/// use maths_hubs::money::Money;
///
/// let (one, two) = (Money::pounds(1).unwrap(), Money::pounds(2).unwrap());
/// let error = one.minus(two).unwrap_err();
/// assert_eq!(error.operation(), "minus");
/// assert_eq!(error.to_string(), "£1.00 minus £2.00 is below nothing");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{operation} is {limit}")]
pub struct OutOfRange {
    operation: Operation,
    limit: Limit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Operation {
    Plus(i64, i64),
    Minus(i64, i64),
    Times(i64, u64),
    Sum { count: usize, total: i128 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Limit {
    BelowNothing,
    AboveMoney,
    OutsideBalance,
}

impl OutOfRange {
    pub(super) const fn new(operation: Operation, limit: Limit) -> Self {
        Self { operation, limit }
    }

    /// Which operation it was: `plus`, `minus`, `times` or `sum`.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        match self.operation {
            Operation::Plus(..) => "plus",
            Operation::Minus(..) => "minus",
            Operation::Times(..) => "times",
            Operation::Sum { .. } => "sum",
        }
    }

    /// Whether the result would have been an amount below nothing, rather than one too large to be held.
    #[must_use]
    pub const fn is_below_nothing(&self) -> bool {
        matches!(self.limit, Limit::BelowNothing)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pence = |pence: i64| Pence(pence.into());
        match *self {
            Self::Plus(one, another) => write!(f, "{} plus {}", pence(one), pence(another)),
            Self::Minus(one, another) => write!(f, "{} minus {}", pence(one), pence(another)),
            Self::Times(one, times) => write!(f, "{} times {times}", pence(one)),
            Self::Sum { count, total } => write!(f, "the sum of {count} amounts, {},", Pence(total)),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BelowNothing => f.write_str("below nothing"),
            Self::AboveMoney => write!(f, "more than {}, the largest amount", Money::MAX),
            Self::OutsideBalance => write!(f, "outside {} to {}", Balance::MIN, Balance::MAX),
        }
    }
}
