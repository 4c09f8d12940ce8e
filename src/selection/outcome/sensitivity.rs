//! What would have changed the outcome of a round: margins, other weights, other assessors.

use std::{
    cell::RefCell,
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::Selection;
use crate::{
    identifiers::{ApplicationId, PersonId, PlaceId},
    ratio::{Inexact, Ratio, Rounding},
    selection::{
        criteria::{Criterion, CriterionId},
        places::Unchoosable,
        round::Proceedings,
        sensitivity::{AssessorMark, Effect, Flip, Leaving, Unanswerable, flips, smallest, without_each},
        totals::{Cell, Lacks},
    },
};

/// What would have changed what the marks come to. Where a decision departs from the marks it is still the marks that are
/// asked here.
///
/// Asked are the applications with a complete total that miss no minimum, the pass mark aside: no weight changes what a
/// minimum of a criterion says, and any may change who reaches the pass mark. Tie-breaks and draws are taken as they are,
/// and among those whom neither tells apart, the order of ids: it matters only where totals are equal over a stretch of
/// weights.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sensitivity {
    /// The applications asked about, the highest total first.
    pub applications: Vec<Sensitive>,
    /// For each of them the smallest change of one criterion's weight that would change the decision on it; none where no
    /// change of a single weight does. Exact, or unknown for a reason.
    pub weights: Result<BTreeMap<ApplicationId, Option<WeightChange>>, Unaskable>,
    /// What leaving out each assessor would change, by means of the independent marks: indicative only.
    pub assessors: Result<WithoutAssessors, Unaskable>,
    print: (u8, Rounding),
}

/// How far an application lies from the cut.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sensitive {
    /// Which.
    pub application: ApplicationId,
    /// What it is called.
    pub name: String,
    /// Its total, in points.
    pub total: Ratio,
    /// The place that its marks come to.
    pub appointed: Option<PlaceId>,
    /// In points, at the place to which it is appointed: its total less the highest of those who bid for the place, reach
    /// the pass mark and are appointed nowhere. At each place for which one that is not appointed bid: its total less the
    /// lowest appointed there. A place is left out where nobody is on the other side. A sign that is not to be expected is a
    /// lower total that was preferred, as quotas and several places may require.
    pub margins: BTreeMap<PlaceId, Ratio>,
    /// Its total less the pass mark, where there is one.
    pub above_pass_mark: Option<Ratio>,
}

impl Sensitive {
    /// The margin at the place where it came nearest to being appointed, or was appointed.
    #[must_use]
    pub fn margin(&self) -> Option<Ratio> {
        self.margins.values().copied().max()
    }
}

/// A change of one criterion's weight that would change a decision, if it went the least bit further: at the weight itself
/// totals are equal, or one is at the pass mark. The weights of the other criteria shrink or grow in proportion, so that
/// all add up to the whole as before; points of bonus criteria stay.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WeightChange {
    /// Which criterion.
    pub criterion: CriterionId,
    /// What it weighs, in points of the whole.
    pub from: Ratio,
    /// Just beyond which weight the decision is another.
    pub to: Ratio,
    /// Whether that is more weight, or less. It says so where `from` and `to` are the same, since totals are tied as it is.
    pub is_more: bool,
    /// Who would first be appointed there, by name and application.
    pub appointed: BTreeMap<ApplicationId, String>,
    /// Who would first not be appointed there any more.
    pub dropped: BTreeMap<ApplicationId, String>,
}

/// What means of independent marks come to, with all assessors and without each: indicative only, since what a panel agreed
/// on is no mean.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WithoutAssessors {
    /// With all of them.
    pub everyone: IndicativeChoice,
    /// Without each.
    pub without: BTreeMap<PersonId, AssessorEffect>,
}

/// Totals and a choice by means of independent marks. Indicative only.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndicativeChoice {
    /// The totals.
    pub totals: BTreeMap<ApplicationId, Ratio>,
    /// Who would be appointed.
    pub appointed: BTreeSet<ApplicationId>,
}

