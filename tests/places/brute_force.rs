//! Contests small enough to try every assignment, and what the best of them say.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    ratio::Ratio,
    selection::places::{
        Bound, Candidate, CandidateOutcome, Choice, Contest, Counted, Limit, Place, Unchoosable, Unfilled,
    },
};
use proptest::prelude::*;

pub type C = u32;
pub type P = char;

/// A contest that owns what it is made from.
#[derive(Clone, Debug)]
pub struct Case {
    pub candidates: Vec<Candidate<C, P>>,
    pub places: Vec<Place<P>>,
    pub limits: Vec<Limit<C, P>>,
    pub bar: u32,
}

impl Case {
    pub fn choose(&self, drawn: &[C]) -> Result<Choice<C, P>, Unchoosable> {
        Contest::new(&self.candidates, &self.places, &self.limits).with_bar(self.bar.into()).drawn(drawn).choose()
    }

    fn counts(limit: &Limit<C, P>, candidate: C, place: P) -> bool {
        match &limit.counts {
            Counted::All => true,
            Counted::Candidates(all) => all.contains(&candidate),
            Counted::Places(all) => all.contains(&place),
            Counted::Bids(all) => all.contains(&(candidate, place)),
            _ => unreachable!(),
        }
    }

    /// Every assignment that keeps all caps: candidate to place.
    fn assignments(&self) -> Vec<BTreeMap<C, P>> {
        let mut all = vec![BTreeMap::new()];
        for it in self.candidates.iter().filter(|it| it.total >= self.bar.into()) {
            let with = |so_far: &BTreeMap<C, P>| {
                let so_far = so_far.clone();
                it.bids.clone().into_iter().map(move |place| {
                    let mut more = so_far.clone();
                    more.insert(it.id, place);
                    more
                })
            };
            let more: Vec<_> = all.iter().flat_map(with).filter(|it| self.keeps(it)).collect();
            all.extend(more);
        }
        all
    }

    fn count(limit: &Limit<C, P>, assignment: &BTreeMap<C, P>) -> usize {
        assignment.iter().filter(|&(&candidate, &place)| Self::counts(limit, candidate, place)).count()
    }

    fn keeps(&self, assignment: &BTreeMap<C, P>) -> bool {
        let room = |place: &Place<P>| assignment.values().filter(|it| **it == place.id).count() <= place.capacity;
        let within = |limit: &Limit<C, P>| limit.cap.is_none_or(|cap| Self::count(limit, assignment) <= cap);
        self.places.iter().all(room) && self.limits.iter().all(within)
    }

    fn floors(&self, assignment: &BTreeMap<C, P>) -> Vec<(String, usize, usize)> {
        let found = |limit: &Limit<C, P>| (limit.name.clone(), limit.floor, Self::count(limit, assignment));
        let mut unmet: Vec<_> = self.limits.iter().map(found).filter(|(_, asked, found)| found < asked).collect();
        unmet.sort();
        unmet
    }

    /// The aims in their order, the greater the better.
    fn worth(&self, assignment: &BTreeMap<C, P>) -> Vec<Ratio> {
        let candidate = |id: &C| self.candidates.iter().find(|it| it.id == *id).unwrap();
        let sum = |of: &dyn Fn(&C, &P) -> Ratio| Ratio::sum(assignment.iter().map(|(id, at)| of(id, at))).unwrap();
        let wanting: usize = self.floors(assignment).iter().map(|(_, asked, found)| asked - found).sum();
        let mut worth = vec![
            Ratio::from(u32::try_from(wanting).unwrap()).opposite(),
            sum(&|id, _| candidate(id).total),
            sum(&|_, _| Ratio::ONE),
        ];
        for key in 0..self.candidates.first().map_or(0, |it| it.keys.len()) {
            worth.push(sum(&|id, _| candidate(id).keys[key]));
        }
        // Steps down one's own list, as often as the figure says: fewest of all, of the totals, of each tie-break.
        let steps = |id: &C, at: &P, figure: Ratio| {
            let taken = candidate(id).bids.iter().position(|it| it == at).unwrap();
            Ratio::sum(std::iter::repeat_n(figure, taken)).unwrap().opposite()
        };
        worth.push(sum(&|id, at| steps(id, at, Ratio::ONE)));
        worth.push(sum(&|id, at| steps(id, at, candidate(id).total)));
        for key in 0..self.candidates.first().map_or(0, |it| it.keys.len()) {
            worth.push(sum(&|id, at| steps(id, at, candidate(id).keys[key])));
        }
        worth
    }

