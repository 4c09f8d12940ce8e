//! Agreement between assessors: published coefficients to the digits printed, and the definition itself, pair by pair.

use std::{env, path::PathBuf};

use maths_hubs::{
    answer::Answer,
    ratio::Ratio,
    selection::agreement::{Alpha, Metric, Undefined, alpha, outlying, range},
};
use proptest::prelude::*;

const METRICS: [Metric; 4] = [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio];

type Units = Vec<Vec<Option<Ratio>>>;

fn whole(points: i64) -> Option<Ratio> {
    Some(Ratio::from(points))
}

/// The published cases, or `None` (said aloud) where the folder is not given.
fn cases() -> Option<serde_json::Value> {
    let Some(folder) = env::var_os("MATHS_HUBS_DATA").filter(|it| !it.is_empty()) else {
        eprintln!("MATHS_HUBS_DATA is unset: reliability_cases.json is not read");
        return None;
    };
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join("reliability_cases.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_str(&text).unwrap())
}

/// The same marks with units for assessors.
fn turned(rows: &[Vec<Option<Ratio>>]) -> Units {
    let length = rows.iter().map(Vec::len).max().unwrap_or_default();
    (0..length).map(|at| rows.iter().map(|row| row.get(at).copied().flatten()).collect()).collect()
}

fn printed(value: Alpha, digits: usize) -> String {
    format!("{:.digits$}", value.value().expect("it is defined"))
}

#[test]
fn the_published_coefficients_of_three_coders_come_out_to_the_digits_printed() {
    let Some(cases) = cases() else { return };
    let case = &cases["krippendorff_wikipedia_3coders_15units"];
    let read = |mark: &serde_json::Value| match mark.as_str().unwrap() {
        "*" => None,
        points => Some(points.parse().unwrap()),
    };
    let coders: Units = case["coders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row.as_array().unwrap().iter().map(read).collect())
        .collect();
    let units = turned(&coders);
    for (metric, name) in METRICS.into_iter().zip(["nominal", "ordinal", "interval"]) {
        assert_eq!(printed(alpha(&units, metric), 3), case["published"][name].to_string(), "{name}");
        let computed = case["computed_here"][name].as_f64().unwrap();
        assert!((alpha(&units, metric).value().unwrap() - computed).abs() < 1e-12, "{name}");
    }
}

/// Without gaps, N units of r marks and n = N r: Fleiss' kappa compares the same disagreement within units with what is
/// expected when a mark may be paired with itself, so 1 − α = (1 − κ) (n − 1) ∕ n.
#[test]
fn the_published_kappa_of_fleiss_follows_from_the_nominal_coefficient() {
    let Some(cases) = cases() else { return };
    let case = &cases["fleiss_wikipedia"];
    let mut marks = 0;
    let units: Units = (case["counts"].as_array().unwrap().iter())
        .map(|row| {
            let counts = row.as_array().unwrap().iter().map(|count| count.as_u64().unwrap());
            let unit: Vec<_> =
                (1..).zip(counts).flat_map(|(points, count)| (0..count).map(move |_| whole(points))).collect();
            marks += unit.len();
            unit
        })
        .collect();
    assert_eq!(marks, 140);
    let value = alpha(&units, Metric::Nominal).value().unwrap();
    let kappa = 1.0 - (1.0 - value) * 140.0 / 139.0;
    assert_eq!(format!("{kappa:.2}"), format!("{:.2}", case["published_kappa"].as_f64().unwrap()));
    assert!((kappa - case["computed_here"].as_f64().unwrap()).abs() < 1e-12);
}

/// Units 1, 2 and 3, 3: within 1 pair of ordered pairs 2 · δ²(1, 2); overall pairs of {1, 2, 3, 3}.
/// Nominal: within 2, overall 2 (1 + 2 + 2) = 10, so 1 − 3 · 2 ∕ 10 = 0.4.
/// Interval: within 2, overall 2 (1 + 2 · 4 + 2 · 1) = 22, so 1 − 6 ∕ 22 = 8 ∕ 11.
/// Ordinal: mean ranks 0.5, 1.5, 3: within 2, overall 2 (1 + 2 · 6.25 + 2 · 2.25) = 36, so 1 − 6 ∕ 36 = 5 ∕ 6.
/// Ratio: within 2 ∕ 9, overall 2 (1 ∕ 9 + 2 ∕ 4 + 2 ∕ 25), so 1 − 3 · (1 ∕ 9) ∕ (1 ∕ 9 + 1 ∕ 2 + 2 ∕ 25) = 161 ∕ 311.
#[test]
fn four_marks_computed_by_hand() {
    let units = [[whole(1), whole(2)], [whole(3), whole(3)]];
    for (metric, value) in METRICS.into_iter().zip([0.4, 5.0 / 6.0, 8.0 / 11.0, 161.0 / 311.0]) {
        assert!((alpha(units, metric).value().unwrap() - value).abs() < 1e-12, "{metric:?}");
    }
}

#[test]
fn where_it_has_no_value_the_reason_is_given() {
    let nobody: [[Option<Ratio>; 2]; 0] = [];
    let alone = [[whole(1), None], [None, whole(2)], [None, None]];
    // The lonely 2 cannot be compared, so only 1s count.
    let same = [[whole(1), whole(1)], [whole(2), None], [whole(1), whole(1)]];
    let negative = [[whole(-1), whole(1)], [whole(1), whole(1)]];
    for metric in METRICS {
        assert_eq!(alpha(nobody, metric), Alpha::Undefined(Undefined::NoPairs));
        assert_eq!(alpha(alone, metric), Alpha::Undefined(Undefined::NoPairs));
        assert_eq!(alpha(same, metric), Alpha::Undefined(Undefined::OneValue));
        let defined = alpha(negative, metric).value().is_some();
        assert_eq!(defined, metric != Metric::Ratio);
    }
    let Alpha::Undefined(reason) = alpha(negative, Metric::Ratio) else { panic!("a negative amount") };
    assert_eq!(reason.to_string(), "the lowest mark is -1, and the ratio metric allows none below 0");
    let fine = [[Ratio::new(1, i128::MAX), Ratio::new(1, i128::MAX - 1)]];
    assert_eq!(alpha(fine, Metric::Interval), Alpha::Undefined(Undefined::TooFine));
    assert!(alpha(fine, Metric::Ordinal).value().is_some());
}

#[test]
fn a_metric_is_a_word_of_a_policy() {
    for (metric, word) in METRICS.into_iter().zip(["nominal", "ordinal", "interval", "ratio"]) {
        assert_eq!(serde_json::to_value(metric).unwrap(), word);
        assert_eq!(serde_json::from_value::<Metric>(word.into()).unwrap(), metric);
    }
    assert!(serde_json::from_str::<Metric>(r#""circular""#).is_err());
}

#[test]
fn full_agreement_is_exactly_one() {
    let units = [[whole(0), whole(0)], [whole(3), whole(3)], [whole(5), whole(5)]];
    for metric in METRICS {
        assert_eq!(alpha(units, metric), Alpha::Value(1.0));
    }
}

#[test]
fn the_range_leaves_out_what_is_missing() {
    assert_eq!(range([None; 0]), None);
    assert_eq!(range([None, None]), None);
    let found = range([whole(4), None, whole(1), whole(3)]).unwrap();
    assert_eq!(found.spread(), Ok(Ratio::from(3)));
    assert_eq!(range([whole(2)]).unwrap().spread(), Ok(Ratio::ZERO));
}

/// Assessor 0: 4 − (4 + 1) ∕ 2 = 1.5, and 2 − 3 = −1: 0.25. Assessor 1: 1.5 and 1: 1.25. Assessor 2: 1 − 4 = −3.
#[test]
fn deviations_are_exact_means_of_differences_from_the_others() {
    let units = [vec![whole(4), whole(4), whole(1), None], vec![whole(2), whole(3)], vec![None, None, None, whole(9)]];
    let found = outlying(&units, "1.25".parse().unwrap()).unwrap();
    let means: Vec<_> =
        found.iter().map(|of| (of.compared, of.mean.map(|mean| mean.to_string()), of.outlying)).collect();
    assert_eq!(
        means,
        [
            (2, Some("0.25".to_owned()), Answer::No),
            (2, Some("1.25".to_owned()), Answer::No), // just the limit
            (1, Some("-3".to_owned()), Answer::Yes),
            (0, None, Answer::Unknown), // nobody else marked that unit
        ]
    );
}

#[test]
fn a_hundred_thousand_units_are_counted_as_a_hundred_are() {
    // A thousand times the same hundred units: what is within grows by 1,000, all pairs by 1,000², so that
    // 1 − α is (n − 1) ∕ n · D with the same D, at n = 300 and at n = 300,000.
    let hundred: Units = (0..100_i64).map(|at| vec![whole(at % 6), whole(at % 5), whole(at * at % 7)]).collect();
    let many = || std::iter::repeat_n(&hundred, 1_000).flatten();
    for metric in [Metric::Nominal, Metric::Interval, Metric::Ratio, Metric::Ordinal] {
        let before = std::time::Instant::now();
        let value = alpha(many(), metric).value().unwrap();
        println!("alpha of 100,000 units, {metric:?}: {:?}", before.elapsed());
        let few = alpha(&hundred, metric).value().unwrap();
        let (few, value) = ((1.0 - few) * 300.0 / 299.0, (1.0 - value) * 300_000.0 / 299_999.0);
        assert!((few - value).abs() < 1e-9, "{metric:?}");
    }
}

/// Alpha by its definition: every pair of marks, one by one.
fn by_definition(units: &Units, metric: Metric) -> Option<f64> {
    let units: Vec<Vec<Ratio>> = units
        .iter()
        .map(|unit| unit.iter().flatten().copied().collect::<Vec<_>>())
        .filter(|unit| unit.len() > 1)
        .collect();
    let all: Vec<Ratio> = units.concat();
    let float = |ratio: Ratio| ratio.numerator() as f64 / ratio.denominator() as f64;
    let count = |value: Ratio| all.iter().filter(|mark| **mark == value).count() as f64;
    let apart = |a: Ratio, b: Ratio| -> f64 {
        if a == b {
            return 0.0;
        }
        let (low, high) = (a.min(b), a.max(b));
        match metric {
            Metric::Nominal => 1.0,
            Metric::Interval => (float(a) - float(b)).powi(2),
            Metric::Ratio => ((float(a) - float(b)) / (float(a) + float(b))).powi(2),
            _ => {
                let between = all.iter().filter(|mark| low <= **mark && **mark <= high).count() as f64;
                (between - (count(low) + count(high)) / 2.0).powi(2)
            }
        }
    };
    let pairs = |marks: &[Ratio]| -> f64 { marks.iter().flat_map(|a| marks.iter().map(|b| apart(*a, *b))).sum() };
    let n = all.len() as f64;
    let observed: f64 = units.iter().map(|unit| pairs(unit) / (unit.len() as f64 - 1.0)).sum::<f64>() / n;
    let expected = pairs(&all) / (n * (n - 1.0));
    (n > 0.0 && expected > 0.0).then(|| 1.0 - observed / expected)
}

fn marks() -> impl Strategy<Value = Units> {
    let points = prop_oneof![
        (0_i64..6).prop_map(Ratio::from),
        (0_i128..40, 1_i128..7).prop_map(|(a, b)| Ratio::new(a, b).unwrap())
    ];
    (1_usize..7).prop_flat_map(move |assessors| {
        prop::collection::vec(prop::collection::vec(prop::option::weighted(0.7, points.clone()), assessors), 0..12)
    })
}

proptest! {
    #[test]
    fn it_is_what_the_definition_gives(units in marks()) {
        for metric in METRICS {
            match (alpha(&units, metric).value(), by_definition(&units, metric)) {
                (None, None) => {}
                (Some(found), Some(naive)) => {
                    prop_assert!((found - naive).abs() < 1e-9 * (1.0 + naive.abs()), "{metric:?}: {found} {naive}");
                }
                other => prop_assert!(false, "{metric:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn the_order_of_units_and_of_assessors_changes_not_a_bit(
        (units, shuffled) in marks().prop_flat_map(|units| (Just(units.clone()), Just(units).prop_shuffle())),
    ) {
        let mut reversed = shuffled.clone();
        reversed.iter_mut().for_each(|unit| unit.reverse());
        for metric in METRICS {
            let bits = |units: &Units| alpha(units, metric).value().map(f64::to_bits);
            prop_assert_eq!(bits(&units), bits(&shuffled));
            prop_assert_eq!(bits(&units), bits(&reversed));
        }
        let limit = Ratio::ONE;
        let mut back = outlying(&reversed, limit).unwrap();
        back.reverse();
        let plain = |found: Vec<maths_hubs::selection::agreement::Deviation>| -> Vec<_> {
            found.into_iter().map(|of| (of.compared, of.mean, of.outlying)).collect()
        };
        prop_assert_eq!(plain(outlying(&units, limit).unwrap()), plain(back));
    }

    #[test]
    fn a_deviation_is_the_mean_of_the_differences(units in marks()) {
        for of in outlying(&units, Ratio::ONE).unwrap() {
            let mut differences = Vec::new();
            for unit in &units {
                let others: Vec<Ratio> =
                    unit.iter().enumerate().filter(|(at, _)| *at != of.assessor).filter_map(|(_, mark)| *mark).collect();
                if let (Some(own), false) = (unit[of.assessor], others.is_empty()) {
                    let mean = Ratio::sum(others.iter().copied()).unwrap().over((others.len() as u64).into()).unwrap();
                    differences.push(own.minus(mean).unwrap());
                }
            }
            prop_assert_eq!(of.compared, differences.len() as u64);
            let mean = (!differences.is_empty()).then(|| {
                Ratio::sum(differences.iter().copied()).unwrap().over((differences.len() as u64).into()).unwrap()
            });
            prop_assert_eq!(of.mean, mean);
        }
    }
}
