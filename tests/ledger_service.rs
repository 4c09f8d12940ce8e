//! A ledger as a service keeps one: what it asks of the books between entries, what it tells users, and what it does about
//! a paper that was claimed on twice.

use maths_hubs::{
    calendar::{AcademicYear, Period, YearKind},
    funding::{
        amounts::ByLine,
        award::{Authority, Award, Line, Payable},
        ledger::{
            Event, Ledger, Offer,
            event::{Approved, Claimed, ConditionMet, Cost, Disallowed, Paid, Recovered, Reversed},
        },
        policy::FundingPolicy,
        portfolio::Portfolio,
        purpose::Purpose,
        sponsor::Sponsor,
    },
    identifiers::{AwardId, ClaimId, LineId, PersonId, SponsorId},
    journal::{Entry, Refusal},
    money::Money,
    rules,
    uuid::Uuid,
    vocabulary::Vocabulary,
};

const OFFICER: PersonId = PersonId::new(Uuid::from_u128(1));
const HEAD: PersonId = PersonId::new(Uuid::from_u128(2));
const BURSAR: PersonId = PersonId::new(Uuid::from_u128(3));
const PAYER: PersonId = PersonId::new(Uuid::from_u128(4));

fn value<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn policy() -> FundingPolicy {
    let sponsors = [
        (value("dfe"), Sponsor::principal("The department")),
        (value("eef"), Sponsor::of_projects("A foundation", YearKind::Academic, [value("first-words")])),
    ];
    FundingPolicy::new(
        sponsors,
        Vocabulary::new([("leadership", "who leads the hub")]).unwrap(),
        Vocabulary::new([("trial", "to find out")]).unwrap(),
        Vocabulary::new([("materials", "what is used up")]).unwrap(),
    )
}

/// The only line: £6,000, three fifths of it the department's.
fn offered(award: u128) -> Ledger {
    let (year, id): (AcademicYear, _) = (value("2025/26"), AwardId::new(Uuid::from_u128(award)));
    let purpose = Purpose::Project { project: value("first-words"), kind: value("trial") };
    let shares = [(value("dfe"), value("3/5")), (value("eef"), value("2/5"))];
    let payable = Payable::in_proportion(value("6000"), shares).unwrap();
    let award = Award::new(id, value("X-BODY-a-university"), value("university"), year)
        .by_authority(Authority::new("an Act", OFFICER, "looked into", "case 7"))
        .on_condition(value("bank-details"), "the bank details were verified")
        .with_line(words(), Line::new("First words", purpose, year.period()).payable(payable));
    let offer = Offer::new(value("english-hubs"), award, policy()).of_edition("2025");
    Ledger::open(Entry::new(1, value("2025-08-20T09:00"), OFFICER, offer.into())).unwrap()
}

/// With the condition met and a claim of £1,200 on an invoice that comes to as much.
fn claimed(award: u128) -> Ledger {
    let mut ledger = offered(award);
    enter(&mut ledger, HEAD, Event::Accepted, "").unwrap();
    enter(&mut ledger, OFFICER, ConditionMet::new(value("bank-details")), "").unwrap();
    let books = Cost::new(words(), value("materials"), autumn(), value("2025-12-15"), value("1000"))
        .with_vat(value("200"), value("200"))
        .shown_by("a bookshop, 77");
    enter(&mut ledger, BURSAR, Claimed::new(claim(), autumn(), [books]), "").unwrap();
    ledger
}

fn enter(ledger: &mut Ledger, by: PersonId, what: impl Into<Event>, why: &str) -> Result<u64, Refusal> {
    // Accepted before the term, and all else after it.
    let at = if ledger.next_number() < 4 { "2025-09-01T09:00" } else { "2026-01-20T09:00" };
    ledger.enter(value(at), by, what, why).map(|entry| entry.number)
}

fn words() -> LineId {
    value("words")
}

fn claim() -> ClaimId {
    value("autumn")
}

fn autumn() -> Period {
    value("2025-09-01 to 2025-12-31")
}

fn shares(amounts: &ByLine) -> Vec<String> {
    amounts.iter().map(|(line, sponsor, amount)| format!("{line} {sponsor} {amount}")).collect()
}

#[test]
fn the_books_tell_which_conditions_are_not_met() {
    let mut ledger = offered(1);
    assert_eq!(ledger.state().offer().edition, "2025");
    let unmet: Vec<_> = ledger.state().unmet_conditions().collect();
    assert_eq!(unmet, [(value("bank-details"), "the bank details were verified")]);
    enter(&mut ledger, HEAD, Event::Accepted, "").unwrap();
    assert_eq!(ledger.next_number(), 3);
    enter(&mut ledger, OFFICER, ConditionMet::new(value("bank-details")), "").unwrap();
    assert_eq!(ledger.state().unmet_conditions().count(), 0);
}

