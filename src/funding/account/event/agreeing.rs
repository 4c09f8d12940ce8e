//! From the offer to the end, and what changes in between.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Year,
    document::{day, keyed},
    funding::{
        amounts::{ByLine, BySponsor},
        award::Line,
    },
    identifiers::{LineId, OrganisationId, PersonId, SponsorId},
    journal::Digest,
    money::Money,
    vocabulary::Word,
};

/// A condition of the award was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ConditionMet {
    /// Which, by the word under which the award lists it.
    pub condition: Word,
}

/// The terms were varied by agreement. What is not named stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Varied {
    /// The ceiling from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Money>,
    /// The last day of the funding period from now on.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day::optional")]
    pub until: Option<NaiveDate>,
    /// Lines that are new, or stand in the place of those of the same id. A ceiling that changes with them is named too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub lines: BTreeMap<LineId, Line>,
}

/// Another body holds the award from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Novated {
    /// Which body.
    pub body: OrganisationId,
    /// What kind of body that is, a word of the policy's: its refund of VAT goes by it.
    pub body_kind: Word,
    /// Its first day.
    #[serde(with = "day")]
    pub from: NaiveDate,
}

/// Money was moved from one line to another: virement.
///
/// Small moves need nobody's approval. Those above the policy's share of either line have one of somebody else's, and give
/// their reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Moved {
    /// The line that it leaves.
    pub from: LineId,
    /// The line that it enters.
    pub to: LineId,
    /// How much of each sponsor's money.
    pub amounts: BySponsor,
    /// The sponsors who consented, as those of restricted money must.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub consents: BTreeSet<SponsorId>,
    /// Who approved it, where it needs an approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<PersonId>,
}

impl Varied {
    /// The same with another ceiling.
    #[must_use]
    pub fn with_ceiling(self, ceiling: Money) -> Self {
        Self { ceiling: Some(ceiling), ..self }
    }

    /// The same with another last day of the funding period.
    #[must_use]
    pub fn until(self, last_day: NaiveDate) -> Self {
        Self { until: Some(last_day), ..self }
    }

    /// The same with a line that is new, or stands in the place of the one before.
    #[must_use]
    pub fn with_line(mut self, id: LineId, line: Line) -> Self {
        self.lines.insert(id, line);
        self
    }
}

impl Novated {
    /// To another body, of this kind, from a day on.
    #[must_use]
    pub const fn to(body: OrganisationId, body_kind: Word, from: NaiveDate) -> Self {
        Self { body, body_kind, from }
    }
}

impl Certified {
    /// A certificate of so much spend in a year, without qualification.
    #[must_use]
    pub fn new(year: impl Into<Year>, amount: Money, given_by: impl Into<String>) -> Self {
        Self { year: year.into(), amount, given_by: given_by.into(), qualified: false }
    }

    /// The same with a qualification: some of the spend is in doubt.
    #[must_use]
    pub fn qualified(self) -> Self {
        Self { qualified: true, ..self }
    }
}

impl Terminated {
    /// After this day.
    #[must_use]
    pub const fn after(last_day: NaiveDate) -> Self {
        Self { last_day }
    }
}

impl Moved {
    /// One sponsor's money, from one line to another, as yet without an approval.
    #[must_use]
    pub fn new(from: LineId, to: LineId, sponsor: SponsorId, amount: Money) -> Self {
        let amounts = BySponsor::of(sponsor, amount);
        Self { from, to, amounts, consents: BTreeSet::new(), approved_by: None }
    }

    /// The same with the consent of a sponsor.
    #[must_use]
    pub fn with_consent(mut self, sponsor: SponsorId) -> Self {
        self.consents.insert(sponsor);
        self
    }

    /// Whoever approved it, unless that is whoever enters it: nobody approves their own move.
    #[must_use]
    pub(in crate::funding) fn approver_beside(&self, by: PersonId) -> Option<PersonId> {
        self.approved_by.filter(|approver| *approver != by)
    }

    /// The same with an approval, of somebody who does not enter it.
    #[must_use]
    pub fn approved_by(self, person: PersonId) -> Self {
        Self { approved_by: Some(person), ..self }
    }
}

/// The award was reduced within the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Reduced {
    /// By how much, by line and sponsor. The ceiling falls by as much.
    pub by: ByLine,
}

/// A certificate of expenditure came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Certified {
    /// For which year, of the policy's kind.
    pub year: Year,
    /// How much spend it certifies.
    pub amount: Money,
    /// Who gave it: an auditor, a chief officer.
    pub given_by: String,
    /// Whether it has a qualification.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub qualified: bool,
}

/// The award ends before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Terminated {
    /// Its last day. What was done until then is still claimed, approved and paid.
    #[serde(with = "day")]
    pub last_day: NaiveDate,
}

/// Free text of an earlier entry was removed, and its digests stand in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Redacted {
    /// The number of the entry.
    pub entry: u64,
    /// The digest of each text that was removed, in the order of the entry.
    pub digests: Vec<Digest>,
    /// On what ground.
    pub ground: String,
}

crate::document::as_record! {
    ConditionMet, r#"a condition: {"condition": …}"#;
    Varied, r#"a variation: {"ceiling": …, "until": …, "lines": …}"#;
    Novated, r#"a novation: {"body": …, "body_kind": …, "from": …}"#;
    Moved, r#"a virement: {"from": …, "to": …, "amounts": …}"#;
    Reduced, r#"a reduction: {"by": …}"#;
    Certified, r#"a certificate: {"year": …, "amount": …, "given_by": …}"#;
    Terminated, r#"a termination: {"last_day": …}"#;
    Redacted, r#"a redaction: {"entry": …, "digests": […], "ground": …}"#;
}
