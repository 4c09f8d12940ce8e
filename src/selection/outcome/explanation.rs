//! How an outcome came about, down to each mark, weight, rule, entry and person.

use std::{collections::BTreeMap, fmt};

use super::{CandidateOutcome, Selection, selection::PassedOver};
use crate::{
    answer::Answer,
    identifiers::{ApplicationId, PersonId, PlaceId},
    journal::{Entry, Text},
    ratio::Ratio,
    rules::Rule,
    selection::{
        criteria::{Criteria, CriterionId},
        eligibility::Eligibility,
        places::Bound,
        policy::SelectionPolicy,
        proceedings::{Event, InTime, Proceedings},
        round::Round,
        rules,
        scale::RawMark,
        totals::Cell,
    },
    vocabulary::Word,
};

/// How an outcome came about. It is data first; displayed, it is the text of a minute.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explained {
    /// Whose.
    pub application: ApplicationId,
    /// What the candidate is called.
    pub name: String,
    /// What became of it.
    pub outcome: CandidateOutcome,
    /// The entry of the decision, and who made it; none before it is made.
    pub decided: Option<(u64, PersonId)>,
    /// Its gates.
    pub eligibility: Eligibility,
    /// Its marks, criterion by criterion.
    pub lines: Vec<ExplainedLine>,
    /// Its total in points, where that is complete.
    pub total: Option<Ratio>,
    /// The points that a total can come to, bonus aside.
    pub out_of: Ratio,
    /// Its rank among those with a complete total that bid for the same place, by place; equal totals share one.
    pub ranks: BTreeMap<PlaceId, usize>,
    /// What made it so, beside its total.
    pub because: Vec<Because>,
    /// The decimals and the rounding of what is displayed.
    pub(super) print: (u8, crate::ratio::Rounding),
}

/// One thing that made an outcome so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Because {
    /// The code of the rule, where one made it so.
    pub rule: Option<&'static str>,
    /// What.
    pub what: String,
    /// The reason that somebody gave.
    pub reason: Option<Text>,
    /// The entry where it stands.
    pub entry: Option<u64>,
}

impl Because {
    fn rule(rule: &'static Rule, what: impl Into<String>) -> Self {
        Self { rule: Some(rule.code), what: what.into(), reason: None, entry: None }
    }

    fn entry(what: impl Into<String>, entry: u64, reason: Option<Text>) -> Self {
        Self { rule: None, what: what.into(), reason: reason.filter(|text| !text.is_empty()), entry: Some(entry) }
    }
}

/// One criterion of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExplainedLine {
    /// Which.
    pub criterion: CriterionId,
    /// What it is called.
    pub title: String,
    /// The points that its top mark earns as published.
    pub weight: Ratio,
    /// The points that its top mark earns here: more than published where other criteria do not apply.
    pub applied: Ratio,
    /// What counts.
    pub cell: Cell,
    /// The mark as published; none where the cell is no mark.
    pub mark: Option<RawMark>,
    /// What the scale says of that mark.
    pub descriptor: String,
    /// The points earned.
    pub points: Option<Ratio>,
    /// What the panel agreed on, where it did.
    pub moderated: Option<Moderated>,
    /// The independent marks.
    pub marks: Vec<ExplainedMark>,
}

impl ExplainedLine {
    /// The reason of what counts: the panel's own, where it agreed on it; where one mark alone stands, the justification
    /// of that mark. None where nothing counts, and where the one assessor declined to judge.
    #[must_use]
    pub fn reason(&self) -> Option<&Text> {
        if let Some(moderated) = &self.moderated {
            return Some(&moderated.reason);
        }
        let counts = matches!(self.cell, Cell::Mark(_) | Cell::NotApplicable);
        // Unmoderated, a criterion counts by the one mark that has its effect.
        let alone = self.marks.iter().find(|mark| mark.barred_by.is_none());
        alone.filter(|_| counts).map(|mark| &mark.justification)
    }
}

