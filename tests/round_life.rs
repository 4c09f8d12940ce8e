//! The life of a round, as somebody who runs one meets it: windows to the minute, interests that come to light, a decision
//! that is undone, a window that opens again, what the route makes of it.

use std::collections::BTreeSet;

use maths_hubs::{
    calendar::Moment,
    identifiers::PersonId,
    journal::{Entry, Refusal, Text},
    programme::Programme,
    rules::Level,
    selection::{
        interest::Strength,
        outcome::{CandidateOutcome, PlaceOutcome},
        policy::{Quota, QuotaBy, Standstill},
        round::{
            Event, Phase, Round,
            event::{
                Agreed, Appointments, Declared, Given, Marked, Moderated, Of, ReviewEnded, StageClosed, StageReopened,
            },
        },
    },
    strategies::rounds::{
        ADMINISTRATOR, AUTHORITY, CHAIR, MEMBER, OBSERVER, REVIEWER, SoundRound, application, assessor, contact, place,
    },
};

/// The sound round up to the last entry of a kind.
fn until(kind: &str) -> SoundRound {
    let mut round = SoundRound::new();
    round.until(kind);
    round
}

fn replay(round: &SoundRound) -> Round {
    Round::replay(round.entries.iter().cloned()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

/// Makes an entry at the moment of the last.
fn enter(round: &mut Round, by: PersonId, what: Event) -> Result<(), Refusal> {
    let last = round.entries().last().unwrap().at;
    round.apply(Entry::new(round.journal().next_number(), last, by, what).because("for a reason"))
}

fn code(result: Result<(), Refusal>) -> &'static str {
    result.unwrap_err().rule().code
}

/// An application like the first, of another school, handed in at a moment.
fn another(round: &SoundRound, number: u128, moment: &str) -> Entry<Event> {
    let whole = SoundRound::new();
    let first = whole.entries.iter().find_map(|entry| match &entry.what {
        Event::Applied(applied) => Some(applied.clone()),
        _ => None,
    });
    let mut applied = first.unwrap();
    applied.application = application(number);
    applied.name = format!("School {number}");
    applied.lead = "GB-EDU-123456".parse().unwrap();
    applied.contact = Some(contact(number));
    let next = round.entries.len() as u64 + 1;
    Entry::new(next, at(moment), contact(number), Event::Applied(applied))
}

#[test]
fn the_closing_minute_is_in_time_or_not_as_policy_says() {
    // The sound round's amendment puts the closing off to 17:00 on 31 July.
    for (in_time, moment, taken) in [
        (true, "2015-07-31T16:59:59", true),
        (true, "2015-07-31T17:00:59", true),
        (true, "2015-07-31T17:01", false),
        (false, "2015-07-31T16:59:59", true),
        (false, "2015-07-31T17:00", false),
    ] {
        let mut sound = until("extended");
        sound.policy().unwrap().closing_minute_in_time = in_time;
        let mut round = replay(&sound);
        let result = round.apply(another(&sound, 90, moment));
        assert_eq!(result.is_ok(), taken, "{in_time} {moment}");
        if let Err(refusal) = result {
            assert_eq!(refusal.message(), format!("School 90 came in {moment}, after the closing 2015-07-31T17:00"));
        }
    }
}

#[test]
fn a_window_that_opens_again_takes_applications_that_are_considered_alongside() {
    let mut sound = until("extended");
    let mut round = replay(&sound);
    round.apply(another(&sound, 90, "2015-07-30T10:00")).unwrap();
    sound.entries = round.entries().to_vec();
    let form = "form".parse().unwrap();
    // Whoever was given longer has until noon of 3 August.
    let closes = |round: &mut Round, moment| {
        let closed = Event::StageClosed(StageClosed { stage: form });
        round.apply(Entry::new(round.journal().next_number(), at(moment), ADMINISTRATOR, closed))
    };
    assert_eq!(code(closes(&mut round, "2015-08-03T12:00")), "round/closed-early");
    closes(&mut round, "2015-08-03T12:01").unwrap();
    assert_eq!(round.state().phase(), Phase::Assessing);
    let reopened = StageReopened { stage: form, closes: at("2015-08-14T17:00") };
    enter(&mut round, ADMINISTRATOR, Event::StageReopened(reopened)).unwrap();
    assert_eq!(round.state().phase(), Phase::Open);
    let mut second = another(&sound, 91, "2015-08-14T16:00");
    second.number = round.journal().next_number();
    round.apply(second).unwrap();
    closes(&mut round, "2015-08-14T17:01").unwrap();
    // Both are to be marked, and neither is before the other.
    let results = round.results().unwrap();
    assert_eq!(results.scored.keys().copied().collect::<Vec<_>>(), [application(90), application(91)]);
    // A window is closed only in its turn.
    let other = StageReopened { stage: "presentation".parse().unwrap(), closes: at("2015-10-20T17:00") };
    assert_eq!(code(enter(&mut round, ADMINISTRATOR, Event::StageReopened(other))), "round/stage-out-of-turn");
}

#[test]
fn an_interest_that_comes_to_light_takes_the_effect_of_marks_and_of_what_was_moderated_by_them() {
    let mut round = replay(&until("moderated"));
    assert!(round.decide("2015-09-01".parse().unwrap()).is_err_and(|report| {
        // Of two stages the second clarifies only; nothing is missing but that and the draw.
        report.codes() == BTreeSet::from(["decision/stage-left", "decision/tie-unsettled"])
    }));
    let declared = Declared {
        person: assessor(2),
        application: application(1),
        interest: Some(Strength::Hard),
        nature: "its head is a cousin".into(),
        at: None,
    };
    enter(&mut round, assessor(2), Event::Declared(declared)).unwrap();
    let report = round.decide("2015-09-01".parse().unwrap()).unwrap_err();
    // Every application is for the same places, so every mark of that assessor is gone; one assessor is too few, and where
    // a single mark is left it counts.
    assert_eq!(
        report.codes(),
        BTreeSet::from(["assessment/too-few-assessors", "decision/stage-left", "decision/tie-unsettled"])
    );
    let results = round.results().unwrap();
    // The first assessor alone gave 900 of 1000 on the first criterion: 900/1000 x 48 + 3/5 x (12 + 30 + 10) = 74.4.
    assert_eq!(results.scored[&application(1)].total.points().unwrap().to_string(), "74.4");
    // Marking again is open to the others, and barred to the one.
    let mark = |application| {
        Event::Marked(Marked {
            application,
            criterion: "partnership".parse().unwrap(),
            given: Given::Mark("4".parse().unwrap()),
            justification: "in the light of the annex".into(),
        })
    };
    assert_eq!(code(enter(&mut round, assessor(2), mark(application(3)))), "assessment/interest-reaches-rival");
    enter(&mut round, assessor(1), mark(application(3))).unwrap();
}

#[test]
fn a_decision_is_made_once_and_undone_only_by_an_entry_with_a_reason() {
    let sound = until("decided");
    let mut round = replay(&sound);
    let again = sound.entries.last().unwrap().what.clone();
    assert_eq!(code(enter(&mut round, AUTHORITY, again.clone())), "round/not-now");
    let undone = Entry::new(round.journal().next_number(), at("2015-10-13T09:00"), AUTHORITY, Event::DecisionUndone);
    assert_eq!(code(round.apply(undone.clone())), "round/reason-missing");
    let mut others = undone.clone().because("an annex was overlooked");
    others.by = CHAIR;
    assert_eq!(code(round.apply(others)), "round/not-theirs");
    round.apply(undone.because("an annex was overlooked")).unwrap();
    assert_eq!(round.state().phase(), Phase::Assessing);
    // The panel recommends anew, and the authority decides anew.
    let recommended = sound.entries.iter().rfind(|entry| entry.what.kind() == "recommended").unwrap().what.clone();
    assert_eq!(code(enter(&mut round, AUTHORITY, again.clone())), "decision/no-recommendation");
    enter(&mut round, CHAIR, recommended).unwrap();
    enter(&mut round, AUTHORITY, again).unwrap();
    assert_eq!(round.state().phase(), Phase::Decided);
}

#[test]
fn once_somebody_is_bound_the_decision_stands() {
    let mut round = replay(&until("agreed"));
    let refusal = enter(&mut round, AUTHORITY, Event::DecisionUndone).unwrap_err();
    assert_eq!(refusal.rule().code, "decision/step-missing");
    assert_eq!(refusal.message(), "decision-undone for School 1, and an agreement with it was made");
}

#[test]
fn the_standstill_is_the_routes_and_ends_before_the_agreement() {
    // Every candidate was told on Tuesday 13 October 2015. Eight weekdays: 14, 15, 16, 19, 20, 21, 22, 23 October.
    let sound = until("accepted");
    let first = sound.entries.iter().position(|entry| entry.what.kind() == "agreed").unwrap();
    let before = Round::replay(sound.entries[..first].iter().cloned()).unwrap();
    for (moment, standstill, agreed) in [
        ("2015-10-23T23:59", Standstill::Weekdays(8), false),
        ("2015-10-24T00:00", Standstill::Weekdays(8), true),
        ("2015-10-23T09:00", Standstill::Days(10), false),
        ("2015-10-24T09:00", Standstill::Days(10), true),
    ] {
        let mut entries = before.entries().to_vec();
        if let Event::Opened(opening) = &mut entries[0].what {
            opening.policy.route.standstill = Some(standstill);
        }
        let mut round = Round::replay(entries).unwrap();
        let agreement = Event::Agreed(Of { application: application(1) });
        let entry = Entry::new(round.journal().next_number(), at(moment), ADMINISTRATOR, agreement);
        match round.apply(entry) {
            Ok(()) => assert!(agreed, "{moment} {standstill:?}"),
            Err(refusal) => {
                assert!(!agreed, "{moment} {standstill:?}: {refusal}");
                assert_eq!(
                    refusal.message(),
                    format!("the agreement with School 1 was made {moment}, and the standstill ends with 2015-10-23")
                );
            }
        }
    }
}

#[test]
fn the_route_grades_what_it_makes_graver_and_the_programme_has_the_last_word() {
    let mut sound = SoundRound::new();
    sound.remove(|entry| entry.what.kind() == "feedback-released");
    let level = |round: &SoundRound| {
        let report = round.check();
        report.of("decision/feedback-missing").next().unwrap().level
    };
    // By contract the summaries are owed by statute; by grant a missing letter is a warning.
    assert_eq!(level(&sound), Level::Error);
    let mut programme = Programme::maths_hubs();
    programme.levels = programme.levels.with("decision/feedback-missing", Level::Advice).unwrap();
    let report = programme.check(&sound.audit().unwrap(), sound.on);
    assert_eq!(report.of("decision/feedback-missing").next().unwrap().level, Level::Advice);
    let report = Programme::maths_hubs().check(&sound.audit().unwrap(), sound.on);
    assert_eq!(report.of("decision/feedback-missing").next().unwrap().level, Level::Error);
    sound.policy().unwrap().route.severities.clear();
    assert_eq!(level(&sound), Level::Warning);
    sound.policy().unwrap().route.severities.insert("decision/no-such-rule".to_owned(), Level::Error);
    assert!(sound.check().codes().contains("round/policy-names-unknown"));
}

#[test]
fn a_panel_that_does_not_mark_alike_is_held_to_discuss_and_to_reasons_of_its_own() {
    let sound = until("marked");
    let mut round = replay(&sound);
    let justification = sound.entries.iter().find_map(|entry| match &entry.what {
        Event::Marked(marked) => Some(marked.justification.clone()),
        _ => None,
    });
    let moderated = |reason: Text, discussion: &str, present: BTreeSet<PersonId>| {
        Event::Moderated(Moderated {
            application: application(1),
            criterion: "leadership/capacity".parse().unwrap(),
            agreed: Agreed::Mark("950".parse().unwrap()),
            reason,
            evidence: Text::default(),
            discussion: discussion.into(),
            present,
            dissent: [].into(),
        })
    };
    let panel = BTreeSet::from([CHAIR, MEMBER]);
    let own = || Text::from("Half way, since the annex shows half of what is claimed.");
    // The marks lie 99 apart, and the limit is 10.
    let undiscussed = enter(&mut round, CHAIR, moderated(own(), "", panel.clone()));
    assert_eq!(
        undiscussed.unwrap_err().message(),
        "the marks on `leadership/capacity` of School 1 lie 99 apart, and no discussion is recorded"
    );
    let copied = enter(&mut round, CHAIR, moderated(justification.unwrap(), "They differ.", panel.clone()));
    assert_eq!(code(copied), "consensus/no-own-reason");
    let alone = enter(&mut round, CHAIR, moderated(own(), "They differ.", BTreeSet::from([CHAIR])));
    assert_eq!(
        alone.unwrap_err().message(),
        "1 were present for `leadership/capacity` of School 1, and 2 are asked for"
    );
    let stranger = enter(&mut round, CHAIR, moderated(own(), "They differ.", BTreeSet::from([CHAIR, OBSERVER])));
    // The observer is governor of that very school.
    assert_eq!(code(stranger), "consensus/present-barred");
    enter(&mut round, CHAIR, moderated(own(), "They differ.", panel)).unwrap();
}

#[test]
fn a_place_without_a_candidate_above_the_bar_stays_unfilled() {
    let mut sound = until("drawn");
    // Nobody reaches 99 points of 100.
    let json = serde_json::to_string(&sound.entries[0]).unwrap().replace(r#""pass_mark":"20""#, r#""pass_mark":"99""#);
    sound.entries[0] = serde_json::from_str(&json).unwrap();
    sound.remove(|entry| entry.what.kind() == "drawn");
    let round = replay(&sound);
    let selection = round.decide("2015-11-01".parse().unwrap()).unwrap();
    assert!(selection.appointed().is_empty() && selection.reserve().is_empty());
    for (_, outcome) in selection.places() {
        let PlaceOutcome::Unfilled { by, open, why } = outcome else { panic!("{outcome}") };
        assert!(by.is_empty());
        assert_eq!((open, why.as_str()), (1, "nobody who bid for it is eligible, in the running and above the bar"));
    }
    let first = selection.decision(application(1)).unwrap();
    assert_eq!(first.outcome(), CandidateOutcome::BelowBar);
    assert!(first.explanation().to_string().contains("the total needs 99 points at least"));
}

#[test]
fn places_are_filled_by_those_who_hold_them_after_offers_and_calls() {
    let round = replay(&SoundRound::new());
    let selection = round.decide("2016-01-01".parse().unwrap()).unwrap();
    let places = selection.places();
    assert_eq!(places[&place("north")], PlaceOutcome::Filled([application(1)].into()));
    assert_eq!(places[&place("south")], PlaceOutcome::Filled([application(3)].into()));
}

#[test]
fn a_withdrawal_takes_the_recommendation_back_and_the_panel_recommends_anew() {
    let sound = until("recommended");
    let mut round = replay(&sound);
    let withdrawn = Event::Withdrawn(Of { application: application(1) });
    enter(&mut round, contact(1), withdrawn).unwrap();
    assert_eq!(round.state().phase(), Phase::Assessing);
    // Of those that are left the second and third have the most, and each likes the place that is free to it best.
    let selection = round.decide("2015-11-01".parse().unwrap()).unwrap();
    let appointments = Appointments {
        appointed: selection.appointed().clone(),
        reserve: selection.reserve(),
        ..Appointments::default()
    };
    assert_eq!(appointments.appointed, [(application(2), place("south")), (application(3), place("north"))].into());
    assert_eq!(code(enter(&mut round, AUTHORITY, Event::Decided(appointments.clone()))), "decision/no-recommendation");
    enter(&mut round, CHAIR, Event::Recommended(appointments.clone())).unwrap();
    enter(&mut round, AUTHORITY, Event::Decided(appointments)).unwrap();
}

#[test]
fn no_reason_lifts_a_cap() {
    let mut sound = until("drawn");
    let kind = "kind".parse().unwrap();
    for entry in sound.of_kind("applied") {
        if let Event::Applied(applied) = &mut entry.what {
            let is_college = [application(1), application(3)].contains(&applied.application);
            applied.attributes.insert(kind, if is_college { "college" } else { "school" }.to_owned());
        }
    }
    let mut quota = Quota::of_each(QuotaBy::Application(kind), 5);
    quota.caps.insert("college".to_owned(), 1);
    sound.policy().unwrap().quotas.insert(kind, quota);
    let mut round = replay(&sound);
    let both = Appointments {
        appointed: [(application(1), place("north")), (application(3), place("south"))].into(),
        reserve: [2, 5, 4].map(application).into(),
        departures: (1..=5).map(|number| (application(number), "two colleges are wanted".into())).collect(),
    };
    let refusal = enter(&mut round, CHAIR, Event::Recommended(both)).unwrap_err();
    assert_eq!(refusal.message(), "School 3: a cap of the policy is full");
}

#[test]
fn a_review_ends_once() {
    let mut round = replay(&until("review-ended"));
    let again = Event::ReviewEnded(ReviewEnded { application: application(4), stands: false });
    let refusal = enter(&mut round, REVIEWER, again).unwrap_err();
    assert_eq!(refusal.message(), "review-ended for School 4, and the review had ended");
}
