//! The rules of a hub's partnerships.

use chrono::{Days, NaiveDate};

use super::sources;
use crate::{
    answer::Answer,
    identifiers::{OrganisationId, PartnershipId},
    network::{Around, Hub, LeadStatus, Partner, Partnership, Role, Section, Status, Tenure},
    organisation::{Continuity, Governance, Kind, Register},
    rules::{At, Rule, Sink, Value},
};

/// A hub at work has a strategic partner.
pub static NO_STRATEGIC_PARTNER: Rule =
    Rule::warning("hub/no-strategic-partner", "a hub at work has a strategic partner")
        .why("strategic partners help to plan and evaluate the work, so that a hub is more than its lead")
        .says("none of its {partnerships} partnerships is a strategic one in force on {day}")
        .hint("record who helps to plan and evaluate the hub's work, or mark the partnerships as incomplete")
        .source(&sources::ABOUT)
        .except_to(
            "a hub that is not known to be at work, or began so lately that it is settling in, and every hub of a \
             programme without partners",
        );

/// A partner is somebody else than the lead.
pub static PARTNER_IS_THE_LEAD: Rule =
    Rule::warning("hub/partner-is-the-lead", "a partner is somebody else than the lead and the bodies behind it")
        .why("a lead in partnership with itself brings the hub neither another view nor another pair of hands")
        .says("the partner {partner} is {as} of the hub on {day}")
        .hint("end the partnership, or record it with the organisation that is meant")
        .source(&sources::CONVENTION)
        .except_to(
            "a partnership that is not in force, one with a practitioner or with another school of the lead's trust, \
             and a day without a lead",
        );

/// The accreditation on which a partnership rests is in force.
pub static EXPERTISE_LAPSED: Rule =
    Rule::warning("hub/expertise-lapsed", "the accreditation on which a partnership rests is in force")
        .why("accreditations end unless they are renewed, and the partner is there for the sake of one")
        .says("the accreditation of {partner} as `{word}`, {span}, is not in force on {day}")
        .hint("record the renewal, or take the expertise out of the partnership")
        .source(&sources::PD_LEADS)
        .except_to(
            "expertise that rests on no accreditation, a partner that is an organisation, and a partnership that is \
             not in force",
        );

/// An operational partner carries out some project.
pub static OPERATIONAL_PARTNER_IDLE: Rule =
    Rule::advice("hub/operational-partner-idle", "an operational partner carries out some project")
        .why("operational partners are there to carry out the work")
        .says("the operational partner {partner} carries out no project")
        .hint("record the projects that the partner carries out, or make the partnership a strategic one")
        .source(&sources::ABOUT)
        .except_to("a strategic partnership, and one that is not in force");

/// A partner has not closed.
pub static PARTNER_CLOSED: Rule =
    Rule::warning("hub/partner-closed", "an organisation in partnership is open, or goes on as another")
        .why("an organisation that is no more helps nobody")
        .says("the partner {partner} closed on {closed} and goes on as no other, and the partnership runs on {day}")
        .hint("end the partnership, or record what the partner goes on as")
        .source(&sources::CONVENTION)
        .except_to(
            "a partner of which no closing date is recorded, a practitioner, and a partnership that is not in force",
        );

/// No partnership is recorded twice.
pub static PARTNERSHIP_TWICE: Rule =
    Rule::warning("hub/partnership-twice", "no partner is in partnership twice at a time in the same role")
        .why("a partnership recorded under two ids is counted, and may be paid, twice")
        .says("{partner} is in partnership, {span}, in the same role as in `{other}`, {others_span}")
        .hint("make one partnership of the two, or mend their dates")
        .source(&sources::CONVENTION)
        .except_to("a hub with fewer than two partnerships")
        .of_history();

/// All rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &NO_STRATEGIC_PARTNER,
    &PARTNER_IS_THE_LEAD,
    &EXPERTISE_LAPSED,
    &OPERATIONAL_PARTNER_IDLE,
    &PARTNER_CLOSED,
    &PARTNERSHIP_TWICE,
];

const HALF_KNOWN: &str = "the days of the partnership are half known";
const NOT_ALL: &str = "the hub's partnerships are not all recorded";

/// Judges the partnerships of the hub at `at`.
pub(super) fn judge(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let partnerships = at.field("partnerships");
    no_strategic_partner(hub, &partnerships, around, sink);
    let lead = hub.leadership.on(around.on, hub.is_complete(Section::Leadership));
    for (id, partnership) in &hub.partnerships {
        let place = partnerships.key(id);
        partner_is_the_lead(partnership, lead, at, &place, around, sink);
        expertise_lapsed(partnership, &place, around, sink);
        operational_partner_idle(hub, partnership, &place, around, sink);
        partner_closed(partnership, &place, around, sink);
    }
    partnership_twice(hub, &partnerships, around, sink);
}

