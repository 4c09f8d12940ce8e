//! A network as far as it had come by a day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    calendar::{PartialDate, Span, Spans},
    geography::Area,
    identifiers::{HubId, ProjectId},
    network::{Forum, Hub, Network, Overseer, Parent, Project, RequiredOf, Served},
};

impl Network {
    /// The network without what certainly came after `day`: hubs founded later, later leads, areas, partnerships and
    /// projects, the end of what still ran on. It is a record on which one may go on otherwise than history did.
    ///
    /// What may have come by then stays, and so do the milestones that a hub which was appointed by then reached later: else
    /// nobody could say any more that it was not at work yet. The register stays whole: what a school became later is no reason to forget who
    /// it was. Of no day up to `day` does a [`view`](Self::on) say anything else than that of the whole record, but for
    /// what it says of hubs that were not there yet.
    ///
    /// ```
    /// use maths_hubs::network::{LeadStatus, Network};
    /// # let network: Network = serde_json::from_str(include_str!("../../../examples/data/network.json"))?;
    ///
    /// // In October 2015 nobody led London South East, and nobody could say who would.
    /// let day = "2015-10-01".parse()?;
    /// let then = network.as_known_on(day);
    /// let view = then.on("2026-11-24".parse()?);
    /// assert!(then.on(day).hub("london-south-east-plus")?.lead() == LeadStatus::Vacant);
    /// assert!(view.hub("london-south-east-plus")?.lead() == LeadStatus::Vacant); // and so it would have stayed
    /// assert!(view.hub("north-north-west").is_err()); // the 35th hub was not there
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_known_on(&self, day: NaiveDate) -> Self {
        let mut network = self.clone();
        network.projects.retain(|_, project| ran(&mut project.span, day));
        network.hubs.retain(|_, hub| !is_later(hub, day));
        let projects: BTreeSet<ProjectId> = network.projects.keys().copied().collect();
        let hubs: BTreeSet<HubId> = network.hubs.keys().copied().collect();
        for hub in network.hubs.values_mut() {
            *hub = known_of(hub, day, &hubs, &projects);
        }
        network.advisers.retain(|_, adviser| ran(&mut adviser.span, day));
        network.supporters.retain(|_, supporter| ran(&mut supporter.span, day));
        network.forums.retain(|_, forum| by(forum.on, day));
        for forum in network.forums.values_mut() {
            known_forum(forum, &hubs, &projects);
        }
        for project in network.projects.values_mut() {
            known_project(project, day, &hubs);
        }
        network.covers.retain(|_, cover| {
            cover.forming = cover.forming.filter(|hub| hubs.contains(hub));
            let overseen = !matches!(cover.by, Overseer::Hub(hub) if !hubs.contains(&hub));
            overseen && ran(&mut cover.span, day)
        });
        network.choices.retain(|_, choice| {
            choice.hubs = begun(std::mem::take(&mut choice.hubs), day);
            choice.hubs.retain(|hub, _| hubs.contains(hub));
            !choice.hubs.is_empty()
        });
        network.published_counts.retain(|_, count| by(count.on, day));
        network
    }
}

/// A forum without the hubs and projects that were not there yet.
fn known_forum(forum: &mut Forum, hubs: &BTreeSet<HubId>, projects: &BTreeSet<ProjectId>) {
    let attendance = forum.present.iter_mut().chain([&mut forum.apologies]);
    attendance.for_each(|there| there.retain(|hub| hubs.contains(hub)));
    if let Some(reports) = &mut forum.reports {
        reports.retain(|project, _| projects.contains(project));
        reports.values_mut().for_each(|report| report.hubs.retain(|hub| hubs.contains(hub)));
    }
}

/// A project without the hubs that were not there yet, and without results that had not come back.
fn known_project(project: &mut Project, day: NaiveDate, hubs: &BTreeSet<HubId>) {
    if let RequiredOf::Named(named) = &mut project.required_of {
        named.retain(|hub| hubs.contains(hub));
        if named.is_empty() {
            project.required_of = RequiredOf::Nobody;
        }
    }
    project.results.retain(|year, result| {
        result.hubs.retain(|hub, on| hubs.contains(hub) && by(*on, day));
        year.first_day() <= day && !result.hubs.is_empty()
    });
}

/// Whether a date may lie on or before `day`.
fn by(date: PartialDate, day: NaiveDate) -> bool {
    !date.is_on_or_before(day).is_no()
}

/// Whether everything that is known of the hub's beginning lies after `day`.
fn is_later(hub: &Hub, day: NaiveDate) -> bool {
    let milestones = &hub.milestones;
    let designated = hub.designations.iter().map(|step| step.from);
    let dates = [milestones.appointed, milestones.told, milestones.announced, milestones.operating];
    let mut dates = dates.into_iter().flatten().chain(designated).peekable();
    dates.peek().is_some() && dates.all(|date| !by(date, day))
}

/// Whether a span may have begun by `day`; where it certainly still ran then, it runs on.
fn ran(span: &mut Span, day: NaiveDate) -> bool {
    *span = open(*span, day);
    !span.has_started(day).is_no()
}

