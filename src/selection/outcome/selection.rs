//! What a round decides.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use chrono::{Days, NaiveDate};

use super::{CandidateOutcome, NotReady, PlaceOutcome};
use crate::{
    identifiers::{ApplicationId, PlaceId},
    journal::Text,
    ratio::Ratio,
    rules::{RULESET, Sink},
    selection::{
        eligibility::Eligible,
        places::{self, Bound, Overtaken, Unfilled},
        proceedings::{Candidate, Event, NoResult, Proceedings, Results},
        round::Round,
        rules,
    },
};

/// What a round comes to: the outcome of every candidate and of every place. As decided, where the authority has; before
/// that as the marks have it.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    pub(crate) round: &'a Round,
    pub(crate) on: NaiveDate,
    pub(crate) results: Results,
    appointed: BTreeMap<ApplicationId, PlaceId>,
    reserve: Vec<ApplicationId>,
    /// The turn in the reserve of each that waits there.
    turns: BTreeMap<ApplicationId, u32>,
    is_decided: bool,
    /// Found when first asked for.
    passed: OnceLock<BTreeMap<ApplicationId, Vec<PassedOver>>>,
    /// Sorted when first asked for.
    totals: OnceLock<BTreeMap<PlaceId, Vec<Ratio>>>,
}

impl Round {
    /// What the round comes to on a day, where nothing that a decision needs is missing.
    ///
    /// # Errors
    ///
    /// [`NotReady`], with a report of what is still missing: open gates, marks, moderations, ties not drawn.
    pub fn decide(&self, on: NaiveDate) -> Result<Selection<'_>, NotReady> {
        let mut sink = Sink::new(RULESET, on, &[]);
        let results = rules::settled(self.state(), &mut sink);
        let report = sink.into_report();
        match results {
            Some(results) if report.blocking().next().is_none() => Ok(Selection::new(self, on, results)),
            _ => Err(NotReady::new(report)),
        }
    }

    /// What the marks come to so far: totals that may not be complete, and the choice among those that are.
    ///
    /// # Errors
    ///
    /// [`NoResult`] where the limits of the policy are more than can be chosen under, and where a number is too long.
    pub fn results(&self) -> Result<Results, NoResult> {
        self.state().results()
    }
}

impl<'a> Selection<'a> {
    fn new(round: &'a Round, on: NaiveDate, results: Results) -> Self {
        let state = round.state();
        let (appointed, reserve, is_decided) = match &state.decided {
            Some(decided) => (state.holders(), decided.reserve.clone(), true),
            None => {
                let chosen = results.choice.chosen().map(|(id, place)| (*id, *place)).collect();
                (chosen, state.reserve_of(&results), false)
            }
        };
        let mut selection = Self {
            round,
            on,
            results,
            appointed,
            reserve,
            turns: BTreeMap::new(),
            is_decided,
            passed: OnceLock::new(),
            totals: OnceLock::new(),
        };
        selection.turns = selection.reserve().into_iter().zip(1..).collect();
        selection
    }

    /// The day for which this was asked.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Whether the authority has decided. If not, this is what the marks come to.
    #[must_use]
    pub const fn is_decided(&self) -> bool {
        self.is_decided
    }

    /// Totals, ranks and the choice behind it.
    #[must_use]
    pub const fn results(&self) -> &Results {
        &self.results
    }

    /// Who is appointed to what.
    #[must_use]
    pub const fn appointed(&self) -> &BTreeMap<ApplicationId, PlaceId> {
        &self.appointed
    }

    /// The reserve, first to be called first; empty once it has expired.
    #[must_use]
    pub fn reserve(&self) -> Vec<ApplicationId> {
        let until = self.reserve_until();
        let running = until.is_some_and(|until| self.on <= until);
        let waits = |id: &&ApplicationId| {
            let of = self.round.state().candidate(**id);
            let free = |of: &Candidate| of.withdrawn.is_none() && of.declined.is_none() && of.called_up.is_none();
            !self.appointed.contains_key(id) && of.is_some_and(free)
        };
        if running { self.reserve.iter().filter(waits).copied().collect() } else { Vec::new() }
    }

