//! Names as a reader hears them: without case, diacritics, punctuation and a common ending.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{calendar::Span, identifiers::HubId};

/// Folded names of hubs, in one buffer, so that adding one allocates only now and then.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    text: String,
    entries: Vec<Entry>,
}

/// Where a name lies in the text, and, of a former one, the name as it is recorded.
#[derive(Clone, Copy, Debug)]
struct Entry {
    folded: (usize, usize),
    former: Option<(usize, usize)>,
    span: Span,
    hub: HubId,
}

/// A hub that is, or was, called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Called<'a> {
    /// The name, folded.
    pub(super) name: &'a str,
    pub(super) hub: HubId,
    /// A former name, as it is recorded.
    pub(super) former: Option<&'a str>,
    /// For how long.
    pub(super) span: Span,
}

impl Names {
    /// Adds the name that a hub has had for `span`.
    pub(super) fn add_current(&mut self, name: &str, hub: HubId, span: Span, endings: &BTreeSet<String>) {
        let folded = self.fold(name, endings);
        self.entries.push(Entry { folded, former: None, span, hub });
    }

    /// Adds the name that a hub had for `span`.
    pub(super) fn add_former(&mut self, name: &str, hub: HubId, span: Span, endings: &BTreeSet<String>) {
        let folded = self.fold(name, endings);
        let former = Some(self.keep(name));
        self.entries.push(Entry { folded, former, span, hub });
    }

    /// Puts a name behind the text, without the longest of `endings` that it has.
    fn fold(&mut self, name: &str, endings: &BTreeSet<String>) -> (usize, usize) {
        let start = self.text.len();
        // Not heard: marks that combine with the letter before, apostrophes, and the stop of "St.".
        let is_silent = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter) || matches!(letter, '\'' | '’' | '.');
        for letter in name.chars().filter(|it| !is_silent(it)).flat_map(char::to_lowercase).map(plain) {
            if letter.is_alphanumeric() {
                self.text.push(letter);
            } else if letter == '&' {
                let spaced = if self.text.len() > start && !self.text.ends_with(' ') { " and " } else { "and " };
                self.text.push_str(spaced);
            } else if self.text.len() > start && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
        let folded = self.text.get(start..).unwrap_or_default().trim_end();
        // "hub" ends "maths hub" too: the longest ending goes, and only as a word of its own.
        let without = |ending: &String| folded.strip_suffix(ending.as_str()).and_then(|kept| kept.strip_suffix(' '));
        let kept = endings.iter().filter_map(without).min_by_key(|kept| kept.len());
        let kept = kept.filter(|_| !endings.contains(folded)).unwrap_or(folded);
        let end = start.saturating_add(kept.len());
        self.text.truncate(end);
        (start, end)
    }

    /// Puts `text` as it is behind the text.
    fn keep(&mut self, text: &str) -> (usize, usize) {
        let start = self.text.len();
        self.text.push_str(text);
        (start, self.text.len())
    }

    fn push(&mut self, called: Called<'_>) {
        let folded = self.keep(called.name);
        let former = called.former.map(|former| self.keep(former));
        self.entries.push(Entry { folded, former, span: called.span, hub: called.hub });
    }

    fn iter(&self) -> impl Iterator<Item = Called<'_>> {
        let text = |(start, end)| self.text.get(start..end).unwrap_or_default();
        self.entries.iter().map(move |entry| Called {
            name: text(entry.folded),
            hub: entry.hub,
            former: entry.former.map(text),
            span: entry.span,
        })
    }

    pub(super) fn merge(&mut self, other: &Self) {
        other.iter().for_each(|called| self.push(called));
    }

    /// The names sorted, each with its hub, a hub's equal names once.
    pub(super) fn sorted(&self) -> Vec<Called<'_>> {
        let mut names: Vec<_> = self.iter().collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// A letter without its diacritics, for the letters of western European names.
fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'į' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'š' | 'ś' | 'ş' => 's',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    }
}

/// The order in which they were added is no part of what they say.
impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.sorted() == other.sorted()
    }
}

impl Eq for Names {}

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.sorted())
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// [`Called`] as it is read.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Read {
            name: String,
            hub: HubId,
            former: Option<String>,
            span: Span,
        }

        let mut names = Self::default();
        for Read { name, hub, former, span } in Vec::deserialize(deserializer)? {
            names.push(Called { name: &name, hub, former: former.as_deref(), span });
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sound_alike_fold_alike() {
        let endings = ["hub".to_owned(), "maths hub".to_owned()].into();
        let id = HubId::new("a").unwrap();
        let folded = |name: &str| {
            let mut names = Names::default();
            names.add_current("another", id, Span::UNKNOWN, &endings);
            names.add_former(name, id, Span::UNKNOWN, &endings);
            let found = names.sorted().into_iter().find(|called| called.name != "another").unwrap();
            assert_eq!(found.former, Some(name));
            found.name.to_owned()
        };
        for (name, expected) in [
            ("Möbius Maths Hub", "mobius"),
            ("MOBIUS", "mobius"),
            ("Mo\u{308}bius", "mobius"),
            ("SHaW Maths-Hub", "shaw"),
            ("ShaW", "shaw"),
            ("Bucks, Berks and Oxon", "bucks berks and oxon"),
            ("Maths Hub", "maths hub"),
            ("St. John's", "st johns"),
            ("Bucks & Berks", "bucks and berks"),
        ] {
            assert_eq!(folded(name), expected);
        }
    }
}
