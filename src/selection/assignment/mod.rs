//! Who assesses which application, where not everybody assesses all.
//!
//! A large first stage gives each application to a few of many assessors: at least so many for each, nobody where an
//! interest bars them, nobody more than they can take on. [`Readings`] says what is asked; [`Readings::assign`] finds an
//! assignment wherever one exists, by a maximum flow, where a greedy guess runs into corners. Where none exists it proves
//! so: [`Starved`] names applications that need more readings than the assessors open to them can give.
//!
//! Ann could read either; a guess that gives her `a1` leaves nobody for `a2`:
//!
//! ```
//! use maths_hubs::selection::assignment::{Load, NoAssignment, Readings};
//!
//! let readings = Readings::new()
//!     .needing("a1", 1)
//!     .needing("a2", 1)
//!     .by("Ann", Load::up_to(1))
//!     .by("Ben", Load::up_to(1))
//!     .barring("a2", "Ben");
//! let readers = readings.assign()?;
//! assert!(readers["a1"].contains("Ben") && readers["a2"].contains("Ann"));
//!
//! let Err(NoAssignment::Starved(starved)) = readings.needing("a2", 2).assign() else { panic!("Ben is barred") };
//! assert_eq!(starved.len(), 1);
//! assert!(starved[0].applications.contains("a2"));
//! assert_eq!(starved[0].to_string(), "1 application needs 2 readings, and the assessors open to it can give 1");
//! # Ok::<_, NoAssignment<&str, &str>>(())
//! ```
//!
//! # What is guaranteed
//!
//! - Each application gets exactly the readings that it needs (more only where more were [kept](Readings::keeping)), by
//!   different assessors; no barred pair; every load between its least and its most; every kept pair.
//! - The greatest load is as small as it can be: every load is at most the greatest of *c*, the assessor's least and
//!   what was kept, for the smallest *c* for which an assignment exists. Below that greatest load nothing more is balanced.
//! - The result depends on what is asked alone: ids are taken in their order, never in that of calls.
//!
//! # Why it is exact
//!
//! An assignment is an integral flow from applications, through pairs that are not barred, to assessors. A maximum flow
//! that falls short leaves a cut, and the cut is Hall's condition broken: applications *S* that need more than
//! Σ<sub>p</sub> min(room of *p*, pairs of *p* with *S*). First the least loads are filled, then the flow is augmented up to
//! larger caps; augmenting never takes a reading away from an assessor's or an application's count, so both ends are met at
//! once wherever each can be met alone (Mendelsohn and Dulmage, 1958).
//!
//! Pairs are bits, so that 64 of them are looked at at once. With *A* applications and *P* assessors a phase of Dinic's method
//! takes time in *A* · *P* ∕ 64 to look around, and in (*A* + *P*) ∕ 64 for each hand-over of each reading that it gives.
//! Phases are few: at most in the order of the square root of the pairs for each cap that is tried, and far fewer as a rule.
//! Memory is *A* · *P* ∕ 2 bytes. 10,000 applications read by three of 300 assessors take a few hundredths of a second.

mod bits;
mod flow;
mod readings;
mod shortage;

pub use readings::{Load, Readings};
pub use shortage::{Idle, NoAssignment, Starved};
