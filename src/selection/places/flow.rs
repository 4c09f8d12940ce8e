//! Two families of nested limits: the best set of all, by a flow.
//!
//! **Theorem** (Edmonds 1970, Lawler 1975): a set of the greatest worth among those that are independent in two matroids is
//! found by shortest augmenting paths. Where both matroids are laminar, the paths run in a small network instead of the
//! graph of all exchanges: from the source outwards-in through the groups of one family, along a bid, and inwards-out
//! through the groups of the other to the sink. Sets that keep all limits are exactly the whole flows. By total
//! unimodularity whole flows lose nothing against broken ones, and by Ford and Fulkerson, and Busacker and Gowen, a flow
//! grown along paths of the greatest gain is at each size one of the greatest worth.
//!
//! Floors may stand in both families: the first units through a group up to its floor gain more than any totals. So the
//! fewest places are wanting to floors, and then the sum of totals is the greatest.
//!
//! Bids between the same two innermost groups are alike but for their worth. Only the best not chosen and the least chosen
//! of each such kind can be on a path, so that a path costs the number of kinds and groups, not of bids.

use std::collections::{BTreeMap, VecDeque};

use super::{families::Family, field::Group, weight::Weight};

pub(super) const SOURCE: usize = 0;
pub(super) const SINK: usize = 1;

/// The node of a group.
pub(super) const fn node(group: usize) -> usize {
    group.saturating_add(2)
}

/// How many nodes there are.
pub(super) const fn nodes(groups: usize) -> usize {
    groups.saturating_add(2)
}

/// What passes through a group: how many may, how many should, how many do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pipe {
    pub group: usize,
    pub from: usize,
    pub to: usize,
    pub floor: usize,
    pub cap: usize,
    pub flow: usize,
}

impl Pipe {
    /// What one more would gain.
    pub(super) const fn next(&self) -> Option<Weight> {
        match self.flow {
            flow if flow >= self.cap => None,
            flow if flow < self.floor => Some(Weight::FLOOR),
            _ => Some(Weight::NOTHING),
        }
    }

    /// What one less would lose.
    pub(super) const fn last(&self) -> Option<Weight> {
        match self.flow {
            0 => None,
            flow if flow <= self.floor => Some(Weight::FLOOR),
            _ => Some(Weight::NOTHING),
        }
    }
}

/// The pipes of all groups of both families, empty.
pub(super) fn pipes<C, P>(groups: &[Group<C, P>], families: &[Family; 2]) -> Vec<Pipe> {
    let [first, second] = families;
    let of = |family: &Family, outside: usize, inwards: bool| -> Vec<Pipe> {
        let pipe = |&group: &usize| {
            let limit = groups.get(group)?;
            let around = family.around.get(&group).map_or(outside, |&around| node(around));
            let (from, to) = if inwards { (around, node(group)) } else { (node(group), around) };
            Some(Pipe { group, from, to, floor: limit.floor.min(limit.cap), cap: limit.cap, flow: 0 })
        };
        family.groups.iter().filter_map(pipe).collect()
    };
    let mut all = of(first, SOURCE, true);
    all.extend(of(second, SINK, false));
    all
}

/// From which node to which each bid leads.
pub(super) fn ends(families: &[Family; 2]) -> Vec<(usize, usize)> {
    let [first, second] = families;
    let at = |leaf: Option<usize>, outside: usize| leaf.map_or(outside, node);
    first.leaves.iter().zip(&second.leaves).map(|(&from, &to)| (at(from, SOURCE), at(to, SINK))).collect()
}

/// Bids between the same two nodes, the best first; the first so many are chosen.
#[derive(Debug)]
struct Kind {
    from: usize,
    to: usize,
    bids: Vec<(Weight, usize)>,
    chosen: usize,
}

/// One way to change the flow by one.
#[derive(Clone, Copy, Debug)]
enum Step {
    Into(usize),
    OutOf(usize),
    Take(usize),
    Drop(usize),
}

#[derive(Debug)]
struct Network {
    pipes: Vec<Pipe>,
    kinds: Vec<Kind>,
    /// The steps that leave each node.
    leaving: Vec<Vec<Step>>,
}

