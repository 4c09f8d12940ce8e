//! Allocation: from a national pot to hubs, to the penny, with a reason for each.
//!
//! A [`Pot`] is fund sources less central costs. What is left divides into structural and project money, and each part is
//! shared by a [`Formula`]: equally, by fixed amounts, by a figure of the hubs' [`Claim`]s or by several, above a threshold,
//! within floors, caps and what is kept of last year. The [`Plan`] gives all of it away or says which pence are open; it
//! [explains](Plan::explain) each share, [compares](Plan::compared_with) it with last year's, [takes a cut](Plan::reduced_to)
//! and becomes the published [`AllocationTable`].
//!
//! ```
//! use std::collections::BTreeMap;
//! use maths_hubs::{
//!     funding::allocation::{Allocation, Claim, Formula, Pot},
//!     identifiers::HubId,
//!     money::Money,
//! };
//!
//! let pounds = |pounds| Money::pounds(pounds).unwrap();
//! let mut claims: BTreeMap<HubId, Claim> = BTreeMap::new();
//! for (hub, schools) in [("solent", 600), ("cornwall", 250), ("kent", 1_150)] {
//!     claims.insert(hub.parse()?, Claim::new().with("schools-served", schools)?);
//! }
//!
//! // The sum is real (£11,000,000 in 2014); the rest is illustrative.
//! let pot = Pot::from_source("dfe".parse()?, pounds(11_000_000)).less("coordination", pounds(1_000_000))?;
//! let plan = Allocation::of(pot.to_hubs()?)
//!     .divided("2/5".parse()?)                                   // two fifths are structural
//!     .structural(Formula::equal())
//!     .projects(Formula::by("schools-served")?.floor(pounds(900_000)))
//!     .among(&claims)?;
//! assert_eq!(plan.total(), pot.to_hubs()?);
//! assert_eq!(
//!     plan.explain("cornwall")?.to_string(),
//!     "cornwall: £2,233,333.33\n\
//!      structural: £1,333,333.33 of £4,000,000.00, in equal parts among 3 hubs\n\
//!      projects: £900,000.00 of £6,000,000.00, by schools-served: 250 of 2000; its floor holds\n\
//!      structural: 1 penny is open, to be drawn among cornwall, kent, solent"
//! );
//!
//! // Three hubs could have the odd penny of structural money alike. Nobody has it until it is drawn.
//! let drawn = plan.drawn(["kent".parse()?, "solent".parse()?, "cornwall".parse()?])?;
//! assert_eq!(drawn.share("kent".parse()?).ok_or("no share")?.to_string(), "£4,684,761.91");
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! [`filling`] serves alone, on plain weights and bounds, and so does [`reduction`].

mod claim;
mod compare;
mod division;
mod draw;
mod error;
mod explain;
pub mod filling;
mod formula;
mod last_year;
mod plan;
mod policy;
mod portion;
mod pot;
pub mod reduction;
mod shared;
mod table;

use std::collections::BTreeMap;

pub use claim::Claim;
pub use compare::{Change, Comparison, Reason};
pub use division::Division;
pub use draw::DrawError;
pub use error::AllocationError;
pub use explain::{PartExplained, ShareExplained};
pub use formula::{Formula, HoldHarmless, Limit, Measure, Mix, MixError, Threshold};
pub use last_year::{Before, LastYear};
pub use plan::{NotInPlan, OpenTie, Plan};
pub use policy::AllocationPolicy;
pub use portion::{Bound, OddPenny, Portion};
pub use pot::{Fund, Pot, PotError};
pub use reduction::{Cut, Reduction, ReductionError};
pub use table::{AllocationTable, Allotted, TableFormat};

use crate::{funding::purpose::Side, identifiers::HubId, money::Money, ratio::Ratio};
use shared::Shared;

/// An allocation to be made: the money, how it divides, and a formula for each part.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "it allocates nothing before it is `among` claims"]
pub struct Allocation {
    money: Money,
    share: Option<Ratio>,
    structural: Option<Formula>,
    projects: Option<Formula>,
    last_year: Option<LastYear>,
}

impl Allocation {
    /// Of so much money.
    pub const fn of(money: Money) -> Self {
        Self { money, share: None, structural: None, projects: None, last_year: None }
    }

    /// The same, with so great a share structural, 0 to 1, and the rest for projects: see [`Division::of`].
    pub fn divided(self, structural_share: Ratio) -> Self {
        Self { share: Some(structural_share), ..self }
    }

    /// The same, with how structural money is shared.
    pub fn structural(self, formula: Formula) -> Self {
        Self { structural: Some(formula), ..self }
    }

    /// The same, with how project money is shared.
    pub fn projects(self, formula: Formula) -> Self {
        Self { projects: Some(formula), ..self }
    }

    /// The same, with what hubs had the year before, so that the plan says what changed. It changes no share.
    pub fn since(self, last_year: impl Into<LastYear>) -> Self {
        Self { last_year: Some(last_year.into()), ..self }
    }

    /// Shares the money among `claims`. All of it is given away, but for pence that several could have alike: those stay
    /// open, and the plan names them.
    ///
    /// Where one formula gives fixed amounts ([`Formula::each`]) its part is what these come to, and nothing need be
    /// [`divided`](Self::divided). Where there is one formula it has all the money.
    ///
    /// # Errors
    ///
    /// [`AllocationError`] where nothing says how money is shared or divided, a claim lacks a figure that a formula goes by,
    /// or the promises of a formula cannot all be kept.
    pub fn among(self, claims: &BTreeMap<HubId, Claim>) -> Result<Plan, AllocationError> {
        if claims.is_empty() && !self.money.is_zero() {
            return Err(AllocationError::NobodyClaims(self.money));
        }
        let division = self.division(claims)?;
        let mut parts = BTreeMap::new();
        for (part, formula) in [(Side::Structural, self.structural), (Side::Projects, self.projects)] {
            let money = division.money(part);
            match formula {
                Some(formula) => parts.insert(part, Shared::of(part, money, &formula, claims)?),
                None if money.is_zero() => None,
                None => return Err(AllocationError::NoFormula { part, money }),
            };
        }
        Ok(Plan::new(self.money, division, claims.clone(), parts, self.last_year))
    }

    fn division(&self, claims: &BTreeMap<HubId, Claim>) -> Result<Division, AllocationError> {
        if let Some(share) = self.share {
            return Division::of(self.money, share)?.ok_or(AllocationError::ShareOutside(share));
        }
        let fixed = |part, formula: &Formula| match formula.by {
            Measure::Each(each) => Shared::fixed(part, formula, each, claims).map(Some),
            _ => Ok(None),
        };
        let rest = |part, come_to: Money| {
            let left = self.money.difference(come_to);
            let (money, by, much) = (self.money, left.magnitude(), "much");
            left.money().ok_or(AllocationError::FixedAmounts { part, come_to, money, by, much })
        };
        match (&self.structural, &self.projects) {
            (None, None) => Err(AllocationError::NoFormula { part: Side::Structural, money: self.money }),
            (Some(_), None) => Ok(Division::undivided(self.money, Money::ZERO)),
            (None, Some(_)) => Ok(Division::undivided(Money::ZERO, self.money)),
            (Some(structural), Some(projects)) => {
                if let Some(come_to) = fixed(Side::Structural, structural)? {
                    return Ok(Division::undivided(come_to, rest(Side::Structural, come_to)?));
                }
                if let Some(come_to) = fixed(Side::Projects, projects)? {
                    return Ok(Division::undivided(rest(Side::Projects, come_to)?, come_to));
                }
                Err(AllocationError::NotDivided(self.money))
            }
        }
    }
}
