//! What a programme decides about its rounds.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    criteria::{Criteria, CriterionId},
    eligibility::Gates,
    interest::InterestPolicy,
};
use crate::{
    document::{Source, keyed},
    identifiers::StageId,
    ratio::{Ratio, Rounding},
    rules::Level,
    vocabulary::Word,
};

/// What a programme decides about its rounds: every figure, list and order that a round depends on. A round takes a copy
/// in its first entry and keeps to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct SelectionPolicy {
    /// The legal way of a round, and what follows from it.
    pub route: RoutePolicy,
    /// The stages, in order.
    pub stages: Vec<StagePolicy>,
    /// What applications are marked by.
    pub criteria: Criteria,
    /// What a candidate must meet before it is assessed.
    #[serde(default)]
    pub gates: Gates,
    /// What makes a conflict of interest.
    pub interests: InterestPolicy,
    /// Who marks what.
    pub marking: Marking,
    /// Whether an application in the closing minute is in time.
    pub closing_minute_in_time: bool,
    /// What becomes of an application that is late.
    pub late: Late,
    /// How far the marks on one criterion may lie apart, in the values of its scale, before the panel must discuss them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub divergence_limit: Option<Ratio>,
    /// The fewest members present at a moderation.
    pub fewest_present: u32,
    /// Whether a panel recommends before the authority decides.
    pub panel_recommends: bool,
    /// What decides between equal totals, first to last: the points on these criteria, or on all below a group's path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tie_breaks: Vec<CriterionId>,
    /// The published means by which what remains tied is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<String>,
    /// Caps and floors on those appointed, by what they are about.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub quotas: BTreeMap<Word, Quota>,
    /// The most that are appointed in all; as many as there are places where this is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_appointed: Option<u32>,
    /// The days for which a reserve may be called up, from the decision; no reserve where this is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve_days: Option<u32>,
    /// How far from the others' mean an assessor's marks may lie on average, in shares of the top mark, before it is pointed out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlying: Option<Ratio>,
    /// The decimals of printed totals.
    pub decimals: u8,
    /// How printed totals are rounded.
    #[serde(default)]
    pub rounding: Rounding,
    /// Where each of these comes from, by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub sources: BTreeMap<String, Source>,
}

crate::document::as_record! {
    Route, r#"a route: "grant", "pcr-2015" or "procurement-act-2023""#;
    Standstill, r#"a standstill: {"days": …} or {"weekdays": …}"#;
    StageMarks, r#"what a stage does to marks: "nothing", "criteria", {"own": …} or "clarify-only""#;
    Marking, r#"who marks what: {"per-criterion": …} or {"per-application": …}"#;
    Late, r#"what becomes of late applications: "refused" or "ruled""#;
    QuotaBy, r#"what a quota goes by: "body", {"application": …} or {"place": …}"#;
    SelectionPolicy, "the policy of a selection, an object";
    RoutePolicy, "the policy of a route, an object";
    StagePolicy, "a stage, an object";
    Quota, r#"a quota: {"by": …, "caps": …, "floors": …}"#;
}

/// The legal way of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Route {
    /// A competitive grant, under public law: published criteria, a fair process, real reasons.
    Grant,
    /// A public contract under the Public Contracts Regulations 2015.
    #[serde(rename = "pcr-2015")]
    Pcr2015,
    /// A public contract under the Procurement Act 2023.
    #[serde(rename = "procurement-act-2023")]
    ProcurementAct2023,
}

impl Route {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grant => "competitive grant",
            Self::Pcr2015 => "contract under the Public Contracts Regulations 2015",
            Self::ProcurementAct2023 => "contract under the Procurement Act 2023",
        }
    }

    /// Whether a contract is awarded.
    #[must_use]
    pub const fn is_contract(self) -> bool {
        matches!(self, Self::Pcr2015 | Self::ProcurementAct2023)
    }
}

/// The route, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct RoutePolicy {
    /// The route.
    pub route: Route,
    /// How long nobody may agree with the chosen after the last notice, if at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standstill: Option<Standstill>,
    /// Whether feedback names the winner's marks and its relative advantages.
    pub feedback_compares: bool,
    /// The days within which a candidate may ask for a review of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_days: Option<u32>,
    /// From how many appointed to a place on whoever is turned down is told the lowest total among them, without a name. It
    /// is never told where this is not said, nor where only one is appointed: it would be that one's mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_told_from: Option<u32>,
    /// Rules of rounds that the route makes more or less grave, by code. One that is no rule's is a finding.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub severities: BTreeMap<String, Level>,
}

impl RoutePolicy {
    /// A competitive grant: no standstill, and feedback that names no rival.
    #[must_use]
    pub const fn grant() -> Self {
        Self {
            route: Route::Grant,
            standstill: None,
            feedback_compares: false,
            review_days: None,
            cut_told_from: None,
            severities: BTreeMap::new(),
        }
    }

    /// A contract with its standstill: feedback names the winner's marks and relative advantages, and a candidate without
    /// it blocks, since the summaries of assessment are owed by statute (Procurement Act 2023, section 50; Public Contracts
    /// Regulations 2015, regulation 86).
    #[must_use]
    pub fn contract(route: Route, standstill: Standstill) -> Self {
        let severities = BTreeMap::from([("decision/feedback-missing".to_owned(), Level::Error)]);
        Self {
            route,
            standstill: Some(standstill),
            feedback_compares: true,
            review_days: None,
            cut_told_from: None,
            severities,
        }
    }
}

