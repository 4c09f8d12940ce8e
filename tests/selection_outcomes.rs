//! Sensitivity, agreement and assignment of a small whole round, against computations by hand.
//!
//! Two places, five applications, three criteria with marks from 0 to 5, two assessors, and a panel that agrees on marks:
//!
//! | | credibility 50 | leadership 20 | networking 30 | total |
//! |---|---|---|---|---|
//! | Ash, north | 4 (5 and 4) | 3 | 4 | 40 + 12 + 24 = 76 |
//! | Beech, north | 3 | 5 | 5 | 30 + 20 + 30 = 80 |
//! | Cedar, north | 1 | 2 | 2 | 10 + 8 + 12 = 30 |
//! | Dogwood, south | 5 | 2 | 3 | 50 + 8 + 18 = 76 |
//! | Elm, south | 4 | 4 (5 and 3) | 3 | 40 + 16 + 18 = 74 |
//!
//! In brackets what the first and the second assessor gave, where they did not give what the panel agreed on.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    answer::Answer,
    calendar::Moment,
    identifiers::{ApplicationId, OrganisationId, PersonId, PlaceId, StageId},
    journal::Entry,
    ratio::Ratio,
    selection::{
        agreement::{Alpha, Undefined},
        assignment::{Load, NoAssignment},
        criteria::Criteria,
        interest::Strength,
        outcome::{AssessorEffect, Unaskable, Unassigned},
        policy::{Marking, SelectionPolicy, StageMarks, StagePolicy},
        round::{
            Application, Event, Opening, Place, Role, Round,
            event::{Agreed, Assigned, Declared, Enrolled, Given, Marked, Moderated, StageClosed},
        },
        scale::{RawMark, Scale},
    },
};

const CRITERIA: [&str; 3] = ["credibility", "leadership", "networking"];
const NAMES: [&str; 5] = ["Ash", "Beech", "Cedar", "Dogwood", "Elm"];
const AGREED: [[u32; 3]; 5] = [[4, 3, 4], [3, 5, 5], [1, 2, 2], [5, 2, 3], [4, 4, 3]];

const ADMINISTRATOR: PersonId = PersonId::new(uuid(1));
const CHAIR: PersonId = PersonId::new(uuid(2));
const FIRST: PersonId = PersonId::new(uuid(11));
const SECOND: PersonId = PersonId::new(uuid(12));
const THIRD: PersonId = PersonId::new(uuid(13));

const fn uuid(number: u128) -> maths_hubs::uuid::Uuid {
    maths_hubs::uuid::Uuid::from_u128(number)
}

/// From 0 for Ash to 4 for Elm.
fn application(number: usize) -> ApplicationId {
    ApplicationId::new(uuid(100 + number as u128))
}

fn place(name: &str) -> PlaceId {
    name.parse().unwrap()
}

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

/// What an assessor gave.
fn given(assessor: PersonId, number: usize, criterion: usize) -> u32 {
    match (number, criterion, assessor == FIRST) {
        (0, 0, true) | (4, 1, true) => 5,
        (4, 1, false) => 3,
        _ => AGREED[number][criterion],
    }
}

struct Book {
    entries: Vec<Entry<Event>>,
}

impl Book {
    fn push(&mut self, by: PersonId, what: Event) {
        let number = self.entries.len() as u64 + 1;
        let at: Moment = "2015-03-02T10:00".parse().unwrap();
        self.entries.push(Entry::new(number, at, by, what));
    }

    fn round(self) -> Round {
        Round::replay(self.entries).unwrap_or_else(|refusal| panic!("{refusal}"))
    }
}

fn criteria() -> Criteria {
    Criteria::out_of(100)
        .scale("0-5", Scale::range(0, 5).unwrap())
        .criterion("credibility", "Credibility", "50", "0-5")
        .criterion("leadership", "Leadership", "20", "0-5")
        .criterion("networking", "Networking", "30", "0-5")
        .may_be_not_applicable()
        .build()
        .unwrap()
}

