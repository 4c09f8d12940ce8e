//! What each part of a condition comes to, and by which facts.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use super::{Found, InYears, Test};
use crate::{answer::Answer, calendar::AcademicYear, document::keyed, vocabulary::Word};

/// What a condition comes to for one candidate, part by part.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Part {
    /// Whether it is met.
    pub answer: Answer,
    /// What it is made of.
    pub of: PartOf,
}

crate::document::as_record! { Part, r#"what a condition comes to: {"answer": …, "of": …}"#; }

/// What a judged part is made of; the forms are those of the condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PartOf {
    /// All of these are asked for.
    AllOf(Vec<Part>),
    /// Some of these are asked for.
    AnyOf {
        /// How many at the least.
        at_least: u32,
        /// The parts.
        of: Vec<Part>,
    },
    /// A fact.
    Fact {
        /// The fact's name.
        fact: Word,
        /// What is asked of it.
        is: Test,
        /// What was found of it.
        found: Found,
    },
    /// A fact's figures in several years.
    InYears {
        /// What is asked.
        asked: InYears,
        /// What was found of each year that counts.
        #[serde(deserialize_with = "keyed::map")]
        found: BTreeMap<AcademicYear, Found>,
    },
}

crate::document::as_record! {
    PartOf, r#"the parts of a condition: {"all-of": […]}, {"any-of": {…}}, {"fact": {…}} or {"in-years": {…}}"#;
}

impl Part {
    /// The parts about single facts that bring the answer about, in the order of the condition: those that meet it where
    /// it is met, that do not where it is not, and that leave it open where it is undetermined.
    #[must_use]
    pub fn deciding(&self) -> Vec<&Self> {
        let mut deciding = Vec::new();
        self.decide(&mut deciding);
        deciding
    }

    // As deep as a condition may be, or as a document of the same was read.
    fn decide<'a>(&'a self, deciding: &mut Vec<&'a Self>) {
        match &self.of {
            PartOf::AllOf(of) | PartOf::AnyOf { of, .. } => {
                for part in of.iter().filter(|part| part.answer == self.answer) {
                    part.decide(deciding);
                }
            }
            PartOf::Fact { .. } | PartOf::InYears { .. } => deciding.push(self),
        }
    }
}

/// How an answer about a condition is written.
pub(super) const fn word_of(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "met",
        Answer::No => "not met",
        Answer::Unknown => "undetermined",
    }
}

impl fmt::Display for Part {
    /// The answer and what decides it: ``undetermined: `overall-grade` good or outstanding: nothing is known``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(word_of(self.answer))?;
        let mut before = ": ";
        for part in self.deciding() {
            f.write_str(before)?;
            before = "; ";
            match &part.of {
                PartOf::Fact { fact, is, found } => write!(f, "`{fact}` {is}: {found}")?,
                PartOf::InYears { asked, found } => {
                    write!(f, "{asked}")?;
                    let mut before = ": ";
                    for (year, found) in found {
                        write!(f, "{before}{year} {} by {found}", word_of(asked.is.answer(found)))?;
                        before = ", ";
                    }
                }
                PartOf::AllOf(_) | PartOf::AnyOf { .. } => {}
            }
        }
        Ok(())
    }
}
