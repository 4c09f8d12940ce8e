//! What a programme decides about its money.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{allocation::AllocationPolicy, sponsor::Sponsor};
use crate::{
    calendar::YearKind,
    document::{Source, day, keyed},
    identifiers::SponsorId,
    money::Money,
    ratio::Ratio,
    vocabulary::{Vocabulary, Word},
};

/// What a programme decides about its money: every figure, list and word that awards and ledgers depend on. A ledger takes
/// a copy in its first entry and keeps to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct FundingPolicy {
    /// Who pays.
    #[serde(deserialize_with = "keyed::map")]
    pub sponsors: BTreeMap<SponsorId, Sponsor>,
    /// The headings of structural costs.
    pub headings: Vocabulary,
    /// The kinds of projects.
    pub project_kinds: Vocabulary,
    /// The kinds of costs that claims name.
    pub costs: Vocabulary,
    /// The kinds of costs that are never paid, each with why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub ineligible: BTreeMap<Word, String>,
    /// The kinds of costs that may lie outside the funding period: that of the statement of assurance on it.
    #[serde(default, skip_serializing_if = "Vocabulary::is_empty")]
    pub outside_period: Vocabulary,
    /// The kinds of bodies to which VAT on what they buy is refunded, and since when.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub vat_refunds: BTreeMap<Word, VatRefund>,
    /// What may be paid on to a school or partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onward: Option<OnwardPolicy>,
    /// What may be moved between lines without an approval, as a share of each line that it leaves or enters.
    pub virement_tolerance: Ratio,
    /// How far payments may run ahead of approved spend, as a share of the ceiling, where an award is paid in advance.
    pub advance_allowance: Ratio,
    /// When a certificate of expenditure is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificatePolicy>,
    /// What becomes of money that is not spent.
    pub unspent: Unspent,
    /// The days after the funding period within which unspent money is dealt with.
    pub settled_within: u32,
    /// The days after the period of a claim within which it is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_within: Option<u32>,
    /// What it asks of the allocation of a pot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocation: Option<AllocationPolicy>,
    /// Where each of these comes from, by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub sources: BTreeMap<String, Source>,
}

/// Since when VAT is refunded to a kind of body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct VatRefund {
    /// Since when.
    #[serde(with = "day")]
    pub since: NaiveDate,
    /// By which law.
    pub law: String,
}

/// What a body may pay on to a school or partner, in all, under one award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct OnwardPolicy {
    /// The most, if the other body puts in at least as much of its own.
    pub if_matched: Money,
    /// The most, matched or not, where enough of the grounds hold.
    pub outright: Money,
    /// How many of the grounds must hold.
    pub grounds_needed: u32,
    /// The grounds.
    pub grounds: Vocabulary,
}

/// When a certificate of expenditure is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct CertificatePolicy {
    /// From this much paid in a year on.
    pub threshold: Money,
    /// In which years.
    pub years: YearKind,
    /// The days after the end of the year within which it comes in.
    pub within_days: u32,
    /// Whether grants to one body add up.
    pub grants_add_up: bool,
}

/// What becomes of money that is not spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Unspent {
    /// It is recovered.
    Recovered,
    /// Up to this share of a line is carried into the next period, with the sponsor's consent; the rest is recovered.
    CarriedUpTo(Ratio),
}

crate::document::as_record! {
    FundingPolicy, "the policy of funding, an object";
    VatRefund, r#"a refund of VAT: {"since": …, "law": …}"#;
    OnwardPolicy, r#"caps on onward payments: {"if_matched": …, "outright": …, "grounds_needed": …, "grounds": …}"#;
    CertificatePolicy, r#"a certificate: {"threshold": …, "years": …, "within_days": …, "grants_add_up": …}"#;
    Unspent, r#"what becomes of unspent money: "recovered" or {"carried-up-to": …}"#;
}

impl FundingPolicy {
    /// The least that a policy says: who pays, under which headings, for which kinds of projects and costs. Nothing is moved
    /// without an approval, nothing runs ahead of spend, and unspent money is recovered within 90 days.
    #[must_use]
    pub fn new(
        sponsors: impl IntoIterator<Item = (SponsorId, Sponsor)>,
        headings: Vocabulary,
        project_kinds: Vocabulary,
        costs: Vocabulary,
    ) -> Self {
        Self {
            sponsors: sponsors.into_iter().collect(),
            headings,
            project_kinds,
            costs,
            ineligible: BTreeMap::new(),
            outside_period: Vocabulary::default(),
            vat_refunds: BTreeMap::new(),
            onward: None,
            virement_tolerance: Ratio::ZERO,
            advance_allowance: Ratio::ZERO,
            certificate: None,
            unspent: Unspent::Recovered,
            settled_within: 90,
            claimed_within: None,
            allocation: None,
            sources: BTreeMap::new(),
        }
    }

    /// The same policy, in which this kind of cost is never paid.
    #[must_use]
    pub fn never_paying(mut self, cost: Word, why: impl Into<String>) -> Self {
        self.ineligible.insert(cost, why.into());
        self
    }
}

impl VatRefund {
    /// A refund since a day, by a law.
    #[must_use]
    pub fn new(since: NaiveDate, law: impl Into<String>) -> Self {
        Self { since, law: law.into() }
    }
}

impl OnwardPolicy {
    /// At most `if_matched` if matched, and `outright` where this many of the grounds hold.
    #[must_use]
    pub const fn new(if_matched: Money, outright: Money, grounds_needed: u32, grounds: Vocabulary) -> Self {
        Self { if_matched, outright, grounds_needed, grounds }
    }
}

impl CertificatePolicy {
    /// Due this many days after a year in which this much was paid under one award.
    #[must_use]
    pub const fn new(threshold: Money, years: YearKind, within_days: u32) -> Self {
        Self { threshold, years, within_days, grants_add_up: false }
    }

    /// The same, for all grants to one body together.
    #[must_use]
    pub const fn for_all_grants(self) -> Self {
        Self { grants_add_up: true, ..self }
    }
}
