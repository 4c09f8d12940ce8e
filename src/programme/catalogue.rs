//! Every rule of this library.
//!
//! # The table of rules
//!
//! A rule that is *fixed* is never regraded. Codes are never reused.
//!
#![doc = include_str!("rules.md")]

use crate::{
    funding, network,
    rules::{EXPLANATION_OF_NOTHING, Rule, catalogue},
    selection,
};

const FILES: &[&[&Rule]] = &[
    &network::rules::RULES,
    &network::rules::ENQUIRY_RULES,
    &selection::rules::RULES,
    &funding::rules::RULES,
    &super::rules::RULES,
    &[&EXPLANATION_OF_NOTHING],
];

/// Every rule of this library, by the wing that owns it.
pub static CATALOGUE: [&Rule; catalogue::count(FILES)] = catalogue::concat(FILES);

/// The rule with this code, or one that was once known by it.
///
/// ```
/// use maths_hubs::programme::catalogue;
///
/// let rule = catalogue::rule("network/area-overlap").unwrap();
/// assert_eq!(rule.aggregate(), "network");
/// assert!(catalogue::rule("network/no-such-rule").is_none());
/// ```
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    CATALOGUE.iter().copied().find(|rule| rule.code == code || rule.formerly.contains(&code))
}
