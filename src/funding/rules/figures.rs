//! Figures of money: in messages, and as limits.

use crate::{
    money::Money,
    ratio::{Ratio, Rounding},
};

/// An entry's number as a figure of a message.
pub(super) fn figure(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Pence as an amount in a message.
pub(super) fn amount(pence: i128) -> String {
    let money = u64::try_from(pence.unsigned_abs()).ok().and_then(Money::from_pence).unwrap_or(Money::MAX);
    if pence < 0 { format!("-{money}") } else { money.to_string() }
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
