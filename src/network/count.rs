//! Counts of hubs that somebody published.

use serde::{Deserialize, Serialize};

use crate::{calendar::PartialDate, document::Source};

/// A count of hubs that was published, with what it counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedCount {
    /// The date that it speaks of.
    pub on: PartialDate,
    /// How many.
    pub hubs: u32,
    /// Which hubs it counted.
    pub counted: Counted,
    /// Where it was published.
    pub source: Source,
}

/// Which hubs a published count counted: "32 hubs in July 2014" had been announced, and none of them was at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Counted {
    /// Those announced by then and not ended.
    Announced,
    /// Those at work.
    Operating,
}
