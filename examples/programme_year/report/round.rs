//! The round: how many were left after each step, how they were marked, and what was decided for which reasons.

use std::error::Error;

use maths_hubs::selection::outcome::{Explained, Selection};
use maud::{Markup, html};

use super::{Pictures, figure};
use crate::{Story, round};

pub fn part(story: &Story, pictures: &Pictures) -> Result<Markup, Box<dyn Error>> {
    let Story { round, .. } = story;
    let selection = round.decide(round::decided_on(round))?;
    let opening = round.state().opening();
    let explained = explained(&selection);
    Ok(html! {
        p {
            (opening.title) ": " (opening.places.len()) @if opening.places.len() == 1 { " place, " } @else { " places, " } (explained.len()) " candidates, "
            (round.entries().len()) " entries in the journal, by a " (opening.policy.route.route.name()) "."
        }
        (figure(&pictures.funnel, "The funnel of the round: who was left after each step."))
        (figure(&pictures.marks, "Marks as moderated, by criterion: the darker, the more of its points. The numbers are those of the list."))
        ol.hubs { @for line in explained.iter().flat_map(|it| it.lines.iter().take(usize::MAX)).take(columns(&explained)) { li { (line.title) ", " (line.weight.to_fixed(1, opening.policy.rounding)) " points" } } }
        h3 { "Decisions" }
        div.scroll { table {
            thead { tr { th { "Candidate" } th.number { "Total" } th { "Outcome" } } }
            tbody { @for it in &explained { tr {
                th scope="row" { (it.name) }
                td.number { @match it.total { Some(total) => (total.to_fixed(opening.policy.decimals, opening.policy.rounding)), None => "–" } }
                td { (it.outcome) }
            } } }
        } }
        (why(&selection, &explained))
    })
}

/// The explanation of each decision, the highest total first.
pub fn explained(selection: &Selection<'_>) -> Vec<Explained> {
    let mut explained: Vec<Explained> = selection.decisions().map(|decision| decision.explanation()).collect();
    explained.sort_by(|one, other| other.total.cmp(&one.total).then_with(|| one.name.cmp(&other.name)));
    explained
}

fn columns(explained: &[Explained]) -> usize {
    explained.iter().map(|it| it.lines.len()).max().unwrap_or_default()
}

/// Each decision back to its marks, weights, rules, entries and people.
fn why(selection: &Selection<'_>, explained: &[Explained]) -> Markup {
    html! {
        @for it in explained { details { summary { "Why: " (it.name) } pre { (it) } } }
        @if let Ok(sensitivity) = selection.sensitivity() { details { summary { "What would have changed the outcome" } pre { (sensitivity) } } }
    }
}
