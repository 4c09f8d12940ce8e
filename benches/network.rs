//! What a network costs to read, to judge in one go and in parts, and to ask.
//!
//! | Group | What it does | How its cost should grow |
//! |---|---|---|
//! | `read` | reads 1,000 hubs from JSON | with the length of the text |
//! | `validate` | validates 1,000, 10,000 and 100,000 sound hubs, and says how often memory was allocated | with the hubs, and the logarithm of their number for what is looked up and sorted |
//! | `parts` | judges 100,000 hubs in 1, 2 and 8 parts one after another, and in 2 on threads; merges and concludes | as the whole, whatever the number of parts |
//! | `authority`, `district` | finds one in the tables by code or by name | by code with the logarithm of the table, by name with the table |
//! | `view` | lists 1,000 and 10,000 hubs by region on a day | with the hubs |
//! | `finder/build` | arranges 40, 1,000 and 10,000 hubs to find the hub of a school | with the hubs and the places that they list, and the logarithm of both |
//! | `finder/schools` | finds the hubs of 25,000 schools among 40, by district, by postcode alone, and where a third of the areas is unknown; among 150 by district | with the schools, whatever the hubs; with the hubs that may serve a place where areas are unknown |
//!
//! The sound hubs have a lead, a board of ten with four meetings, two partnerships and a work group each, and about 170
//! verdicts are given on each. A network of more hubs than there are authorities has no territories: what hubs
//! serve is then judged of each alone.

use std::{hint::black_box, ops::Bound, thread, time::Duration};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use maths_hubs::{
    geography::{Area, Authority, District, PostcodeDistrict, unit_authority, units_on},
    identifiers::{HubId, Postcode, Urn},
    network::{Network, NetworkPolicy, Partial, finder::Asked},
    organisation::Location,
    strategies::{DAY, Sound},
};

fn read(c: &mut Criterion) {
    let text = serde_json::to_string(&Sound::of(1_000).network).unwrap();
    let mut group = c.benchmark_group("read");
    group.throughput(Throughput::Bytes(text.len().try_into().unwrap()));
    group.bench_function(BenchmarkId::from_parameter(1_000), |b| {
        b.iter(|| serde_json::from_str::<Network>(black_box(&text)).unwrap());
    });
    group.finish();
}

fn validate(c: &mut Criterion) {
    let mut group = c.benchmark_group("validate");
    group.sample_size(10);
    for hubs in [1_000, 10_000, 100_000] {
        let Sound { programme, network, on, .. } = Sound::of(hubs);
        // Once, beside the timing: none of these is a sound hub's.
        let counted = allocation_counter::measure(|| drop(black_box(programme.check(&network, on))));
        eprintln!("validate/{hubs}: {} allocations in all", counted.count_total);
        // Validation takes the network and gives it back.
        let mut held = Some(network);
        group.throughput(Throughput::Elements(hubs.try_into().unwrap()));
        group.bench_function(BenchmarkId::from_parameter(hubs), |b| {
            b.iter(|| {
                let valid = programme.validate(held.take().unwrap(), on).unwrap();
                held = Some(black_box(valid).into_inner());
            });
        });
    }
    group.finish();
}

fn conclude(network: &Network, policy: &NetworkPolicy, partials: impl IntoIterator<Item = Partial>) {
    let whole = partials.into_iter().reduce(|one, other| one.merge(other).unwrap()).unwrap();
    black_box(whole.conclude(network, policy));
}

fn parts(c: &mut Criterion) {
    const HUBS: usize = 100_000;
    let Sound { programme, network, .. } = Sound::of(HUBS);
    let policy = &programme.network;
    let mut group = c.benchmark_group("parts");
    group.sample_size(10);
    group.throughput(Throughput::Elements(HUBS.try_into().unwrap()));
    for count in [1, 2, 8] {
        let starts = network.hubs.keys().step_by(HUBS.div_ceil(count)).copied();
        let ends = starts.clone().skip(1).map(Bound::Excluded).chain([Bound::Unbounded]);
        let parts: Vec<_> = starts.map(Bound::Included).zip(ends).collect();
        let judge = |part| Partial::of_hubs(network.hubs.range::<HubId, _>(part), &network, policy, DAY);
        group.bench_function(BenchmarkId::new("in-turn", count), |b| {
            b.iter(|| conclude(&network, policy, parts.iter().copied().map(judge)));
        });
        if count == 2 {
            group.bench_function(BenchmarkId::new("on-threads", count), |b| {
                b.iter(|| {
                    let partials: Vec<Partial> = thread::scope(|scope| {
                        let threads: Vec<_> = parts.iter().map(|part| scope.spawn(move || judge(*part))).collect();
                        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
                    });
                    conclude(&network, policy, partials);
                });
            });
        }
    }
    group.finish();
}

