//! A ledger: one award from the offer to the last penny, as a journal.
//!
//! A [`Ledger`] is a [`Journal`] whose first entry is an [`Offer`] and whose others are [`Event`]s. It is applied entry by
//! entry, replayed from lines, or taken in as somebody else's books; an [`Account`] is what the entries come to. The offer
//! holds the award and the policy, so nothing is looked up outside, and a journal replayed anywhere gives the very ledger
//! that was kept.
//!
//! Balances are folds, and nothing is ever written over. A mistake is corrected by an entry of its own: a pending claim is
//! withdrawn, a cost that was approved is disallowed, and figures of money that moved are taken back by
//! [`Reversed`](event::Reversed). Terms change by [`Varied`](event::Varied). The reason of an entry is the only free text
//! that can be [removed](Ledger::redact), and no figure changes then.
//!
//! # A ledger entry by entry
//!
//! A service makes each [`Entry`] as it happens: [`Journal::next_number`] numbers it, [`Event`] says what, and most events
//! are made [`from`](Event#trait-implementations) what they [hold](event). It keeps the line of each entry that was
//! applied. Here a sister programme awards a grant to a university for a year; a foundation shares the costs of one
//! project. The same policy and award can be read from JSON.
//!
//! ```
//! use maths_hubs::{
//!     calendar::{AcademicYear, Period, YearKind},
//!     funding::{
//!         award::{Authority, Award, Line, Payable},
//!         ledger::{
//!             Event, Ledger, Offer, Phase,
//!             event::{Approved, Claimed, ConditionMet, Cost, Disallowed, Moved, Paid, Recovered},
//!         },
//!         policy::FundingPolicy,
//!         purpose::Purpose,
//!         sponsor::Sponsor,
//!         statement::{Basis, Terms},
//!     },
//!     identifiers::{LineId, PersonId, SponsorId},
//!     journal::{Entry, Refusal},
//!     money::Money,
//!     rules,
//!     vocabulary::Vocabulary,
//! };
//!
//! let pounds = |pounds| Money::pounds(pounds).unwrap();
//! let person = |number: u8| format!("00000000-0000-4000-8000-0000000000{number:02}").parse::<PersonId>();
//! let (officer, head, bursar, payer) = (person(1)?, person(2)?, person(3)?, person(4)?);
//!
//! // What the programme decides. `new` is the least that a policy says; each field may say more.
//! let (dfe, foundation): (SponsorId, SponsorId) = ("dfe".parse()?, "foundation".parse()?);
//! let year: AcademicYear = "2025/26".parse()?;
//! let sponsors = [
//!     (dfe, Sponsor::principal("The department")),
//!     (foundation, Sponsor::of_projects("A foundation", YearKind::Academic, ["first-words".parse()?])),
//! ];
//! let mut policy = FundingPolicy::new(
//!     sponsors,
//!     Vocabulary::new([("leadership", "who leads the hub")])?,
//!     Vocabulary::new([("trial", "to find out whether it works")])?,
//!     Vocabulary::new([("staff", "time"), ("materials", "what is used up")])?,
//! )
//! .never_paying("entertaining".parse()?, "it is nobody's teaching");
//! policy.virement_tolerance = "1/10".parse()?;
//!
//! // What is awarded: a structural line, and one of a project that two sponsors pay for. The ceiling is their sum.
//! let (leadership, words): (LineId, LineId) = ("leadership".parse()?, "words".parse()?);
//! let lead = Line::new("Hub lead", Purpose::Structural("leadership".parse()?), year.period());
//! let trial = Purpose::Project { project: "first-words".parse()?, kind: "trial".parse()? };
//! let (id, body) = ("67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?, "X-BODY-a-university".parse()?);
//! let award = Award::new(id, body, "university".parse()?, year)
//!     .to_hub("north".parse()?)
//!     .by_authority(Authority::new("Education Act 2002, section 14", officer, "looked into in June", "case 7"))
//!     .on_condition("bank-details".parse()?, "the bank details were verified")
//!     .with_line(leadership, lead.payable(Payable::by(dfe, pounds(12_000))))
//!     .with_line(
//!         words,
//!         Line::new("First words", trial, year.period())
//!             .payable(Payable::by(dfe, pounds(3_600)).and(foundation, pounds(2_400))?),
//!     );
//!
//! // The first entry is the offer.
//! let offer = Offer::new("english-hubs".parse()?, award, policy);
//! let first = Entry::new(1, "2025-08-20T09:00".parse()?, officer, Event::from(offer));
//! let mut lines = vec![serde_json::to_string(&first)?];
//! let mut ledger = Ledger::open(first)?;
//!
//! let mut enter = |ledger: &mut Ledger, at: &str, by: PersonId, what: Event, why: &str| {
//!     let entry = ledger.enter(at.parse()?, by, what, why)?; // where it is refused the ledger is untouched
//!     lines.push(serde_json::to_string(&entry)?);
//!     Ok::<_, Box<dyn std::error::Error>>(())
//! };
//! let met = ConditionMet::new("bank-details".parse()?);
//! enter(&mut ledger, "2025-08-25T09:00", head, Event::Accepted, "")?;
//! enter(&mut ledger, "2025-08-26T09:00", officer, met.into(), "")?;
//!
//! // A claim. To this body nobody refunds the VAT on the books, so it is claimed with the price.
//! let autumn: Period = "2025-09-01 to 2025-12-31".parse()?;
//! let (claim, paid) = ("autumn".parse()?, "2025-12-15".parse()?);
//! let costs = [
//!     Cost::new(leadership, "staff".parse()?, autumn, paid, pounds(6_000)).shown_by("payroll, autumn 2025"),
//!     Cost::new(words, "materials".parse()?, autumn, paid, pounds(1_000))
//!         .with_vat(pounds(200), pounds(200))
//!         .shown_by("invoice 77 of a bookshop"),
//! ];
//! enter(&mut ledger, "2026-01-10T09:00", bursar, Claimed::new(claim, autumn, costs).into(), "")?;
//!
//! // Who claims does not approve. A refusal names the rule, and is data as well as text.
//! let error = enter(&mut ledger, "2026-01-10T09:05", bursar, Approved::in_full(claim).into(), "").unwrap_err();
//! let refusal = error.downcast::<Refusal>()?;
//! assert_eq!(refusal.rule().code, "ledger/approved-own-claim");
//! assert_eq!(refusal.message(), format!("{bursar} made the claim `autumn`, and approves it"));
//! assert!(refusal.permitted().contains("approved")); // by somebody else
//! enter(&mut ledger, "2026-01-12T09:00", officer, Approved::in_full(claim).into(), "")?;
//!
//! // What is to be paid, by line and sponsor: of £1,200 three fifths and two fifths.
//! let owed = ledger.state().payable(claim);
//! assert_eq!(owed.line(words).ok_or("nothing")?.get(foundation), pounds(480));
//! enter(&mut ledger, "2026-01-20T09:00", payer, Paid::against_claim(claim, "2026-01-20".parse()?, owed).into(), "")?;
//!
//! // Virement: up to a tenth of either line needs no approval.
//! enter(&mut ledger, "2026-02-02T09:00", officer, Moved::new(leadership, words, dfe, pounds(600)).into(), "")?;
//!
//! // A cost proves not to be eligible. What was paid for it is unspent now, comes back, and the books are closed.
//! let part = Disallowed::new(claim, 0, pounds(100));
//! enter(&mut ledger, "2026-04-20T09:00", officer, part.into(), "a day's pay was counted twice")?;
//! let unspent = ledger.state().unspent();
//! enter(&mut ledger, "2026-05-01T09:00", payer, Recovered::new("2026-05-01".parse()?, unspent).into(), "")?;
//! enter(&mut ledger, "2026-09-10T09:00", officer, Event::Closed, "")?;
//!
//! // By line, sponsor and year: the sums of what the entries posted.
//! let terms = Terms::new("2026-09-10".parse()?, Basis::Cash, YearKind::Financial, "the department");
//! let statement = ledger.statement(&terms)?;
//! assert_eq!(
//!     statement.by_line_sponsor_and_year().to_string(),
//!     "\
//! line        sponsor     year      committed    claimed   approved       paid  recovered   remaining  unspent
//! ------------------------------------------------------------------------------------------------------------
//! leadership  dfe         2025-26  £11,400.00  £6,000.00  £6,000.00  £6,000.00      £0.00   £5,400.00    £0.00
//! leadership  dfe         2026-27       £0.00      £0.00   -£100.00      £0.00    £100.00     £100.00    £0.00
//! words       dfe         2025-26   £4,200.00    £720.00    £720.00    £720.00      £0.00   £3,480.00    £0.00
//! words       foundation  2025-26   £2,400.00    £480.00    £480.00    £480.00      £0.00   £1,920.00    £0.00
//! ------------------------------------------------------------------------------------------------------------
//! total                            £18,000.00  £7,200.00  £7,100.00  £7,200.00    £100.00  £10,900.00    £0.00\n",
//! );
//!
//! // The lines give the very ledger again, and so do they as somebody else's books, which are taken in whole and judged.
//! let entries: Vec<Entry<Event>> = lines.iter().map(|line| serde_json::from_str(line)).collect::<Result<_, _>>()?;
//! assert_eq!(Ledger::replay(entries.clone())?, ledger);
//! let audited = Ledger::audit(entries)?;
//! assert_eq!(audited.state().phase(), Phase::Closed);
//! let report = rules::check(&audited, &(), "2026-09-10".parse()?);
//! assert!(report.findings().is_empty(), "{report}");
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # The phases of an award
//!
//! Every kind of entry is permitted in some phases and leads on from some. This is drawn from the table by which entries
//! are refused.
//!
#![doc = include_str!("phases.md")]
//!
#![doc = include_str!("format.md")]

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use super::account::{Account, Event, LedgerFormat, Offer, Phase, Standing, event};
use super::{
    account::{self, TRANSITIONS},
    policy::FundingPolicy,
    rules,
    statement::{Posting, Statement, Terms, Unstated},
};
pub use crate::journal::Redaction;
use crate::{
    calendar::Moment,
    identifiers::PersonId,
    journal::{Check, Digest, Entry, Journal, Process, Redactable, Refusal, Text, Transition, mermaid},
    rules::{Judged, Rule, Sink},
};

