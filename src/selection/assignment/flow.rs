//! A maximum flow of readings, from applications to assessors, by Dinic's method on tables of bits.

use super::bits::{Bits, both};

/// Pairs between two sides, seen from either.
#[derive(Clone, Debug)]
struct Pairs {
    by_application: Bits,
    by_assessor: Bits,
}

impl Pairs {
    fn new(applications: usize, assessors: usize) -> Self {
        Self { by_application: Bits::new(applications, assessors), by_assessor: Bits::new(assessors, applications) }
    }

    fn set(&mut self, application: usize, assessor: usize, yes: bool) {
        self.by_application.set(application, assessor, yes);
        self.by_assessor.set(assessor, application, yes);
    }
}

/// Readings given so far, and what may still be given.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    /// Pairs that could be given and are not.
    free: Pairs,
    given: Pairs,
    /// Readings that each application still needs.
    needs: Vec<u64>,
    /// Readings that each assessor has.
    loads: Vec<u64>,
}

/// What is reached along pairs from some applications or assessors.
#[derive(Clone, Debug)]
pub(super) struct Reached {
    pub(super) applications: Vec<usize>,
    pub(super) assessors: Vec<usize>,
}

impl Flow {
    /// Nothing given; `needs` of applications, of which each may go to any of so many assessors.
    pub(super) fn new(needs: Vec<u64>, assessors: usize) -> Self {
        let mut free = Pairs::new(needs.len(), assessors);
        for application in 0..needs.len() {
            for assessor in 0..assessors {
                free.set(application, assessor, true);
            }
        }
        Self { free, given: Pairs::new(needs.len(), assessors), loads: vec![0; assessors], needs }
    }

    /// A pair that is not to be given.
    pub(super) fn bar(&mut self, application: usize, assessor: usize) {
        self.free.set(application, assessor, false);
    }

    /// Readings that are still needed in all.
    pub(super) fn missing(&self) -> u64 {
        self.needs.iter().sum()
    }

    pub(super) fn loads(&self) -> &[u64] {
        &self.loads
    }

    /// The assessors that read an application.
    pub(super) fn readers(&self, application: usize) -> impl Iterator<Item = usize> + '_ {
        let row = self.given.by_application.row(application);
        both(row, row)
    }

    /// Pairs of an assessor, given or not, with those applications, and the other way round.
    pub(super) fn open_to_assessor(&self, assessor: usize, applications: &[usize]) -> u64 {
        let open = |application: &&usize| {
            self.free.by_assessor.has(assessor, **application) || self.given.by_assessor.has(assessor, **application)
        };
        u64::try_from(applications.iter().filter(open).count()).unwrap_or(u64::MAX)
    }

    pub(super) fn open_to_application(&self, application: usize, assessors: &[usize]) -> u64 {
        let open = |assessor: &&usize| {
            self.free.by_application.has(application, **assessor)
                || self.given.by_application.has(application, **assessor)
        };
        u64::try_from(assessors.iter().filter(open).count()).unwrap_or(u64::MAX)
    }

    /// What applications in need reach: an assessor over a free pair, an application over a given one, whose reading could
    /// be handed on. At a maximum flow these are the smallest side of a smallest cut, whatever the flow.
    pub(super) fn reached_from_need(&self) -> Reached {
        let starts = self.needs.iter().enumerate().filter(|(_, need)| **need > 0).map(|(at, _)| at).collect();
        let (mut applications, mut assessors) = (Bits::line(self.needs.len()), Bits::line(self.loads.len()));
        let ways = (&self.free.by_application, &self.given.by_assessor);
        let (applications, assessors) = reach(starts, ways, &mut applications, &mut assessors);
        Reached { applications, assessors }
    }

    /// What assessors below those loads are reached from: the same, seen from the other end.
    pub(super) fn reached_from_idle(&self, least: &[u64]) -> Reached {
        let idle = self.loads.iter().zip(least).enumerate().filter(|(_, (load, least))| load < least);
        let starts = idle.map(|(at, _)| at).collect();
        let (mut applications, mut assessors) = (Bits::line(self.needs.len()), Bits::line(self.loads.len()));
        let ways = (&self.free.by_assessor, &self.given.by_application);
        let (assessors, applications) = reach(starts, ways, &mut assessors, &mut applications);
        Reached { applications, assessors }
    }

    /// The parts of those applications that share none of those assessors.
    pub(super) fn parts_of_applications(&self, applications: &[usize], assessors: &[usize]) -> Vec<Vec<usize>> {
        let open = self.open();
        parts(applications, (&open.by_application, &open.by_assessor), assessors)
    }

    /// The parts of those assessors that share none of those applications.
    pub(super) fn parts_of_assessors(&self, assessors: &[usize], applications: &[usize]) -> Vec<Vec<usize>> {
        let open = self.open();
        parts(assessors, (&open.by_assessor, &open.by_application), applications)
    }

    /// Pairs that are given or could be.
    fn open(&self) -> Pairs {
        Pairs {
            by_application: self.free.by_application.or(&self.given.by_application),
            by_assessor: self.free.by_assessor.or(&self.given.by_assessor),
        }
    }

    /// Gives as many readings as those caps on loads allow. Nobody loses one that they have, save for another.
    pub(super) fn augment(&mut self, caps: &[u64]) {
        while let Some(mut layers) = self.layers(caps) {
            for application in 0..self.needs.len() {
                while self.needs.get(application).is_some_and(|need| *need > 0) {
                    if !self.send(application, caps, &mut layers) {
                        break;
                    }
                }
            }
        }
    }

    /// The nodes by their distance from applications in need, up to the first assessor with room; none where no room is
    /// reached.
    fn layers(&self, caps: &[u64]) -> Option<Layers> {
        let mut new_applications = Bits::line(self.needs.len());
        let mut new_assessors = Bits::line(self.loads.len());
        let mut layers = Layers::default();
        let mut front = Vec::new();
        for (application, need) in self.needs.iter().enumerate() {
            if *need > 0 {
                new_applications.set(0, application, false);
                front.push(application);
            }
        }
        loop {
            let reached = step(&front, &self.free.by_application, &mut new_assessors);
            let room = |assessor: &usize| self.loads.get(*assessor) < caps.get(*assessor);
            let ends = reached.iter().any(room);
            layers.assessors.push(line(&reached, self.loads.len()));
            if ends {
                return Some(layers);
            }
            front = step(&reached, &self.given.by_assessor, &mut new_applications);
            if front.is_empty() {
                return None;
            }
            layers.applications.push(line(&front, self.needs.len()));
        }
    }

    /// Sends one reading from an application along the layers to an assessor with room. Whatever leads nowhere is taken off
    /// its layer, so a phase looks at each once.
    fn send(&mut self, start: usize, caps: &[u64], layers: &mut Layers) -> bool {
        // Pairs (application, assessor) on the way: the first is free, and each application after the first is one that
        // the assessor before it reads.
        let mut way = Vec::<(usize, usize)>::new();
        let mut application = start;
        loop {
            let depth = way.len();
            let on = layers.assessors.get(depth).map(|layer| layer.row(0)).unwrap_or_default();
            let next = both(self.free.by_application.row(application), on).next();
            let Some(assessor) = next else {
                // A dead end: back to the assessor before, which tries another of its applications.
                let Some((before, reader)) = way.pop() else { return false };
                if let Some(layer) = layers.applications.get_mut(way.len()) {
                    layer.set(0, application, false);
                }
                match self.handed_on(reader, way.len(), layers) {
                    Some(other) => {
                        way.push((before, reader));
                        application = other;
                    }
                    None => {
                        if let Some(layer) = layers.assessors.get_mut(way.len()) {
                            layer.set(0, reader, false);
                        }
                        application = before;
                    }
                }
                continue;
            };
            if layers.assessors.len() == depth.saturating_add(1) {
                if self.loads.get(assessor) < caps.get(assessor) {
                    way.push((application, assessor));
                    self.give(&way);
                    return true;
                }
            } else if let Some(other) = self.handed_on(assessor, depth, layers) {
                way.push((application, assessor));
                application = other;
                continue;
            }
            if let Some(layer) = layers.assessors.get_mut(depth) {
                layer.set(0, assessor, false);
            }
        }
    }

    /// An application on the next layer that the assessor reads.
    fn handed_on(&self, assessor: usize, depth: usize, layers: &Layers) -> Option<usize> {
        both(self.given.by_assessor.row(assessor), layers.applications.get(depth)?.row(0)).next()
    }

    fn give(&mut self, way: &[(usize, usize)]) {
        if let Some(need) = way.first().and_then(|(first, _)| self.needs.get_mut(*first)) {
            *need = need.saturating_sub(1);
        }
        if let Some(load) = way.last().and_then(|(_, last)| self.loads.get_mut(*last)) {
            *load = load.saturating_add(1);
        }
        let mut hands_on = None;
        for (application, assessor) in way {
            if let Some(before) = hands_on {
                self.given.set(*application, before, false);
                self.free.set(*application, before, true);
            }
            self.free.set(*application, *assessor, false);
            self.given.set(*application, *assessor, true);
            hands_on = Some(*assessor);
        }
    }
}

