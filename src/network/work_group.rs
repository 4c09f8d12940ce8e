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
