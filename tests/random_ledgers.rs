//! Random attempts on random ledgers under random policies: whatever is refused changes nothing and says truly what is
//! permitted, and whatever is permitted keeps the books in order, beside a naive count of the entries themselves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use maths_hubs::{
    calendar::{AcademicYear, Moment, Period, YearKind},
    funding::{
        amounts::{ByLine, BySponsor},
        award::{Award, Line, Payable},
        ledger::{
            Event, Ledger, Offer, Phase, Redaction, Standing,
            event::{
                Against, Approved, Carried, Certified, Claimed, ConditionMet, Cost, Disallowed, Instalment, Moved,
                Novated, OfClaim, Paid, PassedOn, Recovered, Redacted, Reduced, Reversed, Scheduled, Terminated,
                Varied, WrittenOff,
            },
        },
        policy::{CertificatePolicy, FundingPolicy, OnwardPolicy, Unspent, VatRefund},
        portfolio::Portfolio,
        purpose::Purpose,
        sponsor::Sponsor,
        statement::{Basis, Posted, Posting, Statement, Terms},
    },
    identifiers::{AwardId, ClaimId, InstalmentId, LineId, OrganisationId, PersonId, SponsorId},
    journal::{Digest, Entry},
    money::{Balance, Money},
    ratio::Ratio,
    rules,
    vocabulary::Vocabulary,
};
use proptest::{prelude::*, sample};
use uuid::Uuid;

const SPONSORS: [&str; 3] = ["dfe", "eef", "trust"];
const LINES: [&str; 5] = ["board", "lead", "rooms", "trial", "travel"];

const fn person(number: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(0x1ed_9e00 + number))
}

fn line(number: usize) -> LineId {
    LINES[number % LINES.len()].parse().unwrap()
}

fn sponsor(number: usize) -> SponsorId {
    SPONSORS[number % 3].parse().unwrap()
}

