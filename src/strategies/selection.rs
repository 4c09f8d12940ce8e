//! Strategies for gates, interests, policies and openings of rounds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use proptest::{collection, option, prelude::*, sample};

use super::{
    academic_year, criteria, day, hub_id, moment, organisation_id, partial_date, period, person_id, programme_id,
    ratio, slug, source, span, word,
};
use crate::{
    calendar::Moment,
    identifiers::{PlaceId, RoundId, StageId},
    ratio::Rounding,
    selection::{
        eligibility::{Condition, Fact, FactValue, Facts, Gate, Gates, Test},
        interest::{InterestPolicy, Link, Role, Strength, Tie},
        policy::{
            Late, Marking, Quota, QuotaBy, Route, RoutePolicy, SelectionPolicy, StageMarks, StagePolicy, Standstill,
        },
        round::{Opening, Place, Window},
    },
    vocabulary::Word,
};

/// Something known of a candidate, or known to be unknown.
pub fn fact() -> impl Strategy<Value = Fact> {
    let value = prop_oneof![
        any::<bool>().prop_map(FactValue::YesNo),
        ratio().prop_map(FactValue::Number),
        word().prop_map(FactValue::Word),
        any::<String>().prop_map(FactValue::Unknown),
    ];
    let year = option::of(academic_year());
    (value, year, any::<bool>(), option::of(partial_date()), option::of(source())).prop_map(
        |(value, year, verified, on, source)| {
            let fact = Fact::new(value);
            let fact = year.into_iter().fold(fact, Fact::of);
            let fact = on.into_iter().fold(fact, Fact::on);
            let fact = source.into_iter().fold(fact, Fact::from);
            if verified { fact.verified() } else { fact }
        },
    )
}

/// What is known of a candidate.
pub fn facts() -> impl Strategy<Value = Facts> {
    collection::vec((word(), fact()), 0..6).prop_map(Facts::new)
}

fn test() -> impl Strategy<Value = Test> {
    prop_oneof![
        Just(Test::Yes),
        Just(Test::No),
        collection::btree_set(word(), 1..4).prop_map(Test::OneOf),
        ratio().prop_map(Test::AtLeast),
        ratio().prop_map(Test::Above),
        ratio().prop_map(Test::AtMost),
        ratio().prop_map(Test::Below),
    ]
}

/// A sound condition of any form, conditions within conditions.
pub fn condition() -> impl Strategy<Value = Condition> {
    let fact = (word(), test()).prop_filter_map("a test of something", |(fact, is)| Condition::fact(fact, is).ok());
    let years = (word(), test(), 1_u32..4, 0_u32..4).prop_filter_map("years there are", |(fact, is, years, more)| {
        Condition::in_years(fact, is, years, years.saturating_add(more)).ok()
    });
    prop_oneof![fact, years].prop_recursive(3, 8, 3, |inner| {
        (collection::btree_set(inner, 1..4), option::of(any::<sample::Index>())).prop_filter_map(
            "conditions that are not too deep",
            |(of, some)| match some {
                None => Condition::all_of(of).ok(),
                Some(some) => {
                    let at_least = u32::try_from(some.index(of.len())).ok()?.saturating_add(1);
                    Condition::any_of(at_least, of).ok()
                }
            },
        )
    })
}

/// Gates of any kind.
pub fn gates() -> impl Strategy<Value = Gates> {
    let gate = (any::<String>(), condition(), option::of(period()), any::<bool>(), option::of(source())).prop_map(
        |(title, condition, in_force, ruled, source)| {
            let gate = Gate::new(title, condition);
            let gate = in_force.into_iter().fold(gate, Gate::in_force);
            let gate = source.into_iter().fold(gate, Gate::from);
            if ruled { gate.may_be_ruled() } else { gate }
        },
    );
    collection::vec((word(), gate), 0..4).prop_map(Gates::new)
}