/// What the panel agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moderated {
    /// The entry.
    pub entry: u64,
    /// Who wrote it down.
    pub by: PersonId,
    /// The panel's own reason.
    pub reason: Text,
    /// Who was present.
    pub present: Vec<PersonId>,
    /// Who did not agree, and why.
    pub dissent: Vec<(PersonId, Text)>,
}

/// One independent mark.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExplainedMark {
    /// Whose.
    pub by: PersonId,
    /// What.
    pub cell: Cell,
    /// The mark as published.
    pub mark: Option<RawMark>,
    /// Why.
    pub justification: Text,
    /// The entry.
    pub entry: u64,
    /// The application in which the assessor has a hard interest, so that this mark has lost its effect.
    pub barred_by: Option<ApplicationId>,
}

pub(super) fn explain(selection: &Selection<'_>, application: ApplicationId) -> Explained {
    let state = selection.round.state();
    let policy: &SelectionPolicy = state.policy();
    let of = state.candidate(application);
    let eligibility = match of {
        Some(of) => policy.gates.judge(&of.facts, state.opening.reference, &of.rulings),
        None => policy.gates.judge(&Default::default(), state.opening.reference, &Default::default()),
    };
    let scored = selection.results.scored.get(&application);
    let total = match scored {
        Some(scored) => scored.total.points(),
        None => fallen_total(state, application),
    };
    Explained {
        application,
        name: selection.name(application).to_owned(),
        outcome: selection.outcome(application),
        decided: state.decided.as_ref().map(|decided| (decided.entry, decided.by)),
        eligibility,
        lines: lines(selection, application),
        total,
        out_of: criteria_for(state, application).whole(),
        ranks: selection.ranks(application),
        because: because(selection, application),
        print: (policy.decimals, policy.rounding),
    }
}

/// The criteria by which an application stands or fell.
pub(crate) fn criteria_for(state: &Proceedings, application: ApplicationId) -> &Criteria {
    state.sheet_for(application).map_or(&state.policy().criteria, |sheet| state.criteria_of(sheet))
}

/// The total of an application that did not go on after a stage, where its marks there are complete.
fn fallen_total(state: &Proceedings, application: ApplicationId) -> Option<Ratio> {
    state.candidate(application)?.not_through?;
    let cells = state.row_on(state.sheet_for(application), application);
    criteria_for(state, application).total(&cells).ok()?.points()
}

fn lines(selection: &Selection<'_>, application: ApplicationId) -> Vec<ExplainedLine> {
    let (round, state) = (selection.round, selection.round.state());
    let sheet = state.sheet_for(application);
    let cells = state.row_on(sheet, application);
    let criteria = criteria_for(state, application);
    let text_of = |number: u64| round.journal().entry(number).map(|entry| (&entry.what, entry.by));
    let found = criteria.lines(&cells).unwrap_or_default();
    let line = |(place, line): (usize, crate::selection::totals::Line<'_>)| {
        let scale = line.criterion.scale();
        let mark = |cell: Cell| cell.mark().and_then(|mark| scale.raw(mark));
        let judged = sheet.and_then(|sheet| state.sheets.get(sheet)).and_then(|sheet| sheet.judged(application, place));
        let agreed = sheet.and_then(|sheet| state.agreed_on(sheet, application, place));
        let moderated = agreed.and_then(|moderation| {
            let (Event::Moderated(it), by) = text_of(moderation.entry)? else { return None };
            Some(Moderated {
                entry: moderation.entry,
                by,
                reason: it.reason.clone(),
                present: it.present.iter().copied().collect(),
                dissent: it.dissent.iter().map(|(person, why)| (*person, why.clone())).collect(),
            })
        });
        let marks = judged.into_iter().flat_map(|judged| &judged.marks).map(|(by, (cell, entry))| {
            let justification = match text_of(*entry) {
                Some((Event::Marked(it), _)) => it.justification.clone(),
                _ => Text::default(),
            };
            let barred_by = state.barred_by(*by, application);
            ExplainedMark { by: *by, cell: *cell, mark: mark(*cell), justification, entry: *entry, barred_by }
        });
        ExplainedLine {
            criterion: line.criterion.id().clone(),
            title: line.criterion.title().to_owned(),
            weight: line.criterion.applied(),
            applied: line.applied,
            cell: line.cell,
            mark: mark(line.cell),
            descriptor: line.cell.mark().and_then(|mark| scale.describe(mark)).unwrap_or_default().to_owned(),
            points: line.points,
            moderated,
            marks: marks.collect(),
        }
    };
    found.into_iter().enumerate().map(line).collect()
}

