//! Each rule at its edges: half-known ends, days to come, successions.

use crate::{
    answer::Answer,
    calendar::{Span, Spans},
    geography::Area,
    identifiers::Slug,
    network::{
        Bridge, Handover, LeadStatus, Section, Served, Tenure,
        rules::scene::{LEAD, NEXT, Scene, body, date, day, hub_id, la, scene, since, span, tenure_id},
    },
    organisation::{Governance, Kind, Location, Organisation, Succession},
};

const TODAY: &str = "2026-11-24";
const TRUST: &str = "X-TRUST-TR01234";

fn with_trust(scene: &mut Scene) {
    scene.network.register.record(body(TRUST), Organisation::new("The trust", Kind::Trust));
}

/// Woolwich, which led as a maintained school for a month and then as an academy.
fn woolwich() -> Scene {
    let mut scene = scene(TODAY);
    with_trust(&mut scene);
    scene.school("GB-EDU-100187", Governance::Maintained);
    scene.school("GB-EDU-141163", Governance::Academy).trusts.insert(body(TRUST), since("2014-08-01").into());
    let converting = Succession::converting(day("2014-07-31"));
    scene.network.register.succeed(body("GB-EDU-100187"), body("GB-EDU-141163"), converting);
    scene
}

#[test]
fn a_lead_that_closed_is_judged_at_both_days_on_which_its_tenure_may_have_ended() {
    for (until, kept) in [
        ("2018-08-31", Answer::Yes),
        ("2018-09-01", Answer::No),
        ("2018", Answer::Unknown),
        ("2019", Answer::No),
        ("unknown", Answer::Unknown),
    ] {
        let mut scene = scene(TODAY);
        scene.led("it", LEAD, span("2014-09-01", until));
        scene.organisation(LEAD).closed = Some(date("2018-08-31"));
        assert_eq!(scene.keeps("hub/lead-closed"), Some(kept), "{until}");
    }
    // A lead that closes next year is open today.
    let mut scene = scene(TODAY);
    scene.led("it", LEAD, since("2014-09-01"));
    scene.organisation(LEAD).closed = Some(date("2027-08-31"));
    assert_eq!(scene.keeps("hub/lead-closed"), Some(Answer::Yes));
}

#[test]
fn a_lead_that_was_succeeded_is_judged_at_both_days_on_which_its_tenure_may_have_ended() {
    for (until, kept) in [("2018-08-31", Answer::Yes), ("2018", Answer::Unknown), ("unknown", Answer::Unknown)] {
        let mut scene = scene(TODAY);
        scene.led("it", LEAD, span("2014-09-01", until));
        scene.network.register.succeed(body(LEAD), body(NEXT), Succession::converting(day("2018-08-31")));
        assert_eq!(scene.keeps("hub/urn-superseded"), Some(kept), "{until}");
    }
}

#[test]
fn a_lead_with_two_successors_of_one_day_is_neither_closed_for_good_nor_known_by_one_of_them() {
    let mut scene = scene(TODAY);
    scene.led("it", LEAD, since("2014-09-01"));
    scene.organisation(LEAD).closed = Some(date("2018-08-31"));
    for successor in [NEXT, "GB-EDU-100003"] {
        scene.network.register.succeed(body(LEAD), body(successor), Succession::converting(day("2018-08-31")));
    }
    assert_eq!(scene.keeps("hub/lead-closed"), None);
    assert_eq!(scene.keeps("hub/urn-superseded"), Some(Answer::Unknown));
}

