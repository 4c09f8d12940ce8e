//! Each rule of this file kept, broken, not applicable and undetermined.

use std::collections::BTreeMap;

use super::*;
use crate::{
    calendar::{PartialDate, Span},
    geography::Area,
    identifiers::{HubId, PersonId, ProjectId},
    network::{Designation, NetworkPolicy},
    organisation::{Organisation, Phases, Practitioner, School, Succession},
    rules::{Count, Report},
};

const LEAD: &str = "GB-EDU-140325";
const TRUST: &str = "X-TRUST-TR01234";
const SIBLING: &str = "GB-EDU-140326";
const UNIVERSITY: &str = "X-BODY-university";
const COLLEGE: &str = "GB-UKPRN-10005970";
const PERSON: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

fn org(id: &str) -> OrganisationId {
    id.parse().unwrap()
}

fn person() -> PersonId {
    PERSON.parse().unwrap()
}

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn span(from: &str, until: &str) -> Span {
    Span::new(date(from), (!until.is_empty()).then(|| date(until))).unwrap()
}

/// A hub and what is around it.
struct World {
    hub: Hub,
    policy: NetworkPolicy,
    register: Register,
    on: NaiveDate,
}

/// A sound hub: an academy leads it; a university, a college and an accredited practitioner are its partners.
fn sound() -> World {
    let mut policy: NetworkPolicy = serde_json::from_str(
        r#"{"territorial": true, "phases": ["primary", "secondary"], "most_joint_leads": 2, "settling_days": 100,
            "forum_each_term": true, "partners": true, "words": {}}"#,
    )
    .unwrap();
    policy.words.accredited.insert("pd-lead".parse().unwrap());
    let mut register = Register::default();
    let academy = School::new(Governance::Academy, Phases::ALL).in_trust(org(TRUST), span("2014", ""));
    for (id, kind) in [
        (LEAD, Kind::School(academy.clone())),
        (SIBLING, Kind::School(academy)),
        (TRUST, Kind::Trust),
        (UNIVERSITY, Kind::University),
        (COLLEGE, Kind::College(crate::organisation::Location::default())),
    ] {
        register.record(org(id), Organisation::new(id, kind));
    }
    let practitioner = Practitioner::default().accredited("pd-lead".parse().unwrap(), span("2020", "2027"));
    register.practitioners.insert(person(), practitioner);
    let since = date("2021-09-01");
    let mut hub = Hub::new("Solent Maths Hub", Area::of(["851".parse().unwrap()]))
        .operating_since(since)
        .led_under("first".parse().unwrap(), Tenure::of(org(LEAD), span("2021-09-01", "")).accountable_to(org(TRUST)));
    for (id, partnership) in [
        (
            "university",
            Partnership::strategic(org(UNIVERSITY), since)
                .bringing("university".parse().unwrap())
                .evaluating("seminars".parse().unwrap()),
        ),
        ("college", Partnership::operational(org(COLLEGE), since).carrying_out("mastery".parse().unwrap())),
        (
            "practitioner",
            Partnership::operational(person(), since)
                .bringing("pd-lead".parse().unwrap())
                .carrying_out("mastery".parse().unwrap()),
        ),
    ] {
        hub.partnerships.insert(id.parse().unwrap(), partnership);
    }
    World { hub, policy, register, on: "2026-11-24".parse().unwrap() }
}

impl World {
    fn judge_into(&self, sink: &mut Sink) {
        let projects = BTreeMap::new();
        let around = Around { policy: &self.policy, on: self.on, register: &self.register, projects: &projects };
        let id: HubId = "solent".parse().unwrap();
        let hubs = At::ROOT.field("hubs");
        judge(&self.hub, &hubs.key(&id), &around, sink);
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
        let report = self.report();
        let Count { broken, undetermined, .. } = self.count(rule);
        assert_eq!((broken + undetermined) as usize, report.findings().len());
        (broken, undetermined) == (1, 0)
    }

    fn is_undetermined(&self, rule: &Rule) -> bool {
        let Count { broken, undetermined, .. } = self.count(rule);
        (broken, undetermined) == (0, 1)
    }

