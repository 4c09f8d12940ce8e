//! What a check of one hub may look at beside the hub.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Network, NetworkPolicy, Project};
use crate::{
    calendar::{AcademicYear, TermCalendar},
    identifiers::ProjectId,
    organisation::Register,
};

/// What a check of one hub may look at beside the hub: policy, day, register and projects. All of it is copied to
/// every part of a network that is judged in parts, so a hub is judged alike wherever it lies.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The programme's policy.
    pub policy: &'a NetworkPolicy,
    /// The day.
    pub on: NaiveDate,
    /// Organisations and practitioners.
    pub register: &'a Register,
    /// Projects.
    pub projects: &'a BTreeMap<ProjectId, Project>,
}

impl<'a> Around<'a> {
    /// What is around the hubs of `network` on the day `on`.
    #[must_use]
    pub fn new(network: &'a Network, policy: &'a NetworkPolicy, on: NaiveDate) -> Self {
        Self { policy, on, register: &network.register, projects: &network.projects }
    }

    /// The academic year of the day.
    #[must_use]
    pub fn year(&self) -> Option<AcademicYear> {
        AcademicYear::containing(self.on)
    }

    /// The calendar of terms.
    #[must_use]
    pub fn terms(&self) -> &'a TermCalendar {
        &self.policy.terms
    }
}
