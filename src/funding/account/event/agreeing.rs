//! From the offer to the end, and what changes in between.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    document::{day, keyed},
    funding::{amounts::ByLine, award::Line},
    identifiers::{LineId, OrganisationId, PersonId, SponsorId},
    journal::Digest,
    money::Money,
    vocabulary::Word,
};

/// A condition was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ConditionMet {
    /// Which.
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
    /// Lines that are new, or stand in the place of those before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub lines: BTreeMap<LineId, Line>,
}

/// Another body holds the award from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Novated {
    /// Which.
    pub body: OrganisationId,
    /// What kind of body that is.
    pub body_kind: Word,
    /// From when on.
    #[serde(with = "day")]
    pub from: NaiveDate,
}

/// Money was moved from one line to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Moved {
    /// From which line.
    pub from: LineId,
    /// To which.
    pub to: LineId,
    /// Of whose money how much.
    pub amounts: crate::funding::amounts::BySponsor,
    /// Sponsors who consented.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub consents: BTreeSet<SponsorId>,
    /// Who approved it, where it needs an approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<PersonId>,
}

impl Moved {
    /// One sponsor's money, from one line to another, as yet without an approval.
    #[must_use]
    pub fn new(from: LineId, to: LineId, sponsor: SponsorId, amount: Money) -> Self {
        let amounts = crate::funding::amounts::BySponsor::of(sponsor, amount);
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

    /// The same with an approval.
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
    /// For which year.
    pub year: crate::calendar::Year,
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
    /// Its last day: what is done later is not paid.
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
