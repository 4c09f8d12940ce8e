//! Networks in which every rule holds or does not apply.

use std::{collections::BTreeSet, fmt};

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    calendar::{AcademicYear, PartialDate, Period, Season, Span, Term},
    document::Source,
    geography::{Area, Authority},
    identifiers::{
        GroupUid, HubId, LaCode, OrganisationId, PartnershipId, PersonId, PostId, ProjectId, Slug, TenureId, Urn,
        WorkGroupId,
    },
    network::{
        Adviser, Board, Counted, Designation, Forum, ForumReport, Handover, Hub, HubYear, InterimCover, Meeting,
        Member, Network, Overseer, Partner, Partnership, Post, Project, ProjectResult, PublishedCount, RequiredOf,
        Status, Supporter, Tenure, WorkGroup,
    },
    organisation::{Governance, Kind, Location, Organisation, Phase, Phases, Practitioner, School, Succession},
    programme::Programme,
    rules::Report,
    vocabulary::Word,
};

/// A network in which every rule holds or does not apply, with the programme and the day that say so.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sound {
    /// The programme: the home edition, without territories where there are more hubs than authorities.
    pub programme: Programme,
    /// The network.
    pub network: Network,
    /// The day.
    pub on: NaiveDate,
}

/// What differs between one sound hub and another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Shape {
    /// Its lead is an academy, whose trust is accountable.
    pub academy: bool,
    /// Its lead is a trust that nominates the school.
    pub trust_leads: bool,
    /// Two schools lead jointly.
    pub joint: bool,
    /// The lead was a maintained school and became an academy before it led.
    pub converted: bool,
    /// Another lead came before, and handed over.
    pub succeeds_another: bool,
    /// How many more strategic partners it has.
    pub more_partners: u8,
    /// It began as many years after 2014, up to nine.
    pub founded_in: u8,
}

/// The day on which sound networks are sound.
pub const DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 24) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// How many schools stand ready as partners and as members of boards.
const NEIGHBOURS: u32 = 12;

/// Short, for the output of a failed test: a whole network would bury it.
impl fmt::Debug for Sound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sound({} hubs on {}: {})", self.network.hubs.len(), self.on, self.check())
    }
}

impl Sound {
    /// A sound network of as many hubs, alike in shape.
    #[must_use]
    pub fn of(hubs: usize) -> Self {
        Self::shaped(std::iter::repeat_n(Shape::default(), hubs))
    }

    /// A sound network of a hub for each shape: at least one, and as many as one likes.
    #[must_use]
    pub fn shaped(shapes: impl IntoIterator<Item = Shape>) -> Self {
        let mut shapes: Vec<Shape> = shapes.into_iter().collect();
        if shapes.is_empty() {
            shapes.push(Shape::default());
        }
        let mut programme = Programme::maths_hubs();
        let places: Vec<LaCode> =
            Authority::all().iter().filter(|it| it.in_force_on(DAY)).map(|authority| authority.code()).collect();
        programme.network.territorial = shapes.len() <= places.len();

        let mut network = Network::new(programme.id, "A sound network");
        around_the_hubs(&mut network);
        let ids: Vec<HubId> =
            (0_u32..).zip(&shapes).filter_map(|(number, _)| slug(format!("hub-{number:06}"))).collect();
        let count = shapes.len();
        for ((number, shape), id) in (0_u32..).zip(shapes).zip(&ids) {
            let nth = usize::try_from(number).unwrap_or_default();
            let mut area: Vec<LaCode> = places.iter().copied().skip(nth).step_by(count).collect();
            if area.is_empty() {
                area.extend(places.iter().copied().cycle().nth(nth));
            }
            let hub = Builder { number, shape, area, network: &mut network }.hub();
            network.hubs.insert(*id, hub);
        }
        let everybody: BTreeSet<HubId> = ids.into_iter().collect();
        forums(&mut network, &everybody);
        results(&mut network, &everybody);
        if let (Some(id), Ok(hubs)) = (Slug::new("this-day"), u32::try_from(count)) {
            let count = PublishedCount::new(DAY.into(), hubs, Counted::Operating, Source::Illustrative);
            network.published_counts.insert(id, count);
        }
        Self { programme, network, on: DAY }
    }

    /// What the programme says of it.
    #[must_use]
    pub fn check(&self) -> Report {
        self.programme.check(&self.network, self.on)
    }

    /// The first hub, for a mutation to work on.
    pub fn first_hub(&mut self) -> Option<&mut Hub> {
        self.network.hubs.values_mut().next()
    }

    /// The first hub's first tenure.
    pub fn first_tenure(&mut self) -> Option<&mut Tenure> {
        self.first_hub().and_then(|hub| hub.leadership.tenures.values_mut().next_back())
    }
}

