//! Money: who pays, for what, how much and why; from a national pot to the last penny recovered.

mod account;
pub mod allocation;
pub mod amounts;
pub mod apportionment;
pub mod award;
pub mod ledger;
mod payable;
pub mod phasing;
pub mod policy;
pub mod portfolio;
pub mod purpose;
pub mod rules;
pub mod split;
pub mod sponsor;
pub mod statement;
