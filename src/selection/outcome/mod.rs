//! What a round decides, and why.
//!
//! [`Round::decide`](crate::selection::round::Round::decide) gives a [`Selection`], or a report of what is still missing:
//! gates that are open, marks, moderations, ties that nobody drew. It may be asked before the authority has decided, and
//! says then what the marks come to ([`Selection::is_decided`]). [`Round::results`](crate::selection::round::Round::results)
//! gives totals and the choice at any time, as far as they go.
//!
//! What becomes of a candidate and what becomes of a place are two things ([`CandidateOutcome`], [`PlaceOutcome`]). Each
//! [`Decision`] explains itself ([`Explained`]): data first, and displayed the text of a minute.
//!
//! ```
//! use maths_hubs::{journal::Entry, selection::round::{Event, Round}};
//!
//! # let lines = include_str!("../../../tests/golden/round.jsonl");
//! let entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
//! let day = "2016-06-30".parse()?;
//! let round = Round::replay(entries)?;
//! let selection = round.decide(day)?;
//! let third = selection.decisions().nth(2).ok_or("no third")?;
//! let explained = third.explanation();
//! assert_eq!(third.outcome().to_string(), "appointed to south");
//! assert_eq!(explained.because[0].what, "it was called up from the reserve");
//! assert_eq!(explained.lines[1].points, Some("7.2".parse()?)); // 3/5 of 20 % of 60
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Selection::sensitivity`] says what would have changed it, and
//! [`Round::agreement`](crate::selection::round::Round::agreement) how far the assessors agree.
//! [`Round::assignment`](crate::selection::round::Round::assignment) comes before: who reads what.

mod agreement;
mod assignment;
mod decision;
mod decisions;
mod explanation;
mod not_ready;
mod selection;
mod sensitivity;

pub use super::proceedings::{NoResult, Results, Scored};
pub use agreement::{Agreement, Alphas, AssessorDeviation, Compared, CriterionAgreement};
pub use assignment::{Assignment, Unassigned};
pub use decision::{CandidateOutcome, PlaceOutcome};
pub use decisions::Decision;
pub use explanation::{Because, Explained, ExplainedLine, ExplainedMark, Moderated};
pub(crate) use explanation::{criteria_for, ruling};
pub use not_ready::NotReady;
pub use selection::Selection;
pub use sensitivity::{
    AssessorEffect, IndicativeChoice, Sensitive, Sensitivity, Unaskable, WeightChange, WithoutAssessors,
};
