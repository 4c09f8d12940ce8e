//! Rules of the register: what it names is in it, and its successions lead on.

use super::{references, sources};
use crate::{
    geography::Place,
    network::{Around, Network},
    organisation::{Continuity, Kind, Location, Organisation},
    rules::{At, Rule, Sink},
};

/// Codes of places are in the tables.
pub static LOCATION_UNKNOWN: Rule = Rule::warning(
    "network/location-unknown",
    "the authority and the district in which a school or college lies are ones of England that this library knows",
)
.why("a place that the tables do not know lies in no region, and in no hub's area")
.says("{name} lies in {code}, the code of no authority or district of England known to this library")
.hint("correct the code; one of Wales, or of a council newer than the tables, may stand")
.source(&sources::CONVENTION)
.except_to("an organisation of which no authority or district is recorded")
.of_history();

/// A successor opens when its predecessor has closed.
pub static SUCCESSION_DATES: Rule =
    Rule::warning("network/succession-dates", "a successor opens after its predecessor's last day")
        .why("as of the day on which it opens a successor stands for its predecessor, who would still be there")
        .says("{successor} opened on {opened}, and {predecessor}, which goes on as it, closed on {closed}")
        .hint("correct the dates of the link")
        .source(&sources::GIAS_LINKS)
        .except_to("a link without both dates, and one to a sixth form centre")
        .of_history();

/// An organisation goes on as one other.
pub static SUCCESSION_FORKS: Rule =
    Rule::warning("network/succession-forks", "an organisation goes on as at most one other")
        .why("of two that it goes on as, nobody can say which now has what it had")
        .says("{organisation} goes on as {count} others: {successors}")
        .hint("say that it divides, or keep the one that it goes on as")
        .source(&sources::CONVENTION)
        .except_to("an organisation that goes on as none")
        .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&LOCATION_UNKNOWN, &SUCCESSION_DATES, &SUCCESSION_FORKS];

/// Judges the register, once for the network.
pub(super) fn conclude(network: &Network, around: &Around<'_>, sink: &mut Sink) {
    let register = At::ROOT.field("register");
    organisations(network, &register, around, sink);
    successions(network, &register, around, sink);
    let practitioners = register.field("practitioners");
    for (id, practitioner) in &network.register.practitioners {
        let at = practitioners.key(id);
        let employers = at.field("employers");
        for employer in practitioner.employers.keys() {
            references::organisation(*employer, &employers.key(employer), around, sink);
        }
    }
}

fn organisations(network: &Network, register: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let organisations = register.field("organisations");
    for (id, organisation) in &network.register.organisations {
        let at = organisations.key(id);
        references::name(&organisation.name, &at.field("name"), sink);
        let kind = at.field("kind");
        match &organisation.kind {
            Kind::School(school) => {
                let at = kind.field("school");
                location(organisation, &school.location, &at.field("location"), sink);
                let trusts = at.field("trusts");
                for trust in school.trusts.keys() {
                    references::organisation(*trust, &trusts.key(trust), around, sink);
                }
            }
            Kind::College(place) => location(organisation, place, &kind.field("college"), sink),
            _ => sink.not_applicable(&LOCATION_UNKNOWN),
        }
    }
}

fn location(organisation: &Organisation, location: &Location, at: &At<'_>, sink: &mut Sink) {
    let authority = location.authority.map(|code| ("authority", Place::Authority(code)));
    let district = location.district.map(|code| ("district", Place::District(code)));
    let mut places = [authority, district].into_iter().flatten().peekable();
    if places.peek().is_none() {
        return sink.not_applicable(&LOCATION_UNKNOWN);
    }
    match places.find(|(_, place)| place.period().is_none()) {
        None => sink.holds(&LOCATION_UNKNOWN),
        Some((field, place)) => {
            let draft = sink.broken(&LOCATION_UNKNOWN, &at.field(field)).with("name", organisation.name.as_str());
            draft.with("code", place.to_string());
        }
    }
}

fn successions(network: &Network, register: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let successions = register.field("successions");
    for (from, links) in &network.register.successions {
        let at = successions.key(from);
        references::organisation(*from, &at, around, sink);
        for (to, link) in links {
            let at = at.key(to);
            references::organisation(*to, &at, around, sink);
            let both = !link.opened.is_unknown() && !link.closed.is_unknown();
            if !both || link.continuity == Continuity::SixthFormCentre {
                sink.not_applicable(&SUCCESSION_DATES);
                continue;
            }
            let kept = !link.opened.is_no_later_than(link.closed);
            if let Some(draft) = sink.judge(&SUCCESSION_DATES, &at, kept, "the dates of the link are half known") {
                let draft = draft.with("successor", to.to_string()).with("opened", link.opened);
                draft.with("predecessor", from.to_string()).with("closed", link.closed);
            }
        }
        let on = || links.iter().filter(|(_, link)| link.continuity.carries_on()).map(|(to, _)| to);
        match on().count() {
            0 => sink.not_applicable(&SUCCESSION_FORKS),
            1 => sink.holds(&SUCCESSION_FORKS),
            count => {
                let mut draft = sink.broken(&SUCCESSION_FORKS, &at);
                let mut successors = String::new();
                for (number, to) in on().enumerate() {
                    successors.push_str(if number == 0 { "" } else { ", " });
                    successors.push_str(&to.to_string());
                    draft = draft.beside(&at.key(to));
                }
                draft.with("organisation", from.to_string()).with("count", count).with("successors", successors);
            }
        }
    }
}

#[cfg(test)]
mod tests;
