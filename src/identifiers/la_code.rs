//! The Department's codes of local authorities.

use std::{fmt, str::FromStr};

use crate::document::{Malformed, as_text, day::digits_of};

/// The three digits by which the Department for Education (DfE) knows a local authority with duties for schools.
///
/// It outlives the authority's GSS code: Barnsley is `370` before and after its code changed from E08000016 to E08000038.
///
/// ```
/// use maths_hubs::identifiers::LaCode;
///
/// let liverpool: LaCode = "341".parse()?;
/// assert_eq!(liverpool.number(), 341);
/// assert!("34".parse::<LaCode>().is_err());
/// assert!("x".parse::<LaCode>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaCode(u16);

impl LaCode {
    const WHAT: &'static str = "a local authority code";
    const ALLOWED: &'static str = "three digits, 100 to 999";

    /// The code with this number, or `None` outside 100 to 999.
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        if number >= 100 && number <= 999 { Some(Self(number)) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl FromStr for LaCode {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        digits_of(text, 3)
            .and_then(|number| Self::new(u16::try_from(number).ok()?))
            .ok_or_else(|| Malformed::new(Self::WHAT, text, Self::ALLOWED))
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
        fmt::Display::fmt(&self.0, f)
    }
}

as_text! { LaCode, "a local authority code"; }

#[cfg(test)]
mod tests {
    use super::LaCode;

    #[test]
    fn what_is_no_code_is_refused_by_text_and_json_alike() {
        for text in ["", "x", "99", "099", "1000", "34 ", "+34", "３４１"] {
            assert!(text.parse::<LaCode>().is_err(), "{text}");
            assert!(serde_json::from_value::<LaCode>(text.into()).is_err(), "{text}");
        }
        assert_eq!(
            "x".parse::<LaCode>().unwrap_err().to_string(),
            "`x` is not a local authority code: three digits, 100 to 999"
        );
        assert_eq!(serde_json::to_string(&LaCode::new(341)).unwrap(), "\"341\"");
    }
}
