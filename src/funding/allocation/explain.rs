//! Why a hub gets what it gets.

use std::{collections::BTreeMap, fmt};

use super::{Bound, Change, Measure, OddPenny, OpenTie, Plan, Side, Threshold, portion::counted, shared::Shared};
use crate::{
    identifiers::HubId,
    money::Money,
    ratio::{Ratio, Rounding},
    vocabulary::Word,
};

/// Why a hub gets what it gets: data first, and text by `Display`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShareExplained {
    /// Which hub.
    pub hub: HubId,
    /// What it gets in all.
    pub amount: Money,
    /// Why it gets what it does of structural money; none where the plan has no formula for it.
    pub structural: Option<PartExplained>,
    /// Why it gets what it does of project money; none where the plan has no formula for it.
    pub projects: Option<PartExplained>,
    /// The open pence of which it could have one.
    pub open: Vec<OpenTie>,
    /// What changed since last year, where the plan knows what hubs had.
    pub change: Option<Change>,
}

/// Why a hub gets what it gets of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartExplained {
    /// Of which part.
    pub part: Side,
    /// What it gets.
    pub amount: Money,
    /// The money of the part.
    pub money: Money,
    /// What it goes by.
    pub by: Measure,
    /// What must be had to take part, and how much of it the hub has.
    pub threshold: Option<(Threshold, Ratio)>,
    /// Whether the hub takes part.
    pub takes_part: bool,
    /// How many hubs take part.
    pub taking_part: usize,
    /// What the hub counts for.
    pub weight: Ratio,
    /// What all who take part count for.
    pub of_all_weight: Ratio,
    /// The figures by which it goes: the hub's, and the sum over all who take part.
    pub figures: BTreeMap<Word, (Ratio, Ratio)>,
    /// The pence for each unit of weight, before bounds; none where everybody is at a bound, and for fixed amounts.
    pub per_unit: Option<Ratio>,
    /// The bound without which it would be another amount.
    pub bound: Option<Bound>,
    /// How the last penny came to be there, where it did not come by weight alone.
    pub odd_penny: Option<OddPenny>,
    /// The hub's place in the order drawn, from 1, and how many stand in it, where its penny was drawn.
    pub drawn: Option<(usize, usize)>,
}

impl ShareExplained {
    pub(super) fn of(plan: &Plan, hub: HubId) -> Self {
        let part = |part| plan.parts.get(&part).and_then(|shared| PartExplained::of(plan, part, shared, hub));
        Self {
            hub,
            amount: plan.share(hub).unwrap_or_default(),
            structural: part(Side::Structural),
            projects: part(Side::Projects),
            open: plan.ties().into_iter().filter(|tie| tie.among.contains(&hub)).collect(),
            change: plan.change(hub),
        }
    }

    /// The parts that it has, in order.
    pub fn parts(&self) -> impl Iterator<Item = &PartExplained> {
        self.structural.iter().chain(&self.projects)
    }
}

impl PartExplained {
    fn of(plan: &Plan, part: Side, shared: &Shared, hub: HubId) -> Option<Self> {
        let to = shared.hubs.get(&hub)?;
        let claim = plan.claims.get(&hub)?;
        let figures = shared.sums.iter().filter_map(|(word, sum)| Some((*word, (claim.get(*word)?, *sum))));
        let threshold = shared.formula.threshold.and_then(|of| Some((of, claim.get(of.attribute)?)));
        let place = plan.order.iter().position(|drawn| *drawn == hub).map(|place| place.saturating_add(1));
        let drawn = place.filter(|_| to.odd_penny == Some(OddPenny::Drawn)).map(|place| (place, plan.order.len()));
        Some(Self {
            part,
            amount: to.amount,
            money: shared.money,
            by: shared.formula.by.clone(),
            threshold,
            takes_part: to.takes_part,
            taking_part: shared.hubs.values().filter(|to| to.takes_part).count(),
            weight: to.weight,
            of_all_weight: shared.all_weight,
            figures: figures.collect(),
            per_unit: shared.per_unit,
            bound: to.bound,
            odd_penny: to.odd_penny,
            drawn,
        })
    }

    /// What the money goes by, with this hub's figures.
    fn measure(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figure = |word: &Word| self.figures.get(word).copied().unwrap_or_default();
        match &self.by {
            Measure::Equal => {
                write!(f, "{} among {}", self.by, counted(self.taking_part, "hub", "hubs"))
            }
            Measure::Each(_) => write!(f, "{}", self.by),
            Measure::Attribute(word) => {
                let (has, of) = figure(word);
                write!(f, "by {word}: {has} of {of}")?;
                match self.per_unit.and_then(PerUnit::of) {
                    Some(per_unit) if self.bound.is_none() => write!(f, ", {per_unit} each"),
                    _ => Ok(()),
                }
            }
            Measure::Mix(mix) => {
                for (place, (word, share)) in mix.shares().enumerate() {
                    let (has, of) = figure(&word);
                    write!(f, "{}{share} by {word}: {has} of {of}", if place == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
        }
    }
}

/// Pence for a unit of weight as people read them.
struct PerUnit {
    pounds: Money,
    exact: bool,
}

impl PerUnit {
    fn of(pence: Ratio) -> Option<Self> {
        let whole = pence.rounded(0, Rounding::HalfUp);
        let pounds = u64::try_from(whole.numerator()).ok().and_then(Money::from_pence)?;
        whole.is_whole().then_some(Self { pounds, exact: whole == pence })
    }
}

impl fmt::Display for PerUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.exact { "" } else { "about " }, self.pounds)
    }
}

/// One line: "projects: £900.00 of £6,000.00, by schools: 250 of 2000; its floor holds".
impl fmt::Display for PartExplained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} of {}, ", self.part, self.amount, self.money)?;
        match self.threshold {
            Some((Threshold { attribute, least }, has)) if !self.takes_part => {
                write!(f, "it takes no part with {has} {attribute}, fewer than {least}")?;
            }
            _ => self.measure(f)?,
        }
        if let Some(bound) = self.bound {
            write!(f, "; {}", bound.phrase())?;
        }
        if let Some(penny) = self.odd_penny {
            write!(f, "; {}", penny.phrase())?;
        }
        match self.drawn {
            Some((place, of)) => write!(f, ", it being number {place} of {of} in the order drawn"),
            None => Ok(()),
        }
    }
}

/// The amount, a line for each part, what is open, and what changed.
impl fmt::Display for ShareExplained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.hub, self.amount)?;
        self.parts().try_for_each(|part| write!(f, "\n{part}"))?;
        self.open.iter().try_for_each(|tie| write!(f, "\n{tie}"))?;
        match &self.change {
            Some(change) => write!(f, "\nsince last year: {change}"),
            None => Ok(()),
        }
    }
}
