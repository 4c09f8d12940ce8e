//! A hub on a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Hub, LeadStatus, Member, Partnership, Post, Role, Section, Served, Status, View};
use crate::{
    answer::Answer,
    geography::Region,
    identifiers::{HubId, PartnershipId, PersonId, PostId},
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

    /// The area that it serves.
    #[must_use]
    pub fn area(&self) -> Option<&'a Served> {
        self.hub.area_on(self.day())
    }

    /// The regions that it serves, as far as its area is known; else those in which its lead schools lie.
    #[must_use]
    pub fn regions(&self) -> BTreeSet<Region> {
        let of_area: BTreeSet<Region> =
            self.area().into_iter().flat_map(|served| served.area.regions(self.day())).collect();
        match self.lead() {
            LeadStatus::Held(_, tenure) if of_area.is_empty() => {
                let schools = tenure.lead_schools().filter_map(|school| self.register().organisation(school));
                schools.filter_map(|school| school.location()?.region()).collect()
            }
            _ => of_area,
        }
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
        Some(PartnerView { hub: self.hub, id: *id, partnership })
    }
}

/// A partnership of a hub in force on a day.
#[derive(Clone, Copy, Debug)]
pub struct PartnerView<'a> {
    hub: HubView<'a>,
    id: PartnershipId,
    partnership: &'a Partnership,
}

impl<'a> PartnerView<'a> {
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
