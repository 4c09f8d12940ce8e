//! How far the assessors of a round agree.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use crate::{
    answer::Answer,
    identifiers::{ApplicationId, PersonId},
    ratio::{Inexact, Ratio},
    selection::{
        agreement::{Alpha, Metric, Range, alpha, outlying, range},
        criteria::CriterionId,
        indicative::{self, Indicative},
        proceedings::{Judged, Proceedings},
        round::Round,
        scale::RawMark,
    },
};

/// How far the assessors of a round agree, by the independent marks of the stage whose marks count now. Marks that a hard
/// interest has cost their effect do not count. It informs people and decides nothing: averages are indicative, and the
/// coefficients are the only floats of this library.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Agreement {
    /// Criterion by criterion, in the order of their ids.
    pub criteria: Vec<CriterionAgreement>,
    /// All criteria together, each mark as a share of the top mark of its scale.
    pub overall: Alphas,
    /// How each assessor's marks lie to those of the others, in shares of the top mark; not where a sum is too long.
    pub assessors: Result<Vec<AssessorDeviation>, Inexact>,
}

/// Krippendorff's alpha under each metric.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Alphas {
    /// Marks are equal or not.
    pub nominal: Alpha,
    /// By the marks that lie between. This fits published scales, whose steps are in order and of no known width.
    pub ordinal: Alpha,
    /// By the square of the difference.
    pub interval: Alpha,
    /// By the square of the difference over the sum.
    pub ratio: Alpha,
}

impl Alphas {
    fn of(units: &[Vec<Option<Ratio>>]) -> Self {
        let alpha = |metric| alpha(units, metric);
        Self {
            nominal: alpha(Metric::Nominal),
            ordinal: alpha(Metric::Ordinal),
            interval: alpha(Metric::Interval),
            ratio: alpha(Metric::Ratio),
        }
    }

    /// The metric that fits scales as they are published: ordinal.
    pub const FITTING: Metric = Metric::Ordinal;

    /// Alpha under the metric that fits.
    #[must_use]
    pub const fn fitting(self) -> Alpha {
        self.ordinal
    }
}

/// How far assessors agree on one criterion.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CriterionAgreement {
    /// Which.
    pub criterion: CriterionId,
    /// What it is called.
    pub title: String,
    /// Krippendorff's alpha, an application being a unit.
    pub alpha: Alphas,
    /// The lowest and the highest of all marks.
    pub range: Option<Range>,
    /// Each application that has a mark here.
    pub applications: Vec<Compared>,
}

/// The independent marks of one application on one criterion, beside what the panel agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Compared {
    /// Which application.
    pub application: ApplicationId,
    /// How many marks count.
    pub marks: usize,
    /// The lowest and the highest.
    pub range: Option<Range>,
    /// Their mean, indicative only.
    pub mean: Option<Indicative>,
    /// Their median, indicative only.
    pub median: Option<Indicative>,
    /// What the panel agreed on, where that is a mark.
    pub moderated: Option<RawMark>,
}

/// How one assessor's marks lie to those of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AssessorDeviation {
    /// Whose.
    pub assessor: PersonId,
    /// The marks that could be compared.
    pub compared: u64,
    /// The mean of the differences from the others' mean, in shares of the top mark: positive for who marks higher.
    pub mean: Option<Ratio>,
    /// Whether that is beyond the limit of the policy; none where the policy has no limit.
    pub outlying: Option<Answer>,
}

impl Round {
    /// How far the assessors agree, by the marks so far, of withdrawn applications too. Its cost grows with the marks, and
    /// for the assessors with applications times criteria times assessors.
    #[must_use]
    pub fn agreement(&self) -> Agreement {
        of(self.state())
    }
}

