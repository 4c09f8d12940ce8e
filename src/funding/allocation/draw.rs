//! Open pence, settled by an order that was drawn and recorded.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use crate::identifiers::HubId;

/// Why an order does not settle what is open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DrawError {
    /// A hub stands twice in the order.
    #[error("{0} stands twice in the order drawn: each hub once")]
    Twice(HubId),
    /// A hub that could have a penny is not in the order.
    #[error("{0} could have an open penny and is not in the order drawn")]
    Missing(HubId),
}

/// Hubs in a row.
pub(super) struct Listed<'a>(pub(super) &'a BTreeSet<HubId>);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, hub) in self.0.iter().enumerate() {
            write!(f, "{}{hub}", if place == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// An order of hubs, each once.
pub(super) struct Order(BTreeMap<HubId, usize>);

impl Order {
    pub(super) fn of(hubs: &[HubId]) -> Result<Self, DrawError> {
        let mut places = BTreeMap::new();
        for (place, hub) in hubs.iter().enumerate() {
            if places.insert(*hub, place).is_some() {
                return Err(DrawError::Twice(*hub));
            }
        }
        Ok(Self(places))
    }

    /// The first so many of `among`, all of whom must be in the order.
    pub(super) fn first(&self, pence: u64, among: &BTreeSet<HubId>) -> Result<Vec<HubId>, DrawError> {
        let mut placed = BTreeMap::new();
        for hub in among {
            placed.insert(*self.0.get(hub).ok_or(DrawError::Missing(*hub))?, *hub);
        }
        Ok(placed.into_values().take(usize::try_from(pence).unwrap_or(usize::MAX)).collect())
    }
}
