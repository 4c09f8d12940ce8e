//! Why an entry was refused.

use std::{collections::BTreeSet, fmt};

use super::Figures;
use crate::rules::{At, Rule, Sink};

/// An entry refused: the rule that it breaks, and what is permitted instead. The state is untouched.
#[derive(Clone)]
pub struct Refusal {
    /// The number and kind of the entry; `None` where a journal has no entry.
    pub(super) entry: Option<(u64, &'static str)>,
    pub(super) rule: &'static Rule,
    pub(super) figures: Figures,
    pub(super) permitted: BTreeSet<&'static str>,
}

impl Refusal {
    /// The number of the entry; 0 where a journal has no entry.
    #[must_use]
    pub const fn number(&self) -> u64 {
        match self.entry {
            Some((number, _)) => number,
            None => 0,
        }
    }

    /// The kind of the entry; `nothing` where a journal has no entry.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.entry {
            Some((_, kind)) => kind,
            None => "nothing",
        }
    }

    /// The rule that it breaks.
    #[must_use]
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// The kinds of entries that the state permits.
    #[must_use]
    pub const fn permitted(&self) -> &BTreeSet<&'static str> {
        &self.permitted
    }

    /// What is wrong, with its figures: by the rule's message, unless a journal has no entry of which that could speak.
    #[must_use]
    pub fn message(&self) -> String {
        if self.entry.is_none() {
            return "a journal without entries opens nothing".to_owned();
        }
        self.rule.message_with(|name| self.figures.iter().find(|(given, _)| *given == name).map(|(_, value)| value))
    }

    /// The figures of the message, by the names that they have in the rule's: what a host shows in words of its own.
    #[must_use]
    pub const fn figures(&self) -> &Figures {
        &self.figures
    }

    /// What to do about it; empty where the rule has no hint.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        self.rule.hint
    }

    /// Tells a sink of it.
    pub(super) fn report(&self, sink: &mut Sink) {
        let entries = At::ROOT.field("entries");
        let number = self.number();
        let at = entries.key(&number);
        let draft = sink.broken(self.rule, &at);
        self.figures.iter().fold(draft, |draft, (name, value)| draft.with(name, value.clone()));
    }
}

/// What is wrong, and which kinds of entries are permitted where this one's is not.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { entry, rule, permitted, .. } = self;
        match entry {
            Some((number, kind)) => write!(f, "entry {number} ({kind})")?,
            None => f.write_str("an empty journal")?,
        }
        write!(f, " is refused by {}: {}", rule.code, self.message())?;
        if permitted.is_empty() {
            return f.write_str("; nothing is permitted any more");
        }
        if entry.is_some_and(|(_, kind)| permitted.contains(kind)) {
            // It is this entry that is wrong, and not its kind: other kinds would be no answer.
            return Ok(());
        }
        f.write_str("; permitted now: ")?;
        for (place, kind) in permitted.iter().enumerate() {
            write!(f, "{}{kind}", if place == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// The message, since `main` prints an error by its `Debug`.
impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Refusal({self})")
    }
}

impl std::error::Error for Refusal {}
