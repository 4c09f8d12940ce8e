//! Every total is the sum of its parts, or the program ends.

use std::{collections::BTreeMap, io::Write};

use maths_hubs::{
    funding::{
        allocation::{Plan, Pot},
        award::Award,
        ledger::Ledger,
        purpose::Side,
        statement::{Figures, Posted, Statement, Table},
    },
    geography::Region,
    identifiers::HubId,
    money::{Balance, Money},
};

use crate::failure::Failure;

pub fn of_pot(out: &mut impl Write, pot: &Pot, plan: &Plan) -> Result<(), Failure> {
    writeln!(out, "\nEvery total is the sum of its parts\n")?;
    let [structural, projects] = Side::ALL.map(|part| plan.division().money(part));
    let parts = [pot.central_costs()?, structural, projects];
    adds_up(out, "the pot: central costs, structural money and project money", pot.total()?, parts)?;
    adds_up(out, "to hubs: the shares of all hubs", pot.to_hubs()?, plan.shares().map(|(_, share)| share))
}

/// Also that each ledger is what its entries come to, applied anew.
pub fn of_ledgers(out: &mut impl Write, plan: &Plan, ledgers: &[Ledger], cash: &Statement) -> Result<(), Failure> {
    let (of_plan, total) = (plan.total(), cash.total());
    let (department, foundation) = ("dfe".parse()?, "eef".parse()?);
    let awards = || ledgers.iter().map(|ledger| ledger.state().award());
    let shares = |by| awards().flat_map(Award::shares).filter(move |(_, sponsor, _)| *sponsor == by).map(|(.., it)| it);
    adds_up(out, "to hubs: what the department pays of every line of every award", of_plan, shares(department))?;
    let parts = [of_plan, Money::sum(shares(foundation))?];
    adds_up(out, "committed: to hubs, and what the foundation pays of the trial", total.committed(), parts)?;
    let paid = ledgers.iter().map(|ledger| ledger.state().total(Posted::Paid));
    adds_up(out, "paid: what each ledger paid", total.paid(), paid)?;
    let became = [total.approved(), total.recovered()];
    adds_up(out, "paid: what was spent and approved, and what came back", total.paid(), became)?;
    for ledger in ledgers {
        if Ledger::replay(ledger.entries().iter().cloned())? != *ledger {
            return Err(Failure::NotReplayed(ledger.state().award().id));
        }
    }
    Ok(())
}

pub fn of_statements(
    out: &mut impl Write,
    cash: &Statement,
    accrual: &Statement,
    regions: &BTreeMap<HubId, Region>,
) -> Result<(), Failure> {
    let total = cash.total();
    groups_add_up(out, "sponsors", total, &cash.by_sponsor())?;
    groups_add_up(out, "regions", total, &cash.by_region(regions))?;
    groups_add_up(out, "sides", total, &cash.by_side())?;
    groups_add_up(out, "hubs", total, &cash.by_hub())?;
    groups_add_up(out, "financial years", total, &accrual.by_year())
}

/// Prints that every figure of a total, not the committed money alone, is the sum of what stands in the groups of a table.
fn groups_add_up<K: Ord>(out: &mut impl Write, groups: &str, total: Figures, of: &Table<K>) -> Result<(), Failure> {
    for (figure, whole) in total.each() {
        equal(&format!("{figure}: {groups}"), whole, of.groups().map(|(_, figures)| figures.get(figure)))?;
    }
    let (committed, count) = (total.committed(), of.len());
    Ok(writeln!(out, "  {committed:>14}  committed: {count} {groups}, and so with each other figure")?)
}

/// Prints a total that is the sum of its parts.
fn adds_up<P: Into<Balance>>(
    out: &mut impl Write,
    what: &str,
    whole: impl Into<Balance>,
    parts: impl IntoIterator<Item = P>,
) -> Result<(), Failure> {
    let whole = equal(what, whole.into(), parts)?;
    Ok(writeln!(out, "  {whole:>14}  {what}")?)
}

fn equal<P: Into<Balance>>(what: &str, whole: Balance, parts: impl IntoIterator<Item = P>) -> Result<Balance, Failure> {
    let parts = Balance::sum(parts.into_iter().map(Into::into))?;
    if parts == whole { Ok(whole) } else { Err(Failure::Unequal { what: what.to_owned(), whole, parts }) }
}
