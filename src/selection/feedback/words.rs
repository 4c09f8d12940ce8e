//! Words of a letter: dates written out, names without hyphens, numbers in a row.

use chrono::{Datelike, NaiveDate};

use crate::selection::eligibility::{Fact, FactValue, Found, Standing};

/// A date written out: `5 November 2015`.
pub(super) fn date(day: NaiveDate) -> String {
    let month = match day.month() {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    };
    format!("{} {month} {}", day.day(), day.year())
}

/// A name of a policy without its hyphens: `overall-grade` as `overall grade`.
pub(super) fn spoken(name: &str) -> String {
    name.replace('-', " ")
}

fn fact(fact: &Fact) -> String {
    let value = match &fact.value {
        FactValue::Word(word) => spoken(word.as_str()),
        value => value.to_string(),
    };
    match fact.standing {
        Standing::Declared => format!("{value}, as you declared"),
        Standing::Verified => format!("{value}, as was verified"),
    }
}

/// What was found of a fact.
pub(super) fn found(found: &Found) -> String {
    let facts: Vec<String> = found.facts.iter().map(fact).collect();
    if facts.is_empty() { "nothing is known".to_owned() } else { facts.join(" or ") }
}

/// Items in a row: `one, two and three`.
pub(super) fn listed<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut items: Vec<T> = items.into_iter().collect();
    let Some(last) = items.pop() else { return String::new() };
    let before: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    if before.is_empty() { last.as_ref().to_owned() } else { format!("{} and {}", before.join(", "), last.as_ref()) }
}

/// A text as a sentence: with a full stop at its end.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_in_a_row_and_dates_are_written_out() {
        assert_eq!(listed::<&str>([]), "");
        assert_eq!(listed(["one"]), "one");
        assert_eq!(listed(["one", "two", "three"]), "one, two and three");
        assert_eq!(date("2015-11-05".parse().unwrap()), "5 November 2015");
        assert_eq!(sentence("It is so"), "It is so.");
        assert_eq!(sentence("Is it so?"), "Is it so?");
    }
}
