//! A whole scheme in one edition: who pays, who co-ordinates, what it asks for, and how gravely.
//!
//! A [`Programme`] is data. [`Programme::maths_hubs`] is the home edition; sister programmes are other values of the
//! same type, read from JSON. It brings policy and levels to the documents that it governs.
//!
//! A document alone is judged by [`check`](Programme::check). [`check_together`](Programme::check_together) judges all
//! [`Affairs`] on record and the [rules](rules) across them, and [`difference`](Programme::difference) says what another
//! edition finds otherwise. A [`Record`] is all of it as one document. [`Founded`] is what a decision of a round makes of
//! the network.
//!
//! # The words of the home edition
//!
//! Where this library has no words of its own, the policy lists them: these are those of [`Programme::maths_hubs`], in
//! its [`Vocabularies`](crate::network::Vocabularies), [`BoardTemplate`](crate::network::BoardTemplate) and
//! [`FundingPolicy`]. Another edition lists others. A word that is not listed is a finding.
//!
#![doc = include_str!("words.md")]

mod affairs;
pub mod catalogue;
mod claims;
mod difference;
mod founding;
mod levels;
mod maths_hubs;
mod record;
pub mod rules;

use std::{collections::BTreeMap, fmt, sync::LazyLock};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use affairs::Affairs;
pub use catalogue::CATALOGUE;
pub use difference::{Difference, Regraded};
pub use founding::{Appointment, Founded, NotFounded};
pub use levels::Regrades;
pub use record::{Record, RecordFormat};

use crate::{
    calendar::Period,
    document::{Format, FormatName, Source, keyed},
    funding::{
        allocation::{AllocationPolicy, AllocationTable},
        award::Award,
        ledger::{Ledger, Offer},
        policy::FundingPolicy,
    },
    identifiers::{ProgrammeId, RoundId},
    network::{Enquiries, Network, NetworkPolicy, Partial},
    rules::{Judged, Levels, RULESET, Rejected, Report, Rule, Sink, Valid, check_with},
    selection::{
        policy::SelectionPolicy,
        round::{Opening, Round},
    },
};

/// A scheme in one edition.
///
/// ```
/// use maths_hubs::{network::Network, programme::Programme, rules::Level};
///
/// let programme = Programme::maths_hubs();
/// let network = Network::new(programme.id, "England");
/// let on = "2026-11-24".parse()?;
///
/// let report = programme.check(&network, on);
/// assert_eq!(report.count("network/region-unserved").broken, 9);
/// let rejected = programme.validate(network, on).unwrap_err();
/// assert!(rejected.report().at_level(Level::Error).all(|finding| finding.code == "network/region-unserved"));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Programme {
    #[serde(rename = "$format")]
    format: Format<ProgrammeFormat>,
    /// Its id, by which networks name it.
    pub id: ProgrammeId,
    /// What it is called.
    pub name: String,
    /// Which edition of it this is.
    pub edition: String,
    /// The days for which the edition is in force.
    pub in_force: Period,
    /// Who pays for it.
    pub sponsor: String,
    /// Who co-ordinates it.
    pub coordinator: String,
    /// Where these were read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub sources: BTreeMap<String, Source>,
    /// What it asks of its network.
    pub network: NetworkPolicy,
    /// What it decides about its rounds, where it holds any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<SelectionPolicy>,
    /// What it decides about its money, where it gives any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<FundingPolicy>,
    /// The rules that it grades otherwise than this library does.
    #[serde(default, skip_serializing_if = "Regrades::is_empty")]
    pub levels: Regrades,
}

crate::document::as_document! { Programme }

/// The format of [`Programme`]: `maths-hubs/programme/1`.
#[derive(Debug)]
pub enum ProgrammeFormat {}

impl FormatName for ProgrammeFormat {
    const NAME: &'static str = "maths-hubs/programme";
    const VERSION: u32 = 1;
}

/// A document that a programme governs: it names its programme, and the programme holds its policy.
///
/// An award and a portfolio of ledgers name no programme. They are judged by the policy that is handed over:
/// [`rules::check`](crate::rules::check)`(&award, policy, on)`.
pub trait Governed: Judged {
    /// The policy that judges it.
    fn policy(programme: &Programme) -> &Self::Policy;

    /// The programme that it says it belongs to.
    fn programme(&self) -> ProgrammeId;
}

impl Governed for Network {
    fn policy(programme: &Programme) -> &NetworkPolicy {
        &programme.network
    }

    fn programme(&self) -> ProgrammeId {
        self.programme
    }
}

impl Governed for Enquiries {
    fn policy(programme: &Programme) -> &NetworkPolicy {
        &programme.network
    }

    fn programme(&self) -> ProgrammeId {
        self.programme
    }
}

impl Governed for Round {
    fn policy(_: &Programme) -> &() {
        &()
    }

    fn programme(&self) -> ProgrammeId {
        self.state().opening().programme
    }
}

impl Governed for Ledger {
    /// None: a ledger keeps to the policy of its own offer.
    fn policy(_: &Programme) -> &() {
        &()
    }

    fn programme(&self) -> ProgrammeId {
        self.state().offer().programme
    }
}

impl Governed for AllocationTable {
    /// That of the programme's money; one that bounds nothing, where the programme has none.
    fn policy(programme: &Programme) -> &AllocationPolicy {
        static NO_BOUNDS: LazyLock<AllocationPolicy> = LazyLock::new(AllocationPolicy::new);

        programme.funding.as_ref().and_then(|funding| funding.allocation.as_ref()).unwrap_or(&NO_BOUNDS)
    }

    fn programme(&self) -> ProgrammeId {
        self.programme
    }
}

