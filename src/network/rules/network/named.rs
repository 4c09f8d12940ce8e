//! The hubs and projects that a network names by id are there.

use super::UNKNOWN_HUB;
use crate::{
    identifiers::HubId,
    network::{
        Around, Network, Overseer, RequiredOf,
        rules::references,
        survey::{Naming, Survey},
    },
    rules::{At, Sink},
};

fn hub_named(survey: &Survey, hub: HubId, at: &At<'_>, sink: &mut Sink) {
    if survey.standing(hub).is_some() {
        sink.holds(&UNKNOWN_HUB);
    } else {
        sink.broken(&UNKNOWN_HUB, at).with("hub", hub.to_string());
    }
}

/// Judges every hub that is named, by other hubs and beside them.
pub(super) fn hubs(survey: &Survey, network: &Network, sink: &mut Sink) {
    let hubs = At::ROOT.field("hubs");
    for named in &survey.named {
        let by = hubs.key(&named.by);
        match named.as_its {
            Naming::Parent => hub_named(survey, named.hub, &by.field("satellite_of"), sink),
            Naming::Bridge => hub_named(survey, named.hub, &by.field("leadership").field("bridges"), sink),
        }
    }
    let forums = At::ROOT.field("forums");
    for (term, forum) in &network.forums {
        let at = forums.key(term);
        for hub in forum.present.iter().flatten() {
            hub_named(survey, *hub, &at.field("present").key(hub), sink);
        }
        for hub in &forum.apologies {
            hub_named(survey, *hub, &at.field("apologies").key(hub), sink);
        }
        let reports = at.field("reports");
        for (project, report) in forum.reports.iter().flatten() {
            for hub in &report.hubs {
                hub_named(survey, *hub, &reports.key(project).field("hubs").key(hub), sink);
            }
        }
    }
    let covers = At::ROOT.field("covers");
    for (id, cover) in &network.covers {
        let at = covers.key(id);
        if let Overseer::Hub(by) = cover.by {
            hub_named(survey, by, &at.field("by"), sink);
        }
        if let Some(forming) = cover.forming {
            hub_named(survey, forming, &at.field("forming"), sink);
        }
    }
    let choices = At::ROOT.field("choices");
    for (school, choice) in &network.choices {
        let at = choices.key(school);
        for hub in choice.hubs.keys() {
            hub_named(survey, *hub, &at.field("hubs").key(hub), sink);
        }
    }
    let projects = At::ROOT.field("projects");
    for (id, project) in &network.projects {
        let at = projects.key(id);
        if let RequiredOf::Named(hubs) = &project.required_of {
            for hub in hubs {
                hub_named(survey, *hub, &at.field("required_of").field("named").key(hub), sink);
            }
        }
        let results = at.field("results");
        for (year, result) in &project.results {
            for hub in result.hubs.keys() {
                hub_named(survey, *hub, &results.key(year).field("hubs").key(hub), sink);
            }
        }
    }
}

/// Judges the projects of which forums heard.
pub(super) fn projects(network: &Network, around: &Around<'_>, sink: &mut Sink) {
    let forums = At::ROOT.field("forums");
    for (term, forum) in &network.forums {
        let at = forums.key(term);
        for project in forum.reports.iter().flatten().map(|(project, _)| project) {
            references::project(*project, &at.field("reports").key(project), around, sink);
        }
    }
}
