//! A programme with its network, a round, a ledger, a table of allocations, enquiries and people, in which every rule holds or
//! does not apply.

use std::{collections::BTreeMap, fmt};

use chrono::NaiveDate;

use super::AffairsShape;
use crate::{
    calendar::{AcademicYear, FinancialYear, Period, Span},
    funding::{
        allocation::{AllocationTable, Claim},
        award::{Award, Line, Payable},
        ledger::{Event as Booked, Ledger, event::Certified},
        policy::FundingPolicy,
        purpose::Purpose,
    },
    identifiers::{AwardId, HubId, OrganisationId, ProjectId, Urn},
    money::Money,
    network::{
        Enquiries, Handover, Hub, Network, Partnership, Project, ProjectResult, RequiredOf, Tenure, Trial, WorkGroup,
    },
    organisation::{Governance, Kind, Organisation, People, PersonalDetails, Phases, School},
    programme::{Affairs, Programme, Record},
    ratio::Ratio,
    rules::Report,
    selection::round::{Application, Event, Round},
    strategies::{
        DAY, Sound,
        allocations::SoundTable,
        enquiries::SoundEnquiries,
        ledgers::{LedgerShape, OFFICER, SoundLedger, spent_in},
        literals::{read, sound},
        rounds::{CHAIR, RoundShape, SoundRound, application},
        sound::{body, word, year},
    },
    vocabulary::Vocabulary,
};

/// Everything of a programme on record, in which every rule holds or does not apply, with the day that says so.
///
/// Of its first two hubs the one was at work in 2014/15, when it had an award. A round of 2015 sought a lead for it and for
/// a new hub; both began in September 2016. Its [shape](AffairsShape) may have more of all of these.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct SoundAffairs {
    /// The programme: the network's policy of the home edition, with the policies of the sound round and ledger.
    pub programme: Programme,
    /// The network.
    pub network: Network,
    /// The rounds: one or more.
    pub rounds: Vec<SoundRound>,
    /// The ledgers: one or more.
    pub ledgers: Vec<SoundLedger>,
    /// The tables of allocations: one.
    pub tables: Vec<AllocationTable>,
    /// Enquiries, to the two hubs.
    pub enquiries: Enquiries,
    /// Details of people.
    pub people: People,
    /// The day.
    pub on: NaiveDate,
}

/// Short, for the output of a failed test: whole documents would bury it.
impl fmt::Debug for SoundAffairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SoundAffairs(on {}: {})", self.on, self.check())
    }
}

impl Default for SoundAffairs {
    fn default() -> Self {
        Self::new()
    }
}

/// The hub that was founded by the round.
pub(super) fn new_hub() -> HubId {
    read("hub-000000")
}

/// The hub that was there before, and has the award.
pub(super) fn old_hub() -> HubId {
    read("hub-000001")
}

/// The academy that led the old hub before the round.
pub(super) fn earlier_lead() -> OrganisationId {
    body("earlier-1")
}

/// Its trust, which was accountable and holds the award.
pub(super) fn trust() -> OrganisationId {
    body("earlier-trust")
}

pub(super) fn school(number: u32) -> OrganisationId {
    Urn::new(number.saturating_add(100_000)).map_or_else(|| body("a-school"), OrganisationId::School)
}

/// The academic year of the award.
pub(super) fn award_year() -> AcademicYear {
    year(2014)
}

/// The project that the award pays work groups for.
pub(super) fn challenge() -> ProjectId {
    read("challenge")
}

/// The trial that it pays for.
pub(super) fn trial() -> ProjectId {
    read("number-sense")
}

pub(super) fn day(text: &str) -> NaiveDate {
    sound(text.parse())
}

pub(super) fn exact(first: &str, last: &str) -> Span {
    Span::exact(sound(Period::new(day(first), Some(day(last)))))
}

impl SoundAffairs {
    /// Affairs of this shape, as yet without what comes of its further rounds and awards.
    pub(super) fn begun(shape: &AffairsShape) -> Self {
        let Sound { mut programme, mut network, .. } = Sound::shaped(shape.hubs());
        programme.edition = "a sound edition".to_owned();
        programme.in_force = Period::since(day("2014-07-01"));
        programme.network.words.projects = sound(Vocabulary::new([
            ("national-collaborative-project", "of the whole network"),
            ("national-collaborative", "of the whole network"),
            ("local-project", "of one hub"),
            ("trial", "to find out whether it works"),
        ]));
        complete(&mut network);

        Self {
            rounds: vec![round(&network, shape.round)],
            ledgers: vec![ledger(shape.ledger)],
            tables: Vec::new(),
            enquiries: SoundEnquiries::of(old_hub(), new_hub()).enquiries,
            people: People::default(),
            programme,
            network,
            on: DAY,
        }
    }

