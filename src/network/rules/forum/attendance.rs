//! Who is said to have come, and who to have apologised.

use super::sources;
use crate::{
    answer::Answer,
    calendar::Term,
    network::{
        Around, Forum, Network,
        forum_days::days_of,
        survey::{Standing, Survey},
    },
    rules::{At, Rule, Sink},
};

/// No hub both came and apologised.
pub static FORUM_APOLOGY_FROM_PRESENT: Rule =
    Rule::warning("network/forum-apology-from-present", "no hub both came to a forum and apologised")
        .why("a hub that did both is counted as present and as missing")
        .says("{hub} came to the forum of {term} and is recorded with an apology")
        .hint("take it out of those who came, or out of the apologies")
        .source(&sources::CONVENTION)
        .except_to("a forum without apologies, and one of which nobody wrote down who came")
        .of_history();

/// Whoever comes to a forum is a hub at work, or one that was chosen to be.
pub static FORUM_HUB_NOT_AT_WORK: Rule = Rule::warning(
    "network/forum-hub-not-at-work",
    "a hub that came to a forum was at work on its day, or appointed and not ended",
)
.why("a hub that was not there yet, or no more, cannot have come: its dates are wrong, or the forum's are")
.says("{hub} came to the forum of {term}, on {on}, when it was neither at work nor appointed")
.hint("correct the dates of the hub or of the forum, or take the hub out of those who came")
.source(&sources::CONVENTION)
.except_to("a network without forums, a forum of which nobody wrote down who came, and a hub that is not the network's")
.of_history();

/// Judges who came to each forum.
pub(super) fn conclude(survey: &Survey, network: &Network, around: &Around<'_>, sink: &mut Sink) {
    if network.forums.is_empty() {
        sink.not_applicable(&FORUM_APOLOGY_FROM_PRESENT);
        sink.not_applicable(&FORUM_HUB_NOT_AT_WORK);
    }
    let forums = At::ROOT.field("forums");
    for (term, forum) in &network.forums {
        let at = forums.key(term);
        apologies(*term, forum, &at, sink);
        present(survey, *term, forum, &at, around, sink);
    }
}

fn apologies(term: Term, forum: &Forum, at: &At<'_>, sink: &mut Sink) {
    let rule = &FORUM_APOLOGY_FROM_PRESENT;
    let Some(present) = forum.present.as_ref().filter(|_| !forum.apologies.is_empty()) else {
        return sink.not_applicable(rule);
    };
    let apologies = at.field("apologies");
    for hub in &forum.apologies {
        if present.contains(hub) {
            let draft = sink.broken(rule, &apologies.key(hub)).beside(&at.field("present").key(hub));
            draft.with("hub", hub.to_string()).with("term", term.to_string());
        } else {
            sink.holds(rule);
        }
    }
}

fn present(survey: &Survey, term: Term, forum: &Forum, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &FORUM_HUB_NOT_AT_WORK;
    let Some(present) = &forum.present else { return sink.not_applicable(rule) };
    let days = days_of(term, forum, around);
    let listed = at.field("present");
    for hub in present {
        // One that is not there is another rule's.
        let Some(standing) = survey.standing(*hub) else {
            sink.not_applicable(rule);
            continue;
        };
        let [first, last] = days;
        let kept = survey.was_operating_between(standing, first, last).or(is_chosen(standing, days));
        let because = "it is half known since when or until when the hub was there";
        if let Some(draft) = sink.judge(rule, &listed.key(hub), kept, because) {
            draft.with("hub", hub.to_string()).with("term", term.to_string()).with("on", forum.on);
        }
    }
}

/// Whether a hub was appointed by the day of a forum, and had not ended.
fn is_chosen(standing: &Standing, [first, last]: [chrono::NaiveDate; 2]) -> Answer {
    let milestones = &standing.milestones;
    let appointed = milestones.appointed.map_or(Answer::Unknown, |date| date.is_on_or_before(last));
    appointed.and(!milestones.has_ended(first))
}
