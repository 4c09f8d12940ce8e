//! Everything of a programme on record, as one document.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{Affairs, Programme};
use crate::{
    calendar::Year,
    document::{Format, FormatName, keyed},
    funding::{
        allocation::AllocationTable,
        ledger::{self, Ledger},
    },
    identifiers::{AwardId, RoundId},
    journal::{Entry, Refusal},
    network::Network,
    organisation::People,
    rules::{Explanation, Report},
    selection::round::{self, Round},
};

/// Everything of a programme on record, owned, as one document: what is sent, stored or published whole, and reads back
/// equal. Rounds and ledgers are the lists of their entries.
///
/// Each round, ledger and table stands under its own id, and so once. A document in which one stands under another is
/// refused; one in which an entry is not permitted is taken in whole, and says so when it is [judged](Self::check).
///
/// ```
/// use maths_hubs::{network::Network, programme::{Programme, Record}, selection::round::{Event, Round}};
/// # use maths_hubs::journal::Entry;
/// # let lines = include_str!("../../examples/data/round_2015.jsonl");
/// # let network: Network = serde_json::from_str(include_str!("../../examples/data/network.json"))?;
///
/// let entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// let record = Record::of(Programme::maths_hubs(), network).with_round(Round::replay(entries)?);
///
/// let json = serde_json::to_string(&record)?;
/// let again: Record = serde_json::from_str(&json)?;
/// assert_eq!(again, record);
/// let on = "2026-11-24".parse()?;
/// assert_eq!(again.check(on), record.check(on));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Record {
    #[serde(rename = "$format")]
    format: Format<RecordFormat>,
    /// The programme, in the edition that judges the rest.
    pub programme: Programme,
    /// Its network.
    pub network: Network,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "under_own_ids")]
    rounds: BTreeMap<RoundId, Round>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "under_own_ids")]
    ledgers: BTreeMap<AwardId, Ledger>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "under_own_ids")]
    allocations: BTreeMap<Year, AllocationTable>,
    /// Details of people, where they are kept with the rest. Nothing else needs them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<People>,
    /// Reasons given for what is found across documents, or in one of them, where it stands among all:
    /// `network.hubs["solent"].leadership.tenures["second"]`. The network has its own beside these.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub explanations: BTreeSet<Explanation>,
}

crate::document::as_document! { Record }

/// The format of [`Record`]: `maths-hubs/record/1`.
#[derive(Debug)]
pub enum RecordFormat {}

impl FormatName for RecordFormat {
    const NAME: &'static str = "maths-hubs/record";
    const VERSION: u32 = 1;
}

/// A document that says by which id it is known, and what it is read from: of a journal, the entries, so that what they are
/// refused for names the journal.
trait Named: Sized {
    type Id: Copy + Ord + fmt::Display;
    type Written;

    fn id(&self) -> Self::Id;

    fn read(written: Self::Written) -> Result<Self, Refusal>;
}

impl Named for Round {
    type Id = RoundId;
    type Written = Vec<Entry<round::Event>>;

    fn id(&self) -> RoundId {
        self.state().opening().round
    }

    fn read(entries: Self::Written) -> Result<Self, Refusal> {
        Self::audit(entries)
    }
}

impl Named for Ledger {
    type Id = AwardId;
    type Written = Vec<Entry<ledger::Event>>;

    fn id(&self) -> AwardId {
        self.state().award().id
    }

    fn read(entries: Self::Written) -> Result<Self, Refusal> {
        Self::audit(entries)
    }
}

impl Named for AllocationTable {
    type Id = Year;
    type Written = Self;

    fn id(&self) -> Year {
        self.year
    }

    fn read(table: Self) -> Result<Self, Refusal> {
        Ok(table)
    }
}

/// Reads documents that each stand under their own id.
fn under_own_ids<'de, D, T>(deserializer: D) -> Result<BTreeMap<T::Id, T>, D::Error>
where
    D: Deserializer<'de>,
    T: Named<Id: Deserialize<'de>, Written: Deserialize<'de>>,
{
    let written: BTreeMap<T::Id, T::Written> = keyed::map(deserializer)?;
    let read = written.into_iter().map(|(key, written)| {
        let document =
            T::read(written).map_err(|refusal| de::Error::custom(format_args!("under `{key}`, {refusal}")))?;
        let id = document.id();
        if id == key {
            Ok((key, document))
        } else {
            Err(de::Error::custom(format_args!("what stands under `{key}` says that it is `{id}`")))
        }
    });
    read.collect()
}

impl Record {
    /// Of a programme and its network, as yet without rounds and money.
    #[must_use]
    pub fn of(programme: Programme, network: Network) -> Self {
        Self {
            format: Format::default(),
            programme,
            network,
            rounds: BTreeMap::new(),
            ledgers: BTreeMap::new(),
            allocations: BTreeMap::new(),
            people: None,
            explanations: BTreeSet::new(),
        }
    }

    /// The same with a round, in the place of what stood under its id.
    #[must_use]
    pub fn with_round(mut self, round: Round) -> Self {
        self.rounds.insert(round.id(), round);
        self
    }

    /// The same with a ledger, in the place of what stood under the id of its award.
    #[must_use]
    pub fn with_ledger(mut self, ledger: Ledger) -> Self {
        self.ledgers.insert(ledger.id(), ledger);
        self
    }

    /// The same with a table of allocations, in the place of what stood under its year.
    #[must_use]
    pub fn with_allocations(mut self, table: AllocationTable) -> Self {
        self.allocations.insert(table.id(), table);
        self
    }

    /// The same with details of people.
    #[must_use]
    pub fn with_people(mut self, people: People) -> Self {
        self.people = Some(people);
        self
    }

    /// The same with a reason for a finding.
    #[must_use]
    pub fn with_explanation(mut self, explanation: Explanation) -> Self {
        self.explanations.insert(explanation);
        self
    }

    /// The rounds, by id.
    #[must_use]
    pub const fn rounds(&self) -> &BTreeMap<RoundId, Round> {
        &self.rounds
    }

    /// The ledgers, by the ids of their awards.
    #[must_use]
    pub const fn ledgers(&self) -> &BTreeMap<AwardId, Ledger> {
        &self.ledgers
    }

    /// The tables of allocations, by year.
    #[must_use]
    pub const fn allocations(&self) -> &BTreeMap<Year, AllocationTable> {
        &self.allocations
    }

    /// All of it but the programme, borrowed: another edition may judge it.
    pub fn affairs(&self) -> Affairs<'_> {
        let affairs = Affairs::of(&self.network);
        let affairs = self.rounds.values().fold(affairs, Affairs::with_round);
        let affairs = self.ledgers.values().fold(affairs, Affairs::with_ledger);
        let affairs = self.allocations.values().fold(affairs, Affairs::with_table);
        let affairs = self.people.iter().fold(affairs, Affairs::with_people);
        self.explanations.iter().fold(affairs, Affairs::with_explanation)
    }

    /// Judges all of it together on the day `on`, by its own programme: as [`Programme::check_together`].
    #[must_use]
    pub fn check(&self, on: NaiveDate) -> Report {
        self.programme.check_together(&self.affairs(), on)
    }
}
