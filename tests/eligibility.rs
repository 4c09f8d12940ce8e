//! Gates: the headings of real notices, three-valued logic against brute force, and which fact counts.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    answer::Answer,
    calendar::{AcademicYear, Period},
    chrono::NaiveDate,
    document::Source,
    identifiers::PersonId,
    ratio::Ratio,
    selection::eligibility::{
        Condition, Eligibility, Eligible, Fact, FactValue, Facts, Gate, Gates, Idle, InYears, Ruling, Test,
    },
    vocabulary::Word,
};
use proptest::prelude::*;

fn word(text: &str) -> Word {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn year(start: u16) -> AcademicYear {
    AcademicYear::starting(start).unwrap()
}

fn number(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn person() -> PersonId {
    "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap()
}

/// The headings of the Solent notice of 2021. Results of summer 2020 were not published, so of a round in spring 2021 the
/// last year that counts is 2018/19: one is skipped.
fn solent() -> Gates {
    let above = |fact: &str| {
        let is = Test::Above(Ratio::ZERO);
        Condition::try_from(maths_hubs::selection::eligibility::Form::InYears(InYears {
            fact: word(fact),
            is,
            years: 2,
            of_last: 3,
            skipping: 1,
        }))
        .unwrap()
    };
    let yes = |fact: &str| Condition::fact(word(fact), Test::Yes).unwrap();
    let grade = Condition::fact(word("overall-grade"), Test::one_of([word("good"), word("outstanding")])).unwrap();
    let results = Condition::any_of(1, [above("all-pupils-difference"), above("disadvantaged-difference")]).unwrap();
    Gates::new([
        (word("funding"), Gate::new("the school is state funded", yes("state-funded"))),
        (word("head"), Gate::new("a headteacher is in post", yes("headteacher-in-post"))),
        (
            word("ofsted"),
            Gate::new("good or outstanding overall", grade).may_be_ruled().from(Source::page("Solent notice, 2021")),
        ),
        (word("results"), Gate::new("results above the national average", results).may_be_ruled()),
    ])
}

fn difference(pupils: &str, start: u16, value: &str) -> (Word, Fact) {
    (word(pupils), Fact::number(number(value)).of(year(start)).verified())
}

fn sound() -> Vec<(Word, Fact)> {
    vec![
        (word("state-funded"), Fact::yes_no(true).verified()),
        (word("headteacher-in-post"), Fact::yes_no(true)),
        (word("overall-grade"), Fact::word(word("good")).verified().on("2018-05".parse().unwrap())),
        difference("all-pupils-difference", 2016, "-0.4"),
        difference("all-pupils-difference", 2017, "0.3"),
        difference("all-pupils-difference", 2018, "0.1"),
    ]
}

fn judge(facts: Vec<(Word, Fact)>, on: &str) -> Eligibility {
    solent().judge(&Facts::new(facts), day(on), &BTreeMap::new())
}

fn answer(judged: &Eligibility, gate: &str) -> Answer {
    judged.gates[&word(gate)].answer()
}

#[test]
fn a_school_above_average_in_two_of_the_last_three_published_years_is_eligible() {
    let judged = judge(sound(), "2021-03-01");
    assert_eq!(judged.outcome(), Eligible::Eligible, "{judged}");
    // The figure of 2019/20 does not count: that year is skipped.
    let mut facts = sound();
    facts.retain(|(about, fact)| !(about.as_str() == "all-pupils-difference" && fact.year == Some(year(2018))));
    facts.push(difference("all-pupils-difference", 2019, "5"));
    let judged = judge(facts, "2021-03-01");
    assert_eq!(answer(&judged, "results"), Answer::Unknown);
    assert_eq!(judged.outcome(), Eligible::Undetermined);
}

#[test]
fn disadvantaged_pupils_alone_suffice_and_equal_to_the_average_is_not_above_it() {
    let mut facts = sound();
    facts.retain(|(about, _)| about.as_str() != "all-pupils-difference");
    for start in 2016..=2018 {
        facts.push(difference("all-pupils-difference", start, "0"));
    }
    let mut better = facts.clone();
    facts.extend((2016..=2018).map(|start| difference("disadvantaged-difference", start, "-1")));
    let judged = judge(facts, "2021-03-01");
    assert_eq!((answer(&judged, "results"), judged.outcome()), (Answer::No, Eligible::Ineligible));
    // Nothing is known of 2016/17, and nothing need be.
    better.extend((2017..=2018).map(|start| difference("disadvantaged-difference", start, "1")));
    assert_eq!(judge(better, "2021-03-01").outcome(), Eligible::Eligible);
}

#[test]
fn what_nobody_knows_is_undetermined_and_never_unmet() {
    let judged = judge(Vec::new(), "2021-03-01");
    assert_eq!(judged.outcome(), Eligible::Undetermined);
    assert_eq!(judged.that_are(Answer::Unknown).count(), 4);
    assert!(
        judged
            .to_string()
            .contains("\nfunding: the school is state funded: undetermined: `state-funded` yes: nothing is known"),
        "{judged}"
    );
}

#[test]
fn one_unmet_gate_makes_ineligible_whatever_else_is_open() {
    let judged = judge(vec![(word("state-funded"), Fact::yes_no(false))], "2021-03-01");
    assert_eq!(judged.outcome(), Eligible::Ineligible);
    assert_eq!(judged.that_are(Answer::No).map(|(gate, _)| gate).collect::<Vec<_>>(), [word("funding")]);
}

#[test]
fn a_grade_that_is_no_longer_given_leaves_the_gate_open_until_somebody_rules() {
    let mut facts = sound();
    let gone = Fact::unknown("inspected without a headline grade").verified().on("2020-11".parse().unwrap());
    facts.push((word("overall-grade"), gone));
    let judged = judge(facts.clone(), "2021-03-01");
    assert_eq!(answer(&judged, "ofsted"), Answer::Unknown);
    assert_eq!(
        judged.gates[&word("ofsted")].to_string(),
        "good or outstanding overall: undetermined: `overall-grade` good or outstanding: \
         not known: inspected without a headline grade (verified, 2020-11)"
    );
    let facts = Facts::new(facts);
    for (met, outcome) in [(true, Eligible::Eligible), (false, Eligible::Ineligible)] {
        let rulings = BTreeMap::from([(word("ofsted"), Ruling::new(met, "the report card says so", person()))]);
        let judged = solent().judge(&facts, day("2021-03-01"), &rulings);
        assert_eq!((judged.outcome(), judged.idle.len()), (outcome, 0));
        assert_eq!(judged.gates[&word("ofsted")].facts.answer, Answer::Unknown);
    }
}

#[test]
fn a_ruling_settles_only_a_gate_that_is_open_and_may_be_ruled_and_says_why() {
    let mut facts = sound();
    facts.retain(|(about, _)| !["headteacher-in-post", "all-pupils-difference"].contains(&about.as_str()));
    let ruling = |reason: &str| Ruling::new(false, reason, person());
    let rulings = BTreeMap::from([
        (word("ofsted"), ruling("the facts say otherwise")),
        (word("head"), ruling("an acting head")),
        (word("results"), ruling("  ")),
        (word("offsted"), ruling("misspelt")),
    ]);
    let judged = solent().judge(&Facts::new(facts), day("2021-03-01"), &rulings);
    let idle = [
        (word("ofsted"), Idle::Decided),
        (word("head"), Idle::MayNotBeRuled),
        (word("results"), Idle::NoReason),
        (word("offsted"), Idle::NoSuchGate),
    ];
    assert_eq!(judged.idle, BTreeMap::from(idle));
    assert_eq!(judged.outcome(), Eligible::Undetermined);
    assert!(judged.to_string().ends_with("\nresults: the ruling has no effect: it gives no reason"), "{judged}");
}

#[test]
fn gates_are_those_in_force_on_the_reference_date() {
    let yes = |fact: &str| Condition::fact(word(fact), Test::Yes).unwrap();
    let until = Period::new(day("2015-01-01"), Some(day("2020-12-31"))).unwrap();
    let gates = Gates::new([
        (word("teaching-school"), Gate::new("a teaching school", yes("teaching-school")).in_force(until)),
        (word("head"), Gate::new("a headteacher in post", yes("head"))),
    ]);
    let facts = Facts::new([(word("teaching-school"), Fact::yes_no(false)), (word("head"), Fact::yes_no(true))]);
    let rulings = BTreeMap::from([(word("teaching-school"), Ruling::new(true, "as good as one", person()))]);
    let judged = gates.judge(&facts, day("2020-12-31"), &rulings);
    assert_eq!((judged.outcome(), judged.idle[&word("teaching-school")]), (Eligible::Ineligible, Idle::Decided));
    let judged = gates.judge(&facts, day("2021-01-01"), &rulings);
    assert_eq!((judged.outcome(), judged.idle[&word("teaching-school")]), (Eligible::Eligible, Idle::NotInForce));
    assert_eq!(judged.not_in_force, BTreeSet::from([word("teaching-school")]));
}

#[test]
fn of_several_facts_the_latest_verified_by_the_reference_date_counts() {
    let grade = |text: &str, on: &str| Fact::word(word(text)).verified().on(on.parse().unwrap());
    let ask = |facts: &[Fact], on: &str| {
        let facts = Facts::new(facts.iter().map(|fact| (word("grade"), fact.clone())));
        Condition::fact(word("grade"), Test::one_of([word("good")])).unwrap().judge(&facts, day(on)).answer
    };
    let facts = [grade("good", "2015-06-10"), grade("inadequate", "2019-02-01"), Fact::word(word("good"))];
    assert_eq!(ask(&facts, "2019-01-31"), Answer::Yes);
    assert_eq!(ask(&facts, "2019-02-01"), Answer::No);
    // Before anything was verified the declaration stands.
    assert_eq!(ask(&facts, "2015-06-09"), Answer::Yes);
    assert_eq!(ask(&facts[..2], "2015-06-09"), Answer::Unknown);
    // "2019" may be before or after the reference date.
    let facts = [grade("good", "2015-06-10"), grade("inadequate", "2019")];
    assert_eq!(ask(&facts, "2019-02-01"), Answer::Unknown);
    assert_eq!(ask(&facts, "2019-12-31"), Answer::No);
    // Two of one day that differ decide nothing; two that pass alike do.
    let facts = [grade("good", "2019-02-01"), grade("inadequate", "2019-02-01")];
    assert_eq!(ask(&facts, "2020-01-01"), Answer::Unknown);
    // A value of another kind is no answer.
    assert_eq!(ask(&[Fact::yes_no(true)], "2020-01-01"), Answer::Unknown);
}

#[test]
fn a_verified_fact_contradicts_a_declaration_from_its_day_on() {
    let about = word("headteacher-in-post");
    let facts = Facts::new([
        (about, Fact::yes_no(true)),
        (about, Fact::yes_no(false).verified().on("2021-02-10".parse().unwrap())),
    ]);
    assert!(facts.contradictions(day("2021-02-09")).is_empty());
    let found = facts.contradictions(day("2021-02-10"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].to_string(), "`headteacher-in-post`: yes (declared), but no (verified, 2021-02-10)");
    // Perhaps later is not yet; figures of other years, and no answer, contradict nothing.
    let sometime = Fact::yes_no(false).verified().on("2021-02".parse().unwrap());
    let quiet = [
        (about, Fact::yes_no(true)),
        (about, sometime),
        (word("grade"), Fact::word(word("good"))),
        (word("grade"), Fact::unknown("no headline grade").verified()),
        (word("figure"), Fact::number(number("0.50")).of(year(2018))),
        (word("figure"), Fact::number(number("1/2")).of(year(2018)).verified()),
        (word("figure"), Fact::number(number("7")).of(year(2017)).verified()),
    ];
    assert_eq!(Facts::new(quiet).contradictions(day("2021-02-10")), []);
}

#[test]
fn what_decides_is_named_and_nothing_else() {
    let yes = |fact: &str| Condition::fact(word(fact), Test::Yes).unwrap();
    let condition =
        Condition::all_of([yes("a"), Condition::any_of(2, [yes("b"), yes("c"), yes("d")]).unwrap()]).unwrap();
    let facts = Facts::new([
        (word("a"), Fact::yes_no(true)),
        (word("b"), Fact::yes_no(false)),
        (word("c"), Fact::yes_no(false)),
    ]);
    let part = condition.judge(&facts, day("2021-01-01"));
    assert_eq!(part.to_string(), "not met: `b` yes: no (declared); `c` yes: no (declared)");
    assert_eq!(part.deciding().len(), 2);
}

#[test]
fn unsound_conditions_are_refused_by_constructor_and_json_alike() {
    let yes = |fact: &str| Condition::fact(word(fact), Test::Yes).unwrap();
    let said = |result: Result<Condition, maths_hubs::document::Malformed>| result.unwrap_err().to_string();
    assert_eq!(said(Condition::all_of([])), "`all of nothing` is not a condition: at least one condition");
    assert_eq!(
        said(Condition::any_of(0, [yes("a")])),
        "`0 of 1` is not an any-of condition: a number from 1 to that of its conditions"
    );
    assert!(Condition::any_of(0, []).is_err());
    assert_eq!(
        said(Condition::any_of(1, [yes("a"), yes("a")])),
        "``a` yes` is not a condition: one that does not stand twice in its list"
    );
    assert_eq!(
        said(Condition::in_years(word("a"), Test::Yes, 4, 3)),
        "`4 of the last 3 years, skipping 0` is not a condition: \
         1 to all of the last years, of which at most 50 count and 50 are skipped"
    );
    assert!(Condition::in_years(word("a"), Test::Yes, 0, 3).is_err());
    assert!(Condition::in_years(word("a"), Test::Yes, 1, 51).is_err());
    assert!(Condition::fact(word("a"), Test::one_of([])).is_err());
    let mut deep = yes("a");
    for _ in 1..Condition::DEEPEST {
        deep = Condition::all_of([deep]).unwrap();
    }
    assert_eq!(
        said(Condition::all_of([deep])),
        "`a tree of depth 17` is not a condition: at most 16 conditions one within another"
    );
    for json in [
        r#"{"all-of": []}"#,
        r#"{"any-of": {"at_least": 2, "of": [{"fact": {"fact": "a", "is": "yes"}}]}}"#,
        r#"{"in-years": {"fact": "a", "is": "yes", "years": 3, "of_last": 2}}"#,
        r#"{"fact": {"fact": "a", "is": {"one-of": []}}}"#,
        r#"{"fact": {"fact": "a", "is": "maybe"}}"#,
    ] {
        assert!(serde_json::from_str::<Condition>(json).is_err(), "{json}");
    }
}

#[test]
fn a_gate_reads_as_it_would_be_written_by_hand() {
    let json = r#"{"ofsted":{"title":"good or outstanding","condition":{"any-of":{"at_least":1,"of":[{"fact":{"fact":"grade","is":{"one-of":["good","outstanding"]}}},{"in-years":{"fact":"figure","is":{"above":"0.5"},"years":2,"of_last":3}}]}},"in_force":{"from":"2015-01-01"},"may_be_ruled":true}}"#;
    let gates: Gates = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&gates).unwrap(), json);
    let facts = r#"{"grade":[{"standing":"declared","value":{"word":"good"}}]}"#;
    assert_eq!(serde_json::to_string(&serde_json::from_str::<Facts>(facts).unwrap()).unwrap(), facts);
}

