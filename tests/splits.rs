//! Splits of one amount, running totals, and amounts phased into years: what is claimed of any of them.

use maths_hubs::{
    calendar::{Period, YearKind},
    chrono::{Days, NaiveDate},
    funding::{
        phasing::{Profile, by_month, by_term, phased},
        split::{Split, running_shares, split},
    },
    money::{Balance, Money},
    ratio::Ratio,
};
use proptest::prelude::*;

fn pence(pence: u64) -> Money {
    Money::from_pence(pence).unwrap()
}

fn amounts() -> impl Strategy<Value = Vec<(usize, Money)>> {
    prop::collection::vec(prop_oneof![0_u64..20, 0_u64..100_000_000], 1..9)
        .prop_map(|own| own.into_iter().map(pence).enumerate().collect())
}

fn period() -> impl Strategy<Value = Period> {
    (0_u64..3_000, 0_u64..2_000).prop_map(|(start, length)| {
        let first = NaiveDate::from_ymd_opt(2012, 1, 1).unwrap() + Days::new(start);
        Period::new(first, Some(first + Days::new(length))).unwrap()
    })
}

fn kind() -> impl Strategy<Value = YearKind> {
    prop_oneof![Just(YearKind::Academic), Just(YearKind::Financial)]
}

fn even() -> impl Strategy<Value = Profile> {
    prop_oneof![Just(Profile::Months), Just(Profile::Days)]
}

fn balance() -> impl Strategy<Value = Balance> {
    prop_oneof![-300_i64..300, -2_000_000_000_i64..2_000_000_000].prop_map(|it| Balance::from_pence(it).unwrap())
}

#[test]
fn an_academic_year_is_seven_and_five_twelfths_of_two_financial_ones() {
    let over: Period = "2014-09-01 to 2015-08-31".parse().unwrap();
    for pounds in [12, 1_200, 870_000] {
        let amount = Money::pounds(pounds).unwrap();
        let years: Vec<_> =
            phased(amount.into(), over, YearKind::Financial, &Profile::Months).unwrap().into_values().collect();
        let twelfth = Balance::from_pence((pounds * 100 / 12) as i64).unwrap();
        assert_eq!(years, [twelfth.times(7).unwrap(), twelfth.times(5).unwrap()]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn parts_add_up_and_odd_pennies_are_those_rounded_up(
        amount in prop_oneof![0_u64..300, 0_u64..1_000_000_000_000], weights in prop::collection::vec(1_u64..1_000, 1..9),
    ) {
        let parts: Vec<(usize, Ratio)> = weights.iter().copied().map(Ratio::from).enumerate().collect();
        let split = split(pence(amount), &parts).unwrap();
        prop_assert_eq!(split.total(), pence(amount));
        let whole: u128 = weights.iter().map(|it| u128::from(*it)).sum();
        for (part, weight) in split.parts.iter().zip(&weights) {
            let product = u128::from(amount) * u128::from(*weight);
            let expected = product / whole + u128::from(part.odd_penny);
            prop_assert_eq!(u128::from(part.amount.pence()), expected);
            prop_assert!(!part.odd_penny || product % whole != 0);
        }
        // No part that went without was cut by more than one that did not, nor by as much as a later one.
        let cut = |at: usize| u128::from(amount) * u128::from(weights[at]) % whole;
        for one in split.parts.iter().filter(|it| it.odd_penny) {
            for other in split.parts.iter().filter(|it| !it.odd_penny) {
                prop_assert!((cut(one.key), other.key) > (cut(other.key), one.key));
            }
        }
    }

    #[test]
    fn structural_and_project_parts_add_up(total in 0_u64..1_000_000_000_000, above in 0_i128..=97) {
        let split = Split::structural(pence(total), Ratio::new(above, 97).unwrap()).unwrap();
        prop_assert_eq!(split.total(), pence(total));
        prop_assert!(split.odd_pennies().count() <= 1);
    }

    #[test]
    fn a_running_total_takes_no_penny_back_and_ends_with_each_its_own(
        of in amounts(), steps in prop::collection::vec(0.0..1.0, 1..20),
    ) {
        let whole: u64 = of.iter().map(|(_, own)| own.pence()).sum();
        let mut totals: Vec<u64> = steps.into_iter().map(|step: f64| (step * whole as f64) as u64).collect();
        totals.extend(totals.clone().into_iter().map(|total| (total + 1).min(whole)));
        totals.sort_unstable();
        let mut before = vec![Money::ZERO; of.len()];
        for total in totals {
            let now = running_shares(pence(total), &of).unwrap();
            prop_assert_eq!(Money::sum(now.iter().map(|(_, share)| *share)), Ok(pence(total)));
            for (((key, share), (_, own)), before) in now.iter().zip(&of).zip(&mut before) {
                prop_assert!(*share >= *before, "part {} had {} and has {} at {}", key, before, share, total);
                prop_assert!(share <= own, "part {} has {} of {}", key, share, own);
                *before = *share;
            }
        }
        prop_assert_eq!(running_shares(pence(whole), &of).unwrap(), of);
    }

    #[test]
    fn phased_amounts_add_up_and_corrections_mirror_them(
        amount in balance(), over in period(), kind in kind(), profile in even(),
    ) {
        let years = phased(amount, over, kind, &profile).unwrap();
        prop_assert_eq!(Balance::sum(years.values().copied()), Ok(amount));
        prop_assert!(years.keys().all(|year| year.period().overlaps(over)));
        prop_assert!(years.contains_key(&kind.containing(over.first()).unwrap()));
        prop_assert!(years.contains_key(&kind.containing(over.last().unwrap()).unwrap()));
        let mirrored = phased(amount.reversed(), over, kind, &profile).unwrap();
        prop_assert!(years.iter().all(|(year, amount)| mirrored[year] == amount.reversed()));
        // By days each year is within a penny of its share of the days.
        if profile == Profile::Days {
            let days = i128::from(over.days().unwrap());
            for (year, share) in &years {
                let its = i128::from(year.period().intersection(over).unwrap().days().unwrap());
                let off = i128::from(share.pence()) * days - i128::from(amount.pence()) * its;
                prop_assert!(off.abs() < days, "{} has {}", year, share);
            }
        }
    }

    #[test]
    fn months_and_terms_of_a_year_add_up_to_it(amount in balance(), over in period(), kind in kind(), profile in even()) {
        let months = by_month(amount, over, kind, &profile).unwrap();
        for (year, amount) in phased(amount, over, kind, &profile).unwrap() {
            let its = months.iter().filter(|(month, _)| year.contains(month.first_day())).map(|(_, amount)| *amount);
            prop_assert_eq!(Balance::sum(its), Ok(amount));
        }
        let terms = by_term(amount, over, &profile).unwrap();
        for (year, amount) in phased(amount, over, YearKind::Academic, &profile).unwrap() {
            let its = terms.iter().filter(|(term, _)| year == term.year().into()).map(|(_, amount)| *amount);
            prop_assert_eq!(Balance::sum(its), Ok(amount));
        }
    }
}
