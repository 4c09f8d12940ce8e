//! All the best sets at once: whom some of them choose and others not, and how a draw settles it.
//!
//! Given one flow of the greatest worth, give every node the worth of the best way to it. A way round that neither gains nor
//! loses uses only *level* steps, whose gain is the difference of their ends; and every other best flow differs from the
//! given one by such ways round. So a bid is in some best sets and not in others exactly where its step is level and its
//! ends can each be reached from the other by level steps: where both lie in one strongly connected part. For one family
//! this is the rank argument on matroids: the bids of a class of equals that are neither loops nor coloops after the
//! better ones are contracted. Parts have no way round in common, so each is a tie of its own.

use std::collections::VecDeque;

use super::{
    families::Family,
    field::Group,
    flow::{Pipe, ends, nodes, pipes},
    weight::Weight,
};

#[derive(Clone, Copy, Debug)]
struct Arc {
    from: usize,
    to: usize,
    weight: Weight,
    chosen: bool,
    /// Settled by a draw: no other best set is looked at.
    settled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Through a pipe, one more or one less.
    Pipe(usize, bool),
    /// A bid, chosen or left.
    Bid(usize),
}

/// The best sets: one of them, and which changes lead to the others.
#[derive(Debug)]
pub(super) struct BestSets {
    arcs: Vec<Arc>,
    pipes: Vec<Pipe>,
    /// The pipe of each group.
    of_group: Vec<Option<usize>>,
    /// The worth of the best way to each node.
    worth: Vec<Weight>,
    /// The steps at each node, of whichever direction.
    at: Vec<Vec<Step>>,
}

impl BestSets {
    /// From one best set.
    pub(super) fn new<C, P>(
        groups: &[Group<C, P>],
        families: &[Family; 2],
        counted: impl Iterator<Item = impl AsRef<[usize]>>,
        weights: &[Weight],
        chosen: &[bool],
    ) -> Self {
        let mut counts = vec![0_usize; groups.len()];
        for (of, _) in counted.zip(chosen).filter(|(_, chosen)| **chosen) {
            for &group in of.as_ref() {
                if let Some(count) = counts.get_mut(group) {
                    *count = count.saturating_add(1);
                }
            }
        }
        let mut pipes = pipes(groups, families);
        let mut of_group = vec![None; groups.len()];
        let mut at = vec![Vec::new(); nodes(groups.len())];
        let mut meets = |from: usize, to: usize, there: Step, back: Step| {
            for (node, step) in [(from, there), (to, back)] {
                if let Some(steps) = at.get_mut(node) {
                    steps.push(step);
                }
            }
        };
        for (position, pipe) in pipes.iter_mut().enumerate() {
            pipe.flow = counts.get(pipe.group).copied().unwrap_or(0);
            meets(pipe.from, pipe.to, Step::Pipe(position, true), Step::Pipe(position, false));
            if let Some(of_group) = of_group.get_mut(pipe.group) {
                *of_group = Some(position);
            }
        }
        let arc = |(((from, to), &weight), &chosen)| Arc { from, to, weight, chosen, settled: false };
        let arcs: Vec<Arc> = ends(families).into_iter().zip(weights).zip(chosen).map(arc).collect();
        for (bid, arc) in arcs.iter().enumerate() {
            meets(arc.from, arc.to, Step::Bid(bid), Step::Bid(bid));
        }
        let mut sets = Self { arcs, pipes, of_group, worth: vec![Weight::NOTHING; at.len()], at };
        sets.measure();
        sets
    }

    /// Whether each bid is in the best set at hand.
    pub(super) fn chosen(&self) -> Vec<bool> {
        self.arcs.iter().map(|arc| arc.chosen).collect()
    }

    /// Where a step leads from and to and what it gains, where it can be taken.
    fn step(&self, step: Step) -> Option<(usize, usize, Weight)> {
        let loss = |weight| Weight::NOTHING.minus(weight);
        match step {
            Step::Pipe(pipe, true) => self.pipes.get(pipe).and_then(|it| Some((it.from, it.to, it.next()?))),
            Step::Pipe(pipe, false) => self.pipes.get(pipe).and_then(|it| Some((it.to, it.from, loss(it.last()?)))),
            Step::Bid(bid) => self.arcs.get(bid).filter(|arc| !arc.settled).map(|arc| {
                if arc.chosen { (arc.to, arc.from, loss(arc.weight)) } else { (arc.from, arc.to, arc.weight) }
            }),
        }
    }

    /// The worth of the best way to each node from anywhere. No way round gains, so nothing is left to do after every node
    /// was looked at as often as there are nodes, and once more; it ends there in any case.
    fn measure(&mut self) {
        let mut queue: VecDeque<usize> = (0..self.at.len()).collect();
        let mut waiting = vec![true; self.at.len()];
        let rounds = self.at.len().saturating_add(1);
        for _ in 0..rounds.saturating_mul(rounds) {
            let Some(node) = queue.pop_front() else { return };
            if let Some(waits) = waiting.get_mut(node) {
                *waits = false;
            }
            for position in 0..self.at.get(node).map_or(0, Vec::len) {
                let Some((from, to, gain)) = self.leaving(node, position) else { continue };
                let gained = self.worth.get(from).copied().unwrap_or_default().plus(gain);
                if let (Some(worth), Some(waits)) = (self.worth.get_mut(to), waiting.get_mut(to)) {
                    if gained > *worth {
                        *worth = gained;
                        if !*waits {
                            *waits = true;
                            queue.push_back(to);
                        }
                    }
                }
            }
        }
    }

