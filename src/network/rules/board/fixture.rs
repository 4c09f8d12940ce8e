//! A sound board, and what to say of one that somebody spoilt.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{RULES, judge};
use crate::{
    calendar::{AcademicYear, TermCalendar},
    geography::Area,
    identifiers::{HubId, PersonId},
    network::{
        Around, Board, BoardTemplate, CycleStep, Fraction, Hub, HubYear, Meeting, Member, NetworkPolicy, Partnership,
        Post, SeatGroup, Tenure, Vocabularies,
    },
    organisation::{Governance, Kind, Location, Organisation, Phase, Phases, Practitioner, Register, School},
    rules::{At, Report, Sink, Verdict},
    vocabulary::Word,
};

pub(super) use crate::network::rules::scene::{body, date, day, since, span};

pub(super) const LEAD: &str = "GB-EDU-140325";
pub(super) const TRUST: &str = "X-TRUST-TR01234";
pub(super) const TEACHING_SCHOOL: &str = "GB-EDU-100006";

pub(super) struct World {
    pub(super) hub: Hub,
    pub(super) register: Register,
    pub(super) policy: NetworkPolicy,
    pub(super) on: NaiveDate,
}

pub(super) fn word(text: &str) -> Word {
    text.parse().unwrap()
}

pub(super) fn year(text: &str) -> AcademicYear {
    text.parse().unwrap()
}

pub(super) fn person(number: u128) -> PersonId {
    uuid::Uuid::from_u128(number).into()
}

pub(super) fn group(any_of: &[&str], recommended: bool, until: Option<&str>) -> SeatGroup {
    SeatGroup { any_of: any_of.iter().map(|seat| word(seat)).collect(), recommended, until: until.map(date) }
}

pub(super) fn step(what: &str, looks_back: bool, before_the_plan: bool) -> CycleStep {
    CycleStep { what: what.to_owned(), looks_back, before_the_plan }
}

pub(super) fn template() -> BoardTemplate {
    BoardTemplate {
        independent: Fraction::new(3, 5).unwrap(),
        chair_independent: true,
        leader_seat: word("school-leader"),
        fewest_leaders: 5,
        phases: Phases::ALL,
        specialist_seats: ["university", "subject-association", "local-authority"].map(word).into(),
        most_specialists: 2,
        required_seats: [
            (word("employer-or-he"), group(&["employer", "higher-education"], false, None)),
            (word("ncetm"), group(&["ncetm"], false, None)),
            (word("teaching-school"), group(&["teaching-school"], true, Some("2021-08-31"))),
        ]
        .into(),
        empty_seat_days: 120,
        seated_posts: ["senior-leadership-link", "hub-lead"].map(word).into(),
        fewest_meetings: 3,
        cycle: [
            (word("evaluation"), step("evaluate the year before", true, false)),
            (word("priorities-and-succession"), step("agree priorities and succession", false, false)),
            (word("draft-plan"), step("advise on the draft plan", false, true)),
        ]
        .into(),
    }
}

pub(super) fn policy() -> NetworkPolicy {
    NetworkPolicy {
        name_endings: std::collections::BTreeSet::new(),
        territorial: true,
        phases: Phases::ALL,
        most_hubs_of_one_body: None,
        most_joint_leads: 2,
        leads_within_area_from: None,
        nominations_from: None,
        vacancy_days: None,
        forming_days: None,
        settling_days: 0,
        interim_cover_days: None,
        handover_days: None,
        evaluation_days: None,
        forum_each_term: false,
        forum_absences_in_a_row: None,
        enquiry_days: None,
        fewest_schools_in_a_work_group: None,
        partners: true,
        required_posts: [].into(),
        terms: TermCalendar::USUAL,
        words: Vocabularies::default(),
        board: Some(template()),
        sources: BTreeMap::new(),
    }
}

pub(super) fn register() -> Register {
    let named = |kind: Kind| Organisation::new("an organisation", kind);
    let school = |governance| School::new(governance, Phases::ALL);
    let mut register = Register::default();
    for maintained in ["GB-EDU-100001", "GB-EDU-100002", "GB-EDU-100003", "GB-EDU-100005", TEACHING_SCHOOL] {
        register.record(body(maintained), named(Kind::School(school(Governance::Maintained))));
    }
    let of_trust = school(Governance::Academy).in_trust(body(TRUST), since("2013-09-01"));
    for academy in [LEAD, "GB-EDU-140326"] {
        register.record(body(academy), named(Kind::School(of_trust.clone())));
    }
    register.record(body(TRUST), named(Kind::Trust));
    register.record(body("GB-UKPRN-10005970"), named(Kind::College(Location::default())));
    register.record(body("GB-COH-01234567"), named(Kind::Employer));
    register.record(body("GB-UKPRN-10007158"), named(Kind::University));
    register.record(body("X-BODY-ncetm"), named(Kind::PublicBody));
    register.record(body("X-BODY-council"), named(Kind::PublicBody));
    let employed = Practitioner::employed_by(body("GB-UKPRN-10007158"), since("2010"));
    register.practitioners.insert(person(9), employed);
    register
}

