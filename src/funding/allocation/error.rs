//! Why money cannot be allocated so.

use std::fmt;

use super::{Side, filling::FillError};
use crate::{
    identifiers::HubId,
    money::{Money, OutOfRange},
    ratio::{Inexact, Ratio},
    vocabulary::Word,
};

/// Why money cannot be allocated so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AllocationError {
    /// No formula says how.
    #[error("no formula says how the {kind} money, {money}, is shared", kind = part.kind())]
    NoFormula {
        /// Of which part.
        part: Side,
        /// The money.
        money: Money,
    },
    /// Nothing says what is structural.
    #[error("there are formulas for structural and project money, and nothing says how {0} divides between them")]
    NotDivided(Money),
    /// A share is no share.
    #[error("the structural share is {0}, where a share lies between 0 and 1")]
    ShareOutside(Ratio),
    /// Nobody claims.
    #[error("no hub makes a claim, and there is {0} to allocate")]
    NobodyClaims(Money),
    /// A hub does not have what a formula asks for.
    #[error(
        "the claim of {hub} has no `{attribute}`, by which the {kind} money goes; a figure that is missing is not nought", kind = part.kind()
    )]
    NoFigure {
        /// Which hub.
        hub: HubId,
        /// The figure.
        attribute: Word,
        /// Of which part.
        part: Side,
    },
    /// Nobody has any of a figure by which a share of the money goes.
    #[error("no hub that takes part has any `{attribute}`, by which {share} of the {kind} money goes", kind = part.kind())]
    NobodyHas {
        /// The figure.
        attribute: Word,
        /// The share of the money.
        share: Ratio,
        /// Of which part.
        part: Side,
    },
    /// A bound is given to a hub that makes no claim.
    #[error("a {bound} of {kind} money is given to {hub}, which makes no claim", kind = part.kind())]
    BoundOfNobody {
        /// Which hub.
        hub: HubId,
        /// `floor` or `cap`.
        bound: &'static str,
        /// Of which part.
        part: Side,
    },
    /// A promise is below nothing.
    #[error("the share of last year's {kind} money that is kept is {share}, below nothing", kind = part.kind())]
    NegativePromise {
        /// Of which part.
        part: Side,
        /// The share.
        share: Ratio,
    },
    /// Nobody says what a hub had of a part.
    #[error("nobody says how much {kind} money {hub} had last year, of which a share is kept", kind = part.kind())]
    PartUnknown {
        /// Which hub.
        hub: HubId,
        /// Of which part.
        part: Side,
    },
    /// A hub is owed more than it may get.
    #[error("{hub} is owed {owed} of {kind} money by {promise}, above its cap, {cap}", kind = part.kind())]
    FloorAboveCap {
        /// Which hub.
        hub: HubId,
        /// What it is owed.
        owed: Money,
        /// By what: `its floor` or `what is kept of last year`.
        promise: &'static str,
        /// The cap.
        cap: Money,
        /// Of which part.
        part: Side,
    },
    /// More is promised than there is.
    #[error(
        "{} to {promised} of {kind} money, {by} more than the {money} that there is{}",
        Promises(.promised, .floors), Alone(.promised, .floors), kind = part.kind()
    )]
    PromisedTooMuch {
        /// What all promises come to.
        promised: Money,
        /// What floors come to alone.
        floors: Money,
        /// The money of the part.
        money: Money,
        /// By how much too much is promised.
        by: Money,
        /// Of which part.
        part: Side,
    },
    /// The caps leave money over.
    #[error("caps leave room for {room} of {kind} money, {by} less than the {money} that there is", kind = part.kind())]
    CapsFallShort {
        /// The most that all can get.
        room: Money,
        /// The money of the part.
        money: Money,
        /// By how much it is more.
        by: Money,
        /// Of which part.
        part: Side,
    },
    /// Nobody counts.
    #[error("no hub counts for anything in the {kind} money, and {left} of it is left to share", kind = part.kind())]
    NoWeight {
        /// What is left once promises are kept.
        left: Money,
        /// Of which part.
        part: Side,
    },
    /// Fixed amounts are not what there is.
    #[error("the fixed amounts of {kind} money come to {come_to}, and there is {money}: {by} too {much}", kind = part.kind())]
    FixedAmounts {
        /// Of which part.
        part: Side,
        /// What they come to.
        come_to: Money,
        /// What there is.
        money: Money,
        /// The difference.
        by: Money,
        /// `much` or `little`.
        much: &'static str,
    },
    /// Figures are too long.
    #[error(transparent)]
    Inexact(#[from] Inexact),
    /// A sum is no amount.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

impl AllocationError {
    /// What filling a part found, as of that part. `floors` is what floors alone come to; `promise` says what a hub is owed by.
    pub(super) fn of(
        part: Side,
        error: FillError<HubId>,
        floors: Money,
        promise: impl Fn(HubId) -> &'static str,
    ) -> Self {
        match error {
            FillError::FloorAboveCap { who: hub, floor: owed, cap } => {
                Self::FloorAboveCap { hub, owed, promise: promise(hub), cap, part }
            }
            FillError::FloorsExceed { floors: promised, money, by } => {
                Self::PromisedTooMuch { promised, floors, money, by, part }
            }
            FillError::CapsFallShort { room, money, by } => Self::CapsFallShort { room, money, by, part },
            FillError::NoWeight { left } => Self::NoWeight { left, part },
            // Figures of claims are never below nothing, and nor are shares of a mix.
            FillError::NegativeWeight { .. } | FillError::Inexact(_) => Self::Inexact(Inexact),
            FillError::OutOfRange(out_of_range) => Self::OutOfRange(out_of_range),
        }
    }
}

/// What is promised, given what all promises and what floors alone come to.
struct Promises<'a>(&'a Money, &'a Money);

impl fmt::Display for Promises<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self(promised, floors) if promised == floors => "floors come",
            Self(_, floors) if floors.is_zero() => "what is kept of last year comes",
            Self(..) => "floors and what is kept of last year come",
        })
    }
}

