//! The methods by name, as a policy writes them.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use super::{
    Adams, Apportioned, DHondt, Dean, HuntingtonHill, SainteLague, Unapportionable, divisor, largest_remainder,
};
use crate::ratio::Ratio;

/// How whole units are shared out in proportion to weights.
///
/// ```
/// use std::collections::BTreeMap;
/// use maths_hubs::funding::apportionment::Method;
///
/// let method: Method = serde_json::from_str(r#""sainte-lague""#)?;
/// let weights = BTreeMap::from([("a", 4160_u16.into()), ("b", 3380_u16.into()), ("c", 2460_u16.into())]);
/// assert_eq!(method.share(10, &weights)?.shares, BTreeMap::from([("a", 4), ("b", 3), ("c", 3)]));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Method {
    /// [`largest_remainder`]: `largest-remainder`.
    LargestRemainder,
    /// [`DHondt`]: `d-hondt`.
    DHondt,
    /// [`SainteLague`]: `sainte-lague`.
    SainteLague,
    /// [`HuntingtonHill`]: `huntington-hill`.
    HuntingtonHill,
    /// [`Adams`]: `adams`.
    Adams,
    /// [`Dean`]: `dean`.
    Dean,
}

crate::document::as_record! {
    Method, r#"a method: "largest-remainder", "d-hondt", "sainte-lague", "huntington-hill", "adams" or "dean""#;
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::LargestRemainder, Self::DHondt, Self::SainteLague, Self::HuntingtonHill, Self::Adams, Self::Dean];

    /// Shares out `units` by this method.
    ///
    /// # Errors
    ///
    /// As [`largest_remainder`] and [`divisor`].
    pub fn share<K: Ord + Clone>(
        self,
        units: u64,
        weights: &BTreeMap<K, Ratio>,
    ) -> Result<Apportioned<K>, Unapportionable> {
        match self {
            Self::LargestRemainder => largest_remainder(units, weights),
            Self::DHondt => divisor::<DHondt, K>(units, weights),
            Self::SainteLague => divisor::<SainteLague, K>(units, weights),
            Self::HuntingtonHill => divisor::<HuntingtonHill, K>(units, weights),
            Self::Adams => divisor::<Adams, K>(units, weights),
            Self::Dean => divisor::<Dean, K>(units, weights),
        }
    }

    /// Whether no key has less when there is more to share.
    #[must_use]
    pub const fn is_house_monotone(self) -> bool {
        !matches!(self, Self::LargestRemainder)
    }

    /// Whether every key has its quota rounded down or up.
    #[must_use]
    pub const fn keeps_quota(self) -> bool {
        matches!(self, Self::LargestRemainder)
    }

    /// The word that stands for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::LargestRemainder => "largest-remainder",
            Self::DHondt => "d-hondt",
            Self::SainteLague => "sainte-lague",
            Self::HuntingtonHill => "huntington-hill",
            Self::Adams => "adams",
            Self::Dean => "dean",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
