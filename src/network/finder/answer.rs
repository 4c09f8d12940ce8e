//! An answer, ground by ground in their order.

use super::{
    Finder, Found, FoundHub, FoundPlace, Ground, How, NamedAs, Note, Sureness,
    index::{Cover, Known},
};
use crate::{
    answer::Answer,
    geography::{Authority, Extent, Region},
    identifiers::{GssCode, HubId, OrganisationId},
    network::{HubView, NetworkSection, Overseer},
};

/// An answer in the making.
pub(super) struct Answering<'f, 'a> {
    finder: &'f Finder<'a>,
    place: Option<FoundPlace>,
    region: Option<Region>,
    /// The units of the place.
    units: Vec<GssCode>,
    /// The hubs that list the place, with how much of it certainly lies in their areas.
    extents: Vec<(usize, Extent)>,
    /// The hubs so far.
    hubs: Vec<(usize, How)>,
    notes: Vec<Note>,
}

impl<'f, 'a> Answering<'f, 'a> {
    pub(super) fn new(finder: &'f Finder<'a>, place: Option<FoundPlace>, notes: Vec<Note>) -> Self {
        let units = place.map(|place| finder.units(&place)).unwrap_or_default();
        let extents = finder.index.extents(&units);
        let region = place.and_then(|place| Authority::with_code(place.authority?)).map(Authority::region);
        Self { finder, place, region, units, extents, hubs: Vec::new(), notes }
    }

