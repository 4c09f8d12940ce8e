//! What sharing out money costs.
//!
//! Each is measured at a tenth and at full size, and once beside the timing how often memory was allocated, which is the
//! same on every machine. A line on standard error gives the ratio of the two times and of the two counts: 10 is linear.
//!
//! | Group | What it does | How its cost should grow |
//! |---|---|---|
//! | `apportionment/<method>` | shares 10^12 pennies out among 1,000, 10,000 and 100,000 keys with weights up to 10^9; the line says it of 1,000,000 | with the keys; not with the pennies |
//! | `running` | splits a running total of half of what 10,000 parts have together | with the parts, and the logarithm of their number for the keys |
//! | `ledger/replay` | replays a journal of 1,000 and 10,000 claims, with all that comes of them: about 4.4 entries a claim; the line says it of 100,000 | with the entries |
//! | `ledger/statement-<basis>` | the statement of the postings of those | with the postings; by accrual their months |
//! | `fold` | folds 1,000,000 and 10,000,000 entries, without asking whether they are permitted: those of 40 and of 400 ledgers of some 25,000 each. Only the line says it: once is enough of it | with the entries |
//! | `statements` | the statement over 40 hubs x 1 year and x 10 years, of 8 lines of two sponsors with all that comes of them in each month | with the postings; by accrual their months |
//! | `ledger/portfolio` | folds 100 and 1,000 ledgers and judges them together | with the ledgers |

use std::{
    collections::BTreeMap,
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use maths_hubs::{
    calendar::{AcademicYear, Month, YearKind},
    funding::{
        apportionment::Method,
        ledger::{Account, Ledger},
        portfolio::Portfolio,
        purpose::Purpose,
        split::running_shares,
        statement::{Basis, Posted, Posting, Statement, Terms},
    },
    identifiers::{AwardId, HubId, LineId, SponsorId},
    journal::Process,
    money::{Balance, Money},
    ratio::Ratio,
    rules,
    uuid::Uuid,
};

#[path = "../tests/ledgers/many.rs"]
mod many;

/// Numbers without a pattern that are the same every time.
fn scrambled(seed: u64) -> u64 {
    let mut it = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    it ^ (it >> 31)
}

/// Times the best of three runs each at a tenth and at full size, counts their allocations, and prints the ratios.
fn growth<T>(name: &str, sizes: [usize; 2], mut make: impl FnMut(usize) -> T, run: impl Fn(&T)) {
    let [small, large] = sizes.map(|size| {
        let made = make(size);
        let time = || {
            let before = Instant::now();
            run(&made);
            before.elapsed().as_secs_f64()
        };
        let seconds = time().min(time()).min(time());
        let allocations = allocation_counter::measure(|| run(&made)).count_total as f64;
        (seconds, allocations)
    });
    let ratio = |small: f64, large: f64| if small > 0.0 { large / small } else { f64::NAN };
    eprintln!(
        "{name}: from {} to {}, {:.1} times the time and {:.1} times the allocations ({:.1} ms, {:.0} in all)",
        sizes[0],
        sizes[1],
        ratio(small.0, large.0),
        ratio(small.1, large.1),
        large.0 * 1000.0,
        large.1,
    );
}

const PENNIES: u64 = 1_000_000_000_000;

fn weights(size: usize) -> BTreeMap<usize, Ratio> {
    (0..size).map(|key| (key, Ratio::from(1 + scrambled(key as u64) % 1_000_000_000))).collect()
}

fn apportionment(c: &mut Criterion) {
    const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
    let mut group = c.benchmark_group("apportionment");
    group.sample_size(10);
    for method in Method::ALL {
        let run = |weights: &BTreeMap<usize, Ratio>| drop(black_box(method.share(PENNIES, weights).unwrap()));
        growth(&format!("apportionment/{method}"), [100_000, 1_000_000], weights, run);
        for size in SIZES {
            let weights = weights(size);
            group.throughput(Throughput::Elements(size as u64));
            group.bench_function(BenchmarkId::new(method.word(), size), |b| b.iter(|| run(black_box(&weights))));
        }
    }
    // The number of pennies makes no difference.
    for pennies in [PENNIES / 1_000, PENNIES] {
        let weights = weights(1_000);
        group.throughput(Throughput::Elements(1_000));
        group.bench_function(BenchmarkId::new("sainte-lague-of-pennies", pennies), |b| {
            b.iter(|| Method::SainteLague.share(pennies, black_box(&weights)).unwrap());
        });
    }
    group.finish();
}

fn running(c: &mut Criterion) {
    const SIZES: [usize; 2] = [1_000, 10_000];
    let parts = |size: usize| -> Vec<(usize, Money)> {
        (0..size).map(|key| (key, Money::from_pence(scrambled(key as u64) % 10_000_000).unwrap())).collect()
    };
    let half = |parts: &[(usize, Money)]| Money::from_pence(parts.iter().map(|(_, own)| own.pence()).sum::<u64>() / 2);
    let run = |parts: &Vec<(usize, Money)>| drop(black_box(running_shares(half(parts).unwrap(), parts).unwrap()));
    growth("running", SIZES, parts, run);
    let mut group = c.benchmark_group("running");
    group.sample_size(10);
    for size in SIZES {
        let parts = parts(size);
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |b| b.iter(|| run(black_box(&parts))));
    }
    group.finish();
}

