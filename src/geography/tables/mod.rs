//! The tables, sorted for binary search, as plain constants: nothing is built when a program starts.

mod authorities;
mod codes;
mod districts;
mod points;
mod postcodes;

use chrono::NaiveDate;

pub(super) use authorities::AUTHORITIES;
pub(super) use codes::{CODES, SUCCESSORS};
pub(super) use districts::DISTRICTS;
pub(super) use points::POINTS;
pub(super) use postcodes::POSTCODE_DISTRICTS;

use super::{Point, PostcodeDistrict, dates::Dates};
use crate::identifiers::{GssCode, GssEntity, LaCode};

const E06: GssEntity = GssEntity::UnitaryAuthority;
const E07: GssEntity = GssEntity::District;
const E08: GssEntity = GssEntity::MetropolitanDistrict;
const E09: GssEntity = GssEntity::LondonBorough;
const E10: GssEntity = GssEntity::County;

/// Since the opening of the Department's list, 1 January 2009; the place itself may be older.
const OPENING: Dates = since(day(2009, 1, 1));

/// What a row needs, or a build that stops: these functions run in the compiler alone.
macro_rules! in_a_row {
    ($value:expr) => {
        match $value {
            Some(value) => value,
            #[allow(clippy::panic, reason = "evaluated in statics only, where it is an error of the build")]
            None => panic!("a row of the tables is malformed"),
        }
    };
}

const fn la(number: u16) -> LaCode {
    in_a_row!(LaCode::new(number))
}

const fn gss(entity: GssEntity, number: u32) -> GssCode {
    in_a_row!(GssCode::new(entity, number))
}

const fn at(easting: u32, northing: u32) -> Point {
    in_a_row!(Point::new(easting, northing))
}

/// A postcode district whose point is known to a hundred metres.
const fn near(code: &'static str, east: u32, north: u32) -> PostcodeDistrict {
    exact(code, east.saturating_mul(100), north.saturating_mul(100))
}

const fn exact(code: &'static str, easting: u32, northing: u32) -> PostcodeDistrict {
    PostcodeDistrict { code, point: at(easting, northing) }
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    in_a_row!(NaiveDate::from_ymd_opt(year, month, day))
}

const fn since(first: NaiveDate) -> Dates {
    Dates { first, last: None }
}

const fn between(first: NaiveDate, last: NaiveDate) -> Dates {
    Dates { first, last: Some(last) }
}

#[cfg(test)]
mod tests {
    use super::{AUTHORITIES, CODES, DISTRICTS, POINTS, POSTCODE_DISTRICTS, SUCCESSORS};

    #[test]
    fn every_table_is_sorted_and_holds_each_key_once() {
        assert!(AUTHORITIES.is_sorted_by(|one, next| one.code < next.code));
        assert!(DISTRICTS.is_sorted_by(|one, next| (one.authority, one.code) < (next.authority, next.code)));
        assert!(CODES.is_sorted_by(|one, next| one.0 < next.0));
        assert!(POINTS.is_sorted_by(|one, next| one.0 < next.0));
        assert!(SUCCESSORS.is_sorted_by(|one, next| one.0 < next.0));
        assert!(POSTCODE_DISTRICTS.is_sorted_by(|one, next| one.code < next.code));
    }

    #[test]
    fn every_row_has_days_in_their_order() {
        let of_authorities = AUTHORITIES.iter().flat_map(|it| it.codes).map(|(_, dates)| *dates);
        for dates in of_authorities.chain(DISTRICTS.iter().map(|it| it.dates)) {
            assert!(dates.last.is_none_or(|last| dates.first < last), "{dates:?}");
        }
        assert!(AUTHORITIES.iter().all(|it| !it.codes.is_empty()));
    }

    #[test]
    fn every_code_of_the_other_tables_is_one_of_the_codes() {
        let known = |code| CODES.binary_search_by_key(&code, |(code, _)| *code).is_ok();
        assert!(POINTS.iter().all(|(code, _)| known(*code)));
        assert!(SUCCESSORS.iter().all(|(code, by)| known(*code) && by.iter().all(|it| known(*it))));
    }
}
