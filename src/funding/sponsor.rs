//! Who pays.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::purpose::Purpose;
use crate::{
    calendar::{Year, YearKind},
    document::keyed,
    identifiers::ProjectId,
    money::Money,
};

/// A sponsor as a policy lists it: the principal one, or a co-sponsor of particular projects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Sponsor {
    /// What it is called.
    pub name: String,
    /// Whether it may pay for structural costs.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub structural: bool,
    /// Which projects it may pay for.
    #[serde(default)]
    pub projects: Projects,
    /// Whether its money is restricted: it leaves the purpose that it was given for only with the sponsor's consent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
    /// Whether it is public money, so that an award of it names the legal power, an officer, what was looked into and the
    /// business case. That of a charity is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub public: bool,
    /// By which years it budgets.
    pub years: YearKind,
    /// What it has to spend in each year, where that is known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub budgets: BTreeMap<Year, Money>,
}

/// Which projects a sponsor may pay for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Projects {
    /// All.
    #[default]
    All,
    /// These.
    #[serde(deserialize_with = "keyed::set")]
    Only(BTreeSet<ProjectId>),
}

crate::document::as_record! {
    Sponsor, r#"a sponsor: {"name": …, "years": …}"#;
    Projects, r#"projects: "all" or {"only": […]}"#;
}

impl Sponsor {
    /// A sponsor of public money for all purposes, who budgets by financial years: a department.
    #[must_use]
    pub fn principal(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            structural: true,
            projects: Projects::All,
            restricted: false,
            public: true,
            years: YearKind::Financial,
            budgets: BTreeMap::new(),
        }
    }

    /// A co-sponsor of these projects and nothing else, whose money is restricted to them.
    #[must_use]
    pub fn of_projects(
        name: impl Into<String>,
        years: YearKind,
        projects: impl IntoIterator<Item = ProjectId>,
    ) -> Self {
        Self {
            name: name.into(),
            structural: false,
            projects: Projects::Only(projects.into_iter().collect()),
            restricted: true,
            public: false,
            years,
            budgets: BTreeMap::new(),
        }
    }

    /// The same sponsor with what it has to spend in a year.
    #[must_use]
    pub fn with_budget(mut self, year: impl Into<Year>, amount: Money) -> Self {
        self.budgets.insert(year.into(), amount);
        self
    }

    /// Whether it may pay for this.
    #[must_use]
    pub fn pays_for(&self, purpose: Purpose) -> bool {
        match (purpose.project(), &self.projects) {
            (None, _) => self.structural,
            (Some(_), Projects::All) => true,
            (Some(project), Projects::Only(projects)) => projects.contains(&project),
        }
    }
}
