//! Terms of academic years.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};

use super::{AcademicYear, Period, split_year::day_of};
use crate::document::{Malformed, as_text, padded};

/// One of the three parts of an academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// Usually September to December.
    Autumn,
    /// Usually January to April.
    Spring,
    /// Usually May to August.
    Summer,
}

impl Season {
    /// The three, in their order.
    pub const ALL: [Self; 3] = [Self::Autumn, Self::Spring, Self::Summer];

    /// Its name as documents write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Autumn => "autumn",
            Self::Spring => "spring",
            Self::Summer => "summer",
        }
    }
}

impl FromStr for Season {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let season = Self::ALL.into_iter().find(|season| season.as_str() == text);
        season.ok_or_else(|| Malformed::new("a season", text, "autumn, spring or summer"))
    }
}

impl fmt::Display for Season {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A term of an academic year: `autumn 2014/15`. They order by year, then by season.
///
/// By itself a term has its usual months, which cover the whole year; the exact days of a year's terms stand in a
/// [`TermCalendar`](super::TermCalendar).
///
/// ```
/// use maths_hubs::calendar::Term;
///
/// let spring: Term = "spring 2014/15".parse()?;
/// assert_eq!(spring.usual_period().to_string(), "2015-01-01 to 2015-04-30");
/// assert_eq!(spring.next().unwrap().to_string(), "summer 2014/15");
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
// The fields stand in the order in which terms are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    year: AcademicYear,
    season: Season,
}

impl Term {
    /// The term of a season in a year.
    #[must_use]
    pub const fn new(season: Season, year: AcademicYear) -> Self {
        Self { year, season }
    }

    /// The term in whose usual months a day lies, or `None` outside all academic years.
    #[must_use]
    pub fn containing(day: NaiveDate) -> Option<Self> {
        let season = match day.month() {
            9.. => Season::Autumn,
            5..=8 => Season::Summer,
            _ => Season::Spring,
        };
        AcademicYear::containing(day).map(|year| Self { year, season })
    }

    /// The season.
    #[must_use]
    pub const fn season(self) -> Season {
        self.season
    }

    /// The academic year.
    #[must_use]
    pub const fn year(self) -> AcademicYear {
        self.year
    }

    /// Its usual months: September to December, January to April, or May to August.
    #[must_use]
    pub fn usual_period(self) -> Period {
        let (start, end) = (self.year.start(), self.year.start().saturating_add(1));
        match self.season {
            Season::Autumn => Period::between(day_of(start, 9, 1), day_of(start, 12, 31)),
            Season::Spring => Period::between(day_of(end, 1, 1), day_of(end, 4, 30)),
            Season::Summer => Period::between(day_of(end, 5, 1), day_of(end, 8, 31)),
        }
    }

    /// The term after it, or `None` after the last.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match (self.season, self.year.next()) {
            (Season::Autumn, _) => Some(Self::new(Season::Spring, self.year)),
            (Season::Spring, _) => Some(Self::new(Season::Summer, self.year)),
            (Season::Summer, Some(year)) => Some(Self::new(Season::Autumn, year)),
            (Season::Summer, None) => None,
        }
    }

    /// The term before it, or `None` before the first.
    #[must_use]
    pub const fn previous(self) -> Option<Self> {
        match (self.season, self.year.previous()) {
            (Season::Summer, _) => Some(Self::new(Season::Spring, self.year)),
            (Season::Spring, _) => Some(Self::new(Season::Autumn, self.year)),
            (Season::Autumn, Some(year)) => Some(Self::new(Season::Summer, year)),
            (Season::Autumn, None) => None,
        }
    }
}

impl FromStr for Term {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let read = |(season, year): (&str, &str)| Some(Self::new(season.parse().ok()?, year.parse().ok()?));
        text.split_once(' ').and_then(read).ok_or_else(|| {
            Malformed::new("a term", text, "autumn, spring or summer and an academic year, such as `autumn 2014/15`")
        })
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded(f, format_args!("{} {}", self.season, self.year))
    }
}

as_text! {
    Season, "a season";
    Term, "a term";
}

#[cfg(test)]
mod tests {
    use super::{AcademicYear, Season, Term};

    #[test]
    fn terms_follow_one_another_day_by_day() {
        let mut term = Term::new(Season::Autumn, AcademicYear::starting(2014).unwrap());
        for _ in 0..9 {
            let next = term.next().unwrap();
            assert!(term < next);
            assert_eq!(next.previous(), Some(term));
            assert_eq!(term.usual_period().last().unwrap().succ_opt(), Some(next.usual_period().first()));
            for day in [term.usual_period().first(), term.usual_period().last().unwrap()] {
                assert_eq!(Term::containing(day), Some(term));
            }
            term = next;
        }
    }

    #[test]
    fn what_is_no_term_is_refused() {
        for text in
            ["", "autumn", "Autumn 2014/15", "winter 2014/15", "autumn 2014-15", "autumn  2014/15", "2014/15 autumn"]
        {
            assert!(text.parse::<Term>().is_err(), "{text}");
        }
    }
}
