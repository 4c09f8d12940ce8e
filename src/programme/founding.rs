//! From a decision to hubs: who was appointed in a round leads from the day on which it started.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{
    calendar::{Moment, PartialDate, Span},
    document::Source,
    identifiers::{ApplicationId, HubId, PlaceId, ProgrammeId, RoundId, TenureId},
    network::{Hub, Network, Tenure},
    selection::round::{Application, Phase, Place, Round},
};

/// A network with the leads that a round appointed.
///
/// Of a place for a hub that stands, the lead has a tenure of that hub, and a vacancy or a bridge ends the day before. Of a
/// place for a new hub, the hub is founded: with the milestones that the round tells, and an area since the first day. One
/// called up from the reserve was appointed by the call, and told by the offer. Whoever looked after the area meanwhile does
/// so no more.
///
/// What a round does not know nobody makes up: the area of a new hub, its partners, the register. Whoever leads must stand
/// in the register, or a rule says so. A lead that leads still is not ended: who hands over to whom is for the host to say,
/// and two leads at once are a finding.
///
/// ```
/// use maths_hubs::{
///     geography::Area,
///     network::{Hub, LeadStatus, Network},
///     programme::{Founded, Programme},
///     selection::round::{Event, Round},
/// };
/// # use maths_hubs::journal::Entry;
/// # let lines = include_str!("../../examples/data/round_2015.jsonl");
/// # let network: Network = serde_json::from_str(include_str!("../../examples/data/network.json"))?;
///
/// let entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// let round = Round::replay(entries)?; // a rehearsal of 2015, in which everybody is invented
/// let network = network.as_known_on("2015-07-31".parse()?);
///
/// let founded = Founded::by(&round, network, |place, _, _| {
///     let area = Area::of(["909".parse().ok()?]); // Cumbria
///     Some((place.as_str().parse().ok()?, Hub::new("Cumbria and north Lancashire", area)))
/// })?;
/// assert_eq!(founded.appointments.len(), 2);
/// let view = founded.network.on("2015-12-01".parse()?);
/// assert!(view.hub("cumbria-and-north-lancashire")?.is_operating().is_yes());
/// assert!(matches!(view.hub("london-south-east-plus")?.lead(), LeadStatus::Held(..)));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Founded {
    /// The network.
    pub network: Network,
    /// Who leads what from when, by application.
    pub appointments: Vec<Appointment>,
    /// The applications that hold a place and have not accepted it or not started yet: nothing came of them so far.
    pub waiting: BTreeSet<ApplicationId>,
}

/// That whoever was appointed leads a hub.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Appointment {
    /// By which application.
    pub application: ApplicationId,
    /// For which place.
    pub place: PlaceId,
    /// Which hub.
    pub hub: HubId,
    /// Its tenure.
    pub tenure: TenureId,
    /// The first day.
    pub from: NaiveDate,
    /// Whether the hub was founded by it.
    pub is_new: bool,
}

/// Why a decision does not become hubs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotFounded {
    /// The round is another programme's.
    #[error("the round `{round}` is of the programme `{of}`, and the network of `{network}`")]
    OtherProgramme {
        /// The round.
        round: RoundId,
        /// Its programme.
        of: ProgrammeId,
        /// The network's.
        network: ProgrammeId,
    },
    /// The round was cancelled.
    #[error("the round `{0}` was cancelled, and nothing comes of it")]
    Cancelled(RoundId),
    /// Nothing is decided.
    #[error("nothing is decided in the round `{0}`")]
    Undecided(RoundId),
    /// A place is for the lead of a hub that the network does not have.
    #[error("the place `{place}` is for the lead of the hub `{hub}`, which the network does not have")]
    NoSuchHub {
        /// The place.
        place: PlaceId,
        /// The hub.
        hub: HubId,
    },
    /// Nobody said what hub is founded for a place.
    #[error("the place `{0}` is for a new hub, and nobody said which")]
    NoNewHub(PlaceId),
    /// A hub that is to be founded stands already.
    #[error("the hub `{hub}` that is to be founded for the place `{place}` stands in the network already")]
    StandsAlready {
        /// The place.
        place: PlaceId,
        /// The hub.
        hub: HubId,
    },
    /// Whoever was appointed has a tenure from that day already: the network has been given this decision before.
    #[error(
        "the hub `{hub}` has the tenure `{tenure}` of whoever was appointed to the place `{place}`, from the same day"
    )]
    InstalledAlready {
        /// The place.
        place: PlaceId,
        /// The hub.
        hub: HubId,
        /// The tenure.
        tenure: TenureId,
    },
}

