//! Rules of any entry: its number, its phase, what it names, why.

use super::Books;
use crate::{
    funding::account::{Account, Event, event::Against},
    journal::{Before, Check, Entry, Figures, Verdict, checks},
    rules::{Rule, Sink},
};

/// The first entry offers the award, and no other does.
pub static OFFERED_ONCE: Rule =
    Rule::error("ledger/offered-once", "a ledger is opened by its first entry, number 1, an offer, and by no other")
        .why("everything that the ledger depends on stands there")
        .says("entry {number} is not the offer, or is a second one")
        .hint("begin the journal with the offer; change terms by a variation")
        .of_history()
        .fixed();

/// Numbers run without a gap.
pub static OUT_OF_ORDER: Rule = Rule::error("ledger/out-of-order", "entries are numbered one after another")
    .why("the number is what orders a journal, whatever clocks say")
    .says("entry {number} comes after entry {last}")
    .hint("give it the next number")
    .of_history()
    .fixed();

/// An entry comes in a phase that permits it.
pub static NOT_NOW: Rule = Rule::error("ledger/not-now", "what is entered is permitted in the phase of the award")
    .why("nothing is paid before the acceptance, while an award is suspended, or after the books are closed")
    .says("{kind} is not permitted while the award is {phase}")
    .hint("see which kinds of entries the phase permits")
    .of_history()
    .fixed();

/// What an entry names is there.
pub static UNKNOWN: Rule = Rule::error("ledger/unknown-reference", "whatever an entry names by id is there")
    .why("an entry about nothing has no effect, and nobody notices")
    .says("there is no {what} `{id}`")
    .hint("correct the id, or enter first what it names")
    .of_history()
    .fixed();

/// A reason is given where one is due.
pub static REASON_MISSING: Rule =
    Rule::error("ledger/reason-missing", "an entry that departs from the ordinary gives its reason")
        .why("every penny has a reason, and reasons are worth most when written at the time")
        .says("{kind} gives no reason")
        .hint("say why in the entry")
        .except_to("what needs no reason")
        .of_history();

/// What moves money moves some.
pub static AMOUNT_OF_NOTHING: Rule = Rule::error(
    "ledger/amount-of-nothing",
    "an entry that moves money, or takes any away, names an amount above nothing",
)
.why("an entry of nothing changes nothing, and hides that somebody meant something by it")
.says("{kind} names no amount above nothing")
.hint("enter how much it was, or leave it out")
.of_history()
.fixed();

/// A redaction removes something, and says why.
pub static REDACTION_OF_NOTHING: Rule =
    Rule::error("ledger/redaction-of-nothing", "a redaction names an entry, the digests of its texts, and a ground")
        .why("otherwise nobody can tell later what was removed, or whether anything was")
        .says("the redaction of entry {entry} removes nothing, or gives no ground")
        .hint("name an entry that has text, and the ground")
        .of_history();

/// The clock runs forwards.
pub static CLOCK_BACK: Rule =
    Rule::advice("ledger/clock-went-back", "no entry is earlier by the clock than the one before")
        .why("it may have been entered late, or the clocks differ")
        .says("entry {number} is earlier by the clock than the one before")
        .hint("say in the entry that it was entered late")
        .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &OFFERED_ONCE,
    &OUT_OF_ORDER,
    &NOT_NOW,
    &UNKNOWN,
    &REASON_MISSING,
    &AMOUNT_OF_NOTHING,
    &REDACTION_OF_NOTHING,
    &CLOCK_BACK,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Account>] = &[
    Check { rule: &OFFERED_ONCE, judge: checks::opened_once },
    Check { rule: &OUT_OF_ORDER, judge: checks::out_of_order },
    Check { rule: &NOT_NOW, judge: |before, entry| checks::not_now(before, entry, before.phase().word()) },
    Check { rule: &UNKNOWN, judge: |before, entry| checks::unknown(names_nothing(before, &entry.what)) },
    Check {
        rule: &REASON_MISSING,
        judge: |before, entry| checks::reason_missing(before, entry, needs_reason(&entry.what)),
    },
    Check { rule: &AMOUNT_OF_NOTHING, judge: amount_of_nothing },
    Check { rule: &REDACTION_OF_NOTHING, judge: redaction_of_nothing },
];

/// A cost as entries name it, unlike people.
const COST_PLACE: &str = "cost at the place, counted from 0,";

