//! The rules that a programme grades otherwise.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize, de::Error};

use super::{CATALOGUE, catalogue};
use crate::{
    document::keyed,
    rules::{CannotRegrade, Level, Levels, Rule},
};

/// Rules regraded, by code. Reading one from a document refuses a code that no rule has, with the nearest, and one of a
/// fixed rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Regrades(BTreeMap<String, Level>);

impl Regrades {
    /// Grades the rule with this code at `level`.
    ///
    /// # Errors
    ///
    /// [`CannotRegrade`] for a code that no rule of this library has or had, and for a fixed rule.
    pub fn with(mut self, code: &str, level: Level) -> Result<Self, CannotRegrade> {
        Levels::over(&[&CATALOGUE]).regrade(code, level)?;
        // A former code says the same rule.
        let code = catalogue::rule(code).map_or(code, |rule| rule.code);
        self.0.insert(code.to_owned(), level);
        Ok(self)
    }

    /// Whether nothing is regraded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each rule regraded, by code.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Level)> {
        self.0.iter().map(|(code, level)| (code.as_str(), *level))
    }

    /// The levels over `catalogues` with these rules regraded.
    #[must_use]
    pub fn over(&self, catalogues: &[&[&'static Rule]]) -> Levels {
        self.onto(Levels::over(catalogues))
    }

    /// These levels with the rules regraded.
    #[must_use]
    pub fn onto(&self, levels: Levels) -> Levels {
        self.0.iter().fold(levels, |levels, (code, level)| {
            // A code of the library's that is not among those of `levels` regrades nothing there.
            levels.clone().regrade(code, *level).unwrap_or(levels)
        })
    }
}

impl<'de> Deserialize<'de> for Regrades {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read: BTreeMap<Code, Level> = keyed::map(deserializer)?;
        Ok(Self(read.into_iter().map(|(Code(code), level)| (code, level)).collect()))
    }
}

/// A code that may be regraded. It is refused where it stands, so that the error says where that is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Code(String);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Levels::over(&[&CATALOGUE]).allow(&code).map_err(D::Error::custom)?;
        // A former code says the same rule, so a rule under both is listed twice.
        Ok(Self(catalogue::rule(&code).map_or(code, |rule| rule.code.to_owned())))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
