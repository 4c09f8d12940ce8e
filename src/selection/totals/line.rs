//! A total, line by line.

use super::{Cell, Misfit, Sums, Unit};
use crate::{
    ratio::Ratio,
    selection::criteria::{Criteria, Criterion},
};

/// What one criterion adds to a total. The lines of a complete row add up to its points exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Line<'a> {
    /// The criterion, with its id, title and scale.
    pub criterion: &'a Criterion,
    /// What stands under it.
    pub cell: Cell,
    /// The points that its top mark earns in this row: as declared, raised in proportion where others do not apply;
    /// nought where it does not apply itself. Open cells count as applicable.
    pub applied: Ratio,
    /// The points that its mark earns in this row; `None` where there is no mark.
    pub points: Option<Ratio>,
}

impl Criteria {
    /// The total of one row, line by line in the order of the [`leaves`](Self::leaves).
    ///
    /// # Errors
    ///
    /// [`Misfit`] as for [`total`](Self::total).
    pub fn lines(&self, cells: &[Cell]) -> Result<Vec<Line<'_>>, Misfit> {
        let row = self.row(cells)?;
        let unit = Unit { whole: self.whole_units, denominator: self.denominator };
        let applicable = row.clone().filter(|(criterion, cell)| *cell != Cell::NotApplicable && !criterion.is_bonus());
        let available = applicable.fold(0_i128, |sum, (criterion, _)| sum.saturating_add(criterion.range().1));
        if available == 0 {
            return Err(Misfit::NothingApplies);
        }
        let points = |criterion: &Criterion, units| {
            let (earned, bonus) = if criterion.is_bonus() { (0, units) } else { (units, 0) };
            Sums { earned, available, bonus }.points(unit)
        };
        let line = |(criterion, cell): (&'_ Criterion, Cell)| {
            let earned = Self::units(criterion, cell)?.map(|units| points(criterion, units));
            let top = if cell == Cell::NotApplicable { 0 } else { criterion.range().1 };
            Ok((cell, points(criterion, top), earned))
        };
        let lines = self.leaves().iter().zip(row.map(line));
        lines
            .map(|(criterion, line)| line.map(|(cell, applied, points)| Line { criterion, cell, applied, points }))
            .collect()
    }
}
