//! Which places the hubs serve, and which they may.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Hub, InterimCover, Parent, facts::Facts};
use crate::{
    answer::Answer,
    geography::{Area, Authority, Extent, Region, unit_authority},
    identifiers::{GssCode, HubId, LaCode},
};

/// Which places the hubs serve on a day, place by place, and which they may: flat facts that merge in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// A place, whether the hub that serves it is certainly at work, the hub, and the hub at the head of its family.
    pub(super) units: Facts<Claim>,
    /// Hubs that may serve places that are not listed.
    pub(super) open: Facts<(HubId, Reach)>,
    /// Places under interim cover.
    pub(super) covered: Facts<GssCode>,
}

/// A hub's claim to serve a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    pub(super) unit: GssCode,
    pub(super) hub: HubId,
    /// The hub itself, or the one of which it is a satellite: these do not overlap one another.
    pub(super) family: HubId,
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

impl Coverage {
    /// Adds what `hub` serves on `day`, if it is at work or may be.
    pub(super) fn add(&mut self, id: HubId, hub: &Hub, day: NaiveDate) {
        let operating = hub.is_operating(day);
        if operating.is_no() {
            return;
        }
        let Some(served) = hub.area_on(day) else { return };
        let certain = operating.is_yes() && served.covers(day).is_yes();
        let family = match hub.satellite_of {
            Some(Parent::Hub(parent)) => parent,
            _ => id,
        };
        self.units.extend(served.area.units_on(day).map(|unit| Claim { unit, hub: id, family, certain }));
        match &served.area {
            Area::Complete(_) => {}
            Area::Region(region) => self.open.push((id, Reach::Region(*region))),
            Area::AtLeast(_) | Area::Unknown => self.open.push((id, Reach::Anywhere)),
        }
    }

    /// Adds the areas under interim cover on `day`.
    pub(super) fn cover<'a>(&mut self, covers: impl IntoIterator<Item = &'a InterimCover>, day: NaiveDate) {
        let standing = covers.into_iter().filter(|cover| cover.span.covers(day).is_yes());
        self.covered.extend(standing.flat_map(|cover| cover.area.units_on(day)));
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.units.merge(other.units);
        self.open.merge(other.open);
        self.covered.merge(other.covered);
    }

    /// The same facts in their one order, each once.
    pub(super) fn sorted(mut self) -> Self {
        self.units.settle();
        self.open.settle();
        self.covered.settle();
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
        let may = move |reach: &Reach| *reach == Reach::Anywhere || *reach == Reach::Region(region);
        self.open.iter().filter(move |(_, reach)| may(reach)).map(|(hub, _)| *hub)
    }

    /// Whether a district or single-tier authority is served on `day`, by a hub or under interim cover.
    #[must_use]
    pub fn of_unit(&self, unit: GssCode, day: NaiveDate) -> Answer {
        let claims = self.claims(unit);
        if claims.iter().any(|claim| claim.certain) || self.covered.binary_search(&unit).is_ok() {
            Answer::Yes
        } else if !claims.is_empty() {
            Answer::Unknown
        } else {
            let region = unit_authority(unit, day).map(Authority::region);
            let perhaps = region.is_none_or(|region| self.hubs_perhaps_in(region).next().is_some());
            if perhaps { Answer::Unknown } else { Answer::No }
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

    /// The places that hubs of two families or more list, each with those hubs.
    #[must_use]
    pub fn overlaps(&self) -> Vec<(GssCode, BTreeSet<HubId>)> {
        let runs = self.units.chunk_by(|one, next| one.unit == next.unit);
        let shared = runs.filter(|run| run.first().is_some_and(|first| run.iter().any(|it| it.family != first.family)));
        shared.filter_map(|run| Some((run.first()?.unit, run.iter().map(|claim| claim.hub).collect()))).collect()
    }
}
