//! One change.

use std::{cmp::Ordering, collections::BTreeSet, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    calendar::PartialDate,
    document::keyed,
    geography::Area,
    identifiers::{HubId, OrganisationId, PartnershipId, PersonId, PostId, ProjectId, Slug, TenureId},
    network::{Overseer, Partner, Role, Status},
    vocabulary::Word,
};

/// One change of a network: a fact that began or ended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Change {
    /// The hub, or `None` for what is the network's own: an interim cover, an adviser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<HubId>,
    /// What began or ended.
    pub fact: Fact,
    /// Whether it began or ended.
    pub edge: Edge,
    /// Its first day, or where it ended its last, as it is recorded.
    pub date: PartialDate,
    /// The earliest day that this may be, from all that is recorded of the fact; unknown where nothing bounds it.
    pub earliest: PartialDate,
    /// The latest day that this may be; unknown where nothing bounds it, or where it may never have ended.
    pub latest: PartialDate,
    /// Whether the change falls between the two days: yes, or unknown.
    pub happened: Answer,
    /// What began, or what ended, in words: `Redriff Primary School leads London South East`.
    pub said: String,
}

crate::document::as_record! { Change, r#"a change: {"fact": …, "edge": …, "date": …}"#; }

/// Whether a fact began or ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Edge {
    /// It ended: the date is its last day, and the change comes with the next.
    Ended,
    /// It began: the date is its first day.
    Began,
}

crate::document::as_record! { Edge, r#"an edge: "ended" or "began""#; }

/// What may begin or end in a network.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Fact {
    /// The hub's first lead was chosen; it only begins.
    Appointed,
    /// The hub's first lead was told; it only begins.
    Told,
    /// The hub was made public; it only begins.
    Announced,
    /// The hub is at work, by its milestones.
    AtWork,
    /// The hub's designation; it only begins.
    Designated(Status),
    /// The hub has this name.
    Called(String),
    /// The hub serves this area.
    Serves(Area),
    /// A tenure, and who leads under it.
    Led {
        /// The tenure.
        tenure: TenureId,
        /// Who leads.
        #[serde(deserialize_with = "keyed::set")]
        leads: BTreeSet<OrganisationId>,
    },
    /// The hub has no lead, and this hub stands in.
    Bridged(HubId),
    /// The hub has neither lead nor another hub that stands in.
    Vacant,
    /// A post is held, or vacant where nobody holds it.
    Post {
        /// The post.
        post: PostId,
        /// What post.
        kind: Word,
        /// Who holds it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        holder: Option<PersonId>,
    },
    /// A partnership.
    Partnership {
        /// The partnership.
        partnership: PartnershipId,
        /// The partner.
        with: Partner,
        /// Its role.
        role: Role,
    },
    /// Somebody looks after an area without a hub.
    Covered {
        /// The interim cover.
        cover: Slug,
        /// Who looks after it.
        by: Overseer,
    },
    /// A body advises the network.
    Adviser(OrganisationId),
    /// An organisation supports the network.
    Supporter(OrganisationId),
    /// A project runs.
    Project(ProjectId),
}

crate::document::as_record! { Fact, "a fact of a network"; }

impl Change {
    /// Whether it certainly falls between the two days.
    #[must_use]
    pub const fn is_certain(&self) -> bool {
        self.happened.is_yes()
    }

    /// Whether anything is known of its day.
    #[must_use]
    pub const fn is_dated(&self) -> bool {
        !(self.date.is_unknown() && self.earliest.is_unknown() && self.latest.is_unknown())
    }

    /// The first day on which it tells, at the earliest and at the latest, as far as known: for an end the day after.
    pub(super) fn tells(&self) -> [Option<NaiveDate>; 2] {
        [self.earliest, self.latest].map(|date| match (self.edge, date.day()) {
            (Edge::Ended, Some(day)) => Some(day.succ_opt().unwrap_or(day)),
            (_, day) => day,
        })
    }

    /// By the first day on which it tells, which is for an end the day after; those of no known start by the latest it
    /// may be, and those of no known day last. Then by hub.
    pub(super) fn by_day(one: &Self, other: &Self) -> Ordering {
        let key = |change: &Self| {
            let [earliest, latest] = change.tells();
            let last = NaiveDate::MAX;
            (earliest.or(latest).unwrap_or(last), latest.unwrap_or(last), change.hub)
        };
        key(one).cmp(&key(other)).then_with(|| (one.edge, one).cmp(&(other.edge, other)))
    }
}

impl fmt::Display for Change {
    /// One line: `2015-11: Redriff Primary School leads London South East`. Of a date known as a range it gives the days
    /// between which the change lies, which may be closer than those recorded.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.earliest, self.latest) {
            _ if !self.date.is_unknown() && !self.date.is_range() => write!(f, "{}: ", self.date)?,
            (earliest, latest) => match (earliest.is_unknown(), latest.is_unknown()) {
                (false, false) => write!(f, "between {earliest} and {latest}: ")?,
                (false, true) => write!(f, "{earliest} or later: ")?,
                (true, false) => write!(f, "{latest} or before: ")?,
                (true, true) => f.write_str("on an unknown day: ")?,
            },
        }
        if !self.is_certain() {
            f.write_str("perhaps ")?;
        }
        if self.edge == Edge::Ended {
            f.write_str("the last day on which ")?;
        }
        f.write_str(&self.said)
    }
}
