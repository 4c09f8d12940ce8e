//! What each entry does to the state. It takes in any entry, as far as it makes sense, and judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Application, Phase, Proceedings,
    bars::Bars,
    event::{
        Amended, Asked, Assigned, Declared, Event, Given, Marked, Moderated, Notified, Registered, Role, Ruled,
        StageOpened, StageReopened,
    },
    opening::Opening,
    sheet::{Moderation, Sheet},
    state::{Amendment, Appointed, Candidate, Closing, InTime, Question, Review, Told},
};
use crate::{
    answer::Answer,
    calendar::Moment,
    identifiers::{ApplicationId, OrganisationId, PersonId, StageId},
    journal::Entry,
    selection::{
        criteria::CriterionId,
        eligibility::Ruling,
        interest::{Interest, Parties, Strength, Web},
        totals::Cell,
    },
};

/// The organisations that an application names.
fn organisations(application: &Application) -> BTreeSet<OrganisationId> {
    let others = application.body.iter().chain(&application.partners).chain(&application.co_sponsors);
    application.leads().chain(others.copied()).collect()
}

/// The state that an opening opens.
pub(in crate::selection) fn opened(opening: &Opening, number: u64, at: Moment, by: PersonId) -> Proceedings {
    let first = |(stage, window): (&StageId, &super::Window)| {
        (*stage, vec![Closing { closes: window.closes, supersedes: true, entry: number }])
    };
    Proceedings {
        opening: opening.clone(),
        phase: Phase::Open,
        stage: 0,
        last: at,
        roles: BTreeMap::from([(by, BTreeSet::from([Role::Administrator]))]),
        links: BTreeSet::new(),
        ties: BTreeSet::new(),
        web: Web::default(),
        derived: BTreeMap::new(),
        declared: BTreeMap::new(),
        waived: BTreeMap::new(),
        bars: Bars::default(),
        named: BTreeMap::new(),
        closings: opening.windows.iter().map(first).collect(),
        extensions: BTreeMap::new(),
        amendments: Vec::new(),
        questions: BTreeMap::new(),
        candidates: BTreeMap::new(),
        assessors: BTreeMap::new(),
        readers: BTreeMap::new(),
        reads: BTreeMap::new(),
        practised: BTreeMap::new(),
        first_mark: BTreeMap::new(),
        sheets: vec![Sheet::default(); opening.policy.stages.len()],
        moderators: BTreeSet::new(),
        draws: Vec::new(),
        recommended: None,
        decided: None,
        undone: Vec::new(),
        untold: 0,
        called: BTreeSet::new(),
        all_told: None,
        announced: None,
        redactions: BTreeSet::new(),
    }
}

