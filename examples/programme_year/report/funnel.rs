//! The funnel of a round: how many candidates were left after each step.

use std::collections::BTreeMap;

use maths_hubs::{
    identifiers::ApplicationId,
    selection::{
        outcome::{CandidateOutcome, Explained},
        round::{Event, Round},
    },
};
use svg::{
    Document,
    node::element::{Group, Title},
};

use super::picture::{INK, STRUCTURAL, along, bar, empty, text};

const ROW: i64 = 34;
const LONGEST: i64 = 250;

/// Each step with the names of those who were left after it.
fn steps<'a>(round: &'a Round, explained: &'a [Explained]) -> Vec<(String, Vec<&'a str>)> {
    let names: BTreeMap<ApplicationId, &str> = explained.iter().map(|it| (it.application, it.name.as_str())).collect();
    let left = |keeps: fn(&CandidateOutcome) -> bool| -> Vec<&str> {
        explained.iter().filter(|it| keeps(&it.outcome)).map(|it| it.name.as_str()).collect()
    };
    let out = |outcome: &CandidateOutcome| {
        matches!(outcome, CandidateOutcome::NotTaken | CandidateOutcome::Withdrawn | CandidateOutcome::Ineligible)
    };
    let mut steps = vec![
        ("applied".to_owned(), left(|_| true)),
        ("taken in time".to_owned(), left(|it| !matches!(it, CandidateOutcome::NotTaken))),
        (
            "eligible, and not withdrawn".to_owned(),
            explained.iter().filter(|it| !out(&it.outcome)).map(|it| it.name.as_str()).collect(),
        ),
    ];
    for entry in round.entries() {
        if let Event::StageOpened(it) = &entry.what {
            let policy = round.state().policy();
            let title =
                policy.stages.iter().find(|stage| stage.id == it.stage).map_or("", |stage| stage.title.as_str());
            let through = it.through.iter().filter_map(|id| names.get(id).copied()).collect();
            steps.push((format!("through to: {title}"), through));
        }
    }
    steps.push(("appointed".to_owned(), left(|it| matches!(it, CandidateOutcome::Appointed(_)))));
    steps
}

pub fn of(round: &Round, explained: &[Explained]) -> Document {
    let steps = steps(round, explained);
    let all = explained.len() as u64;
    let told: Vec<String> = steps.iter().map(|(step, names)| format!("{} {step}", names.len())).collect();
    let height = 8 + ROW * steps.len() as i64;
    let mut picture = empty("funnel", "The funnel of the round", &told.join(", "), height);
    for (row, (step, names)) in (0..).zip(&steps) {
        let (y, width) = (8 + row * ROW, along(names.len() as u64, all, LONGEST));
        let colour = if row + 1 == steps.len() as i64 { INK } else { STRUCTURAL };
        let x = 8 + (LONGEST - width) / 2;
        let step = Group::new()
            .add(Title::new(names.join(", ")))
            .add(bar(x, y, width, ROW - 8, colour))
            .add(
                text(8 + LONGEST / 2, y + 17, names.len().to_string())
                    .set("text-anchor", "middle")
                    .set("fill", "#ffffff")
                    .set("font-weight", "bold"),
            )
            .add(text(LONGEST + 20, y + 17, step.as_str()));
        picture = picture.add(step);
    }
    picture
}
