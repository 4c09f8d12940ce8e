//! What the documentation of rounds shows is what the code says.

use std::{env, fs, path::Path};

use maths_hubs::selection::round::{Phase, Round};

/// The file in the sources, which `UPDATE_RULES=1` writes anew.
fn is_documented(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/selection/round").join(name);
    if env::var_os("UPDATE_RULES").is_some() {
        fs::write(&path, text).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap();
    assert!(found == text, "{name} is out of date: UPDATE_RULES=1 cargo test --test round_docs\n{text}");
}

#[test]
fn the_diagram_in_the_documentation_is_that_of_the_table_by_which_entries_are_refused() {
    let mut text = format!("```mermaid\n{}```\n\n| While it is | are permitted |\n|---|---|\n", Round::diagram());
    for phase in Phase::ALL {
        let kinds: Vec<String> = phase.permitted().iter().map(|kind| format!("`{kind}`")).collect();
        text.push_str(&format!("| {phase} | {} |\n", kinds.join(", ")));
    }
    is_documented("phases.md", &text);
}

#[test]
fn the_diagram_leads_from_the_opening_to_an_end_by_the_arrows_that_a_reader_expects() {
    let diagram = Round::diagram();
    let lines: Vec<&str> = diagram.lines().map(str::trim).collect();
    // By hand, from the words of the issue: window, assessment, recommendation, decision, notices, announcement, end.
    for arrow in [
        "[*] --> open",
        "open --> assessing: stage-closed",
        "assessing --> open: stage-reopened",
        "assessing --> open: stage-opened",
        "assessing --> recommended: recommended",
        "recommended --> decided: decided",
        "decided --> assessing: decision-undone",
        "decided --> notified: notified",
        "notified --> announced: announced",
        "announced --> closed: closed",
        "open --> cancelled: cancelled",
        "closed --> [*]",
        "cancelled --> [*]",
    ] {
        assert!(lines.contains(&arrow), "{arrow} in\n{diagram}");
    }
    assert!(!lines.iter().any(|line| line.starts_with("closed -->") && !line.ends_with("[*]")));
}
