//! Who serves what.

use super::Networks;
use crate::{
    geography::{Area, Authority, Places, Region},
    identifiers::HubId,
    network::rules::coverage::{AREA_OVERLAP, AUTHORITY_PART_UNSERVED, AUTHORITY_UNSERVED, REGION_UNSERVED},
    strategies::{DAY, Sound, sound::another_hub},
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&AUTHORITY_UNSERVED, |sound| {
        if let Some(places) = sound.first_hub().and_then(|hub| places(&mut hub.area.area)) {
            places.authorities.pop_last();
        }
    })
    .sparing(without_territories),
    Networks::of(&AUTHORITY_PART_UNSERVED, |sound| {
        // A county that is not the one in which the hub's lead lies, its first.
        for hub in sound.network.hubs.values_mut() {
            let Some(places) = places(&mut hub.area.area) else { continue };
            let counties = places.authorities.iter().skip(1).filter_map(|code| Authority::with_code(*code));
            let Some(county) = counties.into_iter().find(|it| it.has_districts_on(DAY)) else { continue };
            places.authorities.remove(&county.code());
            places.districts.extend(county.units_on(DAY).skip(1));
            return;
        }
    })
    .sparing(|_| {}),
    Networks::of(&AREA_OVERLAP, |sound| {
        let shared = sound.first_hub().and_then(|hub| places(&mut hub.area.area)?.authorities.first().copied());
        if let (Some(hub), Some(shared)) = (another_hub(sound, OVERLAPPING), shared) {
            hub.name = "Overlapping".to_owned();
            hub.area.area = Area::of([shared]);
        }
    })
    .sparing(without_territories),
    Networks::of(&REGION_UNSERVED, |sound| {
        let lies = |code| Authority::with_code(code).is_some_and(|it| it.region() == Region::NorthEast);
        for hub in sound.network.hubs.values_mut() {
            if let Some(places) = places(&mut hub.area.area) {
                places.authorities.retain(|code| !lies(*code));
            }
        }
    })
    .sparing(without_territories),
];

const OVERLAPPING: Option<HubId> = HubId::new("overlapping");

fn without_territories(sound: &mut Sound) {
    sound.programme.network.territorial = false;
}

fn places(area: &mut Area) -> Option<&mut Places> {
    match area {
        Area::Complete(places) | Area::AtLeast(places) => Some(places),
        Area::Region(_) | Area::Unknown => None,
    }
}