/// What leaving out one assessor comes to. Indicative only.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AssessorEffect {
    /// Everything has another mark, and this is what follows.
    Known {
        /// Totals and choice.
        choice: IndicativeChoice,
        /// Who would be appointed beside those with everyone, by name.
        appointed: BTreeMap<ApplicationId, String>,
        /// Who would not be appointed any more.
        dropped: BTreeMap<ApplicationId, String>,
    },
    /// Nobody else marked these.
    Unmarked(BTreeSet<(ApplicationId, CriterionId)>),
}

/// Why a question about other weights or assessors has no exact answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unaskable {
    /// Where a criterion does not apply the others are taken in proportion, and the total is no straight line of weights.
    #[error("`{criterion}` does not apply to {name}, whose total is then no sum of weights times marks")]
    NotApplicable {
        /// What the application is called.
        name: String,
        /// Which criterion.
        criterion: CriterionId,
    },
    /// The question has no answer.
    #[error(transparent)]
    Unanswerable(#[from] Unanswerable),
    /// With other totals nobody can be chosen.
    #[error(transparent)]
    Unchoosable(#[from] Unchoosable),
}

impl From<Inexact> for Unaskable {
    fn from(inexact: Inexact) -> Self {
        Self::Unanswerable(inexact.into())
    }
}

impl Selection<'_> {
    /// What would have changed what the marks come to: how far each application lies from the cut, the smallest change of
    /// one criterion's weight that would change the decision on it, and what leaving out each assessor would change.
    ///
    /// Other weights take about as many choices as there are criteria times applications, and each of those grows with the
    /// applications: it is for the tens or hundreds that compete in the end, not for tens of thousands.
    ///
    /// # Errors
    ///
    /// [`Inexact`] where a margin needs more than 127 bits.
    pub fn sensitivity(&self) -> Result<Sensitivity, Inexact> {
        let asked = Asked::of(self);
        let policy = self.round.state().policy();
        Ok(Sensitivity {
            applications: asked.margins(self)?,
            weights: asked.weights(),
            assessors: asked.assessors(),
            print: (policy.decimals, policy.rounding),
        })
    }
}

/// One who is asked about.
struct One {
    id: ApplicationId,
    total: Ratio,
    cells: Vec<Cell>,
    tie_breaks: Vec<Ratio>,
}

/// Those who are asked about, and how is chosen among them.
struct Asked<'a> {
    state: &'a Proceedings,
    all: Vec<One>,
    bar: Option<Ratio>,
    /// Everybody in the order in which the draws, and then the ids, have them.
    drawn: Vec<ApplicationId>,
    /// Why a choice failed on the way.
    failed: RefCell<Option<Unchoosable>>,
}

impl<'a> Asked<'a> {
    fn of(selection: &Selection<'a>) -> Self {
        let state = selection.round.state();
        let scored = selection.results.scored.iter().filter(|(_, scored)| {
            let mut missed = scored.shortfalls.iter().filter(|shortfall| shortfall.missed.is_yes());
            missed.all(|shortfall| matches!(shortfall.lacks, Lacks::Points { .. }))
        });
        let one = |(id, scored): (&ApplicationId, &super::Scored)| {
            let (total, cells) = (scored.total.points()?, scored.cells.clone());
            Some(One { id: *id, total, cells, tie_breaks: scored.tie_breaks.clone() })
        };
        let all: Vec<One> = scored.filter_map(one).collect();
        let mut drawn = state.drawn();
        let named: BTreeSet<ApplicationId> = drawn.iter().copied().collect();
        drawn.extend(all.iter().map(|one| one.id).filter(|id| !named.contains(id)));
        Self { state, all, bar: state.criteria().pass_mark(), drawn, failed: RefCell::new(None) }
    }

    fn name(&self, application: ApplicationId) -> String {
        self.state.candidate(application).map_or_else(String::new, |of| of.application.name.clone())
    }

    fn passes(&self, total: Ratio) -> bool {
        self.bar.is_none_or(|bar| total >= bar)
    }

