//! Funds a network of 32 hubs for a year: from the national pot to closed books, every penny accounted for.
//!
//! ```text
//! cargo run --example fund_a_year
//! cargo run --example fund_a_year -- PICTURE.svg
//! ```
//!
//! It divides the £11,000,000 of 2014, allocates what is left of them after central costs, makes an award of each hub's
//! share, keeps its ledger from the offer to closed books, and states what became of the money. On the way it proves that
//! every total is the sum of its parts. **Only the pot and the number of hubs are real. The hubs, their schools and their
//! people are invented; central costs, formulas and bounds are illustrative.**
//!
//! A picture that cannot be written ends the program with code 2, as does an option that is none; a sum that is not that of
//! its parts, an entry that a ledger refuses, or a rule that is broken, with code 1.

mod award;
mod books;
mod failure;
mod hubs;
mod picture;
mod pot;
mod proof;
mod report;

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
    process::ExitCode,
};

use failure::Failure;
use maths_hubs::{
    calendar::{AcademicYear, YearKind},
    document::day,
    funding::{
        allocation::Plan,
        ledger::Ledger,
        purpose::Side,
        statement::{Basis, Statement, Terms},
    },
    programme::Programme,
};

/// Where the picture goes, unless the command line says otherwise.
const PICTURE: &str = "target/fund_a_year.svg";

const HELP: &str = "\
Funds a network of 32 invented hubs for a year: pot, allocation, awards, ledgers, statements.

    fund_a_year [PICTURE.svg]

    PICTURE.svg       where a picture of the allocation is written; else target/fund_a_year.svg
    --help            this

Ends with 0, with 1 where money does not add up, a ledger refuses an entry or a rule is broken, and with 2 where an option
or the picture's place is no good.";

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let ended = run(std::env::args().skip(1), &mut out).and_then(|()| Ok(out.flush()?));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.code())
        }
    }
}

fn run(arguments: impl Iterator<Item = String>, out: &mut impl Write) -> Result<(), Failure> {
    let mut path = None;
    for argument in arguments {
        match (argument.as_str(), &path) {
            ("--help" | "-h", _) => return Ok(writeln!(out, "{HELP}")?),
            (option, _) if option.starts_with('-') => return Err(Failure::NoOption(argument)),
            (_, Some(first)) => return Err(Failure::TwoPictures(String::clone(first), argument)),
            (_, None) => path = Some(argument),
        }
    }
    let plan = fund(out)?;
    let path = path.unwrap_or_else(|| PICTURE.to_owned());
    written(&path, &picture::of(&plan)).map_err(|why| Failure::Picture { path: path.clone(), why })?;
    Ok(writeln!(out, "\nA picture of the allocation is in {path}")?)
}

fn written(path: &str, picture: &svg::Document) -> io::Result<()> {
    if let Some(folder) = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    svg::save(path, picture)
}

/// The year, from the pot to closed books.
fn fund(out: &mut impl Write) -> Result<Plan, Failure> {
    let programme = Programme::maths_hubs();
    let year: AcademicYear = "2014/15".parse()?;

    // The pot, and what each hub gets of it.
    let (pot, claims) = (pot::of_2014()?, hubs::claims()?);
    let plan = pot::shared(&pot, &claims)?;
    report::pot(out, &pot, &plan)?;
    report::allocation(out, &plan)?;
    report::explanations(out, &pot, &claims, &plan)?;

    // An award for each hub.
    let mut offers = Vec::new();
    for (number, hub) in (1..).zip(claims.keys().copied()) {
        let [structural, projects] = Side::ALL.map(|part| plan.portion(hub, part).unwrap_or_default().amount);
        let award = award::of(number, hub, structural, projects, year)?;
        offers.push((hub, programme.offer(award).ok_or(Failure::NoPolicy)?));
    }
    let trial = award::HUB_WITH_A_TRIAL.parse()?;
    if let Some((_, offer)) = offers.iter().find(|(hub, _)| *hub == trial) {
        report::award(out, &offer.award)?;
        report::refusals(out, &books::refusals(offer.clone(), trial)?)?;
    }

    // A ledger for each award.
    let ledgers: Vec<Ledger> =
        offers.into_iter().map(|(hub, offer)| books::kept(offer, hub, year)).collect::<Result<_, _>>()?;
    let underspent = Some(books::HUB_THAT_UNDERSPENDS.parse()?);
    if let Some(ledger) = ledgers.iter().find(|ledger| ledger.state().award().hub == underspent) {
        report::journal(out, ledger)?;
    }

    // What became of the money: by cash, and by accrual in the years of who pays.
    let on = day::parse("2015-10-31")?;
    let state = |basis, years, whose: &str| -> Result<Statement, Failure> {
        let terms = Terms::new(on, basis, years, whose);
        let statements = ledgers.iter().map(|ledger| ledger.statement(&terms)).collect::<Result<Vec<_>, _>>()?;
        Ok(Statement::consolidated(&statements, &terms)?)
    };
    let cash = state(Basis::Cash, YearKind::Academic, "the hubs")?;
    let accrual = state(Basis::Accrual, YearKind::Financial, "the Department for Education")?;
    let regions = hubs::regions()?;
    report::statements(out, &cash, &accrual, &regions)?;

    proof::of_pot(out, &pot, &plan)?;
    proof::of_ledgers(out, &plan, &ledgers, &cash)?;
    proof::of_statements(out, &cash, &accrual, &regions)?;

    // There was no year before: the table says so with an empty one, so that no rule asks.
    let table = plan.clone().of_the_first_year().table(programme.id, year.into(), pot);
    report::findings(out, &programme, &table, &ledgers, on)?;
    Ok(plan)
}
