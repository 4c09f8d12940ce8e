//! Projects: national collaborative projects, local projects and trials.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{AcademicYear, PartialDate, Period, Span},
    document::keyed,
    identifiers::{HubId, OrganisationId, Urn},
    vocabulary::Word,
};

/// A project that hubs carry out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Project {
    /// What it is called.
    pub name: String,
    /// What kind of project, a word of the policy's.
    pub kind: Word,
    /// For how long it runs.
    pub span: Span,
    /// Which hubs must take part.
    #[serde(default)]
    pub required_of: RequiredOf,
    /// How it is tried out, where it is a trial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<Trial>,
    /// What came of it, year by year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub results: BTreeMap<AcademicYear, ProjectResult>,
}

crate::document::as_record! { Project, r#"a project: {"name": …, "kind": …, "span": …}"#; }

/// How a project is tried out: of what kind the trial is, who evaluates it, in which schools and when.
///
/// ```
/// use maths_hubs::{
///     calendar::{AcademicYear, PartialDate, Span},
///     identifiers::Urn,
///     network::{Project, Trial},
/// };
///
/// let year: AcademicYear = "2016/17".parse()?;
/// let trial = Trial::new("efficacy".parse()?, "X-BODY-invented-evaluators".parse()?)
///     .in_schools([Urn::try_from(100_001)?, Urn::try_from(100_002)?])
///     .delivered_in(year.period());
/// let since: PartialDate = "2016-09".parse()?;
/// let project = Project::new("Counting on", "trial".parse()?, Span::since(since)).tried_by(trial);
/// assert_eq!(project.trial.ok_or("no trial")?.schools.len(), 2);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Trial {
    /// What kind of trial: `pilot`, `efficacy`, `effectiveness`. A word of whoever runs it, that no policy lists.
    pub kind: Word,
    /// Who evaluates it.
    pub evaluator: OrganisationId,
    /// The schools that take part, those of the control group too; none where nobody wrote them down.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub schools: BTreeSet<Urn>,
    /// The waves in which it is delivered, each with its days; none where nobody wrote them down.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub waves: BTreeSet<Period>,
}

crate::document::as_record! { Trial, r#"a trial: {"kind": …, "evaluator": …}"#; }

impl Trial {
    /// A trial of this kind, as yet without schools and waves.
    #[must_use]
    pub const fn new(kind: Word, evaluator: OrganisationId) -> Self {
        Self { kind, evaluator, schools: BTreeSet::new(), waves: BTreeSet::new() }
    }

    /// The same trial with these schools too.
    #[must_use]
    pub fn in_schools(mut self, schools: impl IntoIterator<Item = Urn>) -> Self {
        self.schools.extend(schools);
        self
    }

    /// The same trial with a wave of delivery.
    #[must_use]
    pub fn delivered_in(mut self, wave: Period) -> Self {
        self.waves.insert(wave);
        self
    }
}

/// What came of a year of a project, as the hubs returned it to the network.
///
/// ```
/// use maths_hubs::network::ProjectResult;
///
/// let result = ProjectResult::new()
///     .returned_by("solent".parse()?, "2016-09-30".parse()?)
///     .returned_by("sussex".parse()?, "2016-10".parse()?)
///     .saying("41 work groups, 312 schools; the report is kept by the coordinator");
/// assert_eq!(result.hubs.len(), 2);
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct ProjectResult {
    /// The hubs that returned their results, each with when they reached the network.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub hubs: BTreeMap<HubId, PartialDate>,
    /// What they say in short, or where they are kept; empty where nobody wrote that down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
}

crate::document::as_record! { ProjectResult, r#"what came of a year: {"hubs": {…}, "summary": …}"#; }

impl ProjectResult {
    /// A year of which no hub has returned anything yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { hubs: BTreeMap::new(), summary: String::new() }
    }

    /// The same with the results of `hub`, which reached the network at `on`.
    #[must_use]
    pub fn returned_by(mut self, hub: HubId, on: PartialDate) -> Self {
        self.hubs.insert(hub, on);
        self
    }

    /// The same with what the results say in short, or where they are kept.
    #[must_use]
    pub fn saying(self, summary: impl Into<String>) -> Self {
        Self { summary: summary.into(), ..self }
    }
}

/// Which hubs must take part in a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum RequiredOf {
    /// None must.
    #[default]
    Nobody,
    /// These must, as in a trial.
    #[serde(deserialize_with = "keyed::set")]
    Named(BTreeSet<HubId>),
    /// All must.
    Everybody,
}

crate::document::as_record! { RequiredOf, r#"who must take part: "nobody", "everybody" or {"named": […]}"#; }

impl Project {
    /// A project of this kind that runs for `span`, and in which no hub must take part.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: Word, span: Span) -> Self {
        Self { name: name.into(), kind, span, required_of: RequiredOf::Nobody, trial: None, results: BTreeMap::new() }
    }

    /// The same project with hubs that must take part.
    #[must_use]
    pub fn required_of(self, hubs: RequiredOf) -> Self {
        Self { required_of: hubs, ..self }
    }

    /// The same project, tried out in this way.
    #[must_use]
    pub fn tried_by(self, trial: Trial) -> Self {
        Self { trial: Some(trial), ..self }
    }

    /// The same project with what came of a year.
    #[must_use]
    pub fn with_result(mut self, year: AcademicYear, result: ProjectResult) -> Self {
        self.results.insert(year, result);
        self
    }

    /// Whether `hub` must take part.
    #[must_use]
    pub fn is_required_of(&self, hub: HubId) -> bool {
        match &self.required_of {
            RequiredOf::Nobody => false,
            RequiredOf::Named(hubs) => hubs.contains(&hub),
            RequiredOf::Everybody => true,
        }
    }
}
