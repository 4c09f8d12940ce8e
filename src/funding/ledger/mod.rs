//! A ledger: one award from the offer to the last penny, as a journal.

use std::collections::BTreeSet;

pub use super::account::{Account, Event, LedgerFormat, Offer, Phase, Standing, event};
use super::{
    account::{self, TRANSITIONS},
    policy::FundingPolicy,
    rules,
    statement::{Posting, Statement, Terms, Unstated},
};
pub use crate::journal::Redaction;
use crate::{
    journal::{Check, Digest, Entry, Journal, Process, Redactable, Refusal, Text, Transition, mermaid},
    rules::{Judged, Rule, Sink},
};

impl Process for Account {
    type Event = Event;

    fn open(first: &Entry<Event>) -> Option<Self> {
        match &first.what {
            Event::Offered(offer) => Some(account::opened(offer, first.number, first.at)),
            _ => None,
        }
    }

    fn opening() -> &'static Rule {
        &rules::entry::OFFERED_ONCE
    }

    fn opens() -> &'static str {
        "offered"
    }

    fn checks() -> &'static [&'static [Check<Self>]] {
        rules::CHECKS
    }

    fn fold(&mut self, entry: &Entry<Event>) {
        self.take(entry);
    }

    fn permitted(&self) -> BTreeSet<&'static str> {
        self.phase().permitted()
    }

    fn kind(event: &Event) -> &'static str {
        event.kind()
    }

    fn transitions() -> &'static [Transition] {
        &TRANSITIONS
    }
}

impl Redactable for Account {
    fn texts(_: &mut Event) -> Vec<&mut Text> {
        Vec::new() // the reason of an entry is all the free text that there is
    }

    fn redacted(entry: u64, digests: Vec<Digest>, ground: String) -> Event {
        event::Redacted { entry, digests, ground }.into()
    }
}

/// A ledger: the journal of one award, and what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    journal: Journal<Account>,
}

impl Ledger {
    /// Opens a ledger with its first entry, an [`Offer`].
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the entry is no offer, or not numbered 1.
    pub fn open(first: Entry<Event>) -> Result<Self, Refusal> {
        Journal::open(first).map(|journal| Self { journal })
    }

    /// Applies a whole journal, and gives the very ledger that applying its entries one by one gave.
    ///
    /// # Errors
    ///
    /// [`Refusal`] of the first entry that is not permitted.
    pub fn replay(entries: impl IntoIterator<Item = Entry<Event>>) -> Result<Self, Refusal> {
        Journal::replay(entries).map(|journal| Self { journal })
    }

    /// Takes in somebody else's books whole. What [`apply`](Self::apply) would have refused is reported when the ledger is
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
    /// [`Refusal`] by the first rule that it breaks, with what is permitted; the ledger is untouched then.
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
    pub const fn journal(&self) -> &Journal<Account> {
        &self.journal
    }

    /// The entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry<Event>] {
        self.journal.entries()
    }

    /// What the entries come to.
    #[must_use]
    pub const fn state(&self) -> &Account {
        self.journal.state()
    }

    /// Every figure, in the order of the entries.
    pub fn postings(&self) -> impl Iterator<Item = Posting> + '_ {
        self.state().postings()
    }

    /// What the award came to, on these terms.
    ///
    /// # Errors
    ///
    /// As [`Statement::of`].
    pub fn statement(&self, terms: &Terms) -> Result<Statement, Unstated> {
        Statement::of(self.postings(), terms)
    }

    /// The phases of an award and what leads from one to another, as a Mermaid diagram.
    #[must_use]
    pub fn diagram() -> String {
        mermaid(Phase::Offered.word(), Account::transitions())
    }

    /// Removes the free text of an entry, and adds the entry that says so. `digest` is the host's hash function, salted
    /// where a text might be guessed.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the redaction is not permitted: there is no such entry, or no text in it, or no ground. Nothing is
    /// removed then.
    pub fn redact(&mut self, redaction: Redaction<'_>, digest: impl Fn(&str) -> Digest) -> Result<(), Refusal> {
        self.journal.redact(redaction, digest)
    }
}

impl Judged for Ledger {
    /// A ledger keeps to the policy of its own offer, so it asks for none.
    type Policy = ();

    fn rules() -> &'static [&'static Rule] {
        &rules::LEDGER_RULES
    }

    fn judge(&self, (): &(), sink: &mut Sink) {
        rules::judge(&self.journal, sink);
    }
}

impl Judged for super::award::Award {
    type Policy = FundingPolicy;

    fn rules() -> &'static [&'static Rule] {
        &rules::AWARD_RULES
    }

    fn judge(&self, policy: &FundingPolicy, sink: &mut Sink) {
        rules::award::judge(self, policy, &crate::rules::At::ROOT, sink);
    }
}
