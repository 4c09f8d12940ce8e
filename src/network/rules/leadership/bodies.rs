//! The bodies behind a tenure: what they are, whether they are still there, and which of them is accountable.

use chrono::NaiveDate;

use super::{ACCOUNTABLE_BODY_NOT_ONE, LEAD_CLOSED, LEAD_KIND_NOT_LISTED, URN_SUPERSEDED};
use crate::{
    answer::Answer,
    calendar::{PartialDate, Period, Span},
    identifiers::OrganisationId,
    network::{Around, Hub, Section, Tenure},
    organisation::{Governance, Kind, LegalBody, Register},
    rules::{At, Sink},
};

pub(super) fn judge(hub: &Hub, tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    accountability(hub.is_complete(Section::Leadership), tenure, at, around, sink);
    let leads = at.field("leads");
    for (lead, details) in &tenure.leads {
        let at = leads.key(lead);
        kind(*lead, &at, around, sink);
        body(*lead, tenure.span, &at, around, sink);
        if let Some(school) = details.nominates {
            body(school, tenure.span, &at.field("nominates"), around, sink);
        }
    }
    let accountable = at.field("accountable");
    for (id, spans) in &tenure.accountable {
        // What is kept to the end of the last was kept to the ends of those before.
        body(*id, spans.last(), &accountable.key(id), around, sink);
    }
}

fn kind(lead: OrganisationId, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    // What is not in the register at all is reported as that.
    let Some(organisation) = around.register.organisation(lead) else { return };
    let word = organisation.kind.word();
    if organisation.kind == Kind::Unknown {
        sink.undetermined(&LEAD_KIND_NOT_LISTED, at, "what kind of body the lead is, nobody wrote down");
    } else if around.policy.words.leads.words().any(|listed| listed.as_str() == word) {
        sink.holds(&LEAD_KIND_NOT_LISTED);
    } else {
        let draft = sink.broken(&LEAD_KIND_NOT_LISTED, at).with("lead", organisation.name.as_str());
        draft.with("kind", word);
    }
}

/// Judges a body that leads, is nominated or is accountable for `span`: what it goes on as, whether it is open.
fn body(id: OrganisationId, span: Span, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let register = around.register;
    let mut links = register.successions.get(&id).into_iter().flat_map(|links| links.values());
    let goes_on = links.any(|link| link.continuity.carries_on());
    match register.successor(id) {
        None if goes_on => {
            sink.undetermined(
                &URN_SUPERSEDED,
                at,
                "several bodies that opened on one day are recorded as what it goes on as",
            );
        }
        None => sink.not_applicable(&URN_SUPERSEDED),
        Some((successor, link)) => {
            let kept = to_the_end(span, around.on, |last| !link.opened.is_on_or_before(last));
            let because = "the day of the succession, or the last day of the tenure, is not known";
            if let Some(draft) = sink.judge(&URN_SUPERSEDED, at, kept, because) {
                // Both often have one name, so the ids tell them apart.
                let called = |id: OrganisationId| {
                    let organisation = register.organisation(id);
                    organisation.map_or_else(|| id.to_string(), |it| format!("{} ({id})", it.name))
                };
                let draft = draft.with("lead", called(id)).with("successor", called(successor));
                draft.with("opened", link.opened);
            }
        }
    }
    let organisation = register.organisation(id).filter(|_| !goes_on);
    let Some((organisation, closed)) = organisation.and_then(|it| Some((it, it.closed?))) else {
        return sink.not_applicable(&LEAD_CLOSED);
    };
    let kept = to_the_end(span, around.on, |last| !closed.is_before(last));
    let because = "the day of its closing, or the last day of the tenure, is not known";
    if let Some(draft) = sink.judge(&LEAD_CLOSED, at, kept, because) {
        draft.with("lead", organisation.name.as_str()).with("closed", closed);
    }
}

/// Whether something is kept to the end of `span`, or to the day `on` if that is earlier, where the later the end the
/// more there is to keep: broken if it is at the earliest end, kept if it is at the latest.
fn to_the_end(span: Span, on: NaiveDate, kept: impl Fn(NaiveDate) -> Answer) -> Answer {
    let (earliest, latest) = span.end();
    match (kept(earliest.min(on)), kept(latest.min(on))) {
        (Answer::No, _) => Answer::No,
        (_, Answer::Yes) => Answer::Yes,
        _ => Answer::Unknown,
    }
}

