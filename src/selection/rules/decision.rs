//! Rules of the recommendation and the decision.

use std::collections::{BTreeMap, BTreeSet};

use super::{application, application::name_of, assessment, choice, choice::names, consensus, sources};
use crate::{
    identifiers::{ApplicationId, PersonId, PlaceId},
    journal::{Before, Check, Entry, Figures, Verdict},
    rules::{At, Rule, Sink},
    selection::{
        eligibility::Eligible,
        policy::StagePolicy,
        proceedings::{Candidate, Event, Phase, Proceedings, event::Appointments},
    },
};

/// Every stage is held.
pub static STAGE_LEFT: Rule =
    Rule::error("decision/stage-left", "every stage of the policy was held and closed before the recommendation")
        .why("candidates were told of the stages, and prepared for them")
        .says("the round is {phase}, in the stage `{stage}`, and the last is `{last}`")
        .hint("hold the stages that are left, and close them")
        .of_history();

/// Nobody is appointed who may not be.
pub static APPOINTS_WRONGLY: Rule = Rule::error(
    "decision/appoints-wrongly",
    "whoever is appointed is eligible and bid for the place, no place or cap is overfilled, and nobody ineligible is in reserve",
)
.why("such an appointment would have to be undone")
.says("{name}: {because}")
.hint("correct the appointment")
.of_history()
.fixed();

/// The bar is the bar.
pub static BELOW_BAR: Rule = Rule::error("decision/below-bar", "whoever is appointed or in reserve misses no minimum")
    .why("a place stays unfilled rather than the bar be lowered for it")
    .says("{name} misses a minimum: {minimum}")
    .hint("leave the place unfilled")
    .of_history();

/// The panel follows its marks, or says why not.
pub static DEPARTS_FROM_MARKS: Rule = Rule::error(
    "decision/departs-from-marks",
    "the panel recommends what its marks come to, or gives its reason for each departure",
)
.why("criteria that do not decide were not the criteria")
.says("the recommendation departs from the marks on {applications}, without a reason")
.hint("give the reason, or moderate the marks that are wrong")
.source(&sources::BROMCOM)
.except_to("a recommendation that departs nowhere")
.of_history();

/// The authority follows the panel, or says why not.
pub static DEPARTS_FROM_RECOMMENDATION: Rule = Rule::error(
    "decision/departs-from-recommendation",
    "the authority decides what the panel recommended, or gives its own reason for each departure",
)
.why("whoever departs from advice must be able to say why")
.says("the decision departs from the recommendation on {applications}, without a reason")
.hint("give the authority's own reason for each")
.except_to("a decision that departs nowhere")
.of_history();

/// The panel speaks first.
pub static NO_RECOMMENDATION: Rule =
    Rule::error("decision/no-recommendation", "the authority decides after the panel has recommended")
        .why("the decision rests on the recommendation")
        .says("the panel has not recommended")
        .hint("let the chair enter the recommendation")
        .except_to("a round without a separate panel")
        .of_history();

/// Who assesses does not approve.
pub static ASSESSOR_APPROVES: Rule =
    Rule::error("decision/assessor-approves", "whoever decides did not mark, moderate or recommend")
        .why("the second pair of eyes is the point of it")
        .says("{person} decided, and {did} before")
        .hint("let another decide")
        .of_history();

/// The authority has no interest.
pub static AUTHORITY_INTEREST: Rule =
    Rule::error("decision/authority-interest", "whoever decides has no hard interest in any application")
        .why("nobody is judge in their own cause")
        .says("{person} decided, and has a hard interest in {interest}")
        .hint("let another decide, or have the interest waived with a reason")
        .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &STAGE_LEFT,
    &APPOINTS_WRONGLY,
    &BELOW_BAR,
    &DEPARTS_FROM_MARKS,
    &DEPARTS_FROM_RECOMMENDATION,
    &NO_RECOMMENDATION,
    &ASSESSOR_APPROVES,
    &AUTHORITY_INTEREST,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Proceedings>] = &[
    Check { rule: &STAGE_LEFT, judge: stage_left },
    Check { rule: &application::LATE_UNRULED, judge: |before, entry| ready(before, entry, &application::LATE_UNRULED) },
    Check {
        rule: &application::ELIGIBILITY_OPEN,
        judge: |before, entry| ready(before, entry, &application::ELIGIBILITY_OPEN),
    },
    Check { rule: &assessment::MARKS_MISSING, judge: |before, entry| ready(before, entry, &assessment::MARKS_MISSING) },
    Check { rule: &assessment::TOO_FEW, judge: |before, entry| ready(before, entry, &assessment::TOO_FEW) },
    Check { rule: &assessment::SETS_UNEVEN, judge: |before, entry| ready(before, entry, &assessment::SETS_UNEVEN) },
    Check { rule: &consensus::MISSING, judge: |before, entry| ready(before, entry, &consensus::MISSING) },
    Check { rule: &choice::UNCHOOSABLE, judge: |before, entry| ready(before, entry, &choice::UNCHOOSABLE) },
    Check { rule: &choice::TIE_UNSETTLED, judge: |before, entry| ready(before, entry, &choice::TIE_UNSETTLED) },
    Check { rule: &APPOINTS_WRONGLY, judge: appoints_wrongly },
    Check { rule: &BELOW_BAR, judge: below_bar },
    Check { rule: &DEPARTS_FROM_MARKS, judge: departs_from_marks },
    Check { rule: &DEPARTS_FROM_RECOMMENDATION, judge: departs_from_recommendation },
    Check { rule: &NO_RECOMMENDATION, judge: no_recommendation },
    Check { rule: &ASSESSOR_APPROVES, judge: assessor_approves },
    Check { rule: &AUTHORITY_INTEREST, judge: authority_interest },
];

