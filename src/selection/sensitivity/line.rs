//! Totals as one weight moves: straight lines.

use crate::ratio::{Inexact, Ratio};

/// A number that grows evenly: `start + slope * w`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) start: Ratio,
    pub(super) slope: Ratio,
}

impl Line {
    pub(super) fn at(self, w: Ratio) -> Result<Ratio, Inexact> {
        self.start.plus(self.slope.times(w)?)
    }

    pub(super) fn plus(self, other: Self) -> Result<Self, Inexact> {
        Ok(Self { start: self.start.plus(other.start)?, slope: self.slope.plus(other.slope)? })
    }

    /// Where it has that value; `None` for a level line.
    pub(super) fn reaches(self, value: Ratio) -> Result<Option<Ratio>, Inexact> {
        self.meets(Self { start: value, slope: Ratio::ZERO })
    }

    /// Where two lines meet; `None` for lines of one slope.
    pub(super) fn meets(self, other: Self) -> Result<Option<Ratio>, Inexact> {
        let slope = self.slope.minus(other.slope)?;
        if slope.is_zero() {
            return Ok(None);
        }
        other.start.minus(self.start)?.over(slope).map(Some)
    }
}
