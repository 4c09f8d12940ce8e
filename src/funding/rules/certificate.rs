//! Rules of certificates of expenditure: whether they came in, without a qualification, and of what the books say.

use std::collections::BTreeMap;

use super::{Books, ending::due_after, figures::amount, sources};
use crate::{
    calendar::{Period, Year},
    funding::{
        account::{Account, Event, Standing, pence},
        phasing::{Profile, by_month},
        policy::CertificatePolicy,
        statement::Posted,
    },
    money::Money,
    rules::{At, Rule, Sink},
};

/// Spend above the threshold is certified.
pub static CERTIFICATE_OVERDUE: Rule = Rule::warning(
    "ledger/certificate-overdue",
    "a certificate of expenditure comes in within the policy's days after each year in which the threshold was paid",
)
.why("somebody independent says that the money was spent as it was meant")
.says("{paid} was paid in {year}, and the certificate was due by {due}")
.hint("ask for it")
.source(&sources::ANNEX_G)
.except_to("a year below the threshold or whose certificate is not yet due, and a programme that asks for none");

/// A qualification is looked into.
pub static CERTIFICATE_QUALIFIED: Rule =
    Rule::advice("ledger/certificate-qualified", "a certificate of expenditure has no qualification")
        .why("a qualification says that some of the spend is in doubt")
        .says("the certificate for {year} has a qualification")
        .hint("look into it, and disallow what was not eligible")
        .except_to("an award without a certificate");

/// A certificate certifies what the books say.
pub static CERTIFICATE_DIFFERS: Rule = Rule::warning(
    "ledger/certificate-differs",
    "the last certificate for a year is of as much spend as was approved for that year, by accrual",
)
.why("either the books or the certificate are wrong, and both are relied on")
.says("{certified} of spend is certified for {year}, and {approved} was approved for it")
.hint("find out what differs: disallow what was not spent, or ask for another certificate")
.except_to("an award without a certificate");

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&CERTIFICATE_OVERDUE, &CERTIFICATE_QUALIFIED, &CERTIFICATE_DIFFERS];

/// What was paid in each year of the certificate's. A payment that was reversed was none.
fn paid_by_year(state: &Account, certificate: CertificatePolicy) -> BTreeMap<Year, i128> {
    let mut paid: BTreeMap<Year, i128> = BTreeMap::new();
    for (_, _, posting) in state.payments_made() {
        if let Some(year) = certificate.years.containing(posting.on) {
            let sum = paid.entry(year).or_default();
            *sum = sum.saturating_add(posting.amount.pence().into());
        }
    }
    paid
}

/// Judges certificates.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    agreement(books, sink);
    let state = books.state();
    let certificates = At::ROOT.field("certificates");
    for (year, (_, qualified)) in &state.certificates {
        if *qualified {
            sink.broken(&CERTIFICATE_QUALIFIED, &certificates.key(year)).with("year", year.to_string());
        } else {
            sink.holds(&CERTIFICATE_QUALIFIED);
        }
    }
    if state.certificates.is_empty() {
        sink.not_applicable(&CERTIFICATE_QUALIFIED);
    }
    let Some(policy) = state.policy().certificate else { return sink.not_applicable(&CERTIFICATE_OVERDUE) };
    let mut any = false;
    for (year, paid) in paid_by_year(state, policy) {
        let due = due_after(year.last_day(), policy.within_days);
        if paid < pence(policy.threshold) {
            continue;
        }
        let in_time = state.certificates.get(&year).map(|(on, _)| *on);
        match due.filter(|due| in_time.map_or(sink.on() > *due, |on| on > *due)) {
            Some(due) => {
                any = true;
                sink.broken(&CERTIFICATE_OVERDUE, &certificates.key(&year))
                    .with("paid", amount(paid))
                    .with("year", year.to_string())
                    .with("due", due.to_string());
            }
            None if in_time.is_some() => {
                any = true;
                sink.holds(&CERTIFICATE_OVERDUE);
            }
            None => {}
        }
    }
    if !any {
        sink.not_applicable(&CERTIFICATE_OVERDUE);
    }
}

