//! What is asked of an assignment, and the assignment.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    flow::Flow,
    shortage::{Idle, NoAssignment, Starved},
};

/// How many applications one assessor reads, at least and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Load {
    least: u32,
    most: u32,
}

impl Load {
    /// At most so many.
    #[must_use]
    pub const fn up_to(most: u32) -> Self {
        Self { least: 0, most }
    }

    /// So many at least and so many at most, or `None` where the least is more than the most.
    #[must_use]
    pub const fn between(least: u32, most: u32) -> Option<Self> {
        if least > most { None } else { Some(Self { least, most }) }
    }

    /// The least.
    #[must_use]
    pub const fn least(self) -> u32 {
        self.least
    }

    /// The most.
    #[must_use]
    pub const fn most(self) -> u32 {
        self.most
    }
}

/// What is asked: the readings that applications need, the loads of assessors, pairs that are barred, and pairs that stand.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Readings<A, P> {
    /// How many assessors each application needs.
    pub needs: BTreeMap<A, u32>,
    /// What each assessor may be given.
    pub loads: BTreeMap<P, Load>,
    /// Pairs that are not to be. They may name others than those listed.
    pub barred: BTreeSet<(A, P)>,
    /// Pairs that stand already, since the mark is made. They count towards need and load.
    pub kept: BTreeSet<(A, P)>,
}

impl<A, P> Default for Readings<A, P> {
    fn default() -> Self {
        Self { needs: BTreeMap::new(), loads: BTreeMap::new(), barred: BTreeSet::new(), kept: BTreeSet::new() }
    }
}

impl<A: Ord + Clone, P: Ord + Clone> Readings<A, P> {
    /// Nothing asked.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// That `application` is to be read by so many assessors.
    #[must_use]
    pub fn needing(mut self, application: A, assessors: u32) -> Self {
        self.needs.insert(application, assessors);
        self
    }

    /// That `assessor` may be given so many.
    #[must_use]
    pub fn by(mut self, assessor: P, load: Load) -> Self {
        self.loads.insert(assessor, load);
        self
    }

    /// That `assessor` is not to read `application`.
    #[must_use]
    pub fn barring(mut self, application: A, assessor: P) -> Self {
        self.barred.insert((application, assessor));
        self
    }

    /// That `assessor` has read `application` already.
    #[must_use]
    pub fn keeping(mut self, application: A, assessor: P) -> Self {
        self.kept.insert((application, assessor));
        self
    }

    /// The assessors of each application, as the [module](super) guarantees.
    ///
    /// # Errors
    ///
    /// [`NoAssignment`]: where what is kept contradicts the rest, and where no assignment exists, with the proof.
    pub fn assign(&self) -> Result<BTreeMap<A, BTreeSet<P>>, NoAssignment<A, P>> {
        let mut table = Table::of(self)?;
        table.fill_least()?;
        table.fill_needs()?;
        Ok(table.readers())
    }
}

/// What is asked, by places in the order of the ids, less what is kept.
struct Table<'a, A, P> {
    asked: &'a Readings<A, P>,
    applications: Vec<&'a A>,
    assessors: Vec<&'a P>,
    /// Readings needed beyond those kept.
    needs: Vec<u64>,
    /// Loads, and how much of them is kept.
    loads: Vec<(Load, u64)>,
    flow: Flow,
}

impl<'a, A: Ord + Clone, P: Ord + Clone> Table<'a, A, P> {
    fn of(asked: &'a Readings<A, P>) -> Result<Self, NoAssignment<A, P>> {
        let mut needs: BTreeMap<&A, u64> = asked.needs.iter().map(|(id, need)| (id, u64::from(*need))).collect();
        let mut loads: BTreeMap<&P, (Load, u64)> = asked.loads.iter().map(|(id, load)| (id, (*load, 0))).collect();
        for pair in &asked.kept {
            let (application, assessor) = pair;
            let named = || (application.clone(), assessor.clone());
            let (Some(need), Some((load, kept))) = (needs.get_mut(application), loads.get_mut(assessor)) else {
                let (application, assessor) = named();
                return Err(NoAssignment::KeptUnlisted { application, assessor });
            };
            if asked.barred.contains(pair) {
                let (application, assessor) = named();
                return Err(NoAssignment::KeptBarred { application, assessor });
            }
            *need = need.saturating_sub(1);
            *kept = kept.saturating_add(1);
            if *kept > u64::from(load.most) {
                return Err(NoAssignment::KeptOverLoad { assessor: assessor.clone(), most: load.most });
            }
        }
        let applications: Vec<&A> = needs.keys().copied().collect();
        let assessors: Vec<&P> = loads.keys().copied().collect();
        let needs: Vec<u64> = needs.into_values().collect();
        let mut flow = Flow::new(needs.clone(), assessors.len());
        // Kept pairs are given, and not to be given once more.
        for (application, assessor) in asked.barred.iter().chain(&asked.kept) {
            let places = (applications.binary_search(&application), assessors.binary_search(&assessor));
            if let (Ok(application), Ok(assessor)) = places {
                flow.bar(application, assessor);
            }
        }
        Ok(Self { asked, applications, assessors, needs, loads: loads.into_values().collect(), flow })
    }

