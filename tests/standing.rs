//! Who may do what now, why not the rest, and what is to be done next.

use std::collections::BTreeSet;

use maths_hubs::{
    identifiers::PersonId,
    selection::{
        interest::Strength,
        round::{Event, Phase, Role, Round, event::Declared, event::Of},
        standing::{PersonStanding, Standing, Task, TaskKind, Who},
    },
    strategies::rounds::{RoundShape, SoundRound},
};

#[path = "letters/scene.rs"]
mod scene;

use scene::{ADMINISTRATOR, AUTHORITY, CHAIR, FIRST, SECOND, Scene, app, contact};

fn kinds(standing: &Standing) -> BTreeSet<TaskKind> {
    standing.tasks.iter().map(|task| task.kind).collect()
}

fn of(standing: &Standing, kind: TaskKind) -> Vec<&Task> {
    standing.tasks.iter().filter(|task| task.kind == kind).collect()
}

fn rules(standing: &PersonStanding, kind: &str) -> BTreeSet<&'static str> {
    standing.may_not.get(kind).into_iter().flatten().filter_map(|why| why.rule).collect()
}

/// Ash and Birch, closed and assigned, nothing marked.
fn assessing() -> Scene {
    let mut scene = Scene::open(scene::policy(), &[("north", "the North")]);
    scene.apply(1, "Ash School", &["north"], "urban", true);
    scene.apply(2, "Birch School", &["north"], "urban", true);
    scene.close();
    scene.assign();
    scene
}

#[test]
fn while_a_window_is_open_candidates_come_and_assessors_wait() {
    let mut scene = Scene::open(scene::policy(), &[("north", "the North")]);
    scene.apply(1, "Ash School", &["north"], "urban", true);
    let standing = scene.round.standing();
    assert_eq!((standing.phase, standing.stage), (Phase::Open, Some("form".parse().unwrap())));
    let candidate = &standing.people[&contact(1)];
    assert_eq!(candidate.acts_for, BTreeSet::from([app(1)]));
    assert_eq!(candidate.may, BTreeSet::from(["applied", "asked", "submitted", "withdrawn"]));
    assert_eq!(rules(candidate, "accepted"), BTreeSet::from(["round/not-now"]));
    let assessor = &standing.people[&FIRST];
    assert_eq!(rules(assessor, "marked"), BTreeSet::from(["round/not-now"]));
    assert!(assessor.may.contains("declared") && assessor.may.contains("practised"));
    let why = assessor.may_not["marked"].first().unwrap();
    assert_eq!(why.reason, "marked is not permitted while the round is open");
    assert_eq!(standing.tasks, BTreeSet::new());
    // Once the closing is past the stage is to be closed, and nobody applies any more but to be ruled on.
    let after = scene.round.standing_at("2015-07-01T09:00".parse().unwrap());
    let lines: Vec<String> = after.tasks.iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["close the stage `form`: administrator"]);
}

#[test]
fn before_the_marks_are_in_the_panel_waits_for_them() {
    let mut scene = assessing();
    let standing = scene.round.standing();
    assert!(standing.people[&FIRST].may.contains("marked"));
    assert_eq!(rules(&standing.people[&CHAIR], "moderated"), BTreeSet::from(["consensus/before-marks"]));
    assert_eq!(kinds(&standing), BTreeSet::from([TaskKind::Mark]));
    // Two applications and three criteria, each by both.
    assert_eq!(standing.tasks.len(), 6);
    assert!(standing.tasks.iter().all(|task| task.who == Who::People([FIRST, SECOND].into())));
    let first = standing.tasks.first().unwrap().to_string();
    assert_eq!(first, format!("mark `leadership/capacity` of Ash School: {FIRST} and {SECOND}"));
    scene.mark(FIRST, 1, 0, 4);
    let standing = scene.round.standing();
    let waits: Vec<_> = standing.tasks.iter().filter(|task| task.who == Who::People([SECOND].into())).collect();
    assert_eq!(waits.len(), 1);
    scene.mark(SECOND, 1, 0, 4);
    let standing = scene.round.standing();
    assert!(standing.people[&CHAIR].may.contains("moderated"));
    let [task] = of(&standing, TaskKind::Moderate)[..] else { panic!("{standing}") };
    assert_eq!(task.to_string(), "agree on the panel's mark `leadership/capacity` of Ash School: chair");
}

#[test]
fn an_interest_is_the_reason_why_an_assessor_may_not_mark() {
    let mut scene = assessing();
    let declared = Declared {
        person: FIRST,
        application: app(1),
        interest: Some(Strength::Hard),
        nature: "own school".into(),
        at: None,
    };
    scene.push(FIRST, Event::Declared(declared));
    let standing = scene.round.standing();
    let assessor = &standing.people[&FIRST];
    // The interest in Ash reaches its rival.
    assert_eq!(assessor.barred, [(app(1), app(1)), (app(2), app(1))].into());
    assert_eq!(rules(assessor, "marked"), BTreeSet::from(["assessment/interest-reaches-rival"]));
    // One assessor is left where two are asked for.
    assert_eq!(kinds(&standing), BTreeSet::from([TaskKind::Assign, TaskKind::Mark]));
    assert!(standing.people[&ADMINISTRATOR].may.contains("waived"));
}

