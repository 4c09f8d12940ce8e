//! Entries that would make sense now, to be put to the rules.

use std::collections::{BTreeMap, BTreeSet};

use super::{WhyNot, next};
use crate::{
    calendar::Moment,
    identifiers::{ApplicationId, OrganisationId, PersonId, PlaceId, QuestionId, Slug},
    journal::{Digest, Process, Text},
    selection::{
        criteria::Criterion,
        eligibility::Facts,
        outcome::Results,
        policy::Marking,
        proceedings::{
            Application, Candidate, Event, Proceedings, Role,
            event::{
                Agreed, Amended, Answered, Appointments, Asked, Assigned, CalledUp, ClosingPublished, Declared, Drawn,
                Enrolled, Examined, Extended, FactsFound, Given, LateRuled, Marked, Moderated, Notified, Of, Practised,
                Redacted, Registered, ReviewAsked, ReviewEnded, Ruled, StageClosed, StageOpened, StageReopened,
                Started, Submitted, Unmoderated, Waived,
            },
        },
        round::Round,
        rules,
    },
};

/// Every kind of entry but the opening, sorted.
pub(super) fn kinds() -> BTreeSet<&'static str> {
    Proceedings::transitions().iter().map(|row| row.kind).collect()
}

fn text() -> Text {
    Text::from("a trial")
}

/// What is found once for all people.
pub(super) struct Trials<'a> {
    pub round: &'a Round,
    pub at: Moment,
    /// What the marks come to, where anybody might act on it now.
    pub results: Option<Results>,
}

impl<'a> Trials<'a> {
    pub(super) fn new(round: &'a Round, at: Moment) -> Self {
        let phase = round.state().phase();
        let needed = phase.permits("drawn") || phase.permits("recommended") || phase.permits("decided");
        let results = needed.then(|| round.results().ok()).flatten();
        Self { round, at, results }
    }

