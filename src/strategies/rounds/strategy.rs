//! Strategies for rounds: sound ones, of any length, and broken ones.

use proptest::{prelude::*, sample};

use super::{RoundShape, SoundRound, cases};
use crate::strategies::Case;

/// The shape of a round of so many applications at most.
pub fn round_shape(most: u16) -> impl Strategy<Value = RoundShape> + Clone {
    (5..=most.max(5), 2_u8..4, any::<[bool; 2]>()).prop_map(|(applications, assessors, [whole, contract])| RoundShape {
        applications,
        assessors,
        whole,
        contract,
    })
}

/// A sound round of any shape, from the opening to the end, of so many applications at most.
pub fn sound_round(most: u16) -> impl Strategy<Value = SoundRound> + Clone {
    round_shape(most).prop_map(SoundRound::shaped)
}

/// A sound round up to any of its entries. It may be replayed; what it lacks as yet is no finding unless it is due.
pub fn round_of_any_length(most: u16) -> impl Strategy<Value = SoundRound> + Clone {
    (sound_round(most), any::<sample::Index>()).prop_map(|(mut round, length)| {
        let length = length.index(round.entries.len()).saturating_add(1);
        round.entries.truncate(length);
        round
    })
}

/// A journal in which exactly one rule is broken.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BrokenRound {
    /// The rule, and how it was broken.
    pub case: &'static Case<SoundRound>,
    /// The journal, no longer sound.
    pub round: SoundRound,
}

/// A journal in which exactly one rule, any, is broken, of so many applications at most.
pub fn broken_round(most: u16) -> impl Strategy<Value = BrokenRound> {
    let all: Vec<&'static Case<SoundRound>> = cases().collect();
    (round_shape(most), sample::select(all)).prop_map(|(shape, case)| {
        // The cases go for rounds that are marked by criterion.
        let mut round = SoundRound::shaped(RoundShape { whole: false, ..shape });
        (case.breaks)(&mut round);
        BrokenRound { case, round }
    })
}
