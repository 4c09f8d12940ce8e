//! A mark as it is written, and a mark that a scale vouches for.

use std::{cmp::Ordering, fmt, str::FromStr};

use super::Point;
use crate::{
    document::{Malformed, as_text},
    ratio::Ratio,
    vocabulary::Word,
};

/// A mark as journals write it, which may or may not be on the scale: `4`, `0.5`, `pass`.
///
/// A word that reads as a number is that number: `From<Word>` and [`Scale::mark`](super::Scale::mark) see to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RawMark {
    /// A number of a scale of numbers.
    Number(Ratio),
    /// A word of a scale of words.
    Word(Word),
}

impl RawMark {
    /// The mark, with a word that reads as a number made that number: digits make a slug too.
    pub(super) fn normal(self) -> Self {
        match self {
            Self::Word(word) => word.into(),
            number @ Self::Number(_) => number,
        }
    }
}

impl From<Word> for RawMark {
    fn from(word: Word) -> Self {
        word.as_str().parse().map_or(Self::Word(word), Self::Number)
    }
}

impl From<Ratio> for RawMark {
    fn from(number: Ratio) -> Self {
        Self::Number(number)
    }
}

impl FromStr for RawMark {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let number = text.parse().map(Self::Number).ok();
        number.or_else(|| Word::new(text).map(Self::Word)).ok_or_else(|| {
            Malformed::new("a mark", text, "a number, as in 4 or 0.5, or a word in lower case, as in pass")
        })
    }
}

impl fmt::Display for RawMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Word(word) => word.fmt(f),
        }
    }
}

as_text! { RawMark, "a mark"; }

/// A mark that is on its scale: only a [`Scale`](super::Scale) makes one, so it is written to documents as a [`RawMark`].
///
/// Marks of one scale order as its points do. Marks of different scales are never equal, and order by what they count.
// 16 bytes, since rows of millions of them are added up.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mark {
    /// What it counts, in lowest terms.
    above: u32,
    below: u32,
    /// The fingerprint of its scale.
    scale: u32,
    index: u16,
}

impl Mark {
    /// The mark of the point at `index`, or `None` for a value below nought or of more than 32 bits.
    pub(super) fn mint(value: Ratio, index: u16, scale: u32) -> Option<Self> {
        let (above, below) = (value.numerator().try_into().ok()?, value.denominator().try_into().ok()?);
        Some(Self { above, below, scale, index })
    }

    /// What it counts on its scale.
    #[must_use]
    pub fn value(self) -> Ratio {
        // The lower number is never nought, so there always is one.
        Ratio::new(self.above.into(), self.below.into()).unwrap_or_default()
    }

    /// The place of its point on the scale, the lowest being 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index.into()
    }
}

impl From<Mark> for Ratio {
    fn from(mark: Mark) -> Self {
        mark.value()
    }
}

impl Ord for Mark {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |one: u32, another: u32| u64::from(one).saturating_mul(another.into());
        cross(self.above, other.below)
            .cmp(&cross(other.above, self.below))
            .then_with(|| (self.index, self.scale).cmp(&(other.index, other.scale)))
    }
}

impl PartialOrd for Mark {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mark({} at {})", self.value(), self.index)
    }
}

/// A number that tells scales apart: FNV-1a of what their points are marked by and count. Descriptors do not enter.
///
/// It guards against mistakes, not malice: marks are told apart by point and value first.
pub(super) fn fingerprint(points: &[Point]) -> u32 {
    let texts = points.iter().flat_map(|point| [point.raw().to_string(), point.value.to_string()]);
    texts.fold(0x811c_9dc5, |hash, text| {
        text.bytes().chain([0]).fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    })
}

/// A mark that is no point of the scale.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not on the scale: {points}")]
#[non_exhaustive]
pub struct OffScale {
    /// What was found.
    pub found: RawMark,
    /// How the published points are marked, from the lowest to the highest: `0, 1, 2`; of a scale of more than twenty
    /// points the lowest and the highest.
    pub points: String,
}

impl OffScale {
    pub(super) fn new(found: RawMark, points: impl ExactSizeIterator<Item = RawMark>) -> Self {
        let all: Vec<String> = points.map(|point| point.to_string()).collect();
        let points = match all.as_slice() {
            [first, second, .., last] if all.len() > 20 => {
                format!("{first}, {second}, … {last} ({} points)", all.len())
            }
            _ => all.join(", "),
        };
        Self { found, points }
    }
}
