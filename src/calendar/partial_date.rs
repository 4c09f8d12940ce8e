//! A date known to the day, the month, the year or as a range, or not at all.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};

use crate::{
    answer::Answer,
    document::{Malformed, as_text, day, day::digits_of},
};

/// A date known to the day (`2015-11-03`), the month (`2015-11`), the year (`2015`) or as a range, or not at all
/// (`unknown`).
///
/// A range lies between two days, both included, either of which may be open: `2018-06..2019-09`, `..2015-07`,
/// `2019-04-02..`. Its ends are written to the day, the month or the year, and mean the first day of the one and the last
/// of the other. A range that is exactly a month or a year *is* that date, and is written so.
///
/// What is unknown is never filled in: comparisons give an [`Answer`]. The years are 1000 to 9999. The order, for use
/// in sorted collections, is by the earliest day it may be, then the latest, an open end before any day; so `unknown`
/// comes first.
///
/// ```
/// use maths_hubs::{answer::Answer, calendar::PartialDate};
///
/// let appointed: PartialDate = "2015-11".parse()?;
/// let day = |text: &str| text.parse().unwrap();
/// assert_eq!(appointed.is_on_or_before(day("2015-10-31")), Answer::No);
/// assert_eq!(appointed.is_on_or_before(day("2015-11-10")), Answer::Unknown);
/// assert_eq!(appointed.is_on_or_before(day("2015-11-30")), Answer::Yes);
///
/// // One of the hubs that were there by July 2015; nobody wrote down since when.
/// let announced: PartialDate = "..2015-07".parse()?;
/// assert_eq!(announced.is_on_or_before(day("2015-07-01")), Answer::Unknown);
/// assert_eq!(announced.is_on_or_before(day("2015-07-31")), Answer::Yes);
/// assert_eq!(announced.is_no_later_than(appointed), Answer::Yes);
/// assert_eq!("2015-01..2015-12".parse::<PartialDate>()?.to_string(), "2015");
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
// Both ends as days, whatever the text: so what is equal is ordered as equal, and a month is one value however written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
}

impl PartialDate {
    /// A date of which nothing is known.
    pub const UNKNOWN: Self = Self { earliest: None, latest: None };

    const WHAT: &'static str = "a date";
    const ALLOWED: &'static str = "YYYY-MM-DD, YYYY-MM, YYYY, two of these in their order with `..` between them, one with \
        `..` before or after it, or `unknown`; the years 1000 to 9999";

    /// A date known to its year, or `None` outside 1000 to 9999.
    #[must_use]
    pub const fn year(year: u16) -> Option<Self> {
        match (Self::first_of(year, 1), Self::last_of(year, 12)) {
            (Some(first), Some(last)) => Some(Self { earliest: Some(first), latest: Some(last) }),
            _ => None,
        }
    }

    /// A date known to its month (1 to 12), or `None` where there is no such month.
    #[must_use]
    pub const fn month(year: u16, month: u8) -> Option<Self> {
        match (Self::first_of(year, month), Self::last_of(year, month)) {
            (Some(first), Some(last)) => Some(Self { earliest: Some(first), latest: Some(last) }),
            _ => None,
        }
    }

