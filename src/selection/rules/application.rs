//! Rules of applications: when they come, what they bid for, whether they may.

use std::collections::{BTreeMap, BTreeSet};

use super::{Books, sources};
use crate::{
    calendar::Moment,
    identifiers::{ApplicationId, OrganisationId, PlaceId, StageId},
    journal::{Before, Check, Entry, Figures, Verdict},
    rules::{At, Rule, Sink},
    selection::{
        eligibility::Eligible,
        policy::Late,
        proceedings::{Candidate, Event, InTime, Phase, Proceedings, event::Extended},
    },
};

/// An application comes in once.
pub static TWICE: Rule = Rule::error("application/received-twice", "an application comes in once under its id")
    .why("the second would take the place of the first unseen")
    .says("`{application}` came in before")
    .hint("give another application another id; enter corrections as facts")
    .of_history()
    .fixed();

/// An application bids for something.
pub static NO_BID: Rule =
    Rule::error("application/no-bid", "an application bids for a place at least, and for each once")
        .why("one that bids for nothing cannot be appointed to anything")
        .says("{name} bids for {places} places, {different} different ones")
        .hint("list each place once, the best liked first")
        .of_history()
        .fixed();

/// Nothing comes in before its window opens.
pub static EARLY: Rule = Rule::error("application/early", "what is handed in comes in after its window opened")
    .why("before that nobody else could hand in")
    .says("{name} came in {at}, before the window opened {opens}")
    .hint("hand it in again when the window is open")
    .except_to("a stage without a window")
    .of_history();

/// Nothing comes in late.
pub static LATE: Rule =
    Rule::error("application/late", "what is handed in comes in, and longer is given, before its window closes")
        .why("the others kept to the time")
        .says("{name} came in {at}, after the closing {closes}")
        .hint("refuse it; where there is a reason, give longer before the closing, or reopen the stage for all")
        .except_to("a round whose policy has somebody rule on late applications")
        .of_history();

/// Late applications are ruled on.
pub static LATE_UNRULED: Rule =
    Rule::error("application/late-unruled", "every late application was ruled on before the decision")
        .why("it is neither in nor out until somebody says so")
        .says("{name} came in late, and nobody ruled on it")
        .hint("rule on it, with the reason")
        .except_to("an application that came in time, or was withdrawn");

/// What is out of the running stays out.
pub static OUT_OF_RUNNING: Rule = Rule::error(
    "application/out-of-running",
    "only applications in the running are marked, moderated, drawn, recommended and decided on",
)
.why("a withdrawn or rejected application cannot win, and its marks would stand among the others")
.says("{name} is out of the running: {because}")
.hint("leave it out")
.of_history()
.fixed();

/// One body stands on one side.
pub static TWO_HATS: Rule =
    Rule::warning("application/two-hats", "nobody leads one bid for a place and is partner in a rival one")
        .why("it knows both bids, and gains whichever wins")
        .says("{body} leads {leads} and is partner in {partners}, for the same place")
        .hint("ask both candidates; record what they answer")
        .except_to("bids for different places")
        .of_history();

/// One lead bids once.
pub static LEAD_BIDS_TWICE: Rule =
    Rule::warning("application/lead-bids-twice", "no lead has two applications for the same place")
        .why("it may have been entered twice, or one should have been withdrawn")
        .says("{body} leads {one} and {other}, for the same place")
        .hint("ask the candidate which one stands, and record the other as withdrawn")
        .of_history();

/// Records agree with declarations.
pub static CONTRADICTED: Rule = Rule::error(
    "application/declared-contradicted",
    "no verified fact of the reference date contradicts what the candidate declared, without a ruling",
)
.why("a candidate is judged by what is so")
.says("{name} declared `{fact}` otherwise than was verified: {contradiction}")
.hint("ask the candidate, and rule on the gate with the reason")
.source(&sources::TSH_2019)
.except_to("a candidate on whom somebody ruled after that, and facts of later days");

/// Rulings settle what is open.
pub static RULING_IDLE: Rule =
    Rule::advice("application/ruling-idle", "a ruling settles a gate that the facts leave open")
        .why("a ruling without effect looks like a decision and is none")
        .says("the ruling on `{gate}` for {name} has no effect: {because}")
        .hint("correct the facts, or let the facts stand")
        .except_to("a candidate on whom nobody ruled");

