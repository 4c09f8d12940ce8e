//! Rounds in which every rule holds or does not apply, from the opening to the end.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::terms::{CRITERIA, DRAW, handed_in, lead, opening, policy, read, sound};
use crate::{
    calendar::{Moment, Span},
    identifiers::{ApplicationId, PersonId, PlaceId, QuestionId, StageId},
    journal::{Digest, Text},
    rules::{self, Report},
    selection::{
        eligibility::{Fact, Facts},
        interest::{Link, Strength},
        policy::SelectionPolicy,
        round::{
            Event, Opening, Proceedings, Round,
            event::{
                Agreed, Amended, Answered, Appointments, Asked, Assigned, CalledUp, Declared, Drawn, Enrolled,
                Examined, Extended, FactsFound, Given, Marked, Moderated, Notified, Of, Practised, Redacted,
                Registered, ReviewAsked, ReviewEnded, Role, Ruled, StageClosed, StageOpened, Started, Submitted,
            },
        },
        scale::RawMark,
    },
    strategies::draft::{Draft, drafted},
};

/// A round in which every rule holds or does not apply: its journal, which may be replayed, and the day on which it is
/// judged. A mutation changes the entries; [`check`](Self::check) takes them as somebody else's books.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct SoundRound {
    /// The entries, in order.
    pub draft: Draft<Proceedings>,
    /// The day on which the round is judged.
    pub on: NaiveDate,
}

drafted! { SoundRound, Proceedings }

/// What differs between one sound round and another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RoundShape {
    /// How many applications compete to the end, beside one that is withdrawn, one that is not eligible and one that does
    /// not go on to the second stage. Five at least, for two places and a reserve of three.
    pub applications: u16,
    /// How many assessors mark each criterion, or read each application. Two at least.
    pub assessors: u8,
    /// Whether each application is read whole.
    pub whole: bool,
    /// Whether a contract is awarded, with a standstill.
    pub contract: bool,
}

impl Default for RoundShape {
    fn default() -> Self {
        Self { applications: 5, assessors: 2, whole: false, contract: true }
    }
}

/// Short, for the output of a failed test: a whole journal would bury it.
impl fmt::Debug for SoundRound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SoundRound({} entries on {}: {})", self.entries.len(), self.on, self.check())
    }
}

/// Somebody of a sound round, by number.
#[must_use]
pub const fn person(number: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(number))
}

/// An application of a sound round, by number: those that compete to the end from 1, then the withdrawn, the one that is
/// not eligible, the one that does not go on.
#[must_use]
pub const fn application(number: u128) -> ApplicationId {
    ApplicationId::new(Uuid::from_u128(0x_a000_0000_u128.saturating_add(number)))
}

/// Whoever runs a sound round.
pub const ADMINISTRATOR: PersonId = person(1);
/// Whoever leads its panel.
pub const CHAIR: PersonId = person(2);
/// A member of its panel.
pub const MEMBER: PersonId = person(3);
/// Whoever decides.
pub const AUTHORITY: PersonId = person(4);
/// Whoever reviews.
pub const REVIEWER: PersonId = person(5);
/// Whoever looks on, and is governor of the school that leads application 1.
pub const OBSERVER: PersonId = person(6);

/// The assessor of this number, from 1.
#[must_use]
pub const fn assessor(number: u8) -> PersonId {
    person(10_u128.saturating_add(number as u128))
}

/// Who acts for the application of this number.
#[must_use]
pub const fn contact(number: u128) -> PersonId {
    person(number.saturating_add(1000))
}

/// One of the two places of a sound round.
#[must_use]
pub fn place(name: &str) -> PlaceId {
    read(name)
}

impl SoundRound {
    /// A sound round of the usual shape.
    #[must_use]
    pub fn new() -> Self {
        Self::shaped(RoundShape::default())
    }

    /// A sound round of this shape, from the opening to the end.
    #[must_use]
    pub fn shaped(shape: RoundShape) -> Self {
        let shape =
            RoundShape { applications: shape.applications.clamp(5, 900), assessors: shape.assessors.max(2), ..shape };
        let start = read("2015-07-01T09:00");
        let mut round = Self { draft: Draft::at(start, refers), on: read::<Moment>("2016-06-30T00:00").day() };
        round.push(ADMINISTRATOR, Event::Opened(Box::new(opening(&shape))));
        round.enrol(&shape);
        round.window(&shape);
        round.assess(&shape);
        round.present(&shape);
        round.decide(&shape);
        round.follow(&shape);
        round
    }

