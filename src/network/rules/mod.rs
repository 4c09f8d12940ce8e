//! The rules of a network: one file an aggregate.
//!
//! The rules of a hub look at that hub and at what is [around](Around) it, never at another hub. The rules across
//! hubs look at the [`Survey`], and at what the network holds beside its hubs.

use super::{Around, Hub, Network, Survey, survey};
use crate::{
    identifiers::HubId,
    rules::{At, Rule, Sink, catalogue},
};

pub mod board;
pub mod coverage;
pub mod forum;
pub mod hub;
pub mod leadership;
pub mod network;
pub mod partnership;
pub mod references;
pub mod register;
pub mod roles;
#[cfg(test)]
mod scene;
mod sources;
pub mod work;

const FILES: &[&[&Rule]] = &[
    hub::RULES,
    leadership::RULES,
    partnership::RULES,
    work::RULES,
    board::RULES,
    references::RULES,
    register::RULES,
    roles::RULES,
    coverage::RULES,
    network::RULES,
    forum::RULES,
];

/// Every rule of a network, file by file.
pub static RULES: [&Rule; catalogue::count(FILES)] = catalogue::concat(FILES);

/// Judges each hub by itself, and gathers what has to be looked at across hubs. Of `network` only what is beside the
/// hubs is looked at.
pub(super) fn judge_hubs<'a>(
    hubs: impl IntoIterator<Item = (&'a HubId, &'a Hub)>,
    network: &Network,
    around: &Around<'_>,
    sink: &mut Sink,
) -> Survey {
    let mut survey = Survey::default();
    let dates = survey::dates_asked(network, around);
    let all = At::ROOT.field("hubs");
    for (id, hub) in hubs {
        let at = all.key(id);
        hub::judge(*id, hub, &at, around, sink);
        leadership::judge(*id, hub, &at, around, sink);
        partnership::judge(hub, &at, around, sink);
        work::judge(*id, hub, &at, around, sink);
        board::judge(hub, &at, around, sink);
        references::judge(hub, &at, around, sink);
        roles::judge(hub, &at, around, sink);
        survey.add(*id, hub, around, &dates);
    }
    survey
}

/// Judges across hubs.
pub(super) fn conclude(survey: &Survey, network: &Network, around: &Around<'_>, sink: &mut Sink) {
    coverage::conclude(survey, around, sink);
    network::conclude(survey, network, around, sink);
    roles::conclude(network, around, sink);
    forum::conclude(survey, network, around, sink);
    register::conclude(network, around, sink);
}
