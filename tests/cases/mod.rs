//! The laws of the cases of rules: each rule has one case, which breaks it alone, spares what it excepts, and keeps it.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    rules::{Applies, Finding, Report, Rule, Verdict},
    strategies::Case,
};

/// Each rule has one case, and no case is of another rule.
pub fn assert_one_case_each<'r>(
    rules: impl IntoIterator<Item = &'static Rule>,
    judged: impl IntoIterator<Item = &'r &'static Rule>,
) {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in rules {
        *counted.entry(rule.code).or_default() += 1;
    }
    let once: BTreeMap<&str, usize> = judged.into_iter().map(|rule| (rule.code, 1)).collect();
    assert_eq!(counted, once);
}

/// Cases, what they are tried on, and how that is checked.
pub struct Cases<S: 'static> {
    /// Each of these is sound.
    pub sound: Vec<S>,
    /// The cases.
    pub cases: Vec<&'static Case<S>>,
    /// What the rules say.
    pub check: fn(&S) -> Report,
}

impl<S: Clone> Cases<S> {
    /// There is a case that spares for each rule that has an exception, and for no other.
    pub fn spare_where_there_is_an_exception(&self) {
        for Case { rule, spares, .. } in &self.cases {
            assert_eq!(spares.is_some(), rule.applies != Applies::Always, "{}", rule.code);
        }
    }

    /// What a case breaks is found, nothing else is, and every finding says all of its message and hint.
    pub fn break_alone_and_in_full(&self) {
        let in_full = |finding: &Finding| {
            finding.verdict == Verdict::Broken && !finding.message.contains('{') && !finding.hint.is_empty()
        };
        self.assert(
            |case| Some(case.breaks),
            |rule, report| {
                let alone = report.codes() == BTreeSet::from([rule.code]) && report.count(rule.code).broken > 0;
                alone && report.findings().iter().all(in_full)
            },
        );
    }

    /// What a case spares is counted as out of its rule's reach, and nothing is found.
    pub fn spare(&self) {
        self.assert(
            |case| case.spares,
            |rule, report| report.findings().is_empty() && report.count(rule.code).not_applicable > 0,
        );
    }

    /// What keeps a rule is counted as held, and the report is sound.
    pub fn keep(&self, sound: fn(&Report) -> bool) {
        self.assert(|case| Some(case.keeps), |rule, report| sound(report) && report.count(rule.code).held > 0);
    }

    /// After this change of each case the report of anything sound is right; it names all that are not.
    fn assert(&self, change: impl Fn(&Case<S>) -> Option<fn(&mut S)>, right: impl Fn(&Rule, &Report) -> bool) {
        let mut wrong = Vec::new();
        for sound in &self.sound {
            for case in &self.cases {
                let Some(change) = change(case) else { continue };
                let mut changed = sound.clone();
                change(&mut changed);
                let report = (self.check)(&changed);
                if !right(case.rule, &report) {
                    wrong.push(format!("{}: {report}", case.rule.code));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
