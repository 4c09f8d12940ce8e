//! How a part of the money is shared: by what measure, and within which bounds.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::{
    document::{Malformed, keyed},
    identifiers::HubId,
    money::Money,
    ratio::{Inexact, Ratio},
    vocabulary::Word,
};

/// How a part of the money is shared among hubs. It is data: a policy may hold it.
///
/// The bounds are promises. They are all kept, or the allocation is refused: see [`filling`](super::filling).
///
/// ```
/// use maths_hubs::{funding::allocation::Formula, money::Money, ratio::Ratio};
///
/// // Music Hubs: 90 % by pupils, 10 % by pupils with free school meals.
/// let music = Formula::mix([("pupils", "0.9".parse()?), ("free-meal-pupils", "0.1".parse()?)])?;
/// let json = r#"{"by":{"mix":{"free-meal-pupils":"0.1","pupils":"0.9"}},"floor":{"all":"100000.00"}}"#;
/// assert_eq!(serde_json::to_string(&music.floor(Money::pounds(100_000).unwrap()))?, json);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Formula {
    /// What the money goes by.
    pub by: Measure,
    /// What a hub must have to take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Threshold>,
    /// The least that a hub that takes part gets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Limit>,
    /// The most that a hub gets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Limit>,
    /// What is kept of last year's money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold_harmless: Option<HoldHarmless>,
}

/// What money goes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Measure {
    /// Each hub counts for one.
    Equal,
    /// Each hub gets this amount, whatever there is.
    Each(Money),
    /// Each hub counts for its figure under this word.
    Attribute(Word),
    /// A share of the money goes by each of several figures.
    Mix(Mix),
}

/// Shares of the money by the figure that each goes by; they add up to 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Mix(BTreeMap<Word, Ratio>);

/// What a hub must have to take part. A hub that has less counts for nothing and has no floor; what was promised to it
/// from last year it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Threshold {
    /// Of which figure.
    pub attribute: Word,
    /// The least of it.
    pub least: Ratio,
}

/// A bound on what hubs get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Limit {
    /// The same for all.
    All(Money),
    /// For these hubs, each its own; none for others.
    Each(#[serde(deserialize_with = "keyed::map")] BTreeMap<HubId, Money>),
}

/// A promise that a hub gets no less than a share of what it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct HoldHarmless {
    /// What each hub had of this part last year. A hub that is not named had nothing.
    #[serde(deserialize_with = "keyed::map")]
    pub last_year: BTreeMap<HubId, Money>,
    /// The share of it that is kept: 0.95 for 95 per cent. It may be more than 1, a promise of growth.
    pub share: Ratio,
}

crate::document::as_record! {
    Formula, r#"a formula: {"by": …}"#;
    Measure, r#"what money goes by: "equal", {"each": …}, {"attribute": …} or {"mix": …}"#;
    Threshold, r#"a threshold: {"attribute": …, "least": …}"#;
    Limit, r#"a bound: {"all": …} or {"each": …}"#;
    HoldHarmless, r#"what is kept of last year's money: {"last_year": …, "share": …}"#;
}

/// Why a mix is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MixError {
    /// A name is no word.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// A figure stands twice.
    #[error("`{0}` stands twice in this mix: each figure once")]
    Twice(Word),
    /// A share is nothing or less.
    #[error("the share of `{attribute}` is {share}, where a share of a mix is above 0")]
    NoShare {
        /// Of which figure.
        attribute: Word,
        /// The share.
        share: Ratio,
    },
    /// The shares are not the whole.
    #[error("the shares of this mix add up to {0}, not to 1")]
    Sum(Ratio),
    /// The sum cannot be held.
    #[error(transparent)]
    Inexact(#[from] Inexact),
}

impl Mix {
    fn checked(shares: BTreeMap<Word, Ratio>) -> Result<Self, MixError> {
        let nothing = |share: &Ratio| share.is_negative() || share.is_zero();
        if let Some((attribute, share)) = shares.iter().find(|(_, share)| nothing(share)) {
            return Err(MixError::NoShare { attribute: *attribute, share: *share });
        }
        let sum = Ratio::sum(shares.values().copied())?;
        if sum == Ratio::ONE { Ok(Self(shares)) } else { Err(MixError::Sum(sum)) }
    }

    /// The shares by what each goes by.
    pub fn shares(&self) -> impl ExactSizeIterator<Item = (Word, Ratio)> + '_ {
        self.0.iter().map(|(word, share)| (*word, *share))
    }
}

impl<'de> Deserialize<'de> for Mix {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::checked(keyed::map(deserializer)?).map_err(de::Error::custom)
    }
}

