//! One part of the money, shared by its formula.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AllocationError, Bound, Claim, Formula, Measure, OddPenny, Portion, Side,
    division::ceiling,
    filling::{Claimant, Edge, Filled, Filling, OpenPence, fill},
    formula::Limit,
};
use crate::{identifiers::HubId, money::Money, ratio::Ratio, vocabulary::Word};

/// One part of the money, shared by its formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    pub(super) money: Money,
    pub(super) formula: Formula,
    /// What each hub that claims gets.
    pub(super) hubs: BTreeMap<HubId, SharedTo>,
    /// What all who take part count for together.
    pub(super) all_weight: Ratio,
    /// The sums of the figures over all who take part.
    pub(super) sums: BTreeMap<Word, Ratio>,
    pub(super) per_unit: Option<Ratio>,
    pub(super) tie: Option<OpenPence<HubId>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SharedTo {
    pub(super) amount: Money,
    pub(super) weight: Ratio,
    pub(super) takes_part: bool,
    pub(super) bound: Option<Bound>,
    pub(super) odd_penny: Option<OddPenny>,
}

/// What a hub counts for, and what it is owed.
struct Owed {
    claimant: Claimant,
    takes_part: bool,
    /// What the floor is without what is kept of last year.
    floor: Money,
}

impl Owed {
    /// Which promise the lower bound is.
    fn promise(&self) -> Bound {
        if self.claimant.floor > self.floor { Bound::HeldHarmless } else { Bound::Floor }
    }
}

impl Shared {
    /// What a hub gets of this part.
    pub(super) fn portion(&self, hub: HubId) -> Option<Portion> {
        let to = self.hubs.get(&hub)?;
        let by_weight = !matches!(self.formula.by, Measure::Each(_));
        let weight = to.weight.over(self.all_weight).ok().filter(|_| by_weight);
        Some(Portion { amount: to.amount, weight, bound: to.bound, odd_penny: to.odd_penny })
    }

    /// What fixed amounts come to, within their bounds.
    pub(super) fn fixed(
        part: Side,
        formula: &Formula,
        each: Money,
        claims: &BTreeMap<HubId, Claim>,
    ) -> Result<Money, AllocationError> {
        let owed = owed(part, formula, claims)?;
        let mut amounts = Vec::new();
        for (hub, owed) in &owed {
            amounts.push(fixed_amount(part, *hub, owed, each)?.0);
        }
        Ok(Money::sum(amounts)?)
    }

    /// Shares `money` among `claims` by `formula`.
    pub(super) fn of(
        part: Side,
        money: Money,
        formula: &Formula,
        claims: &BTreeMap<HubId, Claim>,
    ) -> Result<Self, AllocationError> {
        let owed = owed(part, formula, claims)?;
        let taking_part = owed.iter().filter(|(_, owed)| owed.takes_part).map(|(hub, _)| *hub);
        let sums = sums(formula, claims, taking_part.collect())?;
        let all_weight = Ratio::sum(owed.values().map(|owed| owed.claimant.weight))?;
        let filling = match formula.by {
            Measure::Each(each) => fixed(part, money, each, &owed)?,
            _ => {
                let claimants = owed.iter().map(|(hub, owed)| (*hub, owed.claimant)).collect();
                fill(money, &claimants).or_else(|error| {
                    let floors = Money::sum(owed.values().map(|owed| owed.floor))?;
                    let promise = |hub: HubId| owed.get(&hub).map_or("its floor", by_what);
                    Err(AllocationError::of(part, error, floors, promise))
                })?
            }
        };
        let hubs = owed.iter().filter_map(|(hub, owed)| {
            let Filled { amount, bound, odd_penny } = *filling.shares.get(hub)?;
            let bound = bound.map(|side| match side {
                Edge::Cap => Bound::Cap,
                Edge::Floor => owed.promise(),
            });
            let odd_penny = odd_penny.then_some(OddPenny::Remainder);
            let (weight, takes_part) = (owed.claimant.weight, owed.takes_part);
            Some((*hub, SharedTo { amount, weight, takes_part, bound, odd_penny }))
        });
        let hubs = hubs.collect();
        let (per_unit, tie) = (filling.per_unit, filling.tie);
        Ok(Self { money, formula: formula.clone(), hubs, all_weight, sums, per_unit, tie })
    }
}

fn by_what(owed: &Owed) -> &'static str {
    match owed.promise() {
        Bound::HeldHarmless => "what is kept of last year",
        _ => "its floor",
    }
}

/// A fixed amount within its bounds.
fn fixed_amount(part: Side, hub: HubId, owed: &Owed, each: Money) -> Result<(Money, Option<Edge>), AllocationError> {
    let each = if owed.takes_part { each } else { Money::ZERO };
    let (floor, cap) = (owed.claimant.floor, owed.claimant.cap);
    match cap {
        Some(cap) if floor > cap => {
            Err(AllocationError::FloorAboveCap { hub, owed: floor, promise: by_what(owed), cap, part })
        }
        Some(cap) if each > cap => Ok((cap, Some(Edge::Cap))),
        _ if each < floor => Ok((floor, Some(Edge::Floor))),
        _ => Ok((each, None)),
    }
}

