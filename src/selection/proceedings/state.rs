//! What the entries of a round come to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    Application, Opening, Phase,
    bars::Bars,
    event::{Appointments, Role},
    sheet::{Moderation, Sheet},
};
use crate::{
    calendar::Moment,
    identifiers::{ApplicationId, OrganisationId, PersonId, PlaceId, QuestionId, StageId},
    selection::{
        criteria::Criteria,
        eligibility::{Eligible, Facts, Ruling},
        interest::{Interest, Link, Strength, Tie, Web},
        policy::{SelectionPolicy, StageMarks, StagePolicy},
    },
    vocabulary::Word,
};

/// What the entries of a round come to. It holds numbers of entries and no free text, so it is the same before and after a
/// text is removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proceedings {
    /// As it was amended.
    pub(crate) opening: Opening,
    pub(crate) phase: Phase,
    /// The place of the running stage among the policy's.
    pub(crate) stage: usize,
    /// The moment of the last entry.
    pub(crate) last: Moment,
    pub(crate) roles: BTreeMap<PersonId, BTreeSet<Role>>,
    pub(crate) links: BTreeSet<Link>,
    pub(crate) ties: BTreeSet<Tie>,
    pub(crate) web: Web,
    /// Interests that follow from the register, by person and application.
    pub(crate) derived: BTreeMap<PersonId, BTreeMap<ApplicationId, BTreeSet<Interest>>>,
    /// What each person declared of each application: how strong, and in which entry.
    pub(crate) declared: BTreeMap<(PersonId, ApplicationId), (Option<Strength>, u64)>,
    /// Who waived whose interest in what, and in which entry.
    pub(crate) waived: BTreeMap<(PersonId, ApplicationId), (PersonId, u64)>,
    /// Whom hard interests keep from judging what, as the three before come to.
    pub(crate) bars: Bars,
    /// The applications that name each organisation.
    pub(crate) named: BTreeMap<OrganisationId, BTreeSet<ApplicationId>>,
    /// The closings published for each stage.
    pub(crate) closings: BTreeMap<StageId, Vec<Closing>>,
    pub(crate) extensions: BTreeMap<(ApplicationId, StageId), (Moment, u64)>,
    pub(crate) amendments: Vec<Amendment>,
    pub(crate) questions: BTreeMap<QuestionId, Question>,
    pub(crate) candidates: BTreeMap<ApplicationId, Candidate>,
    /// Who marks which criteria of all applications, by the criterion's place.
    pub(crate) assessors: BTreeMap<usize, BTreeSet<PersonId>>,
    /// Who reads which applications whole.
    pub(crate) readers: BTreeMap<ApplicationId, BTreeSet<PersonId>>,
    /// The same the other way about.
    pub(crate) reads: BTreeMap<PersonId, BTreeSet<ApplicationId>>,
    /// Who practised, and when last.
    pub(crate) practised: BTreeMap<PersonId, u64>,
    /// The first live mark of each assessor.
    pub(crate) first_mark: BTreeMap<PersonId, u64>,
    /// The marks of each stage.
    pub(crate) sheets: Vec<Sheet>,
    /// Who was ever present at a moderation, or wrote one down.
    pub(crate) moderators: BTreeSet<PersonId>,
    pub(crate) draws: Vec<(Vec<ApplicationId>, u64)>,
    pub(crate) recommended: Option<Appointed>,
    pub(crate) decided: Option<Appointed>,
    /// Decisions that were undone, and the entry that undid each.
    pub(crate) undone: Vec<(Appointed, u64)>,
    /// How many candidates are still to be told, withdrawn ones aside.
    pub(crate) untold: usize,
    /// Who was called up from the reserve.
    pub(crate) called: BTreeSet<ApplicationId>,
    /// When the last candidate was told.
    pub(crate) all_told: Option<Moment>,
    pub(crate) announced: Option<(Moment, u64)>,
    pub(crate) redactions: BTreeSet<u64>,
}

