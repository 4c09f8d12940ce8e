//! The decisions of a selection, one for each candidate.

use super::{CandidateOutcome, Explained, Selection, explanation};
use crate::identifiers::ApplicationId;

impl Selection<'_> {
    /// The outcome of every candidate, by application.
    pub fn decisions(&self) -> impl Iterator<Item = Decision<'_>> + '_ {
        self.round.state().candidates.keys().map(|application| Decision { selection: self, application: *application })
    }

    /// The outcome of one candidate.
    #[must_use]
    pub fn decision(&self, application: ApplicationId) -> Option<Decision<'_>> {
        let known = self.round.state().candidates.contains_key(&application);
        known.then_some(Decision { selection: self, application })
    }
}

/// The outcome of one candidate.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'a> {
    selection: &'a Selection<'a>,
    application: ApplicationId,
}

impl Decision<'_> {
    /// Whose.
    #[must_use]
    pub const fn application(&self) -> ApplicationId {
        self.application
    }

    /// What the candidate is called.
    #[must_use]
    pub fn name(&self) -> &str {
        self.selection.name(self.application)
    }

    /// What becomes of it.
    #[must_use]
    pub fn outcome(&self) -> CandidateOutcome {
        self.selection.outcome(self.application)
    }

    /// How it came to that, down to each mark, weight, rule and entry.
    #[must_use]
    pub fn explanation(&self) -> Explained {
        explanation::explain(self.selection, self.application)
    }
}
