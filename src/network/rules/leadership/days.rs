//! Which days are led: vacancies, bridges, and tenures one after another.

use chrono::NaiveDate;

use super::{
    BRIDGES_OVERLAP, HANDOVER_TOO_LONG, LEAD_VACANT_TOO_LONG, LEADERSHIP_CONTRADICTS, TENURES_OVERLAP, UNKNOWN_TENURE,
};
use crate::{
    answer::Answer,
    calendar::{PartialDate, Period, Span},
    identifiers::{HubId, TenureId},
    network::{Around, Bridge, Hub, Section, Status, Tenure},
    rules::{At, Sink, Value},
};

pub(super) fn vacancy(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &LEAD_VACANT_TOO_LONG;
    let on = around.on;
    let stands = !matches!(hub.status_on(on), Some(Status::Forming | Status::Ended));
    let Some(allowed) = around.policy.vacancy_days.filter(|_| stands) else { return sink.not_applicable(rule) };

    let led = || {
        let bridges = hub.leadership.bridges.iter().map(|bridge| bridge.span);
        hub.leadership.tenures.values().map(|tenure| tenure.span).chain(bridges)
    };
    let vacancies = || hub.leadership.vacancies.iter().copied();
    let is_led = |day| led().any(|span| span.covers(day).is_yes());
    // A hub that is suspended, or not there for a time, needs no lead meanwhile.
    let may_work = |day| !hub.is_operating(day).is_no();
    let began = hub.milestones.operating;
    let (earliest, latest) = (began.and_then(PartialDate::earliest), began.and_then(PartialDate::latest));
    let complete = hub.is_complete(Section::Leadership);
    // As `Leadership::on` has it: a recorded vacancy, or in a complete record nothing that may cover the day.
    let is_vacant = |day| {
        let nothing =
            || complete && latest.is_some_and(|began| began <= day) && led().all(|span| span.covers(day).is_no());
        !is_led(day) && may_work(day) && (vacancies().any(|span| span.covers(day).is_yes()) || nothing())
    };
    let changes = || led().chain(vacancies()).flat_map(changes).chain(latest).chain(standing_changes(hub));
    let too_long = |run: &Period| run.days().is_none_or(|days| days > u64::from(allowed));
    if let Some(run) = longest_run(NaiveDate::MIN, on, changes, is_vacant).filter(too_long) {
        let days = run.days().and_then(|days| i64::try_from(days).ok()).unwrap_or(i64::MAX);
        let draft = sink.broken(rule, at).with("days", days).with("from", run.first());
        draft.with("allowed", allowed);
        return;
    }
    // And from the first day on which it may have been at work, whatever was not certainly led.
    let is_short =
        |first| longest_run(first, on, changes, |day| !is_led(day) && may_work(day)).filter(too_long).is_none();
    if earliest.is_some_and(|first| first <= on && is_short(first)) {
        sink.holds(rule);
    } else {
        let because = match earliest {
            None => "it is not known since when the hub has been at work",
            Some(_) => "the record does not say who led the hub on each day",
        };
        sink.undetermined(rule, at, because);
    }
}

/// The days from which it may say something else whether `span` covers a day.
fn changes(span: Span) -> impl Iterator<Item = NaiveDate> {
    let ((earliest, latest), (earliest_end, latest_end)) = (span.start(), span.end());
    [Some(earliest), Some(latest), earliest_end.succ_opt(), latest_end.succ_opt()].into_iter().flatten()
}

/// The longest run of days from `first` to `last` on which `is` holds, the first of those equally long. What `is` says
/// changes on none but the days of `changes`.
fn longest_run<I: Iterator<Item = NaiveDate>>(
    first: NaiveDate,
    last: NaiveDate,
    changes: impl Fn() -> I,
    is: impl Fn(NaiveDate) -> bool,
) -> Option<Period> {
    let (mut day, mut since) = (first, None);
    let mut longest: Option<Period> = None;
    loop {
        let next = changes().filter(|change| *change > day && *change <= last).min();
        let end = next.and_then(|next| next.pred_opt()).unwrap_or(last);
        if is(day) {
            let run = Period::new(*since.get_or_insert(day), Some(end)).ok();
            longest = if run.and_then(Period::days) > longest.and_then(Period::days) { run } else { longest };
        } else {
            since = None;
        }
        match next {
            Some(next) => day = next,
            None => return longest,
        }
    }
}

/// Judges each recorded vacancy against tenures and bridges.
pub(super) fn contradictions(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &LEADERSHIP_CONTRADICTS;
    let leadership = &hub.leadership;
    if leadership.vacancies.is_empty() {
        return sink.not_applicable(rule);
    }
    for vacancy in &leadership.vacancies {
        let overlaps = |span: Span| span.overlaps_by(around.on, *vacancy).is_yes();
        let tenure = leadership.tenures.iter().find(|(_, tenure)| overlaps(tenure.span)).map(|(id, _)| id);
        let bridge = leadership.bridges.iter().find(|bridge| overlaps(bridge.span));
        let what = match (tenure, bridge) {
            (Some(id), _) => format!("the tenure {id}"),
            (None, Some(bridge)) => format!("the bridge by {}", bridge.by),
            (None, None) => {
                sink.holds(rule);
                continue;
            }
        };
        let draft = sink.broken(rule, &at.field("vacancies")).with("vacancy", Value::text(vacancy)).with("what", what);
        if let Some(id) = tenure {
            draft.beside(&at.field("tenures").key(id));
        }
    }
}

