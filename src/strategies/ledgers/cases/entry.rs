//! Entries of any kind.

use super::{Ledgers, nothing};
use crate::{
    calendar::Moment,
    funding::{
        amounts::ByLine,
        ledger::{
            Event,
            event::{ConditionMet, Recovered},
        },
        rules::entry::{
            AMOUNT_OF_NOTHING, CLOCK_BACK, NOT_NOW, OFFERED_ONCE, OUT_OF_ORDER, REASON_MISSING, REDACTION_OF_NOTHING,
            UNKNOWN,
        },
    },
    strategies::{
        ledgers::{OFFICER, terms::read_day},
        literals::read,
    },
};

pub(super) const CASES: &[Ledgers] = &[
    Ledgers::of(&OFFERED_ONCE, |ledger| {
        if let Some(offer) = ledger.offer().cloned() {
            ledger.insert_after("scheduled", OFFICER, offer);
        }
    }),
    Ledgers::of(&OUT_OF_ORDER, |ledger| {
        if let Some(last) = ledger.entries.last_mut() {
            last.number = last.number.saturating_add(1);
        }
    }),
    Ledgers::of(&NOT_NOW, |ledger| ledger.insert_after("closed", OFFICER, Event::Resumed)),
    Ledgers::of(&UNKNOWN, |ledger| {
        ledger.insert_after("condition-met", OFFICER, ConditionMet { condition: read("no-such-condition") });
    }),
    Ledgers::of(&REASON_MISSING, |ledger| {
        if let Some(entry) = ledger.first("suspended") {
            entry.why = "".into();
        }
    })
    .sparing(nothing),
    Ledgers::of(&AMOUNT_OF_NOTHING, |ledger| {
        let (on, amounts) = (read_day("2015-10-20"), ByLine::default());
        ledger.insert_before("closed", OFFICER, Recovered { on, amounts });
    }),
    Ledgers::of(&REDACTION_OF_NOTHING, |ledger| {
        if let Some(Event::Redacted(it)) = ledger.first("redacted").map(|entry| &mut entry.what) {
            it.digests.clear();
        }
    }),
    Ledgers::of(&CLOCK_BACK, |ledger| {
        if let Some(entry) = ledger.first("condition-met") {
            entry.at = read::<Moment>("2014-08-20T09:00");
        }
    }),
];
