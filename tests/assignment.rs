//! Assignment of applications to assessors, against every possibility tried in turn, and proofs of shortage checked by
//! counting.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use maths_hubs::selection::assignment::{Load, NoAssignment, Readings};
use proptest::prelude::*;

type Asked = Readings<u32, u32>;

fn has(readings: &Asked, application: u32, assessor: u32) -> bool {
    readings.kept.contains(&(application, assessor))
}

/// The greatest number, at its least, such that an assignment exists whose loads exceed it only where least loads or what
/// is kept ask for it; `None` where there is no assignment at all. Every choice of assessors for every application is tried.
fn by_trial(asked: &Asked) -> Option<u32> {
    let people: Vec<u32> = asked.loads.keys().copied().collect();
    let mut states = BTreeSet::from([vec![0_u32; people.len()]]);
    for (&application, &need) in &asked.needs {
        let kept = people.iter().filter(|person| has(asked, application, **person)).count() as u32;
        let size = need.max(kept);
        let choices: Vec<u32> = (0_u32..1 << people.len())
            .filter(|choice| choice.count_ones() == size)
            .filter(|choice| {
                people.iter().enumerate().all(|(at, person)| {
                    let chosen = choice >> at & 1 == 1;
                    if has(asked, application, *person) {
                        chosen
                    } else {
                        !(chosen && asked.barred.contains(&(application, *person)))
                    }
                })
            })
            .collect();
        states = states
            .iter()
            .flat_map(|loads| {
                choices.iter().map(|choice| {
                    loads.iter().enumerate().map(|(at, load)| load + (choice >> at & 1)).collect::<Vec<_>>()
                })
            })
            .collect();
    }
    let kept = |person: u32| asked.kept.iter().filter(|(_, other)| *other == person).count() as u32;
    states
        .into_iter()
        .filter(|loads| {
            loads.iter().zip(asked.loads.values()).all(|(load, asked)| asked.least() <= *load && *load <= asked.most())
        })
        .map(|loads| excess(asked, &people, &loads, kept))
        .min()
}

/// The smallest cap that these loads keep to.
fn excess(asked: &Asked, people: &[u32], loads: &[u32], kept: impl Fn(u32) -> u32) -> u32 {
    let over =
        people.iter().zip(loads).filter(|(person, load)| **load > asked.loads[person].least().max(kept(**person)));
    over.map(|(_, load)| *load).max().unwrap_or(0)
}

/// Panics unless the assignment is all that is promised.
fn check(asked: &Asked, readers: &BTreeMap<u32, BTreeSet<u32>>) -> u32 {
    assert_eq!(readers.keys().collect::<Vec<_>>(), asked.needs.keys().collect::<Vec<_>>());
    let mut loads: BTreeMap<u32, u32> = asked.loads.keys().map(|person| (*person, 0)).collect();
    for (application, people) in readers {
        let kept = asked.kept.iter().filter(|(kept, _)| kept == application).count();
        assert_eq!(people.len(), kept.max(asked.needs[application] as usize));
        for person in people {
            assert!(!asked.barred.contains(&(*application, *person)));
            *loads.get_mut(person).unwrap() += 1;
        }
    }
    assert!(asked.kept.iter().all(|(application, person)| readers[application].contains(person)));
    for (person, load) in &loads {
        assert!((asked.loads[person].least()..=asked.loads[person].most()).contains(load));
    }
    let people: Vec<u32> = loads.keys().copied().collect();
    let kept = |person: u32| asked.kept.iter().filter(|(_, other)| *other == person).count() as u32;
    excess(asked, &people, &loads.into_values().collect::<Vec<_>>(), kept)
}

