//! Where a school or college stands.

use serde::{Deserialize, Serialize};

use crate::{
    geography::{self, Point, Region},
    identifiers::{GssCode, LaCode, Postcode},
};

/// Where a school or college stands, as far as is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Location {
    /// The local authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<LaCode>,
    /// The district or single-tier authority. Of the few schools where it lies across the border from `authority`, the
    /// register keeps both as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<GssCode>,
    /// The postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Postcode>,
    /// The point on the national grid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
}

crate::document::as_record! { Location, r#"a location: {"authority": …, "postcode": …}"#; }

impl Location {
    /// A location known to its authority.
    #[must_use]
    pub fn within(authority: LaCode) -> Self {
        Self { authority: Some(authority), ..Self::default() }
    }

    /// The region, where the authority is known and has one.
    #[must_use]
    pub fn region(&self) -> Option<Region> {
        geography::Authority::with_code(self.authority?).map(|authority| authority.region())
    }
}
