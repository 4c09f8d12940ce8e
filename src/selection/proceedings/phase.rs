//! Where a round stands, and what it permits there.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

use crate::journal::{Transition, table};

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Phase {
    /// A stage's window is open: applications and questions come in.
    Open,
    /// The window is closed: gates are judged, applications marked, marks moderated.
    Assessing,
    /// The panel has recommended.
    Recommended,
    /// The authority has decided, and not every candidate knows.
    Decided,
    /// Every candidate was told.
    Notified,
    /// The result is public.
    Announced,
    /// It is over.
    Closed,
    /// It was called off.
    Cancelled,
}

crate::document::as_record! {
    Phase, "the phase of a round, a word";
}

use Phase::{Announced, Assessing, Cancelled, Closed, Decided, Notified, Open, Recommended};

impl Phase {
    /// All phases, in the order in which a round goes through them.
    pub const ALL: [Self; 8] = [Open, Assessing, Recommended, Decided, Notified, Announced, Closed, Cancelled];

    /// The word that stands for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Open => OPEN,
            Assessing => ASSESSING,
            Recommended => RECOMMENDED,
            Decided => DECIDED,
            Notified => NOTIFIED,
            Announced => ANNOUNCED,
            Closed => CLOSED,
            Cancelled => CANCELLED,
        }
    }

    /// The kinds of entries that are permitted here.
    #[must_use]
    pub fn permitted(self) -> BTreeSet<&'static str> {
        table::permitted(&TRANSITIONS, self.word())
    }

    /// Whether this kind of entry is permitted here.
    #[must_use]
    pub fn permits(self, kind: &str) -> bool {
        table::permits(&TRANSITIONS, self.word(), kind)
    }

    /// Where this kind of entry leads from here, if anywhere else.
    #[must_use]
    pub fn after(self, kind: &str) -> Option<Self> {
        let word = table::after(&TRANSITIONS, self.word(), kind)?;
        Self::ALL.into_iter().find(|phase| phase.word() == word)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

const OPEN: &str = "open";
const ASSESSING: &str = "assessing";
const RECOMMENDED: &str = "recommended";
const DECIDED: &str = "decided";
const NOTIFIED: &str = "notified";
const ANNOUNCED: &str = "announced";
const CLOSED: &str = "closed";
const CANCELLED: &str = "cancelled";

const RUNNING: &[&str] = &[OPEN, ASSESSING, RECOMMENDED, DECIDED, NOTIFIED, ANNOUNCED];
const BEFORE_DECISION: &[&str] = &[OPEN, ASSESSING, RECOMMENDED];
const AFTER_NOTICE: &[&str] = &[NOTIFIED, ANNOUNCED];

/// What each kind of entry does to the phase. A kind that stands twice leads elsewhere from elsewhere.
pub static TRANSITIONS: [Transition; 46] = [
    Transition::within("enrolled", RUNNING),
    Transition::within("registered", BEFORE_DECISION),
    Transition::within("declared", BEFORE_DECISION),
    Transition::within("waived", BEFORE_DECISION),
    Transition::within("amended", &[OPEN]),
    Transition::within("closing-published", &[OPEN]),
    Transition::within("extended", &[OPEN]),
    Transition::within("asked", &[OPEN]),
    Transition::within("answered", &[OPEN]),
    Transition::within("applied", &[OPEN]),
    Transition::within("submitted", &[OPEN]),
    Transition::within("late-ruled", &[OPEN, ASSESSING]),
    Transition::within("facts-found", &[OPEN, ASSESSING]),
    Transition::within("ruled", &[OPEN, ASSESSING]),
    Transition::within("assigned", &[OPEN, ASSESSING]),
    Transition::within("practised", &[OPEN, ASSESSING]),
    Transition::to("assigned", &[RECOMMENDED], ASSESSING),
    Transition::within("withdrawn", &[OPEN, ASSESSING, NOTIFIED, ANNOUNCED]),
    Transition::to("withdrawn", &[RECOMMENDED], ASSESSING),
    Transition::to("withdrawn", &[DECIDED], NOTIFIED),
    Transition::to("stage-closed", &[OPEN], ASSESSING),
    Transition::to("stage-reopened", &[ASSESSING], OPEN),
    Transition::to("stage-opened", &[ASSESSING], OPEN),
    Transition::within("marked", &[ASSESSING]),
    Transition::within("moderated", &[ASSESSING]),
    Transition::within("unmoderated", &[ASSESSING]),
    Transition::within("drawn", &[ASSESSING]),
    Transition::to("recommended", &[ASSESSING], RECOMMENDED),
    Transition::to("unmoderated", &[RECOMMENDED], ASSESSING),
    Transition::to("decided", &[ASSESSING, RECOMMENDED], DECIDED),
    Transition::to("decision-undone", &[DECIDED, NOTIFIED, ANNOUNCED], ASSESSING),
    Transition::to("notified", &[DECIDED], NOTIFIED),
    Transition::within("feedback-released", AFTER_NOTICE),
    Transition::within("review-asked", AFTER_NOTICE),
    Transition::within("review-ended", AFTER_NOTICE),
    Transition::within("examined", AFTER_NOTICE),
    Transition::within("offered", AFTER_NOTICE),
    Transition::within("accepted", AFTER_NOTICE),
    Transition::within("declined", AFTER_NOTICE),
    Transition::within("called-up", AFTER_NOTICE),
    Transition::within("agreed", AFTER_NOTICE),
    Transition::within("started", AFTER_NOTICE),
    Transition::to("announced", &[NOTIFIED], ANNOUNCED),
    Transition::to("closed", AFTER_NOTICE, CLOSED),
    Transition::to("cancelled", &[OPEN, ASSESSING, RECOMMENDED, DECIDED, NOTIFIED], CANCELLED),
    Transition::within("redacted", &[OPEN, ASSESSING, RECOMMENDED, DECIDED, NOTIFIED, ANNOUNCED, CLOSED, CANCELLED]),
];
