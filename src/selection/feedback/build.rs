//! What a candidate may be told, from what the round comes to.

use std::collections::BTreeSet;

use super::{
    Advantage, CriterionTold, Cut, FactTold, Feedback, GateTold, Ground, Minimum, NoFeedback, Reason, Review,
    StandstillTold, Told, Winner, WinnerMark, words,
};
use crate::{
    answer::Answer,
    identifiers::{ApplicationId, PlaceId},
    journal::Text,
    ratio::Ratio,
    selection::{
        criteria::{Criteria, CriterionId},
        eligibility::PartOf,
        outcome::{CandidateOutcome, ExplainedLine, Selection, criteria_for, ruling},
        places::Bound,
        policy::{QuotaBy, SelectionPolicy},
        proceedings::{Event, InTime, Proceedings},
        rules,
        totals::{Lacks, Shortfall},
    },
    vocabulary::Word,
};

impl Selection<'_> {
    /// What the candidate is told of the decision on its application: fit to send, as the route requires.
    ///
    /// # Errors
    ///
    /// [`NoFeedback`] where there is no such application, and before the authority has decided.
    pub fn feedback(&self, application: ApplicationId) -> Result<Feedback, NoFeedback> {
        let state = self.round.state();
        let of = state.candidate(application).ok_or(NoFeedback::Unknown(application))?;
        let decision = self.decision(application).ok_or(NoFeedback::Unknown(application))?;
        let decided = state.decided.as_ref().ok_or(NoFeedback::NotDecided)?.at.day();
        let (policy, outcome) = (state.policy(), decision.outcome());
        let writer = Writer { selection: self, application };
        let explained = decision.explanation();
        let marked =
            !matches!(outcome, CandidateOutcome::Withdrawn | CandidateOutcome::NotTaken | CandidateOutcome::Ineligible)
                && explained.lines.iter().any(|line| line.cell.mark().is_some());
        let compared = matches!(
            outcome,
            CandidateOutcome::Reserve { .. } | CandidateOutcome::NotAppointed | CandidateOutcome::BelowBar
        );
        let leaves = matches!(outcome, CandidateOutcome::Withdrawn | CandidateOutcome::OfferDeclined);
        Ok(Feedback {
            application,
            candidate: of.application.name.clone(),
            round: state.opening.title.clone(),
            route: policy.route.route,
            places: of.application.places.iter().map(|place| title_of(state, *place)).collect(),
            decided,
            gates: if outcome == CandidateOutcome::Ineligible { writer.gates() } else { Vec::new() },
            criteria: if marked {
                explained.lines.iter().map(|line| writer.criterion(line)).collect()
            } else {
                Vec::new()
            },
            total: explained.total.filter(|_| marked),
            out_of: explained.out_of,
            minimums: if outcome == CandidateOutcome::BelowBar { writer.minimums() } else { Vec::new() },
            cuts: if compared { writer.cuts() } else { Vec::new() },
            grounds: if outcome == CandidateOutcome::Withdrawn { Vec::new() } else { writer.grounds(&outcome) },
            winners: if compared && policy.route.feedback_compares {
                writer.winners(&explained.lines)
            } else {
                Vec::new()
            },
            review: policy
                .route
                .review_days
                .filter(|_| !leaves)
                .map(|days| Review { days, until: rules::agreement::review_ends(state, application) }),
            standstill: policy
                .route
                .standstill
                .filter(|_| !leaves)
                .map(|length| StandstillTold { length, ends: rules::agreement::standstill_ends(state) }),
            outcome: writer.told(outcome),
            decimals: policy.decimals,
            rounding: policy.rounding,
        })
    }
}

fn title_of(state: &Proceedings, place: PlaceId) -> String {
    state.opening.places.get(&place).map_or_else(|| place.to_string(), |place| place.title.clone())
}

/// A criterion's title after those of its groups, so that two of one title can be told apart.
fn title_in(criteria: &Criteria, id: &CriterionId) -> String {
    let own = criteria.criterion(id).map_or_else(|| id.to_string(), |criterion| criterion.title().to_owned());
    let mut titles = vec![own];
    // As deep as a path may be.
    let mut above = id.parent();
    while let Some(path) = above {
        titles.extend(criteria.groups().get(&path).map(|group| group.title.clone()));
        above = path.parent();
    }
    titles.reverse();
    titles.join(": ")
}

/// Writes for one candidate.
struct Writer<'a> {
    selection: &'a Selection<'a>,
    application: ApplicationId,
}