impl Network {
    /// Where a step leads from and to, and what it gains, where it can be taken.
    fn step(&self, step: Step) -> Option<(usize, usize, Weight)> {
        match step {
            Step::Into(pipe) => {
                let pipe = self.pipes.get(pipe)?;
                Some((pipe.from, pipe.to, pipe.next()?))
            }
            Step::OutOf(pipe) => {
                let pipe = self.pipes.get(pipe)?;
                Some((pipe.to, pipe.from, Weight::NOTHING.minus(pipe.last()?)))
            }
            Step::Take(kind) => {
                let kind = self.kinds.get(kind)?;
                Some((kind.from, kind.to, kind.bids.get(kind.chosen)?.0))
            }
            Step::Drop(kind) => {
                let kind = self.kinds.get(kind)?;
                let (weight, _) = kind.bids.get(kind.chosen.checked_sub(1)?)?;
                Some((kind.to, kind.from, Weight::NOTHING.minus(*weight)))
            }
        }
    }

    fn take(&mut self, step: Step) {
        let count = match step {
            Step::Into(pipe) | Step::OutOf(pipe) => self.pipes.get_mut(pipe).map(|it| &mut it.flow),
            Step::Take(kind) | Step::Drop(kind) => self.kinds.get_mut(kind).map(|it| &mut it.chosen),
        };
        if let Some(count) = count {
            *count = match step {
                Step::Into(_) | Step::Take(_) => count.saturating_add(1),
                Step::OutOf(_) | Step::Drop(_) => count.saturating_sub(1),
            };
        }
    }

    /// The way from source to sink of the greatest gain, if one gains anything. There is no round way that gains, so the
    /// search ends.
    fn best_way(&self) -> Option<Vec<Step>> {
        let mut best: Vec<Option<(Weight, Option<Step>)>> = vec![None; self.leaving.len()];
        let mut waiting = vec![false; self.leaving.len()];
        *best.get_mut(SOURCE)? = Some((Weight::NOTHING, None));
        let mut queue = VecDeque::from([SOURCE]);
        while let Some(at) = queue.pop_front() {
            *waiting.get_mut(at)? = false;
            let (so_far, _) = (*best.get(at)?)?;
            for &step in self.leaving.get(at)? {
                let Some((_, to, gain)) = self.step(step) else { continue };
                let (gained, known) = (so_far.plus(gain), best.get_mut(to)?);
                if known.is_none_or(|(known, _)| gained > known) {
                    *known = Some((gained, Some(step)));
                    let waits = waiting.get_mut(to)?;
                    if !*waits {
                        *waits = true;
                        queue.push_back(to);
                    }
                }
            }
        }
        let (gain, mut last) = (*best.get(SINK)?)?;
        let mut way = Vec::new();
        while let Some(step) = last {
            way.push(step);
            let (from, _, _) = self.step(step)?;
            (_, last) = (*best.get(from)?)?;
        }
        (gain > Weight::NOTHING).then_some(way)
    }
}

/// Which bids are chosen: the fewest places wanting to floors, then the greatest sum of weights.
pub(super) fn choose<C, P>(groups: &[Group<C, P>], families: &[Family; 2], weights: &[Weight]) -> Vec<bool> {
    let mut kinds: BTreeMap<(usize, usize), Vec<(Weight, usize)>> = BTreeMap::new();
    for (bid, (ends, weight)) in ends(families).into_iter().zip(weights).enumerate() {
        kinds.entry(ends).or_default().push((*weight, bid));
    }
    let kind = |((from, to), mut bids): ((usize, usize), Vec<(Weight, usize)>)| {
        bids.sort_by(|(one, bid), (another, other)| (another, bid).cmp(&(one, other)));
        Kind { from, to, bids, chosen: 0 }
    };
    let kinds: Vec<Kind> = kinds.into_iter().map(kind).collect();
    let mut network = Network { pipes: pipes(groups, families), kinds, leaving: vec![Vec::new(); nodes(groups.len())] };

    let mut leaves = |from: usize, step| {
        if let Some(leaving) = network.leaving.get_mut(from) {
            leaving.push(step);
        }
    };
    for (at, pipe) in network.pipes.iter().enumerate() {
        leaves(pipe.from, Step::Into(at));
        leaves(pipe.to, Step::OutOf(at));
    }
    for (at, kind) in network.kinds.iter().enumerate() {
        leaves(kind.from, Step::Take(at));
        leaves(kind.to, Step::Drop(at));
    }

    while let Some(way) = network.best_way() {
        for step in way {
            network.take(step);
        }
    }
    let mut chosen = vec![false; weights.len()];
    for (_, bid) in network.kinds.iter().flat_map(|kind| kind.bids.iter().take(kind.chosen)) {
        if let Some(chosen) = chosen.get_mut(*bid) {
            *chosen = true;
        }
    }
    chosen
}