#[test]
fn the_deepest_condition_and_what_it_comes_to_are_read_back_within_the_depth_that_json_readers_allow() {
    let mut deep = Condition::fact(word("a"), Test::Yes).unwrap();
    for _ in 1..Condition::DEEPEST {
        deep = Condition::any_of(1, [deep]).unwrap();
    }
    let gates = Gates::new([(word("deep"), Gate::new("deep", deep))]);
    let json = serde_json::to_string(&gates).unwrap();
    assert_eq!(serde_json::from_str::<Gates>(&json).unwrap(), gates);
    let judged = gates.judge(&Facts::default(), day(REFERENCE), &BTreeMap::new());
    let json = serde_json::to_string(&judged).unwrap();
    assert_eq!(serde_json::from_str::<Eligibility>(&json).unwrap(), judged);
}

#[test]
fn years_before_any_that_can_be_written_are_not_known() {
    let condition = Condition::in_years(word("a"), Test::Yes, 1, 3).unwrap();
    let facts = Facts::new([(word("a"), Fact::yes_no(false).of(year(1000)))]);
    assert_eq!(condition.judge(&facts, day("1001-10-01")).answer, Answer::Unknown);
    for on in [NaiveDate::MIN, NaiveDate::MAX] {
        assert_eq!(condition.judge(&facts, on).answer, Answer::Unknown);
    }
}

