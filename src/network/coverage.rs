//! Which places the hubs serve, and which they may.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Hub, Network, NetworkSection, Parent, Served, facts::Facts};
use crate::{
    answer::Answer,
    geography::{Area, Authority, Extent, Region, unit_authority},
    identifiers::{GssCode, HubId, LaCode},
};

/// Which places the hubs serve on a day, place by place, and which they may: flat facts that merge in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// The places that hubs list, each with the hub, its family, and whether it certainly serves the place.
    pub(super) units: Facts<Claim>,
    /// Hubs that may serve places that are not listed.
    pub(super) open: Facts<(HubId, Reach)>,
    /// Places under interim cover, each with whether it certainly is.
    covered: Facts<(GssCode, bool)>,
    /// How far interim cover may reach beyond the places that are listed of it.
    covered_beyond: Facts<Reach>,
    /// Satellites, each with its parent.
    parents: Facts<(HubId, HubId)>,
    /// Whether there may be hubs that are not listed.
    pub(super) unlisted_hubs: bool,
}

/// A hub's claim to serve a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    pub(super) unit: GssCode,
    pub(super) hub: HubId,
    /// The hub itself, or the one of which it is a satellite: these do not overlap one another. `None` for a satellite
    /// of nobody knows which.
    pub(super) family: Option<HubId>,
    /// Whether the hub is certainly at work and the place certainly in the area of the day.
    pub(super) certain: bool,
}

/// How far an area may reach beyond what is listed of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Within this region.
    Region(Region),
    /// Anywhere.
    Anywhere,
}

impl Reach {
    /// How far `area` may reach beyond the places listed of it; `None` where it is complete.
    pub(super) fn beyond(area: &Area) -> Option<Self> {
        match area {
            Area::Complete(_) => None,
            Area::Region(region) => Some(Self::Region(*region)),
            Area::AtLeast(_) | Area::Unknown => Some(Self::Anywhere),
        }
    }

    /// Whether it may reach into `region`.
    pub(super) fn is_into(self, region: Region) -> bool {
        self == Self::Anywhere || self == Self::Region(region)
    }
}

/// All areas that are recorded of a hub, the former ones first.
fn areas(hub: &Hub) -> impl Iterator<Item = &Served> {
    hub.former_areas.values().chain([&hub.area])
}

/// The area that a hub certainly has on `day`; where none is certain, every one that it may have: both of two where it is
/// half known when the one followed the other.
pub(super) fn areas_on(hub: &Hub, day: NaiveDate) -> impl Iterator<Item = &Served> {
    let best = areas(hub).map(|served| served.covers(day)).max().filter(|best| !best.is_no());
    areas(hub).filter(move |served| best == Some(served.covers(day)))
}

/// Whether all `claims` to a place are certainly of one hub and its satellites.
pub(super) fn is_one_family(claims: &[Claim]) -> bool {
    claims.first().is_none_or(|first| {
        let same = |claim: &Claim| claim.hub == first.hub || claim.family.is_some() && claim.family == first.family;
        claims.iter().all(same)
    })
}

/// The hub at the head of the family of `hub`; of satellites in a circle, the one with the least id.
fn head(hub: HubId, parents: &[(HubId, HubId)]) -> HubId {
    let parent = |hub: HubId| {
        let at = parents.binary_search_by_key(&hub, |(satellite, _)| *satellite).ok()?;
        parents.get(at).map(|(_, parent)| *parent)
    };
    // A line of satellites visits none twice, so one longer than there are is a circle, which its last half has all of.
    let line = || std::iter::successors(Some(hub), |at| parent(*at));
    let longest = parents.len().saturating_add(1);
    let last = line().take(longest).last().unwrap_or(hub);
    if parent(last).is_none() { last } else { line().skip(longest).take(longest).min().unwrap_or(hub) }
}

impl Coverage {
    /// Adds what `hub` serves on `day`, if it is at work or may be: its area of that day, or every one that it may
    /// have. One of which no area is recorded for the day may serve any place.
    pub(super) fn add(&mut self, id: HubId, hub: &Hub, day: NaiveDate) {
        let operating = hub.is_operating(day);
        if operating.is_no() {
            return;
        }
        let family = match hub.satellite_of {
            Some(Parent::Unknown) => None,
            Some(Parent::Hub(parent)) => {
                self.parents.push((id, parent));
                Some(id)
            }
            None => Some(id),
        };
        let mut recorded = false;
        for served in areas_on(hub, day) {
            recorded = true;
            let certain = operating.is_yes() && served.covers(day).is_yes();
            self.units.extend(served.area.units_on(day).map(|unit| Claim { unit, hub: id, family, certain }));
            self.open.extend(Reach::beyond(&served.area).map(|reach| (id, reach)));
        }
        if !recorded {
            self.open.push((id, Reach::Anywhere));
        }
    }

