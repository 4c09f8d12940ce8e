//! The network over the year: what is assumed of it, what its hubs work on, and how they meet.

use std::{collections::BTreeSet, error::Error};

use maths_hubs::{
    calendar::{Period, Span},
    identifiers::{HubId, OrganisationId, PersonId, ProjectId},
    network::{Forum, ForumReport, Hub, Network, Partnership, Project, ProjectResult, RequiredOf, WorkGroup},
    organisation::{Kind, Organisation},
    programme::Founded,
    uuid::Uuid,
};

use crate::year::{Partners, TermDays, YearFile};

/// The network in which hubs are at work of which the record does not say so, and which knows whoever is appointed.
///
/// It is an assumption of the rehearsal, and no fact: money goes to hubs that are certainly at work.
pub fn assumed(seen: &Network, year: &YearFile) -> Network {
    let mut network = seen.clone();
    // Wherever this goes, it says what it is.
    network.name.clone_from(&year.title);
    for hub in network.hubs.values_mut().filter(|hub| hub.is_operating(year.at_work_from).is_unknown()) {
        hub.milestones.seen_operating = Some(year.at_work_from.into());
        hub.milestones.ended = None;
    }
    for (id, organisation) in &year.register {
        network.register.record(*id, organisation.clone());
    }
    network
}

/// The same network with what its hubs work on, who carries that out and evaluates it, a forum in each term, and the results
/// that come back.
pub fn worked(mut network: Network, founded: &Founded, year: &YearFile) -> Result<Network, Box<dyn Error>> {
    let days = year.year.period();
    let at_work: Vec<HubId> = {
        let last = network.on(days.last().unwrap_or(days.first()));
        last.hubs().map(|hub| hub.id()).collect()
    };
    for (id, funded) in &year.projects {
        let required = if funded.required { RequiredOf::Everybody } else { RequiredOf::Nobody };
        let project = Project::new(&funded.name, funded.kind, Span::exact(days)).required_of(required);
        network.projects.insert(*id, project.with_result(year.year, returned(&at_work, year)));
    }
    if let Some(trial) = &year.trial {
        let named = RequiredOf::Named(trial.hubs.iter().copied().collect());
        let project = Project::new(&trial.name, trial.kind, Span::exact(days)).required_of(named);
        let project = project.tried_by(trial.design.clone()).with_result(year.year, returned(&trial.hubs, year));
        network.projects.insert(trial.project, project);
    }
    for (number, id) in (1..).zip(&at_work) {
        let Some(hub) = network.hubs.get_mut(id) else { continue };
        // To the network people are ids; who they are is kept elsewhere. These are invented, as the schools are.
        let lead = PersonId::new(Uuid::from_u128(0x5_0000 + number));
        network.register.practitioners.entry(lead).or_default();
        let mut schools = Vec::new();
        for school in 1..=3 {
            let name = format!("School {school} of {} (invented)", hub.name);
            let school: OrganisationId = format!("X-BODY-invented-school-{number}-{school}").parse()?;
            network.register.record(school, Organisation::new(name, Kind::Unknown));
            schools.push(school);
        }
        for project in projects_of(*id, year) {
            let group = WorkGroup::new(project, year.year).led_by(lead);
            let group = schools.iter().fold(group, |group, school| group.with_school(*school));
            hub.work_groups.insert(project.as_str().parse()?, group);
        }
        // A hub that is founded in the year has partners from its first day on.
        let founded = founded.appointments.iter().find(|it| it.is_new && it.hub == *id);
        let since = founded.map_or(days.first(), |it| it.from.max(days.first()));
        let span = Span::exact(Period::new(since, days.last())?);
        *hub = partnered(hub.clone(), *id, span, year);
    }
    for days in &year.terms {
        let forum = forum(&network, founded, year, days);
        network.forums.insert(days.term, forum);
    }
    Ok(network)
}

/// The projects of a hub: those of all hubs, and the trial where it takes part.
fn projects_of(hub: HubId, year: &YearFile) -> impl Iterator<Item = ProjectId> {
    let of_trial = year.trial.iter().filter(move |trial| trial.hubs.contains(&hub)).map(|trial| trial.project);
    year.projects.keys().copied().chain(of_trial)
}

/// The hub with an operational partner who carries projects out, and a strategic one who evaluates them. A trial has an
/// evaluator of its own.
fn partnered(hub: Hub, id: HubId, span: Span, year: &YearFile) -> Hub {
    let since = span.from();
    let Partners { strategic, operational } = &year.partners;
    let evaluates = Partnership::strategic(strategic.with, since).bringing(strategic.bringing).lasting(span);
    let carries_out = Partnership::operational(operational.with, since).bringing(operational.bringing).lasting(span);
    let evaluates = year.projects.keys().copied().fold(evaluates, Partnership::evaluating);
    hub.with(evaluates).with(projects_of(id, year).fold(carries_out, Partnership::carrying_out))
}

/// The forum of a term: the hubs at work come, but for those that apologise and those whose lead has not begun.
fn forum(network: &Network, founded: &Founded, year: &YearFile, days: &TermDays) -> Forum {
    let apologies: BTreeSet<HubId> = days.apologies.iter().copied().collect();
    let late = founded.appointments.iter().filter(|it| it.from > days.forum_on).map(|it| it.hub);
    let absent: BTreeSet<HubId> = apologies.iter().copied().chain(late).collect();
    let hubs = network.on(days.forum_on).hubs().map(|hub| hub.id());
    let present: Vec<HubId> = hubs.filter(|hub| !absent.contains(hub)).collect();
    let forum = Forum::new(days.forum_on.into()).attended_by(present.iter().copied()).with_apologies(apologies);
    network.projects.keys().fold(forum, |forum, project| {
        let work_on = |hub: &&HubId| projects_of(**hub, year).any(|it| it == *project);
        forum.reporting(*project, ForumReport::of(present.iter().filter(work_on).copied()))
    })
}

fn returned(hubs: &[HubId], year: &YearFile) -> ProjectResult {
    let result = ProjectResult::new().saying("invented");
    hubs.iter().fold(result, |result, hub| result.returned_by(*hub, year.results_on.into()))
}
