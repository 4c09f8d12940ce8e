//! What entries of a round hold.

mod applying;
mod assessing;
mod deciding;
mod people;

use serde::{Deserialize, Serialize};

pub use applying::{
    Amended, Answered, Asked, ClosingPublished, Extended, FactsFound, LateRuled, Of, Ruled, StageClosed, StageOpened,
    StageReopened, Submitted,
};
pub use assessing::{Agreed, Assigned, Given, Marked, Moderated, Practised, Unmoderated};
pub use deciding::{Appointments, CalledUp, Drawn, Examined, Notified, ReviewAsked, ReviewEnded, Started};
pub use people::{Declared, Enrolled, Redacted, Registered, Role, Waived};

use super::{Application, Opening};
use crate::{
    identifiers::{ApplicationId, PersonId},
    journal::Text,
};

/// What happened, as one entry of a round says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Event {
    /// The round was announced.
    Opened(Box<Opening>),
    /// Somebody takes part.
    Enrolled(Enrolled),
    /// The standing register gained interests and ties.
    Registered(Registered),
    /// Somebody declared an interest, or none.
    Declared(Declared),
    /// A hard interest was waived.
    Waived(Waived),
    /// The published terms were changed.
    Amended(Amended),
    /// Another closing was published.
    ClosingPublished(ClosingPublished),
    /// Somebody was given longer.
    Extended(Extended),
    /// An application came in.
    Applied(Box<Application>),
    /// A late application was ruled on.
    LateRuled(LateRuled),
    /// What a later stage asks for came in.
    Submitted(Submitted),
    /// An application was withdrawn.
    Withdrawn(Of),
    /// A question was asked.
    Asked(Asked),
    /// A question was answered.
    Answered(Answered),
    /// Facts about a candidate came in.
    FactsFound(FactsFound),
    /// A gate was ruled on.
    Ruled(Ruled),
    /// A stage's window was closed.
    StageClosed(StageClosed),
    /// A stage's window was opened again.
    StageReopened(StageReopened),
    /// The next stage began.
    StageOpened(StageOpened),
    /// An assessor was given something to mark.
    Assigned(Assigned),
    /// An assessor practised.
    Practised(Practised),
    /// An assessor marked.
    Marked(Marked),
    /// The panel agreed on a mark.
    Moderated(Moderated),
    /// What the panel agreed on is open again.
    Unmoderated(Unmoderated),
    /// A tie was drawn.
    Drawn(Drawn),
    /// The panel recommended.
    Recommended(Appointments),
    /// The authority decided.
    Decided(Appointments),
    /// The decision was undone, for the reason of the entry.
    DecisionUndone,
    /// A candidate was told.
    Notified(Notified),
    /// A candidate was given its feedback.
    FeedbackReleased(Of),
    /// A chosen candidate was looked into.
    Examined(Examined),
    /// A place was offered.
    Offered(Of),
    /// The offer was accepted.
    Accepted(Of),
    /// The offer was declined.
    Declined(Of),
    /// Somebody of the reserve was called up.
    CalledUp(CalledUp),
    /// The agreement was made.
    Agreed(Of),
    /// An appointed candidate begins.
    Started(Started),
    /// The result was made public.
    Announced,
    /// A review was asked for.
    ReviewAsked(ReviewAsked),
    /// A review ended.
    ReviewEnded(ReviewEnded),
    /// The round was called off, for the reason of the entry.
    Cancelled,
    /// The round is over.
    Closed,
    /// Free text was removed.
    Redacted(Redacted),
}

crate::document::as_record! {
    Event, "what happened: one kind of entry with what it holds";
}

/// An event from what it holds. What several kinds hold, [`Of`] and [`Appointments`], makes none.
macro_rules! from_what_it_holds {
    ($($held:ident => $event:ident;)*) => { $(
        impl From<$held> for Event {
            fn from(held: $held) -> Self {
                Self::$event(held.into())
            }
        }
    )* };
}

from_what_it_holds! {
    Opening => Opened;
    Enrolled => Enrolled;
    Registered => Registered;
    Declared => Declared;
    Waived => Waived;
    Amended => Amended;
    ClosingPublished => ClosingPublished;
    Extended => Extended;
    Application => Applied;
    LateRuled => LateRuled;
    Submitted => Submitted;
    Asked => Asked;
    Answered => Answered;
    FactsFound => FactsFound;
    Ruled => Ruled;
    StageClosed => StageClosed;
    StageReopened => StageReopened;
    StageOpened => StageOpened;
    Assigned => Assigned;
    Practised => Practised;
    Marked => Marked;
    Moderated => Moderated;
    Unmoderated => Unmoderated;
    Drawn => Drawn;
    Notified => Notified;
    Examined => Examined;
    CalledUp => CalledUp;
    Started => Started;
    ReviewAsked => ReviewAsked;
    ReviewEnded => ReviewEnded;
    Redacted => Redacted;
}

