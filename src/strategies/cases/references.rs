//! What a hub names.

use super::Networks;
use crate::{
    identifiers::ProjectId,
    network::rules::references::{NAME_BLANK, UNKNOWN_ORGANISATION, UNKNOWN_PERSON, UNKNOWN_PROJECT, UNLISTED_WORD},
    strategies::{
        Sound,
        sound::{body, person, slug, word},
    },
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&UNKNOWN_ORGANISATION, |sound| {
        if let Some(tenure) = sound.first_tenure() {
            tenure.associates.insert(body("nobody"));
        }
    }),
    Networks::of(&UNKNOWN_PERSON, |sound| {
        let meetings = sound.first_hub().and_then(|hub| Some(&mut hub.board.as_mut()?.meetings));
        if let Some(meeting) = meetings.and_then(|meetings| meetings.values_mut().next()) {
            meeting.interests_minuted.insert(person(0, 999));
        }
    }),
    Networks::of(&UNKNOWN_PROJECT, |sound| {
        if let (Some(partnership), Some(project)) = (specialist(sound), slug::<ProjectId>("no-such-project")) {
            partnership.carries_out.insert(project);
        }
    }),
    Networks::of(&UNLISTED_WORD, |sound| {
        if let Some(partnership) = specialist(sound) {
            partnership.expertise.insert(word("clairvoyance"));
        }
    }),
    Networks::of(&NAME_BLANK, |sound| {
        if let Some(hub) = sound.first_hub() {
            hub.name = "  ".to_owned();
        }
    }),
];

fn specialist(sound: &mut Sound) -> Option<&mut crate::network::Partnership> {
    let id = slug("specialist")?;
    sound.first_hub()?.partnerships.get_mut(&id)
}
