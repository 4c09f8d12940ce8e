//! Rules of what a hub names by id or by a word: all of it is there.

use super::sources;
use crate::{
    identifiers::{OrganisationId, PersonId, ProjectId},
    network::{Around, Hub, Overseer, Partner},
    rules::{At, Rule, Sink},
    vocabulary::{Vocabulary, Word},
};

/// Organisations named are in the register.
pub static UNKNOWN_ORGANISATION: Rule =
    Rule::error("network/unknown-organisation", "every organisation named is in the register")
        .why("a view that follows the name must find the organisation")
        .says("{organisation} is not in the register")
        .hint("record the organisation, or correct the id")
        .source(&sources::CONVENTION)
        .of_history()
        .fixed();

/// People named are in the register.
pub static UNKNOWN_PERSON: Rule = Rule::error("network/unknown-person", "every person named is in the register")
    .why("a view that follows the name must find the person")
    .says("{person} is not in the register")
    .hint("record the practitioner, or correct the id")
    .source(&sources::CONVENTION)
    .of_history()
    .fixed();

/// Projects named are the network's.
pub static UNKNOWN_PROJECT: Rule =
    Rule::error("network/unknown-project", "every project named is one of the network's")
        .why("a view that follows the name must find the project")
        .says("the network has no project {project}")
        .hint("record the project, or correct the id")
        .source(&sources::CONVENTION)
        .of_history()
        .fixed();

/// Words are among those that the policy lists.
pub static UNLISTED_WORD: Rule =
    Rule::warning("network/unlisted-word", "every word used is one that the programme lists")
        .why("a word of nobody's list is counted by nobody")
        .says("`{word}` is not listed among the {list}{help}")
        .hint("correct the word, or list it in the policy")
        .source(&sources::CONVENTION)
        .of_history();

/// Whatever has a name has one that can be read.
pub static NAME_BLANK: Rule = Rule::error("network/name-blank", "whatever is named has a name that can be read")
    .why("a list of hubs or leads with an empty line helps nobody")
    .says("the name is empty or blank")
    .hint("give it its name")
    .source(&sources::CONVENTION)
    .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] =
    &[&UNKNOWN_ORGANISATION, &UNKNOWN_PERSON, &UNKNOWN_PROJECT, &UNLISTED_WORD, &NAME_BLANK];

/// Judges what `hub` names.
pub(super) fn judge(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    name(&hub.name, &at.field("name"), sink);
    leadership(hub, at, around, sink);
    partnerships(hub, at, around, sink);
    posts_and_groups(hub, at, around, sink);
    board(hub, at, around, sink);
    let designations = at.field("designations");
    for (place, step) in hub.designations.iter().enumerate() {
        if let Some(by) = step.by {
            organisation(by, &designations.index(place).field("by"), around, sink);
        }
    }
}

fn leadership(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let (at, tenures) = (at.field("leadership"), "tenures");
    let tenures = at.field(tenures);
    for (id, tenure) in &hub.leadership.tenures {
        let at = tenures.key(id);
        for (lead, details) in &tenure.leads {
            let leads = at.field("leads");
            let at = leads.key(lead);
            organisation(*lead, &at, around, sink);
            if let Some(school) = details.nominates {
                organisation(school, &at.field("nominates"), around, sink);
            }
        }
        for body in tenure.accountable.keys() {
            organisation(*body, &at.field("accountable").key(body), around, sink);
        }
        for associate in &tenure.associates {
            organisation(*associate, &at.field("associates").key(associate), around, sink);
        }
    }
}

fn partnerships(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let partnerships = at.field("partnerships");
    for (id, partnership) in &hub.partnerships {
        let at = partnerships.key(id);
        match partnership.with {
            Partner::Organisation(id) => organisation(id, &at.field("with"), around, sink),
            Partner::Practitioner(id) => person(id, &at.field("with"), around, sink),
        }
        for expertise in &partnership.expertise {
            let listed = (&around.policy.words.expertise, "kinds of expertise");
            word(*expertise, listed, &at.field("expertise").key(expertise), sink);
        }
        for carried_out in &partnership.carries_out {
            project(*carried_out, &at.field("carries_out").key(carried_out), around, sink);
        }
        for evaluated in &partnership.evaluates {
            project(*evaluated, &at.field("evaluates").key(evaluated), around, sink);
        }
    }
}

