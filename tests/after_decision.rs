//! What a round comes to once it is decided, whatever comes after: withdrawals, offers declined, draws of ties that are no
//! more; and what a candidate sees of it beside its letter.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    identifiers::PersonId,
    selection::{
        feedback::{Ground, Told},
        interest::Strength,
        outcome::{CandidateOutcome, PlaceOutcome, Selection},
        policy::{SelectionPolicy, StageMarks, StagePolicy},
        round::{
            Event, Role,
            event::{
                Assigned, CalledUp, Declared, Drawn, Enrolled, Examined, Of, StageClosed, StageOpened, Unmoderated,
            },
        },
    },
};

#[path = "letters/scene.rs"]
mod scene;

use scene::{ADMINISTRATOR, CHAIR, CRITERIA, FIRST, SECOND, Scene, app, contact, person, place};

const THIRD: PersonId = person(7);

fn selection(scene: &Scene) -> Selection<'_> {
    scene.round.decide("2015-08-01".parse().unwrap()).unwrap_or_else(|report| panic!("{report}"))
}

fn explained(scene: &Scene, number: u128) -> String {
    selection(scene).decision(app(number)).unwrap().explanation().to_string()
}

fn withdraw(scene: &mut Scene, number: u128) {
    scene.because(contact(number), Event::Withdrawn(Of { application: app(number) }), "the head is leaving");
}

/// A round of one place, with these marks, up to the recommendation.
fn marked(policy: SelectionPolicy, holds: u32, candidates: &[(&str, &str, [u32; 3])]) -> Scene {
    let mut scene = Scene::open_holding(policy, &[("north", "the North")], holds);
    for (number, (name, kind, _)) in (1..).zip(candidates) {
        scene.apply(number, name, &["north"], kind, true);
    }
    scene.close();
    scene.assign();
    for (number, (_, _, marks)) in (1..).zip(candidates) {
        scene.assess(number, *marks);
    }
    scene
}

fn decide(scene: &mut Scene, appointed: &[(u128, &str)], reserve: &[u128]) {
    let appointments = scene.appoint(appointed, reserve, &[]);
    scene.recommend(appointments.clone());
    scene.decide(appointments);
}

#[test]
fn a_place_whose_offer_was_declined_does_not_say_that_nobody_was_good_enough() {
    let mut scene = Scene::decided(scene::policy());
    scene.notify(&[1, 2, 3, 4, 6]);
    scene.push(ADMINISTRATOR, Event::Offered(Of { application: app(1) }));
    scene.push(contact(1), Event::Declined(Of { application: app(1) }));
    let places = selection(&scene).places();
    let PlaceOutcome::Unfilled { by, open: 1, why } = &places[&place("north")] else { panic!("{places:?}") };
    assert!(by.is_empty());
    assert_eq!(why, "no longer to be had by Ash School");
}

#[test]
fn a_place_that_the_authority_left_empty_says_so() {
    let mut scene = Scene::usual(scene::policy());
    let appointments = scene.appoint(&[], &[], &[(1, "the board resigned"), (2, "it lost its lead teacher")]);
    scene.recommend(appointments.clone());
    scene.decide(appointments);
    let places = selection(&scene).places();
    let PlaceOutcome::Unfilled { why, .. } = &places[&place("north")] else { panic!("{places:?}") };
    assert_eq!(why, "the decision departs from the marks, which fill it");
}

#[test]
fn a_withdrawal_after_the_decision_does_not_make_a_quota_a_departure() {
    let mut policy = scene::policy();
    scene::quota(&mut policy);
    // 86, 72 and 58: one of each kind, so the second urban one is passed over for the rural one.
    let all = [
        ("Ash School", "urban", [5, 4, 4]),
        ("Birch School", "urban", [4, 4, 3]),
        ("Cedar School", "rural", [3, 4, 2]),
    ];
    let mut scene = marked(policy, 2, &all);
    decide(&mut scene, &[(1, "north"), (3, "north")], &[2]);
    let before = explained(&scene, 2);
    assert!(before.contains("since this one was held out by"), "{before}");
    scene.notify(&[1, 2, 3]);
    withdraw(&mut scene, 1);
    let after = explained(&scene, 2);
    assert!(after.contains("since this one was held out by") && !after.contains("by a departure"), "{after}");
    let told = selection(&scene).feedback(app(2)).unwrap();
    assert!(matches!(told.outcome, Told::Reserve { turn: 1, .. }));
    assert!(told.grounds.iter().any(|it| matches!(it, Ground::HeldBy { .. })), "{told:?}");
}

