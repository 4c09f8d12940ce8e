//! Numbers of charities.

use std::{fmt, str::FromStr};

use super::inline::digits_after;
use crate::document::{Malformed, as_text, day::digits_of, padded};

/// The number by which a charity is registered: in England and Wales six or seven digits without leading zeros
/// (`1234567`), in Scotland `SC` and six digits (`SC012345`).
///
/// ```
/// use maths_hubs::identifiers::CharityNumber;
///
/// let number: CharityNumber = "SC012345".parse()?;
/// assert!(number.is_scottish());
/// assert_eq!("313392".parse(), Ok(CharityNumber::england_and_wales(313_392).unwrap()));
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharityNumber(Register);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Register {
    EnglandAndWales(u32),
    Scotland(u32),
}

impl CharityNumber {
    /// The number of a charity in England and Wales, or `None` outside 100000 to 9999999.
    #[must_use]
    pub const fn england_and_wales(number: u32) -> Option<Self> {
        if number >= 100_000 && number <= 9_999_999 { Some(Self(Register::EnglandAndWales(number))) } else { None }
    }

    /// The number of a charity in Scotland, or `None` above 999999.
    #[must_use]
    pub const fn scotland(number: u32) -> Option<Self> {
        if number <= 999_999 { Some(Self(Register::Scotland(number))) } else { None }
    }

    /// Whether it is a number of the Scottish register.
    #[must_use]
    pub const fn is_scottish(self) -> bool {
        matches!(self.0, Register::Scotland(_))
    }

    /// The number, without the letters and leading zeros.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self.0 {
            Register::EnglandAndWales(number) | Register::Scotland(number) => number,
        }
    }
}

impl FromStr for CharityNumber {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let number = match digits_of(text, 6).or_else(|| digits_of(text, 7)) {
            // A leading zero would give one charity two numbers.
            Some(number) if !text.starts_with('0') => Self::england_and_wales(number),
            Some(_) => None,
            None => digits_after("SC", 6, text).and_then(Self::scotland),
        };
        number.ok_or_else(|| {
            Malformed::new("a charity number", text, "six or seven digits without a leading zero, or SC and six digits")
        })
    }
}

impl fmt::Display for CharityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Register::EnglandAndWales(number) => fmt::Display::fmt(&number, f),
            Register::Scotland(number) => padded(f, format_args!("SC{number:06}")),
        }
    }
}

as_text! { CharityNumber, "a charity number"; }

#[cfg(test)]
mod tests {
    use super::CharityNumber;

    #[test]
    fn both_registers_are_read_and_nothing_else() {
        for text in ["100000", "313392", "9999999", "SC000001", "SC999999"] {
            assert_eq!(text.parse::<CharityNumber>().unwrap().to_string(), text);
        }
        for text in ["", "012345", "0123456", "12345", "12345678", "sc012345", "SC12345", "NIC100001", "1234567-1"] {
            assert!(text.parse::<CharityNumber>().is_err(), "{text}");
        }
    }
}
