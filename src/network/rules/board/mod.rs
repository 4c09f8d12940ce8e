//! Rules of a hub's strategic board: that there is one, who sits on it, and how it [meets](meetings).

#[cfg(test)]
mod fixture;
mod ground;
pub mod meetings;
#[cfg(test)]
mod meetings_tests;
#[cfg(test)]
mod members_tests;

use chrono::NaiveDate;
use ground::{Ground, at_least, existed, fills, is_asked, missing_from, no_board};
use meetings::{CHAIR_NOT_INDEPENDENT, CYCLE_STEP_MISSED, INTEREST_UNDECLARED, TOO_FEW_MEETINGS};

use super::sources;
use crate::{
    answer::Answer,
    network::{Around, Hub, LeadStatus, Member, SeatGroup, Section, Status},
    organisation::Phases,
    rules::{At, Rule, Sink, Value},
};

/// An operating hub has a strategic board.
pub static MISSING: Rule = Rule::warning("board/missing", "an operating hub has a strategic board")
    .why("nobody else in the area advises the hub and scrutinises what it does")
    .says("the hub is at work without a strategic board")
    .hint("record the board, or say that the section on the board is incomplete")
    .source(&sources::TERMS_OF_REFERENCE)
    .except_to("an edition without a template of a board, and a hub that is not at work");

/// Enough members are independent of whoever leads the hub. What part is enough was never published: a policy's figure
/// is illustrative unless it says otherwise.
pub static INDEPENDENCE_NOT_LARGE: Rule = Rule::warning(
    "board/independence-not-large",
    "the part of the members that the template asks for is independent of whoever leads the hub",
)
.why("a board of the lead's own people cannot scrutinise the lead")
.says("at most {independent} of {members} members are independent of whoever leads the hub, not {least}")
.hint("seat more members who work neither for a lead nor for its trust or accountable body")
.source(&sources::TERMS_OF_REFERENCE)
.except_to(no_board!("; a hub that has ended; a day without a lead, and a board without members"));

/// The school and college leaders together stand for every phase.
pub static PHASE_UNCOVERED: Rule =
    Rule::warning("board/phase-uncovered", "school and college leaders of every phase sit on the board")
        .why("the hub works with schools and colleges of every phase")
        .says("no school or college leader on the board stands for {phases}")
        .hint("seat a leader of that phase, or record which phases the leaders stand for")
        .source(&sources::TERMS_OF_REFERENCE)
        .except_to(no_board!("; a hub that has ended; a programme of a single phase"));

/// Enough school or college leaders sit on the board.
pub static TOO_FEW_SCHOOL_LEADERS: Rule =
    Rule::warning("board/too-few-school-leaders", "enough school or college leaders sit on the board")
        .why("those who lead schools and colleges know what their teachers need")
        .says("{leaders} school or college leaders sit on the board; the template asks for {fewest}")
        .hint("seat more leaders of schools or colleges of the area")
        .source(&sources::TERMS_OF_REFERENCE)
        .except_to(no_board!("; a hub that has ended; a board in its first term"));

/// Universities, associations and authorities do not crowd the board. Who is seated for a required voice counts there
/// only.
pub static TOO_MANY_SPECIALISTS: Rule =
    Rule::warning("board/too-many-specialists", "specialist bodies have no more members than the template allows")
        .why("the board is led by those who lead schools and colleges")
        .says("{specialists} members sit for specialist bodies; the template allows {most}")
        .hint("agree which of them stay, or seat one for a required voice")
        .source(&sources::TERMS_OF_REFERENCE)
        .except_to(no_board!("; a hub that has ended"));

/// No required seat stays empty for long.
pub static SEAT_EMPTY: Rule =
    Rule::warning("board/seat-empty", "no required seat stays empty for longer than the template allows")
        .why("a voice that the template requires is not heard")
        .says("nobody has filled the seat of {seats} for at least {days} days; the template allows {most}")
        .hint("fill the seat, or record who does")
        .source(&sources::TERMS_OF_REFERENCE)
        .except_to(no_board!(
            "; a hub that has ended; a seat that is no longer asked for, and a template that requires none"
        ));

