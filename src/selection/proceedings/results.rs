//! What the marks of a round come to: rows, totals, and the best set that places and quotas allow.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    answer::Answer,
    identifiers::{ApplicationId, PlaceId},
    ratio::{Inexact, Ratio},
    selection::{
        places::{Candidate, Choice, Contest, Counted, Limit, Place, Unchoosable},
        policy::QuotaBy,
        proceedings::{Judged, Proceedings},
        totals::{Cell, Misfit, Shortfall, Total},
    },
};

/// One application with its marks.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Scored {
    /// The cells, in the order of the criteria.
    pub cells: Vec<Cell>,
    /// What they come to.
    pub total: Total,
    /// The minimums that it misses, or may miss.
    pub shortfalls: Vec<Shortfall>,
    /// What decides between equal totals, first to last.
    pub tie_breaks: Vec<Ratio>,
}

impl Scored {
    /// Whether it certainly misses a minimum.
    #[must_use]
    pub fn is_below(&self) -> bool {
        self.shortfalls.iter().any(|shortfall| shortfall.missed == Answer::Yes)
    }
}

/// All applications to be assessed with what they come to, and the choice.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Results {
    /// Every application to be assessed.
    pub scored: BTreeMap<ApplicationId, Scored>,
    /// The best set among those whose total is complete and misses no minimum.
    pub choice: Choice<ApplicationId, PlaceId>,
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoResult {
    /// A row of marks does not fit its criteria.
    #[error("the marks of {application} do not fit the criteria: {misfit}")]
    Misfit {
        /// Whose.
        application: ApplicationId,
        /// How.
        misfit: Misfit,
    },
    /// Nobody can choose under these limits.
    #[error(transparent)]
    Unchoosable(#[from] Unchoosable),
    /// A number is too long.
    #[error(transparent)]
    Inexact(#[from] Inexact),
}

impl Proceedings {
    /// The cells of an application that count: what the panel agreed on; where a single assessor marked, that mark.
    pub(crate) fn row(&self, application: ApplicationId) -> Vec<Cell> {
        self.row_on(self.current_sheet(), application)
    }

    /// The place of the stage by whose marks an application stands or fell: of the last stage that it came to.
    pub(crate) fn sheet_for(&self, application: ApplicationId) -> Option<usize> {
        let fell = self.candidate(application).and_then(|of| of.not_through);
        fell.map_or_else(|| self.current_sheet(), |(stage, _)| self.sheet_of(stage))
    }

    /// The cells of an application on the sheet of a stage.
    pub(crate) fn row_on(&self, sheet: Option<usize>, application: ApplicationId) -> Vec<Cell> {
        let criteria = sheet.map_or(&self.policy().criteria, |sheet| self.criteria_of(sheet));
        let Some((at, sheet)) = sheet.and_then(|at| Some((at, self.sheets.get(at)?))) else { return criteria.blank() };
        let cell = |place: usize| {
            let Some(judged) = sheet.judged(application, place) else { return Cell::Missing };
            if let Some(moderation) = self.agreed_on(at, application, place) {
                return moderation.cell;
            }
            self.alone(at, judged, application, place).map_or(Cell::Missing, |(cell, _)| cell)
        };
        (0..criteria.leaves().len()).map(cell).collect()
    }

    /// The mark that stands alone on a criterion, on the sheet of a stage, and its entry: the only one with effect, where
    /// no other is to come and nothing that the panel agreed on stands.
    pub(crate) fn alone_on(&self, sheet: usize, application: ApplicationId, criterion: usize) -> Option<(Cell, u64)> {
        let judged = self.sheets.get(sheet)?.judged(application, criterion)?;
        let agreed = self.agreed_on(sheet, application, criterion).is_some();
        if agreed { None } else { self.alone(sheet, judged, application, criterion) }
    }

    fn alone(
        &self,
        sheet: usize,
        judged: &Judged,
        application: ApplicationId,
        criterion: usize,
    ) -> Option<(Cell, u64)> {
        let mut free = judged.marks.iter().filter(|(person, _)| self.barred_by(**person, application).is_none());
        let (_, alone) = free.next()?;
        // Who is to mark in the running stage says nothing of a stage that is over.
        let waits = self.current_sheet() == Some(sheet) && self.markers(application, criterion).len() > 1;
        (free.next().is_none() && !waits).then_some(*alone)
    }

    /// What an application's marks come to.
    pub(crate) fn scored(&self, application: ApplicationId) -> Result<Scored, NoResult> {
        let criteria = self.criteria();
        let cells = self.row(application);
        let misfit = |misfit| NoResult::Misfit { application, misfit };
        let total = criteria.total(&cells).map_err(misfit)?;
        let shortfalls = criteria.shortfalls(&cells).map_err(misfit)?;
        let lines = criteria.lines(&cells).map_err(misfit)?;
        let points = |path| {
            let within = lines.iter().filter(move |line| line.criterion.id().within(path));
            Ratio::sum(within.map(|line| line.points.unwrap_or_default()))
        };
        let tie_breaks = self.policy().tie_breaks.iter().map(points).collect::<Result<_, _>>()?;
        Ok(Scored { cells, total, shortfalls, tie_breaks })
    }

    /// What all applications come to, and who is chosen. Applications whose total is not complete take no part.
    pub(crate) fn results(&self) -> Result<Results, NoResult> {
        let scored: BTreeMap<ApplicationId, Scored> =
            self.assessed().map(|(id, _)| Ok((id, self.scored(id)?))).collect::<Result<_, NoResult>>()?;
        let choice = self.choose(&scored)?;
        Ok(Results { scored, choice })
    }

    /// The best set among scored applications.
    pub(crate) fn choose(
        &self,
        scored: &BTreeMap<ApplicationId, Scored>,
    ) -> Result<Choice<ApplicationId, PlaceId>, Unchoosable> {
        let totals = scored.iter().filter(|(_, scored)| !scored.is_below());
        let totals = totals.filter_map(|(id, scored)| Some((*id, (scored.total.points()?, scored.tie_breaks.clone()))));
        self.choose_by(&totals.collect())
    }

    /// The best set among applications with these totals and tie-breaks.
    pub(crate) fn choose_by(
        &self,
        totals: &BTreeMap<ApplicationId, (Ratio, Vec<Ratio>)>,
    ) -> Result<Choice<ApplicationId, PlaceId>, Unchoosable> {
        self.choose_after(totals, &self.drawn())
    }

    /// The best set among applications with these totals and tie-breaks, after this draw.
    pub(crate) fn choose_after(
        &self,
        totals: &BTreeMap<ApplicationId, (Ratio, Vec<Ratio>)>,
        drawn: &[ApplicationId],
    ) -> Result<Choice<ApplicationId, PlaceId>, Unchoosable> {
        let candidate = |(id, (total, keys)): (&ApplicationId, &(Ratio, Vec<Ratio>))| {
            let bids = self.candidate(*id)?.application.places.iter().copied();
            let candidate = Candidate::new(*id, *total, bids);
            Some(keys.iter().fold(candidate, |candidate, key| candidate.then_by(*key)))
        };
        let candidates: Vec<_> = totals.iter().filter_map(candidate).collect();
        let room = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let places: Vec<_> =
            self.opening.places.iter().map(|(id, place)| Place::several(*id, room(place.holds))).collect();
        let limits = self.limits();
        Contest::new(&candidates, &places, &limits).drawn(drawn).choose()
    }

    /// Everybody drawn, draw by draw; a later draw of the same people takes the place of an earlier one.
    pub(crate) fn drawn(&self) -> Vec<ApplicationId> {
        let mut seen = BTreeSet::new();
        let latest_first: Vec<&Vec<ApplicationId>> = self.draws.iter().rev().map(|(order, _)| order).collect();
        let mut kept: Vec<Vec<ApplicationId>> = Vec::new();
        for order in latest_first {
            kept.push(order.iter().copied().filter(|id| seen.insert(*id)).collect());
        }
        kept.into_iter().rev().flatten().collect()
    }

    /// The cap beyond which one more would go who is given a place beside those that hold some, if there is one.
    pub(crate) fn cap_beyond(
        &self,
        holders: &BTreeMap<ApplicationId, PlaceId>,
        one: ApplicationId,
        place: PlaceId,
    ) -> Option<String> {
        let beyond = |limit: &Limit<ApplicationId, PlaceId>| {
            let counts = |id: &ApplicationId, place: &PlaceId| match &limit.counts {
                Counted::All => true,
                Counted::Candidates(candidates) => candidates.contains(id),
                Counted::Places(places) => places.contains(place),
                Counted::Bids(bids) => bids.contains(&(*id, *place)),
            };
            let held = holders.iter().filter(|(id, place)| counts(id, place)).count();
            counts(&one, &place) && limit.cap.is_some_and(|cap| held >= cap)
        };
        self.limits().iter().find(|limit| beyond(limit)).map(|limit| format!("{} {}", limit.kind, limit.name))
    }

    /// The quotas of the policy as limits.
    pub(crate) fn limits(&self) -> Vec<Limit<ApplicationId, PlaceId>> {
        let room = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let mut limits = Vec::new();
        if let Some(most) = self.policy().most_appointed {
            limits.push(Limit::overall("overall", "all").at_most(room(most)));
        }
        for (kind, quota) in &self.policy().quotas {
            let mut groups: BTreeMap<String, (BTreeSet<ApplicationId>, BTreeSet<PlaceId>)> = BTreeMap::new();
            match quota.by {
                QuotaBy::Body => {
                    for (id, of) in &self.candidates {
                        groups.entry(of.application.accountable().to_string()).or_default().0.insert(*id);
                    }
                }
                QuotaBy::Application(attribute) => {
                    for (id, of) in &self.candidates {
                        if let Some(value) = of.application.attributes.get(&attribute) {
                            groups.entry(value.clone()).or_default().0.insert(*id);
                        }
                    }
                }
                QuotaBy::Place(attribute) => {
                    for (id, place) in &self.opening.places {
                        if let Some(value) = place.attributes.get(&attribute) {
                            groups.entry(value.clone()).or_default().1.insert(*id);
                        }
                    }
                }
            }
            // A floor of a value that nobody has is a floor all the same: nobody meets it.
            for value in quota.floors.keys() {
                groups.entry(value.clone()).or_default();
            }
            for (value, (candidates, places)) in groups {
                let cap = quota.caps.get(&value).copied().or(quota.most_of_each);
                let floor = quota.floors.get(&value).copied().unwrap_or_default();
                let limit = match quota.by {
                    QuotaBy::Place(_) => Limit::on_places(kind.to_string(), value, places),
                    QuotaBy::Body | QuotaBy::Application(_) => {
                        Limit::on_candidates(kind.to_string(), value, candidates)
                    }
                };
                let limit = limit.at_least(room(floor));
                if cap.is_some() || floor > 0 {
                    limits.push(match cap {
                        Some(cap) => limit.at_most(room(cap)),
                        None => limit,
                    });
                }
            }
        }
        limits
    }
}
