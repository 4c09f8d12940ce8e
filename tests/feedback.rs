//! What candidates are told: the right letter for each outcome, no rival on a grant, the winner on a contract.

use maths_hubs::{
    journal::Digest,
    selection::{
        feedback::{Advantage, Feedback, Ground, Minimum, NoFeedback, Reason, Told},
        policy::{Route, RoutePolicy, SelectionPolicy, Standstill},
        round::{Event, Redaction, event::Unmoderated},
    },
    strategies::rounds::SoundRound,
};

#[path = "letters/scene.rs"]
mod scene;

use scene::{ADMINISTRATOR, CHAIR, Scene, app, points};

const NAMES: [&str; 6] = ["Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir"];

fn told(scene: &Scene, number: u128) -> Feedback {
    let selection = scene.round.decide("2015-08-01".parse().unwrap()).unwrap_or_else(|report| panic!("{report}"));
    selection.feedback(app(number)).unwrap()
}

fn contract() -> SelectionPolicy {
    let mut policy = scene::policy();
    policy.route = RoutePolicy::contract(Route::ProcurementAct2023, Standstill::Weekdays(8));
    policy.route.review_days = Some(30);
    policy
}

#[test]
fn nobody_is_told_before_the_decision_and_nobody_who_is_not_there() {
    let scene = Scene::usual(scene::policy());
    let selection = scene.round.decide("2015-08-01".parse().unwrap()).unwrap();
    let before = selection.feedback(app(1)).unwrap_err();
    assert_eq!(before, NoFeedback::NotDecided);
    let said = "the authority has not decided, and there is nothing to tell a candidate before it has";
    assert_eq!(before.to_string(), said);
    assert_eq!(selection.feedback(app(99)).unwrap_err(), NoFeedback::Unknown(app(99)));
}

#[test]
fn on_a_grant_a_letter_reads_as_one_and_names_no_rival() {
    let mut scene = Scene::decided(scene::policy());
    scene.notify(&[1, 2, 3, 4, 6]);
    // 16 July and thirty days: 15 August.
    let expected = "\
Dear Cedar School,

Lead schools 2015

Thank you for your application for the North. The decision was made on 15 July 2015. I am sorry to tell you that your application was not successful.

Your application did not reach a minimum that was published for the round, so it could not be selected even where a place remained free.

The lowest mark accepted for \"Partnership\" was 2. Your mark was 1.

How your application was marked
Leadership: Capacity (weight: 30.0 of 100.0 points)
  Mark: 5 (Outstanding); the highest mark is 5; points earned: 30.0.
  Reason: The plan is worth 5.
Leadership: Commitment (weight: 30.0 of 100.0 points)
  Mark: 5 (Outstanding); the highest mark is 5; points earned: 30.0.
  Reason: The plan is worth 5.
Partnership (weight: 40.0 of 100.0 points)
  Mark: 1 (Poor); the highest mark is 5; points earned: 8.0.
  Reason: The plan is worth 1.

Your total was 68.0 points of 100.0.

If you think that the decision was not properly made, you may ask for a review up to and including 15 August 2015 (30 days after the notice of the decision).

We know how much work goes into an application, and we are grateful for yours. I hope that this feedback is of use to you.

Yours sincerely";
    assert_eq!(told(&scene, 3).to_string(), expected);
    for (number, own) in (1..).zip(NAMES) {
        let feedback = told(&scene, number);
        let both = [feedback.to_string(), serde_json::to_string(&feedback).unwrap()];
        for text in both {
            for other in NAMES.iter().filter(|name| **name != own) {
                assert!(!text.contains(other), "{own} is told of {other}: {text}");
            }
            assert!(!text.contains("private note"), "{text}");
        }
        let letter = feedback.to_string();
        assert!(!letter.contains('`') && !letter.contains("0000"), "{letter}");
    }
}

