//! Loads a network of hubs, judges it on a day, and prints it at a glance, what was found, and the tally.
//!
//! ```text
//! cargo run --example national_network
//! cargo run --example national_network -- FILE --on 2016-01-01 --programme FILE --all
//! ```
//!
//! Without a file it takes the real network of Maths Hubs that is bundled. A file that cannot be read as a network ends
//! the program with code 2 and a message that says where and why; errors in the network itself end it with code 1.

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    io::{self, BufWriter, ErrorKind, Write},
    process::ExitCode,
};

use chrono::NaiveDate;
use maths_hubs::{
    document::day,
    geography::{Extent, Region},
    network::{HubView, LeadStatus, Network, View},
    programme::{Programme, catalogue},
    rules::{Finding, Level, Reason, Report, Verdict},
};
use serde::de::DeserializeOwned;

const BUNDLED: &str = include_str!("data/network.json");

/// The day on which the bundled network is looked at, unless the command line says otherwise.
const BUNDLED_DAY: &str = "2026-11-24";

const HELP: &str = "\
Judges a network of hubs on a day, and prints it at a glance, what was found, and the tally.

    national_network [FILE] [--on DAY] [--programme FILE] [--all]

    FILE              a network, of the format maths-hubs/network/1; else the Maths Hubs of England
    --on DAY          the day to be judged, YYYY-MM-DD; else 2026-11-24
    --programme FILE  the programme to judge by; else the home edition, Maths Hubs
    --all             every finding, and every rule in the tally
    --help            this

Ends with 0 where nothing blocks, with 1 where something does, and with 2 where a file or an option is no good.";

