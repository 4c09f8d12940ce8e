//! What entries of a ledger hold.
//!
//! An [`Event`] is made [`from`](Event#trait-implementations) what it holds, or is a bare word such as
//! [`Event::Accepted`]. When it happened, who entered it and why stand in the [`Entry`](crate::journal::Entry) around it.

mod agreeing;
mod claiming;
mod paying;

use serde::{Deserialize, Serialize};

pub use agreeing::{Certified, ConditionMet, Moved, Novated, Redacted, Reduced, Terminated, Varied};
pub(in crate::funding) use claiming::paper;
pub use claiming::{Approved, Claimed, Cost, Disallowed, Evidence, OfClaim};
pub use paying::{
    Against, BroughtForward, Carried, Instalment, Paid, PassedOn, Recovered, Reversed, Scheduled, WrittenOff,
};

use super::Offer;
use crate::identifiers::ClaimId;

/// What happened, as one entry of a ledger says it.
///
/// Which kinds are permitted when is in [the phases of an award](crate::funding::ledger#the-phases-of-an-award).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Event {
    /// The award was offered.
    Offered(Box<Offer>),
    /// The body accepted it.
    Accepted,
    /// The body declined it.
    Declined,
    /// A condition was met.
    ConditionMet(ConditionMet),
    /// The terms were varied by agreement.
    Varied(Box<Varied>),
    /// Another body holds it.
    Novated(Novated),
    /// Nothing is paid for the time being, for the reason of the entry.
    Suspended,
    /// It goes on.
    Resumed,
    /// Instalments were agreed on.
    Scheduled(Scheduled),
    /// Costs were claimed.
    Claimed(Claimed),
    /// A claim was withdrawn.
    ClaimWithdrawn(OfClaim),
    /// A claim was approved.
    Approved(Approved),
    /// A cost that was approved proved not to be eligible.
    Disallowed(Disallowed),
    /// Money was paid.
    Paid(Paid),
    /// The body paid a school or partner.
    PassedOn(PassedOn),
    /// Money was moved between lines.
    Moved(Moved),
    /// The award was reduced within the year.
    Reduced(Reduced),
    /// Unspent money stays for the next period.
    Carried(Carried),
    /// Money that another award's ledger carried counts toward this one.
    BroughtForward(BroughtForward),
    /// Unspent money came back.
    Recovered(Recovered),
    /// Unspent money was given up, for the reason of the entry.
    WrittenOff(WrittenOff),
    /// The figures of an earlier entry are taken back, for the reason of this one.
    Reversed(Reversed),
    /// A certificate of expenditure came in.
    Certified(Certified),
    /// The award ends before its time, for the reason of the entry.
    Terminated(Terminated),
    /// The books are closed.
    Closed,
    /// The books are open again, for the reason of the entry.
    Reopened,
    /// Free text was removed.
    Redacted(Redacted),
}

crate::document::as_record! {
    Event, "what happened: one kind of entry with what it holds";
}

/// An event from what it holds. What several kinds hold, [`OfClaim`], makes none.
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
    Offer => Offered;
    ConditionMet => ConditionMet;
    Varied => Varied;
    Novated => Novated;
    Scheduled => Scheduled;
    Claimed => Claimed;
    Approved => Approved;
    Disallowed => Disallowed;
    Paid => Paid;
    PassedOn => PassedOn;
    Moved => Moved;
    Reduced => Reduced;
    Carried => Carried;
    BroughtForward => BroughtForward;
    Recovered => Recovered;
    WrittenOff => WrittenOff;
    Reversed => Reversed;
    Certified => Certified;
    Terminated => Terminated;
    Redacted => Redacted;
}

impl Event {
    /// A claim was withdrawn.
    #[must_use]
    pub const fn claim_withdrawn(claim: ClaimId) -> Self {
        Self::ClaimWithdrawn(OfClaim { claim })
    }

    /// The word that stands for its kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Offered(_) => "offered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::ConditionMet(_) => "condition-met",
            Self::Varied(_) => "varied",
            Self::Novated(_) => "novated",
            Self::Suspended => "suspended",
            Self::Resumed => "resumed",
            Self::Scheduled(_) => "scheduled",
            Self::Claimed(_) => "claimed",
            Self::ClaimWithdrawn(_) => "claim-withdrawn",
            Self::Approved(_) => "approved",
            Self::Disallowed(_) => "disallowed",
            Self::Paid(_) => "paid",
            Self::PassedOn(_) => "passed-on",
            Self::Moved(_) => "moved",
            Self::Reduced(_) => "reduced",
            Self::Carried(_) => "carried",
            Self::BroughtForward(_) => "brought-forward",
            Self::Recovered(_) => "recovered",
            Self::WrittenOff(_) => "written-off",
            Self::Reversed(_) => "reversed",
            Self::Certified(_) => "certified",
            Self::Terminated(_) => "terminated",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Redacted(_) => "redacted",
        }
    }

    /// The claim that it is about, where it is about one that should be there.
    #[must_use]
    pub const fn claim(&self) -> Option<ClaimId> {
        match self {
            Self::ClaimWithdrawn(it) => Some(it.claim),
            Self::Approved(it) => Some(it.claim),
            Self::Disallowed(it) => Some(it.claim),
            Self::Paid(Paid { against: Against::Claim(claim), .. }) => Some(*claim),
            _ => None,
        }
    }
}
