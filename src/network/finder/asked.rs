//! What somebody asks a finder.

use crate::{
    geography::{Place, Point, PostcodeDistrict},
    identifiers::{GssCode, LaCode, OrganisationId, Postcode},
    organisation::Location,
};

/// A school or a place of which somebody asks the hub.
///
/// Every kind but a school is made by `From` of the value itself; a school by [`school`](Self::school).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Asked {
    /// A school or college, with what the one who asks knows of where it stands. Where that is nothing, the network's
    /// register is looked at.
    School {
        /// The school.
        school: OrganisationId,
        /// Where it stands.
        location: Location,
    },
    /// An authority, by its DfE code.
    Authority(LaCode),
    /// A district or authority, by any of its GSS codes.
    District(GssCode),
    /// A postcode: its district is looked at.
    Postcode(Postcode),
    /// A postcode district.
    PostcodeDistrict(&'static PostcodeDistrict),
    /// A grid reference.
    Point(Point),
}

impl Asked {
    /// A school of which the one who asks knows no place.
    #[must_use]
    pub fn school(school: impl Into<OrganisationId>) -> Self {
        Self::School { school: school.into(), location: Location::default() }
    }

    /// The same school at `location`. Of a question about a place, `self`.
    #[must_use]
    pub fn at(self, location: Location) -> Self {
        match self {
            Self::School { school, .. } => Self::School { school, location },
            place => place,
        }
    }
}

impl From<LaCode> for Asked {
    fn from(authority: LaCode) -> Self {
        Self::Authority(authority)
    }
}

impl From<GssCode> for Asked {
    fn from(district: GssCode) -> Self {
        Self::District(district)
    }
}

impl From<Place> for Asked {
    fn from(place: Place) -> Self {
        match place {
            Place::Authority(code) => Self::Authority(code),
            Place::District(code) => Self::District(code),
        }
    }
}

impl From<Postcode> for Asked {
    fn from(postcode: Postcode) -> Self {
        Self::Postcode(postcode)
    }
}

impl From<&'static PostcodeDistrict> for Asked {
    fn from(district: &'static PostcodeDistrict) -> Self {
        Self::PostcodeDistrict(district)
    }
}

impl From<Point> for Asked {
    fn from(point: Point) -> Self {
        Self::Point(point)
    }
}
