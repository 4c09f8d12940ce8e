//! What an entry, a figure and a ledger cost does not grow with what is there before.
//!
//! Times differ from run to run, and how often memory is allocated does not: whoever copies, collects or rebuilds what the
//! entries before came to is found out. A search that allocates nothing is not; `benches/funding.rs` times those.

use maths_hubs::{
    calendar::YearKind,
    funding::{
        ledger::{Event, Ledger},
        portfolio::Portfolio,
        statement::{Basis, Posting, Statement, Terms},
    },
    journal::Entry,
    rules,
};

#[path = "ledgers/many.rs"]
mod many;

/// Allocations for each of so many things, in hundredths.
fn each(things: usize, run: impl FnOnce()) -> u64 {
    allocation_counter::measure(run).count_total * 100 / things as u64
}

/// That many cost no more each than few, a tenth for the logarithm of their number aside.
fn alike(what: &str, [few, many]: [u64; 2]) {
    assert!(many <= few + few / 10, "{what}: {many} against {few} hundredths");
}

const SIZES: [usize; 2] = [100, 1600];

#[test]
fn an_entry_allocates_as_often_after_many_as_after_few() {
    let entries = SIZES.map(|claims| many::ledger(1, claims).entries().to_vec());
    let replay = |entries: &Vec<Entry<Event>>| {
        let given = entries.clone();
        each(given.len(), || drop(Ledger::replay(given).unwrap()))
    };
    alike("replay", [replay(&entries[0]), replay(&entries[1])]);
    let audit = |entries: &Vec<Entry<Event>>| {
        let given = entries.clone();
        each(given.len(), || drop(Ledger::audit(given).unwrap()))
    };
    alike("audit", [audit(&entries[0]), audit(&entries[1])]);
}

#[test]
fn judging_and_stating_a_ledger_allocate_in_proportion_to_its_entries() {
    let ledgers = SIZES.map(|claims| many::ledger(1, claims));
    let on = "2015-12-01".parse().unwrap();
    alike("judging", [0, 1].map(|at| each(ledgers[at].entries().len(), || drop(rules::check(&ledgers[at], &(), on)))));
    for basis in [Basis::Cash, Basis::Accrual] {
        let terms = Terms::new(on, basis, YearKind::Financial, "anybody");
        let stated = [0, 1].map(|at| {
            let postings: Vec<Posting> = ledgers[at].postings().collect();
            each(postings.len(), || drop(Statement::of(&postings, &terms).unwrap()))
        });
        alike("stating", stated);
    }
}

#[test]
fn a_ledger_costs_a_portfolio_and_a_consolidation_as_much_after_many_as_after_few() {
    let ledgers: Vec<Ledger> = (0..160).map(|number| many::ledger(number, 8)).collect();
    let on = "2015-12-01".parse().unwrap();
    let policy = ledgers[0].state().policy();
    let folded = [10, 160].map(|count| {
        each(count, || {
            let mut portfolio = Portfolio::default();
            ledgers[..count].iter().for_each(|ledger| portfolio.add(ledger));
            drop(rules::check(&portfolio, policy, on));
        })
    });
    alike("portfolio", folded);
    let terms = Terms::new(on, Basis::Cash, YearKind::Financial, "anybody");
    let statements: Vec<Statement> = ledgers.iter().map(|ledger| ledger.statement(&terms).unwrap()).collect();
    let consolidated =
        [10, 160].map(|count| each(count, || drop(Statement::consolidated(&statements[..count], &terms).unwrap())));
    alike("consolidation", consolidated);
}
