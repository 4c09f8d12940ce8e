//! From an outcome back to each mark, weight, rule, entry and person.

use std::collections::BTreeSet;

use maths_hubs::{
    programme::CATALOGUE,
    ratio::Ratio,
    selection::{
        outcome::{CandidateOutcome, Explained},
        round::Event,
        totals::Cell,
    },
};

#[path = "letters/scene.rs"]
mod scene;

use scene::{AUTHORITY, CHAIR, FIRST, SECOND, Scene, app, points};

fn explain(scene: &Scene, number: u128) -> Explained {
    let selection = scene.round.decide("2015-08-01".parse().unwrap()).unwrap_or_else(|report| panic!("{report}"));
    selection.decision(app(number)).unwrap().explanation()
}

#[test]
fn every_number_is_the_one_computed_by_hand() {
    let scene = Scene::decided(scene::policy());
    // 5 of 5 on 30, 4 of 5 on 30, 4 of 5 on 40: 30 + 24 + 32 = 86.
    // 4 of 5 on 30, 4 of 5 on 30, 3 of 5 on 40: 24 + 24 + 24 = 72.
    // 5 of 5 on 30, 5 of 5 on 30, 1 of 5 on 40: 30 + 30 + 8 = 68.
    let expected = [
        (1, ["30", "24", "32"], "86", 1, CandidateOutcome::Appointed(scene::place("north"))),
        // 15 July and a hundred days.
        (2, ["24", "24", "24"], "72", 2, CandidateOutcome::Reserve { turn: 1, until: "2015-10-23".parse().unwrap() }),
        (3, ["30", "30", "8"], "68", 3, CandidateOutcome::BelowBar),
    ];
    for (number, lines, total, rank, outcome) in expected {
        let explained = explain(&scene, number);
        assert_eq!(explained.outcome, outcome);
        assert_eq!(explained.total, Some(points(total)));
        assert_eq!(explained.out_of, points("100"));
        assert!(explained.ranks.values().all(|found| *found == rank) && !explained.ranks.is_empty());
        let earned: Vec<Ratio> = explained.lines.iter().map(|line| line.points.unwrap()).collect();
        assert_eq!(earned, lines.map(points));
        assert_eq!(Ratio::sum(earned), Ok(points(total)));
        let weights: Vec<Ratio> = explained.lines.iter().map(|line| line.weight).collect();
        assert_eq!(weights, ["30", "30", "40"].map(points));
        let applied: Vec<Ratio> = explained.lines.iter().map(|line| line.applied).collect();
        assert_eq!(applied, weights);
    }
}

#[test]
fn every_entry_that_is_named_is_there_and_says_what_is_claimed() {
    let scene = Scene::decided(scene::policy());
    for number in 1..=6 {
        let explained = explain(&scene, number);
        let (entry, by) = explained.decided.unwrap();
        let decision = scene.round.journal().entry(entry).unwrap();
        assert!(matches!(decision.what, Event::Decided(_)));
        assert_eq!((decision.by, by), (AUTHORITY, AUTHORITY));
        for line in &explained.lines {
            let Some(moderated) = &line.moderated else {
                assert_eq!(line.cell, Cell::Missing);
                continue;
            };
            let entry = scene.round.journal().entry(moderated.entry).unwrap();
            let Event::Moderated(made) = &entry.what else { panic!("{entry:?}") };
            assert_eq!((entry.by, moderated.by), (CHAIR, CHAIR));
            assert_eq!((made.application, &made.criterion), (app(number), &line.criterion));
            assert_eq!(made.reason, moderated.reason);
            let marks: BTreeSet<_> = line.marks.iter().map(|mark| mark.by).collect();
            assert_eq!(marks, BTreeSet::from([FIRST, SECOND]));
            for mark in &line.marks {
                let entry = scene.round.journal().entry(mark.entry).unwrap();
                let Event::Marked(made) = &entry.what else { panic!("{entry:?}") };
                assert_eq!(entry.by, mark.by);
                assert_eq!((made.application, &made.criterion), (app(number), &line.criterion));
                assert_eq!(made.justification, mark.justification);
                assert_eq!(Some(made.given), mark.mark.map(scene::given));
                assert_eq!(mark.barred_by, None);
            }
        }
        for because in &explained.because {
            if let Some(entry) = because.entry {
                let entry = scene.round.journal().entry(entry).unwrap();
                assert_eq!(entry.what.application(), Some(app(number)));
                assert_eq!(because.reason.as_ref(), Some(&entry.why));
            }
        }
    }
}

