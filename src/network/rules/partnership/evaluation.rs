//! Who evaluates the hub's projects.

use super::is_with_one;
use crate::{
    answer::Answer,
    identifiers::{PartnershipId, ProjectId},
    network::{Around, Hub, Partnership, Role, rules::sources},
    rules::{At, Rule, Sink, Value},
};

/// Strategic partners evaluate.
pub static EVALUATOR_NOT_STRATEGIC: Rule =
    Rule::warning("hub/evaluator-not-strategic", "a partner that evaluates a project is a strategic one")
        .why("strategic partners plan and evaluate, operational ones carry out")
        .says("{partner} evaluates `{project}` as an operational partner")
        .hint("record a strategic partnership for the evaluation, or take the project out of what is evaluated")
        .source(&sources::CONVENTION)
        .except_to("a partnership that evaluates nothing")
        .of_history();

/// Nobody evaluates what it carries out.
pub static EVALUATES_OWN_WORK: Rule = Rule::warning(
    "hub/evaluates-own-work",
    "no partner evaluates a project that it carries out in the same hub at the same time",
)
.why("whoever judges their own work finds that it went well")
.says("{partner} evaluates `{project}`, {span}, and carries it out, {others_span}, in `{other}`")
.hint("name another partner that evaluates, or correct the dates")
.source(&sources::CONVENTION)
.except_to("a partnership that evaluates nothing")
.of_history();

/// Judges each partnership that evaluates.
pub(super) fn judge(hub: &Hub, partnerships: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    for (id, partnership) in &hub.partnerships {
        if partnership.evaluates.is_empty() {
            sink.not_applicable(&EVALUATOR_NOT_STRATEGIC);
            sink.not_applicable(&EVALUATES_OWN_WORK);
        }
        let place = partnerships.key(id);
        let place = place.field("evaluates");
        for project in &partnership.evaluates {
            let place = place.key(project);
            if partnership.role == Role::Strategic {
                sink.holds(&EVALUATOR_NOT_STRATEGIC);
            } else {
                let draft = sink.broken(&EVALUATOR_NOT_STRATEGIC, &place);
                draft.with("partner", Value::text(partnership.with)).with("project", project.as_str());
            }
            own_work(hub, partnership, *project, &place, partnerships, around, sink);
        }
    }
}

fn own_work(
    hub: &Hub,
    partnership: &Partnership,
    project: ProjectId,
    place: &At<'_>,
    partnerships: &At<'_>,
    around: &Around<'_>,
    sink: &mut Sink,
) {
    let rule = &EVALUATES_OWN_WORK;
    let carrying = hub.partnerships.iter().filter(|(_, other)| other.carries_out.contains(&project));
    let also = carrying.map(|(id, other)| (is_with_one(partnership, other, around.register), id, other));
    // The first that certainly does both, else the first that may.
    let found: Option<(Answer, &PartnershipId, &Partnership)> =
        also.filter(|(both, ..)| !both.is_no()).reduce(|best, next| if next.0 > best.0 { next } else { best });
    let Some((both, other_id, other)) = found else { return sink.holds(rule) };
    if let Some(draft) = sink.judge(rule, place, !both, "the days of the two partnerships are half known") {
        draft
            .with("partner", Value::text(partnership.with))
            .with("project", project.as_str())
            .with("span", Value::text(partnership.span))
            .with("other", other_id.as_str())
            .with("others_span", Value::text(other.span))
            .beside(&partnerships.key(other_id));
    }
}
