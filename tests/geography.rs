//! England's authorities and districts on every day from April 2009, against counts by hand, the public record of
//! reorganisations, and the source files where `MATHS_HUBS_DATA` names their folder.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    path::PathBuf,
};

use chrono::NaiveDate;
use maths_hubs::{
    geography::{
        Area, Authority, COVERED_SINCE, District, Place, Point, PostcodeDistrict, Region, canonical, find, point_of,
        successors, unit_authority, units_on,
    },
    identifiers::{GssCode, GssEntity, LaCode},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn gss(text: &str) -> GssCode {
    text.parse().unwrap()
}

fn la(number: u16) -> &'static Authority {
    Authority::with_code(LaCode::new(number).unwrap()).unwrap()
}

fn every_day() -> impl Iterator<Item = NaiveDate> {
    COVERED_SINCE.iter_days().take_while(|it| *it <= day("2026-12-31"))
}

fn texts(codes: impl IntoIterator<Item = GssCode>) -> Vec<String> {
    codes.into_iter().map(|code| code.to_string()).collect()
}

/// The rows of a source file by column, or `None` (said aloud) where the folder is not given.
fn rows(file: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let Some(folder) = env::var_os("MATHS_HUBS_DATA").filter(|it| !it.is_empty()) else {
        eprintln!("MATHS_HUBS_DATA is unset: {file} is not compared");
        return None;
    };
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join(file);
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(reader.deserialize().map(Result::unwrap).collect())
}

#[test]
fn the_tables_are_sorted_and_hold_each_code_once() {
    assert!(Authority::all().is_sorted_by(|one, next| one.code() < next.code()));
    let key = |it: &District| (it.authority(), it.code());
    assert!(District::all().is_sorted_by(|one, next| key(one) < key(next)));
    let own = Authority::all().iter().flat_map(Authority::codes).map(|(code, _)| code);
    let all: Vec<_> = own.chain(District::all().iter().map(District::code)).collect();
    let distinct: BTreeSet<_> = all.iter().copied().collect();
    assert_eq!(distinct.len(), all.len());
    // 172 rows of the Department's list less five of `x`, and 204 codes E07 in its list of districts.
    assert_eq!(all.len(), 167 + 204);
}

#[test]
fn every_code_finds_its_own_row() {
    for authority in Authority::all() {
        assert_eq!(Authority::with_code(authority.code()), Some(authority));
        for (code, period) in authority.codes() {
            assert_eq!(Authority::with_gss(code), Some(authority));
            assert_eq!(authority.gss_on(period.first()), Some(code));
            assert_eq!(authority.gss_on(period.last().unwrap_or(NaiveDate::MAX)), Some(code));
        }
    }
    for district in District::all() {
        assert_eq!(District::with_code(district.code()), Some(district));
        assert_eq!(District::named(district.name()), Some(district));
        let county = district.county().unwrap();
        assert_eq!(Authority::of_place(district.code()), Some(county));
        assert_eq!(Authority::with_gss(district.code()), None);
        assert!(county.districts().contains(district));
    }
    assert_eq!(Authority::with_gss(gss("E12000001")), None);
    assert_eq!(District::with_code(gss("E06000001")), None);
}

#[test]
fn an_authority_in_force_has_one_gss_code_on_each_day_and_no_gap() {
    for authority in Authority::all() {
        let codes: Vec<_> = authority.codes().collect();
        for pair in codes.windows(2) {
            assert_eq!(pair[0].1.last().unwrap().succ_opt(), Some(pair[1].1.first()), "{}", authority.name());
        }
        for on in every_day() {
            let in_force = codes.iter().filter(|(_, period)| period.contains(on)).count();
            assert_eq!(in_force, usize::from(authority.period().contains(on)), "{} on {on}", authority.name());
            assert_eq!(authority.in_force_on(on), in_force == 1);
        }
    }
}

