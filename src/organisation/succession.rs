//! What becomes of an organisation.

use serde::{Deserialize, Serialize};

use crate::calendar::PartialDate;

/// A link from an organisation to what became of it.
///
/// The two sides of a link in GIAS differ by a day: the predecessor's says its last day (31 July 2014), the successor's
/// its first (1 August 2014). Both are kept as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// The predecessor's last day.
    pub closed: PartialDate,
    /// The successor's first day.
    pub opened: PartialDate,
    /// Whether the one goes on as the other.
    pub continuity: Continuity,
}

/// Whether an organisation goes on as the one that a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Continuity {
    /// It goes on under another id: a school becomes an academy.
    Continues,
    /// It goes on as part of a larger one.
    Merges,
    /// It is split, and goes on as none of its parts.
    Divides,
    /// No succession at all: a school and the sixth form centre that it shares.
    SixthFormCentre,
}

impl Continuity {
    /// Whether whoever led before the link leads after it.
    #[must_use]
    pub const fn carries_on(self) -> bool {
        matches!(self, Self::Continues | Self::Merges)
    }
}

impl Succession {
    /// A succession to an organisation that opened on the day after `closed`, as the same school.
    #[must_use]
    pub fn converting(closed: chrono::NaiveDate) -> Self {
        let opened = closed.succ_opt().map_or(PartialDate::UNKNOWN, PartialDate::from);
        Self { closed: closed.into(), opened, continuity: Continuity::Continues }
    }
}
