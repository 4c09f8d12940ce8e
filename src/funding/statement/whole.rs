//! The statement itself.

use std::{
    borrow::Borrow,
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{Basis, Figures, Posted, Posting, Row, Table, Terms, TooLarge, Whereabouts, table::Adding};
use crate::{
    calendar::{Month, Term, Year, YearKind},
    funding::{
        phasing::{Profile, Unphasable, by_month},
        purpose::{Purpose, Side},
    },
    geography::Region,
    identifiers::{AwardId, HubId, LineId, ProjectId, SponsorId},
};

/// What postings came to on a day, by cash or accrual: figures for each award, hub, line, purpose, sponsor and month.
///
/// It is a sum. The order of the postings makes no difference, and a posting given twice counts twice: a posting has no
/// number by which to know it again. What comes to nothing in every figure has no row.
///
/// As a document it holds its terms and its rows, in their order, and no totals, which are always summed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub(super) terms: Terms,
    pub(super) rows: Table<Row>,
}

/// Postings of which there is no statement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unstated {
    /// A posting's day lies in no year.
    #[error("{} is dated {}, which lies in no {years} year", Told(.posting), .posting.on)]
    OutsideYears {
        /// The posting.
        posting: Box<Posting>,
        /// The kind of year.
        years: YearKind,
    },
    /// A posting's days, or the profile, are not such that it can be phased.
    #[error("{} cannot be phased: {why}", Told(.posting))]
    NotPhased {
        /// The posting.
        posting: Box<Posting>,
        /// Why not.
        why: Box<Unphasable>,
    },
    /// The figures of all rows come to more than they can.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

/// A posting as errors speak of it.
struct Told<'a>(&'a Posting);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Posting { award, line, what, .. } = self.0;
        write!(f, "what was {what} on line `{line}` of award {award}")
    }
}

impl Statement {
    /// The statement of these postings. Those dated after its day do not count.
    ///
    /// # Errors
    ///
    /// [`Unstated`] for a posting whose day, by cash, lies in no year; for one that cannot be phased, by accrual, since its
    /// days have no end or reach beyond the years that there are, or the profile does not suit them; of several such for the
    /// first in the order of postings. Also for figures that come to more than they can.
    pub fn of(postings: impl IntoIterator<Item = impl Borrow<Posting>>, terms: &Terms) -> Result<Self, Unstated> {
        let mut adding = Adding::default();
        let mut refused: Option<(Posting, Unstated)> = None;
        for posting in postings {
            let posting = posting.borrow();
            if posting.on > terms.on {
                continue;
            }
            if let Err(why) = add(&mut adding, posting, terms) {
                if refused.as_ref().is_none_or(|(first, _)| posting < first) {
                    refused = Some((*posting, why));
                }
            }
        }
        match refused {
            Some((_, why)) => Err(why),
            None => Ok(Self { terms: terms.clone(), rows: adding.table()? }),
        }
    }

    /// The statement of no postings, with which any of the same terms merges unchanged.
    #[must_use]
    pub fn of_nothing(terms: Terms) -> Self {
        Self { terms, rows: Table::default() }
    }

    /// Its terms.
    #[must_use]
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Its rows.
    #[must_use]
    pub const fn rows(&self) -> &Table<Row> {
        &self.rows
    }

    /// The sum of all rows.
    #[must_use]
    pub fn total(&self) -> Figures {
        self.rows.total()
    }

    /// The table by whatever is made of a row. A cross table is one of several keys:
    /// `statement.by(|row| (row.line, row.sponsor, row.year))`.
    #[must_use]
    pub fn by<K: Ord>(&self, key: impl FnMut(&Row) -> K) -> Table<K> {
        self.rows.by(key)
    }

    /// The statement of the rows that pass, such as those of one hub.
    #[must_use]
    pub fn only(&self, passes: impl FnMut(&Row) -> bool) -> Self {
        Self { terms: self.terms.clone(), rows: self.rows.only(passes) }
    }

    /// By award.
    #[must_use]
    pub fn by_award(&self) -> Table<AwardId> {
        self.by(|row| row.award)
    }

