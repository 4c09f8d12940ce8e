//! Who may see what of a round: a function of stage, person and interests, and not of screens.
//!
//! [`Round::visible_to`] gives the part of a round that one person may see now. A service can hand it out as it is. What
//! is left out leaves no gap: entries carry no numbers, nothing hidden is counted, and what a person may not see does not
//! change what they get.
//!
//! # The matrix
//!
//! Each row is a kind of fact, each column a capacity; somebody with several sees what any of them sees. *Contact* is
//! whoever acts for an application, *anybody* is every person, strangers included.
//!
#![doc = include_str!("matrix.md")]
//!
//! - *own*: about oneself or made by oneself; for a contact, about its application.
//! - *marked*: one's own mark, and others' on a criterion of an application once one's own on it is in.
//! - *put*: once the panel has recommended; where no panel does, once the window is closed.
//! - *asked*: about an application whose review was asked for.
//! - *told*: about one's own application, once one was told of the decision.
//! - *released*: about one's own application, once its feedback was released: the mark that stands on each criterion and
//!   its reason, without who marked and what was said. As in a letter, the reason is the panel's own, or the justification
//!   of a mark that stands alone; an assessor's justification is told in no other case, and a text that names another
//!   candidate is left out.
//!
//! Three things go before the matrix, whatever the roles:
//!
//! - *Interest.* A hard interest that nobody waived, in an application or in a rival for one of its places, keeps the
//!   application from its holder: texts, marks, draws, decisions, and their own declaration and marks too. An interest
//!   that may be hard counts until the person declares. Whoever acts for an application has such an interest in it, and
//!   sees of it what a contact sees. Of several applications in one entry only those kept back are left out, the reason
//!   of the entry with them; a draw goes as a whole.
//! - *Independence.* Whoever still has to mark anything of an application sees no marks of others on it, no moderation,
//!   draw or recommendation, though they be chair or administrator.
//! - *Announcement.* Once the result is public everybody sees who was appointed to which place when it was announced,
//!   and nothing more. Where that decision is undone everybody sees that it was, and the result no longer.
//!
//! Whoever may not see the phase to the letter sees *assessing* from the closed window to the announcement. Who made an
//! entry, and why, is for those who take part in the round, observers aside; a candidate is given the reasons of rulings on its
//! own application, and everybody that of a cancelling. A text that was removed stays removed.

mod matrix;
mod seen;
mod viewer;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use serde::Serialize;

use self::{
    matrix::Matter,
    viewer::{Fact, Sitting, Viewer},
};
use super::{
    eligibility::Eligible,
    outcome::CandidateOutcome,
    round::{Event, Opening, Phase, Proceedings, Round},
};
use crate::{
    calendar::Moment,
    identifiers::{ApplicationId, PersonId, PlaceId, StageId},
    journal::Text,
};

/// The part of a round that one person may see now. As JSON it can be handed out as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Visible {
    /// Where the round stands; *assessing* from the closed window to the announcement, for those outside.
    pub phase: Phase,
    /// The running stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<StageId>,
    /// The terms of the opening, as they were amended.
    pub terms: Opening,
    /// What may be seen of the entries, in their order.
    pub entries: Vec<Seen>,
    /// What became of the person's own applications, for each of which they were told.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub outcomes: BTreeMap<ApplicationId, CandidateOutcome>,
    /// Who was appointed to each place, once that is public; a place to which nobody was is there too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results: Option<BTreeMap<PlaceId, BTreeSet<String>>>,
}

/// What may be seen of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Seen {
    /// When it was made.
    pub at: Moment,
    /// Who made it, where that may be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What happened, without what may not be seen of it.
    pub what: Event,
    /// The reason, where there is one and it may be seen.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub why: Text,
}

