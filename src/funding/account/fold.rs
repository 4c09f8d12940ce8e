//! What each entry does to the state. It takes in any entry, as far as it makes sense, and judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    Account, Claim, Offer, Passed, Phase, Standing, Sums,
    event::{
        Against, Approved, Certified, Claimed, Cost, Disallowed, Event, Moved, Novated, Paid, PassedOn, Reduced, Varied,
    },
    pence,
    state::{balance, money},
    sums::shared_out,
};
use crate::{
    calendar::{Period, YearKind},
    funding::{
        amounts::{ByLine, BySponsor},
        phasing::{Profile, by_month},
        statement::{Posted, Posting},
    },
    identifiers::{ClaimId, LineId, SponsorId},
    journal::Entry,
    money::Money,
};

/// The state that an offer opens.
pub(in crate::funding) fn opened(offer: &Offer) -> Account {
    let award = &offer.award;
    Account {
        offer: offer.clone(),
        phase: Phase::Offered,
        closed_in: None,
        accepted: None,
        holders: BTreeMap::from([(None, (award.body, award.body_kind))]),
        met: BTreeSet::new(),
        base: BTreeMap::new(),
        moved: BTreeMap::new(),
        claims: BTreeMap::new(),
        approvals: BTreeMap::new(),
        instalments: BTreeMap::new(),
        instalments_paid: BTreeMap::new(),
        payments: BTreeMap::new(),
        passed: BTreeMap::new(),
        passed_to: BTreeMap::new(),
        evidence: BTreeMap::new(),
        certificates: BTreeMap::new(),
        last_day: None,
        reversed: BTreeSet::new(),
        postings: BTreeMap::new(),
        sums: Sums::default(),
    }
}

/// What a reversal takes back.
const REVERSED: [Posted; 7] = [
    Posted::Approved,
    Posted::Paid,
    Posted::BroughtForward,
    Posted::PassedOn,
    Posted::Recovered,
    Posted::Carried,
    Posted::WrittenOff,
];

/// The days of ten years: a longer line has no months of its own, lest each entry post a figure for every month of millennia.
const LONGEST_PHASED: u64 = 3_653;

/// When and in which entry something is posted.
#[derive(Clone, Copy)]
struct Made {
    entry: u64,
    on: NaiveDate,
}

impl Account {
    pub(in crate::funding) fn take(&mut self, entry: &Entry<Event>) {
        let made = Made { entry: entry.number, on: entry.at.day() };
        match &entry.what {
            Event::Accepted if self.accepted.is_none() => {
                self.accepted = Some((entry.at, entry.number));
                let lines: Vec<LineId> = self.award().lines.keys().copied().collect();
                lines.iter().for_each(|line| self.commit(made, *line));
                self.agreed_on(&lines);
            }
            Event::ConditionMet(it) => {
                self.met.insert(it.condition);
            }
            Event::Varied(it) => self.varied(made, it),
            Event::Novated(it) => self.novated(it),
            Event::Scheduled(it) => self.instalments.clone_from(&it.instalments),
            Event::Claimed(it) => self.claimed(made, it, entry),
            Event::ClaimWithdrawn(it) => self.withdrawn(made, it.claim),
            Event::Approved(it) => self.approved(made, it),
            Event::Disallowed(it) => self.disallowed(made, it),
            Event::Paid(it) => self.paid(made, it),
            Event::PassedOn(it) => self.passed_on(made, it),
            Event::Moved(it) => self.moved(made, it, it.approver_beside(entry.by).is_some()),
            Event::Reduced(it) => self.reduced(made, it),
            Event::Carried(it) => self.settled(made, Posted::Carried, &it.amounts),
            Event::BroughtForward(it) => self.settled(made, Posted::BroughtForward, &it.amounts),
            Event::Recovered(it) => self.settled(Made { on: it.on, ..made }, Posted::Recovered, &it.amounts),
            Event::WrittenOff(it) => self.settled(made, Posted::WrittenOff, &it.amounts),
            Event::Reversed(it) => self.reversed(made, it.entry),
            Event::Certified(it) => self.certified(made, it),
            Event::Terminated(it) => self.last_day = Some(it.last_day),
            _ => {}
        }
        if let Some(phase) = self.phase.after(entry.what.kind()) {
            let closed_in = (phase == Phase::Closed).then_some(self.phase);
            // What was suspended or ended stays so, however often the books are closed and opened.
            self.phase = self.closed_in.filter(|_| matches!(entry.what, Event::Reopened)).unwrap_or(phase);
            self.closed_in = closed_in;
        }
    }

