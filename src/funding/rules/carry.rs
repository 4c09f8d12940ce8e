//! Rules of money that is carried from one award to the next.

use super::{
    Books,
    figures::{amount, share_of},
    sources,
};
use crate::{
    funding::{
        account::{Account, Event, pence},
        policy::Unspent,
        statement::Posted,
    },
    journal::{Before, Check, Entry, Figures, Verdict},
    rules::{At, Rule, Sink},
};

/// Unspent money goes the way of the policy.
pub static CARRIED_AGAINST_POLICY: Rule = Rule::error(
    "ledger/carried-against-policy",
    "unspent money is carried only as far as policy says, into a year that ends after the funding period; the rest is recovered",
)
.why("the next year's money comes from the next year's budget")
.says("{carried} would be carried of the line {line}, and policy allows {allowed}")
.hint("recover it")
.of_history();

/// Sponsors consent to carrying.
pub static CARRY_UNAPPROVED: Rule = Rule::warning(
    "ledger/year-end-carry-unapproved",
    "money is carried across a year's end with the consent of each sponsor whose money it is",
)
.why("a sponsor's budget ends with its year")
.says("{amount} of {sponsor}'s money is carried into {year} without its consent")
.hint("ask the sponsor")
.source(&sources::GRANT_STANDARDS)
.except_to("money that nobody carries")
.of_history();

/// Money goes from one award to another.
pub static CARRIED_TO_ITSELF: Rule =
    Rule::error("ledger/carried-to-itself", "money is carried to another award, and brought forward from another")
        .why("an award that feeds itself has money from nowhere")
        .says("the award {award} would have {what} itself")
        .hint("name the other award")
        .fixed()
        .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&CARRIED_AGAINST_POLICY, &CARRY_UNAPPROVED, &CARRIED_TO_ITSELF];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Account>] = &[
    Check { rule: &CARRIED_TO_ITSELF, judge: carried_to_itself },
    Check { rule: &CARRIED_AGAINST_POLICY, judge: carried_against_policy },
];

fn carried_to_itself(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let award = before.award().id;
    let (other, what) = match &entry.what {
        Event::Carried(it) => (it.to, "money carried to"),
        Event::BroughtForward(it) => (Some(it.from), "money brought forward from"),
        _ => return Verdict::Silent,
    };
    Verdict::kept_or(other != Some(award), || Figures::of("award", award.to_string()).and("what", what))
}

fn carried_against_policy(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::Carried(it) = &entry.what else { return Verdict::Silent };
    let later = before.award().period().last().is_none_or(|last| it.into.last_day() > last);
    let over = it.amounts.lines().find_map(|line| {
        let more: i128 = it.amounts.line(line).into_iter().flat_map(|by| by.iter()).map(|(_, it)| pence(it)).sum();
        let carried = before.sums.on_line(Posted::Carried, line).saturating_add(more);
        let allowed = match before.policy().unspent {
            Unspent::Recovered => 0,
            Unspent::CarriedUpTo(share) => {
                let payable = before.line(line).map_or(0, |line| pence(line.payable.amount()));
                share_of(payable, share).unwrap_or(i128::MAX)
            }
        };
        (carried > allowed).then(|| {
            Figures::of("carried", amount(carried)).and("line", line.to_string()).and("allowed", amount(allowed))
        })
    });
    // What stays for a year that is over does not stay.
    let over = over.or_else(|| {
        let line = it.amounts.lines().next().filter(|_| !later)?;
        let all: i128 = it.amounts.iter().map(|(_, _, it)| pence(it)).sum();
        let allowed = format!("none into {}, which ends no later than the funding period", it.into);
        Some(Figures::of("carried", amount(all)).and("line", line.to_string()).and("allowed", allowed))
    });
    Verdict::unless(over)
}

/// Judges the consents to what was carried.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    let entries = At::ROOT.field("entries");
    let mut any = false;
    for entry in books.entries() {
        let Event::Carried(it) = &entry.what else { continue };
        any = true;
        let without = it.amounts.iter().find(|(_, sponsor, _)| !it.consents.contains(sponsor));
        match without.filter(|_| !books.state().reversed.contains(&entry.number)) {
            None => sink.holds(&CARRY_UNAPPROVED),
            Some((_, sponsor, amount)) => {
                sink.broken(&CARRY_UNAPPROVED, &entries.key(&entry.number))
                    .with("amount", amount.to_string())
                    .with("sponsor", sponsor.to_string())
                    .with("year", it.into.to_string());
            }
        }
    }
    if !any {
        sink.not_applicable(&CARRY_UNAPPROVED);
    }
}
