//! What changed in a network between two days.
//!
//! Every dated fact has a first day, and, where it has an end, a last. [`facts`] lists these turns; [`Changes`] are
//! those that fall after the one day and no later than the other, or may. So the changes of two stretches that follow
//! one another are those of both together.

mod change;
mod facts;
mod known;
mod words;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use change::{Change, Edge, Fact};

use super::{Network, View};
use crate::{document::day, identifiers::HubId};

/// What changed in a network after one day and by another: data first, and as text a line for each of which the record
/// has a day between them.
///
/// A change of which the record leaves open whether it falls between the days, or whether there was one, is among them
/// as [perhaps](Self::perhaps). They stand by day, then by hub; those of no known day come last. Only what is written
/// changes: a hub of which nobody wrote when it was announced has no such turn.
///
/// ```
/// use maths_hubs::network::Network;
/// # let network: Network = serde_json::from_str(include_str!("../../../examples/data/network.json"))?;
///
/// let changes = network.changes("2015-07-31".parse()?, "2016-01-01".parse()?);
/// let london: Vec<String> =
///     changes.of("london-south-east-plus".parse()?).filter(|it| it.is_certain()).map(ToString::to_string).collect();
/// assert_eq!(
///     london,
///     [
///         "2015-08: the last day on which Woolwich Polytechnic School leads London South East",
///         "2015-09-01: London South East has no lead",
///         "2015-10-31: the last day on which London South East has no lead",
///         "2015-11: Redriff Primary, City of London Academy leads London South East",
///     ]
/// );
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Changes {
    /// The day with which the later one is compared; what changed on it is not among the changes.
    #[serde(with = "day")]
    pub from: NaiveDate,
    /// The later day; what changed on it is among them.
    #[serde(with = "day")]
    pub to: NaiveDate,
    /// The changes, by day, then by hub.
    pub changes: Vec<Change>,
}

crate::document::as_record! { Changes, r#"changes: {"from": …, "to": …, "changes": […]}"#; }

impl Network {
    /// What changed after `from` and by `to`, or may have: nothing where `to` is not the later day.
    #[must_use]
    pub fn changes(&self, from: NaiveDate, to: NaiveDate) -> Changes {
        let mut changes: Vec<Change> = facts::turns(self).filter_map(|turn| turn.between(self, from, to)).collect();
        changes.sort_by(Change::by_day);
        Changes { from, to, changes }
    }
}

impl View<'_> {
    /// What changed after the day `earlier` and by the day of this view, or may have.
    #[must_use]
    pub fn since(&self, earlier: NaiveDate) -> Changes {
        self.network().changes(earlier, self.day())
    }
}

impl Changes {
    /// Those that certainly fall between the days.
    pub fn certain(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.is_certain())
    }

    /// Those that may: of which the record leaves the day open, or whether there was one.
    pub fn perhaps(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| !change.is_certain())
    }

    /// Those for which the record has a day between the two: the certain ones, and of the others those of which the
    /// earliest or the latest day that they may be lies there. The rest could as well have been at any other time.
    pub fn recorded_between(&self) -> impl Iterator<Item = &Change> {
        let (from, to) = (self.from, self.to);
        let between = move |day: &Option<NaiveDate>| day.is_some_and(|day| from < day && day <= to);
        self.changes.iter().filter(move |change| change.tells().iter().any(between))
    }

    /// Those of one hub, certain or not.
    pub fn of(&self, hub: HubId) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.hub == Some(hub))
    }

    /// Whether there is none, not even perhaps.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl fmt::Display for Changes {
    /// A line for each that is [recorded between](Changes::recorded_between) the days, and one that says how many others
    /// there may be.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut others = self.changes.len();
        for change in self.recorded_between() {
            writeln!(f, "{change}")?;
            others = others.saturating_sub(1);
        }
        match others {
            0 => Ok(()),
            1 => writeln!(f, "and perhaps one more, of which the record has no day between these"),
            _ => writeln!(f, "and perhaps {others} more, of which the record has no day between these"),
        }
    }
}
