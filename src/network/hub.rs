//! A hub.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Board, Contact, Designation, HubYear, Leadership, Milestones, Partnership, Post, Served, Status, Tenure, WorkGroup,
    milestones,
};
use crate::{
    answer::Answer,
    calendar::{AcademicYear, PartialDate, Span},
    document::{Source, keyed},
    geography::Area,
    identifiers::{HubId, OrganisationId, PartnershipId, PostId, Slug, TenureId, WorkGroupId},
    organisation::Phases,
};

/// A hub: a lasting partnership that serves an area. It outlives its lead. How it stands in JSON,
/// [field by field](crate::network#hub).
///
/// ```
/// use maths_hubs::{
///     calendar::PartialDate,
///     geography::Area,
///     identifiers::Urn,
///     network::{Hub, Partnership},
/// };
///
/// let school = Urn::new(140_325).unwrap();
/// let trust = "X-TRUST-TR01234".parse::<maths_hubs::identifiers::OrganisationId>()?;
/// let since: PartialDate = "2021-09-01".parse()?;
/// let hub = Hub::new("Solent Maths Hub", Area::of(["851".parse()?, "852".parse()?]))
///     .operating_since(since)
///     .led_by(school, since)
///     .with(Partnership::strategic(trust, since).bringing("teaching-school".parse()?));
/// assert_eq!(hub.partnerships.len(), 1);
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Hub {
    /// Its name today. Hubs are renamed; their ids are not.
    pub name: String,
    /// Names that it had before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub former_names: BTreeMap<String, Span>,
    /// The hub of which it is a satellite, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satellite_of: Option<Parent>,
    /// Which sections of this record are not all there is.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub incomplete: BTreeSet<Section>,
    /// When it was appointed, told, announced, at work and at an end.
    #[serde(default, skip_serializing_if = "Milestones::is_empty")]
    pub milestones: Milestones,
    /// What it became officially, in turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub designations: Vec<Designation>,
    /// The area that it serves.
    pub area: Served,
    /// Areas that it served before, each under an id of the document's own making.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub former_areas: BTreeMap<Slug, Served>,
    /// The phases that it is open to; all four unless this says otherwise.
    #[serde(default = "all_phases", skip_serializing_if = "is_all")]
    pub phases: Phases,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "Leadership::is_empty")]
    pub leadership: Leadership,
    /// Its posts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub posts: BTreeMap<PostId, Post>,
    /// Its partnerships.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub partnerships: BTreeMap<PartnershipId, Partnership>,
    /// Its work groups.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub work_groups: BTreeMap<WorkGroupId, WorkGroup>,
    /// Its strategic board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board: Option<Board>,
    /// Each year's plan, priorities and evaluation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub years: BTreeMap<AcademicYear, HubYear>,
    /// How to reach it.
    #[serde(default, skip_serializing_if = "Contact::is_empty")]
    pub contact: Contact,
    /// Where this was read.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub sources: BTreeSet<Source>,
}

