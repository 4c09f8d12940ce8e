//! Rules of marking: who marks what, on which scale, and with what interests.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Books,
    application::{name_of, ripe},
    entry::takes_back,
    sources,
};
use crate::{
    answer::Answer,
    identifiers::{ApplicationId, PersonId, PlaceId},
    journal::{Before, Check, Entry, Figures, Verdict},
    rules::{At, Rule, Sink},
    selection::{
        criteria::CriterionId,
        policy::Marking,
        proceedings::{
            Event, Proceedings,
            event::{Given, Marked},
        },
        totals::Cell,
    },
};

/// Marks stand on the published scale.
pub static OFF_SCALE: Rule =
    Rule::error("assessment/off-scale", "a mark is a point of the criterion's published scale")
        .why("an off-scale average with no reasons is what failed in Bromcom")
        .says("`{mark}` is not on the scale of `{criterion}`: {points}")
        .hint("give a mark that was published")
        .source(&sources::BROMCOM)
        .of_history()
        .fixed();

/// Marks say why.
pub static JUSTIFICATION_MISSING: Rule =
    Rule::error("assessment/justification-missing", "every mark has its justification")
        .why("a mark without a reason cannot be defended, or explained to the candidate")
        .says("the mark on `{criterion}` for {name} has no justification")
        .hint("write why")
        .source(&sources::BROMCOM)
        .of_history();

/// Hard interests bar from the whole place.
pub static INTEREST_REACHES_RIVAL: Rule = Rule::error(
    "assessment/interest-reaches-rival",
    "nobody marks an application for a place for which they have a hard interest in any",
)
.why("a mark against a rival helps as much as a mark for one's own")
.says("{person} has a hard interest in {interest}, and marked {name} for the same place")
.hint("let another mark it; a waiver is given by another person, with a reason")
.except_to("a person whose interest another waived, with a reason")
.of_history();

/// Assessors mark what they were given.
pub static NOT_ASSIGNED: Rule = Rule::error("assessment/not-assigned", "assessors mark what they were given to mark")
    .why("the same assessors mark all that compete")
    .says("{person} was not given `{criterion}` of {name}")
    .hint("assign it first")
    .of_history();

/// Nobody marks where nothing is marked.
pub static NOTHING_TO_MARK: Rule = Rule::error("assessment/nothing-to-mark", "marks are given in a stage that has any")
    .why("a stage that only clarifies leaves the marks of the stage before")
    .says("`{stage}` has no marks of its own")
    .hint("let the panel moderate again what it heard about")
    .of_history();

/// Independent marks come before the panel's.
pub static AFTER_CONSENSUS: Rule =
    Rule::error("assessment/after-consensus", "nobody marks what the panel has agreed on")
        .why("the panel weighed the marks that it had")
        .says("the panel has agreed on `{criterion}` for {name}")
        .hint("let the chair open it again, with the reason")
        .of_history();

/// What may not be left out is marked.
pub static MUST_APPLY: Rule = Rule::error(
    "assessment/must-apply",
    "a criterion is said not to apply only where it was published that it may not",
)
.why("leaving out a criterion for one candidate changes the weights of the others")
.says("`{criterion}` applies to every application, and is said not to apply to {name}")
.hint("mark it")
.of_history()
.fixed();

/// A waiver is another's.
pub static WAIVED_BY_SELF: Rule = Rule::error(
    "assessment/waived-by-self",
    "a hard interest is waived, or taken back once declared, by another person",
)
.why("nobody is judge in their own cause")
.says("{person} waived or took back a hard interest of their own")
.hint("let somebody else decide")
.of_history();

/// Nobody reads what they may not.
pub static ASSIGNED_THOUGH_BARRED: Rule = Rule::error(
    "assessment/assigned-though-barred",
    "nobody is given an application to read that a hard interest keeps from them",
)
.why("they would see what they must not see")
.says("{person} was given {name} and has a hard interest in {interest}")
.hint("give it to another")
.except_to("an assignment by criterion: there whoever is barred is passed over")
.of_history();