impl Process for Account {
    type Event = Event;

    fn open(first: &Entry<Event>) -> Option<Self> {
        match &first.what {
            Event::Offered(offer) => Some(account::opened(offer)),
            _ => None,
        }
    }

    fn opening() -> &'static Rule {
        &rules::entry::OFFERED_ONCE
    }

    fn opens() -> &'static str {
        "offered"
    }

    fn checks() -> &'static [&'static [Check<Self>]] {
        rules::CHECKS
    }

    fn fold(&mut self, entry: &Entry<Event>) {
        self.take(entry);
    }

    fn permitted(&self) -> BTreeSet<&'static str> {
        self.phase().permitted()
    }

    fn kind(event: &Event) -> &'static str {
        event.kind()
    }

    fn transitions() -> &'static [Transition] {
        &TRANSITIONS
    }
}

impl Redactable for Account {
    fn texts(_: &mut Event) -> Vec<&mut Text> {
        Vec::new() // the reason of an entry is all the free text that there is
    }

    fn redacted(entry: u64, digests: Vec<Digest>, ground: String) -> Event {
        event::Redacted { entry, digests, ground }.into()
    }
}

/// A ledger: the journal of one award, and what it comes to.
///
/// Inside a document it is the list of its entries, and taken in as by [`audit`](Self::audit).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger {
    journal: Journal<Account>,
}

