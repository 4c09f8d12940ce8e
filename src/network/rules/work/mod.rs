//! The rules of a hub's work: work groups, projects, years and posts.

use super::sources;
use crate::{
    answer::Answer,
    calendar::{AcademicYear, PartialDate, Span},
    identifiers::{HubId, OrganisationId, PostId, ProjectId},
    network::{Around, Hub, HubYear, Post, Project, Section, WorkGroup},
    rules::{At, Rule, Sink, Value},
    vocabulary::Word,
};

/// A work group of this year has a lead.
pub static WORK_GROUP_WITHOUT_LEAD: Rule =
    Rule::warning("hub/work-group-without-lead", "a work group of this year has a work group lead")
        .why("a work group works under its lead")
        .says("nobody leads this work group of {year}")
        .hint("record who leads it, or remove it where it never met")
        .source(&sources::CONVENTION)
        .except_to("a work group of another year");

/// A work group of this year has teachers of several schools.
pub static WORK_GROUP_OF_ONE_SCHOOL: Rule = Rule::advice(
    "hub/work-group-of-one-school",
    "as many schools as policy asks for take part in a work group",
)
.why("work groups are there for schools to work with one another")
.says("of the {fewest} schools that policy asks for, {count} take part in this work group of {year}, {school} first")
.hint("record the other schools that take part")
.source(&sources::CONVENTION)
.except_to("a work group of another year, and every one of a programme that sets no number");

/// A work group works while its project runs.
pub static WORK_GROUP_OUTSIDE_PROJECT: Rule =
    Rule::warning("hub/work-group-outside-project", "a work group works in a year in which its project runs")
        .why("a group of another year works on something else, or the project's dates are wrong")
        .says("the work group is of {year}, and the project `{project}` runs {span}")
        .hint("correct the year or the project of the work group, or the days of the project")
        .source(&sources::CONVENTION)
        .except_to("a hub without work groups, and a work group whose project the network does not know")
        .of_history();

/// A hub at work takes part in every project that is required of it.
pub static PROJECT_MISSING: Rule =
    Rule::warning("network/national-project-missing", "a hub at work takes part in each project required of it")
        .why("what is national reaches every school only where every hub takes part")
        .says("neither a work group of this year nor a partner carries out the project `{project}` on {day}")
        .hint("record the work group or the partner that carries it out, or mark what is incomplete")
        .source(&sources::ABOUT)
        .except_to("a project that is not required of the hub or not running, and a hub that is not at work");

/// A plan that was submitted has priorities.
pub static PLAN_WITHOUT_PRIORITIES: Rule =
    Rule::advice("hub/plan-without-priorities", "a plan that was submitted has priorities")
        .why("what a year was for decides how it went")
        .says("the plan for {year}, submitted {submitted}, has no priorities")
        .hint("record the priorities, the first first")
        .source(&sources::CONVENTION)
        .except_to("a year for which no plan was submitted");

/// A year that has been over for long enough is evaluated.
pub static YEAR_NOT_EVALUATED: Rule =
    Rule::warning("hub/year-not-evaluated", "a year is evaluated within the days that policy gives")
        .why("the strategic board looks back on a year to plan the next ones")
        .says("the year {year} ended on {ended} and is not evaluated on {day}, where policy allows {allowed} days")
        .hint("record when the year was evaluated and what that said")
        .source(&sources::TERMS_OF_REFERENCE)
        .except_to("a year that is running or whose days are not over, and every one of a programme that gives none");

/// Every post that the programme requires is held.
pub static POST_VACANT: Rule =
    Rule::warning("hub/post-vacant", "each post that the programme requires is held by somebody")
        .why("without somebody in post there is nobody to turn to")
        .says("nobody holds the post `{post}` on {day}")
        .hint("record who holds it, or mark the posts as incomplete")
        .source(&sources::ABOUT)
        .except_to("a hub that is not at work, and every hub of a programme that requires no posts");

/// Nobody holds two posts at a time.
pub static POST_HELD_TWICE: Rule = Rule::advice("hub/post-held-twice", "nobody holds two posts of a hub at a time")
    .why("two posts are meant for two pairs of eyes")
    .says("{person} holds both the post `{kind}` and the post `{others_kind}` on {day}")
    .hint("correct the holder or the days of one of the posts")
    .source(&sources::CONVENTION)
    .except_to("a hub in which fewer than two posts are held");

/// All rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &WORK_GROUP_WITHOUT_LEAD,
    &WORK_GROUP_OF_ONE_SCHOOL,
    &WORK_GROUP_OUTSIDE_PROJECT,
    &PROJECT_MISSING,
    &PLAN_WITHOUT_PRIORITIES,
    &YEAR_NOT_EVALUATED,
    &POST_VACANT,
    &POST_HELD_TWICE,
];

const GROUPS_NOT_ALL: &str = "the hub's work groups are not all recorded";
const PERHAPS_NOT_AT_WORK: &str = "it is not known whether the hub is at work";
const YEARS_NOT_ALL: &str = "the hub's years are not all recorded";
const POST_HALF_KNOWN: &str = "it is half known for how long a post was held";

