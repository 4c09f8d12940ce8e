//! Strategies for property tests: values, sound networks and rounds of any size, and those with one rule broken.
//!
//! This module is there with the feature `proptest`. Downstream crates use it in their own tests:
//!
//! ```
//! use maths_hubs::strategies;
//! use proptest::prelude::*;
//!
//! proptest!(ProptestConfig::with_cases(8), |(sound in strategies::sound_network(1..4))| {
//!     prop_assert!(sound.check().findings().is_empty());
//! });
//! ```
//!
//! [`Sound`] builds sound networks without proptest's generators too, for examples and benchmarks, and
//! [`SoundRound`](rounds::SoundRound) sound rounds. [`cases`] and [`rounds::cases`] give, for each rule, the smallest change
//! that breaks it and one that takes a network or a round out of its reach; [`ledgers`] has the same for ledgers,
//! [`allocations`] for tables of allocations, and [`affairs`] for everything of a programme together: [`sound_record`] and
//! [`broken_record`] draw whole programmes as one document.

pub mod affairs;
pub mod allocations;
mod cases;
mod criteria;
mod draft;
pub mod ledgers;
mod literals;
mod networks;
mod postings;
pub mod rounds;
mod selection;
mod sound;
mod values;

pub use affairs::{BrokenRecord, broken_record, sound_record};
pub use cases::{Case, cases};
pub use criteria::{cells, criteria, raw_mark, scale};
pub use draft::Draft;
pub use networks::{Broken, broken_network, shape, sound_hub, sound_network};
pub use postings::{
    award_id, basis, figures, line_id, money_period, month, posted, posting, postings, purpose, sponsor_id, terms,
    year_kind,
};
pub use selection::{condition, fact, facts, gates, interest_policy, link, opening, quota, selection_policy, tie};
pub use sound::{DAY, Shape, Sound};
pub use values::*;
