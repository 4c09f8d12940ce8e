//! Every promise of a ledger, by hand: what is refused and found, in what words, and what just passes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use maths_hubs::{
    calendar::{AcademicYear, FinancialYear, Moment, Period, YearKind},
    funding::{
        amounts::{ByLine, BySponsor},
        award::{Award, Line, Payable},
        ledger::{
            Event, Ledger, Offer, Phase,
            event::{
                Against, Approved, BroughtForward, Carried, Certified, Claimed, ConditionMet, Cost, Disallowed,
                Instalment, Moved, Novated, OfClaim, Paid, PassedOn, Recovered, Reduced, Reversed, Scheduled,
                Terminated, Varied, WrittenOff,
            },
        },
        policy::{CertificatePolicy, FundingPolicy, OnwardPolicy, Unspent, VatRefund},
        portfolio::Portfolio,
        purpose::Purpose,
        sponsor::Sponsor,
        statement::{Basis, Posted, Terms},
    },
    identifiers::{AwardId, ClaimId, LineId, OrganisationId, PersonId, SponsorId},
    journal::Entry,
    money::Money,
    ratio::Ratio,
    rules,
    vocabulary::Vocabulary,
};
use uuid::Uuid;

const OFFICER: PersonId = PersonId::new(Uuid::from_u128(1));
const BURSAR: PersonId = PersonId::new(Uuid::from_u128(2));
const APPROVER: PersonId = PersonId::new(Uuid::from_u128(3));
const DIRECTOR: PersonId = PersonId::new(Uuid::from_u128(4));

fn read<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    read(text)
}

fn day(text: &str) -> NaiveDate {
    read(text)
}

fn period(first: &str, last: &str) -> Period {
    Period::new(day(first), Some(day(last))).unwrap()
}

fn line(name: &str) -> LineId {
    read(name)
}

fn dfe() -> SponsorId {
    read("dfe")
}

fn eef() -> SponsorId {
    read("eef")
}

fn school(number: u32) -> OrganisationId {
    read(&format!("GB-EDU-{}", 100_000 + number))
}

fn words<const N: usize>(words: [&str; N]) -> Vocabulary {
    Vocabulary::new(words.map(|word| (word, "a word"))).unwrap()
}

const NEVER: [(&str, &str); 5] = [
    ("lobbying", "nobody is paid to influence who pays"),
    ("gifts", "public money is not given away"),
    ("entertaining", "guests are nobody's project"),
    ("fines", "a breach of law is nobody's project"),
    ("depreciation", "what was bought was paid for when it was bought"),
];

fn policy() -> FundingPolicy {
    let sponsors = [
        (dfe(), Sponsor::principal("Department")),
        (eef(), Sponsor::of_projects("Endowment", YearKind::Financial, [read("number-sense")])),
    ];
    let kinds = words(["national-collaborative", "trial", "follow-up"]);
    let policy = FundingPolicy::new(sponsors, words(["leadership"]), kinds, words(["staff", "venue"]));
    let mut policy = NEVER.into_iter().fold(policy, |policy, (kind, why)| policy.never_paying(read(kind), why));
    policy.outside_period = words(["assurance"]);
    policy.vat_refunds.insert(read("academy"), VatRefund::new(day("2014-11-01"), "Act, section 33B"));
    let grounds = words(["small", "remote", "new"]);
    policy.onward = Some(OnwardPolicy::new(money("3000"), money("6000"), 2, grounds));
    policy.virement_tolerance = Ratio::new(1, 10).unwrap();
    policy.advance_allowance = Ratio::new(1, 2).unwrap();
    policy.certificate = Some(CertificatePolicy::new(money("40000"), YearKind::Financial, 180));
    policy.unspent = Unspent::CarriedUpTo(Ratio::new(1, 10).unwrap());
    policy
}

fn year() -> AcademicYear {
    read("2014/15")
}

fn next_year() -> AcademicYear {
    read("2015/16")
}

fn trial(kind: &str) -> Purpose {
    Purpose::Project { project: read("number-sense"), kind: read(kind) }
}

fn award(number: u128) -> Award {
    let over = year().period();
    let challenge = Purpose::Project { project: read("challenge"), kind: read("national-collaborative") };
    let leadership = Line::new("Hub lead", Purpose::Structural(read("leadership")), over);
    let both = Payable::by(dfe(), money("3000")).and(eef(), money("2000")).unwrap();
    Award::new(AwardId::new(Uuid::from_u128(number)), school(1), read("school"), year())
        .with_line(line("leadership"), leadership.payable(Payable::by(dfe(), money("60000"))))
        .with_line(line("rooms"), Line::new("Rooms", challenge, over).payable(Payable::by(dfe(), money("20000"))))
        .with_line(line("trial"), Line::new("Trial", trial("trial"), over).payable(both))
}

struct Book {
    ledger: Ledger,
    clock: Moment,
}

impl Book {
    fn offered(award: Award, policy: FundingPolicy) -> Self {
        let clock = read("2014-08-20T09:00");
        let offer = Offer::new(read("a-programme"), award, policy);
        Self { ledger: Ledger::open(Entry::new(1, clock, OFFICER, offer.into())).unwrap(), clock }
    }

    /// Accepted, on the first day of the year.
    fn of(award: Award, policy: FundingPolicy) -> Self {
        let mut book = Self::offered(award, policy);
        book.does(OFFICER, Event::Accepted);
        book.on("2014-09-01");
        book
    }

    fn arrears() -> Self {
        Self::of(award(1), policy())
    }

    /// With an instalment that is due at once.
    fn advance(amount: &str) -> Self {
        let mut book = Self::of(award(1).in_advance(), policy());
        let over = year().period();
        let instalment = Instalment { due: day("2014-09-01"), over, amount: money(amount) };
        book.does(OFFICER, Scheduled { instalments: BTreeMap::from([(read("autumn"), instalment)]) });
        book
    }

    fn on(&mut self, day: &str) {
        self.clock = read(&format!("{day}T09:00"));
    }

    fn enter(&mut self, by: PersonId, what: impl Into<Event>) -> Result<u64, String> {
        let number = self.ledger.journal().next_number();
        let entry = Entry::new(number, self.clock, by, what.into()).because("for a reason");
        let said = self.ledger.apply(entry).map_err(|it| format!("{}: {}", it.rule().code, it.message()));
        said.map(|()| number)
    }