    /// Posts a figure on a line, unless it is nothing or the award has no such line.
    fn post(
        &mut self,
        made: Made,
        what: Posted,
        line: LineId,
        sponsor: Option<SponsorId>,
        over: Option<Period>,
        amount: i128,
    ) {
        let Some(of) = self.line(line) else { return };
        let award = self.award();
        // The first that ends: what runs on is for no days that a statement could phase it into.
        let ends = |over: &Period| over.last().is_some();
        let over = over.filter(ends).or_else(|| Some(of.period).filter(ends)).unwrap_or_else(|| award.period());
        let purpose = of.purpose;
        if amount != 0 {
            let hub = award.hub;
            let posting = Posting::new(award.id, line, purpose, what, made.on, over, balance(amount));
            self.record(made.entry, Posting { hub, sponsor, ..posting });
        }
    }

    fn record(&mut self, entry: u64, posting: Posting) {
        self.sums.add(posting.what, posting.line, posting.sponsor, posting.amount);
        self.postings.entry(entry).or_default().push(posting);
    }

    /// Binds each sponsor to its share of a line as it stands: no more and no less than it is bound to already.
    fn commit(&mut self, made: Made, line: LineId) {
        if self.accepted.is_none() {
            return;
        }
        let bound = self.sums.sponsors(Posted::Committed, line);
        let shares = self.shares_of(line);
        let sponsors: BTreeSet<SponsorId> = bound.chain(shares.sponsors()).collect();
        for sponsor in sponsors {
            let more = pence(shares.get(sponsor)).saturating_sub(self.sums.of(Posted::Committed, line, sponsor));
            self.post_committed(made, line, sponsor, more);
        }
    }

    /// Posts what a sponsor is bound to more, or less. Where the award has a profile of its own, month by month: statements
    /// of many awards have one profile, and a month is in one year whatever that is. The months of each of the sponsor's
    /// years come to that year's share.
    fn post_committed(&mut self, made: Made, line: LineId, sponsor: SponsorId, more: i128) {
        let over = self.line(line).map(|line| line.period);
        let over = over.filter(|over| over.days().is_some_and(|days| days <= LONGEST_PHASED));
        let years = self.policy().sponsors.get(&sponsor).map_or(YearKind::Financial, |terms| terms.years);
        let profile = &self.award().profile;
        let months = over.filter(|_| *profile != Profile::Months).and_then(|over| {
            let months = by_month(balance(more), over, years, &profile.within(over)).ok()?;
            Some(months.into_iter().map(move |(month, amount)| (over.intersection(month.period()), amount)))
        });
        match months {
            Some(months) => months.collect::<Vec<_>>().into_iter().for_each(|(over, amount)| {
                self.post(made, Posted::Committed, line, Some(sponsor), over, amount.pence().into());
            }),
            // Evenly over its months, as statements phase what they are not told to phase otherwise.
            None => self.post(made, Posted::Committed, line, Some(sponsor), None, more),
        }
    }

    /// Frees every sponsor from its share of a line, before the line's purpose or period is changed.
    fn release(&mut self, made: Made, line: LineId) {
        for sponsor in self.sums.sponsors(Posted::Committed, line).collect::<Vec<_>>() {
            let bound = self.sums.of(Posted::Committed, line, sponsor);
            self.post_committed(made, line, sponsor, bound.saturating_neg());
        }
    }

    /// From now on virement is counted from the lines as they stand.
    fn agreed_on(&mut self, lines: &[LineId]) {
        for line in lines {
            let payable = self.line(*line).map_or(0, |line| pence(line.payable.amount()));
            self.base.insert(*line, payable);
            self.moved.remove(line);
        }
    }

    fn varied(&mut self, made: Made, it: &Varied) {
        for (id, line) in &it.lines {
            self.release(made, *id);
            self.offer.award.lines.insert(*id, line.clone());
            self.commit(made, *id);
        }
        let award = &mut self.offer.award;
        award.ceiling = it.ceiling.unwrap_or(award.ceiling);
        award.until = it.until.or(award.until);
        // An agreed variation is what virement counts from, on every line.
        let all: Vec<LineId> = award.lines.keys().copied().collect();
        self.agreed_on(&all);
    }

    fn novated(&mut self, it: &Novated) {
        self.holders.insert(Some(it.from), (it.body, it.body_kind));
        (self.offer.award.body, self.offer.award.body_kind) = (it.body, it.body_kind);
    }

