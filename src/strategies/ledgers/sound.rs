//! Ledgers in which every rule holds or does not apply, from the offer to closed books.

use std::{collections::BTreeMap, fmt};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::terms::{LINES, line, offer, period, pounds, read_day, school, sponsor, year};
use crate::{
    calendar::{FinancialYear, Moment, Period, YearKind},
    funding::{
        amounts::{ByLine, BySponsor},
        award::Award,
        ledger::{
            Account, Event, Ledger, Offer,
            event::{
                Against, Approved, BroughtForward, Carried, Certified, Claimed, ConditionMet, Cost, Disallowed,
                Instalment, Moved, Novated, OfClaim, Paid, PassedOn, Recovered, Redacted, Reduced, Reversed, Scheduled,
                Varied, WrittenOff,
            },
        },
        policy::FundingPolicy,
        statement::{Basis, Terms},
    },
    identifiers::{AwardId, ClaimId, InstalmentId, PersonId},
    journal::{Digest, Entry},
    money::Money,
    rules::{self, Report},
    strategies::{
        draft::{Draft, drafted},
        literals::{read, sound},
    },
};

/// A ledger in which every rule holds or does not apply: its journal, which may be replayed, and the day on which it is
/// judged. A mutation changes the entries; [`check`](Self::check) takes them as somebody else's books.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct SoundLedger {
    /// The entries, in order.
    pub draft: Draft<Account>,
    /// The day on which the ledger is judged.
    pub on: NaiveDate,
}

drafted! { SoundLedger, Account }

/// What differs between one sound ledger and another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct LedgerShape {
    /// Whether the award is paid in advance, by instalments.
    pub advance: bool,
    /// How many claims the year has, beside one that is withdrawn and that of the statement of assurance. Three at least,
    /// 365 at most.
    pub claims: u16,
    /// Which award: tells one from another.
    pub number: u128,
}

impl Default for LedgerShape {
    fn default() -> Self {
        Self { advance: true, claims: 3, number: 0 }
    }
}

/// Short, for the output of a failed test: a whole journal would bury it.
impl fmt::Debug for SoundLedger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SoundLedger({} entries on {}: {})", self.entries.len(), self.on, self.check())
    }
}

const fn person(number: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(0x_b000_u128.saturating_add(number)))
}

/// Whoever offers a sound ledger's award, and looks after it.
pub const OFFICER: PersonId = person(1);
/// Whoever accepts it for the body.
pub const HEAD: PersonId = person(2);
/// Whoever claims.
pub const BURSAR: PersonId = person(3);
/// Whoever approves claims.
pub const APPROVER: PersonId = person(4);
/// Whoever pays.
pub const PAYER: PersonId = person(5);
/// Whoever approves larger moves.
pub const DIRECTOR: PersonId = person(6);

impl SoundLedger {
    /// A sound ledger of the usual shape.
    #[must_use]
    pub fn new() -> Self {
        Self::shaped(LedgerShape::default())
    }

    /// A sound ledger of this shape, from the offer to closed books.
    #[must_use]
    pub fn shaped(shape: LedgerShape) -> Self {
        let shape = LedgerShape { claims: shape.claims.clamp(3, 365), ..shape };
        let start: Moment = read("2014-08-18T09:00");
        let first = Entry::new(1, start, OFFICER, Event::from(offer(&shape)));
        let draft = Draft::at(start, refers);
        let mut books = Books { draft, ledger: sound(Ledger::open(first.clone()).map_err(|error| error.to_string())) };
        books.draft.push(OFFICER, first.what);
        books.begin(&shape);
        for claim in 0..shape.claims {
            books.claim(&shape, claim);
            if claim == 0 {
                books.change();
            }
            if claim == shape.claims / 2 {
                books.novate();
            }
        }
        books.finish(&shape);
        Self { draft: books.draft, on: read_day("2016-03-31") }
    }

    /// The ledger, its entries taken in as somebody else's books; `None` where the first opens nothing.
    #[must_use]
    pub fn audit(&self) -> Option<Ledger> {
        Ledger::audit(self.entries.iter().cloned()).ok()
    }