    /// The same affairs with what all rounds and ledgers have in common with the programme.
    pub(super) fn settled(mut self) -> Self {
        self.allocate();
        self.programme.selection = self.rounds.first_mut().and_then(|round| round.policy().cloned());
        let named = self.programme.edition.clone();
        self.rounds.iter_mut().filter_map(SoundRound::opening).for_each(|opening| opening.edition.clone_from(&named));
        self.ledgers.iter_mut().filter_map(SoundLedger::offer).for_each(|offer| {
            offer.edition.clone_from(&named);
            offer.programme = self.programme.id;
        });
        let details = PersonalDetails::new("Chris Chair").kept_until(day("2030-08-31").into());
        self.people.people.insert(CHAIR, details);
        self
    }

    /// A table in which every hub with an award is allotted as much, and the policy of money with it.
    fn allocate(&mut self) {
        let awarded = self.ledgers.iter_mut().filter_map(|ledger| ledger.award()?.hub);
        let claims: BTreeMap<HubId, Claim> =
            awarded.map(|hub| (hub, sound(Claim::new().with("schools-served", 400_u32)))).collect();
        let hubs = u64::try_from(claims.len()).unwrap_or(u64::MAX);
        let money = Money::pounds(hubs.saturating_mul(200_000)).unwrap_or_default();
        let table = Ratio::new(2, 5).and_then(|structural| SoundTable::among(&claims, money, structural));
        let policy = table.as_ref().map(|table| table.policy.clone());
        self.tables.extend(table.map(|table| table.table));
        self.tables.iter_mut().for_each(|table| table.year = award_year().into());
        self.programme.funding = self.ledgers.first_mut().and_then(|ledger| ledger.policy().cloned());
        self.change_funding(|funding| funding.allocation.clone_from(&policy));
    }

    /// All of it as one document: what is given twice stands there once, and what cannot be taken in is left out.
    #[must_use]
    pub fn record(&self) -> Record {
        let record = Record::of(self.programme.clone(), self.network.clone());
        let record = record.with_people(self.people.clone()).with_enquiries(self.enquiries.clone());
        let record = self.audited_rounds().into_iter().fold(record, Record::with_round);
        let record = self.audited_ledgers().into_iter().fold(record, Record::with_ledger);
        self.tables.iter().cloned().fold(record, Record::with_allocations)
    }

    /// The rounds that can be taken in.
    #[must_use]
    pub fn audited_rounds(&self) -> Vec<Round> {
        self.rounds.iter().filter_map(SoundRound::audit).collect()
    }

    /// The ledgers that can be taken in.
    #[must_use]
    pub fn audited_ledgers(&self) -> Vec<Ledger> {
        self.ledgers.iter().filter_map(SoundLedger::audit).collect()
    }

    /// What the programme says of all of it.
    #[must_use]
    pub fn check(&self) -> Report {
        let (rounds, ledgers) = (self.audited_rounds(), self.audited_ledgers());
        let affairs = Affairs::of(&self.network).with_people(&self.people).with_enquiries(&self.enquiries);
        let affairs = rounds.iter().fold(affairs, Affairs::with_round);
        let affairs = ledgers.iter().fold(affairs, Affairs::with_ledger);
        let affairs = self.tables.iter().fold(affairs, Affairs::with_table);
        self.programme.check_together(&affairs, self.on)
    }

    /// The hub that was there before the round, for a mutation to work on.
    pub fn old_hub(&mut self) -> Option<&mut Hub> {
        self.network.hubs.get_mut(&old_hub())
    }

    /// Changes the policy of money, in the programme and in every ledger alike.
    pub fn change_funding(&mut self, change: impl Fn(&mut FundingPolicy)) {
        self.programme.funding.iter_mut().for_each(&change);
        if let Some(funding) = &self.programme.funding {
            for policy in self.ledgers.iter_mut().filter_map(SoundLedger::policy) {
                policy.clone_from(funding);
            }
        }
    }

    /// Adds a ledger of an award that is offered and nothing else, with a line of structural costs of so many pounds.
    pub(super) fn offer(&mut self, hub: Option<HubId>, to: OrganisationId, year: AcademicYear, pounds: u64) {
        let Some(mut further) = self.ledgers.first().cloned() else { return };
        further.entries.truncate(1);
        if let Some(award) = further.award() {
            let id = AwardId::new(uuid::Uuid::from_u128(0x_a4a2_f000));
            let line = Line::new("Hub lead", Purpose::Structural(word("leadership")), year.period());
            let line = line.payable(Payable::by(read("dfe"), Money::pounds(pounds).unwrap_or_default()));
            let authority = award.authority.clone();
            let further = Award::new(id, to, award.body_kind, year).by_authority(authority);
            *award = Award { hub, ..further.with_line(read("leadership"), line) };
        }
        self.ledgers.push(further);
    }
}

