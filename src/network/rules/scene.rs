//! One hub, its register and a policy, and what the rules say of them.

use chrono::NaiveDate;

use crate::{
    answer::Answer,
    calendar::{PartialDate, Span},
    geography::Area,
    identifiers::{HubId, LaCode, OrganisationId, TenureId},
    network::{Hub, Network, NetworkPolicy, Tenure},
    organisation::{Governance, Kind, Location, Organisation, Phases, School},
    programme::Programme,
    rules::check,
};

pub(super) struct Scene {
    pub(super) network: Network,
    pub(super) policy: NetworkPolicy,
    pub(super) on: NaiveDate,
}

pub(in crate::network::rules) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(in crate::network::rules) fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

pub(in crate::network::rules) fn since(text: &str) -> Span {
    Span::since(date(text))
}

pub(in crate::network::rules) fn span(from: &str, until: &str) -> Span {
    Span::new(date(from), Some(date(until))).unwrap()
}

pub(in crate::network::rules) fn body(text: &str) -> OrganisationId {
    text.parse().unwrap()
}

pub(super) fn hub_id(text: &str) -> HubId {
    text.parse().unwrap()
}

pub(super) fn tenure_id(text: &str) -> TenureId {
    text.parse().unwrap()
}

pub(super) fn la(text: &str) -> LaCode {
    text.parse().unwrap()
}

/// A maintained school in Birmingham.
pub(super) const LEAD: &str = "GB-EDU-100001";
/// Another.
pub(super) const NEXT: &str = "GB-EDU-100002";

/// A hub at work in Birmingham since September 2014, as yet without a lead, on the day `on`.
pub(super) fn scene(on: &str) -> Scene {
    let programme = Programme::maths_hubs();
    let hub = Hub::new("A hub", Area::of([la("330")])).operating_since(date("2014-09-01"));
    let mut scene = Scene {
        network: Network::new(programme.id, "One hub").with(hub_id("hub"), hub),
        policy: programme.network,
        on: day(on),
    };
    scene.school(LEAD, Governance::Maintained);
    scene.school(NEXT, Governance::Maintained);
    scene
}

impl Scene {
    pub(super) fn hub(&mut self) -> &mut Hub {
        self.network.hubs.get_mut(&hub_id("hub")).unwrap()
    }

    pub(super) fn school(&mut self, id: &str, governance: Governance) -> &mut School {
        let school = School::new(governance, Phases::ALL).at(Location::within(la("330")));
        self.network.register.record(body(id), Organisation::new(id, Kind::School(school)));
        match &mut self.organisation(id).kind {
            Kind::School(school) => school,
            _ => panic!("{id} is a school"),
        }
    }

    pub(super) fn organisation(&mut self, id: &str) -> &mut Organisation {
        self.network.register.organisations.get_mut(&body(id)).unwrap()
    }

    /// The hub led by `lead`, which is accountable, for `span`.
    pub(super) fn led(&mut self, id: &str, lead: &str, span: Span) -> &mut Tenure {
        let tenure = Tenure::of(body(lead), span).accountable_to(body(lead));
        self.hub().leadership.tenures.insert(tenure_id(id), tenure);
        self.tenure(id)
    }

    pub(super) fn tenure(&mut self, id: &str) -> &mut Tenure {
        self.hub().leadership.tenures.get_mut(&tenure_id(id)).unwrap()
    }

    /// What `code` says, each finding with its place in the hub.
    pub(super) fn says(&self, code: &str) -> Vec<String> {
        let report = check(&self.network, &self.policy, self.on);
        let here = |path: String| path.strip_prefix("hubs[\"hub\"]").map_or(path.clone(), str::to_owned);
        report.of(code).map(|it| format!("{}: {}", here(it.path.to_string()), it.message)).collect()
    }

    /// Whether the hub keeps `code` throughout: unknown where a finding is undetermined and none is broken, `None` where
    /// it does not apply at all.
    pub(super) fn keeps(&self, code: &str) -> Option<Answer> {
        let count = check(&self.network, &self.policy, self.on).count(code);
        match (count.broken, count.undetermined, count.held) {
            (0, 0, 0) => None,
            (0, 0, _) => Some(Answer::Yes),
            (0, ..) => Some(Answer::Unknown),
            _ => Some(Answer::No),
        }
    }
}
