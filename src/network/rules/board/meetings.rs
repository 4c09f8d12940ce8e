//! Rules of the meetings of a hub's strategic board.

use chrono::NaiveDate;

use super::{
    super::sources,
    ground::{Ground, at_least, covers, existed, missing_from, no_board, within},
};
use crate::{
    answer::Answer,
    calendar::{AcademicYear, PartialDate},
    identifiers::PersonId,
    network::{CycleStep, LeadStatus, Meeting, Partner, Partnership, Section, Status},
    rules::{Rule, Sink, Value},
};

/// Whoever chairs a meeting is independent of whoever leads the hub.
pub static CHAIR_NOT_INDEPENDENT: Rule = Rule::error(
    "board/chair-not-independent",
    "whoever chairs a meeting of the board is independent of whoever leads the hub",
)
.why("the lead would preside over its own scrutiny")
.says("{chair}, who chaired the meeting of {meeting}, comes from a body that leads the hub or is accountable for it")
.hint("let the board elect a chair from elsewhere")
.source(&sources::TERMS_OF_REFERENCE)
.except_to(no_board!(
    "; a meeting on a day without chair or lead, and a template that does not ask for an independent chair"
))
.of_history();

/// The board meets often enough in each full year.
pub static TOO_FEW_MEETINGS: Rule =
    Rule::warning("board/too-few-meetings", "the board met often enough in the last full academic year")
        .why("a board that seldom meets advises on what has already been done")
        .says("the board met {meetings} times in {year}; the template asks for {fewest}")
        .hint("plan the meetings of a year together, or record those that took place")
        .source(&sources::TERMS_OF_REFERENCE)
        .except_to(no_board!("; a year in which the board was formed or the hub ended"));

/// The board deals with every step of its yearly cycle.
pub static CYCLE_STEP_MISSED: Rule =
    Rule::warning("board/cycle-step-missed", "the board dealt with every step of its last full academic year in time")
        .why("the board's advice is wanted on each step before it is done")
        .says("no meeting of {year} up to {until} dealt with `{step}`: {what}")
        .hint("put the step on the agenda of a meeting before the plan is submitted, or record where it was dealt with")
        .source(&sources::SUSSEX_BOARD)
        .except_to(no_board!(
            "; a year in which the board was formed or the hub ended, and looking back in a hub's first year"
        ));

/// Who comes from a partner that the hub pays, or is one, says so at meetings.
pub static INTEREST_UNDECLARED: Rule = Rule::warning(
    "board/interest-undeclared",
    "everybody at a meeting who is, or comes from, a partner that the hub pays that year had the interest minuted",
)
.why("nobody should advise unseen on what pays them or their own organisation")
.says("{member} {tie}, which the hub pays in {year}, and the minutes of {meeting} do not say so")
.hint("ask for interests at the start of a meeting, and minute them")
.source(&sources::TERMS_OF_REFERENCE)
.except_to(no_board!(
    "; a meeting of nobody with such a tie, also where it began after the meeting, and one before last year"
));

/// The rules of meetings.
pub(super) const RULES: &[&Rule] =
    &[&CHAIR_NOT_INDEPENDENT, &TOO_FEW_MEETINGS, &CYCLE_STEP_MISSED, &INTEREST_UNDECLARED];

/// Judges the meetings of a board.
pub(super) fn judge(ground: &Ground<'_>, sink: &mut Sink) {
    chairs(ground, sink);
    if let Some(year) = ground.around.year().and_then(AcademicYear::previous) {
        let stood = stood_through(ground, year);
        count(ground, year, stood, sink);
        cycle(ground, year, stood, sink);
    } else {
        sink.not_applicable(&TOO_FEW_MEETINGS);
        sink.not_applicable(&CYCLE_STEP_MISSED);
    }
    interests(ground, sink);
}

/// The meetings that took place by the day, or may have.
fn held<'a>(ground: &Ground<'a>) -> impl Iterator<Item = (&'a PartialDate, &'a Meeting)> + use<'a> {
    let on = ground.on();
    ground.board.meetings.iter().filter(move |(date, _)| !date.is_on_or_before(on).is_no())
}

