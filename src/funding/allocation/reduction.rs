//! A cut within the year: a smaller total, shared in proportion to what each has.
//!
//! It is [water-filling](super::filling) once more. Each hub counts for what it has, which is also its cap; its floor is the
//! least that it must keep, such as what is already paid. So the cut falls pro rata on those who can bear it, whoever is at
//! its least bears no more, and nobody gains.

use std::{collections::BTreeMap, fmt};

use super::{
    DrawError, OddPenny,
    draw::{Listed, Order},
    filling::{Claimant, Edge, FillError, OpenPence, fill},
};
use crate::{
    identifiers::HubId,
    money::{Money, OutOfRange},
    ratio::{Inexact, Ratio},
};

/// Shares cut to a smaller total.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reduction {
    /// The total after the cut.
    pub money: Money,
    /// What each hub had and has.
    pub hubs: BTreeMap<HubId, Cut>,
    /// What is left of each penny of those that bear the cut pro rata; none where all are at their least.
    pub of_each_penny: Option<Ratio>,
    /// Pence that several hubs could keep alike. Nobody has them until they are [`drawn`](Self::drawn).
    pub tie: Option<OpenPence<HubId>>,
}

/// What a hub had and has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Cut {
    /// What it had.
    pub before: Money,
    /// What it has now.
    pub now: Money,
    /// The least that it was to keep.
    pub least: Money,
    /// Whether that least protects it.
    pub protected: bool,
    /// How its last penny came to be there, where it did not come pro rata alone.
    pub odd_penny: Option<OddPenny>,
}

