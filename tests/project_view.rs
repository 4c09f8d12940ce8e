//! A project on a day, over all hubs: by hand, and against counting hub by hub.

use std::collections::BTreeSet;

use maths_hubs::{
    answer::Answer,
    calendar::{AcademicYear, PartialDate, Span},
    identifiers::{HubId, OrganisationId, Urn},
    network::{
        Hub, Network, NetworkSection, Partnership, Project, ProjectResult, ProjectView, RequiredOf, Section, Trial,
        WorkGroup,
    },
    organisation::{Governance, Kind, Organisation, Phases, School, Succession},
    strategies::{self, Sound},
};
use proptest::prelude::*;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn school(number: u32) -> OrganisationId {
    OrganisationId::School(Urn::new(number).unwrap())
}

fn since(text: &str) -> Span {
    Span::since(id::<PartialDate>(text))
}

fn hub(name: &str) -> Hub {
    Hub::new(name, maths_hubs::geography::Area::Unknown).operating_since(id("2014-09-01"))
}

fn group(year: &str, schools: &[u32]) -> WorkGroup {
    schools.iter().fold(WorkGroup::new(id("mastery"), id(year)), |group, number| group.with_school(school(*number)))
}

/// In the north a work group, in the south a partner, in the east neither; a fourth hub is over.
fn network() -> Network {
    let mut north = hub("North");
    north.work_groups.insert(id("one"), group("2016/17", &[100_001, 100_002]));
    north.work_groups.insert(id("two"), group("2016/17", &[100_002, 100_003]));
    north.work_groups.insert(id("before"), group("2015/16", &[100_009]));
    let mut south = hub("South");
    let university: OrganisationId = id("X-BODY-invented-university");
    let from = id::<PartialDate>("2015-09-01");
    south
        .partnerships
        .insert(id("delivers"), Partnership::operational(school(100_004), from).carrying_out(id("mastery")));
    south.partnerships.insert(id("judges"), Partnership::strategic(university, from).evaluating(id("mastery")));
    let mut over = hub("Over");
    over.milestones.ended = Some(id("2016-07-31"));
    over.work_groups.insert(id("one"), group("2016/17", &[100_005]));
    let mut network = Network::new(id("maths-hubs"), "England");
    for (name, hub) in [("north", north), ("south", south), ("east", hub("East")), ("over", over)] {
        network.hubs.insert(id(name), hub);
    }
    let project = Project::new("Mastery", id("national-collaborative-project"), since("2015-09-01"));
    network.projects.insert(id("mastery"), project.required_of(RequiredOf::Everybody));
    network
}

const DAY: &str = "2016-11-24";

fn view(network: &Network) -> ProjectView<'_> {
    network.on(id(DAY)).project("mastery").unwrap()
}

fn ids<'a>(hubs: impl Iterator<Item = maths_hubs::network::HubView<'a>>) -> Vec<String> {
    hubs.map(|hub| hub.id().to_string()).collect()
}

#[test]
fn hubs_take_part_with_a_work_group_of_the_year_or_a_partner() {
    let network = network();
    let project = view(&network);
    assert_eq!(ids(project.hubs()), ["north", "south"]);
    assert_eq!(ids(project.hubs_perhaps()), [""; 0]);
    // The one that is over misses nothing.
    assert_eq!(ids(project.hubs_missing()), ["east"]);
    let groups: Vec<_> = project.work_groups().map(|(hub, id, _)| format!("{} {id}", hub.id())).collect();
    assert_eq!(groups, ["north one", "north two", "over one"]);
    assert_eq!((project.is_running(), project.year()), (Answer::Yes, Some(id("2016/17"))));
    assert_eq!(network.on(id(DAY)).projects().count(), 1);
    assert!(network.on(id(DAY)).project("Mastery").is_none());
    // The year before, only the partner and the group of that year.
    let before = network.on(id("2016-06-30")).project("mastery").unwrap();
    assert_eq!(ids(before.hubs()), ["north", "south"]);
    assert_eq!(before.work_groups().count(), 1);
    // Before it began, nobody.
    let early = network.on(id("2015-08-31")).project("mastery").unwrap();
    assert_eq!((ids(early.hubs()).len(), early.work_groups().count(), early.schools().len()), (0, 0, 0));
}

