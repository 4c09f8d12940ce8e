//! Why a question has no answer.

use chrono::NaiveDate;

use crate::{
    geography::{NoSuchPlace, NoSuchPostcodeDistrict},
    identifiers::{GssCode, LaCode, OrganisationId},
};

/// The finder cannot tell which place is meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotUnderstood {
    /// There is no such place, or it was not in force on the day: the error has what followed it.
    #[error(transparent)]
    Place(#[from] NoSuchPlace),
    /// The tables have no authority with this DfE code.
    #[error("there is no authority with the code {0}")]
    UnknownAuthority(LaCode),
    /// The tables have no authority or district with this GSS code, and no hub lists it.
    #[error("there is no authority or district with the code {0}, and no hub lists it")]
    UnknownCode(GssCode),
    /// The table has no such postcode district: the error has the nearest.
    #[error(transparent)]
    PostcodeDistrict(#[from] NoSuchPostcodeDistrict),
    /// Nothing says where the school stands.
    #[error("nothing is known of where {0} stands: its authority, district, postcode or point")]
    NowhereKnown(OrganisationId),
    /// The tables have no place on this day, so none can be the nearest.
    #[error("no authority or district is known on {0}")]
    NoPlaces(NaiveDate),
}