/// Whether the round is in its last stage, and that is closed; the figures of the message where it is not.
fn left(state: &Proceedings) -> Option<Figures> {
    let last = state.policy().stages.len().saturating_sub(1);
    if state.stage >= last && state.phase != Phase::Open {
        return None;
    }
    let name = |stage: Option<&StagePolicy>| stage.map_or_else(|| "none".to_owned(), |stage| stage.id.to_string());
    let (running, last) = (name(state.stage()), name(state.policy().stages.last()));
    Some(Figures::of("phase", state.phase.word()).and("stage", running).and("last", last))
}

fn stage_left(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    if appointments(&entry.what).is_none() {
        return Verdict::Silent;
    }
    Verdict::unless(left(before.state))
}

/// Judges whether every stage was held.
pub(super) fn settled(state: &Proceedings, sink: &mut Sink) {
    match left(state) {
        None => sink.holds(&STAGE_LEFT),
        Some(figures) => {
            let draft = sink.broken(&STAGE_LEFT, &At::ROOT.field("stages"));
            figures.iter().fold(draft, |draft, (name, value)| draft.with(name, value.clone()));
        }
    }
}

/// What one of the rules about what a decision needs says when the panel recommends or the authority decides. Whether it
/// applies is judged with the state, so what it spares is not counted again.
fn ready(before: &Before<'_, Proceedings>, entry: &Entry<Event>, rule: &'static Rule) -> Verdict {
    if appointments(&entry.what).is_none() {
        return Verdict::Silent;
    }
    let mut sink = Sink::new("", entry.at.day(), &[]);
    match rule.aggregate() {
        "application" => application::settled(before.state, &mut sink),
        "assessment" => assessment::settled(before.state, &mut sink),
        "consensus" => consensus::settled(before.state, &mut sink),
        _ => drop(choice::settled(before.state, &mut sink)),
    }
    let report = sink.into_report();
    let first = report.of(rule.code).next();
    Verdict::unless(first.map(|finding| {
        let names = rule.parameters().filter_map(|name| Some((name, finding.parameters.get(name)?.clone())));
        names.fold(Figures::default(), |figures, (name, value)| figures.and(name, value))
    }))
}

fn appointments(event: &Event) -> Option<&Appointments> {
    match event {
        Event::Recommended(it) | Event::Decided(it) => Some(it),
        _ => None,
    }
}

fn no_recommendation(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Decided(_) = &entry.what else { return Verdict::Silent };
    if !before.policy().panel_recommends {
        return Verdict::Spared;
    }
    Verdict::of(before.recommended.is_some())
}

fn appoints_wrongly(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Some(it) = appointments(&entry.what) else { return Verdict::Silent };
    let mut filled: BTreeMap<PlaceId, u32> = BTreeMap::new();
    let mut holders: BTreeMap<ApplicationId, PlaceId> = BTreeMap::new();
    let broken = it.appointed.iter().find_map(|(id, place)| {
        let of = before.state.candidate(*id)?;
        let count = filled.entry(*place).or_default();
        *count = count.saturating_add(1);
        let room = before.opening.places.get(place).map_or(0, |place| place.holds);
        let cap = before.cap_beyond(&holders, *id, *place);
        holders.insert(*id, *place);
        let because = if of.eligible != Eligible::Eligible {
            "it is not settled that it is eligible, or settled that it is not"
        } else if !of.application.places.contains(place) {
            "it did not bid for the place"
        } else if *count > room {
            "the place has no more room"
        } else if it.reserve.contains(id) {
            "it is appointed and in reserve"
        } else if cap.is_some() {
            "a cap of the policy is full"
        } else {
            return None;
        };
        Some((id, because))
    });
    let twice = || {
        let mut seen = BTreeSet::new();
        it.reserve.iter().find(|id| !seen.insert(**id)).map(|id| (id, "it stands twice in the reserve"))
    };
    let not_eligible = || {
        let of =
            |id: &&ApplicationId| before.state.candidate(**id).is_some_and(|of| of.eligible == Eligible::Ineligible);
        let because = "it stands in the reserve, and is not eligible";
        it.reserve.iter().find(of).map(|id| (id, because))
    };
    let broken = broken.or_else(twice).or_else(not_eligible);
    Verdict::unless(broken.map(|(id, because)| Figures::of("name", name_of(before.state, *id)).and("because", because)))
}