/// A link between a person and an organisation.
pub fn link() -> impl Strategy<Value = Link> {
    (person_id(), organisation_id(), word(), span())
        .prop_map(|(person, organisation, kind, span)| Link::new(person, organisation, kind, span))
}

/// A tie between two organisations.
pub fn tie() -> impl Strategy<Value = Tie> {
    (organisation_id(), organisation_id(), word(), span())
        .prop_map(|(one, other, kind, span)| Tie::new(one, other, kind, span))
}

fn strength() -> impl Strategy<Value = Strength> {
    sample::select([Strength::Soft, Strength::Hard].as_slice())
}

/// What makes an interest, with every field set or not.
pub fn interest_policy() -> impl Strategy<Value = InterestPolicy> {
    let kinds = || collection::btree_map(word(), strength(), 0..3);
    let roles = sample::select([Role::Lead, Role::Partner, Role::CoSponsor].as_slice());
    let roles = collection::btree_map(roles, strength(), 0..3);
    let words = || collection::btree_set(word(), 0..3);
    let exempt = collection::btree_set(organisation_id(), 0..3);
    let sources = collection::btree_map("[a-z_]{1,8}", source(), 0..3);
    (kinds(), kinds(), roles, strength(), 0_u32..60, (words(), words(), exempt, sources)).prop_map(
        |(links, ties, roles, former, months, (through, exempt_ties, exempt, sources))| {
            let mut policy = InterestPolicy::new(months);
            policy.links = links;
            policy.ties = ties;
            policy.roles = roles;
            policy.former = former;
            policy.through = through;
            policy.exempt_ties = exempt_ties;
            policy.exempt = exempt;
            policy.sources = sources;
            policy
        },
    )
}

/// A route with what follows from it.
fn route() -> impl Strategy<Value = RoutePolicy> {
    let standstill = prop_oneof![(0_u32..30).prop_map(Standstill::Days), (0_u32..30).prop_map(Standstill::Weekdays)];
    let contract = sample::select([Route::Pcr2015, Route::ProcurementAct2023].as_slice());
    let route = prop_oneof![
        Just(RoutePolicy::grant()),
        (contract, standstill).prop_map(|(route, standstill)| RoutePolicy::contract(route, standstill)),
    ];
    (route, option::of(0_u32..60)).prop_map(|(route, review_days)| RoutePolicy { review_days, ..route })
}

/// A quota of any kind; it may ask for more than there can be.
pub fn quota() -> impl Strategy<Value = Quota> {
    let by = prop_oneof![Just(QuotaBy::Body), word().prop_map(QuotaBy::Application), word().prop_map(QuotaBy::Place),];
    let counts = || collection::btree_map(any::<String>(), 0_u32..5, 0..3);
    (by, counts(), counts(), option::of(0_u32..5)).prop_map(|(by, caps, floors, most_of_each)| {
        let mut quota = Quota::of_each(by, 0);
        quota.caps = caps;
        quota.floors = floors;
        quota.most_of_each = most_of_each;
        quota
    })
}

/// Stages of any kind, of which the first is marked by the criteria of the round.
fn stages() -> impl Strategy<Value = Vec<StagePolicy>> {
    let marks = prop_oneof![
        Just(StageMarks::Nothing),
        Just(StageMarks::Criteria),
        criteria().prop_map(|criteria| StageMarks::Own(Box::new(criteria))),
        Just(StageMarks::ClarifyOnly),
    ];
    let later = collection::btree_map(slug(), (any::<String>(), marks), 0..3);
    (slug(), later).prop_map(|(first, mut later)| {
        later.remove(&first);
        let first = StagePolicy::new(first.into(), "First", StageMarks::Criteria);
        let later = later.into_iter().map(|(id, (title, marks))| StagePolicy::new(id.into(), title, marks));
        std::iter::once(first).chain(later).collect()
    })
}

