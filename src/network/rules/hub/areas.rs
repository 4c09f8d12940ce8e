//! The areas that a hub serves and served.

use super::{AREA_AUTHORITY_NOT_IN_FORCE, AREA_CODE_UNKNOWN, AREA_EMPTY, AREAS_OVERLAP};
use crate::{
    calendar::Span,
    geography::{Area, Authority, District, Place, successors},
    identifiers::GssCode,
    network::{Around, Hub, Served, Status},
    rules::{At, Sink, Value},
};

pub(super) fn judge(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let area = at.field("area");
    places(&hub.area, &area, around, sink);
    let former = at.field("former_areas");
    for (id, served) in &hub.former_areas {
        places(served, &former.key(id), around, sink);
    }
    overlaps(hub, &area, &former, around, sink);
    area_is_somewhere(hub, at, around, sink);
}

/// Judges each former area against those after it, and against that of today.
fn overlaps(hub: &Hub, area: &At<'_>, former: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &AREAS_OVERLAP;
    if hub.former_areas.is_empty() {
        return sink.not_applicable(rule);
    }
    for (id, served) in &hub.former_areas {
        let overlaps = |span: Span| span.overlaps_by(around.on, served.span).is_yes();
        let mut others = hub.former_areas.iter().filter(|(other, _)| *other > id);
        let (other, span) = match others.find(|(_, other)| overlaps(other.span)) {
            Some((other, found)) => (Some(other), found.span),
            None if overlaps(hub.area.span) => (None, hub.area.span),
            None => {
                sink.holds(rule);
                continue;
            }
        };
        let day = served.span.start().1.max(span.start().1);
        let draft = sink.broken(rule, &former.key(id)).with("one", Value::text(id)).with("day", day);
        match other {
            Some(other) => draft.with("other", Value::text(other)).beside(&former.key(other)),
            None => draft.with("other", "the area of today").beside(area),
        };
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
    let gone = |it: Place| it.period().and_then(|period| period.last());
    let gone = || places.iter().filter_map(|place| gone(place).map(|day| (place, day)));
    // The last day on which it is asked for, or today.
    let (earliest, latest) = served.span.end();
    let (earliest, latest) = (earliest.min(around.on), latest.min(around.on));
    let mut in_force = true;
    for (place, last_day) in gone().filter(|(_, day)| *day < earliest) {
        in_force = false;
        sink.broken(&AREA_AUTHORITY_NOT_IN_FORCE, at)
            .with("place", called(place))
            .with("last_day", last_day)
            .with("followed", followed(place));
    }
    if !in_force {
        return;
    }
    match gone().find(|(_, day)| *day < latest) {
        None => sink.holds(&AREA_AUTHORITY_NOT_IN_FORCE),
        Some((place, last_day)) => {
            let because = "the last day on which the area was served is not known, and one of its places was abolished";
            let draft = sink.undetermined(&AREA_AUTHORITY_NOT_IN_FORCE, at, because);
            draft.with("place", called(place)).with("last_day", last_day);
        }
    }
}

/// A place by its name and code.
fn called(place: Place) -> String {
    let name = match place {
        Place::Authority(code) => Authority::with_code(code).map(Authority::name),
        Place::District(code) => name_of(code),
    };
    name.map_or_else(|| place.to_string(), |name| format!("{name} ({place})"))
}

fn name_of(code: GssCode) -> Option<&'static str> {
    District::with_code(code).map(District::name).or_else(|| Authority::with_gss(code).map(Authority::name))
}

/// What took the place of one that was abolished, as a clause.
fn followed(place: Place) -> String {
    let code = match place {
        Place::District(code) => Some(code),
        Place::Authority(code) => Authority::with_code(code).and_then(Authority::newest_gss),
    };
    let names: Vec<_> = code.into_iter().flat_map(successors).filter_map(name_of).collect();
    if names.is_empty() { String::new() } else { format!("; {} took its place", names.join(" and ")) }
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
