//! Documents that rules judge.

use chrono::NaiveDate;

use super::{Explanation, Level, Levels, Report, Rule, Sink};

/// A document that rules judge by a policy: a network, a round, a ledger.
///
/// A wing works through this trait without a programme; `Programme` brings the policy and the levels.
pub trait Judged: Sized {
    /// What the rules depend on that a programme decides.
    type Policy;

    /// The rules that judge it.
    fn rules() -> &'static [&'static Rule];

    /// Puts a verdict for each subject into `sink`, as of the sink's day.
    fn judge(&self, policy: &Self::Policy, sink: &mut Sink);

    /// The rules that the document itself has graded otherwise, by code: by the legal route that it follows, say. A programme
    /// and a host may grade them again. Codes that no rule has, and those of fixed rules, change nothing.
    fn regrades(&self) -> impl Iterator<Item = (&str, Level)> {
        std::iter::empty()
    }

    /// The reasons that the document itself gives for findings.
    fn explanations(&self) -> impl Iterator<Item = &Explanation> {
        std::iter::empty()
    }
}

/// This release, as it heads a report.
pub const RULESET: &str = concat!("maths-hubs ", env!("CARGO_PKG_VERSION"));

/// Judges `document` on the day `on`, and gives the raw report.
///
/// The proof that nothing blocks, [`Valid`](super::Valid), is a programme's to give: only it knows that the document is
/// judged by its own policy.
#[must_use]
pub fn check<D: Judged>(document: &D, policy: &D::Policy, on: NaiveDate) -> Report {
    check_with(document, policy, on, RULESET, |_, _| {})
}

/// Judges `document` on the day `on` by its own rules and then by `host`'s, as `ruleset`.
pub fn check_with<D: Judged>(
    document: &D,
    policy: &D::Policy,
    on: NaiveDate,
    ruleset: impl Into<String>,
    host: impl FnOnce(&D, &mut Sink),
) -> Report {
    let mut sink = Sink::new(ruleset, on, D::rules());
    document.judge(policy, &mut sink);
    let mut report = sink.into_report();
    // A sink of its own: what was put into this one is out of the host's reach.
    let mut sink = Sink::new(String::new(), on, &[]);
    host(document, &mut sink);
    report.absorb(sink.into_report());
    let report = report.explained_by(document.explanations(), D::rules());
    if document.regrades().next().is_none() {
        return report;
    }
    report.under(&Levels::over(&[D::rules()]).regraded_by(document))
}
