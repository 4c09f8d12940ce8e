//! The exact days of terms.

use std::collections::{BTreeMap, btree_map::Entry};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AcademicYear, Period, Season, Term};
use crate::document::{Malformed, keyed};

/// The days of terms: the exact ones that are known, and for every other term its usual months.
///
/// In a document it is an object of terms to periods. No two terms of a calendar share a day and each lies after the one
/// before, the terms with their usual months included; a calendar that breaks this cannot be made or read. Between exact
/// terms there may be days of no term.
///
/// ```
/// use maths_hubs::calendar::{Term, TermCalendar};
///
/// let calendar: TermCalendar =
///     serde_json::from_str(r#"{"spring 2014/15": {"from": "2015-01-05", "until": "2015-03-27"}}"#)?;
/// let day = |text: &str| text.parse().unwrap();
/// let spring: Term = "spring 2014/15".parse()?;
/// assert_eq!(calendar.containing(day("2015-01-05")), Some(spring));
/// assert_eq!(calendar.containing(day("2015-01-04")), None);
/// assert_eq!(calendar.period("summer 2014/15".parse()?).to_string(), "2015-05-01 to 2015-08-31");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Exact", into = "Exact")]
pub struct TermCalendar(BTreeMap<Term, Period>);

impl TermCalendar {
    /// The calendar in which every term has its usual months.
    pub const USUAL: Self = Self(BTreeMap::new());

    /// The calendar with the exact days of these terms.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a term listed twice, one that runs on, and one that does not lie wholly after the term before
    /// and before the term after it.
    pub fn new(exact: impl IntoIterator<Item = (Term, Period)>) -> Result<Self, Malformed> {
        let mut terms = BTreeMap::new();
        for (term, period) in exact {
            match terms.entry(term) {
                Entry::Vacant(free) => free.insert(period),
                Entry::Occupied(_) => return Err(Malformed::new(Self::WHAT, term, "each term once")),
            };
        }
        Self::checked(terms)
    }

    const WHAT: &'static str = "a term of this calendar";

    fn checked(terms: BTreeMap<Term, Period>) -> Result<Self, Malformed> {
        let calendar = Self(terms);
        for (term, period) in &calendar.0 {
            let follows = |earlier: Period, later: Period| earlier.last().is_some_and(|last| last < later.first());
            let sound = period.last().is_some()
                && term.previous().is_none_or(|previous| follows(calendar.period(previous), *period))
                && term.next().is_none_or(|next| follows(*period, calendar.period(next)));
            if !sound {
                return Err(Malformed::new(
                    Self::WHAT,
                    format_args!("{term}, {period}"),
                    "a first and a last day, after the days of the term before and before those of the term after",
                ));
            }
        }
        Ok(calendar)
    }

    /// The days of a term: the exact ones where they are known, else its usual months.
    #[must_use]
    pub fn period(&self, term: Term) -> Period {
        self.0.get(&term).copied().unwrap_or_else(|| term.usual_period())
    }

    /// The term in which a day lies, or `None` for a day between exact terms and outside all academic years.
    #[must_use]
    pub fn containing(&self, day: NaiveDate) -> Option<Term> {
        let usual = Term::containing(day);
        if self.0.is_empty() {
            return usual;
        }
        // An exact term may reach beyond its usual months, so it is looked for first.
        let exact = self.0.iter().find(|(_, period)| period.contains(day)).map(|(term, _)| *term);
        exact.or_else(|| usual.filter(|term| !self.0.contains_key(term)))
    }

    /// The terms whose exact days are known, with those days, in their order.
    pub fn exact(&self) -> impl Iterator<Item = (Term, Period)> + '_ {
        self.0.iter().map(|(term, period)| (*term, *period))
    }

    /// The three terms of a year with their days, in their order.
    pub fn terms_of(&self, year: AcademicYear) -> impl Iterator<Item = (Term, Period)> + '_ {
        Season::ALL.into_iter().map(move |season| {
            let term = Term::new(season, year);
            (term, self.period(term))
        })
    }
}

/// How a calendar stands in a document.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Exact(#[serde(deserialize_with = "keyed::map")] BTreeMap<Term, Period>);

impl TryFrom<Exact> for TermCalendar {
    type Error = Malformed;

    fn try_from(exact: Exact) -> Result<Self, Malformed> {
        Self::checked(exact.0)
    }
}

impl From<TermCalendar> for Exact {
    fn from(calendar: TermCalendar) -> Self {
        Self(calendar.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(terms: &[(&str, &str, &str)]) -> Result<TermCalendar, Malformed> {
        TermCalendar::new(terms.iter().map(|(term, first, last)| {
            let period = Period::new(first.parse().unwrap(), Some(last.parse().unwrap())).unwrap();
            (term.parse().unwrap(), period)
        }))
    }

    #[test]
    fn every_day_lies_in_the_term_whose_period_has_it() {
        let calendar = calendar(&[
            ("summer 2013/14", "2014-04-22", "2014-07-22"),
            ("spring 2013/14", "2014-01-06", "2014-04-04"),
            ("autumn 2014/15", "2014-08-27", "2014-12-19"),
        ])
        .unwrap();
        let first: NaiveDate = "2013-08-01".parse().unwrap();
        for day in first.iter_days().take(800) {
            let years = [2012, 2013, 2014, 2015].map(|year| AcademicYear::starting(year).unwrap());
            let having: Vec<Term> = years
                .into_iter()
                .flat_map(|year| calendar.terms_of(year))
                .filter(|(_, period)| period.contains(day))
                .map(|(term, _)| term)
                .collect();
            assert!(having.len() < 2, "{day}");
            assert_eq!(calendar.containing(day), having.first().copied(), "{day}");
        }
    }

    #[test]
    fn terms_out_of_order_or_sharing_a_day_are_refused() {
        let error = calendar(&[("spring 2014/15", "2014-12-31", "2015-03-27")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`spring 2014/15, 2014-12-31 to 2015-03-27` is not a term of this calendar: a first and a last day, \
             after the days of the term before and before those of the term after"
        );
        let swapped = [("autumn 2014/15", "2015-01-05", "2015-03-27"), ("spring 2014/15", "2014-09-02", "2014-12-19")];
        assert!(calendar(&swapped).is_err());
        assert!(calendar(&[("autumn 2014/15", "2014-08-27", "2014-12-19")]).is_err(), "the usual summer has August");
        let twice = [("autumn 2014/15", "2014-09-02", "2014-12-19"); 2];
        assert_eq!(
            calendar(&twice).unwrap_err().to_string(),
            "`autumn 2014/15` is not a term of this calendar: each term once"
        );
    }

    #[test]
    fn a_term_without_a_last_day_is_refused() {
        let term: Term = "summer 9998/99".parse().unwrap();
        assert!(TermCalendar::new([(term, Period::since("9999-05-01".parse().unwrap()))]).is_err());
    }
}
