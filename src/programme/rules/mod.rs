//! Rules between a programme and the documents that it governs, and across documents of several wings.
//!
//! A wing knows another by id only. What only shows when network, rounds, ledgers, tables, enquiries and people are looked at
//! together is judged here, by [`Programme::check_together`], one idea a file. Nothing in a wing depends on it.

mod allocations;
mod editions;
mod hubs_and_awards;
mod people;
mod projects;
mod references;
mod rounds_and_hubs;
mod together;

pub use allocations::{ALLOCATED_NOT_AWARDED, AWARD_ABOVE_ALLOCATION, COMMITMENTS_EXCEED_YEAR};
pub use editions::{POLICY_DIFFERS, WRONG_EDITION_USED};
pub use hubs_and_awards::{AWARD_BODY_NOT_ACCOUNTABLE, AWARD_TO_CLOSED_HUB, HUB_NOT_FUNDED, RELATED_PARTY_UNAPPROVED};
pub use people::{PANEL_TIE_UNDECLARED, RETENTION_PASSED};
pub use projects::{EVALUATOR_DELIVERS, FUNDED_NOT_STAFFED, PROJECT_KIND_DIFFERS, TRIAL_NOT_FUNDED};
pub use references::{
    ALLOCATION_HUB_UNKNOWN, AWARD_HUB_UNKNOWN, ENQUIRY_HUB_UNKNOWN, GIVEN_TWICE, PROJECT_UNKNOWN, ROUND_HUB_UNKNOWN,
};
pub use rounds_and_hubs::{APPOINTED_NOT_INSTALLED, REGION_DIFFERS_FROM_PLACE, TENURE_WITHOUT_DECISION};

use super::{Affairs, Governed, Programme};
use crate::{
    document::Source,
    rules::{At, Rule, Sink, catalogue},
};
use together::Together;

/// A document is judged by the programme that it names.
pub static OTHER_PROGRAMME: Rule =
    Rule::error("programme/other-programme", "a document is judged by the programme that it belongs to")
        .why("another programme's policy would say nothing of it")
        .says("this belongs to the programme `{named}` and is judged by `{judge}`")
        .hint("judge it by its own programme, or correct the id")
        .source(&Source::Convention)
        .of_history()
        .fixed();

/// The edition is in force on the day.
pub static EDITION_NOT_IN_FORCE: Rule =
    Rule::warning("programme/edition-not-in-force", "the edition that judges is in force on the day judged")
        .why("what an edition asks for, it asks for from its first day to its last")
        .says("this edition is in force {period}")
        .hint("judge by the edition of that day")
        .source(&Source::Convention);

/// Those that judge each document alone.
const ALONE: &[&Rule] = &[&OTHER_PROGRAMME, &EDITION_NOT_IN_FORCE];

const ACROSS: &[&[&Rule]] = &[
    references::RULES,
    editions::RULES,
    hubs_and_awards::RULES,
    projects::RULES,
    rounds_and_hubs::RULES,
    people::RULES,
    allocations::RULES,
];

const ALL: &[&[&Rule]] = &[ALONE, &TOGETHER];

/// The rules across documents.
pub static TOGETHER: [&Rule; catalogue::count(ACROSS)] = catalogue::concat(ACROSS);

/// The rules of a programme, of each document and across them.
pub static RULES: [&Rule; catalogue::count(ALL)] = catalogue::concat(ALL);

pub(super) fn judge<D: Governed>(programme: &Programme, document: &D, sink: &mut Sink) {
    let named = document.programme();
    let at = At::ROOT.field("programme");
    if named == programme.id {
        sink.holds(&OTHER_PROGRAMME);
    } else {
        let draft = sink.broken(&OTHER_PROGRAMME, &at).with("named", named.to_string());
        draft.with("judge", programme.id.to_string());
    }
    if programme.in_force.contains(sink.on()) {
        sink.holds(&EDITION_NOT_IN_FORCE);
    } else {
        sink.broken(&EDITION_NOT_IN_FORCE, &at).with("period", programme.in_force.to_string());
    }
}

/// Judges what no document shows on its own.
pub(super) fn judge_together(programme: &Programme, affairs: &Affairs<'_>, sink: &mut Sink) {
    let all = Together { programme, affairs, on: sink.on() };
    references::judge(&all, sink);
    editions::judge(&all, sink);
    hubs_and_awards::judge(&all, sink);
    projects::judge(&all, sink);
    rounds_and_hubs::judge(&all, sink);
    people::judge(&all, sink);
    allocations::judge(&all, sink);
}
