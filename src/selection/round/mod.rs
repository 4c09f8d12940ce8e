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
//! # A round entry by entry
//!
//! A service makes each [`Entry`] as it happens: [`Journal::next_number`] numbers it, [`Event`] says what, and most events
//! are made [`from`](Event#trait-implementations) what they [hold](event). It keeps the line of each entry that was applied.
//! Here a sister programme opens a round for two places, with a policy of its own; the same policy can be read from JSON.
//!
//! ```
//! use maths_hubs::{
//!     identifiers::{ApplicationId, OrganisationId, PersonId},
//!     journal::{Entry, Refusal},
//!     selection::{
//!         criteria::Criteria,
//!         eligibility::{Condition, Fact, Facts, Gate, Gates, Test},
//!         interest::{InterestPolicy, Strength},
//!         policy::{SelectionPolicy, StageMarks, StagePolicy},
//!         round::{
//!             Application, Event, Opening, Place, Role, Round, Window,
//!             event::{Appointments, Assigned, Enrolled, Marked, Moderated, StageClosed},
//!         },
//!         scale::{RawMark, Scale},
//!     },
//! };
//!
//! // What the programme decides. `new` is the least that a policy says; each field may say more.
//! let criteria = Criteria::out_of(100)
//!     .scale("steep", Scale::numbers(["10", "8", "5", "2", "0"])?)
//!     .criterion("teaching", "Teaching of English", "60", "steep")
//!     .criterion("reach", "Reach", "40", "steep")
//!     .minimum("2")
//!     .build()?;
//! let form = StagePolicy::new("form".parse()?, "Application form", StageMarks::Criteria);
//! let mut policy = SelectionPolicy::new(criteria, vec![form]); // a grant; two assessors mark each criterion
//! let good = Condition::fact("judged-good".parse()?, Test::Yes)?;
//! policy.gates = Gates::new([("good".parse()?, Gate::new("The school was judged good", good))]);
//! policy.interests = InterestPolicy::new(36).linked_by("governor".parse()?, Strength::Hard);
//! assert_eq!(serde_json::from_str::<SelectionPolicy>(&serde_json::to_string(&policy)?)?, policy);
//!
//! // The first entry is the opening. Whoever makes it is administrator.
//! let person = |number: u8| format!("00000000-0000-4000-8000-0000000000{number:02}").parse::<PersonId>();
//! let (administrator, ash, elm, chair, authority) = (person(1)?, person(2)?, person(3)?, person(4)?, person(5)?);
//! let opening = Opening::new("english-2026".parse()?, "Two hubs", "english-hubs".parse()?, "2026-01-10".parse()?, policy)
//!     .for_place("north".parse()?, Place::new_hub("The north").holding(2))
//!     .within("form".parse()?, Window::new("2026-01-05T09:00".parse()?, "2026-02-06T17:00".parse()?));
//! let first = Entry::new(1, "2026-01-05T09:00".parse()?, administrator, Event::from(opening));
//! let mut lines = vec![serde_json::to_string(&first)?];
//! let mut round = Round::open(first)?;
//!
//! let mut enter = |at: &str, by: PersonId, what: Event| -> Result<(), Box<dyn std::error::Error>> {
//!     let entry = round.enter(at.parse()?, by, what, "")?; // where it is refused the round is untouched
//!     lines.push(serde_json::to_string(&entry)?);
//!     Ok(())
//! };
//! for (somebody, role) in
//!     [(ash, Role::Assessor), (elm, Role::Assessor), (chair, Role::Chair), (authority, Role::Authority)]
//! {
//!     enter("2026-01-05T09:30", administrator, Enrolled::new(somebody, [role]).into())?;
//! }
//! let school: ApplicationId = "00000000-0000-4000-8000-0000000000a1".parse()?;
//! let lead: OrganisationId = "GB-EDU-100001".parse()?;
//! let application = Application::new(school, "Hill School", lead, ["north".parse()?])
//!     .declaring(Facts::new([("judged-good".parse()?, Fact::yes_no(true))]))
//!     .by_contact(person(11)?);
//! enter("2026-01-20T10:00", person(11)?, application.into())?;
//! for assessor in [ash, elm] {
//!     let both = Assigned::criteria(assessor, ["teaching".parse()?, "reach".parse()?]);
//!     enter("2026-02-01T10:00", administrator, both.into())?;
//! }
//!
//! // Nobody marks before the window is closed. A refusal names the rule, and is data as well as text.
//! let mark = |criterion: &str, mark: &str| -> Result<Event, Box<dyn std::error::Error>> {
//!     Ok(Marked::new(school, criterion.parse()?, mark.parse::<RawMark>()?, "The form gives figures.").into())
//! };
//! let error = enter("2026-02-02T10:00", ash, mark("teaching", "8")?).unwrap_err();
//! let refusal = error.downcast::<Refusal>()?;
//! assert_eq!(refusal.rule().code, "round/not-now");
//! enter("2026-02-06T17:05", administrator, StageClosed { stage: "form".parse()? }.into())?;
//! for (criterion, agreed) in [("teaching", "8"), ("reach", "5")] {
//!     enter("2026-02-09T10:00", ash, mark(criterion, agreed)?)?;
//!     enter("2026-02-09T11:00", elm, mark(criterion, agreed)?)?;
//!     let agreed = agreed.parse::<RawMark>()?;
//!     let moderated = Moderated::new(school, criterion.parse()?, agreed, "Both saw it.", [ash, elm, chair]);
//!     enter("2026-02-10T10:00", chair, moderated.into())?;
//! }
//! let appointed = Appointments { appointed: [(school, "north".parse()?)].into(), reserve: vec![], departures: [].into() };
//! enter("2026-02-10T12:00", chair, Event::Recommended(appointed.clone()))?;
//! enter("2026-02-12T12:00", authority, Event::Decided(appointed))?;
//!
//! // The lines give the very round again.
//! let entries: Vec<Entry<Event>> = lines.iter().map(|line| serde_json::from_str(line)).collect::<Result<_, _>>()?;
//! let again = Round::replay(entries)?;
//! assert_eq!(again.state(), round.state());
//! let next = again.standing().tasks.iter().map(|task| task.to_string()).next();
//! assert_eq!(next.as_deref(), Some("notify the candidate of Hill School: administrator"));
//! assert!(again.visible_to(ash).entries.len() < again.entries().len()); // what an assessor may see is less than all
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

