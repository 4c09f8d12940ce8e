//! What is half known across hubs is undetermined, what is named is found at its place, and counts are of their day.

use super::*;
use crate::network::rules::roles::ROLE_AFTER_DISSOLUTION;
use crate::{
    calendar::{PartialDate, Span},
    document::Source,
    geography::Area,
    identifiers::OrganisationId,
    network::{Bridge, Choice, Designation, Forum, Hub, NetworkPolicy, Project, PublishedCount, Tenure},
    organisation::{Kind, Organisation},
    programme::Programme,
    rules::{Count, Report, Verdict, check},
};

const TODAY: &str = "2026-11-24";

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn span(from: &str, until: &str) -> Span {
    Span::new(date(from), (!until.is_empty()).then(|| date(until))).unwrap()
}

fn id(text: &str) -> HubId {
    text.parse().unwrap()
}

fn body() -> OrganisationId {
    "X-BODY-trust".parse().unwrap()
}

fn policy() -> NetworkPolicy {
    NetworkPolicy { territorial: false, ..Programme::maths_hubs().network }
}

/// A network of so many hubs at work since 2014, all led by one body.
fn network(hubs: &[&str]) -> Network {
    let mut network = Network::new("maths-hubs".parse().unwrap(), "A network");
    network.register.record(body(), Organisation::new("A trust", Kind::Trust));
    for name in hubs {
        let tenure = Tenure::of(body(), span("2014-09-01", "")).accountable_to(body());
        let hub = Hub::new(format!("Hub {name}"), Area::Unknown).operating_since(date("2014-09-01"));
        network.hubs.insert(id(name), hub.led_under("tenure".parse().unwrap(), tenure));
    }
    network
}

fn report(network: &Network) -> Report {
    check(network, &policy(), TODAY.parse().unwrap())
}

fn count(network: &Network, rule: &Rule) -> [u64; 3] {
    let Count { held, broken, undetermined, .. } = report(network).count(rule.code);
    [held, broken, undetermined]
}

#[test]
fn a_body_leads_too_many_for_sure_where_the_hubs_are_at_work_for_sure() {
    let rule = &BODY_LEADS_TOO_MANY;
    let mut network = network(&["a", "b", "c"]);
    assert_eq!(count(&network, rule), [0, 1, 0]);
    assert_eq!(
        report(&network).of(rule.code).next().unwrap().message,
        "A trust is accountable for 3 hubs, a, b, c, where policy allows 2"
    );
    for perhaps in ["a", "b", "c"] {
        network.hubs.get_mut(&id(perhaps)).unwrap().milestones.operating = None;
        assert_eq!(count(&network, rule), [0, 0, 1], "{perhaps}");
    }
    network.hubs.remove(&id("a"));
    assert_eq!(count(&network, rule), [1, 0, 0]);
}

#[test]
fn a_body_accountable_for_half_known_days_is_not_replaced_by_the_lead() {
    let mut network = network(&["a", "b", "c"]);
    let other: OrganisationId = "X-BODY-other".parse().unwrap();
    for hub in network.hubs.values_mut() {
        let tenure = hub.leadership.tenures.values_mut().next().unwrap();
        tenure.accountable = [(other, span("2026-11", "").into())].into();
    }
    assert_eq!(count(&network, &BODY_LEADS_TOO_MANY), [0, 0, 1]);
    for hub in network.hubs.values_mut() {
        hub.leadership.tenures.values_mut().next().unwrap().accountable.clear();
    }
    assert_eq!(count(&network, &BODY_LEADS_TOO_MANY), [0, 1, 0]);
}

fn counted(network: &mut Network, on: &str, hubs: u32, counted: Counted) -> [u64; 3] {
    let count = PublishedCount { on: date(on), hubs, counted, source: Source::Illustrative };
    network.published_counts = [("count".parse().unwrap(), count)].into();
    self::count(network, &COUNT_DISAGREES)
}

#[test]
fn a_hub_counts_on_its_last_day_and_not_on_the_next() {
    let mut network = network(&["a"]);
    let hub = network.hubs.get_mut(&id("a")).unwrap();
    hub.milestones.announced = Some(date("2014-07-01"));
    hub.milestones.ended = Some(date("2020-08-31"));
    for how in [Counted::Announced, Counted::Operating] {
        assert_eq!(counted(&mut network, "2020-08-31", 1, how), [1, 0, 0], "{how:?}");
        assert_eq!(counted(&mut network, "2020-09-01", 0, how), [1, 0, 0], "{how:?}");
        assert_eq!(counted(&mut network, "2020", 1, how), [0, 0, 1], "{how:?}");
    }
}

