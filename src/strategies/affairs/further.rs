//! Further rounds and ledgers of sound affairs, with what they need in the network.

use super::{
    AffairsShape, FurtherAward, FurtherRound, SoundAffairs,
    sound::{applied, award_year, awarded, challenge, day, exact, observed, school, trial},
};
use crate::{
    funding::ledger::Event as Booked,
    identifiers::{HubId, OrganisationId},
    network::{Partnership, RequiredOf, Tenure, WorkGroup},
    organisation::PersonalDetails,
    selection::round::Event,
    strategies::{
        ledgers::{LedgerShape, SoundLedger},
        literals::read,
        rounds::{RoundShape, SoundRound, place},
        sound::{body, person, word},
    },
};

/// How many hubs come before the further ones.
const BEFORE: usize = 2;

impl SoundAffairs {
    /// Sound affairs with a round and a ledger of the usual shapes.
    #[must_use]
    pub fn new() -> Self {
        Self::shaped(RoundShape::default(), LedgerShape::default())
    }

    /// Sound affairs with a round and a ledger of these shapes, and nothing beside them.
    #[must_use]
    pub fn shaped(of_round: RoundShape, of_ledger: LedgerShape) -> Self {
        Self::of(&AffairsShape::new(of_round, of_ledger))
    }

    /// Sound affairs of this shape.
    #[must_use]
    pub fn of(shape: &AffairsShape) -> Self {
        let mut affairs = Self::begun(shape);
        add(&mut affairs, shape);
        affairs.settled()
    }
}

/// Adds the further rounds and ledgers of a shape, whose hubs the network has.
fn add(affairs: &mut SoundAffairs, shape: &AffairsShape) {
    let hubs: Vec<HubId> = affairs.network.hubs.keys().skip(BEFORE).copied().collect();
    let of_rounds = shape.rounds.len().saturating_mul(2);
    let pairs = hubs.chunks(2);
    for (number, (further, pair)) in (1_u32..).zip(shape.rounds.iter().zip(pairs)) {
        if let [north, south] = pair {
            let round = round(affairs, (number, *further), shape.round, [*north, *south]);
            affairs.rounds.push(round);
        }
    }
    for (number, (further, hub)) in (1_u128..).zip(shape.awards.iter().zip(hubs.iter().skip(of_rounds))) {
        let ledger = ledger(affairs, (number, *further), shape.ledger, *hub);
        affairs.ledgers.push(ledger);
    }
    for (number, _) in (2_u32..).zip(&hubs) {
        let details = PersonalDetails::new(format!("Lead {number}")).kept_until(day("2030-08-31").into());
        affairs.people.people.insert(person(number, 1), details);
    }
}

/// A tenure of a hub on the first day of the awards, or else its last.
fn tenure_of(affairs: &SoundAffairs, hub: HubId) -> Option<&Tenure> {
    let tenures = &affairs.network.hubs.get(&hub)?.leadership.tenures;
    let then = tenures.values().find(|tenure| tenure.covers(award_year().first_day()).is_yes());
    then.or_else(|| tenures.values().next_back())
}

/// A round for two new hubs.
fn round(
    affairs: &SoundAffairs,
    (number, further): (u32, FurtherRound),
    like: RoundShape,
    hubs: [HubId; 2],
) -> SoundRound {
    let mut round = SoundRound::shaped(RoundShape { applications: further.applications, ..like });
    let view = affairs.network.on(affairs.on);
    if let Some(opening) = round.opening() {
        opening.round = read(&format!("round-2015-{number}"));
        for (name, hub) in ["north", "south"].into_iter().zip(hubs) {
            let region = view.hub(hub).ok().and_then(|hub| hub.home_region());
            if let Some(place) = opening.places.get_mut(&place(name)) {
                place.attributes.extend(region.map(|region| (word("region"), region.to_string())));
            }
        }
    }
    let lead = |hub| tenure_of(affairs, hub).and_then(|tenure| tenure.lead_schools().next());
    let [north, south] = hubs.map(|hub| lead(hub).unwrap_or_else(|| school(0)));
    // The first is appointed to the north; the second declines, and the third is called up for the south. Those by whom it
    // is not led are in no network: what the usual numbers stand for may be among the leads of these hubs.
    for (number, entry) in (1_u32..).zip(round.of_kind("applied")) {
        if let Event::Applied(it) = &mut entry.what {
            it.lead = body(&format!("candidate-{number}"));
        }
    }
    for (number, lead) in [(1, north), (3, south)] {
        applied(&mut round, number, |it| it.lead = lead);
    }
    observed(&mut round, north);
    round
}

/// A ledger of a hub that was at work then, with what its lines pay for.
fn ledger(
    affairs: &mut SoundAffairs,
    (number, further): (u128, FurtherAward),
    first: LedgerShape,
    id: HubId,
) -> SoundLedger {
    let accountable = tenure_of(affairs, id).and_then(|tenure| tenure.accountable_on(award_year().first_day()));
    let to: OrganisationId = accountable.unwrap_or_else(|| school(0));
    let shape = LedgerShape { number: first.number.saturating_add(number), ..further.ledger };
    let mut ledger = awarded(shape, id, to);
    for entry in ledger.of_kind("passed-on") {
        if let Booked::PassedOn(it) = &mut entry.what {
            // The schools of the first ledger may lead this hub.
            it.to = body(&format!("{}-of-{number}", it.to).to_lowercase());
        }
    }
    if let Some(hub) = affairs.network.hubs.get_mut(&id) {
        let group = WorkGroup::new(challenge(), award_year());
        hub.work_groups.insert(read("challenge-2014"), group.with_school(body("neighbour-2")));
        let deliverer = Partnership::operational(body("neighbour-11"), day("2014-09-01").into())
            .bringing(word("school"))
            .carrying_out(trial())
            .lasting(exact("2014-09-01", "2015-08-31"));
        hub.partnerships.insert(read("deliverer"), deliverer);
    }
    if let Some(project) = affairs.network.projects.get_mut(&trial()) {
        if let RequiredOf::Named(hubs) = &mut project.required_of {
            hubs.insert(id);
        }
        let result = project.results.remove(&award_year()).unwrap_or_default();
        project.results.insert(award_year(), result.returned_by(id, day("2015-10-15").into()));
    }
    ledger
}
