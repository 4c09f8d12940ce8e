//! The smallest pieces of coverage.
//!
//! On every day since [`COVERED_SINCE`] each place of England lies in exactly one *unit*: a district of a county of two
//! tiers, or a council of one tier. A unit is named by its GSS code on that day.

use chrono::NaiveDate;

use super::{
    Authority, District,
    tables::{AUTHORITIES, SUCCESSORS},
};
use crate::identifiers::{GssCode, GssEntity};

/// The day from which the units cover the whole of England: 1 April 2009.
///
/// On that day the counties abolished the day before, whose districts are not in the tables, had gone.
pub const COVERED_SINCE: NaiveDate = match NaiveDate::from_ymd_opt(2009, 4, 1) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// All units of England on `day`, by the DfE code of their authority and then their own.
pub fn units_on(day: NaiveDate) -> impl Iterator<Item = GssCode> + Clone {
    AUTHORITIES.iter().flat_map(move |authority| authority.units_on(day))
}

/// The authority of a unit, or `None` where `code` is no unit on `day`.
#[must_use]
pub fn unit_authority(code: GssCode, day: NaiveDate) -> Option<&'static Authority> {
    let authority = Authority::of_place(code)?;
    let is_unit = match code.entity() {
        GssEntity::District => {
            authority.has_districts_on(day) && District::with_code(code).is_some_and(|it| it.in_force_on(day))
        }
        GssEntity::County | GssEntity::Region => false,
        GssEntity::UnitaryAuthority | GssEntity::MetropolitanDistrict | GssEntity::LondonBorough => {
            authority.gss_on(day) == Some(code)
        }
    };
    is_unit.then_some(authority)
}

/// The newest GSS code of the same place: the codes of one authority come to the same, a district's is its own.
///
/// `None` where the tables do not know the code.
///
/// ```
/// use maths_hubs::geography::canonical;
///
/// let (before, since) = ("E08000016".parse()?, "E08000038".parse()?);
/// assert_eq!(canonical(before), Some(since));
/// assert_eq!(canonical(since), Some(since));
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[must_use]
pub fn canonical(code: GssCode) -> Option<GssCode> {
    match code.entity() {
        GssEntity::District => District::with_code(code).map(District::code),
        _ => Authority::with_gss(code).and_then(Authority::newest_gss),
    }
}

/// What took the place of an abolished authority or district, or of a GSS code that its authority gave up.
///
/// None for a code in force, one that the tables do not know, and the two counties abolished on 31 March 2009, of which
/// the sources do not say. Northamptonshire went to two councils, as did Cumbria; Dorset's county council is followed by
/// Dorset alone in the sources, though its district Christchurch went elsewhere, as that district's own row says.
pub fn successors(code: GssCode) -> impl Iterator<Item = GssCode> + Clone {
    let listed = SUCCESSORS.binary_search_by_key(&code, |(code, _)| *code).ok().and_then(|at| SUCCESSORS.get(at));
    let recoded = match listed {
        Some(_) => None,
        None => Authority::with_gss(code)
            .and_then(|authority| authority.codes.iter().map(|(code, _)| *code).skip_while(|it| *it != code).nth(1)),
    };
    listed.map(|(_, successors)| *successors).unwrap_or_default().iter().copied().chain(recoded)
}

/// The abolished authorities and districts whose place was taken, in whole or in part, by the one with this GSS code.
///
/// ```
/// use maths_hubs::geography::{District, predecessors};
///
/// let names = |code: &str| predecessors(code.parse().unwrap()).filter_map(District::with_code).map(District::name);
/// assert!(names("E06000064").eq(["Barrow-in-Furness", "Eden", "South Lakeland"]));
/// ```
pub fn predecessors(code: GssCode) -> impl Iterator<Item = GssCode> + Clone {
    SUCCESSORS.iter().filter(move |(_, successors)| successors.contains(&code)).map(|(code, _)| *code)
}
