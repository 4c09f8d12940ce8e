//! Krippendorff's alpha.

use std::{borrow::Borrow, fmt};

use serde::{Deserialize, Serialize};

use super::pairable::Pairable;
use crate::ratio::Ratio;

/// How far apart two marks are, to Krippendorff's alpha: the level of measurement that the scale is taken to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Metric {
    /// Equal or not. For words without an order.
    Nominal,
    /// By the marks that lie between, whatever the points are. For steps of unequal or unknown width.
    Ordinal,
    /// By the square of the difference. For points of which each is worth as much as the next.
    Interval,
    /// By the square of the difference over the sum. For amounts with a true nought; none is negative.
    Ratio,
}

crate::document::as_record! { Metric, r#"a metric: "nominal", "ordinal", "interval" or "ratio""#; }

/// Krippendorff's alpha: 1 for full agreement, 0 for what chance would give, below 0 for worse. It informs people and
/// decides nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Alpha {
    /// It is this.
    Value(f64),
    /// It has no value, for this reason.
    Undefined(Undefined),
}

impl Alpha {
    /// The value, where there is one.
    #[must_use]
    pub const fn value(self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(value),
            Self::Undefined(_) => None,
        }
    }
}

/// The value with three decimals, or that it is undefined and why.
impl fmt::Display for Alpha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => write!(f, "{value:.3}"),
            Self::Undefined(why) => write!(f, "undefined: {why}"),
        }
    }
}

/// Why Krippendorff's alpha has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Undefined {
    /// No unit has two marks, so nothing can be compared.
    #[error("no unit has two marks")]
    NoPairs,
    /// All marks that can be compared are equal, so chance would give no disagreement: nought over nought, and not 1.
    #[error("all marks that can be compared are the same, so no disagreement is to be expected")]
    OneValue,
    /// A mark is negative, where the metric asks for amounts.
    #[error("the lowest mark is {0}, and the ratio metric allows none below 0")]
    Negative(Ratio),
    /// The sums need more than 127 bits, which no published scale comes near.
    #[error("the marks are too fine or too far apart to be summed exactly")]
    TooFine,
}

/// Krippendorff's alpha of units by assessors, under `metric`; `None` is no mark. Units with fewer than two marks do not
/// count.
///
/// With *m<sub>u</sub>* marks in unit *u*, and *n* in all units that have at least two:
/// α = 1 − (*n* − 1) · Σ<sub>u</sub> Σ<sub>pairs in u</sub> δ² ∕ (*m<sub>u</sub>* − 1) ∕ Σ<sub>all pairs</sub> δ².
/// The metrics δ² of marks *a* and *b*: nominal 0 or 1; interval (*a* − *b*)²; ratio ((*a* − *b*) ∕ (*a* + *b*))², 0 for two
/// noughts; ordinal (Σ<sub>g from a to b</sub> *n<sub>g</sub>* − (*n<sub>a</sub>* + *n<sub>b</sub>*) ∕ 2)², which is the square
/// of the difference of their mean ranks. (K. Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011.)
///
/// The marks may be a slice of rows, or any iterators. It takes time near linear in the marks, times the logarithm of the
/// number of different values, and memory linear in the marks; the ratio metric takes time quadratic in the number of
/// different values besides. Sums are of whole numbers and exact, for the ratio metric the counts are; what is then divided
/// and added as floats comes in the order of its size, so that the result does not depend on the order of the input.
#[must_use]
pub fn alpha<U>(units: U, metric: Metric) -> Alpha
where
    U: IntoIterator<Item: IntoIterator<Item: Borrow<Option<Ratio>>>>,
{
    let pairable = Pairable::of(units);
    let sums = if pairable.marks() == 0 {
        Err(Undefined::NoPairs)
    } else if pairable.values() < 2 {
        Err(Undefined::OneValue)
    } else {
        match metric {
            Metric::Nominal => pairable.unequal().ok_or(Undefined::TooFine),
            Metric::Ordinal => pairable.squares(&pairable.ranks()).ok_or(Undefined::TooFine),
            Metric::Interval => pairable.whole().and_then(|whole| pairable.squares(&whole)).ok_or(Undefined::TooFine),
            Metric::Ratio => match pairable.lowest() {
                Some(lowest) if lowest.is_negative() => Err(Undefined::Negative(lowest)),
                _ => pairable.whole().and_then(|whole| pairable.quotients(&whole)).ok_or(Undefined::TooFine),
            },
        }
    };
    match sums {
        // Two values differ, so disagreement is to be expected and the divisor is above nought.
        Ok(sums) => Alpha::Value(1.0 - pairable.float_of_marks_but_one() * sums.within / sums.overall),
        Err(reason) => Alpha::Undefined(reason),
    }
}
