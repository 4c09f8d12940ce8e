//! Published scales, and the marks that stand on them.
//!
//! A [`Scale`] is a list of points from the lowest to the highest. Each counts a value, may be marked by a word instead
//! of a number, and says in its descriptor what earns it. Steps need not be even: 10/8/5/2/0 is a scale. Journals write a
//! [`RawMark`]; the scale makes a [`Mark`] of it or says which points there are, so a mark off the scale cannot be made.

mod mark;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, fmt, sync::Arc};

use serde::{Deserialize, Serialize};

pub use mark::{Mark, OffScale, RawMark};

use crate::{
    document::{Malformed, as_record},
    ratio::Ratio,
    vocabulary::Word,
};

/// One point of a scale: what it counts, the word it is marked by if any, and what earns it.
///
/// A point with a word is marked by that word, one without by its value.
///
/// ```
/// use maths_hubs::selection::scale::Point;
///
/// let good = Point::new("8".parse()?).word("good".parse()?).described("Convincing, with minor gaps");
/// assert_eq!(good.raw().to_string(), "good");
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Point {
    /// What it counts: nought or more, at most 32 bits above and below the line.
    pub value: Ratio,
    /// The word it is marked by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word: Option<Word>,
    /// What earns it, as published.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub descriptor: String,
}

as_record! { Point, r#"a point of a scale: {"value": …, "descriptor": …}"#; }

impl Point {
    /// The point that counts `value` and is marked by it.
    #[must_use]
    pub const fn new(value: Ratio) -> Self {
        Self { value, word: None, descriptor: String::new() }
    }

    /// The point, marked by `word`.
    #[must_use]
    pub fn word(mut self, word: Word) -> Self {
        self.word = Some(word);
        self
    }

    /// The point with what earns it.
    #[must_use]
    pub fn described(mut self, descriptor: impl Into<String>) -> Self {
        self.descriptor = descriptor.into();
        self
    }

    /// How it is marked in journals.
    #[must_use]
    pub fn raw(&self) -> RawMark {
        self.word.map_or(RawMark::Number(self.value), RawMark::from)
    }
}

/// A published scale: its points from the lowest to the highest, at least one and at most [`MOST_POINTS`](Self::MOST_POINTS).
///
/// ```
/// use maths_hubs::selection::scale::Scale;
///
/// let scale = Scale::numbers(["10", "8", "5", "2", "0"])?;
/// let mark = scale.mark("8".parse()?)?;
/// assert!(mark > scale.mark("5".parse()?)?);
/// assert_eq!(scale.mark("7".parse()?).unwrap_err().to_string(), "`7` is not on the scale: 0, 2, 5, 8, 10");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct Scale {
    /// Shared, since every criterion of a set holds its scale.
    points: Arc<[Point]>,
    marks: Arc<[Mark]>,
}

/// What a document says of a scale.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Written {
    points: Vec<Point>,
}

