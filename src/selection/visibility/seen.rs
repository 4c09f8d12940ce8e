//! What is left of an entry for somebody who looks.

use super::{
    Seen,
    matrix::Matter,
    viewer::{Fact, Manner, Sitting, Viewer},
};
use crate::{
    identifiers::{ApplicationId, QuestionId},
    journal::{Entry, Text},
    selection::{
        outcome::criteria_for,
        round::{
            Event,
            event::{Appointments, Asked, Marked, Moderated},
        },
        rules,
        totals::Cell,
    },
};

/// What somebody sees of an entry.
struct View {
    manner: Manner,
    what: Event,
    /// Whether the reason of the entry is withheld, although the entry is seen whole.
    without_reason: bool,
}

impl View {
    const fn new(manner: Manner, what: Event) -> Self {
        Self { manner, what, without_reason: false }
    }
}

/// What somebody sees of an entry, if anything.
pub(super) fn seen(viewer: &Viewer<'_>, sitting: Sitting, entry: &Entry<Event>) -> Option<Seen> {
    let View { manner, what, without_reason } = view(viewer, sitting, entry)?;
    let mine = manner == Manner::Own && entry.by == viewer.person;
    let by = (manner == Manner::Whole || mine).then_some(entry.by);
    let reason = match manner {
        Manner::Whole => !without_reason,
        Manner::Own => mine || matches!(what, Event::Cancelled) || is_owed_its_reason(&what),
        Manner::Public => matches!(what, Event::Cancelled),
    };
    let why = match entry.what.application().filter(|_| manner == Manner::Own && !mine) {
        _ if !reason => Text::default(),
        Some(application) => fit(viewer, application, &entry.why),
        None => entry.why.clone(),
    };
    Some(Seen { at: entry.at, by, what, why })
}

/// A text as far as the candidate of an application may read it: none that names another candidate, as in its letter.
fn fit(viewer: &Viewer<'_>, application: ApplicationId, text: &Text) -> Text {
    let said = match text {
        Text::Written(said) => said,
        Text::Redacted { ground, .. } => ground,
    };
    let names_rival = rules::consensus::names_rival(viewer.round().state(), application, said);
    if names_rival { Text::default() } else { text.clone() }
}

/// Whether the reason of an entry is what a candidate is to know of it.
const fn is_owed_its_reason(event: &Event) -> bool {
    matches!(event, Event::LateRuled(_) | Event::Ruled(_) | Event::ReviewEnded(_))
}

/// The kind of fact that an entry is, where it is one and about one application at most.
const fn matter(event: &Event) -> Option<Matter> {
    Some(match event {
        Event::Amended(_)
        | Event::ClosingPublished(_)
        | Event::StageClosed(_)
        | Event::StageReopened(_)
        | Event::StageOpened(_)
        | Event::Announced
        | Event::Cancelled
        | Event::Closed => Matter::Terms,
        Event::Enrolled(_) => Matter::Enrolment,
        Event::Registered(_) => Matter::Register,
        Event::Declared(_) | Event::Waived(_) => Matter::Interest,
        Event::Extended(_) => Matter::Extension,
        Event::Applied(_) | Event::Submitted(_) | Event::Withdrawn(_) => Matter::Bid,
        Event::LateRuled(_) | Event::FactsFound(_) | Event::Ruled(_) => Matter::Ruling,
        Event::Asked(_) | Event::Answered(_) => Matter::Question,
        Event::Assigned(_) => Matter::Assignment,
        Event::Practised(_) => Matter::Practice,
        Event::Marked(_) => Matter::Mark,
        Event::Moderated(_) | Event::Unmoderated(_) => Matter::Moderation,
        Event::Drawn(_) | Event::Recommended(_) => Matter::Choice,
        Event::Decided(_) => Matter::Decision,
        Event::DecisionUndone => Matter::Undoing,
        Event::Notified(_) | Event::FeedbackReleased(_) => Matter::Notice,
        Event::Examined(_) => Matter::DueDiligence,
        Event::Offered(_)
        | Event::Accepted(_)
        | Event::Declined(_)
        | Event::CalledUp(_)
        | Event::Agreed(_)
        | Event::Started(_) => Matter::Settlement,
        Event::ReviewAsked(_) | Event::ReviewEnded(_) => Matter::Review,
        // The terms are shown as they stand.
        Event::Opened(_) => return None,
        // What was removed shows where it stood. The number of an entry would tell of entries in between.
        Event::Redacted(_) => return None,
    })
}

