//! What a round decides, and why.
//!
//! [`Round::decide`](crate::selection::round::Round::decide) gives a [`Selection`], or a report of what is still missing.

mod agreement;
mod assignment;
mod decision;
mod explanation;
mod results;
mod selection;
mod sensitivity;

pub use agreement::{Agreement, Alphas, AssessorDeviation, Compared, CriterionAgreement};
pub use assignment::{Assignment, Unassigned};
pub use decision::{CandidateOutcome, PlaceOutcome};
pub(crate) use explanation::falls_short;
pub use explanation::{Because, Explained, ExplainedLine, ExplainedMark, Moderated};
pub use results::{NoResult, Results, Scored};
pub use selection::{Decision, Selection};
pub use sensitivity::{
    AssessorEffect, IndicativeChoice, Sensitive, Sensitivity, Unaskable, WeightChange, WithoutAssessors,
};
