//! Money: who pays, for what, how much and why; from a national pot to the last penny recovered.
//!
//! A programme has a *pot*: what sponsors give, less central costs. An [`allocation`] shares it among hubs, and explains
//! each share. A hub's accountable body is offered an [`award`] for a year: a ceiling made of lines, each structural or
//! of one project, each paid for by one [`sponsor`] or by several. A [`ledger`] keeps the award from the offer to closed
//! books: what was claimed, approved, paid, passed on, moved and recovered, by whom and why. A [`statement`] says what
//! that came to, by anything, and a [`portfolio`] what many ledgers come to where they touch. The [`policy`] holds every
//! figure, list and word that all of it depends on.
//!
//! Nothing is rounded on the way. What is divided is divided to the penny, and says who has the odd one; every total is
//! held as the sum of its parts and in no other way.
//!
//! | Module | Holds |
//! |---|---|
//! | [`split`], [`apportionment`] | one amount in parts, in a stated order; pennies or places in proportion, by six methods |
//! | [`allocation`] | [`Pot`](allocation::Pot), [`Formula`](allocation::Formula), [`Plan`](allocation::Plan), and the published [`AllocationTable`](allocation::AllocationTable) |
//! | [`sponsor`], [`purpose`], [`award`], [`amounts`] | who pays, for what; [`Award`](award::Award), its [`Line`](award::Line)s and what is [`Payable`](award::Payable) |
//! | [`phasing`] | an amount over a period, in the years that it crosses |
//! | [`ledger`] | [`Ledger`](ledger::Ledger): the journal of one award, and what it comes to |
//! | [`statement`] | [`Posting`](statement::Posting)s, and [`Statement`](statement::Statement)s of them |
//! | [`portfolio`] | what no ledger can see on its own: papers claimed on twice, certificates of a body's grants together |
//! | [`policy`], [`rules`] | what a programme decides, and the rules that follow |
//!
//! Each part serves alone, on plain values:
//!
//! ```
//! use maths_hubs::{
//!     calendar::YearKind,
//!     funding::{
//!         purpose::Purpose,
//!         split::{Side, Split},
//!         statement::{Basis, Posted, Posting, Statement, Terms},
//!     },
//! };
//!
//! // Which part has the odd penny is said.
//! let split = Split::structural("870000.01".parse()?, "1/2".parse()?)?;
//! assert_eq!(split.to_string(), "£435,000.01 structural (the odd penny), £435,000.00 projects");
//!
//! // A statement of two figures that no ledger gave.
//! let award = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?;
//! let (line, purpose) = ("lead".parse()?, Purpose::Structural("leadership".parse()?));
//! let (on, year) = ("2014-10-01".parse()?, "2014-09-01 to 2015-08-31".parse()?);
//! let posted = |what, amount| Posting::new(award, line, purpose, what, on, year, amount);
//! let postings = [posted(Posted::Paid, "900".parse()?), posted(Posted::Approved, "850".parse()?)];
//! let terms = Terms::new(on, Basis::Cash, YearKind::Financial, "whoever asks");
//! assert_eq!(Statement::of(&postings, &terms)?.total().unspent().to_string(), "£50.00");
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod account;
pub mod allocation;
pub mod amounts;
pub mod apportionment;
pub mod award;
pub mod ledger;
mod payable;
pub mod phasing;
pub mod policy;
pub mod portfolio;
pub mod purpose;
pub mod rules;
pub mod split;
pub mod sponsor;
pub mod statement;
