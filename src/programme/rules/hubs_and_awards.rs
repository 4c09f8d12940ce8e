//! Awards go to the hubs that are there, and to the bodies that are accountable for them.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Together;
use crate::{
    answer::Answer,
    calendar::{Span, Year},
    document::Source,
    funding::ledger::{Account, Event, Ledger},
    identifiers::{AwardId, HubId, OrganisationId},
    network::{Hub, LeadStatus, Section, Status, Tenure},
    rules::{At, Rule, Sink},
};

/// A school that became an academy is another legal body.
static CONVERSION: Source = Source::page("GIAS establishment links, 22 April 2025 (Open Government Licence)");

/// The holder of an award is accountable for its hub.
pub static AWARD_BODY_NOT_ACCOUNTABLE: Rule = Rule::error(
    "programme/award-body-not-accountable",
    "on every day of an award its holder is the body accountable for the hub",
)
.why("a body that has nothing to do with the hub any more cannot answer for its money")
.says("{holder} holds the award on {day}, when {accountable} is accountable for {hub}")
.hint("novate the award to the body that is accountable, or correct who is")
.source(&CONVERSION)
.except_to("an award for central costs, one that has not begun, and days on which nobody leads the hub")
.of_history();

/// A hub at work has an award.
pub static HUB_NOT_FUNDED: Rule =
    Rule::warning("programme/hub-not-funded", "a hub at work has an award in each year for which hubs have awards")
        .why("a hub that is paid nothing was forgotten, or its ledger is missing here")
        .says("{hub} is at work throughout {year}, for which hubs have awards, and has none")
        .hint("add the ledger of its award, or correct when the hub was at work")
        .source(&Source::Convention)
        .except_to("a hub that is not at work throughout the year, and a satellite of another")
        .of_history();

/// An award goes to a hub that has not ended.
pub static AWARD_TO_CLOSED_HUB: Rule =
    Rule::warning("programme/award-to-closed-hub", "an award goes to a hub that has not ended before it begins")
        .why("nobody is left to carry out what it pays for")
        .says("the award begins on {day}, and {hub} had ended by then")
        .hint("correct the hub or its dates, or end the award")
        .source(&Source::Convention)
        .except_to("an award for central costs")
        .of_history();

/// A payment to a body related to the payer says why it was made.
pub static RELATED_PARTY_UNAPPROVED: Rule = Rule::warning(
    "programme/related-party-unapproved",
    "what is paid on to a body related to the holder or the hub's lead gives a reason",
)
.why("money that stays in the family is approved in the open or not paid")
.says("{to} was paid {amount} on {day}, {tie}, and the entry gives no reason")
.hint("reverse the payment and make it again with the reason and who approved it")
.source(&Source::Convention)
.of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] =
    &[&AWARD_BODY_NOT_ACCOUNTABLE, &HUB_NOT_FUNDED, &AWARD_TO_CLOSED_HUB, &RELATED_PARTY_UNAPPROVED];

pub(super) fn judge(all: &Together<'_>, sink: &mut Sink) {
    let ledgers = At::ROOT.field("ledgers");
    for (id, account) in all.awards() {
        let at = ledgers.key(&id);
        award(all, account, &at.field("award"), sink);
    }
    for (id, ledger) in all.affairs.ledgers() {
        paid_on(all, id, ledger, sink);
    }
    hubs(all, sink);
}

fn award(all: &Together<'_>, account: &Account, at: &At<'_>, sink: &mut Sink) {
    let award = account.award();
    let Some(hub) = award.hub else {
        sink.not_applicable(&AWARD_BODY_NOT_ACCOUNTABLE);
        sink.not_applicable(&AWARD_TO_CLOSED_HUB);
        return;
    };
    // A hub that is not there is another rule's.
    let Some(record) = all.hub(hub) else { return };
    body(all, account, (hub, record), at, sink);
    let first = award.period().first();
    let ended = record.milestones.has_ended(first).or((record.status_on(first) == Some(Status::Ended)).into());
    let draft = sink.judge(&AWARD_TO_CLOSED_HUB, &at.field("hub"), !ended, "it is half known when the hub ended");
    draft.map(|draft| draft.with("day", first).with("hub", hub.to_string()));
}

fn body(all: &Together<'_>, account: &Account, (id, hub): (HubId, &Hub), at: &At<'_>, sink: &mut Sink) {
    let mut undecided = false;
    let mut held = false;
    for day in turning_days(all, account, hub) {
        let tenure = match hub.leadership.on(day, hub.is_complete(Section::Leadership)) {
            LeadStatus::Held(_, tenure) => tenure,
            LeadStatus::Unknown => {
                undecided = true;
                continue;
            }
            LeadStatus::Bridged(_) | LeadStatus::Vacant => continue,
        };
        let (holder, _) = account.holder(day);
        let Some(accountable) = accountable(all, tenure, day) else {
            undecided = true;
            continue;
        };
        let legal = all.register().legal_body(accountable, day).known();
        if accountable == holder || legal == Some(holder) {
            held = true;
            continue;
        }
        let name = |body| all.register().name(body);
        sink.broken(&AWARD_BODY_NOT_ACCOUNTABLE, &at.field("body"))
            .with("holder", name(holder))
            .with("day", day)
            .with("accountable", name(accountable))
            .with("hub", id.to_string());
        return;
    }
    if undecided {
        let because = "it is not known who leads the hub, or which body is accountable, on every day of the award";
        let draft = sink.undetermined(&AWARD_BODY_NOT_ACCOUNTABLE, &at.field("body"), because);
        draft.with("hub", id.to_string());
    } else if held {
        sink.holds(&AWARD_BODY_NOT_ACCOUNTABLE);
    } else {
        sink.not_applicable(&AWARD_BODY_NOT_ACCOUNTABLE);
    }
}

