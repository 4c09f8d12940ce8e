//! Rules of moderation: the panel's own mark, with its own reason.

use super::{
    Books,
    application::{name_of, ripe},
    assessment::is_waived,
    sources,
};
use crate::{
    identifiers::ApplicationId,
    journal::{Before, Check, Entry, Figures, Verdict},
    rules::{At, Rule, Sink},
    selection::{
        indicative,
        proceedings::{Event, Judged, Proceedings, Role, Sheet, event::Moderated},
        scale::Mark,
        totals::Cell,
    },
};

/// Where more than one marked, the panel agrees on a mark.
pub static MISSING: Rule = Rule::error(
    "consensus/missing",
    "where more than one assessor marked, the panel has agreed on a mark, before the decision or a stage that leaves \
     the application behind",
)
.why("an average is nobody's judgement, and may be no point of the scale")
.says("the panel has not agreed on {missing} criteria of {name}, the first `{criterion}`")
.hint("let the panel moderate each criterion")
.source(&sources::BROMCOM)
.except_to("a criterion with a single assessor, an application out of the running, and a round that is not decided");

/// The panel gives its own reason.
pub static NO_OWN_REASON: Rule = Rule::error(
    "consensus/no-own-reason",
    "the panel gives a reason of its own: one, and not word for word an assessor's where marks differed",
)
.why("the candidate and a court ask why the panel gave this mark")
.says("the reason for `{criterion}` of {name} is {wrong}")
.hint("write what the panel discussed and why it came to this mark")
.source(&sources::BROMCOM)
.except_to("a criterion with a single assessor")
.of_history();

/// What lies far apart is discussed.
pub static UNDISCUSSED: Rule =
    Rule::error("consensus/undiscussed", "marks that lie further apart than the policy's limit were discussed")
        .why("one of the assessors saw something that the other did not")
        .says("the marks on `{criterion}` of {name} lie {spread} apart, and no discussion is recorded")
        .hint("record what was said")
        .except_to("a policy without a limit, and marks within it")
        .of_history();

/// Dissent is recorded with its reason.
pub static DISSENT_UNREASONED: Rule =
    Rule::error("consensus/dissent-unreasoned", "whoever dissents was present, and says why")
        .why("an agreement that hides a dissent is none")
        .says("a dissent on `{criterion}` of {name} is by somebody absent, or gives no reason")
        .hint("record the member as present, and the reason")
        .except_to("a moderation without dissent")
        .of_history();

/// Enough are there.
pub static TOO_FEW_PRESENT: Rule =
    Rule::error("consensus/too-few-present", "as many members are present as the policy asks for")
        .why("a panel of one is no panel")
        .says("{present} were present for `{criterion}` of {name}, and {least} are asked for")
        .hint("moderate again with enough members")
        .of_history();

/// Whoever is there has a seat.
pub static STRANGER_PRESENT: Rule =
    Rule::error("consensus/stranger-present", "whoever is counted as present is of the panel or assesses")
        .why("the panel was named beforehand, and its interests were looked into")
        .says("{person} was present for `{criterion}` of {name} and is neither of the panel nor an assessor")
        .hint("enrol the person, or leave them out")
        .of_history();

/// Nobody moderates where they have an interest.
pub static PRESENT_BARRED: Rule = Rule::error(
    "consensus/present-barred",
    "nobody is present at the moderation of an application for a place for which they have a hard interest in any",
)
.why("silence at the table weighs too")
.says("{person} was present for {name} and has a hard interest in {interest}")
.hint("let the person leave, and moderate again")
.except_to("a person whose interest another waived, with a reason")
.of_history();

/// Independent marks come first.
pub static BEFORE_MARKS: Rule = Rule::error(
    "consensus/before-marks",
    "the panel agrees on a mark after every assessor of the criterion has marked",
)
.why("a mark made after the panel's is not independent")
.says("{missing} have not marked `{criterion}` of {name}")
.hint("wait for the marks")
.except_to("a stage that only clarifies")
.of_history();

/// The panel keeps within what it saw, or says on what evidence not.
pub static OUTSIDE_RANGE: Rule = Rule::warning(
    "consensus/outside-range",
    "the panel's mark lies within the independent marks, or its reason cites evidence",
)
.why("a mark that nobody gave needs a ground that nobody had")
.says("the panel gave {mark} on `{criterion}` of {name}, outside {lowest} to {highest}, and cites no evidence")
.hint("cite what the panel found that the assessors had not")
.except_to("a criterion on which fewer than two gave marks");

