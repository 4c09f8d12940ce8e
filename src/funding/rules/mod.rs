//! The rules of money: one file an aggregate.
//!
//! Rules of ledgers are of two kinds, as those of rounds are: those that are checked of every entry before it is made, and
//! refuse it; and those that look at what the entries come to. In a ledger that was applied the first are all kept; in
//! somebody else's books, taken in by [`Ledger::audit`](super::ledger::Ledger::audit), their breaches are findings like all
//! others.

use super::account::Account;
use crate::{
    journal::{Check, Journal},
    rules::{At, Rule, Sink, catalogue},
};

pub mod allocation;
pub mod award;
pub mod carry;
pub mod certificate;
pub mod change;
pub mod claim;
pub mod ending;
pub mod entry;
mod figures;
pub mod payment;
pub mod portfolio;
mod sources;

const FILES: &[&[&Rule]] = &[
    entry::RULES,
    claim::RULES,
    payment::RULES,
    change::RULES,
    ending::RULES,
    carry::RULES,
    certificate::RULES,
    award::RULES,
];

/// Every rule that judges a ledger, file by file: those of its award last.
pub static LEDGER_RULES: [&Rule; catalogue::count(FILES)] = catalogue::concat(FILES);

/// The rules that judge an award, in a ledger or on its own.
pub static AWARD_RULES: [&Rule; catalogue::count(&[award::RULES])] = catalogue::concat(&[award::RULES]);

/// The rules that judge many ledgers together.
pub static PORTFOLIO_RULES: [&Rule; catalogue::count(&[portfolio::ALL])] = catalogue::concat(&[portfolio::ALL]);

const EVERY: &[&[&Rule]] = &[&LEDGER_RULES, portfolio::RULES, &allocation::RULES];

/// Every rule of money, each once.
pub static RULES: [&Rule; catalogue::count(EVERY)] = catalogue::concat(EVERY);

/// What is checked of every entry, file by file.
pub(super) const CHECKS: &[&[Check<Account>]] =
    &[entry::CHECKS, claim::CHECKS, payment::CHECKS, change::CHECKS, ending::CHECKS, carry::CHECKS];

/// What is judged: the entries of a ledger, and what they come to.
pub(super) type Books = Journal<Account>;

/// Judges the books of an award, and the award as it stands.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    books.report(sink);
    entry::judge(books, sink);
    claim::judge(books, sink);
    payment::judge(books, sink);
    change::judge(books, sink);
    ending::judge(books, sink);
    carry::judge(books, sink);
    certificate::judge(books, sink);
    let state = books.state();
    award::judge(state.award(), state.policy(), &At::ROOT.field("award"), sink);
}
