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
                Against, Approved, BroughtForward, Carried, Certified, Claimed, ConditionMet, Cost, Disallowed,
                Instalment, Moved, Novated, OfClaim, Paid, PassedOn, Recovered, Redacted, Reduced, Reversed, Scheduled,
                Terminated, Varied, WrittenOff,
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

#[path = "ledgers/attempt.rs"]
mod attempt;
#[path = "ledgers/case.rs"]
mod case;
#[path = "ledgers/count.rs"]
mod count;
#[path = "ledgers/laws.rs"]
mod laws;

use case::*;
use count::*;
use laws::*;

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
                    if !some.is_zero() {
                        push(&mut book, 4, Disallowed { claim: id, cost: 0, amount: some }.into());
                    }
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
