//! Everything of a programme as one document: it reads back, refuses what nobody could have written, takes in what is not
//! permitted and says so, and is judged as its parts are.

use chrono::NaiveDate;
use maths_hubs::{
    funding::ledger::{self, Ledger},
    identifiers::{AwardId, HubId, RoundId},
    journal::Entry,
    network::Network,
    programme::{Affairs, Programme, Record},
    rules::{Explanation, Level, Verdict},
    selection::round::{Event, Round},
    strategies::{
        self, DAY,
        affairs::{SoundAffairs, sound_affairs},
        ledgers::SoundLedger,
    },
};
use proptest::prelude::*;

const NETWORK: &str = include_str!("../examples/data/network.json");
const JOURNAL: &str = include_str!("../examples/data/round_2015.jsonl");

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn on() -> NaiveDate {
    id("2026-11-24")
}

fn network() -> Network {
    serde_json::from_str(NETWORK).unwrap()
}

fn rehearsal() -> Round {
    let entries: Vec<Entry<Event>> = JOURNAL.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    Round::replay(entries).unwrap()
}

/// The real network with the rehearsal of 2015.
fn real() -> Record {
    Record::of(Programme::maths_hubs(), network()).with_round(rehearsal())
}

/// What each kind of document is in: the sound affairs.
fn whole() -> Record {
    SoundAffairs::new().record()
}

const AWARD: &str = "00000000-0000-0000-0000-0000a4a2d000";

fn read(json: &str) -> Result<Record, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

/// What a record is refused for when one piece of it, which stands once, is another.
fn refused(record: &Record, found: &str, instead: &str) -> String {
    let json = serde_json::to_string(record).unwrap();
    assert_eq!(json.matches(found).count(), 1, "{found}");
    let refusal = read(&json.replacen(found, instead, 1)).unwrap_err();
    refusal.split_once(" at line 1 column ").unwrap().0.to_owned()
}

