//! The journal alone, with a process of a host's own: a turnstile that takes a coin, then a push.

use std::collections::BTreeSet;

use maths_hubs::{
    calendar::Moment,
    identifiers::PersonId,
    journal::{Before, Check, Entry, Figures, Journal, Process, Transition, Verdict, checks, mermaid},
    rules::{RULESET, Report, Rule, Sink},
    strategies::rounds::person,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

static INSTALLED_ONCE: Rule = Rule::error("turnstile/installed-once", "a turnstile is installed first, and once")
    .why("nothing turns before")
    .says("entry {number} does not install it")
    .hint("install it first");

static NUMBERED: Rule = Rule::error("turnstile/numbered", "entries are numbered one after another")
    .why("the number is what orders them")
    .says("entry {number} comes after entry {last}")
    .hint("give it the next number");

static LOCKED: Rule = Rule::error("turnstile/locked", "a push is paid for")
    .why("nobody passes for nothing")
    .says("somebody pushed after {coins} coins and {pushes} pushes")
    .hint("put in a coin")
    .except_to("a push by whoever keeps it");

static TABLE: [Transition; 4] = [
    Transition::to("coin", &["locked"], "free"),
    Transition::within("coin", &["free"]),
    Transition::to("push", &["free"], "locked"),
    Transition::to("remove", &["locked", "free"], "removed"),
];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Event {
    Install { keeper: PersonId },
    Coin,
    Push,
    Remove,
}

#[derive(Clone, Debug, PartialEq)]
struct Turnstile {
    keeper: PersonId,
    coins: u32,
    pushes: u32,
    last: u64,
    removed: bool,
}

const CHECKS: &[Check<Turnstile>] =
    &[Check { rule: &NUMBERED, judge: checks::out_of_order }, Check { rule: &LOCKED, judge: locked }];

fn locked(before: &Before<'_, Turnstile>, entry: &Entry<Event>) -> Verdict {
    match entry.what {
        Event::Push if entry.by == before.keeper => Verdict::Spared,
        Event::Push => Verdict::kept_or(before.coins > before.pushes, || {
            Figures::of("coins", before.coins).and("pushes", before.pushes)
        }),
        _ => Verdict::Silent,
    }
}

impl Process for Turnstile {
    type Event = Event;

    fn open(first: &Entry<Event>) -> Option<Self> {
        match first.what {
            Event::Install { keeper } => Some(Self { keeper, coins: 0, pushes: 0, last: 1, removed: false }),
            _ => None,
        }
    }

    fn opening() -> &'static Rule {
        &INSTALLED_ONCE
    }

    fn checks() -> &'static [&'static [Check<Self>]] {
        &[CHECKS]
    }

    fn fold(&mut self, entry: &Entry<Event>) {
        self.last = entry.number;
        match entry.what {
            Event::Coin => self.coins += 1,
            Event::Push => self.pushes += 1,
            Event::Remove => self.removed = true,
            Event::Install { .. } => {}
        }
    }

    fn permitted(&self) -> BTreeSet<&'static str> {
        match (self.removed, self.coins > self.pushes) {
            (true, _) => BTreeSet::new(),
            (false, true) => BTreeSet::from(["coin", "push", "remove"]),
            (false, false) => BTreeSet::from(["coin", "remove"]),
        }
    }

    fn kind(event: &Event) -> &'static str {
        match event {
            Event::Install { .. } => "install",
            Event::Coin => "coin",
            Event::Push => "push",
            Event::Remove => "remove",
        }
    }

    fn transitions() -> &'static [Transition] {
        &TABLE
    }
}

const KEEPER: PersonId = person(1);
const VISITOR: PersonId = person(2);

fn at() -> Moment {
    "2026-11-24T09:00".parse().unwrap()
}

fn entry(number: u64, what: Event) -> Entry<Event> {
    Entry::new(number, at(), VISITOR, what)
}

