//! Days known and half known, spans of them, and the years of schools and of money.

mod academic_year;
mod financial_year;
mod moment;
mod month;
mod partial_date;
mod period;
mod span;
mod spans;
mod split_year;
mod term;
mod term_calendar;
mod year;

pub use academic_year::AcademicYear;
pub use financial_year::FinancialYear;
pub use moment::Moment;
pub use month::Month;
pub use partial_date::PartialDate;
pub use period::Period;
pub use span::Span;
pub use spans::Spans;
pub use term::{Season, Term};
pub use term_calendar::TermCalendar;
pub use year::{Year, YearKind};
