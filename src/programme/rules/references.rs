//! What one document names of another by id is there, and each document is given once.

use std::{collections::BTreeMap, fmt};

use super::Together;
use crate::{
    document::Source,
    funding::purpose::Purpose,
    identifiers::{EnquiryId, HubId},
    network::Addressee,
    rules::{At, Rule, Sink},
};

/// Each document is given once.
pub static GIVEN_TWICE: Rule =
    Rule::error("programme/given-twice", "each round, ledger, table and enquiry is given once")
        .why("what is given twice is counted twice, and the two may differ")
        .says("{count} {what} are given under this id")
        .hint("leave out all but the one that stands")
        .source(&Source::Convention)
        .of_history()
        .fixed();

/// The hub of an award is in the network.
pub static AWARD_HUB_UNKNOWN: Rule =
    Rule::error("programme/award-hub-unknown", "the hub of an award is one of the network's")
        .why("money that goes to nobody's hub is missed in every count by hub")
        .says("the network has no hub {hub}, which this award is for")
        .hint("correct the id, or record the hub")
        .source(&Source::Convention)
        .except_to("an award for central costs")
        .of_history()
        .fixed();

/// The hub whose lead is sought is in the network.
pub static ROUND_HUB_UNKNOWN: Rule =
    Rule::error("programme/round-hub-unknown", "the hub whose lead a round seeks is one of the network's")
        .why("whoever is appointed must find the hub to lead")
        .says("the network has no hub {hub}, whose lead is sought")
        .hint("correct the id, or record the hub")
        .source(&Source::Convention)
        .except_to("a place for a new hub")
        .of_history()
        .fixed();

/// The hubs of a table are in the network.
pub static ALLOCATION_HUB_UNKNOWN: Rule =
    Rule::error("programme/allocation-hub-unknown", "every hub that is allotted money is one of the network's")
        .why("money that goes to nobody's hub is missed in every count by hub")
        .says("the network has no hub {hub}, which is allotted money")
        .hint("correct the id, or record the hub")
        .source(&Source::Convention)
        .of_history()
        .fixed();

/// The hubs that have, or had, an enquiry are in the network.
pub static ENQUIRY_HUB_UNKNOWN: Rule = Rule::error(
    "programme/enquiry-hub-unknown",
    "every hub that receives an enquiry, or to which one is passed on, is one of the network's",
)
.why("an enquiry that lies with nobody's hub is answered by nobody")
.says("the network has no hub {hub}, which received this enquiry or was to answer it")
.hint("correct the id, or record the hub")
.source(&Source::Convention)
.of_history()
.fixed();

/// The project that a line pays for is in the network.
pub static PROJECT_UNKNOWN: Rule =
    Rule::error("programme/project-unknown", "every project that is paid for is one of the network's")
        .why("of a project that nobody knows nobody can say whether it was carried out")
        .says("the network has no project {project}, which this line pays for")
        .hint("correct the id, or record the project")
        .source(&Source::Convention)
        .except_to("a line of structural costs")
        .of_history()
        .fixed();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &GIVEN_TWICE,
    &AWARD_HUB_UNKNOWN,
    &ROUND_HUB_UNKNOWN,
    &ALLOCATION_HUB_UNKNOWN,
    &ENQUIRY_HUB_UNKNOWN,
    &PROJECT_UNKNOWN,
];

const HUBS_NOT_ALL: &str = "the network's hubs are not all listed";

pub(super) fn judge(all: &Together<'_>, sink: &mut Sink) {
    let (rounds, ledgers, tables) = all.affairs.times();
    given_once("rounds", "rounds", &rounds, sink);
    given_once("ledgers", "ledgers", &ledgers, sink);
    given_once("allocations", "tables", &tables, sink);
    enquiries_given_once(all, sink);
    hubs_of_rounds(all, sink);
    awards(all, sink);
    hubs_of_tables(all, sink);
    hubs_of_enquiries(all, sink);
}

