//! What hubs return to the network of the projects that they must take part in.

use super::sources;
use crate::{
    answer::Answer,
    calendar::{AcademicYear, Span},
    identifiers::ProjectId,
    network::{
        Around, Network, NetworkSection, Project, RequiredOf, results_due,
        survey::{Standing, Survey},
    },
    rules::{At, Rule, Sink},
};

/// The results of a project come back.
pub static RESULTS_NOT_RETURNED: Rule = Rule::warning(
    "network/results-not-returned",
    "a hub returns the results of a project required of it within the days that policy gives for evaluations",
)
.why("what a project found out is of use to all hubs, and lost where it stays with one")
.says("{hub} has returned no results of `{project}` for {year} on {day}, where policy allows {allowed} days")
.hint("record when the results came, or mark the results of the network as incomplete")
.source(&sources::CONVENTION)
.except_to(
    "a project that is required of no hub or did not run, a hub that was not at work throughout the year, a year whose days \
     are not over or that lies before the first of which results are recorded, and a programme that gives no days",
)
.of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&RESULTS_NOT_RETURNED];

/// Judges each hub that had to take part, in each year of which results are due.
pub(super) fn conclude(survey: &Survey, network: &Network, around: &Around<'_>, sink: &mut Sink) {
    for (id, project) in &network.projects {
        let mut years = results_due::years(project, around).peekable();
        if project.required_of == RequiredOf::Nobody || years.peek().is_none() {
            sink.not_applicable(&RESULTS_NOT_RETURNED);
            continue;
        }
        for year in years {
            of_a_year(survey, (*id, project), year, network, around, sink);
        }
    }
}

fn of_a_year(
    survey: &Survey,
    (id, project): (ProjectId, &Project),
    year: AcademicYear,
    network: &Network,
    around: &Around<'_>,
    sink: &mut Sink,
) {
    let rule = &RESULTS_NOT_RETURNED;
    let ran = project.span.overlaps(Span::exact(year.period()));
    let required = |standing: &&Standing| project.is_required_of(standing.hub);
    let complete = !network.incomplete.contains(&NetworkSection::Results);
    let missing = if complete { Answer::No } else { Answer::Unknown };
    let of_the_year = project.results.get(&year);
    let projects = At::ROOT.field("projects");
    let at = projects.key(&id);
    let at = at.field("results");
    let at = at.key(&year);
    let hubs = at.field("hubs");
    for standing in survey.standings.iter().filter(required) {
        let at_work = |day| survey.was_operating(standing, day);
        let had_to = ran.and(at_work(year.first_day())).and(at_work(year.last_day()));
        if had_to.is_no() {
            sink.not_applicable(rule);
            continue;
        }
        let returned = of_the_year.and_then(|result| result.hubs.get(&standing.hub));
        let by_now = returned.map_or(missing, |date| date.is_on_or_before(around.on));
        let because = if returned.is_some() {
            "it is half known when the results came"
        } else if !complete {
            "results may have come that are not listed"
        } else {
            "it is half known whether the hub was at work, and the project ran, throughout the year"
        };
        if let Some(draft) = sink.judge(rule, &hubs.key(&standing.hub), by_now.or(!had_to), because) {
            let draft = draft.with("hub", standing.hub.to_string()).with("project", id.to_string());
            let draft = draft.with("year", year.to_string()).with("day", around.on);
            draft.with("allowed", around.policy.evaluation_days.unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests;
