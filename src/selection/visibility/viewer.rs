//! Somebody who looks at a round: in which capacities, kept from what.

use std::collections::{BTreeMap, BTreeSet};

use super::matrix::{Access, Capacity, Matter};
use crate::{
    answer::Answer,
    identifiers::{ApplicationId, PersonId},
    selection::{
        criteria::CriterionId,
        interest::Strength,
        round::{Event, Phase, Proceedings, Role, Round},
    },
};

/// How much of a fact is seen; more comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Manner {
    /// As it was published, without people and reasons.
    Public,
    /// As a candidate sees what is its own: without other people.
    Own,
    /// With who made it and why.
    Whole,
}

/// One fact, as far as it matters to who may see it.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub matter: Matter,
    /// The application that it is about, if it is about one.
    pub about: Option<ApplicationId>,
    /// Whether it is the viewer's own, by making it or being its subject.
    pub own: bool,
    /// Whether the viewer's own mark on the same is in.
    pub marked: bool,
}

impl Fact {
    pub(super) const fn of(matter: Matter, about: Option<ApplicationId>) -> Self {
        Self { matter, about, own: false, marked: false }
    }

    pub(super) const fn own(mut self, own: bool) -> Self {
        self.own = own;
        self
    }
}

/// Which marks count at an entry: of which stage, and after how many changes of criteria.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sitting {
    stage: usize,
    changes: u64,
}

impl Sitting {
    /// Goes on to what an entry opens.
    pub(super) fn take(&mut self, state: &Proceedings, event: &Event) {
        match event {
            Event::StageOpened(it) => self.stage = state.policy().stage(it.stage).map_or(self.stage, |(at, _)| at),
            Event::Amended(it) if it.criteria.is_some() => self.changes = self.changes.saturating_add(1),
            _ => {}
        }
    }

    fn sheet(self, state: &Proceedings) -> (Option<usize>, u64) {
        (state.sheet_of(self.stage), self.changes)
    }
}

/// The sheet of a mark, after how many changes of criteria, the application and the criterion.
type Marked = ((Option<usize>, u64), ApplicationId, CriterionId);

/// Somebody who looks at a round.
pub(super) struct Viewer<'a> {
    round: &'a Round,
    pub person: PersonId,
    roles: BTreeSet<Role>,
    /// The applications for which the person acts, with the first notice that each had.
    contact_of: BTreeMap<ApplicationId, Option<u64>>,
    /// The applications that an interest keeps from the person.
    barred: BTreeSet<ApplicationId>,
    /// The applications on which marks of the person are still due.
    due: BTreeSet<ApplicationId>,
    marked: BTreeSet<Marked>,
    /// The first announcement.
    announced: Option<u64>,
}

impl<'a> Viewer<'a> {
    pub(super) fn new(round: &'a Round, person: PersonId) -> Self {
        let state = round.state();
        let own = state.candidates.iter().filter(|(_, of)| of.application.contact == Some(person));
        let mut contact_of: BTreeMap<ApplicationId, Option<u64>> = own.map(|(id, _)| (*id, None)).collect();
        let (mut marked, mut announced, mut sitting) = (BTreeSet::new(), None, Sitting::default());
        for entry in round.entries() {
            sitting.take(state, &entry.what);
            match &entry.what {
                Event::Marked(it) if entry.by == person => {
                    marked.insert((sitting.sheet(state), it.application, it.criterion.clone()));
                }
                Event::Notified(it) => {
                    if let Some(first) = contact_of.get_mut(&it.application) {
                        *first = first.or(Some(entry.number));
                    }
                }
                Event::Announced => announced = announced.or(Some(entry.number)),
                _ => {}
            }
        }
        let barred = barred(state, person, &contact_of);
        let due = due(state, person);
        let roles = state.roles.get(&person).cloned().unwrap_or_default();
        Self { round, person, roles, contact_of, barred, due, marked, announced }
    }