#[test]
fn each_unit_of_a_day_belongs_to_one_authority_and_none_is_without() {
    for on in every_day() {
        let units: Vec<_> = units_on(on).collect();
        assert_eq!(units.iter().collect::<BTreeSet<_>>().len(), units.len(), "{on}");
        for unit in &units {
            assert!(unit_authority(*unit, on).unwrap().in_force_on(on), "{unit} on {on}");
            assert_ne!(unit.entity(), GssEntity::County);
        }
        for authority in Authority::all() {
            assert_eq!(authority.units_on(on).count() > 0, authority.in_force_on(on), "{} on {on}", authority.name());
        }
        let districts = District::all().iter().filter(|it| it.in_force_on(on)).count();
        let in_units = units.iter().filter(|unit| unit.entity() == GssEntity::District).count();
        assert_eq!(in_units, districts, "a district in force outside a county of two tiers on {on}");
    }
}

#[test]
fn the_reorganisations_fall_on_their_days() {
    // Authorities in force, of which of two tiers, and units. On the last row, by the Department's list: 172 rows, less
    // five of `x`, less seven second codes (Barnsley, Sheffield, Gateshead, North Yorkshire, Buckinghamshire,
    // Northumberland, Somerset) are 160 authorities, less seven abolished (820, 835, 836, 837, 875, 909, 928) are 153.
    // 21 of these are counties, with the 164 districts that the list of districts has in its year 2024; so the units are
    // 153 - 21 + 164. Backwards from there, a change a row:
    for (on, authorities, counties, units) in [
        ("2009-04-01", 152, 27, 326),
        ("2019-03-31", 152, 27, 326),
        // Dorset's county, Bournemouth and Poole became two councils; its six districts went, and seven of Suffolk and
        // Somerset became three.
        ("2019-04-01", 151, 26, 317),
        ("2020-03-31", 151, 26, 317),
        // Buckinghamshire: four districts became one council, of the same DfE code.
        ("2020-04-01", 151, 25, 314),
        ("2021-03-31", 151, 25, 314),
        // Northamptonshire: seven districts became two councils.
        ("2021-04-01", 152, 24, 309),
        ("2023-03-31", 152, 24, 309),
        // Cumbria (six districts, two councils), North Yorkshire (seven, one) and Somerset (four, one).
        ("2023-04-01", 153, 21, 296),
        ("2026-11-24", 153, 21, 296),
    ] {
        let on = day(on);
        assert_eq!(Authority::all().iter().filter(|it| it.in_force_on(on)).count(), authorities, "{on}");
        assert_eq!(Authority::all().iter().filter(|it| it.has_districts_on(on)).count(), counties, "{on}");
        assert_eq!(units_on(on).count(), units, "{on}");
    }
}

#[test]
fn the_units_of_a_reorganised_county_are_those_of_the_day() {
    let numbered = |numbers: std::ops::RangeInclusive<u32>| -> Vec<String> {
        numbers.map(|number| format!("E07{number:06}")).collect()
    };
    let none: Vec<String> = Vec::new();
    for (code, on, units) in [
        // Northamptonshire: Corby to Wellingborough.
        (928, "2021-03-31", numbered(150..=156)),
        (928, "2021-04-01", none.clone()),
        (940, "2021-03-31", none.clone()),
        (940, "2021-04-01", vec!["E06000061".into()]),
        (941, "2021-04-01", vec!["E06000062".into()]),
        // Dorset: Christchurch to Weymouth and Portland.
        (835, "2019-03-31", numbered(48..=53)),
        (835, "2019-04-01", none.clone()),
        (836, "2019-03-31", vec!["E06000029".into()]),
        (836, "2019-04-01", none.clone()),
        (838, "2019-04-01", vec!["E06000059".into()]),
        (839, "2019-04-01", vec!["E06000058".into()]),
        // Somerset: Taunton Deane and West Somerset merged, then the county became one council.
        (933, "2019-03-31", numbered(187..=191)),
        (933, "2019-04-01", [numbered(187..=189), numbered(246..=246)].concat()),
        (933, "2023-03-31", [numbered(187..=189), numbered(246..=246)].concat()),
        (933, "2023-04-01", vec!["E06000066".into()]),
        // Suffolk: Forest Heath with St Edmundsbury, Suffolk Coastal with Waveney.
        (935, "2018-07-01", numbered(200..=206)),
        (935, "2019-03-31", numbered(200..=206)),
        (935, "2019-04-01", [numbered(200..=200), numbered(202..=203), numbered(244..=245)].concat()),
        (825, "2020-03-31", numbered(4..=7)),
        (825, "2020-04-01", vec!["E06000060".into()]),
        (909, "2023-03-31", numbered(26..=31)),
        (909, "2023-04-01", none),
        (942, "2023-04-01", vec!["E06000063".into()]),
        (943, "2023-04-01", vec!["E06000064".into()]),
        (815, "2023-03-31", numbered(163..=169)),
        (815, "2023-04-01", vec!["E06000065".into()]),
        (370, "2025-04-30", vec!["E08000016".into()]),
        (370, "2025-05-01", vec!["E08000038".into()]),
        (929, "2013-03-31", vec!["E06000048".into()]),
        (929, "2013-04-01", vec!["E06000057".into()]),
    ] {
        assert_eq!(texts(la(code).units_on(day(on))), units, "{code} on {on}");
    }
}

