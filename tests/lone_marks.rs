//! What a candidate is told of a mark that stands alone: the justification of its assessor is the reason, in the letter and
//! in what its contact sees after release; who marked is told nowhere.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    identifiers::PersonId,
    journal::{Digest, Text},
    selection::{
        criteria::CriterionId,
        feedback::{Feedback, Reason},
        interest::Strength,
        policy::{Marking, SelectionPolicy, StageMarks, StagePolicy},
        round::{
            Event, Redaction,
            event::{Assigned, Declared, Given, Marked, Of, Practised, StageClosed, StageOpened, Unmoderated},
        },
    },
};

#[path = "letters/scene.rs"]
mod scene;

use scene::{ADMINISTRATOR, CHAIR, CRITERIA, FIRST, SECOND, Scene, app, contact};

fn policy() -> SelectionPolicy {
    let mut policy = scene::policy();
    policy.marking = Marking::PerCriterion { assessors: 1 };
    policy
}

fn assign(scene: &mut Scene, person: PersonId) {
    let criteria = CRITERIA.map(|id| id.parse().unwrap()).into();
    scene.push(ADMINISTRATOR, Event::Assigned(Assigned { person, criteria, applications: BTreeSet::new() }));
}

fn applied(policy: SelectionPolicy) -> Scene {
    let mut scene = Scene::open(policy, &[("north", "the North")]);
    scene.apply(1, "Ash School", &["north"], "urban", true);
    scene.apply(2, "Birch School", &["north"], "urban", true);
    scene.close();
    scene
}

/// Ash has 5, 4, 4 and Birch 4, 4, 3, each by one assessor, who says this of Birch's.
fn marked(policy: SelectionPolicy, of_birch: [&str; 3]) -> Scene {
    let mut scene = applied(policy);
    scene.push(FIRST, Event::Practised(Practised { note: "a practice note".into() }));
    assign(&mut scene, FIRST);
    for (criterion, (ash, birch)) in [(5, 4), (4, 4), (4, 3)].into_iter().enumerate() {
        scene.mark_saying(FIRST, 1, criterion, ash, "said of the other");
        scene.mark_saying(FIRST, 2, criterion, birch, of_birch[criterion]);
    }
    scene
}

fn decide(scene: &mut Scene) {
    let appointments = scene.appoint(&[(1, "north")], &[2], &[]);
    scene.recommend(appointments.clone());
    scene.decide(appointments);
    scene.notify(&[1, 2]);
}

fn release(scene: &mut Scene) {
    scene.push(ADMINISTRATOR, Event::FeedbackReleased(Of { application: app(2) }));
}

fn letter(scene: &Scene) -> Feedback {
    let selection = scene.round.decide("2015-08-01".parse().unwrap()).unwrap_or_else(|report| panic!("{report}"));
    selection.feedback(app(2)).unwrap()
}

/// The reasons that the letter gives, in the order of the criteria.
fn told(scene: &Scene) -> Vec<Reason> {
    letter(scene).criteria.into_iter().map(|told| told.reason).collect()
}

/// What Birch's contact sees of marks: on which criterion, the kind of entry, the text.
fn seen(scene: &Scene) -> BTreeMap<CriterionId, (&'static str, Text)> {
    let mut all = BTreeMap::new();
    for it in scene.round.visible_to(contact(2)).entries {
        let (criterion, text) = match &it.what {
            Event::Marked(it) => (&it.criterion, &it.justification),
            Event::Moderated(it) => (&it.criterion, &it.reason),
            _ => continue,
        };
        assert!(it.by.is_none() && it.why.is_empty(), "{it:?}");
        let before = all.insert(criterion.clone(), (it.what.kind(), text.clone()));
        assert!(before.is_none(), "two marks on {criterion}");
    }
    all
}

/// The texts of the same, in the order of the criteria.
fn seen_texts(scene: &Scene) -> Vec<Text> {
    let mut seen = seen(scene);
    CRITERIA.iter().map(|id| seen.remove(&id.parse().unwrap()).unwrap().1).collect()
}

fn given(texts: [&str; 3]) -> Vec<Reason> {
    texts.map(|text| Reason::Given(text.to_owned())).into()
}

/// All that Birch is told and its contact sees.
fn everything(scene: &Scene) -> String {
    let letter = letter(scene);
    let data = serde_json::to_string(&letter).unwrap();
    format!("{letter}\n{data}\n{}", serde_json::to_string(&scene.round.visible_to(contact(2))).unwrap())
}

