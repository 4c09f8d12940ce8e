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
//! of each such kind can be on a path, so that a path costs the number of kinds and groups, not of bids. A candidate of
//! several bids is a group of its own; while none of them is chosen its node can only be passed from the group around it
//! to the other end of a bid, so that its bids are of the kind between those two, and the node is not there. It comes in
//! when one of its bids is chosen, so that there are never more such nodes than places filled.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

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

/// Bids between the same two nodes, the best first.
#[derive(Debug)]
struct Kind {
    from: usize,
    to: usize,
    bids: Vec<(Weight, usize)>,
    /// The best that can be taken. In a kind of candidates with one bid all before it are chosen.
    next: usize,
    /// Whether these are bids of candidates who have several, none of them chosen.
    several: bool,
}

/// A candidate of several bids, none of which any smaller group counts.
#[derive(Debug)]
struct Several {
    pipe: usize,
    /// Each bid, and the kind of it while none is chosen.
    bids: Vec<(usize, usize)>,
}

/// One way to change the flow by one.
#[derive(Clone, Copy, Debug)]
enum Step {
    Into(usize),
    OutOf(usize),
    /// The next of a kind, and the one before.
    Take(usize),
    Drop(usize),
    /// A bid of a candidate who has a place: this one too, or no longer.
    Also(usize),
    NoLonger(usize),
}

/// A bid: its ends and its weight.
#[derive(Clone, Copy, Debug)]
struct Link {
    from: usize,
    to: usize,
    weight: Weight,
    chosen: bool,
    /// Its candidate, by its position among those of several bids.
    several: Option<usize>,
}

#[derive(Debug)]
struct Network {
    pipes: Vec<Pipe>,
    links: Vec<Link>,
    kinds: Vec<Kind>,
    several: Vec<Several>,
    /// The steps that leave each node, but for those about candidates of several bids who have a place.
    leaving: Vec<Vec<Step>>,
    /// The candidates of several bids who have a place.
    placed: BTreeSet<usize>,
}

impl Network {
    fn new(pipes: Vec<Pipe>, mut links: Vec<Link>, one_each: impl Iterator<Item = usize>, groups: usize) -> Self {
        let mut several = Vec::new();
        let mut of_node: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (bid, link) in links.iter().enumerate() {
            for end in [link.from, link.to] {
                of_node.entry(end).or_default().push(bid);
            }
        }
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        for end in pipes.iter().flat_map(|pipe| [pipe.from, pipe.to]) {
            let count = uses.entry(end).or_insert(0);
            *count = count.saturating_add(1);
        }
        let pipe_of: BTreeMap<usize, usize> = pipes.iter().enumerate().map(|(at, pipe)| (pipe.group, at)).collect();
        for group in one_each {
            let (Some(&pipe), Some(bids)) = (pipe_of.get(&group), of_node.get(&node(group))) else { continue };
            // Its own pipe alone: no smaller group lies inside.
            if uses.get(&node(group)) == Some(&1) {
                for &bid in bids {
                    if let Some(link) = links.get_mut(bid) {
                        link.several = Some(several.len());
                    }
                }
                several.push(Several { pipe, bids: bids.iter().map(|&bid| (bid, 0)).collect() });
            }
        }
        let leaving = vec![Vec::new(); nodes(groups)];
        let mut network = Self { pipes, links, kinds: Vec::new(), several, leaving, placed: BTreeSet::new() };
        network.sort_into_kinds();
        network.join();
        network
    }

    /// From where to where a bid leads, past its candidate's node.
    fn past(&self, link: &Link) -> (usize, usize) {
        let pipe = link.several.and_then(|several| self.pipes.get(self.several.get(several)?.pipe));
        match pipe {
            Some(pipe) if pipe.to == link.from => (pipe.from, link.to),
            Some(pipe) => (link.from, pipe.to),
            None => (link.from, link.to),
        }
    }

