//! Forums term by term, and hubs that stay away from them.

use super::*;
use crate::{
    calendar::PartialDate,
    geography::Area,
    network::{Designation, Hub, NetworkPolicy, Status},
    programme::Programme,
    rules::{Count, Report, check},
};

pub(super) fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

pub(super) fn id(text: &str) -> HubId {
    text.parse().unwrap()
}

/// Two hubs at work since 2014, and forums: the term, the day, and who came.
pub(super) fn network(forums: &[(&str, &str, Option<&[&str]>)]) -> Network {
    let mut network = Network::new("maths-hubs".parse().unwrap(), "A network");
    for name in ["here", "away"] {
        network.hubs.insert(id(name), Hub::new(name, Area::Unknown).operating_since(date("2014-09-01")));
    }
    for (term, on, present) in forums {
        let present = present.map(|present| present.iter().map(|hub| id(hub)).collect());
        let forum = Forum { present, ..Forum::new(date(on)) };
        network.forums.insert(term.parse().unwrap(), forum);
    }
    network
}

fn policy() -> NetworkPolicy {
    NetworkPolicy { territorial: false, ..Programme::maths_hubs().network }
}

pub(super) fn report(network: &Network) -> Report {
    check(network, &policy(), "2026-11-24".parse().unwrap())
}

pub(super) fn counts(network: &Network, rule: &Rule) -> [u64; 4] {
    let Count { held, broken, undetermined, not_applicable, .. } = report(network).count(rule.code);
    [held, broken, undetermined, not_applicable]
}

pub(super) fn paths(network: &Network, rule: &Rule) -> Vec<String> {
    report(network).of(rule.code).map(|finding| finding.path.to_string()).collect()
}

pub(super) const BOTH: Option<&[&str]> = Some(&["here", "away"]);
const ONE: Option<&[&str]> = Some(&["here"]);

