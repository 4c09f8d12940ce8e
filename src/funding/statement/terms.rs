//! What a statement counts, and how.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{calendar::YearKind, document::day, funding::phasing::Profile};

/// When a posting counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[allow(clippy::exhaustive_enums, reason = "accounts are kept by one or the other")]
pub enum Basis {
    /// On its day, whole.
    Cash,
    /// Over the days that the money is for, phased exactly into years and their months.
    Accrual,
}

impl Basis {
    /// The word that stands for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Accrual => "accrual",
        }
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// The terms of a statement: up to which day, by cash or accrual, in whose years.
///
/// ```
/// use maths_hubs::{calendar::YearKind, funding::statement::{Basis, Terms}};
///
/// let terms = Terms::new("2015-03-31".parse()?, Basis::Accrual, YearKind::Financial, "the DfE");
/// assert_eq!(
///     terms.to_string(),
///     "on 2015-03-31, by accrual, in financial years of the DfE, commitments without a profile of their own phased by months",
/// );
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Terms {
    /// The day of the statement. What is dated later does not count, on either basis.
    #[serde(with = "day")]
    pub on: NaiveDate,
    /// When a posting counts.
    pub basis: Basis,
    /// The kind of year that it speaks of.
    pub years: YearKind,
    /// Whose years those are: the name of a sponsor, or whoever asks. Nothing is computed from it, but statements of
    /// different names are not added up.
    pub whose: String,
    /// How a commitment is phased over the days that it is for, by accrual. All else is phased by days.
    ///
    /// One profile serves all commitments of the statement, so weights of months suit only commitments for just those
    /// months. What has weights of its own is posted month by month, as a ledger does with an
    /// [award's](crate::funding::award::Award::profile).
    #[serde(default)]
    pub profile: Profile,
}

crate::document::as_record! {
    Basis, r#"a basis: "cash" or "accrual""#;
    Terms, r#"the terms of a statement: {"on": …, "basis": …, "years": …, "whose": …}"#;
}

impl Terms {
    /// A statement on a day, in somebody's years of a kind. Commitments are phased by months.
    #[must_use]
    pub fn new(on: NaiveDate, basis: Basis, years: YearKind, whose: impl Into<String>) -> Self {
        Self { on, basis, years, whose: whose.into(), profile: Profile::default() }
    }

    /// The same with commitments phased by this profile.
    #[must_use]
    pub fn phased_by(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }
}

impl fmt::Display for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { on, basis, years, whose, profile } = self;
        write!(f, "on {on}, by {basis}, in {years} years of {whose}")?;
        match basis {
            Basis::Cash => Ok(()),
            Basis::Accrual => write!(f, ", commitments without a profile of their own phased by {}", named(profile)),
        }
    }
}

const fn named(profile: &Profile) -> &'static str {
    match profile {
        Profile::Months => "months",
        Profile::Days => "days",
        Profile::Weighted(_) => "weights of months",
    }
}

/// One term in which two statements differ: what it is in the one and in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// The day.
    On(NaiveDate, NaiveDate),
    /// The basis.
    Basis(Basis, Basis),
    /// The kind of year.
    Years(YearKind, YearKind),
    /// Whose years they are.
    Whose(String, String),
    /// How commitments are phased.
    Profile(Box<(Profile, Profile)>),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(one, other) => write!(f, "the day, {one} and {other}"),
            Self::Basis(one, other) => write!(f, "the basis, {one} and {other}"),
            Self::Years(one, other) => write!(f, "the kind of year, {one} and {other}"),
            Self::Whose(one, other) => write!(f, "whose years they are, `{one}` and `{other}`"),
            Self::Profile(_) => f.write_str("how commitments are phased"),
        }
    }
}

impl Terms {
    /// What these terms and `other` differ in, in the order of the fields.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let on = (self.on != other.on).then_some(Difference::On(self.on, other.on));
        let basis = (self.basis != other.basis).then_some(Difference::Basis(self.basis, other.basis));
        let years = (self.years != other.years).then_some(Difference::Years(self.years, other.years));
        let whose = (self.whose != other.whose).then(|| Difference::Whose(self.whose.clone(), other.whose.clone()));
        let profile = (self.profile != other.profile)
            .then(|| Difference::Profile(Box::new((self.profile.clone(), other.profile.clone()))));
        [on, basis, years, whose, profile].into_iter().flatten().collect()
    }
}
