//! What postings come to.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Posted;
use crate::money::{Balance, Money};

/// How many figures there are.
const COUNT: usize = Posted::ALL.len();

/// What a group of postings comes to: one sum for each thing that can become of money, exact.
///
/// Without their signs the ten sums together come to no more than [`Balance::MAX`]. So whatever is derived from them is a
/// balance, and nothing overflows; what would break this bound cannot be made.
///
/// The derived figures, with what a posting of each kind does to them:
///
/// | | committed | approved | paid | brought forward | recovered | carried | written off | matched |
/// |---|---|---|---|---|---|---|---|---|
/// | [`remaining`](Self::remaining) | + | | - | - | + | | | |
/// | [`unspent`](Self::unspent) | | - | + | + | - | - | - | |
/// | [`total_cost`](Self::total_cost) | | + | | | | | | + |
///
/// What was claimed enters none of them before it is approved. What the body passed on enters none: it is spending of the
/// body's, an eligible cost once it is approved.
///
/// ```
/// use maths_hubs::funding::statement::{Figures, Posted};
///
/// let figures = Figures::sum([
///     Figures::of(Posted::Committed, "40000.00".parse()?),
///     Figures::of(Posted::Paid, "30000.00".parse()?),
///     Figures::of(Posted::Approved, "27500.00".parse()?),
///     Figures::of(Posted::Recovered, "1000.00".parse()?),
/// ])?;
/// assert_eq!(figures.remaining().to_string(), "£11,000.00"); // 40,000 - 30,000 + 1,000
/// assert_eq!(figures.unspent().to_string(), "£1,500.00"); // 30,000 - 27,500 - 1,000
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Figures([Balance; COUNT]);

/// Figures that without their signs come to more than [`Balance::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error(
    "figures that come to £{}.{:02} without their signs are too large: together they may come to {}",
    .pence / 100, .pence % 100, Money::MAX
)]
pub struct TooLarge {
    pence: u128,
}

impl TooLarge {
    /// What the figures come to without their signs, in pence.
    #[must_use]
    pub const fn pence(&self) -> u128 {
        self.pence
    }
}

impl Figures {
    /// Nothing of anything.
    pub const ZERO: Self = Self([Balance::ZERO; COUNT]);

    /// This much of one thing and nothing of the others.
    #[must_use]
    pub fn of(what: Posted, amount: Balance) -> Self {
        let mut figures = Self::ZERO;
        if let Some(figure) = figures.0.get_mut(what.index()) {
            *figure = amount;
        }
        figures
    }

    /// Both together.
    ///
    /// # Errors
    ///
    /// [`TooLarge`] where they come to more than figures can.
    pub fn plus(self, other: Self) -> Result<Self, TooLarge> {
        Self::sum([self, other])
    }

    /// All of them together, nothing for none. Their order makes no difference, to the error neither.
    ///
    /// # Errors
    ///
    /// [`TooLarge`] where the whole comes to more than figures can.
    pub fn sum(figures: impl IntoIterator<Item = Self>) -> Result<Self, TooLarge> {
        let mut sums = Sums::default();
        for figures in figures {
            sums.add(figures);
        }
        TooLarge::unless(sums.gross())?;
        Ok(sums.figures())
    }

