//! Who leads a hub: tenures one after another, and what stands between them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::hub::free_id;
use crate::{
    answer::Answer,
    calendar::{PartialDate, Span, Spans},
    document::{Source, keyed},
    identifiers::{HubId, OrganisationId, TenureId},
};

/// All that is recorded of who has led a hub.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Leadership {
    /// The tenures.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub tenures: BTreeMap<TenureId, Tenure>,
    /// Times without a lead in which another hub stood in.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub bridges: BTreeSet<Bridge>,
    /// Times that are known to have had neither lead nor bridge.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub vacancies: BTreeSet<Span>,
}

crate::document::as_record! { Leadership, r#"a leadership: {"tenures": …, "bridges": […], "vacancies": […]}"#; }

/// One lead's time: one or two organisations that lead jointly, the body that is accountable, and who works with them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Tenure {
    /// For how long.
    pub span: Span,
    /// Who leads: one, or two jointly.
    #[serde(deserialize_with = "keyed::map")]
    pub leads: BTreeMap<OrganisationId, Lead>,
    /// The legal bodies that are accountable, each for its days; one on any day. Empty where nobody wrote that down.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub accountable: BTreeMap<OrganisationId, Spans>,
    /// Organisations that the lead is "working with".
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub associates: BTreeSet<OrganisationId>,
    /// The days that this tenure shares with the next, to hand over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover: Option<Handover>,
    /// Why it ended.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ended_because: String,
    /// Where this was read.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub sources: BTreeSet<Source>,
}

crate::document::as_record! { Tenure, r#"a tenure: {"span": …, "leads": …}"#; }

/// One of a tenure's leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Lead {
    /// The school that a trust nominates to lead for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nominates: Option<OrganisationId>,
}

crate::document::as_record! { Lead, r#"details of a lead: {} or {"nominates": …}"#; }

/// The days on which an outgoing lead hands over to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Handover {
    /// The tenure that takes over.
    pub to: TenureId,
    /// For how long both are there.
    pub span: Span,
}

crate::document::as_record! { Handover, r#"a handover: {"to": …, "span": …}"#; }

/// A time without a lead in which another hub stood in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Bridge {
    /// For how long.
    pub span: Span,
    /// The hub that stands in.
    pub by: HubId,
}

crate::document::as_record! { Bridge, r#"a bridge: {"span": …, "by": …}"#; }

/// Who leads a hub on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadStatus<'a> {
    /// This tenure's leads. On the days of a handover, the outgoing.
    Held(TenureId, &'a Tenure),
    /// Nobody; another hub stands in.
    Bridged(HubId),
    /// Nobody.
    Vacant,
    /// The record does not say.
    Unknown,
}

impl Handover {
    /// A handover to the tenure `to`, for `span`.
    #[must_use]
    pub const fn new(to: TenureId, span: Span) -> Self {
        Self { to, span }
    }
}

impl Bridge {
    /// That the hub `by` stands in for `span`.
    #[must_use]
    pub const fn new(by: HubId, span: Span) -> Self {
        Self { span, by }
    }
}

impl Leadership {
    pub(super) fn is_empty(&self) -> bool {
        self.tenures.is_empty() && self.bridges.is_empty() && self.vacancies.is_empty()
    }

    /// Who leads on `day`. In a record that is `complete`, a day of which nothing is written has no lead.
    #[must_use]
    pub fn on(&self, day: NaiveDate, complete: bool) -> LeadStatus<'_> {
        let certain = self.tenures.iter().filter(|(_, tenure)| tenure.span.covers(day).is_yes());
        if let Some((id, tenure)) = certain.min_by_key(|(id, tenure)| (tenure.span, **id)) {
            return LeadStatus::Held(*id, tenure);
        }
        if let Some(bridge) = self.bridges.iter().find(|bridge| bridge.span.covers(day).is_yes()) {
            return LeadStatus::Bridged(bridge.by);
        }
        if self.vacancies.iter().any(|span| span.covers(day).is_yes()) {
            return LeadStatus::Vacant;
        }
        let perhaps = |span: &Span| span.covers(day).is_unknown();
        let may_be_led = self.tenures.values().any(|tenure| perhaps(&tenure.span))
            || self.bridges.iter().any(|bridge| perhaps(&bridge.span));
        if complete && !may_be_led { LeadStatus::Vacant } else { LeadStatus::Unknown }
    }
}