pub(super) fn board() -> Board {
    let leader = |from: &str, phases: &[Phase]| {
        let member = Member::seated(word("school-leader"), since("2015-09-10"));
        member.coming_from(body(from)).leading(phases.iter().copied().collect())
    };
    let other = |seat: &str, from: &str| Member::seated(word(seat), since("2015-09-10")).coming_from(body(from));
    let mut board = Board::formed(date("2015-09-10"));
    board.members = [
        (person(1), leader("GB-EDU-100001", &[Phase::EarlyYears, Phase::Primary])),
        (person(2), leader("GB-EDU-100002", &[Phase::Primary])),
        (person(3), leader("GB-EDU-100003", &[Phase::Secondary])),
        (person(4), leader("GB-UKPRN-10005970", &[Phase::Post16])),
        (person(5), leader("GB-EDU-100005", &[Phase::Secondary, Phase::Post16])),
        (person(6), other("employer", "GB-COH-01234567")),
        (person(7), other("ncetm", "X-BODY-ncetm")),
        (person(8), other("teaching-school", TEACHING_SCHOOL)),
        (person(9), Member::seated(word("university"), since("2015-09-10"))),
        (person(10), other("local-authority", "X-BODY-council")),
        (person(11), other("hub-leadership", LEAD)),
        (person(12), other("hub-leadership", LEAD)),
    ]
    .into();
    board.chairs = [(person(6), since("2015-09-10").into())].into();
    let meeting = |reviewed: &[&str]| Meeting {
        present: [1, 6, 8, 9, 11].map(person).into(),
        reviewed: reviewed.iter().map(|step| word(step)).collect(),
        interests_minuted: [person(8)].into(),
    };
    board.meetings = [
        (date("2016-11-10"), meeting(&["evaluation"])),
        (date("2017-03-02"), meeting(&["priorities-and-succession"])),
        (date("2017-06-20"), meeting(&["draft-plan"])),
        (date("2017-11-09"), meeting(&["evaluation"])),
    ]
    .into();
    board
}

/// A hub with a board that keeps the template of 2017-18, on a day in the summer of that year.
pub(super) fn sound() -> World {
    let mut hub = Hub::new("Solent Maths Hub", Area::of(["851".parse().unwrap()]))
        .operating_since(date("2015-09-01"))
        .led_under("lead".parse().unwrap(), Tenure::of(body(LEAD), since("2015-09-01")).accountable_to(body(TRUST)));
    let post = |kind: &str, holder| Post { kind: word(kind), holder: Some(holder), span: since("2015-09-01") };
    hub.posts.insert("sll".parse().unwrap(), post("senior-leadership-link", person(11)));
    hub.posts.insert("lead".parse().unwrap(), post("hub-lead", person(12)));
    let mut partnership = Partnership::operational(body(TEACHING_SCHOOL), date("2015-09-01"));
    partnership.paid_in = ["2016/17", "2017/18"].map(year).into();
    hub.partnerships.insert("teaching-school".parse().unwrap(), partnership);
    let planned = HubYear { plan_submitted: Some(date("2017-07-07")), ..HubYear::default() };
    hub.years.insert(year("2016/17"), planned);
    hub.board = Some(board());
    World { hub, register: register(), policy: policy(), on: day("2018-06-15") }
}

impl World {
    pub(super) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(super) fn board(&mut self) -> &mut Board {
        self.hub.board.as_mut().unwrap()
    }

    pub(super) fn template(&mut self) -> &mut BoardTemplate {
        self.policy.board.as_mut().unwrap()
    }

    pub(super) fn member(&mut self, number: u128) -> &mut Member {
        self.board().members.get_mut(&person(number)).unwrap()
    }

    pub(super) fn meeting(&mut self, on: &str) -> &mut Meeting {
        self.board().meetings.get_mut(&date(on)).unwrap()
    }

    pub(super) fn judge_into(&self, sink: &mut Sink) {
        let Self { register, policy, on, .. } = self;
        let around = Around { policy, on: *on, register, projects: &BTreeMap::new() };
        let hubs = At::ROOT.field("hubs");
        let id: HubId = "solent".parse().unwrap();
        judge(&self.hub, &hubs.key(&id), &around, sink);
    }

    pub(super) fn report(&self) -> Report {
        let mut sink = Sink::new("test", self.on, RULES);
        self.judge_into(&mut sink);
        sink.into_report()
    }
}

/// The world after `change` breaks the rule and no other. Gives the messages.
#[track_caller]
pub(super) fn breaks(code: &str, change: impl FnOnce(&mut World)) -> Vec<String> {
    let report = sound().with(change).report();
    assert_eq!(report.codes(), [code].into(), "{report}");
    for finding in report.findings() {
        assert_eq!(finding.verdict, Verdict::Broken, "{report}");
        assert!(!finding.message.contains('{'), "{report}");
        assert!(finding.path.to_string().starts_with("hubs[\"solent\"].board"), "{report}");
    }
    report.findings().iter().map(|finding| finding.message.clone()).collect()
}

/// After `change` the rule cannot be decided, and none is broken.
#[track_caller]
pub(super) fn leaves_open(code: &str, change: impl FnOnce(&mut World)) {
    let report = sound().with(change).report();
    assert!(report.of(code).count() > 0, "{report}");
    for finding in report.findings() {
        assert_eq!(finding.verdict, Verdict::Undetermined, "{report}");
        assert!(finding.message.starts_with("cannot be decided whether "), "{report}");
    }
}

/// After `change` the rule does not apply, and nothing is found.
#[track_caller]
pub(super) fn does_not_apply(code: &str, change: impl FnOnce(&mut World)) {
    let report = sound().with(change).report();
    assert!(report.count(code).not_applicable > 0, "{}", report.tally());
    assert_eq!(report.codes(), [].into(), "{report}");
}

/// After `change` the rule holds and nothing is found.
#[track_caller]
pub(super) fn keeps(code: &str, change: impl FnOnce(&mut World)) {
    let report = sound().with(change).report();
    assert!(report.count(code).held > 0, "{}", report.tally());
    assert_eq!(report.codes(), [].into(), "{report}");
}

pub(super) fn vacate(world: &mut World) {
    let tenures = &mut world.hub.leadership.tenures;
    tenures.values_mut().for_each(|tenure| tenure.span = span("2015-09-01", "2016-08-31"));
}
