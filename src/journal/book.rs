//! A journal with the state that it comes to.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Before, Entry, Figures, Process, Refusal, Text, Verdict, checks::figure};
use crate::{
    calendar::Moment,
    identifiers::PersonId,
    rules::{Rule, Sink},
};

/// A journal, and the state that its entries come to.
#[derive(Clone)]
pub struct Journal<P: Process> {
    entries: Vec<Entry<P::Event>>,
    state: P,
    /// What broke a rule, in somebody else's books. Empty in a journal that was applied.
    irregular: Vec<Refusal>,
    /// For each check, how often it held and how often an exception spared an entry.
    counts: Vec<(u64, u64)>,
}

impl<P: Process> Journal<P> {
    /// Opens a journal with its first entry.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the entry opens nothing, or is not numbered 1.
    pub fn open(first: Entry<P::Event>) -> Result<Self, Refusal> {
        match P::open(&first) {
            Some(state) if first.number == 1 => {
                let counts = vec![(0, 0); P::checks().iter().copied().map(<[_]>::len).sum()];
                Ok(Self { entries: vec![first], state, irregular: Vec::new(), counts })
            }
            _ => Err(Self::unopened(Some((first.number, P::kind(&first.what))))),
        }
    }

    /// Opens a journal with the first of its entries.
    fn first(entries: &mut impl Iterator<Item = Entry<P::Event>>) -> Result<Self, Refusal> {
        entries.next().map_or_else(|| Err(Self::unopened(None)), Self::open)
    }

