//! Why criteria are refused, and marks on them.

use super::CriterionId;
use crate::{
    document::{DidYouMean, Malformed},
    ratio::Ratio,
    selection::scale::OffScale,
    vocabulary::Word,
};

/// What cannot be marked so: there is no such criterion, or no such point on its scale.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unmarkable {
    /// A criterion that is not among these.
    #[error("`{found}` is none of the criteria{}", DidYouMean(.nearest.as_ref().map(CriterionId::as_str)))]
    UnknownCriterion {
        /// What was found.
        found: CriterionId,
        /// The criterion that was probably meant.
        nearest: Option<CriterionId>,
    },
    /// A mark that is not on the criterion's scale.
    #[error("`{criterion}` cannot be marked so: {off}")]
    OffScale {
        /// The criterion.
        criterion: CriterionId,
        /// What was found, and the points.
        off: OffScale,
    },
}

/// Criteria that no total could be made by: what was found, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsound {
    /// A text given to the builder is no value of its kind.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// The name of a scale, a path or a bonus is given twice.
    #[error("`{name}` is given twice")]
    Twice {
        /// The name or path.
        name: String,
    },
    /// Something is said of a criterion or a group before there is one.
    #[error("{what} is given before {before}")]
    OutOfPlace {
        /// What is said.
        what: &'static str,
        /// What must come first.
        before: &'static str,
    },
    /// Siblings whose weights do not add up.
    #[error("the weights in {} add up to {found}, not to {whole}", Place(.group.as_ref()))]
    Sum {
        /// The group, or `None` for the top of the tree.
        group: Option<CriterionId>,
        /// The sum of the weights.
        found: Ratio,
        /// What they should add up to.
        whole: Ratio,
    },
    /// A group without children, or no criteria at all.
    #[error("there is nothing in {}: it needs at least one criterion", Place(.group.as_ref()))]
    Empty {
        /// The group, or `None` for the top of the tree.
        group: Option<CriterionId>,
    },
    /// A whole of nought or less.
    #[error("{} is to add up to {whole}: it must be more than nought", Place(.group.as_ref()))]
    Whole {
        /// The group, or `None` for the top of the tree.
        group: Option<CriterionId>,
        /// What its children were to add up to.
        whole: Ratio,
    },
    /// A weight, or the points of a bonus, below nought.
    #[error("`{path}` weighs {weight}: it must be nought or more")]
    Negative {
        /// The criterion or group.
        path: CriterionId,
        /// Its weight or points.
        weight: Ratio,
    },
    /// A criterion or group that stands in no group.
    #[error("`{path}` stands in `{parent}`, which is no group")]
    NoGroup {
        /// The criterion or group.
        path: CriterionId,
        /// Where it says it stands.
        parent: CriterionId,
    },
    /// A path below the name that is kept for bonus criteria.
    #[error("`{path}` cannot stand in the tree: `bonus` is the name of what comes on top of it")]
    Reserved {
        /// The criterion or group.
        path: CriterionId,
    },
    /// A scale that is not among the scales.
    #[error("`{path}` is marked on the scale `{scale}`, which is not given: {given}")]
    UnknownScale {
        /// The criterion.
        path: CriterionId,
        /// The name of the scale.
        scale: Word,
        /// The names of those that are.
        given: String,
    },
    /// A minimum that is no mark of its criterion's scale.
    #[error("the minimum of `{path}` cannot be given: {off}")]
    OffScale {
        /// The criterion.
        path: CriterionId,
        /// What was found, and the points.
        off: OffScale,
    },
    /// Points to be earned on a scale of which nothing counts.
    #[error("`{path}` is worth {applied} points, but nothing counts on its scale `{scale}`")]
    CountsNothing {
        /// The criterion.
        path: CriterionId,
        /// The points of the whole that it is worth.
        applied: Ratio,
        /// The name of its scale.
        scale: Word,
    },
    /// A minimum of criteria that are not there.
    #[error("a minimum names `{path}`, which is no criterion or group")]
    UnknownCriterion {
        /// What it names.
        path: CriterionId,
    },
    /// A minimum that is to be reached in none of its criteria, or in more than there are.
    #[error("a minimum is to be reached in {of_which} of {among} criteria: it must be in at least one and at most all")]
    OfWhich {
        /// In how many it is to be reached.
        of_which: u32,
        /// How many it names.
        among: usize,
    },
    /// A pass mark that none could miss or reach.
    #[error("the pass mark is {found}: it must be from 0 to {most}")]
    PassMark {
        /// The pass mark.
        found: Ratio,
        /// The most points there are, bonus included.
        most: Ratio,
    },
    /// Weights so long that totals could not be held exactly.
    #[error("the weights and scales have no common denominator of at most 127 bits, so totals would not be exact")]
    Inexact,
}

/// A group in the words of a message.
struct Place<'a>(Option<&'a CriterionId>);

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            None => f.write_str("the whole"),
            Some(group) => write!(f, "`{group}`"),
        }
    }
}