const SAID: [&str; 3] = ["Two leads are named.", "The governors are behind it.", "One partner is lined up."];

#[test]
fn a_letter_gives_the_justification_of_a_mark_that_stands_alone_as_its_reason() {
    let mut scene = marked(policy(), SAID);
    decide(&mut scene);
    let expected = "\
How your application was marked
Leadership: Capacity (weight: 30.0 of 100.0 points)
  Mark: 4 (Good); the highest mark is 5; points earned: 24.0.
  Reason: Two leads are named.
Leadership: Commitment (weight: 30.0 of 100.0 points)
  Mark: 4 (Good); the highest mark is 5; points earned: 24.0.
  Reason: The governors are behind it.
Partnership (weight: 40.0 of 100.0 points)
  Mark: 3 (Sound); the highest mark is 5; points earned: 24.0.
  Reason: One partner is lined up.
";
    let letter = letter(&scene).to_string();
    assert!(letter.contains(expected), "{letter}");
}

#[test]
fn a_contact_sees_the_same_reasons_once_feedback_is_released_and_not_before() {
    let mut scene = marked(policy(), SAID);
    decide(&mut scene);
    assert!(seen(&scene).is_empty());
    release(&mut scene);
    assert_eq!(seen_texts(&scene), SAID.map(Text::from));
    assert_eq!(told(&scene), given(SAID));
}

#[test]
fn who_marked_practice_and_what_was_said_of_others_are_told_nowhere() {
    let mut scene = marked(policy(), SAID);
    decide(&mut scene);
    release(&mut scene);
    let all = everything(&scene);
    for secret in [FIRST.to_string().as_str(), "a practice note", "said of the other"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
}

#[test]
fn a_lone_justification_that_names_a_rival_is_withheld_and_the_letter_says_so() {
    let mut scene = marked(policy(), [SAID[0], "Weaker than ASH  School.", SAID[2]]);
    decide(&mut scene);
    release(&mut scene);
    assert_eq!(told(&scene)[1], Reason::Withheld);
    let text = letter(&scene).to_string();
    assert!(text.contains("  Reason: [withheld, since the text refers to another candidate]."), "{text}");
    assert_eq!(seen_texts(&scene), [SAID[0], "", SAID[2]].map(Text::from));
    assert!(!everything(&scene).to_lowercase().contains("weaker"));
}

#[test]
fn a_lone_justification_that_was_removed_shows_as_removed() {
    let mut scene = marked(policy(), SAID);
    decide(&mut scene);
    release(&mut scene);
    let is_it = |event: &Event| matches!(event, Event::Marked(it) if it.justification == Text::from(SAID[2]));
    let entry = scene.round.entries().iter().find(|entry| is_it(&entry.what)).unwrap().number;
    let at = "2015-07-20T09:00".parse().unwrap();
    let redaction = Redaction { entry, ground: "it named a pupil", at, by: ADMINISTRATOR };
    scene.round.redact(redaction, |_| Digest::new([7; 32])).unwrap();
    assert_eq!(told(&scene)[2], Reason::Removed("it named a pupil".to_owned()));
    let text = letter(&scene).to_string();
    assert!(text.contains("  Reason: [removed from the record: it named a pupil]."), "{text}");
    let seen = seen_texts(&scene);
    assert!(matches!(&seen[2], Text::Redacted { ground, .. } if ground == "it named a pupil"), "{seen:?}");
    assert!(!everything(&scene).contains(SAID[2]));
}

#[test]
fn behind_what_the_panel_agreed_on_a_justification_stays_private() {
    let mut scene = marked(policy(), SAID);
    scene.moderate(2, 1, 4, "The panel looked again.");
    decide(&mut scene);
    release(&mut scene);
    assert_eq!(told(&scene), given([SAID[0], "The panel looked again.", SAID[2]]));
    let kinds: Vec<&str> = seen(&scene).into_values().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["marked", "moderated", "marked"]);
    assert!(!everything(&scene).contains(SAID[1]));
}

#[test]
fn a_mark_from_which_the_panel_took_its_moderation_back_stands_alone_again() {
    let mut scene = marked(policy(), SAID);
    scene.moderate(2, 1, 4, "The panel looked again.");
    let open = Unmoderated { application: app(2), criterion: CRITERIA[1].parse().unwrap() };
    scene.because(CHAIR, Event::Unmoderated(open), "nobody was there");
    decide(&mut scene);
    release(&mut scene);
    assert_eq!(told(&scene), given(SAID));
    assert_eq!(seen_texts(&scene), SAID.map(Text::from));
    assert!(!everything(&scene).contains("looked again"));
}

