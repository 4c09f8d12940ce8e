use super::*;
use crate::selection::scale::Scale;

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn path(text: &str) -> CriterionId {
    text.parse().unwrap()
}

fn draft() -> Builder {
    Criteria::out_of(100).scale("0-5", Scale::range(0, 5).unwrap())
}

fn refusal(builder: Builder) -> String {
    builder.build().unwrap_err().to_string()
}

#[test]
fn siblings_that_do_not_add_up_are_refused_with_the_sum_found() {
    let two = draft().criterion("a", "A", "60", "0-5").criterion("b", "B", "30", "0-5");
    assert_eq!(refusal(two), "the weights in the whole add up to 90, not to 100");
    let below =
        draft().group("a", "A", "100").criterion("a/b", "B", "33.3", "0-5").criterion("a/c", "C", "66.6", "0-5");
    assert_eq!(refusal(below), "the weights in `a` add up to 99.9, not to 100");
    let thirds = draft().group("a", "A", "100").whole("1").criterion("a/b", "B", "1/3", "0-5");
    let thirds = thirds.criterion("a/c", "C", "2/3", "0-5").build().unwrap();
    assert_eq!(thirds.applied(&path("a/b")), Some(ratio("100/3")));
}

#[test]
fn every_node_has_its_place() {
    assert_eq!(refusal(draft()), "there is nothing in the whole: it needs at least one criterion");
    let empty = draft().group("a", "A", "40").criterion("b", "B", "60", "0-5");
    assert_eq!(refusal(empty), "there is nothing in `a`: it needs at least one criterion");
    let homeless = draft().criterion("a/b", "B", "100", "0-5");
    assert_eq!(refusal(homeless), "`a/b` stands in `a`, which is no group");
    let below_a_criterion = draft().criterion("a", "A", "100", "0-5").criterion("a/b", "B", "100", "0-5");
    assert_eq!(refusal(below_a_criterion), "`a/b` stands in `a`, which is no group");
    let both = draft().group("a", "A", "100").criterion("a", "A", "0", "0-5").criterion("a/b", "B", "100", "0-5");
    assert_eq!(refusal(both), "`a` is given twice");
    let reserved = draft().group("bonus", "Bonus", "100").criterion("bonus/b", "B", "100", "0-5");
    assert_eq!(refusal(reserved), "`bonus` cannot stand in the tree: `bonus` is the name of what comes on top of it");
    let twice = draft().criterion("a", "A", "50", "0-5").criterion("a", "A", "50", "0-5");
    assert_eq!(refusal(twice), "`a` is given twice");
}

#[test]
fn a_tree_is_at_most_sixteen_deep() {
    let mut deep = draft();
    let mut path = String::from("g");
    for _ in 1..16 {
        deep = deep.group(&path, "G", "100");
        path.push_str("/g");
    }
    let sound = deep.clone().criterion(&path, "G", "100", "0-5").build().unwrap();
    assert_eq!(sound.leaves()[0].applied(), Ratio::HUNDRED);
    let deeper = format!("{path}/g");
    assert_eq!(
        refusal(deep.group(&path, "G", "100").criterion(&deeper, "G", "100", "0-5")),
        format!("`{deeper}` is not the path of a criterion: 1 to 16 slugs joined by `/`, as in music/credibility")
    );
}

#[test]
fn weights_are_nought_or_more_and_wholes_more_than_nought() {
    let negative = draft().criterion("a", "A", "110", "0-5").criterion("b", "B", "-10", "0-5");
    assert_eq!(refusal(negative), "`b` weighs -10: it must be nought or more");
    let bonus = draft().criterion("a", "A", "100", "0-5").bonus("b", "B", "-1", "0-5");
    assert_eq!(refusal(bonus), "`bonus/b` weighs -1: it must be nought or more");
    let nothing = draft().group("a", "A", "100").whole("0").criterion("a/b", "B", "0", "0-5");
    assert_eq!(refusal(nothing), "`a` is to add up to 0: it must be more than nought");
    let whole = Criteria::out_of(-1).scale("0-5", Scale::range(0, 5).unwrap()).criterion("a", "A", "0", "0-5");
    assert_eq!(refusal(whole), "the whole is to add up to -1: it must be more than nought");
}

#[test]
fn marks_and_scales_that_are_not_there_are_refused_by_path() {
    assert_eq!(
        refusal(draft().criterion("a", "A", "100", "0-4")),
        "`a` is marked on the scale `0-4`, which is not given: 0-5 are"
    );
    assert_eq!(
        refusal(draft().criterion("a", "A", "100", "0-5").minimum("2.5")),
        "the minimum of `a` cannot be given: `2.5` is not on the scale: 0, 1, 2, 3, 4, 5"
    );
    let words = draft().scale("said", Scale::words([("no", "0"), ("yes", "0")]).unwrap());
    assert_eq!(
        refusal(words.clone().criterion("a", "A", "100", "said")),
        "`a` is worth 100 points, but nothing counts on its scale `said`"
    );
    let beside = words.criterion("a", "A", "100", "0-5").criterion("b", "B", "0", "said").minimum("yes");
    assert!(beside.build().is_ok());
}

