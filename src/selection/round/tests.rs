//! What is kept up entry by entry is what a search of everything finds.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use uuid::Uuid;

use super::{
    Application, Event, Opening, Place, Proceedings, Round,
    event::{
        Appointments, CalledUp, Declared, Enrolled, Moderated, Notified, Of, Registered, Role, Unmoderated, Waived,
    },
};
use crate::{
    answer::Answer,
    calendar::Span,
    identifiers::{ApplicationId, OrganisationId, PersonId, PlaceId},
    journal::Entry,
    selection::{
        criteria::Criteria,
        interest::{InterestPolicy, Link, Parties, Strength, Tie, Web},
        policy::{SelectionPolicy, StageMarks, StagePolicy},
        round::event::Agreed,
        scale::{RawMark, Scale},
    },
};

const PEOPLE: u8 = 4;
const APPLICATIONS: u8 = 5;

fn person(number: u8) -> PersonId {
    PersonId::new(Uuid::from_u128(u128::from(number % PEOPLE) + 1))
}

fn application(number: u8) -> ApplicationId {
    ApplicationId::new(Uuid::from_u128(u128::from(number % APPLICATIONS) + 100))
}

fn organisation(number: u8) -> OrganisationId {
    OrganisationId::Body(format!("body-{}", number % 8).parse().unwrap())
}

fn place(number: u8) -> PlaceId {
    format!("place-{}", number % 3).parse().unwrap()
}

fn opening() -> Opening {
    let criteria = Criteria::out_of(100)
        .scale("0-5", Scale::range(0, 5).unwrap())
        .criterion("mathematics", "Mathematics", "100", "0-5")
        .build()
        .unwrap();
    let stage = StagePolicy::new("form".parse().unwrap(), "Form", StageMarks::Criteria);
    let mut policy = SelectionPolicy::new(criteria, vec![stage]);
    policy.interests = InterestPolicy::new(12)
        .linked_by("employee".parse().unwrap(), Strength::Hard)
        .linked_by("friend".parse().unwrap(), Strength::Soft)
        .tied_by("trust".parse().unwrap(), Strength::Hard)
        .tied_by("partner".parse().unwrap(), Strength::Hard)
        .through("trust".parse().unwrap())
        .named_as(crate::selection::interest::Role::Lead, Strength::Hard)
        .named_as(crate::selection::interest::Role::Partner, Strength::Hard);
    policy.interests.exempt.insert(organisation(7));
    let (round, programme) = ("round".parse().unwrap(), "programme".parse().unwrap());
    let opening = Opening::new(round, "A round", programme, "2015-03-01".parse().unwrap(), policy);
    (0..3).fold(opening, |opening, number| opening.for_place(place(number), Place::new_hub("A place")))
}

fn span(number: u8) -> Span {
    match number % 3 {
        0 => Span::since("2010-01-01".parse::<crate::calendar::PartialDate>().unwrap()),
        1 => Span::UNKNOWN,
        _ => Span::new("2001-01-01".parse().unwrap(), Some("2002-01-01".parse().unwrap())).unwrap(),
    }
}

/// An entry of any of the kinds that what is kept up depends on, sensible or not.
fn event((kind, a, b, c): (u8, u8, u8, u8)) -> Event {
    match kind % 12 {
        0 | 1 => {
            let mut applied = Application::new(application(a), "A school", organisation(b), [place(c), place(c / 3)]);
            if a % 2 == 0 {
                applied = applied.with_partner(organisation(c));
            }
            Event::Applied(Box::new(applied))
        }
        2 => {
            let kind = if c % 4 == 0 { "friend" } else { "employee" };
            let link = Link::new(person(a), organisation(b), kind.parse().unwrap(), span(c));
            Event::Registered(Registered { links: BTreeSet::from([link]), ties: BTreeSet::new() })
        }
        3 => {
            let kind = if c % 2 == 0 { "trust" } else { "partner" };
            let tie = Tie::new(organisation(a), organisation(b), kind.parse().unwrap(), span(c));
            Event::Registered(Registered { links: BTreeSet::new(), ties: BTreeSet::from([tie]) })
        }
        4 => {
            let interest = [None, Some(Strength::Soft), Some(Strength::Hard)][usize::from(c % 3)];
            Event::Declared(Declared {
                person: person(a),
                application: application(b),
                interest,
                nature: "".into(),
                at: None,
            })
        }
        5 if c % 3 == 0 => Event::Waived(Waived { person: person(a), application: application(b) }),
        6 if c % 2 == 0 => Event::Withdrawn(Of { application: application(a) }),
        7 => Event::Notified(Notified { application: application(a), embargo: None }),
        8 => Event::CalledUp(CalledUp { application: application(a), place: place(b) }),
        9 => Event::Moderated(Moderated {
            application: application(a),
            criterion: "mathematics".parse().unwrap(),
            agreed: Agreed::Mark(RawMark::Number(3_u32.into())),
            reason: "".into(),
            evidence: "".into(),
            discussion: "".into(),
            present: [person(b), person(c)].into(),
            dissent: BTreeMap::new(),
        }),
        10 if b % 2 == 0 => {
            Event::Unmoderated(Unmoderated { application: application(a), criterion: "mathematics".parse().unwrap() })
        }
        11 if c % 2 == 0 => {
            let appointed = [(application(a), place(b))].into();
            Event::Decided(Appointments { appointed, ..Appointments::default() })
        }
        11 => Event::DecisionUndone,
        _ => Event::Enrolled(Enrolled { person: person(a), roles: BTreeSet::from([Role::Assessor]) }),
    }
}