/// Judges the work of the hub `id` at `at`.
pub(super) fn judge(id: HubId, hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let groups = at.field("work_groups");
    if hub.work_groups.is_empty() {
        sink.not_applicable(&WORK_GROUP_OUTSIDE_PROJECT);
    }
    for (group_id, group) in &hub.work_groups {
        let place = groups.key(group_id);
        work_group_of_the_year(hub, group, &place, around, sink);
        work_group_outside_project(group, &place, around, sink);
    }
    for (project_id, project) in around.projects {
        project_missing(id, hub, (*project_id, project), &groups, around, sink);
    }
    let years = at.field("years");
    for (year, details) in &hub.years {
        let place = years.key(year);
        plan_without_priorities(hub, (*year, details), &place, around, sink);
        year_not_evaluated(hub, (*year, details), &place, around, sink);
    }
    let posts = at.field("posts");
    if around.policy.required_posts.is_empty() {
        sink.not_applicable(&POST_VACANT);
    }
    for word in &around.policy.required_posts {
        post_vacant(hub, *word, &posts, around, sink);
    }
    post_held_twice(hub, &posts, around, sink);
}

/// Whether `section` is all recorded: unknown where the hub does not say so.
fn all_recorded(hub: &Hub, section: Section) -> Answer {
    if hub.is_complete(section) { Answer::Yes } else { Answer::Unknown }
}

fn work_group_of_the_year(hub: &Hub, group: &WorkGroup, place: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    if around.year() != Some(group.year) {
        sink.not_applicable(&WORK_GROUP_WITHOUT_LEAD);
        return sink.not_applicable(&WORK_GROUP_OF_ONE_SCHOOL);
    }
    let all = all_recorded(hub, Section::WorkGroups);
    let led = Answer::from(group.lead.is_some()).or(!all);
    if let Some(draft) = sink.judge(&WORK_GROUP_WITHOUT_LEAD, place, led, GROUPS_NOT_ALL) {
        draft.with("year", Value::text(group.year));
    }
    let Some(fewest) = around.policy.fewest_schools_in_a_work_group else {
        return sink.not_applicable(&WORK_GROUP_OF_ONE_SCHOOL);
    };
    let place = place.field("schools");
    let Some(first) = group.schools.first() else {
        let because = "no school that takes part is recorded";
        sink.undetermined(&WORK_GROUP_OF_ONE_SCHOOL, &place, because).with("year", Value::text(group.year));
        return;
    };
    // A school under its ids before and after a conversion is one school.
    let schools = || group.schools.iter();
    let again = |(number, school): &(usize, &OrganisationId)| {
        schools().take(*number).any(|earlier| around.register.is_same(*earlier, **school))
    };
    let wanted = usize::try_from(fewest).unwrap_or(usize::MAX);
    let count = schools().enumerate().filter(|school| !again(school)).take(wanted).count();
    let kept = Answer::from(count >= wanted).or(!all);
    if let Some(draft) = sink.judge(&WORK_GROUP_OF_ONE_SCHOOL, &place, kept, GROUPS_NOT_ALL) {
        let draft = draft.with("year", Value::text(group.year)).with("school", Value::text(first));
        draft.with("count", count).with("fewest", fewest);
    }
}

fn work_group_outside_project(group: &WorkGroup, place: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &WORK_GROUP_OUTSIDE_PROJECT;
    let Some(project) = around.projects.get(&group.project) else { return sink.not_applicable(rule) };
    let within = Span::exact(group.year.period()).overlaps(project.span);
    if let Some(draft) = sink.judge(rule, place, within, "the days of the project are half known") {
        let projects = At::ROOT.field("projects");
        draft
            .with("year", Value::text(group.year))
            .with("project", group.project.as_str())
            .with("span", Value::text(project.span))
            .beside(&projects.key(&group.project));
    }
}

fn project_missing(
    id: HubId,
    hub: &Hub,
    (project_id, project): (ProjectId, &Project),
    groups: &At<'_>,
    around: &Around<'_>,
    sink: &mut Sink,
) {
    let rule = &PROJECT_MISSING;
    let running = project.span.covers(around.on);
    let operating = hub.is_operating(around.on);
    if !project.is_required_of(id) || running.is_no() || operating.is_no() {
        return sink.not_applicable(rule);
    }
    let this_year = around.year();
    let in_group = hub.work_groups.values().any(|group| group.project == project_id && Some(group.year) == this_year);
    let partnerships = hub.partnerships.values().filter(|partnership| partnership.carries_out.contains(&project_id));
    let by_partner = Answer::any(partnerships.map(|partnership| partnership.span.covers(around.on)));
    let all_groups = all_recorded(hub, Section::WorkGroups);
    let all_partners = all_recorded(hub, Section::Partnerships);
    let because = if by_partner.is_unknown() {
        "the days of a partnership that carries it out are half known"
    } else if all_groups.is_unknown() {
        GROUPS_NOT_ALL
    } else if all_partners.is_unknown() {
        "the hub's partnerships are not all recorded"
    } else if operating.is_unknown() {
        PERHAPS_NOT_AT_WORK
    } else {
        "the days of the project are half known"
    };
    let found = Answer::from(in_group).or(by_partner);
    let kept = found.or(!all_groups).or(!all_partners).or(!operating).or(!running);
    if let Some(draft) = sink.judge(rule, groups, kept, because) {
        let projects = At::ROOT.field("projects");
        draft.with("project", project_id.as_str()).with("day", around.on).beside(&projects.key(&project_id));
    }
}