/// An id of any kind made of a text that is a slug.
pub(super) fn slug<Id: From<Slug>>(text: impl AsRef<str>) -> Option<Id> {
    Slug::new(text.as_ref()).map(Id::from)
}

/// A word of the home edition's.
pub(super) fn word(text: &str) -> Word {
    Word::from(Slug::new(text).unwrap_or(Slug::UNNAMED))
}

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(DAY)
}

pub(super) fn year(start: u16) -> AcademicYear {
    AcademicYear::starting(start).unwrap_or(THIS_YEAR)
}

/// The academic year of [`DAY`].
pub(super) const THIS_YEAR: AcademicYear = match AcademicYear::starting(2026) {
    Some(year) => year,
    #[allow(clippy::panic, reason = "evaluated by the compiler alone")]
    None => panic!("2026 is a year"),
};

pub(super) fn person(number: u32, role: u32) -> PersonId {
    PersonId::from(Uuid::from_u64_pair(u64::from(number), u64::from(role)))
}

pub(super) fn body(text: &str) -> OrganisationId {
    OrganisationId::Body(Slug::new(text).unwrap_or(Slug::UNNAMED))
}

fn school(number: u32) -> OrganisationId {
    // Wraps round within the six digits of a URN.
    let number = number.checked_rem(900_000).unwrap_or_default().saturating_add(100_000);
    Urn::new(number).map_or(body("school"), OrganisationId::School)
}

/// A school next door, of which boards and partnerships are made; none of them leads a hub.
pub(super) fn neighbour(number: u32) -> OrganisationId {
    body(&format!("neighbour-{}", number.checked_rem(NEIGHBOURS).unwrap_or_default()))
}

/// The project that every hub takes part in.
pub(super) fn project() -> ProjectId {
    ProjectId::from(Slug::new("mastery").unwrap_or(Slug::UNNAMED))
}

fn around_the_hubs(network: &mut Network) {
    let always = Span::since(day(2014, 7, 1));
    for number in 0..NEIGHBOURS {
        let phase = Phase::ALL.into_iter().cycle().nth(usize::try_from(number).unwrap_or_default());
        let phases = phase.map_or(Phases::ALL, Phases::from);
        let kind = Kind::School(School::new(Governance::Maintained, phases));
        network.register.record(neighbour(number), Organisation::new(format!("Neighbour {number}"), kind));
    }
    for (id, name, kind) in [
        ("university", "A university", Kind::University),
        ("employer", "An employer", Kind::Employer),
        ("association", "A subject association", Kind::SubjectAssociation),
        ("coordinator", "The coordinator", Kind::PublicBody),
        ("inspectorate", "The inspectorate", Kind::PublicBody),
    ] {
        network.register.record(body(id), Organisation::new(name, kind));
    }
    network.advisers.insert(body("inspectorate"), Adviser::new(word("inspectorate"), always));
    network.supporters.insert(body("association"), Supporter::new(always, "helps with seminars"));
    let mastery = Project::new("Teaching for mastery", word("national-collaborative-project"), always);
    network.projects.insert(project(), mastery.required_of(RequiredOf::Everybody));
}

fn forums(network: &mut Network, everybody: &BTreeSet<HubId>) {
    for (season, on) in [(Season::Spring, day(2026, 2, 10)), (Season::Summer, day(2026, 6, 9))] {
        let forum = Forum::new(on.into()).attended_by(everybody.iter().copied());
        let forum = forum.reporting(project(), ForumReport::of(everybody.iter().take(1).copied()));
        network.forums.insert(Term::new(season, year(2025)), forum);
    }
}

/// The results of 2024/25, which have been due for some weeks.
fn results(network: &mut Network, everybody: &BTreeSet<HubId>) {
    let back = PartialDate::from(day(2025, 10, 15));
    let result = everybody.iter().fold(ProjectResult::new(), |result, hub| result.returned_by(*hub, back));
    if let Some(project) = network.projects.get_mut(&project()) {
        project.results.insert(year(2024), result);
    }
}

/// Puts all of England under interim cover, so that no place is unserved whatever a hub serves.
pub(super) fn all_places_covered(sound: &mut Sound) {
    let everywhere = Authority::all().iter().filter(|it| it.in_force_on(DAY)).map(|authority| authority.code());
    let area = Area::of(everywhere);
    let by = Overseer::Body(body("coordinator"));
    if let Some(id) = slug("everywhere") {
        sound.network.covers.insert(id, InterimCover::new(area, by, Span::since(DAY)));
    }
}

/// Makes the programme and the network ones that do not miss a hub which is not at work.
pub(super) fn without_counting_on_it(sound: &mut Sound) {
    sound.programme.network.territorial = false;
    sound.network.published_counts.clear();
}

