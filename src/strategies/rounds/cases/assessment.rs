//! Marks.

use std::collections::BTreeSet;

use super::{
    ADMINISTRATOR, NEWCOMER, Rounds, SHORT, all_criteria, application_of, beyond, criterion, declares_none, mark,
    newcomer, nothing, read, three, to_newcomer,
};
use crate::{
    calendar::Span,
    identifiers::OrganisationId,
    selection::{
        interest::{Link, Strength},
        policy::Marking,
        round::{
            Event,
            event::{Assigned, Declared, Given, Practised, Registered, Unmoderated, Waived},
        },
        rules::assessment::{
            AFTER_CONSENSUS, ASSIGNED_THOUGH_BARRED, DECLARATION_MISSING, INTEREST_REACHES_RIVAL, INTEREST_UNDECLARED,
            JUSTIFICATION_MISSING, MARKS_MISSING, MUST_APPLY, NOT_ASSIGNED, NOTHING_TO_MARK, OFF_SCALE,
            PRACTICE_AFTER_LIVE, SETS_UNEVEN, TOO_FEW, WAIVED_BY_SELF,
        },
        scale::RawMark,
    },
    strategies::rounds::{AUTHORITY, CHAIR, OBSERVER, SoundRound, assessor, person},
};

pub(super) const CASES: &[Rounds] = &[
    Rounds::of(&OFF_SCALE, |round| {
        let off = Given::Mark(RawMark::Number(7_u32.into()));
        again(round, SHORT, off);
    }),
    Rounds::of(&JUSTIFICATION_MISSING, |round| {
        if let Some(Event::Marked(marked)) = round.first("marked").map(|entry| &mut entry.what) {
            marked.justification = " ".into();
        }
    }),
    Rounds::of(&INTEREST_REACHES_RIVAL, |round| {
        newcomer(round);
        round.insert_after("assigned", ADMINISTRATOR, to_newcomer(all_criteria(), BTreeSet::new()));
        round.insert_after("declared", NEWCOMER, declares(NEWCOMER, 1, Strength::Hard));
        round.insert_after("declared", NEWCOMER, declares_none(NEWCOMER, application_of(3)));
        if let Some(mark) = mark(application_of(3), SHORT, three()) {
            round.insert_after("marked", NEWCOMER, mark);
        }
    })
    .sparing(|round| {
        round.insert_after("declared", assessor(1), declares(assessor(1), 1, Strength::Hard));
        let waived = Waived { person: assessor(1), application: application_of(1) };
        round.insert_after("declared", AUTHORITY, Event::Waived(waived));
    }),
    Rounds::of(&NOT_ASSIGNED, |round| {
        newcomer(round);
        round.insert_after("declared", NEWCOMER, declares_none(NEWCOMER, application_of(3)));
        if let Some(mark) = mark(application_of(3), SHORT, three()) {
            round.insert_after("marked", NEWCOMER, mark);
        }
    }),
    Rounds::of(&NOTHING_TO_MARK, |round| {
        let moderated = round.entries.iter().rfind(|entry| match &entry.what {
            Event::Moderated(it) => it.application == application_of(1) && it.criterion.as_str() == SHORT,
            _ => false,
        });
        let moderated = moderated.map(|entry| entry.what.clone());
        let (Some(mark), Some(criterion), Some(moderated)) =
            (mark(application_of(1), SHORT, three()), criterion(SHORT), moderated)
        else {
            return;
        };
        let unmoderated = Unmoderated { application: application_of(1), criterion };
        round.insert_after("stage-closed", CHAIR, moderated);
        round.insert_after("stage-closed", assessor(1), mark);
        round.insert_after("stage-closed", CHAIR, Event::Unmoderated(unmoderated));
    }),
    Rounds::of(&AFTER_CONSENSUS, |round| {
        if let Some(mark) = mark(application_of(1), SHORT, three()) {
            round.insert_after("moderated", assessor(1), mark);
        }
    }),
    Rounds::of(&MUST_APPLY, |round| again(round, "leadership/commitment", Given::NotApplicable)).keeping(|round| {
        again(round, SHORT, Given::NotApplicable);
    }),
    Rounds::of(&WAIVED_BY_SELF, |round| {
        let waived = Waived { person: CHAIR, application: application_of(1) };
        round.insert_after("declared", CHAIR, Event::Waived(waived));
    })
    .keeping(|round| {
        let waived = Waived { person: CHAIR, application: application_of(1) };
        round.insert_after("declared", AUTHORITY, Event::Waived(waived));
    }),
    Rounds::of(&ASSIGNED_THOUGH_BARRED, |round| {
        let applications = BTreeSet::from([application_of(1)]);
        let assigned = Assigned { person: OBSERVER, criteria: BTreeSet::new(), applications };
        round.insert_after("declared", ADMINISTRATOR, Event::Assigned(assigned));
    })
    .sparing(nothing)
    .keeping(|round| {
        let ineligible = beyond(round, 2);
        newcomer(round);
        round.insert_after("assigned", ADMINISTRATOR, to_newcomer(BTreeSet::new(), [ineligible].into()));
    }),
    Rounds::of(&SETS_UNEVEN, |round| reads(round, 3)).sparing(nothing),
    Rounds::of(&MARKS_MISSING, |round| {
        newcomer(round);
        round.insert_after("moderated", ADMINISTRATOR, to_newcomer(all_criteria(), BTreeSet::new()));
    })
    .sparing(nothing),
    Rounds::of(&TOO_FEW, |round| {
        if let Some(policy) = round.policy() {
            policy.marking = Marking::PerCriterion { assessors: 99 };
        }
    })
    .sparing(nothing),
    Rounds::of(&DECLARATION_MISSING, |round| {
        round.remove(|entry| match &entry.what {
            Event::Declared(it) => it.person == assessor(1) && it.application == application_of(1),
            _ => false,
        });
    })
    .sparing(newcomer),
    Rounds::of(&INTEREST_UNDECLARED, |round| {
        round.remove(|entry| matches!(&entry.what, Event::Declared(it) if it.person == OBSERVER));
    })
    .sparing(|round| {
        let lead = round.entries.iter().find_map(|entry| match &entry.what {
            Event::Applied(applied) => Some(applied.lead),
            _ => None,
        });
        let links = lead.and_then(link).into_iter().collect();
        let registered = Registered { links, ties: BTreeSet::new() };
        round.insert_after("registered", ADMINISTRATOR, Event::Registered(registered));
    }),
    Rounds::of(&PRACTICE_AFTER_LIVE, |round| {
        let practised = Event::Practised(Practised { note: "Marked the sample.".into() });
        round.insert_after("marked", assessor(1), practised);
    })
    .sparing(newcomer),
];

