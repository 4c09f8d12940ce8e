//! Figures in groups.

use std::collections::BTreeMap;

use super::{
    Figures,
    figures::{Sums, TooLarge},
};

/// Figures under keys of any kind. The total is not held: it is the sum of the groups, and so are the coarser tables that
/// [`by`](Self::by) makes.
///
/// A group that comes to nothing in every figure is not listed, and what is not listed is nothing: a table is what it says
/// of every key. Without their signs all figures of a table come to no more than [`Balance::MAX`](crate::money::Balance::MAX),
/// so every sum of any of them is in range.
///
/// A table of several keys is one of tuples, and its subtotals are the table by one of them:
///
/// ```
/// use maths_hubs::funding::statement::{Figures, Posted, Table};
///
/// let paid = |pounds: &str| Figures::of(Posted::Paid, pounds.parse().unwrap());
/// let cross = Table::of([
///     (("trial", "dfe"), paid("600.00")),
///     (("trial", "eef"), paid("400.00")),
///     (("leadership", "dfe"), paid("50.00")),
/// ])?;
/// assert_eq!(cross.by(|(line, _)| *line).get(&"trial"), paid("1000.00"));
/// assert_eq!(cross.by(|(_, sponsor)| *sponsor).get(&"dfe"), paid("650.00"));
/// assert_eq!(cross.total(), paid("1050.00"));
/// # Ok::<_, maths_hubs::funding::statement::TooLarge>(())
/// ```
///
/// A table is no document: a [`Statement`](super::Statement) is, and its tables are made of it. Where others want a table as
/// JSON the host writes its groups in the shape that they ask for, with what is derived, which figures leave out:
///
/// ```
/// # use maths_hubs::{funding::statement::{Figures, Posted, Table}, identifiers::SponsorId};
/// let dfe: SponsorId = "dfe".parse()?;
/// let by_sponsor = Table::of([(Some(dfe), Figures::of(Posted::Paid, "600.00".parse()?))])?;
/// let rows: Vec<_> = by_sponsor
///     .groups()
///     .map(|(sponsor, it)| serde_json::json!({"sponsor": sponsor, "figures": it, "unspent": it.unspent()}))
///     .collect();
/// assert_eq!(
///     serde_json::to_string(&rows)?,
///     r#"[{"figures":{"paid":"600.00"},"sponsor":"dfe","unspent":"600.00"}]"#,
/// );
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table<K> {
    groups: BTreeMap<K, Figures>,
    /// What all figures come to without their signs, in pence: kept, so that adding a small table to a large one need not
    /// read the large one.
    gross: u128,
}

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self { groups: BTreeMap::new(), gross: 0 }
    }
}

impl<K: Ord> Table<K> {
    /// The table of these figures, those under one key added up. Their order makes no difference.
    ///
    /// # Errors
    ///
    /// [`TooLarge`] where the figures of all groups come to more than they can.
    pub fn of(figures: impl IntoIterator<Item = (K, Figures)>) -> Result<Self, TooLarge> {
        let mut adding = Adding::default();
        for (key, figures) in figures {
            adding.add(key, figures);
        }
        adding.table()
    }

    /// What stands under a key: nothing where it is not listed.
    #[must_use]
    pub fn get(&self, key: &K) -> Figures {
        self.groups.get(key).copied().unwrap_or_default()
    }

    /// The groups that are not nothing, in the order of their keys.
    #[must_use = "an iterator does nothing by itself"]
    pub fn groups(&self) -> impl ExactSizeIterator<Item = (&K, Figures)> {
        self.groups.iter().map(|(key, figures)| (key, *figures))
    }

    /// How many groups are not nothing.
    #[must_use]
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether every group is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The sum of all groups.
    #[must_use]
    pub fn total(&self) -> Figures {
        let mut sums = Sums::default();
        for figures in self.groups.values() {
            sums.add(*figures);
        }
        sums.figures()
    }

    /// The table of the same figures under what `key` makes of their keys. Its total is this table's.
    #[must_use]
    pub fn by<L: Ord>(&self, mut key: impl FnMut(&K) -> L) -> Table<L> {
        let mut adding = Adding::default();
        for (from, figures) in &self.groups {
            adding.add(key(from), *figures);
        }
        // Figures added up come to no more without their signs than they did apart.
        adding.in_range()
    }

