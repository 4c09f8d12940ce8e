//! The share of all weights below which a key takes no part.

use std::{collections::BTreeMap, fmt, str::FromStr};

use crate::{
    document::Malformed,
    ratio::{Inexact, Ratio},
};

/// The share of all weights that a key needs to take part: from 0, which all have, to 1. A key with exactly so much has it.
///
/// ```
/// use std::collections::BTreeMap;
/// use maths_hubs::funding::apportionment::Threshold;
///
/// let threshold: Threshold = "0.04".parse()?;
/// let votes = BTreeMap::from([("a", 60_u8.into()), ("b", 36_u8.into()), ("c", 4_u8.into())]);
/// assert!(threshold.admit(&votes)?.left_out.is_empty());
/// let votes = BTreeMap::from([("a", 61_u8.into()), ("b", 36_u8.into()), ("c", 4_u8.into())]);
/// assert_eq!(threshold.admit(&votes)?.left_out, BTreeMap::from([("c", 4_u8.into())]));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Threshold(Ratio);

/// Who takes part, and who is left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Admitted<K> {
    /// The weights of those that take part.
    pub taking_part: BTreeMap<K, Ratio>,
    /// The weights of those below the threshold.
    pub left_out: BTreeMap<K, Ratio>,
}

impl Threshold {
    /// A threshold at this share of all weights.
    ///
    /// # Errors
    ///
    /// [`Malformed`] below 0 and above 1.
    pub fn new(share: Ratio) -> Result<Self, Malformed> {
        if (Ratio::ZERO..=Ratio::ONE).contains(&share) {
            Ok(Self(share))
        } else {
            Err(Malformed::new("a threshold", share, "a share of all weights, from 0 to 1, as in 0.04"))
        }
    }

    /// The share.
    #[must_use]
    pub const fn share(self) -> Ratio {
        self.0
    }

    /// Parts the weights of those that reach the threshold from those that do not.
    ///
    /// # Errors
    ///
    /// [`Inexact`] where the weights cannot be added up, or the share of them not be held.
    pub fn admit<K: Ord + Clone>(self, weights: &BTreeMap<K, Ratio>) -> Result<Admitted<K>, Inexact> {
        let least = Ratio::sum(weights.values().copied())?.times(self.0)?;
        let (taking_part, left_out) = weights
            .iter()
            .map(|(key, weight)| (key.clone(), *weight))
            .partition(|(_, weight): &(K, Ratio)| *weight >= least);
        Ok(Admitted { taking_part, left_out })
    }
}

impl FromStr for Threshold {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::new(text.parse()?)
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

crate::document::as_text! { Threshold, "a threshold"; }