/// A tree in which each fact is asked about once: facts are numbered from `next` on.
#[derive(Clone, Debug)]
enum Tree {
    Leaf,
    Years(u32, u32),
    All(Vec<Tree>),
    Any(u32, Vec<Tree>),
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        3 => Just(Tree::Leaf),
        1 => (1_u32..=3).prop_flat_map(|of| (1..=of, Just(of))).prop_map(|(years, of)| Tree::Years(years, of)),
    ];
    leaf.prop_recursive(3, 7, 3, |inner| {
        let list = prop::collection::vec(inner, 1..=3);
        prop_oneof![
            list.clone().prop_map(Tree::All),
            list.prop_flat_map(|of| (1..=u32::try_from(of.len()).unwrap(), Just(of)))
                .prop_map(|(least, of)| Tree::Any(least, of)),
        ]
    })
}

/// The condition, and each (fact, year) that it asks about.
fn build(tree: &Tree, asked: &mut Vec<(Word, Option<AcademicYear>)>) -> Condition {
    match tree {
        Tree::Leaf => {
            let fact = word(&format!("fact-{}", asked.len()));
            asked.push((fact, None));
            Condition::fact(fact, Test::Yes).unwrap()
        }
        Tree::Years(years, of_last) => {
            let fact = word(&format!("fact-{}", asked.len()));
            // Reference date in 2020/21: 2019/20 and back.
            asked.extend((0..*of_last).map(|back| (fact, Some(year(2019 - u16::try_from(back).unwrap())))));
            Condition::in_years(fact, Test::Yes, *years, *of_last).unwrap()
        }
        Tree::All(of) => Condition::all_of(of.iter().map(|tree| build(tree, asked)).collect::<Vec<_>>()).unwrap(),
        Tree::Any(least, of) => {
            Condition::any_of(*least, of.iter().map(|tree| build(tree, asked)).collect::<Vec<_>>()).unwrap()
        }
    }
}

