//! Laws of allocation: sums, anonymity, bounds, order; and the water-filling beside every way of standing at bounds.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    funding::allocation::{
        Allocation, AllocationPolicy, AllocationTable, Bound, Claim, Formula, LastYear, Plan, Pot,
        filling::{Claimant, Edge, FillError, fill},
        reduction::reduce,
    },
    funding::purpose::Side,
    identifiers::HubId,
    money::Money,
    ratio::Ratio,
    strategies::{self, allocations},
};
use proptest::{collection, option, prelude::*, sample};

fn pence(pence: u64) -> Money {
    Money::from_pence(pence).unwrap()
}

fn ratio(above: u64, below: u64) -> Ratio {
    Ratio::new(above.into(), below.into()).unwrap()
}

fn claimants() -> impl Strategy<Value = BTreeMap<usize, Claimant>> {
    let claimant = (0_u64..5, 1_u64..4, 0_u64..25, option::of(0_u64..40)).prop_map(|(above, below, floor, more)| {
        let claimant = Claimant::new(ratio(above, below)).floor(pence(floor));
        more.map_or(claimant, |more| claimant.cap(pence(floor + more)))
    });
    collection::vec(claimant, 1..5).prop_map(|all| all.into_iter().enumerate().collect())
}

#[derive(Clone, Copy, PartialEq)]
enum Stands {
    AtFloor,
    Free,
    AtCap,
}

