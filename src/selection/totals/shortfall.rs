//! Minimums that a row misses.

use std::fmt;

use super::{Cell, Misfit};
use crate::{
    answer::Answer,
    ratio::Ratio,
    selection::{
        criteria::{Criteria, Criterion, CriterionId, Minimum},
        scale::{Mark, RawMark},
    },
};

/// A minimum that a row misses, or may yet miss.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shortfall {
    /// The minimum, and what was found.
    pub lacks: Lacks,
    /// Whether it is missed: yes, or unknown as long as cells are open that could decide it. Never no.
    pub missed: Answer,
}

/// The minimum that a row misses, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lacks {
    /// The minimum of one criterion.
    Mark {
        /// The criterion.
        criterion: CriterionId,
        /// The lowest mark that passes.
        needed: RawMark,
        /// The mark found; `None` where the cell is open.
        found: Option<RawMark>,
    },
    /// A minimum that so many of several criteria must reach.
    Reach {
        /// The minimum as declared.
        minimum: Minimum,
        /// How many must reach it here: as declared, or all that apply where fewer apply.
        needed: usize,
        /// How many reach it.
        reached: usize,
        /// How many are open.
        open: usize,
    },
    /// The pass mark.
    Points {
        /// The pass mark.
        needed: Ratio,
        /// The least that the total can come to.
        at_least: Ratio,
        /// The most that the total can come to.
        at_most: Ratio,
    },
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.lacks {
            Lacks::Mark { criterion, needed, found } => {
                write!(f, "`{criterion}` needs {needed} at least, and ")?;
                match found {
                    Some(found) => write!(f, "has {found}"),
                    None => f.write_str("is open"),
                }
            }
            Lacks::Reach { minimum, needed, reached, .. } => {
                let criteria: Vec<String> = minimum.criteria.iter().map(|id| format!("`{id}`")).collect();
                let (all, least) = (criteria.join(", "), minimum.at_least);
                write!(f, "{needed} of {all} need {least} at least, and {reached} have it")
            }
            Lacks::Points { needed, at_most, .. } => {
                write!(f, "the total needs {needed} points at least, and comes to {at_most} at most")
            }
        }
    }
}

fn is_lowest(criterion: &Criterion, mark: Mark) -> bool {
    criterion.scale().marks().first() == Some(&mark)
}

/// Whether a cell reaches a mark; `None` where it is not applicable.
fn reaches(criterion: &Criterion, cell: Cell, needed: Mark) -> Option<Answer> {
    match cell {
        Cell::Mark(mark) => Some((mark >= needed).into()),
        Cell::NotApplicable => None,
        // Whatever mark is given in the end will be at least the lowest.
        Cell::Missing | Cell::Declined if is_lowest(criterion, needed) && !criterion.may_be_not_applicable() => {
            Some(Answer::Yes)
        }
        Cell::Missing | Cell::Declined => Some(Answer::Unknown),
    }
}

impl Criteria {
    /// The minimums that a row misses or may yet miss: of single criteria in the order of their ids, of several in the
    /// order of the [draft](Self::draft), then the pass mark. Empty where every minimum is certainly met.
    ///
    /// A criterion that does not apply misses no minimum; of several criteria as many must reach theirs as declared, or all
    /// that apply where fewer do.
    ///
    /// # Errors
    ///
    /// [`Misfit`] as for [`total`](Self::total).
    pub fn shortfalls(&self, cells: &[Cell]) -> Result<Vec<Shortfall>, Misfit> {
        let total = self.total(cells)?;
        let mut shortfalls = Vec::new();
        for (criterion, cell) in self.row(cells)? {
            let Some(needed) = criterion.minimum().filter(|needed| !is_lowest(criterion, *needed)) else { continue };
            let missed = reaches(criterion, cell, needed).map_or(Answer::No, |reached| !reached);
            if let (false, Some(needed)) = (missed.is_no(), criterion.scale().raw(needed)) {
                let found = cell.mark().and_then(|mark| criterion.scale().raw(mark));
                let lacks = Lacks::Mark { criterion: criterion.id().clone(), needed, found };
                shortfalls.push(Shortfall { lacks, missed });
            }
        }
        for (minimum, reach) in self.draft().minimums.iter().zip(&self.minimums) {
            let found = |(index, needed): (&usize, &Mark)| {
                reaches(self.leaves().get(*index)?, cells.get(*index).copied()?, *needed)
            };
            let answers: Vec<Answer> = reach.among.iter().filter_map(found).collect();
            let count = |wanted| answers.iter().filter(|answer| **answer == wanted).count();
            let (reached, open) = (count(Answer::Yes), count(Answer::Unknown));
            let needed = reach.of_which.min(answers.len());
            // An open cell that turns out not to apply lowers what is needed by one at most, so it never decides what a
            // mark could not.
            if reached < needed {
                let missed = if reached.saturating_add(open) < needed { Answer::Yes } else { Answer::Unknown };
                let lacks = Lacks::Reach { minimum: minimum.clone(), needed, reached, open };
                shortfalls.push(Shortfall { lacks, missed });
            }
        }
        if let Some(needed) = self.pass_mark() {
            let (at_least, at_most) = (total.at_least(), total.at_most());
            if at_least < needed {
                let missed = if at_most < needed { Answer::Yes } else { Answer::Unknown };
                shortfalls.push(Shortfall { lacks: Lacks::Points { needed, at_least, at_most }, missed });
            }
        }
        Ok(shortfalls)
    }
}
