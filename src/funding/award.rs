//! A grant to a hub's accountable body for a year: a ceiling made of lines, paid on actual, eligible spend.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use super::payable::{Payable, Unshared};
use super::{amounts::is_nothing, phasing::Profile, purpose::Purpose};
use crate::{
    calendar::{Period, Year},
    document::{day, keyed},
    identifiers::{AwardId, HubId, LineId, OrganisationId, PersonId, SponsorId},
    money::{Money, OutOfRange},
    vocabulary::Word,
};

/// A grant for a year.
///
/// ```
/// use maths_hubs::{calendar::AcademicYear, funding::{award::{Award, Line, Payable}, purpose::Purpose}, money::Money};
///
/// let year: AcademicYear = "2014/15".parse()?;
/// let body = "GB-EDU-100001".parse()?; // an invented school
/// let leadership = Line::new("Leadership", Purpose::Structural("leadership".parse()?), year.period())
///     .payable(Payable::by("dfe".parse()?, Money::pounds(60_000).unwrap()));
/// let award = Award::new("67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?, body, "maintained-school".parse()?, year)
///     .to_hub("solent".parse()?)
///     .with_line("leadership".parse()?, leadership);
/// assert_eq!(award.ceiling, award.of_lines()?);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Award {
    /// Its id.
    pub id: AwardId,
    /// The hub that it is for; none for central costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<HubId>,
    /// The accountable body that holds it.
    pub body: OrganisationId,
    /// What kind of body that is, a word of the policy's: its refund of VAT goes by it.
    pub body_kind: Word,
    /// The academic or financial year that it is for.
    pub year: Year,
    /// The last day of the funding period, where it is not that of the year.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day::optional")]
    pub until: Option<NaiveDate>,
    /// The most that is paid.
    pub ceiling: Money,
    /// What it is made of.
    #[serde(default, deserialize_with = "keyed::map")]
    pub lines: BTreeMap<LineId, Line>,
    /// What must be met before anything is paid, each in words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub conditions: BTreeMap<Word, String>,
    /// By whose authority it is given.
    #[serde(default, skip_serializing_if = "Authority::is_empty")]
    pub authority: Authority,
    /// When it is paid.
    #[serde(default)]
    pub payment: Payment,
    /// From when on costs count that were incurred before the acceptance, where somebody consented in writing.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day::optional")]
    pub consented_from: Option<NaiveDate>,
    /// How its lines are phased over the years that they cross, each by the weights of its own months. Where it is
    /// anything but [`Profile::Months`] a ledger posts what is committed month by month, for lines of up to ten years, so
    /// that statements by accrual keep to it.
    #[serde(default)]
    pub profile: Profile,
}

/// By whose authority public money is given: what the standards for government grants ask to have on record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Authority {
    /// The legal power: an Act and section.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub power: String,
    /// The responsible officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<PersonId>,
    /// The reference of what was looked into before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub due_diligence: String,
    /// The reference of the business case.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub business_case: String,
}

/// When an award is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[allow(clippy::exhaustive_enums, reason = "money comes before or after it is spent")]
pub enum Payment {
    /// After it was spent, against approved claims.
    #[default]
    Arrears,
    /// Before, by instalments, which claims reconcile later.
    Advance,
}

/// One line of an award: what it is for, what it costs, who pays how much of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Line {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Whether its cost varies with what is done.
    #[serde(default)]
    pub behaviour: Behaviour,
    /// When what it pays for is done.
    pub period: Period,
    /// What everything costs, what nobody pays as a grant included.
    pub total_cost: Money,
    /// The part of the total cost that is given in kind: time, rooms. It is never paid.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub in_kind: Money,
    /// The most that is paid, and by whom.
    pub payable: Payable,
}

/// Whether a cost varies with what is done: an axis of its own, beside what it is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[allow(clippy::exhaustive_enums, reason = "a cost varies or does not")]
pub enum Behaviour {
    /// It costs the same however much is done.
    #[default]
    Fixed,
    /// It costs so much for each of these: a work group, a school.
    Variable {
        /// For each of what, a word of the policy's.
        per: Word,
    },
}

crate::document::as_record! {
    Award, r#"an award: {"id": …, "body": …, "year": …, "ceiling": …, "lines": …}"#;
    Authority, r#"an authority: {"power": …, "officer": …, "due_diligence": …, "business_case": …}"#;
    Payment, r#"when it is paid: "arrears" or "advance""#;
    Line, r#"a line: {"title": …, "purpose": …, "period": …, "total_cost": …, "payable": …}"#;
    Behaviour, r#"how a cost behaves: "fixed" or {"variable": {"per": …}}"#;
}

impl Authority {
    /// A legal power, with the officer, what was looked into and the business case.
    #[must_use]
    pub fn new(
        power: impl Into<String>,
        officer: PersonId,
        due_diligence: impl Into<String>,
        business_case: impl Into<String>,
    ) -> Self {
        Self {
            power: power.into(),
            officer: Some(officer),
            due_diligence: due_diligence.into(),
            business_case: business_case.into(),
        }
    }

