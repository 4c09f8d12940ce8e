//! Counts of hubs that somebody published.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Hub, Network, NetworkSection, View};
use crate::{
    answer::Answer,
    calendar::PartialDate,
    document::{Malformed, Source},
};

/// A count of hubs that was published, with what it counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
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

crate::document::as_record! { PublishedCount, r#"a published count: {"on": …, "hubs": …, "counted": …, "source": …}"#; }

/// Which hubs a published count counted: "32 hubs in July 2014" had been announced, and none of them was at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Counted {
    /// Those announced by then and not ended.
    Announced,
    /// Those at work.
    Operating,
}

crate::document::as_record! { Counted, r#"what was counted: "announced" or "operating""#; }

impl PublishedCount {
    /// That `source` counted so many hubs at `on`.
    #[must_use]
    pub const fn new(on: PartialDate, hubs: u32, counted: Counted, source: Source) -> Self {
        Self { on, hubs, counted, source }
    }
}

/// How many hubs there were, as far as the record goes: each date that nobody wrote down leaves one more open.
///
/// The library fills in no dates, so a count that was published is not proved by the record; it is inside these bounds,
/// or one of the two is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
#[non_exhaustive]
pub struct HubCount {
    /// The hubs that certainly count.
    pub least: u32,
    /// These and the hubs that may; `None` where there may be hubs that are not listed.
    pub most: Option<u32>,
}

/// How a count of hubs stands in a document.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Bounds {
    least: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    most: Option<u32>,
}

crate::document::as_record! { Bounds, r#"a count of hubs: {"least": …, "most": …}"#; }

impl TryFrom<Bounds> for HubCount {
    type Error = Malformed;

    fn try_from(Bounds { least, most }: Bounds) -> Result<Self, Malformed> {
        match most {
            Some(most) if most < least => Err(Malformed::new(
                "a count of hubs",
                format_args!("{least} to {most}"),
                "no less at most than at least",
            )),
            _ => Ok(Self { least, most }),
        }
    }
}

impl From<HubCount> for Bounds {
    fn from(HubCount { least, most }: HubCount) -> Self {
        Self { least, most }
    }
}

impl HubCount {
    /// Whether there were exactly `hubs`: yes only where the record leaves nothing open.
    #[must_use]
    pub fn is(self, hubs: u32) -> Answer {
        match self.most {
            _ if hubs < self.least => Answer::No,
            Some(most) if hubs > most => Answer::No,
            Some(most) if most == self.least => Answer::Yes,
            _ => Answer::Unknown,
        }
    }
}

impl fmt::Display for HubCount {
    /// `35`, `12 to 40` or `12 or more`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.most {
            Some(most) if most == self.least => write!(f, "{most}"),
            Some(most) => write!(f, "{} to {most}", self.least),
            None => write!(f, "{} or more", self.least),
        }
    }
}

impl Network {
    /// How many hubs there were at `on` under the meaning `counted`, at least and at most. At a date that may be
    /// any of several days, a hub certainly counts that counts on each of them, and is certainly left out that counts on
    /// none.
    ///
    /// ```
    /// use maths_hubs::{answer::Answer, network::{Counted, Network}};
    /// # let network: Network = serde_json::from_str(include_str!("../../examples/data/network.json"))?;
    ///
    /// // The record has twelve of the 32 hubs that were announced, under the names that they have today. Six of the 40
    /// // certainly came later.
    /// let count = network.count(Counted::Announced, "2014-07-01".parse()?);
    /// assert_eq!((count.least, count.most), (12, Some(34)));
    /// assert_eq!(count.is(32), Answer::Unknown);
    /// assert_eq!(count.is(35), Answer::No);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn count(&self, counted: Counted, on: PartialDate) -> HubCount {
        let counts = |hub: &Hub| match counted {
            Counted::Announced => hub.milestones.is_announced(on),
            Counted::Operating => hub.is_operating_at(on),
        };
        let (mut least, mut most) = (0_u32, 0_u32);
        for answer in self.hubs.values().map(counts) {
            least = least.saturating_add(u32::from(answer.is_yes()));
            most = most.saturating_add(u32::from(!answer.is_no()));
        }
        let all_listed = !self.incomplete.contains(&NetworkSection::Hubs);
        HubCount { least, most: all_listed.then_some(most) }
    }
}

impl View<'_> {
    /// How many hubs there were on the day under the meaning `counted`, at least and at most.
    #[must_use]
    pub fn count(&self, counted: Counted) -> HubCount {
        self.network().count(counted, self.day().into())
    }
}
