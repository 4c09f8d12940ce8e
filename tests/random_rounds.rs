//! Small random rounds under random policies, decided as the marks have it and then changed by random steps: whatever
//! happens, outcomes, places, explanations, letters and what contacts see agree with one another, nothing of a rival or of who
//! assessed shows, and other weights change just what sensitivity says.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    calendar::Moment,
    identifiers::{ApplicationId, PersonId, PlaceId},
    journal::Entry,
    ratio::Ratio,
    selection::{
        criteria::Criteria,
        feedback::{Feedback, Reason, Told},
        outcome::{CandidateOutcome, PlaceOutcome},
        policy::{Marking, Quota, QuotaBy, SelectionPolicy, StageMarks, StagePolicy},
        round::{
            Application, Event, Opening, Place, Role, Round, Window,
            event::{
                Appointments, Assigned, CalledUp, Drawn, Enrolled, Examined, Given, Marked, Notified, Of, StageClosed,
            },
        },
        scale::{RawMark, Scale},
        visibility::Visible,
    },
};
use proptest::prelude::*;
use uuid::Uuid;

const ADMINISTRATOR: PersonId = person(1);
const CHAIR: PersonId = person(2);
const AUTHORITY: PersonId = person(3);
const ASSESSOR: PersonId = person(5);
const CRITERIA: [&str; 3] = ["capacity", "commitment", "partnership"];
const PLACES: [&str; 2] = ["north", "south"];

const fn person(number: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(0xbeef_0000 + number))
}

const fn contact(number: usize) -> PersonId {
    person(0xc0 + number as u128)
}

const fn app(number: usize) -> ApplicationId {
    ApplicationId::new(Uuid::from_u128(0xdada_0000 + number as u128))
}

fn name(number: usize) -> String {
    ["Alder", "Beech", "Cedar", "Damson", "Elder"][number].to_owned()
}

fn place(number: usize) -> PlaceId {
    PLACES[number].parse().unwrap()
}

/// One candidate: marks, of the bonus too, whether the third criterion applies, where it bids, its kind and its body.
#[derive(Clone, Debug)]
struct One {
    marks: [u32; 4],
    applies: bool,
    bids: Vec<usize>,
    kind: bool,
    body: bool,
}

#[derive(Clone, Debug)]
struct Case {
    weights: [u32; 2],
    pass_mark: Option<u32>,
    minimum: bool,
    several: bool,
    tie_break: bool,
    reserve: bool,
    holds: [u32; 2],
    most: Option<u32>,
    kinds: Option<(u32, u32)>,
    bodies: bool,
    all: Vec<One>,
    steps: Vec<(u8, usize, usize)>,
}

fn one() -> impl Strategy<Value = One> {
    let bids = prop_oneof![Just(vec![0]), Just(vec![1]), Just(vec![0, 1]), Just(vec![1, 0])];
    (prop::array::uniform4(0_u32..6), prop::bool::weighted(0.9), bids, any::<bool>(), any::<bool>())
        .prop_map(|(marks, applies, bids, kind, body)| One { marks, applies, bids, kind, body })
}

fn case() -> impl Strategy<Value = Case> {
    let policy = (
        [10_u32..50, 10_u32..50],
        prop::option::weighted(0.3, 30_u32..60),
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.3),
        any::<bool>(),
        any::<bool>(),
    );
    let places = (
        prop::array::uniform2(1_u32..3),
        prop::option::weighted(0.3, 1_u32..3),
        prop::option::weighted(0.5, (1_u32..3, 0_u32..3)),
        prop::bool::weighted(0.3),
    );
    let steps = prop::collection::vec((0_u8..7, 0_usize..5, 0_usize..2), 0..14);
    (policy, places, prop::collection::vec(one(), 1..6), steps).prop_map(
        |((weights, pass_mark, minimum, several, tie_break, reserve), (holds, most, kinds, bodies), all, steps)| Case {
            weights,
            pass_mark,
            minimum,
            several,
            tie_break,
            reserve,
            holds,
            most,
            kinds,
            bodies: bodies && kinds.is_none(),
            all,
            steps,
        },
    )
}

