//! Rules of who leads: tenures, bridges, vacancies, and who is accountable.

mod bodies;
mod days;
mod place;
#[cfg(test)]
mod tests;

use super::sources;
use crate::{
    identifiers::HubId,
    network::{Around, Hub},
    rules::{At, Rule, Sink},
};

/// A lead is not vacant for longer than policy allows.
pub static LEAD_VACANT_TOO_LONG: Rule =
    Rule::warning("hub/lead-vacant-too-long", "a hub has a lead or a bridge, but for the days that policy allows")
        .why("nobody runs the hub meanwhile")
        .says("neither lead nor bridge for {days} days from {from}, where policy allows {allowed}")
        .hint("record the tenure, or the hub that stood in")
        .source(&sources::LONDON_SOUTH_EAST_2015)
        .except_to("a hub that is forming or has ended, or a programme that sets no limit")
        .of_history();

/// A lead lies in its area.
pub static LEAD_OUTSIDE_AREA: Rule = Rule::error(
    "hub/lead-outside-area",
    "at the start of a tenure a lead, or the school that it nominates, lies in the hub's area",
)
.why("competitions for a lead are open to schools of the area alone")
.says("no lead of this tenure lies in the area that the hub served on {on}")
.hint("correct the area or the school's place")
.source(&sources::NOTICE_2022)
.except_to("a tenure that began before the programme asked for it, or has not begun")
.of_history();

/// A trust nominates one of its schools.
pub static NOMINATED_SCHOOL_NOT_IN_TRUST: Rule = Rule::error(
    "hub/nominated-school-not-in-trust",
    "a trust that leads nominates a school that is its own on the first and the last day of the tenure",
)
.why("the school is what was judged, and where the hub stands")
.says("{trust} nominates {wrong}")
.hint("name a school that belongs to the trust for the whole tenure")
.source(&sources::NOTICE_2022)
.except_to("a lead that is no trust, or a tenure that began before the programme asked for it, or has not begun")
.of_history();

/// Exactly one legal body is accountable on each day.
pub static ACCOUNTABLE_BODY_NOT_ONE: Rule = Rule::error(
    "hub/accountable-body-not-one",
    "on each day of a tenure exactly one legal body is accountable, of an academy its trust",
)
.why("one body signs, is paid, and answers for the money")
.says("{wrong} from {from}")
.hint("name the legal body for each day of the tenure; of an academy that is its trust")
.source(&sources::NOTICE_2022)
.except_to("a hub without a tenure")
.of_history();

/// Whoever leads is named by the URN that it has now.
pub static URN_SUPERSEDED: Rule = Rule::warning(
    "hub/urn-superseded",
    "a lead, a nominated school or an accountable body is named by the id that it had on its last day as such, or has now",
)
.why("a look-up by the new id must find the same lead")
.says("{lead} goes on as {successor} since {opened}")
.hint("name the successor; the link keeps the old id findable")
.source(&sources::GIAS_LINKS)
.except_to("a body that nothing succeeds; a sixth form centre is no successor")
.of_history();

/// Tenures overlap only in a handover.
pub static TENURES_OVERLAP: Rule =
    Rule::error("hub/tenures-overlap", "one tenure follows another, but for the days of a declared handover")
        .why("one lead answers for the hub on each day")
        .says("overlaps the tenure {other} outside a declared handover")
        .hint("correct the dates, declare the handover, or make it one tenure of joint leads")
        .source(&sources::CONVENTION)
        .except_to("a tenure that no other follows; joint leads share one")
        .of_history();

/// A handover is no longer than policy allows.
pub static HANDOVER_TOO_LONG: Rule =
    Rule::warning("hub/handover-too-long", "a handover takes no longer than policy allows")
        .why("two leads for long are no lead")
        .says("the handover to {to} {takes}, where policy allows {allowed}")
        .hint("end the outgoing tenure, or correct the handover")
        .source(&sources::CONVENTION)
        .except_to("a tenure without a handover, or with one that has not begun, or a programme that sets no limit")
        .of_history();

/// A hub has one lead, or two jointly.
pub static JOINT_LEADS_NOT_FEW: Rule =
    Rule::error("hub/joint-leads-not-few", "a tenure has a lead, and no more of them than policy allows")
        .why("a hub has one lead school or two")
        .says("{leads} leads, where policy allows 1 to {allowed}")
        .hint("make the others associates")
        .source(&sources::CONVENTION)
        .of_history();

