//! Rules of money that is paid: never more than is due, and never before.

use std::collections::BTreeMap;

use super::{
    Books,
    change::below_spend,
    figures::{amount, how_paid, share_of},
    sources,
};
use crate::{
    calendar::Moment,
    funding::{
        account::{
            Account, Event,
            event::{Against, Paid},
            pence,
        },
        amounts::ByLine,
        award::Payment,
        statement::Posted,
    },
    identifiers::{LineId, SponsorId},
    journal::{Before, Check, Entry, Figures, Verdict},
    money::Money,
    rules::{At, Rule, Sink},
};

/// Nothing is paid above the ceiling.
pub static PAID_ABOVE_CEILING: Rule = Rule::error(
    "ledger/paid-above-ceiling",
    "what was paid or brought forward, and not recovered, is no more than the ceiling",
)
.why("the ceiling is the most that was agreed")
.says("{paid} would be {how}, and the ceiling is {ceiling}")
.hint("pay less, or agree on a variation first")
.of_history();

/// No sponsor pays more than its share.
pub static PAID_ABOVE_SHARE: Rule = Rule::error(
    "ledger/paid-above-share",
    "each sponsor pays no more on a line than its share of it, money brought forward included",
)
.why("one sponsor's money would pay for what another promised")
.says("{paid} of {sponsor}'s money would be {how} on the line {line}, and its share is {share}")
.hint("pay in the proportions of the award")
.of_history();

/// Payments against claims pay what was approved.
pub static PAID_UNAPPROVED: Rule = Rule::error(
    "ledger/paid-unapproved",
    "a payment against a claim is no more than was approved of it, and one in arrears is against a claim",
)
.why("the award is paid on actual, eligible spend")
.says("{found}")
.hint("approve the claim first, and pay what was approved")
.source(&sources::MODEL_CLAUSES)
.of_history();

/// Money moves in its time.
pub static OUT_OF_TIME: Rule = Rule::error(
    "ledger/moved-out-of-time",
    "money is paid, paid on or recovered between the day of the acceptance and that of the entry",
)
.why("nothing is paid before somebody is bound, and a book tells what was, not what will be")
.says("money moved on {on}; the award was accepted on {accepted}, and the entry is of {at}")
.hint("correct the day, or enter it when it happened")
.of_history();

/// Conditions come first.
pub static CONDITION_UNMET: Rule =
    Rule::error("ledger/condition-unmet", "nothing is paid before every condition is met")
        .why("whoever set the condition relies on it")
        .says("the condition `{condition}` is not met: {text}")
        .hint("have it met first, and record that it was")
        .except_to("an award without conditions")
        .of_history();

/// A sponsor's money is paid for what it may pay for.
pub static PAID_BEYOND_PURPOSE: Rule = Rule::error(
    "ledger/paid-beyond-purpose",
    "a sponsor's money is paid, paid on and brought forward only on lines that the policy has it pay for",
)
.why("a co-sponsor gives money to particular projects, and who pays for structural costs is settled by the programme")
.says("{amount} of {sponsor}'s money would be paid for {purpose}, which it does not pay for")
.hint("pay it from another sponsor's share, and mend the award")
.source(&sources::MODEL_CLAUSES)
.of_history();

/// Instalments are paid once.
pub static INSTALMENT_EXCEEDED: Rule = Rule::error(
    "ledger/instalment-exceeded",
    "an instalment is paid no more than it comes to, not before it is due, and for no days after an award that ended early",
)
.why("the schedule is what was agreed")
.says("{found}")
.hint("pay the next instalment when it is due, or agree on another schedule")
.of_history();

/// Not as a lump sum.
pub static LUMP_SUM: Rule = Rule::warning(
    "ledger/lump-sum",
    "an award is not paid in one instalment, and its instalments come to no more than the ceiling",
)
.why("a lump sum leaves nothing to hold back when plans change")
.says("{found}")
.hint("agree on instalments over the period")
.except_to("an award without a schedule");

/// Money does not run ahead of need.
pub static PAID_AHEAD_OF_NEED: Rule = Rule::warning(
    "ledger/paid-ahead-of-need",
    "what the body has in hand is no more than the policy's share of the ceiling",
)
.why("public money is paid when it is needed")
.says("{unspent} is in hand, and the policy allows {allowed}")
.hint("hold back the next instalment, or ask for claims")
.source(&sources::GRANT_STANDARDS)
.except_to("an award that is paid in arrears");