/// A closing moment that was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Closing {
    pub closes: Moment,
    /// Whether the notice took the place of those before it. The window of the opening counts as one that did.
    pub supersedes: bool,
    /// The entry of the notice.
    pub entry: u64,
}

/// A change of the published terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amendment {
    pub entry: u64,
}

/// A question, and whether it was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub asked: u64,
    pub confidential: bool,
    pub answered: Option<u64>,
    /// Whether the answer was material and kept from others.
    pub unshared: bool,
}

/// An application, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub application: Application,
    pub entry: u64,
    pub at: Moment,
    pub in_time: InTime,
    /// All that is known of it, its own declarations included.
    pub facts: Facts,
    pub rulings: BTreeMap<Word, Ruling>,
    pub eligible: Eligible,
    /// The entry that withdrew it.
    pub withdrawn: Option<u64>,
    /// The place of the stage that it did not pass, and the entry.
    pub not_through: Option<(usize, u64)>,
    pub submitted: BTreeMap<StageId, u64>,
    pub notified: Option<Told>,
    pub feedback: Option<u64>,
    pub examined: Option<(bool, u64)>,
    pub called_up: Option<(PlaceId, u64)>,
    pub offered: Option<u64>,
    pub accepted: Option<u64>,
    pub declined: Option<u64>,
    pub agreed: Option<u64>,
    pub started: Option<(NaiveDate, u64)>,
    pub review: Option<Review>,
}

/// Whether an application came in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InTime {
    Yes,
    /// Late, and nobody has ruled on it.
    Late,
    /// Late, and taken or not, by this entry.
    Ruled(bool, u64),
}

/// A notice to a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub entry: u64,
    pub at: Moment,
    pub embargo: Option<Moment>,
}

/// A review of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Review {
    pub asked: u64,
    pub ended: Option<(bool, u64)>,
}

/// Appointments, without their reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Appointed {
    pub appointed: BTreeMap<ApplicationId, PlaceId>,
    pub reserve: Vec<ApplicationId>,
    pub entry: u64,
    pub at: Moment,
    pub by: PersonId,
}

impl Appointed {
    pub(crate) fn new(appointments: &Appointments, entry: u64, at: Moment, by: PersonId) -> Self {
        Self { appointed: appointments.appointed.clone(), reserve: appointments.reserve.clone(), entry, at, by }
    }
}

impl Candidate {
    pub(crate) fn new(application: Application, entry: u64, at: Moment, in_time: InTime) -> Self {
        let facts = application.declares.clone();
        Self {
            application,
            entry,
            at,
            in_time,
            facts,
            rulings: BTreeMap::new(),
            eligible: Eligible::Undetermined,
            withdrawn: None,
            not_through: None,
            submitted: BTreeMap::new(),
            notified: None,
            feedback: None,
            examined: None,
            called_up: None,
            offered: None,
            accepted: None,
            declined: None,
            agreed: None,
            started: None,
            review: None,
        }
    }

    /// Whether it is still to be told of the decision.
    pub(crate) const fn is_to_tell(&self) -> bool {
        self.withdrawn.is_none() && self.notified.is_none()
    }

    /// Whether it was taken: in time, or late and ruled so.
    pub(crate) const fn is_taken(&self) -> bool {
        matches!(self.in_time, InTime::Yes | InTime::Ruled(true, _))
    }

    /// Whether it is still in the running: taken, not withdrawn, through every stage so far.
    pub(crate) const fn is_live(&self) -> bool {
        self.is_taken() && self.withdrawn.is_none() && self.not_through.is_none()
    }

    /// Whether it bids for a place that `other` bids for.
    pub(crate) fn rivals(&self, other: &Self) -> bool {
        self.application.places.iter().any(|place| other.application.places.contains(place))
    }
}

