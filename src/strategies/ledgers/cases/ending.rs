//! The end.

use super::{Ledgers, made_and_reversed, payment::until_first_payment};
use crate::{
    funding::{
        amounts::ByLine,
        ledger::event::{Recovered, Terminated},
        rules::ending::{CLOSED_UNRECONCILED, CLOSED_WITH_CLAIM, SETTLED_TOO_MUCH, TERMINATED_OUTSIDE, UNSPENT_KEPT},
    },
    strategies::ledgers::{
        OFFICER, SoundLedger,
        terms::{line, pounds, read_day, sponsor},
    },
};

pub(super) const CASES: &[Ledgers] = &[
    Ledgers::of(&SETTLED_TOO_MUCH, |ledger| {
        let amounts = ByLine::of(line("leadership"), sponsor("dfe"), pounds(1));
        let place = super::after(ledger, "recovered");
        made_and_reversed(ledger, place, OFFICER, Recovered { on: read_day("2015-10-20"), amounts });
    }),
    Ledgers::of(&UNSPENT_KEPT, |ledger| ledger.until("written-off")).sparing(until_first_payment),
    Ledgers::of(&CLOSED_UNRECONCILED, |ledger| after_reopening(ledger, "recovered")),
    Ledgers::of(&CLOSED_WITH_CLAIM, |ledger| after_reopening(ledger, "claim-withdrawn")),
    Ledgers::of(&TERMINATED_OUTSIDE, |ledger| {
        ledger.insert_before("closed", OFFICER, Terminated { last_day: read_day("2016-01-01") });
    })
    .keeping(|ledger| ledger.insert_before("closed", OFFICER, Terminated { last_day: read_day("2015-08-31") })),
];

/// Has the first entry of a kind come only after the books were closed and opened again.
fn after_reopening(ledger: &mut SoundLedger, kind: &str) {
    let Some(entry) = ledger.first(kind).cloned() else { return };
    ledger.remove(|other| other.number == entry.number);
    ledger.insert_after("reopened", entry.by, entry.what);
}
