//! What holds of every set of criteria and every row of marks.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    answer::Answer,
    ratio::Ratio,
    selection::{
        criteria::{Criteria, CriterionId, Draft, Minimum},
        indicative,
        scale::{Mark, RawMark, Scale},
        totals::{Cell, Lacks, Misfit, Shortfall},
    },
    strategies,
    vocabulary::Word,
};
use proptest::{prelude::*, sample::Index};

fn word(text: &str) -> Word {
    text.parse().unwrap()
}

/// What a cell is to be.
#[derive(Clone, Debug)]
enum Plan {
    Mark(Index),
    NotApplicable(Index),
    Missing,
    Declined,
}

impl Plan {
    /// The cell; a mark where the criterion always applies.
    fn cell(&self, criteria: &Criteria, index: usize) -> Cell {
        let leaf = &criteria.leaves()[index];
        match self {
            Self::NotApplicable(_) if leaf.may_be_not_applicable() => Cell::NotApplicable,
            Self::Mark(mark) | Self::NotApplicable(mark) => Cell::Mark(*mark.get(leaf.scale().marks())),
            Self::Missing => Cell::Missing,
            Self::Declined => Cell::Declined,
        }
    }
}

/// A plan for each cell, for as many as the largest tree has: complete, or with open cells.
fn plans(open: bool) -> impl Strategy<Value = Vec<Plan>> {
    let complete =
        prop_oneof![4 => any::<Index>().prop_map(Plan::Mark), 1 => any::<Index>().prop_map(Plan::NotApplicable)];
    let plan = if open {
        prop_oneof![3 => complete, 1 => Just(Plan::Missing), 1 => Just(Plan::Declined)].boxed()
    } else {
        complete.boxed()
    };
    proptest::collection::vec(plan, 96)
}

fn row(criteria: &Criteria, plans: &[Plan]) -> Vec<Cell> {
    assert!(criteria.leaves().len() <= plans.len());
    (0..criteria.leaves().len()).map(|index| plans[index].cell(criteria, index)).collect()
}