/// Whether the board was there from the first day of `year`, and the hub until its last.
fn stood_through(ground: &Ground<'_>, year: AcademicYear) -> Answer {
    let last = year.last_day();
    let goes_on = !ground.hub.milestones.has_ended(last);
    let goes_on = goes_on.and((ground.hub.status_on(last) != Some(Status::Ended)).into());
    existed(ground.board, year.first_day()).and(goes_on)
}

/// One verdict for each meeting.
fn chairs(ground: &Ground<'_>, sink: &mut Sink) {
    if !ground.template.chair_independent || held(ground).next().is_none() {
        return sink.not_applicable(&CHAIR_NOT_INDEPENDENT);
    }
    let meetings = ground.at.field("meetings");
    for (date, _) in held(ground) {
        let at = meetings.key(date);
        let Some(day) = date.day() else {
            sink.undetermined(&CHAIR_NOT_INDEPENDENT, &at, "it is not known on which day the meeting was");
            continue;
        };
        let may_chair = || ground.board.chairs.iter().filter(|(_, spans)| !spans.covers(day).is_no());
        if may_chair().next().is_none() {
            if ground.unlisted().is_no() {
                sink.not_applicable(&CHAIR_NOT_INDEPENDENT);
            } else {
                sink.undetermined(&CHAIR_NOT_INDEPENDENT, &at, "it is not recorded who chaired the board");
            }
            continue;
        }
        match ground.lead(day) {
            LeadStatus::Held(..) => {}
            LeadStatus::Unknown => {
                sink.undetermined(&CHAIR_NOT_INDEPENDENT, &at, "it is not known who led the hub on the day");
                continue;
            }
            LeadStatus::Bridged(_) | LeadStatus::Vacant => {
                sink.not_applicable(&CHAIR_NOT_INDEPENDENT);
                continue;
            }
        }
        let mut kept = Answer::Yes;
        let mut tied = None;
        for (chair, spans) in may_chair() {
            let sound = (!spans.covers(day)).or(ground.is_independent(*chair, day));
            kept = kept.and(sound);
            tied = tied.or(sound.is_no().then_some(*chair));
        }
        let because = "it is not known for sure who chaired the meeting, or where the chair worked";
        if let Some(mut draft) = sink.judge(&CHAIR_NOT_INDEPENDENT, &at, kept, because) {
            draft = draft.with("meeting", *date);
            if let Some(chair) = tied {
                draft.with("chair", Value::text(chair)).beside(&ground.at.field("chairs").key(&chair));
            }
        }
    }
}

fn count(ground: &Ground<'_>, year: AcademicYear, stood: Answer, sink: &mut Sink) {
    if stood.is_no() {
        return sink.not_applicable(&TOO_FEW_MEETINGS);
    }
    let mut met = (0_usize, 0_usize);
    for date in ground.board.meetings.keys() {
        match within(*date, year.first_day(), year.last_day()) {
            Answer::Yes => met.0 = met.0.saturating_add(1),
            Answer::Unknown => met.1 = met.1.saturating_add(1),
            Answer::No => {}
        }
    }
    let fewest = ground.template.fewest_meetings;
    let enough = at_least(fewest, met).or(ground.unminuted());
    let because = if enough.is_no() {
        "it is not known whether board and hub were there for the whole year"
    } else {
        because_of_meetings(ground, "it is not known for sure which meetings were in the year")
    };
    let at = ground.at.field("meetings");
    if let Some(draft) = sink.judge(&TOO_FEW_MEETINGS, &at, enough.or(!stood), because) {
        draft.with("meetings", met.0).with("year", Value::text(year)).with("fewest", fewest);
    }
}

fn because_of_meetings(ground: &Ground<'_>, otherwise: &'static str) -> &'static str {
    if ground.unminuted().is_no() { otherwise } else { "the meetings of the board are not all recorded" }
}

