//! A round as a journal: who did what when and why, and what it comes to.
//!
//! A [`Round`] is a [`Journal`] whose first entry is an [`Opening`] and whose others are [`Event`]s. It is applied entry
//! by entry, replayed from lines, or taken in as somebody else's books; [`Proceedings`] are what the entries come to. They
//! hold numbers of entries and ids, never free text, so a text can be [removed](Round::redact) and nothing changes.
//!
//! Nothing is looked up outside: policy, places and windows stand in the opening, later facts in entries of their own. So
//! a journal replayed anywhere gives the very round that was lived.
//!
//! An entry is refused by the first rule that it breaks, and the refusal says what is permitted instead:
//!
//! ```
//! use maths_hubs::{journal::Entry, selection::round::{Event, Round}};
//!
//! # let lines = include_str!("../../../tests/golden/round.jsonl");
//! let entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
//! let mut round = Round::replay(entries.into_iter().take(13))?; // no further than the open window
//! let (at, by) = (round.entries()[12].at, round.entries()[12].by);
//! let refusal = round.apply(Entry::new(14, at, by, Event::Announced)).unwrap_err();
//! assert_eq!(refusal.rule().code, "round/not-now");
//! assert_eq!(refusal.message(), "announced is not permitted while the round is open");
//! assert!(refusal.permitted().contains("applied"));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # The phases of a round
//!
//! Every kind of entry is permitted in some phases and leads on from some. This is drawn from the table by which entries
//! are refused.
//!
#![doc = include_str!("phases.md")]
//!
#![doc = include_str!("format.md")]

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use super::proceedings::{
    Application, Event, Opening, Phase, Place, Proceedings, Role, RoundFormat, Window, event,
};
use super::{proceedings, rules};
use crate::{
    identifiers::PersonId,
    journal::{Check, Digest, Entry, Journal, Process, Refusal, Text, Transition, mermaid},
    rules::{Judged, Level, Rule, Sink},
};

impl Process for Proceedings {
    type Event = Event;

    fn open(first: &Entry<Event>) -> Option<Self> {
        match &first.what {
            Event::Opened(opening) => Some(proceedings::opened(opening, first.number, first.at, first.by)),
            _ => None,
        }
    }

    fn opening() -> &'static Rule {
        &rules::entry::OPENED_ONCE
    }

    fn checks() -> &'static [&'static [Check<Self>]] {
        rules::CHECKS
    }

    fn fold(&mut self, entry: &Entry<Event>) {
        self.take(entry);
    }

    fn permitted(&self) -> BTreeSet<&'static str> {
        self.phase.permitted()
    }

    fn kind(event: &Event) -> &'static str {
        event.kind()
    }

    fn transitions() -> &'static [Transition] {
        &proceedings::TRANSITIONS
    }
}

/// A round: its journal, and what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    journal: Journal<Proceedings>,
}

impl Round {
    /// Opens a round with its first entry.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the entry is no opening, or not numbered 1.
    pub fn open(first: Entry<Event>) -> Result<Self, Refusal> {
        Journal::open(first).map(|journal| Self { journal })
    }

    /// Applies a whole journal, and gives the very round that applying its entries one by one gave.
    ///
    /// # Errors
    ///
    /// [`Refusal`] of the first entry that is not permitted.
    pub fn replay(entries: impl IntoIterator<Item = Entry<Event>>) -> Result<Self, Refusal> {
        Journal::replay(entries).map(|journal| Self { journal })
    }

    /// Takes in somebody else's journal whole. What [`apply`](Self::apply) would have refused is reported when the round is
    /// judged.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the first entry opens nothing.
    pub fn audit(entries: impl IntoIterator<Item = Entry<Event>>) -> Result<Self, Refusal> {
        Journal::audit(entries).map(|journal| Self { journal })
    }

    /// Applies an entry.
    ///
    /// # Errors
    ///
    /// [`Refusal`] by the first rule that it breaks, with what is permitted; the round is untouched then.
    pub fn apply(&mut self, entry: Entry<Event>) -> Result<(), Refusal> {
        self.journal.apply(entry)
    }

    /// Whether an entry is permitted.
    ///
    /// # Errors
    ///
    /// [`Refusal`] by the first rule that it breaks.
    pub fn permits(&self, entry: &Entry<Event>) -> Result<(), Refusal> {
        self.journal.permits(entry)
    }

    /// The journal.
    #[must_use]
    pub const fn journal(&self) -> &Journal<Proceedings> {
        &self.journal
    }

    /// The entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry<Event>] {
        self.journal.entries()
    }

    /// What the entries come to.
    #[must_use]
    pub const fn state(&self) -> &Proceedings {
        self.journal.state()
    }

    /// The phases of a round and what leads from one to another, as a Mermaid diagram.
    #[must_use]
    pub fn diagram() -> String {
        mermaid(Phase::Open.word(), Proceedings::transitions())
    }

    /// Removes the free text of an entry, and adds the entry that says so. `digest` is the host's hash function, salted
    /// where a text might be guessed. Whatever the texts said, the state stays the same.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the redaction is not permitted: there is no such entry, or no text in it, or no ground. Nothing is
    /// removed then.
    pub fn redact(&mut self, redaction: Redaction<'_>, digest: impl Fn(&str) -> Digest) -> Result<(), Refusal> {
        let Redaction { entry, ground, at, by } = redaction;
        let mut digests = Vec::new();
        let redacted = self.journal.entry(entry).map(|found| {
            let mut found = found.clone();
            let texts = std::iter::once(&mut found.why).chain(found.what.texts_mut());
            for text in texts {
                if let Some(written) = text.written().filter(|_| !text.is_empty()) {
                    let digest = digest(written);
                    digests.push(digest);
                    *text = Text::Redacted { digest, ground: ground.to_owned() };
                }
            }
            found
        });
        let event = event::Redacted { entry, digests, ground: ground.to_owned() };
        self.journal.apply(Entry::new(self.journal.next_number(), at, by, Event::Redacted(event)))?;
        if let Some(redacted) = redacted {
            self.journal.replace(redacted);
        }
        Ok(())
    }
}

/// Which text is to be removed, on what ground, by whom and when.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::exhaustive_structs, reason = "a redaction is these four")]
pub struct Redaction<'a> {
    /// The number of the entry.
    pub entry: u64,
    /// The ground.
    pub ground: &'a str,
    /// When.
    pub at: crate::calendar::Moment,
    /// Who.
    pub by: PersonId,
}

impl Judged for Round {
    /// A round keeps to the policy of its own opening, so it asks for none.
    type Policy = ();

    fn rules() -> &'static [&'static Rule] {
        &rules::RULES
    }

    fn regrades(&self) -> impl Iterator<Item = (&str, Level)> {
        self.state().policy().route.severities.iter().map(|(code, level)| (code.as_str(), *level))
    }

    fn judge(&self, (): &(), sink: &mut Sink) {
        rules::judge(&self.journal, sink);
    }
}
