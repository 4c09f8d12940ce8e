//! The choice.

use super::{Rounds, all_give, application, application_of, appointments, competing, read};
use crate::{
    selection::{
        policy::{Quota, QuotaBy},
        round::{Event, event::Drawn},
        rules::choice::{
            DRAW_NOT_PUBLISHED, DRAW_OF_NO_TIE, DRAW_UNWITNESSED, LOWER_APPOINTED, TIE_UNSETTLED, UNCHOOSABLE,
        },
    },
    strategies::rounds::{CHAIR, SoundRound},
};

pub(super) const CASES: &[Rounds] = &[
    Rounds::of(&TIE_UNSETTLED, |round| {
        round.remove(|entry| entry.what.kind() == "drawn");
        appointments(round, |made| made.reserve.sort());
    })
    .sparing(until_enrolled),
    Rounds::of(&UNCHOOSABLE, |round| {
        // Two categories that cross each other and the places; of floors, which whoever is called up keeps.
        for (kind, of_first) in [("one", [1, 2]), ("other", [1, 3])] {
            let Some(word) = read(kind) else { return };
            for number in 1..=competing(round) {
                let value = if of_first.contains(&number) { "x" } else { "y" };
                application(round, application_of(number), |applied| {
                    applied.attributes.insert(word, value.to_owned());
                });
            }
            if let Some(policy) = round.policy() {
                let mut quota = Quota::of_each(QuotaBy::Application(word), u32::MAX);
                quota.floors = [("x".to_owned(), 1), ("y".to_owned(), 1)].into();
                policy.quotas.insert(word, quota);
            }
        }
    })
    .sparing(until_enrolled),
    Rounds::of(&DRAW_NOT_PUBLISHED, |round| drawn(round, |drawn| drawn.means = "dice".to_owned())),
    Rounds::of(&DRAW_OF_NO_TIE, |round| {
        let order = vec![application_of(1), application_of(2)];
        let published = round.policy().and_then(|policy| policy.draw.clone()).unwrap_or_default();
        let witnesses = [super::super::MEMBER].into();
        round.insert_before("drawn", CHAIR, Event::Drawn(Drawn { order, means: published, witnesses }));
    }),
    Rounds::of(&DRAW_UNWITNESSED, |round| drawn(round, |drawn| drawn.witnesses.clear())).sparing(until_enrolled),
    Rounds::of(&LOWER_APPOINTED, |round| {
        // A floor for colleges, of which application 2 is the only one, and application 3 has more points.
        let Some(kind) = read("kind") else { return };
        all_give(round, application_of(2), "leadership/capacity", 997);
        all_give(round, application_of(3), "leadership/capacity", 998);
        application(round, application_of(2), |applied| {
            applied.attributes.insert(kind, "college".to_owned());
        });
        if let Some(policy) = round.policy() {
            let mut quota = Quota::of_each(QuotaBy::Application(kind), 2);
            quota.floors.insert("college".to_owned(), 1);
            policy.quotas.insert(kind, quota);
        }
    })
    .sparing(until_enrolled),
];

fn until_enrolled(round: &mut SoundRound) {
    round.until("registered");
}

fn drawn(round: &mut SoundRound, change: impl FnOnce(&mut Drawn)) {
    if let Some(Event::Drawn(drawn)) = round.first("drawn").map(|entry| &mut entry.what) {
        change(drawn);
    }
}