/// What the tree says where everything is known, by plain counting; takes the values in the order of `build`.
fn plainly(tree: &Tree, values: &mut impl Iterator<Item = bool>) -> bool {
    match tree {
        Tree::Leaf => values.next().unwrap(),
        Tree::Years(years, of_last) => {
            (0..*of_last).filter(|_| values.next().unwrap()).count() >= usize::try_from(*years).unwrap()
        }
        Tree::All(of) => of.iter().filter(|tree| !plainly(tree, values)).count() == 0,
        Tree::Any(least, of) => {
            of.iter().filter(|tree| plainly(tree, values)).count() >= usize::try_from(*least).unwrap()
        }
    }
}

fn facts_of(asked: &[(Word, Option<AcademicYear>)], known: &[Option<bool>]) -> Facts {
    let known = asked.iter().zip(known).filter_map(|((about, year), known)| {
        let fact = Fact::yes_no((*known)?);
        Some((*about, year.map_or(fact.clone(), |year| fact.of(year))))
    });
    known.collect()
}

const REFERENCE: &str = "2021-03-01";

proptest! {
    #[test]
    fn the_answer_is_what_every_completion_of_the_unknown_says(
        tree in trees(),
        known in prop::collection::vec(prop_oneof![Just(None), any::<bool>().prop_map(Some)], 64),
    ) {
        let mut asked = Vec::new();
        let condition = build(&tree, &mut asked);
        let mut known: Vec<Option<bool>> = known[..asked.len().min(64)].to_vec();
        // At most 2^10 completions.
        let open: Vec<usize> = (0..known.len()).filter(|at| known[*at].is_none()).collect();
        for at in open.iter().skip(10) {
            known[*at] = Some(true);
        }
        let open: Vec<usize> = open.into_iter().take(10).collect();
        let mut seen = [false; 2];
        for bits in 0_u32..1 << open.len() {
            let mut complete: Vec<bool> = known.iter().map(|known| known.unwrap_or_default()).collect();
            for (bit, at) in open.iter().enumerate() {
                complete[*at] = bits >> bit & 1 == 1;
            }
            seen[usize::from(plainly(&tree, &mut complete.into_iter()))] = true;
        }
        let expected = match seen {
            [false, true] => Answer::Yes,
            [true, false] => Answer::No,
            _ => Answer::Unknown,
        };
        let facts = facts_of(&asked, &known);
        prop_assert_eq!(condition.judge(&facts, day(REFERENCE)).answer, expected);
    }

    #[test]
    fn learning_a_fact_never_turns_a_decided_answer(
        tree in trees(),
        known in prop::collection::vec(prop_oneof![Just(None), any::<bool>().prop_map(Some)], 64),
        learnt in any::<prop::sample::Index>(),
        value in any::<bool>(),
    ) {
        let mut asked = Vec::new();
        let condition = build(&tree, &mut asked);
        let mut known: Vec<Option<bool>> = known[..asked.len().min(64)].to_vec();
        let before = condition.judge(&facts_of(&asked, &known), day(REFERENCE)).answer;
        let at = learnt.index(known.len());
        // What is known already stands: another value would contradict it.
        known[at] = known[at].or(Some(value));
        let after = condition.judge(&facts_of(&asked, &known), day(REFERENCE)).answer;
        prop_assert!(before == Answer::Unknown || before == after, "{} turned {}", before as u8, after as u8);
    }

    #[test]
    fn the_order_of_facts_and_of_conditions_changes_no_answer(
        (facts, shuffled) in prop::collection::vec(any_fact(), 0..8)
            .prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle())),
        (of, otherwise) in Just(vec!["a", "b", "c"]).prop_flat_map(|of| (Just(of.clone()), Just(of).prop_shuffle())),
        least in 1_u32..=3,
    ) {
        let condition = |of: &[&str]| {
            let parts = of.iter().map(|fact| Condition::fact(word(fact), Test::AtLeast(Ratio::ONE)).unwrap());
            Condition::any_of(least, parts).unwrap()
        };
        let (facts, shuffled): (Facts, Facts) = (facts.into_iter().collect(), shuffled.into_iter().collect());
        prop_assert_eq!(&facts, &shuffled);
        let on = day("2020-06-15");
        prop_assert_eq!(condition(&of).judge(&facts, on), condition(&of).judge(&shuffled, on));
        prop_assert_eq!(condition(&of).judge(&facts, on).answer, condition(&otherwise).judge(&facts, on).answer);
        prop_assert_eq!(facts.contradictions(on), shuffled.contradictions(on));
    }

    /// Which fact counts, against every way in which half-known days could have been days.
    #[test]
    fn facts_of_half_known_days_decide_what_every_possible_day_decides(
        facts in prop::collection::vec(any_fact(), 0..5),
    ) {
        let facts: Vec<Fact> = facts.into_iter().map(|(_, fact)| fact).collect();
        let is = Test::AtLeast(Ratio::ONE);
        let on = day("2020-06-15");
        let known: Facts = facts.iter().map(|fact| (word("a"), fact.clone())).collect();
        let judged = Condition::fact(word("a"), is.clone()).unwrap().judge(&known, on).answer;
        let mut answers = BTreeSet::new();
        each_world(&facts, &mut Vec::new(), &mut |days| {
            let in_force = |verified: bool| {
                let of: Vec<(usize, Option<NaiveDate>)> = days
                    .iter()
                    .enumerate()
                    .filter(|(at, day)| facts[*at].to_string().contains("verified") == verified && day.is_none_or(|day| day <= on))
                    .map(|(at, day)| (at, *day))
                    .collect();
                let latest = of.iter().filter_map(|(_, day)| *day).max();
                of.into_iter().filter(|(_, day)| day.is_none() || *day == latest).map(|(at, _)| at).collect::<Vec<_>>()
            };
            let counting = if in_force(true).is_empty() { in_force(false) } else { in_force(true) };
            let says: BTreeSet<Answer> = counting.iter().map(|at| is.passes(&facts[*at].value)).collect();
            answers.insert(if says.len() == 1 { *says.first().unwrap() } else { Answer::Unknown });
        });
        let expected = if answers.len() == 1 { *answers.first().unwrap() } else { Answer::Unknown };
        // Exact where every day is known; where not, never more than the worlds say.
        let exact = facts.iter().all(|fact| fact.on.is_none_or(|on| on.day().is_some()));
        prop_assert!(judged == expected || (!exact && judged == Answer::Unknown), "{judged:?} for {expected:?}");
    }

    #[test]
    fn facts_and_judgements_are_read_back_as_written(facts in prop::collection::vec(any_fact(), 0..8)) {
        let facts: Facts = facts.into_iter().collect();
        let json = serde_json::to_string(&facts).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Facts>(&json).unwrap(), &facts);
        let rulings = BTreeMap::from([(word("ofsted"), Ruling::new(true, "so it is", person()))]);
        let judged = solent().judge(&facts, day(REFERENCE), &rulings);
        let json = serde_json::to_string(&judged).unwrap();
        prop_assert_eq!(serde_json::from_str::<Eligibility>(&json).unwrap(), judged);
    }
}

