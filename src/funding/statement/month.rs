//! Months of the calendar.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};

use crate::{
    calendar::{Term, Year, YearKind},
    document::{Malformed, as_text, day::digits_of, padded},
};

/// A month of a calendar year: `2014-09`. It lies wholly in one academic year, in one financial year, and in the usual
/// months of one term.
///
/// ```
/// use maths_hubs::funding::statement::Month;
///
/// let month: Month = "2015-03".parse()?;
/// assert_eq!(month.term().unwrap().to_string(), "spring 2014/15");
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Its first day.
    first: NaiveDate,
}

impl Month {
    /// The month in which a day lies, or `None` outside the years 1000 to 9999.
    #[must_use]
    pub fn containing(day: NaiveDate) -> Option<Self> {
        let first = day.with_day(1).filter(|day| (1000..=9999).contains(&day.year()));
        first.map(|first| Self { first })
    }

    /// Its first day.
    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The year of a kind in which it lies, or `None` outside the years that there are.
    #[must_use]
    pub fn year(self, kind: YearKind) -> Option<Year> {
        kind.containing(self.first)
    }

    /// The term of whose usual months it is one, or `None` outside all academic years.
    #[must_use]
    pub fn term(self) -> Option<Term> {
        Term::containing(self.first)
    }
}

impl FromStr for Month {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let read = |(year, month): (&str, &str)| {
            let year = i32::try_from(digits_of(year, 4)?).ok()?;
            NaiveDate::from_ymd_opt(year, digits_of(month, 2)?, 1).and_then(Self::containing)
        };
        let refused = || Malformed::new("a month", text, "YYYY-MM, of the years 1000 to 9999");
        text.split_once('-').and_then(read).ok_or_else(refused)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, format_args!("{:04}-{:02}", self.first.year(), self.first.month()))
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
    fn only_four_and_two_digits_of_a_month_that_there_is_are_read() {
        assert_eq!("2014-09".parse::<Month>().unwrap().first_day().to_string(), "2014-09-01");
        for text in ["2014-13", "2014-00", "2014-9", "14-09", "2014/09", "2014-09-01", "0999-12", ""] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
        assert_eq!(
            "2014-15".parse::<Month>().unwrap_err().to_string(),
            "`2014-15` is not a month: YYYY-MM, of the years 1000 to 9999"
        );
    }
}
