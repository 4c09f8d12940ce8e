//! The network at the start: what is there, what is missing, and what nobody wrote down; and what changed since.

use std::error::Error;

use maths_hubs::{
    geography::{Authority, Extent, unit_authority},
    network::{
        Counted, HubCount, NetworkSection, Overseer, View,
        finder::{Finder, Note},
    },
};
use maud::{Markup, html};

use super::{figure, map::Map};
use crate::Story;

pub fn part(story: &Story, map: &Map) -> Result<Markup, Box<dyn Error>> {
    let Story { year, seen, founded, record, .. } = story;
    let (before, after) = (seen.on(year.seen_on), record.network.on(year.closed_on));
    // Built once for each day, and asked often.
    let finders = [before.finder(), after.finder()];
    let changes = record.network.changes(year.seen_on, year.closed_on);
    Ok(html! {
        p { (counted(&before)) }
        (figure(&map.picture, &caption(map)))
        details open {
            summary { (map.numbered.len()) " hubs by number" }
            ol.hubs { @for id in map.numbered.keys() { @if let Some(hub) = seen.hubs.get(id) { li { (hub.name_on(year.seen_on)) } } } }
        }
        h3 { "Where something is missing" }
        ul { @for line in missing(&before) { li { (line) } } }
        h3 { "What a school is told" }
        p { "The same question on " (before.day()) " and on " (after.day()) ", as a finder of hubs answers it." }
        div.scroll { table {
            thead { tr { th { "Asked" } th { "Before" } th { "After" } } }
            tbody { @for asked in &year.asked { tr {
                th scope="row" { (asked) }
                td { (answer(&finders[0], asked)) }
                td { (answer(&finders[1], asked)) }
            } } }
        } }
        h3 { "What changed by " (year.closed_on) }
        ul {
            @for appointment in &founded.appointments {
                @for change in changes.of(appointment.hub).filter(|change| change.is_certain()) { li { (change) } }
            }
        }
    })
}

fn caption(map: &Map) -> String {
    let of = "Areas as they were last recorded, on the map of the day. The numbers are those of the list";
    match map.numbered.len() - map.drawn.len() {
        0 => format!("{of}."),
        missing => format!("{of}; {missing} of its hubs are not on the map, since nobody wrote down where they are."),
    }
}

fn counted(view: &View<'_>) -> String {
    let of = |count: HubCount, what: &str| format!("{count} {what}");
    let all = view.network().hubs.len();
    let more = if view.network().incomplete.contains(&NetworkSection::Hubs) { ", and there may be others" } else { "" };
    format!(
        "On {} the record has {all} hubs{more}. As far as it goes, {} and {}.",
        view.day(),
        of(view.count(Counted::Announced), "had been announced"),
        of(view.count(Counted::Operating), "were at work"),
    )
}

/// The gaps, the vacancies, and how much nobody knows.
fn missing(view: &View<'_>) -> Vec<String> {
    let (day, network) = (view.day(), view.network());
    let mut lines = Vec::new();
    for cover in network.covers.values().filter(|cover| !cover.span.covers(day).is_no()) {
        let by = match cover.by {
            Overseer::Hub(hub) => network.hubs.get(&hub).map_or_else(|| hub.to_string(), |hub| hub.name.clone()),
            Overseer::Body(body) => network.register.name(body),
        };
        let mut places: Vec<&str> =
            cover.area.units_on(day).filter_map(|unit| unit_authority(unit, day)).map(Authority::name).collect();
        places.dedup();
        lines.push(format!("No hub serves places in {}; {by} looks after them meanwhile.", places.join(" and ")));
    }
    for hub in view.vacancies() {
        lines.push(format!("{} has no lead.", hub.name()));
    }
    let unknown = view.hubs_with_unknown_lead().count();
    if unknown > 0 {
        lines.push(format!("Of {unknown} hubs at work nobody wrote down who leads them."));
    }
    let perhaps = view.hubs_perhaps().count();
    if perhaps > 0 {
        lines.push(format!("Of {perhaps} hubs nobody wrote down whether they were at work."));
    }
    let coverage = view.coverage();
    let count = |wanted: Extent| coverage.authorities(day).filter(|(_, extent)| *extent == wanted).count();
    lines.push(format!(
        "Councils: {}. Certainly served as a whole or looked after: {}; in part: {}; certainly not: {}; of the rest nobody knows.",
        coverage.authorities(day).count(),
        count(Extent::Whole),
        count(Extent::Part),
        count(Extent::None),
    ));
    lines
}

/// A note, with the name of a body where it has one.
fn noted(view: &View<'_>, note: &Note) -> String {
    match note {
        Note::CoveredByBody { body, .. } => {
            note.to_string().replace(&body.to_string(), &view.network().register.name(*body))
        }
        _ => note.to_string(),
    }
}

/// What the finder says of a postcode district or the name of a council: the place, the first hub, and what there is to say
/// beside.
fn answer(finder: &Finder<'_>, asked: &str) -> Markup {
    let view = finder.view();
    let is_postcode = asked.contains(|it: char| it.is_ascii_digit());
    let found = if is_postcode { finder.postcode(asked) } else { finder.named(asked) };
    html! {
        @match found {
            Ok(found) => {
                @if let Some(place) = &found.place { div { (place) } }
                @if let Some(hub) = found.hubs.first() { div { (hub) } }
                @match found.hubs.get(1..).map_or(0, <[_]>::len) { 0 => {} 1 => { div { "and another may" } } more => { div { "and " (more) " others may" } } }
                @for note in &found.notes { div { (noted(&view, note)) } }
            }
            Err(why) => { (why.to_string()) }
        }
    }
}
