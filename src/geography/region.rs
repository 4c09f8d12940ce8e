//! The nine regions of England.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    document::Malformed,
    identifiers::{GssCode, GssEntity},
};

/// A region of England, in the order of the GSS codes.
///
/// In JSON it is its [`slug`](Self::slug). `FromStr` also takes the name in any casing, since sources differ in it, and
/// the GSS code.
///
/// ```
/// use maths_hubs::geography::Region;
///
/// let region: Region = "Yorkshire and the Humber".parse()?;
/// assert_eq!(region.name(), "Yorkshire and The Humber");
/// assert_eq!(region.slug(), "yorkshire-and-the-humber");
/// assert_eq!("E12000003".parse(), Ok(region));
/// assert_eq!(Region::from_gias_letter('D'), Some(region));
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Region {
    /// North East.
    NorthEast,
    /// North West.
    NorthWest,
    /// Yorkshire and The Humber.
    YorkshireAndTheHumber,
    /// East Midlands.
    EastMidlands,
    /// West Midlands.
    WestMidlands,
    /// East of England.
    EastOfEngland,
    /// London.
    London,
    /// South East.
    SouthEast,
    /// South West.
    SouthWest,
}

crate::document::as_record! { Region, "a region"; }

impl Region {
    /// All nine, in order.
    pub const ALL: [Self; 9] = [
        Self::NorthEast,
        Self::NorthWest,
        Self::YorkshireAndTheHumber,
        Self::EastMidlands,
        Self::WestMidlands,
        Self::EastOfEngland,
        Self::London,
        Self::SouthEast,
        Self::SouthWest,
    ];

    /// The name, as the Office for National Statistics writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NorthEast => "North East",
            Self::NorthWest => "North West",
            Self::YorkshireAndTheHumber => "Yorkshire and The Humber",
            Self::EastMidlands => "East Midlands",
            Self::WestMidlands => "West Midlands",
            Self::EastOfEngland => "East of England",
            Self::London => "London",
            Self::SouthEast => "South East",
            Self::SouthWest => "South West",
        }
    }

    /// The name in kebab-case, as it stands in JSON.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::NorthEast => "north-east",
            Self::NorthWest => "north-west",
            Self::YorkshireAndTheHumber => "yorkshire-and-the-humber",
            Self::EastMidlands => "east-midlands",
            Self::WestMidlands => "west-midlands",
            Self::EastOfEngland => "east-of-england",
            Self::London => "london",
            Self::SouthEast => "south-east",
            Self::SouthWest => "south-west",
        }
    }

    /// The letter by which Get Information about Schools (GIAS) knows it. There is no C: it was Merseyside.
    #[must_use]
    pub const fn gias_letter(self) -> char {
        match self {
            Self::NorthEast => 'A',
            Self::NorthWest => 'B',
            Self::YorkshireAndTheHumber => 'D',
            Self::EastMidlands => 'E',
            Self::WestMidlands => 'F',
            Self::EastOfEngland => 'G',
            Self::London => 'H',
            Self::SouthEast => 'J',
            Self::SouthWest => 'K',
        }
    }

    /// The GSS code, E12000001 to E12000009.
    #[must_use]
    #[allow(clippy::panic, reason = "the nine numbers are all well formed; a test asks for each")]
    pub const fn gss(self) -> GssCode {
        let number = match self {
            Self::NorthEast => 1,
            Self::NorthWest => 2,
            Self::YorkshireAndTheHumber => 3,
            Self::EastMidlands => 4,
            Self::WestMidlands => 5,
            Self::EastOfEngland => 6,
            Self::London => 7,
            Self::SouthEast => 8,
            Self::SouthWest => 9,
        };
        match GssCode::new(GssEntity::Region, number) {
            Some(code) => code,
            None => panic!("a region has a number"),
        }
    }

    /// The region with this GIAS letter; `None` for others, such as Z, "not applicable".
    #[must_use]
    pub fn from_gias_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.gias_letter() == letter)
    }

    /// The region with this GSS code.
    #[must_use]
    pub fn from_gss(code: GssCode) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.gss() == code)
    }
}

impl FromStr for Region {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let is_it = |region: &Self| {
            region.name().eq_ignore_ascii_case(text)
                || region.slug() == text
                || text.parse().is_ok_and(|code: GssCode| code == region.gss())
        };
        Self::ALL.into_iter().find(is_it).ok_or_else(|| {
            Malformed::new("a region", text, "one of the nine regions of England, by name, slug or GSS code")
        })
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Region;

    #[test]
    fn every_form_of_a_region_leads_back_to_it() {
        for (region, number) in Region::ALL.into_iter().zip(1..) {
            assert_eq!(region.gss().to_string(), format!("E1200000{number}"));
            assert_eq!(Region::from_gss(region.gss()), Some(region));
            assert_eq!(Region::from_gias_letter(region.gias_letter()), Some(region));
            for text in [region.name(), &region.name().to_uppercase(), region.slug(), &region.gss().to_string()] {
                assert_eq!(text.parse(), Ok(region));
            }
            assert_eq!(serde_json::to_string(&region).unwrap(), format!("{:?}", region.slug()));
            assert_eq!(serde_json::from_value::<Region>(region.slug().into()).unwrap(), region);
        }
        assert!(Region::ALL.is_sorted());
    }

    #[test]
    fn what_is_no_region_is_refused() {
        for text in ["", "Wales", "E12000010", "E06000001", "north  east"] {
            assert!(text.parse::<Region>().is_err(), "{text}");
        }
        assert_eq!(
            "Wales".parse::<Region>().unwrap_err().to_string(),
            "`Wales` is not a region: one of the nine regions of England, by name, slug or GSS code"
        );
        assert_eq!(Region::from_gias_letter('C'), None);
        assert!(serde_json::from_str::<Region>("\"North East\"").is_err());
    }
}
