//! Programmes as data: the home edition with its sources, sister editions read through the same types, and the
//! catalogue of rules by which all of them are judged.
//!
//! The Computing Hubs stand in `examples/data`, as far as public sources go; the Music Hubs in `tests/data` are invented.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use maths_hubs::{
    document::Source,
    funding::{
        allocation::AllocationPolicy,
        policy::{CertificatePolicy, FundingPolicy, OnwardPolicy},
        sponsor::Sponsor,
    },
    identifiers::Slug,
    network::{BoardTemplate, Network, NetworkPolicy, Vocabularies},
    programme::{CATALOGUE, Programme, Regrades, catalogue},
    rules::{At, CannotRegrade, Level, Levels, RULESET, Rejected, Rule, Sink, Verdict, catalogue as catalogues},
    selection::{
        criteria::{Bonus, Draft, Group, Leaf},
        interest::InterestPolicy,
        policy::{RoutePolicy, SelectionPolicy, StagePolicy},
    },
};
use serde::de::DeserializeOwned;
use serde_json::Value;

const COMPUTING: &str = include_str!("../examples/data/computing_programme.json");
const COMPUTING_NETWORK: &str = include_str!("../examples/data/computing_network.json");
const MUSIC: &str = include_str!("data/music_programme.json");
const MUSIC_NETWORK: &str = include_str!("data/music_network.json");

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Why `text` is no `T`.
fn refusal<T: DeserializeOwned>(text: &str) -> String {
    match serde_json::from_str::<T>(text) {
        Ok(_) => panic!("this was read:\n{text}"),
        Err(error) => error.to_string(),
    }
}

/// `text` with its only `old` replaced.
fn with(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old}");
    text.replacen(old, new, 1)
}

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn home() -> Programme {
    Programme::maths_hubs()
}

fn computing() -> Programme {
    read(COMPUTING)
}

fn music() -> Programme {
    read(MUSIC)
}

/// The invented network without Darlington (841).
fn music_network_with_a_gap() -> Network {
    read(&with(MUSIC_NETWORK, "\"840\",\n              \"841\"", "\"840\""))
}

// Where every figure comes from.

/// The names of the fields that `T` has, optional ones too: those that its reader lists when it is given another.
fn fields<T: DeserializeOwned>() -> BTreeSet<String> {
    fields_after::<T>("")
}