    /// A date that lies from `from` to `to`, both included; an end without a day is open, and of two open ends nothing is
    /// known. `None` where `to` lies before `from`, or one of them outside the years 1000 to 9999.
    ///
    /// ```
    /// use maths_hubs::calendar::PartialDate;
    ///
    /// let day = |text: &str| text.parse().ok();
    /// let announced = PartialDate::between(day("2018-06-01"), day("2019-09-30"));
    /// assert_eq!(announced, Some("2018-06..2019-09".parse()?));
    /// assert_eq!(PartialDate::between(day("2015-11-01"), day("2015-11-30")), PartialDate::month(2015, 11));
    /// assert_eq!(PartialDate::between(None, None), Some(PartialDate::UNKNOWN));
    /// assert_eq!(PartialDate::between(day("2019-01-01"), day("2018-12-31")), None);
    /// # Ok::<_, maths_hubs::document::Malformed>(())
    /// ```
    #[must_use]
    pub fn between(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<Self> {
        let in_order = from.is_none_or(|from| to.is_none_or(|to| from <= to));
        let may_be_written = [from, to].into_iter().flatten().all(is_of_its_years);
        (in_order && may_be_written).then_some(Self { earliest: from, latest: to })
    }

    const fn first_of(year: u16, month: u8) -> Option<NaiveDate> {
        if year < 1000 || year > 9999 { None } else { NaiveDate::from_ymd_opt(year as i32, month as u32, 1) }
    }

    const fn last_of(year: u16, month: u8) -> Option<NaiveDate> {
        let mut days = 31;
        while days > 27 {
            if let Some(last) = NaiveDate::from_ymd_opt(year as i32, month as u32, days) {
                return Some(last);
            }
            days = days.saturating_sub(1);
        }
        None
    }

    /// The earliest day it may be, or `None` where no day is known before which it cannot lie.
    #[must_use]
    pub const fn earliest(self) -> Option<NaiveDate> {
        self.earliest
    }

    /// The latest day it may be, or `None` where no day is known after which it cannot lie.
    #[must_use]
    pub const fn latest(self) -> Option<NaiveDate> {
        self.latest
    }

    /// The day, where it is known to the day.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// Whether nothing is known of it. Of a range with one open end something is.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }

    /// Whether it is known as a range: more than nothing, and neither a day nor exactly a month or a year.
    #[must_use]
    pub fn is_range(self) -> bool {
        match (self.earliest, self.latest) {
            (None, None) => false,
            (Some(first), Some(last)) => Whole::of(first, last).is_none(),
            _ => true,
        }
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
        match (self.latest, other.earliest, self.earliest, other.latest) {
            (Some(latest), Some(others_earliest), ..) if latest <= others_earliest => Answer::Yes,
            (.., Some(earliest), Some(others_latest)) if earliest > others_latest => Answer::No,
            _ => Answer::Unknown,
        }
    }
}

/// The coarsest unit of which two days are the first and the last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Year,
    Month,
    Day,
}

impl Whole {
    fn of(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let same_month = first.year() == last.year() && first.month() == last.month();
        match (Self::starts(first), Self::ends(last)) {
            (Self::Year, Self::Year) if first.year() == last.year() => Some(Self::Year),
            (Self::Year | Self::Month, Self::Year | Self::Month) if same_month => Some(Self::Month),
            _ => (first == last).then_some(Self::Day),
        }
    }

    /// The coarsest unit that starts on `day`.
    fn starts(day: NaiveDate) -> Self {
        match (day.month(), day.day()) {
            (1, 1) => Self::Year,
            (_, 1) => Self::Month,
            _ => Self::Day,
        }
    }

    /// The coarsest unit that ends on `day`.
    fn ends(day: NaiveDate) -> Self {
        // The last day that there is ends no year that may be written.
        day.succ_opt().map_or(Self::Day, Self::starts)
    }

    /// What an end is written to whose other end is `other`: a year beside a year alone, since `2018..2018-06` is hard to
    /// read.
    fn beside(self, other: Self) -> Self {
        if self == Self::Year && other != Self::Year { Self::Month } else { self }
    }

    fn write(self, day: NaiveDate, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year => write!(f, "{:04}", day.year()),
            Self::Month => write!(f, "{:04}-{:02}", day.year(), day.month()),
            Self::Day => fmt::Display::fmt(&day, f),
        }
    }
}

fn is_of_its_years(day: NaiveDate) -> bool {
    (1000..=9999).contains(&day.year())
}

impl From<NaiveDate> for PartialDate {
    /// A date known to the day. A day outside the years 1000 to 9999 could not be written, and becomes unknown.
    fn from(day: NaiveDate) -> Self {
        Self::between(Some(day), Some(day)).unwrap_or(Self::UNKNOWN)
    }
}

impl FromStr for PartialDate {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let known = match text.split_once("..") {
            None if text == "unknown" => Some(Self::UNKNOWN),
            None => whole(text),
            Some((from, to)) => range(from, to),
        };
        known.ok_or_else(|| {
            let is_no_such_day = |text| day::is_no_such_day(text);
            let (from, to) = text.split_once("..").unwrap_or((text, ""));
            let allowed = if is_no_such_day(from) || is_no_such_day(to) { day::NO_SUCH_DAY } else { Self::ALLOWED };
            Malformed::new(Self::WHAT, text, allowed)
        })
    }
}

