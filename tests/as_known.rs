//! A network as far as it had come by a day: what is gone, what runs on, and that no earlier day looks otherwise.

use chrono::NaiveDate;
use maths_hubs::{
    calendar::Span,
    geography::Area,
    identifiers::{HubId, TenureId},
    network::{
        Bridge, Forum, Hub, InterimCover, LeadStatus, Network, Overseer, Parent, Partnership, Project, RequiredOf,
        Tenure,
    },
    programme::Programme,
    strategies,
};
use proptest::prelude::*;

const MATHS: &str = include_str!("../examples/data/network.json");

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    id(text)
}

/// What two networks say of a day, hub by hub, must be the same; a hub that is gone is none that was at work then.
fn say_the_same(whole: &Network, known: &Network, on: NaiveDate) {
    for hub in whole.on(on).all_hubs() {
        let Ok(again) = known.on(on).hub(hub.id()) else {
            assert!(!hub.is_operating().is_yes(), "{} is gone, and was at work on {on}", hub.id());
            continue;
        };
        assert_eq!(again.name(), hub.name(), "{} on {on}", hub.id());
        assert_eq!(again.is_operating(), hub.is_operating(), "{} on {on}", hub.id());
        assert_eq!(again.lead_names(), hub.lead_names(), "{} on {on}", hub.id());
        assert_eq!(again.whole_area(), hub.whole_area(), "{} on {on}", hub.id());
        let partners = |hub: maths_hubs::network::HubView<'_>| hub.partners().map(|it| it.name()).collect::<Vec<_>>();
        assert_eq!(partners(again), partners(hub), "{} on {on}", hub.id());
    }
}

#[test]
fn no_day_of_the_real_network_up_to_the_day_looks_otherwise() {
    let whole: Network = serde_json::from_str(MATHS).unwrap();
    let known_on = [day("2014-08-01"), day("2015-07-31"), day("2015-11-01"), day("2021-10-01"), day("2026-11-24")];
    for known_on in known_on {
        let known = whole.as_known_on(known_on);
        for on in ["2014-06-01", "2014-09-01", "2015-07-31", "2015-10-31", "2019-09-01"] {
            if day(on) <= known_on {
                say_the_same(&whole, &known, day(on));
            }
        }
        assert_eq!(known.as_known_on(known_on), known, "what is known on {known_on} is known then");
        assert_eq!(known.as_known_on(day("2014-06-15")), whole.as_known_on(day("2014-06-15")), "by way of {known_on}");
    }
}

#[test]
fn what_came_later_is_gone_and_what_ended_later_runs_on() {
    let earlier = Hub::new("Earlier", Area::Unknown)
        .operating_since(id("2014-09-01"))
        .led_under(
            id("first"),
            Tenure::of(id::<maths_hubs::identifiers::OrganisationId>("X-BODY-a"), id("2014-09-01 to 2016-08-31")),
        )
        .led_by(id::<maths_hubs::identifiers::OrganisationId>("X-BODY-b"), id("2016-09-01"))
        .with(
            Partnership::operational(id::<maths_hubs::identifiers::OrganisationId>("X-BODY-c"), id("2014-09-01"))
                .carrying_out(id("later")),
        )
        .with(Partnership::strategic(id::<maths_hubs::identifiers::OrganisationId>("X-BODY-d"), id("2016-01-01")));
    let mut later = Hub::new("Later", Area::Unknown).operating_since(id("2016-01-01"));
    later.milestones.announced = Some(id("2015-11"));
    let mut satellite = Hub::new("Satellite", Area::Unknown).operating_since(id("2014-09-01"));
    satellite.satellite_of = Some(Parent::Hub(id("later")));
    satellite.leadership.bridges.insert(Bridge::new(id("later"), id("2015-01-01 to 2016-01-31")));
    satellite.leadership.vacancies.insert(id("2015-01-01 to 2016-01-31"));
    let mut network = Network::new(id("maths-hubs"), "A network")
        .with(id("earlier"), earlier)
        .with(id("later"), later)
        .with(id("satellite"), satellite);
    network.projects.insert(id("later"), Project::new("Later", id("trial"), id("from 2016-09-01")));
    network.forums.insert(id("spring 2015/16"), Forum::new(id("2016-01-20")));
    let cover = InterimCover::new(Area::Unknown, Overseer::Hub(id("earlier")), id("2014-09-01 to 2015-11-30"));
    network.covers.insert(id("north"), cover.while_forming(id("later")));

    let known = network.as_known_on(day("2015-10-01"));
    assert_eq!(known.hubs.keys().map(HubId::as_str).collect::<Vec<_>>(), ["earlier", "satellite"]);
    let hub = &known.hubs[&id("earlier")];
    assert_eq!(hub.leadership.tenures.keys().map(TenureId::as_str).collect::<Vec<_>>(), ["first"]);
    assert_eq!(
        hub.leadership.tenures[&id("first")].span,
        id::<Span>("from 2014-09-01"),
        "nobody knew that it would end"
    );
    assert_eq!(hub.partnerships.len(), 1);
    assert!(hub.partnerships.values().all(|it| it.carries_out.is_empty()), "the project was not there yet");
    let satellite = &known.hubs[&id("satellite")];
    assert_eq!(satellite.satellite_of, Some(Parent::Unknown), "of which hub nobody could say");
    assert!(satellite.leadership.bridges.is_empty());
    assert_eq!(known.on(day("2016-06-01")).hub("satellite").unwrap().lead(), LeadStatus::Vacant, "and so it stays");
    assert!(known.projects.is_empty() && known.forums.is_empty());
    assert_eq!(known.covers[&id("north")].span, id::<Span>("from 2014-09-01"));
    assert_eq!(known.covers[&id("north")].forming, None);
}

