//! The round, as it was lived.

use std::error::Error;

use maths_hubs::{
    chrono::NaiveDate,
    journal::{Entry, Refusal},
    selection::round::{Event, Round},
};

/// Applies the entries one by one, as a portal does when they happen. `Round::replay` does the same at once.
pub fn held(entries: Vec<Entry<Event>>) -> Result<Round, Box<dyn Error>> {
    let mut entries = entries.into_iter();
    let mut round = Round::open(entries.next().ok_or("a journal without entries opens no round")?)?;
    entries.try_for_each(|entry| -> Result<(), Refusal> { round.apply(entry) })?;
    Ok(round)
}

/// The day of the decision: the reserve still stands then. Of a round without one, the day of the last entry.
pub fn decided_on(round: &Round) -> NaiveDate {
    let decided = round.entries().iter().rev().find(|entry| matches!(entry.what, Event::Decided(_)));
    decided.map_or_else(|| last_day(round), |entry| entry.at.day())
}

/// The day of the last entry.
pub fn last_day(round: &Round) -> NaiveDate {
    round.entries().last().map_or(round.state().opening().reference, |entry| entry.at.day())
}