impl Founded {
    /// What `round` comes to in `network`. For each place for a new hub, and each that was appointed to it, `new_hub` says
    /// under which id which hub is founded: [`Hub::new`] with its name and area is enough.
    ///
    /// # Errors
    ///
    /// [`NotFounded`]; the first, in the order of applications.
    #[allow(clippy::result_large_err, reason = "ids are kept in place, and a round is founded once")]
    pub fn by(
        round: &Round,
        mut network: Network,
        mut new_hub: impl FnMut(PlaceId, &Place, &Application) -> Option<(HubId, Hub)>,
    ) -> Result<Self, NotFounded> {
        let state = round.state();
        let opening = state.opening();
        if opening.programme != network.programme {
            let (round, of, network) = (opening.round, opening.programme, network.programme);
            return Err(NotFounded::OtherProgramme { round, of, network });
        }
        if state.phase() == Phase::Cancelled {
            return Err(NotFounded::Cancelled(opening.round));
        }
        if state.decided.is_none() {
            return Err(NotFounded::Undecided(opening.round));
        }
        let (mut appointments, mut waiting) = (Vec::new(), BTreeSet::new());
        for (application, place) in state.holders() {
            let candidate = state.candidate(application).filter(|candidate| candidate.accepted.is_some());
            let started = candidate.and_then(|candidate| Some((candidate, candidate.started?)));
            let (Some((candidate, (from, entry))), Some(sought)) = (started, opening.places.get(&place)) else {
                waiting.insert(application);
                continue;
            };
            let applied = &candidate.application;
            let hub = match sought.hub {
                Some(hub) => hub,
                None => {
                    let (id, hub) = new_hub(place, sought, applied).ok_or(NotFounded::NoNewHub(place))?;
                    if network.hubs.contains_key(&id) {
                        return Err(NotFounded::StandsAlready { place, hub: id });
                    }
                    network.found(id, with_milestones(hub, round, application, from), from);
                    id
                }
            };
            let stands = network.hubs.get_mut(&hub).ok_or(NotFounded::NoSuchHub { place, hub })?;
            let mut tenure = applied
                .joint
                .iter()
                .fold(Tenure::of(applied.lead, Span::since(from)), |tenure, lead| tenure.jointly_with(*lead));
            tenure = tenure.accountable_to(applied.accountable());
            let again = |(_, standing): &(&TenureId, &Tenure)| {
                standing.span.from() == tenure.span.from() && standing.leads.keys().eq(tenure.leads.keys())
            };
            if let Some((tenure, _)) = stands.leadership.tenures.iter().find(again) {
                return Err(NotFounded::InstalledAlready { place, hub, tenure: *tenure });
            }
            tenure.sources.insert(Source::Page(format!("the round {}, entry {entry}", opening.round).into()));
            let id = stands.leadership.take_up(tenure);
            let is_new = sought.hub.is_none();
            appointments.push(Appointment { application, place, hub, tenure: id, from, is_new });
        }
        Ok(Self { network, appointments, waiting })
    }
}

/// A new hub with the milestones that the round tells, where it says none of its own.
fn with_milestones(mut hub: Hub, round: &Round, application: ApplicationId, from: NaiveDate) -> Hub {
    let state = round.state();
    let Some(candidate) = state.candidate(application) else { return hub };
    let day = |moment: Moment| PartialDate::from(moment.day());
    // What a candidate of the reserve was told at first is that it was not appointed.
    let of_entry = |number: u64| round.journal().entry(number).map(|entry| day(entry.at));
    let (appointed, told) = match candidate.called_up {
        Some((_, call)) => (of_entry(call), candidate.offered.and_then(of_entry)),
        None => (state.decided.as_ref().map(|it| day(it.at)), candidate.notified.map(|told| day(told.at))),
    };
    let milestones = &mut hub.milestones;
    milestones.appointed = milestones.appointed.or(appointed);
    milestones.told = milestones.told.or(told);
    milestones.announced = milestones.announced.or(state.announced.map(|(at, _)| day(at)));
    milestones.operating = milestones.operating.or(Some(from.into()));
    hub
}
