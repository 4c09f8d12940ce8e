//! A whole year of a hub programme, end to end, from data: what the network looked like, a round, the hub that it founds,
//! the year's money, three terms with their forums and claims, closed books, and a report.
//!
//! ```text
//! cargo run --release --example programme_year
//! cargo run --release --example programme_year -- examples/data/computing_year.json --into target/computing_year
//! ```
//!
//! Without a file it rehearses the year 2015/16 of Maths Hubs. It starts from the recorded network of summer 2015, with a
//! gap in Cumbria and a vacancy in London South East. **What comes after is invented, and the report says so**: no real
//! school applied, was marked or was paid as it says.
//!
//! A year is a file beside a programme, a network and the journal of a round, so another programme is other files. The
//! report is one page of HTML in `target/programme_year/`, beside the JSON of everything, which reads back equal.
//!
//! A file that cannot be read ends the program with code 2; an entry that is refused, a rule that is broken, or a sum that
//! is not that of its parts, with code 1.

mod books;
mod money;
mod network;
mod report;
mod request;
mod round;
#[cfg(test)]
mod tests;
mod written;
mod year;

use std::{
    error::Error,
    io::{self, Write},
    process::ExitCode,
};

use maths_hubs::{
    calendar::YearKind,
    funding::{
        allocation::Plan,
        ledger::Ledger,
        statement::{Basis, Statement, Terms},
    },
    network::Network,
    programme::{Founded, Record},
    rules::Report,
    selection::round::Round,
};
use request::Request;
use year::{Material, YearFile};

fn main() -> ExitCode {
    let request = match Request::from_command_line(std::env::args().skip(1)) {
        Ok(Some(request)) => request,
        Ok(None) => {
            println!("{}", request::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => return ended(error.as_ref(), 2),
    };
    let material = match Material::read(&request.year) {
        Ok(material) => material,
        Err(error) => return ended(error.as_ref(), 2),
    };
    let mut out = io::stdout().lock();
    let lived = lived(material).map_err(|error| format!("{}: {error}", request.year.display()).into());
    match lived.and_then(|story| written::into(&request.into, &story, &mut out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => ended(error.as_ref(), 1),
    }
}

fn ended(error: &(dyn Error + 'static), code: u8) -> ExitCode {
    // Whoever reads has seen enough.
    if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
        return ExitCode::SUCCESS;
    }
    let _ = writeln!(io::stderr(), "error: {error}");
    ExitCode::from(code)
}

/// What the year came to: all that the report tells.
struct Story {
    year: YearFile,
    /// The network of the first day, before anything was rehearsed.
    seen: Network,
    /// The round, entry by entry, and its decisions.
    round: Round,
    founded: Founded,
    plan: Plan,
    /// What was paid, and what became of it.
    cash: Statement,
    accrual: Statement,
    /// Everything on record at the end, and what the rules find in it.
    record: Record,
    report: Report,
}

/// The year, step by step.
fn lived(material: Material) -> Result<Story, Box<dyn Error>> {
    let Material { year, programme, network, entries } = material;

    // 1. The network as anybody could know it on the first day: what came later is gone.
    let seen = network.as_known_on(year.seen_on);

    // 2. The round, entry by entry. One that is refused ends the year here.
    let round = round::held(entries)?;
    round.decide(round::last_day(&round))?;

    // 3. From the decision to hubs: a tenure for the hub without a lead, and a hub where there was none.
    let founded = Founded::by(&round, network::assumed(&seen, &year), |place, _, _| year.new_hub(place))?;
    year.counts(&founded.appointments)?;

    // 4. What the hubs work on, and how they meet.
    let network = network::worked(founded.network.clone(), &founded, &year)?;

    // 5. The year's money: only a network in which nothing blocks has claims on it.
    let network = programme.validate(network, year.counted_on)?;
    let plan = money::allocated(&programme, &network, &year)?;

    // 6. An award and a ledger for each hub: three terms, then closed books.
    let awards = money::awards(&plan, &founded, &year)?;
    let ledgers: Vec<Ledger> = awards
        .into_iter()
        .map(|award| books::kept(programme.offer(award).ok_or("the programme gives no money")?, &year))
        .collect::<Result<_, _>>()?;

    // 7. What became of the money: by cash in the hubs' year, and by accrual in the years of who pays.
    let state = |basis, years, whose: &str| -> Result<Statement, Box<dyn Error>> {
        let terms = Terms::new(year.closed_on, basis, years, whose);
        let statements = ledgers.iter().map(|ledger| ledger.statement(&terms)).collect::<Result<Vec<_>, _>>()?;
        Ok(Statement::consolidated(&statements, &terms)?)
    };
    let cash = state(Basis::Cash, YearKind::Academic, "the hubs")?;
    let accrual = state(Basis::Accrual, YearKind::Financial, &programme.sponsor)?;
    money::proven(&plan, &cash, &accrual)?;

    // 8. Everything on record, judged together.
    let table = plan.clone().of_the_first_year().table(programme.id, year.year.into(), year.pot.clone());
    let record = Record::of(programme, network.into_inner()).with_round(round.clone()).with_allocations(table);
    let record = record.with_enquiries(year.enquiries.clone());
    let record = ledgers.into_iter().fold(record, Record::with_ledger);
    let report = record.check(year.closed_on);
    Ok(Story { year, seen, round, founded, plan, cash, accrual, record, report })
}
