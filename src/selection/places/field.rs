//! The bids that stand, and the groups of them that limits count: a contest in numbers.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Display,
};

use super::{
    Contest,
    contest::{Bound, Candidate, Counted, Place, Unchoosable},
};
use crate::ratio::Ratio;

/// One candidate's bid for one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bid {
    /// The candidate and the place, by their positions in the order of ids.
    pub candidate: usize,
    pub place: usize,
    /// 0 for the place it would rather have.
    pub preference: usize,
    /// The groups that count it.
    pub groups: Vec<usize>,
}

/// Some bids that a limit counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group<C, P> {
    pub bound: Bound<C, P>,
    /// At most the number of bids that it counts.
    pub cap: usize,
    pub floor: usize,
    /// How many bids it counts.
    pub size: usize,
}

impl<C, P> Group<C, P> {
    /// Whether it can hold anything out or ask for anything.
    pub(super) const fn binds(&self) -> bool {
        self.size > 0 && (self.floor > 0 || self.cap < self.size)
    }
}

/// A contest in numbers; everything stands in the order of ids, so that the order of the facts cannot matter.
#[derive(Debug)]
pub(super) struct Field<'a, C, P> {
    pub candidates: Vec<&'a Candidate<C, P>>,
    pub places: Vec<&'a Place<P>>,
    /// The bids of candidates who meet the bar.
    pub bids: Vec<Bid>,
    pub groups: Vec<Group<C, P>>,
    /// The group that gives each candidate of several bids one place.
    pub one_each: BTreeMap<usize, usize>,
}

impl<'a, C: Ord + Clone + Display, P: Ord + Clone + Display> Field<'a, C, P> {
    pub(super) fn new(contest: &Contest<'a, C, P>) -> Result<Self, Unchoosable> {
        let candidates = by_id("candidate", contest.candidates, |it| &it.id)?;
        let places = by_id("place", contest.places, |it| &it.id)?;
        let limits = by_id("limit", contest.limits, |it| Named(&it.kind, &it.name))?;
        let position: BTreeMap<&P, usize> = places.iter().enumerate().map(|(at, place)| (&place.id, at)).collect();

        let mut bids = Vec::new();
        for (at, candidate) in candidates.iter().enumerate() {
            check(candidate, candidates.first().map_or(0, |first| first.keys.len()))?;
            let mut seen = BTreeSet::new();
            for (preference, place) in candidate.bids.iter().enumerate() {
                let wrong = |found| Unchoosable::BadBid {
                    candidate: candidate.id.to_string(),
                    place: place.to_string(),
                    found,
                };
                let place = *position.get(place).ok_or_else(|| wrong("not there"))?;
                if !seen.insert(place) {
                    return Err(wrong("bid for twice"));
                }
                if contest.meets(candidate.total) {
                    bids.push(Bid { candidate: at, place, preference, groups: Vec::new() });
                }
            }
        }

        let mut field = Self { candidates, places, bids, groups: Vec::new(), one_each: BTreeMap::new() };
        for limit in limits {
            let bound = Bound::Limit { kind: limit.kind.clone(), name: limit.name.clone() };
            let cap = limit.cap.unwrap_or(usize::MAX);
            if limit.floor > cap {
                return Err(Unchoosable::FloorAboveCap { limit: bound.to_string(), floor: limit.floor, cap });
            }
            let members = field.counted(&limit.counts);
            field.group(bound, cap, limit.floor, &members);
        }
        field.rooms();
        field.one_for_each();
        Ok(field)
    }

    /// The bids that a limit counts, by position.
    fn counted(&self, counts: &Counted<C, P>) -> Vec<usize> {
        let among = |bid: &Bid| {
            let (candidate, place) = (self.candidates.get(bid.candidate), self.places.get(bid.place));
            candidate.zip(place).is_some_and(|(candidate, place)| match counts {
                Counted::All => true,
                Counted::Candidates(candidates) => candidates.contains(&candidate.id),
                Counted::Places(places) => places.contains(&place.id),
                Counted::Bids(bids) => bids.contains(&(candidate.id.clone(), place.id.clone())),
            })
        };
        // Candidates stand together: a limit on a few of many is found without a look at them all.
        if let Counted::Candidates(candidates) = counts {
            let range = |id: &C| {
                let at = self.candidates.binary_search_by(|it| it.id.cmp(id)).ok()?;
                let from = self.bids.partition_point(|bid| bid.candidate < at);
                Some(from..self.bids.partition_point(|bid| bid.candidate <= at))
            };
            return candidates.iter().filter_map(range).flatten().collect();
        }
        self.bids.iter().enumerate().filter(|(_, bid)| among(bid)).map(|(at, _)| at).collect()
    }

    fn group(&mut self, bound: Bound<C, P>, cap: usize, floor: usize, members: &[usize]) -> usize {
        let at = self.groups.len();
        for member in members {
            if let Some(bid) = self.bids.get_mut(*member) {
                bid.groups.push(at);
            }
        }
        self.groups.push(Group { bound, cap: cap.min(members.len()), floor, size: members.len() });
        at
    }

