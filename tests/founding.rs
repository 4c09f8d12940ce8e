//! What becomes of a decision: who leads which hub from when, what waits, what is refused, and that the rules between rounds
//! and networks agree. The round is the rehearsal of 2015, in which everybody is invented, on the real network as it was known
//! then.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use maths_hubs::{
    calendar::Span,
    geography::Area,
    identifiers::{ApplicationId, HubId, OrganisationId, PlaceId},
    journal::Entry,
    network::{Bridge, Hub, InterimCover, LeadStatus, Leadership, Network, Overseer, Tenure},
    organisation::{Governance, Kind, Organisation, Phases, School},
    programme::{Affairs, Appointment, Founded, NotFounded, Programme},
    rules::{Report, Verdict},
    selection::round::{Application, Event, Phase, Place, Round},
    strategies::{
        self,
        rounds::{self, SoundRound, application, round_of_any_length, sound_round},
    },
};
use proptest::prelude::*;

const NETWORK: &str = include_str!("../examples/data/network.json");
const JOURNAL: &str = include_str!("../examples/data/round_2015.jsonl");

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    id(text)
}

/// The real network, as somebody knew it when the round was opened.
fn summer_of_2015() -> Network {
    let network: Network = serde_json::from_str(NETWORK).unwrap();
    network.as_known_on(day("2015-07-31"))
}

/// And when the lead of London South East had stepped down.
fn autumn_of_2015() -> Network {
    let network: Network = serde_json::from_str(NETWORK).unwrap();
    network.as_known_on(day("2015-10-01"))
}

