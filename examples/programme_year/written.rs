//! The report and the JSON of everything, in a folder.

use std::{error::Error, fs, io::Write, path::Path};

use maths_hubs::programme::Record;
use serde::Serialize;

use crate::{
    Story,
    report::{self, Pictures},
};

/// Writes the report, the record whole, and each of its documents in a file of its own. What was written is read again, and
/// is equal, or the program ends.
pub fn into(folder: &Path, story: &Story, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let Story { record, report: findings, .. } = story;
    for folder in [folder.to_owned(), folder.join("ledgers")] {
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let save = |name: &str, text: String| -> Result<(), Box<dyn Error>> {
        let file = folder.join(name);
        fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()).into())
    };
    let json = serde_json::to_string(record)?;
    let again: Record = serde_json::from_str(&json)?;
    if again != *record || again.check(findings.on()) != *findings {
        return Err("the record reads back as another".into());
    }
    save("record.json", json)?;
    save("programme.json", serde_json::to_string_pretty(&record.programme)?)?;
    save("network.json", serde_json::to_string_pretty(&record.network)?)?;
    save("findings.json", serde_json::to_string_pretty(findings)?)?;
    save("round.jsonl", lines(story.round.entries())?)?;
    for table in record.allocations().values() {
        save("allocations.json", serde_json::to_string_pretty(table)?)?;
    }
    for ledger in record.ledgers().values() {
        let award = ledger.state().award();
        let hub = award.hub.map_or_else(|| award.id.to_string(), |hub| hub.to_string());
        save(&format!("ledgers/{hub}.jsonl"), lines(ledger.entries())?)?;
    }
    let pictures = Pictures::of(story)?;
    save("report.html", report::page(story, &pictures)?.into_string())?;
    save("pictures.svg", format!("{}\n", pictures.sheet(story)))?;
    told(folder, story, out)
}

/// The entries of a journal, one a line.
fn lines(entries: &[impl Serialize]) -> Result<String, serde_json::Error> {
    entries.iter().map(|entry| serde_json::to_string(entry).map(|line| line + "\n")).collect()
}

fn told(folder: &Path, story: &Story, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let Story { year, seen, founded, plan, cash, record, report, .. } = story;
    writeln!(out, "{}\n", year.title)?;
    writeln!(out, "  {} hubs are recorded on {}", seen.hubs.len(), year.seen_on)?;
    for appointment in &founded.appointments {
        let what = if appointment.is_new { "is founded" } else { "has a new lead" };
        writeln!(out, "  {} {what} on {}", appointment.hub, appointment.from)?;
    }
    let total = cash.total();
    let beside = total.committed().minus(plan.total().into())?;
    writeln!(out, "  {} go to {} hubs, and co-sponsors pay {beside} beside", plan.total(), plan.shares().len())?;
    writeln!(out, "  {} were paid, {} spent, {} recovered", total.paid(), total.approved(), total.recovered())?;
    // The network, the round, the table of allocations, the enquiries, and each ledger.
    let documents = 2 + record.allocations().len() + usize::from(record.enquiries.is_some()) + record.ledgers().len();
    writeln!(out, "  {} documents judged together: {} findings", documents, report.findings().len())?;
    let blocking = report.blocking().count();
    writeln!(out, "\nThe report is {}", folder.join("report.html").display())?;
    match report.blocking().next() {
        None => Ok(()),
        Some(first) => {
            Err(format!("{blocking} of the findings block, as the report lists them; the first: {first}").into())
        }
    }
}
