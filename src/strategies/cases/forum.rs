//! The forum.

use super::Networks;
use crate::{
    calendar::{Season, Term},
    network::rules::forum::{FORUM_ABSENCE_REPEATED, FORUM_MISSED},
    strategies::sound::year,
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
];