/// All that compete are marked by the same.
pub static SETS_UNEVEN: Rule = Rule::error(
    "assessment/sets-uneven",
    "all applications for a place are marked on a criterion by the same assessors",
)
.why("assessors differ in strictness, and the difference would decide")
.says("`{criterion}` was marked by different assessors for {place}: {one} by {some}, {other} by {others}")
.hint("let whoever marked one mark all, or replace the marks of whoever did not")
.source(&sources::APPENDIX_F)
.except_to("a round published as marked by application, and one that is not decided");

/// Nothing is left unmarked.
pub static MARKS_MISSING: Rule =
    Rule::error("assessment/marks-missing", "every assessor has marked what they were given, before the decision")
        .why("not yet marked is not nought")
        .says("{missing} marks are missing for {name}, the first on `{criterion}` by {person}")
        .hint("let them mark, or assign another")
        .except_to("a round that is not decided, and an application out of the running");

/// Enough assessors mark.
pub static TOO_FEW: Rule =
    Rule::error("assessment/too-few-assessors", "as many assessors mark as the policy asks for, before the decision")
        .why("one person's mark is one person's")
        .says("`{criterion}` of {name} has {assessors} assessors, and {least} are asked for")
        .hint("assign more who have no interest")
        .except_to("a round that is not decided, and an application out of the running");

/// Assessors declare before they mark.
pub static DECLARATION_MISSING: Rule = Rule::warning(
    "assessment/declaration-missing",
    "whoever marked an application had declared whether they have an interest in it",
)
.why("what was never asked cannot be relied on")
.says("{person} marked {applications} and declared nothing about them")
.hint("ask for a declaration of every application, \"none\" included")
.except_to("somebody who marked nothing");

/// What the register shows is declared.
pub static INTEREST_UNDECLARED: Rule = Rule::warning(
    "assessment/interest-undeclared",
    "an interest that follows from the register was declared by the person",
)
.why("either the register is wrong, or something was kept back")
.says("{person} did not declare: {interest}")
.hint("ask the person; record the declaration, or correct the register")
.except_to("a person without a role in the round");

/// Practice comes before the live marks.
pub static PRACTICE_AFTER_LIVE: Rule =
    Rule::advice("assessment/practice-after-live", "practice marking comes before live marking")
        .why("it is there so that assessors use the scale alike from the first mark on")
        .says("{person} practised after marking live")
        .hint("practise first; never rescale marks by it")
        .except_to("somebody who did not practise, or marked nothing");

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &OFF_SCALE,
    &JUSTIFICATION_MISSING,
    &INTEREST_REACHES_RIVAL,
    &NOT_ASSIGNED,
    &NOTHING_TO_MARK,
    &AFTER_CONSENSUS,
    &MUST_APPLY,
    &WAIVED_BY_SELF,
    &ASSIGNED_THOUGH_BARRED,
    &SETS_UNEVEN,
    &MARKS_MISSING,
    &TOO_FEW,
    &DECLARATION_MISSING,
    &INTEREST_UNDECLARED,
    &PRACTICE_AFTER_LIVE,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Proceedings>] = &[
    Check { rule: &OFF_SCALE, judge: off_scale },
    Check { rule: &MUST_APPLY, judge: must_apply },
    Check { rule: &JUSTIFICATION_MISSING, judge: justification_missing },
    Check { rule: &NOTHING_TO_MARK, judge: nothing_to_mark },
    Check { rule: &INTEREST_REACHES_RIVAL, judge: interest_reaches_rival },
    Check { rule: &NOT_ASSIGNED, judge: not_assigned },
    Check { rule: &AFTER_CONSENSUS, judge: after_consensus },
    Check { rule: &WAIVED_BY_SELF, judge: waived_by_self },
    Check { rule: &ASSIGNED_THOUGH_BARRED, judge: assigned_though_barred },
];

