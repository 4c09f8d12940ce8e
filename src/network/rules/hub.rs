//! Rules of the hub itself: its dates, its standing, its area, its words.

use super::sources;
use crate::{
    answer::Answer,
    calendar::{PartialDate, Span},
    geography::Area,
    identifiers::HubId,
    network::{Around, Hub, Parent, Served, Status},
    rules::{At, Rule, Sink},
};

/// Appointed, told, announced, operating, ended: in this order.
pub static DATES_OUT_OF_ORDER: Rule = Rule::error(
    "hub/dates-out-of-order",
    "a hub is appointed, told, announced and at work in this order, and ends last",
)
.why("a count of hubs on a day means one of these dates, and a date out of order makes every such count doubtful")
.says("{earlier} ({earlier_date}) lies after {later} ({later_date})")
.hint("correct one of the two dates")
.source(&sources::CONVENTION)
.except_to("a hub of which fewer than two of these dates are known")
.of_history();

/// A hub is set up within the time that policy gives it.
pub static FORMING_TOO_LONG: Rule =
    Rule::warning("hub/forming-too-long", "a hub is set up within the time that policy gives it")
        .why("schools of the area are served by nobody meanwhile")
        .says("forming since {since}, {days} days, where policy gives {allowed}")
        .hint("record its start or its end")
        .source(&sources::TWO_YEARS_2018)
        .except_to("a hub that is not forming, or a programme that sets no time");

/// An area names bodies that exist for all its days.
pub static AREA_AUTHORITY_NOT_IN_FORCE: Rule = Rule::warning(
    "hub/area-authority-not-in-force",
    "every authority and district of an area is in force to the area's last day",
)
.why("a school cannot be found by a council that has gone")
.says("{place} was abolished; its last day was {last_day}")
.hint("name what took its place")
.source(&sources::AUTHORITIES)
.except_to("an area that is not known place by place, or that ended before its places did")
.of_history();

/// An area names only codes that there are.
pub static AREA_CODE_UNKNOWN: Rule =
    Rule::error("hub/area-code-unknown", "every code of an area is one of an authority or district of England")
        .why("a code that means nothing serves nobody, and no count of coverage can see it")
        .says("{place} is the code of no authority or district known to this library")
        .hint("correct the code")
        .source(&sources::AUTHORITIES)
        .except_to("an area that is not known place by place")
        .of_history()
        .fixed();

/// A hub's area is known, and is somewhere.
pub static AREA_EMPTY: Rule = Rule::error("hub/area-empty", "a hub serves some area")
    .why("a hub is a partnership that serves an area")
    .says("the area is complete and has no place in it")
    .hint("list its places, or say that the list is not complete")
    .source(&sources::ABOUT)
    .except_to("a hub of a programme without territories, or one that has ended");

/// Every hub is open to all phases.
pub static PHASE_LEFT_OUT: Rule = Rule::warning("hub/phase-left-out", "a hub is open to every phase of the programme")
    .why("every school has a hub, from early years to post-16")
    .says("not open to {phases}")
    .hint("open it, or record why not as an explanation")
    .source(&sources::ABOUT);

/// A satellite names its parent.
pub static SATELLITE_WITHOUT_PARENT: Rule =
    Rule::warning("hub/satellite-without-parent", "a satellite is one of another hub, which it names")
        .why("its parent answers for it")
        .says("it is a satellite of itself")
        .hint("name the hub of which it is a satellite")
        .source(&sources::CONVENTION)
        .except_to("a hub that is no satellite");

/// An end or a suspension says who decided it and why.
pub static END_WITHOUT_REASON: Rule =
    Rule::warning("hub/end-without-reason", "the end or suspension of a hub says who decided it and why")
        .why("its schools and partners are owed a reason, and its history is kept")
        .says("{status} from {from} without {missing}")
        .hint("record who decided it and why")
        .source(&sources::CONVENTION)
        .except_to("a designation that neither ends nor suspends")
        .of_history();

