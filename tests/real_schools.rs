//! Real schools: every column of an extract of 962 rows is read into the library's types, and what is odd in it is
//! counted, so that nothing odd is lost or mended unseen.
//!
//! The extract lies in the folder that `MATHS_HUBS_DATA` names; where that is unset the tests say so.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    path::PathBuf,
};

use maths_hubs::{
    calendar::{PartialDate, Span},
    geography::{Authority, Point, Region},
    identifiers::{DfeNumber, GroupUid, GssCode, LaCode, OrganisationId, Ukprn, Urn},
    organisation::{Governance, Inspection, Kind, Location, Organisation, Outcome, Phase, Phases, Register, School},
};

type Row = BTreeMap<String, String>;

/// The rows by column, or `None` (said aloud) where the folder is not given.
fn rows() -> Option<Vec<Row>> {
    let Some(folder) = env::var_os("MATHS_HUBS_DATA").filter(|it| !it.is_empty()) else {
        eprintln!("MATHS_HUBS_DATA is unset: schools_962.csv is not read");
        return None;
    };
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join("schools_962.csv");
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(reader.deserialize().map(Result::unwrap).collect())
}

/// A column as a value of the library.
fn value<T: std::str::FromStr<Err: std::fmt::Debug>>(row: &Row, column: &str) -> T {
    row[column].parse().unwrap_or_else(|error| panic!("{} of {}: {error:?}", column, row["URN"]))
}

/// A column that may be empty.
fn optional<T: std::str::FromStr<Err: std::fmt::Debug>>(row: &Row, column: &str) -> Option<T> {
    (!row[column].is_empty()).then(|| value(row, column))
}

fn governance(row: &Row) -> Governance {
    match row["EstablishmentTypeGroupName"].as_str() {
        "Academies" | "Free Schools" => Governance::Academy,
        "Local authority maintained schools" => Governance::Maintained,
        "Independent schools" => Governance::Independent,
        other => panic!("{other}"),
    }
}

fn inspection(row: &Row) -> Option<Inspection> {
    let outcome = Outcome::from_number(optional(row, "OfstedRating2023")?).unwrap();
    Some(Inspection { on: value(row, "OfstedLastInspection"), outcome })
}

fn location(row: &Row) -> Location {
    let mut location = Location::within(value(row, "LAId"));
    location.district = Some(value(row, "DistrictAdministrativeId"));
    location.postcode = Some(value(row, "Postcode"));
    location.point = Some(Point::at(value(row, "Easting"), value(row, "Northing")).unwrap());
    location
}

fn school(row: &Row) -> School {
    let phases = Phases::of_ages(value(row, "AgeRangeLow"), value(row, "AgeRangeHigh"));
    let mut school = School::new(governance(row), phases).at(location(row));
    school.dfe_number = DfeNumber::new(value(row, "LAId"), value(row, "EstablishmentNumber"));
    school.ukprn = Some(value::<Ukprn>(row, "UKPRN"));
    school.pupils = Some(value(row, "TotalPupils"));
    school.inspections.extend(inspection(row));
    match optional::<GroupUid>(row, "TrustId") {
        Some(trust) => school.in_trust(trust.into(), Span::since(PartialDate::UNKNOWN)),
        None => school,
    }
}

#[test]
fn every_column_of_every_school_is_read() {
    let Some(rows) = rows() else { return };
    let mut register = Register::default();
    for row in &rows {
        let urn: Urn = value(row, "URN");
        let school = school(row);
        assert_eq!(
            school.dfe_number.unwrap().to_string(),
            format!("{}/{:0>4}", row["LAId"], row["EstablishmentNumber"])
        );
        assert_eq!(school.location.postcode.unwrap().as_str(), row["Postcode"]);
        if let Some(trust) = optional::<GroupUid>(row, "TrustId") {
            register.record(trust, Organisation::new(row["TrustName"].as_str(), Kind::Trust));
        }
        register.record(urn, Organisation::new(row["EstablishmentName"].as_str(), Kind::School(school)));
    }
    let schools = register.organisations.values().filter_map(Organisation::school);
    assert_eq!(schools.clone().count(), 962);
    let governed = |by| schools.clone().filter(|school| school.governance == by).count();
    // 661 academies and 56 free schools, 243 maintained schools, two city technology colleges.
    let kinds = [Governance::Academy, Governance::Maintained, Governance::Independent, Governance::Unknown];
    assert_eq!(kinds.map(governed), [661 + 56, 243, 2, 0]);
    let text = serde_json::to_string(&register).unwrap();
    assert_eq!(serde_json::from_str::<Register>(&text).unwrap(), register);
}

