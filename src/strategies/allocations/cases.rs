//! For each rule of tables, the smallest change that breaks it and one that takes something out of its reach.

use super::{SoundTable, sound::read};
use crate::{
    funding::{
        allocation::{Allotted, Fund, OpenTie, Portion},
        purpose::Side,
        rules::allocation::{
            BELOW_HOLD_HARMLESS, BELOW_LEAST, CENTRAL_COSTS_LARGE, CHANGE_UNEXPLAINED, EQUAL_CLAIMS_UNEQUAL,
            FIGURE_WITHOUT_SOURCE, HUB_DROPPED, HUB_WITHOUT_STRUCTURAL, ODD_PENNIES_OPEN, OVER_POT,
            RESTRICTED_SOURCE_BEYOND, STRUCTURAL_SHARE_OUTSIDE, UNDER_ALLOCATED,
        },
    },
    identifiers::HubId,
    money::Money,
    ratio::Ratio,
    strategies::Case,
};

type Tables = Case<SoundTable>;

/// A case for each rule of tables of allocations.
pub fn cases() -> impl Iterator<Item = &'static Case<SoundTable>> {
    CASES.iter()
}

/// Changes what the principal sponsor puts in, in pence.
fn puts_in(sound: &mut SoundTable, pence: impl FnOnce(u64) -> u64) {
    let fund = sound.table.pot.sources.values_mut().find(|fund| fund.only_for.is_none());
    if let Some(fund) = fund {
        fund.amount = Money::from_pence(pence(fund.amount.pence())).unwrap_or(fund.amount);
    }
}

/// A hub that no sound table has gets pounds of each part, paid by the principal sponsor.
fn newcomer(sound: &mut SoundTable, id: &str, structural: u64, projects: u64) {
    let (Some(hub), Some(one), Some(other)) = (read(id), Money::pounds(structural), Money::pounds(projects)) else {
        return;
    };
    puts_in(sound, |pence| pence.saturating_add(one.pence()).saturating_add(other.pence()));
    sound.table.hubs.insert(hub, Allotted::new(one, other));
}

/// What a hub gets of project money.
fn projects_of(sound: &mut SoundTable, hub: Option<HubId>) -> Option<&mut Portion> {
    sound.table.hubs.get_mut(&hub?).map(|hub| &mut hub.projects)
}

/// Says that the first hub had so many `parts` of what it gets, `of` parts.
fn first_had(sound: &mut SoundTable, parts: u64, of: u64) {
    let now = sound.first().and_then(|hub| Some((hub, sound.table.hubs.get(&hub)?.amount())));
    let had = |now: Money| Money::from_pence(now.pence().checked_mul(parts)?.checked_div(of)?);
    let last_year = sound.table.last_year.as_mut();
    if let (Some(last_year), Some((hub, Some(had)))) = (last_year, now.map(|(hub, now)| (hub, had(now)))) {
        last_year.insert(hub, had);
    }
}

fn gone(sound: &mut SoundTable, had: u64) {
    let last_year = sound.table.last_year.as_mut();
    if let (Some(last_year), Some(hub), Some(had)) = (last_year, read("gone"), Money::pounds(had)) {
        last_year.insert(hub, had);
    }
}

const CASES: &[Tables] = &[
    Tables::of(&OVER_POT, |sound| puts_in(sound, |pence| pence.saturating_sub(1))),
    Tables::of(&UNDER_ALLOCATED, |sound| puts_in(sound, |pence| pence.saturating_add(1))),
    Tables::of(&CENTRAL_COSTS_LARGE, |sound| {
        let more = sound.table.pot.total().unwrap_or_default();
        puts_in(sound, |pence| pence.saturating_add(more.pence()));
        if let Some(what) = read("evaluation") {
            sound.table.pot.central.insert(what, more);
        }
    })
    .sparing(|sound| sound.policy.most_central = None),
    Tables::of(&STRUCTURAL_SHARE_OUTSIDE, |sound| sound.policy.most_structural = Ratio::new(1, 10)).sparing(|sound| {
        sound.policy.least_structural = None;
        sound.policy.most_structural = None;
    }),
    // It gets three times what it had.
    Tables::of(&CHANGE_UNEXPLAINED, |sound| first_had(sound, 1, 3)).sparing(|sound| sound.policy.most_change = None),
    // It gets four fifths of what it had.
    Tables::of(&BELOW_HOLD_HARMLESS, |sound| first_had(sound, 5, 4)).sparing(|sound| sound.policy.hold_harmless = None),
    Tables::of(&HUB_WITHOUT_STRUCTURAL, |sound| newcomer(sound, "newcomer", 0, 10)).sparing(|sound| {
        sound.policy.least_structural = None;
        for hub in sound.table.hubs.values_mut() {
            let all = hub.amount();
            *hub = Allotted::new(Money::ZERO, all);
        }
    }),
    Tables::of(&BELOW_LEAST, |sound| {
        newcomer(sound, "newcomer", 1, 0);
        sound.policy.least_per_hub = Money::pounds(2);
    })
    .sparing(|sound| sound.policy.least_per_hub = None),
    Tables::of(&RESTRICTED_SOURCE_BEYOND, |sound| {
        for fund in sound.table.pot.sources.values_mut() {
            *fund = Fund::new(fund.amount).only_for(Side::Projects);
        }
    })
    .sparing(|sound| {
        for fund in sound.table.pot.sources.values_mut() {
            *fund = Fund::new(fund.amount);
        }
    }),
    Tables::of(&ODD_PENNIES_OPEN, |sound| {
        puts_in(sound, |pence| pence.saturating_add(1));
        let among: Vec<HubId> = sound.table.hubs.keys().copied().chain(read("newcomer")).collect();
        sound.table.open.insert(OpenTie::new(Side::Structural, among, 1));
    }),
    Tables::of(&FIGURE_WITHOUT_SOURCE, |sound| {
        sound.policy.sources.remove("most_change");
    }),
    Tables::of(&HUB_DROPPED, |sound| gone(sound, 1)).sparing(|sound| gone(sound, 0)),
    Tables::of(&EQUAL_CLAIMS_UNEQUAL, |sound| {
        for (id, projects) in [("newcomer", 10), ("other-newcomer", 20)] {
            newcomer(sound, id, 10, projects);
            if let Some(projects) = projects_of(sound, read(id)) {
                projects.weight = Ratio::new(1, 7919);
            }
        }
    })
    .sparing(|sound| {
        newcomer(sound, "newcomer", 10, 10);
        if let Some(projects) = projects_of(sound, read("newcomer")) {
            projects.weight = Ratio::new(1, 7919);
        }
    }),
];
