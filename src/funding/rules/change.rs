//! Rules of changes: virement, reductions, variations.

use super::{
    Books,
    figures::{amount, how_paid, share_of},
    sources,
};
use crate::{
    funding::{
        account::{Account, Event, event::Moved, pence},
        award::Line,
        statement::Posted,
    },
    identifiers::{LineId, SponsorId},
    journal::{Before, Check, Entry, Figures, Verdict},
    money::Money,
    rules::{At, Rule, Sink},
};

/// Money is moved from what is there.
pub static MOVED_TOO_MUCH: Rule = Rule::error(
    "ledger/moved-too-much",
    "no more of a sponsor's money is moved from a line than is left of its share, and it goes to another line",
)
.why("what was spent or paid on a line cannot be spent on another")
.says("{found}")
.hint("move less")
.of_history();

/// Another body holds the award from a day of its period on.
pub static NOVATED_OUTSIDE: Rule = Rule::error(
    "ledger/novated-outside",
    "another body holds the award from a day of its funding period on, later than the body before",
)
.why("who held it before would change with hindsight, and with it who answers for what was paid")
.says("{body} would hold it from {from}; the funding period is {period}, and {before} holds it {since}")
.hint("correct the day")
.of_history();

/// Larger moves need an approval.
pub static VIREMENT_ABOVE_TOLERANCE: Rule = Rule::error(
    "ledger/virement-above-tolerance",
    "a move above the policy's share of either line is approved by somebody else",
)
.why("the lines are what was agreed")
.says("{moved} is moved, and without an approval {tolerance} may be on the line {line}")
.hint("have somebody else approve it")
.except_to("a move that somebody else approved")
.of_history();

/// Small moves add up.
pub static VIREMENT_SALAMI: Rule = Rule::warning(
    "ledger/virement-salami",
    "moves without an approval come to no more than the policy's share of a line, all together",
)
.why("slice by slice a line becomes another without anybody's consent")
.says("{moved} was moved on the line {line} since its terms were agreed, and {tolerance} may be without an approval")
.hint("agree on a variation");

/// Restricted money keeps to its purpose.
pub static RESTRICTED_MOVED: Rule = Rule::error(
    "ledger/restricted-moved",
    "restricted money leaves its purpose only with its sponsor's consent, and nobody's goes where its sponsor does not pay",
)
.why("it was given for that purpose and no other")
.says("{amount} of {sponsor}'s money would leave {from} for {to}{because}")
.hint("ask the sponsor")
.source(&sources::MODEL_CLAUSES)
.except_to("money that is not restricted, and moves within a purpose")
.of_history();

/// Changes leave room for what was done.
pub static BELOW_SPEND: Rule = Rule::error(
    "ledger/below-spend",
    "a reduction or a variation leaves each sponsor's share of a line at no less than was approved, or paid or brought forward, of it",
)
.why("what was spent in good faith is owed")
.says("{sponsor}'s share of the line {line} would be {share}, and {spent} was {what}")
.hint("reduce by less, or recover first")
.of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] =
    &[&MOVED_TOO_MUCH, &NOVATED_OUTSIDE, &VIREMENT_ABOVE_TOLERANCE, &VIREMENT_SALAMI, &RESTRICTED_MOVED, &BELOW_SPEND];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Account>] = &[
    Check { rule: &MOVED_TOO_MUCH, judge: moved_too_much },
    Check { rule: &NOVATED_OUTSIDE, judge: novated_outside },
    Check { rule: &VIREMENT_ABOVE_TOLERANCE, judge: virement_above_tolerance },
    Check { rule: &RESTRICTED_MOVED, judge: restricted_moved },
    Check { rule: &BELOW_SPEND, judge: leaves_spend },
];

fn moved(entry: &Entry<Event>) -> Option<&Moved> {
    match &entry.what {
        Event::Moved(it) => Some(it),
        _ => None,
    }
}

fn all_of(it: &Moved) -> i128 {
    it.amounts.iter().map(|(_, amount)| pence(amount)).sum()
}

/// What must stay of a sponsor's share of a line: what was approved, or paid or brought forward and not recovered, whichever
/// is more.
fn spent(before: &Account, line: LineId, sponsor: SponsorId) -> (i128, &'static str) {
    let (approved, paid) = (before.sums.of(Posted::Approved, line, sponsor), before.sums.kept(line, sponsor));
    let brought = before.sums.of(Posted::BroughtForward, line, sponsor);
    if approved >= paid { (approved, "approved") } else { (paid, how_paid(brought)) }
}

fn moved_too_much(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Some(it) = moved(entry) else { return Verdict::Silent };
    let Some(line) = before.line(it.from) else { return Verdict::Silent };
    let found = if it.from == it.to {
        Some(format!("from the line {} nothing is moved to itself", it.from))
    } else if let Some(above) = before.line(it.to).and_then(|to| above_all(it, to)) {
        Some(above)
    } else {
        it.amounts.iter().find_map(|(sponsor, more)| {
            let (spent, what) = spent(before, it.from, sponsor);
            let left = pence(line.payable.of(sponsor)).saturating_sub(spent);
            (pence(more) > left).then(|| {
                let (left, spent) = (amount(left.max(0)), amount(spent));
                format!("{more} of {sponsor}'s money would be moved from the line {}, and {left} is left, as {spent} was {what}", it.from)
            })
        })
    };
    Verdict::unless(found.map(|found| Figures::of("found", found)))
}

