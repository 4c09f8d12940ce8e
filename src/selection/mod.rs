//! Selecting lead schools: from an announced round to decisions that a panel can defend and a school can understand.

pub mod agreement;
pub mod assignment;
pub mod criteria;
pub mod eligibility;
pub mod feedback;
pub mod indicative;
pub mod interest;
pub mod outcome;
pub mod places;
pub mod policy;
pub mod ranking;
pub mod round;
pub mod rules;
pub mod scale;
pub mod sensitivity;
pub mod standing;
pub mod totals;
pub mod visibility;
