//! The network over the year: what is assumed of it, what its hubs work on, and how they meet.

use std::{collections::BTreeSet, error::Error};

use maths_hubs::{
    calendar::{Period, Span},
    identifiers::{HubId, PersonId},
    network::{Forum, Hub, Network, Project, RequiredOf, WorkGroup},
    programme::Founded,
    uuid::Uuid,
};

use crate::year::YearFile;

/// The network in which hubs are at work of which the record does not say so, and which knows whoever is appointed.
///
/// It is an assumption of the rehearsal, and no fact: money goes to hubs that are certainly at work.
pub fn assumed(seen: &Network, year: &YearFile) -> Network {
    let mut network = seen.clone();
    for hub in network.hubs.values_mut().filter(|hub| hub.is_operating(year.at_work_from).is_unknown()) {
        hub.milestones.seen_operating = Some(year.at_work_from.into());
        hub.milestones.ended = None;
    }
    for (id, organisation) in &year.register {
        network.register.record(*id, organisation.clone());
    }
    network
}

/// The same network with its projects, a work group of each hub on each, and a forum in each term.
pub fn worked(mut network: Network, founded: &Founded, year: &YearFile) -> Result<Network, Box<dyn Error>> {
    let span = Span::exact(year.year.period());
    for (id, funded) in &year.projects {
        let required = if funded.required { RequiredOf::Everybody } else { RequiredOf::Nobody };
        network.projects.insert(*id, Project::new(&funded.name, funded.kind, span).required_of(required));
    }
    if let Some(trial) = &year.trial {
        let named = RequiredOf::Named(trial.hubs.iter().copied().collect());
        let project = Project::new(&trial.name, trial.kind, span).required_of(named).tried_by(trial.design.clone());
        network.projects.insert(trial.project, project);
    }
    let days = year.year.period();
    for (number, (id, hub)) in (1..).zip(network.hubs.iter_mut().filter(|(_, hub)| is_at_work_in(hub, days))) {
        let of_all = year.projects.keys().copied();
        let of_trial = year.trial.iter().filter(|trial| trial.hubs.contains(id)).map(|trial| trial.project);
        for project in of_all.chain(of_trial) {
            // To the network people are ids; who they are is kept elsewhere. This one is invented.
            let lead = PersonId::new(Uuid::from_u128(0x5_0000 + number));
            network.register.practitioners.entry(lead).or_default();
            hub.work_groups.insert(project.as_str().parse()?, WorkGroup::new(project, year.year).led_by(lead));
        }
    }
    for days in &year.terms {
        let apologies: BTreeSet<HubId> = days.apologies.iter().copied().collect();
        // Whoever takes over in the term has not come before the first day.
        let late = founded.appointments.iter().filter(|it| it.from > days.forum_on).map(|it| it.hub);
        let absent: BTreeSet<HubId> = apologies.iter().copied().chain(late).collect();
        let present = network.on(days.forum_on).hubs().map(|hub| hub.id()).filter(|hub| !absent.contains(hub));
        let mut forum = Forum::new(days.forum_on.into()).attended_by(present);
        forum.apologies = apologies;
        network.forums.insert(days.term, forum);
    }
    Ok(network)
}

fn is_at_work_in(hub: &Hub, days: Period) -> bool {
    days.last().is_some_and(|last| hub.is_operating(last).is_yes())
}
