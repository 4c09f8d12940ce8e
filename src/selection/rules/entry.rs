//! Rules of any entry: its number, its phase, who makes it, what it names, why.

use super::Books;
use crate::{
    identifiers::{ApplicationId, PlaceId, StageId},
    journal::{Before, Check, Entry, Figures, Verdict, checks},
    rules::{Rule, Sink},
    selection::{
        criteria::CriterionId,
        interest::Strength,
        proceedings::{Event, InTime, Proceedings, Role, event::Declared},
    },
};

/// The first entry opens the round, and no other does.
pub static OPENED_ONCE: Rule =
    Rule::error("round/opened-once", "a journal is opened by its first entry, number 1, and by no other")
        .why("everything that the round depends on stands there")
        .says("entry {number} is not the opening, or is a second one")
        .hint("begin the journal with the opening; change terms by an amendment")
        .of_history()
        .fixed();

/// Numbers run without a gap.
pub static OUT_OF_ORDER: Rule = Rule::error("round/out-of-order", "entries are numbered one after another")
    .why("the number is what orders a journal, whatever clocks say")
    .says("entry {number} comes after entry {last}")
    .hint("give it the next number")
    .of_history()
    .fixed();

/// An entry comes in a phase that permits it.
pub static NOT_NOW: Rule = Rule::error("round/not-now", "what is entered is permitted in the phase of the round")
    .why("a round is fair only if everything happens in its order; a decision is made once")
    .says("{kind} is not permitted while the round is {phase}")
    .hint("see which kinds of entries the phase permits")
    .of_history()
    .fixed();

/// An entry is made by somebody whose part it is.
pub static NOT_THEIRS: Rule = Rule::error("round/not-theirs", "whoever makes an entry has a role that may")
    .why("each part in a round is somebody's, and who assesses does not decide")
    .says("{kind} is for {roles}, and {person} is none")
    .hint("enrol the person in the role, or let another make the entry")
    .of_history();

/// What an entry names is there.
pub static UNKNOWN: Rule = Rule::error("round/unknown-reference", "whatever an entry names by id is there")
    .why("an entry about nothing has no effect, and nobody notices")
    .says("there is no {what} `{id}`")
    .hint("correct the id, or enter first what it names")
    .of_history()
    .fixed();

/// A reason is given where one is due.
pub static REASON_MISSING: Rule =
    Rule::error("round/reason-missing", "an entry that departs from the ordinary gives its reason")
        .why("public law asks for reasons, and they are worth most when written at the time")
        .says("{kind} gives no reason")
        .hint("say why in the entry")
        .except_to("what needs no reason")
        .of_history();

/// A redaction removes something, and says why.
pub static REDACTION_OF_NOTHING: Rule =
    Rule::error("round/redaction-of-nothing", "a redaction names an entry, the digests of its texts, and a ground")
        .why("otherwise nobody can tell later what was removed, or whether anything was")
        .says("the redaction of entry {entry} removes nothing, or gives no ground")
        .hint("name an entry that has text, and the ground")
        .of_history();

/// The clock runs forwards.
pub static CLOCK_BACK: Rule =
    Rule::advice("round/clock-went-back", "no entry is earlier by the clock than the one before")
        .why("it may have been entered late, or the clocks differ; windows go by it")
        .says("entry {number} is earlier by the clock than the one before")
        .hint("say in the entry that it was entered late")
        .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &OPENED_ONCE,
    &OUT_OF_ORDER,
    &NOT_NOW,
    &NOT_THEIRS,
    &UNKNOWN,
    &REASON_MISSING,
    &REDACTION_OF_NOTHING,
    &CLOCK_BACK,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Proceedings>] = &[
    Check { rule: &OPENED_ONCE, judge: checks::opened_once },
    Check { rule: &OUT_OF_ORDER, judge: checks::out_of_order },
    Check { rule: &NOT_NOW, judge: |before, entry| checks::not_now(before, entry, before.phase.word()) },
    Check { rule: &NOT_THEIRS, judge: not_theirs },
    Check { rule: &UNKNOWN, judge: |before, entry| checks::unknown(names_nothing(before, &entry.what)) },
    Check {
        rule: &REASON_MISSING,
        judge: |before, entry| checks::reason_missing(before, entry, needs_reason(before, &entry.what)),
    },
    Check { rule: &REDACTION_OF_NOTHING, judge: redaction_of_nothing },
];

/// Whose part each kind of entry is. An administrator enters what comes in from outside.
pub(in crate::selection) fn whose(kind: &str) -> &'static [Role] {
    match kind {
        "practised" | "marked" => &[Role::Assessor],
        "moderated" | "unmoderated" | "recommended" => &[Role::Chair],
        "decided" | "decision-undone" => &[Role::Authority],
        "review-ended" => &[Role::Reviewer],
        "cancelled" => &[Role::Authority, Role::Administrator],
        "waived" => &[Role::Authority, Role::Administrator, Role::Chair],
        "drawn" | "ruled" | "late-ruled" | "stage-opened" => &[Role::Administrator, Role::Chair],
        _ => &[Role::Administrator],
    }
}

/// The kinds of entries that people may make of their own affairs: enrolled ones the first, those who act for an
/// application all the others.
pub(in crate::selection) const OWN: [&str; 8] =
    ["declared", "applied", "asked", "submitted", "withdrawn", "accepted", "declined", "review-asked"];

