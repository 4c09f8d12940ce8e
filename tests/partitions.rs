//! A network judged in parts says byte for byte what it says judged whole: sound or broken, invented or real, however
//! its hubs are dealt out, in whatever order and shape of tree the parts are merged, and whatever order it was read in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use maths_hubs::{
    calendar::{PartialDate, Span},
    document::Source,
    geography::Area,
    identifiers::{HubId, Slug},
    network::{
        Bridge, Choice, Counted, Designation, Forum, ForumReport, Hub, InterimCover, Network, NetworkPolicy,
        NetworkSection, Overseer, Parent, Partial, PublishedCount, Section, Served, Status,
    },
    programme::Programme,
    rules::{Explanation, Report, check},
    strategies::{DAY, Sound, sound_network},
};
use proptest::{collection::vec, prelude::*, sample};
use serde_json::{Map, Value};

const REAL: [&str; 2] =
    [include_str!("../examples/data/network.json"), include_str!("../examples/data/computing_network.json")];

/// How a network is dealt out: the part of each hub, in the order of their ids and round again; and which two parts are
/// merged next, which gives any tree and any order.
#[derive(Clone, Debug)]
struct Deal {
    parts: usize,
    part_of: Vec<usize>,
    merges: Vec<sample::Index>,
    send: bool,
}

fn deal() -> impl Strategy<Value = Deal> {
    (1_usize..8).prop_flat_map(|parts| {
        (vec(0..parts, 1..50), vec(any::<sample::Index>(), 2 * parts), any::<bool>())
            .prop_map(move |(part_of, merges, send)| Deal { parts, part_of, merges, send })
    })
}

impl Deal {
    /// Parts with copies of all that is beside the hubs; some may have no hub.
    fn parts(&self, network: &Network) -> Vec<Network> {
        let mut empty = network.clone();
        empty.hubs.clear();
        let mut parts = vec![empty; self.parts];
        for ((id, hub), part) in network.hubs.iter().zip(self.part_of.iter().cycle()) {
            parts[*part].hubs.insert(*id, hub.clone());
        }
        parts
    }

    /// What the parts come to, merged as dealt.
    fn merged(&self, network: &Network, policy: &NetworkPolicy, on: NaiveDate) -> Partial {
        let judged = self.parts(network).into_iter().map(|part| {
            let partial = Partial::of(&part, policy, on);
            if self.send { sent(&partial) } else { partial }
        });
        let mut partials: Vec<Partial> = judged.collect();
        let mut merges = self.merges.iter();
        while partials.len() > 1 {
            let one = partials.swap_remove(merges.next().unwrap().index(partials.len()));
            let other = partials.swap_remove(merges.next().unwrap().index(partials.len()));
            let both = one.merge(other).unwrap();
            partials.push(if self.send { sent(&both) } else { both });
        }
        partials.remove(0)
    }
}

/// The partial as another machine reads it, which is the same one.
fn sent(partial: &Partial) -> Partial {
    let text = bytes(partial);
    let read = serde_json::from_str(&text).unwrap();
    assert_eq!(&read, partial);
    assert_eq!(bytes(&read), text);
    read
}