#[test]
fn each_outcome_has_its_letter() {
    let mut scene = Scene::decided(scene::policy());
    scene.notify(&[1, 2, 3, 4, 6]);
    let letter = |number| told(&scene, number).to_string();
    assert!(letter(1).contains("I am pleased to tell you that you have been selected for the North."));
    let reserve = told(&scene, 2);
    assert_eq!(reserve.outcome, Told::Reserve { turn: 1, until: "2015-10-23".parse().unwrap() });
    assert!(letter(2).contains("on the reserve list, as number 1."), "{}", letter(2));
    assert!(letter(2).contains("up to and including 23 October 2015."));
    let below = told(&scene, 3).minimums;
    let needed = Minimum::Criterion {
        title: "Partnership".to_owned(),
        needed: "2".parse().unwrap(),
        found: Some("1".parse().unwrap()),
    };
    assert_eq!(below, [needed]);
    let ineligible = told(&scene, 4);
    assert!(ineligible.criteria.is_empty() && ineligible.total.is_none());
    let fact = &ineligible.gates[0].facts[0];
    assert_eq!(
        (fact.about.as_str(), fact.asked.as_str(), fact.found.as_str()),
        ("attainment above", "yes", "no, as you declared")
    );
    assert!(letter(4).contains("Condition not met: Attainment is above the national average."), "{}", letter(4));
    let withdrawn = "\
Dear Elm School,

Lead schools 2015

Thank you for your interest in the North. I am writing to confirm that your application was withdrawn and that we have not considered it further.

We would be glad to hear from you in a future round.

Yours sincerely";
    assert_eq!(letter(5), withdrawn);
    assert_eq!(told(&scene, 6).outcome, Told::NotTaken { reason: Reason::Given("the portal was up".to_owned()) });
    assert!(
        letter(6)
            .contains("after the closing time, and that we could not accept it. The reason is: the portal was up.")
    );
}

#[test]
fn on_a_contract_the_winner_is_named_with_its_marks_and_relative_advantages() {
    let mut scene = Scene::decided(contract());
    let before = told(&scene, 2).to_string();
    assert!(before.contains("It lasts 8 weekdays, counted from the day after the last candidate has been told."));
    assert!(before.contains("within 30 days of the notice of the decision."), "{before}");
    scene.notify(&[1, 2, 3, 4, 6]);
    let birch = told(&scene, 2);
    let [winner] = birch.winners.as_slice() else { panic!("{birch:?}") };
    assert_eq!((winner.name.as_str(), winner.place.as_str()), ("Ash School", "the North"));
    assert_eq!(winner.total, Some(points("86")));
    let marks: Vec<_> = winner.marks.iter().map(|mark| mark.points.unwrap()).collect();
    assert_eq!(marks, ["30", "24", "32"].map(points));
    // Against Birch's 24, 24, 24.
    let advantages: Vec<_> =
        winner.advantages.iter().map(|Advantage { title, by, .. }| (title.as_str(), *by)).collect();
    assert_eq!(advantages, [("Leadership: Capacity", points("6")), ("Partnership", points("8"))]);
    let letter = birch.to_string();
    assert!(letter.contains("It earned more points than your application on Leadership: Capacity (by 6.0 points) and Partnership (by 8.0 points)."));
    // Told on Thursday 16 July: Friday 17, Monday 20 to Friday 24, Monday 27, and the eighth weekday is Tuesday 28.
    assert!(letter.contains("It ends at the end of 28 July 2015."), "{letter}");
    // Others who lost are not named, and the winner and those who were not compared are told of nobody.
    assert!(!letter.contains("Cedar"));
    for number in [1, 4, 5, 6] {
        assert!(told(&scene, number).winners.is_empty());
    }
    assert!(!told(&scene, 1).to_string().contains("Birch"));
}

#[test]
fn a_reason_that_names_another_candidate_is_withheld() {
    let mut scene = Scene::usual(scene::policy());
    let open = Unmoderated { application: app(2), criterion: scene::CRITERIA[2].parse().unwrap() };
    scene.because(CHAIR, Event::Unmoderated(open), "the reason was thin");
    scene.moderate(2, 2, 3, "Fewer partners than ASH  school has.");
    let appointments = scene.appoint(&[(1, "north")], &[2], &[]);
    scene.recommend(appointments.clone());
    scene.decide(appointments);
    let feedback = told(&scene, 2);
    assert_eq!(feedback.criteria[2].reason, Reason::Withheld);
    let letter = feedback.to_string();
    assert!(letter.contains("[withheld, since the text refers to another candidate]"), "{letter}");
    assert!(!letter.to_lowercase().contains("ash"), "{letter}");
}

#[test]
fn a_text_that_was_removed_shows_as_removed() {
    let mut scene = Scene::decided(scene::policy());
    // Birch's third moderation.
    let redaction =
        Redaction { entry: 35, ground: "it named a pupil", at: "2015-07-20T09:00".parse().unwrap(), by: ADMINISTRATOR };
    scene.round.redact(redaction, |_| Digest::new([7; 32])).unwrap();
    let feedback = told(&scene, 2);
    assert_eq!(feedback.criteria[2].reason, Reason::Removed("it named a pupil".to_owned()));
    assert!(feedback.to_string().contains("Reason: [removed from the record: it named a pupil]."));
}

