//! An amount over a period, phased into the years that the period crosses.
//!
//! A grant for an academic year paid from a financial year's budget lies in two of those years: 7/12 of it from September
//! to March, 5/12 from April to August. Which figures fall into which year is told by months, by days or by a profile, exact to the
//! penny, and a correction below nothing phases as the exact mirror of what it corrects.
//!
//! ```
//! use maths_hubs::{calendar::{Period, YearKind}, funding::phasing::{Profile, phased}};
//!
//! let over: Period = "2014-09-01 to 2015-08-31".parse()?;
//! let years = phased("150000".parse()?, over, YearKind::Financial, &Profile::Months)?;
//! let told: Vec<_> = years.iter().map(|(year, amount)| format!("{year}: {amount}")).collect();
//! assert_eq!(told, ["2014-15: £87,500.00", "2015-16: £62,500.00"]);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    apportionment::{Unapportionable, largest_remainder},
    split::earlier_first,
};
use crate::{
    calendar::{Month, Period, Term, Year, YearKind},
    document::keyed,
    money::{Balance, Money},
    ratio::Ratio,
};

/// How an amount lies over its period. In a document: `"months"`, `"days"` or `{"weighted": {"2014-09": "1/2", …}}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Profile {
    /// Evenly over the months: each whole month counts one, and a month of which only some days lie in the period counts
    /// their share of its days.
    #[default]
    Months,
    /// Evenly over the days.
    Days,
    /// By a weight for each month; a month that is not named has none. Only their proportions count, and a month that lies
    /// partly in the period has its weight whole.
    Weighted(Weights),
}

/// A weight for each of some months, none below nought. Made by [`Profile::weighted`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Weights(BTreeMap<Month, Ratio>);

impl Weights {
    /// These weights.
    ///
    /// # Errors
    ///
    /// [`Unapportionable::Negative`] for a weight below nought.
    pub fn new(weights: impl IntoIterator<Item = (Month, Ratio)>) -> Result<Self, Unapportionable> {
        let weights: BTreeMap<Month, Ratio> = weights.into_iter().collect();
        match weights.values().find(|weight| weight.is_negative()) {
            Some(weight) => Err(Unapportionable::Negative { weight: *weight }),
            None => Ok(Self(weights)),
        }
    }

    /// Each month that is named with its weight, in the order of time.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Month, Ratio)> + '_ {
        self.0.iter().map(|(month, weight)| (*month, *weight))
    }

    /// The weight of a month; nought where it is not named.
    #[must_use]
    pub fn get(&self, month: Month) -> Ratio {
        self.0.get(&month).copied().unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for Weights {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(keyed::map::<D, Month, Ratio>(deserializer)?).map_err(serde::de::Error::custom)
    }
}