/// The exact shares, by trying each way in which the claimants may stand at their bounds: a way is right where one amount a
/// unit puts everybody where it says. Whoever has no weight stands at its floor.
fn exact(money: Money, claimants: &BTreeMap<usize, Claimant>) -> Option<Vec<Ratio>> {
    let all: Vec<Claimant> = claimants.values().copied().collect();
    let of = |amount: Money| Ratio::from(amount.pence());
    for way in 0..3_usize.pow(u32::try_from(all.len()).unwrap()) {
        let stand = |at: usize| match way / 3_usize.pow(u32::try_from(at).unwrap()) % 3 {
            0 => Stands::AtFloor,
            1 => Stands::Free,
            _ => Stands::AtCap,
        };
        let (mut fixed, mut free) = (Ratio::ZERO, Ratio::ZERO);
        // The amounts a unit at which everybody at a bound is there.
        let (mut least, mut most) = (Ratio::ZERO, None::<Ratio>);
        let mut may_be = true;
        for (at, claimant) in all.iter().enumerate() {
            let weighs = !claimant.weight.is_zero();
            match (stand(at), claimant.cap) {
                (Stands::AtFloor, _) => {
                    fixed = fixed.plus(of(claimant.floor)).unwrap();
                    if weighs {
                        let until = of(claimant.floor).over(claimant.weight).unwrap();
                        most = Some(most.map_or(until, |most| most.min(until)));
                    }
                }
                (Stands::Free, _) if weighs => free = free.plus(claimant.weight).unwrap(),
                (Stands::AtCap, Some(cap)) if weighs => {
                    fixed = fixed.plus(of(cap)).unwrap();
                    least = least.max(of(cap).over(claimant.weight).unwrap());
                }
                _ => may_be = false,
            }
        }
        if !may_be {
            continue;
        }
        let left = of(money).minus(fixed).unwrap();
        let per_unit = if free.is_zero() {
            if !left.is_zero() || most.is_some_and(|most| least > most) {
                continue;
            }
            least
        } else {
            left.over(free).unwrap()
        };
        let share = |(at, claimant): (usize, &Claimant)| match stand(at) {
            Stands::AtFloor => of(claimant.floor),
            Stands::Free => per_unit.times(claimant.weight).unwrap(),
            Stands::AtCap => of(claimant.cap.unwrap()),
        };
        let shares: Vec<Ratio> = all.iter().enumerate().map(share).collect();
        let within = |(share, claimant): (&Ratio, &Claimant)| {
            *share >= of(claimant.floor) && claimant.cap.is_none_or(|cap| *share <= of(cap))
        };
        let fits = per_unit >= least && most.is_none_or(|most| per_unit <= most);
        if fits && shares.iter().zip(&all).all(within) {
            return Some(shares);
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn water_filling_is_the_one_way_of_standing_at_bounds_that_fits(claimants in claimants(), money in 0_u64..150) {
        let money = pence(money);
        let (found, exact) = (fill(money, &claimants), exact(money, &claimants));
        prop_assert_eq!(found.is_ok(), exact.is_some(), "{:?}", found);
        let (Ok(found), Some(exact)) = (found, exact) else { return Ok(()) };
        let open = found.tie.as_ref().map_or(0, |tie| tie.pence);
        let given: u64 = found.shares.values().map(|filled| filled.amount.pence()).sum();
        prop_assert_eq!(given + open, money.pence());
        // Whole pence: the exact share, or a neighbour; those that have more than it had the greater remainders.
        let (mut up, mut down) = (Vec::new(), Vec::new());
        for (who, exact) in exact.iter().enumerate() {
            let filled = found.shares[&who];
            let amount = Ratio::from(filled.amount.pence());
            prop_assert!(amount.minus(*exact).unwrap().magnitude() < Ratio::ONE);
            let below = Ratio::new(exact.numerator().div_euclid(exact.denominator()), 1).unwrap();
            let remainder = exact.minus(below).unwrap();
            prop_assert_eq!(filled.odd_penny, amount > below);
            let open = found.tie.as_ref().filter(|tie| tie.among.contains(&who));
            if let Some(tie) = open {
                prop_assert!(tie.pence > 0 && usize::try_from(tie.pence).unwrap() < tie.among.len());
                prop_assert!(amount == below && !remainder.is_zero());
                up.push(remainder);
                down.push(remainder);
            } else if filled.odd_penny {
                up.push(remainder);
            } else {
                down.push(remainder);
            }
            // A bound is said where without it, at the same amount a unit, another share would be had.
            let claimant = claimants[&who];
            if let Some(per_unit) = found.per_unit {
                let without = per_unit.times(claimant.weight).unwrap();
                let bound = match without.cmp(exact) {
                    std::cmp::Ordering::Less => Some(Edge::Floor),
                    std::cmp::Ordering::Equal => None,
                    std::cmp::Ordering::Greater => Some(Edge::Cap),
                };
                prop_assert_eq!(filled.bound, bound);
            }
        }
        if let (Some(least_up), Some(most_down)) = (up.iter().min(), down.iter().max()) {
            prop_assert!(least_up >= most_down, "{:?} {:?}", up, down);
        }
    }

    #[test]
    fn what_cannot_be_filled_is_refused_by_the_exact_difference(claimants in claimants(), money in 0_u64..150) {
        let money = pence(money);
        let floors = Money::sum(claimants.values().map(|claimant| claimant.floor)).unwrap();
        let refused = fill(money, &claimants).err();
        match refused {
            None => {}
            Some(FillError::FloorsExceed { floors: found, by, .. }) => {
                prop_assert_eq!((found, by), (floors, floors.minus(money).unwrap()));
                // With so much more it goes.
                prop_assert!(fill(money.plus(by).unwrap(), &claimants).is_ok());
            }
            Some(FillError::CapsFallShort { by, .. } | FillError::NoWeight { left: by }) => {
                // With so much less it goes, and with a penny more than that it does not.
                let room = money.minus(by).unwrap();
                prop_assert!(fill(room, &claimants).is_ok());
                prop_assert!(fill(room.plus(pence(1)).unwrap(), &claimants).is_err());
            }
            Some(error) => prop_assert!(false, "{}", error),
        }
    }

    #[test]
    fn weights_of_any_length_fill_or_are_refused(
        weights in collection::vec(strategies::ratio(), 1..6),
        money in any::<u32>(),
        cap in option::of(any::<u32>()),
    ) {
        let one = |weight: Ratio| {
            let claimant = Claimant::new(weight.magnitude());
            cap.map_or(claimant, |cap| claimant.cap(pence(cap.into())))
        };
        let claimants: BTreeMap<usize, Claimant> = weights.into_iter().map(one).enumerate().collect();
        if let Ok(found) = fill(pence(money.into()), &claimants) {
            let open = found.tie.map_or(0, |tie| tie.pence);
            let given: u64 = found.shares.values().map(|filled| filled.amount.pence()).sum();
            prop_assert_eq!(given + open, u64::from(money));
        }
    }
}

/// Claims, money in pence, a formula whose bounds lie about the average, and what was promised.
#[derive(Clone, Debug)]
struct Case {
    claims: BTreeMap<HubId, Claim>,
    money: Money,
    floor: Option<Money>,
    cap: Option<Money>,
    last_year: Option<(BTreeMap<HubId, Money>, Ratio)>,
    by: &'static str,
}

fn cases() -> impl Strategy<Value = Case> {
    let by = sample::select(vec!["equal", "pupils", "schools-served", "mix"]);
    let bounds = (option::of(0_u64..=10), option::of(8_u64..40));
    let kept = option::of((collection::vec(0_u64..30, 8), 0_u64..=110));
    (allocations::claims(8), 0_u64..100_000, by, bounds, kept).prop_map(|(claims, money, by, (floor, cap), kept)| {
        // Tenths of the average.
        let tenth = money / (10 * u64::try_from(claims.len()).unwrap());
        let last_year = kept.map(|(tenths, share)| {
            let had = claims.keys().zip(tenths).map(|(hub, tenths)| (*hub, pence(tenths * tenth)));
            (had.collect(), ratio(share, 100))
        });
        let of = |tenths| pence(tenths * tenth);
        Case { claims, money: pence(money), floor: floor.map(of), cap: cap.map(of), last_year, by }
    })
}

impl Case {
    fn formula(&self) -> Formula {
        let formula = match self.by {
            "equal" => Formula::equal(),
            "mix" => Formula::mix([("pupils", ratio(9, 10)), ("free-meal-pupils", ratio(1, 10))]).unwrap(),
            by => Formula::by(by).unwrap(),
        };
        let formula = self.floor.into_iter().fold(formula, Formula::floor);
        let formula = self.cap.into_iter().fold(formula, Formula::cap);
        match &self.last_year {
            Some((last_year, share)) => formula.hold_harmless(last_year.clone(), *share),
            None => formula,
        }
    }

    fn plan(&self) -> Option<Plan> {
        let divided = Allocation::of(self.money).divided(ratio(1, 3)).structural(Formula::equal());
        match self.last_year {
            // A promise of all of the money.
            Some(_) => Allocation::of(self.money).projects(self.formula()).among(&self.claims).ok(),
            None => divided.projects(self.formula()).among(&self.claims).ok(),
        }
    }
}

fn projects(plan: &Plan, hub: HubId) -> Money {
    plan.portion(hub, Side::Projects).unwrap().amount
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_plan_gives_all_of_the_money_to_the_penny(case in cases()) {
        let Some(plan) = case.plan() else { return Ok(()) };
        prop_assert_eq!(plan.total(), case.money);
        let division = plan.division();
        prop_assert_eq!(division.structural.plus(division.projects).unwrap(), case.money);
        for part in Side::ALL {
            let given = case.claims.keys().map(|hub| plan.portion(*hub, part).unwrap().amount.pence()).sum::<u64>();
            let open = plan.ties().iter().filter(|tie| tie.part == part).map(|tie| tie.pence).sum::<u64>();
            prop_assert_eq!(given + open, division.money(part).pence());
        }
        for (hub, amount) in plan.shares() {
            let explained = plan.explain(hub).unwrap();
            prop_assert_eq!(explained.amount, amount);
            prop_assert_eq!(Money::sum(explained.parts().map(|part| part.amount)).unwrap(), amount);
        }
    }

    #[test]
    fn hubs_with_other_names_get_the_same(case in cases()) {
        // Backwards: the first in the order of ids comes last.
        let renamed: BTreeMap<HubId, HubId> = (case.claims.keys().enumerate())
            .map(|(place, hub)| (*hub, format!("renamed-{:03}", 999 - place).parse().unwrap()))
            .collect();
        let to = |hub: &HubId| renamed.get(hub).copied();
        let mut other = case.clone();
        other.claims = case.claims.iter().map(|(hub, claim)| (renamed[hub], claim.clone())).collect();
        other.last_year = case.last_year.as_ref().map(|(had, share)| {
            (had.iter().filter_map(|(hub, had)| Some((to(hub)?, *had))).collect(), *share)
        });
        let (one, other) = (case.plan(), other.plan());
        prop_assert_eq!(one.is_some(), other.is_some());
        let (Some(one), Some(other)) = (one, other) else { return Ok(()) };
        for (hub, amount) in one.shares() {
            prop_assert_eq!(other.share(renamed[&hub]), Some(amount));
            for part in Side::ALL {
                prop_assert_eq!(one.portion(hub, part), other.portion(renamed[&hub], part));
            }
        }
        for (one, other) in one.ties().into_iter().zip(other.ties()) {
            let among: BTreeSet<HubId> = one.among.iter().filter_map(to).collect();
            prop_assert_eq!((one.part, among, one.pence), (other.part, other.among, other.pence));
        }
    }

    #[test]
    fn promises_are_kept_or_the_allocation_is_refused(case in cases()) {
        let Some(plan) = case.plan() else { return Ok(()) };
        for hub in case.claims.keys() {
            let amount = projects(&plan, *hub);
            prop_assert!(case.floor.is_none_or(|floor| amount >= floor));
            prop_assert!(case.cap.is_none_or(|cap| amount <= cap));
            if let Some((had, share)) = &case.last_year {
                let had = had.get(hub).copied().unwrap_or_default();
                prop_assert!(Ratio::from(amount.pence()) >= share.times(Ratio::from(had.pence())).unwrap());
            }
            match plan.portion(*hub, Side::Projects).unwrap().bound {
                Some(Bound::Cap) => prop_assert_eq!(Some(amount), case.cap),
                Some(Bound::Floor) => prop_assert_eq!(Some(amount), case.floor),
                _ => {}
            }
        }
    }

    #[test]
    fn a_greater_claim_never_gets_less(case in cases()) {
        let case = Case { last_year: None, ..case };
        let Some(plan) = case.plan() else { return Ok(()) };
        let weight = |hub: &HubId| plan.portion(*hub, Side::Projects).unwrap().weight;
        for one in case.claims.keys() {
            for other in case.claims.keys() {
                if weight(one) >= weight(other) {
                    prop_assert!(projects(&plan, *one) >= projects(&plan, *other));
                }
            }
        }
    }

    #[test]
    fn a_hub_that_comes_to_claim_more_loses_a_penny_at_most(case in cases(), which: sample::Index, more in 1_u32..1000) {
        // By largest remainder a penny may go to another when weights move; more than that never does.
        let case = Case { by: "pupils", ..case };
        let Some(plan) = case.plan() else { return Ok(()) };
        let hub = *which.get(&case.claims.keys().copied().collect::<Vec<_>>());
        let mut other = case.clone();
        let claim = &other.claims[&hub];
        let pupils = claim.get("pupils".parse().unwrap()).unwrap();
        let claim = claim.clone().with("pupils", pupils.plus(more.into()).unwrap()).unwrap();
        other.claims.insert(hub, claim);
        let Some(other) = other.plan() else { return Ok(()) };
        prop_assert!(projects(&other, hub).pence() + 1 >= projects(&plan, hub).pence());
    }

    #[test]
    fn a_draw_gives_the_open_pence_and_no_more(case in cases(), order in any::<prop::sample::Index>()) {
        let Some(plan) = case.plan() else { return Ok(()) };
        let mut drawn: Vec<HubId> = case.claims.keys().copied().collect();
        let turn = order.index(drawn.len());
        drawn.rotate_left(turn);
        let settled = plan.clone().drawn(drawn.iter().copied()).unwrap();
        prop_assert_eq!((settled.undivided(), settled.total()), (Money::ZERO, case.money));
        for part in Side::ALL {
            let tie = plan.ties().into_iter().find(|tie| tie.part == part);
            let first: Vec<HubId> = drawn.iter().copied().filter(|hub| tie.iter().any(|tie| tie.among.contains(hub))).collect();
            let open = tie.map_or(0, |tie| usize::try_from(tie.pence).unwrap());
            for hub in case.claims.keys() {
                let [before, after] = [&plan, &settled].map(|plan| plan.portion(*hub, part).unwrap().amount.pence());
                prop_assert_eq!(after - before, u64::from(first[..open].contains(hub)));
            }
        }
    }

    #[test]
    fn a_cut_takes_from_all_and_gives_to_none(
        shares in collection::btree_map(strategies::hub_id(), (0_u64..10_000, 0_u64..=100), 1..8),
        percent in 0_u64..=100,
    ) {
        let had: BTreeMap<HubId, Money> = shares.iter().map(|(hub, (had, _))| (*hub, pence(*had))).collect();
        let least: BTreeMap<HubId, Money> =
            shares.iter().map(|(hub, (had, kept))| (*hub, pence(had * kept / 100))).collect();
        let money = pence(Money::sum(had.values().copied()).unwrap().pence() * percent / 100);
        let kept = Money::sum(least.values().copied()).unwrap();
        let cut = reduce(&had, money, &least);
        prop_assert_eq!(cut.is_ok(), kept <= money);
        let Ok(cut) = cut else { return Ok(()) };
        prop_assert_eq!(cut.total(), money);
        for (hub, it) in &cut.hubs {
            prop_assert!(it.now <= had[hub] && it.now >= least[hub]);
            prop_assert!(!it.protected || it.now == least[hub]);
        }
        let drawn = cut.drawn(&had.keys().copied().collect::<Vec<_>>()).unwrap();
        prop_assert_eq!(Money::sum(drawn.hubs.values().map(|it| it.now)).unwrap(), money);
    }

    #[test]
    fn a_comparison_adds_up(case in cases(), had in collection::btree_map(strategies::hub_id(), 0_u64..10_000, 0..4)) {
        let Some(plan) = case.plan() else { return Ok(()) };
        let mut had: BTreeMap<HubId, Money> = had.into_iter().map(|(hub, had)| (hub, pence(had))).collect();
        had.extend(case.claims.keys().take(2).map(|hub| (*hub, pence(500))));
        let last_year = LastYear::from(had);
        let comparison = plan.compared_with(last_year.clone());
        prop_assert_eq!((comparison.before, comparison.now), (last_year.total(), case.money));
        let by = maths_hubs::money::Balance::sum(comparison.hubs.values().map(|change| change.by)).unwrap();
        let settled = case.money.minus(plan.undivided()).unwrap();
        prop_assert_eq!(by, settled.difference(last_year.total()));
        let known: BTreeSet<HubId> = last_year.hubs().map(|(hub, _)| hub).chain(case.claims.keys().copied()).collect();
        prop_assert!(comparison.hubs.keys().eq(&known));
    }

    #[test]
    fn documents_read_what_they_write(
        table in allocations::any_table(),
        formula in allocations::formulas(),
        claims in allocations::claims(4),
        policy in allocations::policies(),
        pot in allocations::pots(),
    ) {
        let json = serde_json::to_string(&table).unwrap();
        prop_assert_eq!(serde_json::from_str::<AllocationTable>(&json).unwrap(), table);
        let json = serde_json::to_string(&formula).unwrap();
        prop_assert_eq!(serde_json::from_str::<Formula>(&json).unwrap(), formula);
        let json = serde_json::to_string(&claims).unwrap();
        prop_assert_eq!(serde_json::from_str::<BTreeMap<HubId, Claim>>(&json).unwrap(), claims);
        let json = serde_json::to_string(&policy).unwrap();
        prop_assert_eq!(serde_json::from_str::<AllocationPolicy>(&json).unwrap(), policy);
        let json = serde_json::to_string(&pot).unwrap();
        prop_assert_eq!(serde_json::from_str::<Pot>(&json).unwrap(), pot);
    }

    #[test]
    fn no_formula_and_no_claims_are_too_strange(claims in allocations::claims(6), formula in allocations::formulas(), money in strategies::money()) {
        // Refused or shared; never a panic, never a penny lost.
        if let Ok(plan) = Allocation::of(money).projects(formula).among(&claims) {
            prop_assert_eq!(plan.total(), money);
        }
    }
}