/// A standstill after the last notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Standstill {
    /// So many days, whatever they are; the day of the notice is not one.
    Days(u32),
    /// So many days from Monday to Friday; the day of the notice is not one. Holidays are not known here: add them.
    Weekdays(u32),
}

/// One stage of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct StagePolicy {
    /// Its id: `application`, `presentation-day`.
    pub id: StageId,
    /// What it is called.
    pub title: String,
    /// What it does to marks.
    pub marks: StageMarks,
}

impl StagePolicy {
    /// A stage.
    #[must_use]
    pub fn new(id: StageId, title: impl Into<String>, marks: StageMarks) -> Self {
        Self { id, title: title.into(), marks }
    }
}

/// What a stage does to marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum StageMarks {
    /// Nothing is marked: an expression of interest that is only counted.
    Nothing,
    /// Applications are marked by the round's criteria. In a stage after another that did, they are marked again, and only
    /// the new marks count.
    Criteria,
    /// Applications are marked by criteria of the stage's own, and those marks decide what follows it.
    Own(Box<Criteria>),
    /// Nobody marks anew; the panel may moderate the marks of the stage before once more, in the light of what it heard.
    ClarifyOnly,
}

/// Who marks what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Marking {
    /// Every assessor of a criterion marks every application for a place on it; each criterion has so many at least.
    PerCriterion {
        /// The fewest assessors of a criterion.
        assessors: u32,
    },
    /// Each application is read whole by so many assessors at least, as a large first stage needs; published as such.
    PerApplication {
        /// The fewest readers of an application.
        readers: u32,
    },
}

/// What becomes of an application that is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Late {
    /// It is not taken, unless it was given longer before.
    Refused,
    /// Somebody rules on it, with a reason.
    Ruled,
}

/// Caps and floors on those appointed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Quota {
    /// What it goes by.
    pub by: QuotaBy,
    /// The most of each value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub caps: BTreeMap<String, u32>,
    /// The fewest of each value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub floors: BTreeMap<String, u32>,
    /// The most of any value that `caps` does not name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_of_each: Option<u32>,
}

impl Quota {
    /// A quota that says nothing yet. Follow with [`cap`](Self::cap) and [`floor`](Self::floor).
    ///
    /// ```
    /// use maths_hubs::selection::policy::{Quota, QuotaBy};
    ///
    /// let regions = Quota::by(QuotaBy::Place("region".parse()?)).cap("north-west", 2).floor("north-west", 1);
    /// assert_eq!((regions.caps["north-west"], regions.floors["north-west"]), (2, 1));
    /// # Ok::<_, maths_hubs::document::Malformed>(())
    /// ```
    #[must_use]
    pub const fn by(by: QuotaBy) -> Self {
        Self { by, caps: BTreeMap::new(), floors: BTreeMap::new(), most_of_each: None }
    }

    /// The same quota, with the most that are appointed of a value.
    #[must_use]
    pub fn cap(mut self, value: impl Into<String>, most: u32) -> Self {
        self.caps.insert(value.into(), most);
        self
    }

    /// The same quota, with the fewest that are appointed of a value.
    #[must_use]
    pub fn floor(mut self, value: impl Into<String>, fewest: u32) -> Self {
        self.floors.insert(value.into(), fewest);
        self
    }

    /// No more than so many of each value.
    #[must_use]
    pub const fn of_each(by: QuotaBy, most: u32) -> Self {
        Self { by, caps: BTreeMap::new(), floors: BTreeMap::new(), most_of_each: Some(most) }
    }
}

/// What a quota goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum QuotaBy {
    /// The accountable body of the candidate.
    Body,
    /// An attribute of the application: its category.
    Application(Word),
    /// An attribute of the place: its region.
    Place(Word),
}

impl SelectionPolicy {
    /// A policy of one assessed stage for a competitive grant, with nothing that need not be decided: marking by criterion
    /// with two assessors each, late applications refused, the closing minute in time, a panel of two at least, one decimal.
    #[must_use]
    pub fn new(criteria: Criteria, stages: Vec<StagePolicy>) -> Self {
        Self {
            route: RoutePolicy::grant(),
            stages,
            criteria,
            gates: Gates::default(),
            interests: InterestPolicy::new(0),
            marking: Marking::PerCriterion { assessors: 2 },
            closing_minute_in_time: true,
            late: Late::Refused,
            divergence_limit: None,
            fewest_present: 2,
            panel_recommends: true,
            tie_breaks: Vec::new(),
            draw: None,
            quotas: BTreeMap::new(),
            most_appointed: None,
            reserve_days: None,
            outlying: None,
            decimals: 1,
            rounding: Rounding::HalfUp,
            sources: BTreeMap::new(),
        }
    }

    /// The stage with this id, and its place among the stages.
    #[must_use]
    pub fn stage(&self, id: StageId) -> Option<(usize, &StagePolicy)> {
        self.stages.iter().enumerate().find(|(_, stage)| stage.id == id)
    }

    /// The ids of all stages, in no order.
    #[must_use]
    pub fn stage_ids(&self) -> BTreeSet<StageId> {
        self.stages.iter().map(|stage| stage.id).collect()
    }
}