#[test]
fn of_a_mark_that_was_made_again_the_later_justification_is_told() {
    let mut scene = marked(policy(), ["Misread.", SAID[1], SAID[2]]);
    scene.mark_saying(FIRST, 2, 0, 4, SAID[0]);
    decide(&mut scene);
    release(&mut scene);
    assert_eq!(told(&scene), given(SAID));
    assert_eq!(seen_texts(&scene), SAID.map(Text::from));
    assert!(!everything(&scene).contains("Misread"));
}

#[test]
fn where_several_marked_no_justification_is_told() {
    let mut scene = Scene::decided(scene::policy());
    scene.notify(&[1, 2, 3, 4, 6]);
    release(&mut scene);
    let all = everything(&scene);
    assert!(!all.contains("private note"), "{all}");
    assert!(seen(&scene).values().all(|(kind, _)| *kind == "moderated"));
}

#[test]
fn a_mark_that_stands_alone_since_an_interest_took_anothers_effect_tells_its_own_reason_and_no_other() {
    let mut scene = applied(policy());
    scene.assign();
    for number in [1, 2] {
        for (criterion, said) in SAID.into_iter().enumerate() {
            let mark = if number == 1 { 5 } else { 4 };
            scene.mark_saying(FIRST, number, criterion, mark, said);
            scene.mark_saying(SECOND, number, criterion, mark, "without effect");
            scene.moderate(number, criterion, mark, "The panel agrees.");
        }
    }
    let declared = Declared {
        person: SECOND,
        application: app(1),
        interest: Some(Strength::Hard),
        nature: "governor".into(),
        at: None,
    };
    scene.push(SECOND, Event::Declared(declared));
    decide(&mut scene);
    release(&mut scene);
    assert_eq!(told(&scene), given(SAID));
    assert_eq!(seen_texts(&scene), SAID.map(Text::from));
    let all = everything(&scene);
    assert!(!all.contains("without effect") && !all.contains("The panel agrees"), "{all}");
}

/// Two stages: the first of one assessor, by whose marks Birch falls, and the next of two.
fn stages() -> SelectionPolicy {
    let mut policy = policy();
    policy.stages = vec![
        StagePolicy::new("form".parse().unwrap(), "Form", StageMarks::Criteria),
        StagePolicy::new("day".parse().unwrap(), "Presentation day", StageMarks::Criteria),
    ];
    policy
}

/// Lets Birch fall, and goes on to the release of its feedback.
fn sift(scene: &mut Scene) {
    let opened = StageOpened {
        stage: "day".parse().unwrap(),
        through: BTreeSet::from([app(1)]),
        not_through: BTreeMap::from([(app(2), "the plan is thin".into())]),
    };
    scene.push(ADMINISTRATOR, Event::StageOpened(opened));
    scene.push(ADMINISTRATOR, Event::StageClosed(StageClosed { stage: "day".parse().unwrap() }));
    scene.assign();
    scene.assess(1, [5, 4, 4]);
    let appointments = scene.appoint(&[(1, "north")], &[], &[]);
    scene.recommend(appointments.clone());
    scene.decide(appointments);
    scene.notify(&[1, 2]);
    release(scene);
}

#[test]
fn whoever_fell_at_a_stage_of_one_assessor_is_told_though_more_mark_the_next() {
    let mut scene = marked(stages(), SAID);
    sift(&mut scene);
    assert_eq!(told(&scene), given(SAID));
    assert_eq!(seen_texts(&scene), SAID.map(Text::from));
    // 24, 24 and 24, as in the letter of one that came to the end.
    assert_eq!(letter(&scene).total, Some(scene::points("72")));
}

#[test]
fn why_an_assessor_declined_to_judge_is_the_reason_of_no_mark() {
    let mut scene = marked(stages(), SAID);
    let declined = Marked::new(app(2), CRITERIA[1].parse().unwrap(), Given::Declined, "The head is a neighbour.");
    scene.push(FIRST, Event::Marked(declined));
    sift(&mut scene);
    assert_eq!(told(&scene)[1], Reason::None);
    assert_eq!(seen_texts(&scene), [SAID[0], "", SAID[2]].map(Text::from));
    assert!(!everything(&scene).contains("neighbour"));
}
