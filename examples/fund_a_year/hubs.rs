//! A network of 32 hubs, all of them invented: their names, their regions, and how many schools each serves.
//!
//! Of the 32 hubs of 2014 the record names twelve, and nobody published what each was paid. So none stands here.

use std::collections::BTreeMap;

use maths_hubs::{
    document::Malformed,
    funding::allocation::Claim,
    geography::Region::{
        self, EastMidlands, EastOfEngland, London, NorthEast, NorthWest, SouthEast, SouthWest, WestMidlands,
        YorkshireAndTheHumber,
    },
    identifiers::HubId,
};

const HUBS: [(&str, Region, u32); 32] = [
    ("axiom", NorthEast, 640),
    ("bisector", NorthEast, 520),
    ("chord", NorthWest, 1_010),
    ("conjecture", NorthWest, 845),
    ("corollary", NorthWest, 730),
    ("cosine", NorthWest, 390),
    ("decimal", NorthWest, 610),
    ("diagonal", YorkshireAndTheHumber, 780),
    ("ellipse", YorkshireAndTheHumber, 655),
    ("equation", YorkshireAndTheHumber, 560),
    ("factor", YorkshireAndTheHumber, 475),
    ("fraction", EastMidlands, 700),
    ("gradient", EastMidlands, 585),
    ("helix", EastMidlands, 430),
    ("hexagon", WestMidlands, 860),
    ("integer", WestMidlands, 745),
    ("isosceles", WestMidlands, 505),
    ("kite", WestMidlands, 350),
    ("lemma", EastOfEngland, 905),
    ("median", EastOfEngland, 690),
    ("nonagon", EastOfEngland, 540),
    ("octagon", London, 1_240),
    ("parabola", London, 820),
    ("polygon", London, 765),
    ("quotient", London, 595),
    ("radian", London, 445),
    ("rhombus", SouthEast, 1_120),
    ("secant", SouthEast, 880),
    ("tangent", SouthEast, 720),
    ("torus", SouthEast, 260),
    ("vector", SouthWest, 935),
    ("vertex", SouthWest, 490),
];

/// By what each hub claims a part of the money.
///
/// A service that keeps its network here asks `programme.claims_with(&network, …)`; a claim may come from anywhere.
pub fn claims() -> Result<BTreeMap<HubId, Claim>, Malformed> {
    let claim = |(hub, _, schools): (&str, _, u32)| Ok((hub.parse()?, Claim::new().with("schools-served", schools)?));
    HUBS.into_iter().map(claim).collect()
}

/// Where each hub is at home, for statements by region: `programme.regions(&network)` in such a service.
pub fn regions() -> Result<BTreeMap<HubId, Region>, Malformed> {
    HUBS.into_iter().map(|(hub, region, _)| Ok((hub.parse()?, region))).collect()
}
