//! Rules of published tables of allocations.

mod hubs;
mod pot;
mod sums;
mod years;

use crate::{
    funding::allocation::{AllocationPolicy, AllocationTable},
    rules::{At, Rule, Sink, catalogue},
};

pub use hubs::{BELOW_LEAST, EQUAL_CLAIMS_UNEQUAL, HUB_WITHOUT_STRUCTURAL, ODD_PENNIES_OPEN};
pub use pot::{CENTRAL_COSTS_LARGE, OVER_POT, RESTRICTED_SOURCE_BEYOND, STRUCTURAL_SHARE_OUTSIDE, UNDER_ALLOCATED};
use sums::Sums;
pub use years::{BELOW_HOLD_HARMLESS, CHANGE_UNEXPLAINED, HUB_DROPPED};

/// Figures of policy have a source.
pub static FIGURE_WITHOUT_SOURCE: Rule = Rule::advice(
    "allocation/figure-without-source",
    "each figure of the policy by which a table is judged names its source",
)
.why("a bound that nobody can trace convinces nobody")
.says("the policy names no source of `{figure}`")
.hint("name a page or a statute, or say that it is a convention or illustrative");

const FILES: &[&[&Rule]] = &[pot::RULES, hubs::RULES, years::RULES, &[&FIGURE_WITHOUT_SOURCE]];

/// Every rule of tables of allocations, file by file.
pub static RULES: [&Rule; catalogue::count(FILES)] = catalogue::concat(FILES);

/// Judges a table.
pub(in crate::funding) fn judge(table: &AllocationTable, policy: &AllocationPolicy, sink: &mut Sink) {
    let sums = Sums::of(table);
    pot::judge(table, &sums, policy, sink);
    hubs::judge(table, &sums, policy, sink);
    years::judge(table, policy, sink);
    sources(policy, sink);
}

fn sources(policy: &AllocationPolicy, sink: &mut Sink) {
    for figure in policy.figures() {
        if policy.sources.contains_key(figure) {
            sink.holds(&FIGURE_WITHOUT_SOURCE);
        } else {
            sink.broken(&FIGURE_WITHOUT_SOURCE, &At::ROOT.field("policy").field(figure)).with("figure", figure);
        }
    }
}
