//! The forum.

use super::Networks;
use crate::{
    calendar::{Season, Term},
    network::{
        Forum, RequiredOf,
        rules::forum::{
            FORUM_ABSENCE_REPEATED, FORUM_APOLOGY_FROM_PRESENT, FORUM_HUB_NOT_AT_WORK, FORUM_MISSED, PROJECT_UNREPORTED,
        },
    },
    strategies::{
        Sound,
        sound::{day, project, year},
    },
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&FORUM_MISSED, |sound| {
        sound.network.forums.remove(&Term::new(Season::Summer, year(2025)));
    })
    .sparing(|sound| sound.programme.network.forum_each_term = false),
    Networks::of(&FORUM_ABSENCE_REPEATED, |sound| {
        let first = sound.network.hubs.keys().next().copied();
        for forum in sound.network.forums.values_mut() {
            if let (Some(present), Some(first)) = (&mut forum.present, first) {
                present.remove(&first);
            }
        }
    })
    .sparing(|sound| {
        sound.network.forums.remove(&Term::new(Season::Spring, year(2025)));
    }),
    Networks::of(&FORUM_APOLOGY_FROM_PRESENT, |sound| {
        let first = sound.network.hubs.keys().next().copied();
        if let Some(forum) = forum(sound) {
            forum.apologies.extend(first);
        }
    })
    // Nobody apologised.
    .sparing(|_| {})
    .keeping(|sound| {
        let first = sound.network.hubs.keys().next().copied();
        if let (Some(Forum { present: Some(present), apologies, .. }), Some(first)) = (forum(sound), first) {
            present.remove(&first);
            apologies.insert(first);
        }
    }),
    Networks::of(&FORUM_HUB_NOT_AT_WORK, |sound| {
        // Before there was any hub.
        sound.programme.network.forum_each_term = false;
        let early = Forum::new(day(2013, 2, 12).into()).attended_by(sound.network.hubs.keys().next().copied());
        sound.network.forums.insert(Term::new(Season::Spring, year(2012)), early);
    })
    .sparing(|sound| {
        if let Some(forum) = forum(sound) {
            forum.present = None;
        }
    }),
    Networks::of(&PROJECT_UNREPORTED, |sound| {
        for forum in sound.network.forums.values_mut() {
            forum.reports.get_or_insert_default().clear();
        }
    })
    .sparing(|sound| {
        if let Some(project) = sound.network.projects.get_mut(&project()) {
            project.required_of = RequiredOf::Nobody;
        }
    }),
];

/// The last forum.
fn forum(sound: &mut Sound) -> Option<&mut Forum> {
    sound.network.forums.values_mut().next_back()
}
