//! A small whole round, entry by entry, for tests of what is told of it.
//!
//! The criteria, out of 100: `leadership` 60, half of it `capacity` and half `commitment`, so 30 each; `partnership` 40,
//! with a minimum of 2. The scale is 0 to 5, so a mark earns 6 points on each of the first two and 8 on the third.

#![allow(dead_code, reason = "not every test uses all of it")]

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    calendar::Moment,
    identifiers::{ApplicationId, PersonId, PlaceId},
    journal::Entry,
    ratio::Ratio,
    selection::{
        criteria::Criteria,
        eligibility::{Condition, Fact, Facts, Gate, Gates, Test},
        policy::{Late, Quota, QuotaBy, SelectionPolicy, StageMarks, StagePolicy},
        round::{
            Application, Event, Opening, Place, Role, Round, Window,
            event::{
                Agreed, Appointments, Assigned, Enrolled, Given, LateRuled, Marked, Moderated, Notified, Of,
                StageClosed,
            },
        },
        scale::{Point, RawMark, Scale},
    },
};
use uuid::Uuid;

pub const CRITERIA: [&str; 3] = ["leadership/capacity", "leadership/commitment", "partnership"];

pub const ADMINISTRATOR: PersonId = person(1);
pub const CHAIR: PersonId = person(2);
pub const AUTHORITY: PersonId = person(3);
pub const REVIEWER: PersonId = person(4);
pub const FIRST: PersonId = person(5);
pub const SECOND: PersonId = person(6);

pub const fn person(number: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(number))
}

pub const fn app(number: u128) -> ApplicationId {
    ApplicationId::new(Uuid::from_u128(0xa0 + number))
}

pub const fn contact(number: u128) -> PersonId {
    person(0xc0 + number)
}

pub fn place(name: &str) -> PlaceId {
    name.parse().unwrap()
}

pub fn points(text: &str) -> Ratio {
    text.parse().unwrap()
}

pub fn criteria() -> Criteria {
    let words = ["Nothing shown", "Poor", "Weak", "Sound", "Good", "Outstanding"];
    let scale = (0_u32..).zip(words).map(|(value, word)| Point::new(value.into()).described(word));
    Criteria::out_of(100)
        .scale("0-5", Scale::new(scale).unwrap())
        .group("leadership", "Leadership", "60")
        .criterion(CRITERIA[0], "Capacity", "50", "0-5")
        .criterion(CRITERIA[1], "Commitment", "50", "0-5")
        .criterion(CRITERIA[2], "Partnership", "40", "0-5")
        .minimum("2")
        .build()
        .unwrap()
}

pub fn policy() -> SelectionPolicy {
    let stages = vec![StagePolicy::new("form".parse().unwrap(), "Application form", StageMarks::Criteria)];
    let mut policy = SelectionPolicy::new(criteria(), stages);
    let condition = Condition::fact("attainment-above".parse().unwrap(), Test::Yes).unwrap();
    policy.gates =
        Gates::new([("attainment".parse().unwrap(), Gate::new("Attainment is above the national average", condition))]);
    policy.late = Late::Ruled;
    policy.reserve_days = Some(100);
    policy.route.review_days = Some(30);
    policy
}

/// At most one of each kind of school.
pub fn quota(policy: &mut SelectionPolicy) {
    let kind = "kind".parse().unwrap();
    policy.quotas = BTreeMap::from([(kind, Quota::of_each(QuotaBy::Application(kind), 1))]);
}

pub struct Scene {
    pub round: Round,
    clock: Moment,
}

impl Scene {
    /// Opened on 1 June 2015, with everybody enrolled: entries 1 to 6.
    pub fn open(policy: SelectionPolicy, places: &[(&str, &str)]) -> Self {
        Self::open_holding(policy, places, 1)
    }

    /// The same, where each place holds so many.
    pub fn open_holding(policy: SelectionPolicy, places: &[(&str, &str)], holds: u32) -> Self {
        let day = "2015-06-01".parse().unwrap();
        let window = Window::new("2015-06-01T00:00".parse().unwrap(), "2015-06-30T17:00".parse().unwrap());
        let opening =
            Opening::new("leads-2015".parse().unwrap(), "Lead schools 2015", "hubs".parse().unwrap(), day, policy)
                .within("form".parse().unwrap(), window);
        let opening = places.iter().fold(opening, |opening, (id, title)| {
            let mut held = Place::new_hub(*title);
            held.holds = holds;
            opening.for_place(place(id), held)
        });
        let clock = "2015-06-01T09:00".parse().unwrap();
        let first = Entry::new(1, clock, ADMINISTRATOR, Event::Opened(Box::new(opening)));
        let mut scene = Self { round: Round::open(first).unwrap(), clock };
        for (person, role) in [
            (CHAIR, Role::Chair),
            (AUTHORITY, Role::Authority),
            (REVIEWER, Role::Reviewer),
            (FIRST, Role::Assessor),
            (SECOND, Role::Assessor),
        ] {
            scene.push(ADMINISTRATOR, Event::Enrolled(Enrolled { person, roles: BTreeSet::from([role]) }));
        }
        scene
    }

    pub fn at(&mut self, clock: &str) {
        self.clock = clock.parse().unwrap();
    }

    /// Applies an entry, and gives its number.
    pub fn push(&mut self, by: PersonId, what: Event) -> u64 {
        self.because(by, what, "")
    }

    pub fn because(&mut self, by: PersonId, what: Event, why: &str) -> u64 {
        let number = self.round.journal().next_number();
        let entry = Entry::new(number, self.clock, by, what).because(why);
        self.round.apply(entry).unwrap_or_else(|refusal| panic!("{refusal}"));
        number
    }