    pub(super) fn state(&self) -> &'a Proceedings {
        self.round.state()
    }

    /// Whether somebody may make an entry of a kind, or every reason why not.
    pub(super) fn judge(&self, kind: &'static str, person: PersonId) -> Result<(), BTreeSet<WhyNot>> {
        let phase = self.state().phase();
        if !phase.permits(kind) {
            let reason = format!("{kind} is not permitted while the round is {phase}");
            return Err([WhyNot { rule: Some(rules::entry::NOT_NOW.code), reason }].into());
        }
        let mut reasons: BTreeMap<&'static str, WhyNot> = BTreeMap::new();
        for event in self.of(kind, person) {
            match self.round.permits(&next(self.round, self.at, person, event)) {
                Ok(()) => return Ok(()),
                Err(refusal) => {
                    let code = refusal.rule().code;
                    // The first of each rule speaks for all.
                    reasons.entry(code).or_insert_with(|| WhyNot { rule: Some(code), reason: refusal.message() });
                }
            }
        }
        if reasons.is_empty() {
            let reason = "there is nothing that it could be about".to_owned();
            return Err([WhyNot { rule: None, reason }].into());
        }
        Err(reasons.into_values().collect())
    }

    /// One entry about each application of which this is so.
    fn each(
        &self,
        person: PersonId,
        which: impl Fn(&Candidate) -> bool + 'a,
        event: impl Fn(ApplicationId) -> Event + 'a,
    ) -> Box<dyn Iterator<Item = Event> + 'a> {
        let mut all: Vec<ApplicationId> =
            self.state().candidates.iter().filter(|(_, of)| which(of)).map(|(id, _)| *id).collect();
        // Whoever acts for an application acts on that one.
        all.sort_by_key(|id| self.state().candidate(*id).is_none_or(|of| of.application.contact != Some(person)));
        Box::new(all.into_iter().map(event))
    }

    fn cells(&self) -> impl Iterator<Item = (ApplicationId, usize, &'a Criterion)> + use<'a> {
        let state = self.state();
        let leaves = state.criteria().leaves();
        state.assessed().flat_map(move |(id, _)| leaves.iter().enumerate().map(move |(place, leaf)| (id, place, leaf)))
    }

    /// Entries of a kind that would make sense now, the likeliest first.
    fn of(&self, kind: &str, person: PersonId) -> Box<dyn Iterator<Item = Event> + 'a> {
        let (state, at) = (self.state(), self.at);
        let running = state.stage().map(|stage| stage.id);
        let one = |event: Event| -> Box<dyn Iterator<Item = Event> + 'a> { Box::new(std::iter::once(event)) };
        let maybe = |event: Option<Event>| -> Box<dyn Iterator<Item = Event> + 'a> { Box::new(event.into_iter()) };
        match kind {
            "enrolled" => {
                let roles = state.roles.get(&person).cloned().unwrap_or_default();
                one(Event::Enrolled(Enrolled { person, roles }))
            }
            "registered" => one(Event::Registered(Registered { links: BTreeSet::new(), ties: BTreeSet::new() })),
            "declared" => self.each(
                person,
                |_| true,
                move |application| {
                    Event::Declared(Declared { person, application, interest: None, nature: Text::default(), at: None })
                },
            ),
            "waived" => {
                let people = state.roles.keys().copied().filter(move |of| *of != person);
                let of_person = move |of: PersonId| {
                    let hard = state.hard_interests(of);
                    hard.into_iter().map(move |application| Event::Waived(Waived { person: of, application }))
                };
                Box::new(people.flat_map(of_person))
            }
            "amended" => one(Event::Amended(Amended {
                criteria: None,
                gates: None,
                tie_breaks: None,
                notice: text(),
                told_all: true,
                extended_to: None,
            })),
            "closing-published" => maybe(
                running.map(|stage| Event::ClosingPublished(ClosingPublished { stage, closes: at, supersedes: true })),
            ),
            "extended" => maybe(running.map(|stage| {
                let application = ApplicationId::new(uuid::Uuid::nil());
                Event::Extended(Extended { application, stage, until: at })
            })),
            "asked" => {
                let own = state.candidates.iter().find(|(_, of)| of.application.contact == Some(person));
                let question = Slug::new("a-trial").map(QuestionId::from);
                let application = own.map(|(id, _)| *id);
                maybe(
                    question.map(|question| {
                        Event::Asked(Asked { question, text: text(), confidential: false, application })
                    }),
                )
            }
            "answered" => {
                let open = state.questions.iter().filter(|(_, question)| question.answered.is_none());
                let answer = |question| Answered { question, text: text(), material: false, told_all: true };
                Box::new(open.map(move |(question, _)| Event::Answered(answer(*question))))
            }
            "applied" => {
                let application = ApplicationId::new(uuid::Uuid::max());
                let lead = state.candidates.values().map(|of| of.application.lead).next();
                let lead = lead.or_else(|| Slug::new("a-trial").map(OrganisationId::Body));
                maybe(lead.map(|lead| {
                    let places = state.opening.places.keys().copied();
                    let applied = Application::new(application, "a trial", lead, places).by_contact(person);
                    Event::Applied(Box::new(applied))
                }))
            }
            "late-ruled" => {
                let late = |of: &Candidate| !of.is_taken() && of.withdrawn.is_none();
                self.each(person, late, |application| Event::LateRuled(LateRuled { application, taken: true }))
            }
            "submitted" => match running {
                Some(stage) => self.each(person, Candidate::is_live, move |application| {
                    Event::Submitted(Submitted { application, stage })
                }),
                None => maybe(None),
            },
            "withdrawn" => {
                self.each(person, |of| of.withdrawn.is_none(), |application| Event::Withdrawn(Of { application }))
            }
            "facts-found" => self.each(
                person,
                |_| true,
                |application| Event::FactsFound(FactsFound { application, facts: Facts::default() }),
            ),
            "ruled" => {
                let gates = super::gates::open_gates(state).into_iter();
                Box::new(gates.map(|(application, gate)| Event::Ruled(Ruled { application, gate, met: true })))
            }
            "stage-closed" => maybe(running.map(|stage| Event::StageClosed(StageClosed { stage }))),
            "stage-reopened" => maybe(running.map(|stage| Event::StageReopened(StageReopened { stage, closes: at }))),
            "stage-opened" => {
                let stage = state.policy().stages.get(state.stage.saturating_add(1));
                let through = state.candidates.iter().filter(|(_, of)| of.is_live()).map(|(id, _)| *id).collect();
                maybe(stage.map(|stage| {
                    Event::StageOpened(StageOpened { stage: stage.id, through, not_through: BTreeMap::new() })
                }))
            }
            "assigned" => {
                let by_criterion = matches!(state.policy().marking, Marking::PerCriterion { .. });
                let all = move |person: PersonId| {
                    let criteria = state.criteria().leaves().iter().map(|leaf| leaf.id().clone());
                    let free = state.assessed().map(|(id, _)| id).filter(|id| state.barred_by(person, *id).is_none());
                    Event::Assigned(Assigned {
                        person,
                        criteria: if by_criterion { criteria.collect() } else { BTreeSet::new() },
                        applications: if by_criterion { BTreeSet::new() } else { free.collect() },
                    })
                };
                Box::new(state.with_role(Role::Assessor).map(all))
            }
            "practised" => one(Event::Practised(Practised { note: text() })),
            "marked" => {
                let given = |place: usize| {
                    move |id: &ApplicationId| {
                        let judged = state.sheet().and_then(|sheet| sheet.judged(*id, place));
                        judged.is_some_and(|judged| judged.marks.contains_key(&person))
                    }
                };
                let mut cells: Vec<_> =
                    self.cells().map(|(id, place, leaf)| (given(place)(&id), id, place, leaf)).collect();
                cells.sort_by_key(|(given, id, place, _)| (*given, *id, *place));
                Box::new(cells.into_iter().filter_map(move |(_, application, _, leaf)| {
                    let mark = leaf.scale().raw(*leaf.scale().marks().first()?)?;
                    let (criterion, given) = (leaf.id().clone(), Given::Mark(mark));
                    Some(Event::Marked(Marked { application, criterion, given, justification: text() }))
                }))
            }
            "moderated" => {
                let sits = move |application: ApplicationId| -> BTreeSet<PersonId> {
                    let seats = [Role::Chair, Role::Member, Role::Assessor];
                    let all = seats.into_iter().flat_map(move |role| state.with_role(role));
                    all.filter(|person| state.barred_by(*person, application).is_none()).collect()
                };
                let present: BTreeMap<ApplicationId, BTreeSet<PersonId>> =
                    state.assessed().map(|(id, _)| (id, sits(id))).collect();
                Box::new(self.cells().filter_map(move |(application, _, leaf)| {
                    let mark = leaf.scale().raw(*leaf.scale().marks().first()?)?;
                    Some(Event::Moderated(Moderated {
                        application,
                        criterion: leaf.id().clone(),
                        agreed: Agreed::Mark(mark),
                        reason: text(),
                        evidence: text(),
                        discussion: text(),
                        present: present.get(&application).cloned().unwrap_or_default(),
                        dissent: BTreeMap::new(),
                    }))
                }))
            }
            "unmoderated" => {
                let agreed = self.cells().filter(move |(id, place, _)| {
                    let judged = state.sheet().and_then(|sheet| sheet.judged(*id, *place));
                    judged.is_some_and(|judged| judged.moderated.is_some())
                });
                Box::new(agreed.map(|(application, _, leaf)| {
                    Event::Unmoderated(Unmoderated { application, criterion: leaf.id().clone() })
                }))
            }
            "drawn" => {
                let means = state.policy().draw.clone().unwrap_or_default();
                let ties = self.results.as_ref().map(|results| rules::choice::ties(state, results)).unwrap_or_default();
                Box::new(ties.into_iter().map(move |(tied, _)| {
                    let order = tied.into_iter().collect();
                    Event::Drawn(Drawn { order, means: means.clone(), witnesses: BTreeSet::new() })
                }))
            }
            "recommended" => maybe(self.as_marked().map(Event::Recommended)),
            "decided" => {
                let recommended = state.recommended.as_ref().map(|made| Appointments {
                    appointed: made.appointed.clone(),
                    reserve: made.reserve.clone(),
                    departures: BTreeMap::new(),
                });
                maybe(recommended.or_else(|| self.as_marked()).map(Event::Decided))
            }
            "decision-undone" => one(Event::DecisionUndone),
            "notified" => {
                let untold = |of: &Candidate| of.withdrawn.is_none() && of.notified.is_none();
                self.each(person, untold, |application| Event::Notified(Notified { application, embargo: None }))
            }
            "feedback-released" => {
                self.each(person, |of| of.feedback.is_none(), |application| Event::FeedbackReleased(Of { application }))
            }
            "review-asked" => self.each(
                person,
                |of| of.review.is_none(),
                |application| Event::ReviewAsked(ReviewAsked { application, grounds: text() }),
            ),
            "review-ended" => {
                let open = |of: &Candidate| of.review.is_some_and(|review| review.ended.is_none());
                self.each(person, open, |application| Event::ReviewEnded(ReviewEnded { application, stands: true }))
            }
            "examined" => self.each(
                person,
                |of| of.examined.is_none(),
                |application| Event::Examined(Examined { application, passed: true }),
            ),
            "offered" => {
                let holders = state.holders();
                let open =
                    move |of: &Candidate| of.offered.is_none() && holders.contains_key(&of.application.application);
                self.each(person, open, |application| Event::Offered(Of { application }))
            }
            "accepted" | "declined" => {
                let open = |of: &Candidate| of.offered.is_some() && of.accepted.is_none() && of.declined.is_none();
                let accepts = kind == "accepted";
                self.each(person, open, move |application| {
                    let of = Of { application };
                    if accepts { Event::Accepted(of) } else { Event::Declined(of) }
                })
            }
            "called-up" => {
                let reserve = state.decided.as_ref().map(|decided| decided.reserve.clone()).unwrap_or_default();
                let places: Vec<_> = state.opening.places.keys().copied().collect();
                Box::new(reserve.into_iter().flat_map(move |application| {
                    let calls = places.clone().into_iter();
                    calls.map(move |place| Event::CalledUp(CalledUp { application, place }))
                }))
            }
            "agreed" => {
                let open = |of: &Candidate| of.accepted.is_some() && of.agreed.is_none();
                self.each(person, open, |application| Event::Agreed(Of { application }))
            }
            "started" => {
                let open = |of: &Candidate| of.agreed.is_some() && of.started.is_none();
                self.each(person, open, move |application| Event::Started(Started { application, on: at.day() }))
            }
            "announced" => one(Event::Announced),
            "cancelled" => one(Event::Cancelled),
            "closed" => one(Event::Closed),
            "redacted" => one(Event::Redacted(Redacted {
                entry: self.round.entries().first().map_or(1, |entry| entry.number),
                digests: vec![Digest::new([0; 32])],
                ground: "a trial".to_owned(),
            })),
            _ => maybe(None),
        }
    }

    /// The calls from the reserve that are permitted now.
    pub(super) fn calls(&self) -> Vec<(ApplicationId, PlaceId)> {
        let Some(administrator) = self.state().with_role(Role::Administrator).next() else { return Vec::new() };
        let calls = self.of("called-up", administrator).filter_map(|event| match &event {
            Event::CalledUp(it) => Some((it.application, it.place, event)),
            _ => None,
        });
        let permitted = |event| self.round.permits(&next(self.round, self.at, administrator, event)).is_ok();
        calls.filter_map(|(application, place, event)| permitted(event).then_some((application, place))).collect()
    }

    /// What the marks come to, as appointments.
    fn as_marked(&self) -> Option<Appointments> {
        let results = self.results.as_ref()?;
        Some(Appointments {
            appointed: results.choice.chosen().map(|(id, place)| (*id, *place)).collect(),
            reserve: self.state().reserve_of(results),
            departures: BTreeMap::new(),
        })
    }
}