impl Case {
    fn shares(&self) -> [Ratio; 3] {
        let [one, other] = self.weights;
        [one, other, 100 - one - other].map(Ratio::from)
    }

    fn criteria(&self, shares: [Ratio; 3]) -> Criteria {
        let mut builder = Criteria::out_of(100).scale("0-5", Scale::range(0, 5).unwrap());
        for (id, share) in CRITERIA.into_iter().zip(shares) {
            builder = builder.criterion(id, id, &share.to_string(), "0-5");
            if self.minimum && id == CRITERIA[0] {
                builder = builder.minimum("1");
            }
        }
        builder = builder.may_be_not_applicable().bonus("rural", "Rural", "5", "0-5");
        if self.several {
            builder = builder.at_least("2", 2, CRITERIA);
        }
        if let Some(points) = self.pass_mark {
            builder = builder.pass_mark(&points.to_string());
        }
        builder.build().unwrap()
    }

    fn policy(&self, shares: [Ratio; 3]) -> SelectionPolicy {
        let stages = vec![StagePolicy::new("form".parse().unwrap(), "Form", StageMarks::Criteria)];
        let mut policy = SelectionPolicy::new(self.criteria(shares), stages);
        policy.marking = Marking::PerCriterion { assessors: 1 };
        policy.draw = Some("lots".to_owned());
        policy.reserve_days = self.reserve.then_some(60);
        policy.most_appointed = self.most;
        if self.tie_break {
            policy.tie_breaks = vec![CRITERIA[0].parse().unwrap()];
        }
        if let Some((cap, floor)) = self.kinds {
            let kind = "kind".parse().unwrap();
            let mut quota = Quota::of_each(QuotaBy::Application(kind), cap.max(floor));
            quota.floors = BTreeMap::from([("odd".to_owned(), floor)]);
            policy.quotas.insert(kind, quota);
        }
        if self.bodies {
            policy.quotas.insert("body".parse().unwrap(), Quota::of_each(QuotaBy::Body, 1));
        }
        policy
    }

    /// Up to the marks.
    fn marked(&self, shares: [Ratio; 3]) -> Book {
        let moment = |text: &str| text.parse::<Moment>().unwrap();
        let mut opening = Opening::new(
            "leads".parse().unwrap(),
            "Leads",
            "hubs".parse().unwrap(),
            "2015-06-01".parse().unwrap(),
            self.policy(shares),
        )
        .within("form".parse().unwrap(), Window::new(moment("2015-06-01T00:00"), moment("2015-06-30T17:00")));
        for (number, holds) in self.holds.into_iter().enumerate() {
            let mut held = Place::new_hub(PLACES[number]);
            held.holds = holds;
            opening = opening.for_place(place(number), held);
        }
        let clock = moment("2015-06-01T09:00");
        let round = Round::open(Entry::new(1, clock, ADMINISTRATOR, Event::Opened(Box::new(opening)))).unwrap();
        let mut book = Book { round };
        for (person, role) in [(CHAIR, Role::Chair), (AUTHORITY, Role::Authority), (ASSESSOR, Role::Assessor)] {
            book.push(ADMINISTRATOR, Event::Enrolled(Enrolled { person, roles: BTreeSet::from([role]) }));
        }
        for (number, one) in self.all.iter().enumerate() {
            let lead = format!("X-BODY-lead-{number}").parse().unwrap();
            let bids = one.bids.iter().map(|bid| place(*bid));
            let mut it = Application::new(app(number), name(number), lead, bids).by_contact(contact(number));
            it.attributes.insert("kind".parse().unwrap(), if one.kind { "odd" } else { "even" }.to_owned());
            it.body = Some(format!("X-BODY-trust-{}", u8::from(one.body)).parse().unwrap());
            book.push(ADMINISTRATOR, Event::Applied(Box::new(it)));
        }
        book.push(ADMINISTRATOR, Event::StageClosed(StageClosed { stage: "form".parse().unwrap() }));
        let criteria = CRITERIA.iter().copied().chain(["bonus/rural"]).map(|id| id.parse().unwrap());
        let assigned =
            Assigned { person: ASSESSOR, criteria: criteria.clone().collect(), applications: BTreeSet::new() };
        book.push(ADMINISTRATOR, Event::Assigned(assigned));
        for (number, one) in self.all.iter().enumerate() {
            for (at, criterion) in criteria.clone().enumerate() {
                let mark = Given::Mark(RawMark::Number(one.marks[at].into()));
                let given = if at == 2 && !one.applies { Given::NotApplicable } else { mark };
                let justification = said(number, at).as_str().into();
                book.push(
                    ASSESSOR,
                    Event::Marked(Marked { application: app(number), criterion, given, justification }),
                );
            }
        }
        book
    }

