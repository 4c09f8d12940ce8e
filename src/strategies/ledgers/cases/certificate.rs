//! Certificates.

use super::Ledgers;
use crate::{
    funding::{
        ledger::Event,
        rules::certificate::{CERTIFICATE_DIFFERS, CERTIFICATE_OVERDUE, CERTIFICATE_QUALIFIED},
    },
    money::Money,
    strategies::ledgers::SoundLedger,
};

pub(super) const CASES: &[Ledgers] = &[
    Ledgers::of(&CERTIFICATE_OVERDUE, |ledger| ledger.remove(|entry| entry.what.kind() == "certified"))
        .sparing(without_certificates),
    Ledgers::of(&CERTIFICATE_QUALIFIED, |ledger| {
        if let Some(Event::Certified(it)) = ledger.first("certified").map(|entry| &mut entry.what) {
            it.qualified = true;
        }
    })
    .sparing(without_certificates),
    Ledgers::of(&CERTIFICATE_DIFFERS, |ledger| {
        if let Some(Event::Certified(it)) = ledger.first("certified").map(|entry| &mut entry.what) {
            it.amount = Money::MAX;
        }
    })
    .sparing(without_certificates),
];

fn without_certificates(ledger: &mut SoundLedger) {
    if let Some(policy) = ledger.policy() {
        policy.certificate = None;
    }
    ledger.remove(|entry| entry.what.kind() == "certified");
}