/// A policy with every field set or not, whose tie-breaks are among its criteria.
pub fn selection_policy() -> impl Strategy<Value = SelectionPolicy> {
    let marking = prop_oneof![
        (1_u32..4).prop_map(|assessors| Marking::PerCriterion { assessors }),
        (1_u32..4).prop_map(|readers| Marking::PerApplication { readers }),
    ];
    let late = sample::select([Late::Refused, Late::Ruled].as_slice());
    let rounding = sample::select([Rounding::HalfUp, Rounding::HalfEven, Rounding::Down].as_slice());
    let numbers = (option::of(0_u32..9), option::of(0_u32..400), 0_u32..5, 0_u8..4);
    let ratios = (option::of(ratio()), option::of(ratio()));
    let lists = (
        collection::btree_map(word(), quota(), 0..3),
        option::of(any::<String>()),
        collection::btree_map("[a-z_]{1,8}", source(), 0..3),
    );
    (
        (criteria(), stages(), gates(), interest_policy(), route()),
        (marking, late, rounding, any::<[bool; 2]>(), any::<[sample::Index; 2]>()),
        (numbers, ratios, lists),
    )
        .prop_map(|(parts, choices, (numbers, ratios, lists))| {
            let (criteria, stages, gates, interests, route) = parts;
            let (marking, late, rounding, [in_time, recommends], ties) = choices;
            let broken_by = ties.map(|tie| tie.get(criteria.leaves()).id().clone());
            let mut policy = SelectionPolicy::new(criteria, stages);
            policy.tie_breaks = BTreeSet::from(broken_by).into_iter().collect();
            policy.gates = gates;
            policy.interests = interests;
            policy.route = route;
            policy.marking = marking;
            policy.late = late;
            policy.rounding = rounding;
            policy.closing_minute_in_time = in_time;
            policy.panel_recommends = recommends;
            (policy.most_appointed, policy.reserve_days, policy.fewest_present, policy.decimals) = numbers;
            (policy.divergence_limit, policy.outlying) = ratios;
            (policy.quotas, policy.draw, policy.sources) = lists;
            policy
        })
}

/// An opening of which no rule says anything: its places have what quotas go by, its windows follow one another.
pub fn opening() -> impl Strategy<Value = Opening> {
    let place = (any::<String>(), option::of(hub_id()), 1_u32..4, any::<String>());
    let places = collection::btree_map(slug(), place, 1..4);
    let names = (slug(), any::<String>(), programme_id(), any::<String>());
    (names, selection_policy(), places, day(), option::of(moment())).prop_map(
        |((round, title, programme, edition), policy, places, first, answers_until)| {
            let by_place = |quota: &Quota| match quota.by {
                QuotaBy::Place(attribute) => Some(attribute),
                _ => None,
            };
            let attributes: BTreeSet<Word> = policy.quotas.values().filter_map(by_place).collect();
            let windows = windows(&policy, first);
            let mut opening = Opening::new(RoundId::from(round), title, programme, first, policy);
            opening.edition = edition;
            opening.answers_until = answers_until;
            opening.windows = windows;
            for (id, (title, hub, holds, value)) in places {
                let mut place = hub.map_or_else(|| Place::new_hub(title.clone()), |hub| Place::lead_of(hub, &*title));
                place.holds = holds;
                place = attributes.iter().fold(place, |place, attribute| place.with(*attribute, &*value));
                opening = opening.for_place(PlaceId::from(id), place);
            }
            opening
        },
    )
}

/// A window for each stage, one after another.
fn windows(policy: &SelectionPolicy, first: chrono::NaiveDate) -> BTreeMap<StageId, Window> {
    let at = |days| first.checked_add_days(Days::new(days)).and_then(Moment::start_of);
    let starts = (0_u64..).step_by(20);
    let window =
        |(stage, start): (&StagePolicy, u64)| Some((stage.id, Window::new(at(start)?, at(start.saturating_add(10))?)));
    policy.stages.iter().zip(starts).filter_map(window).collect()
}
