//! Whoever a round appointed leads the hub, and whoever leads it was appointed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Together;
use crate::{
    answer::Answer,
    calendar::Span,
    document::Source,
    geography::Region,
    identifiers::{ApplicationId, HubId, PlaceId},
    network::{Hub, Section},
    rules::{At, Rule, Sink},
    selection::round::{Application, Phase, Place, Proceedings},
    vocabulary::Word,
};

/// Whoever accepted a place leads its hub.
pub static APPOINTED_NOT_INSTALLED: Rule = Rule::error(
    "programme/appointed-not-installed",
    "whoever was appointed and accepted leads the hub from the day of the start",
)
.why("a lead that the network does not have is asked, paid and found by nobody")
.says("{name} was appointed to {place}, and has no tenure in the network from its start on {day}")
.hint("record the hub and the tenure, or that the offer was declined")
.source(&Source::Convention)
.except_to("an appointment that is not accepted, or whose start has not come")
.of_history();

/// Whoever leads a hub for which there was a round was appointed.
pub static TENURE_WITHOUT_DECISION: Rule = Rule::warning(
    "programme/tenure-without-decision",
    "whoever begins to lead a hub after a round for it was decided was appointed by a round",
)
.why("whoever lost the round may ask why another leads the hub")
.says("this tenure of {hub} began {from}, after the decision of {day}, and no round appointed its lead")
.hint("add the round that appointed the lead, or explain the direct award")
.source(&Source::Convention)
.except_to("a tenure begun by the day of the first decision on record for the hub")
.of_history();

/// A hub lies in the region that its place was advertised for.
pub static REGION_DIFFERS_FROM_PLACE: Rule = Rule::warning(
    "programme/region-differs-from-place",
    "a hub is at home in the region for which its place was advertised",
)
.why("whoever did not bid for another region lost the chance to")
.says("the place was advertised for {advertised}, and {hub} is at home in {region}")
.hint("correct the area of the hub, or explain why it was changed")
.source(&Source::Convention)
.except_to("a place without a region of England, or whose hub is not there yet")
.of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&APPOINTED_NOT_INSTALLED, &TENURE_WITHOUT_DECISION, &REGION_DIFFERS_FROM_PLACE];

pub(super) fn judge(all: &Together<'_>, sink: &mut Sink) {
    let rounds = At::ROOT.field("rounds");
    for (id, state) in all.rounds().filter(|(_, state)| state.phase() != Phase::Cancelled) {
        let at = rounds.key(&id);
        let applications = at.field("applications");
        for (application, place) in state.holders() {
            installed(all, state, (application, place), &applications.key(&application), sink);
        }
        let places = at.field("places");
        for (place, sought) in &state.opening().places {
            region(all, state, (*place, sought), &places.key(place), sink);
        }
    }
    tenures(all, sink);
}

fn installed(
    all: &Together<'_>,
    state: &Proceedings,
    (id, place): (ApplicationId, PlaceId),
    at: &At<'_>,
    sink: &mut Sink,
) {
    let candidate = state.candidate(id).filter(|candidate| candidate.accepted.is_some());
    let start = candidate.and_then(|candidate| candidate.started).map(|(day, _)| day).filter(|day| *day <= all.on);
    let (Some(candidate), Some(start)) = (candidate, start) else {
        sink.not_applicable(&APPOINTED_NOT_INSTALLED);
        return;
    };
    let application = &candidate.application;
    let kept = match all.hub_of_place(state, place) {
        Some(hub) => all.hub(hub).map_or_else(|| all.unlisted_hub(), |hub| leads(all, application, hub, start)),
        None => Answer::any(all.hubs().map(|(_, hub)| leads(all, application, hub, start))).or(all.unlisted_hub()),
    };
    let because = "the hub, or who leads it, is not all recorded";
    let draft = sink.judge(&APPOINTED_NOT_INSTALLED, &at.field("started"), kept, because);
    if let Some(draft) = draft {
        draft.with("name", application.name.as_str()).with("place", place.to_string()).with("day", start);
    }
}