fn given_once<K: fmt::Display + Sync>(field: &'static str, what: &str, times: &[(&K, usize)], sink: &mut Sink) {
    let documents = At::ROOT.field(field);
    for (id, count) in times {
        if *count < 2 {
            sink.holds(&GIVEN_TWICE);
        } else {
            sink.broken(&GIVEN_TWICE, &documents.key(*id)).with("count", *count).with("what", what);
        }
    }
}

fn hubs_of_rounds(all: &Together<'_>, sink: &mut Sink) {
    let rounds = At::ROOT.field("rounds");
    for (id, state) in all.rounds() {
        let at = rounds.key(&id);
        let places = at.field("places");
        for (place, sought) in &state.opening().places {
            let Some(hub) = sought.hub else {
                sink.not_applicable(&ROUND_HUB_UNKNOWN);
                continue;
            };
            let at = places.key(place);
            let draft = sink.judge(&ROUND_HUB_UNKNOWN, &at.field("hub"), all.has_hub(hub), HUBS_NOT_ALL);
            draft.map(|draft| draft.with("hub", hub.to_string()));
        }
    }
}

fn awards(all: &Together<'_>, sink: &mut Sink) {
    let ledgers = At::ROOT.field("ledgers");
    for (id, ledger) in all.affairs.ledgers() {
        let award = ledger.state().award();
        let at = ledgers.key(&id);
        let at = at.field("award");
        match award.hub {
            None => sink.not_applicable(&AWARD_HUB_UNKNOWN),
            Some(hub) => {
                let draft = sink.judge(&AWARD_HUB_UNKNOWN, &at.field("hub"), all.has_hub(hub), HUBS_NOT_ALL);
                draft.map(|draft| draft.with("hub", hub.to_string()));
            }
        }
        let lines = at.field("lines");
        for (line, of) in &award.lines {
            let Purpose::Project { project, .. } = of.purpose else {
                sink.not_applicable(&PROJECT_UNKNOWN);
                continue;
            };
            if all.network().projects.contains_key(&project) {
                sink.holds(&PROJECT_UNKNOWN);
            } else {
                let at = lines.key(line);
                sink.broken(&PROJECT_UNKNOWN, &at.field("purpose")).with("project", project.to_string());
            }
        }
    }
}

fn hubs_of_tables(all: &Together<'_>, sink: &mut Sink) {
    let tables = At::ROOT.field("allocations");
    for (year, table) in all.affairs.tables() {
        let at = tables.key(&year);
        let hubs = at.field("hubs");
        for hub in table.hubs.keys() {
            let draft = sink.judge(&ALLOCATION_HUB_UNKNOWN, &hubs.key(hub), all.has_hub(*hub), HUBS_NOT_ALL);
            draft.map(|draft| draft.with("hub", hub.to_string()));
        }
    }
}

fn enquiries_given_once(all: &Together<'_>, sink: &mut Sink) {
    let mut times: BTreeMap<EnquiryId, usize> = BTreeMap::new();
    for id in all.affairs.enquiries().flat_map(|of| of.enquiries.keys()) {
        let times = times.entry(*id).or_default();
        *times = times.saturating_add(1);
    }
    let times: Vec<(&EnquiryId, usize)> = times.iter().map(|(id, times)| (id, *times)).collect();
    given_once("enquiries", "enquiries", &times, sink);
}

fn hubs_of_enquiries(all: &Together<'_>, sink: &mut Sink) {
    let enquiries = At::ROOT.field("enquiries");
    let mut known = |hub: HubId, at: &At<'_>| {
        let draft = sink.judge(&ENQUIRY_HUB_UNKNOWN, at, all.has_hub(hub), HUBS_NOT_ALL);
        draft.map(|draft| draft.with("hub", hub.to_string()));
    };
    for (id, enquiry) in all.affairs.enquiries().flat_map(|of| &of.enquiries) {
        let at = enquiries.key(id);
        known(enquiry.hub, &at.field("hub"));
        let referrals = at.field("referrals");
        for (place, referral) in enquiry.referrals.iter().enumerate() {
            if let Addressee::Hub(hub) = referral.to {
                known(hub, &referrals.index(place).field("to"));
            }
        }
    }
}