    fn sort_into_kinds(&mut self) {
        let mut kinds: BTreeMap<(usize, usize, bool), Vec<(Weight, usize)>> = BTreeMap::new();
        for (bid, link) in self.links.iter().enumerate() {
            let (from, to) = self.past(link);
            kinds.entry((from, to, link.several.is_some())).or_default().push((link.weight, bid));
        }
        for ((from, to, several), mut bids) in kinds {
            bids.sort_by(|(one, bid), (another, other)| (another, bid).cmp(&(one, other)));
            for (_, bid) in &bids {
                let candidate = self.links.get(*bid).and_then(|link| link.several);
                let of = candidate.and_then(|candidate| self.several.get_mut(candidate));
                for (_, kind) in of.into_iter().flat_map(|of| of.bids.iter_mut().filter(|(its, _)| its == bid)) {
                    *kind = self.kinds.len();
                }
            }
            self.kinds.push(Kind { from, to, bids, next: 0, several });
        }
    }

    /// Tells each node which steps leave it.
    fn join(&mut self) {
        let own: BTreeSet<usize> = self.several.iter().map(|it| it.pipe).collect();
        let pipes = self.pipes.iter().enumerate().filter(|(at, _)| !own.contains(at));
        let pipes = pipes.flat_map(|(at, pipe)| [(pipe.from, Step::Into(at)), (pipe.to, Step::OutOf(at))]);
        let kinds = self.kinds.iter().enumerate().flat_map(|(at, kind)| {
            let drop = (!kind.several).then_some((kind.to, Step::Drop(at)));
            std::iter::once((kind.from, Step::Take(at))).chain(drop)
        });
        for (from, step) in pipes.chain(kinds) {
            if let Some(leaving) = self.leaving.get_mut(from) {
                leaving.push(step);
            }
        }
    }

    /// Where a step leads from and to, and what it gains, where it can be taken.
    fn step(&self, step: Step) -> Option<(usize, usize, Weight)> {
        let loss = |weight| Weight::NOTHING.minus(weight);
        match step {
            Step::Into(pipe) => self.pipes.get(pipe).and_then(|it| Some((it.from, it.to, it.next()?))),
            Step::OutOf(pipe) => self.pipes.get(pipe).and_then(|it| Some((it.to, it.from, loss(it.last()?)))),
            Step::Take(kind) => self.kinds.get(kind).and_then(|it| Some((it.from, it.to, it.bids.get(it.next)?.0))),
            Step::Drop(kind) => {
                let kind = self.kinds.get(kind)?;
                let (weight, _) = kind.bids.get(kind.next.checked_sub(1)?)?;
                Some((kind.to, kind.from, loss(*weight)))
            }
            Step::Also(bid) => self.links.get(bid).map(|it| (it.from, it.to, it.weight)),
            Step::NoLonger(bid) => self.links.get(bid).map(|it| (it.to, it.from, loss(it.weight))),
        }
    }

    /// The steps about candidates of several bids who have a place, by the node that they leave.
    fn about_placed(&self) -> BTreeMap<usize, Vec<Step>> {
        let mut steps: BTreeMap<usize, Vec<Step>> = BTreeMap::new();
        for it in self.placed.iter().filter_map(|&candidate| self.several.get(candidate)) {
            if let Some(pipe) = self.pipes.get(it.pipe) {
                steps.entry(pipe.to).or_default().push(Step::OutOf(it.pipe));
            }
            for &(bid, _) in &it.bids {
                let Some(link) = self.links.get(bid) else { continue };
                let (from, step) =
                    if link.chosen { (link.to, Step::NoLonger(bid)) } else { (link.from, Step::Also(bid)) };
                steps.entry(from).or_default().push(step);
            }
        }
        steps
    }

