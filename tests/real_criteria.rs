//! Real criteria: eighteen published sets of weights and four reviewer forms, which lie in the folder that
//! `MATHS_HUBS_DATA` names (where that is unset the tests say so), and one published formula worked by hand.

use std::{env, fs, path::PathBuf};

use maths_hubs::{
    identifiers::Slug,
    ratio::{Ratio, Rounding},
    selection::{
        criteria::{Bonus, Criteria, CriterionId, Draft, Group, Leaf},
        scale::{RawMark, Scale},
        totals::Cell,
    },
    vocabulary::Word,
};
use serde_json::Value;

/// A file of the real material, or `None` (said aloud) where the folder is not given.
fn real(name: &str) -> Option<Vec<Value>> {
    let Some(folder) = env::var_os("MATHS_HUBS_DATA").filter(|it| !it.is_empty()) else {
        eprintln!("MATHS_HUBS_DATA is unset: {name} is not read");
        return None;
    };
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_str(&text).unwrap())
}

/// A JSON number as it was written: the shortest text of a float reads back as the same float.
fn number(value: &Value) -> Ratio {
    let text = value.to_string();
    text.strip_suffix(".0").unwrap_or(&text).parse().unwrap()
}

/// A path of what is called so; the number keeps names apart that are cut to one slug.
fn slug(index: usize, name: &str) -> Slug {
    let start: String = name.chars().take(40).collect();
    Slug::of(&format!("{index:02} {start}")).unwrap()
}

fn path(text: &str) -> CriterionId {
    text.parse().unwrap()
}

#[test]
fn the_applied_weights_of_eighteen_real_sets_equal_the_declared_ones_to_the_last_digit() {
    let Some(sets) = real("uk_fund_criteria_sets.json") else { return };
    assert_eq!(sets.len(), 18);
    let scale: Word = "0-5".parse().unwrap();
    let (mut criteria_read, mut leaves_read) = (0, 0);
    for set in sets {
        let name = set["fund_round"].as_str().unwrap();
        let mut draft = Draft::new(Ratio::ONE);
        draft.scales.insert(scale, Scale::range(0, 5).unwrap());
        let mut declared = Vec::new();
        for (index, criterion) in set["criteria"].as_array().unwrap().iter().enumerate() {
            let title = criterion["name"].as_str().unwrap();
            let (group, weight) = (path(slug(index, title).as_str()), number(&criterion["weight"]));
            let children = criterion["sub_criteria"].as_array().unwrap();
            // The sub-criteria have no weights of their own: equal parts of as many as there are.
            let mut node = Group::new(title, weight);
            node.whole = Ratio::from(u32::try_from(children.len()).unwrap());
            draft.groups.insert(group.clone(), node);
            for (index, child) in children.iter().enumerate() {
                let title = child.as_str().unwrap();
                let id = path(&format!("{group}/{}", slug(index, title)));
                draft.criteria.insert(id, Leaf::new(title, Ratio::ONE, scale));
            }
            declared.push((group, weight, children.len()));
        }
        let criteria = Criteria::try_from(draft).unwrap_or_else(|error| panic!("{name}: {error}"));
        for (group, weight, children) in &declared {
            let below = criteria.leaves().iter().filter(|leaf| leaf.id().within(group));
            assert_eq!(below.clone().count(), *children);
            assert_eq!(Ratio::sum(below.map(|leaf| leaf.applied())), Ok(*weight), "{name}: {group}");
            assert_eq!(criteria.applied(group), Some(*weight), "{name}: {group}");
        }
        // Top marks in all that belongs to one criterion, and lowest marks elsewhere, total its declared weight.
        for (group, weight, _) in &declared {
            let mark = |top: bool| if top { "5" } else { "0" }.parse().unwrap();
            let cells = criteria.leaves().iter().map(|leaf| leaf.scale().mark(mark(leaf.id().within(group))));
            let cells: Vec<Cell> = cells.map(|mark| mark.unwrap().into()).collect();
            assert_eq!(criteria.total(&cells).unwrap().points(), Some(*weight), "{name}: {group}");
        }
        criteria_read += declared.len();
        leaves_read += criteria.leaves().len();
        let json = serde_json::to_string(&criteria).unwrap();
        assert_eq!(serde_json::from_str::<Criteria>(&json).unwrap(), criteria, "{name}");
    }
    // Counted in the file by hand: 27 + 17 + 4 + 2 + 2 + 2 + 1 + 3 + 2 + 2 + 7 + 4 + 3 + 5 + 4 + 4 + 1 + 10, and of those
    // cof has 10, 8, 8, 8 sub-criteria, ctdf 1 and 6, dpif 5 and 5, nstf 12, pfn 5, all others one each.
    assert_eq!((criteria_read, leaves_read), (100, 144));
}

