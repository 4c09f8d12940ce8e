//! Personal details, in the one place from which they can be taken away.

use std::collections::BTreeMap;

use chrono::NaiveDate;
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

impl People {
    /// The people whose details are kept on `day` although their date is over for certain: with `2026-11` from the first of
    /// December on.
    pub fn overdue(&self, day: NaiveDate) -> impl Iterator<Item = PersonId> + '_ {
        self.people.iter().filter(move |(_, details)| details.is_overdue(day)).map(|(person, _)| *person)
    }

    /// What is left on `day` when the details of those [`overdue`](Self::overdue) are removed.
    #[must_use]
    pub fn without_overdue(mut self, day: NaiveDate) -> Self {
        self.people.retain(|_, details| !details.is_overdue(day));
        self
    }
}

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

    /// The same details, to be kept until this date and no longer.
    #[must_use]
    pub const fn kept_until(mut self, last: PartialDate) -> Self {
        self.kept_until = Some(last);
        self
    }

    fn is_overdue(&self, day: NaiveDate) -> bool {
        self.kept_until.is_some_and(|last| last.is_before(day).is_yes())
    }
}
