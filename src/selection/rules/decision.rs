//! Rules from the draw to the start.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{application::ripe, assessment::name_of, sources};
use crate::{
    calendar::Moment,
    identifiers::{ApplicationId, PersonId, PlaceId},
    journal::{Before, Check, Entry, Figures, Verdict},
    rules::{At, Rule, Sink},
    selection::{
        eligibility::Eligible,
        outcome::Results,
        policy::Standstill,
        round::{
            Candidate, Event, Proceedings, Role, Round,
            event::{Appointments, Drawn},
        },
    },
};

/// Ties are settled by people.
pub static TIE_UNSETTLED: Rule =
    Rule::error("decision/tie-unsettled", "what is tied where it matters was drawn, before the decision")
        .why("nothing but a published draw is fair among equals")
        .says("{applications} are tied for {what}")
        .hint("draw by the published means, and record it")
        .except_to("a round without a tie that matters, and one that is not decided");

/// Nobody can choose under three crossing families of limits.
pub static UNCHOOSABLE: Rule =
    Rule::error("decision/unchoosable", "the limits on places leave a best set that can be found")
        .why("the chosen set is proved to be the best, and that can be done for two crossing families of limits")
        .says("nobody can be chosen: {because}")
        .hint("nest the limits, or drop one family")
        .except_to("a round that is not decided");

/// Draws go by the published means.
pub static DRAW_NOT_PUBLISHED: Rule =
    Rule::error("decision/draw-not-published", "a tie is drawn by the means that were published")
        .why("means chosen afterwards can be chosen for their result")
        .says("the draw was by \"{means}\", and published was {published}")
        .hint("draw again by the published means")
        .of_history();

/// Draws are among the tied.
pub static DRAW_OF_NO_TIE: Rule = Rule::error("decision/draw-of-no-tie", "a draw is among applications that are tied")
    .why("a draw among unequals takes the place of the marks")
    .says("{applications} are not all tied where it matters")
    .hint("draw among the tied, and no others")
    .of_history();

/// Somebody saw the draw.
pub static DRAW_UNWITNESSED: Rule = Rule::warning("decision/draw-unwitnessed", "a draw was seen by somebody else")
    .why("nobody else can say that it was fair")
    .says("nobody but who recorded it saw the draw in entry {entry}")
    .hint("record who was there, or draw again before witnesses")
    .except_to("a round without a draw")
    .of_history();

