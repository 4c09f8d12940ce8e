//! What entries of a ledger hold, and what they come to: the state, without what is permitted.
//!
//! The rules of ledgers look at it, and [`Ledger`](super::ledger::Ledger) stands above both.

mod claim;
pub mod event;
mod fold;
mod offer;
mod phase;
mod portfolio;
mod state;
mod sums;

pub use claim::Standing;
pub(in crate::funding) use claim::{Claim, Paper, Passed};
pub use event::Event;
pub(in crate::funding) use fold::opened;
pub use offer::{LedgerFormat, Offer};
pub use phase::Phase;
pub(in crate::funding) use phase::TRANSITIONS;
pub(in crate::funding) use portfolio::Passage;
pub use portfolio::{Portfolio, Use};
pub use state::Account;
pub(in crate::funding) use sums::{Sums, pence};