/// The voices that are only recommended are heard too. In the home edition it is that of teaching schools; that their
/// designation has ended rests on general knowledge, and the day is the policy's.
pub static RECOMMENDED_VOICE_MISSING: Rule =
    Rule::advice("board/recommended-voice-missing", "every voice that the template recommends is on the board")
        .why("the template says that the board should hear it")
        .says("nobody fills the recommended seat of {seats}")
        .hint("invite somebody to fill the seat")
        .source(&sources::TERMS_OF_REFERENCE)
        .except_to(no_board!(
            "; a hub that has ended; a voice that is no longer asked for, and a template that recommends none"
        ))
        .formerly(&["board/teaching-school-voice-missing"]);

/// Whoever holds a post that belongs on the board is a member.
pub static LEADERSHIP_NOT_SEATED: Rule =
    Rule::warning("board/leadership-not-seated", "whoever holds a post that belongs on the board is a member")
        .why("the board advises those who run the hub, so they must be there")
        .says("{holder}, in post as `{post}`, is no member of the board")
        .hint("seat the holder, or end the post")
        .source(&sources::TERMS_OF_REFERENCE)
        .except_to(no_board!("; a hub that has ended; a post that is vacant or that the hub does not have"));

/// Nobody meets two minimums at once. Chairing is an office, not a seat.
pub static SEAT_COUNTED_TWICE: Rule =
    Rule::warning("board/seat-counted-twice", "no member counts towards two minimums of the template")
        .why("one person would stand in for two of the voices that the template asks for")
        .says("{member} counts towards {minimums} minimums of the template")
        .hint("choose one seat for the member, and fill the other with somebody else")
        .source(&sources::TERMS_OF_REFERENCE)
        .except_to(no_board!("; a hub that has ended; somebody who is no member on the day"));

/// The rules of a board.
pub(super) const RULES: &[&Rule] = &[
    &MISSING,
    &INDEPENDENCE_NOT_LARGE,
    &CHAIR_NOT_INDEPENDENT,
    &PHASE_UNCOVERED,
    &TOO_FEW_SCHOOL_LEADERS,
    &TOO_MANY_SPECIALISTS,
    &SEAT_EMPTY,
    &RECOMMENDED_VOICE_MISSING,
    &LEADERSHIP_NOT_SEATED,
    &SEAT_COUNTED_TWICE,
    &TOO_FEW_MEETINGS,
    &CYCLE_STEP_MISSED,
    &INTEREST_UNDECLARED,
];

/// The rules about who sits on a board on the day.
static OF_MEMBERS: &[&Rule] = &[
    &INDEPENDENCE_NOT_LARGE,
    &PHASE_UNCOVERED,
    &TOO_FEW_SCHOOL_LEADERS,
    &TOO_MANY_SPECIALISTS,
    &SEAT_EMPTY,
    &RECOMMENDED_VOICE_MISSING,
    &LEADERSHIP_NOT_SEATED,
    &SEAT_COUNTED_TWICE,
];

const HALF_KNOWN: &str = "it is not known for sure who sits on the board on the day";

/// Judges the board of `hub`, which stands at `at`.
pub(super) fn judge(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let Some(template) = &around.policy.board else {
        RULES.iter().for_each(|rule| sink.not_applicable(rule));
        return;
    };
    let place = at.field("board");
    let there = hub.board.as_ref().map_or(Answer::No, |board| existed(board, around.on));
    missing(hub, there, &place, around.on, sink);
    let Some(board) = hub.board.as_ref().filter(|_| there.is_yes()) else {
        OF_MEMBERS.iter().chain(meetings::RULES).for_each(|rule| sink.not_applicable(rule));
        return;
    };
    let ground = Ground { hub, board, template, around, of_hub: at, at: &place };
    if hub.status_on(around.on) == Some(Status::Ended) {
        OF_MEMBERS.iter().for_each(|rule| sink.not_applicable(rule));
    } else {
        independence(&ground, sink);
        leaders(&ground, sink);
        phases(&ground, sink);
        specialists(&ground, sink);
        voices(&ground, sink);
        posts(&ground, sink);
        minimums(&ground, sink);
    }
    meetings::judge(&ground, sink);
}

