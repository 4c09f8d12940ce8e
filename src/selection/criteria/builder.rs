//! Criteria written in code, as one would read them out.

use std::collections::{BTreeMap, btree_map::Entry};

use super::{Bonus, Criteria, CriterionId, Draft, Group, Leaf, Minimum, Unsound};
use crate::{document::Malformed, identifiers::Slug, ratio::Ratio, selection::scale::Scale, vocabulary::Word};

/// A set of criteria in the making. Begin with [`Criteria::out_of`], end with [`build`](Self::build), which tells the
/// first thing that was wrong.
#[derive(Clone, Debug)]
#[must_use]
pub struct Builder {
    draft: Result<Draft, Unsound>,
    last: Last,
}

/// What was named last, of which more may be said.
#[derive(Clone, Debug)]
enum Last {
    Nothing,
    Group(CriterionId),
    Leaf(CriterionId),
    Bonus(Slug),
}

/// Sets down what stands under a name once.
fn once<K: Ord + ToString, V>(among: &mut BTreeMap<K, V>, name: K, value: V) -> Result<(), Unsound> {
    match among.entry(name) {
        Entry::Occupied(standing) => Err(Unsound::Twice { name: standing.key().to_string() }),
        Entry::Vacant(free) => {
            free.insert(value);
            Ok(())
        }
    }
}

impl Builder {
    pub(super) const fn new(whole: Ratio) -> Self {
        Self { draft: Ok(Draft::new(whole)), last: Last::Nothing }
    }

    /// Takes a step, unless something was wrong before.
    fn step(mut self, step: impl FnOnce(&mut Draft, &mut Last) -> Result<(), Unsound>) -> Self {
        if let Ok(draft) = &mut self.draft {
            let taken = step(draft, &mut self.last);
            if let Err(wrong) = taken {
                self.draft = Err(wrong);
            }
        }
        self
    }

    /// A scale and its name.
    pub fn scale(self, name: &str, scale: Scale) -> Self {
        self.step(|draft, _| once(&mut draft.scales, name.parse()?, scale))
    }

    /// A group: its path, title and weight. What is in it adds up to 100, unless [`whole`](Self::whole) follows.
    pub fn group(self, path: &str, title: &str, weight: &str) -> Self {
        self.step(|draft, last| {
            let path: CriterionId = path.parse()?;
            *last = Last::Group(path.clone());
            once(&mut draft.groups, path, Group::new(title, weight.parse()?))
        })
    }

    /// What the children of the group just named add up to.
    pub fn whole(self, whole: &str) -> Self {
        self.step(|draft, last| {
            let group = if let Last::Group(path) = last { draft.groups.get_mut(path) } else { None };
            let group = group.ok_or(Unsound::OutOfPlace { what: "a whole", before: "a group" })?;
            group.whole = whole.parse()?;
            Ok(())
        })
    }

    /// A criterion: its path, title, weight and the name of its scale.
    pub fn criterion(self, path: &str, title: &str, weight: &str, scale: &str) -> Self {
        self.step(|draft, last| {
            let path: CriterionId = path.parse()?;
            *last = Last::Leaf(path.clone());
            once(&mut draft.criteria, path, Leaf::new(title, weight.parse()?, scale.parse()?))
        })
    }

    /// A bonus criterion: its name, title, points and the name of its scale. Its id is `bonus/name`.
    pub fn bonus(self, name: &str, title: &str, points: &str, scale: &str) -> Self {
        self.step(|draft, last| {
            let name: Slug = name.parse()?;
            *last = Last::Bonus(name);
            once(&mut draft.bonus, name, Bonus::new(title, points.parse()?, scale.parse()?))
        })
    }

    /// The lowest mark that passes in the criterion just named.
    pub fn minimum(self, mark: &str) -> Self {
        self.step(|draft, last| {
            let leaf = if let Last::Leaf(path) = last { draft.criteria.get_mut(path) } else { None };
            let leaf = leaf.ok_or(Unsound::OutOfPlace { what: "a minimum", before: "a criterion" })?;
            leaf.minimum = Some(mark.parse()?);
            Ok(())
        })
    }

    /// The criterion just named may be found not to apply.
    pub fn may_be_not_applicable(self) -> Self {
        self.step(|draft, last| {
            let flag = match last {
                Last::Leaf(path) => draft.criteria.get_mut(path).map(|leaf| &mut leaf.may_be_not_applicable),
                Last::Bonus(name) => draft.bonus.get_mut(name).map(|bonus| &mut bonus.may_be_not_applicable),
                Last::Group(_) | Last::Nothing => None,
            };
            *flag.ok_or(Unsound::OutOfPlace { what: "`may_be_not_applicable`", before: "a criterion" })? = true;
            Ok(())
        })
    }

    /// What assessors of the criterion just named are told to look for.
    pub fn guidance(self, text: &str) -> Self {
        self.step(|draft, last| {
            let guidance = match last {
                Last::Leaf(path) => draft.criteria.get_mut(path).map(|leaf| &mut leaf.guidance),
                Last::Bonus(name) => draft.bonus.get_mut(name).map(|bonus| &mut bonus.guidance),
                Last::Group(_) | Last::Nothing => None,
            };
            text.clone_into(guidance.ok_or(Unsound::OutOfPlace { what: "guidance", before: "a criterion" })?);
            Ok(())
        })
    }

    /// At least `mark` in `of_which` of the criteria at these paths; a group means all below it.
    pub fn at_least<'a>(self, mark: &str, of_which: u32, criteria: impl IntoIterator<Item = &'a str>) -> Self {
        self.step(|draft, _| {
            let criteria = criteria.into_iter().map(str::parse).collect::<Result<_, Malformed>>()?;
            draft.minimums.insert(Minimum::new(criteria, mark.parse()?, of_which));
            Ok(())
        })
    }

    /// The points, bonus included, that a total must reach.
    pub fn pass_mark(self, points: &str) -> Self {
        self.step(|draft, _| {
            draft.pass_mark = Some(points.parse()?);
            Ok(())
        })
    }

    /// The criteria.
    ///
    /// # Errors
    ///
    /// [`Unsound`], the first thing that was wrong: a text that is no value of its kind, a name given twice, something
    /// said out of place; then whatever makes the whole unsound.
    pub fn build(self) -> Result<Criteria, Unsound> {
        self.draft?.try_into()
    }
}

impl Draft {
    /// The names of the scales, for a message.
    pub(super) fn scale_names(&self) -> String {
        let names: Vec<&str> = self.scales.keys().map(Word::as_str).collect();
        if names.is_empty() { "none are".to_owned() } else { format!("{} are", names.join(", ")) }
    }
}
