//! The years of which the results of a project should have reached the network, and the days that this depends on.

use chrono::{Days, NaiveDate};

use super::{Around, Network, Project, RequiredOf};
use crate::calendar::AcademicYear;

/// The days on which the rule of results asks whether hubs were at work.
pub(super) fn days_asked<'a>(
    network: &'a Network,
    around: &'a Around<'_>,
) -> impl Iterator<Item = NaiveDate> + use<'a> {
    let required = network.projects.values().filter(|project| project.required_of != RequiredOf::Nobody);
    let years = required.flat_map(|project| years(project, around));
    years.flat_map(|year| [year.first_day(), year.last_day()])
}

/// The years of which results are due: from the first of which any are recorded to the last that has been over for as long
/// as policy gives; that one alone where none are recorded. After a project has ended none is due.
pub(super) fn years(project: &Project, around: &Around<'_>) -> impl Iterator<Item = AcademicYear> + use<> {
    let allowed = around.policy.evaluation_days;
    let limit = allowed.and_then(|days| around.on.checked_sub_days(Days::new(days.into())));
    let over = limit.and_then(AcademicYear::containing).and_then(|year| year.previous());
    let ended = project.span.until().and_then(|until| AcademicYear::containing(until.latest()?));
    let last = over.map(|over| ended.map_or(over, |ended| ended.min(over)));
    let first = project.results.keys().next().copied().or(last);
    let all = std::iter::successors(first, |year| year.next());
    all.take_while(move |year| last.is_some_and(|last| *year <= last))
}
