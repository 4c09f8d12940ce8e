//! What is to be done next.

use std::collections::BTreeSet;

use super::{About, Task, TaskKind, Who, gates, trial::Trials};
use crate::{
    identifiers::{ApplicationId, PersonId},
    selection::{
        policy::Marking,
        proceedings::{InTime, Phase, Proceedings},
        round::Round,
        rules,
    },
};

/// Collects tasks.
struct List<'a> {
    state: &'a Proceedings,
    tasks: BTreeSet<Task>,
}

impl List<'_> {
    fn about(&self, applications: impl IntoIterator<Item = ApplicationId>) -> About {
        let named = |id| {
            let name = self.state.candidate(id).map(|of| of.application.name.clone());
            (id, name.unwrap_or_default())
        };
        About { applications: applications.into_iter().map(named).collect(), ..About::default() }
    }

    /// A task of whoever may make the entry.
    fn add(&mut self, kind: TaskKind, about: About) {
        let roles = rules::entry::whose(kind.entry()).iter().copied().collect();
        self.tasks.insert(Task { kind, who: Who::Roles(roles), about });
    }

    fn add_of(&mut self, kind: TaskKind, application: ApplicationId) {
        let about = self.about([application]);
        self.add(kind, about);
    }

    fn add_for(&mut self, kind: TaskKind, people: BTreeSet<PersonId>, about: About) {
        self.tasks.insert(Task { kind, who: Who::People(people), about });
    }
}

/// What is to be done next.
pub(super) fn of(round: &Round, trials: &Trials<'_>) -> BTreeSet<Task> {
    let state = round.state();
    let mut list = List { state, tasks: BTreeSet::new() };
    match state.phase() {
        Phase::Open => open(&mut list, trials),
        Phase::Assessing => assessing(&mut list, trials),
        Phase::Recommended => list.add(TaskKind::Decide, About::default()),
        Phase::Decided => notices(&mut list),
        Phase::Notified | Phase::Announced => after(&mut list, trials),
        Phase::Closed | Phase::Cancelled => {}
    }
    list.tasks
}

fn late_and_gates(list: &mut List<'_>) {
    let state = list.state;
    for (id, of) in &state.candidates {
        if of.in_time == InTime::Late && of.withdrawn.is_none() {
            list.add_of(TaskKind::RuleLate, *id);
        }
    }
    for (id, gate) in gates::open_gates(state) {
        let about = About { gate: Some(gate), ..list.about([id]) };
        list.add(TaskKind::SettleGate, about);
    }
}

fn open(list: &mut List<'_>, trials: &Trials<'_>) {
    let state = list.state;
    for (id, question) in &state.questions {
        if question.answered.is_none() {
            list.add(TaskKind::Answer, About { question: Some(*id), ..About::default() });
        }
    }
    late_and_gates(list);
    let Some(stage) = state.stage().map(|stage| stage.id) else { return };
    let runs = state.closes(stage).is_some_and(|closes| state.is_by(trials.at, closes));
    let longer = state.extensions.iter().any(|((_, of), (until, _))| *of == stage && state.is_by(trials.at, *until));
    if !runs && !longer {
        list.add(TaskKind::CloseStage, About { stage: Some(stage), ..About::default() });
    }
}

/// Adds the marks, moderations and assignments that are still missing.
fn marks(list: &mut List<'_>) {
    let state = list.state;
    let Some(sheet) = state.sheet() else { return };
    let least = match state.policy().marking {
        Marking::PerCriterion { assessors } => assessors,
        Marking::PerApplication { readers } => readers,
    };
    let cells = state
        .assessed()
        .flat_map(|(id, _)| state.criteria().leaves().iter().enumerate().map(move |(place, leaf)| (id, place, leaf)));
    for (id, place, leaf) in cells {
        let about = About { criterion: Some(leaf.id().clone()), ..list.about([id]) };
        let judged = sheet.judged(id, place);
        let markers = state.markers(id, place);
        let has = |person: &PersonId| judged.is_some_and(|judged| judged.marks.contains_key(person));
        let missing: BTreeSet<PersonId> = markers.iter().copied().filter(|person| !has(person)).collect();
        if state.agreed(id, place).is_some() {
            continue;
        }
        if state.is_marked() && u32::try_from(markers.len()).unwrap_or(u32::MAX) < least {
            list.add(TaskKind::Assign, about.clone());
        }
        if state.is_marked() && !missing.is_empty() {
            list.add_for(TaskKind::Mark, missing, about);
            continue;
        }
        let free = |person: &&PersonId| state.barred_by(**person, id).is_none();
        let marks = judged.into_iter().flat_map(|judged| judged.marks.keys()).filter(free).count();
        if markers.len().max(marks) > 1 {
            list.add(TaskKind::Moderate, about);
        }
    }
}

fn assessing(list: &mut List<'_>, trials: &Trials<'_>) {
    let state = list.state;
    late_and_gates(list);
    marks(list);
    if !list.tasks.is_empty() {
        return;
    }
    if let Some(next) = state.policy().stages.get(state.stage.saturating_add(1)) {
        return list.add(TaskKind::OpenStage, About { stage: Some(next.id), ..About::default() });
    }
    let ties = trials.results.as_ref().map(|results| rules::choice::ties(state, results)).unwrap_or_default();
    for (tied, _) in &ties {
        let about = list.about(tied.iter().copied());
        list.add(TaskKind::Draw, about);
    }
    // What else a decision needs is in the report that `decide` gives.
    if ties.is_empty() && trials.round.decide(trials.at.day()).is_ok() {
        let kind = if state.policy().panel_recommends { TaskKind::Recommend } else { TaskKind::Decide };
        list.add(kind, About::default());
    }
}

fn notices(list: &mut List<'_>) {
    let untold = list.state.candidates.iter().filter(|(_, of)| of.withdrawn.is_none() && of.notified.is_none());
    let untold: Vec<ApplicationId> = untold.map(|(id, _)| *id).collect();
    untold.into_iter().for_each(|id| list.add_of(TaskKind::Notify, id));
}

fn after(list: &mut List<'_>, trials: &Trials<'_>) {
    let state = list.state;
    notices(list);
    let holders = state.holders();
    for (id, of) in &state.candidates {
        if of.review.is_some_and(|review| review.ended.is_none()) {
            list.add_of(TaskKind::Review, *id);
        }
        // The same applications of which the rule on feedback speaks.
        if of.withdrawn.is_none() && of.feedback.is_none() && !holders.contains_key(id) {
            list.add_of(TaskKind::ReleaseFeedback, *id);
        }
    }
    for (id, place) in &holders {
        let Some(of) = state.candidate(*id) else { continue };
        let about = About { place: Some(*place), ..list.about([*id]) };
        if of.offered.is_none() {
            list.add(TaskKind::Offer, about);
        } else if of.accepted.is_none() {
            match of.application.contact {
                Some(contact) => list.add_for(TaskKind::Respond, [contact].into(), about),
                None => list.add(TaskKind::Respond, about),
            }
        } else if of.examined.is_none() {
            list.add(TaskKind::Examine, about);
        } else if of.agreed.is_none() {
            list.add(TaskKind::Agree, about);
        } else if of.started.is_none() {
            list.add(TaskKind::Start, about);
        }
    }
    for (application, place) in trials.calls() {
        let about = About { place: Some(place), ..list.about([application]) };
        list.add(TaskKind::CallUp, about);
    }
    if state.phase() == Phase::Notified {
        list.add(TaskKind::Announce, About::default());
    } else if list.tasks.is_empty() {
        list.add(TaskKind::Close, About::default());
    }
}
