//! Money that one award's ledger carries and the next one's brings forward, and money that came back, computed by hand.

use std::collections::BTreeMap;

use maths_hubs::{
    calendar::{AcademicYear, Moment, Period, YearKind},
    funding::{
        amounts::ByLine,
        award::{Award, Line, Payable},
        ledger::{
            Event, Ledger, Offer,
            event::{
                Approved, BroughtForward, Carried, Claimed, Cost, Instalment, Paid, Recovered, Reduced, Reversed,
                Scheduled, Varied,
            },
        },
        policy::{FundingPolicy, Unspent},
        portfolio::Portfolio,
        purpose::Purpose,
        sponsor::Sponsor,
        statement::{Basis, Figures, Posted, Statement, Terms},
    },
    identifiers::{AwardId, ClaimId, InstalmentId, LineId, PersonId, SponsorId},
    journal::Entry,
    money::{Balance, Money},
    rules::{self, Report},
    vocabulary::Vocabulary,
};
use uuid::Uuid;

fn read<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

const fn person(number: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(number))
}

const OFFICER: PersonId = person(1);
const BURSAR: PersonId = person(2);
const APPROVER: PersonId = person(3);

const fn award_id(number: u128) -> AwardId {
    AwardId::new(Uuid::from_u128(0xa_0000 + number))
}

fn dfe() -> SponsorId {
    read("dfe")
}

fn lead() -> LineId {
    read("lead")
}

fn on_lead(pounds: &str) -> ByLine {
    ByLine::of(lead(), dfe(), read(pounds))
}

fn policy() -> FundingPolicy {
    let words = |words: [(&'static str, &'static str); 1]| Vocabulary::new(words).unwrap();
    let sponsors = [
        (dfe(), Sponsor::principal("Department")),
        (read("eef"), Sponsor::of_projects("Endowment", YearKind::Financial, [read("number-sense")])),
    ];
    let kinds = words([("trial", "a trial")]);
    let mut policy =
        FundingPolicy::new(sponsors, words([("leadership", "the lead")]), kinds, words([("staff", "time")]));
    policy.unspent = Unspent::CarriedUpTo(read("1/10"));
    policy
}

struct Book {
    ledger: Ledger,
    clock: Moment,
}

/// An award of £12,000.00 for a year.
fn award(number: u128, year: &str) -> Award {
    let year: AcademicYear = read(year);
    let purpose = Purpose::Structural(read("leadership"));
    let line = Line::new("Hub lead", purpose, year.period()).payable(Payable::by(dfe(), read("12000")));
    Award::new(award_id(number), read("GB-EDU-100001"), read("school"), year).with_line(lead(), line)
}

impl Book {
    fn offered(award: Award) -> Self {
        let clock = Moment::at(award.period().first().pred_opt().unwrap(), 9, 0).unwrap();
        let offer = Offer::new(read("a-programme"), award, policy());
        Self { ledger: Ledger::open(Entry::new(1, clock, OFFICER, offer.into())).unwrap(), clock }
    }

    fn of(award: Award) -> Self {
        let mut book = Self::offered(award);
        book.does(OFFICER, Event::Accepted);
        book
    }

    fn on(&mut self, day: &str) -> &mut Self {
        self.clock = read(&format!("{day}T09:00"));
        self
    }

    fn enter(&mut self, by: PersonId, what: impl Into<Event>) -> Result<u64, String> {
        let entry = self.ledger.enter(self.clock, by, what.into(), "for a reason");
        entry.map(|entry| entry.number).map_err(|it| format!("{}: {}", it.rule().code, it.message()))
    }

