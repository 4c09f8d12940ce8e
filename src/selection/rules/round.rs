//! Rules of the journal itself: what comes when, by whom, and told to whom.

use super::{figure, sources};
use crate::{
    identifiers::{ApplicationId, PlaceId, StageId},
    journal::{Before, Check, Entry, Figures, Verdict},
    rules::{At, Rule, Sink},
    selection::{
        criteria::CriterionId,
        policy::QuotaBy,
        round::{Candidate, Event, Phase, Proceedings, Role, Round},
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

/// Terms are not changed in silence.
pub static TERMS_CHANGED: Rule = Rule::error(
    "round/terms-changed-after-opening",
    "terms that are changed after the opening are told to all, with more time",
)
.why("whoever applied by other terms was treated otherwise")
.says("the terms were changed: told to all {told}, more time {more}")
.hint("tell every candidate and put the closing off, or open another round")
.source(&sources::MUSIC_ADDENDUM)
.except_to("a notice that changes no term")
.of_history();

/// What one candidate learns all learn.
pub static ANSWER_NOT_SHARED: Rule =
    Rule::error("round/answer-not-shared", "a material answer goes to every candidate, before answers end")
        .why("an answer to one is an advantage over the others")
        .says("the answer to `{question}` was sent to all {told}, in time {in_time}")
        .hint("send it to all; where the time is over, put the closing off")
        .except_to("an answer that is not material, and a question kept confidential for a reason")
        .of_history();

/// Stages come in their order.
pub static STAGE_OUT_OF_TURN: Rule = Rule::error("round/stage-out-of-turn", "stages come in the order of the policy")
    .why("candidates were told of the order")
    .says("`{stage}` is not the stage whose turn it is: `{turn}`")
    .hint("close, reopen or open the stage whose turn it is")
    .of_history()
    .fixed();

/// Nobody drops out between stages without a reason.
pub static SIFTED_WITHOUT_REASON: Rule =
    Rule::error("round/sifted-without-reason", "whoever does not go on to the next stage is given the reason")
        .why("for that candidate it is the decision")
        .says("{applications} do not go on, and no reason is given")
        .hint("give the reason of each, or let it go on")
        .except_to("a stage to which all go on")
        .of_history();

/// A redaction removes something, and says why.
pub static REDACTION_OF_NOTHING: Rule =
    Rule::error("round/redaction-of-nothing", "a redaction names an entry, the digests of its texts, and a ground")
        .why("otherwise nobody can tell later what was removed, or whether anything was")
        .says("the redaction of entry {entry} removes nothing, or gives no ground")
        .hint("name an entry that has text, and the ground")
        .of_history();

/// One closing stands.
pub static CLOSE_AMBIGUOUS: Rule =
    Rule::warning("round/close-ambiguous", "no application came in between two closings that both stand")
        .why("by one notice it is in time and by the other late")
        .says("{applications} came in between {one} and {other}, which were both published for `{stage}`")
        .hint("publish a notice that takes the place of both, and rule on the applications")
        .source(&sources::TSH_2020)
        .except_to("a stage whose later notice takes the place of those before")
        .of_history();

/// The clock runs forwards.
pub static CLOCK_BACK: Rule =
    Rule::advice("round/clock-went-back", "no entry is earlier by the clock than the one before")
        .why("it may have been entered late, or the clocks differ; windows go by it")
        .says("entry {number} is earlier by the clock than the one before")
        .hint("say in the entry that it was entered late")
        .of_history();

/// Windows follow one another.
pub static WINDOWS_OUT_OF_ORDER: Rule = Rule::error(
    "round/windows-out-of-order",
    "each window opens before it closes, and closes before the next stage's opens",
)
.why("a candidate cannot hand in what is not asked for yet")
.says("the window of `{stage}` closes {closes}, after {next}")
.hint("correct the windows of the opening")
.of_history();

/// What the policy names is there.
pub static POLICY_NAMES_UNKNOWN: Rule =
    Rule::error("round/policy-names-unknown", "the stages, criteria and attributes that the opening names are there")
        .why("a tie-break by no criterion decides nothing, and a quota on no attribute limits nobody")
        .says("there is no {what} `{id}`")
        .hint("correct the policy, and open the round anew")
        .of_history()
        .fixed();

/// There is something to compete for.
pub static NO_PLACE: Rule = Rule::error("round/no-place", "a round has a place at least, and a stage")
    .why("otherwise nobody can be appointed to anything")
    .says("the round has {places} places and {stages} stages")
    .hint("open it with its places and stages")
    .of_history();

/// Questions are answered.
pub static QUESTION_UNANSWERED: Rule =
    Rule::warning("round/question-unanswered", "every question is answered before the window closes")
        .why("whoever asked did not know what to write")
        .says("`{question}` was not answered")
        .hint("answer it, and tell all; reopen the stage if it mattered")
        .except_to("a window that is still open");

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &OPENED_ONCE,
    &OUT_OF_ORDER,
    &NOT_NOW,
    &NOT_THEIRS,
    &UNKNOWN,
    &REASON_MISSING,
    &TERMS_CHANGED,
    &ANSWER_NOT_SHARED,
    &STAGE_OUT_OF_TURN,
    &SIFTED_WITHOUT_REASON,
    &REDACTION_OF_NOTHING,
    &CLOSE_AMBIGUOUS,
    &CLOCK_BACK,
    &WINDOWS_OUT_OF_ORDER,
    &POLICY_NAMES_UNKNOWN,
    &NO_PLACE,
    &QUESTION_UNANSWERED,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Proceedings>] = &[
    Check { rule: &OPENED_ONCE, judge: opened_once },
    Check { rule: &OUT_OF_ORDER, judge: out_of_order },
    Check { rule: &NOT_NOW, judge: not_now },
    Check { rule: &NOT_THEIRS, judge: not_theirs },
    Check { rule: &UNKNOWN, judge: unknown },
    Check { rule: &REASON_MISSING, judge: reason_missing },
    Check { rule: &TERMS_CHANGED, judge: terms_changed },
    Check { rule: &ANSWER_NOT_SHARED, judge: answer_not_shared },
    Check { rule: &STAGE_OUT_OF_TURN, judge: stage_out_of_turn },
    Check { rule: &SIFTED_WITHOUT_REASON, judge: sifted_without_reason },
    Check { rule: &REDACTION_OF_NOTHING, judge: redaction_of_nothing },
];

fn opened_once(_: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let second = matches!(entry.what, Event::Opened(_));
    Verdict::kept_or(!second, || Figures::of("number", figure(entry.number)))
}

fn out_of_order(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let last = before.last.0;
    let next = last.checked_add(1) == Some(entry.number);
    Verdict::kept_or(next, || Figures::of("number", figure(entry.number)).and("last", figure(last)))
}

fn not_now(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    if matches!(entry.what, Event::Opened(_)) {
        // Another rule's.
        return Verdict::Silent;
    }
    let kind = entry.what.kind();
    let figures = || Figures::of("kind", kind).and("phase", before.phase.word());
    Verdict::kept_or(before.phase.permits(kind), figures)
}

/// Whose part each kind of entry is. An administrator enters what comes in from outside.
fn whose(event: &Event) -> &'static [Role] {
    match event {
        Event::Practised(_) | Event::Marked(_) => &[Role::Assessor],
        Event::Moderated(_) | Event::Unmoderated(_) | Event::Recommended(_) => &[Role::Chair],
        Event::Decided(_) | Event::DecisionUndone => &[Role::Authority],
        Event::ReviewEnded(_) => &[Role::Reviewer],
        Event::Cancelled => &[Role::Authority, Role::Administrator],
        Event::Waived(_) => &[Role::Authority, Role::Administrator, Role::Chair],
        Event::Drawn(_) | Event::Ruled(_) | Event::LateRuled(_) | Event::StageOpened(_) => {
            &[Role::Administrator, Role::Chair]
        }
        _ => &[Role::Administrator],
    }
}

