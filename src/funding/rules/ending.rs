//! Rules of the end: unspent money, closed books.

use chrono::{Days, NaiveDate};

use super::{Books, figures::amount, sources};
use crate::{
    funding::{
        account::{Account, Event, Standing, pence},
        amounts::ByLine,
        statement::{Posted, Posting},
    },
    journal::{Before, Check, Entry, Figures, Verdict, checks::figure},
    rules::{At, Rule, Sink},
};

/// No more is recovered, carried or written off than is unspent.
pub static SETTLED_TOO_MUCH: Rule = Rule::error(
    "ledger/settled-too-much",
    "no more is recovered, carried or written off, of a sponsor's money on a line, than is in hand and unspent",
)
.why("the body would pay back money that it spent")
.says("{more} of {sponsor}'s money on the line {line} would be {what}, and {unspent} is unspent")
.hint("see what is unspent")
.of_history();

/// Unspent money is dealt with in time.
pub static UNSPENT_KEPT: Rule = Rule::warning(
    "ledger/unspent-kept",
    "unspent money is recovered, carried or written off within the policy's days after the funding period",
)
.why("it belongs to the sponsor")
.says("{unspent} is unspent, and was due back by {due}")
.hint("recover it")
.source(&sources::MODEL_CLAUSES)
.except_to("an award whose days are not over");

/// Books are closed when they balance.
pub static CLOSED_UNRECONCILED: Rule = Rule::error(
    "ledger/closed-unreconciled",
    "when the books are closed, what was paid or brought forward and is not eligible was recovered, carried or written off, and what is owed was paid",
)
.why("a closed book with money in it is money that nobody looks for")
.says("{unspent} of {sponsor}'s money on the line {line} is {what}")
.hint("recover, carry, write off or pay it first")
.of_history();

/// No claim is left lying.
pub static CLOSED_WITH_CLAIM: Rule =
    Rule::error("ledger/closed-with-claim", "when the books are closed no claim is pending")
        .why("the body waits for an answer")
        .says("the claim `{claim}` of entry {entry} is pending")
        .hint("approve it, with all of it disallowed if need be")
        .of_history();

/// An award ends within its period.
pub static TERMINATED_OUTSIDE: Rule =
    Rule::error("ledger/terminated-outside", "the last day of an award that ends early lies in its funding period")
        .why("a later day would lengthen it, and an earlier one would undo it")
        .says("it ends on {last}, and its period is {period}")
        .hint("correct the day; a longer period is a variation")
        .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] =
    &[&SETTLED_TOO_MUCH, &UNSPENT_KEPT, &CLOSED_UNRECONCILED, &CLOSED_WITH_CLAIM, &TERMINATED_OUTSIDE];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Account>] = &[
    Check { rule: &SETTLED_TOO_MUCH, judge: settled_too_much },
    Check { rule: &CLOSED_WITH_CLAIM, judge: closed_with_claim },
    Check { rule: &CLOSED_UNRECONCILED, judge: closed_unreconciled },
    Check { rule: &TERMINATED_OUTSIDE, judge: terminated_outside },
];

fn settled(entry: &Entry<Event>) -> Option<(&ByLine, &'static str)> {
    match &entry.what {
        Event::Recovered(it) => Some((&it.amounts, "recovered")),
        Event::Carried(it) => Some((&it.amounts, "carried")),
        Event::WrittenOff(it) => Some((&it.amounts, "written off")),
        _ => None,
    }
}

/// What is taken back that was paid or brought forward leaves what was recovered, carried or written off without the money
/// that it was of.
fn money_settled(before: &Before<'_, Account>, entry: u64) -> Verdict {
    let came = |posting: &&Posting| matches!(posting.what, Posted::Paid | Posted::BroughtForward);
    let mut came = before.postings.get(&entry).into_iter().flatten().filter(came).peekable();
    if came.peek().is_none() || !before.can_be_reversed(entry) {
        return Verdict::Silent;
    }
    let over = came.find_map(|posting| {
        let (line, sponsor) = (posting.line, posting.sponsor?);
        let of = |what| before.sums.of(what, line, sponsor);
        let left = before.sums.had(line, sponsor).saturating_sub(posting.amount.pence().into());
        let settled = [Posted::Recovered, Posted::Carried, Posted::WrittenOff].map(of);
        let settled = settled.into_iter().fold(0, i128::saturating_add);
        (settled > left).then(|| {
            Figures::of("more", amount(settled))
                .and("sponsor", sponsor.to_string())
                .and("line", line.to_string())
                .and("what", "recovered, carried or written off")
                .and("unspent", amount(left))
        })
    });
    Verdict::unless(over)
}

fn settled_too_much(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    if let Event::Reversed(it) = &entry.what {
        return money_settled(before, it.entry);
    }
    let Some((amounts, what)) = settled(entry) else { return Verdict::Silent };
    let over = amounts.iter().find_map(|(line, sponsor, more)| {
        let unspent = before.sums.unspent(line, sponsor);
        (pence(more) > unspent).then(|| {
            Figures::of("more", more.to_string())
                .and("sponsor", sponsor.to_string())
                .and("line", line.to_string())
                .and("what", what)
                .and("unspent", amount(unspent.max(0)))
        })
    });
    Verdict::unless(over)
}

fn closed_with_claim(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::Closed = &entry.what else { return Verdict::Silent };
    let pending = before.claims.iter().find(|(_, claim)| claim.standing == Standing::Pending);
    Verdict::unless(pending.map(|(id, claim)| Figures::of("claim", id.to_string()).and("entry", figure(claim.entry))))
}

fn closed_unreconciled(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::Closed = &entry.what else { return Verdict::Silent };
    let left = before.sums.keys().find_map(|(line, sponsor)| {
        let unspent = before.sums.unspent(line, sponsor);
        (unspent != 0).then(|| {
            Figures::of("unspent", amount(unspent.saturating_abs()))
                .and("sponsor", sponsor.to_string())
                .and("line", line.to_string())
                .and("what", if unspent > 0 { "unspent" } else { "owed to the body" })
        })
    });
    Verdict::unless(left)
}

fn terminated_outside(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::Terminated(it) = &entry.what else { return Verdict::Silent };
    let period = before.award().period();
    Verdict::kept_or(period.contains(it.last_day), || {
        Figures::of("last", it.last_day.to_string()).and("period", period.to_string())
    })
}

/// The last day on which something is in time that is due so many days after `last`.
pub(in crate::funding) fn due_after(last: NaiveDate, days: u32) -> Option<NaiveDate> {
    last.checked_add_days(Days::new(days.into()))
}

/// Judges unspent money.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    let state = books.state();
    let last = state.last_day.or_else(|| state.award().period().last());
    let due = last.and_then(|last| due_after(last, state.policy().settled_within));
    match due.filter(|due| state.phase().is_bound() && sink.on() > *due) {
        None => sink.not_applicable(&UNSPENT_KEPT),
        Some(due) => {
            let unspent = state.sums.unspent_in_all();
            if unspent > 0 {
                sink.broken(&UNSPENT_KEPT, &At::ROOT.field("balance"))
                    .with("unspent", amount(unspent))
                    .with("due", due.to_string());
            } else {
                sink.holds(&UNSPENT_KEPT);
            }
        }
    }
}