    fn is_silent(&self) -> bool {
        self.report().findings().is_empty()
    }

    fn partnership(&mut self, id: &str) -> &mut Partnership {
        self.hub.partnerships.get_mut(&id.parse().unwrap()).unwrap()
    }

    fn organisation(&mut self, id: &str) -> &mut Organisation {
        self.register.organisations.get_mut(&org(id)).unwrap()
    }

    fn incomplete(&mut self) {
        self.hub.incomplete.insert(Section::Partnerships);
    }
}

#[test]
fn a_sound_hub_keeps_every_rule_with_one_verdict_for_each_subject() {
    let report = sound().report();
    assert!(report.findings().is_empty(), "{report}");
    let verdicts = |rule: &Rule| {
        let count = report.count(rule.code);
        (count.held, count.not_applicable)
    };
    assert_eq!(verdicts(&NO_STRATEGIC_PARTNER), (1, 0));
    assert_eq!(verdicts(&PARTNER_IS_THE_LEAD), (2, 1));
    assert_eq!(verdicts(&EXPERTISE_LAPSED), (1, 1));
    assert_eq!(verdicts(&OPERATIONAL_PARTNER_IDLE), (2, 1));
    assert_eq!(verdicts(&PARTNER_CLOSED), (0, 3));
    assert_eq!(verdicts(&PARTNERSHIP_TWICE), (3, 0));
}

#[test]
fn judging_a_sound_hub_allocates_nothing() {
    let mut world = sound();
    let mut sink = Sink::new("", world.on, RULES);
    let count = allocation_counter::measure(|| world.judge_into(&mut sink));
    assert_eq!(count.count_total, 0);
    world.hub.partnerships.clear();
    let count = allocation_counter::measure(|| world.judge_into(&mut sink));
    assert!(count.count_total > 0, "a finding is made of something, or nothing is counted");
}

#[test]
fn a_hub_whose_strategic_partnership_has_ended_has_none() {
    let mut world = sound();
    world.partnership("university").span = span("2021-09-01", "2026-08-31");
    assert!(world.is_broken(&NO_STRATEGIC_PARTNER));
    assert_eq!(
        world.report().findings()[0].to_string(),
        "warning[hub/no-strategic-partner] hubs[\"solent\"].partnerships: none of its 3 partnerships is a \
         strategic one in force on 2026-11-24"
    );
}

#[test]
fn a_strategic_partner_may_hide_in_what_is_half_known_or_not_recorded() {
    let mut world = sound();
    world.partnership("university").span = span("2021-09-01", "unknown");
    assert!(world.is_undetermined(&NO_STRATEGIC_PARTNER));
    world.hub.partnerships.remove(&"university".parse().unwrap());
    world.incomplete();
    assert!(world.is_undetermined(&NO_STRATEGIC_PARTNER));
    world.hub.incomplete.clear();
    assert!(world.is_broken(&NO_STRATEGIC_PARTNER));
}

#[test]
fn a_hub_that_is_settling_in_needs_no_strategic_partner() {
    let mut world = sound();
    world.hub.partnerships.remove(&"university".parse().unwrap());
    // The hundredth day after the start is the last on which it need not.
    world.hub.milestones.operating = Some(date("2026-08-16"));
    assert_eq!(world.count(&NO_STRATEGIC_PARTNER).not_applicable, 1);
    world.hub.milestones.operating = Some(date("2026-08-15"));
    assert!(world.is_broken(&NO_STRATEGIC_PARTNER));
    world.hub.milestones.operating = Some(date("2026-08"));
    assert!(world.is_undetermined(&NO_STRATEGIC_PARTNER));
}

#[test]
fn a_hub_seen_at_work_or_designated_long_ago_has_settled_in() {
    let mut world = sound();
    world.hub.partnerships.remove(&"university".parse().unwrap());
    world.hub.milestones.operating = None;
    world.hub.milestones.seen_operating = Some(date("2026-10"));
    assert!(world.is_undetermined(&NO_STRATEGIC_PARTNER));
    world.hub.milestones.seen_operating = Some(date("2024"));
    assert!(world.is_broken(&NO_STRATEGIC_PARTNER));
    world.hub.milestones.seen_operating = None;
    let from = date("2024-09-01");
    world.hub.designations.push(Designation { status: Status::Operating, from, by: None, why: String::new() });
    assert!(world.is_broken(&NO_STRATEGIC_PARTNER));
}