    /// The same figures the other way round, as corrections of them would stand.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self(self.0.map(Balance::reversed))
    }

    /// The figure for one thing that can become of money.
    #[must_use]
    pub fn get(self, what: Posted) -> Balance {
        self.0.get(what.index()).copied().unwrap_or_default()
    }

    /// Each figure beside what it is of, in the order of [`Posted::ALL`].
    pub fn each(self) -> impl Iterator<Item = (Posted, Balance)> {
        Posted::ALL.into_iter().zip(self.0)
    }

    /// Whether each figure is nothing.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self == Self::ZERO
    }

    /// What sponsors bound themselves to pay, if it is spent.
    #[must_use]
    pub fn committed(self) -> Balance {
        self.get(Posted::Committed)
    }

    /// What the body claimed.
    #[must_use]
    pub fn claimed(self) -> Balance {
        self.get(Posted::Claimed)
    }

    /// What was found to be actual, eligible spend.
    #[must_use]
    pub fn approved(self) -> Balance {
        self.get(Posted::Approved)
    }

    /// What was paid to the body.
    #[must_use]
    pub fn paid(self) -> Balance {
        self.get(Posted::Paid)
    }

    /// What the body held already, unspent under an earlier award.
    #[must_use]
    pub fn brought_forward(self) -> Balance {
        self.get(Posted::BroughtForward)
    }

    /// What the body paid on to schools and partners.
    #[must_use]
    pub fn passed_on(self) -> Balance {
        self.get(Posted::PassedOn)
    }

    /// What came back unspent.
    #[must_use]
    pub fn recovered(self) -> Balance {
        self.get(Posted::Recovered)
    }

    /// What stayed, unspent, for the next period.
    #[must_use]
    pub fn carried(self) -> Balance {
        self.get(Posted::Carried)
    }

    /// What was given up unspent.
    #[must_use]
    pub fn written_off(self) -> Balance {
        self.get(Posted::WrittenOff)
    }

    /// What was given in kind, or spent from the body's own money.
    #[must_use]
    pub fn matched(self) -> Balance {
        self.get(Posted::Matched)
    }

    /// What may still be paid: committed, less paid and brought forward, plus recovered. Below nothing where more was paid
    /// than committed.
    ///
    /// Money brought forward is with the body already, and is not paid again. Money that came back may be: a payment by
    /// mistake is recovered and made rightly, and a ledger permits as much again, as
    /// [`Account::payable`](crate::funding::ledger::Account::payable) says. A sponsor that takes back money for good says
    /// so by a [reduction](crate::funding::ledger::event::Reduced), which lowers what is committed. Of an award whose books
    /// are closed this is what was not used of the commitment.
    #[must_use]
    pub fn remaining(self) -> Balance {
        let Pence { committed, paid, brought_forward, recovered, .. } = self.pence();
        in_range(committed.saturating_sub(paid).saturating_sub(brought_forward).saturating_add(recovered))
    }

    /// What the body holds without an eligible cost against it: paid and brought forward, less approved, recovered, carried
    /// and written off. Below nothing where the body is owed money, as it is when it is paid in arrears.
    ///
    /// Money carried is no longer unspent under the award that it leaves, and is under the award that brings it forward.
    /// Over both the two figures are the same, and cancel.
    #[must_use]
    pub fn unspent(self) -> Balance {
        let Pence { approved, paid, brought_forward, recovered, carried, written_off, .. } = self.pence();
        let settled = [approved, recovered, carried, written_off];
        in_range(settled.into_iter().fold(paid.saturating_add(brought_forward), i128::saturating_sub))
    }

    /// What the work cost: approved, which grants pay, and matched, which they do not.
    #[must_use]
    pub fn total_cost(self) -> Balance {
        let Pence { approved, matched, .. } = self.pence();
        in_range(approved.saturating_add(matched))
    }

    /// What the figures come to without their signs, in pence.
    pub(super) fn gross(self) -> u128 {
        self.0.into_iter().fold(0, |gross, figure| gross.saturating_add(figure.magnitude().pence().into()))
    }

    fn pence(self) -> Pence {
        let [committed, _, approved, paid, brought_forward, _, recovered, carried, written_off, matched] =
            self.0.map(|figure| i128::from(figure.pence()));
        Pence { committed, approved, paid, brought_forward, recovered, carried, written_off, matched }
    }
}

impl TooLarge {
    /// Refuses what is more than figures can come to without their signs.
    pub(super) fn unless(gross: u128) -> Result<(), Self> {
        if gross <= Money::MAX.pence().into() { Ok(()) } else { Err(Self { pence: gross }) }
    }
}

/// The figures from which others are derived, in pence.
struct Pence {
    committed: i128,
    approved: i128,
    paid: i128,
    brought_forward: i128,
    recovered: i128,
    carried: i128,
    written_off: i128,
    matched: i128,
}

/// The balance of this many pence. Every caller's number is within the gross of some figures, so none is cut off.
fn in_range(pence: i128) -> Balance {
    let most = i128::from(Balance::MAX.pence());
    i64::try_from(pence.clamp(most.saturating_neg(), most)).ok().and_then(Balance::from_pence).unwrap_or_default()
}

/// Sums under way. As many figures as memory could hold stay within 128 bits, so nothing saturates, and a sum may pass
/// beyond what figures can come to and come back.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums([i128; COUNT]);

