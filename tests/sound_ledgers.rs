//! Every rule of ledgers, kept, broken and out of reach: each in journals in which nothing else is wrong.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    funding::{
        ledger::Ledger,
        rules::{LEDGER_RULES, PORTFOLIO_RULES},
    },
    rules::{Applies, Finding, Verdict},
    strategies::{
        Case,
        ledgers::{LedgerShape, SoundLedger, SoundPortfolio, cases, portfolio_cases},
    },
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
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases() {
        *counted.entry(case.rule.code).or_default() += 1;
        assert_eq!(case.spares.is_some(), case.rule.applies != Applies::Always, "{}", case.rule.code);
    }
    let once: BTreeMap<&str, usize> = LEDGER_RULES.iter().map(|rule| (rule.code, 1)).collect();
    assert_eq!(counted, once);
}

/// Shapes that the cases go for: those paid in advance.
fn in_advance() -> Vec<LedgerShape> {
    shapes().filter(|shape| shape.advance).collect()
}

#[test]
fn every_rule_that_is_broken_says_so_alone_and_in_full() {
    let mut wrong = Vec::new();
    for shape in in_advance() {
        for Case { rule, breaks, .. } in cases() {
            let mut ledger = SoundLedger::shaped(shape);
            breaks(&mut ledger);
            let report = ledger.check();
            let alone = report.codes() == BTreeSet::from([rule.code]) && report.count(rule.code).broken > 0;
            let in_full = |finding: &Finding| {
                finding.verdict == Verdict::Broken && !finding.message.contains('{') && !finding.hint.is_empty()
            };
            if !alone || !report.findings().iter().all(in_full) {
                wrong.push(format!("{}: {report}", rule.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_exception_spares_its_subject() {
    let mut wrong = Vec::new();
    for shape in in_advance() {
        for Case { rule, spares, .. } in cases() {
            let Some(spares) = spares else { continue };
            let mut ledger = SoundLedger::shaped(shape);
            spares(&mut ledger);
            let report = ledger.check();
            if !report.findings().is_empty() || report.count(rule.code).not_applicable == 0 {
                wrong.push(format!("{}: {report}", rule.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_kept_by_something_that_it_judges() {
    let mut wrong = Vec::new();
    for shape in in_advance() {
        for Case { rule, keeps, .. } in cases() {
            let mut ledger = SoundLedger::shaped(shape);
            keeps(&mut ledger);
            let report = ledger.check();
            if !report.findings().is_empty() || report.count(rule.code).held == 0 {
                wrong.push(format!("{}: {report}", rule.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
    for Case { rule, breaks, spares, keeps, .. } in portfolio_cases() {
        let mut portfolio = SoundPortfolio::of(3);
        breaks(&mut portfolio);
        assert_eq!(portfolio.check().codes(), BTreeSet::from([rule.code]));
        let mut portfolio = SoundPortfolio::of(3);
        keeps(&mut portfolio);
        let report = portfolio.check();
        assert!(report.findings().is_empty() && report.count(rule.code).held > 0, "{}: {report}", rule.code);
        assert_eq!(spares.is_some(), rule.applies != Applies::Always, "{}", rule.code);
        if let Some(spares) = spares {
            let mut portfolio = SoundPortfolio::of(3);
            spares(&mut portfolio);
            let report = portfolio.check();
            assert!(
                report.findings().is_empty() && report.count(rule.code).not_applicable > 0,
                "{}: {report}",
                rule.code
            );
        }
    }
}