/// A day, a month or a year.
fn whole(text: &str) -> Option<PartialDate> {
    match text.len() {
        4 => digits_of(text, 4).and_then(|year| PartialDate::year(u16::try_from(year).ok()?)),
        7 => text.split_once('-').and_then(|(year, month)| {
            let (year, month) = (digits_of(year, 4)?, digits_of(month, 2)?);
            PartialDate::month(u16::try_from(year).ok()?, u8::try_from(month).ok()?)
        }),
        10 => day::parse(text).ok().map(PartialDate::from),
        _ => None,
    }
}

/// From the first day of `from` to the last of `to`, one of which may be empty.
fn range(from: &str, to: &str) -> Option<PartialDate> {
    let end = |text: &str| if text.is_empty() { Some(PartialDate::UNKNOWN) } else { whole(text) };
    let known = PartialDate::between(end(from)?.earliest, end(to)?.latest)?;
    (!known.is_unknown()).then_some(known)
}

impl fmt::Display for PartialDate {
    /// The shortest form. An end of a range is written to the month where it is the first or the last day of one, and to
    /// the year where both ends are of years.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.earliest, self.latest) {
            (None, None) => f.write_str("unknown"),
            (Some(first), None) => {
                Whole::starts(first).write(first, f)?;
                f.write_str("..")
            }
            (None, Some(last)) => {
                f.write_str("..")?;
                Whole::ends(last).write(last, f)
            }
            (Some(first), Some(last)) => match Whole::of(first, last) {
                Some(whole) => whole.write(first, f),
                None => {
                    let (one, other) = (Whole::starts(first), Whole::ends(last));
                    one.beside(other).write(first, f)?;
                    f.write_str("..")?;
                    other.beside(one).write(last, f)
                }
            },
        }
    }
}

