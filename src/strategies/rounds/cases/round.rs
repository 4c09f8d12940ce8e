//! The journal.

use super::{ADMINISTRATOR, Rounds, application_of, nothing, read};
use crate::{
    selection::{
        round::{
            Event, Window,
            event::{Amended, ClosingPublished, Extended, Of},
        },
        rules::{
            entry::{
                CLOCK_BACK, NOT_NOW, NOT_THEIRS, OPENED_ONCE, OUT_OF_ORDER, REASON_MISSING, REDACTION_OF_NOTHING,
                UNKNOWN,
            },
            round::{
                ANSWER_NOT_SHARED, BROUGHT_FORWARD, CLOSE_AMBIGUOUS, CLOSED_EARLY, NO_PLACE, POLICY_NAMES_UNKNOWN,
                QUESTION_UNANSWERED, SIFTED_WITHOUT_REASON, STAGE_OUT_OF_TURN, TERMS_CHANGED, WINDOWS_OUT_OF_ORDER,
            },
        },
    },
    strategies::rounds::{MEMBER, SoundRound},
};

pub(super) const CASES: &[Rounds] = &[
    Rounds::of(&OPENED_ONCE, |round| {
        if let Some(first) = round.entries.first().map(|entry| entry.what.clone()) {
            round.insert_after("enrolled", ADMINISTRATOR, first);
        }
    }),
    Rounds::of(&OUT_OF_ORDER, |round| {
        if let Some(entry) = round.first("enrolled") {
            entry.number = 9999;
        }
    }),
    Rounds::of(&NOT_NOW, |round| {
        let (Some(stage), Some(until)) = (read("presentation"), read("2015-10-20T17:00")) else { return };
        let extended = Event::Extended(Extended { application: application_of(1), stage, until });
        round.insert_after("stage-closed", ADMINISTRATOR, extended);
    }),
    Rounds::of(&NOT_THEIRS, |round| {
        if let Some(entry) = round.first("declared") {
            entry.by = MEMBER;
        }
    }),
    Rounds::of(&UNKNOWN, |round| {
        round.insert_after("enrolled", ADMINISTRATOR, Event::Withdrawn(Of { application: application_of(0xdead) }));
    }),
    Rounds::of(&REASON_MISSING, |round| {
        if let Some(entry) = round.first("ruled") {
            entry.why = "".into();
        }
    })
    .sparing(nothing),
    Rounds::of(&TERMS_CHANGED, |round| {
        if let Some(Event::Amended(amended)) = round.first("amended").map(|entry| &mut entry.what) {
            amended.told_all = false;
        }
    })
    .sparing(|round| {
        let notice = Amended {
            criteria: None,
            gates: None,
            tie_breaks: None,
            notice: "The address of the portal has changed.".into(),
            told_all: false,
            extended_to: None,
        };
        round.insert_after("amended", ADMINISTRATOR, Event::Amended(notice));
    }),
    Rounds::of(&ANSWER_NOT_SHARED, |round| {
        if let Some(Event::Answered(answered)) = round.first("answered").map(|entry| &mut entry.what) {
            answered.told_all = false;
        }
    })
    .sparing(|round| {
        if let Some(Event::Answered(answered)) = round.first("answered").map(|entry| &mut entry.what) {
            answered.material = false;
        }
    }),
    Rounds::of(&STAGE_OUT_OF_TURN, |round| {
        if let Some(Event::StageClosed(closed)) = round.first("stage-closed").map(|entry| &mut entry.what) {
            closed.stage = read("presentation").unwrap_or(closed.stage);
        }
    }),
    Rounds::of(&BROUGHT_FORWARD, |round| closing(round, "2015-07-30T17:00"))
        .keeping(|round| closing(round, "2015-08-01T17:00")),
    Rounds::of(&CLOSED_EARLY, |round| presentation(round, Some("2015-10-20T17:00")))
        .sparing(|round| presentation(round, None)),
    Rounds::of(&SIFTED_WITHOUT_REASON, |round| {
        if let Some(Event::StageOpened(opened)) = round.first("stage-opened").map(|entry| &mut entry.what) {
            opened.not_through.clear();
        }
    })
    .sparing(|round| {
        if let Some(Event::StageOpened(opened)) = round.first("stage-opened").map(|entry| &mut entry.what) {
            opened.through.extend(std::mem::take(&mut opened.not_through).into_keys());
        }
        round.until("stage-opened");
    }),
    Rounds::of(&REDACTION_OF_NOTHING, |round| {
        if let Some(Event::Redacted(redacted)) = round.first("redacted").map(|entry| &mut entry.what) {
            redacted.digests.clear();
        }
    }),
    Rounds::of(&CLOSE_AMBIGUOUS, |round| {
        let (Some(stage), Some(closes)) = (read("form"), read("2015-08-03T18:00")) else { return };
        let closing = ClosingPublished { stage, closes, supersedes: false };
        round.insert_after("amended", ADMINISTRATOR, Event::ClosingPublished(closing));
    })
    .sparing(nothing),
    Rounds::of(&CLOCK_BACK, |round| {
        if let (Some(entry), Some(earlier)) = (round.first("practised"), read("2015-07-01T09:00")) {
            entry.at = earlier;
        }
    }),
    Rounds::of(&WINDOWS_OUT_OF_ORDER, |round| {
        let window = (read("presentation"), read("2015-07-20T09:00"), read("2015-10-05T17:00"));
        if let ((Some(stage), Some(opens), Some(closes)), Some(opening)) = (window, round.opening()) {
            opening.windows.insert(stage, Window::new(opens, closes));
        }
    }),
    Rounds::of(&POLICY_NAMES_UNKNOWN, |round| {
        if let Some(policy) = round.policy() {
            policy.tie_breaks.extend(read("no-such-criterion"));
        }
    }),
    Rounds::of(&NO_PLACE, |round| {
        round.until("registered");
        if let Some(opening) = round.opening() {
            opening.places.clear();
        }
    }),
    Rounds::of(&QUESTION_UNANSWERED, |round| round.remove(|entry| entry.what.kind() == "answered"))
        .sparing(|round| round.until("asked")),
];

/// The window of the second stage closes then, or there is none.
fn presentation(round: &mut SoundRound, closes: Option<&str>) {
    let (Some(stage), Some(opens), Some(opening)) = (read("presentation"), read("2015-10-01T09:00"), round.opening())
    else {
        return;
    };
    opening.windows.remove(&stage);
    if let Some(closes) = closes.and_then(read) {
        opening.windows.insert(stage, Window::new(opens, closes));
    }
}

/// A notice puts the closing of the first stage there, in the place of those before.
fn closing(round: &mut SoundRound, closes: &str) {
    let (Some(stage), Some(closes)) = (read("form"), read(closes)) else { return };
    let closing = ClosingPublished { stage, closes, supersedes: true };
    round.insert_after("amended", ADMINISTRATOR, Event::ClosingPublished(closing));
}
