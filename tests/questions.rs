//! The questions that a service asks a network, of any day.

use maths_hubs::{
    answer::Answer,
    calendar::{PartialDate, Period, Span},
    document::day,
    geography::{Area, Authority, District, Extent, Region},
    identifiers::{HubId, OrganisationId, TenureId, Urn},
    network::{
        Bridge, Designation, Handover, Hub, LeadStatus, Network, NetworkSection, Partner, Partnership, Role, Served,
        Status, Tenure,
    },
    organisation::{Governance, Kind, Location, Organisation, Phases, School, Succession},
    programme::Programme,
    rules::{Explanation, Level},
};

fn on(text: &str) -> chrono::NaiveDate {
    day::parse(text).unwrap()
}

fn hub_id(text: &str) -> HubId {
    text.parse().unwrap()
}

fn organisation(text: &str) -> OrganisationId {
    text.parse().unwrap()
}

fn council(name: &str) -> maths_hubs::identifiers::LaCode {
    Authority::named_on(name, on("2026-11-24")).unwrap().code()
}

fn exactly(first: &str, last: &str) -> Span {
    Span::exact(Period::new(on(first), Some(on(last))).unwrap())
}

/// A small network of two hubs. The first was handed over from a school to another in autumn 2020; it was called
/// otherwise before.
fn network() -> Network {
    let mut network = Network::new("maths-hubs".parse().unwrap(), "Two hubs");
    for (id, name) in [("GB-EDU-100187", "Before"), ("GB-EDU-141163", "After"), ("GB-EDU-137648", "Next")] {
        let school = School::new(Governance::Maintained, Phases::ALL);
        network.register.record(organisation(id), Organisation::new(name, Kind::School(school)));
    }
    let conversion = Succession::converting(on("2014-07-31"));
    network.register.succeed(organisation("GB-EDU-100187"), organisation("GB-EDU-141163"), conversion);
    network.register.record(organisation("X-BODY-university"), Organisation::new("University", Kind::University));

    let mut thames = Hub::new("Thames", Area::of([council("Greenwich"), council("Lewisham")]))
        .operating_since("2014-09-01".parse().unwrap())
        .with(Partnership::strategic(organisation("X-BODY-university"), "2015-01-01".parse().unwrap()))
        .with(Partnership::operational(organisation("GB-EDU-100187"), "2020-11-01".parse().unwrap()));
    thames.former_names.insert("London South East".to_owned(), exactly("2014-07-01", "2019-08-31"));
    let next: TenureId = "next".parse().unwrap();
    let mut first = Tenure::of(organisation("GB-EDU-141163"), exactly("2014-09-01", "2020-10-31"));
    first.handover = Some(Handover::new(next, exactly("2020-09-01", "2020-10-31")));
    let second = Tenure::of(organisation("GB-EDU-137648"), exactly("2020-09-01", "2022-08-31"));
    thames = thames.led_under("first".parse().unwrap(), first).led_under(next, second);
    thames.leadership.bridges.insert(Bridge::new(hub_id("north"), Span::since(on("2022-09-01"))));

    let north = Hub::new(
        "North",
        Area::of([council("Leicester")]).and_districts([District::named("Charnwood").unwrap().code()]),
    )
    .operating_since("2014-09-01".parse().unwrap())
    .led_by(Urn::new(141_163).unwrap(), "2014-09-01".parse().unwrap());
    network.with(hub_id("thames"), thames).with(hub_id("north"), north)
}

#[test]
fn a_hub_is_found_by_its_id_and_a_slip_is_answered_with_the_nearest() {
    let network = network();
    let view = network.on(on("2021-01-01"));
    assert_eq!(view.hub("thames").unwrap().name(), "Thames");
    assert_eq!(view.hub(hub_id("thames")).unwrap().id(), hub_id("thames"));
    let error = view.hub("tames").unwrap_err();
    assert_eq!(error.to_string(), "the network has no hub `tames`; did you mean `thames`?");
    assert_eq!(view.hub("South West!").unwrap_err().to_string(), "the network has no hub `South West!`");
}

