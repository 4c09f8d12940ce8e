//! Rules of claims: what was spent, when, on what, and who says so.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{
    Books,
    figures::{amount, ordinal},
    sources,
};
use crate::{
    document::DidYouMean,
    funding::{
        account::{
            Account, Event, Paper, Standing,
            event::{Claimed, Cost},
            pence,
        },
        statement::Posted,
    },
    journal::{Before, Check, Entry, Figures, Verdict},
    money::Money,
    rules::{At, Rule, Sink},
    vocabulary::Word,
};

/// A claim's id is its own.
pub static CLAIM_TWICE: Rule = Rule::error("ledger/claim-twice", "each claim has an id of its own, and some cost")
    .why("approvals and payments name claims by it")
    .says("the claim `{claim}` {found}")
    .hint("give it another id and its costs; a claim that was wrong is withdrawn and made again")
    .of_history()
    .fixed();

/// Nobody is liable before the agreement.
pub static LIABILITY_BEFORE_AGREEMENT: Rule = Rule::error(
    "ledger/liability-before-agreement",
    "costs are invoiced on or after the day of the acceptance, or of a written consent before it",
)
.why("before the agreement nobody promised to pay them")
.says("the {which} cost of `{claim}` was invoiced on {invoiced}, before {from}")
.hint("leave it out, or record the consent in the award")
.source(&sources::MODEL_CLAUSES)
.of_history();

/// Activity lies in the funding period.
pub static ACTIVITY_OUTSIDE_PERIOD: Rule = Rule::error(
    "ledger/activity-outside-period",
    "what a cost pays for is done within the period of its line and before the last day of an award that ended early",
)
.why("it is the activity that is funded, and not the invoice")
.says("the {which} cost of `{claim}` pays for {activity}, and the line runs {period}")
.hint("leave it out, or have the period varied")
.source(&sources::CFEM)
.except_to("kinds of costs that policy lists, such as the statement of assurance on the period")
.of_history();

/// Ineligible costs are not claimed.
pub static COST_INELIGIBLE: Rule = Rule::error("ledger/cost-ineligible", "no cost is of a kind that is never paid")
    .why("public money is not for lobbying, gifts, entertaining, fines and the like")
    .says("the {which} cost of `{claim}` is {kind}, which is never paid: {why}")
    .hint("leave it out")
    .source(&sources::MODEL_CLAUSES)
    .of_history();

/// Kinds of costs are those of the policy.
pub static COST_UNKNOWN: Rule = Rule::error("ledger/cost-unknown", "the kind of each cost is a word of the policy's")
    .why("whether it may be paid goes by its kind")
    .says("the {which} cost of `{claim}` is `{kind}`, which is no kind of cost of the policy's{near}")
    .hint("use a listed word")
    .of_history()
    .fixed();

/// Refunded VAT is no cost.
pub static RECOVERABLE_VAT: Rule = Rule::error(
    "ledger/recoverable-vat-claimed",
    "no VAT is claimed that is refunded to the body on the day of the invoice, and none that was not charged",
)
.why("it comes back from the tax office, and would be paid twice")
.says("the {which} cost of `{claim}` claims {claimed} of VAT: {because}")
.hint("claim the net price")
.source(&sources::MODEL_CLAUSES)
.except_to("a body of a kind to which VAT is not refunded")
.of_history();

/// Spend is shown.
pub static EVIDENCE_MISSING: Rule =
    Rule::error("ledger/evidence-missing", "each cost that is claimed has its evidence")
        .why("what cannot be shown cannot be audited")
        .says("the {which} cost of `{claim}` has no evidence")
        .hint("name the invoice or the payroll line")
        .except_to("what is given in kind")
        .of_history();

/// Spend is actual.
pub static NOT_YET_SPENT: Rule =
    Rule::error("ledger/not-yet-spent", "each cost was invoiced and paid by the day of the claim")
        .why("the award pays actual spend, and not what is still owed")
        .says("the {which} cost of `{claim}` was not paid by {at}")
        .hint("claim it when it was paid")
        .except_to("what is given in kind")
        .of_history();

/// One paper, one cost.
pub static COST_CLAIMED_TWICE: Rule = Rule::error(
    "ledger/cost-claimed-twice",
    "what is claimed on one piece of evidence, in whatever lines and awards, is no more than it comes to",
)
.why("no cost is paid twice, by one grant or by two")
.says("{claimed} is claimed on {reference}, which comes to {whole}")
.hint("withdraw one of the claims, or agree on a split")
.of_history();

