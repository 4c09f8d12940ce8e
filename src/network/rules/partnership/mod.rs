//! The rules of a hub's partnerships.

use chrono::{Days, NaiveDate};

use super::sources;
use crate::{
    answer::Answer,
    identifiers::{OrganisationId, PartnershipId},
    network::{Around, Hub, LeadStatus, Partner, Partnership, Role, Section, Status, Tenure},
    organisation::{Continuity, Governance, Kind, Register},
    rules::{At, Rule, Sink, Value},
};

mod evaluation;

pub use evaluation::{EVALUATES_OWN_WORK, EVALUATOR_NOT_STRATEGIC};

/// A hub at work has a strategic partner.
pub static NO_STRATEGIC_PARTNER: Rule = Rule::warning(
    "hub/no-strategic-partner",
    "a hub at work has a strategic partner",
)
.why("strategic partners help to plan and evaluate the work, so that a hub is more than its lead")
.says("none of its {partnerships} partnerships is a strategic one in force on {day}")
.hint("record who helps to plan and evaluate the hub's work, or mark the partnerships as incomplete")
.source(&sources::ABOUT)
.except_to(
    "a hub that is not at work, or began so lately that it is settling in, and every hub of a programme without \
             partners",
);

/// A partner is somebody else than the lead.
pub static PARTNER_IS_THE_LEAD: Rule =
    Rule::warning("hub/partner-is-the-lead", "a partner is somebody else than the lead and the bodies behind it")
        .why("a lead in partnership with itself brings the hub neither another view nor another pair of hands")
        .says("the partner {partner} is {as} of the hub on {day}")
        .hint("end the partnership, or record it with the organisation that is meant")
        .source(&sources::CONVENTION)
        .except_to(
            "a partnership that is not in force, one with a practitioner or with another school of the lead's trust, \
             and a day without a lead",
        );

/// The accreditation on which a partnership rests is in force.
pub static EXPERTISE_LAPSED: Rule =
    Rule::warning("hub/expertise-lapsed", "the accreditation on which a partnership rests is in force")
        .why("accreditations end unless they are renewed, and the partner is there for the sake of one")
        .says("the accreditation of {partner} as `{word}`, {span}, is not in force on {day}")
        .hint("record the renewal, or take the expertise out of the partnership")
        .source(&sources::PD_LEADS)
        .except_to(
            "expertise that rests on no accreditation, a partner that is an organisation, and a partnership that is \
             not in force",
        );

/// An operational partner carries out some project.
pub static OPERATIONAL_PARTNER_IDLE: Rule =
    Rule::advice("hub/operational-partner-idle", "an operational partner carries out some project")
        .why("operational partners are there to carry out the work")
        .says("the operational partner {partner} carries out no project")
        .hint("record the projects that the partner carries out, or make the partnership a strategic one")
        .source(&sources::ABOUT)
        .except_to("a strategic partnership, and one that is not in force");

/// A partner has not closed.
pub static PARTNER_CLOSED: Rule =
    Rule::warning("hub/partner-closed", "an organisation in partnership is open, or goes on as another")
        .why("an organisation that is no more helps nobody")
        .says("the partner {partner} closed on {closed} and goes on as no other, and the partnership runs on {day}")
        .hint("end the partnership, or record what the partner goes on as")
        .source(&sources::CONVENTION)
        .except_to(
            "a partner of which no closing date is recorded, a practitioner, and a partnership that is not in force",
        );

/// No partnership is recorded twice.
pub static PARTNERSHIP_TWICE: Rule =
    Rule::warning("hub/partnership-twice", "no partner is in partnership twice at a time in the same role")
        .why("a partnership recorded under two ids is counted, and may be paid, twice")
        .says("{partner} is in partnership, {span}, in the same role as in `{other}`, {others_span}")
        .hint("make one partnership of the two, or mend their dates")
        .source(&sources::CONVENTION)
        .except_to("a hub with fewer than two partnerships")
        .of_history();

/// All rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &NO_STRATEGIC_PARTNER,
    &PARTNER_IS_THE_LEAD,
    &EXPERTISE_LAPSED,
    &OPERATIONAL_PARTNER_IDLE,
    &PARTNER_CLOSED,
    &PARTNERSHIP_TWICE,
    &EVALUATOR_NOT_STRATEGIC,
    &EVALUATES_OWN_WORK,
];