/// The opening, everybody enrolled, and all five applications.
fn opened(change: impl FnOnce(&mut SelectionPolicy)) -> Book {
    let stage: StageId = "form".parse().unwrap();
    let mut policy =
        SelectionPolicy::new(criteria(), vec![StagePolicy::new(stage, "Application form", StageMarks::Criteria)]);
    policy.outlying = Some(ratio("0.03"));
    change(&mut policy);
    let opening = Opening::new(
        "round-2015".parse().unwrap(),
        "Two leads",
        "maths-hubs".parse().unwrap(),
        "2015-03-01".parse().unwrap(),
        policy,
    )
    .for_place(place("north"), Place::new_hub("The north"))
    .for_place(place("south"), Place::new_hub("The south"));
    let mut book = Book { entries: Vec::new() };
    book.push(ADMINISTRATOR, Event::Opened(Box::new(opening)));
    for (person, role) in
        [(CHAIR, Role::Chair), (FIRST, Role::Assessor), (SECOND, Role::Assessor), (THIRD, Role::Assessor)]
    {
        book.push(ADMINISTRATOR, Event::Enrolled(Enrolled { person, roles: BTreeSet::from([role]) }));
    }
    for (number, name) in NAMES.into_iter().enumerate() {
        let lead: OrganisationId = format!("GB-EDU-10000{number}").parse().unwrap();
        let at = place(if number < 3 { "north" } else { "south" });
        let applied = Application::new(application(number), name, lead, [at]);
        book.push(ADMINISTRATOR, Event::Applied(Box::new(applied)));
    }
    book
}

/// The whole round, up to where the marks decide. `agreed` may change what the panel agrees on.
fn assessed(agreed: impl Fn(usize, usize) -> Agreed) -> Round {
    let mut book = opened(|_| {});
    for person in [FIRST, SECOND] {
        let criteria = CRITERIA.map(|id| id.parse().unwrap()).into();
        book.push(ADMINISTRATOR, Event::Assigned(Assigned { person, criteria, applications: BTreeSet::new() }));
    }
    book.push(ADMINISTRATOR, Event::StageClosed(StageClosed { stage: "form".parse().unwrap() }));
    for number in 0..NAMES.len() {
        for (place, id) in CRITERIA.into_iter().enumerate() {
            for by in [FIRST, SECOND] {
                book.push(
                    by,
                    Event::Marked(Marked {
                        application: application(number),
                        criterion: id.parse().unwrap(),
                        given: Given::Mark(RawMark::Number(given(by, number, place).into())),
                        justification: "as the text bears out".into(),
                    }),
                );
            }
            book.push(
                CHAIR,
                Event::Moderated(Moderated {
                    application: application(number),
                    criterion: id.parse().unwrap(),
                    agreed: agreed(number, place),
                    reason: "the panel found the evidence sound".into(),
                    evidence: "".into(),
                    discussion: "".into(),
                    present: BTreeSet::from([CHAIR, FIRST, SECOND]),
                    dissent: BTreeMap::new(),
                }),
            );
        }
    }
    book.round()
}

fn as_marked(number: usize, criterion: usize) -> Agreed {
    Agreed::Mark(RawMark::Number(AGREED[number][criterion].into()))
}

const ON: &str = "2015-04-01";

#[test]
fn margins_are_totals_less_the_cut_of_each_place() {
    let round = assessed(as_marked);
    let selection = round.decide(ON.parse().unwrap()).unwrap_or_else(|report| panic!("{report}"));
    let sensitivity = selection.sensitivity().unwrap();
    let found: Vec<_> = sensitivity
        .applications
        .iter()
        .map(|it| (it.name.as_str(), it.appointed.is_some(), it.total, it.margins.clone()))
        .collect();
    let at = |name: &str, margin: &str| BTreeMap::from([(place(name), ratio(margin))]);
    // Beech 80 - 76 of Ash; Dogwood 76 - 74 of Elm; the others less whoever is appointed there: 76 - 80, 74 - 76, 30 - 80.
    assert_eq!(
        found,
        [
            ("Beech", true, ratio("80"), at("north", "4")),
            ("Ash", false, ratio("76"), at("north", "-4")),
            ("Dogwood", true, ratio("76"), at("south", "2")),
            ("Elm", false, ratio("74"), at("south", "-2")),
            ("Cedar", false, ratio("30"), at("north", "-50")),
        ],
    );
    assert_eq!(sensitivity.applications[0].margin(), Some(ratio("4")));
    assert_eq!(sensitivity.applications[0].above_pass_mark, None);
}

