//! Moderation.

use super::{ADMINISTRATOR, Rounds, SHORT, application_of, beyond, first_moderated, moderated, nothing, with_reasons};
use crate::{
    selection::{
        interest::Strength,
        policy::Marking,
        round::{
            Event,
            event::{Agreed, Declared, Unmoderated, Waived},
        },
        rules::consensus::{
            BEFORE_MARKS, DISSENT_UNREASONED, MISSING, NAMES_RIVAL, NO_OWN_REASON, OUTSIDE_RANGE, PRESENT_BARRED,
            STRANGER_PRESENT, TOO_FEW_PRESENT, UNDISCUSSED,
        },
        scale::RawMark,
    },
    strategies::rounds::{AUTHORITY, CHAIR, MEMBER, SoundRound, assessor},
};

pub(super) const CASES: &[Rounds] = &[
    Rounds::of(&MISSING, |round| {
        round.remove(|entry| match &entry.what {
            Event::Moderated(it) => it.application == application_of(3) && it.criterion.as_str() == SHORT,
            _ => false,
        });
        with_reasons(round);
    })
    .sparing(nothing),
    Rounds::of(&NO_OWN_REASON, |round| {
        let justification = round.first("marked").and_then(|entry| match &entry.what {
            Event::Marked(marked) => Some(marked.justification.clone()),
            _ => None,
        });
        first_moderated(round, |moderated| moderated.reason = justification.unwrap_or_default());
    })
    .sparing(alone),
    Rounds::of(&UNDISCUSSED, |round| first_moderated(round, |moderated| moderated.discussion = "".into()))
        .sparing(nothing),
    Rounds::of(&DISSENT_UNREASONED, |round| {
        first_moderated(round, |moderated| moderated.dissent.values_mut().for_each(|why| *why = "".into()));
    })
    .sparing(nothing),
    Rounds::of(&TOO_FEW_PRESENT, |round| {
        if let Some(policy) = round.policy() {
            policy.fewest_present = 99;
        }
    }),
    Rounds::of(&STRANGER_PRESENT, |round| {
        first_moderated(round, |moderated| {
            moderated.present.insert(ADMINISTRATOR);
        });
    }),
    Rounds::of(&PRESENT_BARRED, |round| {
        // The member leaves after one moderation, which is held again.
        for entry in round.of_kind("moderated") {
            let Event::Moderated(it) = &mut entry.what else { continue };
            it.present.remove(&MEMBER);
            it.dissent.clear();
        }
        if let Some(Event::Moderated(mut it)) = round.first("moderated").map(|entry| entry.what.clone()) {
            it.present.insert(MEMBER);
            round.insert_before("moderated", CHAIR, Event::Moderated(it));
        }
        round.insert_before("moderated", MEMBER, interested());
    })
    .keeping(nothing)
    .sparing(|round| {
        let waived = Waived { person: MEMBER, application: application_of(1) };
        round.insert_before("moderated", AUTHORITY, Event::Waived(waived));
        round.insert_before("waived", MEMBER, interested());
    }),
    Rounds::of(&BEFORE_MARKS, |round| {
        let Some(last) = round.entries.iter().rposition(|entry| entry.what.kind() == "marked") else { return };
        let Some(Event::Marked(marked)) = round.entries.get(last).map(|entry| &entry.what) else { return };
        let (application, criterion) = (marked.application, marked.criterion.clone());
        let found = round.entries.iter().find_map(|entry| match &entry.what {
            Event::Moderated(it) if it.application == application && it.criterion == criterion => Some(it.clone()),
            _ => None,
        });
        let Some(moderated) = found else { return };
        // The panel agrees before the last mark of all is in, and again after it.
        let mark = round.entries.remove(last);
        round.insert_after("marked", mark.by, mark.what);
        let here = round.entries.iter().rposition(|entry| entry.what.kind() == "marked");
        let Some(here) = here else { return };
        let mark = round.entries.remove(here);
        round.insert_after("marked", CHAIR, Event::Unmoderated(Unmoderated { application, criterion }));
        round.insert_after("marked", CHAIR, Event::Moderated(moderated));
        round.insert_after("unmoderated", mark.by, mark.what);
    })
    .sparing(|round| {
        let moderated = round.first("moderated").map(|entry| entry.what.clone());
        if let Some(moderated) = moderated {
            round.insert_after("stage-closed", CHAIR, moderated);
        }
    }),
    Rounds::of(&OUTSIDE_RANGE, |round| {
        let id = beyond(round, 3);
        moderated(round, id, SHORT, |it| it.agreed = Agreed::Mark(RawMark::Number(4_u32.into())));
    })
    .sparing(|round| {
        let id = beyond(round, 3);
        moderated(round, id, SHORT, |it| it.agreed = Agreed::NotApplicable);
    }),
    Rounds::of(&NAMES_RIVAL, |round| {
        let id = beyond(round, 3);
        moderated(round, id, SHORT, |it| it.reason = "Weaker than what School 2 plans.".into());
    }),
];

fn interested() -> Event {
    let (person, application) = (MEMBER, application_of(1));
    let nature = "is married to the head".into();
    Event::Declared(Declared { person, application, interest: Some(Strength::Hard), nature, at: None })
}

/// One criterion has a single assessor.
fn alone(round: &mut SoundRound) {
    if let Some(policy) = round.policy() {
        policy.marking = Marking::PerCriterion { assessors: 1 };
    }
    round.remove(|entry| match &entry.what {
        Event::Marked(it) => entry.by != assessor(1) && it.criterion.as_str() == SHORT,
        _ => false,
    });
    for entry in round.of_kind("assigned") {
        if let Event::Assigned(assigned) = &mut entry.what {
            if assigned.person != assessor(1) {
                assigned.criteria.retain(|criterion| criterion.as_str() != SHORT);
            }
        }
    }
}
