//! Projects: national collaborative projects, local projects and trials.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Period, Span},
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
        Self { name: name.into(), kind, span, required_of: RequiredOf::Nobody, trial: None }
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
}
