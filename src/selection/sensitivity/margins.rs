//! How far each total lies from the cut.

use std::collections::BTreeSet;

use crate::ratio::{Inexact, Ratio};

/// How far each candidate's total lies from the cut: that of a chosen candidate above the highest total that was not chosen,
/// that of another above the lowest that was. In points, so most of the others' are negative.
///
/// A margin of the unexpected sign is a lower total that was chosen over a higher one, as quotas may require; nought is a tie
/// across the cut. `None` where nobody is on the other side. A quality bar is not a candidate: the margin to it is the total
/// less the bar. Linear in the candidates, times the logarithm of the chosen.
///
/// # Errors
///
/// [`Inexact`] where a difference needs more than 127 bits.
pub fn margins(totals: &[Ratio], chosen: &BTreeSet<usize>) -> Result<Vec<Option<Ratio>>, Inexact> {
    let of = |chosen_ones: bool| {
        let side = totals.iter().enumerate().filter(move |(at, _)| chosen.contains(at) == chosen_ones);
        side.map(|(_, total)| *total)
    };
    let (last_in, first_out) = (of(true).min(), of(false).max());
    let margin = |(at, total): (usize, &Ratio)| {
        let cut = if chosen.contains(&at) { first_out } else { last_in };
        cut.map(|cut| total.minus(cut)).transpose()
    };
    totals.iter().enumerate().map(margin).collect()
}