impl Leadership {
    /// Enters a tenure, under an id made of its first lead's, and gives that id. Vacancies and bridges that would run on end
    /// the day before it begins; those that certainly begin after it, and all where nobody knows when it begins, stay as
    /// they are, as do other tenures.
    ///
    /// ```
    /// use maths_hubs::network::{Leadership, Tenure};
    /// # use maths_hubs::identifiers::OrganisationId;
    ///
    /// let mut leadership = Leadership::default();
    /// leadership.vacancies.insert("2015-09-01 to 2015-12-31".parse()?);
    /// let lead: OrganisationId = "GB-EDU-137648".parse()?;
    /// let id = leadership.take_up(Tenure::of(lead, "from 2015-11-23".parse()?));
    /// assert_eq!(id.as_str(), "gb-edu-137648");
    /// assert_eq!(leadership.vacancies, ["2015-09-01 to 2015-11-22".parse()?].into());
    /// # Ok::<_, maths_hubs::document::Malformed>(())
    /// ```
    pub fn take_up(&mut self, tenure: Tenure) -> TenureId {
        if let Some(first) = tenure.span.from().earliest() {
            let kept = |span: Span| if is_later(span, tenure.span) { Some(span) } else { ended_before(first, span) };
            let vacancies = std::mem::take(&mut self.vacancies).into_iter();
            self.vacancies = vacancies.filter_map(kept).collect();
            let bridges = std::mem::take(&mut self.bridges).into_iter();
            self.bridges = bridges.filter_map(|it| Some(Bridge { span: kept(it.span)?, ..it })).collect();
        }
        let lead = tenure.leads.keys().next().map(ToString::to_string).unwrap_or_default();
        let id = free_id(&lead, |id: TenureId| self.tenures.contains_key(&id));
        self.tenures.insert(id, tenure);
        id
    }
}

/// Whether a span certainly begins after another is over.
fn is_later(span: Span, than: Span) -> bool {
    span.from().earliest().is_some_and(|first| than.is_over(first).is_yes())
}

/// A span that is over by the day before `first`; none is left of one that begins no earlier.
pub(super) fn ended_before(first: NaiveDate, span: Span) -> Option<Span> {
    if span.is_over(first).is_yes() {
        return Some(span);
    }
    let last = PartialDate::from(first.pred_opt()?);
    Span::new(span.from(), Some(last)).ok()
}

impl Tenure {
    /// The tenure of a single lead.
    #[must_use]
    pub fn of(lead: impl Into<OrganisationId>, span: Span) -> Self {
        Self {
            span,
            leads: [(lead.into(), Lead::default())].into(),
            accountable: BTreeMap::new(),
            associates: BTreeSet::new(),
            handover: None,
            ended_because: String::new(),
            sources: BTreeSet::new(),
        }
    }

    /// The same tenure led jointly with `lead`.
    #[must_use]
    pub fn jointly_with(mut self, lead: impl Into<OrganisationId>) -> Self {
        self.leads.insert(lead.into(), Lead::default());
        self
    }

    /// The same tenure led by `trust` too, which nominates `school` to lead for it; a lead that `trust` already was
    /// nominates `school` from now on.
    #[must_use]
    pub fn nominating(mut self, trust: impl Into<OrganisationId>, school: impl Into<OrganisationId>) -> Self {
        self.leads.insert(trust.into(), Lead { nominates: Some(school.into()) });
        self
    }

    /// The same tenure with `body` accountable for all its days.
    #[must_use]
    pub fn accountable_to(mut self, body: impl Into<OrganisationId>) -> Self {
        self.accountable.insert(body.into(), self.span.into());
        self
    }

    /// The same tenure working with `organisation`.
    #[must_use]
    pub fn working_with(mut self, organisation: impl Into<OrganisationId>) -> Self {
        self.associates.insert(organisation.into());
        self
    }

    /// The schools and colleges that lead in person: each lead, or the school that a trust nominates.
    pub fn lead_schools(&self) -> impl Iterator<Item = OrganisationId> {
        self.leads.iter().map(|(lead, details)| details.nominates.unwrap_or(*lead))
    }

    /// Whether `organisation` is one of its leads, or nominated by one.
    #[must_use]
    pub fn is_led_by(&self, organisation: OrganisationId) -> bool {
        self.leads.iter().any(|(lead, details)| *lead == organisation || details.nominates == Some(organisation))
    }

    /// The body certainly accountable on `day`.
    #[must_use]
    pub fn accountable_on(&self, day: NaiveDate) -> Option<OrganisationId> {
        self.accountable.iter().find(|(_, spans)| spans.covers(day).is_yes()).map(|(body, _)| *body)
    }

    /// Whether it declares a handover to `other`, for whatever days.
    #[must_use]
    pub fn hands_over_to(&self, other: TenureId) -> bool {
        self.handover.is_some_and(|handover| handover.to == other)
    }

    /// Whether it covers `day`.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> Answer {
        self.span.covers(day)
    }
}