fn posts_and_groups(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let posts = at.field("posts");
    for (id, post) in &hub.posts {
        let at = posts.key(id);
        word(post.kind, (&around.policy.words.posts, "kinds of posts"), &at.field("kind"), sink);
        if let Some(holder) = post.holder {
            person(holder, &at.field("holder"), around, sink);
        }
    }
    let groups = at.field("work_groups");
    for (id, group) in &hub.work_groups {
        let at = groups.key(id);
        project(group.project, &at.field("project"), around, sink);
        if let Some(lead) = group.lead {
            person(lead, &at.field("lead"), around, sink);
        }
        for school in &group.schools {
            organisation(*school, &at.field("schools").key(school), around, sink);
        }
    }
}

fn board(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let Some(board) = &hub.board else { return };
    let at = at.field("board");
    let members = at.field("members");
    for (id, member) in &board.members {
        let at = members.key(id);
        person(*id, &at, around, sink);
        if let Some(from) = member.from {
            organisation(from, &at.field("from"), around, sink);
        }
        for seat in &member.seats {
            word(*seat, (&around.policy.words.seats, "seats"), &at.field("seats").key(seat), sink);
        }
    }
    for chair in board.chairs.keys() {
        person(*chair, &at.field("chairs").key(chair), around, sink);
    }
    let meetings = at.field("meetings");
    for (date, meeting) in &board.meetings {
        let at = meetings.key(date);
        for present in &meeting.present {
            person(*present, &at.field("present").key(present), around, sink);
        }
        for minuted in &meeting.interests_minuted {
            person(*minuted, &at.field("interests_minuted").key(minuted), around, sink);
        }
    }
}

/// Judges an organisation named at `at`.
pub(super) fn organisation(id: OrganisationId, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    if around.register.organisation(id).is_some() {
        sink.holds(&UNKNOWN_ORGANISATION);
    } else {
        sink.broken(&UNKNOWN_ORGANISATION, at).with("organisation", id.to_string());
    }
}

/// Judges whoever looks after an area, where it is a body.
pub(super) fn overseer(by: Overseer, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    if let Overseer::Body(body) = by {
        organisation(body, at, around, sink);
    }
}

/// Judges the name that stands at `at`.
pub(super) fn name(name: &str, at: &At<'_>, sink: &mut Sink) {
    if name.trim().is_empty() {
        sink.broken(&NAME_BLANK, at);
    } else {
        sink.holds(&NAME_BLANK);
    }
}

fn person(id: PersonId, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    if around.register.practitioners.contains_key(&id) {
        sink.holds(&UNKNOWN_PERSON);
    } else {
        sink.broken(&UNKNOWN_PERSON, at).with("person", id.to_string());
    }
}

/// Judges a project named at `at`.
pub(super) fn project(id: ProjectId, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    if around.projects.contains_key(&id) {
        sink.holds(&UNKNOWN_PROJECT);
    } else {
        sink.broken(&UNKNOWN_PROJECT, at).with("project", id.to_string());
    }
}

/// Judges a word that should be in a list of the policy.
pub(super) fn word(word: Word, (listed, list): (&Vocabulary, &'static str), at: &At<'_>, sink: &mut Sink) {
    if listed.contains(word) {
        sink.holds(&UNLISTED_WORD);
    } else {
        let help = help(listed, word);
        sink.broken(&UNLISTED_WORD, at).with("word", word.to_string()).with("list", list).with("help", help);
    }
}

/// What is said to somebody who used a word that is not listed.
pub(super) fn help(listed: &Vocabulary, word: Word) -> String {
    let words = || listed.words().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match listed.nearest(word) {
        Some(nearest) => format!("; did you mean `{nearest}`?"),
        None if listed.is_empty() => "; none is".to_owned(),
        None => format!(": {}", words()),
    }
}
