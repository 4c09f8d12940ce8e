//! What a choice comes to: for candidates, for places, for floors, and what ties leave open.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Display,
};

use super::{
    Contest,
    contest::{Bound, Unchoosable},
    explain::{Evidence, Overtaken},
    field::Field,
    tied::{BestSets, Open},
};
use crate::{
    ratio::Ratio,
    selection::ranking::{Contender, Standing, rank},
};

/// What becomes of a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CandidateOutcome<P> {
    /// Every best set appoints it to this place.
    Appointed(P),
    /// Every best set appoints it, but not to the same place: a tie, by its position in [`Choice::ties`].
    PlaceTied(usize),
    /// Some best sets appoint it and others do not: a tie, by its position in [`Choice::ties`].
    Tied(usize),
    /// No best set appoints it. It stands in the reserve of each place that it bid for.
    NotAppointed,
    /// Its total does not meet the bar.
    BelowBar,
}

/// What becomes of a place. Its capacity is what is filled, open and unfilled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlaceOutcome<C, P> {
    /// Who is appointed to it by every best set.
    pub filled: BTreeSet<C>,
    /// How many more a tie may bring.
    pub open: usize,
    /// How many it could still hold.
    pub unfilled: usize,
    /// Why it could, where it does.
    pub why: Option<Unfilled<C, P>>,
}

/// Why a place is not filled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unfilled<C, P> {
    /// Nobody bid for it.
    NoBids,
    /// Nobody who bid for it meets the bar.
    AllBelowBar,
    /// All who bid for it and meet the bar are appointed, to it or elsewhere.
    AllAppointed,
    /// These limits are full, and hold out the others who bid for it.
    HeldOut(BTreeSet<Bound<C, P>>),
}

/// What several best sets leave open: a tie that matters, to be settled by a draw.
///
/// Two who have one another's places in another best set, while all others have the same, are equal in the total and in
/// every tie-break: else the stronger of them would have the place that it would rather have in every best set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tie<C, P> {
    /// Whom some best sets appoint and others do not; none, where only places are open.
    pub contested: BTreeSet<C>,
    /// How many of those are appointed, whichever they are.
    pub appointed: usize,
    /// Who is appointed anyway, and to which place is open.
    pub moved: BTreeSet<C>,
    /// The places to which it is open who is appointed.
    pub places: BTreeSet<P>,
}

/// A floor that could not be met, by candidates who meet the bar, beside the other limits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnmetFloor<C, P> {
    /// Which.
    pub limit: Bound<C, P>,
    /// How many it asks for.
    pub asked: usize,
    /// How many were found.
    pub found: usize,
}

/// The best set, and what is left open by ties.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice<C: Ord, P: Ord> {
    /// The sum of the totals of those appointed, which is the same in every best set.
    pub total: Ratio,
    /// What becomes of each candidate.
    pub candidates: BTreeMap<C, CandidateOutcome<P>>,
    /// What becomes of each place.
    pub places: BTreeMap<P, PlaceOutcome<C, P>>,
    /// What is open, in the order of the first candidates concerned.
    pub ties: Vec<Tie<C, P>>,
    /// The floors that are not met. Where several floors cannot all be met, as in the best sets at hand.
    pub unmet_floors: Vec<UnmetFloor<C, P>>,
    /// For each place those who bid for it, meet the bar and are not appointed, by rank; shared ranks are ties in the
    /// reserve. Who is in an open tie is not yet in it.
    pub reserve: BTreeMap<P, Vec<Standing<C>>>,
    pub(super) evidence: Evidence<C, P>,
}

impl<C: Ord, P: Ord> Choice<C, P> {
    /// Who is appointed by every best set to the same place, and to which.
    pub fn chosen(&self) -> impl Iterator<Item = (&C, &P)> {
        self.candidates.iter().filter_map(|(id, outcome)| match outcome {
            CandidateOutcome::Appointed(place) => Some((id, place)),
            _ => None,
        })
    }

    /// Whether no tie leaves anything open about who is appointed and where.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.ties.is_empty()
    }

    /// The ties in the reserve that a draw may settle: for each place those who share a rank.
    pub fn reserve_ties(&self) -> impl Iterator<Item = (&P, &Standing<C>)> {
        self.reserve
            .iter()
            .flat_map(|(place, standings)| standings.iter().filter(|it| it.is_tied()).map(move |it| (place, it)))
    }
}

