//! The codes of the Government Statistical Service for the places of England.

use std::{fmt, str::FromStr};

use crate::document::{Malformed, as_text, day::digits_of};

/// What kind of place a [`GssCode`] names, by its first three characters.
///
/// Closed, since coverage branches on it: a county of two tiers is made of its districts, any other council of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GssEntity {
    /// `E06`: a unitary authority.
    UnitaryAuthority,
    /// `E07`: a district of a county of two tiers.
    District,
    /// `E08`: a metropolitan district.
    MetropolitanDistrict,
    /// `E09`: a London borough, or the City of London.
    LondonBorough,
    /// `E10`: a county of two tiers.
    County,
    /// `E12`: a region.
    Region,
}

impl GssEntity {
    const ALL: [Self; 6] = [
        Self::UnitaryAuthority,
        Self::District,
        Self::MetropolitanDistrict,
        Self::LondonBorough,
        Self::County,
        Self::Region,
    ];

    /// The three characters with which its codes begin: `E06`.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::UnitaryAuthority => "E06",
            Self::District => "E07",
            Self::MetropolitanDistrict => "E08",
            Self::LondonBorough => "E09",
            Self::County => "E10",
            Self::Region => "E12",
        }
    }
}

/// The nine characters by which the Office for National Statistics knows a council area or a region of England.
///
/// A code stands for a place with one boundary: a change of boundary gives a new code to a council that goes on, so two
/// codes may be one authority.
///
/// ```
/// use maths_hubs::identifiers::{GssCode, GssEntity};
///
/// let barnsley: GssCode = "E08000038".parse()?;
/// assert_eq!(barnsley.entity(), GssEntity::MetropolitanDistrict);
/// assert_eq!(Some(barnsley), GssCode::new(GssEntity::MetropolitanDistrict, 38));
/// assert!("W06000015".parse::<GssCode>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GssCode {
    entity: GssEntity,
    number: u32,
}

impl GssCode {
    const ALLOWED: &'static str = "E06, E07, E08, E09, E10 or E12 and six digits, not all of them zero";

    /// The code of this entity and number, or `None` outside 1 to 999999.
    #[must_use]
    pub const fn new(entity: GssEntity, number: u32) -> Option<Self> {
        if number >= 1 && number <= 999_999 { Some(Self { entity, number }) } else { None }
    }

    /// What kind of place it names.
    #[must_use]
    pub const fn entity(self) -> GssEntity {
        self.entity
    }

    /// The number after the entity.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }
}

impl FromStr for GssCode {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        GssEntity::ALL
            .into_iter()
            .find_map(|entity| Self::new(entity, digits_of(text.strip_prefix(entity.prefix())?, 6)?))
            .ok_or_else(|| Malformed::new("a GSS code", text, Self::ALLOWED))
    }
}

impl fmt::Display for GssCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:06}", self.entity.prefix(), self.number)
    }
}

impl fmt::Debug for GssCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GssCode({self})")
    }
}

as_text! { GssCode, "a GSS code"; }

#[cfg(test)]
mod tests {
    use super::GssCode;

    #[test]
    fn codes_order_as_their_texts_and_come_back_as_written() {
        let mut texts = ["E12000001", "E06000053", "E10000002", "E07000112", "E08000016", "E06000001"];
        let mut codes = texts.map(|text| text.parse::<GssCode>().unwrap());
        texts.sort_unstable();
        codes.sort_unstable();
        assert_eq!(codes.map(|code| code.to_string()), texts);
    }

    #[test]
    fn what_is_no_code_is_refused_by_text_and_json_alike() {
        for text in
            ["", "E06", "E0600001", "E060000011", "e06000001", "E06000000", "E11000001", "S12000033", "E06+00001"]
        {
            assert!(text.parse::<GssCode>().is_err(), "{text}");
            assert!(serde_json::from_value::<GssCode>(text.into()).is_err(), "{text}");
        }
    }
}
