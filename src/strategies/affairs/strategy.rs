//! Strategies for everything of a programme on record: sound together, and broken in one rule across documents.

use proptest::{collection, prelude::*, sample};

use super::{AffairsShape, FurtherAward, FurtherRound, SoundAffairs, cases};
use crate::{
    programme::{Record, rules::GIVEN_TWICE},
    strategies::{Case, ledgers::ledger_shape, rounds::round_shape, shape},
};

/// The shape of everything of a programme: two hubs to eight, one round or two of so many applications each at most, one
/// ledger to three of so many claims each at most.
pub fn affairs_shape(applications: u16, claims: u16) -> impl Strategy<Value = AffairsShape> + Clone {
    let further_round = (5..=applications.max(5), [shape(), shape()])
        .prop_map(|(applications, hubs)| FurtherRound::new(applications, hubs));
    let further_award = (shape(), ledger_shape(claims)).prop_map(|(hub, ledger)| FurtherAward::new(hub, ledger));
    let further =
        (collection::vec(further_round, 0..2), collection::vec(further_award, 0..3), collection::vec(shape(), 0..3));
    (round_shape(applications), ledger_shape(claims), further).prop_map(|(round, ledger, (rounds, awards, hubs))| {
        let first = AffairsShape::new(round, ledger);
        AffairsShape { rounds, awards, hubs, ..first }
    })
}

/// Sound affairs, with rounds of so many applications and ledgers of so many claims at most.
pub fn sound_affairs(applications: u16, claims: u16) -> impl Strategy<Value = SoundAffairs> {
    affairs_shape(applications, claims).prop_map(|shape| SoundAffairs::of(&shape))
}

/// Everything of a programme on record, in which exactly one rule across documents is broken.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BrokenAffairs {
    /// The rule, and how it was broken.
    pub case: &'static Case<SoundAffairs>,
    /// The record, no longer sound.
    pub affairs: SoundAffairs,
}

/// Everything of a programme on record in which exactly one rule across documents, any, is broken.
pub fn broken_affairs(applications: u16, claims: u16) -> impl Strategy<Value = BrokenAffairs> {
    broken_in(cases().collect(), applications, claims)
}

fn broken_in(
    all: Vec<&'static Case<SoundAffairs>>,
    applications: u16,
    claims: u16,
) -> impl Strategy<Value = BrokenAffairs> {
    (affairs_shape(applications, claims), sample::select(all)).prop_map(|(shape, case)| {
        let mut affairs = SoundAffairs::of(&shape);
        (case.breaks)(&mut affairs);
        BrokenAffairs { case, affairs }
    })
}

/// A whole programme as one document, on which nothing is found on [`DAY`](crate::strategies::DAY): several hubs, rounds
/// and ledgers of any shape, a table of allocations, people. Short of a long round: for one, make an [`AffairsShape`].
pub fn sound_record() -> impl Strategy<Value = Record> {
    sound_affairs(6, 4).prop_map(|affairs| affairs.record())
}

/// A whole programme as one document, in which exactly one rule across documents is broken on
/// [`DAY`](crate::strategies::DAY).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BrokenRecord {
    /// The rule, and how it was broken.
    pub case: &'static Case<SoundAffairs>,
    /// The document, no longer sound.
    pub record: Record,
}

/// A whole programme as one document in which exactly one rule across documents is broken: any, but that a document stands
/// twice, which a record cannot hold.
pub fn broken_record() -> impl Strategy<Value = BrokenRecord> {
    let all = cases().filter(|case| case.rule.code != GIVEN_TWICE.code).collect();
    broken_in(all, 6, 4).prop_map(|BrokenAffairs { case, affairs }| BrokenRecord { case, record: affairs.record() })
}