impl Ledger {
    /// Opens a ledger with its first entry, an [`Offer`].
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the entry is no offer, or not numbered 1.
    pub fn open(first: Entry<Event>) -> Result<Self, Refusal> {
        Journal::open(first).map(|journal| Self { journal })
    }

    /// Applies a whole journal, and gives the very ledger that applying its entries one by one gave.
    ///
    /// # Errors
    ///
    /// [`Refusal`] of the first entry that is not permitted.
    pub fn replay(entries: impl IntoIterator<Item = Entry<Event>>) -> Result<Self, Refusal> {
        Journal::replay(entries).map(|journal| Self { journal })
    }

    /// Takes in somebody else's books whole. What [`apply`](Self::apply) would have refused is reported when the ledger is
    /// judged: by [`Programme::check`](crate::programme::Programme::check) at the levels of a programme.
    ///
    /// Books are judged by the policy of their own offer. Whether that is the policy that should stand there is for the host
    /// to see: `ledger.state().policy() == &mine`.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the first entry opens nothing.
    pub fn audit(entries: impl IntoIterator<Item = Entry<Event>>) -> Result<Self, Refusal> {
        Journal::audit(entries).map(|journal| Self { journal })
    }

    /// Applies an entry.
    ///
    /// # Errors
    ///
    /// [`Refusal`] by the first rule that it breaks, with what is permitted; the ledger is untouched then.
    pub fn apply(&mut self, entry: Entry<Event>) -> Result<(), Refusal> {
        self.journal.apply(entry)
    }

