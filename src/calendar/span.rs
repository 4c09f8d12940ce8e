//! A period whose ends may be half known.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{PartialDate, Period};
use crate::{answer::Answer, document::Malformed};

/// The days from a first to a last, both included, either of which may be half known: see [`PartialDate`].
///
/// Three things differ at the end: no `until` says that it runs on; `"until": "2021-08"` that it ended then;
/// `"until": "unknown"` that nobody wrote down whether or when it ended, and `"until": "2016-03.."` that it did no earlier
/// than that, if at all. A date on which a source found it so stands in
/// `seen`: it had started by then, and had not ended.
///
/// ```
/// use maths_hubs::{answer::Answer, calendar::Span};
///
/// let day = |text: &str| text.parse().unwrap();
/// let tenure = Span::new("2015-11".parse()?, None)?;
/// assert_eq!(tenure.covers(day("2015-10-31")), Answer::No);
/// assert_eq!(tenure.covers(day("2015-11-15")), Answer::Unknown);
/// assert_eq!(tenure.covers(day("2026-11-24")), Answer::Yes);
///
/// let found = Span::new("unknown".parse()?, None)?.seen_on("2026-10-01".parse()?)?;
/// assert_eq!(found.covers(day("2026-09-30")), Answer::Unknown);
/// assert_eq!(found.covers(day("2026-11-24")), Answer::Yes);
///
/// let once = Span::new("2014".parse()?, Some("unknown".parse()?))?;
/// assert_eq!(once.covers(day("2026-11-24")), Answer::Unknown);
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct Span {
    from: PartialDate,
    until: Option<PartialDate>,
    seen: Option<PartialDate>,
}

impl Span {
    /// A span of which neither end is known.
    pub const UNKNOWN: Self = Self { from: PartialDate::UNKNOWN, until: Some(PartialDate::UNKNOWN), seen: None };

    /// The span from `from` to `until`, both included; with no `until` it runs on.
    ///
    /// # Errors
    ///
    /// [`Malformed`] where `until` certainly lies before `from`.
    pub fn new(from: PartialDate, until: Option<PartialDate>) -> Result<Self, Malformed> {
        match until {
            Some(until) if from.is_no_later_than(until).is_no() => {
                Err(Malformed::new("a span", format_args!("{from} to {until}"), "an end on or after the start"))
            }
            _ => Ok(Self { from, until, seen: None }),
        }
    }

    /// The span that starts at `from` and runs on.
    #[must_use]
    pub fn since(from: impl Into<PartialDate>) -> Self {
        Self { from: from.into(), until: None, seen: None }
    }

    /// The span of a period, both ends known.
    #[must_use]
    pub fn exact(period: Period) -> Self {
        Self { from: period.first().into(), until: period.last().map(PartialDate::from), seen: None }
    }

    /// The same span ended at `until`.
    ///
    /// # Errors
    ///
    /// [`Malformed`] where `until` certainly lies before the start.
    pub fn until_end_of(self, until: impl Into<PartialDate>) -> Result<Self, Malformed> {
        let ended = Self::new(self.from, Some(until.into()))?;
        self.seen.map_or(Ok(ended), |seen| ended.seen_on(seen))
    }

    /// The same span as one that a source found to stand on `seen`.
    ///
    /// # Errors
    ///
    /// [`Malformed`] where `seen` certainly lies outside it.
    pub fn seen_on(self, seen: PartialDate) -> Result<Self, Malformed> {
        let outside = self.from.is_no_later_than(seen).is_no()
            || self.until.is_some_and(|until| seen.is_no_later_than(until).is_no());
        if outside {
            return Err(Malformed::new("a date on which a span was seen", seen, "a date within the span"));
        }
        Ok(Self { seen: Some(seen), ..self })
    }

    /// When it starts.
    #[must_use]
    pub const fn from(self) -> PartialDate {
        self.from
    }

    /// When it ends: `None` where it runs on, [`PartialDate::UNKNOWN`] where nobody knows whether or when.
    #[must_use]
    pub const fn until(self) -> Option<PartialDate> {
        self.until
    }

    /// When a source found it to stand, if one did.
    #[must_use]
    pub const fn seen(self) -> Option<PartialDate> {
        self.seen
    }

    /// The earliest and the latest day on which it may have started: no later than it was seen, or ends.
    pub(crate) fn start(self) -> (NaiveDate, NaiveDate) {
        let earliest = self.from.earliest().unwrap_or(NaiveDate::MIN);
        let latest = self.from.latest().unwrap_or(NaiveDate::MAX);
        let by = |date: Option<PartialDate>| date.and_then(PartialDate::latest).unwrap_or(NaiveDate::MAX);
        (earliest, latest.min(by(self.until)).min(by(self.seen)))
    }

