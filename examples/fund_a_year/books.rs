//! The year of one award as its ledger tells it: offered, accepted, paid each term, claimed, approved, settled, closed.

use std::collections::BTreeMap;

use maths_hubs::{
    calendar::{AcademicYear, FinancialYear, Moment, Season, Term, YearKind},
    chrono::Days,
    funding::{
        ledger::{
            Event, Ledger, Offer,
            event::{Against, Approved, Certified, Claimed, Cost, Instalment, Paid, Recovered, Scheduled},
        },
        phasing::by_term,
        statement::{Basis, Terms},
    },
    identifiers::{HubId, InstalmentId, LineId, PersonId},
    journal::{Entry, Refusal},
    money::Money,
    uuid::Uuid,
    vocabulary::Word,
};

use crate::{award::LOCAL_PROJECT, failure::Failure};

/// The hub that does less than it was paid for in advance.
pub const HUB_THAT_UNDERSPENDS: &str = "gradient";

// To a ledger people are ids; who they are is kept elsewhere. These are invented.
pub const OFFICER: PersonId = PersonId::new(Uuid::from_u128(1));
const HEAD: PersonId = PersonId::new(Uuid::from_u128(2));
const BURSAR: PersonId = PersonId::new(Uuid::from_u128(3));
const APPROVER: PersonId = PersonId::new(Uuid::from_u128(4));
const PAYER: PersonId = PersonId::new(Uuid::from_u128(5));

/// The whole life of an award.
pub fn kept(offer: Offer, hub: HubId, year: AcademicYear) -> Result<Ledger, Failure> {
    let [autumn, spring, summer] = Season::ALL.map(|season| Term::new(season, year));
    let mut books = Books::open("2014-08-18T09:00", offer, hub)?;
    books.enter("2014-08-22T10:00", HEAD, Event::Accepted)?;
    books.schedule("2014-08-26T11:00", [autumn, spring, summer])?;

    books.pay_what_is_due("2014-09-15T12:00")?;
    books.claim("2015-01-09T15:00", autumn)?;
    books.approve("2015-01-12T10:00", autumn)?;

    books.pay_what_is_due("2015-01-15T12:00")?;
    books.claim("2015-05-08T15:00", spring)?;
    books.approve("2015-05-11T10:00", spring)?;

    books.pay_what_is_due("2015-05-15T12:00")?;
    books.certify("2015-06-15T09:00", "2014-15".parse()?)?;
    books.claim("2015-09-09T15:00", summer)?;
    books.approve("2015-09-14T10:00", summer)?;

    books.recover_what_is_unspent("2015-10-05T12:00")?;
    books.enter("2015-10-12T09:00", OFFICER, Event::Closed)?;
    Ok(books.ledger)
}

/// Two entries that no ledger takes: a payment before the acceptance, and a claim of entertaining.
pub fn refusals(offer: Offer, hub: HubId) -> Result<[Refusal; 2], Failure> {
    let mut books = Books::open("2014-08-18T09:00", offer, hub)?;
    let at: Moment = "2014-08-19T12:00".parse()?;
    let amounts = books.ledger.state().spread("£50,000".parse()?);
    let paid = Paid { against: Against::Instalment("autumn".parse()?), on: at.day(), amounts };
    let too_soon = books.refused(at, PAYER, paid, "a payment before the acceptance")?;

    books.enter("2014-08-22T10:00", HEAD, Event::Accepted)?;
    let at: Moment = "2014-09-26T09:00".parse()?;
    let evening = "2014-09-18 to 2014-09-18".parse()?;
    let wine = Cost::new("governance".parse()?, "entertaining".parse()?, evening, at.day(), "£84.50".parse()?);
    let claimed = Claimed::new("wine".parse()?, evening, [wine.shown_by("a receipt")]);
    Ok([too_soon, books.refused(at, BURSAR, claimed, "a claim of entertaining")?])
}

/// A ledger under way.
struct Books {
    hub: HubId,
    ledger: Ledger,
}

impl Books {
    /// The offer is the first entry, and holds all that the ledger depends on.
    fn open(at: &str, offer: Offer, hub: HubId) -> Result<Self, Failure> {
        Ok(Self { hub, ledger: Ledger::open(Entry::new(1, at.parse()?, OFFICER, offer.into()))? })
    }