impl Proceedings {
    pub(in crate::selection) fn take(&mut self, entry: &Entry<Event>) {
        let Entry { number, at, by, .. } = *entry;
        self.last = at;
        match &entry.what {
            Event::Opened(_) | Event::Cancelled | Event::Closed => {}
            Event::Enrolled(it) => {
                self.roles.insert(it.person, it.roles.clone());
            }
            Event::Registered(it) => self.register(it),
            Event::Declared(Declared { person, application, interest, .. }) => {
                self.declared.insert((*person, *application), (*interest, number));
                if *interest == Some(Strength::Hard) {
                    // A waiver covers what was known when it was given.
                    self.waived.remove(&(*person, *application));
                }
                self.rebar(*person, *application);
            }
            Event::Waived(it) => {
                self.waived.insert((it.person, it.application), (by, number));
                self.rebar(it.person, it.application);
            }
            Event::Amended(it) => self.amend(it, number),
            Event::ClosingPublished(it) => {
                let closing = Closing { closes: it.closes, supersedes: it.supersedes, entry: number };
                self.closings.entry(it.stage).or_default().push(closing);
            }
            Event::Extended(it) => {
                self.extensions.insert((it.application, it.stage), (it.until, number));
            }
            Event::Applied(it) => {
                let in_time = self.is_in_time(self.stage_applied_in(), it.application, at);
                let in_time = if in_time { InTime::Yes } else { InTime::Late };
                self.admit(Candidate::new((**it).clone(), number, at, in_time));
                self.judge_gates(it.application);
            }
            Event::LateRuled(it) => self.of(it.application, |of| of.in_time = InTime::Ruled(it.taken, number)),
            Event::Submitted(it) => {
                self.of(it.application, |of| {
                    of.submitted.insert(it.stage, number);
                });
            }
            Event::Withdrawn(it) => self.withdraw(it.application, number),
            Event::Asked(Asked { question, confidential, .. }) => {
                let asked = Question { asked: number, confidential: *confidential, answered: None, unshared: false };
                self.questions.insert(*question, asked);
            }
            Event::Answered(it) => {
                if let Some(question) = self.questions.get_mut(&it.question) {
                    question.answered = Some(number);
                    question.unshared = it.material && !it.told_all && !question.confidential;
                }
            }
            Event::FactsFound(it) => {
                self.of(it.application, |of| {
                    for (about, fact) in it.facts.iter() {
                        of.facts.add(about, fact.clone());
                    }
                });
                self.judge_gates(it.application);
            }
            Event::Ruled(Ruled { application, gate, met }) => {
                // The reason stands in the entry, from where explanations take it.
                let ruling = Ruling::new(*met, format!("as entry {number} says"), by);
                self.of(*application, |of| {
                    of.rulings.insert(*gate, ruling);
                });
                self.judge_gates(*application);
            }
            Event::StageClosed(_) => {}
            Event::StageReopened(StageReopened { stage, closes }) => {
                let closing = Closing { closes: *closes, supersedes: true, entry: number };
                self.closings.entry(*stage).or_default().push(closing);
            }
            Event::StageOpened(it) => self.go_on(it, number),
            Event::Assigned(it) => self.assign(it),
            Event::Practised(_) => {
                self.practised.insert(by, number);
            }
            Event::Marked(it) => self.mark(it, number, by),
            Event::Moderated(it) => self.moderate(it, number, by),
            Event::Unmoderated(it) => {
                if let Some((sheet, criterion)) = self.cell_of(&it.criterion) {
                    self.agree((sheet, criterion), it.application, None);
                }
                // What was level before may not be so any more, and what is level now was not drawn.
                self.draws.clear();
            }
            Event::Drawn(it) => self.draws.push((it.order.clone(), number)),
            Event::Recommended(it) => self.recommended = Some(Appointed::new(it, number, at, by)),
            Event::Decided(it) => {
                // In books of others there may be two.
                if self.decided.replace(Appointed::new(it, number, at, by)).is_some() {
                    self.rebar_withdrawn();
                }
            }
            Event::DecisionUndone => {
                self.undone.extend(self.decided.take().map(|decided| (decided, number)));
                self.recommended = None;
                (self.all_told, self.announced) = (None, None);
                self.called.clear();
                self.untold = self.candidates.values().filter(|candidate| candidate.withdrawn.is_none()).count();
                self.candidates.values_mut().for_each(|candidate| {
                    (candidate.notified, candidate.feedback, candidate.offered) = (None, None, None);
                    (candidate.accepted, candidate.declined, candidate.called_up) = (None, None, None);
                    candidate.examined = None;
                });
                self.rebar_withdrawn();
            }
            Event::Notified(Notified { application, embargo }) => {
                let told = Told { entry: number, at, embargo: *embargo };
                if self.candidate(*application).is_some_and(Candidate::is_to_tell) {
                    self.untold = self.untold.saturating_sub(1);
                }
                self.of(*application, |of| of.notified = Some(told));
                if self.untold == 0 {
                    self.all_told = Some(at);
                }
            }
            Event::FeedbackReleased(it) => self.of(it.application, |of| of.feedback = Some(number)),
            Event::Examined(it) => self.of(it.application, |of| of.examined = Some((it.passed, number))),
            Event::Offered(it) => self.of(it.application, |of| of.offered = Some(number)),
            Event::Accepted(it) => self.of(it.application, |of| of.accepted = Some(number)),
            Event::Declined(it) => self.of(it.application, |of| of.declined = Some(number)),
            Event::CalledUp(it) => {
                self.called.insert(it.application);
                self.of(it.application, |of| of.called_up = Some((it.place, number)));
            }
            Event::Agreed(it) => self.of(it.application, |of| of.agreed = Some(number)),
            Event::Started(it) => self.of(it.application, |of| of.started = Some((it.on, number))),
            Event::Announced => self.announced = Some((at, number)),
            Event::ReviewAsked(it) => {
                self.of(it.application, |of| of.review = Some(Review { asked: number, ended: None }));
            }
            Event::ReviewEnded(it) => {
                self.of(it.application, |of| {
                    if let Some(review) = &mut of.review {
                        review.ended = Some((it.stands, number));
                    }
                });
            }
            Event::Redacted(it) => {
                self.redactions.insert(it.entry);
            }
        }
        self.move_on(&entry.what);
    }

