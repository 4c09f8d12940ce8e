//! The year of one award as its ledger tells it: offered, accepted, paid and claimed each term, settled, closed.
//!
//! The example `fund_a_year` shows the same more slowly, with what a ledger refuses.

use std::{collections::BTreeMap, error::Error};

use maths_hubs::{
    calendar::{Moment, Period, Term, Year},
    chrono::{Days, NaiveDate},
    funding::{
        award::{Line, Payment},
        ledger::{
            Event, Ledger, Offer, Standing,
            event::{Against, Approved, Certified, Claimed, Cost, Instalment, Paid, Recovered, Scheduled},
        },
        phasing::by_term,
        statement::{Basis, Terms},
    },
    identifiers::{ClaimId, InstalmentId, PersonId},
    journal::Entry,
    money::Money,
    uuid::Uuid,
};

use crate::year::{TermDays, YearFile};

// To a ledger people are ids; who they are is kept elsewhere. These are invented.
pub const OFFICER: PersonId = PersonId::new(Uuid::from_u128(1));
const HEAD: PersonId = PersonId::new(Uuid::from_u128(2));
const BURSAR: PersonId = PersonId::new(Uuid::from_u128(3));
const APPROVER: PersonId = PersonId::new(Uuid::from_u128(4));
const PAYER: PersonId = PersonId::new(Uuid::from_u128(5));

/// The whole life of an award.
pub fn kept(offer: Offer, year: &YearFile) -> Result<Ledger, Box<dyn Error>> {
    let begins = offer.award.lines.values().map(|line| line.period.first()).min().ok_or("an award without lines")?;
    let offered = year.offered_on.max(begins - Days::new(3));
    let mut books = Books::open(offered, offer, year)?;
    books.enter(offered + Days::new(1), HEAD, Event::Accepted)?;
    let advance = books.ledger.state().award().payment == Payment::Advance;
    if advance {
        books.schedule(offered + Days::new(2))?;
    }
    let mut certificates = year.certified.iter().peekable();
    for term in &year.terms {
        if advance {
            books.pay_what_is_due(term.paid_on)?;
        }
        while let Some((certified, of)) = certificates.next_if(|(_, of)| of.on < term.claimed_on) {
            books.certify(*certified, of.on)?;
        }
        books.claim(term)?;
        if !advance {
            books.pay_what_was_spent(term)?;
        }
    }
    for (certified, of) in certificates {
        books.certify(*certified, of.on)?;
    }
    books.recover_what_is_unspent()?;
    books.enter(year.closed_on, OFFICER, Event::Closed)?;
    Ok(books.ledger)
}

/// A ledger under way.
struct Books<'a> {
    year: &'a YearFile,
    ledger: Ledger,
}

impl<'a> Books<'a> {
    /// The offer is the first entry, and holds all that the ledger depends on.
    fn open(on: NaiveDate, offer: Offer, year: &'a YearFile) -> Result<Self, Box<dyn Error>> {
        Ok(Self { year, ledger: Ledger::open(Entry::new(1, noon(on)?, OFFICER, offer.into()))? })
    }

    fn enter(&mut self, on: NaiveDate, by: PersonId, what: impl Into<Event>) -> Result<(), Box<dyn Error>> {
        self.ledger.enter(noon(on)?, by, what, "")?;
        Ok(())
    }

    /// An instalment a term, due a fortnight after its usual first day: the terms' parts of the ceiling add up to it.
    fn schedule(&mut self, on: NaiveDate) -> Result<(), Box<dyn Error>> {
        let award = self.ledger.state().award();
        let parts = by_term(award.ceiling.into(), award.period(), &award.profile)?;
        let mut instalments = BTreeMap::new();
        for (term, part) in parts {
            let over = term.usual_period();
            let instalment = Instalment {
                due: over.first() + Days::new(14),
                over,
                amount: part.money().ok_or("a term of less than nothing")?,
            };
            instalments.insert(term.season().as_str().parse::<InstalmentId>()?, instalment);
        }
        self.enter(on, OFFICER, Scheduled { instalments })
    }

