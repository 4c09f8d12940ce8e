//! The three terms: forums, claims and payments, and the projects that hubs share.

use std::{collections::BTreeSet, error::Error};

use maths_hubs::{
    answer::Answer,
    funding::statement::Posted,
    network::{Addressee, EnquiryStatus, Forum, PartnerView},
};
use maud::{Markup, html};

use crate::{Story, year::TermDays};

pub fn part(story: &Story) -> Result<Markup, Box<dyn Error>> {
    let Story { year, accrual, record, .. } = story;
    let network = &record.network;
    // Who carries a project out is asked of the last day of the year.
    let view = network.on(year.year.last_day());
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
        h3 { "Projects across hubs" }
        div.scroll { table {
            thead { tr { th { "Project" } th { "Kind" } th.number { "Hubs" } th { "Carried out by" } th { "Evaluated by" } th.number { "Schools" } th.number { "Results back" } th.number { "Committed" } th.number { "Approved" } th.number { "Recovered" } } }
            tbody { @for project in view.projects() {
                @let figures = story.cash.by_project().get(&Some(project.id()));
                tr {
                    th scope="row" { (project.record().name) }
                    td { (project.record().kind) }
                    td.number { (project.hubs().count()) }
                    td { (project.work_groups().count()) " work groups, " (partners(project.carried_out_by())) }
                    td { @match project.evaluator() { Some(evaluator) => (network.register.name(evaluator)), None => (partners(project.evaluated_by())) } }
                    td.number { (project.schools().len()) }
                    td.number { (project.results().map(|(_, result)| result.hubs.len()).sum::<usize>()) }
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
        h3 { "What schools asked for and offered" }
        ul { @for enquiry in year.enquiries.enquiries.values() { li {
            (enquiry.kind) ", received by " (enquiry.hub) " on " (enquiry.received)
            @for referral in &enquiry.referrals { ", passed on to " (addressee(referral.to)) " on " (referral.on) }
            ": " (enquiry.status_on(year.closed_on).map_or("nobody knows", status))
        } } }
    })
}

/// The partners of a project, each once, whatever the number of its hubs.
fn partners<'a>(of: impl Iterator<Item = (PartnerView<'a>, Answer)>) -> String {
    let names: BTreeSet<String> = of.filter(|(_, answer)| !answer.is_no()).map(|(partner, _)| partner.name()).collect();
    if names.is_empty() { "nobody on record".to_owned() } else { names.into_iter().collect::<Vec<_>>().join(", ") }
}

fn addressee(to: Addressee) -> String {
    match to {
        Addressee::Hub(hub) => hub.to_string(),
        Addressee::Organisation(organisation) => organisation.to_string(),
        Addressee::Practitioner(_) => "a practitioner".to_owned(),
    }
}

const fn status(status: EnquiryStatus) -> &'static str {
    match status {
        EnquiryStatus::Closed => "closed",
        EnquiryStatus::Answered => "answered",
        EnquiryStatus::Referred => "with another, and not answered",
        EnquiryStatus::Open => "not answered yet",
        _ => "not received yet",
    }
}