/// What an entry gives for which criterion of which application.
pub(super) fn given(event: &Event) -> Option<(ApplicationId, &CriterionId, Given)> {
    match event {
        Event::Marked(it) => Some((it.application, &it.criterion, it.given)),
        Event::Moderated(it) => Some((it.application, &it.criterion, it.agreed.into())),
        _ => None,
    }
}

fn off_scale(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Some((_, criterion, Given::Mark(raw))) = given(&entry.what) else { return Verdict::Silent };
    let Some((sheet, place)) = before.cell_of(criterion) else { return Verdict::Silent };
    let leaf = before.criteria_of(sheet).leaves().get(place);
    let off = leaf.and_then(|leaf| leaf.scale().mark(raw).err());
    Verdict::unless(off.map(|off| {
        Figures::of("mark", raw.to_string()).and("criterion", criterion.to_string()).and("points", off.points)
    }))
}

fn must_apply(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Some((application, criterion, Given::NotApplicable)) = given(&entry.what) else { return Verdict::Silent };
    let Some((sheet, place)) = before.cell_of(criterion) else { return Verdict::Silent };
    let may = before.criteria_of(sheet).leaves().get(place).is_some_and(|leaf| leaf.may_be_not_applicable());
    Verdict::kept_or(may, || {
        Figures::of("criterion", criterion.to_string()).and("name", name_of(before.state, application))
    })
}

fn figures_of(before: &Proceedings, it: &Marked) -> Figures {
    Figures::of("criterion", it.criterion.to_string()).and("name", name_of(before, it.application))
}

fn justification_missing(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Marked(it) = &entry.what else { return Verdict::Silent };
    Verdict::kept_or(!it.justification.is_empty(), || figures_of(before.state, it))
}

fn nothing_to_mark(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Marked(_) = &entry.what else { return Verdict::Silent };
    let stage = || before.stage().map_or_else(|| "none".to_owned(), |stage| stage.id.to_string());
    Verdict::kept_or(before.is_marked(), || Figures::of("stage", stage()))
}

/// Whether one of a person's interests that reach this application was waived.
pub(super) fn is_waived(state: &Proceedings, person: PersonId, application: ApplicationId) -> bool {
    let this = state.candidate(application);
    let first = ApplicationId::new(uuid::Uuid::nil());
    let waived = state.waived.range((person, first)..).take_while(|((of, _), _)| *of == person);
    waived.into_iter().any(|((_, other), _)| {
        *other == application || state.candidate(*other).zip(this).is_some_and(|(other, this)| other.rivals(this))
    })
}

fn interest_reaches_rival(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Marked(it) = &entry.what else { return Verdict::Silent };
    match before.barred_by(entry.by, it.application) {
        None if is_waived(before.state, entry.by, it.application) => Verdict::Spared,
        None => Verdict::Holds,
        Some(interest) => {
            let figures = Figures::of("person", entry.by.to_string());
            let figures = figures.and("interest", name_of(before.state, interest));
            Verdict::Broken(figures.and("name", name_of(before.state, it.application)))
        }
    }
}

fn not_assigned(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Marked(it) = &entry.what else { return Verdict::Silent };
    let Some((_, place)) = before.cell_of(&it.criterion) else { return Verdict::Silent };
    let of_criterion = before.assessors.get(&place).is_some_and(|people| people.contains(&entry.by));
    let of_application = before.readers.get(&it.application).is_some_and(|people| people.contains(&entry.by));
    Verdict::kept_or(of_criterion || of_application, || {
        figures_of(before.state, it).and("person", entry.by.to_string())
    })
}

fn after_consensus(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Marked(it) = &entry.what else { return Verdict::Silent };
    let Some((_, place)) = before.cell_of(&it.criterion) else { return Verdict::Silent };
    let agreed = before.agreed(it.application, place).is_some();
    Verdict::kept_or(!agreed, || figures_of(before.state, it))
}

fn waived_by_self(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let person = match &entry.what {
        Event::Waived(it) => it.person,
        Event::Declared(it) if takes_back(before.state, it) => it.person,
        _ => return Verdict::Silent,
    };
    Verdict::kept_or(person != entry.by, || Figures::of("person", entry.by.to_string()))
}

