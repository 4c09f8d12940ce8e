//! The times of one thing that may have ended and begun again.

use std::{collections::BTreeMap, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Span;
use crate::{answer::Answer, document::Malformed};

/// One span or more, of which no two certainly share a day: a school that left a trust and came back, an accreditation
/// that lapsed and was renewed.
///
/// They stand in the order in which they end, whatever the order in which they were given. In a document one alone is
/// written as a span, and several as a list of spans.
///
/// ```
/// use maths_hubs::{answer::Answer, calendar::{Span, Spans}};
///
/// let first = Span::new("2015-09-01".parse()?, Some("2018-08-31".parse()?))?;
/// let accredited = Spans::from(first).and(Span::since("2020-09-01".parse::<chrono::NaiveDate>().unwrap()))?;
/// let day = |text: &str| text.parse().unwrap();
/// assert_eq!(accredited.covers(day("2016-01-01")), Answer::Yes);
/// assert_eq!(accredited.covers(day("2019-01-01")), Answer::No);
/// assert_eq!(accredited.covers(day("2026-11-24")), Answer::Yes);
/// assert_eq!(accredited.to_string(), "2015-09-01 to 2018-08-31 and from 2020-09-01");
///
/// assert!(accredited.and(Span::new("2017".parse()?, None)?).is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spans {
    first: Span,
    /// The others, in order; mostly none, which allocates nothing.
    others: Vec<Span>,
}

impl Spans {
    /// These and `span`.
    ///
    /// # Errors
    ///
    /// [`Malformed`] where `span` certainly shares a day with one of them, or is one of them.
    pub fn and(self, span: Span) -> Result<Self, Malformed> {
        let standing = self.iter().find(|standing| clash(*standing, span));
        standing.map_or_else(
            || Ok(self.joined(span)),
            |standing| {
                let found = format_args!("{standing} and {span}").to_string();
                Err(Malformed::new("a list of spans", found, "each span once, and no two that certainly share a day"))
            },
        )
    }

    /// These and `span`, which clashes with none.
    fn joined(mut self, span: Span) -> Self {
        let later = if place(span) < place(self.first) { std::mem::replace(&mut self.first, span) } else { span };
        let at = self.others.partition_point(|standing| place(*standing) < place(later));
        self.others.insert(at, later);
        self
    }

    /// Enters `spans` under `key`, beside those that stand there and in place of those that they cannot stand beside.
    pub(crate) fn enter<K: Ord>(map: &mut BTreeMap<K, Self>, key: K, spans: impl Into<Self>) {
        let spans = spans.into();
        let before = map.remove(&key);
        let kept = before.iter().flat_map(Self::iter).filter(|before| !spans.iter().any(|span| clash(*before, span)));
        let all = kept.fold(spans.clone(), Self::joined);
        map.insert(key, all);
    }

    /// Each, in the order in which they end.
    pub fn iter(&self) -> impl Iterator<Item = Span> + Clone {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// The last of them.
    #[must_use]
    pub fn last(&self) -> Span {
        self.others.last().copied().unwrap_or(self.first)
    }

    /// Whether the first to start has started on `day`.
    #[must_use]
    pub fn has_started(&self, day: NaiveDate) -> Answer {
        Answer::any(self.iter().map(|span| span.has_started(day)))
    }

    /// Whether all are over on `day`.
    #[must_use]
    pub fn is_over(&self, day: NaiveDate) -> Answer {
        Answer::all(self.iter().map(|span| span.is_over(day)))
    }

    /// Whether `day` is a day of one of them.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> Answer {
        Answer::any(self.iter().map(|span| span.covers(day)))
    }
}

/// Whether the two cannot both be spans of one thing.
fn clash(one: Span, another: Span) -> bool {
    one == another || one.overlaps(another).is_yes()
}

/// Where a span stands among others that share no day with it. Its end says more than its start: one that runs on comes
/// last, whenever it started, and one that ended in a known year after those that ended before.
fn place(span: Span) -> impl Ord {
    (span.end(), span.start(), span)
}

impl From<Span> for Spans {
    fn from(span: Span) -> Self {
        Self { first: span, others: Vec::new() }
    }
}

/// `2015-09 to 2018-08 and from 2020-09`.
impl fmt::Display for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        self.others.iter().try_for_each(|span| write!(f, " and {span}"))
    }
}

impl Serialize for Spans {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.others.is_empty() { self.first.serialize(serializer) } else { serializer.collect_seq(self.iter()) }
    }
}

impl<'de> Deserialize<'de> for Spans {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;

