//! Across hubs.

use super::Case;
use crate::{
    calendar::Span,
    geography::Area,
    identifiers::HubId,
    network::{
        Bridge, InterimCover, Overseer, Parent, RequiredOf,
        rules::network::{
            BODY_LEADS_TOO_MANY, BRIDGE_BROKEN, COUNT_DISAGREES, INTERIM_COVER_OVERDUE, NAME_COLLISION,
            ROLE_AFTER_DISSOLUTION, SATELLITE_OF_SATELLITE, SUCCESSION_IN_A_CIRCLE, UNKNOWN_HUB,
        },
    },
    organisation::Succession,
    strategies::{
        Sound,
        sound::{another_hub, body, day, project, slug},
    },
};

pub(super) const CASES: &[Case] = &[
    Case::of(&UNKNOWN_HUB, |sound| {
        if let (Some(project), Some(nobody)) = (sound.network.projects.get_mut(&project()), HubId::new("nobody")) {
            project.required_of = RequiredOf::Named([nobody].into());
        }
    }),
    Case::of(&BODY_LEADS_TOO_MANY, |sound| sound.programme.network.most_hubs_of_one_body = Some(0))
        .sparing(|sound| sound.programme.network.most_hubs_of_one_body = None),
    Case::of(&BRIDGE_BROKEN, |sound| {
        let id = sound.network.hubs.keys().next().copied();
        if let Some(tenure) = sound.first_tenure() {
            tenure.span = tenure.span.until_end_of(day(2026, 8, 31)).unwrap_or(tenure.span);
        }
        if let (Some(hub), Some(by)) = (sound.first_hub(), id) {
            // By itself, which is the smallest circle.
            hub.leadership.bridges.insert(Bridge { span: Span::since(day(2026, 9, 1)), by });
        }
    })
    .sparing(|_| {}),
    Case::of(&INTERIM_COVER_OVERDUE, |sound| cover(sound, None)).sparing(|sound| {
        let forming = sound.network.hubs.keys().next().copied();
        cover(sound, forming);
    }),
    Case::of(&NAME_COLLISION, |sound| {
        sound.programme.network.territorial = false;
        another_hub(sound, HubId::new("namesake"));
    }),
    Case::of(&SATELLITE_OF_SATELLITE, |sound| {
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
    .sparing(|_| {}),
    Case::of(&ROLE_AFTER_DISSOLUTION, |sound| {
        if let Some(inspectorate) = sound.network.register.organisations.get_mut(&body("inspectorate")) {
            inspectorate.closed = Some(day(2018, 3, 31).into());
        }
    })
    .sparing(|_| {}),
    Case::of(&COUNT_DISAGREES, |sound| {
        for count in sound.network.published_counts.values_mut() {
            count.hubs = count.hubs.saturating_add(1);
        }
    }),
    Case::of(&SUCCESSION_IN_A_CIRCLE, |sound| {
        let (one, another) = (body("association"), body("inspectorate"));
        for (from, to) in [(one, another), (another, one)] {
            sound.network.register.succeed(from, to, Succession::converting(day(2012, 8, 31)));
        }
    }),
];

fn cover(sound: &mut Sound, forming: Option<HubId>) {
    let by = Overseer::Body(body("coordinator"));
    if let Some(id) = slug("abroad") {
        let span = Span::since(day(2020, 1, 1));
        sound.network.covers.insert(id, InterimCover { area: Area::Unknown, by, span, forming });
    }
}
