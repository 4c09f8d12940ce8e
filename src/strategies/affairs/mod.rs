//! Everything of a programme on record: sound together, and one mutation for each rule across documents.
//!
//! [`sound_record`] draws whole programmes as one document, and [`broken_record`] those in which one rule is broken; the
//! shapes vary in hubs, rounds and ledgers. A host that stores or shows [`Record`](crate::programme::Record)s tests itself
//! by both:
//!
//! ```
//! use maths_hubs::{programme::Record, strategies::{self, DAY}};
//! use proptest::prelude::*;
//!
//! proptest!(ProptestConfig::with_cases(2), |(record in strategies::sound_record(), broken in strategies::broken_record())| {
//!     prop_assert!(record.check(DAY).blocking().next().is_none());
//!     let stored = serde_json::to_string(&record).unwrap();
//!     prop_assert_eq!(serde_json::from_str::<Record>(&stored).unwrap(), record);
//!     prop_assert!(broken.record.check(DAY).count(broken.case.rule.code).broken > 0);
//! });
//! ```

mod cases;
mod further;
mod shape;
mod sound;
mod strategy;

pub use cases::cases;
pub use shape::{AffairsShape, FurtherAward, FurtherRound};
pub use sound::SoundAffairs;
pub use strategy::{
    BrokenAffairs, BrokenRecord, affairs_shape, broken_affairs, broken_record, sound_affairs, sound_record,
};