impl Proceedings {
    /// The policy of the round.
    #[must_use]
    pub const fn policy(&self) -> &SelectionPolicy {
        &self.opening.policy
    }

    /// The first entry, as it was amended.
    #[must_use]
    pub const fn opening(&self) -> &Opening {
        &self.opening
    }

    /// Where the round stands.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// The running stage. A policy without stages has none.
    #[must_use]
    pub fn stage(&self) -> Option<&StagePolicy> {
        self.policy().stages.get(self.stage)
    }

    pub(crate) fn has_role(&self, person: PersonId, role: Role) -> bool {
        self.roles.get(&person).is_some_and(|roles| roles.contains(&role))
    }

    pub(crate) fn with_role(&self, role: Role) -> impl Iterator<Item = PersonId> + '_ {
        self.roles.iter().filter(move |(_, roles)| roles.contains(&role)).map(|(person, _)| *person)
    }

    pub(crate) fn candidate(&self, application: ApplicationId) -> Option<&Candidate> {
        self.candidates.get(&application)
    }

    /// Whether an application was withdrawn, and not only after the decision: what was decided among them all stands.
    pub(crate) fn is_withdrawn_before_decision(&self, of: &Candidate) -> bool {
        let decided = self.decided.as_ref().map(|decided| decided.entry);
        of.withdrawn.is_some_and(|withdrawn| decided.is_none_or(|decided| withdrawn < decided))
    }

    /// Whether an application is to be assessed, or was when it was decided: in the running, and not ineligible.
    pub(crate) fn is_assessed(&self, of: &Candidate) -> bool {
        let competes = of.is_taken() && of.not_through.is_none() && !self.is_withdrawn_before_decision(of);
        competes && of.eligible != Eligible::Ineligible
    }

    /// The applications to be assessed.
    pub(crate) fn assessed(&self) -> impl Iterator<Item = (ApplicationId, &Candidate)> + '_ {
        self.candidates.iter().filter(|(_, of)| self.is_assessed(of)).map(|(id, candidate)| (*id, candidate))
    }

    /// The stage in which applications come in, as long as it runs or a later one does: the first with a window, or the
    /// first. What later stages ask for is submitted. One before it takes them as well.
    pub(crate) fn stage_applied_in(&self) -> Option<StageId> {
        let stages = &self.policy().stages;
        let windowed = stages.iter().position(|stage| self.opening.windows.contains_key(&stage.id)).unwrap_or_default();
        stages.get(windowed.min(self.stage)).map(|stage| stage.id)
    }

    /// The place of the stage whose marks a stage goes by: its own, or those of the last before it that had any, for one
    /// that only clarifies or marks nothing.
    pub(crate) fn sheet_of(&self, stage: usize) -> Option<usize> {
        let marks = |place: &usize| {
            let stage = self.policy().stages.get(*place);
            stage.is_some_and(|stage| matches!(stage.marks, StageMarks::Criteria | StageMarks::Own(_)))
        };
        (0..=stage.min(self.policy().stages.len())).rev().find(marks)
    }

    /// The place of the stage whose marks count now.
    pub(crate) fn current_sheet(&self) -> Option<usize> {
        self.sheet_of(self.stage)
    }

    /// The criteria of a stage: its own, or the round's.
    pub(crate) fn criteria_of(&self, sheet: usize) -> &Criteria {
        match self.policy().stages.get(sheet).map(|stage| &stage.marks) {
            Some(StageMarks::Own(criteria)) => criteria,
            _ => &self.policy().criteria,
        }
    }

    /// The criteria whose marks count now.
    pub(crate) fn criteria(&self) -> &Criteria {
        self.current_sheet().map_or(&self.policy().criteria, |sheet| self.criteria_of(sheet))
    }

    /// The marks that count now.
    pub(crate) fn sheet(&self) -> Option<&Sheet> {
        self.current_sheet().and_then(|sheet| self.sheets.get(sheet))
    }

    /// Whether assessors mark in the running stage.
    pub(crate) fn is_marked(&self) -> bool {
        self.stage().is_some_and(|stage| matches!(stage.marks, StageMarks::Criteria | StageMarks::Own(_)))
    }

    /// The applications in which a person certainly has a hard interest that nobody waived.
    pub(crate) fn hard_interests(&self, person: PersonId) -> BTreeSet<ApplicationId> {
        self.bars.of(person).collect()
    }

    /// The application, itself or a rival for a place, in which a person has a hard interest that keeps it from judging
    /// this one.
    pub(crate) fn barred_by(&self, person: PersonId, application: ApplicationId) -> Option<ApplicationId> {
        if self.bars.is_hard(person, application) {
            return Some(application);
        }
        self.bars.reaching(person, &self.candidate(application)?.application.places)
    }

    /// What the panel agreed on for a criterion, as long as that stands: it falls where it turns out that somebody who was
    /// present, or whose mark was weighed, has a hard interest.
    pub(crate) fn agreed(&self, application: ApplicationId, criterion: usize) -> Option<&Moderation> {
        self.agreed_on(self.current_sheet()?, application, criterion)
    }

    /// The same, on the sheet of a stage.
    pub(crate) fn agreed_on(&self, sheet: usize, application: ApplicationId, criterion: usize) -> Option<&Moderation> {
        let moderation = self.sheets.get(sheet)?.judged(application, criterion)?.moderated.as_ref()?;
        let mut had_part = moderation.present.union(&moderation.weighed);
        had_part.all(|person| self.barred_by(*person, application).is_none()).then_some(moderation)
    }

    /// Who is to mark a criterion of an application: whoever is assigned it and not barred.
    pub(crate) fn markers(&self, application: ApplicationId, criterion: usize) -> BTreeSet<PersonId> {
        let by_criterion = self.assessors.get(&criterion).into_iter().flatten();
        let by_application = self.readers.get(&application).into_iter().flatten();
        let all = by_criterion.chain(by_application).copied();
        all.filter(|person| self.barred_by(*person, application).is_none()).collect()
    }

    /// The last closing of a stage that stands, by the latest of what was published without superseding.
    pub(crate) fn closes(&self, stage: StageId) -> Option<Moment> {
        self.standing_closings(stage).map(|closing| closing.closes).max()
    }

    /// The closings of a stage that no later notice took the place of.
    pub(crate) fn standing_closings(&self, stage: StageId) -> impl Iterator<Item = &Closing> + '_ {
        let all = self.closings.get(&stage).map(Vec::as_slice).unwrap_or_default();
        let from = all.iter().rposition(|closing| closing.supersedes).unwrap_or_default();
        all.iter().skip(from)
    }

    /// Whether a moment is on or before a closing, as policy counts its minute.
    pub(crate) fn is_by(&self, at: Moment, closes: Moment) -> bool {
        if self.policy().closing_minute_in_time { at.minute() <= closes.minute() } else { at < closes.minute() }
    }

    /// The decision, as calls from the reserve changed it: who is to have which place.
    pub(crate) fn holders(&self) -> BTreeMap<ApplicationId, PlaceId> {
        let appointed = self.decided.iter().flat_map(|decided| decided.appointed.keys());
        let all = appointed.chain(&self.called).copied();
        all.filter_map(|id| Some((id, self.held_by(id)?))).collect()
    }

    /// The place that an application is to have, by the decision or called up from the reserve.
    pub(crate) fn held_by(&self, application: ApplicationId) -> Option<PlaceId> {
        let candidate = self.candidate(application)?;
        let stays = candidate.declined.is_none()
            && candidate.withdrawn.is_none()
            && !matches!(candidate.examined, Some((false, _)));
        let decided = || self.decided.as_ref().and_then(|decided| decided.appointed.get(&application).copied());
        if stays { candidate.called_up.map(|(place, _)| place).or_else(decided) } else { None }
    }
}
