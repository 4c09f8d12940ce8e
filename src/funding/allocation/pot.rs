//! A national pot: who fills it, what it costs centrally, and what is left for hubs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Side;
use crate::{
    document::{Malformed, keyed},
    identifiers::SponsorId,
    money::{Money, OutOfRange},
    vocabulary::Word,
};

/// A pot of money: fund sources, less central costs; the rest goes to hubs.
///
/// ```
/// use maths_hubs::{funding::allocation::Pot, money::Money};
///
/// let pounds = |pounds| Money::pounds(pounds).unwrap();
/// let pot = Pot::from_source("dfe".parse()?, pounds(11_000_000)).less("coordination", pounds(1_000_000))?;
/// assert_eq!(pot.to_hubs()?, pounds(10_000_000));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Pot {
    /// Who puts in how much.
    #[serde(default, deserialize_with = "keyed::map")]
    pub sources: BTreeMap<SponsorId, Fund>,
    /// What is spent centrally, by what it is spent on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub central: BTreeMap<Word, Money>,
}

/// What one sponsor puts into a pot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Fund {
    /// How much.
    pub amount: Money,
    /// The only part that it may pay for, where it is restricted; central costs it may not pay for then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_for: Option<Side>,
}

crate::document::as_record! {
    Pot, r#"a pot: {"sources": …, "central": …}"#;
    Fund, r#"what a sponsor puts in: {"amount": …, "only_for": …}"#;
}

impl Fund {
    /// So much for anything.
    #[must_use]
    pub const fn new(amount: Money) -> Self {
        Self { amount, only_for: None }
    }

    /// The same, for one part alone.
    #[must_use]
    pub const fn only_for(self, part: Side) -> Self {
        Self { only_for: Some(part), ..self }
    }
}

/// What a pot cannot come to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PotError {
    /// Central costs take more than there is.
    #[error("central costs come to {central}, {by} more than the {sources} that the sources put in")]
    Overspent {
        /// What the sources put in.
        sources: Money,
        /// What central costs come to.
        central: Money,
        /// By how much they are more.
        by: Money,
    },
    /// A sum is no amount.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

impl Pot {
    /// A pot that one sponsor fills, for anything.
    #[must_use]
    pub fn from_source(sponsor: SponsorId, amount: Money) -> Self {
        Self::default().and_source(sponsor, Fund::new(amount))
    }

    /// The same pot, with what one more sponsor puts in. What it was said to put in before no longer stands.
    #[must_use]
    pub fn and_source(mut self, sponsor: SponsorId, fund: Fund) -> Self {
        self.sources.insert(sponsor, fund);
        self
    }

    /// The same pot, less a central cost. What was said of this cost before no longer stands.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a name that is no [`Word`].
    pub fn less(mut self, what: impl AsRef<str>, amount: Money) -> Result<Self, Malformed> {
        self.central.insert(what.as_ref().parse()?, amount);
        Ok(self)
    }

    /// What all sources put in.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] where the sum is no amount.
    pub fn total(&self) -> Result<Money, OutOfRange> {
        Money::sum(self.sources.values().map(|fund| fund.amount))
    }

    /// What central costs come to.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] where the sum is no amount.
    pub fn central_costs(&self) -> Result<Money, OutOfRange> {
        Money::sum(self.central.values().copied())
    }

    /// What is left for hubs.
    ///
    /// # Errors
    ///
    /// [`PotError`] where central costs come to more than there is, and where a sum is no amount.
    pub fn to_hubs(&self) -> Result<Money, PotError> {
        let (sources, central) = (self.total()?, self.central_costs()?);
        let left = sources.difference(central);
        left.money().ok_or(PotError::Overspent { sources, central, by: left.magnitude() })
    }
}
