//! How keys of tables are headed and named.

use super::Whereabouts;
use crate::{
    calendar::{Month, Term, Year},
    funding::purpose::{Purpose, Side},
    identifiers::{AwardId, HubId, LineId, ProjectId, SponsorId},
};

/// A key that a table can be written by: the headings of its columns and what stands in them. Hosts implement it for keys
/// of their own; a tuple of two or three keys has the columns of each.
pub trait Label {
    /// The headings, one for each column.
    fn headings() -> Vec<&'static str>;

    /// What stands in the columns, as many as there are headings.
    fn cells(&self) -> Vec<String>;
}

macro_rules! labels {
    ($($key:ty, $heading:literal;)+) => {$(
        impl Label for $key {
            fn headings() -> Vec<&'static str> {
                vec![$heading]
            }

            fn cells(&self) -> Vec<String> {
                vec![self.to_string()]
            }
        }
    )+};
}

labels! {
    AwardId, "award";
    HubId, "hub";
    LineId, "line";
    Month, "month";
    Purpose, "purpose";
    ProjectId, "project";
    Side, "side";
    SponsorId, "sponsor";
    Term, "term";
    Whereabouts, "region";
    Year, "year";
}

macro_rules! labels_of_some {
    ($($key:ty, $none:literal;)+) => {$(
        impl Label for Option<$key> {
            fn headings() -> Vec<&'static str> {
                <$key>::headings()
            }

            fn cells(&self) -> Vec<String> {
                self.as_ref().map_or_else(|| vec![$none.to_owned()], Label::cells)
            }
        }
    )+};
}

labels_of_some! {
    HubId, "no hub";
    ProjectId, "structural";
    SponsorId, "no sponsor";
    Term, "no term";
}

impl<A: Label, B: Label> Label for (A, B) {
    fn headings() -> Vec<&'static str> {
        [A::headings(), B::headings()].concat()
    }

    fn cells(&self) -> Vec<String> {
        [self.0.cells(), self.1.cells()].concat()
    }
}

impl<A: Label, B: Label, C: Label> Label for (A, B, C) {
    fn headings() -> Vec<&'static str> {
        [A::headings(), B::headings(), C::headings()].concat()
    }

    fn cells(&self) -> Vec<String> {
        [self.0.cells(), self.1.cells(), self.2.cells()].concat()
    }
}