fn missing(hub: &Hub, there: Answer, at: &At<'_>, on: NaiveDate, sink: &mut Sink) {
    let operating = hub.is_operating(on);
    if operating.is_no() {
        return sink.not_applicable(&MISSING);
    }
    let because = if there.is_unknown() {
        "it is not known whether the board had been formed"
    } else if operating.is_unknown() {
        "it is not known whether the hub is at work"
    } else {
        "the record does not say whether there is a board"
    };
    sink.judge(&MISSING, at, there.or(!operating).or(missing_from(hub, Section::Board)), because);
}

/// Counted twice, with all that is open in favour of the board and all against it.
fn independence(ground: &Ground<'_>, sink: &mut Sink) {
    let on = ground.on();
    match ground.lead(on) {
        LeadStatus::Held(..) => {}
        LeadStatus::Unknown => {
            sink.undetermined(&INDEPENDENCE_NOT_LARGE, ground.at, "it is not known who leads the hub");
            return;
        }
        LeadStatus::Bridged(_) | LeadStatus::Vacant => return sink.not_applicable(&INDEPENDENCE_NOT_LARGE),
    }
    let ((mut best, mut of_best), (mut worst, mut of_worst)) = ((0_usize, 0_usize), (0_usize, 0_usize));
    let add = |count: &mut usize, one: bool| *count = count.saturating_add(usize::from(one));
    for (id, member) in &ground.board.members {
        let sits = member.span.covers(on);
        if sits.is_no() {
            continue;
        }
        let independent = ground.is_independent(*id, on);
        add(&mut best, !independent.is_no());
        add(&mut of_best, sits.is_yes() || !independent.is_no());
        add(&mut worst, sits.is_yes() && independent.is_yes());
        add(&mut of_worst, sits.is_yes() || !independent.is_yes());
    }
    let complete = ground.unlisted().is_no();
    if complete && of_best.max(of_worst) == 0 {
        return sink.not_applicable(&INDEPENDENCE_NOT_LARGE);
    }
    let least = ground.template.independent;
    let kept = match (least.is_met(worst, of_worst), least.is_met(best, of_best)) {
        _ if !complete => Answer::Unknown,
        (true, _) => Answer::Yes,
        (_, false) => Answer::No,
        _ => Answer::Unknown,
    };
    let because = ground.because("it is not known for sure who sits on the board, or where some members work");
    if let Some(draft) = sink.judge(&INDEPENDENCE_NOT_LARGE, ground.at, kept, because) {
        draft.with("independent", best).with("members", of_best).with("least", Value::text(least));
    }
}

fn leaders(ground: &Ground<'_>, sink: &mut Sink) {
    let terms = ground.around.terms();
    let term = terms.containing(ground.on()).map(|term| terms.period(term));
    let before = term.and_then(|term| term.first().pred_opt());
    let is_first = before.map_or(Answer::No, |day| !existed(ground.board, day));
    if is_first.is_yes() {
        return sink.not_applicable(&TOO_FEW_SCHOOL_LEADERS);
    }
    let fewest = ground.template.fewest_leaders;
    let count = ground.count(|member| member.seats.contains(&ground.template.leader_seat));
    let enough = at_least(fewest, count).or(ground.unlisted());
    let because = if enough.is_no() {
        "it is not known whether the board is in its first term"
    } else {
        ground.because(HALF_KNOWN)
    };
    if let Some(draft) = sink.judge(&TOO_FEW_SCHOOL_LEADERS, ground.at, enough.or(is_first), because) {
        draft.with("leaders", count.0).with("fewest", fewest);
    }
}

