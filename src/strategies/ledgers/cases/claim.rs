//! Claims.

use super::{Ledgers, after, mistaken_cost, nothing};
use crate::{
    calendar::Period,
    funding::{
        ledger::{
            Event,
            event::{Approved, Claimed, Cost, Disallowed, OfClaim, Reversed},
        },
        rules::claim::{
            ACTIVITY_OUTSIDE_PERIOD, APPROVED_ABOVE_LINE, APPROVED_OWN_CLAIM, CLAIM_LATE, CLAIM_SETTLED, CLAIM_TWICE,
            COST_CLAIMED_TWICE, COST_INELIGIBLE, COST_UNKNOWN, DISALLOWED_TOO_MUCH, EVIDENCE_MISSING,
            LIABILITY_BEFORE_AGREEMENT, NOT_YET_SPENT, RECOVERABLE_VAT,
        },
    },
    identifiers::ClaimId,
    strategies::{
        ledgers::{
            APPROVER, BURSAR, OFFICER, SoundLedger, claim_id, mistaken,
            terms::{line, period, pounds, read_day},
        },
        literals::{read, sound},
    },
};

pub(super) const CASES: &[Ledgers] = &[
    Ledgers::of(&CLAIM_TWICE, |ledger| claimed(ledger, |claim| claim.costs.clear())),
    Ledgers::of(&LIABILITY_BEFORE_AGREEMENT, |ledger| {
        mistaken_cost(ledger, |cost| cost.invoiced = read_day("2014-08-01"));
    }),
    Ledgers::of(&ACTIVITY_OUTSIDE_PERIOD, |ledger| {
        mistaken_cost(ledger, |cost| cost.activity = period("2014-08-25", "2014-09-05"));
    })
    .sparing(nothing),
    Ledgers::of(&COST_INELIGIBLE, |ledger| mistaken_cost(ledger, |cost| cost.kind = read("lobbying"))),
    Ledgers::of(&COST_UNKNOWN, |ledger| mistaken_cost(ledger, |cost| cost.kind = read("venues"))),
    Ledgers::of(&RECOVERABLE_VAT, |ledger| mistaken_cost(ledger, |cost| cost.irrecoverable_vat = cost.vat)).sparing(
        |ledger| {
            if let Some(award) = ledger.award() {
                award.body_kind = read("college");
            }
        },
    ),
    Ledgers::of(&EVIDENCE_MISSING, |ledger| mistaken_cost(ledger, |cost| cost.evidence = None)).sparing(given_in_kind),
    Ledgers::of(&NOT_YET_SPENT, |ledger| mistaken_cost(ledger, |cost| cost.paid = None)).sparing(given_in_kind),
    Ledgers::of(&COST_CLAIMED_TWICE, |ledger| {
        let first = ledger.first("claimed").and_then(|entry| match &entry.what {
            Event::Claimed(it) => it.costs.first().and_then(|cost| cost.evidence.clone()),
            _ => None,
        });
        mistaken_cost(ledger, |cost| cost.evidence = first);
    }),
    Ledgers::of(&CLAIM_LATE, |ledger| {
        if let Some(policy) = ledger.policy() {
            policy.claimed_within = Some(9);
        }
    })
    .sparing(|ledger| {
        if let Some(policy) = ledger.policy() {
            policy.claimed_within = None;
        }
    }),
    Ledgers::of(&APPROVED_OWN_CLAIM, |ledger| {
        if let Some(entry) = ledger.first("approved") {
            entry.by = BURSAR;
        }
    }),
    Ledgers::of(&CLAIM_SETTLED, |ledger| {
        ledger.insert_after("claim-withdrawn", BURSAR, Event::ClaimWithdrawn(OfClaim { claim: mistaken() }));
    }),
    Ledgers::of(&DISALLOWED_TOO_MUCH, |ledger| {
        // What was given in kind was never claimed.
        let part = Disallowed { claim: claim_id(0), cost: 4, amount: pounds(1) };
        ledger.insert_after("disallowed", APPROVER, part);
    }),
    Ledgers::of(&APPROVED_ABOVE_LINE, |ledger| {
        // Approved, and taken back.
        let claim: ClaimId = read("huge");
        let day = sound(Period::new(read_day("2014-09-01"), Some(read_day("2014-09-01"))));
        let rooms = Cost::new(line("network-project"), read("venue"), day, day.first(), pounds(50_000));
        let place = after(ledger, "approved");
        let claimed = Claimed::new(claim, period("2014-09-01", "2014-09-30"), [rooms.shown_by("palace")]);
        ledger.insert_at(place, BURSAR, claimed);
        let entry = ledger.insert_at(place.saturating_add(1), APPROVER, Approved::in_full(claim));
        ledger.insert_at(place.saturating_add(2), OFFICER, Reversed { entry });
        ledger.insert_at(place.saturating_add(3), BURSAR, Event::ClaimWithdrawn(OfClaim { claim }));
    }),
];

/// Changes the claim that is withdrawn.
fn claimed(ledger: &mut SoundLedger, change: impl FnOnce(&mut Claimed)) {
    let claimed = ledger.of_kind("claimed").find_map(|entry| match &mut entry.what {
        Event::Claimed(it) if it.claim == mistaken() => Some(it),
        _ => None,
    });
    if let Some(claimed) = claimed {
        change(claimed);
    }
}

fn given_in_kind(ledger: &mut SoundLedger) {
    mistaken_cost(ledger, |cost| cost.in_kind = true);
}
