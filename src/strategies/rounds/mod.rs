//! Rounds: sound ones of any shape and length, and one mutation for each rule.

mod cases;
mod sound;

pub use cases::cases;
pub use sound::{
    ADMINISTRATOR, AUTHORITY, CHAIR, MEMBER, OBSERVER, REVIEWER, RoundShape, SoundRound, application, assessor, person,
    place,
};
