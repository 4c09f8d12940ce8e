//! Digests of texts that are gone.

use std::{fmt, str::FromStr};

use crate::document::{Malformed, as_text};

/// A digest of 256 bits, written as 64 hexadecimal digits in lower case.
///
/// The host computes it, with SHA-256 say, and with a salt of its own where the text might be guessed. This library has
/// no hash function and only keeps the digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest with these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn bytes(self) -> [u8; 32] {
        self.0
    }
}

impl FromStr for Digest {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let refused = || Malformed::new("a digest", text, "64 hexadecimal digits in lower case");
        let mut bytes = [0; 32];
        let mut digits = text.bytes();
        let mut value = || match digits.next() {
            Some(digit @ b'0'..=b'9') => digit.checked_sub(b'0'),
            Some(digit @ b'a'..=b'f') => digit.checked_sub(b'a').and_then(|above| above.checked_add(10)),
            _ => None,
        };
        for byte in &mut bytes {
            let both = value().zip(value());
            *byte = both.and_then(|(high, low)| high.checked_mul(16)?.checked_add(low)).ok_or_else(refused)?;
        }
        if digits.next().is_some() { Err(refused()) } else { Ok(Self(bytes)) }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        f.pad(&digits)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

as_text! { Digest, "a digest"; }

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn a_digest_reads_what_it_writes_and_nothing_else() {
        let text = "00ff".repeat(16);
        assert_eq!(text.parse::<Digest>().unwrap().to_string(), text);
        for text in ["", "00", &"0".repeat(63), &"0".repeat(65), &"G0".repeat(32), &"FF".repeat(32)] {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
    }
}
