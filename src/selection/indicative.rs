//! Averages of independent marks, exact and indicative only.
//!
//! An average may stand off the published scale and has no reasons of its own, so it decides nothing: it informs a panel
//! that agrees on a mark. Each is an [`Indicative`], which says so wherever it is shown.

use std::fmt;

use crate::ratio::Ratio;

/// How an average was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Average {
    /// The sum over the number.
    Mean,
    /// The middle in order; of an even number the mean of the middle two.
    Median,
    /// The mean of what is left when so many of the highest and as many of the lowest are dropped.
    Trimmed(usize),
}

impl fmt::Display for Average {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mean => f.write_str("mean"),
            Self::Median => f.write_str("median"),
            Self::Trimmed(dropped) => write!(f, "mean without the {dropped} highest and {dropped} lowest"),
        }
    }
}

/// An average of independent marks or totals: exact, and indicative only. It is no mark, and no mark is made of it.
///
/// ```
/// use maths_hubs::selection::{indicative, scale::Scale};
///
/// let scale = Scale::range(0, 5)?;
/// let marks = [scale.mark("3".parse()?)?, scale.mark("4".parse()?)?];
/// let mean = indicative::mean(&marks).ok_or("no marks")?;
/// assert_eq!(mean.to_string(), "3.5 (mean, indicative only)");
/// assert!(scale.mark(mean.value().into()).is_err()); // off the scale
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Indicative {
    value: Ratio,
    average: Average,
}

impl Indicative {
    /// The exact value.
    #[must_use]
    pub const fn value(self) -> Ratio {
        self.value
    }

    /// How it was made.
    #[must_use]
    pub const fn average(self) -> Average {
        self.average
    }
}

impl fmt::Display for Indicative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, indicative only)", self.value, self.average)
    }
}

/// The numbers from the lowest to the highest.
fn in_order<T: Copy + Into<Ratio>>(values: &[T]) -> Vec<Ratio> {
    let mut values: Vec<Ratio> = values.iter().map(|value| (*value).into()).collect();
    values.sort_unstable();
    values
}

fn mean_of(values: impl ExactSizeIterator<Item = Ratio>) -> Option<Ratio> {
    let number = Ratio::from(u64::try_from(values.len()).ok()?);
    Ratio::sum(values).ok()?.over(number).ok()
}

/// The mean of some marks or numbers; `None` where there are none, or where it cannot be held exactly.
#[must_use]
pub fn mean<T: Copy + Into<Ratio>>(values: &[T]) -> Option<Indicative> {
    // In order, since whether a sum on the way fits may hang on it.
    mean_of(in_order(values).into_iter()).map(|value| Indicative { value, average: Average::Mean })
}

/// The median of some marks or numbers; `None` where there are none, or where it cannot be held exactly.
#[must_use]
pub fn median<T: Copy + Into<Ratio>>(values: &[T]) -> Option<Indicative> {
    let values = in_order(values);
    let above = values.len().checked_div(2)?;
    let below = values.len().checked_sub(1)?.checked_div(2)?;
    let middle = values.get(below..=above)?;
    mean_of(middle.iter().copied()).map(|value| Indicative { value, average: Average::Median })
}

/// The mean of what is left when the `dropped` highest and the `dropped` lowest are left out; `None` where nothing is left,
/// or where it cannot be held exactly.
#[must_use]
pub fn trimmed_mean<T: Copy + Into<Ratio>>(values: &[T], dropped: usize) -> Option<Indicative> {
    let values = in_order(values);
    let kept = values.get(dropped..values.len().checked_sub(dropped)?)?;
    mean_of(kept.iter().copied()).map(|value| Indicative { value, average: Average::Trimmed(dropped) })
}

/// The highest less the lowest, by which a limit of divergence judges; `None` where there are none, or where it cannot be
/// held exactly.
#[must_use]
pub fn spread<T: Copy + Into<Ratio>>(values: &[T]) -> Option<Ratio> {
    let values = || values.iter().map(|value| (*value).into());
    values().max()?.minus(values().min()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    #[test]
    fn averages_are_exact() {
        // 0 + 2 + 2 + 3 + 9 = 16, of five; in order the third; 2 + 2 + 3 = 7, of three.
        let values = [9, 2, 0, 3, 2];
        assert_eq!(mean(&values).unwrap().value(), ratio("3.2"));
        assert_eq!(median(&values).unwrap().value(), ratio("2"));
        assert_eq!(trimmed_mean(&values, 1).unwrap().value(), ratio("7/3"));
        assert_eq!(trimmed_mean(&values, 2).unwrap().value(), ratio("2"));
        assert_eq!(median(&[1, 2, 3, 10]).unwrap().value(), ratio("2.5"));
        assert_eq!(spread(&values), Some(ratio("9")));
    }

    #[test]
    fn of_nothing_there_is_no_average() {
        let none: [Ratio; 0] = [];
        assert_eq!((mean(&none), median(&none), trimmed_mean(&none, 0), spread(&none)), (None, None, None, None));
        assert_eq!(trimmed_mean(&[1, 2], 1), None);
        assert_eq!(trimmed_mean(&[1, 2], usize::MAX), None);
    }

    #[test]
    fn an_average_says_that_it_is_indicative() {
        assert_eq!(median(&[1, 4]).unwrap().to_string(), "2.5 (median, indicative only)");
        let trimmed = trimmed_mean(&[1, 2, 2], 1).unwrap();
        assert_eq!(trimmed.to_string(), "2 (mean without the 1 highest and 1 lowest, indicative only)");
    }

    #[test]
    fn what_cannot_be_held_is_no_average() {
        let most = Ratio::new(i128::MAX, 1).unwrap();
        assert_eq!(mean(&[most, most]), None);
        assert_eq!(spread(&[most, most.opposite()]), None);
    }
}