const HALF_KNOWN: &str = "the days of the partnership are half known";
const NOT_ALL: &str = "the hub's partnerships are not all recorded";

/// Judges the partnerships of the hub at `at`.
pub(super) fn judge(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let partnerships = at.field("partnerships");
    no_strategic_partner(hub, &partnerships, around, sink);
    let lead = hub.leadership.on(around.on, hub.is_complete(Section::Leadership));
    for (id, partnership) in &hub.partnerships {
        let place = partnerships.key(id);
        partner_is_the_lead(partnership, lead, at, &place, around, sink);
        expertise_lapsed(partnership, &place, around, sink);
        operational_partner_idle(hub, partnership, &place, around, sink);
        partner_closed(partnership, &place, around, sink);
    }
    partnership_twice(hub, &partnerships, around, sink);
    evaluation::judge(hub, &partnerships, around, sink);
}

fn no_strategic_partner(hub: &Hub, partnerships: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &NO_STRATEGIC_PARTNER;
    let settled = has_settled(hub, around);
    let operating = hub.is_operating(around.on);
    if !around.policy.partners || operating.is_no() || settled.is_no() {
        return sink.not_applicable(rule);
    }
    let strategic = hub.partnerships.values().filter(|partnership| partnership.role == Role::Strategic);
    let found = Answer::any(strategic.map(|partnership| partnership.span.covers(around.on)));
    let all = all_recorded(hub);
    let because = if found.is_unknown() {
        "the days of a strategic partnership are half known"
    } else if all.is_unknown() {
        NOT_ALL
    } else if operating.is_unknown() {
        "it is not known whether the hub is at work"
    } else {
        "it is half known since when the hub has been at work"
    };
    // One that may still be settling in need not have any.
    let kept = found.or(!all).or(!operating).or(!settled);
    if let Some(draft) = sink.judge(rule, partnerships, kept, because) {
        draft.with("partnerships", hub.partnerships.len()).with("day", around.on);
    }
}

/// Whether the days in which a new hub may do without partners are over.
fn has_settled(hub: &Hub, around: &Around<'_>) -> Answer {
    let days = Days::new(around.policy.settling_days.into());
    let Some(limit) = around.on.checked_sub_days(days) else { return Answer::No };
    let began = hub.milestones.operating.map_or(Answer::Unknown, |began| began.is_before(limit));
    let steps = hub.designations.iter().filter(|step| step.status == Status::Operating).map(|step| step.from);
    let mut at_work = hub.milestones.seen_operating.into_iter().chain(steps);
    // One that was at work by then began no later. One that was not seen at work by then may have been.
    if began.is_unknown() && at_work.any(|date| date.is_before(limit).is_yes()) { Answer::Yes } else { began }
}

/// Whether the partnerships are all recorded: unknown where the hub does not say so.
fn all_recorded(hub: &Hub) -> Answer {
    if hub.is_complete(Section::Partnerships) { Answer::Yes } else { Answer::Unknown }
}

fn partner_is_the_lead(
    partnership: &Partnership,
    lead: LeadStatus<'_>,
    at: &At<'_>,
    place: &At<'_>,
    around: &Around<'_>,
    sink: &mut Sink,
) {
    let rule = &PARTNER_IS_THE_LEAD;
    let in_force = partnership.span.covers(around.on);
    let Partner::Organisation(partner) = partnership.with else { return sink.not_applicable(rule) };
    if in_force.is_no() {
        return sink.not_applicable(rule);
    }
    let (tenure_id, tenure) = match lead {
        LeadStatus::Held(id, tenure) => (id, tenure),
        LeadStatus::Bridged(_) | LeadStatus::Vacant => return sink.not_applicable(rule),
        LeadStatus::Unknown => {
            sink.undetermined(rule, place, "it is not known who leads the hub").with("partner", Value::text(partner));
            return;
        }
    };
    let (register, day) = (around.register, around.on);
    let leads = Answer::any(all_leads(tenure).map(|lead| is_one(register, partner, lead, Some(day))));
    let accounts = tenure.accountable.iter();
    let accounts =
        Answer::any(accounts.map(|(body, spans)| spans.covers(day).and(is_one(register, partner, *body, Some(day)))));
    let governs = Answer::any(all_leads(tenure).map(|lead| is_trust_of(register, partner, lead, day)));
    let is_lead = leads.or(accounts).or(governs);
    if is_lead.is_no() && shares_trust(register, partner, tenure, day) {
        return sink.not_applicable(rule);
    }
    let unknown = register.organisation(partner).is_none();
    let is_lead = if unknown { is_lead.or(Answer::Unknown) } else { is_lead };
    let because = if is_lead.is_yes() {
        HALF_KNOWN
    } else if unknown {
        "the partner is not in the register"
    } else {
        "what became of the partner or the lead, or which body is behind the lead, is half known"
    };
    if let Some(draft) = sink.judge(rule, place, !in_force.and(is_lead), because) {
        let role = if leads.is_yes() {
            "a lead"
        } else if accounts.is_yes() {
            "the accountable body"
        } else {
            "the trust of a lead"
        };
        let leadership = at.field("leadership");
        let tenures = leadership.field("tenures");
        let draft = draft.with("partner", Value::text(partner)).with("day", day).beside(&tenures.key(&tenure_id));
        if is_lead.is_yes() {
            draft.with("as", role);
        }
    }
}

