//! What is half known of hubs, of their areas and of the network leaves it open who serves a place.

use super::*;
use crate::{
    geography::Area,
    network::{Hub, Network, NetworkSection, Parent},
    programme::Programme,
    rules::{Report, check},
};

fn network(hubs: impl IntoIterator<Item = (&'static str, Hub)>) -> Network {
    let network = Network::new("maths-hubs".parse().unwrap(), "A network");
    hubs.into_iter().fold(network, |network, (id, hub)| network.with(id.parse().unwrap(), hub))
}

fn serving(authority: &str) -> Hub {
    Hub::new(authority, Area::of([authority.parse().unwrap()])).operating_since("2014-09-01".parse().unwrap())
}

fn report(network: &Network, on: &str) -> Report {
    check(network, &Programme::maths_hubs().network, on.parse().unwrap())
}

fn paths(report: &Report) -> Vec<String> {
    report.of(AREA_OVERLAP.code).map(|finding| finding.path.to_string()).collect()
}

#[test]
fn where_hubs_may_be_missing_from_the_record_no_place_is_certainly_unserved() {
    let mut network = network([]);
    assert_eq!(report(&network, "2026-11-24").count(REGION_UNSERVED.code).broken, 9);
    network.incomplete.insert(NetworkSection::Hubs);
    let report = report(&network, "2026-11-24");
    let count = report.count(REGION_UNSERVED.code);
    assert_eq!((count.broken, count.undetermined), (0, 9));
    // As many as there have been since April 2023.
    assert_eq!(report.count(AUTHORITY_UNSERVED.code).undetermined, 153);
    assert!(report.of(AUTHORITY_UNSERVED.code).all(|it| it.message.contains("there may be hubs that are not listed")));
    assert_eq!(report.count(AREA_OVERLAP.code).undetermined, 1);
}

#[test]
fn a_satellite_of_nobody_knows_which_may_be_one_of_the_hub_beside_it() {
    let mut satellite = serving("330");
    for (parent, [held, broken, undetermined]) in
        [(None, [0, 1, 0]), (Some(Parent::Hub("one".parse().unwrap())), [1, 0, 0]), (Some(Parent::Unknown), [0, 0, 1])]
    {
        satellite.satellite_of = parent;
        let report = report(&network([("one", serving("330")), ("other", satellite.clone())]), "2026-11-24");
        let count = report.count(AREA_OVERLAP.code);
        assert_eq!([count.held, count.broken, count.undetermined], [held, broken, undetermined], "{parent:?}");
    }
    // Of two other families it is still certain.
    let hubs = [("one", serving("330")), ("other", satellite), ("third", serving("330"))];
    let report = report(&network(hubs), "2026-11-24");
    assert_eq!(paths(&report), [r#"coverage["330"]"#]);
    assert_eq!(report.of(AREA_OVERLAP.code).next().unwrap().message, "Birmingham is served by one, other and third");
}

#[test]
fn a_hub_that_may_have_moved_to_a_place_overlaps_with_nobody_for_sure() {
    let mut moved = serving("330");
    moved.area.span = crate::calendar::Span::since("2026".parse::<crate::calendar::PartialDate>().unwrap());
    for (on, [broken, undetermined]) in [("2026-06-01", [0, 1]), ("2027-01-01", [1, 0])] {
        let report = report(&network([("one", serving("330")), ("moved", moved.clone())]), on);
        let count = report.count(AREA_OVERLAP.code);
        assert_eq!([count.broken, count.undetermined], [broken, undetermined], "{on}");
    }
    // Before it moved nothing is recorded of its area, so it may have served any place.
    let report = report(&network([("one", serving("330")), ("moved", moved)]), "2025-12-31");
    assert_eq!((report.count(REGION_UNSERVED.code).broken, paths(&report)), (0, vec!["coverage".to_owned()]));
}

#[test]
fn an_overlap_in_a_district_lies_within_its_county() {
    let report = report(&network([("one", serving("881")), ("other", serving("881"))]), "2026-11-24");
    // Essex has twelve districts.
    assert_eq!(paths(&report).len(), 12);
    assert_eq!(paths(&report)[0], r#"coverage["881"].districts["E07000066"]"#);
}

#[test]
fn days_before_the_tables_begin_are_not_judged() {
    for (on, judged) in [("2009-03-31", false), ("2009-04-01", true)] {
        let report = report(&network([("one", serving("330").operating_since("2008".parse().unwrap()))]), on);
        for rule in RULES {
            let count = report.count(rule.code);
            assert_eq!(count.applied() > 0, judged && rule.code != AUTHORITY_PART_UNSERVED.code, "{on}: {rule}");
            assert!(judged || count.not_applicable == 1, "{on}: {rule}");
        }
    }
}
