//! The engine that judges documents by named rules. It knows no rule of its own but one about explanations.
//!
//! - A [`Rule`] is a `static`: code, level, summary, why, source, since when, and whether it applies always or *when*.
//! - A check is a plain function that tells a [`Sink`] one verdict for each subject: it [holds](Sink::holds), is
//!   [broken](Sink::broken), is [not applicable](Sink::not_applicable), or is [undetermined](Sink::undetermined).
//! - The sink's [`Report`] lists [`Finding`]s by path and code, and tallies how often each rule did what.
//! - [`Levels`] regrade a report for a host; [`Valid`] is the proof that nothing in a document blocks.
//!
//! Hosts judge by rules of their own in the same way:
//!
//! ```
//! use maths_hubs::{
//!     document::Source,
//!     rules::{At, Levels, Rule, Sink},
//! };
//!
//! static NO_WEBSITE: Rule = Rule::advice("my-portal/no-website", "a hub should have a website")
//!     .why("visitors of the portal follow it")
//!     .says("{hub} has no website")
//!     .hint("ask the hub for its address")
//!     .source(&Source::Convention);
//!
//! let on = "2026-11-24".parse()?;
//! let mut sink = Sink::new("my-portal 1.0", on, &[&NO_WEBSITE]);
//! let solent = "solent";
//! let hubs = At::ROOT.field("hubs");
//! sink.broken(&NO_WEBSITE, &hubs.key(&solent).field("website")).with("hub", solent);
//!
//! let report = sink.into_report();
//! assert_eq!(
//!     report.findings()[0].to_string(),
//!     "advice[my-portal/no-website] hubs[\"solent\"].website: solent has no website",
//! );
//! let levels = Levels::over(&[&[&NO_WEBSITE]]).allow("my-portal/no-website")?;
//! assert_eq!(report.under(&levels).blocking().count(), 0);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod at;
pub mod catalogue;
mod explanation;
mod finding;
mod judged;
mod level;
mod path;
mod report;
mod rule;
mod sink;
mod tally;
mod valid;

pub use at::At;
pub use explanation::{EXPLANATION_OF_NOTHING, Explanation};
pub use finding::{Finding, Reason, Value, Verdict};
pub use judged::{Judged, RULESET, check, check_with};
pub use level::{CannotRegrade, Level, Levels};
pub use path::{FieldName, Path, Step};
pub use report::{DifferentDays, Report};
pub use rule::{Applies, Judges, Rule};
pub use sink::{Draft, Sink};
pub use tally::{Count, Tally};
pub use valid::{Rejected, Valid};
