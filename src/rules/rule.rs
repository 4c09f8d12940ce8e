//! A rule as static data.

use std::fmt;

use super::{Level, Value};
use crate::document::Source;

/// A named rule. It is a `static`, and its address is its identity; the code is its name for people and documents.
///
/// The message is a template over the parameters of a finding (`{days}`), so a host may translate it from the code and
/// the parameters alone.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Rule {
    /// `aggregate/what-is-wrong`, kebab-case. Never reused, and never given another meaning once released.
    pub code: &'static str,
    /// The level of its findings unless a host regrades it.
    pub level: Level,
    /// Whether operations depend on it, so that no host may regrade it or explain it away.
    pub fixed: bool,
    /// What it asks for, in one lower-case clause.
    pub summary: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// The message of a finding, with `{name}` for each parameter.
    pub message: &'static str,
    /// What to do about it.
    pub hint: &'static str,
    /// Where it comes from.
    pub source: &'static Source,
    /// The release that first had it.
    pub since: &'static str,
    /// Whether it applies to every subject.
    pub applies: Applies,
    /// Whether it judges the day or all that is recorded.
    pub judges: Judges,
    /// Codes under which it was known before; they redirect.
    pub formerly: &'static [&'static str],
}

/// Whether a rule applies to every subject it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Applies {
    /// To every one.
    Always,
    /// Not to those that the text describes: "a hub that is forming or ended".
    ExceptTo(&'static str),
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Judges {
    /// The state on the day of the report.
    Day,
    /// All that is recorded, whatever the day.
    History,
}

impl Rule {
    const fn new(code: &'static str, level: Level, summary: &'static str) -> Self {
        Self {
            code,
            level,
            fixed: false,
            summary,
            why: "",
            message: "",
            hint: "",
            source: &Source::Convention,
            since: "0.1.0",
            applies: Applies::Always,
            judges: Judges::Day,
            formerly: &[],
        }
    }

    /// A rule whose breach is worth a remark.
    #[must_use]
    pub const fn advice(code: &'static str, summary: &'static str) -> Self {
        Self::new(code, Level::Advice, summary)
    }

    /// A rule whose breach somebody should look at.
    #[must_use]
    pub const fn warning(code: &'static str, summary: &'static str) -> Self {
        Self::new(code, Level::Warning, summary)
    }

    /// A rule whose breach blocks.
    #[must_use]
    pub const fn error(code: &'static str, summary: &'static str) -> Self {
        Self::new(code, Level::Error, summary)
    }

    /// Makes it a rule on which operations depend: never regraded, never explained away.
    #[must_use]
    pub const fn fixed(self) -> Self {
        Self { fixed: true, ..self }
    }

    /// Says why it matters.
    #[must_use]
    pub const fn why(self, why: &'static str) -> Self {
        Self { why, ..self }
    }

    /// Gives the message of a finding, with `{name}` for each parameter.
    #[must_use]
    pub const fn says(self, message: &'static str) -> Self {
        Self { message, ..self }
    }

    /// Says what to do about a finding.
    #[must_use]
    pub const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// Names the source.
    #[must_use]
    pub const fn source(self, source: &'static Source) -> Self {
        Self { source, ..self }
    }

    /// Names the release that first had it.
    #[must_use]
    pub const fn since(self, since: &'static str) -> Self {
        Self { since, ..self }
    }

    /// Describes the subjects to which it does not apply.
    #[must_use]
    pub const fn except_to(self, whom: &'static str) -> Self {
        Self { applies: Applies::ExceptTo(whom), ..self }
    }

    /// Makes it judge all that is recorded instead of the day.
    #[must_use]
    pub const fn of_history(self) -> Self {
        Self { judges: Judges::History, ..self }
    }

    /// Lists codes under which it was known before.
    #[must_use]
    pub const fn formerly(self, formerly: &'static [&'static str]) -> Self {
        Self { formerly, ..self }
    }

    /// The part of the code before the slash: `hub`.
    #[must_use]
    pub fn aggregate(&self) -> &'static str {
        self.code.split_once('/').map_or(self.code, |(aggregate, _)| aggregate)
    }

    /// The names of the parameters in the message, in their order.
    pub fn parameters(&self) -> impl Iterator<Item = &'static str> {
        self.message.split('{').skip(1).filter_map(|piece| piece.split_once('}').map(|(name, _)| name))
    }

    /// The message with its figures filled in; a name without a figure stays in its braces.
    pub(crate) fn message_with<'a>(&self, figure: impl Fn(&str) -> Option<&'a Value>) -> String {
        let mut text = String::with_capacity(self.message.len());
        let mut pieces = self.message.split('{');
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (name, after) = piece.split_once('}').unwrap_or((piece, ""));
            match figure(name) {
                Some(value) => text.push_str(&value.to_string()),
                None => text.extend(["{", name, "}"]),
            }
            text.push_str(after);
        }
        text
    }

    /// The address, which tells two rules apart.
    pub(crate) fn identity(&'static self) -> usize {
        std::ptr::from_ref(self).addr()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.level, self.code, self.summary)
    }
}
