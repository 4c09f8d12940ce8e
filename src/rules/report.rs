//! All that was found, in one order.

use std::{collections::BTreeSet, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Count, Explanation, Finding, Level, Levels, Path, Rule, Tally, explanation};
use crate::document::{day, keyed};

/// All that a set of rules found in a document on a day, sorted by path and then code.
///
/// A report is raw (at the rules' own levels) until [`under`](Self::under) grades it. Merge first, grade last. It is
/// plain data and is sent between services as it stands; the same facts in any order give the same bytes.
///
/// Its `Display` heads with ruleset, day and counts, then one finding a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Report {
    #[serde(deserialize_with = "keyed::set")]
    rulesets: BTreeSet<String>,
    #[serde(with = "day")]
    on: NaiveDate,
    #[serde(deserialize_with = "sorted")]
    findings: Vec<Finding>,
    tally: Tally,
}

/// Findings are in their one order however they were written.
fn sorted<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Finding>, D::Error> {
    let mut findings = Vec::<Finding>::deserialize(deserializer)?;
    findings.sort();
    Ok(findings)
}

crate::document::as_record! { Report, r#"a report: {"rulesets": […], "on": …, "findings": […], "tally": …}"#; }

impl Report {
    pub(super) fn new(ruleset: String, on: NaiveDate, mut findings: Vec<Finding>, tally: Tally) -> Self {
        findings.sort();
        Self { rulesets: [ruleset].into(), on, findings, tally }
    }

    /// The rulesets that judged, each with its version.
    pub fn rulesets(&self) -> impl Iterator<Item = &str> {
        self.rulesets.iter().map(String::as_str)
    }

    /// The day that was judged.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// What was found, by path and then code.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings of one level.
    pub fn at_level(&self, level: Level) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.level == level)
    }

    /// The findings of one rule.
    pub fn of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.code == code)
    }

    /// The codes of all findings, each once, sorted.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<&str> {
        self.findings.iter().map(|finding| finding.code.as_ref()).collect()
    }

    /// The findings that stand in the way of [`Valid`](super::Valid): unexplained errors.
    pub fn blocking(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.blocks())
    }

    /// How often each rule did what.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The count of one rule.
    #[must_use]
    pub fn count(&self, code: &str) -> Count {
        self.tally.of(code)
    }

    /// This report and another of the same day as one. The order does not matter.
    ///
    /// # Errors
    ///
    /// [`DifferentDays`] where they judge different days.
    pub fn merge(mut self, other: Self) -> Result<Self, DifferentDays> {
        if self.on != other.on {
            return Err(DifferentDays { one: self.on, another: other.on });
        }
        self.rulesets.extend(other.rulesets.iter().cloned());
        self.absorb(other);
        Ok(self)
    }

    /// Takes in another report's findings and tally, as found by this one's rulesets on its day.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.findings.sort();
        self.tally.merge(other.tally);
    }

    /// This report at a host's levels.
    #[must_use]
    pub fn under(mut self, levels: &Levels) -> Self {
        for finding in &mut self.findings {
            finding.level = levels.of(finding);
        }
        // The level is no part of the order by path and code, but of the order of two findings alike in both.
        self.findings.sort();
        self
    }

    /// This report with the findings of one rule at a host's levels, and all others as they are.
    pub(crate) fn under_for(mut self, rule: &Rule, levels: &Levels) -> Self {
        for finding in self.findings.iter_mut().filter(|finding| finding.code == rule.code) {
            finding.level = levels.of(finding);
        }
        self.findings.sort();
        self
    }

    /// This report with the breaches that somebody explained marked so. An explanation that lapsed before the report's day
    /// marks nothing; one that fits nothing is itself found, as
    /// [`EXPLANATION_OF_NOTHING`](super::EXPLANATION_OF_NOTHING). In `rules` former codes are looked up.
    ///
    /// Of a report that is merged from parts, explain the whole, and once: explanations are tallied each time.
    #[must_use]
    pub fn explained_by<'a>(
        mut self,
        explanations: impl IntoIterator<Item = &'a Explanation>,
        rules: &[&'static Rule],
    ) -> Self {
        let (found, tally) = explanation::mark(&mut self.findings, explanations, rules, self.on);
        self.findings.extend(found);
        self.findings.sort();
        self.tally.merge(tally);
        self
    }

    /// The same report on a document that stands at `above` within a larger one: every path starts there.
    ///
    /// ```
    /// use maths_hubs::{network::Network, programme::Programme};
    ///
    /// let programme = Programme::maths_hubs();
    /// let network = Network::new(programme.id, "England");
    /// let report = programme.check(&network, "2026-11-24".parse()?).below(&"network".parse()?);
    /// assert!(report.findings().iter().all(|finding| finding.path.to_string().starts_with("network.")));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn below(self, above: &Path) -> Self {
        self.moved(|path| path.below(above))
    }

    /// As [`below`](Self::below), of a document that holds all it has in a field of the name under which it stands there:
    /// what is found in that field stays where it is.
    pub(crate) fn within(self, above: &Path) -> Self {
        let is_there = |path: &Path| path.steps().starts_with(above.steps());
        self.moved(|path| if is_there(&path) { path } else { path.below(above) })
    }

    fn moved(mut self, to: impl Fn(Path) -> Path) -> Self {
        for finding in &mut self.findings {
            finding.path = to(std::mem::take(&mut finding.path));
            for related in &mut finding.related {
                *related = to(std::mem::take(related));
            }
        }
        self.findings.sort();
        self
    }

    pub(super) fn into_parts(self) -> (Vec<Finding>, Tally) {
        (self.findings, self.tally)
    }

    /// The same report as one of `ruleset` alone.
    pub(crate) fn judged_by(self, ruleset: String) -> Self {
        Self { rulesets: [ruleset].into(), ..self }
    }
}

impl Report {
    /// Ruleset, day, and how much was found of each level.
    pub(super) fn head(&self) -> String {
        let rulesets: Vec<&str> = self.rulesets().collect();
        let counts: Vec<String> = Level::GRAVEST_FIRST
            .into_iter()
            .map(|level| (level, self.at_level(level).count()))
            .filter(|(_, count)| *count > 0)
            .map(|(level, count)| format!("{level} {count}"))
            .collect();
        let counts = if counts.is_empty() { "nothing found".to_owned() } else { counts.join(", ") };
        format!("{} on {}: {counts}", rulesets.join(", "), self.on)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head())?;
        self.findings.iter().try_for_each(|finding| write!(f, "\n{finding}"))
    }
}

/// Two reports judge different days, so one cannot hold both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("one report is of {one}, the other of {another}: only reports of one day merge")]
#[non_exhaustive]
pub struct DifferentDays {
    /// The day of the one.
    pub one: NaiveDate,
    /// The day of the other.
    pub another: NaiveDate,
}
