//! The rules of money: one file an aggregate.

pub mod allocation;
