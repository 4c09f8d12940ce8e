//! Ledgers of as many claims as one likes, with all that may come of a claim.

use chrono::{Days, NaiveDate};
use maths_hubs::{
    calendar::{AcademicYear, Moment, Period, YearKind},
    funding::{
        amounts::BySponsor,
        award::{Award, Line, Payable},
        ledger::{
            Event, Ledger, Offer,
            event::{Against, Approved, Claimed, Cost, Disallowed, Moved, Novated, Paid, PassedOn, Reversed},
        },
        policy::{CertificatePolicy, FundingPolicy, OnwardPolicy},
        purpose::Purpose,
        sponsor::Sponsor,
    },
    identifiers::{AwardId, ClaimId, LineId, PersonId, SponsorId},
    journal::Entry,
    money::Money,
    ratio::Ratio,
    vocabulary::Vocabulary,
};
use uuid::Uuid;

fn read<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

const fn person(number: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(number))
}

fn offer(number: usize) -> Offer {
    let year: AcademicYear = read("2014/15");
    let (dfe, eef): (SponsorId, SponsorId) = (read("dfe"), read("eef"));
    let words = |word| Vocabulary::new([(word, "a word")]).unwrap();
    let sponsors = [(dfe, Sponsor::principal("Department")), (eef, Sponsor::principal("Endowment"))];
    let mut policy = FundingPolicy::new(sponsors, words("heading"), words("kind"), words("staff"));
    policy.onward = Some(OnwardPolicy::new(Money::MAX, Money::MAX, 1, words("small")));
    policy.virement_tolerance = Ratio::ONE;
    policy.certificate = Some(CertificatePolicy::new(Money::pounds(1).unwrap(), YearKind::Financial, 180));
    let id = AwardId::new(Uuid::from_u128(number as u128));
    let mut award = Award::new(id, read("GB-EDU-100001"), read("school"), year);
    for name in ["lead", "trial"] {
        let most = Money::pounds(1_000_000_000).unwrap();
        let payable = Payable::by(dfe, most);
        // One line has two sponsors, of shares that divide nothing evenly.
        let second = Money::pounds(700_000_001).unwrap();
        let payable = if name == "trial" { payable.and(eef, second).unwrap() } else { payable };
        let line = Line::new(name, Purpose::Structural(read("heading")), year.period()).payable(payable);
        award = award.with_line(read(name), line);
    }
    Offer::new(read("a-programme"), award, policy)
}

/// The journal of one award with this many claims, each approved and paid in part or whole; some passed on, corrected,
/// disallowed, moved.
#[must_use]
pub fn ledger(number: usize, claims: usize) -> Ledger {
    let start: NaiveDate = read("2014-09-01");
    let at = |claim: usize| Moment::at(start + Days::new((claim * 364 / claims.max(1)) as u64), 9, 0).unwrap();
    let mut ledger = Ledger::open(Entry::new(1, at(0), person(1), offer(number).into())).unwrap();
    let enter = |ledger: &mut Ledger, claim: usize, by: u128, what: Event| {
        let next = ledger.journal().next_number();
        ledger.apply(Entry::new(next, at(claim), person(by), what).because("as it was")).unwrap();
        next
    };
    enter(&mut ledger, 0, 1, Event::Accepted);
    let (lead, trial): (LineId, LineId) = (read("lead"), read("trial"));
    let dfe: SponsorId = read("dfe");
    for claim in 0..claims {
        let day = at(claim).day();
        let over = Period::new(day, Some(day)).unwrap();
        let id: ClaimId = read(&format!("c{claim}"));
        let costs = [(lead, 10_000 + claim % 977), (trial, 5_003)].map(|(line, pence)| {
            let net = Money::from_pence(pence as u64).unwrap();
            Cost::new(line, read("staff"), over, day, net).shown_by(format!("paper-{number}-{claim}-{line}"))
        });
        enter(&mut ledger, claim, 2, Claimed::new(id, over, costs).into());
        let approval = enter(&mut ledger, claim, 3, Approved::in_full(id).into());
        if claim % 4 == 0 {
            enter(&mut ledger, claim, 3, Reversed { entry: approval }.into());
            enter(&mut ledger, claim, 3, Approved::in_full(id).into());
        }
        let amounts = ledger.state().payable(id);
        let paid = enter(
            &mut ledger,
            claim,
            4,
            Paid { against: Against::Claim(id), on: day, amounts: amounts.clone() }.into(),
        );
        if claim % 4 == 1 {
            enter(&mut ledger, claim, 4, Reversed { entry: paid }.into());
            enter(&mut ledger, claim, 4, Paid { against: Against::Claim(id), on: day, amounts }.into());
        }
        let penny = Money::from_pence(1).unwrap();
        match claim % 8 {
            2 | 5 => {
                let to = read(&format!("GB-EDU-{}", 100_002 + claim % 200));
                let passed = PassedOn::new(to, lead, BySponsor::of(dfe, penny), day, over).matched_by(penny);
                enter(&mut ledger, claim, 2, passed.into());
            }
            3 => {
                enter(&mut ledger, claim, 3, Disallowed { claim: id, cost: 0, amount: penny }.into());
            }
            6 => {
                enter(&mut ledger, claim, 1, Moved::new(lead, trial, dfe, penny).into());
            }
            // Once a day at most.
            7 if ledger.state().novated_on().all(|on| on < day) => {
                let novated = Novated { body: read("GB-EDU-100001"), body_kind: read("school"), from: day };
                enter(&mut ledger, claim, 1, novated.into());
            }
            _ => {}
        }
    }
    ledger
}
