//! Personal details, in the one place from which they can be taken away.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::PartialDate,
    document::{Format, FormatName, keyed},
    identifiers::PersonId,
};

/// Names and addresses of people, a document of its own. Everything else knows people by id alone, so this can be kept
/// elsewhere, shown to few, and deleted, and no other document changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct People {
    #[serde(rename = "$format")]
    format: Format<PeopleFormat>,
    /// The details, by person.
    #[serde(default, deserialize_with = "keyed::map")]
    pub people: BTreeMap<PersonId, PersonalDetails>,
}

crate::document::as_document! { People }

/// The format of [`People`]: `maths-hubs/people/1`.
#[derive(Debug)]
pub enum PeopleFormat {}

impl FormatName for PeopleFormat {
    const NAME: &'static str = "maths-hubs/people";
    const VERSION: u32 = 1;
}

/// What identifies a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct PersonalDetails {
    /// The name.
    pub name: String,
    /// The address for electronic mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The last day on which these details may be kept; `None` where no end is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_until: Option<PartialDate>,
}

crate::document::as_record! { PersonalDetails, r#"personal details: {"name": …, "email": …}"#; }

impl PersonalDetails {
    /// A name alone.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), email: None, kept_until: None }
    }
}