    fn does(&mut self, by: PersonId, what: impl Into<Event>) -> u64 {
        self.enter(by, what).unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    fn refused(&mut self, what: impl Into<Event>) -> String {
        self.enter(OFFICER, what).expect_err("refused")
    }

    /// Spends so much on the lead, which is claimed and approved.
    fn spends(&mut self, claim: &str, pounds: &str) -> ClaimId {
        let today = self.clock.day();
        let over = Period::new(self.ledger.state().award().period().first(), Some(today)).unwrap();
        let cost = Cost::new(lead(), read("staff"), over, today, read(pounds)).shown_by(format!("{claim} of {today}"));
        self.does(BURSAR, Claimed::new(read(claim), over, [cost]));
        self.does(APPROVER, Approved::in_full(read(claim)));
        read(claim)
    }

    /// Pays what is to be paid for a claim, and says how much that was.
    fn pays(&mut self, claim: ClaimId) -> Money {
        let amounts = self.ledger.state().payable(claim);
        self.does(OFFICER, Paid::against_claim(claim, self.clock.day(), amounts.clone()));
        amounts.total().unwrap()
    }

    fn total(&self, what: Posted) -> Balance {
        self.ledger.state().total(what)
    }
}

/// The year 2014/15, paid in advance: £12,000.00 paid, £11,000.00 spent, £1,000.00 left and as yet nothing done with it.
fn year_one() -> Book {
    let mut book = Book::of(award(1, "2014/15").in_advance());
    let instalments = [("autumn", "2014-09-15"), ("spring", "2015-01-15")].map(|(id, due)| {
        let id: InstalmentId = read(id);
        (id, Instalment::new(read(due), read::<AcademicYear>("2014/15").period(), read("6000")))
    });
    book.does(OFFICER, Scheduled { instalments: BTreeMap::from(instalments) });
    for (id, instalment) in instalments {
        book.on(&instalment.due.to_string());
        book.does(OFFICER, Paid::instalment(id, instalment.due, on_lead("6000")));
    }
    book.on("2015-08-31").spends("all", "11000");
    book.on("2015-10-20");
    book
}

fn carried(pounds: &str) -> Carried {
    Carried::with_consent(read::<AcademicYear>("2015/16"), on_lead(pounds))
}

fn brought(pounds: &str) -> BroughtForward {
    BroughtForward::new(award_id(1), on_lead(pounds))
}

#[test]
fn what_one_year_carries_the_next_brings_forward_and_pays_that_much_less() {
    let mut one = year_one();
    one.does(OFFICER, carried("1000").to(award_id(2)));
    one.does(OFFICER, Event::Closed);

    // Paid in arrears. Accepted before anybody knew what would be left of the year before.
    let mut two = Book::of(award(2, "2015/16"));
    two.on("2015-10-21").does(OFFICER, brought("1000"));
    assert_eq!(two.ledger.state().unspent(), on_lead("1000"));
    // Of £4,500.00 the body has £1,000.00 already.
    let autumn = two.on("2015-12-31").spends("autumn", "4500");
    assert_eq!(two.pays(autumn), read("3500"));
    let rest = two.on("2016-08-31").spends("rest", "7500");
    assert_eq!(two.pays(rest), read("7500"));
    two.does(OFFICER, Event::Closed);

    // Paid: 12,000 and 3,500 + 7,500. Spent: 11,000 and 4,500 + 7,500.
    let terms = Terms::new(read("2016-12-31"), Basis::Cash, YearKind::Academic, "the department");
    let statements = [&one, &two].map(|book| book.ledger.statement(&terms).unwrap());
    let whole = Statement::consolidated(&statements, &terms).unwrap();
    assert_eq!(
        whole.by_award().to_string(),
        "\
award                                  committed     claimed    approved        paid  brought forward    carried  remaining  unspent
------------------------------------------------------------------------------------------------------------------------------------
00000000-0000-0000-0000-0000000a0001  £12,000.00  £11,000.00  £11,000.00  £12,000.00            £0.00  £1,000.00      £0.00    £0.00
00000000-0000-0000-0000-0000000a0002  £12,000.00  £12,000.00  £12,000.00  £11,000.00        £1,000.00      £0.00      £0.00    £0.00
------------------------------------------------------------------------------------------------------------------------------------
total                                 £24,000.00  £23,000.00  £23,000.00  £23,000.00        £1,000.00  £1,000.00      £0.00    £0.00\n",
    );
    // Between the two the money is with neither ledger; after both entries it is with the second.
    let unspent = |day: &str| {
        let terms = Terms::new(read(day), Basis::Cash, YearKind::Academic, "the department");
        let each = [&one, &two].map(|book| book.ledger.statement(&terms).unwrap().total());
        each.map(Figures::unspent).map(|balance| balance.to_string())
    };
    assert_eq!(unspent("2015-10-19"), ["£1,000.00", "£0.00"]);
    assert_eq!(unspent("2015-10-21"), ["£0.00", "£1,000.00"]);
    assert_eq!(judged(&[&one, &two]).count("ledger/carried-not-brought").held, 1);
}

#[test]
fn money_brought_forward_counts_toward_the_share_and_the_ceiling() {
    let mut book = Book::of(award(2, "2015/16").in_advance());
    let instalment = |due: &str| Instalment::new(read(due), read::<AcademicYear>("2015/16").period(), read("12000"));
    let spring: InstalmentId = read("spring");
    book.does(OFFICER, Scheduled::new([(spring, instalment("2015-09-01"))]));
    book.on("2015-10-21");
    assert_eq!(
        book.refused(brought("12000.01")),
        "ledger/paid-above-share: £12,000.01 of dfe's money would be paid or brought forward on the line lead, and its share is \
         £12,000.00"
    );
    book.does(OFFICER, brought("1000"));
    let paid = |pounds| Paid::instalment(spring, read("2015-10-21"), on_lead(pounds));
    assert_eq!(
        book.refused(paid("11000.01")),
        "ledger/paid-above-share: £12,000.01 of dfe's money would be paid or brought forward on the line lead, and its share is \
         £12,000.00"
    );
    // What spreading an instalment says is what is left.
    assert_eq!(book.ledger.state().spread(read("11000")), on_lead("11000"));
    book.does(OFFICER, Varied::default().with_ceiling(read("11500")));
    assert_eq!(
        book.refused(paid("10500.01")),
        "ledger/paid-above-ceiling: £11,500.01 would be paid or brought forward, and the ceiling is £11,500.00"
    );
    assert_eq!(
        book.refused(Reduced { by: on_lead("11000.01") }),
        "ledger/below-spend: dfe's share of the line lead would be £999.99, and £1,000.00 was paid or brought forward"
    );
    assert_eq!(
        book.refused(Varied::default().with_ceiling(read("999.99"))),
        "ledger/paid-above-ceiling: £1,000.00 would be paid or brought forward, and the ceiling is £999.99"
    );
    book.does(OFFICER, paid("10500"));
}

#[test]
fn money_is_brought_forward_from_another_award_after_the_acceptance_and_for_what_its_sponsor_pays_for() {
    let mut book = Book::offered(award(2, "2015/16"));
    assert_eq!(
        book.refused(brought("1")),
        "ledger/not-now: brought-forward is not permitted while the award is offered"
    );
    book.does(OFFICER, Event::Accepted);
    assert_eq!(
        book.refused(BroughtForward::new(award_id(2), on_lead("1"))),
        format!("ledger/carried-to-itself: the award {0} would have money brought forward from itself", award_id(2))
    );
    assert_eq!(
        book.refused(BroughtForward::new(award_id(1), ByLine::of(read("trial"), dfe(), read("1")))),
        "ledger/unknown-reference: there is no line `trial`"
    );
    assert_eq!(
        book.refused(BroughtForward::new(award_id(1), ByLine::of(lead(), read("eef"), read("1")))),
        "ledger/paid-beyond-purpose: £1.00 of Endowment's money would be paid for structural (leadership), which it does not pay for"
    );
    // It is with the body already, so it is brought forward also while nothing is paid.
    book.does(OFFICER, Event::Suspended);
    book.does(OFFICER, brought("1"));
    let back = book.ledger.state().unspent();
    book.does(OFFICER, Recovered::new(book.clock.day(), back));
    book.does(OFFICER, Event::Closed);
    assert_eq!(
        book.refused(brought("1")),
        "ledger/not-now: brought-forward is not permitted while the award is closed"
    );

    let mut one = year_one();
    assert_eq!(
        one.refused(carried("1").to(award_id(1))),
        format!("ledger/carried-to-itself: the award {} would have money carried to itself", award_id(1))
    );
}

#[test]
fn what_was_brought_forward_is_taken_back_only_while_it_is_there() {
    let mut book = Book::of(award(2, "2015/16"));
    book.on("2015-10-21");
    let entry = book.does(OFFICER, brought("1000"));
    let back = book.does(OFFICER, Recovered::new(book.clock.day(), on_lead("400")));
    assert_eq!(
        book.refused(Reversed { entry }),
        "ledger/settled-too-much: £400.00 of dfe's money on the line lead would be recovered, carried or written off, and £0.00 is \
         unspent"
    );
    book.does(OFFICER, Reversed { entry: back });
    book.does(OFFICER, Reversed { entry });
    assert_eq!(book.total(Posted::BroughtForward), Balance::ZERO);
    assert!(book.ledger.state().unspent().is_empty());
}

#[test]
fn books_are_not_closed_with_money_that_was_brought_forward_and_not_spent() {
    let mut book = Book::of(award(2, "2015/16"));
    book.does(OFFICER, brought("1000"));
    assert_eq!(
        book.refused(Event::Closed),
        "ledger/closed-unreconciled: £1,000.00 of dfe's money on the line lead is unspent"
    );
}

/// Money that came back may be paid again, unless the sponsor reduces the award by it: the figure, what the ledger permits
/// and what it spreads are one.
#[test]
fn what_was_recovered_remains_to_be_paid_until_the_award_is_reduced_by_it() {
    let remaining = |book: &Book| {
        let terms = Terms::new(book.clock.day(), Basis::Cash, YearKind::Academic, "the department");
        book.ledger.statement(&terms).unwrap().total().remaining().to_string()
    };
    let recovered = || {
        let mut book = Book::of(award(1, "2014/15").in_advance());
        let instalment = |due| Instalment::new(due, read::<AcademicYear>("2014/15").period(), read("12000"));
        let ids: [InstalmentId; 2] = [read("autumn"), read("spring")];
        book.does(OFFICER, Scheduled::new(ids.map(|id| (id, instalment(read("2014-09-01"))))));
        book.on("2014-09-01").does(OFFICER, Paid::instalment(ids[0], read("2014-09-01"), on_lead("12000")));
        assert_eq!(remaining(&book), "£0.00");
        // £1,000.00 of it was paid by mistake.
        book.does(OFFICER, Recovered::new(read("2014-09-01"), on_lead("1000")));
        (book, ids[1])
    };
    let paid = |id, pounds| Paid::instalment(id, read("2014-09-01"), on_lead(pounds));
    let (mut book, spring) = recovered();
    assert_eq!(remaining(&book), "£1,000.00"); // 12,000 - 12,000 + 1,000
    assert!(book.refused(paid(spring, "1000.01")).starts_with("ledger/paid-above-share: £12,000.01 of dfe's money"));
    book.does(OFFICER, paid(spring, "1000"));
    assert_eq!(remaining(&book), "£0.00");

    let (mut book, spring) = recovered();
    book.does(OFFICER, Reduced { by: on_lead("1000") });
    assert_eq!(remaining(&book), "£0.00"); // 11,000 - 12,000 + 1,000
    assert!(book.refused(paid(spring, "0.01")).starts_with("ledger/paid-above-share: £11,000.01 of dfe's money"));
}

fn judged(books: &[&Book]) -> Report {
    let mut portfolio = Portfolio::default();
    books.iter().for_each(|book| portfolio.add(&book.ledger));
    let sent: Portfolio = serde_json::from_str(&serde_json::to_string(&portfolio).unwrap()).unwrap();
    assert_eq!(sent, portfolio);
    rules::check(&sent, &policy(), read("2016-12-31"))
}

/// What the rule says of both sides.
fn said(books: &[&Book]) -> Vec<String> {
    judged(books).of("ledger/carried-not-brought").map(|finding| finding.message.clone()).collect()
}

#[test]
fn a_portfolio_compares_what_was_carried_with_what_was_brought_forward() {
    let (first, second) = (award_id(1), award_id(2));
    let mut one = year_one();
    let two = || Book::of(award(2, "2015/16"));
    let with = |pounds| {
        let mut book = two();
        book.does(OFFICER, brought(pounds));
        book
    };
    // Nothing carried, nothing brought forward.
    assert_eq!(judged(&[&one, &two()]).count("ledger/carried-not-brought").not_applicable, 1);
    // Out of nowhere.
    assert_eq!(
        said(&[&one, &with("0.01")]),
        [format!("£0.00 of dfe's money was carried from {first} to {second}, which brought forward £0.01")]
    );
    let carry = one.does(OFFICER, carried("1000").to(second));
    assert_eq!(said(&[&one, &with("1000")]), [""; 0]);
    assert_eq!(
        said(&[&with("999.99"), &one]),
        [format!("£1,000.00 of dfe's money was carried from {first} to {second}, which brought forward £999.99")]
    );
    assert_eq!(
        said(&[&one, &two()]),
        [format!("£1,000.00 of dfe's money was carried from {first} to {second}, which brought forward £0.00")]
    );
    // One side alone does not say.
    let alone = judged(&[&one]);
    assert_eq!(alone.count("ledger/carried-not-brought").undetermined, 1);
    let alone = judged(&[&with("1000")]);
    assert_eq!(alone.count("ledger/carried-not-brought").undetermined, 1);

    // Carried, it is not recorded where to: whether what arrives is of it nobody can say, but no more than all of it is.
    one.does(OFFICER, Reversed { entry: carry });
    one.does(OFFICER, carried("1000"));
    assert_eq!(judged(&[&one, &two()]).count("ledger/carried-not-brought").not_applicable, 1);
    assert_eq!(judged(&[&one, &with("1000")]).count("ledger/carried-not-brought").undetermined, 1);
    assert_eq!(judged(&[&one, &with("1000.01")]).count("ledger/carried-not-brought").broken, 1);
}
