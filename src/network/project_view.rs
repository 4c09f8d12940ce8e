//! A project on a day, over all hubs.

use std::collections::BTreeSet;

use super::{HubView, NetworkSection, PartnerView, Partnership, Project, ProjectResult, Section, View, WorkGroup};
use crate::{
    answer::Answer,
    calendar::AcademicYear,
    identifiers::{HubId, OrganisationId, ProjectId, WorkGroupId},
};

/// What a project comes to on one day, over all hubs: who takes part, who carries it out, who evaluates, and what came back.
///
/// What the record leaves open stands apart, or is an [`Answer`].
///
/// ```
/// use maths_hubs::{
///     answer::Answer,
///     calendar::{AcademicYear, PartialDate, Span},
///     geography::Area,
///     identifiers::{HubId, OrganisationId, ProjectId},
///     network::{Hub, Network, Partnership, Project, ProjectResult, Section, WorkGroup},
/// };
///
/// let (solent, sussex): (HubId, HubId) = ("solent".parse()?, "sussex".parse()?);
/// let (mastery, year): (ProjectId, AcademicYear) = ("mastery".parse()?, "2016/17".parse()?);
/// let (since, back): (PartialDate, PartialDate) = ("2015-09".parse()?, "2016-10-03".parse()?);
/// let school: OrganisationId = "GB-EDU-140325".parse()?;
/// let university: OrganisationId = "X-BODY-invented-university".parse()?;
///
/// // In Solent a work group carries it out, and a university evaluates.
/// let group = WorkGroup::new(mastery, year).with_school(school);
/// let evaluates = Partnership::strategic(university, since).evaluating(mastery);
/// let mut one = Hub::new("Solent", Area::Unknown).operating_since(since);
/// one.work_groups.insert("mastery-1".parse()?, group);
/// one.partnerships.insert("university".parse()?, evaluates);
/// // Of Sussex nobody wrote down all work groups.
/// let mut other = Hub::new("Sussex", Area::Unknown).operating_since(since);
/// other.incomplete.insert(Section::WorkGroups);
///
/// let mut network = Network::new("maths-hubs".parse()?, "England").with(solent, one).with(sussex, other);
/// let project = Project::new("Teaching for mastery", "national-collaborative-project".parse()?, Span::since(since));
/// let project = project.with_result("2015/16".parse()?, ProjectResult::new().returned_by(solent, back));
/// network.projects.insert(mastery, project);
///
/// let view = network.on("2016-11-24".parse()?);
/// let project = view.project("mastery").ok_or("no such project")?;
/// assert_eq!(project.hubs().map(|hub| hub.id()).collect::<Vec<_>>(), [solent]);
/// assert_eq!(project.hubs_perhaps().map(|hub| hub.id()).collect::<Vec<_>>(), [sussex]);
/// assert_eq!(project.work_groups().count(), 1);
/// let (partner, in_force) = project.evaluated_by().next().ok_or("nobody evaluates")?;
/// assert_eq!((partner.hub().id(), in_force), (solent, Answer::Yes));
/// // One school at least; of Sussex nobody knows.
/// assert_eq!((project.schools().len(), project.are_schools_all()), (1, Answer::Unknown));
/// assert_eq!(project.has_returned("2015/16".parse()?, solent), Answer::Yes);
/// assert_eq!(project.has_returned("2015/16".parse()?, sussex), Answer::No);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ProjectView<'a> {
    view: View<'a>,
    id: ProjectId,
    project: &'a Project,
}

impl<'a> View<'a> {
    /// The project with this id, whether or not it runs on the day.
    #[must_use]
    pub fn project(&self, id: impl AsRef<str>) -> Option<ProjectView<'a>> {
        let (id, project) = self.network().projects.get_key_value(&ProjectId::new(id.as_ref())?)?;
        Some(ProjectView { view: *self, id: *id, project })
    }

    /// All projects, whether or not they run on the day.
    pub fn projects(&self) -> impl Iterator<Item = ProjectView<'a>> + use<'a> {
        let view = *self;
        view.network().projects.iter().map(move |(id, project)| ProjectView { view, id: *id, project })
    }
}

