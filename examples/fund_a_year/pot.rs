//! From the national pot to each hub's share of it.

use std::collections::BTreeMap;

use maths_hubs::{
    document::Malformed,
    funding::allocation::{Allocation, AllocationError, Claim, Formula, Plan, Pot},
    identifiers::HubId,
    money::Money,
};

use crate::failure::Failure;

/// £11,000,000 were published; what was spent centrally was not, and is illustrative.
pub fn of_2014() -> Result<Pot, Failure> {
    Ok(Pot::from_source("dfe".parse()?, "£11,000,000".parse()?)
        .less("coordination", "£900,000".parse()?)?
        .less("evaluation", "£100,000".parse()?)?)
}

/// An illustrative third is structural, in equal parts; project money goes by the schools that each hub serves.
pub fn shared(pot: &Pot, claims: &BTreeMap<HubId, Claim>) -> Result<Plan, Failure> {
    by(pot, claims, by_schools()?)
}

/// Illustrative, as its bounds are.
pub fn by_schools() -> Result<Formula, Malformed> {
    let (least, most): (Money, Money) = ("£130,000".parse()?, "£320,000".parse()?);
    Ok(Formula::by("schools-served")?.floor(least).cap(most))
}

fn by(pot: &Pot, claims: &BTreeMap<HubId, Claim>, projects: Formula) -> Result<Plan, Failure> {
    let plan = Allocation::of(pot.to_hubs()?)
        .divided("1/3".parse()?)
        .structural(Formula::equal())
        .projects(projects)
        .among(claims)?;
    // Equal parts leave pence to which every hub has the same claim. No program decides who gets them: somebody draws, and
    // the order goes on record. Here it is the alphabet backwards.
    Ok(plan.drawn(claims.keys().rev().copied())?)
}

/// The plan, had there been a year before in which this hub had £300,000 for projects, of which it keeps 95 %.
///
/// There was none: 2014 was the first. So that figure is invented, and nothing goes by this plan.
pub fn had_there_been_a_year_before(pot: &Pot, claims: &BTreeMap<HubId, Claim>, hub: &str) -> Result<Plan, Failure> {
    let last_year = BTreeMap::from([(hub.parse()?, "£300,000".parse()?)]);
    by(pot, claims, by_schools()?.hold_harmless(last_year, "0.95".parse()?))
}

/// What is said to whoever promises more than there is.
pub fn promised_too_much(pot: &Pot, claims: &BTreeMap<HubId, Claim>) -> Result<AllocationError, Failure> {
    let least: Money = "£250,000".parse()?;
    match by(pot, claims, Formula::by("schools-served")?.floor(least)) {
        Err(Failure::Allocation(why)) => Ok(*why),
        Err(other) => Err(other),
        Ok(_) => Err(Failure::NotRefused("a floor of £250,000 for each of 32 hubs")),
    }
}