/// The leads of a tenure and the schools that they nominate.
fn all_leads(tenure: &Tenure) -> impl Iterator<Item = OrganisationId> {
    tenure.leads.iter().flat_map(|(lead, details)| std::iter::once(*lead).chain(details.nominates))
}

/// Whether `partner` is the trust of `lead` on `day`.
fn is_trust_of(register: &Register, partner: OrganisationId, lead: OrganisationId, day: NaiveDate) -> Answer {
    let kind = register.organisation(partner).map(|organisation| &organisation.kind);
    let perhaps = if matches!(kind, None | Some(Kind::Trust)) { Answer::Unknown } else { Answer::No };
    let Some(organisation) = register.organisation(register.current(lead, day)) else { return perhaps };
    let Some(school) = organisation.school() else { return Answer::No };
    let trusts = school.trusts.iter();
    let recorded =
        Answer::any(trusts.map(|(trust, spans)| spans.covers(day).and(is_one(register, partner, *trust, Some(day)))));
    let some_trust = school.governance == Governance::Academy && school.trust_on(day).is_none();
    if some_trust { recorded.or(perhaps) } else { recorded }
}

/// Whether `partner` is certainly a school of the trust that leads in `tenure`, or of the trust of a school that does.
fn shares_trust(register: &Register, partner: OrganisationId, tenure: &Tenure, day: NaiveDate) -> bool {
    let trust_of = |id| register.school(register.current(id, day)).and_then(|school| school.trust_on(day));
    let same = |one, another| is_one(register, one, another, Some(day)).is_yes();
    trust_of(partner).is_some_and(|trust| {
        all_leads(tenure).any(|lead| same(trust, lead) || trust_of(lead).is_some_and(|other| same(trust, other)))
    })
}

/// Whether the two are one organisation: on `day`, after the mergers that had certainly taken place by then; with no
/// day, under two ids at all times.
fn is_one(register: &Register, one: OrganisationId, another: OrganisationId, day: Option<NaiveDate>) -> Answer {
    Answer::any(ids(register, one, day).flat_map(|(id, sure)| {
        let met = ids(register, another, day).filter(move |(other, _)| *other == id);
        met.map(move |(_, other_sure)| sure.and(other_sure))
    }))
}

/// The ids under which `id` goes on, itself first, with whether it certainly does.
fn ids(
    register: &Register,
    id: OrganisationId,
    day: Option<NaiveDate>,
) -> impl Iterator<Item = (OrganisationId, Answer)> {
    let next = move |(at, sure): &(OrganisationId, Answer)| {
        let (to, link) = register.successor(*at)?;
        let follows = match link.continuity {
            Continuity::Continues => Answer::Yes,
            _ => day.map_or(Answer::No, |day| link.opened.is_on_or_before(day)),
        };
        let sure = sure.and(follows);
        (to != id && !sure.is_no()).then_some((to, sure))
    };
    // A line visits no link twice, so it is at most as long as there are links.
    std::iter::successors(Some((id, Answer::Yes)), next).take(register.successions.len().saturating_add(1))
}

