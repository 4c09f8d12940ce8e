//! Rules of the forum at which hubs meet each term.

use super::sources;
use crate::{
    answer::Answer,
    calendar::Term,
    network::{
        Around, Forum, Network, NetworkSection,
        survey::{Standing, Survey},
    },
    rules::{At, Rule, Sink},
};

/// The hubs meet each term.
pub static FORUM_MISSED: Rule = Rule::warning("network/forum-missed", "the hubs met in a forum in the last full term")
    .why("hubs learn from one another there, and decide together")
    .says("no forum in {term}")
    .hint("record the forum")
    .source(&sources::ABOUT)
    .except_to("a programme without a forum each term; the running term is not over");

/// No hub stays away twice without a word.
pub static FORUM_ABSENCE_REPEATED: Rule = Rule::advice(
    "network/forum-absence-repeated",
    "no hub misses two forums in a row without an apology",
)
.why("a hub that stays away may need help")
.says("{hub} was absent from the forums of {one} and {next} without an apology")
.hint("ask the hub; record apologies that were made")
.source(&sources::CONVENTION)
.except_to(
    "a hub founded between them, one not at work, or a network with fewer than two forums whose attendance is known",
);

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&FORUM_MISSED, &FORUM_ABSENCE_REPEATED];

/// Judges the forums.
pub(super) fn conclude(survey: &Survey, network: &Network, around: &Around<'_>, sink: &mut Sink) {
    let at = At::ROOT.field("forums");
    missed(network, &at, around, sink);
    let attended = || {
        let held = network.forums.iter().rev().filter(|(_, forum)| forum.on.is_on_or_before(around.on).is_yes());
        held.filter_map(|(term, forum)| Some((*term, forum, forum.present.as_ref()?)))
    };
    let last_two = attended().next().zip(attended().nth(1));
    for standing in &survey.standings {
        let Some(((next, next_forum, at_next), (one, one_forum, at_one))) = last_two.filter(|_| !standing.is_excused())
        else {
            sink.not_applicable(&FORUM_ABSENCE_REPEATED);
            continue;
        };
        match founded_after(standing, one_forum) {
            Answer::Yes => {
                sink.not_applicable(&FORUM_ABSENCE_REPEATED);
                continue;
            }
            Answer::No | Answer::Unknown => {}
        }
        let hub = standing.hub;
        let there = at_next.contains(&hub)
            || at_one.contains(&hub)
            || next_forum.apologies.contains(&hub)
            || one_forum.apologies.contains(&hub);
        let kept = match (there, founded_after(standing, one_forum)) {
            (true, _) => Answer::Yes,
            (false, Answer::No) => Answer::No,
            (false, _) => Answer::Unknown,
        };
        let hubs = At::ROOT.field("hubs");
        let because = "it is not known whether the hub was at work by then";
        if let Some(draft) = sink.judge(&FORUM_ABSENCE_REPEATED, &hubs.key(&hub), kept, because) {
            let draft = draft.with("hub", hub.to_string()).with("one", one.to_string());
            draft.with("next", next.to_string()).beside(&at.key(&one)).beside(&at.key(&next));
        }
    }
}

/// Whether a hub began work after `forum`.
fn founded_after(standing: &Standing, forum: &Forum) -> Answer {
    match forum.on.earliest() {
        Some(day) => !standing.milestones.is_operating(day),
        None => Answer::Unknown,
    }
}

fn missed(network: &Network, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let terms = around.terms();
    let last = terms.containing(around.on).and_then(Term::previous);
    let Some(last) = last.filter(|_| around.policy.forum_each_term) else {
        return sink.not_applicable(&FORUM_MISSED);
    };
    let complete = !network.incomplete.contains(&NetworkSection::Forums);
    let kept = match network.forums.contains_key(&last) {
        true => Answer::Yes,
        false if complete => Answer::No,
        false => Answer::Unknown,
    };
    let because = "there may have been forums that are not listed";
    if let Some(draft) = sink.judge(&FORUM_MISSED, at, kept, because) {
        draft.with("term", last.to_string());
    }
}
