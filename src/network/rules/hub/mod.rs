//! Rules of the hub itself: its dates, its standing, its area, its words.

mod areas;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::sources;
use crate::{
    answer::Answer,
    calendar::{PartialDate, Span},
    identifiers::HubId,
    network::{Around, Designation, Hub, Parent, Status},
    rules::{At, Rule, Sink, Value},
};

/// Appointed, told, announced, operating, seen at work, ended: in this order.
pub static DATES_OUT_OF_ORDER: Rule = Rule::error(
    "hub/dates-out-of-order",
    "a hub is appointed, told, announced and at work in this order, seen at work after that, and ends last",
)
.why("a count of hubs on a day means one of these dates, and a date out of order makes every such count doubtful")
.says("{earlier} ({earlier_date}) lies after {later} ({later_date})")
.hint("correct one of the two dates")
.source(&sources::CONVENTION)
.except_to("a hub of which fewer than two of these dates are known")
.of_history();

/// A hub is set up within the time that policy gives it.
pub static FORMING_TOO_LONG: Rule =
    Rule::warning("hub/forming-too-long", "a hub is set up within the time that policy gives it")
        .why("schools of the area are served by nobody meanwhile")
        .says("forming since {since}, at least {days} days, where policy gives {allowed}")
        .hint("record its start or its end")
        .source(&sources::TWO_YEARS_2018)
        .except_to("a hub that is at work, suspended, ended or yet to be appointed, or a programme that sets no time");

/// An area names bodies that exist for all its days.
pub static AREA_AUTHORITY_NOT_IN_FORCE: Rule = Rule::warning(
    "hub/area-authority-not-in-force",
    "every authority and district of an area is in force to the area's last day",
)
.why("a school cannot be found by a council that has gone")
.says("{place} was abolished; its last day was {last_day}{followed}")
.hint("name what took its place")
.source(&sources::AUTHORITIES)
.except_to("an area that is not known place by place")
.of_history();

/// An area names only codes that there are.
pub static AREA_CODE_UNKNOWN: Rule =
    Rule::error("hub/area-code-unknown", "every code of an area is one of an authority or district of England")
        .why("a code that means nothing serves nobody, and no count of coverage can see it")
        .says("{place} is the code of no authority or district known to this library")
        .hint("correct the code")
        .source(&sources::AUTHORITIES)
        .except_to("an area that is not known place by place")
        .of_history();

/// A hub's area is known, and is somewhere.
pub static AREA_EMPTY: Rule = Rule::error("hub/area-empty", "a hub serves some area")
    .why("a hub is a partnership that serves an area")
    .says("the area is complete and has no place in it")
    .hint("list its places, or say that the list is not complete")
    .source(&sources::ABOUT)
    .except_to("a hub of a programme without territories, or one that has ended");

/// Every hub is open to all phases.
pub static PHASE_LEFT_OUT: Rule = Rule::warning("hub/phase-left-out", "a hub is open to every phase of the programme")
    .why("every school has a hub, from early years to post-16")
    .says("not open to {phases}")
    .hint("open it, or record why not as an explanation")
    .source(&sources::ABOUT);

/// A satellite names its parent.
pub static SATELLITE_WITHOUT_PARENT: Rule =
    Rule::warning("hub/satellite-without-parent", "a satellite is one of another hub, which it names")
        .why("its parent answers for it")
        .says("it is a satellite of itself")
        .hint("name the hub of which it is a satellite")
        .source(&sources::CONVENTION)
        .except_to("a hub that is no satellite");

/// An end or a suspension says who decided it and why.
pub static END_WITHOUT_REASON: Rule =
    Rule::warning("hub/end-without-reason", "the end or suspension of a hub says who decided it and why")
        .why("its schools and partners are owed a reason, and its history is kept")
        .says("{status} from {from} without {missing}")
        .hint("record who decided it and why")
        .source(&sources::CONVENTION)
        .except_to("a designation that neither ends nor suspends")
        .of_history();

/// Designation and milestones agree about the end.
pub static DESIGNATION_DISAGREES: Rule =
    Rule::error("hub/designation-disagrees", "a hub's designation and its milestones agree whether it has ended")
        .why("whichever is read, the hub must be there or not")
        .says("designated {status}, where the milestone of its end is {ended}")
        .hint("correct the designation or the milestone")
        .source(&sources::CONVENTION)
        .except_to("a hub without a recorded designation");

/// Designations stand in the order of their dates.
pub static DESIGNATIONS_OUT_OF_ORDER: Rule =
    Rule::warning("hub/designations-out-of-order", "a hub's designations stand in the order of their dates")
        .why("the list is read as what the hub became in turn")
        .says("{status} from {from} stands before {later} from {later_from}")
        .hint("put the designations in order, or correct a date")
        .source(&sources::CONVENTION)
        .except_to("a hub with fewer than two dated designations")
        .of_history();

