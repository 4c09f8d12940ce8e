//! A year, of schools or of money.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AcademicYear, FinancialYear, Period};
use crate::document::Malformed;

/// Which kind of year a figure is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum YearKind {
    /// 1 September to 31 August.
    Academic,
    /// 1 April to 31 March.
    Financial,
}

crate::document::as_record! { YearKind, r#"a kind of year: "academic" or "financial""#; }

impl YearKind {
    /// The year of this kind in which a day lies, or `None` outside the years that there are.
    #[must_use]
    pub fn containing(self, day: NaiveDate) -> Option<Year> {
        match self {
            Self::Academic => AcademicYear::containing(day).map(Year::Academic),
            Self::Financial => FinancialYear::containing(day).map(Year::Financial),
        }
    }

    /// The word that stands for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Academic => "academic",
            Self::Financial => "financial",
        }
    }
}

impl fmt::Display for YearKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// An academic or a financial year. Their texts differ by the separator: `2014/15` is academic, `2014-15` financial.
///
/// ```
/// use maths_hubs::calendar::{Year, YearKind};
///
/// let year: Year = "2014-15".parse()?;
/// assert_eq!(year.kind(), YearKind::Financial);
/// assert_eq!(year.period().to_string(), "2014-04-01 to 2015-03-31");
/// assert_eq!("2014/15".parse::<Year>()?.kind(), YearKind::Academic);
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "schools and money have a year each")]
pub enum Year {
    /// Of schools.
    Academic(AcademicYear),
    /// Of money.
    Financial(FinancialYear),
}

impl Year {
    /// Which kind it is.
    #[must_use]
    pub const fn kind(self) -> YearKind {
        match self {
            Self::Academic(_) => YearKind::Academic,
            Self::Financial(_) => YearKind::Financial,
        }
    }

    /// Its days, first to last.
    #[must_use]
    pub fn period(self) -> Period {
        match self {
            Self::Academic(year) => year.period(),
            Self::Financial(year) => year.period(),
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.period().first()
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        match self {
            Self::Academic(year) => year.last_day(),
            Self::Financial(year) => year.last_day(),
        }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.kind().containing(day) == Some(self)
    }

    /// The year of its kind after it, or `None` after the last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Academic(year) => year.next().map(Self::Academic),
            Self::Financial(year) => year.next().map(Self::Financial),
        }
    }

    /// The year of its kind before it, or `None` before the first.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        match self {
            Self::Academic(year) => year.previous().map(Self::Academic),
            Self::Financial(year) => year.previous().map(Self::Financial),
        }
    }
}

impl From<AcademicYear> for Year {
    fn from(year: AcademicYear) -> Self {
        Self::Academic(year)
    }
}

impl From<FinancialYear> for Year {
    fn from(year: FinancialYear) -> Self {
        Self::Financial(year)
    }
}

impl std::str::FromStr for Year {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let academic = || text.parse().ok().map(Self::Academic);
        let financial = || text.parse().ok().map(Self::Financial);
        academic().or_else(financial).ok_or_else(|| {
            Malformed::new("a year", text, "an academic year such as 2014/15, or a financial one such as 2014-15")
        })
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Academic(year) => fmt::Display::fmt(year, f),
            Self::Financial(year) => fmt::Display::fmt(year, f),
        }
    }
}

impl fmt::Debug for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Year({self})")
    }
}

crate::document::as_text! { Year, "a year"; }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lies_in_one_year_of_each_kind() {
        let day = "2015-06-30".parse().unwrap();
        let of = |kind: YearKind| kind.containing(day).map(|year| year.to_string());
        assert_eq!(of(YearKind::Academic).as_deref(), Some("2014/15"));
        assert_eq!(of(YearKind::Financial).as_deref(), Some("2015-16"));
    }

    #[test]
    fn another_separator_is_neither() {
        assert_eq!(
            "2014_15".parse::<Year>().unwrap_err().to_string(),
            "`2014_15` is not a year: an academic year such as 2014/15, or a financial one such as 2014-15"
        );
    }
}
