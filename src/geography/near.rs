//! The nearest of many points.

use super::Point;

/// Points with what stands there, sorted from west to east, so that a search walks out from the place asked about and ends
/// where the difference of eastings alone is farther than what it has.
///
/// A search over points that are spread about evenly visits about the square root of their number.
#[derive(Clone, Debug)]
pub(crate) struct Near<K>(Vec<(Point, K)>);

impl<K: Copy + Ord> Near<K> {
    /// These points. One thing may stand at several.
    pub(crate) fn of(points: impl IntoIterator<Item = (Point, K)>) -> Self {
        let mut points: Vec<(Point, K)> = points.into_iter().collect();
        // By easting first: the order of points is by easting, then northing.
        points.sort_unstable();
        points.dedup();
        Self(points)
    }

    /// The `count` things nearest to a place, each once with the square of its distance, by distance and then by
    /// themselves; more where others are exactly as far as the last.
    pub(crate) fn to(&self, place: Point, count: usize) -> Vec<(u64, K)> {
        let mut nearest: Vec<(u64, K)> = Vec::new();
        if count == 0 {
            return nearest;
        }
        let middle = self.0.partition_point(|(point, _)| point.easting() < place.easting());
        let (west, east) = self.0.split_at_checked(middle).unwrap_or_default();
        for side in [&mut west.iter().rev() as &mut dyn Iterator<Item = &(Point, K)>, &mut east.iter()] {
            for (point, thing) in side {
                let across = u64::from(point.easting().abs_diff(place.easting()));
                let worst = worst(&nearest, count);
                if worst.is_some_and(|worst| across.saturating_mul(across) > worst) {
                    break;
                }
                let squared = point.squared_distance(place);
                if worst.is_none_or(|worst| squared <= worst) {
                    enter(&mut nearest, squared, *thing, count);
                }
            }
        }
        nearest
    }
}

/// The distance of the last of `count`, where there are as many.
fn worst<K>(nearest: &[(u64, K)], count: usize) -> Option<u64> {
    let last = count.checked_sub(1)?;
    nearest.get(last).map(|(squared, _)| *squared)
}

/// Puts a thing at its place, and takes out what is farther now than the last of `count`.
fn enter<K: Copy + Ord>(nearest: &mut Vec<(u64, K)>, squared: u64, thing: K, count: usize) {
    match nearest.iter().position(|(_, it)| *it == thing) {
        Some(at) if nearest.get(at).is_some_and(|(standing, _)| *standing <= squared) => return,
        Some(at) => drop(nearest.remove(at)),
        None => {}
    }
    let at = nearest.partition_point(|it| *it < (squared, thing));
    nearest.insert(at, (squared, thing));
    if let Some(worst) = worst(nearest, count) {
        nearest.retain(|(squared, _)| *squared <= worst);
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::{Near, Point};

    fn point() -> impl Strategy<Value = Point> {
        // Close together, so that many are equally far.
        (0_u32..40, 0_u32..40).prop_map(|(east, north)| Point::at(east, north).unwrap())
    }

    proptest! {
        #[test]
        fn the_nearest_are_those_that_a_look_at_all_finds(
            points in vec((point(), 0_u8..20), 0..40),
            place in point(),
            count in 0_usize..6,
        ) {
            let mut all: Vec<(u64, u8)> = (0..20)
                .filter_map(|thing| {
                    let here = points.iter().filter(|(_, it)| *it == thing);
                    here.map(|(point, _)| point.squared_distance(place)).min().map(|squared| (squared, thing))
                })
                .collect();
            all.sort_unstable();
            match count.checked_sub(1).map(|last| all.get(last).copied()) {
                None => all.clear(),
                Some(None) => {}
                Some(Some((last, _))) => all.retain(|(squared, _)| *squared <= last),
            }
            prop_assert_eq!(Near::of(points).to(place, count), all);
        }
    }

    #[test]
    fn nothing_is_near_where_there_is_nothing() {
        assert_eq!(Near::<u8>::of([]).to(Point::at(0, 0).unwrap(), 3), []);
    }
}
