//! A school.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Inspection, Location, Phases};
use crate::{
    answer::Answer,
    calendar::Spans,
    document::keyed,
    identifiers::{DfeNumber, OrganisationId, Ukprn},
};

/// What is known of a school beside its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct School {
    /// Who governs it.
    pub governance: Governance,
    /// The phases that it teaches.
    pub phases: Phases,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "is_default")]
    pub location: Location,
    /// The trusts that it has belonged to.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub trusts: BTreeMap<OrganisationId, Spans>,
    /// How it was inspected.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub inspections: BTreeSet<Inspection>,
    /// Its DfE number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dfe_number: Option<DfeNumber>,
    /// Its number as a provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ukprn: Option<Ukprn>,
    /// How many pupils it had when this was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupils: Option<u32>,
}

crate::document::as_record! { School, r#"a school: {"governance": …, "phases": […]}"#; }

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Who governs a school. Closed, since of an academy its trust is the legal body, of any other the school itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Governance {
    /// Maintained by its local authority: community, foundation, voluntary aided or controlled.
    Maintained,
    /// An academy or free school, whose legal body is its trust.
    Academy,
    /// Independent of public money.
    Independent,
    /// Nobody wrote that down, so its legal body is unknown too unless a trust is recorded.
    Unknown,
}

crate::document::as_record! { Governance, "a governance"; }

impl Governance {
    /// Whether the legal body may be a trust: of an academy it is, and of a school of unknown governance it may be.
    #[must_use]
    pub const fn may_have_trust(self) -> bool {
        matches!(self, Self::Academy | Self::Unknown)
    }
}

impl School {
    /// A school of which only governance and phases are known.
    #[must_use]
    pub fn new(governance: Governance, phases: Phases) -> Self {
        Self {
            governance,
            phases,
            location: Location::default(),
            trusts: BTreeMap::new(),
            inspections: BTreeSet::new(),
            dfe_number: None,
            ukprn: None,
            pupils: None,
        }
    }

    /// The same school at `location`.
    #[must_use]
    pub fn at(self, location: Location) -> Self {
        Self { location, ..self }
    }

    /// The same school as a member of `trust` for `spans`, beside the spans that it was there for already; one that they
    /// overlap they correct.
    #[must_use]
    pub fn in_trust(mut self, trust: OrganisationId, spans: impl Into<Spans>) -> Self {
        Spans::enter(&mut self.trusts, trust, spans);
        self
    }

    /// The trust that it certainly belongs to on `day`.
    #[must_use]
    pub fn trust_on(&self, day: NaiveDate) -> Option<OrganisationId> {
        self.trusts.iter().find(|(_, spans)| spans.covers(day).is_yes()).map(|(trust, _)| *trust)
    }

    /// Whether it belongs to `trust` on `day`. A school of which no trust at all is recorded may belong to any, unless
    /// it is maintained or independent.
    #[must_use]
    pub fn is_in(&self, trust: OrganisationId, day: NaiveDate) -> Answer {
        match self.trusts.get(&trust) {
            Some(spans) => spans.covers(day),
            None if !self.governance.may_have_trust() || self.trust_on(day).is_some() => Answer::No,
            None => Answer::Unknown,
        }
    }

    /// The latest inspection that had taken place by `day`, and whether that is certain: it is not where another, half
    /// known or undated, may have come after it. `None` where none certainly had.
    #[must_use]
    pub fn latest_inspection(&self, day: NaiveDate) -> Option<(&Inspection, Answer)> {
        let certain = self.inspections.iter().filter(|it| it.on.is_on_or_before(day).is_yes());
        let latest = certain.max_by_key(|it| (it.on.latest(), it.on.earliest()))?;
        let may_be_later = |it: &Inspection| {
            it != latest && !it.on.is_on_or_before(day).is_no() && !it.on.is_no_later_than(latest.on).is_yes()
        };
        let certainty = if self.inspections.iter().any(may_be_later) { Answer::Unknown } else { Answer::Yes };
        Some((latest, certainty))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        calendar::Span,
        identifiers::TrustId,
        organisation::{Grade, Outcome},
    };

    #[test]
    fn a_school_that_left_its_trust_and_came_back_is_in_it_on_the_days_of_both_times() {
        let (trust, other) = (TrustId::new(1).unwrap().into(), TrustId::new(2).unwrap().into());
        let span = |text: &str| text.parse::<Span>().unwrap();
        let school = School::new(Governance::Academy, Phases::ALL)
            .in_trust(trust, span("2012-09-01 to 2016-08-31"))
            .in_trust(other, span("2016-09-01 to 2019-08-31"))
            .in_trust(trust, span("from 2020"));
        for (on, certain, is_in) in [
            ("2016-08-31", Some(trust), Answer::Yes),
            ("2016-09-01", Some(other), Answer::No),
            ("2019-09-01", None, Answer::No),
            ("2020-06-01", None, Answer::Unknown),
            ("2021-01-01", Some(trust), Answer::Yes),
        ] {
            let day = on.parse().unwrap();
            assert_eq!((school.trust_on(day), school.is_in(trust, day)), (certain, is_in), "{on}");
        }
        // It never left.
        let corrected = school.in_trust(trust, span("from 2012-09-01"));
        assert_eq!(corrected.trusts[&trust], span("from 2012-09-01").into());
    }

    #[test]
    fn the_latest_inspection_is_certain_only_where_no_other_may_have_followed() {
        let mut school = School::new(Governance::Maintained, Phases::ALL);
        let mut inspected = |on: &str, grade| {
            school.inspections.insert(Inspection { on: on.parse().unwrap(), outcome: Outcome::Graded(grade) });
            let (latest, certain) = school.latest_inspection("2016-01-01".parse().unwrap())?;
            Some((latest.on.to_string(), certain))
        };
        assert_eq!(inspected("2017-01-01", Grade::Good), None);
        assert_eq!(inspected("2012-05-01", Grade::Good), Some(("2012-05-01".to_owned(), Answer::Yes)));
        assert_eq!(inspected("2015-03-03", Grade::Good), Some(("2015-03-03".to_owned(), Answer::Yes)));
        // Some time in 2015, perhaps after March.
        assert_eq!(inspected("2015", Grade::Inadequate), Some(("2015".to_owned(), Answer::Unknown)));
    }
}