/// A hub serves one area at a time.
pub static AREAS_OVERLAP: Rule =
    Rule::warning("hub/areas-overlap", "no two areas of a hub are certainly served on the same day")
        .why("whichever is read, a place must be served or not")
        .says("{one} and {other} are both served on {day}")
        .hint("end the former area, or make the two one area")
        .source(&sources::CONVENTION)
        .except_to("a hub with one area")
        .of_history();

/// What belongs to a hub ends with it.
pub static RUNS_ON_AFTER_ITS_END: Rule = Rule::warning(
    "hub/runs-on-after-its-end",
    "no tenure, post, partnership or board member of a hub that has ended certainly runs on past its end",
)
.why("a count of leads, partners or members would count what is no more")
.says("it runs on past {ended}, when the hub ended")
.hint("end it with the hub, or correct the hub's end")
.source(&sources::CONVENTION)
.except_to("a hub that has not ended, or not certainly")
.of_history();

/// The rules of this folder.
pub(super) const RULES: &[&Rule] = &[
    &DATES_OUT_OF_ORDER,
    &FORMING_TOO_LONG,
    &AREA_AUTHORITY_NOT_IN_FORCE,
    &AREA_CODE_UNKNOWN,
    &AREA_EMPTY,
    &PHASE_LEFT_OUT,
    &SATELLITE_WITHOUT_PARENT,
    &END_WITHOUT_REASON,
    &DESIGNATION_DISAGREES,
    &DESIGNATIONS_OUT_OF_ORDER,
    &AREAS_OVERLAP,
    &RUNS_ON_AFTER_ITS_END,
];

/// Judges the hub itself.
pub(super) fn judge(id: HubId, hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    dates(hub, at, sink);
    forming(hub, at, around, sink);
    areas::judge(hub, at, around, sink);
    let left_out = around.policy.phases.without(hub.phases);
    if left_out.is_empty() {
        sink.holds(&PHASE_LEFT_OUT);
    } else {
        sink.broken(&PHASE_LEFT_OUT, &at.field("phases")).with("phases", left_out.to_string());
    }
    let parent = at.field("satellite_of");
    match hub.satellite_of {
        None => sink.not_applicable(&SATELLITE_WITHOUT_PARENT),
        Some(Parent::Unknown) => {
            sink.undetermined(&SATELLITE_WITHOUT_PARENT, &parent, "the sources do not say of which hub");
        }
        Some(Parent::Hub(named)) if named == id => {
            sink.broken(&SATELLITE_WITHOUT_PARENT, &parent);
        }
        Some(Parent::Hub(_)) => sink.holds(&SATELLITE_WITHOUT_PARENT),
    }
    designations(hub, at, around, sink);
    runs_on(hub, at, around, sink);
}

fn dates(hub: &Hub, at: &At<'_>, sink: &mut Sink) {
    let milestones = hub.milestones.in_order();
    let known =
        || milestones.iter().filter_map(|(name, date)| date.filter(|it| !it.is_unknown()).map(|it| (*name, it)));
    if known().nth(1).is_none() {
        return sink.not_applicable(&DATES_OUT_OF_ORDER);
    }
    // Each against every later one, since the one between may be known to the year only.
    let pairs =
        || known().enumerate().flat_map(|(place, it)| known().skip(place).skip(1).map(move |later| (it, later)));
    let wrong =
        |((_, one), (_, next)): &((&str, PartialDate), (&str, PartialDate))| one.is_no_later_than(*next).is_no();
    let here = at.field("milestones");
    if let Some(((earlier, earlier_date), (later, later_date))) = pairs().find(wrong) {
        sink.broken(&DATES_OUT_OF_ORDER, &here)
            .with("earlier", earlier)
            .with("earlier_date", earlier_date)
            .with("later", later)
            .with("later_date", later_date);
    } else {
        // Two dates known to the same month are in order as far as they are known.
        sink.holds(&DATES_OUT_OF_ORDER);
    }
}

fn forming(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let (rule, on, milestones) = (&FORMING_TOO_LONG, around.on, &hub.milestones);
    // By designation the time since it last began to form.
    let by_designation = |step: &&Designation| step.status == Status::Forming && !step.from.is_on_or_before(on).is_no();
    let designated = hub.designations.iter().rev().find(by_designation).map(|step| step.from);
    let dates = [designated, milestones.appointed, milestones.told, milestones.announced];
    let since = dates.into_iter().flatten().find(|date| !date.is_unknown()).unwrap_or(PartialDate::UNKNOWN);
    // Of one that was chosen and of which nothing since is recorded nobody knows whether it is still forming.
    let perhaps = || {
        let nothing_since = milestones.operating.is_none() && milestones.ended.is_none();
        let chosen = !since.is_unknown() && !since.is_on_or_before(on).is_no();
        hub.status_on(on).is_none() && nothing_since && chosen
    };
    // One that was made public later is yet to form, whatever its milestones come to.
    let certain = hub.is_forming(on) && !since.is_on_or_before(on).is_no();
    let Some(allowed) = around.policy.forming_days.filter(|_| certain || perhaps()) else {
        return sink.not_applicable(rule);
    };
    let days_to = |date: Option<NaiveDate>| date.map(|date| on.signed_duration_since(date).num_days());
    let (at_most, at_least) = (days_to(since.earliest()), days_to(since.latest()));
    let (kept, because) = match (at_most, at_least) {
        (Some(days), _) if days <= i64::from(allowed) => (Answer::Yes, ""),
        (_, Some(days)) if days > i64::from(allowed) && certain => (Answer::No, ""),
        (_, Some(days)) if days > i64::from(allowed) => {
            (Answer::Unknown, "nobody wrote down whether its work has begun")
        }
        _ => (Answer::Unknown, "the day on which it began to form is not known"),
    };
    if let Some(draft) = sink.judge(rule, at, kept, because) {
        let draft = draft.with("since", since).with("allowed", allowed);
        if let Some(days) = at_least {
            draft.with("days", days);
        }
    }
}

