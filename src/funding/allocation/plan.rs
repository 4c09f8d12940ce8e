//! An allocation made: what each hub gets, and which pence are open.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{Deserialize, Serialize};

use super::{
    AllocationTable, Change, Claim, Comparison, Division, DrawError, LastYear, OddPenny, Pot, Reduction,
    ReductionError, ShareExplained, Side,
    draw::{Listed, Order},
    portion::Portions,
    reduction,
    shared::Shared,
};
use crate::{
    calendar::Year,
    document::{self, DidYouMean, keyed},
    identifiers::{HubId, ProgrammeId},
    money::Money,
};

/// An allocation made: what each hub gets of each part, and which pence are open because several hubs could have them
/// alike.
///
/// Only [`Allocation::among`](super::Allocation::among) makes one, so its sums are always those of the money:
/// what hubs get and what is open are together [`total`](Self::total).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub(super) money: Money,
    pub(super) division: Division,
    pub(super) claims: BTreeMap<HubId, Claim>,
    pub(super) parts: BTreeMap<Side, Shared>,
    pub(super) last_year: Option<LastYear>,
    /// The order in which open pence were drawn.
    pub(super) order: Vec<HubId>,
}

/// Pence of one part that several hubs could have alike, and that nobody has until they are drawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct OpenTie {
    /// Of which part.
    pub part: Side,
    /// Who could have one.
    #[serde(deserialize_with = "keyed::set")]
    pub among: BTreeSet<HubId>,
    /// How many pence there are, fewer than hubs.
    pub pence: u64,
}

crate::document::as_record! { OpenTie, r#"pence that are open: {"part": …, "among": …, "pence": …}"#; }

impl OpenTie {
    /// So many pence of a part, to be drawn among these.
    #[must_use]
    pub fn new(part: Side, among: impl IntoIterator<Item = HubId>, pence: u64) -> Self {
        Self { part, among: among.into_iter().collect(), pence }
    }
}

impl fmt::Display for OpenTie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = if self.pence == 1 { "1 penny is".to_owned() } else { format!("{} pence are", self.pence) };
        write!(f, "{}: {open} open, to be drawn among {}", self.part, Listed(&self.among))
    }
}

/// A hub that has no share in a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the plan has no hub `{}`{}", hub.escape_debug(), DidYouMean(nearest.as_deref()))]
#[non_exhaustive]
pub struct NotInPlan {
    /// The id asked for.
    pub hub: String,
    /// The id nearest to it.
    pub nearest: Option<String>,
}

impl Plan {
    pub(super) const fn new(
        money: Money,
        division: Division,
        claims: BTreeMap<HubId, Claim>,
        parts: BTreeMap<Side, Shared>,
        last_year: Option<LastYear>,
    ) -> Self {
        Self { money, division, claims, parts, last_year, order: Vec::new() }
    }

    /// What hubs get and what is open, together: the money that was allocated.
    #[must_use]
    pub fn total(&self) -> Money {
        // Each part's shares and open pence come to its money, and the parts to the whole.
        let open = std::iter::once(self.undivided());
        Money::sum(self.shares().map(|(_, amount)| amount).chain(open)).unwrap_or(self.money)
    }

    /// What is open: pence that nobody has until they are [`drawn`](Self::drawn).
    #[must_use]
    pub fn undivided(&self) -> Money {
        let pence = self.parts.values().filter_map(|shared| shared.tie.as_ref()).map(|tie| tie.pence);
        Money::from_pence(pence.fold(0, u64::saturating_add)).unwrap_or(Money::MAX)
    }

    /// How the money divided into parts.
    #[must_use]
    pub const fn division(&self) -> Division {
        self.division
    }

    /// What a hub gets in all; none where it makes no claim.
    #[must_use]
    pub fn share(&self, hub: HubId) -> Option<Money> {
        self.claims.contains_key(&hub).then(|| self.amount(hub))
    }

    fn amount(&self, hub: HubId) -> Money {
        let amounts = self.parts.values().filter_map(|shared| shared.hubs.get(&hub)).map(|to| to.amount);
        Money::sum(amounts).unwrap_or(Money::MAX)
    }