fn installed() -> Entry<Event> {
    entry(1, Event::Install { keeper: KEEPER })
}

fn report(journal: &Journal<Turnstile>) -> Report {
    let mut sink = Sink::new(RULESET, at().day(), &[]);
    journal.report(&mut sink);
    sink.into_report()
}

#[test]
fn a_journal_is_opened_by_an_entry_that_opens_something_and_is_number_one() {
    assert_eq!(Journal::<Turnstile>::open(installed()).unwrap().entries().len(), 1);
    assert_eq!(
        Journal::<Turnstile>::open(entry(1, Event::Push)).unwrap_err().to_string(),
        "entry 1 (push) is refused by turnstile/installed-once: entry 1 does not install it; permitted now: opened"
    );
    let second = entry(2, Event::Install { keeper: KEEPER });
    assert_eq!(Journal::<Turnstile>::open(second).unwrap_err().number(), 2);
    assert_eq!(Journal::<Turnstile>::replay([]).unwrap_err().number(), 0);
    assert!(Journal::<Turnstile>::audit([]).is_err());
}

#[test]
fn a_journal_without_entries_is_refused_for_that_and_not_for_an_entry_that_it_has_not() {
    for refusal in [Journal::<Turnstile>::replay([]).unwrap_err(), Journal::<Turnstile>::audit([]).unwrap_err()] {
        assert_eq!(
            refusal.to_string(),
            "an empty journal is refused by turnstile/installed-once: a journal without entries opens nothing; \
             permitted now: opened"
        );
        assert_eq!(refusal.message(), "a journal without entries opens nothing");
        assert_eq!((refusal.number(), refusal.kind()), (0, "nothing"));
        assert_eq!((refusal.rule().code, refusal.hint()), ("turnstile/installed-once", "install it first"));
    }
    // An entry that is numbered 0 is one, and it is spoken of.
    let nought = Journal::<Turnstile>::replay([entry(0, Event::Push)]).unwrap_err();
    assert_eq!(nought.message(), "entry 0 does not install it");
}

#[test]
fn what_is_refused_says_by_which_rule_and_what_is_permitted_and_changes_nothing() {
    let mut journal = Journal::<Turnstile>::open(installed()).unwrap();
    journal.apply(entry(2, Event::Coin)).unwrap();
    journal.apply(entry(3, Event::Push)).unwrap();
    let before = journal.clone();
    let refusal = journal.apply(entry(4, Event::Push)).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "entry 4 (push) is refused by turnstile/locked: somebody pushed after 1 coins and 1 pushes; \
         permitted now: coin, remove"
    );
    assert_eq!(
        (refusal.kind(), refusal.rule().code, refusal.hint()),
        ("push", "turnstile/locked", refusal.rule().hint)
    );
    let names: Vec<_> = refusal.figures().iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["coins", "pushes"]);
    assert!(journal == before);
    // Where another entry of its kind is permitted, other kinds would be no answer.
    assert_eq!(
        journal.apply(entry(9, Event::Coin)).unwrap_err().to_string(),
        "entry 9 (coin) is refused by turnstile/numbered: entry 9 comes after entry 3"
    );
    assert_eq!(journal.next_number(), 4);
    // The first rule that is broken refuses.
    assert_eq!(journal.permits(&entry(9, Event::Push)).unwrap_err().message(), "entry 9 comes after entry 3");
    // The exception: whoever keeps it.
    let kept = Entry::new(4, at(), KEEPER, Event::Push).because("to clean it");
    assert!(journal.permits(&kept).is_ok());
    journal.apply(kept).unwrap();
    assert_eq!(journal.entry(4).unwrap().why, "to clean it".into());
    assert_eq!(journal.entry(5), None);
    journal.apply(entry(5, Event::Remove)).unwrap();
    let refusal = journal.apply(entry(7, Event::Coin)).unwrap_err();
    assert!(refusal.to_string().ends_with("entry 7 comes after entry 5; nothing is permitted any more"), "{refusal}");
}