fn expertise_lapsed(partnership: &Partnership, place: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &EXPERTISE_LAPSED;
    let in_force = partnership.span.covers(around.on);
    let place = place.field("expertise");
    for word in &partnership.expertise {
        let rests = !in_force.is_no() && around.policy.words.accredited.contains(word);
        let (true, Partner::Practitioner(person)) = (rests, partnership.with) else {
            sink.not_applicable(rule);
            continue;
        };
        let practitioner = around.register.practitioners.get(&person);
        let spans = practitioner.and_then(|practitioner| practitioner.accreditations.get(word));
        let accredited = spans.map_or(Answer::Unknown, |spans| spans.covers(around.on));
        let because = match (practitioner, spans) {
            (None, _) => "the practitioner is not in the register",
            (_, None) => "the accreditation is not recorded",
            _ if accredited.is_no() => HALF_KNOWN,
            _ => "the days of the accreditation are half known",
        };
        if let Some(draft) = sink.judge(rule, &place, accredited.or(!in_force), because) {
            let draft = draft.with("partner", Value::text(person)).with("word", word.as_str()).with("day", around.on);
            if let Some(spans) = spans {
                draft.with("span", Value::text(spans));
            }
        }
    }
}

fn operational_partner_idle(
    hub: &Hub,
    partnership: &Partnership,
    place: &At<'_>,
    around: &Around<'_>,
    sink: &mut Sink,
) {
    let rule = &OPERATIONAL_PARTNER_IDLE;
    let in_force = partnership.span.covers(around.on);
    if partnership.role == Role::Strategic || in_force.is_no() {
        return sink.not_applicable(rule);
    }
    let idle = Answer::from(partnership.carries_out.is_empty()).and(all_recorded(hub));
    let because = if in_force.is_unknown() { HALF_KNOWN } else { NOT_ALL };
    if let Some(draft) = sink.judge(rule, place, !idle.and(in_force), because) {
        draft.with("partner", Value::text(partnership.with));
    }
}

fn partner_closed(partnership: &Partnership, place: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &PARTNER_CLOSED;
    let (register, day) = (around.register, around.on);
    let in_force = partnership.span.covers(day);
    let partner = partnership.with.organisation();
    let closed = partner.and_then(|partner| register.organisation(partner)?.closed);
    let (Some(partner), Some(closed), false) = (partner, closed, in_force.is_no()) else {
        return sink.not_applicable(rule);
    };
    // What it goes on as may have closed in turn.
    let is_open = |id| {
        let closed = register.organisation(id).and_then(|organisation| organisation.closed);
        closed.map_or(Answer::Yes, |closed| !closed.is_before(day))
    };
    let open = Answer::any(register.line(partner).map(is_open));
    let because = if open.is_no() { HALF_KNOWN } else { "the day on which the partner closed is half known" };
    if let Some(draft) = sink.judge(rule, place, open.or(!in_force), because) {
        draft.with("partner", Value::text(partner)).with("closed", closed).with("day", day);
    }
}

fn partnership_twice(hub: &Hub, partnerships: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &PARTNERSHIP_TWICE;
    if hub.partnerships.len() < 2 {
        return sink.not_applicable(rule);
    }
    for (place, (id, partnership)) in hub.partnerships.iter().enumerate() {
        let later = hub.partnerships.iter().skip(place.saturating_add(1));
        let same = later.map(|(other_id, other)| (is_same(partnership, other, around.register), other_id, other));
        // The first of those that are certainly the same, else of those that may be.
        let found: Option<(Answer, &PartnershipId, &Partnership)> =
            same.filter(|(same, ..)| !same.is_no()).reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((same, other_id, other)) = found else {
            sink.holds(rule);
            continue;
        };
        if let Some(draft) = sink.judge(rule, &partnerships.key(id), !same, "the days of the two are half known") {
            draft
                .with("partner", Value::text(partnership.with))
                .with("span", Value::text(partnership.span))
                .with("other", other_id.as_str())
                .with("others_span", Value::text(other.span))
                .beside(&partnerships.key(other_id));
        }
    }
}

/// Whether two partnerships are with the same partner at the same time.
fn is_with_one(one: &Partnership, another: &Partnership, register: &Register) -> Answer {
    let partner = match (one.with, another.with) {
        (Partner::Organisation(one), Partner::Organisation(another)) => is_one(register, one, another, None),
        (one, another) => (one == another).into(),
    };
    partner.and(one.span.overlaps(another.span))
}

/// Whether two partnerships are with the same partner, in the same role, at the same time.
fn is_same(one: &Partnership, another: &Partnership, register: &Register) -> Answer {
    is_with_one(one, another, register).and((one.role == another.role).into())
}

#[cfg(test)]
mod tests;