fn school(number: u32) -> OrganisationId {
    format!("GB-EDU-{}", 100_001 + number).parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn pence(amount: i128) -> Money {
    u64::try_from(amount.max(0)).ok().and_then(Money::from_pence).unwrap_or(Money::MAX)
}

fn of(amount: Money) -> i128 {
    amount.pence().into()
}

fn words<const N: usize>(words: [&str; N]) -> Vocabulary {
    Vocabulary::new(words.map(|word| (word, "a word"))).unwrap()
}

/// One attempt: numbers from which an entry is made that fits the ledger more or less.
#[derive(Clone, Copy, Debug)]
struct Step {
    kind: &'static str,
    picks: [u8; 3],
    size: u8,
    number: u32,
    /// What is wrong with it on purpose, if anything.
    wild: u8,
}

#[derive(Clone, Debug)]
struct Case {
    award: u128,
    /// Shares of each line in pence, by sponsor.
    shares: Vec<[u32; 3]>,
    advance: bool,
    condition: bool,
    ceiling: i8,
    tolerance: u8,
    allowance: u8,
    carry: Option<u8>,
    onward: Option<(u16, u16)>,
    restricted: bool,
    steps: Vec<Step>,
}

fn step() -> impl Strategy<Value = Step> {
    let kinds = [
        (8, "claimed"),
        (8, "approved"),
        (8, "paid"),
        (6, "instalment"),
        (3, "disallowed"),
        (2, "claim-withdrawn"),
        (3, "passed-on"),
        (4, "moved"),
        (2, "reduced"),
        (2, "varied"),
        (4, "recovered"),
        (2, "carried"),
        (2, "written-off"),
        (5, "reversed"),
        (2, "scheduled"),
        (1, "condition-met"),
        (1, "suspended"),
        (2, "resumed"),
        (1, "terminated"),
        (2, "closed"),
        (2, "reopened"),
        (1, "novated"),
        (1, "certified"),
        (1, "redacted"),
        (1, "accepted"),
        (1, "declined"),
        (1, "offered"),
    ];
    let kinds: Vec<&'static str> = kinds.into_iter().flat_map(|(times, kind)| vec![kind; times]).collect();
    let wild = prop_oneof![8 => Just(0_u8), 2 => 1_u8..12];
    (sample::select(kinds), any::<[u8; 3]>(), 0_u8..12, any::<u32>(), wild)
        .prop_map(|(kind, picks, size, number, wild)| Step { kind, picks, size, number, wild })
}

fn case(steps: usize) -> impl Strategy<Value = Case> {
    let share = prop_oneof![1 => Just(0_u32), 2 => 1_u32..50, 4 => 1_u32..100_000];
    let shares = prop::collection::vec(prop::array::uniform3(share), 1..=5);
    let policy = (
        prop_oneof![3 => Just(0_i8), 1 => Just(-1), 1 => Just(1)],
        0_u8..40,
        0_u8..110,
        prop::option::of(0_u8..60),
        prop::option::of((0_u16..20_000, 0_u16..20_000)),
        any::<bool>(),
    );
    let steps = prop::collection::vec(step(), 0..steps);
    (0_u128..4, shares, any::<bool>(), any::<bool>(), policy, steps).prop_map(
        |(award, shares, advance, condition, (ceiling, tolerance, allowance, carry, onward, restricted), steps)| Case {
            award,
            shares,
            advance,
            condition,
            ceiling,
            tolerance,
            allowance,
            carry,
            onward,
            restricted,
            steps,
        },
    )
}

fn payable(shares: [i128; 3]) -> Payable {
    let by: BySponsor = (0..3).filter(|at| shares[*at] > 0).map(|at| (sponsor(at), pence(shares[at]))).collect();
    Payable::by_all(by).unwrap()
}

fn year() -> AcademicYear {
    "2014/15".parse().unwrap()
}

impl Case {
    fn policy(&self) -> FundingPolicy {
        let principal = Sponsor::principal("Department");
        let mut second = Sponsor::principal("Endowment");
        second.restricted = self.restricted;
        let mut third = Sponsor::principal("Trust");
        third.structural = !self.restricted;
        let sponsors = [(sponsor(0), principal), (sponsor(1), second), (sponsor(2), third)];
        let costs = words(["staff", "venue"]);
        let mut policy = FundingPolicy::new(sponsors, words(["heading"]), words(["kind"]), costs)
            .never_paying("lobbying".parse().unwrap(), "never");
        policy.outside_period = words(["assurance"]);
        policy.vat_refunds.insert("academy".parse().unwrap(), VatRefund::new(day("2011-04-01"), "a law"));
        policy.onward = self.onward.map(|(matched, outright)| {
            OnwardPolicy::new(pence(matched.into()), pence(outright.into()), 2, words(["small", "remote", "new"]))
        });
        policy.virement_tolerance = Ratio::new(self.tolerance.into(), 100).unwrap();
        policy.advance_allowance = Ratio::new(self.allowance.into(), 100).unwrap();
        policy.certificate = Some(CertificatePolicy::new(pence(50_000), YearKind::Financial, 90).for_all_grants());
        policy.unspent = match self.carry {
            None => Unspent::Recovered,
            Some(share) => Unspent::CarriedUpTo(Ratio::new(share.into(), 100).unwrap()),
        };
        policy
    }

    fn line(&self, number: usize) -> Line {
        let purpose = if number % 2 == 0 {
            Purpose::Structural("heading".parse().unwrap())
        } else {
            Purpose::Project { project: LINES[number].parse().unwrap(), kind: "kind".parse().unwrap() }
        };
        let shares = self.shares[number].map(i128::from);
        Line::new(LINES[number], purpose, year().period()).payable(payable(shares))
    }

    fn offer(&self) -> Offer {
        let id = AwardId::new(Uuid::from_u128(0xa4a2 + self.award));
        let mut award = Award::new(id, school(0), "school".parse().unwrap(), year()).to_hub("north".parse().unwrap());
        for number in 0..self.shares.len() {
            award = award.with_line(line(number), self.line(number));
        }
        if self.advance {
            award = award.in_advance();
        }
        if self.condition {
            award = award.on_condition("bank".parse().unwrap(), "the bank details were verified");
        }
        let whole = of(award.ceiling);
        award.ceiling = pence(whole + i128::from(self.ceiling) * whole / 3);
        Offer::new("a-programme".parse().unwrap(), award, self.policy())
    }

    fn begun(&self) -> Book {
        let at: Moment = "2014-09-01T09:00".parse().unwrap();
        let first = Entry::new(1, at, person(1), Event::from(self.offer()));
        let mut book = Book {
            case: self.clone(),
            attempted: vec![first.clone()],
            ledger: Ledger::open(first).unwrap(),
            clock: at.day(),
            claims: 0,
        };
        if self.award % 4 != 3 || self.advance {
            for what in [Event::Accepted, ConditionMet { condition: "bank".parse().unwrap() }.into()] {
                if self.condition || what == Event::Accepted {
                    let entry = book.entry(person(1), what);
                    book.attempted.push(entry.clone());
                    book.ledger.apply(entry).unwrap();
                }
            }
        }
        book
    }

    /// Every step attempted, with the laws after each.
    fn run(&self, check: bool) -> Book {
        let mut book = self.begun();
        for step in &self.steps {
            book.attempt(step, check);
        }
        book
    }
}

struct Book {
    case: Case,
    attempted: Vec<Entry<Event>>,
    ledger: Ledger,
    clock: NaiveDate,
    claims: u32,
}

type Key = (LineId, SponsorId);

/// Sums by what became of it, line and sponsor.
type Sums = BTreeMap<(Posted, LineId, Option<SponsorId>), i128>;

fn sums(ledger: &Ledger) -> Sums {
    let mut sums = Sums::new();
    for posting in ledger.postings() {
        *sums.entry((posting.what, posting.line, posting.sponsor)).or_default() += i128::from(posting.amount.pence());
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

/// What the entries come to, counted from nothing but themselves.
#[derive(Default)]
struct Count {
    shares: BTreeMap<Key, i128>,
    ceiling: i128,
    bound: bool,
    /// What was paid, passed on, recovered, carried and written off.
    by: BTreeMap<(Posted, Key), i128>,
    /// What was claimed, matched and approved, by line.
    on: BTreeMap<(Posted, LineId), i128>,
    pending: BTreeSet<ClaimId>,
    papers: BTreeMap<String, (i128, i128)>,
    payees: BTreeMap<OrganisationId, i128>,
}

fn claimable(cost: &Cost) -> i128 {
    if cost.in_kind { 0 } else { of(cost.net) + of(cost.irrecoverable_vat) }
}

fn count(entries: &[Entry<Event>]) -> Count {
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
    fn by(&self, what: Posted, key: Key) -> i128 {
        self.by.get(&(what, key)).copied().unwrap_or(0)
    }

    fn kept(&self, key: Key) -> i128 {
        self.by(Posted::Paid, key) - self.by(Posted::Recovered, key)
    }
}

fn bumped(amounts: &ByLine) -> ByLine {
    let first = amounts.iter().next();
    let more = first.map(|(line, by, amount)| (line, by, pence(of(amount) + 1)));
    more.into_iter().fold(amounts.clone(), |all, (line, by, amount)| all.and(line, by, amount))
}

fn code(result: Result<(), maths_hubs::journal::Refusal>) -> &'static str {
    result.map_or_else(|refusal| refusal.rule().code, |()| "permitted")
}

impl Book {
    fn entry(&self, by: PersonId, what: Event) -> Entry<Event> {
        let at = Moment::at(self.clock, 9, 0).unwrap();
        Entry::new(self.ledger.journal().next_number(), at, by, what).because("for a reason")
    }

    /// An amount from a step, where this much would fit.
    fn amount(step: &Step, fits: i128) -> Money {
        let fits = fits.clamp(0, of(Money::MAX));
        pence(match step.size {
            0 => 0,
            1 => i128::from(step.number % 99) + 1,
            2..=5 => i128::from(step.number) % (fits + 1),
            6..=9 => fits,
            10 => fits + 1,
            _ if step.number % 2 == 0 => of(Money::MAX),
            _ => i128::from(step.number) * 7_919,
        })
    }

    /// What a step attempts: mostly what leads on, where its own kind would be in vain.
    fn kind(&self, step: &Step) -> &'static str {
        let state = self.ledger.state();
        if step.wild > 0 || (step.number % 16 == 0) {
            return step.kind;
        }
        let is = |wanted: fn(Standing) -> bool| state.claims().any(|it| wanted(it.1));
        let is_pending = is(|it| it == Standing::Pending);
        match (state.phase(), step.kind) {
            (Phase::Offered, "declined" | "varied") => step.kind,
            (Phase::Offered, _) => "accepted",
            (Phase::Closed, _) => "reopened",
            (Phase::Suspended, kind) if step.number % 3 == 0 || !state.phase().permits(kind) => "resumed",
            (_, "terminated") if step.number % 4 > 0 => "claimed",
            (_, "instalment") if !self.case.advance => "claimed",
            (_, "instalment") if state.instalments_due(self.clock).next().is_none() => "scheduled",
            (_, "approved" | "claim-withdrawn") if !is_pending => "claimed",
            (_, "paid" | "disallowed") if !is(|it| matches!(it, Standing::Approved(_))) => {
                if is_pending {
                    "approved"
                } else {
                    "claimed"
                }
            }
            (_, "accepted" | "declined" | "offered" | "reopened" | "resumed") => "claimed",
            (_, kind) => kind,
        }
    }

    fn event(&mut self, step: &Step) -> (PersonId, Event) {
        let state = self.ledger.state();
        let [a, b, c] = step.picks.map(usize::from);
        let (lines, wild) = (self.case.shares.len(), step.wild);
        let on = if wild == 1 { "nowhere".parse().unwrap() } else { line(a % lines) };
        let other = line(b % lines);
        let by: SponsorId = if wild == 2 { "nobody".parse().unwrap() } else { sponsor(c) };
        let count = count(self.ledger.entries());
        let key = (on, by);
        let share = count.shares.get(&key).copied().unwrap_or(0);
        let claims: Vec<(ClaimId, Standing)> = state.claims().collect();
        // Mostly the newest that stands as the entry wants it.
        let pick = |wanted: fn(Standing) -> bool| -> ClaimId {
            let standing: Vec<ClaimId> = claims.iter().filter(|it| wanted(it.1)).map(|it| it.0).collect();
            let all: Vec<ClaimId> = claims.iter().map(|it| it.0).collect();
            let from = if wild == 3 || standing.is_empty() { all } else { standing };
            if wild == 4 || from.is_empty() { "no-such-claim".parse().unwrap() } else { from[b % from.len()] }
        };
        let is_pending = |it| it == Standing::Pending;
        let is_approved = |it| matches!(it, Standing::Approved(_));
        let unspent = || {
            let all = state.unspent();
            if step.size >= 8 {
                return if step.size == 10 { bumped(&all) } else { all };
            }
            let there = all.line(on).map_or(0, |all| of(all.get(by)));
            ByLine::of(on, by, Self::amount(step, there))
        };
        let today = self.clock;
        let whole_year = year().period();
        let here = Period::new(today.min(day("2015-08-31")), Some(today.min(day("2015-08-31")))).unwrap();
        match self.kind(step) {
            "offered" => (person(1), self.case.offer().into()),
            "accepted" => (person(2), Event::Accepted),
            "declined" => (person(2), Event::Declined),
            "suspended" => (person(1), Event::Suspended),
            "resumed" => (person(1), Event::Resumed),
            "closed" => (person(1), Event::Closed),
            "reopened" => (person(1), Event::Reopened),
            "condition-met" => {
                let condition = if wild == 0 { "bank" } else { "unknown" };
                (person(1), ConditionMet { condition: condition.parse().unwrap() }.into())
            }
            "claimed" => {
                let id = if wild == 3 { pick(|_| true) } else { format!("c{}", self.claims).parse().unwrap() };
                self.claims += 1;
                let costs = (0..=c % 3).map(|number| {
                    let on = if wild == 1 { on } else { line((a + number * b) % lines) };
                    let payable = state.award().lines.get(&on).map_or(0, |line| of(line.payable.amount()));
                    let left = payable - count.on.get(&(Posted::Claimed, on)).copied().unwrap_or(0);
                    let net = Self::amount(step, left / (1 + number as i128));
                    let kind = match wild {
                        5 => "lobbying",
                        6 => "venu",
                        _ => "staff",
                    };
                    let activity = match wild {
                        7 => Period::new(day("2014-08-01"), Some(today.max(day("2014-08-02")))).unwrap(),
                        8 => Period::since(here.first()),
                        _ => here,
                    };
                    let mut cost = Cost::new(on, kind.parse().unwrap(), activity, today, net);
                    if step.number % 3 == 0 {
                        let vat = pence(of(net) / 5);
                        cost = cost.with_vat(vat, if step.number % 2 == 0 { vat } else { Money::ZERO });
                    }
                    if wild != 9 {
                        let reference = if c % 4 == 0 {
                            format!("paper-{}", b % 5)
                        } else {
                            format!("paper-{}-{number}", self.claims)
                        };
                        let whole = claimable(&cost) + i128::from(step.number % 5) * 1000;
                        cost = cost.shown_by_part_of(reference, pence(whole));
                    }
                    if wild == 10 {
                        cost.paid = None;
                    }
                    if step.number % 11 == 0 { cost.in_kind() } else { cost }
                });
                let over = if step.number % 13 == 0 { Period::since(today) } else { here };
                (person(3), Claimed::new(id, over, costs.collect::<Vec<_>>()).into())
            }
            "claim-withdrawn" => (person(3), Event::ClaimWithdrawn(OfClaim { claim: pick(is_pending) })),
            "approved" => {
                let claim = pick(is_pending);
                let mut approved = Approved::in_full(claim);
                if step.number % 3 == 0 {
                    let place = u32::from(step.picks[0] % 3);
                    let cost = state.claim(claim).and_then(|(it, _)| it.costs.get(place as usize)).map_or(0, claimable);
                    approved = approved.less(place, Self::amount(step, cost));
                }
                (person(if wild == 5 { 3 } else { 4 }), approved.into())
            }
            "disallowed" => {
                let claim = pick(is_approved);
                let place = u32::from(step.picks[0] % 3);
                let cost = state.claim(claim).and_then(|(it, _)| it.costs.get(place as usize)).map_or(0, claimable);
                (person(4), Disallowed { claim, cost: place, amount: Self::amount(step, cost) }.into())
            }
            "paid" => {
                let claim = pick(is_approved);
                let due = state.payable(claim);
                let amounts = match step.size {
                    2..=9 => due,
                    10 => bumped(&due),
                    _ => ByLine::of(on, by, Self::amount(step, share - count.kept(key))),
                };
                (person(5), Paid { against: Against::Claim(claim), on: today, amounts }.into())
            }
            "instalment" => {
                let due: Vec<_> = state.instalments_due(today).collect();
                let (id, left) = match due.get(a % due.len().max(1)) {
                    Some((id, left)) if wild != 4 => (*id, *left),
                    _ => (format!("i{}", b % 4).parse().unwrap(), pence(100)),
                };
                let amount = if step.size <= 9 && step.size > 1 { left } else { Self::amount(step, of(left)) };
                let on = if wild == 5 { day("2014-08-01") } else { today };
                let amounts = state.spread(amount);
                (person(5), Paid { against: Against::Instalment(id), on, amounts }.into())
            }
            "scheduled" => {
                let instalments = (0..=b % 4).map(|number| {
                    let id: InstalmentId = format!("i{number}").parse().unwrap();
                    let due = day("2014-09-02") + Days::new(number as u64 * u64::from(step.picks[2] % 60));
                    let amount = Self::amount(step, of(state.award().ceiling) / (1 + b as i128 % 4));
                    let over = if step.number % 5 == 0 { Period::since(due) } else { whole_year };
                    (id, Instalment { due, over, amount })
                });
                (person(1), Scheduled { instalments: instalments.collect() }.into())
            }
            "passed-on" => {
                let to = school(if wild == 5 { 0 } else { 10 + u32::from(step.picks[1] % 3) });
                let fits = share - count.by(Posted::PassedOn, key);
                let caps = self.case.onward.map_or(fits, |(one, other)| i128::from(one.max(other)));
                let amount = Self::amount(step, fits.min(caps));
                let over = if wild == 7 { Period::since(today) } else { here };
                let mut passed = PassedOn::new(to, on, BySponsor::of(by, amount), today, over);
                if step.number % 2 == 0 {
                    passed = passed.matched_by(amount);
                }
                if step.number % 3 == 0 {
                    passed = passed.on_grounds(["small", "new"].map(|ground| ground.parse().unwrap()));
                }
                (person(3), passed.into())
            }
            "moved" => {
                let mut moved =
                    Moved::new(on, other, by, Self::amount(step, share / (1 + i128::from(step.number % 9))));
                if step.number % 2 == 0 {
                    moved = moved.with_consent(by);
                }
                moved.approved_by = [None, Some(person(1)), Some(person(6)), Some(person(6))][step.number as usize % 4];
                (person(1), moved.into())
            }
            "reduced" => (person(1), Reduced { by: ByLine::of(on, by, Self::amount(step, share)) }.into()),
            "varied" => {
                let mut varied = Varied::default();
                match step.number % 4 {
                    0 => varied.ceiling = Some(Self::amount(step, count.ceiling)),
                    1 => {
                        // Another share of one sponsor's.
                        let mut line = self.case.line(a % lines);
                        let mut by = [0, 1, 2].map(|at| count.shares.get(&(on, sponsor(at))).copied().unwrap_or(0));
                        by[c % 3] = of(Self::amount(step, by[c % 3] + 500)).min(1_000_000_000);
                        line = line.payable(payable(by));
                        varied.lines.insert(on, line);
                    }
                    2 => varied.until = Some(day("2015-12-31")),
                    _ => {
                        let id = if wild == 1 { on } else { format!("new-{}", step.picks[2] % 3).parse().unwrap() };
                        if state.award().lines.contains_key(&id) {
                            varied.until = Some(day("2015-08-31"));
                        } else {
                            varied.lines.insert(id, self.case.line(a % lines));
                        }
                    }
                }
                (person(1), Event::Varied(Box::new(varied)))
            }
            "novated" => {
                let (body, kind) = (school(u32::from(step.picks[0] % 2)), ["school", "academy"][b % 2]);
                (person(1), Novated { body, body_kind: kind.parse().unwrap(), from: today }.into())
            }
            "recovered" => {
                (person(1), Recovered { on: today + Days::new(step.picks[0] as u64 % 3), amounts: unspent() }.into())
            }
            "carried" => {
                let amounts =
                    if step.size < 8 { unspent() } else { ByLine::of(on, by, Self::amount(step, share / 10)) };
                (person(1), Carried::with_consent(year(), amounts).into())
            }
            "written-off" => (person(1), WrittenOff { amounts: unspent() }.into()),
            "reversed" => {
                let kinds = ["paid", "passed-on", "recovered", "carried", "written-off", "approved"];
                let all: Vec<u64> = self
                    .ledger
                    .entries()
                    .iter()
                    .filter(|it| wild != 0 || kinds.contains(&it.what.kind()))
                    .map(|it| it.number)
                    .collect();
                let entry = if all.is_empty() || wild == 4 { 999 } else { all[all.len() - 1 - a % all.len()] };
                (person(1), Reversed { entry }.into())
            }
            "certified" => {
                let year = YearKind::Financial.containing(today).unwrap();
                (
                    person(1),
                    Certified { year, amount: pence(1), given_by: "auditors".to_owned(), qualified: false }.into(),
                )
            }
            "terminated" => {
                let last_day = if wild == 5 { day("2017-01-01") } else { today };
                (person(1), Terminated { last_day }.into())
            }
            _ => {
                let (digests, ground) = (vec![Digest::new([7; 32])], "privacy".to_owned());
                let entry = if wild == 4 { 999 } else { 1 + a as u64 % self.ledger.entries().len() as u64 };
                (person(1), Redacted { entry, digests, ground }.into())
            }
        }
    }

    fn attempt(&mut self, step: &Step, check: bool) {
        self.clock = self.clock + Days::new(u64::from(step.number % 4));
        let (by, what) = self.event(step);
        let mut entry = self.entry(by, what);
        match step.wild {
            9 if entry.what.kind() != "claimed" => entry.why = "".into(),
            11 => entry.number += 1,
            _ => {}
        }
        self.attempted.push(entry.clone());
        let before = self.ledger.clone();
        let permitted = before.state().phase().permitted();
        let may = before.permits(&entry);
        match self.ledger.apply(entry.clone()) {
            Err(refusal) => {
                let rule = refusal.rule().code;
                assert!(self.ledger == before, "{refusal} changed the ledger");
                assert_eq!(may.unwrap_err().to_string(), refusal.to_string());
                assert_eq!(refusal.permitted(), &permitted);
                assert!(!refusal.message().contains('{'), "{refusal}");
                let kind = entry.what.kind();
                if rule == "ledger/not-now" {
                    assert!(!permitted.contains(kind), "{refusal}");
                }
                if !permitted.contains(kind) {
                    let first = ["ledger/offered-once", "ledger/out-of-order", "ledger/not-now"];
                    assert!(first.contains(&rule), "{refusal}");
                }
                if check && step.number % 4 == 0 {
                    // An audit finds what was refused, by the same rule, and goes on.
                    let all = before.entries().iter().cloned().chain([entry]);
                    let audited = Ledger::audit(all).unwrap();
                    assert_eq!(audited.journal().irregular()[0].rule().code, rule);
                    conserved(&audited);
                }
            }
            Ok(()) => {
                assert!(may.is_ok());
                assert!(permitted.contains(entry.what.kind()), "{}", entry.what.kind());
                if check {
                    self.laws(&entry);
                    self.corrected(&before, &entry);
                }
            }
        }
    }

    fn probe(&self, what: impl Into<Event>) -> &'static str {
        code(self.ledger.permits(&self.entry(person(9), what.into())))
    }

    fn laws(&self, entry: &Entry<Event>) {
        let (state, count, sums) = (self.ledger.state(), count(self.ledger.entries()), sums(&self.ledger));
        let said = || format!("after {entry:?}");
        conserved(&self.ledger);
        // The award is what the entries made of it.
        let shares: BTreeMap<Key, i128> = state
            .award()
            .shares()
            .filter(|it| !it.2.is_zero())
            .map(|(line, by, share)| ((line, by), of(share)))
            .collect();
        assert_eq!(shares, count.shares, "{}", said());
        assert_eq!(of(state.award().ceiling), count.ceiling, "{}", said());
        assert_eq!(state.accepted().is_some(), count.bound);
        let pending: BTreeSet<ClaimId> = state.claims().filter(|it| it.1 == Standing::Pending).map(|it| it.0).collect();
        assert_eq!(pending, count.pending);
        // Every figure is that of the count, to the penny.
        let of_sums = |what, key: Key| sums.get(&(what, key.0, Some(key.1))).copied().unwrap_or(0);
        let on_line = |what, on: LineId| -> i128 {
            sums.iter().filter(|((is, line, _), _)| (*is, *line) == (what, on)).map(|(_, sum)| sum).sum()
        };
        let keys: BTreeSet<Key> = sums.keys().filter_map(|(_, line, by)| Some((*line, (*by)?))).collect();
        let mut kept_in_all = 0;
        for key in keys {
            for what in [Posted::Paid, Posted::PassedOn, Posted::Recovered, Posted::Carried, Posted::WrittenOff] {
                assert_eq!(of_sums(what, key), count.by(what, key), "{what} {key:?} {}", said());
            }
            let share = count.shares.get(&key).copied().unwrap_or(0);
            let (kept, approved) = (count.kept(key), of_sums(Posted::Approved, key));
            kept_in_all += kept;
            assert!(kept <= share, "{kept} of {share} {key:?} {}", said());
            assert!(approved <= share, "{approved} of {share} {key:?} {}", said());
            let settled = count.by(Posted::Carried, key) + count.by(Posted::WrittenOff, key);
            assert!(approved >= 0 && kept - settled >= 0, "{key:?} {}", said());
            let unspent = state.unspent().line(key.0).map_or(0, |by| of(by.get(key.1)));
            assert_eq!(unspent, (kept - settled - approved).max(0), "{key:?} {}", said());
        }
        assert!(kept_in_all <= count.ceiling, "{kept_in_all} of {} {}", count.ceiling, said());
        for (id, line) in &state.award().lines {
            for what in [Posted::Claimed, Posted::Approved, Posted::Matched] {
                assert_eq!(
                    on_line(what, *id),
                    count.on.get(&(what, *id)).copied().unwrap_or(0),
                    "{what} {id} {}",
                    said()
                );
            }
            assert!(on_line(Posted::Approved, *id) <= of(line.payable.amount()));
        }
        for (paper, (whole, used)) in &count.papers {
            assert!(used <= whole, "{used} on {paper}, which comes to {whole}, {}", said());
        }
        if let Some((matched, outright)) = self.case.onward {
            assert!(count.payees.values().all(|sum| *sum <= i128::from(matched.max(outright))));
        }
        self.asked_for(&count);
    }

    /// What the ledger says is to be paid, recovered and closed is permitted, and not a penny more.
    fn asked_for(&self, count: &Count) {
        let state = self.ledger.state();
        let permits = |kind| state.phase().permits(kind);
        let conditions =
            !self.case.condition || self.ledger.entries().iter().any(|it| matches!(it.what, Event::ConditionMet(_)));
        let pays = permits("paid") && conditions;
        for (claim, _) in state.claims() {
            let amounts = state.payable(claim);
            if pays && !amounts.is_empty() {
                let paid = |amounts| Paid { against: Against::Claim(claim), on: self.clock, amounts };
                assert_eq!(self.probe(paid(amounts.clone())), "permitted", "{claim}");
                assert_ne!(self.probe(paid(bumped(&amounts))), "permitted", "{claim}");
            }
        }
        let left: i128 = count.shares.iter().map(|(key, share)| share - count.kept(*key)).sum();
        let room = left.min(count.ceiling - count.shares.keys().map(|key| count.kept(*key)).sum::<i128>());
        for (id, amount) in state.instalments_due(self.clock) {
            let amounts = state.spread(amount);
            if !count.shares.is_empty() {
                assert_eq!(of(amounts.total().unwrap_or(Money::MAX)), of(amount));
            }
            if pays && self.case.advance && of(amount) <= room {
                let paid = |amounts| Paid { against: Against::Instalment(id), on: self.clock, amounts };
                assert_eq!(self.probe(paid(amounts.clone())), "permitted", "{id}");
                assert_ne!(self.probe(paid(bumped(&amounts))), "permitted", "{id}");
            }
        }
        if permits("recovered") {
            let mut settled = Book {
                case: self.case.clone(),
                attempted: Vec::new(),
                ledger: self.ledger.clone(),
                clock: self.clock,
                claims: 0,
            };
            let amounts = state.unspent();
            if !amounts.is_empty() {
                let back = |amounts| Recovered { on: self.clock, amounts };
                assert_ne!(self.probe(back(bumped(&amounts))), "permitted");
                let entry = settled.entry(person(9), back(amounts).into());
                settled.ledger.apply(entry).unwrap();
            }
            let sums = sums(&settled.ledger);
            let total = |what| -> i128 { sums.iter().filter(|(key, _)| key.0 == what).map(|(_, sum)| sum).sum() };
            let spent = [Posted::Approved, Posted::Recovered, Posted::Carried, Posted::WrittenOff].map(total);
            // Nothing is in hand any more, so what differs is owed.
            let owed = spent.into_iter().sum::<i128>() - total(Posted::Paid);
            assert!(owed >= 0);
            let expected = if !count.pending.is_empty() {
                "ledger/closed-with-claim"
            } else if owed > 0 {
                "ledger/closed-unreconciled"
            } else {
                "permitted"
            };
            assert_eq!(settled.probe(Event::Closed), expected);
        }
    }

    /// A correction leaves what would be there had the entry never been.
    fn corrected(&self, before: &Ledger, entry: &Entry<Event>) {
        let mut after = self.ledger.clone();
        let take_back: Event = match &entry.what {
            Event::Claimed(it) => Event::ClaimWithdrawn(OfClaim { claim: it.claim }),
            Event::Approved(_) => Reversed { entry: entry.number }.into(),
            Event::Paid(Paid { amounts, .. })
            | Event::Recovered(Recovered { amounts, .. })
            | Event::Carried(Carried { amounts, .. })
            | Event::WrittenOff(WrittenOff { amounts })
                if !amounts.is_empty() =>
            {
                Reversed { entry: entry.number }.into()
            }
            Event::PassedOn(it) if !it.amounts.is_empty() => Reversed { entry: entry.number }.into(),
            _ => return,
        };
        after.apply(self.entry(person(9), take_back)).unwrap_or_else(|refusal| panic!("{refusal} after {entry:?}"));
        assert_eq!(sums(&after), sums(before), "{entry:?}");
        assert_eq!(after.state().unspent(), before.state().unspent());
        for (claim, _) in before.state().claims() {
            assert_eq!(after.state().payable(claim), before.state().payable(claim));
        }
        let due = |ledger: &Ledger| ledger.state().instalments_due(self.clock).collect::<Vec<_>>();
        assert_eq!(due(&after), due(before));
        // It can be made again, rightly or wrongly: to the same figures, and what it used up is free.
        let mut again = entry.what.clone();
        if let Event::Claimed(it) = &mut again {
            it.claim = "again".parse().unwrap();
        }
        let again = Entry::new(after.journal().next_number(), entry.at, entry.by, again).because("for a reason");
        after.apply(again).unwrap_or_else(|refusal| panic!("{refusal}: again after {entry:?}"));
        assert_eq!(sums(&after), sums(&self.ledger), "{entry:?}");
    }
}