/// What floors alone come to, where something else is promised too.
struct Alone<'a>(&'a Money, &'a Money);

impl fmt::Display for Alone<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(promised, floors) = self;
        if promised == floors || floors.is_zero() {
            return Ok(());
        }
        write!(f, "; without what is kept of last year floors alone come to {floors}")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::funding::allocation::{Allocation, Claim, Formula};

    #[test]
    fn too_many_promises_name_what_was_promised_and_nothing_else() {
        let money = |pounds| Money::pounds(pounds).unwrap();
        let (here, there): (HubId, HubId) = ("here".parse().unwrap(), "there".parse().unwrap());
        let claims = BTreeMap::from([(here, Claim::new()), (there, Claim::new())]);
        let refusal = |formula: Formula| {
            let error = Allocation::of(money(100)).structural(formula).among(&claims).unwrap_err();
            error.to_string()
        };
        let last_year = BTreeMap::from([(here, money(110))]);
        assert_eq!(
            refusal(Formula::equal().floor(money(60))),
            "floors come to £120.00 of structural money, £20.00 more than the £100.00 that there is"
        );
        assert_eq!(
            refusal(Formula::equal().hold_harmless(last_year.clone(), Ratio::ONE)),
            "what is kept of last year comes to £110.00 of structural money, £10.00 more than the £100.00 that there is"
        );
        // Here is kept 110, there has its floor of 30; floors alone are 30 each.
        assert_eq!(
            refusal(Formula::equal().floor(money(30)).hold_harmless(last_year, Ratio::ONE)),
            "floors and what is kept of last year come to £140.00 of structural money, £40.00 more than the £100.00 that \
             there is; without what is kept of last year floors alone come to £60.00"
        );
    }
}