/// A total by school arithmetic, straight from the draft: whole × Σ share × value ÷ top, over Σ share of what applies.
fn naive(draft: &Draft, criteria: &Criteria, cells: &[Cell]) -> Option<Ratio> {
    let (mut earned, mut available, mut bonus) = (Ratio::ZERO, Ratio::ZERO, Ratio::ZERO);
    for (leaf, cell) in criteria.leaves().iter().zip(cells) {
        let Cell::Mark(mark) = cell else { continue };
        let fraction = mark.value().over(leaf.scale().top()).unwrap();
        if let Some(declared) = draft.criteria.get(leaf.id()) {
            let mut share = declared.weight;
            let mut at = leaf.id().parent();
            while let Some(group) = at {
                let standing = &draft.groups[&group];
                share = share.times(standing.weight).unwrap().over(standing.whole).unwrap();
                at = group.parent();
            }
            earned = earned.plus(share.times(fraction).unwrap()).unwrap();
            available = available.plus(share).unwrap();
        } else {
            bonus = bonus.plus(leaf.declared().times(fraction).unwrap()).unwrap();
        }
    }
    let proportion = earned.over(available).ok()?;
    Some(proportion.times(draft.whole).unwrap().plus(bonus).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn totals_agree_with_school_arithmetic(criteria in strategies::criteria(), plans in plans(false)) {
        let cells = row(&criteria, &plans);
        match criteria.total(&cells) {
            Ok(total) => prop_assert_eq!(total.points(), naive(criteria.draft(), &criteria, &cells)),
            Err(misfit) => {
                prop_assert_eq!(misfit, Misfit::NothingApplies);
                prop_assert_eq!(naive(criteria.draft(), &criteria, &cells), None);
            }
        }
    }

    #[test]
    fn applied_weights_add_up_to_what_was_declared(criteria in strategies::criteria()) {
        let tree = criteria.leaves().iter().filter(|leaf| !leaf.is_bonus());
        prop_assert_eq!(Ratio::sum(tree.clone().map(|leaf| leaf.applied())), Ok(criteria.whole()));
        for group in criteria.groups().keys() {
            let below = tree.clone().filter(|leaf| leaf.id().within(group)).map(|leaf| leaf.applied());
            prop_assert_eq!(Ratio::sum(below).ok(), criteria.applied(group));
        }
    }

    #[test]
    fn raising_a_mark_never_lowers_a_total(criteria in strategies::criteria(), plans in plans(true), at in any::<Index>()) {
        let mut cells = row(&criteria, &plans);
        let at = at.index(cells.len());
        let scale = criteria.leaves()[at].scale().clone();
        let mut before: Option<(Ratio, Ratio)> = None;
        for mark in scale.marks() {
            cells[at] = Cell::Mark(*mark);
            let Ok(total) = criteria.total(&cells) else { continue };
            let now = (total.at_least(), total.at_most());
            if let Some(before) = before {
                prop_assert!(before.0 <= now.0 && before.1 <= now.1);
            }
            before = Some(now);
        }
    }

    #[test]
    fn however_open_cells_are_filled_the_total_lies_between(criteria in strategies::criteria(), open in plans(true), filling in plans(false)) {
        let cells = row(&criteria, &open);
        let filled = row(&criteria, &filling);
        let filled: Vec<Cell> =
            cells.iter().zip(filled).map(|(cell, filling)| if cell.is_open() { filling } else { *cell }).collect();
        if let (Ok(open), Ok(filled)) = (criteria.total(&cells), criteria.total(&filled)) {
            let points = filled.points().unwrap();
            prop_assert!(open.at_least() <= points && points <= open.at_most(), "{open:?} {filled:?}");
        }
    }

    #[test]
    fn both_ends_are_reached_by_some_filling(criteria in strategies::criteria(), open in plans(true)) {
        let cells = row(&criteria, &open);
        let Ok(total) = criteria.total(&cells) else { return Ok(()) };
        let gaps: Vec<usize> = (0..cells.len()).filter(|index| cells[*index].is_open()).collect();
        // Every filling by lowest marks, top marks and, where they may be, not applicables: brute force.
        prop_assume!(gaps.len() <= 6);
        let mut reached = Vec::new();
        for filling in 0..3_usize.pow(gaps.len().try_into().unwrap()) {
            let mut filled = cells.clone();
            let mut rest = filling;
            let mut allowed = true;
            for gap in &gaps {
                let leaf = &criteria.leaves()[*gap];
                let marks = leaf.scale().marks();
                filled[*gap] = [Cell::Mark(marks[0]), Cell::Mark(marks[marks.len() - 1]), Cell::NotApplicable][rest % 3];
                allowed &= rest % 3 < 2 || leaf.may_be_not_applicable();
                rest /= 3;
            }
            if allowed {
                reached.extend(criteria.total(&filled).ok().and_then(|total| total.points()));
            }
        }
        prop_assert_eq!(reached.iter().min(), Some(&total.at_least()));
        prop_assert_eq!(reached.iter().max(), Some(&total.at_most()));
    }

    #[test]
    fn lines_add_up_to_the_total(criteria in strategies::criteria(), plans in plans(false)) {
        let cells = row(&criteria, &plans);
        if let Ok(total) = criteria.total(&cells) {
            let lines = criteria.lines(&cells).unwrap();
            prop_assert_eq!(Ratio::sum(lines.iter().filter_map(|line| line.points)).ok(), total.points());
            let tree = lines.iter().filter(|line| !line.criterion.is_bonus()).map(|line| line.applied);
            prop_assert_eq!(Ratio::sum(tree), Ok(criteria.whole()));
        } else {
            prop_assert_eq!(criteria.lines(&cells).err(), criteria.total(&cells).err());
        }
    }

    #[test]
    fn criteria_read_what_they_write(criteria in strategies::criteria()) {
        let json = serde_json::to_string(&criteria).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Criteria>(&json).unwrap(), &criteria);
        prop_assert_eq!(serde_json::to_string(&serde_json::from_str::<Criteria>(&json).unwrap()).unwrap(), json);
    }

    #[test]
    fn the_order_in_which_siblings_are_named_changes_nothing(
        (weights, order) in proptest::collection::vec(0_u32..20, 2..8)
            .prop_flat_map(|weights| {
                let named: Vec<(usize, u32)> = weights.iter().copied().enumerate().collect();
                (Just(named.clone()), Just(named).prop_shuffle())
            })
    ) {
        let whole: u32 = weights.iter().map(|(_, weight)| weight).sum();
        prop_assume!(whole > 0);
        let build = |named: &[(usize, u32)]| {
            let mut builder = Criteria::out_of(whole);
            for (index, weight) in named {
                let (path, weight) = (format!("n{index}"), weight.to_string());
                builder = builder.criterion(&path, "a criterion", &weight, "even");
            }
            builder.scale("even", Scale::range(0, 5).unwrap()).build().unwrap()
        };
        prop_assert_eq!(build(&weights), build(&order));
    }

    #[test]
    fn a_minimum_is_missed_in_every_filling_or_open_or_met_in_every_filling(
        criteria in strategies::criteria(), open in plans(true), filling in plans(false), k in 1_u32..4, needed in 0_u32..6,
    ) {
        // All on one scale, since a minimum of several stands on the scale of each.
        let mut draft = criteria.draft().clone();
        draft.scales.insert(word("even"), Scale::range(0, 5).unwrap());
        draft.bonus.clear();
        draft.minimums.clear();
        draft.criteria.values_mut().for_each(|leaf| leaf.scale = word("even"));
        let all: BTreeSet<CriterionId> = draft.criteria.keys().cloned().collect();
        prop_assume!(all.len() >= usize::try_from(k).unwrap());
        let least: RawMark = RawMark::Number(needed.min(5).into());
        draft.minimums.insert(Minimum::new(all, least, k));
        draft.criteria.values_mut().for_each(|leaf| leaf.minimum = Some(least));
        draft.pass_mark = Some(draft.whole.over(Ratio::from(2)).unwrap());
        let criteria = Criteria::try_from(draft).unwrap();
        let cells = row(&criteria, &open);
        let fill = row(&criteria, &filling);
        let filled: Vec<Cell> =
            cells.iter().zip(fill).map(|(cell, filling)| if cell.is_open() { filling } else { *cell }).collect();
        let key = |lacks: &Lacks| match lacks {
            Lacks::Mark { criterion, .. } => criterion.to_string(),
            Lacks::Reach { .. } => "several".to_owned(),
            _ => "points".to_owned(),
        };
        if let (Ok(before), Ok(after)) = (criteria.shortfalls(&cells), criteria.shortfalls(&filled)) {
            let by_key = |list: Vec<Shortfall>| -> BTreeMap<String, Answer> {
                list.into_iter().map(|it| (key(&it.lacks), it.missed)).collect()
            };
            let (before, after) = (by_key(before), by_key(after));
            prop_assert!(after.values().all(|missed| missed.is_yes()), "nothing is open when all is filled");
            // What certainly is missed stays so, and nothing is missed in the end that was not open before.
            for (name, missed) in &before {
                prop_assert!(missed.is_unknown() || after.contains_key(name), "{name}: {before:?} {after:?}");
            }
            for name in after.keys() {
                prop_assert!(before.contains_key(name), "{name} was not open: {before:?} {after:?}");
            }
        }
    }

    #[test]
    fn averages_lie_between_the_extremes_and_do_not_hang_on_order(
        (values, shuffled) in proptest::collection::vec(0_u32..11, 1..9)
            .prop_flat_map(|values| (Just(values.clone()), Just(values).prop_shuffle()))
    ) {
        let (least, most) = (Ratio::from(*values.iter().min().unwrap()), Ratio::from(*values.iter().max().unwrap()));
        let all = |values: &[u32]| {
            [indicative::mean(values), indicative::median(values), indicative::trimmed_mean(values, 0)]
        };
        prop_assert_eq!(all(&values), all(&shuffled));
        for average in all(&values) {
            let value = average.unwrap().value();
            prop_assert!(least <= value && value <= most);
        }
        prop_assert_eq!(indicative::spread(&values), most.minus(least).ok());
    }

    #[test]
    fn no_text_makes_criteria_panic(text in ".{0,60}", at in any::<Index>()) {
        let json = serde_json::to_string(&small()).unwrap();
        let cut: Vec<usize> = json.char_indices().map(|(index, _)| index).collect();
        let at = *at.get(&cut);
        let _ = serde_json::from_str::<Criteria>(&format!("{}{text}{}", &json[..at], &json[at..]));
        let _ = text.parse::<RawMark>();
        let _ = text.parse::<CriterionId>();
        let _ = Criteria::out_of(100).criterion(&text, &text, &text, &text).minimum(&text).build();
    }
}

