//! Across hubs.

use super::Networks;
use crate::{
    calendar::Span,
    geography::Area,
    identifiers::HubId,
    network::{
        Bridge, Designation, InterimCover, Milestones, Overseer, Parent, RequiredOf, Status,
        rules::network::{
            BODY_LEADS_TOO_MANY, BRIDGE_BROKEN, COUNT_DISAGREES, INTERIM_COVER_OVERDUE, NAME_COLLISION,
            SATELLITE_OF_SATELLITE, SUCCESSION_IN_A_CIRCLE, UNKNOWN_HUB,
        },
        rules::{results::RESULTS_NOT_RETURNED, roles::ROLE_AFTER_DISSOLUTION},
    },
    organisation::Succession,
    strategies::{
        Sound,
        sound::{another_hub, body, day, project, slug},
    },
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&UNKNOWN_HUB, |sound| {
        if let (Some(project), Some(nobody)) = (sound.network.projects.get_mut(&project()), HubId::new("nobody")) {
            project.required_of = RequiredOf::Named([nobody].into());
        }
    }),
    Networks::of(&BODY_LEADS_TOO_MANY, |sound| sound.programme.network.most_hubs_of_one_body = Some(0))
        .sparing(|sound| sound.programme.network.most_hubs_of_one_body = None),
    // By one that it bridges itself.
    Networks::of(&BRIDGE_BROKEN, |sound| {
        sound.programme.network.territorial = false;
        let (first, bridging) = (sound.network.hubs.keys().next().copied(), HubId::new("standing-in"));
        bridged(sound, bridging);
        if let (Some(hub), Some(by)) = (another_hub(sound, bridging), first) {
            hub.name = "Standing in".to_owned();
            hub.leadership.bridges = [Bridge { span: Span::since(day(2026, 9, 1)), by }].into();
        }
    })
    .sparing(|_| {})
    .keeping(|sound| {
        sound.programme.network.territorial = false;
        let bridging = HubId::new("standing-in");
        if let Some(hub) = another_hub(sound, bridging) {
            hub.name = "Standing in".to_owned();
        }
        bridged(sound, bridging);
    }),
    Networks::of(&INTERIM_COVER_OVERDUE, |sound| cover(sound, day(2020, 1, 1), None))
        .sparing(|sound| {
            let forming = HubId::new("forming");
            sound.programme.network.territorial = false;
            if let Some(hub) = another_hub(sound, forming) {
                hub.name = "Forming".to_owned();
                hub.milestones = Milestones::default();
                let from = day(2026, 10, 1).into();
                hub.designations = vec![Designation { status: Status::Forming, from, by: None, why: String::new() }];
            }
            cover(sound, day(2020, 1, 1), forming);
        })
        .keeping(|sound| cover(sound, day(2026, 9, 1), None)),
    Networks::of(&NAME_COLLISION, |sound| {
        sound.programme.network.territorial = false;
        another_hub(sound, HubId::new("namesake"));
    }),
    Networks::of(&SATELLITE_OF_SATELLITE, |sound| {
        sound.programme.network.territorial = false;
        let (first, other) = (sound.network.hubs.keys().next().copied(), HubId::new("satellite"));
        if let (Some(hub), Some(first)) = (another_hub(sound, other), first) {
            hub.name = "Satellite".to_owned();
            hub.satellite_of = Some(Parent::Hub(first));
        }
        if let (Some(hub), Some(other)) = (sound.first_hub(), other) {
            hub.satellite_of = Some(Parent::Hub(other));
        }
    })
    .sparing(|_| {})
    .keeping(super::hub::satellite),
    Networks::of(&ROLE_AFTER_DISSOLUTION, |sound| dissolved(sound, day(2018, 3, 31)))
        .sparing(|_| {})
        .keeping(|sound| dissolved(sound, day(2030, 3, 31))),
    Networks::of(&COUNT_DISAGREES, |sound| {
        for count in sound.network.published_counts.values_mut() {
            count.hubs = count.hubs.saturating_add(1);
        }
    })
    .sparing(|sound| {
        for count in sound.network.published_counts.values_mut() {
            count.on = day(2030, 9, 1).into();
        }
    }),
    Networks::of(&RESULTS_NOT_RETURNED, |sound| {
        for result in sound.network.projects.values_mut().flat_map(|project| project.results.values_mut()) {
            result.hubs.pop_first();
        }
    })
    .sparing(|sound| sound.programme.network.evaluation_days = None),
    Networks::of(&SUCCESSION_IN_A_CIRCLE, |sound| {
        let (one, another) = (body("association"), body("inspectorate"));
        for (from, to) in [(one, another), (another, one)] {
            sound.network.register.succeed(from, to, Succession::converting(day(2012, 8, 31)));
        }
    })
    .keeping(|sound| {
        let (one, another) = (body("association"), body("inspectorate"));
        sound.network.register.succeed(one, another, Succession::converting(day(2012, 8, 31)));
    }),
];

/// Has `by` stand in for the first hub, whose last tenure ended.
fn bridged(sound: &mut Sound, by: Option<HubId>) {
    if let Some(tenure) = sound.first_tenure() {
        tenure.span = tenure.span.until_end_of(day(2026, 8, 31)).unwrap_or(tenure.span);
    }
    if let (Some(hub), Some(by)) = (sound.first_hub(), by) {
        hub.leadership.bridges.insert(Bridge { span: Span::since(day(2026, 9, 1)), by });
    }
}

fn dissolved(sound: &mut Sound, on: chrono::NaiveDate) {
    if let Some(inspectorate) = sound.network.register.organisations.get_mut(&body("inspectorate")) {
        inspectorate.closed = Some(on.into());
    }
}

fn cover(sound: &mut Sound, since: chrono::NaiveDate, forming: Option<HubId>) {
    let by = Overseer::Body(body("coordinator"));
    if let Some(id) = slug("abroad") {
        let span = Span::since(since);
        sound.network.covers.insert(id, InterimCover { area: Area::Unknown, by, span, forming });
    }
}
