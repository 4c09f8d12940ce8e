//! What an apportionment comes to.

use std::collections::{BTreeMap, BTreeSet};

/// What each key has, and what is open between some of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Apportioned<K> {
    /// What is certain: the whole units of every key that has a weight, nought included.
    pub shares: BTreeMap<K, u64>,
    /// What is open, if anything is.
    pub tie: Option<Tie<K>>,
}

/// Keys that are equally entitled to units of which there are too few. Each of them takes one of those or none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Tie<K> {
    /// Who is equally entitled: two or more.
    pub among: BTreeSet<K>,
    /// How many units are open: at least one, and fewer than the keys.
    pub units: u64,
}

/// A draw that does not name everyone whom it is among.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the draw leaves out {} of the {among} that are tied: it must name each of them", undrawn.len())]
#[non_exhaustive]
pub struct Undrawn<K> {
    /// Those whom it leaves out.
    pub undrawn: BTreeSet<K>,
    /// How many are tied.
    pub among: usize,
}

impl<K: Ord + Clone> Apportioned<K> {
    /// Whether nothing is open.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        self.tie.is_none()
    }

    /// All units that were shared out, those that are open included.
    #[must_use]
    pub fn total(&self) -> u64 {
        let open = self.tie.as_ref().map_or(0, |tie| tie.units);
        self.shares.values().fold(open, |total, share| total.saturating_add(*share))
    }

    /// The fewest and the most units that a key can come to have, or `None` for one that had no weight.
    #[must_use]
    pub fn range(&self, key: &K) -> Option<(u64, u64)> {
        let least = *self.shares.get(key)?;
        let tied = self.tie.as_ref().is_some_and(|tie| tie.among.contains(key));
        Some((least, least.saturating_add(u64::from(tied))))
    }

    /// Every key's units after a draw: of those that are tied, the first drawn take one unit each while there are any.
    ///
    /// The draw may name keys that are not tied, as an order of all keys does; of a key named twice the first counts.
    /// Where nothing is open any draw will do, an empty one too.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use maths_hubs::funding::apportionment::largest_remainder;
    ///
    /// let weights = BTreeMap::from(["north", "south", "west"].map(|key| (key, 1_u8.into())));
    /// let shared = largest_remainder(100, &weights)?;
    /// assert_eq!(shared.shares["north"], 33);
    /// assert_eq!(shared.tie.as_ref().map(|tie| (tie.among.len(), tie.units)), Some((3, 1)));
    ///
    /// let settled = shared.settled(&["west", "north", "south"])?;
    /// assert_eq!(settled, BTreeMap::from([("north", 33), ("south", 33), ("west", 34)]));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Undrawn`] where the draw leaves out someone who is tied.
    pub fn settled(&self, drawn: &[K]) -> Result<BTreeMap<K, u64>, Undrawn<K>> {
        let mut shares = self.shares.clone();
        let Some(tie) = &self.tie else { return Ok(shares) };
        let mut undrawn = tie.among.clone();
        let mut left = tie.units;
        for key in drawn {
            if undrawn.remove(key) && left > 0 {
                left = left.saturating_sub(1);
                if let Some(share) = shares.get_mut(key) {
                    *share = share.saturating_add(1);
                }
            }
        }
        if undrawn.is_empty() { Ok(shares) } else { Err(Undrawn { undrawn, among: tie.among.len() }) }
    }
}