/// Claims are in time.
pub static CLAIM_LATE: Rule = Rule::advice("ledger/claim-late", "a claim is made within the days of the policy")
    .why("nobody can say what is left before the claims are in")
    .says("`{claim}` for {period} was made on {at}; it was due by {due}")
    .hint("remind the body; the claim is still good")
    .except_to("a programme that sets no days")
    .of_history();

/// Who claims does not approve.
pub static APPROVED_OWN_CLAIM: Rule =
    Rule::error("ledger/approved-own-claim", "a claim is approved by somebody who did not make it")
        .why("nobody approves their own costs")
        .says("{person} made the claim `{claim}`, and approves it")
        .hint("let another approve it")
        .of_history();

/// A claim is dealt with once.
pub static CLAIM_SETTLED: Rule = Rule::error(
    "ledger/claim-settled",
    "a claim that is pending is approved or withdrawn, and one that was approved is disallowed or paid",
)
.why("otherwise it counts twice, or not at all")
.says("the claim `{claim}` is {standing}")
.hint("see where the claim stands")
.of_history()
.fixed();

/// No more is disallowed than was claimed.
pub static DISALLOWED_TOO_MUCH: Rule =
    Rule::error("ledger/disallowed-too-much", "no more of a cost is disallowed than is left of it")
        .why("what is eligible would fall below nothing")
        .says("{amount} of the {which} cost of `{claim}` is disallowed, and {left} is left of it")
        .hint("correct the amount")
        .of_history()
        .fixed();

/// Approvals stay within the line.
pub static APPROVED_ABOVE_LINE: Rule =
    Rule::error("ledger/approved-above-line", "what is approved on a line is no more than is payable on it")
        .why("nothing is paid above the ceiling, and every line has its own")
        .says("{approved} would be approved on the line {line}, and {payable} is payable")
        .hint("disallow what is above, or move money to the line first")
        .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &CLAIM_TWICE,
    &LIABILITY_BEFORE_AGREEMENT,
    &ACTIVITY_OUTSIDE_PERIOD,
    &COST_INELIGIBLE,
    &COST_UNKNOWN,
    &RECOVERABLE_VAT,
    &EVIDENCE_MISSING,
    &NOT_YET_SPENT,
    &COST_CLAIMED_TWICE,
    &CLAIM_LATE,
    &APPROVED_OWN_CLAIM,
    &CLAIM_SETTLED,
    &DISALLOWED_TOO_MUCH,
    &APPROVED_ABOVE_LINE,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Account>] = &[
    Check { rule: &CLAIM_TWICE, judge: claim_twice },
    Check { rule: &COST_UNKNOWN, judge: cost_unknown },
    Check { rule: &LIABILITY_BEFORE_AGREEMENT, judge: liability_before_agreement },
    Check { rule: &ACTIVITY_OUTSIDE_PERIOD, judge: activity_outside_period },
    Check { rule: &COST_INELIGIBLE, judge: cost_ineligible },
    Check { rule: &RECOVERABLE_VAT, judge: recoverable_vat },
    Check { rule: &EVIDENCE_MISSING, judge: evidence_missing },
    Check { rule: &NOT_YET_SPENT, judge: not_yet_spent },
    Check { rule: &COST_CLAIMED_TWICE, judge: cost_claimed_twice },
    Check { rule: &APPROVED_OWN_CLAIM, judge: approved_own_claim },
    Check { rule: &CLAIM_SETTLED, judge: claim_settled },
    Check { rule: &DISALLOWED_TOO_MUCH, judge: disallowed_too_much },
    Check { rule: &APPROVED_ABOVE_LINE, judge: approved_above_line },
];

fn claim_twice(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::Claimed(it) = &entry.what else { return Verdict::Silent };
    let found = if before.claims.contains_key(&it.claim) {
        Some("is there already")
    } else if it.costs.is_empty() {
        Some("has no cost")
    } else {
        None
    };
    Verdict::unless(found.map(|found| Figures::of("claim", it.claim.to_string()).and("found", found)))
}

/// Judges every cost of a claim: the first that breaks the rule breaks it for the claim; a claim of which every cost is
/// spared is spared.
fn each_cost(entry: &Entry<Event>, judge: impl Fn(&Claimed, &Cost) -> Verdict) -> Verdict {
    let Event::Claimed(it) = &entry.what else { return Verdict::Silent };
    let mut spared = !it.costs.is_empty();
    for (place, cost) in (0_u32..).zip(&it.costs) {
        match judge(it, cost) {
            Verdict::Broken(figures) => {
                let figures = figures.and("cost", place).and("which", ordinal(place));
                return Verdict::Broken(figures.and("claim", it.claim.to_string()));
            }
            Verdict::Spared => {}
            _ => spared = false,
        }
    }
    if spared { Verdict::Spared } else { Verdict::Holds }
}