#[test]
fn four_reviewer_forms_give_their_printed_totals() {
    let Some(forms) = real("reviewer_forms.json") else { return };
    assert_eq!(forms.len(), 4);
    for form in forms {
        let name = form["applicant"].as_str().unwrap();
        let rows = |list: &str| form[list].as_array().unwrap().clone();
        let printed = |key: &str| form.get(key).map(|pair| (number(&pair[0]), number(&pair[1])));
        let (out_of, total) = printed("total").unwrap();
        let whole = Ratio::sum(rows("selection").iter().map(|row| number(&row[1]))).unwrap();
        let mut draft = Draft::new(whole);
        let mut marks = Vec::new();
        // Each criterion is marked from 0 to its points; one of no points has a scale of which nothing counts.
        let scaled = |draft: &mut Draft, points: &Value| {
            let scale = Word::new(&format!("0-{points}")).unwrap();
            draft.scales.insert(scale, Scale::range(0, points.as_u64().unwrap().try_into().unwrap()).unwrap());
            scale
        };
        for (index, row) in rows("selection").iter().enumerate() {
            let (title, scale) = (row[0].as_str().unwrap(), scaled(&mut draft, &row[1]));
            let mut leaf = Leaf::new(title, number(&row[1]), scale);
            leaf.may_be_not_applicable = row[2].is_null();
            let id = path(slug(index, title).as_str());
            draft.criteria.insert(id.clone(), leaf);
            marks.push((id, row[2].clone()));
        }
        for (index, row) in rows("priority").iter().enumerate() {
            let (title, scale) = (row[0].as_str().unwrap(), scaled(&mut draft, &row[1]));
            let bonus = slug(index, title);
            draft.bonus.insert(bonus, Bonus::new(title, number(&row[1]), scale));
            marks.push((path(&format!("bonus/{bonus}")), row[2].clone()));
        }
        let criteria = Criteria::try_from(draft).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut cells = criteria.blank();
        for (id, mark) in marks {
            if mark.is_null() {
                cells[criteria.index_of(&id).unwrap()] = Cell::NotApplicable;
            } else {
                let (index, mark) = criteria.mark(&id, RawMark::Number(number(&mark))).unwrap();
                cells[index] = mark.into();
            }
        }
        let found = criteria.total(&cells).unwrap();
        assert_eq!((criteria.most(), found.points()), (out_of, Some(total)), "{name}");
        if let Some((out_of, selection)) = printed("selection_total") {
            assert_eq!((criteria.whole(), found.points_without_bonus()), (out_of, Some(selection)), "{name}");
        }
        let lines = criteria.lines(&cells).unwrap();
        assert_eq!(Ratio::sum(lines.iter().filter_map(|line| line.points)), Ok(total), "{name}");
    }
}

/// Declared 35, 40, 15 and 10, with 1, 7, 1 and 1 criteria.
fn uneven() -> (Criteria, [(CriterionId, u32); 4]) {
    let groups = [("skills", 35, 1), ("delivery", 40, 7), ("risk", 15, 1), ("value", 10, 1)];
    let mut builder = Criteria::out_of(100).scale("0-5", Scale::range(0, 5).unwrap());
    for (group, weight, children) in groups {
        builder = builder.group(group, group, &weight.to_string()).whole(&children.to_string());
        for child in 1..=children {
            builder = builder.criterion(&format!("{group}/{child}"), "one of them", "1", "0-5");
        }
    }
    (builder.build().unwrap(), groups.map(|(group, weight, _)| (path(group), weight)))
}

#[test]
fn a_declared_35_40_15_10_stays_what_it_is_however_many_children_there_are() {
    let (criteria, declared) = uneven();
    for (group, weight) in &declared {
        assert_eq!(criteria.applied(group), Some(Ratio::from(*weight)), "{group}");
        let applied = criteria.leaves().iter().filter(|leaf| leaf.id().within(group)).map(|leaf| leaf.applied());
        assert_eq!(Ratio::sum(applied), Ok(Ratio::from(*weight)), "{group}");
    }

    // The formula as published and applied: the sum over all sub-criteria of mark × weight of their criterion. With top
    // marks of 5 that is
    //   35 × 1 × 5 = 175,  40 × 7 × 5 = 1400,  15 × 1 × 5 = 75,  10 × 1 × 5 = 50,  in all 1700,
    // so what counts is 175/1700 = 10%, 1400/1700 = 82%, 75/1700 = 4%, 50/1700 = 3%.
    let top = Ratio::from(5);
    let naive = declared.each_ref().map(|(group, weight)| {
        let children = criteria.leaves().iter().filter(|leaf| leaf.id().within(group));
        Ratio::sum(children.map(|_| top.times(Ratio::from(*weight)).unwrap())).unwrap()
    });
    assert_eq!(naive, [175, 1400, 75, 50].map(Ratio::from));
    let all = Ratio::sum(naive).unwrap();
    let percent =
        naive.map(|part| part.times(Ratio::HUNDRED).unwrap().over(all).unwrap().to_fixed(0, Rounding::HalfUp));
    assert_eq!(percent, ["10", "82", "4", "3"]);
}
