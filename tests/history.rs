//! What changed between two days: the real record by hand, small networks for what it does not hold, and the laws that
//! changes of any network keep.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use maths_hubs::{
    answer::Answer,
    calendar::{PartialDate, Span},
    document::Source,
    geography::Area,
    identifiers::{HubId, OrganisationId, PersonId},
    network::{
        Adviser, Bridge, Change, Changes, Counted, Designation, Edge, Fact, Hub, HubCount, InterimCover, LeadStatus,
        Network, NetworkSection, Overseer, Post, PublishedCount, Served, Status,
    },
    programme::Programme,
    rules::Verdict,
    strategies::{self, Sound},
    uuid::Uuid,
};
use proptest::prelude::*;

const MATHS: &str = include_str!("../examples/data/network.json");

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn span(text: &str) -> Span {
    id(text)
}

fn maths() -> Network {
    serde_json::from_str(MATHS).unwrap()
}

fn empty() -> Network {
    Network::new(id("maths-hubs"), "A network")
}

fn lines<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Vec<String> {
    changes.into_iter().map(ToString::to_string).collect()
}

#[test]
fn london_south_east_lost_one_lead_and_found_another() {
    let changes = maths().changes(id("2015-07-31"), id("2015-12-01"));
    let london = changes.of(id("london-south-east-plus")).filter(|change| !matches!(change.fact, Fact::Serves(_)));
    assert_eq!(
        lines(london),
        [
            "2015-08: the last day on which Woolwich Polytechnic School leads London South East",
            "2015-09-01: London South East has no lead",
            "2015-10-31: the last day on which London South East has no lead",
            "2015-11: Redriff Primary, City of London Academy leads London South East",
            // The name of 2014 was still seen in November 2015; nobody wrote down when it went.
            "2015-11-01 or later: perhaps the last day on which the hub london-south-east-plus is called London South East",
            "2015-11-02 or later: perhaps the hub london-south-east-plus is called London South East Plus",
        ]
    );
    let woolwich = changes.certain().next().unwrap();
    assert_eq!((woolwich.hub, woolwich.edge), (Some(id("london-south-east-plus")), Edge::Ended));
    assert_eq!([woolwich.date, woolwich.earliest, woolwich.latest], ["2015-08", "2015-08-01", "2015-08-31"].map(id));
}

#[test]
fn the_hub_of_cumbria_was_announced_in_november_and_work_began_nobody_knows_when() {
    let changes = maths().changes(id("2015-07-31"), id("2015-12-01"));
    let cumbria = changes.of(id("north-north-west")).filter(|change| !matches!(change.fact, Fact::Serves(_)));
    assert_eq!(
        lines(cumbria),
        [
            "2015-11: North North West is announced",
            "2015-11: Lancaster Royal Grammar School leads North North West",
            // It was seen at work in 2025, and what is at work has been announced.
            "between 2015-11-01 and 2025-12-31: perhaps North North West begins work",
            "2015-11-01 or later: perhaps the last day on which Lancaster Royal Grammar School leads North North West",
        ]
    );
}

#[test]
fn autumn_2015_reads_line_by_line() {
    let changes = maths().changes(id("2015-07-31"), id("2015-12-01"));
    let text = changes.to_string();
    let mut lines: Vec<_> = text.lines().collect();
    let last = lines.pop().unwrap();
    assert_eq!(
        lines,
        [
            "2015-08: the last day on which Woolwich Polytechnic School leads London South East",
            "2015-09-01: London South East has no lead",
            "2015-10-31: the last day on which London South East has no lead",
            "2015-11: Redriff Primary, City of London Academy leads London South East",
            "2015-11: North North West is announced",
            "2015-11: North North West serves an area described as Cumbria and north Lancashire (2015)",
            "2015-11: Lancaster Royal Grammar School leads North North West",
            "between 2015-11-01 and 2025-12-31: perhaps North North West begins work",
            "2015-11: the last day on which North West Two looks after at least Cumbria and Lancaster, without a hub of its \
             own (cumbria-and-north-lancashire)",
            "2015-11-01 or later: perhaps the last day on which the hub london-south-east-plus is called London South East",
            "2015-11-02 or later: perhaps the hub london-south-east-plus is called London South East Plus",
            "2015-11-01 or later: perhaps the last day on which North North West serves an area described as Cumbria and \
             north Lancashire (2015)",
            "2015-11-01 or later: perhaps the last day on which Lancaster Royal Grammar School leads North North West",
        ]
    );
    // Hubs of which nobody wrote down since when, mostly.
    let others = changes.changes.len() - 13;
    assert_eq!(last, format!("and perhaps {others} more, of which the record has no day between these"));
}

