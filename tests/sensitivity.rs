//! What would have changed a choice, against every set and every break tried in turn.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use maths_hubs::{
    ratio::Ratio,
    selection::sensitivity::{AssessorMark, Effect, Unanswerable, flips, margins, smallest, without_each},
};
use proptest::prelude::*;

type Set = BTreeSet<usize>;

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn ratios(texts: &[&str]) -> Vec<Ratio> {
    texts.iter().map(|text| ratio(text)).collect()
}

/// How a choice is made in these tests.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// So many at most, by totals, then by place.
    Best(usize),
    /// So many at most, and one at most of each of three groups (place modulo 3): nested caps, by greedy.
    Capped(usize),
    /// One at most of each of two groups and one at most of each of three others: crossing caps. Every set is tried.
    Crossing,
}

impl Way {
    fn allows(self, set: &Set) -> bool {
        let most_of = |groups: usize| {
            (0..groups).map(|group| set.iter().filter(|at| **at % groups == group).count()).max().unwrap_or(0)
        };
        match self {
            Self::Best(most) => set.len() <= most,
            Self::Capped(most) => set.len() <= most && most_of(3) <= 1,
            Self::Crossing => most_of(2) <= 1 && most_of(3) <= 1,
        }
    }

    fn choose(self, totals: &[Ratio], bar: Option<Ratio>) -> Set {
        let eligible: Vec<usize> = (0..totals.len()).filter(|at| bar.is_none_or(|bar| totals[*at] >= bar)).collect();
        if matches!(self, Self::Crossing) {
            let sum = |set: &Set| Ratio::sum(set.iter().map(|at| totals[*at])).unwrap();
            return sets(&eligible)
                .into_iter()
                .filter(|set| self.allows(set))
                .fold(Set::new(), |best, set| if sum(&set) > sum(&best) { set } else { best });
        }
        let mut order = eligible;
        order.sort_by_key(|at| (std::cmp::Reverse(totals[*at]), *at));
        let mut chosen = Set::new();
        for at in order {
            chosen.insert(at);
            if !self.allows(&chosen) {
                chosen.remove(&at);
            }
        }
        chosen
    }
}

fn sets(of: &[usize]) -> Vec<Set> {
    (0_u32..1 << of.len())
        .map(|mask| of.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, at)| *at).collect())
        .collect()
}

fn sum(terms: impl IntoIterator<Item = Ratio>) -> Ratio {
    Ratio::sum(terms).unwrap()
}

/// Totals with one share moved and the others scaled, from the shares themselves.
fn totals(shares: &[Ratio], rows: &[Vec<Ratio>], criterion: usize, share: Ratio) -> Vec<Ratio> {
    let whole = sum(shares.iter().copied());
    let scale = whole.minus(share).unwrap().over(whole.minus(shares[criterion]).unwrap()).unwrap();
    let moved: Vec<Ratio> =
        (0..shares.len()).map(|at| if at == criterion { share } else { shares[at].times(scale).unwrap() }).collect();
    assert_eq!(sum(moved.iter().copied()), whole);
    rows.iter().map(|row| sum(row.iter().zip(&moved).map(|(earned, share)| earned.times(*share).unwrap()))).collect()
}

/// Every share at which two sets have equal sums or somebody is just at the bar, and the ends.
fn breaks(shares: &[Ratio], rows: &[Vec<Ratio>], criterion: usize, bar: Option<Ratio>, way: Way) -> BTreeSet<Ratio> {
    let whole = sum(shares.iter().copied());
    let (first, last) = (totals(shares, rows, criterion, Ratio::ZERO), totals(shares, rows, criterion, whole));
    // Values at both ends; two such meet where the differences are in proportion.
    let meet = |one: (Ratio, Ratio), other: (Ratio, Ratio)| {
        let (start, end) = (one.0.minus(other.0).unwrap(), one.1.minus(other.1).unwrap());
        let fall = start.minus(end).unwrap();
        if fall.is_zero() { None } else { Some(start.over(fall).unwrap().times(whole).unwrap()) }
    };
    let all: Vec<usize> = (0..rows.len()).collect();
    let mut sums: Vec<(Ratio, Ratio)> = sets(&all)
        .iter()
        .filter(|set| way.allows(set))
        .map(|set| (sum(set.iter().map(|at| first[*at])), sum(set.iter().map(|at| last[*at]))))
        .collect();
    sums.sort_unstable();
    sums.dedup();
    let mut found = BTreeSet::from([Ratio::ZERO, whole]);
    for (at, one) in sums.iter().enumerate() {
        found.extend(sums[..at].iter().filter_map(|other| meet(*one, *other)));
    }
    if let Some(bar) = bar {
        found.extend(first.iter().zip(&last).filter_map(|(start, end)| meet((*start, *end), (bar, bar))));
    }
    found.retain(|share| Ratio::ZERO <= *share && *share <= whole);
    found
}

