//! Points of the National Grid.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Authority, tables::POINTS};
use crate::{
    document::Malformed,
    identifiers::{GssCode, GssEntity},
};

/// A grid reference of the Ordnance Survey's National Grid (OSGB36), in whole metres.
///
/// The grid is flat, so distances are Pythagoras on whole numbers: exact, and good to a metre in a kilometre.
///
/// ```
/// use maths_hubs::geography::Point;
///
/// let (liverpool, st_helens) = (Point::at(339_119, 389_128)?, Point::at(352_051, 396_102)?);
/// assert_eq!(liverpool.squared_distance(st_helens), 12_932 * 12_932 + 6_974 * 6_974);
/// assert_eq!(liverpool.distance_metres(st_helens), 14_693);
/// assert!(Point::at(700_000, 0).is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Metres", into = "Metres")]
pub struct Point {
    easting: u32,
    northing: u32,
}

impl Point {
    /// The point, or `None` off the grid.
    #[must_use]
    pub const fn new(easting: u32, northing: u32) -> Option<Self> {
        if easting < 700_000 && northing < 1_300_000 { Some(Self { easting, northing }) } else { None }
    }

    /// The point.
    ///
    /// # Errors
    ///
    /// [`Malformed`] where the easting is 700000 or more, or the northing 1300000 or more: off the grid.
    pub fn at(easting: u32, northing: u32) -> Result<Self, Malformed> {
        Self::new(easting, northing).ok_or_else(|| {
            Malformed::new(
                "a point of the National Grid",
                format_args!("{easting}, {northing}"),
                "an easting below 700000 and a northing below 1300000, in metres",
            )
        })
    }

    /// Metres east of the grid's origin.
    #[must_use]
    pub const fn easting(self) -> u32 {
        self.easting
    }

    /// Metres north of the grid's origin.
    #[must_use]
    pub const fn northing(self) -> u32 {
        self.northing
    }

    /// The square of the distance in metres, exact: what to order by.
    #[must_use]
    pub const fn squared_distance(self, other: Self) -> u64 {
        // Both differences are below 2^21, so nothing saturates.
        let east = self.easting.abs_diff(other.easting) as u64;
        let north = self.northing.abs_diff(other.northing) as u64;
        east.saturating_mul(east).saturating_add(north.saturating_mul(north))
    }

    /// The distance, rounded to the nearest metre.
    #[must_use]
    pub const fn distance_metres(self, other: Self) -> u64 {
        rounded_root(self.squared_distance(other))
    }
}

/// The square root, rounded to the nearest whole number.
pub(crate) const fn rounded_root(squared: u64) -> u64 {
    let root = squared.isqrt();
    // (root + ½)² = root² + root + ¼: above it, the next metre is nearer, and a whole number never meets it.
    let over = squared.saturating_sub(root.saturating_mul(root));
    if over > root { root.saturating_add(1) } else { root }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.easting, self.northing)
    }
}

/// How a point stands in a document.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Metres {
    easting: u32,
    northing: u32,
}

