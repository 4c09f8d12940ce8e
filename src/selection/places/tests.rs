//! The two ways to the best set agree where both may be gone.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// Floors wanting, and the sum of weights, of a set.
fn worth(field: &Field<'_, u32, char>, weights: &[weight::Weight], chosen: &[bool]) -> (usize, weight::Weight) {
    let count = |group| field.bids.iter().zip(chosen).filter(|(bid, it)| **it && bid.groups.contains(&group)).count();
    let wanting = field.groups.iter().enumerate().map(|(at, it)| it.floor.saturating_sub(count(at))).sum();
    let taken = weights.iter().zip(chosen).filter(|(_, it)| **it).map(|(weight, _)| *weight);
    (wanting, taken.fold(weight::Weight::NOTHING, weight::Weight::plus))
}

/// Candidates, and limits on them.
type Facts = (Vec<Candidate<u32, char>>, Vec<Limit<u32, char>>);

/// Nested limits over twelve candidates: parts of a line, halved again and again.
fn nested() -> impl Strategy<Value = Facts> {
    let candidates = prop::collection::vec((0_u32..6, 0_u32..2), 12).prop_map(|all| {
        let of = |(id, (total, key)): (u32, (u32, u32))| Candidate::new(id, total.into(), ['X']).then_by(key.into());
        (0..).zip(all).map(of).collect()
    });
    let figures = prop::collection::vec((prop::option::of(0_usize..7), 0_usize..4), 9);
    let limits = figures.prop_map(|figures| {
        let parts = [(0, 12), (0, 6), (6, 12), (0, 3), (3, 6), (6, 9), (9, 12), (0, 1), (3, 5)];
        let of = |((from, to), (cap, floor)): ((u32, u32), (Option<usize>, usize))| {
            let limit = Limit::on_candidates("part", format!("{from}-{to}"), from..to);
            match cap {
                Some(cap) => limit.at_most(cap).at_least(floor.min(cap)),
                None => limit.at_least(floor),
            }
        };
        parts.into_iter().zip(figures).map(of).collect()
    });
    (candidates, limits)
}

/// The same for candidates of several bids, some of which are shut out and some asked for.
fn nested_wishes() -> impl Strategy<Value = Facts> {
    let bid = (0_u32..12, prop::sample::select(vec!['X', 'Y', 'Z']));
    let single = prop::collection::btree_map(bid, any::<bool>(), 0..9);
    let orders = prop::collection::vec(Just(vec!['X', 'Y', 'Z']).prop_shuffle(), 12);
    (nested(), orders, single).prop_map(|((mut candidates, mut limits), orders, single)| {
        for (candidate, order) in candidates.iter_mut().zip(orders) {
            candidate.bids = order;
        }
        limits.extend(single.into_iter().map(|(bid, out)| {
            let limit = Limit::on_bids("bid", format!("{bid:?}"), [bid]);
            if out { limit.at_most(0) } else { limit.at_least(1) }
        }));
        (candidates, limits)
    })
}

proptest! {
    #[test]
    fn one_pass_and_the_flow_find_sets_of_the_same_worth((candidates, limits) in prop_oneof![nested(), nested_wishes()]) {
        let room = if candidates.iter().any(|it| it.bids.len() > 1) { 12 } else { 8 };
        let places = ['X', 'Y', 'Z'].map(|id| Place::several(id, room));
        let field = Field::new(&Contest::new(&candidates, &places, &limits)).unwrap();
        let families = families::split(&field.groups, &field.bids).unwrap();
        prop_assert!(families[1].groups.is_empty());
        let aims = field.aims();
        let (order, _) = ordered(&aims, field.bids.len());
        let weights = weights(&field, &aims).unwrap();
        let flow = flow::choose(&field.groups, &families, field.one_each.values().copied(), &weights);
        if let Some(greedy) = greedy::choose(&field.groups, &families[0], &order) {
            prop_assert_eq!(worth(&field, &weights, &greedy), worth(&field, &weights, &flow));
        } else {
            // Floors that cannot all be met beside the caps: some are left wanting by any set.
            prop_assert!(worth(&field, &weights, &flow).0 > 0);
        }
    }
}

#[test]
fn one_family_takes_one_pass_and_needs_no_room_for_sums() {
    // Denominators whose common multiple is far too long. One family needs only the order, and the sum of the totals of
    // those appointed, here of one.
    let candidates = [i128::MAX, i128::MAX - 1, i128::MAX - 2]
        .into_iter()
        .zip(0_u32..)
        .map(|(below, id)| Candidate::new(id, Ratio::new(1, below).unwrap(), ['X']))
        .collect::<Vec<_>>();
    let choice = Contest::new(&candidates, &[Place::new('X')], &[]).choose().unwrap();
    assert_eq!(choice.chosen().collect::<Vec<_>>(), [(&2, &'X')]);
    assert_eq!(choice.total, candidates[2].total);
}

#[test]
fn equal_groups_nest() {
    let candidates = [1, 2, 3].map(|id: u32| Candidate::new(id, 5_u32.into(), ['X']).then_by(id.into()));
    let limits = [
        Limit::on_candidates("region", "N", [1, 2]).at_most(1),
        Limit::on_candidates("trust", "T", [1, 2]).at_most(1),
        Limit::on_candidates("category", "C", [1, 2]).at_least(1),
    ];
    let choice = Contest::new(&candidates, &[Place::several('X', 2)], &limits).choose().unwrap();
    assert_eq!(choice.chosen().map(|(id, _)| *id).collect::<BTreeSet<_>>(), BTreeSet::from([2, 3]));
}
