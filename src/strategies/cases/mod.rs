//! For each rule, the smallest change that breaks it and one that takes a network out of its reach.

mod board;
mod coverage;
mod forum;
mod hub;
mod leadership;
mod network;
mod partnership;
mod programme;
mod references;
mod register;
mod work;

use super::Sound;
use crate::rules::Rule;

/// How one rule is broken, and how it comes not to apply.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Case {
    /// The rule.
    pub rule: &'static Rule,
    /// Breaks it in any sound network, and breaks no other.
    pub breaks: fn(&mut Sound),
    /// Takes something in any sound network out of its reach, and breaks none. There for each rule that does not
    /// apply to all.
    pub spares: Option<fn(&mut Sound)>,
    /// Gives any sound network a subject that keeps the rule, where it has none.
    pub keeps: fn(&mut Sound),
}

impl Case {
    const fn of(rule: &'static Rule, breaks: fn(&mut Sound)) -> Self {
        Self { rule, breaks, spares: None, keeps: |_| {} }
    }

    const fn sparing(self, spares: fn(&mut Sound)) -> Self {
        Self { spares: Some(spares), ..self }
    }

    const fn keeping(self, keeps: fn(&mut Sound)) -> Self {
        Self { keeps, ..self }
    }
}

/// A case for each rule of this library.
pub fn cases() -> impl Iterator<Item = &'static Case> {
    let files = [
        hub::CASES,
        leadership::CASES,
        partnership::CASES,
        work::CASES,
        board::CASES,
        references::CASES,
        register::CASES,
        coverage::CASES,
        network::CASES,
        forum::CASES,
        programme::CASES,
    ];
    files.into_iter().flatten()
}