crate::document::as_record! { Metres, r#"a point: {"easting": …, "northing": …}"#; }

impl TryFrom<Metres> for Point {
    type Error = Malformed;

    fn try_from(metres: Metres) -> Result<Self, Malformed> {
        Self::at(metres.easting, metres.northing)
    }
}

impl From<Point> for Metres {
    fn from(point: Point) -> Self {
        Self { easting: point.easting, northing: point.northing }
    }
}

/// A point in the middle of an authority or district, by any of its GSS codes.
///
/// A county of two tiers is at the mean of those of its districts whose point is known. `None` where no point is known:
/// for a code that the tables do not know, for most of those abolished before 2022, and for a region.
#[must_use]
pub fn point_of(code: GssCode) -> Option<Point> {
    listed(code).or_else(|| {
        if code.entity() == GssEntity::District {
            return None;
        }
        let authority = Authority::with_gss(code)?;
        if code.entity() == GssEntity::County {
            if let Some(mean) = mean(authority.districts().iter().filter_map(|district| listed(district.code()))) {
                return Some(mean);
            }
        }
        authority.codes.iter().find_map(|(code, _)| listed(*code))
    })
}

fn listed(code: GssCode) -> Option<Point> {
    let at = POINTS.binary_search_by_key(&code, |(code, _)| *code).ok()?;
    POINTS.get(at).map(|(_, point)| *point)
}

/// The mean of some points, each coordinate rounded down.
fn mean(points: impl Iterator<Item = Point>) -> Option<Point> {
    let (mut count, mut east, mut north) = (0_u32, 0_u32, 0_u32);
    for point in points {
        count = count.checked_add(1)?;
        east = east.checked_add(point.easting)?;
        north = north.checked_add(point.northing)?;
    }
    Point::new(east.checked_div(count)?, north.checked_div(count)?)
}

#[cfg(test)]
mod tests {
    use super::{Point, point_of};

    #[test]
    fn a_distance_rounds_to_the_nearest_metre() {
        let origin = Point::at(0, 0).unwrap();
        // √2 = 1.41…, √5 = 2.23…, √8 = 2.82…, √13 = 3.60…, 3-4-5.
        for (east, north, metres) in [(0, 0, 0), (1, 1, 1), (2, 1, 2), (2, 2, 3), (3, 2, 4), (3, 4, 5)] {
            let point = Point::at(east, north).unwrap();
            assert_eq!(origin.distance_metres(point), metres);
            assert_eq!(point.distance_metres(origin), metres);
        }
        let corner = Point::at(699_999, 1_299_999).unwrap();
        assert_eq!(origin.squared_distance(corner), 2_179_996_000_002);
        assert_eq!(origin.distance_metres(corner), 1_476_481);
    }

    #[test]
    fn a_point_off_the_grid_is_refused_by_constructor_and_json_alike() {
        assert_eq!(
            Point::at(700_000, 5).unwrap_err().to_string(),
            "`700000, 5` is not a point of the National Grid: an easting below 700000 and a northing below 1300000, in metres"
        );
        assert!(Point::at(0, 1_300_000).is_err());
        assert!(serde_json::from_str::<Point>(r#"{"easting":700000,"northing":5}"#).is_err());
        assert!(serde_json::from_str::<Point>(r#"{"easting":1,"northing":5,"height":2}"#).is_err());
        assert!(serde_json::from_str::<Point>(r#"{"easting":-1,"northing":5}"#).is_err());
        let point = Point::at(338_951, 389_443).unwrap();
        let text = serde_json::to_string(&point).unwrap();
        assert_eq!(text, r#"{"easting":338951,"northing":389443}"#);
        assert_eq!(serde_json::from_str::<Point>(&text).unwrap(), point);
    }

    #[test]
    fn every_code_of_an_authority_has_its_point() {
        let of = |code: &str| point_of(code.parse().unwrap());
        assert_eq!(of("E08000016"), Point::new(431_078, 404_459));
        assert_eq!(of("E08000038"), of("E08000016"));
        assert_eq!(of("E06000048"), Point::new(395_880, 594_148));
        // Buckinghamshire's districts have no points in the source, so the county is where its successor is.
        assert_eq!(of("E10000002"), Point::new(482_074, 210_257));
        assert_eq!(of("E10000021"), None);
        assert_eq!(of("E12000001"), None);
        assert_eq!(of("E07000004"), None);
    }

    #[test]
    fn a_county_is_in_the_middle_of_its_districts() {
        // Cambridge, East Cambridgeshire, Fenland, Huntingdonshire, South Cambridgeshire: eastings 545868 + 556423 +
        // 539785 + 521221 + 542425 = 2705722, northings 257826 + 274127 + 298107 + 276553 + 254767 = 1361380, by five.
        assert_eq!(point_of("E10000003".parse().unwrap()), Point::new(541_144, 272_276));
    }
}
