//! Codes of government bodies.

use std::{fmt, str::FromStr};

use super::inline::Inline;
use crate::document::{Malformed, as_text};

/// The code by which the register of government organisations knows a body: `D6` is the Department for Education. One
/// to eight upper-case letters and digits.
///
/// ```
/// use maths_hubs::identifiers::RegisterCode;
///
/// let code: RegisterCode = "D6".parse()?;
/// assert_eq!(code.as_str(), "D6");
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegisterCode(Inline<8>);

impl RegisterCode {
    const ALLOWED: &'static str = "one to eight upper-case letters and digits";

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for RegisterCode {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let sound = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let code = if sound { Inline::of(text.bytes()).map(Self) } else { None };
        code.ok_or_else(|| Malformed::new("a register code", text, Self::ALLOWED))
    }
}

impl fmt::Display for RegisterCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for RegisterCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegisterCode({self})")
    }
}

as_text! { RegisterCode, "a register code"; }

#[cfg(test)]
mod tests {
    use super::RegisterCode;

    #[test]
    fn one_to_eight_letters_and_digits_are_read() {
        for text in ["D6", "A", "EA1026", "12345678"] {
            assert_eq!(text.parse::<RegisterCode>().unwrap().to_string(), text);
        }
        for text in ["", "d6", "D-6", "D 6", "123456789", "É"] {
            assert!(text.parse::<RegisterCode>().is_err(), "{text}");
        }
    }
}
