//! How to reach a hub.

use serde::{Deserialize, Serialize};

use crate::identifiers::Postcode;

/// How to reach a hub as an institution. People's own addresses stand in
/// [`People`](crate::organisation::People) alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Contact {
    /// The hub's own site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Where it receives electronic mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where it is telephoned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Where it receives post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The postcode of that address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Postcode>,
}

crate::document::as_record! { Contact, r#"a contact: {"website": …, "email": …}"#; }

impl Contact {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
