//! The network on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Coverage, HubView, LeadStatus, Network, Partner};
use crate::{
    document::DidYouMean,
    geography::{Authority, Extent, Region},
    identifiers::{GssCode, HubId, LaCode},
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
            nearest: crate::document::nearest(asked, self.network.hubs.keys().map(HubId::as_str)).map(str::to_owned),
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

    /// The hubs at work that certainly serve an authority, each with how much of it: first those that serve the whole of
    /// it, then those that serve a part. Those that may serve it are [others](Self::serving_perhaps).
    pub fn serving(&self, authority: LaCode) -> impl Iterator<Item = (HubView<'a>, Extent)> + use<'a> {
        let view = *self;
        [Extent::Whole, Extent::Part].into_iter().flat_map(move |extent| {
            let hubs = view.hubs().filter(move |hub| hub.serves_authority(authority) == extent);
            hubs.map(move |hub| (hub, extent))
        })
    }

    /// The hubs that may serve an authority, as far as the record goes, and are not known to: it may be unknown whether
    /// they are at work, or how far their area reaches. Those of which an area lists the authority come first, then those
    /// at home in its region: whose lead lies there, or a place that they serve.
    pub fn serving_perhaps(&self, authority: LaCode) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        let region = Authority::with_code(authority).map(Authority::region);
        let perhaps = self.all_hubs().filter(|hub| {
            let certain = hub.is_operating().is_yes() && hub.serves_authority(authority) != Extent::None;
            !certain && hub.may_serve_authority(authority)
        });
        likeliest_first(perhaps, region, |hub| hub.lists_authority(authority))
    }

    /// The hubs at work that certainly serve a district or single-tier authority. Those that may serve it are
    /// [others](Self::serving_unit_perhaps).
    pub fn serving_unit(&self, unit: GssCode) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        self.hubs().filter(move |hub| hub.serves_unit(unit))
    }

    /// The hubs that may serve a district or single-tier authority and are not known to, in the order of
    /// [`serving_perhaps`](Self::serving_perhaps).
    pub fn serving_unit_perhaps(&self, unit: GssCode) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        let region = Authority::of_place(unit).map(Authority::region);
        let perhaps = self.all_hubs().filter(|hub| {
            let certain = hub.is_operating().is_yes() && hub.serves_unit(unit);
            !certain && hub.may_serve_unit(unit)
        });
        likeliest_first(perhaps, region, |hub| hub.lists_unit(unit))
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
        coverage.add_beside(self.network, self.on);
        coverage.sorted()
    }
}

/// `hubs` with those first that list a place, then those at home in its `region`, and within that in the order given.
fn likeliest_first<'a>(
    hubs: impl Iterator<Item = HubView<'a>>,
    region: Option<Region>,
    lists: impl Fn(&HubView<'a>) -> bool,
) -> std::vec::IntoIter<HubView<'a>> {
    let mut hubs: Vec<HubView<'a>> = hubs.collect();
    hubs.sort_by_cached_key(|hub| (!lists(hub), !region.is_some_and(|region| hub.is_at_home_in(region))));
    hubs.into_iter()
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