/// What holds of any books, irregular ones too.
fn conserved(ledger: &Ledger) {
    let (state, sums) = (ledger.state(), sums(ledger));
    for what in Posted::ALL {
        let sum: i128 = sums.iter().filter(|(key, _)| key.0 == what).map(|(_, sum)| sum).sum();
        let most = i128::from(Balance::MAX.pence());
        assert_eq!(i128::from(state.total(what).pence()), sum.clamp(-most, most), "{what}");
    }
    let committed: BTreeMap<Key, i128> = sums
        .iter()
        .filter(|((what, ..), _)| *what == Posted::Committed)
        .map(|((_, line, by), sum)| ((*line, by.unwrap()), *sum))
        .collect();
    let shares = state.award().shares().filter(|it| !it.2.is_zero() && state.accepted().is_some());
    assert_eq!(committed, shares.map(|(line, by, share)| ((line, by), of(share))).collect());
}

fn lines_of(ledger: &Ledger) -> Vec<String> {
    ledger.entries().iter().map(|entry| serde_json::to_string(entry).unwrap()).collect()
}

fn read(lines: &[String]) -> Vec<Entry<Event>> {
    lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn terms(basis: Basis, years: YearKind) -> Terms {
    Terms::new(day("2030-01-01"), basis, years, "whoever asks")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_attempted_the_books_stay_in_order(case in case(45)) {
        case.run(true);
    }

    #[test]
    fn replay_audit_lines_of_json_and_redaction_give_the_same_books(case in case(45)) {
        let book = case.run(false);
        let ledger = &book.ledger;
        let replayed = Ledger::replay(ledger.entries().iter().cloned()).unwrap();
        prop_assert_eq!(&replayed, ledger);
        prop_assert_eq!(replayed.postings().collect::<Vec<_>>(), ledger.postings().collect::<Vec<_>>());
        let audited = Ledger::audit(ledger.entries().iter().cloned()).unwrap();
        prop_assert!(audited.journal().irregular().is_empty());
        prop_assert_eq!(&audited, ledger);
        let on = day("2016-12-01");
        let report = |ledger| rules::check(ledger, &(), on).to_string();
        prop_assert_eq!(report(&audited), report(ledger));
        let written = lines_of(ledger);
        prop_assert_eq!(&Ledger::replay(read(&written)).unwrap(), ledger);
        // A text is removed: all but the number of the last entry stays, and it reads back.
        let mut redacted = ledger.clone();
        let at = Moment::at(book.clock, 9, 0).unwrap();
        let redaction = Redaction { entry: 2, ground: "privacy", at, by: person(1) };
        if redacted.redact(redaction, |_| Digest::new([1; 32])).is_ok() {
            prop_assert!(!lines_of(&redacted)[1].contains("for a reason"));
            prop_assert_eq!(redacted.postings().collect::<Vec<_>>(), ledger.postings().collect::<Vec<_>>());
            prop_assert_eq!(redacted.state().award(), ledger.state().award());
            prop_assert_eq!(redacted.state().phase(), ledger.state().phase());
            prop_assert_eq!(redacted.state().claims().collect::<Vec<_>>(), ledger.state().claims().collect::<Vec<_>>());
            prop_assert_eq!(&Ledger::replay(read(&lines_of(&redacted))).unwrap(), &redacted);
        }
    }

    #[test]
    fn an_audit_takes_in_everything_that_was_attempted(case in case(60), renumbered in any::<bool>()) {
        let book = case.run(false);
        let mut attempted = book.attempted;
        if renumbered {
            for (number, entry) in (1..).zip(&mut attempted) {
                entry.number = number;
            }
        }
        let audited = Ledger::audit(attempted.iter().cloned()).unwrap();
        prop_assert_eq!(audited.entries(), &attempted[..]);
        conserved(&audited);
        let report = rules::check(&audited, &(), day("2016-12-01"));
        let codes = report.codes();
        for refusal in audited.journal().irregular() {
            prop_assert!(codes.contains(refusal.rule().code));
        }
        if renumbered {
            let first = Ledger::replay(attempted).err().map(|refusal| refusal.to_string());
            prop_assert_eq!(first, audited.journal().irregular().first().map(ToString::to_string));
        }
    }

    #[test]
    fn statements_come_to_what_the_ledger_does_and_parts_merge_to_the_whole(
        case in case(45), mask in any::<u64>(), financial in any::<bool>()
    ) {
        let ledger = case.run(false).ledger;
        // What no statement can hold is tried elsewhere.
        let postings: Vec<Posting> = ledger.postings().collect();
        prop_assume!(postings.iter().all(|it| it.amount.magnitude() < Money::pounds(1_000_000_000).unwrap()));
        let years = if financial { YearKind::Financial } else { YearKind::Academic };
        for basis in [Basis::Cash, Basis::Accrual] {
            let terms = terms(basis, years);
            let whole = ledger.statement(&terms).unwrap();
            for what in Posted::ALL {
                prop_assert_eq!(whole.total().get(what), ledger.state().total(what), "{} {}", basis, what);
            }
            prop_assert_eq!(whole.by_line_sponsor_and_year().total(), whole.total());
            let side = |which| postings.iter().enumerate().filter(move |(at, _)| (mask >> (at % 64)) & 1 == which);
            let part = |which| Statement::of(side(which).map(|(_, it)| it), &terms).unwrap();
            prop_assert_eq!(part(1).merge(part(0)).unwrap(), whole.clone());
            prop_assert_eq!(part(0).merge(part(1)).unwrap(), whole);
        }
    }

    #[test]
    fn portfolios_and_consolidated_statements_are_the_same_in_any_order_and_partition(
        cases in prop::collection::vec(case(25), 1..5), cut in any::<sample::Index>(), by in any::<usize>()
    ) {
        let ledgers: Vec<Ledger> = (0..).zip(cases).map(|(award, mut case)| {
            case.award = award;
            case.run(false).ledger
        }).collect();
        let fold = |ledgers: &[&Ledger]| {
            let mut portfolio = Portfolio::default();
            ledgers.iter().for_each(|ledger| portfolio.add(ledger));
            portfolio
        };
        let all: Vec<&Ledger> = ledgers.iter().collect();
        let whole = fold(&all);
        let mut turned = all.clone();
        turned.rotate_left(by % all.len());
        turned.reverse();
        let (one, other) = turned.split_at(cut.index(turned.len() + 1));
        let sent = |portfolio: Portfolio| -> Portfolio {
            serde_json::from_str(&serde_json::to_string(&portfolio).unwrap()).unwrap()
        };
        let mut merged = sent(fold(other));
        merged.merge(sent(fold(one)));
        prop_assert_eq!(&merged, &whole);
        let policy = ledgers[0].state().policy();
        let report = |portfolio: &Portfolio| rules::check(portfolio, policy, day("2016-12-01")).to_string();
        prop_assert_eq!(report(&merged), report(&whole));
        // What one ledger permitted a portfolio of it alone does not hold against it.
        for ledger in &ledgers {
            let alone = rules::check(&fold(&[ledger]), policy, day("2016-12-01"));
            prop_assert_eq!(alone.count("ledger/cost-claimed-twice").broken, 0, "{}", alone);
        }
        let terms = terms(Basis::Cash, YearKind::Financial);
        let parts: Vec<Statement> = turned.iter().filter_map(|ledger| ledger.statement(&terms).ok()).collect();
        prop_assume!(parts.len() == ledgers.len());
        let postings: Vec<Posting> = ledgers.iter().flat_map(Ledger::postings).collect();
        if let Ok(of_all) = Statement::of(&postings, &terms) {
            prop_assert_eq!(Statement::consolidated(&parts, &terms).unwrap(), of_all);
        }
    }

    #[test]
    fn a_line_that_is_fully_spent_costs_each_sponsor_exactly_its_share(
        shares in prop::array::uniform3(0_u32..5000),
        claims in prop::collection::vec((1_u32..4000, 0_u8..8, any::<u32>()), 1..40),
    ) {
        prop_assume!(shares.iter().any(|share| *share > 0));
        let case = Case {
            award: 0, shares: vec![shares], advance: false, condition: false, ceiling: 0, tolerance: 0, allowance: 0,
            carry: None, onward: None, restricted: false, steps: Vec::new(),
        };
        let mut book = case.begun();
        let whole: i128 = shares.iter().map(|share| i128::from(*share)).sum();
        let over = Period::new(book.clock, Some(book.clock)).unwrap();
        let mut number = 0;
        let push = |book: &mut Book, by: u128, what: Event| {
            let entry = book.entry(person(by), what);
            let number = entry.number;
            book.ledger.apply(entry).unwrap_or_else(|refusal| panic!("{refusal}"));
            number
        };
        let mut claim = |book: &mut Book, amount: i128| -> ClaimId {
            number += 1;
            let id: ClaimId = format!("c{number}").parse().unwrap();
            let cost = Cost::new(line(0), "staff".parse().unwrap(), over, over.first(), pence(amount)).shown_by(format!("p{number}"));
            push(book, 3, Claimed::new(id, over, [cost]).into());
            id
        };
        let approved = |book: &Book| i128::from(book.ledger.state().total(Posted::Approved).pence());
        for (amount, fate, part) in claims {
            let amount = i128::from(amount).min(whole - approved(&book));
            if amount == 0 {
                continue;
            }
            let id = claim(&mut book, amount);
            let some = pence(i128::from(part) % (amount + 1));
            match fate {
                0 => { push(&mut book, 3, Event::ClaimWithdrawn(OfClaim { claim: id })); }
                1 => { push(&mut book, 4, Approved::in_full(id).less(0, some).into()); }
                2 => {
                    let entry = push(&mut book, 4, Approved::in_full(id).into());
                    push(&mut book, 4, Reversed { entry }.into());
                    push(&mut book, 4, Approved::in_full(id).into());
                }
                3 => {
                    push(&mut book, 4, Approved::in_full(id).into());
                    let amounts = book.ledger.state().payable(id);
                    if !amounts.is_empty() {
                        push(&mut book, 5, Paid { against: Against::Claim(id), on: over.first(), amounts }.into());
                    }
                    push(&mut book, 4, Disallowed { claim: id, cost: 0, amount: some }.into());
                }
                _ => {
                    push(&mut book, 4, Approved::in_full(id).into());
                    let amounts = book.ledger.state().payable(id);
                    if fate < 6 && !amounts.is_empty() {
                        push(&mut book, 5, Paid { against: Against::Claim(id), on: over.first(), amounts }.into());
                    }
                }
            }
        }
        let left = whole - approved(&book);
        if left > 0 {
            let id = claim(&mut book, left);
            push(&mut book, 4, Approved::in_full(id).into());
        }
        let ids: Vec<ClaimId> = book.ledger.state().claims().map(|it| it.0).collect();
        for claim in ids {
            let amounts = book.ledger.state().payable(claim);
            if !amounts.is_empty() {
                push(&mut book, 5, Paid { against: Against::Claim(claim), on: over.first(), amounts }.into());
            }
        }
        let sums = sums(&book.ledger);
        for (at, share) in shares.into_iter().enumerate() {
            for what in [Posted::Approved, Posted::Paid] {
                let sum = sums.get(&(what, line(0), Some(sponsor(at)))).copied().unwrap_or(0);
                prop_assert_eq!(sum, i128::from(share), "{} by {}", what, SPONSORS[at]);
            }
        }
        let pending = book.ledger.state().claims().any(|it| it.1 == Standing::Pending);
        if !pending {
            push(&mut book, 1, Event::Closed);
            prop_assert_eq!(book.ledger.state().phase(), Phase::Closed);
        }
    }
}
