//! The smallest figure that a statement adds up.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    document::day,
    funding::purpose::Purpose,
    identifiers::{AwardId, HubId, LineId, SponsorId},
    money::Balance,
};

/// One figure: how much of what, on which line of which award, by which sponsor, when. Ledgers give them; anybody may make
/// them.
///
/// A correction is a posting of the opposite amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Posting {
    /// Of which award.
    pub award: AwardId,
    /// Of which hub; none for an award of central costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<HubId>,
    /// On which line.
    pub line: LineId,
    /// What the line is for.
    pub purpose: Purpose,
    /// Who pays; nobody what is given in kind or from the body's own money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsor: Option<SponsorId>,
    /// What became of the money.
    pub what: Posted,
    /// The day on which it did: on which cash moved, or a decision was made.
    #[serde(with = "day")]
    pub on: NaiveDate,
    /// The days that the money is for.
    pub over: Period,
    /// How much.
    pub amount: Balance,
}

/// What became of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Posted {
    /// A sponsor bound itself to pay it, if it is spent.
    Committed,
    /// The body claimed it.
    Claimed,
    /// It was found to be actual, eligible spend.
    Approved,
    /// It was paid to the body.
    Paid,
    /// Paid under an earlier award and unspent there, it is with the body, and counts toward this one.
    BroughtForward,
    /// The body paid it on to a school or a partner.
    PassedOn,
    /// Unspent, it came back.
    Recovered,
    /// Unspent, it stays for the next period.
    Carried,
    /// Unspent, it is given up.
    WrittenOff,
    /// It was given in kind, or spent from the body's own money: a cost that nobody pays as a grant.
    Matched,
}

crate::document::as_record! {
    Posting, r#"a posting: {"award": …, "line": …, "purpose": …, "what": …, "on": …, "over": …, "amount": …}"#;
    Posted, "what became of money, a word";
}

impl Posted {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::Committed,
        Self::Claimed,
        Self::Approved,
        Self::Paid,
        Self::BroughtForward,
        Self::PassedOn,
        Self::Recovered,
        Self::Carried,
        Self::WrittenOff,
        Self::Matched,
    ];

    /// Where it stands among [`ALL`](Self::ALL).
    pub(super) const fn index(self) -> usize {
        self as usize
    }

    /// The word that stands for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Committed => "committed",
            Self::Claimed => "claimed",
            Self::Approved => "approved",
            Self::Paid => "paid",
            Self::BroughtForward => "brought-forward",
            Self::PassedOn => "passed-on",
            Self::Recovered => "recovered",
            Self::Carried => "carried",
            Self::WrittenOff => "written-off",
            Self::Matched => "matched",
        }
    }
}

impl fmt::Display for Posted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl Posting {
    /// A figure on a line, as yet of no hub and nobody's money.
    #[must_use]
    pub const fn new(
        award: AwardId,
        line: LineId,
        purpose: Purpose,
        what: Posted,
        on: NaiveDate,
        over: Period,
        amount: Balance,
    ) -> Self {
        Self { award, hub: None, line, purpose, sponsor: None, what, on, over, amount }
    }

    /// The same of this hub.
    #[must_use]
    pub const fn of_hub(self, hub: HubId) -> Self {
        Self { hub: Some(hub), ..self }
    }

    /// The same of this sponsor's money.
    #[must_use]
    pub const fn by(self, sponsor: SponsorId) -> Self {
        Self { sponsor: Some(sponsor), ..self }
    }

    /// The same with the opposite amount, which corrects it.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { amount: self.amount.reversed(), ..self }
    }
}