fn no_strategic_partner(hub: &Hub, partnerships: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &NO_STRATEGIC_PARTNER;
    let settled = has_settled(hub, around);
    if !around.policy.partners || !hub.is_operating(around.on).is_yes() || settled.is_no() {
        return sink.not_applicable(rule);
    }
    let strategic = hub.partnerships.values().filter(|partnership| partnership.role == Role::Strategic);
    let found = Answer::any(strategic.map(|partnership| partnership.span.covers(around.on)));
    let all = all_recorded(hub);
    let because = if found.is_unknown() {
        "the days of a strategic partnership are half known"
    } else if all.is_unknown() {
        NOT_ALL
    } else {
        "it is half known since when the hub has been at work"
    };
    // One that may still be settling in need not have any.
    let kept = found.or(!all).or(!settled);
    if let Some(draft) = sink.judge(rule, partnerships, kept, because) {
        draft.with("partnerships", hub.partnerships.len()).with("day", around.on);
    }
}

/// Whether the days in which a new hub may do without partners are over.
fn has_settled(hub: &Hub, around: &Around<'_>) -> Answer {
    let days = Days::new(around.policy.settling_days.into());
    let Some(limit) = around.on.checked_sub_days(days) else { return Answer::No };
    let began = hub.milestones.operating.map_or(Answer::Unknown, |began| began.is_before(limit));
    let steps = hub.designations.iter().filter(|step| step.status == Status::Operating).map(|step| step.from);
    let mut at_work = hub.milestones.seen_operating.into_iter().chain(steps);
    // One that was at work by then began no later. One that was not seen at work by then may have been.
    if began.is_unknown() && at_work.any(|date| date.is_before(limit).is_yes()) { Answer::Yes } else { began }
}

/// Whether the partnerships are all recorded: unknown where the hub does not say so.
fn all_recorded(hub: &Hub) -> Answer {
    if hub.is_complete(Section::Partnerships) { Answer::Yes } else { Answer::Unknown }
}

fn partner_is_the_lead(
    partnership: &Partnership,
    lead: LeadStatus<'_>,
    at: &At<'_>,
    place: &At<'_>,
    around: &Around<'_>,
    sink: &mut Sink,
) {
    let rule = &PARTNER_IS_THE_LEAD;
    let in_force = partnership.span.covers(around.on);
    let Partner::Organisation(partner) = partnership.with else { return sink.not_applicable(rule) };
    if in_force.is_no() {
        return sink.not_applicable(rule);
    }
    let (tenure_id, tenure) = match lead {
        LeadStatus::Held(id, tenure) => (id, tenure),
        LeadStatus::Bridged(_) | LeadStatus::Vacant => return sink.not_applicable(rule),
        LeadStatus::Unknown => {
            sink.undetermined(rule, place, "it is not known who leads the hub").with("partner", Value::text(partner));
            return;
        }
    };
    let (register, day) = (around.register, around.on);
    let leads = Answer::any(all_leads(tenure).map(|lead| is_one(register, partner, lead, Some(day))));
    let accounts = tenure.accountable.iter();
    let accounts =
        Answer::any(accounts.map(|(body, span)| span.covers(day).and(is_one(register, partner, *body, Some(day)))));
    let governs = Answer::any(all_leads(tenure).map(|lead| is_trust_of(register, partner, lead, day)));
    let is_lead = leads.or(accounts).or(governs);
    if is_lead.is_no() && shares_trust(register, partner, tenure, day) {
        return sink.not_applicable(rule);
    }
    let unknown = register.organisation(partner).is_none();
    let is_lead = if unknown { is_lead.or(Answer::Unknown) } else { is_lead };
    let because = if is_lead.is_yes() {
        HALF_KNOWN
    } else if unknown {
        "the partner is not in the register"
    } else {
        "what became of the partner or the lead, or which body is behind the lead, is half known"
    };
    if let Some(draft) = sink.judge(rule, place, !in_force.and(is_lead), because) {
        let role = if leads.is_yes() {
            "a lead"
        } else if accounts.is_yes() {
            "the accountable body"
        } else {
            "the trust of a lead"
        };
        let leadership = at.field("leadership");
        let tenures = leadership.field("tenures");
        let draft = draft.with("partner", Value::text(partner)).with("day", day).beside(&tenures.key(&tenure_id));
        if is_lead.is_yes() {
            draft.with("as", role);
        }
    }
}