    /// The last day on which the reserve may be called, where there is one.
    #[must_use]
    pub fn reserve_until(&self) -> Option<NaiveDate> {
        let decided = self.round.state().decided.as_ref().map_or(self.on, |decided| decided.at.day());
        let days = self.round.state().policy().reserve_days?;
        decided.checked_add_days(Days::new(days.into()))
    }

    /// The outcome of every place.
    #[must_use]
    pub fn places(&self) -> BTreeMap<PlaceId, PlaceOutcome> {
        let state = self.round.state();
        let mut appointed: BTreeMap<PlaceId, BTreeSet<ApplicationId>> = BTreeMap::new();
        for (application, place) in &self.appointed {
            appointed.entry(*place).or_default().insert(*application);
        }
        let outcome = |(id, place): (&PlaceId, &crate::selection::round::Place)| {
            let by = appointed.get(id).cloned().unwrap_or_default();
            let open = place.holds.saturating_sub(u32::try_from(by.len()).unwrap_or(u32::MAX));
            let outcome = if open == 0 {
                PlaceOutcome::Filled(by)
            } else {
                let why = self.why_left(*id, by.len()).unwrap_or_else(|| {
                    let why = self.results.choice.places.get(id).and_then(|place| place.why.as_ref());
                    why_unfilled(state, *id, why)
                });
                PlaceOutcome::Unfilled { by, open, why }
            };
            (*id, outcome)
        };
        state.opening.places.iter().map(outcome).collect()
    }

    /// Why a place is not filled, where that is not what the marks come to: whoever was to have it has it no longer, or the
    /// decision departed.
    fn why_left(&self, place: PlaceId, filled: usize) -> Option<String> {
        let state = self.round.state();
        let decided = state.decided.as_ref()?;
        let gone = state.candidates.iter().filter(|(id, of)| {
            let to = of.called_up.map(|(to, _)| to).or_else(|| decided.appointed.get(id).copied());
            to == Some(place) && !self.appointed.contains_key(id)
        });
        let gone: Vec<&str> = gone.map(|(_, of)| of.application.name.as_str()).collect();
        if !gone.is_empty() {
            return Some(format!("no longer to be had by {}", gone.join(", ")));
        }
        let marked = self.results.choice.places.get(&place).map_or(0, |place| place.filled.len());
        (marked > filled).then(|| "the decision departs from the marks, which fill it".to_owned())
    }

    /// The floors that are not met, for want of candidates above the bar.
    #[must_use]
    pub fn unmet_floors(&self) -> &[places::UnmetFloor<ApplicationId, PlaceId>] {
        &self.results.choice.unmet_floors
    }