    /// Applies what happened as the next entry, for a reason or `""`, and gives that entry, whose line the host keeps.
    ///
    /// Where keeping the line may fail it is kept first: make the [`Entry`] with [`next_number`](Self::next_number), ask
    /// [`permits`](Self::permits), keep its line, and [`apply`](Self::apply) it. A store that keeps one line under each
    /// award and number refuses the later of two who write at once.
    ///
    /// # Errors
    ///
    /// As [`apply`](Self::apply).
    pub fn enter(
        &mut self,
        at: Moment,
        by: PersonId,
        what: impl Into<Event>,
        why: impl Into<Text>,
    ) -> Result<Entry<Event>, Refusal> {
        self.journal.enter(at, by, what, why)
    }

    /// Whether an entry is permitted.
    ///
    /// # Errors
    ///
    /// [`Refusal`] by the first rule that it breaks.
    pub fn permits(&self, entry: &Entry<Event>) -> Result<(), Refusal> {
        self.journal.permits(entry)
    }

    /// The number of the next entry.
    #[must_use]
    pub fn next_number(&self) -> u64 {
        self.journal.next_number()
    }

    /// The journal.
    #[must_use]
    pub const fn journal(&self) -> &Journal<Account> {
        &self.journal
    }

    /// The entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry<Event>] {
        self.journal.entries()
    }

    /// What the entries come to.
    #[must_use]
    pub const fn state(&self) -> &Account {
        self.journal.state()
    }

    /// Every figure, in the order of the entries.
    pub fn postings(&self) -> impl Iterator<Item = Posting> + '_ {
        self.state().postings()
    }

    /// What the award came to, on these terms.
    ///
    /// # Errors
    ///
    /// As [`Statement::of`].
    pub fn statement(&self, terms: &Terms) -> Result<Statement, Unstated> {
        Statement::of(self.postings(), terms)
    }

    /// The phases of an award and what leads from one to another, as a Mermaid diagram.
    #[must_use]
    pub fn diagram() -> String {
        mermaid(Phase::Offered.word(), Account::transitions())
    }

    /// Removes the free text of an entry, and adds the entry that says so. `digest` is the host's hash function, salted
    /// where a text might be guessed.
    ///
    /// # Errors
    ///
    /// [`Refusal`] where the redaction is not permitted: there is no such entry, or no text in it, or no ground. Nothing is
    /// removed then.
    pub fn redact(&mut self, redaction: Redaction<'_>, digest: impl Fn(&str) -> Digest) -> Result<(), Refusal> {
        self.journal.redact(redaction, digest)
    }
}

impl Judged for Ledger {
    /// A ledger keeps to the policy of its own offer, so it asks for none.
    type Policy = ();

    fn rules() -> &'static [&'static Rule] {
        &rules::LEDGER_RULES
    }

    fn judge(&self, (): &(), sink: &mut Sink) {
        rules::judge(&self.journal, sink);
    }
}

impl Judged for super::award::Award {
    type Policy = FundingPolicy;

    fn rules() -> &'static [&'static Rule] {
        &rules::AWARD_RULES
    }

    fn judge(&self, policy: &FundingPolicy, sink: &mut Sink) {
        rules::award::judge(self, policy, &crate::rules::At::ROOT, sink);
    }
}