    pub(super) const fn round(&self) -> &'a Round {
        self.round
    }

    fn state(&self) -> &'a Proceedings {
        self.round.state()
    }

    /// The applications for which the person acts.
    pub(super) fn acts_for(&self) -> impl Iterator<Item = ApplicationId> + '_ {
        self.contact_of.keys().copied()
    }

    /// Whether the person was told of a decision on an application of theirs before an entry, or everybody was.
    pub(super) fn was_told_before(&self, number: u64) -> bool {
        self.contact_of.values().flatten().chain(&self.announced).any(|first| *first < number)
    }

    /// Whether something is kept from the person, so that texts about several applications are too.
    pub(super) fn is_kept_from_any(&self) -> bool {
        !self.barred.is_empty() || !self.due.is_empty()
    }

    /// Whether an application is kept from the person in this matter, whatever their roles.
    pub(super) fn is_kept(&self, matter: Matter, application: ApplicationId) -> bool {
        self.barred.contains(&application) || (matter.tells_of_marks() && self.due.contains(&application))
    }

    /// Whether a fact is kept from the person, whatever their roles. One's own mark waits for no other of one's own.
    fn keeps(&self, fact: &Fact, about: ApplicationId) -> bool {
        let own_mark = fact.matter == Matter::Mark && fact.own;
        if own_mark { self.barred.contains(&about) } else { self.is_kept(fact.matter, about) }
    }

    /// Whether the person's own mark on a criterion of an application was in at that sitting.
    pub(super) fn has_marked(&self, sitting: Sitting, application: ApplicationId, criterion: &CriterionId) -> bool {
        self.marked.contains(&(sitting.sheet(self.state()), application, criterion.clone()))
    }

    /// How much of a fact the person sees, if any of it: the most that one of their capacities gives.
    pub(super) fn manner(&self, fact: &Fact) -> Option<Manner> {
        let given = |(capacity, access): (Capacity, Access)| {
            let kept = capacity != Capacity::Contact && fact.about.is_some_and(|about| self.keeps(fact, about));
            let seen = !kept && self.is(capacity) && self.gives(capacity, access, fact);
            seen.then_some(match capacity {
                Capacity::Anybody | Capacity::Role(Role::Observer) => Manner::Public,
                Capacity::Contact => Manner::Own,
                Capacity::Role(_) => Manner::Whole,
            })
        };
        fact.matter.row().filter_map(given).max()
    }

    fn is(&self, capacity: Capacity) -> bool {
        match capacity {
            Capacity::Role(role) => self.roles.contains(&role),
            Capacity::Contact => !self.contact_of.is_empty(),
            Capacity::Anybody => true,
        }
    }

    /// What a word of the matrix comes to.
    fn gives(&self, capacity: Capacity, access: Access, fact: &Fact) -> bool {
        let state = self.state();
        let theirs =
            || fact.about.filter(|about| self.contact_of.contains_key(about)).and_then(|id| state.candidate(id));
        match access {
            Access::No => false,
            Access::Yes => true,
            Access::Own if capacity == Capacity::Contact && fact.about.is_some() => theirs().is_some(),
            Access::Own => fact.own,
            Access::Marked => fact.own || fact.marked,
            Access::Put => is_put(state),
            Access::Asked => fact.about.and_then(|id| state.candidate(id)).is_some_and(|of| of.review.is_some()),
            Access::Told => theirs().is_some_and(|of| of.notified.is_some()),
            Access::Released => theirs().is_some_and(|of| of.notified.is_some() && of.feedback.is_some()),
        }
    }
}

/// Whether the authority has before it what it decides on.
fn is_put(state: &Proceedings) -> bool {
    let unaided = !state.policy().panel_recommends && state.phase != Phase::Open;
    unaided || state.recommended.is_some() || state.decided.is_some()
}

/// The applications in which a person has a hard interest, or acts for, and their rivals. Whether an interest is hard may
/// be open until the person declares; until then it counts.
fn barred(
    state: &Proceedings,
    person: PersonId,
    contact_of: &BTreeMap<ApplicationId, Option<u64>>,
) -> BTreeSet<ApplicationId> {
    let undeclared = state.derived.get(&person).into_iter().flatten().filter(|(application, interests)| {
        let open = |interest: &crate::selection::interest::Interest| {
            interest.strength == Strength::Hard && interest.certain != Answer::No
        };
        !state.declared.contains_key(&(person, **application)) && interests.iter().any(open)
    });
    let more = undeclared.map(|(application, _)| *application).chain(contact_of.keys().copied());
    let more = more.filter(|application| !state.waived.contains_key(&(person, *application)));
    let mut barred = state.hard_interests(person);
    barred.extend(more);
    let running: Vec<_> =
        barred.iter().filter_map(|id| state.candidate(*id)).filter(|of| of.withdrawn.is_none()).collect();
    let places: BTreeSet<_> = running.into_iter().flat_map(|of| of.application.places.iter().copied()).collect();
    let rivals = state.candidates.iter().filter(|(_, of)| of.application.places.iter().any(|it| places.contains(it)));
    barred.extend(rivals.map(|(id, _)| *id));
    barred
}

/// The applications of which a person is to mark anything and has not marked all of it.
fn due(state: &Proceedings, person: PersonId) -> BTreeSet<ApplicationId> {
    let criteria: BTreeSet<usize> = state
        .assessors
        .iter()
        .filter(|(_, people)| people.contains(&person))
        .map(|(criterion, _)| *criterion)
        .collect();
    let all = state.criteria().leaves().len();
    let is_in = |application: ApplicationId, criterion: usize| {
        let judged = state.sheet().and_then(|sheet| sheet.judged(application, criterion));
        judged.is_some_and(|judged| judged.marks.contains_key(&person))
    };
    let is_due = |application: &ApplicationId| {
        let reads = state.readers.get(application).is_some_and(|people| people.contains(&person));
        let mut to_mark = (0..all).filter(|criterion| reads || criteria.contains(criterion));
        to_mark.any(|criterion| !is_in(*application, criterion))
    };
    state.candidates.keys().copied().filter(is_due).collect()
}
