//! Ledgers: sound ones of any length, and one mutation for each rule.

mod cases;
mod sound;
mod strategy;
mod terms;

pub use cases::{SoundPortfolio, cases, portfolio_cases};
pub(super) use sound::spent_in;
pub use sound::{APPROVER, BURSAR, DIRECTOR, HEAD, LedgerShape, OFFICER, PAYER, SoundLedger, claim_id, mistaken};
pub use strategy::{BrokenLedger, broken_ledger, ledger_of_any_length, ledger_shape, sound_ledger};
