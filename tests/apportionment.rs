//! Apportionment against published results, a slow count unit by unit, and the theorems.
//!
//! The published cases lie in the folder that `MATHS_HUBS_DATA` names; where that is unset the test says so.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    env,
    path::PathBuf,
};

use maths_hubs::{
    funding::apportionment::{Apportioned, Method, Threshold},
    ratio::Ratio,
};
use proptest::prelude::*;

#[derive(serde::Deserialize)]
struct Case {
    source: String,
    method: String,
    votes: Vec<u64>,
    seats: u64,
    expected: Vec<u64>,
    /// The share of all votes that it takes to have a part; none where it is not said.
    threshold: Option<serde_json::Number>,
}

/// The cases, or none (said aloud) where the folder is not given.
fn cases() -> Vec<Case> {
    let Some(folder) = env::var_os("MATHS_HUBS_DATA").filter(|it| !it.is_empty()) else {
        eprintln!("MATHS_HUBS_DATA is unset: apportionment_cases.json is not read");
        return Vec::new();
    };
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join("apportionment_cases.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

fn method(name: &str) -> Method {
    match name {
        "largest_remainder" => Method::LargestRemainder,
        "dhondt" => Method::DHondt,
        "saintelague" => Method::SainteLague,
        "huntington" => Method::HuntingtonHill,
        "adams" => Method::Adams,
        "dean" => Method::Dean,
        other => panic!("{other}"),
    }
}

#[test]
fn every_published_case_comes_out_as_published() {
    let cases = cases();
    for case in &cases {
        let weights: BTreeMap<usize, Ratio> = case.votes.iter().copied().map(Ratio::from).enumerate().collect();
        let threshold =
            case.threshold.as_ref().map(|it| it.to_string().parse::<Threshold>().unwrap()).unwrap_or_default();
        let admitted = threshold.admit(&weights).unwrap();
        let shared = method(&case.method).share(case.seats, &admitted.taking_part).unwrap();
        let name = format!("{} by {}", case.source, case.method);
        assert!(shared.is_settled(), "{name}");
        let found: Vec<u64> = weights.keys().map(|at| shared.shares.get(at).copied().unwrap_or_default()).collect();
        assert_eq!(found, case.expected, "{name}");
    }
    let methods: BTreeSet<&str> = cases.iter().map(|case| case.method.as_str()).collect();
    assert!(cases.is_empty() || (cases.len(), methods.len()) == (21, 6), "{methods:?}");
}

#[test]
fn who_is_below_the_threshold_takes_no_part() {
    let weights = BTreeMap::from([("a", 600_u16.into()), ("b", 361_u16.into()), ("c", 39_u16.into())]);
    let admitted = "0.04".parse::<Threshold>().unwrap().admit(&weights).unwrap();
    assert_eq!(admitted.left_out.into_keys().collect::<Vec<_>>(), ["c"]);
    let shared = Method::DHondt.share(5, &admitted.taking_part).unwrap();
    // 600, 361, 300, 200, 180.5: three of a's and two of b's.
    assert_eq!(shared.shares, BTreeMap::from([("a", 3), ("b", 2)]));
}

/// A quotient, weight over signpost (both squared for one method): none is beyond all bounds, and compares by weight.
fn quotient(method: Method, weight: u128, k: u128) -> (u128, u128) {
    match method {
        Method::DHondt => (weight, k + 1),
        Method::SainteLague => (2 * weight, 2 * k + 1),
        Method::HuntingtonHill => (weight * weight, k * (k + 1)),
        Method::Adams => (weight, k),
        Method::Dean => (weight * (2 * k + 1), 2 * k * (k + 1)),
        other => panic!("{other}"),
    }
}

fn compare(one: (u128, u128), another: (u128, u128)) -> Ordering {
    match (one.1, another.1) {
        (0, 0) => one.0.cmp(&another.0),
        (0, _) => Ordering::Greater,
        (_, 0) => Ordering::Less,
        _ => (one.0 * another.1).cmp(&(another.0 * one.1)),
    }
}

/// What a count by hand gives: all who have the highest quotient are served, as long as there is enough for all of them.
fn by_hand(method: Method, units: u64, weights: &[u128]) -> (Vec<u64>, Option<(BTreeSet<usize>, u64)>) {
    let positive = || weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
    if method == Method::LargestRemainder {
        let whole: u128 = weights.iter().sum::<u128>().max(1);
        let mut shares: Vec<u64> = weights.iter().map(|it| (u128::from(units) * it / whole) as u64).collect();
        let mut left = units - shares.iter().sum::<u64>();
        let mut served = BTreeSet::new();
        while left > 0 {
            let rest = |weight: &u128| u128::from(units) * weight % whole;
            let best = positive().filter(|(at, _)| !served.contains(at)).map(|(_, it)| rest(it)).max().unwrap();
            let equal: BTreeSet<usize> = positive()
                .filter(|(at, weight)| !served.contains(at) && rest(weight) == best)
                .map(|(at, _)| at)
                .collect();
            if equal.len() as u64 > left {
                return (shares, Some((equal, left)));
            }
            left -= equal.len() as u64;
            equal.iter().for_each(|at| shares[*at] += 1);
            served.extend(equal);
        }
        return (shares, None);
    }
    let mut shares = vec![0; weights.len()];
    let mut left = units;
    while left > 0 {
        let next = |at: usize| quotient(method, weights[at], u128::from(shares[at]));
        let best = positive().map(|(at, _)| next(at)).max_by(|one, another| compare(*one, *another)).unwrap();
        let equal: BTreeSet<usize> =
            positive().map(|(at, _)| at).filter(|at| compare(next(*at), best) == Ordering::Equal).collect();
        if equal.len() as u64 > left {
            return (shares, Some((equal, left)));
        }
        left -= equal.len() as u64;
        equal.iter().for_each(|at| shares[*at] += 1);
    }
    (shares, None)
}

fn any_method() -> impl Strategy<Value = Method> {
    prop::sample::select(Method::ALL.to_vec())
}

fn divisors() -> impl Strategy<Value = Method> {
    prop::sample::select(Method::ALL[1..].to_vec())
}

/// Few small weights, so that ties are common; one at least is above nought.
fn small() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(0_u64..13, 1..8).prop_filter("a weight above nought", |it| it.iter().any(|it| *it > 0))
}

/// Weights as far apart as counts of pupils and pennies.
fn large() -> impl Strategy<Value = Vec<u64>> {
    let weight = prop_oneof![0_u64..5, 1_u64..2_000, 1_u64..1_000_000_000];
    prop::collection::vec(weight, 1..40).prop_filter("a weight above nought", |it| it.iter().any(|it| *it > 0))
}

fn ratios(weights: &[u64], over: u64) -> BTreeMap<usize, Ratio> {
    let ratio = |weight: &u64| Ratio::new((*weight).into(), over.into()).unwrap();
    weights.iter().map(ratio).enumerate().collect()
}

fn found(shared: &Apportioned<usize>) -> (Vec<u64>, Option<(BTreeSet<usize>, u64)>) {
    let tie = shared.tie.as_ref().map(|tie| (tie.among.clone(), tie.units));
    (shared.shares.values().copied().collect(), tie)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn shares_and_ties_are_those_of_a_count_by_hand(
        method in any_method(), weights in small(), units in 0_u64..60, over in 1_u64..7,
    ) {
        let shared = method.share(units, &ratios(&weights, over)).unwrap();
        let weights: Vec<u128> = weights.into_iter().map(u128::from).collect();
        prop_assert_eq!(found(&shared), by_hand(method, units, &weights));
    }

    #[test]
    fn keys_by_other_names_have_the_same(
        method in any_method(), (weights, names) in small().prop_flat_map(|weights| {
            let names: Vec<usize> = (0..weights.len()).collect();
            (Just(weights), Just(names).prop_shuffle())
        }), units in 0_u64..60,
    ) {
        let shared = method.share(units, &ratios(&weights, 1)).unwrap();
        let renamed: BTreeMap<usize, Ratio> = ratios(&weights, 1).into_iter().map(|(at, it)| (names[at], it)).collect();
        let other = method.share(units, &renamed).unwrap();
        for (at, name) in names.iter().enumerate() {
            prop_assert_eq!(shared.range(&at), other.range(name));
        }
        prop_assert_eq!(shared.tie.map(|it| it.units), other.tie.map(|it| it.units));
    }

    #[test]
    fn only_proportions_count_however_long_the_weights_are(method in any_method(), weights in large(), units in any::<u64>()) {
        // Up to 120 bits and 5 more for their sum: the products of these need up to 384.
        let scale = Ratio::new((1 << 90) - 33, 1).unwrap();
        let long = ratios(&weights, 1).into_iter().map(|(at, weight)| (at, weight.times(scale).unwrap())).collect();
        prop_assert_eq!(method.share(units, &long), method.share(units, &ratios(&weights, 1)));
    }

    #[test]
    fn with_more_to_share_no_key_has_less_under_a_divisor_method(
        method in divisors(), weights in large(), units in 0_u64..1_000_000_000_000, more in 1_u64..30,
    ) {
        let of = |units| {
            let order: Vec<usize> = (0..weights.len()).collect();
            method.share(units, &ratios(&weights, 1)).unwrap().settled(&order).unwrap()
        };
        let (before, after) = (of(units), of(units + more));
        for (key, share) in &before {
            prop_assert!(after[key] >= *share, "{} had {} and has {}", key, share, after[key]);
        }
    }

    #[test]
    fn largest_remainder_keeps_the_quota_rule(weights in large(), units in 0_u64..10_000_000_000_000) {
        let shared = Method::LargestRemainder.share(units, &ratios(&weights, 1)).unwrap();
        let whole: u128 = weights.iter().map(|it| u128::from(*it)).sum();
        for (at, weight) in weights.iter().enumerate() {
            let product = u128::from(units) * u128::from(*weight);
            let (least, most) = shared.range(&at).unwrap();
            prop_assert!(u128::from(least) >= product / whole && u128::from(most) <= product.div_ceil(whole));
        }
    }

    #[test]
    fn units_are_conserved(method in any_method(), weights in large(), units in any::<u64>()) {
        let shared = method.share(units, &ratios(&weights, 1)).unwrap();
        prop_assert_eq!(shared.total(), units);
        if let Some(tie) = &shared.tie {
            prop_assert!(tie.units > 0 && tie.units < tie.among.len() as u64);
            prop_assert!(tie.among.iter().all(|at| weights[*at] > 0));
        }
        let order: Vec<usize> = (0..weights.len()).rev().collect();
        let settled = shared.settled(&order).unwrap();
        prop_assert_eq!(settled.values().map(|it| u128::from(*it)).sum::<u128>(), u128::from(units));
    }

    #[test]
    fn a_whole_quota_is_kept_by_every_method(method in any_method(), weights in large(), times in 1_u64..1_000) {
        let units = weights.iter().sum::<u64>() * times;
        let shared = method.share(units, &ratios(&weights, 7)).unwrap();
        prop_assert!(shared.is_settled());
        prop_assert_eq!(shared.shares.into_values().collect::<Vec<_>>(), weights.iter().map(|it| it * times).collect::<Vec<_>>());
    }

    #[test]
    fn no_unit_served_has_a_lower_quotient_than_one_that_is_not(
        method in divisors(), weights in large(), units in 1_u64..1_000_000_000_000,
    ) {
        // The inequality that defines divisor methods, at numbers of units that no hand counts. Quotients as exact numbers.
        let shared = method.share(units, &ratios(&weights, 1)).unwrap();
        let exact = |at: usize, k: u64| {
            let (above, below) = quotient(method, weights[at].into(), k.into());
            (below > 0).then(|| Ratio::new(above as i128, below as i128).unwrap())
        };
        // `None`, beyond all bounds, must be the greatest here.
        let cmp = |one: Option<Ratio>, another: Option<Ratio>| match (one, another) {
            (Some(one), Some(another)) => one.cmp(&another),
            (one, another) => one.is_none().cmp(&another.is_none()),
        };
        let positive = || (0..weights.len()).filter(|at| weights[*at] > 0);
        let last = positive().filter(|at| shared.shares[at] > 0).map(|at| exact(at, shared.shares[&at] - 1));
        let next = positive().map(|at| exact(at, shared.shares[&at]));
        let (last, next) = (last.min_by(|one, another| cmp(*one, *another)), next.max_by(|one, another| cmp(*one, *another)));
        if let (Some(last), Some(next)) = (last, next) {
            let order = cmp(last, next);
            prop_assert!(order != Ordering::Less, "{:?} {:?}", last, next);
            if let Some(tie) = &shared.tie {
                let equal: BTreeSet<usize> =
                    positive().filter(|at| cmp(exact(*at, shared.shares[at]), next) == Ordering::Equal).collect();
                // Among first units it is the weights that are equal, a part of those beyond all bounds.
                prop_assert!(tie.among.is_subset(&equal));
                prop_assert!(next.is_none() || tie.among == equal);
            }
        }
    }
}
