//! What is refused of awards, ledgers and the documents of money says where, what was found and what is meant.

use maths_hubs::{
    funding::{allocation::AllocationTable, award::Payable, ledger::Event, portfolio::Portfolio, statement::Statement},
    journal::Entry,
};
use serde::de::DeserializeOwned;

/// Why `json` is no `T`.
fn refusal<T: DeserializeOwned>(json: &str) -> String {
    match serde_json::from_str::<T>(json) {
        Ok(_) => panic!("this was read: {json}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_is_payable_says_why_shares_do_not_fit() {
    for (json, refused) in [
        (
            r#"{"amount": "500.00", "by": {"dfe": "300.00", "eef": "100.00"}}"#,
            "the sponsors' shares come to £400.00, and the amount is £500.00",
        ),
        (r#"{"amount": "500.00"}"#, "the sponsors' shares come to £0.00, and the amount is £500.00"),
        (
            r#"{"amount": "500.00", "by": {"dfe": "500.00"}, "in_proportion": [{"sponsor": "dfe", "share": "1"}]}"#,
            "shares are given both as amounts and in proportion; one of the two is allowed",
        ),
        // A sponsor that pays nothing is named all the same.
        (
            r#"{"amount": "5.00", "by": {"dfe": "0.00"}, "in_proportion": [{"sponsor": "eef", "share": "1"}]}"#,
            "shares are given both as amounts and in proportion; one of the two is allowed",
        ),
        (r#"{"amount": "5.00", "by": {"dfe": "3.00", "dfe": "2.00"}}"#, "the key `dfe` is listed twice in this object"),
        (
            r#"{"amount": "5.00", "in_proportion": [{"sponsor": "dfe", "share": "1/2"}, {"sponsor": "dfe", "share": "1/2"}]}"#,
            "the sponsor `dfe` is listed twice",
        ),
        (
            r#"{"amount": "5.00", "in_proportion": [{"sponsor": "dfe", "share": "1/2"}, {"sponsor": "eef", "share": "1/3"}]}"#,
            "the proportions add up to 5/6: they must add up to exactly 1",
        ),
        (r#"{"amount": "5.00", "by": {"dfe": "-5.00"}}"#, "`-5.00` is not "),
        (r#"{"amount": 5}"#, "invalid type: integer `5`, expected "),
        (r#"{"amount": "5.00", "bye": {}}"#, "unknown field `bye`; did you mean `by`?"),
        (
            r#"{"amount": "5.00", "in_proportion": [["dfe", "1"]]}"#,
            r#"invalid type: sequence, expected a proportion: {"sponsor": …, "share": …}"#,
        ),
    ] {
        let refusal = refusal::<Payable>(json);
        assert!(refusal.starts_with(refused), "{json}: {refusal}");
    }
}

#[test]
fn a_line_of_a_ledger_is_refused_with_what_was_found_and_what_is_allowed() {
    let journal = include_str!("golden/ledger.jsonl");
    for (kind, found, instead, message) in [
        ("disallowed", "disallowed", "disalowed", "unknown variant `disalowed`; did you mean `disallowed`?"),
        ("passed-on", "passed-on", "passed_on", "unknown variant `passed_on`; did you mean `passed-on`?"),
        ("paid", "\"on\"", "\"no\"", "unknown field `no`; did you mean `on`?"),
        ("paid", r#"{"instalment":"autumn"}"#, r#"{"instalments":"autumn"}"#, "did you mean `instalment`?"),
        (
            "paid",
            r#"{"instalment":"autumn"}"#,
            "\"autumn\"",
            "unknown variant `autumn`, expected `claim` or `instalment`",
        ),
        ("paid", "\"5882.35\"", "5882.35", "invalid type: floating point `5882.35`, expected "),
        ("paid", "\"5882.35\"", "\"5882.355\"", "`5882.355` is not an amount"),
        ("paid", "2014-09-16\",\"amounts", "2014-09-31\",\"amounts", "`2014-09-31` is not a day"),
        (
            "approved",
            r#""claim":"claim-0""#,
            r#""claim":"claim-0","less":{"first":"1.00"}"#,
            "expected key to be a number in quotes",
        ),
        ("approved", r#""claim":"claim-0""#, r#""claim":"Claim 0""#, "`Claim 0` is not "),
        (
            "condition-met",
            r#"{"condition":"bank-details"}"#,
            r#"["bank-details"]"#,
            "expected a condition: {\"condition\": …}",
        ),
        ("carried", r#"["dfe"]"#, r#"["dfe","dfe"]"#, "stands in it already"),
        ("brought-forward", "\"from\"", "\"form\"", "unknown field `form`; did you mean `from`?"),
        ("certified", "\"2014-15\"", "\"2014-16\"", "`2014-16` is not "),
        (
            "offered",
            r#""by":{"dfe":"30000.00","#,
            r#""by":{"dfe":"30000.01","#,
            "the sponsors' shares come to £50,000.01",
        ),
        ("offered", "\"advance\"", "\"advanced\"", "unknown variant `advanced`; did you mean `advance`?"),
        ("offered", "\"ceiling\"", "\"cieling\"", "unknown field `cieling`; did you mean `ceiling`?"),
        ("offered", "\"0.5\"", "\"50%\"", "`50%` is not a number"),
        (
            "offered",
            "maths-hubs/ledger/1",
            "maths-hubs/ledger/2",
            "this document is in `maths-hubs/ledger/2`, which is newer than this library reads: `maths-hubs/ledger/1`",
        ),
        (
            "offered",
            "maths-hubs/ledger/1",
            "maths-hubs/round/1",
            "this document calls itself `maths-hubs/round/1`, where `maths-hubs/ledger/1` is wanted",
        ),
        (
            "offered",
            r#""$format":"maths-hubs/ledger/1","#,
            "",
            "the first key of a document is `$format`, which says what it is; found `programme`",
        ),
    ] {
        let Some(line) = journal.lines().find(|line| line.contains(&format!("\"what\":{{\"{kind}\":"))) else {
            panic!("no {kind} in the golden ledger")
        };
        assert!(line.contains(found), "{found} in {line}");
        let refusal = refusal::<Entry<Event>>(&line.replacen(found, instead, 1));
        assert!(refusal.contains(message), "{kind}: {refusal}");
        assert!(refusal.contains(" at line 1 column "), "{refusal}");
    }
}

/// A golden document with one piece of it changed.
fn document(text: &str, found: &str, instead: &str) -> String {
    assert!(text.contains(found), "{found}");
    text.replacen(found, instead, 1)
}

#[test]
fn statements_tables_and_portfolios_of_a_newer_format_or_with_unknown_fields_are_refused() {
    let statement = include_str!("golden/statement.json");
    let table = include_str!("golden/allocations.json");
    let portfolio = include_str!("golden/portfolio.json");
    let newer = |name: &str| {
        format!(
            "this document is in `maths-hubs/{name}/2`, which is newer than this library reads: `maths-hubs/{name}/1`"
        )
    };
    let refused = refusal::<Statement>(&document(statement, "statement/1", "statement/2"));
    assert!(refused.starts_with(&newer("statement")), "{refused}");
    let refused = refusal::<AllocationTable>(&document(table, "allocations/1", "allocations/2"));
    assert!(refused.starts_with(&newer("allocations")), "{refused}");

    for (found, instead, message) in [
        ("\"terms\"", "\"term\"", "unknown field `term`; did you mean `terms`?"),
        ("\"whose\"", "\"whos\"", "unknown field `whos`; did you mean `whose`?"),
        ("\"committed\"", "\"comitted\"", "comitted"),
        ("\"2014-09\"", "\"2014-08\"", "each award, hub, line, purpose, sponsor and month once"),
        ("\"cash\"", "\"cahs\"", "unknown variant `cahs`; did you mean `cash`?"),
        ("\"2015-10\"", "\"2016-01\"", "by cash, a month that has begun on the statement's day"),
    ] {
        let refused = refusal::<Statement>(&document(statement, found, instead));
        assert!(refused.contains(message), "{refused}");
    }
    for (found, instead, message) in [
        ("\"hubs\"", "\"hub\"", "unknown field `hub`; did you mean `hubs`?"),
        ("\"odd_penny\"", "\"odd_pence\"", "unknown field `odd_pence`; did you mean `odd_penny`?"),
        ("\"hub-2\"", "\"hub-1\"", "the key `hub-1` is listed twice in this object"),
        ("\"11000000.00\"", "\"-11000000.00\"", "`-11000000.00` is not "),
    ] {
        let refused = refusal::<AllocationTable>(&document(table, found, instead));
        assert!(refused.contains(message), "{refused}");
    }
    for (found, instead, message) in [
        ("\"uses\"", "\"used\"", "unknown field `used`; did you mean `uses`?"),
        ("\"whole\"", "\"hole\"", "unknown field `hole`; did you mean `whole`?"),
        ("\"figure\": 0", "\"figure\": -1", "-1"),
    ] {
        let refused = refusal::<Portfolio>(&document(portfolio, found, instead));
        assert!(refused.contains(message), "{refused}");
    }
}