fn cost_unknown(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let policy = before.policy();
    each_cost(entry, |_, cost| {
        let listed = [&policy.costs, &policy.outside_period].iter().any(|words| words.contains(cost.kind));
        Verdict::kept_or(listed || policy.ineligible.contains_key(&cost.kind), || {
            let near = policy.costs.nearest(cost.kind);
            let near = DidYouMean(near.as_ref().map(Word::as_str)).to_string();
            Figures::of("kind", cost.kind.to_string()).and("near", near)
        })
    })
}

fn liability_before_agreement(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let agreed = before.accepted.map(|(at, _)| at.day());
    let from = before.award().consented_from.into_iter().chain(agreed).min();
    each_cost(entry, |_, cost| match from {
        Some(from) => Verdict::kept_or(cost.in_kind || cost.invoiced >= from, || {
            Figures::of("invoiced", cost.invoiced.to_string()).and("from", from.to_string())
        }),
        // Nothing was agreed on yet, which another rule says.
        None => Verdict::Spared,
    })
}

fn activity_outside_period(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    each_cost(entry, |_, cost| {
        if before.policy().outside_period.contains(cost.kind) {
            return Verdict::Spared;
        }
        let Some(line) = before.line(cost.line) else { return Verdict::Spared };
        let within = |day: NaiveDate| {
            line.period.contains(day)
                && before.award().period().contains(day)
                && before.last_day.is_none_or(|last| day <= last)
        };
        let kept = within(cost.activity.first()) && cost.activity.last().is_some_and(within);
        Verdict::kept_or(kept, || {
            let last = before.last_day.map(|last| format!(", and the award ended on {last}")).unwrap_or_default();
            Figures::of("activity", cost.activity.to_string()).and("period", format!("{}{last}", line.period))
        })
    })
}

fn cost_ineligible(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    each_cost(entry, |_, cost| {
        let never = before.policy().ineligible.get(&cost.kind);
        Verdict::unless(never.map(|why| Figures::of("kind", cost.kind.to_string()).and("why", why.as_str())))
    })
}

fn recoverable_vat(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    each_cost(entry, |_, cost| {
        let claimed = cost.irrecoverable_vat;
        let broken =
            |because: String| Verdict::Broken(Figures::of("claimed", claimed.to_string()).and("because", because));
        if claimed > cost.vat {
            return broken(format!("{} was charged", cost.vat));
        }
        let (_, kind) = before.holder(cost.invoiced);
        match before.policy().vat_refunds.get(&kind) {
            Some(refund) if refund.since <= cost.invoiced => {
                if claimed.is_zero() {
                    Verdict::Holds
                } else {
                    broken(format!("it is refunded to a body of the kind {kind} ({})", refund.law))
                }
            }
            _ => Verdict::Spared,
        }
    })
}

fn evidence_missing(_: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    each_cost(entry, |_, cost| match &cost.evidence {
        _ if cost.in_kind => Verdict::Spared,
        Some(evidence) => Verdict::of(!evidence.reference.trim().is_empty()),
        None => Verdict::Broken(Figures::default()),
    })
}

fn not_yet_spent(_: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let on = entry.at.day();
    each_cost(entry, |_, cost| {
        if cost.in_kind {
            return Verdict::Spared;
        }
        let spent = cost.invoiced <= on && cost.paid.is_some_and(|paid| paid <= on);
        Verdict::kept_or(spent, || Figures::of("at", on.to_string()))
    })
}

fn cost_claimed_twice(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    // What each cost adds to what is claimed on its paper.
    let more: Vec<(&Cost, i128)> = match &entry.what {
        Event::Claimed(it) => it.costs.iter().map(|cost| (cost, cost.claimable().map_or(i128::MAX, pence))).collect(),
        // What was disallowed with an approval may have been claimed elsewhere since.
        Event::Reversed(it) if before.can_be_reversed(it.entry) => {
            let claim = before.approvals.get(&it.entry).and_then(|id| before.claims.get(id));
            let Some(claim) = claim else { return Verdict::Silent };
            let less = |place| claim.less.get(&place).copied().unwrap_or(0);
            let costs = (0_u32..).zip(&claim.claimed.costs).map(|(place, cost)| (cost, less(place)));
            costs.filter(|(_, less)| *less > 0).collect()
        }
        _ => return Verdict::Silent,
    };
    if more.is_empty() {
        return Verdict::Silent;
    }
    let mut used: BTreeMap<String, (i128, i128)> = BTreeMap::new();
    for (cost, more) in more {
        let Some(evidence) = &cost.evidence else { continue };
        let key = evidence.key();
        let paper = before.evidence.get(&key);
        let (whole, sum) = used.entry(key).or_insert_with(|| {
            let whole = paper.and_then(Paper::whole).unwrap_or(i128::MAX);
            (whole, paper.map_or(0, |paper| paper.used))
        });
        *whole = (*whole).min(pence(evidence.whole));
        *sum = sum.saturating_add(more);
        if sum > whole {
            return Verdict::Broken(
                Figures::of("claimed", amount(*sum))
                    .and("reference", evidence.reference.as_str())
                    .and("whole", amount(*whole)),
            );
        }
    }
    Verdict::Holds
}