    /// The way from source to sink of the greatest gain, if one gains anything. There is no round way that gains, so the
    /// search ends.
    fn best_way(&self) -> Option<Vec<Step>> {
        let about_placed = self.about_placed();
        let mut best: Vec<Option<(Weight, Option<Step>)>> = vec![None; self.leaving.len()];
        let mut waiting = vec![false; self.leaving.len()];
        *best.get_mut(SOURCE)? = Some((Weight::NOTHING, None));
        let mut queue = VecDeque::from([SOURCE]);
        while let Some(at) = queue.pop_front() {
            *waiting.get_mut(at)? = false;
            let (so_far, _) = (*best.get(at)?)?;
            for &step in self.leaving.get(at)?.iter().chain(about_placed.get(&at).into_iter().flatten()) {
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

    /// Goes a way. It passes no node twice, so that it takes at most one bid of a candidate who had no place.
    fn go(&mut self, way: &[Step]) {
        let mut touched = BTreeSet::new();
        for &step in way {
            let bid = match step {
                Step::Into(pipe) | Step::OutOf(pipe) => {
                    if let Some(pipe) = self.pipes.get_mut(pipe) {
                        let more = matches!(step, Step::Into(_));
                        pipe.flow = if more { pipe.flow.saturating_add(1) } else { pipe.flow.saturating_sub(1) };
                    }
                    continue;
                }
                Step::Take(kind) | Step::Drop(kind) => {
                    let Some(kind) = self.kinds.get_mut(kind) else { continue };
                    if matches!(step, Step::Drop(_)) {
                        kind.next = kind.next.saturating_sub(1);
                    }
                    let Some(&(_, bid)) = kind.bids.get(kind.next) else { continue };
                    if matches!(step, Step::Take(_)) && !kind.several {
                        kind.next = kind.next.saturating_add(1);
                    }
                    bid
                }
                Step::Also(bid) | Step::NoLonger(bid) => bid,
            };
            let Some(link) = self.links.get_mut(bid) else { continue };
            link.chosen = !link.chosen;
            touched.extend(link.several);
            // Past the node of a candidate means through it.
            if let (Step::Take(_), Some(it)) = (step, link.several.and_then(|it| self.several.get(it))) {
                if let Some(pipe) = self.pipes.get_mut(it.pipe) {
                    pipe.flow = 1;
                }
            }
        }
        self.renew(&touched);
    }

    /// Finds again who has a place, and the next of each kind concerned.
    fn renew(&mut self, touched: &BTreeSet<usize>) {
        let mut kinds = BTreeSet::new();
        for &candidate in touched {
            let Some(it) = self.several.get(candidate) else { continue };
            if self.pipes.get(it.pipe).is_some_and(|pipe| pipe.flow > 0) {
                self.placed.insert(candidate);
            } else {
                self.placed.remove(&candidate);
            }
            kinds.extend(it.bids.iter().map(|(_, kind)| *kind));
        }
        for kind in kinds {
            let Some(kind) = self.kinds.get_mut(kind) else { continue };
            let placed = |bid: usize| {
                let candidate = self.links.get(bid).and_then(|link| link.several);
                candidate.is_some_and(|candidate| self.placed.contains(&candidate))
            };
            kind.next = kind.bids.iter().take_while(|(_, bid)| placed(*bid)).count();
        }
    }
}

/// Which bids are chosen: the fewest places wanting to floors, then the greatest sum of weights. Of each candidate of
/// several bids `one_each` has the group.
pub(super) fn choose<C, P>(
    groups: &[Group<C, P>],
    families: &[Family; 2],
    one_each: impl Iterator<Item = usize>,
    weights: &[Weight],
) -> Vec<bool> {
    let link = |((from, to), &weight)| Link { from, to, weight, chosen: false, several: None };
    let links: Vec<Link> = ends(families).into_iter().zip(weights).map(link).collect();
    let mut network = Network::new(pipes(groups, families), links, one_each, groups.len());
    while let Some(way) = network.best_way() {
        network.go(&way);
    }
    network.links.iter().map(|link| link.chosen).collect()
}