fn assigned_though_barred(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Assigned(it) = &entry.what else { return Verdict::Silent };
    if it.applications.is_empty() {
        return Verdict::Spared;
    }
    let barred = it.applications.iter().find_map(|id| Some((*id, before.barred_by(it.person, *id)?)));
    Verdict::unless(barred.map(|(application, interest)| {
        let figures = Figures::of("person", it.person.to_string()).and("name", name_of(before.state, application));
        figures.and("interest", name_of(before.state, interest))
    }))
}

/// Judges the marks.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    let state = books.state();
    declarations(state, sink);
    undeclared(state, sink);
    practice(state, sink);
    if ripe(state) {
        settled(state, sink);
    } else {
        for _ in state.assessed() {
            [&SETS_UNEVEN, &MARKS_MISSING, &TOO_FEW].into_iter().for_each(|rule| sink.not_applicable(rule));
        }
    }
}

/// Judges what a decision needs of marks.
pub(super) fn settled(state: &Proceedings, sink: &mut Sink) {
    let Some(sheet) = state.sheet() else { return };
    let criteria = state.criteria();
    let all = At::ROOT.field("applications");
    let (least, by_criterion) = match state.policy().marking {
        Marking::PerCriterion { assessors } => (assessors, true),
        Marking::PerApplication { readers } => (readers, false),
    };
    // For each place and criterion, the first application and who marked it.
    let mut sets: BTreeMap<(PlaceId, usize), (ApplicationId, BTreeSet<PersonId>)> = BTreeMap::new();
    let mut uneven: BTreeMap<(PlaceId, usize), (ApplicationId, BTreeSet<PersonId>)> = BTreeMap::new();
    for _ in state.candidates.values().filter(|of| !state.is_assessed(of)) {
        [&SETS_UNEVEN, &MARKS_MISSING, &TOO_FEW].into_iter().for_each(|rule| sink.not_applicable(rule));
    }
    for (id, of) in state.assessed() {
        let mut missing: Option<(usize, PersonId)> = None;
        let (mut count, mut few) = (0_usize, None);
        for place in 0..criteria.leaves().len() {
            let markers = state.markers(id, place);
            let judged = sheet.judged(id, place);
            let has = |person: &PersonId| judged.is_some_and(|judged| judged.marks.contains_key(person));
            for person in markers.iter().filter(|person| !has(person)) {
                count = count.saturating_add(1);
                missing = missing.or(Some((place, *person)));
            }
            // Whoever declines to judge is no assessor of the application.
            let declined = |person: &PersonId| {
                judged.and_then(|judged| judged.marks.get(person)).is_some_and(|(cell, _)| *cell == Cell::Declined)
            };
            let judge: BTreeSet<PersonId> = markers.into_iter().filter(|person| !declined(person)).collect();
            if u32::try_from(judge.len()).unwrap_or(u32::MAX) < least {
                few = few.or(Some((place, judge.len())));
            }
            if by_criterion {
                let marked: BTreeSet<PersonId> = judge.into_iter().filter(has).collect();
                for bid in &of.application.places {
                    match sets.get(&(*bid, place)) {
                        Some((_, first)) if *first != marked => {
                            uneven.entry((*bid, place)).or_insert_with(|| (id, marked.clone()));
                        }
                        Some(_) => {}
                        None => drop(sets.insert((*bid, place), (id, marked.clone()))),
                    }
                }
            }
        }
        let criterion =
            |place: usize| criteria.leaves().get(place).map_or_else(String::new, |leaf| leaf.id().to_string());
        let at = all.key(&id);
        match missing {
            None => sink.holds(&MARKS_MISSING),
            Some((place, person)) => {
                sink.broken(&MARKS_MISSING, &at)
                    .with("missing", count)
                    .with("name", of.application.name.as_str())
                    .with("criterion", criterion(place))
                    .with("person", person.to_string());
            }
        }
        match few {
            None => sink.holds(&TOO_FEW),
            Some((place, assessors)) => {
                sink.broken(&TOO_FEW, &at)
                    .with("criterion", criterion(place))
                    .with("name", of.application.name.as_str())
                    .with("assessors", assessors)
                    .with("least", least);
            }
        }
    }
    if !by_criterion {
        return state.assessed().for_each(|_| sink.not_applicable(&SETS_UNEVEN));
    }
    let places = At::ROOT.field("places");
    for ((place, criterion), (first, some)) in &sets {
        match uneven.get(&(*place, *criterion)) {
            None => sink.holds(&SETS_UNEVEN),
            Some((other, others)) => {
                let leaf = criteria.leaves().get(*criterion).map_or_else(String::new, |leaf| leaf.id().to_string());
                sink.broken(&SETS_UNEVEN, &places.key(place).field("criteria").key(&leaf))
                    .with("criterion", leaf.clone())
                    .with("place", place.to_string())
                    .with("one", name_of(state, *first))
                    .with("some", some.len())
                    .with("other", name_of(state, *other))
                    .with("others", others.len());
            }
        }
    }
}