/// A leader of whom no phase is recorded may stand for any.
fn phases(ground: &Ground<'_>, sink: &mut Sink) {
    let asked = ground.template.phases;
    if asked.count() < 2 {
        return sink.not_applicable(&PHASE_UNCOVERED);
    }
    let (mut certain, mut perhaps) = (Phases::NONE, Phases::NONE);
    for member in ground.board.members.values().filter(|member| member.seats.contains(&ground.template.leader_seat)) {
        match member.span.covers(ground.on()) {
            Answer::No => {}
            _ if member.leads_phases.is_empty() => perhaps = Phases::ALL,
            Answer::Unknown => perhaps = perhaps.and(member.leads_phases),
            Answer::Yes => certain = certain.and(member.leads_phases),
        }
    }
    let uncovered = asked.without(certain);
    let kept = if uncovered.is_empty() {
        Answer::Yes
    } else if uncovered.without(perhaps).is_empty() {
        Answer::Unknown
    } else {
        ground.unlisted()
    };
    let because = ground.because("it is not known for sure which leaders sit on the board, and for which phases");
    if let Some(draft) = sink.judge(&PHASE_UNCOVERED, ground.at, kept, because) {
        draft.with("phases", Value::text(uncovered.without(perhaps)));
    }
}

fn specialists(ground: &Ground<'_>, sink: &mut Sink) {
    let template = ground.template;
    let is_specialist = |member: &Member| {
        !member.seats.is_disjoint(&template.specialist_seats)
            && !template.required_seats.values().any(|group| fills(member, group))
    };
    let (certain, perhaps) = ground.count(is_specialist);
    let most = template.most_specialists;
    let too_many = at_least(most.saturating_add(1), (certain, perhaps)).or(ground.unlisted());
    if let Some(mut draft) = sink.judge(&TOO_MANY_SPECIALISTS, ground.at, !too_many, ground.because(HALF_KNOWN)) {
        draft = draft.with("specialists", certain).with("most", most);
        for (id, _) in ground.board.members_on(ground.on()).filter(|(_, member)| is_specialist(member)) {
            draft = draft.beside(&ground.at.field("members").key(&id));
        }
    }
}

/// One verdict for each group of seats.
fn voices(ground: &Ground<'_>, sink: &mut Sink) {
    let groups = &ground.template.required_seats;
    for (recommended, rule) in [(false, &SEAT_EMPTY), (true, &RECOMMENDED_VOICE_MISSING)] {
        if !groups.values().any(|group| group.recommended == recommended) {
            sink.not_applicable(rule);
        }
    }
    for (name, group) in groups {
        let rule = if group.recommended { &RECOMMENDED_VOICE_MISSING } else { &SEAT_EMPTY };
        let asked = is_asked(group, ground.on());
        if asked.is_no() {
            sink.not_applicable(rule);
            continue;
        }
        let filling = ground.board.members.values().filter(|member| fills(member, group));
        let filled = Answer::any(filling.map(|member| member.span.covers(ground.on())));
        let (empty_too_long, days) = empty_too_long(ground, group);
        let kept = if group.recommended { filled } else { filled.or(!empty_too_long) };
        let because = if kept.is_no() && ground.unlisted().is_no() {
            "it is not known whether the seat is still asked for"
        } else {
            ground.because("it is not known for sure who fills the seat, or since when nobody has")
        };
        if let Some(draft) = sink.judge(rule, ground.at, kept.or(ground.unlisted()).or(!asked), because) {
            let seats = group.any_of.iter().map(|seat| format!("`{seat}`")).collect::<Vec<_>>().join(" or ");
            let draft = draft.with("group", Value::text(name)).with("seats", seats);
            if !group.recommended {
                draft.with("days", days).with("most", ground.template.empty_seat_days);
            }
        }
    }
}

