//! Gates, rulings, and whether a candidate is eligible.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Condition, Facts, Part, part::word_of};
use crate::{
    answer::Answer,
    calendar::Period,
    document::{Source, day, keyed},
    identifiers::PersonId,
    vocabulary::Word,
};

/// One thing that a candidate must meet before it is assessed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Gate {
    /// What the notice says of it.
    pub title: String,
    /// What it asks of the facts.
    pub condition: Condition,
    /// The days on which it is in force; `None` for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<Period>,
    /// Whether it may be settled case by case where the facts leave it open.
    #[serde(default)]
    pub may_be_ruled: bool,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

crate::document::as_record! { Gate, r#"a gate: {"title": …, "condition": …}"#; }

impl Gate {
    /// A gate that is always in force and that nobody may rule on.
    #[must_use]
    pub fn new(title: impl Into<String>, condition: Condition) -> Self {
        Self { title: title.into(), condition, in_force: None, may_be_ruled: false, source: None }
    }

    /// The same gate, in force on these days alone.
    #[must_use]
    pub fn in_force(self, days: Period) -> Self {
        Self { in_force: Some(days), ..self }
    }

    /// The same gate, settled case by case where the facts leave it open.
    #[must_use]
    pub fn may_be_ruled(self) -> Self {
        Self { may_be_ruled: true, ..self }
    }

    /// The same gate, with where it comes from.
    #[must_use]
    pub fn from(self, source: Source) -> Self {
        Self { source: Some(source), ..self }
    }
}

/// What somebody ruled on a gate that the facts of one candidate leave open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Ruling {
    /// Whether the gate counts as met.
    pub met: bool,
    /// Why. Without a reason the ruling settles nothing.
    pub reason: String,
    /// Who ruled.
    pub by: PersonId,
}

crate::document::as_record! { Ruling, r#"a ruling: {"met": …, "reason": …, "by": …}"#; }

impl Ruling {
    /// What `by` ruled, and why.
    #[must_use]
    pub fn new(met: bool, reason: impl Into<String>, by: PersonId) -> Self {
        Self { met, reason: reason.into(), by }
    }
}

/// Why a ruling has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Idle {
    /// There is no such gate.
    NoSuchGate,
    /// The gate is not in force on the reference date.
    NotInForce,
    /// The facts decide the gate.
    Decided,
    /// Nobody may rule on the gate.
    MayNotBeRuled,
    /// It gives no reason.
    NoReason,
}

impl fmt::Display for Idle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NoSuchGate => "there is no such gate",
            Self::NotInForce => "the gate is not in force on the reference date",
            Self::Decided => "the facts decide the gate",
            Self::MayNotBeRuled => "nobody may rule on the gate",
            Self::NoReason => "it gives no reason",
        })
    }
}

/// The gates of a programme, by their words. With none, everyone is eligible.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Gates(#[serde(deserialize_with = "keyed::map")] BTreeMap<Word, Gate>);

impl Gates {
    /// These gates; of two with one word the last stands.
    #[must_use]
    pub fn new(gates: impl IntoIterator<Item = (Word, Gate)>) -> Self {
        Self(gates.into_iter().collect())
    }

    /// The gate of this word.
    #[must_use]
    pub fn get(&self, gate: Word) -> Option<&Gate> {
        self.0.get(&gate)
    }