fn declarations(state: &Proceedings, sink: &mut Sink) {
    let mut marked: BTreeMap<PersonId, BTreeSet<ApplicationId>> = BTreeMap::new();
    for (application, row) in state.sheets.iter().flat_map(|sheet| &sheet.rows) {
        for person in row.values().flat_map(|judged| judged.marks.keys()) {
            marked.entry(*person).or_default().insert(*application);
        }
    }
    let people = At::ROOT.field("people");
    for person in state.with_role(crate::selection::proceedings::Role::Assessor) {
        if !marked.contains_key(&person) {
            sink.not_applicable(&DECLARATION_MISSING);
        }
    }
    for (person, applications) in &marked {
        let silent = applications.iter().filter(|id| !state.declared.contains_key(&(*person, **id)));
        let silent: Vec<String> = silent.map(|id| name_of(state, *id)).collect();
        if silent.is_empty() {
            sink.holds(&DECLARATION_MISSING);
        } else {
            let draft = sink.broken(&DECLARATION_MISSING, &people.key(person)).with("person", person.to_string());
            draft.with("applications", silent.join(", "));
        }
    }
}

fn undeclared(state: &Proceedings, sink: &mut Sink) {
    let people = At::ROOT.field("people");
    for (person, applications) in &state.derived {
        let takes_part = state.roles.get(person).is_some_and(|roles| !roles.is_empty());
        for (application, interests) in applications {
            if !takes_part {
                sink.not_applicable(&INTEREST_UNDECLARED);
                continue;
            }
            let declared = state.declared.get(&(*person, *application)).is_some_and(|(strength, _)| strength.is_some());
            // One verdict for each application: the surest interest speaks.
            let Some(interest) = interests.iter().max_by_key(|interest| (interest.certain, interest.strength)) else {
                continue;
            };
            if declared {
                sink.holds(&INTEREST_UNDECLARED);
                continue;
            }
            let at = people.key(person);
            let at = at.field("interests");
            let kept = if interest.certain == Answer::Yes { Answer::No } else { Answer::Unknown };
            let because = "the register does not say whether the interest stood on the reference date";
            if let Some(draft) = sink.judge(&INTEREST_UNDECLARED, &at.key(application), kept, because) {
                draft.with("person", person.to_string()).with("interest", interest.to_string());
            }
        }
    }
}

fn practice(state: &Proceedings, sink: &mut Sink) {
    let people = At::ROOT.field("people");
    for person in state.with_role(crate::selection::proceedings::Role::Assessor) {
        match (state.practised.get(&person), state.first_mark.get(&person)) {
            (Some(practised), Some(marked)) if practised > marked => {
                sink.broken(&PRACTICE_AFTER_LIVE, &people.key(&person)).with("person", person.to_string());
            }
            (Some(_), Some(_)) => sink.holds(&PRACTICE_AFTER_LIVE),
            _ => sink.not_applicable(&PRACTICE_AFTER_LIVE),
        }
    }
}
