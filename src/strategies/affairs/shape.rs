//! What differs between the sound affairs of one programme and another.

use crate::strategies::{Shape, ledgers::LedgerShape, rounds::RoundShape};

/// What differs between one programme's sound affairs and another's.
///
/// All have a hub with an award, and a round that sought a lead for it and for a new hub. The others come beside these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AffairsShape {
    /// The round. All rounds keep to its policy.
    pub round: RoundShape,
    /// The ledger.
    pub ledger: LedgerShape,
    /// Further rounds, each for two new hubs.
    pub rounds: Vec<FurtherRound>,
    /// Further hubs that were at work in 2014/15, each with its award.
    pub awards: Vec<FurtherAward>,
    /// Further hubs, founded since without a round.
    pub hubs: Vec<Shape>,
}

/// A further round, and the hubs that it founded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct FurtherRound {
    /// How many applications compete to the end, as in [`RoundShape`].
    pub applications: u16,
    /// The two hubs. When they began, and that nobody led them before, follows from the round.
    pub hubs: [Shape; 2],
}

/// A further award, and its hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct FurtherAward {
    /// The hub. When it began follows from the award.
    pub hub: Shape,
    /// The ledger. Its number follows from that of the first.
    pub ledger: LedgerShape,
}

impl FurtherRound {
    /// A round of so many applications, which founded these hubs.
    #[must_use]
    pub const fn new(applications: u16, hubs: [Shape; 2]) -> Self {
        Self { applications, hubs }
    }
}

impl FurtherAward {
    /// An award to this hub, with this ledger.
    #[must_use]
    pub const fn new(hub: Shape, ledger: LedgerShape) -> Self {
        Self { hub, ledger }
    }
}

impl AffairsShape {
    /// A round and a ledger of these shapes, and nothing beside them.
    #[must_use]
    pub const fn new(round: RoundShape, ledger: LedgerShape) -> Self {
        Self { round, ledger, rounds: Vec::new(), awards: Vec::new(), hubs: Vec::new() }
    }

    /// The hubs, in the order of their ids: the new one and the old, those of further rounds, of further awards, the rest.
    pub(super) fn hubs(&self) -> Vec<Shape> {
        let new = |shape: Shape| Shape { founded_in: 2, succeeds_another: false, ..shape };
        let old = Shape { succeeds_another: true, ..Shape::default() };
        let founded = self.rounds.iter().flat_map(|round| round.hubs).map(new);
        let awarded = self.awards.iter().map(|award| Shape { founded_in: 0, ..award.hub });
        // From 2015 on: none of them was at work throughout the year of the awards.
        let since = |shape: Shape| Shape {
            founded_in: shape.founded_in.checked_rem(7).unwrap_or_default().saturating_add(1),
            ..shape
        };
        let others = self.hubs.iter().copied().map(since);
        [new(Shape::default()), old].into_iter().chain(founded).chain(awarded).chain(others).collect()
    }
}
