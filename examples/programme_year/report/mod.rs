//! The report: one page of HTML with its pictures in it, for a phone and for paper.

mod findings;
mod funnel;
mod map;
mod marks;
mod money;
mod network;
mod picture;
mod pictures;
mod round;
mod terms;

use std::error::Error;

use maths_hubs::rules::Level;
use maud::{DOCTYPE, Markup, PreEscaped, html};

pub use pictures::Pictures;

use crate::Story;

const STYLE: &str = include_str!("style.css");

/// The whole page. It loads nothing from anywhere.
pub fn page(story: &Story, pictures: &Pictures) -> Result<Markup, Box<dyn Error>> {
    let Story { year, record, .. } = story;
    let parts = [
        ("network", "The network", network::part(story, &pictures.map)?),
        ("round", "The round", round::part(story, pictures)?),
        ("money", "The money", money::part(story, &pictures.bars)?),
        ("terms", "Three terms", terms::part(story)?),
        ("findings", "What the rules find", findings::part(story, &pictures.findings)),
        ("files", "The data", files(story)),
    ];
    Ok(html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (year.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (year.title) }
                    p.of { "A year of " (record.programme.name) ", judged on " (year.closed_on) " by " (record.programme) }
                    div.warning role="note" { @for text in &year.about { p { (text) } } }
                    (at_a_glance(story))
                    nav aria-label="Parts of this page" {
                        @for (id, title, _) in &parts { a href={ "#" (id) } { (title) } " " }
                    }
                }
                main {
                    @for (id, title, part) in &parts {
                        section id=(id) { h2 { (title) } (part) }
                    }
                }
                footer { p { "Every figure is exact: money in whole pence, marks as fractions. Nothing on this page is loaded from elsewhere." } }
            }
        }
    })
}

/// The year in figures.
fn at_a_glance(story: &Story) -> Markup {
    let Story { seen, founded, plan, cash, report, record, .. } = story;
    let total = cash.total();
    let new = founded.appointments.iter().filter(|it| it.is_new).count();
    let blocking = report.blocking().count();
    let figures = [
        (seen.hubs.len().to_string(), "hubs on record at the start"),
        (format!("+{new}"), "founded"),
        (founded.appointments.len().to_string(), "leads appointed"),
        (plan.total().to_string(), "shared out among hubs"),
        (total.approved().to_string(), "spent and approved"),
        (total.recovered().to_string(), "came back"),
        (record.ledgers().len().to_string(), "ledgers closed"),
        (blocking.to_string(), "findings that block"),
        (report.at_level(Level::Warning).count().to_string(), "warnings"),
    ];
    html! {
        dl.glance { @for (figure, what) in &figures { div { dt { (what) } dd { (figure) } } } }
    }
}

fn files(story: &Story) -> Markup {
    let ledgers = story.record.ledgers().len();
    html! {
        p { "Beside this page stands all of it as JSON. It was read back when it was written, and is equal." }
        ul {
            li { a href="record.json" { "record.json" } ": everything as one document" }
            li { a href="programme.json" { "programme.json" } ": the programme with every policy, each value with its source" }
            li { a href="network.json" { "network.json" } ": the network at the end of the year" }
            li { a href="round.jsonl" { "round.jsonl" } ": the round, an entry a line" }
            li { a href="allocations.json" { "allocations.json" } ": the table of allocations" }
            li { "ledgers/: " (ledgers) " ledgers, each an entry a line" }
            li { a href="findings.json" { "findings.json" } ": the report of the rules" }
        }
    }
}

/// A picture with what it shows.
fn figure(picture: &svg::Document, caption: &str) -> Markup {
    html! { figure { (PreEscaped(picture.to_string())) figcaption { (caption) } } }
}
