//! Rules across ledgers.

use std::collections::{BTreeMap, BTreeSet};

use super::{certificate::CERTIFICATE_OVERDUE, claim::COST_CLAIMED_TWICE, ending::due_after, figures::amount};
use crate::{
    calendar::Year,
    funding::{
        account::{Passage, Portfolio, event::paper, pence},
        policy::FundingPolicy,
    },
    identifiers::{AwardId, OrganisationId, SponsorId},
    rules::{At, Rule, Sink},
};

/// An award has one ledger.
pub static LEDGER_TWICE: Rule = Rule::error("ledger/award-twice", "each award has one ledger")
    .why("its money would be counted twice")
    .says("the award {award} has {ledgers} ledgers")
    .hint("find out which is the ledger, and leave the others out")
    .of_history()
    .fixed();

/// What leaves one ledger arrives in another.
pub static CARRIED_NOT_BROUGHT: Rule = Rule::error(
    "ledger/carried-not-brought",
    "what one award's ledger carried to another the other's brought forward, of each sponsor's money",
)
.why("what is carried and never arrives is with nobody, and what arrives from nowhere is paid for by nobody")
.says("{carried} of {sponsor}'s money was carried from {from} to {to}, which brought forward {brought}")
.hint("enter what is missing, or reverse what is wrong and enter it anew")
.except_to("money that is carried to no award that is named, and that none brought forward")
.of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&LEDGER_TWICE, &CARRIED_NOT_BROUGHT];

/// What judges a portfolio.
pub(super) const ALL: &[&Rule] = &[&LEDGER_TWICE, &COST_CLAIMED_TWICE, &CERTIFICATE_OVERDUE, &CARRIED_NOT_BROUGHT];

/// Judges many ledgers together.
pub(in crate::funding) fn judge(portfolio: &Portfolio, policy: &FundingPolicy, sink: &mut Sink) {
    let awards = At::ROOT.field("awards");
    for (award, count) in &portfolio.awards {
        if *count == 1 {
            sink.holds(&LEDGER_TWICE);
        } else {
            sink.broken(&LEDGER_TWICE, &awards.key(award)).with("award", award.to_string()).with("ledgers", *count);
        }
    }
    evidence(portfolio, sink);
    certificates(portfolio, policy, sink);
    passages(portfolio, sink);
}

/// A paper as it was first written, the least that it was said to come to, what is claimed on it, and by which awards.
type Claimed<'a> = (&'a str, i128, i128, BTreeSet<AwardId>);

fn evidence(portfolio: &Portfolio, sink: &mut Sink) {
    let mut papers: BTreeMap<String, Claimed> = BTreeMap::new();
    for it in &portfolio.uses {
        let whole = pence(it.whole);
        let new = || (it.reference.as_str(), whole, 0, BTreeSet::new());
        let (_, least, sum, awards) = papers.entry(paper(&it.reference)).or_insert_with(new);
        *least = (*least).min(whole);
        *sum = sum.saturating_add(pence(it.claimed));
        awards.insert(it.award);
    }
    let at = At::ROOT.field("evidence");
    let all = At::ROOT.field("awards");
    for (reference, whole, claimed, awards) in papers.into_values() {
        if claimed <= whole {
            sink.holds(&COST_CLAIMED_TWICE);
            continue;
        }
        let finding = sink
            .broken(&COST_CLAIMED_TWICE, &at.key(&reference))
            .with("claimed", amount(claimed))
            .with("reference", reference)
            .with("whole", amount(whole));
        awards.iter().fold(finding, |finding, award| finding.beside(&all.key(award)));
    }
}