fn designations(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let here = at.field("designations");
    for (place, step) in hub.designations.iter().enumerate() {
        if !matches!(step.status, Status::Ended | Status::Suspended) {
            sink.not_applicable(&END_WITHOUT_REASON);
            continue;
        }
        let missing = match (step.by, step.why.is_empty()) {
            (Some(_), false) => {
                sink.holds(&END_WITHOUT_REASON);
                continue;
            }
            (None, true) => "who decided it, or why",
            (None, false) => "who decided it",
            (Some(_), true) => "a reason",
        };
        sink.broken(&END_WITHOUT_REASON, &here.index(place))
            .with("status", step.status.to_string())
            .with("from", step.from)
            .with("missing", missing);
    }
    order(hub, &here, sink);
    let designated = || hub.possible_designations(around.on);
    if hub.designations.is_empty() || designated().eq([None]) {
        return sink.not_applicable(&DESIGNATION_DISAGREES);
    }
    // A hub that ends today is at work today.
    let ended = match hub.milestones.ended {
        None => Answer::No,
        Some(ended) => Span::since(ended).has_started(around.on),
    };
    let agrees = |status: Option<Status>| match status {
        None => Answer::Yes,
        Some(Status::Ended) => ended,
        Some(_) => !hub.milestones.has_ended(around.on),
    };
    let alike = |one, another| if one == another { one } else { Answer::Unknown };
    let kept = designated().map(agrees).reduce(alike).unwrap_or(Answer::Unknown);
    let because = "the day of its end, or of a designation, is not known exactly";
    if let Some(draft) = sink.judge(&DESIGNATION_DISAGREES, &here, kept, because) {
        let milestone = hub.milestones.ended.map_or_else(|| "not set".to_owned(), |date| date.to_string());
        let status = designated().flatten().next().map_or_else(String::new, |status| status.to_string());
        draft.with("status", status).with("ended", milestone);
    }
}

/// Judges the order in which the designations stand.
fn order(hub: &Hub, at: &At<'_>, sink: &mut Sink) {
    let rule = &DESIGNATIONS_OUT_OF_ORDER;
    let dated = || hub.designations.iter().filter(|step| !step.from.is_unknown());
    if dated().nth(1).is_none() {
        return sink.not_applicable(rule);
    }
    // Each against every later one, since the one between may be known to the year only.
    let mut pairs =
        dated().enumerate().flat_map(|(place, it)| dated().skip(place).skip(1).map(move |later| (it, later)));
    match pairs.find(|(step, later)| step.from.is_no_later_than(later.from).is_no()) {
        None => sink.holds(rule),
        Some((step, later)) => {
            let draft = sink.broken(rule, at).with("status", step.status.to_string()).with("from", step.from);
            draft.with("later", later.status.to_string()).with("later_from", later.from);
        }
    }
}

/// Judges whatever of a hub should have ended with it.
fn runs_on(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let has_ended = hub.milestones.has_ended(around.on).is_yes();
    let Some((ended, last)) = hub.milestones.ended.filter(|_| has_ended).and_then(|it| Some((it, it.latest()?))) else {
        return sink.not_applicable(&RUNS_ON_AFTER_ITS_END);
    };
    let mut judge = |span: Span, at: &At<'_>| {
        if span.is_over(last.succ_opt().unwrap_or(last)).is_no() {
            sink.broken(&RUNS_ON_AFTER_ITS_END, at).with("ended", Value::Date(ended));
        } else {
            sink.holds(&RUNS_ON_AFTER_ITS_END);
        }
    };
    let (leadership, board) = (at.field("leadership"), at.field("board"));
    let tenures = leadership.field("tenures");
    for (id, tenure) in &hub.leadership.tenures {
        judge(tenure.span, &tenures.key(id));
    }
    let bridges = leadership.field("bridges");
    for bridge in &hub.leadership.bridges {
        judge(bridge.span, &bridges);
    }
    let posts = at.field("posts");
    for (id, post) in &hub.posts {
        judge(post.span, &posts.key(id));
    }
    let partnerships = at.field("partnerships");
    for (id, partnership) in &hub.partnerships {
        judge(partnership.span, &partnerships.key(id));
    }
    let members = board.field("members");
    for (id, member) in hub.board.iter().flat_map(|board| &board.members) {
        judge(member.span, &members.key(id));
    }
}
