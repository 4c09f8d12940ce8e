//! What a host may do with rules, levels, explanations and parts, and what it may not.

use maths_hubs::{
    document::day,
    network::{Network, Partial, Section},
    programme::{CATALOGUE, Programme},
    rules::{At, Explanation, Finding, Level, Levels, Reason, Report, Rule, Sink, Value, Verdict},
    strategies::Sound,
};

fn on(text: &str) -> chrono::NaiveDate {
    day::parse(text).unwrap()
}

/// A network in which a hub is named that there is not: a breach of a fixed rule.
fn with_a_dangling_hub() -> Sound {
    let mut sound = Sound::of(2);
    let project = sound.network.projects.values_mut().next().unwrap();
    project.required_of = maths_hubs::network::RequiredOf::Named(["nobody".parse().unwrap()].into());
    sound
}

fn found<'a>(report: &'a Report, code: &'a str) -> Vec<(String, bool)> {
    report.of(code).map(|finding| (finding.path.to_string(), finding.is_explained())).collect()
}

#[test]
fn a_host_cannot_take_away_what_the_library_found() {
    let sound = with_a_dangling_hub();
    let wiping = |_: &Network, sink: &mut Sink| *sink = Sink::new("", on("1999-01-01"), &[]);
    let rejected = sound.programme.validate_with(sound.network, sound.on, wiping).unwrap_err();
    assert_eq!(rejected.report().on(), sound.on);
    assert_eq!(rejected.report().codes(), ["network/unknown-hub"].into());
}

#[test]
fn a_fixed_rule_blocks_whatever_another_catalogue_claims() {
    static BY_FORMER_CODE: Rule = Rule::advice("mine/other", "another rule").formerly(&["network/unknown-hub"]);
    static BY_CODE: Rule = Rule::advice("network/unknown-hub", "a rule of the same name");

    for mine in [&BY_FORMER_CODE, &BY_CODE] {
        // Listed first or last.
        for catalogues in [[CATALOGUE.as_slice(), &[mine]], [&[mine], CATALOGUE.as_slice()]] {
            let sound = with_a_dangling_hub();
            let levels = Levels::over(&catalogues);
            let levels = levels.clone().allow("network/unknown-hub").unwrap_or(levels);
            let refused = sound.programme.validate_under(sound.network, sound.on, levels, |_, _| {});
            assert!(refused.is_err(), "{}", mine.code);
        }
    }
}

#[test]
fn two_rules_of_one_code_are_counted_together() {
    static ONE: Rule = Rule::advice("mine/same", "one").says("one");
    static ANOTHER: Rule = Rule::advice("mine/same", "another").says("another");

    let mut sink = Sink::new("mine", on("2026-11-24"), &[&ONE, &ANOTHER]);
    sink.holds(&ONE);
    sink.broken(&ANOTHER, &At::ROOT);
    let count = sink.into_report().count("mine/same");
    assert_eq!((count.held, count.broken), (1, 1));
}

/// A report of three findings of one rule: two at one place, one within another.
fn three() -> Report {
    static RULE: Rule = Rule::error("mine/rule", "all is well").says("{what} is amiss").formerly(&["mine/old"]);

    let mut sink = Sink::new("mine", on("2026-11-24"), &[&RULE]);
    let hubs = At::ROOT.field("hubs");
    let solent = hubs.key(&"solent");
    drop(sink.broken(&RULE, &solent.field("board")).with("what", "the chair"));
    drop(sink.broken(&RULE, &solent.field("board")).with("what", "a seat"));
    drop(sink.broken(&RULE, &hubs.key(&"origin")).beside(&solent).with("what", "the lead"));
    let report = sink.into_report();
    let explained = explanations().iter().fold(report.clone(), |report, it| report.explained_by([it], &[&RULE]));
    // Nothing that any of them fits is left for the rule about explanations.
    assert_eq!(explained.of("report/explanation-of-nothing").count(), 1);
    report
}

fn explanation(rule: &str, about: &str) -> Explanation {
    Explanation::new(rule, about.parse().unwrap(), "on purpose", "the coordinator")
}

