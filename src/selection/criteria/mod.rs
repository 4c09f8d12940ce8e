//! What applications are marked by: a weighted tree of criteria.
//!
//! A [`Draft`] is what a policy writes; [`Criteria`] are a draft that is sound. Each group says what the weights of its
//! children add up to, and siblings that do not are refused with the sum found. So the points that a criterion is worth
//! are fixed by the weights on its path alone:
//!
//! > applied = whole × (weight ÷ whole of its group), for each group on its path and for itself
//!
//! and the weight declared for a group is the sum of what is applied below it, however many children it has. A mark earns
//! its share: applied × value ÷ top of the scale. All of it is compiled into integers over one common denominator, by
//! which [totals](crate::selection::totals) are exact.

mod builder;
mod compile;
mod criterion;
mod draft;
mod id;
#[cfg(test)]
mod tests;
mod unsound;

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use builder::Builder;
pub use criterion::Criterion;
pub use draft::{Bonus, Draft, Group, Leaf, Minimum};
pub use id::CriterionId;
pub use unsound::{Unmarkable, Unsound};

use crate::{
    document::nearest,
    ratio::Ratio,
    selection::scale::{Mark, RawMark},
};

/// A sound set of criteria: scales, a weighted tree, bonus criteria and minimums.
///
/// ```
/// use maths_hubs::selection::{criteria::Criteria, scale::Scale, totals::Cell};
///
/// let criteria = Criteria::out_of(100)
///     .scale("0-5", Scale::range(0, 5)?)
///     .group("music", "Music", "60")
///     .criterion("music/credibility", "Credibility", "50", "0-5")
///     .criterion("music/capacity", "Capacity", "50", "0-5")
///     .criterion("leadership", "Leadership", "40", "0-5")
///     .minimum("2")
///     .build()?;
/// assert_eq!(criteria.applied(&"music/credibility".parse()?), Some(30.into()));
///
/// let mut row = criteria.blank();
/// for (id, raw) in [("leadership", "3"), ("music/capacity", "5"), ("music/credibility", "4")] {
///     let (index, mark) = criteria.mark(&id.parse()?, raw.parse()?)?;
///     row[index] = Cell::Mark(mark);
/// }
/// assert_eq!(criteria.total(&row)?.points(), Some(78.into())); // 3/5 of 40, 5/5 of 30, 4/5 of 30: 24 + 30 + 24
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// What does not add up is refused:
///
/// ```
/// # use maths_hubs::selection::{criteria::Criteria, scale::Scale};
/// let wrong = Criteria::out_of(100)
///     .scale("0-5", Scale::range(0, 5)?)
///     .criterion("music", "Music", "60", "0-5")
///     .criterion("leadership", "Leadership", "30", "0-5")
///     .build();
/// assert_eq!(wrong.unwrap_err().to_string(), "the weights in the whole add up to 90, not to 100");
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria {
    draft: Draft,
    /// What every node of the tree is worth, groups included.
    applied: BTreeMap<CriterionId, Ratio>,
    /// In the order of their ids, bonus included.
    leaves: Vec<Criterion>,
    /// As the draft's, in its order.
    pub(in crate::selection) minimums: Vec<Reach>,
    bonus: Ratio,
    most: Ratio,
    /// Units that make one point.
    pub(in crate::selection) denominator: i128,
    /// Units that make the whole.
    pub(in crate::selection) whole_units: i128,
}

/// A minimum, found on the scales: by the index of each criterion its lowest mark, and how many must reach theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::selection) struct Reach {
    pub(in crate::selection) among: BTreeMap<usize, Mark>,
    pub(in crate::selection) of_which: usize,
}

impl Criteria {
    /// Criteria in the making, whose top weights add up to `whole` points.
    pub fn out_of(whole: impl Into<Ratio>) -> Builder {
        Builder::new(whole.into())
    }

    /// The criteria as they are written down.
    #[must_use]
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The criteria, in the order of their ids, bonus criteria included. Rows of cells stand in this order.
    #[must_use]
    pub fn leaves(&self) -> &[Criterion] {
        &self.leaves
    }

    /// The place of a criterion among the [`leaves`](Self::leaves).
    #[must_use]
    pub fn index_of(&self, id: &CriterionId) -> Option<usize> {
        self.leaves.binary_search_by(|leaf| leaf.id.cmp(id)).ok()
    }

    /// The criterion of this id.
    #[must_use]
    pub fn criterion(&self, id: &CriterionId) -> Option<&Criterion> {
        self.index_of(id).and_then(|index| self.leaves.get(index))
    }

    /// The mark that `raw` is on the scale of a criterion, and the place of the criterion in a row.
    ///
    /// # Errors
    ///
    /// [`Unmarkable`] for a criterion that is not among these, with the nearest that is, and for a mark off its scale.
    pub fn mark(&self, id: &CriterionId, raw: RawMark) -> Result<(usize, Mark), Unmarkable> {
        let found = self.index_of(id).and_then(|index| Some((index, self.leaves.get(index)?)));
        let Some((index, criterion)) = found else {
            let meant = nearest(id.as_str(), self.leaves.iter().map(|leaf| leaf.id.as_str()));
            let nearest = meant.and_then(|meant| meant.parse().ok());
            return Err(Unmarkable::UnknownCriterion { found: id.clone(), nearest });
        };
        let mark = criterion.scale.mark(raw);
        mark.map(|mark| (index, mark)).map_err(|off| Unmarkable::OffScale { criterion: id.clone(), off })
    }

    /// The points of the whole that a criterion or a group is worth; of a bonus criterion its points.
    #[must_use]
    pub fn applied(&self, path: &CriterionId) -> Option<Ratio> {
        self.applied.get(path).copied().or_else(|| self.criterion(path).map(Criterion::applied))
    }

    /// The groups by path.
    #[must_use]
    pub const fn groups(&self) -> &BTreeMap<CriterionId, Group> {
        &self.draft.groups
    }

    /// The points of the tree.
    #[must_use]
    pub const fn whole(&self) -> Ratio {
        self.draft.whole
    }

    /// The points of all bonus criteria.
    #[must_use]
    pub const fn bonus(&self) -> Ratio {
        self.bonus
    }

    /// The most points that a total can have: the whole and all bonus points.
    #[must_use]
    pub const fn most(&self) -> Ratio {
        self.most
    }

    /// The points, bonus included, that a total must reach.
    #[must_use]
    pub const fn pass_mark(&self) -> Option<Ratio> {
        self.draft.pass_mark
    }

    /// How many units of a total make one point: the common denominator of whatever a mark can earn.
    #[must_use]
    pub const fn denominator(&self) -> i128 {
        self.denominator
    }
}

impl Serialize for Criteria {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Serialize::serialize(&self.draft, serializer)
    }
}

impl<'de> Deserialize<'de> for Criteria {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let draft = <Draft as Deserialize>::deserialize(deserializer)?;
        draft.try_into().map_err(de::Error::custom)
    }
}