fn places(c: &mut Criterion) {
    let mut group = c.benchmark_group("authority");
    let (code, gss) = ("850".parse().unwrap(), "E08000038".parse().unwrap());
    group.bench_function("by-dfe-code", |b| b.iter(|| Authority::with_code(black_box(code)).unwrap()));
    group.bench_function("by-gss-code", |b| b.iter(|| Authority::with_gss(black_box(gss)).unwrap()));
    group.bench_function("by-name", |b| b.iter(|| Authority::named(black_box("Bristol City Council")).unwrap()));
    group.finish();

    let mut group = c.benchmark_group("district");
    let code = "E07000220".parse().unwrap();
    group.bench_function("by-gss-code", |b| b.iter(|| District::with_code(black_box(code)).unwrap()));
    group.bench_function("by-name", |b| b.iter(|| District::named(black_box("Rugby")).unwrap()));
    group.finish();
}

fn view(c: &mut Criterion) {
    let mut group = c.benchmark_group("view");
    for hubs in [1_000, 10_000] {
        let network = Sound::of(hubs).network;
        group.throughput(Throughput::Elements(hubs.try_into().unwrap()));
        group.bench_function(BenchmarkId::new("hubs-by-region", hubs), |b| {
            b.iter(|| black_box(&network).on(DAY).hubs_by_region());
        });
    }
    group.finish();
}

/// Schools spread over all places of the day, each with its district, a postcode and a point.
fn schools(count: u32) -> Vec<(Urn, Location)> {
    let units: Vec<_> = units_on(DAY).collect();
    let districts = PostcodeDistrict::all().iter();
    let districts = districts.filter_map(|it| Some((it, format!("{it} 1AA").parse::<Postcode>().ok()?)));
    let schools = (0..count).zip(units.iter().cycle()).zip(districts.cycle());
    schools
        .map(|((number, unit), (district, postcode))| {
            let mut location = Location::within(unit_authority(*unit, DAY).unwrap().code());
            location.district = Some(*unit);
            location.postcode = Some(postcode);
            location.point = Some(district.point());
            (Urn::new(100_000 + number).unwrap(), location)
        })
        .collect()
}

fn finder(c: &mut Criterion) {
    let mut group = c.benchmark_group("finder/build");
    for hubs in [40, 1_000, 10_000] {
        let network = Sound::of(hubs).network;
        group.throughput(Throughput::Elements(hubs.try_into().unwrap()));
        group.bench_function(BenchmarkId::from_parameter(hubs), |b| b.iter(|| black_box(&network).on(DAY).finder()));
    }
    group.finish();

    let mut group = c.benchmark_group("finder/schools");
    group.sample_size(10);
    for count in [2_500, 25_000] {
        let schools = schools(count);
        group.throughput(Throughput::Elements(count.into()));
        let mut find = |name: &str, network: &Network, place: fn(Location) -> Location| {
            let finder = network.on(DAY).finder();
            group.bench_function(BenchmarkId::new(name, count), |b| {
                b.iter(|| {
                    for (urn, location) in &schools {
                        black_box(finder.find(Asked::school(*urn).at(place(*location))).unwrap());
                    }
                });
            });
        };
        let mut network = Sound::of(40).network;
        find("by-district", &network, |location| location);
        find("by-postcode", &network, |location| {
            let mut known = Location::default();
            known.postcode = location.postcode;
            known
        });
        network.hubs.values_mut().step_by(3).for_each(|hub| hub.area.area = Area::Unknown);
        find("areas-unknown", &network, |location| location);
        find("of-150-hubs", &Sound::of(150).network, |location| location);
    }
    group.finish();
}

criterion_group! {
    name = network;
    config = Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    targets = read, validate, parts, places, view, finder
}
criterion_main!(network);
