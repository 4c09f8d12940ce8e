//! An organisation of any kind.

use serde::{Deserialize, Serialize};

use super::{Location, School};
use crate::{calendar::PartialDate, document::Source};

/// An organisation: its name, what kind of body it is, and when it opened and closed as far as is known.
///
/// Its id is its key in the [`Register`](super::Register) and is not repeated here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Organisation {
    /// Its name today.
    pub name: String,
    /// What kind of body it is.
    pub kind: Kind,
    /// When it opened; `None` where that is not recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<PartialDate>,
    /// Its last day; `None` while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<PartialDate>,
    /// Its address on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Where this was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

crate::document::as_record! { Organisation, r#"an organisation: {"name": …, "kind": …}"#; }

/// What kind of body an organisation is. Closed, since the rules tell schools and trusts from the rest.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// A school of any governance.
    School(School),
    /// A further education or sixth form college.
    College(Location),
    /// An academy trust of one school or many.
    Trust,
    /// A university.
    University,
    /// An association of a subject's teachers.
    SubjectAssociation,
    /// An employer outside education.
    Employer,
    /// A department, agency, authority or other public body.
    PublicBody,
    /// A charity.
    Charity,
    /// Nobody wrote that down: an alliance or a committee of which only the name is known.
    Unknown,
}

crate::document::as_record! { Kind, r#"a kind of body: "trust" or {"school": …}"#; }

impl Kind {
    /// The kind in one kebab-case word, as policies name the kinds that may lead.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::School(_) => "school",
            Self::College(_) => "college",
            Self::Trust => "trust",
            Self::University => "university",
            Self::SubjectAssociation => "subject-association",
            Self::Employer => "employer",
            Self::PublicBody => "public-body",
            Self::Charity => "charity",
            Self::Unknown => "unknown",
        }
    }
}

impl Organisation {
    /// An organisation of which only name and kind are known.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: Kind) -> Self {
        Self { name: name.into(), kind, opened: None, closed: None, website: None, source: None }
    }

    /// The school that it is, if it is one.
    #[must_use]
    pub const fn school(&self) -> Option<&School> {
        if let Kind::School(school) = &self.kind { Some(school) } else { None }
    }

    /// Where a school or college stands.
    #[must_use]
    pub const fn location(&self) -> Option<&Location> {
        match &self.kind {
            Kind::School(school) => Some(&school.location),
            Kind::College(location) => Some(location),
            _ => None,
        }
    }
}