fn below_bar(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Some(it) = appointments(&entry.what) else { return Verdict::Silent };
    let below = it.appointed.keys().chain(&it.reserve).find_map(|id| {
        let scored = before.scored(*id).ok()?;
        let missed = scored.shortfalls.iter().find(|shortfall| shortfall.missed.is_yes())?;
        Some((*id, missed.to_string()))
    });
    Verdict::unless(below.map(|(id, minimum)| Figures::of("name", name_of(before.state, id)).and("minimum", minimum)))
}

/// The applications on which two sets of appointments differ and for which no reason is given.
fn unreasoned(
    it: &Appointments,
    appointed: &BTreeMap<ApplicationId, PlaceId>,
    reserve: &[ApplicationId],
) -> (bool, BTreeSet<ApplicationId>) {
    let mut differ: BTreeSet<ApplicationId> = BTreeSet::new();
    for id in it.appointed.keys().chain(appointed.keys()) {
        if it.appointed.get(id) != appointed.get(id) {
            differ.insert(*id);
        }
    }
    // Whoever moves between places and reserve is named already; of the others their order counts.
    let order = |reserve: &[ApplicationId]| -> Vec<ApplicationId> {
        reserve.iter().copied().filter(|id| !differ.contains(id)).collect()
    };
    let (one, other) = (order(&it.reserve), order(reserve));
    if one != other {
        let turn = |order: &[ApplicationId], id: &ApplicationId| order.iter().position(|it| it == id);
        let moved: Vec<ApplicationId> =
            one.iter().chain(&other).filter(|id| turn(&one, id) != turn(&other, id)).copied().collect();
        differ.extend(moved);
    }
    let departs = !differ.is_empty();
    let reasoned = |id: &ApplicationId| it.departures.get(id).is_some_and(|why| !why.is_empty());
    (departs, differ.into_iter().filter(|id| !reasoned(id)).collect())
}

fn departs_from_marks(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    // Where no panel recommends, the decision is what follows the marks.
    let it = match &entry.what {
        Event::Recommended(it) => it,
        Event::Decided(it) if !before.policy().panel_recommends => it,
        _ => return Verdict::Silent,
    };
    let Ok(results) = before.results() else { return Verdict::Silent };
    let chosen = results.choice.chosen().map(|(id, place)| (*id, *place)).collect();
    let (departs, without) = unreasoned(it, &chosen, &before.reserve_of(&results));
    if !departs {
        return Verdict::Spared;
    }
    Verdict::kept_or(without.is_empty(), || Figures::of("applications", names(before.state, &without)))
}

fn departs_from_recommendation(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Decided(it) = &entry.what else { return Verdict::Silent };
    let Some(recommended) = &before.recommended else { return Verdict::Silent };
    let (departs, without) = unreasoned(it, &recommended.appointed, &recommended.reserve);
    if !departs {
        return Verdict::Spared;
    }
    Verdict::kept_or(without.is_empty(), || Figures::of("applications", names(before.state, &without)))
}

/// What somebody did in the assessment, if anything.
pub(super) fn took_part(state: &Proceedings, person: PersonId) -> Option<&'static str> {
    if state.first_mark.contains_key(&person) {
        Some("marked")
    } else if state.moderators.contains(&person) {
        Some("moderated")
    } else if state.recommended.as_ref().is_some_and(|recommended| recommended.by == person) {
        Some("recommended")
    } else {
        None
    }
}

fn assessor_approves(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Decided(_) = &entry.what else { return Verdict::Silent };
    let did = took_part(before.state, entry.by);
    Verdict::unless(did.map(|did| Figures::of("person", entry.by.to_string()).and("did", did)))
}

fn authority_interest(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Decided(_) = &entry.what else { return Verdict::Silent };
    let live = |id: &ApplicationId| before.state.candidate(*id).is_some_and(Candidate::is_live);
    let interest = before.hard_interests(entry.by).into_iter().find(live);
    Verdict::unless(
        interest.map(|interest| {
            Figures::of("person", entry.by.to_string()).and("interest", name_of(before.state, interest))
        }),
    )
}
