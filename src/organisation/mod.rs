//! Schools, colleges, trusts and other bodies, what becomes of them, and the people who work with hubs.
//!
//! A [`Register`] holds what is known of them, by id. Facts stand apart from one another where they have different
//! sources: a school's place, its trusts over time, its inspections, and its [successions](Succession).

mod body;
mod inspection;
mod location;
mod people;
mod person;
mod phases;
mod register;
mod school;
mod succession;

pub use body::{Kind, Organisation};
pub use inspection::{Grade, Inspection, NotGraded, Outcome, ReportGrade};
pub use location::Location;
pub use people::{People, PeopleFormat, PersonalDetails};
pub use person::Practitioner;
pub use phases::{Phase, Phases};
pub use register::{LegalBody, Register};
pub use school::{Governance, School};
pub use succession::{Continuity, Succession};