#[test]
fn the_smallest_change_of_a_weight_is_where_two_totals_meet() {
    let round = assessed(as_marked);
    let selection = round.decide(ON.parse().unwrap()).unwrap_or_else(|report| panic!("{report}"));
    let sensitivity = selection.sensitivity().unwrap();
    let weights = sensitivity.weights.as_ref().unwrap();
    // Ash against Beech, by the weight w of one criterion:
    // credibility 0.8 w + 0.72 (100 - w) = 0.6 w + 1 (100 - w) at w = 175/3, up by 25/3;
    // leadership  0.6 w + 0.8 (100 - w) = 1 w + 0.75 (100 - w) at w = 100/9, down by 80/9;
    // networking  0.8 w + 26/35 (100 - w) = 1 w + 25/35 (100 - w) at w = 12.5, down by 17.5.
    // Dogwood against Elm:
    // credibility 1 w + 0.52 (100 - w) = 0.8 w + 0.68 (100 - w) at w = 400/9, down by 50/9;
    // leadership  0.4 w + 0.85 (100 - w) = 0.8 w + 0.725 (100 - w) at w = 500/21, up by 80/21;
    // networking  both 0.6, and 58/70 against 56/70 of the rest: they never cross.
    for number in [0, 1] {
        let change = weights[&application(number)].as_ref().unwrap();
        assert_eq!((change.criterion.as_str(), change.from, change.to), ("credibility", ratio("50"), ratio("175/3")));
        assert!(change.is_more);
        assert_eq!(
            change.to_string(),
            "if `credibility` weighed more than 175/3 (about 58.33) instead of 50, Ash would be appointed instead of Beech",
        );
    }
    for number in [3, 4] {
        let change = weights[&application(number)].as_ref().unwrap();
        assert_eq!((change.criterion.as_str(), change.from, change.to), ("leadership", ratio("20"), ratio("500/21")));
        assert_eq!(
            change.to_string(),
            "if `leadership` weighed more than 500/21 (about 23.81) instead of 20, Elm would be appointed instead of Dogwood",
        );
    }
    // Ash has more than Cedar everywhere.
    assert_eq!(weights[&application(2)], None);
}

#[test]
fn leaving_out_an_assessor_goes_by_means_of_the_others() {
    let round = assessed(as_marked);
    let selection = round.decide(ON.parse().unwrap()).unwrap_or_else(|report| panic!("{report}"));
    let found = selection.sensitivity().unwrap().assessors.unwrap();
    // Means: Ash 4.5 for credibility, so 81 and above Beech; Elm 4 for leadership, 74.
    assert_eq!(found.everyone.totals[&application(0)], ratio("81"));
    assert_eq!(found.everyone.appointed, BTreeSet::from([application(0), application(3)]));
    let effect = |person| match &found.without[&person] {
        AssessorEffect::Known { choice, appointed, dropped, .. } => {
            let names = |of: &BTreeMap<ApplicationId, String>| of.values().cloned().collect::<Vec<_>>().join(", ");
            let total = |number: usize| choice.totals[&application(number)];
            ((total(0), total(4)), names(appointed), names(dropped))
        }
        other => panic!("{other:?}"),
    };
    // Without the first: Ash 76, below Beech; Elm 40 + 12 + 18 = 70.
    assert_eq!(effect(FIRST), ((ratio("76"), ratio("70")), "Beech".to_owned(), "Ash".to_owned()));
    // Without the second: Ash 50 + 12 + 24 = 86; Elm 40 + 20 + 18 = 78, above Dogwood.
    assert_eq!(effect(SECOND), ((ratio("86"), ratio("78")), "Elm".to_owned(), "Dogwood".to_owned()));
}