#[test]
fn the_codes_of_one_place_come_to_the_same() {
    for (code, newest) in [
        ("E08000016", "E08000038"),
        ("E08000038", "E08000038"),
        ("E08000019", "E08000039"),
        ("E08000020", "E08000037"),
        ("E06000048", "E06000057"),
        ("E10000002", "E06000060"),
        ("E10000023", "E06000065"),
        ("E10000027", "E06000066"),
        ("E10000021", "E10000021"),
        ("E07000112", "E07000112"),
    ] {
        assert_eq!(canonical(gss(code)), Some(gss(newest)), "{code}");
    }
    assert_eq!(canonical(gss("E10000010")), None);
    assert_eq!(unit_authority(gss("E08000016"), day("2025-04-30")), Some(la(370)));
    assert_eq!(unit_authority(gss("E08000016"), day("2025-05-01")), None);
    assert_eq!(unit_authority(gss("E10000031"), day("2025-05-01")), None);
}

#[test]
fn what_was_abolished_has_successors_in_force_the_next_day() {
    assert_eq!(texts(successors(gss("E10000021"))), ["E06000061", "E06000062"]);
    assert_eq!(texts(successors(gss("E10000006"))), ["E06000063", "E06000064"]);
    assert_eq!(texts(successors(gss("E07000048"))), ["E06000058"]);
    assert_eq!(texts(successors(gss("E06000029"))), ["E06000058"]);
    assert_eq!(texts(successors(gss("E07000190"))), ["E07000246"]);
    assert_eq!(texts(successors(gss("E07000246"))), ["E06000066"]);
    assert_eq!(texts(successors(gss("E08000016"))), ["E08000038"]);
    assert_eq!(texts(successors(gss("E10000002"))), ["E06000060"]);
    assert_eq!(successors(gss("E08000038")).count(), 0);
    assert_eq!(successors(gss("E10000001")).count(), 0);

    let ended = Authority::all().iter().flat_map(Authority::codes).map(|(code, period)| (code, period.last()));
    let ended = ended.chain(District::all().iter().map(|it| (it.code(), it.period().last())));
    let mut count = 0;
    for (code, last) in ended {
        let Some(next_day) = last.and_then(|last| last.succ_opt()) else {
            assert_eq!(successors(code).count(), 0, "{code}");
            continue;
        };
        if next_day > COVERED_SINCE {
            count += 1;
            assert!(successors(code).count() > 0, "{code}");
            assert!(successors(code).all(|it| unit_authority(it, next_day).is_some()), "{code}");
        }
    }
    // The list of districts has 41 rows with a last year before its last, one of them a former name (Shepway): 40. And
    // of the authorities' codes: Barnsley, Sheffield,
    // Gateshead, Northumberland, North Yorkshire, Buckinghamshire, Somerset, Dorset, Poole, Bournemouth, Cumbria and
    // Northamptonshire.
    assert_eq!(count, 40 + 12);
}

