//! What guides to journals as JSON lines are tested by: each says what the readers know.

use std::collections::BTreeSet;

use maths_hubs::journal::Entry;
use serde::{Serialize, de::DeserializeOwned};

/// A guide: prose, tables and blocks of JSON.
#[derive(Clone, Copy)]
pub struct Guide(pub &'static str);

/// The names of fields that readers know, as far as they were asked.
pub struct Fields {
    guide: Guide,
    known: BTreeSet<String>,
}

/// Asks the reader of each of these records for its fields.
macro_rules! records {
    ($fields:ident: $($record:ty),* $(,)?) => { $($fields.of::<$record>("");)* };
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
    let (_, listed) = refusal.split_once(", expected ").unwrap_or_else(|| panic!("{refusal}"));
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

impl Guide {
    /// Its JSON: of each block its lines, or the whole block where it is one object written over several.
    pub fn examples(self) -> Vec<&'static str> {
        let blocks = self.0.split("```json\n").skip(1).map(|rest| rest.split_once("\n```").unwrap().0);
        let lines = |block: &'static str| -> Vec<&'static str> {
            if block.starts_with("{ ") { vec![block] } else { block.lines().collect() }
        };
        blocks.flat_map(lines).collect()
    }

    /// Every example is an entry, and is written as it stands, but for the space in it.
    pub fn is_read_and_written_back<E: Serialize + DeserializeOwned>(self) {
        for json in self.examples() {
            let entry: Entry<E> = read(json);
            assert_eq!(serde_json::to_string(&entry).unwrap(), compact(json));
        }
    }

    /// Every kind of entry has a sentence and an example, and is the `first` or permitted in some phase.
    pub fn shows_every_kind<E: DeserializeOwned>(
        self,
        kind: fn(&E) -> &'static str,
        first: &'static str,
        permitted: impl IntoIterator<Item = &'static str>,
    ) {
        let shown: BTreeSet<String> =
            self.examples().iter().map(|json| kind(&read::<Entry<E>>(json).what).to_owned()).collect();
        let known: BTreeSet<String> = names_of::<E>(r#""no such kind""#).into_iter().collect();
        assert_eq!(shown, known);
        let permitted: BTreeSet<&str> = permitted.into_iter().chain([first]).collect();
        assert!(permitted.iter().eq(known.iter()), "{permitted:?}");
        for kind in known {
            assert!(self.0.lines().any(|line| line.starts_with(&format!("`{kind}`: "))), "{kind}");
        }
    }

    /// No fields, as yet.
    pub fn fields(self) -> Fields {
        Fields { guide: self, known: BTreeSet::new() }
    }
}

impl Fields {
    /// Asks the reader of a record for its fields. Each stands in an example. `first` is what the record must begin with:
    /// the format of a document, nothing of others.
    pub fn of<T: DeserializeOwned>(&mut self, first: &str) {
        let json: String = self.guide.examples().into_iter().collect();
        let name = std::any::type_name::<T>();
        for field in names_of::<T>(&format!(r#"{{{first}"no such field": 0}}"#)) {
            assert!(json.contains(&format!("\"{field}\":")), "{name}.{field} stands in no example");
            self.known.insert(field);
        }
    }

    /// What stands in the first column of a table of the guide, or in the second where the first says of what, is a field
    /// that a reader knows; and these are, so that nothing was left out of what was asked.
    pub fn are_all_that_its_tables_name(&self, of_some: &[&str]) {
        let prose: String = self.guide.0.split("```").step_by(2).collect();
        for row in prose.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let fields = if cells.len() == 3 { cells[1] } else { cells[0] };
            if cells.len() == 3 && cells[2].starts_with('`') {
                continue; // a kind of value, with examples
            }
            for field in fields.split('`').skip(1).step_by(2) {
                assert!(self.known.contains(field), "{field} in {row}");
            }
        }
        for field in of_some {
            assert!(self.known.contains(*field), "{field}");
        }
    }

    /// Every field is named in the prose too, but for these, which the examples say well enough.
    pub fn are_named_in_its_prose_but_for(&self, plain: &[&str]) {
        let prose: String = self.guide.0.split("```").step_by(2).collect();
        let named = |field: &str| prose.contains(&format!("`{field}`")) || prose.contains(&format!("\"{field}\":"));
        let unnamed: Vec<&str> = self.known.iter().map(String::as_str).filter(|field| !named(field)).collect();
        assert_eq!(unnamed, plain);
    }
}
