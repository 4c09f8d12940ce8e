//! What would have changed a choice: margins to the cut, other weights, other assessors.
//!
//! Everything here is exact, takes plain slices, and asks *how the choice is made* of a closure: totals in, the places of the
//! chosen candidates out. So it serves the best three, a bar, caps by region, or any other choice.
//!
//! - [`margins`]: how far each total lies from the cut.
//! - [`flips`]: how far the weight of one criterion could move before the decision on a candidate becomes another, and
//!   [`smallest`], the smallest such change for each candidate.
//! - [`without_each`]: what leaving out each assessor would change.
//!
//! ```
//! use std::collections::BTreeSet;
//!
//! use maths_hubs::{
//!     ratio::Ratio,
//!     selection::sensitivity::{flips, margins, smallest},
//! };
//!
//! let ratio = |text: &str| text.parse::<Ratio>().unwrap();
//! // Two criteria of 60 and 40 points, three candidates with what they earned of each point, one place.
//! let shares = [ratio("60"), ratio("40")];
//! let rows = [vec![ratio("0.8"), ratio("0.5")], vec![ratio("0.6"), ratio("0.7")], vec![ratio("0.2"), ratio("0.1")]];
//! let best = |totals: &[Ratio]| -> BTreeSet<usize> {
//!     let highest = totals.iter().max().copied();
//!     totals.iter().position(|total| Some(*total) == highest).into_iter().collect()
//! };
//!
//! // 68, 64 and 16 points.
//! let totals = [ratio("68"), ratio("64"), ratio("16")];
//! assert_eq!(margins(&totals, &best(&totals))?, [Some(ratio("4")), Some(ratio("-4")), Some(ratio("-52"))]);
//!
//! // 0.8 w + 0.5 (100 - w) and 0.6 w + 0.7 (100 - w) are equal at w = 50.
//! let flips = flips(&shares, &rows, None, best)?;
//! let change = smallest(&flips)?[0].unwrap();
//! assert_eq!((change.criterion, change.from, change.to), (0, ratio("60"), ratio("50")));
//! assert_eq!(smallest(&flips)?[2], None); // No single weight would appoint the third.
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod assessors;
mod flips;
mod line;
mod margins;

pub use assessors::{AssessorMark, Effect, Leaving, WithoutEach, without_each};
pub use flips::{Change, Flip, flips, smallest};
pub use margins::margins;

use crate::ratio::Inexact;

/// Why a question of sensitivity has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Unanswerable {
    /// A number that cannot be held exactly.
    #[error(transparent)]
    Inexact(#[from] Inexact),
    /// A criterion's share is below nothing.
    #[error("criterion {criterion} has a share below 0; every share is 0 or more")]
    NegativeShare {
        /// The criterion's place among the shares.
        criterion: usize,
    },
    /// A candidate's row is not as long as the list of shares.
    #[error("candidate {candidate} has {found} criteria, where there are {expected} shares")]
    Uneven {
        /// The candidate's place.
        candidate: usize,
        /// The criteria in its row.
        found: usize,
        /// The shares.
        expected: usize,
    },
    /// The closure chose somebody who is not there, or whose total is below the bar.
    #[error("candidate {candidate} was chosen, but is not there or below the bar")]
    Unchoosable {
        /// The place that was given.
        candidate: usize,
    },
    /// The closure chose a set of a lower sum than another that it chose for other totals, though that was open too.
    #[error("the choice does not have the greatest sum of totals, so exact breakpoints cannot be found from it")]
    NotGreatest,
    /// A mark names a candidate or a criterion that is not there.
    #[error("a mark names candidate {candidate} and criterion {criterion}, and one of them is not there")]
    NoSuchPlace {
        /// The candidate's place.
        candidate: usize,
        /// The criterion's place.
        criterion: usize,
    },
    /// One assessor has two marks for the same.
    #[error("an assessor marked criterion {criterion} of candidate {candidate} twice")]
    MarkedTwice {
        /// The candidate's place.
        candidate: usize,
        /// The criterion's place.
        criterion: usize,
    },
    /// Nobody marked a criterion that counts, so that there is no total even with all assessors.
    #[error("nobody marked criterion {criterion} of candidate {candidate}")]
    Unmarked {
        /// The candidate's place.
        candidate: usize,
        /// The criterion's place.
        criterion: usize,
    },
}
