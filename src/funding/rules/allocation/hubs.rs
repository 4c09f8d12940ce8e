//! Rules of what hubs get: enough to stand on, and equals alike.

use std::collections::BTreeMap;

use super::sums::{Sums, shown};
use crate::{
    funding::{
        allocation::{AllocationPolicy, AllocationTable, Allotted, Portion},
        purpose::Side,
    },
    identifiers::HubId,
    money::Money,
    ratio::Ratio,
    rules::{At, Rule, Sink},
};

/// A hub has something to stand on.
pub static HUB_WITHOUT_STRUCTURAL: Rule =
    Rule::warning("allocation/hub-without-structural", "every hub gets structural money where any does")
        .why("each hub has a lead, a board and an office, whatever its projects")
        .says("{hub} gets no structural money")
        .hint("give it some, or explain who pays for its structure")
        .except_to("a table in which no hub gets any");

/// A hub can live on what it gets.
pub static BELOW_LEAST: Rule =
    Rule::warning("allocation/below-least", "a hub gets no less than the least that the policy names")
        .why("with less a hub cannot work")
        .says("{hub} gets {now}, and the policy names {least} at least")
        .hint("raise its share, or explain why it can work with less")
        .except_to("a policy that names no least");

/// Equals are treated equally.
pub static EQUAL_CLAIMS_UNEQUAL: Rule = Rule::warning(
    "allocation/equal-claims-unequal",
    "hubs that count for the same, and at whom no bound holds, get the same to the penny",
)
.why("equal claims are treated equally, or somebody says why not")
.says("{hub} gets {less} of {part} money and {other} gets {more}, though both count for {weight} of all weight")
.hint("correct the amounts, or name the bound that holds")
.except_to("hubs that count for what no other does");

/// Ties are drawn before publication.
pub static ODD_PENNIES_OPEN: Rule =
    Rule::warning("allocation/odd-pennies-open", "no pence are still to be drawn among hubs with equal claims")
        .why("an award needs an amount")
        .says("{pence} of {part} money may go to any of {hubs} hubs, and nothing was drawn")
        .hint("draw an order of the hubs in public, record it, and publish the table drawn");

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&HUB_WITHOUT_STRUCTURAL, &BELOW_LEAST, &EQUAL_CLAIMS_UNEQUAL, &ODD_PENNIES_OPEN];

/// Judges what hubs get.
pub(super) fn judge(table: &AllocationTable, sums: &Sums, policy: &AllocationPolicy, sink: &mut Sink) {
    for (hub, allotted) in &table.hubs {
        judge_hub(*hub, allotted, sums, policy, sink);
    }
    open(table, sink);
    Side::ALL.into_iter().for_each(|part| equals(table, part, sink));
}

fn judge_hub(hub: HubId, allotted: &Allotted, sums: &Sums, policy: &AllocationPolicy, sink: &mut Sink) {
    let hubs = At::ROOT.field("hubs");
    let at = hubs.key(&hub);
    if sums.part(Side::Structural) == 0 {
        sink.not_applicable(&HUB_WITHOUT_STRUCTURAL);
    } else if allotted.structural.amount.is_zero() {
        sink.broken(&HUB_WITHOUT_STRUCTURAL, &at.field("structural")).with("hub", hub.as_str());
    } else {
        sink.holds(&HUB_WITHOUT_STRUCTURAL);
    }
    match policy.least_per_hub {
        None => sink.not_applicable(&BELOW_LEAST),
        Some(least) if allotted.amount() >= least => sink.holds(&BELOW_LEAST),
        Some(least) => {
            sink.broken(&BELOW_LEAST, &at)
                .with("hub", hub.as_str())
                .with("now", allotted.amount().to_string())
                .with("least", least.to_string());
        }
    }
}

fn open(table: &AllocationTable, sink: &mut Sink) {
    let at = At::ROOT.field("open");
    if table.open.is_empty() {
        sink.holds(&ODD_PENNIES_OPEN);
    }
    for tie in &table.open {
        // A set has no places, so a tie is known by what it is.
        let key = format!("{} {}", tie.part, tie.among.first().map(HubId::as_str).unwrap_or_default());
        sink.broken(&ODD_PENNIES_OPEN, &at.key(&key))
            .with("pence", shown(tie.pence.into()))
            .with("part", tie.part.kind())
            .with("hubs", tie.among.len());
    }
}

/// Those of one weight: who gets least and who most.
struct Equals {
    count: usize,
    least: (Money, HubId),
    most: (Money, HubId),
}

fn equals(table: &AllocationTable, part: Side, sink: &mut Sink) {
    let rule = &EQUAL_CLAIMS_UNEQUAL;
    let of = |hub: &Allotted| -> Portion {
        match part {
            Side::Structural => hub.structural,
            Side::Projects => hub.projects,
        }
    };
    let mut by_weight: BTreeMap<Ratio, Equals> = BTreeMap::new();
    for (hub, allotted) in &table.hubs {
        let portion = of(allotted);
        let Some(weight) = portion.weight.filter(|_| portion.bound.is_none()) else { continue };
        let this = (portion.amount, *hub);
        let equals = by_weight.entry(weight).or_insert(Equals { count: 0, least: this, most: this });
        equals.count = equals.count.saturating_add(1);
        equals.least = equals.least.min(this);
        equals.most = equals.most.max(this);
    }
    for (weight, Equals { count, least, most }) in by_weight {
        let apart = most.0.difference(least.0).pence();
        if count < 2 {
            sink.not_applicable(rule);
        } else if apart <= 1 {
            sink.holds(rule);
        } else {
            let hubs = At::ROOT.field("hubs");
            let field = match part {
                Side::Structural => "structural",
                Side::Projects => "projects",
            };
            sink.broken(rule, &hubs.key(&least.1).field(field))
                .beside(&hubs.key(&most.1).field(field))
                .with("hub", least.1.as_str())
                .with("less", least.0.to_string())
                .with("part", part.kind())
                .with("other", most.1.as_str())
                .with("more", most.0.to_string())
                .with("weight", weight.to_string());
        }
    }
}
