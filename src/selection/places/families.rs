//! Limits that nest: at most two families of them.
//!
//! Two groups *cross* where they share a bid and each has one that the other has not. Groups of which no two cross form a
//! *laminar family*, a forest under inclusion. Whether all fall into two such families is the question whether the
//! crossings can be coloured with two colours, which is settled exactly: either a colouring, or an odd ring of groups of
//! which each crosses the next, and that no two families can hold.

use std::collections::{BTreeMap, VecDeque};

use super::field::{Bid, Group};

/// A forest of groups of which no two cross.
#[derive(Debug)]
pub(super) struct Family {
    /// The groups in it.
    pub groups: Vec<usize>,
    /// The smallest group around each group, where there is one.
    pub around: BTreeMap<usize, usize>,
    /// The smallest group that counts each bid, where there is one.
    pub leaves: Vec<Option<usize>>,
}

/// Every group that binds in one of two families, the second empty if one can hold them; or an odd ring of groups.
pub(super) fn split<C, P>(groups: &[Group<C, P>], bids: &[Bid]) -> Result<[Family; 2], Vec<usize>> {
    let binds = |group: &usize| groups.get(*group).is_some_and(Group::binds);
    let size = |group: usize| groups.get(group).map_or(0, |it| it.size);
    // From the smallest group around a bid outwards; equal sizes in a fixed order, so that equal groups nest.
    let chains: Vec<Vec<usize>> = bids
        .iter()
        .map(|bid| {
            let mut chain: Vec<usize> = bid.groups.iter().copied().filter(binds).collect();
            chain.sort_by_key(|&group| (size(group), group));
            chain
        })
        .collect();

    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for chain in &chains {
        for (at, &inner) in chain.iter().enumerate() {
            for &outer in chain.iter().skip(at.saturating_add(1)) {
                let count = shared.entry((inner, outer)).or_insert(0);
                *count = count.saturating_add(1);
            }
        }
    }
    let mut crossing = vec![Vec::new(); groups.len()];
    // The first of a pair is the smaller: it is inside the other, or they cross.
    for ((inner, outer), _) in shared.into_iter().filter(|&((inner, _), count)| count < size(inner)) {
        for (one, another) in [(inner, outer), (outer, inner)] {
            if let Some(crossed) = crossing.get_mut(one) {
                crossed.push(another);
            }
        }
    }

    let second = coloured(&crossing)?;
    Ok([false, true].map(|colour| {
        let mine = |group: &usize| second.get(*group) == Some(&colour);
        let mut family = Family {
            groups: (0..groups.len()).filter(binds).filter(mine).collect(),
            around: BTreeMap::new(),
            leaves: Vec::with_capacity(bids.len()),
        };
        for chain in &chains {
            let chain: Vec<usize> = chain.iter().copied().filter(mine).collect();
            family.around.extend(chain.iter().copied().zip(chain.iter().copied().skip(1)));
            family.leaves.push(chain.first().copied());
        }
        family
    }))
}

/// Two colours, no two neighbours alike; or a ring of an odd number of neighbours.
fn coloured(neighbours: &[Vec<usize>]) -> Result<Vec<bool>, Vec<usize>> {
    // The colour, and from whom it was reached.
    let mut reached: Vec<Option<(bool, Option<usize>)>> = vec![None; neighbours.len()];
    let colour = |reached: &[Option<(bool, Option<usize>)>], at: usize| reached.get(at).copied().flatten();
    for start in 0..neighbours.len() {
        if colour(&reached, start).is_some() {
            continue;
        }
        if let Some(first) = reached.get_mut(start) {
            *first = Some((false, None));
        }
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            let Some((mine, _)) = colour(&reached, at) else { continue };
            for &next in neighbours.get(at).into_iter().flatten() {
                match colour(&reached, next) {
                    Some((theirs, _)) if theirs == mine => return Err(ring(&reached, at, next)),
                    Some(_) => {}
                    None => {
                        if let Some(unreached) = reached.get_mut(next) {
                            *unreached = Some((!mine, Some(at)));
                        }
                        queue.push_back(next);
                    }
                }
            }
        }
    }
    Ok(reached.into_iter().map(|it| it.is_some_and(|(colour, _)| colour)).collect())
}

/// The ring that two neighbours of one colour close: from each back to where their ways met.
fn ring(reached: &[Option<(bool, Option<usize>)>], one: usize, another: usize) -> Vec<usize> {
    let way = |from: usize| {
        std::iter::successors(Some(from), |&at| reached.get(at).copied().flatten().and_then(|(_, from)| from))
            .collect::<Vec<_>>()
    };
    let (mut one, mut another) = (way(one), way(another));
    let mut met = None;
    while one.last().is_some() && one.last() == another.last() {
        met = one.pop();
        another.pop();
    }
    one.extend(met);
    one.extend(another.into_iter().rev());
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_ring_has_two_colours_and_an_odd_one_is_found() {
        let square = [vec![1, 3], vec![0, 2], vec![1, 3], vec![2, 0]];
        assert_eq!(coloured(&square), Ok(vec![false, true, false, true]));
        // A ring of five with a tail: 5 hangs on 0.
        let odd = [vec![1, 4, 5], vec![0, 2], vec![1, 3], vec![2, 4], vec![3, 0], vec![0]];
        let mut found = coloured(&odd).unwrap_err();
        found.sort_unstable();
        assert_eq!(found, [0, 1, 2, 3, 4]);
    }
}