fn explanations() -> [Explanation; 4] {
    [
        explanation("mine/rule", r#"hubs["solent"]"#),
        explanation("mine/old", r#"hubs["origin"]"#),
        explanation("mine/rule", r#"hubs["solent"].board"#),
        explanation("mine/rule", "hubs"),
    ]
}

fn explained(by: &Explanation) -> Vec<String> {
    static RULE: Rule = Rule::error("mine/rule", "all is well").formerly(&["mine/old"]);
    let report = three().explained_by([by], &[&RULE]);
    report.of("mine/rule").filter(|it| it.is_explained()).map(|it| it.message.clone()).collect()
}

#[test]
fn an_explanation_covers_a_place_and_what_lies_within_one_thing() {
    let [of_solent, of_origin, of_board, of_all] = explanations();
    assert_eq!(explained(&of_solent), ["a seat is amiss", "the chair is amiss"]);
    assert_eq!(explained(&of_board), ["a seat is amiss", "the chair is amiss"]);
    // By a former code; and what is only related to a place is not at it.
    assert_eq!(explained(&of_origin), ["the lead is amiss"]);
    // A field that holds many things is not one of them.
    assert_eq!(explained(&of_all), [""; 0]);
}

#[test]
fn an_explanation_may_name_the_figures_that_it_means() {
    let mut of_seat = explanation("mine/rule", r#"hubs["solent"].board"#);
    of_seat.figures.insert("what".to_owned(), Value::from("a seat"));
    assert_eq!(explained(&of_seat), ["a seat is amiss"]);
}

#[test]
fn two_reasons_for_one_finding_both_stand_with_whoever_gave_them() {
    static RULE: Rule = Rule::error("mine/rule", "all is well");
    let mut another = explanation("mine/rule", r#"hubs["origin"]"#);
    another.by = "the sponsor".to_owned();
    let report = three().explained_by([&explanation("mine/rule", r#"hubs["origin"]"#), &another], &[&RULE]);
    let finding = report.of("mine/rule").find(|it| it.is_explained()).unwrap();
    let reason = |by: &str| Reason { reason: "on purpose".to_owned(), by: by.to_owned() };
    assert_eq!(finding.explained, [reason("the coordinator"), reason("the sponsor")].into());
    assert!(
        finding
            .to_string()
            .ends_with("(explained by the coordinator: on purpose) (explained by the sponsor: on purpose)")
    );
    assert!(!finding.blocks());
}

#[test]
fn what_is_undecided_is_not_excused() {
    let mut sound = Sound::of(1);
    let (id, hub) = sound.network.hubs.iter_mut().next().unwrap();
    hub.incomplete.insert(Section::Posts);
    hub.posts.clear();
    let about = format!(r#"hubs["{id}"].posts"#);
    let report = sound.check();
    assert_eq!(found(&report, "hub/post-vacant"), [(about.clone(), false)]);
    assert!(report.of("hub/post-vacant").all(|it: &Finding| it.verdict == Verdict::Undetermined));

    sound.network.explanations.insert(explanation("hub/post-vacant", &about));
    let report = sound.check();
    // The reason waits: it marks nothing yet, and is not idle either.
    assert_eq!(found(&report, "hub/post-vacant"), [(about.clone(), false)]);
    assert_eq!(report.of("report/explanation-of-nothing").count(), 0);
    sound.network.hubs.values_mut().next().unwrap().incomplete.clear();
    assert_eq!(found(&sound.check(), "hub/post-vacant"), [(about, true)]);
}

#[test]
fn what_explains_nothing_is_known_by_what_it_is_about() {
    let mut sound = Sound::of(1);
    for about in [r#"coverage["330"]"#, r#"coverage["908"]"#] {
        sound.network.explanations.insert(explanation("network/area-overlap", about));
    }
    let report = sound.check();
    let places: Vec<_> = report.of("report/explanation-of-nothing").map(|it| it.path.pointer()).collect();
    assert_eq!(
        places,
        [
            r#"/explanations/network~1area-overlap coverage["330"]"#,
            r#"/explanations/network~1area-overlap coverage["908"]"#,
        ]
    );
}

#[test]
fn a_programme_concludes_from_parts_what_it_checks_of_the_whole() {
    let mut sound = with_a_dangling_hub();
    sound.programme.in_force = maths_hubs::calendar::Period::since(on("2027-01-01"));
    sound.programme.levels = sound.programme.levels.with("programme/edition-not-in-force", Level::Error).unwrap();
    let Programme { network: policy, .. } = &sound.programme;
    let parts = sound.network.clone().split(2).into_iter().map(|part| Partial::of(&part, policy, sound.on));
    let whole = parts.reduce(|one, next| one.merge(next).unwrap()).unwrap();
    let report = sound.check();
    assert_eq!(report.codes(), ["network/unknown-hub", "programme/edition-not-in-force"].into());
    assert_eq!(sound.programme.conclude(whole, &sound.network), report);
}

#[test]
fn what_is_undecided_blocks_only_where_the_host_says_so() {
    let mut sound = Sound::of(1);
    let tenure = sound.first_tenure().unwrap();
    tenure.accountable.clear();
    // An error where it is broken; undecided it is shown as a warning.
    let report = sound.check();
    let level = |report: &Report| report.of("hub/accountable-body-not-one").next().unwrap().level;
    assert_eq!((level(&report), report.blocking().count()), (Level::Warning, 0));
    let strict = sound.programme.levels().undetermined_at_most(Level::Error);
    let report = report.under(&strict);
    assert_eq!((level(&report), report.blocking().count()), (Level::Error, 1));
    assert!(sound.programme.validate_under(sound.network.clone(), sound.on, strict, |_, _| {}).is_err());
    assert!(sound.programme.validate(sound.network, sound.on).is_ok());
}
