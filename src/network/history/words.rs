//! Facts in plain words.

use chrono::NaiveDate;

use super::{Edge, Fact};
use crate::{
    geography::{Area, Authority, District, Place, Places},
    identifiers::{HubId, OrganisationId},
    network::{Hub, Network, Overseer, Partner, Role},
};

/// The fact in the present tense, under the names of `day`.
pub(super) fn say(network: &Network, about: Option<(HubId, &Hub)>, fact: &Fact, edge: Edge, day: NaiveDate) -> String {
    let hub = about.map_or("the network", |(_, hub)| hub.name_on(day));
    let id = about.map_or("the network", |(id, _)| network.hubs.get_key_value(&id).map_or("", |(id, _)| id.as_str()));
    let name = |organisation: OrganisationId| {
        let register = &network.register;
        register.name(register.current(organisation, day))
    };
    match fact {
        Fact::Appointed => format!("the lead of {hub} is appointed"),
        Fact::Told => format!("the lead of {hub} is told"),
        Fact::Announced => format!("{hub} is announced"),
        Fact::AtWork if edge == Edge::Began => format!("{hub} begins work"),
        Fact::AtWork => format!("{hub} is at work"),
        Fact::Designated(status) => format!("{hub} is designated as {status}"),
        Fact::Called(name) => format!("the hub {id} is called {name}"),
        Fact::Serves(area) => format!("{hub} serves {}", place(area, described(about, area))),
        Fact::Led { leads, .. } => {
            let names: Vec<String> = leads.iter().map(|lead| name(*lead)).collect();
            format!("{} {} {hub}", listed(&names), if names.len() > 1 { "lead" } else { "leads" })
        }
        Fact::Bridged(by) => format!("{hub} has no lead and {} stands in", hub_name(network, *by, day)),
        Fact::Vacant => format!("{hub} has no lead"),
        Fact::Post { kind, holder: Some(holder), .. } => format!("{holder} holds the post {kind} of {hub}"),
        Fact::Post { kind, holder: None, .. } => format!("the post {kind} of {hub} is vacant"),
        Fact::Partnership { with, role, .. } => {
            let partner = match with {
                Partner::Organisation(organisation) => name(*organisation),
                Partner::Practitioner(person) => person.to_string(),
            };
            let role = match role {
                Role::Strategic => "a strategic",
                Role::Operational => "an operational",
            };
            format!("{partner} is {role} partner of {hub}")
        }
        Fact::Covered { cover, by } => {
            let by = match by {
                Overseer::Hub(by) => hub_name(network, *by, day),
                Overseer::Body(body) => name(*body),
            };
            let area = network.covers.get(cover).map_or(&Area::Unknown, |cover| &cover.area);
            format!("{by} looks after {}, without a hub of its own ({cover})", place(area, None))
        }
        Fact::Adviser(body) => format!("{} advises the network", name(*body)),
        Fact::Supporter(body) => format!("{} supports the network", name(*body)),
        Fact::Project(project) => {
            let name = network.projects.get(project).map_or(project.as_str(), |it| it.name.as_str());
            format!("the project {name} runs")
        }
    }
}

fn hub_name(network: &Network, hub: HubId, day: NaiveDate) -> String {
    network.hubs.get(&hub).map_or_else(|| hub.to_string(), |hub| hub.name_on(day).to_owned())
}

/// How a source describes an area of a hub's.
fn described<'a>(about: Option<(HubId, &'a Hub)>, area: &Area) -> Option<&'a str> {
    let (_, hub) = about?;
    let served = hub.former_areas.values().chain([&hub.area]).find(|served| served.area == *area)?;
    served.described.as_deref()
}

fn place(area: &Area, described: Option<&str>) -> String {
    match (area, described) {
        (Area::Complete(places), _) => names(places),
        (Area::AtLeast(places), _) => format!("at least {}", names(places)),
        (_, Some(described)) => format!("an area described as {described}"),
        (Area::Region(region), None) => format!("places in the region {region}"),
        (Area::Unknown, None) => "an area that nobody wrote down".to_owned(),
    }
}

fn names(places: &Places) -> String {
    let name = |place: Place| match place {
        Place::Authority(code) => Authority::with_code(code).map(Authority::name),
        Place::District(code) => District::with_code(code).map(District::name),
    };
    let names: Vec<String> =
        places.iter().map(|place| name(place).map_or_else(|| place.to_string(), str::to_owned)).collect();
    listed(&names)
}

/// `a`, `a and b`, `a, b and c`, with semicolons where a name has a comma; of none `nobody knows what`.
fn listed(names: &[String]) -> String {
    match names {
        [] => "nobody knows what".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => {
            let between = if names.iter().any(|name| name.contains(',')) { "; " } else { ", " };
            format!("{} and {last}", first.join(between))
        }
    }
}