#[test]
fn minimums_of_several_name_what_is_there() {
    let two = || draft().criterion("a", "A", "50", "0-5").criterion("b", "B", "50", "0-5");
    assert_eq!(refusal(two().at_least("3", 1, ["c"])), "a minimum names `c`, which is no criterion or group");
    assert_eq!(
        refusal(two().at_least("3", 3, ["a", "b"])),
        "a minimum is to be reached in 3 of 2 criteria: it must be in at least one and at most all"
    );
    assert!(two().at_least("3", 0, ["a", "b"]).build().is_err());
    assert!(two().at_least("6", 1, ["a", "b"]).build().is_err());
    assert_eq!(refusal(two().pass_mark("101")), "the pass mark is 101: it must be from 0 to 100");
    assert!(two().bonus("c", "C", "1", "0-5").pass_mark("101").build().is_ok());
}

#[test]
fn what_is_said_of_nothing_is_out_of_place() {
    assert_eq!(refusal(draft().minimum("3")), "a minimum is given before a criterion");
    assert_eq!(refusal(draft().group("a", "A", "100").guidance("x")), "guidance is given before a criterion");
    assert_eq!(refusal(draft().whole("10")), "a whole is given before a group");
    // The first thing that was wrong is told.
    assert_eq!(refusal(draft().whole("10").minimum("3")), "a whole is given before a group");
}

#[test]
fn weights_that_no_total_could_hold_are_refused() {
    let long = Ratio::new(1, 10_i128.pow(30)).unwrap();
    let (one, rest) = (long.to_string(), Ratio::HUNDRED.minus(long).unwrap().to_string());
    let fits = || draft().criterion("a", "A", &one, "0-5").criterion("b", "B", &rest, "0-5");
    assert!(fits().build().is_ok());
    // In proportion they would need some sixty digits.
    let message = "the weights and scales have no common denominator of at most 127 bits, so totals would not be exact";
    assert_eq!(refusal(fits().may_be_not_applicable()), message);
    // Seven scales of different primes below 2^32: their product has more than 127 bits.
    let mut primes = Criteria::out_of(5);
    for (name, top) in
        [("a", "4294967291"), ("b", "4294967279"), ("c", "4294967231"), ("d", "4294967197"), ("e", "4294967189")]
    {
        primes = primes.scale(name, Scale::numbers(["1", top]).unwrap()).criterion(name, name, "1", name);
    }
    assert_eq!(refusal(primes), message);
}

#[test]
fn criteria_are_found_by_id_groups_and_bonus_too() {
    let criteria = draft()
        .group("mathematics", "Mathematics", "40")
        .whole("10")
        .criterion("mathematics/credibility", "Credibility", "4", "0-5")
        .guidance("Results over three years")
        .criterion("mathematics/capacity", "Capacity", "6", "0-5")
        .criterion("leadership", "Leadership", "60", "0-5")
        .bonus("rural", "Rural", "5", "0-5")
        .build()
        .unwrap();
    let ids: Vec<&str> = criteria.leaves().iter().map(|leaf| leaf.id().as_str()).collect();
    assert_eq!(ids, ["bonus/rural", "leadership", "mathematics/capacity", "mathematics/credibility"]);
    assert_eq!(criteria.index_of(&path("leadership")), Some(1));
    assert_eq!(criteria.index_of(&path("mathematics")), None);
    let credibility = criteria.criterion(&path("mathematics/credibility")).unwrap();
    // 40 of 100, times 4 of 10.
    assert_eq!((credibility.declared(), credibility.applied()), (ratio("4"), ratio("16")));
    assert_eq!(credibility.guidance(), "Results over three years");
    assert_eq!(criteria.applied(&path("mathematics")), Some(ratio("40")));
    assert_eq!(criteria.applied(&path("bonus/rural")), Some(ratio("5")));
    assert_eq!((criteria.whole(), criteria.bonus(), criteria.most()), (ratio("100"), ratio("5"), ratio("105")));
    // A fifth of 5, of 60, of 24 and of 16: the last three are 1, 12, 4.8 and 3.2 points.
    assert_eq!(criteria.denominator(), 5);
}

#[test]
fn a_path_lies_within_itself_and_what_is_above() {
    assert!(path("a/b").within(&path("a")) && path("a/b").within(&path("a/b")));
    assert!(!path("a-b").within(&path("a")) && !path("ab/c").within(&path("a")) && !path("a").within(&path("a/b")));
    for text in ["", "/", "a/", "/a", "a//b", "A/b", "a b"] {
        assert!(text.parse::<CriterionId>().is_err(), "{text}");
    }
}

#[test]
fn a_mark_is_made_for_a_criterion_or_refused_by_name() {
    let criteria = draft().criterion("leadership", "L", "40", "0-5").criterion("mathematics", "M", "60", "0-5");
    let criteria = criteria.build().unwrap();
    let mark = |id: &str, raw: &str| criteria.mark(&path(id), raw.parse().unwrap());
    let (index, four) = mark("mathematics", "4").unwrap();
    // Four fifths of 60.
    assert_eq!((index, criteria.leaves()[index].earns(four)), (1, Some(ratio("48"))));
    let other = Scale::range(0, 10).unwrap().mark("4".parse().unwrap()).unwrap();
    assert_eq!(criteria.leaves()[1].earns(other), None);
    assert_eq!(
        mark("mathmatics", "4").unwrap_err().to_string(),
        "`mathmatics` is none of the criteria; did you mean `mathematics`?"
    );
    assert_eq!(mark("finance", "4").unwrap_err().to_string(), "`finance` is none of the criteria");
    assert_eq!(
        mark("leadership", "3.5").unwrap_err().to_string(),
        "`leadership` cannot be marked so: `3.5` is not on the scale: 0, 1, 2, 3, 4, 5"
    );
}