    /// What the rules of ledgers say of it; nothing where the first entry opens nothing.
    #[must_use]
    pub fn check(&self) -> Report {
        match self.audit() {
            Some(ledger) => rules::check(&ledger, &(), self.on),
            None => rules::Sink::new(rules::RULESET, self.on, &[]).into_report(),
        }
    }

    /// The offer, for a mutation to work on.
    pub fn offer(&mut self) -> Option<&mut Offer> {
        match self.draft.entries.first_mut().map(|entry| &mut entry.what) {
            Some(Event::Offered(offer)) => Some(offer),
            _ => None,
        }
    }

    /// The policy, for a mutation to work on.
    pub fn policy(&mut self) -> Option<&mut FundingPolicy> {
        self.offer().map(|offer| &mut offer.policy)
    }

    /// The award as it was offered, for a mutation to work on.
    pub fn award(&mut self) -> Option<&mut Award> {
        self.offer().map(|offer| &mut offer.award)
    }
}

/// A reversal and a redaction refer to another entry.
fn refers(event: &mut Event) -> Option<&mut u64> {
    match event {
        Event::Reversed(it) => Some(&mut it.entry),
        Event::Redacted(it) => Some(&mut it.entry),
        _ => None,
    }
}

impl Default for SoundLedger {
    fn default() -> Self {
        Self::new()
    }
}

/// Books as they are written: the draft, and the ledger so far.
struct Books {
    draft: Draft<Account>,
    ledger: Ledger,
}

impl Books {
    fn push(&mut self, by: PersonId, what: impl Into<Event>) {
        self.push_because(by, what, "");
    }

    fn push_because(&mut self, by: PersonId, what: impl Into<Event>, why: &str) {
        self.draft.push_because(by, what, why);
        if let Some(entry) = self.draft.entries.last() {
            sound(self.ledger.apply(entry.clone()).map_err(|refusal| refusal.to_string()));
        }
    }

    fn begin(&mut self, shape: &LedgerShape) {
        self.draft.wait(4);
        self.push(HEAD, Event::Accepted);
        self.push(OFFICER, ConditionMet { condition: read("bank-details") });
        let mut varied = Varied::default();
        let work_groups = self.ledger.state().award().lines.get(&line("network-project")).cloned();
        varied.lines.extend(work_groups.map(|line| (read("network-project"), line)));
        self.push_because(OFFICER, Event::Varied(Box::new(varied)), "the title was misspelt in the offer letter");
        let over = BroughtForward::new(year_before(shape), ByLine::of(line("leadership"), sponsor("dfe"), pounds(40)));
        self.push(OFFICER, over);
        let wrong = self.ledger.journal().next_number().saturating_sub(1);
        self.push_because(OFFICER, Reversed { entry: wrong }, "the year before had nothing left after all");
        if shape.advance {
            let instalment = |due, over, amount| Instalment { due: read_day(due), over, amount: pounds(amount) };
            let instalments = BTreeMap::from([
                (read("autumn"), instalment("2014-09-15", period("2014-09-01", "2014-12-31"), 50_000)),
                (read("spring"), instalment("2015-01-15", period("2015-01-01", "2015-03-31"), 50_000)),
                (read("summer"), instalment("2015-05-20", period("2015-04-01", "2015-08-31"), 50_000)),
                (read("reserve"), instalment("2014-09-15", year().period(), 15_000)),
            ]);
            self.push(OFFICER, Scheduled { instalments });
            self.draft.go_on_to(read_day("2014-09-16"));
            self.instalments();
        }
    }

    /// Pays whatever instalment is due, the reserve aside.
    fn instalments(&mut self) {
        let today = self.draft.clock.day();
        let reserve: InstalmentId = read("reserve");
        let due: Vec<_> = self.ledger.state().instalments_due(today).filter(|(id, _)| *id != reserve).collect();
        for (id, amount) in due {
            let amounts = self.ledger.state().spread(amount);
            self.push(PAYER, Paid { against: Against::Instalment(id), on: today, amounts });
        }
    }

