//! Assessors that mark above or below the others.

use std::{borrow::Borrow, collections::BTreeMap};

use crate::{
    answer::Answer,
    ratio::{Inexact, Ratio},
};

/// How one assessor's marks lie to those of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Deviation {
    /// The assessor's place in the rows of marks.
    pub assessor: usize,
    /// The marks that could be compared: those in units that another assessor marked too.
    pub compared: u64,
    /// The mean of the differences from the mean of the others' marks for the same unit: positive where the assessor marks
    /// higher. `None` where nothing could be compared.
    pub mean: Option<Ratio>,
    /// Whether the mean lies beyond the limit, above or below; unknown where there is none.
    pub outlying: Answer,
}

/// How each assessor's marks lie to those of the others, and who lies beyond `limit`.
///
/// Each row is a unit with one mark an assessor, `None` where there is none; a row that ends early has no marks there. The
/// limit is policy, in points of the marks; a mean of just the limit is not beyond it. The result has one entry an
/// assessor. It is a question to ask, not a judgement: of three assessors two severe ones make the third look mild.
///
/// Linear in the marks.
///
/// # Errors
///
/// [`Inexact`] where a sum needs more than 127 bits.
pub fn outlying<U>(units: U, limit: Ratio) -> Result<Vec<Deviation>, Inexact>
where
    U: IntoIterator<Item: IntoIterator<Item: Borrow<Option<Ratio>>>>,
{
    /// Sums of m times the mark less the sum of all m, which is m − 1 times the difference, by m − 1.
    #[derive(Default)]
    struct Sums {
        compared: u64,
        by_others: BTreeMap<u32, Ratio>,
    }
    let mut sums = Vec::<Sums>::new();
    let mut marks = Vec::<(usize, Ratio)>::new();
    for unit in units {
        marks.clear();
        for (assessor, mark) in unit.into_iter().enumerate() {
            if assessor >= sums.len() {
                sums.push(Sums::default());
            }
            marks.extend(mark.borrow().map(|mark| (assessor, mark)));
        }
        let count = u32::try_from(marks.len()).map_err(|_| Inexact)?;
        let Some(others) = count.checked_sub(1).filter(|others| *others > 0) else { continue };
        let all = Ratio::sum(marks.iter().map(|(_, mark)| *mark))?;
        for (assessor, mark) in &marks {
            let Some(sums) = sums.get_mut(*assessor) else { continue };
            let sum = sums.by_others.entry(others).or_default();
            *sum = sum.plus(mark.times(count.into())?.minus(all)?)?;
            sums.compared = sums.compared.saturating_add(1);
        }
    }
    let deviation = |(assessor, Sums { compared, by_others }): (usize, Sums)| {
        let differences = by_others.into_iter().map(|(others, sum)| sum.over(others.into()));
        let sum = differences.into_iter().try_fold(Ratio::ZERO, |sum, more| sum.plus(more?))?;
        let mean = if compared == 0 { None } else { Some(sum.over(compared.into())?) };
        let outlying = match mean {
            None => Answer::Unknown,
            Some(mean) if mean.magnitude() > limit => Answer::Yes,
            Some(_) => Answer::No,
        };
        Ok(Deviation { assessor, compared, mean, outlying })
    };
    sums.into_iter().enumerate().map(deviation).collect()
}
