//! Work groups of a hub.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::AcademicYear,
    document::keyed,
    identifiers::{OrganisationId, PersonId, ProjectId},
};

/// Teachers of several schools who work on a project for a year under a work group lead.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct WorkGroup {
    /// The project.
    pub project: ProjectId,
    /// The year.
    pub year: AcademicYear,
    /// Who leads it; `None` while it has nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<PersonId>,
    /// The schools whose teachers take part.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub schools: BTreeSet<OrganisationId>,
}

crate::document::as_record! { WorkGroup, r#"a work group: {"project": …, "year": …}"#; }

impl WorkGroup {
    /// A work group on `project` in `year`, still without lead and schools.
    #[must_use]
    pub const fn new(project: ProjectId, year: AcademicYear) -> Self {
        Self { project, year, lead: None, schools: BTreeSet::new() }
    }

    /// The same work group under `lead`.
    #[must_use]
    pub fn led_by(self, lead: PersonId) -> Self {
        Self { lead: Some(lead), ..self }
    }

    /// The same work group with teachers of `school` too.
    #[must_use]
    pub fn with_school(mut self, school: impl Into<OrganisationId>) -> Self {
        self.schools.insert(school.into());
        self
    }
}
