//! Exact totals of marks.
//!
//! One application's marks are a row of [`Cell`]s, one for each criterion in the order of
//! [`Criteria::leaves`](Criteria::leaves). A cell without a mark is one of three things: not applicable, missing or
//! declined.
//!
//! - *Not applicable* criteria are left out of what is available, and the rest is taken in proportion:
//!   points = whole × earned ÷ available. A bonus criterion that does not apply earns nothing.
//! - Where cells are *missing* or *declined* the total is only known to lie between two numbers, and the criteria are
//!   listed.
//! - Bonus points come on top, never in proportion.
//!
//! Adding up a row of marks is a look-up and an addition of integers for each cell, without allocation.

mod line;
mod shortfall;
#[cfg(test)]
mod tests;

pub use line::Line;
pub use shortfall::{Lacks, Shortfall};

use crate::{
    ratio::Ratio,
    selection::{
        criteria::{Criteria, Criterion, CriterionId},
        scale::Mark,
    },
};

/// What stands under one criterion for one application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// A mark on the criterion's scale.
    Mark(Mark),
    /// The criterion does not apply to this application.
    NotApplicable,
    /// Nobody has marked it yet.
    Missing,
    /// Who was to mark it declined to.
    Declined,
}

impl Cell {
    /// The mark, where there is one.
    #[must_use]
    pub const fn mark(self) -> Option<Mark> {
        match self {
            Self::Mark(mark) => Some(mark),
            Self::NotApplicable | Self::Missing | Self::Declined => None,
        }
    }

    /// Whether it is still open what it comes to: missing or declined.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Missing | Self::Declined)
    }
}

impl From<Mark> for Cell {
    fn from(mark: Mark) -> Self {
        Self::Mark(mark)
    }
}

/// A row of cells that does not fit the criteria.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misfit {
    /// Another number of cells than of criteria.
    #[error("the row has {found} cells, but there are {expected} criteria")]
    Length {
        /// The cells of the row.
        found: usize,
        /// The criteria.
        expected: usize,
    },
    /// A mark of another scale.
    #[error("the mark under `{criterion}`, which counts {value}, is of another scale")]
    OtherScale {
        /// The criterion.
        criterion: CriterionId,
        /// What the mark counts on its own scale.
        value: Ratio,
    },
    /// A criterion that always applies is said not to.
    #[error("`{criterion}` is not applicable here, but it applies to every application")]
    AlwaysApplies {
        /// The criterion.
        criterion: CriterionId,
    },
    /// No criterion that carries weight applies, so there is nothing of which to take a proportion.
    #[error("no criterion that carries weight is applicable, so there is no total")]
    NothingApplies,
}

/// The total of one row, exact: earned and available in whole units of the common denominator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    earned: i128,
    available: i128,
    bonus: i128,
    whole: i128,
    denominator: i128,
    missing: Vec<CriterionId>,
    declined: Vec<CriterionId>,
    /// The least and the most that it can still come to.
    between: Option<(Ratio, Ratio)>,
}

impl Total {
    /// The points, bonus included, where the row is complete. Compare totals by these.
    #[must_use]
    pub fn points(&self) -> Option<Ratio> {
        self.is_complete().then(|| self.with_bonus())
    }

    /// The points without the bonus, where the row is complete.
    #[must_use]
    pub fn points_without_bonus(&self) -> Option<Ratio> {
        self.is_complete()
            .then(|| Sums { earned: self.earned, available: self.available, bonus: 0 }.points(self.unit()))
    }

    /// The least that the points can come to, whatever the open cells turn out to be: marks, or not applicable where
    /// that may be.
    #[must_use]
    pub fn at_least(&self) -> Ratio {
        self.between.map_or_else(|| self.with_bonus(), |(least, _)| least)
    }

    /// The most that the points can come to, whatever the open cells turn out to be.
    #[must_use]
    pub fn at_most(&self) -> Ratio {
        self.between.map_or_else(|| self.with_bonus(), |(_, most)| most)
    }

    /// Whether every cell is a mark or not applicable.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.between.is_none()
    }

    /// The criteria that nobody has marked yet.
    #[must_use]
    pub fn missing(&self) -> &[CriterionId] {
        &self.missing
    }

    /// The criteria that somebody declined to mark.
    #[must_use]
    pub fn declined(&self) -> &[CriterionId] {
        &self.declined
    }

    /// The points of the tree earned by the marks there are, before anything is taken in proportion.
    #[must_use]
    pub fn earned(&self) -> Ratio {
        Ratio::new(self.earned, self.denominator).unwrap_or_default()
    }

    /// The points of the tree that the criteria with marks make available: the whole, less what is not applicable and
    /// what is open.
    #[must_use]
    pub fn available(&self) -> Ratio {
        Ratio::new(self.available, self.denominator).unwrap_or_default()
    }

    /// The bonus points earned by the marks there are.
    #[must_use]
    pub fn bonus(&self) -> Ratio {
        Ratio::new(self.bonus, self.denominator).unwrap_or_default()
    }

    fn with_bonus(&self) -> Ratio {
        Sums { earned: self.earned, available: self.available, bonus: self.bonus }.points(self.unit())
    }

    fn unit(&self) -> Unit {
        Unit { whole: self.whole, denominator: self.denominator }
    }
}

