//! Everything of a programme on record: sound together, and one mutation for each rule across documents.

mod cases;
mod sound;

pub use cases::cases;
pub use sound::SoundAffairs;
