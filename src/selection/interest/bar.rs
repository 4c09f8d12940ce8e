//! From what a hard interest bars its holder.

use std::collections::{BTreeMap, BTreeSet};

use super::{Declaration, Derived, Disclosure, Interest, Strength, Waiver};
use crate::{
    answer::Answer,
    identifiers::{ApplicationId, PersonId, PlaceId},
};

/// Why somebody is barred from a place, or may be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Bar {
    /// The applications for the place in which the person has a hard interest that nobody waived: yes for sure, unknown
    /// where it is to be declared.
    pub because: BTreeMap<ApplicationId, Answer>,
}

impl Bar {
    /// Whether the person is barred: yes, or unknown until they declare.
    #[must_use]
    pub fn answer(&self) -> Answer {
        Answer::any(self.because.values().copied())
    }
}

/// Who is barred from which places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bars {
    of: BTreeMap<(PersonId, PlaceId), Bar>,
    places: BTreeMap<ApplicationId, BTreeSet<PlaceId>>,
    /// The hard interests themselves, of applications for no listed place too.
    hard: BTreeMap<(ApplicationId, PersonId), Answer>,
}

impl Bars {
    /// The bar between a person and a place, if there is one or may be.
    #[must_use]
    pub fn get(&self, person: PersonId, place: PlaceId) -> Option<&Bar> {
        self.of.get(&(person, place))
    }

    /// Whether the person is barred from a place, and so from every application for it.
    #[must_use]
    pub fn from_place(&self, person: PersonId, place: PlaceId) -> Answer {
        self.get(person, place).map_or(Answer::No, Bar::answer)
    }

    /// Whether the person is barred from an application, by an interest in it or in any other for one of its places. One
    /// that is for none of the places given is barred by an interest in itself alone.
    #[must_use]
    pub fn from_application(&self, person: PersonId, application: ApplicationId) -> Answer {
        let places = self.places.get(&application).into_iter().flatten();
        let own = self.hard.get(&(application, person)).copied();
        Answer::any(places.map(|place| self.from_place(person, *place)).chain(own))
    }

    /// All bars, by person and place.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (PersonId, PlaceId, &Bar)> + '_ {
        self.of.iter().map(|((person, place), bar)| (*person, *place, bar))
    }
}

/// Who is barred from which of `places`, each given with the applications for it.
///
/// A hard interest, derived or declared, in one application bars from every application for each place that it is for. A
/// derived interest that is not certain leaves the bar unknown until the person declares anything about the application,
/// which settles it. A [`Waiver`] without fault lifts what an interest in its application bars from, and nothing else.
#[must_use]
pub fn bars(
    places: &BTreeMap<PlaceId, BTreeSet<ApplicationId>>,
    derived: &Derived,
    declarations: &[Declaration],
    waivers: &[Waiver],
) -> Bars {
    let waivers = waivers.iter().filter(|waiver| waiver.fault().is_none());
    let waived: BTreeSet<_> = waivers.map(|waiver| (waiver.application, waiver.person)).collect();
    let declared: BTreeSet<_> = declarations.iter().map(|said| (said.application, said.person)).collect();
    let mut hard: BTreeMap<(ApplicationId, PersonId), Answer> = BTreeMap::new();
    let mut add = |application, person, answer: Answer| {
        if !waived.contains(&(application, person)) {
            let known = hard.entry((application, person)).or_insert(answer);
            *known = known.or(answer);
        }
    };
    for (application, interests) in derived {
        for interest in interests.iter().filter(|interest| interest.strength == Strength::Hard) {
            if interest.certain.is_yes() || !declared.contains(&(*application, interest.person)) {
                add(*application, interest.person, interest.certain);
            }
        }
    }
    for said in declarations {
        if let Disclosure::Interest { strength: Strength::Hard, .. } = said.says {
            add(said.application, said.person, Answer::Yes);
        }
    }
    let mut found = Bars { hard, ..Bars::default() };
    for (place, applications) in places {
        for application in applications {
            found.places.entry(*application).or_default().insert(*place);
        }
    }
    for ((application, person), answer) in &found.hard {
        for place in found.places.get(application).into_iter().flatten() {
            found.of.entry((*person, *place)).or_default().because.insert(*application, *answer);
        }
    }
    found
}

/// The derived interests that their holders have not declared, with the applications, sorted.
///
/// For a certain one the person must declare some interest in the application: declaring none does not do. For one that is
/// not certain any declaration about it does.
#[must_use]
pub fn undeclared<'a>(derived: &'a Derived, declarations: &[Declaration]) -> BTreeSet<(ApplicationId, &'a Interest)> {
    let mut said: BTreeMap<(ApplicationId, PersonId), bool> = BTreeMap::new();
    for declaration in declarations {
        let some = said.entry((declaration.application, declaration.person)).or_default();
        *some |= declaration.says != Disclosure::None;
    }
    let each = derived.iter().flat_map(|(application, found)| found.iter().map(|interest| (*application, interest)));
    each.filter(|(application, interest)| match said.get(&(*application, interest.person)) {
        None => true,
        Some(some) => interest.certain.is_yes() && !some,
    })
    .collect()
}