/// One verdict for each step.
fn cycle(ground: &Ground<'_>, year: AcademicYear, stood: Answer, sink: &mut Sink) {
    let steps = &ground.template.cycle;
    if steps.is_empty() || stood.is_no() {
        return sink.not_applicable(&CYCLE_STEP_MISSED);
    }
    let at = ground.at.field("meetings");
    for (word, step) in steps {
        let applies = stood.and(if step.looks_back { has_past(ground, year) } else { Answer::Yes });
        if applies.is_no() {
            sink.not_applicable(&CYCLE_STEP_MISSED);
            continue;
        }
        let until = deadline(ground, year, step);
        let dealt_with = ground.board.meetings.iter().filter(|(_, meeting)| meeting.reviewed.contains(word));
        let done = Answer::any(dealt_with.map(|(date, _)| {
            let in_time = until.map_or(Answer::Yes, |until| date.is_no_later_than(until));
            within(*date, year.first_day(), year.last_day()).and(in_time)
        }));
        let done = done.or(ground.unminuted());
        let because = if done.is_no() {
            "it is not known whether board and hub were there for the whole year and before"
        } else {
            because_of_meetings(ground, "it is not known for sure which meetings were in the year and in time")
        };
        if let Some(draft) = sink.judge(&CYCLE_STEP_MISSED, &at, done.or(!applies), because) {
            draft
                .with("year", Value::text(year))
                .with("until", until.unwrap_or(year.last_day().into()))
                .with("step", Value::text(word))
                .with("what", step.what.as_str());
        }
    }
}

/// Whether the hub was at work before `year`, so that it has something to look back on.
fn has_past(ground: &Ground<'_>, year: AcademicYear) -> Answer {
    let milestones = &ground.hub.milestones;
    let before = |date: Option<PartialDate>| date.map_or(Answer::Unknown, |date| date.is_before(year.first_day()));
    match before(milestones.operating) {
        Answer::Unknown if before(milestones.seen_operating).is_yes() => Answer::Yes,
        answer => answer,
    }
}

/// When the plan is submitted that a meeting of `year` may still see in draft: the year's own, or the next year's where
/// the year's own was submitted before the year began.
fn deadline(ground: &Ground<'_>, year: AcademicYear, step: &CycleStep) -> Option<PartialDate> {
    let years = [Some(year), year.next()].into_iter().flatten().filter(|_| step.before_the_plan);
    let submitted = |year: AcademicYear| ground.hub.years.get(&year).and_then(|year| year.plan_submitted);
    years.filter_map(submitted).find(|submitted| !submitted.is_before(year.first_day()).is_yes())
}

/// One verdict for each meeting of this academic year and the last.
fn interests(ground: &Ground<'_>, sink: &mut Sink) {
    let year = ground.around.year();
    let first = year.map(|year| year.previous().unwrap_or(year).first_day());
    let Some(first) = first else { return sink.not_applicable(&INTEREST_UNDECLARED) };
    let mut any = false;
    for (date, meeting) in held(ground) {
        let recent = within(*date, first, ground.on());
        if !recent.is_no() && !date.is_unknown() {
            any = true;
            interests_at(ground, *date, meeting, recent, sink);
        }
    }
    if !any {
        sink.not_applicable(&INTEREST_UNDECLARED);
    }
}

