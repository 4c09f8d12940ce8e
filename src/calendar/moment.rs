//! A minute of a day, as clocks in the United Kingdom show it.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::document::{Malformed, as_text, day, padded};

/// A moment as clocks in the United Kingdom show it, to the second: `2015-07-10T17:00`, or with seconds `2015-07-10T17:00:30`.
///
/// Windows open and close by such moments and journals note them. It is civil time: in the hour that the clocks go back,
/// two moments look alike, which is why journals are ordered by number and never by these.
///
/// ```
/// use maths_hubs::calendar::Moment;
///
/// let closing: Moment = "2015-07-10T17:00".parse()?;
/// assert!("2015-07-10T17:00:01".parse::<Moment>()? > closing);
/// assert_eq!(closing.day(), "2015-07-10".parse().unwrap());
/// assert!("2015-07-10 17:00".parse::<Moment>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(NaiveDateTime);

const ALLOWED: &str = "YYYY-MM-DDThh:mm, with seconds `:ss` where there are any, of a day that the calendar has";

impl Moment {
    /// The moment that a clock shows, or `None` outside the years 1000 to 9999, and where there are parts of a second.
    #[must_use]
    pub fn new(clock: NaiveDateTime) -> Option<Self> {
        ((1000..=9999).contains(&clock.year()) && clock.nanosecond() == 0).then_some(Self(clock))
    }

    /// The first moment of a day, or `None` outside the years 1000 to 9999.
    #[must_use]
    pub fn start_of(day: NaiveDate) -> Option<Self> {
        Self::new(day.and_time(NaiveTime::MIN))
    }

    /// The moment `hour:minute` of a day, or `None` where there is none.
    #[must_use]
    pub fn at(day: NaiveDate, hour: u32, minute: u32) -> Option<Self> {
        Self::new(day.and_hms_opt(hour, minute, 0)?)
    }

    /// The day.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.0.date()
    }

    /// What the clock shows.
    #[must_use]
    pub const fn clock(self) -> NaiveDateTime {
        self.0
    }

    /// The minute, without its seconds.
    #[must_use]
    pub fn minute(self) -> Self {
        Self(self.0.with_second(0).unwrap_or(self.0))
    }
}

impl FromStr for Moment {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let read = || {
            let (date, time) = text.split_once('T')?;
            let mut parts = time.split(':');
            let mut number = || day::digits_of(parts.next()?, 2);
            let (hour, minute) = (number()?, number()?);
            let second = if time.len() > 5 { number()? } else { 0 };
            if parts.next().is_some() {
                return None;
            }
            Self::new(day::parse(date).ok()?.and_hms_opt(hour, minute, second)?)
        };
        read().ok_or_else(|| Malformed::new("a moment", text, ALLOWED))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, hour, minute) = (self.0.date(), self.0.hour(), self.0.minute());
        match self.0.second() {
            0 => padded(f, format_args!("{day}T{hour:02}:{minute:02}")),
            second => padded(f, format_args!("{day}T{hour:02}:{minute:02}:{second:02}")),
        }
    }
}

as_text! { Moment, "a moment"; }

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn a_moment_reads_what_it_writes_and_nothing_else() {
        for text in ["2015-07-10T17:00", "2015-07-10T17:00:30", "2016-02-29T00:00", "9999-12-31T23:59:59"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "2015-07-10",
            "2015-07-10T",
            "2015-07-10T24:00",
            "2015-07-10T17:60",
            "2015-07-10T17:00:60",
            "2015-07-10T17:0",
            "2015-07-10T17:00:00.5",
            "2015-07-10T17:00Z",
            "2015-07-10T17:00:00:00",
            "2015-02-29T17:00",
            "0999-07-10T17:00",
        ] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_minute_forgets_its_seconds() {
        let moment: Moment = "2015-07-10T17:00:59".parse().unwrap();
        assert_eq!(moment.minute().to_string(), "2015-07-10T17:00");
    }
}