    /// The groups whose key passes.
    #[must_use]
    pub fn only(&self, mut passes: impl FnMut(&K) -> bool) -> Self
    where
        K: Clone,
    {
        let passing = self.groups.iter().filter(|(key, _)| passes(key));
        Self::holding(passing.map(|(key, figures)| (key.clone(), *figures)).collect())
    }

    /// Both tables together.
    ///
    /// # Errors
    ///
    /// [`TooLarge`] where the figures of all groups come to more than they can.
    pub fn plus(self, other: Self) -> Result<Self, TooLarge> {
        let (mut table, smaller) = if self.groups.len() < other.groups.len() { (other, self) } else { (self, other) };
        let mut gross = table.gross;
        let mut changed = Vec::with_capacity(smaller.groups.len());
        for (key, figures) in smaller.groups {
            let standing = table.get(&key);
            let mut sums = Sums::default();
            sums.add(standing);
            sums.add(figures);
            gross = gross.saturating_sub(standing.gross()).saturating_add(sums.gross());
            changed.push((key, sums));
        }
        TooLarge::unless(gross)?;
        for (key, sums) in changed {
            let figures = sums.figures();
            if figures.is_nothing() {
                table.groups.remove(&key)
            } else {
                table.groups.insert(key, figures)
            };
        }
        Ok(Self { gross, ..table })
    }

    /// The table of groups none of which is nothing, and which come to no more than they can.
    fn holding(groups: BTreeMap<K, Figures>) -> Self {
        let gross = groups.values().fold(0, |gross: u128, figures| gross.saturating_add(figures.gross()));
        Self { groups, gross }
    }
}

/// A table under way.
pub(super) struct Adding<K>(BTreeMap<K, Sums>);

impl<K> Default for Adding<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Adding<K> {
    pub(super) fn add(&mut self, key: K, figures: Figures) {
        self.0.entry(key).or_default().add(figures);
    }

    pub(super) fn table(self) -> Result<Table<K>, TooLarge> {
        let gross = self.0.values().fold(0_u128, |gross, sums| gross.saturating_add(sums.gross()));
        TooLarge::unless(gross).map(|()| self.in_range())
    }

    /// The table, where the figures are known to come to no more than they can.
    fn in_range(self) -> Table<K> {
        let figures = self.0.into_iter().map(|(key, sums)| (key, sums.figures()));
        Table::holding(figures.filter(|(_, figures)| !figures.is_nothing()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{funding::statement::Posted, money::Balance};

    fn paid(pence: i64) -> Figures {
        Figures::of(Posted::Paid, Balance::from_pence(pence).unwrap())
    }

    #[test]
    fn what_comes_to_nothing_is_not_listed() {
        let table = Table::of([("a", paid(5)), ("b", paid(1)), ("a", paid(-5))]).unwrap();
        assert_eq!(table.groups().collect::<Vec<_>>(), [(&"b", paid(1))]);
        assert_eq!(table.get(&"a"), Figures::ZERO);
        assert!(table.clone().plus(Table::of([("b", paid(-1))]).unwrap()).unwrap().is_empty());
        assert!(Table::of([(1, paid(7)), (2, paid(-7))]).unwrap().by(|_| "all").is_empty());
    }

    #[test]
    fn the_bound_is_that_of_all_groups_without_their_signs() {
        let (most, least) = (paid(i64::MAX), paid(-i64::MAX));
        assert_eq!(Table::of([("a", most), ("a", least), ("a", most)]).unwrap().total(), most);
        let refused = Table::of([("a", most), ("b", paid(-1))]).unwrap_err();
        assert_eq!(refused.pence(), u128::from(i64::MAX.unsigned_abs()) + 1);
        let whole = Table::of([("a", most)]).unwrap();
        assert_eq!(whole.clone().plus(Table::of([("b", paid(-1))]).unwrap()), Err(refused));
        assert_eq!(Table::of([("b", paid(-1))]).unwrap().plus(whole.clone()), Err(refused));
        assert_eq!(whole.plus(Table::of([("a", paid(-1))]).unwrap()).unwrap().total(), paid(i64::MAX - 1));
    }
}
