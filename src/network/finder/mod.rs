//! Finding the hub of a school or a place.
//!
//! A [`Finder`] is what a network comes to on one day, arranged by place. It is built once, and then each question is a
//! lookup: of a school, an authority, a district, a postcode district or a grid reference.
//!
//! ```
//! use maths_hubs::{
//!     geography::{Point, PostcodeDistrict},
//!     identifiers::Urn,
//!     network::{Network, finder::{Asked, How, Sureness}},
//!     organisation::Location,
//! };
//! # let json = include_str!("../../../examples/data/network.json");
//!
//! let network: Network = serde_json::from_str(json)?;
//! let finder = network.on("2026-11-24".parse()?).finder();
//!
//! // An authority by its name. The first hub is certain; others may serve it too, as far as the record goes.
//! let found = finder.named("St Helens")?;
//! let hub = found.certain().ok_or("nobody is known")?;
//! assert_eq!((hub.id.as_str(), hub.how, found.sure), ("north-west-three", How::Whole, Sureness::Recorded));
//! println!("{}, {:?}", hub.name, hub.contact.website);
//!
//! // Schools, as an extract has them: thousands, one after another or on threads, since a finder may be shared.
//! let mut stands = Location::within("342".parse()?);
//! stands.point = Some(Point::at(351_500, 395_500)?);
//! for urn in [104_832, 104_833] {
//!     let found = finder.find(Asked::school(Urn::try_from(urn)?).at(stands))?;
//!     assert_eq!(found.hubs[0].id.as_str(), "north-west-three");
//! }
//!
//! // Of a postcode district nobody recorded the authority: it is guessed from a point, and the answer says so.
//! let found = finder.find(PostcodeDistrict::read("WA10")?)?;
//! assert_eq!(found.place.and_then(|place| place.name()), Some("St. Helens"));
//! assert_eq!(found.sure.to_string(), "estimated from the point of the postcode district WA10");
//! assert_eq!(finder.postcode("WA10 1AA")?, found);
//! assert!(finder.postcode("WA100").is_err());
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # The order
//!
//! Each hub stands once, under the first of these grounds that it has; hubs of one ground stand in the order of their ids
//! unless another is said.
//!
//! 1. [Chosen](How::Chosen). A school may choose another hub and still take part there ([`Choice`](super::Choice)): an
//!    area limits who may lead, not who may join. The area's hub follows.
//! 2. [Serving the whole](How::Whole) of the place: its area has all of it.
//! 3. [Serving a part](How::Part) of it: of a county of two tiers the district decides.
//! 4. [Looking after it](How::Covers) in the interim: first who looks after the whole.
//! 5. [Perhaps](How::Perhaps), the likeliest first: chosen on half-known days; listing the place on half-known days;
//!    looking after it perhaps; with a half-known area and at home in the region; with a half-known area. The hubs
//!    that list a place stand among themselves in the order of [`View::serving_perhaps`].
//! 6. [Nearest](How::Nearest), only where none of the first four is there: the hub at work nearest to the place's point,
//!    or all that are exactly as near, unless it stands there already.
//!
//! A hub that is not at work on the day, forming or suspended or ended, is never offered; where one is named, or lists the
//! place and is forming or suspended, a [note](Note::NotAtWork) says so. A hub without a lead is offered, and
//! [says](FoundHub::lead) that its lead is vacant, or which hub stands in.
//!
//! # How sure
//!
//! [`Sureness`] is of the first hub. A place that was given is *recorded*. Of a postcode or a point the authority is
//! *estimated*: it is that of the nearest middle of a district or single-tier authority ([`Estimate`]), with the second
//! nearest beside it. A place abolished before 2022 mostly has no middle in the tables, and stands at that of what took its
//! place: then the second nearest may be as near. Where the record leaves open who serves a place, the answer is *unknown*, with those that may. A school's choice
//! is recorded whatever is known of its place.
//!
//! Of a school the district is used, then the authority, then the point, then the postcode: the first that is understood.
//! Distances are from its point, or else the point of its postcode district, or else the middle of its place; to a school
//! that leads the hub, or, where no point of one is known, to the nearest middle of a place in the hub's area. They are
//! compared by their squares, exactly.
//!
//! # What it costs
//!
//! Building one takes the places that hubs list, each once. A question takes the logarithm of those, plus the hubs in its
//! answer: where the areas of many hubs are unknown, all of them may serve a place and are listed.