    /// Each pair of which the lower total was appointed and the higher was not, with the limits that made it so.
    pub fn overtaken(&self) -> impl Iterator<Item = Overtaken<ApplicationId, PlaceId>> + '_ {
        self.results.choice.overtaken()
    }

    pub(crate) fn name(&self, application: ApplicationId) -> &str {
        self.round.state().candidate(application).map_or("", |of| of.application.name.as_str())
    }

    pub(super) fn outcome(&self, application: ApplicationId) -> CandidateOutcome {
        let state = self.round.state();
        let Some(of) = state.candidate(application) else { return CandidateOutcome::NotTaken };
        if let Some(place) = self.appointed.get(&application) {
            return CandidateOutcome::Appointed(*place);
        }
        if of.withdrawn.is_some() {
            return CandidateOutcome::Withdrawn;
        }
        if of.declined.is_some() {
            return CandidateOutcome::OfferDeclined;
        }
        if !of.is_taken() {
            return CandidateOutcome::NotTaken;
        }
        if of.eligible == Eligible::Ineligible {
            return CandidateOutcome::Ineligible;
        }
        if let Some((stage, _)) = of.not_through {
            let stage = state.policy().stages.get(stage).map(|stage| stage.id);
            return stage.map_or(CandidateOutcome::NotAppointed, CandidateOutcome::NotThrough);
        }
        let turn = self.turns.get(&application).copied();
        if let (Some(turn), Some(until)) = (turn, self.reserve_until()) {
            return CandidateOutcome::Reserve { turn, until };
        }
        match self.results.scored.get(&application) {
            Some(scored) if scored.is_below() => CandidateOutcome::BelowBar,
            _ => CandidateOutcome::NotAppointed,
        }
    }

    /// The reasons given for departures on this application, each with its entry and whether the authority gave it: the
    /// panel's of what the marks come to, then the authority's of what the panel recommended.
    pub(crate) fn departures(&self, application: ApplicationId) -> impl Iterator<Item = (u64, bool, &Text)> + '_ {
        let state = self.round.state();
        let entries = [&state.recommended, &state.decided].into_iter().flatten().map(|made| made.entry);
        entries.filter_map(move |number| match &self.round.journal().entry(number)?.what {
            Event::Recommended(made) => Some((number, false, made.departures.get(&application)?)),
            Event::Decided(made) => Some((number, true, made.departures.get(&application)?)),
            _ => None,
        })
    }

    /// Each pair that this application is part of, and of which the lower total is appointed and the higher is not, with the
    /// limits that made it so; none where the decision departed. Whoever fell out by itself is in no pair.
    pub(crate) fn passed_over(&self, application: ApplicationId) -> impl Iterator<Item = &PassedOver> + '_ {
        let passed = self.passed.get_or_init(|| {
            let mut of_each: BTreeMap<ApplicationId, Vec<PassedOver>> = BTreeMap::new();
            for pair in self.find_passed_over() {
                of_each.entry(pair.lower).or_default().push(pair.clone());
                of_each.entry(pair.higher).or_default().push(pair);
            }
            of_each
        });
        passed.get(&application).into_iter().flatten()
    }

    /// The rank of an application among those with a complete total that bid for the same place, by place; equal totals
    /// share one.
    pub(crate) fn ranks(&self, application: ApplicationId) -> BTreeMap<PlaceId, usize> {
        let totals = self.totals.get_or_init(|| self.sort_totals());
        let total = self.results.scored.get(&application).and_then(|scored| scored.total.points());
        let of = self.round.state().candidate(application);
        let bids = of.into_iter().flat_map(|of| &of.application.places);
        let rank = |place: &PlaceId| {
            let all = totals.get(place)?;
            Some((*place, all.partition_point(|other| Some(*other) > total).saturating_add(1)))
        };
        if total.is_some() { bids.filter_map(rank).collect() } else { BTreeMap::new() }
    }

    /// The complete totals of those who bid for each place, the highest first.
    fn sort_totals(&self) -> BTreeMap<PlaceId, Vec<Ratio>> {
        let mut totals: BTreeMap<PlaceId, Vec<Ratio>> = BTreeMap::new();
        for (id, scored) in &self.results.scored {
            let Some((total, of)) = scored.total.points().zip(self.round.state().candidate(*id)) else { continue };
            for place in &of.application.places {
                totals.entry(*place).or_default().push(total);
            }
        }
        totals.values_mut().for_each(|all| all.sort_unstable_by(|one, another| another.cmp(one)));
        totals
    }

    /// Whether an application was to have a place and has it no longer, or was withdrawn: nobody is preferred to it.
    fn is_gone(&self, application: ApplicationId) -> bool {
        let state = self.round.state();
        let had = state.decided.as_ref().is_some_and(|decided| decided.appointed.contains_key(&application));
        had || state.candidate(application).is_none_or(|of| of.withdrawn.is_some() || of.called_up.is_some())
    }

    /// The last draw that an application was in, with its entry, where others of it have the same total and tie-breaks still.
    pub(crate) fn draw(&self, application: ApplicationId) -> Option<&(Vec<ApplicationId>, u64)> {
        let key = |id: &ApplicationId| self.results.scored.get(id).map(|it| (it.total.points(), &it.tie_breaks));
        let own = key(&application)?;
        let last = self.round.state().draws.iter().rev().find(|(order, _)| order.contains(&application))?;
        last.0.iter().any(|id| *id != application && key(id).as_ref() == Some(&own)).then_some(last)
    }

    fn find_passed_over(&self) -> Vec<PassedOver> {
        let mut by_limit: BTreeMap<(ApplicationId, ApplicationId), BTreeSet<Bound<ApplicationId, PlaceId>>> =
            BTreeMap::new();
        for overtaken in self.overtaken() {
            let held = overtaken.held.into_iter().flat_map(|held| held.full.into_iter().chain(held.floors));
            by_limit.insert((overtaken.lower, overtaken.higher), held.collect());
        }
        let total = |id: &ApplicationId| {
            let scored = self.results.scored.get(id).filter(|scored| !scored.is_below());
            scored.and_then(|scored| scored.total.points())
        };
        // Whoever withdrew, declined, or did not pass the examination was passed over by nobody.
        let out: Vec<(ApplicationId, Ratio)> = self
            .results
            .scored
            .keys()
            .filter(|id| !self.appointed.contains_key(*id) && !self.is_gone(**id))
            .filter_map(|id| Some((*id, total(id)?)))
            .collect();
        let mut passed = Vec::new();
        for (lower, place) in &self.appointed {
            let Some(of_lower) = total(lower) else { continue };
            for (higher, _) in out.iter().filter(|(_, of_higher)| *of_higher > of_lower) {
                let bids = |of: &Candidate| of.application.places.contains(place);
                let limits = by_limit.get(&(*lower, *higher));
                if limits.is_some() || self.round.state().candidate(*higher).is_some_and(bids) {
                    let limits = limits.cloned().unwrap_or_default();
                    passed.push(PassedOver { lower: *lower, higher: *higher, limits });
                }
            }
        }
        passed
    }
}

