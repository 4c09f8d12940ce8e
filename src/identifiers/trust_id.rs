//! Ids of academy trusts.

use std::{fmt, str::FromStr};

use super::inline::digits_after;
use crate::document::{Malformed, as_text, padded};

/// `TR` and five digits: the group id by which Get Information about Schools shows an academy trust.
///
/// The extracts of the same service carry another number for the same trust, its [`GroupUid`](super::GroupUid). The two
/// are numbered apart, so neither is ever converted into the other.
///
/// ```
/// use maths_hubs::identifiers::TrustId;
///
/// let trust: TrustId = "TR01234".parse()?;
/// assert_eq!(trust.number(), 1234);
/// assert!("1234".parse::<TrustId>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrustId(u32);

impl TrustId {
    const ALLOWED: &'static str = "TR and five digits";

    /// The id with this number, or `None` above 99999.
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        if number <= 99_999 { Some(Self(number)) } else { None }
    }

    /// The number, without its letters and leading zeros.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl FromStr for TrustId {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let id = digits_after("TR", 5, text).and_then(Self::new);
        id.ok_or_else(|| Malformed::new("a trust id", text, Self::ALLOWED))
    }
}

impl fmt::Display for TrustId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, format_args!("TR{:05}", self.0))
    }
}

as_text! { TrustId, "a trust id"; }

#[cfg(test)]
mod tests {
    use super::TrustId;

    #[test]
    fn the_letters_and_five_digits_are_wanted() {
        for text in ["TR00001", "TR99999"] {
            assert_eq!(text.parse::<TrustId>().unwrap().to_string(), text);
        }
        for text in ["", "5143", "TR1234", "TR012345", "tr01234", "TR 1234", "TR-0123"] {
            assert!(text.parse::<TrustId>().is_err(), "{text}");
        }
    }
}
