//! What was budgeted, allotted, awarded and promised fits together.

use std::collections::{BTreeMap, BTreeSet};

use super::Together;
use crate::{
    answer::Answer,
    calendar::{Year, YearKind},
    document::Source,
    funding::{
        allocation::{AllocationTable, Allotted},
        ledger::Account,
        phasing::phased,
        statement::{Posted, Posting},
    },
    identifiers::{AwardId, HubId, SponsorId},
    money::Money,
    rules::{At, Rule, Sink},
};

/// What a sponsor promised for a year is within its budget.
pub static COMMITMENTS_EXCEED_YEAR: Rule = Rule::warning(
    "programme/commitments-exceed-year",
    "what all awards promise of a sponsor's money, phased into its years, is within its budget of each",
)
.why("a promise that nobody has the money for is broken in the middle of the year")
.says("awards promise {promised} of {sponsor} for {year}, for which {budget} is budgeted")
.hint("reduce or phase awards otherwise, or correct the budget")
.source(&Source::Convention)
.except_to("a sponsor without an annual budget")
.of_history();

/// What is allotted is awarded.
pub static ALLOCATED_NOT_AWARDED: Rule =
    Rule::warning("programme/allocated-not-awarded", "a hub that is allotted money for a year has an award for it")
        .why("money that nobody is given is spent by nobody")
        .says("{hub} is allotted {allotted} for {year}, and has no award of that time")
        .hint("add the ledger of its award, or allot the money anew")
        .source(&Source::Convention)
        .except_to("a hub that is allotted nothing, and a year that has not begun")
        .of_history();

/// What is awarded was allotted.
pub static AWARD_ABOVE_ALLOCATION: Rule = Rule::error(
    "programme/award-above-allocation",
    "what a hub is awarded for a year by those who pay into the pot is within its allotment",
)
.why("what one hub has above its allotment another goes without")
.says("{hub} is awarded {awarded} for {year}, and allotted {allotted}")
.hint("reduce the award, or publish another allotment")
.source(&Source::Convention)
.except_to("a hub without an award for the year of the table")
.of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&COMMITMENTS_EXCEED_YEAR, &ALLOCATED_NOT_AWARDED, &AWARD_ABOVE_ALLOCATION];

pub(super) fn judge(all: &Together<'_>, sink: &mut Sink) {
    let tables = At::ROOT.field("allocations");
    for (year, table) in all.affairs.tables() {
        let at = tables.key(&year);
        allotted(all, table, &at.field("hubs"), sink);
    }
    let sponsors = At::ROOT.field("programme");
    let sponsors = sponsors.field("funding");
    let sponsors = sponsors.field("sponsors");
    for (sponsor, terms) in all.programme.funding.iter().flat_map(|policy| &policy.sponsors) {
        if terms.budgets.is_empty() {
            sink.not_applicable(&COMMITMENTS_EXCEED_YEAR);
        }
        let at = sponsors.key(sponsor);
        budgets(all, (*sponsor, &terms.budgets), &at.field("budgets"), sink);
    }
}

/// What hubs were awarded for the year of a table by those who pay into its pot, in pence.
fn awarded(all: &Together<'_>, table: &AllocationTable) -> BTreeMap<HubId, u64> {
    let mut awarded: BTreeMap<HubId, u64> = BTreeMap::new();
    for (_, account) in all.awards().filter(|(_, account)| account.award().year == table.year) {
        let Some(hub) = account.award().hub else { continue };
        let of_hub = awarded.entry(hub).or_default();
        let shares = account.award().shares().filter(|(_, sponsor, _)| table.pot.sources.contains_key(sponsor));
        shares.for_each(|(.., share)| *of_hub = of_hub.saturating_add(share.pence()));
    }
    awarded
}

/// Whether a hub has an award for a year, or for one of the other kind that has days in common with it.
fn has_award(all: &Together<'_>, hub: HubId, year: Year) -> bool {
    let of_hub = |(_, account): (AwardId, &Account)| {
        let award = account.award();
        award.hub == Some(hub) && award.year.period().overlaps(year.period())
    };
    all.awards().any(of_hub)
}

fn money(pence: u64) -> Money {
    Money::from_pence(pence).unwrap_or(Money::MAX)
}

fn allotted(all: &Together<'_>, table: &AllocationTable, at: &At<'_>, sink: &mut Sink) {
    let awarded = awarded(all, table);
    let year = table.year.to_string();
    let hubs: BTreeSet<HubId> = table.hubs.keys().chain(awarded.keys()).copied().collect();
    for hub in hubs {
        let at = at.key(&hub);
        let allotted = table.hubs.get(&hub).map(Allotted::amount);
        let allotted = allotted.unwrap_or_default();
        match awarded.get(&hub) {
            None => sink.not_applicable(&AWARD_ABOVE_ALLOCATION),
            Some(pence) if *pence <= allotted.pence() => sink.holds(&AWARD_ABOVE_ALLOCATION),
            Some(pence) => {
                let draft = sink.broken(&AWARD_ABOVE_ALLOCATION, &at).with("hub", hub.to_string());
                let draft = draft.with("awarded", money(*pence).to_string()).with("year", year.as_str());
                draft.with("allotted", allotted.to_string());
            }
        }
        // A hub that is not there is another rule's.
        if all.has_hub(hub).is_no() {
            continue;
        }
        if allotted.is_zero() || table.year.first_day() > all.on {
            sink.not_applicable(&ALLOCATED_NOT_AWARDED);
        } else if has_award(all, hub, table.year) {
            sink.holds(&ALLOCATED_NOT_AWARDED);
        } else {
            let draft = sink.broken(&ALLOCATED_NOT_AWARDED, &at).with("hub", hub.to_string());
            draft.with("allotted", allotted.to_string()).with("year", year.as_str());
        }
    }
}

fn budgets(all: &Together<'_>, (id, budgets): (SponsorId, &BTreeMap<Year, Money>), at: &At<'_>, sink: &mut Sink) {
    let kinds: BTreeSet<YearKind> = budgets.keys().map(|year| year.kind()).collect();
    let mut promised: BTreeMap<Year, i128> = BTreeMap::new();
    let mut known = true;
    for (_, account) in all.awards() {
        let profile = &account.award().profile;
        let of_sponsor = |posting: &Posting| posting.what == Posted::Committed && posting.sponsor == Some(id);
        for posting in account.postings().filter(of_sponsor) {
            for kind in &kinds {
                let Ok(years) = phased(posting.amount, posting.over, *kind, profile) else {
                    known = false;
                    continue;
                };
                for (year, amount) in years {
                    let sum = promised.entry(year).or_default();
                    *sum = sum.saturating_add(amount.pence().into());
                }
            }
        }
    }
    for (year, budget) in budgets {
        let pence = promised.get(year).copied().unwrap_or_default();
        let within = Answer::from(pence <= i128::from(budget.pence()));
        // What could not be phased may come on top, or be taken back.
        let kept = if known { within } else { Answer::Unknown };
        let because = "an award cannot be phased into the years";
        let draft = sink.judge(&COMMITMENTS_EXCEED_YEAR, &at.key(year), kept, because);
        if let Some(draft) = draft {
            let pence = u64::try_from(pence).unwrap_or_default();
            let draft = draft.with("promised", money(pence).to_string()).with("sponsor", id.to_string());
            draft.with("year", year.to_string()).with("budget", budget.to_string());
        }
    }
}