    /// What was made of an amount on a line by its sponsors: in proportion to what is left of their shares, so that each
    /// comes to exactly its share when the line is spent.
    fn shared(&self, what: Posted, line: LineId, amount: i128) -> Vec<(Option<SponsorId>, i128)> {
        let of = self.line(line).map(|line| line.payable.shares());
        let shares = || of.into_iter().flat_map(BySponsor::iter);
        let left = |(sponsor, share): (SponsorId, Money)| {
            money(pence(share).saturating_sub(self.sums.of(what, line, sponsor))).map(|left| (sponsor, left))
        };
        let left: Vec<_> = shares().filter_map(left).filter(|(_, left)| !left.is_zero()).collect();
        let weights = if left.is_empty() { shares().filter(|(_, share)| !share.is_zero()).collect() } else { left };
        let shared = money(amount).map(|amount| shared_out(amount, &weights)).unwrap_or_default();
        if shared.is_empty() {
            return vec![(None, amount)];
        }
        shared.into_iter().map(|(sponsor, share)| (Some(sponsor), pence(share))).collect()
    }

    fn uses(&mut self, cost: &Cost, more: i128) {
        if let Some(evidence) = &cost.evidence {
            let paper = self.evidence.entry(evidence.key()).or_default();
            paper.used = paper.used.saturating_add(more);
        }
    }

    /// Takes in, or takes back, what a cost says its paper comes to.
    fn shows(&mut self, cost: &Cost, whether: bool) {
        if let Some(evidence) = &cost.evidence {
            let paper = self.evidence.entry(evidence.key()).or_default();
            if whether {
                paper.says(pence(evidence.whole));
            } else {
                paper.says_no_more(pence(evidence.whole));
            }
        }
    }

    fn claimed(&mut self, made: Made, it: &Claimed, entry: &Entry<Event>) {
        if self.claims.contains_key(&it.claim) {
            return;
        }
        for cost in &it.costs {
            let amount = claimable(cost);
            if cost.in_kind {
                self.post(made, Posted::Matched, cost.line, None, Some(cost.activity), pence(cost.net));
            } else {
                for (sponsor, share) in self.shared(Posted::Claimed, cost.line, amount) {
                    self.post(made, Posted::Claimed, cost.line, sponsor, Some(cost.activity), share);
                }
            }
            self.uses(cost, amount);
            self.shows(cost, true);
        }
        let claim = Claim {
            claimed: it.clone(),
            entry: entry.number,
            at: entry.at,
            by: entry.by,
            standing: Standing::Pending,
            less: BTreeMap::new(),
            approved: BTreeMap::new(),
            paid: BTreeMap::new(),
        };
        self.claims.insert(it.claim, claim);
    }

    /// Posts the opposite of what an entry posted of these kinds. In books of others, where two entries may have one number,
    /// the commitments of the other stay.
    fn undo(&mut self, made: Made, entry: u64, kinds: &[Posted]) {
        let mut postings = self.postings.get(&entry).cloned().unwrap_or_default();
        postings.retain(|posting| kinds.contains(&posting.what));
        for posting in postings {
            // Not before what it takes back, which may be dated later than the entry that made it.
            let on = made.on.max(posting.on);
            self.record(made.entry, Posting { on, amount: posting.amount.reversed(), ..posting });
        }
    }

    fn withdrawn(&mut self, made: Made, id: ClaimId) {
        let Some(claim) = self.claims.get_mut(&id).filter(|claim| claim.standing == Standing::Pending) else { return };
        claim.standing = Standing::Withdrawn;
        let (entry, costs) = (claim.entry, claim.claimed.costs.clone());
        for cost in &costs {
            self.uses(cost, claimable(cost).saturating_neg());
            self.shows(cost, false);
        }
        self.undo(made, entry, &[Posted::Claimed, Posted::Matched]);
    }

