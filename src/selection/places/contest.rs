//! What is put to the choice: candidates and their bids, places, and limits.

use std::{collections::BTreeSet, fmt};

use crate::ratio::Ratio;

/// A candidate: its total, its tie-breaks, and the places that it bids for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Candidate<C, P> {
    /// Who it is.
    pub id: C,
    /// The total, nothing or more.
    pub total: Ratio,
    /// The tie-breaks, the first of them first; more is better. Every candidate has as many.
    pub keys: Vec<Ratio>,
    /// The places that it bids for, the one it would rather have first. It is given at most one.
    pub bids: Vec<P>,
}

impl<C, P> Candidate<C, P> {
    /// A candidate for these places, in the order in which it would rather have them.
    #[must_use]
    pub fn new(id: C, total: Ratio, bids: impl IntoIterator<Item = P>) -> Self {
        Self { id, total, keys: Vec::new(), bids: bids.into_iter().collect() }
    }

    /// The same with one more tie-break, after those that it has.
    #[must_use]
    pub fn then_by(mut self, key: Ratio) -> Self {
        self.keys.push(key);
        self
    }
}

/// A place, or several that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Place<P> {
    /// Which place it is.
    pub id: P,
    /// How many may be appointed to it.
    pub capacity: usize,
}

impl<P> Place<P> {
    /// A place for one.
    #[must_use]
    pub const fn new(id: P) -> Self {
        Self { id, capacity: 1 }
    }

    /// So many places that are alike.
    #[must_use]
    pub const fn several(id: P, capacity: usize) -> Self {
        Self { id, capacity }
    }
}

/// Which bids a limit counts. Ids that nobody and nothing here has count nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Counted<C, P> {
    /// Every bid.
    All,
    /// Those of these candidates: a region, a category, a body.
    Candidates(BTreeSet<C>),
    /// Those for these places: areas of one region.
    Places(BTreeSet<P>),
    /// These.
    Bids(BTreeSet<(C, P)>),
}

/// A named limit on how many of some bids are chosen: at most a *cap*, at least a *floor*.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Limit<C, P> {
    /// What kind of limit it is: `region`, `category`, `body`.
    pub kind: String,
    /// Its name among those of its kind: `North`.
    pub name: String,
    /// What it counts.
    pub counts: Counted<C, P>,
    /// The most that are chosen; `None` for any number.
    pub cap: Option<usize>,
    /// How many should be chosen, as far as there are any above the bar. It never lowers the bar.
    pub floor: usize,
}

impl<C: Ord, P: Ord> Limit<C, P> {
    fn on(kind: impl Into<String>, name: impl Into<String>, counts: Counted<C, P>) -> Self {
        Self { kind: kind.into(), name: name.into(), counts, cap: None, floor: 0 }
    }

    /// A limit on all that are chosen.
    #[must_use]
    pub fn overall(kind: impl Into<String>, name: impl Into<String>) -> Self {
        Self::on(kind, name, Counted::All)
    }

    /// A limit on these candidates.
    #[must_use]
    pub fn on_candidates(
        kind: impl Into<String>,
        name: impl Into<String>,
        candidates: impl IntoIterator<Item = C>,
    ) -> Self {
        Self::on(kind, name, Counted::Candidates(candidates.into_iter().collect()))
    }

    /// A limit on these places.
    #[must_use]
    pub fn on_places(kind: impl Into<String>, name: impl Into<String>, places: impl IntoIterator<Item = P>) -> Self {
        Self::on(kind, name, Counted::Places(places.into_iter().collect()))
    }

    /// A limit on these bids.
    #[must_use]
    pub fn on_bids(kind: impl Into<String>, name: impl Into<String>, bids: impl IntoIterator<Item = (C, P)>) -> Self {
        Self::on(kind, name, Counted::Bids(bids.into_iter().collect()))
    }

    /// The same, with at most so many chosen.
    #[must_use]
    pub const fn at_most(mut self, cap: usize) -> Self {
        self.cap = Some(cap);
        self
    }

    /// The same, with at least so many chosen where there are as many above the bar.
    #[must_use]
    pub const fn at_least(mut self, floor: usize) -> Self {
        self.floor = floor;
        self
    }
}

/// What can hold a bid out: a limit of the caller, the room of a place, or that nobody is given two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Bound<C, P> {
    /// A limit.
    Limit {
        /// What kind of limit it is.
        kind: String,
        /// Its name.
        name: String,
    },
    /// The capacity of a place.
    Place(P),
    /// That a candidate is given at most one place.
    OneEach(C),
}

impl<C: fmt::Display, P: fmt::Display> fmt::Display for Bound<C, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limit { kind, name } => write!(f, "{kind} {name}"),
            Self::Place(place) => write!(f, "place {place}"),
            Self::OneEach(candidate) => write!(f, "one place for {candidate}"),
        }
    }
}

/// Why no set was chosen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unchoosable {
    /// Two candidates or two places have one id, or two limits one name.
    #[error("{what} {id} is there twice; each is given once")]
    Twice {
        /// What is there twice: `candidate`, `place`, `limit`.
        what: &'static str,
        /// Which.
        id: String,
    },
    /// A bid for a place that is not there, or a second one for the same place.
    #[error("candidate {candidate} bids for {place}, which is {found}; each bid is for another place of the contest")]
    BadBid {
        /// Who bids.
        candidate: String,
        /// For what.
        place: String,
        /// What is wrong: `not there`, `bid for twice`.
        found: &'static str,
    },
    /// A total below nothing, which a set would be the better for leaving out.
    #[error("candidate {candidate} has the total {total}; a total is 0 or more")]
    Negative {
        /// Whose total.
        candidate: String,
        /// The total.
        total: Ratio,
    },
    /// Tie-breaks that not every candidate has.
    #[error("candidate {candidate} has {found} tie-breaks; every candidate has {allowed}")]
    Uneven {
        /// Whose.
        candidate: String,
        /// How many.
        found: usize,
        /// How many the first candidate has.
        allowed: usize,
    },
    /// A floor above its own cap.
    #[error("{limit} asks for at least {floor} and at most {cap}; a floor is at most its cap")]
    FloorAboveCap {
        /// The limit.
        limit: String,
        /// Its floor.
        floor: usize,
        /// Its cap.
        cap: usize,
    },
    /// Limits that cross one another in such a way that no two families of nested ones hold them all. For three and more
    /// families finding the best set is not known to be possible in reasonable time.
    #[error("{} cross one another: limits must fall into at most two families in each of which any two are nested or apart", .0.join(", "))]
    Crossing(
        /// The limits, each crossing the next and the last the first.
        Vec<String>,
    ),
    /// Totals or tie-breaks too long to be added up exactly.
    #[error(
        "the totals and tie-breaks cannot be added up exactly: over common denominators they need more than 127 bits"
    )]
    Inexact,
}
