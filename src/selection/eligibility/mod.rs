//! Gates that a candidate passes before it is assessed.
//!
//! A programme lists its [`Gates`] as data: each a [`Condition`] over named facts, made of "all of", "any n of m" and
//! "in n of the last m years". What is known of one candidate are its [`Facts`], declared by the candidate or verified by
//! somebody. [`Gates::judge`] puts one to the other on the round's reference date. Each gate is met, not met or
//! undetermined, and what is missing is never "not met". An undetermined gate may be settled case by case, by a recorded
//! [`Ruling`] with its reason.
//!
//! ```
//! use std::collections::BTreeMap;
//! use maths_hubs::{
//!     answer::Answer,
//!     selection::eligibility::{Condition, Eligible, Fact, Facts, Gate, Gates, Ruling, Test},
//! };
//!
//! let grade = Condition::fact("overall-grade".parse()?, Test::one_of(["good".parse()?, "outstanding".parse()?]))?;
//! let gates = Gates::new([("ofsted".parse()?, Gate::new("good or outstanding overall", grade).may_be_ruled())]);
//!
//! // Headline grades ended in September 2024: the answer is not "no", and a person settles it.
//! let gone = Fact::unknown("inspected in 2025, when headline grades had ended").verified();
//! let facts = Facts::new([("overall-grade".parse()?, gone)]);
//! let reference = "2026-03-01".parse()?;
//! let judged = gates.judge(&facts, reference, &BTreeMap::new());
//! assert_eq!(judged.outcome(), Eligible::Undetermined);
//!
//! let by = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?;
//! let ruling = Ruling::new(true, "every area of the report card is at the expected standard or above", by);
//! let judged = gates.judge(&facts, reference, &BTreeMap::from([("ofsted".parse()?, ruling)]));
//! assert_eq!(judged.outcome(), Eligible::Eligible);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod condition;
mod facts;
mod gates;
mod part;

pub use condition::{Condition, Form, InYears, Test};
pub use facts::{Contradiction, Fact, FactValue, Facts, Found, Standing};
pub use gates::{Eligibility, Eligible, Gate, GateOutcome, Gates, Idle, Ruling};
pub use part::{Part, PartOf};