/// Panics unless what is said to fall short does, by counting from what was asked alone.
fn check_proof(asked: &Asked, why: &NoAssignment<u32, u32>) {
    let open = |application: u32, person: u32| {
        !asked.barred.contains(&(application, person)) && !asked.kept.contains(&(application, person))
    };
    let kept_of = |application: u32| asked.kept.iter().filter(|(kept, _)| *kept == application).count() as u64;
    let kept_by = |person: u32| asked.kept.iter().filter(|(_, kept)| *kept == person).count() as u64;
    let need = |application: u32| u64::from(asked.needs[&application]).saturating_sub(kept_of(application));
    assert!(!matches!(why, NoAssignment::Starved(groups) if groups.is_empty()));
    assert!(!matches!(why, NoAssignment::Idle(groups) if groups.is_empty()));
    match why {
        NoAssignment::Starved(groups) => groups.iter().for_each(|why| {
            let needed: u64 = why.applications.iter().map(|application| need(*application)).sum();
            let able: BTreeMap<u32, u64> = (asked.loads.iter())
                .map(|(person, load)| {
                    let open =
                        why.applications.iter().filter(|application| open(**application, *person)).count() as u64;
                    (*person, open.min(u64::from(load.most()) - kept_by(*person)))
                })
                .filter(|(_, able)| *able > 0)
                .collect();
            assert_eq!((why.needed, &why.able, why.available), (needed, &able, able.values().sum()));
            assert!(why.available < why.needed && why.missing() == why.needed - why.available);
        }),
        NoAssignment::Idle(groups) => groups.iter().for_each(|why| {
            let least = |person: &u32| u64::from(asked.loads[person].least()).saturating_sub(kept_by(*person));
            let able: BTreeMap<u32, u64> = (asked.needs.keys())
                .map(|application| {
                    let open = why.assessors.iter().filter(|person| open(*application, **person)).count() as u64;
                    (*application, open.min(need(*application)))
                })
                .filter(|(_, able)| *able > 0)
                .collect();
            let needed: u64 = why.assessors.iter().map(least).sum();
            assert_eq!((why.needed, &why.able, why.available), (needed, &able, able.values().sum()));
            assert!(why.available < why.needed && why.missing() == why.needed - why.available);
        }),
        other => panic!("{other}"),
    }
}

/// Each application to the open assessors who have least so far, applications in order: a careful guess.
fn greedy(asked: &Asked) -> bool {
    let mut loads: BTreeMap<u32, u32> = asked.loads.keys().map(|person| (*person, 0)).collect();
    asked.needs.iter().all(|(application, need)| {
        let mut open: Vec<(u32, u32)> = (loads.iter())
            .filter(|(person, load)| {
                **load < asked.loads[person].most() && !asked.barred.contains(&(*application, **person))
            })
            .map(|(person, load)| (*load, *person))
            .collect();
        open.sort_unstable();
        open.truncate(*need as usize);
        open.iter().for_each(|(_, person)| *loads.get_mut(person).unwrap() += 1);
        open.len() == *need as usize
    })
}

#[test]
fn where_a_greedy_guess_fails_an_assignment_is_found() {
    // Assessor 1 alone may read application 2, and has room for one.
    let asked = Asked::new().needing(1, 1).needing(2, 1).by(1, Load::up_to(1)).by(2, Load::up_to(1)).barring(2, 2);
    assert!(!greedy(&asked));
    check(&asked, &asked.assign().unwrap());
}

#[test]
fn a_chain_of_hand_overs_as_long_as_the_round_is_found() {
    // Application i is open to assessors i and i + 1, the last to assessor 1 alone: all must move by one. All take one.
    let count = 2_000_u32;
    let mut asked = Asked::new();
    for at in 1..=count {
        asked = asked.needing(at, 1).by(at, Load::up_to(1));
        for other in 1..=count {
            let open = if at == count { other == 1 } else { other == at || other == at + 1 };
            if !open {
                asked.barred.insert((at, other));
            }
        }
    }
    check(&asked, &asked.assign().unwrap());
}

