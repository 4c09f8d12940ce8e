//! How grave a finding is, and how a host regrades rules.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use super::{Finding, Judged, Rule, Verdict};
use crate::document::DidYouMean;

/// How grave a finding is, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The host does not mind. The finding is kept, marked.
    Allow,
    /// Worth a remark.
    Advice,
    /// Somebody should look at it.
    Warning,
    /// It blocks.
    Error,
}

impl Level {
    /// All levels, the gravest first.
    pub const GRAVEST_FIRST: [Self; 4] = [Self::Error, Self::Warning, Self::Advice, Self::Allow];
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Allow => "allowed",
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The levels of a host: which rules there are, and which of them it grades otherwise.
///
/// ```
/// # use maths_hubs::rules::{Levels, Rule};
/// static UNSERVED: Rule = Rule::warning("network/authority-unserved", "every authority is served");
/// static DANGLING: Rule = Rule::error("network/unknown-hub", "every hub named is in the network").fixed();
///
/// let levels = Levels::over(&[&[&UNSERVED, &DANGLING]]).error("network/authority-unserved")?;
/// assert_eq!(
///     levels.clone().allow("network/autority-unserved").unwrap_err().to_string(),
///     "there is no rule `network/autority-unserved`; did you mean `network/authority-unserved`?",
/// );
/// assert_eq!(
///     levels.allow("network/unknown-hub").unwrap_err().to_string(),
///     "the rule `network/unknown-hub` is fixed, since operations depend on it",
/// );
/// # Ok::<_, maths_hubs::rules::CannotRegrade>(())
/// ```
#[derive(Clone, Debug)]
pub struct Levels {
    rules: BTreeMap<&'static str, &'static Rule>,
    regraded: BTreeMap<&'static str, Level>,
    undetermined: Level,
}

impl Levels {
    /// The default levels of the rules in `catalogues`. Codes under which a rule was known before are understood too. Of
    /// two rules that claim a code, the one whose code it is now has it, and then the one that is listed first.
    #[must_use]
    pub fn over(catalogues: &[&[&'static Rule]]) -> Self {
        let all = || catalogues.iter().copied().flatten().copied();
        let mut rules = BTreeMap::new();
        for rule in all() {
            rules.entry(rule.code).or_insert(rule);
        }
        for rule in all() {
            for former in rule.formerly {
                rules.entry(former).or_insert(rule);
            }
        }
        Self { rules, regraded: BTreeMap::new(), undetermined: Level::Warning }
    }

    /// Grades a rule at `level`.
    ///
    /// # Errors
    ///
    /// [`CannotRegrade`] for a code that no rule has or had, with the nearest, and for a fixed rule.
    pub fn regrade(mut self, code: &str, level: Level) -> Result<Self, CannotRegrade> {
        let Some(rule) = self.rules.get(code) else {
            let nearest = crate::document::nearest(code, self.rules.keys().copied());
            return Err(CannotRegrade::Unknown { code: code.to_owned(), nearest: nearest.map(str::to_owned) });
        };
        if rule.fixed {
            return Err(CannotRegrade::Fixed { code: rule.code });
        }
        self.regraded.insert(rule.code, level);
        Ok(self)
    }

    /// Grades the rules as a document asks that they be graded; what it cannot regrade stays.
    #[must_use]
    pub fn regraded_by<D: Judged>(self, document: &D) -> Self {
        document.regrades().fold(self, |levels, (code, level)| levels.clone().regrade(code, level).unwrap_or(levels))
    }

    /// Keeps a rule's findings, marked as allowed.
    ///
    /// # Errors
    ///
    /// As [`regrade`](Self::regrade).
    pub fn allow(self, code: &str) -> Result<Self, CannotRegrade> {
        self.regrade(code, Level::Allow)
    }

    /// Makes a rule advise.
    ///
    /// # Errors
    ///
    /// As [`regrade`](Self::regrade).
    pub fn advise(self, code: &str) -> Result<Self, CannotRegrade> {
        self.regrade(code, Level::Advice)
    }

    /// Makes a rule warn.
    ///
    /// # Errors
    ///
    /// As [`regrade`](Self::regrade).
    pub fn warn(self, code: &str) -> Result<Self, CannotRegrade> {
        self.regrade(code, Level::Warning)
    }

    /// Makes a rule block.
    ///
    /// # Errors
    ///
    /// As [`regrade`](Self::regrade).
    pub fn error(self, code: &str) -> Result<Self, CannotRegrade> {
        self.regrade(code, Level::Error)
    }

    /// Says how grave a rule that could not be decided is at the most; it is never graver than the rule itself. A
    /// warning unless this says otherwise.
    #[must_use]
    pub fn undetermined_at_most(self, level: Level) -> Self {
        Self { undetermined: level, ..self }
    }

    /// The level of a finding under these levels. One of a rule that is in none of the catalogues keeps its own.
    #[must_use]
    pub fn of(&self, finding: &Finding) -> Level {
        let Some(rule) = self.rules.get(finding.code.as_ref()) else { return finding.level };
        let level = self.regraded.get(rule.code).copied().unwrap_or(rule.level);
        match finding.verdict {
            Verdict::Broken => level,
            Verdict::Undetermined => level.min(self.undetermined),
        }
    }
}

/// Why a rule cannot be regraded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CannotRegrade {
    /// No rule has or had this code.
    #[error("there is no rule `{code}`{}", DidYouMean(nearest.as_deref()))]
    Unknown {
        /// The code asked for.
        code: String,
        /// The code nearest to it.
        nearest: Option<String>,
    },
    /// Operations depend on the rule.
    #[error("the rule `{code}` is fixed, since operations depend on it")]
    Fixed {
        /// The rule's code.
        code: &'static str,
    },
}
