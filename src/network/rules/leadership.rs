//! Rules of who leads: tenures, bridges, vacancies, and who is accountable.

use chrono::NaiveDate;

use super::sources;
use crate::{
    answer::Answer,
    calendar::{Period, Span},
    geography::Extent,
    identifiers::{OrganisationId, TenureId},
    network::{Around, Hub, Section, Status, Tenure},
    organisation::{Governance, Kind, LegalBody},
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
.except_to("a tenure that began before the programme asked for it")
.of_history();

/// A trust nominates one of its schools.
pub static NOMINATED_SCHOOL_NOT_IN_TRUST: Rule =
    Rule::error("hub/nominated-school-not-in-trust", "a trust that leads nominates a school of its own")
        .why("the school is what was judged, and where the hub stands")
        .says("{trust} nominates {school}")
        .hint("name a school that belongs to the trust for the whole tenure")
        .source(&sources::NOTICE_2022)
        .except_to("a lead that is no trust, or a tenure that began before the programme asked for it")
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

/// A lead is named by the URN that it has now.
pub static URN_SUPERSEDED: Rule =
    Rule::warning("hub/urn-superseded", "a lead is named by the id that it had at the end of its tenure, or has now")
        .why("a look-up by the new id must find the same lead")
        .says("{lead} goes on as {successor} since {opened}")
        .hint("name the successor; the link keeps the old id findable")
        .source(&sources::GIAS_LINKS)
        .except_to("a lead that nothing succeeds; a sixth form centre is no successor")
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
    Rule::warning("hub/handover-too-long", "a handover takes no longer than policy allows, and names the next tenure")
        .why("two leads for long are no lead")
        .says("the handover to {to} takes {days} days, where policy allows {allowed}")
        .hint("end the outgoing tenure, or correct the handover")
        .source(&sources::CONVENTION)
        .except_to("a tenure without a handover, or a programme that sets no limit")
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
pub static LEAD_CLOSED: Rule = Rule::error("hub/lead-closed", "a lead is open for all the days of its tenure")
    .why("a body that has closed leads nothing")
    .says("{lead} closed on {closed}, and nothing goes on as it")
    .hint("end the tenure, or record the successor")
    .source(&sources::CONVENTION)
    .except_to("a lead of which no closing is recorded")
    .of_history();

/// The rules of this file.
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
];

/// Judges who leads `hub`.
pub(super) fn judge(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let here = at.field("leadership");
    vacancy(hub, &here, around, sink);
    if hub.leadership.tenures.is_empty() {
        sink.not_applicable(&ACCOUNTABLE_BODY_NOT_ONE);
    }
    let tenures = here.field("tenures");
    for (id, tenure) in &hub.leadership.tenures {
        let at = tenures.key(id);
        place(hub, tenure, &at, around, sink);
        nomination(tenure, &at, around, sink);
        accountability(tenure, &at, around, sink);
        for lead in tenure.leads.keys() {
            let leads = at.field("leads");
            body(*lead, tenure, &leads.key(lead), around, sink);
        }
        let leads = tenure.leads.len();
        let most = around.policy.most_joint_leads;
        if leads >= 1 && u32::try_from(leads).is_ok_and(|leads| leads <= most) {
            sink.holds(&JOINT_LEADS_NOT_FEW);
        } else {
            sink.broken(&JOINT_LEADS_NOT_FEW, &at.field("leads")).with("leads", leads).with("allowed", most);
        }
        succession(hub, *id, tenure, &at, sink);
        handover(hub, tenure, &at, around, sink);
    }
}

/// The last day of `span` that matters on `on`: its own, or today.
fn last_day(span: Span, on: NaiveDate) -> NaiveDate {
    span.until().and_then(|until| until.latest()).map_or(on, |last| last.min(on))
}

fn vacancy(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &LEAD_VACANT_TOO_LONG;
    let on = around.on;
    let stands = !matches!(hub.status_on(on), Some(Status::Forming | Status::Ended));
    let Some(allowed) = around.policy.vacancy_days.filter(|_| stands) else { return sink.not_applicable(rule) };
    let too_long = |gap: &Period| gap.days().is_none_or(|days| days > u64::from(allowed));
    let to_today =
        |period: Period| Period::new(period.first(), Some(period.last().map_or(on, |last| last.min(on)))).ok();

    let known = hub.leadership.vacancies.iter().filter_map(|span| span.at_least().and_then(to_today));
    let began = hub.milestones.operating.filter(|began| !began.is_unknown());
    let led = || {
        let bridges = hub.leadership.bridges.iter().map(|bridge| bridge.span);
        hub.leadership.tenures.values().map(|tenure| tenure.span).chain(bridges)
    };
    // Between the days on which it certainly was at work, none of the recorded spans, taken at their longest.
    let certain = began.and_then(|began| Period::new(began.latest()?, Some(on)).ok());
    let certain = certain.and_then(|days| days.longest_gap(|| led().map(Span::at_most)));
    let certain = certain.filter(|_| hub.is_complete(Section::Leadership));
    if let Some(gap) = known.chain(certain).filter(too_long).max_by_key(|gap| gap.days()) {
        let days = gap.days().and_then(|days| i64::try_from(days).ok()).unwrap_or(i64::MAX);
        let draft = sink.broken(rule, at).with("days", days).with("from", gap.first());
        draft.with("allowed", allowed);
        return;
    }
    // And taken at their shortest, from the first day on which it may have been.
    let possible = began.and_then(|began| Period::new(began.earliest()?, Some(on)).ok());
    let short = |days: Period| days.longest_gap(|| led().filter_map(Span::at_least)).filter(too_long).is_none();
    if possible.is_some_and(short) {
        sink.holds(rule);
    } else {
        sink.undetermined(rule, at, "the record does not say who led the hub on each day");
    }
}

