//! A hub's year: plan, priorities, evaluation.

use serde::{Deserialize, Serialize};

use crate::calendar::PartialDate;

/// What a hub planned for a year, and how that went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HubYear {
    /// What the plan says in short, or where it is kept.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub plan: String,
    /// The priorities, the first first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub priorities: Vec<String>,
    /// When the plan was submitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_submitted: Option<PartialDate>,
    /// When the year was evaluated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluated: Option<PartialDate>,
    /// What the evaluation said, in short.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub evaluation: String,
}

crate::document::as_record! { HubYear, r#"a year of a hub: {"plan": …, "priorities": […], "evaluation": …}"#; }
