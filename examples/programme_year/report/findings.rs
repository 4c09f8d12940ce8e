//! What the rules find, in all documents together.

use std::collections::BTreeMap;

use maths_hubs::rules::{Finding, Level, Step, Verdict};
use maud::{Markup, html};
use svg::{
    Document,
    node::element::{Group, Title},
};

use super::{
    figure,
    picture::{ALARM, FAINT, INK, PROJECTS, WIDTH, along, bar, empty, text},
};
use crate::Story;

/// How many places of one rule are shown.
const SHOWN: usize = 5;

pub fn part(story: &Story, picture: &Document) -> Markup {
    let report = &story.report;
    let mut by_rule: BTreeMap<(std::cmp::Reverse<Level>, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings() {
        by_rule.entry((std::cmp::Reverse(finding.level), &finding.code)).or_default().push(finding);
    }
    // What is broken comes before what nobody could decide.
    for findings in by_rule.values_mut() {
        findings.sort_by_key(|finding| finding.verdict == Verdict::Undetermined);
    }
    html! {
        p {
            (report.findings().len()) " findings on " (report.on()) ", by " (report.rulesets().next().unwrap_or_default()) ". "
            "A rule that could not be decided, since nobody wrote down what it asks for, is a warning and no error."
        }
        (figure(picture, "Findings by document: what blocks, what is broken, and what is undetermined."))
        @for ((std::cmp::Reverse(level), code), findings) in &by_rule {
            details open[*level == Level::Error] {
                summary { (level) " " code { (code) } ": " (counted(findings)) }
                ul {
                    @for finding in findings.iter().take(SHOWN) { li { code { (finding.path) } ": " (finding.message) } }
                    @if findings.len() > SHOWN { li { "and " (findings.len() - SHOWN) " more; findings.json has them all" } }
                }
            }
        }
    }
}

/// How many are broken, and how many could not be decided.
fn counted(findings: &[&Finding]) -> String {
    let broken = findings.iter().filter(|it| it.verdict == Verdict::Broken).count();
    match (broken, findings.len() - broken) {
        (broken, 0) => format!("{broken} broken"),
        (0, undetermined) => format!("{undetermined} undetermined"),
        (broken, undetermined) => format!("{broken} broken, {undetermined} undetermined"),
    }
}

const ROW: i64 = 26;
const TOP: i64 = 30;
const LEFT: i64 = 90;
const LONGEST: i64 = 290;

/// The parts of a bar: what blocks, what else is broken, what is undetermined.
const PARTS: [(&str, &str); 3] = [("blocks", ALARM), ("broken", PROJECTS), ("undetermined", FAINT)];

/// A bar for each kind of document.
pub fn picture(story: &Story) -> Document {
    let mut by_document: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
    for finding in story.report.findings() {
        let document = match finding.path.steps().first() {
            Some(Step::Field(name)) => name.as_str(),
            _ => "the whole",
        };
        let part = match finding.verdict {
            _ if finding.blocks() => 0,
            Verdict::Broken => 1,
            Verdict::Undetermined => 2,
        };
        by_document.entry(document).or_default()[part] += 1;
    }
    let most = by_document.values().map(|parts| parts.iter().sum::<u64>()).max().unwrap_or(1);
    let told: Vec<String> =
        by_document.iter().map(|(document, parts)| format!("{document}: {}", parts.iter().sum::<u64>())).collect();
    let mut picture =
        empty("findings-picture", "Findings by document", &told.join(", "), TOP + ROW * by_document.len() as i64 + 4);
    for (number, (what, colour)) in (0..).zip(PARTS) {
        let x = LEFT + number * 90;
        picture = picture.add(bar(x, 8, 11, 11, colour)).add(text(x + 16, 17, what));
    }
    for (row, (document, parts)) in (0..).zip(&by_document) {
        let (y, mut x) = (TOP + row * ROW, LEFT);
        let mut group = Group::new().add(text(LEFT - 6, y + 14, *document).set("text-anchor", "end"));
        for (count, (what, colour)) in parts.iter().zip(PARTS).filter(|(count, _)| **count > 0) {
            let width = along(*count, most, LONGEST).max(2);
            group = group.add(Group::new().add(Title::new(format!("{count} {what}"))).add(bar(
                x,
                y,
                width,
                ROW - 8,
                colour,
            )));
            x += width;
        }
        let all = parts.iter().sum::<u64>().to_string();
        picture = picture.add(group.add(text((x + 6).min(WIDTH - 30), y + 14, all).set("fill", INK)));
    }
    picture
}