/// A reason speaks of its own candidate.
pub static NAMES_RIVAL: Rule = Rule::advice("consensus/names-rival", "a reason names no other candidate")
    .why("applications are marked by the criteria and not against one another, and feedback would tell of a rival")
    .says("the reason for `{criterion}` of {name} names {rival}")
    .hint("open it again, and give the reason by the criterion")
    .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &MISSING,
    &NO_OWN_REASON,
    &UNDISCUSSED,
    &DISSENT_UNREASONED,
    &TOO_FEW_PRESENT,
    &STRANGER_PRESENT,
    &PRESENT_BARRED,
    &BEFORE_MARKS,
    &OUTSIDE_RANGE,
    &NAMES_RIVAL,
];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Proceedings>] = &[
    Check { rule: &MISSING, judge: left_behind },
    Check { rule: &BEFORE_MARKS, judge: before_marks },
    Check { rule: &PRESENT_BARRED, judge: present_barred },
    Check { rule: &STRANGER_PRESENT, judge: stranger_present },
    Check { rule: &TOO_FEW_PRESENT, judge: too_few_present },
    Check { rule: &NO_OWN_REASON, judge: no_own_reason },
    Check { rule: &UNDISCUSSED, judge: undiscussed },
    Check { rule: &DISSENT_UNREASONED, judge: dissent_unreasoned },
];

fn judged<'a>(before: &'a Before<'_, Proceedings>, it: &Moderated) -> Option<&'a Judged> {
    let (sheet, place) = before.cell_of(&it.criterion)?;
    before.state.sheets.get(sheet)?.judged(it.application, place)
}

fn figures_of(before: &Proceedings, it: &Moderated) -> Figures {
    Figures::of("criterion", it.criterion.to_string()).and("name", name_of(before, it.application))
}

/// The marks of those who may mark, with their entries.
fn effective<'a>(
    before: &'a Before<'_, Proceedings>,
    it: &Moderated,
) -> impl Iterator<Item = (Cell, u64)> + 'a + use<'a> {
    let application = it.application;
    let marks = judged(before, it).into_iter().flat_map(|judged| &judged.marks);
    marks.filter(move |(person, _)| before.barred_by(**person, application).is_none()).map(|(_, mark)| *mark)
}

fn before_marks(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Moderated(it) = &entry.what else { return Verdict::Silent };
    if !before.is_marked() {
        return Verdict::Spared;
    }
    let Some((_, place)) = before.cell_of(&it.criterion) else { return Verdict::Silent };
    let judged = judged(before, it);
    let has = |person| judged.is_some_and(|judged| judged.marks.contains_key(person));
    let missing = before.markers(it.application, place).iter().filter(|person| !has(person)).count();
    Verdict::kept_or(missing == 0, || figures_of(before.state, it).and("missing", missing))
}

fn present_barred(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Moderated(it) = &entry.what else { return Verdict::Silent };
    let everybody = || it.present.iter().copied().chain([entry.by]);
    let barred = everybody().find_map(|person| Some((person, before.barred_by(person, it.application)?)));
    match barred {
        Some((person, interest)) => {
            let figures = Figures::of("person", person.to_string()).and("name", name_of(before.state, it.application));
            Verdict::Broken(figures.and("interest", name_of(before.state, interest)))
        }
        None if everybody().any(|person| is_waived(before.state, person, it.application)) => Verdict::Spared,
        None => Verdict::Holds,
    }
}

fn stranger_present(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Moderated(it) = &entry.what else { return Verdict::Silent };
    let sits = |person: &&crate::identifiers::PersonId| {
        [Role::Chair, Role::Member, Role::Assessor].into_iter().any(|role| before.has_role(**person, role))
    };
    let stranger = it.present.iter().find(|person| !sits(person));
    Verdict::unless(stranger.map(|person| figures_of(before.state, it).and("person", person.to_string())))
}

fn too_few_present(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Moderated(it) = &entry.what else { return Verdict::Silent };
    let (present, least) = (it.present.len(), before.policy().fewest_present);
    let enough = u32::try_from(present).unwrap_or(u32::MAX) >= least;
    Verdict::kept_or(enough, || figures_of(before.state, it).and("present", present).and("least", least))
}

