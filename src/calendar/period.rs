//! Inclusive days, exactly known.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    document::{Malformed, day},
};

/// The days from a first to a last, both included; with no last day it runs on. In a document: `from` and `until`.
///
/// Both ends are known exactly; where they may not be, use [`Span`](super::Span).
///
/// ```
/// use maths_hubs::calendar::Period;
///
/// let day = |text: &str| text.parse().unwrap();
/// let year = Period::new(day("2021-09-01"), Some(day("2022-08-31")))?;
/// assert!(year.contains(day("2022-08-31")));
/// assert_eq!(year.days(), Some(365));
/// assert_eq!(
///     Period::new(day("2022-08-31"), Some(day("2021-09-01"))).unwrap_err().to_string(),
///     "`2022-08-31 to 2021-09-01` is not a period: a last day on or after the first",
/// );
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct Period {
    first: NaiveDate,
    last: Option<NaiveDate>,
}

impl Period {
    /// The period from `first` to `last`, both included.
    ///
    /// # Errors
    ///
    /// [`Malformed`] where `last` lies before `first`, or a day outside the years 1000 to 9999, which no document holds.
    pub fn new(first: NaiveDate, last: Option<NaiveDate>) -> Result<Self, Malformed> {
        let written = |day: &NaiveDate| (1000..=9999).contains(&day.year());
        if let Some(day) = [Some(first), last].into_iter().flatten().find(|day| !written(day)) {
            return Err(Malformed::new("an end of a period", day, "a day of the years 1000 to 9999"));
        }
        match last {
            Some(last) if last < first => {
                Err(Malformed::new("a period", format_args!("{first} to {last}"), "a last day on or after the first"))
            }
            _ => Ok(Self { first, last }),
        }
    }

    /// The period that starts on `first` and runs on. One that starts outside the years 1000 to 9999 counts as any other,
    /// but no document holds it.
    #[must_use]
    pub const fn since(first: NaiveDate) -> Self {
        Self { first, last: None }
    }

    /// The days from `first` to `last`, bounds of what is not known included; none where they lie the other way round.
    pub(super) fn bounded(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let last = (last != NaiveDate::MAX).then_some(last);
        last.is_none_or(|last| first <= last).then_some(Self { first, last })
    }

    /// The days from the earlier of two to the later.
    pub(super) fn between(one: NaiveDate, another: NaiveDate) -> Self {
        Self { first: one.min(another), last: Some(one.max(another)) }
    }

    /// The first day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day, or `None` where it runs on.
    #[must_use]
    pub const fn last(self) -> Option<NaiveDate> {
        self.last
    }

    /// Whether `day` is one of its days.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }

    /// Whether it shares a day with `other`.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.intersection(other).is_some()
    }

    /// The days it shares with `other`.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let first = self.first.max(other.first);
        let last = match (self.last, other.last) {
            (Some(one), Some(another)) => Some(one.min(another)),
            (one, another) => one.or(another),
        };
        Self::new(first, last).ok()
    }

    /// How many days it has, or `None` where it runs on.
    #[must_use]
    pub fn days(self) -> Option<u64> {
        let days = self.last?.signed_duration_since(self.first).num_days();
        u64::try_from(days).ok()?.checked_add(1)
    }
}

impl Period {
    /// The longest run of its days that none of `covered` has, the first of those equally long; `None` where all are
    /// covered. It allocates nothing, and asks for `covered` as often as there are gaps and steps between them: the cost
    /// grows with the square of their number.
    ///
    /// ```
    /// use maths_hubs::calendar::Period;
    ///
    /// let days = |first: &str, last: &str| Period::new(first.parse().unwrap(), Some(last.parse().unwrap()));
    /// let year = days("2015-01-01", "2015-12-31")?;
    /// let tenures = [days("2014-09-01", "2015-08-31")?, days("2015-11-01", "2020-08-31")?];
    /// assert_eq!(year.longest_gap(|| tenures.into_iter()), Some(days("2015-09-01", "2015-10-31")?));
    /// # Ok::<_, maths_hubs::document::Malformed>(())
    /// ```
    #[must_use]
    pub fn longest_gap<I: Iterator<Item = Self>>(self, covered: impl Fn() -> I) -> Option<Self> {
        let end = self.last.unwrap_or(NaiveDate::MAX);
        let mut longest: Option<Self> = None;
        let mut day = self.first;
        while day <= end {
            let reach =
                covered().filter(|period| period.contains(day)).map(|it| it.last.unwrap_or(NaiveDate::MAX)).max();
            let next = if let Some(reach) = reach {
                reach.succ_opt()
            } else {
                let next = covered().map(|period| period.first).filter(|first| *first > day).min();
                let last = next.and_then(|next| next.pred_opt()).map_or(end, |before| before.min(end));
                let gap = Self { first: day, last: (last != NaiveDate::MAX).then_some(last) };
                // A gap that runs on is longer than any.
                let longer = longest.is_none_or(|known| match (known.days(), gap.days()) {
                    (Some(known), Some(gap)) => gap > known,
                    (known, _) => known.is_some(),
                });
                if longer {
                    longest = Some(gap);
                }
                next
            };
            match next {
                Some(next) => day = next,
                None => break,
            }
        }
        longest
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last {
            Some(last) => write!(f, "{} to {last}", self.first),
            None => write!(f, "from {}", self.first),
        }
    }
}

impl std::str::FromStr for Period {
    type Err = Malformed;

    /// Reads what `Display` writes: `2021-09-01 to 2022-08-31`, or `from 2021-09-01`.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let refused = || Malformed::new("a period", text, "`YYYY-MM-DD to YYYY-MM-DD`, or `from YYYY-MM-DD`");
        let read = |text| day::parse(text).map_err(|_| refused());
        match (text.strip_prefix("from "), text.split_once(" to ")) {
            (Some(first), _) => Self::new(read(first)?, None),
            (None, Some((first, last))) => Self::new(read(first)?, Some(read(last)?)),
            (None, None) => Err(refused()),
        }
    }
}

impl TryFrom<&str> for Period {
    type Error = Malformed;

    fn try_from(text: &str) -> Result<Self, Malformed> {
        text.parse()
    }
}

/// How a period stands in a document.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    from: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Day>,
}

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Day(#[serde(with = "day")] NaiveDate);

impl TryFrom<Ends> for Period {
    type Error = Malformed;

    fn try_from(ends: Ends) -> Result<Self, Malformed> {
        Self::new(ends.from.0, ends.until.map(|Day(last)| last))
    }
}

impl From<Period> for Ends {
    fn from(period: Period) -> Self {
        Self { from: Day(period.first), until: period.last.map(Day) }
    }
}

impl From<Period> for super::Span {
    fn from(period: Period) -> Self {
        Self::exact(period)
    }
}

impl Period {
    /// [`contains`](Self::contains) as an [`Answer`], for use beside half-known spans.
    #[must_use]
    pub fn covers(self, day: NaiveDate) -> Answer {
        self.contains(day).into()
    }
}