#[test]
fn no_strategic_partner_is_asked_for_of_a_programme_without_partners_or_a_hub_not_at_work() {
    let mut world = sound();
    world.hub.partnerships.remove(&"university".parse().unwrap());
    world.policy.partners = false;
    assert_eq!(world.count(&NO_STRATEGIC_PARTNER).not_applicable, 1);
    world.policy.partners = true;
    world.hub.milestones.operating = Some(date("2027-01-01"));
    assert_eq!(world.count(&NO_STRATEGIC_PARTNER).not_applicable, 1);
    assert!(world.is_silent());
    // Where nobody wrote down whether it is at work, it may be without one.
    world.hub.milestones.operating = None;
    assert!(world.is_undetermined(&NO_STRATEGIC_PARTNER));
    assert!(world.report().findings()[0].message.ends_with("it is not known whether the hub is at work"));
}

#[test]
fn the_lead_its_trust_and_its_accountable_body_are_no_partners_of_the_hub() {
    let mut world = sound();
    for (partner, role) in [(LEAD, "a lead"), (TRUST, "the accountable body")] {
        world.partnership("college").with = org(partner).into();
        assert!(world.is_broken(&PARTNER_IS_THE_LEAD), "{partner}");
        let report = world.report();
        assert_eq!(report.findings()[0].message, format!("the partner {partner} is {role} of the hub on 2026-11-24"));
        assert_eq!(report.findings()[0].related[0].to_string(), "hubs[\"solent\"].leadership.tenures[\"first\"]");
    }
    world.hub.leadership.tenures.values_mut().next().unwrap().accountable.clear();
    assert!(world.is_broken(&PARTNER_IS_THE_LEAD));
    assert!(world.report().findings()[0].message.contains("the trust of a lead"));
}

#[test]
fn a_school_that_a_trust_nominates_is_the_lead() {
    let mut world = sound();
    let tenure = Tenure::of(org(TRUST), span("2021-09-01", "")).nominating(org(TRUST), org(LEAD));
    world.hub.leadership.tenures = [("first".parse().unwrap(), tenure)].into();
    world.partnership("college").with = org(LEAD).into();
    assert!(world.is_broken(&PARTNER_IS_THE_LEAD));
}

#[test]
fn a_partner_is_the_lead_before_and_after_a_conversion_and_after_a_merger() {
    let mut world = sound();
    let maintained = "GB-EDU-100187";
    let school = Kind::School(School::new(Governance::Maintained, Phases::ALL));
    world.register.record(org(maintained), Organisation::new(maintained, school));
    world.partnership("college").with = org(maintained).into();
    assert!(world.is_silent());
    let mut link = Succession::converting("2014-07-31".parse().unwrap());
    world.register.succeed(org(maintained), org(LEAD), link);
    assert!(world.is_broken(&PARTNER_IS_THE_LEAD));
    link.continuity = Continuity::Merges;
    for (opened, broken, undetermined) in [("2026-11-24", 1, 0), ("2026-11-25", 0, 0), ("2026-11", 0, 1)] {
        link.opened = date(opened);
        world.register.succeed(org(maintained), org(LEAD), link);
        let count = world.count(&PARTNER_IS_THE_LEAD);
        assert_eq!((count.broken, count.undetermined), (broken, undetermined), "{opened}");
    }
}

#[test]
fn another_school_of_the_leads_trust_may_be_a_partner() {
    let mut world = sound();
    world.partnership("college").with = org(SIBLING).into();
    assert_eq!(world.count(&PARTNER_IS_THE_LEAD).not_applicable, 2);
    assert!(world.is_silent());
}

#[test]
fn whether_a_partner_is_the_lead_is_not_asked_while_nobody_leads() {
    let mut world = sound();
    world.hub.leadership.tenures.clear();
    assert_eq!(world.count(&PARTNER_IS_THE_LEAD).not_applicable, 3);
    world.hub.incomplete.insert(Section::Leadership);
    let count = world.count(&PARTNER_IS_THE_LEAD);
    assert_eq!((count.undetermined, count.not_applicable), (2, 1));
}

