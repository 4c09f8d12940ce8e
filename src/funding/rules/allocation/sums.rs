//! What a table comes to, and how sums are shown.

use std::collections::BTreeMap;

use crate::{
    funding::{allocation::AllocationTable, purpose::Side},
    money::{Balance, Money},
    ratio::{Ratio, Rounding},
};

/// What a table comes to, in pence. Others' tables may come to more than an amount holds.
pub(super) struct Sums {
    pub(super) sources: i128,
    pub(super) central: i128,
    structural: i128,
    projects: i128,
    open: BTreeMap<Side, i128>,
}

pub(super) fn sum(amounts: impl Iterator<Item = Money>) -> i128 {
    // As many amounts as memory could hold stay within 128 bits.
    amounts.fold(0, |sum, amount| sum.saturating_add(amount.pence().into()))
}

/// A sum as people read it.
pub(super) fn shown(pence: i128) -> String {
    let balance = i64::try_from(pence).ok().and_then(Balance::from_pence);
    balance.map_or_else(|| format!("{pence} pence"), |balance| balance.to_string())
}

/// `part ÷ whole` in per cent, for print; none of nothing.
pub(super) fn per_cent(part: i128, whole: i128) -> Option<String> {
    Ratio::new(part.checked_mul(100)?, whole).map(|part| part.to_fixed(1, Rounding::HalfUp))
}

/// A share in per cent, for print.
pub(super) fn in_per_cent(share: Ratio) -> String {
    share.times(Ratio::HUNDRED).map_or_else(|_| share.to_string(), |hundredths| hundredths.to_string())
}

impl Sums {
    pub(super) fn of(table: &AllocationTable) -> Self {
        let mut open = BTreeMap::new();
        for tie in &table.open {
            let pence: &mut i128 = open.entry(tie.part).or_default();
            *pence = pence.saturating_add(tie.pence.into());
        }
        Self {
            sources: sum(table.pot.sources.values().map(|fund| fund.amount)),
            central: sum(table.pot.central.values().copied()),
            structural: sum(table.hubs.values().map(|hub| hub.structural.amount)),
            projects: sum(table.hubs.values().map(|hub| hub.projects.amount)),
            open,
        }
    }

    /// What hubs get of a part, with what is open.
    pub(super) fn part(&self, part: Side) -> i128 {
        let given = match part {
            Side::Structural => self.structural,
            Side::Projects => self.projects,
        };
        given.saturating_add(self.open.get(&part).copied().unwrap_or_default())
    }

    pub(super) fn to_hubs(&self) -> i128 {
        Side::ALL.into_iter().fold(0, |sum, part| sum.saturating_add(self.part(part)))
    }
}
