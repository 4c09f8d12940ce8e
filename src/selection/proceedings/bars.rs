//! Whom hard interests keep from judging what, kept up entry by entry so that nobody has to search for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::identifiers::{ApplicationId, PersonId, PlaceId};

/// The hard interests that nobody waived, and the places that they reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bars {
    hard: BTreeMap<PersonId, BTreeSet<ApplicationId>>,
    /// Who has one in an application.
    holders: BTreeMap<ApplicationId, BTreeSet<PersonId>>,
    /// For a person and a place, the applications with such an interest that bid for it and were not withdrawn.
    reached: BTreeMap<(PersonId, PlaceId), BTreeSet<ApplicationId>>,
}

impl Bars {
    /// The applications in which a person has one.
    pub(crate) fn of(&self, person: PersonId) -> impl Iterator<Item = ApplicationId> + '_ {
        self.hard.get(&person).into_iter().flatten().copied()
    }

    /// Who has one in an application.
    pub(super) fn holders(&self, application: ApplicationId) -> Vec<PersonId> {
        self.holders.get(&application).into_iter().flatten().copied().collect()
    }

    /// Whether a person has one in this application.
    pub(crate) fn is_hard(&self, person: PersonId, application: ApplicationId) -> bool {
        self.hard.get(&person).is_some_and(|hard| hard.contains(&application))
    }

    /// The first application with one that bids for one of these places.
    pub(crate) fn reaching(&self, person: PersonId, places: &[PlaceId]) -> Option<ApplicationId> {
        if self.hard.get(&person).is_none_or(BTreeSet::is_empty) {
            return None;
        }
        places.iter().filter_map(|place| self.reached.get(&(person, *place))?.first().copied()).min()
    }

    /// That a person has one in an application, which bids for these places: none where it was withdrawn.
    pub(super) fn bar(&mut self, person: PersonId, application: ApplicationId, places: &[PlaceId]) {
        self.hard.entry(person).or_default().insert(application);
        self.holders.entry(application).or_default().insert(person);
        for place in places {
            self.reached.entry((person, *place)).or_default().insert(application);
        }
    }

    /// That a person has none in an application, or that it no longer reaches these places.
    pub(super) fn lift(&mut self, person: PersonId, application: ApplicationId, places: &[PlaceId]) {
        if let Some(hard) = self.hard.get_mut(&person) {
            hard.remove(&application);
        }
        if let Some(holders) = self.holders.get_mut(&application) {
            holders.remove(&person);
        }
        for place in places {
            if let Some(reached) = self.reached.get_mut(&(person, *place)) {
                reached.remove(&application);
            }
        }
    }
}
