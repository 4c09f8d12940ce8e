//! Everything of a programme on record, judged together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{CATALOGUE, Difference, Programme, rules};
use crate::{
    calendar::Year,
    funding::{allocation::AllocationTable, ledger::Ledger},
    identifiers::{AwardId, RoundId},
    network::{Enquiries, Network},
    organisation::People,
    rules::{At, EXPLANATION_OF_NOTHING, Explanation, Report, Sink},
    selection::round::Round,
};

/// Everything of a programme on record, borrowed: its network, and the rounds, ledgers, tables of allocations, enquiries and
/// details of people that it has. A document is known by its own id: a round by that of its opening, a ledger by that of its award, a
/// table by its year. The order in which they are added does not matter.
///
/// ```
/// use maths_hubs::{
///     network::Network,
///     programme::{Affairs, Programme},
///     selection::round::{Event, Round},
/// };
/// # use maths_hubs::journal::Entry;
/// # let lines = include_str!("../../tests/golden/round.jsonl");
///
/// let programme = Programme::maths_hubs();
/// let network = Network::new(programme.id, "England");
/// let entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// let round = Round::replay(entries)?;
///
/// let affairs = Affairs::of(&network).with_round(&round);
/// let report = programme.check_together(&affairs, "2026-11-24".parse()?);
///
/// // What is wrong with a document stands below it, and beside it what no document shows on its own.
/// assert_eq!(report.count("network/region-unserved").broken, 9);
/// assert!(report.of("network/region-unserved").all(|finding| finding.path.to_string().starts_with("network.")));
/// assert_eq!(report.count("programme/given-twice").held, 1);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "affairs are there to be judged"]
pub struct Affairs<'a> {
    network: &'a Network,
    /// Several where an id is given twice, which is a finding.
    rounds: BTreeMap<RoundId, Vec<&'a Round>>,
    ledgers: BTreeMap<AwardId, Vec<&'a Ledger>>,
    tables: BTreeMap<Year, Vec<&'a AllocationTable>>,
    enquiries: Vec<&'a Enquiries>,
    people: Vec<&'a People>,
    explanations: BTreeSet<&'a Explanation>,
}

impl<'a> Affairs<'a> {
    /// Those of a network, as yet without rounds and money.
    pub const fn of(network: &'a Network) -> Self {
        Self {
            network,
            rounds: BTreeMap::new(),
            ledgers: BTreeMap::new(),
            tables: BTreeMap::new(),
            enquiries: Vec::new(),
            people: Vec::new(),
            explanations: BTreeSet::new(),
        }
    }

    /// The same with a round.
    pub fn with_round(mut self, round: &'a Round) -> Self {
        self.rounds.entry(round.state().opening().round).or_default().push(round);
        self
    }

    /// The same with a ledger.
    pub fn with_ledger(mut self, ledger: &'a Ledger) -> Self {
        self.ledgers.entry(ledger.state().award().id).or_default().push(ledger);
        self
    }

    /// The same with a table of allocations.
    pub fn with_table(mut self, table: &'a AllocationTable) -> Self {
        self.tables.entry(table.year).or_default().push(table);
        self
    }

    /// The same with enquiries and offers.
    pub fn with_enquiries(mut self, enquiries: &'a Enquiries) -> Self {
        self.enquiries.push(enquiries);
        self
    }

    /// The same with details of people.
    pub fn with_people(mut self, people: &'a People) -> Self {
        self.people.push(people);
        self
    }

    /// The same with a reason that somebody gave for a finding of any rule, where it stands among all documents: a direct
    /// award of `network.hubs["solent"].leadership.tenures["second"]`. What is explained does not block any more.
    pub fn with_explanation(mut self, explanation: &'a Explanation) -> Self {
        self.explanations.insert(explanation);
        self
    }