fn view(viewer: &Viewer<'_>, sitting: Sitting, entry: &Entry<Event>) -> Option<View> {
    let event = &entry.what;
    let matter = matter(event)?;
    let person = viewer.person;
    // What an application itself or an extension is about, too.
    let about = match event {
        Event::Applied(it) => Some(it.application),
        Event::Extended(it) => Some(it.application),
        _ => event.application(),
    };
    let subject = match event {
        Event::Enrolled(it) => it.person == person,
        Event::Declared(it) => it.person == person,
        Event::Waived(it) => it.person == person,
        Event::Assigned(it) => it.person == person,
        _ => entry.by == person,
    };
    let fact = Fact::of(matter, about).own(subject);
    match event {
        Event::Asked(it) => asked(viewer, it, &fact),
        Event::Answered(it) => answered(viewer, entry, it.question),
        Event::StageOpened(it) => {
            let mut it = it.clone();
            let sees = |matter: Matter, id: ApplicationId| viewer.manner(&Fact::of(matter, Some(id))).is_some();
            it.through.retain(|id| sees(Matter::Through, *id));
            it.not_through.retain(|id, _| sees(Matter::Sifted, *id));
            for (id, why) in &mut it.not_through {
                if viewer.manner(&Fact::of(Matter::Sifted, Some(*id))) != Some(Manner::Whole) {
                    *why = fit(viewer, *id, why);
                }
            }
            let without_reason = viewer.is_kept_from_any();
            Some(View { without_reason, ..View::new(viewer.manner(&fact)?, Event::StageOpened(it)) })
        }
        Event::Assigned(it) => {
            let manner = viewer.manner(&fact)?;
            let mut left = it.clone();
            left.applications.retain(|id| !viewer.is_kept(matter, *id));
            let nothing = left.criteria.is_empty() && left.applications.is_empty() && !it.applications.is_empty();
            let without_reason = viewer.is_kept_from_any();
            (!nothing).then_some(View { without_reason, ..View::new(manner, Event::Assigned(left)) })
        }
        Event::Drawn(it) => {
            // With one of them left out, the places of the others would tell of it.
            let manner = it.order.iter().filter_map(|id| viewer.manner(&Fact::of(matter, Some(*id)))).max()?;
            let whole = !it.order.iter().any(|id| viewer.is_kept(matter, *id));
            let without_reason = viewer.is_kept_from_any();
            whole.then_some(View { without_reason, ..View::new(manner, event.clone()) })
        }
        Event::Recommended(it) => appointments(viewer, it, &fact, Event::Recommended),
        Event::Decided(it) => appointments(viewer, it, &fact, Event::Decided),
        Event::DecisionUndone => {
            // Whoever was told of the decision is told that it is no more; of one that was announced that is everybody.
            let told = || viewer.was_told_before(entry.number).then_some(Manner::Public);
            let manner = viewer.manner(&fact).or_else(told)?;
            Some(View { without_reason: viewer.is_kept_from_any(), ..View::new(manner, event.clone()) })
        }
        Event::Marked(it) => {
            let marked = viewer.has_marked(sitting, it.application, &it.criterion);
            let manner = viewer.manner(&Fact { marked, ..fact })?;
            if manner == Manner::Whole {
                return Some(View::new(manner, event.clone()));
            }
            let alone = stands_alone(viewer, entry.number, it)?;
            let mut it = it.clone();
            // As in the letter: of a mark that stands alone the justification is the reason.
            it.justification = match alone {
                Cell::Mark(_) | Cell::NotApplicable => fit(viewer, it.application, &it.justification),
                Cell::Declined | Cell::Missing => Text::default(),
            };
            Some(View::new(manner, Event::Marked(it)))
        }
        Event::Moderated(it) => {
            let marked = viewer.has_marked(sitting, it.application, &it.criterion);
            match viewer.manner(&Fact { marked, ..fact })? {
                Manner::Whole => Some(View::new(Manner::Whole, event.clone())),
                // A candidate is given the mark that stands and its reason, and not what was said about it.
                manner if stands(viewer, entry.number, it) => {
                    let mut it = it.clone();
                    (it.evidence, it.discussion) = (Text::default(), Text::default());
                    it.present.clear();
                    it.dissent.clear();
                    it.reason = fit(viewer, it.application, &it.reason);
                    Some(View::new(manner, Event::Moderated(it)))
                }
                _ => None,
            }
        }
        Event::Unmoderated(it) => {
            let marked = viewer.has_marked(sitting, it.application, &it.criterion);
            let manner = viewer.manner(&Fact { marked, ..fact }).filter(|manner| *manner == Manner::Whole)?;
            Some(View::new(manner, event.clone()))
        }
        _ => Some(View::new(viewer.manner(&fact)?, event.clone())),
    }
}

