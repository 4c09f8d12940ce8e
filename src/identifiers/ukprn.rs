//! Provider reference numbers.

use std::{fmt, str::FromStr};

use crate::document::{Malformed, as_text, day::digits_of};

/// A UK provider reference number: the eight digits, the first of them 1, by which the UK Register of Learning
/// Providers knows a college, a university or a school.
///
/// ```
/// use maths_hubs::identifiers::Ukprn;
///
/// let ukprn: Ukprn = "10005970".parse()?;
/// assert_eq!(ukprn.number(), 10_005_970);
/// assert!("20005970".parse::<Ukprn>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ukprn(u32);

impl Ukprn {
    const WHAT: &'static str = "a UKPRN";
    const ALLOWED: &'static str = "eight digits, 10000000 to 19999999";

    /// The UKPRN with this number, or `None` outside 10000000 to 19999999.
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        if number >= 10_000_000 && number <= 19_999_999 { Some(Self(number)) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl FromStr for Ukprn {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        digits_of(text, 8).and_then(Self::new).ok_or_else(|| Malformed::new(Self::WHAT, text, Self::ALLOWED))
    }
}

impl TryFrom<u32> for Ukprn {
    type Error = Malformed;

    fn try_from(number: u32) -> Result<Self, Malformed> {
        Self::new(number).ok_or_else(|| Malformed::new(Self::WHAT, number, Self::ALLOWED))
    }
}

impl fmt::Display for Ukprn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

as_text! { Ukprn, "a UKPRN"; }

#[cfg(test)]
mod tests {
    use super::Ukprn;

    #[test]
    fn only_eight_digits_that_begin_with_one_are_read() {
        for number in [10_000_000, 19_999_999] {
            assert_eq!(number.to_string().parse(), Ok(Ukprn::new(number).unwrap()));
        }
        for text in ["09999999", "20000000", "1000597", "100059700", " 10005970", "1000597O", ""] {
            assert!(text.parse::<Ukprn>().is_err(), "{text}");
        }
    }
}
