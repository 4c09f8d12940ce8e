//! The three terms: forums, claims and payments, and the projects that hubs share.

use std::error::Error;

use maths_hubs::{
    funding::statement::Posted,
    network::{Forum, RequiredOf},
};
use maud::{Markup, html};

use crate::{Story, year::TermDays};

pub fn part(story: &Story) -> Result<Markup, Box<dyn Error>> {
    let Story { year, accrual, record, .. } = story;
    let network = &record.network;
    let by_term = accrual.by_term();
    let forum = |days: &TermDays| network.forums.get(&days.term);
    let present = |forum: &Forum| forum.present.as_ref().map_or(0, std::collections::BTreeSet::len);
    Ok(html! {
        div.scroll { table {
            thead { tr { th { "Term" } th { "Forum" } th.number { "Hubs there" } th.number { "Apologies" } th.number { "Claimed" } th.number { "Approved" } } }
            tbody { @for days in &year.terms { tr {
                th scope="row" { (days.term) }
                td { @if let Some(forum) = forum(days) { (forum.on) } }
                td.number { @if let Some(forum) = forum(days) { (present(forum)) } }
                td.number { @if let Some(forum) = forum(days) { (forum.apologies.len()) } }
                td.number { (by_term.get(&Some(days.term)).claimed()) }
                td.number { (by_term.get(&Some(days.term)).approved()) }
            } } }
        } }
        h3 { "Projects" }
        div.scroll { table {
            thead { tr { th { "Project" } th { "Kind" } th { "Required of" } th.number { "Committed" } th.number { "Approved" } th.number { "Recovered" } } }
            tbody { @for (id, project) in &network.projects {
                @let figures = story.cash.by_project().get(&Some(*id));
                tr {
                    th scope="row" { (project.name) }
                    td { (project.kind) }
                    td { @match &project.required_of { RequiredOf::Everybody => "every hub", RequiredOf::Named(hubs) => { (hubs.len()) " hubs" }, RequiredOf::Nobody => "nobody" } }
                    td.number { (figures.get(Posted::Committed)) }
                    td.number { (figures.get(Posted::Approved)) }
                    td.number { (figures.get(Posted::Recovered)) }
                }
            } }
        } }
        @if let Some(trial) = &year.trial {
            p {
                (trial.name) ": a trial in " (trial.hubs.len()) " hubs, evaluated by "
                (network.register.name(trial.design.evaluator)) ", paid for by "
                @for (number, (sponsor, amount)) in trial.paid_by.iter().enumerate() { @if number > 0 { " and " } (sponsor) " (" (amount) " in each hub)" } "."
            }
        }
    })
}