    fn margins(&self, selection: &Selection<'_>) -> Result<Vec<Sensitive>, Inexact> {
        let chosen: BTreeMap<ApplicationId, PlaceId> =
            selection.results.choice.chosen().map(|(id, place)| (*id, *place)).collect();
        let bids =
            |id: ApplicationId| self.state.candidate(id).map(|of| of.application.places.as_slice()).unwrap_or_default();
        let (mut last_in, mut first_out) = (BTreeMap::<PlaceId, Ratio>::new(), BTreeMap::<PlaceId, Ratio>::new());
        for One { id, total, .. } in &self.all {
            match chosen.get(id) {
                Some(place) => {
                    let last = last_in.entry(*place).or_insert(*total);
                    *last = *total.min(last);
                }
                None if self.passes(*total) => {
                    for place in bids(*id) {
                        let first = first_out.entry(*place).or_insert(*total);
                        *first = *total.max(first);
                    }
                }
                None => {}
            }
        }
        let mut found = Vec::new();
        for One { id, total, .. } in &self.all {
            let appointed = chosen.get(id).copied();
            let mut margins = BTreeMap::new();
            let (at, other) = match &appointed {
                Some(place) => (std::slice::from_ref(place), &first_out),
                None => (bids(*id), &last_in),
            };
            for place in at {
                if let Some(cut) = other.get(place) {
                    margins.insert(*place, total.minus(*cut)?);
                }
            }
            let above_pass_mark = self.bar.map(|bar| total.minus(bar)).transpose()?;
            let name = self.name(*id);
            found.push(Sensitive { application: *id, name, total: *total, appointed, margins, above_pass_mark });
        }
        found.sort_by_key(|it| (Reverse(it.total), it.application));
        Ok(found)
    }

    /// The choice among all by other totals, by places.
    fn choose(&self, totals: &[Ratio]) -> BTreeSet<usize> {
        let passing = self.all.iter().zip(totals).filter(|(_, total)| self.passes(**total));
        let totals = passing.map(|(one, total)| (one.id, (*total, one.tie_breaks.clone()))).collect();
        match self.state.choose_after(&totals, &self.drawn) {
            Ok(choice) => {
                let chosen: BTreeSet<ApplicationId> = choice.chosen().map(|(id, _)| *id).collect();
                self.all.iter().enumerate().filter(|(_, one)| chosen.contains(&one.id)).map(|(at, _)| at).collect()
            }
            Err(because) => {
                self.failed.borrow_mut().get_or_insert(because);
                BTreeSet::new()
            }
        }
    }

    /// What was found, unless a choice failed on the way.
    fn unless_failed<T>(&self, found: Result<T, Unanswerable>) -> Result<T, Unaskable> {
        match self.failed.borrow_mut().take() {
            Some(because) => Err(because.into()),
            None => Ok(found?),
        }
    }

    /// The criteria with their places: all, or those of the whole alone.
    fn criteria(&self, with_bonus: bool) -> Vec<(usize, &'a Criterion)> {
        let leaves = self.state.criteria().leaves().iter().enumerate();
        leaves.filter(|(_, leaf)| with_bonus || !leaf.is_bonus()).collect()
    }

    /// What does not apply to somebody, bonus criteria aside.
    fn not_applicable(&self) -> Result<(), Unaskable> {
        let tree = self.criteria(false);
        for one in &self.all {
            let not = tree.iter().find(|(place, _)| one.cells.get(*place) == Some(&Cell::NotApplicable));
            if let Some((_, criterion)) = not {
                return Err(Unaskable::NotApplicable { name: self.name(one.id), criterion: criterion.id().clone() });
            }
        }
        Ok(())
    }

    /// Fractions of the top marks. Bonus points, which no weight moves, are spread over all fractions alike: since the
    /// weights add up to the whole, they add up to the same points whatever the weights.
    fn row(&self, one: &One, whole: Ratio) -> Result<Vec<Ratio>, Inexact> {
        let fraction = |(place, criterion): &(usize, &Criterion)| {
            one.cells.get(*place).map_or(Ok(Ratio::ZERO), |cell| fraction(criterion, *cell))
        };
        let mut bonus = Ratio::ZERO;
        for it in self.criteria(true).iter().filter(|(_, criterion)| criterion.is_bonus()) {
            bonus = bonus.plus(it.1.applied().times(fraction(it)?)?)?;
        }
        let spread = if bonus.is_zero() { bonus } else { bonus.over(whole)? };
        self.criteria(false).iter().map(|it| fraction(it)?.plus(spread)).collect()
    }