impl<'a> ProjectView<'a> {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> ProjectId {
        self.id
    }

    /// All that is recorded of it beside the hubs.
    #[must_use]
    pub const fn record(&self) -> &'a Project {
        self.project
    }

    /// The network on the day.
    #[must_use]
    pub const fn view(&self) -> View<'a> {
        self.view
    }

    /// Whether it runs on the day.
    #[must_use]
    pub fn is_running(&self) -> Answer {
        self.project.span.covers(self.view.day())
    }

    /// The academic year of the day.
    #[must_use]
    pub fn year(&self) -> Option<AcademicYear> {
        AcademicYear::containing(self.view.day())
    }

    /// Whether a hub takes part on the day: the project runs, the hub is at work, and a work group of the year or a partner
    /// in force carries it out there. That a hub must take part does not say that it does.
    #[must_use]
    pub fn takes_part(&self, hub: HubId) -> Answer {
        match self.view.hub(hub) {
            Ok(hub) => self.is_carried_out_in(&hub),
            Err(_) => !self.has_all_hubs(),
        }
    }

    fn is_carried_out_in(&self, hub: &HubView<'a>) -> Answer {
        let record = hub.record();
        let in_group = self.groups_of(hub).next().is_some();
        let partners = self.partnerships_of(*hub, |it| it.carries_out.contains(&self.id));
        let found = Answer::any(partners.map(|(_, in_force)| in_force)).or(in_group.into());
        let all = record.is_complete(Section::WorkGroups) && record.is_complete(Section::Partnerships);
        let found = if all { found } else { found.or(Answer::Unknown) };
        self.is_running().and(hub.is_operating()).and(found)
    }

    /// Whether all hubs are listed: unknown where the network does not say so.
    fn has_all_hubs(&self) -> Answer {
        if self.view.network().incomplete.contains(&NetworkSection::Hubs) { Answer::Unknown } else { Answer::Yes }
    }

    /// The hubs that certainly take part.
    pub fn hubs(&self) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        let project = *self;
        project.view.all_hubs().filter(move |hub| project.is_carried_out_in(hub).is_yes())
    }

    /// The hubs that may take part, as far as the record goes, and are not known to.
    pub fn hubs_perhaps(&self) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        let project = *self;
        project.view.all_hubs().filter(move |hub| project.is_carried_out_in(hub).is_unknown())
    }

    /// The hubs at work that must take part and certainly do not.
    pub fn hubs_missing(&self) -> impl Iterator<Item = HubView<'a>> + use<'a> {
        let project = *self;
        let required = project.view.hubs().filter(move |hub| project.project.is_required_of(hub.id()));
        required.filter(move |hub| project.is_running().is_yes() && project.is_carried_out_in(hub).is_no())
    }

    fn groups_of(&self, hub: &HubView<'a>) -> impl Iterator<Item = (WorkGroupId, &'a WorkGroup)> + use<'a> {
        let (id, year) = (self.id, self.year().filter(|_| !self.is_running().is_no()));
        let groups = hub.record().work_groups.iter();
        groups.filter(move |(_, it)| it.project == id && Some(it.year) == year).map(|(id, group)| (*id, group))
    }

    /// The work groups that work on it in the academic year of the day, each with its hub; none where it certainly does not
    /// run.
    pub fn work_groups(&self) -> impl Iterator<Item = (HubView<'a>, WorkGroupId, &'a WorkGroup)> + use<'a> {
        let project = *self;
        let hubs = project.view.all_hubs();
        hubs.flat_map(move |hub| project.groups_of(&hub).map(move |(id, group)| (hub, id, group)))
    }

    /// Partnerships of a hub that are, or may be, in force on the day; none where the hub certainly is not at work, or the
    /// project certainly does not run.
    fn partnerships_of(
        self,
        hub: HubView<'a>,
        which: impl Fn(&Partnership) -> bool,
    ) -> impl Iterator<Item = (PartnerView<'a>, Answer)> {
        let day = self.view.day();
        let goes_on = !self.is_running().and(hub.is_operating()).is_no();
        let of = hub.record().partnerships.iter().filter(move |(_, partnership)| goes_on && which(partnership));
        let of = of.map(move |(id, it)| (PartnerView::new(hub, *id, it), it.span.covers(day)));
        of.filter(|(_, in_force)| !in_force.is_no())
    }

    /// The partners that carry it out on the day, each with whether the partnership is in force: certainly, or perhaps. None
    /// of a hub that certainly is not at work, and none where the project certainly does not run.
    pub fn carried_out_by(&self) -> impl Iterator<Item = (PartnerView<'a>, Answer)> + use<'a> {
        let project = *self;
        let in_hub = move |hub| project.partnerships_of(hub, move |it| it.carries_out.contains(&project.id));
        project.view.all_hubs().flat_map(in_hub)
    }

    /// The partners that evaluate it on the day, each with whether the partnership is in force: certainly, or perhaps. Who
    /// evaluates it as a trial is [another](Self::evaluator).
    pub fn evaluated_by(&self) -> impl Iterator<Item = (PartnerView<'a>, Answer)> + use<'a> {
        let project = *self;
        let in_hub = move |hub| project.partnerships_of(hub, move |it| it.evaluates.contains(&project.id));
        project.view.all_hubs().flat_map(in_hub)
    }

    /// The independent evaluator, where it is a trial.
    #[must_use]
    pub fn evaluator(&self) -> Option<OrganisationId> {
        self.project.trial.as_ref().map(|trial| trial.evaluator)
    }

    /// The schools that take part, over all hubs: those of the work groups of the year and, of a trial, those that stand in
    /// it, each once under the id that it has on the day. There may be more: see [`are_schools_all`](Self::are_schools_all).
    #[must_use]
    pub fn schools(&self) -> BTreeSet<OrganisationId> {
        let register = &self.view.network().register;
        let of_groups = self.work_groups().flat_map(|(.., group)| &group.schools).copied();
        let trial = self.project.trial.iter().filter(|_| !self.is_running().is_no());
        let of_trial = trial.flat_map(|trial| &trial.schools).copied().map(OrganisationId::School);
        of_groups.chain(of_trial).map(|school| register.current(school, self.view.day())).collect()
    }

    /// Whether the [`schools`](Self::schools) are all that take part: yes, or unknown. It is unknown where hubs or work groups
    /// may not be listed, where it is not known whether a hub takes part, and where of a work group or trial no school is
    /// recorded.
    #[must_use]
    pub fn are_schools_all(&self) -> Answer {
        let of_hub = |hub: HubView<'a>| {
            let takes_part = self.is_carried_out_in(&hub);
            let written = self.groups_of(&hub).all(|(_, group)| !group.schools.is_empty());
            let all = written && hub.record().is_complete(Section::WorkGroups) && !takes_part.is_unknown();
            takes_part.is_no() || all
        };
        let trial = self.project.trial.iter().all(|trial| !trial.schools.is_empty());
        let all = self.has_all_hubs().is_yes() && trial && self.view.all_hubs().all(of_hub);
        if all || self.is_running().is_no() { Answer::Yes } else { Answer::Unknown }
    }

    /// What came of it, year by year.
    pub fn results(&self) -> impl Iterator<Item = (AcademicYear, &'a ProjectResult)> + use<'a> {
        self.project.results.iter().map(|(year, result)| (*year, result))
    }

    /// Whether a hub had returned its results of a year by the day: unknown where results may have come that are not listed,
    /// or the date leaves that open.
    #[must_use]
    pub fn has_returned(&self, year: AcademicYear, hub: HubId) -> Answer {
        let returned = self.project.results.get(&year).and_then(|result| result.hubs.get(&hub));
        let all = !self.view.network().incomplete.contains(&NetworkSection::Results);
        let missing = if all { Answer::No } else { Answer::Unknown };
        returned.map_or(missing, |date| date.is_on_or_before(self.view.day()))
    }
}
