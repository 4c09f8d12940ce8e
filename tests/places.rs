//! The choice of places against brute force: every assignment of every small contest is tried, and the best of them say
//! what the choice must come to.

#[path = "places/brute_force.rs"]
mod brute_force;

use std::collections::{BTreeMap, BTreeSet};

use brute_force::{C, Case, P};
use maths_hubs::{
    ratio::Ratio,
    selection::places::{Bound, Candidate, CandidateOutcome, Contest, Limit, Place, Unfilled},
};
use proptest::prelude::*;

/// Totals and keys of few values, so that ties are common; some keys are below nothing.
fn candidate(id: C, bids: impl Strategy<Value = Vec<P>>) -> impl Strategy<Value = Candidate<C, P>> {
    (0_u32..5, -1_i64..1, 0_i64..2, bids).prop_map(move |(total, first, second, bids)| {
        Candidate::new(id, total.into(), bids)
            .then_by(first.into())
            .then_by(Ratio::from(second).over(2_u8.into()).unwrap())
    })
}

fn figures() -> impl Strategy<Value = (Option<usize>, usize)> {
    (prop_oneof![Just(None), (0_usize..4).prop_map(Some)], prop_oneof![3 => Just(0_usize), 1 => 1_usize..3])
        .prop_map(|(cap, floor)| (cap, floor.min(cap.unwrap_or(9))))
}

fn limited(limit: Limit<C, P>, (cap, floor): (Option<usize>, usize)) -> Limit<C, P> {
    let limit = limit.at_least(floor);
    match cap {
        Some(cap) => limit.at_most(cap),
        None => limit,
    }
}

fn one_bid() -> impl Strategy<Value = Vec<P>> {
    Just(vec!['X'])
}

fn some_bids() -> impl Strategy<Value = Vec<P>> {
    (Just(vec!['X', 'Y', 'Z']).prop_shuffle(), 1_usize..4).prop_map(|(mut all, many)| {
        all.truncate(many);
        all
    })
}

/// Caps and floors of attributes of candidates: three regions, in two of which lie districts; categories if asked for.
fn quotas(categories: bool) -> impl Strategy<Value = Case> {
    let candidates: Vec<_> = (0..7).map(|id| candidate(id, one_bid())).collect();
    (
        candidates,
        prop::collection::vec(0_u32..3, 7),
        prop::collection::vec(0_u32..2, 7),
        prop::collection::vec(figures(), 8),
        1_usize..8,
        0_u32..3,
    )
        .prop_map(move |(candidates, regions, others, figures, room, bar)| {
            let of = |all: &[u32], value: u32| -> Vec<C> { (0..7).filter(|id| all[*id as usize] == value).collect() };
            let mut limits = Vec::new();
            for region in 0..3 {
                let members = of(&regions, region);
                limits.push(Limit::on_candidates("region", format!("r{region}"), members.clone()));
                if !categories && region < 2 {
                    let inner = members.into_iter().filter(|id| others[*id as usize] == 0);
                    limits.push(Limit::on_candidates("district", format!("d{region}"), inner));
                }
            }
            for category in (0..2).filter(|_| categories) {
                limits.push(Limit::on_candidates("category", format!("c{category}"), of(&others, category)));
            }
            limits.push(Limit::overall("all", "a"));
            let limits = limits.into_iter().zip(figures).map(|(limit, figures)| limited(limit, figures)).collect();
            Case { candidates, places: vec![Place::several('X', room)], limits, bar }
        })
}

/// Bids for several places, with quotas on candidates, on places and on all.
fn wishes() -> impl Strategy<Value = Case> {
    let candidates: Vec<_> = (0..5).map(|id| candidate(id, some_bids())).collect();
    (
        candidates,
        prop::collection::vec(0_u32..2, 5),
        prop::collection::vec(figures(), 5),
        prop::collection::vec(0_usize..3, 3),
        0_u32..2,
    )
        .prop_map(|(candidates, bodies, figures, rooms, bar)| {
            let of = |body: u32| (0..5).filter(|id| bodies[*id as usize] == body).collect::<Vec<C>>();
            let limits = vec![
                Limit::on_candidates("body", "b0", of(0)),
                Limit::on_candidates("body", "b1", of(1)),
                Limit::on_places("area", "p0", ['X', 'Y']),
                Limit::on_places("area", "p1", ['Z']),
                Limit::overall("all", "a"),
            ];
            let limits = limits.into_iter().zip(figures).map(|(limit, figures)| limited(limit, figures)).collect();
            let places = ['X', 'Y', 'Z'].into_iter().zip(rooms).map(|(id, room)| Place::several(id, room)).collect();
            Case { candidates, places, limits, bar }
        })
}

