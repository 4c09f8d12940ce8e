//! Who may see what: for every prefix of a journal and every person, by what the person must not learn; and what is left
//! after a redaction. The bars and secrets are written down here by hand, and not taken from the code under test.

use std::collections::BTreeSet;

use maths_hubs::{
    identifiers::{ApplicationId, PersonId},
    journal::{Digest, Entry, Text},
    organisation::{People, PersonalDetails},
    selection::{
        interest::Strength,
        round::{
            Event, Phase, Redaction, Role, Round,
            event::{Answered, Asked, Declared, Enrolled, Examined, Given, Of, Waived},
        },
        visibility::Visible,
    },
    strategies::rounds::{
        ADMINISTRATOR, AUTHORITY, CHAIR, MEMBER, OBSERVER, REVIEWER, RoundShape, SoundRound, application, assessor,
        contact, person, place, sound_round,
    },
};
use proptest::{prelude::*, sample};

const STRANGER: PersonId = person(9_999);
const APPLICATIONS: u128 = 8;

/// Odd applications compete for the north alone and even ones for the south alone, so that a bar in one leaves the other.
/// The chair has a hard interest in 3 and so is barred from the odd ones; the first assessor has one in 4, and is barred
/// from the even ones. Every text and name is like no other.
fn divided(mut round: SoundRound) -> SoundRound {
    for entry in &mut round.entries {
        if let Event::Applied(it) = &mut entry.what {
            let odd = number(it.application) % 2 == 1;
            it.places = vec![place(if odd { "north" } else { "south" })];
        }
    }
    // The first assessor declares no interest in 4 later on, which would end the bar.
    round.remove(|entry| matches!(&entry.what, Event::Declared(it) if it.person == assessor(1) && it.application == application(4)));
    let hard = |person, of| {
        let (application, interest) = (application(of), Some(Strength::Hard));
        Event::Declared(Declared { person, application, interest, nature: "a bar".into(), at: None })
    };
    for (by, event) in [(CHAIR, hard(CHAIR, 3)), (assessor(1), hard(assessor(1), 4))] {
        round.insert_before("withdrawn", by, event);
    }
    let ask = |question: &str, confidential, of: u128| {
        let application = Some(application(of));
        Event::Asked(Asked { question: question.parse().unwrap(), text: "?".into(), confidential, application })
    };
    let answer = |question: &str, told_all| {
        let question = question.parse().unwrap();
        Event::Answered(Answered { question, text: "!".into(), material: false, told_all })
    };
    for event in [ask("own", true, 2), answer("own", false), ask("shared", false, 1), answer("shared", true)] {
        let by = if matches!(event, Event::Asked(_)) {
            contact(if event.application() == Some(application(1)) { 1 } else { 2 })
        } else {
            ADMINISTRATOR
        };
        round.insert_before("withdrawn", by, event);
    }
    let depart = |event: &mut Event| {
        if let Event::Recommended(it) | Event::Decided(it) = event {
            it.departures.insert(application(3), "departs".into());
        }
    };
    round.entries.iter_mut().for_each(|entry| depart(&mut entry.what));
    for (turn, entry) in round.entries.iter_mut().enumerate() {
        if let Event::Applied(it) = &mut entry.what {
            it.name = format!("School<{}>", number(it.application));
        }
        entry.why = Text::from(format!("why<{turn}>"));
        for (place, text) in entry.what.texts_mut().into_iter().enumerate() {
            *text = Text::from(format!("text<{turn}.{place}>"));
        }
    }
    round
}

fn number(id: ApplicationId) -> u128 {
    (1..100).find(|number| application(*number) == id).unwrap()
}

fn about(event: &Event) -> Option<u128> {
    match event {
        Event::Applied(it) => Some(number(it.application)),
        Event::Extended(it) => Some(number(it.application)),
        _ => event.application().map(number),
    }
}

fn everybody() -> Vec<PersonId> {
    let roles = [ADMINISTRATOR, CHAIR, MEMBER, AUTHORITY, REVIEWER, OBSERVER, STRANGER, assessor(1), assessor(2)];
    roles.into_iter().chain((1..=APPLICATIONS).map(contact)).collect()
}

