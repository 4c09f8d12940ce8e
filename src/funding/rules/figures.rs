//! Figures of money: in messages, and as limits.

use crate::{
    money::Money,
    ratio::{Ratio, Rounding},
};

/// Pence as an amount in a message.
pub(super) fn amount(pence: i128) -> String {
    let money = u64::try_from(pence.unsigned_abs()).ok().and_then(Money::from_pence).unwrap_or(Money::MAX);
    if pence < 0 { format!("-{money}") } else { money.to_string() }
}

/// The place of a cost, which entries count from 0, as people count: the first, the second, the 11th.
pub(super) fn ordinal(place: u32) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    if let Some(word) = usize::try_from(place).ok().and_then(|place| WORDS.get(place)) {
        return (*word).to_owned();
    }
    let number = u64::from(place).saturating_add(1);
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// How the body came by money, of which so much was brought forward.
pub(super) const fn how_paid(brought_forward: i128) -> &'static str {
    if brought_forward == 0 { "paid" } else { "paid or brought forward" }
}

/// The whole pence of a share of an amount: more than that is more than the share. `None` for a share too long to be worked
/// out, which limits nothing.
pub(super) fn share_of(amount: i128, share: Ratio) -> Option<i128> {
    let share = Ratio::new(amount, 1)?.times(share).ok()?;
    Some(share.rounded(0, Rounding::Down).numerator())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_from_0_are_told_as_people_count() {
        let told = [0, 1, 9, 10, 11, 12, 20, 21, 22, 23, 110, 111, 120].map(ordinal);
        let expected = [
            "first", "second", "tenth", "11th", "12th", "13th", "21st", "22nd", "23rd", "24th", "111th", "112th",
            "121st",
        ];
        assert_eq!(told, expected);
        assert_eq!(ordinal(u32::MAX), "4294967296th");
    }
}
