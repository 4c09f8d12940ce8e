//! What follows the decision.

use super::{ADMINISTRATOR, Rounds, application_of, decision::enrol_too, nothing, read};
use crate::{
    selection::{
        policy::Standstill,
        round::{
            Event, Role,
            event::{CalledUp, ReviewAsked},
        },
        rules::agreement::{
            AGREEMENT_TOO_EARLY, EMBARGO_BROKEN, FEEDBACK_MISSING, NOT_EXAMINED, RESERVE_EXPIRED, RESERVE_OUT_OF_TURN,
            REVIEW_LATE, REVIEWED_BY_DECIDER, STEP_MISSING,
        },
    },
    strategies::rounds::{MEMBER, SoundRound, contact, place},
};

pub(super) const CASES: &[Rounds] = &[
    Rounds::of(&AGREEMENT_TOO_EARLY, |round| {
        if let Some(policy) = round.policy() {
            policy.route.standstill = Some(Standstill::Days(200));
        }
    })
    .sparing(|round| {
        if let Some(policy) = round.policy() {
            policy.route.standstill = None;
        }
    })
    .keeping(|round| {
        if let Some(policy) = round.policy() {
            policy.route.standstill = Some(Standstill::Days(10));
        }
    }),
    Rounds::of(&EMBARGO_BROKEN, |round| {
        if let Some(Event::Notified(notified)) = round.first("notified").map(|entry| &mut entry.what) {
            notified.embargo = read("2016-06-01T09:00");
        }
    })
    .sparing(|round| {
        for entry in round.of_kind("notified") {
            if let Event::Notified(notified) = &mut entry.what {
                notified.embargo = None;
            }
        }
    }),
    Rounds::of(&STEP_MISSING, |round| of_first(round, "accepted")),
    Rounds::of(&NOT_EXAMINED, |round| of_first(round, "examined")),
    Rounds::of(&RESERVE_EXPIRED, |round| {
        if let Some(policy) = round.policy() {
            policy.reserve_days = Some(1);
        }
    }),
    Rounds::of(&RESERVE_OUT_OF_TURN, |round| {
        let called = CalledUp { application: application_of(5), place: place("north") };
        round.insert_after("called-up", ADMINISTRATOR, Event::CalledUp(called));
    }),
    Rounds::of(&REVIEWED_BY_DECIDER, |round| {
        enrol_too(round, MEMBER, Role::Reviewer);
        if let Some(entry) = round.first("review-ended") {
            entry.by = MEMBER;
        }
    }),
    Rounds::of(&REVIEW_LATE, |round| {
        round.remove(|entry| entry.what.kind().starts_with("review-"));
        let asked = ReviewAsked { application: application_of(4), grounds: "The annex was overlooked.".into() };
        round.insert_before("announced", contact(4), Event::ReviewAsked(asked));
    })
    .sparing(|round| {
        if let Some(policy) = round.policy() {
            policy.route.review_days = None;
        }
    }),
    Rounds::of(&FEEDBACK_MISSING, |round| {
        round.remove(|entry| match &entry.what {
            Event::FeedbackReleased(it) => it.application == application_of(4),
            _ => false,
        });
    })
    .sparing(nothing),
];

/// Takes out an entry of application 1.
fn of_first(round: &mut SoundRound, kind: &str) {
    round.remove(|entry| entry.what.kind() == kind && entry.what.application() == Some(application_of(1)));
}
