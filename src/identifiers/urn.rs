//! Unique reference numbers of establishments.

use std::{fmt, str::FromStr};

use crate::document::{Malformed, as_text, day::digits_of};

/// A unique reference number: the six digits by which Get Information about Schools (GIAS) knows an establishment.
///
/// A school that becomes an academy closes under one URN and opens under another; following that is the work of
/// `organisation::Register`, not of this type.
///
/// ```
/// use maths_hubs::identifiers::Urn;
///
/// let urn: Urn = "100187".parse()?;
/// assert_eq!(urn.number(), 100_187);
/// assert_eq!(Urn::try_from(100_187)?, urn);
/// assert!("10018".parse::<Urn>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Urn(u32);

impl Urn {
    const WHAT: &'static str = "a URN";
    const ALLOWED: &'static str = "six digits, 100000 to 999999";

    /// The URN with this number, or `None` outside 100000 to 999999.
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        if number >= 100_000 && number <= 999_999 { Some(Self(number)) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl FromStr for Urn {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        digits_of(text, 6).and_then(Self::new).ok_or_else(|| Malformed::new(Self::WHAT, text, Self::ALLOWED))
    }
}

impl TryFrom<u32> for Urn {
    type Error = Malformed;

    fn try_from(number: u32) -> Result<Self, Malformed> {
        Self::new(number).ok_or_else(|| Malformed::new(Self::WHAT, number, Self::ALLOWED))
    }
}

impl fmt::Display for Urn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

as_text! { Urn, "a URN"; }