impl Programme {
    /// An edition that is in force from `first` on, with this policy.
    #[must_use]
    pub fn new(id: ProgrammeId, name: impl Into<String>, first: NaiveDate, network: NetworkPolicy) -> Self {
        Self {
            format: Format::default(),
            id,
            name: name.into(),
            edition: String::new(),
            in_force: Period::since(first),
            sponsor: String::new(),
            coordinator: String::new(),
            sources: BTreeMap::new(),
            network,
            selection: None,
            funding: None,
            levels: Regrades::default(),
        }
    }

    /// The opening of a round by this edition's policy, as yet without places and windows; `None` for a programme that holds
    /// no rounds. The `reference` is the day on which gates are judged.
    ///
    /// ```
    /// use maths_hubs::{programme::Programme, selection::round::{Place, Window}};
    ///
    /// let programme = Programme::maths_hubs();
    /// let opening = programme.opening("leads-2015".parse()?, "New leads", "2015-07-01".parse().unwrap());
    /// let opening = opening.ok_or("no policy")?.for_place("solent".parse()?, Place::new_hub("Solent"));
    /// assert_eq!(opening.edition, programme.edition);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn opening(&self, round: RoundId, title: impl Into<String>, reference: NaiveDate) -> Option<Opening> {
        let mut opening = Opening::new(round, title, self.id, reference, self.selection.clone()?);
        opening.edition.clone_from(&self.edition);
        Some(opening)
    }

    /// The offer of an award by this edition's policy, the first entry of its ledger; `None` for a programme that says
    /// nothing of its money.
    ///
    /// ```
    /// use maths_hubs::{calendar::AcademicYear, funding::award::Award, programme::Programme};
    ///
    /// let year: AcademicYear = "2017/18".parse()?;
    /// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?;
    /// let award = Award::new(id, "GB-EDU-100001".parse()?, "maintained-school".parse()?, year);
    /// let programme = Programme::maths_hubs();
    /// let offer = programme.offer(award).ok_or("no policy")?;
    /// assert_eq!(offer.edition, programme.edition);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn offer(&self, award: Award) -> Option<Offer> {
        let mut offer = Offer::new(self.id, award, self.funding.clone()?);
        offer.edition.clone_from(&self.edition);
        Some(offer)
    }

    /// The levels of this programme: the library's, as it regrades them.
    #[must_use]
    pub fn levels(&self) -> Levels {
        self.levels.over(&[&CATALOGUE])
    }

    /// The levels of this programme over the library's rules and a host's.
    #[must_use]
    pub fn levels_with(&self, host: &[&'static Rule]) -> Levels {
        self.levels.over(&[&CATALOGUE, host])
    }

    /// The levels at which this programme judges `document`: the library's, as the document asks that they be graded (a
    /// round by its legal route), and as the programme regrades them after that.
    #[must_use]
    pub fn levels_for<D: Governed>(&self, document: &D) -> Levels {
        self.levels.onto(Levels::over(&[&CATALOGUE]).regraded_by(document))
    }

    /// Judges `document` on the day `on`, and gives the report at this programme's levels.
    #[must_use]
    pub fn check<D: Governed>(&self, document: &D, on: NaiveDate) -> Report {
        self.check_with(document, on, |_, _| {})
    }

    /// Judges `document` on the day `on`, by `host`'s rules too, and gives the report at this programme's levels.
    pub fn check_with<D: Governed>(&self, document: &D, on: NaiveDate, host: impl FnOnce(&D, &mut Sink)) -> Report {
        let judge = |document: &D, sink: &mut Sink| {
            rules::judge(self, document, sink);
            host(document, sink);
        };
        check_with(document, D::policy(self), on, self.to_string(), judge).under(&self.levels_for(document))
    }

    /// The report on a network that was judged in parts: what [`check`](Self::check) says of the whole. Of `network` only
    /// what is beside the hubs is looked at.
    ///
    /// It is no proof: parts come from elsewhere, and nothing shows that they were all.
    #[must_use]
    pub fn conclude(&self, parts: Partial, network: &Network) -> Report {
        let report = parts.conclude_with(network, &self.network, |sink| rules::judge(self, network, sink));
        report.judged_by(self.to_string()).under(&self.levels())
    }

    /// Gives `document` back as [`Valid`] where nothing blocks on the day `on`.
    ///
    /// # Errors
    ///
    /// [`Rejected`]: the document back, with its report.
    pub fn validate<D: Governed>(&self, document: D, on: NaiveDate) -> Result<Valid<D>, Rejected<D>> {
        self.validate_with(document, on, |_, _| {})
    }

    /// Gives `document` back as [`Valid`] where nothing blocks on the day `on`, by `host`'s rules either.
    ///
    /// # Errors
    ///
    /// [`Rejected`]: the document back, with its report.
    pub fn validate_with<D: Governed>(
        &self,
        document: D,
        on: NaiveDate,
        host: impl FnOnce(&D, &mut Sink),
    ) -> Result<Valid<D>, Rejected<D>> {
        let levels = self.levels_for(&document);
        self.validate_under(document, on, levels, host)
    }

    /// As [`validate_with`](Self::validate_with), at `levels` instead of this programme's.
    ///
    /// # Errors
    ///
    /// [`Rejected`]: the document back, with its report.
    pub fn validate_under<D: Governed>(
        &self,
        document: D,
        on: NaiveDate,
        levels: Levels,
        host: impl FnOnce(&D, &mut Sink),
    ) -> Result<Valid<D>, Rejected<D>> {
        let report = self.check_with(&document, on, host).under(&levels);
        Valid::new(document, report, levels)
    }
}

/// The ruleset as it heads a report: release, programme, edition.
impl fmt::Display for Programme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{RULESET}, {}", self.name)?;
        if self.edition.is_empty() { Ok(()) } else { write!(f, " {}", self.edition) }
    }
}
