//! The network: hubs, their partnerships, and what holds them together.
//!
//! [`Network`] is a document of dated facts. [`View`] is what they come to on one day, and a [`Finder`](finder::Finder)
//! tells schools which hub of that day is theirs. Rules about one hub look at that hub alone; rules across hubs are one
//! fold, the [`Survey`], so a network may be judged in parts.
//!
//! [`Changes`] are what differs between two days; [`View::count`] bounds how many hubs there were. What schools ask for
//! and what they offer stands in a document of its own, [`Enquiries`].
//!
#![doc = include_str!("format.md")]

mod adviser;
mod area;
mod around;
mod board;
mod choice;
mod contact;
mod count;
mod cover;
mod coverage;
mod designation;
mod enquiry;
mod facts;
pub mod finder;
mod forum;
mod forum_days;
mod history;
mod hub;
mod hub_view;
mod judgement;
mod leadership;
mod milestones;
mod names;
mod partnership;
mod policy;
mod post;
mod project;
mod project_view;
mod results_due;
pub mod rules;
mod survey;
mod view;
mod work_group;
mod year;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use adviser::{Adviser, Supporter};
pub use area::Served;
pub use around::Around;
pub use board::{Board, Meeting, Member};
pub use choice::Choice;
pub use contact::Contact;
pub use count::{Counted, HubCount, PublishedCount};
pub use cover::{InterimCover, Overseer};
pub use coverage::{Coverage, Reach};
pub use designation::{Designation, Status};
pub use enquiry::{Addressee, Enquirer, Enquiries, EnquiriesFormat, Enquiry, EnquiryStatus, Referral};
pub use forum::{Forum, ForumReport};
pub use history::{Change, Changes, Edge, Fact};
pub use hub::{Hub, Parent, Section};
pub use hub_view::{HubView, PartnerView, Partners};
pub use judgement::Partial;
pub use leadership::{Bridge, Handover, Lead, LeadStatus, Leadership, Tenure};
pub use milestones::Milestones;
pub use partnership::{Partner, Partnership, Role};
pub use policy::{BoardTemplate, CycleStep, Fraction, NetworkPolicy, SeatGroup, Vocabularies};
pub use post::Post;
pub use project::{Project, ProjectResult, RequiredOf, Trial};
pub use project_view::ProjectView;
pub use survey::Survey;
pub use view::{NoSuchHub, View};
pub use work_group::WorkGroup;
pub use year::HubYear;

use crate::{
    calendar::Term,
    document::{Format, FormatName, keyed},
    identifiers::{HubId, OrganisationId, ProgrammeId, ProjectId, Slug},
    organisation::Register,
    rules::{Explanation, Valid},
};

/// A network of hubs, as dated facts.
///
/// It is plain data: any field may be changed, and what breaks a rule of the programme is reported, not refused. How it
/// stands in JSON, [field by field](crate::network#network).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Network {
    #[serde(rename = "$format")]
    format: Format<NetworkFormat>,
    /// The programme whose hubs these are.
    pub programme: ProgrammeId,
    /// What the network is called.
    pub name: String,
    /// Which parts of this document, the hubs aside, are not all there is.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub incomplete: BTreeSet<NetworkSection>,
    /// Organisations and practitioners that the rest names by id.
    #[serde(default)]
    pub register: Register,
    /// The hubs.
    #[serde(default, deserialize_with = "keyed::map")]
    pub hubs: BTreeMap<HubId, Hub>,
    /// Projects: national collaborative projects, local projects and trials.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub projects: BTreeMap<ProjectId, Project>,
    /// Bodies that advise the network.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub advisers: BTreeMap<OrganisationId, Adviser>,
    /// Organisations that support the network.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub supporters: BTreeMap<OrganisationId, Supporter>,
    /// The forums at which the hubs meet, by term.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub forums: BTreeMap<Term, Forum>,
    /// Areas without a hub that somebody looks after meanwhile.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub covers: BTreeMap<Slug, InterimCover>,
    /// Schools that take part with another hub than the one in whose area they lie.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub choices: BTreeMap<OrganisationId, Choice>,
    /// Counts of hubs that were published, for comparison.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub published_counts: BTreeMap<Slug, PublishedCount>,
    /// Reasons given for findings.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub explanations: BTreeSet<Explanation>,
}

crate::document::as_document! { Network }

/// The format of [`Network`]: `maths-hubs/network/1`.
#[derive(Debug)]
pub enum NetworkFormat {}

impl FormatName for NetworkFormat {
    const NAME: &'static str = "maths-hubs/network";
    const VERSION: u32 = 1;
}

/// A part of a network's document that may not be all there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NetworkSection {
    /// There may be hubs that are not listed.
    Hubs,
    /// There may have been forums that are not listed.
    Forums,
    /// Hubs may have returned results of projects that are not listed.
    Results,
}

crate::document::as_record! { NetworkSection, "a section of a network"; }

impl Network {
    /// An empty network of `programme`.
    #[must_use]
    pub fn new(programme: ProgrammeId, name: impl Into<String>) -> Self {
        Self {
            format: Format::default(),
            programme,
            name: name.into(),
            incomplete: BTreeSet::new(),
            register: Register::default(),
            hubs: BTreeMap::new(),
            projects: BTreeMap::new(),
            advisers: BTreeMap::new(),
            supporters: BTreeMap::new(),
            forums: BTreeMap::new(),
            covers: BTreeMap::new(),
            choices: BTreeMap::new(),
            published_counts: BTreeMap::new(),
            explanations: BTreeSet::new(),
        }
    }

    /// The same network with `hub` under `id`.
    #[must_use]
    pub fn with(mut self, id: HubId, hub: Hub) -> Self {
        self.hubs.insert(id, hub);
        self
    }

    /// What it comes to on `day`.
    #[must_use]
    pub const fn on(&self, day: NaiveDate) -> View<'_> {
        View::new(self, day)
    }

    /// Parts a network for judging on several machines: each part has everything but hubs, and about as many hubs as
    /// the next. There are no more parts than hubs, but one at least. What the parts find merges to what the whole would find: see [`Partial`].
    #[must_use]
    pub fn split(mut self, parts: usize) -> Vec<Self> {
        let hubs = std::mem::take(&mut self.hubs);
        let parts = parts.min(hubs.len()).max(1);
        let size = hubs.len().div_ceil(parts).max(1);
        let mut split: Vec<Self> = vec![self; parts];
        for (place, (id, hub)) in hubs.into_iter().enumerate() {
            if let Some(part) = split.get_mut(place.checked_div(size).unwrap_or_default()) {
                part.hubs.insert(id, hub);
            }
        }
        split
    }
}

impl Valid<Network> {
    /// The network on the day for which it was validated.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        self.on(self.day())
    }
}
