//! Areas that have no hub, and who looks after them meanwhile.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Hub, Network, leadership::ended_before};
use crate::{
    calendar::Span,
    geography::Area,
    identifiers::{GssCode, HubId, OrganisationId},
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

impl Network {
    /// Enters a hub that is founded, and serves its area from `first` on. An interim cover under which it was forming ends
    /// the day before, and so does one of which the area of the hub lists every place.
    pub fn found(&mut self, id: HubId, mut hub: Hub, first: NaiveDate) {
        hub.area.span = Span::since(first);
        let places: BTreeSet<GssCode> = hub.area.area.units_on(first).collect();
        self.covers.retain(|_, cover| {
            let mut covered = cover.area.units_on(first).peekable();
            let served = covered.peek().is_some() && covered.all(|place| places.contains(&place));
            if cover.forming != Some(id) && !served {
                return true;
            }
            let ended = ended_before(first, cover.span);
            cover.span = ended.unwrap_or(cover.span);
            ended.is_some()
        });
        self.hubs.insert(id, hub);
    }
}