impl Event {
    /// The word that stands for its kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened(_) => "opened",
            Self::Enrolled(_) => "enrolled",
            Self::Registered(_) => "registered",
            Self::Declared(_) => "declared",
            Self::Waived(_) => "waived",
            Self::Amended(_) => "amended",
            Self::ClosingPublished(_) => "closing-published",
            Self::Extended(_) => "extended",
            Self::Applied(_) => "applied",
            Self::LateRuled(_) => "late-ruled",
            Self::Submitted(_) => "submitted",
            Self::Withdrawn(_) => "withdrawn",
            Self::Asked(_) => "asked",
            Self::Answered(_) => "answered",
            Self::FactsFound(_) => "facts-found",
            Self::Ruled(_) => "ruled",
            Self::StageClosed(_) => "stage-closed",
            Self::StageReopened(_) => "stage-reopened",
            Self::StageOpened(_) => "stage-opened",
            Self::Assigned(_) => "assigned",
            Self::Practised(_) => "practised",
            Self::Marked(_) => "marked",
            Self::Moderated(_) => "moderated",
            Self::Unmoderated(_) => "unmoderated",
            Self::Drawn(_) => "drawn",
            Self::Recommended(_) => "recommended",
            Self::Decided(_) => "decided",
            Self::DecisionUndone => "decision-undone",
            Self::Notified(_) => "notified",
            Self::FeedbackReleased(_) => "feedback-released",
            Self::Examined(_) => "examined",
            Self::Offered(_) => "offered",
            Self::Accepted(_) => "accepted",
            Self::Declined(_) => "declined",
            Self::CalledUp(_) => "called-up",
            Self::Agreed(_) => "agreed",
            Self::Started(_) => "started",
            Self::Announced => "announced",
            Self::ReviewAsked(_) => "review-asked",
            Self::ReviewEnded(_) => "review-ended",
            Self::Cancelled => "cancelled",
            Self::Closed => "closed",
            Self::Redacted(_) => "redacted",
        }
    }

    /// The one application that it is about, where it is about one that should be there.
    #[must_use]
    pub const fn application(&self) -> Option<ApplicationId> {
        match self {
            Self::Declared(it) => Some(it.application),
            Self::Waived(it) => Some(it.application),
            Self::LateRuled(it) => Some(it.application),
            Self::Submitted(it) => Some(it.application),
            Self::Asked(it) => it.application,
            Self::FactsFound(it) => Some(it.application),
            Self::Ruled(it) => Some(it.application),
            Self::Marked(it) => Some(it.application),
            Self::Moderated(it) => Some(it.application),
            Self::Unmoderated(it) => Some(it.application),
            Self::Notified(it) => Some(it.application),
            Self::Examined(it) => Some(it.application),
            Self::CalledUp(it) => Some(it.application),
            Self::Started(it) => Some(it.application),
            Self::ReviewAsked(it) => Some(it.application),
            Self::ReviewEnded(it) => Some(it.application),
            Self::Withdrawn(it)
            | Self::FeedbackReleased(it)
            | Self::Offered(it)
            | Self::Accepted(it)
            | Self::Declined(it)
            | Self::Agreed(it) => Some(it.application),
            _ => None,
        }
    }

    /// The free texts in it, in order.
    pub fn texts_mut(&mut self) -> Vec<&mut Text> {
        match self {
            Self::Declared(it) => vec![&mut it.nature],
            Self::Amended(it) => vec![&mut it.notice],
            Self::Asked(it) => vec![&mut it.text],
            Self::Answered(it) => vec![&mut it.text],
            Self::StageOpened(it) => it.not_through.values_mut().collect(),
            Self::Practised(it) => vec![&mut it.note],
            Self::Marked(it) => vec![&mut it.justification],
            Self::Moderated(it) => {
                let own = [&mut it.reason, &mut it.evidence, &mut it.discussion];
                own.into_iter().chain(it.dissent.values_mut()).collect()
            }
            Self::Recommended(it) | Self::Decided(it) => it.departures.values_mut().collect(),
            Self::ReviewAsked(it) => vec![&mut it.grounds],
            _ => Vec::new(),
        }
    }

    /// Everybody that it names by id, whoever made it aside.
    pub fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        let (one, several): (Option<PersonId>, Option<&std::collections::BTreeSet<PersonId>>) = match self {
            Self::Enrolled(it) => (Some(it.person), None),
            Self::Declared(it) => (Some(it.person), None),
            Self::Waived(it) => (Some(it.person), None),
            Self::Assigned(it) => (Some(it.person), None),
            Self::Applied(it) => (it.contact, None),
            Self::Moderated(it) => (None, Some(&it.present)),
            Self::Drawn(it) => (None, Some(&it.witnesses)),
            _ => (None, None),
        };
        one.into_iter().chain(several.into_iter().flatten().copied())
    }
}
