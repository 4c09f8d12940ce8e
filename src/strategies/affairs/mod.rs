//! Everything of a programme on record: sound together, and one mutation for each rule across documents.

mod cases;
mod sound;
mod strategy;

pub use cases::cases;
pub use sound::SoundAffairs;
pub use strategy::{BrokenAffairs, broken_affairs, sound_affairs};
