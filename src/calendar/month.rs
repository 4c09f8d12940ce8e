//! A month of a year.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Period;
use crate::document::{Malformed, as_text, day::digits_of, padded};

/// A month of a calendar year: `2014-09`. The years are 1000 to 9999.
///
/// ```
/// use maths_hubs::calendar::Month;
///
/// let month: Month = "2016-02".parse()?;
/// assert_eq!(month.period().to_string(), "2016-02-01 to 2016-02-29");
/// assert_eq!(month.next().unwrap().to_string(), "2016-03");
/// assert_eq!(Month::containing("2016-02-29".parse().unwrap()), Some(month));
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
// The fields stand in the order in which months are ordered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// The month with this number, 1 to 12, of a year; `None` where there is no such month, and outside 1000 to 9999.
    #[must_use]
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        if year >= 1000 && year <= 9999 && month >= 1 && month <= 12 { Some(Self { year, month }) } else { None }
    }

    /// The month in which a day lies, or `None` outside the years 1000 to 9999.
    #[must_use]
    pub fn containing(day: NaiveDate) -> Option<Self> {
        Self::new(u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?)
    }

    /// The calendar year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Its number in the year, 1 to 12.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.month
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        super::split_year::day_of(self.year, self.month.into(), 1)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let first = self.first_day();
        let next = first.checked_add_months(Months::new(1));
        // The calendar goes far beyond the last of these years.
        next.and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(first)
    }

    /// Its days, first to last.
    #[must_use]
    pub fn period(self) -> Period {
        Period::between(self.first_day(), self.last_day())
    }

    /// How many days it has, 28 to 31.
    #[must_use]
    pub fn days(self) -> u32 {
        self.last_day().day()
    }

    /// The month after it, or `None` after the last.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        if self.month == 12 {
            Self::new(self.year.saturating_add(1), 1)
        } else {
            Self::new(self.year, self.month.saturating_add(1))
        }
    }

    /// The month before it, or `None` before the first.
    #[must_use]
    pub const fn previous(self) -> Option<Self> {
        if self.month == 1 {
            Self::new(self.year.saturating_sub(1), 12)
        } else {
            Self::new(self.year, self.month.saturating_sub(1))
        }
    }
}

impl FromStr for Month {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let read = |(year, month): (&str, &str)| {
            let (year, month) = (digits_of(year, 4)?, digits_of(month, 2)?);
            Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?)
        };
        text.split_once('-')
            .and_then(read)
            .ok_or_else(|| Malformed::new("a month", text, "YYYY-MM, such as 2014-09, the years 1000 to 9999"))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, format_args!("{:04}-{:02}", self.year, self.month))
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Month({self})")
    }
}

as_text! { Month, "a month"; }

#[cfg(test)]
mod tests {
    use super::Month;

    #[test]
    fn months_follow_one_another_across_years() {
        let month = |text: &str| text.parse::<Month>().unwrap();
        assert_eq!(month("2014-12").next(), Some(month("2015-01")));
        assert_eq!(month("2015-01").previous(), Some(month("2014-12")));
        assert_eq!((month("9999-12").next(), month("1000-01").previous()), (None, None));
        assert_eq!(month("9999-12").last_day().to_string(), "9999-12-31");
        assert_eq!((month("2015-02").days(), month("2000-02").days(), month("1900-02").days()), (28, 29, 28));
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for text in ["", "2014", "2014-00", "2014-13", "2014-9", "0999-01", "2014-09-01", "2014/09", " 2014-09"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
        assert_eq!(
            "2014-13".parse::<Month>().unwrap_err().to_string(),
            "`2014-13` is not a month: YYYY-MM, such as 2014-09, the years 1000 to 9999"
        );
    }
}