#[test]
fn names_leads_and_bridges_are_those_of_the_day() {
    let network = network();
    for (day, name, leads) in [
        ("2015-01-01", "London South East", vec!["After"]),
        // The first lead hands over in September and October 2020, and leads until then.
        ("2020-10-31", "Thames", vec!["After"]),
        ("2020-11-01", "Thames", vec!["Next"]),
    ] {
        let hub = network.on(on(day)).hub("thames").unwrap();
        assert_eq!((hub.name(), hub.lead_names()), (name, leads.into_iter().map(str::to_owned).collect()), "{day}");
    }
    let view = network.on(on("2023-01-01"));
    assert_eq!(view.hub("thames").unwrap().lead(), LeadStatus::Bridged(hub_id("north")));
    assert_eq!(view.vacancies().map(|hub| hub.id()).collect::<Vec<_>>(), [hub_id("thames")]);
    assert_eq!(network.on(on("2020-01-01")).vacancies().count(), 0);
}

#[test]
fn a_hub_is_at_work_from_its_start_and_not_from_its_announcement() {
    let mut network = network();
    let hub = network.hubs.get_mut(&hub_id("thames")).unwrap();
    hub.milestones.announced = Some("2014-07-01".parse().unwrap());
    let at_work = |network: &Network, day: &str| network.on(on(day)).hubs().count();
    assert_eq!(at_work(&network, "2014-08-31"), 0);
    assert_eq!(at_work(&network, "2014-09-01"), 2);
    assert_eq!(network.on(on("2014-08-31")).hub("thames").unwrap().status(), Some(Status::Forming));
}

#[test]
fn a_hub_that_ends_keeps_its_history() {
    let mut network = network();
    let hub = network.hubs.get_mut(&hub_id("thames")).unwrap();
    hub.milestones.ended = Some("2024-08-31".parse().unwrap());
    let ended = Designation::new(Status::Ended, "2024-09-01".parse().unwrap());
    let why = "its area was joined to the north's";
    hub.designations.push(ended.decided_by(organisation("X-BODY-university"), why));
    assert_eq!(network.on(on("2024-08-31")).hub("thames").unwrap().is_operating(), Answer::Yes);
    let after = network.on(on("2024-09-01")).hub("thames").unwrap();
    assert_eq!((after.is_operating(), after.status()), (Answer::No, Some(Status::Ended)));
    assert_eq!(network.on(on("2016-01-01")).hub("thames").unwrap().lead_names(), ["After"]);
}

#[test]
fn partners_are_those_in_force_by_role() {
    let network = network();
    let partners = |day: &str, role: Option<Role>| -> Vec<String> {
        let partners = network.on(on(day)).hub("thames").unwrap().partners();
        let partners = match role {
            None => partners,
            Some(Role::Strategic) => partners.strategic(),
            Some(Role::Operational) => partners.operational(),
        };
        partners.map(|partner| partner.name()).collect()
    };
    assert_eq!(partners("2014-12-31", None), [""; 0]);
    assert_eq!(partners("2021-01-01", None), ["Before", "University"]);
    assert_eq!(partners("2021-01-01", Some(Role::Strategic)), ["University"]);
    assert_eq!(partners("2021-01-01", Some(Role::Operational)), ["Before"]);
}

#[test]
fn a_partner_is_found_under_any_of_its_ids() {
    let network = network();
    let view = network.on(on("2021-01-01"));
    for id in ["GB-EDU-100187", "GB-EDU-141163"] {
        let hubs: Vec<_> = view.hubs_of_partner(Partner::from(organisation(id))).map(|hub| hub.id()).collect();
        assert_eq!(hubs, [hub_id("thames")], "{id}");
    }
    assert_eq!(view.hubs_of_partner(organisation("GB-EDU-137648").into()).count(), 0);
}

#[test]
fn the_hubs_of_a_place_say_how_much_of_it_they_serve() {
    let network = network();
    let view = network.on(on("2026-11-24"));
    let serving = |name: &str| -> Vec<_> {
        view.serving(council(name)).map(|(hub, extent)| (hub.id().to_string(), extent)).collect()
    };
    assert_eq!(serving("Lewisham"), [("thames".to_owned(), Extent::Whole)]);
    assert_eq!(serving("Leicestershire"), [("north".to_owned(), Extent::Part)]);
    assert_eq!(serving("Bromley"), []);
    let charnwood = District::named("Charnwood").unwrap().code();
    let units: Vec<_> = view.serving_unit(charnwood).map(|hub| hub.id()).collect();
    assert_eq!(units, [hub_id("north")]);
    assert_eq!(view.serving_perhaps(council("Lewisham")).count() + view.serving_unit_perhaps(charnwood).count(), 0);
}

