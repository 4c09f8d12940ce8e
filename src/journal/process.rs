//! What a process is: what it permits, and what its entries come to.

use std::collections::BTreeSet;

use super::{Entry, Transition};
use crate::rules::{Rule, Value};

/// A process whose state is what the entries of a journal come to.
///
/// Permission and effect are apart: [`checks`](Self::checks) say whether an entry is permitted, and
/// [`fold`](Self::fold) takes in any entry whatever, as far as it makes sense.
pub trait Process: Sized + 'static {
    /// What entries hold.
    type Event;

    /// The state that a first entry opens, or `None` where it opens nothing. It holds everything that the process
    /// depends on.
    fn open(first: &Entry<Self::Event>) -> Option<Self>;

    /// The rule that a first entry breaks which opens nothing.
    fn opening() -> &'static Rule;

    /// The word of the kind of entry that opens it.
    fn opens() -> &'static str {
        "opened"
    }

    /// What is checked of every further entry, file by file and in order: the first check that it breaks refuses
    /// it.
    fn checks() -> &'static [&'static [Check<Self>]];

    /// Takes in an entry.
    fn fold(&mut self, entry: &Entry<Self::Event>);

    /// The kinds of entries that the state permits, by the word that stands for each in JSON.
    fn permitted(&self) -> BTreeSet<&'static str>;

    /// The word of an event's kind.
    fn kind(event: &Self::Event) -> &'static str;

    /// The table of states, kinds and next states, from which [`mermaid`](super::mermaid) draws.
    fn transitions() -> &'static [Transition];
}

/// A rule about entries, and how it is judged of one.
pub struct Check<P: Process> {
    /// The rule.
    pub rule: &'static Rule,
    /// Judges an entry about to be made, after what is before it.
    pub judge: fn(&Before<'_, P>, &Entry<P::Event>) -> Verdict,
}

/// What is before an entry: the state, which holds no free text, and the entries, which do.
pub struct Before<'a, P: Process> {
    /// The state.
    pub state: &'a P,
    /// The entries, in order.
    pub entries: &'a [Entry<P::Event>],
}

impl<'a, P: Process> Before<'a, P> {
    /// The entry with this number. In books of others, where numbers may be wrong, the first of them.
    #[must_use]
    pub fn entry(&self, number: u64) -> Option<&'a Entry<P::Event>> {
        let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        let here = place.and_then(|place| self.entries.get(place)).filter(|entry| entry.number == number);
        here.or_else(|| self.entries.iter().find(|entry| entry.number == number))
    }
}

impl<P: Process> Clone for Before<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Process> Copy for Before<'_, P> {}

impl<P: Process> std::ops::Deref for Before<'_, P> {
    type Target = P;

    fn deref(&self) -> &P {
        self.state
    }
}

impl<P: Process> std::fmt::Debug for Before<'_, P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Before({} entries)", self.entries.len())
    }
}

impl<P: Process> std::fmt::Debug for Check<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Check({})", self.rule.code)
    }
}

/// What a check says of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The rule asks nothing of such an entry.
    Silent,
    /// The rule would apply, and an exception spares the entry.
    Spared,
    /// The entry keeps the rule.
    Holds,
    /// The entry breaks it; these are the figures of its message.
    Broken(Figures),
}

impl Verdict {
    /// Holds where `kept`, and is otherwise broken without figures.
    #[must_use]
    pub fn of(kept: bool) -> Self {
        if kept { Self::Holds } else { Self::Broken(Figures::default()) }
    }

    /// Holds where `kept`, and is otherwise broken with `figures`.
    #[must_use]
    pub fn kept_or(kept: bool, figures: impl FnOnce() -> Figures) -> Self {
        if kept { Self::Holds } else { Self::Broken(figures()) }
    }

    /// Broken with `figures`, where there are any.
    #[must_use]
    pub fn unless(broken: Option<Figures>) -> Self {
        broken.map_or(Self::Holds, Self::Broken)
    }
}

/// The figures of a message, for `{name}` in a rule's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures(pub(super) Vec<(&'static str, Value)>);

impl Figures {
    /// One figure.
    #[must_use]
    pub fn of(name: &'static str, value: impl Into<Value>) -> Self {
        Self(vec![(name, value.into())])
    }

    /// And another.
    #[must_use]
    pub fn and(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// Each figure with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}