    /// What each hub gets in all, by their ids.
    pub fn shares(&self) -> impl ExactSizeIterator<Item = (HubId, Money)> + '_ {
        self.claims.keys().map(|hub| (*hub, self.amount(*hub)))
    }

    /// What a hub gets of a part, and what decided it; none where it makes no claim.
    #[must_use]
    pub fn portion(&self, hub: HubId, part: Side) -> Option<super::Portion> {
        self.claims.contains_key(&hub).then(|| *self.portions(hub).of(part))
    }

    pub(super) fn portions(&self, hub: HubId) -> Portions {
        let of = |part| self.parts.get(&part).and_then(|shared| shared.portion(hub)).unwrap_or_default();
        Portions { structural: of(Side::Structural), projects: of(Side::Projects) }
    }

    /// The pence that are open, part by part.
    #[must_use]
    pub fn ties(&self) -> Vec<OpenTie> {
        let open = |(part, shared): (&Side, &Shared)| {
            let tie = shared.tie.as_ref()?;
            Some(OpenTie { part: *part, among: tie.among.clone(), pence: tie.pence })
        };
        self.parts.iter().filter_map(open).collect()
    }

    /// The same plan with open pence given to the first in `order`, a draw that was recorded. One order serves both parts;
    /// hubs in it that no open penny concerns are passed over. The order of a draw is a fact: it is kept, and explanations
    /// say that a penny was drawn.
    ///
    /// # Errors
    ///
    /// [`DrawError`] where a hub that could have a penny is not in the order, or one stands in it twice.
    pub fn drawn(mut self, order: impl IntoIterator<Item = HubId>) -> Result<Self, DrawError> {
        let hubs: Vec<HubId> = order.into_iter().collect();
        let order = Order::of(&hubs)?;
        if !self.undivided().is_zero() {
            self.order = hubs;
        }
        for shared in self.parts.values_mut() {
            let Some(tie) = shared.tie.take() else { continue };
            for hub in order.first(tie.pence, &tie.among)? {
                if let Some(to) = shared.hubs.get_mut(&hub) {
                    // An open penny is part of the money, so the sum is an amount.
                    to.amount = to.amount.pence().checked_add(1).and_then(Money::from_pence).unwrap_or(to.amount);
                    to.odd_penny = Some(OddPenny::Drawn);
                }
            }
        }
        Ok(self)
    }

    /// The order in which open pence were drawn; empty where none were.
    #[must_use]
    pub fn order(&self) -> &[HubId] {
        &self.order
    }

    /// The same plan, with what hubs had the year before, so that it says what changed.
    #[must_use]
    pub fn since(self, last_year: impl Into<LastYear>) -> Self {
        Self { last_year: Some(last_year.into()), ..self }
    }

    /// The same plan, of the first year that there is: no hub had anything before.
    #[must_use]
    pub fn of_the_first_year(self) -> Self {
        self.since(BTreeMap::new())
    }

    /// Why a hub gets what it gets, and what changed since last year where that is known.
    ///
    /// # Errors
    ///
    /// [`NotInPlan`] for a hub without a claim, with the nearest that has one.
    pub fn explain(&self, hub: impl AsRef<str>) -> Result<ShareExplained, NotInPlan> {
        let asked = hub.as_ref();
        let found = HubId::new(asked).filter(|hub| self.claims.contains_key(hub));
        found.map(|hub| ShareExplained::of(self, hub)).ok_or_else(|| {
            let nearest = document::nearest(asked, self.claims.keys().map(HubId::as_str)).map(str::to_owned);
            NotInPlan { hub: asked.to_owned(), nearest }
        })
    }

    /// What changed since last year, hub by hub, with reasons.
    #[must_use]
    pub fn compared_with(&self, last_year: impl Into<LastYear>) -> Comparison {
        Comparison::of(self, &last_year.into())
    }

    pub(super) fn change(&self, hub: HubId) -> Option<Change> {
        self.last_year.as_ref().map(|last_year| Comparison::change(self, last_year, hub))
    }

    /// The plan cut to a smaller total within the year: see [`reduction`]. No hub comes below what `least` names for it,
    /// such as what is already paid.
    ///
    /// # Errors
    ///
    /// [`ReductionError`], also where pence are still open.
    pub fn reduced_to(&self, money: Money, least: &BTreeMap<HubId, Money>) -> Result<Reduction, ReductionError> {
        if !self.undivided().is_zero() {
            return Err(ReductionError::Open(self.undivided()));
        }
        reduction::reduce(&self.shares().collect(), money, least)
    }

    /// The plan as a document to be published, beside the pot that it is paid from.
    #[must_use]
    pub fn table(&self, programme: ProgrammeId, year: Year, pot: Pot) -> AllocationTable {
        AllocationTable::of(self, programme, year, pot)
    }
}

/// The total and its division, a line for each hub, and what is open.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "all hubs: {}, {}", self.total(), self.division)?;
        for (hub, amount) in self.shares() {
            let Portions { structural, projects } = self.portions(hub);
            write!(f, "\n{hub}: {amount}, {} structural and {} for projects", structural.amount, projects.amount)?;
        }
        self.ties().iter().try_for_each(|tie| write!(f, "\n{tie}"))
    }
}