#[test]
fn a_withdrawal_after_the_decision_opens_no_tie_that_nobody_can_draw_any_more() {
    let mut policy = scene::policy();
    policy.reserve_days = None;
    let all = [
        ("Ash School", "urban", [5, 4, 4]),
        ("Birch School", "urban", [4, 4, 3]),
        ("Cedar School", "urban", [4, 4, 3]),
    ];
    let mut scene = marked(policy, 1, &all);
    decide(&mut scene, &[(1, "north")], &[]);
    scene.notify(&[1, 2, 3]);
    withdraw(&mut scene, 1);
    let selection = selection(&scene);
    assert_eq!(selection.decision(app(1)).unwrap().outcome(), CandidateOutcome::Withdrawn);
    assert_eq!(selection.decision(app(2)).unwrap().outcome(), CandidateOutcome::NotAppointed);
}

#[test]
fn a_withdrawal_after_the_decision_asks_nobody_for_marks_whom_it_barred() {
    let mut scene = Scene::open(scene::policy(), &[("north", "the North")]);
    scene.push(ADMINISTRATOR, Event::Enrolled(Enrolled { person: THIRD, roles: BTreeSet::from([Role::Assessor]) }));
    for (number, name) in [(1, "Ash School"), (2, "Birch School")] {
        scene.apply(number, name, &["north"], "urban", true);
    }
    scene.push(
        THIRD,
        Event::Declared(Declared {
            person: THIRD,
            application: app(2),
            interest: Some(Strength::Hard),
            nature: "governor".into(),
            at: None,
        }),
    );
    scene.close();
    for person in [FIRST, SECOND, THIRD] {
        let criteria = CRITERIA.map(|id| id.parse().unwrap()).into();
        scene.push(ADMINISTRATOR, Event::Assigned(Assigned { person, criteria, applications: BTreeSet::new() }));
    }
    scene.assess(1, [5, 4, 4]);
    scene.assess(2, [4, 4, 3]);
    decide(&mut scene, &[(1, "north")], &[2]);
    scene.notify(&[1, 2]);
    withdraw(&mut scene, 2);
    assert_eq!(selection(&scene).decision(app(1)).unwrap().outcome(), CandidateOutcome::Appointed(place("north")));
}

#[test]
fn a_draw_of_a_tie_that_is_no_more_is_no_ground_of_an_outcome() {
    let mut policy = scene::policy();
    policy.draw = Some("lots".to_owned());
    let all = [("Ash School", "urban", [4, 4, 3]), ("Birch School", "urban", [4, 4, 3])];
    let mut scene = marked(policy, 1, &all);
    let drawn = Drawn { order: vec![app(2), app(1)], means: "lots".to_owned(), witnesses: BTreeSet::from([FIRST]) };
    scene.push(CHAIR, Event::Drawn(drawn));
    let opened = Unmoderated { application: app(1), criterion: CRITERIA[0].parse().unwrap() };
    scene.because(CHAIR, Event::Unmoderated(opened), "a page was missed");
    scene.moderate(1, 0, 5, "The page shows more capacity.");
    decide(&mut scene, &[(1, "north")], &[2]);
    for number in [1, 2] {
        let told = selection(&scene).feedback(app(number)).unwrap();
        assert!(told.grounds.is_empty(), "{told:?}");
        assert!(!explained(&scene, number).contains("it was tied"));
    }
}

#[test]
fn nobody_who_is_not_eligible_waits_in_the_reserve() {
    let mut scene = Scene::usual(scene::policy());
    let appointments = scene.appoint(&[(1, "north")], &[2, 4], &[(4, "a good school")]);
    let refusal = scene.refused(CHAIR, Event::Recommended(appointments));
    assert!(refusal.contains("decision/appoints-wrongly"), "{refusal}");
}

/// Two stages, each with marks: the first sifts.
fn sifted(reason: &str, first: StageMarks) -> Scene {
    let mut policy = scene::policy();
    policy.stages = vec![
        StagePolicy::new("form".parse().unwrap(), "Form", first),
        StagePolicy::new("day".parse().unwrap(), "Presentation day", StageMarks::Criteria),
    ];
    let mut scene = Scene::open(policy, &[("north", "the North")]);
    for (number, name) in [(1, "Ash School"), (2, "Birch School")] {
        scene.apply(number, name, &["north"], "urban", true);
    }
    scene.close();
    scene.assign();
    scene.assess(1, [5, 4, 4]);
    for criterion in 0..3 {
        scene.mark(FIRST, 2, criterion, 2);
        scene.mark(SECOND, 2, criterion, 2);
        scene.moderate(2, criterion, 2, reason);
    }
    let opened = StageOpened {
        stage: "day".parse().unwrap(),
        through: BTreeSet::from([app(1)]),
        not_through: BTreeMap::from([(app(2), reason.into())]),
    };
    scene.push(ADMINISTRATOR, Event::StageOpened(opened));
    scene.push(ADMINISTRATOR, Event::StageClosed(StageClosed { stage: "day".parse().unwrap() }));
    scene.assign();
    scene.assess(1, [5, 4, 4]);
    decide(&mut scene, &[(1, "north")], &[]);
    scene.notify(&[1, 2]);
    scene.push(ADMINISTRATOR, Event::FeedbackReleased(Of { application: app(2) }));
    scene
}

