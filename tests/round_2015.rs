//! The rehearsal of the round of 2015 in `examples/data`: it replays, breaks no rule, ends as the record does, and marks no
//! school that there is.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

use chrono::NaiveDate;
use maths_hubs::{
    answer::Answer,
    identifiers::{HubId, OrganisationId, PersonId},
    journal::Entry,
    network::Network,
    programme::Programme,
    rules,
    selection::{
        outcome::{CandidateOutcome, Explained, PlaceOutcome},
        round::{
            Application, Event, Phase, Round,
            event::{Given, Marked},
        },
    },
};

const JOURNAL: &str = include_str!("../examples/data/round_2015.jsonl");
const NETWORK: &str = include_str!("../examples/data/network.json");

fn entries() -> Vec<Entry<Event>> {
    JOURNAL.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn round() -> Round {
    Round::replay(entries()).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn network() -> Network {
    serde_json::from_str(NETWORK).unwrap()
}

/// After the decision, and before the reserve ends.
fn on() -> NaiveDate {
    day("2015-11-30")
}

fn applications() -> Vec<Application> {
    let applied = |entry: Entry<Event>| match entry.what {
        Event::Applied(it) => Some(*it),
        _ => None,
    };
    entries().into_iter().filter_map(applied).collect()
}

/// What became of each candidate, by the first word of its name.
fn explained() -> BTreeMap<String, Explained> {
    let round = round();
    let selection = round.decide(on()).unwrap();
    let all = selection.decisions().map(|decision| decision.explanation());
    all.map(|it| (it.name.split(' ').next().unwrap().to_owned(), it)).collect()
}

fn count(kind: &str) -> usize {
    entries().iter().filter(|entry| entry.what.kind() == kind).count()
}

#[test]
fn every_line_is_written_back_byte_for_byte() {
    for line in JOURNAL.lines() {
        let entry: Entry<Event> = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_string(&entry).unwrap(), line);
    }
    assert!(JOURNAL.ends_with("}\n"));
}

#[test]
fn it_replays_and_nothing_in_it_is_irregular() {
    let (replayed, audited) = (round(), Round::audit(entries()).unwrap());
    assert_eq!(replayed, audited);
    assert!(audited.journal().irregular().is_empty());
    assert_eq!(replayed.state().phase(), Phase::Closed);
    let report = rules::check(&replayed, &(), on());
    assert!(report.findings().is_empty(), "{report}");
}

#[test]
fn it_keeps_to_the_policy_of_the_home_edition() {
    assert_eq!(Some(round().state().policy()), Programme::maths_hubs().selection.as_ref());
}

#[test]
fn it_ends_as_the_record_does() {
    let (round, network) = (round(), network());
    let selection = round.decide(on()).unwrap();
    let november = |moment: NaiveDate| moment >= day("2015-11-01") && moment <= day("2015-11-30");
    let first = "2015-11".parse().unwrap();
    let record = |id: &str, with: &str| {
        let hub = &network.hubs[&id.parse::<HubId>().unwrap()];
        let found = hub.leadership.tenures.values().find(|tenure| tenure.span.from() == first).unwrap();
        assert!(found.leads.contains_key(&with.parse::<OrganisationId>().unwrap()));
        // Those that lead, and those that they lead with.
        found.leads.len() + found.associates.len()
    };

    // Both places were filled, each by one bid: the new hub's by one school, the other by a school with another.
    let appointed = |place: &str| {
        let PlaceOutcome::Filled(by) = &selection.places()[&place.parse().unwrap()] else { panic!("{place}") };
        assert_eq!(by.len(), 1);
        let all = applications();
        all.into_iter().find(|it| by.contains(&it.application)).unwrap()
    };
    assert_eq!(selection.places().len(), 2);
    let (new, replaced) = (appointed("cumbria-and-north-lancashire"), appointed("london-south-east"));
    assert_eq!(new.leads().count(), record("north-north-west", "GB-EDU-136742"));
    assert_eq!(replaced.leads().count(), record("london-south-east-plus", "GB-EDU-137648"));

    // One is a hub that is new; the other stands, and had no lead while the round ran.
    let places = &round.state().opening().places;
    assert_eq!(places[&"cumbria-and-north-lancashire".parse().unwrap()].hub, None);
    let hub = places[&"london-south-east".parse().unwrap()].hub.unwrap();
    assert!(network.hubs[&hub].leadership.vacancies.iter().any(|span| span.covers(day("2015-10-01")) == Answer::Yes));

    // It was made public in November 2015, and both began.
    let announced = entries().into_iter().find(|entry| entry.what == Event::Announced).unwrap();
    assert!(november(announced.at.day()));
    let started = entries().into_iter().filter_map(|entry| match entry.what {
        Event::Started(it) => Some((it.application, it.on)),
        _ => None,
    });
    let started: BTreeMap<_, _> = started.collect();
    assert_eq!(
        started.keys().copied().collect::<BTreeSet<_>>(),
        BTreeSet::from([new.application, replaced.application])
    );
    assert!(started.values().all(|on| november(*on)));
}

#[test]
fn no_school_that_there_is_stands_in_it() {
    // Whatever takes part is a body of this library's own list, and says that it is invented.
    let mut bodies: BTreeSet<OrganisationId> = BTreeSet::new();
    for entry in entries() {
        match entry.what {
            Event::Applied(it) => {
                assert!(it.name.ends_with(" (invented)"), "{}", it.name);
                bodies.extend(it.leads().chain(it.body).chain(it.partners.clone()).chain(it.co_sponsors.clone()));
            }
            Event::Registered(it) => bodies.extend(it.links.iter().map(|link| link.organisation)),
            _ => {}
        }
    }
    assert!(bodies.len() > 15);
    assert!(bodies.iter().all(|body| body.to_string().starts_with("X-BODY-invented-")));
    assert!(round().state().opening().title.contains("every candidate, person, mark, date and text in it is invented"));
    assert!(!JOURNAL.contains("GB-EDU"));

    // No name and no number of the schools, colleges and trusts of the real network is in any of its texts.
    let (network, journal) = (network(), JOURNAL.to_lowercase());
    let is_school = |id: &OrganisationId| {
        use OrganisationId::{College, Group, School, Trust};
        matches!(id, School(_) | College(_) | Trust(_) | Group(_))
    };
    let real: Vec<_> = network.register.organisations.iter().filter(|(id, _)| is_school(id)).collect();
    assert!(real.len() > 40);
    for (id, organisation) in real {
        assert!(!JOURNAL.contains(&id.to_string()), "{id}");
        assert!(!journal.contains(&organisation.name.to_lowercase()), "{}", organisation.name);
    }
}

#[test]
fn no_school_of_the_real_material_stands_in_it() {
    let Some(folder) = env::var_os("MATHS_HUBS_DATA").filter(|it| !it.is_empty()) else {
        return eprintln!("MATHS_HUBS_DATA is unset: the names of real schools are not looked for");
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let journal = JOURNAL.to_lowercase();
    let mut seen = 0;
    for (file, urn, name) in
        [("schools_962.csv", "URN", "EstablishmentName"), ("lead_school_urns.csv", "urn_at_2014-09-01", "school")]
    {
        let mut reader = csv::Reader::from_reader(fs::File::open(folder.join(file)).unwrap());
        let headers = reader.headers().unwrap().clone();
        let column = |wanted: &str| headers.iter().position(|it| it.eq_ignore_ascii_case(wanted)).unwrap();
        let (urn, name) = (column(urn), column(name));
        for row in reader.records() {
            let row = row.unwrap();
            assert!(!journal.contains(&row[urn]), "{}", &row[urn]);
            assert!(!journal.contains(&row[name].to_lowercase()), "{}", &row[name]);
            seen += 1;
        }
    }
    assert!(seen > 900);
}

#[test]
fn the_totals_are_those_that_the_weights_make_of_the_marks() {
    let explained = explained();
    let total = |name: &str| explained[name].total.map(|total| total.to_string());
    // A mark counts a fifth of 20 (mathematics, both), of 14, 10.5 and 10.5 (leadership), of 12.5 (partnership, both):
    // 4 and 4, 2.8, 2.1 and 2.1, 2.5 and 2.5 points a mark, in the order of the form.
    assert_eq!(total("Abacus").unwrap(), "77.5"); // 4 4 4 3 5 4 3: 32 + 11.2 + 6.3 + 10.5 + 17.5
    assert_eq!(total("Binomial").unwrap(), "70.7"); // 4 3 3 4 4 3 4: 28 + 8.4 + 8.4 + 8.4 + 17.5
    assert_eq!(total("Corollary").unwrap(), "70.7"); // 3 4 3 3 5 4 3: 28 + 8.4 + 6.3 + 10.5 + 17.5
    assert_eq!(total("Ellipse").unwrap(), "79.7"); // 4 4 3 4 4 5 4: 32 + 8.4 + 8.4 + 8.4 + 22.5
    assert_eq!(total("Googol").unwrap(), "74.8"); // 5 4 4 3 3 3 3: 36 + 11.2 + 6.3 + 6.3 + 15
    assert_eq!(total("Hypotenuse").unwrap(), "54.1"); // 3 1 3 3 4 3 3: 16 + 8.4 + 6.3 + 8.4 + 15
    assert_eq!(total("Decimal"), None);
    assert_eq!(total("Integer"), None);
}

#[test]
fn it_tells_of_everything_that_may_happen_in_a_round() {
    let explained = explained();
    let outcome = |name: &str| explained[name].outcome.clone();
    // The decision was on 30 October; 120 days later is 27 February: 1 + 30 + 31 + 31 + 27.
    let until = day("2016-02-27");
    assert_eq!(outcome("Googol"), CandidateOutcome::Reserve { turn: 1, until });
    assert_eq!(outcome("Corollary"), CandidateOutcome::Reserve { turn: 2, until });
    assert_eq!(outcome("Binomial"), CandidateOutcome::Reserve { turn: 3, until });
    assert_eq!(outcome("Decimal"), CandidateOutcome::Ineligible);
    assert_eq!(outcome("Hypotenuse"), CandidateOutcome::BelowBar);
    assert_eq!(outcome("Integer"), CandidateOutcome::Withdrawn);

    assert!((150..=300).contains(&entries().len()));
    let once = ["extended", "ruled", "withdrawn", "unmoderated", "drawn", "recommended", "decided", "review-asked"];
    assert!(once.into_iter().all(|kind| count(kind) == 1));
    assert_eq!((count("asked"), count("answered")), (2, 2));
    // Seven to tell, five of them turned down; two appointed, who go step by step.
    assert_eq!((count("notified"), count("feedback-released")), (7, 5));
    for kind in ["examined", "offered", "accepted", "agreed", "started"] {
        assert_eq!(count(kind), 2, "{kind}");
    }
    let dissents =
        entries().into_iter().filter(|entry| matches!(&entry.what, Event::Moderated(it) if !it.dissent.is_empty()));
    assert_eq!(dissents.count(), 1);
}

#[test]
fn the_marks_of_a_governor_lost_their_effect_and_another_made_them_again() {
    // Six applications of seven criteria each by two, and the six marks that no longer count.
    assert_eq!(count("marked"), 6 * 7 * 2 + 6);
    let explained = explained();
    let lines = || explained.values().flat_map(|it| &it.lines);
    let barred: BTreeSet<PersonId> =
        lines().flat_map(|line| &line.marks).filter(|mark| mark.barred_by.is_some()).map(|mark| mark.by).collect();
    assert_eq!(lines().flat_map(|line| &line.marks).filter(|mark| mark.barred_by.is_some()).count(), 6);
    for line in lines().filter(|line| !line.marks.is_empty()) {
        assert_eq!(line.marks.iter().filter(|mark| mark.barred_by.is_none()).count(), 2);
    }
    let governor = barred.first().copied().unwrap();
    assert_eq!(barred.len(), 1);

    // The interest follows from the register; once it stood there, another mark for the same place was refused.
    let registered = entries().iter().rposition(|entry| entry.what.kind() == "registered").unwrap();
    let round = Round::replay(entries().into_iter().take(registered + 1)).unwrap();
    let last = entries().into_iter().find(|entry| entry.by == governor && entry.what.kind() == "marked").unwrap();
    let Event::Marked(Marked { application, criterion, .. }) = last.what else { panic!("a mark") };
    let given = Given::Mark("3".parse().unwrap());
    let mark = Marked { application, criterion, given, justification: "As before.".into() };
    let number = round.journal().next_number();
    let refusal = round.permits(&Entry::new(number, last.at, governor, Event::Marked(mark))).unwrap_err();
    assert_eq!(refusal.rule().code, "assessment/interest-reaches-rival");
}

#[test]
fn every_mark_says_why_and_no_two_say_the_same() {
    let mut said = BTreeSet::new();
    for entry in entries() {
        let text = match entry.what {
            Event::Marked(it) => it.justification,
            Event::Moderated(it) => it.reason,
            _ => continue,
        };
        let text = text.written().unwrap().to_owned();
        assert!(text.len() > 20 && said.insert(text.clone()), "{text}");
    }
}
