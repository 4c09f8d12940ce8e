//! What sound rounds are held by: their criteria, policy, places and windows, and what is handed in.

use super::{RoundShape, application, contact, place};
pub(super) use crate::strategies::literals::{read, sound};
use crate::{
    calendar::Moment,
    identifiers::{OrganisationId, RoundId, Urn},
    selection::{
        criteria::{Criteria, CriterionId},
        eligibility::{Condition, Fact, Facts, Gate, Gates, Test},
        interest::{InterestPolicy, Strength},
        policy::{Marking, Route, RoutePolicy, SelectionPolicy, StageMarks, StagePolicy, Standstill},
        round::{Application, Opening, Place, Window},
        scale::Scale,
    },
    vocabulary::Word,
};

/// The criteria of sound rounds, the longest scale first.
pub(super) const CRITERIA: [&str; 4] =
    ["leadership/capacity", "leadership/commitment", "mathematics/capacity", "partnership"];

/// The published means of a draw.
pub(super) const DRAW: &str = "lots drawn by a member of the panel before witnesses";

pub(super) fn lead(number: u128) -> OrganisationId {
    let urn = u32::try_from(number).ok().and_then(|number| Urn::new(number.saturating_add(100_000)));
    urn.map_or_else(|| OrganisationId::Body(read("a-school")), OrganisationId::School)
}

pub(super) fn handed_in(number: u128, ineligible: u128) -> Application {
    let places = if number % 2 == 0 { ["south", "north"] } else { ["north", "south"] };
    let attainment = match number {
        2 => Fact::unknown("held back by the board"),
        _ => Fact::yes_no(number != ineligible),
    };
    Application::new(application(number), format!("School {number}"), lead(number), places.map(read))
        .with_partner(OrganisationId::Body(read("a-university")))
        .declaring(Facts::new([(read("attainment"), attainment)]))
        .by_contact(contact(number))
}

pub(super) fn policy(shape: &RoundShape) -> SelectionPolicy {
    let [first, second, third, fourth] = CRITERIA;
    let criteria = Criteria::out_of(100)
        .scale("long", sound(Scale::range(0, 1000)))
        .scale("short", sound(Scale::range(0, 5)))
        .group("leadership", "Leadership", "60")
        .criterion(first, "Capacity", "80", "long")
        .minimum("1")
        .criterion(second, "Commitment", "20", "short")
        .group("mathematics", "Mathematics", "30")
        .criterion(third, "Capacity", "100", "short")
        .criterion(fourth, "Partnership and networking", "10", "short")
        .may_be_not_applicable()
        .pass_mark("20")
        .build();
    let stages = vec![
        StagePolicy::new(read("form"), "Application form", StageMarks::Criteria),
        StagePolicy::new(read("presentation"), "Presentation day", StageMarks::ClarifyOnly),
    ];
    let mut policy = SelectionPolicy::new(sound(criteria), stages);
    let attainment: Word = read("attainment");
    let condition = sound(Condition::fact(attainment, Test::Yes));
    policy.gates = Gates::new([(attainment, Gate::new("Attainment is above the national", condition).may_be_ruled())]);
    policy.interests = InterestPolicy::new(36).linked_by(read("governor"), Strength::Hard);
    let assessors = shape.assessors.into();
    policy.marking =
        if shape.whole { Marking::PerApplication { readers: assessors } } else { Marking::PerCriterion { assessors } };
    policy.divergence_limit = Some(10.into());
    policy.tie_breaks = vec![read::<CriterionId>("mathematics")];
    policy.draw = Some(DRAW.to_owned());
    policy.reserve_days = Some(180);
    policy.route = RoutePolicy::grant();
    if shape.contract {
        policy.route = RoutePolicy::contract(Route::ProcurementAct2023, Standstill::Weekdays(8));
    }
    policy.route.review_days = Some(30);
    policy
}

pub(super) fn opening(shape: &RoundShape) -> Opening {
    let (round, programme): (RoundId, _) = (read("round-2015"), read("maths-hubs"));
    let day = read::<Moment>("2015-07-01T00:00").day();
    let mut opening = Opening::new(round, "Two new leads", programme, day, policy(shape))
        .for_place(place("north"), Place::new_hub("The north").with(read("region"), "north"))
        .for_place(place("south"), Place::new_hub("The south").with(read("region"), "south"))
        .within(read("form"), Window::new(read("2015-07-02T09:00"), read("2015-07-24T17:00")))
        .within(read("presentation"), Window::new(read("2015-10-01T09:00"), read("2015-10-05T17:00")));
    opening.answers_until = Some(read("2015-07-20T17:00"));
    opening
}
