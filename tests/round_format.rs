//! The guide to the journal of a round says what the readers know: every line of it is read and written back, every kind
//! of entry and every field stands in it.

use std::collections::BTreeSet;

use maths_hubs::{
    journal::Entry,
    selection::{
        criteria::{Bonus, Draft, Group, Leaf, Minimum},
        eligibility::{Fact, Gate, InYears},
        interest::{InterestPolicy, Link, Tie},
        policy::{Quota, RoutePolicy, SelectionPolicy, StagePolicy},
        round::{
            Application, Event, Opening, Phase, Place, Window,
            event::{
                Amended, Answered, Appointments, Asked, Assigned, CalledUp, ClosingPublished, Declared, Drawn,
                Enrolled, Examined, Extended, FactsFound, LateRuled, Marked, Moderated, Notified, Of, Practised,
                Redacted, Registered, ReviewAsked, ReviewEnded, Ruled, StageClosed, StageOpened, StageReopened,
                Started, Submitted, Unmoderated, Waived,
            },
        },
        scale::Point,
    },
};
use serde::de::DeserializeOwned;

const GUIDE: &str = include_str!("../src/selection/round/format.md");

/// The JSON of the guide: of each block its lines, or the whole block where it is one object written over several.
fn examples() -> Vec<&'static str> {
    let blocks = GUIDE.split("```json\n").skip(1).map(|rest| rest.split_once("\n```").unwrap().0);
    let lines = |block: &'static str| -> Vec<&'static str> {
        if block.starts_with("{ ") { vec![block] } else { block.lines().collect() }
    };
    blocks.flat_map(lines).collect()
}

/// The JSON without the space around its marks and words.
fn compact(json: &str) -> String {
    let (mut within, mut escaped) = (false, false);
    let keep = |letter: &char| {
        let quote = *letter == '"' && !escaped;
        escaped = within && !escaped && *letter == '\\';
        within ^= quote;
        within || quote || !letter.is_whitespace()
    };
    json.chars().filter(keep).collect()
}

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"))
}

/// The names that a reader lists when it is given another.
fn names_of<T: DeserializeOwned>(json: &str) -> Vec<String> {
    let refusal = serde_json::from_str::<T>(json).err().unwrap().to_string();
    let (_, listed) = refusal.split_once(", expected ").unwrap();
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_line_of_the_guide_is_read_and_written_back_byte_for_byte() {
    let examples = examples();
    assert!(examples.len() > 45);
    for json in examples {
        let entry: Entry<Event> = read(json);
        assert_eq!(serde_json::to_string(&entry).unwrap(), compact(json));
    }
}

#[test]
fn every_kind_of_entry_stands_in_the_guide_with_a_sentence_and_a_line() {
    let shown: BTreeSet<String> =
        examples().iter().map(|json| read::<Entry<Event>>(json).what.kind().to_owned()).collect();
    let known: BTreeSet<String> = names_of::<Event>(r#""no such kind""#).into_iter().collect();
    assert_eq!(shown, known);
    // What phases permit, and the opening.
    let permitted: BTreeSet<&str> = Phase::ALL.into_iter().flat_map(Phase::permitted).chain(["opened"]).collect();
    assert!(permitted.iter().eq(known.iter()), "{permitted:?}");
    for kind in known {
        assert!(GUIDE.lines().any(|line| line.starts_with(&format!("`{kind}`: "))), "{kind}");
    }
}

#[test]
fn the_guide_names_every_field_that_the_readers_know_and_no_other() {
    let json: String = examples().into_iter().collect();
    let prose: String = GUIDE.split("```").step_by(2).collect();
    let mut known = BTreeSet::new();
    macro_rules! fields_of {
        ($($record:ty),* $(,)?) => {$(
            let name = stringify!($record);
            for field in names_of::<$record>(r#"{"no such field": 0}"#) {
                assert!(json.contains(&format!("\"{field}\":")), "{name}.{field} stands in no example");
                known.insert(field);
            }
        )*};
    }
    fields_of!(
        Entry<Event>,
        SelectionPolicy,
        RoutePolicy,
        StagePolicy,
        Quota,
        Draft,
        Group,
        Leaf,
        Bonus,
        Minimum,
        Point,
        Gate,
        InYears,
        Fact,
        InterestPolicy,
        Link,
        Tie,
        Application,
        Place,
        Window,
        Amended,
        Answered,
        Appointments,
        Asked,
        Assigned,
        CalledUp,
        ClosingPublished,
        Declared,
        Drawn,
        Enrolled,
        Examined,
        Extended,
        FactsFound,
        LateRuled,
        Marked,
        Moderated,
        Notified,
        Of,
        Practised,
        Redacted,
        Registered,
        ReviewAsked,
        ReviewEnded,
        Ruled,
        StageClosed,
        StageOpened,
        StageReopened,
        Started,
        Submitted,
        Unmoderated,
        Waived,
    );
    known.extend(names_of::<Opening>(r#"{"$format": "maths-hubs/round/1", "no such field": 0}"#));
    // What stands in the first column of a table, or the second where the first says of what, is a field.
    for row in prose.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let fields = if cells.len() == 3 { cells[1] } else { cells[0] };
        if cells.len() == 3 && cells[2].starts_with('`') {
            continue; // a kind of value, with examples
        }
        for field in fields.split('`').skip(1).step_by(2) {
            assert!(known.contains(field), "{field} in {row}");
        }
    }
    for field in ["answers_until", "reference", "windows", "divergence_limit", "co_sponsors", "not_through"] {
        assert!(known.contains(field), "{field}");
    }
}