/// Bids for several places in one family: limits on candidates that nest, and on single bids, with room for all.
fn nested_wishes() -> impl Strategy<Value = Case> {
    let candidates: Vec<_> = (0..5).map(|id| candidate(id, some_bids())).collect();
    let single = ((0_u32..5, prop::sample::select(vec!['X', 'Y', 'Z'])), 0_usize..3);
    (candidates, prop::collection::vec(figures(), 3), prop::collection::btree_map(single.0, single.1, 0..5)).prop_map(
        |(candidates, figures, single)| {
            let single = single.into_iter().map(|(bid, figure)| {
                let limit = Limit::on_bids("bid", format!("{bid:?}"), [bid]);
                // Shut out, or asked for.
                if figure == 0 { limit.at_most(0) } else { limit.at_least(1) }
            });
            let limits = [
                Limit::on_candidates("region", "r0", [0, 1]),
                Limit::on_candidates("region", "r1", [2, 3, 4]),
                Limit::overall("all", "a"),
            ];
            let limits = limits.into_iter().zip(figures).map(|(limit, figures)| limited(limit, figures));
            let limits = limits.chain(single).collect();
            let places = ['X', 'Y', 'Z'].map(|id| Place::several(id, 5)).into();
            Case { candidates, places, limits, bar: 0 }
        },
    )
}

/// Limits on any bids at all: some fall into two families and some do not.
fn anything() -> impl Strategy<Value = Case> {
    let candidates: Vec<_> = (0..4).map(|id| candidate(id, some_bids())).collect();
    let member = (0_u32..4, prop::sample::select(vec!['X', 'Y', 'Z']));
    let limit = (prop::collection::btree_set(member, 0..6), figures());
    (candidates, prop::collection::vec(limit, 0..4), prop::collection::vec(0_usize..4, 3)).prop_map(
        |(candidates, limits, rooms)| {
            let limit = |(at, (members, figures)): (usize, (BTreeSet<(C, P)>, _))| {
                limited(Limit::on_bids("group", format!("g{at}"), members), figures)
            };
            let limits = limits.into_iter().enumerate().map(limit).collect();
            let places = ['X', 'Y', 'Z'].into_iter().zip(rooms).map(|(id, room)| Place::several(id, room)).collect();
            Case { candidates, places, limits, bar: 0 }
        },
    )
}

