//! Projects that are paid for are carried out, and trials are paid for and judged by others than those who deliver them.

use std::collections::BTreeSet;

use super::Together;
use crate::{
    answer::Answer,
    calendar::Span,
    document::Source,
    funding::{award::Line, ledger::Account, purpose::Purpose},
    identifiers::{HubId, OrganisationId, ProjectId},
    network::{Hub, Project, RequiredOf, Role, Section, Trial},
    rules::{At, Rule, Sink},
    vocabulary::Word,
};

/// A project is of one kind in both.
pub static PROJECT_KIND_DIFFERS: Rule = Rule::warning(
    "programme/project-kind-differs",
    "a project that is paid for is of the kind that the network has it as",
)
.why("money by kind of project and projects by kind must be of the same projects")
.says("the line pays for {project} as a project of the kind `{paid_as}`, and in the network it is of `{kind}`")
.hint("correct the kind in the line or in the network")
.source(&Source::Convention)
.except_to("a line of structural costs, or of a project that the network does not have")
.of_history();

/// A project that is paid for is carried out.
pub static FUNDED_NOT_STAFFED: Rule = Rule::warning(
    "programme/funded-not-staffed",
    "in a hub that is paid for a project a work group or an operational partner carries it out",
)
.why("money for a project that nobody works on comes back unspent")
.says("{hub} is paid for {project} {period}, and neither a work group nor an operational partner carries it out then")
.hint("record the work group or the partner that carries it out, or mark what is incomplete")
.source(&Source::Convention)
.except_to(
    "a line of structural costs, of days that have not begun, or of a project that the network does not have, and an \
     award for central costs",
)
.of_history();

/// A hub that must take part in a trial is paid for it.
pub static TRIAL_NOT_FUNDED: Rule = Rule::advice(
    "programme/trial-not-funded",
    "a hub that must take part in a trial has a line for it in its awards of those days",
)
.why("a hub that pays for a trial from other money has less for what that was given for")
.says("{hub} must take part in the trial {project}, and no award that it has at the time has a line for it")
.hint("vary the award to have a line for the trial, or correct who must take part")
.source(&Source::Convention)
.except_to("a project that is no trial, and a hub without an award in the days of the trial")
.of_history();

/// A trial is evaluated by others than those who deliver it.
pub static EVALUATOR_DELIVERS: Rule = Rule::error(
    "programme/evaluator-delivers",
    "whoever evaluates a trial neither leads a hub in it, nor carries it out, nor is paid for it",
)
.why("nobody believes a trial in which those who deliver it find that it works")
.says("{evaluator} evaluates {project}, and {tie}")
.hint("name an independent evaluator, or correct who delivers the trial")
.source(&Source::Convention)
.except_to("a project that is no trial")
.of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] =
    &[&PROJECT_KIND_DIFFERS, &FUNDED_NOT_STAFFED, &TRIAL_NOT_FUNDED, &EVALUATOR_DELIVERS];

pub(super) fn judge(all: &Together<'_>, sink: &mut Sink) {
    let ledgers = At::ROOT.field("ledgers");
    for (id, account) in all.awards() {
        let at = ledgers.key(&id);
        let at = at.field("award");
        let lines = at.field("lines");
        for (line, of) in &account.award().lines {
            let at = lines.key(line);
            match of.purpose {
                Purpose::Project { project, kind } => {
                    kind_in_both(all, project, kind, &at, sink);
                    staffed(all, account, project, of, &at, sink);
                }
                Purpose::Structural(_) => {
                    sink.not_applicable(&PROJECT_KIND_DIFFERS);
                    sink.not_applicable(&FUNDED_NOT_STAFFED);
                }
            }
        }
    }
    let projects = At::ROOT.field("network");
    let projects = projects.field("projects");
    for (id, project) in &all.network().projects {
        let at = projects.key(id);
        match &project.trial {
            Some(trial) => {
                funded(all, (*id, project), &at.field("required_of"), sink);
                evaluated(all, (*id, project), trial, &at.field("trial"), sink);
            }
            None => {
                sink.not_applicable(&TRIAL_NOT_FUNDED);
                sink.not_applicable(&EVALUATOR_DELIVERS);
            }
        }
    }
}

fn kind_in_both(all: &Together<'_>, id: ProjectId, paid_as: Word, at: &At<'_>, sink: &mut Sink) {
    match all.network().projects.get(&id) {
        None => sink.not_applicable(&PROJECT_KIND_DIFFERS),
        Some(project) if project.kind == paid_as => sink.holds(&PROJECT_KIND_DIFFERS),
        Some(project) => {
            let draft = sink.broken(&PROJECT_KIND_DIFFERS, &at.field("purpose")).with("project", id.to_string());
            draft.with("paid_as", paid_as.to_string()).with("kind", project.kind.to_string());
        }
    }
}