#[test]
fn the_real_network_and_its_round_read_back_equal_and_byte_for_byte() {
    let record = real();
    let json = serde_json::to_string(&record).unwrap();
    let again = read(&json).unwrap();
    assert_eq!(again, record);
    assert_eq!(serde_json::to_string(&again).unwrap(), json);
    assert!(json.starts_with(r#"{"$format":"maths-hubs/record/1","programme":{"$format":"maths-hubs/programme/1","#));
    // The round stands there as the lines of its journal, and the network as in its own document.
    let entries: Vec<&str> = JOURNAL.lines().collect();
    assert!(json.contains(&format!(r#""rounds":{{"maths-hubs-2015":[{}]}}"#, entries.join(","))));
    assert!(json.contains(&format!(r#""network":{}"#, serde_json::to_string(&network()).unwrap())));
    // What there is none of is not written.
    for absent in ["\"ledgers\"", "\"allocations\"", "\"people\"", "\"explanations\""] {
        assert!(!serde_json::to_string(&record.rounds()).unwrap().contains(absent));
        assert!(!json.ends_with(absent) && !json.contains(&format!(",{absent}:{{}}")), "{absent}");
    }
    // By way of a tree of values too.
    let tree = serde_json::to_value(&record).unwrap();
    assert_eq!(serde_json::from_value::<Record>(tree).unwrap(), record);
}

#[test]
fn a_record_has_what_was_put_in_it_under_its_own_id() {
    let record = whole();
    assert_eq!(record.rounds().keys().map(RoundId::as_str).collect::<Vec<_>>(), ["round-2015"]);
    assert_eq!(record.ledgers().keys().map(AwardId::to_string).collect::<Vec<_>>(), [AWARD]);
    assert_eq!(record.allocations().keys().map(ToString::to_string).collect::<Vec<_>>(), ["2014/15"]);
    assert_eq!(record.people.as_ref().unwrap().people.len(), 1);
    // Another of the same id takes its place.
    let mut shorter = SoundLedger::new();
    shorter.draft.entries.truncate(1);
    let ledger = shorter.audit().unwrap();
    assert_eq!(ledger.state().award().id.to_string(), AWARD);
    let replaced = record.with_ledger(ledger.clone());
    assert_eq!(replaced.ledgers().values().collect::<Vec<_>>(), [&ledger]);
}

#[test]
fn what_stands_under_another_id_is_refused() {
    let record = whole();
    assert_eq!(
        refused(&record, r#""rounds":{"round-2015":"#, r#""rounds":{"round-2016":"#),
        "what stands under `round-2016` says that it is `round-2015`"
    );
    let other = "00000000-0000-0000-0000-0000a4a2d001";
    assert_eq!(
        refused(&record, &format!(r#""ledgers":{{"{AWARD}":"#), &format!(r#""ledgers":{{"{other}":"#)),
        format!("what stands under `{other}` says that it is `{AWARD}`")
    );
    assert_eq!(
        refused(&record, r#""allocations":{"2014/15":"#, r#""allocations":{"2015/16":"#),
        "what stands under `2015/16` says that it is `2014/15`"
    );
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let round = serde_json::to_string(&whole().rounds()).unwrap();
    let twice = format!(r#""rounds":{{"round-2015":[],{}"#, round.strip_prefix('{').unwrap());
    let found = format!(r#""rounds":{round}"#);
    assert_eq!(refused(&whole(), &found, &twice), "the key `round-2015` is listed twice in this object");
    assert_eq!(
        refused(&whole(), r#","allocations":{"#, r#","ledgers":{},"allocations":{"#),
        "duplicate field `ledgers`"
    );
}

#[test]
fn an_unknown_field_and_a_wrong_format_are_refused() {
    assert_eq!(
        refused(&whole(), r#""allocations":{"2014/15":"#, r#""alocations":{"2014/15":"#),
        "unknown field `alocations`; did you mean `allocations`?"
    );
    let format = r#"{"$format":"maths-hubs/record/1","programme":"#;
    for (instead, why) in [
        (
            r#"{"$format":"maths-hubs/record/2","programme":"#,
            "this document is in `maths-hubs/record/2`, which is newer than this library reads: `maths-hubs/record/1`",
        ),
        (
            r#"{"$format":"maths-hubs/network/1","programme":"#,
            "this document calls itself `maths-hubs/network/1`, where `maths-hubs/record/1` is wanted",
        ),
        (r#"{"programme":"#, "the first key of a document is `$format`, which says what it is; found `programme`"),
    ] {
        assert_eq!(refused(&whole(), format, instead), why);
    }
    assert_eq!(
        read(r#"{"$format":"maths-hubs/record/1"}"#).unwrap_err(),
        "missing field `programme` at line 1 column 33"
    );
}

#[test]
fn a_journal_whose_first_entry_opens_nothing_is_refused_and_named() {
    let mut lines = JOURNAL.lines();
    let first = format!("[{},", lines.next().unwrap());
    assert_eq!(
        refused(&real(), &first, "["),
        "under `maths-hubs-2015`, entry 2 (enrolled) is refused by round/opened-once: entry 2 is not the opening, or is a \
         second one; permitted now: opened"
    );
    let books = serde_json::to_string(&whole().ledgers()).unwrap();
    assert_eq!(
        refused(&whole(), &books, &format!(r#"{{"{AWARD}":[]}}"#)),
        format!(
            "under `{AWARD}`, an empty journal is refused by ledger/offered-once: a journal without entries opens nothing; \
             permitted now: offered"
        )
    );
    // A round among the ledgers is no journal of a ledger.
    let refusal = refused(
        &whole(),
        &format!(r#""ledgers":{books}"#),
        &format!(r#""ledgers":{{"{AWARD}":[{}]}}"#, JOURNAL.lines().next().unwrap()),
    );
    assert!(refusal.starts_with("unknown variant `opened`"), "{refusal}");
}

#[test]
fn a_ledger_with_an_entry_that_is_not_permitted_is_taken_in_and_the_report_says_so() {
    let mut affairs = SoundAffairs::new();
    // Nobody may go on once the books are closed.
    let again = affairs.ledgers[0].first("accepted").unwrap().what.clone();
    let by = affairs.ledgers[0].entries[1].by;
    affairs.ledgers[0].push(by, again);
    let record = affairs.record();
    let written = serde_json::to_string(&record).unwrap();
    let again = read(&written).unwrap();
    assert_eq!(again, record);
    assert_eq!(serde_json::to_string(&again).unwrap(), written);
    let number = affairs.ledgers[0].entries.len();
    for record in [&record, &again] {
        let report = record.check(DAY);
        let found: Vec<String> = report.blocking().map(ToString::to_string).collect();
        let expected = format!(
            "error[ledger/not-now] ledgers[\"{AWARD}\"].entries[\"{number}\"]: accepted is not permitted while the award is \
             closed"
        );
        assert_eq!(found, [expected]);
    }
}

#[test]
fn a_record_is_judged_as_its_parts_are_together() {
    let (programme, network, round) = (Programme::maths_hubs(), network(), rehearsal());
    let report = programme.check_together(&Affairs::of(&network).with_round(&round), on());
    assert!(!report.findings().is_empty());
    assert_eq!(real().check(on()), report);

    let affairs = SoundAffairs::new();
    assert_eq!(affairs.record().check(DAY), affairs.check());
    // One that is alone with its network is judged as it.
    let alone = Record::of(programme.clone(), network.clone());
    assert_eq!(alone.check(on()), programme.check_together(&Affairs::of(&network), on()));
    assert_eq!(alone.check(on()).findings().len(), programme.check(&network, on()).findings().len());
}

#[test]
fn another_edition_judges_the_same_record_and_the_difference_says_how() {
    let mut affairs = SoundAffairs::new();
    // The award goes to a body that is not accountable.
    affairs.ledgers[0].award().unwrap().body = id("X-BODY-neighbour-9");
    let record = affairs.record();
    let mut later = record.programme.clone();
    later.edition = "a later edition".to_owned();
    later.levels = later.levels.with("programme/award-body-not-accountable", Level::Warning).unwrap();
    let difference = record.programme.difference(&later, &record.affairs(), DAY);
    let [regraded] = difference.regraded.as_slice() else { panic!("{difference}") };
    assert_eq!(regraded.finding.code, "programme/award-body-not-accountable");
    assert_eq!((regraded.finding.level, regraded.other), (Level::Error, Level::Warning));
    // Round and ledger name the edition that they were opened by.
    assert!(difference.only_other.iter().all(|finding| finding.code == "programme/wrong-edition-used"));
    assert_eq!(difference.only_other.len(), 2, "{difference}");
    assert!(difference.only_one.is_empty());
    assert!(record.programme.difference(&record.programme, &record.affairs(), DAY).is_empty());
}

#[test]
fn a_reason_for_a_finding_stands_in_the_record() {
    let mut affairs = SoundAffairs::new();
    affairs.ledgers[0].award().unwrap().body = id("X-BODY-neighbour-9");
    let code = "programme/award-body-not-accountable";
    let about = id(&format!("ledgers[\"{AWARD}\"].award.body"));
    let explanation = Explanation::new(code, about, "the trust was being wound up", "the Department");
    let record = affairs.record();
    assert_eq!(record.check(DAY).blocking().count(), 1);
    let record = record.with_explanation(explanation.clone());
    let report = record.check(DAY);
    assert_eq!(report.blocking().count(), 0, "{report}");
    assert!(report.of(code).all(|finding| finding.is_explained()));
    assert_eq!(read(&serde_json::to_string(&record).unwrap()).unwrap(), record);
    let twice = serde_json::to_string(&explanation).unwrap();
    assert_eq!(
        refused(&record, &format!("[{twice}]"), &format!("[{twice},{twice}]")),
        "item 2 of this list stands in it already"
    );
}

/// The documents of a record, put in anew in the order of these numbers.
fn anew(record: &Record, order: &[u8]) -> Record {
    enum Part<'a> {
        Round(&'a Round),
        Ledger(&'a Ledger),
    }
    let rounds = record.rounds().values().map(Part::Round);
    let ledgers = record.ledgers().values().map(Part::Ledger);
    let mut parts: Vec<(u8, Part<'_>)> = order.iter().copied().cycle().zip(rounds.chain(ledgers)).collect();
    parts.sort_by_key(|(number, _)| *number);
    let empty = Record::of(record.programme.clone(), record.network.clone());
    let empty = record.people.iter().cloned().fold(empty, Record::with_people);
    let empty = record.enquiries.iter().cloned().fold(empty, Record::with_enquiries);
    let filled = parts.into_iter().fold(empty, |record, (_, part)| match part {
        Part::Round(round) => record.with_round(round.clone()),
        Part::Ledger(ledger) => record.with_ledger(ledger.clone()),
    });
    record.allocations().values().cloned().fold(filled, Record::with_allocations)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn nothing_is_found_in_a_sound_record_which_reads_back_and_has_no_order(
        record in strategies::sound_record(), order in prop::collection::vec(any::<u8>(), 8),
    ) {
        let report = record.check(DAY);
        prop_assert!(report.findings().is_empty(), "{}", report);
        let json = serde_json::to_string(&record).unwrap();
        let again = read(&json).unwrap();
        prop_assert_eq!(&again, &record);
        prop_assert_eq!(&serde_json::to_string(&again).unwrap(), &json);
        prop_assert_eq!(&again.check(DAY), &report);
        let anew = anew(&record, &order);
        prop_assert_eq!(&serde_json::to_string(&anew).unwrap(), &json);
        prop_assert_eq!(anew, record);
    }

    #[test]
    fn a_broken_record_breaks_its_rule_and_no_other_and_reads_back(
        broken in strategies::broken_record(), order in prop::collection::vec(any::<u8>(), 8),
    ) {
        let report = broken.record.check(DAY);
        let codes: Vec<&str> = report.codes().into_iter().collect();
        prop_assert_eq!(codes, [broken.case.rule.code], "{}", &report);
        prop_assert!(report.findings().iter().all(|finding| finding.verdict == Verdict::Broken));
        let again = read(&serde_json::to_string(&broken.record).unwrap()).unwrap();
        prop_assert_eq!(again.check(DAY), report.clone());
        prop_assert_eq!(anew(&broken.record, &order).check(DAY), report);
    }

    #[test]
    fn a_record_of_sound_affairs_is_judged_as_they_are(affairs in sound_affairs(6, 4)) {
        let record = affairs.record();
        prop_assert_eq!(record.check(DAY), affairs.check());
        // Every hub with an award is allotted, every round appointed two, and there are details of people.
        let awarded: std::collections::BTreeSet<HubId> =
            record.ledgers().values().filter_map(|ledger: &ledger::Ledger| ledger.state().award().hub).collect();
        let allotted: std::collections::BTreeSet<HubId> =
            record.allocations().values().flat_map(|table| table.hubs.keys().copied()).collect();
        prop_assert_eq!(awarded.len(), record.ledgers().len());
        prop_assert_eq!(awarded, allotted);
        let counts = (record.rounds().len(), record.ledgers().len());
        prop_assert_eq!(counts, (affairs.rounds.len(), affairs.ledgers.len()));
        prop_assert_eq!(record.check(DAY).count("programme/appointed-not-installed").held, 2 * record.rounds().len() as u64);
        prop_assert!(record.people.is_some_and(|people| people.people.len() + 1 >= affairs.network.hubs.len() - 1));
    }
}