    /// Goes to the phase to which the entry leads. The last notice leads on, and not those before it.
    fn move_on(&mut self, event: &Event) {
        let next = self.phase.after(event.kind());
        if let Some(next) = next.filter(|next| *next != Phase::Notified || self.all_told.is_some()) {
            self.phase = next;
        }
        if self.phase == Phase::Assessing {
            // What was recommended rested on what has changed.
            self.recommended = None;
        }
    }

    fn of(&mut self, application: ApplicationId, change: impl FnOnce(&mut Candidate)) {
        if let Some(candidate) = self.candidates.get_mut(&application) {
            change(candidate);
        }
    }

    /// Whether what comes in for a stage at this moment is in time: an application for the one that takes any, whatever
    /// stage is running.
    pub(crate) fn is_in_time(&self, stage: Option<StageId>, application: ApplicationId, at: Moment) -> bool {
        let Some(stage) = stage else { return true };
        let longer = self.extensions.get(&(application, stage)).map(|(until, _)| *until);
        let closes = self.closes(stage).max(longer);
        closes.is_none_or(|closes| self.is_by(at, closes))
    }

    /// Takes in an application. In books of others it may take the place of one with its id.
    fn admit(&mut self, candidate: Candidate) {
        let (id, named) = (candidate.application.application, organisations(&candidate.application));
        for organisation in &named {
            self.named.entry(*organisation).or_default().insert(id);
        }
        self.untold = self.untold.saturating_add(1);
        if let Some(before) = self.candidates.insert(id, candidate) {
            if before.is_to_tell() {
                self.untold = self.untold.saturating_sub(1);
            }
            self.derived.values_mut().for_each(|of_person| drop(of_person.remove(&id)));
            for person in self.bars.holders(id) {
                self.bars.lift(person, id, &before.application.places);
                self.rebar(person, id);
            }
        }
        let people = self.web.people_near(named, &self.opening.policy.interests);
        self.derive(people, &BTreeSet::from([id]));
        // Whoever acts for it has an interest in it, and others may have declared theirs before it came.
        if let Some(contact) = self.candidate(id).and_then(|of| of.application.contact) {
            self.rebar(contact, id);
        }
        self.bars.holders(id).into_iter().for_each(|person| self.rebar(person, id));
    }

    fn withdraw(&mut self, application: ApplicationId, number: u64) {
        let Some(candidate) = self.candidates.get_mut(&application) else { return };
        if candidate.is_to_tell() {
            self.untold = self.untold.saturating_sub(1);
        }
        candidate.withdrawn = candidate.withdrawn.or(Some(number));
        // Nobody is left to be told.
        if self.phase == Phase::Decided && self.untold == 0 {
            self.all_told = Some(self.last);
        }
        self.rebar_all(application);
    }

    /// Puts right from what interests in an application keep people.
    fn rebar_all(&mut self, application: ApplicationId) {
        self.bars.holders(application).into_iter().for_each(|person| self.rebar(person, application));
    }

    /// Puts right from what an interest in an application keeps a person.
    fn rebar(&mut self, person: PersonId, application: ApplicationId) {
        let interests = self.derived.get(&person).and_then(|of_person| of_person.get(&application));
        let certain = |interest: &Interest| interest.strength == Strength::Hard && interest.certain == Answer::Yes;
        let declared = self.declared.get(&(person, application)).map(|(strength, _)| *strength);
        let hard = interests.into_iter().flatten().any(certain) || declared == Some(Some(Strength::Hard));
        let candidate = self.candidates.get(&application);
        let hard = hard || candidate.is_some_and(|candidate| candidate.application.contact == Some(person));
        let places = candidate.map(|candidate| candidate.application.places.as_slice()).unwrap_or_default();
        self.bars.lift(person, application, places);
        if hard && !self.waived.contains_key(&(person, application)) {
            let reaches = candidate.is_some_and(|candidate| !self.is_withdrawn_before_decision(candidate));
            self.bars.bar(person, application, if reaches { places } else { &[] });
        }
    }