/// The first id in an entry that names nothing, and what it should name.
fn names_nothing(before: &Before<'_, Account>, event: &Event) -> Option<(&'static str, String)> {
    let award = before.award();
    let line = |id| (!award.lines.contains_key(&id)).then(|| ("line", crate::identifiers::LineId::to_string(&id)));
    let sponsors = before.policy();
    let sponsor =
        |id| (!sponsors.sponsors.contains_key(&id)).then(|| ("sponsor", crate::identifiers::SponsorId::to_string(&id)));
    let amounts =
        |it: &crate::funding::amounts::ByLine| it.iter().find_map(|(on, by, _)| line(on).or_else(|| sponsor(by)));
    let by = |it: &crate::funding::amounts::BySponsor| it.sponsors().find_map(sponsor);
    let claim = event.claim().filter(|id| !before.claims.contains_key(id)).map(|id| ("claim", id.to_string()));
    let specific = || match event {
        Event::ConditionMet(it) => {
            (!award.conditions.contains_key(&it.condition)).then(|| ("condition", it.condition.to_string()))
        }
        Event::Varied(it) => it.lines.values().flat_map(|line| line.payable.shares().sponsors()).find_map(sponsor),
        Event::Claimed(it) => it.costs.iter().find_map(|cost| line(cost.line)),
        Event::Approved(it) => {
            let costs = before.claims.get(&it.claim).map_or(0, |claim| claim.claimed.costs.len());
            let beyond = |place: &&u32| usize::try_from(**place).is_ok_and(|place| place >= costs);
            it.less.keys().find(beyond).map(|place| (COST_PLACE, place.to_string()))
        }
        Event::Disallowed(it) => {
            let costs = before.claims.get(&it.claim).map_or(0, |claim| claim.claimed.costs.len());
            let there = usize::try_from(it.cost).is_ok_and(|place| place < costs);
            (!there).then(|| (COST_PLACE, it.cost.to_string()))
        }
        Event::Paid(it) => {
            let against = match it.against {
                Against::Instalment(id) if !before.instalments.contains_key(&id) => {
                    Some(("instalment", id.to_string()))
                }
                _ => None,
            };
            against.or_else(|| amounts(&it.amounts))
        }
        Event::PassedOn(it) => line(it.line).or_else(|| by(&it.amounts)),
        Event::Moved(it) => line(it.from).or_else(|| line(it.to)).or_else(|| by(&it.amounts)),
        Event::Reduced(it) => amounts(&it.by),
        Event::Carried(it) => amounts(&it.amounts),
        Event::BroughtForward(it) => amounts(&it.amounts),
        Event::Recovered(it) => amounts(&it.amounts),
        Event::WrittenOff(it) => amounts(&it.amounts),
        Event::Reversed(it) => {
            let what =
                if before.entry(it.entry).is_none() { "entry" } else { "figure that can be taken back in entry" };
            (!before.can_be_reversed(it.entry)).then(|| (what, it.entry.to_string()))
        }
        Event::Redacted(it) => before.entry(it.entry).is_none().then(|| ("entry", it.entry.to_string())),
        _ => None,
    };
    claim.or_else(specific)
}

/// Whether an entry departs from the ordinary.
fn needs_reason(event: &Event) -> bool {
    match event {
        Event::Suspended
        | Event::Novated(_)
        | Event::Varied(_)
        | Event::Disallowed(_)
        | Event::Reduced(_)
        | Event::WrittenOff(_)
        | Event::Reversed(_)
        | Event::Terminated(_)
        | Event::Reopened => true,
        Event::Approved(it) => !it.less.is_empty(),
        Event::Moved(it) => it.approved_by.is_some(),
        _ => false,
    }
}

fn amount_of_nothing(_: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let nothing = match &entry.what {
        Event::Paid(it) => it.amounts.is_empty(),
        Event::PassedOn(it) => it.amounts.is_empty(),
        Event::Moved(it) => it.amounts.is_empty(),
        Event::Reduced(it) => it.by.is_empty(),
        Event::Carried(it) => it.amounts.is_empty(),
        Event::BroughtForward(it) => it.amounts.is_empty(),
        Event::Recovered(it) => it.amounts.is_empty(),
        Event::WrittenOff(it) => it.amounts.is_empty(),
        Event::Disallowed(it) => it.amount.is_zero(),
        _ => return Verdict::Silent,
    };
    Verdict::kept_or(!nothing, || Figures::of("kind", entry.what.kind()))
}

fn redaction_of_nothing(_: &Before<'_, Account>, entry: &Entry<Event>) -> Verdict {
    let Event::Redacted(it) = &entry.what else { return Verdict::Silent };
    checks::redaction_of_nothing(it.entry, &it.digests, &it.ground)
}

/// Judges the clocks of the entries.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    checks::clock(books, &CLOCK_BACK, sink);
}