    /// What the refusal of an entry says.
    pub fn refused(&mut self, by: PersonId, what: Event) -> String {
        let entry = Entry::new(self.round.journal().next_number(), self.clock, by, what);
        self.round.apply(entry).unwrap_err().to_string()
    }

    pub fn apply(&mut self, number: u128, name: &str, places: &[&str], kind: &str, eligible: bool) -> u64 {
        let lead = format!("X-BODY-lead-{number}").parse().unwrap();
        let mut application = Application::new(app(number), name, lead, places.iter().map(|id| place(id)))
            .declaring(Facts::new([("attainment-above".parse().unwrap(), Fact::yes_no(eligible))]))
            .by_contact(contact(number));
        application.attributes.insert("kind".parse().unwrap(), kind.to_owned());
        self.push(ADMINISTRATOR, Event::Applied(Box::new(application)))
    }

    pub fn close(&mut self) {
        self.at("2015-07-02T09:00");
        self.push(ADMINISTRATOR, Event::StageClosed(StageClosed { stage: "form".parse().unwrap() }));
    }

    pub fn assign(&mut self) {
        for person in [FIRST, SECOND] {
            let criteria = CRITERIA.map(|id| id.parse().unwrap()).into();
            self.push(ADMINISTRATOR, Event::Assigned(Assigned { person, criteria, applications: BTreeSet::new() }));
        }
    }

    pub fn mark(&mut self, by: PersonId, number: u128, criterion: usize, value: u32) -> u64 {
        self.mark_saying(by, number, criterion, value, &format!("private note of {by} on {number}"))
    }

    pub fn mark_saying(&mut self, by: PersonId, number: u128, criterion: usize, value: u32, why: &str) -> u64 {
        let marked = Marked {
            application: app(number),
            criterion: CRITERIA[criterion].parse().unwrap(),
            given: Given::Mark(RawMark::Number(value.into())),
            justification: why.into(),
        };
        self.push(by, Event::Marked(marked))
    }

    pub fn moderate(&mut self, number: u128, criterion: usize, value: u32, reason: &str) -> u64 {
        let moderated = Moderated {
            application: app(number),
            criterion: CRITERIA[criterion].parse().unwrap(),
            agreed: Agreed::Mark(RawMark::Number(value.into())),
            reason: reason.into(),
            evidence: "".into(),
            discussion: "".into(),
            present: BTreeSet::from([CHAIR, FIRST, SECOND]),
            dissent: BTreeMap::new(),
        };
        self.push(CHAIR, Event::Moderated(moderated))
    }

    /// Both assessors give one mark less and the very mark; the panel agrees on the mark.
    pub fn assess(&mut self, number: u128, marks: [u32; 3]) {
        for (criterion, value) in marks.into_iter().enumerate() {
            self.mark(FIRST, number, criterion, value - 1);
            self.mark(SECOND, number, criterion, value);
            self.moderate(number, criterion, value, &format!("The plan is worth {value}."));
        }
    }

    pub fn appoint(
        &mut self,
        appointed: &[(u128, &str)],
        reserve: &[u128],
        departures: &[(u128, &str)],
    ) -> Appointments {
        Appointments {
            appointed: appointed.iter().map(|(number, to)| (app(*number), place(to))).collect(),
            reserve: reserve.iter().map(|number| app(*number)).collect(),
            departures: departures.iter().map(|(number, why)| (app(*number), (*why).into())).collect(),
        }
    }

    pub fn recommend(&mut self, appointments: Appointments) -> u64 {
        self.at("2015-07-10T09:00");
        self.push(CHAIR, Event::Recommended(appointments))
    }

    pub fn decide(&mut self, appointments: Appointments) -> u64 {
        self.at("2015-07-15T09:00");
        self.push(AUTHORITY, Event::Decided(appointments))
    }

    pub fn notify(&mut self, numbers: &[u128]) {
        self.at("2015-07-16T09:00");
        for number in numbers {
            self.push(ADMINISTRATOR, Event::Notified(Notified { application: app(*number), embargo: None }));
        }
    }

    /// The usual round up to the marks: Ash 86, Birch 72, Cedar 68 and below a minimum, Dogwood ineligible, Elm withdrawn, Fir
    /// late and not taken.
    pub fn usual(policy: SelectionPolicy) -> Self {
        let mut scene = Self::open(policy, &[("north", "the North")]);
        let names = ["Ash School", "Birch School", "Cedar School", "Dogwood School", "Elm School"];
        for (number, name) in (1..).zip(names) {
            scene.apply(number, name, &["north"], "urban", number != 4);
        }
        scene.because(contact(5), Event::Withdrawn(Of { application: app(5) }), "the head is leaving");
        scene.at("2015-06-30T17:05");
        scene.apply(6, "Fir School", &["north"], "urban", true);
        scene.because(
            ADMINISTRATOR,
            Event::LateRuled(LateRuled { application: app(6), taken: false }),
            "the portal was up",
        );
        scene.close();
        scene.assign();
        scene.assess(1, [5, 4, 4]);
        scene.assess(2, [4, 4, 3]);
        scene.assess(3, [5, 5, 1]);
        scene
    }

    pub fn decided(policy: SelectionPolicy) -> Self {
        let mut scene = Self::usual(policy);
        let appointments = scene.appoint(&[(1, "north")], &[2], &[]);
        scene.recommend(appointments.clone());
        scene.decide(appointments);
        scene
    }
}

pub const fn given(mark: RawMark) -> Given {
    Given::Mark(mark)
}