    /// Puts right from what interests in withdrawn applications keep people, where the decision is another.
    fn rebar_withdrawn(&mut self) {
        let withdrawn = self.candidates.iter().filter(|(_, of)| of.withdrawn.is_some()).map(|(id, _)| *id);
        for application in withdrawn.collect::<Vec<_>>() {
            self.rebar_all(application);
        }
    }

    /// Takes in what the register gains, and derives what follows from it: other interests stay as they are.
    fn register(&mut self, registered: &Registered) {
        let policy = self.opening.policy.interests.clone();
        self.web.extend(registered.links.iter().copied(), registered.ties.iter().copied());
        self.links.extend(registered.links.iter().copied());
        self.ties.extend(registered.ties.iter().copied());
        let naming = |state: &Self, near: &BTreeSet<OrganisationId>| -> BTreeSet<ApplicationId> {
            near.iter().filter_map(|organisation| state.named.get(organisation)).flatten().copied().collect()
        };
        let mut linked: BTreeMap<OrganisationId, BTreeSet<PersonId>> = BTreeMap::new();
        for link in &registered.links {
            linked.entry(link.organisation).or_default().insert(link.person);
        }
        for (organisation, people) in linked {
            let applications = naming(self, &self.web.near([organisation], &policy));
            self.derive(people, &applications);
        }
        if !registered.ties.is_empty() {
            let tied = registered.ties.iter().flat_map(|tie| [tie.one, tie.other]);
            let near = self.web.near(tied, &policy);
            let applications = naming(self, &near);
            self.derive(self.web.people_at(&near), &applications);
        }
    }

    /// Derives which of these people have an interest in these applications.
    fn derive(&mut self, people: BTreeSet<PersonId>, applications: &BTreeSet<ApplicationId>) {
        let parties = |application: &ApplicationId| {
            let application = &self.candidate(*application)?.application;
            let parties = Parties::led_by(application.leads().chain(application.body))
                .partnered_by(application.partners.iter().copied())
                .co_sponsored_by(application.co_sponsors.iter().copied());
            Some((application.application, parties))
        };
        let parties: BTreeMap<_, _> = applications.iter().filter_map(parties).collect();
        let policy = &self.opening.policy.interests;
        let found = self.web.derive_all(people, &parties, policy, self.opening.reference);
        for (application, interests) in found {
            let people: BTreeSet<PersonId> = interests.iter().map(|interest| interest.person).collect();
            for interest in interests {
                let (person, bars) = (interest.person, interest.strength == Strength::Hard);
                let of_person = self.derived.entry(person).or_default();
                if of_person.entry(application).or_default().insert(interest) && bars {
                    // A waiver covers what was known when it was given.
                    self.waived.remove(&(person, application));
                }
            }
            people.into_iter().for_each(|person| self.rebar(person, application));
        }
    }

    fn judge_gates(&mut self, application: ApplicationId) {
        let (gates, reference) = (&self.opening.policy.gates, self.opening.reference);
        if let Some(candidate) = self.candidates.get_mut(&application) {
            candidate.eligible = gates.judge(&candidate.facts, reference, &candidate.rulings).outcome();
        }
    }

    fn amend(&mut self, amended: &Amended, number: u64) {
        let policy = &mut self.opening.policy;
        if let Some(criteria) = &amended.criteria {
            policy.criteria = (**criteria).clone();
            // Marks are by the place of a criterion, and the places may have changed.
            self.sheets.iter_mut().for_each(|sheet| *sheet = Sheet::default());
            self.assessors.clear();
        }
        if let Some(gates) = &amended.gates {
            policy.gates = (**gates).clone();
            let all: Vec<ApplicationId> = self.candidates.keys().copied().collect();
            all.into_iter().for_each(|application| self.judge_gates(application));
        }
        if let Some(tie_breaks) = &amended.tie_breaks {
            self.opening.policy.tie_breaks.clone_from(tie_breaks);
        }
        if let (Some(closes), Some(stage)) = (amended.extended_to, self.stage().map(|stage| stage.id)) {
            self.closings.entry(stage).or_default().push(Closing { closes, supersedes: true, entry: number });
        }
        self.amendments.push(Amendment { entry: number });
    }