fn staffed(all: &Together<'_>, account: &Account, project: ProjectId, line: &Line, at: &At<'_>, sink: &mut Sink) {
    let known = all.network().projects.contains_key(&project);
    if account.award().hub.is_none() || line.period.first() > all.on || !known {
        sink.not_applicable(&FUNDED_NOT_STAFFED);
        return;
    }
    let Some((id, hub)) = account.award().hub.and_then(|id| Some((id, all.hub(id)?))) else { return };
    let groups = hub.work_groups.values().filter(|group| group.project == project);
    let groups = groups.map(|group| Answer::from(group.year.period().overlaps(line.period)));
    let over = Span::exact(line.period);
    let partners = carrying_out(hub, project).map(|(_, span)| span.overlaps(over));
    let found = Answer::any(groups.chain(partners));
    let complete = hub.is_complete(Section::WorkGroups) && hub.is_complete(Section::Partnerships);
    let kept = if found.is_no() && !complete { Answer::Unknown } else { found };
    let because = "the hub's work groups and partnerships, or their days, are not all recorded";
    let draft = sink.judge(&FUNDED_NOT_STAFFED, &at.field("purpose"), kept, because);
    if let Some(draft) = draft {
        let draft = draft.with("hub", id.to_string()).with("project", project.to_string());
        draft.with("period", line.period.to_string());
    }
}

/// The operational partners of a hub that carry out a project; none instead of a practitioner.
fn carrying_out(hub: &Hub, project: ProjectId) -> impl Iterator<Item = (Option<OrganisationId>, Span)> {
    let partnerships = hub.partnerships.values().filter(|partner| partner.role == Role::Operational);
    let carrying = partnerships.filter(move |partner| partner.carries_out.contains(&project));
    carrying.map(|partner| (partner.with.organisation(), partner.span))
}

/// The hubs that must take part in a project.
fn required(all: &Together<'_>, project: &Project) -> Vec<HubId> {
    match &project.required_of {
        RequiredOf::Nobody => Vec::new(),
        RequiredOf::Named(hubs) => hubs.iter().copied().collect(),
        RequiredOf::Everybody => all.hubs().map(|(id, _)| id).collect(),
    }
}

fn pays_for(account: &Account, project: ProjectId) -> bool {
    account.award().lines.values().any(|line| line.purpose.project() == Some(project))
}

fn funded(all: &Together<'_>, (id, project): (ProjectId, &Project), at: &At<'_>, sink: &mut Sink) {
    for hub in required(all, project) {
        let awards = all.awards().filter(|(_, account)| account.award().hub == Some(hub));
        let awards: Vec<_> = awards
            .map(|(_, account)| (account, project.span.overlaps(Span::exact(account.award().period()))))
            .collect();
        let at_the_time = Answer::any(awards.iter().map(|(_, overlaps)| *overlaps));
        if at_the_time.is_no() {
            sink.not_applicable(&TRIAL_NOT_FUNDED);
            continue;
        }
        let paid = awards.iter().any(|(account, overlaps)| !overlaps.is_no() && pays_for(account, id));
        let kept = Answer::from(paid).or(!at_the_time);
        let because = "it is half known when the trial runs";
        let draft = sink.judge(&TRIAL_NOT_FUNDED, &at.key(&hub), kept, because);
        draft.map(|draft| draft.with("hub", hub.to_string()).with("project", id.to_string()));
    }
}

fn evaluated(all: &Together<'_>, (id, project): (ProjectId, &Project), trial: &Trial, at: &At<'_>, sink: &mut Sink) {
    let mut deliver: BTreeSet<(OrganisationId, &'static str)> = BTreeSet::new();
    for (_, hub) in all.hubs() {
        deliver.extend(carrying_out(hub, id).filter_map(|(body, _)| Some((body?, "carries it out"))));
    }
    for hub in required(all, project).into_iter().filter_map(|hub| all.hub(hub)) {
        let tenures = hub.leadership.tenures.values().filter(|tenure| tenure.span.overlaps(project.span).is_yes());
        let bodies = tenures.flat_map(|it| it.leads.keys().copied().chain(it.lead_schools()));
        deliver.extend(bodies.map(|body| (body, "leads a hub that must take part")));
    }
    for (_, account) in all.awards().filter(|(_, account)| pays_for(account, id)) {
        let first = account.award().period().first();
        let holders = account.novated_on().chain([first]).map(|day| account.holder(day).0);
        deliver.extend(holders.map(|body| (body, "holds an award that pays for it")));
    }
    let tied: Vec<_> =
        deliver.into_iter().map(|(body, how)| (all.is_one_group(trial.evaluator, body, all.on), body, how)).collect();
    let worst = Answer::any(tied.iter().map(|(tied, ..)| *tied));
    let because = "the trust of a school is not recorded";
    let draft = sink.judge(&EVALUATOR_DELIVERS, &at.field("evaluator"), !worst, because);
    if let (Some(draft), Some((_, body, how))) = (draft, tied.iter().find(|(tied, ..)| *tied == worst)) {
        let name = |body| all.register().name(body);
        let draft = draft.with("evaluator", name(trial.evaluator)).with("project", id.to_string());
        draft.with(
            "tie",
            if *body == trial.evaluator {
                (*how).to_owned()
            } else {
                format!("is of one group with {}, which {how}", name(*body))
            },
        );
    }
}