fn ledger(c: &mut Criterion) {
    const SIZES: [usize; 2] = [1_000, 10_000];
    let mut group = c.benchmark_group("ledger");
    group.sample_size(10);
    let replay = |ledger: &Ledger| drop(black_box(Ledger::replay(ledger.entries().iter().cloned()).unwrap()));
    growth("ledger/replay", [10_000, 100_000], |claims| many::ledger(1, claims), replay);
    for claims in SIZES {
        let ledger = many::ledger(1, claims);
        group.throughput(Throughput::Elements(ledger.entries().len() as u64));
        group.bench_function(BenchmarkId::new("replay", claims), |b| b.iter(|| replay(black_box(&ledger))));
    }
    for basis in [Basis::Cash, Basis::Accrual] {
        let terms = Terms::new("2015-08-31".parse().unwrap(), basis, YearKind::Financial, "anybody");
        let postings = |claims: usize| many::ledger(1, claims).postings().collect::<Vec<Posting>>();
        let stated = |postings: &Vec<Posting>| drop(black_box(Statement::of(postings, &terms).unwrap()));
        growth(&format!("ledger/statement-{basis}"), SIZES, postings, stated);
        let postings = postings(SIZES[1]);
        group.throughput(Throughput::Elements(postings.len() as u64));
        let id = BenchmarkId::new(format!("statement-{basis}"), postings.len());
        group.bench_function(id, |b| b.iter(|| stated(black_box(&postings))));
    }
    let ledgers: Vec<Ledger> = (0..1_000).map(|number| many::ledger(number, 12)).collect();
    let policy = ledgers[0].state().policy();
    let on = "2015-12-01".parse().unwrap();
    let folded = |count: &usize| {
        let mut portfolio = Portfolio::default();
        ledgers[..*count].iter().for_each(|ledger| portfolio.add(ledger));
        drop(black_box(rules::check(&portfolio, policy, on)));
    };
    growth("ledger/portfolio", [100, 1_000], |count| count, folded);
    group.throughput(Throughput::Elements(1_000));
    group.bench_function(BenchmarkId::new("portfolio", 1_000), |b| b.iter(|| folded(black_box(&1_000))));
    group.finish();
}

/// A national record of ten years: 400 ledgers, folded one after another. Each has the entries of one that was built once.
fn fold(_: &mut Criterion) {
    let entries = many::ledger(1, 5_700).entries().to_vec();
    let [small, large] = [40, 400].map(|ledgers| {
        let before = Instant::now();
        for _ in 0..ledgers {
            let mut state = Account::open(&entries[0]).unwrap();
            entries[1..].iter().for_each(|entry| state.fold(entry));
            black_box(&state);
        }
        (entries.len() * ledgers, before.elapsed().as_secs_f64())
    });
    eprintln!(
        "fold: from {} to {} entries, {:.1} times the time ({:.1} s)",
        small.0,
        large.0,
        large.1 / small.1,
        large.1
    );
}

/// What becomes of the money of 40 hubs in so many years: eight lines each, of two sponsors, month by month.
fn programme(years: u16) -> Vec<Posting> {
    let [dfe, eef] = ["dfe", "eef"].map(|it| it.parse::<SponsorId>().unwrap());
    let mut postings = Vec::new();
    for (year, hub) in (0..years).flat_map(|year| (0..40_u16).map(move |hub| (year, hub))) {
        let id: HubId = format!("hub-{hub}").parse().unwrap();
        let award = AwardId::new(Uuid::from_u128(u128::from(year) * 1_000 + u128::from(hub)));
        let academic = AcademicYear::starting(2014 + year).unwrap();
        for (line, sponsor) in (0..8_u8).flat_map(|line| [dfe, eef].map(|sponsor| (line, sponsor))) {
            let name: LineId = format!("line-{line}").parse().unwrap();
            let purpose = match line {
                0..4 => Purpose::Structural("leadership".parse().unwrap()),
                _ => Purpose::Project { project: "a-project".parse().unwrap(), kind: "trial".parse().unwrap() },
            };
            let mut post = |what, on, over, pence: i64| {
                let amount = Balance::from_pence(pence).unwrap();
                postings.push(Posting::new(award, name, purpose, what, on, over, amount).of_hub(id).by(sponsor));
            };
            post(Posted::Committed, academic.first_day(), academic.period(), 1_200_000);
            let mut month = Month::containing(academic.first_day()).unwrap();
            for _ in 0..12 {
                for what in [Posted::Claimed, Posted::Approved, Posted::Paid] {
                    post(what, month.last_day(), month.period(), 99_999);
                }
                month = month.next().unwrap();
            }
        }
    }
    postings
}

fn statements(c: &mut Criterion) {
    let mut group = c.benchmark_group("statements");
    group.sample_size(10);
    for basis in [Basis::Cash, Basis::Accrual] {
        let terms = Terms::new("2024-08-31".parse().unwrap(), basis, YearKind::Financial, "the department");
        let stated = |postings: &Vec<Posting>| drop(black_box(Statement::of(postings, &terms).unwrap()));
        growth(&format!("statements/{basis}"), [1, 10], |years| programme(years as u16), stated);
        let postings = programme(10);
        group.throughput(Throughput::Elements(postings.len() as u64));
        group.bench_function(BenchmarkId::new(basis.to_string(), postings.len()), |b| {
            b.iter(|| stated(black_box(&postings)))
        });
    }
    group.finish();
}

criterion_group! {
    name = funding;
    config = Criterion::default().warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    targets = apportionment, running, ledger, fold, statements
}
criterion_main!(funding);
