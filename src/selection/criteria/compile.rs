//! From weights as declared to integers over one common denominator.

use std::collections::BTreeMap;

use super::{Criteria, Criterion, CriterionId, Draft, Reach, Unsound};
use crate::{
    ratio::{Inexact, Ratio},
    selection::scale::{Mark, RawMark, Scale},
    vocabulary::Word,
};

impl From<Inexact> for Unsound {
    fn from(_: Inexact) -> Self {
        Self::Inexact
    }
}

impl TryFrom<Draft> for Criteria {
    type Error = Unsound;

    fn try_from(draft: Draft) -> Result<Self, Unsound> {
        tree(&draft)?;
        let applied = applied(&draft)?;
        let mut leaves = leaves(&draft, &applied)?;
        let bonus = Ratio::sum(leaves.iter().filter(|leaf| leaf.is_bonus).map(|leaf| leaf.applied))?;
        let denominator = units(&mut leaves, draft.whole)?;
        let whole_units = units_of(draft.whole, denominator).ok_or(Unsound::Inexact)?;
        fits(&leaves, whole_units, denominator).ok_or(Unsound::Inexact)?;
        let minimums = draft.minimums.iter().map(|minimum| {
            let mut among = BTreeMap::new();
            for path in &minimum.criteria {
                let mut known = false;
                for (index, leaf) in leaves.iter().enumerate().filter(|(_, leaf)| leaf.id.within(path)) {
                    known = true;
                    among.insert(index, least(leaf.id(), &leaf.scale, minimum.at_least)?);
                }
                if !known {
                    return Err(Unsound::UnknownCriterion { path: path.clone() });
                }
            }
            match usize::try_from(minimum.of_which) {
                Ok(of_which) if (1..=among.len()).contains(&of_which) => Ok(Reach { among, of_which }),
                _ => Err(Unsound::OfWhich { of_which: minimum.of_which, among: among.len() }),
            }
        });
        let minimums = minimums.collect::<Result<_, _>>()?;
        let most = draft.whole.plus(bonus)?;
        if let Some(found) = draft.pass_mark.filter(|points| points.is_negative() || *points > most) {
            return Err(Unsound::PassMark { found, most });
        }
        Ok(Self { draft, applied, leaves, minimums, bonus, most, denominator, whole_units })
    }
}

/// Checks that every node has its place, and that siblings add up to their whole.
fn tree(draft: &Draft) -> Result<(), Unsound> {
    let nodes = draft.groups.iter().map(|(path, group)| (path, group.weight));
    let nodes = nodes.chain(draft.criteria.iter().map(|(path, leaf)| (path, leaf.weight)));
    // `None` is the top of the tree.
    let mut sums: BTreeMap<Option<CriterionId>, Ratio> = BTreeMap::new();
    for (path, weight) in nodes {
        if path.as_str().split('/').next() == Some(CriterionId::BONUS) {
            return Err(Unsound::Reserved { path: path.clone() });
        }
        if weight.is_negative() {
            return Err(Unsound::Negative { path: path.clone(), weight });
        }
        let parent = path.parent();
        if let Some(parent) = parent.as_ref().filter(|parent| !draft.groups.contains_key(parent)) {
            return Err(Unsound::NoGroup { path: path.clone(), parent: parent.clone() });
        }
        let sum = sums.entry(parent).or_default();
        *sum = sum.plus(weight)?;
    }
    if let Some(path) = draft.groups.keys().find(|path| draft.criteria.contains_key(path)) {
        return Err(Unsound::Twice { name: path.to_string() });
    }
    let groups = draft.groups.iter().map(|(path, group)| (Some(path.clone()), group.whole));
    for (group, whole) in [(None, draft.whole)].into_iter().chain(groups) {
        match sums.get(&group).copied() {
            _ if whole <= Ratio::ZERO => return Err(Unsound::Whole { group, whole }),
            None => return Err(Unsound::Empty { group }),
            Some(found) if found != whole => return Err(Unsound::Sum { group, found, whole }),
            Some(_) => {}
        }
    }
    Ok(())
}

/// The points of the whole that each node is worth. A parent's path is a beginning of its children's, so in the order of
/// paths it comes first.
fn applied(draft: &Draft) -> Result<BTreeMap<CriterionId, Ratio>, Unsound> {
    let mut applied: BTreeMap<CriterionId, Ratio> = BTreeMap::new();
    let groups = draft.groups.iter().map(|(path, group)| (path, group.weight));
    for (path, weight) in groups.chain(draft.criteria.iter().map(|(path, leaf)| (path, leaf.weight))) {
        let share = match path.parent() {
            None => weight,
            Some(parent) => {
                let whole = draft.groups.get(&parent).map_or(Ratio::HUNDRED, |group| group.whole);
                applied.get(&parent).copied().unwrap_or_default().times(weight.over(whole)?)?
            }
        };
        applied.insert(path.clone(), share);
    }
    Ok(applied)
}