/// Nobody is appointed who may not be.
pub static APPOINTS_WRONGLY: Rule = Rule::error(
    "decision/appoints-wrongly",
    "whoever is appointed is eligible and bid for the place, and no place holds more than it has room for",
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

/// Nobody agrees before the time.
pub static AGREEMENT_TOO_EARLY: Rule = Rule::error(
    "decision/agreement-too-early",
    "the agreement is made after every candidate was told and the route's standstill is over",
)
.why("whoever was turned down must be able to ask for a review while it can still help")
.says("the agreement with {name} was made {at}, and the standstill ends with {until}")
.hint("wait")
.source(&sources::STANDSTILL)
.except_to("a route without a standstill, once every candidate was told")
.of_history();

/// Embargoes hold.
pub static EMBARGO_BROKEN: Rule =
    Rule::error("decision/embargo-broken", "the result is made public after every candidate's embargo is over")
        .why("candidates were asked to keep silent until then")
        .says("it was made public {at}, and the embargo of {name} ends {until}")
        .hint("wait, or agree another moment with all")
        .except_to("a round without an embargo")
        .of_history();

/// One step after another.
pub static STEP_MISSING: Rule = Rule::error(
    "decision/step-missing",
    "from the offer to the start each step comes after the one before: offered, accepted, agreed, started",
)
.why("a start without an agreement binds nobody")
.says("{kind} for {name}, and {missing}")
.hint("enter the step that is missing first")
.of_history();

/// Nobody agrees unseen.
pub static NOT_EXAMINED: Rule =
    Rule::error("decision/not-examined", "the agreement is made with a candidate that was looked into and passed")
        .why("public money goes to it")
        .says("{name} was not looked into, or did not pass")
        .hint("record the examination and what it found")
        .of_history();

/// Reserves expire.
pub static RESERVE_EXPIRED: Rule = Rule::error("decision/reserve-expired", "the reserve is called within its days")
    .why("later the marks speak of another time")
    .says("{name} was called up {at}, and the reserve ended {until}")
    .hint("hold another round")
    .of_history();

/// Reserves have an order.
pub static RESERVE_OUT_OF_TURN: Rule =
    Rule::error("decision/reserve-out-of-turn", "the first of the reserve that bid for a place with room is called up")
        .why("the order of the reserve is part of the decision")
        .says("{name} was called up to {place}, and {first}")
        .hint("call up whoever is first")
        .of_history();

/// Reviews are another's.
pub static REVIEWED_BY_DECIDER: Rule = Rule::error(
    "decision/reviewed-by-decider",
    "a review is by somebody who did not mark, moderate, recommend or decide",
)
.why("nobody reviews their own decision")
.says("{person} reviewed the decision on {name}, and {did} before")
.hint("let another review it")
.of_history();

/// Reviews have their time.
pub static REVIEW_LATE: Rule =
    Rule::error("decision/review-late", "a review is asked for within the days of the policy after the notice")
        .why("those appointed need to know where they stand")
        .says("the review on {name} was asked for {at}, and the days ended {until}")
        .hint("refuse it, or agree on an exception with a reason before the days end")
        .except_to("a policy that names no days")
        .of_history();

/// Reasons reach those turned down.
pub static FEEDBACK_MISSING: Rule = Rule::warning(
    "decision/feedback-missing",
    "whoever was turned down has its feedback by the time of the announcement",
)
.why("real reasons are owed, and they help next time")
.says("{name} was turned down and has no feedback")
.hint("release it")
.except_to("a round that is not announced, and an application that was appointed or withdrawn");

/// A lower total needs a reason.
pub static LOWER_APPOINTED: Rule = Rule::advice(
    "decision/lower-appointed",
    "nobody is appointed over a higher total that bid for the same place or is held by the same limit",
)
.why("it may be right, by a quota or for a reason; whoever is passed over will ask")
.says("{lower} is appointed and {higher} is not, with a higher total: {because}")
.hint("see that feedback gives the reason")
.except_to("a round that is not decided");

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &TIE_UNSETTLED,
    &UNCHOOSABLE,
    &DRAW_NOT_PUBLISHED,
    &DRAW_OF_NO_TIE,
    &DRAW_UNWITNESSED,
    &APPOINTS_WRONGLY,
    &BELOW_BAR,
    &DEPARTS_FROM_MARKS,
    &DEPARTS_FROM_RECOMMENDATION,
    &NO_RECOMMENDATION,
    &ASSESSOR_APPROVES,
    &AUTHORITY_INTEREST,
    &AGREEMENT_TOO_EARLY,
    &EMBARGO_BROKEN,
    &STEP_MISSING,
    &NOT_EXAMINED,
    &RESERVE_EXPIRED,
    &RESERVE_OUT_OF_TURN,
    &REVIEWED_BY_DECIDER,
    &REVIEW_LATE,
    &FEEDBACK_MISSING,
    &LOWER_APPOINTED,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Proceedings>] = &[
    Check { rule: &DRAW_NOT_PUBLISHED, judge: draw_not_published },
    Check { rule: &DRAW_OF_NO_TIE, judge: draw_of_no_tie },
    Check { rule: &NO_RECOMMENDATION, judge: no_recommendation },
    Check { rule: &APPOINTS_WRONGLY, judge: appoints_wrongly },
    Check { rule: &BELOW_BAR, judge: below_bar },
    Check { rule: &DEPARTS_FROM_MARKS, judge: departs_from_marks },
    Check { rule: &DEPARTS_FROM_RECOMMENDATION, judge: departs_from_recommendation },
    Check { rule: &ASSESSOR_APPROVES, judge: assessor_approves },
    Check { rule: &AUTHORITY_INTEREST, judge: authority_interest },
    Check { rule: &STEP_MISSING, judge: step_missing },
    Check { rule: &NOT_EXAMINED, judge: not_examined },
    Check { rule: &AGREEMENT_TOO_EARLY, judge: agreement_too_early },
    Check { rule: &EMBARGO_BROKEN, judge: embargo_broken },
    Check { rule: &RESERVE_EXPIRED, judge: reserve_expired },
    Check { rule: &RESERVE_OUT_OF_TURN, judge: reserve_out_of_turn },
    Check { rule: &REVIEWED_BY_DECIDER, judge: reviewed_by_decider },
    Check { rule: &REVIEW_LATE, judge: review_late },
];