/// Onward payments have caps.
pub static ONWARD_ABOVE_CAP: Rule = Rule::error(
    "ledger/onward-above-cap",
    "what is paid on to one school or partner stays below the policy's caps: one if matched, one where enough grounds hold",
)
.why("the money is for many schools, and for those that could not do without")
.says("{amount} would be paid on to {to} in all: {because}")
.hint("pass on less, or record the match or the grounds")
.except_to("a programme that sets no cap")
.of_history();

/// Onward payments come from what was paid, and go elsewhere.
pub static ONWARD_UNFUNDED: Rule = Rule::error(
    "ledger/onward-unfunded",
    "money is paid on to another body, for what is done in the period of its line, and no more than the sponsor's share of it",
)
.why("a body that pays itself moves nothing")
.says("{found}")
.hint("correct the payee, the days or the amount")
.of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &PAID_ABOVE_CEILING,
    &PAID_ABOVE_SHARE,
    &PAID_UNAPPROVED,
    &OUT_OF_TIME,
    &PAID_BEYOND_PURPOSE,
    &CONDITION_UNMET,
    &INSTALMENT_EXCEEDED,
    &LUMP_SUM,
    &PAID_AHEAD_OF_NEED,
    &ONWARD_ABOVE_CAP,
    &ONWARD_UNFUNDED,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Account>] = &[
    Check { rule: &OUT_OF_TIME, judge: out_of_time },
    Check { rule: &PAID_BEYOND_PURPOSE, judge: paid_beyond_purpose },
    Check { rule: &CONDITION_UNMET, judge: condition_unmet },
    Check { rule: &PAID_UNAPPROVED, judge: paid_unapproved },
    Check { rule: &INSTALMENT_EXCEEDED, judge: instalment_exceeded },
    Check { rule: &PAID_ABOVE_SHARE, judge: paid_above_share },
    Check { rule: &PAID_ABOVE_CEILING, judge: paid_above_ceiling },
    Check { rule: &ONWARD_UNFUNDED, judge: onward_unfunded },
    Check { rule: &ONWARD_ABOVE_CAP, judge: onward_above_cap },
];

fn paid(entry: &Entry<Event>) -> Option<&Paid> {
    match &entry.what {
        Event::Paid(it) => Some(it),
        _ => None,
    }
}

fn all_of(it: &Paid) -> i128 {
    it.amounts.iter().map(|(_, _, amount)| pence(amount)).sum()
}

fn out_of_time(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let on = match &entry.what {
        Event::Paid(it) => it.on,
        Event::PassedOn(it) => it.on,
        Event::Recovered(it) => it.on,
        _ => return Verdict::Silent,
    };
    // Before the acceptance nothing is permitted, which another rule says.
    let Some(accepted) = before.accepted().map(Moment::day) else { return Verdict::Silent };
    let at = entry.at.day();
    Verdict::kept_or(accepted <= on && on <= at, || {
        Figures::of("on", on.to_string()).and("accepted", accepted.to_string()).and("at", at.to_string())
    })
}

fn paid_beyond_purpose(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let beyond = |(line, sponsor, money): (LineId, SponsorId, Money)| {
        let purpose = before.line(line)?.purpose;
        let terms = before.policy().sponsors.get(&sponsor)?;
        let broken = !money.is_zero() && !terms.pays_for(purpose);
        broken.then(|| {
            Figures::of("amount", money.to_string())
                .and("sponsor", terms.name.as_str())
                .and("purpose", purpose.to_string())
        })
    };
    match &entry.what {
        Event::Paid(it) => Verdict::unless(it.amounts.iter().find_map(beyond)),
        Event::BroughtForward(it) => Verdict::unless(it.amounts.iter().find_map(beyond)),
        Event::PassedOn(it) => {
            Verdict::unless(it.amounts.iter().find_map(|(sponsor, money)| beyond((it.line, sponsor, money))))
        }
        _ => Verdict::Silent,
    }
}

fn condition_unmet(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    if paid(entry).is_none() {
        return Verdict::Silent;
    }
    let conditions = &before.award().conditions;
    if conditions.is_empty() {
        return Verdict::Spared;
    }
    let unmet = conditions.iter().find(|(condition, _)| !before.met.contains(condition));
    Verdict::unless(
        unmet.map(|(condition, text)| Figures::of("condition", condition.to_string()).and("text", text.as_str())),
    )
}

