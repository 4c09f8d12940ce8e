//! Codes of places.

use std::{fmt, str::FromStr};

use super::inline::digits_after;
use crate::document::{Malformed, as_text, padded};

/// The kind of English place that a [`GssCode`] names, its first three characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GssEntity {
    /// `E06`, a unitary authority.
    UnitaryAuthority,
    /// `E07`, a non-metropolitan district.
    District,
    /// `E08`, a metropolitan district.
    MetropolitanDistrict,
    /// `E09`, a London borough, or the City.
    LondonBorough,
    /// `E10`, a county.
    County,
    /// `E12`, a region.
    Region,
}

impl GssEntity {
    /// Every kind, in the order of their prefixes.
    pub const ALL: [Self; 6] = [
        Self::UnitaryAuthority,
        Self::District,
        Self::MetropolitanDistrict,
        Self::LondonBorough,
        Self::County,
        Self::Region,
    ];

    /// The first three characters of its codes.
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

    /// Its name as documents write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnitaryAuthority => "unitary-authority",
            Self::District => "district",
            Self::MetropolitanDistrict => "metropolitan-district",
            Self::LondonBorough => "london-borough",
            Self::County => "county",
            Self::Region => "region",
        }
    }

    /// The digits of its first code, `E06000000`, as a number.
    const fn base(self) -> u32 {
        match self {
            Self::UnitaryAuthority => 6_000_000,
            Self::District => 7_000_000,
            Self::MetropolitanDistrict => 8_000_000,
            Self::LondonBorough => 9_000_000,
            Self::County => 10_000_000,
            Self::Region => 12_000_000,
        }
    }
}

impl FromStr for GssEntity {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::ALL.into_iter().find(|entity| entity.as_str() == text).ok_or_else(|| {
            Malformed::new(
                "a kind of place",
                text,
                "unitary-authority, district, metropolitan-district, london-borough, county or region",
            )
        })
    }
}

impl fmt::Display for GssEntity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The code by which the Government Statistical Service knows an English authority, district or region: `E09000007` is
/// Camden.
///
/// A place whose borders change gets another code. Wards, parishes and the other nations are not among these.
///
/// ```
/// use maths_hubs::identifiers::{GssCode, GssEntity};
///
/// const CAMDEN: GssCode = GssCode::new(GssEntity::LondonBorough, 7).unwrap();
/// assert_eq!("E09000007".parse(), Ok(CAMDEN));
/// assert_eq!(CAMDEN.entity(), GssEntity::LondonBorough);
/// assert!("S12000005".parse::<GssCode>().is_err());
/// ```
// The eight digits after the E as one number, so the derived order is that of the texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GssCode(u32);

impl GssCode {
    /// The code with this number within its kind, or `None` above 999999.
    #[must_use]
    pub const fn new(entity: GssEntity, number: u32) -> Option<Self> {
        if number > 999_999 {
            return None;
        }
        match entity.base().checked_add(number) {
            Some(digits) => Some(Self(digits)),
            None => None,
        }
    }

    /// The kind of place.
    #[must_use]
    pub const fn entity(self) -> GssEntity {
        match self.0 / 1_000_000 {
            6 => GssEntity::UnitaryAuthority,
            7 => GssEntity::District,
            8 => GssEntity::MetropolitanDistrict,
            9 => GssEntity::LondonBorough,
            10 => GssEntity::County,
            _ => GssEntity::Region,
        }
    }

    /// The number within its kind, its last six digits.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0 % 1_000_000
    }
}

impl FromStr for GssCode {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut kinds = GssEntity::ALL.into_iter();
        let code = kinds.find_map(|entity| Self::new(entity, digits_after(entity.prefix(), 6, text)?));
        code.ok_or_else(|| Malformed::new("a GSS code", text, "E06, E07, E08, E09, E10 or E12, and six digits"))
    }
}

impl fmt::Display for GssCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, format_args!("E{:08}", self.0))
    }
}

impl fmt::Debug for GssCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GssCode({self})")
    }
}

as_text! {
    GssCode, "a GSS code";
    GssEntity, "a kind of place";
}

#[cfg(test)]
mod tests {
    use super::{GssCode, GssEntity};

    #[test]
    fn every_kind_keeps_its_prefix_and_number() {
        for entity in GssEntity::ALL {
            for number in [0, 1, 999_999] {
                let code = GssCode::new(entity, number).unwrap();
                assert_eq!(code.to_string(), format!("{}{number:06}", entity.prefix()));
                assert_eq!((code.entity(), code.number()), (entity, number));
                assert_eq!(code.to_string().parse(), Ok(code));
            }
            assert_eq!(entity.to_string().parse(), Ok(entity));
        }
    }

    #[test]
    fn other_kinds_of_place_and_other_lengths_are_refused() {
        for text in ["E05000001", "E11000001", "W06000001", "e06000001", "E0600001", "E060000011", "E06 00001", ""] {
            assert!(text.parse::<GssCode>().is_err(), "{text}");
        }
        assert_eq!(GssCode::new(GssEntity::County, 1_000_000), None);
    }
}
