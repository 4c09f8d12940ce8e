//! Names as a reader hears them: without case, diacritics, punctuation and a common ending.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::identifiers::HubId;

/// Folded names of hubs, in one buffer, so that adding one allocates only now and then.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    text: String,
    /// Where each name lies in the text, and whose it is.
    entries: Vec<(usize, usize, HubId)>,
}

impl Names {
    /// Adds a hub's name without the longest of `endings` that it has.
    pub(super) fn add(&mut self, name: &str, hub: HubId, endings: &BTreeSet<String>) {
        let start = self.text.len();
        let is_mark = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
        for letter in name.chars().filter(|it| !is_mark(it)).flat_map(char::to_lowercase).map(plain) {
            if letter.is_alphanumeric() {
                self.text.push(letter);
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
        self.entries.push((start, end, hub));
    }

    fn name(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, HubId)> {
        self.entries.iter().map(|(start, end, hub)| (self.name(*start, *end), *hub))
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (name, hub) in other.iter() {
            let start = self.text.len();
            self.text.push_str(name);
            self.entries.push((start, self.text.len(), hub));
        }
    }

    /// The names sorted, each with its hub, a hub's equal names once.
    pub(super) fn sorted(&self) -> Vec<(&str, HubId)> {
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
        let mut names = Self::default();
        for (name, hub) in Vec::<(String, HubId)>::deserialize(deserializer)? {
            let start = names.text.len();
            names.text.push_str(&name);
            names.entries.push((start, names.text.len(), hub));
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
            names.add("another", id, &endings);
            names.add(name, id, &endings);
            names.sorted().into_iter().map(|(name, _)| name.to_owned()).find(|name| name != "another").unwrap()
        };
        for (name, expected) in [
            ("Möbius Maths Hub", "mobius"),
            ("MOBIUS", "mobius"),
            ("Mo\u{308}bius", "mobius"),
            ("SHaW Maths-Hub", "shaw"),
            ("ShaW", "shaw"),
            ("Bucks, Berks and Oxon", "bucks berks and oxon"),
            ("Maths Hub", "maths hub"),
        ] {
            assert_eq!(folded(name), expected);
        }
    }
}