/// The units that make the whole, and one point.
#[derive(Clone, Copy)]
struct Unit {
    whole: i128,
    denominator: i128,
}

/// Sums in units. That every sum of a row fits was found when the criteria were made, so nothing saturates.
#[derive(Clone, Copy, Default)]
struct Sums {
    earned: i128,
    available: i128,
    bonus: i128,
}

impl Sums {
    fn add(&mut self, criterion: &Criterion, units: i128) {
        if criterion.is_bonus() {
            self.bonus = self.bonus.saturating_add(units);
        } else {
            self.earned = self.earned.saturating_add(units);
            self.available = self.available.saturating_add(criterion.range().1);
        }
    }

    /// The points, what is earned taken in proportion to what is available.
    fn points(self, unit: Unit) -> Ratio {
        let Self { earned, available, bonus } = self;
        let points = if available == unit.whole || available == 0 {
            Ratio::new(earned.saturating_add(bonus), unit.denominator)
        } else {
            let above = earned.saturating_mul(unit.whole).saturating_add(bonus.saturating_mul(available));
            Ratio::new(above, available.saturating_mul(unit.denominator))
        };
        points.unwrap_or_default()
    }
}

impl Criteria {
    /// A row on which nothing is marked yet.
    #[must_use]
    pub fn blank(&self) -> Vec<Cell> {
        vec![Cell::Missing; self.leaves().len()]
    }

    /// The units that the cell earns; `None` where it has no mark.
    fn units(criterion: &Criterion, cell: Cell) -> Result<Option<i128>, Misfit> {
        let other = |mark: Mark| Misfit::OtherScale { criterion: criterion.id().clone(), value: mark.value() };
        match cell {
            Cell::Mark(mark) => criterion.units(mark).ok_or_else(|| other(mark)).map(Some),
            Cell::NotApplicable if !criterion.may_be_not_applicable() => {
                Err(Misfit::AlwaysApplies { criterion: criterion.id().clone() })
            }
            Cell::NotApplicable | Cell::Missing | Cell::Declined => Ok(None),
        }
    }

    /// The criteria beside their cells.
    fn row<'a>(&'a self, cells: &'a [Cell]) -> Result<impl Iterator<Item = (&'a Criterion, Cell)> + Clone, Misfit> {
        let (found, expected) = (cells.len(), self.leaves().len());
        let row = self.leaves().iter().zip(cells.iter().copied());
        (found == expected).then_some(row).ok_or(Misfit::Length { found, expected })
    }

    /// The total of one row, whose cells stand in the order of the [`leaves`](Self::leaves).
    ///
    /// # Errors
    ///
    /// [`Misfit`] for another number of cells, a mark of another scale, a criterion said not to apply that always does,
    /// and a row in which nothing that carries weight applies.
    pub fn total(&self, cells: &[Cell]) -> Result<Total, Misfit> {
        let unit = Unit { whole: self.whole_units, denominator: self.denominator };
        let mut sums = Sums::default();
        let (mut missing, mut declined) = (Vec::new(), Vec::new());
        for (criterion, cell) in self.row(cells)? {
            match (Self::units(criterion, cell)?, cell) {
                (Some(units), _) => sums.add(criterion, units),
                (None, Cell::Missing) => missing.push(criterion.id().clone()),
                (None, Cell::Declined) => declined.push(criterion.id().clone()),
                (None, Cell::NotApplicable | Cell::Mark(_)) => {}
            }
        }
        let between = if missing.is_empty() && declined.is_empty() {
            (sums.available > 0).then_some(None)
        } else {
            let open = self.row(cells)?.filter(|(_, cell)| cell.is_open()).map(|(criterion, _)| criterion);
            between(sums, open, unit).map(Some)
        };
        let between = between.ok_or(Misfit::NothingApplies)?;
        let Sums { earned, available, bonus } = sums;
        let Unit { whole, denominator } = unit;
        Ok(Total { earned, available, bonus, whole, denominator, missing, declined, between })
    }
}

/// The least and the most that the points can come to, or `None` where nothing that carries weight applies.
///
/// The most is had by top marks: a criterion with a top mark never lowers a proportion. The least is had by lowest marks,
/// except that a criterion that may be not applicable lowers the proportion only if its own lowest is below it; taking
/// those criteria from the lowest proportion up, as long as they lower the whole, gives the least of all.
fn between<'a>(marked: Sums, open: impl Iterator<Item = &'a Criterion>, unit: Unit) -> Option<(Ratio, Ratio)> {
    let (mut least, mut most) = (marked, marked);
    let mut avoidable = Vec::new();
    for criterion in open {
        let (lowest, top) = criterion.range();
        most.add(criterion, top);
        if !criterion.may_be_not_applicable() {
            least.add(criterion, lowest);
        } else if !criterion.is_bonus() && top > 0 {
            avoidable.push((Ratio::new(lowest, top)?, criterion));
        }
    }
    avoidable.sort_by_key(|(proportion, _)| *proportion);
    for (proportion, criterion) in avoidable {
        if least.available == 0 || Ratio::new(least.earned, least.available)? > proportion {
            least.add(criterion, criterion.range().0);
        }
    }
    (most.available > 0).then(|| (least.points(unit), most.points(unit)))
}