fn between(one: Ratio, other: Ratio, part: (i128, i128)) -> Ratio {
    one.plus(other.minus(one).unwrap().times(Ratio::new(part.0, part.1).unwrap()).unwrap()).unwrap()
}

/// The nearest of those breaks just beyond which a candidate's decision differs.
fn by_trial(
    (shares, rows, bar, way): (&[Ratio], &[Vec<Ratio>], Option<Ratio>, Way),
    criterion: usize,
    breaks: &[Ratio],
    candidate: usize,
) -> Option<Ratio> {
    let decided = |share| way.choose(&totals(shares, rows, criterion, share), bar).contains(&candidate);
    let now = decided(shares[criterion]);
    breaks.windows(2).find(|ends| decided(between(ends[0], ends[1], (1, 2))) != now).map(|ends| ends[0])
}

#[derive(Clone, Debug)]
struct Case {
    shares: Vec<Ratio>,
    rows: Vec<Vec<Ratio>>,
    bar: Option<Ratio>,
    way: Way,
}

fn case() -> impl Strategy<Value = Case> {
    let way = prop_oneof![(0_usize..4).prop_map(Way::Best), (0_usize..4).prop_map(Way::Capped), Just(Way::Crossing)];
    (1_usize..6, 2_usize..4, way).prop_flat_map(|(candidates, criteria, way)| {
        (
            prop::collection::vec((0_u8..6).prop_map(Ratio::from), criteria),
            prop::collection::vec(
                prop::collection::vec((0_i128..5).prop_map(|of| Ratio::new(of, 4).unwrap()), criteria),
                candidates,
            ),
            prop::option::of((0_i128..16).prop_map(|of| Ratio::new(of, 2).unwrap())),
        )
            .prop_map(move |(shares, rows, bar)| Case { shares, rows, bar, way })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn decisions_flip_just_where_trial_of_every_set_says(Case { shares, rows, bar, way } in case()) {
        let found = flips(&shares, &rows, bar, |totals| way.choose(totals, bar)).unwrap();
        prop_assert_eq!(found.len(), shares.len() * rows.len());
        let whole = sum(shares.iter().copied());
        for (criterion, share) in shares.iter().enumerate() {
            let of_criterion = found.iter().filter(|flip| flip.criterion == criterion);
            if *share == whole {
                prop_assert!(of_criterion.clone().all(|flip| (flip.below, flip.above) == (None, None)));
                continue;
            }
            let mut all = breaks(&shares, &rows, criterion, bar, way);
            all.insert(*share);
            let up: Vec<Ratio> = all.range(share..).copied().collect();
            let down: Vec<Ratio> = all.range(..=share).rev().copied().collect();
            for flip in of_criterion {
                prop_assert_eq!(flip.share, *share);
                let trial = |breaks: &[Ratio]| by_trial((&shares, &rows, bar, way), criterion, breaks, flip.candidate);
                prop_assert_eq!((flip.below, flip.above), (trial(&down), trial(&up)), "{:?}", flip);
                // And nothing in between, off the breaks.
                let (low, high) = (flip.below.unwrap_or(Ratio::ZERO), flip.above.unwrap_or(whole));
                let decided = |share| way.choose(&totals(&shares, &rows, criterion, share), bar).contains(&flip.candidate);
                for part in 1..60 {
                    let at = between(low, high, (part, 60));
                    if !all.contains(&at) {
                        prop_assert_eq!(decided(at), decided(*share), "{:?} at {}", flip, at);
                    }
                }
            }
        }
    }

    #[test]
    fn the_smallest_change_is_the_nearest_flip(Case { shares, rows, bar, way } in case()) {
        let found = flips(&shares, &rows, bar, |totals| way.choose(totals, bar)).unwrap();
        let changes = smallest(&found).unwrap();
        prop_assert_eq!(changes.len(), rows.len());
        for (candidate, change) in changes.into_iter().enumerate() {
            let sizes = found.iter().filter(|flip| flip.candidate == candidate).flat_map(|flip| {
                [flip.below, flip.above].into_iter().flatten().map(|to| to.minus(flip.share).unwrap().magnitude())
            });
            prop_assert_eq!(change.map(|change| change.to.minus(change.from).unwrap().magnitude()), sizes.min());
        }
    }

    #[test]
    fn without_an_assessor_the_totals_are_those_of_the_other_marks(
        (shares, marks) in (prop::collection::vec((0_u8..6).prop_map(Ratio::from), 2), prop::collection::btree_map((0_u8..4, 0_usize..3, 0_usize..2), (0_i128..5).prop_map(|of| Ratio::new(of, 4).unwrap()), 10..24)),
    ) {
        let listed: Vec<_> = marks.iter()
            .map(|((assessor, candidate, criterion), fraction)| AssessorMark::new(*assessor, *candidate, *criterion, *fraction))
            .collect();
        let way = Way::Best(2);
        let found = without_each(3, &shares, &listed, |totals| way.choose(totals, None));
        let reversed: Vec<_> = listed.iter().rev().cloned().collect();
        if found.is_ok() {
            prop_assert_eq!(&found, &without_each(3, &shares, &reversed, |totals| way.choose(totals, None)));
        }
        // Means anew from the marks of all but one.
        let means = |but: Option<u8>| -> Result<Vec<Ratio>, BTreeSet<(usize, usize)>> {
            let mut missing = BTreeSet::new();
            let mut all = Vec::new();
            for candidate in 0..3 {
                let mut total = Ratio::ZERO;
                for (criterion, share) in shares.iter().enumerate().filter(|(_, share)| !share.is_zero()) {
                    let own: Vec<Ratio> = marks.iter()
                        .filter(|(key, _)| Some(key.0) != but && (key.1, key.2) == (candidate, criterion))
                        .map(|(_, fraction)| *fraction)
                        .collect();
                    if own.is_empty() {
                        missing.insert((candidate, criterion));
                    } else {
                        let mean = sum(own.iter().copied()).over((own.len() as u64).into()).unwrap();
                        total = total.plus(share.times(mean).unwrap()).unwrap();
                    }
                }
                all.push(total);
            }
            if missing.is_empty() { Ok(all) } else { Err(missing) }
        };
        match (found, means(None)) {
            (Err(Unanswerable::Unmarked { candidate, criterion }), Err(missing)) => {
                prop_assert_eq!(Some(&(candidate, criterion)), missing.first());
            }
            (Ok(found), Ok(all)) => {
                let everyone = way.choose(&all, None);
                prop_assert_eq!(&found.everyone.totals, &all);
                prop_assert_eq!(&found.everyone.chosen, &everyone);
                for (assessor, effect) in found.without {
                    match (effect, means(Some(assessor))) {
                        (Effect::Unmarked(places), Err(missing)) => prop_assert_eq!(places, missing),
                        (Effect::Known(left), Ok(totals)) => {
                            let chosen = way.choose(&totals, None);
                            let changed: Set = (0..3).filter(|at| chosen.contains(at) != everyone.contains(at)).collect();
                            prop_assert_eq!((left.totals, left.chosen, left.changed), (totals, chosen, changed));
                        }
                        other => prop_assert!(false, "{other:?}"),
                    }
                }
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }
}

#[test]
fn margins_are_signed_and_exact() {
    let totals = ratios(&["80", "75.5", "75", "60"]);
    assert_eq!(
        margins(&totals, &Set::from([0, 1])).unwrap(),
        ratios(&["5", "0.5", "-0.5", "-15.5"]).into_iter().map(Some).collect::<Vec<_>>()
    );
    // 75 was chosen over 75.5, by a quota.
    assert_eq!(
        margins(&totals, &Set::from([0, 2])).unwrap(),
        ratios(&["4.5", "0.5", "-0.5", "-15"]).into_iter().map(Some).collect::<Vec<_>>()
    );
    assert_eq!(margins(&totals[..1], &Set::from([0])).unwrap(), [None]);
    assert_eq!(margins(&totals[..1], &Set::new()).unwrap(), [None]);
}

#[test]
fn a_tie_across_the_cut_flips_at_the_present_share() {
    let rows = [ratios(&["1", "0"]), ratios(&["0", "1"])];
    let shares = ratios(&["50", "50"]);
    let found = flips(&shares, &rows, None, |totals| Way::Best(1).choose(totals, None)).unwrap();
    // Place decides for the first; the least bit less of criterion 0 decides for the second.
    assert_eq!((found[0].below, found[0].above), (Some(ratio("50")), None));
    assert_eq!((found[1].below, found[1].above), (None, Some(ratio("50"))));
}

#[test]
fn the_bar_flips_a_decision_without_any_rival() {
    // 60 · 0.8 + 40 · 0.4 = 64 points, bar 60: 0.8 w + 0.4 (100 − w) = 60 at w = 50.
    let (shares, rows, bar) = (ratios(&["60", "40"]), [ratios(&["0.8", "0.4"])], Some(ratio("60")));
    let found = flips(&shares, &rows, bar, |totals| Way::Best(3).choose(totals, bar)).unwrap();
    assert_eq!((found[0].below, found[0].above), (Some(ratio("50")), None));
    assert_eq!((found[1].below, found[1].above), (None, Some(ratio("50"))));
}

/// All three have 50 points, just the bar, and there is one place. With more of criterion 0 the first (100 − w) falls below the
/// bar, and the third (w) is at once above the second (40 + w ∕ 5), who would be chosen at a tie of the two and never is.
#[test]
fn who_would_win_at_a_single_point_only_does_not_flip() {
    let (shares, bar) = (ratios(&["50", "50"]), Some(ratio("50")));
    let rows = [ratios(&["0", "1"]), ratios(&["0.6", "0.4"]), ratios(&["1", "0"])];
    let found = flips(&shares, &rows, bar, |totals| Way::Best(1).choose(totals, bar)).unwrap();
    let of_first: Vec<_> =
        found.iter().filter(|flip| flip.criterion == 0).map(|flip| (flip.below, flip.above)).collect();
    assert_eq!(of_first, [(None, Some(ratio("50"))), (None, None), (None, Some(ratio("50")))]);
}

#[test]
fn what_cannot_be_answered_says_why() {
    let one = |_: &[Ratio]| Set::from([0]);
    let text = |error: Unanswerable| error.to_string();
    let error = flips(&ratios(&["1", "-1"]), &[], None, one).unwrap_err();
    assert_eq!(text(error), "criterion 1 has a share below 0; every share is 0 or more");
    let error = flips(&ratios(&["1", "1"]), &[ratios(&["1"])], None, one).unwrap_err();
    assert_eq!(text(error), "candidate 0 has 1 criteria, where there are 2 shares");
    let error = flips(&ratios(&["1", "1"]), &[], None, one).unwrap_err();
    assert_eq!(text(error), "candidate 0 was chosen, but is not there or below the bar");
    let rows = [ratios(&["0.1", "0.1"]), ratios(&["1", "0"])];
    let error = flips(&ratios(&["1", "1"]), &rows, Some(ratio("1")), one).unwrap_err();
    assert_eq!(text(error), "candidate 0 was chosen, but is not there or below the bar");
    // 1 + w / 2 points for the second, which is chosen now; at w = 0 the first, who has none.
    let fickle = |totals: &[Ratio]| Set::from([usize::from(totals[1] > ratio("1"))]);
    let rows = [ratios(&["0", "0"]), ratios(&["1", "0.5"])];
    let error = flips(&ratios(&["0.5", "1.5"]), &rows, None, fickle).unwrap_err();
    assert_eq!(error, Unanswerable::NotGreatest);
    assert_eq!(
        text(error),
        "the choice does not have the greatest sum of totals, so exact breakpoints cannot be found from it"
    );
    let huge = Ratio::new(i128::MAX, 2).unwrap();
    let error = flips(&[huge, huge, huge], &[], None, one).unwrap_err();
    assert_eq!(text(error), "the result cannot be held exactly: it needs more than 127 bits, or divides by nothing");
}

#[test]
fn marks_that_are_not_there_or_there_twice_are_refused() {
    let shares = ratios(&["60", "40"]);
    let mark =
        |assessor, candidate, criterion, fraction| AssessorMark::new(assessor, candidate, criterion, ratio(fraction));
    let ask = |marks: &[AssessorMark<&str>]| {
        without_each(1, &shares, marks, |totals| Way::Best(1).choose(totals, None)).unwrap_err().to_string()
    };
    assert_eq!(
        ask(&[mark("Ann", 1, 0, "1")]),
        "a mark names candidate 1 and criterion 0, and one of them is not there"
    );
    assert_eq!(
        ask(&[mark("Ann", 0, 0, "1"), mark("Ann", 0, 0, "0.5")]),
        "an assessor marked criterion 0 of candidate 0 twice"
    );
    assert_eq!(ask(&[mark("Ann", 0, 0, "1")]), "nobody marked criterion 1 of candidate 0");
}

#[test]
fn one_severe_assessor_left_out_turns_a_decision() {
    // Means 0.6 and 0.65 of 100 points; without Cy 0.9 and 0.7.
    let marks: Vec<_> = [("Ann", "0.9", "0.7"), ("Ben", "0.9", "0.7"), ("Cy", "0", "0.55")]
        .into_iter()
        .flat_map(|(who, first, second)| {
            [AssessorMark::new(who, 0, 0, ratio(first)), AssessorMark::new(who, 1, 0, ratio(second))]
        })
        .collect();
    let found = without_each(2, &[Ratio::HUNDRED], &marks, |totals| Way::Best(1).choose(totals, None)).unwrap();
    assert_eq!(found.everyone.totals, ratios(&["60", "65"]));
    let changed: BTreeMap<_, _> = found
        .without
        .iter()
        .map(|(who, effect)| match effect {
            Effect::Known(left) => (*who, left.changed.clone()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(changed, BTreeMap::from([("Ann", Set::new()), ("Ben", Set::new()), ("Cy", Set::from([0, 1]))]));
}

#[test]
fn two_hundred_candidates_by_ten_criteria_are_answered() {
    let mut state = 7_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let shares: Vec<Ratio> = [20_u8, 15, 15, 10, 10, 10, 5, 5, 5, 5].map(Ratio::from).to_vec();
    // Marks of 0 to 5, and means of three, five or seven assessors.
    let rows: Vec<Vec<Ratio>> = (0..200_usize)
        .map(|at| [3, 5, 7][at % 3] * 5)
        .map(|top| (0..10).map(|_| Ratio::new(draw(top + 1).into(), top.into()).unwrap()).collect())
        .collect();
    let bar = Some(ratio("50"));
    let before = Instant::now();
    let calls = std::cell::Cell::new(0_u32);
    let found = flips(&shares, &rows, bar, |totals| {
        calls.set(calls.get() + 1);
        let mut order: Vec<usize> = (0..totals.len()).filter(|at| totals[*at] >= ratio("50")).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(totals[*at]), *at));
        order.truncate(40);
        order.into_iter().collect()
    })
    .unwrap();
    println!("200 candidates x 10 criteria: {:?}, {} choices", before.elapsed(), calls.get());
    assert_eq!(found.len(), 2_000);
    assert!(found.iter().any(|flip| flip.below.is_some()) && found.iter().any(|flip| flip.above.is_some()));
}