fn plan_without_priorities(
    hub: &Hub,
    (year, details): (AcademicYear, &HubYear),
    place: &At<'_>,
    around: &Around<'_>,
    sink: &mut Sink,
) {
    let rule = &PLAN_WITHOUT_PRIORITIES;
    let by_now = |date: PartialDate| date.is_on_or_before(around.on);
    let Some(submitted) = details.plan_submitted.filter(|date| !by_now(*date).is_no()) else {
        return sink.not_applicable(rule);
    };
    let all = all_recorded(hub, Section::Years);
    let because = if all.is_unknown() { YEARS_NOT_ALL } else { "it is half known when the plan was submitted" };
    let has_priorities = details.priorities.iter().any(|priority| !priority.trim().is_empty());
    let kept = Answer::from(has_priorities).or(!all).or(!by_now(submitted));
    if let Some(draft) = sink.judge(rule, &place.field("priorities"), kept, because) {
        draft.with("year", Value::text(year)).with("submitted", submitted);
    }
}

fn year_not_evaluated(
    hub: &Hub,
    (year, details): (AcademicYear, &HubYear),
    place: &At<'_>,
    around: &Around<'_>,
    sink: &mut Sink,
) {
    let rule = &YEAR_NOT_EVALUATED;
    let over = around.on.signed_duration_since(year.last_day()).num_days();
    let Some(allowed) = around.policy.evaluation_days.filter(|days| over > i64::from(*days)) else {
        return sink.not_applicable(rule);
    };
    // What an evaluation said was said some day, even where nobody wrote down on which.
    let undated = (!details.evaluation.trim().is_empty()).then_some(PartialDate::UNKNOWN);
    let evaluated = details.evaluated.or(undated).map(|date| date.is_on_or_before(around.on));
    let because = if evaluated.is_some_and(Answer::is_unknown) {
        "it is half known when the year was evaluated"
    } else {
        YEARS_NOT_ALL
    };
    let kept = evaluated.unwrap_or_else(|| !all_recorded(hub, Section::Years));
    if let Some(draft) = sink.judge(rule, place, kept, because) {
        let draft = draft.with("year", Value::text(year)).with("ended", year.last_day());
        draft.with("day", around.on).with("allowed", allowed);
    }
}

fn post_vacant(hub: &Hub, word: Word, posts: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &POST_VACANT;
    let operating = hub.is_operating(around.on);
    if operating.is_no() {
        return sink.not_applicable(rule);
    }
    let of_kind = || hub.posts.iter().filter(move |(_, post)| post.kind == word);
    let held = Answer::any(of_kind().map(|(_, post)| is_held(post, around)));
    let all = all_recorded(hub, Section::Posts);
    let because = if held.is_unknown() {
        POST_HALF_KNOWN
    } else if all.is_unknown() {
        "the hub's posts are not all recorded"
    } else {
        PERHAPS_NOT_AT_WORK
    };
    let kept = held.or(!all).or(!operating);
    if let Some(draft) = sink.judge(rule, posts, kept, because) {
        let mut draft = draft.with("post", word.as_str()).with("day", around.on);
        for (id, _) in of_kind().filter(|(_, post)| !post.span.covers(around.on).is_no()) {
            draft = draft.beside(&posts.key(id));
        }
    }
}

/// Whether somebody holds the post on the day.
fn is_held(post: &Post, around: &Around<'_>) -> Answer {
    Answer::from(post.holder.is_some()).and(post.span.covers(around.on))
}

fn post_held_twice(hub: &Hub, posts: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &POST_HELD_TWICE;
    let held = || {
        let held = hub.posts.iter().map(|(id, post)| (id, post, is_held(post, around)));
        held.filter(|(.., held)| !held.is_no())
    };
    if held().nth(1).is_none() {
        return sink.not_applicable(rule);
    }
    for (place, (id, post, certain)) in held().enumerate() {
        let others = held().skip(place.saturating_add(1)).filter(|(_, other, _)| other.holder == post.holder);
        // The first that is certainly held too, else the first that may be.
        let other: Option<(&PostId, &Post, Answer)> =
            others.reduce(|best, next| if next.2 > best.2 { next } else { best });
        let (Some((other_id, other, others_certain)), Some(person)) = (other, post.holder) else {
            sink.holds(rule);
            continue;
        };
        let twice = certain.and(others_certain);
        if let Some(draft) = sink.judge(rule, &posts.key(id), !twice, POST_HALF_KNOWN) {
            draft
                .with("person", Value::text(person))
                .with("kind", post.kind.as_str())
                .with("others_kind", other.kind.as_str())
                .with("day", around.on)
                .beside(&posts.key(other_id));
        }
    }
}

#[cfg(test)]
mod tests;