/// Eligibility is settled before the decision.
pub static ELIGIBILITY_OPEN: Rule = Rule::error(
    "application/eligibility-open",
    "for every application in the running each gate is met or not met before the decision",
)
.why("missing data is never \"not met\": somebody has to find it, or rule")
.says("it is not settled for {name} whether {gates} is met")
.hint("record the facts, or rule on the gate with the reason")
.except_to("a round that is not decided, and an application out of the running");

/// Nobody spends work on what cannot win.
pub static INELIGIBLE_MARKED: Rule =
    Rule::warning("application/ineligible-marked", "no application that is ineligible was marked")
        .why("its marks mean nothing, and somebody might read them as if they did")
        .says("{name} is ineligible and was marked")
        .hint("judge the gates before marking")
        .except_to("an application that is not ineligible");

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &TWICE,
    &NO_BID,
    &EARLY,
    &LATE,
    &LATE_UNRULED,
    &OUT_OF_RUNNING,
    &TWO_HATS,
    &LEAD_BIDS_TWICE,
    &CONTRADICTED,
    &RULING_IDLE,
    &ELIGIBILITY_OPEN,
    &INELIGIBLE_MARKED,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Proceedings>] = &[
    Check { rule: &TWICE, judge: twice },
    Check { rule: &NO_BID, judge: no_bid },
    Check { rule: &EARLY, judge: early },
    Check { rule: &LATE, judge: late },
    Check { rule: &OUT_OF_RUNNING, judge: out_of_running },
];

fn twice(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Applied(it) = &entry.what else { return Verdict::Silent };
    let new = before.candidate(it.application).is_none();
    Verdict::kept_or(new, || Figures::of("application", it.application.to_string()))
}

fn no_bid(_: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Applied(it) = &entry.what else { return Verdict::Silent };
    let different = it.places.iter().collect::<BTreeSet<_>>().len();
    let kept = different > 0 && different == it.places.len();
    let figures = || Figures::of("name", it.name.as_str()).and("places", it.places.len()).and("different", different);
    Verdict::kept_or(kept, figures)
}

/// What an entry hands in: the application, its name, and the stage.
fn handed_in<'a>(
    before: &'a Before<'_, Proceedings>,
    entry: &'a Entry<Event>,
) -> Option<(ApplicationId, &'a str, Option<StageId>)> {
    match &entry.what {
        Event::Applied(it) => Some((it.application, &it.name, before.stage_applied_in())),
        Event::Submitted(it) => {
            let of = before.state.candidate(it.application)?;
            Some((it.application, &of.application.name, Some(it.stage)))
        }
        _ => None,
    }
}

fn early(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Some((_, name, stage)) = handed_in(before, entry) else { return Verdict::Silent };
    let window = stage.and_then(|stage| before.opening.windows.get(&stage));
    let Some(window) = window else { return Verdict::Spared };
    Verdict::kept_or(entry.at >= window.opens, || {
        Figures::of("name", name).and("at", entry.at.to_string()).and("opens", window.opens.to_string())
    })
}

/// Whether one candidate is given longer when the time is over, under a policy that has nobody rule on late ones.
fn extended_late(before: &Before<'_, Proceedings>, it: &Extended, at: Moment) -> Verdict {
    if before.phase != Phase::Open {
        return Verdict::Silent;
    }
    let longer = before.extensions.get(&(it.application, it.stage)).map(|(until, _)| *until);
    match before.closes(it.stage).map(|closes| longer.map_or(closes, |longer| closes.max(longer))) {
        Some(closes) if before.policy().late == Late::Refused => Verdict::kept_or(before.is_by(at, closes), || {
            let figures = Figures::of("name", format!("the extension for {}", name_of(before.state, it.application)));
            figures.and("at", at.to_string()).and("closes", closes.to_string())
        }),
        Some(_) => Verdict::Spared,
        None => Verdict::Silent,
    }
}

