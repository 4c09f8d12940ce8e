//! The round: how many were left after each step, how they were marked, and what was decided for which reasons.

use std::{collections::BTreeMap, error::Error, fmt::Display};

use maths_hubs::{
    identifiers::PersonId,
    selection::{
        outcome::{Explained, Selection},
        round::{Event, Role, Round},
    },
};
use maud::{Markup, html};

use super::{Pictures, figure};
use crate::{Story, round};

pub fn part(story: &Story, pictures: &Pictures) -> Result<Markup, Box<dyn Error>> {
    let Story { round, .. } = story;
    let selection = round.decide(round::decided_on(round))?;
    let opening = round.state().opening();
    let explained = explained(&selection);
    let lines = explained.iter().map(|it| it.lines.as_slice()).max_by_key(|lines| lines.len()).unwrap_or_default();
    Ok(html! {
        p {
            (opening.title) ": " (opening.places.len()) @if opening.places.len() == 1 { " place, " } @else { " places, " } (explained.len()) " candidates, "
            (round.entries().len()) " entries in the journal, by a " (opening.policy.route.route.name()) "."
        }
        (figure(&pictures.funnel, "The funnel of the round: who was left after each step."))
        (figure(&pictures.marks, "Marks as moderated, by criterion: the darker, the more of its points. The numbers are those of the list."))
        ol.hubs { @for line in lines { li { (line.criterion) ", " (line.weight.to_fixed(1, opening.policy.rounding)) " points" } } }
        h3 { "Decisions" }
        div.scroll { table {
            thead { tr { th { "Candidate" } th.number { "Total" } th { "Outcome" } } }
            tbody { @for it in &explained { tr {
                th scope="row" { (it.name) }
                td.number { @match it.total { Some(total) => (total.to_fixed(opening.policy.decimals, opening.policy.rounding)), None => "–" } }
                td { (it.outcome) }
            } } }
        } }
        (why(round, &selection, &explained))
    })
}

/// The explanation of each decision, the highest total first.
pub fn explained(selection: &Selection<'_>) -> Vec<Explained> {
    let mut explained: Vec<Explained> = selection.decisions().map(|decision| decision.explanation()).collect();
    explained.sort_by(|one, other| other.total.cmp(&one.total).then_with(|| one.name.cmp(&other.name)));
    explained
}

/// Each decision back to its marks, weights, rules, entries and people.
fn why(round: &Round, selection: &Selection<'_>, explained: &[Explained]) -> Markup {
    let people = people(round);
    html! {
        @for it in explained { details { summary { "Why: " (it.name) } pre { (named(&people, it)) } } }
        @if let Ok(sensitivity) = selection.sensitivity() {
            details { summary { "What would have changed the outcome" } pre { (named(&people, sensitivity)) } }
        }
    }
}

/// What people are called here: by their role. A journal knows their ids alone; a service would ask its `People`.
fn people(round: &Round) -> BTreeMap<PersonId, String> {
    let mut people = BTreeMap::new();
    let mut count: BTreeMap<Role, usize> = BTreeMap::new();
    for entry in round.entries() {
        let Event::Enrolled(it) = &entry.what else { continue };
        let Some(role) = it.roles.first().filter(|_| !people.contains_key(&it.person)) else { continue };
        let number = count.entry(*role).or_default();
        *number += 1;
        people.insert(it.person, format!("{role} {number}"));
    }
    people
}

fn named(people: &BTreeMap<PersonId, String>, text: impl Display) -> String {
    people.iter().fold(text.to_string(), |text, (person, name)| text.replace(&person.to_string(), name))
}
