//! Applications.

use super::{
    ADMINISTRATOR, Rounds, SHORT, application, application_of, beyond, competing, contact_beyond, declares_none, mark,
    nothing, read, three,
};
use crate::{
    identifiers::OrganisationId,
    selection::{
        eligibility::{Fact, Facts},
        policy::Late,
        round::{
            Event,
            event::{FactsFound, LateRuled, Notified, Of, Ruled, Submitted},
        },
        rules::application::{
            CONTRADICTED, EARLY, ELIGIBILITY_OPEN, INELIGIBLE_MARKED, LATE, LATE_UNRULED, LEAD_BIDS_TWICE, NO_BID,
            OUT_OF_RUNNING, RULING_IDLE, TWICE, TWO_HATS,
        },
    },
    strategies::rounds::{CHAIR, SoundRound, assessor, place},
};

pub(super) const CASES: &[Rounds] = &[
    Rounds::of(&TWICE, |round| {
        let last = round.entries.iter().rfind(|entry| entry.what.kind() == "applied").cloned();
        if let Some(last) = last {
            round.insert_after("applied", last.by, last.what);
        }
    }),
    Rounds::of(&NO_BID, |round| {
        let withdrawn = beyond(round, 1);
        application(round, withdrawn, |applied| applied.places.clear());
    }),
    Rounds::of(&EARLY, |round| {
        if let (Some(opening), Some(form), Some(opens)) = (round.opening(), read("form"), read("2015-07-04T09:00")) {
            if let Some(window) = opening.windows.get_mut(&form) {
                window.opens = opens;
            }
        }
    })
    .sparing(|round| {
        if let (Some(opening), Some(form)) = (round.opening(), read("form")) {
            opening.windows.remove(&form);
        }
    }),
    Rounds::of(&LATE, |round| round.remove(|entry| entry.what.kind() == "extended")).sparing(|round| {
        ruled_late(round);
        round.remove(|entry| entry.what.kind() == "extended");
    }),
    Rounds::of(&LATE_UNRULED, |round| late(round, None)).sparing(nothing).keeping(|round| late(round, Some(false))),
    Rounds::of(&OUT_OF_RUNNING, |round| {
        let (withdrawn, contact) = (beyond(round, 1), contact_beyond(round, 1));
        let Some(stage) = read("presentation") else { return };
        round.insert_after("submitted", contact, Event::Submitted(Submitted { application: withdrawn, stage }));
    }),
    Rounds::of(&TWO_HATS, |round| {
        let lead = lead_of(round, 3);
        application(round, application_of(1), |applied| applied.partners.extend(lead));
    })
    .sparing(|round| {
        let lead = lead_of(round, 4);
        application(round, application_of(1), |applied| {
            applied.partners.extend(lead);
            applied.places = vec![place("north")];
        });
        application(round, application_of(4), |applied| applied.places = vec![place("south")]);
    }),
    Rounds::of(&LEAD_BIDS_TWICE, |round| {
        let (lead, other) = (lead_of(round, 4), beyond(round, 3));
        application(round, other, |applied| applied.lead = lead.unwrap_or(applied.lead));
    }),
    Rounds::of(&CONTRADICTED, |round| contradict(round, 3)).sparing(|round| contradict(round, 2)),
    Rounds::of(&RULING_IDLE, |round| {
        let Some(gate) = read("attainment") else { return };
        let ruled = Ruled { application: application_of(3), gate, met: true };
        round.insert_after("ruled", CHAIR, Event::Ruled(ruled));
    })
    .sparing(nothing),
    Rounds::of(&ELIGIBILITY_OPEN, |round| {
        let Some(about) = read("attainment") else { return };
        application(round, application_of(4), |applied| {
            applied.declares = Facts::new([(about, Fact::unknown("not published yet"))]);
        });
    })
    .sparing(nothing),
    Rounds::of(&INELIGIBLE_MARKED, |round| {
        let ineligible = beyond(round, 2);
        round.insert_after("declared", assessor(1), declares_none(assessor(1), ineligible));
        if let Some(mark) = mark(ineligible, SHORT, three()) {
            round.insert_after("marked", assessor(1), mark);
        }
    })
    .sparing(nothing),
];

fn ruled_late(round: &mut SoundRound) {
    if let Some(policy) = round.policy() {
        policy.late = Late::Ruled;
    }
}

/// The last application comes late and stays, and is ruled on or not.
fn late(round: &mut SoundRound, taken: Option<bool>) {
    ruled_late(round);
    let application = beyond(round, 1);
    round.remove(|entry| ["extended", "withdrawn"].contains(&entry.what.kind()));
    if let Some(taken) = taken {
        round.insert_before("stage-closed", CHAIR, Event::LateRuled(LateRuled { application, taken }));
    }
    round.insert_before("notified", ADMINISTRATOR, Event::Notified(Notified { application, embargo: None }));
    round.insert_after("feedback-released", ADMINISTRATOR, Event::FeedbackReleased(Of { application }));
}

fn lead_of(round: &SoundRound, number: u128) -> Option<OrganisationId> {
    let number = number.min(competing(round));
    round.entries.iter().find_map(|entry| match &entry.what {
        Event::Applied(applied) if applied.application == application_of(number) => Some(applied.lead),
        _ => None,
    })
}

/// A candidate declares what is verified otherwise.
fn contradict(round: &mut SoundRound, number: u128) {
    let (Some(about), id) = (read("joint"), application_of(number)) else { return };
    application(round, id, |applied| {
        applied.declares.add(about, Fact::yes_no(true));
    });
    let facts = Facts::new([(about, Fact::yes_no(false).verified())]);
    round.insert_after("facts-found", ADMINISTRATOR, Event::FactsFound(FactsFound { application: id, facts }));
}
