//! The proof that nothing in a document blocks.

use std::{fmt, ops::Deref};

use chrono::NaiveDate;

use super::{Levels, Report};

/// A document in which nothing blocked: the value, the day, the levels, and the report with what remains.
///
/// Only validation makes one, and it cannot be changed or read from JSON, so an operation that asks for it is sure.
/// Operations on it take no date: they use its own.
///
/// ```compile_fail
/// fn forge(json: &str) -> maths_hubs::rules::Valid<String> {
///     serde_json::from_str(json).unwrap()
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Valid<D> {
    document: D,
    report: Report,
    levels: Levels,
}

impl<D> Valid<D> {
    /// The document as valid, where nothing in the graded report blocks.
    pub(crate) fn new(document: D, report: Report, levels: Levels) -> Result<Self, Rejected<D>> {
        if report.blocking().next().is_some() {
            Err(Rejected { document: Box::new(document), report: Box::new(report) })
        } else {
            Ok(Self { document, report, levels })
        }
    }

    /// The day on which it was judged.
    #[must_use]
    pub const fn day(&self) -> NaiveDate {
        self.report.on()
    }

    /// What was found all the same: warnings, advice, explained errors.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// The levels under which nothing blocked.
    #[must_use]
    pub const fn levels(&self) -> &Levels {
        &self.levels
    }

    /// The document, no longer proven.
    #[must_use]
    pub fn into_inner(self) -> D {
        self.document
    }
}

impl<D> Deref for Valid<D> {
    type Target = D;

    fn deref(&self) -> &D {
        &self.document
    }
}

impl<D> AsRef<D> for Valid<D> {
    fn as_ref(&self) -> &D {
        &self.document
    }
}

/// A document in which something blocks, given back with its graded report.
///
/// `Debug` and `Display` print what blocks, not the document.
#[derive(Clone)]
pub struct Rejected<D> {
    document: Box<D>,
    report: Box<Report>,
}

impl<D> Rejected<D> {
    /// What was found.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// The document, to be mended.
    #[must_use]
    pub const fn document(&self) -> &D {
        &self.document
    }

    /// The document and the report.
    #[must_use]
    pub fn into_parts(self) -> (D, Report) {
        (*self.document, *self.report)
    }
}

/// The head of the report, what blocks, and how much else was found: [`report`](Rejected::report) has all of it.
impl<D> fmt::Display for Rejected<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report.head())?;
        for finding in self.report.blocking() {
            write!(f, "\n{finding}")?;
        }
        let blocking = self.report.blocking().count();
        match self.report.findings().len().saturating_sub(blocking) {
            0 => Ok(()),
            others => write!(f, "\nand {others} that do not block"),
        }
    }
}

impl<D> fmt::Debug for Rejected<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<D> std::error::Error for Rejected<D> {}