    /// The round, its entries taken in as somebody else's books; `None` where the first opens nothing.
    #[must_use]
    pub fn audit(&self) -> Option<Round> {
        Round::audit(self.entries.iter().cloned()).ok()
    }

    /// What the rules of rounds say of it; nothing where the first entry opens nothing.
    #[must_use]
    pub fn check(&self) -> Report {
        match self.audit() {
            Some(round) => rules::check(&round, &(), self.on),
            None => rules::Sink::new(rules::RULESET, self.on, &[]).into_report(),
        }
    }

    /// The opening, for a mutation to work on.
    pub fn opening(&mut self) -> Option<&mut Opening> {
        match self.entries.first_mut().map(|entry| &mut entry.what) {
            Some(Event::Opened(opening)) => Some(opening),
            _ => None,
        }
    }

    /// The policy, for a mutation to work on.
    pub fn policy(&mut self) -> Option<&mut SelectionPolicy> {
        self.opening().map(|opening| &mut opening.policy)
    }

    fn enrol(&mut self, shape: &RoundShape) {
        let mut enrol = |person, role| {
            self.push(ADMINISTRATOR, Event::Enrolled(Enrolled { person, roles: BTreeSet::from([role]) }));
        };
        enrol(CHAIR, Role::Chair);
        enrol(MEMBER, Role::Member);
        enrol(AUTHORITY, Role::Authority);
        enrol(REVIEWER, Role::Reviewer);
        enrol(OBSERVER, Role::Observer);
        (1..=shape.assessors).for_each(|number| enrol(assessor(number), Role::Assessor));
        let links =
            BTreeSet::from([Link::new(OBSERVER, lead(1), read("governor"), sound(Span::new(read("2014"), None)))]);
        self.push(ADMINISTRATOR, Event::Registered(Registered { links, ties: BTreeSet::new() }));
    }

    /// The first window: applications, a question, an amendment, somebody given longer, somebody who withdraws.
    fn window(&mut self, shape: &RoundShape) {
        self.wait(1);
        let question: QuestionId = read("joint-leads");
        self.push(
            ADMINISTRATOR,
            Event::Asked(Asked {
                question,
                text: "May two schools lead together?".into(),
                confidential: false,
                application: None,
            }),
        );
        self.push(
            ADMINISTRATOR,
            Event::Answered(Answered {
                question,
                text: "Yes, if one body is accountable.".into(),
                material: true,
                told_all: true,
            }),
        );
        let gates = policy(shape).gates;
        self.push(
            ADMINISTRATOR,
            Event::Amended(Amended {
                criteria: None,
                gates: Some(Box::new(gates)),
                tie_breaks: None,
                notice: "The gate on attainment is put more plainly.".into(),
                told_all: true,
                extended_to: Some(read("2015-07-31T17:00")),
            }),
        );
        let last = number_of(shape.applications, 1);
        self.push_because(
            ADMINISTRATOR,
            Event::Extended(Extended {
                application: application(last),
                stage: read("form"),
                until: read("2015-08-03T12:00"),
            }),
            "its server was down on the last day",
        );
        let in_time = (1..=number_of(shape.applications, 3)).filter(|number| *number != last);
        for number in in_time.chain([last]) {
            if number == last {
                // One comes after the closing, and within the longer time that it was given.
                self.clock = read("2015-08-03T10:00");
            }
            let applied = handed_in(number, number_of(shape.applications, 2));
            self.push(contact(number), Event::Applied(Box::new(applied)));
        }
        let withdrawn = application(number_of(shape.applications, 1));
        self.push(contact(number_of(shape.applications, 1)), Event::Withdrawn(Of { application: withdrawn }));
        self.wait(1);
        self.push(ADMINISTRATOR, Event::StageClosed(StageClosed { stage: read("form") }));
    }

