//! Everything of a programme on record, as one document.

use std::{collections::BTreeMap, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{Affairs, Programme};
use crate::{
    calendar::Year,
    document::{Format, FormatName, keyed},
    funding::{allocation::AllocationTable, ledger::Ledger},
    identifiers::{AwardId, RoundId},
    network::Network,
    organisation::People,
    rules::Report,
    selection::round::Round,
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
}

crate::document::as_document! { Record }

/// The format of [`Record`]: `maths-hubs/record/1`.
#[derive(Debug)]
pub enum RecordFormat {}

impl FormatName for RecordFormat {
    const NAME: &'static str = "maths-hubs/record";
    const VERSION: u32 = 1;
}

/// A document that says by which id it is known.
trait Named {
    type Id: Copy + Ord + fmt::Display;

    fn id(&self) -> Self::Id;
}

impl Named for Round {
    type Id = RoundId;

    fn id(&self) -> RoundId {
        self.state().opening().round
    }
}

impl Named for Ledger {
    type Id = AwardId;

    fn id(&self) -> AwardId {
        self.state().award().id
    }
}

impl Named for AllocationTable {
    type Id = Year;

    fn id(&self) -> Year {
        self.year
    }
}

/// Reads documents that each stand under their own id.
fn under_own_ids<'de, D, T>(deserializer: D) -> Result<BTreeMap<T::Id, T>, D::Error>
where
    D: Deserializer<'de>,
    T: Named<Id: Deserialize<'de>> + Deserialize<'de>,
{
    let read: BTreeMap<T::Id, T> = keyed::map(deserializer)?;
    match read.iter().find(|(key, document)| document.id() != **key) {
        Some((key, document)) => {
            Err(de::Error::custom(format_args!("what stands under `{key}` says that it is `{}`", document.id())))
        }
        None => Ok(read),
    }
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
        self.people.iter().fold(affairs, Affairs::with_people)
    }

    /// Judges all of it together on the day `on`, by its own programme: as [`Programme::check_together`].
    #[must_use]
    pub fn check(&self, on: NaiveDate) -> Report {
        self.programme.check_together(&self.affairs(), on)
    }
}
