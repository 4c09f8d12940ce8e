//! What the entries of a ledger come to, counted naively from nothing but themselves.

use super::*;

pub type Key = (LineId, SponsorId);

/// Sums by what became of it, line and sponsor.
pub type Sums = BTreeMap<(Posted, LineId, Option<SponsorId>), i128>;

pub fn sums(ledger: &Ledger) -> Sums {
    let mut sums = Sums::new();
    for posting in ledger.postings() {
        *sums.entry((posting.what, posting.line, posting.sponsor)).or_default() += i128::from(posting.amount.pence());
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

/// What the entries come to, counted from nothing but themselves.
#[derive(Default)]
pub struct Count {
    pub shares: BTreeMap<Key, i128>,
    pub ceiling: i128,
    pub bound: bool,
    /// What was paid, brought forward, passed on, recovered, carried and written off.
    pub by: BTreeMap<(Posted, Key), i128>,
    /// What was claimed, matched and approved, by line.
    pub on: BTreeMap<(Posted, LineId), i128>,
    pub pending: BTreeSet<ClaimId>,
    pub papers: BTreeMap<String, (i128, i128)>,
    pub payees: BTreeMap<OrganisationId, i128>,
}

pub fn claimable(cost: &Cost) -> i128 {
    if cost.in_kind { 0 } else { of(cost.net) + of(cost.irrecoverable_vat) }
}

pub fn count(entries: &[Entry<Event>]) -> Count {
    let mut it = Count::default();
    let reversed: BTreeSet<u64> = entries
        .iter()
        .filter_map(|entry| match &entry.what {
            Event::Reversed(it) => Some(it.entry),
            _ => None,
        })
        .collect();
    let mut claims: BTreeMap<ClaimId, (Claimed, Option<BTreeMap<u32, i128>>)> = BTreeMap::new();
    for entry in entries {
        if reversed.contains(&entry.number) {
            continue;
        }
        let mut add = |what, amounts: &ByLine| {
            for (line, sponsor, amount) in amounts.iter() {
                *it.by.entry((what, (line, sponsor))).or_default() += of(amount);
            }
        };
        match &entry.what {
            Event::Offered(offer) => {
                it.shares = offer.award.shares().map(|(line, sponsor, share)| ((line, sponsor), of(share))).collect();
                it.ceiling = of(offer.award.ceiling);
            }
            Event::Accepted => it.bound = true,
            Event::Varied(varied) => {
                it.ceiling = varied.ceiling.map_or(it.ceiling, of);
                for (id, line) in &varied.lines {
                    it.shares.retain(|(on, _), _| on != id);
                    it.shares.extend(line.payable.shares().iter().map(|(by, share)| ((*id, by), of(share))));
                }
            }
            Event::Moved(moved) => {
                for (by, amount) in moved.amounts.iter() {
                    *it.shares.entry((moved.from, by)).or_default() -= of(amount);
                    *it.shares.entry((moved.to, by)).or_default() += of(amount);
                }
            }
            Event::Reduced(reduced) => {
                for (line, by, amount) in reduced.by.iter() {
                    *it.shares.entry((line, by)).or_default() -= of(amount);
                    it.ceiling -= of(amount);
                }
                it.ceiling = it.ceiling.max(0);
            }
            Event::Claimed(claimed) => {
                claims.insert(claimed.claim, (claimed.clone(), None));
            }
            Event::ClaimWithdrawn(OfClaim { claim }) => {
                claims.remove(claim);
            }
            Event::Approved(approved) => {
                let less = approved.less.iter().map(|(place, less)| (*place, of(*less))).collect();
                claims.get_mut(&approved.claim).unwrap().1 = Some(less);
            }
            Event::Disallowed(less) => {
                // Where nothing was disallowed, the approval may have been reversed since.
                match claims.get_mut(&less.claim).and_then(|claim| claim.1.as_mut()) {
                    Some(claim) => *claim.entry(less.cost).or_default() += of(less.amount),
                    None => assert!(less.amount.is_zero()),
                }
            }
            Event::Paid(paid) => add(Posted::Paid, &paid.amounts),
            Event::Recovered(back) => add(Posted::Recovered, &back.amounts),
            Event::Carried(carried) => add(Posted::Carried, &carried.amounts),
            Event::BroughtForward(brought) => add(Posted::BroughtForward, &brought.amounts),
            Event::WrittenOff(off) => add(Posted::WrittenOff, &off.amounts),
            Event::PassedOn(passed) => {
                for (by, amount) in passed.amounts.iter() {
                    *it.by.entry((Posted::PassedOn, (passed.line, by))).or_default() += of(amount);
                    *it.payees.entry(passed.to).or_default() += of(amount);
                }
            }
            _ => {}
        }
    }
    for (id, (claimed, approved)) in &claims {
        for (place, cost) in (0_u32..).zip(&claimed.costs) {
            let amount = claimable(cost);
            let less = approved.as_ref().and_then(|less| less.get(&place)).copied().unwrap_or(0);
            *it.on.entry((Posted::Claimed, cost.line)).or_default() += amount;
            if cost.in_kind {
                *it.on.entry((Posted::Matched, cost.line)).or_default() += of(cost.net);
            }
            if approved.is_some() {
                *it.on.entry((Posted::Approved, cost.line)).or_default() += amount - less;
            }
            if let Some(paper) = &cost.evidence {
                let (whole, used) = it.papers.entry(paper.reference.clone()).or_insert((i128::MAX, 0));
                *whole = (*whole).min(of(paper.whole));
                *used += amount - less;
            }
        }
        if approved.is_none() {
            it.pending.insert(*id);
        }
    }
    it.shares.retain(|_, share| *share != 0);
    it
}

impl Count {
    pub fn by(&self, what: Posted, key: Key) -> i128 {
        self.by.get(&(what, key)).copied().unwrap_or(0)
    }

    pub fn kept(&self, key: Key) -> i128 {
        self.by(Posted::Paid, key) + self.by(Posted::BroughtForward, key) - self.by(Posted::Recovered, key)
    }
}

pub fn bumped(amounts: &ByLine) -> ByLine {
    let first = amounts.iter().next();
    let more = first.map(|(line, by, amount)| (line, by, pence(of(amount) + 1)));
    more.into_iter().fold(amounts.clone(), |all, (line, by, amount)| all.and(line, by, amount))
}

pub fn code(result: Result<(), maths_hubs::journal::Refusal>) -> &'static str {
    result.map_or_else(|refusal| refusal.rule().code, |()| "permitted")
}