fn small() -> Criteria {
    Criteria::out_of(100)
        .scale("even", Scale::range(0, 5).unwrap())
        .group("a", "A", "100")
        .criterion("a/b", "B", "100", "even")
        .minimum("2")
        .bonus("c", "C", "5", "even")
        .at_least("3", 1, ["a"])
        .pass_mark("50")
        .build()
        .unwrap()
}

#[test]
fn json_cannot_make_what_the_constructor_refuses() {
    let json = serde_json::to_string(&small()).unwrap();
    assert_eq!(serde_json::from_str::<Criteria>(&json).unwrap(), small());
    for (found, instead, message) in [
        (
            r#""title":"B","weight":"100""#,
            r#""title":"B","weight":"99""#,
            "the weights in `a` add up to 99, not to 100",
        ),
        (r#""scale":"even","minimum":"2""#, r#""scale":"even","minimum":"2.5""#, "`2.5` is not on the scale"),
        (r#""scale":"even","minimum":"2""#, r#""scale":"odd","minimum":"2""#, "`odd`, which is not given"),
        (r#""pass_mark":"50""#, r#""pass_mark":"150""#, "the pass mark is 150: it must be from 0 to 105"),
        (r#""of_which":1"#, r#""of_which":2"#, "in 2 of 1 criteria"),
        (r#""a/b":"#, r#""d/b":"#, "`d/b` stands in `d`, which is no group"),
        (r#""whole":"100""#, r#""whole":"50""#, "the weights in the whole add up to 100, not to 50"),
        (r#""whole":"100""#, r#""hole":"100""#, "unknown field `hole`"),
        (r#""a":{"title""#, r#""a":{"title":"A","weight":"100"},"a":{"title""#, "the key `a` is listed twice"),
    ] {
        assert!(json.contains(found), "{found} in {json}");
        let error = serde_json::from_str::<Criteria>(&json.replacen(found, instead, 1)).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn a_row_is_small_and_marks_of_it_are_copied() {
    fn copied<T: Copy + Send + Sync>() {}
    copied::<Mark>();
    copied::<Cell>();
    assert!(size_of::<Cell>() <= 20);
}

#[test]
fn a_complete_row_is_totalled_without_allocation() {
    let mut builder = Criteria::out_of(100).scale("even", Scale::range(0, 5).unwrap());
    for index in 0..10 {
        builder = builder.criterion(&format!("n{index}"), "a criterion", "10", "even");
    }
    let criteria = builder.build().unwrap();
    let cells: Vec<Cell> = criteria.leaves().iter().map(|leaf| Cell::Mark(leaf.scale().marks()[4])).collect();
    let measured = allocation_counter::measure(|| {
        assert_eq!(criteria.total(&cells).unwrap().points(), Some(80.into()));
    });
    assert_eq!(measured.count_total, 0);
}
