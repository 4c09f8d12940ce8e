//! What two editions say otherwise of the same facts.

use std::{collections::BTreeMap, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    document::day,
    rules::{Finding, Level, Report},
};

/// What two rulesets say otherwise of the same facts on one day: data first, of which `Display` is one rendering.
///
/// ```
/// use maths_hubs::{
///     network::Network,
///     programme::{Affairs, Programme},
/// };
///
/// let one = Programme::maths_hubs();
/// let mut other = one.clone();
/// other.edition = "without territories".to_owned();
/// other.network.territorial = false;
/// let network = Network::new(one.id, "England");
/// let difference = one.difference(&other, &Affairs::of(&network), "2026-11-24".parse()?);
///
/// // None of the nine regions has a hub, and the other edition does not mind.
/// let unserved = difference.only_one.iter().filter(|finding| finding.code == "network/region-unserved");
/// assert_eq!(unserved.count(), 9);
/// assert!(difference.only_other.is_empty() && difference.regraded.is_empty());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Difference {
    /// The day on which both judged.
    #[serde(with = "day")]
    pub on: NaiveDate,
    /// By what the one judged: release, programme, edition.
    pub one: String,
    /// By what the other did.
    pub other: String,
    /// What the one alone found, by path and code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_one: Vec<Finding>,
    /// What the other alone found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_other: Vec<Finding>,
    /// What both found, and grade otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regraded: Vec<Regraded>,
}

/// A finding that two editions grade otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Regraded {
    /// As the one has it, at its level.
    pub finding: Finding,
    /// The level at which the other has it.
    pub other: Level,
}

crate::document::as_record! {
    Difference, r#"a difference: {"on": …, "one": …, "other": …, "only_one": […], "only_other": […]}"#;
    Regraded, r#"a finding regraded: {"finding": …, "other": …}"#;
}

impl Difference {
    /// What two reports of one day differ in. A finding is the same in both where all but its level is the same.
    pub(super) fn between(one: &Report, other: &Report) -> Self {
        let head = |report: &Report| report.rulesets().collect::<Vec<_>>().join(", ");
        let mut difference = Self {
            on: one.on(),
            one: head(one),
            other: head(other),
            only_one: Vec::new(),
            only_other: Vec::new(),
            regraded: Vec::new(),
        };
        let (mut ones, mut others) = (by_substance(one), by_substance(other));
        for (substance, levels) in &mut ones {
            let mut matched = others.remove(substance).unwrap_or_default().into_iter();
            for level in levels {
                let finding = Finding { level: *level, ..substance.clone() };
                match matched.next() {
                    None => difference.only_one.push(finding),
                    Some(other) if other != *level => difference.regraded.push(Regraded { finding, other }),
                    Some(_) => {}
                }
            }
            let rest = matched.map(|level| Finding { level, ..substance.clone() });
            difference.only_other.extend(rest);
        }
        let rest = others.into_iter().flat_map(|(substance, levels)| {
            levels.into_iter().map(move |level| Finding { level, ..substance.clone() }).collect::<Vec<_>>()
        });
        difference.only_other.extend(rest);
        difference.only_other.sort();
        difference
    }

    /// Whether both say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.only_one.is_empty() && self.only_other.is_empty() && self.regraded.is_empty()
    }
}

/// Findings apart from their levels, and the levels of each.
fn by_substance(report: &Report) -> BTreeMap<Finding, Vec<Level>> {
    let mut found: BTreeMap<Finding, Vec<Level>> = BTreeMap::new();
    for finding in report.findings() {
        let substance = Finding { level: Level::Allow, ..finding.clone() };
        found.entry(substance).or_default().push(finding.level);
    }
    found
}

/// A head, and one finding a line under what it is.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} against {} on {}", self.one, self.other, self.on)?;
        if self.is_empty() {
            return f.write_str(": nothing differs");
        }
        for (whose, found) in [(&self.one, &self.only_one), (&self.other, &self.only_other)] {
            if !found.is_empty() {
                write!(f, "\nonly {whose} finds:")?;
                found.iter().try_for_each(|finding| write!(f, "\n  {finding}"))?;
            }
        }
        if !self.regraded.is_empty() {
            f.write_str("\nboth find, and grade otherwise:")?;
        }
        self.regraded.iter().try_for_each(|Regraded { finding, other }| write!(f, "\n  {finding} (other: {other})"))
    }
}
