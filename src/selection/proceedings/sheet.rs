//! The marks of one stage.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    identifiers::{ApplicationId, PersonId},
    selection::totals::Cell,
};

/// The marks of one stage: independent ones, and what the panel made of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// By application, then by the place of the criterion.
    pub rows: BTreeMap<ApplicationId, BTreeMap<usize, Judged>>,
}

/// What was given for one criterion of one application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Judged {
    /// The marks of assessors, and the entry of each.
    pub marks: BTreeMap<PersonId, (Cell, u64)>,
    pub moderated: Option<Moderation>,
}

/// What the panel agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moderation {
    pub cell: Cell,
    pub entry: u64,
    pub present: BTreeSet<PersonId>,
    /// Whose marks the panel weighed.
    pub weighed: BTreeSet<PersonId>,
    pub dissent: BTreeSet<PersonId>,
}

impl Sheet {
    pub(crate) fn judged(&self, application: ApplicationId, criterion: usize) -> Option<&Judged> {
        self.rows.get(&application)?.get(&criterion)
    }

    pub(crate) fn judged_mut(&mut self, application: ApplicationId, criterion: usize) -> &mut Judged {
        self.rows.entry(application).or_default().entry(criterion).or_default()
    }
}