    /// Facts, a ruling, declarations, marks, moderation.
    fn assess(&mut self, shape: &RoundShape) {
        let found = |number: u128, facts| Event::FactsFound(FactsFound { application: application(number), facts });
        let verified = Facts::new([(read("attainment"), Fact::yes_no(true).verified())]);
        self.push(ADMINISTRATOR, found(1, verified));
        let ruled = Ruled { application: application(2), gate: read("attainment"), met: true };
        self.push_because(CHAIR, Event::Ruled(ruled), "its results were held back by the board, which confirmed them");
        let out = number_of(shape.applications, 1);
        let ineligible = number_of(shape.applications, 2);
        let last = number_of(shape.applications, 3);
        let judged: Vec<u128> = (1..=last).filter(|number| ![out, ineligible].contains(number)).collect();
        for number in 1..=shape.assessors {
            let by = assessor(number);
            self.push(by, Event::Practised(Practised { note: "Marked the sample, and compared.".into() }));
            let (criteria, applications) = if shape.whole {
                (BTreeSet::new(), judged.iter().map(|number| application(*number)).collect())
            } else {
                (CRITERIA.map(read).into(), BTreeSet::new())
            };
            self.push(ADMINISTRATOR, Event::Assigned(Assigned { person: by, criteria, applications }));
            for of in &judged {
                let (interest, nature) = if (number, *of) == (1, 3) {
                    (Some(Strength::Soft), "taught there twenty years ago")
                } else {
                    (None, "")
                };
                let application = application(*of);
                self.push(
                    by,
                    Event::Declared(Declared { person: by, application, interest, nature: nature.into(), at: None }),
                );
            }
        }
        self.push(
            OBSERVER,
            Event::Declared(Declared {
                person: OBSERVER,
                application: application(1),
                interest: Some(Strength::Hard),
                nature: "is a governor of the school".into(),
                at: None,
            }),
        );
        for of in &judged {
            for number in 1..=shape.assessors {
                for (criterion, text) in CRITERIA.into_iter().enumerate() {
                    let mark = mark_by(number, *of, criterion, shape.applications);
                    let marked = Marked {
                        application: application(*of),
                        criterion: read(text),
                        given: Given::Mark(mark),
                        justification: Text::from(format!(
                            "Assessor {number} on {text}: {mark} as the text bears out."
                        )),
                    };
                    self.push(assessor(number), Event::Marked(marked));
                }
            }
        }
        self.wait(1);
        let present: BTreeSet<PersonId> =
            [CHAIR, MEMBER].into_iter().chain((1..=shape.assessors).map(assessor)).collect();
        for of in &judged {
            for (criterion, text) in CRITERIA.into_iter().enumerate() {
                let first = (*of, criterion) == (1, 0);
                let dissent = if first {
                    BTreeMap::from([(MEMBER, Text::from("The evidence is thinner than it looks."))])
                } else {
                    BTreeMap::new()
                };
                let moderated = Moderated {
                    application: application(*of),
                    criterion: read(text),
                    agreed: Agreed::Mark(agreed(*of, criterion, shape.applications)),
                    reason: "The panel weighed the marks and found the evidence sound.".into(),
                    evidence: Text::default(),
                    discussion: if first { "One assessor had missed an annex.".into() } else { Text::default() },
                    present: present.clone(),
                    dissent,
                };
                self.push(CHAIR, Event::Moderated(moderated));
            }
        }
    }

    /// The second stage, which clarifies only.
    fn present(&mut self, shape: &RoundShape) {
        let stage: StageId = read("presentation");
        let through: BTreeSet<ApplicationId> = (1..=shape.applications.into()).map(application).collect();
        let not_through = [number_of(shape.applications, 2), number_of(shape.applications, 3)];
        let why = Text::from("The marks left no doubt that it could not be appointed.");
        let not_through = not_through.map(|number| (application(number), why.clone())).into();
        self.push(CHAIR, Event::StageOpened(StageOpened { stage, through, not_through }));
        self.clock = read("2015-10-01T09:00");
        for number in 1..=shape.applications.into() {
            let submitted = Submitted { application: application(number), stage };
            self.push(contact(number), Event::Submitted(submitted));
        }
        self.wait(10);
        self.push(ADMINISTRATOR, Event::StageClosed(StageClosed { stage }));
    }

    /// A draw among the two last, the recommendation and the decision.
    fn decide(&mut self, shape: &RoundShape) {
        let last = u128::from(shape.applications);
        let order = vec![application(last), application(last.saturating_sub(1))];
        let witnesses = BTreeSet::from([MEMBER, OBSERVER]);
        self.push(CHAIR, Event::Drawn(Drawn { order, means: DRAW.to_owned(), witnesses }));
        let appointments = appointments(shape);
        self.push(CHAIR, Event::Recommended(appointments.clone()));
        self.wait(1);
        self.push(AUTHORITY, Event::Decided(appointments));
    }