    fn weights(&self) -> Result<BTreeMap<ApplicationId, Option<WeightChange>>, Unaskable> {
        self.not_applicable()?;
        let tree = self.criteria(false);
        let shares: Vec<Ratio> = tree.iter().map(|(_, criterion)| criterion.applied()).collect();
        let whole = self.state.criteria().whole();
        let rows = self.all.iter().map(|one| self.row(one, whole)).collect::<Result<Vec<_>, _>>()?;
        let flips = self.unless_failed(flips(&shares, &rows, self.bar, |totals| self.choose(totals)))?;
        let totals: Vec<Ratio> = self.all.iter().map(|one| one.total).collect();
        let chosen = self.choose(&totals);
        let mut found = BTreeMap::new();
        for (one, change) in self.all.iter().zip(smallest(&flips)?) {
            let change = change.and_then(|change| {
                let criterion = tree.get(change.criterion)?.1.id().clone();
                let at_once = |flip: &&Flip| flip.criterion == change.criterion;
                let of_this = |flip: &&Flip| self.all.get(flip.candidate).is_some_and(|it| it.id == one.id);
                let this = flips.iter().filter(at_once).find(of_this)?;
                let is_more = change.to > change.from || (change.to == change.from && this.below != Some(change.to));
                let beyond = |flip: &&Flip| (if is_more { flip.above } else { flip.below }) == Some(change.to);
                let (mut appointed, mut dropped) = (BTreeMap::new(), BTreeMap::new());
                for flip in flips.iter().filter(at_once).filter(beyond) {
                    let other = self.all.get(flip.candidate)?.id;
                    let side = if chosen.contains(&flip.candidate) { &mut dropped } else { &mut appointed };
                    side.insert(other, self.name(other));
                }
                Some(WeightChange { criterion, from: change.from, to: change.to, is_more, appointed, dropped })
            });
            found.insert(one.id, change);
        }
        Ok(found)
    }

    fn assessors(&self) -> Result<WithoutAssessors, Unaskable> {
        self.not_applicable()?;
        let all = self.criteria(true);
        let shares: Vec<Ratio> = all.iter().map(|(_, criterion)| criterion.applied()).collect();
        let mut marks = Vec::new();
        for (at, one) in self.all.iter().enumerate() {
            for (place, criterion) in &all {
                let judged = self.state.sheet().and_then(|sheet| sheet.judged(one.id, *place));
                for (person, (cell, _)) in judged.into_iter().flat_map(|judged| &judged.marks) {
                    if cell.mark().is_some() && self.state.barred_by(*person, one.id).is_none() {
                        marks.push(AssessorMark::new(*person, at, *place, fraction(criterion, *cell)?));
                    }
                }
            }
        }
        let found = without_each(self.all.len(), &shares, &marks, |totals| self.choose(totals));
        let found = self.unless_failed(found)?;
        let without = found.without.into_iter().map(|(person, effect)| {
            let effect = match effect {
                Effect::Known(leaving) => {
                    let choice = self.indicative(&leaving);
                    let changed = |appointed: bool| {
                        let all = leaving.changed.iter().filter(|at| leaving.chosen.contains(at) == appointed);
                        let ids = all.filter_map(|at| self.all.get(*at)).map(|one| (one.id, self.name(one.id)));
                        ids.collect()
                    };
                    AssessorEffect::Known { choice, appointed: changed(true), dropped: changed(false) }
                }
                Effect::Unmarked(cells) => {
                    let cell =
                        |(at, place): (usize, usize)| Some((self.all.get(at)?.id, all.get(place)?.1.id().clone()));
                    AssessorEffect::Unmarked(cells.into_iter().filter_map(cell).collect())
                }
            };
            (person, effect)
        });
        Ok(WithoutAssessors { everyone: self.indicative(&found.everyone), without: without.collect() })
    }

