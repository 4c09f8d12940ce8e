//! What changed since last year, hub by hub, and why.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{Deserialize, Serialize};

use super::{
    Before, Bound, LastYear, OddPenny, Plan, Portion, Side,
    portion::{MoreOrLess, Percent},
};
use crate::{
    identifiers::HubId,
    money::{Balance, Money},
    ratio::Ratio,
};

/// This year's plan beside last year's money.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comparison {
    /// What all hubs had.
    pub before: Money,
    /// What all hubs get.
    pub now: Money,
    /// What changed for each hub of either year.
    pub hubs: BTreeMap<HubId, Change>,
}

/// What changed for a hub.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// What it had; none for a hub without an allocation last year.
    pub before: Option<Money>,
    /// What it gets; none for a hub without a claim this year.
    pub now: Option<Money>,
    /// This year's less last year's.
    pub by: Balance,
    /// Why, as far as the figures say.
    pub reasons: BTreeSet<Reason>,
}

/// A reason for a change, or for the lack of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Reason {
    /// It had no allocation last year.
    NewHub,
    /// It makes no claim this year.
    HubEnded,
    /// All hubs together get another sum.
    PotChanged {
        /// What they had together.
        before: Money,
        /// What they get together.
        now: Money,
    },
    /// What it counts for changed, of all weight.
    WeightChanged {
        /// In which part.
        part: Side,
        /// What it counted for, 0 to 1.
        before: Ratio,
        /// What it counts for.
        now: Ratio,
    },
    /// A bound decides what it gets.
    Binds {
        /// In which part.
        part: Side,
        /// Which bound.
        bound: Bound,
    },
    /// A bound decided what it had and does so no more.
    BoundNoMore {
        /// In which part.
        part: Side,
        /// Which bound.
        bound: Bound,
    },
    /// Bounds of other hubs, of this year or last, move what is left for it.
    OthersBound {
        /// In which part.
        part: Side,
    },
    /// It has a penny by the largest remainder.
    OddPenny {
        /// In which part.
        part: Side,
    },
    /// It has a penny that was drawn.
    DrawnPenny {
        /// In which part.
        part: Side,
    },
}

crate::document::as_record! { Reason, r#"a reason for a change: "new-hub", {"pot-changed": …} …"#; }

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NewHub => f.write_str("it had no allocation last year"),
            Self::HubEnded => f.write_str("it makes no claim this year"),
            Self::PotChanged { before, now } => write!(f, "all hubs together get {now}, after {before}"),
            Self::WeightChanged { part, before, now } => {
                write!(f, "it counts for {} of the {} money, after {}", Percent(*now), part.kind(), Percent(*before))
            }
            Self::Binds { part, bound } => write!(f, "{part}: {}", bound.phrase()),
            Self::BoundNoMore { part, bound } => write!(f, "{part}: last year {}", bound.phrase()),
            Self::OthersBound { part } => write!(f, "{part}: bounds of other hubs move what is left"),
            Self::OddPenny { part } => write!(f, "{part}: {}", OddPenny::Remainder.phrase()),
            Self::DrawnPenny { part } => write!(f, "{part}: {}", OddPenny::Drawn.phrase()),
        }
    }
}

/// The totals, and the parts in which any hub was at a bound.
struct Around {
    before: Money,
    now: Money,
    /// The parts in which bounds of hubs decide, with how many, this year and last.
    bounds: BTreeMap<Side, BTreeSet<HubId>>,
}

impl Around {
    fn of(plan: &Plan, last_year: &LastYear) -> Self {
        let mut bounds: BTreeMap<Side, BTreeSet<HubId>> = BTreeMap::new();
        for part in Side::ALL {
            let binds = bounds.entry(part).or_default();
            for (hub, to) in plan.parts.get(&part).into_iter().flat_map(|shared| &shared.hubs) {
                if to.bound.is_some() {
                    binds.insert(*hub);
                }
            }
            let bound = |(hub, before): (HubId, Before)| before.portion(part)?.bound.map(|_| hub);
            binds.extend(last_year.hubs().filter_map(bound));
        }
        Self { before: last_year.total(), now: plan.total(), bounds }
    }

    fn others_bound(&self, part: Side, hub: HubId) -> bool {
        self.bounds.get(&part).is_some_and(|hubs| hubs.iter().any(|other| *other != hub))
    }
}