/// Application 1 is barred to assessor 2, so it goes to 0 and 1; application 0 goes to 0 and 2. On the way there the reading of 0
/// by 1 is given, handed on, and must stay possible.
#[test]
fn what_was_handed_on_can_be_given_again() {
    let asked = Asked::new()
        .needing(0, 2)
        .needing(1, 2)
        .by(0, Load::between(1, 2).unwrap())
        .by(1, Load::between(1, 1).unwrap())
        .by(2, Load::between(1, 1).unwrap())
        .barring(1, 2);
    let only = BTreeMap::from([(0, BTreeSet::from([0, 2])), (1, BTreeSet::from([0, 1]))]);
    assert_eq!(asked.assign(), Ok(only));
}

#[test]
fn applications_that_starve_are_named_with_those_who_share_their_assessors() {
    // Applications 1 and 2 are open to assessor 1 alone, who can read one; 3 is open to assessor 2.
    let asked = Asked::new()
        .needing(1, 1)
        .needing(2, 1)
        .needing(3, 1)
        .by(1, Load::up_to(1))
        .by(2, Load::up_to(3))
        .barring(1, 2)
        .barring(2, 2);
    let error = asked.assign().unwrap_err();
    check_proof(&asked, &error);
    let text = "2 applications need 2 readings, and the assessors open to them can give 1";
    assert_eq!(error.to_string(), text);
    let NoAssignment::Starved(starved) = error else { panic!() };
    assert_eq!(starved[0].applications, BTreeSet::from([1, 2]));
    assert_eq!(starved[0].able, BTreeMap::from([(1, 1)]));
}

#[test]
fn shortages_that_have_nothing_to_do_with_one_another_are_told_apart() {
    // 1 and 4 share assessor 1, 2 and 3 share assessor 2; each can read one. Assessor 3 has no room and joins nothing.
    let mut asked = Asked::new().by(1, Load::up_to(1)).by(2, Load::up_to(1)).by(3, Load::up_to(0));
    for (application, barred) in [(1, 2), (2, 1), (3, 1), (4, 2)] {
        asked = asked.needing(application, 1).barring(application, barred);
    }
    let error = asked.assign().unwrap_err();
    check_proof(&asked, &error);
    let one = "2 applications need 2 readings, and the assessors open to them can give 1";
    assert_eq!(error.to_string(), format!("{one}; {one}"));
    let NoAssignment::Starved(starved) = error else { panic!() };
    let groups: Vec<_> = starved.into_iter().map(|group| group.applications).collect();
    assert_eq!(groups, [BTreeSet::from([1, 4]), BTreeSet::from([2, 3])]);
}

#[test]
fn nobody_to_assess_and_nothing_to_assess() {
    assert_eq!(Asked::new().assign(), Ok(BTreeMap::new()));
    assert_eq!(Asked::new().by(1, Load::up_to(2)).assign(), Ok(BTreeMap::new()));
    assert_eq!(Asked::new().needing(1, 0).assign(), Ok(BTreeMap::from([(1, BTreeSet::new())])));
    let asked = Asked::new().needing(1, 2);
    let error = asked.assign().unwrap_err();
    check_proof(&asked, &error);
    assert_eq!(error.to_string(), "1 application needs 2 readings, and the assessors open to it can give 0");
}

#[test]
fn least_loads_that_cannot_be_met_are_proved_so() {
    let asked = Asked::new().needing(1, 1).by(1, Load::between(2, 3).unwrap());
    let error = asked.assign().unwrap_err();
    check_proof(&asked, &error);
    let text = "1 assessor is to have 2 more readings, and the applications open to them can give 1";
    assert_eq!(error.to_string(), text);
    assert_eq!(Load::between(3, 2), None);
}

#[test]
fn what_is_kept_must_agree_with_the_rest() {
    let asked = Asked::new().needing(1, 1).by(1, Load::up_to(1));
    let text = |asked: Asked| asked.assign().unwrap_err().to_string();
    assert_eq!(
        text(asked.clone().keeping(2, 1)),
        "the reading of 2 by 1 is kept, but only a listed assessor's of a listed application can be"
    );
    assert_eq!(text(asked.clone().keeping(1, 1).barring(1, 1)), "the reading of 1 by 1 is both kept and barred");
    assert_eq!(
        text(asked.needing(2, 1).keeping(1, 1).keeping(2, 1)),
        "1 keeps more readings than the 1 that they may have"
    );
}

