//! A reason that somebody gave for a finding.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{At, Finding, Path, Rule, Sink, Tally};
use crate::calendar::PartialDate;

/// A reason that somebody gave for a finding: the finding stays, marked explained, and no longer blocks.
///
/// One type serves areas that overlap on purpose, conflicts waived, and a lower total appointed over a higher one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Explanation {
    /// The code of the rule.
    pub rule: String,
    /// The place that the finding is about: its path, or one that it is related to.
    pub about: Path,
    /// Why the finding is as it should be.
    pub reason: String,
    /// Who says so.
    pub by: String,
    /// The last day on which it stands; `None` for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

crate::document::as_record! { Explanation, r#"an explanation: {"rule": …, "about": …, "reason": …, "by": …}"#; }

impl Explanation {
    fn fits(&self, finding: &Finding) -> bool {
        finding.code == self.rule
            && !finding.fixed
            && (finding.path == self.about || finding.related.contains(&self.about))
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
    on: NaiveDate,
) -> (Vec<Finding>, Tally) {
    let mut sink = Sink::new("", on, &[]);
    for (place, explanation) in explanations.into_iter().enumerate() {
        if explanation.until.is_some_and(|until| until.is_before(on).is_yes()) {
            sink.not_applicable(&EXPLANATION_OF_NOTHING);
            continue;
        }
        let mut fits = false;
        for finding in findings.iter_mut().filter(|finding| explanation.fits(finding)) {
            finding.explained = Some(explanation.reason.clone());
            fits = true;
        }
        if fits {
            sink.holds(&EXPLANATION_OF_NOTHING);
        } else {
            let at = At::ROOT.field("explanations");
            sink.broken(&EXPLANATION_OF_NOTHING, &at.index(place))
                .with("rule", explanation.rule.as_str())
                .with("about", explanation.about.to_string());
        }
    }
    sink.into_findings()
}

impl Sink {
    fn into_findings(self) -> (Vec<Finding>, Tally) {
        let report = self.into_report();
        (report.findings().to_vec(), report.tally().clone())
    }
}
