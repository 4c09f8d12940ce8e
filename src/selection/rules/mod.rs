//! The rules of rounds: one file an aggregate.
//!
//! Rules of two kinds: those that are checked of every entry before it is made, and refuse it; and those that look at what
//! the entries come to. In a journal that was applied the first are all kept; in somebody else's books, taken in by
//! [`Round::audit`](super::round::Round::audit), their breaches are findings like all others.
//!
//! A level says how grave a finding is. It changes nothing about what is refused or what a decision needs: those go by the
//! rules as they stand. So a host regrades somebody else's books, and never its own round:
//!
//! ```
//! use maths_hubs::{journal::Entry, programme::Programme, rules, selection::round::{Event, Round}};
//!
//! # let lines = include_str!("../../../examples/data/round_2015.jsonl");
//! let mut entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
//! entries.retain(|entry| entry.what.kind() != "recommended"); // their book lacks the recommendation
//! (1..).zip(&mut entries).for_each(|(number, entry)| entry.number = number);
//! assert!(Round::replay(entries.clone()).is_err()); // nobody could have decided
//!
//! let round = Round::audit(entries)?;
//! let report = rules::check(&round, &(), "2016-03-01".parse()?); // `Programme::check` grades as a programme does
//! for finding in report.blocking() {
//!     println!("{finding}");
//! }
//! assert!(report.blocking().any(|finding| finding.code == "decision/no-recommendation"));
//! let levels = Programme::maths_hubs().levels().advise("decision/no-recommendation")?;
//! assert_eq!(report.under(&levels).blocking().count(), 0);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

use super::proceedings::{Proceedings, Results};
use crate::{
    journal::{Check, Journal},
    rules::{Rule, Sink, catalogue},
};

pub mod agreement;
pub mod application;
pub mod assessment;
pub mod choice;
pub mod consensus;
pub mod decision;
pub mod entry;
pub mod round;
mod sources;

const FILES: &[&[&Rule]] = &[
    entry::RULES,
    round::RULES,
    application::RULES,
    assessment::RULES,
    consensus::RULES,
    choice::RULES,
    decision::RULES,
    agreement::RULES,
];

/// Every rule of a round, file by file.
pub static RULES: [&Rule; catalogue::count(FILES)] = catalogue::concat(FILES);

/// What is checked of every entry, file by file.
pub(super) const CHECKS: &[&[Check<Proceedings>]] = &[
    entry::CHECKS,
    round::CHECKS,
    application::CHECKS,
    assessment::CHECKS,
    consensus::CHECKS,
    choice::CHECKS,
    decision::CHECKS,
    agreement::CHECKS,
];

/// What is judged: the entries of a round, and what they come to.
pub(super) type Books = Journal<Proceedings>;

/// Judges the books of a round.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    books.report(sink);
    entry::judge(books, sink);
    round::judge(books, sink);
    application::judge(books, sink);
    assessment::judge(books, sink);
    consensus::judge(books, sink);
    choice::judge(books, sink);
    agreement::judge(books, sink);
}

/// Judges what a decision needs, and gives the result where there is one.
pub(super) fn settled(state: &Proceedings, sink: &mut Sink) -> Option<Results> {
    application::settled(state, sink);
    assessment::settled(state, sink);
    consensus::settled(state, sink);
    decision::settled(state, sink);
    choice::settled(state, sink)
}