    /// Pays each instalment that is due, on every line in proportion to what is still to be paid.
    fn pay_what_is_due(&mut self, on: NaiveDate) -> Result<(), Box<dyn Error>> {
        let due: Vec<_> = self.ledger.state().instalments_due(on).collect();
        for (id, amount) in due {
            let amounts = self.ledger.state().spread(amount);
            self.enter(on, PAYER, Paid { against: Against::Instalment(id), on, amounts })?;
        }
        Ok(())
    }

    /// Claims what was spent in a term, a cost on each line with the paper that shows it; somebody else approves.
    fn claim(&mut self, days: &TermDays) -> Result<(), Box<dyn Error>> {
        let mut costs = Vec::new();
        for (id, line) in &self.ledger.state().award().lines {
            let Some((over, net)) = of_term(line, days.term)? else { continue };
            if self.year.not_done == Some((*id, days.term)) {
                continue;
            }
            let [structural, project] = self.year.costs;
            let kind = if line.purpose.is_structural() { structural } else { project };
            let hub = self.ledger.state().award().hub.map(|hub| hub.to_string()).unwrap_or_default();
            let paper = format!("{hub}/{id}/{}", days.term.season());
            costs.push(Cost::new(*id, kind, over, days.claimed_on, net).shown_by(paper));
        }
        if costs.is_empty() {
            return Ok(());
        }
        let claim = claim_of(days)?;
        self.enter(days.claimed_on, BURSAR, Claimed::new(claim, days.term.usual_period(), costs))?;
        self.enter(days.approved_on, APPROVER, Approved::in_full(claim))
    }

    /// Pays an approved claim in arrears.
    fn pay_what_was_spent(&mut self, days: &TermDays) -> Result<(), Box<dyn Error>> {
        let claim = claim_of(days)?;
        let approved = |(id, standing): (ClaimId, Standing)| id == claim && matches!(standing, Standing::Approved(_));
        if !self.ledger.state().claims().any(approved) {
            return Ok(());
        }
        let (on, amounts) = (days.approved_on + Days::new(7), self.ledger.state().payable(claim));
        self.enter(on, PAYER, Paid { against: Against::Claim(claim), on, amounts })
    }

    /// A certificate of what was spent in a year, of which the statement by accrual tells.
    fn certify(&mut self, year: Year, on: NaiveDate) -> Result<(), Box<dyn Error>> {
        let terms = Terms::new(on, Basis::Accrual, year.kind(), "who pays");
        let spent = self.ledger.statement(&terms)?.by_year().get(&year).approved();
        let amount = spent.money().ok_or("less than nothing was spent")?;
        let given_by = "an invented auditor".to_owned();
        self.enter(on, OFFICER, Certified { year, amount, given_by, qualified: false })
    }

    fn recover_what_is_unspent(&mut self) -> Result<(), Box<dyn Error>> {
        let (on, amounts) = (self.year.recovered_on, self.ledger.state().unspent());
        if amounts.is_empty() { Ok(()) } else { self.enter(on, OFFICER, Recovered { on, amounts }) }
    }
}

/// The days of a line that lie in a term, and the part of its money that falls to them. The parts add up to the line.
fn of_term(line: &Line, term: Term) -> Result<Option<(Period, Money)>, Box<dyn Error>> {
    let parts = by_term(line.payable.amount().into(), line.period, &Default::default())?;
    let part = parts.get(&term).and_then(|part| part.money()).filter(|part| *part > Money::ZERO);
    Ok(line.period.intersection(term.usual_period()).zip(part))
}

fn claim_of(days: &TermDays) -> Result<ClaimId, Box<dyn Error>> {
    Ok(days.term.season().as_str().parse()?)
}

fn noon(day: NaiveDate) -> Result<Moment, Box<dyn Error>> {
    Ok(Moment::at(day, 12, 0).ok_or("no day of a ledger")?)
}
