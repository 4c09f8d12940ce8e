//! Unique ids of groups.

use std::{fmt, str::FromStr};

use crate::document::{Malformed, as_text};

/// The bare number by which the extracts of Get Information about Schools know a trust, federation or other group:
/// `5143`.
///
/// It is no [`TrustId`](super::TrustId), which is numbered apart: `5143` is not `TR05143`.
///
/// ```
/// use maths_hubs::identifiers::GroupUid;
///
/// let group: GroupUid = "5143".parse()?;
/// assert_eq!(group.number(), 5143);
/// assert!("05143".parse::<GroupUid>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupUid(u32);

impl GroupUid {
    const WHAT: &'static str = "a group's unique id";
    const ALLOWED: &'static str = "a whole number without leading zeros, 1 to 99999999";

    /// The group with this number, or `None` outside 1 to 99999999.
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        if number >= 1 && number <= 99_999_999 { Some(Self(number)) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl FromStr for GroupUid {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let plain = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
        let group = if plain { text.parse().ok().and_then(Self::new) } else { None };
        group.ok_or_else(|| Malformed::new(Self::WHAT, text, Self::ALLOWED))
    }
}

impl TryFrom<u32> for GroupUid {
    type Error = Malformed;

    fn try_from(number: u32) -> Result<Self, Malformed> {
        Self::new(number).ok_or_else(|| Malformed::new(Self::WHAT, number, Self::ALLOWED))
    }
}

impl fmt::Display for GroupUid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

as_text! { GroupUid, "a group's unique id"; }

#[cfg(test)]
mod tests {
    use super::GroupUid;

    #[test]
    fn a_number_is_read_only_as_it_is_written() {
        for text in ["1", "5143", "99999999"] {
            assert_eq!(text.parse::<GroupUid>().unwrap().to_string(), text);
        }
        for text in ["", "0", "01", "+1", "-1", "100000000", "99999999999999999999", "TR01234", "5143.0"] {
            assert!(text.parse::<GroupUid>().is_err(), "{text}");
        }
    }
}