/// The same span as it stood on `day`: an end that certainly lay ahead was none yet, and what was seen later is seen to stand
/// on the day, where it certainly did.
fn open(span: Span, day: NaiveDate) -> Span {
    let until = span.until().filter(|until| by(*until, day));
    let known = Span::new(span.from(), until).unwrap_or(span);
    let stood = span.covers(day).is_yes().then(|| day.into());
    let seen = span.seen().and_then(|seen| if by(seen, day) { Some(seen) } else { stood });
    seen.and_then(|seen| known.seen_on(seen).ok()).unwrap_or(known)
}

/// Those of several times of each that may have begun by `day`.
fn begun<K: Ord + Copy>(times: BTreeMap<K, Spans>, day: NaiveDate) -> BTreeMap<K, Spans> {
    let mut known = BTreeMap::new();
    for (key, spans) in times {
        for mut span in spans.iter() {
            if ran(&mut span, day) {
                Spans::enter(&mut known, key, span);
            }
        }
    }
    known
}

fn known_of(hub: &Hub, day: NaiveDate, hubs: &BTreeSet<HubId>, projects: &BTreeSet<ProjectId>) -> Hub {
    let mut known = hub.clone();
    names(&mut known, hub, day);
    areas(&mut known, hub, day);
    let milestones = &mut known.milestones;
    milestones.ended = milestones.ended.filter(|ended| by(*ended, day));
    // Without an end nothing hangs on its having been seen later.
    let stood = milestones.ended.is_some() && hub.milestones.is_operating(day).is_yes();
    let seen = milestones.seen_operating;
    milestones.seen_operating =
        seen.and_then(|seen| if by(seen, day) { Some(seen) } else { stood.then(|| day.into()) });
    if matches!(known.satellite_of, Some(Parent::Hub(parent)) if !hubs.contains(&parent)) {
        known.satellite_of = Some(Parent::Unknown);
    }
    known.designations.retain(|step| by(step.from, day));

    let leadership = &mut known.leadership;
    leadership.tenures.retain(|_, tenure| {
        tenure.accountable = begun(std::mem::take(&mut tenure.accountable), day);
        let has_ended = tenure.span.until().is_some_and(|until| by(until, day));
        if !has_ended {
            tenure.ended_because.clear();
        }
        ran(&mut tenure.span, day)
    });
    let tenures: BTreeSet<_> = leadership.tenures.keys().copied().collect();
    for tenure in leadership.tenures.values_mut() {
        tenure.handover = tenure.handover.filter(|handover| tenures.contains(&handover.to));
    }
    let bridges = std::mem::take(&mut leadership.bridges).into_iter().filter(|bridge| hubs.contains(&bridge.by));
    leadership.bridges = bridges.filter_map(|mut bridge| ran(&mut bridge.span, day).then_some(bridge)).collect();
    let vacancies = std::mem::take(&mut leadership.vacancies).into_iter();
    leadership.vacancies = vacancies.filter_map(|mut span| ran(&mut span, day).then_some(span)).collect();

    known.posts.retain(|_, post| ran(&mut post.span, day));
    known.partnerships.retain(|_, partnership| {
        partnership.carries_out.retain(|project| projects.contains(project));
        partnership.evaluates.retain(|project| projects.contains(project));
        ran(&mut partnership.span, day)
    });
    known.work_groups.retain(|_, group| group.year.first_day() <= day && projects.contains(&group.project));
    known.years.retain(|year, _| year.first_day() <= day);
    for details in known.years.values_mut() {
        details.plan_submitted = details.plan_submitted.filter(|date| by(*date, day));
        if details.evaluated.is_some_and(|date| !by(date, day)) {
            details.evaluated = None;
            details.evaluation.clear();
        }
    }
    known.board = known.board.filter(|board| by(board.formed, day)).map(|mut board| {
        board.members.retain(|_, member| ran(&mut member.span, day));
        board.chairs = begun(board.chairs, day);
        board.meetings.retain(|on, _| by(*on, day));
        board
    });
    known
}

/// The name of `day` is the name of today to whoever looks at it then.
fn names(known: &mut Hub, hub: &Hub, day: NaiveDate) {
    let name = hub.name_on(day);
    let ends_later = |span: &Span| span.until().is_some_and(|until| !by(until, day));
    if hub.former_names.get(name).is_some_and(ends_later) {
        name.clone_into(&mut known.name);
        known.former_names.remove(name);
    }
    known.former_names.retain(|_, span| ran(span, day));
}

/// The area of `day` is the area of today to whoever looks at it then.
fn areas(known: &mut Hub, hub: &Hub, day: NaiveDate) {
    known.former_areas.retain(|_, served| ran(&mut served.span, day));
    if ran(&mut known.area.span, day) {
        return;
    }
    let last = hub.former_areas.iter().find(|(_, served)| Some(*served) == hub.area_on(day)).map(|(id, _)| *id);
    known.area = last
        .and_then(|id| known.former_areas.remove(&id))
        .unwrap_or_else(|| Served::new(Span::since(PartialDate::UNKNOWN), Area::Unknown));
}