/// Designation and milestones agree about the end.
pub static DESIGNATION_DISAGREES: Rule =
    Rule::error("hub/designation-disagrees", "a hub's designation and its milestones agree whether it has ended")
        .why("whichever is read, the hub must be there or not")
        .says("designated {status}, where the milestone of its end is {ended}")
        .hint("correct the designation or the milestone")
        .source(&sources::CONVENTION)
        .except_to("a hub without a recorded designation");

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &DATES_OUT_OF_ORDER,
    &FORMING_TOO_LONG,
    &AREA_AUTHORITY_NOT_IN_FORCE,
    &AREA_CODE_UNKNOWN,
    &AREA_EMPTY,
    &PHASE_LEFT_OUT,
    &SATELLITE_WITHOUT_PARENT,
    &END_WITHOUT_REASON,
    &DESIGNATION_DISAGREES,
];

/// Judges the hub itself.
pub(super) fn judge(id: HubId, hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    dates(hub, at, sink);
    forming(hub, at, around, sink);
    let area = at.field("area");
    places(&hub.area, &area, around, sink);
    let former = at.field("former_areas");
    for (place, served) in hub.former_areas.iter().enumerate() {
        places(served, &former.index(place), around, sink);
    }
    area_is_somewhere(hub, at, around, sink);
    let left_out = around.policy.phases.without(hub.phases);
    if left_out.is_empty() {
        sink.holds(&PHASE_LEFT_OUT);
    } else {
        sink.broken(&PHASE_LEFT_OUT, &at.field("phases")).with("phases", left_out.to_string());
    }
    let parent = at.field("satellite_of");
    match hub.satellite_of {
        None => sink.not_applicable(&SATELLITE_WITHOUT_PARENT),
        Some(Parent::Unknown) => {
            sink.undetermined(&SATELLITE_WITHOUT_PARENT, &parent, "the sources do not say of which hub");
        }
        Some(Parent::Hub(named)) if named == id => {
            sink.broken(&SATELLITE_WITHOUT_PARENT, &parent);
        }
        Some(Parent::Hub(_)) => sink.holds(&SATELLITE_WITHOUT_PARENT),
    }
    designations(hub, at, around, sink);
}

fn dates(hub: &Hub, at: &At<'_>, sink: &mut Sink) {
    let milestones = hub.milestones.in_order();
    let known =
        || milestones.iter().filter_map(|(name, date)| date.filter(|it| !it.is_unknown()).map(|it| (*name, it)));
    if known().nth(1).is_none() {
        return sink.not_applicable(&DATES_OUT_OF_ORDER);
    }
    // Each against every later one, since the one between may be known to the year only.
    let pairs =
        || known().enumerate().flat_map(|(place, it)| known().skip(place).skip(1).map(move |later| (it, later)));
    let wrong =
        |((_, one), (_, next)): &((&str, PartialDate), (&str, PartialDate))| one.is_no_later_than(*next).is_no();
    let here = at.field("milestones");
    if let Some(((earlier, earlier_date), (later, later_date))) = pairs().find(wrong) {
        sink.broken(&DATES_OUT_OF_ORDER, &here)
            .with("earlier", earlier)
            .with("earlier_date", earlier_date)
            .with("later", later)
            .with("later_date", later_date);
    } else {
        // Two dates known to the same month are in order as far as they are known.
        sink.holds(&DATES_OUT_OF_ORDER);
    }
}

fn forming(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let Some(allowed) = around.policy.forming_days.filter(|_| hub.is_forming(around.on)) else {
        return sink.not_applicable(&FORMING_TOO_LONG);
    };
    let designated = hub.designations.iter().find(|step| step.status == Status::Forming).map(|step| step.from);
    let since = designated.or(hub.milestones.appointed).or(hub.milestones.announced).unwrap_or(PartialDate::UNKNOWN);
    let days_to = |date: Option<chrono::NaiveDate>| date.map(|date| around.on.signed_duration_since(date).num_days());
    let (at_most, at_least) = (days_to(since.earliest()), days_to(since.latest()));
    let kept = match (at_most, at_least) {
        (Some(days), _) if days <= i64::from(allowed) => Answer::Yes,
        (_, Some(days)) if days > i64::from(allowed) => Answer::No,
        _ => Answer::Unknown,
    };
    if let Some(draft) = sink.judge(&FORMING_TOO_LONG, at, kept, "the day on which it began to form is not known") {
        draft.with("since", since).with("days", at_least.unwrap_or_default()).with("allowed", allowed);
    }
}

