//! Rules of what changed since last year.

use super::sums::{in_per_cent, per_cent};
use crate::{
    funding::allocation::{AllocationPolicy, AllocationTable},
    identifiers::HubId,
    money::Money,
    ratio::Ratio,
    rules::{At, Rule, Sink},
};

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

/// No hub is forgotten.
pub static HUB_DROPPED: Rule =
    Rule::warning("allocation/hub-dropped", "every hub that had money last year stands in the table")
        .why("a hub that ended is worth a word, and one that was forgotten more than that")
        .says("{hub} had {before} last year and does not stand in the table")
        .hint("add the hub, with nothing if that is meant, or explain that it ended")
        .except_to("a hub that had nothing");

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&CHANGE_UNEXPLAINED, &BELOW_HOLD_HARMLESS, &HUB_DROPPED];

const LAST_YEAR_UNKNOWN: &str = "the table does not say what hubs had last year";

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
        // A hub that had nothing has no years to compare, so the quotient is a number.
        Ratio::new(self.now.pence().into(), self.before.pence().into()).is_none_or(|kept| kept >= share)
    }
}

/// Judges what changed.
pub(super) fn judge(table: &AllocationTable, policy: &AllocationPolicy, sink: &mut Sink) {
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
