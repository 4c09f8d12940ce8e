//! What inspectors found, and why old grades and new report cards do not compare.

use std::{cmp::Ordering, collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use crate::{
    calendar::PartialDate,
    document::{Malformed, keyed},
    vocabulary::Word,
};

/// One inspection of a school.
///
/// Inspections order by date, so a school's set of them is its history.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    /// When it took place.
    pub on: PartialDate,
    /// What came of it.
    pub outcome: Outcome,
}

/// By date; what came of two of one date is ordered too, for sorted collections, in a sense that means nothing.
impl Ord for Inspection {
    fn cmp(&self, other: &Self) -> Ordering {
        self.on.cmp(&other.on).then_with(|| match (&self.outcome, &other.outcome) {
            (Outcome::Graded(one), Outcome::Graded(another)) => (*one as u8).cmp(&(*another as u8)),
            (Outcome::NotGraded(one), Outcome::NotGraded(another)) => (*one as u8).cmp(&(*another as u8)),
            (Outcome::ReportCard(one), Outcome::ReportCard(another)) => {
                let areas = |card: &BTreeMap<Word, ReportGrade>| -> Vec<(Word, u8)> {
                    card.iter().map(|(area, grade)| (*area, *grade as u8)).collect()
                };
                areas(one).cmp(&areas(another))
            }
            (one, another) => one.kind().cmp(&another.kind()),
        })
    }
}

impl PartialOrd for Inspection {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What came of an inspection. The three kinds differ in type, since none compares with another: Ofsted gave headline
/// grades until September 2024, and report cards since November 2025.
///
/// None of them has an order, nor compares with the number that an extract gives it: ask [`Grade::is_at_least`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Outcome {
    /// A headline grade.
    Graded(Grade),
    /// A visit that gave no grade.
    NotGraded(NotGraded),
    /// A report card: a grade for each area that it looks at.
    #[serde(deserialize_with = "keyed::map")]
    ReportCard(BTreeMap<Word, ReportGrade>),
}

impl Outcome {
    const fn kind(&self) -> u8 {
        match self {
            Self::Graded(_) => 0,
            Self::NotGraded(_) => 1,
            Self::ReportCard(_) => 2,
        }
    }

    /// The headline grade, where there is one.
    #[must_use]
    pub const fn grade(&self) -> Option<Grade> {
        if let Self::Graded(grade) = self { Some(*grade) } else { None }
    }

    /// The outcome that an extract gives as a number. Only 1 to 4 are grades, 1 the best.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for any other number. 0, 8 and 9 stand for "not applicable" and "no judgement" there, so they say
    /// nothing of the school.
    pub fn from_number(number: u8) -> Result<Self, Malformed> {
        Grade::from_number(number).map(Self::Graded)
    }
}

/// A headline grade of an inspection until September 2024.
///
/// ```compile_fail
/// use maths_hubs::organisation::Grade;
/// let better = Grade::Outstanding > Grade::Good; // grades have no order to be read the wrong way round
/// ```
///
/// It has no order that could be taken for a number's: 1 was the best. Ask [`is_at_least`](Self::is_at_least).
///
/// ```
/// use maths_hubs::organisation::Grade;
///
/// let outstanding = Grade::from_number(1)?;
/// assert!(outstanding.is_at_least(Grade::Good));
/// assert!(!Grade::Inadequate.is_at_least(Grade::RequiresImprovement));
/// assert!(Grade::from_number(9).is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Grade 1.
    Outstanding,
    /// Grade 2.
    Good,
    /// Grade 3; "satisfactory" before 2012.
    RequiresImprovement,
    /// Grade 4.
    Inadequate,
}

impl Grade {
    /// The grade that an extract gives as a number, 1 the best.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for anything but 1 to 4.
    pub fn from_number(number: u8) -> Result<Self, Malformed> {
        match number {
            1 => Ok(Self::Outstanding),
            2 => Ok(Self::Good),
            3 => Ok(Self::RequiresImprovement),
            4 => Ok(Self::Inadequate),
            _ => Err(Malformed::new("an inspection grade", number, "1 (outstanding) to 4 (inadequate)")),
        }
    }

    /// Whether it is as good as `other` or better.
    #[must_use]
    pub const fn is_at_least(self, other: Self) -> bool {
        // Best first, as they are listed.
        self as u8 <= other as u8
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Outstanding => "outstanding",
            Self::Good => "good",
            Self::RequiresImprovement => "requires improvement",
            Self::Inadequate => "inadequate",
        })
    }
}

/// What a visit without a grade said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NotGraded {
    /// The school keeps up its standard.
    StandardMaintained,
    /// It has become better, or may have.
    MayHaveImproved,
    /// It has become worse, or may have.
    MayHaveDeclined,
    /// It takes effective action, in a monitoring visit.
    ActingEffectively,
    /// It does not, in a monitoring visit.
    NotActingEffectively,
}

impl ReportGrade {
    /// Whether it is as good as `other` or better.
    #[must_use]
    pub const fn is_at_least(self, other: Self) -> bool {
        self as u8 <= other as u8
    }
}

/// The grade of one area in a report card. As [`Grade`] it has no order: ask [`is_at_least`](Self::is_at_least).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportGrade {
    /// Exceptional.
    Exceptional,
    /// Strong standard.
    StrongStandard,
    /// Expected standard.
    ExpectedStandard,
    /// Needs attention.
    NeedsAttention,
    /// Urgent improvement.
    UrgentImprovement,
}