#[test]
fn a_council_is_found_by_the_names_that_sources_give_it() {
    for (name, code) in [
        ("liverpool", 341),
        ("St Helens", 342),
        ("St. Helens", 342),
        ("Herefordshire", 884),
        ("Herefordshire, County of", 884),
        ("Kingston upon Hull, City of", 810),
        ("City of Kingston upon Hull", 810),
        ("KINGSTON UPON HULL", 810),
        ("Hull", 810),
        ("Southend", 882),
        ("Southend-on-Sea", 882),
        ("Durham", 840),
        ("County Durham", 840),
        ("Bristol", 801),
        ("Bristol, City of", 801),
        ("City of London", 201),
        ("Dorset", 838),
    ] {
        assert_eq!(Authority::named(name), Some(la(code)), "{name}");
    }
    for name in ["London", "", "Yorkshire", "Berkshire", "Nowhere"] {
        assert_eq!(Authority::named(name), None, "{name}");
    }
    for (name, code) in [
        ("Brighton", 846),
        ("Telford", 894),
        ("Blackburn", 889),
        ("Stoke", 861),
        ("Royal Greenwich", 203),
        ("LB Camden", 202),
    ] {
        assert_eq!(Authority::named(name), Some(la(code)), "{name}");
    }
    assert_eq!(Authority::named_on("Dorset", day("2019-03-31")), Some(la(835)));
    assert_eq!(Authority::named_on("Dorset", day("2019-04-01")), Some(la(838)));
    for authority in Authority::all() {
        let bearers = Authority::all().iter().filter(|it| it.name() == authority.name()).count();
        assert_eq!(bearers, if authority.name() == "Dorset" { 2 } else { 1 });
        assert_eq!(Authority::named(authority.name()).unwrap().name(), authority.name());
        for other in authority.other_names() {
            assert_eq!(Authority::named(other), Some(authority));
        }
    }
    for name in ["Shepway", "Folkestone & Hythe", "folkestone and hythe district council"] {
        assert_eq!(District::named(name).map(District::code), Some(gss("E07000112")), "{name}");
    }
}

#[test]
fn the_whole_of_england_is_an_area_too() {
    let england = Area::of(Authority::all().iter().map(Authority::code));
    for on in ["2009-04-01", "2019-03-31", "2019-04-01", "2023-04-01", "2026-12-31"].map(day) {
        assert!(england.units_on(on).eq(units_on(on)));
        assert!(england.regions(on).eq(Region::ALL));
        assert!(units_on(on).all(|unit| england.serves_unit(unit, on).is_yes()));
    }
}

#[test]
fn no_search_by_code_allocates() {
    let on = day("2024-09-01");
    let warwickshire = la(937).code();
    let (barnsley, rugby) = (gss("E08000016"), gss("E07000220"));
    let area = Area::of([warwickshire]).and_districts([barnsley, rugby, gss("E07000004")]);
    let mut found = 0;
    let count = allocation_counter::measure(|| {
        found = units_on(on).filter(|unit| unit_authority(*unit, on).is_some()).count();
        found += area.units_on(on).count() + area.regions(on).count();
        found += usize::from(Authority::with_code(warwickshire).is_some() && Authority::with_gss(barnsley).is_some());
        found += usize::from(District::with_code(rugby).is_some() && canonical(barnsley).is_some());
        found += usize::from(point_of(barnsley).is_some() && successors(barnsley).count() == 1);
        found += usize::from(area.serves_unit(barnsley, on).is_yes());
        found += usize::from(Authority::named("Hull").is_some() && District::named("Rugby").is_some());
    });
    assert_eq!(found, 296 + 6 + 2 + 5);
    assert_eq!(count.count_total, 0);
}

#[test]
fn the_rows_of_the_departments_list_are_all_here_or_have_no_code() {
    let Some(rows) = rows("local_authorities.csv") else { return };
    let british = |text: &str| NaiveDate::parse_from_str(text, "%d/%m/%Y").unwrap();
    let mut without_code = 0;
    for row in &rows {
        let code = gss(&row["gss_code"]);
        let Ok(number) = row["dfe_la_code"].parse::<LaCode>() else {
            assert_eq!(row["dfe_la_code"], "x");
            assert_eq!((Authority::with_gss(code), canonical(code)), (None, None));
            without_code += 1;
            continue;
        };
        let authority = Authority::with_code(number).unwrap();
        assert_eq!(Authority::with_gss(code), Some(authority));
        assert_eq!(authority.name(), row["la_name"]);
        assert_eq!(authority.region(), row["region_name"].parse().unwrap());
        assert_eq!(Region::from_gss(gss(&row["region_gss"])), Some(authority.region()));
        let (_, period) = authority.codes().find(|(own, _)| *own == code).unwrap();
        assert_eq!(period.first(), british(&row["date_of_operation"]));
        let last = Some(row["date_of_termination"].as_str()).filter(|text| !text.is_empty()).map(british);
        assert_eq!(period.last(), last);
        assert_eq!(period.last().is_none(), row["status"] == "live");
    }
    assert_eq!((rows.len(), without_code), (172, 5));
    assert_eq!(Authority::all().iter().flat_map(Authority::codes).count(), 167);
}

