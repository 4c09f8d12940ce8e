//! Every rule, kept, broken and out of reach: each on networks in which nothing else is wrong.

mod cases;

use std::collections::BTreeSet;

use cases::{Cases, assert_one_case_each};
use maths_hubs::{
    programme::CATALOGUE,
    strategies::{self, Sound, affairs, allocations, cases, enquiries, ledgers, rounds},
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
    let rules = cases()
        .map(|case| case.rule)
        .chain(rounds::cases().map(|case| case.rule))
        .chain(ledgers::cases().map(|case| case.rule))
        .chain(ledgers::portfolio_cases().map(|case| case.rule))
        .chain(allocations::cases().map(|case| case.rule))
        .chain(enquiries::cases().map(|case| case.rule))
        .chain(affairs::cases().map(|case| case.rule));
    assert_one_case_each(rules, CATALOGUE.iter());
    all().spare_where_there_is_an_exception();
}

fn all() -> Cases<Sound> {
    Cases { sound: vec![Sound::of(3)], cases: cases().collect(), check: Sound::check }
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
    // The rule about explanations is kept by one that explains something.
    all().keep(|report| report.findings().iter().all(|finding| finding.is_explained()));
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