mod answer;
mod asked;
mod found;
mod index;
mod not_understood;
mod place;

use chrono::NaiveDate;

pub use asked::Asked;
pub use found::{Anchor, Distance, Found, FoundHub, Ground, How, NamedAs, Note};
pub use not_understood::NotUnderstood;
pub use place::{Basis, Estimate, FoundPlace, Sureness};

use self::{answer::Answering, index::Index, place::Places};
use super::{HubView, Network, View};
use crate::{
    geography::{self, Authority, Extent, Point, PostcodeDistrict},
    identifiers::{GssCode, LaCode, OrganisationId},
    organisation::Location,
};

/// A network on a day, arranged to find the hub of a school or a place. See [the module](self).
#[derive(Clone, Debug)]
pub struct Finder<'a> {
    view: View<'a>,
    index: Index<'a>,
    places: Places,
}

impl<'a> View<'a> {
    /// The network of the day, arranged to find the hub of a school or a place: built once, and asked often.
    #[must_use]
    pub fn finder(self) -> Finder<'a> {
        Finder { view: self, index: Index::of(self), places: Places::on(self.day()) }
    }
}

impl<'a> Finder<'a> {
    /// `network` on `day`, arranged to find the hub of a school or a place.
    #[must_use]
    pub fn on(network: &'a Network, day: NaiveDate) -> Self {
        network.on(day).finder()
    }

