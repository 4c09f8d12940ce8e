//! From the notice to the closed window.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Moment,
    document::keyed,
    identifiers::{ApplicationId, QuestionId, StageId},
    journal::Text,
    selection::{
        criteria::{Criteria, CriterionId},
        eligibility::{Facts, Gates},
    },
    vocabulary::Word,
};

/// The published terms were changed. What is not named stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Amended {
    /// The criteria, scales and weights from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Box<Criteria>>,
    /// The gates from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gates: Option<Box<Gates>>,
    /// The tie-breaks from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie_breaks: Option<Vec<CriterionId>>,
    /// What was told.
    pub notice: Text,
    /// Whether it was sent to every candidate, and published where the terms were.
    pub told_all: bool,
    /// The closing moment of the running window from now on, where it was put off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_to: Option<Moment>,
}

/// Another closing moment was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ClosingPublished {
    /// Of which stage.
    pub stage: StageId,
    /// When it closes.
    pub closes: Moment,
    /// Whether the notice says that it takes the place of those before.
    pub supersedes: bool,
}

/// One candidate, or all, were given longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Extended {
    /// Whose application: one that is to come may have its id already.
    pub application: ApplicationId,
    /// For which stage.
    pub stage: StageId,
    /// Until when.
    pub until: Moment,
}

/// What a later stage asks for was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Submitted {
    /// By which application.
    pub application: ApplicationId,
    /// In which stage.
    pub stage: StageId,
}

/// One application, and nothing else: withdrawn, notified, offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Of {
    /// Which.
    pub application: ApplicationId,
}

/// A late application was ruled on, for the reason of the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct LateRuled {
    /// Which.
    pub application: ApplicationId,
    /// Whether it is taken.
    pub taken: bool,
}

/// A candidate asked for clarification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Asked {
    /// The question's id.
    pub question: QuestionId,
    /// The question.
    pub text: Text,
    /// Whether it is kept from the others, for the reason of the entry.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confidential: bool,
    /// Whose, where an application is there already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationId>,
}

/// A question was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Answered {
    /// Which.
    pub question: QuestionId,
    /// The answer.
    pub text: Text,
    /// Whether it could make an application better.
    pub material: bool,
    /// Whether it was sent to every candidate and published.
    pub told_all: bool,
}

/// Facts about a candidate came in: verified ones, or more of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct FactsFound {
    /// About which application.
    pub application: ApplicationId,
    /// The facts.
    pub facts: Facts,
}

/// A gate that the facts leave open was ruled on, for the reason of the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Ruled {
    /// Of which application.
    pub application: ApplicationId,
    /// Which gate.
    pub gate: Word,
    /// Whether it is met.
    pub met: bool,
}

/// A stage's window was closed: nothing more is taken, and assessment begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct StageClosed {
    /// Which stage.
    pub stage: StageId,
}

/// A stage's window was opened again; what came before is considered alongside what comes now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct StageReopened {
    /// Which stage.
    pub stage: StageId,
    /// When it closes now.
    pub closes: Moment,
}

/// The next stage began, with these applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct StageOpened {
    /// Which stage.
    pub stage: StageId,
    /// Those that go on.
    #[serde(deserialize_with = "keyed::set")]
    pub through: BTreeSet<ApplicationId>,
    /// Why each of the others does not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub not_through: BTreeMap<ApplicationId, Text>,
}

crate::document::as_record! {
    Amended, r#"an amendment: {"notice": …, "told_all": …}"#;
    ClosingPublished, r#"a closing: {"stage": …, "closes": …, "supersedes": …}"#;
    Extended, r#"an extension: {"application": …, "stage": …, "until": …}"#;
    Submitted, r#"a submission: {"application": …, "stage": …}"#;
    Of, r#"an application: {"application": …}"#;
    LateRuled, r#"a ruling on a late application: {"application": …, "taken": …}"#;
    Asked, r#"a question: {"question": …, "text": …}"#;
    Answered, r#"an answer: {"question": …, "text": …, "material": …, "told_all": …}"#;
    FactsFound, r#"facts: {"application": …, "facts": …}"#;
    Ruled, r#"a ruling: {"application": …, "gate": …, "met": …}"#;
    StageClosed, r#"a stage: {"stage": …}"#;
    StageReopened, r#"a stage: {"stage": …, "closes": …}"#;
    StageOpened, r#"a stage: {"stage": …, "through": […], "not_through": …}"#;
}
