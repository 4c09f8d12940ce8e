//! Why there is no assignment.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// Why there is no assignment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoAssignment<A, P> {
    /// Applications need more readings than assessors can give: one or more groups that have nothing to do with one another.
    #[error("{}", listed(.0))]
    Starved(Vec<Starved<A, P>>),
    /// Assessors are to have more readings than applications need: one or more groups, as for applications.
    #[error("{}", listed(.0))]
    Idle(Vec<Idle<A, P>>),
    /// A kept pair names an application or an assessor that is not listed.
    #[error(
        "the reading of {application} by {assessor} is kept, but only a listed assessor's of a listed application can be"
    )]
    KeptUnlisted {
        /// The application.
        application: A,
        /// The assessor.
        assessor: P,
    },
    /// A pair is both kept and barred.
    #[error("the reading of {application} by {assessor} is both kept and barred")]
    KeptBarred {
        /// The application.
        application: A,
        /// The assessor.
        assessor: P,
    },
    /// An assessor keeps more than they may have.
    #[error("{assessor} keeps more readings than the {most} that they may have")]
    KeptOverLoad {
        /// The assessor.
        assessor: P,
        /// What they may have.
        most: u32,
    },
}

/// Applications that starve, and the proof: together they need more readings than all assessors together can give them.
///
/// All groups together are the smallest set of applications that falls short by most, so every application in them is part of
/// the reason; groups share no assessor who could give anything. Anyone can check one by counting, without trust in how it
/// was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Starved<A, P> {
    /// The applications.
    pub applications: BTreeSet<A>,
    /// The readings that they need, beyond those kept.
    pub needed: u64,
    /// What each assessor can give them: the lesser of the assessor's room and the applications here that are neither barred
    /// to them nor read by them. Those who can give nothing are left out.
    pub able: BTreeMap<P, u64>,
    /// What all assessors can give them: less than is needed.
    pub available: u64,
}

/// Assessors who cannot have their least loads, and the proof: together they are to have more readings than all applications
/// together can give them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Idle<A, P> {
    /// The assessors.
    pub assessors: BTreeSet<P>,
    /// The readings that they are to have, beyond those kept.
    pub needed: u64,
    /// What each application can give them: the lesser of the readings that it needs and the assessors here who are neither
    /// barred from it nor read it. Those that can give nothing are left out.
    pub able: BTreeMap<A, u64>,
    /// What all applications can give them: less than is needed.
    pub available: u64,
}

impl<A, P> Starved<A, P> {
    /// How many readings are missing at the best. Over all groups, exactly so many have to be given up for an assignment.
    #[must_use]
    pub const fn missing(&self) -> u64 {
        self.needed.saturating_sub(self.available)
    }
}

impl<A, P> Idle<A, P> {
    /// How many readings are missing at the best.
    #[must_use]
    pub const fn missing(&self) -> u64 {
        self.needed.saturating_sub(self.available)
    }
}

fn listed<T: fmt::Display>(parts: &[T]) -> String {
    parts.iter().map(T::to_string).collect::<Vec<_>>().join("; ")
}

fn counted(count: impl TryInto<u64>, one: &'static str) -> (u64, String) {
    let count = count.try_into().unwrap_or(u64::MAX);
    (count, format!("{count} {one}{}", if count == 1 { "" } else { "s" }))
}

impl<A, P> fmt::Display for Starved<A, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, applications) = counted(self.applications.len(), "application");
        let (need, them) = if count == 1 { ("needs", "it") } else { ("need", "them") };
        let (_, readings) = counted(self.needed, "reading");
        write!(f, "{applications} {need} {readings}, and the assessors open to {them} can give {}", self.available)
    }
}

impl<A, P> fmt::Display for Idle<A, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, assessors) = counted(self.assessors.len(), "assessor");
        let are = if count == 1 { "is" } else { "are" };
        let (_, readings) = counted(self.needed, "more reading");
        write!(f, "{assessors} {are} to have {readings}, and the applications open to them can give {}", self.available)
    }
}