#[test]
fn a_hub_that_a_designation_ends_or_suspends_is_not_counted_as_at_work() {
    let mut network = network(&["a"]);
    let step = |status, from| Designation { status, from: date(from), by: Some(body()), why: "so".to_owned() };
    let hub = network.hubs.get_mut(&id("a")).unwrap();
    hub.designations = vec![
        step(Status::Operating, "2014-09-01"),
        step(Status::Suspended, "2018-01-01"),
        step(Status::Operating, "2019-01-01"),
        step(Status::Ended, "2022-09-01"),
    ];
    for (on, hubs) in [("2017-12-31", 1), ("2018-06-01", 0), ("2019-01-01", 1), ("2022-09-01", 0)] {
        assert_eq!(counted(&mut network, on, hubs, Counted::Operating), [1, 0, 0], "{on}");
        assert_eq!(counted(&mut network, on, 1 - hubs, Counted::Operating), [0, 1, 0], "{on}");
    }
}

#[test]
fn an_area_is_spared_for_a_hub_that_is_forming_there_and_for_no_other() {
    let mut network = network(&["at-work", "forming", "perhaps"]);
    network.hubs.get_mut(&id("perhaps")).unwrap().milestones.operating = None;
    network.hubs.get_mut(&id("forming")).unwrap().milestones.operating = Some(date("2027-09-01"));
    for (forming, expected) in [
        (Some("at-work"), [0, 1, 0]),
        (Some("nobody"), [0, 1, 0]),
        (None, [0, 1, 0]),
        (Some("perhaps"), [0, 0, 1]),
        (Some("forming"), [0, 0, 0]),
    ] {
        let cover = InterimCover {
            area: Area::Unknown,
            by: Overseer::Body(body()),
            span: span("2015-01-01", ""),
            forming: forming.map(id),
        };
        network.covers = [("cover".parse().unwrap(), cover)].into();
        assert_eq!(count(&network, &INTERIM_COVER_OVERDUE), expected, "{forming:?}");
    }
}

#[test]
fn names_collide_that_two_hubs_have_had_at_the_same_time() {
    let mut network = network(&["a", "b"]);
    let mut collide = |formers: &[(&str, &str, Span)]| {
        for hub in network.hubs.values_mut() {
            hub.former_names.clear();
        }
        for (hub, name, span) in formers {
            network.hubs.get_mut(&id(hub)).unwrap().former_names.insert((*name).to_owned(), *span);
        }
        let report = report(&network);
        let found = report.of(NAME_COLLISION.code);
        let found = found.map(|it| format!("{}: {:?}", it.path, it.verdict)).collect::<Vec<_>>();
        assert_eq!(report.count(NAME_COLLISION.code).applied(), 2 + u64::try_from(formers.len()).unwrap());
        found
    };
    let collision = |verdict: &str| [format!("hubs[\"a\"].former_names[\"HUB B\"]: {verdict}")];
    // The name of `b` has been its own since it began; the other may have been given up before.
    assert_eq!(collide(&[("a", "HUB B", span("2014", "2016"))]), collision("Broken"));
    assert_eq!(collide(&[("a", "HUB B", span("2014", "unknown"))]), collision("Undetermined"));
    // Or since the end of its last former name, which is some day of 2018, or the end of 2016.
    let then = |until| ("b", "Elsewhere", span("2014", until));
    assert_eq!(collide(&[("a", "HUB B", span("2014", "2016-12-31")), then("2018")]), [""; 0]);
    assert_eq!(collide(&[("a", "HUB B", span("2014", "2016-12-31")), then("2016-12-31")]), [""; 0]);
    assert_eq!(collide(&[("a", "HUB B", span("2014", "2018-06-30")), then("2018")]), collision("Undetermined"));
    assert_eq!(collide(&[("a", "HUB B", span("2014", "2019")), then("2018")]), collision("Broken"));
    // Its own name of former days is nobody else's.
    assert_eq!(collide(&[("b", "HUB B", span("2014", "2019"))]), [""; 0]);
}

#[test]
fn a_hub_founded_after_another_ended_may_have_its_name() {
    let mut network = network(&["a", "b"]);
    for (hub, operating, ended) in [("a", "2014-09-01", Some("2018-08-31")), ("b", "2019-09-01", None)] {
        let hub = network.hubs.get_mut(&id(hub)).unwrap();
        hub.name = "One name".to_owned();
        hub.milestones.operating = Some(date(operating));
        hub.milestones.ended = ended.map(date);
    }
    assert_eq!(report(&network).of(NAME_COLLISION.code).count(), 0);
    network.hubs.get_mut(&id("b")).unwrap().milestones.operating = Some(date("2018-08-31"));
    assert_eq!(report(&network).of(NAME_COLLISION.code).count(), 1);
}