fn no_own_reason(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Moderated(it) = &entry.what else { return Verdict::Silent };
    let marks: Vec<(Cell, u64)> = effective(before, it).collect();
    if marks.len() < 2 {
        return Verdict::Spared;
    }
    if it.reason.is_empty() {
        return Verdict::Broken(figures_of(before.state, it).and("wrong", "missing"));
    }
    let differ = marks.iter().any(|(cell, _)| Some(cell) != marks.first().map(|(first, _)| first));
    let copied = marks.iter().any(|(_, number)| match before.entry(*number).map(|entry| &entry.what) {
        Some(Event::Marked(marked)) => marked.justification.says_the_same(&it.reason),
        _ => false,
    });
    let figures =
        || figures_of(before.state, it).and("wrong", "word for word an assessor's, whose mark others did not share");
    Verdict::kept_or(!(differ && copied), figures)
}

fn undiscussed(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Moderated(it) = &entry.what else { return Verdict::Silent };
    let Some(limit) = before.policy().divergence_limit else { return Verdict::Spared };
    let marks: Vec<Mark> = effective(before, it).filter_map(|(cell, _)| cell.mark()).collect();
    match indicative::spread(&marks) {
        Some(spread) if spread > limit => {
            let figures = || figures_of(before.state, it).and("spread", spread.to_string());
            Verdict::kept_or(!it.discussion.is_empty(), figures)
        }
        _ => Verdict::Spared,
    }
}

fn dissent_unreasoned(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Moderated(it) = &entry.what else { return Verdict::Silent };
    if it.dissent.is_empty() {
        return Verdict::Spared;
    }
    let kept = it.dissent.iter().all(|(person, why)| it.present.contains(person) && !why.is_empty());
    Verdict::kept_or(kept, || figures_of(before.state, it))
}

/// Judges what the panel agreed on.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    let state = books.state();
    ranges(books, sink);
    rivals(books, sink);
    if ripe(state) {
        settled(state, sink);
    } else {
        state.assessed().for_each(|_| sink.not_applicable(&MISSING));
    }
}

/// Whether the panel has to agree on a criterion: more than one assessor marked it, or is to.
fn is_needed(state: &Proceedings, sheet: &Sheet, id: ApplicationId, place: usize) -> bool {
    let barred = |person| state.barred_by(person, id).is_some();
    let judged = sheet.judged(id, place);
    let marks = judged.into_iter().flat_map(|judged| judged.marks.keys()).filter(|person| !barred(**person));
    marks.count() > 1 || state.markers(id, place).len() > 1
}

/// Whoever does not go on to the next stage is decided on there.
fn left_behind(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::StageOpened(it) = &entry.what else { return Verdict::Silent };
    let Some(sheet) = before.sheet() else { return Verdict::Silent };
    let left = before.assessed().filter(|(id, _)| !it.through.contains(id));
    let broken = left.into_iter().find_map(|(id, of)| {
        let leaves = before.criteria().leaves().iter().enumerate();
        let open = |place| is_needed(before.state, sheet, id, place) && before.agreed(id, place).is_none();
        let open: Vec<_> = leaves.filter(|(place, _)| open(*place)).map(|(_, leaf)| leaf.id()).collect();
        let figures = Figures::of("missing", open.len()).and("name", of.application.name.as_str());
        open.first().map(|first| figures.and("criterion", first.to_string()))
    });
    Verdict::unless(broken)
}

/// Judges what a decision needs of the panel.
pub(super) fn settled(state: &Proceedings, sink: &mut Sink) {
    let Some(sheet) = state.sheet() else { return };
    let criteria = state.criteria();
    let all = At::ROOT.field("applications");
    state.candidates.values().filter(|of| !state.is_assessed(of)).for_each(|_| sink.not_applicable(&MISSING));
    for (id, of) in state.assessed() {
        let (mut several, mut missing, mut first) = (0_usize, 0_usize, None);
        for (place, leaf) in criteria.leaves().iter().enumerate() {
            if !is_needed(state, sheet, id, place) {
                continue;
            }
            several = several.saturating_add(1);
            if state.agreed(id, place).is_none() {
                missing = missing.saturating_add(1);
                first = first.or(Some(leaf.id()));
            }
        }
        match first {
            Some(criterion) => {
                sink.broken(&MISSING, &all.key(&id))
                    .with("missing", missing)
                    .with("name", of.application.name.as_str())
                    .with("criterion", criterion.to_string());
            }
            None if several == 0 => sink.not_applicable(&MISSING),
            None => sink.holds(&MISSING),
        }
    }
}

