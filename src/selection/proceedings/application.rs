//! What a candidate hands in.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    document::keyed,
    identifiers::{ApplicationId, OrganisationId, PersonId, PlaceId},
    selection::eligibility::Facts,
    vocabulary::Word,
};

/// An application, as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Application {
    /// Its id.
    pub application: ApplicationId,
    /// What the candidate is called in letters and tables.
    pub name: String,
    /// The school, college or trust that would lead.
    pub lead: OrganisationId,
    /// Those that would lead together with it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub joint: BTreeSet<OrganisationId>,
    /// The legal body that would be accountable: the trust of an academy. The lead itself where this is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<OrganisationId>,
    /// The partners that it names.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub partners: BTreeSet<OrganisationId>,
    /// Sponsors of its own projects.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub co_sponsors: BTreeSet<OrganisationId>,
    /// The places that it would take, the one it likes best first.
    pub places: Vec<PlaceId>,
    /// What quotas go by: its category.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub attributes: BTreeMap<Word, String>,
    /// What it declares of itself.
    #[serde(default)]
    pub declares: Facts,
    /// The person who acts for it, and sees what applicants see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<PersonId>,
}

crate::document::as_record! { Application, r#"an application: {"application": …, "name": …, "lead": …, "places": […]}"#; }

impl Application {
    /// An application for one place or several, the best liked first.
    #[must_use]
    pub fn new(
        application: ApplicationId,
        name: impl Into<String>,
        lead: OrganisationId,
        places: impl IntoIterator<Item = PlaceId>,
    ) -> Self {
        Self {
            application,
            name: name.into(),
            lead,
            joint: BTreeSet::new(),
            body: None,
            partners: BTreeSet::new(),
            co_sponsors: BTreeSet::new(),
            places: places.into_iter().collect(),
            attributes: BTreeMap::new(),
            declares: Facts::default(),
            contact: None,
        }
    }

    /// The same application, that this organisation would lead together with the others.
    #[must_use]
    pub fn jointly_with(mut self, other: OrganisationId) -> Self {
        self.joint.insert(other);
        self
    }

    /// The same application, for which this legal body would be accountable.
    #[must_use]
    pub const fn accountable_to(mut self, body: OrganisationId) -> Self {
        self.body = Some(body);
        self
    }

    /// The same application with an attribute that quotas go by.
    #[must_use]
    pub fn with(mut self, attribute: Word, value: impl Into<String>) -> Self {
        self.attributes.insert(attribute, value.into());
        self
    }

    /// The same application with a partner.
    #[must_use]
    pub fn with_partner(mut self, partner: OrganisationId) -> Self {
        self.partners.insert(partner);
        self
    }

    /// The same application, that declares this.
    #[must_use]
    pub fn declaring(mut self, facts: Facts) -> Self {
        self.declares = facts;
        self
    }

    /// The same application, for which this person acts.
    #[must_use]
    pub const fn by_contact(mut self, contact: PersonId) -> Self {
        self.contact = Some(contact);
        self
    }

    /// The legal body that would be accountable.
    #[must_use]
    pub fn accountable(&self) -> OrganisationId {
        self.body.unwrap_or(self.lead)
    }

    /// Everybody who would lead.
    pub fn leads(&self) -> impl Iterator<Item = OrganisationId> + '_ {
        std::iter::once(self.lead).chain(self.joint.iter().copied())
    }
}
