//! What entries of a round hold, and what they come to: the state, without what is permitted.
//!
//! The rules of rounds look at it, and [`Round`](super::round::Round) stands above both.

mod application;
mod bars;
pub mod event;
mod fold;
mod opening;
mod phase;
mod results;
mod sheet;
mod state;

pub use application::Application;
pub use event::{Event, Role};
pub(in crate::selection) use fold::opened;
pub use opening::{Opening, Place, RoundFormat, Window};
pub use phase::Phase;
pub(in crate::selection) use phase::TRANSITIONS;
pub use results::{NoResult, Results, Scored};
pub(crate) use sheet::{Judged, Sheet};
pub use state::Proceedings;
pub(crate) use state::{Candidate, InTime};