impl Comparison {
    pub(super) fn of(plan: &Plan, last_year: &LastYear) -> Self {
        let around = Around::of(plan, last_year);
        let hubs: BTreeSet<HubId> = plan.claims.keys().copied().chain(last_year.hubs().map(|(hub, _)| hub)).collect();
        let change = |hub| (hub, change(plan, last_year, &around, hub));
        Self { before: around.before, now: around.now, hubs: hubs.into_iter().map(change).collect() }
    }

    /// What changed for one hub.
    pub(super) fn change(plan: &Plan, last_year: &LastYear, hub: HubId) -> Change {
        change(plan, last_year, &Around::of(plan, last_year), hub)
    }

    /// What changed for a hub of either year.
    #[must_use]
    pub fn of_hub(&self, hub: HubId) -> Option<&Change> {
        self.hubs.get(&hub)
    }
}

fn change(plan: &Plan, last_year: &LastYear, around: &Around, hub: HubId) -> Change {
    let (before, now) = (last_year.of(hub), plan.share(hub));
    let had = before.map(|before| before.amount);
    let by = now.unwrap_or_default().difference(had.unwrap_or_default());
    let mut reasons = BTreeSet::new();
    match (before, now) {
        (None, _) => {
            reasons.insert(Reason::NewHub);
        }
        (_, None) => {
            reasons.insert(Reason::HubEnded);
        }
        (Some(_), Some(_)) if around.before != around.now => {
            reasons.insert(Reason::PotChanged { before: around.before, now: around.now });
        }
        _ => {}
    }
    if now.is_some() {
        for part in Side::ALL {
            let was = before.and_then(|before| before.portion(part));
            let portion = *plan.portions(hub).of(part);
            reasons.extend(of_portion(part, was, portion));
            let moved = was.is_some_and(|was| was.amount != portion.amount) || (was.is_none() && !by.is_zero());
            if moved && before.is_some() && portion.bound.is_none() && around.others_bound(part, hub) {
                reasons.insert(Reason::OthersBound { part });
            }
        }
    }
    Change { before: had, now, by, reasons }
}

/// The reasons that a hub's own portion gives.
fn of_portion(part: Side, was: Option<Portion>, is: Portion) -> impl Iterator<Item = Reason> {
    let weights = was.and_then(|was| was.weight).zip(is.weight);
    let weight = weights.filter(|(before, now)| before != now);
    let weight = weight.map(|(before, now)| Reason::WeightChanged { part, before, now });
    let binds = is.bound.map(|bound| Reason::Binds { part, bound });
    let no_more = was.and_then(|was| was.bound).filter(|bound| is.bound != Some(*bound));
    let no_more = no_more.map(|bound| Reason::BoundNoMore { part, bound });
    let penny = is.odd_penny.map(|penny| match penny {
        OddPenny::Remainder => Reason::OddPenny { part },
        OddPenny::Drawn => Reason::DrawnPenny { part },
    });
    weight.into_iter().chain(binds).chain(no_more).chain(penny)
}

/// What changed and why, in one sentence: "£10.00 more than last year's £90.00: …".
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.before, self.now) {
            (None, Some(now)) => write!(f, "{now}, new this year")?,
            (Some(before), None) => write!(f, "nothing, after {before} last year")?,
            (Some(before), Some(_)) if self.by.is_zero() => write!(f, "the same as last year, {before}")?,
            (Some(before), Some(_)) => write!(f, "{} than last year's {before}", MoreOrLess(self.by))?,
            (None, None) => f.write_str("nothing in either year")?,
        }
        let told = |reason: &&Reason| !matches!(reason, Reason::NewHub | Reason::HubEnded);
        for (place, reason) in self.reasons.iter().filter(told).enumerate() {
            write!(f, "{}{reason}", if place == 0 { ": " } else { "; " })?;
        }
        if self.reasons.is_empty() && !self.by.is_zero() {
            f.write_str(": the figures give no reason")?;
        }
        Ok(())
    }
}

/// The totals, then a line for each hub.
impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "all hubs: {}, {} than last year's {}",
            self.now,
            MoreOrLess(self.now.difference(self.before)),
            self.before
        )?;
        for (hub, change) in &self.hubs {
            write!(f, "\n{hub}: {change}")?;
        }
        Ok(())
    }
}
