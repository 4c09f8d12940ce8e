//! From the network to its money: what hubs lay claim to a part of a pot by, and in which region each is at home.

use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
};

use super::Programme;
use crate::{
    calendar::AcademicYear,
    funding::allocation::Claim,
    geography::{Authority, Region},
    identifiers::HubId,
    network::{HubView, Network, Role, Section},
    rules::Valid,
};

impl Programme {
    /// The claims of the hubs that are certainly at work on the day judged, each with what the network knows exactly of it:
    ///
    /// | Figure | Is the number of |
    /// |---|---|
    /// | `hubs` | hubs that claim: 1 |
    /// | `authorities` | authorities of which it serves the whole or a part |
    /// | `districts` | districts and single-tier authorities that it serves |
    /// | `strategic-partners`, `operational-partners` | its partnerships in force |
    /// | `work-groups` | its work groups of the academic year |
    /// | `work-group-schools` | schools whose teachers take part in them, each once |
    ///
    /// What is not known exactly is left out, and never a least number or nought: the places of an area that is
    /// "at least", known to a region or unknown, that may not be served on the day, or that has codes without a place; the
    /// partners and work groups of a record that is not complete; partnerships whose days are half known. A formula by
    /// such a figure is then an error that names the hub. A place that two hubs serve counts for both; satellites claim as
    /// other hubs do. A network of another programme has no claims on this one's money.
    ///
    /// What else a formula goes by the host adds: see [`claims_with`](Self::claims_with).
    ///
    /// ```
    /// use maths_hubs::{
    ///     funding::allocation::{Allocation, Formula},
    ///     money::Money,
    ///     network::Network,
    ///     programme::Programme,
    /// };
    /// # let json = include_str!("../../examples/data/network.json");
    ///
    /// let programme = Programme::maths_hubs();
    /// let network: Network = serde_json::from_str(json)?;
    /// let network = programme.validate(network, "2026-11-24".parse()?)?;
    /// let claims = programme.claims(&network);
    ///
    /// let pot = Money::pounds(11_000_000).ok_or("too much")?;
    /// let plan = Allocation::of(pot).structural(Formula::by("hubs")?).among(&claims)?;
    /// assert_eq!(plan.total(), pot);
    ///
    /// // Of several hubs nobody wrote down the whole area, so nothing can go by it.
    /// let error = Allocation::of(pot).projects(Formula::by("authorities")?).among(&claims).unwrap_err();
    /// assert!(error.to_string().contains("authorities"), "{error}");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn claims(&self, network: &Valid<Network>) -> BTreeMap<HubId, Claim> {
        match self.claims_with(network, |_, claim| Ok::<_, Infallible>(claim)) {
            Ok(claims) => claims,
            Err(never) => match never {},
        }
    }

    /// As [`claims`](Self::claims), with what the host knows of each hub: schools served, pupils.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use maths_hubs::{identifiers::HubId, network::Network, programme::Programme};
    /// # let json = include_str!("../../examples/data/network.json");
    ///
    /// let programme = Programme::maths_hubs();
    /// let network: Network = serde_json::from_str(json)?;
    /// let network = programme.validate(network, "2026-11-24".parse()?)?;
    ///
    /// let schools: BTreeMap<HubId, u32> = BTreeMap::from([("north-west-three".parse()?, 480)]); // invented
    /// let claims = programme.claims_with(&network, |hub, claim| match schools.get(&hub.id()) {
    ///     Some(count) => claim.with("schools-served", *count),
    ///     None => Ok(claim), // not known, and not nought
    /// })?;
    /// let claim = &claims[&"north-west-three".parse()?];
    /// assert_eq!(claim.get("schools-served".parse()?), Some(480.into()));
    /// assert_eq!(claim.get("authorities".parse()?), Some(5.into()));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What `figures` refuses, of the first hub in the order of ids.
    pub fn claims_with<E>(
        &self,
        network: &Valid<Network>,
        mut figures: impl FnMut(HubView<'_>, Claim) -> Result<Claim, E>,
    ) -> Result<BTreeMap<HubId, Claim>, E> {
        let ours = network.programme == self.id;
        let hubs = network.view().hubs().filter(|_| ours);
        hubs.map(|hub| Ok((hub.id(), figures(hub, of_network(&hub))?))).collect()
    }

    /// The region in which each hub [is at home](HubView::home_region) on the day judged, for statements by region. Hubs
    /// of which the facts do not say it, or name several, are left out, and statements show their money as money of no
    /// region. A network of another programme has none.
    ///
    /// ```
    /// use maths_hubs::{geography::Region, network::Network, programme::Programme};
    /// # let json = include_str!("../../examples/data/network.json");
    ///
    /// let programme = Programme::maths_hubs();
    /// let network: Network = serde_json::from_str(json)?;
    /// let network = programme.validate(network, "2026-11-24".parse()?)?;
    /// let regions = programme.regions(&network);
    /// assert_eq!(regions[&"south-yorkshire".parse()?], Region::YorkshireAndTheHumber);
    /// assert!(!regions.contains_key(&"turing-nw".parse()?)); // nobody wrote down its area or where its lead lies
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn regions(&self, network: &Valid<Network>) -> BTreeMap<HubId, Region> {
        let ours = network.programme == self.id;
        let hubs = network.view().all_hubs().filter(|_| ours);
        hubs.filter_map(|hub| Some((hub.id(), hub.home_region()?))).collect()
    }
}

/// What the network knows exactly of a hub.
fn of_network(hub: &HubView<'_>) -> Claim {
    let groups = work_groups(hub);
    let figures = [
        ("hubs", Some(1)),
        ("authorities", authorities(hub)),
        ("districts", hub.whole_area().map(|area| area.units_on(hub.day()).count())),
        ("strategic-partners", partners(hub, Role::Strategic)),
        ("operational-partners", partners(hub, Role::Operational)),
        ("work-groups", groups.map(|(groups, _)| groups)),
        ("work-group-schools", groups.map(|(_, schools)| schools)),
    ];
    let known = figures.into_iter().filter_map(|(what, count)| Some((what, u64::try_from(count?).ok()?)));
    // Each is a word, and no count is below nothing, so none is refused.
    known.fold(Claim::new(), |claim, (what, count)| claim.clone().with(what, count).unwrap_or(claim))
}

fn authorities(hub: &HubView<'_>) -> Option<usize> {
    let units = hub.whole_area()?.units_on(hub.day());
    let authorities: BTreeSet<_> = units.filter_map(Authority::of_place).map(Authority::code).collect();
    Some(authorities.len())
}

fn partners(hub: &HubView<'_>, role: Role) -> Option<usize> {
    let record = hub.record();
    let in_role = || record.partnerships.values().filter(|partnership| partnership.role == role);
    let half_known = in_role().any(|partnership| partnership.span.covers(hub.day()).is_unknown());
    let known = record.is_complete(Section::Partnerships) && !half_known;
    known.then(|| in_role().filter(|partnership| partnership.span.covers(hub.day()).is_yes()).count())
}

/// The work groups of the year, and the schools in them.
fn work_groups(hub: &HubView<'_>) -> Option<(usize, usize)> {
    let year = AcademicYear::containing(hub.day())?;
    let groups = || hub.record().work_groups.values().filter(|group| group.year == year);
    let schools: BTreeSet<_> = groups().flat_map(|group| &group.schools).collect();
    hub.record().is_complete(Section::WorkGroups).then(|| (groups().count(), schools.len()))
}