/// The leads of a tenure and the schools that they nominate.
fn all_leads(tenure: &Tenure) -> impl Iterator<Item = OrganisationId> {
    tenure.leads.iter().flat_map(|(lead, details)| std::iter::once(*lead).chain(details.nominates))
}

/// Whether `partner` is the trust of `lead` on `day`.
fn is_trust_of(register: &Register, partner: OrganisationId, lead: OrganisationId, day: NaiveDate) -> Answer {
    let kind = register.organisation(partner).map(|organisation| &organisation.kind);
    let perhaps = if matches!(kind, None | Some(Kind::Trust)) { Answer::Unknown } else { Answer::No };
    let Some(organisation) = register.organisation(register.current(lead, day)) else { return perhaps };
    let Some(school) = organisation.school() else { return Answer::No };
    let trusts = school.trusts.iter();
    let recorded =
        Answer::any(trusts.map(|(trust, span)| span.covers(day).and(is_one(register, partner, *trust, Some(day)))));
    let some_trust = school.governance == Governance::Academy && school.trust_on(day).is_none();
    if some_trust { recorded.or(perhaps) } else { recorded }
}

/// Whether `partner` is certainly a school of the trust that leads in `tenure`, or of the trust of a school that does.
fn shares_trust(register: &Register, partner: OrganisationId, tenure: &Tenure, day: NaiveDate) -> bool {
    let trust_of = |id| register.school(register.current(id, day)).and_then(|school| school.trust_on(day));
    let same = |one, another| is_one(register, one, another, Some(day)).is_yes();
    trust_of(partner).is_some_and(|trust| {
        all_leads(tenure).any(|lead| same(trust, lead) || trust_of(lead).is_some_and(|other| same(trust, other)))
    })
}

/// Whether the two are one organisation: on `day`, after the mergers that had certainly taken place by then; with no
/// day, under two ids at all times.
fn is_one(register: &Register, one: OrganisationId, another: OrganisationId, day: Option<NaiveDate>) -> Answer {
    Answer::any(ids(register, one, day).flat_map(|(id, sure)| {
        let met = ids(register, another, day).filter(move |(other, _)| *other == id);
        met.map(move |(_, other_sure)| sure.and(other_sure))
    }))
}

/// The ids under which `id` goes on, itself first, with whether it certainly does.
fn ids(
    register: &Register,
    id: OrganisationId,
    day: Option<NaiveDate>,
) -> impl Iterator<Item = (OrganisationId, Answer)> {
    let next = move |(at, sure): &(OrganisationId, Answer)| {
        let (to, link) = register.successor(*at)?;
        let follows = match link.continuity {
            Continuity::Continues => Answer::Yes,
            _ => day.map_or(Answer::No, |day| link.opened.is_on_or_before(day)),
        };
        let sure = sure.and(follows);
        (to != id && !sure.is_no()).then_some((to, sure))
    };
    // A line visits no link twice, so it is at most as long as there are links.
    std::iter::successors(Some((id, Answer::Yes)), next).take(register.successions.len().saturating_add(1))
}

fn expertise_lapsed(partnership: &Partnership, place: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &EXPERTISE_LAPSED;
    let in_force = partnership.span.covers(around.on);
    let place = place.field("expertise");
    for word in &partnership.expertise {
        let rests = !in_force.is_no() && around.policy.words.accredited.contains(word);
        let (true, Partner::Practitioner(person)) = (rests, partnership.with) else {
            sink.not_applicable(rule);
            continue;
        };
        let practitioner = around.register.practitioners.get(&person);
        let span = practitioner.and_then(|practitioner| practitioner.accreditations.get(word));
        let accredited = span.map_or(Answer::Unknown, |span| span.covers(around.on));
        let because = match (practitioner, span) {
            (None, _) => "the practitioner is not in the register",
            (_, None) => "the accreditation is not recorded",
            _ if accredited.is_no() => HALF_KNOWN,
            _ => "the days of the accreditation are half known",
        };
        if let Some(draft) = sink.judge(rule, &place, accredited.or(!in_force), because) {
            let draft = draft.with("partner", Value::text(person)).with("word", word.as_str()).with("day", around.on);
            if let Some(span) = span {
                draft.with("span", Value::text(span));
            }
        }
    }
}

