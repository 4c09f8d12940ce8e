//! Each rule of this file kept, broken, not applicable and undetermined.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::*;
use crate::{
    geography::Area,
    identifiers::{OrganisationId, PersonId},
    network::{NetworkPolicy, Partnership, RequiredOf},
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
            "evaluation_days": 365, "forum_each_term": true, "partners": true,
            "fewest_schools_in_a_work_group": 2, "words": {}, "required_posts": ["hub-lead"]}"#,
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
    let project = Project::new("Mastery", "national".parse().unwrap(), span("2015", ""));
    let project = project.required_of(RequiredOf::Everybody);
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
    world.policy.fewest_schools_in_a_work_group = Some(3);
    assert!(world.is_broken(&WORK_GROUP_OF_ONE_SCHOOL));
    world.policy.fewest_schools_in_a_work_group = Some(2);
    world.group().schools.pop_last();
    assert!(world.is_broken(&WORK_GROUP_OF_ONE_SCHOOL));
    assert_eq!(
        world.report().findings()[0].message,
        "of the 2 schools that policy asks for, 1 take part in this work group of 2026/27, GB-EDU-140325 first"
    );
    world.policy.fewest_schools_in_a_work_group = None;
    assert!(world.is_not_applicable(&WORK_GROUP_OF_ONE_SCHOOL));
    world.policy.fewest_schools_in_a_work_group = Some(2);
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
fn a_hub_without_work_groups_has_none_outside_its_project() {
    let mut world = sound();
    world.project().required_of = RequiredOf::Nobody;
    world.hub.work_groups.clear();
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
    let carrying_out = Partnership::operational(partner, date("2021-09-01")).carrying_out("mastery".parse().unwrap());
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
    world.hub.milestones.operating = Some(date("2027-01-01"));
    assert!(world.is_not_applicable(&PROJECT_MISSING));
}

#[test]
fn what_a_hub_that_may_not_be_at_work_lacks_is_undetermined_and_what_it_has_is_not() {
    let mut world = sound();
    world.hub.milestones.operating = None;
    assert!(world.is_silent());
    world.hub.work_groups.clear();
    assert!(world.is_undetermined(&PROJECT_MISSING));
    let mut world = sound();
    world.hub.milestones.operating = None;
    world.hub.posts.clear();
    assert!(world.is_undetermined(&POST_VACANT));
    assert!(world.report().findings()[0].message.contains(PERHAPS_NOT_AT_WORK));
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
fn a_year_whose_days_for_that_are_over_is_evaluated() {
    let mut world = sound();
    world.year().evaluated = None;
    assert!(world.is_broken(&YEAR_NOT_EVALUATED));
    assert_eq!(
        world.report().findings()[0].message,
        "the year 2024/25 ended on 2025-08-31 and is not evaluated on 2026-11-24, where policy allows 365 days"
    );
    world.year().evaluated = Some(date("2026-11-25"));
    assert!(world.is_broken(&YEAR_NOT_EVALUATED));
    world.hub.work_groups.clear();
    world.projects.clear();
    world.on = "2026-09-01".parse().unwrap();
    assert!(world.is_broken(&YEAR_NOT_EVALUATED));
    world.on = "2026-08-31".parse().unwrap();
    assert!(world.is_not_applicable(&YEAR_NOT_EVALUATED));
    world.on = "2026-09-01".parse().unwrap();
    world.policy.evaluation_days = Some(366);
    assert!(world.is_not_applicable(&YEAR_NOT_EVALUATED));
    world.policy.evaluation_days = None;
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