/// Judges each bridge against those that start after it, and against the tenures.
pub(super) fn bridges(id: HubId, hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &BRIDGES_OVERLAP;
    let leadership = &hub.leadership;
    if leadership.bridges.is_empty() {
        return sink.not_applicable(rule);
    }
    // Within its own handover, or one to it.
    let handed_over = |(id, tenure): (&TenureId, &Tenure), bridge: &Bridge| {
        let handovers = leadership.tenures.iter().filter_map(|(from, it)| Some((from, it.handover?)));
        let of_it = handovers.filter(|(from, handover)| *from == id || handover.to == *id);
        Answer::any(of_it.map(|(_, it)| lies_within(it.span, tenure.span, bridge.span, around.on)))
    };
    for bridge in &leadership.bridges {
        let overlaps = |span: Span| span.overlaps_by(around.on, bridge.span).is_yes();
        let against = |it: &(&TenureId, &Tenure)| overlaps(it.1.span) && handed_over(*it, bridge).is_no();
        let tenure = leadership.tenures.iter().find(against).map(|(id, _)| id);
        let other = leadership.bridges.iter().find(|other| *other > bridge && overlaps(other.span));
        let what = match (tenure, other) {
            _ if bridge.by == id => "is by the hub itself".to_owned(),
            (Some(id), _) => format!("overlaps the tenure {id}"),
            (None, Some(other)) => format!("overlaps that by {}, {}", other.by, other.span),
            (None, None) => {
                sink.holds(rule);
                continue;
            }
        };
        let draft = sink.broken(rule, &at.field("bridges")).with("by", bridge.by.to_string()).with("what", what);
        let draft = draft.with("span", Value::text(bridge.span));
        if let Some(id) = tenure {
            draft.beside(&at.field("tenures").key(id));
        }
    }
}

/// Judges a tenure against those that start after it.
pub(super) fn succession(hub: &Hub, id: TenureId, tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &TENURES_OVERLAP;
    let order = |id: TenureId, tenure: &Tenure| (tenure.span, id);
    let mut alone = true;
    for (other_id, other) in &hub.leadership.tenures {
        if order(*other_id, other) <= order(id, tenure) {
            continue;
        }
        alone = false;
        let overlap = tenure.span.overlaps_by(around.on, other.span);
        // Of two whose starts are half known either may hand over to the other.
        let onwards = tenure.handover.filter(|handover| handover.to == *other_id);
        let declared = onwards.or(other.handover.filter(|handover| handover.to == id));
        let within =
            declared.map_or(Answer::No, |handover| lies_within(handover.span, tenure.span, other.span, around.on));
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

/// The days on which a hub may begin, stop or resume work.
fn standing_changes(hub: &Hub) -> impl Iterator<Item = NaiveDate> {
    let steps = hub.designations.iter().flat_map(|step| [step.from.earliest(), step.from.latest()]);
    let ended = hub.milestones.ended.and_then(PartialDate::latest).and_then(|last| last.succ_opt());
    steps.chain([ended, hub.milestones.operating.and_then(PartialDate::earliest)]).flatten()
}

/// Whether the days that `one` and `another` share, as far as the day `on`, all lie in `handover`: they run from the
/// later of the two starts to the earlier of the two ends.
fn lies_within(handover: Span, one: Span, another: Span, on: NaiveDate) -> Answer {
    let starts_by = |span: Span| handover.from().is_no_later_than(span.from());
    let ends = handover.until().map_or(Answer::Yes, |until| {
        let by = |last: Option<PartialDate>| last.map_or(Answer::No, |last| last.is_no_later_than(until));
        by(one.until()).or(by(another.until())).or(!until.is_before(on))
    });
    starts_by(one).or(starts_by(another)).and(ends)
}

pub(super) fn handover(hub: &Hub, id: TenureId, tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &HANDOVER_TOO_LONG;
    let Some(handover) = tenure.handover else {
        sink.not_applicable(&UNKNOWN_TENURE);
        return sink.not_applicable(rule);
    };
    let here = at.field("handover");
    if handover.to != id && hub.leadership.tenures.contains_key(&handover.to) {
        sink.holds(&UNKNOWN_TENURE);
    } else {
        sink.broken(&UNKNOWN_TENURE, &here).with("to", handover.to.to_string());
    }
    let on = around.on;
    let begun = !handover.span.has_started(on).is_no();
    let Some(allowed) = around.policy.handover_days.filter(|_| begun) else { return sink.not_applicable(rule) };
    // One without an end has taken the days until now.
    let to_today = |days: Period| Period::new(days.first(), days.last().or(Some(on.max(days.first())))).unwrap_or(days);
    let is_long = |days: Option<u64>| days.is_none_or(|days| days > u64::from(allowed));
    let (at_least, at_most) = (handover.span.at_least().map(to_today), to_today(handover.span.at_most()));
    let kept = if at_least.is_some_and(|days| is_long(days.days())) {
        Answer::No
    } else {
        (!is_long(at_most.days())).then_some(true).into()
    };
    if let Some(draft) = sink.judge(rule, &here, kept, "its dates are not known to the day") {
        let days = at_least.and_then(Period::days);
        let so_far = if handover.span.until().is_none() { ", and has no end" } else { "" };
        let takes = days.map_or_else(String::new, |days| format!("takes at least {days} days{so_far}"));
        draft.with("to", handover.to.to_string()).with("takes", takes).with("allowed", allowed);
    }
}
