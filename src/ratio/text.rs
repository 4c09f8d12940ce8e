//! The text form: `35`, `-0.06`, `1/3`.

use std::{fmt, str::FromStr};

use super::Ratio;
use crate::document::{Malformed, as_text, padded};

const ALLOWED: &str =
    "a whole number, a decimal or a fraction, as in 35, 0.06 or 1/3, of at most 127 bits above and below the line";

/// The number that plain digits are; leading noughts only where the text has nothing else.
fn digits(text: &str) -> Option<i128> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn whole(text: &str) -> Option<i128> {
    (text == "0" || !text.starts_with('0')).then(|| digits(text)).flatten()
}

fn read(text: &str) -> Option<Ratio> {
    let (negative, plain) = text.strip_prefix('-').map_or((false, text), |plain| (true, plain));
    let magnitude = if let Some((above, below)) = plain.split_once('/') {
        Ratio::new(whole(above)?, whole(below)?)?
    } else if let Some((units, part)) = plain.split_once('.') {
        let unit = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
        Ratio::new(whole(units)?.checked_mul(unit)?.checked_add(digits(part)?)?, unit)?
    } else {
        Ratio::new(whole(plain)?, 1)?
    };
    if negative && magnitude.is_zero() {
        return None;
    }
    Some(if negative { magnitude.opposite() } else { magnitude })
}

impl FromStr for Ratio {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        read(text).ok_or_else(|| Malformed::new("a number", text, ALLOWED))
    }
}

impl Ratio {
    /// The decimals that it takes to write the number in full, where at most 30 do.
    fn decimals(self) -> Option<u8> {
        let (mut rest, mut twos, mut fives) = (self.denominator, 0_u8, 0_u8);
        for (factor, count) in [(2, &mut twos), (5, &mut fives)] {
            while rest.checked_rem(factor) == Some(0) {
                rest = rest.checked_div(factor)?;
                *count = count.checked_add(1)?;
            }
        }
        (rest == 1 && twos.max(fives) <= 30).then(|| twos.max(fives))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { numerator, denominator } = *self;
        let decimal = self.decimals().and_then(|decimals| {
            let unit = 10_i128.checked_pow(decimals.into())?;
            let scaled = numerator.checked_mul(unit.checked_div(denominator)?)?;
            let (whole, part) = (scaled.checked_div(unit)?, scaled.checked_rem(unit)?);
            Some((whole.unsigned_abs(), part.unsigned_abs(), usize::from(decimals)))
        });
        let sign = if self.is_negative() { "-" } else { "" };
        match decimal {
            Some((whole, _, 0)) => padded(f, format_args!("{sign}{whole}")),
            Some((whole, part, width)) => padded(f, format_args!("{sign}{whole}.{part:0width$}")),
            None => padded(f, format_args!("{numerator}/{denominator}")),
        }
    }
}

as_text! { Ratio, "a number"; }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_a_decimal_where_it_is_one() {
        for (text, written) in [
            ("35", "35"),
            ("0.06", "0.06"),
            ("1/3", "1/3"),
            ("-7/2", "-3.5"),
            ("4/2", "2"),
            ("0.50", "0.5"),
            ("-2/6", "-1/3"),
            ("0", "0"),
            ("1/1024", "0.0009765625"),
        ] {
            assert_eq!(text.parse::<Ratio>().unwrap().to_string(), written, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "-", "+1", "1.", ".5", "1/0", "01", "1e3", "1/-2", "-0", "1 000", "0.5/2", "35%", &"9".repeat(39)]
        {
            assert!(text.parse::<Ratio>().is_err(), "{text}");
        }
        assert_eq!("35%".parse::<Ratio>().unwrap_err().to_string(), format!("`35%` is not a number: {ALLOWED}"));
    }

    #[test]
    fn every_number_reads_what_it_writes() {
        let tiny = Ratio::new(1, 10_i128.pow(30)).unwrap();
        for number in [tiny, tiny.opposite(), Ratio::new(7, 3 * 10_i128.pow(20)).unwrap()] {
            assert_eq!(number.to_string().parse(), Ok(number));
        }
    }
}
