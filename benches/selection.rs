//! What a selection costs: totals, choices, agreement, assignments, and the journal of a round.
//!
//! Each is measured at a tenth and at full size, and once beside the timing how often memory was allocated, which is the
//! same on every machine. A line on standard error gives the ratio of the two times and of the two counts: 10 is linear.
//!
//! | Group | What it does | How its cost should grow |
//! |---|---|---|
//! | `totals` | adds up the rows of 3 assessors on 10 criteria for 100,000 applications, takes their means and ranks them | with the applications, and the logarithm of their number for the order |
//! | `choice/nested` | fills 40 places of 10 regions from 10,000 applications, with a cap for each region | as sorting does |
//! | `choice/crossing` | the same with caps for 4 categories of applications across the regions | in two families: with the bids to sort and count, and a shortest path for each place filled |
//! | `alpha` | Krippendorff's alpha of 100,000 units with 3 marks each, by each metric | with the marks |
//! | `assignment` | gives 10,000 applications to 3 of 300 assessors each, some barred; a tenth has a tenth of both | with applications times assessors, and the readings: up to a hundredfold from a tenth |
//! | `replay` | checks and folds a journal of 1,000,000 entries, mostly marks on 10 criteria by 3 assessors | with the entries, and the logarithm of what is looked up |
//! | `decide` | decides that round: totals, minimums, missing marks, the choice for 40 places | with the marks, and the logarithm of what is looked up |

use std::{
    collections::BTreeSet,
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use maths_hubs::{
    calendar::Moment,
    identifiers::{ApplicationId, OrganisationId, PersonId, PlaceId, StageId},
    journal::Entry,
    ratio::Ratio,
    selection::{
        agreement::{Metric, alpha},
        assignment::{Load, Readings},
        criteria::{Criteria, CriterionId},
        places::{Candidate, Contest, Limit, Place},
        policy::{Marking, SelectionPolicy, StageMarks, StagePolicy},
        ranking::{Contender, rank},
        round::{
            Application, Event, Opening, Place as Lead, Role, Round,
            event::{Agreed, Assigned, Declared, Enrolled, Given, Marked, Moderated, StageClosed},
        },
        scale::{RawMark, Scale},
        totals::Cell,
    },
    uuid::Uuid,
};

/// Numbers without a pattern that are the same every time.
fn scrambled(seed: u64) -> u64 {
    let mut it = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    it ^ (it >> 31)
}

/// Times the best of three runs each at a tenth and at full size, counts their allocations, and prints the ratios.
fn growth<T>(name: &str, sizes: [usize; 2], mut make: impl FnMut(usize) -> T, run: impl Fn(T)) {
    let [small, large] = sizes.map(|size| {
        let mut time = || {
            let made = make(size);
            let before = Instant::now();
            run(made);
            before.elapsed().as_secs_f64()
        };
        let seconds = time().min(time()).min(time());
        let counted = make(size);
        let allocations = allocation_counter::measure(|| run(counted)).count_total as f64;
        (seconds, allocations)
    });
    let ratio = |small: f64, large: f64| if small > 0.0 { large / small } else { f64::NAN };
    eprintln!(
        "{name}: from {} to {}, {:.1} times the time and {:.1} times the allocations ({:.0} ms, {:.0} in all)",
        sizes[0],
        sizes[1],
        ratio(small.0, large.0),
        ratio(small.1, large.1),
        large.0 * 1000.0,
        large.1,
    );
}

fn criteria() -> Criteria {
    let mut builder = Criteria::out_of(100).scale("0-5", Scale::range(0, 5).unwrap());
    for number in 0..10 {
        builder = builder.criterion(&format!("criterion-{number}"), "A criterion", "10", "0-5");
    }
    builder.build().unwrap()
}

fn totals(c: &mut Criterion) {
    const SIZES: [usize; 2] = [10_000, 100_000];
    let criteria = criteria();
    let marks: Vec<_> = (0..=5_u32)
        .map(|value| criteria.mark(&"criterion-0".parse().unwrap(), RawMark::Number(value.into())).unwrap().1)
        .collect();
    let rows = |size: usize| -> Vec<[Vec<Cell>; 3]> {
        let mark = |number: usize| Cell::Mark(marks[scrambled(number as u64) as usize % 6]);
        let row = |of: usize| (0..10).map(|place| mark(of * 10 + place)).collect();
        (0..size).map(|of| [row(of * 3), row(of * 3 + 1), row(of * 3 + 2)]).collect()
    };
    let run = |rows: &Vec<[Vec<Cell>; 3]>| {
        let contender = |(id, rows): (usize, &[Vec<Cell>; 3])| {
            let points = rows.iter().map(|row| criteria.total(row).unwrap().points().unwrap());
            Contender::new(id, Ratio::sum(points).unwrap().over(3_u8.into()).unwrap())
        };
        let contenders: Vec<_> = rows.iter().enumerate().map(contender).collect();
        black_box(rank(&contenders));
    };
    growth("totals", SIZES, rows, |rows| run(&rows));
    let mut group = c.benchmark_group("totals");
    group.sample_size(10);
    for size in SIZES {
        let rows = rows(size);
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |b| b.iter(|| run(black_box(&rows))));
    }
    group.finish();
}

