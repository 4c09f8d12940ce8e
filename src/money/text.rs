//! How amounts and balances are written and read.

use std::fmt;

/// Pence as people read them: `-£1,234.56`.
pub(super) struct Pence(pub(super) i128);

impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, pounds, pence) = parts(self.0);
        write!(f, "{sign}£")?;
        let digits = pounds.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && digits.len().saturating_sub(at) % 3 == 0 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        write!(f, ".{pence:02}")
    }
}

/// Pence as documents hold them: `-1234.56`.
pub(super) struct Decimal(pub(super) i128);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, pounds, pence) = parts(self.0);
        write!(f, "{sign}{pounds}.{pence:02}")
    }
}

fn parts(pence: i128) -> (&'static str, u128, u128) {
    let whole = pence.unsigned_abs();
    (if pence < 0 { "-" } else { "" }, whole / 100, whole % 100)
}

/// The pence that an unsigned text means: `£1,234.56`, `1234.56`, `1,234`, `1234.5`.
pub(super) fn pence_of(text: &str) -> Option<u64> {
    let text = text.strip_prefix('£').unwrap_or(text);
    let (pounds, pence) = match text.split_once('.') {
        Some((pounds, pence)) => (pounds, Some(pence)),
        None => (text, None),
    };
    let pence = match pence.map(str::as_bytes) {
        None => 0,
        Some([tens]) => digit(*tens)?.checked_mul(10)?,
        Some([tens, ones]) => digit(*tens)?.checked_mul(10)?.checked_add(digit(*ones)?)?,
        Some(_) => return None,
    };
    pounds_of(pounds)?.checked_mul(100)?.checked_add(pence)
}

fn pounds_of(text: &str) -> Option<u64> {
    let has_commas = text.contains(',');
    for (at, group) in text.split(',').enumerate() {
        let fits = match (has_commas, at) {
            (false, _) => !group.is_empty(),
            (true, 0) => (1..=3).contains(&group.len()),
            (true, _) => group.len() == 3,
        };
        if !fits {
            return None;
        }
    }
    // `0` and `0.50`, but not `007` or `0,123`.
    if text.starts_with('0') && text.len() > 1 {
        return None;
    }
    let mut digits = text.bytes().filter(|byte| *byte != b',');
    digits.try_fold(0_u64, |pounds, byte| pounds.checked_mul(10)?.checked_add(digit(byte)?))
}

fn digit(byte: u8) -> Option<u64> {
    char::from(byte).to_digit(10).map(u64::from)
}

/// Gives an amount its conversions from text and its decimal text in documents.
macro_rules! as_pounds {
    ($amount:ty, $expecting:literal) => {
        impl TryFrom<&str> for $amount {
            type Error = $crate::document::Malformed;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $amount {
            type Error = $crate::document::Malformed;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl std::fmt::Display for $amount {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::document::padded(f, format_args!("{}", super::text::Pence(self.pence().into())))
            }
        }

        impl std::fmt::Debug for $amount {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($amount), "({})"), self)
            }
        }

        impl serde::Serialize for $amount {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&super::text::Decimal(self.pence().into()))
            }
        }

        impl<'de> serde::Deserialize<'de> for $amount {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl serde::de::Visitor<'_> for Text {
                    type Value = $amount;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$amount, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Text)
            }
        }
    };
}

pub(super) use as_pounds;

#[cfg(test)]
mod tests {
    use super::{Decimal, Pence, pence_of};

    #[test]
    fn thousands_are_parted_by_commas() {
        for (pence, text, decimal) in [
            (0, "£0.00", "0.00"),
            (5, "£0.05", "0.05"),
            (-5, "-£0.05", "-0.05"),
            (99_999, "£999.99", "999.99"),
            (100_000, "£1,000.00", "1000.00"),
            (-123_456_789, "-£1,234,567.89", "-1234567.89"),
        ] {
            assert_eq!(Pence(pence).to_string(), text);
            assert_eq!(Decimal(pence).to_string(), decimal);
        }
    }

    #[test]
    fn misplaced_commas_and_digits_are_refused() {
        for text in
            ["1,23", "1234,567", "1,2345", ",123", "1,,234", "1,234,", "0,123", "007", "00", ".50", "5.", "1.234"]
        {
            assert_eq!(pence_of(text), None, "{text}");
        }
        for text in ["", "£", "-1", "+1", " 1", "1 ", "1e3", "£ 1", "££1", "$1", "１", "1.2.3", "1.0,0", "NaN"] {
            assert_eq!(pence_of(text), None, "{text}");
        }
    }
}