    fn enter(&mut self, at: &str, by: PersonId, what: impl Into<Event>) -> Result<(), Failure> {
        self.ledger.enter(at.parse()?, by, what, "")?;
        Ok(())
    }

    /// Enters what is to be refused, which leaves the ledger as it was.
    fn refused(
        &mut self,
        at: Moment,
        by: PersonId,
        what: impl Into<Event>,
        called: &'static str,
    ) -> Result<Refusal, Failure> {
        let before = self.ledger.clone();
        let Err(refusal) = self.ledger.enter(at, by, what, "") else { return Err(Failure::NotRefused(called)) };
        if self.ledger == before { Ok(refusal) } else { Err(Failure::Touched) }
    }

    /// The part of an amount that falls to a term. Those of the three terms add up to the amount.
    fn of_term(&self, amount: Money, term: Term) -> Result<Money, Failure> {
        let award = self.ledger.state().award();
        let terms = by_term(amount.into(), award.period(), &award.profile)?;
        Ok(terms.get(&term).and_then(|part| part.money()).unwrap_or_default())
    }

    /// An instalment a term, due a fortnight after its usual first day.
    fn schedule(&mut self, at: &str, terms: [Term; 3]) -> Result<(), Failure> {
        let ceiling = self.ledger.state().award().ceiling;
        let mut instalments = BTreeMap::new();
        for term in terms {
            let over = term.usual_period();
            let (due, amount) = (over.first() + Days::new(14), self.of_term(ceiling, term)?);
            instalments.insert(term.season().as_str().parse::<InstalmentId>()?, Instalment { due, over, amount });
        }
        self.enter(at, OFFICER, Scheduled { instalments })
    }

    /// Pays each instalment that is due, on every line in proportion to what is still to be paid.
    fn pay_what_is_due(&mut self, at: &str) -> Result<(), Failure> {
        let on = at.parse::<Moment>()?.day();
        let due: Vec<_> = self.ledger.state().instalments_due(on).collect();
        for (id, amount) in due {
            let amounts = self.ledger.state().spread(amount);
            self.enter(at, PAYER, Paid { against: Against::Instalment(id), on, amounts })?;
        }
        Ok(())
    }

    /// Claims what was spent in a term: a cost on each line, with the paper that shows it.
    fn claim(&mut self, at: &str, term: Term) -> Result<(), Failure> {
        let (over, paid) = (term.usual_period(), at.parse::<Moment>()?.day());
        let mut costs = Vec::new();
        for (id, line) in &self.ledger.state().award().lines {
            if self.is_not_done(*id, term) {
                continue;
            }
            let kind: Word = if line.purpose.is_structural() { "staff" } else { "teacher-release" }.parse()?;
            let net = self.of_term(line.payable.amount(), term)?;
            let paper = format!("{}/{id}/{}", self.hub, term.season());
            costs.push(Cost::new(*id, kind, over, paid, net).shown_by(paper));
        }
        self.enter(at, BURSAR, Claimed::new(term.season().as_str().parse()?, over, costs))
    }

    fn is_not_done(&self, line: LineId, term: Term) -> bool {
        self.hub.as_str() == HUB_THAT_UNDERSPENDS && line.as_str() == LOCAL_PROJECT && term.season() == Season::Summer
    }

    fn approve(&mut self, at: &str, term: Term) -> Result<(), Failure> {
        self.enter(at, APPROVER, Approved::in_full(term.season().as_str().parse()?))
    }

    /// A certificate of what was spent in a financial year, of which the statement by accrual tells.
    fn certify(&mut self, at: &str, year: FinancialYear) -> Result<(), Failure> {
        let on = at.parse::<Moment>()?.day();
        let terms = Terms::new(on, Basis::Accrual, YearKind::Financial, "the Department for Education");
        let spent = self.ledger.statement(&terms)?.by_year().get(&year.into()).approved();
        let (amount, given_by) = (spent.money().unwrap_or_default(), "an invented auditor".to_owned());
        self.enter(at, OFFICER, Certified { year: year.into(), amount, given_by, qualified: false })
    }

    fn recover_what_is_unspent(&mut self, at: &str) -> Result<(), Failure> {
        let (on, amounts) = (at.parse::<Moment>()?.day(), self.ledger.state().unspent());
        if amounts.is_empty() { Ok(()) } else { self.enter(at, OFFICER, Recovered { on, amounts }) }
    }
}
