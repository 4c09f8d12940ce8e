//! Payments.

use super::{Ledgers, after, in_arrears, paid_and_reversed};
use crate::{
    funding::{
        amounts::ByLine,
        ledger::{
            Event,
            event::{Against, Paid, PassedOn, Scheduled, Varied},
        },
        rules::payment::{
            CONDITION_UNMET, INSTALMENT_EXCEEDED, LUMP_SUM, ONWARD_ABOVE_CAP, ONWARD_UNFUNDED, OUT_OF_TIME,
            PAID_ABOVE_CEILING, PAID_ABOVE_SHARE, PAID_AHEAD_OF_NEED, PAID_BEYOND_PURPOSE, PAID_UNAPPROVED,
        },
    },
    money::Money,
    ratio::Ratio,
    strategies::{
        ledgers::{
            OFFICER, SoundLedger, claim_id,
            terms::{line, pounds, read_day, school, sponsor},
        },
        literals::read,
    },
};

pub(super) const CASES: &[Ledgers] = &[
    Ledgers::of(&PAID_ABOVE_CEILING, |ledger| {
        // Lower for the time of one payment.
        let full = ledger.award().map(|award| award.ceiling);
        let varied = |ceiling| Event::Varied(Box::new(Varied { ceiling, ..Varied::default() }));
        ledger.insert_before("paid", OFFICER, varied(Some(pounds(1))));
        let place = after(ledger, "paid");
        ledger.insert_at(place, OFFICER, varied(full));
    }),
    Ledgers::of(&PAID_ABOVE_SHARE, |ledger| {
        let amounts = ByLine::of(line("governance"), sponsor("dfe"), pounds(15_000));
        let on = read_day("2014-09-16");
        let place = after(ledger, "paid");
        paid_and_reversed(ledger, place, Paid { against: Against::Instalment(read("reserve")), on, amounts });
    }),
    Ledgers::of(&PAID_UNAPPROVED, |ledger| {
        let amounts = ByLine::of(line("governance"), sponsor("dfe"), pounds(1000));
        // On the day of the entry, which differs with the length of the ledger.
        let on = ledger.first("approved").map_or(read_day("2015-01-14"), |entry| entry.at.day());
        let place = after(ledger, "approved");
        paid_and_reversed(ledger, place, Paid { against: Against::Claim(claim_id(0)), on, amounts });
    }),
    Ledgers::of(&PAID_BEYOND_PURPOSE, |ledger| {
        // For a moment, in which a co-sponsor pays for the board.
        let governance = line("governance");
        let Some((full, before)) =
            ledger.award().and_then(|award| Some((award.ceiling, award.lines.get(&governance)?.clone())))
        else {
            return;
        };
        let (eef, more) = (sponsor("eef"), pounds(100));
        let Ok(payable) = before.payable.clone().and(eef, more) else { return };
        let shared = before.clone().payable(payable);
        let varied = |line, ceiling| Event::from(Varied::default().with_line(governance, line).with_ceiling(ceiling));
        let place = after(ledger, "paid");
        ledger.insert_at(place, OFFICER, varied(shared, full.plus(more).unwrap_or(full)));
        let (on, amounts) = (read_day("2014-09-16"), ByLine::of(governance, eef, pounds(50)));
        paid_and_reversed(
            ledger,
            place.saturating_add(1),
            Paid { against: Against::Instalment(read("reserve")), on, amounts },
        );
        ledger.insert_at(place.saturating_add(3), OFFICER, varied(before, full));
    }),
    Ledgers::of(&OUT_OF_TIME, |ledger| to_the_wrong_school(ledger, |it| it.on = read_day("2014-08-21"))),
    Ledgers::of(&CONDITION_UNMET, |ledger| ledger.remove(|entry| entry.what.kind() == "condition-met")).sparing(
        |ledger| {
            if let Some(award) = ledger.award() {
                award.conditions.clear();
            }
            ledger.remove(|entry| entry.what.kind() == "condition-met");
        },
    ),
    Ledgers::of(&INSTALMENT_EXCEEDED, |ledger| {
        if let Some(Event::Paid(it)) = ledger.first("paid").map(|entry| &mut entry.what) {
            it.on = read_day("2014-09-14");
        }
    }),
    Ledgers::of(&LUMP_SUM, |ledger| {
        if let Some(Event::Scheduled(Scheduled { instalments })) = ledger.first("scheduled").map(|it| &mut it.what) {
            instalments.values_mut().filter(|it| it.amount < pounds(20_000)).for_each(|it| it.amount = pounds(30_000));
        }
    })
    .sparing(in_arrears),
    Ledgers::of(&PAID_AHEAD_OF_NEED, |ledger| {
        if let Some(policy) = ledger.policy() {
            policy.advance_allowance = Ratio::new(1, 100).unwrap_or_default();
        }
        until_first_payment(ledger);
    })
    .sparing(in_arrears),
    Ledgers::of(&ONWARD_ABOVE_CAP, |ledger| to_the_wrong_school(ledger, |it| it.matched = Money::ZERO)).sparing(
        |ledger| {
            if let Some(policy) = ledger.policy() {
                policy.onward = None;
            }
        },
    ),
    Ledgers::of(&ONWARD_UNFUNDED, |ledger| to_the_wrong_school(ledger, |it| it.to = school(1))),
];

/// Leaves out all after the first payment, and judges soon after.
pub(super) fn until_first_payment(ledger: &mut SoundLedger) {
    let place = after(ledger, "paid");
    ledger.entries.truncate(place);
    ledger.on = read_day("2014-10-01");
}

/// Changes the onward payment that is reversed.
fn to_the_wrong_school(ledger: &mut SoundLedger, change: impl FnOnce(&mut PassedOn)) {
    let last = ledger.of_kind("passed-on").last();
    if let Some(Event::PassedOn(it)) = last.map(|entry| &mut entry.what) {
        change(it);
    }
}