/// Only bodies of listed kinds lead.
pub static LEAD_KIND_NOT_LISTED: Rule =
    Rule::error("hub/lead-kind-not-listed", "a lead is a body of a kind that the programme lists")
        .why("the programme decides which kinds of bodies may lead")
        .says("{lead} is a body of the kind `{kind}`, which the programme does not list")
        .hint("correct the organisation's kind, or the policy's words")
        .source(&sources::NOTICE_2022)
        .of_history();

/// A lead that closes is succeeded.
pub static LEAD_CLOSED: Rule = Rule::warning(
    "hub/lead-closed",
    "a lead, a nominated school and an accountable body have not closed while they are such",
)
.why("a body that has closed leads nothing")
.says("{lead} closed on {closed}, and no successor is recorded")
.hint("end the tenure, or record the successor")
.source(&sources::CONVENTION)
.except_to("a body that another goes on as, or of which no closing is recorded")
.of_history();

/// A handover is to a tenure that is there.
pub static UNKNOWN_TENURE: Rule = Rule::error("hub/unknown-tenure", "a handover is to another tenure of the same hub")
    .why("whoever follows the handover must find who took over")
    .says("the hub has no other tenure {to}")
    .hint("record the tenure, or correct the id")
    .source(&sources::CONVENTION)
    .except_to("a tenure without a handover")
    .of_history()
    .fixed();

/// A hub is not vacant while it is led.
pub static LEADERSHIP_CONTRADICTS: Rule =
    Rule::error("hub/leadership-contradicts", "no recorded vacancy certainly shares a day with a tenure or a bridge")
        .why("whichever of the two is read, the hub must have a lead or none")
        .says("the vacancy {vacancy} overlaps {what}")
        .hint("correct the vacancy, or end the tenure or the bridge")
        .source(&sources::CONVENTION)
        .except_to("a hub without recorded vacancies")
        .of_history();

/// One hub stands in at a time, and only where nobody leads.
pub static BRIDGES_OVERLAP: Rule = Rule::error(
    "hub/bridges-overlap",
    "a bridge is by another hub, and certainly shares no day with a second bridge, nor with a tenure outside its handover",
)
.why("one hub stands in at a time, and only where no lead is there")
.says("the bridge by {by}, {span}, {what}")
.hint("correct the dates, or name the hub that stood in")
.source(&sources::CONVENTION)
.except_to("a hub without bridges")
.of_history();

/// The rules of this folder.
pub(super) const RULES: &[&Rule] = &[
    &LEAD_VACANT_TOO_LONG,
    &LEAD_OUTSIDE_AREA,
    &NOMINATED_SCHOOL_NOT_IN_TRUST,
    &ACCOUNTABLE_BODY_NOT_ONE,
    &URN_SUPERSEDED,
    &TENURES_OVERLAP,
    &HANDOVER_TOO_LONG,
    &JOINT_LEADS_NOT_FEW,
    &LEAD_KIND_NOT_LISTED,
    &LEAD_CLOSED,
    &UNKNOWN_TENURE,
    &LEADERSHIP_CONTRADICTS,
    &BRIDGES_OVERLAP,
];

/// Judges who leads `hub`.
pub(super) fn judge(id: HubId, hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let here = at.field("leadership");
    days::vacancy(hub, &here, around, sink);
    days::contradictions(hub, &here, around, sink);
    days::bridges(id, hub, &here, around, sink);
    if hub.leadership.tenures.is_empty() {
        sink.not_applicable(&ACCOUNTABLE_BODY_NOT_ONE);
    }
    let tenures = here.field("tenures");
    for (id, tenure) in &hub.leadership.tenures {
        let at = tenures.key(id);
        place::place(hub, tenure, &at, around, sink);
        place::nomination(hub, tenure, &at, around, sink);
        bodies::judge(hub, tenure, &at, around, sink);
        let leads = tenure.leads.len();
        let most = around.policy.most_joint_leads;
        if leads >= 1 && u32::try_from(leads).is_ok_and(|leads| leads <= most) {
            sink.holds(&JOINT_LEADS_NOT_FEW);
        } else {
            sink.broken(&JOINT_LEADS_NOT_FEW, &at.field("leads")).with("leads", leads).with("allowed", most);
        }
        days::succession(hub, *id, tenure, &at, around, sink);
        days::handover(hub, *id, tenure, &at, around, sink);
    }
}