    /// A total by hand: shares times fifths, in proportion where one does not apply, and a bonus of one for each fifth.
    fn total(&self, number: usize, shares: [Ratio; 3]) -> Ratio {
        let one = &self.all[number];
        let used = if one.applies { 3 } else { 2 };
        let part = |at: usize| shares[at].times(one.marks[at].into()).unwrap();
        let sum = Ratio::sum((0..used).map(part)).unwrap().over(Ratio::from(5)).unwrap();
        let available = Ratio::sum(shares.into_iter().take(used)).unwrap();
        sum.times(Ratio::HUNDRED).unwrap().over(available).unwrap().plus(one.marks[3].into()).unwrap()
    }
}

struct Book {
    round: Round,
}

impl Book {
    fn entry(&self, by: PersonId, what: Event) -> Entry<Event> {
        let late = !matches!(self.round.state().phase().word(), "open");
        let clock = if late { "2015-07-02T09:00" } else { "2015-06-01T09:00" };
        let opened = matches!(what, Event::StageClosed(_));
        let clock = if opened { "2015-07-02T09:00" } else { clock };
        Entry::new(self.round.journal().next_number(), clock.parse().unwrap(), by, what).because("for a reason")
    }

    fn push(&mut self, by: PersonId, what: Event) {
        let entry = self.entry(by, what);
        self.round.apply(entry).unwrap_or_else(|refusal| panic!("{refusal}"));
    }

    fn may(&mut self, by: PersonId, what: Event) -> bool {
        let entry = self.entry(by, what);
        self.round.apply(entry).is_ok()
    }

    /// Draws whatever is tied, until nothing is.
    fn draw(&mut self, count: usize) {
        for _ in 0..8 {
            let Err(report) = self.round.decide(on()) else { return };
            let text = report.to_string();
            assert!(text.contains("tie-unsettled"), "{text}");
            let drawn = (1_u32..1 << count).filter(|set| set.count_ones() > 1).any(|set| {
                let order = (0..count).filter(|at| set >> at & 1 == 1).map(app).collect();
                self.may(
                    CHAIR,
                    Event::Drawn(Drawn { order, means: "lots".to_owned(), witnesses: [ADMINISTRATOR].into() }),
                )
            });
            assert!(drawn, "a tie that nobody can draw: {text}");
        }
        panic!("ties without an end");
    }
}

fn on() -> chrono::NaiveDate {
    "2015-07-05".parse().unwrap()
}

/// Whether one word and the other say the same.
fn agree(outcome: &CandidateOutcome, told: &Told) -> bool {
    match (outcome, told) {
        (CandidateOutcome::Appointed(place), Told::Appointed { place: title }) => place.to_string() == *title,
        (CandidateOutcome::Reserve { turn, until }, Told::Reserve { turn: told, until: to }) => {
            turn == told && until == to
        }
        (CandidateOutcome::OfferDeclined, Told::OfferDeclined)
        | (CandidateOutcome::NotAppointed, Told::NotAppointed)
        | (CandidateOutcome::BelowBar, Told::BelowBar)
        | (CandidateOutcome::Withdrawn, Told::Withdrawn) => true,
        _ => false,
    }
}

