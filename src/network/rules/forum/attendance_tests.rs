//! Who came, who apologised, and what was reported, by hand.

use std::collections::BTreeMap;

use super::{
    tests::{BOTH, counts, date, id, network, paths, report},
    *,
};
use crate::{
    calendar::Span,
    network::{ForumReport, Project, RequiredOf, Trial},
};

fn forum<'a>(network: &'a mut Network, term: &str) -> &'a mut Forum {
    network.forums.get_mut(&term.parse().unwrap()).unwrap()
}

#[test]
fn a_hub_that_came_did_not_apologise() {
    let mut network = network(&[("spring 2025/26", "2026-02-10", BOTH), ("summer 2025/26", "2026-06-10", None)]);
    assert_eq!(counts(&network, &FORUM_APOLOGY_FROM_PRESENT), [0, 0, 0, 2]);
    for term in ["spring 2025/26", "summer 2025/26"] {
        forum(&mut network, term).apologies = [id("away"), id("here")].into();
    }
    // Of summer nobody wrote down who came.
    assert_eq!(counts(&network, &FORUM_APOLOGY_FROM_PRESENT), [0, 2, 0, 1]);
    forum(&mut network, "spring 2025/26").present = Some([id("here")].into());
    assert_eq!(counts(&network, &FORUM_APOLOGY_FROM_PRESENT), [1, 1, 0, 1]);
    let report = report(&network);
    let found = report.of(FORUM_APOLOGY_FROM_PRESENT.code).next().unwrap();
    assert_eq!(
        found.to_string(),
        r#"warning[network/forum-apology-from-present] forums["spring 2025/26"].apologies["here"]: here came to the forum "#
            .to_owned()
            + "of spring 2025/26 and is recorded with an apology"
    );
}

#[test]
fn a_hub_that_was_neither_at_work_nor_chosen_did_not_come() {
    let mut network = network(&[("spring 2025/26", "2026-02-10", BOTH)]);
    let rule = &FORUM_HUB_NOT_AT_WORK;
    assert_eq!(counts(&network, rule), [2, 0, 0, 0]);
    let mut with = |appointed: Option<&str>, operating: Option<&str>, ended: Option<&str>| {
        let milestones = &mut network.hubs.get_mut(&id("away")).unwrap().milestones;
        milestones.appointed = appointed.map(date);
        milestones.operating = operating.map(date);
        milestones.ended = ended.map(date);
        counts(&network, rule)
    };
    // Not yet at work: it may come once it is appointed, and where nobody wrote that down nobody knows.
    assert_eq!(with(Some("2026-01-15"), Some("2026-09-01"), None), [2, 0, 0, 0]);
    assert_eq!(with(Some("2026-03-01"), Some("2026-09-01"), None), [1, 1, 0, 0]);
    assert_eq!(with(Some("2026-02"), Some("2026-09-01"), None), [1, 0, 1, 0]);
    assert_eq!(with(None, Some("2026-09-01"), None), [1, 0, 1, 0]);
    // No more at work.
    assert_eq!(with(Some("2014-06-01"), Some("2014-09-01"), Some("2025-08-31")), [1, 1, 0, 0]);
    assert_eq!(with(Some("2014-06-01"), Some("2014-09-01"), Some("2026")), [1, 0, 1, 0]);
    assert_eq!(paths(&network, rule), [r#"forums["spring 2025/26"].present["away"]"#]);
    // A hub that is not there is found as unknown, and a forum of unknown attendance says nothing.
    network.hubs.remove(&id("away"));
    assert_eq!(counts(&network, rule), [1, 0, 0, 1]);
    forum(&mut network, "spring 2025/26").present = None;
    assert_eq!(counts(&network, rule), [0, 0, 0, 1]);
    network.forums.clear();
    assert_eq!(counts(&network, rule), [0, 0, 0, 1]);
}

/// Three forums of 2025/26 and one of the running year, with a project of everybody since 2014.
fn with_project() -> Network {
    let mut network = network(&[
        ("autumn 2025/26", "2025-11-10", BOTH),
        ("spring 2025/26", "2026-02-10", BOTH),
        ("summer 2025/26", "2026-06-10", BOTH),
        ("autumn 2026/27", "2026-11-10", BOTH),
    ]);
    let project = Project::new("Mastery", "trial".parse().unwrap(), Span::since(date("2014-09-01")));
    network.projects.insert("mastery".parse().unwrap(), project.required_of(RequiredOf::Everybody));
    network
}

fn nothing_reported(network: &mut Network) {
    network.forums.values_mut().for_each(|forum| forum.reports = Some(BTreeMap::new()));
}

#[test]
fn a_project_of_every_hub_is_reported_once_a_year_at_least() {
    let mut network = with_project();
    let rule = &PROJECT_UNREPORTED;
    // Nobody wrote down what was reported.
    assert_eq!(counts(&network, rule), [0, 0, 0, 1]);
    nothing_reported(&mut network);
    assert_eq!(counts(&network, rule), [0, 1, 0, 0]);
    assert_eq!(
        report(&network).of(rule.code).next().unwrap().to_string(),
        "advice[network/project-unreported] projects[\"mastery\"]: no forum of 2025/26 heard of the project `mastery`"
    );
    // At one forum of the year; one of the running year does not count.
    let reported = |network: &Network, term: &str| {
        let mut network = network.clone();
        let at = forum(&mut network, term);
        *at = at.clone().reporting("mastery".parse().unwrap(), ForumReport::of([id("here")]));
        counts(&network, rule)
    };
    assert_eq!(reported(&network, "autumn 2026/27"), [0, 1, 0, 0]);
    for term in ["autumn 2025/26", "spring 2025/26", "summer 2025/26"] {
        assert_eq!(reported(&network, term), [1, 0, 0, 0]);
    }
    // It may have been reported at a forum of which nobody wrote that down, or that is not listed.
    forum(&mut network, "spring 2025/26").reports = None;
    assert_eq!(counts(&network, rule), [0, 0, 1, 0]);
    assert_eq!(reported(&network, "autumn 2025/26"), [1, 0, 0, 0]);
    nothing_reported(&mut network);
    network.incomplete.insert(NetworkSection::Forums);
    assert_eq!(counts(&network, rule), [0, 0, 1, 0]);
}

#[test]
fn only_projects_of_every_hub_and_trials_that_ran_at_a_forum_are_asked_for() {
    let mut network = with_project();
    nothing_reported(&mut network);
    let mut with = |change: &dyn Fn(&mut Project)| {
        change(network.projects.values_mut().next().unwrap());
        counts(&network, &PROJECT_UNREPORTED)
    };
    assert_eq!(with(&|it| it.required_of = RequiredOf::Named([id("here")].into())), [0, 0, 0, 1]);
    let trial = Trial::new("efficacy".parse().unwrap(), "X-BODY-university".parse().unwrap());
    assert_eq!(with(&|it| it.trial = Some(trial.clone())), [0, 1, 0, 0]);
    // It began after the last forum of the year, on its day, and some time in the month.
    for (since, expected) in [("2026-06-11", [0, 0, 0, 1]), ("2026-06-10", [0, 1, 0, 0]), ("2026-06", [0, 0, 1, 0])] {
        assert_eq!(with(&|it| it.span = Span::since(date(since))), expected, "{since}");
    }
}
