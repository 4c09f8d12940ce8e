//! Postcode districts: the outward part of a postcode.

use std::fmt;

use super::{Point, tables::POSTCODE_DISTRICTS};
use crate::{
    document::{DidYouMean, nearest},
    identifiers::Postcode,
};

/// A postcode district of England, such as `LA1`, with a point within it.
///
/// Royal Mail's districts follow its rounds and keep to no council's border, so that a district says about where
/// something is, and not in which authority. The table is of 2017: a district that was made since is not in it.
///
/// ```
/// use maths_hubs::geography::{Point, PostcodeDistrict};
///
/// let lancaster = PostcodeDistrict::read("la1")?;
/// assert_eq!((lancaster.code(), lancaster.point()), ("LA1", Point::at(347_700, 461_500)?));
/// assert_eq!(PostcodeDistrict::read("LA1 1AA")?, lancaster);
///
/// let refused = PostcodeDistrict::read("LAA1").unwrap_err();
/// assert_eq!(refused.to_string(), "there is no postcode district `LAA1` in the table of England; did you mean `LA1`?");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostcodeDistrict {
    pub(super) code: &'static str,
    pub(super) point: Point,
}

impl PostcodeDistrict {
    /// All of them, by code.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &POSTCODE_DISTRICTS
    }

    /// The district with this code, in upper or lower case.
    #[must_use]
    pub fn with_code(code: &str) -> Option<&'static Self> {
        let asked = || code.bytes().map(|letter| letter.to_ascii_uppercase());
        let at = POSTCODE_DISTRICTS.binary_search_by(|it| it.code.bytes().cmp(asked())).ok()?;
        POSTCODE_DISTRICTS.get(at)
    }

    /// The district that a text names: its code, or a whole postcode that lies in it.
    ///
    /// # Errors
    ///
    /// [`NoSuchPostcodeDistrict`], with the code nearest to it.
    pub fn read(text: &str) -> Result<&'static Self, NoSuchPostcodeDistrict> {
        let text = text.trim();
        match text.parse::<Postcode>() {
            Ok(postcode) => Self::of(postcode),
            Err(_) => Self::with_code(text).ok_or_else(|| NoSuchPostcodeDistrict::of(text)),
        }
    }

    /// The district of a postcode.
    ///
    /// # Errors
    ///
    /// [`NoSuchPostcodeDistrict`], with the code nearest to it.
    pub fn of(postcode: Postcode) -> Result<&'static Self, NoSuchPostcodeDistrict> {
        let code = postcode.outward();
        Self::with_code(code).ok_or_else(|| NoSuchPostcodeDistrict::of(code))
    }

    /// Its code, in upper case.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// A point within it, of most to a hundred metres.
    #[must_use]
    pub const fn point(&self) -> Point {
        self.point
    }
}

impl fmt::Display for PostcodeDistrict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code)
    }
}

/// The table has no postcode district of this code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no postcode district `{}` in the table of England{}", text.escape_debug(), DidYouMean(*nearest))]
#[non_exhaustive]
pub struct NoSuchPostcodeDistrict {
    /// The text asked for, its first 20 characters.
    pub text: String,
    /// The code nearest to it.
    pub nearest: Option<&'static str>,
}

impl NoSuchPostcodeDistrict {
    fn of(text: &str) -> Self {
        let short: String = text.chars().take(20).collect();
        let nearest = nearest(&short, POSTCODE_DISTRICTS.iter().map(|it| it.code));
        Self { text: short, nearest }
    }
}
