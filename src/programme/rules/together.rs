//! What rules across documents look at.

use chrono::NaiveDate;

use crate::{
    answer::Answer,
    funding::ledger::{Account, Phase},
    identifiers::{AwardId, HubId, OrganisationId, PlaceId, RoundId},
    network::{Hub, Network, NetworkSection, Tenure},
    organisation::Register,
    programme::{Affairs, Programme},
    selection::round::{Application, Proceedings},
};

/// Everything on record, the programme that judges it, and the day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Together<'a> {
    pub programme: &'a Programme,
    pub affairs: &'a Affairs<'a>,
    pub on: NaiveDate,
}

impl<'a> Together<'a> {
    pub fn network(&self) -> &'a Network {
        self.affairs.network()
    }

    pub fn register(&self) -> &'a Register {
        &self.network().register
    }

    pub fn hubs(&self) -> impl Iterator<Item = (HubId, &'a Hub)> + use<'a> {
        self.network().hubs.iter().map(|(id, hub)| (*id, hub))
    }

    pub fn hub(&self, id: HubId) -> Option<&'a Hub> {
        self.network().hubs.get(&id)
    }

    /// Whether the network has a hub: unknown where its hubs are not all listed.
    pub fn has_hub(&self, id: HubId) -> Answer {
        match self.hub(id) {
            Some(_) => Answer::Yes,
            None => self.unlisted_hub(),
        }
    }

    /// What is to be said of a hub that is not listed: that it is not there, where all are.
    pub fn unlisted_hub(&self) -> Answer {
        if self.network().incomplete.contains(&NetworkSection::Hubs) { Answer::Unknown } else { Answer::No }
    }

    pub fn rounds(&self) -> impl Iterator<Item = (RoundId, &'a Proceedings)> + use<'a> {
        self.affairs.rounds().map(|(id, round)| (id, round.state()))
    }

    /// The awards that were offered and not declined.
    pub fn awards(&self) -> impl Iterator<Item = (AwardId, &'a Account)> + use<'a> {
        let accounts = self.affairs.ledgers().map(|(id, ledger)| (id, ledger.state()));
        accounts.filter(|(_, account)| account.phase() != Phase::Declined)
    }

    /// Whether an organisation is another, or of one trust with it, on a day. Of one that is not recorded the record shows
    /// no trust; of an academy that is recorded without its trust nobody knows.
    pub fn is_one_group(&self, one: OrganisationId, other: OrganisationId, day: NaiveDate) -> Answer {
        let register = self.register();
        let recorded = |id| register.organisation(register.current(id, day)).is_some();
        match register.is_one_group(one, other, day) {
            Answer::Unknown if !recorded(one) || !recorded(other) => Answer::No,
            answer => answer,
        }
    }

    /// The hub that a place is for: the one that it names, or for a new hub the one that has the place's id.
    pub fn hub_of_place(&self, state: &Proceedings, place: PlaceId) -> Option<HubId> {
        let named = state.opening().places.get(&place).and_then(|place| place.hub);
        named.or_else(|| HubId::new(place.as_str()).filter(|id| self.hub(*id).is_some()))
    }

    /// Whether a tenure is that of whoever would lead by an application, by succession too.
    pub fn is_tenure_of(&self, application: &Application, tenure: &Tenure) -> bool {
        let register = self.register();
        let named = || tenure.leads.keys().copied().chain(tenure.lead_schools());
        application.leads().any(|lead| named().any(|it| register.is_same(it, lead)))
    }
}