fn fixed(
    part: Side,
    money: Money,
    each: Money,
    owed: &BTreeMap<HubId, Owed>,
) -> Result<Filling<HubId>, AllocationError> {
    let mut shares = BTreeMap::new();
    for (hub, owed) in owed {
        let (amount, bound) = fixed_amount(part, *hub, owed, each)?;
        shares.insert(*hub, Filled { amount, bound, odd_penny: false });
    }
    let come_to = Money::sum(shares.values().map(|filled| filled.amount))?;
    let by = come_to.difference(money);
    if by.is_zero() {
        return Ok(Filling { shares, per_unit: None, tie: None });
    }
    let much = if by.is_negative() { "little" } else { "much" };
    Err(AllocationError::FixedAmounts { part, come_to, money, by: by.magnitude(), much })
}

/// What each hub counts for, and its bounds.
fn owed(
    part: Side,
    formula: &Formula,
    claims: &BTreeMap<HubId, Claim>,
) -> Result<BTreeMap<HubId, Owed>, AllocationError> {
    for (bound, limit) in [("floor", &formula.floor), ("cap", &formula.cap)] {
        let nobody = limit.iter().flat_map(Limit::named).find(|hub| !claims.contains_key(hub));
        if let Some(hub) = nobody {
            return Err(AllocationError::BoundOfNobody { hub, bound, part });
        }
    }
    if let Some(share) = formula.hold_harmless.as_ref().map(|kept| kept.share).filter(|share| share.is_negative()) {
        return Err(AllocationError::NegativePromise { part, share });
    }
    let figure = |hub: HubId, claim: &Claim, attribute: Word| {
        claim.get(attribute).ok_or(AllocationError::NoFigure { hub, attribute, part })
    };
    let mut taking_part = BTreeSet::new();
    for (hub, claim) in claims {
        formula.attributes().try_for_each(|attribute| figure(*hub, claim, attribute).map(|_| ()))?;
        let least = |threshold| figure(*hub, claim, threshold);
        let above = match formula.threshold {
            None => true,
            Some(threshold) => least(threshold.attribute)? >= threshold.least,
        };
        if above {
            taking_part.insert(*hub);
        }
    }
    let sums = sums(formula, claims, taking_part.clone())?;
    // Where nobody takes part nobody counts for anything, which is said of the whole part.
    if let (Measure::Mix(mix), false) = (&formula.by, taking_part.is_empty()) {
        let empty = |(word, _): &(Word, Ratio)| sums.get(word).is_none_or(|sum| sum.is_zero());
        if let Some((attribute, share)) = mix.shares().find(empty) {
            return Err(AllocationError::NobodyHas { attribute, share, part });
        }
    }
    let mut all = BTreeMap::new();
    for (hub, claim) in claims {
        let takes_part = taking_part.contains(hub);
        let weight = match &formula.by {
            _ if !takes_part => Ratio::ZERO,
            Measure::Equal | Measure::Each(_) => Ratio::ONE,
            Measure::Attribute(word) => figure(*hub, claim, *word)?,
            Measure::Mix(mix) => {
                let mut weight = Ratio::ZERO;
                for (word, share) in mix.shares() {
                    let sum = sums.get(&word).copied().unwrap_or_default();
                    weight = weight.plus(share.times(figure(*hub, claim, word)?)?.over(sum)?)?;
                }
                weight
            }
        };
        let floor = formula.floor.as_ref().and_then(|floor| floor.of(*hub)).filter(|_| takes_part).unwrap_or_default();
        let kept = match &formula.hold_harmless {
            None => Money::ZERO,
            Some(promise) => {
                let had = promise.last_year.get(hub).copied().unwrap_or_default();
                ceiling(promise.share.times(Ratio::from(had.pence()))?).ok_or(crate::ratio::Inexact)?
            }
        };
        let cap = formula.cap.as_ref().and_then(|cap| cap.of(*hub));
        all.insert(*hub, Owed { claimant: Claimant { weight, floor: floor.max(kept), cap }, takes_part, floor });
    }
    Ok(all)
}

/// The sums of what a formula goes by, over those that take part.
fn sums(
    formula: &Formula,
    claims: &BTreeMap<HubId, Claim>,
    taking_part: BTreeSet<HubId>,
) -> Result<BTreeMap<Word, Ratio>, AllocationError> {
    let mut sums = BTreeMap::new();
    for attribute in formula.attributes() {
        let figures = claims.iter().filter(|(hub, _)| taking_part.contains(hub));
        sums.insert(attribute, Ratio::sum(figures.filter_map(|(_, claim)| claim.get(attribute)))?);
    }
    Ok(sums)
}
