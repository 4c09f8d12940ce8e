//! The network on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Coverage, HubView, LeadStatus, Network, Partner};
use crate::{
    answer::Answer,
    geography::{Extent, Region},
    identifiers::{GssCode, HubId, LaCode},
    vocabulary::DidYouMean,
};

/// What a network comes to on one day. It borrows the network and is cheap to make.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    network: &'a Network,
    on: NaiveDate,
}

impl<'a> View<'a> {
    pub(super) const fn new(network: &'a Network, on: NaiveDate) -> Self {
        Self { network, on }
    }

    /// The network.
    #[must_use]
    pub const fn network(&self) -> &'a Network {
        self.network
    }

    /// The day.
    #[must_use]
    pub const fn day(&self) -> NaiveDate {
        self.on
    }

    /// The hub with this id, whatever its state on the day.
    ///
    /// # Errors
    ///
    /// [`NoSuchHub`], with the id nearest to the one asked for.
    pub fn hub(&self, id: impl AsRef<str>) -> Result<HubView<'a>, NoSuchHub> {
        let asked = id.as_ref();
        let found = HubId::new(asked).and_then(|id| self.network.hubs.get_key_value(&id));
        found.map(|(id, hub)| HubView::new(*self, *id, hub)).ok_or_else(|| NoSuchHub {
            id: asked.to_owned(),
            nearest: crate::vocabulary::nearest(asked, self.network.hubs.keys().map(HubId::as_str)).map(str::to_owned),
        })
    }

    /// All hubs, whatever their state on the day.
    pub fn all_hubs(&self) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        let view = *self;
        view.network.hubs.iter().map(move |(id, hub)| HubView::new(view, *id, hub))
    }

    /// The hubs that are certainly at work on the day.
    pub fn hubs(&self) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        self.all_hubs().filter(|hub| hub.is_operating().is_yes())
    }

    /// The hubs of which the record does not say whether they are at work on the day.
    pub fn hubs_perhaps(&self) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        self.all_hubs().filter(|hub| hub.is_operating().is_unknown())
    }

    /// The hubs at work by the regions that they serve; one that serves two regions stands under both, and one whose
    /// regions nobody wrote down under `None`.
    #[must_use]
    pub fn hubs_by_region(&self) -> BTreeMap<Option<Region>, Vec<HubView<'a>>> {
        let mut by_region: BTreeMap<Option<Region>, Vec<HubView<'a>>> = BTreeMap::new();
        for hub in self.hubs() {
            let regions = hub.regions();
            if regions.is_empty() {
                by_region.entry(None).or_default().push(hub);
            }
            for region in regions {
                by_region.entry(Some(region)).or_default().push(hub);
            }
        }
        by_region
    }

    /// The hubs at work that serve an authority or part of it, or may: with how much of it each serves.
    pub fn serving(&self, authority: LaCode) -> impl Iterator<Item = (HubView<'a>, Extent)> + use<'a> {
        let on = self.on;
        let extents = self.hubs().map(move |hub| {
            let extent = hub.area().map_or(Extent::None, |served| served.area.serves_authority(authority, on));
            (hub, extent)
        });
        extents.filter(|(_, extent)| *extent != Extent::None)
    }

    /// The hubs at work that serve a district or single-tier authority, or may.
    pub fn serving_unit(&self, unit: GssCode) -> impl Iterator<Item = (HubView<'a>, Answer)> + use<'a> {
        let on = self.on;
        let answers = self
            .hubs()
            .map(move |hub| (hub, hub.area().map_or(Answer::No, |served| served.area.serves_unit(unit, on))));
        answers.filter(|(_, answer)| !answer.is_no())
    }

    /// The hubs at work that `partner` certainly works with, by succession too: a school that became an academy is
    /// still the same partner.
    pub fn hubs_of_partner(&self, partner: Partner) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        let register = &self.network.register;
        self.hubs().filter(move |hub| {
            hub.partners().any(|view| match (view.partnership().with, partner) {
                (Partner::Organisation(one), Partner::Organisation(another)) => register.is_same(one, another),
                (one, another) => one == another,
            })
        })
    }

    /// The hubs at work without a lead of their own: vacant, or bridged by another hub. Of hubs whose lead is unknown
    /// nobody can say that: see [`hubs_with_unknown_lead`](Self::hubs_with_unknown_lead).
    pub fn vacancies(&self) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        self.hubs().filter(|hub| matches!(hub.lead(), LeadStatus::Vacant | LeadStatus::Bridged(_)))
    }

    /// The hubs at work of which the record does not say who leads them.
    pub fn hubs_with_unknown_lead(&self) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        self.hubs().filter(|hub| hub.lead() == LeadStatus::Unknown)
    }

    /// Which places the hubs serve.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        for hub in self.all_hubs() {
            coverage.add(hub.id(), hub.record(), self.on);
        }
        coverage.cover(self.network.covers.values(), self.on);
        coverage.sorted()
    }
}

/// The network has no hub with this id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the network has no hub `{id}`{}", DidYouMean(nearest.as_deref()))]
#[non_exhaustive]
pub struct NoSuchHub {
    /// The id asked for.
    pub id: String,
    /// The id nearest to it.
    pub nearest: Option<String>,
}