/// Each moderation that stands, with its entry.
fn moderations(books: &Books) -> impl Iterator<Item = (&Moderated, &Judged, Cell)> {
    let state = books.state();
    let rows = state.sheets.iter().flat_map(|sheet| sheet.rows.values()).flat_map(|row| row.values());
    rows.filter_map(|judged| {
        let moderation = judged.moderated.as_ref()?;
        match &books.entry(moderation.entry)?.what {
            Event::Moderated(it) => Some((it, judged, moderation.cell)),
            _ => None,
        }
    })
}

fn ranges(books: &Books, sink: &mut Sink) {
    let state = books.state();
    let all = At::ROOT.field("applications");
    for (it, judged, cell) in moderations(books) {
        let marks: Vec<Mark> = judged.marks.values().filter_map(|(cell, _)| cell.mark()).collect();
        let (Some(mark), true) = (cell.mark(), marks.len() > 1) else {
            sink.not_applicable(&OUTSIDE_RANGE);
            continue;
        };
        let (Some(lowest), Some(highest)) = (marks.iter().min(), marks.iter().max()) else { continue };
        if (*lowest..=*highest).contains(&mark) || !it.evidence.is_empty() {
            sink.holds(&OUTSIDE_RANGE);
            continue;
        }
        sink.broken(&OUTSIDE_RANGE, &all.key(&it.application).field("criteria").key(&it.criterion))
            .with("mark", mark.value().to_string())
            .with("criterion", it.criterion.to_string())
            .with("name", name_of(state, it.application))
            .with("lowest", lowest.value().to_string())
            .with("highest", highest.value().to_string());
    }
}

/// Whether a text names somebody: the name as whole words, whatever the capitals, and not as a part of their `own` name.
fn names(text: &str, name: &str, own: &str) -> bool {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (text, name) = (fold(text).replace(&fold(own), "\u{0}"), fold(name));
    let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let whole = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at.saturating_add(name.len())..).and_then(|after| after.chars().next());
        !word(before) && !word(after)
    };
    !name.is_empty() && text.match_indices(&name).any(|(at, _)| whole(at))
}

/// Whether a text about one application names another, by its name or by its id.
pub(in crate::selection) fn names_rival(state: &Proceedings, application: ApplicationId, text: &str) -> bool {
    let own = name_of(state, application);
    let lower = text.to_lowercase();
    let mut others = state.candidates.iter().filter(|(id, _)| **id != application);
    others.any(|(id, of)| names(text, &of.application.name, &own) || lower.contains(&id.to_string()))
}

fn rivals(books: &Books, sink: &mut Sink) {
    let state = books.state();
    let all = At::ROOT.field("applications");
    for (it, ..) in moderations(books) {
        let Some(reason) = it.reason.written() else {
            sink.holds(&NAMES_RIVAL);
            continue;
        };
        let own = name_of(state, it.application);
        let named = state
            .candidates
            .iter()
            .find(|(id, of)| **id != it.application && names(reason, &of.application.name, &own));
        match named {
            None => sink.holds(&NAMES_RIVAL),
            Some((_, rival)) => {
                sink.broken(&NAMES_RIVAL, &all.key(&it.application).field("criteria").key(&it.criterion))
                    .with("criterion", it.criterion.to_string())
                    .with("name", name_of(state, it.application))
                    .with("rival", rival.application.name.as_str());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_name_is_found_as_whole_words() {
        assert!(names("Weaker than hill  school's plan.", "Hill School", "Mill School"));
        assert!(!names("Windhill School is rural.", "Hill School", "Mill School"));
        assert!(!names("School 20 has a plan.", "School 2", "School 20"));
        assert!(!names("The plan is sound.", "", "Mill School"));
        // Its own name holds the other's.
        assert!(!names("Hill School East has a plan.", "Hill School", "Hill School East"));
        assert!(names("Hill School East beats Hill School.", "Hill School", "Hill School East"));
    }
}