    /// The earliest and the latest day that may be its last: no earlier than it starts, or was seen.
    pub(crate) fn end(self) -> (NaiveDate, NaiveDate) {
        let Some(until) = self.until else { return (NaiveDate::MAX, NaiveDate::MAX) };
        let earliest = until.earliest().unwrap_or(NaiveDate::MIN);
        let latest = until.latest().unwrap_or(NaiveDate::MAX);
        let since = |date: Option<PartialDate>| date.and_then(PartialDate::earliest).unwrap_or(NaiveDate::MIN);
        (earliest.max(since(Some(self.from))).max(since(self.seen)), latest)
    }

    /// Whether it has started on `day`.
    #[must_use]
    pub fn has_started(self, day: NaiveDate) -> Answer {
        let (earliest, latest) = self.start();
        one_of(latest <= day, earliest > day)
    }

    /// Whether it is over on `day`: its last day lies before.
    #[must_use]
    pub fn is_over(self, day: NaiveDate) -> Answer {
        let (earliest, latest) = self.end();
        one_of(latest < day, earliest >= day)
    }

    /// Whether `day` is one of its days.
    #[must_use]
    pub fn covers(self, day: NaiveDate) -> Answer {
        self.has_started(day).and(!self.is_over(day))
    }

    /// Whether it shares a day with `other`.
    #[must_use]
    pub fn overlaps(self, other: Self) -> Answer {
        let reaches =
            |((earliest, latest), (earliest_end, latest_end))| one_of(latest <= earliest_end, earliest > latest_end);
        reaches((self.start(), other.end())).and(reaches((other.start(), self.end())))
    }

    /// Whether it shares a day no later than `on` with `other`.
    pub(crate) fn overlaps_by(self, on: NaiveDate, other: Self) -> Answer {
        self.overlaps(other).and(self.has_started(on)).and(other.has_started(on))
    }

    /// The days that it may have: its earliest start to its latest end, a start of which nothing is known being the
    /// earliest day that there is.
    #[must_use]
    pub fn at_most(self) -> Period {
        let ((first, _), (_, last)) = (self.start(), self.end());
        Period::bounded(first, last).unwrap_or(Period::since(first))
    }

    /// The days that it certainly has: its latest start to its earliest end. `None` where there may be none.
    #[must_use]
    pub fn at_least(self) -> Option<Period> {
        let ((_, first), (last, _)) = (self.start(), self.end());
        let known = first != NaiveDate::MAX && last != NaiveDate::MIN;
        known.then(|| Period::bounded(first, last)).flatten()
    }
}

fn one_of(yes: bool, no: bool) -> Answer {
    match (yes, no) {
        (true, _) => Answer::Yes,
        (_, true) => Answer::No,
        _ => Answer::Unknown,
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.until {
            Some(until) => write!(f, "{} to {until}", self.from)?,
            None => write!(f, "from {}", self.from)?,
        }
        self.seen.map_or(Ok(()), |seen| write!(f, ", seen {seen}"))
    }
}

impl std::str::FromStr for Span {
    type Err = Malformed;

    /// Reads what `Display` writes: `2014-09 to 2021-08`, `from unknown, seen 2026-10-01`.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let refused = || Malformed::new("a span", text, "`DATE to DATE` or `from DATE`, and `, seen DATE` behind it");
        let read = |text: &str| text.parse::<PartialDate>().map_err(|_| refused());
        let (ends, seen) = match text.split_once(", seen ") {
            Some((ends, seen)) => (ends, Some(read(seen)?)),
            None => (text, None),
        };
        let span = match (ends.strip_prefix("from "), ends.split_once(" to ")) {
            (Some(from), _) => Self::new(read(from)?, None)?,
            (None, Some((from, until))) => Self::new(read(from)?, Some(read(until)?))?,
            (None, None) => return Err(refused()),
        };
        seen.map_or(Ok(span), |seen| span.seen_on(seen))
    }
}

impl TryFrom<&str> for Span {
    type Error = Malformed;

    fn try_from(text: &str) -> Result<Self, Malformed> {
        text.parse()
    }
}

/// How a span stands in a document.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Ends {
    from: PartialDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<PartialDate>,
}