fn paid_unapproved(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Some(it) = paid(entry) else { return Verdict::Silent };
    let found = match it.against {
        Against::Instalment(id) => (before.award().payment == Payment::Arrears)
            .then(|| format!("the award is paid in arrears, and the payment is against the instalment `{id}`")),
        Against::Claim(id) => {
            let due = before.due(id);
            let due = |line, sponsor| due.get(&(line, sponsor)).copied().unwrap_or(0).max(0);
            let over = it.amounts.iter().find(|(line, sponsor, amount)| pence(*amount) > due(*line, *sponsor));
            over.map(|(line, sponsor, more)| {
                let due = amount(due(line, sponsor));
                format!("{more} of {sponsor}'s money is paid on the line {line} for the claim `{id}`, and {due} is due")
            })
        }
    };
    Verdict::unless(found.map(|found| Figures::of("found", found)))
}

fn instalment_exceeded(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Some((it, Against::Instalment(id))) = paid(entry).map(|it| (it, it.against)) else { return Verdict::Silent };
    let Some(instalment) = before.instalments.get(&id) else { return Verdict::Silent };
    let sum = before.instalments_paid.get(&id).copied().unwrap_or(0).saturating_add(all_of(it));
    let found = if it.on < instalment.due {
        Some(format!("the instalment `{id}` is due on {}, and was paid on {}", instalment.due, it.on))
    } else if sum > pence(instalment.amount) {
        Some(format!("{} would be paid of the instalment `{id}`, which comes to {}", amount(sum), instalment.amount))
    } else {
        let ended = before.last_day.filter(|last| *last < instalment.over.first());
        ended.map(|last| format!("the instalment `{id}` is for {}, and the award ended on {last}", instalment.over))
    };
    Verdict::unless(found.map(|found| Figures::of("found", found)))
}

/// Of what an entry leaves the body with, how much was brought forward: on a line of a sponsor's, or in all.
fn brought_forward(before: &Account, entry: &Entry<Event>, key: Option<(LineId, SponsorId)>) -> i128 {
    let there = match key {
        Some((line, sponsor)) => before.sums.of(Posted::BroughtForward, line, sponsor),
        None => before.sums.total(Posted::BroughtForward),
    };
    let Event::BroughtForward(it) = &entry.what else { return there };
    let now = it.amounts.iter().filter(|(line, sponsor, _)| key.is_none_or(|key| key == (*line, *sponsor)));
    now.map(|(_, _, amount)| pence(amount)).fold(there, i128::saturating_add)
}

/// What an entry adds to what was paid or brought forward and not recovered: a payment, money brought forward, or the
/// reversal of a recovery. `None` for others.
fn kept_again(before: &Account, entry: &Entry<Event>) -> Option<BTreeMap<(LineId, SponsorId), i128>> {
    let all = |amounts: &ByLine| amounts.iter().map(|(line, by, amount)| ((line, by), pence(amount))).collect();
    match &entry.what {
        Event::Paid(it) => Some(all(&it.amounts)),
        Event::BroughtForward(it) => Some(all(&it.amounts)),
        Event::Reversed(it) if before.can_be_reversed(it.entry) => {
            let mut back = BTreeMap::new();
            let recovered = before.postings.get(&it.entry).into_iter().flatten();
            for posting in recovered.filter(|posting| posting.what == Posted::Recovered) {
                let Some(sponsor) = posting.sponsor else { continue };
                let sum: &mut i128 = back.entry((posting.line, sponsor)).or_default();
                *sum = sum.saturating_add(posting.amount.pence().into());
            }
            (!back.is_empty()).then_some(back)
        }
        _ => None,
    }
}

fn paid_above_share(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Some(more) = kept_again(before, entry) else { return Verdict::Silent };
    let above = more.into_iter().find_map(|((line, sponsor), more)| {
        let share = before.line(line).map_or(0, |line| pence(line.payable.of(sponsor)));
        let sum = before.sums.kept(line, sponsor).saturating_add(more);
        (sum > share).then(|| {
            Figures::of("paid", amount(sum))
                .and("how", how_paid(brought_forward(before, entry, Some((line, sponsor)))))
                .and("sponsor", sponsor.to_string())
                .and("line", line.to_string())
                .and("share", amount(share))
        })
    });
    Verdict::unless(above)
}