/// By the words of the definition: every interest is derived anew, and every application looked at.
fn hard(state: &Proceedings, person: PersonId) -> BTreeSet<ApplicationId> {
    let web = Web::new(state.links.iter().copied(), state.ties.iter().copied());
    let derived = state.candidates.iter().filter(|(_, of)| {
        let of = &of.application;
        let parties = Parties::led_by(of.leads()).partnered_by(of.partners.iter().copied());
        let found = web.derive(person, &parties, &state.policy().interests, state.opening.reference);
        found.iter().any(|it| it.strength == Strength::Hard && it.certain == Answer::Yes)
    });
    let declared = state.declared.iter().filter(|((of, _), said)| *of == person && said.0 == Some(Strength::Hard));
    let all = derived.map(|(id, _)| *id).chain(declared.map(|((_, id), _)| *id));
    all.filter(|id| !state.waived.contains_key(&(person, *id))).collect()
}

fn barred_by(state: &Proceedings, person: PersonId, application: ApplicationId) -> Option<ApplicationId> {
    let hard = hard(state, person);
    if hard.contains(&application) {
        return Some(application);
    }
    let this = state.candidate(application)?;
    let reaches = |other: &ApplicationId| {
        state.candidate(*other).is_some_and(|other| !state.was_withdrawn(other) && other.rivals(this))
    };
    hard.into_iter().find(reaches)
}

proptest! {
    #[test]
    fn bars_notices_calls_and_presences_are_those_of_the_definition(
        events in prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>()), 0..60),
    ) {
        let at = "2015-03-02T10:00".parse().unwrap();
        let all = std::iter::once(Event::Opened(Box::new(opening()))).chain(events.into_iter().map(event));
        let entries: Vec<_> = (1..).zip(all).map(|(number, what)| Entry::new(number, at, person(0), what)).collect();
        let round = Round::audit(entries).unwrap();
        let state = round.state();
        for number in 0..PEOPLE {
            let person = person(number);
            prop_assert_eq!(state.hard_interests(person), hard(state, person));
            for number in 0..APPLICATIONS {
                let application = application(number);
                prop_assert_eq!(state.barred_by(person, application), barred_by(state, person, application));
            }
            let rows = state.sheets.iter().flat_map(|sheet| sheet.rows.values()).flat_map(|row| row.values());
            let present = rows.filter_map(|it| it.moderated.as_ref()).filter(|it| it.present.contains(&person)).count();
            prop_assert_eq!(state.moderations.get(&person).copied().unwrap_or_default(), present);
        }
        let untold = state.candidates.values().filter(|of| of.withdrawn.is_none() && of.notified.is_none()).count();
        prop_assert_eq!(state.untold, untold);
        let decided = state.decided.iter().flat_map(|decided| decided.appointed.clone());
        let called = state.candidates.iter().filter_map(|(id, of)| of.called_up.map(|(place, _)| (*id, place)));
        let stays = |id: &ApplicationId| {
            state.candidate(*id).is_some_and(|of| of.declined.is_none() && of.withdrawn.is_none())
        };
        let holders: BTreeMap<_, _> = decided.chain(called).filter(|(id, _)| stays(id)).collect();
        prop_assert_eq!(state.holders(), holders);
    }
}
