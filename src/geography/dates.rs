//! Days in force, in a form that a constant can hold.

use chrono::NaiveDate;

use crate::calendar::Period;

/// The first and last day in force of a row of the tables. [`Period`] compares its ends, which no constant can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) first: NaiveDate,
    pub(super) last: Option<NaiveDate>,
}

impl Dates {
    pub(super) fn contains(self, day: NaiveDate) -> bool {
        self.period().contains(day)
    }

    pub(super) fn period(self) -> Period {
        // The rows are in order (a test sees to it), so the fallback is never reached.
        Period::new(self.first, self.last).unwrap_or(Period::since(self.first))
    }
}

/// Whether every day of `inner` is a day of `outer`.
pub(super) fn encloses(outer: Period, inner: Period) -> bool {
    outer.intersection(inner) == Some(inner)
}
