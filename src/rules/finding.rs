//! One thing that a rule found.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{At, Level, Path, Rule};
use crate::{calendar::PartialDate, document::keyed};

/// One thing that a rule found: data first, of which the message is one rendering.
///
/// Its `Display` is one line: `error[hub/accountable-body-not-one] hubs["solent"].tenures["mary-rose"]: …`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Finding {
    /// Where it lies.
    pub path: Path,
    /// The rule's code.
    pub code: Cow<'static, str>,
    /// Whether the rule is broken, or could not be decided.
    pub verdict: Verdict,
    /// How grave it is.
    pub level: Level,
    /// Whether the rule is one that no host may regrade.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fixed: bool,
    /// The figures, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub parameters: BTreeMap<Cow<'static, str>, Value>,
    /// What was found, in one clause with the figures in it.
    pub message: String,
    /// What to do about it; empty where there is nothing to say.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub hint: Cow<'static, str>,
    /// Other places that have to do with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Path>,
    /// The reasons that explain it, where somebody gave any.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub explained: BTreeSet<Reason>,
}

/// A reason that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Why the finding is as it should be.
    pub reason: String,
    /// Who says so.
    pub by: String,
}

crate::document::as_record! { Finding, r#"a finding: {"path": …, "code": …, "verdict": …, "level": …, "message": …}"#; }

/// What a finding says of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The facts break the rule.
    Broken,
    /// The facts do not say whether they break it.
    Undetermined,
}

/// A figure in a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Value {
    /// A whole number.
    Number(i64),
    /// A day or a date half known.
    Date(PartialDate),
    /// Any other text.
    Text(String),
}

impl Value {
    /// The text that displays `value`.
    #[must_use]
    pub fn text(value: impl fmt::Display) -> Self {
        Self::Text(value.to_string())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::Date(date) => fmt::Display::fmt(date, f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value {
    /// A count above the largest `i64` stays there.
    fn from(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Value {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day.into())
    }
}

impl From<PartialDate> for Value {
    fn from(date: PartialDate) -> Self {
        Self::Date(date)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Finding {
    pub(super) fn new(rule: &'static Rule, at: &At<'_>, verdict: Verdict) -> Self {
        Self {
            path: at.path(),
            code: Cow::Borrowed(rule.code),
            verdict,
            level: match verdict {
                Verdict::Broken => rule.level,
                Verdict::Undetermined => rule.level.min(Level::Warning),
            },
            fixed: rule.fixed,
            parameters: BTreeMap::new(),
            message: String::new(),
            hint: Cow::Borrowed(rule.hint),
            related: Vec::new(),
            explained: BTreeSet::new(),
        }
    }

    /// Whether somebody gave a reason for it.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        !self.explained.is_empty()
    }

    /// Whether it stands in the way of [`Valid`](super::Valid): an error that nobody explained, or a breach of a fixed
    /// rule, whatever its level was made.
    #[must_use]
    pub fn blocks(&self) -> bool {
        if self.fixed && self.verdict == Verdict::Broken {
            true
        } else {
            self.level == Level::Error && !self.is_explained()
        }
    }

    /// Writes the message from the rule's template and the figures.
    pub(super) fn render(&mut self, rule: &'static Rule) {
        self.message = match (self.verdict, self.parameters.get(BECAUSE)) {
            (Verdict::Undetermined, Some(Value::Text(because))) => self.undecided(rule, because),
            _ => rule.message_with(|name| self.parameters.get(name)),
        };
        self.related.sort();
        self.related.dedup();
    }

    /// What could not be decided, why, and of which subject, where the rule names it.
    fn undecided(&self, rule: &'static Rule, because: &str) -> String {
        let subject = self.parameters.iter().filter_map(|(name, value)| match value {
            Value::Text(text) if name != BECAUSE && !text.is_empty() => Some(format!("{name}: {text}")),
            _ => None,
        });
        let subject: Vec<String> = subject.collect();
        let subject = if subject.is_empty() { String::new() } else { format!(" ({})", subject.join(", ")) };
        format!("cannot be decided whether {}: {because}{subject}", rule.summary)
    }
}

/// The parameter that says why a rule could not be decided.
pub(super) const BECAUSE: &str = "because";

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {}: {}", self.level, self.code, self.path, self.message)?;
        self.explained.iter().try_for_each(|Reason { reason, by }| write!(f, " (explained by {by}: {reason})"))
    }
}