    /// No two who are appointed for certain could exchange their places, with as many steps and no more floors wanting, so
    /// that the stronger has the place that it would rather have.
    pub fn none_would_rather_exchange(&self) -> Result<(), TestCaseError> {
        let Ok(choice) = self.choose(&[]) else { return Ok(()) };
        if !choice.is_settled() {
            return Ok(());
        }
        let set: BTreeMap<C, P> = choice.chosen().map(|(id, place)| (*id, *place)).collect();
        let wanting = |set: &_| self.floors(set).iter().map(|(_, asked, found)| asked - found).sum::<usize>();
        for stronger in self.candidates.iter().filter(|it| set.contains_key(&it.id)) {
            let strength = (stronger.total, &stronger.keys);
            for weaker in
                self.candidates.iter().filter(|it| set.contains_key(&it.id) && (it.total, &it.keys) < strength)
            {
                let (mine, theirs) = (set[&stronger.id], set[&weaker.id]);
                let at = |of: &Candidate<C, P>, place: P| of.bids.iter().position(|it| *it == place);
                let (Some(up), Some(down)) = (at(stronger, theirs), at(weaker, mine)) else { continue };
                let (now, then) = (at(stronger, mine).unwrap(), at(weaker, theirs).unwrap());
                let mut exchanged = set.clone();
                exchanged.extend([(stronger.id, theirs), (weaker.id, mine)]);
                let as_good = up + down == now + then && self.keeps(&exchanged) && wanting(&exchanged) <= wanting(&set);
                prop_assert!(!(as_good && up < now), "{} would exchange with {}: {set:?}", stronger.id, weaker.id);
            }
        }
        Ok(())
    }

    fn best(&self) -> Vec<BTreeMap<C, P>> {
        let all: Vec<_> = self.assignments().into_iter().map(|it| (self.worth(&it), it)).collect();
        let most = all.iter().map(|(worth, _)| worth).max().unwrap().clone();
        all.into_iter().filter(|(worth, _)| *worth == most).map(|(_, it)| it).collect()
    }

    /// Whether the limits that can hold anything fall into two families, by trying every way.
    fn falls_into_two_families(&self) -> bool {
        let bids: BTreeSet<(C, P)> = self
            .candidates
            .iter()
            .filter(|it| it.total >= self.bar.into())
            .flat_map(|it| it.bids.iter().map(|place| (it.id, *place)))
            .collect();
        let of = |limit: &Limit<C, P>| -> BTreeSet<(C, P)> {
            bids.iter().copied().filter(|&(candidate, place)| Self::counts(limit, candidate, place)).collect()
        };
        let mut groups: Vec<BTreeSet<(C, P)>> = Vec::new();
        for limit in &self.limits {
            let group = of(limit);
            if limit.floor > 0 || limit.cap.is_some_and(|cap| cap < group.len()) {
                groups.push(group);
            }
        }
        for place in &self.places {
            let group: BTreeSet<_> = bids.iter().copied().filter(|(_, at)| *at == place.id).collect();
            if place.capacity < group.len() {
                groups.push(group);
            }
        }
        for it in &self.candidates {
            let group: BTreeSet<_> = bids.iter().copied().filter(|(id, _)| *id == it.id).collect();
            if group.len() > 1 {
                groups.push(group);
            }
        }
        let cross = |one: &BTreeSet<_>, another: &BTreeSet<_>| {
            !one.is_disjoint(another) && !one.is_subset(another) && !another.is_subset(one)
        };
        (0_u32..1 << groups.len()).any(|colours| {
            let colour = |at: usize| colours >> at & 1;
            let pairs = (0..groups.len()).flat_map(|one| (0..one).map(move |another| (one, another)));
            pairs
                .into_iter()
                .all(|(one, another)| colour(one) != colour(another) || !cross(&groups[one], &groups[another]))
        })
    }

    /// Everything that a choice says, against all best assignments.
    pub fn agrees(&self) -> Result<(), TestCaseError> {
        let choice = match self.choose(&[]) {
            Err(Unchoosable::Crossing(ring)) => {
                prop_assert!(!self.falls_into_two_families(), "{ring:?}");
                prop_assert!(ring.len() % 2 == 1 && ring.len() >= 3);
                return Ok(());
            }
            other => other.unwrap(),
        };
        let best = self.best();
        let one = best.first().unwrap();
        prop_assert_eq!(choice.total, self.worth(one)[1]);
        let mut rest = choice.candidates.clone();
        for it in &self.candidates {
            let places: BTreeSet<Option<P>> = best.iter().map(|set| set.get(&it.id).copied()).collect();
            match rest.remove(&it.id).unwrap() {
                CandidateOutcome::Appointed(place) => prop_assert_eq!(places, BTreeSet::from([Some(place)])),
                CandidateOutcome::PlaceTied(tie) => {
                    prop_assert!(places.len() > 1 && !places.contains(&None));
                    prop_assert!(choice.ties[tie].moved.contains(&it.id));
                }
                CandidateOutcome::Tied(tie) => {
                    prop_assert!(places.len() > 1 && places.contains(&None));
                    prop_assert!(choice.ties[tie].contested.contains(&it.id));
                }
                CandidateOutcome::NotAppointed => prop_assert_eq!(places, BTreeSet::from([None])),
                CandidateOutcome::BelowBar => prop_assert!(it.total < self.bar.into()),
                other => prop_assert!(false, "{:?}", other),
            }
        }
        prop_assert!(rest.is_empty());
        for tie in &choice.ties {
            for set in &best {
                let appointed = tie.contested.iter().filter(|id| set.contains_key(id)).count();
                prop_assert_eq!(appointed, tie.appointed);
            }
        }
        // Without crossing of floors every best set leaves the same floors unmet; at any rate those said are some set's.
        let mut unmet: Vec<_> = choice
            .unmet_floors
            .iter()
            .map(|it| match &it.limit {
                Bound::Limit { name, .. } => (name.clone(), it.asked, it.found),
                other => panic!("{other:?}"),
            })
            .collect();
        unmet.sort();
        prop_assert!(best.iter().any(|set| self.floors(set) == unmet));
        self.agrees_on_places(&choice, &best)?;
        self.agrees_on_reasons(&choice, &best)?;
        Ok(())
    }