fn operational_partner_idle(
    hub: &Hub,
    partnership: &Partnership,
    place: &At<'_>,
    around: &Around<'_>,
    sink: &mut Sink,
) {
    let rule = &OPERATIONAL_PARTNER_IDLE;
    let in_force = partnership.span.covers(around.on);
    if partnership.role == Role::Strategic || in_force.is_no() {
        return sink.not_applicable(rule);
    }
    let idle = Answer::from(partnership.carries_out.is_empty()).and(all_recorded(hub));
    let because = if in_force.is_unknown() { HALF_KNOWN } else { NOT_ALL };
    if let Some(draft) = sink.judge(rule, place, !idle.and(in_force), because) {
        draft.with("partner", Value::text(partnership.with));
    }
}

fn partner_closed(partnership: &Partnership, place: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &PARTNER_CLOSED;
    let (register, day) = (around.register, around.on);
    let in_force = partnership.span.covers(day);
    let partner = partnership.with.organisation();
    let closed = partner.and_then(|partner| register.organisation(partner)?.closed);
    let (Some(partner), Some(closed), false) = (partner, closed, in_force.is_no()) else {
        return sink.not_applicable(rule);
    };
    // What it goes on as may have closed in turn.
    let is_open = |id| {
        let closed = register.organisation(id).and_then(|organisation| organisation.closed);
        closed.map_or(Answer::Yes, |closed| !closed.is_before(day))
    };
    let open = Answer::any(register.line(partner).map(is_open));
    let because = if open.is_no() { HALF_KNOWN } else { "the day on which the partner closed is half known" };
    if let Some(draft) = sink.judge(rule, place, open.or(!in_force), because) {
        draft.with("partner", Value::text(partner)).with("closed", closed).with("day", day);
    }
}

fn partnership_twice(hub: &Hub, partnerships: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &PARTNERSHIP_TWICE;
    if hub.partnerships.len() < 2 {
        return sink.not_applicable(rule);
    }
    for (place, (id, partnership)) in hub.partnerships.iter().enumerate() {
        let later = hub.partnerships.iter().skip(place.saturating_add(1));
        let same = later.map(|(other_id, other)| (is_same(partnership, other, around.register), other_id, other));
        // The first of those that are certainly the same, else of those that may be.
        let found: Option<(Answer, &PartnershipId, &Partnership)> =
            same.filter(|(same, ..)| !same.is_no()).reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((same, other_id, other)) = found else {
            sink.holds(rule);
            continue;
        };
        if let Some(draft) = sink.judge(rule, &partnerships.key(id), !same, "the days of the two are half known") {
            draft
                .with("partner", Value::text(partnership.with))
                .with("span", Value::text(partnership.span))
                .with("other", other_id.as_str())
                .with("others_span", Value::text(other.span))
                .beside(&partnerships.key(other_id));
        }
    }
}

/// Whether two partnerships are with the same partner, in the same role, at the same time.
fn is_same(one: &Partnership, another: &Partnership, register: &Register) -> Answer {
    let partner = match (one.with, another.with) {
        (Partner::Organisation(one), Partner::Organisation(another)) => is_one(register, one, another, None),
        (one, another) => (one == another).into(),
    };
    partner.and((one.role == another.role).into()).and(one.span.overlaps(another.span))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        calendar::{PartialDate, Span},
        geography::Area,
        identifiers::{HubId, PersonId},
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
        let mut hub =
            Hub::new("Solent Maths Hub", Area::of(["851".parse().unwrap()])).operating_since(since).led_under(
                "first".parse().unwrap(),
                Tenure::of(org(LEAD), span("2021-09-01", "")).accountable_to(org(TRUST)),
            );
        for (id, partnership) in [
            ("university", Partnership::strategic(org(UNIVERSITY), since).bringing("university".parse().unwrap())),
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
        world.hub.milestones.operating = None;
        assert_eq!(world.count(&NO_STRATEGIC_PARTNER).not_applicable, 1);
        world.hub.milestones.operating = Some(date("2027-01-01"));
        assert!(world.is_silent());
    }

    #[test]
    fn the_lead_its_trust_and_its_accountable_body_are_no_partners_of_the_hub() {
        let mut world = sound();
        for (partner, role) in [(LEAD, "a lead"), (TRUST, "the accountable body")] {
            world.partnership("college").with = org(partner).into();
            assert!(world.is_broken(&PARTNER_IS_THE_LEAD), "{partner}");
            let report = world.report();
            assert_eq!(
                report.findings()[0].message,
                format!("the partner {partner} is {role} of the hub on 2026-11-24")
            );
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
        assert!(world.is_silent());
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
}
