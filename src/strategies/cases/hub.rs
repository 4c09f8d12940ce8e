//! The hub itself.

use super::Networks;
use crate::{
    calendar::{PartialDate, Span},
    geography::Area,
    identifiers::{GssCode, GssEntity, HubId, OrganisationId},
    network::{
        Designation, Milestones, Parent, Served, Status,
        rules::hub::{
            AREA_AUTHORITY_NOT_IN_FORCE, AREA_CODE_UNKNOWN, AREA_EMPTY, AREAS_OVERLAP, DATES_OUT_OF_ORDER,
            DESIGNATION_DISAGREES, DESIGNATIONS_OUT_OF_ORDER, END_WITHOUT_REASON, FORMING_TOO_LONG, PHASE_LEFT_OUT,
            RUNS_ON_AFTER_ITS_END, SATELLITE_WITHOUT_PARENT,
        },
    },
    organisation::{Phase, Phases},
    strategies::{
        DAY, Sound,
        sound::{all_places_covered, another_hub, body, day, slug, without_counting_on_it},
    },
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&DATES_OUT_OF_ORDER, |sound| {
        if let Some(hub) = sound.first_hub() {
            hub.milestones.told =
                hub.milestones.operating.and_then(|date| date.day()?.succ_opt()).map(PartialDate::from);
        }
    })
    .sparing(|sound| {
        if let Some(hub) = sound.first_hub() {
            hub.milestones.appointed = None;
            hub.milestones.told = None;
            hub.milestones.announced = None;
        }
        // Which leaves the announced count as it was: none is published in a sound network.
    }),
    Networks::of(&FORMING_TOO_LONG, |sound| not_yet(sound, day(2020, 1, 1)))
        .sparing(|_| {})
        .keeping(|sound| not_yet(sound, day(2026, 10, 1))),
    Networks::of(&AREA_AUTHORITY_NOT_IN_FORCE, |sound| {
        // Corby, a district until the end of March 2021, in an area that ended that summer.
        let corby = GssCode::new(GssEntity::District, 150);
        formerly(sound, Area::of([]).and_districts(corby), day(2021, 7, 31));
    })
    .sparing(|sound| formerly(sound, Area::Unknown, day(2021, 7, 31))),
    Networks::of(&AREA_CODE_UNKNOWN, |sound| {
        if let (Some(hub), Some(code)) = (sound.first_hub(), GssCode::new(GssEntity::District, 999_999)) {
            hub.area.area = hub.area.area.clone().and_districts([code]);
        }
    })
    .sparing(|sound| formerly(sound, Area::Unknown, day(2021, 7, 31))),
    Networks::of(&AREA_EMPTY, |sound| {
        sound.programme.network.territorial = true;
        all_places_covered(sound);
        let area = Area::of([]);
        sound.programme.network.leads_within_area_from = None;
        if let Some(hub) = sound.first_hub() {
            hub.area.area = area;
        }
    })
    .sparing(|sound| sound.programme.network.territorial = false),
    Networks::of(&PHASE_LEFT_OUT, |sound| {
        if let Some(hub) = sound.first_hub() {
            hub.phases = Phases::ALL.without(Phase::EarlyYears.into());
        }
    }),
    Networks::of(&SATELLITE_WITHOUT_PARENT, |sound| {
        let id = sound.network.hubs.keys().next().copied();
        if let (Some(hub), Some(id)) = (sound.first_hub(), id) {
            hub.satellite_of = Some(Parent::Hub(id));
        }
    })
    .sparing(|_| {})
    .keeping(satellite),
    Networks::of(&END_WITHOUT_REASON, |sound| suspended(sound, None, "")).sparing(|_| {}).keeping(|sound| {
        suspended(sound, Some(body("coordinator")), "the lead was inspected");
    }),
    Networks::of(&DESIGNATION_DISAGREES, |sound| {
        if let Some(hub) = sound.first_hub() {
            hub.designations.push(Designation {
                status: Status::Ended,
                from: DAY.into(),
                by: Some(body("coordinator")),
                why: "merged".to_owned(),
            });
        }
        without_counting_on_it(sound);
    })
    .sparing(|sound| {
        if let Some(hub) = sound.first_hub() {
            hub.designations.clear();
        }
    }),
    Networks::of(&DESIGNATIONS_OUT_OF_ORDER, |sound| {
        if let Some(hub) = sound.first_hub() {
            hub.designations.reverse();
        }
    })
    .sparing(|sound| {
        if let Some(hub) = sound.first_hub() {
            hub.designations.clear();
        }
    }),
    Networks::of(&AREAS_OVERLAP, |sound| formerly(sound, Area::Unknown, day(2021, 8, 1)))
        .sparing(|_| {})
        .keeping(|sound| formerly(sound, Area::Unknown, day(2021, 7, 31))),
    Networks::of(&RUNS_ON_AFTER_ITS_END, |sound| ended(sound, day(2026, 8, 31))).sparing(|_| {}).keeping(|sound| {
        ended(sound, day(2026, 8, 31));
        if let Some(hub) = sound.first_hub() {
            hub.board = None;
            hub.posts.clear();
            hub.partnerships.clear();
            for tenure in hub.leadership.tenures.values_mut() {
                if let Ok(span) = tenure.span.until_end_of(day(2026, 8, 31)) {
                    if tenure.span.until().is_none() {
                        tenure.accountable.values_mut().for_each(|spans| *spans = span.into());
                        tenure.span = span;
                    }
                }
            }
        }
    }),
];

/// Has the first hub serve its area since August 2021, and another from 2009 until `last`.
fn formerly(sound: &mut Sound, area: Area, last: chrono::NaiveDate) {
    let span = Span::since(day(2009, 9, 1)).until_end_of(last);
    if let (Some(hub), Some(id), Ok(span)) = (sound.first_hub(), slug("former"), span) {
        hub.area.span = Span::since(day(2021, 8, 1));
        hub.former_areas.insert(id, Served::new(span, area));
    }
}

/// Has the first hub suspended between forming and being at work.
fn suspended(sound: &mut Sound, by: Option<OrganisationId>, why: &str) {
    let Some(hub) = sound.first_hub() else { return };
    if let Some(from) = hub.designations.first().map(|step| step.from) {
        hub.designations.insert(1, Designation { status: Status::Suspended, from, by, why: why.to_owned() });
    }
}

/// Has the first hub end on `last`, and the network one that does not miss it.
fn ended(sound: &mut Sound, last: chrono::NaiveDate) {
    without_counting_on_it(sound);
    if let Some(hub) = sound.first_hub() {
        hub.milestones.ended = Some(last.into());
        hub.designations.clear();
    }
}

/// Adds a satellite of the first hub.
pub(super) fn satellite(sound: &mut Sound) {
    let first = sound.network.hubs.keys().next().copied();
    if let (Some(hub), Some(first)) = (another_hub(sound, HubId::new("satellite")), first) {
        hub.name = "Satellite".to_owned();
        hub.satellite_of = Some(Parent::Hub(first));
    }
}

/// Makes the first hub one that has been forming since `day`, and the network one that does not miss it, at forums either.
fn not_yet(sound: &mut Sound, since: chrono::NaiveDate) {
    without_counting_on_it(sound);
    sound.network.forums.clear();
    sound.programme.network.forum_each_term = false;
    if let Some(hub) = sound.first_hub() {
        hub.milestones = Milestones::default();
        hub.designations =
            vec![Designation { status: Status::Forming, from: since.into(), by: None, why: String::new() }];
    }
}