    /// One of many claims: for its part of the year, on every line.
    fn claim(&mut self, shape: &LedgerShape, number: u16) {
        let day = |part: u32| {
            let days = 365_u32.checked_mul(part).and_then(|days| days.checked_div(shape.claims.into()));
            year().first_day().checked_add_days(Days::new(days.unwrap_or(0).into())).unwrap_or_default()
        };
        let next = u32::from(number).saturating_add(1);
        let (first, last) = (day(number.into()), day(next).pred_opt().unwrap_or_default());
        let over = sound(Period::new(first, Some(last)));
        let each = |pounds: u64| {
            let pence = pounds.saturating_mul(100).checked_div(shape.claims.into()).unwrap_or(0);
            Money::from_pence(pence).unwrap_or_default()
        };
        let cost = |on: &str, kind: &str, pounds: u64| Cost::new(line(on), read(kind), over, last, each(pounds));
        let paper = |what: &str| format!("{what}-{}-{number}", shape.number);
        let [governance, leadership, network_project, trial] = LINES;
        let materials = cost(trial, "materials", 45_000);
        let (vat, paid) = (each(9_000), each(45_000));
        let costs = [
            cost(leadership, "staff", 54_000).shown_by(paper("payroll")),
            cost(governance, "staff", 18_000).shown_by(paper("clerk")),
            cost(network_project, "venue", 36_000).shown_by(paper("rooms")),
            materials.with_vat(vat, Money::ZERO).shown_by_part_of(paper("books"), sound(paid.plus(vat))),
            cost(trial, "staff", 9_000).in_kind(),
        ];
        self.draft.go_on_to(last.checked_add_days(Days::new(10)).unwrap_or_default());
        let id = claim_id(number);
        self.push(BURSAR, Claimed::new(id, over, costs));
        self.push(APPROVER, Approved::in_full(id));
        if shape.advance {
            self.instalments();
        } else {
            self.pay(id);
        }
    }

    /// Pays what is owed on a claim, if anything is.
    fn pay(&mut self, claim: ClaimId) {
        let amounts = self.ledger.state().payable(claim);
        if !amounts.is_empty() {
            let on = self.draft.clock.day();
            self.push(PAYER, Paid { against: Against::Claim(claim), on, amounts });
        }
    }

    /// What changes after the first claim.
    fn change(&mut self) {
        let (dfe, over) = (sponsor("dfe"), year().period());
        let [governance, leadership, network_project, _] = LINES.map(line);
        self.push(OFFICER, Moved::new(leadership, governance, dfe, pounds(1000)));
        let larger = Moved::new(leadership, network_project, dfe, pounds(4500)).approved_by(DIRECTOR);
        self.push_because(OFFICER, larger, "two more work groups asked for rooms");
        let less = ByLine::of(network_project, dfe, pounds(500));
        self.push_because(OFFICER, Reduced { by: less }, "the department's budget was cut");
        let today = self.draft.clock.day();
        let rooms =
            Cost::new(network_project, read("venue"), sound(Period::new(today, Some(today))), today, pounds(1000));
        let rooms = rooms
            .with_vat(pounds(200), Money::ZERO)
            .shown_by_part_of(format!("hall-{}", self.ledger.state().award().id), pounds(1200));
        self.push(BURSAR, Claimed::new(mistaken(), sound(Period::new(today, Some(today))), [rooms]));
        self.push(BURSAR, Event::ClaimWithdrawn(OfClaim { claim: mistaken() }));
        self.push_because(OFFICER, Event::Suspended, "the board had not met");
        self.push(OFFICER, Event::Resumed);
        let part = Disallowed { claim: claim_id(0), cost: 0, amount: pounds(100) };
        self.push_because(APPROVER, part, "a day's pay was counted twice");
        let pass =
            |to, amount| PassedOn::new(school(to), network_project, BySponsor::of(dfe, pounds(amount)), today, over);
        self.push(BURSAR, pass(11, 2500).matched_by(pounds(2500)));
        self.push(BURSAR, pass(12, 5000).on_grounds([read("small"), read("new")]));
        self.push(BURSAR, pass(13, 700).matched_by(pounds(700)));
        let wrong = self.ledger.journal().next_number().saturating_sub(1);
        self.push_because(BURSAR, Reversed { entry: wrong }, "it went to another school of the same name");
    }