    fn go_on(&mut self, opened: &StageOpened, number: u64) {
        let (before, sheet) = (self.stage, self.current_sheet());
        for (application, candidate) in &mut self.candidates {
            if candidate.is_live() && !opened.through.contains(application) {
                candidate.not_through = Some((before, number));
            }
        }
        if let Some((stage, _)) = self.policy().stage(opened.stage) {
            self.stage = stage;
        }
        let others = |sheet: usize| self.criteria_of(sheet) != self.criteria();
        if sheet.is_some_and(others) {
            // Other criteria, other places.
            self.assessors.clear();
        }
        if self.current_sheet() != sheet {
            // Other marks, other ties.
            self.draws.clear();
        }
    }

    fn assign(&mut self, assigned: &Assigned) {
        // An assignment says all that the person marks from now on.
        let person = assigned.person;
        for people in self.assessors.values_mut() {
            people.remove(&person);
        }
        for application in self.reads.remove(&person).unwrap_or_default() {
            if let Some(people) = self.readers.get_mut(&application) {
                people.remove(&person);
            }
        }
        let criteria = self.criteria();
        let places: Vec<usize> = assigned.criteria.iter().filter_map(|id| criteria.index_of(id)).collect();
        for place in places {
            self.assessors.entry(place).or_default().insert(person);
        }
        for application in &assigned.applications {
            self.readers.entry(*application).or_default().insert(person);
        }
        self.reads.insert(person, assigned.applications.clone());
    }

    /// The place of the stage whose marks count now, and the place of a criterion there.
    pub(crate) fn cell_of(&self, criterion: &CriterionId) -> Option<(usize, usize)> {
        let sheet = self.current_sheet()?;
        Some((sheet, self.criteria_of(sheet).index_of(criterion)?))
    }

    /// What was given, as a cell of this criterion; nothing where it is off its scale.
    pub(crate) fn cell(&self, (sheet, criterion): (usize, usize), given: Given) -> Option<Cell> {
        match given {
            Given::NotApplicable => Some(Cell::NotApplicable),
            Given::Declined => Some(Cell::Declined),
            Given::Mark(raw) => {
                let scale = self.criteria_of(sheet).leaves().get(criterion)?.scale();
                scale.mark(raw).ok().map(Cell::Mark)
            }
        }
    }

    fn mark(&mut self, marked: &Marked, number: u64, by: PersonId) {
        let Some(place) = self.cell_of(&marked.criterion) else { return };
        let Some(cell) = self.cell(place, marked.given) else { return };
        self.first_mark.entry(by).or_insert(number);
        if self.agreed_on(place.0, marked.application, place.1).is_none() {
            // What the panel agreed on and what fell does not rise again over a mark that it did not weigh.
            self.agree(place, marked.application, None);
        }
        if let Some(sheet) = self.sheets.get_mut(place.0) {
            sheet.judged_mut(marked.application, place.1).marks.insert(by, (cell, number));
        }
    }

    fn moderate(&mut self, moderated: &Moderated, number: u64, by: PersonId) {
        self.moderators.extend(moderated.present.iter().copied().chain([by]));
        let Some(place) = self.cell_of(&moderated.criterion) else { return };
        let Some(cell) = self.cell(place, moderated.agreed.into()) else { return };
        let judged = self.sheets.get(place.0).and_then(|sheet| sheet.judged(moderated.application, place.1));
        let weighed = judged.into_iter().flat_map(|judged| judged.marks.keys()).copied();
        let moderation = Moderation {
            cell,
            entry: number,
            present: moderated.present.clone(),
            weighed: weighed.filter(|person| self.barred_by(*person, moderated.application).is_none()).collect(),
            dissent: moderated.dissent.keys().copied().collect(),
        };
        self.agree(place, moderated.application, Some(moderation));
    }

    /// Puts what the panel agreed on in the place of what it agreed on before.
    fn agree(&mut self, (sheet, place): (usize, usize), application: ApplicationId, moderation: Option<Moderation>) {
        let Some(sheet) = self.sheets.get_mut(sheet) else { return };
        if moderation.is_some() || sheet.judged(application, place).is_some() {
            sheet.judged_mut(application, place).moderated = moderation;
        }
    }
}