impl<C: Clone + Ord, P: Clone + Ord> Choice<C, P> {
    /// Every pair of one who is not appointed and one with a lower total who is, with what made it so; both only where no
    /// tie leaves it open. By the higher one's id, and the lowest total first.
    pub fn overtaken(&self) -> impl Iterator<Item = Overtaken<C, P>> {
        self.evidence.overtaken(|id| self.candidates.get(id) == Some(&CandidateOutcome::NotAppointed))
    }
}

/// The choice that the best sets come to.
pub(super) fn of<C: Ord + Clone + Display, P: Ord + Clone + Display>(
    contest: &Contest<'_, C, P>,
    field: Field<'_, C, P>,
    best: &BestSets,
) -> Result<Choice<C, P>, Unchoosable> {
    let (chosen, open) = (best.chosen(), best.open());
    let (ties, numbers) = ties(&field, &chosen, &open);
    let of_part = |part: usize| numbers.get(&part).copied().unwrap_or_default();

    let mut outcomes: Vec<CandidateOutcome<P>> = field
        .candidates
        .iter()
        .map(|it| if contest.meets(it.total) { CandidateOutcome::NotAppointed } else { CandidateOutcome::BelowBar })
        .collect();
    let mut totals = Vec::new();
    for (bid, (&chosen, part)) in field.bids.iter().zip(chosen.iter().zip(&open.bids)) {
        let (Some(candidate), Some(place)) = (field.candidates.get(bid.candidate), field.places.get(bid.place)) else {
            continue;
        };
        if chosen {
            totals.push(candidate.total);
        }
        let outcome = match part {
            Some(part) => {
                let tie = of_part(*part);
                let contested = ties.get(tie).is_some_and(|tie| tie.contested.contains(&candidate.id));
                if contested { CandidateOutcome::Tied(tie) } else { CandidateOutcome::PlaceTied(tie) }
            }
            None if chosen => CandidateOutcome::Appointed(place.id.clone()),
            None => continue,
        };
        if let Some(before) = outcomes.get_mut(bid.candidate) {
            *before = outcome;
        }
    }
    let total = Ratio::sum(totals).map_err(|_| Unchoosable::Inexact)?;
    let candidates = field.candidates.iter().map(|it| it.id.clone()).zip(outcomes).collect();
    let reserve = reserve(contest, &field, &candidates);
    let counts = counts(&field, &chosen);
    let unmet_floors = field
        .groups
        .iter()
        .zip(&counts)
        .filter(|(group, found)| **found < group.floor)
        .map(|(group, &found)| UnmetFloor { limit: group.bound.clone(), asked: group.floor, found })
        .collect();
    let places = places(&field, &chosen, &open, &counts);
    let evidence = Evidence::new(field, counts, chosen, open.bids);
    Ok(Choice { total, candidates, places, ties, unmet_floors, reserve, evidence })
}

/// How many of each group are chosen.
fn counts<C, P>(field: &Field<'_, C, P>, chosen: &[bool]) -> Vec<usize> {
    let mut counts = vec![0_usize; field.groups.len()];
    for (bid, _) in field.bids.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
        for &group in &bid.groups {
            if let Some(count) = counts.get_mut(group) {
                *count = count.saturating_add(1);
            }
        }
    }
    counts
}

/// The ties, and which of them each open part is.
fn ties<C: Ord + Clone, P: Ord + Clone>(
    field: &Field<'_, C, P>,
    chosen: &[bool],
    open: &Open,
) -> (Vec<Tie<C, P>>, BTreeMap<usize, usize>) {
    let (mut ties, mut numbers): (Vec<Tie<C, P>>, _) = (Vec::new(), BTreeMap::new());
    for ((bid, &chosen), part) in field.bids.iter().zip(chosen).zip(&open.bids) {
        let (Some(part), Some(candidate)) = (part, field.candidates.get(bid.candidate)) else { continue };
        let number = *numbers.entry(*part).or_insert(ties.len());
        if number == ties.len() {
            let (contested, moved, places) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
            ties.push(Tie { contested, appointed: 0, moved, places });
        }
        let Some(tie) = ties.get_mut(number) else { continue };
        // Who has one bid is appointed with it or not at all; of others their one place tells.
        let one_each = field.one_each.get(&bid.candidate);
        let contested = one_each.is_none_or(|&group| open.groups.get(group).copied().flatten().is_some());
        if contested {
            tie.contested.insert(candidate.id.clone());
            if chosen {
                tie.appointed = tie.appointed.saturating_add(1);
            }
        } else {
            tie.moved.insert(candidate.id.clone());
        }
        tie.places.extend(field.places.get(bid.place).map(|place| place.id.clone()));
    }
    (ties, numbers)
}

