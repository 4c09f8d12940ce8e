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
pub struct Case<S: 'static = Sound> {
    /// The rule.
    pub rule: &'static Rule,
    /// Breaks it in anything sound, and breaks no other.
    pub breaks: fn(&mut S),
    /// Takes something in anything sound out of its reach, and breaks none. There for each rule that does not
    /// apply to all.
    pub spares: Option<fn(&mut S)>,
    /// Gives anything sound a subject that keeps the rule, where it has none.
    pub keeps: fn(&mut S),
}

impl<S: 'static> Case<S> {
    pub(in crate::strategies) const fn of(rule: &'static Rule, breaks: fn(&mut S)) -> Self {
        Self { rule, breaks, spares: None, keeps: |_| {} }
    }

    pub(in crate::strategies) const fn sparing(self, spares: fn(&mut S)) -> Self {
        Self { spares: Some(spares), ..self }
    }

    pub(in crate::strategies) const fn keeping(self, keeps: fn(&mut S)) -> Self {
        Self { keeps, ..self }
    }
}

/// The cases of networks.
type Networks = Case<Sound>;

/// A case for each rule of networks, and of programmes and explanations. Those of rounds are
/// [`rounds::cases`](super::rounds::cases).
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
