//! The division of a total between the two sides of a hub's money.

use std::fmt;

use crate::{
    funding::{purpose::Side, split::Split},
    money::Money,
    ratio::{Inexact, Ratio},
};

/// A total divided between structural and project money, to the penny.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Division {
    /// The structural share that was asked for; none where one part has fixed amounts, or all of the money.
    pub share: Option<Ratio>,
    /// The structural money.
    pub structural: Money,
    /// The project money.
    pub projects: Money,
    /// Which part took the odd penny, where the share did not come to whole pence.
    pub odd_penny: Option<Side>,
}

impl Division {
    /// Divides `total`: `share` of it is structural, 0 to 1, by [`Split::structural`]. Where that is not whole pence, the part with the greater
    /// remainder takes the odd penny; of equal remainders, half a penny each, the structural part does. So the rule is fixed
    /// beforehand, and [`odd_penny`](Self::odd_penny) says what it did.
    ///
    /// ```
    /// use maths_hubs::{funding::{allocation::Division, purpose::Side}, money::Money};
    ///
    /// let total: Money = "100.03".parse()?;
    /// let division = Division::of(total, "2/5".parse()?)?.ok_or("a share of 0 to 1")?; // 40.012
    /// assert_eq!((division.structural.to_string(), division.projects.to_string()), ("£40.01".into(), "£60.02".into()));
    /// assert_eq!(division.odd_penny, Some(Side::Projects)); // 60.018 is nearer to the next penny
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// A share outside 0 to 1 gives `None`.
    ///
    /// # Errors
    ///
    /// [`Inexact`] for a share whose fraction is too long to be taken of the total.
    pub fn of(total: Money, share: Ratio) -> Result<Option<Self>, Inexact> {
        if share.is_negative() || share > Ratio::ONE {
            return Ok(None);
        }
        // The one rule of splitting a total in two. It adds the shares up over a common denominator, which may be too long.
        let split = Split::structural(total, share).map_err(|_| Inexact)?;
        let amount = |side| split.amount_of(&side).ok_or(Inexact);
        let (structural, projects) = (amount(Side::Structural)?, amount(Side::Projects)?);
        let odd_penny = split.odd_pennies().next().copied();
        Ok(Some(Self { share: Some(share), structural, projects, odd_penny }))
    }

    pub(super) const fn undivided(structural: Money, projects: Money) -> Self {
        Self { share: None, structural, projects, odd_penny: None }
    }

    /// The money of a part.
    #[must_use]
    pub const fn money(&self, part: Side) -> Money {
        match part {
            Side::Structural => self.structural,
            Side::Projects => self.projects,
        }
    }
}

/// Both parts, and who took the odd penny.
impl fmt::Display for Division {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} structural and {} for projects", self.structural, self.projects)?;
        match self.odd_penny {
            Some(Side::Structural) => f.write_str(", the odd penny being structural"),
            Some(Side::Projects) => f.write_str(", the odd penny being for projects"),
            None => Ok(()),
        }
    }
}

/// The whole pence in a number of pence.
pub(super) fn floor(pence: Ratio) -> Option<Money> {
    let whole = pence.numerator().checked_div_euclid(pence.denominator())?;
    u64::try_from(whole).ok().and_then(Money::from_pence)
}

/// The fewest whole pence that are no less than a number of pence.
pub(super) fn ceiling(pence: Ratio) -> Option<Money> {
    let below = floor(pence)?;
    if Ratio::from(below.pence()) == pence { Some(below) } else { Money::from_pence(below.pence().checked_add(1)?) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_odd_penny_goes_to_the_greater_remainder_and_of_equal_ones_to_the_structural_part() {
        let of = |pence, share: &str| {
            let division = Division::of(Money::from_pence(pence).unwrap(), share.parse().unwrap()).unwrap().unwrap();
            (division.structural.pence(), division.projects.pence(), division.odd_penny)
        };
        assert_eq!(of(100, "2/5"), (40, 60, None));
        assert_eq!(of(101, "1/2"), (51, 50, Some(Side::Structural)));
        // 33 1/3 and 66 2/3; 66 2/3 and 33 1/3.
        assert_eq!(of(100, "1/3"), (33, 67, Some(Side::Projects)));
        assert_eq!(of(100, "2/3"), (67, 33, Some(Side::Structural)));
        assert_eq!(of(7, "0"), (0, 7, None));
        assert_eq!(of(7, "1"), (7, 0, None));
    }

    #[test]
    fn a_share_is_no_less_than_nothing_and_no_more_than_all() {
        for share in ["-1/10", "11/10"] {
            assert_eq!(Division::of(Money::ZERO, share.parse().unwrap()), Ok(None));
        }
    }
}