fn all_agree(case: &Case, book: &Book, announced: bool) {
    let selection = book.round.decide(on()).unwrap_or_else(|report| panic!("{report}"));
    let places = selection.places();
    for number in 0..case.all.len() {
        let decision = selection.decision(app(number)).unwrap();
        let outcome = decision.outcome();
        for (place, of) in &places {
            let by = match of {
                PlaceOutcome::Filled(by) | PlaceOutcome::Unfilled { by, .. } => by,
                _ => panic!(),
            };
            assert_eq!(by.contains(&app(number)), outcome == CandidateOutcome::Appointed(*place));
            let at = PLACES.iter().position(|it| *it == place.to_string()).unwrap();
            match of {
                PlaceOutcome::Filled(by) => assert_eq!(by.len(), case.holds[at] as usize),
                PlaceOutcome::Unfilled { open, by, .. } => {
                    assert_eq!(by.len() + *open as usize, case.holds[at] as usize)
                }
                _ => panic!(),
            }
        }
        let explained = decision.explanation();
        assert_eq!(explained.outcome, outcome);
        assert_eq!(
            explained.total.unwrap_or_else(|| case.total(number, case.shares())),
            case.total(number, case.shares())
        );
        let text = explained.to_string();
        assert!(!text.contains("by a departure"), "{text}");
        let told = selection.feedback(app(number)).unwrap();
        assert!(agree(&outcome, &told.outcome), "{outcome:?} {told:?}");
        let seen = book.round.visible_to(contact(number));
        if let Some(seen) = seen.outcomes.get(&app(number)) {
            match (seen, &outcome) {
                (CandidateOutcome::Reserve { .. }, CandidateOutcome::Reserve { .. }) => {}
                // What an examination found shows in no outcome that a contact sees.
                (CandidateOutcome::Appointed(_), CandidateOutcome::NotAppointed) => {
                    assert!(text.contains("examination"), "{text}");
                }
                (seen, outcome) => assert_eq!(seen, outcome, "{text}"),
            }
        }
        let mut mine = seen.clone();
        if announced {
            mine.results = None;
        }
        let json = [serde_json::to_string(&told).unwrap(), told.to_string(), serde_json::to_string(&mine).unwrap()];
        for json in json {
            assert!(!json.contains(&ASSESSOR.to_string()), "{json}");
            for rival in (0..case.all.len()).filter(|rival| *rival != number) {
                assert!(!json.contains(&name(rival)) && !json.contains(&app(rival).to_string()), "{json}");
                assert!(!json.contains(&format!("<{rival}.")), "{json}");
            }
        }
        reasons_agree(book, number, &told, &seen);
    }
}

/// What the assessor says of a criterion of an application; of the second that it is worse than another application.
fn said(number: usize, at: usize) -> String {
    if at == 1 { format!("<{number}.1> below {}", name((number + 1) % 5)) } else { format!("<{number}.{at}>") }
}

/// Nothing was moderated, so the letter gives for each mark what its assessor said, and the contact sees the same once
/// feedback is released.
fn reasons_agree(book: &Book, number: usize, told: &Feedback, seen: &Visible) {
    let candidates = book.round.entries().iter().filter(|entry| entry.what.kind() == "applied").count();
    let names_rival = |at: usize| at == 1 && (number + 1) % 5 < candidates;
    for criterion in &told.criteria {
        let at = CRITERIA.iter().position(|id| *id == criterion.title).unwrap_or(3);
        let reason = if names_rival(at) { Reason::Withheld } else { Reason::Given(said(number, at)) };
        assert_eq!(criterion.reason, reason, "{number}, {at}");
    }
    let has = |it: &dyn Fn(&Event) -> bool| book.round.entries().iter().any(|entry| it(&entry.what));
    let released = has(&|what| matches!(what, Event::FeedbackReleased(it) if it.application == app(number)));
    let mut texts = seen.entries.iter().filter_map(|it| match &it.what {
        Event::Marked(it) => Some(it.justification.clone()),
        _ => None,
    });
    for at in (0..4).filter(|_| released) {
        let text = if names_rival(at) { String::new() } else { said(number, at) };
        assert_eq!(texts.next(), Some(text.as_str().into()), "{number}, {at}");
    }
    assert_eq!(texts.next(), None);
}