fn because(selection: &Selection<'_>, application: ApplicationId) -> Vec<Because> {
    let (round, state) = (selection.round, selection.round.state());
    let mut because = Vec::new();
    let Some(of) = state.candidate(application) else { return because };
    let why = |number: u64| round.journal().entry(number).map(|entry| entry.why.clone());
    if let Some(number) = of.withdrawn {
        because.push(Because::entry("it was withdrawn", number, why(number)));
    }
    match of.in_time {
        InTime::Ruled(taken, number) => {
            let what = if taken { "it came late and was taken" } else { "it came late and was not taken" };
            because.push(Because {
                rule: Some(rules::application::LATE.code),
                ..Because::entry(what, number, why(number))
            });
        }
        InTime::Late => {
            because.push(Because::rule(&rules::application::LATE_UNRULED, "it came late, and nobody ruled on it"))
        }
        InTime::Yes => {}
    }
    if let Some((_, number)) = of.not_through {
        let reason = round.journal().entry(number).and_then(|entry| match &entry.what {
            Event::StageOpened(it) => it.not_through.get(&application).cloned(),
            _ => None,
        });
        because.push(Because::entry("it did not go on to the next stage", number, reason));
    }
    let judged = state.policy().gates.judge(&of.facts, state.opening.reference, &of.rulings);
    for (gate, outcome) in judged.that_are(Answer::No) {
        let what = format!("the gate `{gate}` is not met: {outcome}");
        let ruled = outcome.ruling.as_ref().and_then(|_| ruling(round, application, gate));
        let why = ruled.and_then(why);
        let rule = Some(rules::decision::APPOINTS_WRONGLY.code);
        because.push(Because { rule, what, reason: why.filter(|text| !text.is_empty()), entry: ruled });
    }
    let scored = selection.results.scored.get(&application);
    for shortfall in scored.into_iter().flat_map(|scored| &scored.shortfalls) {
        because.push(Because::rule(&rules::decision::BELOW_BAR, shortfall.to_string()));
    }
    for PassedOver { lower, higher, limits } in selection.passed_over(application) {
        let (lower, higher) = (*lower, *higher);
        let limits: Vec<String> = limits.iter().map(Bound::to_string).collect();
        let what = match (limits.is_empty(), lower == application, higher == application) {
            (true, true, _) => {
                let higher = selection.name(higher);
                format!("it is appointed before {higher}, who has a higher total, by a departure")
            }
            (false, true, _) => {
                let (higher, limits) = (selection.name(higher), limits.join(", "));
                format!("it is appointed before {higher}, who has a higher total and was held out by {limits}")
            }
            (true, _, true) => {
                format!("{} has a lower total and is appointed, by a departure", selection.name(lower))
            }
            (false, _, true) => {
                let (lower, limits) = (selection.name(lower), limits.join(", "));
                format!("{lower} has a lower total and is appointed, since this one was held out by {limits}")
            }
            (_, false, false) => continue,
        };
        because.push(Because::rule(&rules::choice::LOWER_APPOINTED, what));
    }
    if let Some((order, number)) = selection.draw(application) {
        if let Some(turn) = order.iter().position(|id| *id == application) {
            let what = format!("it was tied, and drawn number {} of {}", turn.saturating_add(1), order.len());
            because
                .push(Because { rule: Some(rules::choice::TIE_UNSETTLED.code), ..Because::entry(what, *number, None) });
        }
    }
    for (number, by_authority, reason) in selection.departures(application) {
        let (rule, what) = if by_authority && state.recommended.is_some() {
            let rule = &rules::decision::DEPARTS_FROM_RECOMMENDATION;
            (rule, "the decision departs from what the panel recommended")
        } else if by_authority {
            (&rules::decision::DEPARTS_FROM_MARKS, "the decision departs from what the marks come to")
        } else {
            (&rules::decision::DEPARTS_FROM_MARKS, "the panel's recommendation departs from what the marks come to")
        };
        because.push(Because { rule: Some(rule.code), ..Because::entry(what, number, Some(reason.clone())) });
    }
    let called_up = of.called_up.map(|(_, number)| number);
    because.extend(called_up.map(|number| Because::entry("it was called up from the reserve", number, why(number))));
    because.extend(of.declined.map(|number| Because::entry("it declined the offer", number, why(number))));
    if let Some((false, number)) = of.examined {
        because.push(Because::entry("it did not pass the examination before the agreement", number, why(number)));
    }
    because
}

