//! Every rule across documents, kept, broken and out of reach: each on record in which nothing else is wrong.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    programme::rules::TOGETHER,
    rules::{Applies, Finding, Verdict},
    strategies::{
        Case,
        affairs::{SoundAffairs, broken_affairs, cases, sound_affairs},
    },
};
use proptest::prelude::*;

#[test]
fn sound_affairs_are_sound_alone_and_together() {
    let sound = SoundAffairs::new();
    let report = sound.check();
    assert!(report.findings().is_empty(), "{report}");
    assert_eq!(sound.audited_rounds().len(), 1);
    assert!(sound.audited_ledgers().iter().all(|ledger| ledger.journal().irregular().is_empty()));
}

#[test]
fn every_rule_across_documents_has_one_case_and_one_that_spares_where_it_has_an_exception() {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases() {
        *counted.entry(case.rule.code).or_default() += 1;
        assert_eq!(case.spares.is_some(), case.rule.applies != Applies::Always, "{}", case.rule.code);
    }
    let once: BTreeMap<&str, usize> = TOGETHER.iter().map(|rule| (rule.code, 1)).collect();
    assert_eq!(counted, once);
}

#[test]
fn every_rule_that_is_broken_says_so_alone_and_in_full() {
    let mut wrong = Vec::new();
    for Case { rule, breaks, .. } in cases() {
        let mut affairs = SoundAffairs::new();
        breaks(&mut affairs);
        let report = affairs.check();
        let alone = report.codes() == BTreeSet::from([rule.code]) && report.count(rule.code).broken > 0;
        let in_full = |finding: &Finding| {
            finding.verdict == Verdict::Broken && !finding.message.contains('{') && !finding.hint.is_empty()
        };
        if !alone || !report.findings().iter().all(in_full) {
            wrong.push(format!("{}: {report}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_exception_spares_its_subject() {
    let mut wrong = Vec::new();
    for Case { rule, spares, .. } in cases() {
        let Some(spares) = spares else { continue };
        let mut affairs = SoundAffairs::new();
        spares(&mut affairs);
        let report = affairs.check();
        if !report.findings().is_empty() || report.count(rule.code).not_applicable == 0 {
            wrong.push(format!("{}: {report}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_kept_by_something_that_it_judges() {
    let mut wrong = Vec::new();
    for Case { rule, keeps, .. } in cases() {
        let mut affairs = SoundAffairs::new();
        keeps(&mut affairs);
        let report = affairs.check();
        if !report.findings().is_empty() || report.count(rule.code).held == 0 {
            wrong.push(format!("{}: {report}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn sound_affairs_of_any_shape_are_sound(affairs in sound_affairs(9, 9)) {
        let report = affairs.check();
        prop_assert!(report.findings().is_empty(), "{}", report);
    }

    #[test]
    fn broken_affairs_of_any_shape_break_their_one_rule(broken in broken_affairs(9, 9)) {
        let report = broken.affairs.check();
        prop_assert_eq!(report.codes(), BTreeSet::from([broken.case.rule.code]), "{}", report);
    }
}