        impl<'de> de::Visitor<'de> for OneOrMore {
            type Value = Spans;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(r#"a span: {"from": …, "until": …}, or a list of spans"#)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, entries: A) -> Result<Spans, A::Error> {
                Span::deserialize(de::value::MapAccessDeserializer::new(entries)).map(Spans::from)
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Spans, A::Error> {
                let first: Option<Span> = items.next_element()?;
                let none = || Malformed::new("a list of spans", "[]", "one span or more");
                let mut read = Spans::from(first.ok_or_else(none).map_err(de::Error::custom)?);
                while let Some(span) = items.next_element()? {
                    read = read.and(span).map_err(de::Error::custom)?;
                }
                Ok(read)
            }
        }

        deserializer.deserialize_any(OneOrMore)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(texts: &[&str]) -> Result<Spans, Malformed> {
        let mut all = texts.iter().map(|text| text.parse::<Span>().unwrap());
        let first = Spans::from(all.next().unwrap());
        all.try_fold(first, Spans::and)
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn they_stand_in_the_order_in_which_they_end_however_they_were_given() {
        let in_order = [
            "unknown to 2009",
            "2012-01 to 2013-08-31",
            // It ended after the one above, and so began after it.
            "unknown to 2015",
            "2016 to unknown",
            "unknown to unknown, seen 2018-05",
            "2019-01-01 to 2020-08-31",
            // It runs on, and so is the last.
            "from unknown, seen 2026-10-01",
        ];
        for turn in 0..in_order.len() {
            let mut given = in_order;
            given.rotate_left(turn);
            given[..3].reverse();
            let spans = spans(&given).unwrap();
            assert_eq!(spans.iter().map(|span| span.to_string()).collect::<Vec<_>>(), in_order);
            assert_eq!(spans.last().to_string(), in_order[6]);
        }
    }

    #[test]
    fn two_that_certainly_share_a_day_are_refused_and_one_that_stands_there_already() {
        let allowed = "each span once, and no two that certainly share a day";
        for (given, found) in [
            (&["2014 to 2016", "2015 to 2018"][..], Some("2014 to 2016 and 2015 to 2018")),
            (&["2014 to 2016", "2016 to 2018"][..], None),
            (
                &["2014-01-01 to 2016-08-31", "from 2016-08-31"][..],
                Some("2014-01-01 to 2016-08-31 and from 2016-08-31"),
            ),
            (&["2013 to 2017", "2019 to 2020", "2015 to 2016"][..], Some("2013 to 2017 and 2015 to 2016")),
            (&["from 2014", "from unknown"][..], Some("from 2014 and from unknown")),
            (&["2014 to 2014", "2014 to 2014"][..], Some("2014 to 2014 and 2014 to 2014")),
            (&["unknown to unknown", "unknown to unknown"][..], Some("unknown to unknown and unknown to unknown")),
        ] {
            let said = spans(given).map_err(|error| error.to_string());
            match found {
                None => assert!(said.is_ok(), "{said:?}"),
                Some(found) => assert_eq!(said, Err(format!("`{found}` is not a list of spans: {allowed}"))),
            }
        }
    }

    #[test]
    fn a_day_between_is_covered_by_none_and_all_are_over_with_the_last() {
        let spans = spans(&["2020-09-01 to 2021-08-31", "2014-09-01 to 2016"]).unwrap();
        for (on, covers, started, over) in [
            ("2014-08-31", Answer::No, Answer::No, Answer::No),
            ("2014-09-01", Answer::Yes, Answer::Yes, Answer::No),
            ("2016-05-01", Answer::Unknown, Answer::Yes, Answer::No),
            ("2018-01-01", Answer::No, Answer::Yes, Answer::No),
            ("2021-08-31", Answer::Yes, Answer::Yes, Answer::No),
            ("2021-09-01", Answer::No, Answer::Yes, Answer::Yes),
        ] {
            assert_eq!(spans.covers(day(on)), covers, "{on}");
            assert_eq!(spans.has_started(day(on)), started, "{on}");
            assert_eq!(spans.is_over(day(on)), over, "{on}");
        }
    }

    #[test]
    fn what_is_entered_stands_beside_what_was_there_or_corrects_it() {
        let mut map = BTreeMap::new();
        let mut enter = |text: &str| {
            Spans::enter(&mut map, "key", text.parse::<Span>().unwrap());
            map["key"].to_string()
        };
        assert_eq!(enter("2014 to 2016"), "2014 to 2016");
        assert_eq!(enter("from 2020"), "2014 to 2016 and from 2020");
        assert_eq!(enter("2020 to 2024"), "2014 to 2016 and 2020 to 2024");
        assert_eq!(enter("2020 to 2024"), "2014 to 2016 and 2020 to 2024");
        assert_eq!(enter("from 2013"), "from 2013");
    }
}
