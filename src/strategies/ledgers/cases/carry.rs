//! Money carried from one award to the next.

use super::Ledgers;
use crate::funding::{
    ledger::{
        Event,
        event::{Carried, WrittenOff},
    },
    policy::Unspent,
    rules::carry::{CARRIED_AGAINST_POLICY, CARRIED_TO_ITSELF, CARRY_UNAPPROVED},
};

pub(super) const CASES: &[Ledgers] = &[
    Ledgers::of(&CARRIED_AGAINST_POLICY, |ledger| {
        if let Some(policy) = ledger.policy() {
            policy.unspent = Unspent::Recovered;
        }
    }),
    Ledgers::of(&CARRY_UNAPPROVED, |ledger| {
        if let Some(Event::Carried(it)) = ledger.first("carried").map(|entry| &mut entry.what) {
            it.consents.clear();
        }
    })
    .sparing(|ledger| {
        if let Some(entry) = ledger.first("carried") {
            if let Event::Carried(Carried { amounts, .. }) = &entry.what {
                entry.what = Event::from(WrittenOff { amounts: amounts.clone() });
                entry.why = "nobody would carry it".into();
            }
        }
    }),
    Ledgers::of(&CARRIED_TO_ITSELF, |ledger| {
        let award = ledger.award().map(|award| award.id);
        if let Some(Event::BroughtForward(it)) = ledger.first("brought-forward").map(|entry| &mut entry.what) {
            it.from = award.unwrap_or(it.from);
        }
    }),
];
