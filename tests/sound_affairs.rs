//! Every rule across documents, kept, broken and out of reach: each on record in which nothing else is wrong.

mod cases;

use std::collections::BTreeSet;

use cases::{Cases, assert_one_case_each};
use maths_hubs::{
    programme::rules::TOGETHER,
    strategies::affairs::{SoundAffairs, broken_affairs, cases, sound_affairs},
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
    assert_one_case_each(cases().map(|case| case.rule), &TOGETHER);
    all().spare_where_there_is_an_exception();
}

fn all() -> Cases<SoundAffairs> {
    Cases { sound: vec![SoundAffairs::new()], cases: cases().collect(), check: SoundAffairs::check }
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
