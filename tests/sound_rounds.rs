//! Every rule of rounds, kept, broken and out of reach: each in journals in which nothing else is wrong.

mod cases;

use cases::{Cases, assert_one_case_each};
use maths_hubs::{
    selection::{round::Round, rules::RULES},
    strategies::rounds::{RoundShape, SoundRound, cases},
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
    assert_one_case_each(cases().map(|case| case.rule), &RULES);
    all().spare_where_there_is_an_exception();
}

/// All cases, tried on rounds of the shapes that they go for: those marked by criterion.
fn all() -> Cases<SoundRound> {
    let by_criterion = shapes().filter(|shape| !shape.whole).chain([RoundShape::default()]);
    Cases { sound: by_criterion.map(SoundRound::shaped).collect(), cases: cases().collect(), check: SoundRound::check }
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