/// Whether a group of seats, if nobody fills it on the day, has been empty for too long; and for how many days at least.
/// It is empty since the board was formed or the last who filled it left, whichever is later.
fn empty_too_long(ground: &Ground<'_>, group: &SeatGroup) -> (Answer, i64) {
    let on = ground.on();
    let formed = ground.board.formed;
    let mut earliest = formed.earliest().unwrap_or(NaiveDate::MIN);
    let mut latest = formed.latest().map_or(on, |latest| latest.min(on));
    for member in ground.board.members.values().filter(|member| fills(member, group)) {
        if let Some(left) = member.span.until().filter(|_| member.span.is_over(on).is_yes()) {
            earliest = earliest.max(left.earliest().unwrap_or(NaiveDate::MIN));
            latest = latest.max(left.latest().unwrap_or(on));
        }
    }
    let days_since = |day: NaiveDate| on.signed_duration_since(day).num_days();
    let most = i64::from(ground.template.empty_seat_days);
    let too_long = if days_since(latest) > most {
        Answer::Yes
    } else if days_since(earliest) <= most {
        Answer::No
    } else {
        Answer::Unknown
    };
    (too_long, days_since(latest))
}

/// One verdict for each post that is held, or for each kind of post of which none is.
fn posts(ground: &Ground<'_>, sink: &mut Sink) {
    let on = ground.on();
    if ground.template.seated_posts.is_empty() {
        sink.not_applicable(&LEADERSHIP_NOT_SEATED);
    }
    for kind in &ground.template.seated_posts {
        let (mut is_held, mut is_vacant) = (false, false);
        for (id, post) in ground.hub.posts.iter().filter(|(_, post)| post.kind == *kind) {
            let current = post.span.covers(on);
            let Some(holder) = post.holder.filter(|_| !current.is_no()) else {
                is_vacant |= current.is_yes();
                continue;
            };
            is_held = true;
            let sits = ground.board.members.get(&holder).map_or(Answer::No, |member| member.span.covers(on));
            let seated = sits.or(ground.unlisted());
            let because = if seated.is_no() {
                "it is not known whether the post is still held"
            } else {
                ground.because("it is not known for sure whether the holder sits on the board")
            };
            if let Some(draft) = sink.judge(&LEADERSHIP_NOT_SEATED, ground.at, seated.or(!current), because) {
                draft
                    .with("holder", Value::text(holder))
                    .with("post", Value::text(kind))
                    .beside(&ground.of_hub.field("posts").key(id));
            }
        }
        if is_held {
            continue;
        }
        if is_vacant || ground.hub.is_complete(Section::Posts) {
            sink.not_applicable(&LEADERSHIP_NOT_SEATED);
        } else {
            sink.undetermined(&LEADERSHIP_NOT_SEATED, ground.at, "the posts of the hub are not all recorded")
                .with("post", Value::text(kind));
        }
    }
}

/// One verdict for each member. The leaders' seat and each required group are minimums; what is only recommended is none.
fn minimums(ground: &Ground<'_>, sink: &mut Sink) {
    let (on, template) = (ground.on(), ground.template);
    if ground.board.members.is_empty() {
        sink.not_applicable(&SEAT_COUNTED_TWICE);
    }
    let members = ground.at.field("members");
    for (id, member) in &ground.board.members {
        let sits = member.span.covers(on);
        if sits.is_no() {
            sink.not_applicable(&SEAT_COUNTED_TWICE);
            continue;
        }
        let (mut certain, mut perhaps) = (usize::from(member.seats.contains(&template.leader_seat)), 0_usize);
        for group in template.required_seats.values().filter(|group| !group.recommended && fills(member, group)) {
            match is_asked(group, on) {
                Answer::Yes => certain = certain.saturating_add(1),
                Answer::Unknown => perhaps = perhaps.saturating_add(1),
                Answer::No => {}
            }
        }
        let twice = at_least(2, (certain, perhaps)).and(sits);
        let because =
            "it is not known for sure whether the member sits on the day, or whether a seat is still asked for";
        if let Some(draft) = sink.judge(&SEAT_COUNTED_TWICE, &members.key(id), !twice, because) {
            draft.with("member", Value::text(id)).with("minimums", certain);
        }
    }
}