#[test]
fn what_made_an_outcome_so_names_a_rule_of_the_catalogue_that_fits() {
    let scene = Scene::decided(scene::policy());
    let codes: BTreeSet<&str> = CATALOGUE.iter().map(|rule| rule.code).collect();
    let found = |number| {
        let because = explain(&scene, number).because;
        assert!(because.iter().filter_map(|it| it.rule).all(|rule| codes.contains(rule)), "{because:?}");
        because.into_iter().map(|it| (it.rule, it.what)).collect::<Vec<_>>()
    };
    assert_eq!(found(1), []);
    assert_eq!(found(2), []);
    let below = "`partnership` needs 2 at least, and has 1".to_owned();
    assert_eq!(found(3), [(Some("decision/below-bar"), below)]);
    let unmet = "the gate `attainment` is not met: Attainment is above the national average: not met: `attainment-above` \
                 yes: no (declared)";
    assert_eq!(found(4), [(Some("decision/appoints-wrongly"), unmet.to_owned())]);
    assert_eq!(found(5), [(None, "it was withdrawn".to_owned())]);
    assert_eq!(found(6), [(Some("application/late"), "it came late and was not taken".to_owned())]);
}

#[test]
fn an_explanation_reads_as_a_minute() {
    let scene = Scene::decided(scene::policy());
    // Entries: 1 the opening, 2-6 people, 7-11 applications, 12 a withdrawal, 13-14 the late one, 15 closed, 16-17
    // assigned; then for each of nine criteria two marks and a moderation: 18-26 Ash, 27-35 Birch, 36-44 Cedar; 45 and 46.
    let expected = "\
Cedar School: not appointed, below a minimum (decided in entry 46 by 00000000-0000-0000-0000-000000000003)
  total 68.0 of 100.0, rank 3 for north
  leadership/capacity: 5, 30.0 of 30.0 points (assessors: 4 by 00000000-0000-0000-0000-000000000005 in entry 36, 5 by 00000000-0000-0000-0000-000000000006 in entry 37)
    the panel, entry 38 by 00000000-0000-0000-0000-000000000002: The plan is worth 5.
  leadership/commitment: 5, 30.0 of 30.0 points (assessors: 4 by 00000000-0000-0000-0000-000000000005 in entry 39, 5 by 00000000-0000-0000-0000-000000000006 in entry 40)
    the panel, entry 41 by 00000000-0000-0000-0000-000000000002: The plan is worth 5.
  partnership: 1, 8.0 of 40.0 points (assessors: 0 by 00000000-0000-0000-0000-000000000005 in entry 42, 1 by 00000000-0000-0000-0000-000000000006 in entry 43)
    the panel, entry 44 by 00000000-0000-0000-0000-000000000002: The plan is worth 1.
  `partnership` needs 2 at least, and has 1 [decision/below-bar]";
    assert_eq!(explain(&scene, 3).to_string(), expected);
}

/// Three for two places, at most one of each kind: Ash 86 and Birch 72 are urban, Holly 60 is rural.
fn by_quota() -> Scene {
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
    // 3 of 5 throughout: 18 + 18 + 24 = 60.
    scene.assess(7, [3, 3, 3]);
    scene
}

#[test]
fn where_a_quota_appoints_a_lower_total_both_explanations_say_which_limit() {
    let mut scene = by_quota();
    let appointments = scene.appoint(&[(1, "north"), (7, "south")], &[2], &[]);
    scene.recommend(appointments.clone());
    scene.decide(appointments);
    let what = |number| {
        let because = explain(&scene, number).because;
        because.into_iter().map(|it| (it.rule.unwrap(), it.what)).collect::<Vec<_>>()
    };
    let rule = "decision/lower-appointed";
    assert_eq!(
        what(2),
        [(
            rule,
            "Holly School has a lower total and is appointed, since this one was held out by kind urban, place north"
                .to_owned()
        )]
    );
    assert_eq!(
        what(7),
        [(
            rule,
            "it is appointed before Birch School, who has a higher total and was held out by kind urban, place north"
                .to_owned()
        )]
    );
    assert_eq!(what(1), []);
}

#[test]
fn a_departure_by_the_authority_shows_with_its_reason_and_its_entry() {
    let mut scene = Scene::usual(scene::policy());
    let appointments = scene.appoint(&[(1, "north")], &[2], &[]);
    scene.recommend(appointments);
    let departures = [(1, "its trust is being wound up"), (2, "it is next in order")];
    let appointments = scene.appoint(&[(2, "north")], &[], &departures);
    let entry = scene.decide(appointments);
    let because = explain(&scene, 1).because;
    let departs = because.iter().find(|it| it.entry == Some(entry)).unwrap();
    assert_eq!(departs.rule, Some("decision/departs-from-recommendation"));
    assert_eq!(departs.what, "the decision departs from what the panel recommended");
    assert_eq!(departs.reason, Some("its trust is being wound up".into()));
    let passed = because.iter().find(|it| it.rule == Some("decision/lower-appointed")).unwrap();
    assert_eq!(passed.what, "Birch School has a lower total and is appointed, by a departure");
    let because = explain(&scene, 2).because;
    assert_eq!(because[0].what, "it is appointed before Ash School, who has a higher total, by a departure");
    assert_eq!(because[1].reason, Some("it is next in order".into()));
}