fn paid_above_ceiling(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let (kept, ceiling) = (before.sums.kept_in_all(), pence(before.award().ceiling));
    let (sum, ceiling) = match &entry.what {
        // The ceiling does not come down on what was paid either. Where shares would, that is another rule's.
        Event::Varied(_) | Event::Reduced(_) if below_spend(before, entry).is_some() => return Verdict::Silent,
        Event::Varied(it) => match it.ceiling {
            Some(ceiling) => (kept, pence(ceiling)),
            None => return Verdict::Silent,
        },
        Event::Reduced(it) => {
            let less = it.by.iter().map(|(_, _, less)| pence(less)).fold(ceiling, i128::saturating_sub);
            (kept, less.max(0))
        }
        _ => match kept_again(before, entry) {
            Some(more) => (more.into_values().fold(kept, i128::saturating_add), ceiling),
            None => return Verdict::Silent,
        },
    };
    Verdict::kept_or(sum <= ceiling, || {
        let how = how_paid(brought_forward(before, entry, None));
        Figures::of("paid", amount(sum)).and("how", how).and("ceiling", amount(ceiling))
    })
}

fn onward_unfunded(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::PassedOn(it) = &entry.what else { return Verdict::Silent };
    let Some(line) = before.line(it.line) else { return Verdict::Silent };
    let above = it.amounts.iter().find_map(|(sponsor, more)| {
        let share = pence(line.payable.of(sponsor));
        let sum = before.sums.of(Posted::PassedOn, it.line, sponsor).saturating_add(pence(more));
        (sum > share).then(|| {
            format!(
                "{} of {sponsor}'s money would be paid on from the line {}, and its share is {}",
                amount(sum),
                it.line,
                amount(share)
            )
        })
    });
    let last = before.last_day;
    let within =
        |day| line.period.contains(day) && before.award().period().contains(day) && last.is_none_or(|last| day <= last);
    let found = if it.to == before.holder(it.on).0 {
        Some(format!("{} holds the award, and is paid by itself", it.to))
    } else if !within(it.activity.first()) || !it.activity.last().is_some_and(within) {
        let ended = last.map(|last| format!(", and the award ended on {last}")).unwrap_or_default();
        Some(format!("what is done {} is paid from a line that runs {}{ended}", it.activity, line.period))
    } else {
        above
    };
    Verdict::unless(found.map(|found| Figures::of("found", found)))
}

fn onward_above_cap(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::PassedOn(it) = &entry.what else { return Verdict::Silent };
    let Some(policy) = &before.policy().onward else { return Verdict::Spared };
    let now = it.amounts.iter().map(|(_, amount)| pence(amount)).fold(0_i128, i128::saturating_add);
    let sum = before.passed_to.get(&it.to).copied().unwrap_or(0).saturating_add(now);
    let grounds = it.grounds.iter().filter(|ground| policy.grounds.contains(**ground)).count();
    let enough = u32::try_from(grounds).unwrap_or(u32::MAX) >= policy.grounds_needed;
    let matched = pence(it.matched) >= now;
    let because = if matched && sum <= pence(policy.if_matched) {
        None
    } else if enough {
        (sum > pence(policy.outright)).then(|| format!("outright no more than {} is", policy.outright))
    } else if !matched {
        Some(format!("it is not matched, and {grounds} of {} grounds hold", policy.grounds_needed))
    } else {
        (sum > pence(policy.if_matched)).then(|| format!("if matched no more than {} is", policy.if_matched))
    };
    Verdict::unless(
        because.map(|because| Figures::of("amount", amount(sum)).and("to", it.to.to_string()).and("because", because)),
    )
}

/// Judges schedules, and what the body has in hand.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    let state = books.state();
    let award = state.award();
    let instalments: Vec<_> = state.instalments.values().collect();
    let sum: i128 = instalments.iter().map(|it| pence(it.amount)).sum();
    let found = match instalments.as_slice() {
        [] => {
            sink.not_applicable(&LUMP_SUM);
            None
        }
        [one] if one.amount >= award.ceiling => Some(format!("one instalment of {} is all of it", one.amount)),
        _ if sum > pence(award.ceiling) => {
            Some(format!("the instalments come to {}, and the ceiling is {}", amount(sum), award.ceiling))
        }
        _ => {
            sink.holds(&LUMP_SUM);
            None
        }
    };
    if let Some(found) = found {
        sink.broken(&LUMP_SUM, &At::ROOT.field("instalments")).with("found", found);
    }

    if award.payment == Payment::Arrears {
        return sink.not_applicable(&PAID_AHEAD_OF_NEED);
    }
    let unspent = state.sums.in_hand();
    let allowed = share_of(pence(award.ceiling), state.policy().advance_allowance);
    if allowed.is_some_and(|allowed| unspent > allowed) {
        sink.broken(&PAID_AHEAD_OF_NEED, &At::ROOT.field("balance"))
            .with("unspent", amount(unspent))
            .with("allowed", amount(allowed.unwrap_or_default()));
    } else {
        sink.holds(&PAID_AHEAD_OF_NEED);
    }
}