impl Round {
    /// The part of the round that a person may see now. See [`visibility`](crate::selection::visibility).
    ///
    /// The time grows with the entries, times the logarithm of the applications.
    #[must_use]
    pub fn visible_to(&self, person: PersonId) -> Visible {
        let state = self.state();
        let viewer = Viewer::new(self, person);
        let sees = |fact: Fact| viewer.manner(&fact).is_some();
        let mut sitting = Sitting::default();
        let mut entries = Vec::new();
        for entry in self.entries() {
            sitting.take(state, &entry.what);
            entries.extend(seen::seen(&viewer, sitting, entry));
        }
        let own = viewer.acts_for().filter(|id| sees(Fact::of(Matter::Outcome, Some(*id))));
        Visible {
            phase: if sees(Fact::of(Matter::Phase, None)) { state.phase } else { from_outside(state.phase) },
            stage: state.stage().map(|stage| stage.id),
            terms: state.opening.clone(),
            entries,
            outcomes: own.filter_map(|id| Some((id, outcome(state, id)?))).collect(),
            results: announced(state),
        }
    }
}

/// A phase as those outside see it.
const fn from_outside(phase: Phase) -> Phase {
    match phase {
        Phase::Assessing | Phase::Recommended | Phase::Decided | Phase::Notified => Phase::Assessing,
        Phase::Open | Phase::Announced | Phase::Closed | Phase::Cancelled => phase,
    }
}

/// What a candidate was told became of it: as decided, and as it and calls to it changed that. What a later examination
/// found, and what others did, shows nowhere in it.
fn outcome(state: &Proceedings, application: ApplicationId) -> Option<CandidateOutcome> {
    let of = state.candidate(application)?;
    let decided = state.decided.as_ref()?;
    let place = of.called_up.map(|(place, _)| place).or_else(|| decided.appointed.get(&application).copied());
    let turn = decided.reserve.iter().position(|id| *id == application);
    let days = state.policy().reserve_days.map(|days| Days::new(days.into()));
    let until = days.and_then(|days| decided.at.day().checked_add_days(days));
    Some(if of.withdrawn.is_some() {
        CandidateOutcome::Withdrawn
    } else if of.declined.is_some() {
        CandidateOutcome::OfferDeclined
    } else if let Some(place) = place {
        CandidateOutcome::Appointed(place)
    } else if !of.is_taken() {
        CandidateOutcome::NotTaken
    } else if of.eligible == Eligible::Ineligible {
        CandidateOutcome::Ineligible
    } else if let Some(stage) = of.not_through.and_then(|(stage, _)| state.policy().stages.get(stage)) {
        CandidateOutcome::NotThrough(stage.id)
    } else if let Some((turn, until)) = turn.zip(until) {
        CandidateOutcome::Reserve { turn: u32::try_from(turn).unwrap_or(u32::MAX).saturating_add(1), until }
    } else if state.scored(application).is_ok_and(|scored| scored.is_below()) {
        CandidateOutcome::BelowBar
    } else {
        CandidateOutcome::NotAppointed
    })
}

/// Who was appointed to which place when the result was announced. What came after it changes nothing.
fn announced(state: &Proceedings) -> Option<BTreeMap<PlaceId, BTreeSet<String>>> {
    let (_, announced) = state.announced?;
    let before = |number: Option<u64>| number.is_some_and(|number| number < announced);
    let mut places: BTreeMap<PlaceId, BTreeSet<String>> =
        state.opening.places.keys().map(|place| (*place, BTreeSet::new())).collect();
    for (id, of) in &state.candidates {
        let called_up = of.called_up.filter(|(_, number)| *number < announced).map(|(place, _)| place);
        let decided = state.decided.as_ref().and_then(|decided| decided.appointed.get(id).copied());
        let failed = matches!(of.examined, Some((false, number)) if number < announced);
        if let Some(place) = called_up.or(decided).filter(|_| !failed && !before(of.declined) && !before(of.withdrawn))
        {
            places.entry(place).or_default().insert(of.application.name.clone());
        }
    }
    Some(places)
}