    /// A step at a node, where it leaves it.
    fn leaving(&self, node: usize, position: usize) -> Option<(usize, usize, Weight)> {
        let step = *self.at.get(node)?.get(position)?;
        self.step(step).filter(|(from, _, _)| *from == node)
    }

    /// The ends of a step that can be taken and neither gains nor loses.
    fn level(&self, step: Step) -> Option<(usize, usize)> {
        let (from, to, gain) = self.step(step)?;
        (self.worth.get(from)?.plus(gain) == *self.worth.get(to)?).then_some((from, to))
    }

    /// Where the level steps that leave a node lead.
    fn onwards(&self, node: usize) -> impl Iterator<Item = (Step, usize)> {
        let steps = self.at.get(node).into_iter().flatten();
        steps.filter_map(move |&step| self.level(step).filter(|(from, _)| *from == node).map(|(_, to)| (step, to)))
    }

    /// Settles for one who was drawn: where any best set chooses a bid, the first of `bids` of which that is so is chosen
    /// for good, and only the best sets that choose it are looked at from now on.
    pub(super) fn favour(&mut self, bids: impl IntoIterator<Item = usize>) {
        for bid in bids {
            let Some(arc) = self.arcs.get(bid).copied() else { continue };
            if arc.chosen || self.take(bid) {
                if let Some(arc) = self.arcs.get_mut(bid) {
                    arc.settled = true;
                }
                return;
            }
        }
    }

    /// Goes over to a best set that chooses a bid, if there is one.
    fn take(&mut self, bid: usize) -> bool {
        let Some((from, to)) = self.level(Step::Bid(bid)) else { return false };
        // The way back from where the bid leads to where it comes from.
        let mut reached: Vec<Option<(usize, Step)>> = vec![None; self.at.len()];
        let mut queue = VecDeque::from([to]);
        while let Some(node) = queue.pop_front() {
            for (step, next) in self.onwards(node) {
                if let Some(unreached @ None) = reached.get_mut(next) {
                    *unreached = Some((node, step));
                    queue.push_back(next);
                }
            }
        }
        let mut steps = vec![Step::Bid(bid)];
        let mut node = from;
        while node != to {
            let Some((before, step)) = reached.get(node).copied().flatten() else { return false };
            steps.push(step);
            node = before;
        }
        for step in steps {
            match step {
                Step::Pipe(pipe, more) => {
                    if let Some(pipe) = self.pipes.get_mut(pipe) {
                        pipe.flow = if more { pipe.flow.saturating_add(1) } else { pipe.flow.saturating_sub(1) };
                    }
                }
                Step::Bid(bid) => {
                    if let Some(arc) = self.arcs.get_mut(bid) {
                        arc.chosen = !arc.chosen;
                    }
                }
            }
        }
        true
    }

    /// What is open between the best sets that are left.
    pub(super) fn open(&self) -> Open {
        let parts = self.parts();
        let part = |step: Step| {
            let (from, to) = self.level(step)?;
            let (one, another) = (*parts.get(from)?, *parts.get(to)?);
            (one == another).then_some(one)
        };
        let bids = (0..self.arcs.len()).map(|bid| part(Step::Bid(bid))).collect();
        let either = |pipe: usize| part(Step::Pipe(pipe, true)).or_else(|| part(Step::Pipe(pipe, false)));
        let groups = self.of_group.iter().map(|pipe| pipe.and_then(either)).collect();
        Open { bids, groups }
    }

    /// The strongly connected part of each node under level steps (Kosaraju and Sharir): after a first search each node
    /// stands behind all that it leads to, and a second search backwards finds one part at a time.
    fn parts(&self) -> Vec<usize> {
        let mut onwards = vec![Vec::new(); self.at.len()];
        let mut back = vec![Vec::new(); self.at.len()];
        for node in 0..self.at.len() {
            for (_, to) in self.onwards(node) {
                if let (Some(onwards), Some(back)) = (onwards.get_mut(node), back.get_mut(to)) {
                    onwards.push(to);
                    back.push(node);
                }
            }
        }
        let mut seen = vec![false; self.at.len()];
        let mut finished = Vec::new();
        for start in 0..self.at.len() {
            search(&onwards, start, &mut seen, &mut |node| finished.push(node));
        }
        let mut parts = vec![0; self.at.len()];
        let mut seen = vec![false; self.at.len()];
        for &start in finished.iter().rev() {
            search(&back, start, &mut seen, &mut |node| {
                if let Some(part) = parts.get_mut(node) {
                    *part = start;
                }
            });
        }
        parts
    }
}

/// What is open between the best sets: for each bid and each group the tie in which it is.
#[derive(Debug)]
pub(super) struct Open {
    pub bids: Vec<Option<usize>>,
    /// Groups of which not every best set chooses as many.
    pub groups: Vec<Option<usize>>,
}

/// Everything not seen before that can be reached, each told when all behind it are done; without recursion.
fn search(onwards: &[Vec<usize>], start: usize, seen: &mut [bool], done: &mut impl FnMut(usize)) {
    let mut visit = |node: usize| seen.get_mut(node).is_some_and(|seen| !std::mem::replace(seen, true));
    if !visit(start) {
        return;
    }
    let mut path = vec![(start, 0_usize)];
    while let Some((node, next)) = path.last_mut() {
        let to = onwards.get(*node).and_then(|all| all.get(*next)).copied();
        *next = next.saturating_add(1);
        match to {
            Some(to) if visit(to) => path.push((to, 0)),
            Some(_) => {}
            None => {
                done(*node);
                path.pop();
            }
        }
    }
}
