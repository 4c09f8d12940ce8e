//! Money that moves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Period, Year},
    document::{day, keyed},
    funding::amounts::{ByLine, BySponsor, is_nothing},
    identifiers::{AwardId, ClaimId, InstalmentId, LineId, OrganisationId, SponsorId},
    money::Money,
    vocabulary::Word,
};

/// Instalments were agreed on for an award that is paid in advance. They stand in the place of those before; what was paid
/// against an id that is named again still counts against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Scheduled {
    /// The instalments.
    #[serde(deserialize_with = "keyed::map")]
    pub instalments: BTreeMap<InstalmentId, Instalment>,
}

/// One instalment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Instalment {
    /// The day on which it falls due.
    #[serde(with = "day")]
    pub due: NaiveDate,
    /// For which days.
    pub over: Period,
    /// How much.
    pub amount: Money,
}

/// Money was paid to the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Paid {
    /// Against what: an approved claim, or an instalment where the award is paid in advance.
    pub against: Against,
    /// The day on which it left.
    #[serde(with = "day")]
    pub on: NaiveDate,
    /// How much on each line, of each sponsor's money.
    pub amounts: ByLine,
}

/// What a payment is made against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Against {
    /// An approved claim.
    Claim(ClaimId),
    /// An instalment of the schedule.
    Instalment(InstalmentId),
}

/// The body paid a school or partner out of what it was or will be paid. It is reported beside the claims, and claims
/// nothing itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct PassedOn {
    /// Whom.
    pub to: OrganisationId,
    /// On which line.
    pub line: LineId,
    /// How much of each sponsor's money.
    pub amounts: BySponsor,
    /// The day of the payment.
    #[serde(with = "day")]
    pub on: NaiveDate,
    /// When what it pays for is done.
    pub activity: Period,
    /// What the other body puts in of its own.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub matched: Money,
    /// Which grounds of the policy's hold, so that nothing need be matched.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub grounds: BTreeSet<Word>,
}

/// Unspent money came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Recovered {
    /// The day on which it arrived.
    #[serde(with = "day")]
    pub on: NaiveDate,
    /// How much on each line, of each sponsor's money.
    pub amounts: ByLine,
}

/// Unspent money was given up, for the reason of the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct WrittenOff {
    /// How much on each line, of each sponsor's money.
    pub amounts: ByLine,
}

/// Unspent money stays with the body for the next period. Where it is for another award, that award's ledger
/// [brings it forward](BroughtForward).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Carried {
    /// Into which year.
    pub into: Year,
    /// To which award, where that is known. What it brings forward is compared with this by the rule
    /// `ledger/carried-not-brought` of a [`Portfolio`](crate::funding::portfolio::Portfolio).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<AwardId>,
    /// How much on each line, of each sponsor's money.
    pub amounts: ByLine,
    /// The sponsors who consented.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub consents: BTreeSet<SponsorId>,
}

/// Money that the body holds, unspent under another award whose ledger [carried](Carried) it, counts toward this one. No
/// cash moves: it is as if this award had paid it, so it is part of each sponsor's share and of the ceiling, costs are set
/// against it, and what is not spent is recovered, carried on or written off here.
///
/// It is an entry and no term of the offer, since an award is offered before the year before it is over: how much is left
/// of that is known only when its claims are settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct BroughtForward {
    /// From which award.
    pub from: AwardId,
    /// How much on each line of this award, of each sponsor's money.
    pub amounts: ByLine,
}

/// An earlier entry was wrong: its figures are taken back, and what is right is entered anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Reversed {
    /// The number of the entry: a payment, an onward payment, a recovery, a write-off, a carry, money brought forward, or an
    /// approval of which nothing was paid or disallowed since.
    pub entry: u64,
}