fn asked_for(tenure: &Tenure, around: &Around<'_>) -> Answer {
    match around.policy.leads_within_area_from {
        None => Answer::No,
        Some(from) => from.is_no_later_than(tenure.span.from()),
    }
}

fn place(hub: &Hub, tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &LEAD_OUTSIDE_AREA;
    match asked_for(tenure, around) {
        Answer::No => return sink.not_applicable(rule),
        Answer::Unknown => {
            sink.undetermined(rule, at, "the start of the tenure is not known");
            return;
        }
        Answer::Yes => {}
    }
    let Some(start) = tenure.span.from().latest() else { return sink.not_applicable(rule) };
    let Some(served) = hub.area_on(start) else {
        sink.undetermined(rule, at, "the area of that day is not known");
        return;
    };
    let lies = |school: OrganisationId| {
        let Some(location) = around.register.organisation(school).and_then(|it| it.location()) else {
            return Answer::Unknown;
        };
        match (location.district, location.authority) {
            (Some(unit), _) => served.area.serves_unit(unit, start),
            (None, Some(authority)) => match served.area.serves_authority(authority, start) {
                Extent::Whole => Answer::Yes,
                Extent::None => Answer::No,
                Extent::Part | Extent::Unknown => Answer::Unknown,
            },
            (None, None) => Answer::Unknown,
        }
    };
    let kept = Answer::any(tenure.lead_schools().map(lies));
    if let Some(draft) = sink.judge(rule, at, kept, "the area, or the place of a lead, is not fully known") {
        draft.with("on", start);
    }
}

fn nomination(tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &NOMINATED_SCHOOL_NOT_IN_TRUST;
    let leads = at.field("leads");
    for (trust, lead) in &tenure.leads {
        let at = leads.key(trust);
        let asked = match around.register.organisation(*trust).map(|it| &it.kind) {
            Some(Kind::Trust) => asked_for(tenure, around),
            _ => Answer::No,
        };
        let days = (tenure.span.from().latest(), last_day(tenure.span, around.on));
        let belongs = match (lead.nominates, days) {
            (None, _) => Answer::No,
            (Some(school), (Some(first), last)) => around
                .register
                .school(school)
                .map_or(Answer::Unknown, |it| it.is_in(*trust, first).and(it.is_in(*trust, last.max(first)))),
            _ => Answer::Unknown,
        };
        match asked {
            Answer::No => sink.not_applicable(rule),
            Answer::Unknown => {
                sink.undetermined(rule, &at, "the start of the tenure is not known");
            }
            Answer::Yes => {
                if let Some(draft) = sink.judge(rule, &at, belongs, "the school's trust is not known for each day") {
                    let school = lead.nominates.map_or_else(|| "no school".to_owned(), |id| around.register.name(id));
                    draft.with("trust", around.register.name(*trust)).with("school", school);
                }
            }
        }
    }
}

fn accountability(tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &ACCOUNTABLE_BODY_NOT_ONE;
    let here = at.field("accountable");
    if tenure.accountable.is_empty() {
        sink.undetermined(rule, &here, "nobody wrote down which body is accountable");
        return;
    }
    // A school that is an academy on the first day of its span, or today, is no legal body: its trust is.
    let is_academy = |(body, span): (&OrganisationId, &Span)| {
        let day = span.from().latest().unwrap_or(around.on);
        let current = around.register.current(*body, day);
        let academy = around.register.school(current).is_some_and(|it| it.governance == Governance::Academy);
        let trust = match around.register.legal_body(*body, day) {
            LegalBody::Is(legal) => legal != current,
            LegalBody::Unknown => true,
        };
        (academy && trust).then_some((*body, day))
    };
    if let Some((body, day)) = tenure.accountable.iter().find_map(is_academy) {
        let wrong = format!("{} is an academy, whose trust is the legal body,", around.register.name(body));
        sink.broken(rule, &here).with("wrong", wrong).with("from", day);
        return;
    }
    let spans = || tenure.accountable.values().copied();
    let pairs = || spans().enumerate().flat_map(|(place, it)| spans().skip(place).skip(1).map(move |next| (it, next)));
    if let Some((_, later)) = pairs().find(|(one, another)| one.overlaps(*another).is_yes()) {
        sink.broken(rule, &here).with("wrong", "two bodies are accountable").with("from", later.from());
        return;
    }
    let certain = tenure.span.at_least().and_then(|days| days.longest_gap(|| spans().map(Span::at_most)));
    if let Some(gap) = certain {
        sink.broken(rule, &here).with("wrong", "no body is accountable").with("from", gap.first());
        return;
    }
    let alike = spans().all(|span| span == tenure.span);
    let doubtful = pairs().any(|(one, another)| one.overlaps(another).is_unknown())
        || tenure.span.at_most().longest_gap(|| spans().filter_map(Span::at_least)).is_some();
    if !alike && doubtful {
        sink.undetermined(rule, &here, "the dates are not known to the day");
    } else {
        sink.holds(rule);
    }
}