    fn approved(&mut self, made: Made, it: &Approved) {
        let pending = self.claims.get(&it.claim).filter(|claim| claim.standing == Standing::Pending);
        let Some(costs) = pending.map(|claim| claim.claimed.costs.clone()) else { return };
        let mut approved = BTreeMap::new();
        let mut all_less = BTreeMap::new();
        for (place, cost) in (0_u32..).zip(&costs) {
            let less = it.less.get(&place).map_or(0, |less| pence(*less)).min(claimable(cost));
            self.uses(cost, less.saturating_neg());
            for (sponsor, share) in self.shared(Posted::Approved, cost.line, claimable(cost).saturating_sub(less)) {
                self.post(made, Posted::Approved, cost.line, sponsor, Some(cost.activity), share);
                if self.line(cost.line).is_some() {
                    add(&mut approved, (cost.line, sponsor), share);
                }
            }
            if less > 0 {
                all_less.insert(place, less);
            }
        }
        if let Some(claim) = self.claims.get_mut(&it.claim) {
            (claim.standing, claim.less, claim.approved) = (Standing::Approved(made.entry), all_less, approved);
            self.approvals.insert(made.entry, it.claim);
        }
    }

    fn disallowed(&mut self, made: Made, it: &Disallowed) {
        let place = usize::try_from(it.cost).unwrap_or(usize::MAX);
        let Some(claim) = self.claims.get_mut(&it.claim) else { return };
        if !matches!(claim.standing, Standing::Approved(_)) {
            return; // nothing of it counts as spent
        }
        let Some(cost) = claim.claimed.costs.get(place).cloned() else { return };
        let less = claim.less.get(&it.cost).copied().unwrap_or(0);
        // No more than is left of it.
        let amount = pence(it.amount).min(claimable(&cost).saturating_sub(less));
        // Taken back from the sponsors as they bore it.
        let of_line = claim.approved.iter().filter(|((line, _), _)| *line == cost.line);
        let bore: Vec<_> = of_line.filter_map(|((_, sponsor), share)| Some((*sponsor, money(*share)?))).collect();
        let back = shared_out(money(amount).unwrap_or_default(), &bore);
        add(&mut claim.less, it.cost, amount);
        for (sponsor, share) in &back {
            add(&mut claim.approved, (cost.line, *sponsor), pence(*share).saturating_neg());
        }
        self.uses(&cost, amount.saturating_neg());
        for (sponsor, share) in back {
            let less = pence(share).saturating_neg();
            self.post(made, Posted::Approved, cost.line, sponsor, Some(cost.activity), less);
        }
    }

    fn paid(&mut self, made: Made, it: &Paid) {
        let made = Made { on: it.on, ..made };
        let over = match it.against {
            Against::Claim(id) => self.claims.get(&id).map(|claim| claim.claimed.period),
            Against::Instalment(id) => self.instalments.get(&id).map(|instalment| instalment.over),
        };
        for (line, sponsor, amount) in it.amounts.iter() {
            self.post(made, Posted::Paid, line, Some(sponsor), over, pence(amount));
        }
        self.payments.insert(made.entry, it.against);
        self.paid_against(it.against, &it.amounts, 1);
    }

    /// Counts a payment against what it was made for, or takes it back.
    fn paid_against(&mut self, against: Against, amounts: &ByLine, times: i128) {
        for (line, sponsor, amount) in amounts.iter() {
            let amount = pence(amount).saturating_mul(times);
            match against {
                Against::Claim(id) => {
                    if let Some(claim) = self.claims.get_mut(&id) {
                        add(&mut claim.paid, (line, sponsor), amount);
                    }
                }
                Against::Instalment(id) => add(&mut self.instalments_paid, id, amount),
            }
        }
    }

    fn passed_on(&mut self, made: Made, it: &PassedOn) {
        let made = Made { on: it.on, ..made };
        for (sponsor, amount) in it.amounts.iter() {
            self.post(made, Posted::PassedOn, it.line, Some(sponsor), Some(it.activity), pence(amount));
        }
        let amount = it.amounts.iter().map(|(_, amount)| pence(amount)).sum();
        self.passed.insert(made.entry, Passed { to: it.to, amount });
        add(&mut self.passed_to, it.to, amount);
    }

    /// Changes a sponsor's share of a line by so much, the line's total cost with it.
    fn change(&mut self, line: LineId, sponsor: SponsorId, more: i128) {
        let Some(line) = self.offer.award.lines.get_mut(&line) else { return };
        let before = line.payable.amount();
        let share = money(pence(line.payable.of(sponsor)).saturating_add(more)).unwrap_or_default();
        line.payable.set(sponsor, share);
        let grown = pence(line.payable.amount()).saturating_sub(pence(before));
        line.total_cost = money(pence(line.total_cost).saturating_add(grown)).unwrap_or_default();
    }

