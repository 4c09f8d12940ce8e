//! One family of nested limits: the best set in one pass.
//!
//! **Theorem** (Rado 1957, Edmonds 1971): where the sets that may be chosen are the independent sets of a matroid, taking
//! the bids in the order of their worth, and each that leaves the set independent, ends with a set of the greatest worth.
//! Nested caps are a *laminar matroid*.
//!
//! Floors keep it one. Let the *demand* of a group be the greater of its floor and the sum of the demands of the groups
//! just inside it and of the chosen bids in none of those: as many as it will hold in the end. A set is independent where
//! no demand is above its cap. Such a set can always be filled up until every floor is met: fill the innermost short group
//! first, by bids that caps further in allow, of which there are enough as a floor is first brought down to what its group
//! can hold; the demands around it stay as they are. So the independent sets are just the parts of the sets that keep
//! all caps and floors; those sets are the bases of a generalised matroid (Frank and Tardos 1988), whose parts are a matroid,
//! and a greatest independent set keeps all floors.

use super::{families::Family, field::Group};

/// A group of the forest: its cap, its floor as far as it can be met, and how many it counts and asks for so far.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    cap: usize,
    floor: usize,
    /// The demands of the groups just inside, and the chosen bids in none of those.
    inside: usize,
}

impl Node {
    fn demand(self) -> usize {
        self.inside.max(self.floor)
    }
}

/// Which bids are chosen, taking them in this order; `None` where floors cannot all be met beside the caps.
pub(super) fn choose<C, P>(groups: &[Group<C, P>], family: &Family, order: &[usize]) -> Option<Vec<bool>> {
    let mut nodes = vec![Node::default(); groups.len()];
    // A group that is inside another comes first; equal ones in the order in which they nest.
    let mut outwards = family.groups.clone();
    outwards.sort_by_key(|&group| (groups.get(group).map_or(0, |it| it.size), group));

    let mut room = vec![0_usize; groups.len()];
    for group in family.leaves.iter().flatten() {
        raise(room.get_mut(*group)?, 1);
    }
    for &group in &outwards {
        let limit = groups.get(group)?;
        let most = (*room.get(group)?).min(limit.cap);
        let node = nodes.get_mut(group)?;
        (node.cap, node.floor) = (limit.cap, limit.floor.min(most));
        let demand = node.demand();
        if demand > limit.cap {
            return None;
        }
        if let Some(&around) = family.around.get(&group) {
            raise(room.get_mut(around)?, most);
            raise(&mut nodes.get_mut(around)?.inside, demand);
        }
    }

    let mut chosen = vec![false; family.leaves.len()];
    for &bid in order {
        // The groups whose demand would rise: up to the first that asked for one more anyway.
        let mut rising = Vec::new();
        let (mut at, mut fits) = (*family.leaves.get(bid)?, true);
        while let Some(group) = at {
            let node = nodes.get(group)?;
            rising.push(group);
            if node.inside < node.floor {
                break;
            }
            if node.inside >= node.cap {
                fits = false;
                break;
            }
            at = family.around.get(&group).copied();
        }
        if fits {
            *chosen.get_mut(bid)? = true;
            for group in rising {
                raise(&mut nodes.get_mut(group)?.inside, 1);
            }
        }
    }
    Some(chosen)
}

fn raise(count: &mut usize, by: usize) {
    *count = count.saturating_add(by);
}