/// Judges one lead as a body: what it goes on as, what kind it is, whether it is open.
fn body(lead: OrganisationId, tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let register = around.register;
    let last = last_day(tenure.span, around.on);
    match register.successor(lead) {
        None => sink.not_applicable(&URN_SUPERSEDED),
        Some((successor, link)) => {
            let kept = !link.opened.is_on_or_before(last);
            if let Some(draft) = sink.judge(&URN_SUPERSEDED, at, kept, "the day of the succession is not known") {
                let draft = draft.with("lead", register.name(lead)).with("successor", register.name(successor));
                draft.with("opened", link.opened);
            }
        }
    }
    let Some(organisation) = register.organisation(lead) else {
        // What is not in the register at all is reported as that.
        sink.not_applicable(&LEAD_CLOSED);
        return;
    };
    let word = organisation.kind.word();
    if organisation.kind == Kind::Unknown {
        sink.undetermined(&LEAD_KIND_NOT_LISTED, at, "what kind of body the lead is, nobody wrote down");
    } else if around.policy.words.leads.words().any(|listed| listed.as_str() == word) {
        sink.holds(&LEAD_KIND_NOT_LISTED);
    } else {
        let draft = sink.broken(&LEAD_KIND_NOT_LISTED, at).with("lead", organisation.name.as_str());
        draft.with("kind", word);
    }
    match organisation.closed {
        Some(closed) if register.successor(lead).is_none() => {
            let kept = !closed.is_before(last);
            if let Some(draft) = sink.judge(&LEAD_CLOSED, at, kept, "the day of its closing is not known") {
                draft.with("lead", organisation.name.as_str()).with("closed", closed);
            }
        }
        _ => sink.not_applicable(&LEAD_CLOSED),
    }
}

/// Judges a tenure against those that start after it.
fn succession(hub: &Hub, id: TenureId, tenure: &Tenure, at: &At<'_>, sink: &mut Sink) {
    let rule = &TENURES_OVERLAP;
    let order = |id: TenureId, tenure: &Tenure| (tenure.span, id);
    let mut alone = true;
    for (other_id, other) in &hub.leadership.tenures {
        if order(*other_id, other) <= order(id, tenure) {
            continue;
        }
        alone = false;
        let overlap = tenure.span.overlaps(other.span);
        let declared = tenure.handover.filter(|handover| handover.to == *other_id);
        let within = declared.map_or(Answer::No, |handover| {
            // The shared days run from the later start to the earlier end, and all lie in the handover.
            let starts = handover.span.from().is_no_later_than(other.span.from());
            let ends = match (tenure.span.until(), handover.span.until()) {
                (_, None) => Answer::Yes,
                (Some(last), Some(until)) => last.is_no_later_than(until),
                (None, Some(_)) => Answer::No,
            };
            starts.and(ends)
        });
        let kept = (!overlap).or(within);
        let at = at.field("span");
        if let Some(draft) = sink.judge(rule, &at, kept, "the dates of two tenures are not known to the day") {
            draft.with("other", other_id.to_string());
        }
    }
    if alone {
        sink.not_applicable(rule);
    }
}

fn handover(hub: &Hub, tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &HANDOVER_TOO_LONG;
    let (Some(handover), Some(allowed)) = (tenure.handover, around.policy.handover_days) else {
        return sink.not_applicable(rule);
    };
    let here = at.field("handover");
    let is_long = |days: Option<u64>| days.is_none_or(|days| days > u64::from(allowed));
    let (at_least, at_most) = (handover.span.at_least(), handover.span.at_most());
    let kept =
        if at_least.is_some_and(|days| is_long(days.days())) || !hub.leadership.tenures.contains_key(&handover.to) {
            Answer::No
        } else {
            (!is_long(at_most.days())).then_some(true).into()
        };
    if let Some(draft) = sink.judge(rule, &here, kept, "its dates are not known to the day") {
        let days = at_least.and_then(|days| days.days()).and_then(|days| i64::try_from(days).ok()).unwrap_or_default();
        draft.with("to", handover.to.to_string()).with("days", days).with("allowed", allowed);
    }
}