#[test]
fn whoever_fell_at_a_stage_sees_the_marks_of_that_stage_as_the_letter_has_them() {
    for first in [StageMarks::Criteria, StageMarks::Own(Box::new(scene::criteria()))] {
        let scene = sifted("The plan is thin.", first);
        let told = selection(&scene).feedback(app(2)).unwrap();
        assert_eq!(told.criteria.len(), 3);
        let seen = scene.round.visible_to(contact(2));
        let moderated = seen.entries.iter().filter(|it| it.what.kind() == "moderated").count();
        assert_eq!(moderated, 3);
    }
}

#[test]
fn a_reason_that_names_a_rival_is_no_more_seen_than_told() {
    let scene = sifted("Weaker than Ash School.", StageMarks::Criteria);
    let told = selection(&scene).feedback(app(2)).unwrap();
    assert!(!serde_json::to_string(&told).unwrap().contains("Ash"));
    let seen = scene.round.visible_to(contact(2));
    let mut entries = seen.entries.clone();
    entries.retain(|it| it.what.kind() != "opened");
    let json = serde_json::to_string(&entries).unwrap();
    assert!(!json.contains("Ash"), "{json}");
}

#[test]
fn a_reason_that_gives_the_id_of_a_rival_is_withheld() {
    let scene = sifted("Weaker than 00000000-0000-0000-0000-0000000000A1.", StageMarks::Criteria);
    let told = serde_json::to_string(&selection(&scene).feedback(app(2)).unwrap()).unwrap();
    assert!(!told.to_lowercase().contains(&app(1).to_string()), "{told}");
}

#[test]
fn whoever_was_called_up_and_failed_the_examination_waits_in_the_reserve_no_more() {
    let mut scene = Scene::decided(scene::policy());
    scene.notify(&[1, 2, 3, 4, 6]);
    withdraw(&mut scene, 1);
    scene.push(ADMINISTRATOR, Event::CalledUp(CalledUp { application: app(2), place: place("north") }));
    scene.because(ADMINISTRATOR, Event::Examined(Examined { application: app(2), passed: false }), "accounts");
    let selection = selection(&scene);
    assert!(selection.reserve().is_empty());
    assert_eq!(selection.decision(app(2)).unwrap().outcome(), CandidateOutcome::NotAppointed);
}

#[test]
fn one_called_off_by_an_examination_leaves_a_place_that_says_why() {
    let mut scene = Scene::decided(scene::policy());
    scene.notify(&[1, 2, 3, 4, 6]);
    scene.because(ADMINISTRATOR, Event::Examined(Examined { application: app(1), passed: false }), "accounts");
    let places = selection(&scene).places();
    let PlaceOutcome::Unfilled { why, .. } = &places[&place("north")] else { panic!("{places:?}") };
    assert!(why.contains("Ash School"), "{why}");
}

#[test]
fn a_call_from_the_reserve_keeps_the_caps() {
    let mut policy = scene::policy();
    scene::quota(&mut policy);
    let all = [
        ("Ash School", "urban", [5, 4, 4]),
        ("Birch School", "urban", [4, 4, 3]),
        ("Cedar School", "rural", [3, 4, 2]),
        ("Dogwood School", "rural", [3, 3, 2]),
    ];
    let mut scene = marked(policy, 2, &all);
    decide(&mut scene, &[(1, "north"), (3, "north")], &[2, 4]);
    scene.notify(&[1, 2, 3, 4]);
    scene.push(ADMINISTRATOR, Event::Offered(Of { application: app(3) }));
    scene.push(contact(3), Event::Declined(Of { application: app(3) }));
    // Birch is first, but a second urban one; Dogwood is the first who may have what the rural one left.
    let call = |application| Event::CalledUp(CalledUp { application, place: place("north") });
    let refused = scene.refused(ADMINISTRATOR, call(app(2)));
    assert!(refused.contains("reserve-out-of-turn"), "{refused}");
    scene.push(ADMINISTRATOR, call(app(4)));
    let selection = selection(&scene);
    assert_eq!(selection.decision(app(4)).unwrap().outcome(), CandidateOutcome::Appointed(place("north")));
    let told = selection.decision(app(4)).unwrap().explanation().to_string();
    assert!(!told.contains("Cedar"), "nobody is preferred to whom declined: {told}");
}