#[test]
fn the_hubs_that_may_serve_a_place_are_others_and_those_at_home_there_come_first() {
    let mut network = network();
    let since = |text: &str| text.parse().unwrap();
    // Of the whole of Leicestershire, behind one that serves a part of it.
    let whole = Hub::new("Whole", Area::of([council("Leicestershire")])).operating_since(since("2014-09-01"));
    network.hubs.insert(hub_id("whole"), whole);
    // One that lists it and of which nobody knows whether it is at work.
    network.hubs.insert(hub_id("z-listing"), Hub::new("Listing", Area::of([council("Leicestershire")])));
    // One with a lead in the region, one with a lead elsewhere, one known to another region, one that has ended.
    for (id, school, place) in [("m-near", "GB-EDU-137648", "Derby"), ("a-far", "GB-EDU-141163", "Leeds")] {
        let school_there = School::new(Governance::Maintained, Phases::ALL).at(Location::within(council(place)));
        network.register.record(organisation(school), Organisation::new(place, Kind::School(school_there)));
        let hub = Hub::new(id, Area::Unknown).operating_since(since("2014-09-01"));
        network.hubs.insert(hub_id(id), hub.led_by(organisation(school), since("2014-09-01")));
    }
    let south = Hub::new("South", Area::Region(Region::SouthEast)).operating_since(since("2014-09-01"));
    network.hubs.insert(hub_id("south"), south);
    let mut ended = Hub::new("Ended", Area::Unknown).operating_since(since("2014-09-01"));
    ended.milestones.ended = Some(since("2020-08-31"));
    network.hubs.insert(hub_id("ended"), ended);

    let view = network.on(on("2026-11-24"));
    let leicestershire = council("Leicestershire");
    let serving: Vec<_> = view.serving(leicestershire).map(|(hub, extent)| (hub.id().to_string(), extent)).collect();
    assert_eq!(serving, [("whole".to_owned(), Extent::Whole), ("north".to_owned(), Extent::Part)]);
    let perhaps: Vec<_> = view.serving_perhaps(leicestershire).map(|hub| hub.id().to_string()).collect();
    assert_eq!(perhaps, ["z-listing", "m-near", "a-far"]);
    let charnwood = District::named("Charnwood").unwrap().code();
    let perhaps: Vec<_> = view.serving_unit_perhaps(charnwood).map(|hub| hub.id().to_string()).collect();
    assert_eq!(perhaps, ["z-listing", "m-near", "a-far"]);
    assert_eq!(view.serving_unit(charnwood).map(|hub| hub.id().to_string()).collect::<Vec<_>>(), ["north", "whole"]);
}

/// A hub moved from Leeds to Kent at some time in 2026, and its area before 2020 is not recorded.
#[test]
fn a_hub_that_moved_in_a_year_may_serve_both_areas_and_one_without_an_area_any() {
    let mut hub = Hub::new("Moved", Area::of([council("Kent")])).operating_since("2014-09-01".parse().unwrap());
    hub.area.span = Span::since("2026".parse::<PartialDate>().unwrap());
    let mut network = Network::new("maths-hubs".parse().unwrap(), "One hub").with(hub_id("moved"), hub);
    let moved = hub_id("moved");
    let answers = |network: &Network, day: &str, place: &str| {
        let (day, code) = (on(day), council(place));
        let view = network.on(day);
        let perhaps = view.serving_perhaps(code).any(|hub| hub.id() == moved);
        let certain = view.serving(code).any(|(hub, _)| hub.id() == moved);
        (view.coverage().of_authority(code, day), certain, perhaps)
    };
    for place in ["Kent", "Leeds"] {
        assert_eq!(answers(&network, "2020-05-01", place), (Extent::Unknown, false, true), "{place}");
    }
    let until = Span::new("2020-01-01".parse().unwrap(), Some("2026".parse().unwrap())).unwrap();
    let hub = network.hubs.get_mut(&moved).unwrap();
    *hub = with_former_area(hub.clone(), until, Area::of([council("Leeds")]));
    for (day, kent, leeds) in [
        ("2025-12-31", (Extent::None, false, false), (Extent::Whole, true, false)),
        ("2026-06-01", (Extent::Unknown, false, true), (Extent::Unknown, false, true)),
        ("2027-01-01", (Extent::Whole, true, false), (Extent::None, false, false)),
    ] {
        assert_eq!([answers(&network, day, "Kent"), answers(&network, day, "Leeds")], [kent, leeds], "{day}");
        assert_eq!(answers(&network, day, "Bromley"), (Extent::None, false, false), "{day}");
    }
}

