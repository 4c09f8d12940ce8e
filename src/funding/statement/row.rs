//! What figures stand under.

use std::fmt;

use crate::{
    calendar::{Month, Year},
    funding::purpose::{Purpose, Side},
    geography::Region,
    identifiers::{AwardId, HubId, LineId, SponsorId},
};

/// What the figures of one row of a statement are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Row {
    /// Of which award.
    pub award: AwardId,
    /// Of which hub; none for an award of central costs.
    pub hub: Option<HubId>,
    /// On which line of the award.
    pub line: LineId,
    /// What the line is for.
    pub purpose: Purpose,
    /// Whose money; nobody's what is given in kind or from the body's own.
    pub sponsor: Option<SponsorId>,
    /// In which year, of the statement's kind.
    pub year: Year,
    /// In which month of that year.
    pub month: Month,
}

impl Row {
    /// Whether its costs are structural or a project's.
    #[must_use]
    pub const fn side(&self) -> Side {
        self.purpose.side()
    }
}

/// Where money went: to a region, or to what none is known of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "a row is of a hub or of none, and of a hub the region is known or not")]
pub enum Whereabouts {
    /// To hubs of this region.
    Region(Region),
    /// To hubs of which no region was given.
    Unplaced,
    /// To no hub: central costs.
    NoHub,
}

impl fmt::Display for Whereabouts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Region(region) => region.name(),
            Self::Unplaced => "hubs without a region",
            Self::NoHub => "no hub",
        })
    }
}