/// The mark that a minimum is, on the scale of the criterion at `path`.
fn least(path: &CriterionId, scale: &Scale, minimum: RawMark) -> Result<Mark, Unsound> {
    scale.mark(minimum).map_err(|off| Unsound::OffScale { path: path.clone(), off })
}

/// The criteria in the order of their ids, without units yet.
fn leaves(draft: &Draft, applied: &BTreeMap<CriterionId, Ratio>) -> Result<Vec<Criterion>, Unsound> {
    let scale_of = |path: &CriterionId, name: Word| {
        draft.scales.get(&name).cloned().ok_or_else(|| Unsound::UnknownScale {
            path: path.clone(),
            scale: name,
            given: draft.scale_names(),
        })
    };
    let mut leaves = Vec::new();
    for (path, leaf) in &draft.criteria {
        let scale = scale_of(path, leaf.scale)?;
        leaves.push(Criterion {
            id: path.clone(),
            title: leaf.title.clone(),
            guidance: leaf.guidance.clone(),
            scale_name: leaf.scale,
            minimum: leaf.minimum.map(|minimum| least(path, &scale, minimum)).transpose()?,
            scale,
            may_be_not_applicable: leaf.may_be_not_applicable,
            is_bonus: false,
            declared: leaf.weight,
            applied: applied.get(path).copied().unwrap_or_default(),
            units: Vec::new(),
            most: 0,
        });
    }
    for (name, bonus) in &draft.bonus {
        let id = CriterionId::of_bonus(*name);
        if bonus.points.is_negative() {
            return Err(Unsound::Negative { path: id, weight: bonus.points });
        }
        leaves.push(Criterion {
            title: bonus.title.clone(),
            guidance: bonus.guidance.clone(),
            scale_name: bonus.scale,
            scale: scale_of(&id, bonus.scale)?,
            id,
            minimum: None,
            may_be_not_applicable: bonus.may_be_not_applicable,
            is_bonus: true,
            declared: bonus.points,
            applied: bonus.points,
            units: Vec::new(),
            most: 0,
        });
    }
    leaves.sort_by(|one, another| one.id.cmp(&another.id));
    Ok(leaves)
}

/// A number in units of `denominator`, where it is a whole number of them.
fn units_of(number: Ratio, denominator: i128) -> Option<i128> {
    let times = denominator.checked_div(number.denominator())?;
    (denominator.checked_rem(number.denominator())? == 0).then(|| number.numerator().checked_mul(times)).flatten()
}

/// Fills in what every mark earns, and gives the least common denominator of it all.
fn units(leaves: &mut [Criterion], whole: Ratio) -> Result<i128, Unsound> {
    let mut earned: Vec<Vec<(Mark, Ratio)>> = Vec::with_capacity(leaves.len());
    let mut denominator = whole.denominator();
    let mut widen = |number: Ratio| {
        // The first over the common divisor of both, times the second.
        let reduced = Ratio::new(denominator, number.denominator()).ok_or(Unsound::Inexact)?;
        denominator = reduced.numerator().checked_mul(number.denominator()).ok_or(Unsound::Inexact)?;
        Ok::<_, Unsound>(())
    };
    for leaf in leaves.iter() {
        let top = leaf.scale.top();
        if top.is_zero() && !leaf.applied.is_zero() {
            let (path, scale) = (leaf.id.clone(), leaf.scale_name);
            return Err(Unsound::CountsNothing { path, applied: leaf.applied, scale });
        }
        let each = if top.is_zero() { Ratio::ZERO } else { leaf.applied.over(top)? };
        let marks = leaf.scale.marks().iter().map(|mark| Ok((*mark, each.times(mark.value())?)));
        let marks = marks.collect::<Result<Vec<_>, Inexact>>()?;
        marks.iter().try_for_each(|(_, points)| widen(*points))?;
        earned.push(marks);
    }
    for (leaf, marks) in leaves.iter_mut().zip(earned) {
        let marks = marks.into_iter().map(|(mark, points)| Some((mark, units_of(points, denominator)?)));
        leaf.units = marks.collect::<Option<_>>().ok_or(Unsound::Inexact)?;
        leaf.most = leaf.units.last().map_or(0, |(_, units)| *units);
    }
    Ok(denominator)
}

/// Whether every total that there can be is held exactly.
fn fits(leaves: &[Criterion], whole: i128, denominator: i128) -> Option<()> {
    let bonus = leaves.iter().filter(|leaf| leaf.is_bonus).try_fold(0_i128, |sum, leaf| sum.checked_add(leaf.most))?;
    let most = whole.checked_add(bonus)?;
    // Taking the rest in proportion multiplies by the whole and divides by what is available, which is no more than it.
    let in_proportion = leaves.iter().any(|leaf| leaf.may_be_not_applicable && !leaf.is_bonus && leaf.most > 0);
    if in_proportion {
        whole.checked_mul(most)?;
        whole.checked_mul(denominator)?;
    }
    Some(())
}