crate::document::as_record! { Profile, r#"a profile: "months", "days" or {"weighted": {"YYYY-MM": …}}"#; }

/// An amount that cannot be phased.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Unphasable {
    /// A period that runs on.
    #[error("the period runs on {period}: an amount is phased over a period with a last day")]
    RunsOn {
        /// The period.
        period: Period,
    },
    /// A month before the first or after the last of all years.
    #[error("{month} lies in no {kind} year: those that there are start in 1000 to 9998")]
    OutsideYears {
        /// The month.
        month: Month,
        /// The kind of year.
        kind: YearKind,
    },
    /// A period whose ends no document holds.
    #[error("the period {period} leaves the years 1000 to 9999")]
    OutsideMonths {
        /// The period.
        period: Period,
    },
    /// A profile that gives a weight to a month outside the period.
    #[error("the profile names {month}, which lies outside the period {period}")]
    OutsidePeriod {
        /// The month.
        month: Month,
        /// The period.
        period: Period,
    },
    /// A profile in proportion to which nothing can be phased.
    #[error(transparent)]
    Unapportionable(#[from] Unapportionable),
}

impl Profile {
    /// By a weight for each month.
    ///
    /// # Errors
    ///
    /// [`Unapportionable::Negative`] for a weight below nought.
    pub fn weighted(weights: impl IntoIterator<Item = (Month, Ratio)>) -> Result<Self, Unapportionable> {
        Weights::new(weights).map(Self::Weighted)
    }

    /// The same profile for a period within the one that it was made for: weights of months outside it are left out.
    /// Where none above nought is left, evenly over the months.
    #[must_use]
    pub fn within(&self, over: Period) -> Self {
        let Self::Weighted(weights) = self else { return self.clone() };
        let inside = |month: Month| over.intersection(month.period()).is_some();
        let inside: BTreeMap<Month, Ratio> = weights.iter().filter(|(month, _)| inside(*month)).collect();
        // None is below nought, so any that is not nought is above it.
        if inside.values().all(|weight| weight.is_zero()) { Self::Months } else { Self::Weighted(Weights(inside)) }
    }

    /// The weights of the months of a period, every month of it named, in the order of time.
    ///
    /// # Errors
    ///
    /// [`Unphasable`] for a period that runs on, and for a weight of a month outside it.
    pub fn weights(&self, over: Period) -> Result<BTreeMap<Month, Ratio>, Unphasable> {
        let last = over.last().ok_or(Unphasable::RunsOn { period: over })?;
        let outside = Unphasable::OutsideMonths { period: over };
        let Some((first, last)) = Month::containing(over.first()).zip(Month::containing(last)) else {
            return Err(outside);
        };
        if let Self::Weighted(weights) = self {
            if let Some((month, _)) = weights.iter().find(|(month, _)| !(first..=last).contains(month)) {
                return Err(Unphasable::OutsidePeriod { month, period: over });
            }
        }
        let months = std::iter::successors(Some(first), |month| month.next()).take_while(|month| *month <= last);
        let weight = |month: Month| {
            let days = over.intersection(month.period()).and_then(Period::days).unwrap_or_default();
            match self {
                Self::Months => Ratio::new(days.into(), month.days().into()).unwrap_or_default(),
                Self::Days => Ratio::from(days),
                Self::Weighted(weights) => weights.get(month),
            }
        };
        Ok(months.map(|month| (month, weight(month))).collect())
    }
}

/// Phases an amount into the years of one kind that its period crosses, each of them named, those that have nothing too.
///
/// By largest remainder: no year is a penny or more from its exact share, and all add up to the amount. Of equal
/// remainders the earlier year takes the odd penny, since time has an order. A balance below nothing phases as the same
/// above it, with the other sign.
///
/// # Errors
///
/// [`Unphasable`] for a period that runs on or leaves the years that there are, a profile that names a month outside it, an
/// amount without a weight above nought, and weights that cannot be added up exactly.
pub fn phased(
    amount: Balance,
    over: Period,
    kind: YearKind,
    profile: &Profile,
) -> Result<BTreeMap<Year, Balance>, Unphasable> {
    let weights = profile.weights(over)?;
    let year = |month| year_of(month, kind);
    Ok(shared(amount, &gathered(&weights, year)?)?)
}

/// Phases an amount into the months of its period, each of them named.
///
/// First into years of one kind as [`phased`], then each year's amount into its months, so that the months of a year add up to
/// that year to the penny; within a year of equal remainders the earlier month takes the odd penny.
///
/// ```
/// use maths_hubs::{calendar::{Period, YearKind}, funding::phasing::{Profile, by_month}};
///
/// let over: Period = "2015-02-15 to 2015-04-30".parse()?; // half of February, March and April
/// let months = by_month("1000".parse()?, over, YearKind::Financial, &Profile::Months)?;
/// let told: Vec<_> = months.iter().map(|(month, amount)| format!("{month}: {amount}")).collect();
/// assert_eq!(told, ["2015-02: £200.00", "2015-03: £400.00", "2015-04: £400.00"]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As [`phased`].
pub fn by_month(
    amount: Balance,
    over: Period,
    kind: YearKind,
    profile: &Profile,
) -> Result<BTreeMap<Month, Balance>, Unphasable> {
    nested(amount, over, kind, profile, Some)
}

/// Phases an amount into the usual terms that its period crosses, each of them named: September to December, January to
/// April, May to August.
///
/// First into academic years as [`phased`], then each year's amount into its terms, so that the terms of a year add up to that
/// year to the penny. A term's months, which [`by_month`] makes of the year itself, may differ from the term by pennies.
///
/// # Errors
///
/// As [`phased`].
pub fn by_term(amount: Balance, over: Period, profile: &Profile) -> Result<BTreeMap<Term, Balance>, Unphasable> {
    nested(amount, over, YearKind::Academic, profile, |month| Term::containing(month.first_day()))
}

/// Phases into years, and each year into parts of it.
fn nested<P: Ord + Copy>(
    amount: Balance,
    over: Period,
    kind: YearKind,
    profile: &Profile,
    part: impl Fn(Month) -> Option<P>,
) -> Result<BTreeMap<P, Balance>, Unphasable> {
    let weights = profile.weights(over)?;
    let years = shared(amount, &gathered(&weights, |month| year_of(month, kind))?)?;
    let mut of_years: BTreeMap<Year, BTreeMap<Month, Ratio>> = BTreeMap::new();
    for (month, weight) in weights {
        of_years.entry(year_of(month, kind)?).or_default().insert(month, weight);
    }
    let mut parts = BTreeMap::new();
    for (year, weights) in of_years {
        let amount = years.get(&year).copied().unwrap_or_default();
        let its = gathered(&weights, |month| part(month).ok_or(Unphasable::OutsideYears { month, kind }))?;
        parts.extend(shared(amount, &its)?);
    }
    Ok(parts)
}

/// The year in which a month lies. Years of either kind start with a month, so that none lies in two.
fn year_of(month: Month, kind: YearKind) -> Result<Year, Unphasable> {
    kind.containing(month.first_day()).ok_or(Unphasable::OutsideYears { month, kind })
}

/// The weights of months, added up by what they are parts of.
fn gathered<P: Ord>(
    weights: &BTreeMap<Month, Ratio>,
    part: impl Fn(Month) -> Result<P, Unphasable>,
) -> Result<BTreeMap<P, Ratio>, Unphasable> {
    let mut sums: BTreeMap<P, Ratio> = BTreeMap::new();
    for (month, weight) in weights {
        let sum = sums.entry(part(*month)?).or_default();
        *sum = sum.plus(*weight).map_err(|_| Unapportionable::Inexact)?;
    }
    Ok(sums)
}

/// A balance in proportion to weights; of equal remainders the earlier takes the odd penny.
fn shared<P: Ord + Copy>(
    amount: Balance,
    weights: &BTreeMap<P, Ratio>,
) -> Result<BTreeMap<P, Balance>, Unapportionable> {
    let shares = earlier_first(largest_remainder(amount.magnitude().pence(), weights)?);
    let signed = |share: u64| {
        // No share is above the whole.
        let share = Balance::from(Money::from_pence(share).unwrap_or(Money::MAX));
        if amount.is_negative() { share.reversed() } else { share }
    };
    Ok(shares.into_iter().map(|(part, share)| (part, signed(share))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{PartialDate, Span};

    fn told<P: std::fmt::Display>(parts: &BTreeMap<P, Balance>) -> Vec<String> {
        parts.iter().map(|(part, amount)| format!("{part}: {amount}")).collect()
    }

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    fn pounds(text: &str) -> Balance {
        text.parse().unwrap()
    }

    #[test]
    fn days_weigh_by_their_number() {
        // 2015-09-01 to 2016-03-31 are 213 days, since 2016 is a leap year; to 2016-08-31 another 153.
        let over = period("2015-09-01 to 2016-08-31");
        let years = phased(pounds("366"), over, YearKind::Financial, &Profile::Days).unwrap();
        assert_eq!(told(&years), ["2015-16: £213.00", "2016-17: £153.00"]);
    }

    #[test]
    fn of_equal_remainders_the_earlier_year_takes_the_odd_penny() {
        // Half of it lies on either side of 1 September.
        let over = period("2015-03-01 to 2016-02-29");
        let years = |amount| told(&phased(pounds(amount), over, YearKind::Academic, &Profile::Months).unwrap());
        assert_eq!(years("10.01"), ["2014/15: £5.01", "2015/16: £5.00"]);
        assert_eq!(years("-10.01"), ["2014/15: -£5.01", "2015/16: -£5.00"]);
    }

    #[test]
    fn a_part_of_a_month_counts_its_share_of_days() {
        // 10 of 31 days of March and the whole of April: 10/31 against 1, so £10.00 against £31.00.
        let over = period("2015-03-22 to 2015-04-30");
        let years = phased(pounds("41"), over, YearKind::Financial, &Profile::Months).unwrap();
        assert_eq!(told(&years), ["2014-15: £10.00", "2015-16: £31.00"]);
    }

    #[test]
    fn a_profile_puts_the_money_where_it_says() {
        let over = period("2014-09-01 to 2016-08-31");
        let profile: Profile =
            serde_json::from_str(r#"{"weighted": {"2014-09": "1/2", "2015-04": "0.25", "2015-03": "0.25"}}"#).unwrap();
        let years = phased(pounds("1000"), over, YearKind::Financial, &profile).unwrap();
        // A year without weight is crossed too, and has nothing.
        assert_eq!(told(&years), ["2014-15: £750.00", "2015-16: £250.00", "2016-17: £0.00"]);
        let written = serde_json::to_string(&profile).unwrap();
        assert_eq!(written, r#"{"weighted":{"2014-09":"0.5","2015-03":"0.25","2015-04":"0.25"}}"#);
        assert_eq!(serde_json::from_str::<Profile>(r#""days""#).unwrap(), Profile::Days);
    }

    #[test]
    fn no_profile_has_a_weight_below_nought() {
        let weights = [("2014-09", 2), ("2014-10", -1)].map(|(month, weight)| {
            let month: Month = month.parse().unwrap();
            (month, Ratio::new(weight, 1).unwrap())
        });
        assert_eq!(Profile::weighted(weights).unwrap_err().to_string(), "a weight is -1: it must be nought or more");
        let read = serde_json::from_str::<Profile>(r#"{"weighted": {"2014-09": "2", "2014-10": "-1"}}"#);
        let refused = read.unwrap_err().to_string();
        assert!(refused.starts_with("a weight is -1: it must be nought or more"), "{refused}");
        let twice = serde_json::from_str::<Profile>(r#"{"weighted": {"2014-09": "2", "2014-09": "1"}}"#);
        assert!(twice.unwrap_err().to_string().contains("is listed twice"));
    }

    #[test]
    fn terms_are_whole_thirds_of_a_year() {
        let over = period("2014-09-01 to 2015-08-31");
        let terms = by_term(pounds("10"), over, &Profile::Months).unwrap();
        assert_eq!(told(&terms), ["autumn 2014/15: £3.34", "spring 2014/15: £3.33", "summer 2014/15: £3.33"]);
    }

    #[test]
    fn what_cannot_be_phased_says_why() {
        let refusal = |over: &str, profile: &str| {
            let profile = serde_json::from_str(profile).unwrap();
            phased(pounds("1"), period(over), YearKind::Academic, &profile).unwrap_err().to_string()
        };
        assert_eq!(
            refusal("from 2014-09-01", "\"days\""),
            "the period runs on from 2014-09-01: an amount is phased over a period with a last day"
        );
        let year = "2014-09-01 to 2015-08-31";
        assert_eq!(
            refusal(year, r#"{"weighted": {"2015-09": "1"}}"#),
            "the profile names 2015-09, which lies outside the period 2014-09-01 to 2015-08-31"
        );
        assert_eq!(
            refusal(year, r#"{"weighted": {}}"#),
            "there are 100 units to share out and every weight is nought: at least one must be above it"
        );
        assert_eq!(
            refusal("1000-01-01 to 1000-12-31", "\"months\""),
            "1000-01 lies in no academic year: those that there are start in 1000 to 9998"
        );
        // A start that nobody knows may lie anywhere.
        let span = Span::new(PartialDate::UNKNOWN, Some("2015-08-31".parse().unwrap())).unwrap();
        let error = phased(pounds("1"), span.at_most(), YearKind::Academic, &Profile::Days).unwrap_err().to_string();
        assert!(error.ends_with("to 2015-08-31 leaves the years 1000 to 9999"), "{error}");
    }
}
