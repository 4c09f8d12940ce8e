//! Strategies for scales, criteria and rows of marks.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection, option, prelude::*, sample, sample::Index};

use super::{slug, word};
use crate::{
    identifiers::Slug,
    ratio::Ratio,
    selection::{
        criteria::{Bonus, Criteria, CriterionId, Draft, Group, Leaf, Minimum},
        scale::{Point, RawMark, Scale},
        totals::Cell,
    },
    vocabulary::Word,
};

/// A value of a scale: nought to 100, by halves, quarters or tenths.
fn value() -> impl Strategy<Value = Ratio> {
    (0_u32..=400, sample::select([1_i128, 2, 4, 10].as_slice()))
        .prop_filter_map("a whole number below the line", |(above, below)| {
            Ratio::new(i128::from(above.min(100)), below)
        })
}

/// A scale of numbers or of words, described or not, of which something counts.
pub fn scale() -> impl Strategy<Value = Scale> {
    let points = collection::vec((value(), slug().prop_map(Word::from), "[a-z ]{0,12}"), 1..8);
    (points, any::<bool>()).prop_filter_map("a scale of which something counts", |(mut points, worded)| {
        points.sort();
        let mut seen = BTreeSet::new();
        points.retain(|(value, word, _)| seen.insert(if worded { word.to_string() } else { value.to_string() }));
        let points = points.into_iter().map(|(value, word, descriptor)| {
            let point = Point::new(value).described(descriptor);
            if worded { point.word(word) } else { point }
        });
        Scale::new(points).ok().filter(|scale| !scale.top().is_zero())
    })
}

/// A mark of this scale, as journals write it.
pub fn raw_mark(scale: &Scale) -> impl Strategy<Value = RawMark> + use<> {
    sample::select(scale.points().iter().map(Point::raw).collect::<Vec<_>>())
}

/// A row of cells for these criteria: marks of their scales, and cells that are open or do not apply.
pub fn cells(criteria: &Criteria) -> impl Strategy<Value = Vec<Cell>> + use<> {
    let cell = |leaf: &crate::selection::criteria::Criterion| {
        let mark = sample::select(leaf.scale().marks().to_vec()).prop_map(Cell::Mark);
        let other = if leaf.may_be_not_applicable() { Cell::NotApplicable } else { Cell::Missing };
        prop_oneof![6 => mark, 1 => Just(Cell::Missing), 1 => Just(Cell::Declined), 1 => Just(other)].boxed()
    };
    criteria.leaves().iter().map(cell).collect::<Vec<_>>()
}

/// One node of a tree to be, and what is below it.
#[derive(Clone, Debug)]
struct Node {
    weight: u32,
    scale: Index,
    minimum: Option<Index>,
    may_be_not_applicable: bool,
    below: Vec<Node>,
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = (0_u32..8, any::<Index>(), option::weighted(0.2, any::<Index>()), any::<bool>());
    let leaf = leaf.prop_map(|(weight, scale, minimum, may_be_not_applicable)| Node {
        weight,
        scale,
        minimum,
        may_be_not_applicable,
        below: Vec::new(),
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (0_u32..8, any::<Index>(), collection::vec(inner, 1..4)).prop_map(|(weight, scale, below)| Node {
            weight,
            scale,
            minimum: None,
            may_be_not_applicable: false,
            below,
        })
    })
}

/// Adds nodes to a draft, the first with a weight that is more than nought, and gives the sum of their weights.
fn plant(draft: &mut Draft, above: &str, unit: Ratio, nodes: &[Node]) -> Option<Ratio> {
    let names: Vec<Word> = draft.scales.keys().copied().collect();
    let mut sum = Ratio::ZERO;
    for (index, node) in nodes.iter().enumerate() {
        let least = u32::from(index == 0);
        let weight = Ratio::from(node.weight.saturating_add(least)).times(unit).ok()?;
        sum = sum.plus(weight).ok()?;
        let at: CriterionId = format!("{above}n{index}").parse().ok()?;
        if node.below.is_empty() {
            let name = *node.scale.get(&names);
            let mut leaf = Leaf::new("a criterion", weight, name);
            let points = draft.scales.get(&name)?.points();
            leaf.minimum = node.minimum.map(|minimum| minimum.get(points).raw());
            leaf.may_be_not_applicable = node.may_be_not_applicable;
            draft.criteria.insert(at, leaf);
        } else {
            let mut group = Group::new("a group", weight);
            group.whole = plant(draft, &format!("{at}/"), unit, &node.below)?;
            draft.groups.insert(at, group);
        }
    }
    Some(sum)
}

/// What comes on top of a tree.
#[derive(Clone, Debug)]
struct Extras {
    bonus: BTreeMap<Slug, (u32, Index)>,
    minimum: Option<(Index, Index, Index)>,
    passes: Option<u32>,
}

fn extras() -> impl Strategy<Value = Extras> {
    let bonus = collection::btree_map(slug(), (0_u32..5, any::<Index>()), 0..3);
    let minimum = option::weighted(0.3, any::<(Index, Index, Index)>());
    (bonus, minimum, option::weighted(0.3, 0_u32..=10)).prop_map(|(bonus, minimum, passes)| Extras {
        bonus,
        minimum,
        passes,
    })
}

fn draft(scales: BTreeMap<Word, Scale>, unit: Ratio, nodes: &[Node], extras: &Extras) -> Option<Draft> {
    let names: Vec<Word> = scales.keys().copied().collect();
    let mut draft = Draft::new(Ratio::ONE);
    draft.scales = scales;
    draft.whole = plant(&mut draft, "", unit, nodes)?;
    for (name, (points, scale)) in &extras.bonus {
        draft.bonus.insert(*name, Bonus::new("a bonus", (*points).into(), *scale.get(&names)));
    }
    if let Some((criterion, mark, of_which)) = &extras.minimum {
        // The mark must be on the scale of each, so those of one scale.
        let leaves: Vec<(&CriterionId, Word)> = draft.criteria.iter().map(|(id, leaf)| (id, leaf.scale)).collect();
        let (_, scale) = *criterion.get(&leaves);
        let same: BTreeSet<CriterionId> =
            leaves.iter().filter(|(_, other)| *other == scale).map(|(id, _)| (*id).clone()).collect();
        let at_least = mark.get(draft.scales.get(&scale)?.points()).raw();
        let of_which = u32::try_from(of_which.index(same.len())).ok()?.saturating_add(1);
        draft.minimums.insert(Minimum::new(same, at_least, of_which));
    }
    if let Some(tenths) = extras.passes {
        draft.pass_mark = Some(draft.whole.times(tenths.into()).ok()?.over(10.into()).ok()?);
    }
    Some(draft)
}

/// Any sound set of criteria: a tree of at most four levels under scales of any kind, with bonus criteria and minimums.
pub fn criteria() -> impl Strategy<Value = Criteria> {
    let scales = collection::btree_map(word(), scale(), 1..4);
    // Whole weights, shares of one, and shares that no decimal writes.
    let unit = sample::select([(1, 1), (100, 1), (1, 10), (1, 3)].as_slice());
    (scales, unit, collection::vec(node(), 1..4), extras()).prop_filter_map(
        "weights that are exact",
        |(scales, unit, nodes, extras)| {
            let unit = Ratio::new(unit.0, unit.1)?;
            draft(scales, unit, &nodes, &extras)?.try_into().ok()
        },
    )
}