#[test]
fn the_chair_recommends_the_authority_decides_and_candidates_are_told() {
    let mut scene = Scene::usual(scene::policy());
    let standing = scene.round.standing();
    assert_eq!(kinds(&standing), BTreeSet::from([TaskKind::Recommend]));
    assert!(standing.people[&CHAIR].may.contains("recommended"));
    assert_eq!(rules(&standing.people[&AUTHORITY], "decided"), BTreeSet::from(["decision/no-recommendation"]));
    let appointments = scene.appoint(&[(1, "north")], &[2], &[]);
    scene.recommend(appointments.clone());
    let standing = scene.round.standing();
    assert_eq!(kinds(&standing), BTreeSet::from([TaskKind::Decide]));
    assert!(standing.people[&AUTHORITY].may.contains("decided"));
    scene.decide(appointments);
    let standing = scene.round.standing();
    assert_eq!(of(&standing, TaskKind::Notify).len(), 5, "all but the withdrawn");
    scene.notify(&[1, 2, 3, 4, 6]);
    let standing = scene.round.standing();
    let all = BTreeSet::from([TaskKind::Offer, TaskKind::ReleaseFeedback, TaskKind::Announce]);
    assert_eq!(kinds(&standing), all);
    assert_eq!(of(&standing, TaskKind::ReleaseFeedback).len(), 4);
    scene.push(ADMINISTRATOR, Event::Offered(Of { application: app(1) }));
    let standing = scene.round.standing();
    let [respond] = of(&standing, TaskKind::Respond)[..] else { panic!("{standing}") };
    assert_eq!(respond.who, Who::People([contact(1)].into()));
    assert!(standing.people[&contact(1)].may.contains("accepted"));
    scene.push(contact(1), Event::Declined(Of { application: app(1) }));
    let standing = scene.round.standing();
    let [call] = of(&standing, TaskKind::CallUp)[..] else { panic!("{standing}") };
    assert_eq!(call.to_string(), "call up from the reserve of Birch School for `north`: administrator");
    // 15 July and a hundred days: the reserve ends on 23 October.
    let late = scene.round.standing_at("2015-10-24T09:00".parse().unwrap());
    assert!(of(&late, TaskKind::CallUp).is_empty());
    assert_eq!(rules(&late.people[&ADMINISTRATOR], "called-up").first(), Some(&"decision/reserve-expired"));
}

#[test]
fn a_tie_is_to_be_drawn_by_name() {
    let mut policy = scene::policy();
    policy.draw = Some("lots".to_owned());
    let mut scene = Scene::open(policy, &[("north", "the North")]);
    scene.apply(1, "Ash School", &["north"], "urban", true);
    scene.apply(2, "Birch School", &["north"], "urban", true);
    scene.close();
    scene.assign();
    scene.assess(1, [4, 4, 4]);
    scene.assess(2, [4, 4, 4]);
    let standing = scene.round.standing();
    let lines: Vec<String> = standing.tasks.iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["draw the tie of Ash School, Birch School: administrator or chair"]);
    assert!(standing.people[&CHAIR].may.contains("drawn"));
}

/// What somebody was found to be able to do, against what they do next: whoever makes an entry may make that kind.
#[test]
fn whoever_makes_the_next_entry_of_a_sound_round_was_said_to_be_able_to() {
    let mut whole = RoundShape::default();
    (whole.whole, whole.contract) = (true, false);
    for shape in [RoundShape::default(), whole] {
        let entries = SoundRound::shaped(shape).draft.entries;
        let mut round = Round::open(entries[0].clone()).unwrap();
        for entry in &entries[1..] {
            let standing = round.standing_at(entry.at);
            let kind = entry.what.kind();
            assert!(standing.permitted.contains(kind));
            // Somebody who applies is there only afterwards.
            let known = standing.people.get(&entry.by);
            assert!(known.is_some() || kind == "applied", "{entry:?}");
            if let Some(person) = known.filter(|_| kind != "applied") {
                assert!(person.may.contains(kind), "{kind} by {}: {:?}", entry.by, person.may_not.get(kind));
            }
            round.apply(entry.clone()).unwrap_or_else(|refusal| panic!("{refusal}"));
        }
    }
}

/// As long as nothing is missing for a decision no task before it is left, and the other way round.
#[test]
fn a_decision_is_possible_in_the_last_stage_just_where_no_task_before_it_is_left() {
    let entries = SoundRound::new().draft.entries;
    let mut round = Round::open(entries[0].clone()).unwrap();
    let mut possible = 0;
    for entry in &entries[1..] {
        round.apply(entry.clone()).unwrap();
        let last = round.state().policy().stages.last().map(|stage| stage.id);
        if round.state().phase() != Phase::Assessing || round.standing().stage != last {
            continue;
        }
        let standing = round.standing();
        let decides = round.decide(entry.at.day()).is_ok();
        possible += usize::from(decides);
        assert_eq!(decides, kinds(&standing) == BTreeSet::from([TaskKind::Recommend]), "{standing}");
    }
    assert!(possible > 0);
}

#[test]
fn a_role_that_is_none_of_theirs_is_not_listed() {
    let scene = assessing();
    let standing = scene.round.standing();
    let person: PersonId = FIRST;
    let assessor = &standing.people[&person];
    assert_eq!(assessor.roles, BTreeSet::from([Role::Assessor]));
    assert!(!assessor.may.contains("decided") && !assessor.may_not.contains_key("decided"));
    assert!(standing.to_string().contains("assessing at 2015-07-02T09:00, stage `form`"));
}
