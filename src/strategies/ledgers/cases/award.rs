//! Awards.

use super::Ledgers;
use crate::{
    funding::{
        award::{Line, Payable},
        purpose::Purpose,
        rules::award::{
            AUTHORITY_MISSING, CEILING_DIFFERS, IN_KIND_PAYABLE, LINE_OUTSIDE_PERIOD, PAYS_NOTHING,
            SPONSOR_BEYOND_PURPOSE, SPONSOR_UNKNOWN, WORD_UNKNOWN,
        },
    },
    money::Money,
    strategies::{
        ledgers::{
            SoundLedger,
            terms::{line, period, pounds, sponsor, year},
        },
        literals::read,
    },
};

pub(super) const CASES: &[Ledgers] = &[
    Ledgers::of(&IN_KIND_PAYABLE, |ledger| on_line(ledger, "trial", |line| line.in_kind = pounds(20_000)))
        .sparing(|ledger| on_line(ledger, "trial", |line| line.in_kind = Money::ZERO)),
    Ledgers::of(&AUTHORITY_MISSING, |ledger| {
        if let Some(award) = ledger.award() {
            award.authority.power.clear();
        }
    })
    .sparing(|ledger| {
        for sponsor in ledger.policy().into_iter().flat_map(|policy| policy.sponsors.values_mut()) {
            sponsor.public = false;
        }
    }),
    Ledgers::of(&CEILING_DIFFERS, |ledger| {
        if let Some(award) = ledger.award() {
            award.ceiling = award.ceiling.plus(pounds(1)).unwrap_or_default();
        }
    }),
    Ledgers::of(&LINE_OUTSIDE_PERIOD, |ledger| {
        on_line(ledger, "leadership", |line| line.period = period("2014-08-01", "2015-08-31"));
    }),
    Ledgers::of(&SPONSOR_UNKNOWN, |ledger| {
        with_line(ledger, "governance", Payable::by(sponsor("a-stranger"), pounds(100)));
    }),
    Ledgers::of(&SPONSOR_BEYOND_PURPOSE, |ledger| {
        with_line(ledger, "governance", Payable::by(sponsor("eef"), pounds(100)));
    }),
    Ledgers::of(&WORD_UNKNOWN, |ledger| {
        with_line(ledger, "governence", Payable::by(sponsor("dfe"), pounds(100)));
    }),
    Ledgers::of(&PAYS_NOTHING, |ledger| with_line(ledger, "governance", Payable::nothing())),
];

fn on_line(ledger: &mut SoundLedger, name: &str, change: impl FnOnce(&mut Line)) {
    if let Some(line) = ledger.award().and_then(|award| award.lines.get_mut(&line(name))) {
        change(line);
    }
}

/// A further line of structural costs under a heading.
fn with_line(ledger: &mut SoundLedger, heading: &str, payable: Payable) {
    let further = Line::new("Further", Purpose::Structural(read(heading)), year().period()).payable(payable);
    if let Some(award) = ledger.award() {
        *award = award.clone().with_line(line("further"), further);
    }
}