fn audit(entries: &[Entry<Event>]) -> Round {
    Round::audit(entries.iter().cloned()).unwrap()
}

fn json(visible: &Visible) -> String {
    serde_json::to_string(visible).unwrap()
}

/// The same without the terms, which are long and public.
fn json_of_entries(it: &Visible) -> String {
    serde_json::to_string(&(&it.entries, &it.outcomes, &it.results)).unwrap()
}

/// From which of the applications a person is barred once the declarations are in: by hand, as `divided` has them. The
/// observer is a governor of the lead of application 1.
fn barred(person: PersonId, of: u128) -> bool {
    (person == CHAIR || person == OBSERVER) && of % 2 == 1 || person == assessor(1) && of % 2 == 0
}

fn texts(entry: &Entry<Event>) -> Vec<String> {
    let mut entry = entry.clone();
    let mut all = vec![entry.why.written().unwrap().to_owned()];
    all.extend(entry.what.texts_mut().into_iter().map(|text| text.written().unwrap().to_owned()));
    all
}

fn is_published(event: &Event) -> bool {
    matches!(event, Event::Asked(it) if !it.confidential)
}

/// The place of the last entry of a kind.
fn last(entries: &[Entry<Event>], kind: &str) -> usize {
    entries.iter().rposition(|entry| entry.what.kind() == kind).unwrap()
}

fn usual() -> SoundRound {
    divided(SoundRound::new())
}

