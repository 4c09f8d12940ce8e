//! Rules of the round as announced: terms, windows, stages, answers.

use super::{Books, sources};
use crate::{
    journal::{Before, Check, Entry, Figures, Verdict},
    rules::{At, Rule, Sink},
    selection::{
        criteria::{Criteria, CriterionId},
        policy::{QuotaBy, StageMarks},
        proceedings::{Candidate, Event, Phase, Proceedings},
    },
};

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

/// Closings are put off and never brought forward.
pub static BROUGHT_FORWARD: Rule = Rule::error(
    "round/closing-brought-forward",
    "a closing that is published is no earlier than the one that stood, and not past",
)
.why("whoever planned by the published time would be shut out")
.says("`{stage}` would close {closes}, before {stood}")
.hint("keep to the published closing, or put it off")
.of_history();

/// A window stays open until its closing.
pub static CLOSED_EARLY: Rule = Rule::error(
    "round/closed-early",
    "a stage is closed after its window's closing, and after the longest time that was given",
)
.why("whoever kept to the published time would be shut out")
.says("`{stage}` was closed {at}, and is open until {closes}")
.hint("close it when the time is over")
.except_to("a stage without a window")
.of_history();

/// Nobody drops out between stages without a reason.
pub static SIFTED_WITHOUT_REASON: Rule =
    Rule::error("round/sifted-without-reason", "whoever does not go on to the next stage is given the reason")
        .why("for that candidate it is the decision")
        .says("{applications} do not go on, and no reason is given")
        .hint("give the reason of each, or let it go on")
        .except_to("a stage to which all go on")
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
    &TERMS_CHANGED,
    &ANSWER_NOT_SHARED,
    &STAGE_OUT_OF_TURN,
    &BROUGHT_FORWARD,
    &CLOSED_EARLY,
    &SIFTED_WITHOUT_REASON,
    &CLOSE_AMBIGUOUS,
    &WINDOWS_OUT_OF_ORDER,
    &POLICY_NAMES_UNKNOWN,
    &NO_PLACE,
    &QUESTION_UNANSWERED,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Proceedings>] = &[
    Check { rule: &TERMS_CHANGED, judge: terms_changed },
    Check { rule: &ANSWER_NOT_SHARED, judge: answer_not_shared },
    Check { rule: &STAGE_OUT_OF_TURN, judge: stage_out_of_turn },
    Check { rule: &BROUGHT_FORWARD, judge: brought_forward },
    Check { rule: &CLOSED_EARLY, judge: closed_early },
    Check { rule: &SIFTED_WITHOUT_REASON, judge: sifted_without_reason },
];

fn terms_changed(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Amended(it) = &entry.what else { return Verdict::Silent };
    if it.criteria.is_none() && it.gates.is_none() && it.tie_breaks.is_none() {
        return Verdict::Spared;
    }
    let closes = before.stage().and_then(|stage| before.closes(stage.id));
    let more = it.extended_to.is_some_and(|until| closes.is_none_or(|closes| until > closes));
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

fn brought_forward(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let (stage, closes) = match &entry.what {
        Event::ClosingPublished(it) => (it.stage, it.closes),
        // The window that stood is over, so the new one is measured by the moment of its notice.
        Event::StageReopened(it) => {
            let figures = Figures::of("stage", it.stage.to_string()).and("closes", it.closes.to_string());
            return Verdict::kept_or(it.closes >= entry.at, || figures.and("stood", entry.at.to_string()));
        }
        _ => return Verdict::Silent,
    };
    let stood = before.closes(stage).unwrap_or(entry.at).max(entry.at);
    Verdict::kept_or(closes >= stood, || {
        let figures = Figures::of("stage", stage.to_string()).and("closes", closes.to_string());
        figures.and("stood", stood.to_string())
    })
}

fn closed_early(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::StageClosed(it) = &entry.what else { return Verdict::Silent };
    if before.stage().is_none_or(|stage| stage.id != it.stage) {
        // Another rule's.
        return Verdict::Silent;
    }
    let of_stage = before.extensions.iter().filter(|((_, stage), _)| *stage == it.stage);
    let longest = of_stage.map(|(_, (until, _))| *until).max();
    let Some(closes) = before.closes(it.stage).max(longest) else { return Verdict::Spared };
    Verdict::kept_or(!before.is_by(entry.at, closes), || {
        let figures = Figures::of("stage", it.stage.to_string()).and("at", entry.at.to_string());
        figures.and("closes", closes.to_string())
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
    let own = policy.stages.iter().filter_map(|stage| match &stage.marks {
        StageMarks::Own(criteria) => Some(&**criteria),
        _ => None,
    });
    let leaves: Vec<_> = std::iter::once(&policy.criteria).chain(own).flat_map(Criteria::leaves).collect();
    let known = |path: &&CriterionId| leaves.iter().any(|leaf| leaf.id().within(path));
    missing.extend(policy.tie_breaks.iter().filter(|path| !known(path)).map(|path| ("criterion", path.to_string())));
    for quota in policy.quotas.values() {
        if let QuotaBy::Place(attribute) = quota.by {
            if !state.opening.places.values().all(|place| place.attributes.contains_key(&attribute)) {
                missing.push(("attribute of every place", attribute.to_string()));
            }
        }
    }
    let is_rule = |code: &&String| super::RULES.iter().any(|rule| rule.code == **code && !rule.fixed);
    missing.extend(
        policy.route.severities.keys().filter(|code| !is_rule(code)).map(|code| ("rule to regrade", code.clone())),
    );
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

/// Judges windows, notices and what the policy names.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    let state = books.state();
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
