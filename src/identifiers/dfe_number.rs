//! Numbers of establishments within their authority.

use std::{fmt, str::FromStr};

use super::LaCode;
use crate::document::{Malformed, as_text, day::digits_of, padded};

/// A DfE number, `NNN/NNNN`: the local authority's code and the establishment's number within it.
///
/// Seven digits without the slash, as some extracts have them, are read too. It always displays with the slash. It is
/// no lasting id: a school that moves to another authority gets another one.
///
/// ```
/// use maths_hubs::identifiers::DfeNumber;
///
/// let number: DfeNumber = "2022775".parse()?;
/// assert_eq!(number.to_string(), "202/2775");
/// assert_eq!(number.authority(), "202".parse()?);
/// assert_eq!(number.establishment(), 2775);
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DfeNumber {
    authority: LaCode,
    establishment: u16,
}

impl DfeNumber {
    /// The number of an establishment within an authority, or `None` for an establishment above 9999.
    #[must_use]
    pub const fn new(authority: LaCode, establishment: u16) -> Option<Self> {
        if establishment <= 9999 { Some(Self { authority, establishment }) } else { None }
    }

    /// The local authority's code.
    #[must_use]
    pub const fn authority(self) -> LaCode {
        self.authority
    }

    /// The establishment's number, without its leading zeros.
    #[must_use]
    pub const fn establishment(self) -> u16 {
        self.establishment
    }

    fn read(text: &str) -> Option<Self> {
        let (authority, rest) = (text.get(..3)?, text.get(3..)?);
        let establishment = digits_of(rest.strip_prefix('/').unwrap_or(rest), 4)?;
        Self::new(authority.parse().ok()?, u16::try_from(establishment).ok()?)
    }
}

impl FromStr for DfeNumber {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::read(text).ok_or_else(|| {
            Malformed::new("a DfE number", text, "three digits, a slash and four digits, or the seven digits alone")
        })
    }
}

impl fmt::Display for DfeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, format_args!("{}/{:04}", self.authority, self.establishment))
    }
}

as_text! { DfeNumber, "a DfE number"; }

#[cfg(test)]
mod tests {
    use super::DfeNumber;

    #[test]
    fn leading_zeros_of_both_parts_are_kept() {
        assert_eq!("001/0023".parse::<DfeNumber>().unwrap().to_string(), "001/0023");
        assert_eq!("0010023".parse::<DfeNumber>(), "001/0023".parse());
    }

    #[test]
    fn another_separator_or_length_is_refused() {
        for text in ["202-2775", "202 2775", "202/275", "20/22775", "202//2775", "202/27755", "2é/2775", "202/", ""] {
            assert!(text.parse::<DfeNumber>().is_err(), "{text}");
        }
    }
}