#[test]
fn no_hub_is_known_for_certain_to_be_the_33rd_or_34th() {
    // Between July 2014, with 32 hubs, and July 2015, with 34, any of the twenty may have been announced that are known to
    // have been by then; of the two whose names are from memory no date is recorded.
    let changes = maths().changes(id("2014-07-01"), id("2015-07-31"));
    let announced = |change: &&Change| change.fact == Fact::Announced;
    assert_eq!(changes.certain().filter(announced).count(), 0);
    assert_eq!(changes.perhaps().filter(announced).count(), 20);
    let abacus: Vec<_> = changes.of(id("abacus")).filter(announced).map(ToString::to_string).collect();
    assert_eq!(abacus, ["between 2014-07-01 and 2015-07-31: perhaps Abacus is announced"]);
    // From the day before on, these and the twelve certainly were.
    let all = maths().changes(id("2014-06-30"), id("2015-07-31"));
    assert_eq!(all.certain().filter(announced).count(), 32);
    // Twelve began work in September 2014, all announced on 1 July.
    let began = |change: &&Change| change.fact == Fact::AtWork && change.edge == Edge::Began;
    assert_eq!(changes.certain().filter(began).count(), 12);
    // Any of the other 28 may have, but the six that came later.
    assert_eq!(changes.perhaps().filter(began).count(), 22);
}

#[test]
fn the_area_of_the_35th_hub_was_looked_after_until_it_was_there() {
    let network = maths();
    let told = |from: &str, to: &str| -> Vec<String> {
        let changes = network.changes(id(from), id(to));
        lines(changes.changes.iter().filter(|change| matches!(change.fact, Fact::Covered { .. })))
    };
    let cover = "North West Two looks after at least Cumbria and Lancaster, without a hub of its own (cumbria-and-north-lancashire)";
    assert_eq!(told("2015-07-31", "2016-01-01"), [format!("2015-11: the last day on which {cover}")]);
    assert_eq!(told("2014-06-30", "2015-07-31"), [format!("between 2014-07-01 and 2015-07-31: {cover}")]);
    assert_eq!(told("2016-01-01", "2026-11-24"), [] as [&str; 0]);
}

#[test]
fn published_counts_lie_within_what_the_record_leaves_open() {
    let network = maths();
    // Of 40 hubs twelve were announced on 1 July 2014, twenty from then to July 2015, North North West in November 2015,
    // Cheshire and Wirral and Turing NW from June 2018 to September 2019, Origin, Venn Essex and Mobius from April 2019
    // to September 2020; of the two whose names are from memory nobody wrote when. 12 + 20 + 1 + 2 + 3 + 2 = 40.
    // July 2014: the twelve are certain; the twenty and the two may count, the six may not: 12 to 40 - 6 = 34.
    // July 2015: as before, since on its first day the twenty may still have been to come.
    // November 2015: 12 + 20 are certain; the two, and on its last days North North West, may count: 32 to 35.
    // September 2019, at work: the twelve since September 2014. The two of 2018 may have begun on its last day, the three
    // of 2019 at any time, and of the other 23 none was seen before 2025 but GLOW in 2016, which may have ended: 12 to 40.
    // September 2020: the two of 2018 are certain as well: 14 to 40.
    let expected = [(12, 34), (12, 34), (32, 35), (12, 40), (14, 40)];
    for (published, (least, most)) in network.published_counts.values().zip(expected) {
        let count = network.count(published.counted, published.on);
        assert_eq!((count.least, count.most), (least, Some(most)), "{}", published.on);
        assert_eq!(count.is(published.hubs), Answer::Unknown);
    }
    let counts: Vec<_> = network.published_counts.values().map(|it| (it.on.to_string(), it.hubs, it.counted)).collect();
    let (announced, operating) = (Counted::Announced, Counted::Operating);
    assert_eq!(
        counts,
        [
            ("2014-07-01".to_owned(), 32, announced),
            ("2015-07".to_owned(), 34, announced),
            ("2015-11".to_owned(), 35, announced),
            ("2019-09".to_owned(), 37, operating),
            ("2020-09".to_owned(), 40, operating),
        ]
    );
    // None of the 32 was at work when they were announced.
    let count = |counted, on| network.on(id(on)).count(counted).to_string();
    assert_eq!(count(operating, "2014-07-01"), "0 to 22");
    assert_eq!(count(operating, "2014-10-01"), "12 to 34");
    assert_eq!(count(operating, "2018-05-31"), "12 to 35");
    assert_eq!(count(operating, "2019-04-01"), "12 to 37");
    assert_eq!(count(operating, "2026-11-24"), "37 to 40");
    // The day before they were announced: the two without a date alone.
    assert_eq!(count(announced, "2014-06-30"), "0 to 2");
    assert_eq!(count(announced, "2015-07-31"), "32 to 34");
    assert_eq!(count(announced, "2015-12-01"), "33 to 35");
    // GLOW may have ended since March 2016.
    assert_eq!(count(announced, "2018-05-31"), "32 to 35");
    assert_eq!(count(announced, "2019-10-01"), "34 to 40");
    assert_eq!(count(announced, "2020-10-01"), "37 to 40");
}

