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
//!
//! A process of a host's own is a state, its events, and the rules about entries. What is checked of any entry stands in
//! [`checks`], and what a table of [`Transition`]s permits in [`table`]. A turnstile takes a coin, then a push:
//!
//! ```
//! use std::collections::BTreeSet;
//! use maths_hubs::{
//!     journal::{Check, Entry, Journal, Process, Transition, Verdict, table},
//!     rules::Rule,
//! };
//!
//! static OPENING: Rule = Rule::error("turnstile/opening", "a turnstile is installed first").says("nothing is installed");
//! static LOCKED: Rule = Rule::error("turnstile/locked", "only a push that was paid for turns it").says("it is locked");
//! static TABLE: [Transition; 2] =
//!     [Transition::to("coin", &["locked"], "free"), Transition::to("push", &["free"], "locked")];
//!
//! struct Turnstile(bool);
//!
//! impl Process for Turnstile {
//!     type Event = &'static str;
//!     fn open(first: &Entry<&'static str>) -> Option<Self> {
//!         (first.what == "install").then_some(Self(false))
//!     }
//!     fn opening() -> &'static Rule {
//!         &OPENING
//!     }
//!     fn checks() -> &'static [&'static [Check<Self>]] {
//!         const LOCK: Check<Turnstile> =
//!             Check { rule: &LOCKED, judge: |before, entry| Verdict::of(entry.what != "push" || before.0) };
//!         &[&[LOCK]]
//!     }
//!     fn fold(&mut self, entry: &Entry<&'static str>) {
//!         self.0 = entry.what == "coin";
//!     }
//!     fn permitted(&self) -> BTreeSet<&'static str> {
//!         table::permitted(&TABLE, if self.0 { "free" } else { "locked" })
//!     }
//!     fn kind(event: &&'static str) -> &'static str {
//!         event
//!     }
//!     fn transitions() -> &'static [Transition] {
//!         &TABLE
//!     }
//! }
//!
//! let entry = |number, what| Entry::new(number, "2026-11-24T09:00".parse().unwrap(), maths_hubs::uuid::Uuid::nil().into(), what);
//! let mut journal = Journal::<Turnstile>::open(entry(1, "install"))?;
//! let refusal = journal.apply(entry(2, "push")).unwrap_err();
//! assert_eq!(
//!     refusal.to_string(),
//!     "entry 2 (push) is refused by turnstile/locked: it is locked; permitted now: coin"
//! );
//! assert_eq!(format!("{refusal:?}"), format!("Refusal({refusal})")); // so a `main` that ends with it prints this
//! journal.apply(entry(2, "coin"))?;
//! journal.apply(entry(3, "push"))?;
//! assert_eq!(journal.next_number(), 4);
//! # Ok::<_, maths_hubs::journal::Refusal>(())
//! ```

mod book;
pub mod checks;
mod diagram;
mod digest;
mod entry;
mod process;
mod redaction;
mod refusal;
pub mod table;
mod text;

pub use book::Journal;
pub use diagram::{Transition, mermaid};
pub use digest::Digest;
pub use entry::Entry;
pub use process::{Before, Check, Figures, Process, Verdict};
pub use redaction::{Redactable, Redaction};
pub use refusal::Refusal;
pub use text::Text;
