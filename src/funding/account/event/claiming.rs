//! Claims, and what becomes of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    document::{day, keyed},
    funding::amounts::is_nothing,
    identifiers::{ClaimId, LineId},
    money::{Money, OutOfRange},
    vocabulary::Word,
};

/// Costs were claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Claimed {
    /// The claim's id, which no other claim of the ledger has.
    pub claim: ClaimId,
    /// The days that it is for.
    pub period: Period,
    /// The costs, in the order of the claim.
    pub costs: Vec<Cost>,
}

/// One cost of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Cost {
    /// On which line.
    pub line: LineId,
    /// What kind of cost, a word of the policy's.
    pub kind: Word,
    /// When what it paid for was done.
    pub activity: Period,
    /// The day of the invoice.
    #[serde(with = "day")]
    pub invoiced: NaiveDate,
    /// The day on which it was paid; none where it is still owed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day::optional")]
    pub paid: Option<NaiveDate>,
    /// The price without VAT.
    pub net: Money,
    /// The VAT on it.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub vat: Money,
    /// The part of the VAT that nobody refunds, which is claimed beside the net price.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub irrecoverable_vat: Money,
    /// What shows that it was spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Whether it was given in kind: it counts towards the total cost, and nothing is paid for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_kind: bool,
}

/// What shows that a cost was incurred: an invoice, a payroll line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Evidence {
    /// By which it is found again, among all papers of all bodies: who issued it, and its number. Spaces and capitals make
    /// no difference.
    pub reference: String,
    /// What it comes to in all. What is claimed on it, in whatever lines and awards, is no more.
    pub whole: Money,
}

/// A claim was approved, by somebody who did not make it: each cost in full, or less what was disallowed, for the reason
/// of the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Approved {
    /// Which claim.
    pub claim: ClaimId,
    /// What was disallowed, by the place of the cost in the claim, from 0.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub less: BTreeMap<u32, Money>,
}

/// A cost that was approved proved not to be eligible, for the reason of the entry. What was paid for it is unspent from now
/// on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Disallowed {
    /// The claim that it stands in.
    pub claim: ClaimId,
    /// The place of the cost in the claim, from 0.
    pub cost: u32,
    /// How much of it.
    pub amount: Money,
}

/// A claim, and nothing more: that of a withdrawal, as [`Event::claim_withdrawn`](super::Event::claim_withdrawn) makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct OfClaim {
    /// Which.
    pub claim: ClaimId,
}

crate::document::as_record! {
    Claimed, r#"a claim: {"claim": …, "period": …, "costs": […]}"#;
    Cost, r#"a cost: {"line": …, "kind": …, "activity": …, "invoiced": …, "net": …}"#;
    Evidence, r#"evidence: {"reference": …, "whole": …}"#;
    Approved, r#"an approval: {"claim": …, "less": …}"#;
    Disallowed, r#"a cost disallowed: {"claim": …, "cost": …, "amount": …}"#;
    OfClaim, r#"a claim: {"claim": …}"#;
}

impl Evidence {
    /// The reference without spaces and capitals, by which one paper is known in whatever way it is written.
    pub(in crate::funding) fn key(&self) -> String {
        self.reference.split_whitespace().flat_map(str::chars).flat_map(char::to_lowercase).collect()
    }
}

impl Claimed {
    /// A claim of these costs.
    #[must_use]
    pub fn new(claim: ClaimId, period: Period, costs: impl IntoIterator<Item = Cost>) -> Self {
        Self { claim, period, costs: costs.into_iter().collect() }
    }
}

impl Cost {
    /// A cost without VAT that was invoiced and paid on one day, as yet without evidence.
    #[must_use]
    pub const fn new(line: LineId, kind: Word, activity: Period, paid: NaiveDate, net: Money) -> Self {
        Self {
            line,
            kind,
            activity,
            invoiced: paid,
            paid: Some(paid),
            net,
            vat: Money::ZERO,
            irrecoverable_vat: Money::ZERO,
            evidence: None,
            in_kind: false,
        }
    }

    /// The same cost, shown by a paper that comes to as much as is claimed on it.
    #[must_use]
    pub fn shown_by(self, reference: impl Into<String>) -> Self {
        let whole = self.claimable().unwrap_or(Money::MAX);
        self.shown_by_part_of(reference, whole)
    }

    /// The same cost, shown by a paper that comes to more.
    #[must_use]
    pub fn shown_by_part_of(self, reference: impl Into<String>, whole: Money) -> Self {
        Self { evidence: Some(Evidence { reference: reference.into(), whole }), ..self }
    }

    /// The same cost with VAT, of which this part is refunded by nobody.
    #[must_use]
    pub fn with_vat(self, vat: Money, irrecoverable: Money) -> Self {
        Self { vat, irrecoverable_vat: irrecoverable, ..self }
    }

    /// The same cost, given in kind.
    #[must_use]
    pub fn in_kind(self) -> Self {
        Self { in_kind: true, ..self }
    }

    /// What is claimed of it: the net price and the VAT that nobody refunds; nothing of what is given in kind.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] above [`Money::MAX`].
    pub fn claimable(&self) -> Result<Money, OutOfRange> {
        if self.in_kind { Ok(Money::ZERO) } else { self.net.plus(self.irrecoverable_vat) }
    }
}

impl Approved {
    /// In full.
    #[must_use]
    pub const fn in_full(claim: ClaimId) -> Self {
        Self { claim, less: BTreeMap::new() }
    }

    /// The same less so much of the cost at this place, from 0.
    #[must_use]
    pub fn less(mut self, cost: u32, amount: Money) -> Self {
        self.less.insert(cost, amount);
        self
    }
}

impl Disallowed {
    /// So much of the cost at this place of a claim, from 0.
    #[must_use]
    pub const fn new(claim: ClaimId, cost: u32, amount: Money) -> Self {
        Self { claim, cost, amount }
    }
}
