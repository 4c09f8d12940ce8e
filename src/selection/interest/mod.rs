//! Conflicts of interest, declared and derived.
//!
//! What people are tied to stands in a register of [`Link`]s, what organisations are tied to in [`Tie`]s; from both a
//! [`Web`] derives the [`Interest`]s that people have in applications, each with the chain that makes it. Apart from that
//! stand the [`Declaration`]s made at an event. A *hard* interest in one application bars its holder from every
//! application for the same place ([`bars`]), unless another person waived it with a reason ([`Waiver`]).
//!
//! # What is not known
//!
//! Of real employment often only a year is known, or no end. An interest that may or may not be there is derived with
//! [`certain`](Interest::certain) unknown. It is *to be declared*: until the person declares anything about that
//! application, "none" included, a hard one leaves open whether they are barred, and the bar is unknown rather than no.
//! The declaration settles it. A certain interest is not undone by declaring none.
//!
//! ```
//! use std::collections::{BTreeMap, BTreeSet};
//! use maths_hubs::{
//!     calendar::Span,
//!     selection::interest::{InterestPolicy, Link, Parties, Role, Strength, Tie, Web},
//! };
//!
//! let policy = InterestPolicy::new(36)
//!     .linked_by("employee".parse()?, Strength::Hard)
//!     .tied_by("trust".parse()?, Strength::Hard)
//!     .through("trust".parse()?)
//!     .named_as(Role::Lead, Strength::Hard);
//!
//! // An assessor works at one school of a trust, and another school of the trust applies.
//! let (employer, trust, school) = ("GB-EDU-100001".parse()?, "X-TRUST-TR01234".parse()?, "GB-EDU-100002".parse()?);
//! let assessor = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?;
//! let since = |text: &str| text.parse().map(|from: maths_hubs::calendar::PartialDate| Span::since(from));
//! let web = Web::new(
//!     [Link::new(assessor, employer, "employee".parse()?, since("2012")?)],
//!     [
//!         Tie::new(employer, trust, "trust".parse()?, since("2014-09")?),
//!         Tie::new(school, trust, "trust".parse()?, since("2016")?),
//!     ],
//! );
//! let found = web.derive(assessor, &Parties::led_by([school]), &policy, "2021-03-01".parse()?);
//! assert_eq!(
//!     found.first().ok_or("none")?.to_string(),
//!     "hard: employee of GB-EDU-100001; trust: X-TRUST-TR01234; trust: GB-EDU-100002, a lead",
//! );
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod bar;
mod declared;
mod derive;
mod policy;
mod web;

pub use bar::{Bar, Bars, bars, undeclared};
pub use declared::{Declaration, Disclosure, Waiver, WaiverFault};
pub use derive::{Basis, Derived, Interest, Parties, Role, Step};
pub use policy::{InterestPolicy, Strength};
pub use web::{Link, Tie, Web};
