//! Strategies for ledgers: sound ones, of any length, and broken ones.

use proptest::{prelude::*, sample};

use super::{LedgerShape, SoundLedger, cases};
use crate::strategies::Case;

/// The shape of a ledger of so many claims at most.
pub fn ledger_shape(most: u16) -> impl Strategy<Value = LedgerShape> + Clone {
    (any::<bool>(), 3..=most.clamp(3, 365), 0_u128..1000).prop_map(|(advance, claims, number)| LedgerShape {
        advance,
        claims,
        number,
    })
}

/// A sound ledger of any shape, from the offer to closed books, of so many claims at most.
pub fn sound_ledger(most: u16) -> impl Strategy<Value = SoundLedger> + Clone {
    ledger_shape(most).prop_map(SoundLedger::shaped)
}

/// A sound ledger up to any of its entries, judged on the day of the last. It may be replayed.
pub fn ledger_of_any_length(most: u16) -> impl Strategy<Value = SoundLedger> + Clone {
    (sound_ledger(most), any::<sample::Index>()).prop_map(|(mut ledger, length)| {
        let length = length.index(ledger.entries.len()).saturating_add(1);
        ledger.entries.truncate(length);
        ledger.on = ledger.entries.last().map_or(ledger.on, |entry| entry.at.day());
        ledger
    })
}

/// A journal in which exactly one rule is broken.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BrokenLedger {
    /// The rule, and how it was broken.
    pub case: &'static Case<SoundLedger>,
    /// The journal, no longer sound.
    pub ledger: SoundLedger,
}

/// A journal in which exactly one rule, any, is broken, of so many claims at most.
pub fn broken_ledger(most: u16) -> impl Strategy<Value = BrokenLedger> {
    let all: Vec<&'static Case<SoundLedger>> = cases().collect();
    (ledger_shape(most), sample::select(all)).prop_map(|(shape, case)| {
        // The cases go for ledgers that are paid in advance.
        let mut ledger = SoundLedger::shaped(LedgerShape { advance: true, ..shape });
        (case.breaks)(&mut ledger);
        BrokenLedger { case, ledger }
    })
}
