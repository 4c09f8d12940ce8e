//! What the entries of a ledger come to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    Claim, Offer, Paper, Passed, Phase, Standing, Sums,
    event::{Against, Claimed, Instalment},
    pence,
    sums::shared_out,
};
use crate::{
    calendar::{Moment, Year},
    funding::{
        amounts::{ByLine, BySponsor},
        award::{Award, Line},
        policy::FundingPolicy,
        statement::{Posted, Posting},
    },
    identifiers::{ClaimId, InstalmentId, LineId, OrganisationId, PersonId, SponsorId},
    money::{Balance, Money},
    vocabulary::Word,
};

/// What the entries of a ledger come to: the award as it stands, the claims, and every figure as a [`Posting`]. It holds
/// numbers of entries and no free text, so it is the same before and after a text is removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// With the award as it stands now.
    pub(in crate::funding) offer: Offer,
    pub(in crate::funding) phase: Phase,
    /// The phase in which the books were closed, to which they are opened again.
    pub(in crate::funding) closed_in: Option<Phase>,
    pub(in crate::funding) accepted: Option<(Moment, u64)>,
    /// The bodies that hold it, each from its day on; the first from the beginning.
    pub(in crate::funding) holders: BTreeMap<Option<NaiveDate>, (OrganisationId, Word)>,
    pub(in crate::funding) met: BTreeSet<Word>,
    /// What was payable on each line when its terms were last agreed on.
    pub(in crate::funding) base: BTreeMap<LineId, i128>,
    /// What was moved out of or into each line without an approval since.
    pub(in crate::funding) moved: BTreeMap<LineId, i128>,
    pub(in crate::funding) claims: BTreeMap<ClaimId, Claim>,
    /// Which claim each approval that stands is of.
    pub(in crate::funding) approvals: BTreeMap<u64, ClaimId>,
    pub(in crate::funding) instalments: BTreeMap<InstalmentId, Instalment>,
    pub(in crate::funding) instalments_paid: BTreeMap<InstalmentId, i128>,
    /// What each payment was against.
    pub(in crate::funding) payments: BTreeMap<u64, Against>,
    /// The onward payments that stand.
    pub(in crate::funding) passed: BTreeMap<u64, Passed>,
    /// What they come to for each school or partner.
    pub(in crate::funding) passed_to: BTreeMap<OrganisationId, i128>,
    /// The papers by which costs are shown.
    pub(in crate::funding) evidence: BTreeMap<String, Paper>,
    /// The first day on which a certificate for each year was in, and whether that one has a qualification.
    pub(in crate::funding) certificates: BTreeMap<Year, (NaiveDate, bool)>,
    /// The last day, where the award ended before its time.
    pub(in crate::funding) last_day: Option<NaiveDate>,
    pub(in crate::funding) reversed: BTreeSet<u64>,
    /// The figures of each entry.
    pub(in crate::funding) postings: BTreeMap<u64, Vec<Posting>>,
    pub(in crate::funding) sums: Sums,
}

impl Account {
    /// The offer, with the award as it stands now.
    #[must_use]
    pub const fn offer(&self) -> &Offer {
        &self.offer
    }

    /// The award as it stands now: varied, moved, reduced.
    #[must_use]
    pub const fn award(&self) -> &Award {
        &self.offer.award
    }

    /// The policy that the ledger keeps to.
    #[must_use]
    pub const fn policy(&self) -> &FundingPolicy {
        &self.offer.policy
    }

    /// Where the award stands.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// When it was accepted.
    #[must_use]
    pub fn accepted(&self) -> Option<Moment> {
        self.accepted.map(|(at, _)| at)
    }

    /// The body that held it on a day, and what kind of body that is.
    #[must_use]
    pub fn holder(&self, on: NaiveDate) -> (OrganisationId, Word) {
        let award = self.award();
        let since = self.holders.range(..=Some(on)).next_back();
        since.map_or((award.body, award.body_kind), |(_, holder)| *holder)
    }

