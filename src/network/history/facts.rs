//! The turns of a network: the first days and last days of its facts.

use chrono::NaiveDate;

use super::{Change, Edge, Fact, words};
use crate::{
    answer::Answer,
    calendar::{PartialDate, Span},
    geography::Area,
    identifiers::HubId,
    network::{Hub, Milestones, Network},
};

/// A first or a last day of a fact, with the days between which it lies.
pub(super) struct Turn<'a> {
    hub: Option<(HubId, &'a Hub)>,
    fact: Fact,
    edge: Edge,
    date: PartialDate,
    earliest: NaiveDate,
    latest: NaiveDate,
}

impl Turn<'_> {
    /// The change that it is after `from` and by `to`, where it is one or may be.
    pub(super) fn between(self, network: &Network, from: NaiveDate, to: NaiveDate) -> Option<Change> {
        // What ends on a day is gone on the next.
        let tells = |day: NaiveDate| if self.edge == Edge::Ended { day.succ_opt().unwrap_or(day) } else { day };
        let (earliest, latest) = (tells(self.earliest), tells(self.latest));
        if from >= to || latest <= from || earliest > to {
            return None;
        }
        let happened = if earliest > from && latest <= to { Answer::Yes } else { Answer::Unknown };
        // Names are those of the first day that it may be, of those between the two.
        let day = self.earliest.clamp(from, to);
        let known = |day: NaiveDate| {
            if day == NaiveDate::MIN || day == NaiveDate::MAX { PartialDate::UNKNOWN } else { day.into() }
        };
        Some(Change {
            said: words::say(network, self.hub, &self.fact, self.edge, day),
            hub: self.hub.map(|(id, _)| id),
            fact: self.fact,
            edge: self.edge,
            date: self.date,
            earliest: known(self.earliest),
            latest: known(self.latest),
            happened,
        })
    }
}

/// All turns of a network's facts, in no particular order.
pub(super) fn turns(network: &Network) -> impl Iterator<Item = Turn<'_>> {
    let hubs = network.hubs.iter().flat_map(|(id, hub)| of_hub(*id, hub));
    let covers = network.covers.iter().map(|(id, it)| (Fact::Covered { cover: *id, by: it.by }, it.span));
    let advisers = network.advisers.iter().map(|(id, it)| (Fact::Adviser(*id), it.span));
    let supporters = network.supporters.iter().map(|(id, it)| (Fact::Supporter(*id), it.span));
    let projects = network.projects.iter().map(|(id, it)| (Fact::Project(*id), it.span));
    let beside = covers.chain(advisers).chain(supporters).chain(projects);
    hubs.chain(beside.flat_map(|(fact, span)| ends(None, fact, span)))
}

fn of_hub(id: HubId, hub: &Hub) -> Vec<Turn<'_>> {
    let about = Some((id, hub));
    let mut turns: Vec<Turn<'_>> = Vec::new();
    let milestones = &hub.milestones;
    for (fact, date) in [
        (Fact::Appointed, milestones.appointed),
        (Fact::Told, milestones.told),
        (Fact::Announced, milestones.announced),
    ] {
        turns.extend(date.map(|date| began(about, fact, date)));
    }
    // A hub of which nothing but designations is recorded is at work by them.
    let nothing = milestones.operating.or(milestones.seen_operating).or(milestones.ended).is_none();
    if !nothing || hub.designations.is_empty() {
        turns.extend(work(about, milestones));
    }
    turns.extend(hub.designations.iter().map(|step| began(about, Fact::Designated(step.status), step.from)));
    for (name, span) in &hub.former_names {
        turns.extend(ends(about, Fact::Called(name.clone()), *span));
    }
    turns.extend(name_of_today(about, hub));
    for served in hub.former_areas.values().chain([&hub.area]) {
        // Of an area of which nothing is recorded there is nothing to tell, unless it followed another.
        if served.area != Area::Unknown || !hub.former_areas.is_empty() {
            turns.extend(ends(about, Fact::Serves(served.area.clone()), served.span));
        }
    }
    let leadership = &hub.leadership;
    let tenures = leadership.tenures.iter().map(|(tenure, it)| {
        let leads = it.leads.keys().copied().collect();
        (Fact::Led { tenure: *tenure, leads }, it.span)
    });
    let bridges = leadership.bridges.iter().map(|it| (Fact::Bridged(it.by), it.span));
    let vacancies = leadership.vacancies.iter().map(|span| (Fact::Vacant, *span));
    let posts =
        hub.posts.iter().map(|(post, it)| (Fact::Post { post: *post, kind: it.kind, holder: it.holder }, it.span));
    let partnerships = hub.partnerships.iter().map(|(partnership, it)| {
        (Fact::Partnership { partnership: *partnership, with: it.with, role: it.role }, it.span)
    });
    let facts = tenures.chain(bridges).chain(vacancies).chain(posts).chain(partnerships);
    turns.extend(facts.flat_map(|(fact, span)| ends(about, fact, span)));
    turns
}