    /// Adds what `network` has beside its hubs: areas under interim cover on `day`, and whether hubs may be missing.
    pub(super) fn add_beside(&mut self, network: &Network, day: NaiveDate) {
        self.unlisted_hubs = network.incomplete.contains(&NetworkSection::Hubs);
        for cover in network.covers.values() {
            let stands = cover.span.covers(day);
            if !stands.is_no() {
                self.covered.extend(cover.area.units_on(day).map(|unit| (unit, stands.is_yes())));
                self.covered_beyond.extend(Reach::beyond(&cover.area));
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.units.merge(other.units);
        self.open.merge(other.open);
        self.covered.merge(other.covered);
        self.parents.merge(other.parents);
        self.covered_beyond.merge(other.covered_beyond);
        self.unlisted_hubs |= other.unlisted_hubs;
    }

    /// The same facts in their one order, each once: a hub's certain claim to a place takes in its uncertain one.
    pub(super) fn sorted(mut self) -> Self {
        self.parents.settle();
        for claim in &mut self.units {
            claim.family = claim.family.map(|hub| head(hub, &self.parents));
        }
        self.units.settle();
        self.units.join(|next, kept| {
            let joins = (next.unit, next.hub) == (kept.unit, kept.hub);
            kept.certain |= joins && next.certain;
            joins
        });
        self.open.settle();
        self.covered.settle();
        self.covered.join(|next, kept| {
            let joins = next.0 == kept.0;
            kept.1 |= joins && next.1;
            joins
        });
        self.covered_beyond.settle();
        self
    }

    /// The hubs that list `unit` as a place that they serve.
    pub(super) fn claims(&self, unit: GssCode) -> &[Claim] {
        let first = self.units.partition_point(|claim| claim.unit < unit);
        let from = self.units.get(first..).unwrap_or_default();
        from.get(..from.partition_point(|claim| claim.unit == unit)).unwrap_or_default()
    }

    /// The hubs that list a district or single-tier authority as a place that they serve.
    pub fn hubs_of(&self, unit: GssCode) -> impl Iterator<Item = HubId> {
        self.claims(unit).iter().map(|claim| claim.hub)
    }

    /// The hubs that may serve places in `region` that they do not list.
    pub fn hubs_perhaps_in(&self, region: Region) -> impl Iterator<Item = HubId> {
        self.open.iter().filter(move |(_, reach)| reach.is_into(region)).map(|(hub, _)| *hub)
    }

    /// Whether places in `region` that nobody lists may be served all the same.
    fn is_open(&self, region: Region) -> bool {
        self.unlisted_hubs
            || self.open.iter().any(|(_, reach)| reach.is_into(region))
            || self.covered_beyond.iter().any(|reach| reach.is_into(region))
    }

    /// Whether a place is listed as being under interim cover.
    fn is_covered(&self, unit: GssCode) -> Answer {
        let found = self.covered.binary_search_by_key(&unit, |(unit, _)| *unit).ok();
        match found.and_then(|at| self.covered.get(at)) {
            Some((_, true)) => Answer::Yes,
            Some((_, false)) => Answer::Unknown,
            None => Answer::No,
        }
    }

    /// Whether a district or single-tier authority is served on `day`, by a hub or under interim cover.
    #[must_use]
    pub fn of_unit(&self, unit: GssCode, day: NaiveDate) -> Answer {
        let claims = self.claims(unit);
        let covered = self.is_covered(unit);
        if claims.iter().any(|claim| claim.certain) || covered.is_yes() {
            Answer::Yes
        } else if !claims.is_empty() || covered.is_unknown() {
            Answer::Unknown
        } else {
            let region = unit_authority(unit, day).map(Authority::region);
            if region.is_none_or(|region| self.is_open(region)) { Answer::Unknown } else { Answer::No }
        }
    }

    /// How much of an authority is served on `day`.
    #[must_use]
    pub fn of_authority(&self, authority: LaCode, day: NaiveDate) -> Extent {
        let Some(authority) = Authority::with_code(authority) else { return Extent::Unknown };
        let units = || authority.units_on(day).map(|unit| self.of_unit(unit, day));
        if units().next().is_none() {
            return Extent::None;
        }
        match (Answer::all(units()), Answer::any(units())) {
            (Answer::Yes, _) => Extent::Whole,
            (_, Answer::No) => Extent::None,
            (Answer::No, Answer::Yes) => Extent::Part,
            _ => Extent::Unknown,
        }
    }

    /// The authorities in force on `day`, each with how much of it is served.
    pub fn authorities(&self, day: NaiveDate) -> impl Iterator<Item = (&'static Authority, Extent)> {
        let in_force = Authority::all().iter().filter(move |authority| authority.in_force_on(day));
        in_force.map(move |authority| (authority, self.of_authority(authority.code(), day)))
    }

    /// The places that hubs of two families or more list, or may, each with those hubs.
    #[must_use]
    pub fn overlaps(&self) -> Vec<(GssCode, BTreeSet<HubId>)> {
        let runs = self.units.chunk_by(|one, next| one.unit == next.unit);
        let shared = runs.filter(|run| !is_one_family(run));
        shared.filter_map(|run| Some((run.first()?.unit, run.iter().map(|claim| claim.hub).collect()))).collect()
    }
}
