//! Money: who pays, for what, how much and why; from a national pot to the last penny recovered.

pub mod apportionment;
pub mod phasing;
pub mod purpose;
pub mod split;
pub mod statement;