#[test]
fn a_hub_that_was_not_there_yet_is_named_by_no_project_and_no_forum() {
    let mut later = Hub::new("Later", Area::Unknown).operating_since(id("2016-01-01"));
    later.milestones.announced = Some(id("2015-11"));
    let mut network = Network::new(id("maths-hubs"), "A network")
        .with(id("earlier"), Hub::new("Earlier", Area::Unknown).operating_since(id("2014-09-01")))
        .with(id("later"), later);
    let named = |hubs: &[&str]| RequiredOf::Named(hubs.iter().map(|hub| id(hub)).collect());
    let trial = |hubs: &[&str]| Project::new("A trial", id("trial"), id("from 2015-09-01")).required_of(named(hubs));
    network.projects.insert(id("both"), trial(&["earlier", "later"]));
    network.projects.insert(id("later-alone"), trial(&["later"]));
    // It is known of the forum that it was in the autumn or the winter.
    let forum = Forum::new(id("2015")).attended_by([id("earlier"), id("later")]);
    network.forums.insert(id("autumn 2015/16"), forum);
    let mut apologies = Forum::new(id("2015"));
    apologies.apologies.insert(id("later"));
    network.forums.insert(id("summer 2014/15"), apologies);

    let known = network.as_known_on(day("2015-10-01"));
    assert_eq!(known.projects[&id("both")].required_of, named(&["earlier"]));
    assert_eq!(known.projects[&id("later-alone")].required_of, RequiredOf::Nobody);
    assert_eq!(known.forums[&id("autumn 2015/16")].present, Some([id("earlier")].into()));
    assert!(known.forums[&id("summer 2014/15")].apologies.is_empty());
    assert_eq!(Programme::maths_hubs().check(&known, day("2015-10-01")).count("network/unknown-hub").broken, 0);
}

#[test]
fn a_hub_that_was_renamed_later_has_the_name_of_its_time() {
    let mut hub = Hub::new("Today", Area::Unknown).operating_since(id("2014-09-01"));
    hub.former_names.insert("Then".to_owned(), id("2014-09-01 to 2019-08-31"));
    let network = Network::new(id("maths-hubs"), "A network").with(id("one"), hub);
    let known = network.as_known_on(day("2015-10-01"));
    assert_eq!(known.hubs[&id("one")].name, "Then");
    assert!(known.hubs[&id("one")].former_names.is_empty());
    assert_eq!(network.as_known_on(day("2019-09-01")), network, "a former name that is over is one");
}

fn dangles_nowhere(known: &Network, on: NaiveDate) -> Result<(), TestCaseError> {
    let report = Programme::maths_hubs().check(known, on);
    let dangling = [
        "network/unknown-hub",
        "network/unknown-organisation",
        "network/unknown-person",
        "network/unknown-project",
        "hub/unknown-tenure",
    ];
    for code in dangling {
        prop_assert_eq!(report.count(code).broken, 0, "{}", report);
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_day_up_to_the_day_looks_otherwise(sound in strategies::sound_network(1..5), back in 0_i64..3_000, further in 0_i64..3_000) {
        let known_on = sound.on - maths_hubs::chrono::Days::new(back.unsigned_abs());
        let known = sound.network.as_known_on(known_on);
        say_the_same(&sound.network, &known, known_on);
        say_the_same(&sound.network, &known, known_on - maths_hubs::chrono::Days::new(further.unsigned_abs()));
        // Nothing that a document refuses comes of it.
        let json = serde_json::to_string(&known).unwrap();
        prop_assert_eq!(serde_json::from_str::<Network>(&json).unwrap(), known);
    }

    #[test]
    fn nothing_dangles(sound in strategies::sound_network(1..5), back in 0_i64..3_000) {
        let known_on = sound.on - maths_hubs::chrono::Days::new(back.unsigned_abs());
        dangles_nowhere(&sound.network.as_known_on(known_on), known_on)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_dangles_in_the_network_of_a_whole_programme(record in strategies::sound_record(), back in 0_u64..4_600) {
        let known_on = strategies::DAY - maths_hubs::chrono::Days::new(back);
        dangles_nowhere(&record.network.as_known_on(known_on), known_on)?;
    }
}

#[test]
fn a_hub_that_was_seen_at_work_had_not_ended_before_also_to_whoever_looks_at_it_earlier() {
    let mut hub = Hub::new("One", Area::Unknown).operating_since(id("2014-09-01"));
    hub.milestones.seen_operating = Some(id("2025"));
    hub.milestones.ended = Some(id("unknown"));
    let network = Network::new(id("maths-hubs"), "A network").with(id("one"), hub);
    let at_work = |network: &Network, on: &str| network.on(day(on)).hub("one").unwrap().is_operating();
    use maths_hubs::{
        answer::Answer::{No, Unknown, Yes},
        network::Counted,
    };
    let days = ["2014-08-31", "2015-01-01", "2025-01-01", "2025-01-02", "2026-01-01"];
    assert_eq!(days.map(|on| at_work(&network, on)), [No, Yes, Yes, Unknown, Unknown]);
    let announced = network.count(Counted::Announced, id("2015-07"));
    assert_eq!((announced.least, announced.most), (1, Some(1)));
    let over = network.count(Counted::Operating, id("2024..2025"));
    assert_eq!((over.least, over.most), (0, Some(1)));

    let known = network.as_known_on(day("2020-01-01"));
    assert_eq!(["2014-08-31", "2015-01-01", "2020-01-01"].map(|on| at_work(&known, on)), [No, Yes, Yes]);
    assert_eq!(known.as_known_on(day("2015-07-31")), network.as_known_on(day("2015-07-31")));
}
