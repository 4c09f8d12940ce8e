//! Words that a policy lists: kinds of expertise, voices on a board, cost headings. What a programme may call them is
//! data, and a word that is not listed is a finding, never a malformed value.

use std::collections::{BTreeMap, btree_map::Entry};

use serde::{Deserialize, Serialize};

use crate::{
    document::{self, Malformed, keyed},
    identifiers::slug_ids,
};

slug_ids! {
    /// A word of some [`Vocabulary`]: `teaching-school`, `employer`. Kebab-case, as every slug.
    Word, "a word of a vocabulary";
}

/// The words that a policy lists for one purpose, each with its description.
///
/// In a document it is an object of words to descriptions, in which no word stands twice.
///
/// ```
/// use maths_hubs::vocabulary::{Vocabulary, Word};
///
/// let voices = Vocabulary::new([("employer", "a local employer"), ("university", "a university or its teachers")])?;
/// let found: Word = "employers".parse()?;
/// assert!(!voices.contains(found));
/// assert_eq!(voices.nearest(found), Some("employer".parse()?));
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Vocabulary(#[serde(deserialize_with = "keyed::map")] BTreeMap<Word, String>);

impl<'a> FromIterator<(Word, &'a str)> for Vocabulary {
    /// Of a word given twice the last description stands.
    fn from_iter<I: IntoIterator<Item = (Word, &'a str)>>(words: I) -> Self {
        Self(words.into_iter().map(|(word, description)| (word, description.to_owned())).collect())
    }
}

impl Vocabulary {
    /// The vocabulary of these words and their descriptions.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a word that is no slug, such as `Teaching School`, and for one that stands twice.
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Malformed> {
        let mut listed = BTreeMap::new();
        for (word, description) in words {
            match listed.entry(word.parse::<Word>()?) {
                Entry::Vacant(free) => free.insert(description.to_owned()),
                Entry::Occupied(_) => {
                    return Err(Malformed::new("a new word of this vocabulary", word, "each word once"));
                }
            };
        }
        Ok(Self(listed))
    }

    /// Whether the word is listed.
    #[must_use]
    pub fn contains(&self, word: Word) -> bool {
        self.0.contains_key(&word)
    }

    /// What the word means, where it is listed.
    #[must_use]
    pub fn description(&self, word: Word) -> Option<&str> {
        self.0.get(&word).map(String::as_str)
    }

    /// The listed word nearest to this one, for "did you mean": see [`document::nearest`].
    #[must_use]
    pub fn nearest(&self, word: Word) -> Option<Word> {
        document::nearest(word.as_str(), self.0.keys().map(Word::as_str)).and_then(Word::new)
    }

    /// The words, in the order of their texts.
    pub fn words(&self) -> impl ExactSizeIterator<Item = Word> + '_ {
        self.0.keys().copied()
    }

    /// The words with their descriptions, in the order of the words' texts.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Word, &str)> + '_ {
        self.0.iter().map(|(word, description)| (*word, description.as_str()))
    }

    /// How many words it lists.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it lists none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_listed_twice_or_not_in_kebab_case_is_refused() {
        assert_eq!(
            Vocabulary::new([("sle", "one"), ("sle", "another")]).unwrap_err().to_string(),
            "`sle` is not a new word of this vocabulary: each word once"
        );
        assert!(Vocabulary::new([("Teaching School", "")]).is_err());
    }
}