impl Sums {
    pub(super) fn add(&mut self, figures: Figures) {
        for (sum, figure) in self.0.iter_mut().zip(figures.0) {
            *sum = sum.saturating_add(figure.pence().into());
        }
    }

    /// What the sums come to without their signs, in pence.
    pub(super) fn gross(self) -> u128 {
        self.0.into_iter().fold(0, |gross, sum| gross.saturating_add(sum.unsigned_abs()))
    }

    /// The sums as figures. The caller has found their gross to be no more than figures can come to.
    pub(super) fn figures(self) -> Figures {
        Figures(self.0.map(in_range))
    }
}

impl fmt::Debug for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (what, figure) in self.each().filter(|(_, figure)| !figure.is_zero()) {
            map.entry(&format_args!("{what}"), &format_args!("{figure}"));
        }
        map.finish()
    }
}

/// How figures stand in a document: those that are not nothing, by name.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, default)]
pub(super) struct Written {
    #[serde(skip_serializing_if = "is_nothing")]
    committed: Balance,
    #[serde(skip_serializing_if = "is_nothing")]
    claimed: Balance,
    #[serde(skip_serializing_if = "is_nothing")]
    approved: Balance,
    #[serde(skip_serializing_if = "is_nothing")]
    paid: Balance,
    #[serde(skip_serializing_if = "is_nothing")]
    brought_forward: Balance,
    #[serde(skip_serializing_if = "is_nothing")]
    passed_on: Balance,
    #[serde(skip_serializing_if = "is_nothing")]
    recovered: Balance,
    #[serde(skip_serializing_if = "is_nothing")]
    carried: Balance,
    #[serde(skip_serializing_if = "is_nothing")]
    written_off: Balance,
    #[serde(skip_serializing_if = "is_nothing")]
    matched: Balance,
}

crate::document::as_record! { Written, r#"figures: {"committed": …, "claimed": …, "approved": …, "paid": …, …}"#; }

fn is_nothing(balance: &Balance) -> bool {
    balance.is_zero()
}

impl TryFrom<Written> for Figures {
    type Error = TooLarge;

    fn try_from(it: Written) -> Result<Self, TooLarge> {
        let figures = Self([
            it.committed,
            it.claimed,
            it.approved,
            it.paid,
            it.brought_forward,
            it.passed_on,
            it.recovered,
            it.carried,
            it.written_off,
            it.matched,
        ]);
        TooLarge::unless(figures.gross()).map(|()| figures)
    }
}

impl From<Figures> for Written {
    fn from(figures: Figures) -> Self {
        let [committed, claimed, approved, paid, brought_forward, passed_on, recovered, carried, written_off, matched] =
            figures.0;
        Self {
            committed,
            claimed,
            approved,
            paid,
            brought_forward,
            passed_on,
            recovered,
            carried,
            written_off,
            matched,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_posting_has_a_figure_of_its_own() {
        for (index, what) in Posted::ALL.into_iter().enumerate() {
            assert_eq!(what.index(), index);
            let figures = Figures::of(what, Balance::MAX);
            let standing: Vec<_> = figures.each().filter(|(_, figure)| !figure.is_zero()).collect();
            assert_eq!(standing, [(what, Balance::MAX)]);
        }
    }

    #[test]
    fn sums_may_pass_beyond_the_bound_and_come_back_but_not_stay_there() {
        let (large, small) = (Figures::of(Posted::Paid, Balance::MAX), Figures::of(Posted::Paid, Balance::MIN));
        assert_eq!(Figures::sum([large, large, small]), Ok(large));
        assert_eq!(
            large.plus(Figures::of(Posted::Approved, Balance::from_pence(-1).unwrap())).unwrap_err().to_string(),
            "figures that come to £92233720368547758.08 without their signs are too large: \
             together they may come to £92,233,720,368,547,758.07"
        );
    }

    #[test]
    fn what_is_derived_from_the_largest_figures_is_a_balance() {
        for what in Posted::ALL {
            for amount in [Balance::MAX, Balance::MIN] {
                let figures = Figures::of(what, amount);
                for derived in [figures.remaining(), figures.unspent(), figures.total_cost()] {
                    assert!([amount, amount.reversed(), Balance::ZERO].contains(&derived), "{what}");
                }
            }
        }
    }
}
