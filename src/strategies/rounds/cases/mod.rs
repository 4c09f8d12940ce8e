//! For each rule of rounds, the smallest change of a journal that breaks it and one that takes something out of its reach.

mod agreement;
mod application;
mod assessment;
mod choice;
mod consensus;
mod decision;
mod round;

use std::collections::BTreeSet;

use super::{ADMINISTRATOR, SoundRound, application as application_of, contact, person};
use crate::{
    identifiers::{ApplicationId, PersonId},
    selection::{
        criteria::CriterionId,
        round::{
            Application, Event,
            event::{Agreed, Appointments, Assigned, Declared, Enrolled, Given, Marked, Moderated, Role},
        },
        scale::RawMark,
    },
    strategies::Case,
};

/// A case for each rule of rounds. They go for rounds that are marked by criterion.
pub fn cases() -> impl Iterator<Item = &'static Case<SoundRound>> {
    let files = [
        round::CASES,
        application::CASES,
        assessment::CASES,
        consensus::CASES,
        choice::CASES,
        decision::CASES,
        agreement::CASES,
    ];
    files.into_iter().flatten()
}

type Rounds = Case<SoundRound>;

/// Somebody who takes part in no sound round until a mutation has it.
const NEWCOMER: PersonId = person(60);

fn nothing(_: &mut SoundRound) {}

/// How many applications compete to the end.
fn competing(round: &SoundRound) -> u128 {
    let applied = round.entries.iter().filter(|entry| entry.what.kind() == "applied").count();
    u128::try_from(applied).unwrap_or_default().saturating_sub(3)
}

/// The application so many beyond those that compete to the end: 1 withdrawn, 2 not eligible, 3 not taken on.
fn beyond(round: &SoundRound, number: u128) -> ApplicationId {
    application_of(competing(round).saturating_add(number))
}

/// Its contact.
fn contact_beyond(round: &SoundRound, number: u128) -> PersonId {
    contact(competing(round).saturating_add(number))
}

fn read<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// Changes an application as it was handed in.
fn application(round: &mut SoundRound, id: ApplicationId, change: impl FnOnce(&mut Application)) {
    let applied = round.of_kind("applied").find_map(|entry| match &mut entry.what {
        Event::Applied(applied) if applied.application == id => Some(applied),
        _ => None,
    });
    if let Some(applied) = applied {
        change(applied);
    }
}

/// Changes the first moderation, which is of application 1.
fn first_moderated(round: &mut SoundRound, change: impl FnOnce(&mut Moderated)) {
    if let Some(Event::Moderated(moderated)) = round.first("moderated").map(|entry| &mut entry.what) {
        change(moderated);
    }
}

/// Changes the moderation of one criterion of an application.
fn moderated(round: &mut SoundRound, id: ApplicationId, criterion: &str, change: impl FnOnce(&mut Moderated)) {
    let found = round.of_kind("moderated").find_map(|entry| match &mut entry.what {
        Event::Moderated(it) if it.application == id && it.criterion.as_str() == criterion => Some(it),
        _ => None,
    });
    if let Some(found) = found {
        change(found);
    }
}

/// Gives an application the same mark by all, and by the panel.
fn all_give(round: &mut SoundRound, id: ApplicationId, criterion: &str, value: u32) {
    let mark = RawMark::Number(value.into());
    for entry in &mut round.entries {
        match &mut entry.what {
            Event::Marked(it) if it.application == id && it.criterion.as_str() == criterion => {
                it.given = Given::Mark(mark);
            }
            Event::Moderated(it) if it.application == id && it.criterion.as_str() == criterion => {
                it.agreed = Agreed::Mark(mark);
            }
            _ => {}
        }
    }
}

/// Changes the recommendation and the decision alike.
fn appointments(round: &mut SoundRound, change: impl Fn(&mut Appointments)) {
    for entry in &mut round.entries {
        if let Event::Recommended(made) | Event::Decided(made) = &mut entry.what {
            change(made);
        }
    }
}

/// Gives the panel's reason for whatever departs.
fn with_reasons(round: &mut SoundRound) {
    let all = competing(round);
    if let Some(Event::Recommended(made)) = round.first("recommended").map(|entry| &mut entry.what) {
        made.departures = (1..=all).map(|number| (application_of(number), "as the minute has it".into())).collect();
    }
}

/// The criterion that all assessors of sound rounds mark alike.
const SHORT: &str = "partnership";

fn criterion(text: &str) -> Option<CriterionId> {
    read(text)
}

/// A mark on a criterion.
fn mark(application: ApplicationId, text: &str, given: Given) -> Option<Event> {
    let criterion = criterion(text)?;
    Some(Event::Marked(Marked { application, criterion, given, justification: "the text bears it out".into() }))
}

fn three() -> Given {
    Given::Mark(RawMark::Number(3_u32.into()))
}

fn declares_none(person: PersonId, application: ApplicationId) -> Event {
    Event::Declared(Declared { person, application, interest: None, nature: "".into(), at: None })
}

/// Enrols the newcomer as an assessor.
fn newcomer(round: &mut SoundRound) {
    let roles = BTreeSet::from([Role::Assessor]);
    round.insert_after("enrolled", ADMINISTRATOR, Event::Enrolled(Enrolled { person: NEWCOMER, roles }));
}

/// An assignment of the newcomer.
fn to_newcomer(criteria: BTreeSet<CriterionId>, applications: BTreeSet<ApplicationId>) -> Event {
    Event::Assigned(Assigned { person: NEWCOMER, criteria, applications })
}

/// All criteria of sound rounds.
fn all_criteria() -> BTreeSet<CriterionId> {
    ["leadership/capacity", "leadership/commitment", "mathematics/capacity", SHORT]
        .into_iter()
        .filter_map(read)
        .collect()
}