    /// The gates with their words, sorted.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Word, &Gate)> + '_ {
        self.0.iter().map(|(word, gate)| (*word, gate))
    }

    /// Puts the gates in force on the round's `reference` date to the facts of one candidate.
    ///
    /// A ruling settles its gate only where the facts leave it open; one that has no effect is listed with why.
    #[must_use]
    pub fn judge(&self, facts: &Facts, reference: NaiveDate, rulings: &BTreeMap<Word, Ruling>) -> Eligibility {
        let mut judged =
            Eligibility { reference, gates: BTreeMap::new(), not_in_force: BTreeSet::new(), idle: BTreeMap::new() };
        for (word, gate) in &self.0 {
            if gate.in_force.is_some_and(|days| !days.contains(reference)) {
                judged.not_in_force.insert(*word);
                continue;
            }
            let part = gate.condition.judge(facts, reference);
            let ruling = rulings.get(word);
            let idle = ruling.and_then(|ruling| {
                if !part.answer.is_unknown() {
                    Some(Idle::Decided)
                } else if !gate.may_be_ruled {
                    Some(Idle::MayNotBeRuled)
                } else {
                    ruling.reason.trim().is_empty().then_some(Idle::NoReason)
                }
            });
            let ruling = ruling.filter(|_| idle.is_none()).cloned();
            judged.idle.extend(idle.map(|why| (*word, why)));
            judged.gates.insert(*word, GateOutcome { title: gate.title.clone(), facts: part, ruling });
        }
        for word in rulings.keys().filter(|word| !judged.gates.contains_key(word)) {
            let why = if judged.not_in_force.contains(word) { Idle::NotInForce } else { Idle::NoSuchGate };
            judged.idle.insert(*word, why);
        }
        judged
    }
}

/// What a gate comes to for one candidate.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct GateOutcome {
    /// What the notice says of the gate.
    pub title: String,
    /// What the facts come to.
    pub facts: Part,
    /// The ruling that settles it, where the facts leave it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Ruling>,
}

crate::document::as_record! { GateOutcome, r#"what a gate comes to: {"title": …, "facts": …}"#; }

impl GateOutcome {
    /// Whether the gate is met, a ruling counted.
    #[must_use]
    pub fn answer(&self) -> Answer {
        self.ruling.as_ref().map_or(self.facts.answer, |ruling| ruling.met.into())
    }
}

impl fmt::Display for GateOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.title)?;
        match &self.ruling {
            Some(ruling) => {
                write!(f, "{} by ruling: {} (by the facts {})", word_of(self.answer()), ruling.reason, self.facts)
            }
            None => self.facts.fmt(f),
        }
    }
}

/// Whether a candidate may be assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Eligible {
    /// Every gate in force is met.
    Eligible,
    /// One is not.
    Ineligible,
    /// None is unmet, and at least one is neither decided by the facts nor settled by a ruling.
    Undetermined,
}

crate::document::as_record! {
    Idle, "why a ruling has no effect, a word";
    Eligible, "whether somebody is eligible, a word";
}

impl fmt::Display for Eligible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Eligible => "eligible",
            Self::Ineligible => "ineligible",
            Self::Undetermined => "undetermined",
        })
    }
}

/// What all gates come to for one candidate.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Eligibility {
    /// The day by which it was judged.
    #[serde(with = "day")]
    pub reference: NaiveDate,
    /// What each gate in force comes to.
    #[serde(deserialize_with = "keyed::map")]
    pub gates: BTreeMap<Word, GateOutcome>,
    /// The gates that were not in force, and were not judged.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub not_in_force: BTreeSet<Word>,
    /// The rulings that had no effect, and why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub idle: BTreeMap<Word, Idle>,
}

crate::document::as_record! { Eligibility, r#"an eligibility: {"reference": …, "gates": …}"#; }

impl Eligibility {
    /// Whether the candidate may be assessed.
    #[must_use]
    pub fn outcome(&self) -> Eligible {
        match Answer::all(self.gates.values().map(GateOutcome::answer)) {
            Answer::Yes => Eligible::Eligible,
            Answer::No => Eligible::Ineligible,
            Answer::Unknown => Eligible::Undetermined,
        }
    }

    /// The gates that come to `answer`, sorted.
    pub fn that_are(&self, answer: Answer) -> impl Iterator<Item = (Word, &GateOutcome)> + '_ {
        self.gates.iter().map(|(word, gate)| (*word, gate)).filter(move |(_, gate)| gate.answer() == answer)
    }
}

impl fmt::Display for Eligibility {
    /// The outcome, then a line for each gate, then one for each ruling without effect.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.outcome(), self.reference)?;
        for (word, gate) in &self.gates {
            write!(f, "\n{word}: {gate}")?;
        }
        for (word, why) in &self.idle {
            write!(f, "\n{word}: the ruling has no effect: {why}")?;
        }
        Ok(())
    }
}