/// The first day of the name of today, where there was another: the day after the last of every former one. It ends with
/// the hub, which is told of the hub.
fn name_of_today<'a>(about: Option<(HubId, &'a Hub)>, hub: &Hub) -> Option<Turn<'a>> {
    let ends = hub.former_names.values().map(|span| span.end());
    let (earliest, latest) = ends.reduce(|(one, till), (other, others)| (one.max(other), till.max(others)))?;
    let (earliest, latest) = (earliest.succ_opt()?, latest.succ_opt().unwrap_or(latest));
    let date = if earliest == latest { earliest.into() } else { PartialDate::UNKNOWN };
    Some(Turn { hub: about, fact: Fact::Called(hub.name.clone()), edge: Edge::Began, date, earliest, latest })
}

/// When work began, and its last day: a hub that was seen at work had begun by then, and ended no earlier.
fn work<'a>(about: Option<(HubId, &'a Hub)>, milestones: &Milestones) -> impl Iterator<Item = Turn<'a>> {
    let unknown = PartialDate::UNKNOWN;
    let began = milestones.operating.unwrap_or(unknown);
    // Dates that contradict one another are told as they are recorded, each by itself.
    let span = Span::new(began, milestones.ended).and_then(|span| match milestones.seen_operating {
        Some(seen) => span.seen_on(seen),
        None => Ok(span),
    });
    let apart = || {
        let since = Span::since(began);
        (since, Span::new(unknown, milestones.ended).unwrap_or(since))
    };
    let (one, other) = span.map_or_else(|_| apart(), |span| (span, span));
    let mut first = first(about, Fact::AtWork, one);
    // What is at work has been announced, so work began no earlier.
    let announced = milestones.announced.and_then(PartialDate::earliest);
    if let Some(day) = announced.filter(|day| *day <= first.latest) {
        first.earliest = first.earliest.max(day);
    }
    last(about, Fact::AtWork, other).into_iter().chain([first])
}

/// The first day of a fact, and its last, where it has one.
fn ends<'a>(hub: Option<(HubId, &'a Hub)>, fact: Fact, span: Span) -> impl Iterator<Item = Turn<'a>> {
    last(hub, fact.clone(), span).into_iter().chain([first(hub, fact, span)])
}

fn first(hub: Option<(HubId, &Hub)>, fact: Fact, span: Span) -> Turn<'_> {
    let (earliest, latest) = span.start();
    Turn { hub, fact, edge: Edge::Began, date: span.from(), earliest, latest }
}

fn last(hub: Option<(HubId, &Hub)>, fact: Fact, span: Span) -> Option<Turn<'_>> {
    let date = span.until()?;
    let (earliest, latest) = span.end();
    Some(Turn { hub, fact, edge: Edge::Ended, date, earliest, latest })
}

/// That something came to be at `date`, as far as that is known.
fn began(hub: Option<(HubId, &Hub)>, fact: Fact, date: PartialDate) -> Turn<'_> {
    let (earliest, latest) = (date.earliest().unwrap_or(NaiveDate::MIN), date.latest().unwrap_or(NaiveDate::MAX));
    Turn { hub, fact, edge: Edge::Began, date, earliest, latest }
}