type Field = (Vec<Candidate<usize, usize>>, Vec<Place<usize>>, Vec<Limit<usize, usize>>);

fn field(size: usize, crossing: bool) -> Field {
    let total = |number: usize| Ratio::new(i128::from(scrambled(number as u64) % 100_001), 1_000).unwrap();
    let candidates = (0..size).map(|id| Candidate::new(id, total(id), [scrambled(!(id as u64)) as usize % 40]));
    let places = (0..40).map(Place::new);
    let regions = (0..10).map(|region| {
        Limit::on_places("region", format!("{region}"), (0..40).filter(move |place| place % 10 == region)).at_most(3)
    });
    let categories = (0..4).filter(|_| crossing).map(|category| {
        Limit::on_candidates("category", format!("{category}"), (0..size).filter(move |id| id % 4 == category))
            .at_most(8)
    });
    (candidates.collect(), places.collect(), regions.chain(categories).collect())
}

fn choice(c: &mut Criterion) {
    const SIZES: [usize; 2] = [1_000, 10_000];
    let run = |(candidates, places, limits): &Field| {
        black_box(Contest::new(candidates, places, limits).choose().unwrap());
    };
    let mut group = c.benchmark_group("choice");
    group.sample_size(10);
    for (name, crossing) in [("nested", false), ("crossing", true)] {
        growth(&format!("choice/{name}"), SIZES, |size| field(size, crossing), |field| run(&field));
        for size in SIZES {
            let field = field(size, crossing);
            group.throughput(Throughput::Elements(size as u64));
            group.bench_function(BenchmarkId::new(name, size), |b| b.iter(|| run(black_box(&field))));
        }
    }
    group.finish();
}

fn agreement(c: &mut Criterion) {
    const SIZES: [usize; 2] = [10_000, 100_000];
    let units = |size: usize| -> Vec<[Option<Ratio>; 3]> {
        let mark = |number: usize| Some(Ratio::from(scrambled(number as u64) % 6));
        (0..size).map(|unit| [mark(unit * 3), mark(unit * 3 + 1), mark(unit * 3 + 2)]).collect()
    };
    let mut group = c.benchmark_group("alpha");
    group.sample_size(10);
    for (name, metric) in [
        ("nominal", Metric::Nominal),
        ("ordinal", Metric::Ordinal),
        ("interval", Metric::Interval),
        ("ratio", Metric::Ratio),
    ] {
        let run = |units: &Vec<[Option<Ratio>; 3]>| {
            black_box(alpha(units, metric));
        };
        growth(&format!("alpha/{name}"), SIZES, units, |units| run(&units));
        for size in SIZES {
            let units = units(size);
            group.throughput(Throughput::Elements(size as u64));
            group.bench_function(BenchmarkId::new(name, size), |b| b.iter(|| run(black_box(&units))));
        }
    }
    group.finish();
}

fn assignment(c: &mut Criterion) {
    const SIZES: [usize; 2] = [1_000, 10_000];
    let asked = |size: usize| {
        let assessors = size * 3 / 100;
        let mut readings: Readings<usize, usize> = Readings::new();
        readings.needs = (0..size).map(|application| (application, 3)).collect();
        readings.loads = (0..assessors).map(|assessor| (assessor, Load::up_to(120))).collect();
        // One pair in a hundred or so is barred.
        let barred = |pair: &usize| (pair / assessors, scrambled(*pair as u64) as usize % assessors);
        readings.barred = (0..size * assessors).step_by(100).map(|pair| barred(&pair)).collect();
        readings
    };
    let run = |readings: &Readings<usize, usize>| drop(black_box(readings.assign().unwrap()));
    growth("assignment", SIZES, asked, |readings| run(&readings));
    let mut group = c.benchmark_group("assignment");
    group.sample_size(10);
    for size in SIZES {
        let readings = asked(size);
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |b| b.iter(|| run(black_box(&readings))));
    }
    group.finish();
}