#[test]
fn nominated_schools_and_accountable_bodies_are_looked_at_in_their_own_places() {
    let mut scene = woolwich();
    *scene.led("it", LEAD, since("2014-08-01")) = Tenure::of(body(TRUST), since("2014-08-01"))
        .nominating(body(TRUST), body("GB-EDU-100187"))
        .accountable_to(body(LEAD));
    assert_eq!(
        scene.says("hub/urn-superseded"),
        [
            r#".leadership.tenures["it"].leads["X-TRUST-TR01234"].nominates: GB-EDU-100187 (GB-EDU-100187) goes on as GB-EDU-141163 (GB-EDU-141163) since 2014-08-01"#
        ]
    );
    scene.tenure("it").nominating_only(LEAD);
    scene.organisation(LEAD).closed = Some(date("2020-08-31"));
    let closed = "GB-EDU-100001 closed on 2020-08-31, and no successor is recorded";
    assert_eq!(
        scene.says("hub/lead-closed"),
        [
            format!(r#".leadership.tenures["it"].accountable["{LEAD}"]: {closed}"#),
            format!(r#".leadership.tenures["it"].leads["{TRUST}"].nominates: {closed}"#),
        ]
    );
}

impl Tenure {
    fn nominating_only(&mut self, school: &str) {
        *self = self.clone().nominating(body(TRUST), body(school));
    }
}

#[test]
fn who_is_accountable_in_years_to_come_is_not_judged_today() {
    let mut scene = scene(TODAY);
    scene.led("it", LEAD, since("2014-09-01")).accountable =
        [(body(LEAD), span("2014-09-01", "2027-08-31").into())].into();
    assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(Answer::Yes));
    scene.tenure("it").accountable.insert(body(NEXT), since("2027-08-01").into());
    assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(Answer::Yes));
    scene.on = day("2027-09-30");
    assert_eq!(
        scene.says("hub/accountable-body-not-one"),
        [r#".leadership.tenures["it"].accountable: two bodies are accountable from 2027-08-01"#]
    );
    scene.tenure("it").accountable.remove(&body(NEXT));
    assert_eq!(
        scene.says("hub/accountable-body-not-one"),
        [r#".leadership.tenures["it"].accountable: no body is accountable from 2027-09-01"#]
    );
}

#[test]
fn a_body_may_be_accountable_again_after_another_was() {
    let code = "hub/accountable-body-not-one";
    let judged = |first: &str, another: &str, again: &str| {
        let mut scene = scene(TODAY);
        let spans = Spans::from(first.parse::<Span>().unwrap()).and(again.parse().unwrap()).unwrap();
        scene.led("it", LEAD, since("2014-09-01")).accountable = [(body(LEAD), spans)].into();
        if !another.is_empty() {
            scene.tenure("it").accountable.insert(body(NEXT), another.parse::<Span>().unwrap().into());
        }
        (scene.keeps(code), scene.says(code))
    };
    let first = "2014-09-01 to 2017-08-31";
    let another = "2017-09-01 to 2019-08-31";
    assert_eq!(judged(first, another, "from 2019-09-01").0, Some(Answer::Yes));
    // When it came back is half known, and so is whether somebody was accountable in between.
    assert_eq!(judged(first, another, "from 2019-09").0, Some(Answer::Unknown));
    assert_eq!(judged(first, "", "from 2017").0, Some(Answer::Unknown));
    for (another, again, wrong) in [
        ("", "from 2019-09-01", "no body is accountable from 2017-09-01"),
        (another, "from 2020-09-01", "no body is accountable from 2019-09-01"),
        (another, "from 2019-08-31", "two bodies are accountable from 2019-08-31"),
        ("from 2017-09-01", "from 2019-09-01", "two bodies are accountable from 2019-09-01"),
    ] {
        assert_eq!(judged(first, another, again).1, [format!(r#".leadership.tenures["it"].accountable: {wrong}"#)]);
    }
    // It closed while another was accountable, so it is not there to come back.
    let mut scene = scene(TODAY);
    let spans = Spans::from(span("2014-09-01", "2017-08-31")).and(since("2019-09-01")).unwrap();
    scene.led("it", NEXT, since("2014-09-01")).accountable = [(body(LEAD), spans)].into();
    scene.organisation(LEAD).closed = Some(date("2018-08-31"));
    let closed = "GB-EDU-100001 closed on 2018-08-31, and no successor is recorded";
    let place = format!(r#".leadership.tenures["it"].accountable["{LEAD}"]"#);
    assert_eq!(scene.says("hub/lead-closed"), [format!("{place}: {closed}")]);
    scene.tenure("it").accountable = [(body(LEAD), span("2014-09-01", "2017-08-31").into())].into();
    assert_eq!(scene.keeps("hub/lead-closed"), Some(Answer::Yes));
}

#[test]
fn two_bodies_accountable_for_the_same_half_known_days_may_be_two_on_one_day() {
    let mut scene = scene(TODAY);
    let tenure = span("2014", "2014");
    scene.led("it", LEAD, tenure);
    assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(Answer::Yes));
    scene.tenure("it").accountable.insert(body(NEXT), tenure.into());
    assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(Answer::Unknown));
}

#[test]
fn a_school_that_becomes_an_academy_while_it_is_accountable_is_no_legal_body_from_then_on() {
    let mut scene = woolwich();
    let accountable = |scene: &mut Scene, span: Span| {
        let tenure = scene.led("it", "GB-EDU-141163", since("2014-07-01"));
        tenure.accountable = [(body("GB-EDU-100187"), span.into())].into();
        if let Some(until) = span.until() {
            tenure.accountable.insert(body(TRUST), Span::since(until.day().unwrap().succ_opt().unwrap()).into());
        }
    };
    accountable(&mut scene, since("2014-07-01"));
    let wrong = "GB-EDU-100187 is an academy, whose trust is the legal body, from 2014-08-01";
    assert_eq!(
        scene.says("hub/accountable-body-not-one"),
        [format!(r#".leadership.tenures["it"].accountable: {wrong}"#)]
    );
    accountable(&mut scene, span("2014-07-01", "2014-07-31"));
    assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(Answer::Yes));
    // Before it converted nothing was wrong yet.
    accountable(&mut scene, since("2014-07-01"));
    scene.on = day("2014-07-31");
    assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(Answer::Yes));
    // Whether it was still accountable when it converted, nobody knows.
    scene.on = day(TODAY);
    let unknown = span("2014-07-01", "unknown");
    let tenure = scene.led("it", "GB-EDU-141163", unknown);
    tenure.accountable = [(body("GB-EDU-100187"), unknown.into())].into();
    assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(Answer::Unknown));
}

#[test]
fn a_school_named_by_its_id_of_today_was_its_own_body_before_it_became_an_academy() {
    let mut scene = woolwich();
    let tenure = scene.led("it", "GB-EDU-141163", since("2014-07-01"));
    tenure.accountable =
        [(body("GB-EDU-141163"), span("2014-07-01", "2014-07-31").into()), (body(TRUST), since("2014-08-01").into())]
            .into();
    assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(Answer::Yes));
}

#[test]
fn days_of_which_an_incomplete_record_names_no_accountable_body_are_not_without_one() {
    let mut scene = scene(TODAY);
    scene.led("it", LEAD, since("2014-09-01")).accountable = [(body(LEAD), since("2018-09-01").into())].into();
    assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(Answer::No));
    scene.hub().incomplete.insert(Section::Leadership);
    assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(Answer::Unknown));
}

