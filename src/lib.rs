//! A hub programme as exact, explained data.
//!
//! In England a Maths Hub is a partnership led by a school or college. It gathers strategic partners, who plan and
//! evaluate, and operational partners, who carry out; it serves every school of its area; and it is one of a national
//! network. This crate models such a network, and judges it by rules that have names, dates and sources; it models the
//! rounds in which lead schools are selected, from the notice to decisions that explain themselves; and it keeps the money
//! that hubs are given, from a national pot to the last penny recovered. Computing, Music and other hubs work the same way
//! and fit by changing data alone.
//!
//! It is a library for services that embed it: portals, ledgers, finders. It does no I/O, reads no clock, draws no random
//! numbers, holds no global state, and decides nothing by a float. Everything public is `Send + Sync`.
//!
//! ```
//! use maths_hubs::{network::Network, programme::Programme};
//! # let json = include_str!("../examples/data/network.json");
//!
//! let network: Network = serde_json::from_str(json)?;   // malformed values stop here
//! let programme = Programme::maths_hubs();              // policies, each with its source
//! let on = "2026-11-24".parse()?;                       // the day to be judged
//! let network = programme.validate(network, on)?;       // `Valid<Network>`, or the value back with its report
//! let hub = network.view().hub("north-west-three")?;
//! assert_eq!(hub.lead_names(), ["St Mary and St Thomas Primary School"]);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # Three kinds of wrong
//!
//! A *malformed value* cannot exist: its constructor and its `Deserialize` refuse it alike, with
//! [`Malformed`](document::Malformed), which says what was found and what is allowed.
//!
//! ```
//! use maths_hubs::identifiers::Postcode;
//!
//! let error = "SW1A 1AA, London".parse::<Postcode>().unwrap_err();
//! assert!(error.to_string().starts_with("`SW1A 1AA, London` is not a postcode: "));
//! ```
//!
//! A *fact that breaks a rule* can exist, because real programmes have them. It is reported as a
//! [`Finding`](rules::Finding), and never refused or lost. What names something that is not there, an id or a word, is
//! read too, and reported by a rule that no host may regrade.
//!
//! # Unknown is said
//!
//! Real records say "from November 2015", or nothing. [`PartialDate`](calendar::PartialDate) and
//! [`Span`](calendar::Span) keep that, questions about them have an [`Answer`](answer::Answer) of three, and a section of
//! a hub may call itself [incomplete](network::Section). A rule whose facts are missing is *undetermined*: a finding, but
//! not one that blocks.
//!
//! ```
//! use maths_hubs::{answer::Answer, calendar::Span};
//!
//! let tenure = Span::new("2015-11".parse()?, None)?;
//! assert_eq!(tenure.covers("2015-11-10".parse().unwrap()), Answer::Unknown);
//! # Ok::<_, maths_hubs::document::Malformed>(())
//! ```
//!
//! # Tour
//!
//! | Module | Holds |
//! |---|---|
//! | [`programme`] | [`Programme`](programme::Programme): policies and levels of one edition; [`Affairs`](programme::Affairs), all on record judged together, and [`Record`](programme::Record), the same as one document; [`Founded`](programme::Founded), hubs from a decision; the [catalogue](programme::catalogue) of rules |
//! | [`network`] | [`Network`](network::Network), [`Hub`](network::Hub), [`Tenure`](network::Tenure), [`Board`](network::Board); [`View`](network::View), what they come to on a day; [`Finder`](network::finder::Finder), the hub of a school; [`Changes`](network::Changes), between two days; [`Enquiries`](network::Enquiries) |
//! | [`selection`] | [`Round`](selection::round::Round): a competition as a journal; criteria, totals, places and the other parts, each of which serves alone |
//! | [`funding`] | [`Plan`](funding::allocation::Plan), a pot shared among hubs; [`Award`](funding::award::Award); [`Ledger`](funding::ledger::Ledger), its journal; [`Statement`](funding::statement::Statement) |
//! | [`organisation`] | [`Register`](organisation::Register) of schools, trusts and people; [`Succession`](organisation::Succession), what became of them |
//! | [`geography`] | [`Region`](geography::Region), [`Authority`](geography::Authority), [`District`](geography::District) with their dates; [`Area`](geography::Area) |
//! | [`journal`] | [`Journal`](journal::Journal): append-only entries of any process, permitted by rules, replayed |
//! | [`rules`] | the engine: [`Rule`](rules::Rule), [`Report`](rules::Report), [`Levels`](rules::Levels), [`Valid`](rules::Valid) |
//! | [`identifiers`], [`money`], [`ratio`], [`calendar`], [`vocabulary`], [`answer`], [`document`] | values, and how they are read and written |
#![cfg_attr(
    feature = "proptest",
    doc = "| [`strategies`] | strategies for property tests: sound networks, rounds, tables, ledgers and whole programmes, and one breaker for each rule |"
)]
//!
//! # Recipes
//!
//! **Ask about another day.** [`Network::on`](network::Network::on) gives the view of any day. Who led a hub then, and
//! under which name, is a question to the same facts.
//!
//! ```
//! # use maths_hubs::network::{LeadStatus, Network};
//! # let network: Network = serde_json::from_str(include_str!("../examples/data/network.json"))?;
//! let hub = network.on("2015-01-01".parse()?).hub("london-south-east-plus")?;
//! assert_eq!(hub.lead_names(), ["Woolwich Polytechnic School"]);
//! let hub = network.on("2015-10-01".parse()?).hub("london-south-east-plus")?;
//! assert_eq!(hub.lead(), LeadStatus::Vacant);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! **Find the hub of a place.** [`View::serving`](network::View::serving) takes a council's code. Names differ between
//! sources: [`Authority::named`](geography::Authority::named) knows those in use, and
//! [`geography::find`](geography::find()) knows districts too, and says what became of a place that is gone.
//!
//! ```
//! # use maths_hubs::{geography::{Authority, Extent}, network::Network};
//! # let network: Network = serde_json::from_str(include_str!("../examples/data/network.json"))?;
//! let council = Authority::named("St Helens").ok_or("no such council")?;
//! let view = network.on("2026-11-24".parse()?);
//! let serving: Vec<_> = view.serving(council.code()).map(|(hub, extent)| (hub.id().to_string(), extent)).collect();
//! assert_eq!(serving, [("north-west-three".to_owned(), Extent::Whole)]);
//! // As far as the record goes others may serve it too: first those that list it or are at home in its region.
//! let likeliest = view.serving_perhaps(council.code()).next().ok_or("nobody else")?;
//! assert_eq!(likeliest.id().as_str(), "north-north-west");
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! **Regrade rules, and add your own.** [`Levels`](rules::Levels) regrade for a host,
//! [`Regrades`](programme::Regrades) for a programme. A host's rule is a `static` like any of the library's; a function
//! tells a [`Sink`](rules::Sink) what each subject comes to.
//!
//! ```
//! use maths_hubs::{
//!     network::Network,
//!     programme::Programme,
//!     rules::{At, Level, Rule, Sink},
//! };
//!
//! static NO_WEBSITE: Rule = Rule::error("my-portal/no-website", "every hub has a website")
//!     .why("visitors of the portal follow it")
//!     .says("{hub} has no website")
//!     .hint("ask the hub for its address");
//!
//! fn my_rules(network: &Network, sink: &mut Sink) {
//!     for (id, hub) in &network.hubs {
//!         match hub.contact.website {
//!             Some(_) => sink.holds(&NO_WEBSITE),
//!             None => {
//!                 let at = At::ROOT.field("hubs");
//!                 sink.broken(&NO_WEBSITE, &at.key(id).field("contact")).with("hub", hub.name.as_str());
//!             }
//!         }
//!     }
//! }
//!
//! let programme = Programme::maths_hubs();
//! # let json = include_str!("../examples/data/small_network.json");
//! let network: Network = serde_json::from_str(json)?;
//! let on = "2026-11-24".parse()?;
//!
//! // At the programme's levels the host's rule blocks: three hubs have no website.
//! let report = programme.check_with(&network, on, my_rules);
//! assert_eq!(report.blocking().count(), 3);
//!
//! // Levels know the codes of the host's rules too, and an unknown code is an error that suggests the nearest.
//! let levels = programme.levels_with(&[&NO_WEBSITE]).advise("my-portal/no-website")?.error("hub/post-vacant")?;
//! let report = programme.check_with(&network, on, my_rules).under(&levels);
//! assert_eq!(report.of("my-portal/no-website").filter(|finding| finding.level == Level::Advice).count(), 3);
//! assert_eq!(report.blocking().count(), 0);
//!
//! // Proof at the same levels; to judge and prove at the programme's own there is `validate_with`.
//! let network = programme.validate_under(network, on, levels, my_rules)?;
//! assert_eq!(network.report(), &report);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! **Explain what is as it should be.** An [`Explanation`](rules::Explanation) marks a finding and takes away its power to
//! block; the finding stays.
//!
//! **Judge on several machines.** [`Network::split`](network::Network::split) parts a network,
//! [`Partial`](network::Partial) is what a part comes to; merged and concluded they give the very bytes that one pass
//! gives.
//!
//! **Replay a round and explain its decisions.** A journal is one JSON object a line
//! ([the guide](selection::round#the-journal-as-json-lines)). [`Round::replay`](selection::round::Round::replay) takes
//! nothing else; [`decide`](selection::round::Round::decide) gives what was decided, or a report of what is still missing.
//!
//! ```
//! use maths_hubs::{journal::Entry, selection::round::{Event, Round}};
//! # let lines = include_str!("../tests/golden/round.jsonl");
//!
//! let entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
//! let round = Round::replay(entries)?;
//! let selection = round.decide("2016-06-30".parse()?)?;
//! let first = selection.decisions().next().ok_or("nobody applied")?.explanation();
//! assert_eq!(first.outcome.to_string(), "appointed to north");
//! for line in first.to_string().lines().take(3) {
//!     println!("{line}"); // the outcome, the total and its rank, the first criterion with its marks
//! }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! **Only the totals.** The parts of a round take plain values: [`Criteria`](selection::criteria::Criteria), once built,
//! total any row of marks, exactly.
//!
//! ```
//! use maths_hubs::{ratio::Rounding, selection::{criteria::Criteria, scale::Scale, totals::Cell}};
//!
//! let criteria = Criteria::out_of(100)
//!     .scale("steep", Scale::numbers(["10", "8", "5", "2", "0"])?)
//!     .group("music", "Music", "50")
//!     .criterion("music/credibility", "Credibility", "60", "steep")
//!     .criterion("music/capacity", "Capacity", "40", "steep")
//!     .criterion("leadership", "Leadership", "50", "steep")
//!     .build()?;
//! let mut row = criteria.blank();
//! for (id, raw) in [("music/credibility", "8"), ("music/capacity", "5"), ("leadership", "10")] {
//!     let (index, mark) = criteria.mark(&id.parse()?, raw.parse()?)?;
//!     row[index] = Cell::Mark(mark);
//! }
//! let points = criteria.total(&row)?.points().ok_or("a mark is missing")?;
//! assert_eq!(points.to_fixed(1, Rounding::HalfUp), "84.0"); // 8/10 of 30, 5/10 of 20, 10/10 of 50
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! **Split one amount, allocate a pot.** A [`split`](funding::split) has a stated order, so that somebody has the odd penny.
//! An [`Allocation`](funding::allocation::Allocation) treats equal claims alike: pence that several could have stay open
//! until they are drawn, and each share explains itself.
//!
//! ```
//! use std::collections::BTreeMap;
//! use maths_hubs::{funding::{allocation::{Allocation, Claim, Formula}, split::Split}, identifiers::HubId, money::Money};
//!
//! let split = Split::structural("10.01".parse()?, "1/2".parse()?)?;
//! assert_eq!(split.to_string(), "£5.01 structural (the odd penny), £5.00 projects");
//!
//! let mut claims: BTreeMap<HubId, Claim> = BTreeMap::new();
//! for (hub, schools) in [("solent", 600), ("cornwall", 250), ("kent", 1_150)] {
//!     claims.insert(hub.parse()?, Claim::new().with("schools-served", schools)?);
//! }
//! let pot = Money::pounds(1_000_000).ok_or("too much")?;
//! let plan = Allocation::of(pot).projects(Formula::by("schools-served")?).among(&claims)?;
//! assert_eq!(plan.total(), pot);
//! assert_eq!(plan.share("cornwall".parse()?), Money::pounds(125_000)); // 250 of 2,000
//! println!("{}", plan.explain("cornwall")?);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! **Keep a ledger.** A ledger is a journal like a round, one JSON object a line
//! ([the guide](funding::ledger#the-journal-as-json-lines), and [a ledger entry by
//! entry](funding::ledger#a-ledger-entry-by-entry)). Every penny has a purpose, a payer and a reason, and every total is the
//! sum of its parts.
//!
//! ```
//! use maths_hubs::{
//!     calendar::YearKind,
//!     funding::{ledger::{Event, Ledger}, statement::{Basis, Terms}},
//!     journal::Entry,
//! };
//! # let lines = include_str!("../tests/golden/ledger.jsonl");
//!
//! let entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
//! let ledger = Ledger::replay(entries)?;
//! let terms = Terms::new("2016-03-31".parse()?, Basis::Accrual, YearKind::Financial, "the department");
//! let statement = ledger.statement(&terms)?;
//! assert_eq!(statement.total().unspent().to_string(), "£0.00"); // the books are closed
//! println!("{}", statement.by_line_sponsor_and_year());
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! **From a decision to hubs, and all of it as one document.** [`as_known_on`](network::Network::as_known_on) is the network
//! as far as it had come by a day; [`Founded`](programme::Founded) is what a round makes of it, and a
//! [`Record`](programme::Record) holds network, rounds, ledgers and the programme that judges them.
//!
//! ```
//! use maths_hubs::{
//!     geography::Area,
//!     network::{Hub, Network},
//!     programme::{Founded, Programme, Record},
//!     selection::round::{Event, Round},
//! };
//! # use maths_hubs::journal::Entry;
//! # let json = include_str!("../examples/data/network.json");
//! # let lines = include_str!("../examples/data/round_2015.jsonl");
//!
//! let network: Network = serde_json::from_str(json)?;
//! let entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
//! let round = Round::replay(entries)?; // a rehearsal of 2015: whoever wins it is invented
//! let network = network.as_known_on("2015-10-01".parse()?);
//! let hubs = network.hubs.len();
//!
//! let founded = Founded::by(&round, network, |place, _, _| {
//!     Some((place.as_str().parse().ok()?, Hub::new("Cumbria and north Lancashire", Area::of(["909".parse().ok()?]))))
//! })?;
//! assert_eq!(founded.network.hubs.len(), hubs + 1);
//!
//! let record = Record::of(Programme::maths_hubs(), founded.network).with_round(round);
//! let report = record.check("2015-12-01".parse()?);
//! assert_eq!(report.count("programme/appointed-not-installed").held, 2);
//! // Nobody has entered the invented schools in the register yet.
//! assert!(report.of("network/unknown-organisation").next().is_some());
//! let json = serde_json::to_string(&record)?; // everything, which reads back equal
//! assert_eq!(serde_json::from_str::<Record>(&json)?, record);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it does not do
//!
//! It finds no files, asks no service, and knows no today: facts and days come in as arguments. It fills in nothing that
//! is unknown. It keeps no personal details among its facts: names of people stand in
//! [`People`](organisation::People), a document of its own.
//!
//! # Features
//!
//! - `proptest`: the module `strategies`, for the property tests of this crate and of those that embed it.
#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations, rustdoc::broken_intra_doc_links)]
// Tests may unwrap; the library may not panic on anything that a caller controls.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects
    )
)]

/// The days in this library's signatures are its [`NaiveDate`](chrono::NaiveDate). It is here without its clock.
pub use chrono;
/// The ids of people are made of its [`Uuid`](uuid::Uuid). It is here without its random numbers.
pub use uuid;

pub mod answer;
pub mod calendar;
pub mod document;
pub mod funding;
pub mod geography;
pub mod identifiers;
pub mod journal;
pub mod money;
pub mod network;
pub mod organisation;
pub mod programme;
pub mod ratio;
pub mod rules;
pub mod selection;
#[cfg(feature = "proptest")]
pub mod strategies;
pub mod vocabulary;

/// The README's programs, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
