//! A date known to the day, the month or the year, or not at all.

use std::{cmp::Ordering, fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::{
    answer::Answer,
    document::{Malformed, as_text, day, day::digits_of},
};

/// A date known to the day (`2015-11-03`), the month (`2015-11`) or the year (`2015`), or not at all (`unknown`).
///
/// What is unknown is never filled in: comparisons give an [`Answer`]. The years are 1000 to 9999. The order, for use
/// in sorted collections, is by the earliest day it may be, then the latest; `unknown` comes first.
///
/// ```
/// use maths_hubs::{answer::Answer, calendar::PartialDate};
///
/// let appointed: PartialDate = "2015-11".parse()?;
/// let day = |text: &str| text.parse().unwrap();
/// assert_eq!(appointed.is_on_or_before(day("2015-10-31")), Answer::No);
/// assert_eq!(appointed.is_on_or_before(day("2015-11-10")), Answer::Unknown);
/// assert_eq!(appointed.is_on_or_before(day("2015-11-30")), Answer::Yes);
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate(Known);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Known {
    Nothing,
    Year(NaiveDate),
    Month(NaiveDate),
    Day(NaiveDate),
}

impl PartialDate {
    /// A date of which nothing is known.
    pub const UNKNOWN: Self = Self(Known::Nothing);

    const WHAT: &'static str = "a date";
    const ALLOWED: &'static str = "YYYY-MM-DD, YYYY-MM, YYYY or `unknown`, the years 1000 to 9999";

    /// A date known to its year, or `None` outside 1000 to 9999.
    #[must_use]
    pub const fn year(year: u16) -> Option<Self> {
        match Self::first_of(year, 1) {
            Some(first) => Some(Self(Known::Year(first))),
            None => None,
        }
    }

    /// A date known to its month (1 to 12), or `None` where there is no such month.
    #[must_use]
    pub const fn month(year: u16, month: u8) -> Option<Self> {
        match Self::first_of(year, month) {
            Some(first) => Some(Self(Known::Month(first))),
            None => None,
        }
    }

    const fn first_of(year: u16, month: u8) -> Option<NaiveDate> {
        if year < 1000 || year > 9999 { None } else { NaiveDate::from_ymd_opt(year as i32, month as u32, 1) }
    }

    /// The earliest day it may be, or `None` where nothing is known.
    #[must_use]
    pub const fn earliest(self) -> Option<NaiveDate> {
        match self.0 {
            Known::Nothing => None,
            Known::Year(day) | Known::Month(day) | Known::Day(day) => Some(day),
        }
    }

    /// The latest day it may be, or `None` where nothing is known.
    #[must_use]
    pub fn latest(self) -> Option<NaiveDate> {
        let last_of = |first: NaiveDate, months| {
            let next = first.checked_add_months(Months::new(months));
            next.and_then(|next| next.checked_sub_days(Days::new(1)))
        };
        match self.0 {
            Known::Nothing => None,
            Known::Year(first) => last_of(first, 12),
            Known::Month(first) => last_of(first, 1),
            Known::Day(day) => Some(day),
        }
    }

    /// The day, where it is known to the day.
    #[must_use]
    pub const fn day(self) -> Option<NaiveDate> {
        if let Known::Day(day) = self.0 { Some(day) } else { None }
    }

    /// Whether nothing is known of it.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        matches!(self.0, Known::Nothing)
    }

    /// Whether it lies on or before `day`.
    #[must_use]
    pub fn is_on_or_before(self, day: NaiveDate) -> Answer {
        match (self.earliest(), self.latest()) {
            (_, Some(latest)) if latest <= day => Answer::Yes,
            (Some(earliest), _) if earliest > day => Answer::No,
            _ => Answer::Unknown,
        }
    }

    /// Whether it lies before `day`.
    #[must_use]
    pub fn is_before(self, day: NaiveDate) -> Answer {
        match (self.earliest(), self.latest()) {
            (_, Some(latest)) if latest < day => Answer::Yes,
            (Some(earliest), _) if earliest >= day => Answer::No,
            _ => Answer::Unknown,
        }
    }

    /// Whether it lies on the same day as `other` or before it.
    #[must_use]
    pub fn is_no_later_than(self, other: Self) -> Answer {
        let (Some(earliest), Some(latest)) = (self.earliest(), self.latest()) else { return Answer::Unknown };
        let (Some(others_earliest), Some(others_latest)) = (other.earliest(), other.latest()) else {
            return Answer::Unknown;
        };
        if latest <= others_earliest {
            Answer::Yes
        } else if earliest > others_latest {
            Answer::No
        } else {
            Answer::Unknown
        }
    }
}

impl From<NaiveDate> for PartialDate {
    /// A date known to the day. A day outside the years 1000 to 9999 could not be written, and becomes unknown.
    fn from(day: NaiveDate) -> Self {
        if (1000..=9999).contains(&day.year()) { Self(Known::Day(day)) } else { Self::UNKNOWN }
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.earliest(), self.latest()).cmp(&(other.earliest(), other.latest()))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for PartialDate {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let known = match text.len() {
            4 => digits_of(text, 4).and_then(|year| Self::year(u16::try_from(year).ok()?)),
            7 if text == "unknown" => Some(Self::UNKNOWN),
            7 => text.split_once('-').and_then(|(year, month)| {
                let (year, month) = (digits_of(year, 4)?, digits_of(month, 2)?);
                Self::month(u16::try_from(year).ok()?, u8::try_from(month).ok()?)
            }),
            10 => day::parse(text).ok().map(Self::from),
            _ => None,
        };
        known.ok_or_else(|| {
            let allowed = if day::is_no_such_day(text) { day::NO_SUCH_DAY } else { Self::ALLOWED };
            Malformed::new(Self::WHAT, text, allowed)
        })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Known::Nothing => f.write_str("unknown"),
            Known::Year(first) => write!(f, "{:04}", first.year()),
            Known::Month(first) => write!(f, "{:04}-{:02}", first.year(), first.month()),
            Known::Day(day) => fmt::Display::fmt(&day, f),
        }
    }
}

as_text! { PartialDate, "a date"; }

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn every_precision_is_written_as_it_was_read() {
        for text in ["2015-11-03", "2015-11", "2015", "unknown", "1000", "9999-12"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_the_calendar_lacks_is_refused() {
        for text in ["2015-13", "2015-00", "2015-02-29", "0999", "Unknown", "", "11/2015", "2015-1"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
        let refusal = |text: &str| text.parse::<PartialDate>().unwrap_err().to_string();
        assert_eq!(refusal("2020-06-31"), "`2020-06-31` is not a date: the calendar has no such day");
        assert!(refusal("01/09/2020").starts_with("`01/09/2020` is not a date: YYYY-MM-DD, "));
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let february: PartialDate = "2016-02".parse().unwrap();
        assert_eq!(february.latest().unwrap().to_string(), "2016-02-29");
        let last: PartialDate = "9999-12".parse().unwrap();
        assert_eq!(last.latest().unwrap().to_string(), "9999-12-31");
    }
}
