//! What a line may be paid, and who pays how much of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{amounts::BySponsor, split};
use crate::{
    identifiers::SponsorId,
    money::{Money, OutOfRange},
    ratio::Ratio,
};

/// Why an amount and shares of it do not fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unshared {
    /// The shares come to another amount.
    #[error("the sponsors' shares come to {sum}, and the amount is {amount}")]
    AnotherSum {
        /// The amount.
        amount: Money,
        /// What the shares come to.
        sum: Money,
    },
    /// A sponsor stands there twice.
    #[error("the sponsor `{0}` is listed twice")]
    Twice(SponsorId),
    /// Amounts and proportions are given.
    #[error("shares are given both as amounts and in proportion; one of the two is allowed")]
    Both,
    /// Proportions that do not make a whole.
    #[error(transparent)]
    Proportions(#[from] super::split::Unsplittable),
    /// More than can be held.
    #[error(transparent)]
    TooMuch(#[from] OutOfRange),
}

/// The most that a line is paid, and each sponsor's share of it. The shares add up to it exactly, or it cannot be made.
///
/// In a document the shares are amounts, `{"amount": "500.00", "by": {"dfe": "300.00", "eef": "200.00"}}`, or
/// proportions, `{"amount": "500.00", "in_proportion": [{"sponsor": "dfe", "share": "3/5"}, …]}`, of which equal remainders
/// give the odd penny to the one listed first.
///
/// ```
/// use maths_hubs::{funding::award::Payable, money::Money};
///
/// let (dfe, eef) = ("dfe".parse()?, "eef".parse()?);
/// let pounds = |pounds| Money::pounds(pounds).unwrap();
/// let trial = Payable::by(dfe, pounds(300)).and(eef, pounds(200))?;
/// assert_eq!(trial.amount(), pounds(500));
///
/// // A penny more than can be halved: whoever is listed first takes it.
/// let halves = Payable::in_proportion("10.01".parse()?, [(dfe, "1/2".parse()?), (eef, "1/2".parse()?)])?;
/// assert_eq!(halves.of(dfe).to_string(), "£5.01");
/// assert_eq!(halves.of(eef).to_string(), "£5.00");
///
/// let wrong = r#"{"amount": "500.00", "by": {"dfe": "300.00", "eef": "100.00"}}"#;
/// let error = serde_json::from_str::<Payable>(wrong).unwrap_err().to_string();
/// assert!(error.starts_with("the sponsors' shares come to £400.00, and the amount is £500.00"), "{error}");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Payable {
    amount: Money,
    by: BySponsor,
    proportions: Vec<Proportion>,
}

/// One sponsor's share of a line, in proportion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Proportion {
    sponsor: SponsorId,
    share: Ratio,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Written {
    amount: Money,
    #[serde(default, skip_serializing_if = "names_nobody")]
    by: BySponsor,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    in_proportion: Vec<Proportion>,
}

/// Whether no sponsor is named. One that is named and pays nothing stays named.
fn names_nobody(by: &BySponsor) -> bool {
    by.sponsors().len() == 0
}

crate::document::as_record! {
    Proportion, r#"a proportion: {"sponsor": …, "share": …}"#;
    Written, r#"what is payable: {"amount": …, "by": …} or {"amount": …, "in_proportion": […]}"#;
}

impl Payable {
    /// Nothing, by nobody.
    #[must_use]
    pub fn nothing() -> Self {
        Self { amount: Money::ZERO, by: BySponsor::default(), proportions: Vec::new() }
    }

    /// An amount that one sponsor pays whole.
    #[must_use]
    pub fn by(sponsor: SponsorId, amount: Money) -> Self {
        Self { amount, by: BySponsor::of(sponsor, amount), proportions: Vec::new() }
    }

    /// What these sponsors pay together.
    ///
    /// # Errors
    ///
    /// [`Unshared::TooMuch`] above [`Money::MAX`].
    pub fn by_all(by: BySponsor) -> Result<Self, Unshared> {
        Ok(Self { amount: by.total()?, by, proportions: Vec::new() })
    }

    /// The same with what another sponsor pays on top.
    ///
    /// # Errors
    ///
    /// [`Unshared`] for a sponsor that is there already, and above [`Money::MAX`].
    pub fn and(self, sponsor: SponsorId, amount: Money) -> Result<Self, Unshared> {
        if self.by.sponsors().any(|it| it == sponsor) {
            return Err(Unshared::Twice(sponsor));
        }
        Self::by_all(self.by.and(sponsor, amount))
    }

    /// An amount that these sponsors share in these proportions, of which the first takes an odd penny before the others.
    ///
    /// # Errors
    ///
    /// [`Unshared`] where the proportions do not add up to 1, one is below 0, or a sponsor is listed twice.
    pub fn in_proportion(
        amount: Money,
        proportions: impl IntoIterator<Item = (SponsorId, Ratio)>,
    ) -> Result<Self, Unshared> {
        let proportions: Vec<(SponsorId, Ratio)> = proportions.into_iter().collect();
        let mut seen = BTreeSet::new();
        if let Some((twice, _)) = proportions.iter().find(|(sponsor, _)| !seen.insert(*sponsor)) {
            return Err(Unshared::Twice(*twice));
        }
        let split = split::proportions(amount, &proportions)?;
        let by = split.parts.iter().map(|part| (part.key, part.amount)).collect();
        let proportions = proportions.into_iter().map(|(sponsor, share)| Proportion { sponsor, share }).collect();
        Ok(Self { amount, by, proportions })
    }

    /// The most that is paid.
    #[must_use]
    pub const fn amount(&self) -> Money {
        self.amount
    }

    /// Each sponsor's share, in amounts.
    #[must_use]
    pub const fn shares(&self) -> &BySponsor {
        &self.by
    }

    /// What this sponsor pays of it.
    #[must_use]
    pub fn of(&self, sponsor: SponsorId) -> Money {
        self.by.get(sponsor)
    }

    /// Changes a sponsor's share, and with it the amount. What would lead out of range stays as it is.
    pub(super) fn set(&mut self, sponsor: SponsorId, share: Money) {
        let mut by = self.by.clone();
        by.set(sponsor, share);
        if let Ok(amount) = by.total() {
            *self = Self { amount, by, proportions: Vec::new() };
        }
    }
}

impl TryFrom<Written> for Payable {
    type Error = Unshared;

    fn try_from(written: Written) -> Result<Self, Unshared> {
        let Written { amount, by, in_proportion } = written;
        if !in_proportion.is_empty() {
            if !names_nobody(&by) {
                return Err(Unshared::Both);
            }
            return Self::in_proportion(amount, in_proportion.into_iter().map(|it| (it.sponsor, it.share)));
        }
        let payable = Self::by_all(by)?;
        if payable.amount == amount { Ok(payable) } else { Err(Unshared::AnotherSum { amount, sum: payable.amount }) }
    }
}

impl From<Payable> for Written {
    fn from(payable: Payable) -> Self {
        let Payable { amount, by, proportions } = payable;
        let by = if proportions.is_empty() { by } else { BySponsor::default() };
        Self { amount, by, in_proportion: proportions }
    }
}