/// The body accountable on a day, under the id that it has then: the one recorded, or where nobody wrote that down the
/// legal body behind the only lead.
fn accountable(all: &Together<'_>, tenure: &Tenure, day: NaiveDate) -> Option<OrganisationId> {
    let register = all.register();
    if !tenure.accountable.is_empty() {
        return tenure.accountable_on(day).map(|body| register.current(body, day));
    }
    let mut bodies = tenure.leads.keys().map(|lead| register.legal_body(*lead, day).known());
    bodies.next().flatten().filter(|first| bodies.all(|body| body == Some(*first)))
}

/// The days of an award, up to the day judged, on which it may come to be held by another than who is accountable: its
/// first, and each on which either changes.
fn turning_days(all: &Together<'_>, account: &Account, hub: &Hub) -> BTreeSet<NaiveDate> {
    let period = account.award().period();
    let ends = |span: Span| {
        let until = span.until().and_then(|until| until.day()?.succ_opt());
        [span.from().day(), until].into_iter().flatten()
    };
    let mut days: BTreeSet<NaiveDate> = account.novated_on().chain([period.first()]).collect();
    for tenure in hub.leadership.tenures.values() {
        days.extend(ends(tenure.span));
        days.extend(tenure.accountable.values().flat_map(|spans| spans.iter().flat_map(ends)));
        for body in tenure.accountable.keys().chain(tenure.leads.keys()) {
            let opened = all.register().line(*body).filter_map(|at| all.register().successor(at)?.1.opened.day());
            days.extend(opened);
        }
    }
    for span in hub.leadership.bridges.iter().map(|bridge| bridge.span).chain(hub.leadership.vacancies.iter().copied())
    {
        days.extend(ends(span));
    }
    days.retain(|day| period.contains(*day) && *day <= all.on);
    days
}

fn hubs(all: &Together<'_>, sink: &mut Sink) {
    let funded: BTreeSet<(Year, HubId)> =
        all.awards().filter_map(|(_, account)| Some((account.award().year, account.award().hub?))).collect();
    let years: BTreeSet<Year> = funded.iter().map(|(year, _)| *year).collect();
    let at = At::ROOT.field("network");
    let at = at.field("hubs");
    for (id, hub) in all.hubs() {
        for year in &years {
            let at_work = hub.is_operating(year.first_day()).and(hub.is_operating(year.last_day()));
            if at_work.is_no() || hub.satellite_of.is_some() {
                sink.not_applicable(&HUB_NOT_FUNDED);
                continue;
            }
            // A hub that has its award need not be known to have been at work.
            let has_award = |(other, hub): &(Year, HubId)| *hub == id && other.period().overlaps(year.period());
            let kept = Answer::from(funded.iter().any(has_award)).or(!at_work);
            let because = "it is not known whether the hub was at work throughout the year";
            let draft = sink.judge(&HUB_NOT_FUNDED, &at.key(&id), kept, because);
            draft.map(|draft| draft.with("hub", id.to_string()).with("year", year.to_string()));
        }
    }
}

fn paid_on(all: &Together<'_>, id: AwardId, ledger: &Ledger, sink: &mut Sink) {
    let account = ledger.state();
    let standing: BTreeSet<u64> = account.onward().map(|(entry, ..)| entry).collect();
    let ledgers = At::ROOT.field("ledgers");
    let at = ledgers.key(&id);
    let entries = at.field("entries");
    for entry in ledger.entries().iter().filter(|entry| standing.contains(&entry.number)) {
        let Event::PassedOn(paid) = &entry.what else { continue };
        let mut related = BTreeSet::from([account.holder(paid.on).0]);
        if let Some(hub) = account.award().hub.and_then(|hub| all.hub(hub)) {
            let tenures = hub.leadership.tenures.values().filter(|tenure| tenure.covers(paid.on).is_yes());
            related.extend(tenures.flat_map(|tenure| tenure.leads.keys().copied().chain(tenure.lead_schools())));
        }
        let group = |body: &OrganisationId| all.is_one_group(paid.to, *body, paid.on);
        let tied = Answer::any(related.iter().map(group));
        let kept = Answer::from(!entry.why.is_empty()).or(!tied);
        let number = entry.number;
        let because = "the trust of a school is not recorded";
        let draft = sink.judge(&RELATED_PARTY_UNAPPROVED, &entries.key(&number), kept, because);
        if let Some(draft) = draft {
            let to_whom = related.iter().find(|body| group(body) == tied).copied().unwrap_or(paid.to);
            let name = |body| all.register().name(body);
            let tie = if to_whom == paid.to {
                "holds the award or leads the hub".to_owned()
            } else {
                format!("is of one group with {}", name(to_whom))
            };
            let draft = draft.with("to", name(paid.to)).with("day", paid.on).with("tie", tie);
            draft.with("amount", paid.amounts.total().unwrap_or_default().to_string());
        }
    }
}