#[test]
fn what_the_record_leaves_open_stands_apart() {
    let mut network = network();
    let east: HubId = id("east");
    network.hubs.get_mut(&east).unwrap().incomplete.insert(Section::Partnerships);
    let south = network.hubs.get_mut(&id("south")).unwrap();
    let perhaps = Span::new(id("2015-09-01"), Some(id("2016"))).unwrap();
    south.partnerships.values_mut().for_each(|partnership| partnership.span = perhaps);
    let project = view(&network);
    assert_eq!(ids(project.hubs()), ["north"]);
    assert_eq!(ids(project.hubs_perhaps()), ["east", "south"]);
    assert_eq!(ids(project.hubs_missing()), [""; 0]);
    let takes_part = |hub: &str| project.takes_part(id(hub));
    assert_eq!(["north", "south", "east", "over", "nowhere"].map(takes_part), {
        use Answer::{No, Unknown, Yes};
        [Yes, Unknown, Unknown, No, No]
    });
    let of = |partners: Vec<(maths_hubs::network::PartnerView<'_>, Answer)>| {
        partners
            .into_iter()
            .map(|(it, in_force)| (format!("{} {}", it.hub().id(), it.id()), in_force))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(project.carried_out_by().collect()), [("south delivers".to_owned(), Answer::Unknown)]);
    assert_eq!(of(project.evaluated_by().collect()), [("south judges".to_owned(), Answer::Unknown)]);
    // A hub that is not listed may be there.
    network.incomplete.insert(NetworkSection::Hubs);
    assert_eq!(view(&network).takes_part(id("nowhere")), Answer::Unknown);
}

#[test]
fn a_school_counts_once_over_all_groups_hubs_and_ids() {
    let mut network = network();
    let all = |network: &Network| view(network).schools();
    let numbers = |numbers: &[u32]| numbers.iter().map(|number| school(*number)).collect::<BTreeSet<_>>();
    assert_eq!(all(&network), numbers(&[100_001, 100_002, 100_003, 100_005]));
    assert_eq!(view(&network).are_schools_all(), Answer::Yes);
    // A school that became an academy in the summer is the academy that stands beside it.
    let record = Kind::School(School::new(Governance::Academy, Phases::ALL));
    network.register.record(school(100_003), Organisation::new("An academy", record));
    network.register.succeed(school(100_001), school(100_003), Succession::converting(id("2016-08-31")));
    assert_eq!(all(&network), numbers(&[100_002, 100_003, 100_005]));

    let all_known = |change: &dyn Fn(&mut Network)| {
        let mut network = network.clone();
        change(&mut network);
        view(&network).are_schools_all()
    };
    let of_hub = |name: &'static str, change: fn(&mut Hub)| {
        all_known(&move |network| change(network.hubs.get_mut(&id(name)).unwrap()))
    };
    assert_eq!(all_known(&|_| {}), Answer::Yes);
    assert_eq!(all_known(&|network| network.incomplete.extend([NetworkSection::Hubs])), Answer::Unknown);
    assert_eq!(of_hub("north", |hub| hub.incomplete.extend([Section::WorkGroups])), Answer::Unknown);
    assert_eq!(of_hub("east", |hub| hub.incomplete.extend([Section::WorkGroups])), Answer::Unknown);
    assert_eq!(of_hub("north", |hub| hub.work_groups.get_mut(&id("one")).unwrap().schools.clear()), Answer::Unknown);
    // The hub that is over takes no part, whatever is not recorded of it.
    assert_eq!(of_hub("over", |hub| hub.incomplete.extend([Section::WorkGroups])), Answer::Yes);
}

#[test]
fn a_trial_has_its_evaluator_and_its_schools() {
    let mut network = network();
    let trial = Trial::new(id("efficacy"), id("X-BODY-invented-evaluators"));
    network.projects.get_mut(&id("mastery")).unwrap().trial = Some(trial.clone());
    assert_eq!(view(&network).evaluator(), Some(id("X-BODY-invented-evaluators")));
    // Nobody wrote down which schools are in it.
    assert_eq!(view(&network).are_schools_all(), Answer::Unknown);
    let schools = [100_001, 100_010].map(|number| Urn::new(number).unwrap());
    network.projects.get_mut(&id("mastery")).unwrap().trial = Some(trial.in_schools(schools));
    assert_eq!((view(&network).schools().len(), view(&network).are_schools_all()), (5, Answer::Yes));
}

