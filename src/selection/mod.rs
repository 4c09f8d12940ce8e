//! Selecting lead schools: from an announced round to decisions that a panel can defend and a school can understand.
//!
//! # What a round is
//!
//! A round is one competition for one or more *places*: a new hub, or the lead of one that stands. It is announced with
//! its whole policy: the legal *route*, the *stages* and their windows, the *gates* that a candidate must meet, the weighted
//! *criteria* with their scales, who marks and who may not, the quotas, the order of tie-breaks. Applications come in,
//! assessors mark them independently, the panel *moderates* each mark on the published scale with a reason of its own and
//! recommends, an authority decides, every candidate is told. All of it is one journal.
//!
//! # The parts, each of which serves alone
//!
//! The pure parts know no round and no journal: they take plain values and slices, and are exact. The round is built of
//! them.
//!
//! | Module | Question |
//! |---|---|
//! | [`scale`] | which marks are there? A mark that is not on its scale cannot be made |
//! | [`criteria`] | what counts how much? The weight declared is the weight applied, whatever the tree |
//! | [`totals`] | what do marks come to, line by line, and which minimums are missed? |
//! | [`indicative`] | what would averages be? They inform and never decide |
//! | [`eligibility`] | which gates are met, not met, or open for want of facts? |
//! | [`interest`] | who is tied to whom, and so barred from what? |
//! | [`assignment`] | who can read what, so that nobody starves? |
//! | [`ranking`] | who is before whom, and which tie matters? |
//! | [`places`] | which set is the best that places, caps and floors allow? |
//! | [`sensitivity`] | what would have changed it? |
//! | [`agreement`] | how far do assessors agree? The one place where floats are: they inform people |
//!
//! **Totals.** Criteria once built are sound; what is open is said, and never counts as nought.
//!
//! ```
//! use maths_hubs::selection::{criteria::Criteria, scale::Scale, totals::Cell};
//!
//! let criteria = Criteria::out_of(100)
//!     .scale("0-5", Scale::range(0, 5)?)
//!     .criterion("leadership", "Leadership", "60", "0-5")
//!     .criterion("partnership", "Partnership", "40", "0-5")
//!     .build()?;
//! let (index, mark) = criteria.mark(&"leadership".parse()?, "4".parse()?)?;
//! let mut row = criteria.blank();
//! row[index] = Cell::Mark(mark);
//! let total = criteria.total(&row)?; // 4/5 of 60, and up to 40 more
//! assert_eq!((total.points(), total.at_least(), total.at_most()), (None, 48.into(), 88.into()));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! **A ranking.** Equal totals share a rank, and the tie that matters is the one that the cut goes through.
//!
//! ```
//! use maths_hubs::selection::ranking::{Contender, rank, tie_at};
//!
//! let standings = rank(&[("Ash", 70_u32), ("Elm", 80), ("Oak", 70)].map(|(id, total)| Contender::new(id, total.into())));
//! assert_eq!(tie_at(&standings, 2).map(|tie| tie.ids.clone()), Some(vec!["Ash", "Oak"]));
//! assert_eq!(tie_at(&standings, 1), None);
//! ```
//!
//! **The best set of places.** Quotas may hold out a higher total; which limit did is said.
//!
//! ```
//! use maths_hubs::selection::places::{Candidate, Contest, Limit, Place};
//!
//! let candidates = [("Ash", 90_u32), ("Elm", 80), ("Oak", 70)]
//!     .map(|(id, total)| Candidate::new(id, total.into(), ["places"]));
//! let limits = [Limit::on_candidates("trust", "Woodland", ["Ash", "Elm"]).at_most(1)];
//! let choice = Contest::new(&candidates, &[Place::several("places", 2)], &limits).choose()?;
//! assert_eq!(choice.chosen().map(|(id, _)| *id).collect::<Vec<_>>(), ["Ash", "Oak"]);
//! # Ok::<_, maths_hubs::selection::places::Unchoosable>(())
//! ```
//!
//! **A sensitivity.** How far a total lies from the cut, and from which weight on somebody else is chosen.
//!
//! ```
//! use std::collections::BTreeSet;
//! use maths_hubs::{ratio::Ratio, selection::sensitivity::{flips, smallest}};
//!
//! let ratio = |text: &str| text.parse::<Ratio>().unwrap();
//! let rows = [[ratio("0.8"), ratio("0.5")], [ratio("0.6"), ratio("0.7")]].map(Vec::from);
//! let best = |totals: &[Ratio]| BTreeSet::from([usize::from(totals[1] > totals[0])]);
//! let flips = flips(&[ratio("60"), ratio("40")], &rows, None, best)?;
//! assert_eq!(smallest(&flips)?[0].map(|change| change.to), Some(ratio("50"))); // 0.8 w + 0.5 (100 - w) = 0.6 w + 0.7 (100 - w)
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! **A coefficient of agreement.** A value, or why there is none.
//!
//! ```
//! use maths_hubs::{ratio::Ratio, selection::agreement::{Alpha, Metric, Undefined, alpha}};
//!
//! let marks = [[1_u32, 1], [2, 2], [3, 4]].map(|marks| marks.map(|mark| Some(Ratio::from(mark))));
//! let value = alpha(marks, Metric::Interval).value().unwrap();
//! assert!((value - 36.0 / 41.0).abs() < 1e-12); // by hand: 1 - 5 * 1 / 41
//! assert_eq!(alpha([[Some(Ratio::ONE), None]], Metric::Interval), Alpha::Undefined(Undefined::NoPairs));
//! ```
//!
//! # A round
//!
//! [`policy`] is what a programme decides about its rounds, and [`Programme::opening`](crate::programme::Programme::opening)
//! makes the first entry of it. [`round`] is the journal and what it comes to, [`rules`] are what entries and rounds are
//! held to, [`outcome`] is what is decided and why.
//!
//! ```
//! use maths_hubs::{journal::Entry, selection::{outcome::CandidateOutcome, round::{Event, Round}}};
//!
//! # let lines = include_str!("../../tests/golden/round.jsonl");
//! let entries: Vec<Entry<Event>> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
//! let round = Round::replay(entries)?; // or `apply` entries one by one; `audit` for the books of others
//! let selection = round.decide("2016-06-30".parse()?)?;
//! assert!(selection.is_decided());
//! for decision in selection.decisions() {
//!     let explained = decision.explanation(); // down to each mark, weight, rule, entry and person
//!     assert!(explained.to_string().starts_with(&format!("{}: {}", decision.name(), decision.outcome())));
//! }
//! let appointed = selection.decisions().filter(|it| matches!(it.outcome(), CandidateOutcome::Appointed(_)));
//! assert_eq!(appointed.map(|it| it.name().to_owned()).collect::<Vec<_>>(), ["School 1", "School 3"]);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! While it runs, [`standing`] says who may do what now, and why not the rest; [`visibility`] gives each person the part that
//! is theirs to see. After the decision, [`feedback`] is what a candidate is told, fit to send, and
//! [`Selection::sensitivity`](outcome::Selection::sensitivity) says what would have changed it.
//!
//! [The guide to the journal](round#the-journal-as-json-lines) shows each kind of entry.

pub mod agreement;
pub mod assignment;
pub mod criteria;
pub mod eligibility;
pub mod feedback;
pub mod indicative;
pub mod interest;
pub mod outcome;
pub mod places;
pub mod policy;
mod proceedings;
pub mod ranking;
pub mod round;
pub mod rules;
pub mod scale;
pub mod sensitivity;
pub mod standing;
pub mod totals;
pub mod visibility;