fn any_case() -> impl Strategy<Value = Case> {
    prop_oneof![quotas(false), quotas(true), wishes(), nested_wishes(), anything()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nested_quotas_agree_with_brute_force(case in quotas(false)) {
        case.agrees()?;
    }

    #[test]
    fn crossing_quotas_agree_with_brute_force(case in quotas(true)) {
        case.agrees()?;
    }

    #[test]
    fn bids_for_several_places_agree_with_brute_force(case in wishes()) {
        case.agrees()?;
    }

    #[test]
    fn bids_for_several_places_under_nested_limits_agree_with_brute_force(case in nested_wishes()) {
        case.agrees()?;
    }

    #[test]
    fn of_two_who_could_exchange_their_places_the_stronger_has_the_one_that_it_would_rather_have(
        case in prop_oneof![wishes(), anything()],
    ) {
        case.none_would_rather_exchange()?;
    }

    #[test]
    fn limits_on_any_bids_agree_with_brute_force_or_are_refused_where_no_two_families_hold_them(case in anything()) {
        case.agrees()?;
    }

    #[test]
    fn a_draw_of_everyone_settles_everything_as_serving_them_in_turn_would(
        case in any_case(),
        drawn in Just((0..7).collect::<Vec<C>>()).prop_shuffle(),
    ) {
        let drawn: Vec<C> = drawn.into_iter().filter(|id| case.candidates.iter().any(|it| it.id == *id)).collect();
        if let Ok(choice) = case.choose(&drawn) {
            let chosen: BTreeMap<C, P> = choice.chosen().map(|(id, place)| (*id, *place)).collect();
            prop_assert!(choice.is_settled());
            prop_assert_eq!(chosen, case.served(&drawn));
            prop_assert_eq!(choice.reserve_ties().count(), 0);
        }
    }

    #[test]
    fn the_order_of_the_facts_changes_nothing(
        (case, shuffled) in any_case().prop_flat_map(|case| {
            let parts = (
                Just(case.candidates.clone()).prop_shuffle(),
                Just(case.places.clone()).prop_shuffle(),
                Just(case.limits.clone()).prop_shuffle(),
            );
            let bar = case.bar;
            (Just(case), parts.prop_map(move |(candidates, places, limits)| Case { candidates, places, limits, bar }))
        }),
    ) {
        prop_assert_eq!(case.choose(&[]), shuffled.choose(&[]));
    }

    #[test]
    fn taking_away_one_who_is_not_appointed_changes_nothing_for_those_who_are(case in any_case()) {
        if let Ok(choice) = case.choose(&[]) {
            let out = |id: &C| matches!(
                choice.candidates[id],
                CandidateOutcome::NotAppointed | CandidateOutcome::BelowBar
            );
            for gone in case.candidates.iter().map(|it| it.id).filter(out) {
                let mut without = case.clone();
                without.candidates.retain(|it| it.id != gone);
                let again = without.choose(&[]).unwrap();
                prop_assert_eq!(&again.ties, &choice.ties);
                prop_assert!(again.chosen().eq(choice.chosen()));
            }
        }
    }

    #[test]
    fn a_higher_total_never_costs_one_its_place_but_for_one_that_it_would_rather_have(
        case in any_case(),
        who in 0_u32..7,
        more in 1_u32..4,
    ) {
        if let Ok(choice) = case.choose(&[]) {
            let before = choice.candidates.get(&who);
            if !matches!(before, Some(CandidateOutcome::Appointed(_) | CandidateOutcome::PlaceTied(_))) {
                return Ok(());
            }
            let mut raised = case.clone();
            let it = raised.candidates.iter_mut().find(|it| it.id == who).unwrap();
            it.total = it.total.plus(more.into()).unwrap();
            let bids = it.bids.clone();
            let wish = |place: &P| bids.iter().position(|bid| bid == place);
            let wished = match before {
                Some(CandidateOutcome::Appointed(place)) => wish(place),
                _ => None,
            };
            match raised.choose(&[]).unwrap().candidates[&who] {
                CandidateOutcome::Appointed(place) => prop_assert!(wished.is_none() || wish(&place) <= wished),
                // It has come up to others who are appointed to its place or a better one.
                CandidateOutcome::PlaceTied(_) => {}
                ref other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}

fn one_place(totals: &[(C, u32)], room: usize, limits: Vec<Limit<C, P>>) -> Case {
    let candidates = totals.iter().map(|&(id, total)| Candidate::new(id, total.into(), ['X'])).collect();
    Case { candidates, places: vec![Place::several('X', room)], limits, bar: 0 }
}

#[test]
fn every_small_grid_of_regions_and_categories_agrees_with_brute_force() {
    // Four candidates, one of each region and category; every total of 0 to 2, every pair of caps, every floor.
    for code in 0_u32..81 {
        let totals = [(0, code % 3), (1, code / 3 % 3), (2, code / 9 % 3), (3, code / 27 % 3)];
        for figures in 0_usize..16 {
            let (cap, floor) = (1 + (figures & 1), figures >> 1 & 1);
            let limits = vec![
                Limit::on_candidates("region", "N", [0, 1]).at_most(cap),
                Limit::on_candidates("region", "S", [2, 3]).at_most(1).at_least(floor),
                Limit::on_candidates("category", "C", [0, 2]).at_most(1 + (figures >> 2 & 1)),
                Limit::on_candidates("category", "P", [1, 3]).at_most(1).at_least(figures >> 3 & 1),
            ];
            for room in 1..=3 {
                one_place(&totals, room, limits.clone()).agrees().unwrap();
            }
        }
    }
}

#[test]
fn greedy_alone_would_take_eleven_where_eighteen_can_be_had() {
    // NC 10, NP 9, SC 9, SP 1, one each of N, S, C and P: 10 + 1 against 9 + 9.
    let limits = vec![
        Limit::on_candidates("region", "N", [1, 2]).at_most(1),
        Limit::on_candidates("region", "S", [3, 4]).at_most(1),
        Limit::on_candidates("category", "C", [1, 3]).at_most(1),
        Limit::on_candidates("category", "P", [2, 4]).at_most(1),
    ];
    let choice = one_place(&[(1, 10), (2, 9), (3, 9), (4, 1)], 4, limits).choose(&[]).unwrap();
    assert_eq!(choice.total, 18_u32.into());
    assert_eq!(choice.chosen().collect::<Vec<_>>(), [(&2, &'X'), (&3, &'X')]);
    // The higher total of 1 is held out by the region when it looks at 3's stead, by the category when at 2's.
    let held: Vec<_> = choice.overtaken().map(|it| (it.higher, it.lower, it.held[0].full[0].to_string())).collect();
    assert_eq!(held, [(1, 2, "category C".to_owned()), (1, 3, "region N".to_owned())]);
}

#[test]
fn three_crossing_families_are_refused_by_name() {
    let limits = vec![
        Limit::on_candidates("region", "N", [1, 2, 3, 4]).at_most(1),
        Limit::on_candidates("category", "C", [1, 2, 5, 6]).at_most(1),
        Limit::on_candidates("trust", "T", [1, 3, 5, 7]).at_most(1),
    ];
    let totals: Vec<_> = (1..=8).map(|id| (id, id)).collect();
    let refused = one_place(&totals, 8, limits).choose(&[]).unwrap_err().to_string();
    for name in ["region N", "category C", "trust T"] {
        assert!(refused.contains(name), "{refused}");
    }
    assert!(refused.ends_with(
        "cross one another: limits must fall into at most two families in each of which any two are nested or apart"
    ));
}

#[test]
fn an_unmet_floor_is_reported_and_never_lowers_the_bar() {
    let limits = vec![Limit::on_candidates("region", "N", [1, 2]).at_least(2)];
    let mut case = one_place(&[(1, 6), (2, 4), (3, 9), (4, 8)], 2, limits);
    case.bar = 5;
    let choice = case.choose(&[]).unwrap();
    assert_eq!(choice.chosen().map(|(id, _)| *id).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(choice.candidates[&2], CandidateOutcome::BelowBar);
    let [floor] = &choice.unmet_floors[..] else { panic!("{:?}", choice.unmet_floors) };
    assert_eq!((floor.limit.to_string().as_str(), floor.asked, floor.found), ("region N", 2, 1));
    // The floor is why 6 was appointed and 8 was not.
    let [pair] = &choice.overtaken().collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!((pair.higher, pair.lower, pair.held[0].floors[0].to_string().as_str()), (4, 1, "region N"));
}

#[test]
fn a_place_that_is_not_filled_says_why() {
    let candidates = [
        Candidate::new(1, 9_u32.into(), ['A', 'B']),
        Candidate::new(2, 3_u32.into(), ['C']),
        Candidate::new(3, 8_u32.into(), ['E']),
    ];
    let places = ['A', 'B', 'C', 'D', 'E'].map(Place::new);
    let limits = [Limit::on_places("area", "east", ['E']).at_most(0)];
    let choice = Contest::new(&candidates, &places, &limits).with_bar(5_u32.into()).choose().unwrap();
    let why = |place: char| choice.places[&place].why.clone();
    assert_eq!(choice.places[&'A'].filled, BTreeSet::from([1]));
    assert_eq!(why('A'), None);
    assert_eq!(why('B'), Some(Unfilled::AllAppointed));
    assert_eq!(why('C'), Some(Unfilled::AllBelowBar));
    assert_eq!(why('D'), Some(Unfilled::NoBids));
    let east = Bound::Limit { kind: "area".into(), name: "east".into() };
    assert_eq!(why('E'), Some(Unfilled::HeldOut(BTreeSet::from([east]))));
}

#[test]
fn a_tie_names_the_contested_and_a_draw_settles_it() {
    let case = one_place(&[(1, 9), (2, 7), (3, 7), (4, 7), (5, 2), (6, 2)], 3, vec![]);
    let choice = case.choose(&[]).unwrap();
    let [tie] = &choice.ties[..] else { panic!("{:?}", choice.ties) };
    assert_eq!((&tie.contested, tie.appointed), (&BTreeSet::from([2, 3, 4]), 2));
    assert_eq!(choice.places[&'X'].open, 2 + 1 - choice.places[&'X'].filled.len());
    // The equal totals of 5 and 6 change nobody's appointment, only the order of the reserve.
    assert_eq!(choice.reserve_ties().map(|(_, it)| it.ids.clone()).collect::<Vec<_>>(), [[5, 6]]);

    let drawn = case.choose(&[4, 6, 3, 2, 5]).unwrap();
    assert!(drawn.is_settled());
    assert_eq!(drawn.chosen().map(|(id, _)| *id).collect::<Vec<_>>(), [1, 3, 4]);
    let reserve: Vec<_> = drawn.reserve[&'X'].iter().map(|it| (it.rank, it.ids.clone())).collect();
    assert_eq!(reserve, [(1, vec![2]), (2, vec![6]), (3, vec![5])]);
}

#[test]
fn who_is_appointed_anyway_may_still_be_tied_for_a_place() {
    // Both would rather have A, and both are appointed.
    let candidates = [1, 2].map(|id| Candidate::new(id, 5_u32.into(), ['A', 'B']));
    let places = ['A', 'B'].map(Place::new);
    let choice = Contest::new(&candidates, &places, &[]).choose().unwrap();
    let [tie] = &choice.ties[..] else { panic!("{:?}", choice.ties) };
    assert_eq!((tie.contested.len(), &tie.moved), (0, &BTreeSet::from([1, 2])));
    let drawn = Contest::new(&candidates, &places, &[]).drawn(&[2, 1]).choose().unwrap();
    assert_eq!(drawn.chosen().collect::<Vec<_>>(), [(&1, &'B'), (&2, &'A')]);
}

/// Each candidate of a total, tie-breaks and bids, one place each of A, B and so on.
fn wishing(candidates: &[(u32, &[i64], &str)]) -> Case {
    let candidate = |(id, (total, keys, bids)): (C, &(u32, &[i64], &str))| {
        let candidate = Candidate::new(id, (*total).into(), bids.chars());
        keys.iter().fold(candidate, |candidate, key| candidate.then_by((*key).into()))
    };
    let places = ('A'..='D').map(Place::new).collect();
    Case { candidates: (1..).zip(candidates).map(candidate).collect(), places, limits: vec![], bar: 0 }
}

fn given(case: &Case) -> Vec<(C, P)> {
    case.agrees().unwrap();
    let choice = case.choose(&[]).unwrap();
    assert!(choice.is_settled(), "{:?}", choice.ties);
    choice.chosen().map(|(id, place)| (*id, *place)).collect()
}

#[test]
fn of_two_who_like_the_same_place_best_the_higher_total_has_it() {
    assert_eq!(given(&wishing(&[(9, &[], "AB"), (10, &[], "AB")])), [(1, 'B'), (2, 'A')]);
}

#[test]
fn of_equal_totals_the_better_tie_break_has_the_place_that_both_like_best() {
    // The second tie-break tells, where the first is equal; and -2 is better than -3.
    assert_eq!(given(&wishing(&[(9, &[4, 1], "AB"), (9, &[4, 2], "AB")])), [(1, 'B'), (2, 'A')]);
    assert_eq!(given(&wishing(&[(9, &[-2], "AB"), (9, &[-3], "AB")])), [(1, 'A'), (2, 'B')]);
    // The first outweighs the second, and the total both.
    assert_eq!(given(&wishing(&[(9, &[-1, 0], "AB"), (9, &[-2, 99], "AB")])), [(1, 'A'), (2, 'B')]);
    assert_eq!(given(&wishing(&[(9, &[99], "AB"), (10, &[-99], "AB")])), [(1, 'B'), (2, 'A')]);
}

#[test]
fn two_equal_in_the_total_and_every_tie_break_stay_tied_for_the_place() {
    // 3 is stronger, and has its first wish; 1 and 2 are left with B and C, of which both would rather have B.
    let case = wishing(&[(9, &[-1, 2], "ABC"), (9, &[-1, 2], "ABC"), (10, &[-5, 0], "ABC")]);
    case.agrees().unwrap();
    let choice = case.choose(&[]).unwrap();
    let [tie] = &choice.ties[..] else { panic!("{:?}", choice.ties) };
    assert_eq!((tie.contested.len(), &tie.moved), (0, &BTreeSet::from([1, 2])));
    assert_eq!(choice.candidates[&3], CandidateOutcome::Appointed('A'));
}

#[test]
fn the_fewest_steps_come_before_the_higher_total() {
    // 10 one step down and 9 none is 1 step. 10 none and 9 in its third place, as 8 has the second, is 2.
    assert_eq!(given(&wishing(&[(10, &[], "AB"), (9, &[], "ACB"), (8, &[], "C")])), [(1, 'B'), (2, 'A'), (3, 'C')]);
}

#[test]
fn three_whose_steps_come_to_the_same_sums_in_another_way_stay_tied() {
    // 10 has D. A, B and C go to 6, 4 and 5, 2 steps on 5; or to 5, 6 and 4, a step each on 6 and 4: 2 steps and 10 both.
    let case = wishing(&[(6, &[], "AB"), (5, &[], "ADC"), (4, &[], "BC"), (10, &[], "D")]);
    case.agrees().unwrap();
    let choice = case.choose(&[]).unwrap();
    assert_eq!(choice.ties.iter().map(|tie| tie.moved.clone()).collect::<Vec<_>>(), [BTreeSet::from([1, 2, 3])]);
}

#[test]
fn every_small_grid_of_wishes_agrees_with_brute_force() {
    // Three candidates for three places: every order of wishes but the first's, totals of 1 and 2, keys of -1 and 0.
    let orders = ["XYZ", "XZY", "YXZ", "YZX", "ZXY", "ZYX"];
    for code in 0..36 * 64 {
        let (second, third, rest) = (code % 6, code / 6 % 6, code / 36);
        let candidate = |(id, order): (C, usize)| {
            let (total, key) = (1 + (rest >> (2 * id) & 1), i64::from(rest >> (2 * id + 1) & 1) - 1);
            Candidate::new(id, total.into(), orders[order].chars()).then_by(key.into())
        };
        let candidates = (0..).zip([0, second as usize, third as usize]).map(candidate).collect();
        let case = Case { candidates, places: ['X', 'Y', 'Z'].map(Place::new).into(), limits: vec![], bar: 0 };
        case.agrees().unwrap();
        case.none_would_rather_exchange().unwrap();
    }
}

#[test]
fn ten_thousand_totals_and_tie_breaks_in_hundredths_are_added_up_exactly() {
    // With bids for several of 40 places, and five tie-breaks, some below nothing.
    let hundredths = |at: u32, of: u32| Ratio::new(i128::from(at.wrapping_mul(2_654_435_761) % of), 100).unwrap();
    let candidate = |id: C| {
        let bids = (0..3).map(|step| (id * 7 + step * 11) % 40);
        let candidate = Candidate::new(id, hundredths(id, 10_001), bids);
        (1..6).fold(candidate, |it, key| it.then_by(hundredths(id + key, 2_001).minus(10_u8.into()).unwrap()))
    };
    let candidates: Vec<_> = (0..10_000).map(candidate).collect();
    let places: Vec<_> = (0..40).map(Place::new).collect();
    let choice = Contest::new(&candidates, &places, &[]).choose().unwrap();
    assert_eq!(choice.chosen().count() + choice.ties.iter().map(|tie| tie.moved.len()).sum::<usize>(), 40);
}

#[test]
fn what_cannot_be_a_contest_is_refused_with_what_was_found() {
    let refused = |case: Case| case.choose(&[]).unwrap_err().to_string();
    let sound = one_place(&[(1, 5), (2, 6)], 1, vec![]);
    let mut twice = sound.clone();
    twice.candidates.push(sound.candidates[0].clone());
    assert_eq!(refused(twice), "candidate 1 is there twice; each is given once");
    let mut limits = sound.clone();
    limits.limits = vec![Limit::overall("all", "a"), Limit::overall("all", "a")];
    assert_eq!(refused(limits), "limit all a is there twice; each is given once");
    let mut elsewhere = sound.clone();
    elsewhere.candidates[0].bids = vec!['Q'];
    assert_eq!(
        refused(elsewhere),
        "candidate 1 bids for Q, which is not there; each bid is for another place of the contest"
    );
    let mut negative = sound.clone();
    negative.candidates[0].total = "-1".parse().unwrap();
    assert_eq!(refused(negative), "candidate 1 has the total -1; a total is 0 or more");
    let mut uneven = sound.clone();
    uneven.candidates[1].keys = vec![Ratio::ONE];
    assert_eq!(refused(uneven), "candidate 2 has 1 tie-breaks; every candidate has 0");
    let mut floor = sound.clone();
    floor.limits = vec![Limit::overall("all", "a").at_most(1).at_least(2)];
    assert_eq!(refused(floor), "all a asks for at least 2 and at most 1; a floor is at most its cap");
    let mut long = sound;
    for (it, below) in long.candidates.iter_mut().zip([i128::MAX, i128::MAX - 1]) {
        it.total = Ratio::new(1, below).unwrap();
        it.bids = vec!['X', 'Y'];
    }
    long.places.push(Place::new('Y'));
    assert_eq!(
        refused(long),
        "the totals and tie-breaks cannot be added up exactly: over common denominators they need more than 127 bits"
    );
}
