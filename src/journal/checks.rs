//! What is checked of any entry, whatever the process: the judges of rules that each process puts in words of its own.
//!
//! A process lists them among its [`Check`](super::Check)s, as they are or with what it knows of the entry. The figures
//! of each are those that its rule's message may name.
//!
//! ```
//! use maths_hubs::{journal::{Check, Process, Verdict, checks}, rules::Rule};
//!
//! static NUMBERED: Rule = Rule::error("turnstile/numbered", "entries are numbered one after another")
//!     .says("entry {number} comes after entry {last}");
//! static REASONED: Rule = Rule::error("turnstile/reasoned", "a repair says why").says("{kind} gives no reason");
//!
//! fn checks_of<P: Process<Event = &'static str>>() -> [Check<P>; 2] {
//!     [
//!         Check { rule: &NUMBERED, judge: checks::out_of_order },
//!         Check {
//!             rule: &REASONED,
//!             judge: |before, entry| checks::reason_missing(before, entry, entry.what == "repair"),
//!         },
//!     ]
//! }
//! ```

use std::collections::BTreeSet;

use super::{Before, Digest, Entry, Figures, Journal, Process, Verdict, table};
use crate::rules::{At, Rule, Sink};

/// An entry's number as a figure of a message.
pub(crate) fn figure(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Broken by a further entry of the kind that [opens](Process::opens) the process. Its figure is `number`.
pub fn opened_once<P: Process>(_: &Before<'_, P>, entry: &Entry<P::Event>) -> Verdict {
    let second = P::kind(&entry.what) == P::opens();
    Verdict::kept_or(!second, || Figures::of("number", figure(entry.number)))
}

/// Broken by a number that is not the next. Its figures are `number` and `last`.
pub fn out_of_order<P: Process>(before: &Before<'_, P>, entry: &Entry<P::Event>) -> Verdict {
    let last = before.entries.last().map_or(0, |last| last.number);
    let next = last.checked_add(1) == Some(entry.number);
    Verdict::kept_or(next, || Figures::of("number", figure(entry.number)).and("last", figure(last)))
}

/// Broken by a kind that the [table](Process::transitions) does not permit in the phase where the process stands. Its
/// figures are `kind` and `phase`. Of an entry that opens it says nothing: that is [`opened_once`].
pub fn not_now<P: Process>(_: &Before<'_, P>, entry: &Entry<P::Event>, phase: &'static str) -> Verdict {
    let kind = P::kind(&entry.what);
    if kind == P::opens() {
        return Verdict::Silent;
    }
    let permitted = table::permits(P::transitions(), phase, kind);
    Verdict::kept_or(permitted, || Figures::of("kind", kind).and("phase", phase))
}

/// Broken by an entry that names something which is not there: what that should be, and its id, are the figures `what`
/// and `id`.
#[must_use]
pub fn unknown(named: Option<(&'static str, String)>) -> Verdict {
    Verdict::unless(named.map(|(what, id)| Figures::of("what", what).and("id", id)))
}

/// Broken by an entry without a reason where one is `due`; what needs none is spared. Its figure is `kind`.
pub fn reason_missing<P: Process>(_: &Before<'_, P>, entry: &Entry<P::Event>, due: bool) -> Verdict {
    if due {
        Verdict::kept_or(!entry.why.is_empty(), || Figures::of("kind", P::kind(&entry.what)))
    } else {
        Verdict::Spared
    }
}

/// Broken by a redaction of an entry that removes no text, or gives no ground. Its figure is `entry`.
#[must_use]
pub fn redaction_of_nothing(entry: u64, digests: &[Digest], ground: &str) -> Verdict {
    let something = !digests.is_empty() && !ground.trim().is_empty();
    Verdict::kept_or(something, || Figures::of("entry", figure(entry)))
}

/// Judges a whole journal by a rule that no entry is earlier by the clock than the one before. It is broken at each that
/// is, and its figure is `number`.
pub fn clock<P: Process>(journal: &Journal<P>, rule: &'static Rule, sink: &mut Sink) {
    let all = journal.entries();
    let pairs = all.iter().zip(all.iter().skip(1));
    let back: BTreeSet<u64> = pairs.filter(|(before, after)| after.at < before.at).map(|(_, it)| it.number).collect();
    let forwards = all.len().saturating_sub(back.len());
    sink.tally(rule, u64::try_from(forwards).unwrap_or(u64::MAX), 0);
    let entries = At::ROOT.field("entries");
    for number in back {
        sink.broken(rule, &entries.key(&number)).with("number", figure(number));
    }
}