fn of(state: &Proceedings) -> Agreement {
    let criteria = state.criteria();
    let rows = || state.sheet().into_iter().flat_map(|sheet| &sheet.rows);
    // The marks that count, with the value of each.
    let counting = |application: ApplicationId, judged: &Judged| -> Vec<(PersonId, Ratio)> {
        let free = judged.marks.iter().filter(|(person, _)| state.barred_by(**person, application).is_none());
        free.filter_map(|(person, (cell, _))| Some((*person, cell.mark()?.value()))).collect()
    };
    let mut found: Vec<CriterionAgreement> = Vec::new();
    let mut shares: Vec<Vec<(PersonId, Ratio)>> = Vec::new();
    for (place, leaf) in criteria.leaves().iter().enumerate() {
        let mut units: Vec<Vec<Option<Ratio>>> = Vec::new();
        let mut applications = Vec::new();
        for (application, row) in rows() {
            let Some(judged) = row.get(&place) else { continue };
            let marks = counting(*application, judged);
            let values: Vec<Ratio> = marks.iter().map(|(_, value)| *value).collect();
            let unit: Vec<Option<Ratio>> = values.iter().copied().map(Some).collect();
            let moderated = state.agreed(*application, place).and_then(|moderation| moderation.cell.mark());
            applications.push(Compared {
                application: *application,
                marks: values.len(),
                range: range(&unit),
                mean: indicative::mean(&values),
                median: indicative::median(&values),
                moderated: moderated.and_then(|mark| leaf.scale().raw(mark)),
            });
            units.push(unit);
            let share = |(person, value): (PersonId, Ratio)| Some((person, value.over(leaf.scale().top()).ok()?));
            shares.push(marks.into_iter().filter_map(share).collect());
        }
        found.push(CriterionAgreement {
            criterion: leaf.id().clone(),
            title: leaf.title().to_owned(),
            alpha: Alphas::of(&units),
            range: range(units.iter().flatten()),
            applications,
        });
    }
    let units: Vec<Vec<Option<Ratio>>> =
        shares.iter().map(|unit| unit.iter().map(|(_, share)| Some(*share)).collect()).collect();
    Agreement { criteria: found, overall: Alphas::of(&units), assessors: deviations(state, &shares) }
}

fn deviations(state: &Proceedings, shares: &[Vec<(PersonId, Ratio)>]) -> Result<Vec<AssessorDeviation>, Inexact> {
    let people: BTreeSet<PersonId> = shares.iter().flatten().map(|(person, _)| *person).collect();
    let limit = state.policy().outlying;
    let unit = |unit: &Vec<(PersonId, Ratio)>| {
        let unit: BTreeMap<PersonId, Ratio> = unit.iter().copied().collect();
        people.iter().map(move |person| unit.get(person).copied())
    };
    let found = outlying(shares.iter().map(unit), limit.unwrap_or_default())?;
    let deviation = |(assessor, it): (PersonId, crate::selection::agreement::Deviation)| AssessorDeviation {
        assessor,
        compared: it.compared,
        mean: it.mean,
        outlying: limit.map(|_| it.outlying),
    };
    Ok(people.iter().copied().zip(found).map(deviation).collect())
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Agreement of assessors (Krippendorff's alpha, ordinal): {}", self.overall.fitting())?;
        for of in &self.criteria {
            write!(f, "\n  {}: {}", of.criterion, of.alpha.fitting())?;
            if let Some(range) = of.range {
                write!(f, "; marks from {} to {}", range.lowest, range.highest)?;
            }
            for it in &of.applications {
                write!(f, "\n    {}: {} marks", it.application, it.marks)?;
                if let Some(range) = it.range {
                    write!(f, " from {} to {}", range.lowest, range.highest)?;
                }
                for average in [it.mean, it.median].into_iter().flatten() {
                    write!(f, "; {average}")?;
                }
                if let Some(moderated) = it.moderated {
                    write!(f, "; the panel agreed on {moderated}")?;
                }
            }
        }
        for of in self.assessors.iter().flatten() {
            let Some(mean) = of.mean else { continue };
            let way = if mean.is_negative() { "below" } else { "above" };
            write!(f, "\n  {}: {} of the top mark {way} the others' mean", of.assessor, mean.magnitude())?;
            if of.outlying.is_some_and(Answer::is_yes) {
                f.write_str(", beyond the limit")?;
            }
        }
        Ok(())
    }
}