    /// The whole answer, for `school` where one asks.
    pub(super) fn found(mut self, school: Option<OrganisationId>) -> Found<'a> {
        let perhaps_chosen = school.map(|school| self.chosen(school)).unwrap_or_default();
        self.serving();
        let perhaps_covering = self.covering();
        let certain = !self.hubs.is_empty();
        for at in perhaps_chosen {
            self.enter(at, How::Perhaps(Ground::Chosen));
        }
        self.perhaps(perhaps_covering);
        if !certain {
            self.nearest();
        }
        self.beside(certain);
        let sure = match (self.hubs.first(), self.place.and_then(|place| place.estimate)) {
            (Some((_, How::Chosen)), _) => Sureness::Recorded,
            (Some((_, how)), None) if how.is_certain() => Sureness::Recorded,
            (Some((_, how)), Some(estimate)) if how.is_certain() => Sureness::Estimated(estimate.from),
            _ => Sureness::Unknown,
        };
        let found = self.hubs.iter().filter_map(|(at, how)| self.hub(*at, *how)).collect();
        Found { place: self.place, sure, hubs: found, notes: self.notes }
    }

    /// The answer on a place that the tables do not know and a hub lists: what the view says of it, hub by hub.
    pub(super) fn beyond_the_tables(
        mut self,
        serving: impl Iterator<Item = (HubView<'a>, Extent)>,
        perhaps: impl Iterator<Item = HubView<'a>>,
    ) -> Found<'a> {
        let index = &self.finder.index;
        let place_of = |hub: HubView<'a>| index.hub(hub.id()).map(|(at, _)| at);
        for (hub, extent) in serving {
            let how = if extent == Extent::Whole { How::Whole } else { How::Part };
            self.hubs.extend(place_of(hub).map(|at| (at, how)));
            self.extents.extend(place_of(hub).map(|at| (at, extent)));
        }
        self.extents.sort_unstable();
        self.hubs.extend(perhaps.filter_map(place_of).map(|at| (at, How::Perhaps(Ground::Open))));
        self.found(None)
    }

    fn known(&self, at: usize) -> Option<&'f Known<'a>> {
        self.finder.index.hubs.get(at)
    }

    fn has(&self, hub: usize) -> bool {
        self.hubs.iter().any(|(at, _)| *at == hub)
    }

    /// Puts a hub behind the others, unless it stands there already.
    fn enter(&mut self, hub: usize, how: How) {
        if !self.has(hub) {
            self.hubs.push((hub, how));
        }
    }

    /// A hub that is named, if it is there and at work or may be; else a note that it is not.
    fn named(&mut self, hub: HubId, named_as: NamedAs) -> Option<(usize, Answer)> {
        match self.finder.index.hub(hub) {
            None => self.notes.push(Note::NoSuchHub { hub, named_as }),
            Some((_, known)) if known.at_work.is_no() => {
                self.notes.push(Note::NotAtWork { hub, status: known.hub.status(), named_as });
            }
            Some((at, known)) => return Some((at, known.at_work)),
        }
        None
    }

    /// The hubs that the school chose; returns those that it may have chosen.
    fn chosen(&mut self, school: OrganisationId) -> Vec<usize> {
        let mut perhaps = Vec::new();
        let finder = self.finder;
        for (hub, chosen) in finder.index.chosen_by(school, finder.view) {
            match self.named(*hub, NamedAs::Choice) {
                Some((at, at_work)) if chosen.and(at_work).is_yes() => self.enter(at, How::Chosen),
                Some((at, _)) => perhaps.push(at),
                None => {}
            }
        }
        perhaps
    }

    /// The hubs that certainly serve the place, or a part of it.
    fn serving(&mut self) {
        for (extent, how) in [(Extent::Whole, How::Whole), (Extent::Part, How::Part)] {
            let hubs: Vec<usize> = self.extents.iter().filter(|(_, it)| *it == extent).map(|(hub, _)| *hub).collect();
            hubs.into_iter().for_each(|hub| self.enter(hub, how));
        }
    }

    /// The hubs that look after the place in the interim; returns those that may.
    fn covering(&mut self) -> Vec<usize> {
        let index = &self.finder.index;
        let listed = index.covers_of(&self.units);
        let beyond = self.region.into_iter().flat_map(|region| index.covers_open_in(region));
        let beyond: Vec<&Cover<'a>> = beyond.filter(|it| listed.iter().all(|(_, cover)| cover.id != it.id)).collect();
        let (mut certain, mut perhaps) = (Vec::new(), Vec::new());
        let listed = listed.into_iter().map(|(extent, cover)| (Some(extent), cover));
        for (extent, cover) in listed.chain(beyond.into_iter().map(|cover| (None, cover))) {
            let stands = if cover.certain { Answer::Yes } else { Answer::Unknown };
            let stands = stands.and(if extent.is_some() { Answer::Yes } else { Answer::Unknown });
            match cover.cover.by {
                Overseer::Body(body) => self.notes.push(Note::CoveredByBody { body, certain: stands }),
                Overseer::Hub(hub) => match (self.named(hub, NamedAs::Cover), extent) {
                    (Some((at, at_work)), Some(extent)) if stands.and(at_work).is_yes() => {
                        certain.push((extent, at, cover.id));
                    }
                    (Some((at, _)), _) => perhaps.push(at),
                    (None, _) => {}
                },
            }
            if let (Some(forming), Some(_)) = (cover.cover.forming, extent) {
                // At work by now, it is offered where its area has the place.
                self.named(forming, NamedAs::Forming);
            }
        }
        certain.sort_unstable();
        for (extent, at, cover) in certain {
            self.enter(at, How::Covers { cover, extent });
        }
        perhaps.sort_unstable();
        perhaps
    }

    /// The hubs that may serve the place: those that list it, those that may look after it, those whose area is half known.
    fn perhaps(&mut self, covering: Vec<usize>) {
        let listing = self.extents.iter().filter(|(_, extent)| *extent == Extent::Unknown).map(|(hub, _)| *hub);
        let mut listing: Vec<usize> = listing.collect();
        listing.sort_by_key(|at| !self.known(*at).is_some_and(|known| known.is_at_home_in(self.region)));
        listing.into_iter().for_each(|at| self.enter(at, How::Perhaps(Ground::Lists)));
        covering.into_iter().for_each(|at| self.enter(at, How::Perhaps(Ground::Covers)));
        // Those of a region are each there once, so they are looked for only among those that stand before them.
        let Some(region) = self.region else { return };
        let before = self.hubs.len();
        for at in self.finder.index.open_in(region) {
            if self.hubs.iter().take(before).all(|(standing, _)| *standing != at) {
                let home = self.known(at).is_some_and(|known| known.is_at_home_in(Some(region)));
                self.hubs.push((at, How::Perhaps(if home { Ground::AtHome } else { Ground::Open })));
            }
        }
    }

    /// The nearest hub at work, or all that are equally near.
    fn nearest(&mut self) {
        let Some(point) = self.place.and_then(|place| place.point) else { return };
        self.finder.index.nearest(point, 1).into_iter().for_each(|at| self.enter(at, How::Nearest));
    }

    /// What there is to say beside the hubs.
    fn beside(&mut self, certain: bool) {
        let index = &self.finder.index;
        for at in index.idle_of(&self.units) {
            let Some(hub) = self.known(at).map(|known| known.hub) else { continue };
            let said = |note: &Note| matches!(note, Note::NotAtWork { hub: standing, .. } if *standing == hub.id());
            if !self.notes.iter().any(said) {
                self.notes.push(Note::NotAtWork { hub: hub.id(), status: hub.status(), named_as: NamedAs::Area });
            }
        }
        let runner_up = self.place.and_then(|place| place.estimate).and_then(|estimate| estimate.runner_up);
        if let Some((unit, _)) = runner_up {
            let hubs = self.finder.places.district(unit).map(|place| index.extents(&self.finder.units(&place)));
            let serving = |extents: &[(usize, Extent)]| -> Vec<usize> {
                extents.iter().filter(|(_, extent)| *extent != Extent::Unknown).map(|(at, _)| *at).collect()
            };
            let others = serving(&hubs.unwrap_or_default());
            if others != serving(&self.extents) {
                let hubs = others.into_iter().filter_map(|at| self.known(at)).map(|known| known.hub.id()).collect();
                self.notes.push(Note::RunnerUpHas { unit, hubs });
            }
        }
        if !certain && self.finder.view.network().incomplete.contains(&NetworkSection::Hubs) {
            self.notes.push(Note::HubsMayBeMissing);
        }
    }

    fn hub(&self, at: usize, how: How) -> Option<FoundHub<'a>> {
        let known = self.known(at)?;
        let listed = self.extents.binary_search_by_key(&at, |(hub, _)| *hub).ok();
        let extent = match listed.and_then(|at| self.extents.get(at)) {
            Some((_, extent)) => *extent,
            None if self.region.is_some_and(|region| !known.open.contains(&region)) => Extent::None,
            None => Extent::Unknown,
        };
        Some(FoundHub {
            id: known.hub.id(),
            name: known.hub.name(),
            how,
            extent,
            at_work: known.at_work,
            lead: known.lead,
            contact: &known.hub.record().contact,
            distance: self.place.and_then(|place| known.distance(place.point?)),
        })
    }
}
