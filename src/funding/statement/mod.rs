//! What money came to, by line, sponsor, hub, region, period and year.
//!
//! A [`Posting`] says how much of what, on which line of which award, by which sponsor, when. Ledgers give them; anybody
//! may make them. A [`Statement`] is the sum of postings on given [`Terms`]: up to a day, by cash or accrual, in the
//! academic or financial years of somebody who is named. It needs no ledger and no network.
//!
//! Its rows are grouped by anything: each group is a [`Table`] of [`Figures`], exact to the penny, whose total is the
//! statement's, because nothing but its parts is ever held. Statements of parts of the postings [merge](Statement::merge)
//! to that of them all; those of many ledgers are [consolidated](Statement::consolidated).
//!
//! A trial that the department and the EEF pay for together, from September 2014 to August 2015:
//!
//! ```
//! use maths_hubs::{
//!     calendar::{Period, YearKind},
//!     funding::{
//!         purpose::Purpose,
//!         statement::{Basis, Posted, Posting, Statement, Terms},
//!     },
//!     identifiers::{AwardId, LineId, SponsorId},
//! };
//!
//! let award: AwardId = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?;
//! let line: LineId = "shanghai-trial".parse()?;
//! let purpose = Purpose::Project { project: "shanghai".parse()?, kind: "trial".parse()? };
//! let (dfe, eef): (SponsorId, SponsorId) = ("dfe".parse()?, "eef".parse()?);
//! let year: Period = "2014-09-01 to 2015-08-31".parse()?;
//! let autumn: Period = "2014-09-01 to 2014-12-31".parse()?;
//! let (offered, instalment) = ("2014-08-20".parse()?, "2014-10-01".parse()?);
//!
//! let posting = |what, on, over, pounds: &str| {
//!     let amount = pounds.parse()?;
//!     Ok::<_, maths_hubs::document::Malformed>(Posting::new(award, line, purpose, what, on, over, amount))
//! };
//! let postings = [
//!     posting(Posted::Committed, offered, year, "36000.00")?.by(dfe),
//!     posting(Posted::Committed, offered, year, "24000.00")?.by(eef),
//!     posting(Posted::Paid, instalment, autumn, "9000.00")?.by(dfe),
//!     posting(Posted::Paid, instalment, autumn, "6000.00")?.by(eef),
//!     posting(Posted::Approved, "2015-01-20".parse()?, autumn, "6500.00")?.by(eef),
//! ];
//!
//! // By accrual seven twelfths of what was committed are for the first financial year, five for the second.
//! let on = "2015-03-31".parse()?;
//! let terms = Terms::new(on, Basis::Accrual, YearKind::Financial, "the Department for Education");
//! let statement = Statement::of(&postings, &terms)?;
//! let committed = |year: &str| Ok::<_, maths_hubs::document::Malformed>(statement.by_year().get(&year.parse()?).committed());
//! assert_eq!(committed("2014-15")?.to_string(), "£35,000.00");
//! assert_eq!(committed("2015-16")?.to_string(), "£25,000.00");
//!
//! // By sponsor, over all years. The EEF owes the body £500 of what was approved.
//! assert_eq!(
//!     statement.by_sponsor().to_string(),
//!     "\
//! sponsor   committed  claimed   approved        paid   remaining    unspent
//! --------------------------------------------------------------------------
//! dfe      £36,000.00    £0.00      £0.00   £9,000.00  £27,000.00  £9,000.00
//! eef      £24,000.00    £0.00  £6,500.00   £6,000.00  £18,000.00   -£500.00
//! --------------------------------------------------------------------------
//! total    £60,000.00    £0.00  £6,500.00  £15,000.00  £45,000.00  £8,500.00\n",
//! );
//!
//! // Any cross table, and the parts of which its totals are sums.
//! let cross = statement.by(|row| (row.line, row.sponsor, row.year));
//! assert_eq!(cross.by(|(_, sponsor, _)| *sponsor), statement.by_sponsor());
//! assert_eq!(cross.total(), statement.total());
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod figures;
mod label;
mod merge;
mod posting;
mod record;
mod row;
mod table;
mod terms;
mod text;
mod whole;

pub use figures::{Figures, TooLarge};
pub use label::Label;
pub use merge::Unmerged;
pub use posting::{Posted, Posting};
pub use record::StatementFormat;
pub use row::{Row, Whereabouts};
pub use table::Table;
pub use terms::{Basis, Difference, Terms};
pub use whole::{Statement, Unstated};