/// As [`fields`], of a document, whose first key must be its format.
fn fields_after<T: DeserializeOwned>(format: &str) -> BTreeSet<String> {
    let refusal = refusal::<T>(&format!(r#"{{{format}"no such field": 0}}"#));
    let (_, listed) = refusal.split_once("expected one of ").unwrap();
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Every field of a policy that takes a value, as `sources` names them.
fn fields_of_policy() -> BTreeSet<String> {
    let below = |name: &'static str, fields: BTreeSet<String>| fields.into_iter().map(move |it| format!("{name}.{it}"));
    let mut all = fields::<NetworkPolicy>();
    for name in ["words", "board", "sources"] {
        assert!(all.remove(name));
    }
    all.extend(below("words", fields::<Vocabularies>()));
    all.extend(below("board", fields::<BoardTemplate>()));
    all
}

/// Every field that a policy, as it is written, gives a value to.
fn written(policy: &NetworkPolicy) -> BTreeSet<String> {
    let Value::Object(mut policy) = serde_json::to_value(policy).unwrap() else { panic!("an object") };
    policy.remove("sources");
    let mut all = BTreeSet::new();
    for (name, value) in policy {
        match value {
            Value::Object(inner) if name == "words" || name == "board" => {
                all.extend(inner.keys().map(|it| format!("{name}.{it}")));
            }
            _ => drop(all.insert(name)),
        }
    }
    all
}

fn keys(sources: &BTreeMap<String, Source>) -> BTreeSet<String> {
    sources.keys().cloned().collect()
}

#[test]
fn every_value_of_every_edition_has_a_source_and_every_source_a_value() {
    let all = fields_of_policy();
    assert_eq!(all.len(), 38);
    // The home edition asks for everything that can be asked for, so a new field fails here until it has a source.
    assert_eq!(keys(&home().network.sources), all);
    for programme in [home(), computing(), music()] {
        let policy = &programme.network;
        assert_eq!(keys(&policy.sources), written(policy), "{programme}");
        assert!(written(policy).is_subset(&all), "{programme}");
    }
}

/// Every field of a selection policy that takes a value, as `sources` names them. Gates say of themselves where they come
/// from, and so does the policy of interests.
fn fields_of_selection() -> BTreeSet<String> {
    let below = |name: &'static str, fields: BTreeSet<String>| fields.into_iter().map(move |it| format!("{name}.{it}"));
    let mut all = fields::<SelectionPolicy>();
    for name in ["route", "stages", "criteria", "gates", "interests", "sources"] {
        assert!(all.remove(name));
    }
    all.extend(below("route", fields::<RoutePolicy>()));
    all.extend(below("stages", fields::<StagePolicy>()));
    all.extend(below("criteria", fields::<Draft>()));
    for (name, fields) in [
        ("criteria.groups", fields::<Group>()),
        ("criteria.criteria", fields::<Leaf>()),
        ("criteria.bonus", fields::<Bonus>()),
    ] {
        assert!(all.remove(name));
        all.extend(below(name, fields));
    }
    all
}

/// Every field that a selection policy, as it is written, gives a value to.
fn written_of_selection(policy: &SelectionPolicy) -> BTreeSet<String> {
    fn add(all: &mut BTreeSet<String>, name: &str, value: &Value) {
        let of_each = |all: &mut BTreeSet<String>, values: &mut dyn Iterator<Item = &Value>| {
            let keys = values.flat_map(|it| it.as_object().unwrap().keys());
            all.extend(keys.map(|it| format!("{name}.{it}")));
        };
        match (name, value) {
            ("gates" | "interests" | "sources", _) => {}
            ("route" | "criteria", Value::Object(inner)) => {
                inner.iter().for_each(|(field, value)| add(all, &format!("{name}.{field}"), value));
            }
            ("criteria.groups" | "criteria.criteria" | "criteria.bonus", Value::Object(inner)) => {
                of_each(all, &mut inner.values());
            }
            ("stages", Value::Array(inner)) => of_each(all, &mut inner.iter()),
            _ => drop(all.insert(name.to_owned())),
        }
    }
    let Value::Object(policy) = serde_json::to_value(policy).unwrap() else { panic!("an object") };
    let mut all = BTreeSet::new();
    policy.iter().for_each(|(name, value)| add(&mut all, name, value));
    all
}

/// Every field that a policy of interests, as it is written, gives a value to.
fn written_of_interests(policy: &InterestPolicy) -> BTreeSet<String> {
    let Value::Object(policy) = serde_json::to_value(policy).unwrap() else { panic!("an object") };
    policy.into_iter().map(|(name, _)| name).filter(|name| name != "sources").collect()
}

/// The policy of the rounds of an edition, with those of its interests below `interests` and of its gates below `gates`.
fn sources_of_selection(policy: &SelectionPolicy) -> BTreeMap<String, Source> {
    let mut all = policy.sources.clone();
    all.extend(policy.interests.sources.iter().map(|(name, source)| (format!("interests.{name}"), source.clone())));
    all.extend(policy.gates.iter().map(|(word, gate)| (format!("gates.{word}"), gate.source.clone().unwrap())));
    all
}

#[test]
fn every_value_of_every_selection_policy_has_a_source_and_every_source_a_value() {
    let all = fields_of_selection();
    // 14 of the policy itself, 6 of the route, 3 of a stage, 4 of the criteria, 3 of a group, 6 of a criterion, 5 of a bonus.
    assert_eq!(all.len(), 14 + 6 + 3 + 4 + 3 + 6 + 5);
    let mut asked = BTreeSet::new();
    for programme in [home(), music()] {
        let policy = programme.selection.as_ref().unwrap();
        assert_eq!(keys(&policy.sources), written_of_selection(policy), "{programme}");
        assert_eq!(keys(&policy.interests.sources), written_of_interests(&policy.interests), "{programme}");
        assert!(policy.gates.iter().all(|(_, gate)| gate.source.is_some()), "{programme}");
        asked.extend(written_of_selection(policy));
    }
    // Between them they ask for everything that can be asked for, so a new field fails here until it has a source.
    assert_eq!(asked, all);
    // What is published of the Computing Hubs says nothing of how their leads were chosen.
    assert!(computing().selection.is_none());
}

#[test]
fn of_the_selection_of_the_home_edition_pages_say_this_and_no_more() {
    let all = sources_of_selection(home().selection.as_ref().unwrap());
    let of_kind = |kind: &str| -> Vec<String> {
        all.iter().filter(|(_, source)| source.kind() == kind).map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(
        of_kind("page"),
        [
            "criteria.criteria.title",
            "criteria.groups.title",
            "gates.ofsted",
            "gates.state-funded",
            "route.route",
            "stages.title"
        ]
    );
    assert_eq!(of_kind("statute"), [""; 0]);
    let convention = [
        "closing_minute_in_time",
        "decimals",
        "interests.exempt",
        "interests.exempt_ties",
        "interests.links",
        "interests.roles",
        "interests.through",
        "interests.ties",
        "late",
        "panel_recommends",
        "rounding",
        "route.feedback_compares",
        "stages.id",
    ];
    assert_eq!(of_kind("convention"), convention);
    // Every weight, every point of the scale, every number.
    let illustrative = of_kind("illustrative");
    assert_eq!(illustrative.len(), all.len() - 6 - convention.len());
    for name in ["criteria.groups.weight", "criteria.criteria.weight", "criteria.criteria.minimum", "criteria.scales"] {
        assert!(illustrative.iter().any(|it| it == name), "{name}");
    }
}

/// Every field of a policy of funding that takes a value, as `sources` names them, with `*` for a sponsor. Allocations say
/// of themselves where their figures come from, and refunds of VAT by which law.
fn fields_of_funding() -> BTreeSet<String> {
    let below = |name: &'static str, fields: BTreeSet<String>| fields.into_iter().map(move |it| format!("{name}.{it}"));
    let mut all = fields::<FundingPolicy>();
    for name in ["sponsors", "onward", "certificate", "allocation", "sources"] {
        assert!(all.remove(name));
    }
    all.extend(below("sponsors.*", fields::<Sponsor>()));
    all.extend(below("onward", fields::<OnwardPolicy>()));
    all.extend(below("certificate", fields::<CertificatePolicy>()));
    all
}

/// Every field that a policy of funding, as it is written, gives a value to.
fn written_of_funding(policy: &FundingPolicy) -> BTreeSet<String> {
    let Value::Object(policy) = serde_json::to_value(policy).unwrap() else { panic!("an object") };
    let mut all = BTreeSet::new();
    for (name, value) in policy {
        let add = |all: &mut BTreeSet<String>, name: &str, value: &Value| {
            all.extend(value.as_object().unwrap().keys().map(|it| format!("{name}.{it}")));
        };
        match name.as_str() {
            "allocation" | "sources" => {}
            "onward" | "certificate" => add(&mut all, &name, &value),
            "sponsors" => {
                let sponsors = value.as_object().unwrap();
                sponsors.iter().for_each(|(id, sponsor)| add(&mut all, &format!("sponsors.{id}"), sponsor));
            }
            _ => drop(all.insert(name)),
        }
    }
    all
}

/// Every figure that a policy of allocations, as it is written, gives.
fn written_of_allocation(policy: &AllocationPolicy) -> BTreeSet<String> {
    let Value::Object(policy) = serde_json::to_value(policy).unwrap() else { panic!("an object") };
    policy.into_iter().map(|(name, _)| name).filter(|name| name != "sources").collect()
}

/// The sources of a policy of funding, with those of its allocations below `allocation`.
fn sources_of_funding(policy: &FundingPolicy) -> BTreeMap<String, Source> {
    let mut all = policy.sources.clone();
    let of_allocation = policy.allocation.iter().flat_map(|it| &it.sources);
    all.extend(of_allocation.map(|(name, source)| (format!("allocation.{name}"), source.clone())));
    all
}

#[test]
fn every_value_of_every_policy_of_funding_has_a_source_and_every_source_a_value() {
    let all = fields_of_funding();
    // 16 of the policy itself less 5 that are told apart, 7 of a sponsor, 4 of onward payments, 4 of the certificate.
    assert_eq!(all.len(), 16 - 5 + 7 + 4 + 4);
    let mut asked = BTreeSet::new();
    for programme in [home(), music()] {
        let policy = programme.funding.as_ref().unwrap();
        let written = written_of_funding(policy);
        assert_eq!(keys(&policy.sources), written, "{programme}");
        let allocation = policy.allocation.as_ref().unwrap();
        assert_eq!(keys(&allocation.sources), written_of_allocation(allocation), "{programme}");
        let sponsors: BTreeSet<&str> = policy.sponsors.keys().map(|id| id.as_str()).collect();
        asked.extend(written.iter().map(|name| match name.split('.').collect::<Vec<_>>()[..] {
            ["sponsors", id, field] if sponsors.contains(id) => format!("sponsors.*.{field}"),
            _ => name.clone(),
        }));
    }
    // Between them they ask for everything that can be asked for, so a new field fails here until it has a source.
    assert_eq!(asked, all);
    let mut of_allocation = fields::<AllocationPolicy>();
    assert!(of_allocation.remove("sources"));
    assert_eq!(keys(&home().funding.unwrap().allocation.unwrap().sources), of_allocation);
    // What is published of the Computing Hubs says nothing of how they are paid for.
    assert!(computing().funding.is_none());
}

#[test]
fn of_the_funding_of_the_home_edition_pages_and_statutes_say_this_and_no_more() {
    let all = sources_of_funding(home().funding.as_ref().unwrap());
    let of_kind = |kind: &str| -> Vec<String> {
        all.iter().filter(|(_, source)| source.kind() == kind).map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(
        of_kind("page"),
        [
            "certificate.threshold",
            "certificate.years",
            "ineligible",
            "outside_period",
            "project_kinds",
            "sponsors.dfe.budgets",
            "sponsors.dfe.name",
            "sponsors.dfe.years",
        ]
    );
    assert_eq!(of_kind("statute"), ["vat_refunds"]);
    assert_eq!(
        of_kind("convention"),
        [
            "certificate.grants_add_up",
            "costs",
            "headings",
            "onward.grounds_needed",
            "onward.if_matched",
            "onward.outright",
            "sponsors.dfe.projects",
            "sponsors.dfe.public",
            "sponsors.dfe.structural",
            "sponsors.eef.name",
            "sponsors.eef.restricted",
        ]
    );
    // Which trials, every tolerance, every term of days, and all bounds of an allocation.
    assert_eq!(of_kind("illustrative").len(), all.len() - 8 - 1 - 11);
    let illustrative = |name: &str| all.get(name) == Some(&Source::Illustrative);
    assert!(["sponsors.eef.projects", "onward.grounds", "virement_tolerance", "unspent"].into_iter().all(illustrative));
    assert!(all.keys().filter(|name| name.starts_with("allocation.")).all(|name| illustrative(name)));
}

#[test]
fn money_goes_to_the_kinds_of_projects_that_the_network_has() {
    for programme in [home(), music()] {
        assert_eq!(programme.funding.as_ref().unwrap().project_kinds, programme.network.words.projects, "{programme}");
    }
}

#[test]
fn the_criteria_of_the_home_edition_are_domain_by_quality() {
    let home = home();
    let criteria = &home.selection.as_ref().unwrap().criteria;
    // By hand: 40 x 50%, 40 x 50%; 35 x 40%, 35 x 30%, 35 x 30%; 25 x 50%, 25 x 50%. In the order of the ids.
    let applied: Vec<(&str, String)> =
        criteria.leaves().iter().map(|leaf| (leaf.id().as_str(), leaf.applied().to_string())).collect();
    let expected = [
        ("leadership/capacity", "10.5"),
        ("leadership/commitment", "10.5"),
        ("leadership/credibility", "14"),
        ("mathematics/capacity", "20"),
        ("mathematics/credibility", "20"),
        ("partnership/capacity", "12.5"),
        ("partnership/credibility", "12.5"),
    ];
    assert_eq!(applied, expected.map(|(id, points)| (id, points.to_owned())));
}

#[test]
fn every_edition_says_where_it_was_read_who_pays_and_who_coordinates() {
    let mut said = fields_after::<Programme>(r#""$format": "maths-hubs/programme/1", "#);
    for own in ["$format", "id", "name", "sources", "network", "selection", "funding", "levels"] {
        assert!(said.remove(own), "{own}");
    }
    for programme in [home(), computing(), music()] {
        assert_eq!(keys(&programme.sources), said, "{programme}");
    }
}

#[test]
fn the_illustrative_figures_of_the_home_edition_are_these() {
    let home = home();
    let illustrative = |(_, source): &(&String, &Source)| **source == Source::Illustrative;
    let named: Vec<&str> = home.network.sources.iter().filter(illustrative).map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        named,
        [
            "board.empty_seat_days",
            "board.independent",
            "evaluation_days",
            "handover_days",
            "interim_cover_days",
            "most_hubs_of_one_body",
            "settling_days",
            "vacancy_days",
        ]
    );
    assert!(!home.sources.iter().any(|it| illustrative(&it)));
}

#[test]
fn only_pages_name_anything_and_none_is_empty() {
    for programme in [home(), computing(), music()] {
        let of_selection = programme.selection.as_ref().map(sources_of_selection).unwrap_or_default();
        let of_funding = programme.funding.as_ref().map(sources_of_funding).unwrap_or_default();
        let of_wings = programme.network.sources.iter().chain(&of_selection).chain(&of_funding);
        for (name, source) in programme.sources.iter().chain(of_wings) {
            if let Source::Page(text) | Source::Statute(text) = source {
                assert!(text.len() > 10, "{programme}: {name}");
            }
        }
    }
}

// Editions through the same types.

#[test]
fn the_home_edition_is_written_and_read_back_equal() {
    let home = home();
    let text = serde_json::to_string_pretty(&home).unwrap();
    assert!(text.starts_with("{\n  \"$format\": \"maths-hubs/programme/1\",\n  \"id\": \"maths-hubs\","));
    let again: Programme = read(&text);
    assert_eq!(again, home);
    assert_eq!(serde_json::to_string_pretty(&again).unwrap(), text);
}

#[test]
fn the_sister_editions_are_written_back_as_they_were_read() {
    for text in [COMPUTING, MUSIC] {
        let programme: Programme = read(text);
        assert_eq!(format!("{}\n", serde_json::to_string_pretty(&programme).unwrap()), text);
    }
    let network: Network = read(MUSIC_NETWORK);
    assert_eq!(format!("{}\n", serde_json::to_string_pretty(&network).unwrap()), MUSIC_NETWORK);
}

#[test]
fn the_computing_hubs_are_judged_and_what_nobody_wrote_down_is_undetermined() {
    let network: Network = read(COMPUTING_NETWORK);
    let report = computing().check(&network, today());
    assert!(report.findings().iter().all(|it| it.verdict == Verdict::Undetermined && it.level == Level::Warning));
    // 37 hubs: of 34 nobody wrote down who is accountable, and of three satellites whose they are.
    assert_eq!(report.count("hub/accountable-body-not-one").undetermined, 34);
    assert_eq!(report.count("hub/satellite-without-parent").undetermined, 3);
    assert_eq!(report.findings().len(), 37);
    // Kinds of leads are judged by the words of this edition; territories and boards it does not ask for.
    assert_eq!(report.count("hub/lead-kind-not-listed").held, 34);
    assert_eq!(report.count("network/authority-unserved").applied(), 0);
    assert_eq!(report.count("board/missing").applied(), 0);
    assert_eq!(
        report.to_string().lines().next(),
        Some(format!("{RULESET}, Computing Hubs undated list on 2026-11-24: warning 37").as_str()),
    );
}

#[test]
fn the_music_hubs_are_judged_by_a_board_phases_and_leads_of_their_own() {
    let report = music().check(&read::<Network>(MUSIC_NETWORK), today());
    assert_eq!(report.codes(), BTreeSet::from(["network/region-unserved"]), "{report}");
    assert!(report.findings().iter().all(|finding| finding.level == Level::Allow));
    assert_eq!(report.count("network/authority-unserved").held, 12);
    for code in
        ["hub/lead-kind-not-listed", "board/too-few-school-leaders", "board/seat-empty", "board/phase-uncovered"]
    {
        assert_eq!(report.count(code).held, 2, "{code}");
    }
    // The home edition knows none of these words, asks for four phases, and for other seats.
    let mut network: Network = read(MUSIC_NETWORK);
    network.programme = home().id;
    let report = home().check(&network, today());
    for code in ["hub/lead-kind-not-listed", "hub/phase-left-out", "board/seat-empty", "board/too-few-school-leaders"] {
        assert!(report.count(code).broken >= 2, "{code}");
    }
    assert!(report.count("network/unlisted-word").broken > 0);
}

#[test]
fn the_music_hubs_use_no_word_of_the_home_edition_that_is_not_everybodys() {
    let (home, music) = (home().network, music().network);
    for (ours, theirs) in [
        (&home.words.leads, &music.words.leads),
        (&home.words.expertise, &music.words.expertise),
        (&home.words.posts, &music.words.posts),
        (&home.words.seats, &music.words.seats),
        (&home.words.projects, &music.words.projects),
        (&home.words.advisers, &music.words.advisers),
    ] {
        assert!(theirs.words().all(|word| !ours.contains(word)), "{theirs:?}");
    }
    assert!(!MUSIC.to_lowercase().replace("maths-hubs/programme/1", "").contains("math"));
}

// Levels.

#[test]
fn a_gap_blocks_the_music_hubs_and_is_a_warning_elsewhere() {
    let code = "network/authority-unserved";
    let mut network = music_network_with_a_gap();
    let rejected = music().validate(network.clone(), today()).unwrap_err();
    let blocking: Vec<String> = rejected.report().blocking().map(ToString::to_string).collect();
    assert_eq!(blocking, [r#"error[network/authority-unserved] coverage["841"]: no hub serves Darlington"#]);

    let home = home();
    network.programme = home.id;
    let report = home.check(&network, today());
    let found: Vec<_> = report.of(code).collect();
    assert_eq!(found.iter().map(|it| it.level).collect::<Vec<_>>(), [Level::Warning]);
    assert_eq!(computing().levels().of(found[0]), Level::Warning);
    assert_eq!(music().levels().of(found[0]), Level::Error);

    // The Computing Hubs have no territories; if they had, it would be a warning.
    let mut computing = computing();
    network.programme = computing.id;
    assert_eq!(computing.check(&network, today()).of(code).count(), 0);
    computing.network.territorial = true;
    let report = computing.check(&network, today());
    assert_eq!(report.of(code).map(|it| it.level).collect::<Vec<_>>(), [Level::Warning]);
}

#[test]
fn levels_of_an_edition_name_rules_that_there_are_and_that_may_be_regraded() {
    let regraded = |code: &str, level: &str| {
        with(MUSIC, r#""network/authority-unserved": "error""#, &format!(r#""{code}": "{level}""#))
    };
    for (code, level, message) in [
        (
            "network/autority-unserved",
            "error",
            "there is no rule `network/autority-unserved`; did you mean `network/authority-unserved`? at line 462 column 31",
        ),
        ("music/out-of-tune", "error", "there is no rule `music/out-of-tune` at line 462 column 23"),
        (
            "network/unknown-hub",
            "allow",
            "the rule `network/unknown-hub` is fixed, since operations depend on it at line 462 column 25",
        ),
        (
            "network/authority-unserved",
            "fatal",
            "unknown variant `fatal`, expected one of `allow`, `advice`, `warning`, `error` at line 462 column 41",
        ),
        (
            "network/region-unserved",
            "error",
            "the key `network/region-unserved` is listed twice in this object at line 463 column 29",
        ),
    ] {
        assert_eq!(refusal::<Programme>(&regraded(code, level)), message);
    }
    assert!(CATALOGUE.iter().filter(|rule| rule.fixed).all(|rule| {
        Levels::over(&[&CATALOGUE]).allow(rule.code).unwrap_err() == CannotRegrade::Fixed { code: rule.code }
    }));
}

// Documents and editions that do not belong together.

#[test]
fn a_document_is_judged_by_its_own_programme_alone() {
    let network: Network = read(COMPUTING_NETWORK);
    let rejected = home().validate(network, today()).unwrap_err();
    let found: Vec<String> = rejected.report().of("programme/other-programme").map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "error[programme/other-programme] programme: this belongs to the programme `computing-hubs` and is judged by \
          `maths-hubs`"
        ]
    );
    assert!(rejected.report().blocking().any(|finding| finding.code == "programme/other-programme"));
}

#[test]
fn an_edition_judges_the_days_for_which_it_is_in_force_and_warns_of_others() {
    let code = "programme/edition-not-in-force";
    for (programme, first, last) in
        [(music(), "2024-09-01", Some("2028-08-31")), (computing(), "2026-11-24", None), (home(), "2017-09-01", None)]
    {
        let network = Network::new(programme.id, "none");
        let broken = |day: NaiveDate| programme.check(&network, day).count(code).broken;
        let first: NaiveDate = first.parse().unwrap();
        assert_eq!((broken(first.pred_opt().unwrap()), broken(first)), (1, 0));
        if let Some(last) = last {
            let last: NaiveDate = last.parse().unwrap();
            assert_eq!((broken(last), broken(last.succ_opt().unwrap())), (0, 1));
        }
    }
    let report = music().check(&read::<Network>(MUSIC_NETWORK), "2028-09-01".parse().unwrap());
    let found: Vec<String> = report.of(code).map(ToString::to_string).collect();
    assert_eq!(
        found,
        ["warning[programme/edition-not-in-force] programme: this edition is in force 2024-09-01 to 2028-08-31"]
    );
}

#[test]
fn a_document_of_a_newer_version_fails_as_newer_before_anything_else() {
    let network = "{\n  \"$format\": \"maths-hubs/network/2\",\n  \"constellations\": {}\n}";
    assert_eq!(
        refusal::<Network>(network),
        "this document is in `maths-hubs/network/2`, which is newer than this library reads: `maths-hubs/network/1` \
         at line 2 column 35"
    );
    let programme = with(MUSIC, "maths-hubs/programme/1", "maths-hubs/programme/12");
    assert_eq!(
        refusal::<Programme>(&programme),
        "this document is in `maths-hubs/programme/12`, which is newer than this library reads: \
         `maths-hubs/programme/1` at line 2 column 38"
    );
}

#[test]
fn a_document_of_another_kind_is_refused_and_both_kinds_are_named() {
    assert_eq!(
        refusal::<Network>(MUSIC),
        "this document calls itself `maths-hubs/programme/1`, where `maths-hubs/network/1` is wanted at line 2 column 37"
    );
    assert_eq!(
        refusal::<Programme>(MUSIC_NETWORK),
        "this document calls itself `maths-hubs/network/1`, where `maths-hubs/programme/1` is wanted at line 2 column 35"
    );
    assert_eq!(
        refusal::<Network>("{\n  \"$format\": 1\n}"),
        "invalid type: integer `1`, expected the format \"maths-hubs/network/1\" at line 2 column 14"
    );
    assert_eq!(
        refusal::<Network>("{}"),
        "the first key of a document is `$format`, which says what it is; found none at line 1 column 2"
    );
    assert_eq!(
        refusal::<Network>(r#"{"added_later": 1, "$format": "maths-hubs/network/2"}"#),
        "the first key of a document is `$format`, which says what it is; found `added_later` at line 1 column 14"
    );
    for version in ["+1", "01", "", "1 ", "one"] {
        let refused = refusal::<Network>(&format!(r#"{{"$format": "maths-hubs/network/{version}"}}"#));
        assert!(refused.starts_with("this document calls itself `maths-hubs/network/"), "{refused}");
    }
    let later = refusal::<Network>(r#"{"$format": "maths-hubs/network/99999999999"}"#);
    assert!(later.contains("which is newer than this library reads"), "{later}");
}

#[test]
fn a_malformed_network_is_refused_with_its_place_what_was_found_and_what_is_allowed() {
    const SLUG: &str =
        "lower-case letters and digits, no capitals, words joined by single hyphens, at most 63 characters";
    let slug = |found: &str, what: &str, place: &str| format!("`{found}` is not {what}: {SLUG} at {place}");
    for (old, new, message) in [
        (
            r#""name": "Invented Music Hubs""#,
            r#""title": "Invented Music Hubs""#,
            "unknown field `title`, expected one of `$format`, `programme`, `name`, `incomplete`, `register`, `hubs`, \
             `projects`, `advisers`, `supporters`, `forums`, `covers`, `choices`, `published_counts`, `explanations` \
             at line 4 column 9"
                .to_owned(),
        ),
        (
            r#""invented-quaver": {"#,
            r#""invented-crotchet": {"#,
            "the key `invented-crotchet` is listed twice in this object at line 274 column 23".to_owned(),
        ),
        (
            r#""register": {"#,
            "\"hubs\": {},\n  \"register\": {",
            "duplicate field `hubs` at line 104 column 8".to_owned(),
        ),
        (r#""invented-quaver": {"#, r#""Quaver": {"#, slug("Quaver", "a hub id", "line 274 column 12")),
        (
            r#""programme": "music-hubs""#,
            r#""programme": "Music Hubs""#,
            slug("Music Hubs", "a programme id", "line 3 column 27"),
        ),
        (
            "\"X-BODY-invented-primary-school\": {\n        \"name\"",
            "\"GB-EDU-7654321\": {\n        \"name\"",
            "`GB-EDU-7654321` is not an organisation id: GB-EDU- and a URN, six digits, 100000 to 999999 \
             at line 22 column 22"
                .to_owned(),
        ),
        (
            r#""kind": "charity""#,
            r#""kind": "orchestra""#,
            "unknown variant `orchestra`, expected one of `school`, `college`, `trust`, `university`, \
             `subject-association`, `employer`, `public-body`, `charity`, `unknown` at line 14 column 27"
                .to_owned(),
        ),
        (
            r#""390","#,
            r#""39","#,
            "`39` is not a local authority code: three digits, 000 to 999 at line 116 column 18".to_owned(),
        ),
        (r#""391","#, r#""390","#, "item 2 of this list stands in it already at line 118 column 14".to_owned()),
        (r#""venue""#, r#""Village Hall""#, slug("Village Hall", "a word of a vocabulary", "line 339 column 26")),
    ] {
        assert_eq!(refusal::<Network>(&with(MUSIC_NETWORK, old, new)), message);
    }
    assert_eq!(
        refusal::<Network>(&MUSIC_NETWORK.replacen(r#""operating": "2024-09-01""#, r#""operating": "2024-02-30""#, 1)),
        "`2024-02-30` is not a date: the calendar has no such day at line 107 column 33"
    );
}

#[test]
fn a_malformed_programme_is_refused_with_its_place_what_was_found_and_what_is_allowed() {
    for (old, new, message) in [
        (
            r#""territorial": true"#,
            r#""teritorial": true"#,
            "unknown field `teritorial`; did you mean `territorial`? at line 19 column 16",
        ),
        (
            r#""independent": "1/2""#,
            r#""independent": "3/2""#,
            "`3/2` is not a fraction: two whole numbers as in `2/3`, at most 1 at line 65 column 26",
        ),
        (
            r#""until": "2028-08-31""#,
            r#""until": "2023-08-31""#,
            "`2024-09-01 to 2023-08-31` is not a period: a last day on or after the first at line 9 column 3",
        ),
        (
            r#""until": "2028-08-31""#,
            r#""last": "2028-08-31""#,
            "unknown field `last`, expected `from` or `until` at line 8 column 10",
        ),
        (
            r#""sponsor": "illustrative""#,
            r#""sponsor": "hearsay""#,
            "unknown variant `hearsay`, expected one of `page`, `statute`, `convention`, `illustrative` at line 16 column 24",
        ),
        (
            r#""sponsor": "illustrative""#,
            r#""in_force": "illustrative""#,
            "the key `in_force` is listed twice in this object at line 16 column 14",
        ),
        (
            r#""orchestra": "an orchestra""#,
            r#""venue": "an orchestra""#,
            "the key `venue` is listed twice in this object at line 47 column 15",
        ),
        (
            r#""fewest_meetings": 2"#,
            r#""fewest_meetings": "two""#,
            "invalid type: string \"two\", expected u32 at line 89 column 30",
        ),
    ] {
        assert_eq!(refusal::<Programme>(&with(MUSIC, old, new)), message);
    }
}

// Valid, and rejected.

#[test]
fn a_sound_network_is_valid_and_one_with_an_error_comes_back_as_it_was() {
    let network: Network = read(MUSIC_NETWORK);
    let valid = music().validate(network.clone(), today()).unwrap();
    assert_eq!(valid.day(), today());
    assert_eq!(valid.report(), &music().check(&network, today()));
    assert_eq!(valid.view().day(), today());
    assert_eq!(valid.hubs.len(), 2);
    assert_eq!(valid.into_inner(), network);

    let broken = music_network_with_a_gap();
    let rejected = music().validate(broken.clone(), today()).unwrap_err();
    assert_eq!(rejected.document(), &broken);
    let (document, report) = rejected.into_parts();
    assert_eq!(document, broken);
    assert_eq!(report, music().check(&broken, today()));
}

#[test]
fn a_rejection_prints_what_blocks_and_not_the_document() {
    let rejected: Rejected<Network> = music().validate(music_network_with_a_gap(), today()).unwrap_err();
    let expected = format!(
        "{RULESET}, Music Hubs invented for tests on 2026-11-24: error 1, allowed 8\n\
         error[network/authority-unserved] coverage[\"841\"]: no hub serves Darlington\n\
         and 8 that do not block"
    );
    assert_eq!(rejected.to_string(), expected);
    assert_eq!(format!("{rejected:?}"), expected);
    assert_eq!(format!("{rejected:#?}"), expected);
}

static NO_WEBSITE: Rule = Rule::error("portal/no-website", "every hub has a website")
    .why("visitors of the portal follow it")
    .says("{hub} has no website")
    .hint("ask the hub for its address")
    .source(&Source::Convention);

static MY_RULES: &[&Rule] = &[&NO_WEBSITE];

fn my_rules(network: &Network, sink: &mut Sink) {
    let hubs = At::ROOT.field("hubs");
    for (id, hub) in &network.hubs {
        let at = hubs.key(id);
        if hub.contact.website.is_some() {
            sink.holds(&NO_WEBSITE);
        } else {
            sink.broken(&NO_WEBSITE, &at.field("contact")).with("hub", hub.name.as_str());
        }
    }
}

#[test]
fn rules_of_a_host_judge_too_and_may_block() {
    let mut network: Network = read(MUSIC_NETWORK);
    let first = network.hubs.values_mut().next().unwrap();
    first.contact.website = Some("https://invented.example".to_owned());
    let rejected = music().validate_with(network.clone(), today(), my_rules).unwrap_err();
    let blocking: Vec<String> = rejected.report().blocking().map(ToString::to_string).collect();
    assert_eq!(
        blocking,
        [r#"error[portal/no-website] hubs["invented-quaver"].contact: Invented Quaver Music Hub has no website"#]
    );
    let count = rejected.report().count("portal/no-website");
    assert_eq!((count.held, count.broken), (1, 1));
    assert_eq!(rejected.report().count("network/authority-unserved").held, 12, "the library's rules judge as well");

    for hub in network.hubs.values_mut() {
        hub.contact.website = Some("https://invented.example".to_owned());
    }
    let valid = music().validate_with(network, today(), my_rules).unwrap();
    assert_eq!(valid.report().count("portal/no-website").held, 2);
}

#[test]
fn levels_over_the_librarys_rules_and_a_hosts_grade_both() {
    let network: Network = read(MUSIC_NETWORK);
    let levels = Levels::over(&[&CATALOGUE, MY_RULES]);
    let levels = levels.advise("portal/no-website").unwrap().error("network/region-unserved").unwrap();
    let report = music().check_with(&network, today(), my_rules).under(&levels);
    assert_eq!(report.at_level(Level::Advice).count(), 2);
    assert_eq!(report.at_level(Level::Error).count(), 8);

    assert_eq!(
        levels.allow("portal/no-web-site").unwrap_err().to_string(),
        "there is no rule `portal/no-web-site`; did you mean `portal/no-website`?"
    );
    let without = Levels::over(&[&CATALOGUE]).allow("portal/no-website");
    assert_eq!(without.unwrap_err().to_string(), "there is no rule `portal/no-website`");
}

// The home edition and the rest of the library.

/// The Rust files below `folder`, with their paths from `src`.
fn sources_below(folder: &Path, root: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources_below(&path, root, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Cited pages have the titles that they have.
const CITATIONS: [&str; 2] = ["network/rules/sources.rs", "funding/rules/sources.rs"];

fn is_exempt(name: &str) -> bool {
    let is_test = ["tests.rs", "fixture.rs"].iter().any(|ending| name.ends_with(ending));
    is_test || name.starts_with("programme/maths_hubs/") || name.starts_with("strategies/") || CITATIONS.contains(&name)
}

#[test]
fn only_the_home_edition_knows_the_subject_of_the_hubs() {
    let src = root().join("src");
    let mut files = Vec::new();
    sources_below(&src, &src, &mut files);
    let all: BTreeMap<String, String> = files.into_iter().collect();
    assert!(
        all.len() > 100
            && all.contains_key("programme/maths_hubs/selection.rs")
            && CITATIONS.iter().all(|it| all.contains_key(*it))
    );
    let mut offending = Vec::new();
    for (name, text) in all.iter().filter(|(name, _)| !is_exempt(name)) {
        // Unit tests close a file.
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            let comment = line.trim_start().starts_with("//");
            let said = line.to_lowercase().replace("maths_hubs", "").replace("maths-hubs", "");
            // Comments and examples may speak of Maths Hubs; the subject itself nothing but the home edition names.
            if said.contains("mathematic") || !comment && (said.contains("math") || said.contains("ncetm")) {
                offending.push(format!("src/{name}:{number}: {}", line.trim()));
            }
        }
    }
    assert!(
        offending.is_empty(),
        "these belong in the home edition, src/programme/maths_hubs/:\n{}",
        offending.join("\n")
    );

    // What is exempt as citations is nothing else.
    let lines = CITATIONS.iter().flat_map(|it| all[*it].lines());
    let code: String = lines.filter(|line| !line.trim_start().starts_with("//")).collect();
    for item in code.split_inclusive(';').map(str::trim) {
        let item = item.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(item.starts_with("use ") || item.contains(": Source = Source::"), "{item}");
    }
}

// The catalogue.

#[test]
fn every_rule_has_a_code_of_its_own_and_says_what_why_and_what_to_do() {
    let mut codes = BTreeSet::new();
    for rule in CATALOGUE {
        let code = rule.code;
        for code in rule.formerly.iter().chain([&code]) {
            assert!(codes.insert(*code), "{code} stands twice");
        }
        let (aggregate, what) = code.split_once('/').unwrap();
        assert!(Slug::new(aggregate).is_some() && Slug::new(what).is_some(), "{code}");
        assert_eq!(rule.aggregate(), aggregate);
        for (name, text) in
            [("summary", rule.summary), ("why", rule.why), ("message", rule.message), ("hint", rule.hint)]
        {
            assert!(!text.trim().is_empty(), "{code} has no {name}");
            assert!(text.trim() == text && !text.ends_with('.'), "{code}: {name}");
        }
        assert_eq!(catalogue::rule(code).map(|it| it.code), Some(code));
    }
}

#[test]
fn so_many_rules_rest_on_pages_and_so_many_are_ours() {
    let sources = catalogues::sources(&CATALOGUE);
    // By hand, aggregate by aggregate. On pages: 13 of boards, 16 of hubs, 6 of the network; 2 of rounds, 1 each of
    // applications and assessments; 2 of awards, 11 of ledgers; 1 of programmes.
    assert_eq!(sources.pages, 13 + 16 + 6 + 2 + 1 + 1 + 2 + 11 + 1);
    // On judgments and acts: 2 of assessments, 2 of consensus, 2 of decisions.
    assert_eq!(sources.statutes, 2 + 2 + 2);
    // Ours: 22 of hubs, 18 of the network, 24 of programmes, 1 of reports; 17 of rounds, 11 of applications, 12 of
    // assessments, 8 of consensus, 21 of decisions; 6 of awards, 41 of ledgers, 13 of allocations.
    assert_eq!(sources.conventions, 22 + 18 + 24 + 1 + 17 + 11 + 12 + 8 + 21 + 6 + 41 + 13);
    assert_eq!(CATALOGUE.len(), sources.pages + sources.statutes + sources.conventions);
}

#[test]
fn the_codes_are_those_of_the_list_from_which_none_is_ever_taken() {
    let listed: BTreeSet<&str> =
        include_str!("data/rule_codes.txt").lines().filter(|line| !line.starts_with('#')).collect();
    let codes: BTreeSet<&str> =
        CATALOGUE.iter().flat_map(|rule| rule.formerly.iter().copied().chain([rule.code])).collect();
    let new: Vec<_> = codes.difference(&listed).collect();
    assert!(new.is_empty(), "add these to tests/data/rule_codes.txt: {new:?}");
    let gone: Vec<_> = listed.difference(&codes).collect();
    assert!(
        gone.is_empty(),
        "codes are never reused: a rule that was renamed keeps its old code in `formerly`, so these are missing: {gone:?}"
    );
}

/// What a reader of the table must know.
const PREFACE: &str = "\
A rule judges *the day* of the report, or *the history*: all that is recorded. Its level is what a breach counts as unless a
programme or host regrades it; only an error blocks. A *fixed* rule is one on which operations depend: nobody regrades it.
A rule is *undetermined* where the facts do not say, which never blocks by itself. A source is a page, a statute, or
`convention`, which is ours.

";

#[test]
fn the_table_in_the_documentation_is_that_of_the_catalogue() {
    let path = root().join("src/programme/rules.md");
    let table = format!("{PREFACE}{}", catalogues::table(&CATALOGUE));
    if env::var_os("UPDATE_RULES").is_some() {
        fs::write(&path, table).unwrap();
        return;
    }
    let written = fs::read_to_string(&path).unwrap();
    assert!(
        written == table,
        "src/programme/rules.md is not the table of today's rules: run `UPDATE_RULES=1 cargo test --test programmes`"
    );
}

/// The words of an edition as a table in Markdown.
fn table_of_words(programme: &Programme) -> String {
    let policy = &programme.network;
    let where_they_stand = [
        ("leads", "an organisation's `kind`, of one that leads"),
        ("expertise", "a partnership's `expertise`, a practitioner's `accreditations`"),
        ("posts", "a post's `kind`"),
        ("seats", "a board member's `seats`"),
        ("projects", "a project's `kind`"),
        ("advisers", "an adviser's `kind`"),
    ];
    let mut table = String::from("| Word | Means | Stands in |\n|---|---|---|\n");
    for (name, words) in policy.words.iter() {
        let (_, place) = where_they_stand.iter().find(|(it, _)| *it == name).unwrap();
        for (word, means) in words.iter() {
            let accredited = if name == "expertise" && policy.words.accredited.contains(&word) {
                "; it rests on an accreditation"
            } else {
                ""
            };
            table.push_str(&format!("| `{word}` | {means}{accredited} | {place} |\n"));
        }
    }
    for (word, step) in policy.board.iter().flat_map(|board| &board.cycle) {
        table.push_str(&format!("| `{word}` | the board {} | a meeting's `reviewed` |\n", step.what));
    }
    let funding = programme.funding.as_ref().unwrap();
    let mut add = |word, means: &str, place| table.push_str(&format!("| `{word}` | {means} | {place} |\n"));
    for (words, place) in [
        (&funding.headings, "a structural line's `purpose`"),
        (&funding.project_kinds, "the `kind` of a project line's `purpose`"),
        (&funding.costs, "a cost's `kind`"),
    ] {
        words.iter().for_each(|(word, means)| add(word, means, place));
    }
    for (word, means) in funding.outside_period.iter() {
        add(word, &format!("{means}; it may lie outside the funding period"), "a cost's `kind`");
    }
    for (word, why) in &funding.ineligible {
        add(*word, &format!("never paid: {why}"), "a cost's `kind`");
    }
    for (word, refund) in &funding.vat_refunds {
        let means = format!("a body to which VAT is refunded since {} ({})", refund.since, refund.law);
        add(*word, &means, "an award's `body_kind`");
    }
    for (word, means) in funding.onward.iter().flat_map(|onward| onward.grounds.iter()) {
        add(word, means, "an onward payment's `grounds`");
    }
    table
}

#[test]
fn the_table_of_words_in_the_documentation_is_that_of_the_home_edition() {
    let path = root().join("src/programme/words.md");
    let table = table_of_words(&home());
    if env::var_os("UPDATE_RULES").is_some() {
        fs::write(&path, table).unwrap();
        return;
    }
    assert!(
        fs::read_to_string(&path).unwrap() == table,
        "src/programme/words.md is not the table of today's words: run `UPDATE_RULES=1 cargo test --test programmes`"
    );
    // Every vocabulary that a policy has is in it.
    let mut all = fields::<Vocabularies>();
    assert!(all.remove("accredited"));
    let listed: BTreeSet<String> = home().network.words.iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(listed, all);
}

#[test]
fn a_rule_regraded_under_its_former_code_is_the_same_rule() {
    let regrades: Regrades = read(r#"{"board/teaching-school-voice-missing": "error"}"#);
    assert_eq!(regrades.iter().collect::<Vec<_>>(), [("board/recommended-voice-missing", Level::Error)]);
    let twice = r#"{"board/recommended-voice-missing": "warning", "board/teaching-school-voice-missing": "error"}"#;
    assert!(refusal::<Regrades>(twice).starts_with("the key `board/recommended-voice-missing` is listed twice"));
}

#[test]
fn a_host_regrades_its_own_rules_beside_the_librarys() {
    static STRICT: Rule = Rule::error("my-portal/strict", "nothing pleases").why("a test").says("no").hint("give up");

    let programme = home();
    let judge = |_: &Network, sink: &mut Sink| drop(sink.broken(&STRICT, &At::ROOT));
    let network = Network::new(programme.id, "Empty");
    let levels = programme.levels_with(&[&STRICT]).allow("network/region-unserved").unwrap();
    let rejected = programme.validate_under(network, today(), levels.clone(), judge).unwrap_err();
    assert_eq!(rejected.report().blocking().map(|it| it.code.as_ref()).collect::<Vec<_>>(), ["my-portal/strict"]);
    let (network, _) = rejected.into_parts();
    let levels = levels.warn("my-portal/strict").unwrap();
    assert!(programme.validate_under(network, today(), levels, judge).is_ok());
}