    /// By hub; what is of none stands by itself.
    #[must_use]
    pub fn by_hub(&self) -> Table<Option<HubId>> {
        self.by(|row| row.hub)
    }

    /// By the id of the line. Lines of several awards stand together where their ids are the same; apart they stand by
    /// `|row| (row.award, row.line)`.
    #[must_use]
    pub fn by_line(&self) -> Table<LineId> {
        self.by(|row| row.line)
    }

    /// By line, sponsor and year.
    #[must_use]
    pub fn by_line_sponsor_and_year(&self) -> Table<(LineId, Option<SponsorId>, Year)> {
        self.by(|row| (row.line, row.sponsor, row.year))
    }

    /// By purpose: each heading, and each project.
    #[must_use]
    pub fn by_purpose(&self) -> Table<Purpose> {
        self.by(|row| row.purpose)
    }

    /// Structural costs against those of projects.
    #[must_use]
    pub fn by_side(&self) -> Table<Side> {
        self.by(Row::side)
    }

    /// By project; structural costs, which are of none, stand by themselves.
    #[must_use]
    pub fn by_project(&self) -> Table<Option<ProjectId>> {
        self.by(|row| row.purpose.project())
    }

    /// By sponsor; what is nobody's grant stands by itself.
    #[must_use]
    pub fn by_sponsor(&self) -> Table<Option<SponsorId>> {
        self.by(|row| row.sponsor)
    }

    /// By year of the statement's kind.
    #[must_use]
    pub fn by_year(&self) -> Table<Year> {
        self.by(|row| row.year)
    }

    /// By month: by cash that of the posting's day; by accrual the posting is phased into years, and each year's part into
    /// its months, so that the months of a year add up to it.
    #[must_use]
    pub fn by_month(&self) -> Table<Month> {
        self.by(|row| row.month)
    }

    /// By term: the sum of its usual months. Months before the first academic year, 1000/01, stand under none.
    #[must_use]
    pub fn by_term(&self) -> Table<Option<Term>> {
        self.by(|row| Term::containing(row.month.first_day()))
    }

    /// By region, given that of each hub. Hubs of which none is given stand together by themselves, and so does what is of
    /// no hub.
    #[must_use]
    pub fn by_region(&self, regions: &BTreeMap<HubId, Region>) -> Table<Whereabouts> {
        self.by(|row| match row.hub {
            None => Whereabouts::NoHub,
            Some(hub) => regions.get(&hub).copied().map_or(Whereabouts::Unplaced, Whereabouts::Region),
        })
    }

    /// The awards of which it has rows.
    #[must_use]
    pub fn awards(&self) -> BTreeSet<AwardId> {
        self.rows.groups().map(|(row, _)| row.award).collect()
    }
}

/// Adds what one posting comes to: nothing where it is refused.
fn add(adding: &mut Adding<Row>, posting: &Posting, terms: &Terms) -> Result<(), Unstated> {
    let Posting { award, hub, line, purpose, sponsor, what, on, over, amount } = *posting;
    let mut add = |year, month, amount| {
        adding.add(Row { award, hub, line, purpose, sponsor, year, month }, Figures::of(what, amount));
    };
    match terms.basis {
        Basis::Cash => {
            let month = Month::containing(on);
            let Some((year, month)) = terms.years.containing(on).zip(month) else {
                return Err(Unstated::OutsideYears { posting: Box::new(*posting), years: terms.years });
            };
            add(year, month, amount);
        }
        Basis::Accrual => {
            let profile = if what == Posted::Committed { &terms.profile } else { &Profile::Days };
            let months = by_month(amount, over, terms.years, profile);
            let months =
                months.map_err(|why| Unstated::NotPhased { posting: Box::new(*posting), why: Box::new(why) })?;
            for (month, amount) in months {
                // Every month that an amount is phased into lies in a year of the kind.
                if let Some(year) = terms.years.containing(month.first_day()) {
                    add(year, month, amount);
                }
            }
        }
    }
    Ok(())
}
