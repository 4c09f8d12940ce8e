//! Strategies for everything of a programme on record: sound together, and broken in one rule across documents.

use proptest::{prelude::*, sample};

use super::{SoundAffairs, cases};
use crate::strategies::{Case, ledgers::ledger_shape, rounds::round_shape};

/// Sound affairs, with a round of so many applications and a ledger of so many claims at most.
pub fn sound_affairs(applications: u16, claims: u16) -> impl Strategy<Value = SoundAffairs> {
    (round_shape(applications), ledger_shape(claims)).prop_map(|(round, ledger)| SoundAffairs::shaped(round, ledger))
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
    let all: Vec<&'static Case<SoundAffairs>> = cases().collect();
    let shapes = (round_shape(applications), ledger_shape(claims));
    (shapes, sample::select(all)).prop_map(|((round, ledger), case)| {
        let mut affairs = SoundAffairs::shaped(round, ledger);
        (case.breaks)(&mut affairs);
        BrokenAffairs { case, affairs }
    })
}
