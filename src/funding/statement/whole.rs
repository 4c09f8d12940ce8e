//! The statement itself.

use std::{
    borrow::Borrow,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    Basis, Figures, Month, Posted, Posting, Row, Side, Table, Terms, TooLarge, Whereabouts,
    phased::{Profile, Unphased, phased},
    table::Adding,
};
use crate::{
    calendar::{Period, Term, Year, YearKind},
    funding::purpose::Purpose,
    geography::Region,
    identifiers::{AwardId, HubId, LineId, ProjectId, SponsorId},
};

/// What postings came to on a day, by cash or accrual: figures for each award, hub, line, purpose, sponsor and year.
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
    #[error("what was {what} on line `{line}` of award {award} is dated {on}, which lies in no {years} year", what = .posting.what, line = .posting.line, award = .posting.award, on = .posting.on)]
    OutsideYears {
        /// The posting.
        posting: Box<Posting>,
        /// The kind of year.
        years: YearKind,
    },
    /// A posting's days are not such that it can be spread over years.
    #[error("what was {what} on line `{line}` of award {award} cannot be spread over years: {why}", what = .posting.what, line = .posting.line, award = .posting.award)]
    NotSpread {
        /// The posting.
        posting: Box<Posting>,
        /// Why not.
        why: Unphased,
    },
    /// The figures of all rows come to more than they can.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl Statement {
    /// The statement of these postings. Those dated after its day do not count.
    ///
    /// # Errors
    ///
    /// [`Unstated`] for a posting whose day, by cash, lies in no year, or whose days, by accrual, cannot be spread over
    /// years, since they have no end or reach beyond the years that there are; of several such the first in the order of
    /// postings. Also for figures that come to more than they can.
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

    /// By the month in which cash moved, or a decision was made. By accrual no month is known, and all stands under none.
    #[must_use]
    pub fn by_month(&self) -> Table<Option<Month>> {
        self.by(|row| row.month)
    }

    /// By the term in whose usual months cash moved, or a decision was made. By accrual no term is known, and all stands
    /// under none.
    #[must_use]
    pub fn by_term(&self) -> Table<Option<Term>> {
        self.by(|row| row.month.and_then(Month::term))
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

/// Adds what one posting comes to: whatever stands beside it.
fn add(adding: &mut Adding<Row>, posting: &Posting, terms: &Terms) -> Result<(), Unstated> {
    let Posting { award, hub, line, purpose, sponsor, what, on, over, amount } = *posting;
    let row = |year, month| Row { award, hub, line, purpose, sponsor, year, month };
    match terms.basis {
        Basis::Cash => {
            let month = Month::containing(on);
            let Some((month, year)) = month.and_then(|month| Some((month, month.year(terms.years)?))) else {
                return Err(Unstated::OutsideYears { posting: Box::new(*posting), years: terms.years });
            };
            adding.add(row(year, Some(month)), Figures::of(what, amount));
        }
        Basis::Accrual => {
            let years = spread(what, amount, over, terms);
            let years = years.map_err(|why| Unstated::NotSpread { posting: Box::new(*posting), why })?;
            for (year, part) in years {
                adding.add(row(year, None), Figures::of(what, part));
            }
        }
    }
    Ok(())
}

/// The years over which a posting is spread by accrual: a commitment by the profile of the terms, all else by days.
fn spread(
    what: Posted,
    amount: crate::money::Balance,
    over: Period,
    terms: &Terms,
) -> Result<BTreeMap<Year, crate::money::Balance>, Unphased> {
    match what {
        Posted::Committed => phased(amount, over, terms.years, &terms.profile),
        _ => phased(amount, over, terms.years, &Profile::Days),
    }
}