#[test]
fn an_unknown_partner_trust_or_end_leaves_open_whether_the_partner_is_the_lead() {
    let mut world = sound();
    world.partnership("college").with = org("X-BODY-nobody").into();
    assert!(world.is_undetermined(&PARTNER_IS_THE_LEAD));

    let mut world = sound();
    let another = "X-TRUST-TR09999";
    world.register.record(org(another), Organisation::new(another, Kind::Trust));
    world.partnership("college").with = org(another).into();
    assert!(world.is_silent());
    let academy = School::new(Governance::Academy, Phases::ALL);
    world.organisation(LEAD).kind = Kind::School(academy);
    assert!(world.is_undetermined(&PARTNER_IS_THE_LEAD));

    let mut world = sound();
    world.partnership("college").with = org(LEAD).into();
    world.partnership("college").span = span("2021-09-01", "2026");
    assert!(world.is_undetermined(&PARTNER_IS_THE_LEAD));
    world.partnership("college").span = span("2021-09-01", "2025");
    assert!(world.is_silent());
}

#[test]
fn a_circle_of_successions_comes_to_an_end() {
    let mut world = sound();
    let link = Succession::converting("2014-07-31".parse().unwrap());
    world.register.succeed(org(COLLEGE), org(UNIVERSITY), link);
    world.register.succeed(org(UNIVERSITY), org(COLLEGE), link);
    assert!(world.is_silent());
}

#[test]
fn an_accreditation_that_has_ended_carries_no_partnership() {
    let mut world = sound();
    let practitioner = Practitioner::default().accredited("pd-lead".parse().unwrap(), span("2020", "2026-08-31"));
    world.register.practitioners.insert(person(), practitioner);
    assert!(world.is_broken(&EXPERTISE_LAPSED));
    assert_eq!(
        world.report().findings()[0].message,
        format!("the accreditation of {PERSON} as `pd-lead`, 2020 to 2026-08-31, is not in force on 2026-11-24")
    );
}

#[test]
fn an_accreditation_that_was_renewed_carries_a_partnership_again_and_not_between() {
    let mut world = sound();
    let word = "pd-lead".parse().unwrap();
    let practitioner = Practitioner::default()
        .accredited(word, span("2021-09-01", "2024-08-31"))
        .accredited(word, span("2025-09-01", "2028-08-31"));
    let accredited = ["2024-08-31", "2025-01-15", "2025-09-01"].map(|day| {
        world.on = day.parse().unwrap();
        let accredited = practitioner.is_accredited(word, world.on);
        world.register.practitioners.insert(person(), practitioner.clone());
        assert_eq!(world.count(&EXPERTISE_LAPSED).broken, u64::from(accredited.is_no()), "{day}");
        assert_eq!(world.count(&EXPERTISE_LAPSED).held, u64::from(accredited.is_yes()), "{day}");
        accredited
    });
    assert_eq!(accredited, [Answer::Yes, Answer::No, Answer::Yes]);
    world.on = "2025-01-15".parse().unwrap();
    let spans = "2021-09-01 to 2024-08-31 and 2025-09-01 to 2028-08-31";
    assert_eq!(
        world.report().of(EXPERTISE_LAPSED.code).next().unwrap().message,
        format!("the accreditation of {PERSON} as `pd-lead`, {spans}, is not in force on 2025-01-15")
    );
}

#[test]
fn an_accreditation_half_known_not_recorded_or_of_an_unknown_practitioner_is_undetermined() {
    let mut world = sound();
    let half_known = Practitioner::default().accredited("pd-lead".parse().unwrap(), span("2020", "2026"));
    for practitioner in [Some(half_known), Some(Practitioner::default()), None] {
        world.register.practitioners = practitioner.map(|known| (person(), known)).into_iter().collect();
        assert!(world.is_undetermined(&EXPERTISE_LAPSED));
    }
    let ended = Practitioner::default().accredited("pd-lead".parse().unwrap(), span("2020", "2025"));
    world.register.practitioners.insert(person(), ended);
    world.partnership("practitioner").span = span("2021-09-01", "unknown");
    assert!(world.is_undetermined(&EXPERTISE_LAPSED));
}