    /// Every pair is there, and what is said to hold the higher out is full in some best set and counts only its bid.
    fn agrees_on_reasons(&self, choice: &Choice<C, P>, best: &[BTreeMap<C, P>]) -> Result<(), TestCaseError> {
        let total = |id: C| self.candidates.iter().find(|it| it.id == id).unwrap().total;
        let out = choice.candidates.iter().filter(|(_, it)| **it == CandidateOutcome::NotAppointed);
        let pairs: BTreeSet<(C, C)> = out
            .flat_map(|(&higher, _)| choice.chosen().map(move |(&lower, _)| (higher, lower)))
            .filter(|&(higher, lower)| total(lower) < total(higher))
            .collect();
        prop_assert_eq!(choice.overtaken().map(|it| (it.higher, it.lower)).collect::<BTreeSet<_>>(), pairs);
        for it in choice.overtaken() {
            let CandidateOutcome::Appointed(place) = choice.candidates[&it.lower] else { panic!("{it:?}") };
            for held in &it.held {
                prop_assert!(!held.full.is_empty() || !held.floors.is_empty(), "{:?}", it);
                let named = |name: &str| self.limits.iter().find(|limit| limit.name == name).unwrap();
                for bound in &held.full {
                    let full = |set: &BTreeMap<C, P>| match bound {
                        Bound::Limit { name, .. } => Some(Self::count(named(name), set)) == named(name).cap,
                        Bound::Place(at) => {
                            let room = self.places.iter().find(|it| it.id == *at).unwrap().capacity;
                            set.values().filter(|it| *it == at).count() == room
                        }
                        _ => false,
                    };
                    prop_assert!(best.iter().any(full), "{:?}", bound);
                    if let Bound::Limit { name, .. } = bound {
                        prop_assert!(Self::counts(named(name), it.higher, held.place));
                        prop_assert!(!Self::counts(named(name), it.lower, place));
                    }
                }
                for bound in &held.floors {
                    let Bound::Limit { name, .. } = bound else { panic!("{bound:?}") };
                    prop_assert!(best.iter().any(|set| Self::count(named(name), set) <= named(name).floor));
                    prop_assert!(!Self::counts(named(name), it.higher, held.place));
                    prop_assert!(Self::counts(named(name), it.lower, place));
                }
            }
        }
        Ok(())
    }

    fn agrees_on_places(&self, choice: &Choice<C, P>, best: &[BTreeMap<C, P>]) -> Result<(), TestCaseError> {
        for place in &self.places {
            let outcome = &choice.places[&place.id];
            let there = |set: &BTreeMap<C, P>| -> BTreeSet<C> {
                set.iter().filter(|(_, at)| **at == place.id).map(|(id, _)| *id).collect()
            };
            let always = best.iter().map(there).reduce(|one, another| &one & &another).unwrap();
            prop_assert_eq!(&outcome.filled, &always);
            prop_assert_eq!(outcome.filled.len() + outcome.open + outcome.unfilled, place.capacity);
            prop_assert!(best.iter().all(|set| there(set).len() <= always.len() + outcome.open));
            prop_assert_eq!(outcome.why.is_some(), outcome.unfilled > 0);
            if let Some(Unfilled::HeldOut(bounds)) = &outcome.why {
                prop_assert!(!bounds.is_empty());
            }
        }
        Ok(())
    }

    /// The best assignments that are left when everyone drawn is served in turn.
    pub fn served(&self, drawn: &[C]) -> BTreeMap<C, P> {
        let mut best = self.best();
        for id in drawn {
            let wishes = &self.candidates.iter().find(|it| it.id == *id).unwrap().bids;
            if let Some(given) = wishes.iter().find(|place| best.iter().any(|set| set.get(id) == Some(place))) {
                best.retain(|set| set.get(id) == Some(given));
            }
        }
        assert_eq!(best.len(), 1, "a draw of all settles everything");
        best.remove(0)
    }
}