    fn indicative(&self, leaving: &Leaving) -> IndicativeChoice {
        let totals = self.all.iter().zip(&leaving.totals).map(|(one, total)| (one.id, *total)).collect();
        let appointed = leaving.chosen.iter().filter_map(|at| self.all.get(*at)).map(|one| one.id).collect();
        IndicativeChoice { totals, appointed }
    }
}

/// The share of the top mark that a cell has; nought where it is no mark, or the top counts nothing.
fn fraction(criterion: &Criterion, cell: Cell) -> Result<Ratio, Inexact> {
    let top = criterion.scale().top();
    match cell.mark() {
        Some(mark) if !top.is_zero() => mark.value().over(top),
        _ => Ok(Ratio::ZERO),
    }
}

fn names(of: &BTreeMap<ApplicationId, String>) -> String {
    of.values().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Who would be appointed instead of whom.
struct Instead<'a>(&'a BTreeMap<ApplicationId, String>, &'a BTreeMap<ApplicationId, String>);

impl fmt::Display for Instead<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (appointed, dropped) = (names(self.0), names(self.1));
        match (self.0.is_empty(), self.1.is_empty()) {
            (true, true) => f.write_str("the same would be appointed"),
            (false, true) => write!(f, "{appointed} would be appointed too"),
            (true, false) => write!(f, "{dropped} would not be appointed"),
            (false, false) => write!(f, "{appointed} would be appointed instead of {dropped}"),
        }
    }
}

impl fmt::Display for WeightChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { criterion, from, to, is_more, appointed, dropped } = self;
        let than = if *is_more { "more" } else { "less" };
        write!(f, "if `{criterion}` weighed {than} than {to}")?;
        if to.to_string().contains('/') {
            write!(f, " (about {})", to.to_fixed(2, Rounding::HalfUp))?;
        }
        if to != from {
            write!(f, " instead of {from}")?;
        }
        write!(f, ", {}", Instead(appointed, dropped))
    }
}

impl fmt::Display for Sensitivity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fixed = |number: Ratio| number.to_fixed(self.print.0, self.print.1);
        f.write_str("What would have changed the outcome")?;
        for it in &self.applications {
            write!(f, "\n  {}: {}", it.name, fixed(it.total))?;
            match it.appointed {
                Some(place) => write!(f, ", appointed to {place}")?,
                None => f.write_str(", not appointed")?,
            }
            for (place, margin) in &it.margins {
                let way = if margin.is_negative() { "below" } else { "above" };
                write!(f, "; {} {way} the cut at {place}", fixed(margin.magnitude()))?;
            }
            if let Some(margin) = it.above_pass_mark {
                let way = if margin.is_negative() { "below" } else { "above" };
                write!(f, "; {} {way} the pass mark", fixed(margin.magnitude()))?;
            }
            match self.weights.as_ref().ok().and_then(|weights| weights.get(&it.application)) {
                Some(Some(change)) => write!(f, "\n    {change}")?,
                Some(None) => f.write_str("\n    no other weight of a single criterion would change this")?,
                None => {}
            }
        }
        if let Err(because) = &self.weights {
            write!(f, "\n  What other weights would change is not known: {because}")?;
        }
        match &self.assessors {
            Err(because) => write!(f, "\n  What leaving out an assessor would change is not known: {because}"),
            Ok(found) => {
                f.write_str("\n  By means of the independent marks, which are indicative only:")?;
                for (person, effect) in &found.without {
                    match effect {
                        AssessorEffect::Known { appointed, dropped, .. } => {
                            write!(f, "\n    without {person} {}", Instead(appointed, dropped))?;
                        }
                        AssessorEffect::Unmarked(cells) => {
                            write!(
                                f,
                                "\n    without {person} nothing is known: {} marks are nobody else's",
                                cells.len()
                            )?;
                        }
                    }
                }
                Ok(())
            }
        }
    }
}
