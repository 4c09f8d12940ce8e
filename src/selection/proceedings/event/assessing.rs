//! Marks and what the panel makes of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    document::keyed,
    identifiers::{ApplicationId, PersonId},
    journal::Text,
    selection::{criteria::CriterionId, scale::RawMark},
};

/// An assessor marks these criteria of all applications, or all criteria of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Assigned {
    /// Who.
    pub person: PersonId,
    /// The criteria, where marking goes by criterion.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub criteria: BTreeSet<CriterionId>,
    /// The applications, where marking goes by application.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub applications: BTreeSet<ApplicationId>,
}

impl Assigned {
    /// These criteria, of all applications.
    #[must_use]
    pub fn criteria(person: PersonId, criteria: impl IntoIterator<Item = CriterionId>) -> Self {
        Self { person, criteria: criteria.into_iter().collect(), applications: BTreeSet::new() }
    }

    /// All criteria, of these applications.
    #[must_use]
    pub fn applications(person: PersonId, applications: impl IntoIterator<Item = ApplicationId>) -> Self {
        Self { person, criteria: BTreeSet::new(), applications: applications.into_iter().collect() }
    }
}

/// An assessor practised on a sample before live marking. It is recorded, and rescales nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Practised {
    /// What was marked, and what came of it.
    pub note: Text,
}

/// What an assessor or the panel gives for a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Given {
    /// A mark, by its published name. Whether it is on the scale is looked at where the scale is known.
    Mark(RawMark),
    /// The criterion does not apply to the application.
    NotApplicable,
    /// The assessor declines to judge.
    Declined,
}

/// What the panel agrees on for a criterion: it cannot decline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Agreed {
    /// A mark, by its published name.
    Mark(RawMark),
    /// The criterion does not apply to the application.
    NotApplicable,
}

impl From<RawMark> for Given {
    fn from(mark: RawMark) -> Self {
        Self::Mark(mark)
    }
}

impl From<RawMark> for Agreed {
    fn from(mark: RawMark) -> Self {
        Self::Mark(mark)
    }
}

impl From<Agreed> for Given {
    fn from(agreed: Agreed) -> Self {
        match agreed {
            Agreed::Mark(mark) => Self::Mark(mark),
            Agreed::NotApplicable => Self::NotApplicable,
        }
    }
}

/// An assessor, who makes the entry, marked one criterion of an application. A later one of the same assessor takes its
/// place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Marked {
    /// Which application.
    pub application: ApplicationId,
    /// Which criterion.
    pub criterion: CriterionId,
    /// What.
    pub given: Given,
    /// Why. Where the mark comes to stand alone, the candidate is told this as its reason; else it is for the panel.
    pub justification: Text,
}

/// The panel agreed on a mark, by whoever makes the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Moderated {
    /// Of which application.
    pub application: ApplicationId,
    /// On which criterion.
    pub criterion: CriterionId,
    /// What.
    pub agreed: Agreed,
    /// The panel's own reason.
    pub reason: Text,
    /// The evidence that the reason rests on.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub evidence: Text,
    /// What was said where marks lay far apart.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub discussion: Text,
    /// The members present.
    #[serde(deserialize_with = "keyed::set")]
    pub present: BTreeSet<PersonId>,
    /// Who does not agree, and why. All others present do.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub dissent: BTreeMap<PersonId, Text>,
}

impl Marked {
    /// What the assessor gives, and why.
    #[must_use]
    pub fn new(
        application: ApplicationId,
        criterion: CriterionId,
        given: impl Into<Given>,
        justification: impl Into<Text>,
    ) -> Self {
        Self { application, criterion, given: given.into(), justification: justification.into() }
    }
}

impl Moderated {
    /// What the panel agreed on, with its reason and those present. Nobody dissents, and no more is written down, until the
    /// fields say so.
    #[must_use]
    pub fn new(
        application: ApplicationId,
        criterion: CriterionId,
        agreed: impl Into<Agreed>,
        reason: impl Into<Text>,
        present: impl IntoIterator<Item = PersonId>,
    ) -> Self {
        Self {
            application,
            criterion,
            agreed: agreed.into(),
            reason: reason.into(),
            evidence: Text::default(),
            discussion: Text::default(),
            present: present.into_iter().collect(),
            dissent: BTreeMap::new(),
        }
    }
}

/// What the panel agreed on is open again, for the reason of the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Unmoderated {
    /// Of which application.
    pub application: ApplicationId,
    /// On which criterion.
    pub criterion: CriterionId,
}

crate::document::as_record! {
    Given, r#"what is given: {"mark": …}, "not-applicable" or "declined""#;
    Agreed, r#"what is agreed on: {"mark": …} or "not-applicable""#;
    Assigned, r#"an assignment: {"person": …, "criteria": […], "applications": […]}"#;
    Practised, r#"practice: {"note": …}"#;
    Marked, r#"a mark: {"application": …, "criterion": …, "given": …, "justification": …}"#;
    Moderated, r#"a moderated mark: {"application": …, "criterion": …, "agreed": …, "reason": …, "present": […]}"#;
    Unmoderated, r#"a criterion of an application: {"application": …, "criterion": …}"#;
}