#[test]
fn more_kept_than_needed_all_stand() {
    let asked = Asked::new().needing(1, 1).by(1, Load::up_to(1)).by(2, Load::up_to(1)).keeping(1, 1).keeping(1, 2);
    assert_eq!(asked.assign(), Ok(BTreeMap::from([(1, BTreeSet::from([1, 2]))])));
}

#[test]
fn ten_thousand_applications_by_three_of_three_hundred_assessors_are_all_read_at_even_loads() {
    let mut asked = Asked::new();
    for person in 0..300 {
        asked = asked.by(person, Load::between(20, 140).unwrap());
    }
    for application in 0..10_000 {
        asked = asked.needing(application, 3);
        // Some are open to a few only.
        for person in 0..300 {
            let mixed = (application * 7_919 + person * 104_729) % 1_009;
            if mixed < if application % 10 == 0 { 900 } else { 100 } {
                asked.barred.insert((application, person));
            }
        }
    }
    let before = Instant::now();
    let readers = asked.assign().unwrap();
    println!("10,000 applications x 3 by 300: {:?}", before.elapsed());
    assert_eq!(check(&asked, &readers), 100);
}

/// Half of the applications are open to ten assessors only: 5,000 · 3 ∕ 10 = 1,500 each, and nobody does with less.
#[test]
fn the_greatest_load_is_that_of_those_who_alone_may_read() {
    let mut asked = Asked::new();
    for person in 0..300 {
        asked = asked.by(person, Load::up_to(10_000));
    }
    for application in 0..10_000 {
        asked = asked.needing(application, 3);
        if application % 2 == 0 {
            asked.barred.extend((10..300).map(|person| (application, person)));
        }
    }
    let before = Instant::now();
    let readers = asked.assign().unwrap();
    println!("10,000 applications x 3 by 300, half open to ten: {:?}", before.elapsed());
    assert_eq!(check(&asked, &readers), 1_500);

    // With room for 1,499 each they fall short by ten.
    for person in 0..10 {
        asked = asked.by(person, Load::up_to(1_499));
    }
    let before = Instant::now();
    let error = asked.assign().unwrap_err();
    println!("the proof that 1,499 each are too few: {:?}", before.elapsed());
    check_proof(&asked, &error);
    let text = "5000 applications need 15000 readings, and the assessors open to them can give 14990";
    assert_eq!(error.to_string(), text);
}

fn asked() -> impl Strategy<Value = Asked> {
    (1_u32..7, 1_u32..5).prop_flat_map(|(applications, assessors)| {
        let pair = (0..applications, 0..assessors);
        (
            prop::collection::vec(0_u32..4, applications as usize),
            prop::collection::vec((0_u32..2, 0_u32..4), assessors as usize),
            prop::collection::btree_set(pair.clone(), 0..8),
            prop::collection::btree_set(pair, 0..3),
        )
            .prop_map(|(needs, loads, barred, kept)| {
                let mut asked = Asked::new();
                asked.needs = (0..).zip(needs).collect();
                asked.kept = kept.into_iter().filter(|pair| !barred.contains(pair)).collect();
                for (person, (least, more)) in (0..).zip(loads) {
                    let kept = asked.kept.iter().filter(|(_, kept)| *kept == person).count() as u32;
                    asked = asked.by(person, Load::between(least, (least + more).max(kept)).unwrap());
                }
                asked.barred = barred;
                asked
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn one_is_found_wherever_one_exists_and_its_greatest_load_is_the_smallest(asked in asked()) {
        match (asked.assign(), by_trial(&asked)) {
            (Ok(readers), Some(best)) => prop_assert_eq!(check(&asked, &readers), best),
            (Err(why), None) => check_proof(&asked, &why),
            other => prop_assert!(false, "{other:?}"),
        }
    }
}
