//! The recommendation and the decision.

use super::{Rounds, all_give, application_of, appointments, nothing, read, with_reasons};
use crate::{
    identifiers::PersonId,
    selection::{
        interest::Strength,
        policy::{StageMarks, StagePolicy},
        round::{
            Event, Role,
            event::{Appointments, Declared},
        },
        rules::decision::{
            APPOINTS_WRONGLY, ASSESSOR_APPROVES, AUTHORITY_INTEREST, BELOW_BAR, DEPARTS_FROM_MARKS,
            DEPARTS_FROM_RECOMMENDATION, NO_RECOMMENDATION, STAGE_LEFT,
        },
    },
    strategies::rounds::{AUTHORITY, CHAIR, SoundRound, place},
};

pub(super) const CASES: &[Rounds] = &[
    Rounds::of(&STAGE_LEFT, |round| {
        let (Some(id), Some(policy)) = (read("interview"), round.policy()) else { return };
        policy.stages.push(StagePolicy::new(id, "Interview", StageMarks::ClarifyOnly));
    }),
    Rounds::of(&APPOINTS_WRONGLY, |round| appointments(round, |made| made.reserve.push(application_of(3)))),
    Rounds::of(&BELOW_BAR, |round| {
        all_give(round, application_of(3), "leadership/capacity", 0);
        with_reasons(round);
    }),
    Rounds::of(&DEPARTS_FROM_MARKS, |round| {
        appointments(round, swap);
        called_up_to_north(round);
    })
    .sparing(nothing)
    .keeping(|round| {
        appointments(round, swap);
        called_up_to_north(round);
        with_reasons(round);
    }),
    Rounds::of(&DEPARTS_FROM_RECOMMENDATION, |round| {
        if let Some(Event::Decided(made)) = round.first("decided").map(|entry| &mut entry.what) {
            swap(made);
        }
        called_up_to_north(round);
    })
    .sparing(nothing)
    .keeping(|round| {
        if let Some(Event::Decided(made)) = round.first("decided").map(|entry| &mut entry.what) {
            swap(made);
            let reason = "The north asked for this school.";
            made.departures = [1, 2].map(|number| (application_of(number), reason.into())).into();
        }
        called_up_to_north(round);
    }),
    Rounds::of(&NO_RECOMMENDATION, |round| round.remove(|entry| entry.what.kind() == "recommended")).sparing(|round| {
        if let Some(policy) = round.policy() {
            policy.panel_recommends = false;
        }
        round.remove(|entry| entry.what.kind() == "recommended");
    }),
    Rounds::of(&ASSESSOR_APPROVES, |round| {
        enrol_too(round, CHAIR, Role::Authority);
        if let Some(entry) = round.first("decided") {
            entry.by = CHAIR;
        }
    }),
    Rounds::of(&AUTHORITY_INTEREST, |round| {
        let (person, application) = (AUTHORITY, application_of(1));
        let nature = "is married to the head".into();
        let declared = Declared { person, application, interest: Some(Strength::Hard), nature, at: None };
        round.insert_after("declared", AUTHORITY, Event::Declared(declared));
    }),
];

/// The two appointed change places.
fn swap(made: &mut Appointments) {
    made.appointed = [(application_of(1), place("south")), (application_of(2), place("north"))].into();
}

/// The one called up takes the place that is free after that.
fn called_up_to_north(round: &mut SoundRound) {
    if let Some(Event::CalledUp(called)) = round.first("called-up").map(|entry| &mut entry.what) {
        called.place = place("north");
    }
}

/// Gives somebody another role.
pub(super) fn enrol_too(round: &mut SoundRound, person: PersonId, role: Role) {
    for entry in round.of_kind("enrolled") {
        if let Event::Enrolled(enrolled) = &mut entry.what {
            if enrolled.person == person {
                enrolled.roles.insert(role);
            }
        }
    }
}
