//! Marks that can be compared with another mark of their unit, counted by value.

use std::{borrow::Borrow, collections::BTreeMap};

use crate::ratio::Ratio;

/// The marks of all units that have at least two.
pub(super) struct Pairable {
    /// How many marks have each value.
    counts: BTreeMap<Ratio, u64>,
    /// The marks, unit after unit, each as its value's place among the values.
    marks: Vec<usize>,
    /// How many marks each unit has.
    sizes: Vec<usize>,
}

/// What marks disagree by, over ordered pairs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sums {
    /// Within each unit, over its number of marks less one.
    pub(super) within: f64,
    /// Over all pairs of all marks.
    pub(super) overall: f64,
}

#[allow(clippy::cast_precision_loss, reason = "the one place where exact sums become floats")]
const fn float(exact: i128) -> f64 {
    exact as f64
}

/// A count; no memory holds more marks than a number of 127 bits counts.
fn wide(count: impl TryInto<i128>) -> Option<i128> {
    count.try_into().ok()
}

impl Pairable {
    pub(super) fn of<U>(units: U) -> Self
    where
        U: IntoIterator<Item: IntoIterator<Item: Borrow<Option<Ratio>>>>,
    {
        let (mut given, mut sizes, mut counts) = (Vec::new(), Vec::new(), BTreeMap::<Ratio, u64>::new());
        for unit in units {
            let before = given.len();
            given.extend(unit.into_iter().filter_map(|mark| *mark.borrow()));
            let size = given.len().saturating_sub(before);
            if size < 2 {
                given.truncate(before);
            } else {
                sizes.push(size);
                for mark in given.iter().skip(before) {
                    let count = counts.entry(*mark).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
        let places: BTreeMap<Ratio, usize> = counts.keys().copied().zip(0..).collect();
        let marks = given.iter().filter_map(|mark| places.get(mark).copied()).collect();
        Self { counts, marks, sizes }
    }

    pub(super) fn marks(&self) -> usize {
        self.marks.len()
    }

    pub(super) fn values(&self) -> usize {
        self.counts.len()
    }

    pub(super) fn lowest(&self) -> Option<Ratio> {
        self.counts.keys().next().copied()
    }

    pub(super) fn float_of_marks_but_one(&self) -> f64 {
        float(wide(self.marks.len()).unwrap_or(i128::MAX).saturating_sub(1))
    }

    fn units(&self) -> impl Iterator<Item = &[usize]> {
        let mut rest = self.marks.as_slice();
        self.sizes.iter().map_while(move |size| {
            let (unit, after) = rest.split_at_checked(*size)?;
            rest = after;
            Some(unit)
        })
    }

    /// The values as whole numbers of one unit: all times their least common denominator.
    pub(super) fn whole(&self) -> Option<Vec<i128>> {
        let common = self.counts.keys().try_fold(1_i128, |common, value| {
            // In lowest terms the fraction of two denominators has the shared factors taken out.
            common.checked_mul(Ratio::new(common, value.denominator())?.denominator())
        })?;
        let whole = |value: &Ratio| value.numerator().checked_mul(common.checked_div(value.denominator())?);
        self.counts.keys().map(whole).collect()
    }

    /// Twice the mean rank that marks of each value have among all marks.
    pub(super) fn ranks(&self) -> Vec<i128> {
        let rank = |below: &mut i128, count: &u64| {
            let count = i128::from(*count);
            let rank = below.saturating_mul(2).saturating_add(count);
            *below = below.saturating_add(count);
            Some(rank)
        };
        self.counts.values().scan(0, rank).collect()
    }

    /// The sums for marks that differ by 1 if at all: all ordered pairs, less those of equals.
    pub(super) fn unequal(&self) -> Option<Sums> {
        let overall = unequal_pairs(self.marks.len(), self.counts.values().copied())?;
        self.sums(overall, |unit| unequal_pairs(unit.len(), tally(unit).into_values()))
    }

    /// The sums for marks that differ by the square of the difference of what `places` gives their values. Over ordered
    /// pairs of *m* numbers the squares of the differences add up to 2 (*m* Σ *x*² − (Σ *x*)²).
    pub(super) fn squares(&self, places: &[i128]) -> Option<Sums> {
        let lowest = places.first()?;
        // From the lowest on, so that the numbers stay small.
        let places: Vec<i128> = places.iter().map(|place| place.checked_sub(*lowest)).collect::<Option<_>>()?;
        let twice = |marks: i128, sum: i128, squares: i128| {
            marks.checked_mul(squares)?.checked_sub(sum.checked_pow(2)?)?.checked_mul(2)
        };
        let (mut sum, mut squares) = (0_i128, 0_i128);
        for (place, count) in places.iter().zip(self.counts.values()) {
            let weighted = place.checked_mul(i128::from(*count))?;
            sum = sum.checked_add(weighted)?;
            squares = squares.checked_add(weighted.checked_mul(*place)?)?;
        }
        let overall = twice(wide(self.marks.len())?, sum, squares)?;
        self.sums(overall, |unit| {
            let (mut sum, mut squares) = (0_i128, 0_i128);
            for mark in unit {
                let place = places.get(*mark)?;
                sum = sum.checked_add(*place)?;
                squares = squares.checked_add(place.checked_pow(2)?)?;
            }
            twice(wide(unit.len())?, sum, squares)
        })
    }

    /// The sums for marks that differ by the square of difference over sum of what `amounts` gives their values, none
    /// negative. It does not fall apart into sums over marks, so pairs of values are counted.
    pub(super) fn quotients(&self, amounts: &[i128]) -> Option<Sums> {
        // Amounts ascend and differ, so the sum of two is above nought.
        let apart = |low: i128, high: i128| {
            let quotient = float(high.checked_sub(low)?) / float(high.checked_add(low)?);
            Some(quotient * quotient)
        };
        let mut overall = 0.0;
        let counted: Vec<(i128, u64)> = amounts.iter().copied().zip(self.counts.values().copied()).collect();
        for (place, (high, many)) in counted.iter().enumerate() {
            for (low, few) in counted.iter().take(place) {
                let pairs = i128::from(*many).checked_mul(i128::from(*few))?.checked_mul(2)?;
                overall += float(pairs) * apart(*low, *high)?;
            }
        }
        // Ordered pairs of two values within units of each size.
        let mut pairs = BTreeMap::<(usize, usize, usize), i128>::new();
        for unit in self.units() {
            let tally = tally(unit);
            for (high, many) in &tally {
                for (low, few) in tally.range(..high) {
                    let count = pairs.entry((unit.len(), *low, *high)).or_default();
                    let more = i128::from(*many).checked_mul(i128::from(*few))?.checked_mul(2)?;
                    *count = count.checked_add(more)?;
                }
            }
        }
        let mut within = 0.0;
        for ((size, low, high), count) in pairs {
            let others = wide(size)?.checked_sub(1)?;
            within += float(count) * apart(*amounts.get(low)?, *amounts.get(high)?)? / float(others);
        }
        Some(Sums { within, overall })
    }

    /// The sum of `each` unit over its marks less one: exact for units of one size, then divided, from small to large.
    fn sums(&self, overall: i128, each: impl Fn(&[usize]) -> Option<i128>) -> Option<Sums> {
        let mut by_size = BTreeMap::<usize, i128>::new();
        for unit in self.units() {
            let sum = by_size.entry(unit.len()).or_default();
            *sum = sum.checked_add(each(unit)?)?;
        }
        let mut within = 0.0;
        for (size, sum) in by_size {
            within += float(sum) / float(wide(size)?.checked_sub(1)?);
        }
        Some(Sums { within, overall: float(overall) })
    }
}

/// The ordered pairs of so many marks, less those of equals.
fn unequal_pairs(marks: usize, mut equals: impl Iterator<Item = u64>) -> Option<i128> {
    let all = wide(marks)?.checked_pow(2)?;
    equals.try_fold(all, |rest, count| rest.checked_sub(i128::from(count).checked_pow(2)?))
}

/// How many marks of a unit have each value.
fn tally(unit: &[usize]) -> BTreeMap<usize, u64> {
    let mut tally = BTreeMap::<usize, u64>::new();
    for mark in unit {
        let count = tally.entry(*mark).or_default();
        *count = count.saturating_add(1);
    }
    tally
}