fn draw_not_published(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Drawn(Drawn { means, .. }) = &entry.what else { return Verdict::Silent };
    let published = before.policy().draw.as_ref();
    Verdict::kept_or(published == Some(means), || {
        let published = published.map_or_else(|| "none".to_owned(), |means| format!("\"{means}\""));
        Figures::of("means", means.as_str()).and("published", published)
    })
}

/// Every set of applications that is tied where it matters: for places, and for turns in the reserve.
fn ties(state: &Proceedings, results: &Results) -> Vec<(BTreeSet<ApplicationId>, &'static str)> {
    let open = results.choice.ties.iter().map(|tie| {
        let all: BTreeSet<ApplicationId> = tie.contested.union(&tie.moved).copied().collect();
        (all, "a place")
    });
    let mut ties: Vec<_> = open.collect();
    if state.policy().reserve_days.is_some() {
        let drawn = |ids: &BTreeSet<ApplicationId>| {
            state.draws.iter().any(|(order, _)| ids.iter().all(|id| order.contains(id)))
        };
        let reserve = results.choice.reserve_ties().map(|(_, standing)| {
            let ids: BTreeSet<ApplicationId> = standing.ids.iter().copied().collect();
            (ids, "a turn in the reserve")
        });
        for tie in reserve.filter(|(ids, _)| !drawn(ids)) {
            if !ties.contains(&tie) {
                ties.push(tie);
            }
        }
    }
    ties
}

fn draw_of_no_tie(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Drawn(Drawn { order, .. }) = &entry.what else { return Verdict::Silent };
    let drawn: BTreeSet<ApplicationId> = order.iter().copied().collect();
    let tied = before.results().is_ok_and(|results| {
        drawn.len() == order.len() && ties(before.state, &results).iter().any(|(tied, _)| *tied == drawn)
    });
    Verdict::kept_or(tied, || Figures::of("applications", names(before.state, &drawn)))
}

fn names<'a>(state: &Proceedings, applications: impl IntoIterator<Item = &'a ApplicationId>) -> String {
    let names: Vec<String> = applications.into_iter().map(|id| name_of(state, *id)).collect();
    names.join(", ")
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
    let broken = it.appointed.iter().find_map(|(id, place)| {
        let of = before.state.candidate(*id)?;
        let count = filled.entry(*place).or_default();
        *count = count.saturating_add(1);
        let room = before.opening.places.get(place).map_or(0, |place| place.holds);
        let because = if of.eligible != Eligible::Eligible {
            "it is not settled that it is eligible, or settled that it is not"
        } else if !of.application.places.contains(place) {
            "it did not bid for the place"
        } else if *count > room {
            "the place has no more room"
        } else if it.reserve.contains(id) {
            "it is appointed and in reserve"
        } else {
            return None;
        };
        Some((id, because))
    });
    let twice = || {
        let mut seen = BTreeSet::new();
        it.reserve.iter().find(|id| !seen.insert(**id)).map(|id| (id, "it stands twice in the reserve"))
    };
    let broken = broken.or_else(twice);
    Verdict::unless(broken.map(|(id, because)| Figures::of("name", name_of(before.state, *id)).and("because", because)))
}

