//! Every rule of rounds, kept, broken and out of reach: each in journals in which nothing else is wrong.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    rules::{Applies, Finding, Verdict},
    selection::{round::Round, rules::RULES},
    strategies::{
        Case,
        rounds::{RoundShape, SoundRound, cases},
    },
};

fn shapes() -> impl Iterator<Item = RoundShape> {
    [(6, 2, false, true), (5, 2, true, false), (9, 3, false, false), (30, 4, true, true)].into_iter().map(
        |(applications, assessors, whole, contract)| {
            let mut shape = RoundShape::default();
            (shape.applications, shape.assessors, shape.whole, shape.contract) =
                (applications, assessors, whole, contract);
            shape
        },
    )
}

#[test]
fn sound_rounds_replay_and_are_sound() {
    for shape in shapes() {
        let sound = SoundRound::shaped(shape);
        if let Err(refusal) = Round::replay(sound.entries.iter().cloned()) {
            panic!("{shape:?}: {refusal}");
        }
        let report = sound.check();
        assert!(report.findings().is_empty(), "{shape:?}: {report}");
    }
}

#[test]
fn every_rule_of_rounds_has_one_case_and_one_that_spares_where_it_has_an_exception() {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases() {
        *counted.entry(case.rule.code).or_default() += 1;
    }
    let once: BTreeMap<&str, usize> = RULES.iter().map(|rule| (rule.code, 1)).collect();
    assert_eq!(counted, once);
    for Case { rule, spares, .. } in cases() {
        assert_eq!(spares.is_some(), rule.applies != Applies::Always, "{}", rule.code);
    }
}

/// Shapes that the cases go for: those marked by criterion.
fn by_criterion() -> Vec<RoundShape> {
    let mut shapes: Vec<RoundShape> = shapes().filter(|shape| !shape.whole).collect();
    shapes.push(RoundShape::default());
    shapes
}

#[test]
fn every_rule_that_is_broken_says_so_alone_and_in_full() {
    let mut wrong = Vec::new();
    for shape in by_criterion() {
        for Case { rule, breaks, .. } in cases() {
            let mut round = SoundRound::shaped(shape);
            breaks(&mut round);
            let report = round.check();
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
    for shape in by_criterion() {
        for Case { rule, spares, .. } in cases() {
            let Some(spares) = spares else { continue };
            let mut round = SoundRound::shaped(shape);
            spares(&mut round);
            let report = round.check();
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
    for shape in by_criterion() {
        for Case { rule, keeps, .. } in cases() {
            let mut round = SoundRound::shaped(shape);
            keeps(&mut round);
            let report = round.check();
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
        let mut round = SoundRound::new();
        (case.breaks)(&mut round);
        let refused = Round::replay(round.entries.iter().cloned()).err().map(|refusal| refusal.rule().code);
        let audited = round.audit().expect("the opening opens");
        let found = audited.journal().irregular().first().map(|refusal| refusal.rule().code);
        assert_eq!(refused, found);
        // A rule of entries refuses; one of what they come to is found afterwards.
        assert!(found.is_none_or(|found| found == case.rule.code), "{}", case.rule.code);
    }
}