impl From<Money> for Limit {
    fn from(amount: Money) -> Self {
        Self::All(amount)
    }
}

impl From<BTreeMap<HubId, Money>> for Limit {
    fn from(amounts: BTreeMap<HubId, Money>) -> Self {
        Self::Each(amounts)
    }
}

impl Limit {
    /// The bound of a hub.
    #[must_use]
    pub fn of(&self, hub: HubId) -> Option<Money> {
        match self {
            Self::All(amount) => Some(*amount),
            Self::Each(amounts) => amounts.get(&hub).copied(),
        }
    }

    /// The hubs that it names.
    pub(super) fn named(&self) -> impl Iterator<Item = HubId> + '_ {
        let amounts = if let Self::Each(amounts) = self { Some(amounts) } else { None };
        amounts.into_iter().flat_map(|amounts| amounts.keys().copied())
    }
}

impl Formula {
    const fn new(by: Measure) -> Self {
        Self { by, threshold: None, floor: None, cap: None, hold_harmless: None }
    }

    /// Equal parts.
    #[must_use]
    pub const fn equal() -> Self {
        Self::new(Measure::Equal)
    }

    /// The same fixed amount for each hub. The part is then what these come to, and what is left goes to the other part.
    #[must_use]
    pub const fn each(amount: Money) -> Self {
        Self::new(Measure::Each(amount))
    }

    /// In proportion to a figure of the claims.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a name that is no [`Word`].
    pub fn by(attribute: impl AsRef<str>) -> Result<Self, Malformed> {
        Ok(Self::new(Measure::Attribute(attribute.as_ref().parse()?)))
    }

    /// A share of the money in proportion to each of several figures.
    ///
    /// # Errors
    ///
    /// [`MixError`] for a name that is no [`Word`] or stands twice, a share that is not above 0, and shares that do not add
    /// up to 1.
    pub fn mix<N: AsRef<str>>(shares: impl IntoIterator<Item = (N, Ratio)>) -> Result<Self, MixError> {
        let mut mixed = BTreeMap::new();
        for (attribute, share) in shares {
            let attribute: Word = attribute.as_ref().parse()?;
            if mixed.insert(attribute, share).is_some() {
                return Err(MixError::Twice(attribute));
            }
        }
        Mix::checked(mixed).map(|mix| Self::new(Measure::Mix(mix)))
    }

    /// The same formula for hubs that have so much of a figure.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a name that is no [`Word`].
    pub fn from_threshold(self, attribute: impl AsRef<str>, least: impl Into<Ratio>) -> Result<Self, Malformed> {
        let threshold = Threshold { attribute: attribute.as_ref().parse()?, least: least.into() };
        Ok(Self { threshold: Some(threshold), ..self })
    }

    /// The same formula, with the least that a hub gets: one amount for all, or a map of hubs.
    #[must_use]
    pub fn floor(self, least: impl Into<Limit>) -> Self {
        Self { floor: Some(least.into()), ..self }
    }

    /// The same formula, with the most that a hub gets: one amount for all, or a map of hubs.
    #[must_use]
    pub fn cap(self, most: impl Into<Limit>) -> Self {
        Self { cap: Some(most.into()), ..self }
    }

    /// The same formula, in which no hub that had money of this part last year gets less than `share` of it, rounded up to
    /// the penny so that the promise is kept. A hub that makes no claim gets nothing.
    #[must_use]
    pub fn hold_harmless(self, last_year: BTreeMap<HubId, Money>, share: Ratio) -> Self {
        Self { hold_harmless: Some(HoldHarmless { last_year, share }), ..self }
    }

    /// The figures that it asks of every claim.
    pub fn attributes(&self) -> impl Iterator<Item = Word> + '_ {
        let (one, several) = match &self.by {
            Measure::Attribute(word) => (Some(*word), None),
            Measure::Mix(mix) => (None, Some(mix)),
            Measure::Equal | Measure::Each(_) => (None, None),
        };
        let threshold = self.threshold.map(|threshold| threshold.attribute);
        one.into_iter().chain(several.into_iter().flat_map(|mix| mix.0.keys().copied())).chain(threshold)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equal => f.write_str("in equal parts"),
            Self::Each(amount) => write!(f, "{amount} each"),
            Self::Attribute(word) => write!(f, "by {word}"),
            Self::Mix(mix) => {
                for (place, (word, share)) in mix.shares().enumerate() {
                    let comma = if place == 0 { "" } else { ", " };
                    write!(f, "{comma}{share} by {word}")?;
                }
                Ok(())
            }
        }
    }
}
