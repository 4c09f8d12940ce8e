//! Every rule of ledgers, kept, broken and out of reach: each in journals in which nothing else is wrong.

mod cases;

use cases::{Cases, assert_one_case_each};
use maths_hubs::{
    funding::{
        ledger::Ledger,
        rules::{LEDGER_RULES, PORTFOLIO_RULES},
    },
    strategies::ledgers::{LedgerShape, SoundLedger, SoundPortfolio, cases, portfolio_cases},
};

fn shapes() -> impl Iterator<Item = LedgerShape> {
    [(true, 3), (false, 3), (true, 12), (false, 7), (true, 50), (false, 365)].into_iter().map(|(advance, claims)| {
        let mut shape = LedgerShape::default();
        (shape.advance, shape.claims) = (advance, claims);
        shape
    })
}

#[test]
fn sound_ledgers_replay_and_are_sound() {
    for shape in shapes() {
        let sound = SoundLedger::shaped(shape);
        if let Err(refusal) = Ledger::replay(sound.entries.iter().cloned()) {
            panic!("{shape:?}: {refusal}");
        }
        let report = sound.check();
        assert!(report.findings().is_empty(), "{shape:?}: {report}");
    }
}

#[test]
fn every_rule_of_ledgers_has_one_case_and_one_that_spares_where_it_has_an_exception() {
    assert_one_case_each(cases().map(|case| case.rule), &LEDGER_RULES);
    all().spare_where_there_is_an_exception();
}

/// All cases, tried on ledgers of the shapes that they go for: those paid in advance.
fn all() -> Cases<SoundLedger> {
    let in_advance = shapes().filter(|shape| shape.advance);
    Cases { sound: in_advance.map(SoundLedger::shaped).collect(), cases: cases().collect(), check: SoundLedger::check }
}

#[test]
fn every_rule_that_is_broken_says_so_alone_and_in_full() {
    all().break_alone_and_in_full();
}

#[test]
fn every_exception_spares_its_subject() {
    all().spare();
}

#[test]
fn every_rule_is_kept_by_something_that_it_judges() {
    all().keep(|report| report.findings().is_empty());
}

#[test]
fn what_a_journal_is_refused_for_is_what_an_audit_finds() {
    for case in cases() {
        let mut ledger = SoundLedger::new();
        (case.breaks)(&mut ledger);
        let refused = Ledger::replay(ledger.entries.iter().cloned()).err().map(|refusal| refusal.rule().code);
        let audited = ledger.audit().expect("the offer opens");
        let found = audited.journal().irregular().first().map(|refusal| refusal.rule().code);
        assert_eq!(refused, found);
        // A rule of entries refuses; one of what they come to is found afterwards.
        assert!(found.is_none_or(|found| found == case.rule.code), "{}", case.rule.code);
    }
}

#[test]
fn ledgers_of_different_awards_are_sound_together_and_each_rule_across_them_is_broken_alone() {
    let report = SoundPortfolio::of(4).check();
    assert!(report.findings().is_empty(), "{report}");
    assert!(PORTFOLIO_RULES.iter().all(|rule| {
        let of_one = cases().any(|case| case.rule.code == rule.code);
        of_one || portfolio_cases().any(|case| case.rule.code == rule.code)
    }));
    let across =
        Cases { sound: vec![SoundPortfolio::of(3)], cases: portfolio_cases().collect(), check: SoundPortfolio::check };
    across.break_alone_and_in_full();
    across.keep(|report| report.findings().is_empty());
    across.spare_where_there_is_an_exception();
    across.spare();
}
