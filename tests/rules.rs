//! Every rule, kept, broken and out of reach: each on networks in which nothing else is wrong.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    programme::CATALOGUE,
    rules::{Applies, Finding, Verdict},
    strategies::{self, Case, Sound, affairs, allocations, cases, enquiries, ledgers, rounds},
};
use proptest::prelude::*;

#[test]
fn sound_networks_are_sound() {
    for hubs in [1, 2, 5, 200] {
        let report = Sound::of(hubs).check();
        assert!(report.findings().is_empty(), "{hubs} hubs: {report}");
    }
}

#[test]
fn every_rule_has_one_case_and_one_that_spares_where_it_has_an_exception() {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    let rules = cases()
        .map(|case| case.rule)
        .chain(rounds::cases().map(|case| case.rule))
        .chain(ledgers::cases().map(|case| case.rule))
        .chain(ledgers::portfolio_cases().map(|case| case.rule))
        .chain(allocations::cases().map(|case| case.rule))
        .chain(enquiries::cases().map(|case| case.rule))
        .chain(affairs::cases().map(|case| case.rule));
    for rule in rules {
        *counted.entry(rule.code).or_default() += 1;
    }
    let once: BTreeMap<&str, usize> = CATALOGUE.iter().map(|rule| (rule.code, 1)).collect();
    assert_eq!(counted, once);
    for Case { rule, spares, .. } in cases() {
        assert_eq!(spares.is_some(), rule.applies != Applies::Always, "{}", rule.code);
    }
}

#[test]
fn every_rule_that_is_broken_says_so_alone_and_in_full() {
    let mut wrong = Vec::new();
    for Case { rule, breaks, .. } in cases() {
        let mut network = Sound::of(3);
        breaks(&mut network);
        let report = network.check();
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
        let mut network = Sound::of(3);
        spares(&mut network);
        let report = network.check();
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
        let mut network = Sound::of(3);
        keeps(&mut network);
        let report = network.check();
        // The rule about explanations is kept by one that explains something.
        if !report.findings().iter().all(|finding| finding.is_explained()) || report.count(rule.code).held == 0 {
            wrong.push(format!("{}: {report}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_sound_network_of_any_shape_is_sound(sound in strategies::sound_network(1..8)) {
        let report = sound.check();
        prop_assert!(report.findings().is_empty(), "{}", report);
    }

    #[test]
    fn a_broken_network_of_any_shape_breaks_its_one_rule(broken in strategies::broken_network(1..6)) {
        let report = broken.network.check();
        prop_assert_eq!(report.codes(), BTreeSet::from([broken.case.rule.code]), "{}", report);
    }
}
