//! Areas that have no hub, and who looks after them meanwhile.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Span,
    geography::Area,
    identifiers::{HubId, OrganisationId},
};

/// An area without a hub, which somebody looks after meanwhile. A hub whose *lead* is vacant is bridged instead: see
/// [`Bridge`](super::Bridge).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct InterimCover {
    /// The area.
    pub area: Area,
    /// Who looks after it.
    pub by: Overseer,
    /// For how long.
    pub span: Span,
    /// The hub that is forming there, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forming: Option<HubId>,
}

crate::document::as_record! { InterimCover, r#"an interim cover: {"area": …, "by": …, "span": …}"#; }

/// Who looks after an area without a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Overseer {
    /// A hub beside it.
    Hub(HubId),
    /// Another body, such as the coordinator.
    Body(OrganisationId),
}

crate::document::as_record! { Overseer, r#"who looks after an area: {"hub": …} or {"body": …}"#; }

impl InterimCover {
    /// `area`, looked after by `by` for `span`; no hub is forming there.
    #[must_use]
    pub const fn new(area: Area, by: Overseer, span: Span) -> Self {
        Self { area, by, span, forming: None }
    }

    /// The same cover until `hub` is at work.
    #[must_use]
    pub fn while_forming(self, hub: HubId) -> Self {
        Self { forming: Some(hub), ..self }
    }
}