#[test]
fn the_table_says_it_in_plain_words() {
    let round = assessed(as_marked);
    let selection = round.decide(ON.parse().unwrap()).unwrap_or_else(|report| panic!("{report}"));
    assert_eq!(
        selection.sensitivity().unwrap().to_string(),
        "What would have changed the outcome
  Beech: 80.0, appointed to north; 4.0 above the cut at north
    if `credibility` weighed more than 175/3 (about 58.33) instead of 50, Ash would be appointed instead of Beech
  Ash: 76.0, not appointed; 4.0 below the cut at north
    if `credibility` weighed more than 175/3 (about 58.33) instead of 50, Ash would be appointed instead of Beech
  Dogwood: 76.0, appointed to south; 2.0 above the cut at south
    if `leadership` weighed more than 500/21 (about 23.81) instead of 20, Elm would be appointed instead of Dogwood
  Elm: 74.0, not appointed; 2.0 below the cut at south
    if `leadership` weighed more than 500/21 (about 23.81) instead of 20, Elm would be appointed instead of Dogwood
  Cedar: 30.0, not appointed; 50.0 below the cut at north
    no other weight of a single criterion would change this
  By means of the independent marks, which are indicative only:
    without 00000000-0000-0000-0000-00000000000b Beech would be appointed instead of Ash
    without 00000000-0000-0000-0000-00000000000c Elm would be appointed instead of Dogwood",
    );
}

#[test]
fn where_a_criterion_does_not_apply_other_weights_are_unknown_and_margins_are_not() {
    let round = assessed(|number, criterion| match (number, criterion) {
        (2, 2) => Agreed::NotApplicable,
        _ => as_marked(number, criterion),
    });
    let selection = round.decide(ON.parse().unwrap()).unwrap_or_else(|report| panic!("{report}"));
    let sensitivity = selection.sensitivity().unwrap();
    let because = sensitivity.weights.clone().unwrap_err();
    assert!(matches!(because, Unaskable::NotApplicable { .. }), "{because}");
    assert_eq!(
        because.to_string(),
        "`networking` does not apply to Cedar, whose total is then no sum of weights times marks",
    );
    // Cedar: (10 + 8) of 70, in proportion 180/7; less the 80 of Beech.
    let cedar = sensitivity.applications.last().unwrap();
    assert_eq!(cedar.margin(), Some(ratio("-380/7")));
}

#[test]
fn agreement_is_that_of_the_independent_marks() {
    let agreement = assessed(as_marked).agreement();
    let [credibility, leadership, networking] = agreement.criteria.as_slice() else { panic!("three criteria") };
    let near = |alpha: Alpha, value: f64| {
        let found = alpha.value().unwrap();
        assert!((found - value).abs() < 1e-9, "{found} is not {value}");
    };
    // Credibility: (5, 4) (3, 3) (1, 1) (5, 5) (4, 4). Ten marks: 5 and 4 three times each, 3 and 1 twice each.
    // Nominal: 2 unequal within, 100 - 9 - 9 - 4 - 4 = 74 overall: 1 - 9 * 2 / 74.
    near(credibility.alpha.nominal, 1.0 - 18.0 / 74.0);
    // Interval: 2 within; sum 35, squares 143, overall 2 (10 * 143 - 35 * 35) = 410.
    near(credibility.alpha.interval, 1.0 - 18.0 / 410.0);
    // Ordinal: mean places 1, 3, 5.5, 8.5; within 2 * 3 * 3; sum 50, squares 327.5, overall 2 (3275 - 2500) = 1550.
    near(credibility.alpha.ordinal, 1.0 - 162.0 / 1550.0);
    assert_eq!(credibility.alpha.fitting(), credibility.alpha.ordinal);
    // Ratio: within 2 / 81; overall twice the sum of 9 / 81, 6 / 16, 6 * 4 / 9, 6 / 49, 6 * 9 / 25 and 4 / 4.
    let overall = 2.0 * (9.0 / 81.0 + 6.0 / 16.0 + 24.0 / 9.0 + 6.0 / 49.0 + 54.0 / 25.0 + 1.0);
    near(credibility.alpha.ratio, 1.0 - 9.0 * (2.0 / 81.0) / overall);
    near(networking.alpha.ordinal, 1.0);
    assert!(leadership.alpha.ordinal.value().unwrap() < 1.0);

    let ash = &credibility.applications[0];
    let range = ash.range.unwrap();
    assert_eq!((ash.marks, range.lowest, range.highest), (2, ratio("4"), ratio("5")));
    assert_eq!(ash.mean.unwrap().to_string(), "4.5 (mean, indicative only)");
    assert_eq!(ash.median.unwrap().to_string(), "4.5 (median, indicative only)");
    assert_eq!(ash.moderated, Some(RawMark::Number(4_u32.into())));

    // The first assessor is 1/5 and 2/5 of the top mark higher in two of fifteen: 1/25 on average, above 3/100.
    let found: Vec<_> = agreement.assessors.unwrap().iter().map(|it| (it.assessor, it.mean, it.outlying)).collect();
    assert_eq!(
        found,
        [(FIRST, Some(ratio("0.04")), Some(Answer::Yes)), (SECOND, Some(ratio("-0.04")), Some(Answer::Yes))]
    );
}