/// Whether somebody makes an entry of their own affairs: a candidate for its application, or anybody enrolled for
/// themselves.
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
    let roles = whose(&entry.what);
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

fn unknown(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let broken = names_nothing(before, &entry.what);
    Verdict::unless(broken.map(|(what, id)| Figures::of("what", what).and("id", id)))
}

fn reason_missing(_: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let due = match &entry.what {
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
        _ => false,
    };
    if due {
        Verdict::kept_or(!entry.why.is_empty(), || Figures::of("kind", entry.what.kind()))
    } else {
        Verdict::Spared
    }
}

fn terms_changed(_: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Amended(it) = &entry.what else { return Verdict::Silent };
    if it.criteria.is_none() && it.gates.is_none() && it.tie_breaks.is_none() {
        return Verdict::Spared;
    }
    let more = it.extended_to.is_some();
    Verdict::kept_or(it.told_all && more, || Figures::of("told", yes_or_no(it.told_all)).and("more", yes_or_no(more)))
}

const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn answer_not_shared(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Answered(it) = &entry.what else { return Verdict::Silent };
    if !it.material || before.questions.get(&it.question).is_some_and(|question| question.confidential) {
        return Verdict::Spared;
    }
    let in_time = before.opening.answers_until.is_none_or(|until| before.is_by(entry.at, until));
    Verdict::kept_or(it.told_all && in_time, || {
        let told = Figures::of("question", it.question.to_string()).and("told", yes_or_no(it.told_all));
        told.and("in_time", yes_or_no(in_time))
    })
}

