//! Statements put together.

use std::{borrow::Borrow, collections::BTreeSet, fmt};

use super::{Difference, Statement, Terms, TooLarge, table::Adding};
use crate::identifiers::AwardId;

/// Statements that cannot be put together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unmerged {
    /// They are made on different terms.
    #[error("statements of different terms are not added up; they differ in {}", Listed(.0))]
    OtherTerms(Vec<Difference>),
    /// Two of them speak of one award.
    #[error("two of the statements speak of award {0}, which would count twice")]
    AwardTwice(AwardId),
    /// Their figures come to more than they can.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

struct Listed<'a>(&'a [Difference]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, difference) in self.0.iter().enumerate() {
            let between = if at == 0 { "" } else { "; " };
            write!(f, "{between}{difference}")?;
        }
        Ok(())
    }
}

impl Statement {
    /// This statement and another of the same terms, of other postings. Parts of postings may be stated apart, anywhere,
    /// and merged in any order: the result is the statement of them all, since each posting is phased on its own.
    ///
    /// The cost is that of the smaller statement's rows. It cannot know whether the two share postings, which would then count twice. Parts of one award's postings may well
    /// stand in two statements, so awards that both speak of are not refused here; [`consolidated`](Self::consolidated)
    /// refuses them.
    ///
    /// # Errors
    ///
    /// [`Unmerged`] where the terms differ, which it lists, or the figures come to more than they can.
    pub fn merge(self, other: Self) -> Result<Self, Unmerged> {
        let Self { terms, rows } = self;
        same(&terms, &other.terms)?;
        Ok(Self { rows: rows.plus(other.rows)?, terms })
    }

    /// The statement of many ledgers, each of which holds awards of its own. In any order; of none it is the statement
    /// [of nothing](Self::of_nothing).
    ///
    /// # Errors
    ///
    /// [`Unmerged`] for a statement of other terms; an award of which two statements have rows; and figures that come to
    /// more than they can.
    pub fn consolidated(
        statements: impl IntoIterator<Item = impl Borrow<Self>>,
        terms: &Terms,
    ) -> Result<Self, Unmerged> {
        let (mut adding, mut awards) = (Adding::default(), BTreeSet::new());
        for statement in statements {
            let statement = statement.borrow();
            same(terms, &statement.terms)?;
            for award in statement.awards() {
                if !awards.insert(award) {
                    return Err(Unmerged::AwardTwice(award));
                }
            }
            for (row, figures) in statement.rows.groups() {
                adding.add(*row, figures);
            }
        }
        Ok(Self { terms: terms.clone(), rows: adding.table()? })
    }
}

fn same(terms: &Terms, others: &Terms) -> Result<(), Unmerged> {
    let differences = terms.differences(others);
    if differences.is_empty() { Ok(()) } else { Err(Unmerged::OtherTerms(differences)) }
}