/// The last entry that ruled on a gate of an application.
pub(crate) fn ruling(round: &Round, application: ApplicationId, gate: Word) -> Option<u64> {
    let ruled = |entry: &&Entry<Event>| match &entry.what {
        Event::Ruled(it) => it.application == application && it.gate == gate,
        _ => false,
    };
    round.entries().iter().rev().find(ruled).map(|entry| entry.number)
}

impl Explained {
    fn points(&self, points: Ratio) -> String {
        points.to_fixed(self.print.0, self.print.1)
    }
}

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.outcome)?;
        if let Some((entry, by)) = self.decided {
            write!(f, " (decided in entry {entry} by {by})")?;
        }
        if let Some(total) = self.total {
            write!(f, "\n  total {} of {}", self.points(total), self.points(self.out_of))?;
            self.ranks.iter().try_for_each(|(place, rank)| write!(f, ", rank {rank} for {place}"))?;
        }
        for line in &self.lines {
            let mark = match (line.mark, line.cell) {
                (Some(mark), _) => mark.to_string(),
                (None, Cell::NotApplicable) => "not applicable".to_owned(),
                (None, Cell::Declined) => "declined".to_owned(),
                (None, _) => "not marked".to_owned(),
            };
            write!(f, "\n  {}: {mark}", line.criterion)?;
            if let Some(points) = line.points {
                write!(f, ", {} of {} points", self.points(points), self.points(line.applied))?;
            }
            let given: Vec<String> = line
                .marks
                .iter()
                .map(|it| {
                    let mark = it.mark.map_or_else(|| "none".to_owned(), |mark| mark.to_string());
                    let barred = if it.barred_by.is_some() { ", without effect for an interest" } else { "" };
                    format!("{mark} by {} in entry {}{barred}", it.by, it.entry)
                })
                .collect();
            if !given.is_empty() {
                write!(f, " (assessors: {})", given.join(", "))?;
            }
            if let Some(moderated) = &line.moderated {
                write!(f, "\n    the panel, entry {} by {}: {}", moderated.entry, moderated.by, moderated.reason)?;
                for (person, why) in &moderated.dissent {
                    write!(f, "\n    {person} dissents: {why}")?;
                }
            }
        }
        for because in &self.because {
            write!(f, "\n  {}", because.what)?;
            if let Some(reason) = &because.reason {
                write!(f, ": {reason}")?;
            }
            match (because.rule, because.entry) {
                (Some(rule), Some(entry)) => write!(f, " [{rule}, entry {entry}]")?,
                (Some(rule), None) => write!(f, " [{rule}]")?,
                (None, Some(entry)) => write!(f, " [entry {entry}]")?,
                (None, None) => {}
            }
        }
        Ok(())
    }
}