/// What the round and the award need in the network.
fn complete(network: &mut Network) {
    let academy = School::new(Governance::Academy, Phases::ALL);
    let before = network.register.school(earlier_lead()).map(|school| school.location);
    let academy = academy.at(before.unwrap_or_default()).in_trust(trust(), Span::since(day("2012-09-01")));
    network.register.record(earlier_lead(), Organisation::new("An earlier lead", Kind::School(academy)));
    network.register.record(trust(), Organisation::new("The trust of an earlier lead", Kind::Trust));
    let always = Span::since(day("2014-07-01"));
    let work = Project::new("A challenge", word("national-collaborative"), always);
    network.projects.insert(challenge(), work);
    network.projects.insert(trial(), a_trial());
    let Some(hub) = network.hubs.get_mut(&old_hub()) else { return };
    let (first, later) = (read("earlier"), read("later"));
    let handover = exact("2016-09-01", "2016-09-30");
    let mut earlier = Tenure::of(earlier_lead(), exact("2014-09-01", "2016-09-30")).accountable_to(trust());
    earlier.handover = Some(Handover::new(later, handover));
    earlier.ended_because = "stepped down".to_owned();
    hub.leadership.tenures.insert(first, earlier);
    let began = Span::since(day("2016-09-01"));
    let now = Tenure::of(school(2), began).accountable_to(school(2));
    hub.leadership.tenures.insert(later, now);
    let group = WorkGroup::new(challenge(), award_year());
    hub.work_groups.insert(read("challenge-2014"), group.with_school(body("neighbour-2")));
    let deliverer = Partnership::operational(body("neighbour-6"), day("2014-09-01").into())
        .bringing(word("school"))
        .carrying_out(trial())
        .lasting(exact("2014-09-01", "2015-08-31"));
    hub.partnerships.insert(read("deliverer"), deliverer);
}

/// A trial of 2014/15 in the old hub.
pub(super) fn a_trial() -> Project {
    Project::new("Number sense", word("trial"), exact("2014-09-01", "2015-08-31"))
        .required_of(RequiredOf::Named([old_hub()].into()))
        .tried_by(Trial::new(word("efficacy"), body("university")))
        .with_result(award_year(), ProjectResult::new().returned_by(old_hub(), day("2015-10-15").into()))
}

/// The sound round, for the lead of the old hub and for a new one.
fn round(network: &Network, shape: RoundShape) -> SoundRound {
    let mut round = SoundRound::shaped(shape);
    let region = network.on(DAY).hub(new_hub()).ok().and_then(|hub| hub.home_region());
    if let Some(opening) = round.opening() {
        if let Some(place) = opening.places.get_mut(&read("north")) {
            place.attributes.extend(region.map(|region| (word("region"), region.to_string())));
        }
        if let Some(place) = opening.places.get_mut(&read("south")) {
            place.hub = Some(old_hub());
        }
    }
    applied(&mut round, 1, |it| it.lead = school(0));
    applied(&mut round, 2, |it| it.lead = school(3));
    applied(&mut round, 3, |it| it.lead = school(2));
    observed(&mut round, school(0));
    round
}

/// The observer is governor of this school, which leads application 1; and all that were appointed began in September 2016.
pub(super) fn observed(round: &mut SoundRound, lead: OrganisationId) {
    for entry in round.of_kind("registered") {
        if let Event::Registered(it) = &mut entry.what {
            let links = std::mem::take(&mut it.links).into_iter();
            it.links = links.map(|link| crate::selection::interest::Link { organisation: lead, ..link }).collect();
        }
    }
    for entry in round.of_kind("started") {
        if let Event::Started(it) = &mut entry.what {
            it.on = day("2016-09-01");
        }
    }
}

/// Changes an application as it was handed in.
pub(super) fn applied(round: &mut SoundRound, number: u128, change: impl FnOnce(&mut Application)) {
    let applied = round.of_kind("applied").find_map(|entry| match &mut entry.what {
        Event::Applied(applied) if applied.application == application(number) => Some(applied),
        _ => None,
    });
    if let Some(applied) = applied {
        change(applied);
    }
}

/// The sound ledger, of the old hub and the trust that was accountable for it.
fn ledger(shape: LedgerShape) -> SoundLedger {
    awarded(shape, old_hub(), trust())
}

/// A sound ledger of this hub and body.
pub(super) fn awarded(shape: LedgerShape, hub: HubId, to: OrganisationId) -> SoundLedger {
    let mut ledger = SoundLedger::shaped(shape);
    ledger.remove(|entry| matches!(entry.what, Booked::Novated(_)));
    if let Some(award) = ledger.award() {
        award.hub = Some(hub);
        award.body = to;
    }
    // It is judged long after the year, when the certificate for the next is due.
    ledger.go_on_to(day("2016-05-10"));
    let certified: FinancialYear = read("2015-16");
    let books = ledger.audit();
    let amount = books.map(|books| spent_in(&books, certified, day("2016-05-10"))).unwrap_or_default();
    let given_by = "the auditors of the trust".to_owned();
    ledger.push(OFFICER, Certified { year: certified.into(), amount, given_by, qualified: false });
    ledger
}
