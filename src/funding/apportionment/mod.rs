//! Whole pennies or places, shared out in proportion to weights.
//!
//! A pot seldom parts into whole pennies. Six ways to deal with what is left stand here, under the names that the
//! literature gives them. All of them compare exactly, and none looks at the order of the keys: renaming the keys renames
//! the shares and changes nothing else. Where keys are equally entitled to what is left, that is a [`Tie`], and a human
//! draw settles it: [`Apportioned::settled`].
//!
//! ```
//! use std::collections::BTreeMap;
//! use maths_hubs::funding::apportionment::{SainteLague, divisor, largest_remainder};
//!
//! // Balinski and Young, "The quota method of apportionment", Amer. Math. Monthly 82 (1975), example 2.
//! let votes = [("A", 9061_u32), ("B", 7179), ("C", 5259), ("D", 3319), ("E", 1182)];
//! let weights = BTreeMap::from(votes.map(|(key, votes)| (key, votes.into())));
//! assert_eq!(largest_remainder(26, &weights)?.shares.into_values().collect::<Vec<_>>(), [9, 7, 5, 4, 1]);
//! assert_eq!(divisor::<SainteLague, _>(26, &weights)?.shares.into_values().collect::<Vec<_>>(), [9, 8, 5, 3, 1]);
//! # Ok::<_, maths_hubs::funding::apportionment::Unapportionable>(())
//! ```
//!
//! # Which to take
//!
//! The *quota* of a key is its exact share: units × its weight ÷ all weights. Balinski and Young (*Fair Representation*,
//! Yale 1982, 2nd ed. Brookings 2001) tell apart what may be wanted of a method:
//!
//! - the *quota rule*: every key has its quota rounded down or up, so nobody is a whole unit from what is exact.
//!   [`largest_remainder`] keeps it, and is what money wants: a penny either way.
//! - *house monotonicity*: when there is more to share, no key has less. [`largest_remainder`] breaks it (the Alabama
//!   paradox, seen after the United States census of 1880: of 299 seats Alabama had 8, of 300 it had 7). Every [`divisor`]
//!   method keeps it, and it is what places want that grow in number, and totals that run on.
//! - no *population paradox*: no key that grows loses a unit to one that shrinks. Their theorem: the divisor methods alone
//!   avoid it, and none of those keeps the quota rule. So nothing has both, and a programme chooses.
//!
//! | Method | Signpost *d(k)* | Favours | Also called |
//! |---|---|---|---|
//! | [`DHondt`] | *k* + 1 | large weights | Jefferson, greatest divisors |
//! | [`SainteLague`] | *k* + ½ | neither | Webster, major fractions |
//! | [`HuntingtonHill`] | √(*k*(*k* + 1)) | small weights, a little | equal proportions, geometric mean |
//! | [`Dean`] | 2*k*(*k* + 1) ÷ (2*k* + 1) | small weights, a little more | harmonic mean |
//! | [`Adams`] | *k* | small weights | smallest divisors |
//!
//! # Growth
//!
//! Each method takes time and memory in proportion to the number of keys, whatever the number of units: what quotas prove
//! certain is given at once, and one selection (not a sort) among at most two or three candidates a key finds the rest.

mod apportioned;
mod divisor;
mod method;
mod remainder;
mod selection;
#[cfg(test)]
mod tests;
mod threshold;
mod weights;
mod wide;

pub use apportioned::{Apportioned, Tie, Undrawn};
pub use divisor::{Adams, DHondt, Dean, Divisor, HuntingtonHill, SainteLague, divisor};
pub use method::Method;
pub use remainder::largest_remainder;
pub(in crate::funding) use remainder::rounded_down;
pub use threshold::{Admitted, Threshold};
pub use weights::Unapportionable;