/// Whether somebody makes an entry of their own affairs: a candidate for its application, or anybody enrolled for
/// themselves.
///
/// [`OWN`] lists the kinds.
fn is_own(before: &Proceedings, entry: &Entry<Event>) -> bool {
    let contact_of = |application: ApplicationId| {
        before.candidate(application).is_some_and(|of| of.application.contact == Some(entry.by))
    };
    match &entry.what {
        Event::Declared(it) => it.person == entry.by && before.roles.contains_key(&entry.by),
        Event::Applied(it) => it.contact == Some(entry.by),
        Event::Asked(it) => it.application.is_none_or(contact_of),
        Event::Withdrawn(it) | Event::Accepted(it) | Event::Declined(it) => contact_of(it.application),
        Event::Submitted(it) => contact_of(it.application),
        Event::ReviewAsked(it) => contact_of(it.application),
        _ => false,
    }
}

fn not_theirs(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let roles = whose(entry.what.kind());
    let theirs = roles.iter().any(|role| before.has_role(entry.by, *role)) || is_own(before, entry);
    Verdict::kept_or(theirs, || {
        let roles: Vec<&str> = roles.iter().map(|role| role.word()).collect();
        Figures::of("kind", entry.what.kind()).and("roles", roles.join(" or ")).and("person", entry.by.to_string())
    })
}

/// The first id in an entry that names nothing, and what it should name.
fn names_nothing(before: &Before<'_, Proceedings>, event: &Event) -> Option<(&'static str, String)> {
    let application = |id: ApplicationId| before.candidate(id).is_none().then(|| ("application", id.to_string()));
    let place = |id: PlaceId| (!before.opening.places.contains_key(&id)).then(|| ("place", id.to_string()));
    let stage = |id: StageId| before.policy().stage(id).is_none().then(|| ("stage", id.to_string()));
    let criterion = |id: &CriterionId| {
        // Where nothing is marked any criterion is as unknown as another.
        before.cell_of(id).is_none().then(|| ("criterion", id.to_string()))
    };
    let unenrolled = |person: &crate::identifiers::PersonId| {
        (!before.roles.contains_key(person)).then(|| ("person enrolled as", person.to_string()))
    };
    let specific = match event {
        Event::Applied(it) => it.places.iter().copied().find_map(place),
        Event::ClosingPublished(it) => stage(it.stage),
        Event::Extended(it) => stage(it.stage),
        Event::Submitted(it) => stage(it.stage),
        Event::LateRuled(it) => {
            let in_time = before.candidate(it.application).is_some_and(|of| of.in_time == InTime::Yes);
            in_time.then(|| ("late application", it.application.to_string()))
        }
        Event::StageClosed(it) => stage(it.stage),
        Event::StageReopened(it) => stage(it.stage),
        Event::StageOpened(it) => {
            let all = it.through.iter().chain(it.not_through.keys()).copied();
            stage(it.stage).or_else(|| all.into_iter().find_map(application))
        }
        Event::Answered(it) => {
            (!before.questions.contains_key(&it.question)).then(|| ("question", it.question.to_string()))
        }
        Event::Ruled(it) => before.policy().gates.get(it.gate).is_none().then(|| ("gate", it.gate.to_string())),
        Event::Assigned(it) => {
            let criteria = it.criteria.iter().find_map(criterion);
            unenrolled(&it.person).or(criteria).or_else(|| it.applications.iter().copied().find_map(application))
        }
        Event::Declared(it) => unenrolled(&it.person),
        Event::Waived(it) => unenrolled(&it.person),
        Event::Marked(it) => criterion(&it.criterion),
        Event::Moderated(it) => {
            let people = || it.present.iter().chain(it.dissent.keys()).find_map(unenrolled);
            criterion(&it.criterion).or_else(people)
        }
        Event::Unmoderated(it) => criterion(&it.criterion),
        Event::Drawn(it) => it.order.iter().copied().find_map(application),
        Event::Recommended(it) | Event::Decided(it) => {
            let all = it.appointed.keys().chain(&it.reserve).chain(it.departures.keys()).copied();
            all.into_iter().find_map(application).or_else(|| it.appointed.values().copied().find_map(place))
        }
        Event::CalledUp(it) => place(it.place),
        Event::Redacted(it) => before.entry(it.entry).is_none().then(|| ("entry", it.entry.to_string())),
        _ => None,
    };
    event.application().and_then(application).or(specific)
}

/// Whether a declaration takes back a hard interest that was declared before.
pub(super) fn takes_back(before: &Proceedings, it: &Declared) -> bool {
    let hard = Some(Strength::Hard);
    let declared = before.declared.get(&(it.person, it.application)).map(|(strength, _)| *strength);
    declared == Some(hard) && it.interest != hard
}

/// Whether an entry departs from the ordinary.
fn needs_reason(before: &Proceedings, event: &Event) -> bool {
    match event {
        Event::Waived(_)
        | Event::Extended(_)
        | Event::LateRuled(_)
        | Event::Ruled(_)
        | Event::Unmoderated(_)
        | Event::DecisionUndone
        | Event::ReviewEnded(_)
        | Event::StageReopened(_)
        | Event::Cancelled => true,
        Event::Asked(it) => it.confidential,
        Event::Examined(it) => !it.passed,
        Event::Declared(it) => takes_back(before, it),
        _ => false,
    }
}

fn redaction_of_nothing(_: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Redacted(it) = &entry.what else { return Verdict::Silent };
    checks::redaction_of_nothing(it.entry, &it.digests, &it.ground)
}

/// Judges the clocks of the entries.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    checks::clock(books, &CLOCK_BACK, sink);
}