/// Assessors at distance 1, 3, 5… from need, and applications at distance 2, 4…
#[derive(Clone, Debug, Default)]
struct Layers {
    assessors: Vec<Bits>,
    applications: Vec<Bits>,
}

fn line(set: &[usize], columns: usize) -> Bits {
    let mut line = Bits::new(1, columns);
    for at in set {
        line.set(0, *at, true);
    }
    line
}

/// What `front` leads to along `pairs` and is new; it is new no more.
fn step(front: &[usize], pairs: &Bits, new: &mut Bits) -> Vec<usize> {
    let mut reached = Vec::new();
    for at in front {
        let before = reached.len();
        reached.extend(both(pairs.row(*at), new.row(0)));
        for found in reached.iter().skip(before) {
            new.set(0, *found, false);
        }
    }
    reached
}

/// Both sides of what `starts` reach, along `forth` to the other side and along `back` from there, through what is new.
fn reach(
    starts: Vec<usize>,
    (forth, back): (&Bits, &Bits),
    new: &mut Bits,
    new_others: &mut Bits,
) -> (Vec<usize>, Vec<usize>) {
    for at in &starts {
        new.set(0, *at, false);
    }
    let (mut near, mut far, mut front) = (starts.clone(), Vec::new(), starts);
    while !front.is_empty() {
        let reached = step(&front, forth, new_others);
        front = step(&reached, back, new);
        far.extend(reached);
        near.extend(front.iter().copied());
    }
    (near, far)
}

/// The parts of `among` that nothing on the other side connects, each in order and all by their first.
fn parts(among: &[usize], (forth, back): (&Bits, &Bits), others: &[usize]) -> Vec<Vec<usize>> {
    let (mut new, mut new_others) = (line(among, forth.rows()), line(others, back.rows()));
    let mut parts = Vec::new();
    for first in among {
        if !new.has(0, *first) {
            continue;
        }
        let (mut part, _) = reach(vec![*first], (forth, back), &mut new, &mut new_others);
        part.sort_unstable();
        parts.push(part);
    }
    parts.sort_unstable();
    parts
}