fn entries() -> Vec<Entry<Event>> {
    JOURNAL.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn rehearsal() -> Round {
    Round::replay(entries()).unwrap()
}

/// The rehearsal up to its last entry of a kind.
fn rehearsal_until(kind: &str) -> Round {
    let last = entries().iter().rposition(|entry| entry.what.kind() == kind).unwrap();
    Round::replay(entries().into_iter().take(last + 1)).unwrap()
}

/// Cumbria is an authority of its own; of Lancashire the north alone was meant.
fn cumbria(place: PlaceId, _: &Place, _: &Application) -> Option<(HubId, Hub)> {
    Some((id(place.as_str()), Hub::new("Cumbria and north Lancashire", Area::of([id("909")]))))
}

fn nobody(_: PlaceId, _: &Place, _: &Application) -> Option<(HubId, Hub)> {
    None
}

const ABACUS: &str = "a0000000-0000-4000-8000-000000000001";
const ELLIPSE: &str = "a0000000-0000-4000-8000-000000000005";

#[test]
fn the_rehearsal_of_2015_appoints_two() {
    let founded = Founded::by(&rehearsal(), autumn_of_2015(), cumbria).unwrap();
    let told = |it: &Appointment| {
        let Appointment { application, place, hub, tenure, from, is_new, .. } = it;
        format!("{application} | {place} | {hub} | {tenure} | {from} | {is_new}")
    };
    assert_eq!(
        founded.appointments.iter().map(told).collect::<Vec<_>>(),
        [
            format!(
                "{ABACUS} | cumbria-and-north-lancashire | cumbria-and-north-lancashire | \
                 x-body-invented-abacus-school | 2015-11-23 | true"
            ),
            format!(
                "{ELLIPSE} | london-south-east | london-south-east-plus | \
                 x-body-invented-ellipse-primary-school | 2015-11-23 | false"
            ),
        ]
    );
    assert_eq!(founded.waiting, BTreeSet::new());
}

#[test]
fn whoever_looked_after_the_area_meanwhile_does_so_no_more() {
    let mut network = autumn_of_2015();
    let elsewhere = InterimCover::new(Area::of([id("908")]), Overseer::Hub(id("jurassic")), id("from 2014-09-01"));
    let half = Area::of([id("909"), id("908")]);
    network.covers = [
        (id("cumbria"), InterimCover::new(Area::of([id("909")]), elsewhere.by, id("from 2014-09-01"))),
        (id("cornwall"), elsewhere.clone()),
        // What is only looked after in part by the new hub is looked after still.
        (id("both"), InterimCover::new(half, elsewhere.by, id("from 2014-09-01"))),
        (id("forming"), elsewhere.clone().while_forming(id("cumbria-and-north-lancashire"))),
        (id("later"), InterimCover::new(Area::of([id("909")]), elsewhere.by, id("from 2016-01-01"))),
    ]
    .into();
    let founded = Founded::by(&rehearsal(), network, cumbria).unwrap().network;
    let spans: Vec<(&str, String)> = founded.covers.iter().map(|(id, it)| (id.as_str(), it.span.to_string())).collect();
    let ended = "2014-09-01 to 2015-11-22".to_owned();
    assert_eq!(
        spans,
        [
            ("both", "from 2014-09-01".to_owned()),
            ("cornwall", "from 2014-09-01".to_owned()),
            ("cumbria", ended.clone()),
            ("forming", ended),
        ]
    );
}

#[test]
fn the_new_hub_has_the_milestones_of_the_entries_and_leads_from_the_day_of_its_start() {
    let founded = Founded::by(&rehearsal(), autumn_of_2015(), cumbria).unwrap();
    let hub = &founded.network.hubs[&id("cumbria-and-north-lancashire")];
    assert_eq!(hub.name, "Cumbria and north Lancashire");
    let milestones = &hub.milestones;
    assert_eq!(milestones.appointed, Some(id("2015-10-30")), "entry 229: decided");
    assert_eq!(milestones.told, Some(id("2015-11-04")), "entry 230: notified");
    assert_eq!(milestones.announced, Some(id("2015-11-18")), "entry 252: announced");
    assert_eq!(milestones.operating, Some(id("2015-11-23")), "entry 253: started");
    assert_eq!(milestones.ended, None);
    assert_eq!(hub.area.span, id::<Span>("from 2015-11-23"));
    assert_eq!(hub.area.area, Area::of([id("909")]));

    let tenure = &hub.leadership.tenures[&id("x-body-invented-abacus-school")];
    let abacus: OrganisationId = id("X-BODY-invented-abacus-school");
    let expected = Tenure::of(abacus, id("from 2015-11-23")).accountable_to(abacus);
    assert_eq!(
        (tenure.span, &tenure.leads, &tenure.accountable),
        (expected.span, &expected.leads, &expected.accountable)
    );
    assert_eq!(
        tenure.sources.iter().map(|source| serde_json::to_string(source).unwrap()).collect::<Vec<_>>(),
        [r#"{"page":"the round maths-hubs-2015, entry 253"}"#]
    );
    assert!(founded.network.on(day("2015-11-22")).hub("cumbria-and-north-lancashire").unwrap().is_operating().is_no());
    let view = founded.network.on(day("2015-11-23"));
    let hub = view.hub("cumbria-and-north-lancashire").unwrap();
    assert!(hub.is_operating().is_yes());
    assert!(matches!(hub.lead(), LeadStatus::Held(..)));
}

#[test]
fn the_vacancy_of_london_south_east_ends_the_day_before_its_joint_leads_begin() {
    let before = autumn_of_2015();
    let hub: HubId = id("london-south-east-plus");
    assert_eq!(before.hubs[&hub].leadership.vacancies, [id("from 2015-09-01")].into(), "nobody knew when it would end");
    let founded = Founded::by(&rehearsal(), before, cumbria).unwrap();
    let leadership = &founded.network.hubs[&hub].leadership;
    assert_eq!(leadership.vacancies, [id("2015-09-01 to 2015-11-22")].into());
    let tenure = &leadership.tenures[&id("x-body-invented-ellipse-primary-school")];
    assert_eq!(
        tenure.leads.keys().map(ToString::to_string).collect::<Vec<_>>(),
        ["X-BODY-invented-ellipse-primary-school", "X-BODY-invented-factor-academy"]
    );
    let accountable = tenure.accountable_on(day("2015-11-23"));
    assert_eq!(accountable, Some(id("X-BODY-invented-ellipse-primary-school")), "the lead, where no body is named");
    // The lead before stays as it was.
    assert_eq!(leadership.tenures[&id("woolwich")].span, id::<Span>("2014-09 to 2015-08"));
    assert_eq!(leadership.tenures.len(), 2);
}

#[test]
fn nothing_else_of_the_network_changes() {
    let before = summer_of_2015();
    let mut after = Founded::by(&rehearsal(), before.clone(), cumbria).unwrap().network;
    assert!(after.hubs.remove(&id("cumbria-and-north-lancashire")).is_some());
    let hub: HubId = id("london-south-east-plus");
    assert!(!before.hubs.contains_key(&id("cumbria-and-north-lancashire")));
    let leadership = &mut after.hubs.get_mut(&hub).unwrap().leadership;
    assert!(leadership.tenures.remove(&id("x-body-invented-ellipse-primary-school")).is_some());
    assert_eq!(leadership.vacancies, before.hubs[&hub].leadership.vacancies, "in July no vacancy was known");
    assert_eq!(after, before);
}

#[test]
fn whoever_was_appointed_with_a_body_of_its_own_is_accountable_to_it() {
    let mut entries = entries();
    for entry in &mut entries {
        if let Event::Applied(it) = &mut entry.what {
            it.body = Some(id("X-BODY-invented-trust"));
        }
    }
    let founded = Founded::by(&Round::audit(entries).unwrap(), autumn_of_2015(), cumbria).unwrap();
    for it in &founded.appointments {
        let tenure = &founded.network.hubs[&it.hub].leadership.tenures[&it.tenure];
        assert_eq!(tenure.accountable_on(it.from), Some(id("X-BODY-invented-trust")));
    }
}

#[test]
fn what_a_host_says_of_the_new_hub_stands() {
    let found = |place: PlaceId, sought: &Place, by: &Application| {
        assert_eq!(sought.title, "Cumbria and north Lancashire: a new hub");
        assert_eq!(by.name, "Abacus School (invented)");
        let (hub_id, mut hub) = cumbria(place, sought, by)?;
        hub.milestones.announced = Some(id("2015-11-19"));
        Some((hub_id, hub))
    };
    let founded = Founded::by(&rehearsal(), autumn_of_2015(), found).unwrap();
    let milestones = &founded.network.hubs[&id("cumbria-and-north-lancashire")].milestones;
    assert_eq!(milestones.announced, Some(id("2015-11-19")), "the host knows better");
    assert_eq!(milestones.told, Some(id("2015-11-04")));
}

#[test]
fn whoever_has_not_accepted_or_not_started_waits() {
    let both: BTreeSet<ApplicationId> = [id(ABACUS), id(ELLIPSE)].into();
    for until in ["decided", "notified", "examined", "offered", "accepted", "agreed", "announced"] {
        let round = rehearsal_until(until);
        let founded = Founded::by(&round, autumn_of_2015(), nobody).unwrap();
        assert_eq!(founded.waiting, both, "up to {until}");
        assert_eq!(founded.appointments, [], "up to {until}");
        assert_eq!(founded.network, autumn_of_2015(), "up to {until}");
    }
    // One started five minutes before the other.
    let first = entries().iter().position(|entry| entry.what.kind() == "started").unwrap();
    let round = Round::replay(entries().into_iter().take(first + 1)).unwrap();
    let founded = Founded::by(&round, autumn_of_2015(), cumbria).unwrap();
    assert_eq!(founded.waiting, [id(ELLIPSE)].into());
    assert_eq!(founded.appointments.len(), 1);
    assert_eq!(founded.network.on(day("2015-12-01")).hub("london-south-east-plus").unwrap().lead(), LeadStatus::Vacant);
}

#[test]
fn the_round_of_another_programme_is_refused() {
    let network = Network::new(id("computing-hubs"), "Another");
    let refused = Founded::by(&rehearsal(), network, cumbria).unwrap_err();
    let (round, of) = (id("maths-hubs-2015"), id("maths-hubs"));
    assert_eq!(refused, NotFounded::OtherProgramme { round, of, network: id("computing-hubs") });
    assert_eq!(
        refused.to_string(),
        "the round `maths-hubs-2015` is of the programme `maths-hubs`, and the network of `computing-hubs`"
    );
}

#[test]
fn a_round_without_a_decision_is_refused() {
    for until in ["opened", "applied", "moderated", "recommended"] {
        let refused = Founded::by(&rehearsal_until(until), autumn_of_2015(), cumbria).unwrap_err();
        assert_eq!(refused, NotFounded::Undecided(id("maths-hubs-2015")), "up to {until}");
        assert_eq!(refused.to_string(), "nothing is decided in the round `maths-hubs-2015`");
    }
}

#[test]
fn a_round_that_was_cancelled_founds_nothing_whatever_was_decided() {
    let mut round = rehearsal_until("notified");
    round.enter(id("2015-11-05T09:00"), entries()[0].by, Event::Cancelled, "there is no money").unwrap();
    assert_eq!(round.state().phase(), Phase::Cancelled);
    let refused = Founded::by(&round, autumn_of_2015(), cumbria).unwrap_err();
    assert_eq!(refused, NotFounded::Cancelled(id("maths-hubs-2015")));
    assert_eq!(refused.to_string(), "the round `maths-hubs-2015` was cancelled, and nothing comes of it");
}

#[test]
fn a_place_for_the_lead_of_a_hub_that_is_not_there_is_refused() {
    let mut network = autumn_of_2015();
    network.hubs.remove(&id("london-south-east-plus"));
    let refused = Founded::by(&rehearsal(), network, cumbria).unwrap_err();
    assert_eq!(refused, NotFounded::NoSuchHub { place: id("london-south-east"), hub: id("london-south-east-plus") });
    assert_eq!(
        refused.to_string(),
        "the place `london-south-east` is for the lead of the hub `london-south-east-plus`, which the network does not have"
    );
}

#[test]
fn a_new_hub_that_nobody_names_is_refused() {
    let refused = Founded::by(&rehearsal(), autumn_of_2015(), nobody).unwrap_err();
    assert_eq!(refused, NotFounded::NoNewHub(id("cumbria-and-north-lancashire")));
    assert_eq!(refused.to_string(), "the place `cumbria-and-north-lancashire` is for a new hub, and nobody said which");
}

#[test]
fn a_new_hub_that_stands_already_is_refused() {
    let standing =
        |_: PlaceId, _: &Place, _: &Application| Some((id("gloucestershire-work-group"), Hub::new("A", Area::Unknown)));
    let network = autumn_of_2015().with(id("gloucestershire-work-group"), Hub::new("A hub", Area::Unknown));
    let refused = Founded::by(&rehearsal(), network, standing).unwrap_err();
    let (place, hub) = (id("cumbria-and-north-lancashire"), id("gloucestershire-work-group"));
    assert_eq!(refused, NotFounded::StandsAlready { place, hub });
    assert_eq!(
        refused.to_string(),
        "the hub `gloucestershire-work-group` that is to be founded for the place `cumbria-and-north-lancashire` stands in \
         the network already"
    );
}

#[test]
fn a_decision_that_the_network_was_given_before_is_refused() {
    let once = Founded::by(&rehearsal(), autumn_of_2015(), cumbria).unwrap().network;
    let again = Founded::by(&rehearsal(), once.clone(), cumbria).unwrap_err();
    assert!(matches!(again, NotFounded::StandsAlready { .. }));
    let mut without = once;
    without.hubs.remove(&id("cumbria-and-north-lancashire"));
    let again = Founded::by(&rehearsal(), without, cumbria).unwrap_err();
    assert_eq!(
        again,
        NotFounded::InstalledAlready {
            place: id("london-south-east"),
            hub: id("london-south-east-plus"),
            tenure: id("x-body-invented-ellipse-primary-school"),
        }
    );
    assert_eq!(
        again.to_string(),
        "the hub `london-south-east-plus` has the tenure `x-body-invented-ellipse-primary-school` of whoever was appointed to \
         the place `london-south-east`, from the same day"
    );
}

/// A round in which one place takes two, and both started: the sound round, its other place put on the first.
fn for_two() -> Round {
    let mut round = SoundRound::new();
    let opening = round.opening().unwrap();
    let mut north = opening.places.remove(&rounds::place("north")).unwrap();
    north.holds = 2;
    opening.places.clear();
    opening.places.insert(rounds::place("north"), north);
    for entry in &mut round.entries {
        match &mut entry.what {
            Event::Applied(it) => it.places = vec![rounds::place("north")],
            Event::Recommended(it) | Event::Decided(it) => {
                it.appointed.values_mut().for_each(|place| *place = rounds::place("north"));
            }
            Event::CalledUp(it) => it.place = rounds::place("north"),
            _ => {}
        }
    }
    round.audit().unwrap()
}

#[test]
fn a_place_that_holds_two_new_hubs_founds_two() {
    let round = for_two();
    let network = Network::new(round.state().opening().programme, "A network");
    let mut asked = Vec::new();
    let founded = Founded::by(&round, network, |place, _, by| {
        asked.push((place, by.application));
        Some((id(&format!("{place}-{}", asked.len())), Hub::new(by.name.clone(), Area::Unknown)))
    });
    let founded = founded.unwrap();
    // 2 declined, and 3 was called up in its stead.
    let north = rounds::place("north");
    assert_eq!(asked, [(north, application(1)), (north, application(3))]);
    assert_eq!(founded.network.hubs.keys().map(HubId::as_str).collect::<Vec<_>>(), ["north-1", "north-2"]);
    assert!(founded.appointments.iter().all(|it| it.is_new && it.place == north));

    // Under one id for both, the second is refused.
    let network = Network::new(round.state().opening().programme, "A network");
    let both = |_: PlaceId, _: &Place, _: &Application| Some((id("north"), Hub::new("North", Area::Unknown)));
    let refused = Founded::by(&round, network, both).unwrap_err();
    assert_eq!(refused, NotFounded::StandsAlready { place: north, hub: id("north") });
}

#[test]
fn whoever_was_called_up_from_the_reserve_was_appointed_by_the_call() {
    let round = for_two();
    let network = Network::new(round.state().opening().programme, "A network");
    let found = |_: PlaceId, _: &Place, by: &Application| {
        Some((id(&format!("h-{}", by.application)), Hub::new("A hub", Area::Unknown)))
    };
    let founded = Founded::by(&round, network, found).unwrap();
    let on = |kind: &str, which: usize| {
        let mut all = round.entries().iter().filter(|entry| entry.what.kind() == kind);
        Some(all.nth(which).unwrap().at.day().into())
    };
    let [first, called] = founded.appointments.as_slice() else { panic!("two") };
    let first = &founded.network.hubs[&first.hub].milestones;
    assert_eq!((first.appointed, first.told), (on("decided", 0), on("notified", 0)));
    let called = &founded.network.hubs[&called.hub].milestones;
    // The first two offers went to those that were appointed.
    assert_eq!((called.appointed, called.told), (on("called-up", 0), on("offered", 2)));
    assert_ne!(called.appointed, first.appointed);
    assert_eq!(called.announced, first.announced);
}

#[test]
fn what_certainly_comes_after_a_tenure_stays_and_what_would_run_into_it_ends() {
    let mut leadership = Leadership::default();
    let spans = ["2014-09 to 2015-08", "2015-09-01 to 2016-01-31", "2016-02-01 to 2016-03-31", "from 2018-01-01"];
    for span in spans {
        leadership.vacancies.insert(id(span));
        leadership.bridges.insert(Bridge::new(id("another"), id(span)));
    }
    let lead: OrganisationId = id("GB-EDU-100001");
    let first = leadership.take_up(Tenure::of(lead, id("2015-11-23 to 2017-08-31")));
    let left = ["2014-09 to 2015-08", "2015-09-01 to 2015-11-22", "from 2018-01-01"];
    assert_eq!(leadership.vacancies, left.into_iter().map(id).collect());
    assert_eq!(leadership.bridges, left.into_iter().map(|span| Bridge::new(id("another"), id(span))).collect());
    // Another of the same lead has an id of its own; of one that began nobody knows when nothing follows.
    let second = leadership.take_up(Tenure::of(lead, id("unknown to 2020")));
    assert_eq!([first.as_str(), second.as_str()], ["gb-edu-100001", "gb-edu-100001-2"]);
    assert_eq!(leadership.vacancies.len(), 3);
}

/// What a programme finds of a network and a round together, of one rule.
fn of(report: &Report, code: &str) -> Vec<String> {
    report.of(code).filter(|finding| finding.verdict == Verdict::Broken).map(ToString::to_string).collect()
}

#[test]
fn a_hub_whose_lead_leads_still_gets_a_second_and_the_rule_says_so() {
    // In July 2015 Woolwich led, and as far as was known would go on.
    let founded = Founded::by(&rehearsal(), summer_of_2015(), cumbria).unwrap();
    let leadership = &founded.network.hubs[&id("london-south-east-plus")].leadership;
    let running = leadership.tenures.values().filter(|it| it.covers(day("2015-12-01")).is_yes()).count();
    assert_eq!(running, 2);
    let report = Programme::maths_hubs().check(&founded.network, day("2015-12-01"));
    let overlap = of(&report, "hub/tenures-overlap");
    assert_eq!(overlap.len(), 1, "{overlap:?}");
    assert!(overlap[0].contains("london-south-east-plus"), "{overlap:?}");
    // With the vacancy on record there is none.
    let founded = Founded::by(&rehearsal(), autumn_of_2015(), cumbria).unwrap();
    let report = Programme::maths_hubs().check(&founded.network, day("2015-12-01"));
    assert_eq!(of(&report, "hub/tenures-overlap"), Vec::<String>::new());
}

#[test]
fn what_the_round_does_not_know_of_the_new_leads_is_found_until_the_register_has_them() {
    let mut network = Founded::by(&rehearsal(), autumn_of_2015(), cumbria).unwrap().network;
    let programme = Programme::maths_hubs();
    let unknown = of(&programme.check(&network, day("2015-12-01")), "network/unknown-organisation");
    assert_eq!(unknown.len(), 5, "three leads, of whom two lead jointly, and two bodies: {unknown:?}");
    for name in ["abacus-school", "ellipse-primary-school", "factor-academy"] {
        let school = School::new(Governance::Maintained, Phases::ALL);
        network.register.record(
            id::<OrganisationId>(&format!("X-BODY-invented-{name}")),
            Organisation::new(name, Kind::School(school)),
        );
    }
    assert_eq!(of(&programme.check(&network, day("2015-12-01")), "network/unknown-organisation"), Vec::<String>::new());
}

const INSTALLED: &str = "programme/appointed-not-installed";
const DECIDED: &str = "programme/tenure-without-decision";

#[test]
fn the_rules_between_rounds_and_hubs_agree_with_the_rehearsal() {
    let (round, before) = (rehearsal(), autumn_of_2015());
    let on = day("2015-12-01");
    let programme = Programme::maths_hubs();
    let without = programme.check_together(&Affairs::of(&before).with_round(&round), on);
    // Who leads is not all recorded, so the rule cannot say that they do not.
    assert_eq!((without.count(INSTALLED).held, without.count(INSTALLED).undetermined), (0, 2));
    let founded = Founded::by(&round, before.clone(), cumbria).unwrap();
    let report = programme.check_together(&Affairs::of(&founded.network).with_round(&round), on);
    assert_eq!((report.count(INSTALLED).held, report.count(INSTALLED).broken), (2, 0));
    // Two tenures begun after the decision; that of Woolwich began before.
    assert_eq!((report.count(DECIDED).held, report.count(DECIDED).broken), (2, 0));
    assert_eq!(report.count(DECIDED).not_applicable, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_appointment_of_any_round_is_installed_and_decided(
        mut round in prop_oneof![sound_round(9), round_of_any_length(9)], sound in strategies::sound_network(1..4),
    ) {
        let mut network = sound.network;
        // A place is for the lead of a hub that stands, the other for a new one.
        let standing = *network.hubs.keys().next().unwrap();
        let opening = round.opening().unwrap();
        opening.programme = network.programme;
        opening.places.get_mut(&rounds::place("south")).unwrap().hub = Some(standing);
        let round = round.audit().unwrap();
        // Its lead before had stepped down.
        network.hubs.get_mut(&standing).unwrap().leadership.tenures.clear();

        let before = network.clone();
        let found = |place: PlaceId, _: &Place, _: &Application| Some((id(place.as_str()), Hub::new("New", Area::Unknown)));
        let founded = match Founded::by(&round, network, found) {
            Ok(founded) => founded,
            Err(refused) => {
                prop_assert_eq!(refused, NotFounded::Undecided(round.state().opening().round));
                return Ok(());
            }
        };
        let affairs = Affairs::of(&founded.network).with_round(&round);
        let report = Programme::maths_hubs().check_together(&affairs, sound.on);
        let appointed = u64::try_from(founded.appointments.len()).unwrap();
        let waiting = u64::try_from(founded.waiting.len()).unwrap();
        let installed = report.count(INSTALLED);
        prop_assert_eq!((installed.held, installed.not_applicable), (appointed, waiting), "{}", report);
        prop_assert_eq!((installed.broken, installed.undetermined), (0, 0));
        let decided = report.count(DECIDED);
        prop_assert_eq!((decided.held, decided.broken, decided.undetermined), (appointed, 0, 0), "{}", report);

        // Each appointment has its tenure, from its first day; a hub that got none is as it was.
        for it in &founded.appointments {
            let tenure = &founded.network.hubs[&it.hub].leadership.tenures[&it.tenure];
            prop_assert_eq!(tenure.span, Span::since(it.from));
            prop_assert_eq!(it.is_new, !before.hubs.contains_key(&it.hub));
        }
        for (hub, was) in &before.hubs {
            if founded.appointments.iter().all(|it| it.hub != *hub) {
                prop_assert_eq!(&founded.network.hubs[hub], was);
            }
        }
        // What comes of it reads back.
        let json = serde_json::to_string(&founded.network).unwrap();
        prop_assert_eq!(serde_json::from_str::<Network>(&json).unwrap(), founded.network);
    }
}
