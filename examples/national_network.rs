//! Loads a network of hubs, judges it on a day, and prints it at a glance, what was found, and the tally.
//!
//! ```text
//! cargo run --example national_network
//! cargo run --example national_network -- FILE --on 2016-01-01 --programme FILE
//! ```
//!
//! Without a file it takes the real network of Maths Hubs that is bundled. A file that cannot be read as a network ends
//! the program with code 2 and a message that says where and why; errors in the network itself end it with code 1.

use std::{collections::BTreeMap, error::Error, fs, process::ExitCode};

use chrono::NaiveDate;
use maths_hubs::{
    document::day,
    geography::{Extent, Region},
    network::{HubView, LeadStatus, Network, View},
    programme::Programme,
    rules::{Finding, Level, Reason, Report, Verdict},
};
use serde::de::DeserializeOwned;

const BUNDLED: &str = include_str!("data/network.json");

/// The day on which the bundled network is looked at, unless the command line says otherwise.
const BUNDLED_DAY: &str = "2026-11-24";

fn main() -> ExitCode {
    match run() {
        Ok(report) if report.blocking().next().is_none() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<Report, Box<dyn Error>> {
    let request = Request::from_command_line(std::env::args().skip(1))?;
    let network: Network = match &request.file {
        None => parse("the bundled network", BUNDLED)?,
        Some(file) => parse(file, &read(file)?)?,
    };
    let programme = match &request.programme {
        None => Programme::maths_hubs(),
        Some(file) => parse(file, &read(file)?)?,
    };
    let report = programme.check(&network, request.on);
    print_at_a_glance(&network.on(request.on));
    print_findings(&report);
    println!("\nHow often each rule held, was broken, could not be decided, or did not apply\n\n{}", report.tally());
    Ok(report)
}

struct Request {
    file: Option<String>,
    programme: Option<String>,
    on: NaiveDate,
}

impl Request {
    fn from_command_line(mut arguments: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut request = Self { file: None, programme: None, on: day::parse(BUNDLED_DAY)? };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--on" => request.on = day::parse(&arguments.next().ok_or("`--on` needs a day, YYYY-MM-DD")?)?,
                "--programme" => {
                    request.programme = Some(arguments.next().ok_or("`--programme` needs a file")?);
                }
                option if option.starts_with('-') => {
                    return Err(
                        format!("`{option}` is no option here; there are `--on DAY` and `--programme FILE`").into()
                    );
                }
                _ => request.file = Some(argument),
            }
        }
        Ok(request)
    }
}

fn read(file: &str) -> Result<String, Box<dyn Error>> {
    fs::read_to_string(file).map_err(|error| format!("{file}: {error}").into())
}

/// serde_json says what was found, what is allowed, and at which line and column.
fn parse<D: DeserializeOwned>(name: &str, json: &str) -> Result<D, Box<dyn Error>> {
    serde_json::from_str(json).map_err(|error| format!("{name}: {error}").into())
}

fn print_at_a_glance(view: &View<'_>) {
    let network = view.network();
    println!("{} on {}\n", network.name, view.day());
    let (at_work, perhaps) = (view.hubs().count(), view.hubs_perhaps().count());
    println!("{} hubs recorded: {at_work} at work, {perhaps} of which that is not known", network.hubs.len());
    println!(
        "{} without a lead of their own, {} whose lead is not known",
        view.vacancies().count(),
        view.hubs_with_unknown_lead().count()
    );

    for (region, hubs) in view.hubs_by_region() {
        println!("\n{}", region.map_or("Region not known", Region::name));
        for hub in hubs {
            println!("  {:<30} {}", hub.name(), lead(&hub));
        }
    }

    let coverage = view.coverage();
    let count = |wanted| coverage.authorities(view.day()).filter(|(_, extent)| *extent == wanted).count();
    println!("\nOf England's {} authorities", coverage.authorities(view.day()).count());
    for (extent, what) in [
        (Extent::Whole, "are served"),
        (Extent::Part, "are served in part"),
        (Extent::None, "are not served"),
        (Extent::Unknown, "may be served, or more of them: some areas are not fully known"),
    ] {
        println!("  {:>3} {what}", count(extent));
    }
}

fn lead(hub: &HubView<'_>) -> String {
    match hub.lead() {
        LeadStatus::Held(..) => format!("led by {}", hub.lead_names().join(" and ")),
        LeadStatus::Bridged(by) => format!("no lead; {by} stands in"),
        LeadStatus::Vacant => "no lead".to_owned(),
        LeadStatus::Unknown => "lead not known".to_owned(),
    }
}

/// By level, then by rule; what is said of many places in the same words is said once.
fn print_findings(report: &Report) {
    println!("\nFound by {}", report.rulesets().collect::<Vec<_>>().join(", "));
    for level in Level::GRAVEST_FIRST {
        for verdict in [Verdict::Broken, Verdict::Undetermined] {
            let findings: Vec<&Finding> = report.at_level(level).filter(|it| it.verdict == verdict).collect();
            if findings.is_empty() {
                continue;
            }
            let undecided = if verdict == Verdict::Undetermined { ", for want of facts" } else { "" };
            println!("\n{level}{undecided}: {}", findings.len());
            let mut by_message: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
            for finding in findings {
                by_message.entry((&finding.code, &finding.message)).or_default().push(finding);
            }
            for ((code, message), findings) in by_message {
                println!("  {code}: {message}");
                println!("    at {}", places(&findings));
                for finding in findings {
                    for Reason { reason, by } in &finding.explained {
                        println!("    {} is explained by {by}: {reason}", finding.path);
                    }
                }
            }
        }
    }
    if report.findings().is_empty() {
        println!("\nnothing");
    }
}

/// The first few places of findings, and how many more there are.
fn places(findings: &[&Finding]) -> String {
    const SHOWN: usize = 3;

    let shown = findings.iter().take(SHOWN).map(|finding| finding.path.to_string()).collect::<Vec<_>>().join(", ");
    match findings.len().checked_sub(SHOWN) {
        None | Some(0) => shown,
        Some(more) => format!("{shown} and {more} more"),
    }
}