#[test]
fn a_quota_that_held_an_application_back_is_told_without_the_rival() {
    let mut policy = scene::policy();
    scene::quota(&mut policy);
    let mut scene = Scene::open(policy, &[("north", "the North"), ("south", "the South")]);
    scene.apply(1, "Ash School", &["north", "south"], "urban", true);
    scene.apply(2, "Birch School", &["north", "south"], "urban", true);
    scene.apply(7, "Holly School", &["south"], "rural", true);
    scene.close();
    scene.assign();
    scene.assess(1, [5, 4, 4]);
    scene.assess(2, [4, 4, 3]);
    scene.assess(7, [3, 3, 3]);
    let appointments = scene.appoint(&[(1, "north"), (7, "south")], &[2], &[]);
    scene.recommend(appointments.clone());
    scene.decide(appointments);
    let feedback = told(&scene, 2);
    let limits = ["the limit on \"urban\" (kind)", "the number to be selected for the North"].map(str::to_owned).into();
    assert_eq!(feedback.grounds, [Ground::HeldBy { limits }]);
    let letter = feedback.to_string();
    assert!(!letter.contains("Holly") && !letter.contains("60"), "{letter}");
}

#[test]
fn a_departure_is_told_with_its_reason() {
    let mut scene = Scene::usual(scene::policy());
    let appointments = scene.appoint(&[(1, "north")], &[2], &[]);
    scene.recommend(appointments);
    let departures = [(1, "its trust is being wound up"), (2, "it stands next after Ash School")];
    let appointments = scene.appoint(&[(2, "north")], &[], &departures);
    scene.decide(appointments);
    let departed = |reason: Reason| [Ground::AuthorityDeparted { reason }];
    assert_eq!(told(&scene, 1).grounds, departed(Reason::Given("its trust is being wound up".to_owned())));
    assert_eq!(told(&scene, 2).grounds, departed(Reason::Withheld));
}

#[test]
fn the_cut_is_told_where_policy_allows_and_never_where_one_alone_is_appointed() {
    let cuts = |from: Option<u32>| {
        let mut policy = scene::policy();
        policy.route.cut_told_from = from;
        let mut scene = Scene::decided(policy);
        scene.notify(&[1, 2, 3, 4, 6]);
        told(&scene, 2).cuts
    };
    assert_eq!(cuts(None), []);
    assert_eq!(cuts(Some(1)), []);
}

#[test]
fn the_cut_is_the_lowest_of_as_many_as_policy_asks_for() {
    let mut policy = scene::policy();
    policy.route.cut_told_from = Some(2);
    let mut scene = Scene::open_holding(policy, &[("north", "the North")], 2);
    for (number, name) in [(1, "Ash School"), (2, "Birch School"), (7, "Holly School")] {
        scene.apply(number, name, &["north"], "urban", true);
    }
    scene.close();
    scene.assign();
    scene.assess(1, [5, 4, 4]);
    scene.assess(2, [4, 4, 3]);
    scene.assess(7, [3, 3, 3]);
    let appointments = scene.appoint(&[(1, "north"), (2, "north")], &[7], &[]);
    scene.recommend(appointments.clone());
    scene.decide(appointments);
    let feedback = told(&scene, 7);
    // Of 86 and 72.
    let lowest: Vec<_> = feedback.cuts.iter().map(|cut| cut.lowest).collect();
    assert_eq!(lowest, [points("72")]);
    let letter = feedback.to_string();
    assert!(
        letter.contains("The lowest total among the applications selected for the North was 72.0 points."),
        "{letter}"
    );
    assert_eq!(told(&scene, 1).cuts, []);
}

#[test]
fn points_are_printed_with_the_decimals_of_the_policy() {
    let mut policy = scene::policy();
    policy.decimals = 2;
    let letter = told(&Scene::decided(policy), 2).to_string();
    assert!(letter.contains("Your total was 72.00 points of 100.00."), "{letter}");
}

#[test]
fn every_candidate_of_a_sound_round_has_a_letter_and_those_sifted_out_the_reason() {
    let round = SoundRound::new().audit().unwrap();
    let selection = round.decide("2015-12-01".parse().unwrap()).unwrap_or_else(|report| panic!("{report}"));
    let mut sifted = 0;
    for decision in selection.decisions() {
        let feedback = selection.feedback(decision.application()).unwrap();
        let letter = feedback.to_string();
        assert!(letter.starts_with("Dear School ") && letter.ends_with("Yours sincerely"), "{letter}");
        assert!(!letter.contains('`'), "{letter}");
        if let Told::NotThrough { stage, reason } = &feedback.outcome {
            assert_eq!(stage, "Application form");
            assert!(matches!(reason, Reason::Given(_)), "{reason:?}");
            assert!(feedback.total.is_some(), "{letter}");
            sifted += 1;
        }
    }
    assert_eq!(sifted, 1);
}