    /// The network.
    #[must_use]
    pub const fn network(&self) -> &'a Network {
        self.network
    }

    /// The rounds, by their ids.
    pub fn rounds(&self) -> impl Iterator<Item = (RoundId, &'a Round)> + '_ {
        each(&self.rounds)
    }

    /// The ledgers, by the ids of their awards.
    pub fn ledgers(&self) -> impl Iterator<Item = (AwardId, &'a Ledger)> + '_ {
        each(&self.ledgers)
    }

    /// The tables of allocations, by year.
    pub fn tables(&self) -> impl Iterator<Item = (Year, &'a AllocationTable)> + '_ {
        each(&self.tables)
    }

    /// The documents of enquiries and offers.
    pub fn enquiries(&self) -> impl Iterator<Item = &'a Enquiries> + '_ {
        self.enquiries.iter().copied()
    }

    /// The details of people.
    pub fn people(&self) -> impl Iterator<Item = &'a People> + '_ {
        self.people.iter().copied()
    }

    /// How often each round, ledger and table is given.
    pub(super) fn times(&self) -> (Times<'_, RoundId>, Times<'_, AwardId>, Times<'_, Year>) {
        (times(&self.rounds), times(&self.ledgers), times(&self.tables))
    }
}

pub(super) type Times<'a, K> = Vec<(&'a K, usize)>;

fn each<'s, 'a, K: Copy, D>(
    documents: &'s BTreeMap<K, Vec<&'a D>>,
) -> impl Iterator<Item = (K, &'a D)> + use<'s, 'a, K, D> {
    documents.iter().flat_map(|(id, given)| given.iter().map(move |document| (*id, *document)))
}

fn times<'s, K, D>(documents: &'s BTreeMap<K, Vec<&D>>) -> Times<'s, K> {
    documents.iter().map(|(id, given)| (id, given.len())).collect()
}

impl Programme {
    /// Judges everything on record on the day `on`, at this programme's levels: each document by its own rules, and all of
    /// them by the rules across them.
    ///
    /// A path starts at its document: `network.hubs["solent"]`, `rounds["leads-2015"]`, `ledgers["<award>"]`,
    /// `allocations["2014/15"]`, `enquiries["<enquiry>"]`, `people["<person>"]`, and `programme` for what the programme itself says. It goes on as in
    /// the report on the document alone.
    #[must_use]
    pub fn check_together(&self, affairs: &Affairs<'_>, on: NaiveDate) -> Report {
        let mut sink = Sink::new(self.to_string(), on, &rules::TOGETHER);
        rules::judge_together(self, affairs, &mut sink);
        let mut whole = sink.into_report().under(&self.levels());
        let mut add = |at: &At<'_>, report: Report| whole.absorb(report.below(&at.path()));
        add(&At::ROOT.field("network"), self.check(affairs.network, on));
        let (rounds, ledgers) = (At::ROOT.field("rounds"), At::ROOT.field("ledgers"));
        let tables = At::ROOT.field("allocations");
        affairs.rounds().for_each(|(id, round)| add(&rounds.key(&id), self.check(round, on)));
        affairs.ledgers().for_each(|(id, ledger)| add(&ledgers.key(&id), self.check(ledger, on)));
        affairs.tables().for_each(|(year, table)| add(&tables.key(&year), self.check(table, on)));
        let enquiries = At::ROOT.field("enquiries").path();
        affairs.enquiries().for_each(|of| whole.absorb(self.check(of, on).within(&enquiries)));
        let explained = whole.explained_by(affairs.explanations.iter().copied(), &CATALOGUE);
        // All others are graded already, each by what its own document asks for too.
        explained.under_for(&EXPLANATION_OF_NOTHING, &self.levels())
    }

    /// What `other`, another edition, says otherwise of the same facts on the same day.
    #[must_use]
    pub fn difference(&self, other: &Self, affairs: &Affairs<'_>, on: NaiveDate) -> Difference {
        Difference::between(&self.check_together(affairs, on), &other.check_together(affairs, on))
    }
}