/// Whether whoever would lead by an application has a tenure of a hub from a day on.
fn leads(all: &Together<'_>, application: &Application, hub: &Hub, start: NaiveDate) -> Answer {
    let tenures = hub.leadership.tenures.values().filter(|tenure| all.is_tenure_of(application, tenure));
    let found = Answer::any(tenures.map(|tenure| tenure.span.overlaps(Span::since(start))));
    if found.is_no() && !hub.is_complete(Section::Leadership) { Answer::Unknown } else { found }
}

/// What rounds decided on a hub.
struct Decided<'a> {
    first: NaiveDate,
    appointed: Vec<&'a Application>,
}

fn tenures(all: &Together<'_>, sink: &mut Sink) {
    let mut decisions: BTreeMap<HubId, Decided<'_>> = BTreeMap::new();
    for (_, state) in all.rounds().filter(|(_, state)| state.phase() != Phase::Cancelled) {
        let Some(decided) = &state.decided else { continue };
        let day = decided.at.day();
        let hub_of = |place: PlaceId| all.hub_of_place(state, place);
        for hub in state.opening().places.keys().filter_map(|place| hub_of(*place)) {
            let of_hub = decisions.entry(hub).or_insert(Decided { first: day, appointed: Vec::new() });
            of_hub.first = of_hub.first.min(day);
        }
        let holders = state.holders();
        let appointed = decided.appointed.iter().chain(&holders);
        for (hub, id) in appointed.filter_map(|(id, place)| Some((hub_of(*place)?, *id))) {
            let application = state.candidate(id).map(|candidate| &candidate.application);
            if let Some(of_hub) = decisions.get_mut(&hub) {
                of_hub.appointed.extend(application);
            }
        }
    }
    let hubs = At::ROOT.field("network");
    let hubs = hubs.field("hubs");
    for (id, decided) in &decisions {
        let Some(hub) = all.hub(*id) else { continue };
        let at = hubs.key(id);
        let at = at.field("leadership");
        let at = at.field("tenures");
        for (tenure_id, tenure) in &hub.leadership.tenures {
            let before = tenure.span.from().is_on_or_before(decided.first);
            if before.is_yes() {
                sink.not_applicable(&TENURE_WITHOUT_DECISION);
                continue;
            }
            let appointed = decided.appointed.iter().any(|application| all.is_tenure_of(application, tenure));
            let because = "it is half known when the tenure began";
            let kept = Answer::from(appointed).or(before);
            let draft = sink.judge(&TENURE_WITHOUT_DECISION, &at.key(tenure_id), kept, because);
            if let Some(draft) = draft {
                let draft = draft.with("hub", id.to_string()).with("from", tenure.span.from());
                draft.with("day", decided.first);
            }
        }
    }
}

fn region(all: &Together<'_>, state: &Proceedings, (id, place): (PlaceId, &Place), at: &At<'_>, sink: &mut Sink) {
    let of_england = |(name, value): (&Word, &String)| Some((*name, value.parse::<Region>().ok()?));
    let advertised = place.attributes.iter().find_map(of_england);
    let holders = state.holders();
    let appointed =
        holders.iter().find(|(_, of)| **of == id).and_then(|(application, _)| state.candidate(*application));
    let start = appointed.and_then(|candidate| candidate.started).map_or(all.on, |(day, _)| day);
    // A new hub may have another id than its place; whoever was appointed leads it.
    let by_lead = || {
        let application = &appointed?.application;
        let led = |(_, hub): &(HubId, &Hub)| leads(all, application, hub, start).is_yes();
        all.hubs().find(led).map(|(id, _)| id)
    };
    let hub = all.hub_of_place(state, id).or_else(by_lead);
    let view = hub.and_then(|hub| all.network().on(start).hub(hub).ok());
    let (Some((attribute, advertised)), Some(view)) = (advertised, view) else {
        sink.not_applicable(&REGION_DIFFERS_FROM_PLACE);
        return;
    };
    let region = view.home_region();
    let at = at.field("attributes");
    let kept = Answer::from(region.map(|region| region == advertised));
    let because = "it is not known in which one region the hub is at home";
    let draft = sink.judge(&REGION_DIFFERS_FROM_PLACE, &at.key(&attribute), kept, because);
    if let Some(draft) = draft {
        let draft = draft.with("advertised", advertised.to_string()).with("hub", view.id().to_string());
        draft.with("region", region.map_or_else(String::new, |region| region.to_string()));
    }
}
