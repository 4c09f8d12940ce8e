//! Rules of published tables of allocations.

use std::collections::BTreeMap;

use crate::{
    funding::allocation::{AllocationPolicy, AllocationTable, Allotted, Part, Portion},
    identifiers::HubId,
    money::{Balance, Money},
    ratio::{Ratio, Rounding},
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
        .hint("allocate it, or name the central cost that it is kept for")
        .except_to("a table that gives out more than there is");

/// The centre keeps within bounds.
pub static CENTRAL_COSTS_LARGE: Rule = Rule::warning(
    "allocation/central-costs-large",
    "central costs take no greater part of the pot than the policy names",
)
.why("the pot is for hubs")
.says("central costs come to {central}, {part}% of the pot, and the policy names {most}% at most")
.hint("cut them, or explain why this year needs more")
.except_to("a policy that names no part, and a pot with nothing in it");

/// Structure and projects are in balance.
pub static STRUCTURAL_SHARE_OUTSIDE: Rule = Rule::warning(
    "allocation/structural-share-outside",
    "the structural part of what hubs get lies within the policy's bounds",
)
.why("too little and hubs cannot stand, too much and they do little")
.says("{structural} of the {money} to hubs is structural, {part}%, and the policy names {bounds}")
.hint("divide the money anew, or explain the departure")
.except_to("a policy that names no bounds, and a table in which hubs get nothing");

/// Sudden changes have reasons.
pub static CHANGE_UNEXPLAINED: Rule = Rule::warning(
    "allocation/change-unexplained",
    "a hub's money changes by no more than the policy names, or somebody says why",
)
.why("schools and staff depend on it, and will ask")
.says("{hub} gets {now} after {before}, a change by {by}%, and the policy names {most}% at most")
.hint("add an explanation of this rule about the hub, or soften the change by a floor or a cap")
.except_to("a hub that had nothing last year, and a policy that names no change");

/// Promises are kept.
pub static BELOW_HOLD_HARMLESS: Rule = Rule::error(
    "allocation/below-hold-harmless",
    "a hub gets no less than the share of last year's money that the policy keeps for it",
)
.why("it was promised, and hubs plan by it")
.says("{hub} gets {now}, less than {kept}% of the {before} that it had")
.hint("raise its share, or change the promise before the year")
.except_to("a hub that had nothing last year, and a policy that keeps nothing");

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

/// Restricted money pays for its purpose alone.
pub static RESTRICTED_SOURCE_BEYOND: Rule = Rule::error(
    "allocation/restricted-source-beyond",
    "money that is restricted to one part is no more than hubs get of that part",
)
.why("the rest of it would pay for what its sponsor did not give it for")
.says("{restricted} is restricted to {part} money, of which hubs get {money}")
.hint("give hubs more of this part, or ask the sponsor to lift the restriction")
.except_to("a part to which no source is restricted");

/// Ties are drawn before publication.
pub static ODD_PENNIES_OPEN: Rule =
    Rule::warning("allocation/odd-pennies-open", "no pence are still to be drawn among hubs with equal claims")
        .why("an award needs an amount")
        .says("{pence} of {part} money may go to any of {hubs} hubs, and nothing was drawn")
        .hint("draw an order of the hubs in public, record it, and publish the table drawn");

/// Figures of policy have a source.
pub static FIGURE_WITHOUT_SOURCE: Rule = Rule::advice(
    "allocation/figure-without-source",
    "each figure of the policy by which a table is judged names its source",
)
.why("a bound that nobody can trace convinces nobody")
.says("the policy names no source of `{figure}`")
.hint("name a page or a statute, or say that it is a convention or illustrative");

/// No hub is forgotten.
pub static HUB_DROPPED: Rule =
    Rule::warning("allocation/hub-dropped", "every hub that had money last year stands in the table")
        .why("a hub that ended is worth a word, and one that was forgotten more than that")
        .says("{hub} had {before} last year and does not stand in the table")
        .hint("add the hub, with nothing if that is meant, or explain that it ended")
        .except_to("a hub that had nothing");

/// Equals are treated equally.
pub static EQUAL_CLAIMS_UNEQUAL: Rule = Rule::warning(
    "allocation/equal-claims-unequal",
    "hubs that count for the same, and at whom no bound holds, get the same to the penny",
)
.why("equal claims are treated equally, or somebody says why not")
.says("{hub} gets {less} of {part} money and {other} gets {more}, though both count for {weight} of all weight")
.hint("correct the amounts, or name the bound that holds")
.except_to("hubs that count for what no other does");

/// The rules of tables of allocations.
pub static RULES: &[&Rule] = &[
    &OVER_POT,
    &UNDER_ALLOCATED,
    &CENTRAL_COSTS_LARGE,
    &STRUCTURAL_SHARE_OUTSIDE,
    &CHANGE_UNEXPLAINED,
    &BELOW_HOLD_HARMLESS,
    &HUB_WITHOUT_STRUCTURAL,
    &BELOW_LEAST,
    &RESTRICTED_SOURCE_BEYOND,
    &ODD_PENNIES_OPEN,
    &FIGURE_WITHOUT_SOURCE,
    &HUB_DROPPED,
    &EQUAL_CLAIMS_UNEQUAL,
];

const LAST_YEAR_UNKNOWN: &str = "the table does not say what hubs had last year";

/// Judges a table.
pub(in crate::funding) fn judge(table: &AllocationTable, policy: &AllocationPolicy, sink: &mut Sink) {
    let sums = Sums::of(table);
    pot(&sums, policy, sink);
    restricted(table, &sums, sink);
    structural_share(&sums, policy, sink);
    for (hub, allotted) in &table.hubs {
        judge_hub(*hub, allotted, &sums, policy, sink);
    }
    since_last_year(table, policy, sink);
    open(table, sink);
    sources(policy, sink);
    Part::ALL.into_iter().for_each(|part| equals(table, part, sink));
}

/// What a table comes to, in pence. Others' tables may come to more than an amount holds.
struct Sums {
    sources: i128,
    central: i128,
    structural: i128,
    projects: i128,
    open: BTreeMap<Part, i128>,
}

fn sum(amounts: impl Iterator<Item = Money>) -> i128 {
    // As many amounts as memory could hold stay within 128 bits.
    amounts.fold(0, |sum, amount| sum.saturating_add(amount.pence().into()))
}

/// A sum as people read it.
fn shown(pence: i128) -> String {
    let balance = i64::try_from(pence).ok().and_then(Balance::from_pence);
    balance.map_or_else(|| format!("{pence} pence"), |balance| balance.to_string())
}

/// `part ÷ whole` in per cent, for print; none of nothing.
fn per_cent(part: i128, whole: i128) -> Option<String> {
    Ratio::new(part.checked_mul(100)?, whole).map(|part| part.to_fixed(1, Rounding::HalfUp))
}

/// A share in per cent, for print.
fn in_per_cent(share: Ratio) -> String {
    share.times(Ratio::HUNDRED).map_or_else(|_| share.to_string(), |hundredths| hundredths.to_string())
}

impl Sums {
    fn of(table: &AllocationTable) -> Self {
        let mut open = BTreeMap::new();
        for tie in &table.open {
            let pence: &mut i128 = open.entry(tie.part).or_default();
            *pence = pence.saturating_add(tie.pence.into());
        }
        Self {
            sources: sum(table.pot.sources.values().map(|fund| fund.amount)),
            central: sum(table.pot.central.values().copied()),
            structural: sum(table.hubs.values().map(|hub| hub.structural.amount)),
            projects: sum(table.hubs.values().map(|hub| hub.projects.amount)),
            open,
        }
    }

    /// What hubs get of a part, with what is open.
    fn part(&self, part: Part) -> i128 {
        let given = match part {
            Part::Structural => self.structural,
            Part::Projects => self.projects,
        };
        given.saturating_add(self.open.get(&part).copied().unwrap_or_default())
    }

    fn to_hubs(&self) -> i128 {
        Part::ALL.into_iter().fold(0, |sum, part| sum.saturating_add(self.part(part)))
    }
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
        sink.not_applicable(&UNDER_ALLOCATED);
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
    for part in Part::ALL {
        let funds = || table.pot.sources.values().filter(move |fund| fund.only_for == Some(part));
        let restricted = sum(funds().map(|fund| fund.amount));
        if funds().next().is_none() {
            sink.not_applicable(&RESTRICTED_SOURCE_BEYOND);
        } else if restricted <= sums.part(part) {
            sink.holds(&RESTRICTED_SOURCE_BEYOND);
        } else {
            sink.broken(&RESTRICTED_SOURCE_BEYOND, &At::ROOT.field("pot").field("sources"))
                .with("restricted", shown(restricted))
                .with("part", part.word())
                .with("money", shown(sums.part(part)));
        }
    }
}

fn structural_share(sums: &Sums, policy: &AllocationPolicy, sink: &mut Sink) {
    let rule = &STRUCTURAL_SHARE_OUTSIDE;
    let (least, most) = (policy.least_structural, policy.most_structural);
    let structural = sums.part(Part::Structural);
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

fn judge_hub(hub: HubId, allotted: &Allotted, sums: &Sums, policy: &AllocationPolicy, sink: &mut Sink) {
    let hubs = At::ROOT.field("hubs");
    let at = hubs.key(&hub);
    if sums.part(Part::Structural) == 0 {
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

/// What a hub had, and what it gets.
#[derive(Clone, Copy)]
struct Years {
    before: Money,
    now: Money,
}

impl Years {
    /// The change either way, as a share of what it had.
    fn change(self) -> Option<Ratio> {
        let by = self.now.difference(self.before).magnitude();
        Ratio::new(by.pence().into(), self.before.pence().into())
    }

    /// Whether it keeps so great a share of what it had.
    fn keeps(self, share: Ratio) -> bool {
        // No share of what was had is above what is got, where their quotient is not.
        Ratio::new(self.now.pence().into(), self.before.pence().into()).is_none_or(|kept| kept >= share)
    }
}

fn since_last_year(table: &AllocationTable, policy: &AllocationPolicy, sink: &mut Sink) {
    let Some(last_year) = &table.last_year else {
        let at = At::ROOT.field("last_year");
        let asked = [
            (&CHANGE_UNEXPLAINED, policy.most_change.is_some()),
            (&BELOW_HOLD_HARMLESS, policy.hold_harmless.is_some()),
            (&HUB_DROPPED, true),
        ];
        for (rule, asked) in asked {
            if asked {
                sink.undetermined(rule, &at, LAST_YEAR_UNKNOWN);
            } else {
                sink.not_applicable(rule);
            }
        }
        return;
    };
    let had = |hub| last_year.get(hub).copied().filter(|before| !before.is_zero());
    for (hub, allotted) in &table.hubs {
        let years = had(hub).map(|before| Years { before, now: allotted.amount() });
        change(*hub, years, policy, sink);
        kept(*hub, years, policy, sink);
    }
    let at = At::ROOT.field("last_year");
    for (hub, before) in last_year {
        if before.is_zero() {
            sink.not_applicable(&HUB_DROPPED);
        } else if table.hubs.contains_key(hub) {
            sink.holds(&HUB_DROPPED);
        } else {
            sink.broken(&HUB_DROPPED, &at.key(hub)).with("hub", hub.as_str()).with("before", before.to_string());
        }
    }
}

fn change(hub: HubId, years: Option<Years>, policy: &AllocationPolicy, sink: &mut Sink) {
    let rule = &CHANGE_UNEXPLAINED;
    let change = years.and_then(|years| Some((years, years.change()?)));
    let Some(((years, change), most)) = change.zip(policy.most_change) else {
        return sink.not_applicable(rule);
    };
    if change <= most {
        return sink.holds(rule);
    }
    let by = per_cent(change.numerator(), change.denominator()).unwrap_or_else(|| change.to_string());
    sink.broken(rule, &At::ROOT.field("hubs").key(&hub))
        .with("hub", hub.as_str())
        .with("now", years.now.to_string())
        .with("before", years.before.to_string())
        .with("by", by)
        .with("most", in_per_cent(most));
}

fn kept(hub: HubId, years: Option<Years>, policy: &AllocationPolicy, sink: &mut Sink) {
    let rule = &BELOW_HOLD_HARMLESS;
    match years.zip(policy.hold_harmless) {
        None => sink.not_applicable(rule),
        Some((years, share)) if years.keeps(share) => sink.holds(rule),
        Some((years, share)) => {
            sink.broken(rule, &At::ROOT.field("hubs").key(&hub))
                .with("hub", hub.as_str())
                .with("now", years.now.to_string())
                .with("kept", in_per_cent(share))
                .with("before", years.before.to_string());
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
            .with("part", tie.part.word())
            .with("hubs", tie.among.len());
    }
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

/// Those of one weight: who gets least and who most.
struct Equals {
    count: usize,
    least: (Money, HubId),
    most: (Money, HubId),
}

fn equals(table: &AllocationTable, part: Part, sink: &mut Sink) {
    let rule = &EQUAL_CLAIMS_UNEQUAL;
    let of = |hub: &Allotted| -> Portion {
        match part {
            Part::Structural => hub.structural,
            Part::Projects => hub.projects,
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
                Part::Structural => "structural",
                Part::Projects => "projects",
            };
            sink.broken(rule, &hubs.key(&least.1).field(field))
                .beside(&hubs.key(&most.1).field(field))
                .with("hub", least.1.as_str())
                .with("less", least.0.to_string())
                .with("part", part.word())
                .with("other", most.1.as_str())
                .with("more", most.0.to_string())
                .with("weight", weight.to_string());
        }
    }
}
