//! What the documentation of ledgers shows is what the code says.

use std::{env, fs, path::Path};

use maths_hubs::funding::ledger::{Ledger, Phase};

/// The file in the sources, which `UPDATE_RULES=1` writes anew.
fn is_documented(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/funding/ledger").join(name);
    if env::var_os("UPDATE_RULES").is_some() {
        fs::write(&path, text).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap();
    assert!(found == text, "{name} is out of date: UPDATE_RULES=1 cargo test --test ledger_docs\n{text}");
}

#[test]
fn the_diagram_in_the_documentation_is_that_of_the_table_by_which_entries_are_refused() {
    let mut text = format!("```mermaid\n{}```\n\n| While it is | are permitted |\n|---|---|\n", Ledger::diagram());
    for phase in Phase::ALL {
        let kinds: Vec<String> = phase.permitted().iter().map(|kind| format!("`{kind}`")).collect();
        text.push_str(&format!("| {phase} | {} |\n", kinds.join(", ")));
    }
    is_documented("phases.md", &text);
}

#[test]
fn the_diagram_leads_from_the_offer_to_an_end_by_the_arrows_that_a_reader_expects() {
    let diagram = Ledger::diagram();
    let lines: Vec<&str> = diagram.lines().map(str::trim).collect();
    // By hand, from the words of the issue: offer, acceptance, suspension, termination, closure.
    for arrow in [
        "[*] --> offered",
        "offered --> active: accepted",
        "offered --> declined: declined",
        "active --> suspended: suspended",
        "suspended --> active: resumed",
        "active --> terminated: terminated",
        "suspended --> terminated: terminated",
        "active --> closed: closed",
        "suspended --> closed: closed",
        "terminated --> closed: closed",
        "closed --> active: reopened",
        "closed --> suspended: reopened",
        "closed --> terminated: reopened",
        "declined --> [*]",
    ] {
        assert!(lines.contains(&arrow), "{arrow} in\n{diagram}");
    }
    assert_eq!(lines.iter().filter(|line| line.starts_with("closed -->")).count(), 3, "{diagram}");
    assert!(!lines.iter().any(|line| line.starts_with("declined -->") && !line.ends_with("[*]")));
}

/// By hand: nothing is paid before the acceptance, while it is suspended, or after the books are closed.
#[test]
fn money_flows_only_while_an_award_is_active_or_was_terminated() {
    for phase in Phase::ALL {
        let flows = matches!(phase, Phase::Active | Phase::Terminated);
        for kind in ["paid", "passed-on"] {
            assert_eq!(phase.permits(kind), flows, "{kind} while it is {phase}");
        }
    }
}