    /// What refuses a journal whose first entry opens nothing, or that has none.
    fn unopened(first: Option<(u64, &'static str)>) -> Refusal {
        let figures = Figures::of("number", figure(first.map_or(0, |(number, _)| number)));
        Refusal { entry: first, rule: P::opening(), figures, permitted: BTreeSet::from([P::opens()]) }
    }

    /// Applies a whole journal. It takes nothing else, and gives what applying the entries one by one gave.
    ///
    /// # Errors
    ///
    /// [`Refusal`] of the first entry that is not permitted.
    pub fn replay(entries: impl IntoIterator<Item = Entry<P::Event>>) -> Result<Self, Refusal> {
        let mut entries = entries.into_iter();
        let mut journal = Self::first(&mut entries)?;
        entries.try_for_each(|entry| journal.apply(entry))?;
        Ok(journal)
    }

    /// Takes in the whole of somebody else's journal, and notes what [`apply`](Self::apply) would have refused.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the first entry opens nothing: there is nothing to audit then.
    pub fn audit(entries: impl IntoIterator<Item = Entry<P::Event>>) -> Result<Self, Refusal> {
        let mut entries = entries.into_iter();
        let mut journal = Self::first(&mut entries)?;
        for entry in entries {
            let irregular = journal.breaches(&entry, usize::MAX);
            journal.irregular.extend(irregular);
            journal.take(entry);
        }
        Ok(journal)
    }

    /// Whether an entry is permitted.
    ///
    /// # Errors
    ///
    /// [`Refusal`] by the first rule that it breaks.
    pub fn permits(&self, entry: &Entry<P::Event>) -> Result<(), Refusal> {
        let broken =
            P::checks().iter().copied().flatten().find_map(|check| match (check.judge)(&self.before(), entry) {
                Verdict::Broken(figures) => Some((check.rule, figures)),
                _ => None,
            });
        match broken {
            Some((rule, figures)) => Err(self.refusal(entry, rule, figures)),
            None => Ok(()),
        }
    }

    /// Applies an entry.
    ///
    /// # Errors
    ///
    /// [`Refusal`] by the first rule that it breaks; the journal and its state are untouched then.
    pub fn apply(&mut self, entry: Entry<P::Event>) -> Result<(), Refusal> {
        match self.breaches(&entry, 1).pop() {
            Some(refusal) => Err(refusal),
            None => {
                self.take(entry);
                Ok(())
            }
        }
    }

    /// Every rule that an entry breaks, but no more than `most`; what holds is counted where none is broken, or where
    /// all are asked for.
    fn breaches(&mut self, entry: &Entry<P::Event>, most: usize) -> Vec<Refusal> {
        let mut breaches = Vec::new();
        let mut verdicts: Vec<(usize, bool)> = Vec::new();
        for (place, check) in P::checks().iter().copied().flatten().enumerate() {
            match (check.judge)(&self.before(), entry) {
                Verdict::Silent => {}
                Verdict::Spared => verdicts.push((place, false)),
                Verdict::Holds => verdicts.push((place, true)),
                Verdict::Broken(figures) => {
                    breaches.push(self.refusal(entry, check.rule, figures));
                    if breaches.len() >= most {
                        return breaches;
                    }
                }
            }
        }
        for (place, held) in verdicts {
            if let Some((holds, spared)) = self.counts.get_mut(place) {
                let count = if held { holds } else { spared };
                *count = count.saturating_add(1);
            }
        }
        breaches
    }

    fn refusal(&self, entry: &Entry<P::Event>, rule: &'static Rule, figures: Figures) -> Refusal {
        let entry = Some((entry.number, P::kind(&entry.what)));
        Refusal { entry, rule, figures, permitted: self.state.permitted() }
    }

    fn take(&mut self, entry: Entry<P::Event>) {
        self.state.fold(&entry);
        self.entries.push(entry);
    }

    /// Puts an entry whose free text was removed in the place of what it was. The state stays as it is, since it holds no
    /// free text.
    pub(crate) fn replace(&mut self, redacted: Entry<P::Event>) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.number == redacted.number) {
            *entry = redacted;
        }
    }

    /// The entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry<P::Event>] {
        &self.entries
    }

    /// The entry with this number. In books of others, where numbers may be wrong, the first of them.
    #[must_use]
    pub fn entry(&self, number: u64) -> Option<&Entry<P::Event>> {
        self.before().entry(number)
    }

    /// The state and the entries.
    #[must_use]
    pub fn before(&self) -> Before<'_, P> {
        Before { state: &self.state, entries: &self.entries }
    }

    /// The number of the next entry.
    #[must_use]
    pub fn next_number(&self) -> u64 {
        self.entries.last().map_or(1, |last| last.number.saturating_add(1))
    }

    /// The state that the entries come to.
    #[must_use]
    pub const fn state(&self) -> &P {
        &self.state
    }

    /// What broke a rule of entries, in books of others.
    #[must_use]
    pub fn irregular(&self) -> &[Refusal] {
        &self.irregular
    }

    /// Tells a sink what the rules of entries came to: how often each held or was broken, and each breach.
    pub fn report(&self, sink: &mut Sink) {
        for (check, (held, spared)) in P::checks().iter().copied().flatten().zip(&self.counts) {
            sink.tally(check.rule, *held, *spared);
        }
        self.irregular.iter().for_each(|refusal| refusal.report(sink));
    }
}

impl<P: Process<Event: Clone>> Journal<P> {
    /// Applies what happened as the next entry, for a reason or `""`, and gives that entry, whose line the host keeps.
    ///
    /// # Errors
    ///
    /// As [`apply`](Self::apply).
    pub fn enter(
        &mut self,
        at: Moment,
        by: PersonId,
        what: impl Into<P::Event>,
        why: impl Into<Text>,
    ) -> Result<Entry<P::Event>, Refusal> {
        let entry = Entry::new(self.next_number(), at, by, what.into()).because(why);
        self.apply(entry.clone())?;
        Ok(entry)
    }
}

impl<P: Process + PartialEq> PartialEq for Journal<P>
where
    P::Event: PartialEq,
{
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries && self.state == other.state
    }
}

/// The list of its entries.
impl<P: Process<Event: Serialize>> Serialize for Journal<P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.entries.serialize(serializer)
    }
}

/// Taken in whole from the list of its entries, as [`audit`](Journal::audit) does: a document may hold books of others, and
/// what is not permitted is reported when they are judged.
impl<'de, P: Process<Event: Deserialize<'de>>> Deserialize<'de> for Journal<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::audit(Vec::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl<P: Process> std::fmt::Debug for Journal<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Journal({} entries, {} irregular)", self.entries.len(), self.irregular.len())
    }
}