fn late(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    if let Event::Extended(it) = &entry.what {
        return extended_late(before, it, entry.at);
    }
    let Some((application, name, stage)) = handed_in(before, entry) else { return Verdict::Silent };
    let running = |stage: &StageId| before.stage().is_some_and(|running| running.id == *stage);
    let stage = stage.filter(|stage| matches!(entry.what, Event::Applied(_)) || running(stage));
    let closes = stage.and_then(|stage| before.closes(stage));
    match closes {
        Some(closes) if !before.is_in_time(stage, application, entry.at) => {
            if before.policy().late == Late::Ruled && matches!(entry.what, Event::Applied(_)) {
                return Verdict::Spared;
            }
            let figures = Figures::of("name", name).and("at", entry.at.to_string());
            Verdict::Broken(figures.and("closes", closes.to_string()))
        }
        _ => Verdict::Holds,
    }
}

/// What a candidate is called; its id where it is unknown.
pub(super) fn name_of(state: &Proceedings, application: ApplicationId) -> String {
    state.candidate(application).map_or_else(|| application.to_string(), |of| of.application.name.clone())
}

/// Why an application is out of the running.
pub(super) fn why_out(of: &Candidate) -> Option<&'static str> {
    if of.withdrawn.is_some() {
        Some("it was withdrawn")
    } else if of.not_through.is_some() {
        Some("it did not go on to this stage")
    } else {
        match of.in_time {
            InTime::Yes | InTime::Ruled(true, _) => None,
            InTime::Late => Some("it came late, and nobody has ruled on it"),
            InTime::Ruled(false, _) => Some("it came late, and was not taken"),
        }
    }
}

fn out_of_running(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let named: Vec<ApplicationId> = match &entry.what {
        Event::Marked(it) => vec![it.application],
        Event::Moderated(it) => vec![it.application],
        Event::Submitted(it) => vec![it.application],
        Event::Offered(it) | Event::Accepted(it) | Event::Agreed(it) => vec![it.application],
        Event::CalledUp(it) => vec![it.application],
        Event::Started(it) => vec![it.application],
        Event::Drawn(it) => it.order.clone(),
        Event::Recommended(it) | Event::Decided(it) => it.appointed.keys().chain(&it.reserve).copied().collect(),
        _ => return Verdict::Silent,
    };
    let out = named.into_iter().filter_map(|id| before.state.candidate(id)).find_map(|of| Some((of, why_out(of)?)));
    Verdict::unless(out.map(|(of, why)| Figures::of("name", of.application.name.as_str()).and("because", why)))
}

/// Judges the applications.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    let state = books.state();
    let all = At::ROOT.field("applications");
    for (id, of) in &state.candidates {
        let at = all.key(id);
        contradicted(state, of, &at, sink);
        idle(state, of, &at, sink);
        ineligible_marked(state, *id, of, &at, sink);
    }
    two_hats(state, sink);
    if ripe(state) {
        settled(state, sink);
    } else {
        state.candidates.values().for_each(|_| sink.not_applicable(&ELIGIBILITY_OPEN));
    }
}

/// Whether what a decision needs should be there by now.
pub(super) const fn ripe(state: &Proceedings) -> bool {
    !matches!(state.phase, Phase::Open | Phase::Assessing | Phase::Cancelled)
}

/// Judges what a decision needs of applications.
pub(super) fn settled(state: &Proceedings, sink: &mut Sink) {
    let all = At::ROOT.field("applications");
    for (id, of) in &state.candidates {
        let at = all.key(id);
        if of.in_time == InTime::Late && of.withdrawn.is_none() {
            sink.broken(&LATE_UNRULED, &at).with("name", of.application.name.as_str());
        } else if of.in_time == InTime::Yes || of.withdrawn.is_some() {
            sink.not_applicable(&LATE_UNRULED);
        } else {
            sink.holds(&LATE_UNRULED);
        }
        if !of.is_live() {
            sink.not_applicable(&ELIGIBILITY_OPEN);
        } else if of.eligible == Eligible::Undetermined {
            let policy = state.policy();
            let judged = policy.gates.judge(&of.facts, state.opening.reference, &of.rulings);
            let open = judged.that_are(crate::answer::Answer::Unknown).map(|(gate, _)| format!("`{gate}`"));
            let open: Vec<String> = open.collect();
            let draft = sink.broken(&ELIGIBILITY_OPEN, &at).with("name", of.application.name.as_str());
            draft.with("gates", open.join(", "));
        } else {
            sink.holds(&ELIGIBILITY_OPEN);
        }
    }
}

