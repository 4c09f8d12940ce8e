//! The range of marks.

use std::borrow::Borrow;

use crate::ratio::{Inexact, Ratio};

/// The lowest and the highest of some marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Range {
    /// The lowest.
    pub lowest: Ratio,
    /// The highest.
    pub highest: Ratio,
}

impl Range {
    /// How far the highest lies above the lowest, exactly.
    ///
    /// # Errors
    ///
    /// [`Inexact`] where it needs more than 127 bits.
    pub fn spread(self) -> Result<Ratio, Inexact> {
        self.highest.minus(self.lowest)
    }
}

/// The range of one unit's marks, or `None` where there is no mark.
#[must_use]
pub fn range(marks: impl IntoIterator<Item: Borrow<Option<Ratio>>>) -> Option<Range> {
    marks.into_iter().filter_map(|mark| *mark.borrow()).fold(None, |range, mark| {
        Some(range.map_or(Range { lowest: mark, highest: mark }, |range| Range {
            lowest: range.lowest.min(mark),
            highest: range.highest.max(mark),
        }))
    })
}