    fn novate(&mut self) {
        let from = self.draft.clock.day();
        let novated = Novated { body: school(2), body_kind: read("academy-trust"), from };
        self.push_because(OFFICER, novated, "the school joined a trust");
    }

    /// What comes after the year: assurance, certificate, what is unspent, closed books.
    fn finish(&mut self, shape: &LedgerShape) {
        let dfe = sponsor("dfe");
        let leadership = line("leadership");
        self.draft.go_on_to(read_day("2015-09-25"));
        let september = period("2015-09-01", "2015-09-30");
        let day = self.draft.clock.day();
        let statement = Cost::new(line("governance"), read("assurance"), september, day, pounds(500))
            .shown_by(format!("auditor-{}", shape.number));
        let assurance: ClaimId = read("assurance");
        self.push(BURSAR, Claimed::new(assurance, september, [statement]));
        self.push_because(APPROVER, Approved::in_full(assurance).less(0, pounds(50)), "travel is not part of it");
        for claim in (0..shape.claims).map(claim_id).chain([assurance]) {
            self.pay(claim);
        }
        let part = Disallowed { claim: claim_id(1), cost: 0, amount: pounds(60) };
        self.push_because(APPROVER, part, "a day's pay was counted twice");
        let certified = read::<FinancialYear>("2014-15");
        let amount = spent_in(&self.ledger, certified, self.draft.clock.day());
        let given_by = "the auditors of the trust".to_owned();
        self.push(OFFICER, Certified { year: certified.into(), amount, given_by, qualified: false });
        self.draft.go_on_to(read_day("2015-10-20"));
        let of = |amount| ByLine::of(leadership, dfe, pounds(amount));
        let next = year().next().unwrap_or_else(year);
        self.push(OFFICER, Carried::with_consent(next, of(20)));
        self.push_because(OFFICER, WrittenOff { amounts: of(10) }, "less than it costs to ask for");
        let amounts = self.ledger.state().unspent();
        let on = self.draft.clock.day();
        self.push(OFFICER, Recovered { on, amounts });
        self.push(OFFICER, Event::Closed);
        self.push_because(OFFICER, Event::Reopened, "a letter came late");
        self.push(OFFICER, Event::Closed);
        let suspended = self.draft.place_of("suspended").and_then(|place| self.draft.entries.get(place));
        let entry = suspended.map_or(1, |entry| entry.number);
        let ground = "it named a member of staff".to_owned();
        self.push(OFFICER, Redacted { entry, digests: vec![Digest::new([7; 32])], ground });
    }
}

/// What was spent in a year, up to a day, as its certificate says.
pub(in crate::strategies) fn spent_in(ledger: &Ledger, year: FinancialYear, on: NaiveDate) -> Money {
    let terms = Terms::new(on, Basis::Accrual, YearKind::Financial, "the sponsors");
    let statement = sound(ledger.statement(&terms).map_err(|error| error.to_string()));
    statement.by_year().get(&year.into()).approved().money().unwrap_or_default()
}

/// The award of the year before, which has no ledger here.
fn year_before(shape: &LedgerShape) -> AwardId {
    AwardId::new(Uuid::from_u128(0x_a4a2_c000_u128.saturating_add(shape.number)))
}

/// The claim of this number, from 0.
#[must_use]
pub fn claim_id(number: u16) -> ClaimId {
    read(&format!("claim-{number}"))
}

/// The claim that is withdrawn.
#[must_use]
pub fn mistaken() -> ClaimId {
    read("mistaken")
}