/// What a line would come to, where that is more than any amount.
fn above_all(it: &Moved, to: &Line) -> Option<String> {
    let sum = all_of(it).saturating_add(pence(to.payable.amount()));
    (sum > pence(Money::MAX)).then(|| format!("more than {} would be payable on the line {}", Money::MAX, it.to))
}

fn novated_outside(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::Novated(it) = &entry.what else { return Verdict::Silent };
    let period = before.award().period();
    let last = before.holders.last_key_value();
    let since = last.and_then(|(day, _)| *day);
    let kept = period.contains(it.from) && since.is_none_or(|since| since < it.from);
    Verdict::kept_or(kept, || {
        let holds = last.map_or(before.award().body, |(_, (body, _))| *body);
        let since = since.map_or_else(|| "from the beginning".to_owned(), |since| format!("from {since} on"));
        Figures::of("body", it.body.to_string())
            .and("from", it.from.to_string())
            .and("period", period.to_string())
            .and("before", holds.to_string())
            .and("since", since)
    })
}

fn virement_above_tolerance(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Some(it) = moved(entry) else { return Verdict::Silent };
    if it.approver_beside(entry.by).is_some() {
        return Verdict::Spared;
    }
    let moved = all_of(it);
    let above = [it.from, it.to].into_iter().find_map(|line| {
        let tolerance = tolerance(before, line)?;
        (moved > tolerance).then(|| {
            Figures::of("moved", amount(moved)).and("tolerance", amount(tolerance)).and("line", line.to_string())
        })
    });
    Verdict::unless(above)
}

/// What may be moved on a line without an approval.
fn tolerance(state: &Account, line: LineId) -> Option<i128> {
    share_of(state.base.get(&line).copied().unwrap_or(0), state.policy().virement_tolerance)
}

fn restricted_moved(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Some(it) = moved(entry) else { return Verdict::Silent };
    let Some((from, to)) = before.line(it.from).zip(before.line(it.to)) else { return Verdict::Silent };
    if from.purpose == to.purpose {
        return Verdict::Spared;
    }
    let mut spared = true;
    for (sponsor, more) in it.amounts.iter() {
        let Some(terms) = before.policy().sponsors.get(&sponsor) else { continue };
        let broken = |because: &str| {
            let figures = Figures::of("amount", more.to_string()).and("sponsor", terms.name.as_str());
            let figures = figures.and("from", from.purpose.to_string()).and("to", to.purpose.to_string());
            Verdict::Broken(figures.and("because", because))
        };
        if !terms.pays_for(to.purpose) {
            return broken(", which it does not pay for");
        }
        if terms.restricted {
            if !it.consents.contains(&sponsor) {
                return broken(", and it did not consent");
            }
            spared = false;
        }
    }
    if spared { Verdict::Spared } else { Verdict::Holds }
}

fn leaves_spend(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    match &entry.what {
        Event::Reduced(_) | Event::Varied(_) => Verdict::unless(below_spend(before, entry)),
        _ => Verdict::Silent,
    }
}

/// What a reduction or a variation would bring below what was spent of it.
pub(super) fn below_spend(before: &Account, entry: &Entry<Event>) -> Option<Figures> {
    let below = |line: LineId, sponsor: SponsorId, share: i128| {
        let (spent, what) = spent(before, line, sponsor);
        (share < spent).then(|| {
            Figures::of("sponsor", sponsor.to_string())
                .and("line", line.to_string())
                .and("share", amount(share))
                .and("spent", amount(spent))
                .and("what", what)
        })
    };
    let share = |line: LineId, sponsor: SponsorId| before.line(line).map_or(0, |line| pence(line.payable.of(sponsor)));
    match &entry.what {
        Event::Reduced(it) => {
            let less = |(line, sponsor, less)| below(line, sponsor, share(line, sponsor).saturating_sub(pence(less)));
            it.by.iter().find_map(less)
        }
        Event::Varied(it) => it.lines.iter().find_map(|(id, line)| {
            let before = before.line(*id)?;
            let mut sponsors = before.payable.shares().sponsors();
            sponsors.find_map(|sponsor| below(*id, sponsor, pence(line.payable.of(sponsor))))
        }),
        _ => None,
    }
}

/// Judges what was moved in all.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    let state = books.state();
    let lines = At::ROOT.field("award");
    let lines = lines.field("lines");
    for line in state.award().lines.keys() {
        let moved = state.moved.get(line).copied().unwrap_or(0);
        match tolerance(state, *line).filter(|tolerance| moved > *tolerance) {
            None => sink.holds(&VIREMENT_SALAMI),
            Some(tolerance) => {
                sink.broken(&VIREMENT_SALAMI, &lines.key(line))
                    .with("moved", amount(moved))
                    .with("line", line.to_string())
                    .with("tolerance", amount(tolerance));
            }
        }
    }
}