fn certificates(portfolio: &Portfolio, policy: &FundingPolicy, sink: &mut Sink) {
    let Some(terms) = policy.certificate.filter(|terms| terms.grants_add_up) else {
        return sink.not_applicable(&CERTIFICATE_OVERDUE); // each ledger says it of its own award
    };
    let mut paid: BTreeMap<(OrganisationId, Year), (i128, BTreeSet<AwardId>)> = BTreeMap::new();
    for it in &portfolio.paid {
        let Some(year) = terms.years.containing(it.on) else { continue };
        let (sum, awards) = paid.entry((it.body, year)).or_default();
        *sum = sum.saturating_add(it.amount.pence().into());
        awards.insert(it.award);
    }
    let bodies = At::ROOT.field("bodies");
    for ((body, year), (sum, awards)) in paid {
        let due = due_after(year.last_day(), terms.within_days).filter(|due| sink.on() > *due);
        let Some(due) = due.filter(|_| sum >= pence(terms.threshold)) else {
            sink.not_applicable(&CERTIFICATE_OVERDUE);
            continue;
        };
        let in_time = |award: &AwardId| {
            portfolio.certificates.iter().any(|it| it.award == *award && it.year == year && it.on <= due)
        };
        if awards.iter().all(in_time) {
            sink.holds(&CERTIFICATE_OVERDUE);
        } else {
            let at = bodies.key(&body);
            sink.broken(&CERTIFICATE_OVERDUE, &at.field("certificates").key(&year))
                .with("paid", amount(sum))
                .with("year", year.to_string())
                .with("due", due.to_string());
        }
    }
}

/// What was carried from one award to another, and what was brought forward there, of one sponsor's money.
#[derive(Default)]
struct Passed {
    carried: i128,
    brought: i128,
}

fn passages(portfolio: &Portfolio, sink: &mut Sink) {
    let mut passed: BTreeMap<(AwardId, AwardId, SponsorId), Passed> = BTreeMap::new();
    // What was carried, nobody says where to.
    let mut anywhere: BTreeMap<(AwardId, SponsorId), i128> = BTreeMap::new();
    let add = |sum: &mut i128, it: &Passage| *sum = sum.saturating_add(pence(it.amount));
    for it in &portfolio.carried {
        match it.other {
            Some(to) => add(&mut passed.entry((it.award, to, it.sponsor)).or_default().carried, it),
            None => add(anywhere.entry((it.award, it.sponsor)).or_default(), it),
        }
    }
    for it in &portfolio.brought_forward {
        if let Some(from) = it.other {
            add(&mut passed.entry((from, it.award, it.sponsor)).or_default().brought, it);
        }
    }
    if passed.is_empty() {
        return sink.not_applicable(&CARRIED_NOT_BROUGHT);
    }
    let awards = At::ROOT.field("awards");
    for ((from, to, sponsor), Passed { carried, brought }) in passed {
        let (sender, receiver) = (awards.key(&from), awards.key(&to));
        let judged = |award| portfolio.awards.contains_key(award);
        let unnamed = anywhere.get(&(from, sponsor)).copied().unwrap_or(0);
        let finding = if !judged(&from) {
            let because = "the ledger of the award that it is brought forward from is not among those judged";
            sink.undetermined(&CARRIED_NOT_BROUGHT, &receiver, because)
        } else if !judged(&to) {
            let because = "the ledger of the award that it is carried to is not among those judged";
            sink.undetermined(&CARRIED_NOT_BROUGHT, &sender, because)
        } else if carried == brought {
            sink.holds(&CARRIED_NOT_BROUGHT);
            continue;
        } else if carried < brought && brought.saturating_sub(carried) <= unnamed {
            let because = "enough was carried of which it is not recorded to which award it went";
            sink.undetermined(&CARRIED_NOT_BROUGHT, &sender, because)
        } else {
            sink.broken(&CARRIED_NOT_BROUGHT, &sender).beside(&receiver)
        };
        finding
            .with("carried", amount(carried))
            .with("sponsor", sponsor.to_string())
            .with("from", from.to_string())
            .with("to", to.to_string())
            .with("brought", amount(brought));
    }
}