#[test]
fn an_audit_keeps_every_entry_and_reports_what_would_have_been_refused() {
    let books = [installed(), entry(2, Event::Push), entry(2, Event::Coin), entry(3, Event::Push)];
    assert_eq!(Journal::<Turnstile>::replay(books.clone()).unwrap_err().number(), 2);
    let journal = Journal::<Turnstile>::audit(books).unwrap();
    assert_eq!(journal.entries().len(), 4);
    assert_eq!((journal.state().coins, journal.state().pushes), (1, 2));
    let refused: Vec<_> = journal.irregular().iter().map(|refusal| (refusal.number(), refusal.rule().code)).collect();
    assert_eq!(refused, [(2, "turnstile/locked"), (2, "turnstile/numbered"), (3, "turnstile/locked")]);
    let findings: Vec<String> = report(&journal).findings().iter().map(ToString::to_string).collect();
    assert!(
        findings[0].starts_with("error[turnstile/locked] entries[\"2\"]: somebody pushed after 0 coins and 0 pushes"),
        "{findings:?}"
    );
    assert_eq!(findings.len(), 3);
    // Numbers may be wrong in the books of others: the first of them is meant.
    assert_eq!(journal.entry(2).unwrap().what, Event::Push);
}

#[test]
fn a_journal_that_was_applied_reports_how_often_each_rule_held_or_spared() {
    let mut journal = Journal::<Turnstile>::open(installed()).unwrap();
    for (number, what) in [(2, Event::Coin), (3, Event::Push)] {
        journal.apply(entry(number, what)).unwrap();
    }
    journal.apply(Entry::new(4, at(), KEEPER, Event::Push)).unwrap();
    let report = report(&journal);
    assert_eq!(report.findings(), []);
    let count = |code| {
        let count = report.count(code);
        (count.held, count.not_applicable, count.broken)
    };
    assert_eq!(count("turnstile/numbered"), (3, 0, 0));
    assert_eq!(count("turnstile/locked"), (1, 1, 0));
}

#[test]
fn the_table_draws_itself() {
    assert_eq!(
        mermaid("locked", Turnstile::transitions()),
        "stateDiagram-v2\n    [*] --> locked\n    locked --> free: coin\n    free --> locked: push\n    \
         locked --> removed: remove\n    free --> removed: remove\n    removed --> [*]\n"
    );
}

#[test]
fn an_entry_stands_as_one_object_whatever_the_event() {
    let json = r#"{"number":1,"at":"2026-11-24T09:00","by":"00000000-0000-0000-0000-000000000002","what":{"install":{"keeper":"00000000-0000-0000-0000-000000000001"}}}"#;
    assert_eq!(serde_json::to_string(&installed()).unwrap(), json);
    assert_eq!(serde_json::from_str::<Entry<Event>>(json).unwrap(), installed());
}

proptest! {
    #[test]
    fn replay_of_what_was_applied_gives_the_very_journal(pushes in proptest::collection::vec(any::<(bool, bool)>(), 0..40)) {
        let mut live = Journal::<Turnstile>::open(installed()).unwrap();
        for (push, keeper) in pushes {
            let what = if push { Event::Push } else { Event::Coin };
            let by = if keeper { KEEPER } else { VISITOR };
            let next = Entry::new(live.next_number(), at(), by, what);
            prop_assert_eq!(live.permits(&next).is_ok(), live.apply(next.clone()).is_ok());
        }
        let replayed = Journal::<Turnstile>::replay(live.entries().to_vec()).unwrap();
        prop_assert!(replayed == live);
        let audited = Journal::<Turnstile>::audit(live.entries().to_vec()).unwrap();
        prop_assert!(audited.irregular().is_empty() && audited == live);
        prop_assert_eq!(report(&audited), report(&live));
    }
}
