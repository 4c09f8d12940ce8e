//! The published table of allocations: a document.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize};

use super::{AllocationPolicy, OpenTie, Plan, Portion, Pot, Reason};
use crate::{
    calendar::Year,
    document::{Format, FormatName, keyed},
    funding::rules,
    identifiers::{HubId, ProgrammeId},
    money::Money,
    rules::{Explanation, Judged, Rule, Sink},
};

/// The allocations of one year as they are published: the pot, what each hub gets of it, and what it had.
///
/// It is plain data: anybody may write one, and what breaks a rule is reported, not refused. [`Plan::table`] makes one of a
/// plan. In JSON amounts are pounds as text, and weights are parts of all weight, 0 to 1.
///
/// ```
/// use maths_hubs::{funding::allocation::{AllocationPolicy, AllocationTable}, rules::check};
///
/// let table: AllocationTable = serde_json::from_str(r#"{
///     "$format": "maths-hubs/allocations/1",
///     "programme": "maths-hubs",
///     "year": "2014-15",
///     "pot": {
///         "sources": {"dfe": {"amount": "1000.00"}, "eef": {"amount": "50.00", "only_for": "projects"}},
///         "central": {"coordination": "100.00"}
///     },
///     "hubs": {
///         "kent": {"structural": {"amount": "200.00"}, "projects": {"amount": "250.00", "weight": "0.5"}},
///         "solent": {
///             "structural": {"amount": "200.00"},
///             "projects": {"amount": "299.99", "weight": "0.5", "bound": "held-harmless"}
///         }
///     },
///     "last_year": {"solent": "500.00"}
/// }"#)?;
/// let report = check(&table, &AllocationPolicy::new(), "2014-09-01".parse()?);
/// let found: Vec<_> = report.findings().iter().map(|finding| finding.message.as_str()).collect();
/// assert_eq!(found, ["£0.01 of the £1,050.00 that the sources put in has no purpose"]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct AllocationTable {
    #[serde(rename = "$format")]
    format: Format<TableFormat>,
    /// Of which programme.
    pub programme: ProgrammeId,
    /// For which year.
    pub year: Year,
    /// Who pays how much, and what is spent centrally.
    pub pot: Pot,
    /// What each hub gets.
    #[serde(default, deserialize_with = "keyed::map")]
    pub hubs: BTreeMap<HubId, Allotted>,
    /// What each hub had the year before, also those that get nothing now. None where nobody says; empty where there was
    /// no such year.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "known")]
    pub last_year: Option<BTreeMap<HubId, Money>>,
    /// Pence that are still to be drawn.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub open: BTreeSet<OpenTie>,
    /// The order in which pence were drawn, where any were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drawn: Vec<HubId>,
    /// Reasons given for findings.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub explanations: BTreeSet<Explanation>,
}

crate::document::as_document! { AllocationTable }

/// The format of [`AllocationTable`]: `maths-hubs/allocations/1`.
#[derive(Debug)]
pub enum TableFormat {}

impl FormatName for TableFormat {
    const NAME: &'static str = "maths-hubs/allocations";
    const VERSION: u32 = 1;
}

/// What a hub gets, as it is published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Allotted {
    /// What it gets of structural money.
    #[serde(default, skip_serializing_if = "Portion::is_nothing")]
    pub structural: Portion,
    /// What it gets of project money.
    #[serde(default, skip_serializing_if = "Portion::is_nothing")]
    pub projects: Portion,
    /// What changed it since last year, as far as the figures say.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub reasons: BTreeSet<Reason>,
}

crate::document::as_record! { Allotted, r#"what a hub gets: {"structural": …, "projects": …}"#; }

/// Reads a map that may be unknown: left out, it is; written, it is known, and empty where it is empty.
fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<BTreeMap<HubId, Money>>, D::Error> {
    keyed::map(deserializer).map(Some)
}

impl Allotted {
    /// So much of each part.
    #[must_use]
    pub fn new(structural: Money, projects: Money) -> Self {
        let (structural, projects) = (Portion::of(structural), Portion::of(projects));
        Self { structural, projects, reasons: BTreeSet::new() }
    }

    /// What it gets in all; no more than the largest amount.
    #[must_use]
    pub fn amount(&self) -> Money {
        self.structural.amount.plus(self.projects.amount).unwrap_or(Money::MAX)
    }
}

impl AllocationTable {
    /// A table without hubs, that does not know what they had.
    #[must_use]
    pub fn new(programme: ProgrammeId, year: Year, pot: Pot) -> Self {
        Self {
            format: Format::default(),
            programme,
            year,
            pot,
            hubs: BTreeMap::new(),
            last_year: None,
            open: BTreeSet::new(),
            drawn: Vec::new(),
            explanations: BTreeSet::new(),
        }
    }

    /// The same table, with what a hub gets.
    #[must_use]
    pub fn with(mut self, hub: HubId, allotted: Allotted) -> Self {
        self.hubs.insert(hub, allotted);
        self
    }

    pub(super) fn of(plan: &Plan, programme: ProgrammeId, year: Year, pot: Pot) -> Self {
        let comparison = plan.last_year.as_ref().map(|last_year| plan.compared_with(last_year.clone()));
        let mut table = Self::new(programme, year, pot);
        for (hub, _) in plan.shares() {
            let portions = plan.portions(hub);
            let change = comparison.as_ref().and_then(|comparison| comparison.of_hub(hub));
            let reasons = change.map(|change| change.reasons.clone()).unwrap_or_default();
            let (structural, projects) = (portions.structural, portions.projects);
            table.hubs.insert(hub, Allotted { structural, projects, reasons });
        }
        table.last_year = plan.last_year.as_ref().map(super::LastYear::amounts);
        table.open = plan.ties().into_iter().collect();
        table.drawn = plan.order().to_vec();
        table
    }
}

impl Judged for AllocationTable {
    type Policy = AllocationPolicy;

    fn rules() -> &'static [&'static Rule] {
        &rules::allocation::RULES
    }

    fn judge(&self, policy: &AllocationPolicy, sink: &mut Sink) {
        rules::allocation::judge(self, policy, sink);
    }

    fn explanations(&self) -> impl Iterator<Item = &Explanation> {
        self.explanations.iter()
    }
}