#[test]
fn expertise_without_accreditation_and_of_organisations_does_not_lapse() {
    let mut world = sound();
    world.partnership("university").expertise.insert("pd-lead".parse().unwrap());
    assert_eq!(world.count(&EXPERTISE_LAPSED).not_applicable, 2);
    world.policy.words.accredited.clear();
    assert_eq!(world.count(&EXPERTISE_LAPSED).not_applicable, 3);
    assert!(world.is_silent());
}

#[test]
fn an_operational_partner_that_carries_out_nothing_is_idle() {
    let mut world = sound();
    world.partnership("college").carries_out.clear();
    assert!(world.is_broken(&OPERATIONAL_PARTNER_IDLE));
    world.partnership("college").span = span("2021-09-01", "unknown");
    assert!(world.is_undetermined(&OPERATIONAL_PARTNER_IDLE));
    world.partnership("college").span = span("2021-09-01", "2025");
    assert_eq!(world.count(&OPERATIONAL_PARTNER_IDLE).not_applicable, 2);
}

#[test]
fn projects_may_be_missing_from_an_incomplete_record_and_no_partner_is_idle_for_that() {
    let mut world = sound();
    world.partnership("college").carries_out.clear();
    world.incomplete();
    assert!(world.is_undetermined(&OPERATIONAL_PARTNER_IDLE));
}

#[test]
fn a_strategic_partner_need_not_carry_out_anything() {
    let mut world = sound();
    world.partnership("college").role = Role::Strategic;
    world.partnership("college").carries_out.clear();
    assert_eq!(world.count(&OPERATIONAL_PARTNER_IDLE).not_applicable, 2);
    assert!(world.is_silent());
}

#[test]
fn a_closed_organisation_is_no_partner() {
    let mut world = sound();
    world.organisation(COLLEGE).closed = Some(date("2025-08-31"));
    assert!(world.is_broken(&PARTNER_CLOSED));
    world.organisation(COLLEGE).closed = Some(date("2026"));
    assert!(world.is_undetermined(&PARTNER_CLOSED));
    world.organisation(COLLEGE).closed = Some(date("2026-11-24"));
    assert_eq!(world.count(&PARTNER_CLOSED).held, 1);
}

#[test]
fn a_closed_organisation_that_goes_on_as_an_open_one_is_a_partner_still() {
    let mut world = sound();
    world.organisation(COLLEGE).closed = Some(date("2025-08-31"));
    let mut link = Succession::converting("2025-08-31".parse().unwrap());
    world.register.succeed(org(COLLEGE), org("GB-UKPRN-10001234"), link);
    assert_eq!(world.count(&PARTNER_CLOSED).held, 1);
    link.continuity = Continuity::Divides;
    world.register.succeed(org(COLLEGE), org("GB-UKPRN-10001234"), link);
    assert!(world.is_broken(&PARTNER_CLOSED));
}

#[test]
fn a_partnership_that_ended_with_its_partner_is_sound() {
    let mut world = sound();
    world.organisation(COLLEGE).closed = Some(date("2025-08-31"));
    world.partnership("college").span = span("2021-09-01", "2025-08-31");
    assert_eq!(world.count(&PARTNER_CLOSED).not_applicable, 3);
    world.partnership("college").span = span("2021-09-01", "unknown");
    assert!(world.is_undetermined(&PARTNER_CLOSED));
}

#[test]
fn a_partnership_recorded_under_two_ids_is_found_once() {
    let mut world = sound();
    let again = world.partnership("university").clone();
    world.hub.partnerships.insert("university-2".parse().unwrap(), again);
    assert!(world.is_broken(&PARTNERSHIP_TWICE));
    let report = world.report();
    assert_eq!(
        report.findings()[0].to_string(),
        "warning[hub/partnership-twice] hubs[\"solent\"].partnerships[\"university\"]: X-BODY-university is in \
         partnership, from 2021-09-01, in the same role as in `university-2`, from 2021-09-01"
    );
    assert_eq!(report.findings()[0].related[0].to_string(), "hubs[\"solent\"].partnerships[\"university-2\"]");
    world.partnership("university-2").span = span("2018", "2021");
    assert!(world.is_undetermined(&PARTNERSHIP_TWICE));
    world.partnership("university-2").span = span("2018", "2021-08");
    assert!(world.is_silent());
}

