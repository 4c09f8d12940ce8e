//! Rules of what comes after the decision: notices, standstill, agreement, reserve, review.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Books, application::name_of, decision::took_part, sources};
use crate::{
    calendar::Moment,
    identifiers::ApplicationId,
    journal::{Before, Check, Entry, Figures, Verdict},
    rules::{At, Rule, Sink},
    selection::{
        policy::Standstill,
        proceedings::{Candidate, Event, Proceedings},
    },
};

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
pub static RESERVE_OUT_OF_TURN: Rule = Rule::error(
    "decision/reserve-out-of-turn",
    "the first of the reserve that bid for a place with room, and that no cap holds out, is called up",
)
.why("the order of the reserve is part of the decision")
.says("{name} cannot be called up to {place}: {first}")
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

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &AGREEMENT_TOO_EARLY,
    &EMBARGO_BROKEN,
    &STEP_MISSING,
    &NOT_EXAMINED,
    &RESERVE_EXPIRED,
    &RESERVE_OUT_OF_TURN,
    &REVIEWED_BY_DECIDER,
    &REVIEW_LATE,
    &FEEDBACK_MISSING,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Proceedings>] = &[
    Check { rule: &AGREEMENT_TOO_EARLY, judge: agreement_too_early },
    Check { rule: &EMBARGO_BROKEN, judge: embargo_broken },
    Check { rule: &STEP_MISSING, judge: step_missing },
    Check { rule: &NOT_EXAMINED, judge: not_examined },
    Check { rule: &RESERVE_EXPIRED, judge: reserve_expired },
    Check { rule: &RESERVE_OUT_OF_TURN, judge: reserve_out_of_turn },
    Check { rule: &REVIEWED_BY_DECIDER, judge: reviewed_by_decider },
    Check { rule: &REVIEW_LATE, judge: review_late },
];

fn step_missing(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    if let Event::DecisionUndone | Event::Cancelled = &entry.what {
        let bound = before.candidates.values().find(|of| of.agreed.is_some());
        return Verdict::unless(bound.map(|of| {
            let figures = Figures::of("kind", entry.what.kind()).and("name", of.application.name.as_str());
            figures.and("missing", "an agreement with it was made")
        }));
    }
    let Some(application) = entry.what.application() else { return Verdict::Silent };
    let Some(of) = before.state.candidate(application) else { return Verdict::Silent };
    let holds = || before.held_by(application).is_some();
    let missing = match &entry.what {
        Event::Offered(_) => (!holds()).then_some("it is not appointed"),
        Event::Declined(_) if of.agreed.is_some() => Some("an agreement with it was made"),
        Event::Accepted(_) | Event::Declined(_) => of.offered.is_none().then_some("it was not offered"),
        Event::Agreed(_) if of.accepted.is_none() => Some("it was not accepted"),
        Event::Agreed(_) => (!holds()).then_some("it is not appointed"),
        Event::Started(_) if of.agreed.is_none() => Some("nothing was agreed"),
        Event::Started(_) => (!holds()).then_some("it is not appointed"),
        Event::ReviewEnded(_) => match of.review {
            None => Some("no review was asked for"),
            Some(review) => review.ended.is_some().then_some("the review had ended"),
        },
        _ => return Verdict::Silent,
    };
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

/// The last day of the route's standstill, once every candidate was told; none where the route has none.
pub(in crate::selection) fn standstill_ends(state: &Proceedings) -> Option<NaiveDate> {
    last_day(state.all_told?.day(), state.policy().route.standstill?)
}

/// The last day on which a review of the decision on an application may be asked for, once its candidate was told; none
/// where the policy names no days.
pub(in crate::selection) fn review_ends(state: &Proceedings, application: ApplicationId) -> Option<NaiveDate> {
    let told: Option<Moment> = state.candidate(application).and_then(|of| of.notified).map(|told| told.at);
    told?.day().checked_add_days(Days::new(state.policy().route.review_days?.into()))
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
        before.held_by(**id).is_none()
            && before.state.candidate(**id).is_some_and(|of| {
                of.withdrawn.is_none()
                    && of.declined.is_none()
                    && of.called_up.is_none()
                    && of.application.places.contains(&it.place)
            })
            && before.cap_beyond(&holders, **id, it.place).is_none()
    };
    let first = reserve.iter().find(waits);
    Verdict::kept_or(has_room && first == Some(&it.application), || {
        let first = match first {
            _ if !has_room => "the place has no room".to_owned(),
            Some(first) => format!("{} is first", name_of(before.state, *first)),
            None => "nobody in the reserve bid for it whom no cap holds out".to_owned(),
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
    if before.policy().route.review_days.is_none() {
        return Verdict::Spared;
    }
    let until = review_ends(before.state, it.application);
    Verdict::kept_or(until.is_some_and(|until| entry.at.day() <= until), || {
        let until = until.map_or_else(|| "before any notice".to_owned(), |until| until.to_string());
        let figures = Figures::of("name", name_of(before.state, it.application)).and("at", entry.at.to_string());
        figures.and("until", until)
    })
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

/// Judges what followed the decision.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    feedback(books.state(), sink);
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
