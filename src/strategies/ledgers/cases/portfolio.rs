//! Many ledgers together.

use chrono::NaiveDate;

use crate::{
    funding::{
        amounts::ByLine,
        ledger::{Event, event::BroughtForward},
        policy::FundingPolicy,
        portfolio::Portfolio,
        rules::portfolio::{CARRIED_NOT_BROUGHT, LEDGER_TWICE},
    },
    money::Money,
    rules::{self, Report},
    strategies::{
        Case,
        ledgers::{
            LedgerShape, OFFICER, SoundLedger,
            terms::{line, pounds, sponsor},
        },
    },
};

/// Ledgers of different awards, sound alone and together.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SoundPortfolio {
    /// The ledgers.
    pub ledgers: Vec<SoundLedger>,
    /// The day on which they are judged.
    pub on: NaiveDate,
}

impl SoundPortfolio {
    /// So many ledgers, one at least.
    #[must_use]
    pub fn of(ledgers: u8) -> Self {
        let numbers = 0..ledgers.max(1);
        let ledger = |number: u8| {
            let shape = LedgerShape { number: number.into(), advance: number % 2 == 0, ..LedgerShape::default() };
            SoundLedger::shaped(shape)
        };
        let ledgers: Vec<SoundLedger> = numbers.map(ledger).collect();
        let on = ledgers.first().map(|ledger| ledger.on).unwrap_or_default();
        Self { ledgers, on }
    }

    /// The policy of the first ledger.
    #[must_use]
    pub fn policy(&self) -> Option<FundingPolicy> {
        self.ledgers.first().and_then(SoundLedger::audit).map(|ledger| ledger.state().policy().clone())
    }

    /// The fold of all ledgers that can be taken in.
    #[must_use]
    pub fn portfolio(&self) -> Portfolio {
        let mut portfolio = Portfolio::default();
        self.ledgers.iter().filter_map(SoundLedger::audit).for_each(|ledger| portfolio.add(&ledger));
        portfolio
    }

    /// What the rules of portfolios say of it.
    #[must_use]
    pub fn check(&self) -> Report {
        match self.policy() {
            Some(policy) => rules::check(&self.portfolio(), &policy, self.on),
            None => rules::Sink::new(rules::RULESET, self.on, &[]).into_report(),
        }
    }
}

pub(super) const CASES: &[Case<SoundPortfolio>] = &[
    Case::of(&LEDGER_TWICE, |portfolio| {
        let first = portfolio.ledgers.first().cloned();
        portfolio.ledgers.extend(first);
    }),
    // What the first ledger carries, £20.00, is for the second, which brings a pound less forward, or as much.
    Case::of(&CARRIED_NOT_BROUGHT, |portfolio| passed(portfolio, pounds(19)))
        .sparing(|_| {})
        .keeping(|portfolio| passed(portfolio, pounds(20))),
];

/// What the first ledger carries goes to the second, which brings so much forward.
fn passed(portfolio: &mut SoundPortfolio, arrives: Money) {
    let [first, second, ..] = portfolio.ledgers.as_mut_slice() else { return };
    let Some((from, to)) = first.award().map(|it| it.id).zip(second.award().map(|it| it.id)) else { return };
    if let Some(Event::Carried(it)) = first.first("carried").map(|entry| &mut entry.what) {
        it.to = Some(to);
    }
    let amounts = ByLine::of(line("leadership"), sponsor("dfe"), arrives);
    second.insert_after("reopened", OFFICER, BroughtForward::new(from, amounts));
}