#[test]
fn a_partner_before_and_after_a_conversion_is_one_partner() {
    let mut world = sound();
    let mut again = world.partnership("university").clone();
    again.with = org("X-BODY-polytechnic").into();
    world.register.record(org("X-BODY-polytechnic"), Organisation::new("Polytechnic", Kind::University));
    world.hub.partnerships.insert("polytechnic".parse().unwrap(), again);
    assert!(world.is_silent());
    let link = Succession::converting("2019-07-31".parse().unwrap());
    world.register.succeed(org("X-BODY-polytechnic"), org(UNIVERSITY), link);
    assert!(world.is_broken(&PARTNERSHIP_TWICE));
    world.partnership("polytechnic").role = Role::Operational;
    world.partnership("polytechnic").carries_out.insert("mastery".parse().unwrap());
    world.partnership("polytechnic").evaluates.clear();
    assert!(world.is_silent());
    // What it carries out under the one id it does not evaluate under the other.
    world.partnership("university").evaluates.insert("mastery".parse().unwrap());
    assert!(world.is_broken(&EVALUATES_OWN_WORK));
}

#[test]
fn a_hub_with_a_single_partnership_has_none_twice() {
    let mut world = sound();
    world.hub.partnerships.retain(|id, _| id.as_str() == "university");
    assert_eq!(world.count(&PARTNERSHIP_TWICE).not_applicable, 1);
    assert!(world.is_silent());
}

#[test]
fn every_rule_says_why_what_and_to_whom_it_does_not_apply() {
    for rule in RULES {
        assert!(!rule.why.is_empty() && !rule.message.is_empty() && !rule.hint.is_empty(), "{rule}");
        assert!(matches!(rule.applies, crate::rules::Applies::ExceptTo(_)), "{rule}");
    }
}

#[test]
fn a_partner_that_evaluates_is_strategic() {
    let mut world = sound();
    for rule in [&EVALUATOR_NOT_STRATEGIC, &EVALUATES_OWN_WORK] {
        // The college and the practitioner evaluate nothing.
        let Count { held, not_applicable, .. } = world.count(rule);
        assert_eq!((held, not_applicable), (1, 2));
    }
    world.partnership("university").role = Role::Operational;
    world.partnership("university").carries_out.insert("another".parse().unwrap());
    world.policy.partners = false;
    assert!(world.is_broken(&EVALUATOR_NOT_STRATEGIC));
}

#[test]
fn who_evaluates_and_carries_out_does_so_at_the_same_time_and_under_any_id() {
    let project: ProjectId = "seminars".parse().unwrap();
    let mut world = sound();
    world.partnership("university").carries_out.insert(project);
    assert!(world.is_broken(&EVALUATES_OWN_WORK));

    // In another partnership, after it, overlapping it, and perhaps overlapping it.
    world.partnership("university").carries_out.clear();
    world.partnership("university").span = span("2015-01-01", "2020-08-31");
    world.policy.partners = false;
    let carries_out = Partnership::operational(org("X-BODY-university"), date("2020-09-01")).carrying_out(project);
    world.hub.partnerships.insert("delivers".parse().unwrap(), carries_out);
    assert!(world.is_silent());
    world.partnership("delivers").span = Span::since(date("2020-08-31"));
    assert!(world.is_broken(&EVALUATES_OWN_WORK));
    let path = world.report().findings()[0].path.to_string();
    assert_eq!(path, r#"hubs["solent"].partnerships["university"].evaluates["seminars"]"#);
    world.partnership("delivers").span = Span::since(date("2020-08"));
    assert!(world.is_broken(&EVALUATES_OWN_WORK));
    world.partnership("delivers").span = Span::since(date("2020"));
    assert!(world.is_undetermined(&EVALUATES_OWN_WORK));
}