    fn moved(&mut self, made: Made, it: &Moved, approved: bool) {
        let known = |line: LineId| self.award().lines.contains_key(&line);
        if !known(it.from) || !known(it.to) || it.from == it.to {
            return;
        }
        for (sponsor, amount) in it.amounts.iter() {
            // No more than is there, and than there is room for, so that what arrives is what left.
            let there = self.line(it.from).map_or(0, |line| pence(line.payable.of(sponsor)));
            let room =
                self.line(it.to).map_or(0, |line| pence(Money::MAX).saturating_sub(pence(line.payable.amount())));
            let amount = pence(amount).min(there).min(room);
            self.change(it.from, sponsor, amount.saturating_neg());
            self.change(it.to, sponsor, amount);
            if !approved {
                [it.from, it.to].iter().for_each(|line| add(&mut self.moved, *line, amount));
            }
        }
        [it.from, it.to].iter().for_each(|line| self.commit(made, *line));
        if approved {
            self.agreed_on(&[it.from, it.to]);
        }
    }

    fn reduced(&mut self, made: Made, it: &Reduced) {
        for (line, sponsor, amount) in it.by.iter() {
            let there = self.line(line).map_or(0, |line| pence(line.payable.of(sponsor)));
            let less = pence(amount).min(there);
            self.change(line, sponsor, less.saturating_neg());
            let ceiling = pence(self.award().ceiling).saturating_sub(less);
            self.offer.award.ceiling = money(ceiling).unwrap_or_default();
            // What may be moved falls with the line, and what was moved on it stays moved.
            let base = self.base.entry(line).or_default();
            *base = base.saturating_sub(less).max(0);
        }
        it.by.lines().for_each(|line| self.commit(made, line));
    }

    fn settled(&mut self, made: Made, what: Posted, amounts: &ByLine) {
        for (line, sponsor, amount) in amounts.iter() {
            self.post(made, what, line, Some(sponsor), None, pence(amount));
        }
    }

    fn reversed(&mut self, made: Made, entry: u64) {
        if !self.can_be_reversed(entry) {
            return;
        }
        self.reversed.insert(entry);
        if let Some(passed) = self.passed.remove(&entry) {
            add(&mut self.passed_to, passed.to, passed.amount.saturating_neg());
        }
        if let Some(against) = self.payments.remove(&entry) {
            let paid = |posting: &Posting| Some((posting.line, posting.sponsor?, posting.amount.money()?));
            let amounts = self.postings.get(&entry).into_iter().flatten().filter_map(paid).collect();
            self.paid_against(against, &amounts, -1);
        }
        let approved = self.approvals.remove(&entry);
        if let Some(claim) = approved.and_then(|id| self.claims.get_mut(&id)) {
            claim.standing = Standing::Pending;
            let less = std::mem::take(&mut claim.less);
            claim.approved.clear();
            let costs = claim.claimed.costs.clone();
            for (place, cost) in (0_u32..).zip(&costs) {
                self.uses(cost, less.get(&place).copied().unwrap_or(0));
            }
        }
        self.undo(made, entry, &REVERSED);
    }

    /// Whether an entry moved money or approved costs, and still stands. An approval stands only as it was made: after a
    /// cost of it was disallowed, or something was paid on it, those are corrected first.
    pub(in crate::funding) fn can_be_reversed(&self, entry: u64) -> bool {
        let approval = self.approvals.get(&entry).and_then(|id| self.claims.get(id));
        // An approval of nothing posts nothing, and stands.
        let postings = match self.postings.get(&entry) {
            Some(postings) => postings.as_slice(),
            None if approval.is_some() => &[],
            None => return false,
        };
        let moved_money =
            postings.iter().all(|posting| REVERSED.contains(&posting.what) && !posting.amount.is_negative());
        let as_made = approval.is_none_or(|claim| {
            let standing: i128 = claim.approved.values().sum();
            let made: i128 = postings.iter().map(|posting| i128::from(posting.amount.pence())).sum();
            standing == made && claim.paid.values().all(|paid| *paid == 0)
        });
        moved_money && as_made && !self.reversed.contains(&entry)
    }

    fn certified(&mut self, made: Made, it: &Certified) {
        self.certificates.entry(it.year).or_insert((made.on, it.qualified));
    }
}

/// What is claimed of a cost, in pence. A sum beyond the largest amount counts as that.
pub(super) fn claimable(cost: &Cost) -> i128 {
    pence(cost.claimable().unwrap_or(Money::MAX))
}

fn add<K: Ord>(sums: &mut BTreeMap<K, i128>, key: K, more: i128) {
    let sum = sums.entry(key).or_default();
    *sum = sum.saturating_add(more);
}