impl<'a> Writer<'a> {
    fn state(&self) -> &'a Proceedings {
        self.selection.round.state()
    }

    fn policy(&self) -> &'a SelectionPolicy {
        self.state().policy()
    }

    fn criteria(&self) -> &'a Criteria {
        criteria_for(self.state(), self.application)
    }

    fn names_rival(&self, text: &str) -> bool {
        rules::consensus::names_rival(self.state(), self.application, text)
    }

    /// A text as far as the candidate may read it.
    fn fit(&self, text: &Text) -> Reason {
        match text {
            _ if text.is_empty() => Reason::None,
            Text::Written(text) if self.names_rival(text) => Reason::Withheld,
            Text::Written(text) => Reason::Given(text.trim().to_owned()),
            Text::Redacted { ground, .. } if self.names_rival(ground) => Reason::Removed(String::new()),
            Text::Redacted { ground, .. } => Reason::Removed(ground.clone()),
        }
    }

    fn why(&self, entry: u64) -> Reason {
        self.selection.round.journal().entry(entry).map_or(Reason::None, |entry| self.fit(&entry.why))
    }

    fn told(&self, outcome: CandidateOutcome) -> Told {
        let state = self.state();
        match outcome {
            CandidateOutcome::Appointed(place) => Told::Appointed { place: title_of(state, place) },
            CandidateOutcome::Reserve { turn, until } => Told::Reserve { turn, until },
            CandidateOutcome::OfferDeclined => Told::OfferDeclined,
            CandidateOutcome::NotAppointed => Told::NotAppointed,
            CandidateOutcome::BelowBar => Told::BelowBar,
            CandidateOutcome::Ineligible => Told::Ineligible,
            CandidateOutcome::NotThrough(stage) => {
                let title = self.policy().stage(stage).map(|(_, stage)| stage.title.clone());
                let entry = state.candidate(self.application).and_then(|of| of.not_through).map(|(_, entry)| entry);
                let entry = entry.and_then(|entry| self.selection.round.journal().entry(entry));
                let reason = entry.and_then(|entry| match &entry.what {
                    Event::StageOpened(it) => it.not_through.get(&self.application),
                    _ => None,
                });
                Told::NotThrough {
                    stage: title.unwrap_or_default(),
                    reason: reason.map_or(Reason::None, |reason| self.fit(reason)),
                }
            }
            CandidateOutcome::NotTaken => {
                let ruled = state.candidate(self.application).and_then(|of| match of.in_time {
                    InTime::Ruled(_, entry) => Some(entry),
                    InTime::Yes | InTime::Late => None,
                });
                Told::NotTaken { reason: ruled.map_or(Reason::None, |entry| self.why(entry)) }
            }
            CandidateOutcome::Withdrawn => Told::Withdrawn,
        }
    }

    fn gates(&self) -> Vec<GateTold> {
        let state = self.state();
        let Some(of) = state.candidate(self.application) else { return Vec::new() };
        let judged = self.policy().gates.judge(&of.facts, state.opening.reference, &of.rulings);
        let gate = |(word, outcome): (Word, &crate::selection::eligibility::GateOutcome)| {
            let facts = outcome.facts.deciding().into_iter().filter_map(|part| match &part.of {
                PartOf::Fact { fact, is, found } => Some(FactTold {
                    about: words::spoken(fact.as_str()),
                    asked: words::spoken(&is.to_string()),
                    found: words::found(found),
                }),
                PartOf::InYears { asked, found } => {
                    let years: Vec<String> =
                        found.iter().map(|(year, found)| format!("{year}: {}", words::found(found))).collect();
                    let (is, of_last) = (words::spoken(&asked.is.to_string()), asked.of_last);
                    Some(FactTold {
                        about: words::spoken(asked.fact.as_str()),
                        asked: format!("{is} in {} of the last {of_last} years", asked.years),
                        found: years.join("; "),
                    })
                }
                PartOf::AllOf(_) | PartOf::AnyOf { .. } => None,
            });
            let ruled = outcome.ruling.as_ref().map(|_| ruling(self.selection.round, self.application, word));
            GateTold {
                title: outcome.title.clone(),
                facts: facts.collect(),
                ruling: ruled.map(|entry| entry.map_or(Reason::None, |entry| self.why(entry))),
            }
        };
        judged.that_are(Answer::No).map(gate).collect()
    }

    fn criterion(&self, line: &ExplainedLine) -> CriterionTold {
        let criteria = self.criteria();
        let scale = criteria.criterion(&line.criterion).map(crate::selection::criteria::Criterion::scale);
        CriterionTold {
            title: title_in(criteria, &line.criterion),
            weight: line.weight,
            available: line.applied,
            mark: line.mark,
            top: scale.and_then(|scale| scale.raw(*scale.marks().last()?)),
            descriptor: line.descriptor.clone(),
            points: line.points,
            reason: line.reason().map_or(Reason::None, |reason| self.fit(reason)),
        }
    }

    fn minimums(&self) -> Vec<Minimum> {
        let criteria = self.criteria();
        let minimum = |shortfall: &Shortfall| match &shortfall.lacks {
            Lacks::Mark { criterion, needed, found } => {
                Minimum::Criterion { title: title_in(criteria, criterion), needed: *needed, found: *found }
            }
            Lacks::Reach { minimum, needed, reached, .. } => Minimum::Several {
                titles: minimum.criteria.iter().map(|id| title_in(criteria, id)).collect(),
                needed: *needed,
                mark: minimum.at_least,
                reached: *reached,
            },
            Lacks::Points { needed, .. } => Minimum::Total { needed: *needed },
        };
        let scored = self.selection.results.scored.get(&self.application);
        let missed = scored.into_iter().flat_map(|scored| &scored.shortfalls).filter(|it| it.missed.is_yes());
        missed.map(minimum).collect()
    }

    /// Who is appointed to a place for which the candidate bid.
    fn rivals(&self) -> impl Iterator<Item = (PlaceId, ApplicationId)> + '_ {
        let places = self.state().candidate(self.application).map(|of| of.application.places.as_slice());
        places.unwrap_or_default().iter().flat_map(move |place| {
            let appointed =
                self.selection.appointed().iter().filter(move |(id, to)| *to == place && **id != self.application);
            appointed.map(|(id, place)| (*place, *id))
        })
    }

    fn total(&self, application: ApplicationId) -> Option<Ratio> {
        self.selection.results.scored.get(&application).and_then(|scored| scored.total.points())
    }

    fn cuts(&self) -> Vec<Cut> {
        let Some(from) = self.policy().route.cut_told_from else { return Vec::new() };
        let from = usize::try_from(from).unwrap_or(usize::MAX).max(2);
        let Some(of) = self.state().candidate(self.application) else { return Vec::new() };
        let cut = |place: &PlaceId| {
            let totals: Vec<Ratio> =
                self.rivals().filter(|(to, _)| to == place).filter_map(|(_, id)| self.total(id)).collect();
            let lowest = (totals.len() >= from).then(|| totals.into_iter().min()).flatten()?;
            Some(Cut { place: title_of(self.state(), *place), lowest })
        };
        of.application.places.iter().filter_map(cut).collect()
    }

    fn limit(&self, bound: &Bound<ApplicationId, PlaceId>) -> String {
        match bound {
            Bound::Limit { kind, name } => {
                let quota = Word::new(kind).and_then(|kind| self.policy().quotas.get(&kind));
                match quota.map(|quota| quota.by) {
                    // The body by its number would say nothing, and might be a rival's.
                    Some(QuotaBy::Body) => "the limit on appointments under one accountable body".to_owned(),
                    Some(_) => format!("the limit on \"{}\" ({})", words::spoken(name), words::spoken(kind)),
                    None => "the limit on appointments overall".to_owned(),
                }
            }
            Bound::Place(place) => format!("the number to be selected for {}", title_of(self.state(), *place)),
            Bound::OneEach(_) => "the rule that a candidate is given one place at most".to_owned(),
        }
    }

    fn grounds(&self, outcome: &CandidateOutcome) -> Vec<Ground> {
        let state = self.state();
        let mut grounds = Vec::new();
        let passed: Vec<_> =
            self.selection.passed_over(self.application).filter(|it| it.higher == self.application).collect();
        let limits: BTreeSet<String> = passed.iter().flat_map(|it| &it.limits).map(|bound| self.limit(bound)).collect();
        if outcome.is_turned_down() && !limits.is_empty() {
            grounds.push(Ground::HeldBy { limits });
        }
        if let Some((order, number)) = self.selection.draw(self.application) {
            let turn = order.iter().position(|id| *id == self.application);
            let means = self.selection.round.journal().entry(*number).and_then(|entry| match &entry.what {
                Event::Drawn(it) => Some(it.means.clone()),
                _ => None,
            });
            if let Some((turn, means)) = turn.zip(means) {
                grounds.push(Ground::Drawn { means, turn: turn.saturating_add(1), of: order.len() });
            }
        }
        for (_, by_authority, reason) in self.selection.departures(self.application) {
            let reason = self.fit(reason);
            grounds.push(if by_authority {
                Ground::AuthorityDeparted { reason }
            } else {
                Ground::PanelDeparted { reason }
            });
        }
        if let Some((false, entry)) = state.candidate(self.application).and_then(|of| of.examined) {
            grounds.push(Ground::NotPassed { reason: self.why(entry) });
        }
        grounds
    }

    fn winners(&self, own: &[ExplainedLine]) -> Vec<Winner> {
        let criteria = self.criteria();
        let winner = |(place, id): (PlaceId, ApplicationId)| {
            let explained = self.selection.decision(id)?.explanation();
            let title = |line: &ExplainedLine| title_in(criteria, &line.criterion);
            let marks = explained.lines.iter().map(|line| WinnerMark {
                title: title(line),
                mark: line.mark,
                descriptor: line.descriptor.clone(),
                points: line.points,
            });
            let advantages = explained.lines.iter().filter_map(|line| {
                let mine = own.iter().find(|mine| mine.criterion == line.criterion)?.points.unwrap_or_default();
                let by = line.points?.minus(mine).ok()?;
                (by > Ratio::ZERO).then(|| Advantage { title: title(line), by })
            });
            Some(Winner {
                name: explained.name.clone(),
                place: title_of(self.state(), place),
                total: explained.total,
                marks: marks.collect(),
                advantages: advantages.collect(),
            })
        };
        self.rivals().filter_map(winner).collect()
    }
}