crate::document::as_record! { Hub, r#"a hub: {"name": …, "area": …}"#; }

fn all_phases() -> Phases {
    Phases::ALL
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_all(phases: &Phases) -> bool {
    phases.is_all()
}

/// The hub of which another is a satellite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Parent {
    /// This one.
    Hub(HubId),
    /// It is a satellite, and the sources do not say of which hub.
    Unknown,
}

crate::document::as_record! { Parent, r#"the hub of a satellite: {"hub": …} or "unknown""#; }

/// A section of a hub's record that may not be all there is. What is missing from an incomplete section is unknown;
/// what is missing from a complete one is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Section {
    /// Tenures, bridges and vacancies.
    Leadership,
    /// Posts.
    Posts,
    /// Partnerships.
    Partnerships,
    /// Work groups.
    WorkGroups,
    /// The board: whether there is one, and who sits on it.
    Board,
    /// The meetings of the board.
    Meetings,
    /// The years.
    Years,
}

crate::document::as_record! { Section, "a section of a hub"; }

impl Hub {
    /// A hub of this name that serves `area`; nobody said since when. It has neither milestones nor a lead, and what it
    /// does not have is known not to be there: see [`incomplete`](Self::incomplete).
    #[must_use]
    pub fn new(name: impl Into<String>, area: Area) -> Self {
        Self {
            name: name.into(),
            former_names: BTreeMap::new(),
            satellite_of: None,
            incomplete: BTreeSet::new(),
            milestones: Milestones::default(),
            designations: Vec::new(),
            area: Served::new(Span::since(PartialDate::UNKNOWN), area),
            former_areas: BTreeMap::new(),
            phases: Phases::ALL,
            leadership: Leadership::default(),
            posts: BTreeMap::new(),
            partnerships: BTreeMap::new(),
            work_groups: BTreeMap::new(),
            board: None,
            years: BTreeMap::new(),
            contact: Contact::default(),
            sources: BTreeSet::new(),
        }
    }

    /// The same hub at work, and serving its area, since `since`.
    #[must_use]
    pub fn operating_since(mut self, since: PartialDate) -> Self {
        self.milestones.operating = Some(since);
        self.area.span = Span::since(since);
        self
    }

    /// The same hub led by `lead` since `since`. The tenure's id is made of the lead's.
    #[must_use]
    pub fn led_by(self, lead: impl Into<OrganisationId>, since: PartialDate) -> Self {
        let lead = lead.into();
        let id = free_id(&lead.to_string(), |id: TenureId| self.leadership.tenures.contains_key(&id));
        self.led_under(id, Tenure::of(lead, Span::since(since)))
    }

    /// The same hub with `tenure` under `id`.
    #[must_use]
    pub fn led_under(mut self, id: TenureId, tenure: Tenure) -> Self {
        self.leadership.tenures.insert(id, tenure);
        self
    }

    /// The same hub in `partnership`. The partnership's id is made of the partner's.
    #[must_use]
    pub fn with(mut self, partnership: Partnership) -> Self {
        let name = partnership.with.to_string();
        let id = free_id(&name, |id: PartnershipId| self.partnerships.contains_key(&id));
        self.partnerships.insert(id, partnership);
        self
    }

    /// The same hub without a lead, and without another hub that stands in, since `since`.
    #[must_use]
    pub fn vacant_from(mut self, since: PartialDate) -> Self {
        self.leadership.vacancies.insert(Span::since(since));
        self
    }

    /// The same hub with `post` under `id`.
    #[must_use]
    pub fn with_post(mut self, id: PostId, post: Post) -> Self {
        self.posts.insert(id, post);
        self
    }

    /// The same hub under `board`.
    #[must_use]
    pub fn with_board(self, board: Board) -> Self {
        Self { board: Some(board), ..self }
    }

    /// Whether nothing is missing from `section`.
    #[must_use]
    pub fn is_complete(&self, section: Section) -> bool {
        !self.incomplete.contains(&section)
    }

    /// The name that it certainly had on `day`; where no former name certainly was, the name of today.
    #[must_use]
    pub fn name_on(&self, day: NaiveDate) -> &str {
        let former = self.former_names.iter().find(|(_, span)| span.covers(day).is_yes());
        former.map_or(&self.name, |(name, _)| name)
    }

    /// The area that it certainly served on `day`, or, where a span is half known, may have served. Of several such
    /// areas that it certainly served, the one that began first.
    #[must_use]
    pub fn area_on(&self, day: NaiveDate) -> Option<&Served> {
        let former = |answer: Answer| self.former_areas.values().filter(move |served| served.covers(day) == answer);
        let latest = |answer: Answer| Some(&self.area).filter(|served| served.covers(day) == answer);
        let certain = former(Answer::Yes).min().or_else(|| latest(Answer::Yes));
        certain.or_else(|| latest(Answer::Unknown)).or_else(|| former(Answer::Unknown).max())
    }

    /// Whether it was at work on `day`: its milestones say so, and no designation suspends or ends it. Unknown where a
    /// designation may or may not have begun by then, and that makes a difference.
    #[must_use]
    pub fn is_operating(&self, day: NaiveDate) -> Answer {
        let began = || self.milestones.is_operating(day);
        let under = |designation: Option<Status>| match designation {
            Some(Status::Ended | Status::Suspended) => Answer::No,
            // What was designated to form, and has begun work, need not be designated again.
            Some(Status::Forming) if began().is_yes() => Answer::Yes,
            Some(Status::Forming) => Answer::No,
            Some(Status::Operating) => !self.milestones.has_ended(day),
            None => began(),
        };
        Answer::agreed(self.possible_designations(day).map(under))
    }

    /// Whether it was at work at `date`: certainly, where it was on every day that this may be.
    pub(super) fn is_operating_at(&self, date: PartialDate) -> Answer {
        let turns = self.milestones.turns().chain(self.designations.iter().map(|step| step.from));
        milestones::at_each(date, turns, |day| self.is_operating(day))
    }

    /// What its latest designation by `day` made it; `None` where none is recorded by then, or where the dates leave
    /// open which is the latest and it makes a difference.
    #[must_use]
    pub fn designation_on(&self, day: NaiveDate) -> Option<Status> {
        let one = |one: Option<Status>, another| one.filter(|_| one == another);
        self.possible_designations(day).reduce(one).flatten()
    }

    /// What it was on `day`: its designation, or else what its milestones come to; `None` where they do not say.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> Option<Status> {
        let ended = self.milestones.has_ended(day);
        if ended.is_yes() {
            return Some(Status::Ended);
        }
        let under = |designation: Option<Status>| {
            let begun = self.milestones.is_operating(day).is_yes();
            let designation = designation.filter(|status| !(begun && *status == Status::Forming));
            let otherwise = designation.or_else(|| match self.milestones.is_operating(day) {
                Answer::Yes => Some(Status::Operating),
                Answer::No => Some(Status::Forming),
                Answer::Unknown => None,
            });
            otherwise.filter(|status| ended.is_no() || *status == Status::Ended)
        };
        let one = |one: Option<Status>, another| one.filter(|_| one == another);
        self.possible_designations(day).map(under).reduce(one).flatten()
    }

    /// What its designation on `day` may be, `None` for one that has not begun. One step follows another by its date, or
    /// in their turn where the dates do not decide; a step that another certainly followed by `day` is out.
    pub(crate) fn possible_designations(&self, day: NaiveDate) -> impl Iterator<Item = Option<Status>> {
        let begun = move |step: &Designation| step.from.is_on_or_before(day);
        let follows = |(place, step): (usize, &Designation), (other_place, other): (usize, &Designation)| {
            let is_later = |one: &Designation, another: &Designation| one.from.is_no_later_than(another.from).is_no();
            is_later(step, other) || (place > other_place && !is_later(other, step))
        };
        let steps = || self.designations.iter().enumerate();
        let may_stand = move |it: &(usize, &Designation)| {
            !begun(it.1).is_no() && !steps().any(|other| begun(other.1).is_yes() && follows(other, *it))
        };
        let none = !self.designations.iter().any(|step| begun(step).is_yes());
        steps().filter(may_stand).map(|(_, step)| Some(step.status)).chain(none.then_some(None))
    }

    /// Whether it is being set up on `day`.
    #[must_use]
    pub fn is_forming(&self, day: NaiveDate) -> bool {
        self.status_on(day) == Some(Status::Forming)
    }
}

/// An id made of `name` that is not `taken`: with a number behind it from the second on.
pub(super) fn free_id<Id: From<Slug> + Copy>(name: &str, taken: impl Fn(Id) -> bool) -> Id {
    let stem = Slug::of(name).unwrap_or(Slug::UNNAMED);
    let numbered = (2_u32..).filter_map(|number| {
        let stem: String = stem.as_str().chars().take(50).collect();
        Slug::of(&format!("{stem}-{number}"))
    });
    let mut free = std::iter::once(stem).chain(numbered).map(Id::from).filter(|id| !taken(*id));
    free.next().unwrap_or(Id::from(stem))
}
