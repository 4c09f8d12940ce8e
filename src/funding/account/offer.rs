//! The first entry of a ledger: everything that the ledger depends on.

use serde::{Deserialize, Serialize};

use crate::{
    document::{Format, FormatName},
    funding::{award::Award, policy::FundingPolicy},
    identifiers::ProgrammeId,
};

/// The offer of an award, with the policy that the ledger keeps to. Nothing else is looked up later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Offer {
    #[serde(rename = "$format")]
    format: Format<LedgerFormat>,
    /// The programme that makes it.
    pub programme: ProgrammeId,
    /// The edition of the programme whose policy this is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// What is offered.
    pub award: Award,
    /// The policy, which stands from now on.
    pub policy: FundingPolicy,
}

crate::document::as_document! { Offer }

/// The format of an [`Offer`], and so of a ledger's journal: `maths-hubs/ledger/1`.
#[derive(Debug)]
pub enum LedgerFormat {}

impl FormatName for LedgerFormat {
    const NAME: &'static str = "maths-hubs/ledger";
    const VERSION: u32 = 1;
}

impl Offer {
    /// The offer of an award under a policy. That of a programme under its own policy and edition is
    /// [`Programme::offer`](crate::programme::Programme::offer).
    #[must_use]
    pub fn new(programme: ProgrammeId, award: Award, policy: FundingPolicy) -> Self {
        Self { format: Format::default(), programme, edition: String::new(), award, policy }
    }

    /// The same offer, by this edition of the programme.
    #[must_use]
    pub fn of_edition(self, edition: impl Into<String>) -> Self {
        Self { edition: edition.into(), ..self }
    }
}
