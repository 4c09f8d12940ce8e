use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::ratio::Ratio;

fn weights<const N: usize>(weights: [u64; N]) -> BTreeMap<usize, Ratio> {
    weights.into_iter().map(Ratio::from).enumerate().collect()
}

fn shares(apportioned: &Apportioned<usize>) -> Vec<u64> {
    apportioned.shares.values().copied().collect()
}

#[test]
fn nobody_is_told_apart_by_a_key() {
    for method in Method::ALL {
        let shared = method.share(2, &weights([5, 5, 5])).unwrap();
        let tie = shared.tie.as_ref().unwrap();
        assert_eq!((shares(&shared), tie.units), (vec![0, 0, 0], 2), "{method}");
        assert_eq!(tie.among, BTreeSet::from([0, 1, 2]), "{method}");
        assert_eq!(shared.total(), 2);
        assert_eq!(shared.range(&1), Some((0, 1)));
    }
}

#[test]
fn a_draw_must_name_everyone_whom_it_is_among() {
    let shared = largest_remainder(2, &weights([5, 5, 5])).unwrap();
    assert_eq!(shared.settled(&[7, 2, 2, 0, 1]), Ok(BTreeMap::from([(0, 1), (1, 0), (2, 1)])));
    let undrawn = shared.settled(&[2, 0]).unwrap_err();
    assert_eq!(undrawn.undrawn, BTreeSet::from([1]));
    assert_eq!(undrawn.to_string(), "the draw leaves out 1 of the 3 that are tied: it must name each of them");
}

#[test]
fn a_weight_of_nought_has_nothing_under_any_method() {
    for method in Method::ALL {
        assert_eq!(shares(&method.share(7, &weights([0, 3, 0])).unwrap()), [0, 7, 0], "{method}");
        assert_eq!(method.share(0, &weights([0, 0])).unwrap().total(), 0, "{method}");
        assert_eq!(method.share(0, &weights([])).unwrap().shares, BTreeMap::new(), "{method}");
    }
}

#[test]
fn first_units_go_to_the_larger_weights_where_there_are_too_few_for_all() {
    for method in [Method::HuntingtonHill, Method::Adams, Method::Dean] {
        let shared = method.share(2, &weights([9, 5, 5, 1])).unwrap();
        assert_eq!(shares(&shared), [1, 0, 0, 0], "{method}");
        let tie = shared.tie.unwrap();
        assert_eq!((tie.among, tie.units), (BTreeSet::from([1, 2]), 1), "{method}");
        assert_eq!(shares(&method.share(4, &weights([900, 5, 5, 1])).unwrap()), [1, 1, 1, 1], "{method}");
    }
}

#[test]
fn the_alabama_paradox_is_largest_remainders_alone() {
    // Weights 6, 6 and 2. Ten units: 4.28, 4.28, 1.43, so 4, 4, 2. Eleven: 4.71, 4.71, 1.57, so 5, 5, 1.
    let of = |units, method: Method| method.share(units, &weights([6, 6, 2])).unwrap();
    assert_eq!(shares(&of(10, Method::LargestRemainder)), [4, 4, 2]);
    assert_eq!(shares(&of(11, Method::LargestRemainder)), [5, 5, 1]);
    // The tenth, eleventh and twelfth: 6/4.5, 6/4.5 and 2/1.5 are equal, so three are tied for one unit, then for two.
    for (units, open) in [(10, 1), (11, 2)] {
        let shared = of(units, Method::SainteLague);
        assert_eq!(shares(&shared), [4, 4, 1]);
        assert_eq!(shared.tie.map(|tie| (tie.among.len(), tie.units)), Some((3, open)));
    }
    assert_eq!(shares(&of(12, Method::SainteLague)), [5, 5, 2]);
}

#[test]
fn the_largest_numbers_are_shared_exactly() {
    let half = u64::MAX / 2;
    let long = Ratio::new(i128::MAX / 2, 1).unwrap();
    let weights = BTreeMap::from([(0, long), (1, long)]);
    for method in Method::ALL {
        let shared = method.share(u64::MAX, &weights).unwrap();
        assert_eq!(shares(&shared), [half, half], "{method}");
        assert_eq!(shared.tie.as_ref().map(|tie| (tie.among.len(), tie.units)), Some((2, 1)), "{method}");
        assert_eq!(shared.total(), u64::MAX, "{method}");
    }
}

#[test]
fn a_policy_names_a_method_by_its_word() {
    for method in Method::ALL {
        let text = serde_json::to_string(&method).unwrap();
        assert_eq!(text, format!("\"{method}\""));
        assert_eq!(serde_json::from_str::<Method>(&text).unwrap(), method);
    }
    let error = serde_json::from_str::<Method>("\"saint-lague\"").unwrap_err().to_string();
    assert!(error.starts_with("unknown variant `saint-lague`; did you mean `sainte-lague`?"), "{error}");
}

#[test]
fn a_threshold_is_a_share() {
    assert_eq!(
        "1.5".parse::<Threshold>().unwrap_err().to_string(),
        "`1.5` is not a threshold: a share of all weights, from 0 to 1, as in 0.04"
    );
    assert!(serde_json::from_str::<Threshold>("\"-0.1\"").is_err());
}