#[test]
fn a_nomination_that_nobody_wrote_down_is_not_none() {
    let mut scene = woolwich();
    *scene.led("it", LEAD, since("2023-09-01")) = Tenure::of(body(TRUST), since("2023-09-01"));
    assert_eq!(scene.keeps("hub/nominated-school-not-in-trust"), Some(Answer::No));
    scene.hub().incomplete.insert(Section::Leadership);
    assert_eq!(scene.keeps("hub/nominated-school-not-in-trust"), Some(Answer::Unknown));
    // And of one that has not begun nothing is asked yet.
    *scene.led("it", LEAD, since("2027-09-01")) = Tenure::of(body(TRUST), since("2027-09-01"));
    assert_eq!(scene.keeps("hub/nominated-school-not-in-trust"), None);
}

#[test]
fn an_academy_is_no_legal_body_whenever_it_began() {
    let mut scene = woolwich();
    for (span, kept) in [
        // It may not have begun yet, or before the school opened as an academy.
        (since("unknown"), Answer::Unknown),
        (since("2015-09-01"), Answer::No),
        // Nothing is said of a tenure to come.
        (since("2027-09-01"), Answer::Yes),
    ] {
        scene.led("it", "GB-EDU-141163", span);
        assert_eq!(scene.keeps("hub/accountable-body-not-one"), Some(kept), "{span}");
    }
}

