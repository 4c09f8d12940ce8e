//! What is printed.

use std::{collections::BTreeMap, fmt::Display, io::Write};

use maths_hubs::{
    calendar::YearKind,
    chrono::NaiveDate,
    funding::{
        allocation::{AllocationTable, Bound, Claim, Division, Plan, Pot},
        award::Award,
        ledger::{Event, Ledger},
        phasing::phased,
        purpose::Side,
        statement::Statement,
    },
    geography::Region,
    identifiers::HubId,
    journal::Refusal,
    money::Money,
    programme::Programme,
};

use crate::{award::HUB_WITH_A_TRIAL, books::HUB_THAT_UNDERSPENDS, failure::Failure, pot};

pub fn pot(out: &mut impl Write, pot: &Pot, plan: &Plan) -> Result<(), Failure> {
    writeln!(out, "Maths Hubs 2014/15: the pot, £11,000,000 for 32 hubs, was published on 1 July 2014.")?;
    writeln!(out, "All else is invented or illustrative: hubs, schools, people, central costs, formulas, awards.\n")?;
    for (sponsor, fund) in &pot.sources {
        writeln!(out, "  {:>14}  from {sponsor}", fund.amount)?;
    }
    for (what, amount) in &pot.central {
        writeln!(out, "  {amount:>14}  less {what} (illustrative)")?;
    }
    let Division { structural, projects, odd_penny, .. } = plan.division();
    writeln!(out, "  {:>14}  to hubs, of which a third is structural (illustrative)", plan.total())?;
    for (part, amount) in [(Side::Structural, structural), (Side::Projects, projects)] {
        let odd_penny = if odd_penny == Some(part) { ", with the odd penny" } else { "" };
        writeln!(out, "  {amount:>14}  {part}{odd_penny}")?;
    }
    Ok(())
}

pub fn allocation(out: &mut impl Write, plan: &Plan) -> Result<(), Failure> {
    writeln!(
        out,
        "\nWhat each hub gets: the same structural money, and project money by the schools that it serves\n"
    )?;
    writeln!(out, "  {:<12} {:>12} {:>12} {:>12}", "hub", "structural", "projects", "in all")?;
    for (hub, share) in plan.shares() {
        let [structural, projects] = Side::ALL.map(|part| plan.portion(hub, part).unwrap_or_default());
        let bound = projects.bound.map(Bound::phrase).unwrap_or_default();
        let (structural, projects) = (structural.amount, projects.amount);
        writeln!(out, "{}", format!("  {hub:<12} {structural:>12} {projects:>12} {share:>12}  {bound}").trim_end())?;
    }
    Ok(())
}

pub fn explanations(
    out: &mut impl Write,
    pot: &Pot,
    claims: &BTreeMap<HubId, Claim>,
    plan: &Plan,
) -> Result<(), Failure> {
    writeln!(out, "\nWhy\n\n{}", indented(plan.explain(HUB_WITH_A_TRIAL)?))?;
    writeln!(out, "\nHad it had £300,000 for projects the year before (invented), and kept 95 % of it\n")?;
    let then = pot::had_there_been_a_year_before(pot, claims, HUB_WITH_A_TRIAL)?;
    writeln!(out, "{}", indented(then.explain(HUB_WITH_A_TRIAL)?))?;
    writeln!(out, "\nHad each hub been promised £250,000 for projects\n")?;
    writeln!(out, "{}", indented(pot::promised_too_much(pot, claims)?))?;
    Ok(())
}

pub fn award(out: &mut impl Write, award: &Award) -> Result<(), Failure> {
    writeln!(
        out,
        "\nThe award of {HUB_WITH_A_TRIAL}, with a trial that two sponsors pay for (invented for this year)\n"
    )?;
    writeln!(out, "  {:<18} {:>12}  {:>12} {:>12}", "line", "payable", "in 2014-15", "in 2015-16")?;
    for (id, line) in &award.lines {
        // September to March is 7/12 of an academic year, April to August 5/12.
        let amount = line.payable.amount();
        let years = phased(amount.into(), line.period, YearKind::Financial, &award.profile)?;
        let years: Vec<String> = years.values().map(|part| format!("{part:>12}")).collect();
        let by: Vec<String> =
            line.payable.shares().iter().map(|(sponsor, share)| format!("{share} by {sponsor}")).collect();
        let shared = if by.len() > 1 { format!("  {}", by.join(", ")) } else { String::new() };
        writeln!(out, "  {id:<18} {amount:>12}  {}{shared}", years.join(" "))?;
    }
    Ok(())
}

pub fn refusals(out: &mut impl Write, refusals: &[Refusal]) -> Result<(), Failure> {
    writeln!(out, "\nWhat its ledger refuses")?;
    for refusal in refusals {
        writeln!(out, "\n{}", indented(refusal))?;
    }
    Ok(())
}

/// The ledger of the hub that underspends, entry by entry.
pub fn journal(out: &mut impl Write, ledger: &Ledger) -> Result<(), Failure> {
    writeln!(out, "\nThe ledger of {HUB_THAT_UNDERSPENDS}, where no local project was done in the summer term\n")?;
    for entry in ledger.entries() {
        let amount = match &entry.what {
            Event::Offered(offer) => offer.award.ceiling.to_string(),
            Event::Claimed(it) => Money::sum(it.costs.iter().map(|cost| cost.net))?.to_string(),
            Event::Paid(it) => it.amounts.total()?.to_string(),
            Event::Certified(it) => it.amount.to_string(),
            Event::Recovered(it) => it.amounts.total()?.to_string(),
            _ => String::new(),
        };
        let (number, at, kind) = (entry.number, entry.at, entry.what.kind());
        writeln!(out, "{}", format!("  {number:>2}  {at}  {kind:<12} {amount:>12}").trim_end())?;
    }
    Ok(())
}

pub fn statements(
    out: &mut impl Write,
    cash: &Statement,
    accrual: &Statement,
    regions: &BTreeMap<HubId, Region>,
) -> Result<(), Failure> {
    writeln!(out, "\nAll 32 ledgers together, {}\n", cash.terms())?;
    writeln!(out, "{}\n{}\n{}", cash.by_sponsor(), cash.by_region(regions), cash.by_side())?;
    // A table shows what remains and what is unspent; between them lies what came back.
    let (paid, approved, recovered) = (cash.total().paid(), cash.total().approved(), cash.total().recovered());
    writeln!(out, "Of the {paid} that was paid, {approved} was spent, and {recovered} was recovered.\n")?;
    write!(out, "The same, {}\n\n{}", accrual.terms(), accrual.by_year())?;
    Ok(())
}

/// What the rules say of the published table and of each ledger. A finding that blocks ends the program.
pub fn findings(
    out: &mut impl Write,
    programme: &Programme,
    table: &AllocationTable,
    ledgers: &[Ledger],
    on: NaiveDate,
) -> Result<(), Failure> {
    writeln!(out, "\nWhat the rules find on {on}, by an edition of the programme that is of later years\n")?;
    let reports = std::iter::once(programme.check(table, on));
    let reports = reports.chain(ledgers.iter().map(|ledger| programme.check(ledger, on)));
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for report in reports {
        if let Some(finding) = report.blocking().next() {
            return Err(Failure::Blocked(finding.to_string()));
        }
        for finding in report.findings() {
            *found.entry(format!("{}[{}]: {}", finding.level, finding.code, finding.message)).or_default() += 1;
        }
    }
    for (finding, count) in found {
        writeln!(out, "  {finding} (in {count} of {} documents)", ledgers.len() + 1)?;
    }
    Ok(())
}

fn indented(text: impl Display) -> String {
    text.to_string().lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
