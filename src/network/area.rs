//! The area that a hub serves, and for how long.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{answer::Answer, calendar::Span, geography::Area};

/// An area, for the days on which a hub serves it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Served {
    /// For how long.
    pub span: Span,
    /// Which places, as far as they are known.
    pub area: Area,
    /// The area in words, where a source gives no list: "Durham and Tees Valley region".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub described: Option<String>,
}

crate::document::as_record! { Served, r#"an area served: {"span": …, "area": …}"#; }

impl Served {
    /// `area` for `span`.
    #[must_use]
    pub fn new(span: Span, area: Area) -> Self {
        Self { span, area, described: None }
    }

    /// Whether it is served on `day`.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> Answer {
        self.span.covers(day)
    }
}
