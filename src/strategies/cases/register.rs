//! The register.

use super::Networks;
use crate::{
    calendar::PartialDate,
    identifiers::{LaCode, OrganisationId},
    network::rules::register::{LOCATION_UNKNOWN, SUCCESSION_DATES, SUCCESSION_FORKS},
    organisation::{Continuity, Kind, Location, Succession},
    strategies::{
        Sound,
        sound::{body, day, neighbour},
    },
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&LOCATION_UNKNOWN, |sound| {
        let school = sound.network.register.organisations.get_mut(&neighbour(0)).map(|school| &mut school.kind);
        if let (Some(Kind::School(school)), Some(nowhere)) = (school, LaCode::new(999)) {
            school.location = Location::within(nowhere);
        }
    })
    // The university is no school.
    .sparing(|_| {}),
    Networks::of(&SUCCESSION_DATES, |sound| {
        let opened = day(2012, 8, 31).into();
        goes_on(sound, body("inspectorate"), Succession { opened, ..Succession::converting(day(2012, 8, 31)) });
    })
    .sparing(|sound| {
        let opened = PartialDate::UNKNOWN;
        goes_on(sound, body("inspectorate"), Succession { opened, ..Succession::converting(day(2012, 8, 31)) });
    })
    .keeping(converting),
    Networks::of(&SUCCESSION_FORKS, |sound| {
        converting(sound);
        goes_on(sound, body("coordinator"), Succession::converting(day(2012, 8, 31)));
    })
    .sparing(|sound| {
        let continuity = Continuity::Divides;
        goes_on(sound, body("inspectorate"), Succession { continuity, ..Succession::converting(day(2012, 8, 31)) });
    })
    .keeping(converting),
];

/// Has the association, which has no part in any hub, go on as another.
fn goes_on(sound: &mut Sound, to: OrganisationId, link: Succession) {
    sound.network.register.succeed(body("association"), to, link);
}

fn converting(sound: &mut Sound) {
    goes_on(sound, body("inspectorate"), Succession::converting(day(2012, 8, 31)));
}
