//! For each rule of ledgers, the smallest change of a journal that breaks it and one that takes something out of its reach.

mod award;
mod carry;
mod certificate;
mod change;
mod claim;
mod ending;
mod entry;
mod payment;
mod portfolio;

pub use portfolio::SoundPortfolio;

use super::{OFFICER, PAYER, SoundLedger, mistaken};
use crate::{
    funding::ledger::{
        Event,
        event::{Cost, Reversed},
    },
    identifiers::PersonId,
    strategies::Case,
};

/// A case for each rule of ledgers and their awards. They go for ledgers that are paid in advance.
pub fn cases() -> impl Iterator<Item = &'static Case<SoundLedger>> {
    let files = [
        entry::CASES,
        claim::CASES,
        payment::CASES,
        change::CASES,
        ending::CASES,
        carry::CASES,
        certificate::CASES,
        award::CASES,
    ];
    files.into_iter().flatten()
}

/// A case for each rule of many ledgers together that no ledger breaks on its own.
pub fn portfolio_cases() -> impl Iterator<Item = &'static Case<SoundPortfolio>> {
    portfolio::CASES.iter()
}

type Ledgers = Case<SoundLedger>;

fn nothing(_: &mut SoundLedger) {}

/// The same ledger, of an award that is paid in arrears.
fn in_arrears(ledger: &mut SoundLedger) {
    *ledger = SoundLedger::shaped(super::LedgerShape { advance: false, ..super::LedgerShape::default() });
}

/// Changes the only cost of the claim that is withdrawn: nothing else rests on it.
fn mistaken_cost(ledger: &mut SoundLedger, change: impl FnOnce(&mut Cost)) {
    let claimed = ledger.of_kind("claimed").find_map(|entry| match &mut entry.what {
        Event::Claimed(it) if it.claim == mistaken() => it.costs.first_mut(),
        _ => None,
    });
    if let Some(cost) = claimed {
        change(cost);
    }
}

/// Puts an entry at a place, and after it one that reverses it.
fn made_and_reversed(ledger: &mut SoundLedger, place: usize, by: PersonId, what: impl Into<Event>) {
    let entry = ledger.insert_at(place, by, what);
    ledger.insert_at(place.saturating_add(1), OFFICER, Reversed { entry });
}

/// The place after the first entry of a kind.
fn after(ledger: &SoundLedger, kind: &str) -> usize {
    ledger.place_of(kind).map_or(usize::MAX, |place| place.saturating_add(1))
}

/// Pays, and takes the payment back.
fn paid_and_reversed(ledger: &mut SoundLedger, place: usize, what: crate::funding::ledger::event::Paid) {
    made_and_reversed(ledger, place, PAYER, what);
}