fn below_bar(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Some(it) = appointments(&entry.what) else { return Verdict::Silent };
    let below = it.appointed.keys().chain(&it.reserve).find_map(|id| {
        let scored = before.scored(*id).ok()?;
        let missed = scored.shortfalls.iter().find(|shortfall| shortfall.missed.is_yes())?;
        Some((*id, crate::selection::outcome::falls_short(missed)))
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
fn took_part(state: &Proceedings, person: PersonId) -> Option<&'static str> {
    let judged = || state.sheets.iter().flat_map(|sheet| sheet.rows.values()).flat_map(|row| row.values());
    if state.first_mark.contains_key(&person) {
        Some("marked")
    } else if judged().filter_map(|judged| judged.moderated.as_ref()).any(|it| it.present.contains(&person)) {
        Some("was present at a moderation")
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

fn step_missing(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let step = |application: ApplicationId| before.state.candidate(application).map(|of| (application, of));
    let (found, wanting): (_, fn(&Proceedings, ApplicationId, &Candidate) -> Option<&'static str>) = match &entry.what {
        Event::Offered(it) => {
            (step(it.application), |state, id, _| (!state.holders().contains_key(&id)).then_some("it is not appointed"))
        }
        Event::Accepted(it) | Event::Declined(it) => {
            (step(it.application), |_, _, of| of.offered.is_none().then_some("it was not offered"))
        }
        Event::Agreed(it) => (step(it.application), |state, id, of| {
            let wanting = of.accepted.is_none().then_some("it was not accepted");
            wanting.or_else(|| (!state.holders().contains_key(&id)).then_some("it is not appointed"))
        }),
        Event::Started(it) => (step(it.application), |_, _, of| of.agreed.is_none().then_some("nothing was agreed")),
        Event::ReviewEnded(it) => {
            (step(it.application), |_, _, of| of.review.is_none().then_some("no review was asked for"))
        }
        _ => return Verdict::Silent,
    };
    let Some((application, of)) = found else { return Verdict::Silent };
    let missing = wanting(before.state, application, of);
    Verdict::unless(missing.map(|missing| {
        let name = of.application.name.as_str();
        Figures::of("kind", entry.what.kind()).and("name", name).and("missing", missing)
    }))
}

fn not_examined(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Agreed(it) = &entry.what else { return Verdict::Silent };
    let passed = before.state.candidate(it.application).and_then(|of| of.examined).is_some_and(|(passed, _)| passed);
    Verdict::kept_or(passed, || Figures::of("name", name_of(before.state, it.application)))
}

/// The last day of a standstill that begins with the day after a notice.
fn last_day(told: NaiveDate, standstill: Standstill) -> Option<NaiveDate> {
    match standstill {
        Standstill::Days(days) => told.checked_add_days(Days::new(days.into())),
        Standstill::Weekdays(days) => {
            let (weeks, rest) = (days.checked_div(5)?, days.checked_rem(5)?);
            let weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            // From the last weekday on or before the notice, whole weeks keep the weekday.
            let mut day = told;
            while weekend(&day) {
                day = day.pred_opt()?;
            }
            day = day.checked_add_days(Days::new(u64::from(weeks).checked_mul(7)?))?;
            for _ in 0..rest {
                day = day.succ_opt()?;
                while weekend(&day) {
                    day = day.succ_opt()?;
                }
            }
            Some(day)
        }
    }
}

fn agreement_too_early(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Agreed(it) = &entry.what else { return Verdict::Silent };
    let figures = |until: String| {
        let figures = Figures::of("name", name_of(before.state, it.application));
        figures.and("at", entry.at.to_string()).and("until", until)
    };
    let Some(told) = before.all_told else {
        return Verdict::Broken(figures("the last notice, which is not sent".to_owned()));
    };
    let Some(standstill) = before.policy().route.standstill else { return Verdict::Spared };
    match last_day(told.day(), standstill) {
        Some(until) => Verdict::kept_or(entry.at.day() > until, || figures(until.to_string())),
        None => Verdict::Broken(figures("a day that no calendar has".to_owned())),
    }
}

fn embargo_broken(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Announced = &entry.what else { return Verdict::Silent };
    let embargo = |of: &Candidate| of.notified.and_then(|told| told.embargo);
    let last = before.candidates.values().filter_map(|of| Some((embargo(of)?, of))).max_by_key(|(until, _)| *until);
    let Some((until, of)) = last else { return Verdict::Spared };
    Verdict::kept_or(entry.at >= until, || {
        let figures = Figures::of("at", entry.at.to_string()).and("name", of.application.name.as_str());
        figures.and("until", until.to_string())
    })
}

fn reserve_expired(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::CalledUp(it) = &entry.what else { return Verdict::Silent };
    let decided = before.decided.as_ref().map(|decided| decided.at.day());
    let days = before.policy().reserve_days;
    let until = decided.zip(days).and_then(|(decided, days)| decided.checked_add_days(Days::new(days.into())));
    Verdict::kept_or(until.is_some_and(|until| entry.at.day() <= until), || {
        let until = until.map_or_else(|| "before it began: there is none".to_owned(), |until| until.to_string());
        let figures = Figures::of("name", name_of(before.state, it.application)).and("at", entry.at.to_string());
        figures.and("until", until)
    })
}

fn reserve_out_of_turn(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::CalledUp(it) = &entry.what else { return Verdict::Silent };
    let holders = before.holders();
    let taken = holders.values().filter(|place| **place == it.place).count();
    let room = before.opening.places.get(&it.place).map_or(0, |place| place.holds);
    let has_room = u32::try_from(taken).unwrap_or(u32::MAX) < room;
    let reserve = before.decided.as_ref().map(|decided| decided.reserve.as_slice()).unwrap_or_default();
    let waits = |id: &&ApplicationId| {
        !holders.contains_key(*id)
            && before.state.candidate(**id).is_some_and(|of| {
                of.withdrawn.is_none()
                    && of.declined.is_none()
                    && of.called_up.is_none()
                    && of.application.places.contains(&it.place)
            })
    };
    let first = reserve.iter().find(waits);
    Verdict::kept_or(has_room && first == Some(&it.application), || {
        let first = match first {
            _ if !has_room => "the place has no room".to_owned(),
            Some(first) => format!("{} is first", name_of(before.state, *first)),
            None => "nobody in the reserve bid for it".to_owned(),
        };
        let figures = Figures::of("name", name_of(before.state, it.application));
        figures.and("place", it.place.to_string()).and("first", first)
    })
}

fn reviewed_by_decider(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::ReviewEnded(it) = &entry.what else { return Verdict::Silent };
    let decided = before.decided.as_ref().is_some_and(|decided| decided.by == entry.by).then_some("decided");
    let did = decided.or_else(|| took_part(before.state, entry.by));
    Verdict::unless(did.map(|did| {
        let figures = Figures::of("person", entry.by.to_string()).and("did", did);
        figures.and("name", name_of(before.state, it.application))
    }))
}

fn review_late(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::ReviewAsked(it) = &entry.what else { return Verdict::Silent };
    let Some(days) = before.policy().route.review_days else { return Verdict::Spared };
    let told: Option<Moment> = before.state.candidate(it.application).and_then(|of| of.notified).map(|told| told.at);
    let until = told.and_then(|told| told.day().checked_add_days(Days::new(days.into())));
    Verdict::kept_or(until.is_some_and(|until| entry.at.day() <= until), || {
        let until = until.map_or_else(|| "before any notice".to_owned(), |until| until.to_string());
        let figures = Figures::of("name", name_of(before.state, it.application)).and("at", entry.at.to_string());
        figures.and("until", until)
    })
}

/// Judges the decision.
pub(super) fn judge(round: &Round, sink: &mut Sink) {
    let state = round.state();
    witnesses(round, sink);
    feedback(state, sink);
    if ripe(state) {
        settled(state, sink);
    } else {
        [&TIE_UNSETTLED, &UNCHOOSABLE, &LOWER_APPOINTED].into_iter().for_each(|rule| sink.not_applicable(rule));
    }
}

/// Judges what a decision needs: a result, and no open tie.
pub(super) fn settled(state: &Proceedings, sink: &mut Sink) -> Option<Results> {
    let places = At::ROOT.field("places");
    let results = match state.results() {
        Ok(results) => results,
        Err(because) => {
            sink.broken(&UNCHOOSABLE, &places).with("because", because.to_string());
            return None;
        }
    };
    sink.holds(&UNCHOOSABLE);
    let ties = ties(state, &results);
    if ties.is_empty() {
        sink.not_applicable(&TIE_UNSETTLED);
    }
    if ties.is_empty() && !state.draws.is_empty() {
        sink.holds(&TIE_UNSETTLED);
    }
    for (tied, what) in ties {
        let first = tied.first().map(ToString::to_string).unwrap_or_default();
        let all = At::ROOT.field("applications");
        sink.broken(&TIE_UNSETTLED, &all.key(&first)).with("applications", names(state, &tied)).with("what", what);
    }
    lower_appointed(state, &results, sink);
    Some(results)
}

/// Judges each appointment against whoever has more and was passed over: by limits, or by a departure.
fn lower_appointed(state: &Proceedings, results: &Results, sink: &mut Sink) {
    let chosen: BTreeMap<ApplicationId, PlaceId> = match &state.decided {
        Some(decided) => decided.appointed.clone(),
        None => results.choice.chosen().map(|(id, place)| (*id, *place)).collect(),
    };
    let total =
        |id: &ApplicationId| results.scored.get(id).filter(|it| !it.is_below()).and_then(|it| it.total.points());
    let all = At::ROOT.field("applications");
    let passed: Vec<(ApplicationId, crate::ratio::Ratio)> =
        results.scored.keys().filter(|id| !chosen.contains_key(id)).filter_map(|id| Some((*id, total(id)?))).collect();
    for (lower, place) in &chosen {
        let Some(of_lower) = total(lower) else { continue };
        let bids = |id: &ApplicationId| state.candidate(*id).is_some_and(|of| of.application.places.contains(place));
        match passed.iter().find(|(higher, of_higher)| bids(higher) && *of_higher > of_lower) {
            None => sink.holds(&LOWER_APPOINTED),
            Some((higher, _)) => {
                let by_limit = results.choice.overtaken().find(|it| it.lower == *lower && it.higher == *higher);
                let because = match by_limit {
                    Some(overtaken) => {
                        let held = overtaken.held.iter().flat_map(|held| held.full.iter().chain(&held.floors));
                        let held: BTreeSet<String> = held.map(ToString::to_string).collect();
                        format!("held by {}", held.into_iter().collect::<Vec<_>>().join(", "))
                    }
                    None => "by a departure whose reason the decision gives".to_owned(),
                };
                sink.broken(&LOWER_APPOINTED, &all.key(lower))
                    .beside(&all.key(higher))
                    .with("lower", name_of(state, *lower))
                    .with("higher", name_of(state, *higher))
                    .with("because", because);
            }
        }
    }
}

fn witnesses(round: &Round, sink: &mut Sink) {
    let entries = At::ROOT.field("entries");
    if round.state().draws.is_empty() {
        sink.not_applicable(&DRAW_UNWITNESSED);
    }
    for (_, number) in &round.state().draws {
        let Some(entry) = round.journal().entry(*number) else { continue };
        let Event::Drawn(Drawn { witnesses, .. }) = &entry.what else { continue };
        if witnesses.iter().any(|witness| *witness != entry.by) {
            sink.holds(&DRAW_UNWITNESSED);
        } else {
            sink.broken(&DRAW_UNWITNESSED, &entries.key(number)).with("entry", super::figure(*number));
        }
    }
}

fn feedback(state: &Proceedings, sink: &mut Sink) {
    let all = At::ROOT.field("applications");
    let holders = state.holders();
    for (id, of) in &state.candidates {
        let spared = state.announced.is_none() || of.withdrawn.is_some() || holders.contains_key(id);
        if spared {
            sink.not_applicable(&FEEDBACK_MISSING);
        } else if of.feedback.is_some() {
            sink.holds(&FEEDBACK_MISSING);
        } else {
            sink.broken(&FEEDBACK_MISSING, &all.key(id)).with("name", of.application.name.as_str());
        }
    }
}

/// Whether somebody has a part in the decision that keeps them from another's.
pub(crate) fn had_part(state: &Proceedings, person: PersonId) -> bool {
    took_part(state, person).is_some() || state.has_role(person, Role::Authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standstill_counts_from_the_day_after_the_notice() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // Thursday 5 November 2015.
        let last = |told, standstill| last_day(day(told), standstill).unwrap();
        assert_eq!(last("2015-11-05", Standstill::Days(10)), day("2015-11-15"));
        // Friday 6, Monday 9, Tuesday 10 ... the eighth weekday is Tuesday 17.
        assert_eq!(last("2015-11-05", Standstill::Weekdays(8)), day("2015-11-17"));
        // From a Saturday the first weekday is Monday.
        assert_eq!(last("2015-11-07", Standstill::Weekdays(1)), day("2015-11-09"));
        assert_eq!(last("2015-11-05", Standstill::Weekdays(0)), day("2015-11-05"));
    }
}