#[test]
fn in_no_prefix_does_anybody_see_what_they_must_not() {
    let entries = usual().draft.entries;
    let (declared, announced) = (last(&entries, "withdrawn"), last(&entries, "announced"));
    for length in 1..=entries.len() {
        let prefix = &entries[..length];
        let round = audit(prefix);
        for person in everybody() {
            let seen = json_of_entries(&round.visible_to(person));
            for entry in prefix {
                let (what, of) = (&entry.what, about(&entry.what));
                let hidden = |why: &str| {
                    for text in texts(entry) {
                        assert!(
                            !seen.contains(&text),
                            "{why}: {person} sees entry {} of {length}: {text}",
                            entry.number
                        );
                    }
                };
                if length > declared && of.is_some_and(|of| barred(person, of)) && !is_published(what) {
                    hidden("barred");
                }
                let own = of.is_some_and(|of| contact(of) == person);
                let outside =
                    person == OBSERVER || person == STRANGER || (1..=APPLICATIONS).any(|of| contact(of) == person);
                if outside && of.is_some() && !own && !is_published(what) && entry.by != person {
                    hidden("another's application");
                }
                if let Event::Marked(it) = what {
                    let own_is_in = |by: PersonId| {
                        prefix.iter().any(|other| {
                            other.by == by
                                && matches!(&other.what, Event::Marked(own)
                                    if own.application == it.application && own.criterion == it.criterion)
                        })
                    };
                    let assesses = person == assessor(1) || person == assessor(2);
                    if assesses && entry.by != person && !own_is_in(person) {
                        hidden("before one's own mark is in");
                    }
                    if person == AUTHORITY && round.state().phase() < Phase::Recommended {
                        hidden("before the recommendation");
                    }
                    let released = prefix.iter().any(|other| {
                        matches!(other.what, Event::FeedbackReleased(Of { application }) if application == it.application)
                    });
                    if own && !released {
                        hidden("before feedback is released");
                    }
                }
                if matches!(what, Event::Examined(_)) && person != ADMINISTRATOR && person != AUTHORITY {
                    assert!(!seen.contains("\"examined\""), "{person} sees due diligence");
                }
            }
            for of in 1..=APPLICATIONS {
                let outside =
                    person == STRANGER || person == OBSERVER || (1..=APPLICATIONS).any(|it| contact(it) == person);
                if outside && contact(of) != person {
                    let id = application(of).to_string();
                    assert!(!seen.contains(&id), "{person} sees the id of {of} after {length}");
                    if length <= announced {
                        assert!(
                            !seen.contains(&format!("School<{of}>")),
                            "{person} sees the name of {of} after {length}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn an_assessor_sees_anothers_mark_once_all_of_their_own_on_the_application_are_in() {
    let entries = usual().draft.entries;
    let marks = |by: PersonId, of: u128| {
        let of_both = move |entry: &&Entry<Event>| {
            entry.by == by && matches!(&entry.what, Event::Marked(it) if it.application == application(of))
        };
        entries.iter().filter(of_both).map(|entry| entry.number).collect::<Vec<_>>()
    };
    // The first assessor marks application 1 before the second does; four criteria each.
    let (first, second) = (marks(assessor(1), 1), marks(assessor(2), 1));
    assert_eq!((first.len(), second.len()), (4, 4));
    let sees = |length: u64| {
        let seen = audit(&entries[..usize::try_from(length).unwrap()]).visible_to(assessor(2));
        let of_first =
            |it: &&maths_hubs::selection::visibility::Seen| it.what.kind() == "marked" && it.by == Some(assessor(1));
        let own =
            |it: &&maths_hubs::selection::visibility::Seen| it.what.kind() == "marked" && it.by == Some(assessor(2));
        (seen.entries.iter().filter(of_first).count(), seen.entries.iter().filter(own).count())
    };
    assert_eq!(sees(first[3]), (0, 0));
    assert_eq!(sees(second[2]), (0, 3), "three of four are in, and one's own are seen");
    assert_eq!(sees(second[3]), (4, 4));
}

#[test]
fn a_chair_who_marks_too_waits_for_their_own_marks() {
    let mut round = usual();
    let roles = BTreeSet::from([Role::Chair, Role::Assessor, Role::Administrator]);
    round.insert_before("practised", ADMINISTRATOR, Event::Enrolled(Enrolled { person: assessor(2), roles }));
    let prefix = |number: usize| audit(&round.entries[..number]).visible_to(assessor(2));
    let first_own =
        round.entries.iter().position(|entry| entry.by == assessor(2) && entry.what.kind() == "marked").unwrap();
    let seen = prefix(first_own);
    assert!(!seen.entries.iter().any(|it| it.what.kind() == "marked"));
    assert!(prefix(first_own + 4).entries.iter().any(|it| it.what.kind() == "marked" && it.by == Some(assessor(1))));
}

#[test]
fn a_waiver_opens_what_the_interest_kept() {
    let mut round = usual();
    let of_three =
        |round: &SoundRound| json(&audit(&round.entries).visible_to(CHAIR)).contains(&application(3).to_string());
    assert!(!of_three(&round));
    round.insert_before("withdrawn", AUTHORITY, Event::Waived(Waived { person: CHAIR, application: application(3) }));
    assert!(of_three(&round));
}

#[test]
fn a_contact_learns_its_outcome_when_told_and_reasons_when_released() {
    // Nobody who took part in its moderation is barred, or what the panel agreed on would fall.
    let entries = SoundRound::new().draft.entries;
    let told = entries
        .iter()
        .position(|entry| matches!(&entry.what, Event::Notified(it) if it.application == application(4)))
        .unwrap();
    let released = entries
        .iter()
        .position(|entry| matches!(&entry.what, Event::FeedbackReleased(it) if it.application == application(4)))
        .unwrap();
    let seen = |length: usize| audit(&entries[..length]).visible_to(contact(4));
    let moderated = |seen: &Visible| seen.entries.iter().filter(|it| it.what.kind() == "moderated").count();
    assert!(seen(told).outcomes.is_empty());
    // Number 4 of five stands in the reserve: the reserve is 3, then the drawn 5 and 4.
    assert_eq!(
        serde_json::to_value(seen(told + 1)).unwrap()["outcomes"][application(4).to_string()]["reserve"]["turn"],
        3
    );
    assert_eq!(moderated(&seen(released)), 0);
    let after = seen(released + 1);
    assert_eq!(moderated(&after), 4);
    for it in &after.entries {
        if let Event::Moderated(moderated) = &it.what {
            assert!(moderated.present.is_empty() && moderated.dissent.is_empty() && it.by.is_none());
            assert!(!moderated.reason.is_empty());
        }
    }
}

#[test]
fn behind_what_the_panel_agreed_on_no_contact_sees_what_an_assessor_wrote() {
    let mut sound = SoundRound::new();
    for (turn, entry) in sound.entries.iter_mut().enumerate() {
        if let Event::Marked(it) = &mut entry.what {
            it.justification = Text::from(format!("written<{turn}>"));
        }
    }
    let round = audit(&sound.entries);
    let (mut moderated, mut written) = (0, 0);
    for of in 1..=APPLICATIONS {
        let seen = round.visible_to(contact(of));
        moderated += seen.entries.iter().filter(|it| it.what.kind() == "moderated").count();
        written += json(&seen).matches("written<").count();
    }
    assert!(moderated > 0);
    assert_eq!(written, 0);
}

#[test]
fn a_contact_sees_what_the_only_assessor_wrote_once_feedback_is_released() {
    // The first assessor is barred from the even ones, so the mark of the second alone stands there, and what the panel
    // agreed on with the first has fallen.
    let entries = usual().draft.entries;
    let released = entries
        .iter()
        .position(|entry| matches!(&entry.what, Event::FeedbackReleased(it) if it.application == application(4)))
        .unwrap();
    let written = |by: PersonId| {
        let of_four = move |entry: &&Entry<Event>| {
            entry.by == by && matches!(&entry.what, Event::Marked(it) if it.application == application(4))
        };
        entries.iter().filter(of_four).flat_map(texts).collect::<Vec<_>>()
    };
    let seen = |length: usize| json(&audit(&entries[..length]).visible_to(contact(4)));
    let shown = |length: usize, by: PersonId| {
        let seen = seen(length);
        written(by).into_iter().filter(|text| seen.contains(&format!("\"{text}\""))).count()
    };
    assert_eq!((written(assessor(1)).len(), written(assessor(2)).len()), (8, 8), "four with their reasons of entry");
    assert_eq!((shown(released, assessor(1)), shown(released, assessor(2))), (0, 0));
    assert_eq!((shown(released + 1, assessor(1)), shown(released + 1, assessor(2))), (0, 4));
    assert!(!seen(released + 1).contains(&assessor(2).to_string()));
}

#[test]
fn questions_are_public_without_who_asked_and_confidential_ones_are_not() {
    let entries = usual().draft.entries;
    let round = audit(&entries[..last(&entries, "stage-closed")]);
    for person in [STRANGER, OBSERVER, contact(3), MEMBER] {
        let seen = round.visible_to(person);
        let asked: Vec<_> = seen.entries.iter().filter(|it| it.what.kind() == "asked").collect();
        assert_eq!(asked.len(), 2, "{person}");
        for it in asked {
            assert!(it.by.is_none() && it.what.application().is_none() && it.why.is_empty());
        }
    }
    let own = round.visible_to(contact(2));
    let confidential =
        |it: &maths_hubs::selection::visibility::Seen| matches!(&it.what, Event::Asked(it) if it.confidential);
    assert!(own.entries.iter().any(confidential));
    let answered = |seen: &Visible| seen.entries.iter().filter(|it| it.what.kind() == "answered").count();
    assert_eq!((answered(&own), answered(&round.visible_to(contact(3)))), (3, 2));
}

#[test]
fn the_result_is_public_and_nothing_else_of_it() {
    let entries = usual().draft.entries;
    let round = audit(&entries[..=last(&entries, "announced")]);
    let before = audit(&entries[..last(&entries, "announced")]);
    assert!(before.visible_to(STRANGER).results.is_none());
    assert_eq!(before.visible_to(STRANGER).phase, Phase::Assessing);
    assert_eq!(before.visible_to(OBSERVER).phase, Phase::Notified);
    let seen = serde_json::to_value(round.visible_to(STRANGER)).unwrap();
    // The second declined, and the third was called up in its place.
    assert_eq!(seen["results"], serde_json::json!({"north": ["School<1>"], "south": ["School<3>"]}));
    let kinds: BTreeSet<&str> = seen["entries"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|it| match &it["what"] {
            serde_json::Value::String(kind) => vec![kind.as_str()],
            other => other.as_object().unwrap().keys().map(String::as_str).collect(),
        })
        .collect();
    let public = ["amended", "announced", "answered", "asked", "stage-closed", "stage-opened"];
    assert_eq!(kinds, public.into());
}

#[test]
fn an_announced_decision_that_is_undone_is_public_no_more_and_everybody_sees_that() {
    let mut round = usual();
    let undone = |round: &SoundRound, person| {
        let seen = audit(&round.entries).visible_to(person);
        (seen.results.is_some(), seen.entries.iter().any(|it| it.what.kind() == "decision-undone"))
    };
    round.until("announced");
    assert_eq!(undone(&round, STRANGER), (true, false));
    round.push_because(AUTHORITY, Event::DecisionUndone, "a mark was misread");
    assert_eq!(undone(&round, STRANGER), (false, true));
    assert!(!json(&audit(&round.entries).visible_to(STRANGER)).contains("misread"));
    // Before the announcement it is seen by whoever was told.
    let mut round = usual();
    round.until("decided");
    round.push(AUTHORITY, Event::DecisionUndone);
    assert_eq!(undone(&round, contact(1)), (false, false));
    let mut round = usual();
    round.until("notified");
    round.push(AUTHORITY, Event::DecisionUndone);
    assert_eq!(undone(&round, contact(1)), (false, true));
    assert_eq!(undone(&round, STRANGER), (false, false));
    assert!(audit(&round.entries).visible_to(contact(1)).outcomes.is_empty());
}

#[test]
fn the_reviewer_sees_what_bears_on_the_application_under_review() {
    let entries = usual().draft.entries;
    let asked = last(&entries, "review-asked");
    let applications = |length: usize| {
        let seen = json(&audit(&entries[..length]).visible_to(REVIEWER));
        (1..=APPLICATIONS).filter(|of| seen.contains(&application(*of).to_string())).collect::<Vec<_>>()
    };
    assert_eq!(applications(asked), [0_u128; 0]);
    // Under review is 4, which was drawn with 5.
    assert_eq!(applications(asked + 1), [4, 5]);
}

#[test]
fn the_authority_sees_marks_and_reasons_once_they_are_put_to_it() {
    let entries = usual().draft.entries;
    let recommended = last(&entries, "recommended");
    let kinds = |length: usize, kind: &str| {
        audit(&entries[..length]).visible_to(AUTHORITY).entries.iter().filter(|it| it.what.kind() == kind).count()
    };
    for kind in ["marked", "moderated", "drawn", "recommended"] {
        assert_eq!(kinds(recommended, kind), 0, "{kind}");
        let all = entries.iter().filter(|entry| entry.what.kind() == kind).count();
        assert_eq!(kinds(recommended + 1, kind), all, "{kind}");
    }
}

#[test]
fn a_removed_text_stays_removed_for_all() {
    let mut round = usual();
    round.until("moderated");
    let mut round = audit(&round.entries);
    let of =
        round.entries().iter().find(|entry| entry.what.kind() == "moderated" && about(&entry.what) == Some(2)).unwrap();
    let (number, gone, at) = (of.number, texts(of), of.at);
    round.redact(Redaction { entry: number, ground: "names a pupil", at, by: ADMINISTRATOR }, digest).unwrap();
    for person in everybody() {
        let seen = json(&round.visible_to(person));
        assert!(gone.iter().all(|text| !seen.contains(text)));
    }
    assert!(json(&round.visible_to(CHAIR)).contains("names a pupil"));
    assert!(!json(&round.visible_to(STRANGER)).contains("names a pupil"));
}

/// Whether an entry is none of a person's business whatever else it says: by hand, for `divided` rounds.
fn is_secret(entries: &[Entry<Event>], entry: &Entry<Event>, person: PersonId) -> bool {
    let Some(of) = about(&entry.what) else { return false };
    if is_published(&entry.what)
        || entry.by == person
        || matches!(entry.what, Event::Applied(_) | Event::Withdrawn(_) | Event::Declared(_))
    {
        return false;
    }
    let outside = [OBSERVER, STRANGER].contains(&person) || (1..100).any(|it| contact(it) == person);
    let undue =
        |own: &Entry<Event>| own.by == person && matches!(own.what, Event::Marked(_)) && about(&own.what) == Some(of);
    let assesses = person == assessor(1) || person == assessor(2);
    barred(person, of)
        || outside && contact(of) != person
        || assesses && entry.what.kind() == "marked" && entries.iter().filter(|own| undue(own)).count() < 4
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What a person may not see is changed or left out, and they get the same bytes.
    #[test]
    fn what_a_person_may_not_see_changes_nothing_that_they_get(
        round in sound_round(7),
        length in any::<sample::Index>(),
        who in any::<sample::Index>(),
        leave_out in any::<u64>(),
    ) {
        let entries = divided(round).draft.entries;
        // From the declarations on; before them nobody is barred.
        let from = last(&entries, "withdrawn") + 1;
        let prefix = &entries[..from + length.index(entries.len() - from + 1)];
        let everybody = everybody();
        let person = everybody[who.index(everybody.len())];
        let mut changed: Vec<Entry<Event>> = Vec::new();
        for (turn, entry) in prefix.iter().enumerate() {
            let mut entry = entry.clone();
            if is_secret(prefix, &entry, person) {
                let free = matches!(entry.what.kind(), "marked" | "facts-found" | "ruled" | "examined" | "feedback-released" | "review-ended");
                if free && leave_out >> (turn % 64) & 1 == 1 && !matches!(&entry.what, Event::Examined(_) if prefix.iter().any(|it| matches!(it.what, Event::Announced))) {
                    continue;
                }
                entry.why = "changed".into();
                for text in entry.what.texts_mut() {
                    *text = "changed".into();
                }
                if let Event::Marked(it) = &mut entry.what {
                    it.given = Given::Declined;
                }
            }
            entry.number = u64::try_from(changed.len() + 1).unwrap();
            changed.push(entry);
        }
        // Numbers that the last redaction names are nobody's business either.
        let (one, other) = (json(&audit(prefix).visible_to(person)), json(&audit(&changed).visible_to(person)));
        prop_assert!(one == other, "{person} sees what was changed, after {} entries", prefix.len());
    }

    /// After the announcement too, what was found later of the chosen is not shown.
    #[test]
    fn an_examination_shows_to_nobody_but_administrator_and_authority(passed in any::<bool>(), who in any::<sample::Index>()) {
        let mut round = usual();
        round.until("announced");
        let before = audit(&round.entries);
        round.push(ADMINISTRATOR, Event::Examined(Examined { application: application(1), passed }));
        let after = audit(&round.entries);
        let others: Vec<PersonId> =
            everybody().into_iter().filter(|it| ![ADMINISTRATOR, AUTHORITY].contains(it)).collect();
        let person = others[who.index(others.len())];
        prop_assert_eq!(before.visible_to(person), after.visible_to(person));
    }
}

/// A digest that differs for different texts of these tests; a host takes a real one.
fn digest(text: &str) -> Digest {
    let mut bytes = [0; 32];
    for (place, byte) in text.bytes().enumerate() {
        let cell: &mut u8 = &mut bytes[place % 32];
        *cell = cell.wrapping_mul(31).wrapping_add(byte);
    }
    Digest::new(bytes)
}

fn shaped() -> RoundShape {
    RoundShape::default()
}

#[test]
fn a_redacted_journal_keeps_digest_and_ground_and_replays_to_the_same_state() {
    let mut sound = SoundRound::shaped(shaped());
    sound.until("announced");
    let with_text: Vec<u64> = sound
        .entries
        .iter()
        .filter(|entry| texts(entry).iter().any(|text| !text.is_empty()))
        .map(|entry| entry.number)
        .collect();
    assert!(with_text.len() > 50);
    for number in with_text {
        let mut round = Round::replay(sound.entries.iter().cloned()).unwrap();
        let entry = round.journal().entry(number).unwrap();
        let gone: Vec<String> = texts(entry).into_iter().filter(|text| !text.is_empty()).collect();
        let at = round.entries().last().unwrap().at;
        // Texts that another entry says too are still there: look at this one, and at all where it is the only one.
        let others = |text: &str| {
            sound
                .entries
                .iter()
                .filter(|it| it.number != number)
                .any(|it| serde_json::to_string(it).unwrap().contains(text))
        };
        round.redact(Redaction { entry: number, ground: "names a child", at, by: ADMINISTRATOR }, digest).unwrap();
        let lines: Vec<String> = round.entries().iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
        let line = &lines[usize::try_from(number).unwrap() - 1];
        for text in &gone {
            assert!(!line.contains(text.as_str()), "{line}");
            assert!(others(text) || lines.iter().all(|line| !line.contains(text.as_str())), "{text}");
            for line in [line, lines.last().unwrap()] {
                assert!(line.contains(&digest(text).to_string()) && line.contains("names a child"), "{line}");
            }
        }
        let read = lines.iter().map(|line| serde_json::from_str::<Entry<Event>>(line).unwrap());
        let replayed = Round::replay(read).unwrap();
        assert_eq!(replayed, round);
        assert_eq!(replayed.state(), round.state());
    }
}

#[test]
fn a_redaction_of_nothing_is_refused_and_removes_nothing() {
    let mut sound = SoundRound::shaped(shaped());
    sound.until("announced");
    let mut round = Round::replay(sound.draft.entries).unwrap();
    let at = round.entries().last().unwrap().at;
    let redaction = |entry, ground| Redaction { entry, ground, at, by: ADMINISTRATOR };
    let without_text = round.entries().iter().find(|entry| entry.what.kind() == "stage-closed").unwrap().number;
    let with_text = round.entries().iter().find(|entry| entry.what.kind() == "moderated").unwrap().number;
    let untouched = round.clone();
    let stranger = Redaction { by: STRANGER, ..redaction(with_text, "a ground") };
    let refused = [
        redaction(without_text, "a ground"),
        redaction(9_999, "a ground"),
        redaction(0, "a ground"),
        redaction(with_text, "  "),
        stranger,
    ];
    for (turn, redaction) in refused.into_iter().enumerate() {
        let refusal = round.redact(redaction, digest).unwrap_err();
        let expected = match turn {
            1 | 2 => "round/unknown-reference",
            4 => "round/not-theirs",
            _ => "round/redaction-of-nothing",
        };
        assert_eq!(refusal.rule().code, expected, "{turn}");
        assert_eq!(round, untouched);
    }
    round.redact(redaction(with_text, "a ground"), digest).unwrap();
    let once = round.clone();
    let again = round.redact(redaction(with_text, "another ground"), digest).unwrap_err();
    assert_eq!(again.rule().code, "round/redaction-of-nothing");
    assert_eq!(round, once);
}

#[test]
fn details_are_overdue_after_their_last_day_and_replay_needs_none() {
    let mut people = People::default();
    let details = |until: &str| PersonalDetails::new("Ada Example").kept_until(until.parse().unwrap());
    people.people = [
        (person(1), PersonalDetails::new("No End")),
        (person(2), details("2026-11-24")),
        (person(3), details("2026-11")),
        (person(4), details("2026")),
    ]
    .into();
    let overdue = |day: &str| people.overdue(day.parse().unwrap()).collect::<Vec<_>>();
    assert_eq!(overdue("2026-11-24"), []);
    assert_eq!(overdue("2026-11-25"), [person(2)]);
    assert_eq!(overdue("2026-12-01"), [person(2), person(3)]);
    assert_eq!(overdue("2027-01-01"), [person(2), person(3), person(4)]);
    let left = people.clone().without_overdue("2026-12-01".parse().unwrap());
    assert_eq!(left.people.keys().copied().collect::<Vec<_>>(), [person(1), person(4)]);
    // A journal alone, read from its lines, is the whole round.
    let entries = SoundRound::new().draft.entries;
    let lines: Vec<String> = entries.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
    let round = Round::replay(lines.iter().map(|line| serde_json::from_str(line).unwrap())).unwrap();
    assert_eq!(round, Round::replay(entries).unwrap());
    assert!(lines.iter().all(|line| !line.contains("Ada Example")));
}
