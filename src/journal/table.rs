//! What a table of transitions permits in a state, and where it leads.
//!
//! A state that stands nowhere in the table permits nothing.
//!
//! ```
//! use maths_hubs::journal::{Transition, table};
//!
//! let doors = [Transition::to("close", &["open"], "closed"), Transition::within("paint", &["open", "closed"])];
//! assert!(table::permits(&doors, "closed", "paint") && !table::permits(&doors, "closed", "close"));
//! assert_eq!(table::permitted(&doors, "open"), ["close", "paint"].into());
//! assert_eq!((table::after(&doors, "open", "close"), table::after(&doors, "open", "paint")), (Some("closed"), None));
//! ```

use std::collections::BTreeSet;

use super::Transition;

/// The rows of a state, in their order.
fn rows<'t>(table: &'t [Transition], state: &'t str) -> impl Iterator<Item = &'t Transition> {
    table.iter().filter(move |row| row.from.contains(&state))
}

/// The kinds of entries that are permitted in a state.
#[must_use]
pub fn permitted(table: &[Transition], state: &str) -> BTreeSet<&'static str> {
    rows(table, state).map(|row| row.kind).collect()
}

/// Whether a kind of entry is permitted in a state.
#[must_use]
pub fn permits(table: &[Transition], state: &str, kind: &str) -> bool {
    rows(table, state).any(|row| row.kind == kind)
}

/// Where a kind of entry leads from a state, if it is permitted there and leads anywhere: the first row decides.
#[must_use]
pub fn after(table: &[Transition], state: &str, kind: &str) -> Option<&'static str> {
    rows(table, state).find(|row| row.kind == kind).and_then(|row| row.to)
}
