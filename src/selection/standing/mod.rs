//! Where a round stands: who may do what now, why not the rest, and what is to be done next.
//!
//! Whether an entry is permitted is decided in one place, the rules of entries. What somebody may do is found by trial:
//! entries that would make sense now are put to [`Round::permits`], and the first that is permitted shows that the kind is.
//! Where none is, the rules that refused them are the reasons. A trial stands for its kind; an entry of that kind about
//! something else may still be refused.
//!
//! It names people and their interests, so it is for whoever runs the round.

mod gates;
mod tasks;
mod trial;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::Serialize;

use super::{
    criteria::CriterionId,
    round::{Event, Phase, Role, Round},
    rules,
};
use crate::{
    calendar::Moment,
    identifiers::{ApplicationId, PersonId, PlaceId, QuestionId, StageId},
    journal::Entry,
    vocabulary::Word,
};

/// Where a round stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Standing {
    /// The moment for which this holds.
    pub at: Moment,
    /// The phase.
    pub phase: Phase,
    /// The running stage; a policy without stages has none.
    pub stage: Option<StageId>,
    /// The kinds of entries that the phase permits.
    pub permitted: BTreeSet<&'static str>,
    /// What everybody enrolled, and everybody who acts for an application, may do.
    pub people: BTreeMap<PersonId, PersonStanding>,
    /// What is to be done next, sorted: first what the round waits for.
    pub tasks: BTreeSet<Task>,
}

/// What somebody may do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PersonStanding {
    /// The roles that the person has.
    pub roles: BTreeSet<Role>,
    /// The applications for which the person acts.
    pub acts_for: BTreeSet<ApplicationId>,
    /// The applications that an interest keeps from the person, each with the one in which the interest lies.
    pub barred: BTreeMap<ApplicationId, ApplicationId>,
    /// The kinds of entries that the person may make.
    pub may: BTreeSet<&'static str>,
    /// The kinds that belong to the person's roles, or to those who act for an application, and that the person may not make
    /// now, with every reason found.
    pub may_not: BTreeMap<&'static str, BTreeSet<WhyNot>>,
}

/// Why an entry of some kind may not be made now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub struct WhyNot {
    /// The code of the rule that refuses it; none where there is nothing that it could be about.
    pub rule: Option<&'static str>,
    /// The reason, with its figures.
    pub reason: String,
}

/// What is to be done, in the order in which a round comes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TaskKind {
    /// A question is to be answered.
    Answer,
    /// The stage is to be closed: its closing is past.
    CloseStage,
    /// A late application is to be ruled on.
    RuleLate,
    /// A gate is open: facts are to be found, or it is to be ruled on.
    SettleGate,
    /// More assessors are to be assigned.
    Assign,
    /// A mark is to be given.
    Mark,
    /// The panel is to agree on a mark.
    Moderate,
    /// The next stage is to be opened.
    OpenStage,
    /// A tie is to be drawn.
    Draw,
    /// The panel is to recommend.
    Recommend,
    /// The authority is to decide.
    Decide,
    /// A candidate is to be told.
    Notify,
    /// A review is to be carried out.
    Review,
    /// A place is to be offered.
    Offer,
    /// An offer is to be accepted or declined.
    Respond,
    /// A chosen candidate is to be looked into.
    Examine,
    /// An agreement is to be made.
    Agree,
    /// A start is to be recorded.
    Start,
    /// Somebody of the reserve may be called up.
    CallUp,
    /// Feedback is to be released.
    ReleaseFeedback,
    /// The result is to be made public.
    Announce,
    /// The round is to be closed.
    Close,
}

impl TaskKind {
    /// The kind of entry that does it; where several do, the first.
    #[must_use]
    pub const fn entry(self) -> &'static str {
        match self {
            Self::Answer => "answered",
            Self::CloseStage => "stage-closed",
            Self::RuleLate => "late-ruled",
            Self::SettleGate => "ruled",
            Self::Assign => "assigned",
            Self::Mark => "marked",
            Self::Moderate => "moderated",
            Self::OpenStage => "stage-opened",
            Self::Draw => "drawn",
            Self::Recommend => "recommended",
            Self::Decide => "decided",
            Self::Notify => "notified",
            Self::Review => "review-ended",
            Self::Offer => "offered",
            Self::Respond => "accepted",
            Self::Examine => "examined",
            Self::Agree => "agreed",
            Self::Start => "started",
            Self::CallUp => "called-up",
            Self::ReleaseFeedback => "feedback-released",
            Self::Announce => "announced",
            Self::Close => "closed",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::CloseStage => "close the stage",
            Self::RuleLate => "rule on the late application",
            Self::SettleGate => "settle the gate",
            Self::Assign => "assign an assessor",
            Self::Mark => "mark",
            Self::Moderate => "agree on the panel's mark",
            Self::OpenStage => "open the stage",
            Self::Draw => "draw the tie",
            Self::Recommend => "recommend",
            Self::Decide => "decide",
            Self::Notify => "notify the candidate",
            Self::Review => "review the decision",
            Self::Offer => "offer the place",
            Self::Respond => "accept or decline the offer",
            Self::Examine => "examine the candidate",
            Self::Agree => "make the agreement",
            Self::Start => "record the start",
            Self::CallUp => "call up from the reserve",
            Self::ReleaseFeedback => "release feedback",
            Self::Announce => "announce the result",
            Self::Close => "close the round",
        }
    }
}

/// Something to be done, by whom, about what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub struct Task {
    /// What.
    pub kind: TaskKind,
    /// By whom.
    pub who: Who,
    /// About what.
    pub about: About,
}

/// Who is to do something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Who {
    /// Each of these people.
    People(BTreeSet<PersonId>),
    /// Anybody with one of these roles.
    Roles(BTreeSet<Role>),
}

