//! The place that a question comes to.

use std::fmt;

use chrono::NaiveDate;

use super::NotUnderstood;
use crate::{
    geography::{
        Authority, District, Near, NoSuchPlace, Point, PostcodeDistrict, name_of, point_of, rounded_root, successors,
        unit_authority, units_on,
    },
    identifiers::{GssCode, GssEntity, LaCode},
};

/// The place that a question was understood to mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FoundPlace {
    /// The authority; `None` for a code that the tables do not know and a hub lists.
    pub authority: Option<LaCode>,
    /// The district or single-tier authority by its code of the day; `None` where the whole of a county of two tiers is
    /// meant.
    pub unit: Option<GssCode>,
    /// The point from which distances are: what was asked, or else the middle of the place.
    pub point: Option<Point>,
    /// How the authority was guessed, where nobody recorded it.
    pub estimate: Option<Estimate>,
}

/// How an authority was guessed from a point: it is that of the nearest middle of a district or single-tier authority.
/// No border is known here, so how much nearer it is than the next says how far to trust it: of 962 real schools the
/// middle nearest to the point of the postcode district lies in the authority of 804, and for 102 of the others
/// the second nearest does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Estimate {
    /// From what.
    pub from: Basis,
    /// How far the middle of the place guessed is, in metres.
    pub metres: u64,
    /// The second nearest: its code, and how far its middle is, in metres.
    pub runner_up: Option<(GssCode, u64)>,
}

/// From what a place was guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The point of a postcode district.
    PostcodeDistrict(&'static PostcodeDistrict),
    /// A point that was given.
    Point,
}

/// How sure the first of an answer's hubs is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sureness {
    /// The record says so, of the place that was asked about.
    Recorded,
    /// The record says so of a place that was guessed.
    Estimated(Basis),
    /// The record does not say: each hub is one that may be meant, or the nearest, or there is none.
    Unknown,
}

/// The places of a day, with their middles.
#[derive(Clone, Debug)]
pub(super) struct Places {
    day: NaiveDate,
    near: Near<GssCode>,
}

impl Places {
    pub(super) fn on(day: NaiveDate) -> Self {
        Self { day, near: Near::of(units_on(day).filter_map(|unit| Some((middle(unit)?, unit)))) }
    }

    /// An authority in force on the day.
    pub(super) fn authority(&self, code: LaCode) -> Result<FoundPlace, NotUnderstood> {
        let authority = Authority::with_code(code).ok_or(NotUnderstood::UnknownAuthority(code))?;
        let Some(gss) = authority.gss_on(self.day) else {
            let (name, newest) = (authority.name(), authority.newest_gss());
            return Err(NoSuchPlace::not_in_force(name, newest, authority.period(), self.day).into());
        };
        let unit = Some(gss).filter(|gss| gss.entity() != GssEntity::County);
        Ok(FoundPlace { authority: Some(code), unit, point: middle(gss), estimate: None })
    }

    /// A district in force on the day, or the authority of which this is any GSS code.
    pub(super) fn district(&self, code: GssCode) -> Result<FoundPlace, NotUnderstood> {
        let authority = Authority::of_place(code).ok_or(NotUnderstood::UnknownCode(code))?;
        let Some(district) = District::with_code(code) else { return self.authority(authority.code()) };
        if unit_authority(code, self.day).is_none() {
            let refused = NoSuchPlace::not_in_force(district.name(), Some(code), district.period(), self.day);
            return Err(refused.into());
        }
        let point = middle(code).or_else(|| middle(authority.gss_on(self.day)?));
        Ok(FoundPlace { authority: Some(authority.code()), unit: Some(code), point, estimate: None })
    }

    /// What took the place of an abolished district, where it is one place.
    pub(super) fn instead_of(&self, code: GssCode) -> Option<GssCode> {
        let mut at = code;
        // No line of successors is as long as this.
        for _ in 0..8 {
            let mut next = successors(at);
            let (only, None) = (next.next()?, next.next()) else { return None };
            if self.district(only).is_ok() {
                return Some(only);
            }
            at = only;
        }
        None
    }

    /// The place whose middle is the nearest to a point.
    pub(super) fn around(&self, point: Point, from: Basis) -> Result<FoundPlace, NotUnderstood> {
        let mut nearest = self.near.to(point, 2).into_iter();
        let (squared, code) = nearest.next().ok_or(NotUnderstood::NoPlaces(self.day))?;
        let runner_up = nearest.next().map(|(squared, code)| (code, rounded_root(squared)));
        let estimate = Some(Estimate { from, metres: rounded_root(squared), runner_up });
        Ok(FoundPlace { point: Some(point), estimate, ..self.district(code)? })
    }
}

/// A point in the middle of a place. One without a point of its own, as most abolished before 2022 are, stands where what
/// took its place does, and so as near as the others that it took the place of.
fn middle(code: GssCode) -> Option<Point> {
    point_of(code).or_else(|| successors(code).find_map(point_of))
}

impl FoundPlace {
    /// The name of the district or authority, where the tables have one.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        let authority = || self.authority.and_then(Authority::with_code).map(Authority::name);
        self.unit.and_then(name_of).or_else(authority)
    }
}

impl fmt::Display for FoundPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name(), self.unit, self.authority) {
            (Some(name), ..) => f.write_str(name)?,
            (None, Some(unit), _) => write!(f, "{unit}")?,
            (None, None, Some(authority)) => write!(f, "{authority}")?,
            (None, None, None) => f.write_str("nowhere")?,
        }
        if self.unit.is_some_and(|unit| unit.entity() == GssEntity::District) {
            if let Some(county) = self.authority.and_then(Authority::with_code) {
                write!(f, " in {}", county.name())?;
            }
        }
        self.estimate.map_or(Ok(()), |estimate| write!(f, ", {estimate}"))
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "estimated from {}: its middle is {} m away", self.from, self.metres)?;
        match self.runner_up {
            Some((code, metres)) => {
                write!(f, ", that of ")?;
                match name_of(code) {
                    Some(name) => f.write_str(name)?,
                    None => write!(f, "{code}")?,
                }
                write!(f, " {metres} m")
            }
            None => Ok(()),
        }
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PostcodeDistrict(district) => write!(f, "the point of the postcode district {district}"),
            Self::Point => f.write_str("the point"),
        }
    }
}

impl fmt::Display for Sureness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recorded => f.write_str("recorded"),
            Self::Estimated(from) => write!(f, "estimated from {from}"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