use serde::{Deserialize, Serialize};

pub use super::proceedings::{
    Application, Event, Opening, Phase, Place, Proceedings, Role, RoundFormat, Window, event,
};
use super::{proceedings, rules};
pub use crate::journal::Redaction;
use crate::{
    calendar::Moment,
    identifiers::PersonId,
    journal::{Check, Digest, Entry, Journal, Process, Redactable, Refusal, Text, Transition, mermaid},
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
///
/// Inside a document it is the list of its entries, and taken in as by [`audit`](Self::audit).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
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

    /// Applies what happened as the next entry, for a reason or `""`, and gives that entry, whose line the host keeps.
    ///
    /// # Errors
    ///
    /// As [`apply`](Self::apply).
    pub fn enter(
        &mut self,
        at: Moment,
        by: PersonId,
        what: impl Into<Event>,
        why: impl Into<Text>,
    ) -> Result<Entry<Event>, Refusal> {
        self.journal.enter(at, by, what, why)
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
        self.journal.redact(redaction, digest)
    }
}

impl Redactable for Proceedings {
    fn texts(event: &mut Event) -> Vec<&mut Text> {
        event.texts_mut()
    }

    fn redacted(entry: u64, digests: Vec<Digest>, ground: String) -> Event {
        event::Redacted { entry, digests, ground }.into()
    }
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
