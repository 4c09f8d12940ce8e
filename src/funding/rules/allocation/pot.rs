//! Rules of the pot: what the sources put in, and what becomes of it.

use super::sums::{Sums, in_per_cent, per_cent, shown, sum};
use crate::{
    funding::{
        allocation::{AllocationPolicy, AllocationTable},
        purpose::Side,
    },
    ratio::Ratio,
    rules::{At, Rule, Sink},
};

/// Nobody spends what nobody gave.
pub static OVER_POT: Rule = Rule::error(
    "allocation/over-pot",
    "central costs, allocations to hubs and open pence come to no more than the sources put in",
)
.fixed()
.why("money that nobody put in cannot be paid out")
.says("{spent} is given out, {by} more than the {sources} that the sources put in")
.hint("name the sponsor that puts in the rest, or cut what is given out");

/// Every penny has a purpose.
pub static UNDER_ALLOCATED: Rule =
    Rule::warning("allocation/under-allocated", "all that the sources put in is given out or spent centrally")
        .why("every penny has a purpose, and money without one is lost at the year's end")
        .says("{by} of the {sources} that the sources put in has no purpose")
        .hint("allocate it, or name the central cost that it is kept for");

/// The centre keeps within bounds.
pub static CENTRAL_COSTS_LARGE: Rule = Rule::warning(
    "allocation/central-costs-large",
    "central costs take no greater part of the pot than the policy names",
)
.why("the pot is for hubs")
.says("central costs come to {central}, {part}% of the pot, and the policy names {most}% at most")
.hint("cut them, or explain why this year needs more")
.except_to("a policy that names no part, and a pot with nothing in it");

/// Restricted money pays for its purpose alone.
pub static RESTRICTED_SOURCE_BEYOND: Rule = Rule::error(
    "allocation/restricted-source-beyond",
    "money that is restricted to one part is no more than hubs get of that part",
)
.why("the rest of it would pay for what its sponsor did not give it for")
.says("{restricted} is restricted to {part} money, of which hubs get {money}")
.hint("give hubs more of this part, or ask the sponsor to lift the restriction")
.except_to("a part to which no source is restricted");

/// Structure and projects are in balance.
pub static STRUCTURAL_SHARE_OUTSIDE: Rule = Rule::warning(
    "allocation/structural-share-outside",
    "the structural part of what hubs get lies within the policy's bounds",
)
.why("too little and hubs cannot stand, too much and they do little")
.says("{structural} of the {money} to hubs is structural, {part}%, and the policy names {bounds}")
.hint("divide the money anew, or explain the departure")
.except_to("a policy that names no bounds, and a table in which hubs get nothing");

/// The rules of this file.
pub(super) const RULES: &[&Rule] =
    &[&OVER_POT, &UNDER_ALLOCATED, &CENTRAL_COSTS_LARGE, &RESTRICTED_SOURCE_BEYOND, &STRUCTURAL_SHARE_OUTSIDE];

/// Judges the pot.
pub(super) fn judge(table: &AllocationTable, sums: &Sums, policy: &AllocationPolicy, sink: &mut Sink) {
    pot(sums, policy, sink);
    restricted(table, sums, sink);
    structural_share(sums, policy, sink);
}

fn pot(sums: &Sums, policy: &AllocationPolicy, sink: &mut Sink) {
    let at = At::ROOT.field("pot");
    let spent = sums.to_hubs().saturating_add(sums.central);
    let left = sums.sources.saturating_sub(spent);
    if left < 0 {
        sink.broken(&OVER_POT, &at)
            .with("spent", shown(spent))
            .with("by", shown(left.saturating_neg()))
            .with("sources", shown(sums.sources));
        sink.holds(&UNDER_ALLOCATED);
    } else {
        sink.holds(&OVER_POT);
        if left == 0 {
            sink.holds(&UNDER_ALLOCATED);
        } else {
            sink.broken(&UNDER_ALLOCATED, &at).with("by", shown(left)).with("sources", shown(sums.sources));
        }
    }
    let part = Ratio::new(sums.central, sums.sources);
    match policy.most_central.zip(part) {
        None => sink.not_applicable(&CENTRAL_COSTS_LARGE),
        Some((most, part)) if part <= most => sink.holds(&CENTRAL_COSTS_LARGE),
        Some((most, _)) => {
            sink.broken(&CENTRAL_COSTS_LARGE, &at.field("central"))
                .with("central", shown(sums.central))
                .with("part", per_cent(sums.central, sums.sources).unwrap_or_default())
                .with("most", in_per_cent(most));
        }
    }
}

fn restricted(table: &AllocationTable, sums: &Sums, sink: &mut Sink) {
    for part in Side::ALL {
        let funds = || table.pot.sources.values().filter(move |fund| fund.only_for == Some(part));
        let restricted = sum(funds().map(|fund| fund.amount));
        if funds().next().is_none() {
            sink.not_applicable(&RESTRICTED_SOURCE_BEYOND);
        } else if restricted <= sums.part(part) {
            sink.holds(&RESTRICTED_SOURCE_BEYOND);
        } else {
            sink.broken(&RESTRICTED_SOURCE_BEYOND, &At::ROOT.field("pot").field("sources"))
                .with("restricted", shown(restricted))
                .with("part", part.kind())
                .with("money", shown(sums.part(part)));
        }
    }
}

fn structural_share(sums: &Sums, policy: &AllocationPolicy, sink: &mut Sink) {
    let rule = &STRUCTURAL_SHARE_OUTSIDE;
    let (least, most) = (policy.least_structural, policy.most_structural);
    let structural = sums.part(Side::Structural);
    let bounds = match (least, most) {
        (None, None) => None,
        (Some(least), None) => Some(format!("{}% at least", in_per_cent(least))),
        (None, Some(most)) => Some(format!("{}% at most", in_per_cent(most))),
        (Some(least), Some(most)) => Some(format!("{}% to {}%", in_per_cent(least), in_per_cent(most))),
    };
    let Some((bounds, part)) = bounds.zip(Ratio::new(structural, sums.to_hubs())) else {
        return sink.not_applicable(rule);
    };
    if least.is_none_or(|least| least <= part) && most.is_none_or(|most| part <= most) {
        return sink.holds(rule);
    }
    sink.broken(rule, &At::ROOT.field("hubs"))
        .with("structural", shown(structural))
        .with("money", shown(sums.to_hubs()))
        .with("part", per_cent(structural, sums.to_hubs()).unwrap_or_default())
        .with("bounds", bounds);
}
