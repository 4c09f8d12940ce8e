//! Which results are due of whom, year by year.

use super::*;
use crate::{
    calendar::PartialDate,
    geography::Area,
    identifiers::HubId,
    network::{Hub, NetworkPolicy, ProjectResult},
    programme::Programme,
    rules::{Count, check},
};

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn id(text: &str) -> HubId {
    text.parse().unwrap()
}

/// Two hubs at work since 2014, and a project of all hubs since 2015 with results of these years, of these hubs and dates.
fn network(results: &[(&str, &[(&str, &str)])]) -> Network {
    let mut network = Network::new("maths-hubs".parse().unwrap(), "A network");
    for name in ["early", "late"] {
        network.hubs.insert(id(name), Hub::new(name, Area::Unknown).operating_since(date("2014-09-01")));
    }
    let kind = "national-collaborative-project".parse().unwrap();
    let mut project = Project::new("Mastery", kind, Span::since(date("2015-09-01"))).required_of(RequiredOf::Everybody);
    for (year, hubs) in results {
        let result = hubs.iter().fold(ProjectResult::new(), |all, (hub, on)| all.returned_by(id(hub), date(on)));
        project = project.with_result(year.parse().unwrap(), result);
    }
    network.projects.insert("mastery".parse().unwrap(), project);
    network
}

fn project(network: &mut Network) -> &mut Project {
    network.projects.values_mut().next().unwrap()
}

/// The home edition, which gives 365 days.
fn policy() -> NetworkPolicy {
    NetworkPolicy { territorial: false, ..Programme::maths_hubs().network }
}

fn judged(network: &Network, on: &str) -> ([u64; 4], Vec<String>) {
    let report = check(network, &policy(), on.parse().unwrap());
    let code = RESULTS_NOT_RETURNED.code;
    let Count { held, broken, undetermined, not_applicable, .. } = report.count(code);
    ([held, broken, undetermined, not_applicable], report.of(code).map(|it| it.path.to_string()).collect())
}

fn counts(network: &Network, on: &str) -> [u64; 4] {
    judged(network, on).0
}

#[test]
fn each_hub_returns_the_results_of_a_year_that_has_been_over_for_a_year() {
    let both: &[(&str, &str)] = &[("early", "2017-09-10"), ("late", "2018-08-31")];
    assert_eq!(counts(&network(&[("2016/17", both)]), "2018-09-01"), [2, 0, 0, 0]);
    let one = network(&[("2016/17", &both[..1])]);
    // 2016/17 ended on 31 August 2017; 365 days later is 31 August 2018, and the days are over on the next.
    assert_eq!(counts(&one, "2018-08-31"), [0, 0, 0, 1]);
    let (counts, paths) = judged(&one, "2018-09-01");
    assert_eq!(counts, [1, 1, 0, 0]);
    assert_eq!(paths, [r#"projects["mastery"].results["2016/17"].hubs["late"]"#]);
    let report = check(&one, &policy(), "2018-09-01".parse().unwrap());
    assert_eq!(
        report.of(RESULTS_NOT_RETURNED.code).next().unwrap().message,
        "late has returned no results of `mastery` for 2016/17 on 2018-09-01, where policy allows 365 days"
    );
}

#[test]
fn results_that_come_later_or_perhaps_later_have_not_come() {
    let of = |on| network(&[("2016/17", &[("early", "2017-09-10"), ("late", on)])]);
    for (on, expected) in
        [("2018-09-01", [2, 0, 0, 0]), ("2018-09-02", [1, 1, 0, 0]), ("2018", [1, 0, 1, 0]), ("unknown", [1, 0, 1, 0])]
    {
        assert_eq!(counts(&of(on), "2018-09-01"), expected, "{on}");
    }
}

#[test]
fn years_count_from_the_first_of_which_results_are_recorded() {
    let both: &[(&str, &str)] = &[("early", "2017-09-10"), ("late", "2018-08-31")];
    // 2016/17 to 2024/25 are nine years: of the eight after the first nothing came, of either hub.
    assert_eq!(counts(&network(&[("2016/17", both)]), "2026-11-24"), [2, 16, 0, 0]);
    // Where none are recorded, the last that is due alone.
    let (counts, paths) = judged(&network(&[]), "2026-11-24");
    assert_eq!(counts, [0, 2, 0, 0]);
    assert!(paths.iter().all(|path| path.starts_with(r#"projects["mastery"].results["2024/25"]"#)), "{paths:?}");
    // Or the last in which the project ran.
    let mut over = network(&[]);
    project(&mut over).span = Span::new(date("2015-09-01"), Some(date("2017-07"))).unwrap();
    let (_, paths) = judged(&over, "2026-11-24");
    assert!(paths.iter().all(|path| path.starts_with(r#"projects["mastery"].results["2016/17"]"#)), "{paths:?}");
    // Nothing is due of a project that begins next year.
    project(&mut over).span = Span::since(date("2027-09-01"));
    assert_eq!(self::counts(&over, "2026-11-24"), [0, 0, 0, 2]);
}

#[test]
fn a_hub_answers_for_a_year_throughout_which_it_was_at_work() {
    let with = |change: &dyn Fn(&mut Hub)| {
        let mut network = network(&[("2016/17", &[("early", "2017-09-10")])]);
        change(network.hubs.get_mut(&id("late")).unwrap());
        counts(&network, "2018-09-01")
    };
    assert_eq!(with(&|_| {}), [1, 1, 0, 0]);
    assert_eq!(with(&|hub| hub.milestones.operating = Some(date("2017-01-10"))), [1, 0, 0, 1]);
    assert_eq!(with(&|hub| hub.milestones.ended = Some(date("2017-03-31"))), [1, 0, 0, 1]);
    assert_eq!(with(&|hub| hub.milestones.operating = Some(date("2016"))), [1, 0, 1, 0]);
    assert_eq!(with(&|hub| hub.milestones.operating = None), [1, 0, 1, 0]);
}

#[test]
fn only_hubs_that_must_take_part_are_asked_and_a_record_with_gaps_leaves_it_open() {
    let mut network = network(&[("2016/17", &[])]);
    assert_eq!(counts(&network, "2018-09-01"), [0, 2, 0, 0]);
    network.incomplete.insert(NetworkSection::Results);
    assert_eq!(counts(&network, "2018-09-01"), [0, 0, 2, 0]);
    network.incomplete.clear();
    project(&mut network).required_of = RequiredOf::Named([id("late"), id("nobody")].into());
    assert_eq!(counts(&network, "2018-09-01"), [0, 1, 0, 0]);
    project(&mut network).required_of = RequiredOf::Nobody;
    assert_eq!(counts(&network, "2018-09-01"), [0, 0, 0, 1]);
}