#[test]
fn a_nominated_school_belongs_to_the_trust_on_the_first_and_the_last_day() {
    let nominating = |until: &str| {
        let mut scene = scene(TODAY);
        with_trust(&mut scene);
        scene.policy.nominations_from = Some(date("2009"));
        let academy = scene.school("GB-EDU-140325", Governance::Academy);
        academy.trusts.insert(body(TRUST), span("2012-09-01", "2020-08-31").into());
        let tenure = span("2014-09-01", until);
        *scene.led("it", LEAD, tenure) = Tenure::of(body(TRUST), tenure).nominating(body(TRUST), body("GB-EDU-140325"));
        scene
    };
    let code = "hub/nominated-school-not-in-trust";
    assert_eq!(nominating("2020-08-31").keeps(code), Some(Answer::Yes));
    assert_eq!(nominating("2020").keeps(code), Some(Answer::Unknown));
    assert_eq!(nominating("unknown").keeps(code), Some(Answer::Unknown));
    let place = format!(r#".leadership.tenures["it"].leads["{TRUST}"]"#);
    assert_eq!(
        nominating("2021-08-31").says(code),
        [format!("{place}: The trust nominates GB-EDU-140325, which is not one of its schools on 2021-08-31")]
    );
    let mut none = nominating("2020-08-31");
    none.tenure("it").leads.insert(body(TRUST), crate::network::Lead::default());
    assert_eq!(none.says(code), [format!("{place}: The trust nominates no school")]);
    // The two questions have their own dates.
    let mut not_asked = nominating("2021-08-31");
    not_asked.policy.nominations_from = None;
    not_asked.policy.leads_within_area_from = Some(date("2009"));
    assert_eq!(not_asked.keeps(code), None);
    assert_eq!(not_asked.keeps("hub/lead-outside-area"), Some(Answer::Yes));
}

#[test]
fn a_nominated_school_is_followed_to_what_it_goes_on_as() {
    let mut scene = woolwich();
    scene.policy.nominations_from = Some(date("2009"));
    let from = |from: &str| {
        Tenure::of(body(TRUST), since(from)).nominating(body(TRUST), body("GB-EDU-100187")).accountable_to(body(TRUST))
    };
    *scene.led("it", LEAD, since("2014-08-01")) = from("2014-08-01");
    assert_eq!(scene.keeps("hub/nominated-school-not-in-trust"), Some(Answer::Yes));
    *scene.tenure("it") = from("2014-07-31");
    assert_eq!(scene.keeps("hub/nominated-school-not-in-trust"), Some(Answer::No));
}

#[test]
fn a_place_is_what_it_was_called_when_the_tenure_began() {
    // Cumbria was one county until the end of March 2023. The register says where schools lie today.
    let cumbrian = |former: Area, today: &str, from: &str| {
        let mut scene = scene(TODAY);
        scene.school(LEAD, Governance::Maintained).location = Location::within(la(today));
        scene.led("it", LEAD, since(from));
        let hub = scene.hub();
        hub.area = Served::new(since("2023-04-01"), Area::of([la("942"), la("943")]));
        let former = Served::new(span("2014-09-01", "2023-03-31"), former);
        hub.former_areas = [(Slug::new("cumbria").unwrap(), former)].into();
        scene.keeps("hub/lead-outside-area")
    };
    let districts = |codes: &[&str]| Area::of([]).and_districts(codes.iter().map(|code| code.parse().unwrap()));
    let whole = || Area::of([la("909")]);
    assert_eq!(cumbrian(whole(), "942", "2022-12-01"), Some(Answer::Yes));
    assert_eq!(cumbrian(Area::of([la("330")]), "942", "2022-12-01"), Some(Answer::No));
    // Allerdale, Carlisle and Copeland became Cumberland; Eden did not.
    let cumberland = districts(&["E07000026", "E07000028", "E07000029"]);
    assert_eq!(cumbrian(cumberland.clone(), "942", "2022-12-01"), Some(Answer::Yes));
    assert_eq!(cumbrian(cumberland, "943", "2022-12-01"), Some(Answer::No));
    assert_eq!(cumbrian(districts(&["E07000028", "E07000030"]), "942", "2022-12-01"), Some(Answer::Unknown));
    // A record that still says Cumbria, of a tenure since.
    assert_eq!(cumbrian(whole(), "909", "2023-09-01"), Some(Answer::Yes));
    // Bedfordshire went before the tables say what took its place.
    assert_eq!(cumbrian(whole(), "820", "2022-12-01"), Some(Answer::Unknown));
}

#[test]
fn an_area_of_which_nobody_knows_the_day_puts_no_lead_outside() {
    let mut scene = scene(TODAY);
    scene.school(LEAD, Governance::Maintained).location = Location::within(la("942"));
    scene.led("it", LEAD, since("2023-12-01"));
    assert_eq!(scene.keeps("hub/lead-outside-area"), Some(Answer::No));
    scene.hub().area.span = since("unknown");
    assert_eq!(scene.keeps("hub/lead-outside-area"), Some(Answer::Unknown));
}

#[test]
fn what_a_programme_asks_since_a_month_it_asks_of_no_tenure_before_that_month() {
    let mut scene = scene(TODAY);
    scene.policy.leads_within_area_from = Some(date("2022-11"));
    let mut asked = |span: Span| {
        scene.led("it", LEAD, span);
        let says = scene.says("hub/lead-outside-area").pop();
        let because = says.and_then(|says| says.rsplit_once(": ").map(|(_, because)| because.to_owned()));
        (scene.keeps("hub/lead-outside-area"), because)
    };
    let seen = |day: &str| since("unknown").seen_on(date(day)).unwrap();
    assert_eq!(asked(since("2022-10-31")), (None, None));
    assert_eq!(asked(seen("2022-10-31")), (None, None));
    assert_eq!(asked(since("2022-11-30")), (Some(Answer::Yes), None));
    let because = |text: &str| (Some(Answer::Unknown), Some(text.to_owned()));
    let policy = "the day from which the programme asks for it is not known exactly";
    assert_eq!(asked(since("2022-11-20")), because(policy));
    assert_eq!(asked(seen("2023-01-01")), because("the start of the tenure is not known"));
}

#[test]
fn a_vacancy_is_what_nobody_led_in_one_run_however_it_was_recorded() {
    let mut scene = scene(TODAY);
    scene.led("it", LEAD, since("2016-01-01"));
    let hub = scene.hub();
    hub.incomplete.insert(Section::Leadership);
    hub.leadership.vacancies = [span("2014-10-01", "2014-10-25"), span("2014-10-26", "2014-11-20")].into();
    assert_eq!(
        scene.says("hub/lead-vacant-too-long"),
        [".leadership: neither lead nor bridge for 51 days from 2014-10-01, where policy allows 30"]
    );
    // A day between them of which nothing is known is not vacant.
    scene.hub().leadership.vacancies = [span("2014-10-01", "2014-10-25"), span("2014-10-27", "2014-11-20")].into();
    assert_eq!(scene.keeps("hub/lead-vacant-too-long"), Some(Answer::Unknown));
    // In a complete record all of it is vacant until the lead began, but for a bridge.
    scene.hub().incomplete.clear();
    scene.hub().leadership.bridges.insert(Bridge { span: span("2014-12-01", "2015-12-31"), by: hub_id("other") });
    assert_eq!(
        scene.says("hub/lead-vacant-too-long"),
        [".leadership: neither lead nor bridge for 91 days from 2014-09-01, where policy allows 30"]
    );
}

#[test]
fn a_vacancy_recorded_while_a_tenure_runs_is_a_contradiction_and_no_vacancy() {
    let mut scene = scene(TODAY);
    scene.led("it", LEAD, since("2014-09-01"));
    scene.hub().leadership.vacancies = [span("2026-03-01", "2026-05-31")].into();
    assert!(matches!(scene.hub().leadership.on(day("2026-04-01"), true), LeadStatus::Held(..)));
    assert_eq!(scene.keeps("hub/lead-vacant-too-long"), Some(Answer::Yes));
    assert_eq!(
        scene.says("hub/leadership-contradicts"),
        [".leadership.vacancies: the vacancy 2026-03-01 to 2026-05-31 overlaps the tenure it"]
    );
    // One that may have followed the tenure, or is yet to come, contradicts nothing.
    for (tenure, vacancy) in [("2026-03", "2026-03-15"), ("unknown", "2026-03-01"), ("2027-03-31", "2027-03-01")] {
        scene.led("it", LEAD, span("2014-09-01", tenure));
        scene.hub().leadership.vacancies = [since(vacancy)].into();
        assert_eq!(scene.keeps("hub/leadership-contradicts"), Some(Answer::Yes), "{tenure}");
    }
    scene.hub().leadership.tenures.clear();
    scene.hub().leadership.bridges = [Bridge { span: since("2026-01-01"), by: hub_id("other") }].into();
    scene.hub().leadership.vacancies = [since("2026-03-01")].into();
    assert_eq!(
        scene.says("hub/leadership-contradicts"),
        [".leadership.vacancies: the vacancy from 2026-03-01 overlaps the bridge by other"]
    );
}

#[test]
fn a_handover_covers_the_days_that_two_tenures_share_however_they_end() {
    let handing_over = |outgoing: Span, incoming: Span, handover: Span, on: &str| {
        let mut scene = scene(on);
        scene.led("out", LEAD, outgoing).handover = Some(Handover { to: tenure_id("in"), span: handover });
        scene.led("in", NEXT, incoming);
        scene.keeps("hub/tenures-overlap")
    };
    let summer = span("2026-06-01", "2026-07-15");
    // The incoming lead resigns, and the outgoing goes on.
    assert_eq!(handing_over(since("2014-09-01"), summer, summer, TODAY), Some(Answer::Yes));
    let later = span("2026-06-01", "2026-07-16");
    assert_eq!(handing_over(since("2014-09-01"), later, summer, TODAY), Some(Answer::No));
    // Both still lead within the handover today; tomorrow's overlap is tomorrow's.
    let both = |on| handing_over(since("2014-09-01"), since("2026-06-01"), summer, on);
    assert_eq!(both("2026-07-15"), Some(Answer::Yes));
    assert_eq!(both("2026-07-16"), Some(Answer::No));
    // An outgoing lead of which nobody knows when it began hands over like any other.
    let seen = since("unknown").seen_on(date("2026-06-10")).unwrap();
    assert_eq!(handing_over(span("2014-09-01", "2026-07-15"), seen, summer, TODAY), Some(Answer::Unknown));
}

#[test]
fn tenures_that_will_overlap_do_not_overlap_yet() {
    let mut scene = scene(TODAY);
    scene.led("one", LEAD, since("2014-09-01"));
    scene.led("two", NEXT, since("2027-09-01"));
    assert_eq!(scene.keeps("hub/tenures-overlap"), Some(Answer::Yes));
    scene.on = day("2027-09-01");
    assert_eq!(scene.keeps("hub/tenures-overlap"), Some(Answer::No));
}

#[test]
fn a_handover_is_to_another_tenure_that_is_there_and_ends() {
    let mut scene = scene(TODAY);
    scene.policy.handover_days = None;
    let handing_over = |scene: &mut Scene, to: &str, span: Span| {
        scene.led("it", LEAD, since("2014-09-01")).handover = Some(Handover { to: tenure_id(to), span });
    };
    for nobody in ["nobody", "it"] {
        handing_over(&mut scene, nobody, span("2026-01-01", "2026-01-31"));
        assert_eq!(
            scene.says("hub/unknown-tenure"),
            [format!(r#".leadership.tenures["it"].handover: the hub has no other tenure {nobody}"#)]
        );
    }
    scene.policy.handover_days = Some(92);
    assert_eq!(scene.keeps("hub/handover-too-long"), Some(Answer::Yes));
    scene.led("next", NEXT, since("2027-01-01"));
    // 1 January to 24 November 2026 are 328 days, and 31 January to 1 December would be 305.
    for (span, takes) in [
        (since("2026-01-01"), "takes at least 328 days, and has no end"),
        (span("2026-01", "2026-12"), "takes at least 305 days"),
    ] {
        handing_over(&mut scene, "next", span);
        let here = r#".leadership.tenures["it"].handover"#;
        assert_eq!(
            scene.says("hub/handover-too-long"),
            [format!("{here}: the handover to next {takes}, where policy allows 92")]
        );
        assert_eq!(scene.keeps("hub/unknown-tenure"), Some(Answer::Yes));
    }
}

#[test]
fn one_hub_stands_in_at_a_time_and_never_for_itself() {
    let bridges = |bridges: &[(&str, &str, &str)]| {
        let mut scene = scene(TODAY);
        scene.led("out", LEAD, span("2014-09-01", "2020-08-31"));
        scene.led("in", NEXT, since("2021-09-01"));
        let handover = span("2020-08-01", "2020-08-31");
        scene.tenure("out").handover = Some(Handover { to: tenure_id("in"), span: handover });
        for (by, from, until) in bridges {
            scene.hub().leadership.bridges.insert(Bridge { span: span(from, until), by: hub_id(by) });
        }
        scene.says("hub/bridges-overlap")
    };
    assert!(bridges(&[("a", "2020-09-01", "2020-12-31"), ("b", "2021-01-01", "2021-08-31")]).is_empty());
    // In the handover, or in days that may not be shared.
    assert!(bridges(&[("a", "2020-08-15", "2020-12-30"), ("b", "2020-12", "2021-08-31")]).is_empty());
    let here = ".leadership.bridges: the bridge by";
    assert_eq!(
        bridges(&[("hub", "2020-10-01", "2020-10-31")]),
        [format!("{here} hub, 2020-10-01 to 2020-10-31, is by the hub itself")]
    );
    assert_eq!(
        bridges(&[("a", "2021-08-01", "2021-09-01")]),
        [format!("{here} a, 2021-08-01 to 2021-09-01, overlaps the tenure in")]
    );
    assert_eq!(
        bridges(&[("a", "2020-10-01", "2020-12-31"), ("b", "2020-12-01", "2021-08-31")]),
        [format!("{here} a, 2020-10-01 to 2020-12-31, overlaps that by b, 2020-12-01 to 2021-08-31")]
    );
    assert_eq!(scene(TODAY).keeps("hub/bridges-overlap"), None);
}

#[test]
fn a_hub_that_was_suspended_or_not_there_needed_no_lead_meanwhile() {
    use crate::network::{Designation, Status};

    let mut scene = scene(TODAY);
    scene.policy.vacancy_days = Some(30);
    scene.led("it", LEAD, span("2014-09-01", "2016-08-31"));
    scene.led("next", NEXT, since("2020-09-01"));
    assert_eq!(scene.keeps("hub/lead-vacant-too-long"), Some(Answer::No));
    for stopped in [Status::Suspended, Status::Ended] {
        let steps = [("2014-09-01", Status::Operating), ("2016-09-01", stopped), ("2020-09-01", Status::Operating)];
        let steps = steps.map(|(from, status)| Designation::new(status, date(from)));
        scene.hub().designations = steps.into();
        assert_eq!(scene.keeps("hub/lead-vacant-too-long"), Some(Answer::Yes), "{stopped}");
    }
}
