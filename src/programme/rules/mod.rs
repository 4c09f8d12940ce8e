//! Rules between a programme and the documents that it governs.

use super::{Governed, Programme};
use crate::{
    document::Source,
    rules::{At, Rule, Sink},
};

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

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&OTHER_PROGRAMME, &EDITION_NOT_IN_FORCE];

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
