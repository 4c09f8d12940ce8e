//! Numbers of companies.

use std::{fmt, str::FromStr};

use super::inline::Inline;
use crate::document::{Malformed, as_text};

/// The eight characters by which Companies House knows a company: eight digits, leading zeros kept (`01234567`), or two
/// letters and six digits (`SC123456`), or `R0` and six digits for the oldest of Northern Ireland (`R0000001`), or for
/// registered societies `IP`, `SP` or `NP`, five digits and `R` (`IP12345R`). The letters are upper case.
///
/// ```
/// use maths_hubs::identifiers::CompanyNumber;
///
/// let number: CompanyNumber = "01234567".parse()?;
/// assert_eq!(number.as_str(), "01234567");
/// assert!("1234567".parse::<CompanyNumber>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CompanyNumber(Inline<8>);

impl CompanyNumber {
    const ALLOWED: &'static str =
        "eight digits, or two upper-case letters or R0 and six digits, or IP, SP or NP, five digits and R";

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    fn read(text: &str) -> Option<Self> {
        let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
        let sound = match text.as_bytes() {
            [b'I' | b'S' | b'N', b'P', number @ .., b'R'] if number.len() == 5 => digits(number),
            [one, another, number @ ..] if number.len() == 6 => {
                let prefix = digits(&[*one, *another])
                    || (one.is_ascii_uppercase() && another.is_ascii_uppercase())
                    || (*one, *another) == (b'R', b'0');
                prefix && digits(number)
            }
            _ => false,
        };
        if sound { Inline::of(text.bytes()).map(Self) } else { None }
    }
}

impl FromStr for CompanyNumber {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::read(text).ok_or_else(|| Malformed::new("a company number", text, Self::ALLOWED))
    }
}

impl fmt::Display for CompanyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CompanyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CompanyNumber({self})")
    }
}

as_text! { CompanyNumber, "a company number"; }

#[cfg(test)]
mod tests {
    use super::CompanyNumber;

    #[test]
    fn the_three_shapes_are_read_and_no_other() {
        for text in ["00000001", "SC123456", "OC301234", "R0000001", "IP12345R", "SP12345R", "NP12345R"] {
            assert_eq!(text.parse::<CompanyNumber>().unwrap().to_string(), text);
        }
        for text in ["", "1234567", "123456789", "sc123456", "S1234567", "1C234567", "XP12345R", "IP123456R", "é123456"]
        {
            assert!(text.parse::<CompanyNumber>().is_err(), "{text}");
        }
    }
}
