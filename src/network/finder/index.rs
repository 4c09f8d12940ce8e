//! What a finder knows of a network on its day, by place.

use std::collections::BTreeMap;

use super::found::{Anchor, Distance};
use crate::{
    answer::Answer,
    geography::{Extent, Near, Point, PostcodeDistrict, Region, point_of},
    identifiers::{GssCode, HubId, OrganisationId},
    network::{HubView, InterimCover, LeadStatus, Status, View, coverage::Reach},
    organisation::Location,
};

/// Everything looked up by place. A hub is known by its place in `hubs`, which is the order of the ids.
#[derive(Clone, Debug)]
pub(super) struct Index<'a> {
    pub(super) hubs: Vec<Known<'a>>,
    /// The hubs that list a unit, in their order.
    claims: BTreeMap<GssCode, Vec<Claim>>,
    /// The hubs that may serve places of a region that they do not list: first those at home there.
    open: BTreeMap<Region, Vec<usize>>,
    /// The hubs not at work, being formed or suspended, that list a unit.
    idle: BTreeMap<GssCode, Vec<usize>>,
    pub(super) covers: Vec<Cover<'a>>,
    /// The covers that list a unit.
    covered: BTreeMap<GssCode, Vec<usize>>,
    /// The points of the hubs certainly at work.
    near: Near<usize>,
    /// The hubs that a school chose, under its own id or the one that it goes on as.
    choices: BTreeMap<OrganisationId, Vec<(HubId, Answer)>>,
}

/// A hub on the day.
#[derive(Clone, Debug)]
pub(super) struct Known<'a> {
    pub(super) hub: HubView<'a>,
    pub(super) at_work: Answer,
    pub(super) lead: LeadStatus<'a>,
    /// The regions in which it may serve places that it does not list.
    pub(super) open: Vec<Region>,
    /// The regions in which it is at home.
    home: Vec<Region>,
    anchors: Vec<(Point, Anchor)>,
}

/// That a hub lists a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    hub: usize,
    /// Which of the areas that it has or may have.
    area: usize,
    certain: bool,
}

/// An interim cover that stands on the day, or may.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cover<'a> {
    pub(super) id: crate::identifiers::Slug,
    pub(super) cover: &'a InterimCover,
    pub(super) certain: bool,
    reach: Option<Reach>,
}

impl<'a> Known<'a> {
    fn of(hub: HubView<'a>) -> Self {
        let mut reaches = Vec::new();
        let mut recorded = false;
        for served in hub.areas() {
            recorded = true;
            reaches.extend(Reach::beyond(&served.area));
        }
        if !recorded {
            reaches.push(Reach::Anywhere);
        }
        let regions = |is: &dyn Fn(Region) -> bool| Region::ALL.into_iter().filter(|region| is(*region)).collect();
        Self {
            hub,
            at_work: hub.is_operating(),
            lead: hub.lead(),
            open: regions(&|region| reaches.iter().any(|reach| reach.is_into(region))),
            home: regions(&|region| hub.is_at_home_in(region)),
            anchors: anchors(hub),
        }
    }

    pub(super) fn is_at_home_in(&self, region: Option<Region>) -> bool {
        region.is_some_and(|region| self.home.contains(&region))
    }

    /// How far it is from a place: to the nearest of its points.
    pub(super) fn distance(&self, from: Point) -> Option<Distance> {
        let distances =
            self.anchors.iter().map(|(point, to)| Distance { squared: point.squared_distance(from), to: *to });
        distances.min()
    }
}

/// The points that stand for a hub: of each school that leads it the best that is known; else of each place that it lists.
fn anchors(hub: HubView<'_>) -> Vec<(Point, Anchor)> {
    let mut anchors: Vec<(Point, Anchor)> = Vec::new();
    if let LeadStatus::Held(_, tenure) = hub.lead() {
        let register = &hub.network().register;
        let place = |id| register.organisation(id).and_then(|it| it.location()).and_then(anchor);
        let schools = tenure.lead_schools();
        anchors.extend(schools.filter_map(|id| place(id).or_else(|| place(register.current(id, hub.day())))));
    }
    if anchors.is_empty() {
        let units = hub.areas().flat_map(|served| served.area.units_on(hub.day()));
        anchors.extend(units.filter_map(point_of).map(|point| (point, Anchor::Area)));
    }
    anchors
}

fn anchor(location: &Location) -> Option<(Point, Anchor)> {
    let own = || Some((location.point?, Anchor::LeadSchool));
    let postcode = || Some((PostcodeDistrict::of(location.postcode?).ok()?.point(), Anchor::LeadPostcode));
    let authority = || crate::geography::Authority::with_code(location.authority?)?.newest_gss();
    let place = || Some((location.district.and_then(point_of).or_else(|| point_of(authority()?))?, Anchor::LeadPlace));
    own().or_else(postcode).or_else(place)
}