    /// Notices, feedback, a review, agreements, a call from the reserve, the announcement, a start, a redaction, the end.
    fn follow(&mut self, shape: &RoundShape) {
        self.wait(1);
        let embargo = Moment::at(self.clock.day().checked_add_days(Days::new(20)).unwrap_or(self.on), 9, 0);
        let withdrawn = number_of(shape.applications, 1);
        let told: Vec<u128> = (1..=number_of(shape.applications, 3)).filter(|number| *number != withdrawn).collect();
        for number in &told {
            let application = application(*number);
            self.push(ADMINISTRATOR, Event::Notified(Notified { application, embargo }));
        }
        for number in told.iter().filter(|number| **number > 3) {
            self.push(ADMINISTRATOR, Event::FeedbackReleased(Of { application: application(*number) }));
        }
        self.push(ADMINISTRATOR, Event::FeedbackReleased(Of { application: application(2) }));
        let of = Of { application: application(4) };
        let asked = ReviewAsked { application: of.application, grounds: "The annex was overlooked.".into() };
        self.push(contact(4), Event::ReviewAsked(asked));
        self.wait(2);
        let ended = ReviewEnded { application: of.application, stands: true };
        self.push_because(REVIEWER, Event::ReviewEnded(ended), "the panel had the annex before it");
        self.wait(20);
        for number in [1, 2] {
            let of = Of { application: application(number) };
            self.push(ADMINISTRATOR, Event::Examined(Examined { application: of.application, passed: true }));
            self.push(ADMINISTRATOR, Event::Offered(of));
        }
        let (one, two, three) = (
            Of { application: application(1) },
            Of { application: application(2) },
            Of { application: application(3) },
        );
        self.push(contact(1), Event::Accepted(one));
        self.push(contact(2), Event::Declined(two));
        self.push(ADMINISTRATOR, Event::Agreed(one));
        self.push(ADMINISTRATOR, Event::CalledUp(CalledUp { application: three.application, place: place("south") }));
        self.push(ADMINISTRATOR, Event::Examined(Examined { application: three.application, passed: true }));
        self.push(ADMINISTRATOR, Event::Offered(three));
        self.push(contact(3), Event::Accepted(three));
        self.push(ADMINISTRATOR, Event::Agreed(three));
        self.wait(10);
        self.push(ADMINISTRATOR, Event::Announced);
        for of in [one, three] {
            let on = self.clock.day();
            self.push(ADMINISTRATOR, Event::Started(Started { application: of.application, on }));
        }
        let ruling = self.entries.iter().find(|entry| entry.what.kind() == "ruled").map_or(1, |entry| entry.number);
        let redacted =
            Redacted { entry: ruling, digests: vec![Digest::new([7; 32])], ground: "it named a pupil".to_owned() };
        self.push(ADMINISTRATOR, Event::Redacted(redacted));
        self.push(ADMINISTRATOR, Event::Closed);
    }
}

/// A redaction refers to another entry.
fn refers(event: &mut Event) -> Option<&mut u64> {
    match event {
        Event::Redacted(it) => Some(&mut it.entry),
        _ => None,
    }
}

impl Default for SoundRound {
    fn default() -> Self {
        Self::new()
    }
}

/// The number of an application that does not compete to the end.
fn number_of(applications: u16, beyond: u128) -> u128 {
    u128::from(applications).saturating_add(beyond)
}

fn appointments(shape: &RoundShape) -> Appointments {
    let last = u128::from(shape.applications);
    // The two last were drawn, the last one first.
    let reserve = (3..last.saturating_sub(1)).chain([last, last.saturating_sub(1)]).map(application);
    Appointments {
        appointed: [(application(1), place("north")), (application(2), place("south"))].into(),
        reserve: reserve.collect(),
        ..Appointments::default()
    }
}

/// What the panel agrees on: the first criterion tells the applications apart, the two last competitors aside.
fn agreed(number: u128, criterion: usize, applications: u16) -> RawMark {
    let value = match criterion {
        0 => {
            let place = if number == u128::from(applications) { number.saturating_sub(1) } else { number };
            1000_u128.saturating_sub(place)
        }
        _ => 3,
    };
    RawMark::Number(u32::try_from(value).unwrap_or_default().into())
}

/// What an assessor gives: what the panel will agree on, but for the very first, on which the first assessor is far off.
fn mark_by(assessor: u8, number: u128, criterion: usize, applications: u16) -> RawMark {
    match (assessor, number, criterion) {
        (1, 1, 0) => RawMark::Number(900_u32.into()),
        _ => agreed(number, criterion, applications),
    }
}