    /// What assessors may be given, beyond what they keep, where nobody is to have more than `cap` in all.
    fn caps(&self, cap: u64) -> Vec<u64> {
        let room = |(load, kept): &(Load, u64)| cap.max(load.least.into()).min(load.most.into()).saturating_sub(*kept);
        self.loads.iter().map(room).collect()
    }

    fn fill_least(&mut self) -> Result<(), NoAssignment<A, P>> {
        // Nobody may have more than nought, save for their least.
        let least = self.caps(0);
        self.flow.augment(&least);
        if self.flow.loads() == least {
            return Ok(());
        }
        let assessors = self.flow.reached_from_idle(&least).assessors;
        let needy: Vec<usize> = places(&self.needs, |need| *need > 0);
        let idle = |part: &Vec<usize>| {
            let able = self.applications.iter().zip(&self.needs).enumerate().filter_map(|(at, (id, need))| {
                let able = self.flow.open_to_application(at, part).min(*need);
                (able > 0).then(|| ((*id).clone(), able))
            });
            let able: BTreeMap<A, u64> = able.collect();
            Idle {
                assessors: part.iter().filter_map(|at| self.assessors.get(*at)).map(|id| (*id).clone()).collect(),
                needed: part.iter().filter_map(|at| least.get(*at)).sum(),
                available: able.values().sum(),
                able,
            }
        };
        Err(NoAssignment::Idle(self.flow.parts_of_assessors(&assessors, &needy).iter().map(idle).collect()))
    }

    fn fill_needs(&mut self) -> Result<(), NoAssignment<A, P>> {
        let most = self.loads.iter().map(|(load, _)| u64::from(load.most)).max().unwrap_or_default();
        // No cap will do that leaves too little room in all.
        let all = self.needs.iter().sum::<u64>();
        let mut cap = first(0, most, |cap| self.caps(cap).into_iter().sum::<u64>() >= all);
        loop {
            let caps = self.caps(cap);
            self.flow.augment(&caps);
            let missing = self.flow.missing();
            if missing == 0 {
                return Ok(());
            }
            if cap >= most {
                return Err(self.starved(&caps));
            }
            // Across the cut only larger caps let more through: the next cap is the first that lets enough.
            let reached = self.flow.reached_from_need().assessors;
            let enough = |next: u64| {
                let more = self.caps(next);
                let gain = |at: &usize| Some(more.get(*at)?.saturating_sub(*caps.get(*at)?));
                reached.iter().filter_map(gain).sum::<u64>() >= missing
            };
            cap = first(cap.saturating_add(1), most, enough);
        }
    }

    fn starved(&self, caps: &[u64]) -> NoAssignment<A, P> {
        let applications = self.flow.reached_from_need().applications;
        let with_room = places(caps, |room| *room > 0);
        let starved = |part: &Vec<usize>| {
            let able = self.assessors.iter().zip(caps).enumerate().filter_map(|(at, (id, room))| {
                let able = self.flow.open_to_assessor(at, part).min(*room);
                (able > 0).then(|| ((*id).clone(), able))
            });
            let able: BTreeMap<P, u64> = able.collect();
            Starved {
                applications: part.iter().filter_map(|at| self.applications.get(*at)).map(|id| (*id).clone()).collect(),
                needed: part.iter().filter_map(|at| self.needs.get(*at)).sum(),
                available: able.values().sum(),
                able,
            }
        };
        NoAssignment::Starved(self.flow.parts_of_applications(&applications, &with_room).iter().map(starved).collect())
    }

    fn readers(&self) -> BTreeMap<A, BTreeSet<P>> {
        let given = |at: usize| self.flow.readers(at).filter_map(|reader| self.assessors.get(reader));
        let mut readers: BTreeMap<A, BTreeSet<P>> = (self.applications.iter().enumerate())
            .map(|(at, id)| ((*id).clone(), given(at).map(|reader| (*reader).clone()).collect()))
            .collect();
        for (application, assessor) in &self.asked.kept {
            if let Some(readers) = readers.get_mut(application) {
                readers.insert(assessor.clone());
            }
        }
        readers
    }
}

/// The places of those that are so.
fn places(of: &[u64], so: impl Fn(&u64) -> bool) -> Vec<usize> {
    of.iter().enumerate().filter(|(_, it)| so(it)).map(|(at, _)| at).collect()
}

/// The first number from `low` on that is `enough`, as all after it are; `high` where none before it is.
fn first(mut low: u64, mut high: u64, enough: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = low.midpoint(high);
        if enough(middle) {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    high
}