fn interests_at(ground: &Ground<'_>, date: PartialDate, meeting: &Meeting, recent: Answer, sink: &mut Sink) {
    let meetings = ground.at.field("meetings");
    let at = meetings.key(&date);
    let paid =
        Answer::any(paid(ground, date).map(|(_, paid)| paid)).or(missing_from(ground.hub, Section::Partnerships));
    if meeting.present.is_empty() {
        if paid.is_no() {
            sink.not_applicable(&INTEREST_UNDECLARED);
        } else {
            sink.undetermined(&INTEREST_UNDECLARED, &at, "it is not recorded who came to the meeting");
        }
        return;
    }
    let (mut kept, mut tied_at_all, mut first) = (Answer::Yes, Answer::No, None);
    for person in &meeting.present {
        let tied = tie(ground, *person, date).or(missing_from(ground.hub, Section::Partnerships));
        tied_at_all = tied_at_all.or(tied);
        let minuted = Answer::from(meeting.interests_minuted.contains(person));
        let declared = minuted.or(!tied);
        kept = kept.and(declared);
        first = first.or(declared.is_no().then_some(*person));
    }
    if tied_at_all.is_no() {
        return sink.not_applicable(&INTEREST_UNDECLARED);
    }
    let because = if kept.is_no() {
        "it is not known whether the meeting was within this year and the last"
    } else {
        "it is not known for sure where some of those present work, or whom the hub pays"
    };
    if let Some(mut draft) = sink.judge(&INTEREST_UNDECLARED, &at, kept.or(!recent), because) {
        draft = draft.with("meeting", date);
        let Some(member) = first else { return };
        let partner = partner_of(ground, member, date);
        draft = draft.with("member", Value::text(member));
        if let Some(partner) = partner {
            let tie = match partner {
                Partner::Organisation(organisation) => Value::text(format_args!("comes from {organisation}")),
                Partner::Practitioner(_) => Value::from("is a partner"),
            };
            draft = draft.with("partner", Value::text(partner)).with("tie", tie);
        }
        if let Some(year) = date.earliest().and_then(AcademicYear::containing) {
            draft = draft.with("year", Value::text(year));
        }
        let others = meeting.present.iter().filter(|person| !meeting.interests_minuted.contains(person));
        for other in others.filter(|person| tie(ground, **person, date).is_yes()) {
            draft = draft.beside(&ground.at.field("members").key(other));
        }
    }
}

/// Whether the hub pays `partnership` in the year of `date`: certainly, where it pays in each that this may be.
fn pays_at(partnership: &Partnership, date: PartialDate) -> Answer {
    let year = |day: Option<NaiveDate>| day.and_then(AcademicYear::containing);
    let (first, last) = (year(date.earliest()), year(date.latest()));
    let may_be = |year: AcademicYear| first.is_none_or(|first| first <= year) && last.is_none_or(|last| year <= last);
    let paid = partnership.paid_in.iter().filter(|year| may_be(**year)).count();
    if paid == 0 {
        return Answer::No;
    }
    // One more than were paid is enough to see that not all were.
    let years = std::iter::successors(first, |year| year.next()).take_while(|year| may_be(*year));
    let all = first.is_some() && last.is_some() && years.take(paid.saturating_add(1)).count() == paid;
    if all { Answer::Yes } else { Answer::Unknown }
}

/// The partners of the hub, and whether it pays them in the year of `date` and while they are.
fn paid<'a>(ground: &Ground<'a>, date: PartialDate) -> impl Iterator<Item = (Partner, Answer)> + use<'a> {
    ground
        .hub
        .partnerships
        .values()
        .map(move |partnership| (partnership.with, pays_at(partnership, date).and(covers(partnership.span, date))))
}

/// Whether `person` is, or comes from, a partner that the hub pays.
fn tie(ground: &Ground<'_>, person: PersonId, date: PartialDate) -> Answer {
    let of_partner = |(partner, paid): (Partner, Answer)| {
        if paid.is_no() { paid } else { paid.and(is_tied(ground, person, date, partner)) }
    };
    Answer::any(paid(ground, date).map(of_partner))
}

fn is_tied(ground: &Ground<'_>, person: PersonId, date: PartialDate, partner: Partner) -> Answer {
    match partner {
        Partner::Practitioner(practitioner) => (practitioner == person).into(),
        Partner::Organisation(partner) => {
            ground.comes_from(person, date, |organisation| ground.around.register.is_same(organisation, partner).into())
        }
    }
}

/// The first partner that certainly ties `person`.
fn partner_of(ground: &Ground<'_>, person: PersonId, date: PartialDate) -> Option<Partner> {
    let tying = |(partner, paid): &(Partner, Answer)| paid.and(is_tied(ground, person, date, *partner)).is_yes();
    paid(ground, date).find(tying).map(|(partner, _)| partner)
}