/// Why shares cannot be cut so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReductionError {
    /// Pence of the plan are open.
    #[error("{0} of the plan is open: draw it before a cut")]
    Open(Money),
    /// It is no cut.
    #[error("{money} is no cut of {before}: it is {by} more")]
    NoCut {
        /// What it was to be cut to.
        money: Money,
        /// What there was.
        before: Money,
        /// By how much it is more.
        by: Money,
    },
    /// A hub is to keep what it never had.
    #[error("{hub} is to keep {least}, and it has {before}")]
    LeastAboveShare {
        /// Which hub.
        hub: HubId,
        /// What it is to keep.
        least: Money,
        /// What it has; nothing where it has no share.
        before: Money,
    },
    /// More is to be kept than is left.
    #[error("what hubs are to keep comes to {least}, {by} more than the {money} that is left")]
    LeastExceeds {
        /// What all are to keep.
        least: Money,
        /// What is left.
        money: Money,
        /// By how much it is less.
        by: Money,
    },
    /// The cut cannot be held exactly.
    #[error(transparent)]
    Inexact(#[from] Inexact),
    /// A sum is no amount.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

impl From<FillError<HubId>> for ReductionError {
    fn from(error: FillError<HubId>) -> Self {
        match error {
            FillError::FloorsExceed { floors: least, money, by } => Self::LeastExceeds { least, money, by },
            FillError::FloorAboveCap { who: hub, floor: least, cap: before } => {
                Self::LeastAboveShare { hub, least, before }
            }
            FillError::OutOfRange(out_of_range) => Self::OutOfRange(out_of_range),
            // Each counts for what it has, so the caps come to all that there was, and nobody counts for less than nothing.
            FillError::CapsFallShort { .. }
            | FillError::NoWeight { .. }
            | FillError::NegativeWeight { .. }
            | FillError::Inexact(_) => Self::Inexact(Inexact),
        }
    }
}

/// Cuts `shares` to `money` in all, pro rata, none below its `least`.
///
/// ```
/// use std::collections::BTreeMap;
/// use maths_hubs::{funding::allocation::reduction::reduce, identifiers::HubId, money::Money};
///
/// let pounds = |pounds| Money::pounds(pounds).unwrap();
/// let hub = |id: &str| id.parse::<HubId>().unwrap();
/// let shares = BTreeMap::from([(hub("east"), pounds(600)), (hub("north"), pounds(300)), (hub("west"), pounds(100))]);
/// // £1,000 becomes £800. Pro rata west would keep £80, but £90 is paid; the others keep 710 of 900 pounds.
/// let cut = reduce(&shares, pounds(800), &BTreeMap::from([(hub("west"), pounds(90))]))?;
/// assert_eq!(cut.hubs[&hub("west")].now, pounds(90));
/// assert_eq!(cut.hubs[&hub("east")].now.to_string(), "£473.33");
/// assert_eq!(cut.hubs[&hub("north")].to_string(), "£236.67, £63.33 less than £300.00; a penny by the largest remainder");
/// # Ok::<_, maths_hubs::funding::allocation::ReductionError>(())
/// ```
///
/// # Errors
///
/// [`ReductionError`] where `money` is more than there was, a hub is to keep more than it has, or all more than is left.
pub fn reduce(
    shares: &BTreeMap<HubId, Money>,
    money: Money,
    least: &BTreeMap<HubId, Money>,
) -> Result<Reduction, ReductionError> {
    if let Some((hub, least)) = least.iter().find(|(hub, least)| !least.is_zero() && !shares.contains_key(hub)) {
        return Err(ReductionError::LeastAboveShare { hub: *hub, least: *least, before: Money::ZERO });
    }
    let before = Money::sum(shares.values().copied())?;
    let by = money.difference(before);
    if !by.is_negative() && !by.is_zero() {
        return Err(ReductionError::NoCut { money, before, by: by.magnitude() });
    }
    let kept = |hub: &HubId| least.get(hub).copied().unwrap_or_default();
    let claimant = |(hub, share): (&HubId, &Money)| (*hub, Claimant::new(share.pence()).floor(kept(hub)).cap(*share));
    let filling = fill(money, &shares.iter().map(claimant).collect())?;
    let cut = |(hub, filled): (HubId, super::filling::Filled)| {
        let before = shares.get(&hub).copied().unwrap_or_default();
        let odd_penny = filled.odd_penny.then_some(OddPenny::Remainder);
        let protected = filled.bound == Some(Edge::Floor);
        (hub, Cut { before, now: filled.amount, least: kept(&hub), protected, odd_penny })
    };
    let hubs = filling.shares.into_iter().map(cut).collect();
    Ok(Reduction { money, hubs, of_each_penny: filling.per_unit, tie: filling.tie })
}

impl Cut {
    /// How much is taken from it.
    #[must_use]
    pub fn taken(&self) -> Money {
        self.before.difference(self.now).magnitude()
    }
}

impl Reduction {
    /// What hubs keep and what is open, together: the total after the cut.
    #[must_use]
    pub fn total(&self) -> Money {
        let open = self.tie.as_ref().and_then(|tie| Money::from_pence(tie.pence));
        Money::sum(self.hubs.values().map(|cut| cut.now).chain(open)).unwrap_or(self.money)
    }

    /// The same cut with open pence left to the first in `order`, a draw that was recorded.
    ///
    /// # Errors
    ///
    /// [`DrawError`] where a hub that could keep a penny is not in the order, or one stands in it twice.
    pub fn drawn(mut self, order: &[HubId]) -> Result<Self, DrawError> {
        let order = Order::of(order)?;
        let Some(tie) = self.tie.take() else { return Ok(self) };
        for hub in order.first(tie.pence, &tie.among)? {
            if let Some(cut) = self.hubs.get_mut(&hub) {
                cut.now = cut.now.pence().checked_add(1).and_then(Money::from_pence).unwrap_or(cut.now);
                cut.odd_penny = Some(OddPenny::Drawn);
            }
        }
        Ok(self)
    }
}

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.taken().is_zero() {
            write!(f, "{}, not cut", self.now)?;
        } else {
            write!(f, "{}, {} less than {}", self.now, self.taken(), self.before)?;
        }
        if self.protected {
            write!(f, "; it keeps its least, {}", self.least)?;
        }
        match self.odd_penny {
            Some(penny) => write!(f, "; {}", penny.phrase()),
            None => Ok(()),
        }
    }
}

/// The total, a line for each hub, and what is open.
impl fmt::Display for Reduction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "all hubs: {}", self.money)?;
        self.hubs.iter().try_for_each(|(hub, cut)| write!(f, "\n{hub}: {cut}"))?;
        match &self.tie {
            Some(tie) => write!(f, "\nopen pence: {}, to be drawn among {}", tie.pence, Listed(&tie.among)),
            None => Ok(()),
        }
    }
}
