//! Changes.

use super::{Ledgers, after, nothing};
use crate::{
    funding::{
        award::Payable,
        ledger::{
            Event,
            event::{Moved, Varied},
        },
        rules::change::{
            BELOW_SPEND, MOVED_TOO_MUCH, NOVATED_OUTSIDE, RESTRICTED_MOVED, VIREMENT_ABOVE_TOLERANCE, VIREMENT_SALAMI,
        },
    },
    strategies::ledgers::{
        DIRECTOR, OFFICER,
        terms::{line, pounds, read_day, sponsor},
    },
};

pub(super) const CASES: &[Ledgers] = &[
    Ledgers::of(&MOVED_TOO_MUCH, |ledger| {
        let leadership = line("leadership");
        let to_itself = Moved::new(leadership, leadership, sponsor("dfe"), pounds(1)).approved_by(DIRECTOR);
        ledger.insert_after("moved", OFFICER, to_itself);
    }),
    Ledgers::of(&NOVATED_OUTSIDE, |ledger| {
        if let Some(Event::Novated(it)) = ledger.first("novated").map(|entry| &mut entry.what) {
            it.from = read_day("2014-08-31");
        }
    }),
    Ledgers::of(&VIREMENT_ABOVE_TOLERANCE, |ledger| {
        for entry in ledger.of_kind("moved") {
            let by = entry.by;
            if let Event::Moved(Moved { approved_by: Some(approver), .. }) = &mut entry.what {
                *approver = by;
            }
        }
        // The terms are agreed on after it, or it would count among the small moves besides.
        ledger.insert_after("moved", OFFICER, Event::Varied(Box::default()));
    })
    .sparing(nothing),
    Ledgers::of(&VIREMENT_SALAMI, |ledger| {
        let (governance, leadership) = (line("governance"), line("leadership"));
        for (from, to) in [(governance, leadership), (leadership, governance)] {
            ledger.insert_after("moved", OFFICER, Moved::new(from, to, sponsor("dfe"), pounds(900)));
        }
    }),
    Ledgers::of(&RESTRICTED_MOVED, |ledger| {
        // There, where it may not go, and back.
        let (governance, trial, eef) = (line("governance"), line("trial"), sponsor("eef"));
        let there = Moved::new(trial, governance, eef, pounds(100)).approved_by(DIRECTOR).with_consent(eef);
        let back = Moved::new(governance, trial, eef, pounds(100)).approved_by(DIRECTOR).with_consent(eef);
        ledger.insert_after("moved", OFFICER, there);
        ledger.insert_after("moved", OFFICER, back);
    })
    .sparing(nothing)
    .keeping(|ledger| {
        // Within the trial's own line nothing moves; to its twin it does.
        let (twin, trial, eef) = (line("trial-twin"), line("trial"), sponsor("eef"));
        if let Some(award) = ledger.award() {
            if let Some(mut line) = award.lines.get(&trial).cloned() {
                line.purpose = crate::funding::purpose::Purpose::Project {
                    project: line.purpose.project().unwrap_or_else(|| crate::strategies::literals::read("other")),
                    kind: crate::strategies::literals::read("national-collaborative"),
                };
                line.payable = Payable::by(eef, pounds(100));
                (line.total_cost, line.in_kind) = (pounds(100), pounds(0));
                *award = award.clone().with_line(twin, line);
            }
        }
        let there = Moved::new(trial, twin, eef, pounds(1)).approved_by(DIRECTOR).with_consent(eef);
        ledger.insert_before("closed", OFFICER, there);
    }),
    Ledgers::of(&BELOW_SPEND, |ledger| {
        // Less for a moment.
        let governance = line("governance");
        let Some(before) = ledger.award().and_then(|award| award.lines.get(&governance).cloned()) else { return };
        let less = before.clone().payable(Payable::by(sponsor("dfe"), pounds(1)));
        let place = after(ledger, "approved");
        for (place, line) in (place..).zip([less, before]) {
            let lines = [(governance, line)].into();
            ledger.insert_at(place, OFFICER, Event::Varied(Box::new(Varied { lines, ..Varied::default() })));
        }
    }),
];
