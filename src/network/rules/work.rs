//! The rules of a hub's work: work groups, projects, years and posts.

use super::sources;
use crate::{
    answer::Answer,
    calendar::{AcademicYear, PartialDate, Span},
    identifiers::{HubId, PostId, ProjectId},
    network::{Around, Hub, HubYear, Post, Project, RequiredOf, Section, WorkGroup},
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
pub static WORK_GROUP_OF_ONE_SCHOOL: Rule =
    Rule::advice("hub/work-group-of-one-school", "a work group of this year has teachers of several schools")
        .why("work groups are there for schools to work with one another")
        .says("only {school} takes part in this work group of {year}")
        .hint("record the other schools that take part")
        .source(&sources::CONVENTION)
        .except_to("a work group of another year");

/// A work group works while its project runs.
pub static WORK_GROUP_OUTSIDE_PROJECT: Rule =
    Rule::warning("hub/work-group-outside-project", "a work group works in a year in which its project runs")
        .why("a group of another year works on something else, or the project's dates are wrong")
        .says("the work group is of {year}, and the project `{project}` runs {span}")
        .hint("correct the year or the project of the work group, or the days of the project")
        .source(&sources::CONVENTION)
        .except_to("a work group whose project the network does not know")
        .of_history();

/// A hub at work takes part in every project that is required of it.
pub static PROJECT_MISSING: Rule =
    Rule::warning("network/national-project-missing", "a hub at work takes part in each project required of it")
        .why("what is national reaches every school only where every hub takes part")
        .says("neither a work group of this year nor a partner carries out the project `{project}` on {day}")
        .hint("record the work group or the partner that carries it out, or mark what is incomplete")
        .source(&sources::ABOUT)
        .except_to(
            "a project that is not required of the hub or not running, and a hub that is not known to be at work",
        );

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
    Rule::warning("hub/year-not-evaluated", "a year is evaluated before the next is over")
        .why("the strategic board looks back on a year to plan the next ones")
        .says("the year {year} ended on {ended} and is not evaluated on {day}")
        .hint("record when the year was evaluated and what that said")
        .source(&sources::TERMS_OF_REFERENCE)
        .except_to("a year that is running, or that the next, still running, follows");

/// Every post that the programme requires is held.
pub static POST_VACANT: Rule =
    Rule::warning("hub/post-vacant", "each post that the programme requires is held by somebody")
        .why("without somebody in post there is nobody to turn to")
        .says("nobody holds the post `{post}` on {day}")
        .hint("record who holds it, or mark the posts as incomplete")
        .source(&sources::ABOUT)
        .except_to("a hub that is not known to be at work, and every hub of a programme that requires no posts");

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
const YEARS_NOT_ALL: &str = "the hub's years are not all recorded";
const POST_HALF_KNOWN: &str = "it is half known for how long a post was held";

/// Judges the work of the hub `id` at `at`.
pub(super) fn judge(id: HubId, hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let groups = at.field("work_groups");
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
    let place = place.field("schools");
    let Some(first) = group.schools.first() else {
        let because = "no school that takes part is recorded";
        sink.undetermined(&WORK_GROUP_OF_ONE_SCHOOL, &place, because).with("year", Value::text(group.year));
        return;
    };
    // A school under its ids before and after a conversion is one school.
    let several = group.schools.iter().skip(1).any(|school| !around.register.is_same(*first, *school));
    let kept = Answer::from(several).or(!all);
    if let Some(draft) = sink.judge(&WORK_GROUP_OF_ONE_SCHOOL, &place, kept, GROUPS_NOT_ALL) {
        draft.with("year", Value::text(group.year)).with("school", Value::text(first));
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
    let required = match &project.required_of {
        RequiredOf::Nobody => false,
        RequiredOf::Named(hubs) => hubs.contains(&id),
        RequiredOf::Everybody => true,
    };
    let running = project.span.covers(around.on);
    if !required || running.is_no() || !hub.is_operating(around.on).is_yes() {
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
    } else {
        "the days of the project are half known"
    };
    let found = Answer::from(in_group).or(by_partner);
    let kept = found.or(!all_groups).or(!all_partners).or(!running);
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
    if year.next().is_none_or(|next| around.on <= next.last_day()) {
        return sink.not_applicable(rule);
    }
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
        draft.with("year", Value::text(year)).with("ended", year.last_day()).with("day", around.on);
    }
}

fn post_vacant(hub: &Hub, word: Word, posts: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &POST_VACANT;
    if !hub.is_operating(around.on).is_yes() {
        return sink.not_applicable(rule);
    }
    let of_kind = || hub.posts.iter().filter(move |(_, post)| post.kind == word);
    let held = Answer::any(of_kind().map(|(_, post)| is_held(post, around)));
    let because = if held.is_unknown() { POST_HALF_KNOWN } else { "the hub's posts are not all recorded" };
    let kept = held.or(!all_recorded(hub, Section::Posts));
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
mod tests {
    use std::collections::BTreeMap;

    use chrono::NaiveDate;

    use super::*;
    use crate::{
        geography::Area,
        identifiers::{OrganisationId, PersonId},
        network::{NetworkPolicy, Partnership},
        organisation::{Register, Succession},
        rules::{Count, Report},
    };

    const ONE: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    const ANOTHER: &str = "67e55044-10b1-426f-9247-bb680e5fe0c9";

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    fn span(from: &str, until: &str) -> Span {
        Span::new(date(from), (!until.is_empty()).then(|| date(until))).unwrap()
    }

    fn person(id: &str) -> Option<PersonId> {
        Some(id.parse().unwrap())
    }

    /// A hub and what is around it.
    struct World {
        hub: Hub,
        policy: NetworkPolicy,
        register: Register,
        projects: BTreeMap<ProjectId, Project>,
        on: NaiveDate,
    }

    /// A sound hub: one work group, a project required of all, a year evaluated, two posts held.
    fn sound() -> World {
        let policy: NetworkPolicy = serde_json::from_str(
            r#"{"territorial": true, "phases": ["primary", "secondary"], "most_joint_leads": 2, "settling_days": 100,
                "forum_each_term": true, "partners": true, "words": {}, "required_posts": ["hub-lead"]}"#,
        )
        .unwrap();
        let mut hub = Hub::new("Solent Maths Hub", Area::of(["851".parse().unwrap()]));
        hub.milestones.operating = Some(date("2021-09-01"));
        let group = WorkGroup {
            project: "mastery".parse().unwrap(),
            year: "2026/27".parse().unwrap(),
            lead: person(ONE),
            schools: ["GB-EDU-140325".parse().unwrap(), "GB-EDU-140326".parse().unwrap()].into(),
        };
        hub.work_groups.insert("group".parse().unwrap(), group);
        let year = HubYear {
            priorities: vec!["Year 5 to 8".to_owned()],
            plan_submitted: Some(date("2024-07")),
            evaluated: Some(date("2025-09")),
            ..HubYear::default()
        };
        hub.years.insert("2024/25".parse().unwrap(), year);
        for (id, kind, holder) in [("lead", "hub-lead", ONE), ("assistant", "assistant-lead", ANOTHER)] {
            let kind = kind.parse().unwrap();
            let post = Post { kind, holder: person(holder), span: span("2021-09-01", "") };
            hub.posts.insert(id.parse().unwrap(), post);
        }
        let project = Project {
            name: "Mastery".to_owned(),
            kind: "national".parse().unwrap(),
            span: span("2015", ""),
            required_of: RequiredOf::Everybody,
        };
        let projects = [("mastery".parse().unwrap(), project)].into();
        World { hub, policy, register: Register::default(), projects, on: "2026-11-24".parse().unwrap() }
    }

    impl World {
        fn judge_into(&self, sink: &mut Sink) {
            let Self { policy, register, projects, on, .. } = self;
            let around = Around { policy, on: *on, register, projects };
            let id: HubId = "solent".parse().unwrap();
            let hubs = At::ROOT.field("hubs");
            judge(id, &self.hub, &hubs.key(&id), &around, sink);
        }

        fn report(&self) -> Report {
            let mut sink = Sink::new("", self.on, RULES);
            self.judge_into(&mut sink);
            let report = sink.into_report();
            for finding in report.findings() {
                assert!(!finding.message.contains('{'), "a figure is missing: {finding}");
            }
            report
        }

        /// The count of `rule`, which alone may find anything.
        fn count(&self, rule: &Rule) -> Count {
            let report = self.report();
            assert!(report.codes().iter().all(|code| *code == rule.code), "{report}");
            report.count(rule.code)
        }

        fn is_broken(&self, rule: &Rule) -> bool {
            let Count { broken, undetermined, .. } = self.count(rule);
            (broken, undetermined) == (1, 0)
        }

        fn is_undetermined(&self, rule: &Rule) -> bool {
            let Count { broken, undetermined, .. } = self.count(rule);
            (broken, undetermined) == (0, 1)
        }

        fn is_not_applicable(&self, rule: &Rule) -> bool {
            self.report().findings().is_empty() && self.count(rule) == Count { not_applicable: 1, ..Count::default() }
        }

        fn is_silent(&self) -> bool {
            self.report().findings().is_empty()
        }

        fn group(&mut self) -> &mut WorkGroup {
            self.hub.work_groups.values_mut().next().unwrap()
        }

        fn project(&mut self) -> &mut Project {
            self.projects.values_mut().next().unwrap()
        }

        fn year(&mut self) -> &mut HubYear {
            self.hub.years.values_mut().next().unwrap()
        }

        fn post(&mut self, id: &str) -> &mut Post {
            self.hub.posts.get_mut(&id.parse().unwrap()).unwrap()
        }

        fn incomplete(&mut self, section: Section) {
            self.hub.incomplete.insert(section);
        }
    }

    #[test]
    fn a_sound_hub_keeps_every_rule_with_one_verdict_for_each_subject() {
        let report = sound().report();
        assert!(report.findings().is_empty(), "{report}");
        for rule in RULES {
            let held = if rule.code == POST_HELD_TWICE.code { 2 } else { 1 };
            assert_eq!(report.count(rule.code), Count { held, ..Count::default() }, "{rule}");
        }
    }

    #[test]
    fn judging_a_sound_hub_allocates_nothing() {
        let mut world = sound();
        let mut sink = Sink::new("", world.on, RULES);
        let count = allocation_counter::measure(|| world.judge_into(&mut sink));
        assert_eq!(count.count_total, 0);
        world.hub.posts.clear();
        let count = allocation_counter::measure(|| world.judge_into(&mut sink));
        assert!(count.count_total > 0, "a finding is made of something, or nothing is counted");
    }

    #[test]
    fn a_work_group_of_this_year_that_nobody_leads_is_found() {
        let mut world = sound();
        world.group().lead = None;
        assert!(world.is_broken(&WORK_GROUP_WITHOUT_LEAD));
        assert_eq!(
            world.report().findings()[0].to_string(),
            "warning[hub/work-group-without-lead] hubs[\"solent\"].work_groups[\"group\"]: nobody leads this work \
             group of 2026/27"
        );
        world.incomplete(Section::WorkGroups);
        assert!(world.is_undetermined(&WORK_GROUP_WITHOUT_LEAD));
    }

    #[test]
    fn a_work_group_of_another_year_needs_no_lead_and_no_schools() {
        let mut world = sound();
        world.project().required_of = RequiredOf::Nobody;
        world.group().year = "2025/26".parse().unwrap();
        world.group().lead = None;
        world.group().schools.clear();
        assert!(world.is_not_applicable(&WORK_GROUP_WITHOUT_LEAD));
        assert!(world.is_not_applicable(&WORK_GROUP_OF_ONE_SCHOOL));
    }

    #[test]
    fn one_school_is_no_work_group() {
        let mut world = sound();
        world.group().schools.pop_last();
        assert!(world.is_broken(&WORK_GROUP_OF_ONE_SCHOOL));
        world.incomplete(Section::WorkGroups);
        assert!(world.is_undetermined(&WORK_GROUP_OF_ONE_SCHOOL));
    }

    #[test]
    fn a_work_group_without_recorded_schools_may_have_several() {
        let mut world = sound();
        world.group().schools.clear();
        assert!(world.is_undetermined(&WORK_GROUP_OF_ONE_SCHOOL));
    }

    #[test]
    fn a_school_before_and_after_its_conversion_is_one_school() {
        let mut world = sound();
        let [from, to]: [OrganisationId; 2] = ["GB-EDU-140325", "GB-EDU-140326"].map(|id| id.parse().unwrap());
        world.register.succeed(from, to, Succession::converting("2024-08-31".parse().unwrap()));
        assert!(world.is_broken(&WORK_GROUP_OF_ONE_SCHOOL));
    }

    #[test]
    fn a_work_group_before_its_project_began_is_found() {
        let mut world = sound();
        world.project().required_of = RequiredOf::Nobody;
        world.project().span = span("2027-09-01", "");
        assert!(world.is_broken(&WORK_GROUP_OUTSIDE_PROJECT));
        assert_eq!(
            world.report().findings()[0].message,
            "the work group is of 2026/27, and the project `mastery` runs from 2027-09-01"
        );
        world.project().span = span("2027", "");
        assert!(world.is_undetermined(&WORK_GROUP_OUTSIDE_PROJECT));
        world.project().span = span("2027-08-31", "");
        assert!(world.is_silent());
    }

    #[test]
    fn a_work_group_on_an_unknown_project_is_left_to_another_rule() {
        let mut world = sound();
        world.projects.clear();
        assert!(world.is_not_applicable(&WORK_GROUP_OUTSIDE_PROJECT));
    }

    #[test]
    fn a_hub_without_a_required_project_is_found() {
        let mut world = sound();
        world.hub.work_groups.clear();
        assert!(world.is_broken(&PROJECT_MISSING));
        let report = world.report();
        assert_eq!(
            report.findings()[0].to_string(),
            "warning[network/national-project-missing] hubs[\"solent\"].work_groups: neither a work group of this \
             year nor a partner carries out the project `mastery` on 2026-11-24"
        );
        assert_eq!(report.findings()[0].related[0].to_string(), "projects[\"mastery\"]");
        world.project().required_of = RequiredOf::Named(["solent".parse().unwrap()].into());
        assert!(world.is_broken(&PROJECT_MISSING));
    }

    #[test]
    fn a_work_group_of_last_year_does_not_do() {
        let mut world = sound();
        world.group().year = "2025/26".parse().unwrap();
        assert!(world.is_broken(&PROJECT_MISSING));
    }

    #[test]
    fn a_partner_may_carry_out_a_required_project() {
        let mut world = sound();
        world.hub.work_groups.clear();
        let partner: OrganisationId = "X-BODY-university".parse().unwrap();
        let carrying_out =
            Partnership::operational(partner, date("2021-09-01")).carrying_out("mastery".parse().unwrap());
        world.hub = world.hub.with(carrying_out);
        assert!(world.is_silent());
        world.hub.partnerships.values_mut().next().unwrap().span = span("2021-09-01", "unknown");
        assert!(world.is_undetermined(&PROJECT_MISSING));
        world.hub.partnerships.values_mut().next().unwrap().span = span("2021-09-01", "2025");
        assert!(world.is_broken(&PROJECT_MISSING));
    }

    #[test]
    fn a_project_not_required_of_the_hub_or_not_running_is_not_missing() {
        let others = RequiredOf::Named(["sussex".parse().unwrap()].into());
        for required_of in [RequiredOf::Nobody, others] {
            let mut world = sound();
            world.hub.work_groups.clear();
            world.project().required_of = required_of;
            assert!(world.is_not_applicable(&PROJECT_MISSING));
        }
        let mut world = sound();
        world.hub.work_groups.clear();
        world.project().span = span("2015", "2025");
        assert!(world.is_not_applicable(&PROJECT_MISSING));
        world.project().span = span("2015", "");
        world.hub.milestones.operating = None;
        assert!(world.is_not_applicable(&PROJECT_MISSING));
    }

    #[test]
    fn a_required_project_may_hide_in_what_is_not_recorded_or_half_known() {
        for section in [Section::WorkGroups, Section::Partnerships] {
            let mut world = sound();
            world.hub.work_groups.clear();
            world.incomplete(section);
            assert!(world.is_undetermined(&PROJECT_MISSING));
        }
        let mut world = sound();
        world.hub.work_groups.clear();
        world.project().span = span("2015", "2026");
        assert!(world.is_undetermined(&PROJECT_MISSING));
    }

    #[test]
    fn a_plan_without_priorities_is_found() {
        let mut world = sound();
        world.year().priorities = vec![" ".to_owned()];
        assert!(world.is_broken(&PLAN_WITHOUT_PRIORITIES));
        assert_eq!(
            world.report().findings()[0].to_string(),
            "advice[hub/plan-without-priorities] hubs[\"solent\"].years[\"2024/25\"].priorities: the plan for \
             2024/25, submitted 2024-07, has no priorities"
        );
        world.year().plan_submitted = Some(date("2026"));
        assert!(world.is_undetermined(&PLAN_WITHOUT_PRIORITIES));
        world.year().plan_submitted = Some(date("2024-07"));
        world.incomplete(Section::Years);
        assert!(world.is_undetermined(&PLAN_WITHOUT_PRIORITIES));
    }

    #[test]
    fn a_year_for_which_no_plan_was_submitted_needs_no_priorities() {
        let mut world = sound();
        world.year().priorities.clear();
        for submitted in [None, Some(date("2026-11-25"))] {
            world.year().plan_submitted = submitted;
            assert!(world.is_not_applicable(&PLAN_WITHOUT_PRIORITIES));
        }
    }

    #[test]
    fn a_year_that_the_next_has_followed_to_its_end_is_evaluated() {
        let mut world = sound();
        world.year().evaluated = None;
        assert!(world.is_broken(&YEAR_NOT_EVALUATED));
        assert_eq!(
            world.report().findings()[0].message,
            "the year 2024/25 ended on 2025-08-31 and is not evaluated on 2026-11-24"
        );
        world.year().evaluated = Some(date("2026-11-25"));
        assert!(world.is_broken(&YEAR_NOT_EVALUATED));
        world.hub.work_groups.clear();
        world.projects.clear();
        world.on = "2026-09-01".parse().unwrap();
        assert!(world.is_broken(&YEAR_NOT_EVALUATED));
        world.on = "2026-08-31".parse().unwrap();
        assert!(world.is_not_applicable(&YEAR_NOT_EVALUATED));
    }

    #[test]
    fn an_evaluation_without_a_day_or_missing_from_an_incomplete_record_is_undetermined() {
        let mut world = sound();
        world.year().evaluated = None;
        world.incomplete(Section::Years);
        assert!(world.is_undetermined(&YEAR_NOT_EVALUATED));
        world.hub.incomplete.clear();
        world.year().evaluation = "it went well".to_owned();
        assert!(world.is_undetermined(&YEAR_NOT_EVALUATED));
        world.year().evaluated = Some(date("2026"));
        assert!(world.is_undetermined(&YEAR_NOT_EVALUATED));
    }

    #[test]
    fn a_required_post_that_nobody_holds_is_vacant() {
        let mut world = sound();
        world.post("lead").holder = None;
        assert!(world.is_broken(&POST_VACANT));
        let report = world.report();
        assert_eq!(report.findings()[0].message, "nobody holds the post `hub-lead` on 2026-11-24");
        assert_eq!(report.findings()[0].related[0].to_string(), "hubs[\"solent\"].posts[\"lead\"]");
        world.hub.posts.clear();
        assert!(world.is_broken(&POST_VACANT));
        world.incomplete(Section::Posts);
        assert!(world.is_undetermined(&POST_VACANT));
    }

    #[test]
    fn a_post_held_for_a_half_known_time_may_be_vacant() {
        let mut world = sound();
        world.post("lead").span = span("2021-09-01", "unknown");
        assert!(world.is_undetermined(&POST_VACANT));
    }

    #[test]
    fn no_post_is_vacant_where_none_is_required_or_the_hub_is_not_at_work() {
        let mut world = sound();
        world.hub.posts.clear();
        world.policy.required_posts.clear();
        assert!(world.is_not_applicable(&POST_VACANT));
        let mut world = sound();
        world.hub.posts.clear();
        world.hub.milestones.ended = Some(date("2026-08-31"));
        assert!(world.is_not_applicable(&POST_VACANT));
    }

    #[test]
    fn one_person_in_two_posts_is_found_once() {
        let mut world = sound();
        world.post("assistant").holder = person(ONE);
        assert!(world.is_broken(&POST_HELD_TWICE));
        let report = world.report();
        assert_eq!(
            report.findings()[0].to_string(),
            format!(
                "advice[hub/post-held-twice] hubs[\"solent\"].posts[\"assistant\"]: {ONE} holds both the post \
                 `assistant-lead` and the post `hub-lead` on 2026-11-24"
            )
        );
        world.post("assistant").span = span("2021-09-01", "unknown");
        assert!(world.is_undetermined(&POST_HELD_TWICE));
        world.post("assistant").span = span("2021-09-01", "2025");
        assert!(world.is_not_applicable(&POST_HELD_TWICE));
    }

    #[test]
    fn every_rule_says_why_what_and_to_whom_it_does_not_apply() {
        for rule in RULES {
            assert!(!rule.why.is_empty() && !rule.message.is_empty() && !rule.hint.is_empty(), "{rule}");
            assert!(matches!(rule.applies, crate::rules::Applies::ExceptTo(_)), "{rule}");
        }
    }
}
