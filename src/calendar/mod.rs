//! Days known and half known, spans of them, and the years of schools and of money.

mod partial_date;
mod period;
mod span;

pub use partial_date::PartialDate;
pub use period::Period;
pub use span::Span;