#[test]
fn the_books_tell_what_was_approved_of_a_claim_and_what_the_body_is_owed() {
    let mut ledger = claimed(1);
    assert!(ledger.state().approved_of(claim()).is_empty());
    assert!(ledger.state().owed().is_empty());
    // £1,200 less £200 of it: three fifths and two fifths of £1,000.
    let less = Approved::in_full(claim()).less(0, value("200"));
    enter(&mut ledger, OFFICER, less, "half of the books are another project's").unwrap();
    let approved = ["words dfe £600.00", "words eef £400.00"];
    assert_eq!(shares(&ledger.state().approved_of(claim())), approved);
    assert_eq!(shares(&ledger.state().owed()), approved);
    let owed = ledger.state().payable(claim());
    enter(&mut ledger, PAYER, Paid::against_claim(claim(), value("2026-01-20"), owed), "").unwrap();
    assert!(ledger.state().owed().is_empty());
    // Of £100 disallowed £60 and £40 are unspent, and less was approved.
    enter(&mut ledger, OFFICER, Disallowed::new(claim(), 0, value("100")), "returned").unwrap();
    assert_eq!(shares(&ledger.state().approved_of(claim())), ["words dfe £540.00", "words eef £360.00"]);
    assert_eq!(shares(&ledger.state().unspent()), ["words dfe £60.00", "words eef £40.00"]);
    assert!(ledger.state().owed().is_empty());
    let unspent = ledger.state().unspent();
    enter(&mut ledger, PAYER, Recovered::new(value("2026-01-20"), unspent), "").unwrap();
    enter(&mut ledger, OFFICER, Event::Closed, "").unwrap();
}

#[test]
fn a_refusal_says_which_of_two_things_is_wrong() {
    let mut ledger = claimed(1);
    let mut message = |by, what: Event, why| enter(&mut ledger, by, what, why).unwrap_err().message();
    let costs = |claim, costs: Vec<Cost>| Claimed::new(claim, autumn(), costs).into();
    let cost = Cost::new(words(), value("materials"), autumn(), value("2025-12-15"), value("1")).shown_by("another");
    assert_eq!(message(BURSAR, costs(claim(), vec![cost]), ""), "the claim `autumn` is there already");
    assert_eq!(message(BURSAR, costs(value("spring"), vec![]), ""), "the claim `spring` has no cost");
    let reversed = |entry| Reversed::new(entry).into();
    assert_eq!(message(PAYER, reversed(9), "wrong"), "there is no entry `9`");
    assert_eq!(message(PAYER, reversed(4), "wrong"), "there is no figure that can be taken back in entry `4`");
}

#[test]
fn a_refusal_is_data_for_a_host_that_has_words_of_its_own() {
    let mut ledger = claimed(1);
    let amounts = ByLine::of(words(), value::<SponsorId>("dfe"), value("1"));
    let paid = Paid::against_claim(claim(), value("2026-01-20"), amounts);
    let refusal = enter(&mut ledger, PAYER, paid, "").unwrap_err();
    // A payment is permitted, and this one is not: so the text does not list what else could be entered.
    assert_eq!(refusal.to_string(), "entry 5 (paid) is refused by ledger/claim-settled: the claim `autumn` is pending");
    assert_eq!((refusal.kind(), refusal.hint()), ("paid", "see where the claim stands"));
    assert!(refusal.figures().iter().any(|(name, figure)| name == "claim" && figure.to_string() == "autumn"));
}

#[test]
fn a_paper_claimed_on_twice_leads_to_the_costs_that_claim_on_it() {
    let mut portfolio = Portfolio::default();
    portfolio.add(&claimed(1));
    portfolio.add(&claimed(2));
    let report = rules::check(&portfolio, &policy(), value("2026-02-01"));
    let found: Vec<_> = report.of("ledger/cost-claimed-twice").map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, ["£2,400.00 is claimed on a bookshop, 77, which comes to £1,200.00"]);
    let money = |text| value::<Money>(text);
    let uses: Vec<_> = portfolio.uses().filter(|it| it.reference == "a bookshop, 77").collect();
    assert_eq!(
        uses.iter().map(|it| (it.award, it.claim, it.cost, it.claimed, it.whole)).collect::<Vec<_>>(),
        [1, 2].map(|award| (AwardId::new(Uuid::from_u128(award)), claim(), 0, money("1200"), money("1200")))
    );
}
