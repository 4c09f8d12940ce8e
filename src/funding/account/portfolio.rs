//! What many ledgers come to where they touch.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Account, Event, Standing, event::Certified};
use crate::{
    calendar::Year,
    document::{day, keyed},
    funding::amounts::ByLine,
    identifiers::{AwardId, ClaimId, OrganisationId, SponsorId},
    journal::Journal,
    money::{Balance, Money},
};

/// What many ledgers come to where they touch: papers on which several claim, what one body was paid under all its
/// awards, and what one carried and another brought forward.
///
/// It is a fold: [`add`](Self::add) each ledger, [`merge`](Self::merge) what was folded elsewhere, in any order and
/// partition, and judge the whole. It can be sent as JSON in between.
///
/// It names no programme, so it is judged by a policy that is handed over, and at a programme's levels by
/// [`Report::under`](crate::rules::Report::under)`(&programme.levels())`. Its rules are `ledger/award-twice`,
/// `ledger/cost-claimed-twice`, whose costs [`uses`](Self::uses) tells, `ledger/certificate-overdue` and
/// `ledger/carried-not-brought`.
///
/// ```
/// use maths_hubs::{funding::{ledger::{Event, Ledger}, portfolio::Portfolio}, journal::Entry, rules};
///
/// # let lines = include_str!("../../../tests/golden/ledger.jsonl");
/// let entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
/// let ledger = Ledger::replay(entries)?;
/// let mut here = Portfolio::default();
/// here.add(&ledger);
/// let (policy, on) = (ledger.state().policy(), "2016-12-01".parse()?);
/// assert!(rules::check(&here, policy, on).findings().is_empty());
///
/// // Elsewhere somebody folded another copy of the books.
/// let there = serde_json::to_string(&here)?;
/// here.merge(serde_json::from_str(&there)?);
/// let report = rules::check(&here, policy, on);
/// assert_eq!(
///     report.of("ledger/award-twice").next().map(|finding| finding.message.as_str()),
///     Some("the award 00000000-0000-0000-0000-0000a4a2d000 has 2 ledgers"),
/// );
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Portfolio {
    /// How many ledgers each award has: one, or something is wrong.
    #[serde(deserialize_with = "keyed::map")]
    pub(in crate::funding) awards: BTreeMap<AwardId, u32>,
    #[serde(deserialize_with = "keyed::set")]
    pub(in crate::funding) uses: BTreeSet<Use>,
    #[serde(deserialize_with = "keyed::set")]
    pub(in crate::funding) paid: BTreeSet<PaidTo>,
    #[serde(deserialize_with = "keyed::set")]
    pub(in crate::funding) certificates: BTreeSet<CertifiedFor>,
    #[serde(deserialize_with = "keyed::set")]
    pub(in crate::funding) carried: BTreeSet<Passage>,
    #[serde(deserialize_with = "keyed::set")]
    pub(in crate::funding) brought_forward: BTreeSet<Passage>,
}

/// What one cost claims on a paper.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Use {
    /// By which the paper is found again, among all papers of all bodies, as the cost has it. Spaces and capitals make no
    /// difference.
    pub reference: String,
    /// Under which award it is claimed.
    pub award: AwardId,
    /// In which claim, one that was not withdrawn.
    pub claim: ClaimId,
    /// The place of the cost in the claim, from 0.
    pub cost: u32,
    /// What the paper comes to, as this cost says.
    pub whole: Money,
    /// What the cost claims, less what was disallowed.
    pub claimed: Money,
}

/// What a payment brought to a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub(in crate::funding) struct PaidTo {
    pub body: OrganisationId,
    pub award: AwardId,
    pub entry: u64,
    /// The place of the figure within its entry.
    pub figure: u32,
    #[serde(with = "day")]
    pub on: NaiveDate,
    pub amount: Balance,
}

/// A certificate that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub(in crate::funding) struct CertifiedFor {
    pub body: OrganisationId,
    pub award: AwardId,
    pub year: Year,
    #[serde(with = "day")]
    pub on: NaiveDate,
}

