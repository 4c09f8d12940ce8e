//! What must not slip through a round by entries that are each permitted where they stand.

use std::collections::BTreeSet;

use maths_hubs::{
    calendar::Moment,
    identifiers::{ApplicationId, PersonId},
    journal::{Entry, Refusal, Text},
    selection::{
        criteria::Criteria,
        interest::Strength,
        policy::{Quota, QuotaBy, StageMarks},
        round::{
            Application, Event, Role, Round,
            event::{
                Amended, Assigned, CalledUp, Declared, Enrolled, Examined, Extended, Given, LateRuled, Marked, Of,
                StageClosed, StageOpened, Started, Waived,
            },
        },
        scale::Scale,
    },
    strategies::rounds::{
        ADMINISTRATOR, AUTHORITY, CHAIR, MEMBER, OBSERVER, SoundRound, application, assessor, contact, place,
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

/// Makes an entry at a moment.
fn enter_at(round: &mut Round, moment: Moment, by: PersonId, what: Event) -> Result<(), Refusal> {
    round.apply(Entry::new(round.journal().next_number(), moment, by, what).because("for a reason"))
}

/// Makes an entry at the moment of the last.
fn enter(round: &mut Round, by: PersonId, what: Event) -> Result<(), Refusal> {
    let last = round.entries().last().unwrap().at;
    enter_at(round, last, by, what)
}

fn code(result: Result<(), Refusal>) -> &'static str {
    result.map_or_else(|refusal| refusal.rule().code, |()| "permitted")
}

fn declares(person: PersonId, application: ApplicationId, interest: Option<Strength>) -> Event {
    Event::Declared(Declared { person, application, interest, nature: Text::default(), at: None })
}

fn marks(application: ApplicationId, criterion: &str, mark: &str) -> Event {
    Event::Marked(Marked {
        application,
        criterion: criterion.parse().unwrap(),
        given: Given::Mark(mark.parse().unwrap()),
        justification: "in the light of the annex".into(),
    })
}

fn enrols(person: PersonId, roles: impl IntoIterator<Item = Role>) -> Event {
    Event::Enrolled(Enrolled { person, roles: roles.into_iter().collect() })
}

/// The last entry of a kind in the whole sound round.
fn last_of(kind: &str) -> Event {
    SoundRound::new().draft.entries.into_iter().rfind(|entry| entry.what.kind() == kind).unwrap().what
}

fn interview() -> Box<Criteria> {
    let criteria = Criteria::out_of(100)
        .scale("short", Scale::range(0, 5).unwrap())
        .criterion("interview", "Interview", "100", "short")
        .build();
    Box::new(criteria.unwrap())
}

#[test]
fn nobody_takes_back_a_hard_interest_of_their_own() {
    // The observer declared one in application 1.
    let mut round = replay(&until("declared"));
    for weaker in [None, Some(Strength::Soft)] {
        let result = enter(&mut round, OBSERVER, declares(OBSERVER, application(1), weaker));
        assert_eq!(code(result), "assessment/waived-by-self");
    }
    let correction = declares(OBSERVER, application(1), None);
    let last = round.entries().last().unwrap().at;
    let silent = Entry::new(round.journal().next_number(), last, ADMINISTRATOR, correction.clone());
    assert_eq!(code(round.apply(silent)), "round/reason-missing");
    enter(&mut round, ADMINISTRATOR, correction).unwrap();
    // Where nothing hard was declared, everybody corrects themselves.
    enter(&mut round, assessor(1), declares(assessor(1), application(3), None)).unwrap();
}

#[test]
fn a_waiver_covers_what_was_known_when_it_was_given() {
    let mut round = replay(&until("marked"));
    let waived = || Event::Waived(Waived { person: assessor(2), application: application(1) });
    let mark = || marks(application(1), "partnership", "3");
    enter(&mut round, AUTHORITY, waived()).unwrap();
    enter(&mut round, assessor(2), declares(assessor(2), application(1), Some(Strength::Hard))).unwrap();
    assert_eq!(code(enter(&mut round, assessor(2), mark())), "assessment/interest-reaches-rival");
    enter(&mut round, AUTHORITY, waived()).unwrap();
    enter(&mut round, assessor(2), mark()).unwrap();
}

#[test]
fn whoever_acts_for_an_application_marks_no_rival_of_it() {
    let mut round = replay(&until("marked"));
    enter(&mut round, ADMINISTRATOR, enrols(contact(1), [Role::Assessor])).unwrap();
    let criteria = BTreeSet::from(["partnership".parse().unwrap()]);
    let assigned = Assigned { person: contact(1), criteria, applications: BTreeSet::new() };
    enter(&mut round, ADMINISTRATOR, Event::Assigned(assigned)).unwrap();
    for number in [1, 2] {
        let result = enter(&mut round, contact(1), marks(application(number), "partnership", "5"));
        assert_eq!(code(result), "assessment/interest-reaches-rival");
    }
}

#[test]
fn nobody_comes_in_by_the_window_of_a_later_stage() {
    let sound = until("stage-opened");
    let mut round = replay(&sound);
    let mut applied =
        Application::new(application(90), "School 90", "GB-EDU-123456".parse().unwrap(), [place("north")]);
    applied.contact = Some(contact(90));
    let result = enter_at(&mut round, at("2015-10-02T10:00"), contact(90), Event::Applied(Box::new(applied.clone())));
    assert_eq!(result.unwrap_err().message(), "School 90 came in 2015-10-02T10:00, after the closing 2015-07-31T17:00");
    // Where late applications are ruled on it is one of them.
    let mut sound = sound;
    sound.policy().unwrap().late = maths_hubs::selection::policy::Late::Ruled;
    let mut round = replay(&sound);
    enter_at(&mut round, at("2015-10-02T10:00"), contact(90), Event::Applied(Box::new(applied))).unwrap();
    assert!(!round.results().unwrap().scored.contains_key(&application(90)));
}

#[test]
fn nobody_is_given_longer_after_the_closing() {
    let mut round = replay(&until("extended"));
    let extended = |number| {
        let (application, stage) = (application(number), "form".parse().unwrap());
        Event::Extended(Extended { application, stage, until: at("2015-08-05T17:00") })
    };
    enter_at(&mut round, at("2015-07-31T17:00"), ADMINISTRATOR, extended(91)).unwrap();
    let result = enter_at(&mut round, at("2015-07-31T18:00"), ADMINISTRATOR, extended(90));
    assert_eq!(code(result), "application/late");
}

#[test]
fn nobody_in_time_is_ruled_out_as_late() {
    let mut round = replay(&until("applied"));
    let ruled = Event::LateRuled(LateRuled { application: application(1), taken: false });
    let refusal = enter(&mut round, CHAIR, ruled).unwrap_err();
    assert_eq!(refusal.message(), format!("there is no late application `{}`", application(1)));
}

#[test]
fn terms_change_with_more_time_and_not_with_less() {
    let amended = |extended_to| {
        Event::Amended(Amended {
            criteria: None,
            gates: None,
            tie_breaks: Some(Vec::new()),
            notice: "The order of tie-breaks.".into(),
            told_all: true,
            extended_to: Some(at(extended_to)),
        })
    };
    let mut round = replay(&until("extended"));
    for no_more in ["2015-07-20T17:00", "2015-07-31T17:00"] {
        let result = enter(&mut round, ADMINISTRATOR, amended(no_more));
        assert_eq!(code(result), "round/terms-changed-after-opening", "{no_more}");
    }
    enter(&mut round, ADMINISTRATOR, amended("2015-08-07T17:00")).unwrap();
}

#[test]
fn an_agreement_that_was_made_is_not_declined_nor_called_off() {
    let mut round = replay(&until("agreed"));
    let one = Of { application: application(1) };
    assert_eq!(code(enter(&mut round, contact(1), Event::Declined(one))), "decision/step-missing");
    assert_eq!(code(enter(&mut round, AUTHORITY, Event::Cancelled)), "decision/step-missing");
    // Whoever fails an examination after the agreement does not begin.
    let examined = Examined { application: one.application, passed: false };
    enter(&mut round, ADMINISTRATOR, Event::Examined(examined)).unwrap();
    let started = Started { application: one.application, on: "2015-12-01".parse().unwrap() };
    assert_eq!(code(enter(&mut round, ADMINISTRATOR, Event::Started(started))), "decision/step-missing");
    // An appointed lead that pulls out after the agreement withdraws.
    enter(&mut round, contact(3), Event::Withdrawn(Of { application: application(3) })).unwrap();
}

#[test]
fn assignments_go_by_criteria_and_not_by_their_order() {
    let mut sound = SoundRound::new();
    let first = sound.entries.iter().position(|entry| entry.what.kind() == "stage-closed").unwrap();
    sound.entries.truncate(first + 1);
    let policy = sound.policy().unwrap();
    policy.stages[0].marks = StageMarks::Own(interview());
    policy.stages[1].marks = StageMarks::Criteria;
    // The second stage asks for nothing.
    sound.opening().unwrap().windows.remove(&"presentation".parse().unwrap());
    let mut round = replay(&sound);
    let person = assessor(1);
    let criteria = BTreeSet::from(["interview".parse().unwrap()]);
    let assigned = Assigned { person, criteria, applications: BTreeSet::new() };
    enter(&mut round, ADMINISTRATOR, Event::Assigned(assigned)).unwrap();
    let through = (1..=8).map(application).collect();
    let stage = "presentation".parse().unwrap();
    enter(&mut round, CHAIR, Event::StageOpened(StageOpened { stage, through, not_through: [].into() })).unwrap();
    enter(&mut round, ADMINISTRATOR, Event::StageClosed(StageClosed { stage })).unwrap();
    let mark = marks(application(1), "leadership/capacity", "500");
    assert_eq!(code(enter(&mut round, person, mark)), "assessment/not-assigned");
}

#[test]
fn what_the_panel_agreed_on_does_not_rise_again_over_marks_that_it_never_saw() {
    let mut round = replay(&until("moderated"));
    enter(&mut round, assessor(2), declares(assessor(2), application(1), Some(Strength::Hard))).unwrap();
    enter(&mut round, assessor(1), marks(application(3), "partnership", "5")).unwrap();
    let waived = Event::Waived(Waived { person: assessor(2), application: application(1) });
    enter(&mut round, AUTHORITY, waived).unwrap();
    let report = round.decide("2015-09-01".parse().unwrap()).unwrap_err();
    let missing: Vec<String> = report.of("consensus/missing").map(|it| it.message.clone()).collect();
    assert_eq!(missing, ["the panel has not agreed on 1 criteria of School 3, the first `partnership`"]);
}

#[test]
fn whoever_wrote_down_what_the_panel_agreed_on_does_not_decide() {
    let mut sound = until("drawn");
    sound.policy().unwrap().panel_recommends = false;
    for entry in sound.of_kind("moderated") {
        if let Event::Moderated(it) = &mut entry.what {
            it.present.remove(&CHAIR);
        }
    }
    let mut round = replay(&sound);
    enter(&mut round, ADMINISTRATOR, enrols(CHAIR, [Role::Chair, Role::Authority])).unwrap();
    assert_eq!(code(enter(&mut round, CHAIR, last_of("decided"))), "decision/assessor-approves");
    enter(&mut round, AUTHORITY, last_of("decided")).unwrap();
}

#[test]
fn whoever_was_at_a_moderation_does_not_decide_though_it_was_held_again_without_them() {
    let mut sound = until("drawn");
    for entry in sound.of_kind("moderated") {
        // School 8 does not go on, and nobody can moderate it again.
        if let Event::Moderated(it) = &mut entry.what {
            if it.application == application(8) {
                it.present.remove(&MEMBER);
            }
        }
    }
    let mut round = replay(&sound);
    for entry in &sound.entries {
        if let Event::Moderated(it) = &entry.what {
            let mut it = it.clone();
            it.present.remove(&MEMBER);
            it.dissent.clear();
            enter(&mut round, CHAIR, Event::Moderated(it)).ok();
        }
    }
    enter(&mut round, CHAIR, last_of("recommended")).unwrap();
    enter(&mut round, ADMINISTRATOR, enrols(MEMBER, [Role::Authority])).unwrap();
    assert_eq!(code(enter(&mut round, MEMBER, last_of("decided"))), "decision/assessor-approves");
}

#[test]
fn whoever_declines_to_judge_is_no_assessor_of_the_application() {
    let mut sound = until("drawn");
    for entry in sound.of_kind("marked") {
        if let Event::Marked(it) = &mut entry.what {
            if entry.by == assessor(2) && it.application == application(4) && it.criterion.as_str() == "partnership" {
                it.given = Given::Declined;
            }
        }
    }
    let report = replay(&sound).decide("2015-11-01".parse().unwrap()).unwrap_err();
    let codes = BTreeSet::from(["assessment/sets-uneven", "assessment/too-few-assessors"]);
    assert_eq!(report.codes(), codes);
}

#[test]
fn the_reserve_is_called_within_the_caps() {
    let mut sound = until("declined");
    let body = sound.entries.iter().find_map(|entry| match &entry.what {
        Event::Applied(applied) if applied.application == application(1) => Some(applied.lead),
        _ => None,
    });
    for entry in sound.of_kind("applied") {
        if let Event::Applied(applied) = &mut entry.what {
            if applied.application == application(3) {
                applied.body = body;
            }
        }
    }
    sound.policy().unwrap().quotas.insert("trust".parse().unwrap(), Quota::of_each(QuotaBy::Body, 1));
    let mut round = replay(&sound);
    // School 1 holds the north, and its body may have no more than one.
    let call = |number| Event::CalledUp(CalledUp { application: application(number), place: place("south") });
    assert_eq!(code(enter(&mut round, ADMINISTRATOR, call(3))), "decision/reserve-out-of-turn");
    enter(&mut round, ADMINISTRATOR, call(5)).unwrap();
}

#[test]
fn nobody_is_left_behind_on_marks_that_the_panel_has_not_agreed_on() {
    let mut round = replay(&until("marked"));
    let stage = "presentation".parse().unwrap();
    let opened = |left: ApplicationId| {
        let through = (1..=5).map(application).filter(|id| *id != left).collect();
        let not_through = [left, application(7), application(8)].map(|id| (id, "by its marks".into())).into();
        Event::StageOpened(StageOpened { stage, through, not_through })
    };
    let refusal = enter(&mut round, CHAIR, opened(application(4))).unwrap_err();
    assert_eq!(refusal.rule().code, "consensus/missing");
}

#[test]
fn a_tie_may_be_broken_by_a_criterion_of_the_stage_that_decides() {
    let mut sound = SoundRound::new();
    let policy = sound.policy().unwrap();
    policy.stages[1].marks = StageMarks::Own(interview());
    policy.tie_breaks = vec!["interview".parse().unwrap()];
    sound.entries.truncate(1);
    assert!(!sound.check().codes().contains("round/policy-names-unknown"));
}

#[test]
fn a_withdrawal_after_the_decision_leaves_what_was_decided_as_it_was() {
    // Without a reserve, nobody draws between the two last, who are tied for nothing.
    let mut sound = until("notified");
    sound.policy().unwrap().reserve_days = None;
    sound.remove(|entry| entry.what.kind() == "drawn");
    for entry in &mut sound.entries {
        match &mut entry.what {
            Event::Recommended(it) | Event::Decided(it) => it.reserve.clear(),
            Event::Applied(it) if it.application == application(4) => it.places.reverse(),
            _ => {}
        }
    }
    let mut round = replay(&sound);
    for number in [1, 2] {
        enter(&mut round, contact(number), Event::Withdrawn(Of { application: application(number) })).unwrap();
        round.decide("2015-11-01".parse().unwrap()).unwrap();
    }
}

#[test]
fn an_interest_in_what_is_withdrawn_after_the_decision_asks_for_no_more_marks() {
    // The observer is to mark, is barred by an interest in application 1, and is passed over.
    let sound = until("declared");
    let mut round = replay(&sound);
    enter(&mut round, ADMINISTRATOR, enrols(OBSERVER, [Role::Assessor])).unwrap();
    let criteria = BTreeSet::from(["partnership".parse().unwrap()]);
    let assigned = Assigned { person: OBSERVER, criteria, applications: BTreeSet::new() };
    enter(&mut round, ADMINISTRATOR, Event::Assigned(assigned)).unwrap();
    let whole = until("notified");
    for entry in &whole.entries[sound.entries.len()..] {
        let mut entry = entry.clone();
        entry.number = round.journal().next_number();
        round.apply(entry).unwrap();
    }
    enter(&mut round, contact(1), Event::Withdrawn(Of { application: application(1) })).unwrap();
    let selection = round.decide("2015-11-01".parse().unwrap());
    assert!(selection.is_ok());
}
