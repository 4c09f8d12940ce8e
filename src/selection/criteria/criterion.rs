//! One criterion of a sound set.

use super::CriterionId;
use crate::{
    ratio::Ratio,
    selection::scale::{Mark, Scale},
    vocabulary::Word,
};

/// A criterion of sound [`Criteria`](super::Criteria), with what each mark on it earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    pub(super) id: CriterionId,
    pub(super) title: String,
    pub(super) guidance: String,
    pub(super) scale_name: Word,
    pub(super) scale: Scale,
    pub(super) minimum: Option<Mark>,
    pub(super) may_be_not_applicable: bool,
    pub(super) is_bonus: bool,
    pub(super) declared: Ratio,
    pub(super) applied: Ratio,
    /// For each mark what it earns, in units of the common denominator.
    pub(super) units: Vec<(Mark, i128)>,
    /// What the top mark earns, in the same units.
    pub(super) most: i128,
}

impl Criterion {
    /// Its path in the tree; `bonus/name` for a bonus criterion.
    #[must_use]
    pub const fn id(&self) -> &CriterionId {
        &self.id
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What assessors are told to look for; empty where nothing is said.
    #[must_use]
    pub fn guidance(&self) -> &str {
        &self.guidance
    }

    /// The name of its scale.
    #[must_use]
    pub const fn scale_name(&self) -> Word {
        self.scale_name
    }

    /// Its scale.
    #[must_use]
    pub const fn scale(&self) -> &Scale {
        &self.scale
    }

    /// The lowest mark that passes.
    #[must_use]
    pub const fn minimum(&self) -> Option<Mark> {
        self.minimum
    }

    /// Whether it may be found not to apply to an application.
    #[must_use]
    pub const fn may_be_not_applicable(&self) -> bool {
        self.may_be_not_applicable
    }

    /// Whether its points come on top of the whole.
    #[must_use]
    pub const fn is_bonus(&self) -> bool {
        self.is_bonus
    }

    /// The weight it was given among its siblings, in the unit of its group's whole; of a bonus its points.
    #[must_use]
    pub const fn declared(&self) -> Ratio {
        self.declared
    }

    /// The points of the whole that the top mark earns: the whole, times weight over whole for each group on its path
    /// and for itself.
    #[must_use]
    pub const fn applied(&self) -> Ratio {
        self.applied
    }

    /// The points of the whole that the mark earns: applied × value ÷ top of the scale; `None` for a mark of another scale.
    #[must_use]
    pub fn earns(&self, mark: Mark) -> Option<Ratio> {
        self.units(mark)?;
        // It was held when the criteria were made, so it is held again.
        let top = self.scale.top();
        if top.is_zero() { Some(Ratio::ZERO) } else { self.applied.over(top).ok()?.times(mark.value()).ok() }
    }

    /// What the mark earns in units of the common denominator; `None` for a mark of another scale.
    pub(in crate::selection) fn units(&self, mark: Mark) -> Option<i128> {
        self.units.get(mark.index()).filter(|(minted, _)| *minted == mark).map(|(_, units)| *units)
    }

    /// What the lowest and the top mark earn, in units of the common denominator.
    pub(in crate::selection) fn range(&self) -> (i128, i128) {
        (self.units.first().map_or(0, |(_, units)| *units), self.most)
    }
}