/// What was approved for a year.
#[derive(Default)]
struct Approved {
    /// By days, as a statement by accrual has it.
    by_days: i128,
    /// Where costs that cross an end of the year are divided otherwise: the least and the most that they leave to it.
    least: i128,
    most: i128,
}

/// What was approved for a year, as it stands now: what was disallowed or reversed since was never spent. `None` where costs
/// cannot be phased.
fn approved_for(state: &Account, year: Year) -> Option<Approved> {
    let mut approved = Approved::default();
    let mut crossing: BTreeMap<Period, i128> = BTreeMap::new();
    for posting in state.postings.values().flatten().filter(|posting| posting.what == Posted::Approved) {
        let (over, pence) = (posting.over, i128::from(posting.amount.pence()));
        let Some(within) = year.period().intersection(over) else { continue };
        if within == over {
            approved.by_days = approved.by_days.saturating_add(pence);
            approved.least = approved.least.saturating_add(pence);
            approved.most = approved.most.saturating_add(pence);
            continue;
        }
        let months = by_month(posting.amount, over, year.kind(), &Profile::Days).ok()?;
        let of_year = months.into_iter().filter(|(month, _)| year.period().contains(month.first_day()));
        let of_year = of_year.map(|(_, amount)| i128::from(amount.pence()));
        approved.by_days = of_year.fold(approved.by_days, i128::saturating_add);
        let sum = crossing.entry(over).or_default();
        *sum = sum.saturating_add(pence);
    }
    for sum in crossing.into_values() {
        approved.least = approved.least.saturating_add(sum.min(0));
        approved.most = approved.most.saturating_add(sum.max(0));
    }
    Some(approved)
}

/// Whether a claim of costs for a year waits for an answer.
fn is_pending_for(state: &Account, year: Year) -> bool {
    let pending = state.claims.values().filter(|claim| claim.standing == Standing::Pending);
    pending.flat_map(|claim| &claim.claimed.costs).any(|cost| cost.activity.overlaps(year.period()))
}

/// Judges whether what is certified is what was approved.
fn agreement(books: &Books, sink: &mut Sink) {
    let mut certified: BTreeMap<Year, Money> = BTreeMap::new();
    for entry in books.entries() {
        if let Event::Certified(it) = &entry.what {
            certified.insert(it.year, it.amount);
        }
    }
    if certified.is_empty() {
        return sink.not_applicable(&CERTIFICATE_DIFFERS);
    }
    let (state, certificates) = (books.state(), At::ROOT.field("certificates"));
    for (year, certified) in certified {
        let at = certificates.key(&year);
        let approved = approved_for(state, year);
        let told = approved.as_ref().map_or(0, |approved| approved.by_days);
        let within = |approved: &Approved| (approved.least..=approved.most).contains(&pence(certified));
        let finding = match approved {
            None => sink.undetermined(
                &CERTIFICATE_DIFFERS,
                &at,
                "what was approved for the year cannot be phased into years",
            ),
            Some(_) if is_pending_for(state, year) => {
                sink.undetermined(&CERTIFICATE_DIFFERS, &at, "a claim of costs for the year is pending")
            }
            Some(approved) if approved.by_days == pence(certified) => {
                sink.holds(&CERTIFICATE_DIFFERS);
                continue;
            }
            Some(approved) if within(&approved) => {
                let because = "costs that cross an end of the year may be divided otherwise than by days";
                sink.undetermined(&CERTIFICATE_DIFFERS, &at, because)
            }
            Some(_) => sink.broken(&CERTIFICATE_DIFFERS, &at),
        };
        finding.with("certified", certified.to_string()).with("year", year.to_string()).with("approved", amount(told));
    }
}