crate::document::as_record! { Ends, r#"a span: {"from": …, "until": …}"#; }

impl TryFrom<Ends> for Span {
    type Error = Malformed;

    fn try_from(ends: Ends) -> Result<Self, Malformed> {
        let span = Self::new(ends.from, ends.until)?;
        ends.seen.map_or(Ok(span), |seen| span.seen_on(seen))
    }
}

impl From<Span> for Ends {
    fn from(span: Span) -> Self {
        Self { from: span.from, until: span.until, seen: span.seen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, until: Option<&str>) -> Span {
        Span::new(from.parse().unwrap(), until.map(|until| until.parse().unwrap())).unwrap()
    }

    /// Every way in which the half-known ends could have been a day, tried one by one.
    fn by_trying(one: Span, another: Span) -> Answer {
        let days = || {
            let first: NaiveDate = "2014-12-30".parse().unwrap();
            first.iter_days().take(70)
        };
        let mut seen = [false; 2];
        let fits = |span: Span, first: NaiveDate, last: NaiveDate| {
            let within = |date: PartialDate, day: NaiveDate| {
                date.earliest().is_none_or(|earliest| earliest <= day)
                    && date.latest().is_none_or(|latest| day <= latest)
            };
            first <= last && within(span.from, first) && span.until.is_none_or(|until| within(until, last))
        };
        let end_of_time: NaiveDate = "2015-03-09".parse().unwrap();
        let all = |span: Span| -> Vec<(NaiveDate, NaiveDate)> {
            days()
                .flat_map(|first| days().map(move |last| (first, last)))
                .filter(|(first, last)| fits(span, *first, *last) && (span.until.is_some() || *last == end_of_time))
                .collect()
        };
        let others = all(another);
        for (first, last) in all(one) {
            for (others_first, others_last) in &others {
                seen[usize::from(first <= *others_last && *others_first <= last)] = true;
            }
        }
        match seen {
            [false, true] => Answer::Yes,
            [true, false] => Answer::No,
            _ => Answer::Unknown,
        }
    }

    #[test]
    fn overlap_is_what_trying_every_possible_day_says() {
        let spans = [
            span("2015-01-05", Some("2015-01-20")),
            span("2015-01-21", Some("2015-01-30")),
            span("2015-01", Some("2015-01-20")),
            span("2015-01", Some("2015-02")),
            span("2015-02-01", None),
            span("2015-01-20", Some("2015-02-03")),
            span("unknown", Some("2015-01-20")),
            span("2015-02", Some("unknown")),
            span("..2015-01-15", Some("2015-01-20..2015-02-03")),
            span("2015-01-21..", None),
            span("unknown", Some("..2015-01-20")),
            span("2015-01-25..2015-02-10", Some("2015-02-05..")),
        ];
        for one in spans {
            for another in spans {
                assert_eq!(one.overlaps(another), by_trying(one, another), "{one} / {another}");
            }
        }
    }

    #[test]
    fn a_span_whose_ends_are_ranges_covers_the_days_between_them_and_is_read_as_it_is_written() {
        let (no, unknown, yes) = (Answer::No, Answer::Unknown, Answer::Yes);
        for (text, answers) in [
            ("..2015-07 to 2015-11", [unknown, unknown, yes, unknown, no]),
            ("2014-07..2015-07 to 2015-11", [no, unknown, yes, unknown, no]),
            ("unknown to ..2015-11", [unknown, unknown, unknown, unknown, no]),
            ("from 2015-11-15..", [no, no, no, unknown, unknown]),
            ("from ..2015-11, seen 2015-09-01", [unknown, unknown, yes, yes, yes]),
            ("2015 to 2015-11..", [no, unknown, unknown, unknown, unknown]),
        ] {
            let span: Span = text.parse().unwrap();
            let days = ["2014-06-30", "2015-07-01", "2015-10-31", "2015-11-15", "2015-12-01"];
            assert_eq!(days.map(|day| span.covers(day.parse().unwrap())), answers, "{text}");
            assert_eq!(span.to_string(), text);
            assert_eq!(serde_json::from_str::<Span>(&serde_json::to_string(&span).unwrap()).unwrap(), span);
        }
        assert!("2018-06.. to ..2018-05".parse::<Span>().is_err());
        assert!("2018-06.. to ..2018-06".parse::<Span>().is_ok());
    }

    #[test]
    fn an_unknown_end_leaves_days_after_the_start_unknown() {
        let span = span("2014-07-01", Some("unknown"));
        assert_eq!(span.covers("2014-06-30".parse().unwrap()), Answer::No);
        assert_eq!(span.covers("2020-01-01".parse().unwrap()), Answer::Unknown);
    }
}