fn with_former_area(mut hub: Hub, span: Span, area: Area) -> Hub {
    hub.former_areas.insert("before".parse().unwrap(), Served::new(span, area));
    hub
}

#[test]
fn coverage_tells_whole_part_none_and_unknown() {
    let mut network = network();
    let today = on("2026-11-24");
    let of = |network: &Network, name: &str| network.on(today).coverage().of_authority(council(name), today);
    assert_eq!(of(&network, "Lewisham"), Extent::Whole);
    assert_eq!(of(&network, "Leicestershire"), Extent::Part);
    assert_eq!(of(&network, "Kent"), Extent::None);
    // A hub known only to serve somewhere in the South East may serve Kent, and cannot serve Leeds.
    let hub = Hub::new("South", Area::Region(Region::SouthEast)).operating_since("2014-09-01".parse().unwrap());
    network.hubs.insert(hub_id("south"), hub);
    assert_eq!(of(&network, "Kent"), Extent::Unknown);
    assert_eq!(of(&network, "Leeds"), Extent::None);
    assert_eq!(of(&network, "Lewisham"), Extent::Whole);
    // Where hubs may be missing from the record, one of them may serve Leeds.
    network.incomplete.insert(NetworkSection::Hubs);
    assert_eq!(of(&network, "Leeds"), Extent::Unknown);
    assert_eq!(of(&network, "Leicestershire"), Extent::Unknown);
    assert_eq!(of(&network, "Lewisham"), Extent::Whole);
}

#[test]
fn hubs_stand_under_each_region_that_they_serve() {
    let network = network();
    let by_region = network.on(on("2026-11-24")).hubs_by_region();
    let regions: Vec<_> = by_region.iter().map(|(region, hubs)| (*region, hubs.len())).collect();
    assert_eq!(regions, [(Some(Region::EastMidlands), 1), (Some(Region::London), 1)]);
}

/// Birmingham has two Teaching School Hubs, and so has Cornwall, on purpose.
#[test]
fn an_overlap_on_purpose_is_explained_by_authority_or_district_and_stays_in_the_report() {
    let mut network = network();
    let today = on("2026-11-24");
    let charnwood = District::named("Charnwood").unwrap().code();
    for id in ["birmingham-one", "birmingham-two"] {
        let area = Area::of([council("Birmingham")]).and_districts([charnwood]);
        network.hubs.insert(hub_id(id), Hub::new(id, area).operating_since("2021-09-01".parse().unwrap()));
    }
    let programme = Programme::maths_hubs();
    let overlaps = |network: &Network| -> Vec<(String, bool)> {
        let report = programme.check(network, today);
        report.of("network/area-overlap").map(|it| (it.path.to_string(), it.is_explained())).collect()
    };
    // Charnwood lies in Leicestershire (855), so that the county's place has the district's within.
    let district = format!("coverage[\"855\"].districts[\"{charnwood}\"]");
    let city = r#"coverage["330"]"#.to_owned();
    assert_eq!(overlaps(&network), [(city.clone(), false), (district.clone(), false)]);

    for about in [&city, &district] {
        network.explanations.insert(Explanation::new(
            "network/area-overlap",
            about.parse().unwrap(),
            "two hubs on purpose",
            "the coordinator",
        ));
    }
    assert_eq!(overlaps(&network), [(city, true), (district, true)]);
    let report = programme.check(&network, today);
    assert_eq!(report.of("report/explanation-of-nothing").count(), 0);
    // Where the overlap goes, its explanation is found instead.
    network.hubs.remove(&hub_id("birmingham-two"));
    let report = programme.check(&network, today);
    let left: Vec<_> = report.of("report/explanation-of-nothing").map(|it| (it.path.to_string(), it.level)).collect();
    // The north hub still shares Charnwood with the one that remains.
    let place = r#"explanations["network/area-overlap coverage[\"330\"]"]"#;
    assert_eq!(left, [(place.to_owned(), Level::Advice)]);
}

