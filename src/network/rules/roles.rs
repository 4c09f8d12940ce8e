//! Rules of bodies that act: advisers, supporters, and whoever decides about hubs.

use super::{references, sources};
use crate::{
    calendar::{PartialDate, Span},
    identifiers::OrganisationId,
    network::{Around, Hub, Network},
    rules::{At, Rule, Sink},
};

/// No role outlives its body.
pub static ROLE_AFTER_DISSOLUTION: Rule =
    Rule::warning("network/role-after-dissolution", "no adviser, supporter or decider outlives itself")
        .why("a body that is gone neither advises nor supports, and decides nothing")
        .says("{body} closed on {closed}, where its role runs to {until}")
        .hint("end the role, or name the body's successor")
        .source(&sources::CONVENTION)
        .except_to("a body of which no closing is recorded")
        .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&ROLE_AFTER_DISSOLUTION];

/// Judges who decided about `hub`.
pub(super) fn judge(hub: &Hub, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let designations = at.field("designations");
    for (place, step) in hub.designations.iter().enumerate() {
        if let Some(by) = step.by {
            let designation = designations.index(place);
            acts_until(by, Some(step.from), &designation.field("by"), around, sink);
        }
    }
}

/// Judges advisers and supporters.
pub(super) fn conclude(network: &Network, around: &Around<'_>, sink: &mut Sink) {
    let (advisers, supporters) = (At::ROOT.field("advisers"), At::ROOT.field("supporters"));
    for (body, adviser) in &network.advisers {
        role(*body, adviser.span, &advisers.key(body), around, sink);
    }
    for (body, supporter) in &network.supporters {
        role(*body, supporter.span, &supporters.key(body), around, sink);
    }
}

fn role(body: OrganisationId, span: Span, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    references::organisation(body, at, around, sink);
    acts_until(body, span.until(), at, around, sink);
}

/// Judges whether a body was there until it last acted; one whose role runs on acts today.
fn acts_until(body: OrganisationId, until: Option<PartialDate>, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &ROLE_AFTER_DISSOLUTION;
    let Some((organisation, closed)) = around.register.organisation(body).and_then(|it| Some((it, it.closed?))) else {
        return sink.not_applicable(rule);
    };
    let kept = match until {
        Some(until) => until.is_no_later_than(closed),
        // It runs on, though it was to end before today.
        None => !closed.is_before(around.on),
    };
    if let Some(draft) = sink.judge(rule, at, kept, "the end of the role, or of the body, is not known") {
        let until = until.map_or_else(|| "this day".to_owned(), |until| until.to_string());
        draft.with("body", organisation.name.as_str()).with("closed", closed).with("until", until);
    }
}