fn approved_own_claim(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::Approved(it) = &entry.what else { return Verdict::Silent };
    let own = before.claims.get(&it.claim).is_some_and(|claim| claim.by == entry.by);
    Verdict::kept_or(!own, || Figures::of("person", entry.by.to_string()).and("claim", it.claim.to_string()))
}

fn claim_settled(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let (id, pending) = match &entry.what {
        Event::Approved(it) => (it.claim, true),
        Event::ClaimWithdrawn(it) => (it.claim, true),
        Event::Disallowed(it) => (it.claim, false),
        Event::Paid(_) => match entry.what.claim() {
            Some(claim) => (claim, false),
            None => return Verdict::Silent,
        },
        _ => return Verdict::Silent,
    };
    let Some(claim) = before.claims.get(&id) else { return Verdict::Silent };
    let (kept, standing) = match claim.standing {
        Standing::Pending => (pending, "pending"),
        Standing::Approved(_) => (!pending, "approved already"),
        Standing::Withdrawn => (false, "withdrawn"),
    };
    Verdict::kept_or(kept, || Figures::of("claim", id.to_string()).and("standing", standing))
}

/// What is left of a cost of a claim.
fn left_of(before: &Account, claim: crate::identifiers::ClaimId, cost: u32) -> Option<i128> {
    let claim = before.claims.get(&claim)?;
    let of = claim.claimed.costs.get(usize::try_from(cost).ok()?)?;
    let less = claim.less.get(&cost).copied().unwrap_or(0);
    Some(of.claimable().map_or(i128::MAX, pence).saturating_sub(less))
}

fn disallowed_too_much(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let too_much = |claim, cost, disallowed: Money| {
        let left = left_of(before, claim, cost)?;
        (pence(disallowed) > left).then(|| {
            Figures::of("amount", disallowed.to_string())
                .and("cost", cost)
                .and("which", ordinal(cost))
                .and("claim", claim.to_string())
                .and("left", amount(left))
        })
    };
    match &entry.what {
        Event::Approved(it) => {
            Verdict::unless(it.less.iter().find_map(|(cost, less)| too_much(it.claim, *cost, *less)))
        }
        Event::Disallowed(it) => Verdict::unless(too_much(it.claim, it.cost, it.amount)),
        _ => Verdict::Silent,
    }
}

fn approved_above_line(before: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::Approved(it) = &entry.what else { return Verdict::Silent };
    let Some(claim) = before.claims.get(&it.claim) else { return Verdict::Silent };
    let mut approved = BTreeMap::new();
    for (place, cost) in (0_u32..).zip(&claim.claimed.costs) {
        let less = it.less.get(&place).map_or(0, |less| pence(*less));
        let sum = approved.entry(cost.line).or_insert_with(|| before.sums.on_line(Posted::Approved, cost.line));
        *sum = i128::saturating_add(*sum, cost.claimable().map_or(i128::MAX, pence).saturating_sub(less));
    }
    let above = approved.into_iter().find_map(|(line, sum)| {
        let payable = before.line(line).map_or(0, |line| pence(line.payable.amount()));
        (sum > payable)
            .then(|| Figures::of("approved", amount(sum)).and("line", line.to_string()).and("payable", amount(payable)))
    });
    Verdict::unless(above)
}

/// Judges when claims were made.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    let claims = At::ROOT.field("claims");
    let state = books.state();
    for (id, claim) in state.claims.iter().filter(|(_, claim)| claim.standing != Standing::Withdrawn) {
        let Some(days) = state.policy().claimed_within else {
            sink.not_applicable(&CLAIM_LATE);
            continue;
        };
        let due = claim.claimed.period.last().and_then(|last| last.checked_add_days(Days::new(days.into())));
        match due.filter(|due| claim.at.day() > *due) {
            None => sink.holds(&CLAIM_LATE),
            Some(due) => {
                sink.broken(&CLAIM_LATE, &claims.key(id))
                    .with("claim", id.to_string())
                    .with("period", claim.claimed.period.to_string())
                    .with("at", claim.at.day().to_string())
                    .with("due", due.to_string());
            }
        }
    }
}