/// Decides as the marks have it; nothing where nobody can choose under the limits.
fn decided(case: &Case) -> Option<Book> {
    let mut book = case.marked(case.shares());
    book.round.results().ok()?;
    book.draw(case.all.len());
    let (appointed, reserve) = {
        let selection = book.round.decide(on()).unwrap();
        (selection.appointed().clone(), selection.reserve())
    };
    let appointments = Appointments { appointed, reserve, departures: BTreeMap::new() };
    book.push(CHAIR, Event::Recommended(appointments.clone()));
    book.push(AUTHORITY, Event::Decided(appointments));
    Some(book)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_comes_after_a_decision_outcomes_places_letters_and_views_agree(case in case()) {
        let Some(mut book) = decided(&case) else { return Ok(()) };
        all_agree(&case, &book, false);
        for number in 0..case.all.len() {
            book.push(ADMINISTRATOR, Event::Notified(Notified { application: app(number), embargo: None }));
            all_agree(&case, &book, false);
        }
        let mut announced = false;
        for (kind, number, to) in &case.steps {
            let application = app(*number);
            let (by, what) = match kind {
                0 => (contact(*number), Event::Withdrawn(Of { application })),
                1 => (ADMINISTRATOR, Event::Offered(Of { application })),
                2 => (contact(*number), Event::Declined(Of { application })),
                3 => (ADMINISTRATOR, Event::CalledUp(CalledUp { application, place: place(*to) })),
                4 => (ADMINISTRATOR, Event::Examined(Examined { application, passed: *to == 0 })),
                5 => (ADMINISTRATOR, Event::FeedbackReleased(Of { application })),
                _ => (ADMINISTRATOR, Event::Announced),
            };
            announced |= book.may(by, what) && *kind == 6;
            all_agree(&case, &book, announced);
            // Caps hold whoever is called up.
            let selection = book.round.decide(on()).unwrap();
            let appointed = selection.appointed();
            if let Some(most) = case.most {
                prop_assert!(appointed.len() <= most as usize);
            }
            if let Some((cap, floor)) = case.kinds {
                for kind in [true, false] {
                    let of = (0..case.all.len()).filter(|at| case.all[*at].kind == kind);
                    prop_assert!(of.filter(|at| appointed.contains_key(&app(*at))).count() <= cap.max(floor) as usize);
                }
            }
        }
    }

    #[test]
    fn the_choice_is_the_best_by_trial_of_all(case in case()) {
        let Some(book) = decided(&case) else { return Ok(()) };
        let selection = book.round.decide(on()).unwrap();
        let chosen: Vec<Option<usize>> = (0..case.all.len())
            .map(|at| selection.appointed().get(&app(at)).map(|it| PLACES.iter().position(|id| *id == it.to_string()).unwrap()))
            .collect();
        let passes = |at: usize| {
            let one = &case.all[at];
            let applied: Vec<u32> = one.marks[..if one.applies { 3 } else { 2 }].to_vec();
            (!case.minimum || one.marks[0] >= 1)
                && (!case.several || applied.iter().filter(|mark| **mark >= 2).count() >= 2)
                && case.pass_mark.is_none_or(|bar| case.total(at, case.shares()) >= bar.into())
        };
        let worth = |set: &[Option<usize>]| {
            let fits = set.iter().enumerate().all(|(at, to)| to.is_none_or(|to| passes(at) && case.all[at].bids.contains(&to)));
            let count = |keep: &dyn Fn(usize, usize) -> bool| set.iter().enumerate().filter(|(at, to)| to.is_some_and(|to| keep(*at, to))).count();
            let room = (0..2).all(|it| count(&|_, to| to == it) <= case.holds[it] as usize);
            let most = case.most.is_none_or(|most| count(&|_, _| true) <= most as usize);
            let cap = case.kinds.map_or(usize::MAX, |(cap, floor)| cap.max(floor) as usize);
            let kinds = [true, false].into_iter().all(|kind| count(&|at, _| case.all[at].kind == kind) <= cap);
            let bodies = !case.bodies || [true, false].into_iter().all(|body| count(&|at, _| case.all[at].body == body) <= 1);
            let floor = case.kinds.map_or(0, |(_, floor)| floor as usize);
            let met = count(&|at, _| case.all[at].kind).min(floor);
            let total = Ratio::sum(set.iter().enumerate().filter(|(_, to)| to.is_some()).map(|(at, _)| case.total(at, case.shares()))).unwrap();
            (fits && room && most && kinds && bodies).then_some((met, total))
        };
        let mut best = None;
        for number in 0..3_usize.pow(u32::try_from(case.all.len()).unwrap()) {
            let mut rest = number;
            let set: Vec<Option<usize>> = case.all.iter().map(|_| {
                let digit = rest % 3;
                rest /= 3;
                digit.checked_sub(1)
            }).collect();
            best = best.max(worth(&set));
        }
        prop_assert_eq!(worth(&chosen), best);
    }

    #[test]
    fn other_weights_change_just_what_sensitivity_says(case in case()) {
        let Some(book) = decided(&case) else { return Ok(()) };
        let selection = book.round.decide(on()).unwrap();
        let found = selection.sensitivity().unwrap();
        let Ok(weights) = &found.weights else { return Ok(()) };
        let small = Ratio::new(1, 1_000_000_007).unwrap();
        // Who is certainly appointed at a weight of one criterion, the others in proportion; nothing where that is a tie.
        let at = |criterion: usize, share: Ratio| -> Option<BTreeSet<ApplicationId>> {
            let before = case.shares();
            let rest = Ratio::HUNDRED.minus(before[criterion]).unwrap();
            let factor = Ratio::HUNDRED.minus(share).unwrap().over(rest).unwrap();
            let mut shares = before.map(|it| it.times(factor).unwrap());
            shares[criterion] = share;
            let results = case.marked(shares).round.results().unwrap();
            results.choice.ties.iter().all(|tie| tie.contested.is_empty()).then(|| {
                let chosen = results.choice.candidates.iter();
                chosen.filter(|(_, it)| matches!(it, maths_hubs::selection::places::CandidateOutcome::Appointed(_) | maths_hubs::selection::places::CandidateOutcome::PlaceTied(_))).map(|(id, _)| *id).collect()
            })
        };
        let now: BTreeSet<ApplicationId> = selection.appointed().keys().copied().collect();
        for (id, change) in weights {
            if let Some(change) = change {
                let criterion = CRITERIA.iter().position(|it| *it == change.criterion.to_string()).unwrap();
                let beyond = if change.is_more { change.to.plus(small) } else { change.to.minus(small) }.unwrap();
                if let Some(then) = at(criterion, beyond) {
                    prop_assert_ne!(now.contains(id), then.contains(id), "{} {}", id, change);
                    for other in change.appointed.keys() {
                        prop_assert!(then.contains(other) && !now.contains(other));
                    }
                    for other in change.dropped.keys() {
                        prop_assert!(!then.contains(other) && now.contains(other));
                    }
                }
            }
            // Nothing flips this one within less than that, at any of a few weights.
            let size = change.as_ref().map(|it| it.to.minus(it.from).unwrap().magnitude());
            for criterion in 0..3 {
                for part in [-9_i128, -5, -1, 1, 5, 9] {
                    let from = case.shares()[criterion];
                    let whole = size.unwrap_or(Ratio::HUNDRED);
                    let share = from.plus(whole.times(Ratio::new(part, 10).unwrap()).unwrap()).unwrap();
                    if share.is_negative() || share >= Ratio::HUNDRED || share.is_zero() {
                        continue;
                    }
                    if let Some(then) = at(criterion, share) {
                        prop_assert_eq!(now.contains(id), then.contains(id), "{} at {} of {}", id, share, criterion);
                    }
                }
            }
        }
    }
}