as_text! { PartialDate, "a date"; }

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::PartialDate;
    use crate::answer::Answer;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn every_precision_is_written_as_it_was_read() {
        for text in [
            "2015-11-03",
            "2015-11",
            "2015",
            "unknown",
            "1000",
            "9999-12",
            "2018-06..2019-09",
            "2014..2015",
            "2014-12..2015-01",
            "2014-01..2015-06",
            "2018-06..2019-09-29",
            "2019-04-02..2020-09",
            "..2015-07",
            "..2015",
            "..2015-07-30",
            "2019-04-02..",
            "2019-04..",
            "2019..",
            "1000..",
            "..9999",
        ] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn one_date_is_one_value_however_it_is_written() {
        for (text, written) in [
            ("2015-01..2015-12", "2015"),
            ("2015..2015", "2015"),
            ("2015-01-01..2015-12-31", "2015"),
            ("2015-07..2015-07-31", "2015-07"),
            ("2015-07-04..2015-07-04", "2015-07-04"),
            ("2016-02-01..2016-02-29", "2016-02"),
            ("2015-02-01..2015-02-28", "2015-02"),
            ("2014-01..2015-12", "2014..2015"),
            ("2018..2018-06", "2018-01..2018-06"),
            ("2018-06..2018", "2018-06..2018-12"),
            ("2018..2019-09-15", "2018-01..2019-09-15"),
            ("2019-01-01..", "2019.."),
            ("..2015-12-31", "..2015"),
        ] {
            assert_eq!(date(text).to_string(), written);
            assert_eq!(date(text), date(written));
        }
        assert!(!date("2015-01..2015-12").is_range() && date("2015-01..2015-11").is_range());
        assert!(date("..2015").is_range() && !date("unknown").is_range() && !date("2015-07-04..2015-07-04").is_range());
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
    fn a_range_out_of_order_or_without_an_end_is_refused() {
        for text in [
            "2019..2018",
            "2019-04-02..2019-04-01",
            "..",
            "2015-13..",
            "..2015-13",
            "unknown..2015",
            "2015..unknown",
            "2015...",
            "2014..2015..2016",
            "2015 .. 2016",
            "2015.2016",
            "0999..2015",
            "2015/..",
            "....",
        ] {
            let error = text.parse::<PartialDate>().unwrap_err();
            assert_eq!(
                error.to_string(),
                format!(
                    "`{text}` is not a date: YYYY-MM-DD, YYYY-MM, YYYY, two of these in their order with `..` between \
                     them, one with `..` before or after it, or `unknown`; the years 1000 to 9999"
                )
            );
        }
        for text in ["2020-06-31..", "..2015-02-29", "2015..2020-06-31"] {
            let error = text.parse::<PartialDate>().unwrap_err();
            assert_eq!(error.to_string(), format!("`{text}` is not a date: the calendar has no such day"));
        }
    }

    #[test]
    fn a_range_is_made_of_two_days_in_order_that_may_be_written() {
        let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
        let between = |from, to| PartialDate::between(from, to).map(|date| date.to_string());
        assert_eq!(between(day("2018-06-01"), None).as_deref(), Some("2018-06.."));
        assert_eq!(between(None, day("2015-07-31")).as_deref(), Some("..2015-07"));
        assert_eq!(between(day("2018-06-02"), day("2018-06-02")).as_deref(), Some("2018-06-02"));
        assert_eq!(between(None, None).as_deref(), Some("unknown"));
        assert_eq!(between(day("2018-06-02"), day("2018-06-01")), None);
        assert_eq!(between(day("0999-12-31"), None), None);
        assert_eq!(between(None, Some(NaiveDate::MAX)), None);
        assert_eq!(between(Some(NaiveDate::MIN), Some(NaiveDate::MAX)), None);
    }

    #[test]
    fn one_known_end_is_enough_for_an_answer_that_follows_from_it() {
        let (yes, no, unknown) = (Answer::Yes, Answer::No, Answer::Unknown);
        for (one, other, expected) in [
            ("..2015-07", "2015-11", yes),
            ("..2015-07", "2015-11..", yes),
            ("..2015-07-31", "2015-07-31..", yes),
            ("..2015-07", "2015-07", unknown),
            ("..2015-07", "..2015-11", unknown),
            ("2018-06..", "2015-11", no),
            ("2018-06..", "..2018-05", no),
            ("2018-06..", "..2018-06", unknown),
            ("2018-06..", "2019..", unknown),
            ("2018-06..2019-09", "2020", yes),
            ("2018-06..2019-09", "..2018-05-31", no),
            ("2018-06..2019-09", "2018..2020", unknown),
            ("2018-06..", "unknown", unknown),
            ("unknown", "..2015", unknown),
        ] {
            assert_eq!(date(one).is_no_later_than(date(other)), expected, "{one} / {other}");
        }
        let day = "2018-06-01".parse().unwrap();
        for (text, on_or_before, before) in [
            ("2018-06..", unknown, no),
            ("2018-06-02..", no, no),
            ("..2018-05", yes, yes),
            ("..2018-06-01", yes, unknown),
            ("..2018-06", unknown, unknown),
            ("2015..2018", unknown, unknown),
        ] {
            assert_eq!((date(text).is_on_or_before(day), date(text).is_before(day)), (on_or_before, before), "{text}");
        }
    }

    #[test]
    fn dates_stand_by_their_earliest_day_then_their_latest_and_an_open_end_stands_first() {
        let sorted = [
            "unknown",
            "..2014",
            "..2015",
            "2014..",
            "2014-01-01",
            "2014-01",
            "2014",
            "2014..2015",
            "2014-02..",
            "2015",
        ];
        let mut dates: Vec<PartialDate> = sorted.iter().rev().map(|text| date(text)).collect();
        dates.sort();
        assert_eq!(dates.iter().map(PartialDate::to_string).collect::<Vec<_>>(), sorted);
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let ends = |text: &str| date(text).latest().unwrap().to_string();
        assert_eq!(ends("2016-02"), "2016-02-29");
        assert_eq!(ends("2015-02"), "2015-02-28");
        assert_eq!(ends("2015-04"), "2015-04-30");
        assert_eq!(ends("9999-12"), "9999-12-31");
        assert_eq!(ends("9999"), "9999-12-31");
    }
}