fn any_fact() -> impl Strategy<Value = (Word, Fact)> {
    let on = prop::sample::select(vec![
        "none",
        "2020-06-14",
        "2020-06-15",
        "2020-06-16",
        "2020-06",
        "2020",
        "2019-12-31",
        "unknown",
    ]);
    let value = prop_oneof![
        3 => (0_i64..=2).prop_map(|number| FactValue::Number(number.into())),
        1 => Just(FactValue::Unknown("nobody asked".to_owned())),
    ];
    (prop::sample::select(vec!["a", "b", "c"]), on, value, any::<bool>()).prop_map(|(about, on, value, verified)| {
        let fact = Fact::new(value);
        let fact = if verified { fact.verified() } else { fact };
        (word(about), if on == "none" { fact } else { fact.on(on.parse().unwrap()) })
    })
}

/// Gives each choice of days that the facts may be of, among days on every side of those that they mention.
fn each_world(facts: &[Fact], days: &mut Vec<Option<NaiveDate>>, visit: &mut impl FnMut(&[Option<NaiveDate>])) {
    let Some(fact) = facts.get(days.len()) else { return visit(days) };
    let Some(on) = fact.on else {
        days.push(None);
        each_world(facts, days, visit);
        days.pop();
        return;
    };
    for text in ["2018-01-01", "2019-12-31", "2020-01-01", "2020-06-14", "2020-06-15", "2020-06-16", "2020-12-31"] {
        let candidate = day(text);
        let may_be = on.earliest().is_none_or(|day| day <= candidate) && on.latest().is_none_or(|day| candidate <= day);
        if may_be {
            days.push(Some(candidate));
            each_world(facts, days, visit);
            days.pop();
        }
    }
}