#[test]
fn joint_leads_of_two_bodies_leave_it_open_which_is_accountable() {
    use crate::organisation::{Governance, Phases, School};

    let mut network = network(&["a", "b", "c"]);
    let (one, another): (OrganisationId, OrganisationId) =
        ("X-BODY-one".parse().unwrap(), "X-BODY-two".parse().unwrap());
    for school in [one, another] {
        let kind = Kind::School(School::new(Governance::Maintained, Phases::ALL));
        network.register.record(school, Organisation::new("A school", kind));
    }
    for hub in network.hubs.values_mut() {
        hub.leadership.tenures.clear();
        let tenure = Tenure::of(one, span("2014-09-01", "")).jointly_with(another);
        hub.leadership.tenures.insert("joint".parse().unwrap(), tenure);
    }
    let report = report(&network);
    assert!(report.of(BODY_LEADS_TOO_MANY.code).all(|it| it.verdict == Verdict::Undetermined));
    assert_eq!(report.of(BODY_LEADS_TOO_MANY.code).count(), 1);
}

#[test]
fn a_hub_that_has_ended_needs_no_bridge() {
    let mut network = network(&["a", "b"]);
    let ended = Some(date("2020-08-31"));
    for hub in network.hubs.values_mut() {
        hub.milestones.ended = ended;
    }
    let bridge = Bridge { span: span("2019-01-01", ""), by: id("b") };
    network.hubs.get_mut(&id("a")).unwrap().leadership.tenures.clear();
    network.hubs.get_mut(&id("a")).unwrap().leadership.bridges.insert(bridge);
    assert_eq!(report(&network).of(BRIDGE_BROKEN.code).count(), 0);
}

#[test]
fn a_count_of_a_day_to_come_is_compared_with_nothing() {
    let mut network = network(&["a"]);
    let mut counted = |on: &str| {
        let count = PublishedCount { on: date(on), hubs: 5, counted: Counted::Operating, source: Source::Convention };
        network.published_counts = [("count".parse().unwrap(), count)].into();
        report(&network).of(COUNT_DISAGREES.code).count()
    };
    assert_eq!(counted("2020-09-01"), 1);
    assert_eq!(counted("2035"), 0);
}

#[test]
fn a_hub_that_is_not_there_is_found_where_it_is_named() {
    let mut network = network(&["a"]);
    let nobody = id("nobody");
    let hub = network.hubs.get_mut(&id("a")).unwrap();
    hub.satellite_of = Some(Parent::Hub(nobody));
    hub.leadership.bridges.insert(Bridge { span: span("2014-01-01", "2014-02-01"), by: nobody });
    let project = Project {
        name: "Mastery".to_owned(),
        kind: "trial".parse().unwrap(),
        span: span("2015", ""),
        required_of: RequiredOf::Named([nobody].into()),
        trial: None,
    };
    network.projects.insert("mastery".parse().unwrap(), project);
    let forum = Forum { on: date("2026-06-09"), present: Some([nobody].into()), apologies: [nobody].into() };
    network.forums.insert("summer 2025/26".parse().unwrap(), forum);
    network.choices.insert(body(), Choice::of(nobody, span("2020", "")).and(id("a"), span("2014", "2019")));
    let found: Vec<_> = report(&network).of(UNKNOWN_HUB.code).map(|it| it.path.to_string()).collect();
    assert_eq!(
        found,
        [
            r#"choices["X-BODY-trust"].hubs["nobody"]"#,
            r#"forums["summer 2025/26"].apologies["nobody"]"#,
            r#"forums["summer 2025/26"].present["nobody"]"#,
            r#"hubs["a"].leadership.bridges"#,
            r#"hubs["a"].satellite_of"#,
            r#"projects["mastery"].required_of.named["nobody"]"#,
        ]
    );
}

#[test]
fn a_school_that_chose_its_hub_is_in_the_register() {
    let mut network = network(&["a"]);
    network.choices.insert("GB-EDU-100187".parse().unwrap(), Choice::of(id("a"), span("2020", "")));
    let found: Vec<_> = report(&network).of("network/unknown-organisation").map(|it| it.path.to_string()).collect();
    assert_eq!(found, [r#"choices["GB-EDU-100187"]"#]);
}

#[test]
fn a_body_decides_nothing_after_it_has_closed() {
    let mut network = network(&["a"]);
    let mut agency = Organisation::new("An agency", Kind::PublicBody);
    agency.closed = Some(date("2018-03-31"));
    let by: OrganisationId = "X-BODY-agency".parse().unwrap();
    network.register.record(by, agency);
    for (from, expected) in [("2018-03-31", [1, 0, 0]), ("2018-04-01", [0, 1, 0]), ("2018", [0, 0, 1])] {
        let hub = network.hubs.get_mut(&id("a")).unwrap();
        let step = Designation { status: Status::Operating, from: date(from), by: Some(by), why: String::new() };
        hub.designations = vec![step];
        assert_eq!(count(&network, &ROLE_AFTER_DISSOLUTION), expected, "{from}");
        let found = report(&network);
        let mut found = found.of(ROLE_AFTER_DISSOLUTION.code);
        assert!(found.all(|it| it.path.to_string() == r#"hubs["a"].designations[0].by"#));
    }
}
