//! Replays the journal of a round, and prints how it stands, the ranking, every decision with its reasons, what would have
//! changed it, and a letter with feedback.
//!
//! ```text
//! cargo run --example select_lead_schools
//! cargo run --example select_lead_schools -- JOURNAL.jsonl --on 2015-11-30
//! ```
//!
//! Without a journal it takes the bundled rehearsal of the round of 2015: one round for two places, a new hub for Cumbria
//! and north Lancashire and a new lead for London South East. **In it every candidate, person, mark, date and text is
//! invented.** It fills the places that were filled in November 2015, in the manner in which they were filled; who really
//! was appointed stands beside it, from the recorded network, and carries no mark.
//!
//! A line that is no entry ends the program with code 2, and a message with its line and column. An entry that the round
//! refuses ends it with code 1, the rule, and what is permitted instead.

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
    identifiers::{ApplicationId, HubId, PersonId, PlaceId},
    journal::Entry,
    network::Network,
    rules,
    selection::{
        outcome::{Explained, Selection},
        ranking::{Contender, rank},
        round::{Event, Phase, Round},
    },
};

const BUNDLED: &str = include_str!("data/round_2015.jsonl");

/// The day for which the bundled round is asked, unless the command line says otherwise: the reserve still stands.
const BUNDLED_DAY: &str = "2015-11-30";

const HELP: &str = "\
Replays the journal of a round: standing, ranking, decisions with reasons, sensitivity, and a letter with feedback.

    select_lead_schools [JOURNAL.jsonl] [--on DAY]

    JOURNAL.jsonl     a round, of the format maths-hubs/round/1, an entry a line; else an invented rehearsal of 2015
    --on DAY          the day for which outcomes are asked, YYYY-MM-DD; else the day of the last entry
    --help            this

Ends with 0, with 1 where the round refuses an entry, and with 2 where a line or an option is no good.";

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

fn run(mut arguments: impl Iterator<Item = String>, out: &mut impl Write) -> Result<ExitCode, Box<dyn Error>> {
    let (mut file, mut on) = (None, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--help" | "-h" => {
                writeln!(out, "{HELP}")?;
                return Ok(ExitCode::SUCCESS);
            }
            "--on" => on = Some(day::parse(&arguments.next().ok_or("`--on` needs a day, YYYY-MM-DD")?)?),
            option if option.starts_with('-') => {
                return Err(format!("`{option}` is no option here; `--help` lists those that there are").into());
            }
            _ if file.is_some() => return Err("one journal at a time".into()),
            _ => file = Some(argument),
        }
    }
    let (entries, on) = match &file {
        None => (read("the bundled journal", BUNDLED)?, on.or(Some(day::parse(BUNDLED_DAY)?))),
        Some(file) => (read(file, &fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?)?, on),
    };
    let on = on.or(entries.last().map(|last| last.at.day())).ok_or("a journal without entries opens no round")?;
    tell(out, entries, on, file.is_none())
}

/// The entries of a journal, one a line.
fn read(name: &str, text: &str) -> Result<Vec<Entry<Event>>, Box<dyn Error>> {
    let entry = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            // Each line is a document of its own, so serde_json always says line 1.
            let (message, at) = (error.to_string(), format!(" at line {} column {}", error.line(), error.column()));
            let message = message.strip_suffix(at.as_str()).unwrap_or(&message);
            format!("{name}: {message} at line {number} column {}", error.column()).into()
        })
    };
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).map(entry).collect()
}

