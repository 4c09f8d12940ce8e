//! A reason that somebody gave for a finding.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{At, Finding, Path, Reason, Rule, Sink, Tally, Value, Verdict};
use crate::{calendar::PartialDate, document::keyed};

/// A reason that somebody gave for a finding: the finding stays, marked explained, and no longer blocks.
///
/// One type serves areas that overlap on purpose, conflicts waived, and a lower total appointed over a higher one. It
/// explains breaches alone: a rule that could not be decided waits for facts, not for reasons. A fixed rule is not
/// explained away.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Explanation {
    /// The code of the rule, or one under which it was known before.
    pub rule: String,
    /// The place that the finding is at, or one thing that has the place in it: `coverage["881"]` for all districts of
    /// that county.
    pub about: Path,
    /// Figures that the finding has, where several are at the place and not all of them are meant.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub figures: BTreeMap<String, Value>,
    /// Why the finding is as it should be.
    pub reason: String,
    /// Who says so.
    pub by: String,
    /// The last day on which it stands; `None` for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

impl Explanation {
    /// The `reason` that `by` gives for what the rule `rule` finds at `about`.
    #[must_use]
    pub fn new(rule: impl Into<String>, about: Path, reason: impl Into<String>, by: impl Into<String>) -> Self {
        let (rule, reason, by) = (rule.into(), reason.into(), by.into());
        Self { rule, about, figures: BTreeMap::new(), reason, by, until: None }
    }

    /// The same explanation until the end of `until`.
    #[must_use]
    pub fn until(self, until: PartialDate) -> Self {
        Self { until: Some(until), ..self }
    }

    fn fits(&self, finding: &Finding) -> bool {
        let has = |(name, value): (&String, &Value)| finding.parameters.get(name.as_str()) == Some(value);
        self.about.covers(&finding.path) && self.figures.iter().all(has)
    }
}

/// Every explanation explains something.
pub static EXPLANATION_OF_NOTHING: Rule =
    Rule::advice("report/explanation-of-nothing", "every explanation explains a finding")
        .why("a reason left behind after its finding has gone would excuse the next one unseen")
        .says("nothing found by `{rule}` at {about} is left to explain")
        .hint("remove the explanation, or correct the rule and the place that it names")
        .except_to("an explanation that has lapsed");

/// Marks what is explained, and gives what is to be said of the explanations themselves.
pub(super) fn mark<'a>(
    findings: &mut [Finding],
    explanations: impl IntoIterator<Item = &'a Explanation>,
    rules: &[&'static Rule],
    on: NaiveDate,
) -> (Vec<Finding>, Tally) {
    let mut sink = Sink::new("", on, &[]);
    let mut of_rule: BTreeMap<Cow<'static, str>, Vec<&mut Finding>> = BTreeMap::new();
    for finding in findings.iter_mut().filter(|finding| !finding.fixed) {
        of_rule.entry(finding.code.clone()).or_default().push(finding);
    }
    let here = At::ROOT.field("explanations");
    for explanation in explanations {
        if explanation.until.is_some_and(|until| until.is_before(on).is_yes()) {
            sink.not_applicable(&EXPLANATION_OF_NOTHING);
            continue;
        }
        let asked = explanation.rule.as_str();
        let code = rules.iter().find(|rule| rule.formerly.contains(&asked)).map_or(asked, |rule| rule.code);
        let mut fits = false;
        for finding in of_rule.get_mut(code).into_iter().flatten().filter(|finding| explanation.fits(finding)) {
            // What is undecided is not excused, but the reason is not idle either.
            fits = true;
            if finding.verdict == Verdict::Broken {
                let (reason, by) = (explanation.reason.clone(), explanation.by.clone());
                finding.explained.insert(Reason { reason, by });
            }
        }
        if fits {
            sink.holds(&EXPLANATION_OF_NOTHING);
        } else {
            // A list of reasons has no keys, so one is known by what it is about: its place among others may change.
            let about = explanation.about.to_string();
            let key = format!("{asked} {about}");
            let draft = sink.broken(&EXPLANATION_OF_NOTHING, &here.key(&key)).with("rule", asked);
            draft.with("about", about);
        }
    }
    sink.into_report().into_parts()
}
