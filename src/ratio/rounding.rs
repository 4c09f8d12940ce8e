//! How a number is cut to a few decimals for print.

use serde::{Deserialize, Serialize};

use super::Ratio;

/// How numbers are rounded for print. It never decides anything: totals compare exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rounding {
    /// To the nearest, and a half away from nought: 0.25 to 0.3, −0.25 to −0.3.
    #[default]
    HalfUp,
    /// To the nearest, and a half to the even neighbour: 0.25 to 0.2, 0.35 to 0.4.
    HalfEven,
    /// Towards nought: 0.29 to 0.2.
    Down,
}

crate::document::as_record! { Rounding, r#"a rounding: "half-up", "half-even" or "down""#; }

impl Ratio {
    /// The number of so many decimals that `rounding` makes of it. At most 30 decimals; where the result could not be
    /// held, which takes numbers of some thirty digits, it is the number itself.
    #[must_use]
    pub fn rounded(self, decimals: u8, rounding: Rounding) -> Self {
        self.scaled(decimals, rounding).and_then(|(scaled, unit)| Self::new(scaled, unit)).unwrap_or(self)
    }

    /// The number with exactly so many decimals, as print has it: `83.0`. As [`rounded`](Self::rounded), and where that
    /// cannot be, the number in full.
    #[must_use]
    pub fn to_fixed(self, decimals: u8, rounding: Rounding) -> String {
        let Some((scaled, unit)) = self.scaled(decimals, rounding) else { return self.to_string() };
        let (scaled, unit, sign) = (scaled.unsigned_abs(), unit.unsigned_abs(), if scaled < 0 { "-" } else { "" });
        let whole = scaled.checked_div(unit).unwrap_or_default();
        match scaled.checked_rem(unit) {
            Some(part) if unit > 1 => format!("{sign}{whole}.{part:0width$}", width = usize::from(decimals.min(30))),
            _ => format!("{sign}{whole}"),
        }
    }

    /// The whole number of units of the last decimal, and how many of those make one.
    fn scaled(self, decimals: u8, rounding: Rounding) -> Option<(i128, i128)> {
        let unit = 10_i128.checked_pow(decimals.min(30).into())?;
        let whole = self.numerator.checked_div(self.denominator)?;
        let rest = self.numerator.checked_rem(self.denominator)?.checked_mul(unit)?;
        let (part, left) = (rest.checked_div(self.denominator)?, rest.checked_rem(self.denominator)?);
        let down = whole.checked_mul(unit)?.checked_add(part)?;
        let twice = left.unsigned_abs().checked_mul(2)?;
        let away = match rounding {
            Rounding::Down => false,
            Rounding::HalfUp => twice >= self.denominator.unsigned_abs(),
            Rounding::HalfEven => {
                twice > self.denominator.unsigned_abs()
                    || (twice == self.denominator.unsigned_abs() && down.checked_rem(2)? != 0)
            }
        };
        let step = if self.is_negative() { -1 } else { 1 };
        Some((if away { down.checked_add(step)? } else { down }, unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_goes_where_the_rule_says() {
        let print = |text: &str, rounding| text.parse::<Ratio>().unwrap().to_fixed(1, rounding);
        for (text, up, even, down) in [
            ("0.25", "0.3", "0.2", "0.2"),
            ("0.35", "0.4", "0.4", "0.3"),
            ("-0.25", "-0.3", "-0.2", "-0.2"),
            ("0.2501", "0.3", "0.3", "0.2"),
            ("2/3", "0.7", "0.7", "0.6"),
            ("83", "83.0", "83.0", "83.0"),
            ("99.95", "100.0", "100.0", "99.9"),
            ("-0.04", "0.0", "0.0", "0.0"),
        ] {
            let found = [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down].map(|rounding| print(text, rounding));
            assert_eq!(found, [up, even, down], "{text}");
        }
    }

    #[test]
    fn no_decimals_is_a_whole_number() {
        assert_eq!("2.5".parse::<Ratio>().unwrap().to_fixed(0, Rounding::HalfUp), "3");
        assert_eq!("2.5".parse::<Ratio>().unwrap().rounded(0, Rounding::HalfEven), Ratio::from(2));
    }

    #[test]
    fn what_cannot_be_rounded_stays_in_full() {
        let long = Ratio::new(1, i128::MAX).unwrap();
        assert_eq!(long.rounded(30, Rounding::HalfUp), Ratio::ZERO);
        let huge = Ratio::new(i128::MAX, 2).unwrap();
        assert_eq!(huge.rounded(1, Rounding::HalfUp), huge);
        assert_eq!(huge.to_fixed(1, Rounding::HalfUp), format!("{}/2", i128::MAX));
    }
}
