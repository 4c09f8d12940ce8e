//! What an entry costs does not grow with the journal before it.
//!
//! Times differ from run to run, and how often memory is allocated does not: whoever copies, collects or rebuilds what the
//! entries before came to is found out. A search that allocates nothing is not; `benches/selection.rs` times those.

use maths_hubs::{
    selection::round::Round,
    strategies::rounds::{RoundShape, SoundRound},
};

fn sound(applications: u16, whole: bool) -> SoundRound {
    let mut shape = RoundShape::default();
    (shape.applications, shape.whole) = (applications, whole);
    SoundRound::shaped(shape)
}

/// Allocations for each entry, in hundredths.
fn each(entries: usize, run: impl FnOnce()) -> u64 {
    allocation_counter::measure(run).count_total * 100 / entries as u64
}

#[test]
fn an_entry_allocates_as_often_after_many_as_after_few() {
    for whole in [false, true] {
        let [few, many] = [60, 480].map(|applications| {
            let mut round = sound(applications, whole);
            // Draws, the recommendation and the decision look at all marks, and are made once.
            round.until("submitted");
            let entries = round.draft.entries;
            each(entries.len(), || drop(Round::replay(entries).unwrap()))
        });
        assert!(many <= few + few / 10, "{many} against {few} hundredths, read whole: {whole}");
    }
}

#[test]
fn a_decision_allocates_in_proportion_to_the_marks() {
    let [few, many] = [60, 480].map(|applications| {
        let mut round = sound(applications, false);
        round.until("drawn");
        let entries = round.draft.entries;
        let round = Round::replay(entries.iter().cloned()).unwrap();
        let on = "2015-11-01".parse().unwrap();
        each(entries.len(), || drop(round.decide(on).unwrap()))
    });
    // Ordering and indexes take the logarithm of their number besides.
    assert!(many <= few + few / 4, "{many} against {few} hundredths");
}
