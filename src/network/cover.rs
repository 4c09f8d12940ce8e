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