    /// The capacity of each place.
    fn rooms(&mut self) {
        let mut members = vec![Vec::new(); self.places.len()];
        for (at, bid) in self.bids.iter().enumerate() {
            if let Some(members) = members.get_mut(bid.place) {
                members.push(at);
            }
        }
        let rooms: Vec<_> = self.places.iter().map(|it| (it.id.clone(), it.capacity)).collect();
        for ((id, capacity), members) in rooms.into_iter().zip(members) {
            self.group(Bound::Place(id), capacity, 0, &members);
        }
    }

    /// One place for each candidate of several bids.
    fn one_for_each(&mut self) {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, bid) in self.bids.iter().enumerate() {
            members.entry(bid.candidate).or_default().push(at);
        }
        for (candidate, members) in members {
            let Some(id) = self.candidates.get(candidate).map(|it| it.id.clone()) else { continue };
            if members.len() > 1 {
                let at = self.group(Bound::OneEach(id), 1, 0, &members);
                self.one_each.insert(candidate, at);
            }
        }
    }

    /// What each bid brings by each aim after floors, first aim first: the total, a place filled, the tie-breaks, and
    /// the fewest steps down the candidate's own list, where any bid takes one.
    pub(super) fn aims(&self) -> Vec<Vec<Ratio>> {
        let of = |value: &dyn Fn(&Candidate<C, P>, &Bid) -> Ratio| -> Vec<Ratio> {
            let one = |bid: &Bid| self.candidates.get(bid.candidate).map_or(Ratio::ZERO, |it| value(it, bid));
            self.bids.iter().map(one).collect()
        };
        let keys = self.candidates.first().map_or(0, |first| first.keys.len());
        let mut aims = vec![of(&|candidate, _| candidate.total), of(&|_, _| Ratio::ONE)];
        aims.extend((0..keys).map(|key| of(&|candidate, _| candidate.keys.get(key).copied().unwrap_or_default())));
        if self.bids.iter().any(|bid| bid.preference > 0) {
            aims.push(of(&|_, bid| Ratio::from(u32::try_from(bid.preference).unwrap_or(u32::MAX)).opposite()));
        }
        aims
    }

    /// The aims after those, which say on whom the steps fall: on the lower totals, then on the lower of each tie-break.
    /// `aims` are those of [`Self::aims`] in whole numbers; `None` where the numbers get too long.
    ///
    /// What a bid brings by these follows from what it brings by the aims before. So they never part bids that those leave
    /// equal, and where one pass in the order of the bids is enough, they change nothing.
    pub(super) fn on_whom_steps_fall(&self, aims: &[Vec<i128>]) -> Option<Vec<Vec<i128>>> {
        let keys = self.candidates.first().map_or(0, |first| first.keys.len());
        // All but the places filled and the steps.
        let strengths = aims.iter().take(1).chain(aims.iter().skip(2).take(keys));
        let mut more = Vec::new();
        for strength in strengths {
            let mut stepping = self.bids.iter().zip(strength).filter(|(bid, _)| bid.preference > 0).map(|(_, it)| it);
            let first = stepping.next();
            // Where all who take steps are equal, so are the sums: there are as many steps in each.
            if stepping.all(|it| Some(it) == first) {
                continue;
            }
            let lost = |(bid, it): (&Bid, &i128)| i128::try_from(bid.preference).ok()?.checked_mul(*it)?.checked_neg();
            more.push(self.bids.iter().zip(strength).map(lost).collect::<Option<_>>()?);
        }
        Some(more)
    }
}

/// A limit's name for the check that it is there once.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Named<'a>(&'a str, &'a str);

impl Display for Named<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.0, self.1)
    }
}

/// All in the order of their ids, which differ.
fn by_id<'a, T, I: Ord + Display>(
    what: &'static str,
    all: &'a [T],
    id: impl Fn(&'a T) -> I,
) -> Result<Vec<&'a T>, Unchoosable> {
    let mut ordered: Vec<&T> = all.iter().collect();
    ordered.sort_by_key(|one| id(one));
    let twice = ordered.iter().zip(ordered.iter().skip(1)).find(|(one, another)| id(one) == id(another));
    match twice {
        Some((one, _)) => Err(Unchoosable::Twice { what, id: id(one).to_string() }),
        None => Ok(ordered),
    }
}

fn check<C: Display, P>(candidate: &Candidate<C, P>, keys: usize) -> Result<(), Unchoosable> {
    if candidate.total.is_negative() {
        return Err(Unchoosable::Negative { candidate: candidate.id.to_string(), total: candidate.total });
    }
    if candidate.keys.len() != keys {
        let candidate_id = candidate.id.to_string();
        return Err(Unchoosable::Uneven { candidate: candidate_id, found: candidate.keys.len(), allowed: keys });
    }
    Ok(())
}
