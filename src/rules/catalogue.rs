//! Lists of rules made of other lists, before the program starts.
//!
//! ```
//! use maths_hubs::rules::{Rule, catalogue};
//!
//! static ONE: Rule = Rule::advice("mine/one", "one");
//! static TWO: Rule = Rule::advice("mine/two", "two");
//!
//! const FILES: &[&[&Rule]] = &[&[&ONE], &[&TWO]];
//! static MINE: [&Rule; catalogue::count(FILES)] = catalogue::concat(FILES);
//!
//! assert_eq!(MINE.map(|rule| rule.code), ["mine/one", "mine/two"]);
//! ```

use super::{Applies, Rule};
use crate::document::Source;

/// How many rules `files` hold together.
#[must_use]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a const loop within the length")]
pub const fn count(files: &[&[&Rule]]) -> usize {
    let (mut count, mut file) = (0, 0);
    while file < files.len() {
        count += files[file].len();
        file += 1;
    }
    count
}

/// The rules of all `files`, in turn. `N` is their [`count`].
#[must_use]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "run at compile time, where it cannot fail late"
)]
pub const fn concat<const N: usize>(files: &[&[&'static Rule]]) -> [&'static Rule; N] {
    let mut rules = [&PLACEHOLDER; N];
    let (mut next, mut file) = (0, 0);
    while file < files.len() {
        let mut rule = 0;
        while rule < files[file].len() {
            rules[next] = files[file][rule];
            next += 1;
            rule += 1;
        }
        file += 1;
    }
    rules
}

/// Overwritten wherever it stands.
static PLACEHOLDER: Rule = Rule::advice("rules/placeholder", "");

/// How many rules of a catalogue rest on what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Sources {
    /// On a page.
    pub pages: usize,
    /// On a statute or judgment.
    pub statutes: usize,
    /// On a convention.
    pub conventions: usize,
}

/// Counts what the rules of a catalogue rest on.
#[must_use]
pub fn sources(rules: &[&Rule]) -> Sources {
    let of = |kind: fn(&Source) -> bool| rules.iter().filter(|rule| kind(rule.source)).count();
    Sources {
        pages: of(|source| matches!(source, Source::Page(_))),
        statutes: of(|source| matches!(source, Source::Statute(_))),
        conventions: of(|source| matches!(source, Source::Convention | Source::Illustrative)),
    }
}

/// A catalogue as a table in Markdown: code, level, what the rule asks for, the exception, the source.
#[must_use]
pub fn table(rules: &[&Rule]) -> String {
    let mut table =
        String::from("| Code | Level | What is kept | Not asked of | Judges | Source |\n|---|---|---|---|---|---|\n");
    let mut sorted = rules.to_vec();
    sorted.sort_by_key(|rule| rule.code);
    for rule in sorted {
        let exception = match rule.applies {
            Applies::Always => "",
            Applies::ExceptTo(whom) => whom,
        };
        let judges = match rule.judges {
            super::Judges::Day => "the day",
            super::Judges::History => "the history",
        };
        let fixed = if rule.fixed { ", fixed" } else { "" };
        // The year of a judgment stands in square brackets, which would be a link.
        let source = rule.source.to_string().replace('[', r"\[").replace(']', r"\]");
        let row = format!(
            "| `{}` | {}{fixed} | {} | {exception} | {judges} | {source} |\n",
            rule.code, rule.level, rule.summary
        );
        table.push_str(&row);
    }
    table
}
