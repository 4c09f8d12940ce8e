//! Why a round cannot be decided yet.

use std::{fmt, ops::Deref};

use crate::rules::Report;

/// A round that cannot be decided yet: the report of what is still missing, as an error. It reads as the report itself.
#[derive(Clone, PartialEq, Eq)]
pub struct NotReady(Box<Report>);

impl NotReady {
    pub(super) fn new(report: Report) -> Self {
        Self(Box::new(report))
    }

    /// What is missing.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.0
    }

    /// What is missing.
    #[must_use]
    pub fn into_report(self) -> Report {
        *self.0
    }
}

impl Deref for NotReady {
    type Target = Report;

    fn deref(&self) -> &Report {
        &self.0
    }
}

impl fmt::Display for NotReady {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the round cannot be decided yet\n{}", self.0)
    }
}

/// The report, which is what `main` prints of it.
impl fmt::Debug for NotReady {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for NotReady {}