/// How many messages of one rule, and how many places of one message, are shown unless all are asked for.
const SHOWN: usize = 3;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let ended = run(arguments.into_iter(), &mut out).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    match ended {
        Ok(code) => code,
        // Whoever reads has seen enough.
        Err(error) if is_broken_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

fn run(arguments: impl Iterator<Item = String>, out: &mut impl Write) -> Result<ExitCode, Box<dyn Error>> {
    let Some(request) = Request::from_command_line(arguments)? else {
        writeln!(out, "{HELP}")?;
        return Ok(ExitCode::SUCCESS);
    };
    let network: Network = match &request.file {
        None => parse("the bundled network", BUNDLED)?,
        Some(file) => parse(file, &read(file)?)?,
    };
    let programme = match &request.programme {
        None => Programme::maths_hubs(),
        Some(file) => parse(file, &read(file)?)?,
    };
    let report = programme.check(&network, request.on);
    at_a_glance(out, &network.on(request.on), programme.network.territorial)?;
    findings(out, &report, request.all)?;
    tally(out, &report, request.all)?;
    Ok(if report.blocking().next().is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Request {
    file: Option<String>,
    programme: Option<String>,
    on: NaiveDate,
    all: bool,
}

impl Request {
    /// What is asked for, or `None` where that is help.
    fn from_command_line(mut arguments: impl Iterator<Item = String>) -> Result<Option<Self>, Box<dyn Error>> {
        let mut request = Self { file: None, programme: None, on: day::parse(BUNDLED_DAY)?, all: false };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--help" | "-h" => return Ok(None),
                "--all" => request.all = true,
                "--on" => request.on = day::parse(&arguments.next().ok_or("`--on` needs a day, YYYY-MM-DD")?)?,
                "--programme" => {
                    request.programme = Some(arguments.next().ok_or("`--programme` needs a file")?);
                }
                option if option.starts_with('-') => {
                    return Err(format!("`{option}` is no option here; `--help` lists those that there are").into());
                }
                _ => match &request.file {
                    None => request.file = Some(argument),
                    Some(first) => {
                        return Err(format!("one network at a time, not `{first}` and `{argument}`").into());
                    }
                },
            }
        }
        Ok(Some(request))
    }
}

fn read(file: &str) -> Result<String, Box<dyn Error>> {
    fs::read_to_string(file).map_err(|error| format!("{file}: {error}").into())
}

/// serde_json says what was found, what is allowed, and at which line and column.
fn parse<D: DeserializeOwned>(name: &str, json: &str) -> Result<D, Box<dyn Error>> {
    serde_json::from_str(json).map_err(|error| format!("{name}: {error}").into())
}

fn at_a_glance(out: &mut impl Write, view: &View<'_>, territorial: bool) -> io::Result<()> {
    let network = view.network();
    writeln!(out, "{} on {}\n", network.name, view.day())?;
    writeln!(
        out,
        "{} hubs recorded: {} at work; of {} it is not known",
        network.hubs.len(),
        view.hubs().count(),
        view.hubs_perhaps().count()
    )?;
    writeln!(
        out,
        "of those at work {} have no lead of their own; of {} it is not known who leads",
        view.vacancies().count(),
        view.hubs_with_unknown_lead().count()
    )?;

    let width = view.all_hubs().map(|hub| hub.name().chars().count()).max().unwrap_or_default();
    let by_region = view.hubs_by_region();
    for (region, hubs) in &by_region {
        writeln!(out, "\n{}", region.map_or("Region not known", Region::name))?;
        for hub in hubs {
            writeln!(out, "  {:<width$}  {}", hub.name(), lead(hub))?;
        }
    }
    let lines: usize = by_region.values().map(Vec::len).sum();
    if lines > view.hubs().count() {
        writeln!(out, "\n(A hub that serves two regions is listed under both.)")?;
    }
    if view.hubs_perhaps().next().is_some() {
        writeln!(out, "\nNot known whether at work")?;
        for hub in view.hubs_perhaps() {
            writeln!(out, "  {:<width$}  {}", hub.name(), lead(&hub))?;
        }
    }

    if !territorial {
        return writeln!(out, "\nThis programme has no territories: which places its hubs serve is not asked");
    }
    let coverage = view.coverage();
    let count = |wanted| coverage.authorities(view.day()).filter(|(_, extent)| *extent == wanted).count();
    let all = coverage.authorities(view.day()).count();
    if all == 0 {
        return writeln!(out, "\nOf that day the tables of authorities say nothing: they begin in April 2009");
    }
    let (whole, part, none) = (count(Extent::Whole), count(Extent::Part), count(Extent::None));
    writeln!(out, "\nOf England's {all} authorities {whole} are served, {part} in part, {none} not at all")?;
    match count(Extent::Unknown) {
        0 => Ok(()),
        unknown => {
            writeln!(
                out,
                "Of {unknown} it is not known: some areas are not fully known, or there may be hubs not listed"
            )
        }
    }
}

fn lead(hub: &HubView<'_>) -> String {
    match hub.lead() {
        LeadStatus::Held(..) => format!("led by {}", hub.lead_names().join(" and ")),
        LeadStatus::Bridged(by) => format!("no lead; {by} stands in"),
        LeadStatus::Vacant => "no lead".to_owned(),
        LeadStatus::Unknown if hub.may_be_led_by().is_empty() => "lead not known".to_owned(),
        LeadStatus::Unknown => format!("perhaps led by {}", hub.may_be_led_by().join(" or ")),
    }
}

/// By level, then by rule.
fn findings(out: &mut impl Write, report: &Report, all: bool) -> io::Result<()> {
    writeln!(out, "\nFound by {}", report.rulesets().collect::<Vec<_>>().join(", "))?;
    if report.findings().is_empty() {
        return writeln!(out, "\nnothing");
    }
    for level in Level::GRAVEST_FIRST {
        for verdict in [Verdict::Broken, Verdict::Undetermined] {
            let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
            for finding in report.at_level(level).filter(|finding| finding.verdict == verdict) {
                by_rule.entry(&finding.code).or_default().push(finding);
            }
            if by_rule.is_empty() {
                continue;
            }
            let count: usize = by_rule.values().map(Vec::len).sum();
            match verdict {
                Verdict::Broken => writeln!(out, "\n{level}: {count}")?,
                Verdict::Undetermined => writeln!(
                    out,
                    "\n{level}, undetermined: {count}. The facts do not say whether these rules are kept; none of it blocks."
                )?,
            }
            for (code, findings) in by_rule {
                of_one_rule(out, code, &findings, all)?;
            }
        }
    }
    Ok(())
}

/// What one rule found: how often and what it asks for, then each message once, with its places.
fn of_one_rule(out: &mut impl Write, code: &str, findings: &[&Finding], all: bool) -> io::Result<()> {
    let summary = catalogue::rule(code).map_or("", |rule| rule.summary);
    writeln!(out, "  {code} ({}): {summary}", findings.len())?;
    let undecided = format!("cannot be decided whether {summary}: ");
    let mut by_message: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let message = finding.message.strip_prefix(undecided.as_str()).unwrap_or(&finding.message);
        by_message.entry(message).or_default().push(finding);
    }
    let shown = if all { usize::MAX } else { SHOWN };
    let mut left = findings.len();
    for (message, findings) in by_message.iter().take(shown) {
        writeln!(out, "    {message}")?;
        for finding in findings.iter().take(shown) {
            writeln!(out, "      at {}", finding.path)?;
            for Reason { reason, by } in &finding.explained {
                writeln!(out, "      which {by} explains: {reason}")?;
            }
            left -= 1;
        }
    }
    if left > 0 {
        writeln!(out, "    … and {left} more; `--all` shows them")?;
    }
    Ok(())
}

fn tally(out: &mut impl Write, report: &Report, all: bool) -> io::Result<()> {
    writeln!(out, "\nHow often each rule held, was broken, could not be decided, or did not apply\n")?;
    writeln!(out, "{:<36}  {:>6} {:>6} {:>12} {:>14}", "rule", "held", "broken", "undetermined", "not applicable")?;
    let mut left = 0;
    for (code, count) in report.tally().iter() {
        if all || count.applied() > 0 {
            writeln!(
                out,
                "{code:<36}  {:>6} {:>6} {:>12} {:>14}",
                count.held, count.broken, count.undetermined, count.not_applicable
            )?;
        } else {
            left += 1;
        }
    }
    if left > 0 {
        writeln!(out, "… and {left} rules that applied to nothing; `--all` shows them")?;
    }
    Ok(())
}