impl<'a> Index<'a> {
    pub(super) fn of(view: View<'a>) -> Self {
        let day = view.day();
        let hubs: Vec<Known<'a>> = view.all_hubs().map(Known::of).collect();
        let mut claims: BTreeMap<GssCode, Vec<Claim>> = BTreeMap::new();
        let mut open: BTreeMap<Region, Vec<usize>> = BTreeMap::new();
        let mut idle: BTreeMap<GssCode, Vec<usize>> = BTreeMap::new();
        for (at, known) in hubs.iter().enumerate() {
            if known.at_work.is_no() {
                if matches!(known.hub.status(), Some(Status::Forming | Status::Suspended)) {
                    known.hub.record().area.area.units_on(day).for_each(|unit| idle.entry(unit).or_default().push(at));
                }
                continue;
            }
            for (area, served) in known.hub.areas().enumerate() {
                let certain = known.at_work.is_yes() && served.covers(day).is_yes();
                let claim = Claim { hub: at, area, certain };
                served.area.units_on(day).for_each(|unit| claims.entry(unit).or_default().push(claim));
            }
            known.open.iter().for_each(|region| open.entry(*region).or_default().push(at));
        }
        for (region, hubs_there) in &mut open {
            hubs_there.sort_by_key(|at| !hubs.get(*at).is_some_and(|known| known.is_at_home_in(Some(*region))));
        }
        let covers: Vec<Cover<'a>> = view
            .network()
            .covers
            .iter()
            .filter_map(|(id, cover)| {
                let stands = cover.span.covers(day);
                let reach = Reach::beyond(&cover.area);
                (!stands.is_no()).then_some(Cover { id: *id, cover, certain: stands.is_yes(), reach })
            })
            .collect();
        let mut covered: BTreeMap<GssCode, Vec<usize>> = BTreeMap::new();
        for (at, cover) in covers.iter().enumerate() {
            cover.cover.area.units_on(day).for_each(|unit| covered.entry(unit).or_default().push(at));
        }
        let at_work = hubs.iter().enumerate().filter(|(_, known)| known.at_work.is_yes());
        let points = at_work.flat_map(|(at, known)| known.anchors.iter().map(move |(point, _)| (*point, at)));
        let near = Near::of(points);
        Self { claims, open, idle, covers, covered, near, choices: choices(view), hubs }
    }

    /// The hub of this id, with its place.
    pub(super) fn hub(&self, id: HubId) -> Option<(usize, &Known<'a>)> {
        let at = self.hubs.binary_search_by_key(&id, |known| known.hub.id()).ok()?;
        self.hubs.get(at).map(|known| (at, known))
    }

    /// The hubs that list some of `units`, in their order, each with how much certainly lies in one of its areas:
    /// unknown where none certainly does.
    pub(super) fn extents(&self, units: &[GssCode]) -> Vec<(usize, Extent)> {
        let mut claims: Vec<Claim> = units.iter().filter_map(|unit| self.claims.get(unit)).flatten().copied().collect();
        claims.sort_unstable();
        let mut extents: Vec<(usize, Extent)> = Vec::new();
        for run in claims.chunk_by(|one, next| (one.hub, one.area, one.certain) == (next.hub, next.area, next.certain))
        {
            let Some(first) = run.first() else { continue };
            let extent = match (first.certain, run.len() >= units.len()) {
                (false, _) => Extent::Unknown,
                (true, true) => Extent::Whole,
                (true, false) => Extent::Part,
            };
            match extents.last_mut() {
                // Whole is less than part, and part than unknown.
                Some((hub, standing)) if *hub == first.hub => *standing = extent.min(*standing),
                _ => extents.push((first.hub, extent)),
            }
        }
        extents
    }

    /// The covers that list some of `units`, each with how much.
    pub(super) fn covers_of(&self, units: &[GssCode]) -> Vec<(Extent, &Cover<'a>)> {
        let mut found: Vec<usize> = units.iter().filter_map(|unit| self.covered.get(unit)).flatten().copied().collect();
        found.sort_unstable();
        let runs = found.chunk_by(|one, next| one == next);
        let whole = |run: &[usize]| if run.len() >= units.len() { Extent::Whole } else { Extent::Part };
        runs.filter_map(|run| Some((whole(run), self.covers.get(*run.first()?)?))).collect()
    }

    /// The covers that may reach into a region beyond the places that they list.
    pub(super) fn covers_open_in(&self, region: Region) -> impl Iterator<Item = &Cover<'a>> {
        self.covers.iter().filter(move |cover| cover.reach.is_some_and(|reach| reach.is_into(region)))
    }

    /// The hubs that may serve places of a region that they do not list, those at home there first.
    pub(super) fn open_in(&self, region: Region) -> impl Iterator<Item = usize> {
        self.open.get(&region).into_iter().flatten().copied()
    }

    /// The hubs not at work, being formed or suspended, that list some of `units`.
    pub(super) fn idle_of(&self, units: &[GssCode]) -> Vec<usize> {
        let mut idle: Vec<usize> = units.iter().filter_map(|unit| self.idle.get(unit)).flatten().copied().collect();
        idle.sort_unstable();
        idle.dedup();
        idle
    }

    /// The hubs that a school chose, or may have.
    pub(super) fn chosen_by(&self, school: OrganisationId, view: View<'a>) -> &[(HubId, Answer)] {
        let own = self.choices.get(&school);
        let current = || self.choices.get(&view.network().register.current(school, view.day()));
        own.or_else(current).map(Vec::as_slice).unwrap_or_default()
    }

    /// The hubs at work nearest to a place.
    pub(super) fn nearest(&self, place: Point, count: usize) -> Vec<usize> {
        self.near.to(place, count).into_iter().map(|(_, at)| at).collect()
    }
}

/// The choices that hold on the day or may. One that was made under an id that the school no longer has holds under the
/// one that it goes on as, unless that has one of its own.
fn choices(view: View<'_>) -> BTreeMap<OrganisationId, Vec<(HubId, Answer)>> {
    let day = view.day();
    let mut own: BTreeMap<OrganisationId, Vec<(HubId, Answer)>> = BTreeMap::new();
    for (school, choice) in &view.network().choices {
        let on: Vec<_> = choice.on(day).collect();
        if !on.is_empty() {
            own.insert(*school, on);
        }
    }
    let mut inherited: BTreeMap<OrganisationId, Vec<(HubId, Answer)>> = BTreeMap::new();
    for (school, on) in &own {
        let current = view.network().register.current(*school, day);
        if !own.contains_key(&current) {
            inherited.entry(current).or_default().extend(on);
        }
    }
    own.extend(inherited);
    own
}