fn contradicted(state: &Proceedings, of: &Candidate, at: &At<'_>, sink: &mut Sink) {
    let found = of.facts.contradictions(state.opening.reference);
    if found.is_empty() {
        sink.holds(&CONTRADICTED);
    } else if !of.rulings.is_empty() {
        sink.not_applicable(&CONTRADICTED);
    } else {
        for contradiction in found {
            let name = of.application.name.as_str();
            let draft = sink.broken(&CONTRADICTED, &at.field("facts").key(&contradiction.about)).with("name", name);
            let draft = draft.with("fact", contradiction.about.to_string());
            draft.with("contradiction", contradiction.to_string());
        }
    }
}

fn idle(state: &Proceedings, of: &Candidate, at: &At<'_>, sink: &mut Sink) {
    if of.rulings.is_empty() {
        return sink.not_applicable(&RULING_IDLE);
    }
    let judged = state.policy().gates.judge(&of.facts, state.opening.reference, &of.rulings);
    for gate in of.rulings.keys() {
        match judged.idle.get(gate) {
            None => sink.holds(&RULING_IDLE),
            Some(because) => {
                let draft = sink.broken(&RULING_IDLE, &at.field("rulings").key(gate)).with("gate", gate.to_string());
                draft.with("name", of.application.name.as_str()).with("because", because.to_string());
            }
        }
    }
}

fn ineligible_marked(state: &Proceedings, id: ApplicationId, of: &Candidate, at: &At<'_>, sink: &mut Sink) {
    if of.eligible != Eligible::Ineligible {
        return sink.not_applicable(&INELIGIBLE_MARKED);
    }
    let marked = state.sheets.iter().any(|sheet| sheet.rows.get(&id).is_some_and(|row| !row.is_empty()));
    if marked {
        sink.broken(&INELIGIBLE_MARKED, at).with("name", of.application.name.as_str());
    } else {
        sink.holds(&INELIGIBLE_MARKED);
    }
}

/// Judges who leads and who is partner, place by place.
fn two_hats(state: &Proceedings, sink: &mut Sink) {
    let in_running = || state.candidates.iter().filter(|(_, of)| of.withdrawn.is_none());
    let mut leads: BTreeMap<OrganisationId, BTreeSet<(ApplicationId, PlaceId)>> = BTreeMap::new();
    let mut partners: BTreeMap<OrganisationId, BTreeSet<(ApplicationId, PlaceId)>> = BTreeMap::new();
    for (id, of) in in_running() {
        for place in &of.application.places {
            for lead in of.application.leads() {
                leads.entry(lead).or_default().insert((*id, *place));
            }
            for partner in &of.application.partners {
                partners.entry(*partner).or_default().insert((*id, *place));
            }
        }
    }
    let name = |id: ApplicationId| state.candidate(id).map_or("", |of| of.application.name.as_str());
    let all = At::ROOT.field("applications");
    for (body, led) in &leads {
        let partnered = partners.get(body);
        let rival = led.iter().find_map(|(one, place)| {
            let others = partnered.into_iter().flatten();
            others
                .into_iter()
                .find(|(other, of_place)| of_place == place && other != one)
                .map(|(other, _)| (*one, *other))
        });
        match (rival, partnered) {
            (Some((one, other)), _) => {
                sink.broken(&TWO_HATS, &all.key(&one))
                    .beside(&all.key(&other))
                    .with("body", body.to_string())
                    .with("leads", name(one))
                    .with("partners", name(other));
            }
            (None, Some(_)) => sink.not_applicable(&TWO_HATS),
            (None, None) => sink.holds(&TWO_HATS),
        }
        let twice = led.iter().find_map(|(one, place)| {
            led.iter().find(|(other, of_place)| of_place == place && other > one).map(|(other, _)| (*one, *other))
        });
        match twice {
            None => sink.holds(&LEAD_BIDS_TWICE),
            Some((one, other)) => {
                sink.broken(&LEAD_BIDS_TWICE, &all.key(&one))
                    .beside(&all.key(&other))
                    .with("body", body.to_string())
                    .with("one", name(one))
                    .with("other", name(other));
            }
        }
    }
}
