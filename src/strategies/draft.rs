//! A journal about to be judged, for mutations to work on.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use crate::{
    calendar::Moment,
    identifiers::PersonId,
    journal::{Entry, Process},
};

/// The entries of a journal, with a clock by which more are added. What is inserted or taken out numbers the others anew.
#[derive(Clone)]
#[non_exhaustive]
pub struct Draft<P: Process> {
    /// The entries, in order.
    pub entries: Vec<Entry<P::Event>>,
    /// The moment of the next entry that is added.
    pub(super) clock: Moment,
    /// The number by which an event refers to another entry.
    refers: fn(&mut P::Event) -> Option<&mut u64>,
}

impl<P: Process<Event: PartialEq>> PartialEq for Draft<P> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries && self.clock == other.clock
    }
}

impl<P: Process> std::fmt::Debug for Draft<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({} entries)", self.entries.len())
    }
}

impl<P: Process> Draft<P> {
    /// A journal without entries, at this moment; `refers` gives the number by which an event refers to another entry.
    #[must_use]
    pub const fn at(clock: Moment, refers: fn(&mut P::Event) -> Option<&mut u64>) -> Self {
        Self { entries: Vec::new(), clock, refers }
    }

    /// The entries of one kind.
    pub fn of_kind<'a>(&'a mut self, kind: &'a str) -> impl Iterator<Item = &'a mut Entry<P::Event>> {
        self.entries.iter_mut().filter(move |entry| P::kind(&entry.what) == kind)
    }

    /// The first entry of a kind.
    pub fn first(&mut self, kind: &str) -> Option<&mut Entry<P::Event>> {
        self.entries.iter_mut().find(|entry| P::kind(&entry.what) == kind)
    }

    /// Takes out the entries of which this is true.
    pub fn remove(&mut self, which: impl Fn(&Entry<P::Event>) -> bool) {
        self.entries.retain(|entry| !which(entry));
        self.number();
    }

    /// Puts an entry before the first of a kind, at that one's moment.
    pub fn insert_before(&mut self, kind: &str, by: PersonId, what: impl Into<P::Event>) {
        let here = self.place_of(kind);
        let here = here.unwrap_or(self.entries.len());
        let at = self.entries.get(here).or(self.entries.last()).map_or(self.clock, |entry| entry.at);
        self.insert(here, at, by, what.into());
    }

    /// Puts an entry at this place, from 0 or as near as can be, at the moment of the one before, and gives its number.
    pub fn insert_at(&mut self, place: usize, by: PersonId, what: impl Into<P::Event>) -> u64 {
        let place = place.min(self.entries.len());
        let before = place.checked_sub(1).and_then(|before| self.entries.get(before));
        let at = before.map_or(self.clock, |entry| entry.at);
        self.insert(place, at, by, what.into());
        u64::try_from(place).unwrap_or(u64::MAX).saturating_add(1)
    }

    fn insert(&mut self, place: usize, at: Moment, by: PersonId, what: P::Event) {
        self.entries.insert(place, Entry::new(0, at, by, what).because("as the mutation has it"));
        self.number();
    }

    /// The place of the first entry of a kind, from 0.
    #[must_use]
    pub fn place_of(&self, kind: &str) -> Option<usize> {
        self.entries.iter().position(|entry| P::kind(&entry.what) == kind)
    }

    /// Puts an entry after the last of a kind, at that one's moment.
    pub fn insert_after(&mut self, kind: &str, by: PersonId, what: impl Into<P::Event>) {
        let here = self.entries.iter().rposition(|entry| P::kind(&entry.what) == kind);
        let at = here.and_then(|here| self.entries.get(here)).map_or(self.clock, |entry| entry.at);
        let next = here.map_or(0, |here| here.saturating_add(1));
        self.insert(next, at, by, what.into());
    }

    /// Leaves out everything after the last entry of a kind.
    pub fn until(&mut self, kind: &str) {
        if let Some(last) = self.entries.iter().rposition(|entry| P::kind(&entry.what) == kind) {
            self.entries.truncate(last.saturating_add(1));
        }
    }

    /// Numbers the entries anew, and has those that refer to another go on referring to it.
    fn number(&mut self) {
        let mut now: BTreeMap<u64, u64> = BTreeMap::new();
        for (number, entry) in (1_u64..).zip(&mut self.entries) {
            if entry.number != 0 {
                now.entry(entry.number).or_insert(number);
            }
            entry.number = number;
        }
        for entry in &mut self.entries {
            if let Some(number) = (self.refers)(&mut entry.what) {
                *number = now.get(number).copied().unwrap_or(*number);
            }
        }
    }

    /// Adds an entry a minute after the last.
    pub fn push(&mut self, by: PersonId, what: impl Into<P::Event>) {
        self.push_because(by, what, "");
    }

    /// Adds an entry with its reason a minute after the last.
    pub fn push_because(&mut self, by: PersonId, what: impl Into<P::Event>, why: &str) {
        let number = u64::try_from(self.entries.len()).unwrap_or(u64::MAX).saturating_add(1);
        self.entries.push(Entry::new(number, self.clock, by, what.into()).because(why));
        let later = self.clock.clock().checked_add_signed(TimeDelta::minutes(1));
        self.clock = later.and_then(Moment::new).unwrap_or(self.clock);
    }

    /// Goes on to nine o'clock of this day, unless the clock is beyond it.
    pub(super) fn go_on_to(&mut self, day: NaiveDate) {
        let nine = NaiveTime::from_hms_opt(9, 0, 0).and_then(|nine| Moment::new(day.and_time(nine)));
        self.clock = nine.map_or(self.clock, |nine| nine.max(self.clock));
    }

    /// Goes on to nine o'clock of a later day.
    pub(super) fn wait(&mut self, days: u64) {
        let day = self.clock.day().checked_add_days(Days::new(days));
        let nine = day.zip(NaiveTime::from_hms_opt(9, 0, 0)).map(|(day, nine)| day.and_time(nine));
        self.clock = nine.and_then(Moment::new).unwrap_or(self.clock);
    }
}

/// Gives a sound journal the entries of its draft, for tests and mutations: `round.entries`, `round.first("marked")`.
macro_rules! drafted {
    ($sound:ty, $process:ty) => {
        impl std::ops::Deref for $sound {
            type Target = $crate::strategies::Draft<$process>;

            fn deref(&self) -> &Self::Target {
                &self.draft
            }
        }

        impl std::ops::DerefMut for $sound {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.draft
            }
        }
    };
}

pub(super) use drafted;