fn stage_out_of_turn(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let stages = &before.policy().stages;
    let (stage, turn) = match &entry.what {
        Event::StageClosed(it) => (it.stage, stages.get(before.stage)),
        Event::StageReopened(it) => (it.stage, stages.get(before.stage)),
        Event::StageOpened(it) => (it.stage, stages.get(before.stage.saturating_add(1))),
        _ => return Verdict::Silent,
    };
    let turn = turn.map(|stage| stage.id);
    Verdict::kept_or(turn == Some(stage), || {
        let turn = turn.map_or_else(|| "none".to_owned(), |stage| stage.to_string());
        Figures::of("stage", stage.to_string()).and("turn", turn)
    })
}

fn sifted_without_reason(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::StageOpened(it) = &entry.what else { return Verdict::Silent };
    let left: Vec<&Candidate> = before
        .candidates
        .values()
        .filter(|of| of.is_live() && !it.through.contains(&of.application.application))
        .collect();
    if left.is_empty() {
        return Verdict::Spared;
    }
    let reasoned = |of: &Candidate| it.not_through.get(&of.application.application).is_some_and(|why| !why.is_empty());
    let without: Vec<&str> = left.iter().filter(|of| !reasoned(of)).map(|of| of.application.name.as_str()).collect();
    Verdict::kept_or(without.is_empty(), || Figures::of("applications", without.join(", ")))
}

fn redaction_of_nothing(_: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Redacted(it) = &entry.what else { return Verdict::Silent };
    let something = !it.digests.is_empty() && !it.ground.trim().is_empty();
    Verdict::kept_or(something, || Figures::of("entry", figure(it.entry)))
}

/// Judges the journal and its windows.
pub(super) fn judge(round: &Round, sink: &mut Sink) {
    let state = round.state();
    clock(round, sink);
    windows(state, sink);
    closings(state, sink);
    names(state, sink);
    questions(state, sink);
    let (places, stages) = (state.opening.places.len(), state.policy().stages.len());
    if places > 0 && stages > 0 {
        sink.holds(&NO_PLACE);
    } else {
        sink.broken(&NO_PLACE, &At::ROOT.field("places")).with("places", places).with("stages", stages);
    }
}

fn clock(round: &Round, sink: &mut Sink) {
    let entries = At::ROOT.field("entries");
    let back = &round.state().clock_back;
    let forwards = round.entries().len().saturating_sub(back.len());
    sink.tally(&CLOCK_BACK, u64::try_from(forwards).unwrap_or(u64::MAX), 0);
    for number in back {
        sink.broken(&CLOCK_BACK, &entries.key(number)).with("number", figure(*number));
    }
}