    /// Whether nothing is on record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is not on record, in words.
    pub fn missing(&self) -> impl Iterator<Item = &'static str> {
        let blank = |text: &str| text.trim().is_empty();
        [
            (blank(&self.power), "legal power"),
            (self.officer.is_none(), "responsible officer"),
            (blank(&self.due_diligence), "due diligence"),
            (blank(&self.business_case), "business case"),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
    }
}

impl Line {
    /// A line of fixed cost, of which nothing is payable yet.
    #[must_use]
    pub fn new(title: impl Into<String>, purpose: Purpose, period: Period) -> Self {
        Self {
            title: title.into(),
            purpose,
            behaviour: Behaviour::Fixed,
            period,
            total_cost: Money::ZERO,
            in_kind: Money::ZERO,
            payable: Payable::nothing(),
        }
    }

    /// The same line with what is payable, which is what everything costs unless [`costing`](Self::costing) says otherwise
    /// after.
    #[must_use]
    pub fn payable(self, payable: Payable) -> Self {
        Self { total_cost: payable.amount(), payable, ..self }
    }

    /// The same line with what everything costs, and the part of it that is given in kind.
    #[must_use]
    pub fn costing(self, total_cost: Money, in_kind: Money) -> Self {
        Self { total_cost, in_kind, ..self }
    }

    /// The same line, whose cost varies with the number of these.
    #[must_use]
    pub fn varying_with(self, per: Word) -> Self {
        Self { behaviour: Behaviour::Variable { per }, ..self }
    }
}

impl Award {
    /// An award for a year, in arrears, as yet without lines.
    #[must_use]
    pub fn new(id: AwardId, body: OrganisationId, body_kind: Word, year: impl Into<Year>) -> Self {
        Self {
            id,
            hub: None,
            body,
            body_kind,
            year: year.into(),
            until: None,
            ceiling: Money::ZERO,
            lines: BTreeMap::new(),
            conditions: BTreeMap::new(),
            authority: Authority::default(),
            payment: Payment::Arrears,
            consented_from: None,
            profile: Profile::default(),
        }
    }

    /// The same award, for a hub.
    #[must_use]
    pub fn to_hub(self, hub: HubId) -> Self {
        Self { hub: Some(hub), ..self }
    }

    /// The same award with a line, and a ceiling higher by what is payable on it.
    #[must_use]
    pub fn with_line(mut self, id: LineId, line: Line) -> Self {
        self.lines.insert(id, line);
        self.ceiling = self.of_lines().unwrap_or(Money::MAX);
        self
    }

    /// The same award by this authority.
    #[must_use]
    pub fn by_authority(self, authority: Authority) -> Self {
        Self { authority, ..self }
    }

    /// The same award, paid in advance.
    #[must_use]
    pub fn in_advance(self) -> Self {
        Self { payment: Payment::Advance, ..self }
    }

    /// The same award, of which nothing is paid before this is met.
    #[must_use]
    pub fn on_condition(mut self, condition: Word, text: impl Into<String>) -> Self {
        self.conditions.insert(condition, text.into());
        self
    }

    /// The same award, whose funding period ends on this day and not with its year.
    #[must_use]
    pub fn until(self, last_day: NaiveDate) -> Self {
        Self { until: Some(last_day), ..self }
    }

    /// The same award, of which costs count that were incurred from this day on, by a written consent before the acceptance.
    #[must_use]
    pub fn consented_from(self, day: NaiveDate) -> Self {
        Self { consented_from: Some(day), ..self }
    }

    /// The same award, whose lines are phased so over the years that they cross.
    #[must_use]
    pub fn phased_by(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }

    /// The days within which what it pays for is done.
    #[must_use]
    pub fn period(&self) -> Period {
        let year = self.year.period();
        self.until.and_then(|until| Period::new(year.first(), Some(until)).ok()).unwrap_or(year)
    }

    /// What is payable on all lines.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] above [`Money::MAX`].
    pub fn of_lines(&self) -> Result<Money, OutOfRange> {
        Money::sum(self.lines.values().map(|line| line.payable.amount()))
    }

    /// Each line and sponsor with the sponsor's share of the line.
    pub fn shares(&self) -> impl Iterator<Item = (LineId, SponsorId, Money)> + '_ {
        let of = |(id, line): (&LineId, &'_ Line)| {
            let id = *id;
            line.payable.shares().iter().map(move |(sponsor, share)| (id, sponsor, share)).collect::<Vec<_>>()
        };
        self.lines.iter().flat_map(of)
    }

    /// The sponsors who pay for it.
    pub fn sponsors(&self) -> std::collections::BTreeSet<SponsorId> {
        self.lines.values().flat_map(|line| line.payable.shares().sponsors()).collect()
    }
}