    /// The network on the day.
    #[must_use]
    pub const fn view(&self) -> View<'a> {
        self.view
    }

    /// The hubs of a school or a place.
    ///
    /// # Errors
    ///
    /// [`NotUnderstood`], where no place is known by what was asked, or it was not in force on the day: then with what
    /// followed it. A school is refused only where nothing of its location is understood and it chose no hub.
    pub fn find(&self, asked: impl Into<Asked>) -> Result<Found<'a>, NotUnderstood> {
        match asked.into() {
            Asked::School { school, location } => self.school(school, location),
            Asked::Authority(code) => self.authority(code),
            Asked::District(code) => self.district(code),
            Asked::Postcode(postcode) => self.find(PostcodeDistrict::of(postcode)?),
            Asked::PostcodeDistrict(district) => {
                self.places.around(district.point(), Basis::PostcodeDistrict(district)).map(|it| self.at(it))
            }
            Asked::Point(point) => self.places.around(point, Basis::Point).map(|it| self.at(it)),
        }
    }

    /// The hubs of an authority or district by its name, in any of the forms that sources differ in.
    ///
    /// # Errors
    ///
    /// [`NotUnderstood::Place`], as [`geography::find()`] refuses it.
    pub fn named(&self, name: &str) -> Result<Found<'a>, NotUnderstood> {
        self.find(geography::find(name, self.view.day())?)
    }

    /// The hubs of a postcode district, by its code or a whole postcode.
    ///
    /// # Errors
    ///
    /// [`NotUnderstood::PostcodeDistrict`], where the table does not have it.
    pub fn postcode(&self, text: &str) -> Result<Found<'a>, NotUnderstood> {
        self.find(PostcodeDistrict::read(text)?)
    }

    /// The `count` hubs at work that are the nearest to a point, by distance and then id, whatever they serve; more where
    /// others are exactly as far as the last. A hub of which no point is known is not among them.
    #[must_use]
    pub fn nearest(&self, point: Point, count: usize) -> Vec<(HubView<'a>, Distance)> {
        let hubs = self.index.nearest(point, count).into_iter().filter_map(|at| self.index.hubs.get(at));
        hubs.filter_map(|known| Some((known.hub, known.distance(point)?))).collect()
    }

    fn at(&self, place: FoundPlace) -> Found<'a> {
        Answering::new(self, Some(place), Vec::new()).found(None)
    }

    fn authority(&self, code: LaCode) -> Result<Found<'a>, NotUnderstood> {
        let place = match self.places.authority(code) {
            Err(NotUnderstood::UnknownAuthority(code)) => {
                let mut serving = self.view.serving(code).peekable();
                if serving.peek().is_none() {
                    return Err(NotUnderstood::UnknownAuthority(code));
                }
                let place = FoundPlace { authority: Some(code), unit: None, point: None, estimate: None };
                let answering = Answering::new(self, Some(place), Vec::new());
                return Ok(answering.beyond_the_tables(serving, self.view.serving_perhaps(code)));
            }
            place => place?,
        };
        Ok(self.at(place))
    }

    fn district(&self, code: GssCode) -> Result<Found<'a>, NotUnderstood> {
        let place = match self.places.district(code) {
            Err(NotUnderstood::UnknownCode(code)) => {
                let mut serving = self.view.serving_unit(code).map(|hub| (hub, Extent::Whole)).peekable();
                if serving.peek().is_none() {
                    return Err(NotUnderstood::UnknownCode(code));
                }
                let place = FoundPlace { authority: None, unit: Some(code), point: None, estimate: None };
                let answering = Answering::new(self, Some(place), Vec::new());
                return Ok(answering.beyond_the_tables(serving, self.view.serving_unit_perhaps(code)));
            }
            place => place?,
        };
        Ok(self.at(place))
    }

    fn school(&self, school: OrganisationId, location: Location) -> Result<Found<'a>, NotUnderstood> {
        let register = &self.view.network().register;
        let recorded = |id| register.organisation(id).and_then(|it| it.location()).copied();
        let nowhere = Location::default();
        let location = if location == nowhere {
            let own = recorded(school).filter(|it| *it != nowhere);
            own.or_else(|| recorded(register.current(school, self.view.day()))).unwrap_or(nowhere)
        } else {
            location
        };
        let mut notes = Vec::new();
        let place = self.school_place(&location, &mut notes);
        if place.is_none() && self.index.chosen_by(school, self.view).is_empty() {
            // What was given first is what is said to be wrong.
            let refused = notes.into_iter().find_map(|note| match note {
                Note::NotUsed(why) => Some(why),
                _ => None,
            });
            return Err(refused.unwrap_or(NotUnderstood::NowhereKnown(school)));
        }
        Ok(Answering::new(self, place, notes).found(Some(school)))
    }

    /// The place of a school: of its district, authority, point and postcode the first that is understood.
    fn school_place(&self, location: &Location, notes: &mut Vec<Note>) -> Option<FoundPlace> {
        let postcode = location.postcode.map(PostcodeDistrict::of);
        let mut place = None;
        if let Some(district) = location.district {
            let found = match (self.places.district(district), self.places.instead_of(district)) {
                (Err(_), Some(by)) => {
                    notes.push(Note::Replaced { district, by });
                    self.places.district(by)
                }
                (found, _) => found,
            };
            place = understood(found, notes);
            let across = |found: FoundPlace| location.authority.filter(|own| Some(*own) != found.authority);
            if let Some((authority, unit)) = place.and_then(|found| across(found).zip(found.unit)) {
                let note = Note::AcrossABorder { authority, unit };
                // An authority that was abolished with its districts is no other one.
                if self.places.authority(authority).is_ok() {
                    notes.push(note);
                }
            }
        }
        if let (None, Some(authority)) = (place, location.authority) {
            place = understood(self.places.authority(authority), notes);
        }
        if let (None, Some(point)) = (place, location.point) {
            place = understood(self.places.around(point, Basis::Point), notes);
        }
        if let (None, Some(Ok(district))) = (place, &postcode) {
            place = understood(self.places.around(district.point(), Basis::PostcodeDistrict(district)), notes);
        }
        if let (None, Some(Err(refused))) = (place, &postcode) {
            notes.push(Note::NotUsed(refused.clone().into()));
        }
        let of_postcode = || postcode.and_then(Result::ok).map(PostcodeDistrict::point);
        place.map(|place| FoundPlace { point: location.point.or_else(of_postcode).or(place.point), ..place })
    }

    /// The units of a place on the day.
    fn units(&self, place: &FoundPlace) -> Vec<GssCode> {
        match (place.unit, place.authority.and_then(Authority::with_code)) {
            (Some(unit), _) => vec![unit],
            (None, Some(authority)) => authority.units_on(self.view.day()).collect(),
            (None, None) => Vec::new(),
        }
    }
}

fn understood(found: Result<FoundPlace, NotUnderstood>, notes: &mut Vec<Note>) -> Option<FoundPlace> {
    found.map_err(|why| notes.push(Note::NotUsed(why))).ok()
}
