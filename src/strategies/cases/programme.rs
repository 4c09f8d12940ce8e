//! Between programme and network, and of explanations.

use super::Networks;
use crate::{
    calendar::{PartialDate, Period},
    identifiers::ProgrammeId,
    programme::rules::{EDITION_NOT_IN_FORCE, OTHER_PROGRAMME},
    rules::{EXPLANATION_OF_NOTHING, Explanation},
    strategies::{Sound, sound::day},
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&OTHER_PROGRAMME, |sound| {
        if let Some(other) = ProgrammeId::new("another-programme") {
            sound.network.programme = other;
        }
    }),
    Networks::of(&EDITION_NOT_IN_FORCE, |sound| sound.programme.in_force = Period::since(day(2027, 1, 1))),
    Networks::of(&EXPLANATION_OF_NOTHING, |sound| explain(sound, None))
        .sparing(|sound| explain(sound, Some(day(2020, 8, 31).into())))
        .keeping(|sound| {
            for count in sound.network.published_counts.values_mut() {
                count.hubs = count.hubs.saturating_add(1);
            }
            explain(sound, None);
        }),
];

fn explain(sound: &mut Sound, until: Option<PartialDate>) {
    if let Ok(about) = r#"published_counts["this-day"]"#.parse() {
        let reason = "one hub was counted twice";
        let explanation = Explanation::new("network/count-disagrees", about, reason, "the coordinator");
        let explanation = until.map_or(explanation.clone(), |until| explanation.until(until));
        sound.network.explanations.insert(explanation);
    }
}
