//! Laws of rounds: replay, audit, order, withdrawal, and that nothing panics.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    identifiers::{ApplicationId, PersonId, PlaceId},
    journal::Entry,
    ratio::Ratio,
    rules,
    selection::{
        outcome::CandidateOutcome,
        round::{Event, Phase, Round, event::Of},
    },
    strategies::rounds::{ADMINISTRATOR, SoundRound, application, broken_round, round_of_any_length, sound_round},
};
use proptest::{prelude::*, sample};

fn replay(entries: &[Entry<Event>]) -> Round {
    Round::replay(entries.iter().cloned()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn renumbered(entries: impl IntoIterator<Item = Entry<Event>>) -> Vec<Entry<Event>> {
    let mut entries: Vec<_> = entries.into_iter().collect();
    for (number, entry) in (1..).zip(&mut entries) {
        entry.number = number;
    }
    entries
}

fn lines(entries: &[Entry<Event>]) -> Vec<String> {
    entries.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect()
}

/// Who is appointed to what, who waits, and all totals.
type Came = (BTreeMap<ApplicationId, PlaceId>, Vec<ApplicationId>, BTreeMap<ApplicationId, Option<Ratio>>);

fn came(round: &Round) -> Came {
    let on = "2015-11-01".parse().unwrap();
    let selection = round.decide(on).unwrap_or_else(|report| panic!("{report}"));
    let totals = selection.results().scored.iter().map(|(id, scored)| (*id, scored.total.points())).collect();
    (selection.appointed().clone(), selection.reserve(), totals)
}

/// The journal up to the draw, when everything that a decision needs is there.
fn until_drawn(mut round: SoundRound) -> Vec<Entry<Event>> {
    round.until("drawn");
    round.draft.entries
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn replay_equals_live_at_any_length(round in round_of_any_length(9)) {
        let replayed = replay(&round.entries);
        let mut live = Round::open(round.entries[0].clone()).unwrap();
        for entry in &round.entries[1..] {
            prop_assert!(live.permits(entry).is_ok());
            live.apply(entry.clone()).unwrap();
        }
        prop_assert_eq!(live.state(), replayed.state());
        prop_assert_eq!(&live, &replayed);
        // An audit of books that keep every rule comes to the same, and finds nothing.
        let audited = Round::audit(round.entries.iter().cloned()).unwrap();
        prop_assert_eq!(&audited, &replayed);
        prop_assert!(audited.journal().irregular().is_empty());
        let report = rules::check(&audited, &(), round.on);
        prop_assert_eq!(report.to_string(), rules::check(&replayed, &(), round.on).to_string());
    }

    #[test]
    fn lines_of_json_are_read_back_equal(round in round_of_any_length(7)) {
        let written = lines(&round.entries);
        let read: Vec<Entry<Event>> = written.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(&read, &round.entries);
        prop_assert_eq!(lines(&read), written);
    }

    #[test]
    fn a_sound_round_of_any_shape_is_sound(round in sound_round(12)) {
        let report = round.check();
        prop_assert!(report.findings().is_empty(), "{}", report);
    }

    #[test]
    fn a_broken_round_of_any_shape_breaks_its_one_rule(broken in broken_round(9)) {
        let report = broken.round.check();
        prop_assert_eq!(report.codes(), BTreeSet::from([broken.case.rule.code]), "{}", report);
    }

    #[test]
    fn the_order_of_independent_entries_changes_nothing(round in sound_round(8), seed in any::<u64>()) {
        let entries = until_drawn(round);
        // Declarations among themselves, marks, moderations: each block in any order, with the moments where they were.
        let mut shuffled = entries.clone();
        let mut state = seed;
        for kind in ["declared", "marked", "moderated", "enrolled"] {
            let places: Vec<usize> =
                (0..entries.len()).filter(|place| entries[*place].what.kind() == kind).collect();
            for one in (1..places.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let other = usize::try_from(state >> 33).unwrap() % (one + 1);
                let (one, other) = (places[one], places[other]);
                let (at, other_at) = (shuffled[one].at, shuffled[other].at);
                shuffled.swap(one, other);
                (shuffled[one].at, shuffled[other].at) = (at, other_at);
            }
        }
        prop_assert_eq!(came(&replay(&renumbered(shuffled))), came(&replay(&entries)));
    }

    #[test]
    fn other_ids_of_candidates_and_assessors_change_nothing_else(round in sound_round(8)) {
        let entries = until_drawn(round);
        // Every id is turned over, so that their order is another: the last hexadecimal digits, f for 0 and so on.
        let turned = |text: &str| -> String {
            text.chars().map(|it| it.to_digit(16).map_or(it, |digit| char::from_digit(15 - digit, 16).unwrap())).collect()
        };
        let is_id = |text: &str| text.len() == 36 && text.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
        let other_ids = |line: &String| -> Entry<Event> {
            let parts: Vec<String> =
                line.split('"').map(|part| if is_id(part) { turned(part) } else { part.to_owned() }).collect();
            serde_json::from_str(&parts.join("\"")).unwrap()
        };
        let renamed: Vec<Entry<Event>> = lines(&entries).iter().map(other_ids).collect();
        let (appointed, reserve, totals) = came(&replay(&entries));
        let turn = |id: ApplicationId| -> ApplicationId { turned(&id.to_string()).parse().unwrap() };
        let expected = (
            appointed.into_iter().map(|(id, place)| (turn(id), place)).collect(),
            reserve.into_iter().map(turn).collect(),
            totals.into_iter().map(|(id, total)| (turn(id), total)).collect(),
        );
        prop_assert_eq!(came(&replay(&renamed)), expected);
    }

    #[test]
    fn withdrawing_a_loser_never_changes_the_winners(round in sound_round(9), loser in any::<sample::Index>()) {
        let entries = until_drawn(round);
        let (appointed, reserve, _) = came(&replay(&entries));
        // Those that were drawn stay, or the draw would name one who is gone.
        let losers: Vec<_> = reserve.iter().copied().take(reserve.len() - 2).collect();
        let loser = losers[loser.index(losers.len())];
        let drawn = entries.len() - 1;
        let mut with = entries.clone();
        with.insert(drawn, Entry::new(0, entries[drawn].at, ADMINISTRATOR, Event::Withdrawn(Of { application: loser })));
        let round = replay(&renumbered(with));
        let (still, waiting, _) = came(&round);
        prop_assert_eq!(still, appointed);
        prop_assert_eq!(waiting, reserve.into_iter().filter(|id| *id != loser).collect::<Vec<_>>());
        let selection = round.decide("2015-11-01".parse().unwrap()).unwrap();
        prop_assert_eq!(selection.decision(loser).unwrap().outcome(), CandidateOutcome::Withdrawn);
    }

    #[test]
    fn a_refused_entry_leaves_the_round_untouched(
        round in round_of_any_length(6), other in sound_round(6), which in any::<sample::Index>(),
    ) {
        let mut applied = replay(&round.entries);
        let before = applied.clone();
        let mut entry = other.entries[which.index(other.entries.len())].clone();
        entry.number = applied.journal().next_number();
        let permitted = applied.permits(&entry);
        match (applied.apply(entry), permitted) {
            (Ok(()), Ok(())) => prop_assert_eq!(applied.entries().len(), before.entries().len() + 1),
            (Err(refusal), Err(same)) => {
                prop_assert_eq!(&applied, &before);
                prop_assert_eq!(refusal.to_string(), same.to_string());
                prop_assert_eq!(refusal.permitted(), &applied.state().phase().permitted());
            }
            (one, other) => prop_assert!(false, "{one:?} against {other:?}"),
        }
    }

    /// Journals cut, doubled, shuffled and with wrong people and numbers: whatever it is, it is audited, judged, decided
    /// and explained without a panic.
    #[test]
    fn nothing_panics_on_any_books(
        round in sound_round(6),
        changes in prop::collection::vec((any::<sample::Index>(), any::<sample::Index>(), 0_u8..7), 1..25),
    ) {
        let mut entries = round.draft.entries;
        for (one, other, change) in changes {
            let (one, other) = (one.index(entries.len()), other.index(entries.len()));
            match change {
                0 => entries.swap(one, other),
                1 => drop(entries.remove(one)),
                2 => entries.insert(one, entries[other].clone()),
                3 => entries[one].by = entries[other].by,
                4 => entries[one].at = entries[other].at,
                5 => entries[one].number = u64::MAX - entries[other].number,
                _ => entries[one].by = PersonId::new(maths_hubs::uuid::Uuid::max()),
            }
            if entries.len() < 2 {
                break;
            }
        }
        if let Ok(audited) = Round::audit(entries.iter().cloned()) {
            let report = rules::check(&audited, &(), round.on);
            prop_assert!(!report.to_string().is_empty());
            let _ = audited.results();
            if let Ok(selection) = audited.decide(round.on) {
                for decision in selection.decisions() {
                    prop_assert!(!decision.explanation().to_string().is_empty());
                }
                let _ = selection.places();
            }
        }
        let _ = Round::replay(entries);
    }

    #[test]
    fn no_line_of_any_text_panics(round in round_of_any_length(5), at in any::<sample::Index>(), byte in any::<u8>()) {
        let line = serde_json::to_string(round.entries.last().unwrap()).unwrap();
        let mut bytes = line.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = serde_json::from_slice::<Entry<Event>>(&bytes);
    }
}

#[test]
fn a_refusal_says_what_it_breaks_and_what_is_permitted() {
    let mut round = SoundRound::new();
    round.until("registered");
    let mut round = replay(&round.entries);
    assert_eq!(round.state().phase(), Phase::Open);
    let number = round.journal().next_number();
    let at = "2015-07-02T10:00".parse().unwrap();
    let refusal = round.apply(Entry::new(number, at, ADMINISTRATOR, Event::Announced)).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        format!(
            "entry {number} (announced) is refused by round/not-now: announced is not permitted while the round is open; \
             permitted now: amended, answered, applied, asked, assigned, cancelled, closing-published, declared, enrolled, \
             extended, facts-found, late-ruled, practised, redacted, registered, ruled, stage-closed, submitted, waived, \
             withdrawn"
        )
    );
}

#[test]
fn an_empty_journal_and_one_without_an_opening_are_refused() {
    assert_eq!(
        Round::replay([]).unwrap_err().to_string(),
        "an empty journal is refused by round/opened-once: a journal without entries opens nothing; permitted now: opened"
    );
    let first = Entry::new(1, "2015-07-02T10:00".parse().unwrap(), ADMINISTRATOR, Event::Announced);
    assert_eq!(Round::audit([first]).unwrap_err().rule().code, "round/opened-once");
}

#[test]
fn a_round_that_is_not_ready_says_what_is_missing() {
    let mut round = SoundRound::new();
    round.until("marked");
    let report = replay(&round.entries).decide(round.on).unwrap_err();
    assert_eq!(report.codes(), BTreeSet::from(["consensus/missing", "decision/stage-left"]));
    round.entries.pop();
    let report = replay(&round.entries).decide(round.on).unwrap_err();
    assert_eq!(
        report.codes(),
        BTreeSet::from([
            "assessment/marks-missing",
            "assessment/sets-uneven",
            "consensus/missing",
            "decision/stage-left"
        ])
    );
}

#[test]
fn outcomes_are_as_decided_and_then_as_offers_and_calls_changed_them() {
    let sound = SoundRound::new();
    let round = replay(&sound.entries);
    let selection = round.decide("2015-11-30".parse().unwrap()).unwrap();
    let outcomes: Vec<String> = selection.decisions().map(|decision| decision.outcome().to_string()).collect();
    // Five compete: the first is appointed, the second declines, the third is called up for it; of the two last the fifth
    // was drawn first. Decided on 12 October, and 180 days after that is 9 April in a leap year. The sixth withdraws, the seventh is not eligible and the eighth does not go on.
    assert_eq!(
        outcomes,
        [
            "appointed to north",
            "offered a place, and declined it",
            "appointed to south",
            "number 2 in the reserve until 2016-04-09",
            "number 1 in the reserve until 2016-04-09",
            "withdrawn",
            "not eligible",
            "not taken on after the stage `form`",
        ]
    );
    assert_eq!(selection.appointed().keys().copied().collect::<Vec<_>>(), [application(1), application(3)]);
    // The reserve expires.
    let later = round.decide("2016-06-30".parse().unwrap()).unwrap();
    assert_eq!(later.decision(application(4)).unwrap().outcome(), CandidateOutcome::NotAppointed);
}
