//! What the command line asks for.

use std::{error::Error, path::PathBuf};

/// The year that is rehearsed, unless the command line names another.
pub const BUNDLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/year_2015.json");
const INTO: &str = "target/programme_year";

pub const HELP: &str = "\
Rehearses a year of a hub programme: network, round, founding, money, three terms, closed books, a report.

    programme_year [YEAR.json] [--into FOLDER]

    YEAR.json         the year; it names its programme, network and round, which stand beside it; else 2015/16 of Maths Hubs
    --into FOLDER     where the report and the JSON go; else target/programme_year
    --help            this

Ends with 0, with 1 where the year cannot be lived so, and with 2 where a file or an option is no good.";

pub struct Request {
    pub year: PathBuf,
    pub into: PathBuf,
}

impl Request {
    /// What is asked for, or `None` where that is help.
    pub fn from_command_line(mut arguments: impl Iterator<Item = String>) -> Result<Option<Self>, Box<dyn Error>> {
        let (mut year, mut into) = (None, PathBuf::from(INTO));
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--help" | "-h" => return Ok(None),
                "--into" => into = arguments.next().ok_or("`--into` needs a folder")?.into(),
                option if option.starts_with('-') => {
                    return Err(format!("`{option}` is no option here; `--help` lists those that there are").into());
                }
                _ if year.is_some() => return Err("one year at a time".into()),
                _ => year = Some(PathBuf::from(argument)),
            }
        }
        Ok(Some(Self { year: year.unwrap_or_else(|| BUNDLED.into()), into }))
    }
}
