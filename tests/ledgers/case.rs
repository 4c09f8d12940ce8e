//! Random policies, awards and steps, and the ledgers that they lead to.

use super::*;

pub const SPONSORS: [&str; 3] = ["dfe", "eef", "trust"];
pub const LINES: [&str; 5] = ["board", "lead", "rooms", "trial", "travel"];

pub const fn person(number: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(0x1ed_9e00 + number))
}

pub fn line(number: usize) -> LineId {
    LINES[number % LINES.len()].parse().unwrap()
}

pub fn sponsor(number: usize) -> SponsorId {
    SPONSORS[number % 3].parse().unwrap()
}

pub fn school(number: u32) -> OrganisationId {
    format!("GB-EDU-{}", 100_001 + number).parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn pence(amount: i128) -> Money {
    u64::try_from(amount.max(0)).ok().and_then(Money::from_pence).unwrap_or(Money::MAX)
}

pub fn of(amount: Money) -> i128 {
    amount.pence().into()
}

pub fn words<const N: usize>(words: [&str; N]) -> Vocabulary {
    Vocabulary::new(words.map(|word| (word, "a word"))).unwrap()
}

/// One attempt: numbers from which an entry is made that fits the ledger more or less.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub kind: &'static str,
    pub picks: [u8; 3],
    pub size: u8,
    pub number: u32,
    /// What is wrong with it on purpose, if anything.
    pub wild: u8,
}

#[derive(Clone, Debug)]
pub struct Case {
    pub award: u128,
    /// Shares of each line in pence, by sponsor.
    pub shares: Vec<[u32; 3]>,
    pub advance: bool,
    pub condition: bool,
    pub ceiling: i8,
    pub tolerance: u8,
    pub allowance: u8,
    pub carry: Option<u8>,
    pub onward: Option<(u16, u16)>,
    pub restricted: bool,
    pub steps: Vec<Step>,
}

pub fn step() -> impl Strategy<Value = Step> {
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
        (4, "brought-forward"),
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

pub fn case(steps: usize) -> impl Strategy<Value = Case> {
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

pub fn payable(shares: [i128; 3]) -> Payable {
    let by: BySponsor = (0..3).filter(|at| shares[*at] > 0).map(|at| (sponsor(at), pence(shares[at]))).collect();
    Payable::by_all(by).unwrap()
}

pub fn year() -> AcademicYear {
    "2014/15".parse().unwrap()
}

impl Case {
    pub fn policy(&self) -> FundingPolicy {
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

    pub fn line(&self, number: usize) -> Line {
        let purpose = if number % 2 == 0 {
            Purpose::Structural("heading".parse().unwrap())
        } else {
            Purpose::Project { project: LINES[number].parse().unwrap(), kind: "kind".parse().unwrap() }
        };
        let shares = self.shares[number].map(i128::from);
        Line::new(LINES[number], purpose, year().period()).payable(payable(shares))
    }

    pub fn offer(&self) -> Offer {
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

    pub fn begun(&self) -> Book {
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
    pub fn run(&self, check: bool) -> Book {
        let mut book = self.begun();
        for step in &self.steps {
            book.attempt(step, check);
        }
        book
    }
}

pub struct Book {
    pub case: Case,
    pub attempted: Vec<Entry<Event>>,
    pub ledger: Ledger,
    pub clock: NaiveDate,
    pub claims: u32,
}
