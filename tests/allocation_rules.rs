//! The rules of published tables: each broken alone, spared and kept; and the texts of the most important.

mod cases;

use std::collections::{BTreeMap, BTreeSet};

use cases::{Cases, assert_one_case_each};
use maths_hubs::{
    funding::allocation::{AllocationTable, Allotted, Fund},
    money::Money,
    ratio::Ratio,
    rules::{Explanation, Finding, Judged, Level, Verdict},
    strategies::allocations::{SoundTable, broken_tables, cases, tables},
};
use proptest::prelude::*;

#[test]
fn every_rule_has_one_case_and_one_that_spares_where_it_has_an_exception() {
    assert_one_case_each(cases().map(|case| case.rule), AllocationTable::rules());
    assert!(AllocationTable::rules().len() >= 8);
    all().spare_where_there_is_an_exception();
    for rule in AllocationTable::rules() {
        assert!(!rule.why.is_empty() && !rule.message.is_empty() && !rule.hint.is_empty(), "{}", rule.code);
        assert!(rule.code.starts_with("allocation/"), "{}", rule.code);
    }
}

fn all() -> Cases<SoundTable> {
    Cases { sound: vec![SoundTable::of(3)], cases: cases().collect(), check: SoundTable::check }
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
fn a_table_that_does_not_say_what_hubs_had_leaves_three_rules_undetermined() {
    let mut sound = SoundTable::of(3);
    sound.table.last_year = None;
    let report = sound.check();
    let codes = ["allocation/below-hold-harmless", "allocation/change-unexplained", "allocation/hub-dropped"];
    assert_eq!(report.codes(), BTreeSet::from(codes));
    assert!(report.findings().iter().all(|finding| finding.verdict == Verdict::Undetermined));
    assert_eq!(report.blocking().count(), 0);
    // A first year is another thing: nobody had anything.
    sound.table.last_year = Some(BTreeMap::new());
    assert!(sound.check().findings().is_empty());
}

#[test]
fn an_explanation_excuses_a_change_and_never_money_that_nobody_put_in() {
    let mut sound = SoundTable::of(3);
    let break_ = |code: &str| cases().find(|case| case.rule.code == code).unwrap().breaks;
    break_("allocation/change-unexplained")(&mut sound);
    break_("allocation/over-pot")(&mut sound);
    let explain = |rule: &str, about: &str| {
        Explanation::new(rule, about.parse().unwrap(), "it serves two counties now", "the programme board")
    };
    sound.table.explanations.insert(explain("allocation/change-unexplained", r#"hubs["hub-1"]"#));
    sound.table.explanations.insert(explain("allocation/over-pot", "pot"));
    let report = sound.check();
    let blocking: BTreeSet<&str> = report.blocking().map(|finding| &*finding.code).collect();
    assert_eq!(blocking, BTreeSet::from(["allocation/over-pot"]));
    assert!(report.of("allocation/change-unexplained").all(Finding::is_explained));
    assert!(report.of("allocation/over-pot").all(|finding| finding.level == Level::Error && !finding.is_explained()));
}

#[test]
fn findings_give_the_figures() {
    let message = |code: &str| {
        let mut sound = SoundTable::of(2);
        (cases().find(|case| case.rule.code == code).unwrap().breaks)(&mut sound);
        sound.check().of(code).next().unwrap().to_string()
    };
    // £11,000,000 and £110,000 for trials; the centre has £550,000.
    assert_eq!(
        message("allocation/over-pot"),
        "error[allocation/over-pot] pot: £11,110,000.00 is given out, £0.01 more than the £11,109,999.99 that the sources \
         put in"
    );
    assert_eq!(
        message("allocation/restricted-source-beyond"),
        "error[allocation/restricted-source-beyond] pot.sources: £11,110,000.00 is restricted to project money, of which \
         hubs get £6,336,000.00"
    );
    assert_eq!(
        message("allocation/odd-pennies-open"),
        "warning[allocation/odd-pennies-open] open[\"structural hub-1\"]: £0.01 of structural money may go to any of 3 \
         hubs, and nothing was drawn"
    );
    assert_eq!(
        message("allocation/equal-claims-unequal"),
        "warning[allocation/equal-claims-unequal] hubs[\"newcomer\"].projects: newcomer gets £10.00 of project money and \
         other-newcomer gets £20.00, though both count for 1/7919 of all weight"
    );
}

#[test]
fn a_bound_itself_is_within_bounds() {
    // Two hubs: of £11,110,000 the centre has £550,000; of £10,560,000 two fifths are structural. The first hub had twice
    // what it gets.
    let mut sound = SoundTable::of(2);
    let first = sound.first().unwrap();
    let now = sound.table.hubs[&first].amount();
    sound.table.last_year.as_mut().unwrap().insert(first, now.times(2).unwrap());
    let smallest = sound.table.hubs.values().map(Allotted::amount).min().unwrap();
    let ratio = |above: i128, below: i128| Ratio::new(above, below).unwrap();
    let tiny = ratio(1, 1_000_000_000);
    let bounds = |sound: &mut SoundTable| {
        sound.policy.most_central = Some(ratio(550, 11_110));
        sound.policy.least_structural = Some(ratio(2, 5));
        sound.policy.most_structural = Some(ratio(2, 5));
        sound.policy.hold_harmless = Some(ratio(1, 2));
        sound.policy.most_change = Some(ratio(1, 2));
        sound.policy.least_per_hub = Some(smallest);
    };
    bounds(&mut sound);
    assert!(sound.check().findings().is_empty(), "{}", sound.check());
    let breaks = |code: &str, change: &dyn Fn(&mut SoundTable)| {
        let mut beyond = sound.clone();
        change(&mut beyond);
        assert_eq!(beyond.check().codes(), BTreeSet::from([code]));
    };
    let less = |bound: &mut Option<Ratio>| *bound = bound.map(|bound| bound.minus(tiny).unwrap());
    let more = |bound: &mut Option<Ratio>| *bound = bound.map(|bound| bound.plus(tiny).unwrap());
    breaks("allocation/central-costs-large", &|sound| less(&mut sound.policy.most_central));
    breaks("allocation/structural-share-outside", &|sound| less(&mut sound.policy.most_structural));
    breaks("allocation/structural-share-outside", &|sound| more(&mut sound.policy.least_structural));
    breaks("allocation/below-hold-harmless", &|sound| more(&mut sound.policy.hold_harmless));
    breaks("allocation/change-unexplained", &|sound| less(&mut sound.policy.most_change));
    let penny = Money::from_pence(1).unwrap();
    breaks("allocation/below-least", &|sound| sound.policy.least_per_hub = Some(smallest.plus(penny).unwrap()));
}

#[test]
fn equals_may_differ_by_an_odd_penny_and_no_more() {
    let with_apart = |pence: u64| {
        let mut sound = SoundTable::of(2);
        let [(_, one), (_, other)] = sound.table.hubs.iter_mut().collect::<Vec<_>>().try_into().unwrap();
        // Both count for the same in the structural part; what one loses there the sponsor saves.
        assert_eq!(one.structural.weight, other.structural.weight);
        one.structural.amount = one.structural.amount.minus(Money::from_pence(pence).unwrap()).unwrap();
        let fund = sound.table.pot.sources.get_mut(&"dfe".parse().unwrap()).unwrap();
        fund.amount = fund.amount.minus(Money::from_pence(pence).unwrap()).unwrap();
        sound.check().codes().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(with_apart(1).is_empty());
    assert_eq!(with_apart(2), ["allocation/equal-claims-unequal"]);
}

#[test]
fn others_tables_may_be_as_wrong_as_they_like() {
    // Sums beyond the largest amount.
    let mut sound = SoundTable::of(2);
    for hub in sound.table.hubs.values_mut() {
        *hub = Allotted::new(Money::MAX, Money::MAX);
    }
    sound.table.pot.sources.values_mut().for_each(|fund| *fund = Fund::new(Money::MAX));
    let report = sound.check();
    let over = report.of("allocation/over-pot").next().unwrap();
    assert!(over.message.contains("pence is given out"), "{}", over.message);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_sound_table_of_any_size_is_sound(sound in tables(12)) {
        let report = sound.check();
        prop_assert!(report.findings().is_empty(), "{}", report);
    }

    #[test]
    fn a_broken_table_of_any_size_breaks_its_one_rule((table, case) in broken_tables(8)) {
        let report = table.check();
        prop_assert_eq!(report.codes(), BTreeSet::from([case.rule.code]), "{}", report);
    }
}
