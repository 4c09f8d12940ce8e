//! A hub on a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Hub, LeadStatus, Member, Network, Partnership, Post, Role, Section, Served, Status, View, coverage};
use crate::{
    answer::Answer,
    geography::{Area, Extent, Region},
    identifiers::{GssCode, HubId, LaCode, PartnershipId, PersonId, PostId},
    organisation::Register,
    vocabulary::Word,
};

/// What a hub comes to on one day.
#[derive(Clone, Copy, Debug)]
pub struct HubView<'a> {
    view: View<'a>,
    id: HubId,
    hub: &'a Hub,
}

impl<'a> HubView<'a> {
    pub(super) const fn new(view: View<'a>, id: HubId, hub: &'a Hub) -> Self {
        Self { view, id, hub }
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> HubId {
        self.id
    }

    /// All that is recorded of it.
    #[must_use]
    pub const fn record(&self) -> &'a Hub {
        self.hub
    }

    /// The day.
    #[must_use]
    pub const fn day(&self) -> NaiveDate {
        self.view.day()
    }

    /// The network that it belongs to.
    #[must_use]
    pub const fn network(&self) -> &'a Network {
        self.view.network()
    }

    fn register(&self) -> &'a Register {
        &self.view.network().register
    }

    /// Its name on the day.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.hub.name_on(self.day())
    }

    /// Whether it is at work.
    #[must_use]
    pub fn is_operating(&self) -> Answer {
        self.hub.is_operating(self.day())
    }

    /// What it is officially; `None` where the record does not say.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.hub.status_on(self.day())
    }

    /// Who leads it.
    #[must_use]
    pub fn lead(&self) -> LeadStatus<'a> {
        self.hub.leadership.on(self.day(), self.hub.is_complete(Section::Leadership))
    }

    /// The names of those who lead it, of schools and colleges the name that they have today; none where nobody is
    /// known to.
    #[must_use]
    pub fn lead_names(&self) -> Vec<String> {
        match self.lead() {
            LeadStatus::Held(_, tenure) => tenure
                .leads
                .keys()
                .map(|lead| self.register().name(self.register().current(*lead, self.day())))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The names of those who may lead it, where the record does not say for sure: of every tenure that may cover the day.
    #[must_use]
    pub fn may_be_led_by(&self) -> Vec<String> {
        let tenures = self.hub.leadership.tenures.values().filter(|tenure| tenure.covers(self.day()).is_unknown());
        let leads = tenures.filter(|_| self.lead() == LeadStatus::Unknown).flat_map(|tenure| tenure.leads.keys());
        leads.map(|lead| self.register().name(self.register().current(*lead, self.day()))).collect()
    }

    /// The area that it serves.
    #[must_use]
    pub fn area(&self) -> Option<&'a Served> {
        self.hub.area_on(self.day())
    }

    /// The area that it serves, or every one that it may: two where it is half known when the one followed the other, and
    /// none where none is recorded for the day.
    pub fn areas(&self) -> impl Iterator<Item = &'a Served> + use<'a> {
        coverage::areas_on(self.hub, self.day())
    }

    fn certain_areas(&self) -> impl Iterator<Item = &'a Served> + use<'a> {
        let day = self.day();
        self.areas().filter(move |served| served.covers(day).is_yes())
    }

    /// How much of an authority certainly lies in its area: the whole, a part, or none.
    pub(super) fn serves_authority(&self, authority: LaCode) -> Extent {
        let extents = self.certain_areas().map(|served| served.area.serves_authority(authority, self.day()));
        extents.filter(|extent| matches!(extent, Extent::Whole | Extent::Part)).min().unwrap_or(Extent::None)
    }

    /// Whether it may be at work and an authority, or part of it, may lie in its area.
    pub(super) fn may_serve_authority(&self, authority: LaCode) -> bool {
        let mut areas = self.areas().peekable();
        !self.is_operating().is_no()
            && (areas.peek().is_none()
                || areas.any(|served| served.area.serves_authority(authority, self.day()) != Extent::None))
    }

    /// Whether an area that it has or may have lists an authority or part of it.
    pub(super) fn lists_authority(&self, authority: LaCode) -> bool {
        let mut extents = self.areas().map(|served| served.area.serves_authority(authority, self.day()));
        extents.any(|extent| matches!(extent, Extent::Whole | Extent::Part))
    }

    /// Whether a unit certainly lies in its area.
    pub(super) fn serves_unit(&self, unit: GssCode) -> bool {
        self.certain_areas().any(|served| served.area.serves_unit(unit, self.day()).is_yes())
    }

    /// Whether it may be at work and a unit may lie in its area.
    pub(super) fn may_serve_unit(&self, unit: GssCode) -> bool {
        let mut areas = self.areas().peekable();
        !self.is_operating().is_no()
            && (areas.peek().is_none() || areas.any(|served| !served.area.serves_unit(unit, self.day()).is_no()))
    }

    /// Whether an area that it has or may have lists a unit.
    pub(super) fn lists_unit(&self, unit: GssCode) -> bool {
        self.areas().any(|served| served.area.serves_unit(unit, self.day()).is_yes())
    }

    /// Whether its lead lies in `region`, or a place that it serves or may.
    pub(super) fn is_at_home_in(&self, region: Region) -> bool {
        self.lead_regions().any(|it| it == region)
            || self.areas().any(|served| served.area.regions(self.day()).any(|it| it == region))
    }

    /// The regions in which its lead schools lie, as far as they are recorded.
    fn lead_regions(&self) -> impl Iterator<Item = Region> + use<'a> {
        let register = self.register();
        let tenure = match self.lead() {
            LeadStatus::Held(_, tenure) => Some(tenure),
            _ => None,
        };
        let schools = tenure.into_iter().flat_map(|tenure| tenure.lead_schools());
        schools.filter_map(|school| register.organisation(school)?.location()?.region())
    }

    /// The regions that it serves, as far as its area is known; else those in which its lead schools lie.
    #[must_use]
    pub fn regions(&self) -> BTreeSet<Region> {
        let of_area: BTreeSet<Region> =
            self.area().into_iter().flat_map(|served| served.area.regions(self.day())).collect();
        if of_area.is_empty() { self.lead_regions().collect() } else { of_area }
    }

    /// The area that it certainly serves, where all of that is known: it is complete, and the tables know all its codes.
    #[must_use]
    pub fn whole_area(&self) -> Option<&'a Area> {
        let mut areas = self.certain_areas();
        let served = areas.next().filter(|served| is_whole(&served.area))?;
        areas.next().is_none().then_some(&served.area)
    }

    /// The one region in which it is at home: that in which all of its area lies, and of every other that it may have on the
    /// day; and else that of its leads, where all of them certainly lie in one. `None` where the facts do not say, or name
    /// several.
    #[must_use]
    pub fn home_region(&self) -> Option<Region> {
        let of_area = self.areas().flat_map(|served| match &served.area {
            Area::Region(region) => vec![Some(*region)],
            area if is_whole(area) => area.regions(self.day()).map(Some).collect(),
            _ => vec![None],
        });
        only(of_area).or_else(|| {
            let LeadStatus::Held(_, tenure) = self.lead() else { return None };
            let region = |school| self.register().organisation(school)?.location()?.region();
            only(tenure.lead_schools().map(region))
        })
    }

    /// Its partnerships in force.
    #[must_use]
    pub fn partners(&self) -> Partners<'a> {
        Partners { hub: *self, role: None, entries: self.hub.partnerships.iter() }
    }

    /// Its posts as they are held or vacant on the day.
    pub fn posts(&self) -> impl Iterator<Item = (PostId, &'a Post)> + use<'a> {
        let day = self.day();
        self.hub.posts.iter().filter(move |(_, post)| post.span.covers(day).is_yes()).map(|(id, post)| (*id, post))
    }

    /// Who holds a post of `kind`.
    pub fn holders(&self, kind: Word) -> impl Iterator<Item = PersonId> + use<'a> {
        self.posts().filter(move |(_, post)| post.kind == kind).filter_map(|(_, post)| post.holder)
    }

    /// The members of its board.
    pub fn board_members(&self) -> impl Iterator<Item = (PersonId, &'a Member)> + use<'a> {
        let day = self.day();
        self.hub.board.iter().flat_map(move |board| board.members_on(day))
    }
}

