//! A map of England: a dot for each council and district, coloured by the hub that serves it, as far as the record goes.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    geography::{Point, PostcodeDistrict, Region, point_of, unit_authority, units_on},
    identifiers::{GssCode, HubId},
    network::{LeadStatus, View},
};
use svg::{
    Document,
    node::element::{Circle, Group, Path, Title},
};

use super::picture::{ALARM, FAINT, INK, WIDTH, bar, empty, text};

const HEIGHT: i64 = 524;

/// A part of the national grid, and where it is drawn.
struct Frame {
    /// The corner in the north-west, in metres.
    west: i64,
    north: i64,
    /// Metres to a unit.
    scale: i64,
    /// Where that corner is drawn.
    x: i64,
    y: i64,
}

const ENGLAND: Frame = Frame { west: 80_000, north: 692_000, scale: 1_330, x: 0, y: 0 };
/// London at three times the size, in the sea off Wales, since its councils would lie on one another.
const LONDON: Frame = Frame { west: 500_000, north: 203_000, scale: 430, x: 8, y: 260 };

impl Frame {
    fn at(&self, point: Point) -> (i64, i64) {
        let (east, south) = (i64::from(point.easting()) - self.west, self.north - i64::from(point.northing()));
        ((self.x + east / self.scale).clamp(0, WIDTH), (self.y + south / self.scale).clamp(0, HEIGHT))
    }
}

/// A map, and the hubs that it numbers.
pub struct Map {
    pub picture: Document,
    pub numbered: BTreeMap<HubId, usize>,
    /// Those that have a place on it.
    pub drawn: BTreeSet<HubId>,
}

/// The map of a day. Gaps are the places that somebody looks after in the interim, since no hub does.
pub fn of(id: &str, view: &View<'_>) -> Map {
    let day = view.day();
    let coverage = view.coverage();
    let numbered: BTreeMap<HubId, usize> = view.network().hubs.keys().copied().zip(1..).collect();
    let number = |hub: HubId| numbered.get(&hub).copied().unwrap_or_default();
    let gaps = gaps(view);
    let vacant: BTreeSet<HubId> = view.vacancies().map(|hub| hub.id()).collect();
    let places: Vec<(GssCode, Point)> = units_on(day).filter_map(|unit| Some((unit, point_of(unit)?))).collect();
    let listed = places.iter().filter(|(unit, _)| coverage.hubs_of(*unit).next().is_some()).count();
    let title = format!("The hubs of England on {day}");
    let description = format!(
        "A dot for each of {} councils and districts. {listed} stand in the area of a hub, coloured by it; {} are looked \
         after in the interim, ringed in red. {} hubs have no lead, their places ringed in black.",
        places.len(),
        gaps.len(),
        vacant.len(),
    );
    let mut picture = empty(id, &title, &description, HEIGHT).add(key());
    let in_london = |unit: GssCode| unit_authority(unit, day).is_some_and(|it| it.region() == Region::London);
    for (frame, inset) in [(ENGLAND, false), (LONDON, true)] {
        let mut of_hub: BTreeMap<HubId, Vec<Point>> = BTreeMap::new();
        let mut dots = Group::new();
        for (unit, point) in places.iter().filter(|(unit, _)| !inset || in_london(*unit)) {
            let hub = coverage.hubs_of(*unit).next();
            let colour = hub.map_or_else(|| "#ffffff".to_owned(), |hub| tint(number(hub)));
            let (x, y) = frame.at(*point);
            let mut dot = Circle::new().set("cx", x).set("cy", y).set("r", 4).set("fill", colour).set("stroke", FAINT);
            if gaps.contains(unit) && hub.is_none() {
                dot = dot.set("stroke", ALARM).set("stroke-width", 2);
            } else if hub.is_some_and(|hub| vacant.contains(&hub)) {
                dot = dot.set("stroke", INK).set("stroke-width", 2);
            }
            let mut group = Group::new();
            if let Some(hub) = hub {
                group = group.add(Title::new(view.hub(hub.as_str()).map_or("", |hub| hub.name())));
                // In the map of England a hub of London has no number: the inset gives it.
                if inset || !in_london(*unit) {
                    of_hub.entry(hub).or_default().push(*point);
                }
            }
            dots = dots.add(group.add(dot));
        }
        if inset {
            let edge = bar(LONDON.x - 4, LONDON.y - 4, 152, 128, "none").set("stroke", FAINT);
            picture = picture.add(edge).add(text(LONDON.x, LONDON.y + 120, "London"));
        }
        picture = picture.add(dots);
        for (hub, points) in &of_hub {
            if let Some(middle) = middle(points) {
                let (x, y) = frame.at(middle);
                picture = picture.add(label(x, y + 4, number(*hub)));
            }
        }
    }
    // A hub of which no place is listed stands where its lead school does, if that is known.
    let mut drawn: BTreeSet<HubId> = places.iter().flat_map(|(unit, _)| coverage.hubs_of(*unit)).collect();
    for hub in view.all_hubs() {
        if drawn.contains(&hub.id()) {
            continue;
        }
        let Some(point) = lead_point(view, hub.id()) else { continue };
        drawn.insert(hub.id());
        let (x, y) = ENGLAND.at(point);
        let diamond = Path::new().set("d", format!("M{x} {} l5 5 l-5 5 l-5 -5 z", y - 5));
        let diamond = diamond.set("fill", tint(number(hub.id()))).set("stroke", INK);
        picture =
            picture.add(Group::new().add(Title::new(hub.name())).add(diamond)).add(label(x, y - 7, number(hub.id())));
    }
    Map { picture, numbered, drawn }
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

/// The place nearest to the middle of all, so that a number stands on one.
fn middle(points: &[Point]) -> Option<Point> {
    let mean = |of: fn(Point) -> u32| {
        let sum: u64 = points.iter().map(|point| u64::from(of(*point))).sum();
        u32::try_from(sum / (points.len() as u64).max(1)).unwrap_or_default()
    };
    let mean = Point::new(mean(Point::easting), mean(Point::northing))?;
    points.iter().min_by_key(|point| point.squared_distance(mean)).copied()
}

fn lead_point(view: &View<'_>, hub: HubId) -> Option<Point> {
    let (network, hub) = (view.network(), view.hub(hub.as_str()).ok()?);
    let of_lead = || {
        let LeadStatus::Held(_, tenure) = hub.lead() else { return None };
        tenure.lead_schools().find_map(|school| network.register.organisation(school)?.location()?.point)
    };
    // Where nobody is sure of the lead, the hub's address is the best that there is.
    let address = || network.hubs.get(&hub.id())?.contact.postcode;
    of_lead().or_else(|| Some(PostcodeDistrict::of(address()?).ok()?.point()))
}
