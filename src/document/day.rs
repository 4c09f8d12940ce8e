//! A day written `YYYY-MM-DD`, for `#[serde(with = "document::day")]`.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserializer, Serializer, de};

use super::Malformed;

/// Reads a day, strictly: four, two and two digits, of the years 1000 to 9999.
///
/// chrono's own reader takes `2015-2-3` and `+12015-02-03` too, which other readers of the same document would not.
///
/// # Errors
///
/// [`Malformed`] for anything else, such as `2015-2-3`, `3/2/2015` or `2015-02-30`.
pub fn parse(text: &str) -> Result<NaiveDate, Malformed> {
    read(text).ok_or_else(|| {
        let allowed = if is_no_such_day(text) { NO_SUCH_DAY } else { "YYYY-MM-DD, a day that the calendar has" };
        Malformed::new("a day", text, allowed)
    })
}

fn read(text: &str) -> Option<NaiveDate> {
    let [year, month, day] = parts(text)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|day| day.year() >= 1000)
}

/// What to say of a day that is written well and that the calendar lacks.
pub(crate) const NO_SUCH_DAY: &str = "the calendar has no such day";

/// Whether `text` is written as a day of the years that may be written, and the calendar lacks it.
pub(crate) fn is_no_such_day(text: &str) -> bool {
    read(text).is_none() && parts(text).is_some_and(|[year, ..]| year >= 1000)
}

fn parts(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| digits_of(parts.next()?, digits);
    let found = [number(4)?, number(2)?, number(2)?];
    parts.next().is_none().then_some(found)
}

/// The number that exactly `count` ASCII digits write, for at most nine digits.
pub(crate) fn digits_of(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Writes a day.
///
/// # Errors
///
/// What the serializer refuses.
pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// Reads a day through [`parse`].
///
/// # Errors
///
/// What [`parse`] refuses, and anything but a text.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    struct Text;

    impl de::Visitor<'_> for Text {
        type Value = NaiveDate;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a day as text, YYYY-MM-DD")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<NaiveDate, E> {
            parse(text).map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Text)
}

/// Days that may be missing: `#[serde(default, skip_serializing_if = "Option::is_none", with = "day::optional")]`.
pub mod optional {
    use super::{Deserializer, NaiveDate, Serializer};

    /// Writes a day, or null.
    ///
    /// # Errors
    ///
    /// What the serializer refuses.
    #[allow(clippy::ref_option, reason = "serde asks so")]
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => super::serialize(day, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads a day where the field is there.
    ///
    /// # Errors
    ///
    /// As the day's: a field that is there holds one.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
        super::deserialize(deserializer).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::{NO_SUCH_DAY, parse};

    #[test]
    fn only_the_full_form_of_a_real_day_is_read() {
        assert_eq!(parse("2016-02-29").unwrap().to_string(), "2016-02-29");
        for text in ["2015-02-29", "2015-2-3", "15-02-03", "2015-02-03 ", "+2015-02-03", "0999-01-01", "2015-02", ""] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.found(), text);
            assert_eq!(error.allowed() == NO_SUCH_DAY, text == "2015-02-29", "{error}");
        }
    }
}
