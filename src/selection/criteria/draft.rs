//! Criteria as they are written down, before they are known to be sound.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::CriterionId;
use crate::{
    document::{as_record, keyed},
    identifiers::Slug,
    ratio::Ratio,
    selection::scale::{RawMark, Scale},
    vocabulary::Word,
};

/// Criteria as a policy writes them: plain data, that [`Criteria`](super::Criteria) is made of by `try_from`.
///
/// The tree is written flat, each node under its path, so that every node has a name to be found by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Draft {
    /// What the nodes at the top add up to, which is the unit of points: 100 where nothing is said.
    #[serde(default = "hundred")]
    pub whole: Ratio,
    /// The scales by name.
    #[serde(deserialize_with = "keyed::map")]
    pub scales: BTreeMap<Word, Scale>,
    /// The groups by path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub groups: BTreeMap<CriterionId, Group>,
    /// The criteria by path.
    #[serde(deserialize_with = "keyed::map")]
    pub criteria: BTreeMap<CriterionId, Leaf>,
    /// The bonus ("priority") criteria by name, whose points come on top of the whole. Each has the id `bonus/name`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub bonus: BTreeMap<Slug, Bonus>,
    /// Minimums that so many of several criteria must reach.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub minimums: BTreeSet<Minimum>,
    /// The points, bonus included, that a total must reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass_mark: Option<Ratio>,
}

as_record! {
    Draft, r#"criteria: {"scales": …, "groups": …, "criteria": …}"#;
    Group, r#"a group of criteria: {"title": …, "weight": …}"#;
    Leaf, r#"a criterion: {"title": …, "weight": …, "scale": …}"#;
    Bonus, r#"a bonus criterion: {"title": …, "points": …, "scale": …}"#;
    Minimum, r#"a minimum: {"criteria": […], "at_least": …, "of_which": …}"#;
}

fn hundred() -> Ratio {
    Ratio::HUNDRED
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_hundred(whole: &Ratio) -> bool {
    *whole == Ratio::HUNDRED
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Draft {
    /// Nothing yet, adding up to `whole` points.
    #[must_use]
    pub const fn new(whole: Ratio) -> Self {
        Self {
            whole,
            scales: BTreeMap::new(),
            groups: BTreeMap::new(),
            criteria: BTreeMap::new(),
            bonus: BTreeMap::new(),
            minimums: BTreeSet::new(),
            pass_mark: None,
        }
    }
}

/// A group: its weight among its siblings, and what its own children add up to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Group {
    /// What it is called.
    pub title: String,
    /// Its weight, in the unit of the whole of which it is a part: nought or more.
    pub weight: Ratio,
    /// What the weights of its children add up to: 100 where nothing is said.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub whole: Ratio,
}

impl Group {
    /// The group of this name and weight, whose children add up to 100.
    #[must_use]
    pub fn new(title: impl Into<String>, weight: Ratio) -> Self {
        Self { title: title.into(), weight, whole: Ratio::HUNDRED }
    }
}

/// A criterion of the tree, as written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Leaf {
    /// What it is called.
    pub title: String,
    /// Its weight, in the unit of the whole of which it is a part: nought or more.
    pub weight: Ratio,
    /// The name of its scale.
    pub scale: Word,
    /// The lowest mark that passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<RawMark>,
    /// Whether it may be found not to apply to an application.
    #[serde(default, skip_serializing_if = "is_false")]
    pub may_be_not_applicable: bool,
    /// What assessors are told to look for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guidance: String,
}

impl Leaf {
    /// The criterion of this name and weight, marked on this scale.
    #[must_use]
    pub fn new(title: impl Into<String>, weight: Ratio, scale: Word) -> Self {
        let title = title.into();
        Self { title, weight, scale, minimum: None, may_be_not_applicable: false, guidance: String::new() }
    }
}

/// A bonus ("priority") criterion: what its top mark earns comes on top of the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Bonus {
    /// What it is called.
    pub title: String,
    /// The points that its top mark earns, in the unit of the whole: nought or more.
    pub points: Ratio,
    /// The name of its scale.
    pub scale: Word,
    /// Whether it may be found not to apply to an application, which then earns none of its points.
    #[serde(default, skip_serializing_if = "is_false")]
    pub may_be_not_applicable: bool,
    /// What assessors are told to look for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guidance: String,
}

impl Bonus {
    /// The bonus criterion of this name, worth so many points, marked on this scale.
    #[must_use]
    pub fn new(title: impl Into<String>, points: Ratio, scale: Word) -> Self {
        let title = title.into();
        Self { title, points, scale, may_be_not_applicable: false, guidance: String::new() }
    }
}

/// At least this mark in so many of these criteria.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Minimum {
    /// The criteria by path; a group means all criteria below it. The mark must be on the scale of each.
    #[serde(deserialize_with = "keyed::set")]
    pub criteria: BTreeSet<CriterionId>,
    /// The lowest mark that counts.
    pub at_least: RawMark,
    /// How many of the criteria must reach it: at least one, at most all of them.
    pub of_which: u32,
}

impl Minimum {
    /// At least this mark in `of_which` of these criteria.
    #[must_use]
    pub const fn new(criteria: BTreeSet<CriterionId>, at_least: RawMark, of_which: u32) -> Self {
        Self { criteria, at_least, of_which }
    }
}
