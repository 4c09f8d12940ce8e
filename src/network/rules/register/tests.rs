//! What the register names, where its schools lie, and where its successions lead.

use super::*;
use crate::{
    calendar::{PartialDate, Span},
    identifiers::{GssCode, LaCode, OrganisationId},
    organisation::{Governance, Phases, Practitioner, School, Succession},
    programme::Programme,
    rules::{Count, Report, check},
};

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn body(text: &str) -> OrganisationId {
    format!("X-BODY-{text}").parse().unwrap()
}

fn school() -> School {
    School::new(Governance::Academy, Phases::ALL)
}

fn network() -> Network {
    let mut network = Network::new("maths-hubs".parse().unwrap(), "A network");
    for name in ["one", "other", "third"] {
        network.register.record(body(name), Organisation::new(name, Kind::School(school())));
    }
    network
}

fn report(network: &Network) -> Report {
    check(network, &Programme::maths_hubs().network, "2026-11-24".parse().unwrap())
}

fn counts(network: &Network, rule: &Rule) -> [u64; 4] {
    let Count { held, broken, undetermined, not_applicable, .. } = report(network).count(rule.code);
    [held, broken, undetermined, not_applicable]
}

#[test]
fn all_organisations_that_the_register_names_are_in_it() {
    let mut network = network();
    let always = Span::since(date("2015"));
    network.register.succeed(body("gone"), body("one"), Succession::converting("2014-08-31".parse().unwrap()));
    network.register.succeed(body("other"), body("to-come"), Succession::converting("2014-08-31".parse().unwrap()));
    let kind = Kind::School(school().in_trust(body("trust"), always));
    network.register.record(body("third"), Organisation::new("third", kind));
    let person = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let practitioner = Practitioner::employed_by(body("employer"), always);
    network.register.practitioners.insert(person.parse().unwrap(), practitioner);
    let found = report(&network);
    let found: Vec<_> = found.of("network/unknown-organisation").map(|it| it.path.to_string()).collect();
    assert_eq!(
        found,
        [
            r#"register.organisations["X-BODY-third"].kind.school.trusts["X-BODY-trust"]"#.to_owned(),
            format!(r#"register.practitioners["{person}"].employers["X-BODY-employer"]"#),
            r#"register.successions["X-BODY-gone"]"#.to_owned(),
            r#"register.successions["X-BODY-other"]["X-BODY-to-come"]"#.to_owned(),
        ]
    );
}

#[test]
fn schools_and_colleges_lie_in_places_that_there_are() {
    let mut network = network();
    let mut at = |authority: Option<u16>, district: Option<&str>, college: bool| {
        let district = district.map(|code| code.parse::<GssCode>().unwrap());
        let location = Location { authority: authority.and_then(LaCode::new), district, ..Location::default() };
        let kind = if college { Kind::College(location) } else { Kind::School(school().at(location)) };
        network.register.record(body("one"), Organisation::new("One", kind));
        let report = report(&network);
        let found: Vec<_> = report.of(LOCATION_UNKNOWN.code).map(|it| it.path.to_string()).collect();
        (counts(&network, &LOCATION_UNKNOWN), found)
    };
    let here = r#"register.organisations["X-BODY-one"].kind"#;
    assert_eq!(at(None, None, false), ([0, 0, 0, 3], vec![]));
    // Former authorities are known too.
    for (authority, district) in [(Some(330), None), (Some(909), None), (None, Some("E07000066"))] {
        assert_eq!(at(authority, district, false), ([1, 0, 0, 2], vec![]), "{authority:?} {district:?}");
    }
    assert_eq!(at(Some(999), None, false), ([0, 1, 0, 2], vec![format!("{here}.school.location.authority")]));
    assert_eq!(at(Some(330), Some("E07999999"), true), ([0, 1, 0, 2], vec![format!("{here}.college.district")]));
}

#[test]
fn a_successor_opens_after_its_predecessor_has_closed() {
    let mut network = network();
    for (closed, opened, continuity, expected) in [
        ("2014-07-31", "2014-08-01", Continuity::Continues, [1, 0, 0, 0]),
        ("2014-07-31", "2014-07-31", Continuity::Continues, [0, 1, 0, 0]),
        ("2020-08-31", "2010-09-01", Continuity::Merges, [0, 1, 0, 0]),
        ("2014-07", "2014", Continuity::Continues, [0, 0, 1, 0]),
        ("2014-07", "2015", Continuity::Divides, [1, 0, 0, 0]),
        ("unknown", "2014-07-31", Continuity::Continues, [0, 0, 0, 1]),
        ("2014-07-31", "unknown", Continuity::Continues, [0, 0, 0, 1]),
        ("2014-07-31", "2014-07-31", Continuity::SixthFormCentre, [0, 0, 0, 1]),
    ] {
        let link = Succession { closed: date(closed), opened: date(opened), continuity };
        network.register.succeed(body("one"), body("other"), link);
        assert_eq!(counts(&network, &SUCCESSION_DATES), expected, "{closed} {opened}");
    }
}

#[test]
fn an_organisation_goes_on_as_one_at_most() {
    let mut network = network();
    let link = |continuity| Succession { continuity, ..Succession::converting("2014-08-31".parse().unwrap()) };
    for (other, third, expected) in [
        (Continuity::Continues, Continuity::Merges, [0, 1, 0, 0]),
        (Continuity::Continues, Continuity::SixthFormCentre, [1, 0, 0, 0]),
        (Continuity::Divides, Continuity::Divides, [0, 0, 0, 1]),
    ] {
        network.register.succeed(body("one"), body("other"), link(other));
        network.register.succeed(body("one"), body("third"), link(third));
        assert_eq!(counts(&network, &SUCCESSION_FORKS), expected);
    }
}