/// The journal of a round with about so many entries, up to where it can be decided.
fn journal(size: usize) -> Vec<Entry<Event>> {
    // Each application is handed in, declared upon by three, marked by three on ten criteria, and agreed on.
    let applications = size / 44;
    let person = |number: usize| PersonId::new(Uuid::from_u128(number as u128 + 1));
    let application = |number: usize| ApplicationId::new(Uuid::from_u128(number as u128 + 1));
    let at: Moment = "2015-03-02T10:00".parse().unwrap();
    let stage: StageId = "form".parse().unwrap();
    let ids: Vec<CriterionId> = criteria().leaves().iter().map(|leaf| leaf.id().clone()).collect();
    let places: Vec<PlaceId> = (0..40).map(|number| format!("place-{number}").parse().unwrap()).collect();

    let mut entries: Vec<Entry<Event>> = Vec::with_capacity(size + 20);
    let mut push = |by: usize, what: Event| entries.push(Entry::new(entries.len() as u64 + 1, at, person(by), what));
    let mut policy =
        SelectionPolicy::new(criteria(), vec![StagePolicy::new(stage, "Application form", StageMarks::Criteria)]);
    policy.marking = Marking::PerCriterion { assessors: 3 };
    let opening = Opening::new(
        "round-2015".parse().unwrap(),
        "A round",
        "maths-hubs".parse().unwrap(),
        "2015-03-01".parse().unwrap(),
        policy,
    );
    let opening = places.iter().fold(opening, |opening, id| opening.for_place(*id, Lead::new_hub("A place")));
    push(0, Event::Opened(Box::new(opening)));
    for number in 1..=4 {
        let role = if number == 4 { Role::Chair } else { Role::Assessor };
        push(0, Event::Enrolled(Enrolled { person: person(number), roles: BTreeSet::from([role]) }));
    }
    for number in 1..=3 {
        let criteria = ids.iter().cloned().collect();
        push(0, Event::Assigned(Assigned { person: person(number), criteria, applications: BTreeSet::new() }));
    }
    for number in 0..applications {
        let lead: OrganisationId = format!("GB-EDU-{}", 100_000 + number).parse().unwrap();
        let applied = Application::new(application(number), format!("School {number}"), lead, [places[number % 40]]);
        push(0, Event::Applied(Box::new(applied)));
    }
    push(0, Event::StageClosed(StageClosed { stage }));
    for number in 0..applications {
        let application = application(number);
        for by in 1..=3 {
            let said = Declared { person: person(by), application, interest: None, nature: "".into(), at: None };
            push(by, Event::Declared(said));
        }
        for (place, criterion) in ids.iter().enumerate() {
            let mark = RawMark::Number((scrambled((number * 10 + place) as u64) % 6).into());
            for by in 1..=3 {
                let (criterion, given) = (criterion.clone(), Given::Mark(mark));
                push(by, Event::Marked(Marked { application, criterion, given, justification: "sound".into() }));
            }
            push(
                4,
                Event::Moderated(Moderated {
                    application,
                    criterion: criterion.clone(),
                    agreed: Agreed::Mark(mark),
                    reason: "the panel agreed".into(),
                    evidence: "".into(),
                    discussion: "".into(),
                    present: (1..=4).map(person).collect(),
                    dissent: Default::default(),
                }),
            );
        }
    }
    entries
}

const ENTRIES: [usize; 2] = [100_000, 1_000_000];

fn replay(c: &mut Criterion) {
    growth("replay", ENTRIES, journal, |entries| drop(black_box(Round::replay(entries).unwrap())));
    let mut group = c.benchmark_group("replay");
    group.sample_size(10);
    for size in ENTRIES {
        let entries = journal(size);
        group.throughput(Throughput::Elements(entries.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter_batched(|| entries.clone(), |entries| Round::replay(entries).unwrap(), BatchSize::PerIteration);
        });
    }
    group.finish();
}

fn decide(c: &mut Criterion) {
    let round = |size: usize| Round::replay(journal(size)).unwrap();
    let on = "2015-04-01".parse().unwrap();
    // Ties are left open: to find them is the last of what deciding does.
    let run = |round: &Round| drop(black_box(round.decide(on).map(drop)));
    growth("decide", ENTRIES, round, |round| run(&round));
    let mut group = c.benchmark_group("decide");
    group.sample_size(10);
    for size in ENTRIES {
        let round = round(size);
        group.throughput(Throughput::Elements(round.entries().len() as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |b| b.iter(|| run(black_box(&round))));
    }
    group.finish();
}

criterion_group! {
    name = selection;
    config = Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    targets = totals, choice, agreement, assignment, replay, decide
}
criterion_main!(selection);
