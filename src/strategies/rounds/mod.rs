//! Rounds: sound ones of any shape and length, and one mutation for each rule.

mod cases;
mod sound;
mod strategy;
mod terms;

pub use cases::cases;
pub use sound::{
    ADMINISTRATOR, AUTHORITY, CHAIR, MEMBER, OBSERVER, REVIEWER, RoundShape, SoundRound, application, assessor,
    contact, person, place,
};
pub use strategy::{BrokenRound, broken_round, round_of_any_length, round_shape, sound_round};
