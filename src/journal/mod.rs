//! Append-only journals: a process as the entries that people made, in their order.
//!
//! An [`Entry`] has a number, a moment, a person, a reason and what happened. A [`Process`] says two things of it, apart:
//! whether it is permitted ([`Check`]s, each with a rule of the catalogue) and what it comes to
//! ([`fold`](Process::fold), which is total). A [`Journal`] joins them:
//!
//! - [`apply`](Journal::apply) takes an entry that is permitted and refuses one that is not, with the rule that it
//!   breaks and what is permitted instead;
//! - [`replay`](Journal::replay) applies a whole journal and gives the very state that applying its entries one by one
//!   gave;
//! - [`audit`](Journal::audit) keeps every entry of somebody else's books, and tells a sink what `apply` would have
//!   refused.
//!
//! Entries are ordered by number, never by clock, and a correction is a new entry. Nothing is ever taken out; free text
//! that must go is replaced by its digest and the ground for it ([`Text`]), and the state stays the same.

mod book;
mod diagram;
mod digest;
mod entry;
mod process;
mod refusal;
mod text;

pub use book::Journal;
pub use diagram::{Transition, mermaid};
pub use digest::Digest;
pub use entry::Entry;
pub use process::{Before, Check, Figures, Process, Verdict};
pub use refusal::Refusal;
pub use text::Text;