/// A higher total that is not appointed, and a lower one that is.
#[derive(Clone, Debug)]
pub(crate) struct PassedOver {
    pub lower: ApplicationId,
    pub higher: ApplicationId,
    /// What held the higher out.
    pub limits: BTreeSet<Bound<ApplicationId, PlaceId>>,
}

/// Why a place is not filled, in words.
fn why_unfilled(state: &Proceedings, place: PlaceId, why: Option<&Unfilled<ApplicationId, PlaceId>>) -> String {
    let bids = |of: &Candidate| of.application.places.contains(&place);
    match why {
        Some(Unfilled::HeldOut(limits)) => {
            let limits: Vec<String> = limits.iter().map(Bound::to_string).collect();
            format!("held by {}", limits.join(", "))
        }
        Some(Unfilled::AllAppointed) => "all who bid for it and meet the bar are appointed".to_owned(),
        _ if !state.candidates.values().any(bids) => "nobody bid for it".to_owned(),
        _ => "nobody who bid for it is eligible, in the running and above the bar".to_owned(),
    }
}

impl Proceedings {
    /// The reserve that the marks come to: not appointed, above the bar, in the order of their totals.
    pub(crate) fn reserve_of(&self, results: &Results) -> Vec<ApplicationId> {
        if self.policy().reserve_days.is_none() {
            return Vec::new();
        }
        // As a draw has it among equals; whoever was not drawn comes after.
        let drawn: BTreeMap<ApplicationId, usize> =
            self.drawn().into_iter().enumerate().map(|(turn, id)| (id, turn)).collect();
        let turn = |id: ApplicationId| drawn.get(&id).copied().unwrap_or(usize::MAX);
        let waiting: BTreeSet<ApplicationId> =
            results.choice.reserve.values().flatten().flat_map(|standing| standing.ids.iter().copied()).collect();
        let scored = waiting.into_iter().filter_map(|id| Some((results.scored.get(&id)?, turn(id), id)));
        let mut all: Vec<_> = scored.collect();
        all.sort_by(|(one, turn, id), (another, other_turn, other)| {
            let strength = another.total.points().cmp(&one.total.points());
            strength
                .then_with(|| another.tie_breaks.cmp(&one.tie_breaks))
                .then(turn.cmp(other_turn))
                .then(id.cmp(other))
        });
        all.into_iter().map(|(_, _, id)| id).collect()
    }
}
