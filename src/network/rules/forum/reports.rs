//! What forums heard of the projects of the whole network.

use super::sources;
use crate::{
    answer::Answer,
    calendar::{AcademicYear, Term},
    identifiers::ProjectId,
    network::{
        Around, Forum, Network, NetworkSection, Project, RequiredOf,
        forum_days::{days_of, met},
    },
    rules::{At, Rule, Sink},
};

/// What all hubs work on, or some try out, is reported to all.
pub static PROJECT_UNREPORTED: Rule = Rule::advice(
    "network/project-unreported",
    "a project of every hub, or a trial, is reported at a forum in each year in which it runs",
)
.why("hubs hear from one another at the forum what works")
.says("no forum of {year} heard of the project `{project}`")
.hint("record what was reported at the forums of the year, or put the project on the next agenda")
.source(&sources::CONVENTION)
.except_to(
    "a project that is neither required of every hub nor a trial, a year that is not over, in which no forum met while the \
     project ran, or of whose forums nobody wrote down what was reported",
)
.of_history();

type OfAYear<'a> = (AcademicYear, &'a [(Term, &'a Forum)]);

/// Judges each project in each year that is over.
pub(super) fn conclude(network: &Network, around: &Around<'_>, sink: &mut Sink) {
    let forums: Vec<(Term, &Forum)> = network.forums.iter().map(|(term, forum)| (*term, forum)).collect();
    let years = forums.chunk_by(|(one, _), (next, _)| one.year() == next.year());
    let years = years.filter_map(|of| of.first().map(|(term, _)| (term.year(), of)));
    // Of a year of which nothing was written down nobody can say what was left out.
    let written = |(_, of): &OfAYear<'_>| of.iter().any(|(_, forum)| forum.reports.is_some());
    let years: Vec<OfAYear<'_>> = years.filter(|(year, _)| year.last_day() < around.on).filter(written).collect();
    for (id, project) in &network.projects {
        let is_everybodys = project.required_of == RequiredOf::Everybody || project.trial.is_some();
        if !is_everybodys || years.is_empty() {
            sink.not_applicable(&PROJECT_UNREPORTED);
            continue;
        }
        for year in &years {
            reported(*id, project, *year, network, around, sink);
        }
    }
}

fn reported(
    id: ProjectId,
    project: &Project,
    (year, forums): OfAYear<'_>,
    network: &Network,
    around: &Around<'_>,
    sink: &mut Sink,
) {
    let rule = &PROJECT_UNREPORTED;
    let met = |(term, forum): &(Term, &Forum)| met(*term, forum, around);
    let ran = |it: &(Term, &Forum)| {
        let days = days_of(it.0, it.1, around);
        met(it).and(Answer::agreed(days.map(|day| project.span.covers(day))))
    };
    let ran = Answer::any(forums.iter().map(ran));
    if ran.is_no() {
        return sink.not_applicable(rule);
    }
    let reports = || forums.iter().map(|(_, forum)| forum.reports.as_ref());
    let heard = reports().flatten().any(|reports| reports.contains_key(&id));
    let all_written = forums.iter().all(|it| it.1.reports.is_some() || met(it).is_no());
    let all_listed = !network.incomplete.contains(&NetworkSection::Forums);
    let because = if !all_written {
        "nobody wrote down what was reported at one of the forums"
    } else if !all_listed {
        "there may have been forums that are not listed"
    } else {
        "it is half known whether the project ran on the day of a forum"
    };
    let missed = Answer::from(!heard).and(if all_written && all_listed { Answer::Yes } else { Answer::Unknown });
    let projects = At::ROOT.field("projects");
    if let Some(mut draft) = sink.judge(rule, &projects.key(&id), !missed.and(ran), because) {
        let all = At::ROOT.field("forums");
        for (term, _) in forums {
            draft = draft.beside(&all.key(term));
        }
        draft.with("project", id.to_string()).with("year", year.to_string());
    }
}