/// Adds a second hub like the first in all but its id, to a network that does not miss it at forums, nor its results.
pub(super) fn another_hub(sound: &mut Sound, id: Option<HubId>) -> Option<&mut Hub> {
    sound.network.published_counts.clear();
    sound.network.forums.clear();
    sound.programme.network.forum_each_term = false;
    let (id, hub) = (id?, sound.first_hub()?.clone());
    for result in sound.network.projects.values_mut().flat_map(|project| project.results.values_mut()) {
        result.hubs.insert(id, day(2025, 10, 15).into());
    }
    Some(sound.network.hubs.entry(id).or_insert(hub))
}

struct Builder<'a> {
    number: u32,
    shape: Shape,
    area: Vec<LaCode>,
    network: &'a mut Network,
}

impl Builder<'_> {
    fn began(&self) -> NaiveDate {
        // A lead that another succeeded came before the programme asked where leads lie.
        let years = if self.shape.succeeds_another { 8 } else { 10 };
        let founded = i32::from(self.shape.founded_in.checked_rem(years).unwrap_or_default()).saturating_add(2014);
        day(founded, 9, 1)
    }

    fn hub(mut self) -> Hub {
        let began = self.began();
        let name = format!("Sound {} Maths Hub", self.number);
        let mut hub = Hub::new(name, Area::of(self.area.clone())).operating_since(began.into());
        let before = |days| PartialDate::from(began.checked_sub_days(chrono::Days::new(days)).unwrap_or(began));
        hub.milestones.appointed = Some(before(100));
        hub.milestones.told = Some(before(90));
        hub.milestones.announced = Some(before(62));
        hub.designations =
            vec![Designation::new(Status::Forming, before(100)), Designation::new(Status::Operating, began.into())];
        self.leadership(&mut hub);
        self.people(&mut hub);
        self.partners(&mut hub);
        hub.board = Some(self.board());
        for (start, evaluated) in [(2024, true), (2025, false)] {
            let mut planned = HubYear { priorities: vec!["mastery".to_owned()], ..HubYear::default() };
            planned.plan = "kept by the coordinator".to_owned();
            planned.plan_submitted = Some(day(i32::from(start), 9, 20).into());
            planned.evaluated = evaluated.then_some(day(2025, 10, 1).into());
            hub.years.insert(year(start), planned);
        }
        hub
    }

    /// Records a lead school, with its trust where it is an academy, and gives the legal body.
    fn lead_school(&mut self, id: OrganisationId, place: u32) -> OrganisationId {
        let academy = self.shape.academy || self.shape.trust_leads || self.shape.converted;
        let location = self.area.first().map_or_else(Location::default, |authority| Location::within(*authority));
        let governance = if academy { Governance::Academy } else { Governance::Maintained };
        let mut lead = School::new(governance, Phases::of_ages(11, 18)).at(location);
        let trust = GroupUid::new(self.number.saturating_mul(2).saturating_add(place).saturating_add(1));
        let trust = trust.map_or(body("trust"), OrganisationId::Group);
        if academy {
            lead = lead.in_trust(trust, Span::since(day(2012, 9, 1)));
            let name = format!("Trust {} of hub {}", place, self.number);
            self.network.register.record(trust, Organisation::new(name, Kind::Trust));
        }
        let name = format!("Lead {} of hub {}", place, self.number);
        self.network.register.record(id, Organisation::new(name, Kind::School(lead)));
        if academy { trust } else { id }
    }

    fn lead_id(&self, place: u32) -> OrganisationId {
        school(self.number.saturating_mul(2).saturating_add(place))
    }

    fn leadership(&mut self, hub: &mut Hub) {
        let began = self.began();
        let (lead, joint) = (self.lead_id(0), self.lead_id(1));
        let legal = self.lead_school(lead, 0);
        if self.shape.converted {
            let before = body(&format!("maintained-{}", self.number));
            let kind = Kind::School(School::new(Governance::Maintained, Phases::ALL));
            self.network.register.record(before, Organisation::new("Before it became an academy", kind));
            self.network.register.succeed(before, lead, Succession::converting(day(2012, 8, 31)));
        }
        let starts = if self.shape.succeeds_another { day(2025, 9, 1) } else { began };
        let span = Span::since(starts);
        let mut tenure = if self.shape.trust_leads {
            Tenure::of(legal, span).nominating(legal, lead)
        } else {
            Tenure::of(lead, span)
        };
        if self.shape.joint {
            self.lead_school(joint, 1);
            tenure = tenure.jointly_with(joint);
        }
        tenure = tenure.accountable_to(legal).working_with(neighbour(1));
        let last = slug::<TenureId>("later").unwrap_or(TenureId::from(Slug::UNNAMED));
        if self.shape.succeeds_another {
            // A month of handover.
            let until = day(2025, 9, 30);
            let span = Period::new(began, Some(until)).map_or(Span::since(began), Span::exact);
            let handover = Period::new(starts, Some(until)).map_or(Span::since(starts), Span::exact);
            let earlier = body(&format!("earlier-{}", self.number));
            let location = self.area.first().map_or_else(Location::default, |authority| Location::within(*authority));
            let school = School::new(Governance::Maintained, Phases::ALL).at(location);
            self.network.register.record(earlier, Organisation::new("An earlier lead", Kind::School(school)));
            let mut before = Tenure::of(earlier, span).accountable_to(earlier);
            before.handover = Some(Handover::new(last, handover));
            before.ended_because = "stepped down".to_owned();
            if let Some(id) = slug("earlier") {
                hub.leadership.tenures.insert(id, before);
            }
        }
        hub.leadership.tenures.insert(last, tenure);
    }

    fn people(&mut self, hub: &mut Hub) {
        let (lead, began) = (self.lead_id(0), Span::since(self.began()));
        for (role, kind) in [(1, "hub-lead"), (2, "assistant-lead"), (3, "senior-leadership-link")] {
            let id = person(self.number, role);
            self.network.register.practitioners.insert(id, Practitioner::employed_by(lead, began));
            if let Some(post) = slug::<PostId>(kind) {
                hub.posts.insert(post, Post::held(word(kind), id, began.from()));
            }
        }
        let group = WorkGroup::new(project(), THIS_YEAR).led_by(person(self.number, 2));
        let group = group.with_school(neighbour(2)).with_school(neighbour(3));
        if let Some(id) = slug::<WorkGroupId>("mastery-2026") {
            hub.work_groups.insert(id, group);
        }
    }

    fn partners(&mut self, hub: &mut Hub) {
        let since = PartialDate::from(self.began());
        let specialist = person(self.number, 4);
        let accredited = Practitioner::employed_by(neighbour(4), Span::since(since))
            .accredited(word("accredited-pd-lead"), Span::since(since));
        self.network.register.practitioners.insert(specialist, accredited);
        let mut add = |id: String, partnership: Partnership| {
            if let Some(id) = slug::<PartnershipId>(id) {
                hub.partnerships.insert(id, partnership);
            }
        };
        let university = Partnership::strategic(body("university"), since).bringing(word("university"));
        add("university".to_owned(), university.evaluating(project()));
        add(
            "specialist".to_owned(),
            Partnership::operational(Partner::Practitioner(specialist), since)
                .bringing(word("accredited-pd-lead"))
                .carrying_out(project()),
        );
        for number in 0..u32::from(self.shape.more_partners.min(6)) {
            let partner = neighbour(number.saturating_add(5));
            add(format!("school-{number}"), Partnership::strategic(partner, since).bringing(word("school")));
        }
    }

    fn board(&mut self) -> Board {
        let began = self.began();
        let span = Span::since(began);
        let mut board = Board::formed(began.into());
        // Four leaders of schools, a phase each, and a fifth; all from next door.
        for number in 0_u32..5 {
            let phase = Phase::ALL.into_iter().cycle().nth(usize::try_from(number).unwrap_or_default());
            let id = person(self.number, number.saturating_add(10));
            let from = neighbour(number);
            self.network.register.practitioners.insert(id, Practitioner::employed_by(from, span));
            let member = Member::seated(word("school-leader"), span).coming_from(from);
            board.members.insert(id, member.leading(phase.map_or(Phases::ALL, Phases::from)));
        }
        for (role, seat, from) in
            [(20, "employer", "employer"), (21, "ncetm", "coordinator"), (22, "university", "university")]
        {
            let id = person(self.number, role);
            self.network.register.practitioners.insert(id, Practitioner::employed_by(body(from), span));
            board.members.insert(id, Member::seated(word(seat), span).coming_from(body(from)));
        }
        for role in [1, 3] {
            let member = Member::seated(word("hub"), span).coming_from(self.lead_id(0));
            board.members.insert(person(self.number, role), member);
        }
        board.chairs.insert(person(self.number, 10), span.into());
        for (on, reviewed) in [
            (day(2025, 9, 10), &["evaluation", "draft-plan"] as &[&str]),
            (day(2026, 1, 20), &[]),
            (day(2026, 5, 12), &["priorities-and-succession"]),
            (day(2026, 9, 15), &["evaluation"]),
        ] {
            let mut meeting = Meeting { present: board.members.keys().copied().collect(), ..Meeting::default() };
            meeting.reviewed = reviewed.iter().map(|step| word(step)).collect();
            board.meetings.insert(on.into(), meeting);
        }
        board
    }
}
