//! Documents that rules judge.

use chrono::NaiveDate;

use super::{Explanation, Levels, Rejected, Report, Rule, Sink, Valid};

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

    /// The reasons that the document itself gives for findings.
    fn explanations(&self) -> impl Iterator<Item = &Explanation> {
        std::iter::empty()
    }
}

/// This release, as it heads a report.
pub const RULESET: &str = concat!("maths-hubs ", env!("CARGO_PKG_VERSION"));

/// Judges `document` on the day `on`, and gives the raw report.
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
    host(document, &mut sink);
    sink.into_report().explained_by(document.explanations())
}

/// Judges `document` on the day `on`, and gives it back as [`Valid`] where nothing blocks under `levels`.
///
/// # Errors
///
/// [`Rejected`]: the document back, with its graded report.
pub fn validate<D: Judged>(
    document: D,
    policy: &D::Policy,
    on: NaiveDate,
    levels: &Levels,
) -> Result<Valid<D>, Rejected<D>> {
    let report = check(&document, policy, on);
    Valid::new(document, report.under(levels), levels.clone())
}