#[test]
fn interim_cover_is_the_networks_and_serves_meanwhile() {
    use maths_hubs::network::{InterimCover, Overseer};

    let mut network = network();
    let today = on("2026-11-24");
    let area = Area::of([council("Kent")]);
    let cover = InterimCover::new(area, Overseer::Hub(hub_id("thames")), Span::since(on("2025-09-01")));
    let kent = |cover: InterimCover, of: &str| {
        let mut network = network.clone();
        network.covers.insert("kent".parse().unwrap(), cover);
        network.on(today).coverage().of_authority(council(of), today)
    };
    assert_eq!(kent(cover.clone(), "Kent"), Extent::Whole);
    // What is half known of a cover leaves it open who serves a place, there or wherever it may reach.
    let span = Span::since("2026-11".parse::<PartialDate>().unwrap());
    let mut half_known = cover.clone();
    half_known.span = span;
    assert_eq!(kent(half_known, "Kent"), Extent::Unknown);
    for (area, of_kent, of_leeds) in [
        (Area::Region(Region::SouthEast), Extent::Unknown, Extent::None),
        (Area::at_least([council("Kent")]), Extent::Whole, Extent::Unknown),
        (Area::Unknown, Extent::Unknown, Extent::Unknown),
    ] {
        let mut elsewhere = cover.clone();
        elsewhere.area = area;
        assert_eq!([kent(elsewhere.clone(), "Kent"), kent(elsewhere, "Leeds")], [of_kent, of_leeds]);
    }
    network.covers.insert("kent".parse().unwrap(), cover);
    // And is overdue after the year that the home edition gives it.
    let report = Programme::maths_hubs().check(&network, today);
    let found = report.of("network/interim-cover-overdue").next().unwrap();
    // 1 September 2025 to 24 November 2026: 365 days to 1 September 2026, and 84 more (29 + 31 + 24).
    assert_eq!(found.message, "without a hub since 2025-09-01, 449 days, where policy allows 365");
    assert_eq!(found.path.to_string(), r#"covers["kent"]"#);
}

#[test]
fn before_any_hub_is_at_work_no_place_is_held_to_be_unserved() {
    let network = network();
    let programme = Programme::maths_hubs();
    let unserved = |day: &str| {
        let report = programme.check(&network, on(day));
        report.of("network/region-unserved").count() + report.of("network/authority-unserved").count()
    };
    // The hubs begin work on 1 September 2014: of the regions two are served then, and seven are not.
    assert_eq!(unserved("2014-08-31"), 0);
    let report = programme.check(&network, on("2014-09-01"));
    assert_eq!(report.of("network/region-unserved").count(), 7);
}

#[test]
fn a_hub_designated_to_form_that_has_begun_work_is_at_work() {
    let mut network = network();
    let hub = network.hubs.get_mut(&hub_id("thames")).unwrap();
    hub.designations.push(Designation::new(Status::Forming, "2014-06-01".parse().unwrap()));
    let standing = |day: &str| {
        let hub = network.on(on(day)).hub("thames").unwrap();
        (hub.is_operating(), hub.status())
    };
    assert_eq!(standing("2014-08-31"), (Answer::No, Some(Status::Forming)));
    assert_eq!(standing("2014-09-01"), (Answer::Yes, Some(Status::Operating)));
}

#[test]
fn satellites_of_satellites_share_the_area_of_the_hub_at_their_head() {
    use maths_hubs::network::Parent;

    let mut network = Network::new("maths-hubs".parse().unwrap(), "A family");
    let shared = |parent: Option<&str>| {
        let mut hub = Hub::new("One of a family", Area::of([council("Kent")]));
        hub.satellite_of = parent.map(|parent| Parent::Hub(hub_id(parent)));
        hub.operating_since("2014-09-01".parse().unwrap())
    };
    for (id, parent) in [("head", None), ("child", Some("head")), ("grandchild", Some("child"))] {
        network.hubs.insert(hub_id(id), shared(parent));
    }
    let today = on("2026-11-24");
    assert_eq!(network.on(today).coverage().overlaps().len(), 0);
    // A circle of satellites is one family too, and a stranger overlaps them all.
    network.hubs.insert(hub_id("head"), shared(Some("grandchild")));
    assert_eq!(network.on(today).coverage().overlaps().len(), 0);
    network.hubs.insert(hub_id("stranger"), shared(None));
    let kent = Authority::named_on("Kent", today).unwrap().units_on(today).count();
    assert_eq!(network.on(today).coverage().overlaps().len(), kent);
}