/// The appointments of those applications that somebody may see.
fn appointments(
    viewer: &Viewer<'_>,
    of: &Appointments,
    fact: &Fact,
    event: impl FnOnce(Appointments) -> Event,
) -> Option<View> {
    let sees = |id: &ApplicationId| viewer.manner(&Fact::of(fact.matter, Some(*id)));
    let all = viewer.manner(fact);
    let ids = of.appointed.keys().chain(&of.reserve).chain(of.departures.keys());
    let manner = ids.filter_map(sees).chain(all).max()?;
    let mut left = of.clone();
    left.appointed.retain(|id, _| sees(id).is_some());
    left.reserve.retain(|id| sees(id).is_some());
    left.departures.retain(|id, _| sees(id).is_some());
    let without_reason = all.is_none() || viewer.is_kept_from_any();
    Some(View { without_reason, ..View::new(manner, event(left)) })
}

/// The question as it was asked, where somebody may see that; as it was published, where it was.
fn asked(viewer: &Viewer<'_>, it: &Asked, fact: &Fact) -> Option<View> {
    if let Some(manner) = viewer.manner(fact) {
        // Whoever asked on their own account sees their own words, whatever their other capacities.
        let manner = if fact.own { manner.max(Manner::Own) } else { manner };
        return Some(View::new(manner, Event::Asked(it.clone())));
    }
    if it.confidential || !is_published(viewer, it.question) {
        return None;
    }
    let manner = viewer.manner(&Fact::of(Matter::Published, None)).map(|_| Manner::Public)?;
    Some(View::new(manner, Event::Asked(Asked { application: None, ..it.clone() })))
}

/// The answer, to whoever asked or runs the round; to all, where it was sent to all.
fn answered(viewer: &Viewer<'_>, entry: &Entry<Event>, question: QuestionId) -> Option<View> {
    let (by, it) = question_of(viewer, question)?;
    let fact = Fact::of(Matter::Question, it.application).own(by == viewer.person);
    let public = || viewer.manner(&Fact::of(Matter::Published, None)).map(|_| Manner::Public);
    let told_all = matches!(&entry.what, Event::Answered(answer) if answer.told_all);
    let published = || if told_all && !it.confidential { public() } else { None };
    let manner = viewer.manner(&fact).or_else(published)?;
    Some(View::new(manner, entry.what.clone()))
}

fn question_of<'a>(viewer: &Viewer<'a>, question: QuestionId) -> Option<(crate::identifiers::PersonId, &'a Asked)> {
    let round = viewer.round();
    let asked = round.state().questions.get(&question)?.asked;
    let entry = round.journal().entry(asked)?;
    match &entry.what {
        Event::Asked(it) => Some((entry.by, it)),
        _ => None,
    }
}

/// Whether the answer to a question was sent to all.
fn is_published(viewer: &Viewer<'_>, question: QuestionId) -> bool {
    let round = viewer.round();
    let answered = round.state().questions.get(&question).and_then(|question| question.answered);
    let entry = answered.and_then(|number| round.journal().entry(number));
    matches!(entry.map(|entry| &entry.what), Some(Event::Answered(it)) if it.told_all)
}

/// Whether a moderated mark still stands.
fn stands(viewer: &Viewer<'_>, number: u64, it: &Moderated) -> bool {
    let state = viewer.round().state();
    let sheet = state.sheet_for(it.application);
    let at = criteria_for(state, it.application).index_of(&it.criterion);
    let agreed = sheet.zip(at).and_then(|(sheet, at)| state.agreed_on(sheet, it.application, at));
    agreed.is_some_and(|agreed| agreed.entry == number)
}

/// What a mark says, where it alone stands on its criterion, so that it counts although no panel spoke of it.
fn stands_alone(viewer: &Viewer<'_>, number: u64, it: &Marked) -> Option<Cell> {
    let state = viewer.round().state();
    let at = criteria_for(state, it.application).index_of(&it.criterion)?;
    let alone = state.alone_on(state.sheet_for(it.application)?, it.application, at);
    alone.filter(|(_, entry)| *entry == number).map(|(cell, _)| cell)
}
