//! Where an award stands, and what it permits there.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

use crate::journal::{Transition, table};

/// Where an award stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Phase {
    /// It was offered, and nobody is bound.
    Offered,
    /// It was accepted: costs are claimed, approved and paid.
    Active,
    /// Nothing is paid for the time being.
    Suspended,
    /// It ended before its time: what was done until then is still claimed, approved and paid.
    Terminated,
    /// The books are closed.
    Closed,
    /// It was declined.
    Declined,
}

crate::document::as_record! { Phase, "the phase of an award, a word"; }

impl Phase {
    /// All phases, in the order in which an award may go through them.
    pub const ALL: [Self; 6] =
        [Self::Offered, Self::Active, Self::Suspended, Self::Terminated, Self::Closed, Self::Declined];

    /// The word that stands for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Offered => OFFERED,
            Self::Active => ACTIVE,
            Self::Suspended => SUSPENDED,
            Self::Terminated => TERMINATED,
            Self::Closed => CLOSED,
            Self::Declined => DECLINED,
        }
    }

    /// The kinds of entries that are permitted here.
    #[must_use]
    pub fn permitted(self) -> BTreeSet<&'static str> {
        table::permitted(&TRANSITIONS, self.word())
    }

    /// Whether this kind of entry is permitted here.
    #[must_use]
    pub fn permits(self, kind: &str) -> bool {
        table::permits(&TRANSITIONS, self.word(), kind)
    }

    /// Where this kind of entry leads from here, if anywhere else. Books that are opened again go back to where they were
    /// closed, which only the ledger knows: here, to an award that is active.
    #[must_use]
    pub fn after(self, kind: &str) -> Option<Self> {
        let word = table::after(&TRANSITIONS, self.word(), kind)?;
        Self::ALL.into_iter().find(|phase| phase.word() == word)
    }

    /// Whether somebody is bound by it: it was accepted.
    #[must_use]
    pub const fn is_bound(self) -> bool {
        !matches!(self, Self::Offered | Self::Declined)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

const OFFERED: &str = "offered";
const ACTIVE: &str = "active";
const SUSPENDED: &str = "suspended";
const TERMINATED: &str = "terminated";
const CLOSED: &str = "closed";
const DECLINED: &str = "declined";

/// While somebody is bound and the books are open.
const OPEN: &[&str] = &[ACTIVE, SUSPENDED, TERMINATED];
/// While money may flow.
const FLOWING: &[&str] = &[ACTIVE, TERMINATED];
/// While the terms may change.
const RUNNING: &[&str] = &[ACTIVE, SUSPENDED];

/// What each kind of entry does to the phase. A kind that stands twice leads to one or the other.
pub static TRANSITIONS: [Transition; 28] = [
    Transition::to("accepted", &[OFFERED], ACTIVE),
    Transition::to("declined", &[OFFERED], DECLINED),
    Transition::within("condition-met", &[OFFERED, ACTIVE, SUSPENDED, TERMINATED]),
    Transition::within("varied", &[OFFERED, ACTIVE, SUSPENDED]),
    Transition::within("novated", OPEN),
    Transition::to("suspended", &[ACTIVE], SUSPENDED),
    Transition::to("resumed", &[SUSPENDED], ACTIVE),
    Transition::within("scheduled", RUNNING),
    Transition::within("claimed", OPEN),
    Transition::within("claim-withdrawn", OPEN),
    Transition::within("approved", OPEN),
    Transition::within("disallowed", OPEN),
    Transition::within("paid", FLOWING),
    Transition::within("passed-on", FLOWING),
    Transition::within("moved", RUNNING),
    Transition::within("reduced", RUNNING),
    Transition::within("carried", OPEN),
    Transition::within("brought-forward", OPEN),
    Transition::within("recovered", OPEN),
    Transition::within("written-off", OPEN),
    Transition::within("reversed", OPEN),
    Transition::within("certified", &[ACTIVE, SUSPENDED, TERMINATED, CLOSED]),
    Transition::to("terminated", RUNNING, TERMINATED),
    Transition::to("closed", OPEN, CLOSED),
    // To where it stood when the books were closed, which the state knows.
    Transition::to("reopened", &[CLOSED], ACTIVE),
    Transition::to("reopened", &[CLOSED], SUSPENDED),
    Transition::to("reopened", &[CLOSED], TERMINATED),
    Transition::within("redacted", &[OFFERED, ACTIVE, SUSPENDED, TERMINATED, CLOSED, DECLINED]),
];