fn tell(
    out: &mut impl Write,
    entries: Vec<Entry<Event>>,
    on: NaiveDate,
    bundled: bool,
) -> Result<ExitCode, Box<dyn Error>> {
    // A journal is applied entry by entry. `Round::replay` does the same at once; this stops to look around.
    let mut entries = entries.into_iter().peekable();
    let mut round = match entries.next().map(Round::open) {
        Some(Ok(round)) => round,
        Some(Err(refusal)) => return refused(out, &refusal.to_string()),
        None => return Err("a journal without entries opens no round".into()),
    };
    let opening = round.state().opening();
    writeln!(out, "{}\n", opening.title)?;
    writeln!(out, "A {}, by the state of {}", opening.policy.route.route.name(), opening.reference)?;
    for (id, place) in &opening.places {
        writeln!(out, "  {id}: {}", place.title)?;
    }
    writeln!(out, "\nHow it went, and what a decision still lacked\n")?;
    step(out, &round)?;
    let mut standing = None;
    while let Some(entry) = entries.next() {
        let (before, kind) = (round.state().phase(), entry.what.kind());
        if let Err(refusal) = round.apply(entry) {
            step(out, &round)?;
            return refused(out, &refusal.to_string());
        }
        if kind == "stage-closed" {
            standing = Some(round.standing());
        }
        // Where it stood before each step from phase to phase, and after the last entry.
        let leads_on = |next: &Entry<Event>| next.what.kind() != kind && before.after(next.what.kind()).is_some();
        if round.state().phase() != before || entries.peek().is_none_or(leads_on) {
            step(out, &round)?;
        }
    }
    let names = Names::of(&round);
    if let Some(standing) = &standing {
        writeln!(out, "\nWho could do what when the last window was closed, and what was to be done\n")?;
        writeln!(out, "{}\n", names.in_text(&standing.to_string()))?;
    }
    let report = rules::check(&round, &(), on);
    writeln!(out, "Found in the journal: {}", report.findings().len())?;
    for finding in report.findings() {
        writeln!(out, "  {}", names.in_text(&finding.to_string()))?;
    }

    match round.decide(on) {
        Err(report) => {
            writeln!(out, "\nNothing can be decided on {on}; what is missing:\n")?;
            for finding in report.blocking() {
                writeln!(out, "  {}", names.in_text(&finding.to_string()))?;
            }
        }
        Ok(selection) => {
            let decided = if selection.is_decided() { "As decided" } else { "As the marks have it, undecided" };
            writeln!(out, "\n{decided}, on {on}\n")?;
            for (place, outcome) in selection.places() {
                writeln!(out, "  {place}: {outcome}")?;
            }
            ranking(out, &round, &selection)?;
            writeln!(out, "\nDecisions and their reasons")?;
            for decision in selection.decisions() {
                writeln!(out, "\n{}", names.in_text(&decision.explanation().to_string()))?;
            }
            writeln!(out, "\n{}", names.in_text(&selection.sensitivity()?.to_string()))?;
            letter(out, &selection)?;
        }
    }
    if bundled {
        record(out)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(out: &mut impl Write, refusal: &str) -> Result<ExitCode, Box<dyn Error>> {
    writeln!(out, "\nThe journal ends here, for the round refuses what comes next:\n\n  {refusal}")?;
    Ok(ExitCode::FAILURE)
}

/// Where a round stands after its last entry, and what it still lacks before anybody could decide.
fn step(out: &mut impl Write, round: &Round) -> Result<(), Box<dyn Error>> {
    let (state, last) = (round.state(), round.entries().last().ok_or("a round has its opening")?);
    let stage = state.stage().map_or("", |stage| stage.title.as_str());
    let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
    let decided = round.decide(last.at.day());
    if let (Phase::Open | Phase::Assessing, Err(report)) = (state.phase(), &decided) {
        report.blocking().for_each(|finding| *missing.entry(&finding.code).or_default() += 1);
    }
    let missing: Vec<String> = missing.iter().map(|(code, count)| format!("{code} ({count})")).collect();
    let lacks = match state.phase() {
        Phase::Open | Phase::Assessing if missing.is_empty() => format!("{stage}: nothing is missing"),
        Phase::Open | Phase::Assessing => format!("{stage}: {}", missing.join(", ")),
        _ => String::new(),
    };
    let (number, at, kind) = (last.number, last.at.to_string(), last.what.kind());
    let line = format!("  entry {number:>3}  {at:<16}  {kind:<16}  {:<11}  {lacks}", state.phase());
    writeln!(out, "{}", line.trim_end())?;
    Ok(())
}

/// What people are called here. A journal knows their ids alone; a service would ask its `People`.
struct Names(BTreeMap<PersonId, String>);

impl Names {
    fn of(round: &Round) -> Self {
        let mut names = BTreeMap::new();
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in round.entries() {
            match &entry.what {
                Event::Opened(_) => drop(names.insert(entry.by, "the administrator".to_owned())),
                Event::Enrolled(it) => {
                    if let Some(role) = it.roles.first().filter(|_| !names.contains_key(&it.person)) {
                        let number = count.entry(role.word()).or_default();
                        *number += 1;
                        names.insert(it.person, format!("{role} {number}"));
                    }
                }
                Event::Applied(it) => {
                    let contact = it.contact.unwrap_or(entry.by);
                    names.entry(contact).or_insert_with(|| format!("the contact of {}", it.name));
                }
                _ => {}
            }
        }
        Self(names)
    }

    fn in_text(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (person, name)| text.replace(&person.to_string(), name))
    }
}

/// The candidates of each place by their totals, with what became of them.
fn ranking(out: &mut impl Write, round: &Round, selection: &Selection<'_>) -> io::Result<()> {
    let policy = round.state().policy();
    for (place, bidders) in by_place(round, selection) {
        writeln!(out, "\nRanking for {place}\n")?;
        let contender = |explained: &Explained| {
            let total = explained.total?;
            let scored = selection.results().scored.get(&explained.application)?;
            Some(Contender::new(explained.application, total).breaking_ties_by(scored.tie_breaks.clone()))
        };
        let contenders: Vec<_> = bidders.iter().filter_map(contender).collect();
        let find = |id: ApplicationId| bidders.iter().find(|it| it.application == id);
        for standing in rank(&contenders) {
            // Who shares a rank here was drawn, if it mattered: the outcome tells.
            for explained in standing.ids.iter().filter_map(|id| find(*id)) {
                let total = standing.total.to_fixed(policy.decimals, policy.rounding);
                let tied = if standing.is_tied() { "=" } else { " " };
                let (rank, name, outcome) = (standing.rank, &explained.name, &explained.outcome);
                writeln!(out, "  {rank}{tied} {total:>5}  {name:<54}  {outcome}")?;
            }
        }
        for explained in bidders.iter().filter(|it| it.total.is_none()) {
            writeln!(out, "     {:>4}  {:<54}  {}", "–", explained.name, explained.outcome)?;
        }
    }
    Ok(())
}

fn by_place(round: &Round, selection: &Selection<'_>) -> BTreeMap<PlaceId, Vec<Explained>> {
    let mut all: BTreeMap<PlaceId, Vec<Explained>> = BTreeMap::new();
    let explained: BTreeMap<ApplicationId, Explained> =
        selection.decisions().map(|decision| (decision.application(), decision.explanation())).collect();
    for entry in round.entries() {
        let Event::Applied(it) = &entry.what else { continue };
        for place in &it.places {
            all.entry(*place).or_default().extend(explained.get(&it.application).cloned());
        }
    }
    all
}

/// Feedback to the first candidate that was assessed and turned down: by a grant its own marks with their reasons, and
/// no rival.
fn letter(out: &mut impl Write, selection: &Selection<'_>) -> Result<(), Box<dyn Error>> {
    let is_owed = |it: &Explained| it.outcome.is_turned_down() && it.lines.iter().any(|line| line.moderated.is_some());
    let Some(decision) = selection.decisions().find(|it| is_owed(&it.explanation())) else { return Ok(()) };
    if selection.is_decided() {
        writeln!(out, "\nA letter\n\n{}", selection.feedback(decision.application())?)?;
    }
    Ok(())
}

/// What the record says of the same two places: from the network, where every fact has its source.
fn record(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let network: Network = serde_json::from_str(include_str!("data/network.json"))?;
    writeln!(out, "\nThe record, of which nothing above is part\n")?;
    for id in ["north-north-west", "london-south-east-plus"] {
        let hub = network.hubs.get(&id.parse::<HubId>()?).ok_or("the network holds the hub")?;
        let appointed = "2015-11".parse()?;
        for tenure in hub.leadership.tenures.values().filter(|tenure| tenure.span.from() == appointed) {
            let names = |ids: &mut dyn Iterator<Item = _>| -> Vec<String> {
                ids.map(|id| format!("{} ({id})", network.register.name(id))).collect()
            };
            write!(
                out,
                "  {}, from {appointed}: {}",
                hub.name,
                names(&mut tenure.leads.keys().copied()).join(" and ")
            )?;
            let with = names(&mut tenure.associates.iter().copied());
            writeln!(
                out,
                "{}",
                if with.is_empty() { String::new() } else { format!(", with {}", with.join(" and ")) }
            )?;
            for source in &tenure.sources {
                writeln!(out, "    {source}")?;
            }
        }
    }
    Ok(())
}
