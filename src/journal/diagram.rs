//! A process as a picture: its states, and what leads from one to another.

use std::fmt::Write;

/// What a kind of entry does to the state of a process. One table of these decides what is permitted, and is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transition {
    /// The kind of entry.
    pub kind: &'static str,
    /// The states in which it is permitted.
    pub from: &'static [&'static str],
    /// The state to which it leads, where that is another.
    pub to: Option<&'static str>,
}

impl Transition {
    /// A kind of entry that leaves the state as it is.
    #[must_use]
    pub const fn within(kind: &'static str, from: &'static [&'static str]) -> Self {
        Self { kind, from, to: None }
    }

    /// A kind of entry that leads to another state.
    #[must_use]
    pub const fn to(kind: &'static str, from: &'static [&'static str], to: &'static str) -> Self {
        Self { kind, from, to: Some(to) }
    }
}

/// Draws a table of transitions as a state diagram in [Mermaid](https://mermaid.js.org): an arrow for each kind of entry
/// that leads from a state to another. Those that stay are left out.
///
/// ```
/// use maths_hubs::journal::{Transition, mermaid};
///
/// let table = [Transition::to("close", &["open"], "closed"), Transition::within("note", &["open", "closed"])];
/// assert_eq!(mermaid("open", &table), "stateDiagram-v2\n    [*] --> open\n    open --> closed: close\n    closed --> [*]\n");
/// ```
#[must_use]
pub fn mermaid(first: &str, table: &[Transition]) -> String {
    // Mermaid takes a hyphen in a name for an arrow's.
    let name = |state: &str| state.replace('-', "_");
    let mut text = format!("stateDiagram-v2\n    [*] --> {}\n", name(first));
    let moves = || table.iter().filter_map(|row| row.to.map(|to| (row, to)));
    for (row, to) in moves() {
        for from in row.from.iter().filter(|from| **from != to) {
            // Writing to a string does not fail.
            let _ = writeln!(text, "    {} --> {}: {}", name(from), name(to), row.kind);
        }
    }
    let leads_on = |state: &str| moves().any(|(row, to)| to != state && row.from.contains(&state));
    let mut ends: Vec<&str> = moves().map(|(_, to)| to).filter(|to| !leads_on(to)).collect();
    ends.sort_unstable();
    ends.dedup();
    for end in ends {
        let _ = writeln!(text, "    {} --> [*]", name(end));
    }
    text
}