/// Whether all of an area is known, and the tables know all its codes.
fn is_whole(area: &Area) -> bool {
    area.is_complete() && area.places().is_some_and(|places| places.unknown_codes().next().is_none())
}

/// The region that all of `regions` are, where none of them is unknown.
fn only(mut regions: impl Iterator<Item = Option<Region>>) -> Option<Region> {
    let first = regions.next()??;
    regions.all(|region| region == Some(first)).then_some(first)
}

/// The partnerships of a hub in force on a day, in the order of their ids.
#[derive(Clone, Debug)]
pub struct Partners<'a> {
    hub: HubView<'a>,
    role: Option<Role>,
    entries: std::collections::btree_map::Iter<'a, PartnershipId, Partnership>,
}

impl Partners<'_> {
    /// Only those who help to plan and evaluate.
    #[must_use]
    pub fn strategic(self) -> Self {
        Self { role: Some(Role::Strategic), ..self }
    }

    /// Only those who carry out.
    #[must_use]
    pub fn operational(self) -> Self {
        Self { role: Some(Role::Operational), ..self }
    }
}

impl<'a> Iterator for Partners<'a> {
    type Item = PartnerView<'a>;

    fn next(&mut self) -> Option<PartnerView<'a>> {
        let (day, role) = (self.hub.day(), self.role);
        let in_force = |partnership: &Partnership| {
            role.is_none_or(|role| partnership.role == role) && partnership.span.covers(day).is_yes()
        };
        let (id, partnership) = self.entries.by_ref().find(|(_, partnership)| in_force(partnership))?;
        Some(PartnerView::new(self.hub, *id, partnership))
    }
}

/// A partnership of a hub, as of a day.
#[derive(Clone, Copy, Debug)]
pub struct PartnerView<'a> {
    hub: HubView<'a>,
    id: PartnershipId,
    partnership: &'a Partnership,
}

impl<'a> PartnerView<'a> {
    pub(super) const fn new(hub: HubView<'a>, id: PartnershipId, partnership: &'a Partnership) -> Self {
        Self { hub, id, partnership }
    }

    /// The hub.
    #[must_use]
    pub const fn hub(&self) -> HubView<'a> {
        self.hub
    }

    /// Its id within the hub.
    #[must_use]
    pub const fn id(&self) -> PartnershipId {
        self.id
    }

    /// The partnership.
    #[must_use]
    pub const fn partnership(&self) -> &'a Partnership {
        self.partnership
    }

    /// The partner's name; of a practitioner, the id.
    #[must_use]
    pub fn name(&self) -> String {
        match self.partnership.with.organisation() {
            Some(organisation) => self.hub.register().name(organisation),
            None => self.partnership.with.to_string(),
        }
    }
}
