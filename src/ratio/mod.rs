//! Exact numbers of weights, marks and totals: fractions of whole numbers, and how they are rounded for print.

mod arithmetic;
mod rounding;
mod text;

pub use arithmetic::Inexact;
pub use rounding::Rounding;

/// An exact number: a fraction of two whole numbers in lowest terms.
///
/// Weights, marks, totals and margins are these, so that they add up and compare exactly. It reads and shows itself as a
/// whole number or a decimal where it is one (`35`, `0.06`), and as a fraction where it is not (`1/3`). Nothing rounds
/// but [`rounded`](Self::rounded) and [`to_fixed`](Self::to_fixed), and those only for print.
///
/// ```
/// use maths_hubs::ratio::{Ratio, Rounding};
///
/// let weight: Ratio = "0.35".parse()?;
/// let third: Ratio = "1/3".parse()?;
/// let product = weight.times(third)?;
/// assert_eq!(product.to_string(), "7/60");
/// assert_eq!(product.times(Ratio::from(100))?.to_fixed(1, Rounding::HalfUp), "11.7");
/// assert!("35%".parse::<Ratio>().is_err());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    /// Positive, and without a factor in common with the numerator.
    denominator: i128,
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };
    /// The points of a whole, where nobody says otherwise.
    pub const HUNDRED: Self = Self { numerator: 100, denominator: 1 };

    /// `numerator / denominator` in lowest terms, or `None` for a denominator of nought, and for the one number of each
    /// that has no opposite (`i128::MIN`).
    #[must_use]
    pub const fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        let divisor = arithmetic::common_divisor(numerator, denominator);
        let sign = if denominator < 0 { -1 } else { 1 };
        // The divisor divides both and is positive; neither is the least of all, so both keep an opposite.
        match (numerator.checked_div(divisor), denominator.checked_div(divisor)) {
            (Some(numerator), Some(denominator)) => {
                match (numerator.checked_mul(sign), denominator.checked_mul(sign)) {
                    (Some(numerator), Some(denominator)) => Some(Self { numerator, denominator }),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// What stands above the line, in lowest terms; its sign is the number's.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// What stands below the line, in lowest terms; always positive.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether it is below nothing.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Whether it is a whole number.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// The number without its sign.
    #[must_use]
    pub const fn magnitude(self) -> Self {
        // The numerator is never the least of all, which alone has no opposite.
        Self { numerator: self.numerator.saturating_abs(), denominator: self.denominator }
    }
}

impl Default for Ratio {
    fn default() -> Self {
        Self::ZERO
    }
}

macro_rules! from_whole {
    ($($whole:ty),*) => {$(
        impl From<$whole> for Ratio {
            fn from(whole: $whole) -> Self {
                Self { numerator: i128::from(whole), denominator: 1 }
            }
        }
    )*};
}

from_whole! { u8, u16, u32, u64, i8, i16, i32, i64 }