fn places(served: &Served, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let Some(places) = served.area.places() else {
        sink.not_applicable(&AREA_CODE_UNKNOWN);
        return sink.not_applicable(&AREA_AUTHORITY_NOT_IN_FORCE);
    };
    let mut known = true;
    for unknown in places.unknown_codes() {
        known = false;
        sink.broken(&AREA_CODE_UNKNOWN, at).with("place", unknown.to_string());
    }
    if known {
        sink.holds(&AREA_CODE_UNKNOWN);
    }
    let last = match served.span.until() {
        None => around.on,
        Some(until) => match until.earliest() {
            Some(day) => day.min(around.on),
            None => return sink.not_applicable(&AREA_AUTHORITY_NOT_IN_FORCE),
        },
    };
    let mut in_force = true;
    let gone = |it: &crate::geography::Place| it.period().and_then(|period| period.last()).filter(|day| *day < last);
    for (place, last_day) in places.iter().filter_map(|place| gone(&place).map(|day| (place, day))) {
        in_force = false;
        sink.broken(&AREA_AUTHORITY_NOT_IN_FORCE, at).with("place", place.to_string()).with("last_day", last_day);
    }
    if in_force {
        sink.holds(&AREA_AUTHORITY_NOT_IN_FORCE);
    }
}

fn area_is_somewhere(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    if !around.policy.territorial || hub.status_on(around.on) == Some(Status::Ended) {
        return sink.not_applicable(&AREA_EMPTY);
    }
    let at = at.field("area");
    match &hub.area.area {
        Area::Complete(places) | Area::AtLeast(places) if !places.is_empty() => sink.holds(&AREA_EMPTY),
        Area::Complete(_) => {
            sink.broken(&AREA_EMPTY, &at);
        }
        // A region is somewhere too.
        Area::Region(_) => sink.holds(&AREA_EMPTY),
        Area::AtLeast(_) | Area::Unknown => {
            sink.undetermined(&AREA_EMPTY, &at, "nothing is known of the area");
        }
    }
}

fn designations(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let here = at.field("designations");
    for (place, step) in hub.designations.iter().enumerate() {
        if !matches!(step.status, Status::Ended | Status::Suspended) {
            sink.not_applicable(&END_WITHOUT_REASON);
            continue;
        }
        let missing = match (step.by, step.why.is_empty()) {
            (Some(_), false) => {
                sink.holds(&END_WITHOUT_REASON);
                continue;
            }
            (None, true) => "who decided it, or why",
            (None, false) => "who decided it",
            (Some(_), true) => "a reason",
        };
        sink.broken(&END_WITHOUT_REASON, &here.index(place))
            .with("status", step.status.to_string())
            .with("from", step.from)
            .with("missing", missing);
    }
    let Some(status) = hub.designation_on(around.on) else { return sink.not_applicable(&DESIGNATION_DISAGREES) };
    // A hub that ends today is at work today.
    let ended = match hub.milestones.ended {
        None => Answer::No,
        Some(ended) => Span::since(ended).has_started(around.on),
    };
    let kept = if status == Status::Ended { ended } else { !hub.milestones.has_ended(around.on) };
    if let Some(draft) = sink.judge(&DESIGNATION_DISAGREES, &here, kept, "the day of its end is not known exactly") {
        let milestone = hub.milestones.ended.map_or_else(|| "not set".to_owned(), |date| date.to_string());
        draft.with("status", status.to_string()).with("ended", milestone);
    }
}