#[test]
fn every_term_since_the_first_forum_has_one() {
    let mut network = network(&[
        ("spring 2024/25", "2025-02-10", BOTH),
        ("summer 2024/25", "2025-06-10", BOTH),
        ("spring 2025/26", "2026-02-10", BOTH),
        ("summer 2025/26", "2026-06-10", BOTH),
    ]);
    assert_eq!(counts(&network, &FORUM_MISSED), [4, 1, 0, 0]);
    assert_eq!(paths(&network, &FORUM_MISSED), [r#"forums["autumn 2025/26"]"#]);
    // A day outside its term is no day of its.
    network.forums.get_mut(&"summer 2025/26".parse().unwrap()).unwrap().on = date("2027-06-10");
    assert_eq!(counts(&network, &FORUM_MISSED), [3, 2, 0, 0]);
    // Where the record may lack forums, that is said once.
    network.incomplete.insert(NetworkSection::Forums);
    assert_eq!(counts(&network, &FORUM_MISSED), [3, 0, 1, 0]);
    assert_eq!(paths(&network, &FORUM_MISSED), ["forums"]);
}

#[test]
fn of_a_network_without_forums_the_last_term_is_asked_if_a_hub_was_at_work_then() {
    let mut network = network(&[]);
    assert_eq!(paths(&network, &FORUM_MISSED), [r#"forums["summer 2025/26"]"#]);
    for hub in network.hubs.values_mut() {
        hub.milestones.operating = None;
    }
    assert_eq!(counts(&network, &FORUM_MISSED), [0, 0, 1, 0]);
    for hub in network.hubs.values_mut() {
        hub.milestones.operating = Some(date("2026-09-01"));
    }
    assert_eq!(counts(&network, &FORUM_MISSED), [0, 0, 0, 1]);
    let step = Designation { status: Status::Suspended, from: date("2026-01-01"), by: None, why: String::new() };
    for hub in network.hubs.values_mut() {
        hub.milestones.operating = Some(date("2014-09-01"));
        hub.designations = vec![step.clone()];
    }
    assert_eq!(counts(&network, &FORUM_MISSED), [0, 0, 0, 1]);
}

#[test]
fn between_exact_terms_the_last_term_is_the_one_that_is_over() {
    let mut policy = policy();
    policy.terms = serde_json::from_str(
        r#"{"summer 2025/26": {"from": "2026-05-01", "until": "2026-07-20"},
            "autumn 2026/27": {"from": "2026-09-03", "until": "2026-12-18"}}"#,
    )
    .unwrap();
    let missed = |on: &str| {
        let report = check(&network(&[]), &policy, on.parse().unwrap());
        report.of(FORUM_MISSED.code).map(|finding| finding.path.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(missed("2026-07-20"), [r#"forums["spring 2025/26"]"#]);
    assert_eq!(missed("2026-08-01"), [r#"forums["summer 2025/26"]"#]);
    assert_eq!(missed("2026-12-31"), [r#"forums["autumn 2026/27"]"#]);
}

#[test]
fn a_hub_absent_from_two_forums_in_a_row_is_found_whenever_that_was() {
    let mut network = network(&[
        ("spring 2024/25", "2025-02-10", ONE),
        ("summer 2024/25", "2025-06-10", ONE),
        ("autumn 2025/26", "2025-11-10", BOTH),
    ]);
    assert_eq!(counts(&network, &FORUM_ABSENCE_REPEATED), [1, 1, 0, 0]);
    let report = report(&network);
    let found = report.of(FORUM_ABSENCE_REPEATED.code).next().unwrap();
    assert_eq!(
        found.to_string(),
        "advice[network/forum-absence-repeated] hubs[\"away\"]: away was absent from 2 forums in a row, from that of \
         spring 2024/25 to that of summer 2024/25, without an apology"
    );
    network.forums.values_mut().next().unwrap().apologies.insert(id("away"));
    assert_eq!(counts(&network, &FORUM_ABSENCE_REPEATED), [2, 0, 0, 0]);
}

#[test]
fn how_many_absences_are_too_many_is_policy() {
    let network = network(&[("spring 2025/26", "2026-02-10", ONE), ("summer 2025/26", "2026-06-10", ONE)]);
    for (number, expected) in [(None, [0, 0, 2]), (Some(1), [1, 1, 0]), (Some(2), [1, 1, 0]), (Some(3), [0, 0, 2])] {
        let policy = NetworkPolicy { forum_absences_in_a_row: number, ..policy() };
        let report = check(&network, &policy, "2026-11-24".parse().unwrap());
        let Count { held, broken, not_applicable, .. } = report.count(FORUM_ABSENCE_REPEATED.code);
        assert_eq!([held, broken, not_applicable], expected, "{number:?}");
    }
}

#[test]
fn a_forum_of_which_nobody_wrote_down_who_came_is_not_passed_over() {
    let mut network = network(&[
        ("autumn 2025/26", "2025-11-10", ONE),
        ("spring 2025/26", "2026-02-10", None),
        ("summer 2025/26", "2026-06-10", ONE),
    ]);
    assert_eq!(counts(&network, &FORUM_ABSENCE_REPEATED), [1, 0, 1, 0]);
    let message = report(&network).of(FORUM_ABSENCE_REPEATED.code).next().unwrap().message.clone();
    assert!(message.contains("nobody wrote down who came to one of the forums"), "{message}");
    // One that did not meet in its term, or has not met yet, is none.
    network.forums.get_mut(&"spring 2025/26".parse().unwrap()).unwrap().on = date("2027-02-10");
    assert_eq!(counts(&network, &FORUM_ABSENCE_REPEATED), [1, 1, 0, 0]);
}

#[test]
fn between_two_forums_another_may_be_missing_from_the_record() {
    let mut network = network(&[("autumn 2025/26", "2025-11-10", ONE), ("summer 2025/26", "2026-06-10", ONE)]);
    assert_eq!(counts(&network, &FORUM_ABSENCE_REPEATED), [1, 1, 0, 0]);
    network.incomplete.insert(NetworkSection::Forums);
    assert_eq!(counts(&network, &FORUM_ABSENCE_REPEATED), [1, 0, 1, 0]);
    network.forums.insert("spring 2025/26".parse().unwrap(), Forum::new(date("2026-02")).attended_by([id("here")]));
    assert_eq!(counts(&network, &FORUM_ABSENCE_REPEATED), [1, 1, 0, 0]);
}

#[test]
fn a_hub_is_excused_by_what_it_was_on_the_day_of_the_forum() {
    let mut network = network(&[("spring 2025/26", "2026-02-10", ONE), ("summer 2025/26", "2026-06-10", ONE)]);
    let step = |status, from| Designation { status, from: date(from), by: None, why: String::new() };
    let mut with = |steps: Vec<Designation>, operating: Option<&str>| {
        let hub = network.hubs.get_mut(&id("away")).unwrap();
        hub.designations = steps;
        hub.milestones.operating = operating.map(date);
        counts(&network, &FORUM_ABSENCE_REPEATED)
    };
    let since = Some("2014-09-01");
    // Suspended then and at work today; the other way round.
    let back = vec![step(Status::Suspended, "2026-01-01"), step(Status::Operating, "2026-09-01")];
    assert_eq!(with(back, since), [1, 0, 0, 1]);
    assert_eq!(with(vec![step(Status::Suspended, "2026-09-01")], since), [1, 1, 0, 0]);
    // Founded between the two, or nobody knows when.
    assert_eq!(with(vec![], Some("2026-04-01")), [1, 0, 0, 1]);
    assert_eq!(with(vec![], Some("2026")), [1, 0, 1, 0]);
    assert_eq!(with(vec![], None), [1, 0, 1, 0]);
}