fn accountability(complete: bool, tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let (rule, on) = (&ACCOUNTABLE_BODY_NOT_ONE, around.on);
    let here = at.field("accountable");
    if tenure.accountable.is_empty() {
        sink.undetermined(rule, &here, "nobody wrote down which body is accountable");
        return;
    }
    let bodies = || tenure.accountable.iter().flat_map(|(body, spans)| spans.iter().map(move |span| (*body, span)));
    let academy = bodies().find_map(|(body, span)| Some((body, academy_since(body, span, around)?)));
    if let Some((body, day)) = academy {
        let wrong = format!("{} is an academy, whose trust is the legal body,", around.register.name(body));
        sink.broken(rule, &here).with("wrong", wrong).with("from", day);
        return;
    }
    let spans = || bodies().map(|(_, span)| span);
    let pairs = || {
        // Those of one body lie apart, however half known they are.
        let others = |place, body| bodies().skip(place).filter(move |(other, _)| *other != body).map(|(_, span)| span);
        bodies().enumerate().flat_map(move |(place, (body, it))| others(place, body).map(move |next| (it, next)))
    };
    if let Some((one, another)) = pairs().find(|(one, another)| one.overlaps_by(on, *another).is_yes()) {
        let from = one.from().max(another.from());
        sink.broken(rule, &here).with("wrong", "two bodies are accountable").with("from", from);
        return;
    }
    let to_today = |days: Period| Period::new(days.first(), Some(days.last().map_or(on, |last| last.min(on)))).ok();
    let certain = tenure.span.at_least().and_then(to_today);
    if let Some(gap) = certain.and_then(|days| days.longest_gap(|| spans().map(Span::at_most))) {
        if !complete {
            sink.undetermined(rule, &here, "nobody wrote down which body is accountable on each day");
            return;
        }
        sink.broken(rule, &here).with("wrong", "no body is accountable").with("from", gap.first());
        return;
    }
    // A body that is accountable for the whole tenure leaves no day of it to nobody, whichever days these are.
    let whole = spans().any(|span| span == tenure.span);
    let possible = to_today(tenure.span.at_most());
    let doubtful = pairs().any(|(one, another)| one.overlaps_by(on, another).is_unknown())
        || !whole && possible.and_then(|days| days.longest_gap(|| spans().filter_map(Span::at_least))).is_some();
    let may_be_academy = |(body, span): (OrganisationId, Span)| {
        let (_, latest) = span.end();
        span.start().0 <= on && is_academy(body, latest.min(on), around.register)
    };
    if doubtful || bodies().any(may_be_academy) {
        sink.undetermined(rule, &here, "the dates are not known to the day");
    } else {
        sink.holds(rule);
    }
}

/// From when on a body that is accountable for `span` is an academy, so that its trust is the legal body: from the first
/// day, or the day on which what it goes on as opened. `None` unless it certainly is one on some day by now.
fn academy_since(body: OrganisationId, span: Span, around: &Around<'_>) -> Option<PartialDate> {
    let (register, on) = (around.register, around.on);
    let ((earliest, latest), (end, _)) = (span.start(), span.end());
    // Where the first day is not known, what it was before any succession; nothing of a span that is yet to come.
    let first = [latest, earliest].into_iter().find(|day| *day <= on)?;
    if is_academy(body, first, register) {
        return Some(span.from());
    }
    let links = register.line(body).filter_map(|at| register.successor(at)).map(|(_, link)| link.opened);
    let within = |opened: &PartialDate| {
        opened.latest().is_some_and(|day| latest <= day && day <= end.min(on) && is_academy(body, day, register))
    };
    links.filter(within).min()
}

/// Whether a body, or what it went on as by `day`, is an academy then, and not its own trust.
fn is_academy(body: OrganisationId, day: NaiveDate, register: &Register) -> bool {
    let current = register.current(body, day);
    let academy = register.school(current).is_some_and(|it| it.governance == Governance::Academy);
    academy && register.legal_body(body, day) != LegalBody::Is(current) && !opened_later(current, day, register)
}

/// Whether a body that is named by the id of today had not opened on `day`: it was then what went on as it.
fn opened_later(body: OrganisationId, day: NaiveDate, register: &Register) -> bool {
    let is_later = |opened: PartialDate| opened.is_on_or_before(day).is_no();
    let opened = register.organisation(body).and_then(|organisation| organisation.opened);
    let mut links = register.successions.values().filter_map(|links| links.get(&body));
    opened.is_some_and(is_later) || links.any(|link| link.continuity.carries_on() && is_later(link.opened))
}