#[test]
fn the_rows_of_the_list_of_districts_are_the_units_of_their_years() {
    let Some(rows) = rows("districts.csv") else { return };
    assert_eq!(rows.len(), 339);
    let mut in_year: BTreeMap<i32, BTreeSet<GssCode>> = BTreeMap::new();
    for row in &rows {
        let code = gss(&row["lad_code"]);
        let authority = Authority::of_place(code).unwrap();
        assert_eq!(authority.code().to_string(), row["dfe_la_code"]);
        assert_eq!(authority.region(), row["region_name"].parse().unwrap());
        assert_eq!(authority.region().gss(), gss(&row["region_code"]));
        assert_eq!(Authority::with_gss(gss(&row["la_code"])), Some(authority));
        if let Some(district) = District::with_code(code) {
            assert_eq!(District::named(&row["lad_name"]), Some(district));
        } else {
            assert_eq!(Authority::named(&row["lad_name"]).unwrap().name(), authority.name());
        }
        for year in row["first_year"].parse().unwrap()..=row["last_year"].parse().unwrap() {
            in_year.entry(year).or_default().insert(code);
        }
    }
    // A year of the list is the state at its end; its year 2018, of which some rows know nothing, is left aside.
    for year in [2017, 2019, 2020, 2021, 2022, 2023, 2024] {
        let on = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        assert_eq!(units_on(on).collect::<BTreeSet<_>>(), in_year[&year], "{year}");
    }
    let unchanged = units_on(day("2017-12-31")).eq(units_on(day("2018-12-31")));
    assert!(unchanged, "the hole of 2018 is closed");
}