#[test]
fn results_have_come_by_the_day_or_perhaps() {
    let mut network = network();
    let result =
        ProjectResult::new().returned_by(id("north"), id("2016-11-24")).returned_by(id("south"), id("2016-11"));
    let year: AcademicYear = id("2015/16");
    let project = network.projects.remove(&id("mastery")).unwrap();
    network.projects.insert(id("mastery"), project.with_result(year, result.clone()));
    let returned = |network: &Network| ["north", "south", "east"].map(|hub| view(network).has_returned(year, id(hub)));
    assert_eq!(returned(&network), [Answer::Yes, Answer::Unknown, Answer::No]);
    network.incomplete.insert(NetworkSection::Results);
    assert_eq!(returned(&network), [Answer::Yes, Answer::Unknown, Answer::Unknown]);
    assert_eq!(view(&network).has_returned(id("2014/15"), id("north")), Answer::Unknown);
    assert_eq!(view(&network).results().collect::<Vec<_>>(), [(year, &result)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Of sound networks every hub at work takes part, and over all hubs there are as many schools as hub by hub.
    #[test]
    fn over_all_hubs_it_is_what_it_is_hub_by_hub(sound in strategies::sound_network(1..6)) {
        let Sound { network, on, .. } = sound;
        let project = network.on(on).projects().next().unwrap();
        let at_work: Vec<HubId> = network.on(on).hubs().map(|hub| hub.id()).collect();
        let taking_part: Vec<HubId> = project.hubs().map(|hub| hub.id()).collect();
        prop_assert_eq!(&taking_part, &at_work);
        prop_assert!(project.hubs_perhaps().next().is_none() && project.hubs_missing().next().is_none());
        prop_assert!(at_work.iter().all(|hub| project.takes_part(*hub).is_yes()));
        let schools: BTreeSet<OrganisationId> = network
            .hubs
            .values()
            .flat_map(|hub| hub.work_groups.values().flat_map(|group| group.schools.iter().copied()))
            .collect();
        prop_assert_eq!(project.schools(), schools);
        // In each the specialist carries it out and the university evaluates.
        prop_assert_eq!(project.carried_out_by().count(), at_work.len());
        prop_assert_eq!(project.evaluated_by().count(), at_work.len());
        prop_assert!(at_work.iter().all(|hub| project.has_returned("2024/25".parse().unwrap(), *hub).is_yes()));
    }

    /// Each hub takes part, may, or does not, and never two of these.
    #[test]
    fn a_hub_takes_part_or_may_or_does_not(
        broken in strategies::broken_network(1..5), day in strategies::day(),
    ) {
        let network = broken.network.network;
        for day in [day, broken.network.on] {
            for project in network.on(day).projects() {
                let ids = |hubs: Vec<HubId>| hubs.into_iter().collect::<BTreeSet<_>>();
                let certainly = ids(project.hubs().map(|hub| hub.id()).collect());
                let perhaps = ids(project.hubs_perhaps().map(|hub| hub.id()).collect());
                prop_assert!(certainly.is_disjoint(&perhaps));
                for hub in network.hubs.keys() {
                    let expected = match (certainly.contains(hub), perhaps.contains(hub)) {
                        (true, _) => Answer::Yes,
                        (_, true) => Answer::Unknown,
                        _ => Answer::No,
                    };
                    prop_assert_eq!(project.takes_part(*hub), expected);
                }
            }
        }
    }
}

#[test]
fn nobody_carries_out_or_evaluates_a_project_that_does_not_run_or_in_a_hub_that_is_over() {
    let mut network = network();
    let counts = |network: &Network, day: &str| {
        let project = network.on(id(day)).project("mastery").unwrap();
        (project.carried_out_by().count(), project.evaluated_by().count())
    };
    assert_eq!(counts(&network, "2016-11-24"), (1, 1));
    network.hubs.get_mut(&id("south")).unwrap().milestones.ended = Some(id("2016-10-31"));
    assert_eq!((counts(&network, "2016-10-31"), counts(&network, "2016-11-24")), ((1, 1), (0, 0)));
    network.projects.get_mut(&id("mastery")).unwrap().span = id("2015-09-01 to 2016-08-31");
    assert_eq!((counts(&network, "2016-08-31"), counts(&network, "2016-09-01")), ((1, 1), (0, 0)));
}