    /// The conditions of the award that are not met yet, each in words. Nothing is paid before all are.
    pub fn unmet_conditions(&self) -> impl Iterator<Item = (Word, &str)> + '_ {
        let unmet = self.award().conditions.iter().filter(|(condition, _)| !self.met.contains(condition));
        unmet.map(|(condition, text)| (*condition, text.as_str()))
    }

    /// The days on which it passed to another body, in the order of the entries.
    pub fn novated_on(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.holders.iter().filter_map(|(day, ..)| *day)
    }

    /// The onward payments that stand, each with the number of its entry, to whom it went and how much it was: none that
    /// was reversed.
    pub fn onward(&self) -> impl Iterator<Item = (u64, OrganisationId, Money)> + '_ {
        self.passed.iter().map(|(entry, passed)| (*entry, passed.to, money(passed.amount).unwrap_or_default()))
    }

    /// The claims, each with where it stands.
    pub fn claims(&self) -> impl Iterator<Item = (ClaimId, Standing)> + '_ {
        self.claims.iter().map(|(id, claim)| (*id, claim.standing))
    }

    /// A claim as it was made, and by whom.
    #[must_use]
    pub fn claim(&self, id: ClaimId) -> Option<(&Claimed, PersonId)> {
        self.claims.get(&id).map(|claim| (&claim.claimed, claim.by))
    }

    /// What was approved of a claim, by line and sponsor, less what was disallowed since; nothing of one that is not approved.
    #[must_use]
    pub fn approved_of(&self, claim: ClaimId) -> ByLine {
        let approved = self.claims.get(&claim).into_iter().flat_map(|claim| &claim.approved);
        let some = |((line, sponsor), pence): (&(LineId, Option<SponsorId>), &i128)| {
            Some((*line, (*sponsor)?, money(*pence)?))
        };
        approved.filter_map(some).filter(|(_, _, amount)| !amount.is_zero()).collect()
    }

    /// What is still to be paid for an approved claim, by line and sponsor: what was approved, less what was paid against it,
    /// and no more than the body is owed in all. So an advance is reconciled, and what was overpaid before is set off. It is
    /// never above what is left of the sponsor's share and of the ceiling.
    #[must_use]
    pub fn payable(&self, claim: ClaimId) -> ByLine {
        let mut room = pence(self.award().ceiling).saturating_sub(self.sums.kept_in_all());
        let due = self.due(claim).into_iter().filter_map(|((line, sponsor), due)| {
            let share = self.line(line).map_or(0, |line| pence(line.payable.of(sponsor)));
            let left = share.saturating_sub(self.sums.kept(line, sponsor));
            let due = due.min(left).min(room);
            room = room.saturating_sub(due.max(0));
            money(due).filter(|due| !due.is_zero()).map(|due| (line, sponsor, due))
        });
        due.collect()
    }

    /// What is owed for an approved claim, by line and sponsor, whether it may be paid or not.
    pub(in crate::funding) fn due(&self, claim: ClaimId) -> BTreeMap<(LineId, SponsorId), i128> {
        let Some(claim) = self.claims.get(&claim) else { return BTreeMap::new() };
        let due = |(key, approved): (&(LineId, Option<SponsorId>), &i128)| {
            let key = (key.0, key.1?);
            let paid = claim.paid.get(&key).copied().unwrap_or(0);
            let owed = self.sums.unspent(key.0, key.1).saturating_neg();
            Some((key, approved.saturating_sub(paid).min(owed)))
        };
        claim.approved.iter().filter_map(due).collect()
    }

    /// The instalments that are due on a day, each with what is still to be paid of it. Of an award that ended early none is
    /// due for days after its end.
    pub fn instalments_due(&self, on: NaiveDate) -> impl Iterator<Item = (InstalmentId, Money)> + '_ {
        let runs = |it: &Instalment| self.last_day.is_none_or(|last| it.over.first() <= last);
        self.instalments.iter().filter(move |(_, it)| it.due <= on && runs(it)).filter_map(|(id, it)| {
            let paid = self.instalments_paid.get(id).copied().unwrap_or(0);
            money(i128::from(it.amount.pence()).saturating_sub(paid))
                .filter(|left| !left.is_zero())
                .map(|left| (*id, left))
        })
    }

    /// An amount spread over the lines and sponsors of the award in proportion to what is still to be paid of each, as an
    /// instalment is; exact, and no more of one than is left unless more is asked for than is left of all.
    #[must_use]
    pub fn spread(&self, amount: Money) -> ByLine {
        let shares = || self.award().shares().map(|(line, sponsor, share)| ((line, sponsor), share));
        let left = |((line, sponsor), share): ((LineId, SponsorId), Money)| {
            money(pence(share).saturating_sub(self.sums.kept(line, sponsor))).map(|left| ((line, sponsor), left))
        };
        let mut left: Vec<_> = shares().filter_map(left).collect();
        if left.iter().all(|(_, left)| left.is_zero()) {
            // Nothing is left of any: then by the shares themselves, so that it is spread all the same.
            left = shares().collect();
        }
        let shares = shared_out(amount, &left);
        shares
            .into_iter()
            .filter(|(_, share)| !share.is_zero())
            .map(|((line, sponsor), share)| (line, sponsor, share))
            .collect()
    }

    /// What the body has in hand without an eligible cost against it, by line and sponsor; what it is owed is left out.
    #[must_use]
    pub fn unspent(&self) -> ByLine {
        let of = |(line, sponsor)| {
            let unspent = money(self.sums.unspent(line, sponsor))?;
            (!unspent.is_zero()).then_some((line, sponsor, unspent))
        };
        self.sums.keys().filter_map(of).collect()
    }

    /// What the body is owed, by line and sponsor: what was approved and is not paid. Books are closed when this and what is
    /// [unspent](Self::unspent) are nothing.
    #[must_use]
    pub fn owed(&self) -> ByLine {
        let of = |(line, sponsor)| {
            let owed = money(self.sums.unspent(line, sponsor).saturating_neg())?;
            (!owed.is_zero()).then_some((line, sponsor, owed))
        };
        self.sums.keys().filter_map(of).collect()
    }

    /// What became of how much in all. More than a balance can hold is told as the largest.
    #[must_use]
    pub fn total(&self, what: Posted) -> Balance {
        balance(self.sums.total(what))
    }

    /// Every figure, in the order of the entries.
    pub fn postings(&self) -> impl Iterator<Item = Posting> + '_ {
        self.postings.values().flatten().copied()
    }

    /// Each figure of the payments that stand, with the number of its entry and its place there. What was reversed was never
    /// paid, whenever that was found out.
    pub(in crate::funding) fn payments_made(&self) -> impl Iterator<Item = (u64, u32, &Posting)> + '_ {
        let standing = self.postings.iter().filter(|(entry, _)| !self.reversed.contains(entry));
        let figures = standing.flat_map(|(entry, all)| (0_u32..).zip(all).map(|(place, it)| (*entry, place, it)));
        figures.filter(|(_, _, it)| it.what == Posted::Paid && !it.amount.is_negative())
    }

    /// The line, where the award has it.
    pub(in crate::funding) fn line(&self, id: LineId) -> Option<&Line> {
        self.award().lines.get(&id)
    }

    /// The shares of a line.
    pub(super) fn shares_of(&self, id: LineId) -> BySponsor {
        self.line(id).map(|line| line.payable.shares().clone()).unwrap_or_default()
    }
}

/// An amount of pence, where it is none below nothing; the largest where it is more.
pub(super) fn money(pence: i128) -> Option<Money> {
    (pence >= 0).then(|| u64::try_from(pence).ok().and_then(Money::from_pence).unwrap_or(Money::MAX))
}

/// A balance of pence, the largest or smallest where it is beyond.
pub(super) fn balance(pence: i128) -> Balance {
    let end = if pence < 0 { Balance::MIN } else { Balance::MAX };
    i64::try_from(pence).ok().and_then(Balance::from_pence).unwrap_or(end)
}