    fn does(&mut self, by: PersonId, what: impl Into<Event>) -> u64 {
        self.enter(by, what).unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    fn refused(&mut self, by: PersonId, what: impl Into<Event>) -> String {
        self.enter(by, what).expect_err("refused")
    }

    fn cost(&self, on: &str, amount: &str) -> Cost {
        let over = Period::new(self.clock.day(), Some(self.clock.day())).unwrap();
        Cost::new(line(on), read("staff"), over, self.clock.day(), money(amount))
    }

    fn claim(&self, id: &str, cost: Cost) -> Claimed {
        Claimed::new(read(id), Period::new(self.clock.day(), Some(self.clock.day())).unwrap(), [cost])
    }

    /// Claims and approves an amount on a line, and gives the number of the approval.
    fn spends(&mut self, id: &str, on: &str, amount: &str) -> u64 {
        let claim =
            self.claim(id, self.cost(on, amount).shown_by(format!("paper-{}-{id}", self.ledger.state().award().id)));
        self.does(BURSAR, claim);
        self.does(APPROVER, Approved::in_full(read(id)))
    }

    fn paying(&self, id: &str) -> Paid {
        let claim: ClaimId = read(id);
        Paid { against: Against::Claim(claim), on: self.clock.day(), amounts: self.ledger.state().payable(claim) }
    }

    fn instalment(&self, amounts: ByLine) -> Paid {
        Paid { against: Against::Instalment(read("autumn")), on: self.clock.day(), amounts }
    }

    fn found(&self, on: &str, code: &str) -> Vec<String> {
        let report = rules::check(&self.ledger, &(), day(on));
        report.findings().iter().filter(|it| it.code == code).map(|it| it.message.clone()).collect()
    }

    fn total(&self, what: Posted) -> String {
        self.ledger.state().total(what).to_string()
    }
}

fn on(name: &str, amount: &str) -> ByLine {
    ByLine::of(line(name), dfe(), money(amount))
}

fn withdrawn(id: &str) -> Event {
    Event::ClaimWithdrawn(OfClaim { claim: read(id) })
}

#[test]
fn nothing_is_paid_before_the_acceptance_while_suspended_or_after_the_books_are_closed() {
    let mut book = Book::offered(award(1), policy());
    let paid = Paid { against: Against::Claim(read("c1")), on: day("2014-08-20"), amounts: on("leadership", "1") };
    let entry = Entry::new(2, book.clock, OFFICER, paid.into());
    assert_eq!(
        book.ledger.apply(entry).unwrap_err().to_string(),
        "entry 2 (paid) is refused by ledger/not-now: paid is not permitted while the award is offered; \
         permitted now: accepted, condition-met, declined, redacted, varied"
    );
    let mut book = Book::arrears();
    book.spends("c1", "leadership", "1000");
    let paid = book.paying("c1");
    book.does(OFFICER, Event::Suspended);
    let refused = "ledger/not-now: paid is not permitted while the award is suspended";
    assert_eq!(book.refused(OFFICER, paid.clone()), refused);
    book.does(OFFICER, Event::Resumed);
    book.does(OFFICER, paid.clone());
    book.does(OFFICER, Event::Closed);
    assert_eq!(book.refused(OFFICER, paid.clone()), "ledger/not-now: paid is not permitted while the award is closed");
    // A declined award is over.
    let mut book = Book::offered(award(1), policy());
    book.does(OFFICER, Event::Declined);
    assert_eq!(book.refused(OFFICER, paid), "ledger/not-now: paid is not permitted while the award is declined");
}

#[test]
fn closing_and_opening_the_books_lifts_no_suspension_and_undoes_no_termination() {
    let mut book = Book::arrears();
    for what in [Event::Suspended, Event::Closed, Event::Reopened] {
        book.does(OFFICER, what);
    }
    assert_eq!(book.ledger.state().phase(), Phase::Suspended);
    assert_eq!(
        book.refused(
            OFFICER,
            Paid { against: Against::Claim(read("c1")), on: day("2014-09-01"), amounts: ByLine::default() }
        ),
        "ledger/not-now: paid is not permitted while the award is suspended"
    );
    book.does(OFFICER, Event::Resumed);
    book.does(OFFICER, Terminated { last_day: day("2015-03-31") });
    book.does(OFFICER, Event::Closed);
    book.does(OFFICER, Event::Reopened);
    assert_eq!(book.ledger.state().phase(), Phase::Terminated);
    assert_eq!(
        book.refused(OFFICER, Moved::new(line("leadership"), line("rooms"), dfe(), money("1"))),
        "ledger/not-now: moved is not permitted while the award is terminated"
    );
    assert_eq!(
        book.refused(OFFICER, Terminated { last_day: day("2015-08-31") }),
        "ledger/not-now: terminated is not permitted while the award is terminated"
    );
    let diagram = Ledger::diagram();
    for arrow in ["closed --> active", "closed --> suspended", "closed --> terminated"] {
        assert!(diagram.contains(&format!("    {arrow}: reopened\n")), "{diagram}");
    }
}

#[test]
fn nothing_is_paid_above_the_ceiling_and_the_ceiling_does_not_come_down_on_what_was_paid() {
    let mut award = award(1);
    award.ceiling = money("50000");
    let mut book = Book::of(award, policy());
    book.spends("c1", "leadership", "60000");
    // What is owed is asked for up to the ceiling, and no further.
    let above = Paid { amounts: on("leadership", "60000"), ..book.paying("c1") };
    assert_eq!(
        book.refused(OFFICER, above),
        "ledger/paid-above-ceiling: £60,000.00 would be paid, and the ceiling is £50,000.00"
    );
    let paid = book.paying("c1");
    assert_eq!(paid.amounts, on("leadership", "50000"));
    book.does(OFFICER, paid);
    assert!(book.paying("c1").amounts.is_empty());
    let lower = |ceiling: &str| Event::Varied(Box::new(Varied { ceiling: Some(money(ceiling)), ..Varied::default() }));
    assert_eq!(
        book.refused(OFFICER, lower("49999.99")),
        "ledger/paid-above-ceiling: £50,000.00 would be paid, and the ceiling is £49,999.99"
    );
    book.does(OFFICER, lower("50000"));
    assert_eq!(
        book.refused(OFFICER, Reduced { by: on("rooms", "1") }),
        "ledger/paid-above-ceiling: £50,000.00 would be paid, and the ceiling is £49,999.00"
    );
}

#[test]
fn corrections_leave_no_more_paid_than_the_share_and_no_less_than_was_recovered() {
    let mut book = Book::advance("130000");
    let first = book.does(OFFICER, book.instalment(on("leadership", "60000")));
    assert_eq!(
        book.refused(OFFICER, book.instalment(on("leadership", "0.01"))),
        "ledger/paid-above-share: £60,000.01 of dfe's money would be paid on the line leadership, and its share is £60,000.00"
    );
    let back = book.does(OFFICER, Recovered { on: day("2014-09-01"), amounts: on("leadership", "60000") });
    // What came back may be spread again.
    assert_eq!(book.ledger.state().spread(money("85000")).line(line("leadership")).unwrap().get(dfe()), money("60000"));
    assert_eq!(
        book.refused(OFFICER, Reversed { entry: first }),
        "ledger/settled-too-much: £60,000.00 of dfe's money on the line leadership would be recovered, carried or \
         written off, and £0.00 is unspent"
    );
    let second = book.does(OFFICER, book.instalment(on("leadership", "60000")));
    assert_eq!(
        book.refused(OFFICER, Reversed { entry: back }),
        "ledger/paid-above-share: £120,000.00 of dfe's money would be paid on the line leadership, and its share is £60,000.00"
    );
    for entry in [second, back, first] {
        book.does(OFFICER, Reversed { entry });
    }
    assert_eq!([Posted::Paid, Posted::Recovered].map(|what| book.total(what)), ["£0.00", "£0.00"]);
    assert_eq!(
        book.refused(OFFICER, Reversed { entry: first }),
        "ledger/unknown-reference: there is no figure that can be taken back in entry `4`"
    );
}

#[test]
fn a_late_claim_on_money_that_was_carried_waits_until_the_carry_is_reversed() {
    let mut book = Book::advance("60000");
    book.does(OFFICER, book.instalment(on("leadership", "60000")));
    let carry = book.does(OFFICER, Carried::with_consent(next_year(), on("leadership", "6000")));
    book.spends("c1", "leadership", "60000");
    // The body has the money, so there is nothing to pay; and the books do not close over it.
    assert!(book.ledger.state().payable(read("c1")).is_empty());
    assert_eq!(
        book.refused(OFFICER, Event::Closed),
        "ledger/closed-unreconciled: £6,000.00 of dfe's money on the line leadership is owed to the body"
    );
    book.does(OFFICER, Reversed { entry: carry });
    book.does(OFFICER, Event::Closed);
}

#[test]
fn activity_lies_in_the_period_save_the_statement_of_assurance() {
    let mut book = Book::arrears();
    book.on("2015-09-10");
    let late = |book: &Book, kind: &str| {
        let mut cost = book.cost("rooms", "500").shown_by("paper-1");
        (cost.kind, cost.activity) = (read(kind), period("2015-08-20", "2015-09-05"));
        book.claim("c1", cost)
    };
    let claim = late(&book, "venue");
    assert_eq!(
        book.refused(BURSAR, claim),
        "ledger/activity-outside-period: the first cost of `c1` pays for 2015-08-20 to 2015-09-05, and the line runs \
         2014-09-01 to 2015-08-31"
    );
    let claim = late(&book, "assurance");
    book.does(BURSAR, claim);
    // The invoice may be late: it is the activity that counts.
    let mut cost = book.cost("rooms", "500").shown_by("paper-2");
    cost.activity = period("2015-08-31", "2015-08-31");
    let claim = book.claim("c2", cost);
    book.does(BURSAR, claim);
}

#[test]
fn a_terminated_award_pays_for_what_was_done_until_its_last_day() {
    let mut book = Book::arrears();
    assert_eq!(
        book.refused(OFFICER, Terminated { last_day: day("2015-09-01") }),
        "ledger/terminated-outside: it ends on 2015-09-01, and its period is 2014-09-01 to 2015-08-31"
    );
    book.on("2015-04-10");
    book.does(OFFICER, Terminated { last_day: day("2015-03-31") });
    let claim = book.claim("c1", book.cost("rooms", "500").shown_by("paper-1"));
    assert_eq!(
        book.refused(BURSAR, claim.clone()),
        "ledger/activity-outside-period: the first cost of `c1` pays for 2015-04-10 to 2015-04-10, and the line runs \
         2014-09-01 to 2015-08-31, and the award ended on 2015-03-31"
    );
    let passing = |over| {
        let amounts = BySponsor::of(dfe(), money("500"));
        PassedOn::new(school(9), line("rooms"), amounts, day("2015-04-10"), over).matched_by(money("500"))
    };
    assert_eq!(
        book.refused(BURSAR, passing(period("2015-04-01", "2015-04-10"))),
        "ledger/onward-unfunded: what is done 2015-04-01 to 2015-04-10 is paid from a line that runs 2014-09-01 to \
         2015-08-31, and the award ended on 2015-03-31"
    );
    book.does(BURSAR, passing(period("2015-03-01", "2015-03-31")));
    let mut done = claim;
    done.costs[0].activity = period("2015-03-30", "2015-03-31");
    book.does(BURSAR, done);
    book.does(APPROVER, Approved::in_full(read("c1")));
    let paid = book.paying("c1");
    book.does(OFFICER, paid);
    book.does(OFFICER, Event::Closed);
}

#[test]
fn one_cost_is_claimed_once_and_an_agreed_split_is_not_twice() {
    let mut book = Book::arrears();
    let part = |book: &Book, id: &str, amount: &str, whole: &str| {
        book.claim(id, book.cost("rooms", amount).shown_by_part_of("inv-1", money(whole)))
    };
    let claim = part(&book, "c1", "600", "1000");
    book.does(BURSAR, claim);
    let claim = part(&book, "c2", "400.01", "1000");
    assert_eq!(
        book.refused(BURSAR, claim),
        "ledger/cost-claimed-twice: £1,000.01 is claimed on inv-1, which comes to £1,000.00"
    );
    let claim = part(&book, "c2", "400", "1000");
    book.does(BURSAR, claim);
    // Nor twice in one claim.
    let cost = book.cost("rooms", "30").shown_by_part_of("inv-2", money("50"));
    let twice = Claimed::new(read("c3"), year().period(), [cost.clone(), cost]);
    assert_eq!(
        book.refused(BURSAR, twice),
        "ledger/cost-claimed-twice: £60.00 is claimed on inv-2, which comes to £50.00"
    );
}

#[test]
fn a_paper_comes_to_the_least_that_a_claim_that_stands_says() {
    let mut book = Book::arrears();
    let part = |book: &Book, id: &str, amount: &str, whole: &str| {
        book.claim(id, book.cost("rooms", amount).shown_by_part_of("inv-1", money(whole)))
    };
    let claim = part(&book, "c1", "500", "1000");
    book.does(BURSAR, claim);
    let claim = part(&book, "c2", "100", "600");
    book.does(BURSAR, claim);
    // Whoever says more later is not believed.
    let claim = part(&book, "c3", "400", "1000");
    assert_eq!(
        book.refused(BURSAR, claim.clone()),
        "ledger/cost-claimed-twice: £1,000.00 is claimed on inv-1, which comes to £600.00"
    );
    // What a withdrawn claim said does not count any more.
    book.does(BURSAR, withdrawn("c2"));
    book.does(BURSAR, claim);
}

#[test]
fn what_was_disallowed_and_claimed_elsewhere_does_not_come_back_with_the_approval_reversed() {
    let mut book = Book::arrears();
    let claim = book.claim("c1", book.cost("rooms", "100").shown_by_part_of("inv-1", money("100")));
    book.does(BURSAR, claim);
    let approval = book.does(APPROVER, Approved::in_full(read("c1")).less(0, money("40")));
    let claim = book.claim("c2", book.cost("leadership", "40").shown_by_part_of("inv-1", money("100")));
    book.does(BURSAR, claim);
    assert_eq!(
        book.refused(OFFICER, Reversed { entry: approval }),
        "ledger/cost-claimed-twice: £140.00 is claimed on inv-1, which comes to £100.00"
    );
    book.does(BURSAR, withdrawn("c2"));
    book.does(OFFICER, Reversed { entry: approval });
}

#[test]
fn two_grants_do_not_pay_one_cost_and_an_agreed_split_is_none() {
    let claiming = |number, amount: &str| {
        let mut book = Book::of(award(number), policy());
        let claim = book.claim("c1", book.cost("rooms", amount).shown_by_part_of("inv-1", money("1000")));
        book.does(BURSAR, claim);
        book.ledger
    };
    let said = |ledgers: &[Ledger]| -> Vec<String> {
        let mut portfolio = Portfolio::default();
        ledgers.iter().for_each(|ledger| portfolio.add(ledger));
        let report = rules::check(&portfolio, &policy(), day("2014-12-01"));
        report.findings().iter().map(|it| format!("{} {}: {}", it.path, it.code, it.message)).collect()
    };
    assert_eq!(
        said(&[claiming(1, "700"), claiming(2, "300.01")]),
        [r#"evidence["inv-1"] ledger/cost-claimed-twice: £1,000.01 is claimed on inv-1, which comes to £1,000.00"#]
    );
    assert!(said(&[claiming(1, "700"), claiming(2, "300")]).is_empty());
    assert_eq!(
        said(&[claiming(1, "700"), claiming(1, "700")]),
        [format!(r#"awards["{0}"] ledger/award-twice: the award {0} has 2 ledgers"#, Uuid::from_u128(1))]
    );
}

#[test]
fn no_ineligible_cost_is_claimed() {
    let mut book = Book::arrears();
    for (kind, why) in NEVER {
        let mut cost = book.cost("rooms", "10").shown_by("paper");
        cost.kind = read(kind);
        let claim = book.claim("c1", cost);
        let expected = format!("ledger/cost-ineligible: the first cost of `c1` is {kind}, which is never paid: {why}");
        assert_eq!(book.refused(BURSAR, claim), expected);
    }
    let mut cost = book.cost("rooms", "10").shown_by("paper");
    cost.kind = read("venu");
    let claim = book.claim("c1", cost);
    assert_eq!(
        book.refused(BURSAR, claim),
        "ledger/cost-unknown: the first cost of `c1` is `venu`, which is no kind of cost of the policy's; did you mean `venue`?"
    );
    let claim = book.claim("c1", book.cost("rooms", "10"));
    assert_eq!(book.refused(BURSAR, claim), "ledger/evidence-missing: the first cost of `c1` has no evidence");
    let mut cost = book.cost("rooms", "10").shown_by("paper");
    cost.paid = None;
    let claim = book.claim("c1", cost);
    assert_eq!(book.refused(BURSAR, claim), "ledger/not-yet-spent: the first cost of `c1` was not paid by 2014-09-01");
    let mut cost = book.cost("rooms", "10").shown_by("paper");
    cost.invoiced = day("2014-08-19");
    let claim = book.claim("c1", cost);
    assert_eq!(
        book.refused(BURSAR, claim),
        "ledger/liability-before-agreement: the first cost of `c1` was invoiced on 2014-08-19, before 2014-08-20"
    );
}

#[test]
fn vat_is_claimed_as_far_as_nobody_refunds_it_to_the_body_on_the_day() {
    let mut book = Book::arrears();
    let mut number = 0;
    let mut claiming = |book: &Book, invoiced: &str, irrecoverable: &str| {
        number += 1;
        let mut cost = book.cost("rooms", "1000").with_vat(money("200"), money(irrecoverable));
        (cost.invoiced, cost.paid) = (day(invoiced), Some(day(invoiced)));
        book.claim(&format!("c{number}"), cost.shown_by_part_of(format!("inv-{number}"), money("1200")))
    };
    book.on("2015-02-01");
    // To a school it is not refunded.
    let claim = claiming(&book, "2015-01-31", "200");
    book.does(BURSAR, claim);
    let claim = claiming(&book, "2015-01-31", "200.01");
    assert_eq!(
        book.refused(BURSAR, claim),
        "ledger/recoverable-vat-claimed: the first cost of `c2` claims £200.01 of VAT: £200.00 was charged"
    );
    // It became an academy: what was invoiced before is another's.
    book.does(OFFICER, Novated { body: school(2), body_kind: read("academy"), from: day("2014-10-01") });
    let claim = claiming(&book, "2014-09-30", "200");
    book.does(BURSAR, claim);
    // The law refunds it since November.
    let claim = claiming(&book, "2014-10-31", "200");
    book.does(BURSAR, claim);
    let claim = claiming(&book, "2014-11-01", "0.01");
    assert_eq!(
        book.refused(BURSAR, claim),
        "ledger/recoverable-vat-claimed: the first cost of `c5` claims £0.01 of VAT: it is refunded to a body of the kind \
         academy (Act, section 33B)"
    );
    let claim = claiming(&book, "2014-11-01", "0");
    book.does(BURSAR, claim);
}

#[test]
fn who_claims_does_not_approve_and_a_claim_is_settled_once() {
    let mut book = Book::arrears();
    let claim = book.claim("c1", book.cost("rooms", "10").shown_by("paper"));
    book.does(BURSAR, claim.clone());
    let refused =
        "ledger/approved-own-claim: 00000000-0000-0000-0000-000000000002 made the claim `c1`, and approves it";
    assert_eq!(book.refused(BURSAR, Approved::in_full(read("c1"))), refused);
    assert_eq!(book.refused(BURSAR, claim), "ledger/claim-twice: the claim `c1` is there already");
    assert_eq!(
        book.refused(APPROVER, Approved::in_full(read("c1")).less(0, money("10.01"))),
        "ledger/disallowed-too-much: £10.01 of the first cost of `c1` is disallowed, and £10.00 is left of it"
    );
    book.does(APPROVER, Approved::in_full(read("c1")));
    assert_eq!(
        book.refused(APPROVER, Approved::in_full(read("c1"))),
        "ledger/claim-settled: the claim `c1` is approved already"
    );
    book.spends("c2", "rooms", "19990");
    let claim = book.claim("c3", book.cost("rooms", "0.01").shown_by("paper-3"));
    book.does(BURSAR, claim);
    assert_eq!(
        book.refused(APPROVER, Approved::in_full(read("c3"))),
        "ledger/approved-above-line: £20,000.01 would be approved on the line rooms, and £20,000.00 is payable"
    );
}

#[test]
fn an_approval_of_nothing_can_be_reversed_and_one_that_was_paid_cannot() {
    let mut book = Book::arrears();
    let claim = book.claim("c1", book.cost("rooms", "10").shown_by("paper"));
    book.does(BURSAR, claim);
    let nothing = book.does(APPROVER, Approved::in_full(read("c1")).less(0, money("10")));
    book.does(APPROVER, Reversed { entry: nothing });
    let approval = book.does(APPROVER, Approved::in_full(read("c1")));
    let paid = book.paying("c1");
    let paid = book.does(OFFICER, paid);
    assert_eq!(
        book.refused(APPROVER, Reversed { entry: approval }),
        "ledger/unknown-reference: there is no figure that can be taken back in entry `6`"
    );
    book.does(OFFICER, Reversed { entry: paid });
    book.does(APPROVER, Reversed { entry: approval });
    assert_eq!(
        [Posted::Claimed, Posted::Approved, Posted::Paid].map(|it| book.total(it)),
        ["£10.00", "£0.00", "£0.00"]
    );
    // It is pending again: withdrawn, nothing is left of it.
    book.does(BURSAR, withdrawn("c1"));
    assert_eq!(book.total(Posted::Claimed), "£0.00");
    book.does(OFFICER, Event::Closed);
}

#[test]
fn what_is_disallowed_later_is_left_as_if_it_had_been_disallowed_at_once() {
    let spent = |disallowed_later: bool| {
        let mut book = Book::arrears();
        let claim = book.claim("c1", book.cost("trial", "100").shown_by_part_of("inv-1", money("100")));
        book.does(BURSAR, claim);
        if disallowed_later {
            book.does(APPROVER, Approved::in_full(read("c1")));
            book.does(APPROVER, Disallowed { claim: read("c1"), cost: 0, amount: money("40") });
        } else {
            book.does(APPROVER, Approved::in_full(read("c1")).less(0, money("40")));
        }
        let claim = book.claim("c2", book.cost("trial", "40").shown_by_part_of("inv-1", money("100")));
        book.does(BURSAR, claim);
        let terms = Terms::new(day("2015-08-31"), Basis::Accrual, YearKind::Academic, "anybody");
        (book.ledger.statement(&terms).unwrap(), book.ledger.state().payable(read("c1")))
    };
    let (later, at_once) = (spent(true), spent(false));
    assert_eq!(later, at_once);
    // Three fifths are the department's: £36 of £60.
    assert_eq!(later.1, ByLine::of(line("trial"), dfe(), money("36")).and(line("trial"), eef(), money("24")));
}

#[test]
fn a_certificate_is_due_from_the_threshold_on() {
    let overdue = |amount: &str, on: &str, reversed: bool| {
        let mut book = Book::arrears();
        book.spends("c1", "leadership", amount);
        let paid = book.paying("c1");
        let entry = book.does(OFFICER, paid);
        if reversed {
            // Found out in the year after.
            book.on("2015-05-01");
            book.does(OFFICER, Reversed { entry });
        }
        book.found(on, "ledger/certificate-overdue")
    };
    // 180 days after 31 March are 27 September: 30 + 31 + 30 + 31 + 31 + 27.
    let due = ["£40,000.00 was paid in 2014-15, and the certificate was due by 2015-09-27"];
    assert_eq!(overdue("40000", "2015-09-28", false), due);
    assert!(overdue("40000", "2015-09-27", false).is_empty());
    assert!(overdue("39999.99", "2015-09-28", false).is_empty());
    assert_eq!(overdue("40000.01", "2015-09-28", false).len(), 1);
    assert!(overdue("40000", "2015-09-28", true).is_empty(), "what was never paid needs no certificate");
}

#[test]
fn no_instalment_is_due_for_days_after_an_award_that_ended_early() {
    let mut book = Book::of(award(1).in_advance(), policy());
    let over = |first: &str, last: &str| Period::new(day(first), Some(day(last))).unwrap();
    let spring = Instalment::new(day("2015-01-15"), over("2015-01-01", "2015-03-31"), money("1000"));
    let summer = Instalment::new(day("2015-01-15"), over("2015-04-01", "2015-08-31"), money("1000"));
    book.does(OFFICER, Scheduled::new([(read("spring"), spring), (read("summer"), summer)]));
    book.on("2015-01-20");
    let due = |book: &Book| {
        let due = book.ledger.state().instalments_due(book.clock.day());
        due.map(|(id, amount)| format!("{id}: {amount}")).collect::<Vec<_>>()
    };
    assert_eq!(due(&book), ["spring: £1,000.00", "summer: £1,000.00"]);
    book.does(OFFICER, Terminated { last_day: day("2015-03-31") });
    assert_eq!(due(&book), ["spring: £1,000.00"]);
}

#[test]
fn an_entry_that_moves_money_moves_some() {
    let mut book = Book::arrears();
    book.spends("c1", "leadership", "100");
    let none = || on("leadership", "0");
    let passed =
        PassedOn::new(school(9), line("rooms"), BySponsor::of(dfe(), Money::ZERO), day("2014-09-01"), year().period());
    let entries: [Event; 9] = [
        Paid { against: Against::Claim(read("c1")), on: day("2014-09-01"), amounts: ByLine::default() }.into(),
        passed.into(),
        Moved::new(line("leadership"), line("rooms"), dfe(), Money::ZERO).into(),
        Reduced { by: none() }.into(),
        Carried::with_consent(next_year(), none()).into(),
        BroughtForward::new(AwardId::new(Uuid::from_u128(9)), none()).into(),
        Recovered { on: day("2014-09-01"), amounts: none() }.into(),
        WrittenOff { amounts: ByLine::default() }.into(),
        Disallowed { claim: read("c1"), cost: 0, amount: Money::ZERO }.into(),
    ];
    for what in entries {
        let kind = what.kind();
        let refused = format!("ledger/amount-of-nothing: {kind} names no amount above nothing");
        assert_eq!(book.refused(APPROVER, what), refused);
    }
    // Nothing of one sponsor's beside something of another's is something.
    let both = on("leadership", "100").and(line("rooms"), dfe(), Money::ZERO);
    book.does(OFFICER, Paid { against: Against::Claim(read("c1")), on: day("2014-09-01"), amounts: both });
}

#[test]
fn costs_are_counted_as_people_count_and_named_in_entries_from_0() {
    let mut book = Book::arrears();
    let over = year().period();
    let good = book.cost("rooms", "10").shown_by("a paper");
    let bad = book.cost("rooms", "10");
    let claim = Claimed::new(read("c1"), over, [good.clone(), bad]);
    assert_eq!(book.refused(BURSAR, claim), "ledger/evidence-missing: the second cost of `c1` has no evidence");
    book.does(BURSAR, Claimed::new(read("c1"), over, [good]));
    assert_eq!(
        book.refused(APPROVER, Approved::in_full(read("c1")).less(1, money("1"))),
        "ledger/unknown-reference: there is no cost at the place, counted from 0, `1`"
    );
}

#[test]
fn a_certificate_is_of_what_was_approved_for_its_year() {
    let spent = || {
        let mut book = Book::arrears();
        book.spends("c1", "leadership", "10000");
        book.on("2015-04-10");
        // A day of 2014-15 and two of 2015-16: £10.00 of £30.00 by days.
        let over = Period::new(day("2015-03-31"), Some(day("2015-04-02"))).unwrap();
        let cost = Cost::new(line("rooms"), read("venue"), over, day("2015-04-10"), money("30")).shown_by("the hall");
        let claim = book.claim("c2", cost);
        book.does(BURSAR, claim);
        book.does(APPROVER, Approved::in_full(read("c2")));
        book
    };
    let year: FinancialYear = read("2014-15");
    let certified = |amount: &str| Certified::new(year, money(amount), "auditors");
    let counted = |book: &Book| rules::check(&book.ledger, &(), day("2015-05-01")).count("ledger/certificate-differs");
    let of = |amount: &str| {
        let mut book = spent();
        book.does(OFFICER, certified(amount));
        let count = counted(&book);
        (count.held, count.undetermined, book.found("2015-05-01", "ledger/certificate-differs"))
    };
    assert_eq!(counted(&spent()).not_applicable, 1);
    assert_eq!(of("10010.00"), (1, 0, vec![]));
    // What crosses the year's end may be divided otherwise: from nothing to all of the £30.00.
    for amount in ["10000.00", "10009.99", "10030.00"] {
        assert_eq!(of(amount).1, 1, "{amount}");
    }
    for (amount, told) in [("9999.99", "£9,999.99"), ("10030.01", "£10,030.01")] {
        let said = format!("{told} of spend is certified for 2014-15, and £10,010.00 was approved for it");
        assert_eq!(of(amount), (0, 0, vec![said]));
    }

    // Until every claim of the year has its answer nobody can say.
    let mut book = spent();
    book.does(OFFICER, certified("10010.00"));
    let next_year = book.claim("c3", book.cost("rooms", "5").shown_by("a room in April"));
    book.does(BURSAR, next_year);
    assert_eq!(counted(&book).held, 1);
    book.on("2015-03-20");
    let cost = book.cost("rooms", "5").shown_by("a room in March");
    book.on("2015-04-10");
    let this_year = book.claim("c4", cost);
    book.does(BURSAR, this_year);
    assert_eq!(counted(&book).undetermined, 1);
    book.does(BURSAR, withdrawn("c4"));

    // What proves not to be eligible is no longer what was certified; another certificate is.
    book.does(APPROVER, Disallowed { claim: read("c1"), cost: 0, amount: money("100") });
    assert_eq!(
        book.found("2015-05-01", "ledger/certificate-differs"),
        ["£10,010.00 of spend is certified for 2014-15, and £9,910.00 was approved for it"]
    );
    book.does(OFFICER, certified("9910.00"));
    assert_eq!(counted(&book).held, 1);
}

#[test]
fn grants_to_one_body_add_up_to_the_threshold_where_policy_says_so() {
    let paid = |number, amount: &str, certified: bool| {
        let mut book = Book::of(award(number), policy());
        book.spends("c1", "leadership", amount);
        let paid = book.paying("c1");
        book.does(OFFICER, paid);
        if certified {
            book.on("2015-09-27");
            let year = YearKind::Financial.containing(day("2014-09-01")).unwrap();
            book.does(
                OFFICER,
                Certified { year, amount: money(amount), given_by: "auditors".into(), qualified: false },
            );
        }
        book.ledger
    };
    let said = |ledgers: &[Ledger], add_up: bool| -> Vec<String> {
        let mut policy = policy();
        policy.certificate = policy.certificate.map(|it| if add_up { it.for_all_grants() } else { it });
        let mut portfolio = Portfolio::default();
        ledgers.iter().for_each(|ledger| portfolio.add(ledger));
        let report = rules::check(&portfolio, &policy, day("2015-09-28"));
        report.findings().iter().map(|it| it.message.clone()).collect()
    };
    let two = [paid(1, "20000", false), paid(2, "20000", false)];
    let due = ["£40,000.00 was paid in 2014-15, and the certificate was due by 2015-09-27"];
    assert_eq!(said(&two, true), due);
    assert!(said(&two, false).is_empty());
    assert!(said(&[paid(1, "20000", false), paid(2, "19999.99", false)], true).is_empty());
    assert!(said(&[paid(1, "20000", true), paid(2, "20000", true)], true).is_empty());
    assert_eq!(said(&[paid(1, "20000", true), paid(2, "20000", false)], true), due);
}

#[test]
fn onward_payments_stay_below_the_caps_for_each_school_in_all() {
    let mut book = Book::arrears();
    let to = |number, amount: &str| {
        let amounts = BySponsor::of(dfe(), money(amount));
        PassedOn::new(school(number), line("rooms"), amounts, day("2014-09-01"), year().period())
    };
    let matched = |number, amount: &str| to(number, amount).matched_by(money(amount));
    let outright = |number, amount: &str| to(number, amount).on_grounds([read("small"), read("new")]);
    assert_eq!(
        book.refused(BURSAR, matched(10, "3000.01")),
        "ledger/onward-above-cap: £3,000.01 would be paid on to GB-EDU-100010 in all: if matched no more than £3,000.00 is"
    );
    assert_eq!(
        book.refused(BURSAR, outright(10, "6000.01")),
        "ledger/onward-above-cap: £6,000.01 would be paid on to GB-EDU-100010 in all: outright no more than £6,000.00 is"
    );
    assert_eq!(
        book.refused(BURSAR, to(10, "1").matched_by(money("0.99")).on_grounds([read("small"), read("pretty")])),
        "ledger/onward-above-cap: £1.00 would be paid on to GB-EDU-100010 in all: it is not matched, and 1 of 2 grounds hold"
    );
    let first = book.does(BURSAR, matched(10, "2000"));
    assert_eq!(
        book.refused(BURSAR, matched(10, "1000.01")),
        "ledger/onward-above-cap: £3,000.01 would be paid on to GB-EDU-100010 in all: if matched no more than £3,000.00 is"
    );
    book.does(BURSAR, matched(10, "1000"));
    book.does(BURSAR, outright(10, "3000"));
    assert_eq!(
        book.refused(BURSAR, outright(10, "0.01")),
        "ledger/onward-above-cap: £6,000.01 would be paid on to GB-EDU-100010 in all: outright no more than £6,000.00 is"
    );
    // Another school has its own; and what was taken back counts no more.
    book.does(BURSAR, outright(11, "6000"));
    book.does(OFFICER, Reversed { entry: first });
    book.does(BURSAR, outright(10, "2000"));
    assert_eq!(
        book.refused(BURSAR, outright(1, "2000")),
        "ledger/onward-unfunded: GB-EDU-100001 holds the award, and is paid by itself"
    );
    // Of £20,000 £12,000 are paid on.
    book.does(BURSAR, outright(12, "6000"));
    assert_eq!(
        book.refused(BURSAR, outright(13, "2000.01")),
        "ledger/onward-unfunded: £20,000.01 of dfe's money would be paid on from the line rooms, and its share is £20,000.00"
    );
}

#[test]
fn where_matched_more_may_be_paid_on_than_outright_grounds_do_no_harm() {
    let mut policy = policy();
    policy.onward = Some(OnwardPolicy::new(money("6000"), money("3000"), 2, words(["small", "new"])));
    let mut book = Book::of(award(1), policy);
    let amounts = BySponsor::of(dfe(), money("5000"));
    let both = PassedOn::new(school(10), line("rooms"), amounts, day("2014-09-01"), year().period())
        .matched_by(money("5000"))
        .on_grounds([read("small"), read("new")]);
    book.does(BURSAR, both);
}

fn moves(amount: &str) -> Moved {
    Moved::new(line("leadership"), line("rooms"), dfe(), money(amount))
}

#[test]
fn larger_moves_are_approved_by_somebody_else() {
    let mut book = Book::arrears();
    // A tenth of £20,000 and no more; of £60,000 it would be £6,000.
    let refused = "ledger/virement-above-tolerance: £2,000.01 is moved, and without an approval £2,000.00 may be on the line rooms";
    assert_eq!(book.refused(OFFICER, moves("2000.01")), refused);
    assert_eq!(book.refused(OFFICER, moves("2000.01").approved_by(OFFICER)), refused);
    book.does(OFFICER, moves("2000.01").approved_by(DIRECTOR));
    // From what was agreed then: a tenth of £22,000.01, down to a whole penny.
    book.does(OFFICER, moves("2200"));
    assert_eq!(book.refused(OFFICER, moves("0")), "ledger/amount-of-nothing: moved names no amount above nothing");
    assert_eq!(
        book.refused(OFFICER, Moved::new(line("rooms"), line("rooms"), dfe(), money("1"))),
        "ledger/moved-too-much: from the line rooms nothing is moved to itself"
    );
    // Of £60,000 £4,200.01 went, and £50,000 were spent.
    book.spends("c1", "leadership", "50000");
    assert_eq!(
        book.refused(OFFICER, moves("5800").approved_by(DIRECTOR)),
        "ledger/moved-too-much: £5,800.00 of dfe's money would be moved from the line leadership, and £5,799.99 is left, \
         as £50,000.00 was approved"
    );
    book.does(OFFICER, moves("5799.99").approved_by(DIRECTOR));
}

#[test]
fn small_moves_add_up_whoever_is_said_to_approve_them_and_whatever_is_reduced() {
    let mut book = Book::arrears();
    let salami = |book: &Book| book.found("2014-09-02", "ledger/virement-salami");
    book.does(OFFICER, moves("1500"));
    assert!(salami(&book).is_empty());
    // Nobody approves their own.
    book.does(OFFICER, moves("1500").approved_by(OFFICER));
    let found =
        ["£3,000.00 was moved on the line rooms since its terms were agreed, and £2,000.00 may be without an approval"];
    assert_eq!(salami(&book), found);
    book.does(OFFICER, Reduced { by: on("rooms", "1000") });
    let found =
        ["£3,000.00 was moved on the line rooms since its terms were agreed, and £1,900.00 may be without an approval"];
    assert_eq!(salami(&book), found);
    book.does(OFFICER, Event::Varied(Box::default()));
    assert!(salami(&book).is_empty(), "the lines were agreed on as they are");
}

#[test]
fn restricted_money_leaves_its_purpose_with_consent_and_never_for_what_its_sponsor_does_not_pay() {
    let mut award = award(1);
    let follow_up = Line::new("Follow-up", trial("follow-up"), year().period());
    award = award.with_line(line("follow-up"), follow_up.payable(Payable::by(eef(), money("1000"))));
    let mut book = Book::of(award, policy());
    let moves = |to: &str| Moved::new(line("trial"), line(to), eef(), money("100")).approved_by(DIRECTOR);
    assert_eq!(
        book.refused(OFFICER, moves("rooms").with_consent(eef())),
        "ledger/restricted-moved: £100.00 of Endowment's money would leave project number-sense (trial) for project \
         challenge (national-collaborative), which it does not pay for"
    );
    assert_eq!(
        book.refused(OFFICER, moves("follow-up")),
        "ledger/restricted-moved: £100.00 of Endowment's money would leave project number-sense (trial) for project \
         number-sense (follow-up), and it did not consent"
    );
    book.does(OFFICER, moves("follow-up").with_consent(eef()));
    assert_eq!(
        book.refused(OFFICER, Moved::new(line("trial"), line("rooms"), eef(), money("1900.01")).approved_by(DIRECTOR)),
        "ledger/moved-too-much: £1,900.01 of eef's money would be moved from the line trial, and £1,900.00 is left, as \
         £0.00 was approved"
    );
}

#[test]
fn no_money_is_lost_on_a_line_that_cannot_hold_it() {
    let mut award = award(1);
    let most = Line::new("Most", Purpose::Structural(read("leadership")), year().period());
    award = award.with_line(line("most"), most.payable(Payable::by(dfe(), Money::MAX)));
    let mut book = Book::of(award, policy());
    assert_eq!(
        book.refused(OFFICER, Moved::new(line("rooms"), line("most"), dfe(), money("0.01"))),
        "ledger/moved-too-much: more than £92,233,720,368,547,758.07 would be payable on the line most"
    );
}

#[test]
fn a_reduction_leaves_what_was_spent_or_paid() {
    let mut book = Book::advance("15000");
    book.does(OFFICER, book.instalment(on("leadership", "15000")));
    book.spends("c1", "leadership", "10000");
    let reduced = |amount: &str| Reduced { by: on("leadership", amount) };
    assert_eq!(
        book.refused(OFFICER, reduced("45000.01")),
        "ledger/below-spend: dfe's share of the line leadership would be £14,999.99, and £15,000.00 was paid"
    );
    book.does(OFFICER, Recovered { on: day("2014-09-01"), amounts: on("leadership", "5000") });
    assert_eq!(
        book.refused(OFFICER, reduced("50000.01")),
        "ledger/below-spend: dfe's share of the line leadership would be £9,999.99, and £10,000.00 was approved"
    );
    book.does(OFFICER, reduced("50000"));
    assert_eq!(book.ledger.state().award().ceiling, money("35000"));
    assert_eq!(book.total(Posted::Committed), "£35,000.00");
    let mut line_now = book.ledger.state().award().lines[&line("leadership")].clone();
    line_now.payable = Payable::by(dfe(), money("9999"));
    let varied = Varied { lines: [(line("leadership"), line_now)].into(), ..Varied::default() };
    assert_eq!(
        book.refused(OFFICER, Event::Varied(Box::new(varied))),
        "ledger/below-spend: dfe's share of the line leadership would be £9,999.00, and £10,000.00 was approved"
    );
}

#[test]
fn unspent_money_is_carried_as_far_as_policy_says_and_recovered_beyond() {
    let with = |unspent: Unspent| {
        let mut policy = policy();
        policy.unspent = unspent;
        let mut award = award(1).in_advance();
        award.conditions.clear();
        let mut book = Book::of(award, policy);
        let instalment = Instalment { due: day("2014-09-01"), over: year().period(), amount: money("60000") };
        book.does(OFFICER, Scheduled { instalments: BTreeMap::from([(read("autumn"), instalment)]) });
        book.does(OFFICER, book.instalment(on("leadership", "60000")));
        book
    };
    let carry = |amount: &str| Carried::with_consent(next_year(), on("leadership", amount));
    let mut book = with(Unspent::Recovered);
    assert_eq!(
        book.refused(OFFICER, carry("0.01")),
        "ledger/carried-against-policy: £0.01 would be carried of the line leadership, and policy allows £0.00"
    );
    let mut book = with(Unspent::CarriedUpTo(Ratio::new(1, 10).unwrap()));
    book.does(OFFICER, carry("5000"));
    assert_eq!(
        book.refused(OFFICER, carry("1000.01")),
        "ledger/carried-against-policy: £6,000.01 would be carried of the line leadership, and policy allows £6,000.00"
    );
    // The funding period ends with 31 August 2015.
    let over = Carried::with_consent(read::<FinancialYear>("2014-15"), on("leadership", "10"));
    assert_eq!(
        book.refused(OFFICER, over),
        "ledger/carried-against-policy: £10.00 would be carried of the line leadership, and policy allows none into 2014-15, \
         which ends no later than the funding period"
    );
    let silent = Carried { consents: [].into(), ..carry("1000") };
    book.does(OFFICER, silent);
    assert_eq!(
        book.found("2014-09-02", "ledger/year-end-carry-unapproved"),
        ["£1,000.00 of dfe's money is carried into 2015/16 without its consent"]
    );
    assert_eq!(
        book.refused(OFFICER, Recovered { on: day("2014-09-01"), amounts: on("leadership", "54000.01") }),
        "ledger/settled-too-much: £54,000.01 of dfe's money on the line leadership would be recovered, and £54,000.00 is unspent"
    );
    assert_eq!(
        book.refused(OFFICER, Event::Closed),
        "ledger/closed-unreconciled: £54,000.00 of dfe's money on the line leadership is unspent"
    );
    book.does(OFFICER, Recovered { on: day("2014-09-01"), amounts: on("leadership", "53999") });
    book.does(OFFICER, WrittenOff { amounts: on("leadership", "1") });
    book.does(OFFICER, Event::Closed);
}

#[test]
fn what_the_body_is_owed_on_one_line_does_not_hide_what_it_has_in_hand_on_another() {
    let mut book = Book::advance("10000");
    book.does(OFFICER, book.instalment(on("leadership", "10000")));
    book.spends("c1", "rooms", "10000");
    // 90 days after 31 August are 29 November: 30 + 31 + 29.
    assert!(book.found("2015-11-29", "ledger/unspent-kept").is_empty());
    assert_eq!(
        book.found("2015-11-30", "ledger/unspent-kept"),
        ["£10,000.00 is unspent, and was due back by 2015-11-29"]
    );
}

#[test]
fn books_with_a_pending_claim_are_not_closed() {
    let mut book = Book::arrears();
    let claim = book.claim("c1", book.cost("rooms", "10").shown_by("paper"));
    book.does(BURSAR, claim);
    assert_eq!(book.refused(OFFICER, Event::Closed), "ledger/closed-with-claim: the claim `c1` of entry 3 is pending");
    book.does(APPROVER, Approved::in_full(read("c1")));
    assert_eq!(
        book.refused(OFFICER, Event::Closed),
        "ledger/closed-unreconciled: £10.00 of dfe's money on the line rooms is owed to the body"
    );
}

#[test]
fn a_body_in_arrears_is_not_paid_by_instalments_and_one_in_advance_only_when_they_are_due() {
    let instalments = |due: &str| {
        let instalment = Instalment { due: day(due), over: year().period(), amount: money("1000") };
        Scheduled { instalments: BTreeMap::from([(read("autumn"), instalment)]) }
    };
    let mut book = Book::arrears();
    book.does(OFFICER, instalments("2014-09-01"));
    assert_eq!(
        book.refused(OFFICER, book.instalment(on("rooms", "1"))),
        "ledger/paid-unapproved: the award is paid in arrears, and the payment is against the instalment `autumn`"
    );
    let mut book = Book::of(award(1).in_advance(), policy());
    book.does(OFFICER, instalments("2014-09-02"));
    assert_eq!(
        book.refused(OFFICER, book.instalment(on("rooms", "1"))),
        "ledger/instalment-exceeded: the instalment `autumn` is due on 2014-09-02, and was paid on 2014-09-01"
    );
    book.on("2014-09-02");
    assert_eq!(
        book.refused(OFFICER, book.instalment(on("rooms", "1000.01"))),
        "ledger/instalment-exceeded: £1,000.01 would be paid of the instalment `autumn`, which comes to £1,000.00"
    );
    book.does(OFFICER, book.instalment(on("rooms", "1000")));
    assert_eq!(book.ledger.state().instalments_due(day("2014-09-02")).count(), 0);
}

#[test]
fn a_claim_is_paid_no_more_than_was_approved_and_nothing_before_the_conditions_are_met() {
    let mut book = Book::of(award(1).on_condition(read("bank"), "the bank details were verified"), policy());
    let claim = book.claim("c1", book.cost("rooms", "10").shown_by("paper"));
    book.does(BURSAR, claim);
    let paid = |amount: &str| Paid {
        against: Against::Claim(read("c1")),
        on: day("2014-09-01"),
        amounts: on("rooms", amount),
    };
    assert_eq!(book.refused(OFFICER, paid("10")), "ledger/claim-settled: the claim `c1` is pending");
    book.does(APPROVER, Approved::in_full(read("c1")).less(0, money("4")));
    assert_eq!(
        book.refused(OFFICER, paid("6")),
        "ledger/condition-unmet: the condition `bank` is not met: the bank details were verified"
    );
    book.does(OFFICER, ConditionMet { condition: read("bank") });
    assert_eq!(
        book.refused(OFFICER, paid("6.01")),
        "ledger/paid-unapproved: £6.01 of dfe's money is paid on the line rooms for the claim `c1`, and £6.00 is due"
    );
    book.does(OFFICER, paid("6"));
}

#[test]
fn a_correction_is_not_dated_before_what_it_corrects_and_claims_without_an_end_have_statements() {
    let mut book = Book::arrears();
    let mut claim = book.claim("c1", book.cost("rooms", "10").shown_by("paper"));
    claim.period = Period::since(day("2014-09-01"));
    book.does(BURSAR, claim);
    book.does(APPROVER, Approved::in_full(read("c1")));
    book.on("2014-09-05");
    let paid = Paid { on: day("2014-09-05"), ..book.paying("c1") };
    let entry = book.does(OFFICER, paid);
    // By a clock that went back.
    book.on("2014-09-04");
    book.does(OFFICER, Reversed { entry });
    for on in ["2014-09-03", "2014-09-06"] {
        for basis in [Basis::Cash, Basis::Accrual] {
            let terms = Terms::new(day(on), basis, YearKind::Financial, "anybody");
            assert!(book.ledger.statement(&terms).unwrap().total().paid().is_zero(), "{on} {basis}");
        }
    }
}

#[test]
fn money_moves_between_the_acceptance_and_the_day_on_which_it_is_entered() {
    let mut book = Book::arrears();
    let claim = book.claim("c1", book.cost("rooms", "10").shown_by("paper"));
    book.does(BURSAR, claim);
    book.does(APPROVER, Approved::in_full(read("c1")));
    let moved = "ledger/moved-out-of-time: money moved on";
    for (on, refused) in [("2014-08-19", true), ("2014-08-20", false), ("2014-09-01", false), ("2014-09-02", true)] {
        let paid = Paid { on: day(on), ..book.paying("c1") };
        if refused {
            let said = book.refused(OFFICER, paid);
            assert_eq!(
                said,
                format!("{moved} {on}; the award was accepted on 2014-08-20, and the entry is of 2014-09-01")
            );
        } else {
            let entry = book.does(OFFICER, paid);
            book.does(OFFICER, Reversed { entry });
        }
    }
}

#[test]
fn one_paper_is_known_in_whatever_way_it_is_written() {
    let mut book = Book::arrears();
    let claim = book.claim("c1", book.cost("rooms", "10").shown_by("Hall Ltd, INV 7"));
    book.does(BURSAR, claim);
    let again = book.claim("c2", book.cost("rooms", "10").shown_by("hall  ltd, inv7"));
    assert_eq!(
        book.refused(BURSAR, again),
        "ledger/cost-claimed-twice: £20.00 is claimed on hall  ltd, inv7, which comes to £10.00"
    );
}

#[test]
fn a_variation_names_sponsors_of_the_policy_and_a_condition_is_met_late() {
    let mut book = Book::arrears();
    let stranger = Payable::by(read("a-stranger"), money("10"));
    let further = Line::new("Further", trial("trial"), year().period()).payable(stranger);
    let varied = Varied::default().with_line(line("further"), further);
    assert_eq!(book.refused(OFFICER, varied), "ledger/unknown-reference: there is no sponsor `a-stranger`");
    assert!(Phase::Terminated.permits("condition-met"));
}

#[test]
fn a_sponsor_without_a_share_is_owed_nothing_and_takes_nothing_back() {
    // In books of others: a line that nobody pays for, on which something was approved and disallowed all the same.
    let mut award = award(1);
    award = award.with_line(line("free"), Line::new("Free", trial("trial"), year().period()));
    let book = Book::of(award, policy());
    let claim = book.claim("c1", book.cost("free", "100").shown_by("paper"));
    let entries = [
        (BURSAR, Event::from(claim)),
        (APPROVER, Approved::in_full(read("c1")).into()),
        (APPROVER, Disallowed { claim: read("c1"), cost: 0, amount: money("30") }.into()),
    ];
    let further = (3..).zip(entries).map(|(number, (by, what))| Entry::new(number, book.clock, by, what).because("so"));
    let audited = Ledger::audit(book.ledger.entries().iter().cloned().chain(further)).unwrap();
    assert_eq!(audited.journal().irregular()[0].rule().code, "ledger/approved-above-line");
    assert_eq!(audited.state().total(Posted::Approved).to_string(), "£70.00");
}

#[test]
fn statements_phase_commitments_by_the_profile_of_the_award() {
    let committed = |award: Award, years: YearKind| {
        let book = Book::of(award, policy());
        let terms = Terms::new(day("2014-09-01"), Basis::Accrual, years, "anybody");
        let statement = book.ledger.statement(&terms).unwrap();
        assert_eq!(statement.total().committed().to_string(), "£85,000.00");
        let months = statement.by_month();
        let months = months.groups().map(|(month, it)| (month.to_string(), it.committed().to_string()));
        (statement.by_year().groups().map(|(_, it)| it.committed().to_string()).collect::<Vec<_>>(), months.collect())
    };
    let by = |profile: &str| {
        let mut award = award(1);
        award.profile = serde_json::from_str(profile).unwrap();
        committed(award, YearKind::Financial)
    };
    // 7/12 of each sponsor's share of each line: 35,000.00, 11,666.67, 1,750.00 and 1,166.67.
    let (years, months): (_, Vec<_>) = by("\"months\"");
    assert_eq!((years, months.len()), (vec!["£49,583.34".to_owned(), "£35,416.66".to_owned()], 12));
    // A quarter in September, three in April.
    let (years, months) = by(r#"{"weighted": {"2014-09": "1", "2015-04": "3"}}"#);
    assert_eq!(years, ["£21,250.00", "£63,750.00"]);
    let told = [("2014-09", "£21,250.00"), ("2015-04", "£63,750.00")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(months, told);
    // September to March are 212 of 365 days: of the department's lines 34,849.32, 11,616.44 and 1,742.47, and of the
    // foundation's 1,161.64.
    let (years, _) = by("\"days\"");
    assert_eq!(years, ["£49,369.87", "£35,630.13"]);
}

#[test]
fn what_is_moved_or_varied_is_phased_by_the_profile_of_the_award_and_a_line_has_its_own_months() {
    let mut award = award(1);
    award.profile = serde_json::from_str(r#"{"weighted": {"2014-09": "1", "2015-04": "1"}}"#).unwrap();
    let mut book = Book::of(award, policy());
    book.does(OFFICER, moves("1000"));
    // The rooms are needed in spring alone, so that their first month has none of it.
    let spring = period("2015-01-01", "2015-08-31");
    let mut rooms = book.ledger.state().award().lines[&line("rooms")].clone();
    rooms.period = spring;
    book.does(OFFICER, Varied::default().with_line(line("rooms"), rooms));
    let terms = Terms::new(day("2014-09-01"), Basis::Accrual, YearKind::Financial, "anybody");
    let statement = book.ledger.statement(&terms).unwrap().only(|row| row.line == line("rooms"));
    let months = statement.by_month();
    let months: Vec<_> = months.groups().map(|(month, it)| (month.to_string(), it.committed())).collect();
    assert_eq!(months, [("2015-04".to_owned(), statement.total().committed())]);
}

#[test]
fn who_holds_an_award_changes_within_its_period_and_forwards() {
    let mut book = Book::arrears();
    let to = |from: &str| Novated { body: read("GB-EDU-100002"), body_kind: read("academy-trust"), from: day(from) };
    let holder = book.ledger.state().award().body;
    for from in ["2014-08-31", "2015-09-01"] {
        assert_eq!(
            book.refused(OFFICER, to(from)),
            format!(
                "ledger/novated-outside: GB-EDU-100002 would hold it from {from}; the funding period is 2014-09-01 to \
                 2015-08-31, and {holder} holds it from the beginning"
            )
        );
    }
    book.does(OFFICER, to("2015-04-01"));
    assert!(book.refused(OFFICER, to("2015-04-01")).starts_with("ledger/novated-outside: "));
    book.does(OFFICER, to("2015-04-02"));
}
