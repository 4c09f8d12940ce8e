//! Sound tables of any size.

use std::collections::BTreeMap;

use crate::{
    calendar::FinancialYear,
    document::Source,
    funding::{
        allocation::{Allocation, AllocationPolicy, AllocationTable, Claim, Formula, Fund, LastYear, Pot},
        purpose::Side,
    },
    identifiers::{HubId, ProgrammeId, Slug, SponsorId},
    money::Money,
    ratio::Ratio,
    rules::{Report, check},
    strategies::{DAY, sound::THIS_YEAR},
};

/// A table of which no rule says anything, and the policy that it keeps. All its figures are made up.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SoundTable {
    /// The table.
    pub table: AllocationTable,
    /// The policy.
    pub policy: AllocationPolicy,
}

impl SoundTable {
    /// A sound table of so many hubs, one at least: £11,000,000, of which a twentieth stays at the centre, two fifths of the
    /// rest are structural, in equal parts, and three fifths go by schools served.
    #[must_use]
    pub fn of(hubs: usize) -> Self {
        let pot = Pot::default();
        let empty = AllocationTable::new(ProgrammeId::from(Slug::UNNAMED), THIS_YEAR.into(), pot);
        Self::numbered(hubs).unwrap_or(Self { table: empty, policy: AllocationPolicy::new() })
    }

    fn numbered(hubs: usize) -> Option<Self> {
        let mut claims = BTreeMap::new();
        for number in (1_u32..).take(hubs.max(1)) {
            let hub: HubId = format!("hub-{number}").parse().ok()?;
            claims.insert(hub, Claim::new().with("schools-served", number.saturating_add(400)).ok()?);
        }
        Self::among(&claims, Money::pounds(11_000_000)?, Ratio::new(2, 5)?)
    }

    /// A sound table of such money and such a structural share, 0.2 to 0.6, among these claims, which have `schools-served`;
    /// none where that cannot be.
    #[must_use]
    pub fn among(claims: &BTreeMap<HubId, Claim>, money: Money, structural: Ratio) -> Option<Self> {
        let tenth = Ratio::new(1, 10)?;
        let central = Money::from_pence(money.pence().checked_div(20)?)?;
        let trial = Fund::new(Money::from_pence(money.pence().checked_div(100)?)?).only_for(Side::Projects);
        let pot = Pot::from_source(read::<SponsorId>("dfe")?, money).and_source(read("eef")?, trial);
        let pot = pot.less("coordination", central).ok()?;
        let plan = Allocation::of(pot.to_hubs().ok()?)
            .divided(structural)
            .structural(Formula::equal())
            .projects(Formula::by("schools-served").ok()?)
            .among(claims)
            .ok()?
            .drawn(claims.keys().copied())
            .ok()?;
        let last_year = LastYear::from(&plan).amounts();
        let year = FinancialYear::starting(2014)?.into();
        let table = plan.since(last_year).table(read::<ProgrammeId>("maths-hubs")?, year, pot);

        let mut policy = AllocationPolicy::new();
        policy.most_central = Some(tenth);
        policy.least_structural = Some(structural.minus(tenth).ok()?);
        policy.most_structural = Some(structural.plus(tenth).ok()?);
        policy.least_per_hub = Money::pounds(1);
        policy.hold_harmless = Ratio::new(9, 10);
        policy.most_change = Ratio::new(1, 2);
        policy.sources = policy.figures().map(|figure| (figure.to_owned(), Source::Illustrative)).collect();
        Some(Self { table, policy })
    }

    /// What the rules say of it.
    #[must_use]
    pub fn check(&self) -> Report {
        check(&self.table, &self.policy, DAY)
    }

    /// The first hub.
    #[must_use]
    pub fn first(&self) -> Option<HubId> {
        self.table.hubs.keys().next().copied()
    }
}

pub(super) fn read<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}
