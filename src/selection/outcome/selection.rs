//! What a round decides.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::{CandidateOutcome, Explained, PlaceOutcome, explanation};
use crate::{
    identifiers::{ApplicationId, PlaceId},
    journal::Text,
    rules::{RULESET, Report, Sink},
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
}

impl Round {
    /// What the round comes to on a day, where nothing that a decision needs is missing.
    ///
    /// # Errors
    ///
    /// A report of what is still missing: open gates, marks, moderations, ties not drawn.
    pub fn decide(&self, on: NaiveDate) -> Result<Selection<'_>, Box<Report>> {
        let mut sink = Sink::new(RULESET, on, &[]);
        let results = rules::settled(self.state(), &mut sink);
        let report = sink.into_report();
        match results {
            Some(results) if report.blocking().next().is_none() => Ok(Selection::new(self, on, results)),
            _ => Err(Box::new(report)),
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
        let mut selection = Self { round, on, results, appointed, reserve, turns: BTreeMap::new(), is_decided };
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
            !self.appointed.contains_key(id) && of.is_some_and(|of| of.withdrawn.is_none() && of.declined.is_none())
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

    /// The outcome of every candidate, by application.
    pub fn decisions(&self) -> impl Iterator<Item = Decision<'_>> + '_ {
        self.round.state().candidates.keys().map(|application| Decision { selection: self, application: *application })
    }

    /// The outcome of one candidate.
    #[must_use]
    pub fn decision(&self, application: ApplicationId) -> Option<Decision<'_>> {
        let known = self.round.state().candidates.contains_key(&application);
        known.then_some(Decision { selection: self, application })
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
                let why = self.results.choice.places.get(id).and_then(|place| place.why.as_ref());
                PlaceOutcome::Unfilled { by, open, why: why_unfilled(state, *id, why) }
            };
            (*id, outcome)
        };
        state.opening.places.iter().map(outcome).collect()
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

    fn outcome(&self, application: ApplicationId) -> CandidateOutcome {
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
    /// limits that made it so; none where the decision departed.
    pub(crate) fn passed_over(&self, application: ApplicationId) -> Vec<PassedOver> {
        let mut by_limit: BTreeMap<(ApplicationId, ApplicationId), BTreeSet<Bound<ApplicationId, PlaceId>>> =
            BTreeMap::new();
        for overtaken in self.overtaken().filter(|it| [it.lower, it.higher].contains(&application)) {
            let held = overtaken.held.into_iter().flat_map(|held| held.full.into_iter().chain(held.floors));
            by_limit.insert((overtaken.lower, overtaken.higher), held.collect());
        }
        let total = |id: &ApplicationId| {
            let scored = self.results.scored.get(id).filter(|scored| !scored.is_below());
            scored.and_then(|scored| scored.total.points())
        };
        let is_lower = self.appointed.contains_key(&application);
        let all = self.appointed.iter().filter(|(id, _)| !is_lower || **id == application);
        let out = self.results.scored.keys().filter(|id| !self.appointed.contains_key(*id));
        let out: Vec<_> = out.filter(|id| is_lower || **id == application).collect();
        let mut passed = Vec::new();
        for (lower, place) in all {
            for higher in &out {
                if total(lower).zip(total(higher)).is_none_or(|(lower, higher)| lower >= higher) {
                    continue;
                }
                let bids = |of: &Candidate| of.application.places.contains(place);
                let limits = by_limit.get(&(*lower, **higher));
                if limits.is_some() || self.round.state().candidate(**higher).is_some_and(bids) {
                    let limits = limits.cloned().unwrap_or_default();
                    passed.push(PassedOver { lower: *lower, higher: **higher, limits });
                }
            }
        }
        passed
    }
}

/// A higher total that is not appointed, and a lower one that is.
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

/// The outcome of one candidate.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'a> {
    selection: &'a Selection<'a>,
    application: ApplicationId,
}

impl Decision<'_> {
    /// Whose.
    #[must_use]
    pub const fn application(&self) -> ApplicationId {
        self.application
    }

    /// What the candidate is called.
    #[must_use]
    pub fn name(&self) -> &str {
        self.selection.name(self.application)
    }

    /// What becomes of it.
    #[must_use]
    pub fn outcome(&self) -> CandidateOutcome {
        self.selection.outcome(self.application)
    }

    /// How it came to that, down to each mark, weight, rule and entry.
    #[must_use]
    pub fn explanation(&self) -> Explained {
        explanation::explain(self.selection, self.application)
    }
}