/// The first assessor marks a criterion of application 1 once more.
fn again(round: &mut SoundRound, criterion: &str, given: Given) {
    if let Some(mark) = mark(application_of(1), criterion, given) {
        round.insert_after("marked", assessor(1), mark);
    }
}

fn declares(person: crate::identifiers::PersonId, number: u128, interest: Strength) -> Event {
    let (application, nature) = (application_of(number), "is married to the head".into());
    Event::Declared(Declared { person, application, interest: Some(interest), nature, at: None })
}

/// Somebody without a part in the round is governor of a school.
fn link(lead: OrganisationId) -> Option<Link> {
    let span = Span::new(read("2014")?, None).ok()?;
    Some(Link::new(person(70), lead, read("governor")?, span))
}

/// The newcomer reads one application whole, beside those who mark by criterion.
fn reads(round: &mut SoundRound, number: u128) {
    let application = application_of(number);
    newcomer(round);
    for criterion in all_criteria() {
        let given = round.entries.iter().find_map(|entry| match &entry.what {
            Event::Moderated(it) if it.application == application && it.criterion == criterion => {
                Some(Given::from(it.agreed))
            }
            _ => None,
        });
        if let Some(mark) = given.and_then(|given| mark(application, criterion.as_str(), given)) {
            round.insert_after("marked", NEWCOMER, mark);
        }
    }
    round.insert_after("declared", NEWCOMER, declares_none(NEWCOMER, application));
    round.insert_after("assigned", ADMINISTRATOR, to_newcomer(BTreeSet::new(), [application].into()));
}