#[test]
fn a_count_of_fewer_at_most_than_at_least_is_no_count() {
    let count: HubCount = serde_json::from_str(r#"{"least": 12, "most": 34}"#).unwrap();
    assert_eq!(
        (count.to_string().as_str(), serde_json::to_string(&count).unwrap().as_str()),
        ("12 to 34", r#"{"least":12,"most":34}"#)
    );
    let refused = serde_json::from_str::<HubCount>(r#"{"least": 5, "most": 3}"#).unwrap_err().to_string();
    assert!(refused.starts_with("`5 to 3` is not a count of hubs: no less at most than at least"), "{refused}");
}

#[test]
fn a_count_says_no_only_outside_its_bounds_and_yes_only_where_nothing_is_open() {
    let at_work = |since: &str| Hub::new("A hub", Area::Unknown).operating_since(id(since));
    let mut network = empty().with(id("a"), at_work("2014-09-01")).with(id("b"), at_work("2015"));
    let count = |network: &Network, on| network.on(id(on)).count(Counted::Operating);
    let is = |count: HubCount| [0, 1, 2, 3].map(|hubs| count.is(hubs));
    let (no, unknown, yes) = (Answer::No, Answer::Unknown, Answer::Yes);
    assert_eq!(is(count(&network, "2014-12-31")), [no, yes, no, no]);
    assert_eq!(is(count(&network, "2015-06-01")), [no, unknown, unknown, no]);
    assert_eq!(is(count(&network, "2016-01-01")), [no, no, yes, no]);
    // A date known to the month counts a hub that counts on all its days.
    assert_eq!(network.count(Counted::Operating, id("2014")).to_string(), "0 to 1");
    assert_eq!(network.count(Counted::Operating, id("unknown")).to_string(), "0 to 2");
    // Of a range with an open end, what follows from its known one.
    assert_eq!(network.count(Counted::Operating, id("2016..")).to_string(), "2");
    assert_eq!(network.count(Counted::Operating, id("2015-06..")).to_string(), "1 to 2");
    assert_eq!(network.count(Counted::Operating, id("..2014-08")).to_string(), "0");
    assert_eq!(network.count(Counted::Operating, id("..2014")).to_string(), "0 to 1");
    // One that was at work for a month alone was there for none of the ends of the year.
    let mut short = at_work("2014-03-01");
    short.milestones.ended = Some(id("2014-03-31"));
    let month = empty().with(id("short"), short);
    for (on, expected) in [("2014-03", "1"), ("2014", "0 to 1"), ("2013..2015", "0 to 1"), ("2014-04..", "0")] {
        assert_eq!(month.count(Counted::Operating, id(on)).to_string(), expected, "{on}");
    }
    network.incomplete.insert(NetworkSection::Hubs);
    assert_eq!(count(&network, "2016-01-01").to_string(), "2 or more");
    assert_eq!(is(count(&network, "2016-01-01")), [no, no, unknown, unknown]);
}

/// A network with the facts that the real one does not hold: an interim cover by a hub, a bridge, a rename, a changed
/// area, posts and an adviser, all invented.
fn small() -> Network {
    let north_west_two = Hub::new("North West Two", Area::of([id("888")])).operating_since(id("2014-09-01"));
    let mut cumbria = Hub::new("Cumbria", Area::of([id("942"), id("943")])).operating_since(id("2016-01"));
    cumbria.milestones.announced = Some(id("2015-11"));
    let mut south = Hub::new("South", Area::of([id("850"), id("851")])).operating_since(id("2014-09-01"));
    south.former_names.insert("South Coast".to_owned(), span("2014-09-01 to 2015-08-31"));
    south.area.span = Span::since(id::<PartialDate>("2015-09-01"));
    let before = Served::new(span("2014-09-01 to 2015-08-31"), Area::at_least([id("850")]));
    south.former_areas.insert(id("first"), before);
    south.leadership.bridges.insert(Bridge::new(id("north-west-two"), span("2015-04-01 to 2015-06-30")));
    south.designations.push(Designation::new(Status::Suspended, id("2015-12-15")));
    let person: PersonId = Uuid::from_u128(1).into();
    let south = south
        .with_post(id("lead"), Post::held(id("hub-lead"), person, id("2015")).lasting(span("2015 to 2015-12-10")))
        .with_post(id("next"), Post::vacant(id("hub-lead"), id("2015-12-11")));
    let mut network =
        empty().with(id("north-west-two"), north_west_two).with(id("cumbria"), cumbria).with(id("south"), south);
    let by = Overseer::Hub(id("north-west-two"));
    let cover = InterimCover::new(Area::of([id("942"), id("943")]), by, span("2014-09-01 to 2015-12"));
    network.covers.insert(id("cumbria-and-north-lancashire"), cover.while_forming(id("cumbria")));
    network.advisers.insert(id("X-BODY-acme"), Adviser::new(id("advisory-committee"), span("from 2015-05-01")));
    network
}

#[test]
fn every_kind_of_change_has_its_line() {
    let network = small();
    assert_eq!(
        lines(&network.changes(id("2014-12-31"), id("2016-12-31")).changes),
        [
            "2015: 00000000-0000-0000-0000-000000000001 holds the post hub-lead of South Coast",
            "2015-04-01: South Coast has no lead and North West Two stands in",
            "2015-05-01: X-BODY-acme advises the network",
            "2015-06-30: the last day on which South Coast has no lead and North West Two stands in",
            "2015-08-31: the last day on which the hub south is called South Coast",
            "2015-08-31: the last day on which South Coast serves at least Hampshire",
            "2015-09-01: the hub south is called South",
            "2015-09-01: South serves Hampshire and Portsmouth",
            "2015-11: Cumbria is announced",
            "2015-12: the last day on which North West Two looks after Cumberland and Westmorland and Furness, without a \
             hub of its own (cumbria-and-north-lancashire)",
            "2015-12-10: the last day on which 00000000-0000-0000-0000-000000000001 holds the post hub-lead of South",
            "2015-12-11: the post hub-lead of South is vacant",
            "2015-12-15: South is designated as suspended",
            "2016-01: Cumbria begins work",
            "2016-01: Cumbria serves Cumberland and Westmorland and Furness",
        ]
    );
    // A day cuts a month: the announcement may fall on either side of it.
    let cut = |from, to| lines(network.changes(id(from), id(to)).of(id("cumbria")));
    assert_eq!(cut("2014-12-31", "2015-11-15"), ["2015-11: perhaps Cumbria is announced"]);
    assert_eq!(cut("2015-11-15", "2015-12-15"), ["2015-11: perhaps Cumbria is announced"]);
    assert_eq!(cut("2015-10-31", "2015-11-30"), ["2015-11: Cumbria is announced"]);
}

#[test]
fn a_last_day_changes_with_the_next_day_and_a_first_day_with_its_own() {
    let network = small();
    let of_names = |from, to| {
        let changes: Changes = network.changes(id(from), id(to));
        let names = changes.changes.iter().filter(|change| matches!(change.fact, Fact::Called(_)));
        names.map(|change| (change.edge, change.date.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(of_names("2015-08-30", "2015-08-31"), []);
    let both = [(Edge::Ended, "2015-08-31".to_owned()), (Edge::Began, "2015-09-01".to_owned())];
    assert_eq!(of_names("2015-08-31", "2015-09-01"), both);
    assert_eq!(of_names("2015-09-01", "2016-09-01"), []);
}

#[test]
fn a_hub_that_was_seen_at_work_and_may_have_ended_says_both_perhaps() {
    let mut hub = Hub::new("Glow", Area::Unknown);
    hub.milestones.seen_operating = Some(id("2016-03"));
    hub.milestones.ended = Some(id("unknown"));
    let network = empty().with(id("glow"), hub);
    let changes = network.on(id("2020-01-01")).since(id("2014-01-01"));
    assert_eq!(
        lines(&changes.changes),
        [
            "2016-03-01 or later: perhaps the last day on which Glow is at work",
            "2016-03-31 or before: perhaps Glow begins work",
        ]
    );
    // It certainly had begun by April 2016.
    let later = network.changes(id("2016-04-01"), id("2020-01-01"));
    assert_eq!(lines(&later.changes), ["2016-03-01 or later: perhaps the last day on which Glow is at work"]);
}

#[test]
fn a_date_known_as_a_range_is_told_in_words_with_all_that_is_recorded_of_it() {
    let mut hub = Hub::new("Turing NW", Area::Unknown).operating_since(id("..2019-09"));
    hub.milestones.announced = Some(id("2018-06.."));
    let network = empty().with(id("turing-nw"), hub);
    let told = |from, to| lines(&network.changes(id(from), id(to)).changes);
    assert_eq!(
        told("2018-05-31", "2019-09-30"),
        [
            // What is at work has been announced: so it began no earlier than that.
            "between 2018-06-01 and 2019-09-30: Turing NW begins work",
            "2018-06-01 or later: perhaps Turing NW is announced",
        ]
    );
    assert_eq!(told("2014-01-01", "2018-05-31"), [] as [&str; 0]);
    assert_eq!(told("2019-09-30", "2020-01-01"), ["2018-06-01 or later: perhaps Turing NW is announced"]);
    let count = |counted, on| network.count(counted, id(on)).to_string();
    let (announced, operating) = (Counted::Announced, Counted::Operating);
    assert_eq!(
        [count(announced, "2018-05-31"), count(announced, "2018-06"), count(announced, "2019-09-30")],
        ["0", "0 to 1", "1"]
    );
    assert_eq!([count(operating, "2019-09-01"), count(operating, "2019-09-30")], ["0 to 1", "1"]);
}

#[test]
fn what_has_no_day_at_all_is_perhaps_always_and_stands_last() {
    let network = small().with(id("angles"), Hub::new("Angles", Area::Unknown));
    let changes = network.changes(id("1990-01-01"), id("1990-01-02"));
    assert_eq!(lines(&changes.changes), ["on an unknown day: perhaps Angles begins work"]);
    assert!(!changes.changes[0].is_dated());
    let all = network.changes(id("2014-01-01"), id("2020-01-01"));
    assert_eq!(all.changes.last(), changes.changes.first());
}

/// Changes without how sure they are: those of two stretches and of both together differ in that, and in the names that
/// hubs have then.
fn what(changes: &Changes) -> BTreeSet<(Option<HubId>, Fact, Edge, PartialDate)> {
    changes.changes.iter().map(|it| (it.hub, it.fact.clone(), it.edge, it.date)).collect()
}

fn certainly(changes: &Changes) -> BTreeSet<(Option<HubId>, Fact, Edge, PartialDate)> {
    changes.certain().map(|it| (it.hub, it.fact.clone(), it.edge, it.date)).collect()
}

fn laws(network: &Network, [a, b, c]: [NaiveDate; 3]) {
    let changes = |from, to| network.changes(from, to);
    let (first, second, both) = (changes(a, b), changes(b, c), changes(a, c));
    assert!(changes(a, a).is_empty());
    assert!(a == c || changes(c, a).is_empty());
    // One stretch and the next are both together.
    let joined: BTreeSet<_> = what(&first).union(&what(&second)).cloned().collect();
    assert_eq!(joined, what(&both));
    // What certainly happened in one happened in both together, once.
    let (in_first, in_second) = (certainly(&first), certainly(&second));
    assert!(in_first.union(&in_second).all(|it| certainly(&both).contains(it)));
    let dated = |changes: &Changes| changes.certain().count();
    assert!(dated(&first) + dated(&second) <= dated(&both));
    for change in &both.changes {
        let tells = |date: PartialDate| match change.edge {
            Edge::Ended => date.day().map(|day| day.succ_opt().unwrap()),
            Edge::Began => date.day(),
        };
        let (earliest, latest) = (tells(change.earliest), tells(change.latest));
        // It may lie between the days; and if certain, cannot lie elsewhere.
        assert!(earliest.is_none_or(|day| day <= c) && latest.is_none_or(|day| day > a), "{change}");
        let inside = earliest.is_some_and(|day| day > a) && latest.is_some_and(|day| day <= c);
        assert_eq!(change.is_certain(), inside, "{change}");
        assert!(!change.to_string().contains('\n'));
    }
    // A view that differs for certain has a change to show for it.
    let (before, after) = (network.on(a), network.on(c));
    for (one, other) in before.all_hubs().zip(after.all_hubs()) {
        let has = |is: &dyn Fn(&Change) -> bool| both.of(one.id()).any(is);
        if one.is_operating() != other.is_operating() {
            assert!(has(&|it| matches!(it.fact, Fact::AtWork | Fact::Designated(_))), "{}", one.id());
        }
        if one.name() != other.name() {
            assert!(has(&|it| matches!(it.fact, Fact::Called(_))), "{}", one.id());
        }
        let listed = [one.area(), other.area()].into_iter().flatten().any(|served| served.area != Area::Unknown);
        if one.area() != other.area() && listed {
            assert!(has(&|it| matches!(it.fact, Fact::Serves(_))), "{}", one.id());
        }
        match (one.lead(), other.lead()) {
            (LeadStatus::Held(was, _), LeadStatus::Held(is, _)) if was == is => {}
            (LeadStatus::Held(..), _) | (_, LeadStatus::Held(..)) => {
                assert!(has(&|it| matches!(it.fact, Fact::Led { .. })), "{}", one.id());
            }
            _ => {}
        }
    }
    // Read back as written.
    let json = serde_json::to_string(&both).unwrap();
    let read: Changes = serde_json::from_str(&json).unwrap();
    assert_eq!(read, both);
    // As text, a line for each that the record dates between the days, and one for all others.
    let recorded = both.recorded_between().count();
    assert!(both.certain().all(|it| both.recorded_between().any(|other| it == other)));
    let others = usize::from(recorded < both.changes.len());
    assert_eq!(both.to_string().lines().count(), recorded + others);
}

/// The same network with its maps written the other way round.
fn reversed(network: &Network) -> Network {
    fn turn(value: &serde_json::Value) -> String {
        match value {
            serde_json::Value::Object(map) => {
                let entries: Vec<String> =
                    map.iter().rev().map(|(key, it)| format!("{}:{}", serde_json::json!(key), turn(it))).collect();
                format!("{{{}}}", entries.join(","))
            }
            serde_json::Value::Array(items) => {
                format!("[{}]", items.iter().map(turn).collect::<Vec<_>>().join(","))
            }
            other => other.to_string(),
        }
    }
    let mut value = serde_json::to_value(network).unwrap();
    let format = value.as_object_mut().unwrap().remove("$format").unwrap();
    let body = turn(&value);
    serde_json::from_str(&format!("{{\"$format\":{format},{}", body.strip_prefix('{').unwrap())).unwrap()
}

#[test]
fn the_laws_hold_on_the_real_record() {
    let days = ["2013-01-01", "2014-08-31", "2014-09-15", "2015-08-31", "2015-10-31", "2015-11-15", "2021-08-20"];
    let network = maths();
    for (at, a) in days.iter().enumerate() {
        for (next, b) in days.iter().enumerate().skip(at) {
            for c in days.iter().skip(next) {
                laws(&network, [id(a), id(b), id(c)]);
            }
        }
    }
    let (from, to) = (id("2014-01-01"), id("2026-11-24"));
    assert_eq!(reversed(&network).changes(from, to), network.changes(from, to));
}

#[test]
fn a_published_count_is_judged_by_the_same_bounds() {
    // A rule finds a published count wrong, or undetermined, as the bounds say.
    let mut network = maths();
    let programme = Programme::maths_hubs();
    for hubs in [5, 12, 28, 39, 40, 41] {
        for count in network.published_counts.values_mut() {
            count.hubs = hubs;
        }
        let report = programme.check(&network, id("2026-11-24"));
        let mut found = BTreeMap::new();
        for finding in report.of("network/count-disagrees") {
            found.insert(finding.path.to_string(), finding.verdict);
        }
        for (key, published) in &network.published_counts {
            let verdict = found.get(&format!("published_counts[\"{key}\"]"));
            let expected = match network.count(published.counted, published.on).is(hubs) {
                Answer::Yes => None,
                Answer::No => Some(&Verdict::Broken),
                Answer::Unknown => Some(&Verdict::Undetermined),
            };
            assert_eq!(verdict, expected, "{key} {hubs}");
        }
    }
}

/// A sound network with days blurred to months or years, ended, renamed and designated.
fn blurred() -> impl Strategy<Value = Network> {
    let more = (
        strategies::partial_date(),
        strategies::span(),
        strategies::span(),
        strategies::partial_date(),
        any::<[bool; 6]>(),
    );
    (strategies::sound_network(1..4), proptest::collection::vec(more, 3)).prop_map(|(sound, more): (Sound, Vec<_>)| {
        let mut network = sound.network;
        for (hub, (date, one, other, another, flags)) in network.hubs.values_mut().zip(more) {
            let [renamed, seen, ended, designated, led, vacant] = flags;
            if renamed {
                hub.former_names.insert("Before".to_owned(), one);
            }
            if seen {
                hub.milestones.operating = None;
                hub.milestones.seen_operating = Some(date);
            }
            if ended {
                hub.milestones.ended = Some(another);
            }
            if designated {
                hub.designations.push(Designation::new(Status::Suspended, date));
                hub.designations.push(Designation::new(Status::Operating, another));
            }
            if led {
                let lead: OrganisationId = id("X-BODY-invented");
                *hub = hub.clone().led_by(lead, date);
            }
            if vacant {
                hub.leadership.vacancies.insert(other);
            }
        }
        network
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_laws_hold_on_any_network(
        network in blurred(), mut days in [strategies::day(), strategies::day(), strategies::day()],
    ) {
        days.sort_unstable();
        laws(&network, days);
        let [from, _, to] = days;
        prop_assert_eq!(reversed(&network).changes(from, to), network.changes(from, to));
    }

    #[test]
    fn a_count_at_a_range_is_no_narrower_than_that_of_any_day_in_it_and_the_rule_judges_by_it(
        mut network in blurred(), on in strategies::partial_date(), hubs in 0_u32..4, announced in any::<bool>(),
        steps in proptest::collection::vec(0_u64..4000, 24),
    ) {
        let counted = if announced { Counted::Announced } else { Counted::Operating };
        let count = network.count(counted, on);
        let most = |count: HubCount| count.most.unwrap_or(u32::MAX);
        // Days from the first on or, where that is open, up to the last; around the year 2050 where both are.
        let start = on.earliest().or(on.latest().map(|last| last - chrono::Days::new(4000))).unwrap_or(id("2050-01-01"));
        let days = steps.iter().map(|step| start + chrono::Days::new(*step)).chain(on.earliest()).chain(on.latest());
        for day in days.filter(|day| on.latest().is_none_or(|last| *day <= last)) {
            let of_day = network.count(counted, day.into());
            prop_assert!(count.least <= of_day.least && most(of_day) <= most(count), "{on} {day}: {count} {of_day}");
        }
        let published = PublishedCount::new(on, hubs, counted, Source::Convention);
        network.published_counts = [(id("one"), published)].into();
        let report = Programme::maths_hubs().check(&network, id("2100-01-01"));
        let verdict = report.of("network/count-disagrees").next().map(|finding| finding.verdict);
        let expected = match count.is(hubs) {
            Answer::Yes => None,
            Answer::No => Some(Verdict::Broken),
            Answer::Unknown => Some(Verdict::Undetermined),
        };
        prop_assert_eq!(verdict, expected, "{}: {}", on, count);
    }
}
