//! Where checks put their verdicts.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{At, Count, Finding, Report, Rule, Tally, Value, Verdict, finding::BECAUSE};
use crate::answer::Answer;

/// Where checks put one verdict for each subject. It allocates for its tally once, and then only for findings.
#[derive(Clone, Debug)]
pub struct Sink {
    ruleset: String,
    on: NaiveDate,
    /// Sorted by the rule's identity.
    counts: Vec<(&'static Rule, Count)>,
    findings: Vec<Finding>,
}

impl Sink {
    /// A sink for a report by `ruleset` on the day `on`. The `rules` start in the tally at nothing; a rule that is not
    /// among them joins when it first judges.
    #[must_use]
    pub fn new(ruleset: impl Into<String>, on: NaiveDate, rules: &[&'static Rule]) -> Self {
        let mut counts: Vec<_> = rules.iter().map(|rule| (*rule, Count::default())).collect();
        counts.sort_by_key(|(rule, _)| rule.identity());
        counts.dedup_by_key(|(rule, _)| rule.identity());
        Self { ruleset: ruleset.into(), on, counts, findings: Vec::new() }
    }

    /// The day that is judged.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    fn count(&mut self, rule: &'static Rule, one: Count) {
        let place = self.counts.binary_search_by_key(&rule.identity(), |(counted, _)| counted.identity());
        match place {
            Ok(place) => {
                if let Some((_, count)) = self.counts.get_mut(place) {
                    *count = count.plus(one);
                }
            }
            Err(place) => self.counts.insert(place, (rule, one)),
        }
    }

    /// So many subjects kept the rule, and an exception spared so many.
    pub(crate) fn tally(&mut self, rule: &'static Rule, held: u64, not_applicable: u64) {
        self.count(rule, Count { held, not_applicable, ..Count::default() });
    }

    /// A subject keeps the rule.
    pub fn holds(&mut self, rule: &'static Rule) {
        self.count(rule, Count { held: 1, ..Count::default() });
    }

    /// The rule does not apply to a subject, for the reason that the rule gives.
    pub fn not_applicable(&mut self, rule: &'static Rule) {
        self.count(rule, Count { not_applicable: 1, ..Count::default() });
    }

    /// The subject at `at` breaks the rule. The figures of its message are added to what this returns.
    pub fn broken(&mut self, rule: &'static Rule, at: &At<'_>) -> Draft<'_> {
        self.count(rule, Count { broken: 1, ..Count::default() });
        self.draft(rule, at, Verdict::Broken)
    }

    /// The facts at `at` do not say whether the rule is kept, `because` of what is missing.
    pub fn undetermined(&mut self, rule: &'static Rule, at: &At<'_>, because: &'static str) -> Draft<'_> {
        self.count(rule, Count { undetermined: 1, ..Count::default() });
        self.draft(rule, at, Verdict::Undetermined).with(BECAUSE, because)
    }

    /// Puts down whichever verdict `kept` is, and gives the finding to add figures to, if there is one.
    pub fn judge(
        &mut self,
        rule: &'static Rule,
        at: &At<'_>,
        kept: Answer,
        because: &'static str,
    ) -> Option<Draft<'_>> {
        match kept {
            Answer::Yes => {
                self.holds(rule);
                None
            }
            Answer::No => Some(self.broken(rule, at)),
            Answer::Unknown => Some(self.undetermined(rule, at, because)),
        }
    }

    fn draft(&mut self, rule: &'static Rule, at: &At<'_>, verdict: Verdict) -> Draft<'_> {
        Draft { rule, finding: Some(Finding::new(rule, at, verdict)), findings: &mut self.findings }
    }

    /// The report of all that was put here, raw: at the rules' own levels.
    #[must_use]
    pub fn into_report(self) -> Report {
        let mut tally = Tally::default();
        // Two rules of one code are counted together.
        self.counts.into_iter().for_each(|(rule, count)| tally.add(Cow::Borrowed(rule.code), count));
        Report::new(self.ruleset, self.on, self.findings, tally)
    }
}

/// A finding about to be put into a [`Sink`]: it goes there when it is dropped, with its message written.
#[derive(Debug)]
pub struct Draft<'a> {
    rule: &'static Rule,
    /// Taken on drop.
    finding: Option<Finding>,
    findings: &'a mut Vec<Finding>,
}

impl Draft<'_> {
    /// Adds a figure, for `{name}` in the rule's message.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.parameters.insert(Cow::Borrowed(name), value.into());
        }
        self
    }

    /// Adds another place that has to do with it.
    pub fn beside(mut self, at: &At<'_>) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.related.push(at.path());
        }
        self
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        if let Some(mut finding) = self.finding.take() {
            finding.render(self.rule);
            self.findings.push(finding);
        }
    }
}
