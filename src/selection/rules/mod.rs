//! The rules of rounds: one file an aggregate.
//!
//! Rules of two kinds: those that are checked of every entry before it is made, and refuse it; and those that look at what
//! the entries come to. In a journal that was applied the first are all kept; in somebody else's books, taken in by
//! [`Round::audit`], their breaches are findings like all others.

use super::{
    outcome::Results,
    round::{Proceedings, Round},
};
use crate::{
    journal::Check,
    rules::{Judged, Level, Rule, Sink, catalogue},
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

impl Judged for Round {
    /// A round keeps to the policy of its own opening, so it asks for none.
    type Policy = ();

    fn rules() -> &'static [&'static Rule] {
        &RULES
    }

    fn regrades(&self) -> impl Iterator<Item = (&str, Level)> {
        self.state().policy().route.severities.iter().map(|(code, level)| (code.as_str(), *level))
    }

    fn judge(&self, (): &(), sink: &mut Sink) {
        self.journal().report(sink);
        entry::judge(self, sink);
        round::judge(self, sink);
        application::judge(self, sink);
        assessment::judge(self, sink);
        consensus::judge(self, sink);
        choice::judge(self, sink);
        agreement::judge(self, sink);
    }
}

/// Judges what a decision needs, and gives the result where there is one.
pub(super) fn settled(state: &Proceedings, sink: &mut Sink) -> Option<Results> {
    application::settled(state, sink);
    assessment::settled(state, sink);
    consensus::settled(state, sink);
    choice::settled(state, sink)
}

/// An entry's number as a figure of a message.
pub(super) fn figure(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
