//! Codes of local authorities.

use std::{fmt, str::FromStr};

use crate::document::{Malformed, as_text, day::digits_of, padded};

/// The three digits by which the Department for Education knows a local authority: `202` is Camden.
///
/// Leading zeros belong to it. Which codes are in use on a day is a fact of the register of authorities, not of this
/// type; every code of three digits can be written.
///
/// ```
/// use maths_hubs::identifiers::LaCode;
///
/// let camden: LaCode = "202".parse()?;
/// assert_eq!(camden.number(), 202);
/// assert_eq!(LaCode::new(7).unwrap().to_string(), "007");
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaCode(u16);

impl LaCode {
    const WHAT: &'static str = "a local authority code";
    const ALLOWED: &'static str = "three digits, 000 to 999";

    /// The code with this number, or `None` above 999.
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        if number <= 999 { Some(Self(number)) } else { None }
    }

    /// The number, without its leading zeros.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl FromStr for LaCode {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let code = digits_of(text, 3).and_then(|number| Self::new(u16::try_from(number).ok()?));
        code.ok_or_else(|| Malformed::new(Self::WHAT, text, Self::ALLOWED))
    }
}

impl TryFrom<u16> for LaCode {
    type Error = Malformed;

    fn try_from(number: u16) -> Result<Self, Malformed> {
        Self::new(number).ok_or_else(|| Malformed::new(Self::WHAT, number, Self::ALLOWED))
    }
}

impl fmt::Display for LaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, format_args!("{:03}", self.0))
    }
}

as_text! { LaCode, "a local authority code"; }

#[cfg(test)]
mod tests {
    use super::LaCode;

    #[test]
    fn leading_zeros_are_kept() {
        assert_eq!("007".parse::<LaCode>().unwrap().to_string(), "007");
        assert_eq!(format!("{:>5}", LaCode::new(7).unwrap()), "  007");
        for text in ["7", "07", "0007", "E06", "2 2", ""] {
            assert!(text.parse::<LaCode>().is_err(), "{text}");
        }
        assert_eq!(LaCode::new(1000), None);
    }
}