fn bytes(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

fn same_in_parts(network: &Network, policy: &NetworkPolicy, on: NaiveDate, deal: &Deal) -> Report {
    let whole = check(network, policy, on);
    let merged = deal.merged(network, policy, on);
    let one = Partial::of(network, policy, on);
    assert_eq!(merged, one);
    assert_eq!(bytes(&merged), bytes(&one));
    assert_eq!(bytes(&merged.conclude(&deal.parts(network)[0], policy)), bytes(&whole));
    whole
}

/// A way to spoil a network. It works on two hubs of it, which may be one.
type Spoil = fn(&mut Sound, HubId, HubId);

const SPOILS: [(&str, Spoil); 22] = [
    ("areas overlap", |sound, one, another| {
        let served = hub(sound, one).area.clone();
        hub(sound, another).area = served;
    }),
    ("areas are half known", |sound, one, another| {
        hub(sound, one).area = Served::new(Span::since(PartialDate::UNKNOWN), Area::Unknown);
        hub(sound, another).area.area = Area::at_least(["330".parse().unwrap(), "925".parse().unwrap()]);
    }),
    ("an area of half-known days, of a satellite of nobody knows which", |sound, one, _| {
        let hub = hub(sound, one);
        hub.area.span = Span::since("2026".parse::<PartialDate>().unwrap());
        hub.satellite_of = Some(Parent::Unknown);
    }),
    ("suspended for a time", |sound, one, _| {
        let step = |status, from: &str| Designation::new(status, from.parse().unwrap());
        let steps = [step(Status::Suspended, "2026-05-01"), step(Status::Operating, "2026-11-24")];
        hub(sound, one).designations.extend(steps);
        for forum in sound.network.forums.values_mut() {
            forum.present.as_mut().unwrap().remove(&one);
        }
        sound.network.forums.pop_last();
    }),
    ("areas are empty", |sound, one, _| hub(sound, one).area.area = Area::of([])),
    ("a satellite of a hub that is not there", |sound, one, _| {
        hub(sound, one).satellite_of = Some(Parent::Hub("nowhere".parse().unwrap()));
    }),
    ("satellites of one another", |sound, one, another| {
        hub(sound, one).satellite_of = Some(Parent::Hub(another));
        hub(sound, another).satellite_of = Some(Parent::Hub(one));
    }),
    ("names sound alike", |sound, one, another| {
        hub(sound, one).name = "Möbius Maths Hub".to_owned();
        hub(sound, another).name = "MOBIUS Hub".to_owned();
    }),
    ("a former name is another's", |sound, one, another| {
        let name = hub(sound, another).name.clone();
        hub(sound, one).former_names.insert(name, Span::UNKNOWN);
        hub(sound, one).former_names.insert("Möbius".to_owned(), Span::UNKNOWN);
    }),
    ("bridged by another", |sound, one, another| bridged(sound, one, another)),
    ("bridged by nobody known", |sound, one, _| bridged(sound, one, "nowhere".parse().unwrap())),
    ("bridged by one another", |sound, one, another| {
        bridged(sound, one, another);
        bridged(sound, another, one);
    }),
    ("one body leads several", |sound, one, another| {
        let tenures = hub(sound, one).leadership.tenures.clone();
        hub(sound, another).leadership.tenures = tenures;
        sound.programme.network.most_hubs_of_one_body = Some(1);
    }),
    ("the lead is unknown", |sound, one, _| {
        hub(sound, one).leadership.tenures.clear();
        hub(sound, one).incomplete.insert(Section::Leadership);
    }),
    ("nobody is in the register", |sound, _, _| {
        sound.network.register.organisations.pop_first();
        sound.network.register.practitioners.pop_last();
    }),
    ("a hub is gone", |sound, one, _| {
        if sound.network.hubs.len() > 1 {
            sound.network.hubs.remove(&one);
        }
    }),
    ("counts and forums are wrong", |sound, one, _| {
        let count = PublishedCount::new("2019".parse().unwrap(), 3, Counted::Announced, Source::Illustrative);
        sound.network.published_counts.insert("then".parse().unwrap(), count);
        for forum in sound.network.forums.values_mut() {
            forum.present.as_mut().unwrap().remove(&one);
        }
        sound.network.incomplete.insert(NetworkSection::Hubs);
    }),
    ("results are missing, of a hub that was away for a part of their year too", |sound, one, another| {
        let step = |status, from: &str| Designation::new(status, from.parse().unwrap());
        let steps = [step(Status::Suspended, "2025-02-01"), step(Status::Operating, "2025-11-01")];
        hub(sound, one).designations.extend(steps);
        for result in sound.network.projects.values_mut().flat_map(|project| project.results.values_mut()) {
            result.hubs.remove(&one);
            result.hubs.remove(&another);
            result.hubs.pop_first();
            result.hubs.insert("nowhere".parse().unwrap(), PartialDate::UNKNOWN);
        }
    }),
    ("forums of before there was a hub, with apologies of all and reports of nobody", |sound, one, another| {
        let early = Forum::new("2013-02-12".parse().unwrap()).attended_by([one, another]).with_apologies([one]);
        sound.network.forums.insert("spring 2012/13".parse().unwrap(), early);
        for forum in sound.network.forums.values_mut() {
            forum.reports = Some([("nothing".parse().unwrap(), ForumReport::of([one]))].into());
        }
        hub(sound, another).milestones.appointed = None;
    }),
    ("places under cover", |sound, one, _| {
        let (area, by) = (hub(sound, one).area.area.clone(), Overseer::Hub("nowhere".parse().unwrap()));
        let span = since_2020();
        sound.network.covers.insert(Slug::UNNAMED, InterimCover::new(area, by, span).while_forming(one));
    }),
    ("schools choose hubs, one of nobody", |sound, one, _| {
        let choice = Choice::of(one, since_2020()).and("nowhere".parse().unwrap(), Span::UNKNOWN);
        sound.network.choices.insert("GB-EDU-100187".parse().unwrap(), choice);
    }),
    ("findings are explained", |sound, _, _| {
        let findings = sound.check().findings().to_vec();
        for finding in findings.into_iter().step_by(2) {
            let about = finding.related.first().unwrap_or(&finding.path).clone();
            let (rule, reason, by) = (finding.code.into_owned(), "so be it".to_owned(), "the board".to_owned());
            sound.network.explanations.insert(Explanation::new(rule, about, reason, by));
        }
    }),
];

fn hub(sound: &mut Sound, id: HubId) -> &mut Hub {
    let present = sound.network.hubs.contains_key(&id);
    let id = if present { id } else { *sound.network.hubs.keys().next().unwrap() };
    sound.network.hubs.get_mut(&id).unwrap()
}

fn since_2020() -> Span {
    Span::since(NaiveDate::from_ymd_opt(2020, 1, 1).unwrap())
}

fn bridged(sound: &mut Sound, one: HubId, by: HubId) {
    let leadership = &mut hub(sound, one).leadership;
    leadership.tenures.clear();
    leadership.bridges.insert(Bridge::new(by, since_2020()));
}

/// Networks spoilt in up to six ways.
fn spoilt() -> impl Strategy<Value = (Sound, Vec<&'static str>)> {
    let ways = vec((sample::select(&SPOILS[..]), any::<sample::Index>(), any::<sample::Index>()), 0..6);
    (sound_network(1..12), ways).prop_map(|(mut sound, ways)| {
        let ids: Vec<HubId> = sound.network.hubs.keys().copied().collect();
        let mut names = Vec::new();
        for ((name, spoil), one, another) in ways {
            spoil(&mut sound, *one.get(&ids), *another.get(&ids));
            names.push(name);
        }
        (sound, names)
    })
}

/// The same JSON with the keys of every object in another order.
fn reordered(value: &Value, seed: &mut u64, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut entries: Vec<_> = fields.iter().collect();
            // The first key says which format it is.
            let fixed = usize::from(entries.first().is_some_and(|(key, _)| *key == "$format"));
            for place in (fixed + 1..entries.len()).rev() {
                *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let other = fixed + usize::try_from(*seed >> 33).unwrap() % (place + 1 - fixed);
                entries.swap(place, other);
            }
            out.push('{');
            for (place, (key, value)) in entries.into_iter().enumerate() {
                out.push_str(if place == 0 { "" } else { "," });
                out.push_str(&serde_json::to_string(key).unwrap());
                out.push(':');
                reordered(value, seed, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                out.push_str(if place == 0 { "" } else { "," });
                reordered(item, seed, out);
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

fn same_when_read_in_another_order(network: &Network, mut seed: u64) {
    let written = bytes(network);
    let value: Value = serde_json::from_str(&written).unwrap();
    let mut text = String::new();
    reordered(&value, &mut seed, &mut text);
    let read: Network = serde_json::from_str(&text).unwrap();
    assert_eq!(bytes(&read), written);
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn any_partition_says_what_the_whole_says((sound, ways) in spoilt(), deal in deal()) {
        let report = same_in_parts(&sound.network, &sound.programme.network, DAY, &deal);
        prop_assert!(!ways.is_empty() || report.findings().is_empty());
    }

    #[test]
    fn the_order_in_which_a_network_is_read_is_no_part_of_it((sound, _) in spoilt(), seed: u64) {
        same_when_read_in_another_order(&sound.network, seed);
    }

    #[test]
    fn reports_merge_in_any_order_and_shape((sound, _) in spoilt(), deal in deal(), host in any::<bool>()) {
        let policy = &sound.programme.network;
        let judge = |part: &Network| {
            if host { sound.programme.check(part, DAY) } else { check(part, policy, DAY) }
        };
        let mut reports: Vec<Report> = deal.parts(&sound.network).iter().map(judge).collect();
        reports.push(check(&sound.network, policy, DAY));
        let merge = |one: &Report, other: &Report| one.clone().merge(other.clone()).unwrap();
        let all = |reports: &[Report]| bytes(&reports.iter().skip(1).fold(reports[0].clone(), |a, b| merge(&a, b)));
        for run in reports.windows(2) {
            prop_assert_eq!(merge(&run[0], &run[1]), merge(&run[1], &run[0]));
        }
        for run in reports.windows(3) {
            let (first, last) = (merge(&run[0], &run[1]), merge(&run[1], &run[2]));
            prop_assert_eq!(merge(&first, &run[2]), merge(&run[0], &last));
        }
        let forwards = all(&reports);
        reports.reverse();
        prop_assert_eq!(all(&reports), forwards);
    }
}

proptest! {
    #![proptest_config(cases(4))]

    #[test]
    fn the_real_networks_say_the_same_in_parts(deal in deal(), years in 0_i32..12, seed: u64) {
        let policy = Programme::maths_hubs().network;
        let on = NaiveDate::from_ymd_opt(2015 + years, 3, 1).unwrap();
        for text in REAL {
            let network: Network = serde_json::from_str(text).unwrap();
            let report = same_in_parts(&network, &policy, on, &deal);
            prop_assert!(!report.findings().is_empty());
            same_when_read_in_another_order(&network, seed);
        }
    }
}

#[test]
fn each_way_to_spoil_a_network_shows() {
    for (name, spoil) in &SPOILS[..SPOILS.len() - 1] {
        let mut sound = Sound::of(5);
        let ids: Vec<HubId> = sound.network.hubs.keys().copied().collect();
        spoil(&mut sound, ids[0], ids[3]);
        assert!(!sound.check().findings().is_empty(), "{name}");
    }
}

#[test]
fn threads_share_one_network() {
    let Sound { programme, mut network, .. } = Sound::of(20);
    network.hubs.values_mut().for_each(|hub| hub.board = None);
    let (policy, middle) = (&programme.network, HubId::new("hub-000007").unwrap());
    let whole = std::thread::scope(|scope| {
        let first = scope.spawn(|| Partial::of_hubs(network.hubs.range(..middle), &network, policy, DAY));
        let last = Partial::of_hubs(network.hubs.range(middle..), &network, policy, DAY);
        last.merge(first.join().unwrap()).unwrap()
    });
    assert_eq!(whole.conclude(&network, policy), check(&network, policy, DAY));
}

#[test]
fn parts_of_different_days_do_not_merge() {
    let Sound { programme, network, .. } = Sound::of(2);
    let of = |on| Partial::of(&network, &programme.network, on);
    let refused = of(DAY).merge(of(DAY.succ_opt().unwrap())).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "one report is of 2026-11-24, the other of 2026-11-25: only reports of one day merge"
    );
}

#[test]
fn split_parts_hold_every_hub_once() {
    let network = Sound::of(10).network;
    for parts in [0, 1, 3, 10, 25, usize::MAX] {
        let split = network.clone().split(parts);
        assert_eq!(split.len(), parts.clamp(1, 10));
        let mut hubs: BTreeMap<HubId, Hub> = BTreeMap::new();
        for part in split {
            for (id, hub) in part.hubs {
                assert!(hubs.insert(id, hub).is_none());
            }
        }
        assert_eq!(hubs, network.hubs);
    }
}

#[test]
fn a_shuffled_text_is_another_text() {
    let value = Value::Object(Map::from_iter((0..10).map(|number| (number.to_string(), Value::from(number)))));
    let mut text = String::new();
    reordered(&value, &mut 7, &mut text);
    assert_ne!(text, value.to_string());
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
}