#[test]
fn marks_that_lost_their_effect_are_no_part_of_agreement() {
    let mut book = Book { entries: assessed(as_marked).entries().to_vec() };
    book.push(
        ADMINISTRATOR,
        Event::Declared(Declared {
            person: FIRST,
            application: application(0),
            interest: Some(Strength::Hard),
            nature: "".into(),
            at: None,
        }),
    );
    let agreement = book.round().agreement();
    // An interest in Ash bars from all of the north, not from the south.
    let counted: Vec<_> = agreement.criteria[0].applications.iter().map(|it| it.marks).collect();
    assert_eq!(counted, [1, 1, 1, 2, 2]);
    // What is left to compare on credibility is (5, 5) and (4, 4); on networking (3, 3) twice.
    assert_eq!(agreement.criteria[0].alpha.ordinal, Alpha::Value(1.0));
    assert_eq!(agreement.criteria[2].alpha.ordinal, Alpha::Undefined(Undefined::OneValue));
}

fn read_whole() -> Book {
    let mut book = opened(|policy| policy.marking = Marking::PerApplication { readers: 1 });
    // An interest in Beech bars the first from the three of the north.
    let interest = Declared {
        person: FIRST,
        application: application(1),
        interest: Some(Strength::Hard),
        nature: "is a governor there".into(),
        at: None,
    };
    book.push(ADMINISTRATOR, Event::Declared(interest));
    let kept = Assigned { person: SECOND, criteria: BTreeSet::new(), applications: BTreeSet::from([application(0)]) };
    book.push(ADMINISTRATOR, Event::Assigned(kept));
    book
}

#[test]
fn an_assignment_keeps_what_stands_and_gives_nobody_what_they_are_barred_from() {
    let mut book = read_whole();
    let round = Round::replay(book.entries.clone()).unwrap();
    let loads: BTreeMap<PersonId, Load> = [FIRST, SECOND, THIRD].map(|person| (person, Load::up_to(2))).into();
    let assignment = round.assignment(&loads).unwrap();
    // Five readings by three: nobody needs more than two, and two of the third or second read the north with Ash kept.
    assert_eq!(assignment.readers.len(), 5);
    assert!(assignment.readers.values().all(|readers| readers.len() == 1));
    assert_eq!(assignment.readers[&application(0)], BTreeSet::from([SECOND]));
    let read_by = |person| assignment.readers.iter().filter(move |(_, it)| it.contains(&person)).map(|(id, _)| *id);
    assert!(read_by(FIRST).all(|id| id >= application(3)));
    assert!([FIRST, SECOND, THIRD].into_iter().all(|person| read_by(person).count() <= 2));
    // Its entries are permitted, and after them everything is kept.
    for event in assignment.events() {
        book.push(ADMINISTRATOR, event);
    }
    assert_eq!(book.round().assignment(&loads).unwrap(), assignment);
}

#[test]
fn where_no_assignment_exists_the_applications_that_starve_are_named() {
    let round = read_whole().round();
    let loads = BTreeMap::from([(FIRST, Load::up_to(5)), (SECOND, Load::up_to(2))]);
    let Err(Unassigned::None(NoAssignment::Starved(starved))) = round.assignment(&loads) else { panic!("they starve") };
    // Beech and Cedar need two; the second, who keeps Ash, has room for one, and the first is barred.
    assert_eq!(starved.len(), 1);
    assert_eq!(starved[0].applications, BTreeSet::from([application(1), application(2)]));
    assert_eq!((starved[0].needed, starved[0].available), (2, 1));

    let stranger = round.assignment(&BTreeMap::from([(CHAIR, Load::up_to(1))])).unwrap_err();
    assert_eq!(
        stranger.to_string(),
        "a load is given for 00000000-0000-0000-0000-000000000002, who is no assessor of this round",
    );
    let by_criterion = assessed(as_marked).assignment(&loads).unwrap_err();
    assert_eq!(by_criterion, Unassigned::ByCriterion);
}