as_record! { Written, r#"a scale: {"points": […]}"#; }

impl From<Scale> for Written {
    fn from(scale: Scale) -> Self {
        Self { points: scale.points.to_vec() }
    }
}

impl TryFrom<Written> for Scale {
    type Error = Malformed;

    fn try_from(written: Written) -> Result<Self, Malformed> {
        Self::new(written.points)
    }
}

const ALLOWED: &str = "1 to 1001 points from the lowest to the highest, each marked differently, with values of nought or \
                       more that rise (between points with words they may stay equal) and have at most 32 bits above \
                       and below the line";

impl Scale {
    /// The most points that a scale may have: 0 to 100 by tenths.
    pub const MOST_POINTS: usize = 1001;

    /// The scale of these points, given from the lowest to the highest.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for no points or too many, a value below nought or too long, values that fall or that stay equal
    /// between points without words, a word that stands twice, and a word that reads as a number.
    pub fn new(points: impl IntoIterator<Item = Point>) -> Result<Self, Malformed> {
        let refused = |found: fmt::Arguments<'_>| Malformed::new("a scale", found, ALLOWED);
        // One more than may be, so that an endless iterator is refused too.
        let points: Vec<Point> = points.into_iter().take(Self::MOST_POINTS.saturating_add(1)).collect();
        if points.is_empty() || points.len() > Self::MOST_POINTS {
            let found = if points.is_empty() { "no points" } else { "more than 1001 points" };
            return Err(refused(format_args!("{found}")));
        }
        for (lower, upper) in points.iter().zip(points.iter().skip(1)) {
            let worded = lower.word.is_some() && upper.word.is_some();
            if upper.value < lower.value || (upper.value == lower.value && !worded) {
                return Err(refused(format_args!("{} after {}", upper.value, lower.value)));
            }
        }
        let mut raws = BTreeSet::new();
        for point in &points {
            let raw = point.raw();
            if point.word.is_some() && matches!(raw, RawMark::Number(_)) {
                return Err(refused(format_args!("the number {raw} as a word")));
            }
            if !raws.insert(raw) {
                return Err(refused(format_args!("{raw} twice")));
            }
        }
        let which = mark::fingerprint(&points);
        let minted = (0_u16..).zip(&points).map(|(index, point)| {
            Mark::mint(point.value, index, which).ok_or_else(|| refused(format_args!("a value of {}", point.value)))
        });
        let marks = minted.collect::<Result<_, _>>()?;
        Ok(Self { points: points.into(), marks })
    }

    /// The scale of these numbers, given in any order, each counting itself, without descriptors.
    ///
    /// # Errors
    ///
    /// [`Malformed`] as for [`new`](Self::new), and for a text that is no number.
    pub fn numbers<'a>(numbers: impl IntoIterator<Item = &'a str>) -> Result<Self, Malformed> {
        let most = Self::MOST_POINTS.saturating_add(1);
        let mut values = numbers.into_iter().take(most).map(str::parse).collect::<Result<Vec<Ratio>, _>>()?;
        values.sort_unstable();
        Self::new(values.into_iter().map(Point::new))
    }

    /// The scale of the whole numbers from `lowest` to `highest`, both of them points, without descriptors.
    ///
    /// # Errors
    ///
    /// [`Malformed`] as for [`new`](Self::new): `lowest` above `highest` makes no points.
    pub fn range(lowest: u32, highest: u32) -> Result<Self, Malformed> {
        Self::new((lowest..=highest).map(|value| Point::new(value.into())))
    }

    /// The scale of these words, from the lowest to the highest, each with what it counts.
    ///
    /// # Errors
    ///
    /// [`Malformed`] as for [`new`](Self::new), and for what is no word or no number.
    pub fn words<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Malformed> {
        let most = Self::MOST_POINTS.saturating_add(1);
        let points =
            words.into_iter().take(most).map(|(word, value)| Ok(Point::new(value.parse()?).word(word.parse()?)));
        Self::new(points.collect::<Result<Vec<_>, Malformed>>()?)
    }

    /// `fail`, which counts nothing, and `pass`, which counts all.
    #[must_use]
    pub fn pass_fail() -> Self {
        let points = [("fail", Ratio::ZERO), ("pass", Ratio::ONE)].map(|(word, value)| Point {
            value,
            word: Word::new(word),
            descriptor: String::new(),
        });
        let which = mark::fingerprint(&points);
        let marks = (0_u16..).zip(&points).filter_map(|(index, point)| Mark::mint(point.value, index, which)).collect();
        Self { points: points.into(), marks }
    }

    /// The mark that `raw` is on this scale.
    ///
    /// # Errors
    ///
    /// [`OffScale`] where no point is marked so.
    pub fn mark(&self, raw: RawMark) -> Result<Mark, OffScale> {
        let raw = raw.normal();
        let found = self.points.iter().zip(self.marks.iter()).find(|(point, _)| point.raw() == raw);
        found.map(|(_, mark)| *mark).ok_or_else(|| OffScale::new(raw, self.points.iter().map(Point::raw)))
    }

    /// The points, from the lowest to the highest.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The marks that can be given, from the lowest to the highest, one for each point.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// What the highest point counts. Nought for a scale of which nothing counts.
    #[must_use]
    pub fn top(&self) -> Ratio {
        self.points.last().map_or(Ratio::ZERO, |point| point.value)
    }

    /// The point on which the mark stands; `None` for a mark of another scale.
    #[must_use]
    pub fn point(&self, mark: Mark) -> Option<&Point> {
        let index = mark.index();
        (self.marks.get(index) == Some(&mark)).then(|| self.points.get(index)).flatten()
    }

    /// What earns the mark, as published: empty where nothing is; `None` for a mark of another scale.
    #[must_use]
    pub fn describe(&self, mark: Mark) -> Option<&str> {
        self.point(mark).map(|point| point.descriptor.as_str())
    }

    /// How the mark is written in journals; `None` for a mark of another scale.
    #[must_use]
    pub fn raw(&self, mark: Mark) -> Option<RawMark> {
        self.point(mark).map(Point::raw)
    }
}