#[test]
fn ids_stand_for_one_name_each_and_statuses_are_three() {
    let Some(rows) = rows() else { return };
    for (id, name, distinct) in [
        ("PhaseOfEducationId", "PhaseOfEducationName", 5),
        ("TypeOfEstablishmentId", "TypeOfEstablishmentName", 10),
        ("RegionId", "RegionName", 9),
        ("LAId", "LAName", 0),
        ("TrustId", "TrustName", 0),
    ] {
        let pairs: BTreeSet<_> = rows.iter().map(|row| (&row[id], &row[name])).collect();
        let keys: BTreeSet<_> = pairs.iter().map(|(id, _)| id).collect();
        assert_eq!(pairs.len(), keys.len(), "{id}");
        assert!(distinct == 0 || pairs.len() == distinct, "{id}: {}", pairs.len());
    }
    let with = |status: &str| rows.iter().filter(|row| row["EstablishmentStatusName"] == status).count();
    assert_eq!(["Open", "Closed", "Open, but proposed to close"].map(with), [948, 13, 1]);
    assert_eq!(rows.iter().filter(|row| row["Town"].is_empty()).count(), 3);
}

#[test]
fn ages_agree_with_the_phase_that_the_register_names() {
    let Some(rows) = rows() else { return };
    for row in &rows {
        let phases = Phases::of_ages(value(row, "AgeRangeLow"), value(row, "AgeRangeHigh"));
        let named = match row["PhaseOfEducationId"].as_str() {
            "2" => Phase::Primary.into(),
            "4" | "5" => Phase::Secondary.into(),
            "7" => Phases::from(Phase::Primary).and(Phase::Secondary.into()),
            "0" => Phases::NONE,
            other => panic!("{other}"),
        };
        assert_eq!(phases.and(named), phases, "{}", row["URN"]);
        assert!(!phases.is_empty(), "{}", row["URN"]);
    }
}

#[test]
fn every_authority_and_district_resolves_to_the_region_of_its_row() {
    let Some(rows) = rows() else { return };
    for row in &rows {
        let letter = row["RegionId"].chars().next().unwrap();
        let region = Region::from_gias_letter(letter).unwrap();
        assert_eq!(row["RegionName"].parse(), Ok(region));
        let authority = Authority::with_code(value::<LaCode>(row, "LAId")).unwrap();
        assert_eq!(authority.region(), region, "{}", row["URN"]);
        assert_eq!(Authority::named(&row["LAName"]), Some(authority));
        assert_eq!(location(row).region(), Some(region));
        let of_district = Authority::of_place(value(row, "DistrictAdministrativeId")).unwrap();
        assert_eq!(of_district.region(), region, "{}", row["URN"]);
    }
}

#[test]
fn trusts_stand_as_bare_numbers() {
    let Some(rows) = rows() else { return };
    let groups: Vec<GroupUid> = rows.iter().filter_map(|row| optional(row, "TrustId")).collect();
    assert_eq!(groups.len(), 728);
    assert!(rows.iter().all(|row| row["TrustId"].is_empty() == row["TrustName"].is_empty()));
    assert!(groups.iter().all(|group| OrganisationId::from(*group).to_string() == format!("X-GROUP-{group}")));
    // One academy has none, and twelve maintained schools have a trust of their own kind.
    let odd = |by, trust| rows.iter().filter(|row| governance(row) == by && row["TrustId"].is_empty() != trust).count();
    assert_eq!((odd(Governance::Academy, false), odd(Governance::Maintained, true)), (1, 12));
}

#[test]
fn two_texts_are_damaged_and_kept_as_they_are() {
    let Some(rows) = rows() else { return };
    let damaged: Vec<_> = rows.iter().flat_map(Row::values).filter(|text| text.contains('\u{fffd}')).collect();
    assert_eq!(
        damaged,
        ["St Thomas \u{fffd} Becket Catholic Secondary School, A Voluntary Academy", "ARET\u{fffd} LEARNING TRUST",]
    );
}

#[test]
fn sixteen_districts_are_newly_recoded_and_two_lie_across_a_border() {
    let Some(rows) = rows() else { return };
    let district = |row: &Row| value::<GssCode>(row, "DistrictAdministrativeId");
    let recoded = rows.iter().filter(|row| matches!(district(row).to_string().as_str(), "E08000038" | "E08000039"));
    for row in recoded.clone() {
        assert!(["Barnsley", "Sheffield"].contains(&Authority::of_place(district(row)).unwrap().name()));
    }
    assert_eq!(recoded.count(), 16);
    let across = rows.iter().filter(|row| {
        let own = Authority::of_place(district(row)).unwrap();
        own.code() != value::<LaCode>(row, "LAId")
    });
    let across: Vec<_> =
        across.map(|row| (row["LAName"].as_str(), Authority::of_place(district(row)).unwrap().name())).collect();
    assert_eq!(across.len(), 2, "{across:?}");
}

#[test]
fn grades_are_given_where_there_is_one() {
    let Some(rows) = rows() else { return };
    let inspections: Vec<_> = rows.iter().filter_map(inspection).collect();
    // 137 schools have no grade: 125 were not inspected under this URN, and of 12 only the date of a visit is given.
    assert_eq!(rows.len() - inspections.len(), 137);
    let dates: Vec<PartialDate> = rows.iter().filter_map(|row| optional(row, "OfstedLastInspection")).collect();
    assert_eq!((rows.len() - dates.len(), dates.len() - inspections.len()), (125, 12));
    let graded = |number| inspections.iter().filter(|it| it.outcome == Outcome::from_number(number).unwrap()).count();
    assert_eq!([1, 2, 3, 4].map(graded), [140, 604, 81, 0]);
}