fn places<C: Ord + Clone, P: Ord + Clone>(
    field: &Field<'_, C, P>,
    chosen: &[bool],
    open: &Open,
    counts: &[usize],
) -> BTreeMap<P, PlaceOutcome<C, P>> {
    /// The bids for a place.
    #[derive(Clone, Debug, Default)]
    struct Bids {
        certain: Vec<usize>,
        open: usize,
        left: Vec<usize>,
    }
    let mut bids = vec![Bids::default(); field.places.len()];
    for (at, (bid, part)) in field.bids.iter().zip(&open.bids).enumerate() {
        let Some(of_place) = bids.get_mut(bid.place) else { continue };
        match (part, chosen.get(at)) {
            (Some(_), _) => of_place.open = of_place.open.saturating_add(1),
            (None, Some(true)) => of_place.certain.push(at),
            (None, _) => of_place.left.push(at),
        }
    }
    let bidden: BTreeSet<&P> = field.candidates.iter().flat_map(|it| &it.bids).collect();
    let outcome = |(place, bids): (&&super::Place<P>, &Bids)| {
        let id = |at: &usize| field.bids.get(*at).and_then(|bid| field.candidates.get(bid.candidate));
        let filled: BTreeSet<C> = bids.certain.iter().filter_map(id).map(|it| it.id.clone()).collect();
        let free = place.capacity.saturating_sub(filled.len());
        let open = bids.open.min(free);
        let unfilled = free.saturating_sub(open);
        let full = |at: &usize| {
            let groups = field.bids.get(*at).map(|bid| bid.groups.as_slice()).unwrap_or_default();
            groups.iter().filter_map(|&group| {
                let (limit, count) = (field.groups.get(group)?, counts.get(group)?);
                (*count >= limit.cap).then_some(&limit.bound)
            })
        };
        let held: BTreeSet<Bound<C, P>> = bids.left.iter().flat_map(full).cloned().collect();
        let elsewhere = |it: &Bound<C, P>| matches!(it, Bound::OneEach(_));
        let why = match (unfilled, bidden.contains(&place.id)) {
            (0, _) => None,
            (_, false) => Some(Unfilled::NoBids),
            _ if bids.certain.is_empty() && bids.left.is_empty() && bids.open == 0 => Some(Unfilled::AllBelowBar),
            _ if held.iter().all(elsewhere) => Some(Unfilled::AllAppointed),
            _ => Some(Unfilled::HeldOut(held.into_iter().filter(|it| !elsewhere(it)).collect())),
        };
        (place.id.clone(), PlaceOutcome { filled, open, unfilled, why })
    };
    field.places.iter().zip(&bids).map(outcome).collect()
}

/// For each place the order of those who bid for it and are not appointed.
fn reserve<C: Ord + Clone, P: Ord + Clone>(
    contest: &Contest<'_, C, P>,
    field: &Field<'_, C, P>,
    outcomes: &BTreeMap<C, CandidateOutcome<P>>,
) -> BTreeMap<P, Vec<Standing<C>>> {
    let mut drawn: BTreeMap<&C, u32> = BTreeMap::new();
    for (number, id) in (0_u32..).zip(contest.drawn) {
        drawn.entry(id).or_insert(number);
    }
    let mut contenders: BTreeMap<P, Vec<Contender<C>>> =
        field.places.iter().map(|place| (place.id.clone(), Vec::new())).collect();
    for bid in &field.bids {
        let (Some(candidate), Some(place)) = (field.candidates.get(bid.candidate), field.places.get(bid.place)) else {
            continue;
        };
        if outcomes.get(&candidate.id) == Some(&CandidateOutcome::NotAppointed) {
            let draw = Ratio::from(drawn.get(&candidate.id).copied().unwrap_or(u32::MAX)).opposite();
            let contender = Contender::new(candidate.id.clone(), candidate.total)
                .breaking_ties_by(candidate.keys.clone())
                .then_by(draw);
            contenders.entry(place.id.clone()).or_default().push(contender);
        }
    }
    contenders.into_iter().map(|(place, contenders)| (place, rank(&contenders))).collect()
}