#[test]
fn the_rows_of_points_resolve_to_their_place_and_days() {
    let Some(rows) = rows("authority_points.csv") else { return };
    let mut counts = BTreeMap::<&str, u32>::new();
    for row in &rows {
        let Ok(code) = row["gss_code"].parse::<GssCode>() else {
            *counts.entry("neither authority nor district").or_default() += 1;
            assert!(row["gss_code"].starts_with("E47") || row["gss_code"].starts_with("E61"));
            continue;
        };
        let authority = Authority::of_place(code).unwrap();
        let point = row["easting"].parse().ok().zip(row["northing"].parse().ok());
        let point = point.map(|(east, north)| Point::at(east, north).unwrap());
        if code.entity() == GssEntity::County {
            // Their points and regions are in part those of other counties, so neither is taken.
            *counts.entry("counties").or_default() += 1;
        } else {
            *counts.entry(if point.is_some() { "points" } else { "without a point" }).or_default() += 1;
            assert_eq!(point_of(code), point, "{code}");
            assert!(row["region"].is_empty() || row["region"].parse() == Ok(authority.region()), "{code}");
        }
        // The end is the last day, or the first of April after it.
        let last = match row["end_date"].as_str() {
            "" => None,
            "2019-03-31" | "2020-03-31" => Some(day(&row["end_date"])),
            "2021-04-01" | "2023-04-01" => day(&row["end_date"]).pred_opt(),
            other => panic!("an end on {other}"),
        };
        match District::with_code(code) {
            Some(district) => assert_eq!(district.period().last(), last, "{code}"),
            None if last.is_some() => {
                let (_, period) = authority.codes().find(|(own, _)| *own == code).unwrap();
                assert_eq!(period.last(), last, "{code}");
            }
            None => {}
        }
        assert_eq!(last.is_some(), !row["replaced_by_local_authority_code"].is_empty(), "{code}");
    }
    let expected = [("counties", 27), ("neither authority nor district", 15), ("points", 313), ("without a point", 25)];
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn real_schools_lie_where_their_authority_does() {
    let Some(rows) = rows("schools_962.csv") else { return };
    // The extract is of 2025 or later: it has the newest codes of Barnsley and Sheffield.
    let on = day("2025-09-01");
    for row in &rows {
        let authority = Authority::with_code(row["LAId"].parse().unwrap()).unwrap();
        assert_eq!(Authority::named(&row["LAName"]), Some(authority), "{}", row["LAName"]);
        let letter = row["RegionId"].chars().next().unwrap();
        assert_eq!(Region::from_gias_letter(letter), Some(authority.region()));
        assert_eq!(row["RegionName"].parse(), Ok(authority.region()));
        let unit = gss(&row["DistrictAdministrativeId"]);
        assert_eq!(unit_authority(unit, on).map(Authority::region), Some(authority.region()), "{}", row["URN"]);
    }
    assert_eq!(rows.len(), 962);
}

#[test]
fn a_place_is_found_by_its_name_or_it_is_said_why_not() {
    let today = day("2026-11-24");
    for authority in Authority::all().iter().filter(|it| it.in_force_on(today)) {
        assert_eq!(find(authority.name(), today), Ok(Place::Authority(authority.code())), "{authority:?}");
    }
    for district in District::all() {
        match find(district.name(), today) {
            // A county or a city may have the name of a district that is gone, or is one.
            Ok(Place::Authority(code)) => assert!(Authority::with_code(code).unwrap().in_force_on(today)),
            Ok(Place::District(code)) => assert_eq!(code, district.code()),
            Err(error) => {
                assert!(!district.in_force_on(today), "{district:?}");
                assert!(error.to_string().contains(" was abolished; its last day was "), "{error}");
            }
        }
    }
    assert_eq!(find("Shepway", today), Ok(Place::District(gss("E07000112"))));
    let refused = |text: &str, on: &str| find(text, day(on)).unwrap_err().to_string();
    assert_eq!(
        refused("Daventry", "2021-04-01"),
        "`Daventry` was abolished; its last day was 2021-03-31; succeeded by West Northamptonshire"
    );
    assert_eq!(refused("Brigton & Hove City Council", "2026-11-24"), "there is no place `Brigton & Hove City Council`");
    assert_eq!(
        refused("Cornwal Council", "2026-11-24"),
        "there is no place `Cornwal Council`; did you mean `Cornwall`?"
    );
    assert_eq!(refused("", "2026-11-24"), "there is no place ``");
}

#[test]
fn postcode_districts_and_their_points_are_those_of_the_source() {
    let Some(rows) = rows("postcode_districts.csv") else { return };
    assert_eq!(rows.len(), PostcodeDistrict::all().len());
    for row in rows {
        let district = PostcodeDistrict::with_code(&row["outcode"].to_lowercase()).unwrap();
        assert_eq!(district.code(), row["outcode"]);
        let point = Point::at(row["easting"].parse().unwrap(), row["northing"].parse().unwrap());
        assert_eq!(district.point(), point.unwrap(), "{district}");
    }
}

#[test]
fn a_postcode_district_is_known_by_its_code_or_a_postcode_and_a_slip_is_answered_with_the_nearest() {
    let codes: Vec<&str> = PostcodeDistrict::all().iter().map(PostcodeDistrict::code).collect();
    assert!(codes.is_sorted_by(|one, next| one < next));
    let mut without = Vec::new();
    for code in codes {
        assert_eq!(PostcodeDistrict::read(code).unwrap().code(), code);
        match PostcodeDistrict::read(&format!(" {}1aa ", code.to_lowercase())) {
            Ok(district) => assert_eq!(district.code(), code),
            Err(_) => without.push(code),
        }
    }
    // Given up in 2000; by the grammar of today no postcode has an M there.
    assert_eq!(without, ["W1M"]);
    let refused = |text: &str| PostcodeDistrict::read(text).unwrap_err().to_string();
    let table = "in the table of England";
    assert_eq!(refused("CF10"), format!("there is no postcode district `CF10` {table}; did you mean `CA10`?"));
    assert_eq!(refused("EH99 1SP"), format!("there is no postcode district `EH99` {table}"));
    assert_eq!(refused(""), format!("there is no postcode district `` {table}"));
    let long = refused(&"L".repeat(500));
    assert_eq!(long, format!("there is no postcode district `{}` {table}", "L".repeat(20)));
}