fn windows(state: &Proceedings, sink: &mut Sink) {
    let windows = At::ROOT.field("windows");
    let listed =
        state.policy().stages.iter().filter_map(|stage| Some((stage.id, state.opening.windows.get(&stage.id)?)));
    let listed: Vec<_> = listed.collect();
    for (place, (stage, window)) in listed.iter().enumerate() {
        let next = listed.get(place.saturating_add(1)).map(|(_, next)| next.opens);
        let broken = if window.opens >= window.closes {
            Some(format!("it opens {}", window.opens))
        } else {
            next.filter(|next| *next < window.closes).map(|next| format!("the next stage's opens {next}"))
        };
        match broken {
            None => sink.holds(&WINDOWS_OUT_OF_ORDER),
            Some(next) => {
                let draft = sink.broken(&WINDOWS_OUT_OF_ORDER, &windows.key(stage)).with("stage", stage.to_string());
                draft.with("closes", window.closes.to_string()).with("next", next);
            }
        }
    }
}

fn closings(state: &Proceedings, sink: &mut Sink) {
    let windows = At::ROOT.field("windows");
    for (stage, all) in &state.closings {
        let standing: std::collections::BTreeSet<_> =
            state.standing_closings(*stage).map(|closing| closing.closes).collect();
        let (Some(one), Some(other)) = (standing.first().copied(), standing.last().copied()) else { continue };
        if one == other {
            if all.len() > 1 {
                sink.not_applicable(&CLOSE_AMBIGUOUS)
            } else {
                sink.holds(&CLOSE_AMBIGUOUS)
            }
            continue;
        }
        let first = state.policy().stages.first().map(|first| first.id) == Some(*stage);
        let between = |of: &&Candidate| first && !state.is_by(of.at, one) && state.is_by(of.at, other);
        let between: Vec<&str> =
            state.candidates.values().filter(between).map(|of| of.application.name.as_str()).collect();
        if between.is_empty() {
            sink.holds(&CLOSE_AMBIGUOUS);
            continue;
        }
        sink.broken(&CLOSE_AMBIGUOUS, &windows.key(stage))
            .with("applications", between.join(", "))
            .with("one", one.to_string())
            .with("other", other.to_string())
            .with("stage", stage.to_string());
    }
}

fn names(state: &Proceedings, sink: &mut Sink) {
    let policy = state.policy();
    let mut missing: Vec<(&'static str, String)> = Vec::new();
    missing.extend(
        state.opening.windows.keys().filter(|id| policy.stage(**id).is_none()).map(|id| ("stage", id.to_string())),
    );
    let known = |path: &&CriterionId| policy.criteria.leaves().iter().any(|leaf| leaf.id().within(path));
    missing.extend(policy.tie_breaks.iter().filter(|path| !known(path)).map(|path| ("criterion", path.to_string())));
    for quota in policy.quotas.values() {
        if let QuotaBy::Place(attribute) = quota.by {
            if !state.opening.places.values().all(|place| place.attributes.contains_key(&attribute)) {
                missing.push(("attribute of every place", attribute.to_string()));
            }
        }
    }
    if missing.is_empty() {
        sink.holds(&POLICY_NAMES_UNKNOWN);
    }
    for (what, id) in missing {
        let policy = At::ROOT.field("policy");
        sink.broken(&POLICY_NAMES_UNKNOWN, &policy.key(&id)).with("what", what).with("id", id.clone());
    }
}

fn questions(state: &Proceedings, sink: &mut Sink) {
    let questions = At::ROOT.field("questions");
    for (id, question) in &state.questions {
        if question.answered.is_some() {
            sink.holds(&QUESTION_UNANSWERED);
        } else if state.phase == Phase::Open {
            sink.not_applicable(&QUESTION_UNANSWERED);
        } else {
            sink.broken(&QUESTION_UNANSWERED, &questions.key(id)).with("question", id.to_string());
        }
    }
}