/// What an entry that stands carried to another award, or brought forward from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub(in crate::funding) struct Passage {
    /// Whose ledger says so.
    pub award: AwardId,
    pub entry: u64,
    /// The place of the figure within its entry.
    pub figure: u32,
    /// To or from which award; none where a carry names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<AwardId>,
    pub sponsor: SponsorId,
    pub amount: Money,
}

crate::document::as_record! {
    Portfolio, r#"a portfolio: {"awards": …, "uses": […], "paid": […], "certificates": […], "carried": […], …}"#;
    Use, r#"a use of evidence: {"reference": …, "award": …, "claim": …, "cost": …, "whole": …, "claimed": …}"#;
    PaidTo, r#"a payment to a body: {"body": …, "award": …, "entry": …, "figure": …, "on": …, "amount": …}"#;
    Passage, r#"money carried or brought forward: {"award": …, "entry": …, "figure": …, "sponsor": …, "amount": …}"#;
    CertifiedFor, r#"a certificate: {"body": …, "award": …, "year": …, "on": …}"#;
}

impl Portfolio {
    /// Takes in the books of an award.
    pub(in crate::funding) fn take(&mut self, books: &Journal<Account>) {
        let state = books.state();
        let award = state.award().id;
        let count = self.awards.entry(award).or_default();
        *count = count.saturating_add(1);
        for (id, claim) in state.claims.iter().filter(|(_, claim)| claim.standing != Standing::Withdrawn) {
            for (place, cost) in (0_u32..).zip(&claim.claimed.costs) {
                let Some(evidence) = &cost.evidence else { continue };
                let less = claim.less.get(&place).copied().unwrap_or(0);
                let claimable = cost.claimable().unwrap_or(Money::MAX);
                let claimed = i128::from(claimable.pence()).saturating_sub(less);
                let claimed = u64::try_from(claimed).ok().and_then(Money::from_pence).unwrap_or_default();
                let (reference, whole) = (evidence.reference.clone(), evidence.whole);
                self.uses.insert(Use { reference, award, claim: *id, cost: place, whole, claimed });
            }
        }
        for (entry, figure, posting) in state.payments_made() {
            let (body, _) = state.holder(posting.on);
            let (on, amount) = (posting.on, posting.amount);
            self.paid.insert(PaidTo { body, award, entry, figure, on, amount });
        }
        for entry in books.entries() {
            let stands = !state.reversed.contains(&entry.number);
            let passages = |other, amounts| passages(award, entry.number, other, amounts);
            match &entry.what {
                Event::Certified(Certified { year, .. }) => {
                    let on = entry.at.day();
                    let (body, _) = state.holder(year.last_day());
                    self.certificates.insert(CertifiedFor { body, award, year: *year, on });
                }
                Event::Carried(it) if stands => self.carried.extend(passages(it.to, &it.amounts)),
                Event::BroughtForward(it) if stands => {
                    self.brought_forward.extend(passages(Some(it.from), &it.amounts));
                }
                _ => {}
            }
        }
    }

    /// Takes in what was folded elsewhere.
    pub fn merge(&mut self, other: Self) {
        for (award, count) in other.awards {
            let sum = self.awards.entry(award).or_default();
            *sum = sum.saturating_add(count);
        }
        self.uses.extend(other.uses);
        self.paid.extend(other.paid);
        self.certificates.extend(other.certificates);
        self.carried.extend(other.carried);
        self.brought_forward.extend(other.brought_forward);
    }

    /// What is claimed on papers, by their references: of a paper that the rule `ledger/cost-claimed-twice` finds, the costs
    /// that claim on it.
    pub fn uses(&self) -> impl ExactSizeIterator<Item = &Use> + '_ {
        self.uses.iter()
    }

    /// The awards.
    pub fn awards(&self) -> impl ExactSizeIterator<Item = AwardId> + '_ {
        self.awards.keys().copied()
    }
}

/// Each figure of an entry that carries money or brings it forward.
fn passages(
    award: AwardId,
    entry: u64,
    other: Option<AwardId>,
    amounts: &ByLine,
) -> impl Iterator<Item = Passage> + '_ {
    let figures = (0_u32..).zip(amounts.iter());
    figures.map(move |(figure, (_, sponsor, amount))| Passage { award, entry, figure, other, sponsor, amount })
}