crate::document::as_record! {
    Scheduled, r#"a schedule: {"instalments": …}"#;
    Instalment, r#"an instalment: {"due": …, "over": …, "amount": …}"#;
    Paid, r#"a payment: {"against": …, "on": …, "amounts": …}"#;
    Against, r#"what a payment is against: {"claim": …} or {"instalment": …}"#;
    PassedOn, r#"an onward payment: {"to": …, "line": …, "amounts": …, "on": …, "activity": …}"#;
    Recovered, r#"a recovery: {"on": …, "amounts": …}"#;
    WrittenOff, r#"a write-off: {"amounts": …}"#;
    Carried, r#"a carry-forward: {"into": …, "amounts": …}"#;
    BroughtForward, r#"money brought forward: {"from": …, "amounts": …}"#;
    Reversed, r#"a reversal: {"entry": …}"#;
}

impl Scheduled {
    /// These instalments, in the place of those before.
    #[must_use]
    pub fn new(instalments: impl IntoIterator<Item = (InstalmentId, Instalment)>) -> Self {
        Self { instalments: instalments.into_iter().collect() }
    }
}

impl Instalment {
    /// So much, due on a day, for these days.
    #[must_use]
    pub const fn new(due: NaiveDate, over: Period, amount: Money) -> Self {
        Self { due, over, amount }
    }
}

impl Paid {
    /// A payment against an approved claim. What is still to be paid for one is told by
    /// [`Account::payable`](crate::funding::ledger::Account::payable).
    #[must_use]
    pub const fn against_claim(claim: ClaimId, on: NaiveDate, amounts: ByLine) -> Self {
        Self { against: Against::Claim(claim), on, amounts }
    }

    /// An instalment, or a part of one. [`Account::spread`](crate::funding::ledger::Account::spread) tells how an amount
    /// divides among lines and sponsors.
    #[must_use]
    pub const fn instalment(instalment: InstalmentId, on: NaiveDate, amounts: ByLine) -> Self {
        Self { against: Against::Instalment(instalment), on, amounts }
    }
}

impl PassedOn {
    /// A payment to a school or partner for these days, of one sponsor's money, as yet unmatched and without grounds.
    #[must_use]
    pub fn new(to: OrganisationId, line: LineId, amounts: BySponsor, on: NaiveDate, activity: Period) -> Self {
        Self { to, line, amounts, on, activity, matched: Money::ZERO, grounds: BTreeSet::new() }
    }

    /// The same, to which the other body puts in so much of its own.
    #[must_use]
    pub fn matched_by(self, matched: Money) -> Self {
        Self { matched, ..self }
    }

    /// The same on these grounds.
    #[must_use]
    pub fn on_grounds(self, grounds: impl IntoIterator<Item = Word>) -> Self {
        Self { grounds: grounds.into_iter().collect(), ..self }
    }
}

impl Recovered {
    /// So much came back on a day.
    #[must_use]
    pub const fn new(on: NaiveDate, amounts: ByLine) -> Self {
        Self { on, amounts }
    }
}

impl WrittenOff {
    /// So much is given up.
    #[must_use]
    pub const fn new(amounts: ByLine) -> Self {
        Self { amounts }
    }
}

impl Reversed {
    /// The figures of the entry with this number, as [`Ledger::enter`](crate::funding::ledger::Ledger::enter) gave it.
    #[must_use]
    pub const fn new(entry: u64) -> Self {
        Self { entry }
    }
}

impl Carried {
    /// Into a year, with the consent of every sponsor whose money it is.
    #[must_use]
    pub fn with_consent(into: impl Into<Year>, amounts: ByLine) -> Self {
        let consents = amounts.iter().map(|(_, sponsor, _)| sponsor).collect();
        Self { into: into.into(), to: None, amounts, consents }
    }

    /// The same, to this award.
    #[must_use]
    pub fn to(self, award: AwardId) -> Self {
        Self { to: Some(award), ..self }
    }
}

impl BroughtForward {
    /// So much, from this award.
    #[must_use]
    pub const fn new(from: AwardId, amounts: ByLine) -> Self {
        Self { from, amounts }
    }
}
