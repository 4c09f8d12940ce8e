//! A hub programme as exact, explained data.
#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations, rustdoc::broken_intra_doc_links)]
// Tests may unwrap; the library may not panic on anything that a caller controls.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects
    )
)]

pub mod answer;
pub mod calendar;
pub mod document;
pub mod geography;
pub mod identifiers;
pub mod money;
pub mod network;
pub mod organisation;
pub mod programme;
pub mod rules;
#[cfg(feature = "proptest")]
pub mod strategies;
pub mod vocabulary;
