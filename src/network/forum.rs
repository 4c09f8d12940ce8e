//! The forum at which all hubs meet, once a term.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    calendar::PartialDate,
    document::keyed,
    identifiers::{HubId, ProjectId},
};

/// A forum of the network: who came, who apologised, and which projects were reported.
///
/// ```
/// use maths_hubs::{
///     calendar::PartialDate,
///     identifiers::HubId,
///     network::{Forum, ForumReport},
/// };
///
/// let (solent, sussex): (HubId, HubId) = ("solent".parse()?, "sussex".parse()?);
/// let on: PartialDate = "2016-02-10".parse()?;
/// let forum = Forum::new(on)
///     .attended_by([solent])
///     .with_apologies([sussex])
///     .reporting("mastery".parse()?, ForumReport::of([solent]).saying("two work groups, 14 schools"));
/// assert_eq!(forum.reports.ok_or("nobody wrote that down")?.len(), 1);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Forum {
    /// When it met.
    pub on: PartialDate,
    /// The hubs that came; `None` where nobody wrote that down.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "attendance")]
    pub present: Option<BTreeSet<HubId>>,
    /// The hubs that apologised.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub apologies: BTreeSet<HubId>,
    /// What was reported, by project; `None` where nobody wrote that down.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "reports")]
    pub reports: Option<BTreeMap<ProjectId, ForumReport>>,
}

crate::document::as_record! { Forum, r#"a forum: {"on": …, "present": […]}"#; }

/// What a forum heard of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct ForumReport {
    /// The hubs whose work groups were reported on; none where the project was reported as a whole.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub hubs: BTreeSet<HubId>,
    /// What was said in short, or where it is kept; empty where nobody wrote that down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
}

crate::document::as_record! { ForumReport, r#"what was reported: {"hubs": […], "summary": …}"#; }

fn attendance<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<BTreeSet<HubId>>, D::Error> {
    keyed::set(deserializer).map(Some)
}

fn reports<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<BTreeMap<ProjectId, ForumReport>>, D::Error> {
    keyed::map(deserializer).map(Some)
}

impl ForumReport {
    /// A report on the work groups of these hubs.
    #[must_use]
    pub fn of(hubs: impl IntoIterator<Item = HubId>) -> Self {
        Self { hubs: hubs.into_iter().collect(), summary: String::new() }
    }

    /// The same report, with what was said in short or where it is kept.
    #[must_use]
    pub fn saying(self, summary: impl Into<String>) -> Self {
        Self { summary: summary.into(), ..self }
    }
}

impl Forum {
    /// A forum that met at `on`, of which nobody wrote down who came and what was reported.
    #[must_use]
    pub const fn new(on: PartialDate) -> Self {
        Self { on, present: None, apologies: BTreeSet::new(), reports: None }
    }

    /// The same forum with these hubs present, and no others.
    #[must_use]
    pub fn attended_by(self, hubs: impl IntoIterator<Item = HubId>) -> Self {
        Self { present: Some(hubs.into_iter().collect()), ..self }
    }

    /// The same forum with the apologies of these hubs too.
    #[must_use]
    pub fn with_apologies(mut self, hubs: impl IntoIterator<Item = HubId>) -> Self {
        self.apologies.extend(hubs);
        self
    }

    /// The same forum with a report on `project`. What is not reported so was not reported.
    #[must_use]
    pub fn reporting(mut self, project: ProjectId, report: ForumReport) -> Self {
        self.reports.get_or_insert_default().insert(project, report);
        self
    }
}
