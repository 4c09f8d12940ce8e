//! A map of England: a dot for each council and district, coloured by the hub that serves it, as far as the record goes.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    geography::{Point, point_of, units_on},
    identifiers::{GssCode, HubId},
    network::{LeadStatus, View},
};
use svg::{
    Document,
    node::element::{Circle, Group, Path, Title},
};

use super::picture::{ALARM, FAINT, INK, WIDTH, empty, text};

const HEIGHT: i64 = 500;
/// England lies between these, in metres of the national grid.
const WEST: i64 = 80_000;
const NORTH: i64 = 660_000;
/// Metres to a unit.
const SCALE: i64 = 1_330;

/// A map, and the hubs that it numbers.
pub struct Map {
    pub picture: Document,
    pub numbered: BTreeMap<HubId, usize>,
}

/// The map of a day. Gaps are the places that somebody looks after in the interim, since no hub does.
pub fn of(id: &str, view: &View<'_>) -> Map {
    let day = view.day();
    let coverage = view.coverage();
    let numbered: BTreeMap<HubId, usize> = view.network().hubs.keys().copied().zip(1..).collect();
    let gaps = gaps(view);
    let vacant: BTreeSet<HubId> = view.vacancies().map(|hub| hub.id()).collect();
    let mut of_hub: BTreeMap<HubId, Vec<Point>> = BTreeMap::new();
    let (mut dots, mut listed, mut all) = (Group::new(), 0, 0);
    for unit in units_on(day) {
        let Some(point) = point_of(unit) else { continue };
        all += 1;
        let hub = coverage.hubs_of(unit).next();
        let colour =
            hub.and_then(|hub| numbered.get(&hub)).map_or_else(|| "#ffffff".to_owned(), |number| tint(*number));
        let (x, y) = at(point);
        let mut dot = Circle::new().set("cx", x).set("cy", y).set("r", 4).set("fill", colour).set("stroke", FAINT);
        if gaps.contains(&unit) && hub.is_none() {
            dot = dot.set("stroke", ALARM).set("stroke-width", 2);
        } else if hub.is_some_and(|hub| vacant.contains(&hub)) {
            dot = dot.set("stroke", INK).set("stroke-width", 2);
        }
        if let Some(hub) = hub {
            listed += 1;
            of_hub.entry(hub).or_default().push(point);
            let name = view.hub(hub.as_str()).map_or("", |hub| hub.name());
            dots = dots.add(Group::new().add(Title::new(name)).add(dot));
        } else {
            dots = dots.add(dot);
        }
    }
    // A hub of which no place is listed stands where its lead school does, if that is known.
    let mut marks = Group::new();
    for hub in view.all_hubs().filter(|hub| !of_hub.contains_key(&hub.id())) {
        let Some(point) = lead_point(view, hub.id()) else { continue };
        let (x, y) = at(point);
        let diamond = format!("M{x} {} l5 5 l-5 5 l-5 -5 z", y - 5);
        let number = numbered.get(&hub.id()).copied().unwrap_or_default();
        marks = marks.add(
            Group::new()
                .add(Title::new(hub.name()))
                .add(Path::new().set("d", diamond).set("fill", tint(number)).set("stroke", INK)),
        );
        marks = marks.add(label(x, y - 7, number));
    }
    for (hub, points) in &of_hub {
        let (x, y) = at(middle(points));
        marks = marks.add(label(x, y + 4, numbered.get(hub).copied().unwrap_or_default()));
    }
    let title = format!("The hubs of England on {day}");
    let description = format!(
        "A dot for each of {all} councils and districts. {listed} stand in the area of a hub, coloured by it; {} are looked \
         after in the interim, ringed in red. {} hubs have no lead, their places ringed in black.",
        gaps.len(),
        vacant.len(),
    );
    let picture = empty(id, &title, &description, HEIGHT).add(dots).add(marks).add(key());
    Map { picture, numbered }
}

/// The places that somebody looks after in the interim, or may.
pub fn gaps(view: &View<'_>) -> BTreeSet<GssCode> {
    let covers = view.network().covers.values().filter(|cover| !cover.span.covers(view.day()).is_no());
    covers.flat_map(|cover| cover.area.units_on(view.day())).collect()
}

fn key() -> Group {
    let circle = |y: i64, stroke: &str| {
        Circle::new().set("cx", 16).set("cy", y).set("r", 4).set("fill", "#ffffff").set("stroke", stroke)
    };
    Group::new()
        .add(circle(16, FAINT))
        .add(text(26, 20, "a council or district; white: nobody wrote down its hub"))
        .add(circle(32, ALARM).set("stroke-width", 2))
        .add(text(26, 36, "without a hub, and looked after meanwhile"))
        .add(circle(48, INK).set("stroke-width", 2))
        .add(text(26, 52, "its hub has no lead"))
        .add(Path::new().set("d", "M16 60 l5 5 l-5 5 l-5 -5 z").set("fill", "#ffffff").set("stroke", INK))
        .add(text(26, 69, "the lead of a hub of unrecorded area"))
}

/// Its number, with a white edge so that it reads on any colour.
fn label(x: i64, y: i64, number: usize) -> svg::node::element::Text {
    let label = text(x, y, number.to_string()).set("text-anchor", "middle").set("font-weight", "bold");
    label.set("stroke", "#ffffff").set("stroke-width", 3).set("paint-order", "stroke")
}

/// Colours that neighbours in the list do not share; the numbers tell them apart where colours cannot.
fn tint(number: usize) -> String {
    let light = [62, 74, 50][number % 3];
    format!("hsl({}, 55%, {light}%)", number * 137 % 360)
}

fn at(point: Point) -> (i64, i64) {
    let (x, y) = (i64::from(point.easting()) - WEST, NORTH - i64::from(point.northing()));
    ((x / SCALE).clamp(0, WIDTH), (y / SCALE).clamp(0, HEIGHT))
}

fn middle(points: &[Point]) -> Point {
    let mean = |of: fn(Point) -> u32| {
        let sum: u64 = points.iter().map(|point| u64::from(of(*point))).sum();
        u32::try_from(sum / (points.len() as u64).max(1)).unwrap_or_default()
    };
    let mean = Point::new(mean(Point::easting), mean(Point::northing));
    // The place nearest to the mean, so that the number stands on one.
    let near = |point: &&Point| mean.map_or(0, |mean| point.squared_distance(mean));
    points.iter().min_by_key(near).copied().unwrap_or(points[0])
}

fn lead_point(view: &View<'_>, hub: HubId) -> Option<Point> {
    let hub = view.hub(hub.as_str()).ok()?;
    let LeadStatus::Held(_, tenure) = hub.lead() else { return None };
    let register = &view.network().register;
    tenure.lead_schools().find_map(|school| register.organisation(school)?.location()?.point)
}
