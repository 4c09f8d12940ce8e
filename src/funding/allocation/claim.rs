//! What a hub lays claim to a part of the money by.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::{
    document::{Malformed, keyed},
    ratio::Ratio,
    vocabulary::Word,
};

/// A hub's claim: figures about it, each under a word, none below nothing. What a formula asks for and the claim does not
/// have is an error, and never nought.
///
/// ```
/// use maths_hubs::funding::allocation::Claim;
///
/// let claim = Claim::new().with("pupils", 48_200)?.with("free-meal-pupils", 9_750)?;
/// assert_eq!(claim.get("pupils".parse()?), Some(48_200.into()));
/// assert_eq!(claim.get("schools".parse()?), None);
/// assert_eq!(
///     Claim::new().with("pupils", -1).unwrap_err().to_string(),
///     "`-1` is not a figure of a claim: a number that is not below nothing"
/// );
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Claim(BTreeMap<Word, Ratio>);

impl Claim {
    /// A claim without figures, enough where all hubs get equal parts.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// The same claim with a figure. The last one under a word stands.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a name that is no [`Word`], and for a figure below nothing.
    pub fn with(mut self, attribute: impl AsRef<str>, figure: impl Into<Ratio>) -> Result<Self, Malformed> {
        self.put(attribute.as_ref().parse()?, figure.into())?;
        Ok(self)
    }

    fn put(&mut self, attribute: Word, figure: Ratio) -> Result<(), Malformed> {
        if figure.is_negative() {
            return Err(Malformed::new("a figure of a claim", figure, "a number that is not below nothing"));
        }
        self.0.insert(attribute, figure);
        Ok(())
    }

    /// The figure under a word.
    #[must_use]
    pub fn get(&self, attribute: Word) -> Option<Ratio> {
        self.0.get(&attribute).copied()
    }

    /// The figures, by the texts of their words.
    pub fn figures(&self) -> impl ExactSizeIterator<Item = (Word, Ratio)> + '_ {
        self.0.iter().map(|(word, figure)| (*word, *figure))
    }
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let figures: BTreeMap<Word, Ratio> = keyed::map(deserializer)?;
        let mut claim = Self::new();
        for (attribute, figure) in figures {
            claim.put(attribute, figure).map_err(de::Error::custom)?;
        }
        Ok(claim)
    }
}