/// What a task is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub struct About {
    /// The applications, with what their candidates are called.
    pub applications: BTreeMap<ApplicationId, String>,
    /// The criterion.
    pub criterion: Option<CriterionId>,
    /// The place.
    pub place: Option<PlaceId>,
    /// The gate.
    pub gate: Option<Word>,
    /// The question.
    pub question: Option<QuestionId>,
    /// The stage.
    pub stage: Option<StageId>,
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (all, between): (Vec<String>, _) = match self {
            Self::People(people) => (people.iter().map(ToString::to_string).collect(), " and "),
            Self::Roles(roles) => (roles.iter().map(ToString::to_string).collect(), " or "),
        };
        f.write_str(&all.join(between))
    }
}

impl fmt::Display for Task {
    /// One line: ``mark `leadership` of Hill School: <person>``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let About { applications, criterion, place, gate, question, stage } = &self.about;
        f.write_str(self.kind.words())?;
        if let Some(stage) = stage {
            write!(f, " `{stage}`")?;
        }
        if let Some(criterion) = criterion {
            write!(f, " `{criterion}`")?;
        }
        if let Some(gate) = gate {
            write!(f, " `{gate}`")?;
        }
        if let Some(question) = question {
            write!(f, " `{question}`")?;
        }
        if !applications.is_empty() {
            let names: Vec<&str> = applications.values().map(String::as_str).collect();
            write!(f, " of {}", names.join(", "))?;
        }
        if let Some(place) = place {
            write!(f, " for `{place}`")?;
        }
        write!(f, ": {}", self.who)
    }
}

impl fmt::Display for Standing {
    /// The phase, what everybody may do and what not and why, and the tasks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.phase, self.at)?;
        if let Some(stage) = self.stage {
            write!(f, ", stage `{stage}`")?;
        }
        for (person, standing) in &self.people {
            let roles: Vec<&str> = standing.roles.iter().map(|role| role.word()).collect();
            let what = if roles.is_empty() { "contact".to_owned() } else { roles.join(", ") };
            let may: Vec<&str> = standing.may.iter().copied().collect();
            let may = if may.is_empty() { "nothing".to_owned() } else { may.join(", ") };
            write!(f, "\n{person} ({what}) may enter: {may}")?;
            // What the phase rules out for everybody is said in one line.
            let by_phase = |reasons: &BTreeSet<WhyNot>| {
                !reasons.is_empty() && reasons.iter().all(|why| why.rule == Some(rules::entry::NOT_NOW.code))
            };
            let (later, others): (Vec<_>, Vec<_>) = standing.may_not.iter().partition(|(_, reasons)| by_phase(reasons));
            for (kind, reasons) in others {
                let reasons: Vec<&str> = reasons.iter().map(|why| why.reason.as_str()).collect();
                write!(f, "\n  not {kind}: {}", reasons.join("; "))?;
            }
            if !later.is_empty() {
                let kinds: Vec<&str> = later.into_iter().map(|(kind, _)| *kind).collect();
                write!(f, "\n  not while the round is {}: {}", self.phase, kinds.join(", "))?;
            }
        }
        for task in &self.tasks {
            write!(f, "\nto do: {task}")?;
        }
        Ok(())
    }
}

impl Round {
    /// Where the round stands at the moment of its last entry: who may do what, and why not the rest.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing_at(self.state().last)
    }

    /// Where the round stands at a moment: windows, standstills and the days of a reserve go by it.
    #[must_use]
    pub fn standing_at(&self, at: Moment) -> Standing {
        let state = self.state();
        let contacts = state.candidates.values().filter_map(|of| of.application.contact);
        let enrolled = state.roles.iter().filter(|(_, roles)| !roles.is_empty()).map(|(person, _)| *person);
        let everybody: BTreeSet<PersonId> = enrolled.chain(contacts).collect();
        let trials = trial::Trials::new(self, at);
        Standing {
            at,
            phase: state.phase(),
            stage: state.stage().map(|stage| stage.id),
            permitted: state.phase().permitted(),
            people: everybody.into_iter().map(|person| (person, person_standing(self, &trials, person))).collect(),
            tasks: tasks::of(self, &trials),
        }
    }
}

fn person_standing(round: &Round, trials: &trial::Trials<'_>, person: PersonId) -> PersonStanding {
    let state = round.state();
    let roles = state.roles.get(&person).cloned().unwrap_or_default();
    let acts_for: BTreeSet<ApplicationId> = state
        .candidates
        .iter()
        .filter(|(_, of)| of.application.contact == Some(person))
        .map(|(application, _)| *application)
        .collect();
    let takes_part = !roles.is_empty();
    let barred = state.candidates.keys().filter(|_| takes_part);
    let barred = barred.filter_map(|application| Some((*application, state.barred_by(person, *application)?)));
    let mut standing =
        PersonStanding { barred: barred.collect(), may: BTreeSet::new(), may_not: BTreeMap::new(), roles, acts_for };
    for kind in trial::kinds() {
        let by_role = rules::entry::whose(kind).iter().any(|role| standing.roles.contains(role));
        let own = rules::entry::OWN.contains(&kind)
            && if kind == "declared" { takes_part } else { !standing.acts_for.is_empty() };
        if !by_role && !own {
            continue;
        }
        match trials.judge(kind, person) {
            Ok(()) => {
                standing.may.insert(kind);
            }
            Err(reasons) => {
                standing.may_not.insert(kind, reasons);
            }
        }
    }
    standing
}

/// An entry that might be made next.
fn next(round: &Round, at: Moment, by: PersonId, what: Event) -> Entry<Event> {
    Entry::new(round.journal().next_number(), at, by, what).because("a trial")
}
